#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod align;
pub mod compare;
pub mod diff;
pub mod model;
#[cfg(feature = "read")]
pub mod read;
#[cfg(feature = "render")]
pub mod render;
#[cfg(feature = "samples")]
pub mod samples;
pub mod vocabulary;

pub use diff::diff;
pub use model::*;
pub use rust_decimal::Decimal;
