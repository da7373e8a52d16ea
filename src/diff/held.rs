//! Headings that were renumbered and reworded at once: known again by what they hold.

use std::collections::{BTreeMap, HashMap};

use super::element::Element;
use super::grams::Grams;
use super::pairing::{Pairs, score};
use super::types::By;
use crate::model::Section;

/// Votes of paired items, and then of paired sections inside, for the sections that hold them.
pub(crate) struct Votes<'p> {
    before: &'p [Section],
    after: &'p [Section],
    place_before: HashMap<&'p str, usize>,
    place_after: HashMap<&'p str, usize>,
    votes: BTreeMap<(usize, usize), usize>,
}

impl<'p> Votes<'p> {
    pub(crate) fn new(before: &'p [Section], after: &'p [Section]) -> Self {
        let places = |list: &'p [Section]| -> HashMap<&'p str, usize> {
            // Of two headings with one address the first holds the items.
            list.iter().enumerate().rev().map(|(i, section)| (section.path.as_str(), i)).collect()
        };
        Self { before, after, place_before: places(before), place_after: places(after), votes: BTreeMap::new() }
    }

    fn vote(&mut self, before: &str, after: &str) {
        if let (Some(i), Some(j)) = (self.place_before.get(before), self.place_after.get(after)) {
            *self.votes.entry((*i, *j)).or_default() += 1;
        }
    }

    /// Each pair of items votes for their sections.
    pub(crate) fn items<T: Element>(&mut self, before: &[T], after: &[T], pairs: &Pairs) {
        for (i, j, _) in pairs {
            let path = |list: &'_ [T], at: usize| list.get(at).and_then(|item| item.path().map(|path| path.as_str().to_owned()));
            if let (Some(was), Some(is)) = (path(before, *i), path(after, *j)) {
                self.vote(&was, &is);
            }
        }
    }

    /// Pairs the sections that are still alone: those with the most votes first; of two, the first in the plan.
    ///
    /// First the items vote; then the sections, as far as they are pairs, for those directly above them.
    pub(crate) fn elect(mut self, pairs: &mut Pairs) {
        if pairs.len() == self.before.len() || pairs.len() == self.after.len() {
            return;
        }
        self.round(pairs);
        let above = |list: &'p [Section], at: usize| list.get(at)?.path.as_str().rsplit_once('/').map(|(parent, _)| parent);
        self.votes.clear();
        for (i, j, _) in pairs.iter() {
            if let (Some(was), Some(is)) = (above(self.before, *i), above(self.after, *j)) {
                self.vote(was, is);
            }
        }
        self.round(pairs);
        pairs.sort_unstable_by_key(|(i, j, _)| (*i, *j));
    }

    fn round(&self, pairs: &mut Pairs) {
        let mut free_before = vec![true; self.before.len()];
        let mut free_after = vec![true; self.after.len()];
        let mut take = |i: usize, j: usize| match (free_before.get_mut(i), free_after.get_mut(j)) {
            (Some(a), Some(b)) if *a && *b => {
                (*a, *b) = (false, false);
                true
            }
            _ => false,
        };
        for (i, j, _) in pairs.iter() {
            take(*i, *j);
        }
        let mut ranked: Vec<_> = self.votes.iter().map(|((i, j), votes)| (std::cmp::Reverse(*votes), *i, *j)).collect();
        ranked.sort_unstable();
        for (_, i, j) in ranked {
            let (Some(was), Some(is)) = (self.before.get(i), self.after.get(j)) else { continue };
            if take(i, j) {
                let by = if was.path == is.path { By::Identity } else { By::Held };
                let none = Grams::default();
                let title = |section: &Section| Grams::of([section.title.as_str()]);
                pairs.push((i, j, score(by, (&title(was), &none), (&title(is), &none))));
            }
        }
    }
}
