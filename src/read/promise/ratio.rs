//! Two numbers with a sign between them: ratios, times of day.

use rust_decimal::Decimal;

use super::amount::{Amount, Sight};
use super::date::is_dash;
use super::measure::Word;
use super::scan::{after, first_chars, holds, last_chars, slice};
use crate::model::{Bound, Unit};

impl Sight<'_> {
    /// Whether a sign stands at `at` that divides one number by another, or its hours from its minutes.
    pub(super) fn divides(&self, at: usize) -> bool {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        match rest {
            [b':', ..] | [0xef, 0xbc, 0x9a, ..] | [0xe2, 0x88, 0xb6, ..] => true, // :：∶
            [0xe6, 0xaf, 0x94, ..] | [0xe6, 0x97, 0xb6, ..] | [0xe7, 0x82, 0xb9, ..] => true, // 比时点
            [b' ', ..] => after(self.text, at).starts_with([':', '：', '∶', '比', '时', '点']),
            _ => false,
        }
    }

    /// 1:10, 20:30, 1比12.
    #[inline(never)]
    pub(super) fn ratio(&self, i: usize) -> Option<Amount> {
        let (first, second) = (self.number(i)?, self.free(i + 1)?);
        let gap = slice(self.text, first.range.end..second.range.start).trim_matches(' ');
        let spoken = matches!(gap, "时" | "点") && after(self.text, second.range.end).starts_with('分');
        if !(spoken || matches!(gap, ":" | "：" | "∶" | "比")) || first.form != second.form {
            return None;
        }
        // 按6:2:2分担: shares of three, no ratio.
        let signs = [':', '：', '∶'];
        if !spoken
            && (after(self.text, second.range.end).starts_with(signs)
                && self.free(i + 2).is_some_and(|n| n.range.start <= second.range.end + 3)
                || slice(self.text, ..first.range.start).ends_with(signs)
                    && slice(self.text, ..first.range.start).trim_end_matches(signs).ends_with(|c: char| c.is_ascii_digit()))
        {
            return None;
        }
        // 两级按7:3比例分担: shares too.
        let one = first.value == Decimal::ONE || second.value == Decimal::ONE;
        if !spoken && !one && holds!(first_chars(after(self.text, second.range.end), 8), ["分担", "负担", "承担"]) {
            return None;
        }
        let end = second.range.end + if spoken { '分'.len_utf8() } else { 0 };
        let number = first.range.start..end;
        let clause = self.clause(&number);
        let prior = last_chars(slice(self.text, clause.start..number.start), 10);
        let digits = slice(self.text, second.range.clone());
        let minutes =
            (spoken || digits.len() == 2) && second.value < Decimal::from(60) && first.value <= Decimal::from(24) && gap != "比";
        let clockish = holds!(prior, ["午", "晚", "早", "时间", "点", "不晚于", "不早于", "迟于", "时刻"]);
        let minutes = minutes && second.value != Decimal::ONE;
        let clock = minutes && (spoken || clockish || first.value != Decimal::ONE);
        if spoken && !clock {
            return None;
        }
        let (value, word, unit) = if clock {
            let hour = first.value.checked_add(second.value.checked_div(Decimal::from(60))?.round_dp(4))?;
            let afternoon = first.value < Decimal::from(12) && holds!(prior, ["下午", "晚上", "夜"]);
            let hour = if afternoon { hour.checked_add(Decimal::from(12))? } else { hour };
            (hour.normalize(), Word::Clock, Unit::TimeOfDay)
        } else {
            let (one, many) =
                if second.value == Decimal::ONE { (second.value, first.value) } else { (first.value, second.value) };
            (many.checked_div(one)?.round_dp(4).normalize(), Word::Times, Unit::Ratio)
        };
        // 1:5至1:7.
        let mut upper = None;
        let mut numbers = i..i + 2;
        let mut number = number;
        let mut clause = clause;
        if !clock
            && first.value == Decimal::ONE
            && let (Some(third), Some(fourth)) = (self.free(i + 2), self.free(i + 3))
            && third.value == Decimal::ONE
            && fourth.value > value
            && is_dash(slice(self.text, number.end..third.range.start))
            && matches!(slice(self.text, third.range.end..fourth.range.start).trim_matches(' '), ":" | "：" | "∶")
        {
            upper = Some(fourth.value.normalize());
            numbers.end = i + 4;
            number.end = fourth.range.end;
            clause.end = self.clause(&number).end;
        }
        let (said, said_ahead) = self.marks.said(&clause, number.start);
        let ahead = self.bound_ahead(i, &clause, word, said_ahead);
        let mut behind = self.bound_behind(number.end, &clause, word, said);
        if clock && behind.is_none() && first_chars(after(self.text, number.end), 1) == "前" {
            behind = Some((Bound::AtMost, number.end));
        }
        let bound = behind.or(ahead.map(|a| (a.0, 0))).map_or(Bound::Exactly, |b| b.0);
        Some(Amount {
            numbers,
            number: number.clone(),
            range: number.start..behind.map_or(number.end, |b| b.1),
            clause,
            value,
            upper,
            word,
            unit,
            bound: if upper.is_some() { Bound::Between } else { bound },
            bound_before: ahead.is_some_and(|a| a.1),
            bound_after: behind.is_some(),
            unit_end: number.end,
            own: said,
            ahead: said_ahead,
            edge: self.floor.get(),
            phrase: end..end,
            bound_far: false,
        })
    }
}
