//! Match weights: for each evidence how many bits its value speaks for or against a match, and the score that follows.

use serde::{Deserialize, Serialize};

use super::evidence::{Evidence, STAGES, Values};
use super::standard;

/// The match weights of one evidence: bits (log₂ of how much likelier the value is among true matches) at some values, linear between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Curve {
    /// What it is for.
    pub evidence: Evidence,
    /// Values, ascending, from 0 to 1.
    pub at: Vec<f64>,
    /// Bits for `same` at those values.
    pub same: Vec<f64>,
    /// Bits for `same` or `partial` at those values.
    pub related: Vec<f64>,
}

/// The match weights of all evidence, and the prior: how likely a pair is a match before anything is known of it.
///
/// A pair's score is the prior plus the weights of its evidence, in bits; see [`Weights::standard`] for the ones that ship.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Which weights these are, to be named with a result.
    pub version: String,
    /// Log₂ of the odds that two units of two plans are the same.
    pub prior_same: f64,
    /// Log₂ of the odds that they are the same or partly comparable.
    pub prior_related: f64,
    /// One curve for each evidence; an evidence without one weighs nothing.
    pub curves: Vec<Curve>,
}

impl Default for Weights {
    fn default() -> Self {
        Self::standard()
    }
}

/// Why weights were refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the weights of `{evidence}` are unusable: {reason}")]
pub struct WeightsError {
    evidence: String,
    reason: &'static str,
}

/// What is known of a pair, in bits.
/// Bits are rounded to six digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Score {
    pub(crate) bits_same: f64,
    pub(crate) bits_related: f64,
}

impl Score {
    pub(crate) fn same(self) -> f64 {
        probability(self.bits_same)
    }

    pub(crate) fn related(self) -> f64 {
        probability(self.bits_related).max(self.same())
    }
}

/// The probability of so many bits of odds, to six digits.
pub(crate) fn probability(bits: f64) -> f64 {
    rounded(1.0 / (1.0 + (-bits).exp2()))
}

/// To six digits, which JSON carries there and back.
pub(crate) fn rounded(x: f64) -> f64 {
    (x * 1e6).round() / 1e6
}

impl Weights {
    /// The weights that ship: an additive logistic model of about 7,000 judged pairs of units, each curve rising with the value.
    ///
    /// A score is an estimated probability, in which a `partial` pair counts for a fifth of an unlike one. On pairs of a plan that the weights had not
    /// seen:
    ///
    /// | score for `same` | pairs | mean score | share that is `same` |
    /// |---|---|---|---|
    /// | 0.00 to 0.02 | 26418 | 0.000 | 0.000 |
    /// | 0.02 to 0.10 | 412 | 0.046 | 0.027 |
    /// | 0.10 to 0.30 | 188 | 0.181 | 0.138 |
    /// | 0.30 to 0.50 | 90 | 0.401 | 0.333 |
    /// | 0.50 to 0.70 | 87 | 0.610 | 0.483 |
    /// | 0.70 to 0.90 | 130 | 0.805 | 0.608 |
    /// | 0.90 to 0.97 | 124 | 0.938 | 0.863 |
    /// | 0.97 to 1.00 | 151 | 0.990 | 0.907 |
    pub fn standard() -> Self {
        standard::weights()
    }

    /// Whether the weights can be used.
    ///
    /// # Errors
    /// A curve whose lists differ in length or are empty, values that do not ascend, numbers that are not finite, an evidence with two curves.
    pub fn check(&self) -> Result<(), WeightsError> {
        for (i, curve) in self.curves.iter().enumerate() {
            let fault = |reason| Err(WeightsError { evidence: curve.evidence.to_string(), reason });
            if curve.at.is_empty() || curve.at.len() != curve.same.len() || curve.at.len() != curve.related.len() {
                return fault("`at`, `same` and `related` are empty or differ in length");
            }
            if !curve.at.windows(2).all(|w| matches!(w, [a, b] if a < b)) {
                return fault("`at` does not ascend");
            }
            if !curve.at.iter().chain(&curve.same).chain(&curve.related).all(|x| x.is_finite()) {
                return fault("a number is not finite");
            }
            if self.curves.iter().skip(i + 1).any(|other| other.evidence == curve.evidence) {
                return fault("it has two curves");
            }
        }
        if !self.prior_same.is_finite() || !self.prior_related.is_finite() {
            return Err(WeightsError { evidence: "prior".to_owned(), reason: "a number is not finite" });
        }
        Ok(())
    }

    /// The curve of an evidence.
    pub fn curve(&self, evidence: Evidence) -> Option<&Curve> {
        self.curves.iter().find(|curve| curve.evidence == evidence)
    }

    /// The sum of prior and weights, in the order of [`Evidence::ALL`].
    pub(crate) fn score(&self, values: &Values, own_weight: f64) -> Score {
        let mut score = Score { bits_same: self.prior_same, bits_related: self.prior_related };
        for (evidence, value) in Evidence::ALL.iter().zip(values) {
            let (same, related) = self.bits(*evidence, *value, own_weight);
            score.bits_same += same;
            score.bits_related += related;
        }
        // Rounded, so that a result has the same bytes whatever the last digit of a machine's logarithm.
        Score { bits_same: rounded(score.bits_same), bits_related: rounded(score.bits_related) }
    }

    /// The bits of one value; none where there is no value.
    pub(crate) fn bits(&self, evidence: Evidence, value: Option<f64>, own_weight: f64) -> (f64, f64) {
        let Some(value) = value else { return (0.0, 0.0) };
        if evidence == Evidence::Own {
            return own_bits(value, own_weight);
        }
        self.curve(evidence)
            .map_or((0.0, 0.0), |curve| (between(&curve.at, &curve.same, value), between(&curve.at, &curve.related, value)))
    }
}

/// Bits for `same`, and for `same` or `partial`.
pub(crate) type Bits = (f64, f64);

/// A point of a curve: a value and its bits.
type Point = (f64, Bits);

/// Weights laid out for scoring many pairs.
#[derive(Clone, Debug)]
pub(crate) struct Scorer {
    /// The curves in the order of the evidence, one after the other.
    points: Vec<Point>,
    ends: [usize; Evidence::ALL.len()],
    prior: Bits,
    own: f64,
    /// The most that all stages after this one can give.
    rest: Vec<Bits>,
}

impl Scorer {
    pub(crate) fn new(weights: &Weights, own: f64) -> Self {
        let (mut points, mut ends) = (Vec::new(), [0; Evidence::ALL.len()]);
        for (evidence, end) in Evidence::ALL.iter().zip(&mut ends) {
            if let Some(c) = weights.curve(*evidence).filter(|_| *evidence != Evidence::Own) {
                points.extend(c.at.iter().copied().zip(c.same.iter().copied().zip(c.related.iter().copied())));
            }
            *end = points.len();
        }
        let mut scorer = Self { points, ends, prior: (weights.prior_same, weights.prior_related), own, rest: Vec::new() };
        let most = |evidence: &Evidence| {
            let curve = scorer.curve(evidence.place());
            curve.iter().fold((0.0f64, 0.0f64), |most, (_, bits)| (most.0.max(bits.0), most.1.max(bits.1)))
        };
        let after = |stage: usize| {
            let rest = STAGES.iter().skip(stage + 1).flat_map(|kinds| kinds.iter().map(most));
            rest.fold((0.0, 0.0), |sum, bits| (sum.0 + bits.0, sum.1 + bits.1))
        };
        scorer.rest = (0..STAGES.len()).map(after).collect();
        scorer
    }

    pub(crate) fn prior(&self) -> Bits {
        self.prior
    }

    pub(crate) fn curve(&self, place: usize) -> &[Point] {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(place).and_then(|end| self.points.get(start..*end)).unwrap_or_default()
    }

    /// The bits of one value, as [`Weights::bits`].
    pub(crate) fn bits(&self, place: usize, value: Option<f64>) -> Bits {
        let Some(value) = value else { return (0.0, 0.0) };
        if place == Evidence::Own.place() {
            return own_bits(value, self.own);
        }
        along(self.curve(place), value)
    }

    /// The score, equal to [`Weights::score`].
    pub(crate) fn score(&self, values: &Values) -> Score {
        let sum = self.sum(values);
        Score { bits_same: rounded(sum.0), bits_related: rounded(sum.1) }
    }

    /// The score where a probability reaches `floor`.
    pub(crate) fn reaching(&self, floor: f64, values: &Values) -> Option<Score> {
        let sum = self.sum(values);
        // A little below, for the rounding.
        let least = (floor / (1.0 - floor)).log2() - 1e-3;
        if sum.0 < least && sum.1 < least {
            return None;
        }
        let score = Score { bits_same: rounded(sum.0), bits_related: rounded(sum.1) };
        Some(score).filter(|score| score.related() >= floor)
    }

    fn sum(&self, values: &Values) -> Bits {
        let (mut sum, mut start) = (self.prior, 0);
        for (value, end) in values.iter().zip(&self.ends) {
            if let Some(value) = value {
                let bits = along(self.points.get(start..*end).unwrap_or_default(), *value);
                sum = (sum.0 + bits.0, sum.1 + bits.1);
            }
            start = *end;
        }
        if let Some(value) = values.last().copied().flatten() {
            let bits = own_bits(value, self.own);
            sum = (sum.0 + bits.0, sum.1 + bits.1);
        }
        sum
    }

    /// The score of values that come stage by stage, or none as soon as no probability of `floor` or more can come of them.
    pub(crate) fn score_above(&self, floor: f64, mut fill: impl FnMut(usize, &mut Values)) -> Option<Score> {
        let mut values: Values = [None; Evidence::ALL.len()];
        // A little below, for the rounding.
        let least = (floor / (1.0 - floor)).log2() - 1e-3;
        let mut known = self.prior;
        for (at, (stage, rest)) in STAGES.iter().zip(&self.rest).enumerate() {
            fill(at, &mut values);
            for kind in *stage {
                let bits = self.bits(kind.place(), values.get(kind.place()).copied().flatten());
                known = (known.0 + bits.0, known.1 + bits.1);
            }
            if known.0 + rest.0 < least && known.1 + rest.1 < least {
                return None;
            }
        }
        Some(self.score(&values)).filter(|score| score.related() >= floor)
    }
}

/// The bits of a value: linear between the points, level outside them.
#[inline]
fn along(curve: &[Point], value: f64) -> Bits {
    let Some((&(mut x0, mut y0), rest)) = curve.split_first() else { return (0.0, 0.0) };
    if value <= x0 {
        return y0;
    }
    for &(x, y) in rest {
        if value <= x {
            let line = |from: f64, to: f64| from + (to - from) * (value - x0) / (x - x0);
            return (line(y0.0, y.0), line(y0.1, y.1));
        }
        (x0, y0) = (x, y);
    }
    y0
}

fn own_bits(value: f64, weight: f64) -> Bits {
    // A similarity of one half says nothing; near 0 and 1 it says at most about 5.6 bits, times its weight.
    let sure = value.clamp(0.02, 0.98);
    let bits = weight * (sure / (1.0 - sure)).log2();
    (bits, bits)
}

/// Linear between the points, level outside them.
fn between(at: &[f64], bits: &[f64], value: f64) -> f64 {
    let mut last: Option<(f64, f64)> = None;
    for (&x, &y) in at.iter().zip(bits) {
        match last {
            _ if value > x => last = Some((x, y)),
            Some((x0, y0)) => return y0 + (y - y0) * (value - x0) / (x - x0),
            None => return y,
        }
    }
    last.map_or(0.0, |(_, y)| y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_is_linear_between_its_points_and_level_outside() {
        let (at, bits) = ([0.2, 0.6], [-1.0, 3.0]);
        for (value, expected) in [(0.0, -1.0), (0.2, -1.0), (0.4, 1.0), (0.6, 3.0), (1.0, 3.0)] {
            assert!((between(&at, &bits, value) - expected).abs() < 1e-12, "{value}");
        }
    }

    #[test]
    fn the_standard_weights_are_sound() {
        let weights = Weights::standard();
        weights.check().unwrap();
        for evidence in Evidence::ALL.iter().filter(|e| **e != Evidence::Own) {
            assert!(weights.curve(*evidence).is_some(), "{evidence}");
        }
        let text = serde_json::to_string(&weights).unwrap();
        assert_eq!(serde_json::from_str::<Weights>(&text).unwrap(), weights);
    }

    #[test]
    fn faulty_weights_are_refused() {
        let mut weights = Weights::standard();
        weights.curves[0].same.pop();
        assert_eq!(
            weights.check().unwrap_err().to_string(),
            "the weights of `words` are unusable: `at`, `same` and `related` are empty or differ in length"
        );
    }
}
