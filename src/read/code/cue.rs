//! The cue phrases of the vocabularies, and what they tell where they stand.

use std::collections::HashMap;

use super::force::{FIRM, Firm};
use super::mark::{MARKS, Mark, NAMES};
use super::tool::HEADED;
use crate::model::{Instrument, Stage};
use crate::read::lexicon::Part;
use crate::vocabulary::Vocabulary;

/// What a phrase tells. A longer phrase hides the shorter ones inside it, but only within its own channel: 民办义务教育 is no cue of
/// compulsory schooling as a topic, yet still names its stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// Index into [`Cues::topics`], and strength.
    Topic(u8, u8),
    /// Looks like a topic cue and is none.
    NoTopic,
    /// Index into [`Stage::ALL`]; a bit mask.
    Stages(u8),
    /// Index into [`Instrument::ALL`].
    Tool(u8),
    /// Tells an item.
    Mark(Mark),
    /// A body (`true`) or a group of people.
    Name(bool),
    /// Tells how firm a clause is.
    Firm(Firm),
    /// Tells an instrument in a heading: which of the words.
    Headed(u8),
}

/// There are no more topics than bits of a set.
pub(crate) const MOST_TOPICS: usize = 64;

const CHANNELS: usize = 7;

impl Sense {
    fn channel(self) -> usize {
        match self {
            Sense::Topic(..) | Sense::NoTopic => 0,
            Sense::Stages(_) => 1,
            Sense::Tool(_) => 2,
            Sense::Mark(_) => 3,
            Sense::Name(_) => 4,
            Sense::Firm(_) => 5,
            Sense::Headed(_) => 6,
        }
    }
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// Byte offset of its first character.
    pub start: usize,
    /// Byte offset behind its last.
    pub end: usize,
    /// Which phrase, and which of its senses.
    pub id: u32,
    pub sense: Sense,
}

/// A sense that is told where a walk ends: of a phrase or, where it has none of that channel, of a shorter one.
#[derive(Clone, Copy)]
struct Told {
    id: u16,
    sense: Sense,
    /// The length of its phrase in bytes.
    len: u8,
    channel: u8,
    /// The first of its channel; those that follow share its fate.
    first: bool,
}

/// What the cue phrases of the standard vocabulary tell.
pub(crate) struct Cues {
    /// Codes of the topics in use, in the order of their scheme.
    pub topics: Vec<&'static str>,
    /// Topics of guarantees, one bit each.
    pub guarantees: u64,
    /// Those of stages other than compulsory schooling.
    pub staged: u64,
    /// That of compulsory schools.
    pub compulsory: u64,
    /// Fields that a plan as a whole may be about.
    pub fields: u64,
    /// Those of them that are stages.
    pub stages: u64,
    /// Lessons and courses.
    pub lessons: u64,
    /// How many senses there are.
    pub senses: usize,
    told: Vec<Told>,
}

/// Cue phrases with their senses, those of one channel together.
pub(crate) type Phrases = HashMap<&'static str, Vec<Sense>>;

impl Cues {
    /// The phrases; what they tell is to be told.
    pub(crate) fn standard() -> (Cues, Phrases) {
        let vocabulary = Vocabulary::standard();
        let mut topics = Vec::new();
        let mut phrases = Phrases::new();
        let mut add = |phrase: &'static str, sense| {
            if phrase.chars().nth(1).is_some() {
                let senses: &mut Vec<Sense> = phrases.entry(phrase).or_default();
                if !senses.contains(&sense) {
                    senses.push(sense);
                }
            }
        };
        for term in vocabulary.topics.terms() {
            // Groups of topics are no codes; a goals section is known by its role, not by its words.
            if term.aliases.is_empty() || term.id == "GOAL" {
                continue;
            }
            let Some(index) = u8::try_from(topics.len()).ok().filter(|index| usize::from(*index) < MOST_TOPICS) else { break };
            topics.push(term.id.as_str());
            for (n, alias) in term.aliases.iter().enumerate() {
                add(alias, Sense::Topic(index, strength(term.weights.get(n).copied(), n, term.aliases.len())));
            }
            for negative in &term.negative {
                add(negative, Sense::NoTopic);
            }
        }
        for (phrase, mask) in STAGE_WORDS {
            add(phrase, Sense::Stages(*mask));
        }
        for term in vocabulary.instruments.terms() {
            let Some(index) = Instrument::ALL.iter().position(|i| i.as_str() == term.id) else { continue };
            for alias in &term.aliases {
                add(alias, Sense::Tool(index as u8));
            }
        }
        for (mark, words) in MARKS {
            for word in words.split(' ') {
                add(word, Sense::Mark(*mark));
            }
        }
        for (body, names) in NAMES {
            for name in names.split(' ') {
                add(name, Sense::Name(*body));
            }
        }
        for (firm, words) in FIRM {
            for word in words.split(' ') {
                add(word, Sense::Firm(*firm));
            }
        }
        for (n, (word, _)) in HEADED.iter().enumerate() {
            add(word, Sense::Headed(n as u8));
        }
        let those = |wanted: fn(&str) -> bool| {
            topics.iter().enumerate().filter(|(_, code)| wanted(code)).fold(0, |bits, (n, _)| bits | 1 << n)
        };
        let cues = Cues {
            guarantees: those(|code| code.starts_with('G')),
            staged: those(|code| matches!(code, "B1" | "B3" | "B4" | "B5")),
            compulsory: those(|code| code == "B2"),
            fields: those(|code| matches!(code, "A2" | "A3" | "B1" | "B3" | "B4" | "B5" | "B6" | "D3")),
            stages: those(|code| matches!(code, "B1" | "B3" | "B4" | "B5" | "B6")),
            lessons: those(|code| code == "D1"),
            topics,
            senses: 0,
            told: Vec::new(),
        };
        (cues, phrases)
    }

    /// What is told where a phrase ends: by its senses, and by what is told above it in the channels that it lacks.
    pub(crate) fn tell(&mut self, phrase: &str, senses: &[Sense], above: Part) -> Part {
        let mut mine: Vec<Told> = Vec::new();
        for sense in senses {
            let channel = sense.channel() as u8;
            let first = mine.iter().all(|told| told.channel != channel);
            let len = u8::try_from(phrase.len()).unwrap_or(u8::MAX);
            mine.push(Told { id: self.senses as u16, sense: *sense, len, channel, first });
            self.senses += 1;
        }
        let lacks = |told: &&Told| mine.iter().all(|own| own.channel != told.channel);
        let above: Vec<Told> = above.of(&self.told).iter().filter(lacks).copied().collect();
        Part::add(&mut self.told, mine.into_iter().chain(above))
    }

    /// How much there is to tell.
    #[cfg(test)]
    pub(crate) fn told(&self) -> usize {
        self.told.len()
    }

    /// Calls `found` with the phrases of a text by what is told at its places, which come in order: the longest at each place in each
    /// channel, those inside a longer one left out.
    #[inline]
    pub(crate) fn hits(&self, places: impl Iterator<Item = (u32, Part)>, mut found: impl FnMut(Hit)) {
        // What lies inside of what is known already tells nothing.
        let mut covered = [0; CHANNELS];
        for (start, told) in places {
            let mut shown = false;
            for told in told.of(&self.told) {
                let end = start + u32::from(told.len);
                let Some(covered) = covered.get_mut(usize::from(told.channel)) else { continue };
                shown = if told.first { end > *covered } else { shown };
                *covered = end.max(*covered);
                if shown {
                    found(Hit { start: start as usize, end: end as usize, id: told.id.into(), sense: told.sense });
                }
            }
        }
    }
}

/// The weight of an alias; without one, its place in the list tells.
fn strength(weight: Option<u8>, at: usize, of: usize) -> u8 {
    weight.unwrap_or(match at * 3 / of.max(1) {
        0 => 5,
        1 => 3,
        _ => 2,
    })
}

pub(crate) const fn bit(stage: Stage) -> u8 {
    1 << stage as u8
}
const CHILDCARE: u8 = bit(Stage::Childcare);
const PRESCHOOL: u8 = bit(Stage::Preschool);
const PRIMARY: u8 = bit(Stage::Primary);
const LOWER: u8 = bit(Stage::LowerSecondary);
const GENERAL: u8 = bit(Stage::UpperSecondaryGeneral);
const VOCATIONAL: u8 = bit(Stage::UpperSecondaryVocational);
pub(crate) const COMPULSORY: u8 = PRIMARY | LOWER;
const UPPER: u8 = GENERAL | VOCATIONAL;
const SCHOOLS: u8 = COMPULSORY | GENERAL;

/// Words that name stages. 义务教育 is two stages, 高中阶段 two, 中小学 three; 基础教育 is the name of most plans and tells none. A word with mask 0 hides what it holds.
const STAGE_WORDS: &[(&str, u8)] = &[
    ("托育", CHILDCARE),
    ("托班", CHILDCARE),
    ("托位", CHILDCARE),
    ("婴幼儿", CHILDCARE),
    ("托幼", CHILDCARE | PRESCHOOL),
    ("幼儿园", PRESCHOOL),
    ("幼儿", PRESCHOOL),
    ("学前", PRESCHOOL),
    ("公办园", PRESCHOOL),
    ("民办园", PRESCHOOL),
    ("普惠园", PRESCHOOL),
    ("示范园", PRESCHOOL),
    ("保教", PRESCHOOL),
    ("入园", PRESCHOOL),
    ("办园", PRESCHOOL),
    ("幼小衔接", PRESCHOOL | PRIMARY),
    ("小学化", 0),
    ("中小学", SCHOOLS),
    ("中小学幼儿园", PRESCHOOL | SCHOOLS),
    ("中小学、幼儿园", PRESCHOOL | SCHOOLS),
    ("中小学（幼儿园", PRESCHOOL | SCHOOLS),
    ("中小学（含幼儿园", PRESCHOOL | SCHOOLS),
    ("中小幼", PRESCHOOL | SCHOOLS),
    ("县中小学", SCHOOLS),
    ("兼职教", 0),
    ("专职教", 0),
    ("在职教", 0),
    ("义务教育", COMPULSORY),
    ("义务段", COMPULSORY),
    ("九年一贯", COMPULSORY),
    ("小学", PRIMARY),
    ("教学点", PRIMARY),
    ("初中", LOWER),
    ("初级中学", LOWER),
    ("中考", LOWER),
    ("初高中", LOWER | GENERAL),
    ("高中阶段", UPPER),
    ("高中段", UPPER),
    ("普通高中", GENERAL),
    ("高中", GENERAL),
    ("高级中学", GENERAL),
    ("普高", GENERAL),
    ("高考", GENERAL),
    ("县中", GENERAL),
    ("完全中学", LOWER | GENERAL),
    ("职业高中", VOCATIONAL),
    ("中等职业", VOCATIONAL),
    ("职业教育", VOCATIONAL),
    ("职业学校", VOCATIONAL),
    ("职业院校", VOCATIONAL),
    ("职教", VOCATIONAL),
    ("中职", VOCATIONAL),
    ("职高", VOCATIONAL),
    ("中专", VOCATIONAL),
    ("技工学校", VOCATIONAL),
    ("职业技术", VOCATIONAL),
    ("高等职业", 0),
    ("普职", UPPER),
    ("职普", UPPER),
];
