//! Many words in one trie, laid out in one array: a step from one character to the next is one look.

use std::ops::Range;

/// A trie of words. What a walk through it tells is a number that its maker gives to each node where a word ends.
pub(crate) struct Trie {
    /// A small number for each character that stands in a word, by its [`point`]; 0 for all others.
    codes: Box<[u16; POINTS]>,
    /// Words begin with the characters of codes 1 to this one.
    openers: u32,
    cells: Vec<Cell>,
}

/// A character of a text as the trie knows it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Letter {
    at: u32,
    code: u32,
}

#[derive(Clone, Copy, Default)]
#[repr(align(16))]
struct Cell {
    /// Where the cells of the children begin: that of code `n` is `n` further.
    base: u32,
    /// The cell above; 0 where the cell is free.
    above: u32,
    /// What the walk to here tells, 0 for nothing.
    told: u32,
}

const ROOT: u32 = 1;

/// Room for the points of all characters of one plane.
const POINTS: usize = 1 << 17;

impl Trie {
    /// The trie of `words`. `tell` gets the words that end at a node, as indices in their order, and what the node above tells that has
    /// words (0 if there is none); it gives what this node tells.
    pub(crate) fn of(words: &[&str], mut tell: impl FnMut(&[usize], u32) -> u32) -> Trie {
        let mut codes = vec![0u16; POINTS];
        let mut many = 0;
        let mut number = |c: char| {
            if let Some(code) = codes.get_mut(point(c)).filter(|code| **code == 0) {
                many += 1;
                *code = many;
            }
            many
        };
        let openers = words.iter().filter_map(|word| word.chars().next()).fold(0, |_, c| number(c));
        words.iter().flat_map(|word| word.chars()).for_each(|c| {
            number(c);
        });
        // The letters of all words, one word behind the other, and for each word its part of them.
        let mut letters: Vec<u16> = Vec::with_capacity(words.len() * 4);
        let mut spelt: Vec<(Range<usize>, usize)> = Vec::with_capacity(words.len());
        for (n, word) in words.iter().enumerate() {
            let from = letters.len();
            letters.extend(word.chars().map(|c| codes.get(point(c)).copied().unwrap_or(0)));
            spelt.push((from..letters.len(), n));
        }
        let mut cells = Vec::with_capacity(2 * letters.len());
        cells.extend([Cell::default(), Cell { base: 0, above: ROOT, told: 0 }]);
        let letters = |part: &Range<usize>| letters.get(part.clone()).unwrap_or_default();
        spelt.retain(|(part, _)| !part.is_empty() && letters(part).iter().all(|code| *code > 0));
        spelt.sort_unstable_by(|a, b| letters(&a.0).cmp(letters(&b.0)).then(a.1.cmp(&b.1)));
        let mut trie = Trie {
            codes: codes.into_boxed_slice().try_into().unwrap_or_else(|_| Box::new([0; POINTS])),
            openers: u32::from(openers),
            cells,
        };
        let mut taken = Taken { words: vec![0b11], full: 0 };
        let mut own = Vec::new();
        let mut children: Vec<(u16, usize)> = Vec::new();
        // (cell, its words, characters already used, what is told above it)
        let mut todo = vec![(ROOT, 0..spelt.len(), 0, 0)];
        while let Some((cell, range, depth, mut told)) = todo.pop() {
            let mine = spelt.get(range.clone()).unwrap_or_default();
            own.clear();
            own.extend(mine.iter().take_while(|(part, _)| part.len() == depth).map(|(_, n)| *n));
            if !own.is_empty() {
                told = tell(&own, told);
                if let Some(cell) = trie.cells.get_mut(cell as usize) {
                    cell.told = told;
                }
            }
            // Each child with the first of its words.
            children.clear();
            for (i, (part, _)) in mine.iter().enumerate().skip(own.len()) {
                let Some(code) = letters(part).get(depth) else { continue };
                if children.last().is_none_or(|(last, _)| last != code) {
                    children.push((*code, range.start + i));
                }
            }
            let base = trie.place(cell, &children, &mut taken);
            let ends = children.iter().skip(1).map(|(_, first)| *first).chain([range.end]);
            todo.extend(
                children.iter().zip(ends).map(|((code, first), end)| (base + u32::from(*code), *first..end, depth + 1, told)),
            );
        }
        trie
    }

    /// Gives the children of a cell the first cells that are free for all of them; where these begin.
    fn place(&mut self, cell: u32, children: &[(u16, usize)], taken: &mut Taken) -> u32 {
        let (Some((first, _)), Some((last, _))) = (children.first(), children.last()) else { return 0 };
        let (first, last) = (usize::from(*first), usize::from(*last));
        let mut base = taken.free(ROOT as usize + first) - first;
        while children.iter().any(|(code, _)| taken.is(base + usize::from(*code))) {
            base = taken.free(base + first + 1) - first;
        }
        let end = base + last + 1;
        if self.cells.len() < end {
            self.cells.resize(end, Cell::default());
        }
        for (code, _) in children {
            let at = base + usize::from(*code);
            taken.take(at);
            if let Some(child) = self.cells.get_mut(at) {
                child.above = cell;
            }
        }
        if let Some(cell) = self.cells.get_mut(cell as usize) {
            cell.base = base as u32;
        }
        base as u32
    }

    /// Spells a text in letters, into `letters`.
    pub(crate) fn spell(&self, text: &str, letters: &mut Vec<Letter>) {
        letters.resize(text.chars().count(), Letter::default());
        let mut slots = letters.as_mut_slice();
        let mut rest = text.as_bytes();
        loop {
            // Most characters take three bytes, and many follow one another.
            while let [a, b, c, d, e, f, g, h, i, j, k, l, behind @ ..] = rest
                && (a ^ 0xe0 | d ^ 0xe0 | g ^ 0xe0 | j ^ 0xe0) < 0x10
                && let Some((four, other)) = std::mem::take(&mut slots).split_first_chunk_mut()
            {
                let at = (text.len() - rest.len()) as u32;
                *four = [
                    Letter { at, code: self.code(Self::of_three(*a, *b, *c)) },
                    Letter { at: at + 3, code: self.code(Self::of_three(*d, *e, *f)) },
                    Letter { at: at + 6, code: self.code(Self::of_three(*g, *h, *i)) },
                    Letter { at: at + 9, code: self.code(Self::of_three(*j, *k, *l)) },
                ];
                (rest, slots) = (behind, other);
            }
            let Some((slot, other)) = std::mem::take(&mut slots).split_first_mut() else { break };
            let (point, behind) = match rest {
                [a @ 0xe0..=0xef, b, c, behind @ ..] => (Self::of_three(*a, *b, *c), behind),
                [a @ ..=0x7f, behind @ ..] => (Self::of_one(*a), behind),
                [a @ 0xc0..=0xdf, b, behind @ ..] => (Self::of_two(*a, *b), behind),
                [_, _, _, _, behind @ ..] => (usize::MAX, behind),
                _ => break,
            };
            *slot = Letter { at: (text.len() - rest.len()) as u32, code: self.code(point) };
            (rest, slots) = (behind, other);
        }
    }

    // Where the code of a character stands, by its bytes: those of three bytes first, then the others.

    #[inline]
    fn of_three(a: u8, b: u8, c: u8) -> usize {
        usize::from(u16::from(a) << 12 ^ u16::from(b) << 6 ^ u16::from(c))
    }

    fn of_two(a: u8, b: u8) -> usize {
        0x1_0000 | usize::from(a & 0x1f) << 6 | usize::from(b & 0x3f)
    }

    fn of_one(a: u8) -> usize {
        0x1_0000 | usize::from(a)
    }

    #[inline]
    fn code(&self, point: usize) -> u32 {
        u32::from(self.codes.get(point).copied().unwrap_or(0))
    }

    /// Calls `found` for each place of a text where a word begins, in order, with what the walk along the longest word there tells.
    #[inline]
    pub(crate) fn scan(&self, letters: &[Letter], mut found: impl FnMut(usize, u32)) {
        let mut rest = letters;
        while let Some((first, behind)) = rest.split_first() {
            rest = behind;
            if first.code.wrapping_sub(1) >= self.openers {
                continue;
            }
            let mut at = ROOT + first.code;
            let Some(mut cell) = self.cells.get(at as usize) else { continue };
            let mut told = cell.told;
            for letter in behind {
                let next = cell.base + letter.code;
                // A letter without a code leads to no child: theirs begin at 1.
                let Some(child) = self.cells.get(next as usize).filter(|child| child.above == at) else { break };
                (at, cell) = (next, child);
                if cell.told != 0 {
                    told = cell.told;
                }
            }
            if told != 0 {
                found(first.at as usize, told);
            }
        }
    }
}

/// Where the code of a character stands; nowhere beyond the first plane.
fn point(c: char) -> usize {
    let mut bytes = [0; 4];
    match *c.encode_utf8(&mut bytes).as_bytes() {
        [a] => Trie::of_one(a),
        [a, b] => Trie::of_two(a, b),
        [a, b, c] => Trie::of_three(a, b, c),
        _ => usize::MAX,
    }
}

/// The cells that are taken, a bit each.
struct Taken {
    words: Vec<u64>,
    /// So many words hold no free one.
    full: usize,
}

impl Taken {
    fn is(&self, at: usize) -> bool {
        self.words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// The first free cell that is not before `from`.
    fn free(&mut self, from: usize) -> usize {
        while self.words.get(self.full).is_some_and(|word| *word == u64::MAX) {
            self.full += 1;
        }
        let (mut n, mut before) = (from / 64, (1 << (from % 64)) - 1);
        if n < self.full {
            (n, before) = (self.full, 0);
        }
        while let Some(word) = self.words.get(n) {
            let word = word | before;
            if word != u64::MAX {
                return n * 64 + word.trailing_ones() as usize;
            }
            (n, before) = (n + 1, 0);
        }
        from.max(n * 64)
    }

    fn take(&mut self, at: usize) {
        if self.words.len() <= at / 64 {
            self.words.resize(at / 64 + 1, 0);
        }
        if let Some(word) = self.words.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_at_each_place() {
        let words = ["教师", "教师节", "师节", "x", "é1", "教师"];
        let mut told: Vec<(Vec<usize>, u32)> = vec![(Vec::new(), 0)];
        let trie = Trie::of(&words, |own, above| {
            told.push((own.to_vec(), above));
            told.len() as u32 - 1
        });
        let mut found = Vec::new();
        let mut letters = Vec::new();
        trie.spell("教教师节xé1é😀教师", &mut letters);
        trie.scan(&letters, |at, n| found.push((at, told[n as usize].0.clone())));
        assert_eq!(found, [(3, vec![1]), (6, vec![2]), (12, vec![3]), (13, vec![4]), (22, vec![0, 5])]);
        assert_eq!(told.iter().find(|t| t.0 == [1]).map(|t| told[t.1 as usize].0.clone()), Some(vec![0, 5]));
    }
}
