//! Sentences and clauses of a unit, as byte ranges.

use std::ops::Range;

use crate::read::number::bits;

/// What a sign does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Line,
    /// It ends a sentence inside brackets too: one that is never closed must not swallow the rest.
    Stop,
    /// 一是…；二是…: official lists put one action in each part, so it ends a sentence.
    Semicolon,
    Cry,
    Pause,
    Open,
    Close,
}

/// The signs of a text, each with its place, in order.
#[derive(Default)]
pub(crate) struct Signs(Vec<(usize, Sign)>);

impl Signs {
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn push(&mut self, at: usize, sign: Sign) {
        self.0.push((at, sign));
    }

    /// The sentences of their text: parts between 。；！？ and line ends, spaces at both ends left out.
    pub(crate) fn sentences<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        Parts { text, signs: &self.0, at: 0, end: text.len(), cut: Cut::Sentences }
    }

    /// The clauses of a part of their text: between commas and colons, outside brackets.
    pub(crate) fn clauses<'a>(&'a self, text: &'a str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> + 'a {
        let from = self.0.partition_point(|(at, _)| *at < part.start);
        Parts { text, signs: self.0.get(from..).unwrap_or_default(), at: part.start, end: part.end, cut: Cut::Clauses }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    Sentences,
    Clauses,
}

struct Parts<'a> {
    text: &'a str,
    /// Those from `at` on.
    signs: &'a [(usize, Sign)],
    at: usize,
    end: usize,
    cut: Cut,
}

impl Parts<'_> {
    /// Where the part that begins at `self.at` ends, and where the next one begins.
    fn border(&mut self) -> (usize, usize) {
        let sentences = self.cut == Cut::Sentences;
        let mut depth = 0u32;
        while let Some((&(at, sign), rest)) = self.signs.split_first().filter(|((at, _), _)| *at < self.end) {
            self.signs = rest;
            match sign {
                Sign::Line if sentences => return (at, at + 1),
                Sign::Line => depth = 0,
                Sign::Open => depth += 1,
                Sign::Close => depth = depth.saturating_sub(1),
                Sign::Stop if sentences => return (at, at + 3),
                Sign::Semicolon if depth == 0 => return (at, at + 3),
                Sign::Cry if depth == 0 && sentences => return (at, at + 3),
                Sign::Pause if depth == 0 && !sentences => return (at, at + 3),
                _ => {}
            }
        }
        (self.end, self.end)
    }
}

impl Iterator for Parts<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        while self.at < self.end {
            let (end, next) = self.border();
            let piece = self.text.get(self.at..end).unwrap_or_default();
            // An ideograph is no padding: it begins with E4 to E9.
            let bytes = piece.as_bytes();
            let tail = if matches!(bytes, [0xe4..=0xe9, ..]) { piece } else { piece.trim_start_matches(is_padding) };
            let start = self.at + piece.len() - tail.len();
            let length =
                if matches!(bytes, [.., 0xe4..=0xe9, _, _]) { tail.len() } else { tail.trim_end_matches(is_padding).len() };
            self.at = next;
            if length > 0 {
                return Some(start..start + length);
            }
        }
        None
    }
}

fn is_padding(c: char) -> bool {
    matches!(c, ' ' | '　' | '\n' | '—' | '-')
}

/// `clause` without the number or the ordinal that opens it: 一是, 1., （二）, 此外.
pub(crate) fn bare(clause: &str) -> &str {
    static OPENERS: [u64; 1024] = bits(&[
        ' ', '　', '（', '，', '此', '同', '另', '其', '并', '要', '应', '将', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
        '一', '二', '三', '四', '五', '六', '七', '八', '九', '十',
    ]);
    // Most clauses open with a word of their own.
    let first = clause.chars().next().map_or(0, |c| c as usize);
    if OPENERS.get(first >> 6).is_none_or(|word| word >> (first & 63) & 1 == 0) {
        return clause;
    }
    let mut rest = clause.trim_start_matches([' ', '　']);
    for _ in 0..3 {
        let before = rest;
        if let Some(after) = rest.strip_prefix('（')
            && let Some((number, tail)) = after.split_once('）')
            && number.chars().count() <= 3
            && number.chars().all(is_numeral)
        {
            rest = tail;
        }
        let tail = rest.trim_start_matches(is_numeral);
        if tail.len() < rest.len() {
            if let Some(tail) = tail.strip_prefix(['、', '.', '．']) {
                rest = tail;
            } else if let Some(tail) = tail.strip_prefix('是').or_else(|| tail.strip_prefix('要')) {
                rest = tail;
            }
        }
        for opener in ["此外", "同时", "另外", "其中", "并且", "并", "要", "应", "将"] {
            if let Some(tail) = rest.strip_prefix(opener)
                && !tail.starts_with(['求', '点', '当', '届'])
            {
                rest = tail;
            }
        }
        rest = rest.trim_start_matches([' ', '　', '，']);
        if rest.len() == before.len() {
            break;
        }
    }
    rest
}

fn is_numeral(c: char) -> bool {
    matches!(c, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_brackets_whole() {
        let text = "一是建网（县；乡）两级。二是办班，\n三是评比";
        let marked = super::super::marked_of(text);
        let signs = &marked.signs;
        let got: Vec<&str> = signs.sentences(text).map(|r| &text[r]).collect();
        assert_eq!(got, ["一是建网（县；乡）两级", "二是办班，", "三是评比"]);
        let got: Vec<&str> = signs.clauses(text, 0..text.len()).map(|r| bare(&text[r])).collect();
        assert_eq!(got[0], "建网（县；乡）两级。二是办班");
    }

    #[test]
    fn openers_are_no_part_of_a_clause() {
        assert_eq!(bare("（二）要加快施工"), "加快施工");
        assert_eq!(bare("12.同时，严格验收"), "严格验收");
        assert_eq!(bare("要求各校自查"), "要求各校自查");
        assert_eq!(bare("一流学校"), "一流学校");
    }
}
