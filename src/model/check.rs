//! What serde cannot check: paths unique, references that lead somewhere, ranges ordered, dates sensible.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::error::Fault;
use super::item::ItemRef;
use super::outline::{AnnexText, Role};
use super::path::Path;
use super::place::{DivisionCode, Level};
use super::quantity::{Bound, Quantity, Unit};
use super::source::Source;
use super::target::Target;
use super::time::{Due, Period, YEARS};
use super::{Condition, Plan, Schedule};

/// How the reason of a reference that leads nowhere begins.
const NOWHERE: &str = "leads nowhere: ";

impl Fault {
    pub(crate) fn is_dangling(&self) -> bool {
        self.reason.starts_with(NOWHERE)
    }
}

/// All faults, head first, then list by list.
pub(crate) fn check(plan: &Plan) -> Vec<Fault> {
    let mut checker = Checker {
        faults: Vec::new(),
        sections: plan.outline.iter().map(|s| &s.path).collect(),
        text_bytes: plan.text.as_ref().map(|t| t.bytes),
    };
    checker.head(plan);
    checker.outline(plan);
    checker.annexes(plan);
    checker.items(plan);
    checker.faults
}

struct Checker<'a> {
    faults: Vec<Fault>,
    sections: HashSet<&'a Path>,
    text_bytes: Option<usize>,
}

impl<'a> Checker<'a> {
    fn fault(&mut self, field: impl Into<String>, reason: impl Into<String>, accepted: impl Into<String>) {
        self.faults.push(Fault { field: field.into(), reason: reason.into(), accepted: accepted.into() });
    }

    fn head(&mut self, plan: &'a Plan) {
        self.words("title", &plan.title);
        self.words("place.name", &plan.place.name);
        self.code("place.code", plan.place.code.as_ref(), plan.place.level);
        let mut inner = (plan.place.level, plan.place.code.as_ref(), plan.place.name.as_str());
        for (i, division) in plan.place.within.iter().enumerate() {
            let field = format!("place.within[{i}]");
            self.words(&format!("{field}.name"), &division.name);
            self.code(&format!("{field}.code"), division.code.as_ref(), division.level);
            if division.level.depth() >= inner.0.depth() {
                let reason = format!("{} ({}) cannot hold {} ({})", division.name, division.level, inner.2, inner.0);
                self.fault(format!("{field}.level"), reason, "divisions from the nearest outwards, each of a higher level");
            }
            if let (Some(outer), Some(held)) = (&division.code, inner.1)
                && outer.is_well_formed()
                && held.is_well_formed()
                && !held.code.starts_with(outer.significant())
            {
                let reason =
                    format!("{} does not begin with {}, the digits of {}", held.code, outer.significant(), division.name);
                self.fault(format!("{field}.code.code"), reason, "the code of a division that holds the place");
            }
            inner = (division.level, division.code.as_ref().or(inner.1), division.name.as_str());
        }
        self.names("issuers", &plan.issuers);
        if let Some(number) = &plan.document_number {
            self.words("document_number", number);
        }
        for (field, date) in [("issued", plan.issued), ("effective", plan.effective)] {
            if let Some(date) = date {
                self.year(field, chrono::Datelike::year(&date));
            }
        }
        self.period("period", plan.period);
        if plan.text.as_ref().is_some_and(|text| text.bytes == 0) {
            self.fault("text.bytes", "a text of no bytes", "the length of the text in bytes");
        }
        for (i, note) in plan.notes.iter().enumerate() {
            self.words(&format!("notes[{i}]"), note);
        }
        for (i, citation) in plan.citations.iter().enumerate() {
            let field = format!("citations[{i}]");
            self.words(&format!("{field}.title"), &citation.title);
            self.section(&field, &citation.path);
            self.source(&field, &citation.source);
        }
        let mut terms = HashSet::new();
        for (i, term) in plan.glossary.iter().enumerate() {
            let field = format!("glossary[{i}]");
            self.words(&format!("{field}.term"), &term.term);
            self.words(&format!("{field}.meaning"), &term.meaning);
            if !terms.insert((&term.term, &term.path)) {
                self.fault(
                    format!("{field}.term"),
                    format!("{} is explained twice in {}", term.term, term.path),
                    "each term once in a section",
                );
            }
            self.section(&field, &term.path);
            self.source(&field, &term.source);
        }
    }

    fn code(&mut self, field: &str, code: Option<&DivisionCode>, level: Level) {
        let Some(code) = code else { return };
        if !matches!(code.code.len(), 6 | 9 | 12) || !code.code.bytes().all(|b| b.is_ascii_digit()) || code.code.starts_with('0')
        {
            self.fault(
                format!("{field}.code"),
                format!("`{}` is no division code", code.code),
                "six, nine or twelve digits after GB/T 2260",
            );
        }
        if level == Level::Area {
            self.fault(field, "an area that is no division has no code", "no code, or another level");
        }
        self.year(&format!("{field}.edition"), code.edition);
    }

    fn outline(&mut self, plan: &'a Plan) {
        let mut seen = HashMap::new();
        for (i, section) in plan.outline.iter().enumerate() {
            let field = format!("outline[{i}]");
            self.words(&format!("{field}.title"), &section.title);
            if let Some(first) = seen.insert(&section.path, i) {
                let reason = format!("{} is the path of outline[{first}] too", section.path);
                self.fault(format!("{field}.path"), reason, "a path that occurs once; a number that occurs again takes ~2");
            }
            if let Some(parent) = section.path.parent() {
                match seen.get(&parent) {
                    Some(_) => {}
                    None if self.sections.contains(&parent) => {
                        let reason = format!("{} stands before the heading that holds it, {parent}", section.path);
                        self.fault(format!("{field}.path"), reason, "headings in document order");
                    }
                    None => {
                        let reason = format!("{NOWHERE}the outline has no heading {parent}");
                        self.fault(format!("{field}.path"), reason, "a path whose parent is in the outline");
                    }
                }
            }
            self.source(&field, &section.source);
        }
    }

    fn annexes(&mut self, plan: &'a Plan) {
        let mut numbers = HashSet::new();
        let all: HashSet<&Path> = plan.annexes.iter().map(|a| &a.path).collect();
        for (i, annex) in plan.annexes.iter().enumerate() {
            let field = format!("annexes[{i}]");
            self.words(&format!("{field}.title"), &annex.title);
            if !numbers.insert(&annex.path) {
                self.fault(format!("{field}.path"), format!("{} occurs twice", annex.path), "each annex once");
            }
            if annex.text == AnnexText::Included {
                let heading = plan.section(&annex.path).map(|s| s.role);
                if heading != Some(Role::Annex) {
                    let reason = format!("{NOWHERE}the outline has no annex heading {}", annex.path);
                    self.fault(format!("{field}.path"), reason, "a heading of role annex in the outline, or text: listed");
                }
            }
            if let Some(within) = &annex.within
                && (!all.contains(within) || within == &annex.path)
            {
                let reason = format!("{NOWHERE}there is no other annex {within}");
                self.fault(format!("{field}.within"), reason, "the path of another annex");
            }
        }
        for (i, section) in plan.outline.iter().enumerate() {
            if section.role == Role::Annex && !all.contains(&section.path) {
                let reason = format!("{NOWHERE}{} is not in the list of annexes", section.path);
                self.fault(format!("outline[{i}].path"), reason, "an annex that the list names");
            }
        }
    }

    fn items(&mut self, plan: &'a Plan) {
        let mut ids = HashMap::new();
        let placed: Vec<_> = plan.placed_items().collect();
        for (field, item) in &placed {
            if item.n() == 0 {
                self.fault(format!("{field}.n"), "counting begins at 1", "1 or more");
            }
            if let Some(first) = ids.insert(item.id(), field.clone()) {
                let reason = format!("{} is {first} already", item.id());
                self.fault(format!("{field}.n"), reason, "a number of its own for each item of a class in one unit");
            }
        }
        for (field, item) in placed {
            self.section(&field, item.path());
            self.words(&format!("{field}.title"), item.title());
            if let Some(summary) = item.summary() {
                self.words(&format!("{field}.summary"), summary);
            }
            self.distinct(&format!("{field}.topics"), item.topics());
            self.distinct(&format!("{field}.stages"), item.stages());
            for (i, topic) in item.topics().iter().enumerate() {
                self.words(&format!("{field}.topics[{i}]"), topic);
            }
            for (i, see) in item.see().iter().enumerate() {
                let field = format!("{field}.see[{i}]");
                if see == &item.id() {
                    self.fault(field, "an item refers to itself", "the id of another item");
                } else if !ids.contains_key(see) {
                    self.fault(field, format!("{NOWHERE}there is no item {see}"), "the id of an item of this plan");
                }
            }
            self.source(&field, item.source());
            for (name, target) in item.into_promises() {
                self.target(&format!("{field}.{name}"), target);
            }
            self.own(&field, item);
        }
    }

    fn own(&mut self, field: &str, item: ItemRef<'a>) {
        match item {
            ItemRef::Goal(_) => {}
            ItemRef::Measure(measure) => {
                self.distinct(&format!("{field}.instruments"), &measure.instruments);
                for (name, list) in [
                    ("lead", &measure.lead),
                    ("responsible", &measure.responsible),
                    ("supporting", &measure.supporting),
                    ("beneficiaries", &measure.beneficiaries),
                ] {
                    self.names(&format!("{field}.{name}"), list);
                }
                if let Some(Schedule { from, to, .. }) = measure.schedule {
                    self.ordered(&format!("{field}.schedule.to"), from, to);
                }
            }
            ItemRef::Incentive(incentive) => {
                self.names(&format!("{field}.beneficiaries"), &incentive.beneficiaries);
                self.distinct(&format!("{field}.kinds"), &incentive.kinds);
                self.conditions(&format!("{field}.conditions"), &incentive.conditions);
                if let Some(payer) = &incentive.payer {
                    self.words(&format!("{field}.payer"), payer);
                }
            }
            ItemRef::Funding(funding) => {
                self.names(&format!("{field}.sources"), &funding.sources);
                self.period(&format!("{field}.period"), funding.period);
            }
            ItemRef::Accountability(held) => {
                self.names(&format!("{field}.actors"), &held.actors);
                self.names(&format!("{field}.forums"), &held.forums);
                self.conditions(&format!("{field}.triggers"), &held.triggers);
                for (i, rung) in held.consequences.iter().enumerate() {
                    self.words(&format!("{field}.consequences[{i}].text"), &rung.text);
                    if let Some(when) = &rung.when {
                        self.words(&format!("{field}.consequences[{i}].when.text"), &when.text);
                    }
                }
            }
        }
    }

    fn conditions(&mut self, field: &str, list: &[Condition]) {
        for (i, condition) in list.iter().enumerate() {
            self.words(&format!("{field}[{i}].text"), &condition.text);
        }
    }

    fn target(&mut self, field: &str, target: &Target) {
        self.words(&format!("{field}.subject"), &target.subject);
        if let Some(quantity) = &target.quantity {
            self.quantity(&format!("{field}.quantity"), quantity);
        }
        if target.quantity.is_none() && !target.baselines.is_empty() {
            self.fault(format!("{field}.baselines"), "a baseline without a quantity has no unit", "a quantity beside it");
        }
        for (i, baseline) in target.baselines.iter().enumerate() {
            if let Some(at) = baseline.at {
                self.year(&format!("{field}.baselines[{i}].at"), at.year());
                if target.due.is_some_and(|due| at > due) {
                    let reason = format!("the baseline of {at} is later than the due date");
                    self.fault(format!("{field}.baselines[{i}].at"), reason, "a date before `due`");
                }
            }
        }
        self.ordered(&format!("{field}.due"), target.from, target.due);
        self.source(field, &target.source);
    }

    fn quantity(&mut self, field: &str, quantity: &Quantity) {
        if quantity.value < Decimal::ZERO {
            let reason = format!("{} is negative", quantity.value);
            self.fault(format!("{field}.value"), reason, "zero or more; a fall is bound fall_by");
        }
        match (quantity.bound, quantity.upper) {
            (Bound::Between, None) => self.fault(format!("{field}.upper"), "a range without its upper end", "the upper end"),
            (Bound::Between, Some(upper)) if upper < quantity.value => {
                let reason = format!("the range ends ({upper}) before it begins ({})", quantity.value);
                self.fault(format!("{field}.upper"), reason, "the lower end in `value`, the upper in `upper`");
            }
            (Bound::Between, Some(_)) | (_, None) => {}
            (bound, Some(_)) => {
                let reason = format!("an upper end does not go with {bound}");
                self.fault(format!("{field}.upper"), reason, "no upper end, or bound between");
            }
        }
        if quantity.unit == Unit::TimeOfDay && quantity.upper.unwrap_or(quantity.value) > Decimal::from(24) {
            let reason = format!("{} is no time of day", quantity.upper.unwrap_or(quantity.value));
            self.fault(format!("{field}.value"), reason, "decimal hours from 0 to 24: 20:30 is 20.5");
        }
    }

    fn ordered(&mut self, field: &str, from: Option<Due>, to: Option<Due>) {
        for date in [from, to].into_iter().flatten() {
            self.year(field, date.year());
        }
        if let (Some(from), Some(to)) = (from, to)
            && to.last_day() < from.first_day()
        {
            self.fault(field, format!("{to} is before the beginning, {from}"), "a date on or after `from`");
        }
    }

    fn period(&mut self, field: &str, period: Option<Period>) {
        let Some(period) = period else { return };
        self.year(&format!("{field}.from"), period.from);
        self.year(&format!("{field}.to"), period.to);
        if period.to < period.from {
            self.fault(format!("{field}.to"), format!("{} is before {}", period.to, period.from), "a year not before `from`");
        }
    }

    fn year(&mut self, field: &str, year: i32) {
        if !YEARS.contains(&year) {
            self.fault(field, format!("{year} is no year of a plan"), "1949 to 2100");
        }
    }

    fn section(&mut self, field: &str, path: &Path) {
        if !self.sections.contains(path) {
            self.fault(format!("{field}.path"), format!("{NOWHERE}the outline has no heading {path}"), "a path of the outline");
        }
    }

    fn source(&mut self, field: &str, source: &Source) {
        for (name, number) in [("line", source.line), ("page", source.page)] {
            if number == Some(0) {
                self.fault(format!("{field}.source.{name}"), "counting begins at 1", "1 or more");
            }
        }
        let Some(span) = source.span else { return };
        let field = format!("{field}.source.span");
        if span.end <= span.start {
            self.fault(
                format!("{field}.end"),
                format!("the span ends ({}) where it begins ({}) or before", span.end, span.start),
                "an end after the start",
            );
        }
        match self.text_bytes {
            None => self.fault(field, "a span without a text to point into", "`text` in the head, with its length"),
            Some(bytes) if span.end > bytes => {
                self.fault(
                    format!("{field}.end"),
                    format!("{} lies behind the text of {bytes} bytes", span.end),
                    "a span inside the text",
                );
            }
            Some(_) => {}
        }
    }

    fn words(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.fault(field, "it is empty", "text");
        }
    }

    fn names(&mut self, field: &str, list: &[String]) {
        for (i, name) in list.iter().enumerate() {
            self.words(&format!("{field}[{i}]"), name);
        }
        self.distinct(field, list);
    }

    fn distinct<T: PartialEq + std::fmt::Display>(&mut self, field: &str, list: &[T]) {
        for (i, one) in list.iter().enumerate() {
            if list.iter().take(i).any(|other| other == one) {
                self.fault(format!("{field}[{i}]"), format!("{one} stands twice"), "each once");
            }
        }
    }
}
