//! Many words in one trie, laid out in one array: a step from one character to the next is one look.

/// A trie of words. What a walk through it tells is a number that its maker gives to each node where a word ends.
pub(crate) struct Trie {
    /// A small number for each character that stands in a word, by code point; 0 for all others.
    codes: Box<[u16; 1 << 16]>,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Default)]
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

    /// The code of the character at `at`, and its length in bytes; 0 bytes at the end.
    #[inline(always)]
    fn code(&self, bytes: &[u8], at: usize) -> (u16, usize) {
        let rest = bytes.get(at..).unwrap_or_default();
        let (point, len) = match *rest {
            [lead @ 0xe0..=0xef, second, third, ..] => {
                (usize::from(lead & 0x0f) << 12 | usize::from(second & 0x3f) << 6 | usize::from(third & 0x3f), 3)
            }
            [lead @ 0..=0x7f, ..] => (usize::from(lead), 1),
            [lead @ 0xc0..=0xdf, second, ..] => (usize::from(lead & 0x1f) << 6 | usize::from(second & 0x3f), 2),
            [0xf0..=0xff, ..] => (0, rest.len().min(4)),
            _ => (0, rest.len().min(1)),
        };
        (self.codes.get(point).copied().unwrap_or(0), len)
    }

    /// The cell of the child with a code; 0 if there is none.
    #[inline(always)]
    fn child(&self, cell: u32, code: u16) -> (u32, Cell) {
        if code != 0
            && let Some(above) = self.cells.get(cell as usize)
            && let at = above.base + u32::from(code)
            && let Some(child) = self.cells.get(at as usize)
            && child.above == cell
        {
            return (at, *child);
        }
        (0, Cell::default())
    }

    /// Calls `found` for each place of `text` where a word begins, in order, with what the walk along the longest word there tells.
    #[inline]
    pub(crate) fn scan(&self, text: &str, mut found: impl FnMut(usize, u32)) {
        let bytes = text.as_bytes();
        let mut at = 0;
        let (mut code, mut len) = self.code(bytes, 0);
        while len > 0 {
            let (start, first) = (at, code);
            at += len;
            (code, len) = self.code(bytes, at);
            let (mut cell, opening) = self.child(ROOT, first);
            if cell == 0 {
                continue;
            }
            let mut told = opening.told;
            let (mut next, mut step, mut end) = (code, len, at);
            loop {
                let (child, seen) = self.child(cell, next);
                if child == 0 {
                    break;
                }
                cell = child;
                if seen.told != 0 {
                    told = seen.told;
                }
                end += step;
                (next, step) = self.code(bytes, end);
            }
            if told != 0 {
                found(start, told);
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
        trie.scan("教教师节xé1é😀教师", |at, n| found.push((at, told[n as usize].0.clone())));
        assert_eq!(found, [(3, vec![1]), (6, vec![2]), (12, vec![3]), (13, vec![4]), (22, vec![0, 5])]);
        assert_eq!(told.iter().find(|t| t.0 == [1]).map(|t| told[t.1 as usize].0.clone()), Some(vec![0, 5]));
    }
}
