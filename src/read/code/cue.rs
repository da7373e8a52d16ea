//! The cue phrases of the vocabularies in one trie, and the single pass that finds them in a text.

use std::sync::LazyLock;

use super::force::{FIRM, Firm};
use super::mark::{MARKS, Mark, NAMES};
use crate::model::{Instrument, Stage};
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
}

const CHANNELS: usize = 6;

impl Sense {
    fn channel(self) -> usize {
        match self {
            Sense::Topic(..) | Sense::NoTopic => 0,
            Sense::Stages(_) => 1,
            Sense::Tool(_) => 2,
            Sense::Mark(_) => 3,
            Sense::Name(_) => 4,
            Sense::Firm(_) => 5,
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
    pub sense: u32,
}

#[derive(Clone, Copy, Default)]
struct Node {
    edges: (u32, u32),
    /// What is told where the walk ends here.
    told: (u32, u32),
}

/// A sense that is told where a walk ends: of a node or, where it has none of that channel, of one above.
#[derive(Clone, Copy)]
struct Told {
    sense: u32,
    /// The length of its phrase in bytes.
    len: u16,
    channel: u8,
    /// The first of its channel; those that follow share its fate.
    first: bool,
    /// It only hides others.
    silent: bool,
}

/// All cue phrases of the standard vocabulary.
pub(crate) struct Cues {
    /// Codes of the topics in use, in the order of their scheme.
    pub topics: Vec<String>,
    nodes: Vec<Node>,
    edges: Vec<(char, u32)>,
    senses: Vec<Sense>,
    told: Vec<Told>,
    /// Node of each pair of first characters: a table with open addressing, its length a power of two, at most half full.
    pairs: Vec<(u64, u32)>,
    /// One bit for each hash of a pair: most pairs of a text start no phrase, and this says so from the first-level cache.
    maybe: Vec<u64>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| Cues::of(Vocabulary::standard()));

impl Cues {
    pub(crate) fn standard() -> &'static Cues {
        &CUES
    }

    pub(crate) fn of(vocabulary: &Vocabulary) -> Cues {
        let mut topics = Vec::new();
        let mut phrases: Vec<(Vec<char>, Sense)> = Vec::new();
        let mut add = |phrase: &str, sense: Sense| {
            let chars: Vec<char> = phrase.chars().collect();
            if chars.len() > 1 {
                phrases.push((chars, sense));
            }
        };
        for term in vocabulary.topics.terms() {
            // Groups of topics are no codes; a goals section is known by its role, not by its words.
            if term.aliases.is_empty() || term.id == "GOAL" {
                continue;
            }
            let Ok(index) = u8::try_from(topics.len()) else { break };
            topics.push(term.id.clone());
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
        phrases.sort_by(|a, b| a.0.cmp(&b.0));
        let mut cues = Cues {
            topics,
            nodes: Vec::new(),
            edges: Vec::new(),
            senses: Vec::new(),
            told: Vec::new(),
            pairs: Vec::new(),
            maybe: vec![0; MAYBE / 64],
        };
        cues.grow(&phrases);
        cues.index_pairs();
        cues
    }

    /// Lays the sorted phrases out level by level, so that no recursion is needed and the edges of a node lie together.
    fn grow(&mut self, phrases: &[(Vec<char>, Sense)]) {
        self.nodes.push(Node::default());
        // (node, its phrases, characters and bytes already used, what is told above it)
        let mut queue = std::collections::VecDeque::from([(0usize, 0..phrases.len(), 0usize, 0usize, (0u32, 0u32))]);
        while let Some((node, range, depth, len, above)) = queue.pop_front() {
            let Some(mine) = phrases.get(range.clone()) else { continue };
            let here = mine.iter().take_while(|(chars, _)| chars.len() == depth).count();
            let senses = self.senses.len() as u32;
            for (_, sense) in mine.iter().take(here) {
                let from = senses as usize;
                let known = self.senses.get(from..).is_some_and(|s| s.contains(sense));
                if !known {
                    self.senses.push(*sense);
                }
            }
            let told = self.tell(senses, len, above);
            let edges = self.edges.len() as u32;
            let mut at = here;
            while let Some(next) = mine.get(at).and_then(|(chars, _)| chars.get(depth).copied()) {
                let same = mine.iter().skip(at).take_while(|(chars, _)| chars.get(depth) == Some(&next)).count();
                let child = self.nodes.len();
                self.nodes.push(Node::default());
                self.edges.push((next, child as u32));
                queue.push_back((child, range.start + at..range.start + at + same, depth + 1, len + next.len_utf8(), told));
                at += same;
            }
            if let Some(slot) = self.nodes.get_mut(node) {
                *slot = Node { edges: (edges, self.edges.len() as u32), told };
            }
        }
    }

    /// Notes what a node tells: its own senses, from `senses` on, then those above it whose channel it lacks.
    fn tell(&mut self, senses: u32, len: usize, above: (u32, u32)) -> (u32, u32) {
        let own: Vec<Sense> = self.senses.get(senses as usize..).unwrap_or_default().to_vec();
        if own.is_empty() {
            return above;
        }
        let start = self.told.len() as u32;
        let mut channels = 0u8;
        for (n, sense) in own.iter().enumerate() {
            let channel = sense.channel() as u8;
            self.told.push(Told {
                sense: senses + n as u32,
                len: len as u16,
                channel,
                first: channels >> channel & 1 == 0,
                silent: *sense == Sense::NoTopic,
            });
            channels |= 1 << channel;
        }
        let above = self.told.get(above.0 as usize..above.1 as usize).unwrap_or_default().to_vec();
        self.told.extend(above.into_iter().filter(|told| channels >> told.channel & 1 == 0));
        (start, self.told.len() as u32)
    }

    fn index_pairs(&mut self) {
        let mut all = Vec::new();
        for (first, node) in self.edges_of(0) {
            all.extend(self.edges_of(*node).iter().map(|(second, node)| (pair(packed(*first), packed(*second)), *node)));
        }
        self.pairs = vec![(0, 0); (all.len() * 2).next_power_of_two()];
        for (key, node) in all {
            let hash = hash(key);
            if let Some(word) = self.maybe.get_mut(hash % MAYBE / 64) {
                *word |= 1 << (hash % 64);
            }
            let mask = self.pairs.len() - 1;
            let mut at = hash & mask;
            while let Some(slot) = self.pairs.get_mut(at) {
                if slot.0 == 0 {
                    *slot = (key, node);
                    break;
                }
                at = (at + 1) & mask;
            }
        }
    }

    /// The node behind two first characters.
    fn opening(&self, first: u32, second: u32) -> Option<u32> {
        let key = pair(first, second);
        let hash = hash(key);
        if self.maybe.get(hash % MAYBE / 64)? >> (hash % 64) & 1 == 0 {
            return None;
        }
        let mask = self.pairs.len().checked_sub(1)?;
        let mut at = hash & mask;
        loop {
            match *self.pairs.get(at)? {
                (0, _) => return None,
                (found, node) if found == key => return Some(node),
                _ => at = (at + 1) & mask,
            }
        }
    }

    fn edges_of(&self, node: u32) -> &[(char, u32)] {
        let (from, to) = self.nodes.get(node as usize).map_or((0, 0), |n| n.edges);
        self.edges.get(from as usize..to as usize).unwrap_or_default()
    }

    fn child(&self, node: u32, c: char) -> Option<u32> {
        let edges = self.edges_of(node);
        // Most nodes have one or two edges.
        if edges.len() < 8 {
            return edges.iter().find(|(e, _)| *e == c).map(|(_, child)| *child);
        }
        let at = edges.binary_search_by(|(e, _)| e.cmp(&c)).ok()?;
        edges.get(at).map(|(_, child)| *child)
    }

    /// The sense of a hit.
    pub(crate) fn sense(&self, hit: Hit) -> Sense {
        self.senses.get(hit.sense as usize).copied().unwrap_or(Sense::NoTopic)
    }

    /// Finds all phrases, the longest at each place in each channel, those inside a longer one left out. One pass: a phrase has a bounded
    /// length.
    pub(crate) fn scan(&self, text: &str, mut found: impl FnMut(Hit)) {
        let mut covered = [0usize; CHANNELS];
        let bytes = text.as_bytes();
        let (mut first, mut start, mut at) = (0, 0, 0);
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            // Characters as they are stored, three bytes mostly: they need no decoding to be compared.
            let (second, len) = match rest {
                [one @ 0xe0..=0xef, two, three, ..] => (u32::from_be_bytes([0, *one, *two, *three]), 3),
                [one @ 0..=0x7f, ..] => (u32::from(*one), 1),
                _ => text.get(at..).and_then(|rest| rest.chars().next()).map_or((0, 1), |c| (packed(c), c.len_utf8())),
            };
            if let Some(node) = self.opening(first, second) {
                let node = self.deepest(text, at + len, node);
                self.tell_of(node, start, &mut covered, &mut found);
            }
            (first, start) = (second, at);
            at += len;
        }
    }

    /// The last node of the walk from the node of the first two characters, which end at `end`.
    fn deepest(&self, text: &str, end: usize, mut node: u32) -> u32 {
        for next in text.get(end..).unwrap_or_default().chars() {
            match self.child(node, next) {
                Some(child) => node = child,
                None => break,
            }
        }
        node
    }

    /// What a walk from `start` to `node` tells, save what lies inside of what is known already.
    fn tell_of(&self, node: u32, start: usize, covered: &mut [usize; CHANNELS], found: &mut impl FnMut(Hit)) {
        let (from, to) = self.nodes.get(node as usize).map_or((0, 0), |n| n.told);
        let mut shown = 0u8;
        for told in self.told.get(from as usize..to as usize).unwrap_or_default() {
            let end = start + usize::from(told.len);
            if told.first
                && let Some(covered) = covered.get_mut(usize::from(told.channel))
                && end > *covered
            {
                *covered = end;
                shown |= 1 << told.channel;
            }
            if shown >> told.channel & 1 == 1 && !told.silent {
                found(Hit { start, end, sense: told.sense });
            }
        }
    }
}

/// Bits of the filter.
const MAYBE: usize = 1 << 16;

/// The bytes of a character in one number.
fn packed(c: char) -> u32 {
    let mut buffer = [0; 4];
    c.encode_utf8(&mut buffer).bytes().fold(0, |packed, byte| packed << 8 | u32::from(byte))
}

fn pair(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

fn hash(key: u64) -> usize {
    ((key ^ key >> 25).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize
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
