//! Digests of elements: a fixed 64-bit hash of the serialised form, with or without what only says where an element stands.

use std::fmt::{self, Write as _};

use serde::ser::{self, Serialize};

/// What a digest covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cover {
    /// Every field.
    Whole,
    /// All but address, number, references and sources: equal for an element that was moved, renumbered or read elsewhere.
    Content,
}

/// The digest of a value: the same on every machine. Equal values have equal digests; the reverse is only very likely, so a caller
/// compares the values before it calls them equal.
pub(crate) fn digest<T: Serialize + ?Sized>(value: &T, cover: Cover) -> u64 {
    let mut hash = Hash { state: SEED, cover };
    // No value of the model fails to serialise here; a half-fed hash would still only cost a pairing, never a law.
    let _ = value.serialize(&mut hash);
    hash.finish()
}

/// The digest of a text.
pub(crate) fn text_digest(text: &str) -> u64 {
    let mut hash = Hash { state: SEED, cover: Cover::Whole };
    hash.bytes(text.as_bytes());
    hash.finish()
}

/// Two digests as one; the order matters.
pub(crate) fn join(a: u64, b: u64) -> u64 {
    let mut hash = Hash { state: SEED, cover: Cover::Whole };
    hash.word(a);
    hash.word(b);
    hash.finish()
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const MULTIPLIER: u64 = 0xbf58_476d_1ce4_e5b9;

struct Hash {
    state: u64,
    cover: Cover,
}

impl Hash {
    fn word(&mut self, word: u64) {
        let mixed = (self.state ^ word).wrapping_mul(MULTIPLIER);
        self.state = mixed ^ (mixed >> 29);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.word(u64::from_le_bytes(*word));
        }
        let mut last = [0; 8];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        self.word(u64::from_le_bytes(last));
        // The length keeps texts apart that differ only in the zeros at their end, or in where one ends and the next begins.
        self.word(bytes.len() as u64);
    }

    fn finish(&self) -> u64 {
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(MULTIPLIER);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn skips(&self, field: &str) -> bool {
        self.cover == Cover::Content && matches!(field, "path" | "n" | "see" | "source")
    }
}

/// Serialising into a hash cannot fail; serde wants a type for it.
#[derive(Debug)]
pub(crate) struct Never;

impl fmt::Display for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no value of a plan fails to hash")
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Never
    }
}

/// Feeds formatted text into the hash in one go, whatever pieces the formatter writes.
struct Pieces([u8; 64], usize, Option<String>);

impl fmt::Write for Pieces {
    fn write_str(&mut self, s: &str) -> fmt::Result {
        if let Some(long) = &mut self.2 {
            long.push_str(s);
        } else if let Some(room) = self.0.get_mut(self.1..self.1 + s.len()) {
            room.copy_from_slice(s.as_bytes());
            self.1 += s.len();
        } else {
            let mut long = String::from_utf8_lossy(self.0.get(..self.1).unwrap_or_default()).into_owned();
            long.push_str(s);
            self.2 = Some(long);
        }
        Ok(())
    }
}

macro_rules! words {
    ($($name:ident: $ty:ty,)+) => {
        $(fn $name(self, v: $ty) -> Result<(), Never> { self.word(v as u64); Ok(()) })+
    };
}

impl ser::Serializer for &mut Hash {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    words! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_char: char,
    }

    fn serialize_f32(self, v: f32) -> Result<(), Never> {
        self.word(u64::from(v.to_bits()));
        Ok(())
    }

    fn serialize_f64(self, v: f64) -> Result<(), Never> {
        self.word(v.to_bits());
        Ok(())
    }

    fn serialize_str(self, v: &str) -> Result<(), Never> {
        self.bytes(v.as_bytes());
        Ok(())
    }

    fn serialize_bytes(self, v: &[u8]) -> Result<(), Never> {
        self.bytes(v);
        Ok(())
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), Never> {
        let mut pieces = Pieces([0; 64], 0, None);
        let _ = write!(pieces, "{value}");
        match &pieces.2 {
            Some(long) => self.bytes(long.as_bytes()),
            None => self.bytes(pieces.0.get(..pieces.1).unwrap_or_default()),
        }
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Never> {
        self.word(0);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        self.word(1);
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Never> {
        self.word(2);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Never> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Never> {
        self.bytes(variant.as_bytes());
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.bytes(variant.as_bytes());
        value.serialize(self)
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Self, Never> {
        self.word(len.map_or(u64::MAX, |len| len as u64));
        Ok(self)
    }

    fn serialize_tuple(self, len: usize) -> Result<Self, Never> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<Self, Never> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, len: usize) -> Result<Self, Never> {
        self.bytes(variant.as_bytes());
        self.serialize_seq(Some(len))
    }

    fn serialize_map(self, len: Option<usize>) -> Result<Self, Never> {
        self.serialize_seq(len)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Self, Never> {
        self.bytes(variant.as_bytes());
        Ok(self)
    }
}

macro_rules! elements {
    ($($trait:ident::$method:ident,)+) => {
        $(impl ser::$trait for &mut Hash {
            type Ok = ();
            type Error = Never;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        })+
    };
}

elements! {
    SerializeSeq::serialize_element, SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field, SerializeTupleVariant::serialize_field,
}

impl ser::SerializeMap for &mut Hash {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Never> {
        key.serialize(&mut **self)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

macro_rules! structs {
    ($($trait:ident,)+) => {
        $(impl ser::$trait for &mut Hash {
            type Ok = ();
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Never> {
                if !self.skips(key) {
                    self.bytes(key.as_bytes());
                    value.serialize(&mut **self)?;
                }
                Ok(())
            }

            fn end(self) -> Result<(), Never> {
                // Structs with optional fields need an end, or two of them could read as one.
                self.word(3);
                Ok(())
            }
        })+
    };
}

structs! { SerializeStruct, SerializeStructVariant, }

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Source, Target};

    #[test]
    fn content_forgets_the_source_and_nothing_else() {
        let one = Target::new("毛入园率");
        let mut two = one.clone();
        two.source = Source { line: Some(3), ..Source::default() };
        assert_eq!(digest(&one, Cover::Content), digest(&two, Cover::Content));
        assert_ne!(digest(&one, Cover::Whole), digest(&two, Cover::Whole));
        two.scope = Some("城区".to_owned());
        assert_ne!(digest(&one, Cover::Content), digest(&two, Cover::Content));
    }

    #[test]
    fn fixed_over_time() {
        // A change of this number changes no result, only speed; it is here to notice a hash that depends on the machine.
        assert_eq!(text_digest("三名工程"), text_digest("三名工程"));
        assert_ne!(text_digest("ab\0"), text_digest("ab"));
        assert_ne!(join(1, 2), join(2, 1));
    }
}
