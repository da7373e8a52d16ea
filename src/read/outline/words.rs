//! What lines look like: tables and their rows, headings without numbers, tables of contents.

use std::ops::Range;

use crate::read::chars::{closes, is_wider, width};
use crate::read::lines::is_date;
use crate::read::marker::Kind;
use crate::read::outline::Builder;
use crate::read::sign::{Holds, Sign};

/// A paragraph that ends with its sentence, or with the list of who does it.
pub(super) fn ends_paragraph(line: &str) -> bool {
    line.ends_with(['。', '；', '！']) || line.ends_with(['）', '〕', '】']) && line.contains('。')
}

/// The header of a table of indicators: 2025年 as a cell of its own, or a row of such cells.
pub(super) fn heads_table(line: &str) -> bool {
    let year = |cell: &str| cell.len() == 7 && cell.ends_with('年') && cell.bytes().take(4).all(|b| b.is_ascii_digit());
    let row = || {
        let spaced = line.len() < 120 && memchr::memchr(b' ', line.as_bytes()).is_some();
        spaced && line.split(' ').any(year) && ["指标", "项目"].iter().any(|word| line.contains(word))
    };
    year(line) || row()
}

/// Whether the numbered line is a row of the table: a value, a name with its unit, or a row stands behind it.
pub(super) fn is_row(builder: &Builder<'_>, i: usize) -> bool {
    let marked = |i: usize| builder.lines.get(i).is_some_and(|line| line.marker.is_some());
    let valued = |i: usize| {
        let unit = |unit: &str| matches!(unit, "%" | "年" | "人" | "名" | "所" | "个" | "元" | "万人" | "万元" | "平方米");
        let named = builder.line(i).strip_suffix('）').and_then(|line| line.rsplit_once('（')).is_some_and(|(_, u)| unit(u));
        let value =
            |cell: &str| cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '≥' | '≤' | '>' | '<')) && width(cell) <= 8;
        let cells = || builder.line(i).split(' ').skip(1).filter(|cell| value(cell)).count() >= 2;
        named || value(builder.line(i + 1)) && !marked(i + 1) || cells()
    };
    marked(i) && (valued(i) || marked(i + 1) && valued(i + 1))
}

/// A short line without punctuation.
pub(super) fn is_heading_words(line: &str, holds: Holds) -> bool {
    const PARTS: Holds = Holds::of(&[Sign::Stop, Sign::Comma, Sign::Semicolon, Sign::Pause]);
    if holds.any(PARTS) {
        return false;
    }
    let bare = line.trim_end_matches('：');
    !is_wider(bare, 20)
        && (bare.len() > 6 || width(bare) >= 2)
        && !bare.contains(['：', '%', '□'])
        && bare.chars().next().is_some_and(crate::read::chars::is_han)
        && !is_date(line)
        && !bare.ends_with(closes)
}

/// 优化发展环境，健全四个体系 right above a first number; 培养周期、规模 above a paragraph.
pub(super) fn is_long_heading(builder: &Builder<'_>, i: usize) -> bool {
    const PARTS: Holds = Holds::of(&[Sign::Stop, Sign::Semicolon, Sign::Colon, Sign::Digit]);
    if builder.holds(i).any(PARTS) || is_wider(builder.line(i), 30) || i == 0 || !ends_paragraph(builder.line(i - 1)) {
        return false;
    }
    let first = builder.lines.get(i + 1).and_then(|line| line.marker).is_some_and(|m| m.value == 1 && m.kind != Kind::Ordinal);
    let short = || !builder.holds(i).has(Sign::Comma) && !is_wider(builder.line(i), 12) && builder.holds(i + 1).has(Sign::Stop);
    (first || short()) && builder.line(i).ends_with(|c| crate::read::chars::is_han(c) && c != '下')
}

/// A table of contents: from its title to the last entry before the text, in which the first entry comes again.
pub(super) fn contents(builder: &Builder<'_>, lines: Range<usize>) -> Range<usize> {
    // Two characters, with or without a colon.
    let short = |i: &usize| builder.lines.get(*i).is_some_and(|line| matches!(line.range().len(), 6 | 9));
    let none = lines.start..lines.start;
    let title = lines.clone().take(60).filter(short).find(|i| matches!(builder.line(*i), "目录" | "目次" | "目录："));
    let Some(title) = title else { return none };
    let strip = |line: &str| {
        line.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '…' | '·' | '-' | '—' | ' ')).to_owned()
    };
    let entry = strip(builder.line(title + 1));
    if entry.is_empty() {
        return none;
    }
    let Some(again) = (title + 2..lines.end).find(|i| builder.line(*i).starts_with(&entry)) else { return none };
    // Title and preamble stand between the last entry and the first heading.
    let is_entry = |i: &usize| {
        let line = builder.line(*i);
        let page = line.ends_with(|c: char| c.is_ascii_digit()) && !builder.holds(*i).has(Sign::Stop);
        page || builder.lines.get(*i).is_some_and(|line| line.marker.is_some())
    };
    let last = (title + 1..again).rev().find(is_entry).unwrap_or(again - 1);
    title..last + 1
}
