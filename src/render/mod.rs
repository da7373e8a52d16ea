//! Tables for people: terminal text in Chinese or English.

mod label;
mod text;

pub use label::Labels;
pub use text::{TextOptions, comparison};
