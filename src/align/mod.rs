//! Alignment: any number of plans → rows of comparable items, each with its evidence.
//!
//! ```
//! use crossplan::align::{Index, Options};
//! # #[cfg(feature = "samples")] {
//! let plans = crossplan::samples::plans()?;
//! let index = Index::new(&plans, Options::new())?;
//! let alignment = index.align()?;
//! let row = alignment.rows.iter().find(|row| row.about.topic.as_deref() == Some("D2")).expect("teaching research");
//! for member in row.members.iter().filter_map(|i| alignment.members.get(*i)) {
//!     println!("{} {} {}", alignment.plans[member.plan], member.path, member.title);
//! }
//! let (a, b) = (&alignment.members[row.members[0]], &alignment.members[row.members[1]]);
//! let why = index.explain(a, b).expect("both are in the corpus");
//! println!("{}", why.reason(crossplan::vocabulary::Lang::En));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How it works
//! 1. A plan's units are gathered: a measure with all that stands inside it, a goals section with its goals; or, on request, single goals,
//!    incentives, money and checks ([`Options::classes`]). One mechanism serves all five.
//! 2. Each becomes features: character 2-3-grams weighted by rarity (the corpus blended with a background of the genre), the vocabulary's phrases
//!    and the topics they point to, concepts of the genre that go by several words, headings, sentences, and the codes that items carry.
//! 3. Candidates come from an inverted index ([`Options::depth`]), not from all pairs. In a corpus that is searched completely the sums over texts
//!    do so: a unit is compared with all others at once, gram by gram, and only pairs that can reach a score worth listing are looked at further.
//! 4. A pair's score is a sum of match weights in bits ([`Weights`]) and a prior, as in Fellegi–Sunter record linkage and Splink: one sum for
//!    `same`, one for `same` or `partial`. As odds it is a calibrated probability; [`Weights::standard`] has the reliability table.
//! 5. Rows: links are taken from the closest down; two groups are joined when the pairs across plans are `same` on average and none of them is
//!    unrelated, so that no chain puts unlike items together. [`Grouping::OneToOne`] first solves the assignment problem for every two plans.
//!    A researcher's [`Judgement`]s bind and separate before all scores.
//!
//! Everything stands in an order of content, so the order of the plans changes only the order of the columns, and threads (feature `rayon`)
//! change nothing. Every [`Alignment`] carries its method, options, weights and vocabulary editions.
//!
//! # How far it goes
//! A corpus of at most [`Options::complete`] units is searched completely: all pairs whose signatures meet are scored, and [`Alignment::pairs`] has
//! every comparable one of them. Every row keeps the rule above for every pair in it. The work grows with the pairs that share grams, at worst
//! with the square of the units.
//!
//! Beyond that the work for a unit is bounded, so that the work for a corpus grows with its length; [`Stamp::complete`] says so, and two things
//! follow. A unit is compared in full with its [`Options::neighbours`] likeliest earlier ones only: where hundreds of units say the same, most of
//! their pairs are not listed, though the units still come into one row through those that are. And groups of more than 32 members are judged by
//! 12 of them, so that a row may hold a pair that is not comparable; [`Row::weakest`] and [`Row::partial`] tell of those 12 only. What the bounded
//! search finds of what the complete one finds, on synthetic corpora in which every unit has scores of partners (benchmark `align`, `recall`):
//!
//! | plans | units | pairs listed: same | same or partial | units with a best partner found | pairs of units that stay in one row |
//! |---|---|---|---|---|---|
//! | 60 | 2,038 | 69.5 % | 46.4 % | 99.9 % | 98.9 % |
//! | 100 | 3,361 | 52.8 % | 31.6 % | 99.9 % | 97.2 % |
//! | 200 | 6,720 | 31.8 % | 16.5 % | 95.5 % | 96.0 % |
//!
//! [`Options::complete`] and [`Options::neighbours`] move the bounds.
//!
//! Time of one processor, synthetic corpora read twice: 300 plans (10,182 units) 1.7 s, 1,000 plans (33,461) 6.3 s, 3,000 plans (100,579 units,
//! 3.1 million pairs) 21.7 s with at most 614 MB, which is an exponent of 1.11.
//!
//! Memory: about 4 KB for a unit while the corpus is prepared and held, none of it for texts. [`Index::over`] takes plans one by one, so that
//! they need not all be in memory.
//!
//! | room | what lives there |
//! |---|---|
//! | `unit` · `codes` · `text` · `lexicon` · `concept` | what a unit is, and what it says |
//! | `corpus` · `count` · `background` · `features` | from plans to weighted features |
//! | `evidence` · `meet` · `bound` · `probe` · `weights` · `standard` · `estimate` | how alike two are, in bits: one with all others, or pair by pair |
//! | `candidate` · `index` · `rows` · `cluster` · `assign` · `about` | from pairs to rows |
//! | `options` · `judgement` · `result` · `explain` · `export` | what goes in and comes out |

mod about;
mod assign;
mod background;
mod bound;
mod candidate;
mod cluster;
mod codes;
mod concept;
mod corpus;
mod count;
mod estimate;
mod evidence;
mod explain;
mod export;
mod features;
mod index;
mod judgement;
mod lexicon;
mod meet;
mod options;
pub(crate) mod parallel;
mod parts;
mod probe;
mod result;
mod rows;
mod standard;
mod text;
mod unit;
mod weights;

pub(crate) use background::{Counts, Frequencies};
pub(crate) use corpus::stops;
pub use estimate::Estimate;
pub use evidence::Evidence;
pub use explain::{Explanation, Mention, SharedPhrase, Step};
pub use export::{PairRow, pair_rows};
pub use index::{Index, Similarity};
pub use judgement::{Judgement, Reference, Verdict};
pub use options::{Grouping, Options};
pub use parts::{Commonness, ScoredPair, Signed, UnitRef};
pub use result::{About, Alignment, Alone, METHOD, Missed, NearMiss, Neighbour, Pair, Relation, Row, Stamp};
pub(crate) use text::{Feature, Found, LightMap, Namer, Stops, each_gram, ends_passage, is_han, walk};
pub(crate) use unit::gather;
pub use unit::{Member, Named};
pub(crate) use weights::rounded;
pub use weights::{Curve, Weights, WeightsError};

/// Aligns any number of plans with the standard vocabulary.
///
/// # Errors
/// Weights that cannot be used.
pub fn align<'a, I>(plans: I, options: impl Into<Options>) -> Result<Alignment, AlignError>
where
    I: IntoIterator,
    I::Item: Into<Named<'a>>,
{
    Index::new(plans, options)?.align()
}

/// Why an alignment was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct AlignError(#[from] ErrorKind);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum ErrorKind {
    #[error(transparent)]
    Weights(#[from] WeightsError),
    #[error("judgement {at} names {what}, which the corpus does not hold")]
    Unknown { at: usize, what: String },
    #[error("scored pair {at} names {what}, which the corpus does not hold")]
    Pair { at: usize, what: String },
    #[error("judgement {at} keeps apart what others bind together: {what}")]
    Contradiction { at: usize, what: String },
}

impl From<WeightsError> for AlignError {
    fn from(error: WeightsError) -> Self {
        AlignError(error.into())
    }
}

impl AlignError {
    /// Whether the weights cannot be used.
    pub fn is_weights(&self) -> bool {
        matches!(self.0, ErrorKind::Weights(_))
    }

    /// Whether a judgement or scored pair names a plan or item that the corpus does not hold.
    pub fn is_unknown(&self) -> bool {
        matches!(self.0, ErrorKind::Unknown { .. } | ErrorKind::Pair { .. })
    }

    /// Whether judgements contradict one another.
    pub fn is_contradiction(&self) -> bool {
        matches!(self.0, ErrorKind::Contradiction { .. })
    }
}
