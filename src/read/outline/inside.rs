//! Headings inside a line: glued to the end of a paragraph, or all of a text in one line.

use crate::read::body::{AHEAD, Reading};
use crate::read::chars::{opening, signs, tail, width};
use crate::read::diagnostic::{Diagnostic, DiagnosticKind};
use crate::read::marker::{Kind, Marker, marker};
use crate::read::outline::Builder;
use crate::read::sign::{Holds, Sign};

/// Behind these a number can stand.
const ENDS: Holds = Holds::of(&[Sign::Stop, Sign::Exclamation, Sign::Question, Sign::Close, Sign::CloseShell]);

/// How far, in bytes, the words of a heading reach.
const NEAR: usize = 120;

impl Reading<'_> {
    /// Headings inside a line, behind the `inner` bytes of its own number.
    pub(super) fn inside(&mut self, builder: &mut Builder<'_>, line: usize, start: usize, inner: usize) {
        let mut at = inner;
        // A heading that ended just here can be followed by the first number below it.
        let mut fresh = self.body.dense && inner > 0;
        loop {
            let text = builder.line(line);
            let opening = self.body.opening.filter(|_| self.body.first == Some(line) && at <= self.body.inner);
            let found = if let Some(mark) = opening {
                Some((self.body.inner, mark))
            } else if self.body.dense {
                self.next_inside(text, at, fresh, line)
            } else {
                self.next_by_signs(text, start, at, builder, line)
            };
            let Some((position, mark)) = found else { break };
            let span = builder.map.span(start + position..start + position + mark.len);
            if !self.body.dense {
                let message = "a heading inside a paragraph: it begins a unit of its own";
                builder.out.diagnostics.push(Diagnostic::note(DiagnosticKind::GluedHeading, span, message));
            }
            self.heading(builder, start + position, line, mark);
            // The heading before it, without a stop, ends where this one begins.
            at = position + mark.len;
            fresh = self.body.dense;
        }
    }

    /// The next number behind the bytes `from` of a line that begins at `start`, in a body with a heading a line: behind the end of a
    /// sentence, or inside the words of a heading.
    fn next_by_signs(
        &self,
        text: &str,
        start: usize,
        from: usize,
        builder: &Builder<'_>,
        line: usize,
    ) -> Option<(usize, Marker)> {
        const TRIED: Holds = ENDS.and(Holds::of(&[Sign::Colon, Sign::Semicolon, Sign::Space]));
        const NUMBERS: Holds = Holds::of(&[Sign::Open, Sign::Digit]);
        let rest = text.get(from..)?;
        let known = builder.lines.get(line)?;
        // The words of a heading reach so far.
        let mut heading = if from > 0 && known.holds.any(NUMBERS) { NEAR } else { 0 };
        if heading == 0 && !known.holds.any(ENDS) {
            return None;
        }
        let base = start + from;
        let marks = builder.signs(line, base);
        let accepted = |i: usize, previous: char| {
            let mark = rest.get(i..).and_then(marker)?;
            self.accepts_inside(rest, i, mark, previous, line, false).then_some((from + i, mark))
        };
        // Where the sign before ends, if a number right behind it was tried or is none.
        let mut tried = usize::MAX;
        for mark in marks {
            if heading == 0 && !ENDS.has(mark.sign) {
                continue;
            }
            if mark.at() >= start + text.len() {
                break;
            }
            let i = mark.at() - base;
            let end = mark.end() - base;
            match mark.sign {
                // Right behind the words of a heading: 一、目标1.学前教育。
                Sign::Open | Sign::Digit if i < heading && i != tried => {
                    let previous = rest.get(..i).and_then(|before| before.chars().next_back()).unwrap_or('\0');
                    if let Some(found) = accepted(i, previous) {
                        return Some(found);
                    }
                }
                _ if i >= heading || mark.sign == Sign::Stop => heading = 0,
                _ => {}
            }
            if ENDS.has(mark.sign) {
                let previous = match mark.sign {
                    Sign::Stop => '。',
                    Sign::Exclamation => '！',
                    Sign::Question => '？',
                    Sign::Close => '）',
                    _ => '〕',
                };
                if let Some(found) = accepted(end, previous) {
                    return Some(found);
                }
            }
            if TRIED.has(mark.sign) {
                tried = end;
            }
        }
        None
    }

    /// The same, in a body with several headings a line.
    fn next_inside(&self, text: &str, from: usize, fresh: bool, line: usize) -> Option<(usize, Marker)> {
        let rest = text.get(from..)?;
        let mut previous = '\0';
        for (i, c) in rest.char_indices() {
            let candidate = match previous {
                '。' | '！' | '？' | '）' | '〕' | '：' | '；' | ' ' => true,
                _ => fresh && i <= 75 && matches!(c, '（' | '一' | '1' | '第' | '①'),
            };
            if candidate
                && let Some(mark) = rest.get(i..).and_then(marker)
                && self.accepts_inside(rest, i, mark, previous, line, fresh)
            {
                return Some((from + i, mark));
            }
            previous = c;
            if i >= NEAR {
                let behind = self.inside_behind(rest, i, line, fresh);
                return behind.map(|(i, mark)| (from + i, mark));
            }
        }
        None
    }

    /// As [`Self::next_inside`], where the words of a heading are far: from the character at `at` on only signs can come before a number.
    fn inside_behind(&self, rest: &str, at: usize, line: usize, fresh: bool) -> Option<(usize, Marker)> {
        signs(rest.get(at..)?).find_map(|(i, previous)| {
            let end = at + i + previous.len_utf8();
            let candidate = matches!(previous, '。' | '！' | '？' | '）' | '〕' | '：' | '；' | ' ');
            let mark = rest.get(end..).filter(|_| candidate).and_then(marker)?;
            self.accepts_inside(rest, end, mark, previous, line, fresh).then_some((end, mark))
        })
    }

    fn accepts_inside(&self, rest: &str, i: usize, mark: Marker, previous: char, line: usize, fresh: bool) -> bool {
        if mark.kind == Kind::Ordinal || matches!(mark.kind, Kind::Article | Kind::Dotted(_)) {
            return false;
        }
        if matches!(previous, '）' | '〕') && !ends_duty(rest.get(..i).unwrap_or_default()) && !self.body.dense {
            return false;
        }
        let after = rest.get(i + mark.len..).unwrap_or_default();
        // What follows must look like a heading.
        if !after.starts_with(|c: char| crate::read::chars::is_han(c) || matches!(c, '“' | '《') || c.is_ascii_alphanumeric())
        {
            return false;
        }
        let sentence = matches!(previous, '。' | '！' | '？' | '）' | '〕' | ' ');
        let next_line = self.body.marks.partition_point(|(l, _)| *l <= line);
        let rank = self.body.rank(mark.kind);
        let next = self
            .body
            .marks
            .iter()
            .skip(next_line)
            .take(AHEAD)
            .map(|(_, m)| *m)
            .take_while(|m| self.body.rank(m.kind) >= rank)
            .find(|m| m.kind == mark.kind);
        if let Some(last) = self.last(mark.kind) {
            // The very next number of an open level, which no later line has.
            let runs = mark.value == last + 1 && sentence && next.is_none_or(|next| next.value != mark.value);
            let restart = self.body.dense
                && fresh
                && mark.value == 1
                && self.stack.last().is_some_and(|open| self.body.rank(open.kind) < rank);
            return runs || restart;
        }
        if self.body.dense {
            let below = self.stack.last().is_none_or(|open| open.rank < rank);
            // The first of a level above those seen so far, where the beginning is lost.
            if self.body.lost && self.ran(mark.kind) == 0 && self.stack.iter().all(|open| open.rank > rank) {
                return previous == '。' && mark.kind <= Kind::Bracketed;
            }
            let runs_on = self.ran(mark.kind) + 1 == mark.value;
            // Enumerations inside a unit of the third level stay in it.
            let high = mark.kind <= Kind::Number || fresh;
            return below && high && (mark.value == 1 || runs_on) && (sentence || fresh || previous == '：');
        }
        // The first of a level whose second stands at a line start, or behind a later sentence of this line.
        let words = crate::read::chars::is_han(previous) && i >= 12;
        let below = self.stack.last().is_some_and(|open| open.rank < rank);
        if words {
            let begins = mark.value == 1 || self.ran(mark.kind) + 1 == mark.value;
            return below && begins && next.is_some_and(|next| next.value == mark.value + 1);
        }
        let first = mark.value == 1 && matches!(previous, '。' | '：') && below;
        first
            && (next.is_some_and(|next| next.value == 2)
                || (next.is_none_or(|next| next.value == 1) && self.second_follows(rest, i, mark)))
    }

    /// Whether the second number of a list stands in the same line, in a list of headings: （二） behind a full stop; 2. too, if the 1.
    /// follows right upon the heading of the unit and both have short headings of their own.
    fn second_follows(&self, rest: &str, i: usize, first: Marker) -> bool {
        let short = |text: &str| text.find('。').is_some_and(|stop| width(text.get(..stop).unwrap_or_default()) <= 20);
        let direct = !tail(rest.get(..i).unwrap_or_default(), 300).trim_end_matches('。').contains(['。', '，']);
        let after = opening(rest.get(i + first.len..).unwrap_or_default(), 20_000);
        if first.kind != Kind::Bracketed && !(first.kind == Kind::Number && direct && short(after)) {
            return false;
        }
        let second = after.match_indices('。').find_map(|(at, stop)| {
            let text = after.get(at + stop.len()..)?;
            marker(text).filter(|m| m.kind == first.kind && m.value == 2).and_then(|m| text.get(m.len..))
        });
        second.is_some_and(|text| first.kind == Kind::Bracketed || short(text))
    }
}

/// Whether a text ends with a bracket of duties.
fn ends_duty(text: &str) -> bool {
    let text = tail(text, 900);
    let open = text.rfind(['（', '〔']).and_then(|at| text.get(at..)).unwrap_or_default();
    let list = text.rfind("责任").or_else(|| text.rfind("牵头")).or_else(|| text.rfind("配合"));
    ["责任", "牵头", "配合", "负责"].iter().any(|word| open.contains(word))
        || list.is_some_and(|at| !text.get(at..).unwrap_or_default().contains('。'))
}
