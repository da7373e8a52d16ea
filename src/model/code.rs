//! The codes of topics: an open list, whose usual codes need no memory of their own.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The code of a topic, such as `B1`. Topics are an open list: a [`Vocabulary`](crate::vocabulary::Vocabulary) says what they mean.
///
/// It is used like a `str` and made from one; the codes of the standard vocabulary are made and cloned without an allocation.
///
/// ```
/// use crossplan::model::TopicCode;
/// let topics: Vec<TopicCode> = vec!["B1".into(), "美育".to_owned().into(), TopicCode::from_static("E6")];
/// assert_eq!(topics, ["B1", "美育", "E6"]);
/// assert!(topics[0].starts_with('B'));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicCode(Cow<'static, str>);

/// The codes of one letter and one digit, in order.
const PAIRS: &str = "\
    A1A2A3A4A5A6A7A8A9B1B2B3B4B5B6B7B8B9C1C2C3C4C5C6C7C8C9D1D2D3D4D5D6D7D8D9\
    E1E2E3E4E5E6E7E8E9F1F2F3F4F5F6F7F8F9G1G2G3G4G5G6G7G8G9";

/// The same code, if it is one of a letter and a digit that are in use.
fn pair(code: &str) -> Option<&'static str> {
    let &[letter @ b'A'..=b'G', digit @ b'1'..=b'9'] = code.as_bytes() else { return None };
    let at = 2 * (9 * usize::from(letter - b'A') + usize::from(digit - b'1'));
    PAIRS.get(at..at + 2)
}

impl TopicCode {
    /// A code that the program holds anyway.
    pub const fn from_static(code: &'static str) -> Self {
        Self(Cow::Borrowed(code))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for TopicCode {
    fn from(code: &str) -> Self {
        Self(pair(code).map_or_else(|| Cow::Owned(code.to_owned()), Cow::Borrowed))
    }
}

impl From<String> for TopicCode {
    fn from(code: String) -> Self {
        Self(pair(&code).map_or(Cow::Owned(code), Cow::Borrowed))
    }
}

impl From<TopicCode> for String {
    fn from(code: TopicCode) -> String {
        code.0.into_owned()
    }
}

impl Deref for TopicCode {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for TopicCode {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for TopicCode {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for TopicCode {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for TopicCode {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl PartialEq<String> for TopicCode {
    fn eq(&self, other: &String) -> bool {
        *self.0 == **other
    }
}

impl fmt::Debug for TopicCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for TopicCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for TopicCode {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for TopicCode {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Code;

        impl de::Visitor<'_> for Code {
            type Value = TopicCode;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: de::Error>(self, code: &str) -> Result<TopicCode, E> {
                Ok(code.into())
            }

            fn visit_string<E: de::Error>(self, code: String) -> Result<TopicCode, E> {
                Ok(code.into())
            }
        }

        d.deserialize_string(Code)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TopicCode {
    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_standard_vocabulary_are_borrowed() {
        let coded: Vec<&str> = crate::vocabulary::Vocabulary::standard()
            .topics
            .terms()
            .map(|term| term.id.as_str())
            .filter(|id| id.len() == 2)
            .collect();
        assert!(coded.len() > 30);
        for code in coded {
            for made in [TopicCode::from(code), code.to_owned().into(), serde_json::from_value(code.into()).unwrap()] {
                assert!(matches!(made.0, Cow::Borrowed(known) if known == code), "{code}");
            }
        }
    }

    #[test]
    fn other_codes_stay_as_they_are() {
        for code in ["", "A", "A0", "H1", "a1", "B10", "GOAL", "美育"] {
            assert_eq!(TopicCode::from(code), code);
            assert_eq!(TopicCode::from(code.to_owned()), *code);
            assert_eq!(serde_json::to_value(TopicCode::from(code)).unwrap(), code);
        }
    }
}
