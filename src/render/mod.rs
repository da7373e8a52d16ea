//! Tables for people: terminal text, Markdown, CSV, JSON, Excel and Arrow, in Chinese or English.

#[cfg(feature = "arrow")]
mod arrow;
#[cfg(feature = "arrow")]
mod batches;
mod cells;
mod csv;
mod diff;
mod diff_names;
mod diff_table;
#[cfg(feature = "html")]
mod html;
mod label;
mod markdown;
mod plain;
mod text;
#[cfg(feature = "xlsx")]
mod xlsx;

#[cfg(feature = "arrow")]
pub use arrow::{ArrowError, record_batch};
#[cfg(feature = "arrow")]
pub use batches::record_batches;
pub use csv::{CsvOptions, csv};
pub use diff::DiffText;
pub use diff_table::diff_table;
#[cfg(feature = "html")]
pub use html::{Report, ReportError, ReportOptions, report, table_html};
pub use label::Labels;
pub use markdown::markdown;
pub use text::{TextOptions, comparison, made_with, terminal};
#[cfg(feature = "xlsx")]
pub use xlsx::{WorkbookError, xlsx};
