//! The parts of a unit's text that count differently: heading, first sentence, body.

use std::ops::Range;

use crate::read::code::Signs;
use crate::read::sign::{Holds, Mark, Sign};
use crate::read::unit::UnitText;

/// Byte offsets of the parts of [`UnitText::text`].
pub(crate) struct Zones<'a> {
    pub text: &'a str,
    /// Where the body starts, behind the heading.
    pub body: usize,
    /// Where the first sentence of the body starts.
    pub first: usize,
    /// Where that is over.
    pub over: usize,
    /// Where the heading stands first.
    pub heading: Option<usize>,
}

impl<'a> Zones<'a> {
    /// Where the heading stands at the head of the text, if no phrase reaches out of it: a full stop or the end of the line is behind it.
    pub(crate) fn heading_alone(&self) -> Option<Range<usize>> {
        let range = self.heading?..self.body;
        let behind = self.text.as_bytes().get(range.end..)?;
        (!range.is_empty() && matches!(behind, [] | [b'\n' | b' ', ..] | [0xe3, 0x80, 0x82, ..])).then_some(range)
    }

    pub(crate) fn of(unit: &UnitText<'a>, signs: Signs<'a>) -> Zones<'a> {
        let text = unit.text;
        let heading = unit.heading_at();
        let body = match heading {
            // The heading stands at the head of the text, behind its number; elsewhere the same words are body.
            Some(at) if !unit.heading.is_empty() && at <= 40 => at + unit.heading.len(),
            _ => 0,
        };
        let mut first = body;
        // Full stops, colons, line ends and spaces.
        while let Some(len) = text.as_bytes().get(first..).and_then(|rest| match rest {
            [b'\n' | b' ', ..] => Some(1),
            [0xe3, 0x80, 0x82 | 0x80, ..] | [0xef, 0xbc, 0x9a, ..] => Some(3),
            _ => None,
        }) {
            first += len;
        }
        const ENDS: Holds = Holds::of(&[Sign::Stop, Sign::Semicolon, Sign::Line]);
        let ends = |mark: &&Mark| ENDS.has(mark.sign) && signs.at(**mark) >= first && !signs.is_blank(**mark);
        let over = signs.marks.iter().find(ends).map_or(text.len(), |mark| signs.at(*mark));
        Zones { text, body, first, over, heading }
    }
}
