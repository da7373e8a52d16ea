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

/// The signs of a text, each with its place, in order; and the sentences that they part, told while the signs come.
#[derive(Default)]
pub(crate) struct Signs {
    list: Vec<(usize, Sign)>,
    sentences: Vec<Sentence>,
    /// Where the sentence at hand begins.
    start: usize,
    /// Its first sign.
    first: usize,
    /// How many brackets are open in it.
    depth: u32,
}

/// A part of a text between 。；！？ and line ends, spaces at both ends left out.
pub(crate) struct Sentence {
    pub range: Range<usize>,
    first: usize,
}

impl Signs {
    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.sentences.clear();
        (self.start, self.first, self.depth) = (0, 0, 0);
    }

    pub(crate) fn push(&mut self, text: &str, at: usize, sign: Sign) {
        self.list.push((at, sign));
        match sign {
            Sign::Line => self.cut(text, at, at + 1),
            Sign::Stop => self.cut(text, at, at + 3),
            Sign::Semicolon | Sign::Cry if self.depth == 0 => self.cut(text, at, at + 3),
            Sign::Open => self.depth += 1,
            Sign::Close => self.depth = self.depth.saturating_sub(1),
            Sign::Semicolon | Sign::Cry | Sign::Pause => {}
        }
    }

    /// Ends the text.
    pub(crate) fn end(&mut self, text: &str) {
        self.cut(text, text.len(), text.len());
    }

    fn cut(&mut self, text: &str, end: usize, next: usize) {
        if let Some(range) = trimmed(text, self.start..end) {
            self.sentences.push(Sentence { range, first: self.first });
        }
        (self.start, self.first, self.depth) = (next, self.list.len(), 0);
    }

    /// The sentences of the text.
    pub(crate) fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The clauses of a sentence: between commas and colons, outside brackets.
    pub(crate) fn clauses<'a>(&'a self, text: &'a str, sentence: &Sentence) -> Clauses<'a> {
        let signs = self.list.get(sentence.first..).unwrap_or_default();
        Clauses { text, signs, at: sentence.range.start, end: sentence.range.end }
    }

    /// The same of any part of the text.
    pub(crate) fn clauses_of<'a>(&'a self, text: &'a str, part: &Range<usize>) -> Clauses<'a> {
        let first = self.list.partition_point(|(at, _)| *at < part.start);
        Clauses { text, signs: self.list.get(first..).unwrap_or_default(), at: part.start, end: part.end }
    }
}

/// The clauses of a part of a text.
pub(crate) struct Clauses<'a> {
    text: &'a str,
    /// Those from `at` on.
    signs: &'a [(usize, Sign)],
    at: usize,
    end: usize,
}

impl Clauses<'_> {
    /// Where the clause that begins at `self.at` ends, and where the next one begins.
    fn border(&mut self) -> (usize, usize) {
        let mut depth = 0u32;
        while let Some((&(at, sign), rest)) = self.signs.split_first().filter(|((at, _), _)| *at < self.end) {
            self.signs = rest;
            match sign {
                Sign::Line => depth = 0,
                Sign::Open => depth += 1,
                Sign::Close => depth = depth.saturating_sub(1),
                Sign::Semicolon | Sign::Pause if depth == 0 => return (at, at + 3),
                _ => {}
            }
        }
        (self.end, self.end)
    }
}

impl Iterator for Clauses<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        while self.at < self.end {
            let (end, next) = self.border();
            let clause = trimmed(self.text, self.at..end);
            self.at = next;
            if clause.is_some() {
                return clause;
            }
        }
        None
    }
}

/// A part of a text without padding at its ends; none where nothing is left.
fn trimmed(text: &str, part: Range<usize>) -> Option<Range<usize>> {
    // What is surely no padding: U+3040 to U+FFFF, and digits and letters.
    let wide = |lead: u8, second: u8| (0xe4..=0xef).contains(&lead) || lead == 0xe3 && second > 0x80;
    match text.as_bytes().get(part.clone())? {
        [lead, second, .., last, next, end]
            if (wide(*lead, *second) || lead.is_ascii_alphanumeric()) && (wide(*last, *next) || end.is_ascii_alphanumeric()) =>
        {
            Some(part)
        }
        [] => None,
        _ => {
            let piece = text.get(part.clone())?;
            let tail = piece.trim_start_matches(is_padding);
            let start = part.end - tail.len();
            let length = tail.trim_end_matches(is_padding).len();
            (length > 0).then_some(start..start + length)
        }
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
        let got: Vec<&str> = signs.sentences().iter().map(|s| &text[s.range.clone()]).collect();
        assert_eq!(got, ["一是建网（县；乡）两级", "二是办班，", "三是评比"]);
        let got: Vec<&str> = signs.clauses_of(text, &(0..text.len())).map(|r| bare(&text[r])).collect();
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
