//! Policy instruments of a unit (McDonnell & Elmore 1987; hortatory tools after Schneider & Ingram 1990).

use super::cue::Cues;
use super::head::Head;
use super::marked::Marked;
use super::topic::{Topics, ones};
use crate::model::{Few, Force, Instrument};

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
pub(super) const HEADED: [(&str, Instrument); 18] = [
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
pub(super) fn instruments(cues: &Cues, heads: &[Head], marked: &Marked, topics: &Topics, force: Force) -> Few<Instrument, 8> {
    let mut score = marked.tools;
    let mut add = |tool: Instrument, amount: u32| {
        if let Some(slot) = score.get_mut(tool as usize) {
            *slot += amount;
        }
    };
    for (topic, amount) in topics.codes(cues).zip([9, 2]) {
        if let Some(tool) = usual(topic) {
            add(tool, amount);
        }
    }
    let mut told = heads.iter().rev().map(|head| head.tools);
    let (own, above) = (told.next().unwrap_or(0), told.next().unwrap_or(0));
    for n in ones(u64::from(own | above)) {
        if let Some((_, tool)) = HEADED.get(n) {
            add(*tool, if own >> n & 1 == 1 { 7 } else { 4 });
        }
    }
    if force == Force::Binding {
        add(Instrument::Mandate, 8);
    }
    let mut order = [(0, Instrument::Mandate); 5];
    for (slot, tool) in order.iter_mut().zip(Instrument::ALL) {
        *slot = (score.get(*tool as usize).copied().unwrap_or(0), *tool);
    }
    order.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let best = order.first().map_or(0, |o| o.0);
    order
        .into_iter()
        .enumerate()
        .filter(|(n, (s, _))| *s > 0 && (*n == 0 || (*n < 3 && *s * 100 >= best * 33 && *s >= 4)))
        .map(|(_, (_, tool))| tool)
        .collect()
}
