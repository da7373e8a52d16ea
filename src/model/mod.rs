//! The typed plan: what a county promises, to whom, by when, with what money, and who answers for it.
//!
//! | room | what lives there |
//! |---|---|
//! | [`Plan`] | head, outline, annexes, and the five lists of items |
//! | [`Goal`], [`Measure`], [`Incentive`], [`Funding`], [`Accountability`] | the items; [`Item`] is what they have in common |
//! | [`Target`], [`Quantity`] | one promise, and its amount |
//! | [`Path`], [`ItemId`] | identity |
//! | [`TopicCode`], [`Few`] | topic codes; lists that mostly hold one to four entries |
//! | [`Source`], [`Span`] | where a thing was read |
//! | [`Error`], [`Fault`] | what loading refuses |

mod check;
mod code;
mod error;
mod few;
mod item;
mod load;
mod outline;
mod parts;
mod path;
mod place;
mod plan;
mod quantity;
#[cfg(feature = "schema")]
mod schema;
mod source;
mod target;
mod time;
pub(crate) mod words;

pub use code::TopicCode;
pub use error::{Error, Fault};
pub use few::Few;
pub use item::{Class, Item, ItemId, ItemRef};
pub use load::Form;
pub(crate) use load::fault_of;
pub use outline::{Annex, AnnexText, Citation, CitationRole, Role, Section, Term};
pub use parts::{
    Accountability, Condition, Consequence, ConsequenceKind, Funding, FundingKind, Goal, Incentive, IncentiveKind, Instrument,
    Measure, Mechanism, Schedule, Stage,
};
pub use path::{Path, PathError};
pub use place::{Division, DivisionCode, Level, Place};
pub use plan::{Plan, Status};
pub(crate) use quantity::decimal;
pub use quantity::{Bound, Per, Quantity, Unit};
pub use source::{Source, Span, TextRef};
pub use target::{Baseline, Force, IndicatorId, Target};
pub use time::{Due, Frequency, Period};
pub use words::UnknownWord;
