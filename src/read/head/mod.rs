//! The head of a plan: title, place, issuers, document number, dates, status, period.

pub(super) mod cite;
pub(super) mod date;
pub(super) mod place;

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use memchr::memmem;

use super::date::{date, due_years, period};
use super::diagnostic::{Diagnostic, DiagnosticKind};
use super::find::Words;
use super::front::is_document_number;
use super::lines::{is_date, is_issuer, is_titled};
use super::place::place;
use super::sign::Sign;
use super::units::Units;
use crate::model::{Level, Period, Place, Role, Span, Status};

/// What the head tells.
pub(crate) struct Head {
    pub title: String,
    pub place: Place,
    pub issuers: Vec<String>,
    pub document_number: Option<String>,
    pub issued: Option<NaiveDate>,
    pub effective: Option<NaiveDate>,
    pub status: Status,
    pub period: Option<Period>,
    /// Year of issue, or the best guess at it.
    pub year: Option<i32>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What a caller knows about a text beforehand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub place: Option<Place>,
    pub issued: Option<NaiveDate>,
}

const DRAFTS: [&str; 8] = ["征求意见稿", "公示稿", "草案", "讨论稿", "送审稿", "意见征集稿", "公开征求意见", "审议稿"];
static DRAFT: Words = Words::of(&DRAFTS);

pub(crate) fn head(units: &Units, known: &Known) -> Head {
    let body = units.normal.body.text();
    let furniture = units.normal.furniture.text();
    let lines = |ranges: &[Range<usize>]| -> Vec<&str> { ranges.iter().filter_map(|line| body.get(line.clone())).collect() };
    let front = lines(&units.outline.front);
    let signed = lines(&units.outline.signed);
    let mut diagnostics = Vec::new();
    let here = head_span(units);

    let title_lines = lines(&units.outline.title);
    let title = Some(title(&title_lines)).filter(|title| !title.is_empty()).or_else(|| issued_title(body)).unwrap_or_default();
    if title.is_empty() {
        diagnostics.push(Diagnostic::warning(DiagnosticKind::Head, here, "the text has no title that could be told"));
    }
    let title = if title.is_empty() { "（无标题）".to_owned() } else { title };

    let mut issuers: Vec<String> = Vec::new();
    for line in signed.iter().chain(letter(&front)).filter(|line| is_issuer(line)) {
        for name in line.split([' ', '、']).filter(|name| !name.is_empty()) {
            if !issuers.iter().any(|known| known == name) && issuers.len() < 20 {
                issuers.push(name.to_owned());
            }
        }
    }

    let document_number = front
        .iter()
        .copied()
        .filter(|line| is_document_number(line))
        .chain(furniture.lines().filter_map(|line| line.split_once("文号").map(|(_, rest)| rest)))
        .find_map(document_number);

    let dated = |lines: &[&str]| lines.iter().rev().filter(|line| is_date(line)).find_map(|line| date(line));
    let mut issued = dated(&signed).or_else(|| dated(&front)).or(known.issued);
    if issued.is_none() {
        const FIELDS: [&str; 7] = ["成文日期", "发文日期", "印发日期", "生成日期", "发布日期", "发布时间", "公开日期"];
        let field = |word: &&str| furniture.lines().find_map(|line| line.split_once(word).and_then(|(_, rest)| date(rest)));
        issued = FIELDS.iter().find_map(field);
        if let Some(found) = issued {
            let message = format!("the text bears no date; {found} is taken from the web page");
            diagnostics.push(Diagnostic::note(DiagnosticKind::Head, here, message));
        }
    }

    let draft = title_lines.iter().chain(&front).any(|line| DRAFT.in_text(line)) || DRAFT.in_text(furniture);
    let status = if draft { Status::Draft } else { Status::Issued };
    if !draft && issuers.is_empty() && document_number.is_none() {
        let message = "no issuer and no document number: the plan is taken as issued, because nothing calls it a draft";
        diagnostics.push(Diagnostic::note(DiagnosticKind::Head, here, message));
    }

    let main = main_body(units);
    let own = issued.map(|d| d.year()).or_else(|| document_number.as_deref().and_then(year_of_number));
    // Documents that the plan rests on are not younger than the plan.
    let year = own.or_else(|| numbers_cited(units).max());
    let period = plan_period(units, &title, main, year, own.is_some());
    let year = year.or(period.map(|p| p.from));
    let mut place = known.place.clone().or_else(|| place(&title, &issuers, body, year));
    if place.is_none() {
        diagnostics.push(Diagnostic::warning(DiagnosticKind::Head, here, "the text names no place that it is for"));
    }
    let place =
        place
            .take()
            .unwrap_or(Place { name: "（未注明）".to_owned(), level: Level::County, code: None, within: Vec::new() });
    if issued.is_none() {
        diagnostics.push(Diagnostic::warning(DiagnosticKind::Head, here, "the text bears no date of issue"));
    }
    Head { title, effective: effective(main, issued), place, issuers, document_number, issued, status, period, year, diagnostics }
}

/// The first line of the text, for remarks on the head as a whole.
fn head_span(units: &Units) -> Span {
    let body = &units.normal.body;
    let line = units.outline.title.first().cloned().unwrap_or_else(|| 0..body.text().find('\n').unwrap_or(body.text().len()));
    body.span(line)
}

/// The title without marks of drafts; of a notice, the plan that it issues.
fn title(lines: &[&str]) -> String {
    let mut title = String::new();
    for line in lines {
        let line = line.trim();
        if DRAFTS.iter().any(|word| line.trim_matches(['（', '）']) == *word) {
            continue;
        }
        // A bracket lost its first half.
        if line.ends_with('）') && !line.contains('（') {
            title.push('（');
        }
        title.push_str(line);
    }
    let mut bare = title.as_str();
    for word in DRAFTS {
        for (open, close) in [('（', '）'), ('(', ')')] {
            let inner = |title: &'_ str| {
                let inner = title.strip_suffix(close)?.strip_suffix(word)?.strip_suffix(open)?;
                Some(inner.len())
            };
            while let Some(rest) = inner(bare).and_then(|len| bare.get(..len)) {
                bare = rest;
            }
        }
    }
    if let Some((_, inner)) = bare.split_once("印发")
        && let Some(inner) = inner.strip_suffix("的通知")
    {
        bare = inner.strip_prefix('《').and_then(|i| i.strip_suffix('》')).unwrap_or(inner);
    }
    bare.to_owned()
}

/// 关于印发《…方案》的通知, 《…方案》已经…同意: the plan that a letter issues, in a text without lines.
fn issued_title(body: &str) -> Option<String> {
    let head = super::chars::opening(body, 1200);
    head.match_indices('《').find_map(|(at, open)| {
        let (name, behind) = head.get(at + open.len()..)?.split_once('》')?;
        let issued =
            head.get(..at)?.ends_with("印发") || ["已经", "业经", "印发", "已由"].iter().any(|word| behind.starts_with(word));
        (issued && is_titled(name)).then(|| name.to_owned())
    })
}

/// The lines of the front that sign a cover letter: from the salutation on; without one, the head of the letter.
fn letter<'a>(front: &'a [&'a str]) -> impl Iterator<Item = &'a &'a str> {
    let dated = front.iter().rposition(|line| is_date(line));
    let from =
        dated.map_or(0, |at| (0..at).rev().find(|i| front.get(*i).is_some_and(|line| !is_issuer(line))).map_or(0, |i| i + 1));
    let to = dated.unwrap_or(front.len().min(3));
    front.get(from..to).unwrap_or_default().iter()
}

/// 某政办发〔2023〕12号, in any bracket.
pub(crate) fn document_number(text: &str) -> Option<String> {
    for (at, _) in text.match_indices('号') {
        let before = text.get(..at)?;
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let head = before.get(..at - digits)?.trim_end_matches(['第', ' ']);
        let Some(close) = head.chars().next_back().filter(|c| matches!(c, '〕' | ']' | '）' | '】' | ')')) else { continue };
        let head = head.get(..head.len() - close.len_utf8())?;
        let year = head.get(head.len().checked_sub(4)?..).filter(|y| y.bytes().all(|b| b.is_ascii_digit()));
        let Some(year) = year.filter(|_| digits > 0) else { continue };
        let head = head.get(..head.len() - 4)?;
        let Some(open) = head.chars().next_back().filter(|c| matches!(c, '〔' | '[' | '（' | '【' | '(')) else { continue };
        let word = head.get(..head.len() - open.len_utf8())?;
        let start = word.char_indices().rev().take(14).take_while(|(_, c)| super::chars::is_han(*c)).last().map(|(i, _)| i);
        let number = text.get(at - digits..at)?;
        if let Some(word) = start.and_then(|start| word.get(start..)) {
            return Some(format!("{word}〔{year}〕{number}号"));
        }
    }
    None
}

fn year_of_number(number: &str) -> Option<i32> {
    number.split_once('〔')?.1.get(..4)?.parse().ok()
}

/// The years of the documents that the text cites by number.
fn numbers_cited(units: &Units) -> impl Iterator<Item = i32> {
    let body = units.normal.body.text();
    let brackets = units.normal.signs.from(0).iter().filter(|mark| mark.sign == Sign::OpenShell);
    let years = brackets.filter_map(|mark| body.get(mark.end()..)?.get(..4)?.parse::<i32>().ok());
    years.filter(|y| (2000..=2060).contains(y))
}

fn main_body(units: &Units) -> &str {
    let end = units.outline.units.iter().find(|unit| unit.role == Role::Annex).map_or(usize::MAX, |unit| unit.own.start);
    let body = units.normal.body.text();
    body.get(..end.min(body.len())).unwrap_or(body)
}

/// 自2023年5月1日起施行; 自印发之日起施行.
fn effective(main: &str, issued: Option<NaiveDate>) -> Option<NaiveDate> {
    const WORDS: [&str; 4] = ["起施行", "起执行", "起实施", "起生效"];
    let mut places: [Vec<usize>; 4] = Default::default();
    for at in memmem::find_iter(main.as_bytes(), "起") {
        let rest = main.get(at..).unwrap_or_default();
        if let Some((places, _)) = places.iter_mut().zip(WORDS).find(|(_, word)| rest.starts_with(word)) {
            places.push(at);
        }
    }
    for at in places.into_iter().flatten() {
        let before = super::chars::tail(main.get(..at).unwrap_or_default(), 80);
        let from = before.rfind('自').and_then(|from| before.get(from..)).filter(|clause| clause.len() <= 60);
        let Some(clause) = from else { continue };
        if clause.contains("之日") {
            return issued;
        }
        if let Some(found) = date(&format!("{clause}日")) {
            return Some(found);
        }
    }
    None
}

/// The years of the plan: from its title; else a span of the length that the title names; else from the year of issue to the furthest
/// year in the sections that set goals. `own` tells that the year is the plan's own, not that of a document that it cites.
fn plan_period(units: &Units, title: &str, main: &str, year: Option<i32>, own: bool) -> Option<Period> {
    if let Some(found) = period(title).or_else(|| five_years(title)) {
        return Some(found);
    }
    let body = units.normal.body.text();
    let goals: String = units
        .outline
        .units
        .iter()
        .filter(|unit| matches!(unit.role, Role::Goals | Role::Guidance) && !unit.path.as_str().starts_with("附"))
        .filter_map(|unit| body.get(unit.own.clone()))
        .collect();
    let mut years = due_years(&goals);
    if years.is_empty() {
        years = due_years(main);
    }
    let to = years.iter().copied().max();
    let lengths = [("两年", 2), ("三年", 3), ("四年", 4), ("五年", 5), ("十年", 10)];
    // 三年行动方案; 再过四年 names no length.
    let named = |word: &str| {
        title.match_indices(word).any(|(at, word)| {
            let rest = title.get(at + word.len()..).unwrap_or_default();
            rest.is_empty()
                || ["行动", "计划", "规划", "攻坚", "提升", "方案", "实施", "工作", "工程", "建设", "发展"]
                    .iter()
                    .any(|w| rest.starts_with(w))
        })
    };
    if let (Some((_, length)), Some(to)) = (lengths.iter().find(|(word, _)| named(word)), to) {
        return Some(Period { from: to - length + 1, to });
    }

    if title.contains("十四五") {
        return Some(Period { from: 2021, to: 2025 });
    }
    let to = to?;
    // One due year alone tells an end, not a beginning.
    // The number of a document that the plan rests on can be years older.
    let from = year
        .filter(|year| own || to - year <= 5)
        .or_else(|| years.iter().copied().min().filter(|first| *first < to))
        .filter(|from| *from <= to)?;
    Some(Period { from, to })
}

/// “十四五”, 第十四个五年: the years of a five-year plan that a title names.
fn five_years(title: &str) -> Option<Period> {
    let plans = [
        ("十一五", "第十一个五年"),
        ("十二五", "第十二个五年"),
        ("十三五", "第十三个五年"),
        ("十四五", "第十四个五年"),
        ("十五五", "第十五个五年"),
    ];
    if ["两年", "三年", "四年"].iter().any(|span| title.contains(span)) {
        return None;
    }
    let named = |(short, long): &(&str, &str)| title.contains(short) || title.contains(long);
    let n = plans.iter().position(named)?;
    let from = 2006 + 5 * i32::try_from(n).ok()?;
    Some(Period { from, to: from + 4 })
}

#[cfg(test)]
mod tests {
    use super::super::units::units;
    use super::*;

    fn read(text: &str) -> Head {
        head(&units(text), &Known::default())
    }

    #[test]
    fn a_notice_with_everything() {
        let head = read(
            "东山县人民政府办公室\n关于印发东山县教育提升三年行动方案的通知\n东政办发〔2023〕12号\n各乡镇人民政府：\n现将《东山县教育提升三年行动方案》印发给你们，请认真执行。\n东山县人民政府办公室\n2023年5月1日\n东山县教育提升三年行动方案\n（2023—2025年）\n为办好教育，制定本方案。\n一、目标\n到2025年达标。\n二、附则\n本方案自2023年6月1日起施行。",
        );
        assert_eq!(head.title, "东山县教育提升三年行动方案（2023—2025年）");
        assert_eq!(head.place.name, "东山县");
        assert_eq!(head.issuers, ["东山县人民政府办公室"]);
        assert_eq!(head.document_number.as_deref(), Some("东政办发〔2023〕12号"));
        assert_eq!(head.issued.unwrap().to_string(), "2023-05-01");
        assert_eq!(head.effective.unwrap().to_string(), "2023-06-01");
        assert_eq!(head.period, Some(Period { from: 2023, to: 2025 }));
        assert_eq!(head.status, Status::Issued);
    }

    #[test]
    fn a_draft_without_a_date() {
        let head = read(
            "东山县教育方案\n（征求意见稿）\n根据《平安市教育方案》（平教〔2022〕8号），制定本方案。\n一、目标\n到2025年，全部达标。",
        );
        assert_eq!(head.title, "东山县教育方案");
        assert_eq!(head.status, Status::Draft);
        assert_eq!(head.issued, None);
        assert_eq!(head.period, Some(Period { from: 2022, to: 2025 }));
    }

    #[test]
    fn years_of_a_five_year_plan() {
        for (title, from) in [
            ("东山县教育“十一五”规划", 2006),
            ("东山县教育“十三五”规划", 2016),
            ("东山县教育第十四个五年规划", 2021),
            ("东山县教育规划", 0),
        ] {
            assert_eq!(five_years(title).map_or(0, |p| p.from), from, "{title}");
        }
    }

    #[test]
    fn document_numbers() {
        for (text, want) in [
            ("东政办发〔2023〕12号", Some("东政办发〔2023〕12号")),
            ("东教[2021]3号", Some("东教〔2021〕3号")),
            ("东教（2021）第3号", Some("东教〔2021〕3号")),
            ("12号楼", None),
            ("", None),
        ] {
            assert_eq!(document_number(text).as_deref(), want);
        }
    }
}
