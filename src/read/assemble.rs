//! The stages put together: outline, head and items become a plan.

use std::collections::HashSet;
use std::ops::Range;

use super::chars::is_space;
use super::cite::{citations, term};
use super::diagnostic::{Diagnostic, DiagnosticKind};
use super::head::{Head, Known, head};
use super::items::{self, Held, Under};
use super::loose;
use super::outline::Annexed;
use super::unit::{Context, UnitText};
use super::units::Units;
use super::{Part, Reading, Unclaimed};
use crate::model::{Annex, AnnexText, Citation, CitationRole, Due, Path, Plan, Role, Section, Source, Span, Term, TextRef, Unit};

/// The starts of the lines of a text, to number them.
pub(crate) struct Lines(Vec<u32>);

impl Lines {
    fn of(text: &str) -> Lines {
        Lines(text.match_indices('\n').map(|(i, _)| i as u32).collect())
    }

    fn line(&self, byte: usize) -> u32 {
        self.0.partition_point(|end| (*end as usize) < byte) as u32 + 1
    }
}

/// Where the text of a unit lies in the text that was given.
pub(crate) struct Place<'a> {
    units: &'a Units,
    lines: &'a Lines,
    offset: usize,
}

impl Place<'_> {
    /// The source of a range of the unit's text; empty where nothing is left of it.
    pub(crate) fn source(&self, range: Range<usize>) -> Source {
        source(self.units, self.lines, self.offset + range.start..self.offset + range.end)
    }
}

fn source(units: &Units, lines: &Lines, range: Range<usize>) -> Source {
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
    let span = units.normal.body.span(start..end);
    if span.end <= span.start {
        return Source::default();
    }
    Source { span: Some(span), line: Some(lines.line(span.start)), ..Source::default() }
}

pub(crate) fn assemble(text: &str, units: &Units, name: Option<&str>, known: &Known) -> Reading {
    let lines = Lines::of(text);
    let head = head(units, known);
    let context = Context { issued_year: head.year, period: head.period, place_name: &head.place.name };
    let mut held = Held::default();
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
    units.each(|i, unit| {
        let Some(node) = units.outline.units.get(i) else { return };
        let place = Place { units, lines: &lines, offset: node.own.start };
        let heading = node.number.start..node.heading.end.max(node.number.end);
        sections.push(section(unit, source(units, &lines, heading)));
        let duties = units.duties.get(i);
        let leaf = !parents.get(i).copied().unwrap_or(false);
        let due = node.parent.and_then(|parent| dues.get(parent).copied().flatten());
        let sets = items::unit(&mut held, unit, &context, duties, Under { leaf, due }, &place);
        dues.push(sets.or(due));
        if let Some(duties) = duties {
            loose::duties(&mut held.unclaimed, units, node.own.clone(), duties, &node.path);
        }
        for one in citations(unit.text, unit.role == Role::Preamble) {
            cited.push(Citation {
                title: one.title,
                document_number: one.number,
                issuer: one.issuer,
                role: one.role,
                path: node.path.clone(),
                source: place.source(one.range),
            });
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
    plan.goals = held.goals;
    plan.measures = held.measures;
    plan.incentives = held.incentives;
    plan.funding = held.funding;
    plan.accountability = held.accountability;

    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    diagnostics.extend(units.normal.diagnostics.iter().cloned());
    diagnostics.extend(units.outline.diagnostics.iter().cloned());
    diagnostics.extend(of_head);
    diagnostics.extend(contradictions(&plan));
    diagnostics.sort_by_key(|d| (d.span.start, d.kind));
    let mut unclaimed: Vec<Unclaimed> = held.unclaimed;
    unclaimed.sort_by_key(|u| (u.span.start, u.span.end));
    unclaimed.dedup_by(|a, b| a.span == b.span);
    Reading { plan, diagnostics, unclaimed, parts }
}

fn section(unit: &UnitText<'_>, source: Source) -> Section {
    let title = match unit.role {
        Role::Preamble => "前言".to_owned(),
        Role::Annex if !unit.heading.is_empty() => joined(unit.heading),
        _ => title(unit.heading),
    };
    let title = if title.is_empty() { last_part(unit.path) } else { title };
    // The 前言 has no heading: its first sentence stands for one.
    let source = if unit.role == Role::Preamble { Source::default() } else { source };
    Section { path: unit.path.clone(), role: unit.role, title, source }
}

fn last_part(path: &Path) -> String {
    path.as_str().rsplit('/').next().unwrap_or_default().to_owned()
}

/// At most 25 characters of a heading: up to its last comma, if it is longer.
pub(crate) fn title(heading: &str) -> String {
    let edge = |c: char| is_space(c) || matches!(c, '。' | '：' | '，' | '；' | '、' | '\n');
    let heading = heading.trim_start_matches(edge).trim_end_matches(edge);
    let short = heading.char_indices().nth(25).and_then(|(end, _)| heading.get(..end)).unwrap_or(heading);
    if short.len() == heading.len() {
        return short.to_owned();
    }
    match short.rfind(['，', '；', '：', '。']) {
        Some(at) if short.get(..at).is_some_and(|s| s.chars().count() >= 4) => short.get(..at).unwrap_or(short).to_owned(),
        _ => short.to_owned(),
    }
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
    let mut found = Vec::new();
    struct Seen<'a> {
        id: &'a str,
        key: (Option<Due>, &'a Unit, &'a Option<String>),
        value: rust_decimal::Decimal,
        span: Span,
    }
    let mut seen: Vec<Seen<'_>> = Vec::new();
    for (item, target) in plan.promises() {
        let (Some(indicator), Some(quantity), Some(span)) = (&target.indicator, &target.quantity, target.source.span) else {
            continue;
        };
        if item.path().annex().is_some() || seen.len() > 2000 {
            continue;
        }
        let key = (target.due, &quantity.unit, &target.scope);
        let known = seen.iter().find(|seen| seen.id == indicator.as_str() && seen.key == key);
        match known {
            Some(Seen { value, span: first, .. }) if *value != quantity.value => {
                let message = format!(
                    "{indicator} has the value {} here and {} at byte {}: the plan may contradict itself",
                    quantity.value.normalize(),
                    value.normalize(),
                    first.start
                );
                found.push(Diagnostic::warning(DiagnosticKind::Contradiction, span, message));
            }
            Some(_) => {}
            None => seen.push(Seen { id: indicator.as_str(), key, value: quantity.value, span }),
        }
    }
    found
}
