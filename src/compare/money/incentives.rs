//! Incentives by beneficiary and kind, amounts brought to yuan for each person and year where the plan says enough.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::amount::{Normal, Unfit, normal};
use crate::compare::Corpus;
use crate::compare::groups::{group_of, groups_in};
use crate::compare::options::Base;
use crate::compare::statement::{Reason, difference};
use crate::compare::table::{Cell, Column, Entry, Kind, Outcome, SourceRef, Table, Value, Verdict, names};
use crate::model::{Incentive, IncentiveKind, ItemRef, Target, Unit};
use crate::vocabulary::{Concept, Entry as _, Lang, Names};

/// Incentives by beneficiary and kind × plan.
#[derive(Clone, Debug)]
pub struct Incentives<'a> {
    /// A row for each group and kind that a plan has, in the order of both lists; incentives of no kind come last in their group.
    pub rows: Vec<IncentiveRow<'a>>,
}

/// What is given to one group in one kind.
#[derive(Clone, Debug)]
pub struct IncentiveRow<'a> {
    /// The id of the group in [`Options::beneficiaries`](crate::compare::Options::beneficiaries).
    pub group: String,
    /// What is given; none where the plan does not say.
    pub kind: Option<IncentiveKind>,
    /// The plan that the others are compared with.
    pub base: Option<usize>,
    /// A cell for each plan.
    pub cells: Vec<IncentiveCell<'a>>,
}

/// What one plan gives to a group in a kind.
#[derive(Clone, Debug)]
pub struct IncentiveCell<'a> {
    /// Every award, and every incentive without one, in text order.
    pub entries: Vec<IncentiveEntry<'a>>,
    /// How it compares with the base.
    pub verdict: Verdict,
}

/// An award, or an incentive without one.
#[derive(Clone, Debug)]
pub struct IncentiveEntry<'a> {
    /// The incentive.
    pub incentive: &'a Incentive,
    /// The award with its field; none where the incentive names none that belongs to this kind.
    pub award: Option<(String, &'a Target)>,
    /// The award for each person and year.
    pub normal: Normal,
}

/// Incentives by beneficiary and kind.
///
/// # Rows
/// An incentive stands in the row of each group that one of its beneficiaries belongs to, and of each of its kinds. An award in yuan belongs to the
/// kinds that are money (cash, studio fund, pay tilt, subsidy) and every other award to the rest, unless the incentive has only kinds of the other
/// sort. An award whose subject names some of the groups stands in their rows only.
///
/// # Amounts
/// Yuan for each person, teacher, principal or student are brought to a year: monthly × 12, each quarter × 4, each term or half-year × 2, each year × 1,
/// every N years ÷ N; to two decimals. What is paid once stands apart, and an amount that names no frequency counts as paid once. Amounts for each
/// studio, school or class, totals, and daily or weekly ones stay as printed, with the reason.
///
/// # Verdicts
/// Within a row the largest yearly amounts are compared; where one plan has none, the largest amounts that are paid once. A yearly and a single
/// payment cannot be compared, nor can incentives without amounts: that both have them is said. Of a range the upper end counts as what can be had.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::{IncentiveKind, compare::{Corpus, incentives}};
/// let plans = crossplan::samples::plans()?;
/// let all = incentives(&Corpus::new(&plans));
/// let row = all.rows.iter().find(|row| row.group == "principals" && row.kind == Some(IncentiveKind::Cash)).expect("rewards");
/// assert!(!row.cells[0].entries.is_empty());
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn incentives<'a>(corpus: &Corpus<'a>) -> Incentives<'a> {
    let width = corpus.plans().len();
    let groups: Vec<&Concept> = corpus.settings().beneficiaries.terms().collect();
    let others = groups.len().saturating_sub(1);
    let mut known: HashMap<&'a str, usize> = HashMap::new();
    let mut cells: BTreeMap<(usize, usize), Vec<Vec<IncentiveEntry<'a>>>> = BTreeMap::new();
    for (plan, compared) in corpus.plans().iter().enumerate() {
        let order = compared.plan.outline_order();
        let mut items: Vec<&'a Incentive> =
            compared.plan.incentives.iter().filter(|incentive| corpus.admits(&incentive.path)).collect();
        items.sort_by_key(|incentive| (order.get(&incentive.path).copied().unwrap_or(usize::MAX), incentive.n));
        for incentive in items {
            let mut own: Vec<usize> = incentive
                .beneficiaries
                .iter()
                .map(|name| {
                    let found = || group_of(&corpus.settings().beneficiaries, name).unwrap_or(others);
                    *known.entry(name).or_insert_with(found)
                })
                .collect();
            own.sort_unstable();
            own.dedup();
            if own.is_empty() {
                own.push(others);
            }
            let named: Vec<BTreeSet<usize>> = incentive
                .awards
                .iter()
                .map(|award| groups_in(&corpus.settings().beneficiaries, &award.subject))
                .map(|named| named.into_iter().filter(|group| own.len() > 1 && own.contains(group)).collect())
                .collect();
            let mut kinds: Vec<Option<IncentiveKind>> = incentive.kinds.iter().copied().map(Some).collect();
            kinds.dedup();
            if kinds.is_empty() {
                kinds.push(None);
            }
            for kind in kinds {
                let place = kind.map_or(IncentiveKind::ALL.len(), |kind| {
                    IncentiveKind::ALL.iter().position(|known| *known == kind).unwrap_or_default()
                });
                for group in &own {
                    let row = cells.entry((*group, place)).or_insert_with(|| vec![Vec::new(); width]);
                    if let Some(cell) = row.get_mut(plan) {
                        cell.extend(entries(incentive, kind, &|at| {
                            named.get(at).is_none_or(|named| named.is_empty() || named.contains(group))
                        }));
                    }
                }
            }
        }
    }
    let rows = cells.into_iter().map(|((group, kind), cells)| {
        let group = groups.get(group).map_or_else(String::new, |group| group.id.clone());
        row(corpus, group, IncentiveKind::ALL.get(kind).copied(), cells)
    });
    Incentives { rows: rows.collect() }
}

fn is_money(kind: IncentiveKind) -> bool {
    use IncentiveKind::{Cash, PayTilt, StudioFund, Subsidy};
    matches!(kind, Cash | StudioFund | PayTilt | Subsidy)
}

/// The awards of an incentive that belong to a kind; the incentive alone where there are none.
fn entries<'a>(
    incentive: &'a Incentive,
    kind: Option<IncentiveKind>,
    for_group: &dyn Fn(usize) -> bool,
) -> Vec<IncentiveEntry<'a>> {
    let of_sort = |money: bool| incentive.kinds.iter().any(|kind| is_money(*kind) == money);
    let belongs = |award: &Target| {
        let Some(kind) = kind else { return true };
        let money = award.quantity.as_ref().is_some_and(|quantity| quantity.unit == Unit::Yuan);
        // Without a number it may be either.
        award.quantity.is_none() || is_money(kind) == money || !of_sort(money)
    };
    let awards = incentive.awards.iter().enumerate().filter(|(_, award)| belongs(award));
    let awards = awards.filter(|(at, _)| for_group(*at));
    let mut entries: Vec<IncentiveEntry<'a>> = awards
        .map(|(at, award)| IncentiveEntry { incentive, award: Some((format!("awards[{at}]"), award)), normal: normal(award) })
        .collect();
    if entries.is_empty() {
        entries.push(IncentiveEntry { incentive, award: None, normal: Normal::AsPrinted(Unfit::Number) });
    }
    entries
}

fn row<'a>(
    corpus: &Corpus<'a>,
    group: String,
    kind: Option<IncentiveKind>,
    cells: Vec<Vec<IncentiveEntry<'a>>>,
) -> IncentiveRow<'a> {
    let best: Vec<Best> = cells.iter().map(|cell| Best::of(cell)).collect();
    let says = |plan: usize| cells.get(plan).is_some_and(|cell| !cell.is_empty());
    let base = match &corpus.settings().base {
        Base::Plan(_) => corpus.base_plan().filter(|plan| says(*plan)),
        _ => best.iter().position(Best::counts).or_else(|| cells.iter().position(|cell| !cell.is_empty())),
    };
    let against = base.and_then(|plan| best.get(plan));
    let verdicts: Vec<Verdict> = (0..cells.len())
        .map(|plan| match (best.get(plan), against) {
            _ if !says(plan) => Verdict::new(Outcome::Absent),
            _ if Some(plan) == base => Verdict::new(Outcome::Base),
            (Some(own), Some(against)) => own.verdict(against),
            _ => Verdict::not_comparable(Reason::Base.names()),
        })
        .collect();
    let cells = cells.into_iter().zip(verdicts).map(|(entries, verdict)| IncentiveCell { entries, verdict });
    IncentiveRow { group, kind, base, cells: cells.collect() }
}

/// The largest amounts of a cell.
#[derive(Clone, Copy, Debug, Default)]
struct Best {
    yearly: Option<Decimal>,
    once: Option<Decimal>,
}

impl Best {
    fn of(cell: &[IncentiveEntry<'_>]) -> Self {
        let mut best = Best::default();
        for entry in cell {
            let (slot, amount) = match &entry.normal {
                Normal::Yearly(amount) => (&mut best.yearly, amount),
                Normal::Once { amount, .. } => (&mut best.once, amount),
                Normal::AsPrinted(_) => continue,
            };
            *slot = (*slot).max(Some(amount.upper.unwrap_or(amount.value)));
        }
        best
    }

    fn counts(&self) -> bool {
        self.yearly.or(self.once).is_some()
    }

    fn verdict(&self, base: &Self) -> Verdict {
        let (own, other, zh, en) = match (self.yearly.zip(base.yearly), self.once.zip(base.once)) {
            (Some((own, other)), _) => (own, other, "按每人每年", "for each person and year"),
            (None, Some((own, other))) if self.yearly.is_none() && base.yearly.is_none() => (own, other, "按一次性", "paid once"),
            _ => {
                return Verdict::not_comparable(match (self.counts(), base.counts()) {
                    (true, true) => names("一为每年，一为一次性", "one is yearly, the other paid once"),
                    (false, false) => names("双方均有，均无可比数额", "both have it, without comparable amounts"),
                    _ => names("一方无可比数额", "one has no comparable amount"),
                });
            }
        };
        let yuan = crate::model::Quantity::new(crate::model::Bound::Exactly, own, Unit::Yuan);
        match difference(own, other, &yuan) {
            None => Verdict { outcome: Outcome::Same, by: None, why: Some(names(zh, en)) },
            Some(by) => Verdict {
                outcome: Outcome::Differs,
                by: Some(Value::Quantity(by)),
                why: Some(names(&format!("{zh}最高额"), &format!("the largest amounts {en}"))),
            },
        }
    }
}

impl Incentives<'_> {
    /// The table `incentives`: a row for each group and kind, in groups of rows by beneficiary; the entries of a cell are awards as printed, or the title of an incentive that
    /// names none.
    ///
    /// Derived values: `yearly` or `once` (yuan for each person), `assumed_once`, `as_printed` (why it was not brought to a year), `title`, `quota`,
    /// `condition`, `payer`.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let about = [Column::new("kind", "种类", "Kind", Kind::Term)];
        let mut table = Table::new("incentives", "激励", "Incentives", corpus.columns(about));
        for row in &self.rows {
            let group = corpus.settings().beneficiaries.get(&row.group);
            let name = group.map_or_else(
                || names(&row.group, &row.group),
                |group| Names { zh: group.name(Lang::Zh).to_owned(), en: group.name(Lang::En).to_owned() },
            );
            let kind = row.kind.map(|kind| Value::Term { list: "incentive_kind".to_owned(), id: kind.to_string() });
            let mut cells = vec![Cell::of(kind.unwrap_or_else(|| Value::Said(names("未写明", "not said"))))];
            cells.extend(row.cells.iter().enumerate().map(|(plan, cell)| Cell {
                entries: cell.entries.iter().map(|entry| entry.entry(plan)).collect(),
                verdict: Some(cell.verdict.clone()),
            }));
            table.push(format!("{}:{}", row.group, row.kind.map_or("none", IncentiveKind::as_str)), Some(name), cells);
        }
        let [beneficiaries, _] = corpus.settings().editions();
        table
            .note(
                "每人金额折为每年：每月×12，每季×4，每学期、每半年×2，每年×1，每N年÷N；一次性的另列，未写频次的按一次性计。按工作室、学校、班计的，\
                 总额，按日按周计的，照原文列出并说明缘由。",
                "Amounts for each person are brought to a year: monthly × 12, each quarter × 4, each term or half-year × 2, each year × 1, every \
                 N years ÷ N; what is paid once stands apart, and an amount without a frequency counts as paid once. Amounts for each studio, \
                 school or class, totals, and daily or weekly ones stay as printed, with the reason.",
            )
            .note(
                "比较取各县同类中最高的每年金额，有一方没有则取最高的一次性金额，区间取上限。",
                "Compared are the largest yearly amounts; where one plan has none, the largest amounts paid once; of a range its upper end.",
            )
            .note(
                &format!("对象分组：{} {}；一项激励列入其每类对象、每个种类。", beneficiaries.id, beneficiaries.version),
                &format!(
                    "Beneficiaries are grouped by {} {}; an incentive stands under each of its groups and kinds.",
                    beneficiaries.id, beneficiaries.version
                ),
            )
    }
}

impl IncentiveEntry<'_> {
    fn entry(&self, plan: usize) -> Entry {
        let item = ItemRef::Incentive(self.incentive);
        let mut entry = match &self.award {
            Some((field, award)) => {
                let value =
                    Value::Promise { target: Box::new((*award).clone()), force: award.force.unwrap_or(self.incentive.force) };
                let source = SourceRef::promise(plan, item, field, award);
                Entry::new(value, vec![source]).derive("title", "激励", "incentive", Value::Text(self.incentive.title.clone()))
            }
            None => Entry::new(Value::Text(self.incentive.title.clone()), vec![SourceRef::item(plan, item)]),
        };
        entry = match &self.normal {
            Normal::Yearly(amount) => {
                entry.derive("yearly", "折合每人每年", "a person and year", Value::Quantity(amount.clone()))
            }
            Normal::Once { amount, said } => {
                let entry = entry.derive("once", "一次性", "paid once", Value::Quantity(amount.clone()));
                if *said { entry } else { entry.derive("assumed_once", "频次未写", "frequency not said", Value::Flag(true)) }
            }
            Normal::AsPrinted(unfit) if self.award.is_some() => {
                entry.derive("as_printed", "未折算", "as printed", Value::Said(unfit.names()))
            }
            Normal::AsPrinted(_) => entry,
        };
        let beneficiaries = self.incentive.beneficiaries.join("、");
        if !beneficiaries.is_empty() {
            entry = entry.derive("beneficiaries", "对象", "for", Value::Text(beneficiaries));
        }
        for quota in &self.incentive.quotas {
            let value = Value::Promise { target: Box::new(quota.clone()), force: quota.force.unwrap_or(self.incentive.force) };
            entry = entry.derive("quota", "名额", "quota", value);
        }
        for condition in &self.incentive.conditions {
            entry = entry.derive("condition", "条件", "condition", Value::Text(condition.text.clone()));
        }
        if let Some(payer) = &self.incentive.payer {
            entry = entry.derive("payer", "出资方", "payer", Value::Text(payer.clone()));
        }
        entry
    }
}
