//! What a unit is about, whom it concerns, how it acts and how firmly; and its items without numbers.

mod account;
#[cfg(test)]
mod cases;
mod clause;
mod cue;
mod draft;
mod force;
mod gain;
mod head;
mod mark;
mod marked;
mod money;
mod rung;
mod stage;
mod tool;
mod topic;
mod whom;

use super::lexicon::{Lexicon, Scan};
use super::unit::{Coded, Draft, UnitText};
use super::zone::Zones;
use crate::model::{Few, Instrument, Stage, TopicCode};
pub(crate) use clause::{Sentence, Signs};
pub(crate) use cue::{Cues, Hit};
pub(crate) use draft::Memory;
pub(crate) use head::Head;
pub(crate) use marked::Marked;
pub(crate) use rung::{case, listed};
pub(crate) use topic::Topics;

/// What the unit is about, and how firmly.
pub(crate) fn coded(unit: &UnitText<'_>, zones: &Zones<'_>, signs: Signs<'_>, scan: &Scan) -> Coded {
    let Scan { marked, heads, about, .. } = scan;
    let cues = &Lexicon::standard().cues;
    let topics = topic::topics(cues, unit, heads, marked, *about, &topic::PLACES);
    let stages = stage::stages(heads, marked, topics.codes(cues).next().unwrap_or_default());
    Coded { stages, force: force::of_unit(zones, signs, marked), topics }
}

impl Coded {
    /// Primary first.
    pub(crate) fn topics(&self) -> Few<TopicCode, 4> {
        self.topics.codes(&Lexicon::standard().cues).map(TopicCode::from).collect()
    }

    pub(crate) fn stages(&self) -> Few<Stage, 8> {
        topic::ones(u64::from(self.stages)).filter_map(|n| Stage::ALL.get(n).copied()).collect()
    }

    /// How the unit acts, the primary instrument first.
    pub(crate) fn instruments(&self, scan: &Scan) -> Few<Instrument, 8> {
        tool::instruments(&Lexicon::standard().cues, &scan.heads, &scan.marked, &self.topics, self.force)
    }
}

/// Whom the unit serves.
pub(crate) fn beneficiaries(zones: &Zones<'_>, scan: &Scan) -> Vec<String> {
    whom::beneficiaries(zones, &scan.marked.names)
}

/// Whether the sentences of a unit are needed: for its items without numbers, or for how firm it is.
pub(crate) fn asks_sentences(unit: &UnitText<'_>, scan: &Scan) -> bool {
    !scan.marked.firm.is_empty() || draft::may_tell(unit.role, &scan.marked)
}

/// The items without numbers of the unit, in text order.
pub(crate) fn drafts<'a>(
    unit: &UnitText<'a>,
    zones: &Zones<'a>,
    signs: Signs<'a>,
    scan: &'a Scan,
    memory: &mut Memory,
) -> Vec<Draft<'a>> {
    draft::drafts(unit, zones, signs, &scan.marked, memory)
}

/// What stands in a text that has no heading.
#[cfg(test)]
fn marked_of(text: &str) -> Marked {
    let path = "一".parse().unwrap();
    let unit = UnitText { path: &path, role: crate::model::Role::Tasks, heading: "", above: &[], text };
    Scan::of(&unit).marked
}
