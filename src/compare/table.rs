//! A table as a value: columns with a type, rows, and cells whose entries name the item and the span that they came from.
//!
//! Every table that this room makes can be had in this one form, so that a renderer, an export or a data frame knows all of them. Nothing
//! in it is formatted: amounts are [`Quantity`], dates are [`Due`], codes are words of a scheme.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::{Due, Force, ItemId, ItemRef, Path, Quantity, Source, Target, decimal};
use crate::vocabulary::Names;

/// A table over one or several plans.
///
/// Each row has as many cells as there are columns ([`Table::push`] sees to it), so a cell is found by the position of its column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Table {
    /// Its id: `targets`, `measures`, `incentives` …
    pub id: String,
    /// Its title.
    pub title: Names,
    /// How it was made, how it is to be read, and what it leaves out.
    pub notes: Vec<Names>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// What a column holds. In a data frame it becomes the type of the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// Text of a plan, a name, a path: [`Value::Text`].
    Text,
    /// A word of a scheme: [`Value::Term`].
    Term,
    /// A whole number: [`Value::Integer`].
    Integer,
    /// An exact number: [`Value::Number`].
    Number,
    /// A share of a whole, 0 to 1: [`Value::Share`].
    Share,
    /// A date to the year, month or day: [`Value::Due`].
    Date,
    /// Yes or no: [`Value::Flag`].
    Flag,
    /// Any number of entries of any kind: the cell of a plan in a comparison.
    Entries,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its id, stable over versions; the name of the column in a data frame.
    pub id: String,
    /// Its heading.
    pub name: Names,
    /// What it holds.
    pub kind: Kind,
    /// The plan that it belongs to, as an index of the compared plans; none for a column about the row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<usize>,
}

impl Column {
    /// A column about the row.
    pub fn new(id: &str, zh: &str, en: &str, kind: Kind) -> Self {
        Self { id: id.to_owned(), name: names(zh, en), kind, plan: None }
    }

    /// The column of a plan: any number of entries.
    pub fn of_plan(plan: usize, name: &str) -> Self {
        Self { id: name.to_owned(), name: names(name, name), kind: Kind::Entries, plan: Some(plan) }
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What identifies it in its table: an indicator's id, a topic's code, an item's id.
    pub key: String,
    /// The group of rows that it stands in, if the table has groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Names>,
    /// One cell for each column.
    pub cells: Vec<Cell>,
}

/// A cell: none, one or several entries, and how it stands to the other cells of its row.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cell {
    /// The entries, in text order. Statements of one plan that contradict one another stand side by side.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// How it compares; none where nothing is compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}

/// One thing said in a cell, with where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entry {
    /// What is said.
    pub value: Value,
    /// What is derived from it, by name: rank, distance to a reference, yearly pace.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derived: Vec<Derived>,
    /// The items and spans that it rests on. Empty only for a value that comes from no plan.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceRef>,
}

/// A named value that is worked out, not said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Derived {
    /// What it is, as an id: `rank`, `distance`, `pace` …
    pub id: String,
    /// Its name.
    pub name: Names,
    /// Its value.
    pub value: Value,
}

/// A value, unformatted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Value {
    /// Words of a plan, a name, a path: never translated.
    Text(String),
    /// Words of this library, in both languages.
    Said(Names),
    /// A word of a scheme of the vocabulary.
    Term {
        /// The list it belongs to: `topic`, `stage`, `instrument`, `force`, `indicator`, or a list of `kinds`.
        list: String,
        /// The word.
        id: String,
    },
    /// A whole number.
    Integer(i64),
    /// An exact number.
    Number(#[serde(with = "decimal")] Decimal),
    /// A share of a whole, 0 to 1.
    Share(#[serde(with = "decimal")] Decimal),
    /// An amount with bound and unit.
    Quantity(Quantity),
    /// A promise with its own force or that of its item.
    Promise {
        /// The promise.
        target: Box<Target>,
        /// Its force.
        force: Force,
    },
    /// A date to the year, month or day.
    Due(Due),
    /// Yes or no.
    Flag(bool),
    /// A place in a ranking; those who are level share one, and the next is as many further on (1, 2, 2, 4).
    Rank {
        /// The place, from 1.
        place: usize,
        /// How many are ranked.
        of: usize,
    },
}

/// How a cell compares with the others of its row, or with the one that the table compares against.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// The outcome.
    pub outcome: Outcome,
    /// By how much, where that is a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Value>,
    /// In what, or why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Names>,
}

/// The outcomes of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// The cell that the others are compared with.
    Base,
    /// The same.
    Same,
    /// Comparable, and different.
    Differs,
    /// The plan says nothing on it.
    Absent,
    /// Not comparable.
    NotComparable,
}

/// Where an entry comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceRef {
    /// The plan, as an index of the compared plans.
    pub plan: usize,
    /// The unit.
    pub path: Path,
    /// The item, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
    /// The field of the item that says it: `targets[0]`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Span, line, page and note: the promise's own where it has them, else its item's.
    pub source: Source,
}

impl SourceRef {
    /// An item as a whole.
    pub fn item(plan: usize, item: ItemRef<'_>) -> Self {
        Self { plan, path: item.path().clone(), item: Some(item.id()), field: None, source: item.source().clone() }
    }

    /// A promise of an item, in the field `field`.
    pub fn promise(plan: usize, item: ItemRef<'_>, field: &str, target: &Target) -> Self {
        let own = &target.source;
        let source = if own.span.is_some() || own.line.is_some() { own } else { item.source() };
        Self { field: Some(field.to_owned()), source: source.clone(), ..Self::item(plan, item) }
    }
}

impl Entry {
    /// A value that rests on the given sources.
    pub fn new(value: Value, sources: Vec<SourceRef>) -> Self {
        Self { value, derived: Vec::new(), sources }
    }

    /// Adds a value that is worked out from it.
    #[must_use]
    pub fn derive(mut self, id: &str, zh: &str, en: &str, value: Value) -> Self {
        self.derived.push(Derived { id: id.to_owned(), name: names(zh, en), value });
        self
    }

    /// The derived value of that id.
    pub fn derived(&self, id: &str) -> Option<&Value> {
        self.derived.iter().find(|derived| derived.id == id).map(|derived| &derived.value)
    }
}

impl Verdict {
    /// An outcome without a number or a reason.
    pub fn new(outcome: Outcome) -> Self {
        Self { outcome, by: None, why: None }
    }

    /// Not comparable, and why.
    pub fn not_comparable(why: Names) -> Self {
        Self { outcome: Outcome::NotComparable, by: None, why: Some(why) }
    }
}

impl Cell {
    /// A cell with one value that comes from no plan, or from all of it.
    pub fn of(value: Value) -> Self {
        Self::said(value, Vec::new())
    }

    /// A cell with one value and its sources.
    pub fn said(value: Value, sources: Vec<SourceRef>) -> Self {
        Self { entries: vec![Entry::new(value, sources)], verdict: None }
    }

    /// A cell that holds one entry for each value, all from the same sources.
    pub fn list(values: impl IntoIterator<Item = Value>, sources: &[SourceRef]) -> Self {
        Self { entries: values.into_iter().map(|value| Entry::new(value, sources.to_vec())).collect(), verdict: None }
    }

    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of its first entry.
    pub fn value(&self) -> Option<&Value> {
        self.entries.first().map(|entry| &entry.value)
    }
}

impl Table {
    /// A table without rows.
    pub fn new(id: &str, zh: &str, en: &str, columns: Vec<Column>) -> Self {
        Self { id: id.to_owned(), title: names(zh, en), notes: Vec::new(), columns, rows: Vec::new() }
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, zh: &str, en: &str) -> Self {
        self.notes.push(names(zh, en));
        self
    }

    /// Adds a row; missing cells at its end are empty, and cells beyond the last column are not taken.
    pub fn push(&mut self, key: impl Into<String>, group: Option<Names>, mut cells: Vec<Cell>) {
        cells.resize_with(self.columns.len(), Cell::default);
        self.rows.push(Row { key: key.into(), group, cells });
    }

    /// The position of a column.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The cell of a row under a column.
    pub fn cell(&self, key: &str, column: &str) -> Option<&Cell> {
        let at = self.column(column)?;
        self.rows.iter().find(|row| row.key == key)?.cells.get(at)
    }

    /// The table as JSON: values as they are, unformatted.
    pub fn to_json(&self) -> String {
        // Maps with text keys and no own serialisers: it cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// How many cells have each outcome.
    pub fn outcomes(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for verdict in self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.verdict.as_ref()) {
            *counts.entry(verdict.outcome.as_str()).or_default() += 1;
        }
        counts
    }
}

impl Outcome {
    /// Its word in exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Base => "base",
            Outcome::Same => "same",
            Outcome::Differs => "differs",
            Outcome::Absent => "absent",
            Outcome::NotComparable => "not_comparable",
        }
    }
}

/// A pair of names.
pub(crate) fn names(zh: &str, en: &str) -> Names {
    Names { zh: zh.to_owned(), en: en.to_owned() }
}
