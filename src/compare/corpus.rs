//! What is compared: named plans, their texts where they are at hand, and the vocabulary.

use std::sync::OnceLock;

use super::options::{Base, CompareError, Options};
use super::table::{Column, SourceRef, names};
use crate::align::{AlignError, Alignment, Index, Named, Options as AlignOptions};
use crate::model::{ItemRef, Path, Plan, Span};
use crate::vocabulary::Vocabulary;

/// The plans of a comparison. All tables are made from it, with the same columns in the same order.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::Corpus;
/// let plans = crossplan::samples::plans()?;
/// let corpus = Corpus::new(&plans);
/// assert_eq!(corpus.plans().len(), 5);
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Debug)]
pub struct Corpus<'a> {
    plans: Vec<Compared<'a>>,
    vocabulary: &'a Vocabulary,
    align: AlignOptions,
    settings: Options,
    alignment: OnceLock<Result<Alignment, AlignError>>,
}

/// One plan of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// The name under which it stands: the id of its column.
    pub name: &'a str,
    /// The plan.
    pub plan: &'a Plan,
    /// The text that the spans of the plan refer to, where it is at hand.
    pub text: Option<&'a str>,
}

impl<'a> Corpus<'a> {
    /// Plans in the order of their columns, with the standard vocabulary and without texts.
    pub fn new<I>(plans: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Named<'a>>,
    {
        let plans = plans.into_iter().map(Into::into).map(|Named { name, plan }| Compared { name, plan, text: None }).collect();
        Self {
            plans,
            vocabulary: Vocabulary::standard(),
            align: AlignOptions::new(),
            settings: Options::new(),
            alignment: OnceLock::new(),
        }
    }

    /// The vocabulary that rows and names come from.
    #[must_use]
    pub fn vocabulary(mut self, vocabulary: &'a Vocabulary) -> Self {
        self.vocabulary = vocabulary;
        self
    }

    /// The options of the alignment on which rows of measures rest.
    #[must_use]
    pub fn align(mut self, options: AlignOptions) -> Self {
        self.align = options;
        self.alignment = OnceLock::new();
        self
    }

    /// An alignment made elsewhere, over the same plans in the same order: with judgements, say, or an own similarity.
    #[must_use]
    pub fn aligned(mut self, alignment: Alignment) -> Self {
        self.alignment = OnceLock::from(Ok(alignment));
        self
    }

    /// The options of the tables.
    ///
    /// # Errors
    /// A base plan whose name no plan has.
    pub fn options(mut self, options: Options) -> Result<Self, CompareError> {
        if let Base::Plan(name) = &options.base
            && !self.plans.iter().any(|plan| plan.name == name)
        {
            return Err(CompareError::plan(name, self.plans.iter().map(|plan| plan.name)));
        }
        self.settings = options;
        Ok(self)
    }

    /// The same comparison over so many plans at a time, in their order: for tables whose rows belong to one plan each.
    #[cfg(feature = "arrow")]
    pub(crate) fn parts(&self, plans: usize) -> impl Iterator<Item = Corpus<'a>> {
        self.plans.chunks(plans.max(1)).map(|plans| Corpus {
            plans: plans.to_vec(),
            vocabulary: self.vocabulary,
            align: self.align.clone(),
            settings: self.settings.clone(),
            alignment: OnceLock::new(),
        })
    }

    /// The text of the plan of that name, by which spans become sentences. A name that no plan has changes nothing.
    #[must_use]
    pub fn text(mut self, name: &str, text: &'a str) -> Self {
        for plan in self.plans.iter_mut().filter(|plan| plan.name == name) {
            plan.text = Some(text);
        }
        self
    }

    /// The plans.
    pub fn plans(&self) -> &[Compared<'a>] {
        &self.plans
    }

    /// The vocabulary in use.
    pub fn words(&self) -> &'a Vocabulary {
        self.vocabulary
    }

    /// The options in use.
    pub fn settings(&self) -> &Options {
        &self.settings
    }

    /// Whether items of this unit take part: those of annexes do by [`Options::annexes`].
    pub(crate) fn admits(&self, path: &Path) -> bool {
        self.settings.annexes || path.annex().is_none()
    }

    /// The items of a plan that take part.
    pub(crate) fn items(&self, plan: &'a Plan) -> impl Iterator<Item = ItemRef<'a>> {
        plan.items().filter(|item| self.admits(item.path()))
    }

    /// The columns of a table: those about the row, then one for each plan.
    pub(crate) fn columns(&self, about: impl IntoIterator<Item = Column>) -> Vec<Column> {
        let plans = self.plans.iter().enumerate().map(|(i, plan)| {
            let place = plan.plan.place.name.as_str();
            // A short name is known to whoever gave it; the place is known to all.
            let heading = if place == plan.name { place.to_owned() } else { format!("{} {place}", plan.name) };
            Column { name: names(&heading, &heading), ..Column::of_plan(i, plan.name) }
        });
        about.into_iter().chain(plans).collect()
    }

    /// The plan that rows are compared with, where the options name one.
    pub(crate) fn base_plan(&self) -> Option<usize> {
        match &self.settings.base {
            Base::Plan(name) => self.plans.iter().position(|plan| plan.name == name),
            Base::First | Base::National => None,
        }
    }

    /// The alignment of the plans, made when it is first asked for.
    ///
    /// # Errors
    /// Weights that cannot be used.
    pub fn alignment(&self) -> Result<&Alignment, AlignError> {
        let made = || {
            let named: Vec<Named<'_>> = self.plans.iter().map(|c| Named { name: c.name, plan: c.plan }).collect();
            let mut options = self.align.clone();
            options.annexes &= self.settings.annexes;
            Index::new(named, options)?.align()
        };
        self.alignment.get_or_init(made).as_ref().map_err(Clone::clone)
    }

    /// The sentence that holds a source, as the text has it, with the part that is meant; none without a text or a span.
    pub fn sentence(&self, source: &SourceRef) -> Option<Sentence<'a>> {
        let text = self.plans.get(source.plan)?.text?;
        Sentence::around(text, source.source.span?)
    }
}

/// A sentence of a text, with the part of it that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// What stands before the part.
    pub before: &'a str,
    /// The part.
    pub part: &'a str,
    /// What stands behind it.
    pub after: &'a str,
}

impl<'a> Sentence<'a> {
    /// The sentence around a span: to the full stop or line end on either side, at most 200 characters away. None where the span
    /// is not of this text.
    pub fn around(text: &'a str, span: Span) -> Option<Self> {
        const FAR: usize = 200;
        let part = span.of(text)?;
        let (head, tail) = (text.get(..span.start)?, text.get(span.end..)?);
        let ends = |c: char| matches!(c, '。' | '！' | '？' | '\n' | '\r');
        let mut start = span.start;
        for (at, c) in head.char_indices().rev().take(FAR) {
            if ends(c) {
                break;
            }
            start = at;
        }
        let mut end = span.end;
        // A part that ends with its full stop is a whole sentence.
        if !part.ends_with(ends) {
            for (at, c) in tail.char_indices().take(FAR) {
                if matches!(c, '\n' | '\r') {
                    break;
                }
                end = span.end + at + c.len_utf8();
                if ends(c) {
                    break;
                }
            }
        }
        Some(Self { before: text.get(start..span.start)?.trim_start(), part, after: text.get(span.end..end)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_its_full_stop() {
        let text = "第一句。 建成3所学校，投入5万元。第三句";
        let at = |part: &str| {
            let start = text.find(part).unwrap();
            Sentence::around(text, Span { start, end: start + part.len() }).unwrap()
        };
        assert_eq!(at("3所学校"), Sentence { before: "建成", part: "3所学校", after: "，投入5万元。" });
        assert_eq!(at("第一句。"), Sentence { before: "", part: "第一句。", after: "" });
        assert_eq!(at("第三句"), Sentence { before: "", part: "第三句", after: "" });
        assert!(Sentence::around(text, Span { start: 1, end: 3 }).is_none());
        assert!(Sentence::around(text, Span { start: 0, end: 3000 }).is_none());
    }
}
