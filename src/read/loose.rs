//! Numbers outside of promises that the readers of units do not see: in the head, in signatures, in page furniture, in lists of duties.

use std::ops::Range;

use super::Unclaimed;
use super::front::is_document_number;
use super::lines::is_date;
use super::map::Mapped;
use super::marker::marker;
use super::number::numbers;
use super::unit::Reason;
use super::units::Units;
use crate::model::Path;

/// Numbers in the names of units that have duties (第一中学, 各乡镇二级单位).
pub(crate) fn duties(out: &mut Vec<Unclaimed>, units: &Units, own: Range<usize>, duties: &[Range<usize>], path: &Path) {
    let text = units.normal.body.text().get(own.clone()).unwrap_or_default();
    for range in duties {
        let start = own.start + range.start;
        add(out, &units.normal.body, text.get(range.clone()).unwrap_or_default(), start, Some(path), |_, _| Reason::Name);
    }
}

/// Numbers outside of all units.
pub(crate) fn outside(out: &mut Vec<Unclaimed>, units: &Units) {
    let body = &units.normal.body;
    for part in units.outline.parts.iter().filter(|part| part.unit.is_none()) {
        let mut at = part.range.start;
        for line in body.text().get(part.range.clone()).unwrap_or_default().split('\n') {
            let formal = if is_date(line) {
                Some(Reason::DateOfIssue)
            } else if is_document_number(line) {
                Some(Reason::DocumentNumber)
            } else {
                None
            };
            let mark = marker(line).map_or(0, |mark| mark.len);
            add(out, body, line, at, None, |text, range| {
                formal.unwrap_or_else(|| if range.start < mark { Reason::HeadingNumber } else { reason(text, range) })
            });
            at += line.len() + 1;
        }
    }
    let furniture = &units.normal.furniture;
    add(out, furniture, furniture.text(), 0, None, |_, _| Reason::Furniture);
}

fn add(
    out: &mut Vec<Unclaimed>,
    map: &Mapped,
    text: &str,
    offset: usize,
    path: Option<&Path>,
    why: impl Fn(&str, Range<usize>) -> Reason,
) {
    for number in numbers(text) {
        let span = map.span(offset + number.range.start..offset + number.range.end);
        if span.end > span.start {
            out.push(Unclaimed { span, path: path.cloned(), reason: why(text, number.range) });
        }
    }
}

/// Why a number of the head promises nothing.
fn reason(text: &str, range: Range<usize>) -> Reason {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let digits = text.get(range.clone()).unwrap_or_default();
    let year = digits.len() == 4 && digits.starts_with("20");
    if before.ends_with('〔') || after.starts_with('号') && before.ends_with('〕') {
        Reason::DocumentNumber
    } else if year || after.starts_with(['年', '月', '日']) {
        Reason::Date
    } else if before.ends_with("附件") || before.ends_with('第') {
        Reason::HeadingNumber
    } else if before.contains('《') && after.contains('》') {
        Reason::Citation
    } else if digits.bytes().all(|b| b.is_ascii_digit()) {
        Reason::Unsure
    } else {
        // 一 in a title or a salutation is part of a word.
        Reason::Name
    }
}
