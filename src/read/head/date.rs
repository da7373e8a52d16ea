//! Dates and years of the head, in Arabic and Chinese digits.

use chrono::{Datelike, NaiveDate};
use memchr::memmem;

use crate::model::Period;
use crate::read::chars::{han_digit, han_number};

/// The first full date of a text: 2023年5月1日, 二〇二三年五月一日, 2023-05-01, 2023.5.1, 2023/5/1.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    for (at, _) in text.match_indices('年') {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + '年'.len_utf8()..).unwrap_or_default();
        let year = year_before(before);
        let (month, rest) = after.split_once('月').unwrap_or_default();
        let (day, _) = rest.split_once('日').unwrap_or_default();
        if let (Some(year), Some(month), Some(day)) = (year, small(month), small(day))
            && let Some(date) = NaiveDate::from_ymd_opt(year, month, day)
        {
            return Some(date).filter(|date| (1949..=2100).contains(&date.year()));
        }
    }
    let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    for (at, _) in text.match_indices("20") {
        let rest = text.get(at..).unwrap_or_default();
        let n = digits(rest);
        let sep = rest.get(n..).and_then(|r| r.chars().next()).filter(|c| matches!(c, '-' | '/' | '.'));
        let (Some(sep), 4) = (sep, n) else { continue };
        let mut parts = rest.split(sep);
        let year = parts.next().and_then(|p| p.parse().ok());
        let month = parts.next().filter(|p| p.len() <= 2).and_then(|p| p.parse().ok());
        let day = parts.next().and_then(|p| p.get(..digits(p).min(2))).and_then(|p| p.parse().ok());
        if let (Some(year), Some(month), Some(day)) = (year, month, day)
            && let Some(date) = NaiveDate::from_ymd_opt(year, month, day)
        {
            return Some(date);
        }
    }
    None
}

fn small(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.len() > 9 || text.is_empty() {
        return None;
    }
    text.parse().ok().or_else(|| han_number(text))
}

/// The year that ends a text: 2023 or 二〇二三.
fn year_before(text: &str) -> Option<i32> {
    let digits: Vec<char> = text.chars().rev().take(4).collect();
    if digits.len() < 4 {
        return None;
    }
    let mut year = 0_i32;
    for c in digits.iter().rev() {
        let digit = c.to_digit(10).or_else(|| han_digit(*c))?;
        year = year * 10 + i32::try_from(digit).ok()?;
    }
    (1949..=2100).contains(&year).then_some(year)
}

/// A span of years: 2021—2023年, 2021-2023, 2021年至2025年, 2021～2025. Years up to twenty apart.
pub(crate) fn period(text: &str) -> Option<Period> {
    for (at, _) in text.match_indices("20") {
        let from = text.get(at..at + 4).and_then(|y| y.parse::<i32>().ok());
        let rest = text.get(at + 4..).unwrap_or_default();
        let rest = rest.strip_prefix('年').unwrap_or(rest);
        let marks = rest.len() - rest.trim_start_matches(['-', '—', '–', '~', '～', '至', '到', '－', '―', ' ']).len();
        let to = rest.get(marks..).and_then(|rest| rest.get(..4)).and_then(|y| y.parse::<i32>().ok());
        let digit_before = text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        if let (Some(from), Some(to)) = (from, to)
            && marks > 0
            && !digit_before
            && (2000..=2060).contains(&from)
            && to > from
            && to - from <= 20
        {
            return Some(Period { from, to });
        }
    }
    None
}

/// Years that something is due by: 到2025年, 2025年底前, 力争2025年, 十四五末.
pub(crate) fn due_years(text: &str) -> Vec<i32> {
    let mut years = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), "20") {
        let year = text.get(at..at + 4).and_then(|y| y.parse::<i32>().ok()).filter(|y| (2000..=2060).contains(y));
        let after = text.get(at + 4..).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        let Some(year) = year.filter(|_| after.starts_with('年')) else { continue };
        let after = after.get('年'.len_utf8()..).unwrap_or_default();
        let due = before.ends_with(['到', '至', '前']) || ["底", "末", "前", "，"].iter().any(|word| after.starts_with(word));
        if due && !before.ends_with('自') {
            years.push(year);
        }
    }
    for (word, year) in [("十四五", 2025), ("十五五", 2030), ("十三五", 2020)] {
        let due = memmem::find_iter(text.as_bytes(), word).any(|at| {
            let after = text.get(at + word.len()..).unwrap_or_default();
            let after = after.strip_prefix('”').unwrap_or(after);
            ["末", "期末", "时期末", "收官", "期间"].iter().any(|end| after.starts_with(end))
        });
        if due {
            years.push(year);
        }
    }
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, want) in [
            ("2023年5月1日", "2023-05-01"),
            ("二〇二三年十二月三十一日", "2023-12-31"),
            ("发布日期：2021-09-16", "2021-09-16"),
            ("时间 2021/9/6", "2021-09-06"),
        ] {
            assert_eq!(date(text).unwrap().to_string(), want);
        }
        for text in ["2023年5月", "640104-102/2021-00145", "2023年13月1日", ""] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn periods() {
        for (text, from, to) in [("（2021—2023年）", 2021, 2023), ("2020-2022", 2020, 2022), ("2021年至2025年", 2021, 2025)]
        {
            assert_eq!(period(text), Some(Period { from, to }), "{text}");
        }
        assert_eq!(period("2021年"), None);
        assert_eq!(due_years("到2025年，“十四五”末，2030年底前，自2020年起"), [2025, 2030, 2025]);
    }
}
