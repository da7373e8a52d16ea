//! The exports that every version keeps: one row for each quantified promise, one for each unit of the outline.

mod data;
mod items;
mod long;

pub use data::{facts_table, pairs_table, units_table};
pub use items::items_table;

use std::collections::HashMap;

use serde::Serialize;

use crate::model::{Frequency, Goal, Item, ItemRef, Measure, Path, Plan, Role, Target, TopicCode};

/// A quantified promise, as a row of the `facts` export. Empty text stands for what the plan does not say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactRow {
    /// The plan's name, as the caller gave it.
    pub plan: String,
    /// The unit.
    pub path: String,
    /// goal, measure, incentive, funding, accountability.
    pub class: String,
    /// What is counted.
    pub subject: String,
    /// Id in the catalogue.
    pub indicator: String,
    /// ge, gt, le, lt, eq, approx, range, increase, decrease.
    pub comparator: String,
    /// The value in its base unit.
    pub value: String,
    /// The upper end of a range.
    pub value_max: String,
    /// Base unit.
    pub unit: String,
    /// What the amount is for each of; day, week, month or quarter where only that is said.
    pub per: String,
    /// How often: once, annual, biennial, semester, halfyear, cycle3.
    pub frequency: String,
    /// A year, or an ISO date.
    pub deadline: String,
    /// binding, planned, aspirational, encouraged.
    pub force: String,
    /// First byte of the source.
    pub start: Option<usize>,
    /// One past its last byte.
    pub end: Option<usize>,
}

impl FactRow {
    /// The names of the columns, in the order of the fields.
    pub const COLUMNS: [&'static str; 15] = [
        "plan",
        "path",
        "class",
        "subject",
        "indicator",
        "comparator",
        "value",
        "value_max",
        "unit",
        "per",
        "frequency",
        "deadline",
        "force",
        "start",
        "end",
    ];
}

/// Every quantified promise of a plan, in document order.
pub fn facts(name: &str, plan: &Plan) -> Vec<FactRow> {
    sourced_facts(name, plan).into_iter().map(|(_, row)| row).collect()
}

/// A promise with the item and field that hold it.
pub(super) type Held<'a> = (ItemRef<'a>, String, &'a Target);

/// As [`facts`], each with its source.
pub(super) fn sourced_facts<'a>(name: &str, plan: &'a Plan) -> Vec<(Held<'a>, FactRow)> {
    let order = plan.outline_order();
    let mut rows = Vec::new();
    let held = plan.items().flat_map(|item| item.into_promises().into_iter().map(move |(field, target)| (item, field, target)));
    for (item, field, target) in held {
        let Some(quantity) = &target.quantity else { continue };
        let span = target.source.span.or(item.source().span);
        let text = |value: Option<String>| value.unwrap_or_default();
        let row = FactRow {
            plan: name.to_owned(),
            path: item.path().to_string(),
            class: item.class().to_string(),
            subject: target.subject.clone(),
            indicator: text(target.indicator.as_ref().map(ToString::to_string)),
            comparator: quantity.bound.comparator().to_owned(),
            value: quantity.value.normalize().to_string(),
            value_max: text(quantity.upper.map(|upper| upper.normalize().to_string())),
            unit: quantity.unit.to_string(),
            per: text(quantity.per.as_ref().map(ToString::to_string).or_else(|| target.frequency.and_then(per_period))),
            frequency: text(target.frequency.filter(|f| in_format(*f)).map(|f| f.to_string())),
            deadline: text(target.due.map(crate::model::Due::deadline)),
            force: target.force.unwrap_or(item.force()).to_string(),
            start: span.map(|s| s.start),
            end: span.map(|s| s.end),
        };
        // Unit first, then place in the text; the sort is stable, so items without a span keep the order of the plan.
        rows.push((
            (order.get(item.path()).copied().unwrap_or(usize::MAX), span.map_or(0, |s| s.start)),
            ((item, field, target), row),
        ));
    }
    rows.sort_by_key(|(key, _)| *key);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The frequencies that the export format has a word for. The others stand in the `per` column, where the amount leaves it free.
fn in_format(frequency: Frequency) -> bool {
    use Frequency::{Annual, Biennial, Cycle, HalfYear, Once, Semester};
    matches!(frequency, Once | Annual | Biennial | Semester | HalfYear | Cycle(3))
}

fn per_period(frequency: Frequency) -> Option<String> {
    let word = match frequency {
        Frequency::Daily => "day",
        Frequency::Weekly => "week",
        Frequency::Monthly => "month",
        Frequency::Quarterly => "quarter",
        _ => return None,
    };
    Some(word.to_owned())
}

/// A unit of the outline, as a row of the `units` export; several values in a cell are joined by `|`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitRow {
    /// The plan's name, as the caller gave it.
    pub plan: String,
    /// The unit.
    pub path: String,
    /// The role of the unit: guidance, goals, tasks, guarantees, definition, preamble.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Topic codes, the primary one first; `GOAL` leads in a goals section.
    pub topics: String,
    /// Education stages.
    pub stage: String,
    /// Policy instruments, the primary one first.
    pub instrument: String,
    /// Force of the unit's measure, or of its first goal.
    pub force: String,
    /// Units that lead.
    pub lead: String,
    /// Units that are responsible, then those that help: the format has no column of their own for 配合单位.
    pub responsible: String,
}

impl UnitRow {
    /// The names of the columns, in the order of the fields.
    pub const COLUMNS: [&'static str; 10] =
        ["plan", "path", "kind", "title", "topics", "stage", "instrument", "force", "lead", "responsible"];
}

/// Every unit of a plan's outline, annexes included, in document order.
pub fn units(name: &str, plan: &Plan) -> Vec<UnitRow> {
    let mut measures: HashMap<&Path, Vec<&Measure>> = HashMap::new();
    for measure in &plan.measures {
        measures.entry(&measure.path).or_default().push(measure);
    }
    let mut goals: HashMap<&Path, Vec<&Goal>> = HashMap::new();
    for goal in &plan.goals {
        goals.entry(&goal.path).or_default().push(goal);
    }
    let row = |section: &crate::model::Section| {
        let measures = measures.get(&section.path).map_or(&[][..], Vec::as_slice);
        let goals = goals.get(&section.path).map_or(&[][..], Vec::as_slice);
        let lead_topic = (section.role == Role::Goals).then_some("GOAL");
        // Goals speak for a unit that has no measure; beside a measure they are results of it.
        let spoken: Vec<&dyn Item> = if measures.is_empty() {
            goals.iter().map(|g| *g as &dyn Item).collect()
        } else {
            measures.iter().map(|m| *m as &dyn Item).collect()
        };
        let topics = spoken.iter().flat_map(|i| i.topics()).map(TopicCode::as_str);
        UnitRow {
            plan: name.to_owned(),
            path: section.path.to_string(),
            kind: section.role.to_string(),
            title: section.title.clone(),
            topics: join(lead_topic.into_iter().chain(topics)),
            stage: join(spoken.iter().flat_map(|i| i.stages()).map(|s| s.as_str())),
            instrument: join(measures.iter().flat_map(|m| &m.instruments).map(|i| i.as_str())),
            force: spoken.first().map(|i| i.force().to_string()).unwrap_or_default(),
            lead: join(measures.iter().flat_map(|m| &m.lead).map(String::as_str)),
            responsible: join(measures.iter().flat_map(|m| m.responsible.iter().chain(&m.supporting)).map(String::as_str)),
        }
    };
    plan.units().map(row).collect()
}

/// The words, each once, joined by `|`.
fn join<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for word in words {
        if !seen.contains(&word) {
            seen.push(word);
        }
    }
    seen.join("|")
}
