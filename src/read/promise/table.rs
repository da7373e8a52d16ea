//! Indicator tables flattened to text: one cell a line, or one row a line, with a column for each year.
//!
//! A table begins with a header that names the indicators (指标, 项目 …) and at least one year; every row is a name, an optional unit, and
//! a value for each year. Years before the plan are baselines, later ones are targets.

use std::borrow::Cow;
use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::marks::Spotted;
use super::scan::{exceeds, holds, paragraphs, slice};
use super::{catalogue, counted, marks, measure};
use crate::model::{Baseline, Bound, Class, Due, Force, Period, Quantity, Target, Unit};
use crate::read::chars::signs;
use crate::read::number::{Form, Number, next_number, numbers};
use crate::read::unit::{Context, Found, Loose, Reason};

/// What a table gives: promises, loose numbers, and the bytes that it covers.
#[derive(Default)]
pub(super) struct Tables {
    pub found: Vec<Found>,
    pub loose: Vec<Loose>,
    pub covered: Vec<Range<usize>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Column {
    Name,
    Unit,
    Year(i32),
    /// 序号, 属性, 备注.
    Other,
}

const NAMES: &[&str] = &["指标", "指标名称", "主要指标", "具体指标", "项目", "指标内容", "内容", "名称", "发展指标", "核心指标"];
const UNITS: &[&str] = &["单位", "计量单位"];
const OTHERS: &[&str] = &[
    "序号",
    "类别",
    "属性",
    "指标属性",
    "性质",
    "指标性质",
    "备注",
    "分类",
    "领域",
    "类型",
    "编号",
    "一级指标",
    "年均增长",
    "累计",
];
const NATURES: &[&str] = &["预期性", "约束性", "预期", "约束", "引导性", "指导性"];

/// Whether a unit's text may hold a table: its header is a line of its own.
pub(super) fn may_hold(text: &str, spotted: &Spotted) -> bool {
    let short = |line: &Range<usize>| {
        line.len() <= 180 && spotted.has_in(marks::TABLE_HEADS, line) && !slice(text, line.clone()).contains('。')
    };
    spotted.has(marks::TABLE_HEADS) && spotted.paragraphs(text).any(|(line, _)| short(&line))
}

/// The tables of a unit's text.
pub(super) fn tables(text: &str, context: &Context<'_>) -> Tables {
    let mut out = Tables::default();
    let cells = cells(text);
    let mut at = 0;
    while at < cells.len() {
        match header(text, &cells, at, context.period) {
            Some((columns, body)) => at = rows(text, &cells, at, body, &columns, context, &mut out),
            None => at += 1,
        }
    }
    out
}

/// The cells of all lines; a line of prose is one cell.
pub(super) fn cells(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for line in paragraphs(text) {
        let row = slice(text, line.clone());
        let (mut prose, mut barred, mut blank) = (false, false, false);
        for (_, c) in signs(row) {
            prose |= matches!(c, '。' | '；');
            barred |= matches!(c, '\t' | '|' | '│' | '｜');
            blank |= c.is_whitespace();
        }
        let parted = !prose && (barred || blank && row.trim().contains("  "));
        let spaced = !prose && blank && row.split_whitespace().count() >= 3;
        let is_gap = |c: char| matches!(c, '\t' | '|' | '│' | '｜' | '　') || ((parted || spaced) && c == ' ');
        let mut start = line.start;
        // 指  标: spaces that only stretch a word.
        let stretched = || column(&row.split_whitespace().collect::<String>(), None).is_some();
        if !(parted || spaced) || stretched() {
            out.push(trimmed(text, line));
            continue;
        }
        for (i, c) in row.char_indices().chain(std::iter::once((row.len(), '\t'))) {
            if is_gap(c) {
                let cell = trimmed(text, start..line.start + i);
                if !cell.is_empty() {
                    out.push(cell);
                }
                start = line.start + i + if i < row.len() { c.len_utf8() } else { 0 };
            }
        }
    }
    out.retain(|cell| !cell.is_empty());
    out
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = slice(text, range.clone());
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

/// What a header cell heads.
fn column(cell: &str, period: Option<Period>) -> Option<Column> {
    if exceeds(cell, 14) {
        return None;
    }
    let extra = |c: char| matches!(c, ' ' | '（' | '）' | '(' | ')');
    let plain: Cow<'_, str> =
        if signs(cell).any(|(_, c)| extra(c)) { cell.chars().filter(|c| !extra(*c)).collect() } else { cell.into() };
    let plain = plain.as_ref();
    if NAMES.contains(&plain) {
        return Some(Column::Name);
    }
    if UNITS.contains(&plain) {
        return Some(Column::Unit);
    }
    if OTHERS.contains(&plain) {
        return Some(Column::Other);
    }
    if cell.contains('年')
        && let [year] = numbers(cell).as_slice()
        && year.range.len() == 4
        && let Some(y) = year.value.to_i32().filter(|y| (1990..=2100).contains(y))
        && slice(cell, year.range.end..).trim_start().starts_with('年')
        && slice(cell, ..year.range.start).chars().count() <= 3
    {
        return Some(Column::Year(y));
    }
    if plain.contains("十四五") && holds!(plain, ["末", "目标"]) {
        return Some(Column::Year(2025));
    }
    match plain {
        "目标值" | "目标" | "规划目标" | "目标任务" => period.map(|p| Column::Year(p.to)),
        "现状" | "现状值" | "基期" | "基期值" | "基础值" | "当前值" | "基数" => {
            period.map(|p| Column::Year(p.from - 1))
        }
        _ => None,
    }
}

/// A header from cell `at`: its columns, and the cell behind it.
fn header(text: &str, cells: &[Range<usize>], at: usize, period: Option<Period>) -> Option<(Vec<Column>, usize)> {
    let mut columns = Vec::new();
    let mut end = at;
    for cell in cells.iter().skip(at).take(12) {
        let Some(column) = column(slice(text, cell.clone()), period) else { break };
        columns.push(column);
        end += 1;
    }
    join_labels(&mut columns, |n| {
        cells.get(at + n).is_some_and(|cell| slice(text, cell.clone()).contains(|c: char| c.is_ascii_digit()))
    });
    let years = columns.iter().filter(|c| matches!(c, Column::Year(_))).count();
    (columns.contains(&Column::Name) && years >= 1 && columns.len() >= 2).then_some((columns, end))
}

/// 2020年 基期值 2025年 目标值, each on a line: a year and its label are one cell. `dated` tells whether the cell of a column names a year.
fn join_labels(columns: &mut Vec<Column>, dated: impl Fn(usize) -> bool) {
    let years: Vec<usize> = columns.iter().enumerate().filter(|(_, c)| matches!(c, Column::Year(_))).map(|(n, _)| n).collect();
    let pairs = years.len() >= 4
        && years.len().is_multiple_of(2)
        && years.chunks(2).all(|pair| matches!(pair, [a, b] if dated(*a) != dated(*b)));
    if pairs {
        let mut n = 0;
        columns.retain(|column| {
            n += 1;
            !matches!(column, Column::Year(_)) || dated(n - 1)
        });
    }
}

/// A value cell: 95, 95%, ≥95, 95以上; none where it is no value.
pub(super) fn value(cell: &str) -> Option<(Number, Bound, bool)> {
    if exceeds(cell, 12) {
        return None;
    }
    let number = next_number(cell, 0).filter(|n| !n.vague && matches!(n.form, Form::Arabic | Form::Fraction))?;
    if next_number(cell, number.range.end).is_some() {
        return None;
    }
    let head = slice(cell, ..number.range.start).trim();
    let tail = slice(cell, number.range.end..).trim();
    // 12年以上: the unit stands between the value and its bound.
    let unit = tail.strip_prefix('万').unwrap_or(tail);
    let tail = measure::unit_word(unit).map_or(tail, |(_, len)| slice(unit, len..)).trim();
    let bound = match (head, tail) {
        ("", "") => Bound::Exactly,
        ("≥" | "≧" | ">=" | "不低于" | "不少于" | "达到", "") | ("", "以上" | "及以上") => Bound::AtLeast,
        ("≤" | "≦" | "<=" | "不超过" | "不高于", "") | ("", "以下" | "以内") => Bound::AtMost,
        (">" | "＞" | "超过" | "大于", "") | ("", "余") => Bound::MoreThan,
        ("<" | "＜" | "低于" | "小于", "") => Bound::LessThan,
        ("约", "") | ("", "左右") => Bound::About,
        _ => return None,
    };
    let percent = cell.contains(['%', '％']);
    Some((number, bound, percent))
}

pub(super) fn is_blank(cell: &str) -> bool {
    matches!(cell, "—" | "-" | "--" | "——" | "/" | "／" | "－" | "–")
}

/// Reads rows from cell `body`; gives the cell behind the table.
fn rows(
    text: &str,
    cells: &[Range<usize>],
    from: usize,
    body: usize,
    columns: &[Column],
    context: &Context<'_>,
    out: &mut Tables,
) -> usize {
    let years: Vec<i32> = columns.iter().filter_map(|c| if let Column::Year(y) = c { Some(*y) } else { None }).collect();
    let mut loose: Vec<Loose> = Vec::new();
    let mut found: Vec<Found> = Vec::new();
    let mut at = body;
    let mut end = body;
    let mut names: Vec<Range<usize>> = Vec::new();
    let is_value = |c: &Range<usize>| value(slice(text, c.clone())).is_some() || is_blank(slice(text, c.clone()));
    while let Some(cell) = cells.get(at) {
        let own = slice(text, cell.clone());
        if own.contains(['。', '；']) || exceeds(own, 40) {
            break;
        }
        // Values, as many as there are years, behind a name and an optional unit.
        let values = cells.get(at..at + years.len()).unwrap_or_default();
        let valued = value(own).is_some();
        let full = !values.is_empty()
            && (valued || is_blank(own))
            && values.iter().skip(1).all(is_value)
            && (valued || values.iter().any(|c| value(slice(text, c.clone())).is_some()));
        // The number of the row stands before its name and is no value.
        let ordinal = names.is_empty() && valued;
        // A cell of two lines, flattened: all values of the first year, then those of the second.
        let flat = full && !ordinal && years.len() >= 2 && names.len() >= 2;
        let ahead = if flat { 6 * years.len() } else { 0 };
        let run = cells.iter().skip(at).take(ahead).take_while(|c| is_value(c)).count();
        let lines = run / years.len();
        if lines >= 2 && lines <= names.len() && run - lines * years.len() <= 1 {
            let own: Vec<Range<usize>> = names.split_off(names.len() - lines);
            for (i, name) in own.iter().enumerate() {
                let values: Vec<Range<usize>> = (0..years.len()).filter_map(|y| cells.get(at + y * lines + i).cloned()).collect();
                row(
                    text,
                    &Row { names: std::slice::from_ref(name), values: &values, nature: None },
                    &years,
                    context,
                    &mut found,
                    &mut loose,
                );
            }
            at += lines * years.len();
            names.clear();
            end = at;
            continue;
        }
        if full && !ordinal {
            at += years.len();
            let nature = cells.get(at).map(|c| slice(text, c.clone())).filter(|c| NATURES.contains(c));
            if nature.is_some() {
                at += 1;
            }
            row(text, &Row { names: &names, values, nature }, &years, context, &mut found, &mut loose);
            names.clear();
            end = at;
            continue;
        }
        if NATURES.contains(&own) {
            at += 1;
            continue;
        }
        if ordinal {
            loose.extend(
                numbers(own).iter().map(|n| Loose { number: shifted(&n.range, cell.start), reason: Reason::HeadingNumber }),
            );
        } else {
            names.push(cell.clone());
            if names.len() > 6 {
                break;
            }
        }
        at += 1;
    }
    if found.is_empty() {
        return from + 1;
    }
    let (Some(first), Some(last)) = (cells.get(from), cells.get(end.saturating_sub(1))) else { return from + 1 };
    // Whole lines, so that what the table leaves over is told too.
    let start = slice(text, ..first.start).rfind('\n').map_or(0, |i| i + 1);
    let covered = start..slice(text, last.end..).find('\n').map_or(text.len(), |i| last.end + i);
    let at = cells.partition_point(|c| c.start < covered.end);
    // Every number of the table that no row took: years of the header, numbers in names and units.
    let taken = starts(&found, &loose);
    for number in numbers(slice(text, covered.clone())) {
        let range = shifted(&number.range, covered.start);
        if taken.binary_search(&range.start).is_err() {
            loose.push(unnamed(range, &number));
        }
    }
    loose.retain(|l| covered.start <= l.number.start && l.number.end <= covered.end);
    out.found.append(&mut found);
    out.loose.append(&mut loose);
    out.covered.push(covered);
    at.max(from + 1)
}

/// Where the numbers begin that were taken, in order.
pub(super) fn starts(found: &[Found], loose: &[Loose]) -> Vec<usize> {
    let mut starts: Vec<usize> = found.iter().map(|f| f.number.start).chain(loose.iter().map(|l| l.number.start)).collect();
    starts.sort_unstable();
    starts
}

/// A number of a table that no row took.
pub(super) fn unnamed(at: Range<usize>, number: &Number) -> Loose {
    let year = number.range.len() == 4 && number.value > Decimal::from(1900);
    Loose { number: at, reason: if year { Reason::Date } else { Reason::Name } }
}

pub(super) fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// The cells of a row.
struct Row<'a> {
    names: &'a [Range<usize>],
    values: &'a [Range<usize>],
    /// 预期性, 约束性.
    nature: Option<&'a str>,
}

/// One row: the targets of its later years, with the earlier ones as baselines.
fn row(text: &str, row: &Row<'_>, years: &[i32], context: &Context<'_>, found: &mut Vec<Found>, loose: &mut Vec<Loose>) {
    let Row { names, values, nature } = *row;
    let texts: Vec<&str> = names.iter().map(|n| slice(text, n.clone())).collect();
    let (unit_cell, name) = match texts.as_slice() {
        [.., name, unit] if is_unit(unit) => (Some(*unit), *name),
        [.., name] => (None, *name),
        [] => return,
    };
    // 1.毛入园率, 其中：小学: the number and the word do not belong to the name.
    let name = name
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．' | '、' | ' '))
        .trim_start_matches("其中：")
        .trim_start_matches("其中:");
    let floor = match (context.issued_year, context.period) {
        (_, Some(period)) => period.from,
        (Some(issued), None) => issued,
        (None, None) => years.iter().copied().max().unwrap_or(0),
    };
    let bracket = name.rfind(['（', '(']).map(|at| slice(name, at..).trim_matches(['（', '）', '(', ')']));
    let stem = match (bracket, name.rfind(['（', '('])) {
        (Some(inner), Some(at)) if is_unit(inner) => slice(name, ..at),
        _ => name,
    };
    let mut baselines = Vec::new();
    for (cell, year) in values.iter().zip(years) {
        let Some((number, bound, percent)) = value(slice(text, cell.clone())) else { continue };
        let range = shifted(&number.range, cell.start);
        let word = if percent { "%" } else { unit_cell.or(bracket.filter(|b| is_unit(b))).unwrap_or("") };
        let cell_unit = slice(text, range.end..cell.end).trim();
        let cell_unit = ["及以上", "以上", "以下", "以内", "左右", "余"]
            .iter()
            .fold(cell_unit, |unit, word| unit.strip_suffix(word).unwrap_or(unit));
        let (unit, scale) = unit(if word.is_empty() { cell_unit } else { word }, stem);
        let amount = number.value.checked_mul(Decimal::from(scale)).unwrap_or(number.value);
        let earlier = *year < floor
            || (years.len() > 1 && Some(year) == years.iter().min() && context.issued_year.is_some_and(|y| *year < y));
        if earlier && years.iter().any(|y| y > year) {
            baselines.push(Baseline { value: amount, at: Some(Due::Year(*year)), note: None });
            loose.push(Loose { number: range, reason: Reason::PastResult });
            continue;
        }
        let mut target = Target::new(stem.chars().take(20).collect::<String>());
        target.indicator = catalogue::indicator(stem, &unit, bound);
        target.quantity = Some(Quantity::new(bound, amount, unit));
        target.due = Some(Due::Year(*year));
        target.baselines.clone_from(&baselines);
        target.force = Some(if nature.is_some_and(|n| n.starts_with("约束")) { Force::Binding } else { Force::Planned });
        let start = names.last().map_or(range.start, |n| n.start);
        found.push(Found { class: Class::Goal, target, number: range, clause: start..cell.end, beneficiary: None, actor: None });
    }
}

/// A cell that only says a unit: %, 万人, 平方米.
pub(super) fn is_unit(cell: &str) -> bool {
    let cell = cell.trim();
    let plain = cell.strip_prefix(['万', '亿']).unwrap_or(cell);
    !cell.is_empty()
        && cell.chars().count() <= 5
        && (matches!(cell, "%" | "％" | "万" | "百分比" | "系数")
            || measure::unit_word(plain).is_some_and(|(_, len)| len == plain.len()))
}

/// The typed unit of a unit cell, and the factor in it.
pub(super) fn unit(word: &str, name: &str) -> (Unit, u32) {
    let word = word.trim();
    let (plain, scale) = match word.strip_prefix('万') {
        Some(rest) => (rest, 10_000),
        None => match word.strip_prefix('亿') {
            Some(rest) => (rest, 100_000_000),
            None => (word, 1),
        },
    };
    let unit = match measure::unit_word(plain) {
        Some((word, len)) if len == plain.len() => counted::typed(word, name, ""),
        _ if matches!(plain, "百分比" | "％") || holds!(name, ["率", "占比", "比例", "比重", "覆盖面", "满意度"]) => {
            Unit::Percent
        }
        _ if holds!(name, ["学位", "托位"]) => Unit::Place,
        _ if holds!(name, ["人数", "学生数", "教师数"]) => Unit::Person,
        _ if holds!(name, ["面积"]) => Unit::SqMetre,
        _ if name.contains("年限") => Unit::Year,
        _ if holds!(name, ["学时", "课时"]) => Unit::Hour,
        _ => Unit::Other(if plain.is_empty() { "个" } else { plain }.into()),
    };
    (unit, scale)
}
