//! Tables of indicators that were flattened to one cell a line.
//!
//! A table begins with its heads: a line 指标 (or 指标名称, 主要指标) and the lines of its years or of 目标值; rows follow as a name, then a
//! value for each year. 序号, groups of rows and 约束性 / 预期性 may stand between.
//!
//! | heads | row | read as |
//! |---|---|---|
//! | `指标` `2020年` `2025年` `属性` | `毛入园率（%）` `85` `≥95` `预期性` | at least 95 percent, due 2025, baseline 85 of 2020 |
//! | `指标` `目标值` | `新增学位（个）` `3000` | 3000 places, due at the end of the plan |

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr3_iter;
use rust_decimal::Decimal;

use super::chars::width;
use super::find;
use super::sign::{Mark, Sign};
use crate::model::{Baseline, Bound, Due, Per, Quantity, Target, Unit};

/// A row of a table as a promise. Ranges are bytes of the text.
pub(crate) struct Row {
    pub target: Target,
    /// From the name to the last value.
    pub range: Range<usize>,
}

struct Cell<'a> {
    text: &'a str,
    range: Range<usize>,
}

/// What is known about the tables of a text beforehand.
struct Known<F> {
    /// The year of issue.
    issued: Option<i32>,
    /// The last year of the plan.
    end: Option<i32>,
    /// Whether a row was read already.
    read: F,
}

/// The rows of the tables in a text that were not `read` already, by their bytes. `issued` is the year of issue and `end` the last year of
/// the plan.
pub(crate) fn rows(text: &str, issued: Option<i32>, end: Option<i32>, read: impl Fn(&Range<usize>) -> bool) -> Vec<Row> {
    let known = Known { issued, end, read };
    let mut rows = Vec::new();
    if !text.contains("指标") || !text.contains(['年', '值']) {
        return rows;
    }
    let cells = cells(text);
    let mut at = 0;
    while let Some(cell) = cells.get(at) {
        at += 1;
        if !matches!(cell.text, "指标" | "指标名称" | "主要指标" | "指标内容" | "项目" | "指标项目" | "具体指标")
        {
            continue;
        }
        let mut years: Vec<Option<i32>> = Vec::new();
        let mut last = at;
        for (i, head) in cells.iter().enumerate().skip(at).take(10) {
            match column(head.text) {
                Some(year) => {
                    years.push(year);
                    last = i + 1;
                }
                None if is_head(head.text) => last = i + 1,
                None => break,
            }
        }
        if years.is_empty() {
            continue;
        }
        at = body(&cells, last, &years, &known, &mut rows);
    }
    rows
}

/// Lines, and the parts of lines between spaces, as cells.
fn cells(text: &str) -> Vec<Cell<'_>> {
    let mut cells = Vec::new();
    let mut start = 0;
    for end in memchr3_iter(b'\n', b' ', b'\t', text.as_bytes()).chain([text.len()]) {
        if let Some(part) = text.get(start..end).filter(|part| !part.is_empty()) {
            cells.push(Cell { text: part, range: start..end });
        }
        start = end + 1;
    }
    cells
}

/// The year of a column of values; `Some(None)` for a column of targets without a year.
fn column(text: &str) -> Option<Option<i32>> {
    if width(text) > 14 {
        return None;
    }
    let year = text.match_indices("20").find_map(|(i, _)| text.get(i..i + 4).and_then(|y| y.parse::<i32>().ok()));
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match year {
        Some(year)
            if ["", "年", "年目标", "年目标值", "年实际", "年底", "年现状", "年基数", "年实际值", "年完成"].contains(&rest) =>
        {
            Some(Some(year))
        }
        None if matches!(text, "目标" | "目标值" | "规划目标" | "规划值" | "指标值") => Some(None),
        _ => None,
    }
}

fn is_head(text: &str) -> bool {
    const HEADS: [&str; 14] = [
        "属性",
        "指标属性",
        "性质",
        "单位",
        "序号",
        "类别",
        "类型",
        "备注",
        "年均增长",
        "年均增速",
        "指标性质",
        "计量单位",
        "领域",
        "五年累计",
    ];
    HEADS.contains(&text)
}

fn is_kind(text: &str) -> bool {
    matches!(text, "约束性" | "预期性" | "约束" | "预期" | "引导性")
}

/// Reads rows from cell `from` on; the first cell that belongs to none.
fn body(
    cells: &[Cell<'_>],
    from: usize,
    years: &[Option<i32>],
    known: &Known<impl Fn(&Range<usize>) -> bool>,
    rows: &mut Vec<Row>,
) -> usize {
    let mut name: Option<&Cell<'_>> = None;
    let mut unit: Option<&str> = None;
    let mut values: Vec<(&Cell<'_>, Value)> = Vec::new();
    let mut at = from;
    while let Some(cell) = cells.get(at) {
        if cell.text.contains(['。', '；']) || width(cell.text) > 40 || super::marker::marker(cell.text).is_some() {
            break;
        }
        at += 1;
        if let Some(value) = value(cell.text) {
            // The number of a row stands in front of its name.
            if name.is_some() && values.len() < years.len() {
                values.push((cell, value));
            }
            continue;
        }
        if is_kind(cell.text) || is_head(cell.text) {
            continue;
        }
        if name.is_some() && values.is_empty() && unit_of(cell.text).is_some() {
            unit = Some(cell.text);
            continue;
        }
        row(name, unit, &values, years, known, rows);
        values.clear();
        unit = None;
        name = Some(cell);
    }
    row(name, unit, &values, years, known, rows);
    at
}

struct Value {
    bound: Bound,
    number: Decimal,
    upper: Option<Decimal>,
    percent: bool,
}

/// A cell that is a value: 95, ≥95%, 95以上, 3—5.
fn value(text: &str) -> Option<Value> {
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut rest = text.trim_matches(|c: char| matches!(c, '[' | ']' | '［' | '］' | '〔' | '〕' | '【' | '】'));
    let mut bound = Bound::Exactly;
    for (sign, meaning) in [
        ("≥", Bound::AtLeast),
        ("＞", Bound::MoreThan),
        (">", Bound::MoreThan),
        ("≤", Bound::AtMost),
        ("<", Bound::LessThan),
        ("不低于", Bound::AtLeast),
        ("达到", Bound::Exactly),
        ("约", Bound::About),
    ] {
        if let Some(inner) = rest.strip_prefix(sign) {
            bound = meaning;
            rest = inner;
            break;
        }
    }
    for (sign, meaning) in [
        ("及以上", Bound::AtLeast),
        ("以上", Bound::AtLeast),
        ("以下", Bound::AtMost),
        ("以内", Bound::AtMost),
        ("左右", Bound::About),
    ] {
        if let Some(inner) = rest.strip_suffix(sign) {
            bound = meaning;
            rest = inner;
            break;
        }
    }
    let percent = rest.contains('%');
    let rest = rest.trim_end_matches('%');
    let number = |s: &str| {
        let bare = if s.contains(',') { Cow::Owned(s.replace(',', "")) } else { Cow::Borrowed(s) };
        if s.len() <= 12 { Decimal::from_str_exact(&bare).ok().filter(|n| *n >= Decimal::ZERO) } else { None }
    };
    if let Some((low, high)) = rest.split_once(['—', '-', '～', '~']) {
        let (low, high) = (number(low.trim_end_matches('%'))?, number(high.trim_start_matches('—'))?);
        return (low < high).then_some(Value { bound: Bound::Between, number: low, upper: Some(high), percent });
    }
    Some(Value { bound, number: number(rest)?, upper: None, percent })
}

/// The unit that a cell or a bracket names, with its factor.
fn unit_of(text: &str) -> Option<(Unit, u32)> {
    let (text, factor) = match text.strip_prefix('万') {
        Some(rest) if !rest.is_empty() => (rest, 10_000),
        _ => (text, 1),
    };
    let unit = match text {
        "%" | "百分比" => Unit::Percent,
        "个百分点" | "百分点" => Unit::PercentagePoint,
        "所" => Unit::School,
        "人" | "名" | "人次" => Unit::Person,
        "个" | "学位" | "个学位" => Unit::Place,
        "年" => Unit::Year,
        "元" => Unit::Yuan,
        "平方米" => Unit::SqMetre,
        "小时" | "学时" => Unit::Hour,
        "班" | "个班" => Unit::Class,
        _ => return None,
    };
    Some((unit, factor))
}

fn row(
    name: Option<&Cell<'_>>,
    unit: Option<&str>,
    values: &[(&Cell<'_>, Value)],
    years: &[Option<i32>],
    known: &Known<impl Fn(&Range<usize>) -> bool>,
    rows: &mut Vec<Row>,
) {
    let Some(name) = name.filter(|_| values.len() == years.len()) else { return };
    // Years that are over when the plan is issued are baselines.
    let past = |year: Option<i32>| match (year, known.issued) {
        (Some(year), Some(issued)) => year < issued,
        (Some(year), None) => years.iter().flatten().any(|other| *other > year) && years.len() > 1,
        (None, _) => false,
    };
    let ahead = || {
        let all = years.iter().zip(values).filter(|(year, _)| !past(**year));
        all.map(|(year, (cell, value))| (year, value, name.range.start..cell.range.end))
            .filter(|(.., range)| !(known.read)(range))
    };
    if ahead().next().is_none() {
        return;
    }
    let (bare, bracket) = match name.text.rsplit_once('（') {
        Some((bare, bracket)) => (bare, bracket.strip_suffix('）')),
        None => (name.text, None),
    };
    let named = unit.or(bracket).and_then(unit_of);
    let subject: String =
        if named.is_some() && bracket.is_some() && unit.is_none() { bare } else { name.text }.chars().take(20).collect();
    let percent = values.iter().any(|(_, value)| value.percent);
    let rate = ["率", "比例", "占比", "覆盖面"].iter().any(|end| bare.ends_with(end));
    let (unit, factor) = match named {
        Some(named) => named,
        None if percent || rate => (Unit::Percent, 1),
        None => (Unit::Other("项".into()), 1),
    };
    let per = if name.text.contains("生均") { Some(Per::Student) } else { None };
    let scale = |n: Decimal| n * Decimal::from(factor);
    let baselines: Vec<Baseline> = years
        .iter()
        .zip(values)
        .filter(|(year, _)| past(**year))
        .map(|(year, (_, value))| Baseline { value: scale(value.number), at: year.map(Due::Year), note: None })
        .collect();
    for (year, value, range) in ahead() {
        let due = year.or(known.end).map(Due::Year);
        let mut target = Target::new(subject.clone());
        target.quantity = Some(Quantity {
            bound: value.bound,
            value: scale(value.number),
            upper: value.upper.map(scale),
            unit: unit.clone(),
            per: per.clone(),
        });
        target.baselines = baselines.iter().filter(|b| b.at.is_none_or(|at| due.is_none_or(|due| at < due))).cloned().collect();
        target.due = due;
        rows.push(Row { target, range });
    }
}

/// Whether a unit may hold a table: a cell of two or four characters, as all heads of columns are that tables are known by. `marks`
/// are the signs of the unit by their places in the body, `blank` what its lists of duties take up.
pub(crate) fn may_hold(own: Range<usize>, marks: &[Mark], blank: &[Range<usize>]) -> bool {
    let is_cell = |len: usize| len == 6 || len == 12;
    let parts = |mark: &&Mark| matches!(mark.sign, Sign::Line | Sign::Space);
    let mut start = own.start;
    for mark in marks.iter().filter(parts) {
        if is_cell(mark.at() - start) {
            return true;
        }
        start = mark.end();
    }
    // What is blank parts cells too.
    let beside = |range: &Range<usize>| {
        let (from, to) = (own.start + range.start, own.start + range.end);
        let before = marks.get(..marks.partition_point(|mark| mark.at() < from)).unwrap_or_default();
        let before = before.iter().rev().find(parts).map_or(own.start, |mark| mark.end());
        let behind = marks.get(marks.partition_point(|mark| mark.at() < to)..).unwrap_or_default();
        let behind = behind.iter().find(parts).map_or(own.end, |mark| mark.at());
        let others = blank.iter().map(|other| own.start + other.end).filter(|end| *end <= from).max().unwrap_or(own.start);
        let next = blank.iter().map(|other| own.start + other.start).filter(|start| *start >= to).min().unwrap_or(own.end);
        is_cell(from - before.max(others).min(from)) || is_cell(behind.min(next) - to)
    };
    is_cell(own.end - start) || blank.len() > 8 || blank.iter().any(beside)
}

/// A row of a task table: its bytes, and the date in its column of deadlines.
pub(crate) struct Task {
    pub range: Range<usize>,
    pub due: Option<Due>,
}

/// The rows of the task tables in a text: 序号 / 任务 / 责任单位 / 完成时限, one cell a line.
pub(crate) fn tasks(text: &str) -> Vec<Task> {
    const DATES: [&str; 14] = [
        "完成时限",
        "完成时间",
        "时限",
        "时间节点",
        "时间安排",
        "完成期限",
        "时限要求",
        "办理时限",
        "建设年限",
        "建设时间",
        "建设起止年限",
        "实施年限",
        "建成时间",
        "竣工时间",
    ];
    static ANY: find::Words = find::Words::of(&DATES);
    let mut tasks = Vec::new();
    // One of them stands in a cell of its own.
    let parts = |c: char| matches!(c, '\n' | ' ' | '\t');
    let is_cell = |at: usize, n: usize| {
        let end = at + DATES.get(n).map_or(0, |word| word.len());
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
        (before.is_empty() || before.ends_with(parts)) && (after.is_empty() || after.starts_with(parts))
    };
    if !ANY.scan(text, is_cell) {
        return tasks;
    }
    let cells = cells(text);
    let Some(head) = cells.iter().position(|cell| DATES.contains(&cell.text)) else { return tasks };
    if !cells.iter().take(head + 4).any(|cell| {
        matches!(
            cell.text,
            "序号" | "任务" | "工作任务" | "主要任务" | "重点任务" | "工作内容" | "任务内容" | "项目" | "项目名称"
        )
    }) {
        return tasks;
    }
    let mut expected = 1;
    let mut start = None;
    let mut due = None;
    for cell in cells.iter().skip(head + 1) {
        // Rows begin with their numbers; without numbers they end with their dates.
        if cell.text.parse::<u32>() == Ok(expected) {
            if let Some(from) = start.replace(cell.range.start) {
                tasks.push(Task { range: from..cell.range.start, due: due.take() });
            }
            expected += 1;
            continue;
        }
        let from = *start.get_or_insert(cell.range.start);
        if let Some(date) = deadline(cell.text) {
            due = Some(date);
            if expected == 1 {
                tasks.push(Task { range: from..cell.range.end, due: due.take() });
                start = None;
            }
        }
    }
    if let (Some(from), Some(last)) = (start, cells.last()) {
        tasks.push(Task { range: from..last.range.end, due });
    }
    tasks
}

/// A cell that is a date: 2024年12月, 2024年底前, 2024年6月30日前, 2024.12.
fn deadline(text: &str) -> Option<Due> {
    if width(text) > 14 {
        return None;
    }
    let rest = text.trim_end_matches(['前', '底', '末', '止']).trim_start_matches("至").trim_start_matches("到");
    // 2021—2023年: the last of the years.
    let years = rest.split_once(['—', '-', '–', '～', '~', '至']);
    if let Some((first, last)) = years.map(|(first, last)| (first, last.trim_start_matches(['—', '-'])))
        && first.trim_end_matches('年').len() == 4
        && last.trim_end_matches('年').len() == 4
    {
        return deadline(last);
    }
    let (year, rest) = rest.split_at_checked(4)?;
    let year = year.parse::<i32>().ok().filter(|y| (2000..=2060).contains(y))?;
    let rest = rest.strip_prefix(['年', '.', '-', '/']).unwrap_or(rest);
    if rest.is_empty() {
        return Some(Due::Year(year));
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let month = rest.get(..digits)?.parse::<u32>().ok().filter(|m| (1..=12).contains(m))?;
    let rest = rest.get(digits..)?.trim_start_matches(['月', '.', '-', '/']);
    let day = rest.trim_end_matches('日').parse::<u32>().ok();
    match day.and_then(|day| chrono::NaiveDate::from_ymd_opt(year, month, day)) {
        Some(day) => Some(Due::Day(day)),
        None if matches!(rest, "" | "底" | "份") => Some(Due::Month(year, month)),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        rows(text, Some(2021), Some(2025), |_| false)
            .into_iter()
            .map(|row| {
                let q = row.target.quantity.unwrap();
                let due = row.target.due.map(|d| d.to_string()).unwrap_or_default();
                let base: Vec<String> = row.target.baselines.iter().map(|b| b.value.to_string()).collect();
                format!("{} {q} {due} [{}]", row.target.subject, base.join(","))
            })
            .collect()
    }

    #[test]
    fn one_cell_a_line() {
        assert_eq!(
            read(
                "主要指标\n序号\n指标\n2020年\n2025年\n属性\n学前教育\n1\n毛入园率（%）\n85.5\n≥95\n预期性\n2\n新增学位（万个）\n0\n0.3\n约束性\n3\n巩固率\n96%\n97%以上\n约束性\n二、任务"
            ),
            [
                "毛入园率 at_least 95 percent 2025 [85.5]",
                "新增学位 exactly 3000 place 2025 [0]",
                "巩固率 at_least 97 percent 2025 [96]"
            ]
        );
    }

    #[test]
    fn a_column_of_units_and_one_of_targets() {
        assert_eq!(
            read("指标名称\n单位\n目标值\n新建学校\n所\n12\n教师培训\n人次\n300"),
            ["新建学校 exactly 12 school 2025 []", "教师培训 exactly 300 person 2025 []"]
        );
    }

    #[test]
    fn deadlines_of_task_tables() {
        let text = "任务分解表\n序号\n任务\n责任单位\n完成时限\n1\n新建学校3所\n教育局\n2024年12月\n2\n培训教师200人\n教研室\n2023年底前\n3\n开展监测\n督导室\n长期坚持";
        let dues: Vec<Option<String>> = tasks(text).into_iter().map(|t| t.due.map(|d| d.to_string())).collect();
        assert_eq!(dues, [Some("2024-12".to_owned()), Some("2023".to_owned()), None]);
        let text = "任务\n责任单位\n完成时限\n新建学校3所\n教育局\n2024年6月30日前\n培训教师200人\n教研室\n2023年";
        let rows: Vec<&str> = tasks(text).into_iter().map(|t| &text[t.range]).collect();
        assert_eq!(rows, ["新建学校3所\n教育局\n2024年6月30日前", "培训教师200人\n教研室\n2023年"]);
        assert!(tasks("完成时限：2024年6月。").is_empty());
    }

    #[test]
    fn prose_is_no_table() {
        assert!(read("主要指标\n到2025年，毛入园率达到95%。\n2024年目标另行下达。").is_empty());
    }
}
