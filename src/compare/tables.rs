//! The tables: targets by indicator, measures by topic, listings, and what one plan alone has.

use indexmap::IndexMap;

use crate::model::{Class, Force, ItemRef, Measure, Plan, Target};
use crate::vocabulary::{Concept, Indicator, Vocabulary};

/// A plan with the name under which it stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column<'a> {
    /// The name.
    pub name: &'a str,
    /// The plan.
    pub plan: &'a Plan,
}

/// One statement of one plan on an indicator.
#[derive(Clone, Copy, Debug)]
pub struct TargetCell<'a> {
    /// The item that makes it.
    pub item: ItemRef<'a>,
    /// The promise.
    pub target: &'a Target,
    /// Its force: its own, else the item's.
    pub force: Force,
}

/// A row of the target table: one indicator, and for each plan every statement on it, in text order.
#[derive(Clone, Debug)]
pub struct TargetRow<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// A cell for each column; empty where the plan does not promise it. Statements that contradict one another stand side by side.
    pub cells: Vec<Vec<TargetCell<'a>>>,
}

/// Targets by indicator × plan, in the order of the catalogue. A promise that is stated at several places stands for each.
pub fn targets<'a>(columns: &[Column<'a>], vocabulary: &'a Vocabulary) -> Vec<TargetRow<'a>> {
    let mut rows: IndexMap<&str, TargetRow<'a>> = vocabulary
        .indicators
        .terms()
        .map(|indicator| (indicator.id.as_str(), TargetRow { indicator, cells: vec![Vec::new(); columns.len()] }))
        .collect();
    for (i, column) in columns.iter().enumerate() {
        for (item, target) in column.plan.promises() {
            let row = target.indicator.as_ref().and_then(|id| rows.get_mut(id.as_str()));
            if let Some(cell) = row.and_then(|row| row.cells.get_mut(i)) {
                cell.push(TargetCell { item, target, force: target.force.unwrap_or(item.force()) });
            }
        }
    }
    rows.into_values().filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect()
}

/// The quantified promises that no indicator of the catalogue covers, by column: what [`targets`] does not show.
pub fn uncatalogued<'a>(columns: &[Column<'a>], vocabulary: &Vocabulary) -> Vec<Vec<TargetCell<'a>>> {
    let without = |column: &Column<'a>| {
        column
            .plan
            .promises()
            .filter(|(_, target)| target.quantity.is_some())
            .filter(|(_, target)| target.indicator.as_ref().is_none_or(|id| vocabulary.indicators.get(id.as_str()).is_none()))
            .map(|(item, target)| TargetCell { item, target, force: target.force.unwrap_or(item.force()) })
            .collect()
    };
    columns.iter().map(without).collect()
}

/// A measure under a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasureCell<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// Whether the topic is the measure's first.
    pub primary: bool,
}

/// A row of the measure table: one topic, and for each plan the measures on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureRow<'a> {
    /// The topic.
    pub topic: &'a Concept,
    /// A cell for each column, primary topics first, then text order.
    pub cells: Vec<Vec<MeasureCell<'a>>>,
}

/// Measures by topic × plan, in the order of the topics. A measure stands under each of its topics.
pub fn measures<'a>(columns: &[Column<'a>], vocabulary: &'a Vocabulary) -> Vec<MeasureRow<'a>> {
    let cell = |plan: &'a Plan, topic: &Concept| {
        let mut cell: Vec<MeasureCell<'a>> = plan
            .measures
            .iter()
            .filter_map(|measure| {
                let at = measure.topics.iter().position(|code| *code == topic.id)?;
                Some(MeasureCell { measure, primary: at == 0 })
            })
            .collect();
        cell.sort_by_key(|cell| !cell.primary);
        cell
    };
    vocabulary
        .topics
        .terms()
        .map(|topic| MeasureRow { topic, cells: columns.iter().map(|c| cell(c.plan, topic)).collect() })
        .filter(|row| row.cells.iter().any(|cell| !cell.is_empty()))
        .collect()
}

/// What one plan has and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alone<'a> {
    /// Topics on which this plan alone has a measure (as its first or a further topic).
    pub topics: Vec<&'a Concept>,
    /// Indicators that this plan alone promises.
    pub indicators: Vec<&'a Indicator>,
}

/// For each column, what it has and no other column has. With one column, all it has.
pub fn alone<'a>(columns: &[Column<'a>], vocabulary: &'a Vocabulary) -> Vec<Alone<'a>> {
    let mut found = vec![Alone { topics: Vec::new(), indicators: Vec::new() }; columns.len()];
    for row in measures(columns, vocabulary) {
        if let Some(only) = only_filled(&row.cells)
            && let Some(alone) = found.get_mut(only)
        {
            alone.topics.push(row.topic);
        }
    }
    for row in targets(columns, vocabulary) {
        if let Some(only) = only_filled(&row.cells)
            && let Some(alone) = found.get_mut(only)
        {
            alone.indicators.push(row.indicator);
        }
    }
    found
}

fn only_filled<T>(cells: &[Vec<T>]) -> Option<usize> {
    let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(i, _)| i);
    let first = filled.next()?;
    filled.next().is_none().then_some(first)
}

/// An item with the column that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed<'a> {
    /// Index of the column.
    pub column: usize,
    /// The item.
    pub item: ItemRef<'a>,
}

/// All items of a class, column by column, in the order of each plan's outline.
pub fn listing<'a>(columns: &[Column<'a>], class: Class) -> Vec<Listed<'a>> {
    let mut rows = Vec::new();
    for (i, column) in columns.iter().enumerate() {
        let order = column.plan.outline_order();
        let mut items: Vec<_> = column.plan.items_of(class).collect();
        items.sort_by_key(|item| (order.get(item.path()).copied().unwrap_or(usize::MAX), item.n()));
        rows.extend(items.into_iter().map(|item| Listed { column: i, item }));
    }
    rows
}
