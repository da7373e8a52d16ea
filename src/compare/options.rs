//! The one config type of the tables, and what can be wrong with a request for one.

use std::sync::LazyLock;

use super::pmc::CodebookError;
use crate::align::AlignError;
use crate::vocabulary::{Concept, Edition, Scheme};

/// What the cells of a row are compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Base {
    /// The first plan that has something in the row: where there are numbers, the first that gives one.
    #[default]
    First,
    /// The plan of that name. A row on which it is silent has cells that compare with nothing.
    Plan(String),
    /// The national reference, in the table of targets; the other tables have none and take the first plan.
    National,
}

/// How tables are made. A [`Corpus`](super::Corpus) holds it.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Base, Corpus, Options};
/// let plans = crossplan::samples::plans()?;
/// let corpus = Corpus::new(&plans).options(Options::new().base(Base::Plan("XQ".into())).annexes(false))?;
/// let error = Corpus::new(&plans).options(Options::new().base(Base::Plan("QX".into()))).unwrap_err();
/// assert_eq!(error.to_string(), "no plan is named `QX`; the plans are XS, XT, XQ, ZJ, LS");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// What cells are compared with.
    pub base: Base,
    /// How many near misses the table of measures shows for a unit that stands in no row of the alignment, at most as many as the alignment
    /// lists; with 0 such units are left out.
    pub near_misses: usize,
    /// Whether items of annexes take part.
    pub annexes: bool,
    /// The groups of those who get an incentive, found by their words.
    pub beneficiaries: Scheme<Concept>,
    /// The offices that a responsible unit can be, found by their words.
    pub organisations: Scheme<Concept>,
}

static BENEFICIARIES: LazyLock<Scheme<Concept>> =
    LazyLock::new(|| Scheme::from_json(include_str!("../../data/compare/beneficiaries.json")).unwrap_or_default());
static ORGANISATIONS: LazyLock<Scheme<Concept>> =
    LazyLock::new(|| Scheme::from_json(include_str!("../../data/compare/organisations.json")).unwrap_or_default());

impl Default for Options {
    fn default() -> Self {
        Self {
            base: Base::First,
            near_misses: 1,
            annexes: true,
            beneficiaries: BENEFICIARIES.clone(),
            organisations: ORGANISATIONS.clone(),
        }
    }
}

impl Options {
    /// The first plan as base, one near miss, annexes included, the groups of `data/compare/`.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets what cells are compared with.
    #[must_use]
    pub fn base(mut self, base: Base) -> Self {
        self.base = base;
        self
    }

    /// Sets how many near misses a unit left alone is shown with.
    #[must_use]
    pub fn near_misses(mut self, near_misses: usize) -> Self {
        self.near_misses = near_misses;
        self
    }

    /// Sets whether items of annexes take part.
    #[must_use]
    pub fn annexes(mut self, annexes: bool) -> Self {
        self.annexes = annexes;
        self
    }

    /// Sets the groups of beneficiaries. A name belongs to the group whose word ends last in it, of two that end together the longer one: a
    /// Chinese name says at its end what it is. The last group of the scheme takes the names that belong to none.
    #[must_use]
    pub fn beneficiaries(mut self, beneficiaries: Scheme<Concept>) -> Self {
        self.beneficiaries = beneficiaries;
        self
    }

    /// Sets the offices. A unit belongs to the office with the longest word in its name; one that belongs to none stands for itself.
    #[must_use]
    pub fn organisations(mut self, organisations: Scheme<Concept>) -> Self {
        self.organisations = organisations;
        self
    }

    /// The word lists in use, to be named with a result.
    pub fn editions(&self) -> [Edition; 2] {
        [self.beneficiaries.edition(), self.organisations.edition()]
    }
}

/// Why a table was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct CompareError(#[from] ErrorKind);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ErrorKind {
    #[error("no table is called `{id}`; the tables are {known}")]
    Table { id: String, known: String },
    #[error("no plan is named `{name}`; the plans are {known}")]
    Plan { name: String, known: String },
    #[error("the plans cannot be aligned: {0}")]
    Align(#[from] AlignError),
    #[error("the codebook does not go with the vocabulary: {0}")]
    Codebook(#[from] CodebookError),
}

impl From<CodebookError> for CompareError {
    fn from(error: CodebookError) -> Self {
        CompareError(error.into())
    }
}

impl From<AlignError> for CompareError {
    fn from(error: AlignError) -> Self {
        CompareError(error.into())
    }
}

impl CompareError {
    /// Whether no table has the id that was asked for.
    pub fn is_table(&self) -> bool {
        matches!(self.0, ErrorKind::Table { .. })
    }

    /// Whether no plan has the name that was given.
    pub fn is_plan(&self) -> bool {
        matches!(self.0, ErrorKind::Plan { .. })
    }

    /// Whether the plans cannot be aligned.
    pub fn is_align(&self) -> bool {
        matches!(self.0, ErrorKind::Align(_))
    }

    /// Whether the codebook names codes that the vocabulary does not hold.
    pub fn is_codebook(&self) -> bool {
        matches!(self.0, ErrorKind::Codebook(_))
    }

    /// A name that no plan has.
    pub(crate) fn plan<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Self {
        let known = shown(known);
        ErrorKind::Plan { name: name.chars().take(60).collect(), known }.into()
    }

    /// An id that no table has.
    pub(crate) fn table<'n>(id: &str, known: impl Iterator<Item = &'n str>) -> Self {
        ErrorKind::Table { id: id.chars().take(60).collect(), known: shown(known) }.into()
    }
}

/// The first twenty names: a message over hundreds of plans helps nobody.
fn shown<'n>(names: impl Iterator<Item = &'n str>) -> String {
    const SHOWN: usize = 20;
    let names: Vec<&str> = names.collect();
    let mut text = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        text.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    text
}
