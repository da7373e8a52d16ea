//! `Item`: what goals, measures, incentives, funding and accountability have in common.

use crossplan::model::{Class, ItemId, ItemRef, Source as CoreSource};
use pyo3::PyClassInitializer;
use pyo3::prelude::*;

use crate::accountability::Accountability;
use crate::common::{At, hash, lost, short, words};
use crate::funding::Funding;
use crate::goal::Goal;
use crate::incentive::Incentive;
use crate::measure::Measure;
use crate::pickle::{Reduced, reduced};
use crate::plan::Plan;
use crate::source::Source;
use crate::target::Target;

/// An item of a plan: a `Goal`, `Measure`, `Incentive`, `Funding` or `Accountability`.
///
/// An item is a view into its plan and costs nothing. Two items are equal when they say the same at the same path of their plans.
#[pyclass(frozen, subclass, module = "crossplan")]
pub(crate) struct Item {
    pub(crate) plan: Py<Plan>,
    pub(crate) class: Class,
    pub(crate) at: usize,
}

impl Item {
    /// The item as an object of its own class.
    pub(crate) fn new(py: Python<'_>, plan: Py<Plan>, class: Class, at: usize) -> PyResult<Py<Item>> {
        plan.get().item_at(class, at).ok_or_else(lost)?;
        let base = PyClassInitializer::from(Item { plan, class, at });
        macro_rules! of {
            ($name:ident) => {
                Ok(Bound::new(py, base.add_subclass($name))?.into_super().unbind())
            };
        }
        match class {
            Class::Goal => of!(Goal),
            Class::Measure => of!(Measure),
            Class::Incentive => of!(Incentive),
            Class::Funding => of!(Funding),
            Class::Accountability => of!(Accountability),
            _ => Err(lost()),
        }
    }

    pub(crate) fn core(&self) -> PyResult<ItemRef<'_>> {
        self.plan.get().item_at(self.class, self.at).ok_or_else(lost)
    }

    pub(crate) fn context(&self, py: Python<'_>) -> At {
        At { item: Some((self.class, self.at)), ..At::plan(self.plan.clone_ref(py)) }
    }

    pub(crate) fn id_of(&self) -> PyResult<ItemId> {
        Ok(self.core()?.id())
    }
}

/// Where an item was read.
pub(crate) fn source_of(item: ItemRef<'_>) -> &CoreSource {
    match item {
        ItemRef::Goal(item) => &item.source,
        ItemRef::Measure(item) => &item.source,
        ItemRef::Incentive(item) => &item.source,
        ItemRef::Funding(item) => &item.source,
        ItemRef::Accountability(item) => &item.source,
        _ => const { &CoreSource { span: None, line: None, page: None, note: None } },
    }
}

#[pymethods]
impl Item {
    /// The part of the plan: goal, measure, incentive, funding, accountability.
    #[getter]
    fn part(&self) -> &'static str {
        self.class.as_str()
    }

    /// Its identity in the plan: `measure:二/（一）`, with `#2` where it is the second of its class there.
    #[getter]
    fn id(&self) -> PyResult<String> {
        Ok(self.id_of()?.to_string())
    }

    /// The unit that holds it: the numbers of the headings as printed.
    #[getter]
    fn path(&self) -> PyResult<String> {
        Ok(self.core()?.path().to_string())
    }

    /// A short title.
    #[getter]
    fn title(&self) -> PyResult<String> {
        Ok(self.core()?.title().to_owned())
    }

    /// What it says.
    #[getter]
    fn summary(&self) -> PyResult<Option<String>> {
        Ok(self.core()?.summary().map(str::to_owned))
    }

    /// Topic codes, the primary one first.
    #[getter]
    fn topics(&self) -> PyResult<Vec<String>> {
        Ok(words(self.core()?.topics()))
    }

    /// Education stages: childcare, preschool, primary, lower_secondary, upper_secondary_general, upper_secondary_vocational.
    #[getter]
    fn stages(&self) -> PyResult<Vec<String>> {
        Ok(words(self.core()?.stages()))
    }

    /// How firmly it is promised: binding, planned, aspirational, encouraged.
    #[getter]
    fn force(&self) -> PyResult<&'static str> {
        Ok(self.core()?.force().as_str())
    }

    /// The ids of items that it refers to.
    #[getter]
    fn see(&self) -> PyResult<Vec<String>> {
        Ok(words(self.core()?.see()))
    }

    /// Where it was read.
    #[getter]
    fn source(&self, py: Python<'_>) -> PyResult<Source> {
        Ok(Source::new(source_of(self.core()?).clone(), self.context(py)))
    }

    /// Every promise inside it, wherever it stands: targets, awards, amounts, conditions.
    #[getter]
    fn promises(&self, py: Python<'_>) -> PyResult<Vec<Target>> {
        let item = self.core()?;
        Ok(item.promises().into_iter().map(|(_, target)| Target::new(target.clone(), self.context(py))).collect())
    }

    /// The plan that it belongs to.
    #[getter]
    fn plan(&self, py: Python<'_>) -> Py<Plan> {
        self.plan.clone_ref(py)
    }

    fn __eq__(&self, other: &Self) -> PyResult<bool> {
        Ok(self.core()? == other.core()?)
    }

    fn __hash__(&self) -> PyResult<u64> {
        Ok(hash(&self.id()?))
    }

    fn __repr__(&self) -> PyResult<String> {
        let item = self.core()?;
        let name = match self.class {
            Class::Goal => "Goal",
            Class::Measure => "Measure",
            Class::Incentive => "Incentive",
            Class::Funding => "Funding",
            _ => "Accountability",
        };
        Ok(format!("<{name} {} {} {}>", self.plan.get().name, item.path(), short(item.title(), 24)))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Reduced<'py>> {
        let (plans, item) = self.context(py).arguments(py);
        reduced(py, "Item", String::new(), plans, item)
    }
}

/// Declares the class of one part of a plan.
macro_rules! part {
    ($(#[$meta:meta])* $name:ident($variant:ident) { $($body:tt)* }) => {
        $(#[$meta])*
        #[pyo3::pyclass(frozen, extends = $crate::item::Item, module = "crossplan")]
        pub(crate) struct $name;

        impl $name {
            fn core<'a>(of: &'a pyo3::Bound<'_, Self>) -> pyo3::PyResult<&'a crossplan::model::$name> {
                match of.as_super().get().core()? {
                    crossplan::model::ItemRef::$variant(item) => Ok(item),
                    _ => Err($crate::common::lost()),
                }
            }
        }

        #[pyo3::pymethods]
        impl $name { $($body)* }
    };
}

pub(crate) use part;

/// The texts of an item: title, summary, subjects of its promises.
pub(crate) fn pieces(item: ItemRef<'_>) -> Vec<&str> {
    fn of<'a>(title: &'a str, summary: Option<&'a String>, targets: &[&'a [crossplan::model::Target]]) -> Vec<&'a str> {
        let subjects = targets.iter().flat_map(|list| list.iter().map(|target| target.subject.as_str()));
        std::iter::once(title).chain(summary.map(String::as_str)).chain(subjects).collect()
    }
    match item {
        ItemRef::Goal(x) => of(&x.title, x.summary.as_ref(), &[&x.targets]),
        ItemRef::Measure(x) => of(&x.title, x.summary.as_ref(), &[&x.targets]),
        ItemRef::Incentive(x) => of(&x.title, x.summary.as_ref(), &[&x.awards, &x.quotas]),
        ItemRef::Funding(x) => of(&x.title, x.summary.as_ref(), &[&x.amounts]),
        ItemRef::Accountability(x) => of(&x.title, x.summary.as_ref(), &[&x.terms]),
        _ => Vec::new(),
    }
}
