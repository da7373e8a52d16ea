//! The typed form of a diff: what of a plan was added, removed, changed, moved, as data that can be applied, turned round and stored.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::options::Method;
use super::shift::{Effect, Shift};
use super::words::Edit;
use crate::model::{
    Accountability, Annex, Citation, Class, Form, Funding, Goal, Incentive, ItemId, Measure, Path, Period, Place, Plan, Section,
    Source, Span, Status, Term, TextRef,
};

/// The version of the JSON form of a diff.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum DiffForm {
    /// The first form.
    #[default]
    #[serde(rename = "crossplan/diff/1")]
    V1,
}

/// What changed from one plan to another. Made by [`diff`](super::diff()) or [`Options::diff`](super::Options::diff).
///
/// Every list of the plan has its [`ListDiff`]; [`Diff::items`] walks the changes of all five lists of items alike. What is not named
/// here is the same in both plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diff {
    /// The version of the JSON form.
    pub form: DiffForm,
    /// How it was computed.
    pub method: Method,
    /// The plan before.
    pub before: Side,
    /// The plan after.
    pub after: Side,
    /// Changes of the head.
    #[serde(default, skip_serializing_if = "HeadDiff::is_empty")]
    pub head: HeadDiff,
    /// Changes of the issuers.
    pub issuers: ListDiff<String>,
    /// Changes of the notes.
    pub notes: ListDiff<String>,
    /// Changes of the citations.
    pub citations: ListDiff<Citation>,
    /// Changes of the glossary.
    pub glossary: ListDiff<Term>,
    /// Changes of the headings.
    pub outline: ListDiff<Section>,
    /// Changes of the list of annexes.
    pub annexes: ListDiff<Annex>,
    /// Changes of the goals.
    pub goals: ListDiff<Goal>,
    /// Changes of the measures.
    pub measures: ListDiff<Measure>,
    /// Changes of the incentives.
    pub incentives: ListDiff<Incentive>,
    /// Changes of the funding.
    pub funding: ListDiff<Funding>,
    /// Changes of the accountability.
    pub accountability: ListDiff<Accountability>,
    /// Items that were merged or split.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

/// What a diff says of each of its plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// The title.
    pub title: String,
    /// The name of the place.
    pub place: String,
    /// Draft or issued.
    pub status: Status,
}

impl Side {
    pub(crate) fn of(plan: &Plan) -> Self {
        Self { title: plan.title.clone(), place: plan.place.name.clone(), status: plan.status }
    }
}

/// A value before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swap<T> {
    /// Before.
    pub before: T,
    /// After.
    pub after: T,
}

impl<T: Clone + PartialEq> Swap<T> {
    pub(crate) fn of(before: &T, after: &T) -> Option<Self> {
        (before != after).then(|| Self { before: before.clone(), after: after.clone() })
    }

    pub(crate) fn inverse(&self) -> Self {
        Self { before: self.after.clone(), after: self.before.clone() }
    }
}

/// Changes of the fields of the head; `None` where a field is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HeadDiff {
    /// Version of the JSON form of the plans.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<Swap<Form>>,
    /// Title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Swap<String>>,
    /// Place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Swap<Place>>,
    /// Document number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<Swap<Option<String>>>,
    /// Date of issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<Swap<Option<NaiveDate>>>,
    /// Date of coming into force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<Swap<Option<NaiveDate>>>,
    /// Draft or issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Swap<Status>>,
    /// Years.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Swap<Option<Period>>>,
    /// The text that spans point into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Swap<Option<TextRef>>>,
}

impl HeadDiff {
    /// Whether no field changed.
    pub fn is_empty(&self) -> bool {
        *self == HeadDiff::default()
    }
}

/// What changed in one list. Places count from 0.
///
/// | part | elements |
/// |---|---|
/// | `removed` | of the list before, without a partner |
/// | `added` | of the list after, without a partner |
/// | `changed` | pairs that differ in more than the place where they were read |
/// | `resourced` | pairs that differ only in where they were read: every item behind an inserted sentence |
/// | `moved` | equal pairs that left the order of the others |
///
/// All other elements of the list before stand, in their order, in the places of the list after that are not named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListDiff<T> {
    /// How many elements the list has before.
    pub before_len: usize,
    /// How many it has after.
    pub after_len: usize,
    /// Elements that are gone, by their place before.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<Placed<T>>,
    /// Elements that are new, by their place after.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Placed<T>>,
    /// Pairs that differ, by their place after.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<Pair<T>>,
    /// Pairs read at another place of the text, by their place after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resourced: Vec<Resourced>,
    /// Equal pairs out of order, by their place after.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Jump>,
}

/// An element with its place in its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed<T> {
    /// Place in the list.
    pub at: usize,
    /// The element.
    pub element: T,
}

/// The places of an equal pair that left the order of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jump {
    /// Place before.
    pub from: usize,
    /// Place after.
    pub to: usize,
}

/// A pair that differs only in where it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resourced {
    /// Place before.
    pub from: usize,
    /// Place after.
    pub to: usize,
    /// Whether it left the order of the others as well.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reordered: bool,
    /// The sources that differ, by field.
    pub sources: Vec<SourceMove>,
}

/// A source that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceMove {
    /// Its path in the element: `source`, `targets[1].source`.
    pub field: String,
    /// Before.
    pub before: Source,
    /// After.
    pub after: Source,
}

/// A pair of elements that differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair<T> {
    /// Place before.
    pub from: usize,
    /// Place after.
    pub to: usize,
    /// The element before.
    pub before: T,
    /// The element after.
    pub after: T,
    /// Why they are one.
    pub pairing: Pairing,
    /// Whether its address changed, and in what way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relocation: Option<Relocation>,
    /// Whether it left the order of the others.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reordered: bool,
    /// Its changes, field by field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// What joined a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The same address, and alike.
    Identity,
    /// The same content at another address.
    Content,
    /// Alike, at another address.
    Likeness,
    /// Sections that hold the same items or sections, whatever their titles.
    Held,
    /// Given by the caller.
    Given,
}

/// Why two elements are one: what joined them, and how alike they are, in ten-thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pairing {
    /// What joined them.
    pub by: By,
    /// 0 to 10,000: four parts title, six parts body; the title alone where neither has a body, and four fifths of it where only one
    /// has.
    pub score: u32,
    /// Dice over the character bigrams of the titles.
    pub title: u32,
    /// Dice over those of everything else that is said.
    pub body: u32,
}

/// How an address changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relocation {
    /// It stands in another section.
    Moved,
    /// The same section under another number, or another number in its unit.
    Renumbered,
}

/// One change of one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The field, with `[]` for the entry of a list: `title`, `targets[].quantity.value`. [`Change::before_path`] and
    /// [`Change::after_path`] fill in the places.
    pub field: String,
    /// The entry's place in the list before; none where it is new, or the field lies in no list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<usize>,
    /// The entry's place in the list after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<usize>,
    /// The value before, as JSON; none where there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Value>,
    /// The value after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Value>,
    /// What the change does.
    pub shift: Shift,
    /// Whether the promise gets stronger.
    #[serde(default, skip_serializing_if = "is_neutral")]
    pub effect: Effect,
    /// Where both values are texts: what was replaced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Edit>,
    /// Where the holder was read, in the text of the plan before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before_span: Option<Span>,
    /// Where it was read in the text of the plan after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_span: Option<Span>,
    /// The item that gave or took a promise, for [`Shift::MovedIn`] and [`Shift::MovedOut`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<ItemId>,
}

fn is_neutral(effect: &Effect) -> bool {
    *effect == Effect::Neutral
}

impl Change {
    /// The path of the field in the item before: `targets[2].due`.
    pub fn before_path(&self) -> String {
        self.path(self.from)
    }

    /// The path of the field in the item after.
    pub fn after_path(&self) -> String {
        self.path(self.to)
    }

    fn path(&self, at: Option<usize>) -> String {
        match at {
            Some(at) => self.field.replacen("[]", &format!("[{at}]"), 1),
            None => self.field.clone(),
        }
    }
}

/// Whether several items became one, or one several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Several items before are one after.
    Merged,
    /// One item before is several after.
    Split,
}

/// Items that were merged or split. Its parts stand in the lists as well, as removed, added or changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Merged or split.
    pub kind: LinkKind,
    /// The whole: after a merger, before a split.
    pub whole: ItemId,
    /// The parts that are no pair of the whole, each with the share of its bigrams that the whole holds, in ten-thousandths.
    pub parts: Vec<Part>,
}

/// A part of a merged or split item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The item.
    pub item: ItemId,
    /// How much of it the whole holds beyond what its own pair explains, in ten-thousandths.
    pub share: u32,
}

/// What happened to an item as a whole. One item can have several: moved and changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// New.
    Added,
    /// Gone.
    Removed,
    /// Fields changed.
    Changed,
    /// In another section.
    Moved,
    /// Under another number.
    Renumbered,
    /// Out of the order of the others, at the same address.
    Reordered,
    /// Became part of another item, or took one in.
    Merged,
    /// Came out of another item, or gave one off.
    Split,
}

/// The change of one item, borrowed from a [`Diff`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ItemChange<'a> {
    /// The part of the plan.
    pub class: Class,
    /// The item before; none for a new one, and for an equal one out of order.
    pub before: Option<crate::model::ItemRef<'a>>,
    /// The item after.
    pub after: Option<crate::model::ItemRef<'a>>,
    /// Its place in its list before.
    pub from: Option<usize>,
    /// Its place in its list after.
    pub to: Option<usize>,
    /// What happened, in the order of [`Kind`].
    pub kinds: Vec<Kind>,
    /// Why both are one.
    pub pairing: Option<Pairing>,
    /// The changes of its fields.
    pub changes: &'a [Change],
    /// The merger or split it takes part in.
    pub link: Option<&'a Link>,
}

impl ItemChange<'_> {
    /// Whether this happened to the item.
    pub fn is(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Its identity before.
    pub fn before_id(&self) -> Option<ItemId> {
        self.before.map(|item| item.id())
    }

    /// Its identity after.
    pub fn after_id(&self) -> Option<ItemId> {
        self.after.map(|item| item.id())
    }

    /// Its path after, or before where it is gone.
    pub fn path(&self) -> Option<Path> {
        self.after.or(self.before).map(|item| item.path().clone())
    }
}
