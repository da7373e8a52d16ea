//! Tables of characters, made once: traditional and simplified script, and what the reader has to do with each character.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use hanconv::Dictionary;

use crate::read::chars::{is_han, is_invisible, is_space, is_tone, radical};
use crate::read::sign::Sign;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// Script tables, made once from the dictionaries of OpenCC.
pub(crate) struct Script {
    /// Index from U+3400.
    forms: Box<[Form]>,
    /// Words of traditional script with their simplified forms, in the order of their bytes.
    phrases: Vec<(&'static str, &'static str)>,
    /// What to do with the characters of simplified text.
    pub(crate) simplified: Way,
    /// The same, in text of traditional script.
    pub(crate) traditional: Way,
}

/// What traditional script has in an ideograph.
#[derive(Clone, Copy, Default)]
struct Form {
    /// Its simplified form; none where it stays as it is.
    simple: Option<char>,
    /// One more than the index of the first phrase that begins with it.
    phrase: u16,
    /// It is one of simplified script too (乾, 著).
    both: bool,
}

/// What to do with each character, in the texts of one script.
#[derive(Default)]
pub(crate) struct Way {
    /// For each character below U+10000: a [`Sign`], or one of [`class`].
    classes: Box<[u8]>,
    /// Characters that are copied and nothing else.
    pub(crate) ordinary: Plain,
}

/// What is to be done with a character; numbers below are those of signs, which stay as they are.
pub(crate) mod class {
    /// It stays as it is.
    pub(crate) const PLAIN: u8 = 32;
    /// It stays as it is, and words of web pages hold it.
    pub(crate) const ANCHOR: u8 = 33;
    /// It may have to be changed.
    pub(crate) const CHANGE: u8 = 34;
    /// It ends a line.
    pub(crate) const BREAK: u8 = 35;
    /// An Arabic digit.
    pub(crate) const DIGIT: u8 = 36;
    /// An ideograph that becomes its simplified form, whatever stands around it.
    pub(crate) const SWAP: u8 = 37;
    /// The same, and the form is an [`ANCHOR`].
    pub(crate) const SWAP_ANCHOR: u8 = 38;
    /// A word with a simplified form of its own may begin with it.
    pub(crate) const PHRASE: u8 = 39;
    /// A sign of half width that becomes one of full width, whatever stands around it.
    pub(crate) const HALF: u8 = 40;
    /// `,`
    pub(crate) const COMMA: u8 = 41;
    /// `(`
    pub(crate) const OPEN: u8 = 42;
    /// `:`
    pub(crate) const COLON: u8 = 43;
    /// `<`, with which a tag of HTML may begin.
    pub(crate) const TAG: u8 = 44;
}

/// Characters of three bytes as a set, asked by their bytes: a word for each first and second byte, a bit for each third.
pub(crate) struct Plain(Box<[u64; WORDS]>);

/// So many that no two bytes lead out of the table; those of longer and shorter characters lead to empty words.
const WORDS: usize = 1 << 16;

impl Default for Plain {
    fn default() -> Plain {
        // Made where it stays: it is large and mostly empty.
        Plain(vec![0; WORDS].into_boxed_slice().try_into().unwrap_or_else(|_| Box::new([0; WORDS])))
    }
}

impl Plain {
    /// Those of [`class::PLAIN`].
    fn of(classes: &[u8]) -> Plain {
        let mut plain = Plain::default();
        // The characters of a chunk differ in the third byte only; those below U+0800 take less than three.
        for (n, chunk) in classes.chunks(64).enumerate().skip(0x800 / 64) {
            if let Some(word) = plain.0.get_mut((0xe0 | n >> 6) << 8 | 0x80 | n & 63) {
                *word = chunk.iter().rev().fold(0, |word, class| word << 1 | u64::from(*class == class::PLAIN));
            }
        }
        plain
    }

    #[inline]
    fn has(&self, first: u8, second: u8, third: u8) -> bool {
        let bits = self.0.get(usize::from(u16::from_be_bytes([first, second])));
        bits.is_some_and(|bits| bits >> (third & 63) & 1 == 1)
    }

    /// What is behind the characters of the set at the head of a text.
    #[inline]
    pub(crate) fn behind<'b>(&self, whole: &'b [u8]) -> &'b [u8] {
        let mut text = whole;
        while let [a, b, c, d, e, f, g, h, i, j, k, l, behind @ ..] = text {
            if !self.has(*a, *b, *c) {
                return text;
            }
            if !self.has(*d, *e, *f) {
                return text.get(3..).unwrap_or_default();
            }
            if !self.has(*g, *h, *i) {
                return text.get(6..).unwrap_or_default();
            }
            if !self.has(*j, *k, *l) {
                return text.get(9..).unwrap_or_default();
            }
            text = behind;
        }
        self.behind_at_end(whole)
    }

    /// The same, where the text ends within four characters behind them.
    #[cold]
    fn behind_at_end<'b>(&self, mut text: &'b [u8]) -> &'b [u8] {
        while let [a, b, c, behind @ ..] = text
            && self.has(*a, *b, *c)
        {
            text = behind;
        }
        text
    }
}

impl Way {
    fn of(classes: Box<[u8]>) -> Way {
        Way { ordinary: Plain::of(&classes), classes }
    }

    fn class(&self, code: usize) -> u8 {
        self.classes.get(code).copied().unwrap_or(class::CHANGE)
    }

    /// What is to be done with the character that the bytes begin with; those of four bytes have to be looked at.
    #[inline]
    pub(crate) fn class_of(&self, bytes: &[u8]) -> u8 {
        self.class(match bytes {
            [first @ 0xe0..=0xef, second, third, ..] => {
                usize::from(first & 15) << 12 | usize::from(second & 63) << 6 | usize::from(third & 63)
            }
            [first @ ..=0x7f, ..] => usize::from(*first),
            [first @ 0xc0..=0xdf, second, ..] => usize::from(first & 31) << 6 | usize::from(second & 63),
            _ => return class::CHANGE,
        })
    }
}

pub(crate) static SCRIPT: LazyLock<Script> = LazyLock::new(|| {
    let mut script = Script {
        forms: vec![Form::default(); (LAST - FIRST + 1) as usize].into(),
        phrases: Vec::new(),
        simplified: Way::default(),
        traditional: Way::default(),
    };
    let index = |c: char| (c as u32).checked_sub(FIRST).map_or(usize::MAX, |i| i as usize);
    let only = |s: &str| {
        let mut chars = s.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    for (from, to) in Dictionary::TSCharacters.iter() {
        if let (Some(from), Some(to)) = (only(from), only(to))
            && from != to
            && to.len_utf8() == 3
            && let Some(form) = script.forms.get_mut(index(from))
        {
            form.simple = Some(to);
        }
    }
    // Forms of Hong Kong that the dictionary lacks.
    for (from, to) in
        [('衞', '卫'), ('説', '说'), ('閲', '阅'), ('鋭', '锐'), ('啓', '启'), ('羣', '群'), ('峯', '峰'), ('綫', '线')]
    {
        if let Some(form) = script.forms.get_mut(index(from)).filter(|form| form.simple.is_none()) {
            form.simple = Some(to);
        }
    }
    let both = Dictionary::STCharacters.iter().filter_map(|(from, _)| only(from));
    for c in both.chain(['乾', '瞭', '藉', '徵', '夥', '於', '麽', '覆']) {
        if let Some(form) = script.forms.get_mut(index(c)) {
            form.both = true;
        }
    }
    // Of equal length only, so that offsets hold; the last of the same words counts.
    let phrases: BTreeMap<_, _> = Dictionary::TSPhrases.iter().filter(|(from, to)| from.len() == to.len()).collect();
    script.phrases = phrases.into_iter().collect();
    for (n, (from, _)) in script.phrases.iter().enumerate().rev() {
        if let Some(form) = from.chars().next().filter(|c| is_han(*c)).and_then(|c| script.forms.get_mut(index(c))) {
            form.phrase = n as u16 + 1;
        }
    }
    let mut classes: Box<[u8]> =
        (0..=0xffff).map(|code| char::from_u32(code).map_or(class::CHANGE, |c| script.classify(c))).collect();
    script.simplified = Way::of(classes.clone());
    for (class, (c, form)) in classes.iter_mut().skip(FIRST as usize).zip((FIRST..).zip(&script.forms)) {
        match form {
            form if form.phrase > 0 => *class = class::PHRASE,
            form if form.simple.is_some() && char::from_u32(c).is_some_and(is_han) => *class = script.swap(*form),
            _ => {}
        }
    }
    script.traditional = Way::of(classes);
    script
});

impl Script {
    fn classify(&self, c: char) -> u8 {
        if let Some(sign) = Sign::of(c) {
            return sign as u8;
        }
        match c {
            '\n' | '\r' | '\x0c' | '\u{2028}' | '\u{2029}' => class::BREAK,
            '0'..='9' => class::DIGIT,
            // Most of those that no plan holds.
            '\u{a000}'..='\u{f8ff}' => class::PLAIN,
            _ if is_han(c) && self.form(c).simple.is_some() => {
                if self.form(c).both {
                    class::PLAIN
                } else {
                    self.swap(self.form(c))
                }
            }
            _ if self.is_anchor(c) => class::ANCHOR,
            _ if is_han(c) => class::PLAIN,
            ';' | ')' | '!' => class::HALF,
            ',' => class::COMMA,
            '(' => class::OPEN,
            ':' => class::COLON,
            '<' => class::TAG,
            // Signs of Markdown, brackets and straight quotes.
            '*' | '#' | '\\' | '[' | ']' | '"' | '「' | '」' | '『' | '』' => class::CHANGE,
            '?' | '&' | '^' | '\u{fffd}' | '\u{25af}' => class::CHANGE,
            '﹑' | '､' | '﹪' | '︰' | '∶' | '﹙' | '﹚' | '○' | '◯' | '\u{ff01}'..='\u{ff5e}' => class::CHANGE,
            '\u{3100}'..='\u{312f}' => class::CHANGE,
            _ if is_space(c) || is_invisible(c) || is_tone(c) || radical(c).is_some() => class::CHANGE,
            _ => class::PLAIN,
        }
    }

    fn swap(&self, form: Form) -> u8 {
        if form.simple.is_some_and(|to| self.is_anchor(to)) { class::SWAP_ANCHOR } else { class::SWAP }
    }

    /// One character of each word that only web pages have.
    fn is_anchor(&self, c: char) -> bool {
        matches!(c, '号' | '布' | '次' | '访' | '视' | '印' | '闭' | '公' | '类' | '源' | '辑' | '颜' | '享' | '日')
            && self.form(c).simple.is_none()
    }

    /// What is to be done with a character of simplified text.
    pub(crate) fn class(&self, c: char) -> u8 {
        self.simplified.class(c as usize)
    }

    /// Whether a text is written in traditional script; else stray characters are converted only where simplified script lacks them.
    pub(crate) fn is_traditional(&self, text: &str) -> bool {
        let (mut only, mut han) = (0, 0);
        let mut rest = text.as_bytes();
        while let [first, ..] = rest {
            let len = match first {
                0..=0x7f => 1,
                0x80..=0xdf => 2,
                0xe0..=0xef => 3,
                _ => 4,
            };
            let code = match rest {
                [0xe3..=0xe4 | 0xf0..=0xff, ..] => text.get(text.len() - rest.len()..).and_then(|rest| rest.chars().next()),
                _ => None,
            };
            han += usize::from(matches!(first, 0xe5..=0xe9) || code.is_some_and(is_han));
            let swap = matches!(self.simplified.class_of(rest), class::SWAP | class::SWAP_ANCHOR);
            rest = rest.get(len..).unwrap_or_default();
            if swap {
                only += 1;
                // Known early: every ideograph takes three bytes.
                if only >= STRANGERS && only * 33 >= han + rest.len() / 3 {
                    return true;
                }
            }
        }
        only >= STRANGERS && only * 33 >= han
    }

    fn form(&self, c: char) -> Form {
        let form = (c as u32).checked_sub(FIRST).and_then(|i| self.forms.get(i as usize));
        form.copied().unwrap_or_default()
    }

    /// The simplified form, where it differs.
    pub(crate) fn simple(&self, c: char) -> Option<char> {
        self.form(c).simple
    }

    /// The longest phrase that `rest` begins with, simplified. Its first character is `c`.
    pub(crate) fn phrase(&self, c: char, rest: &[u8]) -> Option<&'static str> {
        let first = usize::from(self.form(c).phrase).checked_sub(1)?;
        let same = self.phrases.iter().skip(first).take_while(|(from, _)| from.starts_with(c));
        same.filter(|(from, _)| rest.starts_with(from.as_bytes())).last().map(|(_, to)| *to)
    }
}

/// A text with fewer characters of traditional script alone is not written in it.
pub(crate) const STRANGERS: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn simplified_forms() {
        assert_eq!(SCRIPT.simple('學'), Some('学'));
        assert_eq!(SCRIPT.simple('学'), None);
        assert_eq!((SCRIPT.class('乾'), SCRIPT.class('學')), (class::PLAIN, class::SWAP));
        assert_eq!((SCRIPT.class('類'), SCRIPT.class('类')), (class::SWAP_ANCHOR, class::ANCHOR));
    }

    #[test]
    fn the_longest_phrase() {
        for (from, to) in &SCRIPT.phrases {
            let rest = format!("{from}。");
            let c = from.chars().next().unwrap();
            assert_eq!(SCRIPT.phrase(c, rest.as_bytes()), Some(*to), "{from}");
            assert!(!is_han(c) || SCRIPT.traditional.class(c as usize) == class::PHRASE, "{from}");
        }
    }

    #[test]
    fn a_text_of_traditional_script() {
        let simplified = "各级学校要加强领导，落实责任，确保完成任务。".repeat(20);
        assert!(SCRIPT.is_traditional("學校發展規劃實施。"));
        assert!(!SCRIPT.is_traditional("學校發展"));
        assert!(!SCRIPT.is_traditional(&format!("學校發展規劃實施。{simplified}")));
        assert!(SCRIPT.is_traditional(&format!("{}{simplified}", "學校發展規劃實施。".repeat(3))));
    }

    #[test]
    fn a_set_knows_characters_of_three_bytes_by_their_bytes() {
        for c in ('\0'..=char::MAX).filter(|c| *c < '\u{20000}' || *c > '\u{10fff0}') {
            let text = format!("{c}学");
            let plain = c.len_utf8() == 3 && SCRIPT.class(c) == class::PLAIN;
            assert_eq!(SCRIPT.simplified.ordinary.behind(text.as_bytes()).len() < text.len(), plain, "{c:?}");
            if c <= '\u{ffff}' {
                assert_eq!(SCRIPT.simplified.class_of(text.as_bytes()), SCRIPT.class(c), "{c:?}");
            }
        }
    }
}
