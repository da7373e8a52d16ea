//! The words that stand in a unit and in its sentences, and the questions that the stages ask about them.

use std::collections::HashMap;
use std::ops::Range;

use super::lists::{self, LISTS, Lists};
use super::words::{NEXT_YEAR, PERIOD_END, THIS_YEAR, Tags, WORDS};
use crate::model::IndicatorId;
use crate::read::code::Signs;
use crate::read::lexicon::{Lexicon, Part, Places};
use crate::read::sign::Sign;
use crate::vocabulary::Indicator;

/// A word that stages look for. Small, since many of them are looked at, here and there.
#[derive(Clone, Copy)]
struct Entry {
    /// In bytes.
    len: u16,
    /// What it says, in [`Vocabulary::said`].
    said: u16,
    /// Its indicators, in [`Vocabulary::named`].
    named: Part,
}

/// An indicator that a word names.
pub(crate) struct Named {
    pub term: &'static Indicator,
    pub id: Option<IndicatorId>,
    /// The longer words that hold it and are not to be taken for it, each with its place in them.
    pub within: Vec<(usize, &'static str)>,
}

/// What the words say that the promises of a sentence are read by.
pub(crate) struct Vocabulary {
    entries: Vec<Entry>,
    /// What is told where walks end: entries, the shorter before the longer.
    told: Vec<Entry>,
    /// What words say wherever they stand, and what they say where no longer word hides them.
    said: Vec<Said>,
    named: Vec<Named>,
}

impl Vocabulary {
    /// The words with their numbers; what they tell is to be told.
    pub(crate) fn standard() -> (Vocabulary, HashMap<&'static str, u32>) {
        let mut words: indexmap::IndexMap<&'static str, (Said, Part)> = indexmap::IndexMap::new();
        for (tags, list) in WORDS {
            for word in *list {
                words.entry(word).or_default().0.tags |= tags;
            }
        }
        for (lists, list) in LISTS {
            for word in list.split(' ') {
                words.entry(word).or_default().0.lists |= lists;
            }
        }
        let mut names: indexmap::IndexMap<&'static str, Vec<&'static Indicator>> = indexmap::IndexMap::new();
        for term in crate::vocabulary::Vocabulary::standard().indicators.terms() {
            for name in std::iter::once(&term.zh).chain(&term.aliases) {
                names.entry(name.as_str()).or_default().push(term);
            }
        }
        let mut named = Vec::new();
        for (name, terms) in names {
            let terms = terms.into_iter().map(|term| {
                let longer = term.negative.iter().filter(|no| no.len() > name.len());
                let within = longer.flat_map(|no| no.match_indices(name).map(|(at, _)| (at, no.as_str()))).collect();
                Named { term, id: term.id.parse().ok(), within }
            });
            words.entry(name).or_default().1 = Part::add(&mut named, terms);
        }
        let numbers = words.keys().enumerate().map(|(n, word)| (*word, n as u32)).collect();
        let mut said: indexmap::IndexSet<Said> = indexmap::IndexSet::new();
        let entry = |(word, (says, named)): (&str, (Said, Part))| Entry {
            len: word.len() as u16,
            said: said.insert_full(says).0 as u16,
            named,
        };
        let entries = words.into_iter().map(entry).collect();
        (Vocabulary { entries, told: Vec::new(), said: said.into_iter().collect(), named }, numbers)
    }

    /// What is told where a word ends: what is told above it, and the word.
    pub(crate) fn tell(&mut self, word: u32, above: Part) -> Part {
        let above = above.of(&self.told).to_vec();
        Part::add(&mut self.told, above.into_iter().chain(self.entries.get(word as usize).copied()))
    }

    /// How much there is to tell.
    #[cfg(test)]
    pub(crate) fn told(&self) -> usize {
        self.told.len()
    }

    /// What the words tell whole units that are told where a walk ends.
    pub(crate) fn hints(&self, told: Part) -> Hints {
        let entries = told.of(&self.told).iter().map(|entry| self.said(entry));
        let hints = |said: Said| HINTS.iter().filter(move |(_, tags, lists)| said.has(*tags) || said.says(*lists));
        entries.flat_map(hints).fold(0, |all, (hint, ..)| all | hint)
    }

    fn said(&self, entry: &Entry) -> Said {
        self.said.get(usize::from(entry.said)).copied().unwrap_or_default()
    }
}

/// What whole units are asked for, one bit each: whether a word that tells it stands anywhere, also inside a longer one.
pub(crate) type Hints = u8;

macro_rules! hints {
    ($($name:ident = $n:literal, $tags:expr, $lists:expr;)+) => {
        $(pub(super) const $name: Hints = 1 << $n;)+
        /// Each with what its words say.
        const HINTS: &[(Hints, Tags, Lists)] = &[$(($name, $tags, $lists)),+];
    };
}

hints! {
    // Words set deadlines: 今年, 明年.
    DATES = 0, THIS_YEAR | NEXT_YEAR | PERIOD_END, 0;
    LOOKS_BACK = 1, 0, lists::LOOKS_BACK;
    TABLE_HEADS = 2, 0, lists::TABLE_HEADS;
    CYCLE = 3, 0, lists::CYCLE;
}

/// A word and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    pub range: Range<usize>,
    /// What it says; nothing where a longer word hides it.
    pub tags: Tags,
    /// The lists that hold it, hidden or not.
    lists: Lists,
    /// Its indicators.
    named: Part,
}

/// What a sign ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    Clause,
    /// A sentence, and so a clause.
    Sentence,
    /// A paragraph, and so a sentence.
    Line,
    /// Nothing: it cites.
    Cite,
}

impl Stop {
    /// What a sign does that the normaliser knows.
    fn of(sign: Sign) -> Option<Stop> {
        Some(match sign {
            Sign::Line => Stop::Line,
            Sign::Stop | Sign::Exclamation | Sign::Question => Stop::Sentence,
            Sign::Semicolon | Sign::Comma | Sign::Colon => Stop::Clause,
            Sign::OpenTitle | Sign::CloseTitle | Sign::OpenShell | Sign::CloseShell => Stop::Cite,
            _ => return None,
        })
    }
}

/// What stands in the text of a unit, in order.
#[derive(Default)]
pub(crate) struct Spotted {
    /// The places of words. What they say is told for each sentence that asks: most have no numbers that could be promises.
    words: Places,
    hints: Hints,
    stops: Vec<(Range<usize>, Stop)>,
    /// The brackets that cite.
    cites: Vec<usize>,
    /// Where numbers can begin.
    numbers: Vec<usize>,
}

impl Spotted {
    /// Begins with the words of a unit, and takes them.
    pub(crate) fn begin(&mut self, words: &mut Places, hints: Hints) {
        std::mem::swap(&mut self.words, words);
        self.hints = hints;
        self.stops.clear();
        self.numbers.clear();
        self.cites.clear();
    }

    pub(crate) fn stop(&mut self, range: Range<usize>, stop: Stop) {
        match stop {
            Stop::Cite => self.cites.push(range.start),
            _ => self.stops.push((range, stop)),
        }
    }

    /// Adds the signs of the unit to those that were told by the way. Without numbers there is nothing to part.
    pub(crate) fn end(&mut self, signs: Signs<'_>) {
        if self.numbers.is_empty() {
            return;
        }
        let (stops, cites) = (self.stops.len(), self.cites.len());
        for mark in signs.marks {
            if let Some(stop) = Stop::of(mark.sign)
                && !signs.is_blank(*mark)
            {
                let start = signs.at(*mark);
                self.stop(start..start + mark.len(), stop);
            }
        }
        if stops > 0 {
            self.stops.sort_unstable_by_key(|(sign, _)| sign.start);
        }
        if cites > 0 {
            self.cites.sort_unstable();
        }
    }

    /// Whether one of `hints` stands anywhere.
    pub(super) fn has(&self, hints: Hints) -> bool {
        self.hints & hints != 0
    }

    /// The places of words that begin in `range`, each with the number of what is told there.
    fn words_in(&self, range: &Range<usize>) -> &[(u32, u16)] {
        beginning(self.words.all(), range, |(at, _)| *at as usize)
    }

    /// Whether one of `hints` stands in `range`.
    pub(super) fn has_in(&self, hints: Hints, range: &Range<usize>) -> bool {
        let lexicon = Lexicon::standard();
        self.words_in(range).iter().any(|(_, told)| lexicon.hints(*told) & hints != 0)
    }

    /// Takes the words of a sentence into `list`.
    fn mark(&self, sentence: &Range<usize>, list: &mut Vec<Mark>) {
        let lexicon = Lexicon::standard();
        let words = &lexicon.words;
        list.clear();
        // Where the last word ends that hides others.
        let mut free = 0;
        for (start, told) in self.words_in(sentence) {
            let start = *start as usize;
            let (mut longest, mut tags) = (usize::MAX, 0);
            for entry in lexicon.words_told(*told).of(&words.told) {
                let says = words.said(entry);
                (longest, tags) = if says.tags == 0 { (longest, tags) } else { (list.len(), says.tags) };
                let range = start..start + usize::from(entry.len);
                list.push(Mark { range, tags: 0, lists: says.lists, named: entry.named });
            }
            if start >= free
                && let Some(mark) = list.get_mut(longest)
            {
                mark.tags = tags;
                free = mark.range.end;
            }
        }
    }

    /// Whether brackets that cite stand in `range`: 《》, 〔〕, ［.
    pub(super) fn cites(&self, range: &Range<usize>) -> bool {
        self.cites.get(self.cites.partition_point(|at| *at < range.start)).is_some_and(|at| *at < range.end)
    }

    /// The paragraphs of their text, empty ones left out, each with its signs.
    pub(super) fn paragraphs<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, &'a [(Range<usize>, Stop)])> {
        let (mut at, mut rest) = (Some(0), self.stops.as_slice());
        std::iter::from_fn(move || {
            let start = at?;
            let signs = rest.iter().take_while(|(_, stop)| *stop != Stop::Line).count();
            let (own, behind) = rest.split_at_checked(signs)?;
            let end = behind.first().map_or(text.len(), |(line, _)| line.start);
            at = behind.first().map(|(line, _)| line.end);
            rest = behind.get(1..).unwrap_or_default();
            Some((start..end, own))
        })
        .filter(|(range, _)| text.get(range.clone()).is_some_and(|line| !line.trim_start().is_empty()))
    }

    pub(crate) fn number(&mut self, at: usize) {
        self.numbers.push(at);
    }

    pub(crate) fn numbers(&self) -> &[usize] {
        &self.numbers
    }

    /// The signs in `range` that end clauses or sentences.
    pub(super) fn stops(&self, range: &Range<usize>) -> &[(Range<usize>, Stop)] {
        beginning(&self.stops, range, |(sign, _)| sign.start)
    }
}

/// The marks of a sentence, in order.
#[derive(Default)]
pub(super) struct Marks<'a> {
    all: &'a [Mark],
    said: Said,
    /// Those that name indicators, with others between them.
    naming: &'a [Mark],
    /// The signs that end clauses.
    ends: &'a [(Range<usize>, Stop)],
}

/// What the words of a stretch say, all of them together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Said {
    tags: Tags,
    lists: Lists,
}

impl Said {
    /// Whether one of the words has one of `tags`.
    pub(super) fn has(self, tags: Tags) -> bool {
        self.tags & tags != 0
    }

    /// Whether one of the words is on one of the `lists`.
    pub(super) fn says(self, lists: Lists) -> bool {
        self.lists & lists != 0
    }

    fn add(&mut self, mark: &Mark) {
        self.tags |= mark.tags;
        self.lists |= mark.lists;
    }
}

/// Those of `all`, which are in order, that begin in `range`.
fn beginning<'a, T>(all: &'a [T], range: &Range<usize>, start: impl Fn(&T) -> usize) -> &'a [T] {
    let rest = all.get(all.partition_point(|one| start(one) < range.start)..).unwrap_or_default();
    rest.get(..rest.partition_point(|one| start(one) < range.end)).unwrap_or_default()
}

impl<'a> Marks<'a> {
    /// Those of the sentence at `range`, kept in `list`.
    pub(super) fn of_sentence(spotted: &'a Spotted, range: &Range<usize>, list: &'a mut Vec<Mark>) -> Marks<'a> {
        spotted.mark(range, list);
        let mut marks = Marks { all: list, ends: spotted.stops(range), ..Marks::default() };
        let (mut first, mut last) = (usize::MAX, 0);
        for (n, mark) in marks.all.iter().enumerate() {
            marks.said.add(mark);
            if mark.named.is_some() {
                (first, last) = (first.min(n), n + 1);
            }
        }
        marks.naming = marks.all.get(first..last).unwrap_or_default();
        marks
    }

    /// Whether a word of the sentence has one of `tags`.
    pub(super) fn any(&self, tags: Tags) -> bool {
        self.said.has(tags)
    }

    /// Whether a word of the sentence is on one of the `lists`.
    pub(super) fn tells(&self, lists: Lists) -> bool {
        self.said.says(lists)
    }

    /// The marks that begin in `range`.
    fn of(&self, range: &Range<usize>) -> &[Mark] {
        beginning(self.all, range, |mark| mark.range.start)
    }

    /// Marks with one of `tags` that lie inside `range`.
    pub(super) fn within(&self, tags: Tags, range: Range<usize>) -> impl DoubleEndedIterator<Item = &Mark> {
        let here = if !self.said.has(tags) { &[] } else { self.of(&range) };
        here.iter().filter(move |m| m.tags & tags != 0 && m.range.end <= range.end)
    }

    /// What the words inside `range` say, and those of them that end before `at`.
    pub(super) fn said(&self, range: &Range<usize>, at: usize) -> (Said, Said) {
        let (mut all, mut ahead) = (Said::default(), Said::default());
        let rest = self.all.get(self.all.partition_point(|m| m.range.start < range.start)..).unwrap_or_default();
        for mark in rest.iter().take_while(|m| m.range.start < range.end).filter(|m| m.range.end <= range.end) {
            all.add(mark);
            if mark.range.end <= at {
                ahead.add(mark);
            }
        }
        (all, ahead)
    }

    /// Whether a mark with one of `tags` lies inside `range`.
    pub(super) fn has(&self, tags: Tags, range: Range<usize>) -> bool {
        self.within(tags, range).next().is_some()
    }

    /// The last mark with one of `tags` inside `range`.
    pub(super) fn last(&self, tags: Tags, range: Range<usize>) -> Option<&Mark> {
        self.within(tags, range).next_back()
    }

    /// Whether a word of one of the `lists` lies inside `range`.
    pub(super) fn says(&self, lists: Lists, range: Range<usize>) -> bool {
        self.said.says(lists) && self.of(&range).iter().any(|m| m.lists & lists != 0 && m.range.end <= range.end)
    }

    /// The places inside `range` of words of one of the `lists`.
    pub(super) fn listed(&self, lists: Lists, range: Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let here = if !self.said.says(lists) { &[] } else { self.of(&range) };
        here.iter().filter(move |m| m.lists & lists != 0 && m.range.end <= range.end).map(|m| &m.range)
    }

    /// The last place inside `range` of a word of one of the `lists`; the shortest of those that begin there.
    pub(super) fn last_of(&self, lists: Lists, range: Range<usize>) -> Option<Range<usize>> {
        if !self.said.says(lists) {
            return None;
        }
        let mut last: Option<&Mark> = None;
        for mark in self.of(&range).iter().filter(|m| m.lists & lists != 0 && m.range.end <= range.end) {
            last = last.filter(|last| last.range.start == mark.range.start).or(Some(mark));
        }
        last.map(|mark| mark.range.clone())
    }

    /// The signs that end clauses, in order.
    pub(super) fn ends(&self) -> &[(Range<usize>, Stop)] {
        self.ends
    }

    /// Whether words of the sentence name indicators.
    pub(super) fn names(&self) -> bool {
        !self.naming.is_empty()
    }

    /// The indicators named inside `range`, each with the place of its name.
    pub(super) fn named(&self, range: &Range<usize>) -> impl Iterator<Item = (Range<usize>, &'static [Named])> {
        let words = &Lexicon::standard().words;
        let Range { start, end } = *range;
        let inside = move |m: &&Mark| m.named.is_some() && m.range.start >= start && m.range.end <= end;
        let named = self.naming.iter().filter(inside);
        named.map(|m| (m.range.clone(), m.named.of(&words.named)))
    }
}

/// Calls `visit` with the indicators named in a text that no sentence holds, each with the place of its name.
pub(super) fn named_in(text: &str, mut visit: impl FnMut(Range<usize>, &'static [Named])) {
    let lexicon = Lexicon::standard();
    lexicon.words_of(text, |at, told| {
        for entry in told.of(&lexicon.words.told).iter().filter(|entry| entry.named.is_some()) {
            visit(at..at + usize::from(entry.len), entry.named.of(&lexicon.words.named));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::lists::GOES_TO;
    use super::super::scan::{ends_clause, ends_sentence};
    use super::super::words::{AT_LEAST, LESS, RISE, TO};
    use super::*;
    use crate::read::lexicon::Scan;
    use crate::read::unit::UnitText;

    #[test]
    fn the_longer_word_wins() {
        let text = "比例不低于5%，由提高到";
        let all = 0..text.len();
        let spotted = spotted_in(text);
        let mut list = Vec::new();
        let marks = Marks::of_sentence(&spotted, &all, &mut list);
        assert!(marks.has(AT_LEAST, all.clone()));
        assert!(!marks.has(LESS, all.clone()));
        assert!(!marks.has(RISE, all.clone()));
        assert!(marks.has(TO, all.clone()) && marks.says(GOES_TO, all));
        assert_eq!(marks.ends().len(), 1);
    }

    fn spotted_in(text: &str) -> Spotted {
        let path = "一".parse().unwrap();
        let unit = UnitText { path: &path, role: crate::model::Role::Tasks, heading: "", above: &[], text };
        Scan::of(&unit).spotted
    }

    #[test]
    fn signs_that_end_clauses_are_known() {
        for sign in (0..0x1_0000).filter_map(char::from_u32) {
            // Without a number nothing is asked.
            let stops = spotted_in(&format!("1{sign}")).stops;
            assert_eq!(
                stops.first().map(|stop| stop.1),
                match sign {
                    '\n' => Some(Stop::Line),
                    _ if ends_sentence(sign) => Some(Stop::Sentence),
                    _ if ends_clause(sign) => Some(Stop::Clause),
                    _ => None,
                }
            );
        }
    }
}
