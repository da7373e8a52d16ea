//! The items of one unit: promises and drafts become goals, measures, incentives, funding and accountability.
//!
//! - a lowest unit of tasks, guarantees or definitions is one measure as a whole;
//! - a lowest unit of goals or guidance is a goal for each sentence that promises a result, else one goal;
//! - money, honours, checks are items of their own beside it, also in units that hold others.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::{memchr, memchr_iter};
use rust_decimal::Decimal;

use super::Unclaimed;
use super::assemble::{Place, title};
use super::code;
use super::duty::Duties;
use super::find::Words;
use super::lexicon::Scan;
use super::placed::Placed;
use super::promise::{self, promises_under};
use super::sign::{Mark, Sign};
use super::table::{self, Row};
use super::unit::{Coded, Context, Draft, Found, UnitText, What};
use super::zone::Zones;
use crate::model::{
    Accountability, Bound, Class, Condition, Consequence, Due, Force, Funding, FundingKind, Goal, Incentive, Measure, Mechanism,
    Role, Target, Unit,
};

/// The items of a plan.
#[derive(Default)]
pub(crate) struct Held {
    pub goals: Vec<Goal>,
    pub measures: Vec<Measure>,
    pub incentives: Vec<Incentive>,
    pub funding: Vec<Funding>,
    pub accountability: Vec<Accountability>,
    pub unclaimed: Vec<Unclaimed>,
    pub scan: Scan,
    /// Memory for the promises of a unit.
    pub promised: promise::Memory,
}

/// The longest summary of an item that is read from a sentence or clause, in characters.
const SUMMARY: usize = 300;

/// Where a unit stands in the outline.
#[derive(Clone, Copy)]
pub(crate) struct Under<'a> {
    /// It holds no others.
    pub leaf: bool,
    /// The deadline that the text of an outer unit sets for those inside it.
    pub due: Option<Due>,
    /// It may hold a table.
    pub tables: bool,
    /// The signs of the body inside it.
    pub marks: &'a [Mark],
}

/// Reads the items of a unit; the deadline that it sets for the units inside it.
pub(crate) fn unit(
    held: &mut Held,
    unit: &UnitText<'_>,
    context: &Context<'_>,
    duties: Duties,
    under: Under<'_>,
    place: &Place<'_>,
) -> Option<Due> {
    let zones = Zones::of(unit);
    held.scan.unit(unit, &zones);
    let (mut found, loose, sets) = promises_under(unit, context, under.due, &held.scan.spotted, &mut held.promised);
    found.sort_by_key(|one| one.number.start);
    let mut rows = if under.tables {
        table::rows(unit.text, context.issued_year, context.period.map(|period| period.to))
    } else {
        Vec::new()
    };
    // Rows that were read already stay as they are.
    rows.retain(|row| {
        let from = found.partition_point(|one| one.number.start < row.range.start);
        found.get(from).is_none_or(|one| one.number.start >= row.range.end)
    });
    let in_row = |at: usize| {
        let before = rows.partition_point(|row| row.range.start <= at);
        before.checked_sub(1).and_then(|i| rows.get(i)).is_some_and(|row| row.range.contains(&at))
    };
    for number in loose.into_iter().filter(|loose| !in_row(loose.number.start)) {
        if let Some(span) = place.span(number.number) {
            held.unclaimed.push(Unclaimed { span, path: Some(unit.path.clone()), reason: number.reason });
        }
    }
    if unit.role == Role::Glossary {
        for one in found {
            if let Some(span) = place.span(one.number) {
                held.unclaimed.push(Unclaimed { span, path: Some(unit.path.clone()), reason: super::Reason::Name });
            }
        }
        return sets;
    }
    let (coded, drafts) = code::read(unit, &zones, &held.scan);
    let mut items = Items {
        unit,
        coded,
        place,
        marks: under.marks,
        offset: place.offset(),
        heading_at: OnceCell::new(),
        goals: Vec::new(),
        goals_at: BTreeMap::new(),
        incentives: Placed::default(),
        funding: Placed::default(),
        accountability: Placed::default(),
    };
    for draft in drafts {
        items.draft(draft);
    }
    let tasks = if under.tables { table::tasks(unit.text) } else { Vec::new() };
    for one in found.iter_mut().filter(|_| !tasks.is_empty()) {
        let before = tasks.partition_point(|task| task.range.start <= one.number.start);
        let task = before.checked_sub(1).and_then(|i| tasks.get(i)).filter(|task| task.range.contains(&one.number.start));
        if let Some(due) = task.and_then(|task| task.due) {
            one.target.due = Some(due);
        }
    }
    for row in rows {
        let Row { target, range } = row;
        found.push(Found { class: Class::Goal, target, number: range.clone(), clause: range, beneficiary: None, actor: None });
    }
    let mut measured = Vec::new();
    for one in found {
        if let Some(target) = items.found(one) {
            measured.push(target);
        }
    }
    let acts = matches!(unit.role, Role::Tasks | Role::Guarantees | Role::Definition);
    let has_duties = !duties.is_empty();
    if (acts && (under.leaf || has_duties)) || !measured.is_empty() {
        held.measures.push(items.measure(measured, duties));
    }
    if under.leaf && matches!(unit.role, Role::Goals | Role::Guidance) && items.goals.is_empty() {
        let whole = items.lead();
        let goal = items.goal(unit.heading, whole, Vec::new());
        items.goals.push((0, goal));
    }
    items.finish(held);
    sets
}

/// The items of a unit, each with the byte where it begins.
struct Items<'a, 'p> {
    unit: &'a UnitText<'a>,
    coded: Coded,
    place: &'a Place<'p>,
    /// The signs of the text, by their places in the body, and where the text begins there.
    marks: &'a [Mark],
    offset: usize,
    /// Where the heading stands first, once it was asked for.
    heading_at: OnceCell<Option<usize>>,
    goals: Vec<(usize, Goal)>,
    /// Where goals begin, with the first of them there.
    goals_at: BTreeMap<usize, usize>,
    incentives: Placed<Incentive>,
    funding: Placed<Funding>,
    accountability: Placed<Accountability>,
}

/// An item of the unit read from a clause: what all share, and the fields of its own class.
macro_rules! item {
    ($name:ident, $items:ident, $title:expr, $clause:expr, $force:expr, { $($own:tt)* }) => {
        $name {
            path: $items.unit.path.clone(),
            n: 1,
            title: $items.title($title, $clause),
            summary: $items.summary($clause),
            topics: $items.coded.topics.clone(),
            stages: $items.coded.stages.clone(),
            force: $force,
            $($own)*
            see: Vec::new(),
            source: $items.place.source($clause.clone()),
        }
    };
}

impl Items<'_, '_> {
    fn text(&self, range: &Range<usize>) -> &str {
        self.unit.text.get(range.clone()).unwrap_or_default()
    }

    fn heading_at(&self) -> Option<usize> {
        *self.heading_at.get_or_init(|| self.unit.heading_at())
    }

    /// The first sentence behind the heading, or the heading.
    fn lead(&self) -> Range<usize> {
        let text = self.unit.text;
        let after = self.heading_at().map_or(0, |at| at + self.unit.heading.len());
        let start = text
            .get(after..)
            .and_then(|rest| rest.find(|c: char| super::chars::is_han(c) || matches!(c, '“' | '《')))
            .map(|at| after + at);
        match start {
            Some(start) => self.sentence(start),
            None => text.len() - text.trim_start().len()..text.trim_end().len().max(text.len() - text.trim_start().len()),
        }
    }

    /// The sentence that holds a byte.
    fn sentence(&self, at: usize) -> Range<usize> {
        let text = self.unit.text;
        let place = |mark: &Mark| mark.at() - self.offset;
        // What stood in a list of duties is blank.
        let ends = |mark: &&Mark| {
            matches!(mark.sign, Sign::Stop | Sign::Line) && text.as_bytes().get(place(mark)).is_some_and(|byte| *byte != b' ')
        };
        let (before, behind) = self.marks.split_at(self.marks.partition_point(|mark| place(mark) < at));
        let start = before.iter().rev().take_while(|mark| place(mark) + 600 >= at).find(ends);
        let start = match start {
            Some(mark) => mark.end() - self.offset,
            None => at - super::chars::tail(text.get(..at).unwrap_or_default(), 600).len(),
        };
        let end = behind.iter().take_while(|mark| mark.end() - self.offset <= at + 900).find(ends);
        let end = match end {
            Some(mark) => place(mark),
            None => at + super::chars::opening(text.get(at..).unwrap_or_default(), 900).len(),
        };
        start..end
    }

    fn summary(&self, range: &Range<usize>) -> Option<String> {
        let text = self.text(range).trim_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '；' | '，' | '、'));
        let short = text.len() <= SUMMARY || text.len() <= 3 * SUMMARY && text.chars().count() <= SUMMARY;
        if short && memchr(b'\n', text.as_bytes()).is_none() {
            return (!text.is_empty()).then(|| text.to_owned());
        }
        let short: String = text.chars().filter(|c| *c != '\n').take(SUMMARY).collect();
        (!short.is_empty()).then_some(short)
    }

    /// All of the unit's text behind its heading, without its duties.
    fn whole(&self) -> Option<String> {
        let text = self.unit.text;
        let after = self.heading_at().map_or(0, |at| at + self.unit.heading.len());
        let text = text.get(after..)?.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '：' | '；'));
        let mut whole = String::with_capacity(text.len());
        let mut start = 0;
        for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
            whole.push_str(text.get(start..end).unwrap_or_default().trim());
            start = end + 1;
        }
        (!whole.is_empty()).then_some(whole)
    }

    fn goal(&self, name: &str, range: Range<usize>, targets: Vec<Target>) -> Goal {
        item!(Goal, self, name, &range, self.coded.force, {
            targets,
        })
    }

    fn put_goal(&mut self, start: usize, goal: Goal) {
        self.goals_at.entry(start).or_insert(self.goals.len());
        self.goals.push((start, goal));
    }

    /// A title that is never empty.
    fn title(&self, name: &str, range: &Range<usize>) -> String {
        [name, self.text(range), self.unit.heading]
            .into_iter()
            .map(title)
            .find(|title| !title.is_empty())
            .unwrap_or_else(|| self.unit.path.to_string())
    }

    fn measure(&mut self, targets: Vec<Target>, duties: Duties) -> Measure {
        let lead = self.lead();
        let heading = self.unit.heading;
        let source = match self.heading_at().filter(|_| !heading.is_empty()) {
            Some(at) => self.place.source(at..at + heading.len()),
            None => self.place.source(lead.clone()),
        };
        Measure {
            path: self.unit.path.clone(),
            n: 1,
            title: self.title(heading, &lead),
            summary: self.whole().or_else(|| self.summary(&lead)),
            topics: self.coded.topics.clone(),
            stages: self.coded.stages.clone(),
            force: self.coded.force,
            instruments: self.coded.instruments.clone(),
            lead: duties.lead,
            responsible: duties.responsible,
            supporting: duties.supporting,
            beneficiaries: distinct(std::mem::take(&mut self.coded.beneficiaries)),
            schedule: None,
            targets,
            see: Vec::new(),
            source,
        }
    }

    fn draft(&mut self, draft: Draft) {
        let Draft { what, title: name, force, clause } = draft;
        match what {
            What::Goal => {
                let mut goal = self.goal(&name, clause.clone(), Vec::new());
                goal.force = force;
                self.put_goal(clause.start, goal);
            }
            What::Incentive { beneficiaries, kinds, payer, conditions } => {
                let mut item = self.incentive(&name, &clause, force);
                item.beneficiaries = distinct(beneficiaries);
                item.kinds = kinds;
                item.payer = payer.filter(|payer| !payer.trim().is_empty());
                item.conditions = conditions.into_iter().filter_map(condition).collect();
                self.incentives.push(clause, item);
            }
            What::Funding { kind, sources, purpose } => {
                let mut item = self.fund(&name, &clause, force);
                item.kind = kind;
                item.sources = distinct(sources);
                item.purpose = purpose;
                self.funding.push(clause, item);
            }
            What::Accountability { mechanism, actors, forums, triggers, consequences } => {
                let mut item = self.account(&name, &clause, force, mechanism);
                item.actors = distinct(actors);
                item.forums = distinct(forums);
                item.triggers = triggers.into_iter().filter_map(condition).collect();
                item.consequences = consequences
                    .into_iter()
                    .filter(|(_, text)| !text.trim().is_empty())
                    .map(|(kind, text)| Consequence { kind, text, when: None, target: None })
                    .collect();
                self.accountability.push(clause, item);
            }
        }
    }

    fn incentive(&self, name: &str, clause: &Range<usize>, force: Force) -> Incentive {
        item!(Incentive, self, name, clause, force, {
            beneficiaries: Vec::new(),
            kinds: Vec::new(),
            awards: Vec::new(),
            quotas: Vec::new(),
            conditions: Vec::new(),
            payer: None,
        })
    }

    fn fund(&self, name: &str, clause: &Range<usize>, force: Force) -> Funding {
        item!(Funding, self, name, clause, force, {
            kind: FundingKind::Appropriation,
            sources: Vec::new(),
            purpose: None,
            period: None,
            amounts: Vec::new(),
        })
    }

    fn account(&self, name: &str, clause: &Range<usize>, force: Force, mechanism: Mechanism) -> Accountability {
        item!(Accountability, self, name, clause, force, {
            mechanism,
            actors: Vec::new(),
            forums: Vec::new(),
            triggers: Vec::new(),
            consequences: Vec::new(),
            terms: Vec::new(),
        })
    }

    /// Puts a promise into the item of its class; one of a measure is given back.
    fn found(&mut self, found: Found) -> Option<Target> {
        let Found { class, mut target, number, clause, beneficiary, actor } = found;
        target.source = self.place.source(clause.clone());
        sound(&mut target);
        if target.subject.trim().is_empty() {
            target.subject = self.title("", &clause);
        }
        let force = target.force.unwrap_or(self.coded.force);
        let at = number.start;
        match class {
            Class::Measure => return Some(target),
            Class::Goal => {
                let sentence = self.sentence(at);
                // The first that was put, not the first of the sentence.
                let known = self.goals_at.range(sentence.clone()).map(|(_, n)| *n).min();
                match known.and_then(|n| self.goals.get_mut(n)) {
                    Some((_, goal)) => goal.targets.push(target),
                    None => {
                        let mut goal = self.goal(&target.subject, sentence.clone(), Vec::new());
                        goal.targets.push(target);
                        goal.force = force;
                        self.put_goal(sentence.start, goal);
                    }
                }
            }
            Class::Incentive => {
                let amount = target
                    .quantity
                    .as_ref()
                    .is_none_or(|q| !matches!(q.unit, Unit::Person | Unit::School | Unit::Team | Unit::Studio));
                let n = self.incentives.holding(at).unwrap_or_else(|| {
                    let item = self.incentive(&target.subject, &clause, force);
                    self.incentives.push(clause, item)
                });
                if let Some(item) = self.incentives.get_mut(n) {
                    if amount { &mut item.awards } else { &mut item.quotas }.push(target);
                    if let Some(who) = beneficiary.filter(|who| !who.trim().is_empty() && !item.beneficiaries.contains(who)) {
                        item.beneficiaries.push(who);
                    }
                }
            }
            Class::Funding => {
                let n = self.funding.holding(at).unwrap_or_else(|| {
                    let mut item = self.fund(&target.subject, &clause, force);
                    item.kind = kind(self.text(&clause), &target);
                    self.funding.push(clause, item)
                });
                if let Some(item) = self.funding.get_mut(n) {
                    item.amounts.push(target);
                }
            }
            Class::Accountability => {
                let n = self.accountability.holding(at).unwrap_or_else(|| {
                    let item = self.account(&target.subject, &clause, force, mechanism(self.text(&clause)));
                    self.accountability.push(clause, item)
                });
                if let Some(item) = self.accountability.get_mut(n) {
                    item.terms.push(target);
                    if let Some(who) = actor.filter(|who| !who.trim().is_empty() && !item.actors.contains(who)) {
                        item.actors.push(who);
                    }
                }
            }
        }
        None
    }

    /// Numbers the items of each class in text order and hands them over.
    fn finish(mut self, held: &mut Held) {
        self.goals.sort_by_key(|(start, _)| *start);
        held.goals.extend((1..).zip(self.goals).map(|(n, (_, item))| Goal { n, ..item }));
        if !self.incentives.is_empty() {
            held.incentives.extend((1..).zip(self.incentives.in_order()).map(|(n, item)| Incentive { n, ..item }));
        }
        if !self.funding.is_empty() {
            held.funding.extend((1..).zip(self.funding.in_order()).map(|(n, item)| Funding { n, ..item }));
        }
        if !self.accountability.is_empty() {
            held.accountability.extend((1..).zip(self.accountability.in_order()).map(|(n, item)| Accountability { n, ..item }));
        }
    }
}

fn condition(text: String) -> Option<Condition> {
    (!text.trim().is_empty()).then_some(Condition { text, target: None })
}

/// Without empty names and such as were named before.
fn distinct(mut names: Vec<String>) -> Vec<String> {
    let mut n = 0;
    while let Some(name) = names.get(n) {
        if name.trim().is_empty() || names.iter().take(n).any(|before| before == name) {
            names.remove(n);
        } else {
            n += 1;
        }
    }
    names
}

/// Drops what [`Plan::check`](crate::Plan::check) would refuse, so that a mangled text still gives a sound plan.
fn sound(target: &mut Target) {
    let sane = |year: i32| (1949..=2100).contains(&year);
    target.due = target.due.filter(|due| sane(due.year()));
    target.from = target.from.filter(|from| sane(from.year()) && target.due.is_none_or(|due| due.last_day() >= from.first_day()));
    let due = target.due;
    for baseline in &mut target.baselines {
        baseline.at = baseline.at.filter(|at| sane(at.year()) && due.is_none_or(|due| *at <= due));
    }
    if target.quantity.is_none() {
        target.baselines.clear();
    }
    if let Some(quantity) = &mut target.quantity {
        quantity.value = quantity.value.abs();
        match (quantity.bound, quantity.upper) {
            (Bound::Between, Some(upper)) if upper < quantity.value => {
                quantity.upper = Some(quantity.value);
                quantity.value = upper.abs();
            }
            (Bound::Between, None) => quantity.bound = Bound::Exactly,
            (Bound::Between, Some(_)) => {}
            (_, _) => quantity.upper = None,
        }
        if quantity.unit == Unit::TimeOfDay && quantity.upper.unwrap_or(quantity.value) > Decimal::from(24) {
            quantity.unit = Unit::Hour;
        }
    }
}

/// The kind of a promise of money that no draft holds.
fn kind(clause: &str, target: &Target) -> FundingKind {
    let bound = target.quantity.as_ref().map(|q| q.bound);
    if clause.contains("生均") {
        FundingKind::PerStudentNorm
    } else if target.quantity.as_ref().is_some_and(|q| q.unit == Unit::Percent) {
        if bound == Some(Bound::RiseBy) { FundingKind::GrowthRule } else { FundingKind::FloorShare }
    } else if clause.contains("基金") {
        FundingKind::Fund
    } else if clause.contains("专项") {
        FundingKind::Earmark
    } else if clause.contains("投资") {
        FundingKind::Investment
    } else if bound == Some(Bound::AtMost) {
        FundingKind::Ceiling
    } else {
        FundingKind::Appropriation
    }
}

/// The mechanism of a duty with a number that no draft holds.
fn mechanism(clause: &str) -> Mechanism {
    static WORDS: Words = Words::of(&[
        "任期",
        "任职",
        "周岁",
        "学历",
        "教龄",
        "资格",
        "退出",
        "约谈",
        "罚款",
        "取消",
        "督导",
        "督查",
        "检查",
        "监测",
        "考核",
        "评价",
        "评估",
        "汇报",
        "述职",
        "联席会",
        "通报",
        "不得",
    ]);
    const MEANINGS: [Mechanism; 22] = [
        Mechanism::TermLimit,
        Mechanism::TermLimit,
        Mechanism::Eligibility,
        Mechanism::Eligibility,
        Mechanism::Eligibility,
        Mechanism::Eligibility,
        Mechanism::ExitRule,
        Mechanism::Sanction,
        Mechanism::Sanction,
        Mechanism::Sanction,
        Mechanism::Inspection,
        Mechanism::Inspection,
        Mechanism::Inspection,
        Mechanism::Monitoring,
        Mechanism::Evaluation,
        Mechanism::Evaluation,
        Mechanism::Evaluation,
        Mechanism::Reporting,
        Mechanism::Reporting,
        Mechanism::JointMeeting,
        Mechanism::Disclosure,
        Mechanism::Prohibition,
    ];
    // The first in the list, not in the clause.
    let mut first = usize::MAX;
    WORDS.scan(clause, |_, n| {
        first = first.min(n);
        first == 0
    });
    MEANINGS.get(first).copied().unwrap_or(Mechanism::DutyAssignment)
}
