//! Policy instruments of a unit (McDonnell & Elmore 1987; hortatory tools after Schneider & Ingram 1990).

use super::cue::Cues;
use super::head::Head;
use super::marked::Marked;
use super::topic::{Topics, ones, rank};
use crate::model::{Few, Force, Instrument};

/// What a topic is mostly done with, counted over 250 hand-coded units: it speaks first, the words of the unit correct it.
fn usual(topic: &str) -> Instrument {
    match topic.as_bytes() {
        b"A1" | b"C1" | b"D6" | b"E1" | b"E4" | b"G6" => Instrument::SystemChange,
        b"B7" | b"C3" | b"C4" | b"E5" | b"E7" | b"F1" | b"F3" | b"F4" | b"G1" | b"G3" | b"G5" => Instrument::Mandate,
        b"E6" | b"G2" => Instrument::Inducement,
        b"G4" => Instrument::Hortatory,
        _ => Instrument::CapacityBuilding,
    }
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
        add(usual(topic), amount);
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
    // The highest first; of equal ones the first of the scheme.
    let mut order = [(0, Instrument::Mandate); 5];
    for (len, (score, tool)) in score.iter().zip(Instrument::ALL).enumerate() {
        rank(&mut order, len, (*score, *tool));
    }
    let best = order.first().map_or(0, |o| o.0);
    let also = |score: u32| score * 100 >= best * 33 && score >= 4;
    let told = order.iter().take(3).enumerate().take_while(|(n, (score, _))| *score > 0 && (*n == 0 || also(*score))).count();
    order.iter().take(told).map(|(_, tool)| *tool).collect()
}
