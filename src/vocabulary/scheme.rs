//! A versioned scheme of terms: ids, names in two languages, definitions, aliases, and negative labels.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::model::Fault;

/// A language of names and labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl std::str::FromStr for Lang {
    type Err = crate::model::UnknownWord;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        match s {
            "zh" => Ok(Lang::Zh),
            "en" => Ok(Lang::En),
            _ => Err(crate::model::UnknownWord::new("language", s, "zh, en")),
        }
    }
}

/// A name in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Names {
    /// A name that is the same in both languages.
    pub fn same(name: &str) -> Self {
        Self { zh: name.to_owned(), en: name.to_owned() }
    }

    /// The name in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// What every term of a scheme can be asked.
pub trait Entry {
    /// Its id, stable over versions.
    fn id(&self) -> &str;
    /// Its name.
    fn name(&self, lang: Lang) -> &str;
    /// Other words for it.
    fn aliases(&self) -> &[String];
    /// Terms that look alike and are not meant.
    fn negative(&self) -> &[String];
    /// One weight for each alias, or none at all.
    fn weights(&self) -> &[u8] {
        &[]
    }
}

/// A term without further fields: a topic, stage, instrument, unit, force or kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Id: the word of the JSON form of plans.
    pub id: String,
    /// Name in Chinese.
    pub zh: String,
    /// Name in English.
    pub en: String,
    /// What it means, in Chinese.
    pub definition: String,
    /// What it means, in English.
    pub definition_en: String,
    /// Words and phrases that name it or tell it, the strongest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// How strongly each alias tells the term, one number for each alias, 8 (names it) to 1 (a hint); empty where the order says enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<u8>,
    /// Words that look alike and are not meant.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub negative: Vec<String>,
    /// The broader term.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Stages: the ISCED 2011 level or category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub isced: Option<String>,
    /// Units: `unit`, `per` or `frequency`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Units: a short sign for tables.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// Kinds: the closed list that the word belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub set: Option<String>,
    /// Units and kinds: the word in plans, since one word can stand in two lists (`other`, `annex`, `person`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Both kinds of terms hold the shared fields under the same names.
macro_rules! entry {
    ($name:ident $(, $weights:ident)?) => {
        impl $crate::vocabulary::Entry for $name {
            $(fn weights(&self) -> &[u8] {
                &self.$weights
            })?

            fn id(&self) -> &str {
                &self.id
            }

            fn name(&self, lang: $crate::vocabulary::Lang) -> &str {
                match lang {
                    $crate::vocabulary::Lang::Zh => &self.zh,
                    $crate::vocabulary::Lang::En => &self.en,
                }
            }

            fn aliases(&self) -> &[String] {
                &self.aliases
            }

            fn negative(&self) -> &[String] {
                &self.negative
            }
        }
    };
}
pub(super) use entry;

entry!(Concept, weights);

/// The file form of a scheme.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemeFile<T> {
    id: String,
    version: String,
    title: Names,
    source: String,
    terms: Vec<T>,
}

/// A versioned list of terms with unique ids.
///
/// Its file: `{"id", "version", "title": {"zh", "en"}, "source", "terms": […]}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme<T> {
    id: String,
    version: String,
    title: Names,
    source: String,
    terms: IndexMap<String, T>,
}

impl<T> Default for Scheme<T> {
    fn default() -> Self {
        Self {
            id: String::new(),
            version: String::new(),
            title: Names { zh: String::new(), en: String::new() },
            source: String::new(),
            terms: IndexMap::new(),
        }
    }
}

/// The id and version of a scheme, to be named with a result.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edition {
    /// Such as `crossplan/indicators`.
    pub id: String,
    /// Such as `2026.1`.
    pub version: String,
}

/// Why a vocabulary was refused: the fault of the file, or all faults of its terms.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the vocabulary has {} fault(s):{}", .faults.len(), .faults.iter().map(|f| format!("\n  {f}")).collect::<String>())]
pub struct VocabularyError {
    faults: Vec<Fault>,
}

impl VocabularyError {
    /// All faults.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    pub(crate) fn from_faults(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self { faults }) }
    }
}

impl Scheme<Concept> {
    /// The term for a word of plans in one of its lists: `kind` of units (`unit`, `per`, `frequency`) or `set` of kinds.
    pub fn word(&self, list: &str, word: &str) -> Option<&Concept> {
        self.terms().find(|term| {
            let own = term.kind.as_deref().or(term.set.as_deref());
            own == Some(list) && term.value.as_deref().unwrap_or(&term.id) == word
        })
    }

    /// Its name in one language; the word itself where the scheme does not hold it.
    pub fn word_label<'a>(&'a self, list: &str, word: &'a str, lang: Lang) -> &'a str {
        self.word(list, word).map_or(word, |term| term.name(lang))
    }
}

impl<T: Entry> Scheme<T> {
    /// Loads a scheme from its file.
    ///
    /// # Errors
    /// Text that does not have the form; ids that occur twice; empty names or aliases; an alias that is a negative label of its own term.
    pub fn from_json(json: &str) -> Result<Self, VocabularyError>
    where
        T: serde::de::DeserializeOwned,
    {
        let reader = || serde_json::Deserializer::from_str(json);
        // To watch the path takes longer than to read: only a fault is read so.
        let file = SchemeFile::<T>::deserialize(&mut reader());
        let file = file.or_else(|_| serde_path_to_error::deserialize(&mut reader())).map_err(|e| VocabularyError {
            faults: vec![Fault {
                field: e.path().to_string(),
                reason: e.inner().to_string(),
                accepted: "the form of a scheme: id, version, title, source, terms".to_owned(),
            }],
        })?;
        let mut scheme =
            Scheme { id: file.id, version: file.version, title: file.title, source: file.source, terms: IndexMap::new() };
        scheme.add(file.terms)?;
        Ok(scheme)
    }

    /// Adds terms; none is added when one is faulty.
    ///
    /// # Errors
    /// As for [`Scheme::from_json`].
    pub fn add(&mut self, terms: Vec<T>) -> Result<(), VocabularyError> {
        let mut faults = Vec::new();
        let mut ids = std::collections::HashSet::new();
        for (i, term) in terms.iter().enumerate() {
            let mut fault = |field: &str, reason: String, accepted: &str| {
                faults.push(Fault { field: format!("terms[{i}].{field}"), reason, accepted: accepted.to_owned() });
            };
            if term.id().is_empty() || self.terms.contains_key(term.id()) || !ids.insert(term.id()) {
                fault("id", format!("`{}` is empty or taken", term.id()), "an id of its own");
            }
            for lang in [Lang::Zh, Lang::En] {
                if term.name(lang).trim().is_empty() {
                    fault("name", format!("`{}` has no name in {lang:?}", term.id()), "a name");
                }
            }
            if !term.weights().is_empty() && term.weights().len() != term.aliases().len() {
                let reason = format!("{} weights for {} aliases", term.weights().len(), term.aliases().len());
                fault("weights", reason, "one for each alias, or none");
            }
            for alias in term.aliases() {
                if alias.trim().is_empty() || term.negative().contains(alias) {
                    fault(
                        "aliases",
                        format!("`{alias}` is empty or a negative label of the same term"),
                        "a word that names the term",
                    );
                }
            }
        }
        VocabularyError::from_faults(faults)?;
        self.terms.extend(terms.into_iter().map(|term| (term.id().to_owned(), term)));
        Ok(())
    }

    /// Its id and version.
    pub fn edition(&self) -> Edition {
        Edition { id: self.id.clone(), version: self.version.clone() }
    }

    /// Its title.
    pub fn title(&self) -> &Names {
        &self.title
    }

    /// Where the scheme comes from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The term with this id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.terms.get(id)
    }

    /// All terms, in the order of the file.
    pub fn terms(&self) -> impl ExactSizeIterator<Item = &T> {
        self.terms.values()
    }

    /// The name of a term; the id itself where the scheme does not hold it.
    pub fn label<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        self.get(id).map_or(id, |term| term.name(lang))
    }

    /// The term that `text` names: by the longest name or alias that stands in it and is no part of one of the term's negative labels
    /// there. Of two terms with aliases of one length, the one first in the scheme is taken.
    ///
    /// For many texts build a matcher of your own; this walks through all aliases.
    pub fn find(&self, text: &str) -> Option<&T> {
        let mut best: Option<(usize, &T)> = None;
        for term in self.terms.values() {
            let own = std::iter::once(term.name(Lang::Zh)).chain(term.aliases().iter().map(String::as_str));
            let longest = own.filter(|alias| named_in(text, alias, term.negative())).map(str::len).max();
            if let Some(length) = longest
                && best.is_none_or(|(most, _)| length > most)
            {
                best = Some((length, term));
            }
        }
        best.map(|(_, term)| term)
    }
}

/// Whether `alias` stands in `text` at a place that no negative label covers.
fn named_in(text: &str, alias: &str, negative: &[String]) -> bool {
    text.match_indices(alias).any(|(at, _)| {
        !negative
            .iter()
            .any(|label| text.match_indices(label.as_str()).any(|(from, _)| from <= at && at + alias.len() <= from + label.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme() -> Scheme<Concept> {
        Scheme::from_json(
            r#"{"id":"t","version":"1","title":{"zh":"试","en":"t"},"source":"s","terms":[
            {"id":"a","zh":"毛入园率","en":"gross","definition":"d","definition_en":"d","aliases":["入园率"],"negative":["净入园率"]},
            {"id":"b","zh":"入园","en":"entry","definition":"d","definition_en":"d"}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn negative_labels_are_not_meant() {
        let scheme = scheme();
        assert_eq!(scheme.find("学前三年毛入园率").map(|t| t.id.as_str()), Some("a"));
        assert_eq!(scheme.find("净入园率").map(|t| t.id.as_str()), Some("b"));
        assert!(scheme.find("近视率").is_none());
    }

    #[test]
    fn an_id_is_taken_once() {
        let mut scheme = scheme();
        let again: Vec<Concept> = scheme.terms().cloned().collect();
        let error = scheme.add(again).unwrap_err();
        assert_eq!(error.faults().len(), 2);
        assert!(error.to_string().contains("`a` is empty or taken"), "{error}");
        assert_eq!(scheme.terms().len(), 2);
    }
}
