//! Cutting a unit's text into paragraphs, sentences and clauses; looking left and right of a place.

use std::ops::Range;

use super::marks::Stop;
use crate::read::chars::{last_sign, signs};

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

/// Sentences of a paragraph as ranges, by its signs; the mark belongs to the sentence it ends.
pub(super) fn sentences(text: &str, paragraph: Range<usize>, stops: &[(Range<usize>, Stop)]) -> Vec<Range<usize>> {
    let mut out = Vec::with_capacity(4);
    let mut start = paragraph.start;
    // A text without full stops is cut where it pauses, and without pauses anywhere, so that no look over a sentence grows with the text.
    let cut = |out: &mut Vec<Range<usize>>, start: &mut usize, until: usize| {
        while until > *start + 3 * LONG {
            let at = border(text, *start + 3 * LONG + 1);
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|_| at < until) else { break };
            out.push(*start..at + c.len_utf8());
            *start = at + c.len_utf8();
        }
    };
    for (sign, stop) in stops {
        cut(&mut out, &mut start, sign.end);
        if sign.start >= start && (*stop != Stop::Clause || sign.start - start > LONG) {
            out.push(start..sign.end);
            start = sign.end;
        }
    }
    cut(&mut out, &mut start, paragraph.end);
    if start < paragraph.end {
        out.push(start..paragraph.end);
    }
    out
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
pub(super) fn after(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default().trim_start_matches(' ')
}

/// The text before `at`, trailing spaces cut.
pub(super) fn before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default().trim_end_matches(' ')
}

/// The first of some words with which a text begins.
macro_rules! starts {
    ($text:expr, [$($word:literal),+ $(,)?] $(,)?) => {{
        static WORDS: crate::read::find::Words = crate::read::find::Words::of(&[$($word),+]);
        WORDS.beginning($text)
    }};
}

/// The first of some words with which a text ends.
macro_rules! ends {
    ($text:expr, [$($word:literal),+ $(,)?] $(,)?) => {{
        static WORDS: crate::read::find::Tails = crate::read::find::Tails::of(&[$($word),+]);
        WORDS.ending($text)
    }};
}

pub(super) use {ends, starts};

/// Whether `text` holds one of `words`.
pub(super) fn holds(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Where `inner`, a piece of `outer`, begins in it.
pub(super) fn offset(outer: &str, inner: &str) -> usize {
    (inner.as_ptr() as usize).saturating_sub(outer.as_ptr() as usize).min(outer.len())
}

/// The first `n` characters.
pub(super) fn first_chars(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(i, _)| text.get(..i).unwrap_or(text))
}

/// The last `n` characters.
pub(super) fn last_chars(text: &str, n: usize) -> &str {
    if n == 0 {
        return "";
    }
    text.char_indices().nth_back(n - 1).map_or(text, |(i, _)| text.get(i..).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts() {
        let text = "甲。乙，丙\n丁";
        let stops = [(3..6, Stop::Sentence), (9..12, Stop::Clause), (15..16, Stop::Sentence)];
        let within = |p: &Range<usize>| if p.start == 0 { &stops[..2] } else { &[] };
        let all: Vec<&str> = paragraphs(text).flat_map(|p| sentences(text, p.clone(), within(&p))).map(|r| &text[r]).collect();
        assert_eq!(all, ["甲。", "乙，丙", "丁"]);
        let at = text.find('丙').unwrap();
        assert_eq!(start_of(text, at, 0, ends_clause), at);
        assert_eq!(&text[end_of(text, 0, text.len(), ends_clause)..][..3], "。");
        assert_eq!(last_chars("一二三", 2), "二三");
        assert_eq!(first_chars("一二三", 2), "一二");
    }
}
