//! What a unit is about, whom it concerns, how it acts and how firmly; and its items without numbers.

mod account;
#[cfg(test)]
mod cases;
mod clause;
mod cue;
mod draft;
mod force;
mod gain;
mod mark;
mod money;
mod stage;
mod tool;
mod topic;
mod whom;
mod zone;

use super::unit::{Coded, Draft, UnitText};
use cue::{Cues, Hit, Sense};
use draft::At;
use force::Firm;
use mark::Mark;
use zone::Zones;

/// What the one pass over a unit's text has found, by kind, each in text order.
struct Marked {
    hits: Vec<Hit>,
    marks: Vec<At<Mark>>,
    names: Vec<At<bool>>,
    firm: Vec<At<Firm>>,
}

impl Marked {
    fn of(cues: &Cues, text: &str) -> Marked {
        let mut marked = Marked {
            hits: Vec::with_capacity(text.len() / 16),
            marks: Vec::with_capacity(text.len() / 24),
            names: Vec::with_capacity(text.len() / 64),
            firm: Vec::new(),
        };
        cues.scan(text, |hit| {
            let (start, end) = (hit.start, hit.end);
            match cues.sense(hit) {
                Sense::Mark(what) => marked.marks.push(At { start, end, what }),
                Sense::Name(what) => marked.names.push(At { start, end, what }),
                Sense::Firm(what) => marked.firm.push(At { start, end, what }),
                _ => marked.hits.push(hit),
            }
        });
        marked.names = whom::whole_names(text, &marked.names);
        marked
    }
}

/// What the unit is about and how it acts, and its items without numbers in text order.
pub(crate) fn read(unit: &UnitText<'_>) -> (Coded, Vec<Draft>) {
    let cues = Cues::standard();
    let zones = Zones::of(unit);
    let marked = Marked::of(cues, zones.text);
    let topics = topic::topics(cues, unit, &zones, &marked.hits, &topic::PLACES);
    let force = force::of_unit(&zones, &marked.firm);
    let coded = Coded {
        stages: stage::stages(cues, unit, &marked.hits, &topics),
        instruments: tool::instruments(cues, unit, &zones, &marked.hits, &topics, force),
        force,
        beneficiaries: whom::beneficiaries(&zones, &marked.names),
        topics,
    };
    (coded, draft::drafts(unit, &zones, &marked))
}

/// The items without numbers of the unit, in text order.
#[cfg(test)]
pub(crate) fn qualitative(unit: &UnitText<'_>) -> Vec<Draft> {
    read(unit).1
}
