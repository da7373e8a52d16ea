//! Dot plots of targets: one small plot for each indicator, with the national reference as a line.

use super::scale::{Scale, fitted, float, length, tick, wrapped};
use super::{Chart, Drawing, Markup, key_line};
use crate::compare::Corpus;
use crate::compare::table::{Cell, Row, Table, Value};
use crate::model::{Bound, Quantity, Target, Unit};
use crate::render::Labels;
use crate::vocabulary::{Entry, Indicator, Lang, Reference};

/// Plots on one page. More than that nobody compares.
const MOST: usize = 24;
/// Up to so many plans each has a line of its own; more become heaps of dots.
const LINES: usize = 12;
const SIZE: f64 = 12.0;

/// One dot: the plan, its column, the promise.
struct Dot<'t> {
    plan: usize,
    column: usize,
    quantity: &'t Quantity,
    target: &'t Target,
}

/// What one plot shows.
struct Plot<'t> {
    r: usize,
    indicator: &'t Indicator,
    dots: Vec<Dot<'t>>,
    plans: usize,
    references: Vec<&'t Reference>,
}

pub(super) fn chart(corpus: &Corpus<'_>, table: &Table, labels: &Labels<'_>) -> Option<Chart> {
    let mut plots: Vec<Plot<'_>> = table.rows.iter().enumerate().filter_map(|(r, row)| plot(corpus, table, r, row)).collect();
    let all = plots.len();
    if all == 0 {
        return None;
    }
    if all > MOST {
        // Those with a reference and those that most plans promise; then back into the order of the table.
        plots.sort_by_key(|plot| (std::cmp::Reverse((!plot.references.is_empty(), plot.plans)), plot.r));
        plots.truncate(MOST);
        plots.sort_by_key(|plot| plot.r);
    }
    let drawings = plots.iter().map(|plot| draw(corpus, plot, labels)).collect();
    let title = match labels.lang {
        Lang::Zh => format!("各县目标值与全国参照（{} 项指标，共 {all} 项可画）", plots.len()),
        Lang::En => format!("Targets and national references ({} of {all} indicators that can be drawn)", plots.len()),
    };
    let mut legend = Markup::new();
    let (zh, en) = (
        "● 目标值（向右的短线为“不低于”，向左为“不高于”，连线为区间）；┆ 全国参照。同一县的多个值为不同年份或不同处的表述。",
        "● target (a short line to the right: at least; to the left: at most; a line between two dots: a range); ┆ national reference. \
         Several values of a county are for several years or places of its plan.",
    );
    key_line(&mut legend, if labels.lang == Lang::Zh { zh } else { en });
    Some(Chart { kind: "dots", title, legend, drawings })
}

/// An indicator is drawn when two plans at least give a value in its unit, or one does and there is a national reference to hold it against.
fn plot<'t>(corpus: &'t Corpus<'_>, table: &'t Table, r: usize, row: &'t Row) -> Option<Plot<'t>> {
    let indicator = corpus.words().indicators.get(&row.key)?;
    let mut dots: Vec<Dot<'t>> = Vec::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let Some(plan) = table.columns.get(column).and_then(|column| column.plan) else { continue };
        for (quantity, target) in levels(cell, &indicator.unit) {
            dots.push(Dot { plan, column, quantity, target });
        }
    }
    let mut plans: Vec<usize> = dots.iter().map(|dot| dot.plan).collect();
    plans.dedup();
    let plans = plans.len();
    let references: Vec<&Reference> = indicator.references.iter().filter(|reference| reference.unit == indicator.unit).collect();
    let drawn = plans > 1 || (plans == 1 && !references.is_empty());
    drawn.then_some(Plot { r, indicator, dots, plans, references })
}

/// The values of a cell that are levels in the unit of the indicator: not rises or falls, not amounts for each of something.
fn levels<'t>(cell: &'t Cell, unit: &Unit) -> Vec<(&'t Quantity, &'t Target)> {
    let mut found: Vec<(&Quantity, &Target)> = Vec::new();
    for entry in &cell.entries {
        let Value::Promise { target, .. } = &entry.value else { continue };
        let Some(quantity) = &target.quantity else { continue };
        let level = quantity.unit == *unit && quantity.per.is_none() && !matches!(quantity.bound, Bound::RiseBy | Bound::FallBy);
        if level && !found.iter().any(|(known, _)| *known == quantity) {
            found.push((quantity, target));
        }
    }
    found
}

fn draw(corpus: &Corpus<'_>, plot: &Plot<'_>, labels: &Labels<'_>) -> Drawing {
    let zh = labels.lang == Lang::Zh;
    let name = plot.indicator.name(labels.lang).to_owned();
    let few = corpus.plans().len() <= LINES;
    let wide = 330.0;
    let (left, right) = if few { (74.0, 232.0) } else { (8.0, 322.0) };
    let ends = |value, upper: Option<_>| [Some(float(value)), upper.map(float)];
    let of_dots = plot.dots.iter().flat_map(|dot| ends(dot.quantity.value, dot.quantity.upper));
    let of_references = plot.references.iter().flat_map(|reference| ends(reference.value, reference.upper));
    let values: Vec<f64> = of_dots.chain(of_references).flatten().collect();
    let (scale, ticks) = Scale::around(&values, left + 6.0, right - 6.0);

    let mut m = Markup::new();
    let mut y = 14.0;
    for line in wrapped(&name, 13.0, wide - 6.0, 2) {
        m.raw("<text class=\"name\" x=\"0\"").number("y", y).raw(">").text(&line).raw("</text>\n");
        y += 17.0;
    }
    // One line for the references, above the dots.
    let said: Vec<String> = plot.references.iter().map(|reference| labels.reference(reference)).collect();
    if !said.is_empty() {
        let text = format!("{} {}", if zh { "全国" } else { "National" }, said.join(if zh { "；" } else { "; " }));
        m.raw("<text class=\"small soft\" x=\"0\"").number("y", y).raw(">").text(&fitted(&text, 11.0, wide)).raw("</text>\n");
        y += 14.0;
    }
    let top = y - 4.0;
    let mut body = Markup::new();
    let bottom = if few { lines(&mut body, corpus, plot, labels, scale, top, left) } else { heaps(&mut body, plot, scale, top) };
    for value in &ticks {
        let x = scale.at(*value);
        m.raw("<line class=\"tick\"").number("x1", x).number("x2", x).number("y1", top).number("y2", bottom).raw("/>");
        m.raw("<text class=\"small soft\" text-anchor=\"middle\"").number("x", x).number("y", bottom + 13.0).raw(">");
        m.text(&tick(*value, zh)).raw("</text>\n");
    }
    // Dots lie on the line, heaps would hide it.
    if few {
        rules(&mut m, plot, scale, top, bottom);
    }
    m.part(&body);
    if !few {
        rules(&mut m, plot, scale, top, bottom);
    }
    let text = told(corpus, plot, labels, &said);
    Drawing { title: name, text, width: wide, height: bottom + 18.0, marks: m }
}

/// The national references, as lines.
fn rules(m: &mut Markup, plot: &Plot<'_>, scale: Scale, top: f64, bottom: f64) {
    for reference in &plot.references {
        for value in [Some(reference.value), reference.upper].into_iter().flatten() {
            let x = scale.at(float(value));
            m.raw("<line class=\"reference\"").number("x1", x).number("x2", x).number("y1", top).number("y2", bottom).raw("/>\n");
        }
    }
}

/// A line for each plan: its name, its dots, its values. The end of the last line.
fn lines(m: &mut Markup, corpus: &Corpus<'_>, plot: &Plot<'_>, labels: &Labels<'_>, scale: Scale, top: f64, left: f64) -> f64 {
    const HIGH: f64 = 18.0;
    for (i, compared) in corpus.plans().iter().enumerate() {
        let y = top + HIGH * (length(i) + 0.5) + 2.0;
        let dots: Vec<&Dot<'_>> = plot.dots.iter().filter(|dot| dot.plan == i).collect();
        m.raw("<text text-anchor=\"end\"").raw(if dots.is_empty() { " class=\"soft\"" } else { "" });
        m.number("x", left - 8.0).number("y", y + 4.0).raw(">").text(&fitted(compared.name, SIZE, left - 10.0)).raw("</text>\n");
        for dot in &dots {
            mark(m, plot.r, dot, scale, y, 4.5);
        }
        let values: Vec<String> = dots.iter().map(|dot| labels.quantity(dot.quantity)).collect();
        let text = if values.is_empty() { "–".to_owned() } else { values.join(" ") };
        m.raw("<text class=\"soft\" x=\"240\"").number("y", y + 4.0).raw(">").text(&fitted(&text, SIZE, 90.0)).raw("</text>\n");
    }
    top + HIGH * length(corpus.plans().len()) + 4.0
}

/// A dot with what its bound means: the side on which more is allowed, or the other end of a range.
fn mark(m: &mut Markup, r: usize, dot: &Dot<'_>, scale: Scale, y: f64, radius: f64) {
    let x = scale.at(float(dot.quantity.value));
    m.raw("<g class=\"hit dot\"").number("data-r", r).number("data-c", dot.column).raw(">");
    let other = match dot.quantity.bound {
        Bound::AtLeast | Bound::MoreThan => Some(x + 14.0),
        Bound::AtMost | Bound::LessThan => Some(x - 14.0),
        _ => dot.quantity.upper.map(|upper| scale.at(float(upper))),
    };
    if let Some(other) = other {
        m.raw("<line").number("x1", x).number("x2", other).number("y1", y).number("y2", y).raw("/>");
    }
    if let Some(upper) = dot.quantity.upper {
        m.raw("<circle").number("cx", scale.at(float(upper))).number("cy", y).number("r", radius).raw("/>");
    }
    m.raw("<circle").number("cx", x).number("cy", y).number("r", radius).raw("/></g>\n");
}

/// Many plans: equal values lie on one another, closer where there are more than fit.
fn heaps(m: &mut Markup, plot: &Plot<'_>, scale: Scale, top: f64) -> f64 {
    const HIGH: f64 = 64.0;
    let top = top + 10.0;
    let place = |dot: &Dot<'_>| (scale.at(float(dot.quantity.value)) / 5.0).round();
    let mut heaps: Vec<(f64, Vec<&Dot<'_>>)> = Vec::new();
    for dot in &plot.dots {
        let x = place(dot) * 5.0;
        match heaps.iter_mut().find(|(known, _)| *known == x) {
            Some((_, heap)) => heap.push(dot),
            None => heaps.push((x, vec![dot])),
        }
    }
    let tallest = heaps.iter().map(|(_, heap)| heap.len()).max().unwrap_or(1);
    let step = (HIGH / length(tallest.max(1))).min(5.0);
    for (x, heap) in &heaps {
        for (i, dot) in heap.iter().enumerate() {
            m.raw("<circle class=\"hit dot\"").number("data-r", plot.r).number("data-c", dot.column);
            m.number("cx", *x).number("cy", top + HIGH - step * length(i)).raw(" r=\"2.2\"/>");
        }
        // How many lie there.
        if heaps.len() <= 16 {
            let y = top + HIGH - step * length(heap.len()) - 3.0;
            m.raw("<text class=\"tiny soft\" text-anchor=\"middle\"").number("x", *x).number("y", y).raw(">");
            m.figure(heap.len()).raw("</text>");
        }
        m.raw("\n");
    }
    top + HIGH + 6.0
}

/// The plot in words: every value of few plans, the spread of many.
fn told(corpus: &Corpus<'_>, plot: &Plot<'_>, labels: &Labels<'_>, references: &[String]) -> String {
    let zh = labels.lang == Lang::Zh;
    let mut parts = Vec::new();
    if corpus.plans().len() <= LINES {
        for (i, compared) in corpus.plans().iter().enumerate() {
            let values: Vec<String> = plot
                .dots
                .iter()
                .filter(|dot| dot.plan == i)
                .map(|dot| {
                    let due = dot.target.due.map(|due| format!(" ({})", labels.due(due))).unwrap_or_default();
                    format!("{}{due}", labels.quantity(dot.quantity))
                })
                .collect();
            if !values.is_empty() {
                parts.push(format!("{} {}", compared.name, values.join(", ")));
            }
        }
    } else {
        let mut values: Vec<&Quantity> = plot.dots.iter().map(|dot| dot.quantity).collect();
        values.sort_by_key(|quantity| quantity.value);
        let at = |i: usize| values.get(i).map(|quantity| labels.quantity(quantity)).unwrap_or_default();
        let (low, middle, high) = (at(0), at(values.len() / 2), at(values.len().saturating_sub(1)));
        parts.push(match zh {
            true => format!("{} 县承诺；最低 {low}，中位 {middle}，最高 {high}", plot.plans),
            false => format!("{} counties promise it; lowest {low}, median {middle}, highest {high}", plot.plans),
        });
    }
    if !references.is_empty() {
        parts.push(format!("{} {}", if zh { "全国参照" } else { "national reference" }, references.join("; ")));
    }
    parts.join(if zh { "；" } else { "; " })
}
