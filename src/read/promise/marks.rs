//! All words of a sentence in one pass, and the questions that the stages ask about them.

use std::ops::Range;
use std::sync::LazyLock;

use super::lists::{LISTS, Lists};
use super::words::{Tags, WORDS};
use crate::model::IndicatorId;
use crate::read::trie::Trie;
use crate::vocabulary::{Indicator, Vocabulary};

/// A word that stages look for: what it says wherever it stands, and what it says where no longer word hides it.
#[derive(Clone, Copy, Default)]
struct Entry {
    len: u32,
    tags: Tags,
    lists: Lists,
    /// Its indicators, a range of [`Lexicon::named`].
    named: (u32, u32),
    /// It ends a clause.
    ends: bool,
}

/// An indicator that a word names.
pub(super) struct Named {
    pub term: &'static Indicator,
    pub id: Option<IndicatorId>,
}

/// Every word that the promises of a sentence are read by.
struct Lexicon {
    trie: Trie,
    entries: Vec<Entry>,
    /// What the trie tells: entries, the shorter before the longer.
    told: Vec<Vec<u32>>,
    named: Vec<Named>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut words: indexmap::IndexMap<&'static str, Entry> = indexmap::IndexMap::new();
    for (tags, list) in WORDS {
        for word in *list {
            words.entry(word).or_default().tags |= tags;
        }
    }
    for (lists, list) in LISTS {
        for word in list.split(' ') {
            words.entry(word).or_default().lists |= lists;
        }
    }
    for sign in ["。", "！", "？", "\n", "!", "，", "；", "：", ",", ";"] {
        words.entry(sign).or_default().ends = true;
    }
    let mut names: indexmap::IndexMap<&'static str, Vec<&'static Indicator>> = indexmap::IndexMap::new();
    for term in Vocabulary::standard().indicators.terms() {
        for name in std::iter::once(&term.zh).chain(&term.aliases) {
            names.entry(name.as_str()).or_default().push(term);
        }
    }
    let mut named = Vec::new();
    for (name, terms) in names {
        let from = named.len() as u32;
        named.extend(terms.into_iter().map(|term| Named { term, id: term.id.parse().ok() }));
        words.entry(name).or_default().named = (from, named.len() as u32);
    }
    let spellings: Vec<&str> = words.keys().copied().collect();
    let mut entries: Vec<Entry> = words.into_values().collect();
    for (entry, word) in entries.iter_mut().zip(&spellings) {
        entry.len = word.len() as u32;
    }
    let mut told: Vec<Vec<u32>> = vec![Vec::new()];
    let trie = Trie::of(&spellings, |own, above| {
        let mut all = told.get(above as usize).cloned().unwrap_or_default();
        all.extend(own.iter().map(|n| *n as u32));
        told.push(all);
        told.len() as u32 - 1
    });
    Lexicon { trie, entries, told, named }
});

impl Lexicon {
    /// The entries of the words on a walk of the trie.
    fn told(&self, told: u32) -> impl Iterator<Item = &Entry> {
        let all = self.told.get(told as usize).map_or(&[][..], Vec::as_slice);
        all.iter().filter_map(|n| self.entries.get(*n as usize))
    }
}

/// A word and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub range: Range<usize>,
    /// What it says; nothing where a longer word hides it.
    pub tags: Tags,
    /// The lists that hold it, hidden or not.
    lists: Lists,
    /// Its indicators.
    named: (u32, u32),
}

/// The marks of a sentence, in order.
#[derive(Default)]
pub(super) struct Marks {
    all: Vec<Mark>,
    tags: Tags,
    lists: Lists,
    /// The marks that end clauses.
    ends: Vec<Range<usize>>,
}

impl Marks {
    /// All words of the lexicon within `range` of `text`.
    pub(super) fn scan(text: &str, range: Range<usize>) -> Marks {
        let lexicon = &*LEXICON;
        let base = range.start;
        let piece = text.get(range).unwrap_or_default();
        let mut marks = Marks { all: Vec::with_capacity(piece.len() / 4), ..Marks::default() };
        let mut free = 0;
        lexicon.trie.scan(piece, |at, told| {
            let start = base + at;
            let mut longest = None;
            for entry in lexicon.told(told) {
                let range = start..start + entry.len as usize;
                if entry.ends {
                    marks.ends.push(range);
                    continue;
                }
                if entry.tags != 0 {
                    longest = Some((marks.all.len(), entry));
                }
                marks.lists |= entry.lists;
                marks.all.push(Mark { range, tags: 0, lists: entry.lists, named: entry.named });
            }
            if let Some((n, entry)) = longest.filter(|_| start >= free)
                && let Some(mark) = marks.all.get_mut(n)
            {
                mark.tags = entry.tags;
                marks.tags |= entry.tags;
                free = mark.range.end;
            }
        });
        marks
    }

    /// The marks that begin in `range`.
    fn of(&self, range: &Range<usize>) -> &[Mark] {
        let from = self.all.partition_point(|m| m.range.start < range.start);
        let rest = self.all.get(from..).unwrap_or_default();
        let to = rest.partition_point(|m| m.range.start < range.end);
        rest.get(..to).unwrap_or_default()
    }

    /// Marks with one of `tags` that lie inside `range`.
    pub(super) fn within(&self, tags: Tags, range: Range<usize>) -> impl DoubleEndedIterator<Item = &Mark> {
        let here = if self.tags & tags == 0 { &[] } else { self.of(&range) };
        here.iter().filter(move |m| m.tags & tags != 0 && m.range.end <= range.end)
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
        self.lists & lists != 0 && self.of(&range).iter().any(|m| m.lists & lists != 0 && m.range.end <= range.end)
    }

    /// The last place inside `range` of a word of one of the `lists`; the shortest of those that begin there.
    pub(super) fn last_of(&self, lists: Lists, range: Range<usize>) -> Option<Range<usize>> {
        if self.lists & lists == 0 {
            return None;
        }
        let mut last: Option<&Mark> = None;
        for mark in self.of(&range).iter().filter(|m| m.lists & lists != 0 && m.range.end <= range.end) {
            last = last.filter(|last| last.range.start == mark.range.start).or(Some(mark));
        }
        last.map(|mark| mark.range.clone())
    }

    /// The marks that end clauses, in order.
    pub(super) fn ends(&self) -> &[Range<usize>] {
        &self.ends
    }

    /// The indicators named inside `range`, each with the place of its name.
    pub(super) fn named(&self, range: &Range<usize>) -> impl Iterator<Item = (Range<usize>, &'static [Named])> {
        let lexicon: &'static Lexicon = &LEXICON;
        let end = range.end;
        self.of(range)
            .iter()
            .filter(move |m| m.named.1 > 0 && m.range.end <= end)
            .map(move |m| (m.range.clone(), lexicon.named.get(m.named.0 as usize..m.named.1 as usize).unwrap_or_default()))
    }
}

/// Calls `visit` with the indicators named in a text that no sentence holds, each with the place of its name.
pub(super) fn named_in(text: &str, mut visit: impl FnMut(Range<usize>, &'static [Named])) {
    let lexicon: &'static Lexicon = &LEXICON;
    lexicon.trie.scan(text, |at, told| {
        for entry in lexicon.told(told).filter(|entry| entry.named.1 > 0) {
            let named = lexicon.named.get(entry.named.0 as usize..entry.named.1 as usize).unwrap_or_default();
            visit(at..at + entry.len as usize, named);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::super::lists::GOES_TO;
    use super::super::scan::ends_clause;
    use super::super::words::{AT_LEAST, LESS, RISE, TO};
    use super::*;

    #[test]
    fn the_longer_word_wins() {
        let text = "比例不低于5%，由提高到";
        let all = 0..text.len();
        let marks = Marks::scan(text, all.clone());
        assert!(marks.has(AT_LEAST, all.clone()));
        assert!(!marks.has(LESS, all.clone()));
        assert!(!marks.has(RISE, all.clone()));
        assert!(marks.has(TO, all.clone()) && marks.says(GOES_TO, all));
        assert_eq!(marks.ends().len(), 1);
    }

    #[test]
    fn signs_that_end_clauses_are_in_the_lexicon() {
        for sign in (0..0x1_0000).filter_map(char::from_u32).filter(|c| ends_clause(*c)) {
            assert_eq!(Marks::scan(&sign.to_string(), 0..sign.len_utf8()).ends().len(), 1, "{sign}");
        }
    }
}
