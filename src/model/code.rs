//! The codes of topics: an open list, whose usual codes need no memory of their own.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The code of a topic, such as `B1`. Topics are an open list: a [`Vocabulary`](crate::vocabulary::Vocabulary) says what they mean.
///
/// It is used like a `str` and made from one; the codes of the standard vocabulary are made and cloned without an allocation.
///
/// ```
/// use crossplan::model::TopicCode;
/// let topics: Vec<TopicCode> = vec!["B1".into(), "美育".into()];
/// assert_eq!(topics, ["B1", "美育"]);
/// assert!(topics[0].starts_with('B'));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct TopicCode(Code);

#[derive(Clone, PartialEq, Eq)]
enum Code {
    /// The place in [`PAIRS`].
    Pair(u8),
    Other(Box<str>),
}

/// The codes of one letter and one digit, in order.
const PAIRS: &str = "\
    A1A2A3A4A5A6A7A8A9B1B2B3B4B5B6B7B8B9C1C2C3C4C5C6C7C8C9D1D2D3D4D5D6D7D8D9\
    E1E2E3E4E5E6E7E8E9F1F2F3F4F5F6F7F8F9G1G2G3G4G5G6G7G8G9";

impl Code {
    /// A code of a letter and a digit has this form alone.
    fn pair(code: &str) -> Option<Code> {
        let &[letter @ b'A'..=b'G', digit @ b'1'..=b'9'] = code.as_bytes() else { return None };
        Some(Code::Pair(9 * (letter - b'A') + (digit - b'1')))
    }
}

impl TopicCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Code::Pair(n) => {
                let at = 2 * usize::from(*n);
                PAIRS.get(at..at + 2).unwrap_or_default()
            }
            Code::Other(code) => code,
        }
    }
}

impl From<&str> for TopicCode {
    fn from(code: &str) -> Self {
        Self(Code::pair(code).unwrap_or_else(|| Code::Other(code.into())))
    }
}

impl From<String> for TopicCode {
    fn from(code: String) -> Self {
        Self(Code::pair(&code).unwrap_or_else(|| Code::Other(code.into())))
    }
}

impl PartialOrd for TopicCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TopicCode {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for TopicCode {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl From<TopicCode> for String {
    fn from(code: TopicCode) -> String {
        match code.0 {
            Code::Pair(_) => code.as_str().to_owned(),
            Code::Other(code) => code.into(),
        }
    }
}

impl Deref for TopicCode {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for TopicCode {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for TopicCode {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for TopicCode {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for TopicCode {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for TopicCode {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl fmt::Debug for TopicCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for TopicCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for TopicCode {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
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
    fn schema_name() -> std::borrow::Cow<'static, str> {
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
    fn codes_of_the_standard_vocabulary_need_no_memory() {
        let coded: Vec<&str> = crate::vocabulary::Vocabulary::standard()
            .topics
            .terms()
            .map(|term| term.id.as_str())
            .filter(|id| id.len() == 2)
            .collect();
        assert!(coded.len() > 30);
        for code in coded {
            for made in [TopicCode::from(code), code.to_owned().into(), serde_json::from_value(code.into()).unwrap()] {
                assert!(matches!(made.0, Code::Pair(_)) && made == code, "{code}");
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
