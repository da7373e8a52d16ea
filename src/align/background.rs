//! How common a feature is: counts of the corpus blended with a built-in background of the genre.
//!
//! With five plans the background decides, with thousands the corpus does, so that weights move smoothly while a corpus grows. The background
//! is the mean over county plans of the share of units that hold a 2- or 3-gram (`data/align/background.tsv`); a gram that it does not list is
//! taken to stand in [`RARE`] of all units.

use std::sync::LazyLock;

use super::text::{Feature, LightMap, gram};

/// How many units the background counts for.
const UNITS: f64 = 300.0;
/// The share of units in which a gram stands that the background does not list.
const RARE: f64 = 0.004;
/// The share of units that name a phrase of the vocabulary.
const PHRASE: f64 = 0.01;

static COMMON: LazyLock<LightMap<Feature, f64>> = LazyLock::new(|| {
    let table = include_str!("../../data/align/background.tsv");
    let row = |line: &str| {
        let (text, per_mille) = line.split_once('\t')?;
        Some((gram(text), per_mille.trim().parse::<f64>().ok()? / 1000.0))
    };
    table.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
});

/// In how many units of the corpus each feature stands, and what it weighs for that.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frequencies {
    units: f64,
    grams: LightMap<Feature, Count>,
    phrases: LightMap<Feature, Count>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    units: u32,
    weight: f32,
}

impl Frequencies {
    /// Counts one unit; each feature stands once in either list. Weights are known after [`Frequencies::settle`].
    pub(crate) fn count(&mut self, grams: impl Iterator<Item = Feature>, phrases: impl Iterator<Item = Feature>) {
        self.units += 1.0;
        for name in grams {
            self.grams.entry(name).or_default().units += 1;
        }
        for name in phrases {
            self.phrases.entry(name).or_default().units += 1;
        }
    }

    /// Makes room for so many names.
    pub(crate) fn reserve(&mut self, names: usize) {
        self.grams.reserve(names);
    }

    /// Adds the counts of another part of the corpus.
    pub(crate) fn add(&mut self, other: Frequencies) {
        if self.grams.is_empty() && self.phrases.is_empty() && self.units == 0.0 {
            *self = other;
            return;
        }
        self.units += other.units;
        for (name, count) in other.grams {
            self.grams.entry(name).or_default().units += count.units;
        }
        for (name, count) in other.phrases {
            self.phrases.entry(name).or_default().units += count.units;
        }
    }

    /// Works out all weights, after the last unit was counted.
    pub(crate) fn settle(&mut self) {
        let units = self.units;
        // Most grams are listed nowhere and stand in few units.
        let few: Vec<f32> = (0..64).map(|n| rarity(units, RARE, n)).collect();
        for (name, count) in &mut self.grams {
            count.weight = match COMMON.get(name) {
                Some(background) => rarity(units, *background, count.units),
                None => {
                    let known = usize::try_from(count.units).ok().and_then(|n| few.get(n));
                    known.copied().unwrap_or_else(|| rarity(units, RARE, count.units))
                }
            };
        }
        for count in self.phrases.values_mut() {
            count.weight = rarity(units, PHRASE, count.units);
        }
    }

    /// The weight of a gram: the natural logarithm of how rare it is.
    pub(crate) fn gram(&self, name: Feature) -> f64 {
        let weight = match self.grams.get(&name) {
            Some(count) => count.weight,
            None => rarity(self.units, COMMON.get(&name).copied().unwrap_or(RARE), 0),
        };
        f64::from(weight)
    }

    /// The weight of a phrase.
    pub(crate) fn phrase(&self, name: Feature) -> f64 {
        f64::from(self.phrases.get(&name).map_or_else(|| rarity(self.units, PHRASE, 0), |count| count.weight))
    }
}

#[allow(clippy::cast_possible_truncation, reason = "weights need no more than single precision")]
fn rarity(units: f64, background: f64, count: u32) -> f32 {
    ((units + UNITS + 1.0) / (f64::from(count) + background * UNITS + 0.5)).ln().max(0.05) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stock_phrases_weigh_little_and_growth_moves_weights_smoothly() {
        let mut frequencies = Frequencies::default();
        let (stock, rare) = (gram("加强"), gram("托育"));
        assert!(frequencies.gram(stock) < frequencies.gram(rare) / 2.0);
        let before = frequencies.gram(rare);
        for _ in 0..30 {
            frequencies.count([stock].into_iter(), [].into_iter());
        }
        frequencies.settle();
        assert!((frequencies.gram(rare) - before).abs() < 0.1);
    }
}
