//! The vocabulary as a phrase list: which terms a text names, for topic profiles, action phrases and shared phrases.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::background::Numbers;
use super::concept::concepts;
use super::text::{Feature, Namer, each_two};
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
    /// The grams with which phrases begin: the first three characters, or the two that there are.
    starts: Numbers,
    /// Where the phrases of each end among the `wholes`.
    ends: Vec<usize>,
    /// The characters of a phrase and its number.
    wholes: Vec<(Box<[char]>, u32)>,
    /// A bit for the name of each gram of `starts`, which tells most of what begins nothing.
    begins: Vec<u64>,
}

/// Bits of [`Lexicon::begins`], in words.
const BEGINS: usize = 2048;

/// The word of the bits in which the one for a gram is, and that bit.
fn begin(gram: Feature) -> (usize, u64) {
    (usize::try_from(gram >> 6).unwrap_or_default() % BEGINS, 1 << (gram & 63))
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
        each_two(text, |two, three, from| {
            let start = text.len() - from.len();
            for gram in std::iter::once(two).chain(three) {
                self.find_at(gram, from, |number, length| found(number, start, start + length));
            }
        });
    }

    /// The phrases at the begin of a text: those of two characters for its 2-gram, the longer ones for its 3-gram. Gives numbers and lengths.
    #[inline]
    pub(crate) fn find_at(&self, gram: Feature, text: &[char], found: impl FnMut(u32, usize)) {
        let (word, bit) = begin(gram);
        if self.begins.get(word).is_some_and(|bits| bits & bit != 0) {
            self.find_whole(gram, text, found);
        }
    }

    fn find_whole(&self, gram: Feature, text: &[char], mut found: impl FnMut(u32, usize)) {
        let Some(start) = self.starts.get(gram).and_then(|start| usize::try_from(start).ok()) else { return };
        let end = self.ends.get(start).copied().unwrap_or_default();
        let before = start.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        for (whole, number) in self.wholes.get(before..end).unwrap_or_default() {
            if text.starts_with(whole) {
                found(*number, whole.len());
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
        let mut lexicon = Lexicon { begins: vec![0; BEGINS], starts: Numbers::with_capacity(self.0.len()), ..Lexicon::default() };
        let mut wholes: BTreeMap<(Feature, usize, Box<[char]>), u32> = BTreeMap::new();
        for (phrase, number) in self.0.into_values().zip(0u32..) {
            let characters: Box<[char]> = phrase.text.chars().collect();
            let name = characters.iter().take(3).fold(Namer::new(b'g'), |namer, c| namer.character(*c)).name();
            let (word, bit) = begin(name);
            lexicon.begins.get_mut(word).into_iter().for_each(|bits| *bits |= bit);
            wholes.insert((name, characters.len(), characters), number);
            lexicon.phrases.push(phrase);
        }
        for ((name, _, whole), number) in wholes {
            lexicon.wholes.push((whole, number));
            // In the order of names, so that each has the next number.
            let start = usize::try_from(lexicon.starts.number(name)).unwrap_or_default();
            lexicon.ends.resize(start + 1, 0);
            lexicon.ends.last_mut().into_iter().for_each(|end| *end = lexicon.wholes.len());
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
