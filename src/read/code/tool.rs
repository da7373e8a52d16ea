//! Policy instruments of a unit (McDonnell & Elmore 1987; hortatory tools after Schneider & Ingram 1990).

use super::head::Head;
use super::marked::Marked;
use crate::model::{Force, Instrument, TopicCode};
use crate::read::find::Words;

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
static HEADED: Headed = Headed {
    words: Words::of(&[
        "考核",
        "退出",
        "申报",
        "条件",
        "监管",
        "惩戒",
        "整治",
        "专项治理",
        "规范",
        "经费",
        "激励",
        "奖励",
        "体制",
        "模式",
        "组成人员",
        "改革",
        "宣传",
        "氛围",
    ]),
    tools: [
        Instrument::Mandate,
        Instrument::Mandate,
        Instrument::Mandate,
        Instrument::Mandate,
        Instrument::Mandate,
        Instrument::Mandate,
        Instrument::Mandate,
        Instrument::Mandate,
        Instrument::Mandate,
        Instrument::Inducement,
        Instrument::Inducement,
        Instrument::Inducement,
        Instrument::SystemChange,
        Instrument::SystemChange,
        Instrument::SystemChange,
        Instrument::SystemChange,
        Instrument::Hortatory,
        Instrument::Hortatory,
    ],
};

struct Headed {
    words: Words,
    /// What each of the words tells.
    tools: [Instrument; 18],
}

/// The words of [`HEADED`] in a heading, one bit each.
pub(super) fn headed(heading: &str) -> u32 {
    let mut found = 0;
    HEADED.words.scan(heading, |_, n| {
        found |= 1 << n;
        false
    });
    found
}

/// Instruments, the primary one first, three at most.
pub(super) fn instruments(heads: &[Head], marked: &Marked, topics: &[TopicCode], force: Force) -> Vec<Instrument> {
    let mut score = marked.tools;
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
    let mut told = heads.iter().rev().map(|head| head.tools);
    let (own, above) = (told.next().unwrap_or(0), told.next().unwrap_or(0));
    for (n, tool) in HEADED.tools.iter().enumerate() {
        if own >> n & 1 == 1 {
            add(*tool, 7);
        } else if above >> n & 1 == 1 {
            add(*tool, 4);
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
