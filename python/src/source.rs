//! `Span` and `Source`: where a thing was read.

use crossplan::compare::Sentence;
use crossplan::model::{Source as Core, Span as CoreSpan};
use crossplan::read::line_column;

use pyo3::prelude::*;

use crate::common::{At, short, value};
use crate::item::Item;
use crate::plan::Plan;

value! {
    /// A piece of a text by its bytes in UTF-8, as in the JSON form of a plan and in exports.
    ///
    /// Python counts characters: `span.of(text)` gives the piece, `span.characters(text)` the places for slicing.
    Span = CoreSpan {
        #[new]
        #[pyo3(signature = (start, end))]
        fn make(start: usize, end: usize) -> Self {
            Self::new(CoreSpan { start, end }, At::default())
        }

        /// First byte.
        #[getter]
        fn start(&self) -> usize {
            self.inner.start
        }

        /// One past the last byte.
        #[getter]
        fn end(&self) -> usize {
            self.inner.end
        }

        /// The piece of the text; none where the text has no such bytes, or a character would be cut.
        fn of<'t>(&self, text: &'t str) -> Option<&'t str> {
            self.inner.of(text)
        }

        /// First character and one past the last, so that `text[first:last]` is the piece.
        fn characters(&self, text: &str) -> Option<(usize, usize)> {
            let piece = self.inner.of(text)?;
            let first = text.get(..self.inner.start)?.chars().count();
            Some((first, first + piece.chars().count()))
        }

        fn __len__(&self) -> usize {
            self.inner.end.saturating_sub(self.inner.start)
        }

        fn __repr__(&self) -> String {
            format!("Span({}, {})", self.inner.start, self.inner.end)
        }
    }
}

value! {
    /// Where a thing was read: bytes, line, page, a remark; and the words themselves where the text is known.
    Source = Core {
        /// Its bytes.
        #[getter]
        fn span(&self) -> Option<Span> {
            self.inner.span.map(|span| Span::new(span, At::default()))
        }

        /// Its line, from 1: as recorded, else counted where the text is known.
        #[getter]
        fn line(&self) -> Option<usize> {
            let counted = || self.place().map(|(line, _)| line);
            self.inner.line.and_then(|line| line.try_into().ok()).or_else(counted)
        }

        /// Its column in characters, from 1, where the text is known.
        #[getter]
        fn column(&self) -> Option<usize> {
            self.place().map(|(_, column)| column)
        }

        /// Its page, from 1.
        #[getter]
        fn page(&self) -> Option<u32> {
            self.inner.page
        }

        /// The plan that says it.
        #[getter]
        fn plan(&self, py: Python<'_>) -> Option<Py<Plan>> {
            self.at.plans.first().map(|plan| plan.clone_ref(py))
        }

        /// The item that says it.
        #[getter]
        fn item(&self, py: Python<'_>) -> PyResult<Option<Py<Item>>> {
            self.at.item(py)
        }

        /// A remark.
        #[getter]
        fn note(&self) -> Option<&str> {
            self.inner.note.as_deref()
        }

        /// The words, where the text is known.
        #[getter]
        fn quote(&self) -> Option<&str> {
            self.inner.span?.of(self.at.text()?)
        }

        /// The sentence that holds the words, where the text is known.
        #[getter]
        fn sentence(&self) -> Option<String> {
            let sentence = Sentence::around(self.at.text()?, self.inner.span?)?;
            Some([sentence.before, sentence.part, sentence.after].concat())
        }

        fn __repr__(&self) -> String {
            let span = self.inner.span.map(|span| format!(" {}..{}", span.start, span.end)).unwrap_or_default();
            let line = self.line().map(|line| format!(" line {line}")).unwrap_or_default();
            let quote = self.quote().map(|quote| format!(" {}", short(quote, 24))).unwrap_or_default();
            format!("<Source{span}{line}{quote}>")
        }
    }
}

impl Source {
    fn place(&self) -> Option<(usize, usize)> {
        let (text, span) = (self.at.text()?, self.inner.span?);
        span.of(text).map(|_| line_column(text, span.start))
    }
}
