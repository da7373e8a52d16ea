//! Many words in one trie, laid out in one array: a step from one character to the next is one look.

use std::hint::select_unpredictable;
use std::ops::Range;

/// A trie of words. What a walk through it tells is a number that its maker gives to each node where a word ends.
pub(crate) struct Trie {
    /// A small number for each character that stands in a word, by its [`point`]; 0 for all others.
    codes: Box<[u16; POINTS]>,
    /// For each code the cell where words begin that begin with its character.
    roots: Box<[Cell; CELLS]>,
    cells: Box<[Cell; CELLS]>,
}

/// A character of a text as the trie knows it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Letter {
    at: u32,
    code: u16,
}

/// A text as the trie knows it, and the words that begin in it; the memory is used again for the next one.
#[derive(Default)]
pub(crate) struct Spelling {
    letters: Kept<Letter>,
    walks: Kept<Walk>,
    /// The walks that go on.
    alive: Kept<u32>,
}

/// A walk from a place of a text into the trie.
#[derive(Clone, Copy, Default)]
struct Walk {
    /// Where the text stands from which it goes.
    at: u32,
    /// The letter behind the first.
    letter: u32,
    /// Where it has come to, with what the longest word on the way tells.
    cell: Cell,
}

/// What was kept of many, which are put without a branch: whether one is kept, nothing foretells.
pub(crate) struct Kept<T> {
    slots: Vec<T>,
    many: usize,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept { slots: Vec::new(), many: 0 }
    }
}

impl<T: Copy + Default> Kept<T> {
    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.many = 0;
    }

    /// Makes room for so many more, to be put there.
    pub(crate) fn room(&mut self, more: usize) -> Room<'_, T> {
        let room = self.many + more;
        if self.slots.len() < room {
            self.slots.resize(room, T::default());
        }
        Room { slots: &mut self.slots, many: self.many }
    }

    /// So many stand there now.
    pub(crate) fn keep(&mut self, many: usize) {
        self.many = many;
    }

    /// So many that are to be filled, whatever stands there.
    fn fill(&mut self, many: usize) -> &mut [T] {
        self.clear();
        self.room(many);
        self.many = many;
        self.slots.get_mut(..many).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn all(&self) -> &[T] {
        self.slots.get(..self.many).unwrap_or_default()
    }
}

/// Room for more of them.
pub(crate) struct Room<'a, T> {
    slots: &'a mut [T],
    /// So many are kept. Here, and not behind a reference, since it changes with each.
    pub(crate) many: usize,
}

impl<T> Room<'_, T> {
    #[inline]
    pub(crate) fn put(&mut self, one: T, kept: bool) {
        if let Some(slot) = self.slots.get_mut(self.many) {
            *slot = one;
        }
        self.many += usize::from(kept);
    }
}

/// One node, as one number: where the cells of its children begin (that of code `n` is `n` further; 0 if there are none), what the walk to
/// here tells (0 for nothing), and the code of the character that leads here. No two nodes have the same base, so that the code alone tells
/// a child of this node from that of another.
#[derive(Clone, Copy, Default)]
struct Cell(u64);

impl Cell {
    /// No character leads here.
    const FREE: Cell = Cell::new(0, 0, u16::MAX);

    const fn new(base: u16, told: u16, code: u16) -> Cell {
        Cell((base as u64) << 32 | (told as u64) << 16 | code as u64)
    }

    const fn base(self) -> u16 {
        (self.0 >> 32) as u16
    }

    const fn told(self) -> u16 {
        (self.0 >> 16) as u16
    }

    const fn code(self) -> u16 {
        self.0 as u16
    }

    fn table(cell: Cell) -> Box<[Cell; CELLS]> {
        vec![cell; CELLS].into_boxed_slice().try_into().unwrap_or_else(|_| Box::new([cell; CELLS]))
    }

    /// Whether it tells something or leads on.
    const fn is_some(self) -> bool {
        self.0 >> 16 != 0
    }

    /// The cell, telling what `above` tells if it tells nothing itself.
    #[inline]
    fn or(self, above: Cell) -> Cell {
        Cell(self.0 | select_unpredictable(self.told() == 0, above.0 & 0xffff_0000, 0))
    }

    /// The cell where the walk ends: it leads nowhere.
    const fn last(self) -> Cell {
        Cell(self.0 & 0xffff_ffff)
    }
}

/// So many letters are walked from together: few enough that their walks stay at hand, and take little memory in a text of one line.
const STRETCH: usize = 1 << 12;

/// Room for the points of all characters of one plane.
const POINTS: usize = 1 << 17;

/// As many as numbers of 16 bits, so that none leads out of the table; far more than are in use.
const CELLS: usize = 1 << 16;

impl Trie {
    /// The trie of `words`. `tell` gets the words that end at a node, as indices in their order, and what the node above tells that has
    /// words (0 if there is none); it gives what this node tells.
    pub(crate) fn of(words: &[&str], mut tell: impl FnMut(&[usize], u16) -> u16) -> Trie {
        let mut codes = vec![0u16; POINTS];
        let mut many = 0;
        let mut number = |c: char| {
            if let Some(code) = codes.get_mut(point(c)).filter(|code| **code == 0) {
                many += 1;
                *code = many;
            }
        };
        // Those that begin words first, so that their cells, which are looked at most, lie together.
        words.iter().filter_map(|word| word.chars().next()).for_each(&mut number);
        words.iter().flat_map(|word| word.chars()).for_each(&mut number);
        // The letters of all words, one word behind the other, and for each word its part of them.
        let mut letters: Vec<u16> = Vec::with_capacity(words.len() * 4);
        let mut spelt: Vec<(Range<usize>, usize)> = Vec::with_capacity(words.len());
        for (n, word) in words.iter().enumerate() {
            let from = letters.len();
            letters.extend(word.chars().map(|c| codes.get(point(c)).copied().unwrap_or(0)));
            spelt.push((from..letters.len(), n));
        }
        let letters = |part: &Range<usize>| letters.get(part.clone()).unwrap_or_default();
        spelt.retain(|(part, _)| !part.is_empty() && letters(part).iter().all(|code| *code > 0));
        spelt.sort_unstable_by(|a, b| letters(&a.0).cmp(letters(&b.0)).then(a.1.cmp(&b.1)));
        let mut trie = Trie {
            codes: codes.into_boxed_slice().try_into().unwrap_or_else(|_| Box::new([0; POINTS])),
            roots: Cell::table(Cell::default()),
            cells: Cell::table(Cell::FREE),
        };
        let mut taken = Taken::default();
        let mut bases = Taken::default();
        let mut own = Vec::new();
        let mut children: Vec<(u16, usize)> = Vec::new();
        // (cell, its words, characters already used, what is told above it)
        let mut todo: Vec<(Option<usize>, Range<usize>, usize, u16)> = vec![(None, 0..spelt.len(), 0, 0)];
        let mut root = 0;
        while let Some((cell, range, depth, mut told)) = todo.pop() {
            let mine = spelt.get(range.clone()).unwrap_or_default();
            own.clear();
            own.extend(mine.iter().take_while(|(part, _)| part.len() == depth).map(|(_, n)| *n));
            // Each child with the first of its words.
            children.clear();
            for (i, (part, _)) in mine.iter().enumerate().skip(own.len()) {
                let Some(code) = letters(part).get(depth) else { continue };
                if children.last().is_none_or(|(last, _)| last != code) {
                    children.push((*code, range.start + i));
                }
            }
            let base = trie.place(&children, &mut taken, &mut bases);
            match cell {
                None => root = base,
                Some(cell) => {
                    let mut here = 0;
                    if !own.is_empty() {
                        told = tell(&own, told);
                        here = told;
                    }
                    if let Some(cell) = trie.cells.get_mut(cell) {
                        *cell = Cell::new(base as u16, here, cell.code());
                    }
                }
            }
            let ends = children.iter().skip(1).map(|(_, first)| *first).chain([range.end]);
            todo.extend(
                children
                    .iter()
                    .zip(ends)
                    .map(|((code, first), end)| (Some(base + usize::from(*code)), *first..end, depth + 1, told)),
            );
        }
        for code in 1..=many {
            let cell = trie.child(Cell::new(root as u16, 0, 0), code);
            if let Some(root) = trie.roots.get_mut(usize::from(code)) {
                *root = cell;
            }
        }
        trie
    }

    /// Gives the children of a node the first cells that are free for all of them; where these begin, 0 if there are none.
    fn place(&mut self, children: &[(u16, usize)], taken: &mut Taken, bases: &mut Taken) -> usize {
        let Some((first, _)) = children.first() else { return 0 };
        let first = usize::from(*first);
        // No node has the base 0.
        let mut base = taken.free(1 + first) - first;
        while bases.is(base) || children.iter().any(|(code, _)| taken.is(base + usize::from(*code))) {
            base = taken.free(base + first + 1) - first;
        }
        bases.take(base);
        for (code, _) in children {
            let at = base + usize::from(*code);
            taken.take(at);
            if let Some(child) = self.cells.get_mut(at) {
                *child = Cell::new(0, 0, *code);
            }
        }
        base
    }

    /// Spells a text in letters.
    fn spell(&self, text: &str, letters: &mut Kept<Letter>) {
        let mut slots = letters.fill(text.chars().count());
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
    fn code(&self, point: usize) -> u16 {
        self.codes.get(point).copied().unwrap_or(0)
    }

    /// The child of a cell by the character of a code; one that tells nothing and leads nowhere if there is none.
    #[inline]
    fn child(&self, of: Cell, code: u16) -> Cell {
        let cell = self.cells.get(usize::from(of.base().wrapping_add(code))).copied().unwrap_or(Cell::FREE);
        Cell(select_unpredictable(cell.code() == code, cell.0, 0))
    }

    /// The cell where words begin that begin with the character of a code.
    #[inline]
    fn root(&self, code: u16) -> Cell {
        self.roots.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// Finds the words of a text: calls `found` with those of each stretch of it, in order.
    pub(crate) fn scan(&self, text: &str, spelling: &mut Spelling, mut found: impl FnMut(&Spelling)) {
        self.spell(text, &mut spelling.letters);
        let (mut from, mut before) = (0, (Letter::default(), Cell::default()));
        while from < spelling.letters.many {
            let to = (from + STRETCH).min(spelling.letters.many);
            before = self.walk(spelling, from..to, before);
            found(spelling);
            from = to;
        }
    }

    /// Walks from all letters of a stretch but the last, and from the one before it, which is `before` with its cell; gives the last.
    /// At the end of the text from the last too.
    fn walk(&self, spelling: &mut Spelling, stretch: Range<usize>, before: (Letter, Cell)) -> (Letter, Cell) {
        let Spelling { letters, walks, alive } = spelling;
        let letters = letters.all();
        // Where words begin and how far they go nothing foretells: no branch asks it, and all walks take each step together.
        walks.clear();
        let mut room = walks.room(stretch.len() + 1);
        let (mut own, mut first) = before;
        for (n, letter) in (stretch.start as u32..).zip(letters.get(stretch.clone()).unwrap_or_default()) {
            let cell = self.child(first, letter.code).or(first);
            room.put(Walk { at: own.at, letter: n, cell }, cell.is_some());
            (own, first) = (*letter, self.root(letter.code));
        }
        let ends = stretch.end == letters.len();
        room.put(Walk { at: own.at, letter: stretch.end as u32, cell: first.last() }, ends && first.told() != 0);
        let many = room.many;
        walks.keep(many);
        alive.clear();
        let mut room = alive.room(walks.many);
        for (n, walk) in (0..).zip(walks.all()) {
            room.put(n, walk.cell.base() != 0);
        }
        let Room { slots: alive, many: mut going } = room;
        let walks = walks.slots.as_mut_slice();
        for depth in 1.. {
            if going == 0 {
                break;
            }
            let mut go_on = 0;
            for n in 0..going {
                let walk = alive.get(n).copied().unwrap_or(0);
                let Some(Walk { letter, cell, .. }) = walks.get_mut(walk as usize) else { continue };
                let code = letters.get((*letter + depth) as usize).map_or(0, |letter| letter.code);
                *cell = self.child(*cell, code).or(*cell);
                if let Some(slot) = alive.get_mut(go_on) {
                    *slot = walk;
                }
                go_on += usize::from(cell.base() != 0);
            }
            going = go_on;
        }
        (own, first)
    }
}

impl Spelling {
    /// The places of the stretch where words were found, in order, each with what the walk along the longest word there tells.
    pub(crate) fn found(&self) -> impl Iterator<Item = (u32, u16)> {
        self.walks.all().iter().map(|walk| (walk.at, walk.cell.told()))
    }

    /// How many these are.
    pub(crate) fn many(&self) -> usize {
        self.walks.many
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
#[derive(Default)]
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
        let mut told: Vec<(Vec<usize>, u16)> = vec![(Vec::new(), 0)];
        let trie = Trie::of(&words, |own, above| {
            told.push((own.to_vec(), above));
            told.len() as u16 - 1
        });
        let mut found = Vec::new();
        let words = |(at, n): (u32, u16)| (at, told[usize::from(n)].0.clone());
        trie.scan("教教师节xé1é😀教师", &mut Spelling::default(), |spelling| {
            found.extend(spelling.found().filter(|(_, n)| *n != 0).map(words));
        });
        assert_eq!(found, [(3, vec![1]), (6, vec![2]), (12, vec![3]), (13, vec![4]), (22, vec![0, 5])]);
        assert_eq!(told.iter().find(|t| t.0 == [1]).map(|t| told[t.1 as usize].0.clone()), Some(vec![0, 5]));
    }

    #[test]
    fn words_across_the_border_of_a_stretch() {
        let trie = Trie::of(&["教师", "教师节"], |own, _| own.iter().max().map_or(0, |n| *n as u16 + 1));
        for before in STRETCH - 4..STRETCH + 2 {
            for (word, told) in [("教师", 1), ("教师节", 2)] {
                let text = "甲".repeat(before) + word;
                let mut found = Vec::new();
                trie.scan(&text, &mut Spelling::default(), |spelling| found.extend(spelling.found().filter(|(_, n)| *n != 0)));
                assert_eq!(found, [(before as u32 * 3, told)]);
            }
        }
    }
}
