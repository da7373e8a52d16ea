//! The units of a text as the later stages want them.

use memchr::memchr_iter;

use crate::read::duty::{Duties, duties};
use crate::read::normal::{Normal, normalise};
use crate::read::outline::{Outline, outline};
use crate::read::unit::UnitText;

/// A text taken apart.
pub(crate) struct Units {
    pub normal: Normal,
    pub outline: Outline,
    /// Duties of each unit.
    pub duties: Vec<Duties>,
}

pub(crate) fn units(text: &str) -> Units {
    let normal = normalise(text);
    let outline = outline(&normal);
    let body = normal.body.text();
    let mut signs = normal.signs.cursor();
    let duties = outline.units.iter().map(|unit| {
        let marks = signs.indices(&unit.own);
        let found = duties(body.get(unit.own.clone()).unwrap_or_default(), unit.own.start, normal.signs.those(&marks));
        Duties { marks, ..found }
    });
    let mut duties: Vec<Duties> = duties.collect();
    lift(&outline, body, &mut duties);
    Units { duties, outline, normal }
}

/// A list on a line of its own behind the last of several lowest units inside another, which have none, is that of the other.
fn lift(outline: &Outline, body: &str, duties: &mut [Duties]) {
    // For each unit the last one right inside it, how many there are, and how many of them have lists.
    let mut inside: Vec<(usize, usize, usize)> = vec![(0, 0, 0); outline.units.len()];
    for ((i, unit), own) in outline.units.iter().enumerate().zip(duties.iter()) {
        if let Some(slot) = unit.parent.and_then(|parent| inside.get_mut(parent)) {
            *slot = (i, slot.1 + 1, slot.2 + usize::from(!own.is_empty()));
        }
    }
    // Lists further down tell that each unit has its own.
    let mut deeper = vec![false; outline.units.len()];
    for (unit, (_, count, _)) in outline.units.iter().zip(&inside) {
        if let Some(slot) = unit.parent.filter(|_| *count > 0).and_then(|parent| deeper.get_mut(parent)) {
            *slot = true;
        }
    }
    for ((parent, (last, count, listed)), deeper) in inside.iter().copied().enumerate().zip(deeper) {
        let deep = outline.units.get(parent).is_some_and(|unit| unit.parent.is_some());
        if count < 2 || listed != 1 || deeper || !deep || duties.get(parent).is_none_or(|own| !own.is_empty()) {
            continue;
        }
        let Some((unit, list)) = outline.units.get(last).zip(duties.get_mut(last)) else { continue };
        let before = body.get(unit.own.clone()).zip(list.ranges.first()).and_then(|(own, range)| own.get(..range.start));
        if !before.and_then(|text| text.rsplit_once('\n')).is_some_and(|(_, line)| line.trim().is_empty()) {
            continue;
        }
        let (lead, responsible) = (std::mem::take(&mut list.lead), std::mem::take(&mut list.responsible));
        let supporting = std::mem::take(&mut list.supporting);
        if let Some(own) = duties.get_mut(parent) {
            (own.lead, own.responsible, own.supporting) = (lead, responsible, supporting);
        }
    }
}

impl Units {
    /// Goes through all units, with the duties of each; the index is that of [`Outline::units`].
    pub(crate) fn each(&self, duties: Vec<Duties>, mut visit: impl FnMut(usize, &UnitText<'_>, Duties)) {
        let body = self.normal.body.text();
        let heading = |i: usize| self.outline.units.get(i).and_then(|u| body.get(u.heading.clone())).unwrap_or_default();
        let mut above = Vec::new();
        let mut inside = None;
        let mut blank = String::new();
        for ((i, unit), duties) in self.outline.units.iter().enumerate().zip(duties) {
            // Those of one parent mostly follow one another.
            if unit.parent != inside {
                above.clear();
                let mut parent = unit.parent;
                while let Some(up) = parent {
                    above.push(heading(up));
                    parent = self.outline.units.get(up).and_then(|u| u.parent);
                }
                above.reverse();
                inside = unit.parent;
            }
            let own = body.get(unit.own.clone()).unwrap_or_default();
            let text = if duties.ranges.is_empty() {
                own
            } else {
                blank.clear();
                blanked(own, &duties, &mut blank);
                &blank
            };
            let text = UnitText { path: &unit.path, role: unit.role, heading: heading(i), above: &above, text };
            visit(i, &text, duties);
        }
    }
}

const SPACES: &str = "                                                                ";

/// The text with its duties blanked.
fn blanked(own: &str, duties: &Duties, text: &mut String) {
    let mut at = 0;
    for range in &duties.ranges {
        let (Some(before), Some(inner)) = (own.get(at..range.start), own.get(range.clone())) else { continue };
        text.push_str(before);
        let mut start = 0;
        for end in memchr_iter(b'\n', inner.as_bytes()).chain([inner.len()]) {
            let mut rest = end - start;
            while rest > 0 {
                let spaces = SPACES.get(..rest).unwrap_or(SPACES);
                text.push_str(spaces);
                rest -= spaces.len();
            }
            if end < inner.len() {
                text.push('\n');
            }
            start = end + 1;
        }
        at = range.end;
    }
    text.push_str(own.get(at..).unwrap_or_default());
}
