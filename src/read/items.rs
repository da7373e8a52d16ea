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
use super::chars::trim;
use super::code;
use super::duty::Duties;
use super::kinds;
use super::lexicon::Scan;
use super::placed::{Placed, arrange};
use super::promise::{self, promises_under};
use super::sign::{Mark, Sign};
use super::table::{self, Row};
use super::unit::{Coded, Context, Draft, Found, UnitText, What};
use super::zone::Zones;
use crate::model::{
    Accountability, Bound, Class, Condition, Consequence, Due, Few, Force, Funding, FundingKind, Goal, Incentive, Measure,
    Mechanism, Role, Target, Unit,
};

/// What was read so far.
#[derive(Default)]
pub(crate) struct Held {
    pub lists: Lists,
    pub unclaimed: Vec<Unclaimed>,
    scan: Scan,
    places: Places,
    /// Memory for the promises of a unit.
    promised: promise::Memory,
}

impl Held {
    /// For an outline with so many units.
    pub(crate) fn with_capacity(units: usize) -> Held {
        let lists = Lists {
            measures: Vec::with_capacity(units),
            accountability: Vec::with_capacity(units / 2),
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
    let Held { lists, scan, places, .. } = held;
    let mut items = Items::of(unit, &zones, scan, lists, places, under.marks, place);
    for draft in code::drafts(unit, &zones, scan) {
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
    let mut measured = Vec::with_capacity(found.iter().filter(|one| one.class == Class::Measure).count());
    for one in found {
        if let Some(target) = items.found(one) {
            measured.push(target);
        }
    }
    let acts = matches!(unit.role, Role::Tasks | Role::Guarantees | Role::Definition);
    let has_duties = !duties.is_empty();
    if (acts && (under.leaf || has_duties)) || !measured.is_empty() {
        let measure = items.measure(measured, duties);
        items.lists.measures.push(measure);
    }
    if under.leaf && matches!(unit.role, Role::Goals | Role::Guidance) && items.goals.is_empty() {
        let whole = items.lead();
        let goal = items.goal(unit.heading, whole, Vec::new());
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
    /// The signs of the text, by their places in the body, and where the text begins there.
    marks: &'a [Mark],
    offset: usize,
    lists: &'a mut Lists,
    /// How many of each class the units before have.
    before: [usize; 4],
    /// Where the goals begin.
    goals: Vec<usize>,
    /// The same, with the first goal there.
    goals_at: BTreeMap<usize, usize>,
    places: &'a mut Places,
}

/// An item of the unit read from a clause: what all share, and the fields of its own class.
macro_rules! item {
    ($name:ident, $items:ident, $title:expr, $clause:expr, $force:expr, { $($own:tt)* }) => {
        $name {
            path: $items.unit.path.clone(),
            n: 1,
            title: $items.title($title, $clause),
            summary: $items.summary($clause),
            topics: $items.coded().topics(),
            stages: $items.coded().stages(),
            force: $force,
            $($own)*
            see: Vec::new(),
            source: $items.place.source($clause.clone()),
        }
    };
}

impl<'a, 'p> Items<'a, 'p> {
    fn of(
        unit: &'a UnitText<'a>,
        zones: &'a Zones<'a>,
        scan: &'a Scan,
        lists: &'a mut Lists,
        places: &'a mut Places,
        marks: &'a [Mark],
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
            marks,
            offset: place.offset(),
            before: [lists.goals.len(), lists.incentives.len(), lists.funding.len(), lists.accountability.len()],
            lists,
            goals: Vec::new(),
            goals_at: BTreeMap::new(),
            places,
        }
    }

    fn text(&self, range: &Range<usize>) -> &'a str {
        self.unit.text.get(range.clone()).unwrap_or_default()
    }

    /// What the unit is about; not asked for by units without items.
    fn coded(&self) -> &Coded {
        self.coded.get_or_init(|| code::coded(self.unit, self.zones, self.scan))
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
        let after = self.zones.heading.map_or(0, |at| at + self.unit.heading.len());
        let text = text.get(after..)?.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '：' | '；'));
        let mut whole = String::with_capacity(text.len());
        let mut start = 0;
        for end in memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
            whole.push_str(trim(text.get(start..end).unwrap_or_default()));
            start = end + 1;
        }
        (!whole.is_empty()).then_some(whole)
    }

    fn goal(&self, name: &str, range: Range<usize>, targets: Vec<Target>) -> Goal {
        item!(Goal, self, name, &range, self.coded().force, {
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
        [name, self.text(range), self.unit.heading]
            .into_iter()
            .map(title)
            .find(|title| !title.is_empty())
            .unwrap_or_else(|| self.unit.path.to_string())
    }

    fn measure(&self, targets: Vec<Target>, duties: Duties) -> Measure {
        let heading = self.unit.heading;
        let headed = self.zones.heading.filter(|_| !heading.is_empty());
        // The first sentence stands in for what is missing.
        let lead = OnceCell::new();
        let lead = || lead.get_or_init(|| self.lead());
        let short = title(heading);
        let coded = self.coded();
        Measure {
            path: self.unit.path.clone(),
            n: 1,
            title: if short.is_empty() { self.title(heading, lead()) } else { short },
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
        match what {
            What::Goal => {
                let mut goal = self.goal(name, clause.clone(), Vec::new());
                goal.force = force;
                self.put_goal(clause.start, goal);
            }
            What::Incentive { beneficiaries, kinds, payer, conditions } => {
                let mut item = self.incentive(name, &clause, force);
                item.beneficiaries = distinct(beneficiaries);
                item.kinds = kinds;
                item.payer = payer.filter(|payer| !is_blank(payer));
                item.conditions = conditions.into_iter().filter_map(condition).collect();
                self.places.incentives.push(clause);
                self.lists.incentives.push(item);
            }
            What::Funding { kind, sources, purpose } => {
                let mut item = self.fund(name, &clause, force);
                item.kind = kind;
                item.sources = distinct(sources);
                item.purpose = purpose;
                self.places.funding.push(clause);
                self.lists.funding.push(item);
            }
            What::Accountability { mechanism, actors, forums, triggers, consequences } => {
                let mut item = self.account(name, &clause, force, mechanism);
                item.actors = distinct(actors);
                item.forums = distinct(forums);
                item.triggers = triggers.into_iter().filter_map(condition).collect();
                item.consequences = consequences
                    .into_iter()
                    .filter(|(_, text)| !is_blank(text))
                    .map(|(kind, text)| Consequence { kind, text, when: None, target: None })
                    .collect();
                self.places.accountability.push(clause);
                self.lists.accountability.push(item);
            }
        }
    }

    fn incentive(&self, name: &str, clause: &Range<usize>, force: Force) -> Incentive {
        item!(Incentive, self, name, clause, force, {
            beneficiaries: Vec::new(),
            kinds: Few::new(),
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
        if is_blank(&target.subject) {
            target.subject = self.title("", &clause);
        }
        let force = target.force.unwrap_or_else(|| self.coded().force);
        let at = number.start;
        match class {
            Class::Measure => return Some(target),
            Class::Goal => {
                let sentence = self.sentence(at);
                // The first that was put, not the first of the sentence.
                let known = self.goals_at.range(sentence.clone()).map(|(_, n)| *n).min();
                let [before, ..] = self.before;
                match known.and_then(|n| self.lists.goals.get_mut(before + n)) {
                    Some(goal) => put(&mut goal.targets, target),
                    None => {
                        let mut goal = self.goal(&target.subject, sentence.clone(), Vec::new());
                        put(&mut goal.targets, target);
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
                let [_, before, ..] = self.before;
                let n = self.places.incentives.holding(at).unwrap_or_else(|| {
                    let item = self.incentive(&target.subject, &clause, force);
                    self.lists.incentives.push(item);
                    self.places.incentives.push(clause)
                });
                if let Some(item) = self.lists.incentives.get_mut(before + n) {
                    put(if amount { &mut item.awards } else { &mut item.quotas }, target);
                    if let Some(who) = beneficiary.filter(|who| !is_blank(who) && !item.beneficiaries.contains(who)) {
                        item.beneficiaries.push(who);
                    }
                }
            }
            Class::Funding => {
                let [_, _, before, _] = self.before;
                let n = self.places.funding.holding(at).unwrap_or_else(|| {
                    let mut item = self.fund(&target.subject, &clause, force);
                    item.kind = kinds::money(self.text(&clause), &target);
                    self.lists.funding.push(item);
                    self.places.funding.push(clause)
                });
                if let Some(item) = self.lists.funding.get_mut(before + n) {
                    put(&mut item.amounts, target);
                }
            }
            Class::Accountability => {
                let [.., before] = self.before;
                let n = self.places.accountability.holding(at).unwrap_or_else(|| {
                    let item = self.account(&target.subject, &clause, force, kinds::mechanism(self.text(&clause)));
                    self.lists.accountability.push(item);
                    self.places.accountability.push(clause)
                });
                if let Some(item) = self.lists.accountability.get_mut(before + n) {
                    put(&mut item.terms, target);
                    if let Some(who) = actor.filter(|who| !is_blank(who) && !item.actors.contains(who)) {
                        item.actors.push(who);
                    }
                }
            }
        }
        None
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

/// Adds a promise. Most lists hold one, and they are large: no space is kept for more.
fn put(list: &mut Vec<Target>, target: Target) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(target);
}

fn condition(text: String) -> Option<Condition> {
    (!is_blank(&text)).then_some(Condition { text, target: None })
}

fn is_blank(text: &str) -> bool {
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
