//! The plan itself, and the walks through it that every caller needs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::item::{ItemId, ItemRef};
use super::load::Form;
use super::outline::{Annex, Citation, Role, Section, Term};
use super::path::Path;
use super::place::Place;
use super::source::TextRef;
use super::target::Target;
use super::time::Period;
use super::words::words;
use super::{Accountability, Class, Funding, Goal, Incentive, Measure};

words! { "status",
    /// Whether the plan is in force.
    pub enum Status {
        /// 草案, 征求意见稿, 公示稿.
        Draft = "draft",
        /// 印发.
        Issued = "issued",
    }
}

/// An education development plan of one place.
///
/// The five lists hold the items of the main body and of every annex, in text order; an item's [`Path`] says which (a caller that goes
/// through `measures` cannot overlook those of an annex). [`Plan::check`] says whether a plan that was built in code is sound; loading
/// checks by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// The version of the JSON form.
    pub form: Form,
    /// Official title.
    pub title: String,
    /// The place it is for.
    pub place: Place,
    /// Who issued it, as signed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issuers: Vec<String>,
    /// Document number (发文字号).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// Date of issue (成文日期).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<NaiveDate>,
    /// Date of coming into force, where the text names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<NaiveDate>,
    /// Draft or issued.
    pub status: Status,
    /// The years it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// The text that spans point into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// Remarks on the document as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// Documents that it cites.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub citations: Vec<Citation>,
    /// Terms that it explains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub glossary: Vec<Term>,
    /// Every heading, annexes included, in document order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outline: Vec<Section>,
    /// Its annexes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annexes: Vec<Annex>,
    /// Results to reach.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// Actions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// What is given to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incentives: Vec<Incentive>,
    /// Money and rules on money.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<Funding>,
    /// Who answers for what.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accountability: Vec<Accountability>,
}

impl Plan {
    /// A plan with a head and nothing in it.
    pub fn new(title: impl Into<String>, place: Place, status: Status) -> Self {
        Self {
            form: Form::CURRENT,
            title: title.into(),
            place,
            issuers: Vec::new(),
            document_number: None,
            issued: None,
            effective: None,
            status,
            period: None,
            text: None,
            notes: Vec::new(),
            citations: Vec::new(),
            glossary: Vec::new(),
            outline: Vec::new(),
            annexes: Vec::new(),
            goals: Vec::new(),
            measures: Vec::new(),
            incentives: Vec::new(),
            funding: Vec::new(),
            accountability: Vec::new(),
        }
    }

    /// Every item, class by class, each class in text order.
    pub fn items(&self) -> impl Iterator<Item = ItemRef<'_>> {
        let goals = self.goals.iter().map(ItemRef::Goal);
        let measures = self.measures.iter().map(ItemRef::Measure);
        let incentives = self.incentives.iter().map(ItemRef::Incentive);
        let funding = self.funding.iter().map(ItemRef::Funding);
        let accountability = self.accountability.iter().map(ItemRef::Accountability);
        goals.chain(measures).chain(incentives).chain(funding).chain(accountability)
    }

    /// Every item with its field in the JSON form, `measures[3]`, in the order of [`Plan::items`].
    pub(crate) fn placed_items(&self) -> impl Iterator<Item = (String, ItemRef<'_>)> {
        let mut counts = std::collections::HashMap::new();
        self.items().map(move |item| {
            let count = counts.entry(item.class()).or_insert(0usize);
            let field = format!("{}[{count}]", item.class().list());
            *count += 1;
            (field, item)
        })
    }

    /// Where each heading stands in the outline; of a path that occurs twice, the last.
    pub(crate) fn outline_order(&self) -> std::collections::HashMap<&Path, usize> {
        self.outline.iter().enumerate().map(|(at, section)| (&section.path, at)).collect()
    }

    /// The items of one class.
    pub fn items_of(&self, class: Class) -> impl Iterator<Item = ItemRef<'_>> {
        self.items().filter(move |item| item.class() == class)
    }

    /// The item with this identity.
    pub fn item(&self, id: &ItemId) -> Option<ItemRef<'_>> {
        self.items().find(|item| item.class() == id.class && item.n() == id.n && item.path() == &id.path)
    }

    /// Every promise with the item that holds it.
    pub fn promises(&self) -> impl Iterator<Item = (ItemRef<'_>, &Target)> {
        self.items().flat_map(|item| item.into_promises().into_iter().map(move |(_, target)| (item, target)))
    }

    /// The heading at this path.
    pub fn section(&self, path: &Path) -> Option<&Section> {
        self.outline.iter().find(|section| &section.path == path)
    }

    /// The units of the outline, in document order: headings that hold no lower heading, and those that hold some but have items of
    /// their own. Annex headings, the glossary, and a preamble without items are no units.
    pub fn units(&self) -> impl Iterator<Item = &Section> {
        let parents: std::collections::HashSet<Path> = self.outline.iter().filter_map(|s| s.path.parent()).collect();
        let held: std::collections::HashSet<&Path> = self.items().map(ItemRef::into_path).collect();
        self.outline.iter().filter(move |section| {
            let leaf = !parents.contains(&section.path) && section.role != Role::Preamble;
            !matches!(section.role, Role::Annex | Role::Glossary) && (leaf || held.contains(&section.path))
        })
    }
}
