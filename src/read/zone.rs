//! The parts of a unit's text that count differently: heading, first sentence, body.

use crate::read::unit::UnitText;

/// Byte offsets of the parts of [`UnitText::text`].
pub(crate) struct Zones<'a> {
    pub text: &'a str,
    /// Where the body starts, behind the heading.
    pub body: usize,
    /// Where the first sentence of the body starts.
    pub first: usize,
    /// Where the heading stands first.
    pub heading: Option<usize>,
}

impl<'a> Zones<'a> {
    pub(crate) fn of(unit: &UnitText<'a>) -> Zones<'a> {
        let text = unit.text;
        let heading = unit.heading_at();
        let body = match heading {
            // The heading stands at the head of the text, behind its number; elsewhere the same words are body.
            Some(at) if !unit.heading.is_empty() && at <= 40 => at + unit.heading.len(),
            _ => 0,
        };
        let rest = text.get(body..).unwrap_or_default();
        let skipped = rest.len() - rest.trim_start_matches(['。', '：', '\n', ' ', '　']).len();
        Zones { text, body, first: body + skipped, heading }
    }
}
