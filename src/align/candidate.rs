//! The search for candidates: an inverted index over the heaviest features of every unit.
//!
//! Two units are candidates when their signatures meet with at least [`LEAST`]; a signature holds the heaviest grams of the text, the phrases
//! of the vocabulary, the indicators and the first topics. In a corpus of at most [`Options::complete`] units the search leaves nothing out but
//! pairs below that. In a larger one the work for a unit is bounded, and that for a corpus grows with it: a feature that stands in more units
//! than [`Options::depth`] is looked at in the first of them only (first in the order of the corpus, which is one of content hashes, so these
//! are a sample), a signature is read from its rarest feature on until [`BUDGET`] units were met, and the [`Options::neighbours`] units with
//! the greatest meeting are taken.

use super::features::Features;
use super::index::Unit;
use super::options::Options;
use super::parallel;
use super::text::{Feature, LightMap, Namer};
use crate::model::Class;

/// Signatures that meet with less than this are no candidates.
const LEAST: f32 = 0.03;
/// Heaviest grams of a signature.
const GRAMS: usize = 64;
/// Heaviest phrases of a signature.
const PHRASES: usize = 32;
/// What the first topic, each further one and each indicator count in a signature.
const TOPIC: f32 = 0.25;
const FURTHER: f32 = 0.12;
const INDICATOR: f32 = 0.3;

/// How many entries of the index are read for a unit of a large corpus.
const BUDGET: usize = 4_096;

/// The inverted index.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    /// The list of a feature of a class.
    names: LightMap<(Class, Feature), u32>,
    lists: Vec<List>,
    /// The signatures of the units as lists, in the order in which they are read.
    signatures: Vec<Box<[(u32, f32)]>>,
    neighbours: usize,
    budget: usize,
    complete: bool,
}

/// The units of a feature, and what it weighs in them.
#[derive(Debug, Default)]
struct List {
    units: Vec<(u32, f32)>,
    /// In how many units it stands.
    total: u32,
}

/// Memory of a search that is used again.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// For each unit the meeting; zeros before and after a search.
    meeting: Vec<f32>,
    touched: Vec<u32>,
    found: Vec<(f32, u32)>,
}

fn heaviest(entries: &[(Feature, f32)], most: usize) -> Vec<(Feature, f32)> {
    let mut entries = entries.to_vec();
    if entries.len() > most {
        entries.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        entries.truncate(most);
        entries.sort_unstable_by_key(|(name, _)| *name);
    }
    entries
}

/// The features by which a unit is found.
fn signature(features: &Features) -> Vec<(Feature, f32)> {
    let mut signature = heaviest(features.body.entries(), GRAMS);
    signature.extend(heaviest(features.phrases.entries(), PHRASES));
    // The first topic of the one may be a further topic of the other; a topic that the text points to counts like a further one.
    let mut topics: Vec<(Feature, f32)> = features.codes.topics.first().map(|topic| (*topic, TOPIC)).into_iter().collect();
    for topic in features.codes.topics.iter().skip(1).copied().chain(features.profile.leading()) {
        if topics.iter().all(|(known, _)| *known != topic) {
            topics.push((topic, FURTHER));
        }
    }
    signature.extend(topics);
    signature.extend(features.codes.indicators.iter().map(|indicator| (*indicator, INDICATOR)));
    // Goals sections pair with goals sections, whatever they say.
    if features.codes.role == super::features::Part::Goals {
        signature.push((Namer::new(b'r').text("goals").name(), TOPIC));
    }
    signature
}

impl Postings {
    pub(crate) fn new(units: &[Unit<'_>], options: &Options) -> Self {
        let complete = units.len() <= options.complete;
        let depth = if complete { usize::MAX } else { options.depth };
        let mut postings = Self {
            neighbours: if complete { usize::MAX } else { options.neighbours },
            budget: if complete { usize::MAX } else { BUDGET },
            complete,
            ..Self::default()
        };
        let named = parallel::map(units, |unit| signature(&unit.features));
        for ((unit, signature), place) in units.iter().zip(named).zip(0u32..) {
            let mut own = Vec::with_capacity(signature.len());
            for (name, weight) in signature {
                let next = u32::try_from(postings.lists.len()).unwrap_or(u32::MAX);
                let number = *postings.names.entry((unit.class, name)).or_insert(next);
                if number == next {
                    postings.lists.push(List::default());
                }
                let Some(list) = usize::try_from(number).ok().and_then(|i| postings.lists.get_mut(i)) else { continue };
                list.total += 1;
                if list.units.len() < depth {
                    list.units.push((place, weight));
                }
                own.push((number, weight));
            }
            postings.signatures.push(own.into());
        }
        if !complete {
            let mut signatures = std::mem::take(&mut postings.signatures);
            signatures.iter_mut().for_each(|signature| postings.rarest_first(signature));
            postings.signatures = signatures;
        }
        postings
    }

    /// Whether the search leaves nothing out.
    pub(crate) fn is_complete(&self) -> bool {
        self.complete
    }

    fn list(&self, number: u32) -> Option<&List> {
        self.lists.get(usize::try_from(number).ok()?)
    }

    /// Ties by the number of the list, which is that of its first unit.
    fn rarest_first(&self, signature: &mut [(u32, f32)]) {
        signature.sort_unstable_by_key(|(number, _)| (self.list(*number).map(|list| list.total), *number));
    }

    /// The candidates of a unit of the corpus that stand before it and that `wanted` lets through, in ascending order.
    pub(crate) fn before(&self, place: usize, wanted: impl Fn(usize) -> bool, scratch: &mut Scratch) -> Vec<usize> {
        let signature = self.signatures.get(place).map_or(&[][..], |signature| signature);
        self.search(signature, place, self.neighbours, wanted, scratch)
    }

    /// The candidates of any unit among all, in ascending order: at least `least` of them where there are as many.
    pub(crate) fn among_all(&self, unit: &Unit<'_>, least: usize, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let number = |(name, weight): (Feature, f32)| Some((*self.names.get(&(unit.class, name))?, weight));
        let mut known: Vec<(u32, f32)> = signature(&unit.features).into_iter().filter_map(number).collect();
        if !self.complete {
            self.rarest_first(&mut known);
        }
        self.search(&known, self.signatures.len(), self.neighbours.max(least), wanted, &mut Scratch::default())
    }

    fn search(
        &self,
        signature: &[(u32, f32)],
        end: usize,
        most: usize,
        wanted: impl Fn(usize) -> bool,
        scratch: &mut Scratch,
    ) -> Vec<usize> {
        scratch.meeting.resize(self.signatures.len(), 0.0);
        scratch.touched.clear();
        scratch.found.clear();
        let Some(meeting) = scratch.meeting.get_mut(..end) else { return Vec::new() };
        let mut read = 0;
        for &(number, weight) in signature {
            let Some(list) = self.list(number) else { continue };
            for &(place, other) in &list.units {
                let Some(sum) = usize::try_from(place).ok().and_then(|i| meeting.get_mut(i)) else { break };
                if *sum == 0.0 {
                    scratch.touched.push(place);
                }
                *sum += weight * other;
            }
            read += list.units.len();
            if read >= self.budget {
                break;
            }
        }
        for &place in &scratch.touched {
            let Some(sum) = usize::try_from(place).ok().and_then(|i| meeting.get_mut(i)) else { continue };
            let met = std::mem::take(sum);
            if met >= LEAST && usize::try_from(place).is_ok_and(&wanted) {
                scratch.found.push((met, place));
            }
        }
        if scratch.found.len() > most {
            scratch.found.select_nth_unstable_by(most, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            scratch.found.truncate(most);
        }
        let mut found: Vec<usize> = scratch.found.iter().filter_map(|(_, place)| usize::try_from(*place).ok()).collect();
        found.sort_unstable();
        found
    }
}
