//! What a unit is coded with: topics, stages, instruments, indicators, amounts, offices and kinds, as lists of names.

use super::text::{Feature, Namer};
use super::unit::Gathered;
use crate::model::{Instrument, ItemRef, Role, Stage, Target};

/// The lists of codes of a unit, in the order in which they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// Further topics, of the items inside.
    Inner,
    Indicators,
    Quantities,
    Responsible,
    /// Kinds of incentives, money or mechanisms.
    Kinds,
    /// Topic codes of the leading item, the primary one first.
    Topics,
}

/// How many lists there are.
pub(crate) const CODES: usize = 6;

/// What fits into a few bits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks {
    /// Stages, a bit for each.
    pub(crate) stages: u32,
    /// Instruments, a bit for each.
    pub(crate) instruments: u32,
    /// The bit of the first one.
    pub(crate) instrument: u32,
    pub(crate) role: Part,
    /// How many units of the plan have its first topic, or are goals sections as it is, itself among them; zero where it has none of its own.
    pub(crate) rivals: u32,
}

/// The part of a plan that a unit stands in, as far as it tells what it can be compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Part {
    /// Tasks, or not known.
    #[default]
    Tasks,
    Goals,
    Guarantees,
}

/// The bit of a stage.
pub(crate) fn stage_bit(stage: Stage) -> u32 {
    1 << (stage as u32)
}

/// The bit of an instrument.
fn instrument_bit(instrument: Instrument) -> u32 {
    1 << (instrument as u32)
}

/// Adds a name that the list from `start` on does not hold yet.
fn push(list: &mut Vec<Feature>, start: usize, name: Feature) {
    if list.get(start..).is_some_and(|known| !known.contains(&name)) {
        list.push(name);
    }
}

/// Sorts the names from `start` on, each once.
fn sort(list: &mut Vec<Feature>, start: usize) {
    let mut names = list.split_off(start);
    names.sort_unstable();
    names.dedup();
    list.append(&mut names);
}

/// The name of an amount: its value and unit. Small whole numbers are shared by chance and say nothing.
fn amount(target: &Target) -> Option<Feature> {
    let quantity = target.quantity.as_ref()?;
    let trivial = quantity.value.is_integer() && quantity.value <= rust_decimal::Decimal::from(3);
    (!trivial).then(|| Namer::new(b'q').shown(&quantity.value.normalize()).text(" ").shown(&quantity.unit).name())
}

/// A responsible unit without the level of its place: 县教育局 and 区教育局 are one.
fn office(name: &str) -> Feature {
    let core = name.trim().trim_start_matches(['省', '市', '区', '县', '镇', '乡']);
    Namer::new(b'o').text(core).name()
}

/// Appends the lists of a unit to `out`; gives the end of each there, and the marks.
pub(crate) fn code(unit: &Gathered<'_>, out: &mut Vec<Feature>) -> ([usize; CODES], Marks) {
    let role = match unit.role {
        Some(Role::Goals) => Part::Goals,
        Some(Role::Guarantees) => Part::Guarantees,
        _ => Part::Tasks,
    };
    let mut marks = Marks { role, rivals: unit.rivals, ..Marks::default() };
    let topic = |topic: &str| super::lexicon::topic_name(topic);
    // The leading item stands first; in a goals section all goals lead.
    let leads = if unit.lead.is_some() { 1 } else { unit.items.len() };
    let (leading, inner) = unit.items.split_at_checked(leads).unwrap_or((&unit.items, &[]));
    let mut topics = Vec::new();
    leading.iter().flat_map(|item| item.topics()).for_each(|code| push(&mut topics, 0, topic(code)));
    let mut ends = [0; CODES];
    let mut end = |code: Code, at: usize| ends.get_mut(code as usize).into_iter().for_each(|end| *end = at);

    let start = out.len();
    let others = inner.iter().flat_map(|item| item.topics()).map(|code| topic(code));
    others.filter(|name| !topics.contains(name)).for_each(|name| push(out, start, name));
    end(Code::Inner, out.len());

    let start = out.len();
    unit.each_promise(&mut |target| {
        out.extend(target.indicator.as_ref().map(|indicator| Namer::new(b'i').text(indicator.as_str()).name()));
    });
    sort(out, start);
    end(Code::Indicators, out.len());

    let start = out.len();
    unit.each_promise(&mut |target| out.extend(amount(target)));
    sort(out, start);
    end(Code::Quantities, out.len());

    let start = out.len();
    for item in &unit.items {
        if let ItemRef::Measure(x) = item {
            out.extend(x.lead.iter().chain(&x.responsible).map(|name| office(name)));
            marks.instruments = x.instruments.iter().fold(marks.instruments, |bits, one| bits | instrument_bit(*one));
            marks.instrument = x.instruments.first().map_or(0, |one| instrument_bit(*one));
        }
    }
    sort(out, start);
    end(Code::Responsible, out.len());

    let start = out.len();
    let kind = |word: &str| Namer::new(b'k').text(word).name();
    for item in leading {
        // Where a goals section holds other things too, the last of them counts.
        if !matches!(item, ItemRef::Goal(_) | ItemRef::Measure(_)) {
            out.truncate(start);
        }
        match item {
            ItemRef::Incentive(x) => out.extend(x.kinds.iter().map(|k| kind(k.as_str()))),
            ItemRef::Funding(x) => out.push(kind(x.kind.as_str())),
            ItemRef::Accountability(x) => out.push(kind(x.mechanism.as_str())),
            ItemRef::Goal(_) | ItemRef::Measure(_) => {}
        }
        marks.stages = item.stages().iter().fold(marks.stages, |bits, stage| bits | stage_bit(*stage));
    }
    sort(out, start);
    end(Code::Kinds, out.len());

    out.append(&mut topics);
    end(Code::Topics, out.len());
    (ends, marks)
}
