//! The outline: bodies (main text, annexes), their headings, the text that each unit holds.
//!
//! A heading number counts where it stands at the start of a line and fits the sequence. Inside a paragraph it counts only behind the end
//! of a sentence, and only as the very next number of a level that is open: so enumerations inside a unit stay in it.

pub(super) mod annex;
pub(super) mod body;
mod damaged;
pub(super) mod inside;
#[cfg(test)]
mod layouts;
mod lost;
pub(super) mod marker;
pub(super) mod role;
pub(super) mod units;

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use self::annex::Announced;
use super::body::Body;
use super::chars::{closes, is_wider, trim};
use super::diagnostic::{Diagnostic, DiagnosticKind};
use super::front::{Front, front};
use super::lines::{is_glossary, is_titled};
use super::map::Mapped;
use super::marker::Kind;
use super::normal::{Line, Normal};
use super::quick::QuickMap;
use super::sign::{Holds, Mark, Sign, Signs};
use crate::model::{Path, Role};

/// A unit of the outline. Ranges are bytes of the normalised text.
#[derive(Debug)]
pub(crate) struct Unit {
    pub path: Path,
    pub parent: Option<usize>,
    pub role: Role,
    /// The number of the heading with its mark; empty without one.
    pub number: Range<usize>,
    /// The heading without number and full stop.
    pub heading: Range<usize>,
    /// Heading and own text, to the next heading.
    pub own: Range<usize>,
}

/// A piece of the text; the pieces cover it without gaps.
#[derive(Debug)]
pub(crate) struct Part {
    pub unit: Option<usize>,
    pub range: Range<usize>,
}

/// An annex with its title.
#[derive(Debug)]
pub(crate) struct Annexed {
    pub label: String,
    pub title: Vec<Range<usize>>,
    /// Its unit; none for an annex that is only announced.
    pub unit: Option<usize>,
}

#[derive(Default)]
pub(crate) struct Outline {
    pub units: Vec<Unit>,
    pub parts: Vec<Part>,
    pub annexes: Vec<Annexed>,
    /// Lines of the title of the main body.
    pub title: Vec<Range<usize>>,
    /// The lines before the first unit.
    pub front: Vec<Range<usize>>,
    /// Lines that sign: issuers, dates, what follows them.
    pub signed: Vec<Range<usize>>,
    /// There is no heading: all of it is one unit.
    pub whole: bool,
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds the outline part by part.
pub(crate) struct Builder<'a> {
    pub text: &'a str,
    pub map: &'a Mapped,
    pub lines: &'a [Line],
    pub signs: &'a Signs,
    pub out: Outline,
    /// How often a path was given.
    paths: QuickMap<Path, u32>,
    buffer: String,
    open: (Option<usize>, usize),
}

pub(crate) fn outline(normal: &Normal) -> Outline {
    let Normal { body, lines, signs, .. } = normal;
    let text = body.text();
    let annexes = annex::find(text, lines);
    let mut builder = Builder {
        text,
        map: body,
        lines,
        signs,
        out: Outline { units: Vec::with_capacity(lines.len()), parts: Vec::with_capacity(lines.len()), ..Outline::default() },
        paths: QuickMap::with_capacity_and_hasher(lines.len() / 2, Default::default()),
        buffer: String::new(),
        open: (None, 0),
    };
    let mut starts = annexes.starts;
    let mut skip: Vec<Range<usize>> = annexes.lists;
    // A cover letter whose annex is the plan: the plan is the main body.
    if let Some(first) = starts.first()
        && !builder.has_headings(0..first.line, &skip)
        && (first.label == "附件" || first.label == "附件1" || first.label == "附")
    {
        let first = starts.remove(0);
        if first.title.is_empty() {
            skip.push(first.line..first.line + 1);
            skip.sort_by_key(|lines| lines.start);
        }
    }
    let end = builder.lines.len();
    let border = |i: usize| starts.get(i).map_or(end, |start| start.line);
    let alone = starts.is_empty();
    builder.body(0..border(0), &skip, None, alone);
    for (i, start) in starts.iter().enumerate() {
        builder.annex(start, border(i + 1), &skip);
    }
    builder.announced(&annexes.announced);
    builder.end();
    builder.finish()
}

impl<'a> Builder<'a> {
    pub(crate) fn line(&self, i: usize) -> &'a str {
        self.lines.get(i).and_then(|line| self.text.get(line.range())).unwrap_or_default()
    }

    pub(crate) fn line_start(&self, i: usize) -> usize {
        self.lines.get(i).map_or(self.text.len(), Line::start)
    }

    /// The signs from a byte of a line on.
    pub(crate) fn signs(&self, line: usize, at: usize) -> &'a [Mark] {
        self.lines.get(line).map_or(&[], |line| self.signs.near(line.signs as usize, at))
    }

    /// How many lines begin with numbers.
    pub(crate) fn numbered(&self, lines: &Range<usize>) -> usize {
        self.lines.get(lines.clone()).unwrap_or_default().iter().filter(|line| line.marker.is_some()).count()
    }

    /// The kinds of signs in a line.
    pub(crate) fn holds(&self, i: usize) -> Holds {
        self.lines.get(i).map(|line| line.holds).unwrap_or_default()
    }

    fn has_headings(&self, lines: Range<usize>, skip: &[Range<usize>]) -> bool {
        lines.filter(|i| !skip.get(skip.partition_point(|s| s.end <= *i)).is_some_and(|s| s.contains(i))).any(|i| {
            let line = self.line(i);
            role::is_section_name(line)
                || super::marker::marker(line).is_some_and(|m| m.value == 1 && m.kind != Kind::Ordinal)
                || self.holds(i).has(Sign::Stop) && line.contains("。一、")
        })
    }

    /// Ends the part before `at`; what follows belongs to `unit`.
    pub(crate) fn cut(&mut self, at: usize, unit: Option<usize>) {
        let (before, from) = self.open;
        if at > from || before.is_some() {
            self.out.parts.push(Part { unit: before, range: from..at });
        }
        if let Some(open) = before.and_then(|i| self.out.units.get_mut(i)) {
            open.own.end = at;
        }
        self.open = (unit, at);
    }

    /// Adds a unit that begins at `number.start`. The path takes `~2` where it occurs again.
    pub(crate) fn unit(
        &mut self,
        label: &str,
        parent: Option<usize>,
        role: Role,
        number: Range<usize>,
        heading: Range<usize>,
    ) -> Option<usize> {
        let is_odd = |c: char| c == '/' || c.is_control();
        // Control characters are below U+00A0.
        let odd = label.bytes().any(|byte| matches!(byte, 0..=0x1f | b'/' | 0x7f | 0xc2));
        let part: Cow<'_, str> = if odd { label.replace(is_odd, "-").into() } else { label.into() };
        let part = trim(&part);
        let above = parent.and_then(|i| self.out.units.get(i)).map(|unit| &unit.path);
        let mut path = Path::under(above, part, &mut self.buffer)?;
        match self.paths.entry(path.clone()) {
            Entry::Occupied(mut count) => {
                *count.get_mut() += 1;
                let count = *count.get();
                path = Path::under(above, &format!("{part}~{count}"), &mut self.buffer)?;
                if !self.paths.contains_key(&path) {
                    let span = self.map.span(number.start..heading.end.max(number.end));
                    let message = format!("the number {part} occurs again here; this unit is {path}");
                    self.out.diagnostics.push(Diagnostic::warning(DiagnosticKind::RepeatedNumber, span, message));
                }
            }
            Entry::Vacant(first) => {
                first.insert(1);
            }
        }
        let start = number.start;
        let index = self.out.units.len();
        self.out.units.push(Unit { path, parent, role, number, heading, own: start..start });
        self.cut(start, Some(index));
        Some(index)
    }

    fn annex(&mut self, start: &annex::AnnexStart, end: usize, skip: &[Range<usize>]) {
        let at = self.line_start(start.line);
        let number = at..at + start.label.len().min(self.line(start.line).len());
        let Some(unit) = self.unit(&start.label, None, Role::Annex, number.clone(), number) else { return };
        let mut title = Vec::new();
        if !start.title.is_empty() {
            title.push(start.title.clone());
        }
        let index = self.out.annexes.len();
        self.out.annexes.push(Annexed { label: start.label.clone(), title, unit: Some(unit) });
        let lines = self.body(start.line + 1..end, skip, Some(unit), false);
        if let Some(annexed) = self.out.annexes.get_mut(index).filter(|annexed| annexed.title.is_empty()) {
            annexed.title = lines;
        }
        let heading = self.out.annexes.get(index).and_then(|a| Some(a.title.first()?.start..a.title.last()?.end));
        if let (Some(heading), Some(unit)) = (heading, self.out.units.get_mut(unit)) {
            unit.heading = heading;
        }
    }

    /// Reads a body; the lines of its title. One that stands `alone` is read without headings too.
    fn body(&mut self, lines: Range<usize>, skip: &[Range<usize>], annex: Option<usize>, alone: bool) -> Vec<Range<usize>> {
        let mut body = Body::new(self, lines.clone(), skip, annex.is_some());
        body.report(self);
        let first = body.first.unwrap_or(lines.end);
        // A title or a letter may stand in front of the table of contents.
        let before = lines.start..body.contents.start;
        let front_lines: Vec<usize> = before.chain(body.start..first).filter(|i| !body.is_skipped(*i)).collect();
        let texts: Vec<&'a str> = front_lines.iter().map(|i| self.line(*i)).collect();
        if let Some((mark, line)) = body.opening.filter(|mark| mark.label == 0).zip(body.first) {
            self.damaged_number(self.line_start(line) + body.inner, mark, true);
        }
        let mut found = front(&texts);
        let behind = front_lines.partition_point(|i| *i < body.start);
        if found.preamble.is_some_and(|i| i < behind) {
            found.preamble = texts.get(behind..).and_then(|texts| front(texts).preamble).map(|i| i + behind);
        }
        body.lost &= annex.is_none() && !self.is_titled(&found, &texts);
        let Front { mut title, mut preamble } = found;
        if annex.is_some() && title.start > 0 {
            // The title of an annex stands at its head.
            let bare = texts.iter().take(4).take_while(|t| !t.contains(['。', '，', '：']) && !is_wider(t, 45)).count();
            title = 0..bare;
            preamble = preamble.or((bare < texts.len()).then_some(bare));
        }
        let range = |i: &usize| self.lines.get(*i).map(Line::range);
        let titles: Vec<Range<usize>> = front_lines.get(title).unwrap_or_default().iter().filter_map(range).collect();
        if annex.is_none() {
            self.out.title = titles.clone();
            self.out.front = front_lines.iter().filter_map(range).collect();
        }
        if let Some(line) = preamble.and_then(|i| front_lines.get(i)).copied().filter(|_| body.first.is_some()) {
            let at = self.line_start(line);
            // What stands before 二、 is no preamble where 一、 is lost.
            let role = if body.lost { Role::Tasks } else { Role::Preamble };
            self.unit("前言", annex, role, at..at, at..at);
        }
        if preamble.is_none() && body.inner > 0 {
            self.inline_front(first, body.inner, annex, body.lost);
        }
        if alone && body.first.is_none() {
            let line = preamble.and_then(|i| front_lines.get(i)).or_else(|| front_lines.get(titles.len()));
            self.whole(line.copied().unwrap_or(body.start), body.end());
        }
        body.read(self, annex);
        titles
    }

    /// Title and 前言 in one line with the first heading.
    fn inline_front(&mut self, line: usize, inner: usize, annex: Option<usize>, lost: bool) {
        let start = self.line_start(line);
        let before = self.line(line).get(..inner).unwrap_or_default();
        // The title may have spaces of its own.
        let words = before.split(['。', '，']).next().unwrap_or_default();
        let ends =
            words.match_indices(' ').map(|(at, _)| at).take(8).filter(|at| is_titled(words.get(..*at).unwrap_or_default()));
        let title = ends.last().unwrap_or(0);
        let prose = before.get(title..).unwrap_or_default();
        let skipped = prose.len() - prose.trim_start().len();
        let empty = prose.trim().is_empty();
        if title > 0 && annex.is_none() && self.out.title.is_empty() {
            self.out.title.push(start..start + title);
            self.out.front.push(start..start + title);
        }
        if !empty {
            let at = start + title + skipped;
            let role = if lost { Role::Tasks } else { Role::Preamble };
            self.unit("前言", annex, role, at..at, at..at);
        }
    }

    /// Lists the annexes that are announced and not there, with the titles that announcements give.
    fn announced(&mut self, announced: &[Announced]) {
        let mut labels: HashMap<String, usize> = HashMap::new();
        for (i, annexed) in self.out.annexes.iter().enumerate() {
            labels.entry(annexed.label.clone()).or_insert(i);
        }
        for one in announced {
            match labels.get(&one.label).copied().and_then(|i| self.out.annexes.get_mut(i)) {
                Some(annexed) => {
                    if annexed.title.is_empty() {
                        annexed.title.push(one.title.clone());
                    }
                }
                None => {
                    let title = self.text.get(one.title.clone()).unwrap_or_default();
                    // The plan itself, announced by its cover letter.
                    let own = self.out.title.iter().filter_map(|line| self.text.get(line.clone())).collect::<String>();
                    if title.trim().is_empty() || (is_titled(title) && own.contains(title.trim_end_matches(closes))) {
                        continue;
                    }
                    let span = self.map.span(one.title.clone());
                    let message = format!("{} is announced here, but its text is not part of this text", one.label);
                    self.out.diagnostics.push(Diagnostic::warning(DiagnosticKind::MissingAnnex, span, message));
                    labels.insert(one.label.clone(), self.out.annexes.len());
                    self.out.annexes.push(Annexed { label: one.label.clone(), title: vec![one.title.clone()], unit: None });
                }
            }
        }
    }

    fn finish(mut self) -> Outline {
        self.cut(self.text.len(), None);
        // A tail of nothing is no part.
        self.out.parts.retain(|part| part.unit.is_some() || !part.range.is_empty());
        self.out
    }

    pub(crate) fn glossary(&mut self, line: usize, annex: Option<usize>) {
        let Some(range) = self.lines.get(line).map(Line::range) else { return };
        let words = self.line(line);
        let name = words.trim_matches(|c: char| !super::chars::is_han(c)).trim_start_matches('附').to_owned();
        debug_assert!(is_glossary(words));
        self.unit(&name, annex, Role::Glossary, range.start..range.start, range);
    }
}

/// Where the heading of a unit ends inside the text behind its number, on one line: the bytes of the heading. `at` is where it begins,
/// `signs` those of the text from there on.
pub(crate) fn heading_len(rest: &str, at: usize, signs: &[Mark]) -> usize {
    let stop = signs.iter().take_while(|mark| mark.at() < at + rest.len()).find(|mark| match mark.sign {
        Sign::Stop | Sign::Colon | Sign::Semicolon | Sign::Exclamation => true,
        Sign::Space => mark.at() - at >= 12,
        _ => false,
    });
    let end = stop.map_or(rest.len(), |mark| mark.at() - at);
    let head = rest.get(..end).unwrap_or(rest);
    if !is_wider(head, if end == rest.len() { 60 } else { 45 }) {
        return end;
    }
    // No heading at all: the first clause stands for one.
    let clause = head.char_indices().find(|(i, c)| *c == '，' && *i >= 12).map_or(head.len(), |(i, _)| i);
    head.char_indices().nth(45).map_or(clause, |(i, _)| clause.min(i))
}
