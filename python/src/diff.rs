//! `Diff`, `Change`, `FieldChange`: what changed between two plans.

use crossplan::diff::{Change as CoreChange, Diff as Core, Identity, Kind, Misfit, Options, Pairing};
use crossplan::model::{Class, ItemId, Path};
use crossplan::render::DiffText;
use crossplan::vocabulary::Lang;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyList};
use serde::{Deserialize, Serialize};

use crate::common::{At, invalid, json_word, lost, short, to_python, value, word, wrong_type};
use crate::item::Item;
use crate::plan::Plan;
use crate::plans::plan;
use crate::table::Table;

value! {
    /// What changed from one plan to another, in terms of what they promise.
    ///
    /// `len(diff)` counts the changed items, `for change in diff` walks them; an empty diff is false.
    Diff = Core {
        /// The plan before.
        #[getter]
        fn before(&self, py: Python<'_>) -> PyResult<Py<Plan>> {
            self.side(py, 0)
        }

        /// The plan after.
        #[getter]
        fn after(&self, py: Python<'_>) -> PyResult<Py<Plan>> {
            self.side(py, 1)
        }

        /// The changed items.
        #[getter]
        fn changes(&self) -> Vec<Change> {
            self.changes_of()
        }

        /// The changed fields of the head: title, place, dates.
        #[getter]
        fn head(&self) -> Vec<FieldChange> {
            self.inner.head.changes().into_iter().map(|change| FieldChange::new(change, self.at.clone())).collect()
        }

        /// The diff in numbers.
        #[getter]
        fn summary<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            to_python(py, &self.inner.summary())
        }

        /// How it was computed.
        #[getter]
        fn method<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            to_python(py, &self.inner.method)
        }

        /// The plan after, made from the plan before. Raises `ValueError` for a plan that the diff does not fit.
        fn apply(&self, py: Python<'_>, plan: &Plan) -> PyResult<Plan> {
            let core = py.detach(|| self.inner.apply(&plan.core)).map_err(|misfit: Misfit| invalid(misfit))?;
            let after = self.at.plans.get(1).map(|plan| plan.get());
            let text = after.filter(|after| after.core == core).and_then(|after| after.text.clone());
            Ok(Plan::new(core, after.map(|plan| plan.name.clone()), text))
        }

        /// The diff from after to before.
        fn inverse(&self, py: Python<'_>) -> PyResult<Self> {
            let plans = vec![self.side(py, 1)?, self.side(py, 0)?];
            Ok(Self::new(self.inner.inverse(), At::plans(plans)))
        }

        /// This diff and then the next one, as one. Raises `ValueError` where the next does not start where this one ends.
        fn then(&self, py: Python<'_>, next: &Diff) -> PyResult<Self> {
            let core = py.detach(|| self.inner.then(&next.inner)).map_err(|misfit: Misfit| invalid(misfit))?;
            Ok(Self::new(core, At::plans(vec![self.side(py, 0)?, next.side(py, 1)?])))
        }

        /// The diff as a JSON Patch (RFC 6902) of the plans' JSON form.
        fn to_patch<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            to_python(py, &self.inner.patch())
        }

        /// The JSON form.
        fn to_json(&self) -> String {
            crate::common::to_json(&self.inner)
        }

        /// The JSON form as dicts, lists, strings and numbers.
        fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            to_python(py, &self.inner)
        }

        /// As text for a terminal.
        #[pyo3(signature = (*, lang="zh", colour=false))]
        fn to_text(&self, py: Python<'_>, lang: &str, colour: bool) -> PyResult<String> {
            let options = DiffText::new().lang(word::<Lang>(lang)?).colour(colour);
            Ok(py.detach(|| options.terminal(&self.inner)))
        }

        /// As Markdown.
        #[pyo3(signature = (*, lang="zh"))]
        fn to_markdown(&self, py: Python<'_>, lang: &str) -> PyResult<String> {
            let options = DiffText::new().lang(word::<Lang>(lang)?);
            Ok(py.detach(|| options.markdown(&self.inner)))
        }

        /// The changes as a table.
        #[pyo3(signature = (*, lang="zh"))]
        fn to_table(slf: &Bound<'_, Self>, lang: &str) -> PyResult<Table> {
            Ok(crate::table::of_diff(slf, word(lang)?))
        }

        /// The changes, for a notebook.
        fn _repr_html_(&self, py: Python<'_>) -> String {
            let core = py.detach(|| crossplan::render::diff_table(&self.inner));
            crate::html::fragment(py, &core, &self.at, Lang::Zh, crate::html::ROWS)
        }

        fn __len__(&self) -> usize {
            self.inner.items().count()
        }

        fn __bool__(&self) -> bool {
            !self.inner.is_empty()
        }

        fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyIterator>> {
            PyList::new(slf.py(), slf.get().changes_of())?.try_iter()
        }

        fn __str__(&self) -> String {
            DiffText::new().terminal(&self.inner)
        }

        fn __repr__(&self) -> String {
            let name = |at: usize| self.at.plans.get(at).map_or("", |plan| plan.get().name.as_str());
            let counts = self.inner.summary().items;
            format!(
                "<Diff {} → {}: {} added, {} removed, {} changed, {} moved>",
                name(0),
                name(1),
                counts.added,
                counts.removed,
                counts.changed,
                counts.moved
            )
        }
    }
}

impl Diff {
    fn side(&self, py: Python<'_>, at: usize) -> PyResult<Py<Plan>> {
        self.at.plans.get(at).map(|plan| plan.clone_ref(py)).ok_or_else(lost)
    }

    fn changes_of(&self) -> Vec<Change> {
        let change = |change: crossplan::diff::ItemChange<'_>| {
            let data = ChangeData {
                class: change.class,
                path: change.path(),
                from: change.from,
                to: change.to,
                kinds: change.kinds.clone(),
                pairing: change.pairing,
                changes: change.changes.to_vec(),
            };
            Change::new(data, self.at.clone())
        };
        self.inner.items().map(change).collect()
    }
}

/// What happened to one item, owned.
#[derive(PartialEq, Serialize, Deserialize)]
pub(crate) struct ChangeData {
    class: Class,
    path: Option<Path>,
    from: Option<usize>,
    to: Option<usize>,
    kinds: Vec<Kind>,
    pairing: Option<Pairing>,
    changes: Vec<CoreChange>,
}

value! {
    /// What happened to one item.
    Change = ChangeData {
        /// goal, measure, incentive, funding, accountability.
        #[getter]
        fn part(&self) -> &'static str {
            self.inner.class.as_str()
        }

        /// Its path after, or before where it is gone.
        #[getter]
        fn path(&self) -> Option<&str> {
            self.inner.path.as_ref().map(|path| path.as_str())
        }

        /// What happened: added, removed, changed, moved, renumbered, reordered, merged, split.
        #[getter]
        fn kinds(&self) -> Vec<String> {
            self.inner.kinds.iter().map(json_word).collect()
        }

        /// The item before; none for a new one.
        #[getter]
        fn before(&self, py: Python<'_>) -> PyResult<Option<Py<Item>>> {
            self.item_of(py, 0, self.inner.from)
        }

        /// The item after; none for one that is gone.
        #[getter]
        fn after(&self, py: Python<'_>) -> PyResult<Option<Py<Item>>> {
            self.item_of(py, 1, self.inner.to)
        }

        /// How alike the two are, 0 to 1; none for one that has no partner.
        #[getter]
        fn likeness(&self) -> Option<f64> {
            self.inner.pairing.map(|pairing| f64::from(pairing.score) / 10_000.0)
        }

        /// The changes of its fields.
        #[getter]
        fn fields(&self) -> Vec<FieldChange> {
            self.inner.changes.iter().map(|change| FieldChange::new(change.clone(), self.at.clone())).collect()
        }

        fn __repr__(&self) -> String {
            let path = self.inner.path.as_ref().map_or("", |path| path.as_str());
            format!("<Change {} {path}: {}>", self.inner.class, self.kinds().join(", "))
        }
    }
}

impl Change {
    fn item_of(&self, py: Python<'_>, side: usize, at: Option<usize>) -> PyResult<Option<Py<Item>>> {
        let (Some(plan), Some(at)) = (self.at.plans.get(side), at) else { return Ok(None) };
        Item::new(py, plan.clone_ref(py), self.inner.class, at).map(Some)
    }
}

value! {
    /// One change of one field.
    FieldChange = CoreChange {
        /// The field, with `[]` for the entry of a list: `targets[].quantity.value`.
        #[getter]
        fn field(&self) -> &str {
            &self.inner.field
        }

        /// The path of the field before: `targets[2].due`.
        #[getter]
        fn before_path(&self) -> String {
            self.inner.before_path()
        }

        /// The path of the field after.
        #[getter]
        fn after_path(&self) -> String {
            self.inner.after_path()
        }

        /// The value before, as JSON has it.
        #[getter]
        fn before<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            to_python(py, &self.inner.before)
        }

        /// The value after.
        #[getter]
        fn after<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            to_python(py, &self.inner.after)
        }

        /// What the change does: raised, lowered, more_money, tightened, brought_forward, delayed, firmed, softened, reworded …
        #[getter]
        fn shift(&self) -> String {
            json_word(&self.inner.shift)
        }

        /// `strengthened`, `weakened` or `neutral`.
        #[getter]
        fn effect(&self) -> String {
            json_word(&self.inner.effect)
        }

        /// Where both values are texts: the pieces that were replaced, each before and after.
        #[getter]
        fn words(&self) -> Vec<(String, String)> {
            let text = |value: &Option<serde_json::Value>| {
                value.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
            };
            let (before, after) = (text(&self.inner.before), text(&self.inner.after));
            let piece = |span: crossplan::Span, text: &str| span.of(text).unwrap_or_default().to_owned();
            self.inner.words.iter().map(|edit| (piece(edit.before, &before), piece(edit.after, &after))).collect()
        }

        fn __repr__(&self) -> String {
            let value = |value: &Option<serde_json::Value>| value.as_ref().map_or_else(|| "none".to_owned(), |v| short(&v.to_string(), 16));
            let CoreChange { field, before, after, .. } = &self.inner;
            format!("<FieldChange {field}: {} → {}, {}>", value(before), value(after), self.shift())
        }
    }
}

/// What changed from one plan to another: draft against final, last plan against this one, one county against another.
///
/// `identity` says what the address of an item is worth: `auto` (it counts between plans of one place), `address` or `content`.
/// `likeness` and `same_address` are the least likeness of a pair, 0 to 1, at two addresses and at one. `pairs` are pairs that are known
/// already: items, or their ids.
#[pyfunction]
#[pyo3(signature = (before, after, *, identity="auto", likeness=0.45, same_address=0.25, pairs=None))]
pub(crate) fn diff(
    py: Python<'_>,
    #[pyo3(from_py_with = plan)] before: Py<Plan>,
    #[pyo3(from_py_with = plan)] after: Py<Plan>,
    identity: &str,
    likeness: f64,
    same_address: f64,
    pairs: Option<Vec<(Bound<'_, PyAny>, Bound<'_, PyAny>)>>,
) -> PyResult<Diff> {
    let identity = match identity {
        "auto" => Identity::Auto,
        "address" => Identity::Address,
        "content" => Identity::Content,
        other => return Err(invalid(format!("`{other}` is no identity; accepted: auto, address, content"))),
    };
    let id = |value: &Bound<'_, PyAny>| -> PyResult<ItemId> {
        match value.cast::<Item>() {
            Ok(item) => item.get().id_of(),
            Err(_) => word(&value.extract::<String>().map_err(|_| wrong_type("pairs hold items or their ids"))?),
        }
    };
    let pairs = pairs.iter().flatten().map(|(a, b)| Ok((id(a)?, id(b)?))).collect::<PyResult<Vec<_>>>()?;
    let (likeness, same_address) = (share("likeness", likeness)?, share("same_address", same_address)?);
    let options = Options::new().identity(identity).likeness(likeness).same_address(same_address).pairs(pairs);
    let (a, b) = (before.get(), after.get());
    let core = py.detach(|| options.diff(&a.core, &b.core));
    Ok(Diff::new(core, At::plans(vec![before, after])))
}

/// A share in ten-thousandths.
fn share(name: &str, value: f64) -> PyResult<u32> {
    if !(0.0..=1.0).contains(&value) {
        return Err(invalid(format!("{name} is a share from 0 to 1, not {value}")));
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 10,000")]
    Ok((value * 10_000.0).round() as u32)
}
