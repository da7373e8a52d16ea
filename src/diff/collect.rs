//! Collects the changes of a pair of elements, field by field, with the rules that hold for every kind of field.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use serde_json::Value;

use super::shift::{Effect, Shift};
use super::types::{Change, Relocation};
use super::words::words;
use crate::model::{Force, ItemId, Path, Span};
use crate::vocabulary::Vocabulary;

/// What a comparison of two elements knows of their plans.
pub(crate) struct Context<'v> {
    pub(crate) vocabulary: &'v Vocabulary,
    /// Sections that have another address now.
    pub(crate) sections: HashMap<Path, Path>,
    /// Addresses of sections that are gone.
    pub(crate) gone: HashSet<Path>,
    /// Items that have another identity now.
    pub(crate) items: HashMap<ItemId, ItemId>,
}

impl<'v> Context<'v> {
    pub(crate) fn new(vocabulary: &'v Vocabulary) -> Self {
        Self { vocabulary, sections: HashMap::new(), gone: HashSet::new(), items: HashMap::new() }
    }

    /// Whether the section at `before` is the one at `after`.
    fn is_counterpart(&self, before: &Path, after: &Path) -> bool {
        match self.sections.get(before) {
            Some(now) => now == after,
            None => before == after && !self.gone.contains(before),
        }
    }

    /// How the address of something changed.
    ///
    /// | before → after | is |
    /// |---|---|
    /// | the same section under another number, in the same section above | renumbered |
    /// | the same section in another one, or another section | moved |
    /// | another number in the unit | renumbered |
    pub(crate) fn relocation(&self, before: (&Path, u32), after: (&Path, u32)) -> Option<Relocation> {
        if before == after {
            return None;
        }
        if before.0 == after.0 {
            return Some(Relocation::Renumbered);
        }
        let known = self.sections.contains_key(before.0) || self.gone.contains(before.0);
        let same_parent = match (before.0.parent(), after.0.parent()) {
            (None, None) => before.0.annex().is_some() == after.0.annex().is_some(),
            (Some(b), Some(a)) => self.is_counterpart(&b, &a),
            _ => false,
        };
        let stays = same_parent && known && self.is_counterpart(before.0, after.0);
        Some(if stays { Relocation::Renumbered } else { Relocation::Moved })
    }
}

/// The changes of one pair.
pub(crate) struct Collector<'c, 'v> {
    pub(crate) context: &'c Context<'v>,
    pub(crate) changes: Vec<Change>,
    /// Where the holder of the fields was read.
    pub(crate) spans: (Option<Span>, Option<Span>),
    /// The list entry that the fields belong to.
    pub(crate) entry: (Option<usize>, Option<usize>),
}

pub(crate) fn value<T: Serialize>(value: &T) -> Option<Value> {
    serde_json::to_value(value).ok().filter(|value| !value.is_null())
}

impl<'c, 'v> Collector<'c, 'v> {
    pub(crate) fn new(context: &'c Context<'v>, spans: (Option<Span>, Option<Span>)) -> Self {
        Self { context, changes: Vec::new(), spans, entry: (None, None) }
    }

    /// The changes in their order: by field as the fields stand in the JSON form, then by entry.
    pub(crate) fn finish(mut self) -> Vec<Change> {
        sort(&mut self.changes);
        self.changes
    }

    pub(crate) fn push(&mut self, field: &str, before: Option<Value>, after: Option<Value>, shift: Shift, effect: Effect) {
        let (from, to) = self.entry;
        let words = match (&before, &after) {
            (Some(Value::String(before)), Some(Value::String(after)))
                if matches!(shift, Shift::Reworded | Shift::TriggerEarlier | Shift::TriggerLater) && before != after =>
            {
                words(before, after)
            }
            _ => Vec::new(),
        };
        self.changes.push(Change {
            field: field.to_owned(),
            from,
            to,
            before,
            after,
            shift,
            effect,
            words,
            before_span: self.spans.0,
            after_span: self.spans.1,
            other: None,
        });
    }

    pub(crate) fn text(&mut self, field: &str, before: &str, after: &str) {
        if before != after {
            self.push(field, value(&before), value(&after), Shift::Reworded, Effect::Neutral);
        }
    }

    pub(crate) fn option_text(&mut self, field: &str, before: Option<&str>, after: Option<&str>) {
        if before != after {
            let shift = match (before, after) {
                (None, _) => Shift::Added,
                (_, None) => Shift::Dropped,
                _ => Shift::Reworded,
            };
            self.push(field, value(&before), value(&after), shift, Effect::Neutral);
        }
    }

    /// A word of a closed list, or anything that is only told apart.
    pub(crate) fn word<T: PartialEq + Serialize>(&mut self, field: &str, before: &T, after: &T) {
        if before != after {
            self.push(field, value(before), value(after), Shift::Reclassified, Effect::Neutral);
        }
    }

    pub(crate) fn force(&mut self, field: &str, before: Force, after: Force) {
        let (shift, effect) = match after.rank().cmp(&before.rank()) {
            std::cmp::Ordering::Greater => (Shift::Firmed, Effect::Strengthened),
            std::cmp::Ordering::Less => (Shift::Softened, Effect::Weakened),
            std::cmp::Ordering::Equal => return,
        };
        self.push(field, value(&before), value(&after), shift, effect);
    }

    /// The section that mentions the element: it follows when the section was renumbered.
    pub(crate) fn path(&mut self, field: &str, before: &Path, after: &Path) {
        if before != after {
            let follows = self.context.sections.get(before) == Some(after);
            let shift = if follows { Shift::Followed } else { Shift::Reclassified };
            self.push(field, value(before), value(after), shift, Effect::Neutral);
        }
    }

    /// References to items: they follow when the items were renumbered.
    pub(crate) fn references(&mut self, field: &str, before: &[ItemId], after: &[ItemId]) {
        if before == after {
            return;
        }
        let now: Vec<&ItemId> = before.iter().map(|id| self.context.items.get(id).unwrap_or(id)).collect();
        let shift = if now == after.iter().collect::<Vec<_>>() { Shift::Followed } else { Shift::Reclassified };
        self.push(field, value(&before), value(&after), shift, Effect::Neutral);
    }

    /// A list of words of which each stands once: entries that came, entries that went, another order.
    pub(crate) fn entries<T: PartialEq + Serialize>(&mut self, field: &str, before: &[T], after: &[T]) {
        self.joined(field, before, after, (Shift::Added, Shift::Dropped));
    }

    /// The same with other names for coming and going.
    pub(crate) fn joined<T: PartialEq + Serialize>(&mut self, field: &str, before: &[T], after: &[T], names: (Shift, Shift)) {
        if before == after {
            return;
        }
        let keys =
            |list: &[T]| -> Vec<u64> { list.iter().map(|e| super::digest::digest(e, super::digest::Cover::Whole)).collect() };
        let (was, is) = (keys(before), keys(after));
        let mut left: HashMap<u64, usize> = HashMap::new();
        is.iter().for_each(|key| *left.entry(*key).or_default() += 1);
        let gone: Vec<bool> = was.iter().map(|key| !take(&mut left, *key)).collect();
        let mut left: HashMap<u64, usize> = HashMap::new();
        was.iter().for_each(|key| *left.entry(*key).or_default() += 1);
        let new: Vec<bool> = is.iter().map(|key| !take(&mut left, *key)).collect();
        let entry = self.entry;
        let list = format!("{field}[]");
        for (i, element) in before.iter().enumerate().filter(|(i, _)| gone.get(*i) == Some(&true)) {
            self.entry = (Some(i), None);
            self.push(&list, value(element), None, names.1, Effect::Neutral);
        }
        for (j, element) in after.iter().enumerate().filter(|(j, _)| new.get(*j) == Some(&true)) {
            self.entry = (None, Some(j));
            self.push(&list, None, value(element), names.0, Effect::Neutral);
        }
        self.entry = entry;
        let stayed = |keys: &[u64], out: &[bool]| -> Vec<u64> {
            keys.iter().zip(out).filter(|(_, out)| !**out).map(|(key, _)| *key).collect()
        };
        if stayed(&was, &gone) != stayed(&is, &new) {
            self.push(field, value(&before), value(&after), Shift::Reordered, Effect::Neutral);
        }
    }

    /// Units that lead: when others took over, that is one change; else each that joined or left.
    pub(crate) fn lead(&mut self, field: &str, before: &[String], after: &[String]) {
        let left = before.iter().any(|name| !after.contains(name));
        let came = after.iter().any(|name| !before.contains(name));
        if left && came {
            self.push(field, value(&before), value(&after), Shift::LeadMoved, Effect::Neutral);
        } else {
            self.joined(field, before, after, (Shift::UnitJoined, Shift::UnitLeft));
        }
    }
}

fn take(left: &mut HashMap<u64, usize>, key: u64) -> bool {
    match left.get_mut(&key) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    }
}

/// Fields in the order of the JSON form; what is not named comes last.
const FIELDS: [&str; 42] = [
    "form",
    "place",
    "path",
    "text",
    "term",
    "title",
    "meaning",
    "document_number",
    "issuer",
    "issued",
    "effective",
    "status",
    "role",
    "within",
    "n",
    "summary",
    "topics",
    "stages",
    "force",
    "kind",
    "mechanism",
    "instruments",
    "lead",
    "responsible",
    "supporting",
    "actors",
    "forums",
    "beneficiaries",
    "kinds",
    "schedule",
    "payer",
    "sources",
    "purpose",
    "period",
    "targets",
    "awards",
    "quotas",
    "amounts",
    "terms",
    "conditions",
    "triggers",
    "consequences",
];

/// Sorts changes into the one order that they have in a diff, so that a diff that was turned round equals the one computed so.
pub(crate) fn sort(changes: &mut [Change]) {
    changes.sort_by_cached_key(|change| {
        let root = change.field.split(['.', '[']).next().unwrap_or_default();
        let rank = FIELDS.iter().position(|field| *field == root).unwrap_or(FIELDS.len());
        let place = (change.to.or(change.from), change.to.is_none(), change.from);
        let values = [&change.before, &change.after].map(|v| v.as_ref().map(ToString::to_string));
        (rank, root.to_owned(), change.field.contains("[]"), place, change.field.clone(), change.shift, values)
    });
}
