//! One self-contained HTML report: every table of a comparison, charts, and a panel that shows where each entry comes from.
//!
//! The page asks for nothing: no font, no script, no picture from elsewhere, and its own policy forbids it. It holds the first page of
//! every table as plain HTML and all of them as data, so that three hundred counties stay one file that a browser opens at once.

mod charts;
mod data;
mod markup;
mod page;
mod table;
mod words;

use crate::compare::table::Table;
use crate::compare::{self, CompareError, Corpus};
use crate::render::Labels;
use crate::vocabulary::Lang;

pub use table::table_html;

/// How a report is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportOptions {
    lang: Lang,
    title: Option<String>,
    tables: Option<Vec<String>>,
    page_size: usize,
    counties: usize,
    charts: bool,
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self { lang: Lang::Zh, title: None, tables: None, page_size: 25, counties: 8, charts: true }
    }
}

impl ReportOptions {
    /// Chinese labels, all tables, 25 rows a page, eight counties at once, with charts.
    pub fn new() -> Self {
        Self::default()
    }

    /// The language of labels. The words of plans are never translated.
    #[must_use]
    pub fn lang(mut self, lang: Lang) -> Self {
        self.lang = lang;
        self
    }

    /// The title of the page.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Which tables, by id, in this order.
    #[must_use]
    pub fn tables<I>(mut self, ids: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        self.tables = Some(ids.into_iter().map(Into::into).collect());
        self
    }

    /// Rows of a table that are shown at once, at least 1; `usize::MAX` for all.
    #[must_use]
    pub fn page_size(mut self, rows: usize) -> Self {
        self.page_size = rows.max(1);
        self
    }

    /// Counties whose columns are shown at first, at least 1. A reader can choose others.
    #[must_use]
    pub fn counties(mut self, counties: usize) -> Self {
        self.counties = counties.max(1);
        self
    }

    /// Whether charts are drawn.
    #[must_use]
    pub fn charts(mut self, charts: bool) -> Self {
        self.charts = charts;
        self
    }
}

/// The report of a comparison as one page: [`Report::of`] and [`Report::html`] in one step.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::Corpus;
/// use crossplan::render::{ReportOptions, report};
/// use crossplan::vocabulary::Lang;
/// let plans = crossplan::samples::plans()?;
/// let options = ReportOptions::new().lang(Lang::En).tables(["targets", "coverage"]);
/// let page = report(&Corpus::new(&plans), &options)?;
/// assert!(page.starts_with("<!DOCTYPE html>") && page.contains("Targets by indicator"));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As for [`Report::of`].
pub fn report(corpus: &Corpus<'_>, options: &ReportOptions) -> Result<String, ReportError> {
    Report::of(corpus, options)?.html(corpus, options)
}

/// A report: tables that stand on one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    tables: Vec<Table>,
}

impl Report {
    /// A report of tables made by the caller.
    pub fn new(tables: Vec<Table>) -> Self {
        Self { tables }
    }

    /// The tables that the options name, else all that there are.
    ///
    /// # Errors
    /// A table that there is not; a table that cannot be made of these plans.
    pub fn of(corpus: &Corpus<'_>, options: &ReportOptions) -> Result<Self, ReportError> {
        let tables = match &options.tables {
            Some(ids) => ids.iter().map(|id| compare::make(corpus, id)).collect::<Result<_, _>>(),
            None => compare::make_all(corpus),
        };
        Ok(Self::new(tables.map_err(Kind::Table)?))
    }

    /// Its tables.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The page.
    ///
    /// # Errors
    /// Data that has no JSON form, which no table of this library holds.
    pub fn html(&self, corpus: &Corpus<'_>, options: &ReportOptions) -> Result<String, ReportError> {
        let labels = Labels { vocabulary: corpus.words(), lang: options.lang };
        let data = data::Data::new(corpus, &self.tables, &labels);
        let charts: Vec<Vec<charts::Chart>> = match options.charts {
            true => self.tables.iter().map(|table| charts::of(corpus, table, &labels)).collect(),
            false => Vec::new(),
        };
        let words = words::words(options.lang);
        let page = page::Page { corpus, data: &data, charts: &charts, options, labels: &labels, words };
        page.write().map_err(|fault| Kind::Data(fault.to_string()).into())
    }
}

/// Why there is no report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(transparent)]
pub struct ReportError(#[from] Kind);

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
enum Kind {
    #[error(transparent)]
    Table(CompareError),
    #[error("the data of the report cannot be written as JSON: {0}")]
    Data(String),
}
