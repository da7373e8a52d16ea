//! A promise made sound.

use rust_decimal::Decimal;

use crate::model::{Bound, Target, Unit};

/// Drops what [`Plan::check`](crate::Plan::check) would refuse, so that a mangled text still gives a sound plan.
pub(crate) fn sound(target: &mut Target) {
    let sane = |year: i32| (1949..=2100).contains(&year);
    target.due = target.due.filter(|due| sane(due.year()));
    target.from = target.from.filter(|from| sane(from.year()) && target.due.is_none_or(|due| due.last_day() >= from.first_day()));
    let due = target.due;
    for baseline in &mut target.baselines {
        baseline.at = baseline.at.filter(|at| sane(at.year()) && due.is_none_or(|due| *at <= due));
    }
    if target.quantity.is_none() {
        target.baselines.clear();
    }
    if let Some(quantity) = &mut target.quantity {
        quantity.value = quantity.value.abs();
        match (quantity.bound, quantity.upper) {
            (Bound::Between, Some(upper)) if upper < quantity.value => {
                quantity.upper = Some(quantity.value);
                quantity.value = upper.abs();
            }
            (Bound::Between, None) => quantity.bound = Bound::Exactly,
            (Bound::Between, Some(_)) => {}
            (_, _) => quantity.upper = None,
        }
        if quantity.unit == Unit::TimeOfDay && quantity.upper.unwrap_or(quantity.value) > Decimal::from(24) {
            quantity.unit = Unit::Hour;
        }
    }
}
