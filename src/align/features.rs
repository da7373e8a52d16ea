//! The features of a unit: sparse vectors of grams, phrases and topics, and the codes that its items carry.

use super::background::Frequencies;
use super::codes::{CODES, Code, Marks};
use super::concept;
use super::count::{Block, Counted, List};
use super::lexicon::Lexicon;
use super::text::Feature;

/// Only the heaviest grams of a passage are kept: they decide whether two passages say the same.
const PASSAGE_GRAMS: usize = 20;
/// How much more a concept counts that the title names.
const NAMED: f64 = 1.5;
/// Only so many grams of a text are kept, the heaviest ones; a long unit has about 500, and the rest weigh next to nothing.
const BODY_GRAMS: usize = 320;

/// A feature of a vector with its weight. A gram or phrase goes by its number in the corpus or the lexicon, a topic by its name.
pub(crate) type Entry = (u32, f32);

/// The vectors of a unit, in the order in which they are stored. Each has unit length and stands in the order of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vector {
    /// Grams of the whole text.
    Body,
    /// Grams of the title.
    Title,
    /// Grams of the heading above.
    Context,
    /// Grams of whom it is for.
    Beneficiaries,
    /// Phrases of the vocabulary.
    Phrases,
    /// Action phrases.
    Actions,
    /// The topics that the phrases point to.
    Profile,
    /// The concepts that it has words for.
    Concepts,
}

/// How many vectors there are.
pub(crate) const VECTORS: usize = 8;

/// A unit with weighted features, in as little memory as can be: a corpus may hold a million.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// The vectors, then those of the passages.
    entries: Box<[Entry]>,
    ends: [u32; VECTORS],
    /// The lists of codes, then the ends of the passages.
    codes: Box<[u32]>,
    code_ends: [u32; CODES],
    pub(crate) marks: Marks,
}

fn size(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Features {
    pub(crate) fn vector(&self, vector: Vector) -> &[Entry] {
        let at = vector as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| size(*end));
        self.ends.get(at).and_then(|end| self.entries.get(start..size(*end))).unwrap_or_default()
    }

    pub(crate) fn list(&self, code: Code) -> &[Feature] {
        let at = code as usize;
        let start = at.checked_sub(1).and_then(|before| self.code_ends.get(before)).map_or(0, |end| size(*end));
        self.code_ends.get(at).and_then(|end| self.codes.get(start..size(*end))).unwrap_or_default()
    }

    fn passage_ends(&self) -> &[u32] {
        self.code_ends.last().and_then(|end| self.codes.get(size(*end)..)).unwrap_or_default()
    }

    /// How many passages it has.
    pub(crate) fn passage_count(&self) -> usize {
        self.passage_ends().len()
    }

    /// How many grams they have together.
    pub(crate) fn passage_grams(&self) -> usize {
        self.entries.len() - self.ends.last().map_or(0, |end| size(*end))
    }

    /// The vectors of the passages.
    pub(crate) fn passages(&self) -> impl Iterator<Item = &[Entry]> + Clone {
        let mut start = self.ends.last().map_or(0, |end| size(*end));
        self.passage_ends().iter().map(move |end| {
            let passage = self.entries.get(start..size(*end)).unwrap_or_default();
            start = size(*end);
            passage
        })
    }
}

/// The heaviest feature of a profile and at most two more that come near it: the topics that a text points to.
pub(crate) fn leading(profile: &[Entry]) -> impl Iterator<Item = Feature> + use<> {
    let least = profile.iter().fold(0.0f32, |most, (_, weight)| most.max(*weight)) * 0.6;
    let mut found = [(f32::NEG_INFINITY, 0); 3];
    for &(name, weight) in profile.iter().filter(|(_, weight)| *weight >= least) {
        // Names ascend, so that of equal weights the least name comes first.
        let mut next = (weight, name);
        for slot in &mut found {
            if next.0 > slot.0 {
                std::mem::swap(slot, &mut next);
            }
        }
    }
    found.into_iter().filter(|(weight, _)| *weight >= 0.0).map(|(_, name)| name)
}

/// The weight from which an entry is among the `most` heaviest, and how many entries of just that weight are.
pub(crate) fn threshold(entries: &[Entry], most: usize, weights: &mut Vec<f32>) -> Option<(f32, usize)> {
    if entries.len() <= most {
        return None;
    }
    weights.clear();
    weights.extend(entries.iter().map(|(_, weight)| *weight));
    let (heavier, least, _) = weights.select_nth_unstable_by(most.checked_sub(1)?, |a, b| b.total_cmp(a));
    let least = *least;
    Some((least, most - heavier.iter().filter(|weight| **weight > least).count()))
}

/// Whether an entry is among the heaviest, asked for all of them in order.
pub(crate) fn among(threshold: &mut Option<(f32, usize)>, weight: f32) -> bool {
    let Some((least, ties)) = threshold else { return true };
    if weight == *least && *ties > 0 {
        *ties -= 1;
        return true;
    }
    weight > *least
}

/// Weighs the units of a block one after the other, in memory that is used again.
#[derive(Debug)]
pub(crate) struct Weigher<'c> {
    frequencies: &'c Frequencies,
    lexicon: &'c Lexicon,
    /// By the number of a gram in the block: its number in the corpus and its weight.
    grams: Vec<(u32, f64)>,
    entries: Vec<Entry>,
    codes: Vec<u32>,
    vector: Vec<(u32, f64)>,
    /// The numbers of the grams of the text, and what each weighs where it stands once.
    text: Vec<(u32, f64)>,
    weights: Vec<f32>,
    often: Often,
}

/// What so many occurrences count for.
#[derive(Debug)]
struct Often([f64; 16]);

impl Often {
    fn new() -> Self {
        let mut counts = [1.0; 16];
        counts.iter_mut().zip(0u16..).for_each(|(slot, n)| *slot = often(n));
        Self(counts)
    }

    /// The weight of what stands so many times and weighs that where it stands once.
    #[inline]
    fn weight(&self, n: u16, once: f64) -> f64 {
        if n == 1 { once } else { self.0.get(usize::from(n)).copied().unwrap_or_else(|| often(n)) * once }
    }
}

fn often(n: u16) -> f64 {
    if n == 1 { 1.0 } else { 1.0 + f64::from(n).ln() }
}

/// Appends a vector, made to unit length.
fn write(vector: &[(u32, f64)], out: &mut Vec<Entry>) {
    let length = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
    let scale = if length > 0.0 { 1.0 / length } else { 0.0 };
    #[allow(clippy::cast_possible_truncation, reason = "weights need no more than single precision")]
    out.extend(vector.iter().map(|&(name, w)| (name, (w * scale) as f32)));
}

impl<'c> Weigher<'c> {
    /// `numbers` are those of the grams of the block in the corpus, where they are others.
    pub(crate) fn new(block: &Block, numbers: Option<&[u32]>, frequencies: &'c Frequencies, lexicon: &'c Lexicon) -> Self {
        let names = block.counts.grams.names();
        let grams = match numbers {
            Some(numbers) => numbers.iter().map(|number| (*number, frequencies.weight(*number))).collect(),
            // A block that is the first one of the corpus has given its names away.
            None if names.is_empty() => (0..small(frequencies.len())).map(|n| (n, frequencies.weight(n))).collect(),
            None => {
                // Grams that the corpus does not hold have numbers beyond its own.
                let beyond = small(frequencies.len());
                let gram = |(name, i): (&Feature, u32)| match frequencies.number(*name) {
                    Some(number) => (number, frequencies.weight(number)),
                    None => (beyond.saturating_add(i), frequencies.gram(*name)),
                };
                names.iter().zip(0u32..).map(gram).collect()
            }
        };
        Self {
            frequencies,
            lexicon,
            grams,
            entries: Vec::new(),
            codes: Vec::new(),
            vector: Vec::new(),
            text: Vec::new(),
            weights: Vec::new(),
            often: Often::new(),
        }
    }

    /// Appends the vector of a list of grams.
    fn list(&mut self, list: &[(u32, u16)]) {
        let Self { grams, vector, often, entries, .. } = self;
        vector.clear();
        vector.extend(list.iter().map(|&(number, n)| {
            let (number, weight) = grams.get(size(number)).copied().unwrap_or_default();
            (number, often.weight(n, weight))
        }));
        write(vector, entries);
    }

    /// Appends the vector of the text.
    fn body(&mut self, list: &[(u32, u16)]) {
        let Self { grams, vector, text, often, entries, .. } = self;
        text.clear();
        text.extend(list.iter().map(|(number, _)| grams.get(size(*number)).copied().unwrap_or_default()));
        vector.clear();
        vector.extend(text.iter().zip(list).map(|(&(number, weight), (_, n))| (number, often.weight(*n, weight))));
        write(vector, entries);
    }

    /// Leaves the heaviest of the entries from `start` on.
    fn heaviest(&mut self, start: usize, most: usize) {
        let Some(entries) = self.entries.get_mut(start..) else { return };
        let mut threshold = threshold(entries, most, &mut self.weights);
        if threshold.is_none() {
            return;
        }
        let mut kept = 0;
        for i in 0..entries.len() {
            let Some(&entry) = entries.get(i) else { break };
            if among(&mut threshold, entry.1) {
                entries.get_mut(kept).into_iter().for_each(|slot| *slot = entry);
                kept += 1;
            }
        }
        self.entries.truncate(start + kept);
    }

    /// Appends the vector of the title or a passage.
    fn part(&mut self, part: &[(u32, u16)]) {
        let Self { vector, text, often, entries, .. } = self;
        vector.clear();
        vector.extend(part.iter().map(|(at, n)| {
            let (number, weight) = text.get(size(*at)).copied().unwrap_or_default();
            (number, often.weight(*n, weight))
        }));
        write(vector, entries);
    }

    /// Phrases, the action phrases among them, and the topics that they point to.
    fn phrases(&mut self, list: &[(u32, u16)], mut end: impl FnMut(Vector, usize)) {
        self.vector.clear();
        for &(number, n) in list.iter().filter(|(number, _)| self.lexicon.get(*number).is_some_and(|phrase| phrase.known)) {
            self.vector.push((number, self.often.weight(n, self.frequencies.phrase(number))));
        }
        write(&self.vector, &mut self.entries);
        end(Vector::Phrases, self.entries.len());
        let mut profile: Vec<(u32, f64)> = Vec::with_capacity(list.len() * 2);
        for &(number, weight) in &self.vector {
            let Some(phrase) = self.lexicon.get(number) else { continue };
            // A long phrase tells its topic more surely; one that names several topics tells each less.
            let share = weight * f64::from(phrase.length) / 3.0 / f64::from(small(phrase.topics.len()).max(1));
            profile.extend(phrase.topics.iter().map(|topic| (*topic, share)));
        }
        self.vector.clear();
        for &(number, _) in list {
            if self.lexicon.get(number).is_some_and(|phrase| phrase.action) {
                self.vector.push((number, self.frequencies.phrase(number)));
            }
        }
        write(&self.vector, &mut self.entries);
        end(Vector::Actions, self.entries.len());
        profile.sort_by_key(|(topic, _)| *topic);
        profile.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 += later.1;
            }
            same
        });
        write(&profile, &mut self.entries);
        end(Vector::Profile, self.entries.len());
    }

    /// The concepts that the phrases are words for, those of the title above the others.
    fn concepts(&mut self, list: &[(u32, u16)], named: &[(u32, u16)]) {
        let lexicon = self.lexicon;
        let of = |list: &[(u32, u16)]| {
            let mut found: Vec<(u32, u16)> = Vec::new();
            for &(number, n) in list {
                let concepts = lexicon.get(number).map_or(&[][..], |phrase| &phrase.concepts);
                found.extend(concepts.iter().map(|concept| (*concept, n)));
            }
            found.sort_unstable();
            found
        };
        let (found, named) = (of(list), of(named));
        self.vector.clear();
        for same in found.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(concept, _)) = same.first() else { continue };
            let title = if named.iter().any(|(other, _)| *other == concept) { NAMED } else { 1.0 };
            let times = same.iter().fold(0u16, |times, (_, n)| times.saturating_add(*n));
            self.vector.push((concept, self.often.weight(times, title * concept::weight(concept))));
        }
        write(&self.vector, &mut self.entries);
    }

    /// The features of a unit of the block.
    pub(crate) fn weigh(&mut self, unit: Counted<'_>) -> Features {
        self.entries.clear();
        self.codes.clear();
        let mut ends = [0; VECTORS];
        let mut end = |vector: Vector, at: usize| ends.get_mut(vector as usize).into_iter().for_each(|end| *end = small(at));
        self.body(unit.list(List::Body));
        self.heaviest(0, BODY_GRAMS);
        end(Vector::Body, self.entries.len());
        let mut parts = unit.parts();
        self.part(parts.next().unwrap_or_default());
        end(Vector::Title, self.entries.len());
        self.list(unit.list(List::Context));
        end(Vector::Context, self.entries.len());
        self.list(unit.list(List::Beneficiaries));
        end(Vector::Beneficiaries, self.entries.len());
        self.phrases(unit.list(List::Phrases), &mut end);
        self.concepts(unit.list(List::Phrases), unit.list(List::Named));
        end(Vector::Concepts, self.entries.len());
        let (codes, code_ends, marks) = unit.codes();
        self.codes.extend_from_slice(codes);
        let mut code_ends = code_ends.map(small);
        let topics = code_ends.get(Code::Topics as usize - 1).copied().unwrap_or_default();
        if size(topics) == codes.len() {
            // A unit without topics has those that its text points to.
            let start = ends.get(Vector::Profile as usize - 1).copied().unwrap_or_default();
            self.codes.extend(leading(self.entries.get(size(start)..).unwrap_or_default()));
            code_ends.last_mut().into_iter().for_each(|end| *end = small(self.codes.len()));
        }
        for part in parts {
            let start = self.entries.len();
            self.part(part);
            self.heaviest(start, PASSAGE_GRAMS);
            if self.entries.len() > start {
                self.codes.push(small(self.entries.len()));
            }
        }
        Features { entries: self.entries.as_slice().into(), ends, codes: self.codes.as_slice().into(), code_ends, marks }
    }
}
