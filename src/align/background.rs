//! How common a feature is: counts of the corpus blended with a built-in background of the genre.
//!
//! With five plans the background decides, with thousands the corpus does, so that weights move smoothly while a corpus grows. The background
//! is the mean over county plans of the share of units that hold a 2- or 3-gram (`data/align/background.tsv`); a gram that it does not list is
//! taken to stand in [`RARE`] of all units.

use std::sync::LazyLock;

use super::parts::Commonness;
use super::text::{Feature, gram};

/// How many units the background counts for.
const UNITS: f64 = 300.0;
/// The share of units in which a gram stands that the background does not list.
const RARE: f64 = 0.004;
/// The share of units that name a phrase of the vocabulary.
const PHRASE: f64 = 0.01;

static COMMON: LazyLock<(Numbers, Vec<f64>)> = LazyLock::new(|| {
    let table = include_str!("../../data/align/background.tsv");
    let row = |line: &str| {
        let (text, per_mille) = line.split_once('\t')?;
        Some((gram(text), per_mille.trim().parse::<f64>().ok()? / 1000.0))
    };
    let (mut names, mut shares) = (Numbers::default(), Vec::new());
    for (name, share) in table.lines().filter(|line| !line.starts_with('#')).filter_map(row) {
        let number = usize::try_from(names.number(name)).unwrap_or_default();
        match shares.get_mut(number) {
            Some(known) => *known = share,
            None => shares.push(share),
        }
    }
    (names, shares)
});

/// The share of units that hold a gram which the background lists.
fn common(name: Feature) -> Option<f64> {
    let (names, shares) = &*COMMON;
    names.get(name).and_then(|number| shares.get(usize::try_from(number).ok()?)).copied()
}

/// Names and the dense numbers they get in the order in which they come; open addressing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbers {
    /// Name and number as one; at most half of the slots are taken. The last bit tells a taken slot.
    slots: Vec<u64>,
    names: Vec<Feature>,
}

impl Numbers {
    pub(crate) fn with_capacity(names: usize) -> Self {
        let mut numbers = Self { slots: Vec::new(), names: Vec::with_capacity(names) };
        numbers.resize(names);
        numbers
    }

    pub(crate) fn names(&self) -> &[Feature] {
        &self.names
    }

    /// The slot of a name, or the free one where it belongs.
    #[inline]
    fn slot(&self, name: Feature) -> usize {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = usize::try_from(name).unwrap_or_default() & mask;
        while self.slots.get(at).is_some_and(|slot| *slot != 0 && slot >> 32 != u64::from(name)) {
            at = (at + 1) & mask;
        }
        at
    }

    fn number_in(slot: u64) -> u32 {
        u32::try_from((slot & 0xffff_ffff) >> 1).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn get(&self, name: Feature) -> Option<u32> {
        self.slots.get(self.slot(name)).filter(|slot| **slot != 0).map(|slot| Self::number_in(*slot))
    }

    /// The number of a name, a new one where it has none. At most 2³¹ names have numbers of their own.
    #[inline]
    pub(crate) fn number(&mut self, name: Feature) -> u32 {
        let at = self.slot(name);
        match self.slots.get(at) {
            Some(slot) if *slot != 0 => Self::number_in(*slot),
            _ => self.add(name, at),
        }
    }

    /// Numbers a name that belongs into the slot `at`.
    fn add(&mut self, name: Feature, mut at: usize) -> u32 {
        if self.names.len() * 2 >= self.slots.len() {
            self.resize(self.names.len() * 2 + 8);
            at = self.slot(name);
        }
        let next = u32::try_from(self.names.len()).unwrap_or(u32::MAX) & (u32::MAX >> 1);
        self.slots.get_mut(at).into_iter().for_each(|slot| *slot = (u64::from(name) << 32) | (u64::from(next) << 1) | 1);
        self.names.push(name);
        next
    }

    fn resize(&mut self, names: usize) {
        let old = std::mem::replace(&mut self.slots, vec![0; (names * 2).next_power_of_two().max(16)]);
        for slot in old.into_iter().filter(|slot| *slot != 0) {
            let at = self.slot(Feature::try_from(slot >> 32).unwrap_or_default());
            self.slots.get_mut(at).into_iter().for_each(|free| *free = slot);
        }
    }
}

/// In how many of some units each feature stands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) units: u32,
    pub(crate) grams: Numbers,
    /// By the number of the gram.
    pub(crate) gram_units: Vec<u32>,
    /// By the number of the phrase.
    pub(crate) phrase_units: Vec<u32>,
}

/// In how many units of the corpus each feature stands, and what it weighs for that.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frequencies {
    counts: Counts,
    grams: Vec<f32>,
    phrases: Vec<f32>,
}

impl Frequencies {
    /// Adds the counts of a part of the corpus; gives the numbers that its grams have here, or none where they stay the same.
    /// Weights are known after [`Frequencies::settle`].
    pub(crate) fn add(&mut self, part: &mut Counts) -> Option<Vec<u32>> {
        if self.counts.units == 0 {
            self.counts = std::mem::take(part);
            return None;
        }
        self.counts.units += part.units;
        for (units, more) in self.counts.phrase_units.iter_mut().zip(&part.phrase_units) {
            *units += more;
        }
        let Counts { grams, gram_units, .. } = &mut self.counts;
        let add = |(name, units): (&Feature, &u32)| {
            let number = grams.number(*name);
            match usize::try_from(number).ok().and_then(|i| gram_units.get_mut(i)) {
                Some(known) => *known += units,
                None => gram_units.push(*units),
            }
            number
        };
        Some(part.grams.names().iter().zip(&part.gram_units).map(add).collect())
    }

    /// Takes the counts of a larger corpus for those of this one; numbers stay.
    pub(crate) fn replace(&mut self, given: &Commonness) {
        self.counts.units = given.0.units;
        self.counts.phrase_units.clone_from(&given.0.phrase_units);
        self.counts.gram_units = self.counts.grams.names().iter().map(|name| given.gram(*name)).collect();
    }

    pub(crate) fn into_counts(self) -> Counts {
        self.counts
    }

    /// The names of the grams by their numbers.
    pub(crate) fn names(&self) -> &[Feature] {
        self.counts.grams.names()
    }

    /// Works out all weights, after the last unit was counted.
    pub(crate) fn settle(&mut self) {
        let units = f64::from(self.counts.units);
        // Most grams are listed nowhere and stand in few units.
        let few: Vec<f32> = (0..64).map(|n| rarity(units, RARE, n)).collect();
        let gram = |(name, count): (&Feature, &u32)| match common(*name) {
            Some(background) => rarity(units, background, *count),
            None => {
                let known = usize::try_from(*count).ok().and_then(|n| few.get(n));
                known.copied().unwrap_or_else(|| rarity(units, RARE, *count))
            }
        };
        self.grams = self.counts.grams.names().iter().zip(&self.counts.gram_units).map(gram).collect();
        self.phrases = self.counts.phrase_units.iter().map(|count| rarity(units, PHRASE, *count)).collect();
    }

    /// How many units were counted.
    pub(crate) fn units(&self) -> usize {
        usize::try_from(self.counts.units).unwrap_or_default()
    }

    /// How many grams have numbers.
    pub(crate) fn len(&self) -> usize {
        self.grams.len()
    }

    /// The number of a gram.
    pub(crate) fn number(&self, name: Feature) -> Option<u32> {
        self.counts.grams.get(name)
    }

    /// The weight of a gram by its name: the natural logarithm of how rare it is.
    pub(crate) fn gram(&self, name: Feature) -> f64 {
        let known = self.number(name).and_then(|number| self.grams.get(usize::try_from(number).ok()?));
        let unknown = || rarity(f64::from(self.counts.units), common(name).unwrap_or(RARE), 0);
        f64::from(known.copied().unwrap_or_else(unknown))
    }

    /// The weight of a gram by its number.
    pub(crate) fn weight(&self, number: u32) -> f64 {
        usize::try_from(number).ok().and_then(|i| self.grams.get(i)).map_or(0.0, |weight| f64::from(*weight))
    }

    /// The weight of a phrase by its number.
    pub(crate) fn phrase(&self, number: u32) -> f64 {
        let known = usize::try_from(number).ok().and_then(|i| self.phrases.get(i));
        f64::from(known.copied().unwrap_or_else(|| rarity(f64::from(self.counts.units), PHRASE, 0)))
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
        let frequencies = |often: u32| {
            let mut part = Counts::default();
            part.grams.number(gram("加强"));
            part.gram_units.push(often);
            part.units = often;
            let mut frequencies = Frequencies::default();
            frequencies.add(&mut part);
            frequencies.settle();
            frequencies
        };
        let (before, after) = (frequencies(0), frequencies(30));
        let (stock, rare) = (gram("加强"), gram("托育"));
        assert!(before.gram(stock) < before.gram(rare) / 2.0);
        assert!((after.gram(rare) - before.gram(rare)).abs() < 0.1);
    }

    #[test]
    fn a_name_keeps_its_number_while_the_table_grows() {
        let mut numbers = Numbers::default();
        let names: Vec<Feature> = (0u32..1000).map(|i| i.wrapping_mul(0x9e37_79b1)).collect();
        for (i, name) in (0u32..).zip(&names) {
            assert_eq!(numbers.get(*name), None);
            assert_eq!(numbers.number(*name), i);
        }
        assert!(names.iter().zip(0u32..).all(|(name, i)| numbers.get(*name) == Some(i) && numbers.names().len() == 1000));
    }
}
