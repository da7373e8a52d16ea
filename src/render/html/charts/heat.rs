//! Heat maps: coverage by topic and plan, similarity of plans. The level of a cell stands in it as text where there is room.

use super::scale::{fitted, length, width};
use super::{Drawing, Markup};

/// A grid of levels.
pub(super) struct Grid<'g> {
    pub(super) title: String,
    pub(super) text: String,
    /// Names of rows with the position of each in its table.
    pub(super) rows: Vec<(String, usize)>,
    /// Names of columns with the position of each in its table.
    pub(super) columns: Vec<(String, usize)>,
    /// For a row and a column of the table: the level, 0 to 3, and the text in the cell. None leaves the cell blank.
    pub(super) cell: &'g dyn Fn(usize, usize) -> Option<(usize, String)>,
}

const SIZE: f64 = 12.0;
/// Columns up to this number get cells with text in them.
const ROOMY: usize = 24;

/// The classes of the levels; the style knows their colours in light and dark, and how text stands on them.
const FILLS: [&str; 4] = ["d0", "d1", "d2", "d3"];
const TEXTS: [&str; 4] = ["on0", "on1", "on2", "on3"];

pub(super) fn draw(grid: &Grid<'_>) -> Drawing {
    if grid.columns.len() <= ROOMY { roomy(grid) } else { dense(grid) }
}

/// Each cell a rectangle with its text; names of columns stand upright or, where they do not fit, aslant.
fn roomy(grid: &Grid<'_>) -> Drawing {
    let left = label_width(grid, 190.0);
    let named = grid.columns.iter().map(|(name, _)| width(name, SIZE)).fold(0.0, f64::max);
    let (step, high) = (if named <= 64.0 { named.max(34.0) + 8.0 } else { 42.0 }, 24.0);
    let slanted = named > 64.0;
    let top = if slanted { (named.min(130.0) * 0.64) + 16.0 } else { 22.0 };
    let mut m = Markup::new();
    for (i, (name, _)) in grid.columns.iter().enumerate() {
        let x = left + step * (length(i) + 0.5);
        let text = fitted(name, SIZE, 130.0);
        if slanted {
            let turn = format!("translate({x:.1} {:.1}) rotate(-40)", top - 6.0);
            m.raw("<text").attr("transform", &turn).raw(">").text(&text).raw("</text>\n");
        } else {
            m.raw("<text text-anchor=\"middle\"").number("x", x).number("y", top - 7.0).raw(">").text(&text).raw("</text>\n");
        }
    }
    for (i, (name, r)) in grid.rows.iter().enumerate() {
        let y = top + high * length(i);
        m.raw("<text text-anchor=\"end\"").number("x", left - 8.0).number("y", y + 16.0).raw(">");
        m.text(&fitted(name, SIZE, left - 10.0)).raw("</text>\n");
        for (j, (column, c)) in grid.columns.iter().enumerate() {
            let Some((level, said)) = (grid.cell)(*r, *c) else { continue };
            let x = left + step * length(j);
            let (fill, on) = (class(&FILLS, level), class(&TEXTS, level));
            m.raw("<g class=\"hit\"").number("data-r", *r).number("data-c", *c).raw("><title>");
            m.text(name).raw(" · ").text(column).raw(": ").text(&said).raw("</title><rect").attr("class", fill);
            m.number("x", x + 1.0).number("y", y + 1.0).number("width", step - 2.0).number("height", high - 2.0).raw("/>");
            m.raw("<text text-anchor=\"middle\"").attr("class", on).number("x", x + step / 2.0).number("y", y + 16.0).raw(">");
            m.text(&said).raw("</text></g>\n");
        }
    }
    let over = if slanted { 70.0 } else { 2.0 };
    let (width, height) = (left + step * length(grid.columns.len()) + over, top + high * length(grid.rows.len()) + 2.0);
    Drawing { title: grid.title.clone(), text: grid.text.clone(), width, height, marks: m }
}

/// One path for each level: ninety thousand cells stay a drawing that a browser takes. A click finds its cell by the place.
fn dense(grid: &Grid<'_>) -> Drawing {
    let left = label_width(grid, 170.0);
    let square = grid.rows.len() == grid.columns.len();
    let step = if grid.columns.len() <= 120 { 8.0 } else { 4.0 };
    let high = if square { step } else { 16.0 };
    let top = 74.0;
    let mut m = Markup::new();
    let every = if step > 4.0 { 3 } else { 5 };
    for (i, (name, _)) in grid.columns.iter().enumerate().step_by(every) {
        let turn = format!("translate({:.1} {:.1}) rotate(-60)", left + step * (length(i) + 0.8), top - 5.0);
        m.raw("<text class=\"small\"").attr("transform", &turn).raw(">").text(&fitted(name, 10.0, 78.0)).raw("</text>\n");
    }
    let every = if high >= 12.0 { 1 } else { (12.0 / high).ceil() as usize };
    for (i, (name, _)) in grid.rows.iter().enumerate().step_by(every) {
        let y = top + high * length(i) + high.min(12.0) * 0.8;
        m.raw("<text text-anchor=\"end\" class=\"small\"").number("x", left - 6.0).number("y", y).raw(">");
        m.text(&fitted(name, 10.0, left - 8.0)).raw("</text>\n");
    }
    let mut paths = [const { String::new() }; 4];
    for (i, (_, r)) in grid.rows.iter().enumerate() {
        for (j, (_, c)) in grid.columns.iter().enumerate() {
            if let Some((level, _)) = (grid.cell)(*r, *c)
                && let Some(path) = paths.get_mut(level.min(3))
            {
                let (x, y) = (left + step * length(j), top + high * length(i));
                path.push_str(&format!("M{} {}h{step}v{high}h-{step}z", x.round(), y.round()));
            }
        }
    }
    for (level, path) in paths.iter().enumerate() {
        m.raw("<path").attr("class", class(&FILLS, level)).attr("d", path).raw("/>\n");
    }
    let (wide, tall) = (step * length(grid.columns.len()), high * length(grid.rows.len()));
    m.raw("<rect class=\"find\"").number("x", left.round()).number("y", top).number("width", wide).number("height", tall);
    m.number("data-wide", step).number("data-high", high);
    // Rows and columns follow one another in the table as they do here.
    let first = |list: &[(String, usize)]| list.first().map_or(0, |(_, at)| *at);
    m.number("data-row", first(&grid.rows)).number("data-column", first(&grid.columns)).raw("/>\n");
    Drawing { title: grid.title.clone(), text: grid.text.clone(), width: left + wide + 60.0, height: top + tall + 2.0, marks: m }
}

fn label_width(grid: &Grid<'_>, limit: f64) -> f64 {
    grid.rows.iter().map(|(name, _)| width(name, SIZE)).fold(0.0, f64::max).min(limit) + 12.0
}

fn class<'c>(classes: &[&'c str; 4], level: usize) -> &'c str {
    classes.get(level.min(3)).copied().unwrap_or("d0")
}
