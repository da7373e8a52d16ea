//! Accountability: who is held, by whom, what sets it off, and what follows; listed, and by mechanism.

use super::Corpus;
use super::table::{Cell, Column, Entry, Kind, SourceRef, Table, Value};
use crate::model::{Accountability, Condition, ConsequenceKind, ItemRef, Mechanism};

/// The mechanisms of all plans.
#[derive(Clone, Debug)]
pub struct Checks<'a> {
    /// One for each item: by mechanism, then plan by plan in text order.
    pub rows: Vec<CheckRow<'a>>,
    /// Mechanism × plan, in the order of [`Mechanism::ALL`]; those that a plan has.
    pub mechanisms: Vec<MechanismRow<'a>>,
}

/// One item.
#[derive(Clone, Copy, Debug)]
pub struct CheckRow<'a> {
    /// The plan, as an index of the compared plans.
    pub plan: usize,
    /// The item.
    pub check: &'a Accountability,
}

/// One mechanism.
#[derive(Clone, Debug)]
pub struct MechanismRow<'a> {
    /// The mechanism.
    pub mechanism: Mechanism,
    /// For each plan its items, in text order.
    pub cells: Vec<Vec<&'a Accountability>>,
}

/// Who answers for what, listed and by mechanism.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::{Mechanism, compare::{Corpus, accountability}};
/// let plans = crossplan::samples::plans()?;
/// let all = accountability(&Corpus::new(&plans));
/// let terms = all.mechanisms.iter().find(|row| row.mechanism == Mechanism::TermLimit).expect("heads change posts");
/// assert!(!terms.cells[0].is_empty());
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn accountability<'a>(corpus: &Corpus<'a>) -> Checks<'a> {
    let width = corpus.plans().len();
    let mut rows: Vec<CheckRow<'a>> = Vec::new();
    for (plan, compared) in corpus.plans().iter().enumerate() {
        let order = compared.plan.outline_order();
        let own = compared.plan.accountability.iter().filter(|check| corpus.admits(&check.path));
        let mut checks: Vec<&'a Accountability> = own.collect();
        checks.sort_by_key(|check| (order.get(&check.path).copied().unwrap_or(usize::MAX), check.n));
        rows.extend(checks.into_iter().map(|check| CheckRow { plan, check }));
    }
    rows.sort_by_key(|row| row.check.mechanism);
    let mut mechanisms: Vec<MechanismRow<'a>> = Vec::new();
    for row in &rows {
        if mechanisms.last().is_none_or(|last| last.mechanism != row.check.mechanism) {
            mechanisms.push(MechanismRow { mechanism: row.check.mechanism, cells: vec![Vec::new(); width] });
        }
        if let Some(cell) = mechanisms.last_mut().and_then(|last| last.cells.get_mut(row.plan)) {
            cell.push(row.check);
        }
    }
    Checks { rows, mechanisms }
}

fn term(list: &str, id: &str) -> Value {
    Value::Term { list: list.to_owned(), id: id.to_owned() }
}

impl Checks<'_> {
    /// The table `accountability`: a row for each item, by mechanism.
    ///
    /// A rung of the ladder is an entry of `consequences`, mildest first, with `rung` (its number), `kind`, `when` (what sets off this rung) and
    /// `amount`.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let columns = vec![
            Column::new("plan", "方案", "Plan", Kind::Text),
            Column::new("mechanism", "机制", "Mechanism", Kind::Term),
            Column::new("title", "内容", "What", Kind::Text),
            Column::new("actors", "对谁", "Who is held", Kind::Entries),
            Column::new("forums", "由谁", "By whom", Kind::Entries),
            Column::new("triggers", "触发", "Trigger", Kind::Entries),
            Column::new("consequences", "后果（由轻到重）", "Consequences, mildest first", Kind::Entries),
            Column::new("terms", "量", "Terms", Kind::Entries),
            Column::new("force", "力度", "Force", Kind::Term),
            Column::new("path", "出处", "Source", Kind::Text),
        ];
        let mut table = Table::new("accountability", "问责", "Accountability", columns);
        for row in &self.rows {
            let check = row.check;
            let item = ItemRef::Accountability(check);
            let whole = || vec![SourceRef::item(row.plan, item)];
            let name = corpus.plans().get(row.plan).map_or("", |plan| plan.name);
            let texts = |list: &[String]| Cell::list(list.iter().map(|text| Value::Text(text.clone())), &whole());
            let condition = |field: String, condition: &Condition| match &condition.target {
                Some(target) => vec![SourceRef::promise(row.plan, item, &format!("{field}.target"), target)],
                None => vec![SourceRef { field: Some(field), ..SourceRef::item(row.plan, item) }],
            };
            let triggers = check.triggers.iter().enumerate().map(|(at, trigger)| {
                Entry::new(Value::Text(trigger.text.clone()), condition(format!("triggers[{at}]"), trigger))
            });
            let rungs = check.consequences.iter().enumerate().map(|(at, rung)| {
                let field = format!("consequences[{at}]");
                let source = SourceRef { field: Some(field), ..SourceRef::item(row.plan, item) };
                let number = i64::try_from(at + 1).unwrap_or(i64::MAX);
                let mut entry = Entry::new(Value::Text(rung.text.clone()), vec![source])
                    .derive("rung", "级", "rung", Value::Integer(number))
                    .derive("kind", "种类", "kind", term("consequence", rung.kind.as_str()));
                if let Some(when) = &rung.when {
                    entry = entry.derive("when", "触发", "when", Value::Text(when.text.clone()));
                }
                if let Some(target) = &rung.target {
                    let value = Value::Promise { target: target.clone(), force: target.force.unwrap_or(check.force) };
                    entry = entry.derive("amount", "量", "amount", value);
                }
                entry
            });
            let terms = check.terms.iter().enumerate().map(|(at, target)| {
                let value = Value::Promise { target: Box::new(target.clone()), force: target.force.unwrap_or(check.force) };
                Entry::new(value, vec![SourceRef::promise(row.plan, item, &format!("terms[{at}]"), target)])
            });
            let cells = vec![
                Cell::of(Value::Text(name.to_owned())),
                Cell::of(term("mechanism", check.mechanism.as_str())),
                Cell::said(Value::Text(check.title.clone()), whole()),
                texts(&check.actors),
                texts(&check.forums),
                Cell { entries: triggers.collect(), verdict: None },
                Cell { entries: rungs.collect(), verdict: None },
                Cell { entries: terms.collect(), verdict: None },
                Cell::of(term("force", check.force.as_str())),
                Cell::said(Value::Text(check.path.to_string()), whole()),
            ];
            table.push(format!("{name}:{}", item.id()), None, cells);
        }
        table.note(
            "对谁、由谁、后果依 Bovens（2007）：行为者向问责方交代，可能承担后果。",
            "Who is held, by whom and what follows are after Bovens (2007): an actor answers to a forum and may face consequences.",
        )
    }

    /// The table `mechanisms`: a row for each mechanism, with how many plans have it and how many of its items have consequences; in the cell of
    /// a plan its items, with `actors`, `forums` and the heaviest `consequence`.
    pub fn mechanisms_table(&self, corpus: &Corpus<'_>) -> Table {
        let about = [
            Column::new("mechanism", "机制", "Mechanism", Kind::Term),
            Column::new("plans", "涉及方案数", "Plans", Kind::Integer),
            Column::new("items", "条目数", "Items", Kind::Integer),
            Column::new("with_consequence", "有后果的条目数", "Items with a consequence", Kind::Integer),
        ];
        let mut table = Table::new("mechanisms", "问责机制", "Accountability by mechanism", corpus.columns(about));
        let count = |n: usize| Cell::of(Value::Integer(i64::try_from(n).unwrap_or(i64::MAX)));
        for row in &self.mechanisms {
            let all = || row.cells.iter().flatten();
            let mut cells = vec![
                Cell::of(term("mechanism", row.mechanism.as_str())),
                count(row.cells.iter().filter(|cell| !cell.is_empty()).count()),
                count(all().count()),
                count(all().filter(|check| !check.consequences.is_empty()).count()),
            ];
            cells.extend(row.cells.iter().enumerate().map(|(plan, cell)| {
                let entries = cell.iter().map(|check| {
                    let source = SourceRef::item(plan, ItemRef::Accountability(check));
                    let mut entry = Entry::new(Value::Text(check.title.clone()), vec![source]);
                    if !check.actors.is_empty() {
                        entry = entry.derive("actors", "对谁", "held", Value::Text(check.actors.join("、")));
                    }
                    if !check.forums.is_empty() {
                        entry = entry.derive("forums", "由谁", "by", Value::Text(check.forums.join("、")));
                    }
                    if let Some(last) = check.consequences.last() {
                        entry = entry.derive("consequence", "最重后果", "heaviest consequence", consequence(last.kind));
                    }
                    entry
                });
                Cell { entries: entries.collect(), verdict: None }
            }));
            table.push(row.mechanism.as_str(), None, cells);
        }
        table.note(
            "最重后果为该条后果阶梯的最后一级。",
            "The heaviest consequence is the last rung of the item's ladder, which the plans order from mild to heavy.",
        )
    }
}

fn consequence(kind: ConsequenceKind) -> Value {
    term("consequence", kind.as_str())
}
