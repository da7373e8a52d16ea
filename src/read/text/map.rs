//! Text with an exact map back to the bytes it was made from.

use std::ops::Range;

use crate::model::Span;

/// Text that was made from another by copying, replacing and leaving out.
#[derive(Default)]
pub(crate) struct Mapped {
    text: String,
    runs: Vec<Run>,
    /// See [`Mapped::index`].
    blocks: Vec<u32>,
}

/// Bytes of a block.
const BLOCK: usize = 64;

/// A piece of the made text: from `at` to the next run. As long as it covers as many bytes as it was made from, it is a plain copy.
#[derive(Clone, Copy)]
struct Run {
    at: u32,
    from: u32,
    len: u32,
}

impl Mapped {
    pub(crate) fn with_capacity(bytes: usize) -> Mapped {
        Mapped { text: String::with_capacity(bytes), ..Mapped::default() }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.runs.clear();
    }

    /// Adds `piece`, made from the bytes `from` of the original.
    pub(crate) fn push(&mut self, from: Range<usize>, piece: &str) {
        if piece.is_empty() {
            return;
        }
        let (at, start, len) = (self.text.len() as u32, from.start as u32, from.len() as u32);
        self.text.push_str(piece);
        if piece.len() == from.len() {
            self.note_copy(at, start, len);
        } else {
            self.runs.push(Run { at, from: start, len });
        }
    }

    /// Adds a copy of `piece`, which begins at the byte `from` of the original, and a character that takes as many bytes as the one behind
    /// it in the original.
    #[inline]
    pub(crate) fn push_alike(&mut self, from: usize, piece: &str, c: char) {
        let at = self.text.len() as u32;
        self.text.push_str(piece);
        self.text.push(c);
        self.note_copy(at, from as u32, self.text.len() as u32 - at);
    }

    /// Notes a piece that takes as many bytes as what it was made from.
    #[inline]
    fn note_copy(&mut self, at: u32, from: u32, len: u32) {
        if let Some(last) = self.runs.last_mut()
            && at - last.at == last.len
            && last.from + last.len == from
        {
            last.len += len;
            return;
        }
        self.runs.push(Run { at, from, len });
    }

    /// Adds all of another text, made from the same original.
    pub(crate) fn append(&mut self, other: &Mapped) {
        let shift = self.text.len() as u32;
        // A plain copy that carries on a plain copy is one run with it.
        let mut runs = other.runs.iter();
        if let (Some(last), Some(first)) = (self.runs.last_mut(), other.runs.first()) {
            let made = other.runs.get(1).map_or(other.text.len() as u32, |next| next.at);
            if shift - last.at == last.len && last.from + last.len == first.from && made == first.len {
                last.len += first.len;
                runs.next();
            }
        }
        self.text.push_str(&other.text);
        self.runs.extend(runs.map(|run| Run { at: run.at + shift, ..*run }));
    }

    /// The bytes of the original that `range` was made from.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let first = self.before(range.start + 1);
        let Some((i, run)) = first.and_then(|i| Some((i, self.runs.get(i)?))) else { return Span { start: 0, end: 0 } };
        let start = run.from as usize + (range.start - run.at as usize).min(run.len as usize);
        if range.end <= range.start {
            return Span { start, end: start };
        }
        // Most ranges lie inside one run.
        let end = if range.end <= self.border(i) { self.end(i, run, range.end) } else { self.end_behind(range.end) };
        Span { start, end: end.max(start) }
    }

    /// The bytes of the original that all of it was made from.
    pub(crate) fn whole(&self) -> Span {
        let end = self.runs.last().map_or(0, |run| run.from as usize + run.len as usize);
        Span { start: self.runs.first().map_or(end, |run| run.from as usize), end }
    }

    /// Where a run ends in the made text.
    fn border(&self, i: usize) -> usize {
        self.runs.get(i + 1).map_or(self.text.len(), |next| next.at as usize)
    }

    /// What a place in a run, or at its end, was made from, as the end of a range.
    fn end(&self, i: usize, run: &Run, at: usize) -> usize {
        let len = run.len as usize;
        run.from as usize + if at >= self.border(i) { len } else { (at - run.at as usize).min(len) }
    }

    fn end_behind(&self, at: usize) -> usize {
        let run = self.before(at).and_then(|i| Some((i, self.runs.get(i)?)));
        run.map_or(0, |(i, run)| self.end(i, run, at))
    }

    /// Makes the way back short, once all is added: for each block, the run that holds its first byte.
    pub(crate) fn index(&mut self) {
        self.blocks = Vec::with_capacity(self.text.len().div_ceil(BLOCK));
        let ends = self.runs.iter().skip(1).map(|next| next.at as usize).chain([self.text.len()]);
        for (run, end) in ends.enumerate() {
            self.blocks.resize(end.div_ceil(BLOCK), run as u32);
        }
    }

    /// The last run that begins before a byte.
    fn before(&self, at: usize) -> Option<usize> {
        let begins = |run: &Run| (run.at as usize) < at;
        match self.blocks.get(at.checked_sub(1)? / BLOCK) {
            Some(first) => {
                let first = *first as usize;
                let behind = self.runs.get(first + 1..)?;
                Some(first + behind.iter().take_while(|run| begins(run)).count())
            }
            None => self.runs.partition_point(begins).checked_sub(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_changes_nothing() {
        let original = "区(qū)内,共１所；".repeat(40);
        let mut made = Mapped::default();
        for (at, c) in original.char_indices() {
            let piece = match c {
                '(' | ')' | 'q' | 'ū' => continue,
                ',' => "，".to_owned(),
                '１' => "1".to_owned(),
                _ => c.to_string(),
            };
            made.push(at..at + c.len_utf8(), &piece);
        }
        let ends: Vec<usize> = made.text().char_indices().map(|(at, _)| at).chain([made.text().len()]).collect();
        let spans = |made: &Mapped| -> Vec<Span> {
            let from = |start: usize| ends.iter().filter(move |end| **end >= start).map(move |end| start..*end);
            ends.iter().flat_map(|start| from(*start)).map(|range| made.span(range)).collect()
        };
        let before = spans(&made);
        made.index();
        assert!(made.blocks.len() > 5);
        assert_eq!(spans(&made), before);
    }

    #[test]
    fn maps_back_over_changes_of_length() {
        // 区(qū)内,共１所 → 区内，共1所
        let original = "区(qū)内,共１所";
        let at = |s: &str| {
            let start = original.find(s).unwrap();
            start..start + s.len()
        };
        let mut made = Mapped::default();
        made.push(at("区"), "区");
        made.push(at("内"), "内");
        made.push(at(","), "，");
        made.push(at("共"), "共");
        made.push(at("１"), "1");
        made.push(at("所"), "所");
        assert_eq!(made.text(), "区内，共1所");
        for (piece, from) in [("区", "区"), ("内", "内"), ("，", ","), ("共1所", "共１所"), ("区内", "区(qū)内"), ("1", "１")]
        {
            let start = made.text().find(piece).unwrap();
            assert_eq!(made.span(start..start + piece.len()).of(original), Some(from), "{piece}");
        }
    }
}
