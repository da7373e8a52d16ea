//! From plans to units with features: counted, then weighted by how common each feature is in the whole corpus.
//!
//! The plans of a small corpus are read once. Those of a larger one are read twice, which takes less memory than to keep what was counted.

use super::background::{Counts, Frequencies};
use super::count::Block;
use super::features::{Features, Weigher};
use super::index::{Index, Unit};
use super::lexicon::Lexicon;
use super::options::Options;
use super::parallel;
use super::parts::Commonness;
use super::text::Stops;
use super::unit::{Gathered, Lead, Member, Named, fingerprint, gather};
use crate::model::{Class, Plan};

/// Up to so many plans are read once.
const ONCE: usize = 256;
/// So many plans are counted together, and so many such blocks are at work before their counts are added up.
const BLOCK: usize = 8;
const LARGE_BLOCK: usize = 64;
const AT_WORK: usize = 8;

/// Where the plans come from.
pub(crate) enum Source<'a> {
    Given(Vec<Named<'a>>),
    Made(usize, Box<dyn Fn(usize) -> (String, Plan) + Send + Sync + 'a>),
}

impl Source<'_> {
    fn len(&self) -> usize {
        match self {
            Source::Given(plans) => plans.len(),
            Source::Made(plans, _) => *plans,
        }
    }

    /// What comes of a plan with its name.
    pub(crate) fn with<R>(&self, number: usize, make: impl FnOnce(&str, &Plan) -> R) -> Option<R> {
        match self {
            Source::Given(plans) => plans.get(number).map(|named| make(named.name, named.plan)),
            Source::Made(plans, plan) => (number < *plans).then(|| {
                let (name, plan) = plan(number);
                make(&name, &plan)
            }),
        }
    }
}

/// A unit that waits for its weights.
struct Seed {
    class: Class,
    member: Member,
    lead: Lead,
}

impl Seed {
    fn unit(self, features: Features) -> Unit {
        Unit { plan: self.member.plan, class: self.class, member: self.member, lead: self.lead, features }
    }
}

/// The units of a plan that take part.
fn taken(plan: &Plan, options: &Options, mut each: impl FnMut(Class, Gathered<'_>)) {
    for class in Class::ALL.iter().filter(|class| options.classes.contains(class)) {
        gather(plan, *class).into_iter().filter(|unit| options.annexes || !unit.annex).for_each(|unit| each(*class, unit));
    }
}

/// The stops of a plan: its place and what that lies in.
pub(crate) fn stops(plan: &Plan) -> Stops {
    let places = std::iter::once(&plan.place.name).chain(plan.place.within.iter().map(|division| &division.name));
    Stops::of(places.map(String::as_str))
}

/// Counts the units of a plan; gives what they are, where they are wanted.
fn count(block: &mut Block, number: usize, plan: &Plan, options: &Options, lexicon: &Lexicon, mut seeds: Option<&mut Vec<Seed>>) {
    let stops = stops(plan);
    taken(plan, options, |class, unit| {
        block.count(&unit, &stops, lexicon);
        if let Some(seeds) = &mut seeds {
            seeds.push(Seed { class, member: unit.member(number), lead: unit.lead_codes() });
        }
    });
    if seeds.is_none() {
        block.forget();
    }
}

/// The counted units of some plans.
struct Part {
    block: Block,
    seeds: Vec<Seed>,
    /// Fingerprint and name of each plan.
    keys: Vec<(u64, String)>,
    numbers: Option<Vec<u32>>,
}

fn part(source: &Source<'_>, plans: &[usize], options: &Options, lexicon: &Lexicon, keep: bool) -> Part {
    let mut part = Part { block: Block::new(lexicon), seeds: Vec::new(), keys: Vec::new(), numbers: None };
    for number in plans {
        let key = source.with(*number, |name, plan| {
            count(&mut part.block, *number, plan, options, lexicon, keep.then_some(&mut part.seeds));
            (fingerprint(plan), name.to_owned())
        });
        part.keys.extend(key);
    }
    part
}

impl Part {
    fn weigh(self, frequencies: &Frequencies, lexicon: &Lexicon) -> Vec<Unit> {
        let mut weigher = Weigher::new(&self.block, self.numbers.as_deref(), frequencies, lexicon);
        self.seeds.into_iter().zip(self.block.units()).map(|(seed, unit)| seed.unit(weigher.weigh(unit))).collect()
    }
}

/// In how many units each feature stands.
pub(crate) fn common(source: &Source<'_>, options: &Options, lexicon: &Lexicon) -> Counts {
    let plans: Vec<usize> = (0..source.len()).collect();
    let blocks: Vec<&[usize]> = plans.chunks(LARGE_BLOCK).collect();
    let mut frequencies = Frequencies::default();
    for at_work in blocks.chunks(AT_WORK) {
        for mut part in parallel::map(at_work, |plans| part(source, plans, options, lexicon, false)) {
            frequencies.add(&mut part.block.counts);
        }
    }
    frequencies.into_counts()
}

/// The names of the plans, all units in an order of their own, and how common their features are.
pub(crate) fn prepare(
    source: &Source<'_>,
    options: &Options,
    lexicon: &Lexicon,
    given: Option<&Commonness>,
) -> (Vec<String>, Vec<Unit>, Frequencies) {
    prepared(source, options, lexicon, given, source.len() <= ONCE)
}

fn prepared(
    source: &Source<'_>,
    options: &Options,
    lexicon: &Lexicon,
    given: Option<&Commonness>,
    once: bool,
) -> (Vec<String>, Vec<Unit>, Frequencies) {
    let plans: Vec<usize> = (0..source.len()).collect();
    let blocks: Vec<&[usize]> = plans.chunks(if once { BLOCK } else { LARGE_BLOCK }).collect();
    let mut frequencies = Frequencies::default();
    let (mut parts, mut keys) = (Vec::new(), Vec::new());
    for at_work in blocks.chunks(if once { blocks.len().max(1) } else { AT_WORK }) {
        for mut part in parallel::map(at_work, |plans| part(source, plans, options, lexicon, once)) {
            part.numbers = frequencies.add(&mut part.block.counts);
            keys.append(&mut part.keys);
            if once {
                parts.push(part);
            }
        }
    }
    if let Some(given) = given {
        frequencies.replace(given);
    }
    frequencies.settle();
    let mut order = plans;
    order.sort_by(|a, b| keys.get(*a).cmp(&keys.get(*b)));
    let mut units: Vec<Unit> = Vec::with_capacity(frequencies.units());
    if once {
        let weighed = parallel::map_owned(parts, |part| part.weigh(&frequencies, lexicon));
        units.extend(weighed.into_iter().flatten());
        let mut ranks = vec![0; order.len()];
        for (rank, plan) in order.iter().enumerate() {
            ranks.get_mut(*plan).into_iter().for_each(|slot| *slot = rank);
        }
        units.sort_by_key(|unit| ranks.get(unit.plan).copied());
    } else {
        let blocks: Vec<&[usize]> = order.chunks(LARGE_BLOCK).collect();
        for at_work in blocks.chunks(AT_WORK) {
            let weighed =
                parallel::map(at_work, |plans| part(source, plans, options, lexicon, true).weigh(&frequencies, lexicon));
            units.extend(weighed.into_iter().flatten());
        }
    }
    (keys.into_iter().map(|(_, name)| name).collect(), units, frequencies)
}

/// The units of a plan that is not in the corpus, with the number `number`, weighted by how common their features are there.
pub(crate) fn against(number: usize, plan: &Plan, index: &Index<'_>) -> Vec<Unit> {
    let (mut block, mut seeds) = (Block::new(&index.lexicon), Vec::new());
    count(&mut block, number, plan, &index.options, &index.lexicon, Some(&mut seeds));
    Part { block, seeds, keys: Vec::new(), numbers: None }.weigh(&index.frequencies, &index.lexicon)
}

/// What comes of a unit's texts, which are looked up in its plan.
pub(crate) fn with_unit<R>(index: &Index<'_>, unit: &Unit, make: impl FnOnce(&Gathered<'_>) -> R) -> Option<R> {
    let found = |_: &str, plan: &Plan| {
        let same = |gathered: &Gathered<'_>| gathered.member(unit.plan) == unit.member;
        gather(plan, unit.class).iter().find(|gathered| same(gathered)).map(make)
    };
    index.source.with(unit.plan, found).flatten()
}

#[cfg(all(test, feature = "samples"))]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn plans_that_are_read_twice_give_the_same_units() {
        let (plans, lexicon) = (crate::samples::plans().unwrap(), Lexicon::new(Vocabulary::standard()));
        let source = Source::Given(plans.iter().map(Named::from).collect());
        let units = |once| format!("{:?}", prepared(&source, &Options::new(), &lexicon, None, once).1);
        assert_eq!(units(true), units(false));
    }
}
