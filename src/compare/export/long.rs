//! Any table in long form: one row for each thing said, in columns with types, for data frames and statistics packages.

use crate::compare::corpus::Corpus;
use crate::compare::table::{Cell, Column, Kind, SourceRef, Table, Value};
use crate::model::{Due, Frequency, Quantity};

/// The parts of a value, each in a column of its own.
#[derive(Default)]
struct Parts<'v> {
    text: Option<&'v str>,
    list: Option<&'v str>,
    quantity: Option<&'v Quantity>,
    frequency: Option<Frequency>,
    due: Option<Due>,
    force: Option<&'static str>,
    other: Option<Value>,
    upper: Option<Value>,
}

fn whole(number: usize) -> Option<Value> {
    i64::try_from(number).ok().map(|number| Value::Number(number.into()))
}

fn parts(value: &Value) -> Parts<'_> {
    match value {
        Value::Text(text) => Parts { text: Some(text), ..Parts::default() },
        Value::Said(names) => Parts { text: Some(&names.en), ..Parts::default() },
        Value::Term { list, id } => Parts { text: Some(id), list: Some(list), ..Parts::default() },
        Value::Integer(number) => Parts { other: Some(Value::Number((*number).into())), ..Parts::default() },
        Value::Number(number) | Value::Share(number) => Parts { other: Some(Value::Number(*number)), ..Parts::default() },
        Value::Flag(flag) => Parts { other: Some(Value::Number(i64::from(*flag).into())), ..Parts::default() },
        Value::Rank { place, of } => Parts { other: whole(*place), upper: whole(*of), ..Parts::default() },
        Value::Quantity(quantity) => Parts { quantity: Some(quantity), ..Parts::default() },
        Value::Due(due) => Parts { due: Some(*due), ..Parts::default() },
        Value::Promise { target, force } => Parts {
            text: Some(&target.subject),
            quantity: target.quantity.as_ref(),
            frequency: target.frequency,
            due: target.due,
            force: Some(force.as_str()),
            ..Parts::default()
        },
    }
}

impl Table {
    /// The table in long form: for each entry of each cell one row, for each value derived from it one more, whatever the table's own shape.
    ///
    /// | column | holds |
    /// |---|---|
    /// | `row`, `group`, `column` | where it stands in the table |
    /// | `plan`, `path`, `item`, `field`, `line`, `start`, `end` | its first source; bytes of the text for the last two |
    /// | `sources` | how many sources it rests on |
    /// | `derived` | the id of a derived value; empty for what is said |
    /// | `text`, `list` | words, and the list of the vocabulary that they are from |
    /// | `bound`, `number`, `upper`, `unit`, `per`, `frequency`, `due`, `force` | an amount, a count, a share (0 to 1), a flag (0 or 1), a place of so many (`number`, `upper`) |
    /// | `outcome` | how the cell compares |
    ///
    /// A cell without entries that has a verdict (absent, not comparable) stands as a row without value.
    #[must_use]
    pub fn long(&self, corpus: &Corpus<'_>) -> Table {
        let column = |id: &str, zh: &str, kind: Kind| Column::new(id, zh, id, kind);
        let columns = vec![
            column("row", "行", Kind::Text),
            column("group", "组", Kind::Text),
            column("column", "列", Kind::Text),
            column("plan", "文件", Kind::Text),
            column("path", "出处", Kind::Text),
            column("item", "条目", Kind::Text),
            column("field", "字段", Kind::Text),
            column("line", "行号", Kind::Integer),
            column("start", "起", Kind::Integer),
            column("end", "止", Kind::Integer),
            column("sources", "出处数", Kind::Integer),
            column("derived", "推算", Kind::Text),
            column("text", "文字", Kind::Text),
            column("list", "词表", Kind::Text),
            column("bound", "界限", Kind::Term),
            column("number", "数值", Kind::Number),
            column("upper", "上限", Kind::Number),
            column("unit", "单位", Kind::Term),
            column("per", "每", Kind::Term),
            column("frequency", "频次", Kind::Term),
            column("due", "期限", Kind::Date),
            column("force", "力度", Kind::Term),
            column("outcome", "比较", Kind::Term),
        ];
        let mut long = Table::new(&format!("{}_long", self.id), &self.title.zh, &self.title.en, columns);
        long.notes.clone_from(&self.notes);
        for row in &self.rows {
            for (column, cell) in self.columns.iter().zip(&row.cells) {
                let plan = column.plan.and_then(|at| corpus.plans().get(at)).map(|plan| plan.name);
                let outcome = cell.verdict.as_ref().map(|verdict| verdict.outcome.as_str());
                let mut push = |derived: Option<&str>, value: Option<&Value>, sources: &[SourceRef]| {
                    let source = sources.first();
                    let parts = value.map(parts).unwrap_or_default();
                    let plan = source.and_then(|s| corpus.plans().get(s.plan)).map(|plan| plan.name).or(plan);
                    let span = source.and_then(|s| s.source.span);
                    let cells = vec![
                        text(Some(&row.key)),
                        text(row.group.as_ref().map(|group| group.en.as_str())),
                        text(Some(&column.id)),
                        text(plan),
                        text(source.map(|s| s.path.to_string()).as_deref()),
                        text(source.and_then(|s| s.item.as_ref()).map(ToString::to_string).as_deref()),
                        text(source.and_then(|s| s.field.as_deref())),
                        integer(source.and_then(|s| s.source.line).map(i64::from)),
                        integer(span.and_then(|s| i64::try_from(s.start).ok())),
                        integer(span.and_then(|s| i64::try_from(s.end).ok())),
                        integer(i64::try_from(sources.len()).ok()),
                        text(derived),
                        text(parts.text),
                        text(parts.list),
                        term("bound", parts.quantity.map(|q| q.bound.as_str())),
                        parts.quantity.map(|q| Value::Number(q.value)).or(parts.other).map_or_else(Cell::default, Cell::of),
                        parts
                            .quantity
                            .and_then(|q| q.upper)
                            .map(Value::Number)
                            .or(parts.upper)
                            .map_or_else(Cell::default, Cell::of),
                        term("unit", parts.quantity.map(|q| q.unit.to_string()).as_deref()),
                        term("per", parts.quantity.and_then(|q| q.per.as_ref()).map(ToString::to_string).as_deref()),
                        term("frequency", parts.frequency.map(|f| f.to_string()).as_deref()),
                        parts.due.map_or_else(Cell::default, |due| Cell::of(Value::Due(due))),
                        term("force", parts.force),
                        term("outcome", outcome),
                    ];
                    long.push(row.key.clone(), row.group.clone(), cells);
                };
                for entry in &cell.entries {
                    push(None, Some(&entry.value), &entry.sources);
                    for derived in &entry.derived {
                        push(Some(&derived.id), Some(&derived.value), &entry.sources);
                    }
                }
                if cell.entries.is_empty() && outcome.is_some() {
                    push(None, None, &[]);
                }
            }
        }
        long
    }
}

fn text(text: Option<&str>) -> Cell {
    text.filter(|text| !text.is_empty()).map_or_else(Cell::default, |text| Cell::of(Value::Text(text.to_owned())))
}

fn term(list: &str, id: Option<&str>) -> Cell {
    id.map_or_else(Cell::default, |id| Cell::of(Value::Term { list: list.to_owned(), id: id.to_owned() }))
}

fn integer(number: Option<i64>) -> Cell {
    number.map_or_else(Cell::default, |number| Cell::of(Value::Integer(number)))
}
