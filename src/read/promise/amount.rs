//! A number with its unit, range and bound.

use std::cell::Cell;
use std::ops::Range;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::counted::{noun_phrase, typed};
use super::cycle::Cycle;
use super::date::is_dash;
use super::lists;
use super::marks::{Marks, Said};
use super::measure::{Word, unit_word};
use super::plain;
use super::scan::{REACH, after, before, border, end_of, ends, ends_clause, first_chars, holds, offset, slice, starts};
use super::words::BOUND;
use crate::model::{Bound, Unit};
use crate::read::find::Words;
use crate::read::number::{Form, Number};
use crate::read::unit::Reason;

/// A sentence with what was found in it.
pub(super) struct Sight<'a> {
    pub text: &'a str,
    pub numbers: &'a [Number],
    pub marks: &'a Marks<'a>,
    pub sentence: Range<usize>,
    pub paragraph: Range<usize>,
    /// Indices of the numbers of the sentence.
    pub window: Range<usize>,
    /// Whether the sentence holds brackets that cite: 《》, 〔〕.
    pub cites: bool,
    /// Where the last amount that was read ends: words before it are its own.
    pub floor: Cell<usize>,
    /// The numbers that say how often.
    pub cycles: &'a [Cycle],
    /// What stands behind the numbers of the sentence.
    pub behind: &'a [Behind],
}

/// What stands right behind a number.
#[derive(Clone, Copy, Default)]
pub(super) struct Behind {
    /// It can be an amount or a date at all.
    pub may_count: bool,
    /// Only the mark behind it says so, as of the first numbers of a list and of those that head one: 40、45人, （一）.
    pub listed: bool,
    /// Why it is no amount, where that was asked before.
    pub loose: Option<Reason>,
    /// A span of time may stand there: 年, 个月, 周, 学期.
    pub spans: bool,
    /// 年 stands there.
    pub years: bool,
    /// 月 stands there.
    pub months: bool,
    /// A date holds it.
    pub dated: bool,
    /// Its unit, and where that ends.
    pub own: Option<(Word, usize)>,
}

/// A number read as an amount.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// Indices of its numbers.
    pub numbers: Range<usize>,
    /// From the first digit to the last.
    pub number: Range<usize>,
    /// With unit and the bound behind it.
    pub range: Range<usize>,
    /// The clause that it stands in.
    pub clause: Range<usize>,
    pub value: Decimal,
    pub upper: Option<Decimal>,
    pub word: Word,
    pub unit: Unit,
    pub bound: Bound,
    /// A word before the number sets the bound.
    pub bound_before: bool,
    /// A word behind the number sets the bound.
    pub bound_after: bool,
    /// The end of the unit word, before any bound behind it.
    pub unit_end: usize,
    /// What the words of its clause say.
    pub own: Said,
    /// What those of its clause before the number say.
    pub ahead: Said,
    /// Where the amount before it ends.
    pub edge: usize,
    /// The noun phrase behind the unit, where the unit counts something.
    pub phrase: Range<usize>,
    /// A verb stands between the bound and the number: 至少建成1所甲、2所乙 holds for all.
    pub bound_far: bool,
}

impl Amount {
    /// The words before its number that belong to it: of its clause, from its edge on.
    pub(super) fn lead(&self) -> Range<usize> {
        self.clause.start.max(self.edge).min(self.number.start)..self.number.start
    }

    pub(super) fn bounded(&self) -> bool {
        self.bound_before || self.bound_after || !matches!(self.bound, Bound::Exactly)
    }
}

impl Sight<'_> {
    pub(super) fn number(&self, i: usize) -> Option<&Number> {
        self.numbers.get(i).filter(|_| self.window.contains(&i))
    }

    /// Why number `i` is no amount, where that was asked before.
    pub(super) fn known_loose(&self, i: usize) -> Option<Reason> {
        self.behind.get(i.checked_sub(self.window.start)?)?.loose
    }

    /// Number `i`, unless a date holds it.
    pub(super) fn free(&self, i: usize) -> Option<&Number> {
        let number = self.number(i)?;
        let dated = self.behind.get(i - self.window.start).is_some_and(|behind| behind.dated);
        (!dated).then_some(number)
    }

    /// What stands right behind a number.
    pub(super) fn behind(&self, number: &Number) -> Behind {
        let rest = after(self.text, number.range.end);
        let next = rest.chars().next();
        let mut told = Behind {
            spans: matches!(next, Some('年' | '个' | '周' | '学')),
            years: next == Some('年'),
            months: next == Some('月'),
            may_count: number.scale.is_some() || matches!(number.form, Form::FiveYearPlan | Form::Digits | Form::Fraction),
            ..Behind::default()
        };
        if number.form == Form::Fraction {
            told.own = Some((Word::Percent, number.range.end));
            return told;
        }
        // 在校生人数2万以上: the noun is the unit.
        if starts!(rest, ["以上", "以内", "左右", "，", "。", "；"]).is_some()
            && ends!(before(self.text, number.range.start), ["人数", "人数达", "人数达到", "人数超过", "人数不少于"]).is_some()
        {
            told.own = Some((Word::Person, number.range.end));
            told.may_count = true;
            return told;
        }
        // 12.5, 清零.
        let alone = || {
            number.form == Form::Arabic && slice(self.text, number.range.clone()).bytes().any(|byte| byte == b'.')
                || before(self.text, number.range.start).ends_with('清')
        };
        if !plain::may_count(rest.as_bytes()) {
            told.may_count |= alone();
            return told;
        }
        // 7500余个, 30多名, 几: the unit stands behind.
        let rest = match next {
            Some(c @ ('余' | '多' | '几' | '来')) => after(rest, c.len_utf8()),
            _ => rest,
        };
        let unit = unit_word(rest);
        let own = unit.map(|(word, len)| (word, self.text.len() - rest.len() + len)).filter(|(_, end)| *end <= self.sentence.end);
        told.own = own;
        if unit.is_some() || told.may_count {
            told.may_count = true;
            return told;
        }
        let joined = |c: char| {
            matches!(
                c,
                '、' | '-'
                    | '—'
                    | '–'
                    | '~'
                    | '～'
                    | '至'
                    | '到'
                    | ':'
                    | '：'
                    | '∶'
                    | '/'
                    | '和'
                    | '月'
                    | '比'
                    | '－'
                    | '―'
                    | '─'
                    | '−'
                    | '‐'
                    | '）'
                    | ')'
            )
        };
        let alone = alone();
        told.listed = !alone && rest.starts_with(['、', '）', ')']);
        told.may_count = alone || told.listed || rest.starts_with(joined);
        told
    }

    /// The clause around a range.
    pub(super) fn clause(&self, range: &Range<usize>) -> Range<usize> {
        let ceiling = border(self.text, self.sentence.end.min(range.end + REACH)).min(self.text.len());
        let ends = self.marks.ends();
        let end = ends.get(ends.partition_point(|(sign, _)| sign.start < range.end)).filter(|(sign, _)| sign.start < ceiling);
        self.clause_start(range.start)..end.map_or(ceiling, |(sign, _)| sign.start)
    }

    /// Where the clause begins that `at` stands in.
    fn clause_start(&self, at: usize) -> usize {
        let floor = border(self.text, self.sentence.start.max(at.saturating_sub(REACH)));
        let ends = self.marks.ends();
        let before = ends.partition_point(|(sign, _)| sign.end <= at).checked_sub(1).and_then(|n| ends.get(n));
        before.filter(|(sign, _)| sign.start >= floor && self.text.is_char_boundary(at)).map_or(floor, |(sign, _)| sign.end)
    }

    /// Where the part of the sentence begins that `at` stands in: behind a semicolon.
    pub(super) fn part_start(&self, at: usize) -> usize {
        let floor = border(self.text, self.sentence.start.max(at.saturating_sub(REACH)));
        let ends = self.marks.ends();
        let before = ends.get(..ends.partition_point(|(sign, _)| sign.end <= at)).unwrap_or_default();
        let near = before.iter().rev().map(|(sign, _)| sign).take_while(|sign| sign.start >= floor);
        near.into_iter()
            .find(|sign| matches!(slice(self.text, (*sign).clone()), "；" | ";" | "。"))
            .map_or(floor, |sign| sign.end)
    }

    /// Where the clause begins that ends before the clause that begins at `start`.
    pub(super) fn clause_before(&self, start: usize) -> usize {
        self.clause_start(start.saturating_sub(3).max(self.sentence.start))
    }

    /// Number `i` as an amount; none where no unit stands behind it.
    pub(super) fn amount(&self, i: usize) -> Option<Amount> {
        let first = self.number(i)?;
        if self.divides(first.range.end)
            && let Some(ratio) = self.ratio(i)
        {
            return Some(ratio);
        }
        let mut upper = first.upper;
        let mut value = first.value;
        let mut last = i;
        let (mut word, mut unit_end) = self.unit_behind(i)?;
        let mut between = None;
        // 1—2所, 1所至2所, 1-10万元.
        let own = self.own_unit(i);
        let gap_from = own.map_or(first.range.end, |(_, end)| end);
        if let Some(second) = self.free(i + 1)
            && is_dash(slice(self.text, gap_from..second.range.start))
            && let Some((second_word, end)) = self.unit_behind(i + 1)
            && own.is_none_or(|(w, _)| w == second_word || matches!(w, Word::Year | Word::Percent))
        {
            let low = match second.scale {
                Some(scale) if first.scale.is_none() && own.is_none() => {
                    first.value.checked_mul(Decimal::from(if scale == '万' { 10_000 } else { 100_000_000 }))?
                }
                _ => first.value,
            };
            if low < second.value {
                (value, upper, last, word, unit_end) = (low, Some(second.value), i + 1, second_word, end);
            }
        }
        // 五万元以上十万元以下.
        if upper.is_none()
            && let Some(second) = self.free(i + 1)
            && let Some(behind) =
                after(self.text, unit_end).strip_prefix("以上").or_else(|| after(self.text, unit_end).strip_prefix("及以上"))
            && behind.trim_start_matches(['、', ' ', '，']).len() == self.text.len() - second.range.start
            && let Some((second_word, end)) = self.unit_behind(i + 1)
            && second_word == word
            && second.value > first.value
            && let Some(tail) = after(self.text, end).strip_prefix("以下").or_else(|| after(self.text, end).strip_prefix("以内"))
        {
            (upper, last) = (Some(second.value), i + 1);
            unit_end = end;
            between = Some(self.text.len() - tail.len());
        }
        let number = first.range.start..self.number(last)?.range.end;
        let clause = self.clause(&(number.start..unit_end));
        // No unit holds one of the two: they stand right behind the number.
        let more = first.more
            || self.number(last)?.more
            || unit_end > number.end && after(self.text, number.end).starts_with(['余', '多']);
        let (said, said_ahead) = self.marks.said(&clause, number.start);
        let behind = if between.is_some() { None } else { self.bound_behind(unit_end, &clause, word, said) };
        let ahead = self.bound_ahead(i, &clause, word, said_ahead);
        let mut end = between.unwrap_or(behind.map_or(unit_end, |(_, end)| end));
        let tail = slice(self.text, end..clause.end.max(end));
        if more && behind.is_none() {
            // 10万余元: the word may stand behind the unit too.
        } else if behind.is_none()
            && between.is_none()
            && tail.starts_with(['余', '多'])
            && !tail.starts_with("多种")
            && !tail.starts_with("多样")
        {
            end += '余'.len_utf8();
        }
        let more = more || slice(self.text, unit_end..end).starts_with(['余', '多']);
        let bound = if upper.is_some() {
            Bound::Between
        } else if let Some(change @ (Bound::RiseBy | Bound::FallBy)) = ahead.map(|a| a.0) {
            change
        } else if let Some((bound, _)) = behind {
            bound
        } else if let Some((bound, _)) = ahead {
            if more && bound == Bound::Exactly { Bound::MoreThan } else { bound }
        } else if more {
            Bound::MoreThan
        } else {
            Bound::Exactly
        };
        let (value, upper) = self.scaled(word, value, upper, first)?;
        let phrase = self.phrase_behind(word, unit_end, clause.end);
        let mut counted = slice(self.text, phrase.clone());
        if said.says(lists::SUMMED) {
            // 三个项目共新增学位: what is counted ends where the sum begins, 三处旧校舍用于办幼儿园: or where its use is told.
            static SUMMED: Words = Words::of(&["共新增", "优先用于", "用于", "改建为", "改造为", "改为"]);
            counted = slice(self.text, unit_end..clause.end.max(unit_end));
            let mut stop = counted.len();
            SUMMED.scan(counted, |at, _| {
                stop = at;
                true
            });
            counted = noun_phrase(counted.get(..stop).unwrap_or(counted));
        }
        let before_it = slice(self.text, self.left_edge(&clause)..number.start);
        // 3500人以上的学校: persons, and no slip for schools.
        let persons = word == Word::Person && (behind.is_some() || more);
        let unit = if persons { Unit::Person } else { typed(word, before_it, counted) };
        // 任满两届: terms, no occasions.
        let term = word == Word::Session
            && slice(self.text, number.end..unit_end).ends_with('届')
            && (ends!(before(self.text, number.start), ["满", "连任", "连续任", "任职", "任期", "任期为"]).is_some()
                || before(self.text, number.start).ends_with("超过")
                    && slice(self.text, clause.start..number.start).contains('任'));
        let unit = if term { Unit::Other("届".into()) } else { unit };
        let bound_far = ahead.is_some_and(|a| a.1) && said_ahead.has(BOUND) && self.bound_is_far(first, &clause);
        Some(Amount {
            numbers: i..last + 1,
            number,
            range: first.range.start..end,
            clause,
            value,
            upper,
            word,
            unit,
            bound,
            bound_before: ahead.is_some_and(|a| a.1),
            bound_after: behind.is_some() || between.is_some() || more,
            unit_end,
            own: said,
            ahead: said_ahead,
            edge: self.floor.get(),
            phrase,
            bound_far,
        })
    }

    /// The noun phrase that can be counted by the unit that ends at `unit_end`.
    pub(super) fn phrase_behind(&self, word: Word, unit_end: usize, clause_end: usize) -> Range<usize> {
        if !word.counts() {
            return unit_end..unit_end;
        }
        let behind = slice(self.text, unit_end..clause_end.max(unit_end));
        let phrase = noun_phrase(behind);
        let from = unit_end + offset(behind, phrase);
        from..from + phrase.len()
    }

    /// Where the stretch begins that belongs to one number alone: the clause, or the end of the amount before it.
    pub(super) fn left_edge(&self, clause: &Range<usize>) -> usize {
        clause.start.max(self.floor.get())
    }

    /// The unit right behind number `i`, and where it ends.
    fn own_unit(&self, i: usize) -> Option<(Word, usize)> {
        self.behind.get(i.checked_sub(self.window.start)?)?.own
    }

    /// The unit of number `i`: its own, or in a list that of a later number; money may leave 元 out.
    fn unit_behind(&self, i: usize) -> Option<(Word, usize)> {
        if let Some((word, end)) = self.own_unit(i) {
            // 3个、2个百分点: the later unit word is the full one.
            if word == Word::Piece("个")
                && let Some(next) = self.free(i + 1)
                && matches!(slice(self.text, end..next.range.start).trim(), "、" | "和")
                && let Some((full @ (Word::Point | Word::Place), _)) = self.own_unit(i + 1)
            {
                return Some((full, end));
            }
            return Some((word, end));
        }
        self.shared_unit(i)
    }

    /// The unit of number `i`, behind which none stands.
    #[inline(never)]
    fn shared_unit(&self, i: usize) -> Option<(Word, usize)> {
        let number = self.number(i)?;
        if number.scale.is_some() && self.is_money(number) {
            return Some((Word::Yuan, number.range.end));
        }
        // 培训50万农村劳动力: persons without a measure word.
        if number.scale.is_some() && self.are_people(number) {
            return Some((Word::Person, number.range.end));
        }
        // 差异系数小于0.45: a pure number.
        if number.form == Form::Arabic
            && self.marks.says(lists::PURE_NUMBER, self.sentence.start..number.range.start)
            && number.value < Decimal::TEN
            && slice(self.text, number.range.clone()).contains('.')
        {
            return Some((Word::Other("系数"), number.range.end));
        }
        // 45、50人: at most four numbers share one unit; 1至2项: the second has it.
        let mut at = number.range.end;
        for j in i + 1..i + 5 {
            let next = self.free(j)?;
            let gap = slice(self.text, at..next.range.start).trim_matches(' ');
            if !(matches!(gap, "、" | "和" | "/" | "／") && next.form == number.form || j == i + 1 && is_dash(gap)) {
                return None;
            }
            if let Some((word, _)) = self.own_unit(j) {
                let whole = matches!(word, Word::Year | Word::Month | Word::Day | Word::Age | Word::Clock);
                return (!whole || is_dash(gap)).then_some((word, number.range.end));
            }
            at = next.range.end;
        }
        None
    }

    fn are_people(&self, number: &Number) -> bool {
        let phrase = first_chars(slice(self.text, number.range.end..self.clause(&number.range).end), 14);
        holds!(phrase, ["劳动力", "人员", "职工", "农民", "带头人", "教师", "学生", "居民"])
            && self.marks.has(super::words::TRAIN, self.clause(&number.range).start..number.range.start)
    }

    fn is_money(&self, number: &Number) -> bool {
        let clause = self.clause(&number.range);
        let tail = end_of(self.text, (clause.end + 3).min(self.sentence.end), self.sentence.end, ends_clause);
        let money = super::words::MONEY | super::words::REWARD | super::words::AID | super::words::FINE;
        self.marks.has(money, clause.start..number.range.start) || self.marks.has(money, number.range.end..tail.max(clause.end))
    }

    /// 成, 番 and times of day have values of their own.
    fn scaled(&self, word: Word, value: Decimal, upper: Option<Decimal>, number: &Number) -> Option<(Decimal, Option<Decimal>)> {
        Some(match word {
            Word::Tenth => (value.checked_mul(Decimal::TEN)?, upper.and_then(|u| u.checked_mul(Decimal::TEN))),
            Word::Double => {
                let doublings = value.to_u32().filter(|n| (1..=8).contains(n))?;
                (Decimal::from(100 * ((1i64 << doublings) - 1)), None)
            }
            Word::Clock => {
                let mut hour = value;
                if hour > Decimal::from(24) {
                    return None;
                }
                let prior = before(self.text, number.range.start);
                if hour < Decimal::from(12) && ends!(prior, ["下午", "晚上", "晚", "傍晚", "夜间", "晚间"]).is_some() {
                    hour += Decimal::from(12);
                }
                if slice(self.text, number.range.end..self.sentence.end).trim_start_matches(['点', '时', ' ']).starts_with('半')
                {
                    hour += Decimal::new(5, 1);
                }
                (hour, None)
            }
            // 一个半小时.
            Word::Hour | Word::Month if slice(self.text, number.range.end..self.sentence.end).starts_with("个半") => {
                (value.checked_add(Decimal::new(5, 1))?, upper)
            }
            _ => (value, upper),
        })
    }
}
