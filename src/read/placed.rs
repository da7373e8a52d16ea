//! Items of one unit by the text that they were read from: which of them holds a byte, for bytes that come in the order of the text.

use std::ops::Range;

/// Items with their ranges, in the order they were put.
pub(crate) struct Placed<T> {
    list: Vec<(Range<usize>, T)>,
    /// Those that begin behind all bytes that were asked for, the next one last. Made when the first byte is asked for.
    ahead: Option<Vec<usize>>,
    /// Those that have begun and may hold the next byte.
    open: Vec<usize>,
}

impl<T> Default for Placed<T> {
    fn default() -> Self {
        Placed { list: Vec::new(), ahead: None, open: Vec::new() }
    }
}

impl<T> Placed<T> {
    /// Adds an item; its index.
    pub(crate) fn push(&mut self, range: Range<usize>, item: T) -> usize {
        let n = self.list.len();
        self.list.push((range, item));
        if self.ahead.is_some() {
            self.open.push(n);
        }
        n
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub(crate) fn get_mut(&mut self, n: usize) -> Option<&mut T> {
        self.list.get_mut(n).map(|(_, item)| item)
    }

    /// The index of the first item, as they were put, that holds a byte; no byte before the one asked for last.
    pub(crate) fn holding(&mut self, at: usize) -> Option<usize> {
        let list = &self.list;
        let range = |n: usize| list.get(n).map(|(range, _)| range.clone()).unwrap_or_default();
        let ahead = self.ahead.get_or_insert_with(|| {
            let mut ahead: Vec<usize> = (0..list.len()).collect();
            ahead.sort_by_key(|n| std::cmp::Reverse(range(*n).start));
            ahead
        });
        while let Some(n) = ahead.pop_if(|n| range(*n).start <= at) {
            self.open.push(n);
        }
        self.open.retain(|n| range(*n).end > at);
        self.open.iter().copied().filter(|n| range(*n).contains(&at)).min()
    }

    /// The items in the order of the text.
    pub(crate) fn in_order(mut self) -> impl Iterator<Item = T> {
        self.list.sort_by_key(|(range, _)| range.start);
        self.list.into_iter().map(|(_, item)| item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_was_put_holds_a_byte() {
        let mut placed = Placed::default();
        for (range, name) in [(10..20, "b"), (0..15, "a"), (12..14, "c")] {
            placed.push(range, name);
        }
        assert_eq!(placed.holding(3), Some(1));
        assert_eq!(placed.holding(13), Some(0));
        placed.push(30..40, "d");
        assert_eq!((placed.holding(19), placed.holding(25), placed.holding(30)), (Some(0), None, Some(3)));
        assert_eq!(placed.in_order().collect::<Vec<_>>(), ["a", "b", "c", "d"]);
    }
}
