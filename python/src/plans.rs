//! What functions over several plans take: plans, readings, or a mapping of names to them.

use crossplan::align::Named;
use pyo3::prelude::*;
use pyo3::types::PyMapping;

use crate::common::{invalid, wrong_type};
use crate::plan::Plan;
use crate::reading::Reading;

/// A plan, or the plan of a reading.
pub(crate) fn plan(value: &Bound<'_, PyAny>) -> PyResult<Py<Plan>> {
    if let Ok(plan) = value.cast::<Plan>() {
        return Ok(plan.clone().unbind());
    }
    match value.cast::<Reading>() {
        Ok(reading) => Ok(reading.get().plan.clone_ref(value.py())),
        Err(_) => Err(wrong_type(format!("expected a Plan or a Reading, got {}", value.get_type().name()?))),
    }
}

/// Plans under names of their own: an iterable, or a mapping of name to plan.
pub(crate) fn plans(value: &Bound<'_, PyAny>) -> PyResult<Vec<Py<Plan>>> {
    let py = value.py();
    let mut plans = Vec::new();
    if let Ok(mapping) = value.cast::<PyMapping>() {
        for pair in mapping.items()?.iter() {
            let (name, value): (String, Bound<'_, PyAny>) = pair.extract()?;
            let plan = plan(&value)?;
            plans.push(if plan.get().name == name { plan } else { Py::new(py, plan.get().named(name))? });
        }
    } else {
        if value.cast::<Plan>().is_ok() || value.cast::<Reading>().is_ok() {
            return Err(wrong_type("expected several plans (a list, or a dict of name to plan), got one"));
        }
        for each in value.try_iter()? {
            plans.push(plan(&each?)?);
        }
    }
    // Judgements and columns go by the name.
    let mut names = std::collections::HashSet::new();
    for one in &plans {
        let name = &one.get().name;
        if !names.insert(name) {
            return Err(invalid(format!(
                "two plans are named `{name}`: give each its own name by `plan.named(…)` or a dict of name to plan"
            )));
        }
    }
    Ok(plans)
}

/// The plans as the library takes them.
pub(crate) fn named(plans: &[Py<Plan>]) -> Vec<Named<'_>> {
    plans.iter().map(|plan| Named { name: &plan.get().name, plan: &plan.get().core }).collect()
}
