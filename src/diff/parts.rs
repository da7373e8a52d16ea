//! The five parts of a plan compared: the fields of each class beside those that all share, and the lists of promises inside.

use super::collect::{Collector, value};
use super::digest::{Cover, digest, join, text_digest};
use super::grams::Grams;
use super::promise::Holder;
use super::shift::{Effect, Shift};
use crate::model::{
    Accountability, Condition, Consequence, ConsequenceKind, Force, Funding, Goal, Incentive, Measure, Schedule, Target,
};

impl Goal {
    pub(super) fn compare_own(&self, after: &Self, out: &mut Collector<'_, '_>) {
        out.targets("targets", Holder::Target, (self.force, after.force), &self.targets, &after.targets);
    }
}

impl Measure {
    pub(super) fn compare_own(&self, after: &Self, out: &mut Collector<'_, '_>) {
        out.entries("instruments", &self.instruments, &after.instruments);
        out.lead("lead", &self.lead, &after.lead);
        out.joined("responsible", &self.responsible, &after.responsible, UNITS);
        out.joined("supporting", &self.supporting, &after.supporting, UNITS);
        out.entries("beneficiaries", &self.beneficiaries, &after.beneficiaries);
        out.schedule(self.schedule, after.schedule);
        out.targets("targets", Holder::Target, (self.force, after.force), &self.targets, &after.targets);
    }
}

impl Incentive {
    pub(super) fn compare_own(&self, after: &Self, out: &mut Collector<'_, '_>) {
        let forces = (self.force, after.force);
        out.entries("beneficiaries", &self.beneficiaries, &after.beneficiaries);
        out.entries("kinds", &self.kinds, &after.kinds);
        out.targets("awards", Holder::Award, forces, &self.awards, &after.awards);
        out.targets("quotas", Holder::Quota, forces, &self.quotas, &after.quotas);
        out.conditions("conditions", Holder::Condition, forces, &self.conditions, &after.conditions);
        if self.payer != after.payer {
            out.push("payer", value(&self.payer), value(&after.payer), Shift::PayerChanged, Effect::Neutral);
        }
    }
}

impl Funding {
    pub(super) fn compare_own(&self, after: &Self, out: &mut Collector<'_, '_>) {
        out.word("kind", &self.kind, &after.kind);
        if self.sources != after.sources {
            out.push("sources", value(&self.sources), value(&after.sources), Shift::PayerChanged, Effect::Neutral);
        }
        out.option_text("purpose", self.purpose.as_deref(), after.purpose.as_deref());
        if self.period != after.period {
            out.push("period", value(&self.period), value(&after.period), Shift::Redated, Effect::Neutral);
        }
        out.targets("amounts", Holder::Amount, (self.force, after.force), &self.amounts, &after.amounts);
    }
}

impl Accountability {
    pub(super) fn compare_own(&self, after: &Self, out: &mut Collector<'_, '_>) {
        let forces = (self.force, after.force);
        out.word("mechanism", &self.mechanism, &after.mechanism);
        out.joined("actors", &self.actors, &after.actors, UNITS);
        out.joined("forums", &self.forums, &after.forums, UNITS);
        out.conditions("triggers", Holder::Trigger, forces, &self.triggers, &after.triggers);
        out.ladder(forces, &self.consequences, &after.consequences);
        out.targets("terms", Holder::Target, forces, &self.terms, &after.terms);
    }
}

const UNITS: (Shift, Shift) = (Shift::UnitJoined, Shift::UnitLeft);

impl Collector<'_, '_> {
    fn schedule(&mut self, before: Option<Schedule>, after: Option<Schedule>) {
        let none = Schedule { from: None, to: None, frequency: None };
        let (was, is) = (before.unwrap_or(none), after.unwrap_or(none));
        self.date("schedule.from", Holder::Target, was.from, is.from);
        self.date("schedule.to", Holder::Target, was.to, is.to);
        self.frequency("schedule.frequency", Holder::Target, was.frequency, is.frequency);
        if was == is {
            // An empty schedule against none.
            self.word("schedule", &before, &after);
        }
    }

    fn targets(&mut self, field: &str, holder: Holder, forces: (Force, Force), before: &[Target], after: &[Target]) {
        if before == after {
            return;
        }
        let list = format!("{field}[]");
        let matched = match_promises(before, after);
        self.each(
            &list,
            before,
            after,
            &matched,
            |out, was, is| out.promise(&list, holder, forces, was, is),
            |new| {
                if new { (Shift::Added, Effect::Strengthened) } else { (Shift::Dropped, Effect::Weakened) }
            },
        );
        self.order(field, &matched);
    }

    fn conditions(&mut self, field: &str, holder: Holder, forces: (Force, Force), before: &[Condition], after: &[Condition]) {
        if before == after {
            return;
        }
        let list = format!("{field}[]");
        let keys: [fn(&Condition) -> u64; 3] = [
            |c| digest(c, Cover::Content),
            |c| text_digest(&c.text),
            |c| c.target.as_ref().map_or(1, |t| text_digest(&t.subject)),
        ];
        let matched = matched(before, after, &keys, |c| Grams::of([c.text.as_str()]));
        let compare = |out: &mut Self, was: &Condition, is: &Condition| out.condition(&list, holder, forces, was, is);
        self.each(&list, before, after, &matched, compare, |new| {
            (if new { Shift::Added } else { Shift::Dropped }, Effect::Neutral)
        });
        self.order(field, &matched);
    }

    fn condition(&mut self, field: &str, holder: Holder, forces: (Force, Force), before: &Condition, after: &Condition) {
        let field_of_text = format!("{field}.text");
        match super::numeral::only_number(&before.text, &after.text) {
            // The number is in the words alone: 连续三年 → 连续两年.
            Some(order) if holder == Holder::Trigger && before.target.is_none() && after.target.is_none() => {
                let (shift, effect) = match order {
                    std::cmp::Ordering::Less => (Shift::TriggerEarlier, Effect::Strengthened),
                    _ => (Shift::TriggerLater, Effect::Weakened),
                };
                self.push(&field_of_text, value(&before.text), value(&after.text), shift, effect);
            }
            _ => self.text(&field_of_text, &before.text, &after.text),
        }
        self.option_promise(&format!("{field}.target"), holder, forces, before.target.as_deref(), after.target.as_deref());
    }

    fn option_promise(
        &mut self,
        field: &str,
        holder: Holder,
        forces: (Force, Force),
        before: Option<&Target>,
        after: Option<&Target>,
    ) {
        match (before, after) {
            (Some(was), Some(is)) => self.promise(field, holder, forces, was, is),
            (None, None) => {}
            (was, None) => self.push(field, value(&was), None, Shift::Unquantified, Effect::Neutral),
            (None, is) => self.push(field, None, value(&is), Shift::Quantified, Effect::Neutral),
        }
    }

    /// The ladder of consequences: a rung more, or a heavier one, is harsher.
    fn ladder(&mut self, forces: (Force, Force), before: &[Consequence], after: &[Consequence]) {
        if before == after {
            return;
        }
        let list = "consequences[]";
        let when = |c: &Consequence| c.when.as_ref().map_or(0, |when| text_digest(&when.text));
        let keys: [&dyn Fn(&Consequence) -> u64; 4] = [
            &|c| digest(c, Cover::Content),
            &|c| join(text_digest(&c.text), when(c)),
            &|c| join(text_digest(c.kind.as_str()), when(c)),
            &|c| join(1, text_digest(c.kind.as_str())),
        ];
        let matched = matched(before, after, &keys, |c| Grams::of([c.text.as_str()]));
        let compare = |out: &mut Self, was: &Consequence, is: &Consequence| {
            let (weight_was, weight_is) = (severity(was.kind), severity(is.kind));
            if was.kind != is.kind {
                let (shift, effect) = match weight_is.cmp(&weight_was) {
                    std::cmp::Ordering::Greater => (Shift::Harsher, Effect::Strengthened),
                    std::cmp::Ordering::Less => (Shift::Milder, Effect::Weakened),
                    std::cmp::Ordering::Equal => (Shift::Reclassified, Effect::Neutral),
                };
                out.push("consequences[].kind", value(&was.kind), value(&is.kind), shift, effect);
            }
            out.text("consequences[].text", &was.text, &is.text);
            match (&was.when, &is.when) {
                (Some(a), Some(b)) => out.condition("consequences[].when", Holder::Trigger, forces, a, b),
                (a, b) => out.word("consequences[].when", a, b),
            }
            out.option_promise("consequences[].target", Holder::Penalty, forces, was.target.as_deref(), is.target.as_deref());
        };
        let weights = |list: &[Consequence]| -> Vec<u8> { list.iter().map(|c| severity(c.kind)).collect() };
        let (weight_was, weight_is) = (weights(before), weights(after));
        let at = matched.clone();
        self.each(list, before, after, &at, compare, |_| (Shift::Added, Effect::Neutral));
        // A rung that came or went is judged by its weight, which `each` does not know.
        for change in &mut self.changes {
            if change.field != list {
                continue;
            }
            let weight = match (change.from, change.to) {
                (Some(from), None) => weight_was.get(from),
                (None, Some(to)) => weight_is.get(to),
                _ => None,
            };
            (change.shift, change.effect) = match (weight.copied().unwrap_or(0) > 0, change.to.is_some()) {
                (true, true) => (Shift::Harsher, Effect::Strengthened),
                (true, false) => (Shift::Milder, Effect::Weakened),
                (false, true) => (Shift::Added, Effect::Neutral),
                (false, false) => (Shift::Dropped, Effect::Neutral),
            };
        }
        self.order("consequences", &matched);
    }

    /// Compares matched entries; those without a partner are one change each, named by `lone` (true for a new one).
    fn each<T: serde::Serialize + PartialEq>(
        &mut self,
        field: &str,
        before: &[T],
        after: &[T],
        matched: &[(usize, usize)],
        compare: impl Fn(&mut Self, &T, &T),
        lone: impl Fn(bool) -> (Shift, Effect),
    ) {
        let entry = self.entry;
        let mut gone = vec![true; before.len()];
        let mut new = vec![true; after.len()];
        for &(i, j) in matched {
            if let (Some(was), Some(is)) = (before.get(i), after.get(j)) {
                self.entry = (Some(i), Some(j));
                if was != is {
                    compare(self, was, is);
                }
            }
            for (list, at) in [(&mut gone, i), (&mut new, j)] {
                if let Some(flag) = list.get_mut(at) {
                    *flag = false;
                }
            }
        }
        for (i, was) in before.iter().enumerate().filter(|(i, _)| gone.get(*i) == Some(&true)) {
            self.entry = (Some(i), None);
            let (shift, effect) = lone(false);
            self.push(field, value(was), None, shift, effect);
        }
        for (j, is) in after.iter().enumerate().filter(|(j, _)| new.get(*j) == Some(&true)) {
            self.entry = (None, Some(j));
            let (shift, effect) = lone(true);
            self.push(field, None, value(is), shift, effect);
        }
        self.entry = entry;
    }

    /// One change where matched entries stand in another order.
    fn order(&mut self, field: &str, matched: &[(usize, usize)]) {
        let mut matched = matched.to_vec();
        matched.sort_unstable();
        if !matched.iter().map(|(_, j)| j).is_sorted() {
            self.push(field, None, None, Shift::Reordered, Effect::Neutral);
        }
    }
}

/// How heavy a consequence weighs, to tell harsher from milder: praise and what is not known weigh nothing.
fn severity(kind: ConsequenceKind) -> u8 {
    match kind {
        ConsequenceKind::Notice => 1,
        ConsequenceKind::Interview => 2,
        ConsequenceKind::Rectification => 3,
        ConsequenceKind::CreditRecord | ConsequenceKind::LinkToPay => 4,
        ConsequenceKind::Suspension | ConsequenceKind::LossOfBenefit => 5,
        ConsequenceKind::Fine => 6,
        ConsequenceKind::Disqualification | ConsequenceKind::Demotion => 7,
        ConsequenceKind::Withdrawal | ConsequenceKind::Removal => 8,
        ConsequenceKind::Inquiry => 9,
        ConsequenceKind::LegalAction => 10,
        _ => 0,
    }
}

/// Which promises of two lists are one: the same but for the source; then by less and less of subject, indicator, unit, date, scope.
fn match_promises(before: &[Target], after: &[Target]) -> Vec<(usize, usize)> {
    fn subject(t: &Target) -> u64 {
        join(text_digest(&t.subject), t.indicator.as_ref().map_or(0, |id| text_digest(id.as_str())))
    }
    fn due(t: &Target) -> u64 {
        digest(&(t.due, t.from), Cover::Whole)
    }
    fn amount(t: &Target) -> u64 {
        digest(&t.quantity.as_ref().map(|q| (q.value.normalize().to_string(), &q.unit)), Cover::Whole)
    }
    fn unit(t: &Target) -> u64 {
        digest(&t.quantity.as_ref().map(|q| &q.unit), Cover::Whole)
    }
    fn scope(t: &Target) -> u64 {
        digest(&t.scope, Cover::Whole)
    }
    // What must not be paired by accident gets a digest of its whole self in passes that it does not take part in.
    fn lone(t: &Target) -> u64 {
        join(9, digest(t, Cover::Content))
    }
    let keys: [fn(&Target) -> u64; 8] = [
        |t| digest(t, Cover::Content),
        |t| join(join(subject(t), unit(t)), join(due(t), scope(t))),
        |t| join(join(subject(t), amount(t)), scope(t)),
        |t| join(join(subject(t), unit(t)), scope(t)),
        |t| join(join(subject(t), unit(t)), due(t)),
        |t| subject(t),
        |t| if t.quantity.is_some() { join(amount(t), due(t)) } else { lone(t) },
        |t| t.indicator.as_ref().map_or_else(|| lone(t), |id| join(text_digest(id.as_str()), unit(t))),
    ];
    matched(before, after, &keys, |t| Grams::of([t.subject.as_str()]))
}

/// So many entries on both sides are compared each with each, at most; longer lists go by their keys alone.
const MOST_COMPARED: usize = 4_096;
/// The least dice of two texts that are one.
const ALIKE: u32 = 4_500;

/// Pairs the entries of two short lists: by each key in turn, then by likeness, the best first. By place before.
fn matched<T, K: Fn(&T) -> u64>(before: &[T], after: &[T], keys: &[K], grams: impl Fn(&T) -> Grams) -> Vec<(usize, usize)> {
    use std::collections::{HashMap, VecDeque};
    let mut pairs = Vec::new();
    let (mut left, mut right): (Vec<usize>, Vec<usize>) = ((0..before.len()).collect(), (0..after.len()).collect());
    for key in keys {
        if left.is_empty() || right.is_empty() {
            break;
        }
        let mut places: HashMap<u64, VecDeque<usize>> = HashMap::new();
        for &j in &right {
            if let Some(entry) = after.get(j) {
                places.entry(key(entry)).or_default().push_back(j);
            }
        }
        let mut taken = vec![false; after.len()];
        left.retain(|&i| {
            let place = before.get(i).and_then(|entry| places.get_mut(&key(entry))?.pop_front());
            if let Some(j) = place {
                pairs.push((i, j));
                if let Some(flag) = taken.get_mut(j) {
                    *flag = true;
                }
            }
            place.is_none()
        });
        right.retain(|&j| taken.get(j) != Some(&true));
    }
    if left.len() * right.len() <= MOST_COMPARED && !left.is_empty() {
        let words = |list: &[usize], of: &[T]| -> Vec<(usize, Grams)> {
            list.iter().filter_map(|&i| of.get(i).map(|entry| (i, grams(entry)))).collect()
        };
        let (a, b) = (words(&left, before), words(&right, after));
        let mut ranked = Vec::new();
        for (i, x) in &a {
            for (j, y) in &b {
                let dice = x.dice(y);
                if dice >= ALIKE {
                    ranked.push((std::cmp::Reverse(dice), *i, *j));
                }
            }
        }
        ranked.sort_unstable();
        let (mut taken, mut given) = (vec![false; before.len()], vec![false; after.len()]);
        for (_, i, j) in ranked {
            if let (Some(x), Some(y)) = (taken.get_mut(i), given.get_mut(j))
                && !*x
                && !*y
            {
                (*x, *y) = (true, true);
                pairs.push((i, j));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}
