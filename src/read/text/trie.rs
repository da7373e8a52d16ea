//! Many words in one trie, laid out in one array: a step from one character to the next is one look.

/// A trie of words. What a walk through it tells is a number that its maker gives to each node where a word ends.
pub(crate) struct Trie {
    /// A small number for each character that stands in a word, by code point; 0 for all others.
    codes: Box<[u16; 1 << 16]>,
    /// Words begin with the characters of codes 1 to this one.
    openers: u32,
    cells: Vec<Cell>,
}

/// A character of a text as the trie knows it.
#[derive(Clone, Copy)]
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

impl Trie {
    /// The trie of `words`. `tell` gets the words that end at a node, as indices in their order, and what the node above tells that has
    /// words (0 if there is none); it gives what this node tells.
    pub(crate) fn of(words: &[&str], mut tell: impl FnMut(&[usize], u32) -> u32) -> Trie {
        let mut codes = vec![0u16; 1 << 16];
        let mut many = 0;
        for c in words.iter().filter_map(|word| word.chars().next()) {
            if let Some(code) = codes.get_mut(c as usize).filter(|code| **code == 0) {
                many += 1;
                *code = many;
            }
        }
        let openers = u32::from(many);
        let mut spelt: Vec<(Vec<u16>, usize)> = Vec::with_capacity(words.len());
        for (n, word) in words.iter().enumerate() {
            let mut spelling = Vec::new();
            for c in word.chars() {
                // Beyond the first plane no word is found.
                let Some(code) = codes.get_mut(c as usize) else { break };
                if *code == 0 {
                    many += 1;
                    *code = many;
                }
                spelling.push(*code);
            }
            if !spelling.is_empty() && spelling.len() == word.chars().count() {
                spelt.push((spelling, n));
            }
        }
        spelt.sort();
        let mut trie = Trie {
            codes: codes.into_boxed_slice().try_into().unwrap_or_else(|_| Box::new([0; 1 << 16])),
            openers,
            cells: vec![Cell::default(), Cell { base: 0, above: ROOT, told: 0 }],
        };
        let mut free = 2;
        // (cell, its words, characters already used, what is told above it)
        let mut todo = vec![(ROOT, 0..spelt.len(), 0, 0)];
        while let Some((cell, range, depth, mut told)) = todo.pop() {
            let mine = spelt.get(range.clone()).unwrap_or_default();
            let own: Vec<usize> = mine.iter().take_while(|(spelling, _)| spelling.len() == depth).map(|(_, n)| *n).collect();
            if !own.is_empty() {
                told = tell(&own, told);
                if let Some(cell) = trie.cells.get_mut(cell as usize) {
                    cell.told = told;
                }
            }
            let mut children: Vec<(u16, std::ops::Range<usize>)> = Vec::new();
            for (i, (spelling, _)) in mine.iter().enumerate().skip(own.len()) {
                let Some(code) = spelling.get(depth) else { continue };
                let at = range.start + i;
                match children.last_mut() {
                    Some((last, words)) if last == code => words.end = at + 1,
                    _ => children.push((*code, at..at + 1)),
                }
            }
            let base = trie.place(cell, &children, &mut free);
            todo.extend(children.into_iter().map(|(code, words)| (base + u32::from(code), words, depth + 1, told)));
        }
        trie
    }

    /// Gives the children of a cell the first cells that are free for all of them; where these begin.
    fn place(&mut self, cell: u32, children: &[(u16, std::ops::Range<usize>)], free: &mut usize) -> u32 {
        let (Some((first, _)), Some((last, _))) = (children.first(), children.last()) else { return 0 };
        while self.cells.get(*free).is_some_and(|cell| cell.above != 0) {
            *free += 1;
        }
        let is_free = |cells: &[Cell], at: usize| cells.get(at).is_none_or(|cell| cell.above == 0);
        let mut base = free.saturating_sub(usize::from(*first)).max(ROOT as usize);
        while !children.iter().all(|(code, _)| is_free(&self.cells, base + usize::from(*code))) {
            base += 1;
        }
        let end = base + usize::from(*last) + 1;
        if self.cells.len() < end {
            self.cells.resize(end, Cell::default());
        }
        for (code, _) in children {
            if let Some(child) = self.cells.get_mut(base + usize::from(*code)) {
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
        letters.clear();
        letters.reserve(text.len() / 2);
        let mut rest = text.as_bytes();
        loop {
            let at = (text.len() - rest.len()) as u32;
            // Most characters take three bytes.
            let (point, behind) = match rest {
                [lead @ 0xe0..=0xef, second, third, behind @ ..] => {
                    (usize::from(lead & 0x0f) << 12 | usize::from(second & 0x3f) << 6 | usize::from(third & 0x3f), behind)
                }
                [lead @ 0xc0..=0xdf, second, behind @ ..] => (usize::from(lead & 0x1f) << 6 | usize::from(second & 0x3f), behind),
                [0xf0..=0xff, _, _, _, behind @ ..] => (0, behind),
                [byte, behind @ ..] => (usize::from(*byte), behind),
                [] => break,
            };
            let code = u32::from(self.codes.get(point).copied().unwrap_or(0));
            letters.push(Letter { at, code });
            rest = behind;
        }
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
