//! A diff as a table: one row for each changed field, and for each item that came or went.

use super::diff::{DiffText, promise_at};
use super::diff_names as say;
use crate::compare::table::{Cell, Column, Kind, Table, Value, names};
use crate::diff::{Change, Diff, Effect, ItemChange, Shift};
use crate::vocabulary::{Lang, Names};

/// A diff as a table.
///
/// | column | holds |
/// |---|---|
/// | `part` | head, or the class of the item |
/// | `what` | what happened to the item: added, removed, changed, moved … |
/// | `path_before`, `path_after`, `title` | the item |
/// | `field`, `before`, `after` | the field that changed, in words |
/// | `shift`, `effect` | what the change does, and whether the promise gets stronger |
#[must_use]
pub fn diff_table(diff: &Diff) -> Table {
    let columns = vec![
        Column::new("part", "类别", "Part", Kind::Term),
        Column::new("what", "变化", "What", Kind::Term),
        Column::new("path_before", "原出处", "Path before", Kind::Text),
        Column::new("path_after", "现出处", "Path after", Kind::Text),
        Column::new("title", "标题", "Title", Kind::Text),
        Column::new("field", "字段", "Field", Kind::Text),
        Column::new("before", "原文", "Before", Kind::Text),
        Column::new("after", "现文", "After", Kind::Text),
        Column::new("shift", "性质", "Shift", Kind::Term),
        Column::new("effect", "强弱", "Effect", Kind::Term),
    ];
    let (before, after) = (&diff.before, &diff.after);
    let (zh, en) = (format!("{} → {}", before.title, after.title), format!("{} → {}", before.place, after.place));
    let mut table = Table::new("diff", &zh, &en, columns);
    for change in diff.head.changes().iter().filter(|change| change.shift != Shift::SourceMoved) {
        let head = said(&names("文首", "Head"));
        row(&mut table, [head, Cell::default(), Cell::default(), Cell::default(), Cell::default()], Some(change), None);
    }
    for item in diff.items() {
        let changes: Vec<&Change> = item.changes.iter().filter(|change| change.shift.is_substance()).collect();
        if changes.is_empty() {
            row(&mut table, about(&item), None, Some(&item));
        }
        for change in changes {
            row(&mut table, about(&item), Some(change), Some(&item));
        }
    }
    table
}

fn said(names: &Names) -> Cell {
    Cell::of(Value::Said(names.clone()))
}

fn both(name: impl Fn(Lang) -> String) -> Names {
    names(&name(Lang::Zh), &name(Lang::En))
}

fn text(text: Option<String>) -> Cell {
    text.map_or_else(Cell::default, |text| Cell::of(Value::Text(text)))
}

fn about(item: &ItemChange<'_>) -> [Cell; 5] {
    let class = both(|lang| say::class(item.class, lang).to_owned());
    let kinds = both(|lang| item.kinds.iter().map(|kind| say::kind(*kind, lang)).collect::<Vec<_>>().join("、"));
    let title = item.after.or(item.before).map(|item| item.title().to_owned());
    let path = |id: Option<crate::model::ItemId>| text(id.map(|id| id.path.to_string()));
    [said(&class), said(&kinds), path(item.before_id()), path(item.after_id()), text(title)]
}

fn row(table: &mut Table, about: [Cell; 5], change: Option<&Change>, item: Option<&ItemChange<'_>>) {
    let mut cells = about.to_vec();
    if let Some(change) = change {
        let was = item.and_then(|item| promise_at(item.before?, &change.before_path()));
        let is = item.and_then(|item| promise_at(item.after?, &change.after_path()));
        let shown = |value: Option<&serde_json::Value>, target| match value {
            Some(value) => said(&both(|lang| DiffText::new().lang(lang).shown(&change.field, value, target))),
            None => Cell::default(),
        };
        let effect = match change.effect {
            Effect::Strengthened => said(&names("加强", "strengthened")),
            Effect::Weakened => said(&names("减弱", "weakened")),
            Effect::Neutral => Cell::default(),
        };
        cells.extend([
            said(&both(|lang| say::field(&change.field, lang).to_owned())),
            shown(change.before.as_ref(), was),
            shown(change.after.as_ref(), is),
            said(&both(|lang| say::shift(change.shift, lang).to_owned())),
            effect,
        ]);
    }
    table.push((table.rows.len() + 1).to_string(), None, cells);
}

#[cfg(all(test, feature = "samples"))]
mod tests {
    use super::*;

    #[test]
    fn what_changed_stands_in_words() {
        let draft = crate::samples::plans().unwrap().remove(0).1;
        let mut issued = draft.clone();
        issued.goals[0].force = crate::Force::Encouraged;
        issued.incentives.remove(2);
        let table = diff_table(&crate::diff(&draft, &issued));
        assert_eq!(table.rows.len(), 2);
        let value = |row: usize, column: &str| table.rows[row].cells[table.column(column).unwrap()].value().cloned();
        assert_eq!(value(0, "shift"), Some(Value::Said(names("趋软", "softened"))));
        assert_eq!(value(0, "effect"), Some(Value::Said(names("减弱", "weakened"))));
        assert_eq!(value(1, "what"), Some(Value::Said(names("删去", "removed"))));
        assert_eq!((value(1, "field"), value(1, "path_after")), (None, None));
        assert!(diff_table(&crate::diff(&draft, &draft)).rows.is_empty());
    }
}
