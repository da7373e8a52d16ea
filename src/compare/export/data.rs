//! The exports as tables with typed columns, for data frames: promises, units, pairs.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{FactRow, UnitRow, sourced_facts, units};
use crate::align::{PairRow, pair_rows};
use crate::compare::Corpus;
use crate::compare::options::CompareError;
use crate::compare::table::{Cell, Column, Kind, SourceRef, Table, Value};
use crate::model::{Path, Source};

/// What a column of an export holds, by its name.
fn kind(column: &str) -> Kind {
    match column {
        "value" | "value_max" => Kind::Number,
        "score" => Kind::Share,
        "deadline" => Kind::Date,
        "start" | "end" => Kind::Integer,
        "force" => Kind::Term,
        // Several codes or words in a cell stand as entries of their own.
        "topics" | "stage" | "instrument" | "lead" | "responsible" => Kind::Entries,
        _ => Kind::Text,
    }
}

/// The headings in Chinese; in English the names of the export say enough.
fn zh(column: &str) -> &str {
    match column {
        "plan" => "方案",
        "path" => "单元",
        "class" => "类别",
        "subject" => "事项",
        "indicator" => "指标",
        "comparator" => "比较词",
        "value" => "数值",
        "value_max" => "上限",
        "unit" => "单位",
        "per" => "每",
        "frequency" => "频次",
        "deadline" => "期限",
        "force" => "力度",
        "start" => "起始字节",
        "end" => "结束字节",
        "kind" => "部分",
        "title" => "标题",
        "topics" => "主题",
        "stage" => "学段",
        "instrument" => "工具",
        "lead" => "牵头单位",
        "responsible" => "责任单位",
        "plan_a" => "方案甲",
        "path_a" => "单元甲",
        "plan_b" => "方案乙",
        "path_b" => "单元乙",
        "score" => "相近度",
        "relation" => "关系",
        other => other,
    }
}

fn empty(id: &str, title: (&str, &str), columns: &[&str]) -> Table {
    let columns = columns.iter().map(|name| Column::new(name, zh(name), name, kind(name))).collect();
    Table::new(id, title.0, title.1, columns)
}

fn text(text: &str) -> Cell {
    if text.is_empty() { Cell::default() } else { Cell::of(Value::Text(text.to_owned())) }
}

fn number(text: &str) -> Cell {
    // What is no number is left as it is written, not dropped.
    match text.parse::<Decimal>() {
        Ok(number) => Cell::of(Value::Number(number)),
        Err(_) => self::text(text),
    }
}

fn bytes(at: Option<usize>) -> Cell {
    at.and_then(|at| i64::try_from(at).ok()).map_or_else(Cell::default, |at| Cell::of(Value::Integer(at)))
}

fn date(text: &str) -> Cell {
    text.parse().map_or_else(|_| self::text(text), |due| Cell::of(Value::Due(due)))
}

fn term(list: &str, word: &str) -> Value {
    Value::Term { list: list.to_owned(), id: word.to_owned() }
}

fn several(joined: &str, value: impl Fn(&str) -> Value) -> Cell {
    Cell::list(joined.split('|').filter(|word| !word.is_empty()).map(value), &[])
}

/// The table `facts`: every quantified promise, a row each, in the columns of [`FactRow`]; the values are numbers, deadlines dates, spans whole
/// numbers of bytes. The cell of the subject has the promise as its source.
pub fn facts_table(corpus: &Corpus<'_>) -> Table {
    let mut table = empty("facts", ("量化承诺", "Promises with a number"), &FactRow::COLUMNS);
    for (plan, compared) in corpus.plans().iter().enumerate() {
        let admitted = sourced_facts(compared.name, compared.plan).into_iter();
        for (number_of, ((item, field, target), row)) in
            admitted.filter(|((item, _, _), _)| corpus.admits(item.path())).enumerate()
        {
            let source = SourceRef::promise(plan, item, &field, target);
            let cells = vec![
                text(&row.plan),
                text(&row.path),
                text(&row.class),
                Cell::said(Value::Text(row.subject), vec![source]),
                text(&row.indicator),
                text(&row.comparator),
                number(&row.value),
                number(&row.value_max),
                text(&row.unit),
                text(&row.per),
                text(&row.frequency),
                date(&row.deadline),
                Cell::of(term("force", &row.force)),
                bytes(row.start),
                bytes(row.end),
            ];
            table.push(format!("{}:{}", compared.name, number_of + 1), None, cells);
        }
    }
    table
}

/// The table `units`: every unit of the outlines, a row each, in the columns of [`UnitRow`]; several topics, stages, instruments and units are
/// entries of their own. The cell of the title has the unit's first item as its source, or its heading where it has none.
pub fn units_table(corpus: &Corpus<'_>) -> Table {
    let mut table = empty("units", ("单元", "Units"), &UnitRow::COLUMNS);
    for (plan, compared) in corpus.plans().iter().enumerate() {
        let mut items: HashMap<&str, SourceRef> = HashMap::new();
        // Of the items of a unit its measure speaks for it, else its first goal.
        let goals = compared.plan.goals.iter().map(crate::model::ItemRef::Goal);
        for item in compared.plan.measures.iter().map(crate::model::ItemRef::Measure).chain(goals) {
            items.entry(item.into_path().as_str()).or_insert_with(|| SourceRef::item(plan, item));
        }
        let headings: HashMap<&str, &Source> =
            compared.plan.outline.iter().map(|section| (section.path.as_str(), &section.source)).collect();
        for row in units(compared.name, compared.plan) {
            let Ok(path) = row.path.parse::<Path>() else { continue };
            if !corpus.admits(&path) {
                continue;
            }
            let source = items.get(row.path.as_str()).cloned().unwrap_or_else(|| SourceRef {
                plan,
                path,
                item: None,
                field: None,
                source: headings.get(row.path.as_str()).map(|source| (*source).clone()).unwrap_or_default(),
            });
            let words = |word: &str| Value::Text(word.to_owned());
            let cells = vec![
                text(&row.plan),
                text(&row.path),
                text(&row.kind),
                Cell::said(Value::Text(row.title), vec![source]),
                several(&row.topics, |code| term("topic", code)),
                several(&row.stage, |stage| term("stage", stage)),
                several(&row.instrument, |instrument| term("instrument", instrument)),
                if row.force.is_empty() { Cell::default() } else { Cell::of(term("force", &row.force)) },
                several(&row.lead, words),
                several(&row.responsible, words),
            ];
            table.push(format!("{}:{}", row.plan, row.path), None, cells);
        }
    }
    table
}

/// The table `pairs`: every comparable pair of units across plans, a row each, in the columns of [`PairRow`].
///
/// # Errors
/// Plans that cannot be aligned.
pub fn pairs_table(corpus: &Corpus<'_>) -> Result<Table, CompareError> {
    let alignment = corpus.alignment()?;
    let mut table = empty("pairs", ("可比的措施对", "Comparable pairs"), &PairRow::COLUMNS);
    for row in pair_rows(alignment) {
        let score = row.score.parse::<Decimal>().map_or_else(|_| text(&row.score), |score| Cell::of(Value::Share(score)));
        let key = format!("{}:{}|{}:{}", row.plan_a, row.path_a, row.plan_b, row.path_b);
        let cells = vec![text(&row.plan_a), text(&row.path_a), text(&row.plan_b), text(&row.path_b), score, text(&row.relation)];
        table.push(key, None, cells);
    }
    Ok(table)
}
