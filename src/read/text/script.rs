//! Tables of characters, made once: traditional and simplified script, and what the reader has to do with each character.

use std::sync::LazyLock;

use hanconv::{Dictionary, Trie};

use crate::read::chars::{is_han, is_invisible, is_space, is_tone, radical};
use crate::read::sign::Sign;

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// Script tables, made once from the dictionaries of OpenCC.
pub(crate) struct Script {
    /// Index from U+3400; 0 for a character that stays as it is.
    simple: Box<[u16]>,
    flags: Box<[u8]>,
    phrases: Trie<&'static str>,
    /// What to do with each character below U+10000: a [`Sign`], or one of [`class`].
    classes: Box<[u8]>,
    /// Characters that are copied and nothing else, in simplified text.
    pub(crate) ordinary: Plain,
    /// The same, in text of traditional script.
    pub(crate) ordinary_traditional: Plain,
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
}

/// Characters of three bytes as a set, asked by their bytes: a word for each first and second byte, a bit for each third.
pub(crate) struct Plain(Box<[u64; WORDS]>);

/// So many that no two bytes lead out of the table; those of longer and shorter characters lead to empty words.
const WORDS: usize = (0xff << 6) + 0xff + 1;

impl Plain {
    fn of(holds: impl Fn(char) -> bool) -> Plain {
        let mut words = Box::new([0; WORDS]);
        for code in 0x800_usize..=0xffff {
            if char::from_u32(code as u32).is_some_and(&holds)
                && let Some(word) = words.get_mut(((0xe0 | code >> 12) << 6) + (0x80 | code >> 6 & 63))
            {
                *word |= 1 << (code & 63);
            }
        }
        Plain(words)
    }

    #[inline]
    fn has(&self, first: u8, second: u8, third: u8) -> bool {
        self.0.get((usize::from(first) << 6) + usize::from(second)).is_some_and(|bits| bits >> (third & 63) & 1 == 1)
    }

    /// What is behind the characters of the set at the head of a text.
    #[inline]
    pub(crate) fn behind<'b>(&self, mut text: &'b [u8]) -> &'b [u8] {
        while let [a, b, c, d, e, f, behind @ ..] = text {
            if !self.has(*a, *b, *c) {
                return text;
            }
            if !self.has(*d, *e, *f) {
                return text.get(3..).unwrap_or_default();
            }
            text = behind;
        }
        match text {
            [a, b, c, behind @ ..] if self.has(*a, *b, *c) => behind,
            _ => text,
        }
    }
}

/// The character is one of simplified script too (乾, 著).
const BOTH: u8 = 1;
/// A phrase begins with the character.
const PHRASE: u8 = 2;

pub(crate) static SCRIPT: LazyLock<Script> = LazyLock::new(|| {
    let size = (LAST - FIRST + 1) as usize;
    let mut script = Script {
        simple: vec![0; size].into(),
        flags: vec![0; size].into(),
        phrases: Trie::default(),
        classes: Box::default(),
        ordinary: Plain(Box::new([0; WORDS])),
        ordinary_traditional: Plain(Box::new([0; WORDS])),
    };
    let index = |c: char| (c as u32).checked_sub(FIRST).map_or(usize::MAX, |i| i as usize);
    let only = |s: &str| {
        let mut chars = s.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    for (from, to) in Dictionary::TSCharacters.iter() {
        if let (Some(from), Some(to)) = (only(from), only(to))
            && from != to
            && let Ok(to) = u16::try_from(to as u32)
            && let Some(slot) = script.simple.get_mut(index(from))
        {
            *slot = to;
        }
    }
    for (from, _) in Dictionary::STCharacters.iter() {
        if let Some(flags) = only(from).and_then(|c| script.flags.get_mut(index(c))) {
            *flags |= BOTH;
        }
    }
    for c in ['乾', '瞭', '藉', '徵', '夥', '於', '麽', '覆'] {
        if let Some(flags) = script.flags.get_mut(index(c)) {
            *flags |= BOTH;
        }
    }
    for (from, to) in Dictionary::TSPhrases.iter() {
        // Of equal length only, so that offsets hold.
        if from.len() == to.len()
            && let Some(flags) = from.chars().next().and_then(|c| script.flags.get_mut(index(c)))
        {
            *flags |= PHRASE;
            script.phrases.insert(from, to);
        }
    }
    script.classes = (0..=0xffff).map(|code| char::from_u32(code).map_or(class::CHANGE, |c| script.classify(c))).collect();
    script.ordinary = Plain::of(|c| script.class(c) == class::PLAIN);
    script.ordinary_traditional =
        Plain::of(|c| script.class(c) == class::PLAIN && script.simple(c).is_none() && !script.flag(c, PHRASE));
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
            _ if is_han(c) && self.simple(c).is_some() => class::CHANGE,
            // One character of each word that only web pages have.
            '号' | '布' | '次' | '访' | '视' | '印' | '闭' | '公' | '类' | '源' | '辑' | '颜' | '享' | '日' => {
                class::ANCHOR
            }
            _ if is_han(c) => class::PLAIN,
            ',' | ';' | ':' | '(' | ')' | '!' | '?' | '&' | '^' | '\u{fffd}' | '\u{25af}' => class::CHANGE,
            '﹑' | '､' | '﹪' | '︰' | '∶' | '﹙' | '﹚' | '○' | '◯' | '\u{ff01}'..='\u{ff5e}' => class::CHANGE,
            '\u{3100}'..='\u{312f}' => class::CHANGE,
            _ if is_space(c) || is_invisible(c) || is_tone(c) || radical(c).is_some() => class::CHANGE,
            _ => class::PLAIN,
        }
    }

    /// What is to be done with a character.
    pub(crate) fn class(&self, c: char) -> u8 {
        self.classes.get(c as usize).copied().unwrap_or(class::CHANGE)
    }

    /// The same, of the character that the bytes begin with, if it takes one byte or three; longer ones have to be looked at.
    pub(crate) fn class_of(&self, bytes: &[u8]) -> u8 {
        let code = match bytes {
            [first @ ..=0x7f, ..] => usize::from(*first),
            [first @ 0xe0..=0xef, second, third, ..] => {
                usize::from(first & 15) << 12 | usize::from(second & 63) << 6 | usize::from(third & 63)
            }
            _ => return class::CHANGE,
        };
        self.classes.get(code).copied().unwrap_or(class::CHANGE)
    }

    /// Whether a text is written in traditional script; else stray characters are converted only where simplified script lacks them.
    pub(crate) fn is_traditional(&self, text: &str) -> bool {
        let traditional = text.chars().filter(|c| self.is_traditional_only(*c)).count();
        traditional >= STRANGERS && traditional * 33 >= text.chars().filter(|c| is_han(*c)).count()
    }

    /// A character that simplified script lacks.
    pub(crate) fn is_traditional_only(&self, c: char) -> bool {
        self.simple(c).is_some() && is_han(c) && !self.is_both(c)
    }

    /// The simplified form, where it differs.
    pub(crate) fn simple(&self, c: char) -> Option<char> {
        let i = (c as u32).checked_sub(FIRST)? as usize;
        self.simple.get(i).filter(|to| **to != 0).and_then(|to| char::from_u32(u32::from(*to)))
    }

    /// Whether simplified script has the character as well.
    pub(crate) fn is_both(&self, c: char) -> bool {
        self.flag(c, BOTH)
    }

    /// The phrase that `rest` begins with, simplified, and the number of its bytes.
    pub(crate) fn phrase(&self, c: char, rest: &str) -> Option<&'static str> {
        if !self.flag(c, PHRASE) {
            return None;
        }
        self.phrases.r#match(rest.chars()).map(|(to, _)| *to)
    }

    fn flag(&self, c: char, flag: u8) -> bool {
        let flags = (c as u32).checked_sub(FIRST).and_then(|i| self.flags.get(i as usize));
        flags.is_some_and(|flags| flags & flag != 0)
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
        assert!(SCRIPT.is_both('乾'));
    }

    #[test]
    fn a_set_knows_characters_of_three_bytes_by_their_bytes() {
        for c in ('\0'..=char::MAX).filter(|c| *c < '\u{20000}' || *c > '\u{10fff0}') {
            let text = format!("{c}学");
            let plain = c.len_utf8() == 3 && SCRIPT.class(c) == class::PLAIN;
            assert_eq!(SCRIPT.ordinary.behind(text.as_bytes()).len() < text.len(), plain, "{c:?}");
            if c.len_utf8() != 2 && c <= '\u{ffff}' {
                assert_eq!(SCRIPT.class_of(text.as_bytes()), SCRIPT.class(c), "{c:?}");
            }
        }
    }
}
