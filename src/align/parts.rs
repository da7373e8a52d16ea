//! An alignment in parts, for a corpus that is read and scored on several machines.
//!
//! How common a feature is, is known of the whole corpus only. So a corpus in parts is aligned in three steps that give, bit for bit, the rows
//! that one machine gives with a complete search ([`Options::complete`]):
//!
//! 1. [`Commonness::of`] each part, [`Commonness::add`]ed up and sent everywhere.
//! 2. [`Index::part`] over any of the plans: [`Index::unit_signatures`] name the units by features that all parts share, so that units with a feature
//!    in common can be joined; [`Index::score`] scores such pairs.
//! 3. [`Index::group`] makes the rows where all scores come together.

use serde::{Deserialize, Serialize};

use super::background::Counts;
use super::candidate::{LEAST, named_signature};
use super::corpus::{Source, common};
use super::index::Index;
use super::lexicon::Lexicon;
use super::options::Options;
use super::probe::Probe;
use super::result::Alignment;
use super::rows::{FLOOR, Pairs, Scored, align_scored};
use super::unit::Named;
use super::weights::Score;
use super::{AlignError, ErrorKind};
use crate::vocabulary::Vocabulary;

/// In how many units of some plans each feature stands. Opaque; its JSON form is for sending it to another machine with the same version.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Sent", into = "Sent")]
pub struct Commonness(pub(crate) Counts);

/// How counts travel: name and count of each gram in the order of names, then the count of each phrase.
#[derive(Serialize, Deserialize)]
struct Sent {
    units: u32,
    grams: Vec<(u32, u32)>,
    phrases: Vec<u32>,
}

impl From<Sent> for Commonness {
    fn from(sent: Sent) -> Self {
        let mut counts = Counts { units: sent.units, phrase_units: sent.phrases, ..Counts::default() };
        for (name, units) in sent.grams {
            if counts.grams.get(name).is_none() {
                counts.grams.number(name);
                counts.gram_units.push(units);
            }
        }
        Self(counts)
    }
}

impl From<Commonness> for Sent {
    fn from(Commonness(counts): Commonness) -> Self {
        let mut grams: Vec<(u32, u32)> = counts.grams.names().iter().copied().zip(counts.gram_units).collect();
        grams.sort_unstable();
        Self { units: counts.units, grams, phrases: counts.phrase_units }
    }
}

impl PartialEq for Commonness {
    /// Equal counts, whatever the order in which parts were added.
    fn eq(&self, other: &Self) -> bool {
        let same = |(name, units): (&u32, &u32)| other.gram(*name) == *units;
        self.0.units == other.0.units
            && self.0.phrase_units == other.0.phrase_units
            && self.0.gram_units.len() == other.0.gram_units.len()
            && self.0.grams.names().iter().zip(&self.0.gram_units).all(same)
    }
}

impl Commonness {
    /// That of the units of some plans which take part by the options.
    pub fn of<'a, I>(plans: I, options: &Options, vocabulary: &Vocabulary) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Named<'a>>,
    {
        let source = Source::Given(plans.into_iter().map(Into::into).collect());
        Self(common(&source, options, &Lexicon::of(vocabulary)))
    }

    /// Adds that of another part of the corpus.
    pub fn add(&mut self, other: &Commonness) {
        if self.0.units == 0 {
            self.0 = other.0.clone();
            return;
        }
        self.0.units += other.0.units;
        for (units, more) in self.0.phrase_units.iter_mut().zip(&other.0.phrase_units) {
            *units += more;
        }
        for (name, more) in other.0.grams.names().iter().zip(&other.0.gram_units) {
            let number = self.0.grams.number(*name);
            match usize::try_from(number).ok().and_then(|i| self.0.gram_units.get_mut(i)) {
                Some(units) => *units += more,
                None => self.0.gram_units.push(*more),
            }
        }
    }

    /// How many units were counted.
    pub fn units(&self) -> usize {
        usize::try_from(self.0.units).unwrap_or(usize::MAX)
    }

    pub(crate) fn gram(&self, name: u32) -> u32 {
        let number = self.0.grams.get(name).and_then(|number| usize::try_from(number).ok());
        number.and_then(|i| self.0.gram_units.get(i)).copied().unwrap_or(0)
    }
}

/// A unit of a corpus in parts: the name of its plan, and its place among the units of that plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct UnitRef {
    /// The plan.
    pub plan: String,
    /// The place, from 0.
    pub unit: usize,
}

/// Two units with what is known of them, in bits; see [`Weights`](super::Weights).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoredPair {
    /// The one.
    pub a: UnitRef,
    /// The other.
    pub b: UnitRef,
    /// For `same`.
    pub bits_same: f64,
    /// For `same` or `partial`.
    pub bits_related: f64,
}

/// A feature of a unit's signature: the unit, the feature, its weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Signed {
    /// The unit.
    pub unit: UnitRef,
    /// The name of the feature: the same on every machine.
    pub feature: u64,
    /// Its weight.
    pub weight: f32,
}

impl<'a> Index<'a> {
    /// The least sum over shared features of the products of their weights for two units to be candidates.
    ///
    /// A join may add in any order, so that it should take all pairs above a little less; [`Index::score`] tells exactly.
    pub const CANDIDATES_FROM: f32 = LEAST;

    /// Prepares some plans of a larger corpus, of which `commonness` tells how common each feature is.
    ///
    /// # Errors
    /// Weights that cannot be used.
    pub fn part<I>(
        plans: I,
        options: impl Into<Options>,
        vocabulary: &'a Vocabulary,
        commonness: &Commonness,
    ) -> Result<Self, AlignError>
    where
        I: IntoIterator,
        I::Item: Into<Named<'a>>,
    {
        let source = Source::Given(plans.into_iter().map(Into::into).collect());
        Self::build(source, options.into(), vocabulary, Some(commonness))
    }

    /// The signature of every unit.
    pub fn unit_signatures(&self) -> Vec<Signed> {
        let mut signed = Vec::new();
        for place in 0..self.units.len() {
            let (Some(unit), Some(reference)) = (self.units.get(place), self.reference(place)) else { continue };
            named_signature(unit, self.frequencies.names(), |feature, weight| {
                signed.push(Signed { unit: reference.clone(), feature, weight });
            });
        }
        signed
    }

    /// The pairs that are candidates and not hopeless, with their scores. A pair within a plan, or of units that are not here, is left out.
    pub fn score(&self, pairs: impl IntoIterator<Item = (UnitRef, UnitRef)>) -> Vec<ScoredPair> {
        let places = |(a, b): (UnitRef, UnitRef)| {
            let (a, b) = (self.at(&a)?, self.at(&b)?);
            Some((a.max(b), a.min(b)))
        };
        let mut pairs: Vec<(usize, usize)> = pairs.into_iter().filter_map(places).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut scored = Vec::new();
        for group in pairs.chunk_by(|a, b| a.0 == b.0) {
            let Some(late) = group.first().and_then(|(late, _)| self.units.get(*late)) else { continue };
            let mut probe = Probe::new(&late.features);
            for &(at, early) in group {
                let Some(other) = self.units.get(early).filter(|other| other.plan != late.plan && other.class == late.class)
                else {
                    continue;
                };
                if self.postings().meeting(at, early) < LEAST {
                    continue;
                }
                let score = self.score_above(&mut probe, late, other, FLOOR);
                if let (Some(score), Some(a), Some(b)) = (score, self.reference(at), self.reference(early)) {
                    scored.push(ScoredPair { a, b, bits_same: score.bits_same, bits_related: score.bits_related });
                }
            }
        }
        scored
    }

    /// Rows over the whole corpus, from scores that were made in parts.
    ///
    /// # Errors
    /// As for [`Index::align`]; a pair that names a unit that the corpus does not hold.
    pub fn group(&self, pairs: impl IntoIterator<Item = ScoredPair>) -> Result<Alignment, AlignError> {
        let place = |at: usize, unit: &UnitRef| {
            let what = || format!("unit {} of `{}`", unit.unit, unit.plan);
            self.at(unit).ok_or_else(|| AlignError(ErrorKind::Pair { at, what: what() }))
        };
        let mut list: Vec<Scored> = Vec::new();
        for (at, pair) in pairs.into_iter().enumerate() {
            let (a, b) = (place(at, &pair.a)?, place(at, &pair.b)?);
            let score = Score { bits_same: pair.bits_same, bits_related: pair.bits_related };
            let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
            list.push(Scored { late: number(a.max(b)), early: number(a.min(b)), score });
        }
        list.sort_unstable_by_key(|pair| (pair.late, pair.early));
        list.dedup_by_key(|pair| (pair.late, pair.early));
        align_scored(self, &Pairs { list, ..Pairs::default() })
    }

    /// The unit at a place of the index.
    fn reference(&self, place: usize) -> Option<UnitRef> {
        let plan = self.units.get(place)?.plan;
        let (first, _) = self.units_of(plan).next()?;
        Some(UnitRef { plan: self.names.get(plan)?.clone(), unit: place.checked_sub(first)? })
    }

    /// The place of a unit in the index.
    fn at(&self, unit: &UnitRef) -> Option<usize> {
        let plan = self.names.iter().position(|name| *name == unit.plan)?;
        self.units_of(plan).nth(unit.unit).map(|(place, _)| place)
    }
}

#[cfg(all(test, feature = "samples"))]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_corpus_in_parts_gives_the_rows_of_one_machine() {
        let plans = crate::samples::plans().unwrap();
        let (options, vocabulary) = (Options::new(), Vocabulary::standard());
        let whole = Index::new(&plans, options.clone()).unwrap();
        let expected = whole.align().unwrap();

        let mut commonness = Commonness::default();
        for part in [&plans[3..5], &plans[0..1], &plans[1..3]] {
            let counted = Commonness::of(part, &options, vocabulary);
            let sent = serde_json::to_string(&counted).unwrap();
            commonness.add(&serde_json::from_str(&sent).unwrap());
        }
        assert_eq!(commonness, Commonness::of(&plans, &options, vocabulary));
        let mut holders: BTreeMap<u64, Vec<(UnitRef, f64)>> = BTreeMap::new();
        for part in plans.chunks(2) {
            let index = Index::part(part, options.clone(), vocabulary, &commonness).unwrap();
            for signed in index.unit_signatures() {
                holders.entry(signed.feature).or_default().push((signed.unit, f64::from(signed.weight)));
            }
        }
        let mut meetings: BTreeMap<(UnitRef, UnitRef), f64> = BTreeMap::new();
        for list in holders.values() {
            for (a, x) in list {
                for (b, y) in list.iter().filter(|(b, _)| a.plan < b.plan) {
                    *meetings.entry((a.clone(), b.clone())).or_default() += x * y;
                }
            }
        }
        let floor = f64::from(Index::CANDIDATES_FROM) - 0.001;
        let mut scored = Vec::new();
        for (i, a) in plans.iter().enumerate() {
            for b in plans.iter().skip(i + 1) {
                let names = [a.0.min(b.0), a.0.max(b.0)];
                let wanted =
                    meetings.iter().filter(|((x, y), met)| **met >= floor && [x.plan.as_str(), y.plan.as_str()] == names);
                let index = Index::part([b, a], options.clone(), vocabulary, &commonness).unwrap();
                scored.extend(index.score(wanted.map(|((x, y), _)| (y.clone(), x.clone()))));
            }
        }
        scored.reverse();
        let grouped = whole.group(scored.clone()).unwrap();
        assert_eq!(serde_json::to_string(&grouped).unwrap(), serde_json::to_string(&expected).unwrap());

        // Without a score there is no row; a pair of units that are not there is told.
        assert!(whole.group([]).unwrap().rows.is_empty());
        scored[0].a = UnitRef { plan: "LS".into(), unit: 9999 };
        let error = whole.group(scored).unwrap_err();
        assert_eq!(error.to_string(), "scored pair 0 names unit 9999 of `LS`, which the corpus does not hold");
    }
}
