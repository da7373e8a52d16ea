//! What a researcher has decided about pairs: a record of its own, kept apart from what is computed.

use serde::{Deserialize, Serialize};

use crate::model::ItemId;

/// Whether two units belong into one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They belong into one row (must-link).
    Together,
    /// They do not (cannot-link).
    Apart,
}

/// A unit or item by the name of its plan and its identity there.
///
/// Any item of a unit stands for the unit when whole units are aligned: `goal:一` for the goals section 一.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The name of the plan, as given to the aligner.
    pub plan: String,
    /// The item.
    pub item: ItemId,
}

impl Reference {
    /// A reference.
    pub fn new(plan: impl Into<String>, item: ItemId) -> Self {
        Self { plan: plan.into(), item }
    }
}

/// A judgement on a pair: what, by whom, when and why. It is never overruled by a score.
///
/// ```
/// use crossplan::align::{Judgement, Reference, Verdict};
/// let judgement: Judgement = serde_json::from_str(
///     r#"{"a":{"plan":"甲","item":"measure:二/（一）"},"b":{"plan":"乙","item":"measure:三/2"},
///         "verdict":"apart","by":"wl","when":"2026-11-22","why":"一为建设，一为管理"}"#,
/// )?;
/// assert_eq!(judgement.verdict, Verdict::Apart);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// One of the two.
    pub a: Reference,
    /// The other.
    pub b: Reference,
    /// The decision.
    pub verdict: Verdict,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<chrono::NaiveDate>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Judgement {
    /// A judgement without further words.
    pub fn new(a: Reference, b: Reference, verdict: Verdict) -> Self {
        Self { a, b, verdict, by: None, when: None, why: None }
    }

    /// The same judgement with who made it, and why.
    #[must_use]
    pub fn because(mut self, by: impl Into<String>, why: impl Into<String>) -> Self {
        self.by = Some(by.into());
        self.why = Some(why.into());
        self
    }
}
