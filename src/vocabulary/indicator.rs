//! Indicators: what plans promise to reach, with direction, stage and national reference values.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::scheme::entry;
use crate::model::{Bound, Stage, TopicCode, Unit, decimal};

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither: a norm to meet, or a mere count.
    None,
}

/// A national value that a county's target can be held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// How it bounds the indicator.
    pub bound: Bound,
    /// The value, in `unit`.
    #[serde(with = "decimal")]
    pub value: Decimal,
    /// The upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "decimal::option")]
    pub upper: Option<Decimal>,
    /// Its unit.
    pub unit: Unit,
    /// The year for which it is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// The document that sets it, with its number.
    pub source: String,
}

/// An indicator of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Stable id, such as `preschool-gross-enrolment`.
    pub id: String,
    /// Name in Chinese.
    pub zh: String,
    /// Name in English.
    pub en: String,
    /// What it counts, in Chinese.
    pub definition: String,
    /// What it counts, in English.
    pub definition_en: String,
    /// Other names of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Names that look alike and are not meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub negative: Vec<String>,
    /// The broader indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its unit.
    pub unit: Unit,
    /// Which way is better.
    pub direction: Direction,
    /// Stages that it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    /// Its topic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<TopicCode>,
    /// National reference values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
}

entry!(Indicator);
