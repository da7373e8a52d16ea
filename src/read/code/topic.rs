//! Topics of a unit: weighted cues in its headings, its first sentence and its body.

use super::cue::{Cues, MOST_TOPICS};
use super::head::Head;
use super::marked::Marked;
use crate::model::Role;
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

/// A score for each topic.
#[derive(Clone, Copy)]
pub(crate) struct Scores {
    of: [u32; MOST_TOPICS],
    /// Those that were added to, one bit each.
    told: u64,
}

impl Default for Scores {
    fn default() -> Self {
        Scores { of: [0; MOST_TOPICS], told: 0 }
    }
}

impl Scores {
    #[inline]
    pub(crate) fn add(&mut self, topic: u8, amount: u32) {
        if let Some(score) = self.of.get_mut(usize::from(topic)) {
            *score += amount;
            self.told |= 1 << topic;
        }
    }

    fn get(&self, topic: usize) -> u32 {
        self.of.get(topic).copied().unwrap_or(0)
    }
}

/// The places of the bits that are set.
pub(super) fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let n = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        (n < u64::BITS).then_some(n as usize)
    })
}

/// The topics of a unit, the primary one first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Topics {
    /// Indices into [`Cues::topics`].
    list: [u8; MOST_GOALS],
    len: usize,
}

impl Topics {
    fn push(&mut self, topic: u8) {
        if let Some(slot) = self.list.get_mut(self.len) {
            *slot = topic;
            self.len += 1;
        }
    }

    /// Their codes.
    pub(crate) fn codes(&self, cues: &Cues) -> impl ExactSizeIterator<Item = &'static str> {
        self.list.into_iter().take(self.len).map(|topic| cues.topics.get(usize::from(topic)).copied().unwrap_or_default())
    }
}

/// Topics, the primary one first.
pub(super) fn topics(cues: &Cues, unit: &UnitText<'_>, heads: &[Head], marked: &Marked, places: &Places) -> Topics {
    // A goals section names one result after the other, none of them its main one.
    let (most, share) = if unit.role == Role::Goals { (MOST_GOALS, places.share / 2) } else { (MOST, places.share) };
    let mut told = [(0, 0); MOST_TOPICS];
    let (mut len, mut highest) = (0, 0);
    scores(cues, unit, heads, &marked.topics, places, |score, topic| {
        if let Some(slot) = told.get_mut(len) {
            *slot = (score, topic as u8);
            (len, highest) = (len + 1, highest.max(score));
        }
    });
    // The main one stands whatever its score; of equal ones the first of the scheme comes first.
    let mut best = [(0, 0); MOST_GOALS];
    let mut count = 0;
    let main = told.iter().take(len).position(|(score, _)| *score == highest);
    for (n, (score, topic)) in told.iter().take(len).copied().enumerate() {
        if Some(n) != main && (score < places.least || score * 100 < highest * share) {
            continue;
        }
        let mut at = count.min(most);
        count = (count + 1).min(most);
        // Those behind it move on; the last may fall out.
        let mut moved = (score, topic);
        while let Some(before) = at.checked_sub(1).filter(|before| best.get(*before).is_some_and(|one| one.0 < score)) {
            at = before;
        }
        for slot in best.iter_mut().take(count).skip(at) {
            std::mem::swap(slot, &mut moved);
        }
    }
    let mut topics = Topics::default();
    best.iter().take(count).for_each(|(_, topic)| topics.push(*topic));
    topics
}

/// Calls `found` with the score of each topic with any evidence, in the order of the scheme. `heads` are the headings, the unit's own
/// last, `body` is what the text tells.
fn scores(cues: &Cues, unit: &UnitText<'_>, heads: &[Head], body: &Scores, places: &Places, mut found: impl FnMut(u32, usize)) {
    let mut head = Scores::default();
    let Some((own, above)) = heads.split_last() else { return };
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
        head.add(*topic, weight * place);
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
            head.add(*topic, weight * place);
        }
    }
    // Under 学前教育 or 高中教育, places and buildings are not those of compulsory schools.
    let told = head.told | body.told;
    let elsewhere = told & cues.compulsory != 0
        && above.last().filter(|_| !annexed).is_some_and(|above| {
            let of_stage = |(_, topic, weight): &(usize, u8, u32)| {
                *weight >= 5 && cues.staged.checked_shr(u32::from(*topic)).is_some_and(|s| s & 1 == 1)
            };
            let compulsory = || ["义务教育", "小学", "初中", "中学"].iter().any(|stage| above.text().contains(stage));
            above.topics.iter().any(of_stage) && !compulsory()
        });
    let total: u32 = ones(body.told).map(|topic| body.get(topic)).sum();
    for topic in ones(told) {
        let (mut head, mut body) = (head.get(topic), body.get(topic));
        if head + body == 0 {
            continue;
        }
        if total > places.cap {
            body = (u64::from(body) * u64::from(places.cap) / u64::from(total)) as u32;
        }
        let guarantee = cues.guarantees >> topic & 1 == 1;
        // A goals section names its results; leaders and money are in it by the way.
        if guarantee && unit.role == Role::Goals {
            body = body * 2 / 5;
        } else if guarantee != (unit.role == Role::Guarantees) {
            body = body * places.damp / 100;
        }
        if elsewhere && cues.compulsory >> topic & 1 == 1 {
            head = head * 2 / 5;
            body = body * 2 / 5;
        }
        if head + body > 0 {
            found(head + body, topic);
        }
    }
}
