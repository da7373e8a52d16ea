//! From the official text of a plan to a [`Plan`], with everything that was repaired or is in doubt.
//!
//! ```
//! let text = "东山县教育提升方案\n为办好教育，制定本方案。\n一、工作目标\n到2025年，高中阶段毛入学率达到95%以上。\n\
//!             二、重点任务\n（一）扩大学位。2024年新建学校2所。（责任单位：县教育局、县住建局）";
//! let reading = crossplan::read::read(text)?;
//! assert_eq!(reading.plan.place.name, "东山县");
//! assert_eq!(reading.plan.measures[0].path.as_str(), "二/（一）");
//! assert_eq!(reading.plan.measures[0].responsible, ["县教育局", "县住建局"]);
//! # Ok::<(), crossplan::read::ReadError>(())
//! ```
//!
//! Reading goes in stages, each a file: normalised text with a map back to the bytes given, outline, head, then for each unit its
//! duties, promises, topics and items. It never fails on real plans: what is in doubt is in [`Reading::diagnostics`], and each number that
//! promises nothing is in [`Reading::unclaimed`] with the reason.

mod assemble;
mod code;
mod diagnostic;
mod duty;
mod error;
mod head;
mod items;
mod kinds;
mod lexicon;
mod loose;
mod manner;
mod number;
mod numeral;
mod outline;
mod placed;
mod promise;
mod quick;
mod rungs;
mod sound;
mod table;
mod text;
mod unit;
mod zone;

use chrono::NaiveDate;
use head::{cite, date, place};
use outline::{body, marker, units};
use text::{chars, find, front, garbage, lines, map, markup, normal, repair, script, sign, trie};

pub use diagnostic::{Diagnostic, DiagnosticKind, Severity};
pub use error::ReadError;
pub use unit::Reason;

use crate::model::{Path, Place, Plan, Span};

/// The fewest Chinese characters of a plan.
const LEAST: usize = 20;

/// Reads the text of a plan.
///
/// # Errors
/// Text that is no plan: nothing but spaces, too short, without an outline and without promises in the manner of plans (see
/// [`ReadError`]).
pub fn read(text: &str) -> Result<Reading, ReadError> {
    Reader::new().read(text)
}

/// How to read: what is known about the text beforehand.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct Reader {
    name: Option<String>,
    known: head::Known,
}

impl Reader {
    /// Knows nothing beforehand.
    pub fn new() -> Self {
        Self::default()
    }

    /// A name or address of the text, kept in [`Plan::text`].
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The place that the plan is for, instead of the one that the text names.
    pub fn place(mut self, place: Place) -> Self {
        self.known.place = Some(place);
        self
    }

    /// The date of issue, where the text bears none.
    pub fn issued(mut self, date: NaiveDate) -> Self {
        self.known.issued = Some(date);
        self
    }

    /// Reads the text of a plan.
    ///
    /// # Errors
    /// As [`read()`].
    pub fn read(&self, text: &str) -> Result<Reading, ReadError> {
        if text.len() > 1 << 30 {
            return Err(error::Kind::TooLong { bytes: text.len() }.into());
        }
        if text.chars().all(|c| c.is_whitespace() || chars::is_space(c) || chars::is_invisible(c)) {
            return Err(error::Kind::Empty.into());
        }
        let han = text.chars().filter(|c| chars::is_han(*c)).take(LEAST).count();
        if han < LEAST {
            return Err(error::Kind::Short { han, least: LEAST }.into());
        }
        let units = units::units(text);
        if units.outline.units.is_empty() {
            return Err(error::Kind::NoOutline.into());
        }
        // Reading uses up the text that was made ready.
        let whole = units.outline.whole.then(|| units.normal.body.text().to_owned());
        let reading = assemble::assemble(text, units, self.name.as_deref(), &self.known);
        if whole.is_some_and(|text| !manner::promises(&text, &reading)) {
            return Err(error::Kind::NoOutline.into());
        }
        Ok(reading)
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// As [`read()`], and bytes that are no UTF-8.
    pub fn read_bytes(&self, bytes: &[u8]) -> Result<Reading, ReadError> {
        match std::str::from_utf8(bytes) {
            Ok(text) => self.read(text),
            Err(e) => Err(error::Kind::Utf8 { offset: e.valid_up_to() }.into()),
        }
    }
}

/// A text that was read.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Reading {
    /// What it says. It passes [`Plan::check`].
    pub plan: Plan,
    /// Repairs, doubts and contradictions, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// The numbers that promise nothing, in the order of the text.
    pub unclaimed: Vec<Unclaimed>,
    /// The pieces of the text: each unit with its own text, and what belongs to none. They cover the text without gaps.
    pub parts: Vec<Part>,
}

/// A number that promises nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unclaimed {
    /// Its bytes.
    pub span: Span,
    /// The unit that holds it; none outside of all units.
    pub path: Option<Path>,
    /// Why it promises nothing.
    pub reason: Reason,
}

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// The unit whose heading and own text it is; none for title, cover letter, page furniture, signature.
    pub path: Option<Path>,
    /// Its bytes.
    pub span: Span,
}

impl Reading {
    /// The text, put together again from the outline: equal to `text` byte for byte when `text` is what was read.
    pub fn rebuild(&self, text: &str) -> String {
        self.parts.iter().filter_map(|part| part.span.of(text)).collect()
    }
}

/// Line and column of a byte, both from 1, the column in characters. A byte inside a character counts as its first.
///
/// ```
/// assert_eq!(crossplan::read::line_column("一、目标\n到明年", "一、目标\n到".len()), (2, 2));
/// ```
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}
