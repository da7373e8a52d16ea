//! The vocabulary as a phrase list: which terms a text names, for topic profiles, action phrases and shared phrases.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::concept::concepts;
use super::text::{Feature, LightMap, Namer};
use crate::vocabulary::{Entry, Lang, Scheme, Vocabulary};

/// The longest phrase that is looked for, in characters.
const LONGEST: usize = 24;

/// What a phrase of the vocabulary points to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phrase {
    /// Topics that it names.
    pub(crate) topics: Vec<Feature>,
    /// Whether it tells an instrument: an action phrase.
    pub(crate) action: bool,
    /// Whether it names a topic or an indicator: an object phrase.
    pub(crate) object: bool,
    /// Whether the vocabulary has it.
    pub(crate) known: bool,
    /// The numbers of the concepts that it is a word for.
    pub(crate) concepts: Vec<u32>,
    /// Characters.
    pub(crate) length: u8,
    /// The phrase itself.
    pub(crate) text: Box<str>,
}

/// All names and aliases of topics, indicators and instruments, and the words for concepts, numbered in an order of their own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    phrases: Vec<Phrase>,
    /// Where the phrases that begin with these two characters and end there, or with these three, stand among the `tails`.
    starts: LightMap<Start, (u32, u32)>,
    /// The further characters of a phrase and its number, the shorter ones first.
    tails: Vec<(Box<[char]>, u32)>,
    /// A bit for each key of `starts`, which tells most of what begins nothing.
    begins: Vec<u64>,
}

/// The first two characters of a phrase, and the third where there is one.
type Start = (char, char, Option<char>);

/// Bits of [`Lexicon::begins`], in words.
const BEGINS: usize = 2048;

/// The word of the bits in which the one for two or three characters is, and that bit.
fn begin(first: char, second: char, third: Option<char>) -> (usize, u64) {
    let pair = u32::from(first).wrapping_mul(0x9e37_79b1) ^ u32::from(second).wrapping_mul(0x85eb_ca6b);
    let mixed = third.map_or(pair, |third| (pair ^ u32::from(third)).wrapping_mul(0xc2b2_ae35)) >> 15;
    (usize::try_from(mixed >> 6).unwrap_or_default() % BEGINS, 1 << (mixed & 63))
}

static STANDARD: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(Vocabulary::standard()));

/// The name of a topic.
pub(crate) fn topic_name(code: &str) -> Feature {
    Namer::new(b't').text(code).name()
}

impl Lexicon {
    /// The phrases of a vocabulary; those of the standard one are gathered once.
    pub(crate) fn of(vocabulary: &Vocabulary) -> std::borrow::Cow<'static, Lexicon> {
        if std::ptr::eq(vocabulary, Vocabulary::standard()) {
            std::borrow::Cow::Borrowed(&STANDARD)
        } else {
            std::borrow::Cow::Owned(Lexicon::new(vocabulary))
        }
    }

    pub(crate) fn new(vocabulary: &Vocabulary) -> Self {
        let mut gathering = Gathering::default();
        // Groups of topics (`A`, `B`) have narrower terms; only those without any are topics of a unit.
        let parents: Vec<&str> = vocabulary.topics.terms().filter_map(|t| t.parent.as_deref()).collect();
        for topic in vocabulary.topics.terms().filter(|t| !parents.contains(&t.id.as_str())) {
            let name = topic_name(&topic.id);
            gathering.learn(topic, |phrase| {
                phrase.object = true;
                if !phrase.topics.contains(&name) {
                    phrase.topics.push(name);
                }
            });
        }
        gathering.scheme(&vocabulary.indicators, |phrase| phrase.object = true);
        for instrument in vocabulary.instruments.terms() {
            for alias in instrument.aliases() {
                gathering.phrase(alias, |phrase| {
                    phrase.known = true;
                    phrase.action = true;
                });
            }
        }
        for (concept, number) in concepts().iter().zip(0u32..) {
            for word in &concept.words {
                gathering.phrase(word, |phrase| phrase.concepts.push(number));
            }
        }
        gathering.lexicon()
    }

    /// How many phrases there are.
    pub(crate) fn len(&self) -> usize {
        self.phrases.len()
    }

    /// The phrase with this number.
    pub(crate) fn get(&self, number: u32) -> Option<&Phrase> {
        self.phrases.get(usize::try_from(number).ok()?)
    }

    /// Every phrase of the list in a text, overlapping ones too: its number and where it starts and ends, in characters.
    pub(crate) fn find(&self, text: &[char], mut found: impl FnMut(u32, usize, usize)) {
        let mut from = text;
        while let [first, rest @ ..] = from {
            let start = text.len() - from.len();
            from = rest;
            let Some((second, rest)) = rest.split_first() else { break };
            self.find_key((*first, *second, None), &[], |number, length| found(number, start, start + 2 + length));
            if let Some((third, rest)) = rest.split_first() {
                self.find_key((*first, *second, Some(*third)), rest, |number, length| found(number, start, start + 3 + length));
            }
        }
    }

    #[inline]
    fn find_key(&self, key: Start, rest: &[char], mut found: impl FnMut(u32, usize)) {
        let (word, bit) = begin(key.0, key.1, key.2);
        if self.begins.get(word).is_none_or(|bits| bits & bit == 0) {
            return;
        }
        let Some(&(from, to)) = self.starts.get(&key) else { return };
        let tails = usize::try_from(from).ok().zip(usize::try_from(to).ok()).and_then(|(from, to)| self.tails.get(from..to));
        for (tail, number) in tails.unwrap_or_default() {
            if rest.starts_with(tail) {
                found(*number, tail.len());
            }
        }
    }
}

/// A lexicon in the making: the phrases by their names.
#[derive(Default)]
struct Gathering(BTreeMap<Feature, Phrase>);

impl Gathering {
    fn scheme<T: Entry>(&mut self, scheme: &Scheme<T>, mark: impl Fn(&mut Phrase)) {
        for term in scheme.terms() {
            self.learn(term, &mark);
        }
    }

    fn learn<T: Entry>(&mut self, term: &T, mark: impl Fn(&mut Phrase)) {
        let mark = |phrase: &mut Phrase| {
            phrase.known = true;
            mark(phrase);
        };
        self.phrase(term.name(Lang::Zh), mark);
        for alias in term.aliases() {
            self.phrase(alias, mark);
        }
    }

    fn phrase(&mut self, text: &str, mark: impl Fn(&mut Phrase)) {
        let length = text.chars().count();
        if !(2..=LONGEST).contains(&length) {
            return;
        }
        let phrase = self.0.entry(Namer::new(b'p').text(text).name()).or_default();
        phrase.text = text.into();
        phrase.length = u8::try_from(length).unwrap_or(u8::MAX);
        mark(phrase);
    }

    /// Phrases are numbered by their names, so that the order does not depend on that of the vocabulary.
    fn lexicon(self) -> Lexicon {
        let mut lexicon = Lexicon { begins: vec![0; BEGINS], ..Lexicon::default() };
        let mut tails: BTreeMap<(Start, usize, Box<[char]>), u32> = BTreeMap::new();
        for (phrase, number) in self.0.into_values().zip(0u32..) {
            let characters: Vec<char> = phrase.text.chars().collect();
            if let [first, second, rest @ ..] = characters.as_slice() {
                let third = rest.first().copied();
                let tail = rest.get(1..).unwrap_or_default();
                let (word, bit) = begin(*first, *second, third);
                lexicon.begins.get_mut(word).into_iter().for_each(|bits| *bits |= bit);
                tails.insert(((*first, *second, third), tail.len(), tail.into()), number);
            }
            lexicon.phrases.push(phrase);
        }
        for ((key, _, tail), number) in tails {
            let end = u32::try_from(lexicon.tails.len()).unwrap_or(u32::MAX);
            lexicon.starts.entry(key).or_insert((end, end)).1 = end.saturating_add(1);
            lexicon.tails.push((tail, number));
        }
        lexicon
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_overlapping_phrases() {
        let lexicon = Lexicon::new(Vocabulary::standard());
        let text: Vec<char> = "推行党组织领导的校长负责制".chars().collect();
        let mut found = Vec::new();
        lexicon.find(&text, |name, start, end| found.push((name, text[start..end].iter().collect::<String>())));
        let words: Vec<&str> = found.iter().map(|(_, w)| w.as_str()).collect();
        assert!(words.contains(&"党组织") && words.contains(&"党组织领导的校长负责制"), "{words:?}");
        let party = found.iter().find(|(_, w)| w == "党组织").and_then(|(name, _)| lexicon.get(*name)).unwrap();
        assert!(party.object && party.topics.contains(&topic_name("A1")));
    }
}
