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
//! | exports | promises, units | [`facts`], [`units`] |
//!
//! How a table looks is the business of `render`.

mod alone;
mod cited;
mod codebook;
mod corpus;
mod coverage;
mod decide;
mod documents;
mod export;
mod facet;
mod long;
mod measures;
mod options;
mod pmc;
mod profile;
mod registry;
pub mod rule;
mod statement;
pub mod table;
mod targets;
mod topics;

pub use alone::{Alone, AloneIn, AloneUnit, LackedRow, alone};
pub use codebook::{Codebook, CodebookError, Grade, SubVariable, Variable};
pub use corpus::{Compared, Corpus, Sentence};
pub use coverage::{Coverage, CoverageCell, CoverageRow, Ground, coverage};
pub use documents::documents;
pub use export::{FactRow, UnitRow, facts, units};
pub use facet::Facet;
pub use measures::{LeftAlone, MeasureCell, MeasureEntry, MeasureRow, Measures, measures};
pub use options::{Base, CompareError, Options};
pub use pmc::{Decision, Pmc, PmcPlan, PmcVariable, pmc};
pub use profile::{Mix, Part, Profile, Profiles, Specificity, profile};
pub use registry::{Form, TABLES, TableInfo, make, make_all};
pub use rule::Rule;
pub use statement::{Difference, Reach, Reason, Statement, Year};
pub use targets::{Conflict, Distance, Pace, PaceFrom, Rank, TargetCell, TargetEntry, TargetRow, Targets, targets};
pub use topics::{TopicEntry, TopicRow, Topics, topics};
