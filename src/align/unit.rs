//! What is aligned: the units and items of a plan, gathered with everything that speaks for them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::text::Namer;
use crate::model::{Class, ItemId, ItemRef, Path, Plan, Role, Section, Target};

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
    /// Headings above it, the nearest first.
    pub(crate) above: Vec<&'a str>,
    pub(crate) role: Option<Role>,
    pub(crate) annex: bool,
    /// The targets of the items, each with the place of its item.
    targets: Vec<(usize, &'a Target)>,
}

/// A text of a unit with the item and field that hold it.
pub(crate) struct Piece<'a> {
    pub(crate) item: Option<ItemRef<'a>>,
    pub(crate) field: &'static str,
    pub(crate) text: &'a str,
}

impl<'a> Gathered<'a> {
    /// Every text that speaks for it, its title first.
    pub(crate) fn pieces(&self) -> Vec<Piece<'a>> {
        let mut pieces = vec![Piece { item: self.lead, field: "title", text: self.title }];
        for (i, item) in self.items.iter().enumerate() {
            if i > 0 || self.lead.is_none() {
                pieces.push(Piece { item: Some(*item), field: "title", text: title_of(*item) });
            }
            if let Some(summary) = summary_of(*item) {
                pieces.push(Piece { item: Some(*item), field: "summary", text: summary });
            }
            let own = self.targets.iter().skip_while(|(at, _)| *at < i).take_while(|(at, _)| *at == i);
            pieces.extend(own.map(|(_, target)| Piece { item: Some(*item), field: "subject", text: &target.subject }));
        }
        pieces
    }

    pub(crate) fn promises(&self) -> impl Iterator<Item = &'a Target> + '_ {
        self.targets.iter().map(|(_, target)| *target)
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

/// The units of a plan for one class, in the order of its lists.
pub(crate) fn gather<'a>(plan: &'a Plan, class: Class) -> Vec<Gathered<'a>> {
    let sections: HashMap<&Path, &'a Section> = plan.outline.iter().map(|s| (&s.path, s)).collect();
    let build = |path: &'a Path, class, lead: Option<ItemRef<'a>>, items: Vec<ItemRef<'a>>, title: &'a str| {
        let mut above = Vec::new();
        let mut at = path.parent();
        while let Some(parent) = at {
            above.extend(sections.get(&parent).map(|s| s.title.as_str()));
            at = parent.parent();
        }
        let role = sections.get(path).map(|s| s.role);
        let each = |(i, item): (usize, &ItemRef<'a>)| item.into_promises().into_iter().map(move |(_, target)| (i, target));
        let targets = items.iter().enumerate().flat_map(each).collect();
        Gathered { class, path, lead, items, title, above, role, annex: path.annex().is_some(), targets }
    };
    if class != Class::Measure {
        return plan.items_of(class).map(|item| build(path_of(item), class, Some(item), vec![item], title_of(item))).collect();
    }
    let mut inside: HashMap<&Path, Vec<ItemRef<'a>>> = HashMap::new();
    for item in plan.items().filter(|item| item.class() != Class::Measure) {
        inside.entry(path_of(item)).or_default().push(item);
    }
    let mut units = Vec::new();
    for measure in &plan.measures {
        let lead = ItemRef::Measure(measure);
        // What stands at a path goes with its first measure; a second one there stands for itself.
        let held = inside.remove(&measure.path).unwrap_or_default();
        let items = std::iter::once(lead).chain(held).collect();
        units.push(build(&measure.path, Class::Measure, Some(lead), items, &measure.title));
    }
    for section in plan.outline.iter().filter(|s| s.role == Role::Goals) {
        let held = inside.remove(&section.path).unwrap_or_default();
        if held.iter().any(|item| item.class() == Class::Goal) {
            units.push(build(&section.path, Class::Goal, None, held, &section.title));
        }
    }
    units
}

/// A fingerprint of a plan's content, by which plans are put into an order of their own: the order in which they were given must not matter.
pub(crate) fn fingerprint(named: Named<'_>) -> (u64, String) {
    let mut namer = Namer::new(b'f').text(&named.plan.title);
    for item in named.plan.items() {
        namer = namer.text(path_of(item).as_str()).text(title_of(item)).text(summary_of(item).unwrap_or_default());
        for (_, target) in item.into_promises() {
            namer = namer.text(&target.subject);
            if let Some(quantity) = &target.quantity {
                namer = namer.text(&quantity.to_string());
            }
        }
    }
    (namer.wide(), named.name.to_owned())
}
