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
}

impl Table {
    const fn of(words: &[&str], last: bool) -> Table {
        assert!(words.len() < MOST, "too many words for one table");
        let mut table = Table { first: [0; 256], next: [0; MOST] };
        let mut rest = words;
        while let Some((word, before)) = rest.split_last() {
            let key = if last { last_key(word.as_bytes()) } else { key(word.as_bytes()) };
            let n = rest.len();
            #[allow(clippy::indexing_slicing)] // Both are in bounds: a byte, and less than MOST.
            {
                table.next[n] = table.first[key as usize];
                table.first[key as usize] = n as u8;
            }
            rest = before;
        }
        table
    }

    /// The indices of the words of a key.
    fn of_key(&self, key: u8) -> impl Iterator<Item = usize> + '_ {
        let mut n = self.first.get(usize::from(key)).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let at = usize::from(n).checked_sub(1)?;
            n = self.next.get(usize::from(n)).copied().unwrap_or(0);
            Some(at)
        })
    }
}

impl Tails {
    pub(crate) const fn of(words: &'static [&'static str]) -> Tails {
        Tails { words, table: Table::of(words, true) }
    }

    /// The first of the words with which `text` ends.
    pub(crate) fn ending(&self, text: &str) -> Option<&'static str> {
        let words = self.table.of_key(last_key(text.as_bytes())).filter_map(|n| self.words.get(n).copied());
        words.into_iter().find(|word| text.ends_with(word))
    }
}

impl Tails {
    /// The index of the longest of the words with which `text` ends.
    pub(crate) fn longest(&self, text: &str) -> Option<usize> {
        let ends = |n: &usize| self.words.get(*n).is_some_and(|word| text.ends_with(word));
        let all = self.table.of_key(last_key(text.as_bytes())).filter(ends);
        all.max_by_key(|n| self.words.get(*n).map_or(0, |word| word.len()))
    }
}

impl Words {
    pub(crate) const fn of(words: &'static [&'static str]) -> Words {
        Words { words, table: Table::of(words, false) }
    }

    /// The first of the words with which `text` begins.
    pub(crate) fn beginning(&self, text: &str) -> Option<&'static str> {
        let words = self.table.of_key(key(text.as_bytes())).filter_map(|n| self.words.get(n).copied());
        words.into_iter().find(|word| text.starts_with(word))
    }

    /// The index of the first of the words with which `text` begins.
    pub(crate) fn first(&self, text: &str) -> Option<usize> {
        let begins = |n: &usize| self.words.get(*n).is_some_and(|word| text.starts_with(word));
        self.table.of_key(key(text.as_bytes())).find(begins)
    }

    /// The length of a word in bytes.
    pub(crate) fn len(&self, n: usize) -> usize {
        self.words.get(n).map_or(0, |word| word.len())
    }

    /// Calls `visit` with place and spelling of every word found.
    pub(crate) fn each(&self, text: &str, mut visit: impl FnMut(usize, &'static str)) {
        self.scan(text, |at, n| {
            if let Some(word) = self.words.get(n) {
                visit(at, word);
            }
            false
        });
    }

    /// Whether `text` holds one of the words.
    pub(crate) fn in_text(&self, text: &str) -> bool {
        self.scan(text, |_, _| true)
    }

    /// Calls `visit` with place and index of every word found, in the order of the text, until it says that it has seen enough.
    pub(crate) fn scan(&self, text: &str, mut visit: impl FnMut(usize, usize) -> bool) -> bool {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(rest) = bytes.get(at..)
            && let Some(lead) = rest.first()
        {
            // As `key` tells it; most characters take three bytes.
            let key = match rest {
                [0xe0..=0xef, second, third, ..] => *second << 6 | *third & 0x3f,
                _ => *lead,
            };
            for n in self.table.of_key(key) {
                if self.words.get(n).is_some_and(|word| rest.starts_with(word.as_bytes())) && visit(at, n) {
                    return true;
                }
            }
            at += match lead {
                0xe0..=0xef => 3,
                0x00..=0x7f => 1,
                0x80..=0xdf => 2,
                0xf0..=0xff => 4,
            };
        }
        false
    }
}

/// A byte that tells most characters apart: of three bytes the last two, else the first.
const fn key(bytes: &[u8]) -> u8 {
    match bytes {
        [0xe0..=0xef, second, third, ..] => *second << 6 | *third & 0x3f,
        [first, ..] => *first,
        [] => 0,
    }
}

/// As [`key`], of the character that the bytes end with.
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
}
