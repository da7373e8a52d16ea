//! Pickling: every value goes as its class name and JSON form, with its plan beside it, so that a list of items carries its plan once.

use std::sync::Arc;

use crossplan::model::Class;
use pyo3::prelude::*;
use pyo3::types::PyModule;

use crate::common::{At, unknown, word};
use crate::plan::Plan;
use crate::{
    alignment, condition, diff, explanation, judgement, member, outline, parts, place, quantity, source, table, target, time,
};

/// A function with its arguments, as pickle wants them.
pub(crate) type Reduced<'py> = (Bound<'py, PyAny>, Arguments);
type Arguments = (String, String, Vec<Py<Plan>>, Option<(String, usize)>);

pub(crate) fn reduced<'py>(
    py: Python<'py>,
    name: &str,
    json: String,
    plans: Vec<Py<Plan>>,
    item: Option<(String, usize)>,
) -> PyResult<Reduced<'py>> {
    Ok((function(py, "_restore")?, (name.to_owned(), json, plans, item)))
}

pub(crate) fn function<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    PyModule::import(py, "crossplan._crossplan")?.getattr(name)
}

/// Makes a value from its pickled form.
#[pyfunction]
#[pyo3(name = "_restore", signature = (name, json, plans, item))]
pub(crate) fn restore(
    py: Python<'_>,
    name: &str,
    json: &str,
    plans: Vec<Py<Plan>>,
    item: Option<(String, usize)>,
) -> PyResult<Py<PyAny>> {
    let item = item.map(|(class, at)| word::<Class>(&class).map(|class| (class, at))).transpose()?;
    let at = At { plans: Arc::new(plans), item };
    macro_rules! of {
        ($($module:ident::$name:ident),+ $(,)?) => {
            match name {
                "Item" => match at.item(py)? {
                    Some(item) => Ok(item.into_any()),
                    None => Err(unknown("an item needs its plan")),
                },
                $(stringify!($name) => Ok(Py::new(py, $module::$name::restore(json, at)?)?.into_any()),)+
                other => Err(unknown(format!("`{other}` is no class of crossplan"))),
            }
        };
    }
    of!(
        place::Place,
        time::Due,
        time::Schedule,
        source::Source,
        source::Span,
        quantity::Quantity,
        quantity::Baseline,
        target::Target,
        condition::Condition,
        condition::Consequence,
        outline::Section,
        outline::Annex,
        outline::Term,
        outline::Citation,
        member::Member,
        judgement::Judgement,
        alignment::Row,
        alignment::Pair,
        alignment::Alone,
        alignment::Neighbour,
        explanation::Explanation,
        diff::Diff,
        diff::Change,
        diff::FieldChange,
        table::Column,
        parts::Commonness,
    )
}
