//! Tables for people: terminal text in Chinese or English.

mod diff;
mod diff_names;
mod label;
mod text;

pub use diff::DiffText;
pub use label::Labels;
pub use text::{TextOptions, comparison};
