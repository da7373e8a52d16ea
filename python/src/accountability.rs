//! `Accountability`: who is held to what.

use pyo3::prelude::*;

use crate::condition::{Condition, Consequence, conditions};
use crate::item::part;
use crate::target::{Target, targets};

part! {
    /// A duty, check, term limit or sanction on whoever acts.
    Accountability(Accountability) {
        /// leading_group, duty_assignment, task_list, target_contract, contact_system, joint_meeting, inspection, evaluation,
        /// monitoring, reporting, disclosure, eligibility, term_limit, prohibition, sanction, exit_rule, complaint, other.
        #[getter]
        fn mechanism(slf: &Bound<'_, Self>) -> PyResult<&'static str> {
            Ok(Self::core(slf)?.mechanism.as_str())
        }

        /// Who is held.
        #[getter]
        fn actors(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
            Ok(Self::core(slf)?.actors.clone())
        }

        /// To whom, or by whom.
        #[getter]
        fn forums(slf: &Bound<'_, Self>) -> PyResult<Vec<String>> {
            Ok(Self::core(slf)?.forums.clone())
        }

        /// What sets it off.
        #[getter]
        fn triggers(slf: &Bound<'_, Self>) -> PyResult<Vec<Condition>> {
            let py = slf.py();
            Ok(conditions(&Self::core(slf)?.triggers, &slf.as_super().get().context(py)))
        }

        /// What follows, mildest first, as the text orders it.
        #[getter]
        fn consequences(slf: &Bound<'_, Self>) -> PyResult<Vec<Consequence>> {
            let py = slf.py();
            let at = slf.as_super().get().context(py);
            Ok(Self::core(slf)?.consequences.iter().map(|rung| Consequence::new(rung.clone(), at.clone())).collect())
        }

        /// Duties with a number, lengths of terms, checks per year.
        #[getter]
        fn terms(slf: &Bound<'_, Self>) -> PyResult<Vec<Target>> {
            let py = slf.py();
            Ok(targets(&Self::core(slf)?.terms, &slf.as_super().get().context(py)))
        }
    }
}
