//! Tables over several plans, as typed values that borrow from them: every cell is the item it came from.
//!
//! | table | rows | made by |
//! |---|---|---|
//! | targets | indicators of the catalogue | [`targets`] |
//! | measures | topics | [`measures`] |
//! | what one county alone has | counties | [`alone`] |
//! | incentives, funding, accountability | items, by [`Plan::items_of`](crate::Plan::items_of) | [`listing`] |
//! | exports | promises, units | [`facts`], [`units`] |
//!
//! How a table looks is the business of `render`.

mod accountability;
mod alone;
mod amount;
mod corpus;
mod coverage;
mod documents;
mod export;
mod funding;
mod groups;
mod incentives;
mod measures;
mod options;
mod registry;
mod responsibility;
mod statement;
pub mod table;
pub mod tables;
mod targets;
mod topics;

pub use accountability::{CheckRow, Checks, MechanismRow, accountability};
pub use alone::{Alone, AloneIn, AloneUnit, LackedRow, alone};
pub use amount::{Normal, PerYear, Spread, Unfit};
pub use corpus::{Compared, Corpus, Sentence};
pub use coverage::{Coverage, CoverageCell, CoverageRow, Ground, coverage};
pub use documents::documents;
pub use export::{FactRow, UnitRow, facts, units};
pub use funding::{FundingLines, FundingRow, Rule, funding};
pub use incentives::{IncentiveCell, IncentiveEntry, IncentiveRow, Incentives, incentives};
pub use measures::{LeftAlone, MeasureCell, MeasureEntry, MeasureRow, Measures, measures};
pub use options::{Base, CompareError, Options};
pub use registry::{Form, TABLES, TableInfo, make, make_all};
pub use responsibility::{Duty, DutyRow, Part, Responsibility, responsibility};
pub use statement::{Difference, Reach, Reason, Statement, Year};
pub use targets::{Conflict, Distance, Pace, PaceFrom, Rank, TargetCell, TargetEntry, TargetRow, Targets, targets};
pub use topics::{TopicEntry, TopicRow, Topics, topics};
