//! What is settled when all amounts of a sentence are known: spans and rounds that belong to others, and what is to be cleared.

use rust_decimal::Decimal;

use super::amount::{Amount, Sight};
use super::measure::Word;
use super::scan::{after, before, ends, holds, slice, starts};
use super::{Kept, Reader};
use crate::model::{Bound, Due, Role, Unit};
use crate::read::unit::{Loose, Reason};

impl Reader<'_> {
    /// 清零: none may be left.
    pub(super) fn cleared(&mut self, sight: &Sight<'_>, due: Option<Due>, kept: &mut Vec<Kept>) {
        let base = sight.sentence.start;
        for (at, word) in slice(sight.text, sight.sentence.clone()).match_indices("清零") {
            let range = base + at..base + at + word.len();
            let head = before(sight.text, range.start);
            let clause = sight.clause(&range);
            let own = slice(sight.text, clause.start..range.start);
            let mut unit = Unit::Other("家".into());
            if holds!(own, ["辍学", "失学", "学生", "儿童", "文盲"]) {
                unit = Unit::Person;
            } else if holds!(own, ["大班额", "超大班"]) {
                unit = Unit::Class;
            }
            let countable = matches!(unit, Unit::Person | Unit::Class)
                || holds!(own, ["机构", "学校", "幼儿园", "隐患", "危房", "问题", "班"]);
            if !countable || ends!(head, ["“", "未", "已"]).is_some() || self.unit.role == Role::Glossary {
                let zero = range.start + '清'.len_utf8()..range.end;
                self.loose.push(Loose { number: zero, reason: Reason::Idiom });
                continue;
            }
            let (said, said_ahead) = sight.marks.said(&clause, range.start);
            let clause_end = clause.end;
            let amount = Amount {
                numbers: 0..0,
                number: range.clone(),
                range: range.clone(),
                clause,
                value: Decimal::ZERO,
                upper: None,
                word: Word::Other("清零"),
                unit,
                bound: Bound::Exactly,
                bound_before: false,
                bound_after: false,
                unit_end: range.end,
                own: said,
                ahead: said_ahead,
                edge: range.start,
                phrase: sight.phrase_behind(Word::Other("清零"), range.end, clause_end),
                bound_far: false,
            };
            let place = kept.partition_point(|k| k.amount.number.start < range.start);
            let subject = sight.subject(&amount, None);
            kept.insert(place, Kept { amount, due, spanned: false, from: None, baseline: None, subject: None, named: subject });
        }
    }

    /// 三年内培训500人: the span is the deadline of what follows, not a promise of its own.
    pub(super) fn limits_of_others(&mut self, sight: &Sight<'_>, kept: &mut Vec<Kept>) {
        let mut i = 0;
        while let Some(one) = kept.get(i) {
            let span = &one.amount;
            let within = matches!(span.word, Word::Year)
                && (span.bound == Bound::AtMost && span.bound_after || after(sight.text, span.range.end).starts_with("时间"))
                && !span.bound_before
                // 5年内不得从教: how long it lasts.
                && starts!(after(sight.text, span.range.end), ["不得", "不予", "不能", "不再", "取消"]).is_none();
            let followed = || {
                kept.iter().skip(i + 1).any(|k| {
                    !matches!(k.amount.word, Word::Year | Word::Month | Word::Age)
                        && !slice(sight.text, span.range.end..k.amount.number.start).contains(['；', ';'])
                })
            };
            let opens =
                || !slice(sight.text, span.clause.start..span.number.start).contains(['后', '（', '期', '满', '自', '消']);
            if within && followed() && opens() {
                let due = self
                    .context
                    .period
                    .filter(|p| Decimal::from(p.to - p.from + 1) == span.value || Decimal::from(p.to - p.from) == span.value);
                let numbers = span.numbers.clone();
                let from = span.range.end;
                for k in kept.iter_mut().skip(i + 1).filter(|k| k.due.is_none() && k.amount.number.start > from) {
                    k.due = due.map(|p| Due::Year(p.to));
                }
                for j in numbers {
                    self.put_loose(j, Reason::Date);
                }
                kept.remove(i);
            } else {
                i += 1;
            }
        }
    }

    /// 每两年认定一次名校长4名: the one time says how often, not how much.
    pub(super) fn rounds_of_others(&mut self, sight: &Sight<'_>, kept: &mut Vec<Kept>) {
        let mut i = 0;
        while let Some(one) = kept.get(i) {
            let round = one.amount.unit == Unit::Session && one.amount.value == Decimal::ONE && !one.amount.bounded();
            let counted = kept.get(i + 1).is_some_and(|next| {
                // 每两年评选一次杰出教师，每次十人.
                let own = slice(sight.text, next.amount.clause.clone());
                (next.amount.clause == one.amount.clause
                    || next.amount.unit == Unit::Person && starts!(own, ["每次", "每届", "每批"]).is_some())
                    && next.amount.unit != Unit::Session
                    && !slice(sight.text, one.amount.range.end..next.amount.number.start).contains('、')
            });
            if round && counted {
                let numbers = one.amount.numbers.clone();
                kept.remove(i);
                for j in numbers {
                    self.put_loose(j, Reason::Date);
                }
            } else {
                i += 1;
            }
        }
    }
}
