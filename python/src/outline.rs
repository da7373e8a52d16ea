//! `Section`, `Annex`, `Term`, `Citation`: the document around the items.

use crossplan::model::{Annex as CoreAnnex, Citation as CoreCitation, Section as CoreSection, Term as CoreTerm};

use crate::common::{short, value};
use crate::source::Source;

value! {
    /// One heading of the document.
    Section = CoreSection {
        /// Its address: the numbers of the headings as printed, joined by `/`.
        #[getter]
        fn path(&self) -> &str {
            self.inner.path.as_str()
        }

        /// preamble, guidance, goals, tasks, guarantees, definition, glossary, annex.
        #[getter]
        fn role(&self) -> &'static str {
            self.inner.role.as_str()
        }

        /// The heading.
        #[getter]
        fn title(&self) -> &str {
            &self.inner.title
        }

        /// Where it stands.
        #[getter]
        fn source(&self) -> Source {
            Source::new(self.inner.source.clone(), self.at.clone())
        }

        /// How many headings deep it is; 1 for a top heading.
        #[getter]
        fn depth(&self) -> usize {
            self.inner.path.depth()
        }

        fn __repr__(&self) -> String {
            format!("<Section {} {}>", self.inner.path, short(&self.inner.title, 24))
        }
    }
}

value! {
    /// An annex of a plan.
    Annex = CoreAnnex {
        /// Its number as printed: `附件2-1`.
        #[getter]
        fn path(&self) -> &str {
            self.inner.path.as_str()
        }

        /// The annex it belongs to.
        #[getter]
        fn within(&self) -> Option<&str> {
            self.inner.within.as_ref().map(|path| path.as_str())
        }

        /// Its title.
        #[getter]
        fn title(&self) -> &str {
            &self.inner.title
        }

        /// `included`, or `listed` where its text was not published with the plan.
        #[getter]
        fn text(&self) -> &'static str {
            self.inner.text.as_str()
        }

        fn __repr__(&self) -> String {
            format!("<Annex {} {}>", self.inner.path, short(&self.inner.title, 24))
        }
    }
}

value! {
    /// A term that the plan explains.
    Term = CoreTerm {
        /// The term.
        #[getter]
        fn term(&self) -> &str {
            &self.inner.term
        }

        /// What it stands for.
        #[getter]
        fn meaning(&self) -> &str {
            &self.inner.meaning
        }

        /// The section that explains it.
        #[getter]
        fn path(&self) -> &str {
            self.inner.path.as_str()
        }

        /// Where it was read.
        #[getter]
        fn source(&self) -> Source {
            Source::new(self.inner.source.clone(), self.at.clone())
        }

        fn __repr__(&self) -> String {
            format!("<Term {}>", short(&self.inner.term, 24))
        }
    }
}

value! {
    /// A document that the plan cites.
    Citation = CoreCitation {
        /// Its title, without 《》.
        #[getter]
        fn title(&self) -> &str {
            &self.inner.title
        }

        /// Its document number (发文字号).
        #[getter]
        fn document_number(&self) -> Option<&str> {
            self.inner.document_number.as_deref()
        }

        /// Who issued it.
        #[getter]
        fn issuer(&self) -> Option<&str> {
            self.inner.issuer.as_deref()
        }

        /// basis, reference, planned, amended, annex.
        #[getter]
        fn role(&self) -> &'static str {
            self.inner.role.as_str()
        }

        /// The unit that cites it.
        #[getter]
        fn path(&self) -> &str {
            self.inner.path.as_str()
        }

        /// Where it was read.
        #[getter]
        fn source(&self) -> Source {
            Source::new(self.inner.source.clone(), self.at.clone())
        }

        fn __repr__(&self) -> String {
            format!("<Citation {}>", short(&self.inner.title, 24))
        }
    }
}
