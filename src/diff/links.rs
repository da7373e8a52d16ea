//! What is seen only when all pairs are known: items that were merged or split, and promises that went from one item to another.

use std::collections::HashMap;

use super::digest::{Cover, digest};
use super::element::Element;
use super::grams::Grams;
use super::shift::{Effect, Shift};
use super::types::{Change, Diff, Link, LinkKind, ListDiff, Pair, Part};
use crate::model::{Item, ItemId, Target};

/// Completes a diff whose lists are there. Whatever it found before is found anew.
pub(crate) fn finish(diff: &mut Diff, part: u32) {
    let mut links = Vec::new();
    macro_rules! links {
        ($($list:ident),+) => {
            $(links.extend(merged(&diff.$list, LinkKind::Merged, part));
              links.extend(merged(&diff.$list, LinkKind::Split, part));)+
        };
    }
    links!(goals, measures, incentives, funding, accountability);
    links.sort();
    diff.links = links;
    promises(diff);
}

/// An item that can hold others: with what it says beyond its own pair.
struct Whole {
    id: ItemId,
    words: Grams,
    /// The words of the whole item, where it is no pair: then several parts must make it up.
    unpaired: bool,
}

/// Items that became part of another one; for [`LinkKind::Split`] the same, seen from the other side.
fn merged<T: Element>(list: &ListDiff<T>, kind: LinkKind, part: u32) -> Vec<Link> {
    let lone = if kind == LinkKind::Merged { &list.removed } else { &list.added };
    if lone.is_empty() {
        return Vec::new();
    }
    let words = |element: &T| {
        let body = element.body();
        Grams::of(body.iter().map(AsRef::as_ref).chain([element.title()]))
    };
    let mut wholes = Vec::new();
    for pair in &list.changed {
        let (part, whole) = if kind == LinkKind::Merged { (&pair.before, &pair.after) } else { (&pair.after, &pair.before) };
        let beyond = words(whole).without(&words(part));
        if let Some(item) = whole.item()
            && !beyond.is_empty()
        {
            wholes.push(Whole { id: item.id(), words: beyond, unpaired: false });
        }
    }
    for placed in if kind == LinkKind::Merged { &list.added } else { &list.removed } {
        if let Some(item) = placed.element.item() {
            wholes.push(Whole { id: item.id(), words: words(&placed.element), unpaired: true });
        }
    }
    let parts: Vec<(ItemId, Grams)> =
        lone.iter().filter_map(|placed| Some((placed.element.item()?.id(), words(&placed.element)))).collect();
    let mut found: Vec<Vec<Part>> = wholes.iter().map(|_| Vec::new()).collect();
    for (at, candidates) in parts.iter().zip(candidates(&parts, &wholes)) {
        // The whole that holds most of it; of two, the first by name.
        let best = candidates
            .into_iter()
            .filter_map(|w| wholes.get(w).map(|whole| (at.1.contained(&whole.words), std::cmp::Reverse(&whole.id), w)))
            .filter(|(share, _, _)| *share >= part)
            .max();
        if let Some((share, _, w)) = best
            && let Some(list) = found.get_mut(w)
        {
            list.push(Part { item: at.0.clone(), share });
        }
    }
    let enough = |whole: &Whole, parts: &Vec<Part>| parts.len() >= if whole.unpaired { 2 } else { 1 };
    let whole = wholes.into_iter().zip(found).filter(|(whole, parts)| enough(whole, parts));
    whole
        .map(|(whole, mut parts)| {
            parts.sort();
            Link { kind, whole: whole.id, parts }
        })
        .collect()
}

/// So many items that share a gram are too many to follow it.
const MOST_SHARED: usize = 16;
/// So many wholes of a part are looked at.
const CANDIDATES: usize = 8;

/// For each part the wholes that share the most rare grams with it.
fn candidates(parts: &[(ItemId, Grams)], wholes: &[Whole]) -> Vec<Vec<usize>> {
    let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
    for (w, whole) in wholes.iter().enumerate() {
        for gram in whole.words.each() {
            places.entry(gram).or_default().push(w);
        }
    }
    let of = |(_, grams): &(ItemId, Grams)| {
        let mut met: Vec<usize> =
            grams.each().filter_map(|gram| places.get(&gram)).filter(|w| w.len() <= MOST_SHARED).flatten().copied().collect();
        met.sort_unstable();
        let mut counts: Vec<(usize, usize)> = met.chunk_by(|a, b| a == b).filter_map(|c| Some((c.len(), *c.first()?))).collect();
        counts.sort_unstable_by_key(|(count, w)| (std::cmp::Reverse(*count), wholes.get(*w).map(|whole| &whole.id)));
        counts.into_iter().take(CANDIDATES).map(|(_, w)| w).collect()
    };
    parts.iter().map(of).collect()
}

/// A promise that one item lost and another gained word for word went from one to the other.
fn promises(diff: &mut Diff) {
    // Digest of the promise → items that lost it, items that gained it, in the order of the lists.
    let mut lost: HashMap<u64, Vec<ItemId>> = HashMap::new();
    let mut gained: HashMap<u64, Vec<ItemId>> = HashMap::new();
    macro_rules! note {
        ($($list:ident),+) => {
            $(for pair in &diff.$list.changed {
                note(pair, &pair.before, &pair.after, &mut lost, &mut gained);
            })+
        };
    }
    note!(goals, measures, incentives, funding, accountability);
    // Only a promise that went once can be followed without guessing.
    let once = |ids: Option<&Vec<ItemId>>| match ids.map(Vec::as_slice) {
        Some([id]) => Some(id.clone()),
        _ => None,
    };
    let moved: HashMap<u64, (ItemId, ItemId)> =
        lost.iter().filter_map(|(key, from)| Some((*key, (once(Some(from))?, once(gained.get(key))?)))).collect();
    if moved.is_empty() {
        return;
    }
    macro_rules! mark {
        ($($list:ident),+) => {
            $(for pair in &mut diff.$list.changed {
                let mut any = false;
                for change in &mut pair.changes {
                    let key = lone_promise(&pair.before, &pair.after, change);
                    let Some((from, to)) = key.and_then(|(key, _)| moved.get(&key)) else { continue };
                    any = true;
                    (change.shift, change.other) = if change.to.is_some() {
                        (Shift::MovedIn, Some(from.clone()))
                    } else {
                        (Shift::MovedOut, Some(to.clone()))
                    };
                    change.effect = Effect::Neutral;
                }
                if any {
                    super::collect::sort(&mut pair.changes);
                }
            })+
        };
    }
    mark!(goals, measures, incentives, funding, accountability);
}

fn note<T: Element>(
    pair: &Pair<T>,
    before: &(impl Item + ?Sized),
    after: &(impl Item + ?Sized),
    lost: &mut HashMap<u64, Vec<ItemId>>,
    gained: &mut HashMap<u64, Vec<ItemId>>,
) {
    for change in &pair.changes {
        match lone_promise(before, after, change) {
            Some((key, true)) => gained.entry(key).or_default().push(before.id()),
            Some((key, false)) => lost.entry(key).or_default().push(after.id()),
            None => {}
        }
    }
}

/// The promise that a change adds (true) or drops, as the digest of its content.
fn lone_promise(before: &(impl Item + ?Sized), after: &(impl Item + ?Sized), change: &Change) -> Option<(u64, bool)> {
    if !matches!(change.shift, Shift::Added | Shift::Dropped) || !change.field.ends_with("[]") {
        return None;
    }
    let find = |item: Vec<(String, &Target)>, path: String| {
        item.into_iter().find(|(field, _)| *field == path).map(|(_, target)| digest(target, Cover::Content))
    };
    match (change.from, change.to) {
        (Some(_), None) => Some((find(before.promises(), change.before_path())?, false)),
        (None, Some(_)) => Some((find(after.promises(), change.after_path())?, true)),
        _ => None,
    }
}
