//! What an alignment gives: pairs, rows, items left alone, and the stamp by which it can be made again.

use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::options::Options;
use super::unit::Member;
use crate::model::{Instrument, Stage, TopicCode};
use crate::vocabulary::Edition;

/// The version of the method. It changes whenever the same input may give another result.
pub const METHOD: &str = "crossplan/align/3";

/// How two units compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Not comparable.
    None,
    /// They share a concrete promise, though the main object differs.
    Partial,
    /// Same object and same kind of action: one row of a comparison table.
    Same,
}

impl Relation {
    /// The word of the `relation` column in exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Relation::None => "none",
            Relation::Partial => "partial",
            Relation::Same => "same",
        }
    }
}

impl std::fmt::Display for Relation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// How a result was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stamp {
    /// [`METHOD`].
    pub method: String,
    /// The options, weights included.
    pub options: Options,
    /// The editions of the vocabularies.
    pub vocabularies: Vec<Edition>,
    /// How many judgements were heeded.
    pub judgements: usize,
    /// Whether a similarity of the caller's own was mixed in.
    pub own_similarity: bool,
    /// Whether the candidate search was complete, or commoner features were sampled.
    pub complete: bool,
}

/// Two comparable units of two plans.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The one, as an index of [`Alignment::members`]; it is the lower of the two.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// The probability that they are the same.
    pub score: f64,
    /// The probability that they are the same or partly comparable.
    pub related: f64,
    /// By the thresholds.
    pub relation: Relation,
}

/// What a row is about.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// The topic that most members have first.
    pub topic: Option<TopicCode>,
    /// The phrases that most members share, the weightiest first.
    pub objects: Vec<String>,
    /// The action phrases that most members share.
    pub actions: Vec<String>,
    /// The instrument that most members have first.
    pub instrument: Option<Instrument>,
    /// The stages that at least half of the members are about.
    pub stages: Vec<Stage>,
}

/// A row of comparable items.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What it is about.
    pub about: About,
    /// Its members, as indices of [`Alignment::members`], so plan by plan and in text order; [`Alignment::cell`] gives those of one plan.
    pub members: Vec<usize>,
    /// The mean score of its pairs across plans.
    pub closeness: f64,
    /// The lowest one.
    pub weakest: f64,
    /// The pairs across plans that are not the same: partly comparable, or held together by a judgement alone.
    pub partial: Vec<Pair>,
    /// The judgements that bind it together, as indices of the list that was given.
    pub judged: Vec<usize>,
}

/// A unit near another one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neighbour {
    /// The near unit.
    pub member: Member,
    /// The probability that they are the same.
    pub score: f64,
    /// The probability that they are the same or partly comparable.
    pub related: f64,
    /// By the thresholds.
    pub relation: Relation,
    /// The evidence that speaks most against a match, with its bits, the strongest first.
    pub against: Vec<(Evidence, f64)>,
}

/// Why a near unit was not joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Missed {
    /// The score is below the threshold.
    Score,
    /// The pair is close, but the row of the other holds members that are not.
    Row,
    /// In a one-to-one assignment the other went to a closer unit.
    Taken,
    /// A judgement keeps them apart.
    Judgement,
}

/// A near miss.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NearMiss {
    /// The near unit, as an index of [`Alignment::members`].
    pub member: usize,
    /// The probability that they are the same.
    pub score: f64,
    /// The probability that they are the same or partly comparable.
    pub related: f64,
    /// Why it was not joined.
    pub why: Missed,
    /// The evidence that speaks most against a match, with its bits, the strongest first.
    pub against: Vec<(Evidence, f64)>,
}

/// A unit that stands in no row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alone {
    /// The unit, as an index of [`Alignment::members`].
    pub member: usize,
    /// What came nearest, nearest first.
    pub near: Vec<NearMiss>,
}

/// An alignment of any number of plans.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alignment {
    /// How it was made.
    pub stamp: Stamp,
    /// The names of the plans, in the order in which they were given.
    pub plans: Vec<String>,
    /// Every unit that took part, plan by plan in text order.
    pub members: Vec<Member>,
    /// Rows of at least two members, by topic, larger ones first. No unit stands in two.
    pub rows: Vec<Row>,
    /// Units in no row, in the order of the members.
    pub alone: Vec<Alone>,
    /// All comparable pairs across plans that were found, in the order of the members.
    pub pairs: Vec<Pair>,
}

impl Alignment {
    /// What a row holds of one plan: none, one or several units.
    pub fn cell<'s>(&'s self, row: &'s Row, plan: usize) -> impl Iterator<Item = &'s Member> {
        row.members.iter().filter_map(|i| self.members.get(*i)).filter(move |member| member.plan == plan)
    }

    /// The row in which a unit stands.
    pub fn row_of(&self, member: usize) -> Option<&Row> {
        self.rows.iter().find(|row| row.members.binary_search(&member).is_ok())
    }
}
