//! Every word that any stage looks for, in one trie; and the one pass that finds them in a unit's text.
//!
//! The topic cues, marks of items and names come from `code`, the words around numbers from `promise`, and here are added the signs and
//! the characters that begin numbers. Each stage then asks for its own.

use std::sync::LazyLock;

use super::code::{Cues, Head, Marked};
use super::number::begins_number;
use super::promise::{Spotted, Stop, Vocabulary as Words};
use super::trie::{Kept, Spelling, Trie};
use super::unit::UnitText;
use super::zone::Zones;

/// The signs, with what they do for the sentences of [`promise`](super::promise).
const SIGNS: &[(char, Stop)] = &[
    ('\n', Stop::Line),
    ('。', Stop::Sentence),
    ('！', Stop::Sentence),
    ('？', Stop::Sentence),
    ('!', Stop::Sentence),
    ('；', Stop::Clause),
    ('，', Stop::Clause),
    ('：', Stop::Clause),
    (',', Stop::Clause),
    (';', Stop::Clause),
    ('［', Stop::Cite),
    ('《', Stop::Cite),
    ('〔', Stop::Cite),
    ('》', Stop::Cite),
    ('〕', Stop::Cite),
];

/// A part of a list of what is told. Small, since many of them are looked at, here and there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Part {
    from: u16,
    to: u16,
}

impl Part {
    /// Adds to the list what is told at one place.
    pub(crate) fn add<T>(list: &mut Vec<T>, told: impl IntoIterator<Item = T>) -> Part {
        let from = list.len() as u16;
        list.extend(told);
        Part { from, to: list.len() as u16 }
    }

    #[inline]
    pub(crate) fn of<T>(self, list: &[T]) -> &[T] {
        list.get(usize::from(self.from)..usize::from(self.to)).unwrap_or_default()
    }

    pub(crate) fn is_some(self) -> bool {
        self.to > self.from
    }
}

/// What a walk through the trie tells.
#[derive(Clone, Copy, Default)]
struct Told {
    cue: Part,
    word: Part,
    /// It began with a sign or with a character that begins numbers.
    other: bool,
    /// The sign: its place in [`SIGNS`].
    sign: Option<u8>,
}

/// What stands in a text, each with its place, in order: by kind, so that each kind is gone through by itself.
#[derive(Default)]
struct Found {
    cues: Kept<(u32, Part)>,
    words: Kept<(u32, Part)>,
    /// Signs, by their places in [`SIGNS`], and what begins numbers.
    others: Kept<(u32, Option<u8>)>,
    spelling: Spelling,
}

/// All words.
pub(crate) struct Lexicon {
    pub cues: Cues,
    pub words: Words,
    trie: Trie,
    told: Vec<Told>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let (mut cues, phrases) = Cues::standard();
    let (mut words, entries) = Words::standard();
    let numerals: Vec<char> = begins_number().collect();
    let own: Vec<String> = SIGNS.iter().map(|(sign, ..)| sign).chain(&numerals).copied().map(String::from).collect();
    let mut all: indexmap::IndexSet<&str> = own.iter().map(String::as_str).collect();
    all.extend(phrases.keys());
    all.extend(entries.keys());
    let all: Vec<&str> = all.into_iter().collect();
    let mut told = vec![Told::default()];
    let trie = Trie::of(&all, |own, above| {
        let mut one = told.get(above as usize).copied().unwrap_or_default();
        for word in own.iter().filter_map(|n| all.get(*n)) {
            if let Some(senses) = phrases.get(word) {
                one.cue = cues.tell(word, senses, one.cue);
            }
            if let Some(entry) = entries.get(word) {
                one.word = words.tell(*entry, one.word);
            }
            let mut chars = word.chars();
            if let (Some(c), None) = (chars.next(), chars.next()) {
                one.sign = SIGNS.iter().position(|(sign, ..)| *sign == c).map(|n| n as u8);
                one.other = one.sign.is_some() || numerals.contains(&c);
            }
        }
        told.push(one);
        u16::try_from(told.len() - 1).unwrap_or(0)
    });
    Lexicon { cues, words, trie, told }
});

impl Lexicon {
    pub(crate) fn standard() -> &'static Lexicon {
        &LEXICON
    }

    /// What stands in a text.
    fn find(&self, text: &str, found: &mut Found) {
        let Found { cues, words, others, spelling } = found;
        cues.clear();
        words.clear();
        others.clear();
        self.trie.scan(text, spelling, |spelling| {
            let room = spelling.room();
            cues.room(room);
            words.room(room);
            others.room(room);
            for (at, told) in spelling.found() {
                let Some(told) = self.told.get(usize::from(told)) else { continue };
                cues.put((at, told.cue), told.cue.is_some());
                words.put((at, told.word), told.word.is_some());
                others.put((at, told.sign), told.other);
            }
        });
    }

    /// Calls `found` for each place in a text that is no unit's where words around numbers begin.
    pub(crate) fn words_of(&self, text: &str, mut visit: impl FnMut(usize, Part)) {
        let mut found = Found::default();
        self.find(text, &mut found);
        found.words.all().iter().for_each(|(at, word)| visit(*at as usize, *word));
    }
}

/// Scans units one after the other: what stands in the unit at hand, and what the headings above it tell. The memory is used again for
/// the next one.
#[derive(Default)]
pub(crate) struct Scan {
    /// For what the unit is about, and for its items without numbers.
    pub marked: Marked,
    /// For its promises.
    pub spotted: Spotted,
    /// The headings above the unit, outermost first, and last its own.
    pub heads: Vec<Head>,
    found: Found,
}

impl Scan {
    /// Of one unit.
    #[cfg(test)]
    pub(crate) fn of(unit: &UnitText<'_>) -> Scan {
        let mut scan = Scan::default();
        let marks = super::sign::Mark::all(unit.text);
        scan.unit(unit, &Zones::of(unit, super::code::Signs::of(unit.text, &marks, 0)));
        scan
    }

    pub(crate) fn unit(&mut self, unit: &UnitText<'_>, zones: &Zones<'_>) {
        let lexicon = Lexicon::standard();
        let Scan { marked, spotted, heads, found } = self;
        heads.resize_with(unit.above.len() + 1, Head::default);
        for (head, text) in heads.iter_mut().zip(unit.above.iter().chain([&unit.heading])) {
            if head.text() != *text {
                head.begin(text);
                lexicon.find(text, found);
                lexicon.cues.hits(found.cues.all(), |hit| head.take(hit));
            }
        }
        marked.begin(&lexicon.cues);
        spotted.begin();
        lexicon.find(unit.text, found);
        lexicon.cues.hits(found.cues.all(), |hit| marked.take(hit, zones));
        spotted.take(&lexicon.words, found.words.all());
        for (start, sign) in found.others.all() {
            let start = *start as usize;
            match sign.and_then(|n| SIGNS.get(usize::from(n))) {
                Some((c, stop)) => spotted.stop(start..start + c.len_utf8(), *stop),
                None => spotted.number(start),
            }
        }
        marked.end(unit.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::number::{numbers, numbers_at};

    #[test]
    fn what_is_told_has_small_numbers() {
        let lexicon = Lexicon::standard();
        for many in [lexicon.told.len(), lexicon.cues.told(), lexicon.cues.senses, lexicon.words.told()] {
            assert!((1..1 << 16).contains(&many), "{many}");
        }
        let (_, phrases) = Cues::standard();
        assert!(phrases.keys().all(|phrase| phrase.len() <= usize::from(u8::MAX)));
    }

    #[test]
    fn every_word_is_found() {
        let lexicon = Lexicon::standard();
        let mut found = Found::default();
        let mut first = |word: &str, of: fn(&Found) -> &Kept<(u32, Part)>| {
            lexicon.find(word, &mut found);
            of(&found).all().first().is_some_and(|(at, _)| *at == 0)
        };
        let ((_, phrases), (_, entries)) = (Cues::standard(), Words::standard());
        assert!(phrases.len() + entries.len() > 5000);
        assert!(phrases.keys().all(|word| first(word, |found| &found.cues)));
        assert!(entries.keys().all(|word| first(word, |found| &found.words)));
    }

    #[test]
    fn numbers_begin_where_the_scan_says() {
        let path = "一".parse().unwrap();
        let text = "半年内，三年新增学位1,200个，半数以上达到95.5%！十四五末百分之九十，下半场";
        let unit = UnitText { path: &path, role: crate::model::Role::Tasks, heading: "", above: &[], text };
        let mut found = Vec::new();
        numbers_at(text, Scan::of(&unit).spotted.numbers(), &mut found);
        assert_eq!(found, numbers(text));
    }
}
