//! Funding: money and rules on money, listed; nothing is added up.

use super::amount::{PerYear, Spread, per_year};
use crate::compare::Corpus;
use crate::compare::table::{Cell, Column, Entry, Kind, SourceRef, Table, Value, names};
use crate::model::{Funding, FundingKind, ItemRef};
use crate::vocabulary::Names;

/// Money and rules on money of all plans.
#[derive(Clone, Debug)]
pub struct FundingLines<'a> {
    /// One for each line or rule: by kind, then plan by plan in text order.
    pub rows: Vec<FundingRow<'a>>,
}

/// A line or rule.
#[derive(Clone, Debug)]
pub struct FundingRow<'a> {
    /// The plan, as an index of the compared plans.
    pub plan: usize,
    /// The line.
    pub funding: &'a Funding,
    /// What sort of rule it is; none for money.
    pub rule: Option<FundingRule>,
    /// For each of its amounts what it comes to in a year; none where that is not said, or it comes once.
    pub per_year: Vec<Option<PerYear>>,
}

/// The sorts of rules on money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FundingRule {
    /// A share of something (不低于…5%).
    Share,
    /// Growth: faster than something, or each year.
    Growth,
    /// Not below what was, or what others get.
    Floor,
    /// At most so much.
    Ceiling,
    /// So much for each student.
    Norm,
}

impl FundingRule {
    /// The sort of rule that a kind of funding is.
    pub const fn of(kind: FundingKind) -> Option<Self> {
        match kind {
            FundingKind::FloorShare => Some(FundingRule::Share),
            FundingKind::GrowthRule => Some(FundingRule::Growth),
            FundingKind::NoDecreaseRule | FundingKind::ParityRule => Some(FundingRule::Floor),
            FundingKind::Ceiling => Some(FundingRule::Ceiling),
            FundingKind::PerStudentNorm => Some(FundingRule::Norm),
            _ => None,
        }
    }

    /// In words.
    pub fn names(self) -> Names {
        let (zh, en) = match self {
            FundingRule::Share => ("份额", "share"),
            FundingRule::Growth => ("增长", "growth"),
            FundingRule::Floor => ("不减、不低于", "floor"),
            FundingRule::Ceiling => ("上限", "ceiling"),
            FundingRule::Norm => ("生均标准", "norm for each student"),
        };
        names(zh, en)
    }
}

/// Money and rules on money, listed.
///
/// No totals are formed: plans state the same money at several places (a goal, a measure, an annex), and a fund may be part of an appropriation.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Corpus, funding};
/// let plans = crossplan::samples::plans()?;
/// let all = funding(&Corpus::new(&plans));
/// // 420 million yuan by 2025 in a plan that starts in 2021 are 84 million a year.
/// let yearly: Vec<_> = all.rows.iter().flat_map(|row| row.per_year.iter().flatten()).map(|one| one.amount.value).collect();
/// assert!(yearly.contains(&84_000_000.into()));
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn funding<'a>(corpus: &Corpus<'a>) -> FundingLines<'a> {
    let mut rows = Vec::new();
    for (plan, compared) in corpus.plans().iter().enumerate() {
        let order = compared.plan.outline_order();
        let mut lines: Vec<&'a Funding> = compared.plan.funding.iter().filter(|line| corpus.admits(&line.path)).collect();
        lines.sort_by_key(|line| (order.get(&line.path).copied().unwrap_or(usize::MAX), line.n));
        rows.extend(lines.into_iter().map(|funding| FundingRow {
            plan,
            funding,
            rule: FundingRule::of(funding.kind),
            per_year: funding.amounts.iter().map(|amount| per_year(compared.plan, funding, amount)).collect(),
        }));
    }
    rows.sort_by_key(|row| row.funding.kind);
    FundingLines { rows }
}

impl FundingLines<'_> {
    /// The table `funding`: a row for each line or rule, by kind.
    ///
    /// The entries of `per_year` carry `by` (how the amount was brought to a year), and `years` where it was spread.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let columns = vec![
            Column::new("plan", "方案", "Plan", Kind::Text),
            Column::new("kind", "种类", "Kind", Kind::Term),
            Column::new("title", "内容", "What", Kind::Text),
            Column::new("amounts", "数额或规则", "Amount or rule", Kind::Entries),
            Column::new("per_year", "折合每年", "A year", Kind::Entries),
            Column::new("rule", "规则", "Rule", Kind::Text),
            Column::new("sources", "资金来源", "Source of money", Kind::Entries),
            Column::new("purpose", "用途", "Purpose", Kind::Text),
            Column::new("period", "年限", "Years", Kind::Text),
            Column::new("force", "力度", "Force", Kind::Term),
            Column::new("path", "出处", "Source", Kind::Text),
        ];
        let mut table = Table::new("funding", "经费", "Funding", columns);
        for row in &self.rows {
            let line = row.funding;
            let item = ItemRef::Funding(line);
            let source = [SourceRef::item(row.plan, item)];
            let kind = Value::Term { list: "funding_kind".to_owned(), id: line.kind.to_string() };
            let name = corpus.plans().get(row.plan).map_or("", |plan| plan.name);
            let promises = line.amounts.iter().enumerate().map(|(at, amount)| {
                let value = Value::Promise { target: Box::new(amount.clone()), force: amount.force.unwrap_or(line.force) };
                Entry::new(value, vec![SourceRef::promise(row.plan, item, &format!("amounts[{at}]"), amount)])
            });
            let yearly = line.amounts.iter().zip(&row.per_year).enumerate().filter_map(|(at, (amount, per_year))| {
                let per_year = per_year.as_ref()?;
                let source = SourceRef::promise(row.plan, item, &format!("amounts[{at}]"), amount);
                let entry = Entry::new(Value::Quantity(per_year.amount.clone()), vec![source]);
                let by = entry.derive("by", "折算", "by", Value::Said(per_year.by.names()));
                Some(match per_year.by {
                    Spread::Frequency => by,
                    Spread::Period(period) | Spread::Due(period) => {
                        by.derive("years", "年份", "years", Value::Text(period.to_string()))
                    }
                })
            });
            let cells = vec![
                Cell::said(Value::Text(name.to_owned()), Vec::new()),
                Cell::of(kind),
                Cell::said(Value::Text(line.title.clone()), source.to_vec()),
                Cell { entries: promises.collect(), verdict: None },
                Cell { entries: yearly.collect(), verdict: None },
                Cell::list(row.rule.map(|rule| Value::Said(rule.names())), &source),
                Cell::list(line.sources.iter().map(|source| Value::Text(source.clone())), &source),
                Cell::list(line.purpose.iter().map(|purpose| Value::Text(purpose.clone())), &source),
                Cell::list(line.period.map(|period| Value::Text(period.to_string())), &source),
                Cell::of(Value::Term { list: "force".to_owned(), id: line.force.to_string() }),
                Cell::said(Value::Text(line.path.to_string()), source.to_vec()),
            ];
            table.push(format!("{name}:{}", item.id()), None, cells);
        }
        table
            .note(
                "折合每年：写明频次的按频次；写明年限的按年限均分；否则自方案起始年至该数额的期限年均分；其余为一次性，不折算。",
                "A year: by the frequency that is said; else spread over the years that the line names; else over the years from the first of \
                 the plan to the one by which the amount is due. What comes once without years stays as it is.",
            )
            .note(
                "不作合计：同一笔钱常在多处出现，基金也可能含在拨款之中。",
                "No totals: plans state the same money at several places, and a fund may be part of an appropriation.",
            )
    }
}

impl Spread {
    /// In words.
    pub fn names(self) -> Names {
        let (zh, en) = match self {
            Spread::Frequency => ("按写明的频次", "by its frequency"),
            Spread::Period(_) => ("按写明的年限均分", "over the years that it names"),
            Spread::Due(_) => ("自方案起始年至期限年均分", "from the first year of the plan to its due year"),
        };
        names(zh, en)
    }
}
