//! `Member`: what stands in a cell of an alignment.

use crossplan::align::Member as Core;
use pyo3::prelude::*;

use crate::common::{At, lost, short, value, words};
use crate::item::Item;
use crate::plan::Plan;

value! {
    /// A unit of a plan, or one item of it, as it stands in an alignment.
    Member = Core {
        /// The plan.
        #[getter]
        fn plan(&self, py: Python<'_>) -> PyResult<Py<Plan>> {
            self.at.plans.first().map(|plan| plan.clone_ref(py)).ok_or_else(lost)
        }

        /// The name of the plan.
        #[getter]
        fn plan_name(&self) -> &str {
            self.plan_name_of()
        }

        /// measure, goal (a goals section among measures), incentive, funding, accountability.
        #[getter]
        fn part(&self) -> &'static str {
            self.inner.class.as_str()
        }

        /// Its unit.
        #[getter]
        fn path(&self) -> &str {
            self.inner.path.as_str()
        }

        /// Its title.
        #[getter]
        fn title(&self) -> &str {
            &self.inner.title
        }

        /// The ids of the items in it, the leading one first.
        #[getter]
        fn ids(&self) -> Vec<String> {
            words(&self.inner.items)
        }

        /// The items in it, the leading one first.
        #[getter]
        fn items(&self, py: Python<'_>) -> PyResult<Vec<Py<Item>>> {
            self.items_of(py)
        }

        /// Everything that speaks for it as one text: titles, summaries, subjects of promises. Made for embeddings.
        #[getter]
        fn text(&self) -> PyResult<String> {
            let plan = self.at.plans.first().ok_or_else(lost)?.get();
            let mut pieces: Vec<&str> = vec![&self.inner.title];
            for id in &self.inner.items {
                let item = plan.place_of(id).and_then(|at| plan.item_at(id.class, at)).ok_or_else(lost)?;
                for piece in crate::item::pieces(item) {
                    if !pieces.contains(&piece) {
                        pieces.push(piece);
                    }
                }
            }
            Ok(pieces.join("\n"))
        }

        fn __repr__(&self) -> String {
            format!("<Member {} {} {}>", self.plan_name_of(), self.inner.path, short(&self.inner.title, 24))
        }
    }
}

impl Member {
    /// A member of an alignment over the given plans.
    pub(crate) fn of(member: Core, plans: &At, py: Python<'_>) -> Self {
        let at = plans.plans.get(member.plan).map(|plan| At::plan(plan.clone_ref(py))).unwrap_or_default();
        Self::new(member, at)
    }

    pub(crate) fn items_of(&self, py: Python<'_>) -> PyResult<Vec<Py<Item>>> {
        let plan = self.at.plans.first().ok_or_else(lost)?;
        let item = |id: &crossplan::model::ItemId| {
            let at = plan.get().place_of(id).ok_or_else(lost)?;
            Item::new(py, plan.clone_ref(py), id.class, at)
        };
        self.inner.items.iter().map(item).collect()
    }

    pub(crate) fn plan_name_of(&self) -> &str {
        self.at.plans.first().map_or("", |plan| &plan.get().name)
    }
}
