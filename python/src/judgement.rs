//! `Judgement`: what a researcher has decided about a pair.

use chrono::NaiveDate;
use crossplan::align::{Judgement as Core, Reference, Verdict};
use pyo3::prelude::*;

use crate::common::{At, lost, value, word, wrong_type};
use crate::item::Item;
use crate::member::Member;

value! {
    /// A researcher's decision on two items: it binds or separates before all scores, and is never overruled.
    ///
    /// Made by `must_link` and `cannot_link`; kept as a record of its own by `to_json` and `Judgement.from_json`.
    Judgement = Core {
        /// The one: the name of its plan and the id of the item.
        #[getter]
        fn a(&self) -> (&str, String) {
            (&self.inner.a.plan, self.inner.a.item.to_string())
        }

        /// The other.
        #[getter]
        fn b(&self) -> (&str, String) {
            (&self.inner.b.plan, self.inner.b.item.to_string())
        }

        /// `together` (must-link) or `apart` (cannot-link).
        #[getter]
        fn verdict(&self) -> &'static str {
            match self.inner.verdict {
                Verdict::Together => "together",
                Verdict::Apart => "apart",
            }
        }

        /// Who decided.
        #[getter]
        fn by(&self) -> Option<&str> {
            self.inner.by.as_deref()
        }

        /// When.
        #[getter]
        fn when(&self) -> Option<NaiveDate> {
            self.inner.when
        }

        /// Why.
        #[getter]
        fn why(&self) -> Option<&str> {
            self.inner.why.as_deref()
        }

        /// Its JSON form.
        fn to_json(&self) -> String {
            crate::common::to_json(&self.inner)
        }

        /// A judgement from its JSON form.
        #[staticmethod]
        fn from_json(json: &str) -> PyResult<Self> {
            Self::restore(json, At::default())
        }

        fn __repr__(&self) -> String {
            let Core { a, b, .. } = &self.inner;
            format!("<Judgement {}: {} {} / {} {}>", self.verdict(), a.plan, a.item, b.plan, b.item)
        }
    }
}

/// A member, an item, or a pair of plan name and item id.
fn reference(value: &Bound<'_, PyAny>) -> PyResult<Reference> {
    if let Ok(member) = value.cast::<Member>() {
        let member = member.get();
        let item = member.inner.items.first().cloned().ok_or_else(lost)?;
        return Ok(Reference::new(member.plan_name_of(), item));
    }
    if let Ok(item) = value.cast::<Item>() {
        let item = item.get();
        return Ok(Reference::new(item.plan.get().name.as_str(), item.id_of()?));
    }
    match value.extract::<(String, String)>() {
        Ok((plan, item)) => Ok(Reference::new(plan, word(&item)?)),
        Err(_) => Err(wrong_type(format!(
            "expected a Member, an item, or a pair such as (\"XS\", \"measure:二/（一）\"), got {}",
            value.get_type().name()?
        ))),
    }
}

fn judge(
    verdict: Verdict,
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
    by: Option<String>,
    when: Option<NaiveDate>,
    why: Option<String>,
) -> PyResult<Judgement> {
    let core = Core { by, when, why, ..Core::new(reference(a)?, reference(b)?, verdict) };
    Ok(Judgement::new(core, At::default()))
}

/// The two belong into one row. Each is a `Member`, an item, or a pair of plan name and item id.
#[pyfunction]
#[pyo3(signature = (a, b, *, by=None, when=None, why=None))]
pub(crate) fn must_link(
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
    by: Option<String>,
    when: Option<NaiveDate>,
    why: Option<String>,
) -> PyResult<Judgement> {
    judge(Verdict::Together, a, b, by, when, why)
}

/// The two do not belong into one row. Each is a `Member`, an item, or a pair of plan name and item id.
#[pyfunction]
#[pyo3(signature = (a, b, *, by=None, when=None, why=None))]
pub(crate) fn cannot_link(
    a: &Bound<'_, PyAny>,
    b: &Bound<'_, PyAny>,
    by: Option<String>,
    when: Option<NaiveDate>,
    why: Option<String>,
) -> PyResult<Judgement> {
    judge(Verdict::Apart, a, b, by, when, why)
}
