//! Tables of projects flattened to a cell a line: 序号, a name, amounts with their units in the header, the time of completion.
//!
//! The header begins with 序号 and ends before the first row, which begins with 1; every row has as many cells as the header. A row that
//! lacks a cell promises nothing, since nobody can tell which.

use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::measure;
use super::scan::slice;
use super::table::{self, Tables, shifted};
use crate::model::{Class, Due, Force, Quantity, Target, Unit};
use crate::read::find::Words;
use crate::read::number::numbers;
use crate::read::unit::Found;

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
    // Those of indicators, in the order of the text. No row is looked at again that was read here.
    let known = out.covered.len();
    let is_known = |out: &Tables, at: usize| {
        let tables = out.covered.get(..known).unwrap_or_default();
        tables.get(tables.partition_point(|c| c.end <= at)).is_some_and(|c| c.start <= at)
    };
    let mut at = 0;
    while let Some(cell) = cells.get(at) {
        at = match slice(text, cell.clone()) {
            "序号" if !is_known(out, cell.start) => rows(text, &cells, at, out).unwrap_or(at + 1),
            _ => at + 1,
        };
    }
    out.covered.sort_by_key(|c| c.start);
}

/// What a header cell heads; money without a unit of its own is told in `caption`.
fn column<'a>(head: &'a str, caption: Option<&'a str>) -> Column<'a> {
    static NAMES: Words = Words::of(&["名称", "项目", "学校", "园名", "校名"]);
    static TIMES: Words = Words::of(&["时间", "时限", "年度", "年份", "工期", "年限", "起止"]);
    static COUNTED: Words = Words::of(&["学位", "面积", "人数", "学生数", "教师数"]);
    static MONEY: Words = Words::of(&["投资", "概算", "估算", "资金", "金额"]);
    let (stem, unit) = match head.rfind(['（', '(']) {
        Some(at) => (slice(head, ..at), slice(head, at..).trim_matches(['（', '）', '(', ')'])),
        None => (head, ""),
    };
    if table::is_unit(unit) || unit.is_empty() && COUNTED.in_text(stem) {
        Column::Amount(stem, unit)
    } else if let Some(unit) = caption.filter(|_| unit.is_empty() && MONEY.in_text(stem)) {
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
    // 单位：万元 above the header.
    let above = cells.get(from.saturating_sub(2)..from).unwrap_or_default().iter();
    let mut captions = above.filter_map(|cell| {
        let units = slice(text, cell.clone()).trim_matches(['（', '）', '(', ')']).strip_prefix("单位：")?;
        Some((cell.start, units.split(['、', '，', '/']).find(|unit| unit.ends_with('元') && table::is_unit(unit))?))
    });
    let (caption_at, caption) = captions.next_back().unzip();
    let columns: Vec<Column<'_>> = (0..width).filter_map(|n| own(from + n)).map(|head| column(head, caption)).collect();
    let name = columns.iter().position(|c| matches!(c, Column::Name))?;
    if !columns.iter().any(|c| matches!(c, Column::Amount(..))) {
        return None;
    }
    let (mut at, mut ordinal) = (from + width, 1_usize);
    let mut end;
    let mut found: Vec<Found> = Vec::new();
    let mut rows_at: Vec<usize> = Vec::new();
    loop {
        // The next row, or the place where one of another length begins it.
        let next = (ordinal + 1).to_string();
        let last = std::iter::once(width).chain(1..width).find(|n| own(at + n) == Some(next.as_str()));
        if last.is_none_or(|n| n == width) && cells.len() >= at + width {
            let row = cells.get(at..at + width).unwrap_or_default();
            rows_at.push(at);
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
    let start = slice(text, ..caption_at.unwrap_or(first.start)).rfind('\n').map_or(0, |i| i + 1);
    let covered = start..slice(text, last.end..).find('\n').map_or(text.len(), |i| last.end + i);
    // 36个班，新增学位1620个 in a cell of its own line: read as prose.
    let mut free: Vec<Range<usize>> = Vec::new();
    for row in &rows_at {
        let others = columns.iter().zip(cells.get(*row..row + width).unwrap_or_default());
        free.extend(
            others.filter(|(column, cell)| matches!(column, Column::Other) && is_scale(text, cell)).map(|(_, cell)| cell.clone()),
        );
    }
    // Both in the order of the text.
    let is_free = |at: usize| free.get(free.partition_point(|cell| cell.end <= at)).is_some_and(|cell| cell.start <= at);
    let taken = table::starts(&found, &[]);
    for number in numbers(slice(text, covered.clone())) {
        let range = shifted(&number.range, covered.start);
        if taken.binary_search(&range.start).is_err() && !is_free(range.start) {
            out.loose.push(table::unnamed(range, &number));
        }
    }
    out.found.append(&mut found);
    let next = cells.partition_point(|c| c.start < covered.end);
    let mut start = covered.start;
    for cell in &free {
        out.covered.push(start..cell.start);
        start = cell.end;
    }
    out.covered.push(start..covered.end);
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

/// 36个班，新增学位1620个: a cell on a line of its own with measured amounts.
fn is_scale(text: &str, cell: &Range<usize>) -> bool {
    let own = slice(text, cell.clone());
    let alone = slice(text, ..cell.start).trim_end_matches(' ').ends_with('\n')
        && slice(text, cell.end..).trim_start_matches(' ').starts_with('\n');
    alone && numbers(own).iter().any(|n| measure::unit_word(slice(own, n.range.end..)).is_some())
}

/// 2025年8月, 2025.
fn due(cell: &str) -> Option<Due> {
    let found = numbers(cell);
    // 2024—2025年: the last of the years.
    let mut years = found.iter().filter(|n| n.range.len() == 4).filter_map(|n| n.value.to_i32());
    years.rfind(|y| (1990..=2100).contains(y)).map(Due::Year)
}
