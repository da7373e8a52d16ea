//! `Plan`, and loading plans.

use chrono::NaiveDate;
use crossplan::model::{Class, ItemId, ItemRef, Plan as Core};
use crossplan::vocabulary::Lang;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyIterator, PyList, PyMapping, PyString};

use crate::common::{At, hash, invalid, short, unknown, word, wrong_type};
use crate::item::Item;
use crate::outline::{Annex, Citation, Section, Term};
use crate::pickle::function;
use crate::place::Place;
use crate::table::Table;
use crate::target::Target;

/// An education development plan of one place.
///
/// Made by `read`, `load` or `samples`. A plan is a collection of its items: `len(plan)`, `for item in plan`,
/// `plan["measure:二/（一）"]`. With its text it knows the sentence of every item.
#[pyclass(frozen, module = "crossplan")]
pub(crate) struct Plan {
    pub(crate) name: String,
    pub(crate) core: Core,
    pub(crate) text: Option<String>,
}

impl Plan {
    pub(crate) fn new(core: Core, name: Option<String>, text: Option<String>) -> Self {
        Self { name: name.unwrap_or_else(|| core.place.name.clone()), core, text }
    }

    pub(crate) fn item_at(&self, class: Class, at: usize) -> Option<ItemRef<'_>> {
        match class {
            Class::Goal => self.core.goals.get(at).map(ItemRef::Goal),
            Class::Measure => self.core.measures.get(at).map(ItemRef::Measure),
            Class::Incentive => self.core.incentives.get(at).map(ItemRef::Incentive),
            Class::Funding => self.core.funding.get(at).map(ItemRef::Funding),
            Class::Accountability => self.core.accountability.get(at).map(ItemRef::Accountability),
            _ => None,
        }
    }

    /// The place of an item in the list of its class.
    pub(crate) fn place_of(&self, id: &ItemId) -> Option<usize> {
        self.core.items_of(id.class).position(|item| item.n() == id.n && item.path() == &id.path)
    }

    pub(crate) fn same(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text && self.core == other.core
    }

    fn count(&self, class: Class) -> usize {
        self.core.items_of(class).count()
    }
}

/// The items of one class.
fn items(slf: &Bound<'_, Plan>, class: Class) -> PyResult<Vec<Py<Item>>> {
    (0..slf.get().count(class)).map(|at| Item::new(slf.py(), slf.clone().unbind(), class, at)).collect()
}

fn at(slf: &Bound<'_, Plan>) -> At {
    At::plan(slf.clone().unbind())
}

#[pymethods]
impl Plan {
    /// The name under which it stands in comparisons.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// The same plan under another name.
    pub(crate) fn named(&self, name: String) -> Self {
        Self { name, core: self.core.clone(), text: self.text.clone() }
    }

    /// The same plan with the text that its spans point into.
    ///
    /// Raises `ValueError` where the plan says how long its text is and this one is not as long.
    fn with_text(&self, text: String) -> PyResult<Self> {
        check_text(&self.core, Some(&text))?;
        Ok(Self { name: self.name.clone(), core: self.core.clone(), text: Some(text) })
    }

    /// The text that the spans of the plan point into, where it is known.
    #[getter]
    fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// Official title.
    #[getter]
    fn title(&self) -> &str {
        &self.core.title
    }

    /// The place it is for.
    #[getter]
    fn place(&self) -> Place {
        Place::new(self.core.place.clone(), At::default())
    }

    /// Who issued it, as signed.
    #[getter]
    fn issuers(&self) -> Vec<String> {
        self.core.issuers.clone()
    }

    /// Document number (发文字号).
    #[getter]
    fn document_number(&self) -> Option<&str> {
        self.core.document_number.as_deref()
    }

    /// Date of issue (成文日期).
    #[getter]
    fn issued(&self) -> Option<NaiveDate> {
        self.core.issued
    }

    /// Date of coming into force, where the text names one.
    #[getter]
    fn effective(&self) -> Option<NaiveDate> {
        self.core.effective
    }

    /// `draft` or `issued`.
    #[getter]
    fn status(&self) -> &'static str {
        self.core.status.as_str()
    }

    /// First and last year that it is for.
    #[getter]
    fn period(&self) -> Option<(i32, i32)> {
        self.core.period.map(|period| (period.from, period.to))
    }

    /// Remarks on the document as a whole.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.core.notes.clone()
    }

    /// Documents that it cites.
    #[getter]
    fn citations(slf: &Bound<'_, Self>) -> Vec<Citation> {
        slf.get().core.citations.iter().map(|citation| Citation::new(citation.clone(), at(slf))).collect()
    }

    /// Terms that it explains.
    #[getter]
    fn glossary(slf: &Bound<'_, Self>) -> Vec<Term> {
        slf.get().core.glossary.iter().map(|term| Term::new(term.clone(), at(slf))).collect()
    }

    /// Every heading, annexes included, in document order.
    #[getter]
    fn outline(slf: &Bound<'_, Self>) -> Vec<Section> {
        slf.get().core.outline.iter().map(|section| Section::new(section.clone(), at(slf))).collect()
    }

    /// Its annexes.
    #[getter]
    fn annexes(slf: &Bound<'_, Self>) -> Vec<Annex> {
        slf.get().core.annexes.iter().map(|annex| Annex::new(annex.clone(), at(slf))).collect()
    }

    /// Results to reach.
    #[getter]
    fn goals(slf: &Bound<'_, Self>) -> PyResult<Vec<Py<Item>>> {
        items(slf, Class::Goal)
    }

    /// Actions.
    #[getter]
    fn measures(slf: &Bound<'_, Self>) -> PyResult<Vec<Py<Item>>> {
        items(slf, Class::Measure)
    }

    /// What is given to whom.
    #[getter]
    fn incentives(slf: &Bound<'_, Self>) -> PyResult<Vec<Py<Item>>> {
        items(slf, Class::Incentive)
    }

    /// Money and rules on money.
    #[getter]
    fn funding(slf: &Bound<'_, Self>) -> PyResult<Vec<Py<Item>>> {
        items(slf, Class::Funding)
    }

    /// Who answers for what.
    #[getter]
    fn accountability(slf: &Bound<'_, Self>) -> PyResult<Vec<Py<Item>>> {
        items(slf, Class::Accountability)
    }

    /// Every promise of every item.
    #[getter]
    fn promises(slf: &Bound<'_, Self>) -> Vec<Target> {
        let (here, plan) = (at(slf), slf.get());
        let of = |class: &Class| {
            let each = |(at, item): (usize, ItemRef<'_>)| -> Vec<Target> {
                let context = At { item: Some((*class, at)), ..here.clone() };
                item.promises().into_iter().map(|(_, target)| Target::new(target.clone(), context.clone())).collect()
            };
            plan.core.items_of(*class).enumerate().flat_map(each).collect::<Vec<_>>()
        };
        Class::ALL.iter().flat_map(of).collect()
    }

    /// The JSON form, as `load` reads it. The same plan gives the same text.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.core.to_json())
    }

    /// The JSON form as dicts, lists, strings and numbers.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        crate::common::to_python(py, &self.core)
    }

    /// Its items as a table, with their codes and promises.
    #[pyo3(signature = (*, lang="zh"))]
    fn to_table(slf: &Bound<'_, Self>, lang: &str) -> PyResult<Table> {
        Ok(crate::table::of_plan(slf, word(lang)?))
    }

    /// Its items, for a notebook.
    fn _repr_html_(slf: &Bound<'_, Self>) -> String {
        let plans = at(slf);
        let core = slf.py().detach(|| crossplan::compare::items_table(&crate::comparison::corpus(&plans.plans)));
        let core = crossplan::compare::table::Table { title: crossplan::vocabulary::Names::same(&slf.get().core.title), ..core };
        crate::html::fragment(slf.py(), &core, &plans, Lang::Zh, crate::html::ROWS)
    }

    fn __len__(&self) -> usize {
        self.core.items().count()
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyIterator>> {
        let mut all = Vec::new();
        for class in Class::ALL {
            all.extend(items(slf, *class)?);
        }
        PyList::new(slf.py(), all)?.try_iter()
    }

    fn __getitem__(slf: &Bound<'_, Self>, id: &str) -> PyResult<Py<Item>> {
        let wanted: ItemId = id.parse().map_err(|e: crossplan::model::UnknownWord| unknown(e.to_string()))?;
        let plan = slf.get();
        let at = plan.place_of(&wanted).ok_or_else(|| unknown(format!("plan `{}` has no item {id}", plan.name)))?;
        Item::new(slf.py(), slf.clone().unbind(), wanted.class, at)
    }

    fn __contains__(&self, item: &Bound<'_, PyAny>) -> bool {
        if let Ok(id) = item.extract::<String>() {
            return id.parse().is_ok_and(|id| self.place_of(&id).is_some());
        }
        let Ok(item) = item.cast::<Item>() else { return false };
        let held = |core: ItemRef<'_>| self.place_of(&core.id()).and_then(|at| self.item_at(item.get().class, at)) == Some(core);
        item.get().core().is_ok_and(held)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.same(other)
    }

    fn __hash__(&self) -> u64 {
        hash(&(&self.name, &self.core.title, self.core.items().count()))
    }

    fn __repr__(&self) -> String {
        let count = |class| self.count(class);
        format!(
            "<Plan {} {}: {} goals, {} measures, {} incentives, {} funding, {} accountability>",
            self.name,
            short(&self.core.title, 30),
            count(Class::Goal),
            count(Class::Measure),
            count(Class::Incentive),
            count(Class::Funding),
            count(Class::Accountability),
        )
    }

    #[allow(clippy::type_complexity, reason = "as pickle wants it")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String, String, Option<String>))> {
        let parts = (self.core.to_json(), self.name.clone(), self.text.clone());
        Ok((function(py, "_plan")?, parts))
    }
}

fn check_text(plan: &Core, text: Option<&str>) -> PyResult<()> {
    match (plan.text.as_ref(), text) {
        (Some(known), Some(text)) if known.bytes != text.len() => Err(invalid(format!(
            "the text has {} bytes in UTF-8, and the spans of the plan point into one of {}: take the text as it was read",
            text.len(),
            known.bytes
        ))),
        _ => Ok(()),
    }
}

/// Makes a plan from its pickled form.
#[pyfunction]
#[pyo3(name = "_plan")]
pub(crate) fn restore(py: Python<'_>, json: &str, name: String, text: Option<String>) -> PyResult<Plan> {
    let core = py.detach(|| Core::from_json(json)).map_err(invalid)?;
    Ok(Plan::new(core, Some(name), text))
}

/// Loads a plan from its JSON form: text, bytes, or a dict of the same form.
///
/// Raises `ValueError` with every fault of the file, each with its field, when it is no plan; with line and column (in characters) when
/// it is no JSON or no UTF-8. `text` is the official text that the spans point into.
#[pyfunction]
#[pyo3(signature = (json, *, name=None, text=None))]
pub(crate) fn load(py: Python<'_>, json: &Bound<'_, PyAny>, name: Option<String>, text: Option<String>) -> PyResult<Plan> {
    let plan = if let Ok(json) = json.cast::<PyString>() {
        let json = json.to_cow()?;
        py.detach(|| Core::from_json(&json)).map_err(invalid)?
    } else if let Ok(bytes) = json.cast::<PyBytes>() {
        let json = crate::reading::decode(bytes.as_bytes())?;
        py.detach(|| Core::from_json(json)).map_err(invalid)?
    } else if json.cast::<PyMapping>().is_ok() {
        let options = PyDict::new(py);
        options.set_item("ensure_ascii", false)?;
        let json: String = py.import("json")?.call_method("dumps", (json,), Some(&options))?.extract()?;
        py.detach(|| Core::from_json(&json)).map_err(invalid)?
    } else {
        return Err(wrong_type(format!("a plan is loaded from str, bytes or a dict, not from {}", json.get_type().name()?)));
    };
    check_text(&plan, text.as_deref())?;
    Ok(Plan::new(plan, name, text))
}

/// Five real county plans, typed by hand from their official texts: XS, XT, XQ, ZJ, LS (one with eight annexes).
///
/// Titles and summaries are in the words of the library; the sentences of the plans are not included.
#[pyfunction]
pub(crate) fn samples(py: Python<'_>) -> PyResult<Vec<Plan>> {
    let plans = py.detach(crossplan::samples::plans).map_err(invalid)?;
    Ok(plans.into_iter().map(|(name, plan)| Plan::new(plan, Some(name.to_owned()), None)).collect())
}
