//! Sentences and clauses of a unit, as byte ranges.

use std::ops::Range;

use crate::read::number::bits;
use crate::read::sign::{Holds, Mark, Sign};

/// They end a sentence inside brackets too: one that is never closed must not swallow the rest.
const ENDS: Holds = Holds::of(&[Sign::Line, Sign::Stop]);
/// They end a sentence outside of brackets. 一是…；二是…: official lists put one action in each part.
const PARTS: Holds = Holds::of(&[Sign::Semicolon, Sign::Exclamation, Sign::Question]);
/// They end a clause outside of brackets.
const PAUSES: Holds = Holds::of(&[Sign::Semicolon, Sign::Comma, Sign::Colon]);
const OPENING: Holds = Holds::of(&[Sign::Open, Sign::OpenQuote, Sign::OpenTitle, Sign::OpenShell]);
const CLOSING: Holds = Holds::of(&[Sign::Close, Sign::CloseQuote, Sign::CloseTitle, Sign::CloseShell]);
/// What does anything for sentences, and for clauses.
const PARTING: Holds = ENDS.and(PARTS).and(OPENING).and(CLOSING);
const PARTING_CLAUSES: Holds = PAUSES.and(OPENING).and(CLOSING).and(Holds::of(&[Sign::Line]));

/// The text of a unit with the signs that part it.
#[derive(Clone, Copy)]
pub(crate) struct Signs<'a> {
    pub text: &'a str,
    /// By their places in the body.
    pub marks: &'a [Mark],
    /// Where the text begins there.
    pub offset: usize,
    /// The sentences of the text, where they were asked for.
    pub sentences: &'a [Sentence],
}

/// A part of a text between 。；！？ and line ends, spaces at both ends left out.
pub(crate) struct Sentence {
    start: usize,
    pub end: usize,
    /// The index of its first sign.
    first: usize,
}

impl Sentence {
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

impl<'a> Signs<'a> {
    /// `marks` are the signs of the body inside the text, which begins at `offset`.
    pub(crate) fn of(text: &'a str, marks: &'a [Mark], offset: usize) -> Signs<'a> {
        Signs { text, marks, offset, sentences: &[] }
    }

    /// Where a sign stands in the text.
    pub(crate) fn at(&self, mark: Mark) -> usize {
        mark.at() - self.offset
    }

    /// Whether a sign stood in a list of duties, which is blank now.
    pub(crate) fn is_blank(&self, mark: Mark) -> bool {
        self.text.as_bytes().get(self.at(mark)) == Some(&b' ')
    }

    /// With the sentences of the text, kept in `list`.
    pub(crate) fn parted(self, list: &'a mut Vec<Sentence>) -> Signs<'a> {
        list.clear();
        let (mut start, mut first, mut depth) = (0, 0, 0u32);
        for (n, mark) in self.marks.iter().enumerate() {
            let sign = mark.sign;
            if !PARTING.has(sign) || self.is_blank(*mark) {
                continue;
            }
            if ENDS.has(sign) || depth == 0 && PARTS.has(sign) {
                if let Some(Range { start, end }) = trimmed(self.text, start..self.at(*mark)) {
                    list.push(Sentence { start, end, first });
                }
                (start, first, depth) = (mark.end() - self.offset, n + 1, 0);
            } else if OPENING.has(sign) {
                depth += 1;
            } else if CLOSING.has(sign) {
                depth = depth.saturating_sub(1);
            }
        }
        let end = self.text.len();
        list.extend(trimmed(self.text, start..end).map(|Range { start, end }| Sentence { start, end, first }));
        Signs { sentences: list, ..self }
    }

    /// The clauses of a sentence: between commas and colons, outside brackets.
    pub(crate) fn clauses(self, sentence: &Sentence) -> Clauses<'a> {
        let marks = self.marks.get(sentence.first..).unwrap_or_default();
        Clauses { signs: Signs { marks, ..self }, at: sentence.start, end: sentence.end }
    }

    /// The same of any part of the text.
    pub(crate) fn clauses_of(self, part: &Range<usize>) -> Clauses<'a> {
        let first = self.marks.partition_point(|mark| self.at(*mark) < part.start);
        let marks = self.marks.get(first..).unwrap_or_default();
        Clauses { signs: Signs { marks, ..self }, at: part.start, end: part.end }
    }
}

/// The clauses of a part of a text.
pub(crate) struct Clauses<'a> {
    /// Those from `at` on.
    signs: Signs<'a>,
    at: usize,
    end: usize,
}

impl Clauses<'_> {
    /// Where the clause that begins at `self.at` ends, and where the next one begins.
    fn border(&mut self) -> (usize, usize) {
        let signs = self.signs;
        let mut depth = 0u32;
        let mut rest = signs.marks.iter();
        while let Some(mark) = rest.next() {
            let (at, sign) = (signs.at(*mark), mark.sign);
            if at >= self.end {
                break;
            }
            if !PARTING_CLAUSES.has(sign) || signs.is_blank(*mark) {
                continue;
            }
            if PAUSES.has(sign) {
                if depth == 0 {
                    self.signs.marks = rest.as_slice();
                    return (at, at + 3);
                }
            } else if OPENING.has(sign) {
                depth += 1;
            } else {
                // Brackets do not reach over the end of a line.
                depth = if sign == Sign::Line { 0 } else { depth.saturating_sub(1) };
            }
        }
        self.signs.marks = &[];
        (self.end, self.end)
    }
}

impl Iterator for Clauses<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        while self.at < self.end {
            let (end, next) = self.border();
            let clause = trimmed(self.signs.text, self.at..end);
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
            let mut piece = text.get(part.clone())?;
            // A list of duties that is blank.
            while let Some(rest) = piece.strip_prefix("                                ") {
                piece = rest;
            }
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
        let (marks, mut list) = (Mark::all(text), Vec::new());
        let signs = Signs::of(text, &marks, 0).parted(&mut list);
        let got: Vec<&str> = signs.sentences.iter().map(|s| &text[s.range()]).collect();
        assert_eq!(got, ["一是建网（县；乡）两级", "二是办班，", "三是评比"]);
        let got: Vec<&str> = signs.clauses_of(&(0..text.len())).map(|r| bare(&text[r])).collect();
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
