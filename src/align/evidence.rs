//! What two units are compared by: the kinds of evidence, and the value of each for a pair, from 0 to 1.

use serde::{Deserialize, Serialize};

use super::codes::{Code, Marks, Part};
use super::features::Features;
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
    /// First topics equal, or both goals sections: how few units of the two plans are so, 1 where only these two.
    Sole = "sole", "主题专属";
    /// Cosine of the concepts of the genre that they have words for, those in their headings above the others.
    Concept = "concept", "事项";
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

/// The kinds of evidence in the order in which a pair is looked at, so that most pairs can be dropped before the costly ones.
pub(crate) const STAGES: [&[Evidence]; 6] = [
    &[
        Evidence::Role,
        Evidence::Topic,
        Evidence::Sole,
        Evidence::Topics,
        Evidence::Indicator,
        Evidence::Quantity,
        Evidence::Instrument,
        Evidence::Stage,
        Evidence::Responsible,
        Evidence::Kind,
    ],
    &[Evidence::Object, Evidence::Concept],
    &[Evidence::Context, Evidence::Action, Evidence::Beneficiary],
    &[Evidence::Phrase],
    &[Evidence::Words, Evidence::Heading],
    &[Evidence::Passage],
];

pub(crate) fn set(values: &mut Values, kind: Evidence, value: Option<f64>) {
    if let Some(slot) = values.get_mut(kind.place()) {
        *slot = value;
    }
}

/// Finds the values of what codes tell: the first of [`STAGES`].
pub(crate) fn fill_codes(x: &Features, y: &Features, values: &mut Values) {
    let ([p, q], [c, d]) = ([x.marks, y.marks], [x, y].map(|unit| unit.list(Code::Topics)));
    set(values, Evidence::Topic, first_topics(c, d));
    set(values, Evidence::Sole, sole(x, y));
    set(values, Evidence::Topics, overlap((c, x.list(Code::Inner)), (d, y.list(Code::Inner))));
    let indicators = shared(x.list(Code::Indicators), y.list(Code::Indicators));
    set(values, Evidence::Indicator, indicators.map(|(common, _)| (common / 3.0).min(1.0)));
    let quantities = shared(x.list(Code::Quantities), y.list(Code::Quantities));
    set(values, Evidence::Quantity, quantities.map(|(common, _)| (common / 2.0).min(1.0)));
    let of_all = |(common, both): (f64, f64)| common / (both - common);
    set(values, Evidence::Responsible, shared(x.list(Code::Responsible), y.list(Code::Responsible)).map(of_all));
    set(values, Evidence::Kind, shared(x.list(Code::Kinds), y.list(Code::Kinds)).map(of_all));
    set(values, Evidence::Instrument, instruments(p, q));
    set(values, Evidence::Stage, stages(p, q));
    set(values, Evidence::Role, Some(role(p, q)));
}

pub(crate) fn instruments(p: Marks, q: Marks) -> Option<f64> {
    let like = if p.instrument == q.instrument { 1.0 } else { f64::from(u8::from(p.instruments & q.instruments != 0)) / 2.0 };
    (p.instrument != 0 && q.instrument != 0).then_some(like)
}

pub(crate) fn stages(p: Marks, q: Marks) -> Option<f64> {
    let share = || f64::from((p.stages & q.stages).count_ones()) / f64::from((p.stages | q.stages).count_ones());
    (p.stages != 0 && q.stages != 0).then(share)
}

pub(crate) fn role(p: Marks, q: Marks) -> f64 {
    match (p.role, q.role) {
        (Part::Goals, Part::Goals) => 1.0,
        (p, q) if p == q => 0.5,
        (Part::Goals, _) | (_, Part::Goals) => 0.0,
        _ => 0.25,
    }
}

pub(crate) fn first_topics(a: &[Feature], b: &[Feature]) -> Option<f64> {
    let (p, q) = (a.first()?, b.first()?);
    Some(match (p == q, b.contains(p), a.contains(q)) {
        (true, _, _) => 1.0,
        (_, true, true) => 0.75,
        (_, true, _) | (_, _, true) => 0.5,
        _ if a.iter().any(|t| b.contains(t)) => 0.25,
        _ => 0.0,
    })
}

/// How few units of the two plans share the first topic of these two, or are goals sections as they are.
pub(crate) fn sole(x: &Features, y: &Features) -> Option<f64> {
    let alike = match (x.marks.role, y.marks.role) {
        (Part::Goals, Part::Goals) => true,
        (Part::Goals, _) | (_, Part::Goals) => false,
        _ => x.list(Code::Topics).first() == y.list(Code::Topics).first(),
    };
    let rivals = f64::from(x.marks.rivals) * f64::from(y.marks.rivals);
    (alike && rivals > 0.0).then(|| 1.0 / rivals.sqrt())
}

/// What topics count, from the least up.
const SHARES: [f64; 4] = [0.25, 0.45, 0.6, 1.0];

/// The place in [`SHARES`] of a topic by its own place: the first counts 1, the second 0.6, further ones 0.45; those of items inside 0.25.
fn share(place: usize) -> usize {
    3usize.saturating_sub(place).max(1)
}

/// What the topics of a unit count together.
fn total((topics, inner): (&[Feature], &[Feature])) -> f64 {
    let own = (0..topics.len()).map(share).chain(inner.iter().map(|_| 0));
    own.fold(0.0, |sum, place| sum + SHARES.get(place).copied().unwrap_or_default())
}

/// How much of the topics the two have in common: each counts what it counts less in, of what all count in the unit where they count less.
fn overlap(a: (&[Feature], &[Feature]), b: (&[Feature], &[Feature])) -> Option<f64> {
    let least = total(a).min(total(b));
    if least == 0.0 {
        return None;
    }
    // Counted by size, so that the sum is the same from either side.
    let mut counts = [0.0; 4];
    let mut add = |place: usize| counts.get_mut(place).into_iter().for_each(|count| *count += 1.0);
    for (i, topic) in a.0.iter().enumerate() {
        match b.0.iter().position(|other| other == topic) {
            Some(j) => add(share(i).min(share(j))),
            None if b.1.contains(topic) => add(0),
            None => {}
        }
    }
    a.1.iter().filter(|topic| b.0.contains(topic) || b.1.contains(topic)).for_each(|_| add(0));
    Some(counts.iter().zip(SHARES).map(|(count, size)| count * size).sum::<f64>() / least)
}

/// How many names two sorted lists have in common, and how many they have together; none where one of them is empty.
fn shared(a: &[Feature], b: &[Feature]) -> Option<(f64, f64)> {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let common = || number(a.iter().filter(|name| b.binary_search(name).is_ok()).count());
    (!a.is_empty() && !b.is_empty()).then(|| (common(), number(a.len()) + number(b.len())))
}
