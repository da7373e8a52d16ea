#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod model;
#[cfg(feature = "samples")]
pub mod samples;
pub mod vocabulary;

pub use model::*;
pub use rust_decimal::Decimal;
