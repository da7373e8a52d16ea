//! `Explanation`: why two members match or do not.

use crossplan::align::Explanation as Core;
use crossplan::vocabulary::Lang;
use pyo3::prelude::*;

use crate::common::{value, word};
use crate::member::Member;

value! {
    /// Why two members are the same, partly comparable, or neither: match weights in bits, and the phrases they share.
    Explanation = Core {
        /// The one.
        #[getter]
        fn a(&self, py: Python<'_>) -> Member {
            Member::of(self.inner.a.clone(), &self.at, py)
        }

        /// The other.
        #[getter]
        fn b(&self, py: Python<'_>) -> Member {
            Member::of(self.inner.b.clone(), &self.at, py)
        }

        /// same, partial, none.
        #[getter]
        fn relation(&self) -> &'static str {
            self.inner.relation.as_str()
        }

        /// The probability that they are the same.
        #[getter]
        fn score(&self) -> f64 {
            self.inner.score
        }

        /// The probability that they are the same or partly comparable.
        #[getter]
        fn related(&self) -> f64 {
            self.inner.related
        }

        /// The prior for `same`, in bits.
        #[getter]
        fn prior(&self) -> f64 {
            self.inner.prior
        }

        /// Prior and weights together, in bits.
        #[getter]
        fn bits(&self) -> f64 {
            self.inner.bits
        }

        /// Every kind of evidence in the order of a waterfall: name, how alike (0 to 1, none where one says nothing), bits, sum so far.
        #[getter]
        fn steps(&self) -> Vec<(&'static str, Option<f64>, f64, f64)> {
            self.inner.steps.iter().map(|step| (step.evidence.as_str(), step.value, step.bits, step.total)).collect()
        }

        /// The phrases they share with their weights, the weightiest first.
        #[getter]
        fn phrases(&self) -> Vec<(String, f64)> {
            self.inner.phrases.iter().map(|phrase| (phrase.text.clone(), phrase.weight)).collect()
        }

        /// One line that says why.
        #[pyo3(signature = (*, lang="zh"))]
        fn reason(&self, lang: &str) -> PyResult<String> {
            Ok(self.inner.reason(word::<Lang>(lang)?))
        }

        /// The JSON form as dicts, lists, strings and numbers.
        fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            crate::common::to_python(py, &self.inner)
        }

        fn __str__(&self) -> String {
            self.inner.reason(Lang::Zh)
        }

        fn __repr__(&self) -> String {
            format!("<Explanation {} / {}: {}>", self.inner.a.path, self.inner.b.path, self.inner.reason(Lang::En))
        }
    }
}
