//! Every item of every plan as one row: the plan at a glance.

use crate::compare::Corpus;
use crate::compare::table::{Cell, Column, Kind, SourceRef, Table, Value};
use crate::model::{ItemRef, Measure};

/// Every item, plan by plan and class by class, each with its promises.
///
/// | column | holds |
/// |---|---|
/// | `plan`, `id`, `part`, `path`, `title` | what it is and where it stands |
/// | `topics`, `stages`, `instruments` | its codes, the primary one first |
/// | `force` | how firmly it is promised |
/// | `lead`, `responsible` | of a measure, the units that lead and that are responsible |
/// | `promises` | what it promises, each with its source |
#[must_use]
pub fn items_table(corpus: &Corpus<'_>) -> Table {
    let columns = vec![
        Column::new("plan", "方案", "Plan", Kind::Text),
        Column::new("id", "编号", "Id", Kind::Text),
        Column::new("part", "类别", "Part", Kind::Term),
        Column::new("path", "出处", "Path", Kind::Text),
        Column::new("title", "标题", "Title", Kind::Text),
        Column::new("topics", "主题", "Topics", Kind::Entries),
        Column::new("stages", "学段", "Stages", Kind::Entries),
        Column::new("instruments", "政策工具", "Instruments", Kind::Entries),
        Column::new("force", "力度", "Force", Kind::Term),
        Column::new("lead", "牵头单位", "Lead", Kind::Entries),
        Column::new("responsible", "责任单位", "Responsible", Kind::Entries),
        Column::new("promises", "承诺", "Promises", Kind::Entries),
    ];
    let mut table = Table::new("items", "条目", "Items", columns);
    for (at, compared) in corpus.plans().iter().enumerate() {
        for item in corpus.items(compared.plan) {
            let here = [SourceRef::item(at, item)];
            let measure: Option<&Measure> = match item {
                ItemRef::Measure(measure) => Some(measure),
                _ => None,
            };
            let text = |text: &str| Cell::of(Value::Text(text.to_owned()));
            let texts = |list: &[String]| Cell::list(list.iter().map(|one| Value::Text(one.clone())), &[]);
            let term = |list: &str, id: &str| Value::Term { list: list.to_owned(), id: id.to_owned() };
            let promises = item.promises().into_iter().map(|(field, target)| {
                let force = target.force.unwrap_or(item.force());
                let value = Value::Promise { target: Box::new(target.clone()), force };
                crate::compare::table::Entry::new(value, vec![SourceRef::promise(at, item, &field, target)])
            });
            let id = item.id().to_string();
            let cells = vec![
                text(compared.name),
                text(&id),
                Cell::of(term("class", item.class().as_str())),
                Cell::said(Value::Text(item.path().to_string()), here.to_vec()),
                Cell::said(Value::Text(item.title().to_owned()), here.to_vec()),
                Cell::list(item.topics().iter().map(|topic| term("topic", topic)), &[]),
                Cell::list(item.stages().iter().map(|stage| term("stage", stage.as_str())), &[]),
                Cell::list(measure.iter().flat_map(|m| &m.instruments).map(|i| term("instrument", i.as_str())), &[]),
                Cell::of(term("force", item.force().as_str())),
                texts(measure.map_or(&[], |measure| &measure.lead)),
                texts(measure.map_or(&[], |measure| &measure.responsible)),
                Cell { entries: promises.collect(), verdict: None },
            ];
            table.push(format!("{}/{id}", compared.name), None, cells);
        }
    }
    table
}

#[cfg(all(test, feature = "samples"))]
mod tests {
    use super::*;

    #[test]
    fn each_item_has_a_row_with_its_promises() {
        let plans = crate::samples::plans().unwrap();
        let table = items_table(&Corpus::new(&plans));
        assert_eq!(table.rows.len(), plans.iter().map(|(_, plan)| plan.items().count()).sum::<usize>());
        let promises: usize = table.rows.iter().map(|row| row.cells[11].entries.len()).sum();
        assert_eq!(promises, plans.iter().map(|(_, plan)| plan.promises().count()).sum::<usize>());
        let cell = table.cell("XS/goal:二#6", "promises").unwrap();
        assert!(cell.entries.iter().all(|entry| entry.sources.len() == 1));
    }
}
