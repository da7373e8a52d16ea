//! Topics of a unit: weighted cues in its headings, its first sentence and its body.

use super::cue::Cues;
use super::head::Head;
use super::marked::Marked;
use crate::model::{Role, TopicCode};
use crate::read::unit::UnitText;

/// How much a cue counts by where it stands, in hundredths.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places {
    pub heading: u32,
    /// The last cue of a heading's first clause: the head noun stands last (教师激励机制 is about incentives).
    pub last: u32,
    /// Cues behind a comma of the heading.
    pub later: u32,
    pub above: u32,
    pub higher: u32,
    /// The title of the annex that holds the unit: an annex has one subject.
    pub annex: u32,
    pub first: u32,
    /// What the body may add up to before it is scaled down.
    pub cap: u32,
    /// Topics of guarantees in a section of tasks.
    pub damp: u32,
    pub share: u32,
    pub least: u32,
}

pub(crate) const PLACES: Places = Places {
    heading: 300,
    last: 390,
    later: 210,
    above: 130,
    higher: 65,
    annex: 250,
    first: 220,
    cap: 12000,
    damp: 85,
    share: 20,
    least: 650,
};

const MOST: usize = 4;
const MOST_GOALS: usize = 8;

/// Topics, the primary one first.
pub(super) fn topics(cues: &Cues, unit: &UnitText<'_>, heads: &[Head], marked: &Marked, places: &Places) -> Vec<TopicCode> {
    let scored = scores(cues, unit, heads, &marked.topics, places);
    let Some(&(best, _)) = scored.first() else { return Vec::new() };
    // A goals section names one result after the other, none of them its main one.
    let (most, share) = if unit.role == Role::Goals { (MOST_GOALS, places.share / 2) } else { (MOST, places.share) };
    scored
        .iter()
        .enumerate()
        .take_while(|(n, (score, _))| *n == 0 || (*n < most && *score >= places.least && *score * 100 >= best * share))
        .filter_map(|(_, (_, topic))| cues.topics.get(*topic).cloned())
        .collect()
}

/// The score of each topic with any evidence, highest first; of equal ones the first in the scheme. `heads` are the headings, the unit's
/// own last, `body` is what the text tells.
fn scores(cues: &Cues, unit: &UnitText<'_>, heads: &[Head], body: &[u32], places: &Places) -> Vec<(u32, usize)> {
    let mut head = [0u32; 256];
    let mut add = |topic: u8, amount: u32| {
        if let Some(slot) = head.get_mut(usize::from(topic)) {
            *slot += amount;
        }
    };
    let Some((own, above)) = heads.split_last() else { return Vec::new() };
    let comma = if own.topics.is_empty() { 0 } else { own.comma() };
    let last = own.topics.iter().map(|n| n.0).filter(|start| *start < comma).max();
    for (start, topic, weight) in &own.topics {
        let place = if *start >= comma {
            places.later
        } else if Some(*start) == last {
            places.last
        } else {
            places.heading
        };
        add(*topic, weight * place);
    }
    let depth = above.len();
    let annexed = unit.path.as_str().starts_with("附件");
    for (n, above) in above.iter().enumerate() {
        let place = match depth - n {
            _ if n == 0 && annexed => {
                if unit.role == Role::Guarantees {
                    places.above
                } else {
                    places.annex
                }
            }
            1 => places.above,
            2 => places.higher,
            _ => continue,
        };
        for (_, topic, weight) in &above.topics {
            add(*topic, weight * place);
        }
    }
    // Under 学前教育 or 高中教育, places and buildings are not those of compulsory schools.
    let elsewhere = above.last().filter(|_| !annexed).is_some_and(|above| {
        let code = |topic: u8| cues.topics.get(usize::from(topic)).map(String::as_str);
        let of_stage =
            |(_, topic, weight): &(usize, u8, u32)| *weight >= 5 && matches!(code(*topic), Some("B1" | "B3" | "B4" | "B5"));
        let compulsory = || ["义务教育", "小学", "初中", "中学"].iter().any(|stage| above.text().contains(stage));
        above.topics.iter().any(of_stage) && !compulsory()
    });
    let total: u32 = body.iter().sum();
    let mut order = Vec::with_capacity(16);
    for (topic, (head, body)) in head.iter().copied().zip(body.iter().copied()).enumerate() {
        if head + body == 0 {
            continue;
        }
        let mut body =
            if total > places.cap { (u64::from(body) * u64::from(places.cap) / u64::from(total)) as u32 } else { body };
        let guarantee = cues.topics.get(topic).is_some_and(|t| t.starts_with('G'));
        // A goals section names its results; leaders and money are in it by the way.
        if guarantee && unit.role == Role::Goals {
            body = body * 2 / 5;
        } else if guarantee != (unit.role == Role::Guarantees) {
            body = body * places.damp / 100;
        }
        let mut head = head;
        if elsewhere && cues.topics.get(topic).is_some_and(|t| t == "B2") {
            head = head * 2 / 5;
            body = body * 2 / 5;
        }
        if head + body > 0 {
            order.push((head + body, topic));
        }
    }
    order.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    order
}
