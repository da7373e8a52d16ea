//! RFC 6902: a diff as a JSON Patch, for programs that know nothing of plans.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::element::Element;
use super::laws::{heads, lists};
use super::types::{Diff, ListDiff};
use crate::model::Source;

/// One operation of a JSON Patch (RFC 6902). Paths are JSON Pointers (RFC 6901).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "lowercase")]
#[non_exhaustive]
pub enum PatchOp {
    /// Adds a value, or inserts an element.
    Add {
        /// Where.
        path: String,
        /// What.
        value: Value,
    },
    /// Removes a value.
    Remove {
        /// Where.
        path: String,
    },
    /// Replaces a value.
    Replace {
        /// Where.
        path: String,
        /// By what.
        value: Value,
    },
    /// Moves a value.
    Move {
        /// From where.
        from: String,
        /// To where, counted after it was taken away.
        path: String,
    },
}

impl Diff {
    /// The diff as a JSON Patch: applied to the JSON form of the plan before it gives that of the plan after.
    ///
    /// In each list elements are first removed, then moved, then changed, then added. An empty list is left out of the JSON form of a
    /// plan, so a list that becomes empty is removed as a whole, and one that was empty is added.
    pub fn patch(&self) -> Vec<PatchOp> {
        let mut ops = Vec::new();
        macro_rules! patch_heads {
            ($($field:ident),+) => {
                $(if let Some(swap) = &self.head.$field {
                    let value = |value| serde_json::to_value(value).ok().filter(|value| !value.is_null());
                    let path = concat!("/", stringify!($field));
                    fields(path, value(serde_json::json!(swap.before)), value(serde_json::json!(swap.after)), &mut ops);
                })+
            };
        }
        heads!(patch_heads);
        macro_rules! patch_lists {
            ($($list:ident),+) => { $(list(concat!("/", stringify!($list)), &self.$list, &mut ops);)+ };
        }
        lists!(patch_lists);
        ops
    }
}

fn list<T: Element>(path: &str, diff: &ListDiff<T>, ops: &mut Vec<PatchOp>) {
    if diff.is_empty() {
        return;
    }
    let value = |element: &T| serde_json::to_value(element).unwrap_or_default();
    if diff.after_len == 0 {
        ops.push(PatchOp::Remove { path: path.to_owned() });
        return;
    }
    if diff.before_len == 0 {
        let all = diff.added.iter().map(|placed| value(&placed.element)).collect();
        ops.push(PatchOp::Add { path: path.to_owned(), value: Value::Array(all) });
        return;
    }
    let at = |i: usize| format!("{path}/{i}");
    ops.extend(diff.removed.iter().rev().map(|placed| PatchOp::Remove { path: at(placed.at) }));
    let kept = Without::new(diff.removed.iter().map(|placed| placed.at));
    let new = Without::new(diff.added.iter().map(|placed| placed.at));
    let mut jumps: Vec<(usize, usize)> = diff.moved.iter().map(|jump| (jump.from, jump.to)).collect();
    jumps.extend(diff.resourced.iter().filter(|r| r.reordered).map(|r| (r.from, r.to)));
    jumps.extend(diff.changed.iter().filter(|p| p.reordered).map(|p| (p.from, p.to)));
    let mut jumps: Vec<(usize, usize)> = jumps.into_iter().map(|(from, to)| (kept.place(from), new.place(to))).collect();
    jumps.sort_unstable_by_key(|(_, to)| *to);
    moves(path, &jumps, diff.before_len - diff.removed.len().min(diff.before_len), ops);
    for pair in &diff.changed {
        fields(&at(new.place(pair.to)), Some(value(&pair.before)), Some(value(&pair.after)), ops);
    }
    for resourced in &diff.resourced {
        for moved in &resourced.sources {
            let pointer = format!("{}/{}", at(new.place(resourced.to)), moved.field.replace("].", "/").replace(['.', '['], "/"));
            let value = |source: &Source| (!source.is_empty()).then(|| serde_json::to_value(source).unwrap_or_default());
            fields(&pointer, value(&moved.before), value(&moved.after), ops);
        }
    }
    ops.extend(diff.added.iter().map(|placed| PatchOp::Add { path: at(placed.at), value: value(&placed.element) }));
}

/// Places in a list, counted without some of them.
struct Without(Vec<usize>);

impl Without {
    fn new(without: impl Iterator<Item = usize>) -> Self {
        let mut places: Vec<usize> = without.collect();
        places.sort_unstable();
        Self(places)
    }

    fn place(&self, at: usize) -> usize {
        at.saturating_sub(self.0.partition_point(|place| *place < at))
    }
}

/// Moves elements so that each stands behind the one that it stands behind after: `jumps` in the order of their places after.
fn moves(path: &str, jumps: &[(usize, usize)], len: usize, ops: &mut Vec<PatchOp>) {
    if jumps.is_empty() || len > super::list::LONGEST {
        return;
    }
    let mut jumping = vec![false; len];
    for (from, _) in jumps {
        if let Some(flag) = jumping.get_mut(*from) {
            *flag = true;
        }
    }
    // The order after: those that stay fill the places that no jump takes.
    let mut order: Vec<Option<usize>> = vec![None; len];
    for (from, to) in jumps {
        if let Some(slot) = order.get_mut(*to) {
            *slot = Some(*from);
        }
    }
    let mut staying = (0..len).filter(|i| jumping.get(*i) == Some(&false));
    let order: Vec<usize> = order.into_iter().filter_map(|slot| slot.or_else(|| staying.next())).collect();
    let mut now: Vec<usize> = (0..len).collect();
    for (from, to) in jumps {
        let Some(at) = now.iter().position(|element| element == from) else { continue };
        now.remove(at);
        let before = to.checked_sub(1).and_then(|to| order.get(to));
        let target = before.and_then(|before| now.iter().position(|element| element == before)).map_or(0, |place| place + 1);
        now.insert(target.min(now.len()), *from);
        if at != target {
            ops.push(PatchOp::Move { from: format!("{path}/{at}"), path: format!("{path}/{target}") });
        }
    }
}

/// How deep values are told apart; below it they are replaced as a whole. The form of a plan is not as deep.
const DEEPEST: usize = 16;

/// The operations that turn one value into another. Work is kept on a list of its own: no value is deep enough to matter, but a diff
/// can be loaded from anywhere.
fn fields(path: &str, before: Option<Value>, after: Option<Value>, ops: &mut Vec<PatchOp>) {
    let mut work = vec![(path.to_owned(), before, after, 0)];
    while let Some((path, before, after, depth)) = work.pop() {
        match (before, after) {
            (None, None) => {}
            (None, Some(value)) => ops.push(PatchOp::Add { path, value }),
            (Some(_), None) => ops.push(PatchOp::Remove { path }),
            (Some(was), Some(is)) if was == is => {}
            (Some(Value::Object(was)), Some(Value::Object(is))) if depth < DEEPEST => {
                for (key, was, is) in entries(was, is) {
                    work.push((format!("{path}/{}", escaped(&key)), was, is, depth + 1));
                }
            }
            (Some(Value::Array(was)), Some(Value::Array(is))) if depth < DEEPEST && was.len() == is.len() => {
                for (i, (was, is)) in was.into_iter().zip(is).enumerate() {
                    work.push((format!("{path}/{i}"), Some(was), Some(is), depth + 1));
                }
            }
            (Some(_), Some(value)) => ops.push(PatchOp::Replace { path, value }),
        }
    }
}

/// The fields of both objects, in reverse order: the list of work is taken from its end.
fn entries(was: Map<String, Value>, mut is: Map<String, Value>) -> Vec<(String, Option<Value>, Option<Value>)> {
    let mut entries: Vec<_> = was
        .into_iter()
        .map(|(key, was)| {
            let now = is.remove(&key);
            (key, Some(was), now)
        })
        .collect();
    entries.extend(is.into_iter().map(|(key, is)| (key, None, Some(is))));
    entries.sort_by(|a, b| b.0.cmp(&a.0));
    entries
}

/// A name as part of a JSON Pointer.
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
