//! What follows from one statement: its distance to the national reference, and the pace that it asks for.

use rust_decimal::Decimal;

use super::TargetEntry;
use crate::compare::Corpus;
use crate::compare::statement::{
    Move, Reach, Reason, Statement, difference, ends, is_strict, kind, often, range, unit_of_changes,
};
use crate::compare::table::{Outcome, Value, Verdict, names};
use crate::model::{Baseline, Bound, Due, Frequency, Per, Quantity};
use crate::vocabulary::{Direction, Indicator, Reference};

/// How far a statement is from the national reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distance<'a> {
    /// The reference: of several the one whose year is nearest to the year of the statement, of two equally near ones the later; for a
    /// statement without a year the latest.
    pub reference: &'a Reference,
    /// The statement's value less that of the reference, as a rise or a fall (percentages differ by percentage points); none where they
    /// are equal, or where the value lies inside a range that is asked for.
    pub by: Option<Quantity>,
    /// Whether whoever keeps the promise meets the reference. Of a reference with two ends (exactly, a range) the one counts that binds
    /// by the direction of the indicator; both where it has none.
    pub met: bool,
    /// The year of the reference less that of the statement, where both are known: 2 for a promise for 2023 held against 2025.
    pub years: Option<i32>,
}

/// How fast an indicator must move for a statement to come true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace<'a> {
    /// By how much in a year, to four decimals: a rise, a fall, or exactly nothing.
    pub per_year: Quantity,
    /// The year from which it is counted.
    pub from: i32,
    /// What that year is.
    pub from_is: PaceFrom,
    /// The year by which it is due.
    pub to: i32,
    /// The value from which it starts; none for a statement that is itself a rise or fall.
    pub baseline: Option<&'a Baseline>,
}

/// What the first year of a pace is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaceFrom {
    /// The year of the baseline.
    Baseline,
    /// The baseline names no year: the first year of the plan.
    Period,
    /// Nor does the plan name its years: the year of its issue.
    Issue,
}

/// The distance of a statement to the national reference.
///
/// The indicator says for each of what and how often, so only unit, level or change, and scope must agree.
pub(super) fn distance<'a>(statement: &Statement<'a>, indicator: &'a Indicator) -> Result<Distance<'a>, Reason> {
    let reference = nearest(&indicator.references, statement.year.map(|year| year.year))?;
    let own = statement.quantity().ok_or(Reason::Number)?;
    let asked = Quantity {
        bound: reference.bound,
        value: reference.value,
        upper: reference.upper,
        unit: reference.unit.clone(),
        per: own.per.clone(),
    };
    if own.unit != asked.unit {
        return Err(Reason::Unit);
    }
    if kind(own.bound) != kind(asked.bound) {
        return Err(Reason::Kind);
    }
    if statement.reach != Reach::Whole {
        return Err(Reason::Scope);
    }
    let (by, met) = held_against(own, &asked, indicator.direction).ok_or(Reason::End)?;
    let years = reference.year.zip(statement.year).map(|(national, own)| national.saturating_sub(own.year));
    Ok(Distance { reference, by, met, years })
}

/// The reference whose year is nearest.
fn nearest(references: &[Reference], year: Option<i32>) -> Result<&Reference, Reason> {
    let far = |reference: &Reference| match (reference.year, year) {
        (Some(national), Some(own)) => (national.abs_diff(own), -i64::from(national)),
        (Some(national), None) => (0, -i64::from(national)),
        (None, _) => (u32::MAX, 0),
    };
    let best = references.iter().min_by_key(|reference| far(reference)).ok_or(Reason::Reference)?;
    if references.iter().filter(|other| other.year == best.year).count() > 1 { Err(Reason::References) } else { Ok(best) }
}

/// The difference to what is asked and whether it is met; none where the end that counts is not given.
fn held_against(own: &Quantity, asked: &Quantity, direction: Direction) -> Option<(Option<Quantity>, bool)> {
    if kind(own.bound) != Move::Level {
        return Some((difference(own.value, asked.value, own), own.value >= asked.value));
    }
    let ((floor, ceiling), (least, most)) = (range(own), range(asked));
    let both = least.is_some() && most.is_some();
    let least = least.filter(|_| !both || direction != Direction::Down);
    let most = most.filter(|_| !both || direction != Direction::Up);
    let mut by = None;
    let mut met = true;
    if let Some(least) = least {
        let floor = floor?;
        let kept = floor > least || (floor == least && (!is_strict(asked) || is_strict(own)));
        if !kept || most.is_none() {
            by = difference(floor, least, own);
        }
        met &= kept;
    }
    if let Some(most) = most {
        let ceiling = ceiling?;
        let kept = ceiling < most || (ceiling == most && (!is_strict(asked) || is_strict(own)));
        if !kept || least.is_none() {
            by = difference(ceiling, most, own);
        }
        met &= kept;
    }
    Some((by, met))
}

/// The verdict of a statement where the national reference is the base.
pub(super) fn national_verdict(lead: &TargetEntry<'_>) -> Verdict {
    match &lead.distance {
        Err(reason) => Verdict::not_comparable(reason.names()),
        Ok(distance) => {
            let outcome = if distance.by.is_none() && distance.met { Outcome::Same } else { Outcome::Differs };
            let (mut zh, mut en) = match distance.met {
                true => ("达到".to_owned(), "met".to_owned()),
                false => ("未达到".to_owned(), "short of it".to_owned()),
            };
            if let Some(years) = distance.years.filter(|years| *years != 0) {
                let (later_zh, later_en) = if years > 0 { ("晚", "later") } else { ("早", "earlier") };
                zh.push_str(&format!("；参照年比期限{later_zh}{}年", years.unsigned_abs()));
                en.push_str(&format!("; the reference is for {} year(s) {later_en}", years.unsigned_abs()));
            }
            Verdict { outcome, by: distance.by.clone().map(Value::Quantity), why: Some(names(&zh, &en)) }
        }
    }
}

/// The pace that a statement asks for, where the year by which it is due is said, and either a baseline or a rise or fall.
pub(super) fn pace<'a>(corpus: &Corpus<'a>, statement: &Statement<'a>, direction: Direction) -> Option<Pace<'a>> {
    let own = statement.quantity()?;
    let to = statement.target.due?.year();
    let plan = corpus.plans().get(statement.plan)?.plan;
    let start = || {
        let issued = plan.issued.map(|date| (Due::Day(date).year(), PaceFrom::Issue));
        plan.period.map(|period| (period.from, PaceFrom::Period)).or(issued)
    };
    let in_a_year = |by: Decimal, from: i32| {
        let years = to.checked_sub(from).filter(|years| *years > 0)?;
        Some(by.checked_div(Decimal::from(years))?.round_dp(4))
    };
    if kind(own.bound) != Move::Level {
        let (from, from_is) = start()?;
        // A rise in each year is its own pace; another rhythm is none.
        let value = match often(statement.target) {
            Some(Frequency::Annual) => own.value,
            None => in_a_year(own.value, from)?,
            Some(_) => return None,
        };
        let per_year = yearly(own.bound, value, own);
        return Some(Pace { per_year, from, from_is, to, baseline: None });
    }
    // The latest known value; one without a date comes before all that have one.
    let baseline = statement.target.baselines.iter().rev().max_by_key(|baseline| baseline.at)?;
    let (from, from_is) = baseline.at.map(|at| (at.year(), PaceFrom::Baseline)).or_else(start)?;
    let goal = ends(own, own, direction).map_or(own.value, |(value, _)| value);
    let by = in_a_year(goal.saturating_sub(baseline.value), from)?;
    let bound = match by {
        by if by.is_zero() => Bound::Exactly,
        by if by.is_sign_negative() => Bound::FallBy,
        _ => Bound::RiseBy,
    };
    Some(Pace { per_year: yearly(bound, by.abs(), own), from, from_is, to, baseline: Some(baseline) })
}

fn yearly(bound: Bound, value: Decimal, of: &Quantity) -> Quantity {
    Quantity { bound, value: value.normalize(), upper: None, unit: unit_of_changes(&of.unit), per: Some(Per::Year) }
}
