//! `Due` and `Schedule`: dates to the year, month or day.

use chrono::NaiveDate;
use crossplan::model::{Due as Core, Schedule as CoreSchedule};
use pyo3::prelude::*;

use crate::common::{At, value, word};

value! {
    /// A date as a plan gives it: to the year, the month or the day. `Due("2025")`, `Due("2025-06")`, `Due("2025-06-30")`.
    ///
    /// Dates are ordered by the day on which they end: something due in 2025 is due by 31 December.
    Due = Core {
        #[new]
        #[pyo3(signature = (text, /))]
        fn make(text: &str) -> PyResult<Self> {
            Ok(Self::new(word(text)?, At::default()))
        }

        /// The year.
        #[getter]
        fn year(&self) -> i32 {
            self.inner.year()
        }

        /// `year`, `month` or `day`: how exact the plan is.
        #[getter]
        fn precision(&self) -> &'static str {
            match self.inner {
                Core::Year(_) => "year",
                Core::Month(..) => "month",
                Core::Day(_) => "day",
            }
        }

        /// The last day that it may mean; this is the date in a data frame.
        #[getter]
        fn last_day(&self) -> NaiveDate {
            self.inner.last_day()
        }

        /// The first day that it may mean.
        #[getter]
        fn first_day(&self) -> NaiveDate {
            self.inner.first_day()
        }

        fn __lt__(&self, other: &Self) -> bool {
            self.inner < other.inner
        }

        fn __le__(&self, other: &Self) -> bool {
            self.inner <= other.inner
        }

        fn __gt__(&self, other: &Self) -> bool {
            self.inner > other.inner
        }

        fn __ge__(&self, other: &Self) -> bool {
            self.inner >= other.inner
        }

        fn __str__(&self) -> String {
            self.inner.to_string()
        }

        fn __repr__(&self) -> String {
            format!("Due('{}')", self.inner)
        }
    }
}

pub(crate) fn due(due: Option<Core>) -> Option<Due> {
    due.map(|due| Due::new(due, At::default()))
}

value! {
    /// When a measure runs.
    Schedule = CoreSchedule {
        /// First date.
        #[getter]
        fn start(&self) -> Option<Due> {
            due(self.inner.from)
        }

        /// Last date.
        #[getter]
        fn end(&self) -> Option<Due> {
            due(self.inner.to)
        }

        /// How often: once, daily, weekly, monthly, quarterly, semester, halfyear, annual, biennial, cycle3 …
        #[getter]
        fn frequency(&self) -> Option<String> {
            self.inner.frequency.map(|frequency| frequency.to_string())
        }

        fn __repr__(&self) -> String {
            let date = |due: Option<Core>| due.map_or_else(|| "…".to_owned(), |due| due.to_string());
            let often = self.inner.frequency.map(|f| format!(", {f}")).unwrap_or_default();
            format!("<Schedule {}–{}{often}>", date(self.inner.from), date(self.inner.to))
        }
    }
}
