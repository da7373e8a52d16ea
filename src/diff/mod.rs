//! Two plans compared in terms of what they promise: draft against final, last plan against this one, one county against another.
//!
//! ```
//! use crossplan::diff::{Effect, Kind, Shift};
//! let mut plans = crossplan::samples::plans()?;
//! let draft = plans.remove(0).1;
//! let mut issued = draft.clone();
//! issued.goals[0].force = crossplan::Force::Encouraged;
//! let diff = crossplan::diff(&draft, &issued);
//!
//! let change = diff.items().next().expect("one item changed");
//! assert!(change.is(Kind::Changed));
//! assert_eq!((change.changes[0].shift, change.changes[0].effect), (Shift::Softened, Effect::Weakened));
//! assert_eq!(diff.summary().weakened, 1);
//! assert_eq!(diff.apply(&draft)?, issued);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | room | what lives there |
//! |---|---|
//! | [`diff()`], [`Options`] | the comparison |
//! | [`Diff`], [`ListDiff`], [`Pair`], [`Change`] | the result, as data |
//! | [`Shift`], [`Effect`] | what a change does, and whether the promise gets stronger |
//! | [`ItemChange`], [`Kind`], [`Pairing`], [`Link`] | items added, removed, moved, renumbered, merged, split, and why they are one |
//! | [`Summary`] | the numbers |
//! | [`words`], [`Edit`] | wording |
//! | [`PatchOp`] | RFC 6902 |
//!
//! # Laws
//! For all plans `a`, `b`, `c`:
//!
//! | law | |
//! |---|---|
//! | `diff(a, a)` is empty | and only then |
//! | `diff(a, b).apply(a)` is `b` | the order of all lists included |
//! | `diff(a, b).inverse()` is `diff(b, a)` | ties included |
//! | a diff written as JSON loads again equal | |
//! | `diff(a, b).then(diff(b, c))` applied to `a` is `c` | |
//! | the JSON of `a` with [`Diff::patch`] applied is the JSON of `b` | |
//!
//! # What it costs
//! Equal elements are found by digest, the others by an index over their words, so the time grows with the plans, not with their
//! product. Only what changed is compared field by field.

mod build;
mod collect;
mod digest;
mod element;
mod grams;
mod head;
mod held;
mod laws;
mod links;
mod list;
mod numeral;
mod options;
mod order;
mod pairing;
mod parts;
mod patch;
mod promise;
mod shift;
mod summary;
mod types;
mod view;
mod words;

pub use laws::{Misfit, diff};
pub use options::{Identity, Method, Options};
pub use patch::PatchOp;
pub use shift::{Effect, Shift};
pub use summary::{ItemCounts, PromiseCounts, Summary};
pub use types::{
    By, Change, Diff, DiffForm, HeadDiff, ItemChange, Jump, Kind, Link, LinkKind, ListDiff, Pair, Pairing, Part, Placed,
    Relocation, Resourced, Side, SourceMove, Swap,
};
pub use words::{Edit, words};
