//! The stages put together: outline, head and items become a plan.

use std::cell::Cell;
use std::collections::HashSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::chars::{is_space, last_sign};
use super::cite::{citations, term};
use super::code::Signs;
use super::diagnostic::{Diagnostic, DiagnosticKind};
use super::head::{Head, Known, head};
use super::items::{self, Held, Lists, Under};
use super::loose;
use super::outline::Annexed;
use super::quick::QuickMap;
use super::sign::Sign;
use super::table;
use super::unit::{Context, UnitText};
use super::units::Units;
use super::{Part, Reading, Unclaimed};
use crate::model::{Annex, AnnexText, Citation, CitationRole, Due, Path, Plan, Role, Section, Source, Span, Term, TextRef};

/// The ends of the lines of a text, to number them.
pub(crate) struct Lines {
    ends: Vec<u32>,
    /// The line that was asked for last: the next is mostly near.
    last: Cell<usize>,
}

impl Lines {
    fn of(text: &str) -> Lines {
        // Mostly enough: lines of official texts are long.
        let mut ends = Vec::with_capacity(text.len() / 60);
        ends.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| i as u32));
        Lines { ends, last: Cell::new(0) }
    }

    fn line(&self, byte: usize) -> u32 {
        let before = |end: &u32| (*end as usize) < byte;
        let mut line = self.last.get();
        let begun = line.checked_sub(1).is_none_or(|i| self.ends.get(i).is_some_and(before));
        line += usize::from(begun && self.ends.get(line).is_some_and(before));
        if !begun || self.ends.get(line).is_some_and(before) {
            line = self.ends.partition_point(before);
        }
        self.last.set(line);
        line as u32 + 1
    }
}

/// Where the text of a unit lies in the text that was given.
pub(crate) struct Place<'a> {
    units: &'a Units,
    lines: &'a Lines,
    offset: usize,
}

impl Place<'_> {
    /// Where the unit begins in the body.
    pub(crate) fn offset(&self) -> usize {
        self.offset
    }

    /// The bytes of a range of the unit's text; none where nothing is left of it.
    pub(crate) fn span(&self, range: Range<usize>) -> Option<Span> {
        span(self.units, self.offset + range.start..self.offset + range.end)
    }

    /// The source of a range of the unit's text; empty where nothing is left of it.
    pub(crate) fn source(&self, range: Range<usize>) -> Source {
        source(self.units, self.lines, self.offset + range.start..self.offset + range.end)
    }
}

fn source(units: &Units, lines: &Lines, range: Range<usize>) -> Source {
    match span(units, range) {
        Some(span) => Source { span: Some(span), line: Some(lines.line(span.start)), ..Source::default() },
        None => Source::default(),
    }
}

fn span(units: &Units, range: Range<usize>) -> Option<Span> {
    let body = units.normal.body.text();
    let Range { mut start, mut end } = range;
    end = end.min(body.len());
    start = start.min(end);
    while !body.is_char_boundary(start) {
        start -= 1;
    }
    while !body.is_char_boundary(end) {
        end += 1;
    }
    Some(units.normal.body.span(start..end)).filter(|span| span.end > span.start)
}

pub(crate) fn assemble(text: &str, mut units: Units, name: Option<&str>, known: &Known) -> Reading {
    let duties = std::mem::take(&mut units.duties);
    let mut diagnostics = std::mem::take(&mut units.normal.diagnostics);
    diagnostics.append(&mut units.outline.diagnostics);
    let units = &units;
    let lines = Lines::of(text);
    let head = head(units, known);
    let context = Context { issued_year: head.year, period: head.period, place_name: &head.place.name };
    let mut held = Held::with_capacity(units.outline.units.len());
    held.title(&head.title);
    let mut parents = vec![false; units.outline.units.len()];
    for parent in units.outline.units.iter().filter_map(|unit| unit.parent) {
        if let Some(slot) = parents.get_mut(parent) {
            *slot = true;
        }
    }
    let mut sections = Vec::with_capacity(units.outline.units.len());
    let mut dues: Vec<Option<Due>> = Vec::with_capacity(sections.capacity());
    let mut cited = Vec::new();
    let mut glossary: Vec<Term> = Vec::new();
    units.each(duties, |i, unit, mut duties| {
        let Some(node) = units.outline.units.get(i) else { return };
        let place = Place { units, lines: &lines, offset: node.own.start };
        let heading = node.number.start..node.heading.end.max(node.number.end);
        let title = title(unit.heading);
        let marks = units.normal.signs.those(&duties.marks);
        let (ranges, signs_held) = (std::mem::take(&mut duties.ranges), duties.signs);
        let leaf = !parents.get(i).copied().unwrap_or(false);
        let due = node.parent.and_then(|parent| dues.get(parent).copied().flatten());
        let under = Under { leaf, due, tables: table::may_hold(node.own.clone(), marks, &ranges), marks, title: &title };
        let sets = items::unit(&mut held, unit, &context, duties, under, &place);
        dues.push(sets.or(due));
        sections.push(section(unit, title, source(units, &lines, heading)));
        loose::duties(&mut held.unclaimed, units, node.own.clone(), &ranges, &node.path);
        if signs_held.has(Sign::OpenTitle) {
            for one in citations(Signs::of(unit.text, marks, node.own.start), unit.role == Role::Preamble) {
                cited.push(Citation {
                    title: one.title,
                    document_number: one.number,
                    issuer: one.issuer,
                    role: one.role,
                    path: node.path.clone(),
                    source: place.source(one.range),
                });
            }
        }
        if unit.role == Role::Glossary {
            terms(&mut glossary, unit, &place);
        }
    });
    loose::outside(&mut held.unclaimed, units);

    let annexes = annexes(units, &units.outline.annexes);
    let titles: HashSet<&str> = annexes.iter().map(|annex| annex.title.as_str()).collect();
    for citation in &mut cited {
        if titles.contains(citation.title.as_str()) {
            citation.role = CitationRole::Annex;
        }
    }
    let parts = parts(text, units);
    let Head { title, place, issuers, document_number, issued, effective, status, period, diagnostics: of_head, .. } = head;
    let mut plan = Plan::new(title, place, status);
    plan.issuers = issuers;
    plan.document_number = document_number;
    plan.issued = issued;
    plan.effective = effective;
    plan.period = period;
    plan.text = Some(TextRef { name: name.map(str::to_owned), bytes: text.len() });
    plan.citations = cited;
    plan.glossary = glossary;
    plan.outline = sections;
    plan.annexes = annexes;
    let Lists { goals, measures, incentives, funding, accountability } = held.lists;
    plan.goals = goals;
    plan.measures = measures;
    plan.incentives = incentives;
    plan.funding = funding;
    plan.accountability = accountability;

    diagnostics.extend(of_head);
    diagnostics.extend(contradictions(&plan));
    diagnostics.sort_by_key(|d| (d.span.start, d.kind));
    let mut unclaimed: Vec<Unclaimed> = held.unclaimed;
    unclaimed.sort_by_key(|u| (u.span.start, u.span.end));
    unclaimed.dedup_by(|a, b| a.span == b.span);
    Reading { plan, diagnostics, unclaimed, parts }
}

/// `title` is that of its heading.
fn section(unit: &UnitText<'_>, title: String, source: Source) -> Section {
    let title = match unit.role {
        Role::Annex if !unit.heading.is_empty() => joined(unit.heading),
        _ => title,
    };
    let title = if title.is_empty() { last_part(unit.path) } else { title };
    // The 前言 has no heading: its first sentence stands for one.
    let source = if unit.heading.is_empty() && title == "前言" { Source::default() } else { source };
    Section { path: unit.path.clone(), role: unit.role, title, source }
}

fn last_part(path: &Path) -> String {
    path.as_str().rsplit('/').next().unwrap_or_default().to_owned()
}

/// At most 25 characters of a heading or a clause: up to its last comma or before a bracket that would stay open, if it is longer, else with
/// a sign that something is missing.
pub(crate) fn title(heading: &str) -> String {
    let edge = |c: char| is_space(c) || matches!(c, '。' | '：' | '，' | '；' | '、' | '\n');
    // Mostly ideographs stand at both ends.
    let inner = |byte: Option<u8>| matches!(byte, Some(0xe4..=0xe9));
    let bytes = heading.as_bytes();
    let heading = if inner(bytes.first().copied()) { heading } else { heading.trim_start_matches(edge) };
    let last = bytes.len().checked_sub(3).and_then(|at| bytes.get(at).copied());
    let heading = if inner(last) { heading } else { heading.trim_end_matches(edge) };
    // Most are short enough: so many bytes begin a character.
    let begins = |byte: u8| u8::from(byte & 0xc0 != 0x80);
    if heading.len() <= 100 && heading.bytes().map(begins).fold(0, u8::wrapping_add) <= LONGEST as u8 {
        return heading.to_owned();
    }
    let Some(short) = nth(heading, LONGEST).and_then(|end| heading.get(..end)) else { return heading.to_owned() };
    let long_enough = |at: &usize| short.get(..*at).is_some_and(|s| nth(s, 3).is_some());
    let sign = last_sign(short, |c| matches!(c, '，' | '；' | '：' | '。')).map(|(at, _)| at).filter(long_enough);
    let open = || short.rfind('（').filter(|at| !short.get(*at..).unwrap_or_default().contains('）')).filter(long_enough);
    match sign.or_else(open) {
        Some(at) => short.get(..at).unwrap_or(short).to_owned(),
        None => nth(short, LONGEST - 1).and_then(|end| short.get(..end)).unwrap_or(short).to_owned() + "…",
    }
}

/// The most characters of a title.
const LONGEST: usize = 25;

/// Where the character with this index begins; none where the text ends before.
fn nth(text: &str, n: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for _ in 0..n {
        at += match bytes.get(at)? {
            0xe0..=0xef => 3,
            0xf0.. => 4,
            0xc0.. => 2,
            _ => 1,
        };
    }
    (at < bytes.len()).then_some(at)
}

fn joined(lines: &str) -> String {
    lines.split('\n').map(str::trim).collect()
}

fn terms(glossary: &mut Vec<Term>, unit: &UnitText<'_>, place: &Place<'_>) {
    let mut at = 0;
    for line in unit.text.split('\n') {
        let start = at;
        at += line.len() + 1;
        if start == 0 {
            continue;
        }
        let Some((term, meaning)) = term(line) else { continue };
        if glossary.len() < 2000 && !glossary.iter().any(|known| known.term == term && &known.path == unit.path) {
            glossary.push(Term { term, meaning, path: unit.path.clone(), source: place.source(start..start + line.len()) });
        }
    }
}

fn annexes(units: &Units, found: &[Annexed]) -> Vec<Annex> {
    let body = units.normal.body.text();
    let mut annexes: Vec<Annex> = Vec::new();
    let mut seen: HashSet<Path> = HashSet::new();
    for one in found {
        let path = match one.unit.and_then(|i| units.outline.units.get(i)) {
            Some(unit) => unit.path.clone(),
            None => match one.label.parse() {
                Ok(path) => path,
                Err(_) => continue,
            },
        };
        if !seen.insert(path.clone()) {
            continue;
        }
        let title: String = one.title.iter().filter_map(|line| body.get(line.clone())).map(str::trim).collect();
        let title = if title.is_empty() { one.label.clone() } else { title };
        let text = if one.unit.is_some() { AnnexText::Included } else { AnnexText::Listed };
        annexes.push(Annex { path, within: None, title, text });
    }
    for annex in &mut annexes {
        let above = annex.path.as_str().rsplit_once('-').and_then(|(above, _)| above.parse::<Path>().ok());
        annex.within = above.filter(|path| seen.contains(path));
    }
    annexes
}

/// The pieces of the text that was given.
fn parts(text: &str, units: &Units) -> Vec<Part> {
    let map = &units.normal.body;
    let mut parts: Vec<Part> = Vec::new();
    for (i, part) in units.outline.parts.iter().enumerate() {
        let mut start = if i == 0 { 0 } else { map.span(part.range.start..part.range.start).start };
        if let Some(last) = parts.last_mut() {
            // A heading can be announced behind the place where its text is found; no byte may stand in two parts.
            start = start.max(last.span.start);
            last.span.end = start;
        }
        let path = part.unit.and_then(|i| units.outline.units.get(i)).map(|unit| unit.path.clone());
        parts.push(Part { path, span: Span { start, end: text.len() } });
    }
    parts
}

/// One indicator with two values for one date in the main body.
fn contradictions(plan: &Plan) -> Vec<Diagnostic> {
    // Conditions that were read from a text hold no promises.
    let goals = plan.goals.iter().map(|item| (&item.path, [&item.targets, const { &Vec::new() }]));
    let measures = plan.measures.iter().map(|item| (&item.path, [&item.targets, const { &Vec::new() }]));
    let incentives = plan.incentives.iter().map(|item| (&item.path, [&item.awards, &item.quotas]));
    let funding = plan.funding.iter().map(|item| (&item.path, [&item.amounts, const { &Vec::new() }]));
    let accountability = plan.accountability.iter().map(|item| (&item.path, [&item.terms, const { &Vec::new() }]));
    let lists = goals.chain(measures).chain(incentives).chain(funding).chain(accountability);
    let mut found = Vec::new();
    let mut seen = QuickMap::default();
    for (path, target) in lists.flat_map(|(path, lists)| lists.into_iter().flatten().map(move |target| (path, target))) {
        let (Some(indicator), Some(quantity), Some(span)) = (&target.indicator, &target.quantity, target.source.span) else {
            continue;
        };
        if path.annex().is_some() || seen.len() > 2000 {
            continue;
        }
        let (value, first): &(Decimal, Span) =
            seen.entry((indicator.as_str(), target.due, &quantity.unit, &target.scope)).or_insert((quantity.value, span));
        if *value != quantity.value {
            let message = format!(
                "{indicator} has the value {} here and {} at byte {}: the plan may contradict itself",
                quantity.value.normalize(),
                value.normalize(),
                first.start
            );
            found.push(Diagnostic::warning(DiagnosticKind::Contradiction, span, message));
        }
    }
    found
}
