//! Match weights estimated anew on the user's own corpus, without labels.
//!
//! Expectation–maximisation over the candidate pairs, as in Fellegi–Sunter linkage: from the weights in force each pair gets a probability of
//! being the same; the shares m (among the same) and u (among the others) of the values of each evidence then give new weights, and so on for
//! a fixed number of rounds. Two things keep it sober on a small corpus. The weights that it starts from count for [`Estimate::strength`] pairs.
//! And evidence is not independent (words, phrases and topics move together), so that log₂ m/u overstates it; the slope by which the starting
//! weights fall short of their own log₂ m/u is kept for each evidence. The curves for `partial` are moved by the same amounts.
//! Nothing is drawn at random: the same corpus gives the same weights.

use super::AlignError;
use super::evidence::{Evidence, Values};
use super::index::Index;
use super::parallel;
use super::rows::scored;
use super::weights::{Curve, Weights, rounded};

/// How an estimate is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// How many rounds are run.
    pub rounds: usize,
    /// For how many pairs the starting weights count.
    pub strength: f64,
}

impl Default for Estimate {
    fn default() -> Self {
        Self { rounds: 10, strength: 200.0 }
    }
}

/// How much of each point of a curve a value stands on: the two points around it share it.
fn shares(curve: &Curve, value: f64) -> Vec<f64> {
    let mut shares = vec![0.0; curve.at.len()];
    let above = curve.at.partition_point(|at| *at < value);
    let (low, high) = (above.saturating_sub(1), above.min(curve.at.len().saturating_sub(1)));
    let at = |i: usize| curve.at.get(i).copied().unwrap_or_default();
    let part = if high == low { 0.0 } else { ((value - at(low)) / (at(high) - at(low))).clamp(0.0, 1.0) };
    if let Some(share) = shares.get_mut(low) {
        *share += 1.0 - part;
    }
    if let Some(share) = shares.get_mut(high) {
        *share += part;
    }
    shares
}

/// m and u of one evidence at the points of its curve.
struct Counts {
    same: Vec<f64>,
    other: Vec<f64>,
}

impl Counts {
    fn of(curve: &Curve, at: usize, pairs: &[Values], probabilities: &[f64]) -> Self {
        let mut counts = Counts { same: vec![0.0; curve.at.len()], other: vec![0.0; curve.at.len()] };
        for (values, probability) in pairs.iter().zip(probabilities) {
            let Some(value) = values.get(at).copied().flatten() else { continue };
            for ((same, other), share) in counts.same.iter_mut().zip(&mut counts.other).zip(shares(curve, value)) {
                *same += share * probability;
                *other += share * (1.0 - probability);
            }
        }
        counts
    }

    /// log₂ m/u at each point, drawn towards zero as if one more pair of each kind were spread over the points.
    fn ratios(&self) -> Vec<f64> {
        let points = f64::from(u32::try_from(self.same.len()).unwrap_or(u32::MAX));
        let (same, other): (f64, f64) = (self.same.iter().sum(), self.other.iter().sum());
        let ratio = |(m, u): (&f64, &f64)| (((m + 1.0 / points) / (same + 1.0)) / ((u + 1.0 / points) / (other + 1.0))).log2();
        self.same.iter().zip(&self.other).map(ratio).collect()
    }
}

impl Index<'_> {
    /// Weights fitted to this corpus; give them to [`Options::weights`](super::Options::weights) to use them.
    ///
    /// # Errors
    /// Weights that came out unusable.
    pub fn estimate(&self, how: Estimate) -> Result<Weights, AlignError> {
        let mut weights = self.options.weights.clone();
        let own = self.options.own_weight;
        let list = scored(self).list;
        let values = |s: &super::rows::Scored| {
            let pair = self.units.get(s.late()).zip(self.units.get(s.early()));
            pair.map_or([None; Evidence::ALL.len()], |(a, b)| self.values(a, b))
        };
        let pairs: Vec<Values> = parallel::map(&list, values);
        if pairs.is_empty() {
            return Ok(weights);
        }
        let count = f64::from(u32::try_from(pairs.len()).unwrap_or(u32::MAX));
        let probabilities = |weights: &Weights| parallel::map(&pairs, |values| weights.score(values, own).same());
        let start = weights.clone();
        let first = probabilities(&start);
        let expected: f64 = first.iter().sum();
        let trust = count / (count + how.strength.max(0.0));
        for _ in 0..how.rounds {
            let now = probabilities(&weights);
            for (curve, from) in weights.curves.iter_mut().zip(&start.curves) {
                let Some(at) = Evidence::ALL.iter().position(|kind| *kind == curve.evidence) else { continue };
                let (before, after) =
                    (Counts::of(from, at, &pairs, &first).ratios(), Counts::of(from, at, &pairs, &now).ratios());
                let slope = slope(&before, &from.same);
                let moved = before.iter().zip(&after).map(|(before, after)| trust * slope * (after - before));
                for (((same, related), moved), (same0, related0)) in
                    curve.same.iter_mut().zip(&mut curve.related).zip(moved).zip(from.same.iter().zip(&from.related))
                {
                    *same = rounded(same0 + moved);
                    *related = rounded(related0 + moved);
                }
            }
            let found: f64 = now.iter().sum();
            let shift = trust * ((found + 1.0) / (expected + 1.0)).log2();
            weights.prior_same = rounded(start.prior_same + shift);
            weights.prior_related = rounded(start.prior_related + shift);
        }
        weights.version = format!("{}+estimated", start.version.trim_end_matches("+estimated"));
        weights.check()?;
        Ok(weights)
    }
}

/// The slope, from 0 to 1, of the weights in force over the log-ratios that the corpus shows under them.
fn slope(ratios: &[f64], bits: &[f64]) -> f64 {
    let (cross, square): (f64, f64) = (ratios.iter().zip(bits).map(|(r, b)| r * b).sum(), ratios.iter().map(|r| r * r).sum());
    if square > 0.0 { (cross / square).clamp(0.0, 1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_points_around_a_value_share_it() {
        let curve = Curve { evidence: Evidence::Words, at: vec![0.0, 0.5, 1.0], same: vec![0.0; 3], related: vec![0.0; 3] };
        assert_eq!(shares(&curve, 0.25), [0.5, 0.5, 0.0]);
        assert_eq!(shares(&curve, 0.0), [1.0, 0.0, 0.0]);
        assert_eq!(shares(&curve, 1.0), [0.0, 0.0, 1.0]);
        assert_eq!(shares(&curve, 1.5), [0.0, 0.0, 1.0]);
    }
}
