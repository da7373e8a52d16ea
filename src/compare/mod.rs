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
//! How a table looks is the business of `render`.

mod accountability;
mod agreement;
mod alone;
mod alpha;
mod amount;
mod cited;
mod codebook;
mod coding;
mod corpus;
mod coverage;
mod data;
mod decide;
mod documents;
mod export;
mod facet;
mod funding;
mod groups;
mod incentives;
mod items;
mod long;
mod measures;
mod options;
mod origin;
mod passage;
mod pmc;
mod profile;
mod registry;
mod responsibility;
pub mod rule;
mod similarity;
mod statement;
pub mod table;
mod targets;
mod topics;

pub use accountability::{CheckRow, Checks, MechanismRow, accountability};
pub use agreement::{Agreement, CodeAgreement, CoderAgreement, Label, PairAgreement, SchemeAgreement, Scores, agreement};
pub use alone::{Alone, AloneIn, AloneUnit, LackedRow, alone};
pub use alpha::{Alpha, alpha};
pub use amount::{Normal, PerYear, Spread, Unfit};
pub use codebook::{Codebook, CodebookError, Grade, SubVariable, Variable};
pub use coding::{CodeScheme, CodedUnit, CodingError, CodingRow, Codings};
pub use corpus::{Compared, Corpus, Sentence};
pub use coverage::{Coverage, CoverageCell, CoverageRow, Ground, coverage};
pub use data::{facts_table, pairs_table, units_table};
pub use documents::documents;
pub use export::{FactRow, UnitRow, facts, units};
pub use facet::Facet;
pub use funding::{FundingLines, FundingRow, FundingRule, funding};
pub use incentives::{IncentiveCell, IncentiveEntry, IncentiveRow, Incentives, incentives};
pub use items::items_table;
pub use measures::{LeftAlone, MeasureCell, MeasureEntry, MeasureRow, Measures, measures};
pub use options::{Base, CompareError, Options};
pub use origin::{CitedDocument, Direction, MeasureOrigin, Origin, OriginOptions, Origins, PlanOrigins, origins};
pub use passage::{Mentioned, Passage};
pub use pmc::{Decision, Pmc, PmcPlan, PmcVariable, pmc};
pub use profile::{Mix, Part, Profile, Profiles, Specificity, profile};
pub use registry::{Form, TABLES, TableInfo, contents, make, make_all};
pub use responsibility::{Duty, DutyPart, DutyRow, Responsibility, responsibility};
pub use rule::Rule;
pub use similarity::{Common, CommonIndicator, CommonTopic, Similarity, SimilarityCell, SimilarityOptions, similarity};
pub use statement::{Difference, Reach, Reason, Statement, Year};
pub use targets::{Conflict, Distance, Pace, PaceFrom, Rank, TargetCell, TargetEntry, TargetRow, Targets, targets};
pub use topics::{TopicEntry, TopicRow, Topics, topics};
