//! What is aligned: the units and items of a plan, gathered with everything that speaks for them.

use serde::{Deserialize, Serialize};

use super::codes::stage_bit;
use super::text::{Feature, LightMap, Namer};
use crate::model::{Class, Instrument, ItemId, ItemRef, Path, Plan, Role, Section, Target};

/// A plan with the name under which it stands in a result.
///
/// Made from a pair of name and plan, or from a plan alone, which then goes by the name of its place.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The name, by which judgements refer to the plan.
    pub name: &'a str,
    /// The plan.
    pub plan: &'a Plan,
}

impl<'a> From<&'a Plan> for Named<'a> {
    fn from(plan: &'a Plan) -> Self {
        Named { name: &plan.place.name, plan }
    }
}

impl<'a, S: AsRef<str>> From<&'a (S, Plan)> for Named<'a> {
    fn from((name, plan): &'a (S, Plan)) -> Self {
        Named { name: name.as_ref(), plan }
    }
}

impl<'a> From<(&'a str, &'a Plan)> for Named<'a> {
    fn from((name, plan): (&'a str, &'a Plan)) -> Self {
        Named { name, plan }
    }
}

/// What stands in a cell of an alignment: a unit of a plan, or one item of it.
///
/// Aligning [`Class::Measure`] compares whole units: a measure with the incentives, money, checks and goals inside it, or a goals section with
/// all its goals (its class is then [`Class::Goal`]). Aligning another class compares single items.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Member {
    /// Index of the plan, in the order in which the plans were given.
    pub plan: usize,
    /// What it is: [`Class::Goal`] for a goals section among measures.
    pub class: Class,
    /// Its unit.
    pub path: Path,
    /// Its title.
    pub title: String,
    /// The items in it, the leading one first.
    pub items: Vec<ItemId>,
}

/// A unit or item with its surroundings.
#[derive(Clone, Debug)]
pub(crate) struct Gathered<'a> {
    pub(crate) class: Class,
    pub(crate) path: &'a Path,
    /// The item that speaks for it; none for a goals section.
    pub(crate) lead: Option<ItemRef<'a>>,
    /// The leading item first.
    pub(crate) items: Vec<ItemRef<'a>>,
    pub(crate) title: &'a str,
    /// The heading right above it.
    pub(crate) above: Option<&'a str>,
    pub(crate) role: Option<Role>,
    pub(crate) annex: bool,
    /// How many units of the same kind and part have its first topic, or are goals sections as it is, itself among them; zero where it has none.
    pub(crate) rivals: u32,
}

/// What is told of the item that leads a unit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lead {
    pub(crate) topic: Option<Box<str>>,
    pub(crate) instrument: Option<Instrument>,
    /// Stages, a bit for each.
    pub(crate) stages: u32,
}

/// A text of a unit with the item and field that hold it.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'a> {
    pub(crate) item: Option<ItemRef<'a>>,
    pub(crate) field: &'static str,
    pub(crate) text: &'a str,
}

impl<'a> Gathered<'a> {
    /// Every text that speaks for it, its title first.
    pub(crate) fn each_piece(&self, mut each: impl FnMut(Piece<'a>)) {
        each(Piece { item: self.lead, field: "title", text: self.title });
        for (i, item) in self.items.iter().enumerate() {
            let mut piece = |field, text| each(Piece { item: Some(*item), field, text });
            if i > 0 || self.lead.is_none() {
                piece("title", title_of(*item));
            }
            if let Some(summary) = summary_of(*item) {
                piece("summary", summary);
            }
            each_target(*item, &mut |target| piece("subject", &target.subject));
        }
    }

    /// Every promise in it.
    pub(crate) fn each_promise(&self, each: &mut impl FnMut(&'a Target)) {
        self.items.iter().for_each(|item| each_target(*item, each));
    }

    /// What is told of its first item.
    pub(crate) fn lead_codes(&self) -> Lead {
        let Some(item) = self.items.first() else { return Lead::default() };
        let instrument = match item {
            ItemRef::Measure(measure) => measure.instruments.first().copied(),
            _ => None,
        };
        let stages = item.stages().iter().fold(0, |bits, stage| bits | stage_bit(*stage));
        Lead { topic: item.topics().first().map(|topic| topic.as_str().into()), instrument, stages }
    }

    pub(crate) fn member(&self, plan: usize) -> Member {
        let items = self.items.iter().map(|item| item.id()).collect();
        Member { plan, class: self.class, path: self.path.clone(), title: self.title.to_owned(), items }
    }
}

macro_rules! of_any {
    ($item:expr, $x:ident => $e:expr) => {
        match $item {
            ItemRef::Goal($x) => $e,
            ItemRef::Measure($x) => $e,
            ItemRef::Incentive($x) => $e,
            ItemRef::Funding($x) => $e,
            ItemRef::Accountability($x) => $e,
        }
    };
}

fn title_of(item: ItemRef<'_>) -> &str {
    of_any!(item, x => &x.title)
}

fn summary_of(item: ItemRef<'_>) -> Option<&str> {
    of_any!(item, x => x.summary.as_deref())
}

fn path_of(item: ItemRef<'_>) -> &Path {
    of_any!(item, x => &x.path)
}

/// Every promise of an item, in the order of `Item::promises` but without the names of the fields.
fn each_target<'a>(item: ItemRef<'a>, each: &mut impl FnMut(&'a Target)) {
    match item {
        ItemRef::Goal(x) => x.targets.iter().for_each(each),
        ItemRef::Measure(x) => x.targets.iter().for_each(each),
        ItemRef::Funding(x) => x.amounts.iter().for_each(each),
        ItemRef::Incentive(x) => {
            let conditions = x.conditions.iter().filter_map(|condition| condition.target.as_deref());
            x.awards.iter().chain(&x.quotas).chain(conditions).for_each(each);
        }
        ItemRef::Accountability(x) => {
            x.terms.iter().chain(x.triggers.iter().filter_map(|trigger| trigger.target.as_deref())).for_each(&mut *each);
            for rung in &x.consequences {
                rung.when
                    .as_ref()
                    .and_then(|when| when.target.as_deref())
                    .into_iter()
                    .chain(rung.target.as_deref())
                    .for_each(&mut *each);
            }
        }
    }
}

/// The units of a plan for one class, in the order of its lists.
pub(crate) fn gather(plan: &Plan, class: Class) -> Vec<Gathered<'_>> {
    let sections: LightMap<&str, &Section> = plan.outline.iter().map(|s| (s.path.as_str(), s)).collect();
    // The headings above a path, the nearest first, as far as the outline has them.
    fn above<'p>(path: &'p str, sections: &LightMap<&str, &'p Section>) -> Option<&'p str> {
        let (parent, _) = path.rsplit_once('/')?;
        sections.get(parent).map(|section| section.title.as_str()).or_else(|| above(parent, sections))
    }
    let build = |path, class, lead, items, title| Gathered {
        class,
        path,
        lead,
        items,
        title,
        above: above(path.as_str(), &sections),
        role: sections.get(path.as_str()).map(|s| s.role),
        annex: path.annex().is_some(),
        rivals: 0,
    };
    if class != Class::Measure {
        let item = |item| build(path_of(item), class, Some(item), vec![item], title_of(item));
        return among_rivals(plan.items_of(class).map(item).collect());
    }
    let mut inside: LightMap<&str, Vec<ItemRef<'_>>> = LightMap::default();
    for item in plan.items().filter(|item| item.class() != Class::Measure) {
        inside.entry(path_of(item).as_str()).or_default().push(item);
    }
    let mut units = Vec::with_capacity(plan.measures.len() + 1);
    for measure in &plan.measures {
        let lead = ItemRef::Measure(measure);
        // What stands at a path goes with its first measure; a second one there stands for itself.
        let held = inside.remove(measure.path.as_str()).unwrap_or_default();
        let items = std::iter::once(lead).chain(held).collect();
        units.push(build(&measure.path, Class::Measure, Some(lead), items, &measure.title));
    }
    for section in plan.outline.iter().filter(|s| s.role == Role::Goals) {
        let held = inside.remove(section.path.as_str()).unwrap_or_default();
        if held.iter().any(|item| item.class() == Class::Goal) {
            units.push(build(&section.path, Class::Goal, None, held, &section.title));
        }
    }
    among_rivals(units)
}

/// Counts for each unit those that have its first topic, in the main body and in the annexes apart, and for a goals section the goals sections.
fn among_rivals(mut units: Vec<Gathered<'_>>) -> Vec<Gathered<'_>> {
    let first = |unit: &Gathered<'_>| {
        let topic = unit.lead.and_then(|lead| lead.topics().first().map(|topic| super::lexicon::topic_name(topic)));
        if unit.role == Some(Role::Goals) { Some((unit.annex, None)) } else { Some((unit.annex, Some(topic?))) }
    };
    let mut counts: LightMap<(bool, Option<Feature>), u32> = LightMap::default();
    units.iter().filter_map(first).for_each(|key| *counts.entry(key).or_default() += 1);
    for unit in &mut units {
        unit.rivals = first(unit).and_then(|key| counts.get(&key)).copied().unwrap_or_default();
    }
    units
}

/// A fingerprint of a plan's content, by which plans are put into an order of their own: the order in which they were given must not matter.
pub(crate) fn fingerprint(plan: &Plan) -> u64 {
    let mut namer = Namer::new(b'f').text(&plan.title);
    for item in plan.items() {
        namer = namer.text(path_of(item).as_str()).text(title_of(item)).text(summary_of(item).unwrap_or_default());
        each_target(item, &mut |target| {
            namer = namer.text(&target.subject);
            if let Some(quantity) = &target.quantity {
                namer = namer.shown(quantity);
            }
        });
    }
    namer.wide()
}

#[cfg(all(test, feature = "samples"))]
mod tests {
    use super::*;

    #[test]
    fn every_promise_is_seen_in_the_order_of_the_model() {
        for (_, plan) in crate::samples::plans().unwrap() {
            for item in plan.items() {
                let mut seen = Vec::new();
                each_target(item, &mut |target| seen.push(target));
                let expected: Vec<&Target> = item.into_promises().into_iter().map(|(_, target)| target).collect();
                assert!(seen.iter().zip(&expected).all(|(a, b)| std::ptr::eq(*a, *b)) && seen.len() == expected.len());
            }
        }
    }
}
