//! Short lists inside the items: stages, instruments, kinds, topic codes.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A list that is mostly short: up to `N` entries stand in the item itself, more of them in memory of their own.
///
/// It is used like a `Vec`: read as a slice, made from a `Vec`, an array or an iterator, and pushed to. Its JSON form is that of a `Vec`.
///
/// ```
/// use crossplan::Stage;
/// use crossplan::model::Few;
/// let mut stages: Few<Stage, 8> = vec![Stage::Preschool].into();
/// stages.push(Stage::Primary);
/// assert_eq!(stages, [Stage::Preschool, Stage::Primary]);
/// assert!(stages.contains(&Stage::Primary));
/// ```
#[derive(Clone)]
pub struct Few<T, const N: usize>(Held<T, N>);

#[derive(Clone)]
enum Held<T, const N: usize> {
    /// The first so many of them count.
    Here(u8, [T; N]),
    Apart(Vec<T>),
}

/// What fills the places of a [`Few`] that are not in use.
pub trait Blank {
    /// Any value that takes no memory of its own.
    const BLANK: Self;
}

impl<T: Blank, const N: usize> Few<T, N> {
    /// An empty list.
    pub const fn new() -> Self {
        const { assert!(N <= 64) };
        Self(Held::Here(0, [const { T::BLANK }; N]))
    }

    /// Adds an entry at the end.
    pub fn push(&mut self, entry: T) {
        match &mut self.0 {
            Held::Here(len, list) => match list.get_mut(usize::from(*len)) {
                Some(slot) => {
                    *slot = entry;
                    *len += 1;
                }
                None => {
                    let mut apart = Vec::with_capacity(2 * N);
                    apart.extend(list.iter_mut().map(|held| std::mem::replace(held, T::BLANK)));
                    apart.push(entry);
                    self.0 = Held::Apart(apart);
                }
            },
            Held::Apart(list) => list.push(entry),
        }
    }

    /// Drops all entries.
    pub fn clear(&mut self) {
        *self = Self::new();
    }
}

impl<T, const N: usize> Few<T, N> {
    /// The entries.
    pub fn as_slice(&self) -> &[T] {
        match &self.0 {
            Held::Here(len, list) => list.get(..usize::from(*len)).unwrap_or_default(),
            Held::Apart(list) => list,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    /// The entries as a `Vec`.
    pub fn into_vec(self) -> Vec<T> {
        match self.0 {
            Held::Here(len, list) => list.into_iter().take(usize::from(len)).collect(),
            Held::Apart(list) => list,
        }
    }
}

impl<T, const N: usize> Deref for Few<T, N> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.as_slice()
    }
}

impl<T, const N: usize> DerefMut for Few<T, N> {
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.0 {
            Held::Here(len, list) => list.get_mut(..usize::from(*len)).unwrap_or_default(),
            Held::Apart(list) => list,
        }
    }
}

impl<T: Blank, const N: usize> Default for Few<T, N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Blank, const N: usize> Extend<T> for Few<T, N> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, entries: I) {
        entries.into_iter().for_each(|entry| self.push(entry));
    }
}

impl<T: Blank, const N: usize> FromIterator<T> for Few<T, N> {
    fn from_iter<I: IntoIterator<Item = T>>(entries: I) -> Self {
        let mut few = Self::new();
        few.extend(entries);
        few
    }
}

impl<T: Blank, const N: usize> From<Vec<T>> for Few<T, N> {
    fn from(list: Vec<T>) -> Self {
        if list.len() > N { Self(Held::Apart(list)) } else { list.into_iter().collect() }
    }
}

impl<T: Blank, const N: usize, const M: usize> From<[T; M]> for Few<T, N> {
    fn from(list: [T; M]) -> Self {
        list.into_iter().collect()
    }
}

impl<T, const N: usize> From<Few<T, N>> for Vec<T> {
    fn from(few: Few<T, N>) -> Vec<T> {
        few.into_vec()
    }
}

impl<T, const N: usize> IntoIterator for Few<T, N> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.into_vec().into_iter()
    }
}

impl<'a, T, const N: usize> IntoIterator for &'a Few<T, N> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: PartialEq, const N: usize> PartialEq for Few<T, N> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl<T: Eq, const N: usize> Eq for Few<T, N> {}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U]> for Few<T, N> {
    fn eq(&self, other: &[U]) -> bool {
        self.as_slice() == other
    }
}

impl<T: PartialEq<U>, U, const N: usize, const M: usize> PartialEq<[U; M]> for Few<T, N> {
    fn eq(&self, other: &[U; M]) -> bool {
        self.as_slice() == other
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<Vec<U>> for Few<T, N> {
    fn eq(&self, other: &Vec<U>) -> bool {
        self.as_slice() == other
    }
}

impl<T: Hash, const N: usize> Hash for Few<T, N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_slice().hash(state);
    }
}

impl<T: fmt::Debug, const N: usize> fmt::Debug for Few<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(f)
    }
}

impl<T: Serialize, const N: usize> Serialize for Few<T, N> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.as_slice().serialize(s)
    }
}

impl<'de, T: Blank + Deserialize<'de>, const N: usize> Deserialize<'de> for Few<T, N> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Entries<T, const N: usize>(PhantomData<T>);

        impl<'de, T: Blank + Deserialize<'de>, const N: usize> de::Visitor<'de> for Entries<T, N> {
            type Value = Few<T, N>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a sequence")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<Few<T, N>, A::Error> {
                let mut few = Few::new();
                while let Some(entry) = list.next_element()? {
                    few.push(entry);
                }
                Ok(few)
            }
        }

        d.deserialize_seq(Entries(PhantomData))
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema, const N: usize> schemars::JsonSchema for Few<T, N> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn inline_schema() -> bool {
        Vec::<T>::inline_schema()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Vec::<T>::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TopicCode;

    #[test]
    fn any_length_is_the_same_list_as_a_vec() {
        for n in 0..10 {
            let list: Vec<TopicCode> = (0..n).map(|i| if i % 3 == 0 { format!("词{i}").into() } else { "B1".into() }).collect();
            let from_vec: Few<TopicCode, 4> = list.clone().into();
            let mut pushed = Few::<TopicCode, 4>::new();
            list.iter().for_each(|code| pushed.push(code.clone()));
            let json = serde_json::to_string(&list).unwrap();
            let loaded: Few<TopicCode, 4> = serde_json::from_str(&json).unwrap();
            for few in [from_vec, pushed.clone(), loaded, pushed.into_iter().collect()] {
                assert_eq!(few, list);
                assert_eq!(few.is_empty(), list.is_empty());
                assert_eq!(format!("{few:?}"), format!("{list:?}"));
                assert_eq!(serde_json::to_string(&few).unwrap(), json);
                assert_eq!(few.clone().into_vec(), list);
            }
        }
    }

    #[test]
    fn entries_can_be_changed_in_place() {
        for n in [3, 6] {
            let mut few: Few<TopicCode, 4> = (0..n).map(|i| TopicCode::from(format!("G{i}"))).collect();
            few.reverse();
            few[0] = "A1".into();
            assert_eq!((few.first().unwrap().as_str(), few.len(), few[1].as_str()), ("A1", n, &*format!("G{}", n - 2)));
            few.clear();
            assert_eq!(few, [""; 0]);
        }
    }
}
