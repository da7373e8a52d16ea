//! The one config type of an alignment.

use serde::{Deserialize, Serialize};

use super::weights::Weights;
use crate::model::Class;

/// How items are grouped into rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Grouping {
    /// A row may hold several items of one plan. Two groups are joined when their pairs are the same on average and none is unrelated.
    #[default]
    Groups,
    /// A row holds at most one item of a plan, and for two plans the pairing with the greatest sum of scores is taken.
    OneToOne,
}

/// Options of an alignment. Each setter takes the options and gives them back.
///
/// ```
/// use crossplan::{Class, align::Options};
/// let options = Options::new().classes([Class::Incentive, Class::Funding]).same_from(0.6);
/// let json = serde_json::to_string(&options).unwrap();
/// assert_eq!(serde_json::from_str::<Options>(&json).unwrap(), options);
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Options {
    /// Which parts to align, each with itself; [`Class::Measure`] stands for whole units, goals sections among them.
    pub classes: Vec<Class>,
    /// Score from which a pair is `same`.
    pub same_from: f64,
    /// Probability of being at least partly comparable from which a pair is `partial`.
    pub partial_from: f64,
    /// How rows are made.
    pub grouping: Grouping,
    /// Whether units of annexes take part.
    pub annexes: bool,
    /// How many near misses are listed for an item left alone.
    pub near_misses: usize,
    /// A corpus of at most so many units (about 250 plans) is searched completely; a larger one within the bounds of the next two.
    pub complete: usize,
    /// How many earlier units a unit of a larger corpus is compared with in full, the likeliest ones.
    pub neighbours: usize,
    /// How many units with the same feature are looked at in a larger corpus; commoner features are sampled.
    pub depth: usize,
    /// The weight of the caller's own similarity, if one is given.
    pub own_weight: f64,
    /// The match weights.
    pub weights: Weights,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            classes: vec![Class::Measure],
            same_from: 0.5,
            partial_from: 0.35,
            grouping: Grouping::Groups,
            annexes: true,
            near_misses: 3,
            complete: 8192,
            neighbours: 32,
            depth: 128,
            own_weight: 1.0,
            weights: Weights::standard(),
        }
    }
}

macro_rules! setters {
    ($($(#[$meta:meta])* $name:ident: $ty:ty,)+) => {
        $($(#[$meta])* #[must_use] pub fn $name(mut self, $name: $ty) -> Self { self.$name = $name; self })+
    };
}

impl Options {
    /// The defaults: measures, groups, annexes included.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the parts to align.
    #[must_use]
    pub fn classes(mut self, classes: impl IntoIterator<Item = Class>) -> Self {
        self.classes = classes.into_iter().collect();
        self
    }

    setters! {
        /// Sets the score from which a pair is `same`.
        same_from: f64,
        /// Sets the probability from which a pair is `partial`.
        partial_from: f64,
        /// Sets how rows are made.
        grouping: Grouping,
        /// Sets whether units of annexes take part.
        annexes: bool,
        /// Sets how many near misses are listed.
        near_misses: usize,
        /// Sets up to how many units a corpus is searched completely.
        complete: usize,
        /// Sets how many candidates of a unit are compared in full.
        neighbours: usize,
        /// Sets how many units with the same feature are looked at.
        depth: usize,
        /// Sets the weight of the caller's own similarity.
        own_weight: f64,
        /// Sets the match weights.
        weights: Weights,
    }
}
