//! Tables of projects flattened to a cell a line: 序号, a name, amounts with their units in the header, the time of completion.
//!
//! The header begins with 序号 and ends before the first row, which begins with 1; every row has as many cells as the header. A row that
//! lacks a cell promises nothing, since nobody can tell which.

use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::scan::slice;
use super::table::{self, Tables, shifted};
use crate::model::{Class, Due, Force, Quantity, Target, Unit};
use crate::read::find::Words;
use crate::read::number::numbers;
use crate::read::unit::{Found, Loose, Reason};

enum Column<'a> {
    Name,
    /// What is counted, and its unit.
    Amount(&'a str, &'a str),
    Time,
    Other,
}

/// The most columns of a table.
const WIDEST: usize = 12;

/// Adds the tables of projects in a text to those of indicators.
pub(super) fn tables(text: &str, out: &mut Tables) {
    if !text.contains("序号") {
        return;
    }
    let cells = table::cells(text);
    let mut at = 0;
    while let Some(cell) = cells.get(at) {
        let taken = out.covered.iter().any(|c| c.start <= cell.start && cell.start < c.end);
        at = match slice(text, cell.clone()) {
            "序号" if !taken => rows(text, &cells, at, out).unwrap_or(at + 1),
            _ => at + 1,
        };
    }
    out.covered.sort_by_key(|c| c.start);
}

fn column(head: &str) -> Column<'_> {
    static NAMES: Words = Words::of(&["名称", "项目", "学校", "园名", "校名"]);
    static TIMES: Words = Words::of(&["时间", "时限", "年度", "年份", "工期"]);
    static COUNTED: Words = Words::of(&["学位", "面积", "人数", "学生数", "教师数"]);
    let (stem, unit) = match head.rfind(['（', '(']) {
        Some(at) => (slice(head, ..at), slice(head, at..).trim_matches(['（', '）', '(', ')'])),
        None => (head, ""),
    };
    if table::is_unit(unit) || unit.is_empty() && COUNTED.in_text(stem) {
        Column::Amount(stem, unit)
    } else if TIMES.in_text(head) {
        Column::Time
    } else if NAMES.in_text(head) {
        Column::Name
    } else {
        Column::Other
    }
}

/// Reads the table whose header begins with cell `from`; gives the cell behind it.
fn rows(text: &str, cells: &[Range<usize>], from: usize, out: &mut Tables) -> Option<usize> {
    let own = |n: usize| cells.get(n).map(|c| slice(text, c.clone()));
    let width = (2..=WIDEST).find(|width| own(from + width) == Some("1"))?;
    let columns: Vec<Column<'_>> = (0..width).filter_map(|n| own(from + n)).map(column).collect();
    let name = columns.iter().position(|c| matches!(c, Column::Name))?;
    if !columns.iter().any(|c| matches!(c, Column::Amount(..))) {
        return None;
    }
    let (mut at, mut ordinal) = (from + width, 1_usize);
    let mut end;
    let mut found: Vec<Found> = Vec::new();
    loop {
        // The next row, or the place where one of another length begins it.
        let next = (ordinal + 1).to_string();
        let last = std::iter::once(width).chain(1..width).find(|n| own(at + n) == Some(next.as_str()));
        if last.is_none_or(|n| n == width) && cells.len() >= at + width {
            let row = cells.get(at..at + width).unwrap_or_default();
            found.extend(row_of(text, row, &columns, name));
            end = at + row.len();
        } else {
            end = at + last.unwrap_or(1);
        }
        match last {
            Some(n) => (at, ordinal) = (at + n, ordinal + 1),
            None => break,
        }
    }
    if found.is_empty() {
        return None;
    }
    let (first, last) = (cells.get(from)?, cells.get(end.checked_sub(1)?)?);
    let start = slice(text, ..first.start).rfind('\n').map_or(0, |i| i + 1);
    let covered = start..slice(text, last.end..).find('\n').map_or(text.len(), |i| last.end + i);
    for number in numbers(slice(text, covered.clone())) {
        let range = shifted(&number.range, covered.start);
        if !found.iter().any(|f| f.number == range) {
            let year = number.range.len() == 4 && number.value > Decimal::from(1900);
            out.loose.push(Loose { number: range, reason: if year { Reason::Date } else { Reason::Name } });
        }
    }
    out.found.append(&mut found);
    let next = cells.partition_point(|c| c.start < covered.end);
    out.covered.push(covered);
    Some(next.max(from + 1))
}

/// The promises of a row; none where a cell is no value.
fn row_of(text: &str, row: &[Range<usize>], columns: &[Column<'_>], name: usize) -> Vec<Found> {
    let own = |n: usize| row.get(n).map(|c| slice(text, c.clone())).unwrap_or_default();
    let due = columns.iter().position(|c| matches!(c, Column::Time)).and_then(|n| due(own(n)));
    let mut found = Vec::new();
    for ((n, column), cell) in columns.iter().enumerate().zip(row) {
        let Column::Amount(stem, word) = column else { continue };
        if table::is_blank(own(n)) {
            continue;
        }
        let Some((number, bound, _)) = table::value(own(n)) else { return Vec::new() };
        let (unit, scale) = table::unit(word, stem);
        let amount = number.value.checked_mul(Decimal::from(scale)).unwrap_or(number.value);
        let mut target = Target::new(format!("{}{stem}", own(name)).chars().take(20).collect::<String>());
        let class = if unit == Unit::Yuan { Class::Funding } else { Class::Measure };
        target.quantity = Some(Quantity::new(bound, amount, unit));
        target.due = due;
        target.force = Some(Force::Planned);
        let start = row.get(name).map_or(cell.start, |c| c.start.min(cell.start));
        let number = shifted(&number.range, cell.start);
        found.push(Found { class, target, number, clause: start..cell.end, beneficiary: None, actor: None });
    }
    found
}

/// 2025年8月, 2025.
fn due(cell: &str) -> Option<Due> {
    let found = numbers(cell);
    // 2024—2025年: the last of the years.
    let years = found.iter().filter(|n| n.range.len() == 4).filter_map(|n| n.value.to_i32());
    years.filter(|y| (1990..=2100).contains(y)).last().map(Due::Year)
}
