//! `Reading`, `Diagnostic`, `Unclaimed`, and reading texts.

use std::fmt::Debug;

use chrono::NaiveDate;
use crossplan::model::Span as CoreSpan;
use crossplan::read::{Diagnostic as CoreDiagnostic, Part, Reader, Reading as Core, Unclaimed as CoreUnclaimed, line_column};
use pyo3::prelude::*;

use crate::common::{At, hash, invalid, short};
use crate::pickle::function;
use crate::place::Place;
use crate::plan::Plan;
use crate::source::Span;

/// A text that was read: the plan, what was repaired or is in doubt, and the numbers that promise nothing.
#[pyclass(frozen, module = "crossplan")]
pub(crate) struct Reading {
    pub(crate) plan: Py<Plan>,
    core: Rest,
    asked: Asked,
}

/// A reading without its plan.
#[derive(PartialEq)]
struct Rest {
    diagnostics: Vec<CoreDiagnostic>,
    unclaimed: Vec<CoreUnclaimed>,
    parts: Vec<Part>,
}

/// What the reader was told; pickling reads again.
#[derive(Clone, Default)]
struct Asked {
    name: Option<String>,
    place: Option<crossplan::model::Place>,
    issued: Option<NaiveDate>,
}

impl Reading {
    fn text(&self) -> &str {
        self.plan.get().text.as_deref().unwrap_or_default()
    }
}

#[pymethods]
impl Reading {
    /// What the text says, as a plan.
    #[getter]
    fn plan(&self, py: Python<'_>) -> Py<Plan> {
        self.plan.clone_ref(py)
    }

    /// The text, as it was given.
    #[getter]
    fn source_text(&self) -> &str {
        self.text()
    }

    /// Repairs, doubts and contradictions, in the order of the text.
    #[getter]
    fn diagnostics(slf: &Bound<'_, Self>) -> Vec<Diagnostic> {
        (0..slf.get().core.diagnostics.len()).map(|at| Diagnostic { reading: slf.clone().unbind(), at }).collect()
    }

    /// The numbers that promise nothing, in the order of the text.
    #[getter]
    fn unclaimed(slf: &Bound<'_, Self>) -> Vec<Unclaimed> {
        (0..slf.get().core.unclaimed.len()).map(|at| Unclaimed { reading: slf.clone().unbind(), at }).collect()
    }

    /// The pieces of the text: the path of a unit, or none outside of all units, and its span. They cover the text without gaps.
    #[getter]
    fn parts(&self) -> Vec<(Option<String>, Span)> {
        let part =
            |part: &crossplan::read::Part| (part.path.as_ref().map(ToString::to_string), Span::new(part.span, At::default()));
        self.core.parts.iter().map(part).collect()
    }

    /// The items of the plan, for a notebook.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        self.plan.call_method0(py, "_repr_html_")?.extract(py)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.plan.get().same(other.plan.get()) && self.core == other.core
    }

    fn __hash__(&self) -> u64 {
        hash(&self.text())
    }

    fn __repr__(&self) -> String {
        let plan = self.plan.get();
        format!(
            "<Reading {} {}: {} items, {} diagnostics, {} unclaimed numbers>",
            plan.name,
            short(&plan.core.title, 30),
            plan.core.items().count(),
            self.core.diagnostics.len(),
            self.core.unclaimed.len(),
        )
    }

    #[allow(clippy::type_complexity, reason = "as pickle wants it")]
    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, (String, Option<String>, Option<Place>, Option<NaiveDate>))> {
        let Asked { name, place, issued } = self.asked.clone();
        let place = place.map(|place| Place::new(place, At::default()));
        Ok((function(py, "_reading")?, (self.text().to_owned(), name, place, issued)))
    }
}

/// The name of a variant as a word: `HeadingNumber` → `heading_number`.
fn snake(value: impl Debug) -> String {
    let mut word = String::new();
    for c in format!("{value:?}").chars() {
        if c.is_ascii_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.push(c.to_ascii_lowercase());
    }
    word
}

/// Declares what is in a list of a reading: a view with its place in the text.
macro_rules! part {
    ($(#[$meta:meta])* $name:ident = $core:ty, $list:ident { $($body:tt)* }) => {
        $(#[$meta])*
        #[pyclass(frozen, module = "crossplan")]
        pub(crate) struct $name {
            reading: Py<Reading>,
            at: usize,
        }

        impl $name {
            fn core(&self) -> PyResult<&$core> {
                self.reading.get().core.$list.get(self.at).ok_or_else(crate::common::lost)
            }

            fn bytes(&self) -> PyResult<CoreSpan> {
                Ok(self.core()?.span)
            }
        }

        #[pymethods]
        impl $name {
            $($body)*

            /// Its bytes.
            #[getter]
            fn span(&self) -> PyResult<Span> {
                Ok(Span::new(self.bytes()?, At::default()))
            }

            /// Its line, from 1.
            #[getter]
            fn line(&self) -> PyResult<usize> {
                Ok(line_column(self.reading.get().text(), self.bytes()?.start).0)
            }

            /// Its column, in characters from 1.
            #[getter]
            fn column(&self) -> PyResult<usize> {
                Ok(line_column(self.reading.get().text(), self.bytes()?.start).1)
            }

            /// The words themselves.
            #[getter]
            fn quote(&self) -> PyResult<Option<&str>> {
                Ok(self.bytes()?.of(self.reading.get().text()))
            }

            fn __eq__(&self, other: &Self) -> PyResult<bool> {
                Ok(self.core()? == other.core()?)
            }

            fn __hash__(&self) -> PyResult<u64> {
                Ok(hash(&self.bytes()?))
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Py<Reading>, &'static str, usize))> {
                Ok((function(py, "_part")?, (self.reading.clone_ref(py), stringify!($name), self.at)))
            }
        }
    };
}

part! {
    /// One remark on a text that was read.
    Diagnostic = CoreDiagnostic, diagnostics {
        /// note, warning, error.
        #[getter]
        fn severity(&self) -> PyResult<String> {
            Ok(self.core()?.severity.to_string())
        }

        /// script, width, invisible, pinyin, damage, line_break, doubled, furniture, incomplete, damaged_number,
        /// glued_heading, repeated_number, skipped_number,
        /// unnumbered_heading, missing_annex, head, contradiction, table, number.
        #[getter]
        fn kind(&self) -> PyResult<String> {
            Ok(snake(self.core()?.kind))
        }

        /// For a reader who knows plans, not programs.
        #[getter]
        fn message(&self) -> PyResult<&str> {
            Ok(&self.core()?.message)
        }

        fn __str__(&self) -> PyResult<String> {
            let core = self.core()?;
            Ok(format!("{}:{}: {}: {}", self.line()?, self.column()?, core.severity, core.message))
        }

        fn __repr__(&self) -> PyResult<String> {
            Ok(format!("<Diagnostic {}>", self.__str__()?))
        }
    }
}

part! {
    /// A number that promises nothing, with the reason.
    Unclaimed = CoreUnclaimed, unclaimed {
        /// The unit that holds it; none outside of all units.
        #[getter]
        fn path(&self) -> PyResult<Option<String>> {
            Ok(self.core()?.path.as_ref().map(ToString::to_string))
        }

        /// heading_number, ordinal, document_number, date_of_issue, date, past_result, name, slogan_count, citation, grade_or_age,
        /// idiom, furniture, unsure.
        #[getter]
        fn reason(&self) -> PyResult<String> {
            Ok(snake(self.core()?.reason))
        }

        fn __repr__(&self) -> PyResult<String> {
            let core = self.core()?;
            let quote = core.span.of(self.reading.get().text()).unwrap_or_default();
            Ok(format!("<Unclaimed {quote} at {}:{}, {}>", self.line()?, self.column()?, self.reason()?))
        }
    }
}

fn make(
    py: Python<'_>,
    text: String,
    name: Option<String>,
    address: Option<&str>,
    place: Option<&Place>,
    issued: Option<NaiveDate>,
) -> PyResult<Reading> {
    let place = place.map(|place| place.inner.clone());
    let core = py.detach(|| {
        let mut reader = Reader::new();
        if let Some(name) = address {
            reader = reader.name(name);
        }
        if let Some(place) = &place {
            reader = reader.place(place.clone());
        }
        if let Some(date) = issued {
            reader = reader.issued(date);
        }
        reader.read(&text)
    });
    let Core { plan, diagnostics, unclaimed, parts, .. } = core.map_err(invalid)?;
    let plan = Py::new(py, Plan::new(plan, name.clone(), Some(text)))?;
    Ok(Reading { plan, core: Rest { diagnostics, unclaimed, parts }, asked: Asked { name, place, issued } })
}

/// Reads the official text of a plan as it was scraped.
///
/// `place` and `issued` are for a text that does not say them. `name` is the name of the plan in comparisons; without it the name of
/// its place. Raises `ValueError` for a text that is no plan.
#[pyfunction]
#[pyo3(signature = (text, *, name=None, place=None, issued=None))]
pub(crate) fn read(
    py: Python<'_>,
    text: String,
    name: Option<String>,
    place: Option<&Place>,
    issued: Option<NaiveDate>,
) -> PyResult<Reading> {
    let address = name.clone();
    make(py, text, name, address.as_deref(), place, issued)
}

/// Makes a reading from its pickled form.
#[pyfunction]
#[pyo3(name = "_reading")]
pub(crate) fn restore(
    py: Python<'_>,
    text: String,
    name: Option<String>,
    place: Option<&Place>,
    issued: Option<NaiveDate>,
) -> PyResult<Reading> {
    read(py, text, name, place, issued)
}

/// Makes a part of a reading from its pickled form.
#[pyfunction]
#[pyo3(name = "_part")]
pub(crate) fn part(py: Python<'_>, reading: Py<Reading>, kind: &str, at: usize) -> PyResult<Py<PyAny>> {
    Ok(match kind {
        "Diagnostic" => Py::new(py, Diagnostic { reading, at })?.into_any(),
        _ => Py::new(py, Unclaimed { reading, at })?.into_any(),
    })
}

/// Bytes as text; a `ValueError` with line and column where they are no UTF-8.
pub(crate) fn decode(bytes: &[u8]) -> PyResult<&str> {
    std::str::from_utf8(bytes).map_err(|e| {
        let good = bytes.get(..e.valid_up_to()).and_then(|good| std::str::from_utf8(good).ok()).unwrap_or_default();
        let (line, column) = line_column(good, good.len());
        invalid(format!(
            "not UTF-8 at line {line}, column {column} (byte {}): convert the file to UTF-8 first, a page in GBK as well",
            good.len()
        ))
    })
}

/// The text of a file's bytes.
#[pyfunction]
#[pyo3(name = "_decode")]
pub(crate) fn decode_bytes(bytes: &[u8]) -> PyResult<&str> {
    decode(bytes)
}
