//! Krippendorff's alpha for nominal data with any number of coders and missing values.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::decimal;

/// Krippendorff's alpha with the figures that it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Alpha {
    /// 1 is perfect agreement, 0 what chance would give, below 0 worse than chance; to six places. None where nothing can be paired,
    /// or where all values are the same, so that chance would agree too.
    #[serde(with = "decimal::option")]
    pub value: Option<Decimal>,
    /// Units with at least two values.
    pub units: usize,
    /// Values in these units.
    pub values: usize,
    /// The observed disagreement, to six places.
    #[serde(with = "decimal")]
    pub observed: Decimal,
    /// The disagreement that chance would give, to six places.
    #[serde(with = "decimal")]
    pub expected: Decimal,
}

/// Krippendorff's alpha (nominal): for each unit the values that it was given, in any order; a value that is missing is left out.
///
/// With *m* the values of a unit, *n* of all units that have at least two, *c* and *k* two codes, and counts by unit (*u*) or over all:
///
/// - observed disagreement = 1/*n* · Σ over *u* of Σ over *c* ≠ *k* of *n(u,c)* · *n(u,k)* / (*m(u)* − 1)
/// - expected disagreement = 1/(*n* · (*n* − 1)) · Σ over *c* ≠ *k* of *n(c)* · *n(k)*
/// - alpha = 1 − observed / expected
///
/// after Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, and Content Analysis (4th ed. 2019), chapter 12.
///
/// ```
/// use crossplan::compare::alpha;
/// // Two coders, three units; the third has one value and cannot be paired.
/// let result = alpha([vec!["a", "a"], vec!["a", "b"], vec!["b"]]);
/// assert_eq!((result.units, result.values, result.value.map(|v| v.to_string()).as_deref()), (2, 4, Some("0")));
/// ```
pub fn alpha<T: Ord>(units: impl IntoIterator<Item = Vec<T>>) -> Alpha {
    let mut totals: BTreeMap<T, usize> = BTreeMap::new();
    let (mut pairable, mut values) = (0, 0);
    let mut disagreement = Decimal::ZERO;
    for mut unit in units.into_iter().filter(|unit| unit.len() >= 2) {
        let m = unit.len();
        pairable += 1;
        values += m;
        unit.sort_unstable();
        // Pairs of unequal values: all ordered pairs less those of equal ones.
        let equal: usize = unit.chunk_by(|a, b| a == b).map(|same| same.len() * same.len()).sum();
        disagreement += ratio(m * m - equal, m - 1);
        for value in unit {
            *totals.entry(value).or_default() += 1;
        }
    }
    let equal: usize = totals.values().map(|n| n * n).sum();
    let observed = disagreement.checked_div(Decimal::from(values)).unwrap_or_default();
    let expected = ratio(values * values - equal, values * values.saturating_sub(1));
    let value = observed.checked_div(expected).map(|share| rounded(Decimal::ONE - share));
    Alpha { value, units: pairable, values, observed: rounded(observed), expected: rounded(expected) }
}

fn ratio(count: usize, of: usize) -> Decimal {
    Decimal::from(count).checked_div(Decimal::from(of)).unwrap_or_default()
}

fn rounded(value: Decimal) -> Decimal {
    value.round_dp(6).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One string for each coder, a character for each unit; `.` is missing.
    fn of(coders: &[&str]) -> Alpha {
        let coders: Vec<Vec<char>> = coders.iter().map(|coder| coder.chars().collect()).collect();
        alpha(
            (0..coders[0].len()).map(|unit| coders.iter().map(|coder| coder[unit]).filter(|c| *c != '.').collect::<Vec<char>>()),
        )
    }

    #[test]
    fn published_examples() {
        let to_three = |alpha: &Alpha| alpha.value.unwrap().round_dp(3).to_string();
        // Krippendorff 2011, example A: two observers, binary.
        let binary = of(&["0100000010", "1110010000"]);
        assert_eq!((to_three(&binary), binary.values), ("0.095".to_owned(), 20));
        // Example B: two observers, five nominal codes.
        let nominal = of(&["aabbdcccedda", "babbbccceddd"]);
        assert_eq!((to_three(&nominal), nominal.values), ("0.692".to_owned(), 24));
        // Example C: four observers, missing values; the last unit has one value only.
        let four = of(&["123321412...", "1233224125.3", ".3332342251.", "12332441251."]);
        assert_eq!((to_three(&four), four.units, four.values), ("0.743".to_owned(), 11, 40));
    }

    #[test]
    fn undefined_without_pairs_or_variation() {
        assert_eq!(of(&["11", "11"]).value, None);
        assert_eq!(of(&["1.", ".1"]), Alpha::default());
        assert_eq!(alpha(Vec::<Vec<u8>>::new()), Alpha::default());
        assert_eq!(of(&["12", "12"]).value, Some(Decimal::ONE));
    }
}
