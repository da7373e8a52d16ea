//! The evidence of texts for one unit with all others at once, from an inverted index of a whole corpus.
//!
//! A unit's grams are taken one after the other, each against all units that hold it, so that the work is that of what units share. Every sum
//! runs in the order of names, as that of a [`Probe`](super::probe::Probe), and has the same bits.

use super::evidence::{Evidence, Values, fill_codes, set};
use super::features::{Entry, Features, Vector};

/// For each gram or phrase the units or passages that hold it, in their order, and its weight there.
#[derive(Debug, Default)]
struct Lists {
    ends: Vec<u32>,
    entries: Vec<Entry>,
}

fn size(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

impl Lists {
    /// From the vectors of the units or passages, in which so many different features stand.
    fn new<'f>(features: usize, vectors: impl Iterator<Item = &'f [Entry]> + Clone) -> Self {
        let mut ends: Vec<u32> = vec![0; features];
        for vector in vectors.clone() {
            for (number, _) in vector {
                ends.get_mut(size(*number)).into_iter().for_each(|count| *count += 1);
            }
        }
        // The start of each list, which moves to its end while it is filled.
        let mut sum = 0;
        for slot in &mut ends {
            let count = std::mem::replace(slot, sum);
            sum += count;
        }
        let mut entries = vec![(0, 0.0); size(sum)];
        for (vector, holder) in vectors.zip(0u32..) {
            for (number, weight) in vector {
                let Some(end) = ends.get_mut(size(*number)) else { continue };
                entries.get_mut(size(*end)).into_iter().for_each(|slot| *slot = (holder, *weight));
                *end += 1;
            }
        }
        Self { ends, entries }
    }

    /// The list of a feature.
    fn get(&self, number: u32) -> &[Entry] {
        let Some(end) = self.ends.get(size(number)) else { return &[] };
        let start = number.checked_sub(1).and_then(|before| self.ends.get(size(before))).copied().unwrap_or(0);
        self.entries.get(size(start)..size(*end)).unwrap_or_default()
    }
}

/// The inverted index.
#[derive(Debug, Default)]
pub(crate) struct Meetings {
    body: Lists,
    title: Lists,
    context: Lists,
    beneficiaries: Lists,
    phrases: Lists,
    passages: Lists,
    /// The unit of each passage.
    owners: Vec<u32>,
    /// Where the passages of each unit begin.
    begins: Vec<usize>,
}

/// What a unit has in common with one other.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    pub(crate) words: f64,
    titles: f64,
    /// How much of its title the other says, and the other way round.
    said: f64,
    back: f64,
    pub(crate) context: f64,
    pub(crate) beneficiaries: f64,
    pub(crate) phrases: f64,
    pub(crate) passage: f64,
}

impl Sum {
    /// The values of the two units that have this in common.
    pub(crate) fn values(&self, a: &Features, b: &Features) -> Values {
        let mut values = [None; Evidence::ALL.len()];
        let both = |vector: Vector| !a.vector(vector).is_empty() && !b.vector(vector).is_empty();
        fill_codes(a, b, &mut values);
        set(&mut values, Evidence::Words, Some(self.words));
        set(&mut values, Evidence::Passage, Some(self.passage));
        let heading = both(Vector::Title).then(|| self.heading());
        set(&mut values, Evidence::Heading, heading);
        set(&mut values, Evidence::Context, both(Vector::Context).then_some(self.context));
        set(&mut values, Evidence::Object, Some(dot(a.vector(Vector::Profile), b.vector(Vector::Profile))));
        set(&mut values, Evidence::Concept, Some(dot(a.vector(Vector::Concepts), b.vector(Vector::Concepts))));
        set(&mut values, Evidence::Phrase, Some(self.phrases));
        set(&mut values, Evidence::Action, Some(dot(a.vector(Vector::Actions), b.vector(Vector::Actions))));
        set(&mut values, Evidence::Beneficiary, both(Vector::Beneficiaries).then_some(self.beneficiaries));
        values
    }

    pub(crate) fn heading(&self) -> f64 {
        (self.titles + f64::max(self.said, self.back)) / 2.0
    }
}

/// What a unit has in common with every other; memory that is used again.
#[derive(Debug, Default)]
pub(crate) struct Sums {
    units: Vec<Sum>,
    passages: Vec<f64>,
    touched: Vec<u32>,
}

/// Adds to the sums of all units before `end` that hold the features of a vector.
fn meet(vector: &[Entry], lists: &Lists, units: &mut [Sum], add: impl Fn(&mut Sum, f64, f64)) {
    for &(number, w) in vector {
        for &(unit, v) in lists.get(number) {
            // Lists ascend.
            let Some(sum) = units.get_mut(size(unit)) else { break };
            add(sum, f64::from(w), f64::from(v));
        }
    }
}

pub(super) fn dot(a: &[Entry], b: &[Entry]) -> f64 {
    let (mut sum, mut rest) = (0.0, b.iter().peekable());
    for (name, w) in a {
        while rest.next_if(|(other, _)| other < name).is_some() {}
        if let Some((_, v)) = rest.next_if(|(other, _)| other == name) {
            sum += f64::from(*w) * f64::from(*v);
        }
    }
    sum
}

impl Meetings {
    /// From the units of a corpus in which so many different grams stand, and so many phrases of the vocabulary.
    pub(crate) fn new<'f>(grams: usize, phrases: usize, units: impl Iterator<Item = &'f Features> + Clone) -> Self {
        let lists = |vector: Vector| {
            let features = if vector == Vector::Phrases { phrases } else { grams };
            Lists::new(features, units.clone().map(move |unit| unit.vector(vector)))
        };
        let (mut owners, mut begins) = (Vec::new(), Vec::new());
        for (unit, place) in units.clone().zip(0u32..) {
            begins.push(owners.len());
            owners.resize(owners.len() + unit.passage_count(), place);
        }
        Self {
            body: lists(Vector::Body),
            title: lists(Vector::Title),
            context: lists(Vector::Context),
            beneficiaries: lists(Vector::Beneficiaries),
            phrases: lists(Vector::Phrases),
            passages: Lists::new(grams, units.flat_map(Features::passages)),
            owners,
            begins,
        }
    }

    /// Works out what a unit has in common with each of the first `end` ones.
    pub(crate) fn of(&self, unit: &Features, end: usize, sums: &mut Sums) {
        let Sums { units, passages, touched } = sums;
        units.clear();
        units.resize(end.min(self.begins.len()), Sum::default());
        let [body, title] = [unit.vector(Vector::Body), unit.vector(Vector::Title)];
        meet(body, &self.body, units, |sum, w, v| sum.words += w * v);
        meet(body, &self.title, units, |sum, _, v| sum.back += v * v);
        meet(title, &self.title, units, |sum, w, v| sum.titles += w * v);
        meet(title, &self.body, units, |sum, w, _| sum.said += w * w);
        meet(unit.vector(Vector::Context), &self.context, units, |sum, w, v| sum.context += w * v);
        meet(unit.vector(Vector::Beneficiaries), &self.beneficiaries, units, |sum, w, v| sum.beneficiaries += w * v);
        meet(unit.vector(Vector::Phrases), &self.phrases, units, |sum, w, v| sum.phrases += w * v);
        passages.resize(self.owners.len(), 0.0);
        let Some(passages) = passages.get_mut(..self.begins.get(end).copied().unwrap_or(self.owners.len())) else { return };
        for passage in unit.passages() {
            for &(number, w) in passage {
                for &(other, v) in self.passages.get(number) {
                    let Some(sum) = passages.get_mut(size(other)) else { break };
                    if *sum == 0.0 {
                        touched.push(other);
                    }
                    *sum += f64::from(w) * f64::from(v);
                }
            }
            for other in touched.drain(..) {
                let Some(met) = passages.get_mut(size(other)).map(std::mem::take) else { continue };
                let owner = self.owners.get(size(other)).and_then(|owner| units.get_mut(size(*owner)));
                owner.into_iter().for_each(|sum| sum.passage = sum.passage.max(met));
            }
        }
    }
}

impl Sums {
    /// What is known of the first units.
    pub(crate) fn known(&self) -> &[Sum] {
        &self.units
    }
}
