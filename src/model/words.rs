//! How closed and open word lists of the JSON form are made: the macros, and the error for a word that is not in a list.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de;

/// A word that its list does not hold. The message names the list and the words that would be accepted.
///
/// ```
/// let error = "must".parse::<crossplan::Force>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`must` is no force; accepted: binding, planned, aspirational, encouraged"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is no {list}; accepted: {accepted}")]
pub struct UnknownWord {
    list: &'static str,
    word: String,
    accepted: String,
}

impl UnknownWord {
    pub(crate) fn new(list: &'static str, word: &str, accepted: impl Into<String>) -> Self {
        // A hostile word must not flood a message.
        let word = word.chars().take(60).collect();
        Self { list, word, accepted: accepted.into() }
    }

    /// The word as it was given (its first 60 characters).
    pub fn word(&self) -> &str {
        &self.word
    }

    /// What would have been accepted, in words.
    pub fn accepted(&self) -> &str {
        &self.accepted
    }
}

/// Reads a value from its string, which is not kept.
pub(crate) struct Spelled<T>(PhantomData<T>);

impl<T> Spelled<T> {
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T: FromStr<Err: fmt::Display>> de::Visitor<'_> for Spelled<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

pub(crate) fn list_words<T: Copy + fmt::Display>(all: &[T]) -> String {
    let words: Vec<String> = all.iter().map(ToString::to_string).collect();
    words.join(", ")
}

/// A closed list of words: an enum whose variants are single words in JSON.
macro_rules! words {
    ($list:literal, $(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every word of the list, in the order of its definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in the JSON form and in exports.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownWord;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|w| w.as_str() == s).ok_or_else(|| {
                    $crate::model::UnknownWord::new($list, s, $crate::model::words::list_words(Self::ALL))
                })
            }
        }
    };
}

/// Serde and JSON Schema of a type whose JSON form is one string, by its `Display` and `FromStr`.
macro_rules! string_form {
    ($name:ident, $description:literal, $pattern:literal) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                d.deserialize_str($crate::model::words::Spelled::new())
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $description, "pattern": $pattern })
            }
        }
    };
}

/// An open list: known words, and `other:词` for the rest.
macro_rules! open_words {
    ($list:literal, $pattern:literal, $description:literal, $(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$vmeta])* $variant,)+
            /// A word outside the list, as the text has it: `other:米`.
            Other(std::sync::Arc<str>),
        }

        impl $name {
            /// The words of the list, without `other:…`, in the order of their definition.
            pub const KNOWN: &'static [&'static str] = &[$($word),+];
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$variant => f.pad($word),)+
                    Self::Other(word) => write!(f, "other:{word}"),
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownWord;

            fn from_str(s: &str) -> Result<Self, Self::Err> {
                match s {
                    $($word => Ok(Self::$variant),)+
                    _ => match s.strip_prefix("other:") {
                        Some(word) if !word.trim().is_empty() && word.trim() == word => Ok(Self::Other(word.into())),
                        _ => Err($crate::model::UnknownWord::new(
                            $list,
                            s,
                            format!("{}, or other:词", Self::KNOWN.join(", ")),
                        )),
                    },
                }
            }
        }

        string_form!($name, $description, $pattern);
    };
}

pub(crate) use {open_words, string_form, words};
