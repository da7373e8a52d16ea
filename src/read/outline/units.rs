//! The units of a text as the later stages want them.

use std::borrow::Cow;

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
    let outline = outline(&normal.body);
    let body = normal.body.text();
    let duties = outline.units.iter().map(|unit| duties(body.get(unit.own.clone()).unwrap_or_default())).collect();
    Units { normal, outline, duties }
}

impl Units {
    /// Goes through all units; the index is that of [`Outline::units`].
    pub(crate) fn each(&self, mut visit: impl FnMut(usize, &UnitText<'_>)) {
        let body = self.normal.body.text();
        let heading = |i: usize| self.outline.units.get(i).and_then(|u| body.get(u.heading.clone())).unwrap_or_default();
        for (i, unit) in self.outline.units.iter().enumerate() {
            let mut above = Vec::new();
            let mut parent = unit.parent;
            while let Some(up) = parent {
                above.push(heading(up));
                parent = self.outline.units.get(up).and_then(|u| u.parent);
            }
            above.reverse();
            let own = body.get(unit.own.clone()).unwrap_or_default();
            let text = blanked(own, self.duties.get(i));
            let text = UnitText { path: &unit.path, role: unit.role, heading: heading(i), above: &above, text: &text };
            visit(i, &text);
        }
    }
}

/// The text with its duties blanked.
fn blanked<'a>(own: &'a str, duties: Option<&Duties>) -> Cow<'a, str> {
    let Some(duties) = duties.filter(|duties| !duties.ranges.is_empty()) else { return Cow::Borrowed(own) };
    let mut text = String::with_capacity(own.len());
    let mut at = 0;
    for range in &duties.ranges {
        let (Some(before), Some(inner)) = (own.get(at..range.start), own.get(range.clone())) else { continue };
        text.push_str(before);
        text.extend(inner.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        at = range.end;
    }
    text.push_str(own.get(at..).unwrap_or_default());
    Cow::Owned(text)
}
