//! The rule language of a codebook: a small closed set of questions to a typed plan, in JSON.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::compare::facet::Facet;
use crate::model::words::words;
use crate::model::{
    CitationRole, Class, ConsequenceKind, Force, FundingKind, IncentiveKind, IndicatorId, Instrument, Level, Mechanism, Role,
    Stage, TopicCode, Unit, decimal,
};

/// How a sub-variable is decided. In JSON an object with one field, the name of the rule.
///
/// | rule | holds when | example |
/// |---|---|---|
/// | `all`, `any`, `not` | all hold, one holds, it does not hold | `{"not": {"head": "document_number"}}` |
/// | `items` | so many items fit a [`Filter`] | `{"items": {"where": {"topics": ["B1"]}, "at_least": 2}}` |
/// | `promises` | so many promises fit | `{"promises": {"has": ["number", "date"], "units": ["yuan"]}}` |
/// | `share` | of the items that fit one filter, at least that share fits another too | `{"share": {"of": {"classes": ["measure"]}, "with": {"has": ["number"]}, "at_least": "0.5"}}` |
/// | `distinct` | so many different codes occur | `{"distinct": {"of": "stages", "at_least": 4}}` |
/// | `period` | the plan's period has so many years, both ends counted | `{"period": {"at_least": 3, "at_most": 5}}` |
/// | `due` | so many promises are due so many years after the plan's first year | `{"due": {"from": 0, "to": 2}}` |
/// | `head` | the head of the document says it | `{"head": "issued"}` |
/// | `issuers` | so many issuers have one of the words in their name | `{"issuers": {"words": ["人民政府"]}}` |
/// | `place` | the place is of one of the levels | `{"place": ["county"]}` |
/// | `sections` | so many sections have one of the roles | `{"sections": {"roles": ["guidance"]}}` |
/// | `cites` | so many documents are cited that fit | `{"cites": {"roles": ["basis"], "levels": ["nation"]}}` |
/// | `annexes`, `terms` | so many annexes, explained terms | `{"annexes": {"at_least": 1}}` |
/// | `phrase` | one of the words stands in a title or summary | `{"phrase": {"words": ["试点"]}}` |
///
/// `at_least` is 1 where it is left out. A list that is left out or empty asks nothing; of a list one word must fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rule {
    /// All hold.
    All(Vec<Rule>),
    /// At least one holds.
    Any(Vec<Rule>),
    /// It does not hold.
    Not(Box<Rule>),
    /// Items of the plan.
    Items(Items),
    /// Promises of the plan's items.
    Promises(Promises),
    /// A share of items.
    Share(Share),
    /// Different codes.
    Distinct(Distinct),
    /// The plan's period, in years.
    Period(Range),
    /// Promises by the years from the plan's first year (of its period, else of its issue) to their due date.
    Due(Range),
    /// The head of the document.
    Head(Head),
    /// Who issued it.
    Issuers(Words),
    /// The level of its place.
    Place(Vec<Level>),
    /// Sections of its outline.
    Sections(Sections),
    /// Documents that it cites.
    Cites(Cites),
    /// Annexes.
    Annexes(Count),
    /// Terms that it explains.
    Terms(Count),
    /// Words in titles and summaries of items and in headings.
    Phrase(Words),
}

/// Which items are meant: every condition that is given must hold, of each list one word.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Filter {
    /// Classes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<Class>,
    /// Topics, or groups of topics (`B` is all of `B1` to `B7`); of an item any topic counts, not only its first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<TopicCode>,
    /// Education stages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    /// Instruments, which only measures have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub instruments: Vec<Instrument>,
    /// Forces of the item itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forces: Vec<Force>,
    /// Mechanisms of accountability.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mechanisms: Vec<Mechanism>,
    /// Kinds of incentives.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub incentives: Vec<IncentiveKind>,
    /// Kinds of funding.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub funding: Vec<FundingKind>,
    /// Kinds of consequences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub consequences: Vec<ConsequenceKind>,
    /// Words of which one stands in the name of a beneficiary, or of an actor that is held.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub beneficiaries: Vec<String>,
    /// Words of which one stands in the title or the summary.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// What the item must say, each of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub has: Vec<Facet>,
}

fn one() -> usize {
    1
}

/// A number of items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Items {
    /// Which items.
    #[serde(rename = "where", default)]
    pub filter: Filter,
    /// How many.
    #[serde(default = "one")]
    pub at_least: usize,
}

/// A number of promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promises {
    /// Of which items.
    #[serde(rename = "where", default)]
    pub filter: Filter,
    /// What a promise itself must have: `number`, `date`, `baseline`, `indicator`, `frequency`.
    #[serde(default)]
    pub has: Vec<Facet>,
    /// Units of the amount.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// Indicators.
    #[serde(default)]
    pub indicators: Vec<IndicatorId>,
    /// Forces: the promise's own, else its item's.
    #[serde(default)]
    pub forces: Vec<Force>,
    /// How many.
    #[serde(default = "one")]
    pub at_least: usize,
}

/// A share of items. It does not hold where no item fits `of`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The whole.
    pub of: Filter,
    /// The part.
    #[serde(rename = "with")]
    pub part: Filter,
    /// The least share, 0 to 1.
    #[serde(with = "decimal")]
    pub at_least: Decimal,
}

words! { "code of items",
    /// What `distinct` counts.
    pub enum Codes {
        /// Topics.
        Topics = "topics",
        /// Stages.
        Stages = "stages",
        /// Instruments.
        Instruments = "instruments",
        /// Mechanisms of accountability.
        Mechanisms = "mechanisms",
        /// Kinds of incentives.
        Incentives = "incentives",
        /// Kinds of funding.
        Funding = "funding",
        /// Units that lead or are responsible, as printed.
        Responsible = "responsible",
        /// Indicators of promises.
        Indicators = "indicators",
    }
}

/// A number of different codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distinct {
    /// Which codes.
    pub of: Codes,
    /// Of which items.
    #[serde(rename = "where", default)]
    pub filter: Filter,
    /// How many.
    #[serde(default = "one")]
    pub at_least: usize,
}

/// Years: at least `at_least` (or from `from`) and at most `at_most` (or to `to`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Range {
    /// The least.
    #[serde(alias = "from", skip_serializing_if = "Option::is_none")]
    pub at_least: Option<i32>,
    /// The most.
    #[serde(alias = "to", skip_serializing_if = "Option::is_none")]
    pub at_most: Option<i32>,
}

words! { "field of the head",
    /// A field of the head of a document.
    pub enum Head {
        /// It has a date of issue.
        Issued = "issued",
        /// It names a date of coming into force.
        Effective = "effective",
        /// It has a document number.
        DocumentNumber = "document_number",
        /// It names its period.
        Period = "period",
        /// It names who issued it.
        Issuers = "issuers",
        /// It is in force, and no draft.
        InForce = "in_force",
    }
}

/// Some words, of which one must stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The words.
    pub words: Vec<String>,
    /// At how many places.
    #[serde(default = "one")]
    pub at_least: usize,
}

/// Sections of the outline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sections {
    /// Their roles.
    pub roles: Vec<Role>,
    /// How many.
    #[serde(default = "one")]
    pub at_least: usize,
}

/// Cited documents. One that is cited at several places counts once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cites {
    /// What they are to the plan.
    #[serde(default)]
    pub roles: Vec<CitationRole>,
    /// From which level they come; one whose level cannot be told fits none.
    #[serde(default)]
    pub levels: Vec<Level>,
    /// Words of which one stands in the title.
    #[serde(default)]
    pub words: Vec<String>,
    /// How many.
    #[serde(default = "one")]
    pub at_least: usize,
}

/// A number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// How many.
    #[serde(default = "one")]
    pub at_least: usize,
}

/// The facets that a single promise can have.
pub(crate) const OF_PROMISES: [Facet; 5] = [Facet::Number, Facet::Date, Facet::Baseline, Facet::Indicator, Facet::Frequency];
