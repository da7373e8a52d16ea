//! Every word that any stage looks for, in one trie; and the one pass that finds them in a unit's text.
//!
//! The topic cues, marks of items and names come from `code`, the words around numbers from `promise`, and here are added the signs and
//! the characters that begin numbers. Each stage then asks for its own.

use std::sync::LazyLock;

use super::code::{Cues, Head, Marked};
use super::number::begins_number;
use super::promise::{Spotted, Stop, Vocabulary as Words};
use super::trie::{Letter, Trie};
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

/// What a walk through the trie tells.
#[derive(Clone, Copy, Default)]
struct Told {
    /// For [`Cues::told`].
    cue: u32,
    /// For [`Words::told`].
    word: u32,
    /// The sign that it began with: its place in [`SIGNS`], from 1.
    sign: u16,
    /// It began with a character that begins numbers.
    number: bool,
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
                one.sign = SIGNS.iter().position(|(sign, ..)| *sign == c).map_or(0, |n| n as u16 + 1);
                one.number = numerals.contains(&c);
            }
        }
        told.push(one);
        told.len() as u32 - 1
    });
    Lexicon { cues, words, trie, told }
});

impl Lexicon {
    pub(crate) fn standard() -> &'static Lexicon {
        &LEXICON
    }

    fn scan(&self, letters: &[Letter], mut found: impl FnMut(usize, Told)) {
        self.trie.scan(letters, |start, told| {
            if let Some(told) = self.told.get(told as usize) {
                found(start, *told);
            }
        });
    }

    /// Calls `found` for each place in a text that is no unit's where words around numbers begin.
    pub(crate) fn words_of(&self, text: &str, mut found: impl FnMut(usize, u32)) {
        let mut letters = Vec::new();
        self.trie.spell(text, &mut letters);
        self.scan(&letters, |start, told| {
            if told.word != 0 {
                found(start, told.word);
            }
        });
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
    letters: Vec<Letter>,
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
        let Scan { marked, spotted, heads, letters } = self;
        heads.resize_with(unit.above.len() + 1, Head::default);
        for (head, text) in heads.iter_mut().zip(unit.above.iter().chain([&unit.heading])) {
            if head.text() != *text {
                let mut cues = lexicon.cues.begin();
                head.begin(text);
                lexicon.trie.spell(text, letters);
                lexicon.scan(letters, |start, told| cues.tell(start, told.cue, |hit| head.take(hit)));
            }
        }
        let mut cues = lexicon.cues.begin();
        marked.begin(&lexicon.cues);
        spotted.begin();
        lexicon.trie.spell(unit.text, letters);
        lexicon.scan(letters, |start, told| {
            if told.cue != 0 {
                cues.tell(start, told.cue, |hit| marked.take(hit, zones));
            }
            if told.word != 0 {
                spotted.take(&lexicon.words, start, told.word);
            }
            if let Some((c, stop)) = usize::from(told.sign).checked_sub(1).and_then(|n| SIGNS.get(n)) {
                spotted.stop(start..start + c.len_utf8(), *stop);
            } else if told.number {
                spotted.number(start);
            }
        });
        marked.end(unit.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::number::{numbers, numbers_at};

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
