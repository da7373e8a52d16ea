//! Promises compared: value, bound, unit, dates, force, scope, baselines, frequency, each with its direction.
//!
//! # Which way is stronger
//! | holder | a higher value is |
//! |---|---|
//! | target of a goal or measure, term of accountability | what the indicator says; where the catalogue holds none, what the bound says (不低于: higher is stronger; 不超过: lower is); of a bare number, higher is stronger when it counts things to be provided (schools, kindergartens, places, studios, courses, teams, bases, floor area), else neither |
//! | the same, as a rise or fall | a greater rise is stronger unless less is better for the indicator; a greater fall unless more is |
//! | award, quota | stronger |
//! | amount of a funding line | stronger, unless it is a ceiling |
//! | condition of an incentive | neither |
//! | trigger of a consequence | later, so weaker; for an upper bound (低于60分) earlier, so stronger |
//! | number of a consequence | harsher, so stronger |
//!
//! Where the bound speaks against the indicator (a ceiling on what should grow), neither is said.

use rust_decimal::Decimal;

use super::collect::{Collector, value};
use super::shift::{Effect, Shift};
use crate::model::{Bound, Due, Force, Frequency, Quantity, Target, Unit};
use crate::vocabulary::Direction;

/// What holds a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    Target,
    Award,
    Quota,
    Condition,
    Amount,
    Trigger,
    Penalty,
}

/// Which way is stronger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stronger {
    Up,
    Down,
    Unknown,
}

impl Stronger {
    fn effect(self, rose: bool) -> Effect {
        match (self, rose) {
            (Stronger::Up, true) | (Stronger::Down, false) => Effect::Strengthened,
            (Stronger::Up, false) | (Stronger::Down, true) => Effect::Weakened,
            (Stronger::Unknown, _) => Effect::Neutral,
        }
    }

    fn both(self, other: Stronger) -> Stronger {
        if self == other { self } else { Stronger::Unknown }
    }
}

impl Collector<'_, '_> {
    /// The changes of one promise; `field` is its path, such as `targets[]`, and `forces` are those of the items that hold it.
    pub(crate) fn promise(&mut self, field: &str, holder: Holder, forces: (Force, Force), before: &Target, after: &Target) {
        let spans = self.spans;
        self.spans = (before.source.span.or(spans.0), after.source.span.or(spans.1));
        let name = |part: &str| format!("{field}.{part}");
        self.text(&name("subject"), &before.subject, &after.subject);
        self.word(&name("indicator"), &before.indicator, &after.indicator);
        match (&before.quantity, &after.quantity) {
            (Some(was), Some(is)) => {
                let stronger = self.stronger(holder, before, was).both(self.stronger(holder, after, is));
                self.quantity(&name("quantity"), holder, stronger, was, is);
            }
            (None, Some(is)) => {
                self.push(&name("quantity"), None, value(is), Shift::Quantified, holder.if_promise(Effect::Strengthened));
            }
            (Some(was), None) => {
                self.push(&name("quantity"), value(was), None, Shift::Unquantified, holder.if_promise(Effect::Weakened));
            }
            (None, None) => {}
        }
        self.frequency(&name("frequency"), holder, before.frequency, after.frequency);
        self.baselines(&name("baselines"), before, after);
        self.date(&name("from"), holder, before.from, after.from);
        self.date(&name("due"), holder, before.due, after.due);
        self.scope(&name("scope"), holder, before.scope.as_deref(), after.scope.as_deref());
        if before.force != after.force {
            let (was, is) = (before.force.unwrap_or(forces.0), after.force.unwrap_or(forces.1));
            if was.rank() == is.rank() {
                self.word(&name("force"), &before.force, &after.force);
            } else {
                self.force(&name("force"), was, is);
            }
        }
        self.option_text(&name("note"), before.note.as_deref(), after.note.as_deref());
        self.spans = spans;
    }

    fn stronger(&self, holder: Holder, target: &Target, quantity: &Quantity) -> Stronger {
        let lower = matches!(quantity.bound, Bound::AtLeast | Bound::MoreThan);
        let upper = matches!(quantity.bound, Bound::AtMost | Bound::LessThan);
        match holder {
            Holder::Award | Holder::Quota | Holder::Penalty => Stronger::Up,
            Holder::Amount if upper => Stronger::Unknown,
            Holder::Amount => Stronger::Up,
            Holder::Condition => Stronger::Unknown,
            Holder::Trigger if upper => Stronger::Up,
            Holder::Trigger => Stronger::Down,
            Holder::Target => {
                let indicator = target.indicator.as_ref().and_then(|id| self.context.vocabulary.indicators.get(id.as_str()));
                let direction = indicator.map_or(Direction::None, |indicator| indicator.direction);
                match (direction, quantity.bound) {
                    (Direction::Down, Bound::RiseBy) | (Direction::Up, Bound::FallBy) => Stronger::Down,
                    (_, Bound::RiseBy | Bound::FallBy) => Stronger::Up,
                    (Direction::Up, _) if upper => Stronger::Unknown,
                    (Direction::Down, _) if lower => Stronger::Unknown,
                    (Direction::Up, _) => Stronger::Up,
                    (Direction::Down, _) => Stronger::Down,
                    (Direction::None, _) if lower => Stronger::Up,
                    (Direction::None, _) if upper => Stronger::Down,
                    (Direction::None, _) if indicator.is_none() && is_provided(&quantity.unit) => Stronger::Up,
                    (Direction::None, _) => Stronger::Unknown,
                }
            }
        }
    }

    fn quantity(&mut self, field: &str, holder: Holder, stronger: Stronger, before: &Quantity, after: &Quantity) {
        let name = |part: &str| format!("{field}.{part}");
        if before.unit != after.unit {
            self.push(&name("unit"), value(&before.unit), value(&after.unit), Shift::UnitChanged, Effect::Neutral);
        }
        if before.per != after.per {
            self.push(&name("per"), value(&before.per), value(&after.per), Shift::PerChanged, Effect::Neutral);
        }
        if before.bound != after.bound {
            let (shift, effect) = rebound(before.bound, after.bound, holder, stronger);
            self.push(&name("bound"), value(&before.bound), value(&after.bound), shift, effect);
        }
        if (before.value, before.upper) == (after.value, after.upper) {
            return;
        }
        let shown = |q: &Quantity| match q.upper {
            Some(_) => value(q),
            None => value(&q.value.normalize().to_string()),
        };
        let measured = |q: &Quantity| (q.unit.clone(), q.per.clone(), is_difference(q.bound));
        let (shift, effect) = if measured(before) != measured(after) {
            (Shift::Revalued, Effect::Neutral)
        } else {
            self.revalued(holder, stronger, before, after)
        };
        let field = if before.upper.is_some() || after.upper.is_some() { field.to_owned() } else { name("value") };
        self.push(&field, shown(before), shown(after), shift, effect);
    }

    fn revalued(&self, holder: Holder, stronger: Stronger, before: &Quantity, after: &Quantity) -> (Shift, Effect) {
        let (low, high) = (after.value.cmp(&before.value), top(after).cmp(&top(before)));
        use std::cmp::Ordering::{Equal, Greater, Less};
        let rose = match (low, high) {
            (Greater | Equal, Greater | Equal) => true,
            (Less | Equal, Less | Equal) => false,
            // Both ends moved apart, or together.
            (Less, Greater) => return (Shift::Loosened, holder.if_promise(Effect::Weakened)),
            (Greater, Less) => return (Shift::Tightened, holder.if_promise(Effect::Strengthened)),
        };
        let effect = stronger.effect(rose);
        let money = before.unit == Unit::Yuan && !matches!(holder, Holder::Condition);
        let shift = match (holder, rose) {
            (Holder::Penalty, true) => Shift::Harsher,
            (Holder::Penalty, false) => Shift::Milder,
            (Holder::Trigger, _) if effect == Effect::Strengthened => Shift::TriggerEarlier,
            (Holder::Trigger, _) if effect == Effect::Weakened => Shift::TriggerLater,
            (_, true) if money => Shift::MoreMoney,
            (_, false) if money => Shift::LessMoney,
            (_, true) => Shift::Raised,
            (_, false) => Shift::Lowered,
        };
        (shift, effect)
    }

    pub(crate) fn date(&mut self, field: &str, holder: Holder, before: Option<Due>, after: Option<Due>) {
        let (shift, effect) = match (before, after) {
            (None, None) => return,
            (None, Some(_)) => (Shift::Dated, Effect::Strengthened),
            (Some(_), None) => (Shift::Undated, Effect::Weakened),
            (Some(was), Some(is)) if was == is => return,
            (Some(was), Some(is)) if is.last_day() < was.last_day() => (Shift::BroughtForward, Effect::Strengthened),
            (Some(was), Some(is)) if is.last_day() > was.last_day() => (Shift::Delayed, Effect::Weakened),
            (Some(_), Some(_)) => (Shift::Redated, Effect::Neutral),
        };
        // A first date does not make a promise firmer, but an earlier one makes it hold longer.
        let first = field.ends_with("from") && matches!(shift, Shift::Dated | Shift::Undated);
        let effect = if first { Effect::Neutral } else { holder.if_promise(effect) };
        self.push(field, value(&before), value(&after), shift, effect);
    }

    pub(crate) fn frequency(&mut self, field: &str, holder: Holder, before: Option<Frequency>, after: Option<Frequency>) {
        if before == after {
            return;
        }
        let (shift, effect) = match (before.map(per_century), after.map(per_century)) {
            (Some(was), Some(is)) if is > was => (Shift::MoreOften, Effect::Strengthened),
            (Some(was), Some(is)) if is < was => (Shift::LessOften, Effect::Weakened),
            _ => (Shift::Retimed, Effect::Neutral),
        };
        self.push(field, value(&before), value(&after), shift, holder.if_promise(effect));
    }

    fn baselines(&mut self, field: &str, before: &Target, after: &Target) {
        let (was, is) = (&before.baselines, &after.baselines);
        if was == is {
            return;
        }
        let shift = match is.len().cmp(&was.len()) {
            std::cmp::Ordering::Greater => Shift::BaselineAdded,
            std::cmp::Ordering::Less => Shift::BaselineDropped,
            std::cmp::Ordering::Equal => Shift::BaselineCorrected,
        };
        self.push(field, value(was), value(is), shift, Effect::Neutral);
    }

    fn scope(&mut self, field: &str, holder: Holder, before: Option<&str>, after: Option<&str>) {
        if before == after {
            return;
        }
        let (shift, effect) = match (before, after) {
            (None, _) => (Shift::Narrowed, Effect::Weakened),
            (_, None) => (Shift::Widened, Effect::Strengthened),
            (Some(was), Some(is)) => match (covers(is, was), covers(was, is)) {
                (true, false) => (Shift::Widened, Effect::Strengthened),
                (false, true) => (Shift::Narrowed, Effect::Weakened),
                _ => (Shift::Rescoped, Effect::Neutral),
            },
        };
        self.push(field, value(&before), value(&after), shift, holder.if_promise(effect));
    }
}

impl Holder {
    /// A condition is no promise: what makes it stricter or earlier makes the promise behind it neither stronger nor weaker.
    fn if_promise(self, effect: Effect) -> Effect {
        if matches!(self, Holder::Condition | Holder::Trigger) { Effect::Neutral } else { effect }
    }
}

fn top(quantity: &Quantity) -> Decimal {
    quantity.upper.unwrap_or(quantity.value)
}

fn is_difference(bound: Bound) -> Option<Bound> {
    matches!(bound, Bound::RiseBy | Bound::FallBy).then_some(bound)
}

/// Things that a county provides: more of them is more, whatever the indicator.
fn is_provided(unit: &Unit) -> bool {
    matches!(
        unit,
        Unit::School | Unit::Kindergarten | Unit::Place | Unit::Studio | Unit::Course | Unit::Team | Unit::Base | Unit::SqMetre
    )
}

/// A bound against another: 不低于 → 左右 loosens, 达到 → 不低于 tightens; a level against a rise or a range is only different.
fn rebound(before: Bound, after: Bound, holder: Holder, stronger: Stronger) -> (Shift, Effect) {
    let lower = |b: Bound| matches!(b, Bound::AtLeast | Bound::MoreThan);
    let upper = |b: Bound| matches!(b, Bound::AtMost | Bound::LessThan);
    let stronger = match stronger {
        Stronger::Unknown if (lower(before) || lower(after)) && !upper(before) && !upper(after) => Stronger::Up,
        Stronger::Unknown if (upper(before) || upper(after)) && !lower(before) && !lower(after) => Stronger::Down,
        known => known,
    };
    let strictness = |bound: Bound| -> Option<u8> {
        match (bound, stronger) {
            (Bound::MoreThan, Stronger::Up) | (Bound::LessThan, Stronger::Down) => Some(4),
            (Bound::AtLeast, Stronger::Up) | (Bound::AtMost, Stronger::Down) => Some(3),
            (Bound::Exactly, _) => Some(2),
            (Bound::About, _) => Some(1),
            (Bound::AtMost | Bound::LessThan, Stronger::Up) | (Bound::AtLeast | Bound::MoreThan, Stronger::Down) => Some(0),
            _ => None,
        }
    };
    let promise = !matches!(holder, Holder::Condition | Holder::Trigger);
    match (strictness(before), strictness(after)) {
        (Some(was), Some(is)) if promise && is > was => (Shift::Tightened, Effect::Strengthened),
        (Some(was), Some(is)) if promise && is < was => (Shift::Loosened, Effect::Weakened),
        _ => (Shift::Rebound, Effect::Neutral),
    }
}

/// How often in a hundred years, for comparing two frequencies.
fn per_century(frequency: Frequency) -> u32 {
    match frequency {
        Frequency::Once => 0,
        Frequency::Daily => 36_525,
        Frequency::Weekly => 5_200,
        Frequency::Monthly => 1_200,
        Frequency::Quarterly => 400,
        Frequency::Semester | Frequency::HalfYear => 200,
        Frequency::Annual => 100,
        Frequency::Biennial => 50,
        Frequency::Cycle(years) => 100 / u32::from(years).max(1),
    }
}

/// Whether one scope holds another: a list that names it and more (城区、乡镇 and 城区), the whole of it (全区小学 and 小学 of a part), or
/// the noun without what narrowed it (小学 and 城区小学).
fn covers(wide: &str, narrow: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        let marks = ['、', '，', ',', '和', '及', '与', '；'];
        text.split(marks).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (big, small) = (parts(wide), parts(narrow));
    if big.is_empty() || small.is_empty() {
        return false;
    }
    let whole = |text: &str| ["全体", "所有", "全部", "全区", "全县", "全市", "各级各类"].iter().any(|w| text.starts_with(w));
    if whole(wide) != whole(narrow) {
        return whole(wide);
    }
    // Chinese puts what narrows a noun before it, so the shorter ending covers the longer.
    let held = |part: &String| big.iter().any(|b| part == b || part.ends_with(b.as_str()));
    small.iter().all(held)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes() {
        for (wide, narrow) in
            [("城区、乡镇", "城区"), ("小学", "城区小学"), ("全县幼儿园", "城区幼儿园"), ("初中和小学", "乡镇小学")]
        {
            assert!(covers(wide, narrow) && !covers(narrow, wide), "{wide} {narrow}");
        }
        assert!(!covers("城区", "乡镇") && !covers("乡镇", "城区"));
    }

    #[test]
    fn bounds() {
        let shift = |before, after, stronger| rebound(before, after, Holder::Target, stronger).0;
        assert_eq!(shift(Bound::AtLeast, Bound::About, Stronger::Up), Shift::Loosened);
        assert_eq!(shift(Bound::AtLeast, Bound::About, Stronger::Unknown), Shift::Loosened);
        assert_eq!(shift(Bound::Exactly, Bound::AtMost, Stronger::Unknown), Shift::Tightened);
        assert_eq!(shift(Bound::AtLeast, Bound::AtMost, Stronger::Unknown), Shift::Rebound);
        assert_eq!(shift(Bound::Exactly, Bound::RiseBy, Stronger::Up), Shift::Rebound);
    }
}
