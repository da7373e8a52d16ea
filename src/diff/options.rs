//! How plans are compared: the options, and the record of them that every diff carries.

use serde::{Deserialize, Serialize};

use super::types::Diff;
use crate::model::{ItemId, Plan};
use crate::vocabulary::{Edition, Vocabulary};

/// What the address of an item says about its identity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// Plans of one place: the same address makes a pair likelier. Plans of two places: it says nothing, since every county has a
    /// 二/（三）/1.
    #[default]
    Auto,
    /// The same address always makes a pair likelier.
    Address,
    /// The content alone.
    Content,
}

/// The options of a comparison.
///
/// | option | default | meaning |
/// |---|---|---|
/// | [`vocabulary`](Options::vocabulary) | [`Vocabulary::standard`] | says which way is better for an indicator |
/// | [`identity`](Options::identity) | [`Identity::Auto`] | what an address is worth |
/// | [`likeness`](Options::likeness) | 4,500 | least score of a pair at two addresses, in ten-thousandths |
/// | [`same_address`](Options::same_address) | 2,500 | least score of a pair at one address |
/// | [`pairs`](Options::pairs) | none | pairs that are known already |
/// | [`part`](Options::part) | 6,000 | least share of an item inside another for a merger or split |
///
/// ```
/// use crossplan::diff::{Identity, Options};
/// let plans = crossplan::samples::plans()?;
/// let (xs, xt) = (&plans[0].1, &plans[1].1);
/// let strict = Options::new().identity(Identity::Content).likeness(7_000).diff(xs, xt);
/// assert!(strict.summary().items.paired <= crossplan::diff(xs, xt).summary().items.paired);
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Options<'v> {
    pub(crate) vocabulary: &'v Vocabulary,
    pub(crate) identity: Identity,
    pub(crate) likeness: u32,
    pub(crate) same_address: u32,
    pub(crate) part: u32,
    pub(crate) given: Vec<(ItemId, ItemId)>,
}

impl Default for Options<'static> {
    fn default() -> Self {
        Self::new()
    }
}

impl Options<'static> {
    /// The defaults.
    pub fn new() -> Self {
        Self {
            vocabulary: Vocabulary::standard(),
            identity: Identity::Auto,
            likeness: 4_500,
            same_address: 2_500,
            part: 6_000,
            given: Vec::new(),
        }
    }
}

impl<'v> Options<'v> {
    /// The vocabulary that says which way is better for an indicator.
    #[must_use]
    pub fn vocabulary<'w>(self, vocabulary: &'w Vocabulary) -> Options<'w> {
        Options {
            vocabulary,
            identity: self.identity,
            likeness: self.likeness,
            same_address: self.same_address,
            part: self.part,
            given: self.given,
        }
    }

    /// Pairs that are known already, as (item before, item after): checked by hand, or found by an alignment. They come before all
    /// other pairs; a pair of two classes, or with an item that is not there or is taken, is left out.
    #[must_use]
    pub fn pairs(mut self, pairs: impl IntoIterator<Item = (ItemId, ItemId)>) -> Self {
        self.given.extend(pairs);
        self
    }

    /// What the address of an item says about its identity.
    #[must_use]
    pub fn identity(mut self, identity: Identity) -> Self {
        self.identity = identity;
        self
    }

    /// The least score of a pair at two addresses, in ten-thousandths.
    #[must_use]
    pub fn likeness(mut self, least: u32) -> Self {
        self.likeness = least;
        self
    }

    /// The least score of a pair at one address, in ten-thousandths.
    #[must_use]
    pub fn same_address(mut self, least: u32) -> Self {
        self.same_address = least;
        self
    }

    /// The least share of an item that another must hold for a merger or split, in ten-thousandths.
    #[must_use]
    pub fn part(mut self, least: u32) -> Self {
        self.part = least;
        self
    }

    /// What changed from `before` to `after`.
    pub fn diff(&self, before: &Plan, after: &Plan) -> Diff {
        super::build::build(self, before, after)
    }

    pub(crate) fn method(&self) -> Method {
        Method {
            version: Method::VERSION.to_owned(),
            identity: self.identity,
            likeness: self.likeness,
            same_address: self.same_address,
            part: self.part,
            given: self.given.len(),
            indicators: self.vocabulary.indicators.edition(),
        }
    }
}

/// How a diff was computed: the version of the method, its options, the edition of the indicators that judged directions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Version of the method.
    pub version: String,
    /// What an address was worth.
    pub identity: Identity,
    /// Least score at two addresses.
    pub likeness: u32,
    /// Least score at one address.
    pub same_address: u32,
    /// Least share of a part.
    pub part: u32,
    /// How many pairs were known before.
    pub given: usize,
    /// The indicators.
    pub indicators: Edition,
}

impl Method {
    /// The version of the method: a change of its results changes it.
    pub const VERSION: &'static str = "crossplan/diff/2026.1";
}
