//! Bars: the mix of forces and of instruments, one bar for each plan, all of the same length.

use super::scale::{fitted, float, length, width};
use super::{Chart, Drawing, Markup, key_chip};
use crate::compare::Corpus;
use crate::compare::table::{Cell, Table, Value};
use crate::render::Labels;
use crate::vocabulary::Lang;

const SIZE: f64 = 12.0;
const LONG: f64 = 460.0;

/// Forces go from strong to weak in one colour, instruments have colours of their own.
const RAMP: [(&str, &str); 5] = [("d3", "on3"), ("d2", "on2"), ("d1", "on1"), ("d0", "on0"), ("c5", "onc")];
const APART: [(&str, &str); 6] = [("c0", "onc0"), ("c1", "onc"), ("c2", "onc"), ("c3", "onc"), ("c4", "onc"), ("c5", "onc")];

/// A part of a bar: row of the table, share.
type Part = (usize, f64);

/// The mix whose rows begin with `prefix` in the table of profiles. A thing with several codes counts for its first one, so that a bar is whole.
pub(super) fn mix(corpus: &Corpus<'_>, table: &Table, labels: &Labels<'_>, prefix: &str) -> Option<Chart> {
    let rows: Vec<(usize, String)> = table
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.key.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/')))
        .map(|(r, row)| (r, row.cells.first().and_then(Cell::value).map(|value| labels.value(value)).unwrap_or_default()))
        .collect();
    let group = rows.first().and_then(|(r, _)| table.rows.get(*r)?.group.as_ref())?;
    let colours: &[(&'static str, &'static str)] = if prefix.starts_with("force") { &RAMP } else { &APART };
    let mut bars: Vec<(usize, usize, Vec<Part>)> = Vec::new();
    for (c, column) in table.columns.iter().enumerate() {
        let Some(plan) = column.plan else { continue };
        let parts: Vec<Part> = rows.iter().filter_map(|(r, _)| Some((*r, part(table.rows.get(*r)?.cells.get(c)?)?))).collect();
        if parts.iter().any(|(_, share)| *share > 0.0) {
            bars.push((plan, c, parts));
        }
    }
    if bars.is_empty() {
        return None;
    }
    let mut legend = Markup::new();
    legend.raw("<ul class=\"key\">");
    for (i, (_, name)) in rows.iter().enumerate() {
        key_chip(&mut legend, colour(colours, i).0, name);
    }
    legend.raw("</ul>\n");
    let name = labels.pick(group).to_owned();
    let title = match labels.lang {
        Lang::Zh => format!("{name}的构成（占比；有多个代码者按首位计）"),
        Lang::En => format!("Mix of {} (shares; what has several codes counts for its first)", name.to_lowercase()),
    };
    let drawing = draw(corpus, &rows, &bars, colours, &name);
    Some(Chart { kind: "bars", title, legend, drawings: vec![drawing] })
}

/// The share of those that have the code first; where that is not told, of all that have it.
fn part(cell: &Cell) -> Option<f64> {
    let entry = cell.entries.first()?;
    let whole = |id: &str| match entry.derived.iter().find(|derived| derived.id == id)?.value {
        Value::Integer(n) => Some(float(n.into())),
        _ => None,
    };
    match (whole("first"), whole("of"), &entry.value) {
        (Some(first), Some(of), _) if of > 0.0 => Some(first / of),
        (_, _, Value::Share(share)) => Some(float(*share)),
        _ => None,
    }
}

fn draw(
    corpus: &Corpus<'_>,
    rows: &[(usize, String)],
    bars: &[(usize, usize, Vec<Part>)],
    colours: &[(&'static str, &'static str)],
    title: &str,
) -> Drawing {
    let few = bars.len() <= 40;
    let (high, gap) = if few { (20.0, 6.0) } else { (9.0, 2.0) };
    let size = if few { SIZE } else { 9.0 };
    let names: Vec<&str> = bars.iter().map(|(plan, ..)| corpus.plans().get(*plan).map_or("", |compared| compared.name)).collect();
    let left = names.iter().map(|name| width(name, size)).fold(0.0, f64::max).min(150.0) + 10.0;
    let mut m = Markup::new();
    let mut told = Vec::new();
    for (i, ((_, c, parts), name)) in bars.iter().zip(&names).enumerate() {
        let y = (high + gap) * length(i) + 2.0;
        m.raw("<text text-anchor=\"end\"").raw(if few { "" } else { " class=\"tiny\"" });
        m.number("x", left - 8.0).number("y", y + high / 2.0 + size * 0.36).raw(">").text(&fitted(name, size, left - 8.0));
        m.raw("</text>\n");
        let mut x = left;
        let mut said = Vec::new();
        for (k, (r, share)) in parts.iter().enumerate() {
            let wide = share * LONG;
            let (fill, on) = colour(colours, k);
            let label = format!("{:.0}%", share * 100.0);
            if *share > 0.0 {
                m.raw("<g class=\"hit\"").number("data-r", *r).number("data-c", *c).raw("><rect").attr("class", fill);
                m.number("x", x).number("y", y).number("width", (wide - 1.0).max(0.6)).number("height", high).raw("/>");
                if few && wide >= 30.0 {
                    m.raw("<text text-anchor=\"middle\"").attr("class", on).number("x", x + wide / 2.0).number("y", y + 14.0);
                    m.raw(">").text(&label).raw("</text>");
                }
                m.raw("</g>\n");
                let code = rows.iter().find(|(row, _)| row == r).map_or("", |(_, name)| name.as_str());
                said.push(format!("{code} {label}"));
            }
            x += wide;
        }
        if few {
            told.push(format!("{name}: {}", said.join(", ")));
        }
    }
    let text = if few { told.join("; ") } else { format!("{}: {}", title, names.len()) };
    let height = (high + gap) * length(bars.len()) + 4.0;
    Drawing { title: title.to_owned(), text, width: left + LONG + 4.0, height, marks: m }
}

fn colour(colours: &[(&'static str, &'static str)], at: usize) -> (&'static str, &'static str) {
    colours.get(at).or(colours.last()).copied().unwrap_or(("c5", "onc"))
}
