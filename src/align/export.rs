//! The `pairs` export that every version keeps: one row for each two comparable units.

use serde::Serialize;

use super::result::Alignment;

/// Two comparable units, as a row of the `pairs` export.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairRow {
    /// The plan that was given first.
    pub plan_a: String,
    /// Its unit.
    pub path_a: String,
    /// The other plan.
    pub plan_b: String,
    /// Its unit.
    pub path_b: String,
    /// The probability that the two are the same, from 0 to 1, with four digits.
    pub score: String,
    /// same, partial.
    pub relation: String,
}

impl PairRow {
    /// The names of the columns, in the order of the fields.
    pub const COLUMNS: [&'static str; 6] = ["plan_a", "path_a", "plan_b", "path_b", "score", "relation"];
}

/// Every comparable pair of an alignment, in its order.
pub fn pair_rows(alignment: &Alignment) -> impl Iterator<Item = PairRow> + '_ {
    alignment.pairs.iter().filter_map(|pair| {
        let (a, b) = (alignment.members.get(pair.a)?, alignment.members.get(pair.b)?);
        Some(PairRow {
            plan_a: alignment.plans.get(a.plan)?.clone(),
            path_a: a.path.to_string(),
            plan_b: alignment.plans.get(b.plan)?.clone(),
            path_b: b.path.to_string(),
            score: format!("{:.4}", pair.score),
            relation: pair.relation.to_string(),
        })
    })
}
