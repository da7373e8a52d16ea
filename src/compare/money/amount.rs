//! Money made comparable: yuan for each person and year, yuan a year, or why not.

use rust_decimal::Decimal;

use crate::compare::statement::often;
use crate::compare::table::names;
use crate::model::{Frequency, Funding, Per, Period, Plan, Quantity, Target, Unit};
use crate::vocabulary::Names;

/// An award, as far as it can be brought to yuan for each person and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Normal {
    /// Yuan for each person and year.
    Yearly(Quantity),
    /// Yuan for each person, one time.
    Once {
        /// The amount.
        amount: Quantity,
        /// Whether the plan says so; where it says no frequency, an amount counts as one payment.
        said: bool,
    },
    /// Left as printed, and why.
    AsPrinted(Unfit),
}

/// Why an award stays as it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Unfit {
    /// It has no number.
    Number,
    /// It is not money.
    Money,
    /// It is for each studio.
    Studio,
    /// It is for each school or kindergarten.
    School,
    /// It is for each class.
    Class,
    /// It is for each of something else.
    Other,
    /// It is a total, or does not say for each of what.
    Total,
    /// It comes every day or week, and how many of them a year has is not said.
    Rhythm,
    /// It is a rise or fall.
    Change,
    /// It is too large to be counted with.
    Size,
}

impl Unfit {
    /// In words.
    pub fn names(self) -> Names {
        let (zh, en) = match self {
            Unfit::Number => ("没有数额", "no amount is given"),
            Unfit::Money => ("不是金额", "it is not money"),
            Unfit::Studio => ("按工作室计，人数未知", "for each studio, whose members are not counted"),
            Unfit::School => ("按学校（园）计，人数未知", "for each school, whose people are not counted"),
            Unfit::Class => ("按班计，人数未知", "for each class, whose people are not counted"),
            Unfit::Other => ("分摊对象不是人", "for each of something that is no person"),
            Unfit::Total => ("为总额，或未写按何分摊", "a total, or not said for each of what"),
            Unfit::Rhythm => ("按日或周计，一年几次未写", "daily or weekly, and how often in a year is not said"),
            Unfit::Change => ("为增减量", "a rise or fall"),
            Unfit::Size => ("数额过大，无法计算", "too large to be counted with"),
        };
        names(zh, en)
    }
}

/// How often in a year, as a multiple and a divisor: monthly 12 times, each term and half-year twice, every N years one Nth. None for what does
/// not recur, or recurs in a rhythm whose count in a year depends on the calendar.
pub(crate) fn times_a_year(frequency: Frequency) -> Option<(u32, u32)> {
    match frequency {
        Frequency::Monthly => Some((12, 1)),
        Frequency::Quarterly => Some((4, 1)),
        Frequency::Semester | Frequency::HalfYear => Some((2, 1)),
        Frequency::Annual => Some((1, 1)),
        Frequency::Biennial => Some((1, 2)),
        Frequency::Cycle(years) => Some((1, u32::from(years).max(1))),
        Frequency::Once | Frequency::Daily | Frequency::Weekly => None,
    }
}

/// An amount so many times a year, to two decimals: nobody is paid less than a fen.
fn scaled(quantity: &Quantity, (times, divisor): (u32, u32), per: Option<Per>) -> Option<Quantity> {
    let scale = |value: Decimal| {
        let exact = value.checked_mul(Decimal::from(times))?.checked_div(Decimal::from(divisor))?;
        Some(exact.round_dp(2).normalize())
    };
    let upper = match quantity.upper {
        Some(upper) => Some(scale(upper)?),
        None => None,
    };
    Some(Quantity { bound: quantity.bound, value: scale(quantity.value)?, upper, unit: Unit::Yuan, per })
}

/// An award in yuan for each person and year.
pub(crate) fn normal(award: &Target) -> Normal {
    use crate::model::Bound::{FallBy, RiseBy};
    let Some(quantity) = &award.quantity else { return Normal::AsPrinted(Unfit::Number) };
    if quantity.unit != Unit::Yuan {
        return Normal::AsPrinted(Unfit::Money);
    }
    if matches!(quantity.bound, RiseBy | FallBy) {
        return Normal::AsPrinted(Unfit::Change);
    }
    let unfit = match &quantity.per {
        Some(Per::Person | Per::Principal | Per::Teacher | Per::Student) => None,
        Some(Per::Studio) => Some(Unfit::Studio),
        Some(Per::School | Per::Kindergarten) => Some(Unfit::School),
        Some(Per::Class) => Some(Unfit::Class),
        Some(Per::Other(word)) if word.contains('人') || word.contains('名') || word.contains('师') => None,
        Some(Per::Other(_)) => Some(Unfit::Other),
        Some(Per::Year | Per::Term | Per::Day) | None => Some(Unfit::Total),
    };
    if let Some(unfit) = unfit {
        return Normal::AsPrinted(unfit);
    }
    match often(award) {
        None => Normal::Once { amount: quantity.clone(), said: award.frequency == Some(Frequency::Once) },
        Some(frequency) => match times_a_year(frequency) {
            None => Normal::AsPrinted(Unfit::Rhythm),
            Some(times) => scaled(quantity, times, quantity.per.clone()).map_or(Normal::AsPrinted(Unfit::Size), Normal::Yearly),
        },
    }
}

/// Money a year, and how it was got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerYear {
    /// Yuan a year; for each of what the amount is for each of.
    pub amount: Quantity,
    /// How it was got.
    pub by: Spread,
}

/// How money was brought to a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spread {
    /// The plan says how often.
    Frequency,
    /// Over the years that the funding names.
    Period(Period),
    /// Over the years from the first of the plan to the one by which it is due, since the funding names no years of its own.
    Due(Period),
}

/// What an amount of money comes to in a year: by its frequency; else over its own period; else from the first year of the plan to its own due
/// year. None for what is no money, and for what comes once without years.
pub(crate) fn per_year(plan: &Plan, funding: &Funding, amount: &Target) -> Option<PerYear> {
    use crate::model::Bound::{FallBy, RiseBy};
    let quantity = amount.quantity.as_ref().filter(|quantity| quantity.unit == Unit::Yuan)?;
    if matches!(quantity.bound, RiseBy | FallBy) {
        return None;
    }
    let per = quantity.per.clone().filter(|per| !matches!(per, Per::Year | Per::Term | Per::Day));
    if let Some(frequency) = often(amount) {
        return Some(PerYear { amount: scaled(quantity, times_a_year(frequency)?, per)?, by: Spread::Frequency });
    }
    // A payment that is said to be made once is not spread.
    if amount.frequency == Some(Frequency::Once) {
        return None;
    }
    let due = || {
        let (from, to) = (plan.period?.from, amount.due?.year());
        Some(Spread::Due(Period { from, to }))
    };
    let by = funding.period.map(Spread::Period).or_else(due)?;
    let (Spread::Period(period) | Spread::Due(period)) = by else { return None };
    let years = u32::try_from(period.to.checked_sub(period.from)?.checked_add(1)?).ok().filter(|years| *years > 0)?;
    Some(PerYear { amount: scaled(quantity, (1, years), per)?, by })
}
