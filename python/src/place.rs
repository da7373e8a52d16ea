//! `Place`: what a plan is for.

use crossplan::model::{Division, DivisionCode, Level, Place as Core};
use pyo3::prelude::*;

use crate::common::{At, invalid, value, word};

value! {
    /// The place that a plan is for, or one that it lies in.
    ///
    /// `Place("东山县", level="county", within=[Place("某市", level="prefecture")])`; `within` names the nearest place first.
    Place = Core {
        #[new]
        #[pyo3(signature = (name, *, level, code=None, edition=None, within=Vec::new()))]
        fn make(
            name: String,
            level: &str,
            code: Option<String>,
            edition: Option<i32>,
            within: Vec<PyRef<'_, Place>>,
        ) -> PyResult<Self> {
            let code = match (code, edition) {
                (Some(code), Some(edition)) => Some(DivisionCode { code, edition }),
                (None, None) => None,
                _ => return Err(invalid("code and edition go together: the code of a division means nothing without the year of its table")),
            };
            let outer = |place: &PyRef<'_, Place>| {
                let Core { name, level, code, .. } = place.inner.clone();
                Division { name, level, code }
            };
            let within = within.iter().map(outer).collect();
            Ok(Self::new(Core { name, level: word::<Level>(level)?, code, within }, At::default()))
        }

        /// Its name: `徐水区`.
        #[getter]
        fn name(&self) -> &str {
            &self.inner.name
        }

        /// nation, province, prefecture, county, township, area.
        #[getter]
        fn level(&self) -> &'static str {
            self.inner.level.as_str()
        }

        /// Its division code (GB/T 2260), if the plan's file names one.
        #[getter]
        fn code(&self) -> Option<&str> {
            self.inner.code.as_ref().map(|code| code.code.as_str())
        }

        /// The year of the table of codes.
        #[getter]
        fn edition(&self) -> Option<i32> {
            self.inner.code.as_ref().map(|code| code.edition)
        }

        /// The places it lies in, the nearest first.
        #[getter]
        fn within(&self) -> Vec<Place> {
            let outer = |d: &Division| Core { name: d.name.clone(), level: d.level, code: d.code.clone(), within: Vec::new() };
            self.inner.within.iter().map(|d| Place::new(outer(d), At::default())).collect()
        }

        /// The names from the outermost place to this one: `河北省保定市徐水区`.
        #[getter]
        fn full_name(&self) -> String {
            self.inner.full_name()
        }

        fn __str__(&self) -> String {
            self.inner.full_name()
        }

        fn __repr__(&self) -> String {
            format!("<Place {}, {}>", self.inner.full_name(), self.inner.level)
        }
    }
}
