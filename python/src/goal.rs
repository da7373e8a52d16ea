//! `Goal`: a result to reach.

use pyo3::prelude::*;

use crate::item::part;
use crate::target::{Target, targets};

part! {
    /// A result to reach (目标).
    Goal(Goal) {
        /// What is to be reached; empty for guidance without a result that could be checked.
        #[getter]
        fn targets(slf: &Bound<'_, Self>) -> PyResult<Vec<Target>> {
            let py = slf.py();
            Ok(targets(&Self::core(slf)?.targets, &slf.as_super().get().context(py)))
        }
    }
}
