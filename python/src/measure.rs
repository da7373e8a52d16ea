//! `Measure`: an action.

use pyo3::prelude::*;

use crate::common::{At, words};
use crate::item::part;
use crate::target::{Target, targets};
use crate::time::Schedule;

part! {
    /// An action (措施, 任务).
    Measure(Measure) {
        /// Policy instruments, the primary one first: mandate, inducement, capacity_building, system_change, hortatory.
        #[getter]
        fn instruments(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
            Ok(words(&Self::core(slf)?.instruments))
        }

        /// Units that lead (牵头部门), as printed.
        #[getter]
        fn lead(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
            Ok(Self::core(slf)?.lead.clone())
        }

        /// Units that are responsible (责任单位), as printed.
        #[getter]
        fn responsible(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
            Ok(Self::core(slf)?.responsible.clone())
        }

        /// Units that help (配合单位), as printed.
        #[getter]
        fn supporting(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
            Ok(Self::core(slf)?.supporting.clone())
        }

        /// Whom it is for.
        #[getter]
        fn beneficiaries(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
            Ok(Self::core(slf)?.beneficiaries.clone())
        }

        /// When it runs.
        #[getter]
        fn schedule(slf: &Bound<'_, Self>) -> PyResult<Option<Schedule>> {
            Ok(Self::core(slf)?.schedule.map(|schedule| Schedule::new(schedule, At::default())))
        }

        /// What it promises to do, with or without a number.
        #[getter]
        fn targets(slf: &Bound<'_, Self>) -> PyResult<Vec<Target>> {
            let py = slf.py();
            Ok(targets(&Self::core(slf)?.targets, &slf.as_super().get().context(py)))
        }
    }
}
