//! What the stages of reading hand to one another.

use std::ops::Range;

use super::code::Topics;
use crate::model::{Class, ConsequenceKind, Few, Force, FundingKind, IncentiveKind, Mechanism, Path, Period, Role, Target};

/// A unit of the outline with its own normalised text: simplified script, half-width digits and letters, full-width Chinese punctuation
/// and brackets (but `%`, `.` and `:` inside numbers stay half-width), scrape garbage gone.
pub(crate) struct UnitText<'a> {
    /// Its address.
    pub path: &'a Path,
    /// What its section does.
    pub role: Role,
    /// Heading without its number.
    pub heading: &'a str,
    /// Headings above it, outermost first, without numbers.
    pub above: &'a [&'a str],
    /// Own text, heading line included; paragraphs end with '\n'. Duty brackets are blanked with spaces so that offsets hold.
    pub text: &'a str,
}

impl UnitText<'_> {
    /// Where the heading stands first in the text: mostly behind its number, so the head of the text is tried before all of it.
    pub(crate) fn heading_at(&self) -> Option<usize> {
        let (text, heading) = (self.text.as_bytes(), self.heading.as_bytes());
        let Some(first) = heading.first() else { return Some(0) };
        let near =
            (0..40).find(|at| text.get(*at) == Some(first) && text.get(*at..).is_some_and(|rest| rest.starts_with(heading)));
        near.or_else(|| self.text.find(self.heading))
    }
}

/// What the head of the document tells.
pub(crate) struct Context<'a> {
    /// Year of issue, else the best guess from document numbers and periods.
    pub issued_year: Option<i32>,
    /// The years of the plan.
    pub period: Option<Period>,
    /// Name of the place.
    #[allow(dead_code, reason = "no stage asks for it yet")]
    pub place_name: &'a str,
}

/// A promise with a number. Ranges are bytes of [`UnitText::text`].
pub(crate) struct Found {
    pub class: Class,
    /// Its `source` is left empty.
    pub target: Target,
    /// The number itself.
    pub number: Range<usize>,
    /// The clause to show as its source: number, unit, bound, subject.
    pub clause: Range<usize>,
    /// Who gets it, for incentives.
    pub beneficiary: Option<String>,
    /// Who is held, for accountability.
    pub actor: Option<String>,
}

/// A number that promises nothing.
pub(crate) struct Loose {
    pub number: Range<usize>,
    pub reason: Reason,
}

/// Why a number promises nothing. (Public in the end: `read::Reason`.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// The number of a heading or list entry.
    HeadingNumber,
    /// 第一, 首个, 一是.
    Ordinal,
    /// Inside a document number.
    DocumentNumber,
    /// The date of issue or publication.
    DateOfIssue,
    /// Another date, a year or period that qualifies a promise or a name.
    Date,
    /// What has been reached already.
    PastResult,
    /// A name that holds a number: 三课一研, 1+X, 五项管理, 2.0.
    Name,
    /// A count of slogans: 八项行动, 四个全覆盖.
    SloganCount,
    /// Inside a cited title.
    Citation,
    /// Grades, ages of pupils, class hours of a school day.
    GradeOrAge,
    /// Part of a word: 一体化, 统一, 万众.
    Idiom,
    /// Page furniture.
    Furniture,
    /// None of these can be told.
    Unsure,
}

/// What a unit is about, and how firmly.
pub(crate) struct Coded {
    pub topics: Topics,
    /// One bit each.
    pub stages: u8,
    pub force: Force,
}

/// An item without a number, found in a unit. Ranges are bytes of [`UnitText::text`].
pub(crate) struct Draft<'a> {
    pub what: What,
    /// A short title, a piece of the text.
    pub title: &'a str,
    pub force: Force,
    /// The sentence or clause it was read from.
    pub clause: Range<usize>,
}

/// What sets off an award or a consequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub text: String,
    /// Its bytes, of [`UnitText::text`].
    pub range: Range<usize>,
}

/// A consequence, with what sets it off where that is not what sets off all of them.
#[derive(Clone, Debug)]
pub(crate) struct Rung {
    pub kind: ConsequenceKind,
    pub text: String,
    pub when: Option<Case>,
}

/// The kind of a draft, with the fields of its class.
pub(crate) enum What {
    Goal,
    Incentive {
        beneficiaries: Vec<String>,
        kinds: Few<IncentiveKind, 8>,
        payer: Option<String>,
        conditions: Vec<String>,
    },
    Funding {
        kind: FundingKind,
        sources: Vec<String>,
        purpose: Option<String>,
    },
    Accountability {
        mechanism: Mechanism,
        actors: Vec<String>,
        forums: Vec<String>,
        triggers: Vec<String>,
        consequences: Vec<Rung>,
    },
}
