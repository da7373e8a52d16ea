//! Wording changes between two texts: which pieces were replaced, by bytes, never inside a character, a number or a Latin word.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::model::Span;

/// One piece that was replaced: bytes of the text before and of the text after. A piece that was only inserted or only deleted is
/// empty on the other side (`start == end`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// Bytes of the text before.
    pub before: Span,
    /// Bytes of the text after.
    pub after: Span,
}

impl Edit {
    /// The edit seen from the other side.
    #[must_use]
    pub const fn inverse(self) -> Edit {
        Edit { before: self.after, after: self.before }
    }
}

/// Texts longer than this many characters (after what they share at both ends) are told apart as a whole: beyond it the search would
/// cost more than a reader gains.
const LONGEST: usize = 6_000;

/// The edits that turn `before` into `after`, in text order.
///
/// | rule | example |
/// |---|---|
/// | a Chinese character is a piece | 建成 → 新建成: `新` inserted |
/// | a number with its point, comma or percent sign is one piece | `98.5%` → `99%`, never `8.5` → `9` |
/// | a Latin word is one piece | `STEM` |
/// | two edits with one unchanged character between them are one | reads better than confetti |
/// | ranges lie on character borders, and what is outside of all edits is equal | |
///
/// `words(b, a)` mirrors `words(a, b)`.
///
/// ```
/// use crossplan::diff::words;
/// let (before, after) = ("毛入园率达到98.5%", "毛入园率稳定在99%以上");
/// let edits = words(before, after);
/// let last = edits.last().expect("they differ");
/// assert_eq!(last.before.of(before), Some("达到98.5%"));
/// assert_eq!(last.after.of(after), Some("稳定在99%以上"));
/// assert!(words(before, before).is_empty());
/// ```
pub fn words(before: &str, after: &str) -> Vec<Edit> {
    // The algorithm prefers one of two equally short scripts by its direction; a fixed direction makes the result mirror.
    match before.cmp(after) {
        std::cmp::Ordering::Less => directed(before, after),
        std::cmp::Ordering::Equal => Vec::new(),
        std::cmp::Ordering::Greater => directed(after, before).into_iter().map(Edit::inverse).collect(),
    }
}

fn directed(before: &str, after: &str) -> Vec<Edit> {
    let (a, b) = (pieces(before), pieces(after));
    let head = a.iter().zip(&b).take_while(|(x, y)| x.text == y.text).count();
    let room = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(x, y)| x.text == y.text).count();
    let inner = |list: &[Piece<'_>]| list.len() - head - tail;
    let whole = DiffOp::Replace { old_index: 0, old_len: inner(&a), new_index: 0, new_len: inner(&b) };
    let ops = if inner(&a).max(inner(&b)) > LONGEST {
        vec![whole]
    } else {
        let text = |list: &[Piece<'_>]| -> Vec<u64> {
            list.iter().skip(head).take(inner(list)).map(|p| super::digest::text_digest(p.text)).collect()
        };
        capture_diff_slices(Algorithm::Myers, &text(&a), &text(&b))
    };
    let mut edits: Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> = Vec::new();
    for op in ops {
        let (old, new) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) || (old.is_empty() && new.is_empty()) {
            continue;
        }
        match edits.last_mut() {
            // A lone unchanged piece between two edits is most often a chance meeting.
            Some((last_old, last_new)) if old.start <= last_old.end + 1 && new.start <= last_new.end + 1 => {
                last_old.end = old.end;
                last_new.end = new.end;
            }
            _ => edits.push((old, new)),
        }
    }
    let span = |list: &[Piece<'_>], text: &str, range: std::ops::Range<usize>| {
        let start = |i: usize| list.get(i + head).map_or(text.len(), |p| p.start);
        Span { start: start(range.start), end: if range.is_empty() { start(range.start) } else { end(list, range.end + head) } }
    };
    edits.into_iter().map(|(old, new)| Edit { before: span(&a, before, old), after: span(&b, after, new) }).collect()
}

/// Where the piece before `i` ends.
fn end(list: &[Piece<'_>], i: usize) -> usize {
    i.checked_sub(1).and_then(|i| list.get(i)).map_or(0, |p| p.start + p.text.len())
}

struct Piece<'a> {
    start: usize,
    text: &'a str,
}

/// A text as pieces: numbers, Latin words, single characters of anything else.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut stop = start + c.len_utf8();
        if c.is_ascii_alphanumeric() {
            let number = c.is_ascii_digit();
            while let Some(&(at, next)) = chars.peek() {
                let inside = if number {
                    let mark = matches!(next, '.' | ',')
                        && text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
                    next.is_ascii_digit() || mark || next == '%' || next == '％'
                } else {
                    next.is_ascii_alphabetic()
                };
                if !inside {
                    break;
                }
                stop = at + next.len_utf8();
                chars.next();
                if matches!(next, '%' | '％') {
                    break;
                }
            }
        }
        if let Some(piece) = text.get(start..stop) {
            pieces.push(Piece { start, text: piece });
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(before: &str, after: &str) -> Vec<(String, String)> {
        let piece = |text: &str, span: Span| text[span.start..span.end].to_owned();
        words(before, after).into_iter().map(|e| (piece(before, e.before), piece(after, e.after))).collect()
    }

    #[test]
    fn numbers_are_whole() {
        assert_eq!(
            shown("新建3所，覆盖率98.5%", "新建13所，覆盖率98%"),
            [("3".into(), "13".into()), ("98.5%".into(), "98%".into())]
        );
        assert_eq!(shown("共1,200名", "共1,300名"), [("1,200".into(), "1,300".into())]);
        assert_eq!(shown("开设STEM课程", "开设AI课程"), [("STEM".into(), "AI".into())]);
    }

    #[test]
    fn inserted_and_deleted() {
        assert_eq!(shown("建设名师工作室", "建设省级名师工作室"), [(String::new(), "省级".into())]);
        assert_eq!(shown("", "新"), [(String::new(), "新".into())]);
        assert_eq!(shown("旧", ""), [("旧".into(), String::new())]);
    }

    #[test]
    fn a_very_long_pair_is_told_as_a_whole() {
        let (a, b) = ("甲乙".repeat(5_000), "丙丁".repeat(5_000));
        assert_eq!(words(&a, &b).len(), 1);
    }

    proptest! {
        #[test]
        fn edits_rebuild_and_mirror(a in "[学校新建1-9.%，ab ]{0,24}", b in "[学校新建1-9.%，ab ]{0,24}") {
            let edits = words(&a, &b);
            let (mut built, mut at, mut at_b) = (String::new(), 0, 0);
            for e in &edits {
                prop_assert_eq!(&a[at..e.before.start], &b[at_b..e.after.start]);
                built.push_str(&a[at..e.before.start]);
                built.push_str(&b[e.after.start..e.after.end]);
                at = e.before.end;
                at_b = e.after.end;
            }
            built.push_str(&a[at..]);
            prop_assert_eq!(built, b.clone());
            let mirrored: Vec<Edit> = words(&b, &a).into_iter().map(Edit::inverse).collect();
            prop_assert_eq!(edits, mirrored);
        }
    }
}
