//! Charts as inline SVG, drawn from the tables that stand below them.

mod bars;
mod dots;
mod heat;
mod scale;
mod surface;

use rust_decimal::Decimal;

use super::markup::Markup;
use crate::compare::Corpus;
use crate::compare::table::{Cell, Table, Value};
use crate::render::Labels;
use crate::vocabulary::Lang;

/// A chart: one or several drawings under one caption.
#[derive(Debug)]
pub(super) struct Chart {
    /// What kind it is, for style and script.
    pub(super) kind: &'static str,
    pub(super) title: String,
    /// A key to colours and signs.
    pub(super) legend: Markup,
    pub(super) drawings: Vec<Drawing>,
}

/// One drawing, with what it shows in words.
#[derive(Debug)]
pub(super) struct Drawing {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) marks: Markup,
}

/// The charts of a table; none for most.
pub(super) fn of(corpus: &Corpus<'_>, table: &Table, labels: &Labels<'_>) -> Vec<Chart> {
    let charts = match table.id.as_str() {
        "targets" => vec![dots::chart(corpus, table, labels)],
        "coverage" => vec![coverage(table, labels)],
        "similarity" => vec![similarity(table, labels)],
        "profile" => vec![bars::mix(corpus, table, labels, "force"), bars::mix(corpus, table, labels, "instrument")],
        "pmc" => vec![surface::chart(corpus, table, labels)],
        _ => Vec::new(),
    };
    charts.into_iter().flatten().collect()
}

/// Depth of each plan on each topic, 0 to 3.
fn coverage(table: &Table, labels: &Labels<'_>) -> Option<Chart> {
    let level = |r: usize, c: usize| {
        let depth = number(table.rows.get(r)?.cells.get(c)?)?;
        let level = (0..3).filter(|border| depth > Decimal::from(*border)).count();
        Some((level, depth.normalize().to_string()))
    };
    let zh = labels.lang == Lang::Zh;
    let depths = match zh {
        true => ["0 未提及", "1 兼及、只有目标或只作号召", "2 有专门举措", "3 专门举措且具体"],
        false => [
            "0 nothing",
            "1 a further topic, a goal only, or only urged",
            "2 an act of its own",
            "3 an act of its own that is concrete",
        ],
    };
    let (title, text) = match zh {
        true => ("主题覆盖的深度", "行为主题，列为县区，单元格为深度 0 至 3。"),
        false => {
            ("Depth of coverage by topic", "A row for each topic, a column for each county, in each cell the depth from 0 to 3.")
        }
    };
    heat_map(table, labels, "coverage", title, text, &depths, &level)
}

/// How alike the plans are, in four equal bands between the least and the greatest likeness of two plans.
fn similarity(table: &Table, labels: &Labels<'_>) -> Option<Chart> {
    let columns = plan_columns(table);
    // A plan is like itself; that says nothing.
    let own = |r: usize, c: usize| {
        let column = table.columns.get(c);
        table.rows.get(r).is_some_and(|row| column.is_some_and(|column| column.id == row.key))
    };
    let value = |r: usize, c: usize| number(table.rows.get(r)?.cells.get(c)?);
    let mut values: Vec<Decimal> = Vec::new();
    for r in 0..table.rows.len() {
        values.extend(columns.iter().filter(|(c, _)| !own(r, *c)).filter_map(|(c, _)| value(r, *c)));
    }
    let (low, high) = (values.iter().min().copied()?, values.iter().max().copied()?);
    let band = (high - low).checked_div(Decimal::from(4))?;
    let border = |k: i64| low + band * Decimal::from(k);
    let percent = |share: Decimal| labels.value(&Value::Share(share));
    let level = |r: usize, c: usize| {
        let value = value(r, c).filter(|_| !own(r, c))?;
        Some(((1..4).filter(|k| value >= border(*k) && band > Decimal::ZERO).count(), percent(value)))
    };
    let names: Vec<String> = (0..4).map(|k| format!("{}–{}", percent(border(k)), percent(border(k + 1)))).collect();
    let (title, text) = match labels.lang {
        Lang::Zh => ("规划之间的相似度", "行、列均为县区，单元格为两份规划的相似度。"),
        Lang::En => ("Similarity of the plans", "Rows and columns are counties, each cell the similarity of two plans."),
    };
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    heat_map(table, labels, "similarity", title, text, &names, &level)
}

fn heat_map(
    table: &Table,
    labels: &Labels<'_>,
    kind: &'static str,
    title: &str,
    text: &str,
    levels: &[&str],
    cell: &dyn Fn(usize, usize) -> Option<(usize, String)>,
) -> Option<Chart> {
    let rows: Vec<(String, usize)> = table
        .rows
        .iter()
        .enumerate()
        .map(|(r, row)| (row.cells.first().and_then(Cell::value).map(|value| labels.value(value)).unwrap_or_default(), r))
        .collect();
    let columns: Vec<(String, usize)> = plan_columns(table)
        .into_iter()
        .filter_map(|(c, _)| Some((labels.heading(table.columns.get(c)?).to_owned(), c)))
        .collect();
    if rows.is_empty() || columns.is_empty() {
        return None;
    }
    let mut legend = Markup::new();
    legend.raw("<ul class=\"key\">");
    for (class, name) in ["d0", "d1", "d2", "d3"].into_iter().zip(levels) {
        key_chip(&mut legend, class, name);
    }
    legend.raw("</ul>\n");
    let grid = heat::Grid { title: title.to_owned(), text: text.to_owned(), rows, columns, cell };
    Some(Chart { kind, title: title.to_owned(), legend, drawings: vec![heat::draw(&grid)] })
}

/// The columns of plans: position in the table, plan.
fn plan_columns(table: &Table) -> Vec<(usize, usize)> {
    table.columns.iter().enumerate().filter_map(|(c, column)| Some((c, column.plan?))).collect()
}

/// The number that a cell says.
fn number(cell: &Cell) -> Option<Decimal> {
    match cell.value()? {
        Value::Integer(number) => Some(Decimal::from(*number)),
        Value::Number(number) | Value::Share(number) => Some(*number),
        _ => None,
    }
}

/// A colour of a key with its name.
fn key_chip(m: &mut Markup, class: &str, name: &str) {
    m.raw("<li><span").attr("class", &format!("chip {class}")).raw("></span> ").text(name).raw("</li>");
}

/// A key in words.
fn key_line(m: &mut Markup, text: &str) {
    m.raw("<p class=\"key\">").text(text).raw("</p>\n");
}
