//! Several words looked for in one pass.

/// The most words of one table.
const MOST: usize = 160;

/// Words with a table of the characters that they begin with: only those are compared that begin with the character in hand.
pub(crate) struct Words {
    words: &'static [&'static str],
    table: Table,
}

/// Words with a table of the characters that they end with.
pub(crate) struct Tails {
    words: &'static [&'static str],
    table: Table,
}

/// For each [`key`] its words, in their order: the first, and behind each the next. Numbers count from 1, 0 is none.
struct Table {
    first: [u8; 256],
    next: [u8; MOST],
    /// The [`head`] or [`end`] of each word.
    edges: [u64; MOST],
}

impl Table {
    const fn of(words: &[&str], last: bool) -> Table {
        assert!(words.len() < MOST, "too many words for one table");
        let mut table = Table { first: [0; 256], next: [0; MOST], edges: [0; MOST] };
        let mut rest = words;
        while let Some((word, before)) = rest.split_last() {
            let bytes = word.as_bytes();
            let key = if last { last_key(bytes) } else { key(bytes) };
            let n = rest.len();
            #[allow(clippy::indexing_slicing)] // All are in bounds: a byte, and less than MOST.
            {
                table.next[n] = table.first[key as usize];
                table.first[key as usize] = n as u8;
                table.edges[n] = if last { end(bytes) } else { head(bytes) };
            }
            rest = before;
        }
        table
    }

    /// The number of the first word of a key.
    #[inline]
    fn first(&self, key: u8) -> u8 {
        self.first.get(usize::from(key)).copied().unwrap_or(0)
    }

    /// The word with a number: its index, its edge, and the number of the next; none of 0.
    #[inline]
    fn word(&self, n: u8) -> Option<(usize, u64, u8)> {
        let n = usize::from(n);
        Some((n.checked_sub(1)?, *self.edges.get(n)?, *self.next.get(n)?))
    }
}

impl Tails {
    pub(crate) const fn of(words: &'static [&'static str]) -> Tails {
        Tails { words, table: Table::of(words, true) }
    }

    /// The first of the words with which `text` ends.
    pub(crate) fn ending(&self, text: &str) -> Option<&'static str> {
        let bytes = text.as_bytes();
        let mut at = self.table.first(last_key(bytes));
        while let Some((n, edge, next)) = self.table.word(at) {
            let word = *self.words.get(n)?;
            if ends(bytes, end(bytes), word, edge) {
                return Some(word);
            }
            at = next;
        }
        None
    }

    /// The index of the longest of the words with which `text` ends.
    pub(crate) fn longest(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut longest: Option<(usize, usize)> = None;
        let mut at = self.table.first(last_key(bytes));
        while let Some((n, edge, next)) = self.table.word(at) {
            let word = self.words.get(n)?;
            if ends(bytes, end(bytes), word, edge) {
                longest = longest.max(Some((word.len(), n)));
            }
            at = next;
        }
        longest.map(|(_, n)| n)
    }
}

impl Words {
    pub(crate) const fn of(words: &'static [&'static str]) -> Words {
        Words { words, table: Table::of(words, false) }
    }

    /// The first of the words with which `text` begins.
    pub(crate) fn beginning(&self, text: &str) -> Option<&'static str> {
        self.words.get(self.first(text)?).copied()
    }

    /// The index of the first of the words with which `text` begins.
    pub(crate) fn first(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        let mut at = self.table.first(key(bytes));
        while let Some((n, edge, next)) = self.table.word(at) {
            if begins(bytes, head(bytes), self.words.get(n)?, edge) {
                return Some(n);
            }
            at = next;
        }
        None
    }

    /// The length of a word in bytes.
    pub(crate) fn len(&self, n: usize) -> usize {
        self.words.get(n).map_or(0, |word| word.len())
    }

    /// Whether `text` holds one of the words.
    pub(crate) fn in_text(&self, text: &str) -> bool {
        self.scan(text, |_, _| true)
    }

    /// Calls `visit` with place and index of every word found, in the order of the text, until it says that it has seen enough.
    #[inline]
    pub(crate) fn scan(&self, text: &str, mut visit: impl FnMut(usize, usize) -> bool) -> bool {
        let mut rest = text.as_bytes();
        while let Some((key, behind)) = step(rest) {
            let mut at = self.table.first(key);
            while let Some((n, edge, next)) = self.table.word(at) {
                let found = self.words.get(n).is_some_and(|word| begins(rest, head(rest), word, edge));
                if found && visit(text.len() - rest.len(), n) {
                    return true;
                }
                at = next;
            }
            rest = behind;
        }
        false
    }
}

/// A handful of words, compared one by one where a character stands that one of them begins with.
pub(crate) struct Few<const N: usize> {
    words: [&'static str; N],
    heads: [u64; N],
    /// A bit for each of the lower six of their [`key`]s.
    keys: u64,
}

impl<const N: usize> Few<N> {
    #[allow(clippy::indexing_slicing)] // Below N.
    pub(crate) const fn of(words: [&'static str; N]) -> Few<N> {
        let mut few = Few { words, heads: [0; N], keys: 0 };
        let mut n = 0;
        while n < N {
            let bytes = words[n].as_bytes();
            few.heads[n] = head(bytes);
            few.keys |= 1 << (key(bytes) & 63);
            n += 1;
        }
        few
    }

    /// The first of the words with which `text` begins.
    #[inline]
    pub(crate) fn beginning(&self, text: &str) -> Option<&'static str> {
        let bytes = text.as_bytes();
        if self.keys >> (key(bytes) & 63) & 1 == 0 { None } else { at_head(&self.words, &self.heads, bytes) }
    }

    /// Whether `text` holds one of the words.
    #[inline]
    pub(crate) fn in_text(&self, text: &str) -> bool {
        place(&self.words, &self.heads, self.keys, text, false).is_some()
    }

    /// Where the last of the words in `text` begins.
    #[inline]
    pub(crate) fn last(&self, text: &str) -> Option<usize> {
        place(&self.words, &self.heads, self.keys, text, true)
    }
}

// One copy of each of these for handfuls of any size: most are asked now and then, and their code shall stay at hand.

/// The first of the words that `bytes` begin with.
#[inline(never)]
fn at_head(words: &[&'static str], heads: &[u64], bytes: &[u8]) -> Option<&'static str> {
    let own = head(bytes);
    words.iter().zip(heads).find(|(word, edge)| begins(bytes, own, word, **edge)).map(|(word, _)| *word)
}

/// The first of the words that `bytes` end with.
#[inline(never)]
fn at_end(words: &[&'static str], edges: &[u64], bytes: &[u8]) -> Option<&'static str> {
    let own = end(bytes);
    words.iter().zip(edges).find(|(word, edge)| ends(bytes, own, word, **edge)).map(|(word, _)| *word)
}

/// Where the first, or the last, of the words in `text` begins.
#[inline(never)]
fn place(words: &[&'static str], heads: &[u64], keys: u64, text: &str, last: bool) -> Option<usize> {
    let mut found = None;
    let mut rest = text.as_bytes();
    while let Some((key, behind)) = step(rest) {
        if keys >> (key & 63) & 1 == 1 && at_head(words, heads, rest).is_some() {
            found = Some(text.len() - rest.len());
            if !last {
                break;
            }
        }
        rest = behind;
    }
    found
}

/// Words to begin with, with a bit for each of the lower six of their [`key`]s.
pub(crate) struct Starts {
    words: &'static [&'static str],
    keys: u64,
}

impl Starts {
    pub(crate) fn of(words: &'static [&'static str]) -> Starts {
        Starts { words, keys: words.iter().fold(0, |keys, word| keys | 1 << (key(word.as_bytes()) & 63)) }
    }

    /// Whether `text` begins with one of the words.
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.keys >> (key(text.as_bytes()) & 63) & 1 == 1 && self.words.iter().any(|word| text.starts_with(word))
    }
}

/// A handful of words to end with.
pub(crate) struct Ends<const N: usize> {
    words: [&'static str; N],
    ends: [u64; N],
    /// A bit for each of the lower six of their [`last_key`]s.
    keys: u64,
}

impl<const N: usize> Ends<N> {
    #[allow(clippy::indexing_slicing)] // Below N.
    pub(crate) const fn of(words: [&'static str; N]) -> Ends<N> {
        let mut few = Ends { words, ends: [0; N], keys: 0 };
        let mut n = 0;
        while n < N {
            let bytes = words[n].as_bytes();
            few.ends[n] = end(bytes);
            few.keys |= 1 << (last_key(bytes) & 63);
            n += 1;
        }
        few
    }

    /// The first of the words with which `text` ends.
    #[inline]
    pub(crate) fn ending(&self, text: &str) -> Option<&'static str> {
        let bytes = text.as_bytes();
        if self.keys >> (last_key(bytes) & 63) & 1 == 0 { None } else { at_end(&self.words, &self.ends, bytes) }
    }
}

/// The [`key`] of the first character, and what stands behind it.
#[inline]
fn step(bytes: &[u8]) -> Option<(u8, &[u8])> {
    // Most characters take three bytes.
    match bytes {
        [0xe0..=0xef, second, third, behind @ ..] => Some((*second << 6 | *third & 0x3f, behind)),
        [first @ 0x00..=0x7f, behind @ ..] => Some((*first, behind)),
        [first @ 0xf0..=0xff, _, _, _, behind @ ..] => Some((*first, behind)),
        [first, _, behind @ ..] => Some((*first, behind)),
        [first] => Some((*first, &[])),
        [] => None,
    }
}

/// The first eight bytes as one number, the first lowest; zeros behind the end.
#[inline]
const fn head(bytes: &[u8]) -> u64 {
    if let Some(eight) = bytes.first_chunk::<8>() {
        return u64::from_le_bytes(*eight);
    }
    let mut head = 0;
    let mut rest = bytes;
    while let Some((byte, before)) = rest.split_last() {
        head = head << 8 | *byte as u64;
        rest = before;
    }
    head
}

/// The last eight bytes as one number, the last lowest; zeros before the beginning.
#[inline]
const fn end(bytes: &[u8]) -> u64 {
    if let Some(eight) = bytes.last_chunk::<8>() {
        return u64::from_be_bytes(*eight);
    }
    let mut end = 0;
    let mut rest = bytes;
    while let Some((byte, behind)) = rest.split_first() {
        end = end << 8 | *byte as u64;
        rest = behind;
    }
    end
}

/// The bytes that a word of this length has in its [`head`] or [`end`].
#[inline]
const fn mask(len: usize) -> u64 {
    if len >= 8 { !0 } else { (1 << (8 * len)) - 1 }
}

/// Whether `bytes` begin with a word, by the heads of both and what stands behind them. No word holds a zero.
#[inline]
fn begins(bytes: &[u8], own: u64, word: &str, head: u64) -> bool {
    (own ^ head) & mask(word.len()) == 0 && (word.len() <= 8 || bytes.starts_with(word.as_bytes()))
}

/// Whether `bytes` end with a word.
#[inline]
fn ends(bytes: &[u8], own: u64, word: &str, end: u64) -> bool {
    (own ^ end) & mask(word.len()) == 0 && (word.len() <= 8 || bytes.ends_with(word.as_bytes()))
}

/// A byte that tells most characters apart: of three bytes the last two, else the first.
#[inline]
const fn key(bytes: &[u8]) -> u8 {
    match bytes {
        [0xe0..=0xef, second, third, ..] => *second << 6 | *third & 0x3f,
        [first, ..] => *first,
        [] => 0,
    }
}

/// As [`key`], of the character that the bytes end with.
#[inline]
const fn last_key(bytes: &[u8]) -> u8 {
    match bytes {
        [.., second, third @ 0x80..=0xff] => *second << 6 | *third & 0x3f,
        [.., last] => *last,
        [] => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_every_word() {
        const WORDS: Words = Words::of(&["学校", "校长", "x", "é", "😀"]);
        let mut found = Vec::new();
        WORDS.scan("学校长x、é😀学校", |at, n| {
            found.push((at, n));
            false
        });
        assert_eq!(found, [(0, 0), (3, 1), (9, 2), (13, 3), (15, 4), (19, 0)]);
        const ENDS: Tails = Tails::of(&["达到", "到", "x", "é"]);
        let ending = ["要达到", "到", "x", "é", "至", ""].map(|text| ENDS.ending(text));
        assert_eq!(ending, [Some("达到"), Some("到"), Some("x"), Some("é"), None, None]);
        assert_eq!((WORDS.beginning("校长室"), WORDS.beginning("校"), WORDS.beginning("")), (Some("校长"), None, None));
        assert!(WORDS.in_text("小学校") && !WORDS.in_text("小学") && !WORDS.in_text(""));
    }

    #[test]
    fn a_handful_of_words() {
        const FEW: Few<4> = Few::of(["学校", "义务教育阶段", "x", "义务"]);
        let beginning = ["学校长", "义务教育阶", "义务教育阶段的", "x", "校", ""].map(|text| FEW.beginning(text));
        assert_eq!(beginning, [Some("学校"), Some("义务"), Some("义务教育阶段"), Some("x"), None, None]);
        assert_eq!((FEW.last("学校x学校😀é"), FEW.last("教师"), FEW.last("")), (Some(7), None, None));
        assert!(FEW.in_text("é😀，义务") && !FEW.in_text("😀学é校"));
        const ENDS: Ends<3> = Ends::of(["义务教育阶段", "达到", "到"]);
        let ending = ["达到", "到", "务教育阶段", "在义务教育阶段", ""].map(|text| ENDS.ending(text));
        assert_eq!(ending, [Some("达到"), Some("到"), None, Some("义务教育阶段"), None]);
    }
}
