//! PMC surfaces: the three by three matrix of the main variables of each plan as a surface in space, its figures below it.

use super::scale::{fitted, float, length};
use super::{Chart, Drawing, Markup, key_line, number, plan_columns};
use crate::compare::Corpus;
use crate::compare::table::{Table, Value};
use crate::render::Labels;
use crate::vocabulary::Lang;

/// Surfaces on one page.
const MOST: usize = 12;
/// A step along a row, along a column (to the left and down), and up for a value of 1.
const ACROSS: f64 = 62.0;
const BACK: (f64, f64) = (-26.0, 19.0);
const UP: f64 = 58.0;

pub(super) fn chart(corpus: &Corpus<'_>, table: &Table, labels: &Labels<'_>) -> Option<Chart> {
    // The row of a main variable has the name of its group.
    let mains: Vec<usize> = table
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| match row.cells.first().and_then(|cell| cell.value()) {
            Some(Value::Said(name)) => row.group.as_ref() == Some(name),
            _ => false,
        })
        .map(|(r, _)| r)
        .take(9)
        .collect();
    if mains.len() < 9 {
        return None;
    }
    let columns = plan_columns(table);
    let drawings: Vec<Drawing> = columns
        .iter()
        .take(MOST)
        .map(|(c, plan)| {
            let name = corpus.plans().get(*plan).map_or("", |compared| compared.name);
            draw(table, labels, &mains, *c, name)
        })
        .collect();
    let shown = drawings.len();
    let title = match (labels.lang, shown < columns.len()) {
        (Lang::Zh, false) => "PMC 曲面".to_owned(),
        (Lang::En, false) => "PMC surfaces".to_owned(),
        (Lang::Zh, true) => format!("PMC 曲面（前 {shown} 县，共 {} 县）", columns.len()),
        (Lang::En, true) => format!("PMC surfaces (the first {shown} of {} counties)", columns.len()),
    };
    let names: Vec<String> =
        mains.iter().filter_map(|r| Some(labels.value(table.rows.get(*r)?.cells.first()?.value()?))).collect();
    let mut legend = Markup::new();
    key_line(&mut legend, &names.join(if labels.lang == Lang::Zh { "；" } else { "; " }));
    Some(Chart { kind: "surfaces", title, legend, drawings })
}

fn draw(table: &Table, labels: &Labels<'_>, mains: &[usize], column: usize, name: &str) -> Drawing {
    let value = |i: usize| {
        let cell = mains.get(i).and_then(|r| table.rows.get(*r)?.cells.get(column));
        cell.and_then(number).map_or(0.0, float)
    };
    let head = |key: &str| table.cell(key, table.columns.get(column).map_or("", |c| c.id.as_str())).and_then(|cell| cell.value());
    let total = match head("pmc") {
        Some(Value::Number(total)) => format!("{:.2}", float(*total)),
        _ => String::new(),
    };
    let grade = head("grade").map(|value| labels.value(value)).unwrap_or_default();
    let (x0, y0) = (66.0, 92.0);
    let point = |row: usize, col: usize, height: f64| {
        let (r, c) = (length(row), length(col));
        (x0 + c * ACROSS + r * BACK.0, y0 + r * BACK.1 - height * UP)
    };
    let mut m = Markup::new();
    m.raw("<text class=\"name\" x=\"0\" y=\"14\">").text(&fitted(name, 13.0, 90.0)).raw("</text>");
    m.raw("<text class=\"soft\" x=\"226\" y=\"14\" text-anchor=\"end\">").text(&format!("{total} {grade}")).raw("</text>\n");
    let path = |points: &[(f64, f64)]| {
        let mut d = String::new();
        for (i, (x, y)) in points.iter().enumerate() {
            d.push_str(&format!("{}{x:.1} {y:.1}", if i == 0 { "M" } else { "L" }));
        }
        d + "z"
    };
    // The floor with its posts, then the four pieces from the back to the front.
    m.raw("<path class=\"floor\"")
        .attr("d", &path(&[point(0, 0, 0.0), point(0, 2, 0.0), point(2, 2, 0.0), point(2, 0, 0.0)]))
        .raw("/>\n");
    for (row, col) in [(0, 0), (0, 2), (2, 2), (2, 0)] {
        let ((x, foot), (_, head)) = (point(row, col, 0.0), point(row, col, value(row * 3 + col)));
        m.raw("<line class=\"post\"").number("x1", x).number("x2", x).number("y1", foot).number("y2", head).raw("/>");
    }
    m.raw("\n");
    for row in 0..2 {
        for col in 0..2 {
            let corners = [(row, col), (row, col + 1), (row + 1, col + 1), (row + 1, col)];
            let points: Vec<(f64, f64)> = corners.iter().map(|(r, c)| point(*r, *c, value(r * 3 + c))).collect();
            let mean = corners.iter().map(|(r, c)| value(r * 3 + c)).sum::<f64>() / 4.0;
            m.raw("<path").attr("class", &format!("piece d{}", level(mean))).attr("d", &path(&points)).raw("/>\n");
        }
    }
    for row in 0..3 {
        for col in 0..3 {
            let i = row * 3 + col;
            let (x, y) = point(row, col, value(i));
            m.raw("<circle class=\"corner\" r=\"2\"").number("cx", x).number("cy", y).raw("/>");
            let Some(r) = mains.get(i) else { continue };
            m.raw("<g class=\"hit\"").number("data-r", *r).number("data-c", column).raw("><rect");
            let (x, y) = (24.0 + 62.0 * length(col), 148.0 + 22.0 * length(row));
            let level = level(value(i));
            m.attr("class", &format!("d{level}")).number("x", x).number("y", y).raw(" width=\"60\" height=\"20\"/><text");
            m.attr("class", &format!("on{level}")).number("x", x + 30.0).number("y", y + 14.0).raw(" text-anchor=\"middle\">");
            m.text(&format!("{:.2}", value(i))).raw("</text></g>\n");
        }
    }
    let rows: Vec<String> =
        (0..3).map(|row| (0..3).map(|col| format!("{:.2}", value(row * 3 + col))).collect::<Vec<_>>().join(" ")).collect();
    let text = format!("{total} {grade}: {}", rows.join(" / "));
    Drawing { title: format!("PMC {name}"), text, width: 230.0, height: 216.0, marks: m }
}

/// Four equal bands from 0 to 1.
fn level(value: f64) -> usize {
    [0.25, 0.5, 0.75].iter().filter(|border| value >= **border).count()
}
