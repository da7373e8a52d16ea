//! Texts that are cut: where the outline begins when its beginning is lost, texts without any heading, ends inside a sentence.

use crate::model::Role;
use crate::read::body::Body;
use crate::read::chars::{is_han, opening, signs, width};
use crate::read::diagnostic::{Diagnostic, DiagnosticKind};
use crate::read::front::Front;
use crate::read::lines::{is_issuer, is_titled};
use crate::read::marker::{Kind, Marker, marker};
use crate::read::normal::Line;
use crate::read::outline::Builder;
use crate::read::outline::damaged::damaged;

/// How many numbers of a line are compared.
const MOST: usize = 200;

impl Body {
    /// The line of the first heading number. Where the highest level begins with a later number, what stands above the first heading is
    /// lost, and lower ones may go before it.
    pub(super) fn first_number(&self) -> Option<usize> {
        let mut strong = self.marks.iter().filter(|(_, m)| m.kind != Kind::Ordinal);
        let one = strong.clone().find(|(_, m)| m.value == 1 || m.kind <= Kind::Han);
        let cut = self.is_cut();
        // A text whose beginning is lost opens in the middle of an outline: with a later number, or with one that stands above the first 1.
        let lost = |(i, m): &&(usize, Marker)| {
            cut || *i == self.start || one.is_none_or(|(_, one)| self.rank(m.kind) < self.rank(one.kind))
        };
        strong.find(|mark| one.is_some_and(|one| *mark == one) || lost(mark)).map(|(i, _)| *i)
    }

    /// The first number of the highest level is a later one.
    pub(super) fn is_cut(&self) -> bool {
        let strong = self.marks.iter().filter(|(_, m)| m.kind != Kind::Ordinal);
        // The first of those that are equal.
        strong.min_by_key(|(_, m)| self.rank(m.kind)).is_some_and(|(_, m)| m.value > 1)
    }

    /// The line behind the last that is neither glossary nor signature.
    pub(super) fn end(&self) -> usize {
        self.glossary.unwrap_or(self.lines.end).min(self.signed)
    }

    /// Where the first heading stands inside a line, in a text without line breaks: 一、 or the like, or a later number if the beginning
    /// is lost.
    pub(super) fn opening(&self, builder: &Builder<'_>, line: usize) -> Option<(usize, Marker)> {
        let text = builder.line(line);
        let found = later_inside(text).into_iter().chain(first_inside(text)).min_by_key(|(at, _)| *at);
        let before = text.get(..found.map_or(text.len(), |(at, _)| at)).unwrap_or_default();
        damaged_inside(text, before).or(found)
    }
}

/// Where a first 一、 or the like stands behind the end of a sentence.
fn first_inside(text: &str) -> Option<(usize, Marker)> {
    numbers(text, &['。', '：', ' ', '！']).find(|(_, m)| m.value == 1)
}

/// Where a later number stands that the next behind it, or a first number right in its heading, makes sure.
fn later_inside(text: &str) -> Option<(usize, Marker)> {
    let marks: Vec<(usize, Marker)> = numbers(text, &['。', '！']).take(MOST).collect();
    let sure = |(n, (at, mark)): &(usize, &(usize, Marker))| {
        let next = marks.iter().skip(n + 1).any(|(_, m)| m.kind == mark.kind && m.value == mark.value + 1);
        let heading = opening(text.get(at + mark.len..).unwrap_or_default(), 90).split('。').next().unwrap_or_default();
        next || mark.kind == Kind::Han && heading.contains("（一）")
    };
    marks.iter().enumerate().find(|one| one.1.1.value > 1 && sure(one)).map(|(_, one)| *one)
}

/// Where a damaged 一、 stands before the headings that are sound, if a 二、 follows.
fn damaged_inside(text: &str, before: &str) -> Option<(usize, Marker)> {
    let suspect = signs(before).filter(|(_, c)| matches!(c, '。' | '！')).find_map(|(i, c)| {
        let at = i + c.len_utf8();
        let mark = damaged(text.get(at..)?)?;
        (mark.value == 1 && mark.kind <= Kind::Bracketed).then_some((at, mark))
    })?;
    let second = |(at, mark): &(usize, Marker)| *at > suspect.0 && mark.kind == suspect.1.kind && mark.value == 2;
    numbers(text, &['。', '！']).take(MOST).any(|mark| second(&mark)).then_some(suspect)
}

/// Numbers of the higher levels that stand right behind one of some signs.
fn numbers<'t>(text: &'t str, behind: &'t [char]) -> impl Iterator<Item = (usize, Marker)> + 't {
    signs(text).filter(|(_, c)| behind.contains(c)).filter_map(|(i, c)| {
        let at = i + c.len_utf8();
        let rest = text.get(at..)?;
        let skipped = rest.len() - rest.trim_start_matches(' ').len();
        let mark = marker(rest.trim_start())?;
        matches!(mark.kind, Kind::Han | Kind::Bracketed | Kind::Chapter).then_some((at + skipped, mark))
    })
}

impl Builder<'_> {
    /// A plan that bears its title has its beginning, even if a heading is missing.
    pub(super) fn is_titled(&self, front: &Front, lines: &[&str]) -> bool {
        lines.get(front.title.clone()).unwrap_or_default().iter().any(|line| is_titled(line))
    }

    /// A text without any heading is one unit behind its title, up to the line `end`.
    pub(super) fn whole(&mut self, line: usize, end: usize) {
        let at = self.line_start(line);
        if line >= end || self.text.get(at..).is_none_or(|rest| rest.trim().is_empty()) {
            return;
        }
        let end = self.lines.get(line).map_or(at, Line::end);
        let message = "the text has no heading: all of it is read as one unit, its outline is incomplete";
        self.out.diagnostics.push(Diagnostic::warning(DiagnosticKind::Incomplete, self.map.span(at..end), message));
        self.unit("前言", None, Role::Tasks, at..at, at..at);
        self.out.whole = true;
    }

    /// The text opens in the middle of an outline.
    pub(super) fn opens_late(&mut self, at: usize, mark: Marker) {
        let text = self.text.get(at..).unwrap_or_default();
        let span = self.map.span(at..at + mark.len);
        let message = format!(
            "the text begins in the middle of an outline: the headings before or above {} are lost, the outline is incomplete",
            mark.path_part(text)
        );
        self.out.diagnostics.push(Diagnostic::warning(DiagnosticKind::Incomplete, span, message));
    }

    /// Tells of a text that ends inside a sentence.
    pub(super) fn end(&mut self) {
        let Some(line) = self.lines.iter().rposition(|line| !line.range().is_empty()) else { return };
        let words = self.line(line);
        let prose = words.contains(['。', '；']) && words.contains('，') && width(words) >= 30;
        let last = words.rsplit(['。', '；', '！', '？']).next().unwrap_or_default();
        let open = last.ends_with(|c: char| is_han(c) || matches!(c, '，' | '、' | '“' | '（' | '《'));
        let listed = last.contains('：') || ["单位", "部门", "责任"].iter().any(|word| last.contains(word));
        if !self.out.signed.is_empty() || !prose || !open || listed || is_issuer(last) {
            return;
        }
        let end = self.line_start(line) + words.len();
        let span = self.map.span(end - last.len()..end);
        let message = "the text ends inside a sentence: its end is lost";
        self.out.diagnostics.push(Diagnostic::warning(DiagnosticKind::Incomplete, span, message));
    }
}
