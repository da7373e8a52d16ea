//! Policy instruments of a unit (McDonnell & Elmore 1987; hortatory tools after Schneider & Ingram 1990).

use super::cue::{Cues, Hit, Sense};
use super::zone::Zones;
use crate::model::{Force, Instrument, TopicCode};
use crate::read::unit::UnitText;

/// What a topic is mostly done with, counted over 250 hand-coded units: it speaks first, the words of the unit correct it.
fn usual(topic: &str) -> Option<Instrument> {
    Some(match topic {
        "A1" | "C1" | "D6" | "E1" | "E4" | "G6" => Instrument::SystemChange,
        "B7" | "C3" | "C4" | "E5" | "E7" | "F1" | "F3" | "F4" | "G1" | "G3" | "G5" => Instrument::Mandate,
        "E6" | "G2" => Instrument::Inducement,
        "G4" => Instrument::Hortatory,
        _ => Instrument::CapacityBuilding,
    })
}

/// Words of a heading, own or above, that tell the instrument whatever the topic: the check on studios is a mandate, not the building of
/// capacity.
const HEADED: &[(&str, Instrument)] = &[
    ("考核", Instrument::Mandate),
    ("退出", Instrument::Mandate),
    ("申报", Instrument::Mandate),
    ("条件", Instrument::Mandate),
    ("监管", Instrument::Mandate),
    ("惩戒", Instrument::Mandate),
    ("整治", Instrument::Mandate),
    ("专项治理", Instrument::Mandate),
    ("规范", Instrument::Mandate),
    ("经费", Instrument::Inducement),
    ("激励", Instrument::Inducement),
    ("奖励", Instrument::Inducement),
    ("体制", Instrument::SystemChange),
    ("模式", Instrument::SystemChange),
    ("组成人员", Instrument::SystemChange),
    ("改革", Instrument::SystemChange),
    ("宣传", Instrument::Hortatory),
    ("氛围", Instrument::Hortatory),
];

/// Instruments, the primary one first, three at most.
pub(crate) fn instruments(
    cues: &Cues,
    unit: &UnitText<'_>,
    zones: &Zones<'_>,
    hits: &[Hit],
    topics: &[TopicCode],
    force: Force,
) -> Vec<Instrument> {
    let mut score = [0u32; 5];
    let mut seen = vec![false; cues.len()];
    for hit in hits {
        let Sense::Tool(tool) = cues.sense(*hit) else { continue };
        let Some(seen) = seen.get_mut(hit.sense as usize) else { continue };
        let place = if hit.start < zones.body { 4 } else { 2 };
        if let Some(slot) = score.get_mut(tool as usize) {
            *slot += if *seen { 1 } else { place };
        }
        *seen = true;
    }
    let mut add = |tool: Instrument, amount: u32| {
        if let Some(slot) = score.get_mut(tool as usize) {
            *slot += amount;
        }
    };
    if let Some(tool) = topics.first().and_then(|t| usual(t)) {
        add(tool, 9);
    }
    if let Some(tool) = topics.get(1).and_then(|t| usual(t)) {
        add(tool, 2);
    }
    for (word, tool) in HEADED {
        if unit.heading.contains(word) {
            add(*tool, 7);
        } else if unit.above.last().is_some_and(|above| above.contains(word)) {
            add(*tool, 4);
        }
    }
    if force == Force::Binding {
        add(Instrument::Mandate, 8);
    }
    let mut order: Vec<(u32, Instrument)> =
        Instrument::ALL.iter().map(|tool| (score.get(*tool as usize).copied().unwrap_or(0), *tool)).collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let best = order.first().map_or(0, |o| o.0);
    order
        .into_iter()
        .enumerate()
        .filter(|(n, (s, _))| *s > 0 && (*n == 0 || (*n < 3 && *s * 100 >= best * 33 && *s >= 4)))
        .map(|(_, (_, tool))| tool)
        .collect()
}
