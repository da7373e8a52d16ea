//! One promise: what is counted, how much, by when, for whom, how firmly.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::quantity::{Quantity, decimal};
use super::source::Source;
use super::time::{Due, Frequency};
use super::words::{string_form, words};

words! { "force",
    /// How firmly a promise is made. Counties differ most here.
    pub enum Force {
        /// 确保, 必须, 一律, 严禁, 不得.
        Binding = "binding",
        /// Plain future, no marker.
        Planned = "planned",
        /// 力争, 争取, 努力.
        Aspirational = "aspirational",
        /// 鼓励, 支持, 探索, 试点.
        Encouraged = "encouraged",
    }
}

impl Force {
    /// From 0 (encouraged) to 3 (binding), to compare two forces.
    pub const fn rank(self) -> u8 {
        match self {
            Force::Encouraged => 0,
            Force::Aspirational => 1,
            Force::Planned => 2,
            Force::Binding => 3,
        }
    }
}

/// The id of an indicator in a catalogue: lower-case words joined by `-`, such as `preschool-gross-enrolment`.
///
/// A clone costs no allocation. The model does not know which ids exist; [`Vocabulary::check`](crate::vocabulary::Vocabulary::check) does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorId(Arc<str>);

impl IndicatorId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for IndicatorId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl std::str::FromStr for IndicatorId {
    type Err = super::UnknownWord;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let sound = !s.is_empty()
            && s.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if sound {
            Ok(Self(s.into()))
        } else {
            Err(super::UnknownWord::new(
                "indicator id",
                s,
                "lower-case words and digits joined by -, such as preschool-gross-enrolment",
            ))
        }
    }
}

string_form!(
    IndicatorId,
    "The id of an indicator in a catalogue, such as preschool-gross-enrolment",
    r"^[a-z0-9]+(-[a-z0-9]+)*$"
);

/// A value from which a target starts (IATI: baseline).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The value, in the unit of the target's quantity.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(with = "decimal::DecimalForm"))]
    pub value: Decimal,
    /// When it held, where the text says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Due>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One promise, in the terms of IATI results and OECD-DAC: what is counted, the bound and value, baselines, when it is due.
///
/// The same type serves wherever a plan promises something: the target of a goal or measure, the award or quota of an incentive, the
/// amount of a funding line, the term or count of an accountability mechanism. A promise without a number has no `quantity` and is
/// as much a target as one with a number (IATI: qualitative indicator). Three milestones of one indicator are three targets; a number
/// that the plan states twice, or with two values, stands once for each place, each with its own source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// What is counted or reached, in a few words.
    pub subject: String,
    /// Its indicator in a catalogue, where one fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<IndicatorId>,
    /// How much; none for a promise without a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
    /// How often.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// Where it starts from; several are allowed, none is forced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub baselines: Vec<Baseline>,
    /// When it starts to hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Due>,
    /// The last date by which it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// Whom or what it covers, where it is narrower than the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Its own force, where it differs from the force of the item that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub force: Option<Force>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Source::is_empty")]
    pub source: Source,
}

impl Target {
    /// A promise without a number.
    pub fn new(subject: impl Into<String>) -> Self {
        Self {
            subject: subject.into(),
            indicator: None,
            quantity: None,
            frequency: None,
            baselines: Vec::new(),
            from: None,
            due: None,
            scope: None,
            force: None,
            note: None,
            source: Source::default(),
        }
    }

    /// The same promise with a quantity.
    #[must_use]
    pub fn with_quantity(mut self, quantity: Quantity) -> Self {
        self.quantity = Some(quantity);
        self
    }
}
