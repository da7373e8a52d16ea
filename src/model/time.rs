//! Dates as plans give them: to the year, the month or the day; periods; how often.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::words::{UnknownWord, string_form};

/// Years that a plan can sensibly name.
pub(crate) const YEARS: std::ops::RangeInclusive<i32> = 1949..=2100;

/// The last time by which something is due (or the first from which it holds), as exact as the text is.
///
/// JSON: ISO 8601 with reduced precision. Ordered by the last day that the text allows, so `2025` is after `2025-06`.
///
/// | text | written |
/// |---|---|
/// | 到2025年, 2025年底前, 十四五末 | `2025` |
/// | 2024年6月底前 | `2024-06` |
/// | 2022年9月1日前 | `2022-09-01` |
///
/// Rejected: years outside 1949 to 2100, months and days that do not exist, other spellings (`2025年`, `25`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Due {
    /// To the year.
    Year(i32),
    /// To the month, 1 to 12.
    Month(i32, u32),
    /// To the day.
    Day(NaiveDate),
}

impl Due {
    /// The year.
    pub fn year(self) -> i32 {
        match self {
            Due::Year(y) | Due::Month(y, _) => y,
            Due::Day(d) => d.year(),
        }
    }

    /// The last day that it allows: 31 December for a year.
    pub fn last_day(self) -> NaiveDate {
        let day = match self {
            Due::Year(y) => NaiveDate::from_ymd_opt(y, 12, 31),
            Due::Month(y, 12) => NaiveDate::from_ymd_opt(y, 12, 31),
            Due::Month(y, m) => NaiveDate::from_ymd_opt(y, m + 1, 1).and_then(|d| d.pred_opt()),
            Due::Day(d) => Some(d),
        };
        // Only a variant built by hand with an impossible month gets here.
        day.unwrap_or(NaiveDate::MAX)
    }

    /// The first day that it allows: 1 January for a year.
    pub fn first_day(self) -> NaiveDate {
        let day = match self {
            Due::Year(y) => NaiveDate::from_ymd_opt(y, 1, 1),
            Due::Month(y, m) => NaiveDate::from_ymd_opt(y, m, 1),
            Due::Day(d) => Some(d),
        };
        day.unwrap_or(NaiveDate::MIN)
    }

    /// The form of the `deadline` column in exports: a year, or an ISO date where the text gives a day.
    pub fn deadline(self) -> String {
        match self {
            Due::Day(d) => d.to_string(),
            _ => self.year().to_string(),
        }
    }
}

impl PartialOrd for Due {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Due {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // The second key keeps the order total: 2025, 2025-12 and 2025-12-31 end on one day.
        (self.last_day(), self.first_day()).cmp(&(other.last_day(), other.first_day()))
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Due::Year(y) => write!(f, "{y:04}"),
            Due::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Due::Day(d) => write!(f, "{d}"),
        }
    }
}

impl FromStr for Due {
    type Err = UnknownWord;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let fault = || UnknownWord::new("date", s, "2025, 2025-06 or 2025-06-30, years 1949 to 2100");
        let digits = |t: &str, n: usize| -> Result<u32, UnknownWord> {
            if t.len() == n && t.bytes().all(|b| b.is_ascii_digit()) { t.parse().map_err(|_| fault()) } else { Err(fault()) }
        };
        let mut parts = s.split('-');
        let year = i32::try_from(digits(parts.next().unwrap_or(""), 4)?).map_err(|_| fault())?;
        if !YEARS.contains(&year) {
            return Err(fault());
        }
        let month = parts.next().map(|t| digits(t, 2)).transpose()?;
        let day = parts.next().map(|t| digits(t, 2)).transpose()?;
        match (month, day, parts.next()) {
            (None, None, None) => Ok(Due::Year(year)),
            (Some(m @ 1..=12), None, None) => Ok(Due::Month(year, m)),
            (Some(m), Some(d), None) => NaiveDate::from_ymd_opt(year, m, d).map(Due::Day).ok_or_else(fault),
            _ => Err(fault()),
        }
    }
}

string_form!(Due, "A date to the year, month or day: 2025, 2025-06, 2025-06-30", r"^\d{4}(-\d{2}(-\d{2})?)?$");

/// A span of years, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First year.
    pub from: i32,
    /// Last year, not before the first.
    pub to: i32,
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.from, self.to)
    }
}

/// How often something recurs.
///
/// JSON: `once`, `daily`, `weekly`, `monthly`, `quarterly`, `semester` (每学期), `halfyear`, `annual` (每年, 每学年), `biennial`, and
/// `cycle3`, `cycle5` … for every N years (N from 3 to 99).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Frequency {
    /// One time (一次性).
    Once,
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every school term.
    Semester,
    /// Every half-year.
    HalfYear,
    /// Every year.
    Annual,
    /// Every two years.
    Biennial,
    /// Every N years, N from 3 to 99.
    Cycle(u8),
}

impl Frequency {
    const WORDS: [(&'static str, Frequency); 9] = [
        ("once", Frequency::Once),
        ("daily", Frequency::Daily),
        ("weekly", Frequency::Weekly),
        ("monthly", Frequency::Monthly),
        ("quarterly", Frequency::Quarterly),
        ("semester", Frequency::Semester),
        ("halfyear", Frequency::HalfYear),
        ("annual", Frequency::Annual),
        ("biennial", Frequency::Biennial),
    ];
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Frequency::Cycle(n) => write!(f, "cycle{n}"),
            known => f.pad(Self::WORDS.iter().find(|(_, w)| w == known).map_or("", |(word, _)| word)),
        }
    }
}

impl FromStr for Frequency {
    type Err = UnknownWord;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        if let Some((_, known)) = Self::WORDS.iter().find(|(word, _)| *word == s) {
            return Ok(*known);
        }
        s.strip_prefix("cycle")
            .filter(|n| n.bytes().all(|b| b.is_ascii_digit()) && !n.starts_with('0'))
            .and_then(|n| n.parse().ok())
            .filter(|n| (3..=99).contains(n))
            .map(Frequency::Cycle)
            .ok_or_else(|| {
                let known: Vec<&str> = Self::WORDS.iter().map(|(word, _)| *word).collect();
                UnknownWord::new("frequency", s, format!("{}, or cycle3 to cycle99 for every N years", known.join(", ")))
            })
    }
}

string_form!(
    Frequency,
    "once, daily, weekly, monthly, quarterly, semester, halfyear, annual, biennial, or cycleN for every N years (3 to 99)",
    r"^(once|daily|weekly|monthly|quarterly|semester|halfyear|annual|biennial|cycle([3-9]|[1-9]\d))$"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_keeps_its_precision() {
        for good in ["2025", "2024-06", "2024-02-29"] {
            assert_eq!(good.parse::<Due>().unwrap().to_string(), good);
        }
        for bad in ["", "25", "2025年", "2025-13", "2023-02-29", "1900", "2025-6", "2025-06-30-1", "+025"] {
            assert!(bad.parse::<Due>().is_err(), "{bad}");
        }
        let due = |s: &str| s.parse::<Due>().unwrap();
        assert!(due("2025") > due("2025-06"));
        assert!(due("2025-06-29") < due("2025-06"));
        assert_eq!(due("2024-02").last_day().to_string(), "2024-02-29");
    }

    #[test]
    fn frequency_words() {
        for good in ["once", "annual", "cycle3", "cycle10"] {
            assert_eq!(good.parse::<Frequency>().unwrap().to_string(), good);
        }
        for bad in ["cycle2", "cycle03", "cycle", "yearly", "cycle100"] {
            assert!(bad.parse::<Frequency>().is_err(), "{bad}");
        }
    }
}
