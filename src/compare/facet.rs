//! What an item says of itself: a number, a date, a responsible unit. One place for it, so that the profile and the codebook count alike.

use crate::align::gather;
use crate::model::words::words;
use crate::model::{Class, Force, ItemRef, Path, Plan, Target};

use super::table::SourceRef;

words! { "facet",
    /// Something that an item says or does not say.
    ///
    /// A measure is asked together with what stands inside its unit: a reward of 50,000 yuan under a measure is a number of the measure.
    /// Every other item is asked alone.
    pub enum Facet {
        /// A promise with an amount; a frequency alone (every year) is none.
        Number = "number",
        /// A promise with a due date or a first date, a schedule with one, or money with a period. The plan's own period is none.
        Date = "date",
        /// A unit that leads or is responsible (measures), or an actor that is held (accountability). A unit that only helps is none.
        Responsible = "responsible",
        /// A promise with a baseline.
        Baseline = "baseline",
        /// A promise with an indicator of a catalogue.
        Indicator = "indicator",
        /// A promise or schedule that recurs.
        Frequency = "frequency",
        /// Somebody whom it is for.
        Beneficiary = "beneficiary",
        /// A condition or a trigger.
        Condition = "condition",
        /// A consequence.
        Consequence = "consequence",
        /// Who pays.
        Payer = "payer",
    }
}

/// An item with what stands inside it: for a measure the other items of its unit, as [`align`](mod@crate::align) gathers them.
#[derive(Clone, Debug)]
pub(crate) struct Seen<'a> {
    pub(crate) item: ItemRef<'a>,
    inside: Vec<ItemRef<'a>>,
}

/// Every item of a plan, in the order of [`Plan::items`].
pub(crate) fn seen(plan: &Plan) -> Vec<Seen<'_>> {
    let mut measures = gather(plan, Class::Measure).into_iter().filter_map(|unit| Some((unit.lead?, unit.items)));
    let each = |item: ItemRef<'_>| item.class() == Class::Measure;
    plan.items()
        .map(|item| {
            // The measures are gathered in the order of their list.
            let inside = if each(item) { measures.next().map(|(_, items)| items) } else { None };
            Seen { item, inside: inside.unwrap_or_else(|| vec![item]) }
        })
        .collect()
}

impl<'a> Seen<'a> {
    /// Every promise of the item and of what stands inside it.
    pub(crate) fn promises(&self) -> impl Iterator<Item = (ItemRef<'a>, String, &'a Target)> + '_ {
        self.inside.iter().flat_map(|item| item.into_promises().into_iter().map(|(field, target)| (*item, field, target)))
    }

    pub(crate) fn has(&self, facet: Facet) -> bool {
        let promise = |test: fn(&Target) -> bool| self.promises().any(|(_, _, target)| test(target));
        let item = |test: fn(&ItemRef<'_>) -> bool| self.inside.iter().any(test);
        match facet {
            Facet::Number => promise(|t| t.quantity.is_some()),
            Facet::Date => promise(|t| t.due.is_some() || t.from.is_some()) || item(dated),
            Facet::Responsible => match self.item {
                ItemRef::Measure(x) => !x.lead.is_empty() || !x.responsible.is_empty(),
                ItemRef::Accountability(x) => !x.actors.is_empty(),
                _ => false,
            },
            Facet::Baseline => promise(|t| !t.baselines.is_empty()),
            Facet::Indicator => promise(|t| t.indicator.is_some()),
            Facet::Frequency => promise(|t| t.frequency.is_some()) || item(recurs),
            Facet::Beneficiary => !beneficiaries(self.item).is_empty(),
            Facet::Condition => item(conditional),
            Facet::Consequence => item(|i| matches!(i, ItemRef::Accountability(x) if !x.consequences.is_empty())),
            Facet::Payer => item(|i| match i {
                ItemRef::Incentive(x) => x.payer.is_some(),
                ItemRef::Funding(x) => !x.sources.is_empty(),
                _ => false,
            }),
        }
    }
}

fn dated(item: &ItemRef<'_>) -> bool {
    match item {
        ItemRef::Measure(x) => x.schedule.is_some_and(|s| s.from.is_some() || s.to.is_some()),
        ItemRef::Funding(x) => x.period.is_some(),
        _ => false,
    }
}

fn recurs(item: &ItemRef<'_>) -> bool {
    matches!(item, ItemRef::Measure(x) if x.schedule.is_some_and(|s| s.frequency.is_some()))
}

fn conditional(item: &ItemRef<'_>) -> bool {
    match item {
        ItemRef::Incentive(x) => !x.conditions.is_empty(),
        ItemRef::Accountability(x) => !x.triggers.is_empty() || x.consequences.iter().any(|c| c.when.is_some()),
        _ => false,
    }
}

/// Whom an item is for; of accountability, who is held.
pub(crate) fn beneficiaries<'a>(item: ItemRef<'a>) -> &'a [String] {
    match item {
        ItemRef::Measure(x) => &x.beneficiaries,
        ItemRef::Incentive(x) => &x.beneficiaries,
        ItemRef::Accountability(x) => &x.actors,
        _ => &[],
    }
}

/// The force of a promise: its own, else that of its item.
pub(crate) fn force(item: ItemRef<'_>, target: &Target) -> Force {
    target.force.unwrap_or(item.force())
}

/// The sources of some items.
pub(crate) fn sources<'a>(plan: usize, items: impl IntoIterator<Item = ItemRef<'a>>) -> Vec<SourceRef> {
    items.into_iter().map(|item| SourceRef::item(plan, item)).collect()
}

/// A unit of a plan, or a field of its head, which stands before the first heading.
pub(crate) fn place(plan: usize, path: Option<&Path>, field: Option<String>, source: &crate::model::Source) -> Option<SourceRef> {
    let path = match path {
        Some(path) => path.clone(),
        None => "前言".parse().ok()?,
    };
    Some(SourceRef { plan, path, item: None, field, source: source.clone() })
}
