//! One statement of one plan on an indicator, and when two of them can be held against one another.

use rust_decimal::Decimal;

use super::Corpus;
use super::table::{Entry, SourceRef, Value, names};
use crate::model::{Bound, Force, Frequency, ItemRef, Per, Place, Plan, Quantity, Target, Unit};
use crate::vocabulary::{Direction, Lang, Names, Vocabulary};

/// A promise with the item that makes it, and what the rules of comparison read in it.
#[derive(Clone, Debug)]
pub struct Statement<'a> {
    /// The plan, as an index of the compared plans.
    pub plan: usize,
    /// The item.
    pub item: ItemRef<'a>,
    /// The field of the item that holds the promise: `targets[0]`.
    pub field: String,
    /// The promise.
    pub target: &'a Target,
    /// Its force: its own, else the item's.
    pub force: Force,
    /// Whether it is for all of the plan or a part.
    pub reach: Reach<'a>,
    /// The year by which it is due.
    pub year: Option<Year>,
}

/// Whom or what a statement covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach<'a> {
    /// The whole place: no scope is named, or the scope is the place's name or opens with 全县, 全区, 全市, 全旗, 全域, 全部, 全体, 所有,
    /// 各级各类, 各学段, 各校 (全县中职学校 are all there are, and the indicator says of what).
    Whole,
    /// A part, in the words of the plan.
    Part(&'a str),
}

/// The openings of a scope that leave nothing out.
const WHOLE: [&str; 12] = ["全县", "全区", "全市", "全旗", "全州", "全域", "全部", "全体", "所有", "各级各类", "各学段", "各校"];

impl<'a> Reach<'a> {
    fn of(scope: Option<&'a str>, place: &Place) -> Self {
        let Some(scope) = scope.map(str::trim).filter(|scope| !scope.is_empty()) else { return Reach::Whole };
        // 主城区 is all of 邢台市主城区; 区 alone is the end of many names and tells nothing.
        let own = scope.chars().count() > 1 && place.name.ends_with(scope);
        if own || WHOLE.iter().any(|opening| scope.starts_with(opening)) { Reach::Whole } else { Reach::Part(scope) }
    }
}

/// The year by which a statement is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// Whether the statement names none, so that the last year of the plan stands for it.
    pub assumed: bool,
}

/// Why two things cannot be held against one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// One of them, or both, has no number.
    Number,
    /// They are counted in different units.
    Unit,
    /// One is for each of something that the other is not for.
    Per,
    /// One recurs, or recurs at other intervals.
    Frequency,
    /// One is a level, the other a rise or fall.
    Kind,
    /// One says how much at least, the other how much at most.
    End,
    /// They cover different parts.
    Scope,
    /// One of the plans counts several things under the indicator.
    Parts,
    /// The plan that is compared with says nothing.
    Base,
    /// There is no national reference.
    Reference,
    /// There are several national references for that year, each for a case of its own.
    References,
}

impl Reason {
    /// In words.
    pub fn names(self) -> Names {
        let (zh, en) = match self {
            Reason::Number => ("至少一方没有数字", "one of them or both have no number"),
            Reason::Unit => ("单位不同", "the units differ"),
            Reason::Per => ("分摊对象不同（每人、每校等）", "what the amount is for each of differs"),
            Reason::Frequency => ("频次不同", "how often differs"),
            Reason::Kind => ("一为水平值，一为增减量", "one is a level, the other a rise or fall"),
            Reason::End => ("一为下限，一为上限", "one is a floor, the other a ceiling"),
            Reason::Scope => ("范围不同", "the scopes differ"),
            Reason::Parts => ("至少一方在该指标下分列多项", "one of the plans counts several things under the indicator"),
            Reason::Base => ("基准方案未提及", "the plan that is compared with says nothing"),
            Reason::Reference => ("没有全国参照值", "there is no national reference"),
            Reason::References => {
                ("同年有多个全国参照值，按情形而定", "several national references hold, each for a case of its own")
            }
        };
        names(zh, en)
    }
}

/// How a statement differs from another one that it can be compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The first value less the second, as a rise or a fall (percentages differ by percentage points); none where they are equal.
    pub by: Option<Quantity>,
    /// Both bounds, where they differ (at least, exactly …) or a range has another end.
    pub bounds: Option<(Bound, Bound)>,
    /// Both years, where they differ.
    pub years: Option<(Option<Year>, Option<Year>)>,
    /// Both forces, where they differ.
    pub forces: Option<(Force, Force)>,
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_none(&self) -> bool {
        self.by.is_none() && self.bounds.is_none() && self.years.is_none() && self.forces.is_none()
    }

    /// What differs besides the value, in words.
    pub fn names(&self, words: &Vocabulary) -> Option<Names> {
        let mut zh = Vec::new();
        let mut en = Vec::new();
        if let Some((own, other)) = self.bounds {
            let sign = |bound: Bound| if bound.sign().is_empty() { "=" } else { bound.sign() };
            zh.push(format!("界限 {} 对 {}", sign(own), sign(other)));
            en.push(format!("bound {} against {}", sign(own), sign(other)));
        }
        if let Some((own, other)) = self.years {
            let (own_zh, own_en) = said(own);
            let (other_zh, other_en) = said(other);
            zh.push(format!("期限 {own_zh} 对 {other_zh}"));
            en.push(format!("due {own_en} against {other_en}"));
        }
        if let Some((own, other)) = self.forces {
            let label = |force: Force, lang| words.forces.label(force.as_str(), lang).to_owned();
            zh.push(format!("力度 {} 对 {}", label(own, Lang::Zh), label(other, Lang::Zh)));
            en.push(format!("force {} against {}", label(own, Lang::En), label(other, Lang::En)));
        }
        (!zh.is_empty()).then(|| Names { zh: zh.join("；"), en: en.join("; ") })
    }
}

fn said(year: Option<Year>) -> (String, String) {
    match year {
        None => ("未写".to_owned(), "not said".to_owned()),
        Some(Year { year, assumed: false }) => (year.to_string(), year.to_string()),
        Some(Year { year, assumed: true }) => (format!("{year}（方案末年）"), format!("{year} (end of the plan)")),
    }
}

impl<'a> Statement<'a> {
    pub(crate) fn new(corpus: &Corpus<'a>, plan: usize, item: ItemRef<'a>, field: String, target: &'a Target) -> Option<Self> {
        let held: &'a Plan = corpus.plans().get(plan)?.plan;
        let own = target.due.map(|due| Year { year: due.year(), assumed: false });
        // What recurs holds all along: the last year of the plan is no deadline for it.
        let last = if often(target).is_none() { held.period.map(|p| Year { year: p.to, assumed: true }) } else { None };
        Some(Self {
            plan,
            item,
            field,
            target,
            force: target.force.unwrap_or(item.force()),
            reach: Reach::of(target.scope.as_deref(), &held.place),
            year: own.or(last),
        })
    }

    /// Its amount.
    pub fn quantity(&self) -> Option<&'a Quantity> {
        self.target.quantity.as_ref()
    }

    /// As an entry of a table, with its source.
    pub fn entry(&self) -> Entry {
        let value = Value::Promise { target: Box::new(self.target.clone()), force: self.force };
        Entry::new(value, vec![SourceRef::promise(self.plan, self.item, &self.field, self.target)])
    }

    /// How it differs from another statement on the same indicator.
    ///
    /// Two statements can be compared when both have a number, in the same unit, for each of the same thing (a person, teacher or principal is
    /// one head), as often (an amount without a frequency is one payment, as 一次性), both levels or both rises or both falls, and over the
    /// same scope. Of a value the end counts that binds by the direction of the indicator: the floor where more is better, the ceiling where
    /// less is better, and either where neither is.
    ///
    /// # Errors
    /// Why they cannot be compared: the first reason in that order.
    pub fn differs(&self, other: &Self, direction: Direction) -> Result<Difference, Reason> {
        let (own, base) = self.quantity().zip(other.quantity()).ok_or(Reason::Number)?;
        comparable(self.target, own, other.target, base)?;
        if self.reach != other.reach {
            return Err(Reason::Scope);
        }
        let (a, b) = ends(own, base, direction).ok_or(Reason::End)?;
        let bounds = own.bound != base.bound || own.upper != base.upper;
        Ok(Difference {
            by: difference(a, b, own),
            bounds: bounds.then_some((own.bound, base.bound)),
            years: (self.year.map(|y| y.year) != other.year.map(|y| y.year)).then_some((self.year, other.year)),
            forces: (self.force != other.force).then_some((self.force, other.force)),
        })
    }
}

/// What must agree for two amounts to be compared, apart from scope.
fn comparable(own: &Target, a: &Quantity, other: &Target, b: &Quantity) -> Result<(), Reason> {
    if a.unit != b.unit {
        Err(Reason::Unit)
    } else if each(a) != each(b) {
        Err(Reason::Per)
    } else if often(own) != often(other) {
        Err(Reason::Frequency)
    } else if kind(a.bound) != kind(b.bound) {
        Err(Reason::Kind)
    } else {
        Ok(())
    }
}

/// A level, a rise or a fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Move {
    Level,
    Rise,
    Fall,
}

pub(crate) fn kind(bound: Bound) -> Move {
    match bound {
        Bound::RiseBy => Move::Rise,
        Bound::FallBy => Move::Fall,
        _ => Move::Level,
    }
}

/// What an amount is for each of, without the words that say how often; a teacher and a principal are persons.
pub(crate) fn each(quantity: &Quantity) -> Option<&Per> {
    match quantity.per.as_ref()? {
        Per::Year | Per::Term | Per::Day => None,
        Per::Teacher | Per::Principal => Some(&Per::Person),
        other => Some(other),
    }
}

/// How often, by `frequency` and by what `per` says of it; none for once and for what does not say.
pub(crate) fn often(target: &Target) -> Option<Frequency> {
    let per = target.quantity.as_ref().and_then(|quantity| quantity.per.as_ref());
    match (target.frequency, per) {
        (None, Some(Per::Year)) => Some(Frequency::Annual),
        (None, Some(Per::Term)) => Some(Frequency::Semester),
        (None, Some(Per::Day)) => Some(Frequency::Daily),
        (Some(Frequency::Once), _) => None,
        (said, _) => said,
    }
}

/// The least and the most that a level allows.
pub(crate) fn range(quantity: &Quantity) -> (Option<Decimal>, Option<Decimal>) {
    let value = quantity.value;
    match quantity.bound {
        Bound::AtLeast | Bound::MoreThan => (Some(value), None),
        Bound::AtMost | Bound::LessThan => (None, Some(value)),
        Bound::Between => (Some(value), quantity.upper),
        Bound::Exactly | Bound::About | Bound::RiseBy | Bound::FallBy => (Some(value), Some(value)),
    }
}

/// The end of an amount that binds by the direction of its indicator, for a ranking.
pub(crate) fn end(quantity: &Quantity, direction: Direction) -> Option<Decimal> {
    let (floor, ceiling) = range(quantity);
    match direction {
        Direction::Up => floor,
        Direction::Down => ceiling,
        Direction::None => None,
    }
}

/// The ends of two amounts that can be compared, the one that binds by the direction first.
pub(crate) fn ends(a: &Quantity, b: &Quantity, direction: Direction) -> Option<(Decimal, Decimal)> {
    let ((floor_a, ceiling_a), (floor_b, ceiling_b)) = (range(a), range(b));
    let (floors, ceilings) = (floor_a.zip(floor_b), ceiling_a.zip(ceiling_b));
    if direction == Direction::Down { ceilings.or(floors) } else { floors.or(ceilings) }
}

/// One value less another, as a rise or a fall in the unit of differences; none where they are equal.
pub(crate) fn difference(a: Decimal, b: Decimal, of: &Quantity) -> Option<Quantity> {
    let by = a.saturating_sub(b);
    if by.is_zero() {
        return None;
    }
    let bound = if by.is_sign_negative() { Bound::FallBy } else { Bound::RiseBy };
    Some(Quantity { bound, value: by.abs().normalize(), upper: None, unit: unit_of_changes(&of.unit), per: of.per.clone() })
}

/// The unit in which two values of a unit differ.
pub(crate) fn unit_of_changes(unit: &Unit) -> Unit {
    match unit {
        Unit::Percent => Unit::PercentagePoint,
        Unit::TimeOfDay => Unit::Hour,
        unit => unit.clone(),
    }
}

/// Whether the value itself is left out.
pub(crate) fn is_strict(quantity: &Quantity) -> bool {
    matches!(quantity.bound, Bound::MoreThan | Bound::LessThan)
}

/// Whether no value is allowed by both levels.
pub(crate) fn exclude(a: &Quantity, b: &Quantity) -> bool {
    let ((floor_a, ceiling_a), (floor_b, ceiling_b)) = (range(a), range(b));
    if a.bound == Bound::About || b.bound == Bound::About {
        return false;
    }
    let apart = |floor: Option<Decimal>, ceiling: Option<Decimal>| {
        floor.zip(ceiling).is_some_and(|(floor, ceiling)| floor > ceiling || (floor == ceiling && (is_strict(a) || is_strict(b))))
    };
    apart(floor_a, ceiling_b) || apart(floor_b, ceiling_a)
}

/// What a ranking compares within: unit, for each of what, how often, level or change, scope.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Footing {
    unit: Unit,
    each: Option<Per>,
    often: Option<Frequency>,
    kind: Move,
    part: Option<String>,
}

pub(crate) fn footing(statement: &Statement<'_>) -> Option<Footing> {
    let quantity = statement.quantity()?;
    Some(Footing {
        unit: quantity.unit.clone(),
        each: each(quantity).cloned(),
        often: often(statement.target),
        kind: kind(quantity.bound),
        part: match statement.reach {
            Reach::Whole => None,
            Reach::Part(part) => Some(part.to_owned()),
        },
    })
}
