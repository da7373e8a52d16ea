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
mod zone;

use super::unit::{Coded, Draft, UnitText};
use cue::Cues;
use head::Head;
use marked::Marked;
use zone::Zones;

/// Reads units one after the other; keeps what it made for the headings above them, and its memory.
#[derive(Default)]
pub(crate) struct Coder {
    marked: Marked,
    heads: Vec<Head>,
}

impl Coder {
    /// What the unit is about and how it acts, and its items without numbers in text order.
    pub(crate) fn read(&mut self, unit: &UnitText<'_>) -> (Coded, Vec<Draft>) {
        let cues = Cues::standard();
        let zones = Zones::of(unit);
        self.marked.fill(cues, &zones);
        head::read(&mut self.heads, cues, unit);
        let (marked, heads) = (&self.marked, self.heads.as_slice());
        let topics = topic::topics(cues, unit, heads, marked, &topic::PLACES);
        let force = force::of_unit(&zones, marked);
        let coded = Coded {
            stages: stage::stages(heads, marked, &topics),
            instruments: tool::instruments(heads, marked, &topics, force),
            force,
            beneficiaries: whom::beneficiaries(&zones, &marked.names),
            topics,
        };
        (coded, draft::drafts(unit, &zones, marked))
    }
}

/// The items without numbers of the unit, in text order.
#[cfg(test)]
pub(crate) fn qualitative(unit: &UnitText<'_>) -> Vec<Draft> {
    Coder::default().read(unit).1
}
