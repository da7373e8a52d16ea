//! `Incentive`: something of worth that is given.

use pyo3::prelude::*;

use crate::common::words;
use crate::condition::{Condition, conditions};
use crate::item::part;
use crate::target::{Target, targets};

part! {
    /// Something of worth given to a person, team or school.
    Incentive(Incentive) {
        /// Who gets it.
        #[getter]
        fn beneficiaries(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
            Ok(Self::core(slf)?.beneficiaries.clone())
        }

        /// What it gives: cash, honour, studio_fund, pay_tilt, subsidy, priority, benefit, autonomy.
        #[getter]
        fn kinds(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
            Ok(words(&Self::core(slf)?.kinds))
        }

        /// How much, for each of what, how often.
        #[getter]
        fn awards(slf: &Bound<'_, Self>) -> PyResult<Vec<Target>> {
            let py = slf.py();
            Ok(targets(&Self::core(slf)?.awards, &slf.as_super().get().context(py)))
        }

        /// How many get it.
        #[getter]
        fn quotas(slf: &Bound<'_, Self>) -> PyResult<Vec<Target>> {
            let py = slf.py();
            Ok(targets(&Self::core(slf)?.quotas, &slf.as_super().get().context(py)))
        }

        /// What one must have done or be.
        #[getter]
        fn conditions(slf: &Bound<'_, Self>) -> PyResult<Vec<Condition>> {
            let py = slf.py();
            Ok(conditions(&Self::core(slf)?.conditions, &slf.as_super().get().context(py)))
        }

        /// Who pays or gives.
        #[getter]
        fn payer(slf: &Bound<'_, Self>) -> PyResult<Option<String>> {
            Ok(Self::core(slf)?.payer.clone())
        }
    }
}
