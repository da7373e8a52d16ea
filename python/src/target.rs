//! `Target`: one promise.

use crossplan::model::{Force, Target as Core};
use crossplan::render::Labels;
use crossplan::vocabulary::{Lang, Vocabulary};
use pyo3::prelude::*;

use crate::common::{At, short, value};
use crate::item::Item;
use crate::plan::Plan;
use crate::quantity::{Baseline, Quantity};
use crate::source::Source;
use crate::time::{Due, due};

value! {
    /// One promise: what is counted, how much, by when, for whom, how firmly. A number is not required.
    Target = Core {
        /// What is counted, in the plan's words.
        #[getter]
        fn subject(&self) -> &str {
            &self.inner.subject
        }

        /// Its id in the catalogue of indicators.
        #[getter]
        fn indicator(&self) -> Option<&str> {
            self.inner.indicator.as_ref().map(|indicator| indicator.as_str())
        }

        /// How much.
        #[getter]
        fn quantity(&self) -> Option<Quantity> {
            self.inner.quantity.clone().map(|quantity| Quantity::new(quantity, self.at.clone()))
        }

        /// How often.
        #[getter]
        fn frequency(&self) -> Option<String> {
            self.inner.frequency.map(|frequency| frequency.to_string())
        }

        /// The states it starts from.
        #[getter]
        fn baselines(&self) -> Vec<Baseline> {
            self.inner.baselines.iter().map(|baseline| Baseline::new(baseline.clone(), At::default())).collect()
        }

        /// From when.
        #[getter]
        fn start(&self) -> Option<Due> {
            due(self.inner.from)
        }

        /// By when.
        #[getter]
        fn due(&self) -> Option<Due> {
            due(self.inner.due)
        }

        /// Whom or what it covers.
        #[getter]
        fn scope(&self) -> Option<&str> {
            self.inner.scope.as_deref()
        }

        /// binding, planned, aspirational, encouraged: its own force, else that of its item.
        #[getter]
        fn force(&self) -> Option<&'static str> {
            self.force_of().map(Force::as_str)
        }

        /// A remark.
        #[getter]
        fn note(&self) -> Option<&str> {
            self.inner.note.as_deref()
        }

        /// Where it was read; where it has no place of its own, that of its item.
        #[getter]
        fn source(&self) -> Source {
            let own = &self.inner.source;
            let source = if own.span.is_some() || own.line.is_some() { own } else { self.held().map_or(own, |item| item.source) };
            Source::new(source.clone(), self.at.clone())
        }

        /// The item that makes it.
        #[getter]
        fn item(&self, py: Python<'_>) -> PyResult<Option<Py<Item>>> {
            self.at.item(py)
        }

        /// The plan that makes it.
        #[getter]
        fn plan(&self, py: Python<'_>) -> Option<Py<Plan>> {
            self.at.plans.first().map(|plan| plan.clone_ref(py))
        }

        /// In one line, without its subject: amount, frequency, due date; a tick where it has no number.
        #[pyo3(signature = (*, lang="zh"))]
        fn label(&self, lang: &str) -> PyResult<String> {
            let lang: Lang = crate::common::word(lang)?;
            Ok(Labels { vocabulary: Vocabulary::standard(), lang }.promise(&self.inner))
        }

        fn __repr__(&self) -> String {
            let labels = Labels { vocabulary: Vocabulary::standard(), lang: Lang::Zh };
            format!("<Target {} {}>", short(&self.inner.subject, 24), labels.promise(&self.inner))
        }
    }
}

struct Held<'a> {
    force: Force,
    source: &'a crossplan::model::Source,
}

impl Target {
    fn held(&self) -> Option<Held<'_>> {
        let (class, at) = self.at.item?;
        let item = self.at.plans.first()?.get().item_at(class, at)?;
        Some(Held { force: item.force(), source: crate::item::source_of(item) })
    }

    fn force_of(&self) -> Option<Force> {
        self.inner.force.or_else(|| self.held().map(|held| held.force))
    }
}

/// Promises of one item.
pub(crate) fn targets(list: &[Core], at: &At) -> Vec<Target> {
    list.iter().map(|target| Target::new(target.clone(), at.clone())).collect()
}
