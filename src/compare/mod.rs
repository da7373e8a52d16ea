//! Tables over several plans, as typed values that borrow from them: every cell is the item it came from.
//!
//! | table | rows | made by |
//! |---|---|---|
//! | targets | indicators of the catalogue | [`targets`] |
//! | measures | topics | [`measures`] |
//! | what one county alone has | counties | [`alone`] |
//! | incentives, funding, accountability | items, by [`Plan::items_of`](crate::Plan::items_of) | [`listing`] |
//! | profile: counts, specificity, mixes of force, instruments, stages, topics | figures | [`profile`] |
//! | PMC index by a [`Codebook`] | variables and sub-variables | [`pmc`] |
//! | similarity in topics, targets and wording | plans | [`similarity`] |
//! | origins of wording, cited documents | measures, documents | [`origins`] |
//! | agreement of coders, labels by majority | schemes, codes, units | [`agreement`] |
//! | exports | promises, units | [`facts`], [`units`] |
//!
//! How a table looks is the business of `render`.

mod agreement;
mod alone;
mod alpha;
mod cited;
mod codebook;
mod coding;
mod corpus;
mod coverage;
mod decide;
mod documents;
mod export;
mod facet;
mod long;
mod measures;
mod options;
mod origin;
mod passage;
mod pmc;
mod profile;
mod registry;
pub mod rule;
mod similarity;
mod statement;
pub mod table;
mod targets;
mod topics;

pub use agreement::{Agreement, CodeAgreement, CoderAgreement, Label, PairAgreement, SchemeAgreement, Scores, agreement};
pub use alone::{Alone, AloneIn, AloneUnit, LackedRow, alone};
pub use alpha::{Alpha, alpha};
pub use codebook::{Codebook, CodebookError, Grade, SubVariable, Variable};
pub use coding::{CodeScheme, CodedUnit, CodingError, CodingRow, Codings};
pub use corpus::{Compared, Corpus, Sentence};
pub use coverage::{Coverage, CoverageCell, CoverageRow, Ground, coverage};
pub use documents::documents;
pub use export::{FactRow, UnitRow, facts, units};
pub use facet::Facet;
pub use measures::{LeftAlone, MeasureCell, MeasureEntry, MeasureRow, Measures, measures};
pub use options::{Base, CompareError, Options};
pub use origin::{CitedDocument, Direction, MeasureOrigin, Origin, OriginOptions, Origins, PlanOrigins, origins};
pub use passage::{Mentioned, Passage};
pub use pmc::{Decision, Pmc, PmcPlan, PmcVariable, pmc};
pub use profile::{Mix, Part, Profile, Profiles, Specificity, profile};
pub use registry::{Form, TABLES, TableInfo, make, make_all};
pub use rule::Rule;
pub use similarity::{Common, CommonIndicator, CommonTopic, Similarity, SimilarityCell, SimilarityOptions, similarity};
pub use statement::{Difference, Reach, Reason, Statement, Year};
pub use targets::{Conflict, Distance, Pace, PaceFrom, Rank, TargetCell, TargetEntry, TargetRow, Targets, targets};
pub use topics::{TopicEntry, TopicRow, Topics, topics};
