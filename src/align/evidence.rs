//! What two units are compared by: the kinds of evidence, and the value of each for a pair, from 0 to 1.

use serde::{Deserialize, Serialize};

use super::features::{Features, Part, Sparse};
use super::text::Feature;

macro_rules! evidence {
    ($($(#[$meta:meta])* $variant:ident = $word:literal, $zh:literal;)+) => {
        /// A kind of evidence. The value of each runs from 0 (unlike) to 1 (alike); where one side says nothing there is no value and no weight.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Evidence { $($(#[$meta])* $variant,)+ }

        impl Evidence {
            /// Every kind, in the order of a waterfall.
            pub const ALL: &'static [Evidence] = &[$(Evidence::$variant),+];

            /// Its place in [`Evidence::ALL`].
            pub(crate) const fn place(self) -> usize {
                self as usize
            }

            /// Its word in results.
            pub const fn as_str(self) -> &'static str {
                match self { $(Evidence::$variant => $word),+ }
            }

            /// Its name in Chinese.
            pub const fn zh(self) -> &'static str {
                match self { $(Evidence::$variant => $zh),+ }
            }
        }
    };
}

evidence! {
    /// Cosine of character 2-3-grams, weighted so that common official phrases count for little.
    Words = "words", "用词";
    /// The closest two passages (sentences) of the two.
    Passage = "passage", "语段";
    /// Headings alike, or a heading said in the other's text.
    Heading = "heading", "标题";
    /// The headings above them alike.
    Context = "context", "上级标题";
    /// First topics: equal 1; each among the other's 0.75; one among the other's 0.5; other topics shared 0.25.
    Topic = "topic", "主题";
    /// Overlap of all topic codes, the first ones counting most.
    Topics = "topics", "主题交集";
    /// Cosine of the topics that their phrases point to: the object.
    Object = "object", "对象";
    /// Cosine of the vocabulary's phrases in them.
    Phrase = "phrase", "词语";
    /// Cosine of action phrases.
    Action = "action", "举措";
    /// Policy instrument: first one equal 1, one shared 0.5.
    Instrument = "instrument", "政策工具";
    /// Education stages shared, of those named.
    Stage = "stage", "学段";
    /// Indicators shared: one 1/3, two 2/3, three or more 1.
    Indicator = "indicator", "指标";
    /// Equal amounts shared: one 0.5, two or more 1.
    Quantity = "quantity", "数量";
    /// Cosine of the words for whom they are for, or who is held.
    Beneficiary = "beneficiary", "受益对象";
    /// Leading and responsible units shared, of those named.
    Responsible = "responsible", "责任单位";
    /// Kinds of incentive, money or mechanism shared.
    Kind = "kind", "类别";
    /// Goals sections both 1; alike 0.5; tasks against guarantees 0.25; goals against measures 0.
    Role = "role", "所在部分";
    /// The caller's own similarity.
    Own = "own", "自备相似度";
}

impl std::fmt::Display for Evidence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// The values of a pair, by the order of [`Evidence::ALL`].
pub(crate) type Values = [Option<f64>; Evidence::ALL.len()];

/// Compares two units. The order of the two changes no bit of the result.
pub(crate) fn compare(a: &Features, b: &Features) -> Values {
    let mut values = [None; Evidence::ALL.len()];
    let mut probe = Probe::new(a);
    for stage in STAGES {
        probe.fill(b, stage, &mut values);
    }
    values
}

/// The kinds of evidence in the order in which a pair is looked at, so that most pairs can be dropped before the costly ones.
pub(crate) const STAGES: [&[Evidence]; 6] = [
    &[
        Evidence::Role,
        Evidence::Topic,
        Evidence::Topics,
        Evidence::Indicator,
        Evidence::Quantity,
        Evidence::Instrument,
        Evidence::Stage,
        Evidence::Responsible,
        Evidence::Kind,
    ],
    &[Evidence::Object],
    &[Evidence::Context, Evidence::Action, Evidence::Beneficiary],
    &[Evidence::Phrase],
    &[Evidence::Words, Evidence::Heading],
    &[Evidence::Passage],
];

/// A table by name with open addressing; at most half full, so that a search ends. A bit for each name tells most of those that it has not.
#[derive(Debug)]
struct Table<T> {
    bits: Vec<u64>,
    slots: Vec<(Feature, Option<T>)>,
}

/// A table of weights.
fn table(vector: &Sparse) -> Table<f32> {
    let mut table = Table::new(vector.entries().len());
    for &(name, weight) in vector.entries() {
        table.entry(name, weight);
    }
    table
}

fn cosine(a: &Table<f32>, b: &Sparse) -> f64 {
    b.entries().iter().filter_map(|&(name, w)| Some(f64::from(w) * f64::from(a.get(name)?))).sum()
}

impl<T: Copy> Table<T> {
    fn new(entries: usize) -> Self {
        let size = (entries * 2 + 1).next_power_of_two().max(16);
        Self { bits: vec![0; size / 4], slots: vec![(0, None); size] }
    }

    /// The word of the bits in which the one for a name is, and that bit.
    fn bit(&self, name: Feature) -> (usize, u64) {
        let word = usize::try_from(name >> 6).unwrap_or_default() & (self.bits.len().wrapping_sub(1));
        (word, 1 << (name & 63))
    }

    fn start(&self, name: Feature) -> usize {
        usize::try_from(name).unwrap_or_default() & (self.slots.len().wrapping_sub(1))
    }

    #[inline]
    fn get(&self, name: Feature) -> Option<T> {
        let (word, bit) = self.bit(name);
        if self.bits.get(word).is_some_and(|bits| bits & bit != 0) { self.find(name) } else { None }
    }

    fn find(&self, name: Feature) -> Option<T> {
        let mut at = self.start(name);
        while let Some((known, Some(value))) = self.slots.get(at) {
            if *known == name {
                return Some(*value);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
        None
    }

    /// The value of a name, `empty` at first.
    fn entry(&mut self, name: Feature, empty: T) -> Option<&mut T> {
        let (word, bit) = self.bit(name);
        self.bits.get_mut(word).into_iter().for_each(|bits| *bits |= bit);
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = self.start(name);
        while self.slots.get(at).is_some_and(|slot| slot.1.is_some() && slot.0 != name) {
            at = (at + 1) & mask;
        }
        let slot = self.slots.get_mut(at)?;
        slot.0 = name;
        Some(slot.1.get_or_insert(empty))
    }
}

/// A unit laid out so that many others can be compared with it: a lookup for each of their features instead of a walk through both lists.
#[derive(Debug)]
pub(crate) struct Probe<'f> {
    unit: &'f Features,
    /// The weight in the text and in the title.
    words: Table<(f32, f32)>,
    phrases: Table<f32>,
    actions: Table<f32>,
    profile: Table<f32>,
    context: Table<f32>,
    beneficiaries: Table<f32>,
    /// The first of the `links` of a gram of the passages.
    heads: Table<u32>,
    /// Passage, weight, next link.
    links: Vec<(u32, f32, u32)>,
    /// For each passage the sum with one of the other unit.
    sums: Vec<f64>,
    ready: bool,
}

impl<'f> Probe<'f> {
    pub(crate) fn new(unit: &'f Features) -> Self {
        let title = unit.title.entries();
        let mut words = Table::new(unit.body.entries().len() + title.len());
        for &(name, weight) in unit.body.entries() {
            words.entry(name, (0.0, 0.0)).into_iter().for_each(|slot| slot.0 = weight);
        }
        for &(name, weight) in title {
            words.entry(name, (0.0, 0.0)).into_iter().for_each(|slot| slot.1 = weight);
        }
        Self {
            unit,
            words,
            phrases: table(&unit.phrases),
            actions: table(&unit.actions),
            profile: table(&unit.profile),
            context: table(&unit.context),
            beneficiaries: table(&unit.beneficiaries),
            heads: Table::new(0),
            links: Vec::new(),
            sums: Vec::new(),
            ready: false,
        }
    }

    /// Finds the values of one stage.
    pub(crate) fn fill(&mut self, b: &Features, stage: &[Evidence], values: &mut Values) {
        for kind in stage {
            let found = match kind {
                Evidence::Words => {
                    let (dot, heading) = self.words(b);
                    set(values, Evidence::Heading, heading);
                    Some(dot)
                }
                // Found with the words.
                Evidence::Heading => continue,
                Evidence::Passage => Some(self.passage(b)),
                Evidence::Object => Some(cosine(&self.profile, &b.profile)),
                Evidence::Phrase => Some(cosine(&self.phrases, &b.phrases)),
                Evidence::Action => Some(cosine(&self.actions, &b.actions)),
                Evidence::Context => {
                    (!self.unit.context.is_empty() && !b.context.is_empty()).then(|| cosine(&self.context, &b.context))
                }
                Evidence::Beneficiary => (!self.unit.beneficiaries.is_empty() && !b.beneficiaries.is_empty())
                    .then(|| cosine(&self.beneficiaries, &b.beneficiaries)),
                _ => value(*kind, self.unit, b),
            };
            set(values, *kind, found);
        }
    }

    /// The cosine of the texts and the value of the headings. Sums run in the order of the names, whichever unit is laid out.
    fn words(&self, b: &Features) -> (f64, Option<f64>) {
        let (mut dot, mut said) = (0.0, 0.0);
        for &(name, w) in b.body.entries() {
            if let Some((v, title)) = self.words.get(name) {
                dot += f64::from(w) * f64::from(v);
                said += f64::from(title) * f64::from(title);
            }
        }
        let heading = (!self.unit.title.is_empty() && !b.title.is_empty()).then(|| {
            let (mut titles, mut back) = (0.0, 0.0);
            for &(name, w) in b.title.entries() {
                if let Some((body, title)) = self.words.get(name) {
                    titles += f64::from(w) * f64::from(title);
                    if body > 0.0 {
                        back += f64::from(w) * f64::from(w);
                    }
                }
            }
            (titles + f64::max(said, back)) / 2.0
        });
        (dot, heading)
    }

    /// The closest two passages.
    fn passage(&mut self, b: &Features) -> f64 {
        if !self.ready {
            self.ready = true;
            self.heads = Table::new(self.unit.passages.entries().len());
            for (passage, number) in self.unit.passages.iter().zip(0u32..) {
                for &(name, weight) in passage {
                    if let (Ok(next), Some(head)) = (u32::try_from(self.links.len()), self.heads.entry(name, u32::MAX)) {
                        self.links.push((number, weight, *head));
                        *head = next;
                    }
                }
            }
            self.sums.resize(self.unit.passages.len(), 0.0);
        }
        let mut closest = 0.0;
        for passage in b.passages.iter() {
            let mut met = false;
            for &(name, w) in passage {
                let mut next = self.heads.get(name).unwrap_or(u32::MAX);
                while let Some(&(number, v, after)) = usize::try_from(next).ok().and_then(|i| self.links.get(i)) {
                    if let Some(sum) = usize::try_from(number).ok().and_then(|i| self.sums.get_mut(i)) {
                        *sum += f64::from(w) * f64::from(v);
                        met = true;
                    }
                    next = after;
                }
            }
            if met {
                closest = self.sums.iter().copied().fold(closest, f64::max);
                self.sums.fill(0.0);
            }
        }
        closest
    }
}

fn set(values: &mut Values, kind: Evidence, value: Option<f64>) {
    if let Some(slot) = values.get_mut(kind.place()) {
        *slot = value;
    }
}

/// What codes tell.
fn value(kind: Evidence, a: &Features, b: &Features) -> Option<f64> {
    let (x, y) = (&a.codes, &b.codes);
    match kind {
        Evidence::Topic => first_topics(&x.topics, &y.topics),
        Evidence::Topics => overlap(a, b),
        Evidence::Instrument => match (x.instruments.first(), y.instruments.first()) {
            (Some(p), Some(q)) if p == q => Some(1.0),
            (Some(_), Some(_)) => Some(if x.instruments.iter().any(|i| y.instruments.contains(i)) { 0.5 } else { 0.0 }),
            _ => None,
        },
        Evidence::Stage => {
            let shared = count(x.stages.iter().filter(|s| y.stages.contains(s)));
            (!x.stages.is_empty() && !y.stages.is_empty()).then(|| shared / (length(&x.stages) + length(&y.stages) - shared))
        }
        Evidence::Indicator => {
            (!x.indicators.is_empty() && !y.indicators.is_empty()).then(|| (shared(&x.indicators, &y.indicators) / 3.0).min(1.0))
        }
        Evidence::Quantity => {
            (!x.quantities.is_empty() && !y.quantities.is_empty()).then(|| (shared(&x.quantities, &y.quantities) / 2.0).min(1.0))
        }
        Evidence::Responsible => jaccard(&x.responsible, &y.responsible),
        Evidence::Kind => jaccard(&x.kinds, &y.kinds),
        Evidence::Role => Some(match (x.role, y.role) {
            (Part::Goals, Part::Goals) => 1.0,
            (p, q) if p == q => 0.5,
            (Part::Goals, _) | (_, Part::Goals) => 0.0,
            _ => 0.25,
        }),
        // Found by a probe.
        _ => None,
    }
}

fn first_topics(a: &[Feature], b: &[Feature]) -> Option<f64> {
    let (p, q) = (a.first()?, b.first()?);
    Some(match (p == q, b.contains(p), a.contains(q)) {
        (true, _, _) => 1.0,
        (_, true, true) => 0.75,
        (_, true, _) | (_, _, true) => 0.5,
        _ if a.iter().any(|t| b.contains(t)) => 0.25,
        _ => 0.0,
    })
}

/// What topics count, from the least up.
const SHARES: [f64; 4] = [0.25, 0.45, 0.6, 1.0];

/// What a topic counts for a unit: the first 1, the second 0.6, further ones 0.45, those of items inside 0.25.
fn topic_weights(unit: &Features) -> impl Iterator<Item = (Feature, f64)> + '_ {
    let own = unit.codes.topics.iter().enumerate().map(|(i, topic)| (*topic, [1.0, 0.6].get(i).copied().unwrap_or(0.45)));
    own.chain(unit.codes.inner.iter().map(|topic| (*topic, 0.25)))
}

fn overlap(a: &Features, b: &Features) -> Option<f64> {
    let (left, right): (f64, f64) = (topic_weights(a).map(|t| t.1).sum(), topic_weights(b).map(|t| t.1).sum());
    if left == 0.0 || right == 0.0 {
        return None;
    }
    let common = |t: (Feature, f64)| topic_weights(b).find(|o| o.0 == t.0).map_or(0.0, |o| o.1.min(t.1));
    // Counted by size, so that the sum is the same from either side.
    let mut counts = [0.0; 4];
    for share in topic_weights(a).map(common) {
        if let Some((count, _)) = counts.iter_mut().zip(SHARES).find(|(_, size)| *size == share) {
            *count += 1.0;
        }
    }
    Some(counts.iter().zip(SHARES).map(|(count, size)| count * size).sum::<f64>() / left.min(right))
}

fn count<T>(items: impl Iterator<Item = T>) -> f64 {
    items.fold(0.0, |n, _| n + 1.0)
}

fn length<T>(list: &[T]) -> f64 {
    count(list.iter())
}

fn shared(a: &[Feature], b: &[Feature]) -> f64 {
    count(a.iter().filter(|name| b.binary_search(name).is_ok()))
}

fn jaccard(a: &[Feature], b: &[Feature]) -> Option<f64> {
    let common = shared(a, b);
    (!a.is_empty() && !b.is_empty()).then(|| common / (length(a) + length(b) - common))
}
