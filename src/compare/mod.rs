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

mod corpus;
mod export;
mod long;
pub mod table;
mod tables;

pub use corpus::{Compared, Corpus, Sentence};
pub use export::{FactRow, UnitRow, facts, units};
pub use tables::{
    Alone, Column, Listed, MeasureCell, MeasureRow, TargetCell, TargetRow, alone, listing, measures, targets, uncatalogued,
};
