//! `Comparison`: the tables over several plans.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crossplan::compare::table::Table as CoreTable;
use crossplan::compare::{Base, CompareError, Corpus, Options, TABLES, TableInfo, make, make_all};
use crossplan::render::{Labels, ReportOptions, record_batches, report, xlsx};
use crossplan::vocabulary::{Lang, Vocabulary};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator, PyList};

use crate::alignment::Alignment;
use crate::common::{At, hash, invalid, unknown, word};
use crate::pickle::function;
use crate::plan::Plan;
use crate::plans::{named, plans};
use crate::table::Table;

type Borrowed<'a> = Corpus<'a>;

self_cell::self_cell!(
    /// A corpus and its plans.
    struct Cell {
        owner: Vec<Py<Plan>>,
        #[not_covariant]
        dependent: Borrowed,
    }
);

/// The plans as a corpus, with the texts that are known.
pub(crate) fn corpus(plans: &[Py<Plan>]) -> Corpus<'_> {
    plans.iter().map(Py::get).fold(Corpus::new(named(plans)), |corpus, plan| match &plan.text {
        Some(text) => corpus.text(&plan.name, text),
        None => corpus,
    })
}

/// Several plans compared: a mapping of table ids to tables, each made when it is first asked for.
///
/// `comparison["targets"]`, `list(comparison)`, `len(comparison)`, `"pmc" in comparison`.
#[pyclass(frozen, module = "crossplan")]
pub(crate) struct Comparison {
    cell: Cell,
    plans: At,
    lang: Lang,
    base: Option<String>,
    annexes: bool,
    near_misses: usize,
    alignment: Option<Py<Alignment>>,
    made: Mutex<HashMap<String, Arc<CoreTable>>>,
}

impl Comparison {
    pub(crate) fn with<T: Send>(&self, py: Python<'_>, work: impl FnOnce(&Corpus<'_>) -> T + Send) -> T {
        py.detach(|| self.cell.with_dependent(|_, corpus| work(corpus)))
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    pub(crate) fn at(&self) -> &At {
        &self.plans
    }

    pub(crate) fn core(&self, py: Python<'_>, id: &str) -> PyResult<Arc<CoreTable>> {
        if let Some(table) = self.made.lock().unwrap_or_else(PoisonError::into_inner).get(id) {
            return Ok(table.clone());
        }
        let table = Arc::new(self.with(py, |corpus| make(corpus, id)).map_err(refused)?);
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), table.clone());
        Ok(table)
    }
}

fn refused(error: CompareError) -> PyErr {
    if error.is_table() || error.is_plan() { unknown(error.to_string()) } else { invalid(error) }
}

/// Every id.
fn ids() -> Vec<&'static str> {
    TABLES.iter().map(|info| info.id).collect()
}

fn word_of(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "zh" } else { "en" }
}

#[pymethods]
impl Comparison {
    /// The plans, in the order of their columns.
    #[getter]
    fn plans(&self, py: Python<'_>) -> Vec<Py<Plan>> {
        self.plans.plans.iter().map(|plan| plan.clone_ref(py)).collect()
    }

    /// The language of headings and words of the library: `zh` or `en`. What plans say stays as it is.
    #[getter(lang)]
    fn lang_word(&self) -> &'static str {
        word_of(self.lang)
    }

    /// The ids of the tables.
    #[getter]
    fn ids(&self) -> Vec<&'static str> {
        ids()
    }

    /// Every table.
    #[getter]
    fn tables(slf: &Bound<'_, Self>) -> PyResult<Vec<Table>> {
        ids().into_iter().map(|id| Self::__getitem__(slf, id)).collect()
    }

    /// The report as one page of HTML that needs nothing else: tables, charts, every cell with its source.
    ///
    /// `tables` names the tables by id, else all that are laid out for readers.
    #[pyo3(signature = (*, title=None, tables=None, charts=true, page_size=25, columns=8))]
    fn to_html(
        &self,
        py: Python<'_>,
        title: Option<String>,
        tables: Option<Vec<String>>,
        charts: bool,
        page_size: usize,
        columns: usize,
    ) -> PyResult<String> {
        let mut options = ReportOptions::new().lang(self.lang).charts(charts).page_size(page_size).counties(columns);
        if let Some(title) = title {
            options = options.title(title);
        }
        if let Some(tables) = tables {
            if let Some(id) = tables.iter().find(|id| !ids().contains(&id.as_str())) {
                return Err(unknown(format!("no table is called `{id}`; the tables are {}", ids().join(", "))));
            }
            options = options.tables(tables);
        }
        self.with(py, |corpus| report(corpus, &options)).map_err(invalid)
    }

    /// All tables that are laid out for readers, as the bytes of an Excel workbook: a sheet for each.
    fn to_excel<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let labels = Labels { vocabulary: Vocabulary::standard(), lang: self.lang };
        let tables = self.with(py, make_all).map_err(refused)?;
        let bytes = py.detach(|| xlsx(&tables, &labels)).map_err(invalid)?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// What a table is, in the language of the comparison.
    fn about(&self, id: &str) -> PyResult<String> {
        let info: Option<&TableInfo> = TABLES.iter().find(|info| info.id == id);
        match (info, self.lang) {
            (Some(info), Lang::Zh) => Ok(info.about_zh.to_owned()),
            (Some(info), Lang::En) => Ok(info.about_en.to_owned()),
            (None, _) => Err(unknown(format!("no table is called `{id}`; the tables are {}", ids().join(", ")))),
        }
    }

    fn __getitem__(slf: &Bound<'_, Self>, id: &str) -> PyResult<Table> {
        let (py, this) = (slf.py(), slf.get());
        let labels = Labels { vocabulary: Vocabulary::standard(), lang: this.lang };
        let of = slf.clone().into_any().unbind();
        if let Some(batches) = this.with(py, |corpus| record_batches(corpus, id, &labels)) {
            return Ok(Table::in_batches(batches.map_err(invalid)?, of, id, this.plans.clone(), this.lang));
        }
        Ok(Table::new(this.core(py, id)?, of, id, this.plans.clone(), this.lang))
    }

    fn __contains__(&self, id: &Bound<'_, PyAny>) -> bool {
        id.extract::<String>().is_ok_and(|id| ids().contains(&id.as_str()))
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyIterator>> {
        PyList::new(slf.py(), ids())?.try_iter()
    }

    fn __len__(&self) -> usize {
        ids().len()
    }

    fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
        let same = |(a, b): (&Py<Plan>, &Py<Plan>)| a.get().same(b.get());
        let aligned = match (&self.alignment, &other.alignment) {
            (None, None) => true,
            (Some(a), Some(b)) => a.bind(py).eq(b)?,
            _ => false,
        };
        let options = |c: &Self| (c.lang, c.base.clone(), c.annexes, c.near_misses);
        Ok(options(self) == options(other)
            && aligned
            && self.plans.plans.len() == other.plans.plans.len()
            && self.plans.plans.iter().zip(other.plans.plans.iter()).all(same))
    }

    fn __hash__(&self) -> u64 {
        hash(&(self.lang, &self.base, self.plans.plans.iter().map(|plan| plan.get().name.as_str()).collect::<Vec<_>>()))
    }

    /// The tables with what they are, for a notebook.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let lang = self.lang;
        let table = self.with(py, crossplan::compare::contents);
        Ok(crate::html::fragment(py, &table, &self.plans, lang, usize::MAX))
    }

    fn __repr__(&self) -> String {
        let names: Vec<&str> = self.plans.plans.iter().take(8).map(|plan| plan.get().name.as_str()).collect();
        let more = if self.plans.plans.len() > names.len() { " …" } else { "" };
        format!("<Comparison of {} plans ({}{more}): {}>", self.plans.plans.len(), names.join(", "), ids().join(", "))
    }

    #[allow(clippy::type_complexity, reason = "as pickle wants it")]
    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, (Vec<Py<Plan>>, Option<Py<Alignment>>, &'static str, Option<String>, bool, usize))> {
        let alignment = self.alignment.as_ref().map(|alignment| alignment.clone_ref(py));
        let parts = (self.plans(py), alignment, word_of(self.lang), self.base.clone(), self.annexes, self.near_misses);
        Ok((function(py, "_comparison")?, parts))
    }
}

/// Makes a comparison from its pickled form.
#[pyfunction]
#[pyo3(name = "_comparison")]
pub(crate) fn restore(
    py: Python<'_>,
    plans: Vec<Py<Plan>>,
    alignment: Option<Py<Alignment>>,
    lang: &str,
    base: Option<String>,
    annexes: bool,
    near_misses: usize,
) -> PyResult<Comparison> {
    compare(py, plans, alignment, lang, base, annexes, near_misses)
}

/// Compares plans: every table over them, each made when it is asked for.
///
/// `alignment` is one of the same plans in the same order, with judgements or a similarity; else they are aligned when a table needs it.
/// `base` is what cells are compared with: the name of a plan, `national` for the national reference, or none for the first plan that has
/// something in the row.
#[pyfunction]
#[pyo3(signature = (plans, *, alignment=None, lang="zh", base=None, annexes=true, near_misses=1))]
pub(crate) fn compare(
    py: Python<'_>,
    #[pyo3(from_py_with = plans)] plans: Vec<Py<Plan>>,
    alignment: Option<Py<Alignment>>,
    lang: &str,
    base: Option<String>,
    annexes: bool,
    near_misses: usize,
) -> PyResult<Comparison> {
    let lang: Lang = word(lang)?;
    let aligned = alignment.as_ref().map(|alignment| {
        let alignment = alignment.get();
        let same = |(a, b): (&Py<Plan>, &Py<Plan>)| a.get().same(b.get());
        let fits = alignment.plans.plans.len() == plans.len() && alignment.plans.plans.iter().zip(&plans).all(same);
        fits.then(|| (*alignment.core).clone())
            .ok_or_else(|| invalid("the alignment is of other plans, or of the same in another order"))
    });
    let aligned = aligned.transpose()?;
    let chosen = match base.as_deref() {
        None => Base::First,
        Some("national") => Base::National,
        Some(name) => Base::Plan(name.to_owned()),
    };
    let options = Options::new().base(chosen).annexes(annexes).near_misses(near_misses);
    let at = At::plans(plans.iter().map(|plan| plan.clone_ref(py)).collect());
    let cell = Cell::try_new(plans, |plans| {
        let corpus = corpus(plans).options(options)?;
        Ok::<_, CompareError>(match aligned {
            Some(alignment) => corpus.aligned(alignment),
            None => corpus,
        })
    });
    let cell = cell.map_err(refused)?;
    Ok(Comparison { cell, plans: at, lang, base, annexes, near_misses, alignment, made: Mutex::default() })
}
