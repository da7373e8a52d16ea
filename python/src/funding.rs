//! `Funding`: money, or a rule on money.

use pyo3::prelude::*;

use crate::item::part;
use crate::target::{Target, targets};

part! {
    /// Money put in, or a rule on money.
    Funding(Funding) {
        /// appropriation, earmark, investment, fund, floor_share, ceiling, growth_rule, no_decrease_rule, parity_rule,
        /// per_student_norm, cost_sharing, guarantee.
        #[getter]
        fn kind(slf: &Bound<'_, Self>) -> PyResult<&'static str> {
            Ok(Self::core(slf)?.kind.as_str())
        }

        /// Who pays.
        #[getter]
        fn payers(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
            Ok(Self::core(slf)?.sources.clone())
        }

        /// What for.
        #[getter]
        fn purpose(slf: &Bound<'_, Self>) -> PyResult<Option<String>> {
            Ok(Self::core(slf)?.purpose.clone())
        }

        /// First and last year.
        #[getter]
        fn period(slf: &Bound<'_, Self>) -> PyResult<Option<(i32, i32)>> {
            Ok(Self::core(slf)?.period.map(|period| (period.from, period.to)))
        }

        /// How much; the share, ceiling or growth of a rule too.
        #[getter]
        fn amounts(slf: &Bound<'_, Self>) -> PyResult<Vec<Target>> {
            let py = slf.py();
            Ok(targets(&Self::core(slf)?.amounts, &slf.as_super().get().context(py)))
        }
    }
}
