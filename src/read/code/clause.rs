//! Sentences and clauses of a unit, as byte ranges.

use std::ops::Range;

/// The sentences of `text`: parts between 。；！？ and line ends, spaces at both ends left out. A semicolon ends a sentence: official
/// lists (一是…；二是…) put one action in each part.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    Parts { text, at: 0, end: text.len(), cut: Cut::Sentences }
}

/// The clauses of a part of `text`: between commas and colons, outside brackets.
pub(crate) fn clauses(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    Parts { text, at: part.start, end: part.end, cut: Cut::Clauses }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    Sentences,
    Clauses,
}

struct Parts<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    cut: Cut,
}

impl Parts<'_> {
    /// Where the part that begins at `self.at` ends, and where the next one begins.
    ///
    /// Works on bytes: ideographs begin with E4 to E9 and are three bytes long, so most of a text is passed over without decoding.
    fn border(&self) -> (usize, usize) {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        let mut depth = 0u32;
        while at < self.end {
            while matches!(bytes.get(at), Some(0xe4..=0xe9)) {
                at += 3;
            }
            let Some(&lead) = bytes.get(at).filter(|_| at < self.end) else { break };
            match lead {
                b'\n' => {
                    if self.cut == Cut::Sentences {
                        return (at, at + 1);
                    }
                    depth = 0;
                    at += 1;
                }
                0x00..=0x7F => at += 1,
                0xC0..=0xDF => at += 2,
                0xF0..=0xFF => at += 4,
                _ => {
                    match sign(bytes, at) {
                        '（' | '“' | '《' | '〔' => depth += 1,
                        '）' | '”' | '》' | '〕' => depth = depth.saturating_sub(1),
                        // A full stop ends a sentence inside brackets too: one that is never closed must not swallow the rest.
                        '。' if self.cut == Cut::Sentences => return (at, at + 3),
                        '；' if depth == 0 => return (at, at + 3),
                        '！' | '？' if depth == 0 && self.cut == Cut::Sentences => return (at, at + 3),
                        '，' | '：' if depth == 0 && self.cut == Cut::Clauses => return (at, at + 3),
                        _ => {}
                    }
                    at += 3;
                }
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
            let tail = piece.trim_start_matches(is_padding);
            let start = self.at + piece.len() - tail.len();
            let length = tail.trim_end_matches(is_padding).len();
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

/// The character of three bytes at `at`.
fn sign(bytes: &[u8], at: usize) -> char {
    let Some(&[first, second, third]) = bytes.get(at..).and_then(|rest| rest.first_chunk()) else { return '\0' };
    let code = u32::from(first & 0x0f) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f);
    char::from_u32(code).unwrap_or_default()
}

/// `clause` without the number or the ordinal that opens it: 一是, 1., （二）, 此外.
pub(crate) fn bare(clause: &str) -> &str {
    let mut rest = clause.trim_start_matches([' ', '　']);
    // Most clauses open with a word of their own.
    if !rest
        .starts_with(|c: char| is_numeral(c) || matches!(c, '（' | '，' | '此' | '同' | '另' | '其' | '并' | '要' | '应' | '将'))
    {
        return rest;
    }
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
        let got: Vec<&str> = sentences(text).map(|r| &text[r]).collect();
        assert_eq!(got, ["一是建网（县；乡）两级", "二是办班，", "三是评比"]);
        let got: Vec<&str> = clauses(text, 0..text.len()).map(|r| bare(&text[r])).collect();
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
