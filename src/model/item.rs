//! What the five kinds of items have in common: where they stand, what they are about, how firm they are.

use std::fmt;
use std::str::FromStr;

use super::code::TopicCode;
use super::path::Path;
use super::source::Source;
use super::target::{Force, Target};
use super::words::{UnknownWord, string_form, words};
use super::{Accountability, Funding, Goal, Incentive, Measure, Stage};

words! { "class",
    /// The five parts of a plan.
    pub enum Class {
        /// A result to reach.
        Goal = "goal",
        /// An action.
        Measure = "measure",
        /// Something of worth given to a person, team or school.
        Incentive = "incentive",
        /// Money put in, or a rule on money.
        Funding = "funding",
        /// A duty, check, term limit or sanction on whoever acts.
        Accountability = "accountability",
    }
}

impl Class {
    /// The name of its list in the JSON form: `goals`, `measures`, `incentives`, `funding`, `accountability`.
    pub const fn list(self) -> &'static str {
        match self {
            Class::Goal => "goals",
            Class::Measure => "measures",
            Class::Incentive => "incentives",
            Class::Funding => "funding",
            Class::Accountability => "accountability",
        }
    }
}

/// The identity of an item inside its plan: its class, its unit, and which of its class in that unit it is.
///
/// Written `class:path`, with `#n` behind it when it is not the first: `incentive:三/（三）/2#3`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    /// The part of the plan.
    pub class: Class,
    /// The unit.
    pub path: Path,
    /// Which of its class in the unit, from 1.
    pub n: u32,
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.class, self.path)?;
        if self.n != 1 {
            write!(f, "#{}", self.n)?;
        }
        Ok(())
    }
}

impl FromStr for ItemId {
    type Err = UnknownWord;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let fault =
            || UnknownWord::new("item id", s, "class:path or class:path#n with n from 2, such as incentive:三/（三）/2#3");
        let (class, rest) = s.split_once(':').ok_or_else(fault)?;
        let class = class.parse().map_err(|_| fault())?;
        let (path, n) = match rest.rsplit_once('#') {
            None => (rest, 1),
            Some((path, n)) => {
                let number: u32 = n.parse().map_err(|_| fault())?;
                // One item has one spelling: no #1, no leading zero or sign.
                if number < 2 || n != number.to_string() {
                    return Err(fault());
                }
                (path, number)
            }
        };
        Ok(ItemId { class, path: path.parse().map_err(|_| fault())?, n })
    }
}

string_form!(
    ItemId,
    "class:path, with #n when it is not the first of its class in the unit",
    r"^(goal|measure|incentive|funding|accountability):.+$"
);

/// Declares an item: the fields that all five share, then its own. One place for the shared part, since serde's `flatten` would give
/// up the refusal of unknown fields and the field paths of errors.
macro_rules! item {
    ($class:ident, $(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident: $ty:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            /// The unit that holds it.
            pub path: $crate::model::Path,
            /// Which of its class in that unit it is, in text order, from 1.
            #[serde(default = "one", skip_serializing_if = "is_one")]
            pub n: u32,
            /// A short title.
            pub title: String,
            /// What it says, in a sentence or two.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub summary: Option<String>,
            /// Topic codes, the primary one first.
            #[serde(default, skip_serializing_if = "Few::is_empty")]
            pub topics: $crate::model::Few<$crate::model::TopicCode, 4>,
            /// Education stages; empty where it is not about a stage.
            #[serde(default, skip_serializing_if = "Few::is_empty")]
            pub stages: $crate::model::Few<$crate::model::Stage, 8>,
            /// How firmly it is promised.
            pub force: $crate::model::Force,
            $($(#[$fmeta])* pub $field: $ty,)*
            /// Other items that it refers to or restates.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub see: Vec<$crate::model::ItemId>,
            /// Where it was read.
            #[serde(default, skip_serializing_if = "Source::is_empty")]
            pub source: $crate::model::Source,
        }

        impl $crate::model::Item for $name {
            fn class(&self) -> $crate::model::Class { $crate::model::Class::$class }
            fn path(&self) -> &$crate::model::Path { &self.path }
            fn n(&self) -> u32 { self.n }
            fn title(&self) -> &str { &self.title }
            fn summary(&self) -> Option<&str> { self.summary.as_deref() }
            fn topics(&self) -> &[$crate::model::TopicCode] { &self.topics }
            fn stages(&self) -> &[$crate::model::Stage] { &self.stages }
            fn force(&self) -> $crate::model::Force { self.force }
            fn see(&self) -> &[$crate::model::ItemId] { &self.see }
            fn source(&self) -> &$crate::model::Source { &self.source }
            fn promises(&self) -> Vec<(String, &$crate::model::Target)> { self.own_promises() }
        }
    };
}

pub(crate) use item;

/// What every item can be asked, whatever its class.
pub trait Item {
    /// The part of the plan it belongs to.
    fn class(&self) -> Class;
    /// The unit that holds it.
    fn path(&self) -> &Path;
    /// Which of its class in that unit it is, from 1.
    fn n(&self) -> u32;
    /// A short title.
    fn title(&self) -> &str;
    /// What it says.
    fn summary(&self) -> Option<&str>;
    /// Topic codes, the primary one first.
    fn topics(&self) -> &[TopicCode];
    /// Education stages.
    fn stages(&self) -> &[Stage];
    /// How firmly it is promised.
    fn force(&self) -> Force;
    /// Other items that it refers to or restates.
    fn see(&self) -> &[ItemId];
    /// Where it was read.
    fn source(&self) -> &Source;
    /// Every promise inside it with the field that holds it: `targets[0]`, `conditions[1].target`.
    fn promises(&self) -> Vec<(String, &Target)>;

    /// Its identity in the plan.
    fn id(&self) -> ItemId {
        ItemId { class: self.class(), path: self.path().clone(), n: self.n() }
    }
}

/// A borrowed item of any class, for what is asked of all of them alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ItemRef<'a> {
    /// A goal.
    Goal(&'a Goal),
    /// A measure.
    Measure(&'a Measure),
    /// An incentive.
    Incentive(&'a Incentive),
    /// A funding line or rule.
    Funding(&'a Funding),
    /// An accountability mechanism.
    Accountability(&'a Accountability),
}

impl<'a> std::ops::Deref for ItemRef<'a> {
    type Target = dyn Item + 'a;

    fn deref(&self) -> &Self::Target {
        match *self {
            ItemRef::Goal(item) => item,
            ItemRef::Measure(item) => item,
            ItemRef::Incentive(item) => item,
            ItemRef::Funding(item) => item,
            ItemRef::Accountability(item) => item,
        }
    }
}

impl<'a> ItemRef<'a> {
    /// As [`Item::path`], for as long as the plan is borrowed.
    pub(crate) fn into_path(self) -> &'a Path {
        match self {
            ItemRef::Goal(item) => &item.path,
            ItemRef::Measure(item) => &item.path,
            ItemRef::Incentive(item) => &item.path,
            ItemRef::Funding(item) => &item.path,
            ItemRef::Accountability(item) => &item.path,
        }
    }

    /// As [`Item::topics`], for as long as the plan is borrowed.
    pub(crate) fn into_topics(self) -> &'a [TopicCode] {
        match self {
            ItemRef::Goal(item) => &item.topics,
            ItemRef::Measure(item) => &item.topics,
            ItemRef::Incentive(item) => &item.topics,
            ItemRef::Funding(item) => &item.topics,
            ItemRef::Accountability(item) => &item.topics,
        }
    }

    /// As [`Item::promises`], for as long as the plan is borrowed.
    pub fn into_promises(self) -> Vec<(String, &'a Target)> {
        match self {
            ItemRef::Goal(item) => item.promises(),
            ItemRef::Measure(item) => item.promises(),
            ItemRef::Incentive(item) => item.promises(),
            ItemRef::Funding(item) => item.promises(),
            ItemRef::Accountability(item) => item.promises(),
        }
    }
}

pub(crate) fn one() -> u32 {
    1
}

pub(crate) fn is_one(n: &u32) -> bool {
    *n == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_item_has_one_spelling() {
        for good in ["measure:二/（四）/12", "incentive:附件2/三#2", "goal:一"] {
            assert_eq!(good.parse::<ItemId>().unwrap().to_string(), good);
        }
        for bad in ["measure:二#1", "measure:二#02", "measure:二#+2", "action:二", "二", "measure:", "measure:二#"] {
            assert!(bad.parse::<ItemId>().is_err(), "{bad}");
        }
    }
}
