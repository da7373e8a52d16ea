//! Tables over several plans, as typed values that borrow from them: every cell is the item it came from.
//!
//! | table | rows | made by |
//! |---|---|---|
//! | documents | fields of the head | [`documents`] |
//! | targets: rank, distance to the national reference, pace | indicators of the catalogue | [`targets`] |
//! | measures side by side | rows of the alignment | [`measures`] |
//! | measures by topic | topics | [`topics`] |
//! | incentives in yuan for each person and year | beneficiaries and kinds | [`incentives`] |
//! | funding, accountability | items; mechanisms | [`funding`], [`accountability`] |
//! | responsible units | offices and topics | [`responsibility`] |
//! | coverage, depth 0 to 3 | topics | [`coverage`] |
//! | what one plan alone has, or lacks | topics, indicators, measures | [`alone`] |
//! | profile: counts, specificity, mixes of force, instruments, stages, topics | figures | [`profile`] |
//! | PMC index by a [`Codebook`] | variables and sub-variables | [`pmc`] |
//! | similarity in topics, targets and wording | plans | [`similarity`] |
//! | origins of wording, cited documents | measures, documents | [`origins`] |
//! | agreement of coders, labels by majority | schemes, codes, units | [`agreement`] |
//! | exports | promises, units, pairs | [`facts`], [`units`], [`facts_table`], [`units_table`], [`pairs_table`] |
//!
//! Each is a typed value with a method `table` that gives the one form that renderers and data frames know; [`make`] makes any of them by its id.
//!
//! How a table looks is the business of `render`.

mod accountability;
mod alone;
mod coding;
mod corpus;
mod coverage;
mod documents;
mod export;
mod facet;
mod groups;
mod measures;
mod money;
mod options;
mod pmc;
mod profile;
mod registry;
mod responsibility;
mod statement;
pub mod table;
mod targets;
mod topics;
mod wording;

pub use accountability::{CheckRow, Checks, MechanismRow, accountability};
pub use alone::{Alone, AloneIn, AloneUnit, LackedRow, alone};
pub use coding::{
    Agreement, Alpha, CodeAgreement, CodeScheme, CodedUnit, CoderAgreement, CodingError, CodingRow, Codings, Label,
    PairAgreement, SchemeAgreement, Scores, agreement, alpha,
};
pub use corpus::{Compared, Corpus, Sentence};
pub use coverage::{Coverage, CoverageCell, CoverageRow, Ground, coverage};
pub use documents::documents;
pub use export::{FactRow, UnitRow, facts, facts_table, items_table, pairs_table, units, units_table};
pub use facet::Facet;
pub use measures::{LeftAlone, MeasureCell, MeasureEntry, MeasureRow, Measures, measures};
pub use money::{
    FundingLines, FundingRow, FundingRule, IncentiveCell, IncentiveEntry, IncentiveRow, Incentives, Normal, PerYear, Spread,
    Unfit, funding, incentives,
};
pub use options::{Base, CompareError, Options};
pub use pmc::rule;
pub use pmc::{Codebook, CodebookError, Decision, Grade, Pmc, PmcPlan, PmcVariable, Rule, SubVariable, Variable, pmc};
pub use profile::{Mix, Part, Profile, Profiles, Specificity, profile};
pub use registry::{Form, TABLES, TableInfo, contents, make, make_all};
pub use responsibility::{Duty, DutyPart, DutyRow, Responsibility, responsibility};
pub use statement::{Difference, Reach, Reason, Statement, Year};
pub use targets::{Conflict, Distance, Pace, PaceFrom, Rank, TargetCell, TargetEntry, TargetRow, Targets, targets};
pub use topics::{TopicEntry, TopicRow, Topics, topics};
pub use wording::{
    CitedDocument, Common, CommonIndicator, CommonTopic, Direction, MeasureOrigin, Mentioned, Origin, OriginOptions, Origins,
    Passage, PlanOrigins, Similarity, SimilarityCell, SimilarityOptions, origins, similarity,
};
