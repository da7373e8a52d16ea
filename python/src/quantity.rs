//! `Quantity` and `Baseline`: exact amounts.

use crossplan::model::{Baseline as CoreBaseline, Quantity as Core};
use crossplan::render::Labels;
use crossplan::vocabulary::{Lang, Vocabulary};
use pyo3::prelude::*;
use rust_decimal::Decimal;

use crate::common::value;
use crate::time::{Due, due};

value! {
    /// An amount as a plan states it: bound, exact value in a base unit, what it is for each of.
    ///
    /// Values are `decimal.Decimal`, never floats; 4.2亿元 is 420000000 yuan, 88% is 88 percent.
    Quantity = Core {
        /// at_least, more_than, at_most, less_than, exactly, about, between, rise_by, fall_by.
        #[getter]
        fn bound(&self) -> &'static str {
            self.inner.bound.as_str()
        }

        /// The word of the exports: ge, gt, le, lt, eq, approx, range, increase, decrease.
        #[getter]
        fn comparator(&self) -> &'static str {
            self.inner.bound.comparator()
        }

        /// The value; the lower end of a range.
        #[getter]
        fn value(&self) -> Decimal {
            self.inner.value.normalize()
        }

        /// The upper end of a range.
        #[getter]
        fn upper(&self) -> Option<Decimal> {
            self.inner.upper.map(|upper| upper.normalize())
        }

        /// The base unit: percent, percentage_point, yuan, school …, or other:词.
        #[getter]
        fn unit(&self) -> String {
            self.inner.unit.to_string()
        }

        /// What the amount is for each of: person, school, student …, or other:词.
        #[getter]
        fn per(&self) -> Option<String> {
            self.inner.per.as_ref().map(ToString::to_string)
        }

        /// As a reader expects it: `≥96%`, `2万元/人`; in English `CNY 20,000 per person`.
        #[pyo3(signature = (*, lang="zh"))]
        fn label(&self, lang: &str) -> PyResult<String> {
            let lang: Lang = crate::common::word(lang)?;
            Ok(Labels { vocabulary: Vocabulary::standard(), lang }.quantity(&self.inner))
        }

        fn __str__(&self) -> String {
            Labels { vocabulary: Vocabulary::standard(), lang: Lang::Zh }.quantity(&self.inner)
        }

        fn __repr__(&self) -> String {
            format!("<Quantity {}>", self.inner)
        }
    }
}

value! {
    /// The state that a promise starts from.
    Baseline = CoreBaseline {
        /// The value, in the unit of the promise.
        #[getter]
        fn value(&self) -> Decimal {
            self.inner.value.normalize()
        }

        /// Of when it is.
        #[getter]
        fn date(&self) -> Option<Due> {
            due(self.inner.at)
        }

        /// A remark.
        #[getter]
        fn note(&self) -> Option<&str> {
            self.inner.note.as_deref()
        }

        fn __repr__(&self) -> String {
            let at = self.inner.at.map(|at| format!(" in {at}")).unwrap_or_default();
            format!("<Baseline {}{at}>", self.inner.value.normalize())
        }
    }
}
