//! The features of a unit: sparse vectors of grams, phrases and topics, and the codes that its items carry.

use super::background::Frequencies;
use super::lexicon::{Lexicon, topic_name};
use super::text::{Feature, Namer, Stops, counted, each_gram, each_run, grams, passages};
use super::unit::Gathered;
use crate::model::{Instrument, ItemRef, Plan, Role, Stage, Target};

/// Only the heaviest grams of a passage are kept: they decide whether two passages say the same.
const PASSAGE_GRAMS: usize = 20;
/// Only so many grams of a text are kept, the heaviest ones; a long unit has about 500, and the rest weigh next to nothing.
const BODY_GRAMS: usize = 320;
/// Passages beyond this number are not compared; no unit of a real plan has as many.
const PASSAGES: usize = 48;

/// A vector of unit length, sorted by feature.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sparse(Box<[(Feature, f32)]>);

impl Sparse {
    fn new(mut entries: Vec<(Feature, f64)>) -> Self {
        entries.sort_unstable_by_key(|(name, _)| *name);
        // Names that collide within one unit are one feature.
        entries.dedup_by(|later, kept| {
            let same = later.0 == kept.0;
            if same {
                kept.1 += later.1;
            }
            same
        });
        Self::of(&entries)
    }

    /// From entries that are sorted and differ in their names.
    fn of(entries: &[(Feature, f64)]) -> Self {
        let length = entries.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
        let scale = if length > 0.0 { 1.0 / length } else { 0.0 };
        #[allow(clippy::cast_possible_truncation, reason = "weights need no more than single precision")]
        Sparse(entries.iter().map(|&(name, w)| (name, (w * scale) as f32)).collect())
    }

    pub(crate) fn entries(&self) -> &[(Feature, f32)] {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The heaviest feature and at most two more that come near it: in a profile, the topics that the text points to.
    pub(crate) fn leading(&self) -> Vec<Feature> {
        let mut entries = self.0.to_vec();
        entries.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let least = entries.first().map_or(0.0, |(_, w)| w * 0.6);
        entries.into_iter().take_while(|(_, w)| *w >= least).take(3).map(|(name, _)| name).collect()
    }

    fn heaviest(mut self, most: usize) -> Self {
        if self.0.len() > most {
            let mut entries = std::mem::take(&mut self.0).into_vec();
            entries.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            entries.truncate(most);
            entries.sort_unstable_by_key(|(name, _)| *name);
            self.0 = entries.into_boxed_slice();
        }
        self
    }
}

/// The vectors of the passages of a unit, one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Passages {
    entries: Box<[(Feature, f32)]>,
    ends: Box<[u32]>,
}

impl Passages {
    fn new(passages: impl Iterator<Item = Sparse>) -> Self {
        let (mut entries, mut ends) = (Vec::new(), Vec::new());
        for passage in passages.filter(|passage| !passage.is_empty()) {
            entries.extend_from_slice(passage.entries());
            ends.push(u32::try_from(entries.len()).unwrap_or(u32::MAX));
        }
        Self { entries: entries.into(), ends: ends.into() }
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All entries of all passages.
    pub(crate) fn entries(&self) -> &[(Feature, f32)] {
        &self.entries
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &[(Feature, f32)]> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let end = usize::try_from(*end).unwrap_or(usize::MAX);
            let passage = self.entries.get(start..end).unwrap_or_default();
            start = end;
            passage
        })
    }
}

/// What a unit says, counted but not yet weighted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Raw {
    body: Vec<(Feature, u16)>,
    context: Vec<(Feature, u16)>,
    beneficiaries: Vec<(Feature, u16)>,
    /// The grams of the title and then of each passage, as places in the body: ascending, as often as they stand there.
    parts: Vec<u32>,
    /// Where each of them ends.
    ends: Vec<usize>,
    phrases: Vec<(Feature, u16)>,
    codes: Codes,
}

/// What needs no weighting.
#[derive(Clone, Debug, Default)]
pub(crate) struct Codes {
    /// Topic codes of the leading item, the primary one first.
    pub(crate) topics: Vec<Feature>,
    /// Further topics, of the items inside.
    pub(crate) inner: Vec<Feature>,
    pub(crate) stages: Vec<Stage>,
    pub(crate) instruments: Vec<Instrument>,
    pub(crate) indicators: Vec<Feature>,
    pub(crate) quantities: Vec<Feature>,
    pub(crate) responsible: Vec<Feature>,
    /// Kinds of incentives, money or mechanisms.
    pub(crate) kinds: Vec<Feature>,
    pub(crate) role: Part,
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

/// A unit with weighted features.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    pub(crate) body: Sparse,
    pub(crate) title: Sparse,
    pub(crate) context: Sparse,
    pub(crate) beneficiaries: Sparse,
    pub(crate) passages: Passages,
    pub(crate) phrases: Sparse,
    pub(crate) actions: Sparse,
    pub(crate) profile: Sparse,
    pub(crate) codes: Codes,
}

/// The stops of a plan: its place and what that lies in.
pub(crate) fn stops(plan: &Plan) -> Stops {
    Stops::of(std::iter::once(plan.place.name.as_str()).chain(plan.place.within.iter().map(|d| d.name.as_str())))
}

impl Raw {
    pub(crate) fn new(unit: &Gathered<'_>, stops: &Stops, lexicon: &Lexicon) -> Self {
        let mut raw = Raw { codes: Codes::new(unit), ..Raw::default() };
        let (mut names, mut run, mut phrases): (Vec<Feature>, Vec<char>, Vec<Feature>) = Default::default();
        let mut parts: Vec<std::ops::Range<usize>> = Vec::new();
        let pieces = unit.pieces();
        // Three bytes a character, two grams each.
        names.reserve(pieces.iter().map(|piece| piece.text.len()).sum::<usize>() * 2 / 3);
        for (n, piece) in pieces.into_iter().enumerate() {
            let begin = names.len();
            for (text, long) in passages(piece.text) {
                let start = names.len();
                each_run(text, stops, &mut run, |run| {
                    each_gram(run, |name| names.push(name));
                    lexicon.find(run, |name, _, _| phrases.push(name));
                });
                if long && piece.field != "subject" && parts.len() < PASSAGES {
                    parts.push(start..names.len());
                }
            }
            if n == 0 {
                parts.insert(0, begin..names.len());
            }
        }
        raw.set(&names, &parts);
        raw.phrases = counted(phrases);
        raw.context = grams(unit.above.first().copied(), stops);
        raw.beneficiaries = grams(beneficiaries(unit), stops);
        raw
    }

    /// Counts the grams, and finds those of each part among them.
    fn set(&mut self, names: &[Feature], parts: &[std::ops::Range<usize>]) {
        // Name and place as one number: these sort quickly.
        let mut order: Vec<u64> = names.iter().zip(0u64..).map(|(name, i)| (u64::from(*name) << 32) | i).collect();
        order.sort_unstable();
        let mut at = vec![0u32; names.len()];
        self.body.reserve(names.len());
        for (same, place) in order.chunk_by(|a, b| a >> 32 == b >> 32).zip(0u32..) {
            let name = same.first().and_then(|first| Feature::try_from(first >> 32).ok());
            self.body.extend(name.map(|name| (name, u16::try_from(same.len()).unwrap_or(u16::MAX))));
            for slot in same.iter().filter_map(|x| usize::try_from(x & 0xffff_ffff).ok()) {
                if let Some(slot) = at.get_mut(slot) {
                    *slot = place;
                }
            }
        }
        self.parts.reserve(names.len());
        for part in parts {
            let start = self.parts.len();
            self.parts.extend(at.get(part.clone()).unwrap_or_default());
            if let Some(added) = self.parts.get_mut(start..) {
                added.sort_unstable();
            }
            self.ends.push(self.parts.len());
        }
    }

    /// How many grams it has.
    pub(crate) fn size(&self) -> usize {
        self.body.len()
    }

    pub(crate) fn count(&self, frequencies: &mut Frequencies) {
        frequencies.count(self.body.iter().map(|(name, _)| *name), self.phrases.iter().map(|(name, _)| *name));
    }

    pub(crate) fn weigh(self, frequencies: &Frequencies, lexicon: &Lexicon) -> Features {
        let often = |n: u16| if n == 1 { 1.0 } else { 1.0 + f64::from(n).ln() };
        let rare: Vec<(Feature, f64)> = self.body.iter().map(|&(name, _)| (name, frequencies.gram(name))).collect();
        let body: Vec<(Feature, f64)> =
            self.body.iter().zip(&rare).map(|(&(name, n), (_, weight))| (name, often(n) * weight)).collect();
        let mut entries: Vec<(Feature, f64)> = Vec::new();
        let mut start = 0;
        let mut parts = self.ends.iter().map(|&end| {
            entries.clear();
            let part = self.parts.get(start..end).unwrap_or_default();
            start = end;
            entries.extend(part.chunk_by(|a, b| a == b).filter_map(|same| {
                let (name, weight) = rare.get(usize::try_from(*same.first()?).ok()?)?;
                Some((*name, often(u16::try_from(same.len()).unwrap_or(u16::MAX)) * weight))
            }));
            Sparse::of(&entries)
        });
        let title = parts.next().unwrap_or_default();
        let passages = Passages::new(parts.map(|passage| passage.heaviest(PASSAGE_GRAMS)));
        let vector = |list: &[(Feature, u16)]| {
            Sparse::new(list.iter().map(|&(name, n)| (name, often(n) * frequencies.gram(name))).collect())
        };
        let (mut phrases, mut actions, mut profile) = (Vec::new(), Vec::new(), Vec::new());
        for &(name, n) in &self.phrases {
            let Some(phrase) = lexicon.get(name) else { continue };
            let weight = often(n) * frequencies.phrase(name);
            phrases.push((name, weight));
            if phrase.action {
                actions.push((name, frequencies.phrase(name)));
            }
            // A long phrase tells its topic more surely; one that names several topics tells each less.
            let share =
                weight * f64::from(phrase.length) / 3.0 / f64::from(u32::try_from(phrase.topics.len()).unwrap_or(1).max(1));
            profile.extend(phrase.topics.iter().map(|topic| (*topic, share)));
        }
        let profile = Sparse::new(profile);
        let mut codes = self.codes;
        if codes.topics.is_empty() {
            codes.topics = profile.leading();
        }
        Features {
            body: Sparse::of(&body).heaviest(BODY_GRAMS),
            title,
            context: vector(&self.context),
            beneficiaries: vector(&self.beneficiaries),
            passages,
            phrases: Sparse::new(phrases),
            actions: Sparse::new(actions),
            profile,
            codes,
        }
    }
}

fn beneficiaries<'a>(unit: &Gathered<'a>) -> Vec<&'a str> {
    let lists = unit.items.iter().map(|item| match item {
        ItemRef::Measure(x) => x.beneficiaries.as_slice(),
        ItemRef::Incentive(x) => x.beneficiaries.as_slice(),
        ItemRef::Accountability(x) => x.actors.as_slice(),
        _ => &[],
    });
    lists.flatten().map(String::as_str).collect()
}

fn push<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

fn sorted(names: impl Iterator<Item = Feature>) -> Vec<Feature> {
    let mut names: Vec<Feature> = names.collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The name of an amount: its value and unit. Small whole numbers are shared by chance and say nothing.
fn amount(target: &Target) -> Option<Feature> {
    let quantity = target.quantity.as_ref()?;
    let trivial = quantity.value.is_integer() && quantity.value <= rust_decimal::Decimal::from(3);
    let text = format!("{} {}", quantity.value.normalize(), quantity.unit);
    (!trivial).then(|| Namer::new(b'q').text(&text).name())
}

/// A responsible unit without the level of its place: 县教育局 and 区教育局 are one.
fn office(name: &str) -> Feature {
    let core = name.trim().trim_start_matches(['省', '市', '区', '县', '镇', '乡']);
    Namer::new(b'o').text(core).name()
}

impl Codes {
    fn new(unit: &Gathered<'_>) -> Self {
        let mut codes = Codes {
            role: match unit.role {
                Some(Role::Goals) => Part::Goals,
                Some(Role::Guarantees) => Part::Guarantees,
                _ => Part::Tasks,
            },
            ..Codes::default()
        };
        // The leading item stands first.
        let leads = |i: usize| unit.lead.is_none() || i == 0;
        for (i, item) in unit.items.iter().enumerate() {
            let leading = leads(i);
            for topic in item.topics() {
                let list = if leading { &mut codes.topics } else { &mut codes.inner };
                push(list, topic_name(topic));
            }
            if leading {
                item.stages().iter().for_each(|stage| push(&mut codes.stages, *stage));
            }
            match item {
                ItemRef::Measure(x) => {
                    x.instruments.iter().for_each(|i| push(&mut codes.instruments, *i));
                    codes.responsible = sorted(x.lead.iter().chain(&x.responsible).map(|name| office(name)));
                }
                _ if !leading => {}
                ItemRef::Incentive(x) => codes.kinds = sorted(x.kinds.iter().map(|k| Namer::new(b'k').text(k.as_str()).name())),
                ItemRef::Funding(x) => codes.kinds = vec![Namer::new(b'k').text(x.kind.as_str()).name()],
                ItemRef::Accountability(x) => codes.kinds = vec![Namer::new(b'k').text(x.mechanism.as_str()).name()],
                ItemRef::Goal(_) => {}
            }
        }
        codes.inner.retain(|topic| !codes.topics.contains(topic));
        let promises: Vec<&Target> = unit.promises().collect();
        let indicator = |t: &&Target| Some(Namer::new(b'i').text(t.indicator.as_ref()?.as_str()).name());
        codes.indicators = sorted(promises.iter().filter_map(indicator));
        codes.quantities = sorted(promises.iter().filter_map(|t| amount(t)));
        codes
    }
}
