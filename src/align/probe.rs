//! One unit laid out so that others can be compared with it, pair by pair.

use super::evidence::{Evidence, STAGES, Values, fill_codes, set};
use super::features::{Entry, Features, Vector};

/// Compares two units. The order of the two changes no bit of the result.
pub(crate) fn compare(a: &Features, b: &Features) -> Values {
    let mut values = [None; Evidence::ALL.len()];
    let mut probe = Probe::new(a);
    for stage in 0..STAGES.len() {
        probe.fill(b, stage, &mut values);
    }
    values
}

/// A table by name with open addressing; at most half full, so that a search ends. A bit for each name tells most of those that it has not.
#[derive(Debug)]
struct Table<T> {
    bits: Vec<u64>,
    slots: Vec<(u32, Option<T>)>,
}

/// A table of weights.
fn table(vector: &[Entry]) -> Table<f32> {
    let mut table = Table::new(vector.len());
    for &(name, weight) in vector {
        table.entry(name, weight);
    }
    table
}

fn cosine(a: &Table<f32>, b: &[Entry]) -> f64 {
    b.iter().filter_map(|&(name, w)| Some(f64::from(w) * f64::from(a.get(name)?))).sum()
}

/// Numbers come in runs; mixed they spread over a table.
fn mixed(name: u32) -> u32 {
    let x = name.wrapping_mul(0x9e37_79b1);
    x ^ (x >> 15)
}

impl<T: Copy> Table<T> {
    fn new(entries: usize) -> Self {
        let size = (entries * 2 + 1).next_power_of_two().max(16);
        Self { bits: vec![0; size / 4], slots: vec![(0, None); size] }
    }

    /// The word of the bits in which the one for a name is, and that bit.
    fn bit(&self, name: u32) -> (usize, u64) {
        let mixed = mixed(name);
        let word = usize::try_from(mixed >> 6).unwrap_or_default() & (self.bits.len().wrapping_sub(1));
        (word, 1 << (mixed & 63))
    }

    fn start(&self, name: u32) -> usize {
        usize::try_from(mixed(name)).unwrap_or_default() & (self.slots.len().wrapping_sub(1))
    }

    #[inline]
    fn get(&self, name: u32) -> Option<T> {
        let (word, bit) = self.bit(name);
        if self.bits.get(word).is_some_and(|bits| bits & bit != 0) { self.find(name) } else { None }
    }

    fn find(&self, name: u32) -> Option<T> {
        let mut at = self.start(name);
        while let Some((known, Some(value))) = self.slots.get(at) {
            if *known == name {
                return Some(*value);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        None
    }

    /// The value of a name, `empty` at first.
    fn entry(&mut self, name: u32, empty: T) -> Option<&mut T> {
        let (word, bit) = self.bit(name);
        self.bits.get_mut(word).into_iter().for_each(|bits| *bits |= bit);
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.start(name);
        while self.slots.get(at).is_some_and(|slot| slot.1.is_some() && slot.0 != name) {
            at = (at + 1) & mask;
        }
        let slot = self.slots.get_mut(at)?;
        slot.0 = name;
        Some(slot.1.get_or_insert(empty))
    }
}

/// A unit laid out so that many others can be compared with it: a lookup for each of their features instead of a walk through both lists.
#[derive(Debug)]
pub(crate) struct Probe<'f> {
    unit: &'f Features,
    /// The weight in the text and in the title.
    words: Table<(f32, f32)>,
    phrases: Table<f32>,
    actions: Table<f32>,
    profile: Table<f32>,
    concepts: Table<f32>,
    context: Table<f32>,
    beneficiaries: Table<f32>,
    /// The first of the `links` of a gram of the passages.
    heads: Table<u32>,
    /// Passage, weight, next link.
    links: Vec<(u32, f32, u32)>,
    /// For each passage the sum with one of the other unit.
    sums: Vec<f64>,
    ready: bool,
}

impl<'f> Probe<'f> {
    pub(crate) fn new(unit: &'f Features) -> Self {
        let title = unit.vector(Vector::Title);
        let mut words = Table::new(unit.vector(Vector::Body).len() + title.len());
        for &(name, weight) in unit.vector(Vector::Body) {
            words.entry(name, (0.0, 0.0)).into_iter().for_each(|slot| slot.0 = weight);
        }
        for &(name, weight) in title {
            words.entry(name, (0.0, 0.0)).into_iter().for_each(|slot| slot.1 = weight);
        }
        Self {
            unit,
            words,
            phrases: table(unit.vector(Vector::Phrases)),
            actions: table(unit.vector(Vector::Actions)),
            profile: table(unit.vector(Vector::Profile)),
            concepts: table(unit.vector(Vector::Concepts)),
            context: table(unit.vector(Vector::Context)),
            beneficiaries: table(unit.vector(Vector::Beneficiaries)),
            heads: Table::new(0),
            links: Vec::new(),
            sums: Vec::new(),
            ready: false,
        }
    }

    /// Finds the values of one stage.
    pub(crate) fn fill(&mut self, b: &Features, stage: usize, values: &mut Values) {
        let both = |vector: Vector| !self.unit.vector(vector).is_empty() && !b.vector(vector).is_empty();
        match stage {
            0 => fill_codes(self.unit, b, values),
            1 => {
                set(values, Evidence::Object, Some(cosine(&self.profile, b.vector(Vector::Profile))));
                set(values, Evidence::Concept, Some(cosine(&self.concepts, b.vector(Vector::Concepts))));
            }
            2 => {
                let context = both(Vector::Context).then(|| cosine(&self.context, b.vector(Vector::Context)));
                set(values, Evidence::Context, context);
                set(values, Evidence::Action, Some(cosine(&self.actions, b.vector(Vector::Actions))));
                let whom = both(Vector::Beneficiaries).then(|| cosine(&self.beneficiaries, b.vector(Vector::Beneficiaries)));
                set(values, Evidence::Beneficiary, whom);
            }
            3 => set(values, Evidence::Phrase, Some(cosine(&self.phrases, b.vector(Vector::Phrases)))),
            4 => {
                let (dot, heading) = self.words(b);
                set(values, Evidence::Words, Some(dot));
                set(values, Evidence::Heading, heading);
            }
            _ => {
                let closest = self.passage(b);
                set(values, Evidence::Passage, Some(closest));
            }
        }
    }

    /// The cosine of the texts and the value of the headings. Sums run in the order of the names, whichever unit is laid out.
    fn words(&self, b: &Features) -> (f64, Option<f64>) {
        let (mut dot, mut said) = (0.0, 0.0);
        for &(name, w) in b.vector(Vector::Body) {
            if let Some((v, title)) = self.words.get(name) {
                dot += f64::from(w) * f64::from(v);
                said += f64::from(title) * f64::from(title);
            }
        }
        let heading = (!self.unit.vector(Vector::Title).is_empty() && !b.vector(Vector::Title).is_empty()).then(|| {
            let (mut titles, mut back) = (0.0, 0.0);
            for &(name, w) in b.vector(Vector::Title) {
                if let Some((body, title)) = self.words.get(name) {
                    titles += f64::from(w) * f64::from(title);
                    if body > 0.0 {
                        back += f64::from(w) * f64::from(w);
                    }
                }
            }
            (titles + f64::max(said, back)) / 2.0
        });
        (dot, heading)
    }

    /// The closest two passages.
    fn passage(&mut self, b: &Features) -> f64 {
        if !self.ready {
            self.ready = true;
            self.heads = Table::new(self.unit.passage_grams());
            for (passage, number) in self.unit.passages().zip(0u32..) {
                for &(name, weight) in passage {
                    if let (Ok(next), Some(head)) = (u32::try_from(self.links.len()), self.heads.entry(name, u32::MAX)) {
                        self.links.push((number, weight, *head));
                        *head = next;
                    }
                }
            }
            self.sums.resize(self.unit.passage_count(), 0.0);
        }
        let mut closest = 0.0;
        for passage in b.passages() {
            let mut met = false;
            for &(name, w) in passage {
                let mut next = self.heads.get(name).unwrap_or(u32::MAX);
                while let Some(&(number, v, after)) = usize::try_from(next).ok().and_then(|i| self.links.get(i)) {
                    if let Some(sum) = usize::try_from(number).ok().and_then(|i| self.sums.get_mut(i)) {
                        *sum += f64::from(w) * f64::from(v);
                        met = true;
                    }
                    next = after;
                }
            }
            if met {
                closest = self.sums.iter().copied().fold(closest, f64::max);
                self.sums.fill(0.0);
            }
        }
        closest
    }
}
