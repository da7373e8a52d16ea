//! Passages that plans share word for word: an index of short character runs, and the longest common runs behind them.

use serde::Serialize;

use crate::align::{
    Counts, Feature, Found, Frequencies, LightMap, Namer, Stops, each_gram, ends_passage, is_han, rounded, stops, walk,
};
use crate::compare::corpus::{Compared, Corpus};
use crate::compare::table::SourceRef;
use crate::model::{Item, ItemRef, Plan, Span};

/// A passage that stands in two plans.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Passage {
    /// Its words as the first plan has them, with the marks and numbers between them.
    pub text: String,
    /// How many characters are common: Han characters and Latin letters.
    pub length: usize,
    /// How rare it is: the sum of the weights of its character pairs, natural logarithms.
    pub weight: f64,
    /// Where it stands in the first plan.
    pub a: Mentioned,
    /// Where it stands in the other.
    pub b: Mentioned,
}

/// Where a passage stands in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mentioned {
    /// The item and its field (`title`, `summary`). Where the text of the plan is at hand and holds the passage inside the item, the span
    /// is that of the passage, else that of the item.
    pub source: SourceRef,
    /// The bytes of the passage in that field.
    pub span: Span,
}

/// A text of an item.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    plan: usize,
    item: ItemRef<'a>,
    field: &'static str,
    text: &'a str,
}

/// A character that counts, with its piece and place. The character 0 ends a run.
#[derive(Clone, Copy, Debug)]
struct Letter {
    character: char,
    piece: u32,
    at: u32,
}

/// The titles and summaries of some plans as one row of characters.
///
/// What counts are Han characters and Latin letters in lower case. Marks, white space and digits are passed over, so that a copy with
/// other numbers is still one; so are the names of a plan's own places. Runs end with their sentence.
pub(crate) struct Wording<'a> {
    pieces: Vec<Piece<'a>>,
    letters: Vec<Letter>,
    /// The plan of each letter.
    plans: Vec<u32>,
    /// Where the letters of each item begin and end, in the order of the plans and of [`Plan::items`].
    pub(crate) items: Vec<(usize, ItemRef<'a>, std::ops::Range<usize>)>,
}

impl<'a> Wording<'a> {
    /// Of the plans with these indices.
    pub(crate) fn of(corpus: &Corpus<'a>, plans: impl Iterator<Item = usize>) -> Self {
        let mut wording = Self { pieces: Vec::new(), letters: Vec::new(), plans: Vec::new(), items: Vec::new() };
        for (at, compared) in plans.filter_map(|at| corpus.plans().get(at).map(|compared| (at, compared))) {
            let stops = stops(compared.plan);
            for item in compared.plan.items() {
                let start = wording.letters.len();
                for (field, text) in texts(item) {
                    wording.add(Piece { plan: at, item, field, text }, &stops);
                }
                wording.items.push((at, item, start..wording.letters.len()));
            }
            wording.plans.resize(wording.letters.len(), u32::try_from(at).unwrap_or(u32::MAX));
        }
        wording
    }

    fn add(&mut self, piece: Piece<'a>, stops: &Stops) {
        let number = u32::try_from(self.pieces.len()).unwrap_or(u32::MAX);
        let mut rest = piece.text.char_indices();
        let letter = |character, at| Letter { character, piece: number, at: u32::try_from(at).unwrap_or(u32::MAX) };
        while let Some((at, c)) = rest.next() {
            if ends_passage(c) {
                self.letters.push(letter('\0', at));
            } else if is_han(c) {
                match stops.at(c, &rest.as_str().chars()) {
                    0 => self.letters.push(letter(c, at)),
                    length => drop(rest.by_ref().take(length - 1).count()),
                }
            } else if c.is_ascii_alphabetic() {
                self.letters.push(letter(c.to_ascii_lowercase(), at));
            }
        }
        self.letters.push(letter('\0', piece.text.len()));
        self.pieces.push(piece);
    }

    fn plan_at(&self, letter: usize) -> Option<usize> {
        usize::try_from(*self.plans.get(letter)?).ok()
    }

    fn piece_at(&self, letter: usize) -> Option<&Piece<'a>> {
        self.pieces.get(usize::try_from(self.letters.get(letter)?.piece).ok()?)
    }

    fn character(&self, at: usize) -> char {
        self.letters.get(at).map_or('\0', |letter| letter.character)
    }

    /// How many characters count between two places.
    pub(crate) fn length(&self, range: std::ops::Range<usize>) -> usize {
        range.filter(|at| self.character(*at) != '\0').count()
    }

    /// What a character weighs: the rarity of the pair that it begins.
    pub(crate) fn weight(&self, at: usize, frequencies: &Frequencies) -> f64 {
        match (self.character(at), self.character(at + 1)) {
            ('\0', _) | (_, '\0') => 0.0,
            (x, y) => frequencies.gram(Namer::new(b'g').character(x).character(y).name()),
        }
    }
}

/// The texts of an item.
fn texts(item: ItemRef<'_>) -> impl Iterator<Item = (&'static str, &str)> {
    fn both(item: &(impl Item + ?Sized)) -> [Option<(&'static str, &str)>; 2] {
        [Some(("title", item.title())), item.summary().map(|summary| ("summary", summary))]
    }
    let texts = match item {
        ItemRef::Goal(x) => both(x),
        ItemRef::Measure(x) => both(x),
        ItemRef::Incentive(x) => both(x),
        ItemRef::Funding(x) => both(x),
        ItemRef::Accountability(x) => both(x),
    };
    texts.into_iter().flatten()
}

/// The names of the 2- and 3-grams of an item's title and summary, with how often each stands there, sorted.
pub(crate) fn item_grams(item: ItemRef<'_>, stops: &Stops) -> Vec<(Feature, u32)> {
    let (mut names, mut memory) = (Vec::new(), Vec::new());
    for (_, text) in texts(item) {
        walk(text, stops, &mut memory, |found| {
            if let Found::Run(run) = found {
                each_gram(run, |name| names.push(name));
            }
        });
    }
    names.sort_unstable();
    names.chunk_by(|a, b| a == b).filter_map(|same| Some((*same.first()?, u32::try_from(same.len()).ok()?))).collect()
}

/// How common each gram is: in so many items of the plans, blended with the background of the genre.
pub(crate) fn frequencies<'a>(plans: impl Iterator<Item = &'a Plan>) -> Frequencies {
    let mut counts = Counts::default();
    for plan in plans {
        let stops = stops(plan);
        for item in plan.items() {
            counts.units += 1;
            for (name, _) in item_grams(item, &stops) {
                let number = usize::try_from(counts.grams.number(name)).unwrap_or_default();
                match counts.gram_units.get_mut(number) {
                    Some(units) => *units += 1,
                    None => counts.gram_units.push(1),
                }
            }
        }
    }
    let mut frequencies = Frequencies::default();
    frequencies.add(&mut counts);
    frequencies.settle();
    frequencies
}

/// Where each run of so many characters stands in a [`Wording`].
pub(crate) struct Runs<'w, 'a> {
    pub(crate) wording: &'w Wording<'a>,
    length: usize,
    /// The places, those of the same run side by side, ascending.
    places: Vec<u32>,
    /// For each run its part of the places.
    found: LightMap<u64, (u32, u32)>,
    names: Vec<u64>,
}

/// What another plan shares of some letters.
struct Covered {
    /// Where the last shared run ends.
    end: usize,
    letters: usize,
    weight: f64,
}

impl<'w, 'a> Runs<'w, 'a> {
    pub(crate) fn new(wording: &'w Wording<'a>, length: usize) -> Self {
        let length = length.max(2);
        let name = |start: usize| {
            let part = wording.letters.get(start..start + length)?;
            let sound = part.iter().all(|letter| letter.character != '\0');
            sound.then(|| part.iter().fold(Namer::new(b'r'), |namer, letter| namer.character(letter.character)).wide())
        };
        // No run has the name 0 but by chance; such a one would merely be overlooked.
        let names: Vec<u64> = (0..wording.letters.len()).map(|start| name(start).unwrap_or(0)).collect();
        let mut order: Vec<(u64, u32)> =
            names.iter().zip(0u32..).filter(|(name, _)| **name != 0).map(|(name, at)| (*name, at)).collect();
        order.sort_unstable();
        let mut found = LightMap::default();
        let mut start = 0u32;
        for same in order.chunk_by(|a, b| a.0 == b.0) {
            let end = start + u32::try_from(same.len()).unwrap_or(u32::MAX);
            if let (Some((name, _)), true) = (same.first(), same.len() > 1) {
                found.insert(*name, (start, end));
            }
            start = end;
        }
        Self { wording, length, places: order.into_iter().map(|(_, at)| at).collect(), found, names }
    }

    /// Where the run that begins here stands, this place among them; nothing where it stands here alone, or at more than `most` places.
    fn places(&self, at: usize, most: usize) -> &[u32] {
        let range = self.names.get(at).and_then(|name| self.found.get(name));
        let places = range.and_then(|(start, end)| self.places.get(usize::try_from(*start).ok()?..usize::try_from(*end).ok()?));
        places.filter(|places| places.len() <= most).unwrap_or_default()
    }

    /// For each other plan that shares a run with these letters, in the order of the plans: how many of the letters lie in shared runs, and
    /// what these weigh.
    pub(crate) fn covered(
        &self,
        range: std::ops::Range<usize>,
        plan: usize,
        most: usize,
        frequencies: &Frequencies,
    ) -> (f64, Vec<(usize, usize, f64)>) {
        // Sums from the first letter on: they do not depend on what else stands in the corpus, nor on its order.
        let mut sums = vec![0.0];
        for at in range.clone() {
            sums.push(sums.last().copied().unwrap_or(0.0) + self.wording.weight(at, frequencies));
        }
        let sum = |at: usize| sums.get(at - range.start).copied().unwrap_or(0.0);
        let mut covered: LightMap<usize, Covered> = LightMap::default();
        for start in range.clone() {
            let mut last = None;
            for place in self.places(start, most) {
                let other = usize::try_from(*place).ok().and_then(|place| self.wording.plan_at(place));
                // The places ascend, so those of one plan lie side by side.
                let Some(other) = other.filter(|other| *other != plan && last != Some(*other)) else { continue };
                last = Some(other);
                let own = covered.entry(other).or_insert(Covered { end: start, letters: 0, weight: 0.0 });
                let (from, end) = (own.end.max(start), start + self.length);
                own.letters += end - from;
                own.weight += sum(end) - sum(from);
                own.end = end;
            }
        }
        let mut covered: Vec<(usize, usize, f64)> = covered.into_iter().map(|(plan, c)| (plan, c.letters, c.weight)).collect();
        covered.sort_unstable_by_key(|(plan, ..)| *plan);
        (sum(range.end), covered)
    }

    /// The longest passages of these letters that another plan has too, each once, in text order: of two that overlap the earlier is taken.
    /// None of a run that stands at more than `most` places.
    pub(crate) fn passages(
        &self,
        corpus: &Corpus<'a>,
        range: std::ops::Range<usize>,
        other: usize,
        most: usize,
        frequencies: &Frequencies,
    ) -> Vec<Passage> {
        let mut passages: Vec<Passage> = Vec::new();
        let mut once = std::collections::HashSet::new();
        let mut at = range.start;
        while at < range.end {
            let mut longest: Option<(usize, usize)> = None;
            for place in self.places(at, most).iter().filter_map(|place| usize::try_from(*place).ok()) {
                if self.wording.plan_at(place) != Some(other) || range.contains(&place) {
                    continue;
                }
                let same = |i: &usize| self.wording.character(at + i) == self.wording.character(place + i);
                let length = (0..range.end - at).take_while(|i| self.wording.character(at + i) != '\0' && same(i)).count();
                // The first of several equal ones is taken.
                if longest.is_none_or(|(most, _)| length > most) {
                    longest = Some((length, place));
                }
            }
            let Some((length, place)) = longest else {
                at += 1;
                continue;
            };
            let passage = self.passage(corpus, at, place, length, frequencies);
            passages.extend(passage.filter(|passage| once.insert(passage.text.clone())));
            at += length;
        }
        passages
    }

    fn passage(&self, corpus: &Corpus<'a>, a: usize, b: usize, length: usize, frequencies: &Frequencies) -> Option<Passage> {
        let weight: f64 = (a..a + length.saturating_sub(1)).map(|at| self.wording.weight(at, frequencies)).sum();
        let (text, a) = self.mentioned(corpus, a, length)?;
        let (_, b) = self.mentioned(corpus, b, length)?;
        Some(Passage { text: text.to_owned(), length, weight: rounded(weight), a, b })
    }

    fn mentioned(&self, corpus: &Corpus<'a>, at: usize, length: usize) -> Option<(&'a str, Mentioned)> {
        let piece = self.wording.piece_at(at)?;
        let first = usize::try_from(self.wording.letters.get(at)?.at).ok()?;
        let last = self.wording.letters.get((at + length).checked_sub(1)?)?;
        let end = usize::try_from(last.at).ok()?;
        let end = end + piece.text.get(end..)?.chars().next().map_or(0, char::len_utf8);
        let text = piece.text.get(first..end)?;
        let mut source = SourceRef { field: Some(piece.field.to_owned()), ..SourceRef::item(piece.plan, piece.item) };
        if let Some(span) = corpus.plans().get(piece.plan).and_then(|compared| within(compared, source.source.span, text)) {
            source.source.span = Some(span);
        }
        Some((text, Mentioned { source, span: Span { start: first, end } }))
    }
}

/// Where a passage stands inside a span of a plan's text.
fn within(compared: &Compared<'_>, span: Option<Span>, passage: &str) -> Option<Span> {
    let span = span?;
    let at = span.of(compared.text?)?.find(passage)?;
    Some(Span { start: span.start + at, end: span.start + at + passage.len() })
}
