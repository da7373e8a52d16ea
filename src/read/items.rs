//! The items of one unit: promises and drafts become goals, measures, incentives, funding and accountability.
//!
//! - a lowest unit of tasks, guarantees or definitions is one measure as a whole;
//! - a lowest unit of goals or guidance is a goal for each sentence that promises a result, else one goal;
//! - money, honours, checks are items of their own beside it, also in units that hold others.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::{memchr, memchr_iter};

use super::Unclaimed;
use super::assemble::{Place, title};
use super::chars::trim;
use super::code::{self, Sentence, Signs};
use super::duty::Duties;
use super::kinds;
use super::lexicon::Scan;
use super::placed::{Placed, arrange};
use super::promise::{self, promises_under};
use super::rungs::{self, Rungs, conditions_of, consequences_of, told};
use super::sign::{Mark, Sign};
use super::sound::sound;
use super::table::{self, Row};
use super::unit::{Coded, Context, Draft, Found, UnitText, What};
use super::zone::Zones;
use crate::model::{
    Accountability, Class, Condition, Due, Few, Force, Funding, Goal, Incentive, Measure, Path, Role, Source, Stage, Target,
    TopicCode, Unit,
};

/// What was read so far.
#[derive(Default)]
pub(crate) struct Held {
    pub lists: Lists,
    pub unclaimed: Vec<Unclaimed>,
    scan: Scan,
    places: Places,
    /// Memory for the sentences of a unit.
    sentences: Vec<Sentence>,
    /// And for its items without numbers.
    drafting: code::Memory,
    /// Memory for the promises of a unit.
    promised: promise::Memory,
}

impl Held {
    /// Takes note of the plan's title.
    pub(crate) fn title(&mut self, title: &str) {
        self.scan.title(title);
    }

    /// For an outline with so many units.
    pub(crate) fn with_capacity(units: usize) -> Held {
        let lists = Lists {
            measures: Vec::with_capacity(units),
            accountability: Vec::with_capacity(units * 2 / 3),
            goals: Vec::with_capacity(units / 4),
            incentives: Vec::with_capacity(units / 4),
            funding: Vec::with_capacity(units / 4),
        };
        Held { lists, unclaimed: Vec::with_capacity(2 * units), ..Held::default() }
    }
}

/// The items of a plan.
#[derive(Default)]
pub(crate) struct Lists {
    pub goals: Vec<Goal>,
    pub measures: Vec<Measure>,
    pub incentives: Vec<Incentive>,
    pub funding: Vec<Funding>,
    pub accountability: Vec<Accountability>,
}

/// The clauses of the unit at hand that are items, by class.
#[derive(Default)]
struct Places {
    incentives: Placed,
    funding: Placed,
    accountability: Placed,
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
    /// Its heading as a title.
    pub title: &'a str,
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
    let signs = Signs::of(unit.text, under.marks, place.offset());
    let zones = Zones::of(unit, signs);
    held.scan.unit(unit, signs, &zones);
    let (mut found, loose, sets) = promises_under(unit, context, under.due, &held.scan.spotted, &mut held.promised);
    // Rows that were read already stay as they are.
    let read = |row: &Range<usize>| {
        let from = found.partition_point(|one| one.number.start < row.start);
        found.get(from).is_some_and(|one| one.number.start < row.end)
    };
    let rows = if under.tables {
        table::rows(unit.text, context.issued_year, context.period.map(|period| period.to), read)
    } else {
        Vec::new()
    };
    let in_row = |at: usize| {
        let before = rows.partition_point(|row| row.range.start <= at);
        before.checked_sub(1).and_then(|i| rows.get(i)).is_some_and(|row| row.range.contains(&at))
    };
    for number in loose.iter().filter(|loose| !in_row(loose.number.start)) {
        if let Some(span) = place.span(number.number.clone()) {
            held.unclaimed.push(Unclaimed { span, path: Some(unit.path.clone()), reason: number.reason });
        }
    }
    if unit.role == Role::Glossary {
        for one in found.drain(..) {
            if let Some(span) = place.span(one.number) {
                held.unclaimed.push(Unclaimed { span, path: Some(unit.path.clone()), reason: super::Reason::Name });
            }
        }
        held.promised.keep(found, loose);
        return sets;
    }
    let Held { lists, scan, places, sentences, drafting, promised, .. } = held;
    let signs = if code::asks_sentences(unit, scan) { signs.parted(sentences) } else { signs };
    let mut items = Items::of(unit, &zones, signs, scan, lists, places, place);
    let mut drafts = code::drafts(unit, &zones, signs, scan, drafting);
    for draft in drafts.drain(..) {
        items.draft(draft);
    }
    drafting.keep(drafts);
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
    let mut measured = Vec::with_capacity(found.iter().filter(|one| one.class == Class::Measure).count());
    if found.iter().any(|one| one.class == Class::Incentive) {
        items.rungs = Rungs::of(unit.text, &found, |at| items.sentence(at));
    }
    for one in found.drain(..) {
        items.found(one, &mut measured);
    }
    promised.keep(found, loose);
    let acts = matches!(unit.role, Role::Tasks | Role::Guarantees | Role::Definition);
    let has_duties = !duties.is_empty();
    if (acts && (under.leaf || has_duties)) || !measured.is_empty() {
        let measure = items.measure(measured, duties, under.title);
        items.lists.measures.push(measure);
    }
    if under.leaf && matches!(unit.role, Role::Goals | Role::Guidance) && items.goals.is_empty() {
        let whole = items.lead();
        let goal = items.goal(unit.heading, &whole, items.coded().force, Vec::new());
        items.put_goal(0, goal);
    }
    items.finish();
    sets
}

/// The items of a unit; those of each class stand behind those of the units before, in the order they were found.
struct Items<'a, 'p> {
    unit: &'a UnitText<'a>,
    zones: &'a Zones<'a>,
    scan: &'a Scan,
    coded: OnceCell<Coded>,
    place: &'a Place<'p>,
    signs: Signs<'a>,
    lists: &'a mut Lists,
    /// How many of each class the units before have.
    before: [usize; 4],
    /// Where the goals begin.
    goals: Vec<usize>,
    /// The same, with the first goal there.
    goals_at: BTreeMap<usize, usize>,
    places: &'a mut Places,
    rungs: Rungs,
    /// What sets off rungs of consequences: its bytes, the item, the rung.
    whens: Vec<(Range<usize>, usize, usize)>,
}

/// What all items of a unit have that are read from a clause.
struct Common {
    path: Path,
    title: String,
    summary: Option<String>,
    topics: Few<TopicCode, 4>,
    stages: Few<Stage, 8>,
    source: Source,
}

/// An item with what all have, and the fields of its own class.
macro_rules! item {
    ($name:ident, $common:expr, $force:expr, { $($own:tt)* }) => {{
        let Common { path, title, summary, topics, stages, source } = $common;
        $name { path, n: 1, title, summary, topics, stages, force: $force, $($own)* see: Vec::new(), source }
    }};
}

impl<'a, 'p> Items<'a, 'p> {
    fn of(
        unit: &'a UnitText<'a>,
        zones: &'a Zones<'a>,
        signs: Signs<'a>,
        scan: &'a Scan,
        lists: &'a mut Lists,
        places: &'a mut Places,
        place: &'a Place<'p>,
    ) -> Items<'a, 'p> {
        places.incentives.clear();
        places.funding.clear();
        places.accountability.clear();
        Items {
            unit,
            zones,
            scan,
            coded: OnceCell::new(),
            place,
            signs,
            before: [lists.goals.len(), lists.incentives.len(), lists.funding.len(), lists.accountability.len()],
            lists,
            goals: Vec::new(),
            goals_at: BTreeMap::new(),
            places,
            rungs: Rungs::default(),
            whens: Vec::new(),
        }
    }

    fn text(&self, range: &Range<usize>) -> &'a str {
        self.unit.text.get(range.clone()).unwrap_or_default()
    }

    /// What the unit is about; not asked for by units without items.
    fn coded(&self) -> &Coded {
        self.coded.get_or_init(|| code::coded(self.unit, self.zones, self.signs, self.scan))
    }

    /// The first sentence behind the heading, or the heading.
    fn lead(&self) -> Range<usize> {
        let text = self.unit.text;
        let after = self.zones.heading.map_or(0, |at| at + self.unit.heading.len());
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
        let Signs { marks, offset, .. } = self.signs;
        let place = |mark: &Mark| self.signs.at(*mark);
        let ends = |mark: &&Mark| matches!(mark.sign, Sign::Stop | Sign::Line) && !self.signs.is_blank(**mark);
        let (before, behind) = marks.split_at(marks.partition_point(|mark| place(mark) < at));
        let start = before.iter().rev().take_while(|mark| place(mark) + 600 >= at).find(ends);
        let start = match start {
            Some(mark) => mark.end() - offset,
            None => at - super::chars::tail(text.get(..at).unwrap_or_default(), 600).len(),
        };
        let end = behind.iter().take_while(|mark| mark.end() - offset <= at + 900).find(ends);
        let end = match end {
            Some(mark) => place(mark),
            None => at + super::chars::opening(text.get(at..).unwrap_or_default(), 900).len(),
        };
        start..end
    }

    fn summary(&self, range: &Range<usize>) -> Option<String> {
        let text = self.text(range);
        // Mostly ideographs stand at both ends.
        let text = match text.as_bytes() {
            [0xe4..=0xe9, .., 0xe4..=0xe9, _, _] => text,
            _ => text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '；' | '，' | '、')),
        };
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
        let Zones { body, first, heading, .. } = *self.zones;
        let after = heading.map_or(0, |at| at + self.unit.heading.len());
        let after = if after == body { first } else { after };
        let mut text = text.get(after..)?;
        // Mostly an ideograph stands there.
        if !matches!(text.as_bytes(), [0xe4..=0xe9, ..]) {
            text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '：' | '；'));
        }
        let mut whole = String::with_capacity(text.len());
        let mut start = 0;
        for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
            let line = text.get(start..end).unwrap_or_default();
            if !line.is_empty() {
                // What is blank is many spaces.
                whole.push_str(trim(line.trim_ascii_end()));
            }
            start = end + 1;
        }
        (!whole.is_empty()).then_some(whole)
    }

    fn common(&self, name: &str, clause: &Range<usize>) -> Common {
        let coded = self.coded();
        Common {
            path: self.unit.path.clone(),
            title: self.title(name, clause),
            summary: self.summary(clause),
            topics: coded.topics(),
            stages: coded.stages(),
            source: self.place.source(clause.clone()),
        }
    }

    fn goal(&self, name: &str, range: &Range<usize>, force: Force, targets: Vec<Target>) -> Goal {
        item!(Goal, self.common(name, range), force, {
            targets,
        })
    }

    fn put_goal(&mut self, start: usize, goal: Goal) {
        self.goals_at.entry(start).or_insert(self.goals.len());
        self.goals.push(start);
        self.lists.goals.push(goal);
    }

    /// A title that is never empty.
    fn title(&self, name: &str, range: &Range<usize>) -> String {
        let title = title(name);
        if title.is_empty() { self.other_title(range) } else { title }
    }

    #[cold]
    fn other_title(&self, range: &Range<usize>) -> String {
        let others = [self.text(range), self.unit.heading];
        others.into_iter().map(title).find(|title| !title.is_empty()).unwrap_or_else(|| self.unit.path.to_string())
    }

    fn measure(&self, targets: Vec<Target>, duties: Duties, short: &str) -> Measure {
        let heading = self.unit.heading;
        let headed = self.zones.heading.filter(|_| !heading.is_empty());
        // The first sentence stands in for what is missing.
        let lead = OnceCell::new();
        let lead = || lead.get_or_init(|| self.lead());
        let coded = self.coded();
        Measure {
            path: self.unit.path.clone(),
            n: 1,
            title: if short.is_empty() { self.other_title(lead()) } else { short.to_owned() },
            summary: self.whole().or_else(|| self.summary(lead())),
            topics: coded.topics(),
            stages: coded.stages(),
            force: coded.force,
            instruments: coded.instruments(self.scan),
            lead: duties.lead,
            responsible: duties.responsible,
            supporting: duties.supporting,
            beneficiaries: distinct(code::beneficiaries(self.zones, self.scan)),
            schedule: None,
            targets,
            see: Vec::new(),
            source: self.place.source(headed.map_or_else(|| lead().clone(), |at| at..at + heading.len())),
        }
    }

    fn draft(&mut self, draft: Draft<'_>) {
        let Draft { what, title: name, force, clause } = draft;
        let common = self.common(name, &clause);
        match what {
            What::Goal => {
                let goal = item!(Goal, common, force, { targets: Vec::new(), });
                self.put_goal(clause.start, goal);
            }
            What::Incentive { beneficiaries, kinds, payer, conditions } => {
                self.places.incentives.push(clause);
                self.lists.incentives.push(item!(Incentive, common, force, {
                    beneficiaries: distinct(beneficiaries),
                    kinds,
                    awards: Vec::new(),
                    quotas: Vec::new(),
                    conditions: conditions_of(conditions),
                    payer: payer.filter(|payer| !is_blank(payer)),
                }));
            }
            What::Funding { kind, sources, purpose } => {
                self.places.funding.push(clause);
                self.lists.funding.push(item!(Funding, common, force, {
                    kind,
                    sources: distinct(sources),
                    purpose,
                    period: None,
                    amounts: Vec::new(),
                }));
            }
            What::Accountability { mechanism, actors, forums, triggers, mut consequences } => {
                consequences.retain(|rung| !is_blank(&rung.text));
                let n = self.places.accountability.push(clause);
                let whens = consequences.iter().enumerate();
                self.whens.extend(whens.filter_map(|(i, rung)| Some((rung.when.as_ref()?.range.clone(), n, i))));
                self.lists.accountability.push(item!(Accountability, common, force, {
                    mechanism,
                    actors: distinct(actors),
                    forums: distinct(forums),
                    triggers: conditions_of(triggers),
                    consequences: consequences_of(consequences),
                    terms: Vec::new(),
                }));
            }
        }
    }

    /// Puts a promise to those of the measure, or into the item of its class.
    fn found(&mut self, found: Found, measured: &mut Vec<Target>) {
        let Found { class, mut target, number, clause, beneficiary, actor } = found;
        target.source = self.place.source(clause.clone());
        sound(&mut target);
        if is_blank(&target.subject) {
            target.subject = self.title("", &clause);
        }
        let force = target.force.unwrap_or_else(|| self.coded().force);
        let at = number.start;
        // The number of a condition goes with its award.
        let Some(target) = self.rungs.keep(at, target) else { return };
        match class {
            Class::Measure => measured.push(target),
            Class::Goal => {
                let sentence = self.sentence(at);
                // The first that was put, not the first of the sentence.
                let known = self.goals_at.range(sentence.clone()).map(|(_, n)| *n).min();
                let [before, ..] = self.before;
                match known.and_then(|n| self.lists.goals.get_mut(before + n)) {
                    Some(goal) => put(&mut goal.targets, target),
                    None => {
                        let common = self.common(&target.subject, &sentence);
                        let goal = item!(Goal, common, force, { targets: vec![target], });
                        self.put_goal(sentence.start, goal);
                    }
                }
            }
            Class::Incentive => {
                let amount = target
                    .quantity
                    .as_ref()
                    .is_none_or(|q| !matches!(q.unit, Unit::Person | Unit::School | Unit::Team | Unit::Studio));
                let [_, before, ..] = self.before;
                let condition = self.rungs.condition(at);
                // A rung that stands beside others in one clause is an incentive of its own.
                let held = self.places.incentives.holding(at);
                let beside = held.and_then(|n| self.lists.incentives.get(before + n)).filter(|item| {
                    let other = |condition: &Condition| item.conditions.iter().all(|known| known.text != condition.text);
                    !item.awards.is_empty() && amount && condition.as_ref().is_some_and(other)
                });
                let shared = beside.map(|item| (item.beneficiaries.clone(), item.kinds.clone(), item.payer.clone()));
                let n = held.filter(|_| shared.is_none()).unwrap_or_else(|| {
                    let (beneficiaries, kinds, payer) = shared.unwrap_or_else(|| {
                        let kind = rungs::kind(self.unit.text, &clause);
                        (Vec::new(), kind.into_iter().collect(), None)
                    });
                    let name = condition.as_ref().map_or(&target.subject, |condition| &condition.text);
                    let item = item!(Incentive, self.common(name, &clause), force, {
                        beneficiaries,
                        kinds,
                        awards: Vec::new(),
                        quotas: Vec::new(),
                        conditions: Vec::new(),
                        payer,
                    });
                    self.lists.incentives.push(item);
                    // Rungs of one list stand in the order of their numbers.
                    let from = if condition.is_some() { at } else { clause.start };
                    self.places.incentives.push(from..clause.end)
                });
                if let Some(item) = self.lists.incentives.get_mut(before + n) {
                    let earned = matches!(target.quantity.as_ref().map(|q| &q.unit), Some(Unit::Year | Unit::Month));
                    match condition {
                        // A time is no award: it is what earns one.
                        Some(condition) if earned => {
                            told(&mut item.conditions, &condition);
                            item.conditions.push(Condition { target: Some(Box::new(target)), ..condition });
                        }
                        Some(condition) => {
                            told(&mut item.conditions, &condition);
                            put(&mut item.conditions, condition);
                            put(&mut item.awards, target);
                        }
                        None => put(if amount { &mut item.awards } else { &mut item.quotas }, target),
                    }
                    if let Some(who) = beneficiary.filter(|who| !is_blank(who) && !item.beneficiaries.contains(who)) {
                        put(&mut item.beneficiaries, who);
                    }
                }
            }
            Class::Funding => {
                let [_, _, before, _] = self.before;
                let n = self.places.funding.holding(at).unwrap_or_else(|| {
                    let item = item!(Funding, self.common(&target.subject, &clause), force, {
                        kind: kinds::money(self.text(&clause), &target),
                        sources: Vec::new(),
                        purpose: None,
                        period: None,
                        amounts: Vec::new(),
                    });
                    self.lists.funding.push(item);
                    self.places.funding.push(clause)
                });
                if let Some(item) = self.lists.funding.get_mut(before + n) {
                    put(&mut item.amounts, target);
                }
            }
            Class::Accountability => {
                let [.., before] = self.before;
                // The number of what sets off a rung.
                let whens = self.whens.get(..self.whens.partition_point(|(range, ..)| range.start <= at));
                if let Some((_, n, i)) = whens.and_then(<[_]>::last).filter(|(range, ..)| range.contains(&at))
                    && let Some(rung) =
                        self.lists.accountability.get_mut(before + n).and_then(|item| item.consequences.get_mut(*i))
                    && let Some(when) = rung.when.as_mut().filter(|when| when.target.is_none())
                {
                    when.target = Some(Box::new(target));
                    return;
                }
                let n = self.places.accountability.holding(at).unwrap_or_else(|| {
                    let item = item!(Accountability, self.common(&target.subject, &clause), force, {
                        mechanism: kinds::mechanism(self.text(&clause)),
                        actors: Vec::new(),
                        forums: Vec::new(),
                        triggers: Vec::new(),
                        consequences: Vec::new(),
                        terms: Vec::new(),
                    });
                    self.lists.accountability.push(item);
                    self.places.accountability.push(clause)
                });
                if let Some(item) = self.lists.accountability.get_mut(before + n) {
                    put(&mut item.terms, target);
                    if let Some(who) = actor.filter(|who| !is_blank(who) && !item.actors.contains(who)) {
                        put(&mut item.actors, who);
                    }
                }
            }
        }
    }

    /// Puts the items of each class into the order of the text and numbers them.
    fn finish(self) {
        let Items { lists, places, goals: starts, before: [goals, incentives, funding, accountability], .. } = self;
        arrange(starts.iter().copied(), &mut lists.goals, goals);
        places.incentives.arrange(&mut lists.incentives, incentives);
        places.funding.arrange(&mut lists.funding, funding);
        places.accountability.arrange(&mut lists.accountability, accountability);
        (1..).zip(lists.goals.iter_mut().skip(goals)).for_each(|(n, item)| item.n = n);
        (1..).zip(lists.incentives.iter_mut().skip(incentives)).for_each(|(n, item)| item.n = n);
        (1..).zip(lists.funding.iter_mut().skip(funding)).for_each(|(n, item)| item.n = n);
        (1..).zip(lists.accountability.iter_mut().skip(accountability)).for_each(|(n, item)| item.n = n);
    }
}

/// Mostly the only one: the first takes no more memory than it needs.
fn put<T>(list: &mut Vec<T>, one: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(one);
}

pub(crate) fn is_blank(text: &str) -> bool {
    trim(text).is_empty()
}

/// Without empty names and such as were named before.
fn distinct(mut names: Vec<String>) -> Vec<String> {
    let mut n = 0;
    while let Some(name) = names.get(n) {
        if is_blank(name) || names.iter().take(n).any(|before| before == name) {
            names.remove(n);
        } else {
            n += 1;
        }
    }
    names
}
