//! `Table`, `Column`, `Cell`, `Entry`: any table of the library, handed over as Arrow or looked at cell by cell.

use std::sync::{Arc, OnceLock};

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::SchemaRef;
use arrow_schema::ffi::FFI_ArrowSchema;
use crossplan::compare::TABLES;
use crossplan::compare::table::{Cell as CoreCell, Entry as CoreEntry, Kind, SourceRef, Table as CoreTable, Value};
use crossplan::render::{CsvOptions, Labels, TextOptions, csv, markdown, record_batch, terminal, xlsx};
use crossplan::vocabulary::{Lang, Names, Vocabulary};
use pyo3::exceptions::{PyImportError, PyIndexError};
use pyo3::prelude::*;
use pyo3::sync::OnceLockExt;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyIterator, PyList, PyString};
use serde::{Deserialize, Serialize};

use crate::common::{At, hash, invalid, json_word, lost, short, unknown, value};
use crate::comparison::{Comparison, corpus};
use crate::diff::Diff;
use crate::pickle::function;
use crate::plan::Plan;
use crate::quantity::Quantity;
use crate::source::Source;
use crate::target::Target;
use crate::time::Due;

/// A table: typed columns, rows, and cells whose entries name where they come from.
///
/// It hands itself over by the Arrow PyCapsule interface, so `polars.DataFrame(table)`, `pyarrow.table(table)`, DuckDB and pandas 3 take it
/// without a copy through Python objects.
#[pyclass(frozen, module = "crossplan")]
pub(crate) struct Table {
    /// Made when it is asked for where the table came as batches.
    made: OnceLock<Arc<CoreTable>>,
    /// What it was made from; pickling makes it again.
    of: Py<PyAny>,
    name: String,
    plans: At,
    lang: Lang,
    batches: OnceLock<Vec<RecordBatch>>,
}

impl Table {
    pub(crate) fn new(core: Arc<CoreTable>, of: Py<PyAny>, name: &str, plans: At, lang: Lang) -> Self {
        Self { made: OnceLock::from(core), of, name: name.to_owned(), plans, lang, batches: OnceLock::new() }
    }

    /// A table of a comparison that was made plan by plan.
    pub(crate) fn in_batches(batches: Vec<RecordBatch>, of: Py<PyAny>, name: &str, plans: At, lang: Lang) -> Self {
        Self { made: OnceLock::new(), of, name: name.to_owned(), plans, lang, batches: OnceLock::from(batches) }
    }

    /// The table itself. One that came as batches can be made, so that the empty one stands for nothing that happens.
    fn core(&self) -> &CoreTable {
        if let Some(made) = self.made.get() {
            return made;
        }
        Python::attach(|py| {
            self.made.get_or_init_py_attached(py, || {
                let comparison = self.of.bind(py).cast::<Comparison>().ok();
                let made = comparison.and_then(|comparison| comparison.get().core(py, &self.name).ok());
                made.unwrap_or_else(|| Arc::new(CoreTable::new(&self.name, "", "", Vec::new())))
            })
        })
    }

    fn rows(&self) -> usize {
        match self.batches.get() {
            Some(batches) => batches.iter().map(RecordBatch::num_rows).sum(),
            None => self.core().rows.len(),
        }
    }

    fn labels(&self) -> Labels<'static> {
        Labels { vocabulary: Vocabulary::standard(), lang: self.lang }
    }

    fn pick<'n>(&self, names: &'n Names) -> &'n str {
        names.get(self.lang)
    }

    fn batches(&self, py: Python<'_>) -> PyResult<&[RecordBatch]> {
        if let Some(batches) = self.batches.get() {
            return Ok(batches);
        }
        let core = self.core();
        let batch = py.detach(|| record_batch(core, &self.labels())).map_err(invalid)?;
        Ok(self.batches.get_or_init(|| vec![batch]))
    }

    fn schema(&self, py: Python<'_>) -> PyResult<SchemaRef> {
        Ok(self.batches(py)?.first().ok_or_else(lost)?.schema())
    }

    fn row_at(&self, py: Python<'_>, at: usize) -> PyResult<Py<PyDict>> {
        let row = self.core().rows.get(at).ok_or_else(lost)?;
        let dict = PyDict::new(py);
        dict.set_item("key", &row.key)?;
        if let Some(group) = &row.group {
            dict.set_item("group", self.pick(group))?;
        }
        for (column, cell) in self.core().columns.iter().zip(&row.cells) {
            let value = match column.kind {
                Kind::Entries => {
                    let values = cell.entries.iter().map(|entry| self.value(py, &entry.value)).collect::<PyResult<Vec<_>>>()?;
                    PyList::new(py, values)?.into_any()
                }
                _ => match cell.value() {
                    Some(value) => self.value(py, value)?,
                    None => py.None().into_bound(py),
                },
            };
            dict.set_item(&column.id, value)?;
        }
        Ok(dict.unbind())
    }

    fn value<'py>(&self, py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
        Ok(match value {
            Value::Text(text) => PyString::new(py, text).into_any(),
            Value::Said(names) => PyString::new(py, self.pick(names)).into_any(),
            Value::Term { id, .. } => PyString::new(py, id).into_any(),
            Value::Integer(number) => number.into_pyobject(py)?.into_any(),
            Value::Number(number) | Value::Share(number) => number.normalize().into_pyobject(py)?.into_any(),
            Value::Quantity(quantity) => Bound::new(py, Quantity::new(quantity.clone(), At::default()))?.into_any(),
            Value::Promise { target, force } => {
                let target = crossplan::Target { force: Some(*force), ..(**target).clone() };
                Bound::new(py, Target::new(target, At::default()))?.into_any()
            }
            Value::Due(due) => Bound::new(py, Due::new(*due, At::default()))?.into_any(),
            Value::Flag(flag) => flag.into_pyobject(py)?.to_owned().into_any(),
            Value::Rank { place, of } => (*place, *of).into_pyobject(py)?.into_any(),
            other => PyString::new(py, &self.labels().value(other)).into_any(),
        })
    }

    /// The corpus that its sources point into.
    fn in_corpus<T: Send>(&self, py: Python<'_>, work: impl FnOnce(&crossplan::compare::Corpus<'_>) -> T + Send) -> T {
        if let Ok(comparison) = self.of.bind(py).cast::<Comparison>() {
            return comparison.get().with(py, work);
        }
        py.detach(|| work(&corpus(&self.plans.plans)))
    }
}

/// What a module must be there for.
fn import<'py>(py: Python<'py>, module: &str, method: &str, install: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import(module).map(Bound::into_any).map_err(|cause| {
        let error = PyImportError::new_err(format!("{method} needs {module}, which is not installed: pip install {install}"));
        error.set_cause(py, Some(cause));
        error
    })
}

#[pymethods]
impl Table {
    /// Its id: `targets`, `measures` …
    #[getter]
    fn id(&self) -> &str {
        &self.core().id
    }

    /// Its title.
    #[getter]
    fn title(&self) -> &str {
        self.pick(&self.core().title)
    }

    /// How it was made, how it is to be read, what it leaves out.
    #[getter]
    fn notes(&self) -> Vec<&str> {
        self.core().notes.iter().map(|note| self.pick(note)).collect()
    }

    /// Its columns.
    #[getter]
    fn columns(&self) -> Vec<Column> {
        let column = |column: &crossplan::compare::table::Column| {
            let data = ColumnData {
                id: column.id.clone(),
                name: self.pick(&column.name).to_owned(),
                kind: json_word(&column.kind),
                plan: column.plan.and_then(|at| self.plans.plans.get(at)).map(|plan| plan.get().name.clone()),
            };
            Column::new(data, At::default())
        };
        self.core().columns.iter().map(column).collect()
    }

    /// The keys of its rows.
    #[getter]
    fn keys(&self) -> Vec<&str> {
        self.core().rows.iter().map(|row| row.key.as_str()).collect()
    }

    /// The cell of a row under a column, by key and id.
    fn cell(slf: &Bound<'_, Self>, key: &str, column: &str) -> PyResult<Cell> {
        let table = slf.get();
        let at = table
            .core()
            .column(column)
            .ok_or_else(|| unknown(format!("table `{}` has no column `{column}`", table.core().id)))?;
        let row = table.core().rows.iter().position(|row| row.key == key);
        let row = row.ok_or_else(|| unknown(format!("table `{}` has no row `{key}`", table.core().id)))?;
        Ok(Cell { table: slf.clone().unbind(), row, column: at })
    }

    /// The table in long form: a row for each thing said and each value derived from it, with columns for amount, unit, date and source.
    #[getter]
    fn long(&self, py: Python<'_>) -> Self {
        let core = self.in_corpus(py, |corpus| self.core().long(corpus));
        Self::new(Arc::new(core), self.of.clone_ref(py), &format!("{}#long", self.name), self.plans.clone(), self.lang)
    }

    /// How many cells have each outcome: base, same, differs, absent, not_comparable.
    #[getter]
    fn outcomes(&self) -> std::collections::BTreeMap<&'static str, usize> {
        self.core().outcomes()
    }

    /// As a pandas `DataFrame`, through Arrow. Needs pandas and pyarrow; decimals and dates stay exact, as Python objects.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        import(py, "pandas", "to_pandas", "pandas pyarrow")?;
        let arrow = import(py, "pyarrow", "to_pandas", "pandas pyarrow")?;
        arrow.call_method1("table", (slf,))?.call_method0("to_pandas")
    }

    /// As a polars `DataFrame`. Needs polars.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        import(slf.py(), "polars", "to_polars", "polars")?.call_method1("DataFrame", (slf,))
    }

    /// As a pyarrow `Table`. Needs pyarrow.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        import(slf.py(), "pyarrow", "to_arrow", "pyarrow")?.call_method1("table", (slf,))
    }

    /// As CSV, each cell in words. `byte_order_mark` is for Excel, `guard_formulas` keeps spreadsheet programs from running text.
    #[pyo3(signature = (*, byte_order_mark=false, guard_formulas=true))]
    fn to_csv(&self, py: Python<'_>, byte_order_mark: bool, guard_formulas: bool) -> String {
        let options = CsvOptions::new().byte_order_mark(byte_order_mark).guard_formulas(guard_formulas);
        py.detach(|| csv(self.core(), &self.labels(), options))
    }

    /// As Markdown.
    fn to_markdown(&self, py: Python<'_>) -> String {
        py.detach(|| markdown(self.core(), &self.labels()))
    }

    /// As text for a terminal, at most so many cells wide.
    #[pyo3(signature = (*, width=160))]
    fn to_text(&self, py: Python<'_>, width: u16) -> String {
        py.detach(|| terminal(self.core(), &TextOptions::new().lang(self.lang).width(width)))
    }

    /// As JSON, values unformatted.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.core().to_json())
    }

    /// As the bytes of an Excel workbook.
    fn to_excel<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| xlsx(std::slice::from_ref(self.core()), &self.labels())).map_err(invalid)?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// The schema, by the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.schema(py)?.as_ref()).map_err(invalid)?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    /// The rows as record batches, by the Arrow PyCapsule interface. The schema is always the table's own.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a producer that cannot cast give its own schema.
        let _ = requested_schema;
        let (batches, schema) = (self.batches(py)?.to_vec(), self.schema(py)?);
        let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), schema);
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The first rows, for a notebook; an entry opens its sources.
    fn _repr_html_(&self, py: Python<'_>) -> String {
        crate::html::fragment(py, self.core(), &self.plans, self.lang, crate::html::ROWS)
    }

    /// As a fragment of HTML with its own style, no script: all rows, or so many.
    #[pyo3(signature = (*, rows=None))]
    fn to_html(&self, py: Python<'_>, rows: Option<usize>) -> String {
        crate::html::fragment(py, self.core(), &self.plans, self.lang, rows.unwrap_or(usize::MAX))
    }

    fn __len__(&self) -> usize {
        self.rows()
    }

    /// A row by its key or position, as a dict of column id to value.
    fn __getitem__(&self, py: Python<'_>, row: &Bound<'_, PyAny>) -> PyResult<Py<PyDict>> {
        let rows = &self.core().rows;
        let at = if let Ok(key) = row.extract::<String>() {
            let at = rows.iter().position(|row| row.key == key);
            at.ok_or_else(|| unknown(format!("table `{}` has no row `{key}`", self.core().id)))?
        } else {
            let at: isize = row.extract()?;
            let place = if at < 0 { rows.len().checked_sub(at.unsigned_abs()) } else { Some(at.unsigned_abs()) };
            let place = place.filter(|place| *place < rows.len());
            place.ok_or_else(|| PyIndexError::new_err(format!("there are {} rows", rows.len())))?
        };
        self.row_at(py, at)
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyIterator>> {
        let rows = (0..slf.get().core().rows.len()).map(|at| slf.get().row_at(slf.py(), at)).collect::<PyResult<Vec<_>>>()?;
        PyList::new(slf.py(), rows)?.try_iter()
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.core() == other.core() && self.lang == other.lang
    }

    fn __hash__(&self) -> u64 {
        hash(&(&self.name, self.rows(), self.lang))
    }

    fn __str__(&self) -> String {
        terminal(self.core(), &TextOptions::new().lang(self.lang))
    }

    fn __repr__(&self) -> String {
        let known = TABLES.iter().find(|info| info.id == self.name);
        let title = known.map_or_else(|| self.title(), |info| if self.lang == Lang::Zh { info.zh } else { info.en });
        format!("<Table {} {title}: {} rows>", self.name, self.rows())
    }

    #[allow(clippy::type_complexity, reason = "as pickle wants it")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Py<PyAny>, String, &'static str))> {
        let lang = if self.lang == Lang::Zh { "zh" } else { "en" };
        Ok((function(py, "_table")?, (self.of.clone_ref(py), self.name.clone(), lang)))
    }
}

/// Makes a table again from what it was made from.
#[pyfunction]
#[pyo3(name = "_table")]
pub(crate) fn restore(py: Python<'_>, of: &Bound<'_, PyAny>, name: &str, lang: &str) -> PyResult<Table> {
    let (id, steps) = name.split_once('#').unwrap_or((name, ""));
    let lang: Lang = crate::common::word(lang)?;
    let table = if let Ok(comparison) = of.cast::<Comparison>() {
        let this = comparison.get();
        Table::new(this.core(py, id)?, of.clone().unbind(), id, this.at().clone(), this.lang())
    } else if let Ok(plan) = of.cast::<Plan>() {
        of_plan(plan, lang)
    } else if let Ok(diff) = of.cast::<Diff>() {
        of_diff(diff, lang)
    } else {
        return Err(unknown("a table is made from a comparison, a plan or a diff"));
    };
    Ok(steps.split('#').filter(|step| !step.is_empty()).fold(table, |table, _| table.long(py)))
}

/// The items of a plan.
pub(crate) fn of_plan(plan: &Bound<'_, Plan>, lang: Lang) -> Table {
    let plans = At::plan(plan.clone().unbind());
    let core = plan.py().detach(|| crossplan::compare::items_table(&corpus(&plans.plans)));
    Table::new(Arc::new(core), plan.clone().into_any().unbind(), "items", plans, lang)
}

/// The changes of a diff.
pub(crate) fn of_diff(diff: &Bound<'_, Diff>, lang: Lang) -> Table {
    let this = diff.get();
    let core = diff.py().detach(|| crossplan::render::diff_table(&this.inner));
    Table::new(Arc::new(core), diff.clone().into_any().unbind(), "diff", this.at.clone(), lang)
}

/// A column, in one language.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ColumnData {
    id: String,
    name: String,
    kind: String,
    plan: Option<String>,
}

value! {
    /// A column of a table.
    Column = ColumnData {
        /// Its id: the name of the column in a data frame.
        #[getter]
        fn id(&self) -> &str {
            &self.inner.id
        }

        /// Its heading.
        #[getter]
        fn name(&self) -> &str {
            &self.inner.name
        }

        /// text, term, integer, number, share, date, flag, entries.
        #[getter]
        fn kind(&self) -> &str {
            &self.inner.kind
        }

        /// The plan that it belongs to; none for a column about the row.
        #[getter]
        fn plan(&self) -> Option<&str> {
            self.inner.plan.as_deref()
        }

        fn __repr__(&self) -> String {
            format!("<Column {} {}, {}>", self.inner.id, self.inner.name, self.inner.kind)
        }
    }
}

/// A cell of a table: `len(cell)`, `for entry in cell`; a cell without entries is false.
#[pyclass(frozen, module = "crossplan")]
pub(crate) struct Cell {
    table: Py<Table>,
    row: usize,
    column: usize,
}

impl Cell {
    fn core(&self) -> PyResult<&CoreCell> {
        self.table.get().core().rows.get(self.row).and_then(|row| row.cells.get(self.column)).ok_or_else(lost)
    }

    fn list(&self, py: Python<'_>) -> PyResult<Vec<Entry>> {
        let entry = |at| Entry { table: self.table.clone_ref(py), row: self.row, column: self.column, at };
        Ok((0..self.core()?.entries.len()).map(entry).collect())
    }
}

#[pymethods]
impl Cell {
    /// What is said, in text order.
    #[getter]
    fn entries(&self, py: Python<'_>) -> PyResult<Vec<Entry>> {
        self.list(py)
    }

    /// How it compares with the other cells of its row: base, same, differs, absent, not_comparable; none where nothing is compared.
    #[getter]
    fn outcome(&self) -> PyResult<Option<&'static str>> {
        Ok(self.core()?.verdict.as_ref().map(|verdict| verdict.outcome.as_str()))
    }

    /// The verdict in words: by how much, in what, or why not.
    #[getter]
    fn verdict(&self) -> PyResult<Option<String>> {
        let labels = self.table.get().labels();
        Ok(self.core()?.verdict.as_ref().and_then(|verdict| labels.verdict(verdict)))
    }

    /// The cell in words, a line for each entry.
    #[getter]
    fn text(&self) -> PyResult<String> {
        let key = self.table.get().core().rows.get(self.row).map_or("", |row| row.key.as_str());
        Ok(self.table.get().labels().lines(key, self.core()?, false).join("\n"))
    }

    fn __len__(&self) -> PyResult<usize> {
        Ok(self.core()?.entries.len())
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyIterator>> {
        PyList::new(slf.py(), slf.get().list(slf.py())?)?.try_iter()
    }

    fn __eq__(&self, other: &Self) -> PyResult<bool> {
        Ok(self.core()? == other.core()?)
    }

    fn __hash__(&self) -> PyResult<u64> {
        Ok(hash(&self.text()?))
    }

    fn __str__(&self) -> PyResult<String> {
        self.text()
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("<Cell {}>", short(&self.text()?.replace('\n', "; "), 48)))
    }

    #[allow(clippy::type_complexity, reason = "as pickle wants it")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Py<Table>, usize, usize, Option<usize>))> {
        Ok((function(py, "_cell")?, (self.table.clone_ref(py), self.row, self.column, None)))
    }
}

/// One thing said in a cell, with where it comes from.
#[pyclass(frozen, module = "crossplan")]
pub(crate) struct Entry {
    table: Py<Table>,
    row: usize,
    column: usize,
    at: usize,
}

impl Entry {
    fn core(&self) -> PyResult<&CoreEntry> {
        let row = self.table.get().core().rows.get(self.row).ok_or_else(lost)?;
        row.cells.get(self.column).and_then(|cell| cell.entries.get(self.at)).ok_or_else(lost)
    }
}

#[pymethods]
impl Entry {
    /// What is said: text, a number, a `Quantity`, a `Target`, a `Due` …
    #[getter]
    fn value<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.table.get().value(py, &self.core()?.value)
    }

    /// The same in words, with what is derived from it.
    #[getter]
    fn text(&self) -> PyResult<String> {
        let key = self.table.get().core().rows.get(self.row).map_or("", |row| row.key.as_str());
        Ok(self.table.get().labels().entry(key, self.core()?))
    }

    /// What is derived from it, by name: rank, distance, pace …
    #[getter]
    fn derived(&self, py: Python<'_>) -> PyResult<Py<PyDict>> {
        let dict = PyDict::new(py);
        for derived in &self.core()?.derived {
            dict.set_item(&derived.id, self.table.get().value(py, &derived.value)?)?;
        }
        Ok(dict.unbind())
    }

    /// Where it comes from: each source knows its plan, its item and, where the text is known, the sentence.
    #[getter]
    fn sources(&self, py: Python<'_>) -> PyResult<Vec<Source>> {
        let source = |source: &SourceRef| {
            let plan = self.table.get().plans.plans.get(source.plan).ok_or_else(lost)?.clone_ref(py);
            let item = source.item.as_ref().and_then(|id| Some((id.class, plan.get().place_of(id)?)));
            Ok(Source::new(source.source.clone(), At { item, ..At::plan(plan) }))
        };
        self.core()?.sources.iter().map(source).collect()
    }

    fn __eq__(&self, other: &Self) -> PyResult<bool> {
        Ok(self.core()? == other.core()?)
    }

    fn __hash__(&self) -> PyResult<u64> {
        Ok(hash(&self.text()?))
    }

    fn __str__(&self) -> PyResult<String> {
        self.text()
    }

    fn __repr__(&self) -> PyResult<String> {
        Ok(format!("<Entry {}>", short(&self.text()?, 48)))
    }

    #[allow(clippy::type_complexity, reason = "as pickle wants it")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Py<Table>, usize, usize, Option<usize>))> {
        Ok((function(py, "_cell")?, (self.table.clone_ref(py), self.row, self.column, Some(self.at))))
    }
}

/// Makes a cell or an entry from its pickled form.
#[pyfunction]
#[pyo3(name = "_cell", signature = (table, row, column, at))]
pub(crate) fn restore_cell(
    py: Python<'_>,
    table: Py<Table>,
    row: usize,
    column: usize,
    at: Option<usize>,
) -> PyResult<Py<PyAny>> {
    match at {
        Some(at) => Ok(Py::new(py, Entry { table, row, column, at })?.into_any()),
        None => Ok(Py::new(py, Cell { table, row, column })?.into_any()),
    }
}
