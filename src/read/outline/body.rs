//! One body: which of its lines and sentences are headings, and how they nest.

use std::ops::Range;

use super::damaged::Suspect;
use super::role;
use crate::model::Role;
use crate::read::chars::{closes, is_wider, width};
use crate::read::diagnostic::{Diagnostic, DiagnosticKind};
use crate::read::lines::{is_date, is_glossary, is_issuer, is_titled};
use crate::read::marker::{Kind, Marker, marker};
use crate::read::normal::Line;
use crate::read::outline::{Builder, heading_len};
use crate::read::sign::{Holds, Sign};

/// How far ahead numbers are compared, so that reading stays linear.
pub(super) const AHEAD: usize = 64;
/// A body with fewer headings at line starts than one for so many bytes is looked through for headings inside its lines.
const DENSE: usize = 6000;

/// The lines of a body and the numbers they begin with.
pub(crate) struct Body {
    pub(super) lines: Range<usize>,
    /// The lines of a table of contents, with its title.
    pub contents: Range<usize>,
    /// Where the text begins behind a table of contents.
    pub start: usize,
    /// The line of the first heading.
    pub first: Option<usize>,
    /// The text opens in the middle of an outline: its beginning is lost.
    pub lost: bool,
    /// Where in that line it stands, in a text without line breaks.
    pub inner: usize,
    /// The number there.
    pub(super) opening: Option<Marker>,
    pub(super) marks: Vec<(usize, Marker)>,
    pub(super) words: Vec<usize>,
    /// Numbered rows of a table: no headings, nor damaged ones.
    rows: Vec<usize>,
    skip: Vec<Range<usize>>,
    /// From here on, only signatures.
    pub(super) signed: usize,
    pub(super) glossary: Option<usize>,
    /// 1. stands above （一）.
    swapped: bool,
    /// Several headings stand in a line.
    pub(super) dense: bool,
    /// Lines that may begin with damaged numbers, as far as they are told.
    pub(super) suspects: Vec<Suspect>,
    /// Numbers such as 1.1 are in use.
    dotted: bool,
    /// 一、 occurs with the value one more than once, each time below a heading without a number.
    nested: bool,
}

pub(super) struct Open {
    pub(super) kind: Kind,
    value: u32,
    pub(super) rank: u8,
    unit: usize,
}

impl Body {
    pub(crate) fn new(builder: &Builder<'_>, lines: Range<usize>, skip: &[Range<usize>], annex: bool) -> Body {
        // They are in order and do not overlap.
        let from = skip.partition_point(|s| s.end <= lines.start);
        let skip: Vec<Range<usize>> = skip.iter().skip(from).take_while(|s| s.start < lines.end).cloned().collect();
        let contents = contents(builder, lines.clone());
        let mut body = Body {
            start: contents.end,
            contents,
            first: None,
            lost: false,
            inner: 0,
            opening: None,
            marks: Vec::with_capacity(builder.numbered(&lines)),
            words: Vec::new(),
            rows: Vec::new(),
            skip,
            signed: lines.end,
            glossary: None,
            swapped: false,
            dense: false,
            suspects: Vec::new(),
            dotted: false,
            nested: false,
            lines,
        };
        body.glossary = (body.start..body.lines.end).find(|i| is_glossary(builder.line(*i)));
        body.signed = body.signature(builder);
        let end = body.end();
        let mut bytes = 0;
        // Inside a table of one cell a line, whose header ends with years.
        let mut tabled = false;
        for i in body.start..end {
            if body.is_skipped(i) {
                continue;
            }
            let line = builder.line(i);
            bytes += line.len();
            let header = !tabled && heads_table(line);
            tabled = (tabled || header) && !builder.holds(i).has(Sign::Stop);
            if tabled && (header || is_row(builder, i)) {
                body.rows.push(i);
                continue;
            }
            if let Some(found) = builder.lines.get(i).and_then(|line| line.marker) {
                body.dotted |= matches!(found.kind, Kind::Dotted(_)) && found.value == 1;
                body.marks.push((i, found));
            } else if is_heading_words(line, builder.holds(i)) || is_long_heading(builder, i) {
                body.words.push(i);
            }
        }
        if body.dotted {
            body.bare_numbers(builder, end);
        }
        body.repair(builder);
        let chapters = body.marks.iter().any(|(_, m)| m.kind < Kind::Article);
        // 主要任务 right above 一、 stands over it, and so do its like.
        let over = |i: usize| i > body.start && role::is_section_name(builder.line(i - 1));
        let mut firsts = body.marks.iter().filter(|(_, m)| m.kind == Kind::Han && m.value == 1);
        body.nested = !chapters && (firsts.clone().count() > 1 || firsts.any(|(i, _)| over(*i)));
        body.swapped = body.is_swapped();
        let strong = body.marks.iter().filter(|(_, m)| m.kind != Kind::Ordinal).count();
        body.dense = bytes > DENSE * (strong + 1) / 2 || (strong == 0 && bytes > 0);
        body.first = body.first_heading(builder, end, annex);
        body.lost = body.marks.iter().any(|(i, mark)| Some(*i) == body.first && (mark.value > 1 || body.is_cut()));
        if let Some(first) = body.first.filter(|first| body.dense && !body.is_marked(*first))
            && let Some((inner, mark)) = body.opening(builder, first)
        {
            (body.inner, body.opening) = (inner, Some(mark));
            body.lost |= mark.value > 1;
        }
        body
    }

    pub(super) fn is_row(&self, line: usize) -> bool {
        !self.rows.is_empty() && self.rows.binary_search(&line).is_ok()
    }

    pub(crate) fn is_skipped(&self, line: usize) -> bool {
        if self.skip.is_empty() {
            return false;
        }
        let at = self.skip.partition_point(|s| s.end <= line);
        self.skip.get(at).is_some_and(|s| s.contains(&line))
    }

    /// `1 总则` beside `1.1`: numbers without a mark.
    fn bare_numbers(&mut self, builder: &Builder<'_>, end: usize) {
        let mut expected = 1;
        let mut found = Vec::new();
        for i in self.start..end {
            let line = builder.line(i);
            let digits = line.bytes().take(3).take_while(u8::is_ascii_digit).count();
            let value = line.get(..digits).and_then(|d| d.parse::<u32>().ok());
            let after = line.get(digits..).unwrap_or_default();
            // A long line is a numbered paragraph, if no amount begins it.
            let prose = || {
                !after.starts_with(|c: char| "个所名人年月日万亿元位间套项次节场届倍岁处台册亩座类级条门种批期周天分".contains(c))
                    && i > self.start
                    && (ends_paragraph(builder.line(i - 1))
                        || width(builder.line(i - 1)) <= 45 && !builder.holds(i - 1).has(Sign::Stop))
            };
            if value == Some(expected)
                && (width(line) <= 25 || prose())
                && after.trim_start().starts_with(crate::read::chars::is_han)
                && marker(line).is_none()
            {
                let len = line.len() - after.trim_start().len();
                found.push((i, Marker { kind: Kind::Number, value: expected, label: digits, len }));
                expected += 1;
            }
        }
        if found.len() >= 2 {
            self.marks.extend(found);
            self.marks.sort_by_key(|(i, _)| *i);
        }
    }

    /// The first of the lines that sign the body.
    fn signature(&self, builder: &Builder<'_>) -> usize {
        let end = self.glossary.unwrap_or(self.lines.end);
        let from = end.saturating_sub(8).max(self.start);
        let Some(date) =
            (from..end).rev().find(|i| is_date(builder.line(*i)) && builder.line(*i).contains(['日', '-', '/', '.']))
        else {
            // A body that signs without a date.
            let last = (from..end).rev().find(|i| !self.is_skipped(*i));
            return match last.filter(|i| is_issuer(builder.line(*i)) && *i > self.start + 2 && marker(builder.line(*i)).is_none())
            {
                Some(last) if !is_issuer(builder.line(last - 1)) => last,
                _ => end,
            };
        };
        if (date..end).any(|i| marker(builder.line(i)).is_some_and(|m| m.kind != Kind::Number)) {
            return end;
        }
        let mut first = date;
        while first > self.start
            && is_issuer(builder.line(first - 1))
            && marker(builder.line(first - 1)).is_none()
            && date - first < 6
        {
            first -= 1;
        }
        // A date in the front (of a cover letter) signs no body.
        if first <= self.start { end } else { first }
    }

    fn is_swapped(&self) -> bool {
        // 1. … （一） … （二） … 2. …, with no （一） above the 1.
        let mut above = false;
        for (i, (_, m)) in self.marks.iter().enumerate() {
            match m.kind {
                Kind::Han | Kind::Chapter | Kind::Part | Kind::Section => above = false,
                Kind::Bracketed if m.value == 1 && !above => {
                    let before = self.marks.get(i.wrapping_sub(1)).map(|(_, b)| *b).filter(|b| b.kind == Kind::Number);
                    let after = self.marks.iter().skip(i + 1).take(AHEAD).map(|(_, a)| *a);
                    let after =
                        after.take_while(|a| a.kind >= Kind::Article && a.kind != Kind::Han).find(|a| a.kind == Kind::Number);
                    if let (Some(before), Some(after)) = (before, after)
                        && after.value == before.value + 1
                    {
                        return true;
                    }
                    above = true;
                }
                Kind::Bracketed => above = true,
                _ => {}
            }
        }
        false
    }

    fn first_heading(&self, builder: &Builder<'_>, end: usize, annex: bool) -> Option<usize> {
        let numbered = self.first_number();
        let words = self.words.iter().copied().find(|i| self.words_rank(builder, *i, &[]).is_some());
        let dense =
            if self.dense { (self.start..end).find(|i| !self.is_row(*i) && self.opening(builder, *i).is_some()) } else { None };
        let first = [numbered, words, dense].into_iter().flatten().min();
        // An annex of paragraphs that open with 一是 has no headings.
        if annex && first.is_none() { None } else { first }
    }

    pub(super) fn rank(&self, kind: Kind) -> u8 {
        match kind {
            Kind::Part => 0,
            Kind::Chapter => 10,
            Kind::Section => 20,
            Kind::Article => 25,
            Kind::Han => 30,
            Kind::Bracketed => 40,
            Kind::Number if self.swapped => 35,
            Kind::Dotted(n) if self.swapped => 35 + n.min(4),
            Kind::Number => 50,
            Kind::Dotted(n) => 50 + n.min(9),
            Kind::BracketedNumber => 60,
            Kind::Circled => 70,
            Kind::Ordinal => 80,
        }
    }

    pub(super) fn is_marked(&self, line: usize) -> bool {
        self.marks.binary_search_by_key(&line, |(i, _)| *i).is_ok()
    }

    /// The number that comes next at a line start behind `line`, and its line.
    fn next_mark(&self, line: usize) -> Option<(usize, Marker)> {
        let from = self.marks.partition_point(|(i, _)| *i <= line);
        self.marks.iter().skip(from).take(AHEAD * 4).find(|(_, m)| m.kind != Kind::Ordinal).copied()
    }

    /// The rank of a heading without a number on this line; none where the line is no heading.
    fn words_rank(&self, builder: &Builder<'_>, line: usize, stack: &[Open]) -> Option<u8> {
        let words = builder.line(line);
        let named = role::is_section_name(words);
        let next = self.next_mark(line);
        let follows = next.filter(|(i, m)| *i == line + 1 && m.value == 1).map(|(_, m)| m);
        let from = self.marks.partition_point(|(i, _)| *i < line);
        let before = self
            .marks
            .iter()
            .take(from)
            .rev()
            .take(AHEAD * 4)
            .find(|(_, m)| m.kind <= Kind::Han && m.kind != Kind::Article)
            .map(|(_, m)| *m);
        let after = self
            .marks
            .iter()
            .skip(from)
            .take(AHEAD * 4)
            .find(|(_, m)| m.kind <= Kind::Han && m.kind != Kind::Article)
            .map(|(_, m)| *m);
        // Words between paragraphs, which is where headings stand and the cells of tables do not.
        let amid = || {
            if self.marks.is_empty() {
                return false;
            }
            let behind = builder.holds(line + 1).has(Sign::Stop) || follows.is_some();
            behind
                && line > self.start
                && ends_paragraph(builder.line(line - 1))
                && !(is_titled(words) && is_wider(words, 12))
                && !is_issuer(words)
        };
        let begins = |mark: Option<Marker>| mark.is_none_or(|m| m.value == 1);
        if self.nested
            && (follows.is_some_and(|m| m.kind == Kind::Han) && (named || before.is_some() || amid())
                || begins(after) && begins(next.map(|(_, m)| m)) && amid())
        {
            return Some(5);
        }
        match (before, after) {
            // No first-level numbers at all, or none yet: a name of a section, or words above a first number.
            (None, None) => {
                // 专栏 between a heading and the first number below it is no heading, nor are words amid 1.1.
                let numbered = |open: &Open| builder.out.units.get(open.unit).is_some_and(|unit| !unit.number.is_empty());
                let caption =
                    stack.last().zip(follows).is_some_and(|(top, below)| numbered(top) && top.rank < self.rank(below.kind));
                let free = !self.dotted && !caption;
                let heads = follows.is_some() && line > self.start && !stack.is_empty()
                    || next.is_none_or(|(_, m)| m.value == 1) && amid();
                (named || free && heads).then_some(30)
            }
            (None, Some(after)) => (named && after.value > 1).then_some(30),
            // A first-level number is missing here: its words are here.
            (Some(before), Some(after)) if before.kind == after.kind && after.value == before.value + 2 && named => Some(30),
            (Some(_), None)
                if named && follows.is_some_and(|m| m.kind == Kind::Bracketed) && !self.is_marked(line.wrapping_sub(1)) =>
            {
                Some(30)
            }
            // Words that hold numbers of a level which is not open.
            (Some(before), _) => {
                let holds = follows.filter(|m| named && stack.iter().all(|open| open.kind != m.kind) && before.kind == Kind::Han);
                holds.map(|m| self.rank(m.kind) - 2)
            }
        }
    }

    pub(crate) fn read(&self, builder: &mut Builder<'_>, annex: Option<usize>) {
        let Some(first) = self.first else {
            self.tail(builder, annex);
            return;
        };
        let mut reading = Reading { body: self, annex, stack: Vec::with_capacity(8), running: Vec::with_capacity(8) };
        let end = self.end();
        let mut marks = self.marks.partition_point(|(i, _)| *i < first);
        let mut skipped = false;
        for line in first..end {
            if self.is_skipped(line) {
                if !skipped {
                    builder.cut(builder.line_start(line), None);
                }
                skipped = true;
                continue;
            }
            skipped = false;
            let mark = self.marks.get(marks).filter(|(i, _)| *i == line).map(|(_, m)| *m);
            marks += usize::from(mark.is_some());
            reading.line(builder, line, mark);
        }
        self.tail(builder, annex);
    }

    /// Signature and glossary.
    fn tail(&self, builder: &mut Builder<'_>, annex: Option<usize>) {
        let end = self.glossary.unwrap_or(self.lines.end);
        if self.signed < end {
            builder.cut(builder.line_start(self.signed), None);
            for i in self.signed..end {
                let line = builder.lines.get(i).map(Line::range);
                builder.out.signed.extend(line);
            }
        }
        if let Some(line) = self.glossary {
            builder.glossary(line, annex);
            for skip in &self.skip {
                if skip.start > line {
                    builder.cut(builder.line_start(skip.start), None);
                }
            }
        }
    }
}

/// The state while the lines of a body are gone through.
pub(super) struct Reading<'b> {
    pub(super) body: &'b Body,
    annex: Option<usize>,
    pub(super) stack: Vec<Open>,
    /// The last value of each kind, for numbers that run on across sections.
    running: Vec<(Kind, u32)>,
}

impl Reading<'_> {
    fn line(&mut self, builder: &mut Builder<'_>, line: usize, mark: Option<Marker>) {
        let start = builder.line_start(line);
        let mut inner = 0;
        if let Some(mark) = mark {
            if self.accepts(builder, line, mark) {
                inner = mark.len;
                self.heading(builder, start, line, mark);
            }
        } else if self.body.words.binary_search(&line).is_ok()
            && let Some(rank) = self.body.words_rank(builder, line, &self.stack)
        {
            self.words(builder, line, rank);
            return;
        }
        self.inside(builder, line, start, inner);
    }

    pub(super) fn last(&self, kind: Kind) -> Option<u32> {
        self.stack.iter().rev().find(|open| open.kind == kind).map(|open| open.value)
    }

    /// Whether a number at a line start is that of a heading.
    fn accepts(&self, builder: &Builder<'_>, line: usize, mark: Marker) -> bool {
        match mark.kind {
            Kind::Ordinal => return self.accepts_ordinal(builder, line, mark),
            Kind::Dotted(_) => {
                let printed = mark.path_part(builder.line(line));
                let above = printed.rsplit_once('.').map_or("", |(above, _)| above);
                let fits = |open: &Open| {
                    let path = builder.out.units.get(open.unit).map(|u| u.path.as_str()).unwrap_or_default();
                    path.rsplit('/').next().is_some_and(|part| part == above)
                };
                return self.stack.iter().any(fits)
                    || self.last(mark.kind).map_or(mark.value == 1, |last| mark.value == last + 1);
            }
            _ => {}
        }
        let last = self.last(mark.kind);
        let next = last.map_or(1, |last| last + 1);
        if mark.value == next || mark.value == 1 {
            return true;
        }
        if last.is_none() && self.running.iter().any(|(kind, value)| *kind == mark.kind && mark.value == value + 1) {
            return true;
        }
        // (2) at the head of a line where (1) stands inside the paragraph: both are.
        if last.is_none() && mark.kind >= Kind::BracketedNumber && self.enumerates(builder, line, mark) {
            return false;
        }
        // A text whose beginning is lost begins with any number.
        if self.body.first == Some(line) {
            return true;
        }
        // Out of sequence: a heading still, unless the line before is left open or the number is far off.
        let before = builder.line(line.saturating_sub(1));
        let open = before.ends_with(['，', '、', '第'])
            || before.chars().next_back().is_some_and(|c| crate::read::chars::is_han(c) && width(before) > 30);
        !open && (mark.value <= last.unwrap_or(0).max(self.ran(mark.kind)) + 8 || self.goes_on(line, mark))
    }

    /// Whether the next number of its kind goes on from a number, in the same section: parts of a plan left out by who copied it.
    fn goes_on(&self, line: usize, mark: Marker) -> bool {
        let from = self.body.marks.partition_point(|(i, _)| *i <= line);
        let mut section = self.body.marks.iter().skip(from).take(AHEAD).map(|(_, m)| *m).take_while(|m| m.kind >= mark.kind);
        mark.kind == Kind::Number && section.find(|m| m.kind == mark.kind).is_some_and(|m| m.value == mark.value + 1)
    }

    /// Whether the number before stands inside the text of the unit that is open.
    fn enumerates(&self, builder: &Builder<'_>, line: usize, mark: Marker) -> bool {
        let text = builder.line(line).get(..mark.label).unwrap_or_default();
        let start =
            self.stack.last().and_then(|open| builder.out.units.get(open.unit)).map_or(usize::MAX, |unit| unit.heading.end);
        let own =
            builder.text.get(start..builder.line_start(line)).map(|own| crate::read::chars::tail(own, 2000)).unwrap_or_default();
        let before = match mark.kind {
            Kind::Circled => text.chars().next().and_then(|c| char::from_u32(c as u32 - 1)).map(String::from).unwrap_or_default(),
            _ => text.replacen(&mark.value.to_string(), &(mark.value - 1).to_string(), 1),
        };
        !before.is_empty() && before != text && own.contains(&before)
    }

    pub(super) fn ran(&self, kind: Kind) -> u32 {
        self.running.iter().find(|(known, _)| *known == kind).map_or(0, |(_, value)| *value)
    }

    /// 一是 at line starts counts in a section of the first level that holds no other headings.
    fn accepts_ordinal(&self, builder: &Builder<'_>, line: usize, mark: Marker) -> bool {
        let top = self.stack.last();
        let others = self.stack.iter().filter(|open| open.kind != Kind::Ordinal);
        let mut alone = others.clone().count() == 1 || others.clone().all(|open| open.kind <= Kind::Han);
        // Under （一） too, where 一是 opens paragraphs that have headings of their own, as the numbers beside it do.
        let titled = |line: usize| {
            let words = builder.line(line);
            words
                .split_once('。')
                .is_some_and(|(title, rest)| width(title) <= 20 && !title.contains(['，', '；', '：']) && width(rest) > 20)
        };
        if !alone && titled(line) && self.stack.iter().all(|open| open.kind <= Kind::Bracketed || open.kind == Kind::Ordinal) {
            let from = self.body.marks.partition_point(|(i, _)| *i < line);
            let last = self.stack.last().is_some_and(|top| top.kind == Kind::Ordinal);
            let second = self.body.marks.get(from + 1).is_some_and(|(i, m)| m.kind == Kind::Ordinal && titled(*i));
            alone = last || second;
        }
        let Some(top) = top.filter(|_| alone) else { return false };
        if top.kind == Kind::Ordinal {
            return mark.value == top.value + 1;
        }
        if mark.value != 1 || builder.out.units.iter().skip(top.unit + 1).any(|unit| unit.parent == Some(top.unit)) {
            return false;
        }
        let from = self.body.marks.partition_point(|(i, _)| *i <= line);
        let mut ahead = self.body.marks.iter().skip(from).take(AHEAD).take_while(|(_, m)| self.body.rank(m.kind) > top.rank);
        let second = ahead.next().is_some_and(|(_, m)| m.kind == Kind::Ordinal && m.value == 2);
        let other = ahead.find(|(_, m)| m.kind != Kind::Ordinal).map(|(i, _)| *i);
        second && other.is_none_or(|other| self.section_ends(builder, line, other, top))
    }

    /// Whether the section that is open ends between two lines, with a heading inside a line or without a number.
    fn section_ends(&self, builder: &Builder<'_>, from: usize, to: usize, top: &Open) -> bool {
        let ends = |text: &str| {
            text.match_indices('。').any(|(i, stop)| {
                text.get(i + stop.len()..).and_then(marker).is_some_and(|m| m.kind == top.kind && m.value == top.value + 1)
            })
        };
        (from..to.min(from + AHEAD)).any(|i| ends(builder.line(i)) || (i > from && role::is_section_name(builder.line(i))))
    }

    /// Opens a unit at byte `at`, which is on `line` and begins with `mark`.
    pub(super) fn heading(&mut self, builder: &mut Builder<'_>, at: usize, line: usize, mark: Marker) {
        let rank = self.body.rank(mark.kind);
        let repeated = self.last(mark.kind);
        // A heading without a stop ends where this one begins.
        if let Some(open) = self.stack.last().map(|open| open.unit).filter(|i| *i + 1 == builder.out.units.len())
            && let Some(heading) =
                builder.out.units.get(open).map(|unit| unit.heading.clone()).filter(|h| h.start < at && at < h.end)
        {
            self.shorten(builder, open, heading.start..at);
        }
        while self.stack.last().is_some_and(|open| open.rank >= rank) {
            self.stack.pop();
        }
        let last = repeated.unwrap_or_else(|| if self.ran(mark.kind) + 1 == mark.value { mark.value - 1 } else { 0 });
        let end = builder.lines.get(line).map_or(at, Line::end);
        let text = builder.text.get(at..end).unwrap_or_default();
        let label = mark.path_part(text);
        let rest = text.get(mark.len..).unwrap_or_default();
        let from = at + mark.len;
        let heading = from..from + heading_len(rest, from, builder.signs(line, from));
        // In a text whose beginning is lost each level may open with a later number, up to the highest.
        let opens = self.body.lost && self.running.iter().all(|(kind, _)| self.body.rank(*kind) > rank);
        if opens {
            if self.running.is_empty() {
                builder.opens_late(at, mark);
            }
        } else if mark.value > last + 1 {
            let span = builder.map.span(at..heading.end);
            let message = format!("the numbers skip from {last} to {} here; a heading may be missing", mark.value);
            builder.out.diagnostics.push(Diagnostic::warning(DiagnosticKind::SkippedNumber, span, message));
        }
        let words = builder.text.get(heading.clone()).unwrap_or_default();
        let role = self.role(builder, words);
        let parent = self.stack.last().map(|open| open.unit).or(self.annex);
        if let Some(unit) = builder.unit(&label, parent, role, at..from, heading) {
            self.stack.push(Open { kind: mark.kind, value: mark.value, rank, unit });
        }
        match self.running.iter_mut().find(|(kind, _)| *kind == mark.kind) {
            Some(slot) => slot.1 = mark.value,
            None => self.running.push((mark.kind, mark.value)),
        }
    }

    /// Gives the unit that is open the heading that is left of it, and the role that this has.
    fn shorten(&mut self, builder: &mut Builder<'_>, open: usize, heading: Range<usize>) {
        let words = builder.text.get(heading.clone()).unwrap_or_default().trim_end();
        let end = heading.start + words.len();
        let own = self.stack.pop();
        let role = self.role(builder, words);
        self.stack.extend(own);
        if let Some(unit) = builder.out.units.get_mut(open) {
            (unit.heading, unit.role) = (heading.start..end, role);
        }
    }

    fn role(&self, builder: &Builder<'_>, words: &str) -> Role {
        let parent = self.stack.last().and_then(|open| builder.out.units.get(open.unit));
        parent.map_or_else(|| role::top(words), |parent| role::inside(parent.role, words))
    }

    /// Opens a unit whose heading has no number.
    fn words(&mut self, builder: &mut Builder<'_>, line: usize, rank: u8) {
        while self.stack.last().is_some_and(|open| open.rank >= rank) {
            self.stack.pop();
        }
        let Some(range) = builder.lines.get(line).map(Line::range) else { return };
        let words = builder.line(line).trim_end_matches(['：', '。', ' ']).to_owned();
        let role = self.role(builder, &words);
        let parent = self.stack.last().map(|open| open.unit).or(self.annex);
        let heading = range.start..range.start + words.len();
        let span = builder.map.span(heading.clone());
        let message = format!("the heading {words} has no number");
        builder.out.diagnostics.push(Diagnostic::note(DiagnosticKind::UnnumberedHeading, span, message));
        if let Some(unit) = builder.unit(&words, parent, role, range.start..range.start, heading) {
            let kind = if rank < 10 { Kind::Part } else { Kind::Han };
            let value = self.last(kind).unwrap_or(0);
            self.stack.push(Open { kind, value, rank, unit });
        }
    }
}

/// A paragraph that ends with its sentence, or with the list of who does it.
fn ends_paragraph(line: &str) -> bool {
    line.ends_with(['。', '；', '！']) || line.ends_with(['）', '〕', '】']) && line.contains('。')
}

/// The header of a table of indicators: 2025年 as a cell of its own, or a row of such cells.
fn heads_table(line: &str) -> bool {
    let year = |cell: &str| cell.len() == 7 && cell.ends_with('年') && cell.bytes().take(4).all(|b| b.is_ascii_digit());
    let row = || {
        let spaced = line.len() < 120 && memchr::memchr(b' ', line.as_bytes()).is_some();
        spaced && line.split(' ').any(year) && ["指标", "项目"].iter().any(|word| line.contains(word))
    };
    year(line) || row()
}

/// Whether the numbered line is a row of the table: a value, a name with its unit, or a row stands behind it.
fn is_row(builder: &Builder<'_>, i: usize) -> bool {
    let marked = |i: usize| builder.lines.get(i).is_some_and(|line| line.marker.is_some());
    let valued = |i: usize| {
        let unit = |unit: &str| matches!(unit, "%" | "年" | "人" | "名" | "所" | "个" | "元" | "万人" | "万元" | "平方米");
        let named = builder.line(i).strip_suffix('）').and_then(|line| line.rsplit_once('（')).is_some_and(|(_, u)| unit(u));
        let value =
            |cell: &str| cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '≥' | '≤' | '>' | '<')) && width(cell) <= 8;
        let cells = || builder.line(i).split(' ').skip(1).filter(|cell| value(cell)).count() >= 2;
        named || value(builder.line(i + 1)) && !marked(i + 1) || cells()
    };
    marked(i) && (valued(i) || marked(i + 1) && valued(i + 1))
}

/// A short line without punctuation.
fn is_heading_words(line: &str, holds: Holds) -> bool {
    const PARTS: Holds = Holds::of(&[Sign::Stop, Sign::Comma, Sign::Semicolon, Sign::Pause]);
    if holds.any(PARTS) {
        return false;
    }
    let bare = line.trim_end_matches('：');
    !is_wider(bare, 20)
        && (bare.len() > 6 || width(bare) >= 2)
        && !bare.contains(['：', '%', '□'])
        && bare.chars().next().is_some_and(crate::read::chars::is_han)
        && !is_date(line)
        && !bare.ends_with(closes)
}

/// 优化发展环境，健全四个体系 right above a first number; 培养周期、规模 above a paragraph.
fn is_long_heading(builder: &Builder<'_>, i: usize) -> bool {
    const PARTS: Holds = Holds::of(&[Sign::Stop, Sign::Semicolon, Sign::Colon, Sign::Digit]);
    if builder.holds(i).any(PARTS) || is_wider(builder.line(i), 30) || i == 0 || !ends_paragraph(builder.line(i - 1)) {
        return false;
    }
    let first = builder.lines.get(i + 1).and_then(|line| line.marker).is_some_and(|m| m.value == 1 && m.kind != Kind::Ordinal);
    let short = || !builder.holds(i).has(Sign::Comma) && !is_wider(builder.line(i), 12) && builder.holds(i + 1).has(Sign::Stop);
    (first || short()) && builder.line(i).ends_with(|c| crate::read::chars::is_han(c) && c != '下')
}

/// A table of contents: from its title to the last entry before the text, in which the first entry comes again.
fn contents(builder: &Builder<'_>, lines: Range<usize>) -> Range<usize> {
    // Two characters, with or without a colon.
    let short = |i: &usize| builder.lines.get(*i).is_some_and(|line| matches!(line.range().len(), 6 | 9));
    let none = lines.start..lines.start;
    let title = lines.clone().take(60).filter(short).find(|i| matches!(builder.line(*i), "目录" | "目次" | "目录："));
    let Some(title) = title else { return none };
    let strip = |line: &str| {
        line.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '…' | '·' | '-' | '—' | ' ')).to_owned()
    };
    let entry = strip(builder.line(title + 1));
    if entry.is_empty() {
        return none;
    }
    let Some(again) = (title + 2..lines.end).find(|i| builder.line(*i).starts_with(&entry)) else { return none };
    // Title and preamble stand between the last entry and the first heading.
    let is_entry = |i: &usize| {
        let line = builder.line(*i);
        let page = line.ends_with(|c: char| c.is_ascii_digit()) && !builder.holds(*i).has(Sign::Stop);
        page || builder.lines.get(*i).is_some_and(|line| line.marker.is_some())
    };
    let last = (title + 1..again).rev().find(is_entry).unwrap_or(again - 1);
    title..last + 1
}
