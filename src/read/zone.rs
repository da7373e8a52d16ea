//! The parts of a unit's text that count differently: heading, first sentence, body.

use memchr::memchr3_iter;

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
    pub(crate) fn of(unit: &UnitText<'a>) -> Zones<'a> {
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
        Zones { text, body, first, over: over(text, first), heading }
    }
}

/// Where the first 。, ； or line end from `first` on stands.
fn over(text: &str, first: usize) -> usize {
    let bytes = text.as_bytes().get(first..).unwrap_or_default();
    // The last bytes of both, which only few other characters hold.
    let ends = memchr3_iter(b'\n', 0x82, 0x9b, bytes).find(|at| {
        bytes.get(*at) == Some(&b'\n')
            || at.checked_sub(2).and_then(|from| bytes.get(from..=*at)).is_some_and(|sign| sign == STOP || sign == SEMICOLON)
    });
    ends.map_or(text.len(), |at| first + at)
}

const STOP: &[u8] = "。".as_bytes();
const SEMICOLON: &[u8] = "；".as_bytes();
