//! What a reading has to say about its text: repairs, doubts, contradictions.

use std::fmt;

use crate::model::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// A repair without loss: script, width, spaces, page furniture.
    Note,
    /// A repair or reading that may be wrong: look at the place.
    Warning,
    /// The text is damaged or contradicts itself.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// What was repaired or is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DiagnosticKind {
    /// Traditional script was read as simplified. One for the whole text.
    Script,
    /// Full-width digits and letters, half-width punctuation, radicals, entities. One for the whole text.
    Width,
    /// Invisible characters were left out. One for the whole text.
    Invisible,
    /// A pinyin residue was left out.
    Pinyin,
    /// Characters are lost or garbled; nothing is guessed.
    Damage,
    /// A sentence was broken over lines or pages and is read as one.
    LineBreak,
    /// A character stands twice where a line broke.
    Doubled,
    /// A page number or a part of the web page was left out.
    Furniture,
    /// The beginning or the end of the text is lost, or all its headings.
    Incomplete,
    /// The number of a heading is damaged.
    DamagedNumber,
    /// A heading was found inside a paragraph.
    GluedHeading,
    /// The number of a heading occurs again.
    RepeatedNumber,
    /// Numbers of headings are missing.
    SkippedNumber,
    /// A heading without a number was read.
    UnnumberedHeading,
    /// An annex is announced, but its text is not there.
    MissingAnnex,
    /// Something about the head is not said or had to be inferred.
    Head,
    /// One indicator has two values for one date.
    Contradiction,
    /// A flattened table was read row by row.
    Table,
    /// A number that nothing could be made of.
    Number,
}

/// One remark on the text, with its place in the text as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What it is about.
    pub kind: DiagnosticKind,
    /// Bytes of the text; the first place where it stands for many.
    pub span: Span,
    /// For a reader who knows plans, not programs.
    pub message: String,
}

impl Diagnostic {
    pub(crate) fn new(severity: Severity, kind: DiagnosticKind, span: Span, message: impl Into<String>) -> Self {
        Self { severity, kind, span, message: message.into() }
    }

    pub(crate) fn note(kind: DiagnosticKind, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, kind, span, message)
    }

    pub(crate) fn warning(kind: DiagnosticKind, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, kind, span, message)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}..{}]: {}", self.severity, self.span.start, self.span.end, self.message)
    }
}
