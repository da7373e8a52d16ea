//! The bounds of an amount: words before its number, and behind its unit.

use std::ops::Range;

use super::amount::Sight;
use super::lists;
use super::marks::{Mark, Said};
use super::measure::Word;
use super::scan::{before, end_of, ends, exceeds, slice, trim_end};
use super::words::{ABOUT, AT_LEAST, AT_MOST, BOUND, FALL, HOLD, LESS, LIMIT, MORE, RISE, TO};
use crate::model::Bound;
use crate::read::find::Words;
use crate::read::number::Number;

impl Sight<'_> {
    /// 以上, 以下, 左右 … behind the unit, also with the object between: 10名教师以上.
    pub(super) fn bound_behind(&self, unit_end: usize, clause: &Range<usize>, word: Word, said: Said) -> Option<(Bound, usize)> {
        let raw = slice(self.text, unit_end..clause.end.max(unit_end));
        let rest = raw.trim_start_matches([' ', '（', '(']);
        let at = unit_end + raw.len() - rest.len();
        static BOUNDS: Words = Words::of(&[
            "及以上",
            "（含）以上",
            "含以上",
            "以上",
            "或以上",
            "或多名",
            "或多个",
            "或多项",
            "或更多",
            "及以下",
            "（含）以下",
            "以下",
            "以内",
            "之内",
            "封顶",
            "左右",
            "上下",
            "开外",
            "以外",
            "不等",
        ]);
        if let Some(found) = BOUNDS.beginning(rest) {
            let bound = match found {
                "及以上" | "（含）以上" | "含以上" | "以上" | "或以上" | "或多名" | "或多个" | "或多项" | "或更多" => {
                    Bound::AtLeast
                }
                "左右" | "上下" | "不等" => Bound::About,
                "开外" | "以外" => Bound::MoreThan,
                _ => Bound::AtMost,
            };
            return Some((bound, at + found.len()));
        }
        if matches!(word, Word::Year | Word::Month | Word::Day | Word::Hour | Word::Other("学期" | "周" | "公里" | "米"))
            && rest.starts_with('内')
        {
            return Some((Bound::AtMost, at + '内'.len_utf8()));
        }
        if word == Word::Clock
            && let Some(bound) = clock_bound(rest, at)
        {
            return Some(bound);
        }
        if matches!(word, Word::Year | Word::Month | Word::Day | Word::Age) || !said.says(lists::BOUNDS) {
            return None;
        }
        self.bound_far_behind(at, clause)
    }

    /// The object stands between, and the clause or the list entry ends with the bound.
    #[inline(never)]
    fn bound_far_behind(&self, at: usize, clause: &Range<usize>) -> Option<(Bound, usize)> {
        let stop = end_of(self.text, at, clause.end, |c| matches!(c, '、' | '（' | '(' | '）' | ')' | '”') || c.is_ascii_digit());
        let entry = slice(self.text, at..stop);
        let ended = trim_end(entry);
        let bound = match ends!(ended, ["及以上", "以上", "及以下", "以下", "以内", "左右"])? {
            "以上" | "及以上" => Bound::AtLeast,
            "左右" => Bound::About,
            _ => Bound::AtMost,
        };
        let counted = !exceeds(entry, 16) && !entry.contains(['的', '级', '类']);
        counted.then_some((bound, at + ended.len()))
    }

    /// The bound that words before number `i` set; `true` if a word says so.
    pub(super) fn bound_ahead(&self, i: usize, clause: &Range<usize>, word: Word, ahead: Said) -> Option<(Bound, bool)> {
        let number = self.number(i)?;
        // Mostly there are none.
        if !ahead.has(BOUND | RISE | FALL | TO | HOLD) {
            let spans = matches!(word, Word::Year | Word::Month | Word::Day | Word::Age | Word::Session);
            return match word {
                Word::Point => Some((Bound::RiseBy, false)),
                Word::Double => Some((Bound::RiseBy, true)),
                _ => (spans && before(self.text, number.range.start).ends_with('满')).then_some((Bound::AtLeast, true)),
            };
        }
        let from = self.left_edge(clause).min(number.range.start);
        let span = from..number.range.start;
        let touches = |m: &Mark| {
            let gap = slice(self.text, m.range.end..number.range.start).trim_matches([' ', '了', '约', '至', '少']);
            gap.is_empty() || gap == "不" || gap == "为"
        };
        if matches!(word, Word::Point | Word::Percent | Word::Double | Word::Times | Word::Tenth) {
            let change = self.marks.last(RISE | FALL | TO | HOLD | LIMIT, span.clone());
            if word == Word::Point {
                let fall = change.is_some_and(|m| m.tags & FALL != 0);
                return Some((if fall { Bound::FallBy } else { Bound::RiseBy }, change.is_some()));
            }
            if word == Word::Double {
                return Some((Bound::RiseBy, true));
            }
            // 增长不低于8%: the bound stands between.
            let bounded = |m: &Mark| {
                self.marks
                    .within(AT_LEAST | MORE, m.range.end..number.range.start)
                    .any(|b| b.range.start == m.range.end && touches(b))
                    && !slice(self.text, m.range.clone()).ends_with(['幅', '速'])
            };
            if let Some(m) = change.filter(|m| m.tags & (RISE | FALL) != 0)
                && (touches(m) || word == Word::Percent && bounded(m))
            {
                return Some((if m.tags & FALL != 0 { Bound::FallBy } else { Bound::RiseBy }, true));
            }
        }
        let mark = self.marks.within(BOUND, span.clone()).rev().find(|m| m.tags & ABOUT == 0 || touches(m));
        let Some(mark) = mark else {
            if before(self.text, number.range.start).ends_with('满')
                && matches!(word, Word::Year | Word::Month | Word::Day | Word::Age | Word::Session)
            {
                return Some((Bound::AtLeast, true));
            }
            return None;
        };
        let bound = match mark.tags {
            t if t & AT_LEAST != 0 => Bound::AtLeast,
            t if t & AT_MOST != 0 => Bound::AtMost,
            // 不得借用教师超过五天.
            t if t & (MORE | LESS) != 0 && self.marks.says(lists::BARRED, from..mark.range.start) => {
                if t & MORE != 0 {
                    Bound::AtMost
                } else {
                    Bound::AtLeast
                }
            }
            t if t & MORE != 0 => Bound::MoreThan,
            t if t & LESS != 0 => Bound::LessThan,
            t if t & LIMIT != 0 => {
                // 控制 needs its 在 or the number soon behind it.
                let gap = slice(self.text, mark.range.end..number.range.start);
                if exceeds(gap, 4) {
                    return None;
                }
                Bound::AtMost
            }
            _ => {
                // 近五年 is a span of time, not an estimate.
                if matches!(word, Word::Year | Word::Month | Word::Day) {
                    return None;
                }
                Bound::About
            }
        };
        Some((bound, true))
    }

    /// Whether words stand between the bound and the number.
    pub(super) fn bound_is_far(&self, number: &Number, clause: &Range<usize>) -> bool {
        let span = self.left_edge(clause).min(number.range.start)..number.range.start;
        self.marks.last(BOUND, span).is_some_and(|m| number.range.start - m.range.end > 3)
    }
}

/// 前, 后, 不得 behind a time of day.
fn clock_bound(rest: &str, at: usize) -> Option<(Bound, usize)> {
    let tail = rest.trim_start_matches(['半', '整', '钟']);
    // 8点前不得到校 sets the earliest time.
    let barred = tail.contains("不得") || tail.contains("不要求") || tail.contains("不能");
    if barred && tail.starts_with(['前', '之', '以']) {
        return Some((Bound::AtLeast, at));
    }
    if tail.starts_with(['前']) || tail.starts_with("之前") || tail.starts_with("以前") {
        return Some((Bound::AtMost, at));
    }
    (tail.starts_with(['后']) || tail.starts_with("以后")).then_some((Bound::AtLeast, at))
}
