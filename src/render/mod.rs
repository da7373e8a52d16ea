//! Tables for people: terminal text, Markdown, CSV, JSON and Excel, in Chinese or English.

mod cells;
mod csv;
mod diff;
mod diff_names;
mod label;
mod markdown;
mod text;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use csv::{CsvOptions, csv};
pub use diff::DiffText;
pub use label::Labels;
pub use markdown::markdown;
pub use text::{TextOptions, comparison, made_with, terminal};
#[cfg(feature = "xlsx")]
pub use xlsx::{WorkbookError, xlsx};
