//! HTML fragments for notebooks.

use crossplan::compare::table::Table as CoreTable;
use crossplan::render::{Labels, table_html};
use crossplan::vocabulary::{Lang, Vocabulary};
use pyo3::prelude::*;

use crate::common::At;
use crate::comparison::corpus;

/// Rows of a table that a notebook shows.
pub(crate) const ROWS: usize = 20;

/// A table as a fragment that is readable in light and dark.
pub(crate) fn fragment(py: Python<'_>, table: &CoreTable, plans: &At, lang: Lang, rows: usize) -> String {
    let labels = Labels { vocabulary: Vocabulary::standard(), lang };
    py.detach(|| table_html(&corpus(&plans.plans), table, &labels, Some(rows)))
}
