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
mod stage;
mod tool;
mod topic;
mod whom;

use super::lexicon::{Lexicon, Scan};
use super::unit::{Coded, Draft, UnitText};
use super::zone::Zones;
pub(crate) use clause::Sign;
pub(crate) use cue::Cues;
pub(crate) use head::Head;
pub(crate) use marked::Marked;

/// What the unit is about and how it acts, and its items without numbers in text order.
pub(crate) fn read(unit: &UnitText<'_>, zones: &Zones<'_>, scan: &Scan) -> (Coded, Vec<Draft>) {
    let Scan { marked, heads, .. } = scan;
    let topics = topic::topics(&Lexicon::standard().cues, unit, heads, marked, &topic::PLACES);
    let force = force::of_unit(zones, marked);
    let coded = Coded {
        stages: stage::stages(heads, marked, &topics),
        instruments: tool::instruments(heads, marked, &topics, force),
        force,
        beneficiaries: whom::beneficiaries(zones, &marked.names),
        topics,
    };
    (coded, draft::drafts(unit, zones, marked))
}

/// What stands in a text that has no heading.
#[cfg(test)]
fn marked_of(text: &str) -> Marked {
    let path = "一".parse().unwrap();
    let unit = UnitText { path: &path, role: crate::model::Role::Tasks, heading: "", above: &[], text };
    Scan::of(&unit).marked
}

/// The items without numbers of the unit, in text order.
#[cfg(test)]
pub(crate) fn qualitative(unit: &UnitText<'_>) -> Vec<Draft> {
    read(unit, &Zones::of(unit), &Scan::of(unit)).1
}
