//! A diff in numbers: how many items and promises changed, and which way.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::laws::lists;
use super::shift::{Effect, Shift};
use super::types::{Diff, Kind, ListDiff};
use crate::model::{ItemRef, Target};

/// How many items, by what happened to them; an item that was moved and changed counts under both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemCounts {
    /// Of the plan before.
    pub before: usize,
    /// Of the plan after.
    pub after: usize,
    /// Pairs, changed or not.
    pub paired: usize,
    /// New.
    pub added: usize,
    /// Gone.
    pub removed: usize,
    /// With changed fields.
    pub changed: usize,
    /// In another section.
    pub moved: usize,
    /// Under another number.
    pub renumbered: usize,
    /// Out of the order of the others.
    pub reordered: usize,
    /// Parts of mergers, and what took them in.
    pub merged: usize,
    /// What was split, and its parts.
    pub split: usize,
}

/// How many promises, by what became of them. A promise is one [`Target`], wherever it stands in an item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromiseCounts {
    /// Changed for the stronger only.
    pub strengthened: usize,
    /// Changed for the weaker only.
    pub weakened: usize,
    /// Stronger in one respect and weaker in another: more, but later.
    pub mixed: usize,
    /// Changed in neither direction.
    pub neutral: usize,
    /// New, in items that stayed or in new ones.
    pub added: usize,
    /// Gone.
    pub dropped: usize,
    /// Gone from one item to another, word for word.
    pub moved: usize,
}

/// A diff in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Fields of the head that changed.
    pub head: usize,
    /// Headings that are new, gone, changed, or out of order.
    pub headings: usize,
    /// The items.
    pub items: ItemCounts,
    /// The promises.
    pub promises: PromiseCounts,
    /// Changes for the stronger that lie outside of promises: force of an item, schedule, ladder of consequences.
    pub strengthened: usize,
    /// The same for the weaker.
    pub weakened: usize,
    /// How often each shift occurs.
    pub shifts: BTreeMap<Shift, usize>,
}

impl Diff {
    /// The diff in numbers.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary { head: self.head.changes().len(), ..Summary::default() };
        summary.headings = size(&self.outline);
        macro_rules! shifts {
            ($($list:ident),+) => {
                $(for change in self.$list.changed.iter().flat_map(|pair| &pair.changes) {
                    *summary.shifts.entry(change.shift).or_default() += 1;
                })+
            };
        }
        lists!(shifts);
        macro_rules! items {
            ($($list:ident),+) => {
                $(summary.items.before += self.$list.before_len;
                  summary.items.after += self.$list.after_len;
                  summary.items.paired += self.$list.before_len.saturating_sub(self.$list.removed.len());)+
            };
        }
        items!(goals, measures, incentives, funding, accountability);
        for item in self.items() {
            let counts = &mut summary.items;
            for kind in &item.kinds {
                *match kind {
                    Kind::Added => &mut counts.added,
                    Kind::Removed => &mut counts.removed,
                    Kind::Changed => &mut counts.changed,
                    Kind::Moved => &mut counts.moved,
                    Kind::Renumbered => &mut counts.renumbered,
                    Kind::Reordered => &mut counts.reordered,
                    Kind::Merged => &mut counts.merged,
                    Kind::Split => &mut counts.split,
                } += 1;
            }
            match (item.before, item.after) {
                (None, Some(new)) => summary.promises.added += promises(new),
                (Some(gone), None) => summary.promises.dropped += promises(gone),
                _ => {}
            }
            // Changes of one promise, gathered under its list and place: whether any is for the stronger, and any for the weaker.
            let mut each = BTreeMap::<_, (bool, bool)>::new();
            for change in item.changes {
                let Some((list, rest)) = change.field.split_once("[]").filter(|(list, _)| PROMISES.contains(list)) else {
                    summary.strengthened += usize::from(change.effect == Effect::Strengthened);
                    summary.weakened += usize::from(change.effect == Effect::Weakened);
                    continue;
                };
                match change.shift {
                    Shift::MovedIn => summary.promises.moved += 1,
                    Shift::MovedOut => {}
                    Shift::Added if rest.is_empty() => summary.promises.added += 1,
                    Shift::Dropped if rest.is_empty() => summary.promises.dropped += 1,
                    _ => {
                        let seen = each.entry((list, change.from, change.to)).or_default();
                        seen.0 |= change.effect == Effect::Strengthened;
                        seen.1 |= change.effect == Effect::Weakened;
                    }
                }
            }
            for effect in each.values() {
                *match effect {
                    (true, true) => &mut summary.promises.mixed,
                    (true, false) => &mut summary.promises.strengthened,
                    (false, true) => &mut summary.promises.weakened,
                    (false, false) => &mut summary.promises.neutral,
                } += 1;
            }
        }
        summary
    }
}

/// The lists that hold promises; a condition or consequence is judged as part of its item.
const PROMISES: [&str; 5] = ["targets", "awards", "quotas", "amounts", "terms"];

fn promises(item: ItemRef<'_>) -> usize {
    let own = |(field, _): &(String, &Target)| field.split_once('[').is_some_and(|(list, _)| PROMISES.contains(&list));
    item.into_promises().iter().filter(|promise| own(promise)).count()
}

fn size<T>(list: &ListDiff<T>) -> usize {
    let quiet = |pair: &&super::types::Pair<T>| pair.relocation.is_some() || pair.reordered || !pair.changes.is_empty();
    let reordered = list.resourced.iter().filter(|r| r.reordered).count();
    list.added.len() + list.removed.len() + list.moved.len() + reordered + list.changed.iter().filter(quiet).count()
}
