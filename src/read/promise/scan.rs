//! Cutting a unit's text into paragraphs, sentences and clauses; looking left and right of a place.

use std::ops::Range;

use super::marks::Stop;
use crate::read::chars::{last_sign, signs};
pub(super) use crate::read::chars::{offset, trim};

/// How far, in bytes, one looks from a number for words that belong to it: no sentence of the genre needs more.
pub(super) const REACH: usize = 360;

/// Bytes after which a sentence may be cut at a comma.
const LONG: usize = 2400;

/// Marks that end a sentence.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '\n' | '!')
}

/// Marks that end a clause.
pub(super) fn ends_clause(c: char) -> bool {
    ends_sentence(c) || matches!(c, '，' | '；' | '：' | ',' | ';')
}

/// Paragraphs as ranges, empty ones left out.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    text.split('\n').filter_map(move |line| {
        let start = at;
        at += line.len() + 1;
        (!line.trim().is_empty()).then_some(start..start + line.len())
    })
}

/// Calls `visit` with each sentence of a paragraph, by its signs; the mark belongs to the sentence it ends.
#[inline]
pub(super) fn sentences(
    text: &str,
    paragraph: Range<usize>,
    stops: &[(Range<usize>, Stop)],
    mut visit: impl FnMut(Range<usize>),
) {
    let mut start = paragraph.start;
    if paragraph.len() <= LONG {
        for (sign, _) in stops.iter().filter(|(_, stop)| *stop != Stop::Clause) {
            visit(start..sign.end);
            start = sign.end;
        }
        if start < paragraph.end {
            visit(start..paragraph.end);
        }
        return;
    }
    for (sign, stop) in stops {
        start = cut(text, start, sign.end, &mut visit);
        if sign.start >= start && (*stop != Stop::Clause || sign.start - start > LONG) {
            visit(start..sign.end);
            start = sign.end;
        }
    }
    start = cut(text, start, paragraph.end, &mut visit);
    if start < paragraph.end {
        visit(start..paragraph.end);
    }
}

/// A text without full stops is cut where it pauses, and without pauses anywhere, so that no look over a sentence grows with the text.
#[inline(never)]
fn cut(text: &str, mut start: usize, until: usize, visit: &mut impl FnMut(Range<usize>)) -> usize {
    while until > start + 3 * LONG {
        let at = border(text, start + 3 * LONG + 1);
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|_| at < until) else { break };
        visit(start..at + c.len_utf8());
        start = at + c.len_utf8();
    }
    start
}

/// The text of a range; empty where it is no range of the text.
pub(super) fn slice<R: std::slice::SliceIndex<str, Output = str>>(text: &str, range: R) -> &str {
    text.get(range).unwrap_or_default()
}

/// The nearest character border at or after `at`.
pub(super) fn border(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Where the stretch before `at` begins that holds none of `ends`, which are no ideographs, not before `floor`.
pub(super) fn start_of(text: &str, at: usize, floor: usize, ends: impl Fn(char) -> bool) -> usize {
    let floor = border(text, floor.max(at.saturating_sub(REACH)));
    let stretch = slice(text, floor..at);
    last_sign(stretch, ends).map_or(floor, |(i, c)| floor + i + c.len_utf8())
}

/// Where the stretch after `at` ends that holds none of `ends`, which are no ideographs, not after `ceiling`.
pub(super) fn end_of(text: &str, at: usize, ceiling: usize, ends: impl Fn(char) -> bool) -> usize {
    let ceiling = border(text, ceiling.min(at + REACH)).min(text.len());
    let stretch = slice(text, at..ceiling);
    signs(stretch).find(|(_, c)| ends(*c)).map_or(ceiling, |(i, _)| at + i)
}

/// The text after `at`, spaces skipped, at most to the end of the line.
pub(super) fn after(text: &str, mut at: usize) -> &str {
    while text.as_bytes().get(at) == Some(&b' ') {
        at += 1;
    }
    text.get(at..).unwrap_or_default()
}

/// The text before `at`, trailing spaces cut.
pub(super) fn before(text: &str, mut at: usize) -> &str {
    while at > 0 && text.as_bytes().get(at - 1) == Some(&b' ') {
        at -= 1;
    }
    text.get(..at).unwrap_or_default()
}

/// Without the spaces at its head.
pub(super) fn trim_start(text: &str) -> &str {
    if matches!(text.as_bytes(), [0xe4..=0xe9, ..]) { text } else { text.trim_start() }
}

/// Without the spaces at its end.
pub(super) fn trim_end(text: &str) -> &str {
    if matches!(text.as_bytes(), [.., 0xe4..=0xe9, _, _]) { text } else { text.trim_end() }
}

/// The first of some words with which a text begins.
macro_rules! starts {
    ($text:expr, [$($word:literal),+ $(,)?] $(,)?) => {{
        static WORDS: crate::read::find::Few<{ [$($word),+].len() }> = crate::read::find::Few::of([$($word),+]);
        WORDS.beginning($text)
    }};
}

/// The first of some words with which a text ends.
macro_rules! ends {
    ($text:expr, [$($word:literal),+ $(,)?] $(,)?) => {{
        static WORDS: crate::read::find::Ends<{ [$($word),+].len() }> = crate::read::find::Ends::of([$($word),+]);
        WORDS.ending($text)
    }};
}

/// Whether a text holds one of some words.
macro_rules! holds {
    ($text:expr, [$($word:literal),+ $(,)?] $(,)?) => {{
        static WORDS: crate::read::find::Few<{ [$($word),+].len() }> = crate::read::find::Few::of([$($word),+]);
        WORDS.in_text($text)
    }};
}

/// Where the last of some words in a text begins.
macro_rules! last {
    ($text:expr, [$($word:literal),+ $(,)?] $(,)?) => {{
        static WORDS: crate::read::find::Few<{ [$($word),+].len() }> = crate::read::find::Few::of([$($word),+]);
        WORDS.last($text)
    }};
}

pub(super) use {ends, holds, last, starts};

/// The first `n` characters.
pub(super) fn first_chars(text: &str, n: usize) -> &str {
    nth(text, n).and_then(|at| text.get(..at)).unwrap_or(text)
}

/// Whether a text has more than `n` characters.
pub(super) fn exceeds(text: &str, n: usize) -> bool {
    nth(text, n).is_some_and(|at| at < text.len())
}

/// Where the character with index `n` begins, or the text ends behind the one before it; none in a shorter text.
fn nth(text: &str, n: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.len() < n {
        return None;
    }
    let mut at = 0;
    for _ in 0..n {
        at += match bytes.get(at)? {
            0xe0..=0xef => 3,
            ..=0x7f => 1,
            0xf0.. => 4,
            _ => 2,
        };
    }
    Some(at)
}

/// The last `n` characters.
pub(super) fn last_chars(text: &str, n: usize) -> &str {
    let mut rest = text.as_bytes();
    for _ in 0..n {
        rest = match rest {
            [before @ .., 0xe0..=0xef, _, _] | [before @ .., 0x00..=0x7f] => before,
            [before @ .., 0xf0..=0xff, _, _, _] | [before @ .., _, _] => before,
            _ => return text,
        };
    }
    text.get(rest.len()..).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts() {
        let text = "甲。乙，丙\n丁";
        let stops = [(3..6, Stop::Sentence), (9..12, Stop::Clause), (15..16, Stop::Sentence)];
        let within = |p: &Range<usize>| if p.start == 0 { &stops[..2] } else { &[] };
        let mut all = Vec::new();
        for p in paragraphs(text) {
            sentences(text, p.clone(), within(&p), |r| all.push(&text[r]));
        }
        assert_eq!(all, ["甲。", "乙，丙", "丁"]);
        let at = text.find('丙').unwrap();
        assert_eq!(start_of(text, at, 0, ends_clause), at);
        assert_eq!(&text[end_of(text, 0, text.len(), ends_clause)..][..3], "。");
        assert_eq!(last_chars("一二三", 2), "二三");
        assert_eq!(first_chars("一二三", 2), "一二");
        let mixed = "é一a😀b";
        let firsts: Vec<&str> = (0..7).map(|n| first_chars(mixed, n)).collect();
        assert_eq!(firsts, ["", "é", "é一", "é一a", "é一a😀", mixed, mixed]);
        let lasts: Vec<&str> = (0..7).map(|n| last_chars(mixed, n)).collect();
        assert_eq!(lasts, ["", "b", "😀b", "a😀b", "一a😀b", mixed, mixed]);
        assert!(exceeds(mixed, 4) && !exceeds(mixed, 5) && !exceeds("", 0) && exceeds("一", 0));
        assert_eq!((after("甲 乙", 3), before("甲 乙", 4), after("甲", 1), before("甲", 9)), ("乙", "甲", "", ""));
    }
}
