//! The vocabulary as a phrase list: which terms a text names, for topic profiles, action phrases and shared phrases.

use std::sync::LazyLock;

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
    /// Characters.
    pub(crate) length: u8,
    /// The phrase itself.
    pub(crate) text: Box<str>,
}

/// All names and aliases of topics, indicators and instruments.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    phrases: LightMap<Feature, Phrase>,
    /// For the first two characters of a phrase, the lengths that occur, as bits.
    lengths: LightMap<u64, u32>,
    /// A bit for each such two characters, which tells most of those that begin nothing.
    begins: Vec<u64>,
}

/// Bits of [`Lexicon::begins`], in words.
const BEGINS: usize = 2048;

/// The word of the bits in which the one for two characters is, and that bit.
fn begin(first: char, second: char) -> (usize, u64) {
    let mixed = (u32::from(first).wrapping_mul(0x9e37_79b1) ^ u32::from(second).wrapping_mul(0x85eb_ca6b)) >> 15;
    (usize::try_from(mixed >> 6).unwrap_or_default() % BEGINS, 1 << (mixed & 63))
}

/// Two characters as one number.
fn two(first: char, second: char) -> u64 {
    (u64::from(u32::from(first)) << 32) | u64::from(u32::from(second))
}

static STANDARD: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(Vocabulary::standard()));

/// The name of a phrase.
fn phrase_name(characters: &[char]) -> Feature {
    characters.iter().fold(Namer::new(b'p'), |namer, c| namer.character(*c)).name()
}

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
        let mut lexicon = Lexicon::default();
        // Groups of topics (`A`, `B`) have narrower terms; only those without any are topics of a unit.
        let parents: Vec<&str> = vocabulary.topics.terms().filter_map(|t| t.parent.as_deref()).collect();
        for topic in vocabulary.topics.terms().filter(|t| !parents.contains(&t.id.as_str())) {
            let name = topic_name(&topic.id);
            lexicon.learn(topic, |phrase| {
                phrase.object = true;
                if !phrase.topics.contains(&name) {
                    phrase.topics.push(name);
                }
            });
        }
        lexicon.scheme(&vocabulary.indicators, |phrase| phrase.object = true);
        for instrument in vocabulary.instruments.terms() {
            for alias in instrument.aliases() {
                lexicon.phrase(alias, |phrase| phrase.action = true);
            }
        }
        lexicon
    }

    fn scheme<T: Entry>(&mut self, scheme: &Scheme<T>, mark: impl Fn(&mut Phrase)) {
        for term in scheme.terms() {
            self.learn(term, &mark);
        }
    }

    fn learn<T: Entry>(&mut self, term: &T, mark: impl Fn(&mut Phrase)) {
        self.phrase(term.name(Lang::Zh), &mark);
        for alias in term.aliases() {
            self.phrase(alias, &mark);
        }
    }

    fn phrase(&mut self, text: &str, mark: impl Fn(&mut Phrase)) {
        let characters: Vec<char> = text.chars().collect();
        let &[first, second, ..] = characters.as_slice() else { return };
        if characters.len() > LONGEST {
            return;
        }
        let phrase = self.phrases.entry(phrase_name(&characters)).or_default();
        phrase.text = text.into();
        phrase.length = u8::try_from(characters.len()).unwrap_or(u8::MAX);
        mark(phrase);
        self.begins.resize(BEGINS, 0);
        let (word, bit) = begin(first, second);
        self.begins.get_mut(word).into_iter().for_each(|bits| *bits |= bit);
        *self.lengths.entry(two(first, second)).or_default() |= 1 << characters.len();
    }

    /// The phrase with this name.
    pub(crate) fn get(&self, name: Feature) -> Option<&Phrase> {
        self.phrases.get(&name)
    }

    /// Every phrase of the list in a text, overlapping ones too: its name and where it starts and ends, in characters.
    pub(crate) fn find(&self, text: &[char], mut found: impl FnMut(Feature, usize, usize)) {
        for (start, pair) in text.windows(2).enumerate() {
            let &[first, second] = pair else { continue };
            let (word, bit) = begin(first, second);
            if self.begins.get(word).is_none_or(|bits| bits & bit == 0) {
                continue;
            }
            let Some(mut bits) = self.lengths.get(&two(first, second)).copied() else { continue };
            while bits != 0 {
                let length = usize::try_from(bits.trailing_zeros()).unwrap_or(0);
                bits &= bits - 1;
                let Some(part) = text.get(start..start + length) else { break };
                let name = phrase_name(part);
                if self.phrases.contains_key(&name) {
                    found(name, start, start + length);
                }
            }
        }
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
