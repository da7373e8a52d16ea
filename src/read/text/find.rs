//! Several words looked for in one pass.

/// Words with a table of the characters that they begin with: a text is asked for a word only where one can begin.
pub(crate) struct Words {
    words: &'static [&'static str],
    /// One bit for each [`key`].
    first: [u64; 4],
}

/// Words with a table of the characters that they end with.
pub(crate) struct Tails {
    words: &'static [&'static str],
    /// One bit for each [`last_key`].
    last: [u64; 4],
}

impl Tails {
    pub(crate) const fn of(words: &'static [&'static str]) -> Tails {
        let mut last = [0; 4];
        let mut rest = words;
        while let Some((word, tail)) = rest.split_first() {
            let key = last_key(word.as_bytes());
            #[allow(clippy::indexing_slicing)] // A byte over 64 is below 4.
            {
                last[(key >> 6) as usize] |= 1 << (key & 63);
            }
            rest = tail;
        }
        Tails { words, last }
    }

    /// The first of the words with which `text` ends.
    pub(crate) fn ending(&self, text: &str) -> Option<&'static str> {
        let key = last_key(text.as_bytes());
        let may = self.last.get(usize::from(key >> 6)).is_some_and(|bits| bits >> (key & 63) & 1 == 1);
        if may { self.words.iter().copied().find(|word| text.ends_with(word)) } else { None }
    }
}

impl Words {
    pub(crate) const fn of(words: &'static [&'static str]) -> Words {
        let mut first = [0; 4];
        let mut rest = words;
        while let Some((word, tail)) = rest.split_first() {
            let key = key(word.as_bytes());
            #[allow(clippy::indexing_slicing)] // A byte over 64 is below 4.
            {
                first[(key >> 6) as usize] |= 1 << (key & 63);
            }
            rest = tail;
        }
        Words { words, first }
    }

    /// The first of the words with which `text` begins.
    pub(crate) fn beginning(&self, text: &str) -> Option<&'static str> {
        let key = key(text.as_bytes());
        let may = self.first.get(usize::from(key >> 6)).is_some_and(|bits| bits >> (key & 63) & 1 == 1);
        if may { self.words.iter().copied().find(|word| text.starts_with(word)) } else { None }
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
            if self.first.get(usize::from(key >> 6)).is_some_and(|bits| bits >> (key & 63) & 1 == 1) {
                for (n, word) in self.words.iter().enumerate() {
                    if rest.starts_with(word.as_bytes()) && visit(at, n) {
                        return true;
                    }
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
