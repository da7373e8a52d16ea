//! What the elements of a plan's lists have in common for a diff: address, title, words, sources, and a comparison field by field.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use super::collect::Collector;
use super::digest::{digest, join, text_digest};
use super::types::SourceMove;
use crate::model::{
    Accountability, Annex, Citation, Condition, Funding, Goal, Incentive, Item, ItemRef, Measure, Path, Section, Source, Target,
    Term,
};

/// What is called with the field and value of a source.
pub(crate) type Visit<'f> = &'f mut dyn FnMut(fmt::Arguments<'_>, &mut Source);

/// An element of a list of a plan.
pub(crate) trait Element: Clone + PartialEq + Serialize {
    /// Its address, where it has one.
    fn path(&self) -> Option<&Path> {
        None
    }

    /// Its number at the address.
    fn n(&self) -> u32 {
        1
    }

    /// Whether the address is its own, as of a heading or an item, or that of the unit which mentions it, as of a citation.
    const OWNS_ADDRESS: bool = true;

    fn title(&self) -> &str;

    /// Its words beside the title.
    fn body(&self) -> Vec<Cow<'_, str>> {
        Vec::new()
    }

    /// Calls `f` with the field and value of each source, the element's own first.
    fn each_source(&mut self, _: Visit<'_>) {}

    /// Its changes to `after`.
    fn compare(&self, after: &Self, out: &mut Collector<'_, '_>);

    /// The item, where it is one.
    fn item(&self) -> Option<ItemRef<'_>> {
        None
    }

    fn address(&self) -> u64 {
        join(self.path().map_or(0, |path| text_digest(path.as_str())), u64::from(self.n()))
    }

    fn content(&self) -> u64 {
        digest(self, super::digest::Cover::Content)
    }

    /// Takes all sources out.
    fn take_sources(&mut self) -> Vec<Source> {
        let mut sources = Vec::new();
        self.each_source(&mut |_, source| sources.push(std::mem::take(source)));
        sources
    }

    /// What differs between the sources of an element and `after`, taken from one of the same form.
    fn source_moves(&mut self, before: &[Source], after: &[Source]) -> Vec<SourceMove> {
        let mut moves = Vec::new();
        let mut both = before.iter().zip(after);
        self.each_source(&mut |field, _| {
            if let Some((before, after)) = both.next()
                && before != after
            {
                moves.push(SourceMove { field: field.to_string(), before: before.clone(), after: after.clone() });
            }
        });
        moves.sort_by(|a, b| a.field.cmp(&b.field));
        moves
    }

    /// Replaces sources, forwards or backwards; false where one is not there or says something else.
    fn put_sources(&mut self, moves: &[SourceMove], forwards: bool) -> bool {
        let mut missing = moves.len();
        let mut fits = true;
        self.each_source(&mut |field, source| {
            let field = field.to_string();
            if let Ok(at) = moves.binary_search_by(|m| m.field.cmp(&field))
                && let Some(found) = moves.get(at)
            {
                let (old, new) = if forwards { (&found.before, &found.after) } else { (&found.after, &found.before) };
                fits &= source == old;
                *source = new.clone();
                missing = missing.saturating_sub(1);
            }
        });
        fits && missing == 0
    }
}

impl Element for String {
    const OWNS_ADDRESS: bool = false;

    fn title(&self) -> &str {
        self
    }

    fn compare(&self, after: &Self, out: &mut Collector<'_, '_>) {
        out.text("text", self, after);
    }
}

impl Element for Citation {
    const OWNS_ADDRESS: bool = false;

    fn path(&self) -> Option<&Path> {
        Some(&self.path)
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn each_source(&mut self, f: Visit<'_>) {
        f(format_args!("source"), &mut self.source);
    }

    fn compare(&self, after: &Self, out: &mut Collector<'_, '_>) {
        out.text("title", &self.title, &after.title);
        out.option_text("document_number", self.document_number.as_deref(), after.document_number.as_deref());
        out.option_text("issuer", self.issuer.as_deref(), after.issuer.as_deref());
        out.word("role", &self.role, &after.role);
        out.path("path", &self.path, &after.path);
    }
}

impl Element for Term {
    const OWNS_ADDRESS: bool = false;

    fn path(&self) -> Option<&Path> {
        Some(&self.path)
    }

    fn title(&self) -> &str {
        &self.term
    }

    fn body(&self) -> Vec<Cow<'_, str>> {
        vec![Cow::Borrowed(&self.meaning)]
    }

    fn each_source(&mut self, f: Visit<'_>) {
        f(format_args!("source"), &mut self.source);
    }

    fn compare(&self, after: &Self, out: &mut Collector<'_, '_>) {
        out.text("term", &self.term, &after.term);
        out.text("meaning", &self.meaning, &after.meaning);
        out.path("path", &self.path, &after.path);
    }
}

impl Element for Section {
    fn path(&self) -> Option<&Path> {
        Some(&self.path)
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn each_source(&mut self, f: Visit<'_>) {
        f(format_args!("source"), &mut self.source);
    }

    fn compare(&self, after: &Self, out: &mut Collector<'_, '_>) {
        out.word("role", &self.role, &after.role);
        out.text("title", &self.title, &after.title);
    }
}

impl Element for Annex {
    fn path(&self) -> Option<&Path> {
        Some(&self.path)
    }

    fn title(&self) -> &str {
        &self.title
    }

    fn compare(&self, after: &Self, out: &mut Collector<'_, '_>) {
        match (&self.within, &after.within) {
            (Some(before), Some(after)) => out.path("within", before, after),
            (before, after) => out.word("within", before, after),
        }
        out.text("title", &self.title, &after.title);
        out.word("text", &self.text, &after.text);
    }
}

fn words_of<'a>(targets: &'a [Target], out: &mut Vec<Cow<'a, str>>) {
    for target in targets {
        out.push(Cow::Borrowed(target.subject.as_str()));
        out.extend(target.scope.as_deref().map(Cow::Borrowed));
        // An amount or indicator that two items share says more than any bigram.
        let amount = target.quantity.as_ref().map(|q| token(&format!("{} {}", q.value.normalize(), q.unit)));
        let indicator = target.indicator.as_ref().map(|id| token(id.as_str()));
        for token in amount.into_iter().chain(indicator) {
            out.extend(std::iter::repeat_n(Cow::Owned(token), TOKEN_WEIGHT));
        }
    }
}

/// As much as three bigrams.
const TOKEN_WEIGHT: usize = 3;

/// A text of one character for something that has to be shared as a whole or not at all. The character is of a plane for private use,
/// where no text of a plan has any business.
fn token(text: &str) -> String {
    let plane = 0xF_0000 + u32::try_from(text_digest(text) % 0xFFFD).unwrap_or(0);
    char::from_u32(plane).map(String::from).unwrap_or_default()
}

fn words_of_conditions<'a>(conditions: &'a [Condition], out: &mut Vec<Cow<'a, str>>) {
    out.extend(conditions.iter().map(|c| Cow::Borrowed(c.text.as_str())));
}

fn sources_of(field: &str, targets: &mut [Target], f: Visit<'_>) {
    for (i, target) in targets.iter_mut().enumerate() {
        f(format_args!("{field}[{i}].source"), &mut target.source);
    }
}

fn sources_of_conditions(field: &str, conditions: &mut [Condition], f: Visit<'_>) {
    for (i, condition) in conditions.iter_mut().enumerate() {
        if let Some(target) = &mut condition.target {
            f(format_args!("{field}[{i}].target.source"), &mut target.source);
        }
    }
}

/// The implementation for a class of items; the fields of its own come from the three blocks.
macro_rules! item_element {
    ($name:ident, |$item:ident, $words:ident| $body:block, |$held:ident, $f:ident| $sources:block) => {
        impl Element for $name {
            fn path(&self) -> Option<&Path> {
                Some(&self.path)
            }

            fn n(&self) -> u32 {
                self.n
            }

            fn title(&self) -> &str {
                &self.title
            }

            fn body(&self) -> Vec<Cow<'_, str>> {
                let $item = self;
                let mut $words: Vec<Cow<'_, str>> = self.summary.iter().map(|s| Cow::Borrowed(s.as_str())).collect();
                $body
                $words
            }

            fn each_source(&mut self, $f: Visit<'_>) {
                $f(format_args!("source"), &mut self.source);
                let $held = self;
                $sources
            }

            fn compare(&self, after: &Self, out: &mut Collector<'_, '_>) {
                out.common(self, after);
                self.compare_own(after, out);
            }

            fn item(&self) -> Option<ItemRef<'_>> {
                Some(ItemRef::$name(self))
            }
        }
    };
}

item_element!(Goal, |item, words| { words_of(&item.targets, &mut words) }, |item, f| {
    sources_of("targets", &mut item.targets, f)
});

item_element!(
    Measure,
    |item, words| {
        words_of(&item.targets, &mut words);
        words.extend(item.beneficiaries.iter().map(|b| Cow::Borrowed(b.as_str())));
    },
    |item, f| { sources_of("targets", &mut item.targets, f) }
);

item_element!(
    Incentive,
    |item, words| {
        words_of(&item.awards, &mut words);
        words_of(&item.quotas, &mut words);
        words_of_conditions(&item.conditions, &mut words);
        words.extend(item.beneficiaries.iter().map(|b| Cow::Borrowed(b.as_str())));
    },
    |item, f| {
        sources_of("awards", &mut item.awards, f);
        sources_of("quotas", &mut item.quotas, f);
        sources_of_conditions("conditions", &mut item.conditions, f);
    }
);

item_element!(
    Funding,
    |item, words| {
        words_of(&item.amounts, &mut words);
        words.extend(item.purpose.iter().chain(&item.sources).map(|s| Cow::Borrowed(s.as_str())));
    },
    |item, f| { sources_of("amounts", &mut item.amounts, f) }
);

item_element!(
    Accountability,
    |item, words| {
        words_of(&item.terms, &mut words);
        words_of_conditions(&item.triggers, &mut words);
        words.extend(item.actors.iter().map(|a| Cow::Borrowed(a.as_str())));
        for rung in &item.consequences {
            words.push(Cow::Borrowed(rung.text.as_str()));
            words.extend(rung.when.iter().map(|when| Cow::Borrowed(when.text.as_str())));
        }
    },
    |item, f| {
        sources_of_conditions("triggers", &mut item.triggers, f);
        for (i, rung) in item.consequences.iter_mut().enumerate() {
            if let Some(target) = rung.when.as_mut().and_then(|when| when.target.as_mut()) {
                f(format_args!("consequences[{i}].when.target.source"), &mut target.source);
            }
            if let Some(target) = rung.target.as_mut() {
                f(format_args!("consequences[{i}].target.source"), &mut target.source);
            }
        }
        sources_of("terms", &mut item.terms, f);
    }
);

impl Collector<'_, '_> {
    /// The fields that all items share.
    fn common<T: Item>(&mut self, before: &T, after: &T) {
        self.text("title", before.title(), after.title());
        self.option_text("summary", before.summary(), after.summary());
        self.entries("topics", before.topics(), after.topics());
        self.entries("stages", before.stages(), after.stages());
        self.force("force", before.force(), after.force());
        self.references("see", before.see(), after.see());
    }
}
