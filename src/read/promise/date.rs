//! Years and dates of a sentence: which are deadlines, which begin something, which are over, which are parts of names.

use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;

use super::amount::Behind;
use super::marks::Marks;
use super::scan::{after, before, ends, last_chars, slice, starts};
use super::words::{NEXT_YEAR, PERIOD_END, THIS_YEAR};
use crate::model::Due;
use crate::read::number::{Form, Number};
use crate::read::unit::Context;

/// What a date does for the numbers behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// 到2025年, 2025年底前, 十四五末, a bare 2022年.
    Due,
    /// 三年培育…, where the plan has three years: due by its end.
    Span,
    /// 从2022年起.
    Start,
    /// 2020年以来, a year before the plan.
    Past,
    /// 较2020年, 由2020年的: what is compared with.
    Baseline,
    /// 每年9月, 三年行动计划(2021-2023): no date of a promise.
    Name,
}

/// A date of the text.
#[derive(Clone, Debug)]
pub(super) struct Date {
    /// With its words: 到2025年底前.
    pub range: Range<usize>,
    /// Its numbers, as indices.
    pub numbers: Range<usize>,
    pub due: Option<Due>,
    pub from: Option<i32>,
    pub part: Part,
}

/// Years that count as years.
fn year(number: &Number) -> Option<i32> {
    let spelt = match number.form {
        Form::Arabic => number.range.len() == 4,
        Form::Digits => number.range.len() == 12,
        _ => false,
    };
    if !spelt || number.scale.is_some() {
        return None;
    }
    number.value.to_i32().filter(|y| (1949..=2100).contains(y))
}

/// All dates among `numbers[window]` and the words 今年, 年内 …, in order, into `out`.
#[allow(clippy::too_many_arguments, reason = "all that is known of the sentence")]
pub(super) fn dates(
    text: &str,
    numbers: &[Number],
    window: Range<usize>,
    sentence: Range<usize>,
    marks: &Marks<'_>,
    context: &Context<'_>,
    behind: &[Behind],
    out: &mut Vec<Date>,
) {
    let mut last_year = None;
    let mut i = window.start;
    while i < window.end {
        // A month or a span of years may stand behind it, or a month behind the next.
        let (own, next) = (behind.get(i - window.start), behind.get(i - window.start + 1));
        let timed = own.is_some_and(|one| one.months || one.years) || next.is_some_and(|one| one.months);
        if !timed && !numbers.get(i).is_some_and(|number| number.form == Form::FiveYearPlan || year(number).is_some()) {
            i += 1;
            continue;
        }
        match date_at(text, numbers, i, window.end, &sentence, last_year, context) {
            Some(date) => {
                last_year = date.due.map(Due::year).or(last_year);
                i = date.numbers.end.max(i + 1);
                out.push(date);
            }
            None => i += 1,
        }
    }
    for mark in marks.within(THIS_YEAR | NEXT_YEAR | PERIOD_END, sentence) {
        let prior = before(text, mark.range.start);
        // 三年内, 两年底: not this year's.
        if text.get(mark.range.clone()).is_some_and(|w| w.starts_with('年'))
            && prior
                .chars()
                .next_back()
                .is_some_and(|c| c.is_ascii_digit() || "一二两三四五六七八九十半周几数学每往当次近历全".contains(c))
            || prior.ends_with("每年")
            || prior.ends_with("每学年")
        {
            continue;
        }
        // 年底考核 tells when, not by when.
        if starts!(after(text, mark.range.end), ["考核", "述职", "总结", "考评"]).is_some() {
            continue;
        }
        let due = if mark.tags & PERIOD_END != 0 {
            context.period.map(|p| Due::Year(p.to))
        } else if mark.tags & NEXT_YEAR != 0 {
            context.issued_year.map(|y| Due::Year(y + 1))
        } else {
            context.issued_year.map(Due::Year)
        };
        if due.is_some() && !out.iter().any(|d| d.range.start < mark.range.end && mark.range.start < d.range.end) {
            let at = out.partition_point(|d| d.range.start < mark.range.start);
            out.insert(at, Date { range: mark.range.clone(), numbers: 0..0, due, from: None, part: Part::Due });
        }
    }
}

/// The date that begins with number `i`.
#[inline(never)]
fn date_at(
    text: &str,
    numbers: &[Number],
    i: usize,
    end: usize,
    sentence: &Range<usize>,
    last_year: Option<i32>,
    context: &Context<'_>,
) -> Option<Date> {
    let number = numbers.get(i)?;
    if number.form == Form::FiveYearPlan {
        return Some(five_year_plan(text, number, i, context));
    }
    if let Some(first) = year(number) {
        return year_date(text, numbers, i, end, sentence.end, first, context);
    }
    month_date(text, numbers, i, end, last_year, context).or_else(|| span_date(text, number, i, sentence.start, context))
}

/// 三年培养500名, 经过三年努力: with as many years as the plan has, its period is up.
fn span_date(text: &str, number: &Number, i: usize, start: usize, context: &Context<'_>) -> Option<Date> {
    let tail = after(text, number.range.end).strip_prefix('年')?;
    let period = context.period?;
    let years = number.value.to_i32().filter(|y| (2..=10).contains(y) && !number.vague && number.scale.is_none())?;
    if period.to - period.from + 1 != years && period.to - period.from != years {
        return None;
    }
    let prior = slice(text, start..number.range.start).trim_end();
    let opens = prior.is_empty() || prior.ends_with(['，', '；', '：']);
    let passes = ends!(prior, ["经过", "通过", "力争", "争取", "利用"]).is_some()
        && starts!(tail, ["努力", "攻坚", "左右", "的努力", "持续", "建设", "奋斗", "时间"]).is_some();
    let acts = opens
        && starts!(
            tail,
            [
                "遴选",
                "培养",
                "培育",
                "培训",
                "评选",
                "新建",
                "建成",
                "建设",
                "改扩建",
                "改造",
                "新增",
                "招聘",
                "新招聘",
                "招录",
                "引进",
                "选派",
                "选树",
                "撤并",
                "累计",
                "共",
                "总投",
                "计划投",
                "投入",
                "完成",
                "打造",
                "创建",
                "轮训",
                "认定",
                "组建",
                "补充",
                "安排",
            ],
        )
        .is_some();
    let due = Some(Due::Year(period.to));
    let range = number.range.start..text.len() - tail.len();
    (passes || acts).then_some(Date { range, numbers: i..i + 1, due, from: None, part: Part::Span })
}

fn five_year_plan(text: &str, number: &Number, i: usize, context: &Context<'_>) -> Date {
    let year = 1955 + 5 * number.value.to_i32().unwrap_or(14);
    let rest = text.get(number.range.end..).unwrap_or_default();
    let tail = rest.trim_start_matches(['”', '"', '’', ' ']);
    let mut end = text.len() - tail.len();
    let prior = before(text, number.range.start).trim_end_matches(['“', '"', '‘', ' ']);
    let mut part = if let Some(word) = starts!(tail, ["期间", "时期", "末期", "末", "期末", "内", "收官"]) {
        end += word.len();
        Part::Due
    } else if prior.ends_with('到') || prior.ends_with('至') {
        Part::Due
    } else {
        Part::Name
    };
    if starts!(tail, ["以来", "期间以来"]).is_some() || (part == Part::Due && year < floor(context)) {
        part = Part::Past;
    }
    Date { range: number.range.start..end, numbers: i..i + 1, due: Some(Due::Year(year)), from: None, part }
}

/// The first year that can still be promised.
fn floor(context: &Context<'_>) -> i32 {
    match (context.issued_year, context.period) {
        (Some(issued), Some(period)) => issued.min(period.from),
        (Some(issued), None) => issued,
        (None, Some(period)) => period.from,
        (None, None) => i32::MIN,
    }
}

fn year_date(
    text: &str,
    numbers: &[Number],
    i: usize,
    end: usize,
    ceiling: usize,
    first: i32,
    context: &Context<'_>,
) -> Option<Date> {
    let number = numbers.get(i)?;
    let start = number.range.start;
    let mut at = number.range.end;
    let mut used = i + 1;
    let mut from = None;
    let mut last = first;
    let mut worded = false;
    let rest = after(text, at);
    if let Some(tail) = rest.strip_prefix('年') {
        at = text.len() - tail.len();
        worded = true;
    }
    // 2021-2023年, 2021年至2023年, 2021—2022学年.
    if let Some(next) = numbers.get(used).filter(|_| used < end)
        && let Some(y) = year(next)
        && y >= first
        && is_dash(text.get(at..next.range.start).unwrap_or_default())
    {
        (from, last) = (Some(first), y);
        at = next.range.end;
        used += 1;
        worded = false;
        if let Some(tail) = after(text, at).strip_prefix('年') {
            at = text.len() - tail.len();
            worded = true;
        }
    }
    if let Some(tail) = after(text, at).strip_prefix("学年") {
        at = text.len() - tail.len();
        worded = true;
        // The school year 2021—2022 ends in the second.
    }
    let closed = from.is_some() && starts!(after(text, at), ["）", ")", "〕", "]", "》"]).is_some();
    if !worded && !closed {
        return None;
    }
    let mut due = Due::Year(last);
    if worded {
        (at, used, due) = finer(text, numbers, at, used, end, due);
    }
    let mut part = Part::Due;
    let tail = after(text, at);
    let mut stop = at;
    if let Some(word) = starts!(
        tail,
        [
            "年底前",
            "年底",
            "底之前",
            "底前",
            "底",
            "末",
            "春季学期",
            "秋季学期",
            "春季",
            "秋季",
            "上半年",
            "下半年",
            "全年",
            "暑期前",
            "暑期",
            "之前",
            "以前",
            "前",
            "之内",
            "以内",
            "内",
            "期间",
        ],
    ) {
        stop = text.len() - tail.len() + word.len();
        if word == "上半年" {
            due = Due::Month(last, 6);
        }
        if let Some(word) = starts!(after(text, stop), ["开学前", "开学", "之前", "前"]) {
            stop = text.len() - after(text, stop).len() + word.len();
        }
    }
    let tail = after(text, stop);
    let prior = before(text, start);
    let closing = after(text, at).trim_start_matches(['）', ')', '〕']);
    // 编制2023—2035年学校布局规划: what the plan is called.
    let titled = || {
        let name = after(text, at).split(['，', '。', '；', '、', '\n']).next().unwrap_or_default();
        ends!(prior, ["编制", "制定", "修订", "出台", "制订"]).is_some()
            && ends!(name.trim_end_matches('》'), ["规划", "计划", "方案"]).is_some()
    };
    if closed
        || from.is_some() && titled()
        || (worded && from.is_some() && starts!(closing, ["行动", "计划", "规划", "方案", "三年", "五年"]).is_some())
    {
        part = Part::Name;
    } else if starts!(tail, ["以来"]).is_some() {
        part = Part::Past;
    } else if starts!(tail, ["起", "开始", "秋季学期起", "春季学期起"]).is_some() {
        part = Part::Start;
    } else if ends!(prior, ["占比", "之比", "生比", "师比", "机比", "对比", "配比", "职比"]).is_some() {
        // 覆盖学校占比2023年达到50%: the noun ends so, nothing is compared.
        part = if last < floor(context) { Part::Past } else { Part::Due };
    } else if ends!(prior, ["比", "较", "与", "同", "由", "比上年", "和", "在"]).is_some() && last < floor(context)
        || ends!(prior, ["比", "较", "由"]).is_some()
    {
        part = Part::Baseline;
    } else if prior.ends_with(['（', '(']) && tail.starts_with('为') && from.is_none() {
        // 达到60%以上（2022年为54%）.
        part = Part::Baseline;
    } else if ends!(prior, ["从", "自"]).is_some() {
        part = if last < floor(context) { Part::Baseline } else { Part::Start };
    } else if ends!(prior, ["每"]).is_some()
        || starts!(tail, ["版", "修订", "度考核", "行动计划", "年度", "届", "级"]).is_some()
        || last_chars(prior, 1) == "〔"
    {
        part = Part::Name;
    } else if last < floor(context)
        || ends!(prior, ["截至", "截止", "截止到", "截至到"]).is_some() && context.issued_year.is_some_and(|y| last <= y)
    {
        part = Part::Past;
    }
    stop = stop.min(ceiling.max(at));
    Some(Date { range: start..stop, numbers: i..used, due: Some(due), from, part })
}

/// N月, N日 behind a year.
fn finer(text: &str, numbers: &[Number], at: usize, used: usize, end: usize, due: Due) -> (usize, usize, Due) {
    let year = due.year();
    let Some(month) = numbers.get(used).filter(|n| used < end && after(text, at).len() == text.len() - n.range.start) else {
        return (at, used, due);
    };
    let Some(m) = month.value.to_u32().filter(|m| (1..=12).contains(m)) else { return (at, used, due) };
    let Some(tail) = after(text, month.range.end).strip_prefix('月') else { return (at, used, due) };
    let at = text.len() - tail.len();
    let used = used + 1;
    let Some(day) = numbers.get(used).filter(|n| used < end && tail.trim_start_matches(' ').len() == text.len() - n.range.start)
    else {
        return (at, used, Due::Month(year, m));
    };
    let Some(tail) = after(text, day.range.end).strip_prefix(['日', '号']) else { return (at, used, Due::Month(year, m)) };
    match day.value.to_u32().and_then(|d| NaiveDate::from_ymd_opt(year, m, d)) {
        Some(date) => (text.len() - tail.len(), used + 1, Due::Day(date)),
        None => (at, used, Due::Month(year, m)),
    }
}

/// 6月底前, 9月1日前, 每年9月.
fn month_date(
    text: &str,
    numbers: &[Number],
    i: usize,
    end: usize,
    last_year: Option<i32>,
    context: &Context<'_>,
) -> Option<Date> {
    let number = numbers.get(i)?;
    let mut at = number.range.end;
    let mut used = i + 1;
    let second = numbers.get(used).filter(|n| used < end && after(text, n.range.end).starts_with('月'));
    if second.is_none() && !after(text, at).starts_with('月') {
        return None;
    }
    number.value.to_u32().filter(|m| (1..=12).contains(m))?;
    // 9月至10月, 3-5月.
    if let Some(next) = second
        && is_dash(text.get(at..next.range.start).unwrap_or_default().trim_start_matches('月'))
    {
        at = next.range.end;
        used += 1;
    }
    after(text, at).strip_prefix('月')?;
    let year = last_year.or(context.issued_year);
    let base = numbers.get(used - 1)?.range.start;
    let (mut stop, now, due) = finer(text, numbers, base, used - 1, end, Due::Year(year.unwrap_or(2000)));
    used = now.max(used);
    let tail = after(text, stop);
    let prior = before(text, number.range.start);
    let mut part = Part::Name;
    if let Some(word) = starts!(tail, ["底之前", "底前", "底", "之前", "以前", "前", "中旬前", "下旬前", "上旬前"])
    {
        stop = text.len() - tail.len() + word.len();
        if word.ends_with('前') || prior.ends_with('到') {
            part = Part::Due;
        }
    }
    if prior.ends_with('年') || prior.ends_with('度') {
        part = Part::Name;
    }
    Some(Date { range: number.range.start..stop, numbers: i..used, due: year.map(|_| due), from: None, part })
}

/// What stands between the ends of a range.
pub(super) fn is_dash(between: &str) -> bool {
    // Most of what stands between two numbers is longer.
    if between.len() > 6 && !between.starts_with(' ') && !between.ends_with(' ') {
        return false;
    }
    let between = between.trim_matches(' ');
    matches!(between, "-" | "--" | "—" | "——" | "–" | "~" | "～" | "至" | "到" | "－" | "―" | "─" | "−" | "‐" | "一")
}
