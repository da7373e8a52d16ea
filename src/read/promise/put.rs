//! The promise of an amount that was kept: everything that is told of it, put together.

use super::amount::{Amount, Sight};
use super::measure::Word;
use super::scan::{after, before, ends, exceeds, first_chars, slice, starts};
use super::{Kept, Reader, indicate, lists, who, words};
use crate::model::{Bound, Class, Due, Frequency, Quantity, Role, Target, Unit};
use crate::read::unit::Found;

impl Reader<'_> {
    pub(super) fn put(&mut self, sight: &Sight<'_>, kept: &mut Kept) {
        let Kept { amount, due, spanned, from, baseline, subject, named } = kept;
        let (mut due, spanned, from) = (*due, *spanned, *from);
        let headings = self.headings();
        let frequency = sight.frequency(amount);
        let per = sight.per(amount, frequency, headings);
        let recurs = frequency.is_some_and(|f| f != Frequency::Once);
        let held = amount.own.has(words::HOLD) && amount.own.says(lists::LASTING);
        // 平均受教育年限达到14年 is a result, no span.
        let time = matches!(amount.word, Word::Year | Word::Month | Word::Day | Word::Age | Word::Clock)
            && !before(sight.text, amount.number.start)
                .trim_end_matches(['达', '到', '至', '为', '提', '高', '升', '增', '加'])
                .ends_with("年限")
            && !subject.as_ref().unwrap_or(named).0.ends_with("年限");
        // 每年安排经费，用于设备的比例不低于六成: what recurs has no date, nor have its shares.
        let shared = || {
            amount.unit == Unit::Percent
                && starts!(slice(sight.text, amount.clause.clone()), ["用于", "其中"]).is_some()
                && self.found.last().is_some_and(|l| {
                    l.number.start >= sight.sentence.start && l.target.due.is_none() && l.target.frequency.is_some()
                })
        };
        if due.is_none() && !recurs && !held && !time && !shared() {
            due = self.opened.or(self.carried);
        }
        if time && !matches!(self.unit.role, Role::Goals) {
            due = None;
        }
        if time && after(sight.text, amount.range.end).starts_with("时间") && amount.bound == Bound::Exactly {
            amount.bound = Bound::AtMost;
        }
        if time && amount.bound == Bound::AtMost && !amount.bound_before && amount.ahead.says(lists::HALTED) {
            amount.bound = Bound::Exactly;
        }
        let mut class = sight.class(amount, self.unit.role, frequency, due.is_some() && !spanned, headings);
        // 园总数达到120所，其中公办园60所: a bare count goes with the one before it.
        let bare = class == Class::Measure && !amount.own.has(words::VERB);
        if bare
            && self.found.last().is_some_and(|l| {
                l.class == Class::Goal
                    && l.number.start >= sight.sentence.start
                    && l.target.quantity.as_ref().is_some_and(|q| q.unit == amount.unit)
            })
        {
            class = Class::Goal;
        }
        // 到2025年，新建学校4所。入园率达到97%。
        // Among measures each sentence stands for itself.
        let goals = self.unit.role == Role::Goals || self.unit.path.as_str() == "前言";
        if due.is_none() && goals && class == Class::Goal && !recurs && !held && matches!(amount.unit, Unit::Percent | Unit::Year)
        {
            due = self.before_due;
        }
        if class == Class::Goal && self.unit.role != Role::Goals && amount.unit == Unit::Percent {
            class = self.class_before(sight, amount).unwrap_or(class);
        }
        let (subject, named) = std::mem::take(subject.as_mut().unwrap_or(named));
        let indicator = indicate::indicator(sight, amount, &subject, &named);
        let start = named.start.min(amount.number.start);
        let clause = start..named.end.max(amount.range.end);
        let mut quantity = match amount.upper {
            Some(upper) => Quantity::between(amount.value, upper, amount.unit.clone()),
            None => Quantity::new(amount.bound, amount.value, amount.unit.clone()),
        };
        quantity.per = per;
        // No noun anywhere near: the heading tells what is counted.
        let subject = if exceeds(&subject, 1) {
            subject
        } else if !self.unit.heading.trim().is_empty() {
            first_chars(self.unit.heading.trim(), 20).to_owned()
        } else if subject.is_empty() {
            first_chars(slice(sight.text, amount.clause.clone()), 20).to_owned()
        } else {
            subject
        };
        let mut target = Target::new(subject);
        target.indicator = indicator;
        target.scope = who::scope(sight, amount);
        target.quantity = Some(quantity);
        target.frequency = frequency;
        target.due = due;
        target.from = from.filter(|_| due.is_some_and(|d| d.year() > from.unwrap_or(0))).map(Due::Year);
        target.baselines.extend(baseline.take());
        target.force = Some(who::force(sight, amount));
        let beneficiary = (class == Class::Incentive).then(|| who::beneficiary(sight, amount)).flatten();
        let actor = (class == Class::Accountability).then(|| who::actor(sight, amount)).flatten();
        self.found.push(Found { class, target, number: amount.number.clone(), clause, beneficiary, actor });
    }

    /// The class of the promise before, if a share is one of the same or a part of it.
    fn class_before(&self, sight: &Sight<'_>, amount: &Amount) -> Option<Class> {
        let last = self.found.last().filter(|last| last.number.start >= sight.sentence.start)?;
        let paid = matches!(last.class, Class::Funding | Class::Incentive);
        let share = last.target.quantity.as_ref().is_some_and(|q| q.unit == Unit::Percent);
        let head = before(sight.text, amount.number.start);
        let clause = slice(sight.text, amount.clause.clone());
        // 奖励性绩效提高到45%，其中向班主任倾斜不低于一半; 招聘300名，其中紧缺学科不低于四成: a share of what is paid or done.
        let part = clause.starts_with("其中") && (paid || last.class == Class::Measure);
        // 按标准的50%补助，到2025年提高到80%: the same share again.
        let raised = || last.class == Class::Funding && ends!(head, ["年提高到", "年达到", "年提高至"]).is_some();
        // 考核优秀不超过15%，成效突出的可放宽到20%: the same.
        let widened = || {
            last.class != Class::Measure
                && !amount.own.has(words::RATE)
                && ends!(head, ["放宽到", "放宽至", "提高到", "提高至", "上浮到", "扩大到"]).is_some()
        };
        // 基础部分占60%、绩效部分占40%; 用于奖金不少于70%，用于奖学金不少于10%: shares of the same.
        let listed = || {
            let behind = after(sight.text, last.number.end).trim_start_matches(['%', '％']);
            paid && (behind.starts_with('、') || clause.starts_with("用于"))
        };
        (part || share && (raised() || widened() || listed())).then_some(last.class)
    }
}
