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
    /// What the body tells of the field that the whole plan is about, and what a heading tells of it beside another topic.
    pub field: u32,
    pub attribute: u32,
    /// The same where the field is a stage.
    pub stage: u32,
    pub staged: u32,
    /// What is left of the lessons or school buildings in such a plan, and what goes to its field.
    pub given: u32,
    pub taken: u32,
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
    field: 50,
    attribute: 60,
    stage: 70,
    staged: 80,
    given: 20,
    taken: 30,
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

/// Puts an entry with its score at `at`, behind entries in the order of theirs, or before those of them that have less.
pub(super) fn rank<T>(list: &mut [(u32, T)], mut at: usize, one: (u32, T)) {
    while let Some(before) = at.checked_sub(1).filter(|before| list.get(*before).is_some_and(|other| other.0 < one.0)) {
        list.swap(before, at);
        at = before;
    }
    if let Some(slot) = list.get_mut(at) {
        *slot = one;
    }
}

/// The topics of a unit, the primary one first.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Topics {
    /// Indices into [`Cues::topics`].
    list: [u8; MOST_GOALS],
    len: usize,
}

impl Topics {
    /// Their codes.
    pub(crate) fn codes(&self, cues: &Cues) -> impl ExactSizeIterator<Item = &'static str> {
        self.list.into_iter().take(self.len).map(|topic| cues.topics.get(usize::from(topic)).copied().unwrap_or_default())
    }
}

/// Topics, the primary one first.
pub(super) fn topics(cues: &Cues, unit: &UnitText<'_>, heads: &[Head], marked: &Marked, about: u64, places: &Places) -> Topics {
    // A goals section names one result after the other, none of them its main one.
    let (most, share) = if unit.role == Role::Goals { (MOST_GOALS, places.share / 2) } else { (MOST, places.share) };
    let scores = scores(cues, unit, heads, &marked.topics, about, places);
    let highest = ones(scores.told).map(|topic| scores.get(topic)).max().unwrap_or(0);
    // The main one stands whatever its score.
    let (most, least) = if highest < places.least {
        (1.min(highest as usize), highest)
    } else {
        (most, places.least.max((highest * share).div_ceil(100)))
    };
    // The highest first; of equal ones the first of the scheme.
    let mut best = [(0, 0); MOST_GOALS];
    let mut len = 0;
    for topic in ones(scores.told) {
        let score = scores.get(topic);
        if score < least || most == 0 {
            continue;
        }
        let mut at = len;
        if len < most {
            len += 1;
        } else {
            at -= 1;
            if best.get(at).is_none_or(|last| last.0 >= score) {
                continue;
            }
        }
        rank(&mut best, at, (score, topic as u8));
    }
    let mut topics = Topics { list: [0; MOST_GOALS], len };
    topics.list.iter_mut().zip(best).for_each(|(slot, (_, topic))| *slot = topic);
    topics
}

/// The score of each topic with any evidence. `heads` are the headings, the unit's own last, `body` is what the text tells.
fn scores(cues: &Cues, unit: &UnitText<'_>, heads: &[Head], body: &Scores, about: u64, places: &Places) -> Scores {
    let mut scores = Scores::default();
    let Some((own, above)) = heads.split_last() else { return scores };
    if !own.topics.is_empty() {
        let comma = own.comma();
        let last = own.topics.iter().rev().map(|n| n.0).find(|start| *start < comma);
        for (start, topic, weight) in &own.topics {
            let place = if *start >= comma {
                places.later
            } else if Some(*start) == last {
                places.last
            } else {
                places.heading
            };
            scores.add(*topic, weight * place);
        }
    }
    let annexed = unit.path.as_str().starts_with("附件");
    let mut under =
        |above: &Head, place: u32| above.topics.iter().for_each(|(_, topic, weight)| scores.add(*topic, weight * place));
    let places_above = [places.above, places.higher];
    // The title of the annex counts as such, however near it is.
    let plain = above.get(usize::from(annexed)..).unwrap_or_default();
    plain.iter().rev().zip(places_above).for_each(|(above, place)| under(above, place));
    if let Some(annex) = above.first().filter(|_| annexed) {
        under(annex, if unit.role == Role::Guarantees { places.above } else { places.annex });
    }
    scores.told |= body.told;
    // Under 学前教育 or 高中教育, places and buildings are not those of compulsory schools.
    let elsewhere = scores.told & cues.compulsory != 0
        && above.last().filter(|_| !annexed).is_some_and(|above| {
            let of_stage = |(_, topic, weight): &(usize, u8, u32)| {
                *weight >= 5 && cues.staged.checked_shr(u32::from(*topic)).is_some_and(|s| s & 1 == 1)
            };
            let compulsory = || ["义务教育", "小学", "初中", "中学"].iter().any(|stage| above.text().contains(stage));
            above.topics.iter().any(of_stage) && !compulsory()
        });
    let elsewhere = if elsewhere { cues.compulsory } else { 0 };
    // What the whole plan is about tells its units apart no more. Its lessons are of that field, or its school buildings of that stage.
    let about = if annexed { 0 } else { about };
    // One field may go unnamed, of two the unit names its own.
    let fields = if about.count_ones() == 1 { about } else { about & scores.told };
    let subject = if fields & !cues.stages != 0 { cues.lessons } else { 0 };
    let given = subject | if fields & cues.stages != 0 { cues.compulsory } else { 0 };
    let other = own.topics.iter().any(|(_, topic, _)| (about | given) >> topic & 1 == 0);
    // 配齐美育教师 is about staff, however often its field is named.
    let field = if own.staffed() { places.field / 2 } else { places.field };
    // In hundredths. A goals section names its results; leaders and money are in it by the way.
    let (damped, damp) = match unit.role {
        Role::Goals => (cues.guarantees, 40),
        Role::Guarantees => (!cues.guarantees, places.damp),
        _ => (cues.guarantees, places.damp),
    };
    let mut taken = 0;
    let total: u32 = ones(body.told).map(|topic| body.get(topic)).sum();
    for topic in ones(scores.told) {
        let is = |set: u64| set >> topic & 1 == 1;
        let (mut head, mut body) = (scores.get(topic), body.get(topic));
        if total > places.cap {
            body = (u64::from(body) * u64::from(places.cap) / u64::from(total)) as u32;
        }
        body = body * if is(damped) { damp } else { 100 } / 100;
        if is(elsewhere) {
            (head, body) = (head * 2 / 5, body * 2 / 5);
        }
        if is(about) {
            // A stage still is what many units of its plan are about.
            let (text, named) = if is(cues.stages) { (places.stage, places.staged) } else { (field, places.attribute) };
            body = body * text / 100;
            head = if other || own.staffed() { head * named / 100 } else { head };
        } else if is(given) {
            taken += (head + body) * places.taken / 100;
            (head, body) = (head * places.given / 100, body * places.given / 100);
        }
        if let Some(score) = scores.of.get_mut(topic) {
            *score = head + body;
        }
    }
    if let Some(field) = ones(fields).max_by_key(|topic| scores.get(*topic)).filter(|_| taken > 0) {
        scores.add(field as u8, taken);
    }
    scores
}
