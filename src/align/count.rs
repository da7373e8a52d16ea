//! Texts counted but not yet weighted: the grams, phrases and codes of the units of some plans, in a few long lists.

use super::background::{Counts, Numbers};
use super::codes::{CODES, Marks, code};
use super::lexicon::Lexicon;
use super::text::{Feature, Found, Stops, each_gram, each_two, walk};
use super::unit::Gathered;
use crate::model::ItemRef;

/// Passages beyond this number are not compared; no unit of a real plan has as many.
const PASSAGES: usize = 48;

/// For so many grams a block has room from the start: about those of five plans.
const GRAMS: usize = 1 << 15;

/// The units of some plans, counted. Grams have numbers of their own here.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub(crate) counts: Counts,
    /// Number and count, one list after the other.
    lists: Vec<(u32, u16)>,
    /// The grams of the title and then of each passage, as ascending places in the text of the unit with their counts.
    parts: Vec<(u32, u16)>,
    part_ends: Vec<usize>,
    codes: Vec<Feature>,
    units: Vec<Ends>,
    scratch: Scratch,
}

/// The lists of a unit, in the order in which they are stored.
#[derive(Clone, Copy, Debug)]
pub(crate) enum List {
    /// Grams of the whole text.
    Body,
    /// Grams of the heading above.
    Context,
    /// Grams of whom it is for, or who is held.
    Beneficiaries,
    /// Phrases of the vocabulary and words for concepts.
    Phrases,
    /// Those of the title.
    Named,
}

const LISTS: usize = 5;

/// Where the lists of a unit end.
#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    lists: [usize; LISTS],
    parts: usize,
    codes: [usize; CODES],
    marks: Marks,
}

#[derive(Debug, Default)]
struct Scratch {
    run: Vec<char>,
    names: Vec<Feature>,
    /// For each number the last unit that it was seen in, and its place there.
    seen: Vec<(u32, u32)>,
    /// The grams of a text as places, in text order.
    text: Vec<u32>,
    ranges: Vec<std::ops::Range<usize>>,
    keys: Vec<u64>,
    spare: Vec<u64>,
    ranks: Vec<u32>,
    /// How often each place stands in a part, and a bit for each that does.
    times: Vec<u16>,
    bits: Vec<u64>,
    phrases: Vec<u32>,
    named: Vec<u32>,
    sorted: Vec<(u32, u16)>,
}

/// A counted unit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted<'b> {
    block: &'b Block,
    at: usize,
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Name and number as one: these sort quickly.
fn key(name: Feature, number: u32) -> u64 {
    (u64::from(name) << 32) | u64::from(number)
}

/// Sorts keys that begin with hashes, and so are spread evenly: by their first bits, and then the few that have the same.
fn sort(keys: &mut Vec<u64>, spare: &mut Vec<u64>) {
    let bits = if keys.len() < 100 { 5 } else { 8 };
    let first = |key: u64| usize::try_from(key >> (64 - bits)).unwrap_or_default();
    let mut ends = [0usize; 256];
    let Some(ends) = ends.get_mut(..1 << bits) else { return };
    for key in keys.iter() {
        ends.get_mut(first(*key)).into_iter().for_each(|count| *count += 1);
    }
    let mut sum = 0;
    for slot in ends.iter_mut() {
        sum += std::mem::replace(slot, sum);
    }
    spare.clear();
    spare.resize(keys.len(), 0);
    for key in keys.iter() {
        let Some(end) = ends.get_mut(first(*key)) else { continue };
        spare.get_mut(*end).into_iter().for_each(|slot| *slot = *key);
        *end += 1;
    }
    std::mem::swap(keys, spare);
    let mut start = 0;
    for &mut end in ends {
        if end > start + 1 {
            keys.get_mut(start..end).into_iter().for_each(<[u64]>::sort_unstable);
        }
        start = end;
    }
}

fn low(key: u64) -> u32 {
    u32::try_from(key & 0xffff_ffff).unwrap_or_default()
}

impl Counts {
    /// The number of a gram, which has counts from then on.
    #[inline]
    fn number(&mut self, name: Feature, seen: &mut Vec<(u32, u32)>) -> u32 {
        let number = self.grams.number(name);
        if place(number) >= seen.len() {
            seen.push((0, 0));
            self.gram_units.push(0);
        }
        number
    }
}

impl Block {
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let mut block = Self { lists: Vec::with_capacity(GRAMS), parts: Vec::with_capacity(GRAMS), ..Self::default() };
        block.counts.phrase_units = vec![0; lexicon.len()];
        block.counts.grams = Numbers::with_capacity(GRAMS);
        block
    }

    /// Forgets the units but not their counts.
    pub(crate) fn forget(&mut self) {
        self.lists.clear();
        self.parts.clear();
        self.part_ends.clear();
        self.codes.clear();
        self.units.clear();
    }

    /// Counts one more unit.
    pub(crate) fn count(&mut self, unit: &Gathered<'_>, stops: &Stops, lexicon: &Lexicon) {
        self.counts.units += 1;
        let mut ends = Ends::default();
        let mut end = |list: List, at: usize| ends.lists.get_mut(list as usize).into_iter().for_each(|end| *end = at);
        self.text(unit, stops, lexicon);
        end(List::Body, self.lists.len());
        self.grams(unit.above.into_iter(), stops);
        end(List::Context, self.lists.len());
        self.grams(beneficiaries(unit), stops);
        end(List::Beneficiaries, self.lists.len());
        self.scratch.phrases.sort_unstable();
        for same in self.scratch.phrases.chunk_by(|a, b| a == b) {
            let Some(number) = same.first() else { continue };
            self.lists.push((*number, u16::try_from(same.len()).unwrap_or(u16::MAX)));
            self.counts.phrase_units.get_mut(place(*number)).into_iter().for_each(|units| *units += 1);
        }
        end(List::Phrases, self.lists.len());
        self.scratch.named.sort_unstable();
        let entry = |same: &[u32]| Some((*same.first()?, u16::try_from(same.len()).unwrap_or(u16::MAX)));
        self.lists.extend(self.scratch.named.chunk_by(|a, b| a == b).filter_map(entry));
        end(List::Named, self.lists.len());
        ends.parts = self.part_ends.len();
        (ends.codes, ends.marks) = code(unit, &mut self.codes);
        self.units.push(ends);
    }

    /// Counts the grams of the text, and finds those of the title and of each passage among them.
    fn text(&mut self, unit: &Gathered<'_>, stops: &Stops, lexicon: &Lexicon) {
        let Self { counts, lists, scratch, .. } = self;
        let Scratch { run, names, seen, text, ranges, phrases, named, .. } = scratch;
        let stamp = counts.units;
        let start = lists.len();
        text.clear();
        ranges.clear();
        phrases.clear();
        named.clear();
        let (mut first, mut passages) = (true, 0);
        unit.each_piece(|piece| {
            let begin = text.len();
            let title = std::mem::take(&mut first);
            let at = ranges.len();
            let mut from = begin;
            walk(piece.text, stops, run, |found| match found {
                Found::Run(run) => {
                    // First the names, then what is known of them: each loop has its hands full.
                    names.resize(run.len() * 2, 0);
                    let mut slots = names.iter_mut();
                    each_two(run, |two, three, from| {
                        for gram in std::iter::once(two).chain(three) {
                            slots.next().into_iter().for_each(|slot| *slot = gram);
                            lexicon.find_at(gram, from, |number, _| {
                                phrases.push(number);
                                if title {
                                    named.push(number);
                                }
                            });
                        }
                    });
                    // Of n characters n - 1 begin a gram of two, n - 2 one of three.
                    let grams = names.get(..(run.len() * 2).saturating_sub(3)).unwrap_or_default();
                    text.extend(grams.iter().map(|name| {
                        let number = counts.number(*name, seen);
                        let Some(last) = seen.get_mut(place(number)) else { return 0 };
                        if last.0 != stamp {
                            *last = (stamp, u32::try_from(lists.len() - start).unwrap_or(u32::MAX));
                            lists.push((number, 1));
                        } else if let Some((_, times)) = lists.get_mut(start + place(last.1)) {
                            *times = times.saturating_add(1);
                        }
                        last.1
                    }));
                }
                Found::End(long) => {
                    if long && piece.field != "subject" && passages < PASSAGES {
                        passages += 1;
                        ranges.push(from..text.len());
                    }
                    from = text.len();
                }
            });
            if title {
                ranges.insert(at, begin..text.len());
            }
        });
        self.order(start);
    }

    /// Puts the grams from `start` on into the order of their names, and writes the parts.
    fn order(&mut self, start: usize) {
        let Self { counts, lists, parts, part_ends, scratch, .. } = self;
        let Scratch { text, ranges, keys, spare, ranks, sorted, times, bits, .. } = scratch;
        let Some(body) = lists.get_mut(start..) else { return };
        let names = counts.grams.names();
        keys.clear();
        keys.extend(
            body.iter().zip(0u32..).map(|((number, _), i)| key(names.get(place(*number)).copied().unwrap_or_default(), i)),
        );
        sort(keys, spare);
        sorted.clear();
        ranks.clear();
        ranks.resize(keys.len(), 0);
        sorted.extend(keys.iter().zip(0u32..).map(|(key, rank)| {
            let entry = body.get(place(low(*key))).copied().unwrap_or_default();
            counts.gram_units.get_mut(place(entry.0)).into_iter().for_each(|units| *units += 1);
            ranks.get_mut(place(low(*key))).into_iter().for_each(|slot| *slot = rank);
            entry
        }));
        body.copy_from_slice(sorted);
        // A part is put into order by a bit for each place, which is quicker than to sort it.
        times.resize(times.len().max(keys.len()), 0);
        bits.resize(bits.len().max(keys.len() / 64 + 1), 0);
        for range in ranges.drain(..) {
            for at in text.get(range).unwrap_or_default() {
                let Some(at) = ranks.get(place(*at)) else { continue };
                times.get_mut(place(*at)).into_iter().for_each(|times| *times = times.saturating_add(1));
                bits.get_mut(place(*at >> 6)).into_iter().for_each(|word| *word |= 1 << (at & 63));
            }
            for (word, begin) in bits.iter_mut().zip((0u32..).step_by(64)) {
                let mut rest = std::mem::take(word);
                while rest != 0 {
                    let at = begin + rest.trailing_zeros();
                    rest &= rest - 1;
                    parts.push((at, times.get_mut(place(at)).map(std::mem::take).unwrap_or_default()));
                }
            }
            part_ends.push(parts.len());
        }
    }

    /// Counts the grams of some texts into a list of their own.
    fn grams<'t>(&mut self, texts: impl Iterator<Item = &'t str>, stops: &Stops) {
        let Self { counts, lists, scratch, .. } = self;
        let Scratch { run, seen, keys, .. } = scratch;
        keys.clear();
        for text in texts {
            walk(text, stops, run, |found| {
                if let Found::Run(run) = found {
                    each_gram(run, |name| keys.push(key(name, counts.number(name, seen))));
                }
            });
        }
        keys.sort_unstable();
        let entry = |same: &[u64]| Some((low(*same.first()?), u16::try_from(same.len()).unwrap_or(u16::MAX)));
        lists.extend(keys.chunk_by(|a, b| a == b).filter_map(entry));
    }

    pub(crate) fn units(&self) -> impl Iterator<Item = Counted<'_>> {
        (0..self.units.len()).map(|at| Counted { block: self, at })
    }
}

/// Where something of a unit lies, by its end and that of what stands before it.
fn between<T>(all: &[T], start: Option<usize>, end: usize) -> &[T] {
    all.get(start.unwrap_or(0)..end).unwrap_or_default()
}

impl<'b> Counted<'b> {
    fn ends(self) -> Ends {
        self.block.units.get(self.at).copied().unwrap_or_default()
    }

    fn before(self) -> Option<Ends> {
        self.block.units.get(self.at.checked_sub(1)?).copied()
    }

    /// Numbers and counts, sorted by name.
    pub(crate) fn list(self, list: List) -> &'b [(u32, u16)] {
        let ends = self.ends().lists;
        let at = list as usize;
        let start = match at.checked_sub(1) {
            Some(before) => ends.get(before).copied(),
            None => self.before().and_then(|ends| ends.lists.last().copied()),
        };
        between(&self.block.lists, start, ends.get(at).copied().unwrap_or_default())
    }

    /// The title and then the passages, as ascending places in the body with their counts.
    pub(crate) fn parts(self) -> impl Iterator<Item = &'b [(u32, u16)]> {
        let first = self.before().map_or(0, |ends| ends.parts);
        let part = |at: usize| {
            let end = self.block.part_ends.get(at).copied().unwrap_or_default();
            between(&self.block.parts, at.checked_sub(1).and_then(|before| self.block.part_ends.get(before).copied()), end)
        };
        (first..self.ends().parts).map(part)
    }

    /// All codes, where the lists end in them, and the marks.
    pub(crate) fn codes(self) -> (&'b [Feature], [usize; CODES], Marks) {
        let ends = self.ends();
        let start = self.before().and_then(|ends| ends.codes.last().copied()).unwrap_or(0);
        let codes = between(&self.block.codes, Some(start), ends.codes.last().copied().unwrap_or_default());
        (codes, ends.codes.map(|end| end.saturating_sub(start)), ends.marks)
    }
}

fn beneficiaries<'a>(unit: &Gathered<'a>) -> impl Iterator<Item = &'a str> {
    let lists = unit.items.iter().map(|item| match item {
        ItemRef::Measure(x) => x.beneficiaries.as_slice(),
        ItemRef::Incentive(x) => x.beneficiaries.as_slice(),
        ItemRef::Accountability(x) => x.actors.as_slice(),
        _ => &[],
    });
    lists.flatten().map(String::as_str)
}
