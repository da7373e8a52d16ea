//! Targets by indicator: every statement of every plan, which one stands for its plan, and what follows from it.

mod derive;
mod table;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

pub use derive::{Distance, Pace, PaceFrom};

use super::Corpus;
use super::options::Base;
use super::statement::{Footing, Move, Reach, Reason, Statement, end, exclude, footing, kind};
use super::table::{Outcome, Value, Verdict};
use crate::model::{Class, Path, Unit};
use crate::vocabulary::{Direction, Indicator};

/// Targets by indicator × plan.
#[derive(Clone, Debug)]
pub struct Targets<'a> {
    /// A row for each indicator that a plan promises something on, in the order of the topics, then of the catalogue.
    pub rows: Vec<TargetRow<'a>>,
    /// The promises that no indicator of the catalogue covers, with or without a number, plan by plan in text order.
    pub uncatalogued: Vec<Statement<'a>>,
}

/// One indicator.
#[derive(Clone, Debug)]
pub struct TargetRow<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The plan that the others are compared with; none where that is the national reference, or the plan that was named is silent.
    pub base: Option<usize>,
    /// A cell for each plan.
    pub cells: Vec<TargetCell<'a>>,
}

/// What one plan promises on an indicator.
#[derive(Clone, Debug)]
pub struct TargetCell<'a> {
    /// Every statement, in text order; none where the plan says nothing.
    pub entries: Vec<TargetEntry<'a>>,
    /// The statement that stands for the plan, as an index of `entries`: see [`targets`].
    pub lead: Option<usize>,
    /// Whether the item of that statement counts several things under the indicator (studios of principals 4, of teachers 20): none of them
    /// stands for the plan alone, so the cell is neither ranked nor compared.
    pub parts: bool,
    /// The rank of that statement.
    pub rank: Option<Rank>,
    /// How it compares with the base.
    pub verdict: Verdict,
}

/// A statement with what is worked out from it alone.
#[derive(Clone, Debug)]
pub struct TargetEntry<'a> {
    /// The statement.
    pub statement: Statement<'a>,
    /// How far it is from the national reference, or why that cannot be said.
    pub distance: Result<Distance<'a>, Reason>,
    /// How fast the indicator must move.
    pub pace: Option<Pace<'a>>,
    /// Another statement of the same plan that says otherwise.
    pub conflict: Option<Conflict>,
}

/// A place among the plans that can be ranked together: those who are level share one, and the next is as many further on (1, 2, 2, 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rank {
    /// The place, from 1.
    pub place: usize,
    /// How many plans are ranked with it.
    pub of: usize,
}

/// Another statement of the same plan on the same indicator, for the same year and scope, that says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Conflict {
    /// The unit of the other statement.
    pub path: Path,
    /// Whether no value fits both; else they only differ (2 at one place, at least 2 at another).
    pub excludes: bool,
}

impl<'a> TargetCell<'a> {
    /// The statement that stands for the plan.
    pub fn lead(&self) -> Option<&TargetEntry<'a>> {
        self.entries.get(self.lead?)
    }
}

/// Targets by indicator.
///
/// # Which statement stands for its plan
/// Of several on one indicator the first in this order: with a number before without; a level before a rise or fall; for the whole place
/// before a part ([`Reach`]); the later year (the plan's last year where none is said); goals before measures before other items; the main
/// body before annexes; text order.
///
/// Where its item has others of the same year on the same footing, with other subjects and values, it counts parts of a whole that the plan
/// does not add up; nor are they added up here. Such a cell is shown and marked, but neither ranked nor compared ([`TargetCell::parts`]).
///
/// # Rank
/// Only the statements that stand for their plans are ranked, where the indicator has a direction, and only among those with the same unit,
/// per, frequency, scope, and level or change; at least two of them. The end counts that binds by the direction (of 1 to 2 schools the 1). Due
/// years are not weighed. Equal values share a rank.
///
/// # Conflict
/// Two statements of one plan from different items, not of different annexes, that a ranking could compare and whose years are the same,
/// say otherwise when value or bound differ. A rate of the whole place can have one value only; of counts, those are compared whose
/// subjects are nearly the same (Dice coefficient of character bigrams from 0.75), since a plan may count different things under one indicator.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Corpus, Rank, targets};
/// let plans = crossplan::samples::plans()?;
/// let corpus = Corpus::new(&plans);
/// let all = targets(&corpus);
/// let row = all.rows.iter().find(|row| row.indicator.id == "inclusive-kindergarten-coverage").expect("promised");
/// let ranks: Vec<_> = row.cells.iter().map(|cell| cell.rank.map(|rank| rank.place)).collect();
/// assert_eq!(ranks, [Some(1), Some(4), Some(2), None, Some(3)]);
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn targets<'a>(corpus: &Corpus<'a>) -> Targets<'a> {
    let indicators: Vec<&'a Indicator> = corpus.words().indicators.terms().collect();
    let places: HashMap<&str, usize> = indicators.iter().enumerate().map(|(i, one)| (one.id.as_str(), i)).collect();
    let mut cells: Vec<Vec<Vec<Statement<'a>>>> = vec![Vec::new(); indicators.len()];
    let mut uncatalogued = Vec::new();
    for (plan, compared) in corpus.plans().iter().enumerate() {
        let order = compared.plan.outline_order();
        let mut statements: Vec<Statement<'a>> = Vec::new();
        for item in corpus.items(compared.plan) {
            let made = item.into_promises().into_iter();
            statements.extend(made.filter_map(|(field, target)| Statement::new(corpus, plan, item, field, target)));
        }
        // Text order; items without a span keep the order of the plan.
        statements.sort_by_key(|one| {
            let start = one.target.source.span.or(one.item.source().span).map_or(0, |span| span.start);
            (order.get(one.item.path()).copied().unwrap_or(usize::MAX), start)
        });
        for statement in statements {
            let id = statement.target.indicator.as_ref();
            let row = id.and_then(|id| places.get(id.as_str())).and_then(|place| cells.get_mut(*place));
            let Some(row) = row else {
                uncatalogued.push(statement);
                continue;
            };
            if row.is_empty() {
                row.resize(corpus.plans().len(), Vec::new());
            }
            if let Some(cell) = row.get_mut(plan) {
                cell.push(statement);
            }
        }
    }
    let topics: HashMap<&str, usize> =
        corpus.words().topics.terms().enumerate().map(|(at, topic)| (topic.id.as_str(), at)).collect();
    let filled = indicators.into_iter().zip(cells).filter(|(_, cells)| !cells.is_empty());
    let mut rows: Vec<TargetRow<'a>> = filled.map(|(indicator, cells)| row(corpus, indicator, cells)).collect();
    rows.sort_by_key(|row| row.indicator.topic.as_deref().and_then(|topic| topics.get(topic)).copied().unwrap_or(usize::MAX));
    Targets { rows, uncatalogued }
}

fn row<'a>(corpus: &Corpus<'a>, indicator: &'a Indicator, cells: Vec<Vec<Statement<'a>>>) -> TargetRow<'a> {
    let mut cells: Vec<TargetCell<'a>> = cells.into_iter().map(|statements| cell(corpus, indicator, statements)).collect();
    rank(&mut cells, indicator.direction);
    let says = |cell: &TargetCell<'_>| !cell.entries.is_empty();
    let counts = |cell: &TargetCell<'_>| !cell.parts && cell.lead().is_some_and(|lead| lead.statement.quantity().is_some());
    let base = match &corpus.settings().base {
        Base::First => cells.iter().position(counts).or_else(|| cells.iter().position(says)),
        Base::Plan(_) => corpus.base_plan().filter(|at| cells.get(*at).is_some_and(says)),
        Base::National => None,
    };
    let against = base.and_then(|at| cells.get(at)).and_then(|cell| Some((cell.lead()?.statement.clone(), cell.parts)));
    for (at, cell) in cells.iter_mut().enumerate() {
        cell.verdict = match (cell.lead(), &corpus.settings().base) {
            (None, _) => Verdict::new(Outcome::Absent),
            (Some(_), _) if Some(at) == base => Verdict::new(Outcome::Base),
            (Some(_), _) if cell.parts => Verdict::not_comparable(Reason::Parts.names()),
            (Some(lead), Base::National) => derive::national_verdict(lead),
            (Some(lead), _) => match &against {
                None => Verdict::not_comparable(Reason::Base.names()),
                Some((_, true)) => Verdict::not_comparable(Reason::Parts.names()),
                Some((against, false)) => verdict(corpus, &lead.statement, against, indicator.direction),
            },
        };
    }
    TargetRow { indicator, base, cells }
}

fn verdict(corpus: &Corpus<'_>, own: &Statement<'_>, base: &Statement<'_>, direction: Direction) -> Verdict {
    match own.differs(base, direction) {
        Err(reason) => Verdict::not_comparable(reason.names()),
        Ok(difference) if difference.is_none() => Verdict::new(Outcome::Same),
        Ok(difference) => {
            let why = difference.names(corpus.words());
            Verdict { outcome: Outcome::Differs, by: difference.by.map(Value::Quantity), why }
        }
    }
}

fn cell<'a>(corpus: &Corpus<'a>, indicator: &'a Indicator, statements: Vec<Statement<'a>>) -> TargetCell<'a> {
    let lead = (0..statements.len()).min_by_key(|at| statements.get(*at).map(|one| (standing(one), *at)));
    let conflicts = conflicts(&statements);
    let entries = statements.into_iter().zip(conflicts).map(|(statement, conflict)| TargetEntry {
        distance: derive::distance(&statement, indicator),
        pace: derive::pace(corpus, &statement, indicator.direction),
        statement,
        conflict,
    });
    let entries: Vec<TargetEntry<'a>> = entries.collect();
    let parts = lead.and_then(|at| entries.get(at)).is_some_and(|lead| counts_parts(&lead.statement, &entries));
    TargetCell { entries, lead, parts, rank: None, verdict: Verdict::new(Outcome::Absent) }
}

/// Whether the item of a statement has others of that year on its footing with other subjects and values.
fn counts_parts(lead: &Statement<'_>, entries: &[TargetEntry<'_>]) -> bool {
    let own = footing(lead);
    let (id, value) = (lead.item.id(), lead.quantity().map(|quantity| quantity.value));
    own.is_some()
        && entries.iter().map(|entry| &entry.statement).any(|other| {
            other.target.subject != lead.target.subject
                && other.quantity().map(|quantity| quantity.value) != value
                && other.year.map(|y| y.year) == lead.year.map(|y| y.year)
                && footing(other) == own
                && other.item.id() == id
        })
}

/// The order in which statements stand for their plan, the least first.
fn standing(statement: &Statement<'_>) -> impl Ord + use<> {
    let quantity = statement.quantity();
    let class = match statement.item.class() {
        Class::Goal => 0,
        Class::Measure => 1,
        _ => 2,
    };
    (
        quantity.is_none(),
        quantity.is_none_or(|q| kind(q.bound) != Move::Level),
        statement.reach != Reach::Whole,
        Reverse(statement.year.map(|year| year.year)),
        class,
        statement.item.path().annex().is_some(),
    )
}

/// Ranks the statements that stand for their plans, each among those it can be ranked with.
fn rank(cells: &mut [TargetCell<'_>], direction: Direction) {
    let mut groups: BTreeMap<Footing, Vec<(rust_decimal::Decimal, usize)>> = BTreeMap::new();
    for (at, cell) in cells.iter().enumerate() {
        let Some(lead) = cell.lead().filter(|_| !cell.parts) else { continue };
        let binding = lead.statement.quantity().and_then(|quantity| end(quantity, direction));
        if let Some((footing, value)) = footing(&lead.statement).zip(binding) {
            groups.entry(footing).or_default().push((value, at));
        }
    }
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        // The best first; of equal values the order does not show.
        group.sort();
        if direction == Direction::Up {
            group.reverse();
        }
        let of = group.len();
        let mut shared = None;
        for (i, (value, at)) in group.into_iter().enumerate() {
            let place = match shared {
                Some((before, place)) if before == value => place,
                _ => i + 1,
            };
            shared = Some((value, place));
            if let Some(cell) = cells.get_mut(at) {
                cell.rank = Some(Rank { place, of });
            }
        }
    }
}

/// For each statement of a plan another one that says otherwise: the first of those that it could be ranked with, or, for that first one
/// itself, the first that differs from it. So the work grows with the statements, not with their pairs.
fn conflicts(statements: &[Statement<'_>]) -> Vec<Option<Conflict>> {
    let mut found: Vec<Option<Conflict>> = vec![None; statements.len()];
    let mut firsts: BTreeMap<(Footing, Option<i32>), usize> = BTreeMap::new();
    for (at, one) in statements.iter().enumerate() {
        let Some(footing) = footing(one) else { continue };
        let first = *firsts.entry((footing, one.year.map(|year| year.year))).or_insert(at);
        let Some(other) = statements.get(first).filter(|_| first != at) else { continue };
        let Some(excludes) = otherwise(one, other) else { continue };
        if let Some(slot) = found.get_mut(at) {
            *slot = Some(Conflict { path: other.item.path().clone(), excludes });
        }
        if let Some(slot) = found.get_mut(first).filter(|slot| slot.is_none()) {
            *slot = Some(Conflict { path: one.item.path().clone(), excludes });
        }
    }
    found
}

/// Whether two statements on one footing speak of the same thing and differ, and if so whether they exclude one another.
fn otherwise(a: &Statement<'_>, b: &Statement<'_>) -> Option<bool> {
    let (own, other) = a.quantity().zip(b.quantity())?;
    if (own.bound, own.value, own.upper) == (other.bound, other.value, other.upper) || a.item.id() == b.item.id() {
        return None;
    }
    let bodies = a.item.path().annex().zip(b.item.path().annex());
    if bodies.is_some_and(|(a, b)| a != b) {
        return None;
    }
    let rate = own.unit == Unit::Percent && a.reach == Reach::Whole;
    (rate || alike(&a.target.subject, &b.target.subject)).then(|| exclude(own, other))
}

/// Whether two subjects are nearly the same: the Dice coefficient of their character bigrams is 0.75 or more.
fn alike(a: &str, b: &str) -> bool {
    let bigrams = |text: &str| {
        let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut pairs: Vec<(char, char)> = chars.iter().copied().zip(chars.iter().copied().skip(1)).collect();
        pairs.sort_unstable();
        pairs
    };
    let (a, mut b) = (bigrams(a), bigrams(b));
    let all = a.len() + b.len();
    let mut shared = 0;
    for pair in a {
        if let Ok(at) = b.binary_search(&pair) {
            b.remove(at);
            shared += 1;
        }
    }
    all > 0 && 8 * shared >= 3 * all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_that_are_nearly_the_same() {
        assert!(alike("新建示范园", "新建示范园"));
        assert!(alike("新创建省市级示范性幼儿园", "新增省市级示范性幼儿园"));
        assert!(!alike("工作室领衔校长", "工作室领衔名师"));
        assert!(!alike("", ""));
    }
}
