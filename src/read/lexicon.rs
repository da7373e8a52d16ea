//! Every word that any stage looks for, in one trie; and the one pass that finds them in a unit's text.
//!
//! The topic cues, marks of items and names come from `code`, the words around numbers from `promise`, and here are added the characters
//! that begin numbers, and the few signs that the normaliser does not know. Each stage then asks for its own.

use std::sync::LazyLock;

use super::code::{Cues, Head, Hit, Marked, Signs};
use super::number::begins_number;
use super::promise::{Hints, Spotted, Stop, Vocabulary as Words};
use super::trie::{Kept, Spelling, Trie};
use super::unit::UnitText;
use super::zone::Zones;

/// The signs that are none of the normaliser's, with what they do for the sentences of [`promise`](super::promise): most of them are rare,
/// since it makes others of them.
const SIGNS: &[(char, Stop)] = &[('!', Stop::Sentence), (',', Stop::Clause), (';', Stop::Clause), ('［', Stop::Cite)];

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
    /// It began with a character that begins numbers.
    number: bool,
    /// It began with a sign: its place in [`SIGNS`].
    sign: Option<u8>,
}

/// What kinds of things a walk tells, one bit each, and above these the [`Hints`] of its words.
#[derive(Clone, Copy, Default)]
struct Kinds(u8);

impl Kinds {
    const CUE: u8 = 1;
    const WORD: u8 = 2;
    const OTHER: u8 = 4;
    const HINTS: u32 = 3;

    fn of(told: &Told, words: &Words) -> Kinds {
        let kind = |bit: u8, is: bool| if is { bit } else { 0 };
        let other = kind(Self::OTHER, told.number || told.sign.is_some());
        let kinds = kind(Self::CUE, told.cue.is_some()) | kind(Self::WORD, told.word.is_some()) | other;
        Kinds(kinds | words.hints(told.word) << Self::HINTS)
    }

    fn has(self, kind: u8) -> bool {
        self.0 & kind != 0
    }

    fn hints(self) -> Hints {
        self.0 >> Self::HINTS
    }
}

/// The places in a text of one kind of things, in order, each with the number of what is told there.
pub(crate) type Places = Kept<(u32, u16)>;

/// What stands in a text: by kind, so that each kind is gone through by itself.
#[derive(Default)]
struct Found {
    cues: Places,
    words: Places,
    /// Rare signs, and what begins numbers.
    others: Places,
    /// Those of all words together.
    hints: Hints,
    spelling: Spelling,
}

/// All words.
pub(crate) struct Lexicon {
    pub cues: Cues,
    pub words: Words,
    trie: Trie,
    told: Vec<Told>,
    /// Of each of these: a small table, since every walk asks it.
    kinds: Vec<Kinds>,
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
                one.number = numerals.contains(&c);
            }
        }
        told.push(one);
        u16::try_from(told.len() - 1).unwrap_or(0)
    });
    let kinds = told.iter().map(|told| Kinds::of(told, &words)).collect();
    Lexicon { cues, words, trie, told, kinds }
});

impl Lexicon {
    pub(crate) fn standard() -> &'static Lexicon {
        &LEXICON
    }

    /// What stands in a text.
    fn find(&self, text: &str, found: &mut Found) {
        let Found { cues, words, others, hints, spelling } = found;
        cues.clear();
        words.clear();
        others.clear();
        let mut all = 0;
        self.trie.scan(text, spelling, |spelling| {
            let many = spelling.many();
            let (mut a, mut b, mut c) = (cues.room(many), words.room(many), others.room(many));
            for (at, told) in spelling.found() {
                let kinds = self.kinds(told);
                a.put((at, told), kinds.has(Kinds::CUE));
                b.put((at, told), kinds.has(Kinds::WORD));
                c.put((at, told), kinds.has(Kinds::OTHER));
                all |= kinds.0;
            }
            let many = (a.many, b.many, c.many);
            cues.keep(many.0);
            words.keep(many.1);
            others.keep(many.2);
        });
        *hints = Kinds(all).hints();
    }

    #[inline]
    fn kinds(&self, told: u16) -> Kinds {
        self.kinds.get(usize::from(told)).copied().unwrap_or_default()
    }

    #[inline]
    fn told(&self, told: u16) -> Told {
        self.told.get(usize::from(told)).copied().unwrap_or_default()
    }

    /// The cues at places that `find` has found.
    fn cues_at(&self, places: &[(u32, u16)], hit: impl FnMut(Hit)) {
        self.cues.hits(places.iter().map(|(at, told)| (*at, self.told(*told).cue)), hit);
    }

    /// Reads a heading that is not the one that `head` knows.
    fn head(&self, text: &str, head: &mut Head, found: &mut Found) {
        if head.text() != text {
            head.begin(text);
            self.find(text, found);
            self.cues_at(found.cues.all(), |hit| head.take(hit));
        }
    }

    /// What the words around numbers that begin at a place tell.
    #[inline]
    pub(crate) fn words_told(&self, told: u16) -> Part {
        self.told(told).word
    }

    /// What they tell a whole unit.
    pub(crate) fn hints(&self, told: u16) -> Hints {
        self.kinds(told).hints()
    }

    /// Calls `found` for each place in a text that is no unit's where words around numbers begin.
    pub(crate) fn words_of(&self, text: &str, mut visit: impl FnMut(usize, Part)) {
        let mut found = Found::default();
        self.find(text, &mut found);
        found.words.all().iter().for_each(|(at, told)| visit(*at as usize, self.words_told(*told)));
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
    /// The field that the whole plan is about, one bit each.
    pub about: u64,
    found: Found,
}

impl Scan {
    /// Takes note of the plan's title.
    pub(crate) fn title(&mut self, title: &str) {
        let lexicon = Lexicon::standard();
        let mut head = Head::default();
        lexicon.head(title, &mut head, &mut self.found);
        self.about = head.fields(&lexicon.cues);
    }

    /// Of one unit.
    #[cfg(test)]
    pub(crate) fn of(unit: &UnitText<'_>) -> Scan {
        let mut scan = Scan::default();
        let marks = super::sign::Mark::all(unit.text);
        let signs = Signs::of(unit.text, &marks, 0);
        scan.unit(unit, signs, &Zones::of(unit, signs));
        scan
    }

    /// `signs` are those of the unit's text.
    pub(crate) fn unit(&mut self, unit: &UnitText<'_>, signs: Signs<'_>, zones: &Zones<'_>) {
        let lexicon = Lexicon::standard();
        let Scan { marked, spotted, heads, found, .. } = self;
        heads.resize_with(unit.above.len() + 1, Head::default);
        for (head, text) in heads.iter_mut().zip(unit.above) {
            lexicon.head(text, head, found);
        }
        lexicon.find(unit.text, found);
        let cues = found.cues.all();
        // What stands in the heading is told by the text that begins with it, if nothing reaches into it.
        if let (Some(head), Some(alone)) = (heads.last_mut().filter(|head| head.text() != unit.heading), zones.heading_alone())
            && cues.first().is_none_or(|(start, _)| *start as usize >= alone.start)
        {
            head.begin(unit.heading);
            let inside = cues.get(..cues.partition_point(|(start, _)| (*start as usize) < alone.end)).unwrap_or_default();
            lexicon.cues_at(inside, |hit| head.take(Hit { start: hit.start - alone.start, end: hit.end - alone.start, ..hit }));
        }
        marked.begin(&lexicon.cues);
        lexicon.cues_at(cues, |hit| marked.take(hit, zones));
        marked.end(unit.text);
        spotted.begin(&mut found.words, found.hints);
        for (start, told) in found.others.all() {
            let start = *start as usize;
            match lexicon.told(*told).sign.and_then(|n| SIGNS.get(usize::from(n))) {
                Some((c, stop)) => spotted.stop(start..start + c.len_utf8(), *stop),
                None => spotted.number(start),
            }
        }
        spotted.end(signs);
        if let Some(head) = heads.last_mut() {
            lexicon.head(unit.heading, head, found);
        }
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
        let mut first = |word: &str, of: fn(&Found) -> &Places| {
            lexicon.find(word, &mut found);
            of(&found).all().first().is_some_and(|(at, _)| *at == 0)
        };
        let ((_, phrases), (_, entries)) = (Cues::standard(), Words::standard());
        assert!(phrases.len() + entries.len() > 5000);
        assert!(phrases.keys().all(|word| first(word, |found| &found.cues)));
        assert!(entries.keys().all(|word| first(word, |found| &found.words)));
    }

    #[test]
    fn no_word_reaches_over_what_parts_texts() {
        let ((_, phrases), (_, entries)) = (Cues::standard(), Words::standard());
        assert!(phrases.keys().all(|phrase| !phrase.contains(['。', '\n'])));
        assert!(entries.keys().all(|word| !word.contains(['。', '！', '？', '；', '!', '?', ';', '\n'])));
    }

    #[test]
    fn what_a_heading_tells_is_the_same_by_itself() {
        let path = "一".parse().unwrap();
        for (heading, text) in [
            ("建设义务教育教师队伍", "一、建设义务教育教师队伍\n义务教育学校校长教师交流。"),
            ("（建设义务教育教师队伍", "一、（建设义务教育教师队伍。义务教育学校校长教师交流。"),
            ("建设义务教育", "义务教育：建设义务教育\n教师队伍建设"),
            ("建设义务教育", "一、建设义务教育教师队伍"),
            ("建设义务教育", "建设义务教育"),
            ("", "一、义务教育"),
        ] {
            let unit = UnitText { path: &path, role: crate::model::Role::Tasks, heading, above: &[], text };
            let mut alone = Head::default();
            Lexicon::standard().head(heading, &mut alone, &mut Found::default());
            let scan = Scan::of(&unit);
            let [own] = scan.heads.as_slice() else { panic!("{text}") };
            assert_eq!((own.text(), own.stages, own.tools), (alone.text(), alone.stages, alone.tools), "{text}");
            assert_eq!(own.topics, alone.topics, "{text}");
            assert!(heading.is_empty() || !own.topics.is_empty());
        }
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
