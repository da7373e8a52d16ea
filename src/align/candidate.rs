//! The search for candidates: an inverted index over the heaviest features of every unit.
//!
//! Two units are candidates when their signatures meet with at least [`LEAST`]; a signature holds the heaviest grams of the text, the phrases
//! of the vocabulary, the indicators and the first topics. In a corpus of at most [`Options::complete`] units the search leaves nothing out but
//! pairs below that. In a larger one the work for a unit is bounded, and that for a corpus grows with it: a feature that stands in more units
//! than [`Options::depth`] is looked at in the first of them only (first in the order of the corpus, which is one of content hashes, so these
//! are a sample), a signature is read from its rarest feature on until [`BUDGET`] units were met, and the [`Options::neighbours`] units with
//! the greatest meeting are taken.

use std::sync::OnceLock;

use super::codes::{Code, Part};
use super::features::{Entry, Features, Vector, among, leading, threshold};
use super::index::Unit;
use super::options::Options;
use super::text::{Feature, LightMap, Namer};
use crate::model::Class;

/// Signatures that meet with less than this are no candidates.
pub(crate) const LEAST: f32 = 0.03;
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
    keys: Keys,
    /// In how many units each feature stands.
    totals: Vec<u32>,
    /// Where the list of each feature ends in `entries`.
    ends: Vec<usize>,
    /// The units of a feature, and what it weighs in them.
    entries: Vec<Entry>,
    /// The signatures of the units of a corpus that is searched completely, and where each ends; those of a larger one are made when asked for.
    signatures: Vec<Entry>,
    signature_ends: Vec<usize>,
    units: usize,
    neighbours: usize,
    budget: usize,
    complete: bool,
}

/// The features of signatures, numbered in the order of the corpus.
#[derive(Debug, Default)]
struct Keys {
    /// For each class by the number of the gram, and by that of the phrase; zero where it has none.
    grams: [Vec<u32>; Class::ALL.len()],
    phrases: [Vec<u32>; Class::ALL.len()],
    /// Topics, indicators and the like by name.
    others: LightMap<(Class, Feature), u32>,
    count: u32,
}

/// What a feature of a signature is.
#[derive(Clone, Copy)]
enum Key {
    Gram(u32),
    Phrase(u32),
    Other(Feature),
}

/// Memory of a search that is used again.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// For each unit the meeting; zeros before and after a search.
    meeting: Vec<f32>,
    touched: Vec<u32>,
    found: Vec<(f32, u32)>,
    signature: Vec<Entry>,
    weights: Vec<f32>,
}

fn size(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// Calls `each` with every feature by which a unit is found, and what it weighs.
fn signature(features: &Features, weights: &mut Vec<f32>, mut each: impl FnMut(Key, f32)) {
    let mut heaviest = |vector: &[Entry], most: usize, key: fn(u32) -> Key, each: &mut dyn FnMut(Key, f32)| {
        let mut threshold = threshold(vector, most, weights);
        vector
            .iter()
            .filter(|(_, weight)| among(&mut threshold, *weight))
            .for_each(|&(number, weight)| each(key(number), weight));
    };
    heaviest(features.vector(Vector::Body), GRAMS, Key::Gram, &mut each);
    heaviest(features.vector(Vector::Phrases), PHRASES, Key::Phrase, &mut each);
    // The first topic of the one may be a further topic of the other; a topic that the text points to counts like a further one.
    let topics = features.list(Code::Topics);
    for (i, topic) in topics.iter().enumerate() {
        if topics.iter().take(i).all(|known| known != topic) {
            each(Key::Other(*topic), if i == 0 { TOPIC } else { FURTHER });
        }
    }
    for topic in leading(features.vector(Vector::Profile)).filter(|topic| !topics.contains(topic)) {
        each(Key::Other(topic), FURTHER);
    }
    features.list(Code::Indicators).iter().for_each(|indicator| each(Key::Other(*indicator), INDICATOR));
    // Goals sections pair with goals sections, whatever they say.
    if features.marks.role == Part::Goals {
        each(Key::Other(Namer::new(b'r').text("goals").name()), TOPIC);
    }
}

/// The signature of a unit with names that are the same in every index: class, kind and name of a feature in one number.
pub(crate) fn named_signature(unit: &Unit, grams: &[Feature], mut each: impl FnMut(u64, f32)) {
    let class = (unit.class as u64) << 40;
    signature(&unit.features, &mut Vec::new(), |key, weight| {
        let (kind, name) = match key {
            Key::Gram(number) => (0, grams.get(size(number)).copied().unwrap_or_default()),
            Key::Phrase(number) => (1, number),
            Key::Other(name) => (2, name),
        };
        each(class | (kind << 32) | u64::from(name), weight);
    });
}

impl Keys {
    fn find(&self, class: Class, key: Key) -> Option<u32> {
        let known = |lists: &[Vec<u32>], number| {
            let list: &Vec<u32> = lists.get(class as usize)?;
            list.get(size(number)).and_then(|known| known.checked_sub(1))
        };
        match key {
            Key::Gram(number) => known(&self.grams, number),
            Key::Phrase(number) => known(&self.phrases, number),
            Key::Other(name) => self.others.get(&(class, name)).copied(),
        }
    }

    /// The number of a feature, a new one where it has none.
    fn number(&mut self, class: Class, key: Key) -> u32 {
        let next = self.count + 1;
        let known = match key {
            Key::Other(name) => *self.others.entry((class, name)).or_insert(self.count) + 1,
            Key::Gram(number) => numbered(&mut self.grams, class, number, next),
            Key::Phrase(number) => numbered(&mut self.phrases, class, number, next),
        };
        self.count = self.count.max(known);
        known - 1
    }
}

/// What a table of a class has for a number, `next` where it has nothing yet.
fn numbered(lists: &mut [Vec<u32>], class: Class, number: u32, next: u32) -> u32 {
    let Some(list) = lists.get_mut(class as usize) else { return next };
    if list.len() <= size(number) {
        list.resize(size(number) + 1, 0);
    }
    let Some(slot) = list.get_mut(size(number)) else { return next };
    if *slot == 0 {
        *slot = next;
    }
    *slot
}

/// The signatures of a corpus that is searched completely, each made when it is first asked for.
#[derive(Debug)]
pub(crate) struct Signatures {
    units: Vec<OnceLock<Signature>>,
    grams: usize,
    phrases: usize,
}

#[derive(Debug, Default)]
struct Signature {
    /// Grams by their numbers, then phrases numbered behind all grams.
    entries: Vec<Entry>,
    /// Topics, indicators and the like by name.
    others: Vec<Entry>,
}

/// The signature of one unit by the numbers of its features; memory that is used again.
#[derive(Debug, Default)]
pub(crate) struct LaidOut {
    weights: Vec<f32>,
    entries: Vec<u32>,
    unit: Option<usize>,
}

/// Whether something that two units have in common is enough for itself: a sum of products is no less than each of them.
fn surely(a: &Features, b: &Features, phrases: f64) -> bool {
    let few = |unit: &Features| unit.vector(Vector::Phrases).len() <= PHRASES;
    // No phrase of so few is left out of a signature.
    if phrases > f64::from(LEAST) * 1.01 && few(a) && few(b) {
        return true;
    }
    let topic =
        |a: &Features, b: &Features| a.list(Code::Topics).first().is_some_and(|first| b.list(Code::Topics).contains(first));
    let indicators = b.list(Code::Indicators);
    (TOPIC * FURTHER >= LEAST && (topic(a, b) || topic(b, a)))
        || (TOPIC * TOPIC >= LEAST && a.marks.role == Part::Goals && b.marks.role == Part::Goals)
        || (INDICATOR * INDICATOR >= LEAST && a.list(Code::Indicators).iter().any(|one| indicators.binary_search(one).is_ok()))
}

impl Signatures {
    /// Of so many units, in which so many different grams and phrases stand.
    pub(crate) fn new(units: usize, grams: usize, phrases: usize) -> Self {
        Self { units: (0..units).map(|_| OnceLock::new()).collect(), grams, phrases }
    }

    fn of(&self, place: usize, features: &Features) -> Option<&Signature> {
        let make = || {
            let (mut made, behind) = (Signature::default(), u32::try_from(self.grams).unwrap_or(u32::MAX));
            signature(features, &mut Vec::new(), |key, weight| match key {
                Key::Gram(number) => made.entries.push((number, weight)),
                Key::Phrase(number) => made.entries.push((behind.saturating_add(number), weight)),
                Key::Other(name) => made.others.push((name, weight)),
            });
            made
        };
        self.units.get(place).map(|slot| slot.get_or_init(make))
    }

    /// Whether a unit is a candidate for a later one, by their places and features. `phrases` is the product of their phrases.
    pub(crate) fn meet(&self, late: (usize, &Features), early: (usize, &Features), phrases: f64, laid_out: &mut LaidOut) -> bool {
        if surely(late.1, early.1, phrases) {
            return true;
        }
        let (Some(wanted), Some(other)) = (self.of(late.0, late.1), self.of(early.0, early.1)) else { return false };
        let LaidOut { weights, entries, unit } = laid_out;
        if *unit != Some(late.0) {
            weights.resize(self.grams + self.phrases, 0.0);
            let mut set = |number: u32, weight: f32| weights.get_mut(size(number)).into_iter().for_each(|slot| *slot = weight);
            entries.drain(..).for_each(|number| set(number, 0.0));
            wanted.entries.iter().for_each(|(number, weight)| set(*number, *weight));
            entries.extend(wanted.entries.iter().map(|(number, _)| *number));
            *unit = Some(late.0);
        }
        // The sum runs in the order of the later unit, as that of a search; grams and phrases stand in one order in both.
        let weight = |number: u32| weights.get(size(number)).copied().unwrap_or_default();
        let met = other.entries.iter().fold(0.0, |sum, (number, w)| sum + weight(*number) * w);
        let both = |(name, w): &Entry| Some(w * other.others.iter().find(|(known, _)| known == name)?.1);
        wanted.others.iter().filter_map(both).fold(met, |sum, product| sum + product) >= LEAST
    }
}

impl Postings {
    pub(crate) fn new(units: &[Unit], options: &Options) -> Self {
        let complete = units.len() <= options.complete;
        let depth = if complete { u32::MAX } else { u32::try_from(options.depth).unwrap_or(u32::MAX) };
        let mut postings = Self {
            units: units.len(),
            neighbours: if complete { usize::MAX } else { options.neighbours },
            budget: if complete { usize::MAX } else { BUDGET },
            complete,
            ..Self::default()
        };
        let (mut weights, mut own) = (Vec::new(), Vec::new());
        for unit in units {
            own.clear();
            signature(&unit.features, &mut weights, |key, weight| own.push((postings.keys.number(unit.class, key), weight)));
            postings.totals.resize(size(postings.keys.count), 0);
            for (number, _) in &own {
                postings.totals.get_mut(size(*number)).into_iter().for_each(|total| *total += 1);
            }
            if complete {
                postings.signatures.extend_from_slice(&own);
                postings.signature_ends.push(postings.signatures.len());
            }
        }
        // The start of each list, which moves to its end while it is filled.
        let mut sum = 0;
        for total in &postings.totals {
            postings.ends.push(sum);
            sum += size(*total.min(&depth));
        }
        let mut entries = vec![(0, 0.0); sum];
        let mut room: Vec<u32> = postings.totals.iter().map(|total| *total.min(&depth)).collect();
        for (unit, place) in units.iter().zip(0u32..) {
            if complete {
                own.clear();
                own.extend_from_slice(postings.signature(size(place)));
            } else {
                postings.known(unit, &mut weights, &mut own);
            }
            for &(number, weight) in &own {
                let (Some(end), Some(room)) = (postings.ends.get_mut(size(number)), room.get_mut(size(number))) else { continue };
                if *room > 0 {
                    *room -= 1;
                    entries.get_mut(*end).into_iter().for_each(|slot| *slot = (place, weight));
                    *end += 1;
                }
            }
        }
        postings.entries = entries;
        postings
    }

    /// What a benchmark needs to run another search on the same vectors: those of the units, and the least meeting of candidates.
    pub(crate) fn signatures(&self) -> (impl Iterator<Item = &[Entry]>, f32) {
        ((0..self.units).map(|place| self.signature(place)), LEAST)
    }

    fn signature(&self, place: usize) -> &[Entry] {
        let start = place.checked_sub(1).and_then(|before| self.signature_ends.get(before)).copied().unwrap_or(0);
        self.signature_ends.get(place).and_then(|end| self.signatures.get(start..*end)).unwrap_or_default()
    }

    /// With how much the signatures of two units meet, the later one read in its order; for a corpus that is searched completely.
    pub(crate) fn meeting(&self, late: usize, early: usize) -> f32 {
        let other = self.signature(early);
        let met = |(number, weight): &Entry| Some(weight * other.iter().find(|(known, _)| known == number)?.1);
        self.signature(late).iter().filter_map(met).fold(0.0, |sum, product| sum + product)
    }

    fn list(&self, number: u32) -> &[Entry] {
        let start = size(number).checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(size(number)).and_then(|end| self.entries.get(start..*end)).unwrap_or_default()
    }

    /// What the index knows of the signature of a unit, in the order in which it is read: in a large corpus the rarest first, ties by the number
    /// of the feature, which follows the order of the corpus.
    fn known(&self, unit: &Unit, weights: &mut Vec<f32>, out: &mut Vec<Entry>) {
        out.clear();
        signature(&unit.features, weights, |key, weight| out.extend(self.keys.find(unit.class, key).map(|n| (n, weight))));
        if !self.complete {
            out.sort_unstable_by_key(|(number, _)| (self.totals.get(size(*number)).copied(), *number));
        }
    }

    /// The candidates of a unit of the corpus that stand before it and that `wanted` lets through, in ascending order.
    pub(crate) fn before(&self, unit: &Unit, place: usize, wanted: impl Fn(usize) -> bool, scratch: &mut Scratch) -> Vec<usize> {
        let mut own = std::mem::take(&mut scratch.signature);
        if self.complete {
            own.clear();
            own.extend_from_slice(self.signature(place));
        } else {
            self.known(unit, &mut scratch.weights, &mut own);
        }
        let found = self.search(&own, place, self.neighbours, wanted, scratch);
        scratch.signature = own;
        found
    }

    /// The candidates of any unit among all, in ascending order: at least `least` of them where there are as many.
    pub(crate) fn among_all(&self, unit: &Unit, least: usize, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let (mut scratch, mut own) = (Scratch::default(), Vec::new());
        self.known(unit, &mut scratch.weights, &mut own);
        self.search(&own, self.units, self.neighbours.max(least), wanted, &mut scratch)
    }

    fn search(
        &self,
        signature: &[Entry],
        end: usize,
        most: usize,
        wanted: impl Fn(usize) -> bool,
        scratch: &mut Scratch,
    ) -> Vec<usize> {
        scratch.meeting.resize(self.units, 0.0);
        scratch.touched.clear();
        scratch.found.clear();
        let Some(meeting) = scratch.meeting.get_mut(..end) else { return Vec::new() };
        let mut read = 0;
        for &(number, weight) in signature {
            let list = self.list(number);
            if self.complete {
                // All units are looked at afterwards, which is quicker than to note each that was met.
                let before = list.get(..list.partition_point(|(place, _)| size(*place) < end)).unwrap_or_default();
                for &(place, other) in before {
                    meeting.get_mut(size(place)).into_iter().for_each(|sum| *sum += weight * other);
                }
                continue;
            }
            for &(place, other) in list {
                let Some(sum) = meeting.get_mut(size(place)) else { break };
                if *sum == 0.0 {
                    scratch.touched.push(place);
                }
                *sum += weight * other;
            }
            read += list.len();
            if read >= self.budget {
                break;
            }
        }
        if self.complete {
            let met = meeting.iter().zip(0u32..).filter(|(met, place)| **met >= LEAST && wanted(size(*place)));
            scratch.found.extend(met.map(|(met, place)| (*met, place)));
            meeting.fill(0.0);
        }
        for &place in &scratch.touched {
            let Some(sum) = meeting.get_mut(size(place)) else { continue };
            let met = std::mem::take(sum);
            if met >= LEAST && wanted(size(place)) {
                scratch.found.push((met, place));
            }
        }
        if scratch.found.len() > most {
            scratch.found.select_nth_unstable_by(most, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            scratch.found.truncate(most);
        }
        let mut found: Vec<usize> = scratch.found.iter().map(|(_, place)| size(*place)).collect();
        found.sort_unstable();
        found
    }
}
