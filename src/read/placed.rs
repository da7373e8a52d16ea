//! Where the items of one unit were read: which of them holds a byte, for bytes that come in the order of the text.

use std::ops::Range;

/// The ranges of items, in the order they were put. The memory is used again for the next unit.
#[derive(Default)]
pub(crate) struct Placed {
    list: Vec<Range<usize>>,
    /// Whether a byte was asked for.
    asked: bool,
    /// Those that begin behind all bytes that were asked for, the next one last.
    ahead: Vec<usize>,
    /// Those that have begun and may hold the next byte.
    open: Vec<usize>,
}

impl Placed {
    pub(crate) fn clear(&mut self) {
        self.list.clear();
        self.asked = false;
        self.ahead.clear();
        self.open.clear();
    }

    /// Adds an item; its index.
    pub(crate) fn push(&mut self, range: Range<usize>) -> usize {
        let n = self.list.len();
        self.list.push(range);
        if self.asked {
            self.open.push(n);
        }
        n
    }

    /// The index of the first item, as they were put, that holds a byte; no byte before the one asked for last.
    pub(crate) fn holding(&mut self, at: usize) -> Option<usize> {
        let Placed { list, asked, ahead, open } = self;
        let range = |n: usize| list.get(n).cloned().unwrap_or_default();
        if !*asked {
            *asked = true;
            ahead.extend(0..list.len());
            ahead.sort_by_key(|n| std::cmp::Reverse(range(*n).start));
        }
        while let Some(n) = ahead.pop_if(|n| range(*n).start <= at) {
            open.push(n);
        }
        open.retain(|n| range(*n).end > at);
        open.iter().copied().filter(|n| range(*n).contains(&at)).min()
    }

    /// Puts items, which were put in the order of their ranges, into the order of the text.
    pub(crate) fn arrange<T>(&self, items: &mut Vec<T>, from: usize) {
        arrange(self.list.iter().map(|range| range.start), items, from);
    }
}

/// Puts the items from place `from` on, whose starts are given in their order, into the order of the text.
pub(crate) fn arrange<T>(starts: impl Iterator<Item = usize> + Clone, items: &mut Vec<T>, from: usize) {
    if starts.clone().is_sorted() {
        return;
    }
    let mut own: Vec<(usize, T)> = starts.zip(items.drain(from..)).collect();
    own.sort_by_key(|(start, _)| *start);
    items.extend(own.into_iter().map(|(_, item)| item));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_was_put_holds_a_byte() {
        let mut placed = Placed::default();
        let mut items = vec!["of another unit"];
        let mut put = |placed: &mut Placed, range, name| {
            placed.push(range);
            items.push(name);
        };
        for (range, name) in [(10..20, "b"), (0..15, "a"), (12..14, "c")] {
            put(&mut placed, range, name);
        }
        assert_eq!(placed.holding(3), Some(1));
        assert_eq!(placed.holding(13), Some(0));
        put(&mut placed, 30..40, "d");
        assert_eq!((placed.holding(19), placed.holding(25), placed.holding(30)), (Some(0), None, Some(3)));
        placed.arrange(&mut items, 1);
        assert_eq!(items, ["of another unit", "a", "b", "c", "d"]);
        placed.clear();
        assert_eq!(placed.holding(12), None);
    }
}
