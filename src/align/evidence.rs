//! What two units are compared by: the kinds of evidence, and the value of each for a pair, from 0 to 1.

use serde::{Deserialize, Serialize};

use super::codes::{Code, Part};
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

pub(crate) fn set(values: &mut Values, kind: Evidence, value: Option<f64>) {
    if let Some(slot) = values.get_mut(kind.place()) {
        *slot = value;
    }
}

/// Finds the values of what codes tell.
pub(crate) fn fill_codes(x: &Features, y: &Features, values: &mut Values) {
    for kind in STAGES.first().copied().unwrap_or_default() {
        set(values, *kind, value(*kind, x, y));
    }
}

/// What codes tell.
fn value(kind: Evidence, x: &Features, y: &Features) -> Option<f64> {
    match kind {
        Evidence::Topic => first_topics(x.list(Code::Topics), y.list(Code::Topics)),
        Evidence::Topics => overlap(x, y),
        Evidence::Instrument => {
            let (p, q) = (x.marks, y.marks);
            let like = if p.instrument == q.instrument { 1.0 } else { f64::from(u8::from(p.instruments & q.instruments != 0)) / 2.0 };
            (p.instrument != 0 && q.instrument != 0).then_some(like)
        }
        Evidence::Stage => {
            let (p, q) = (x.marks.stages, y.marks.stages);
            (p != 0 && q != 0).then(|| f64::from((p & q).count_ones()) / f64::from((p | q).count_ones()))
        }
        Evidence::Indicator => {
            let (p, q) = (x.list(Code::Indicators), y.list(Code::Indicators));
            (!p.is_empty() && !q.is_empty()).then(|| (shared(p, q) / 3.0).min(1.0))
        }
        Evidence::Quantity => {
            let (p, q) = (x.list(Code::Quantities), y.list(Code::Quantities));
            (!p.is_empty() && !q.is_empty()).then(|| (shared(p, q) / 2.0).min(1.0))
        }
        Evidence::Responsible => jaccard(x.list(Code::Responsible), y.list(Code::Responsible)),
        Evidence::Kind => jaccard(x.list(Code::Kinds), y.list(Code::Kinds)),
        Evidence::Role => Some(match (x.marks.role, y.marks.role) {
            (Part::Goals, Part::Goals) => 1.0,
            (p, q) if p == q => 0.5,
            (Part::Goals, _) | (_, Part::Goals) => 0.0,
            _ => 0.25,
        }),
        // Found by a probe or a meeting.
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
    let own = unit.list(Code::Topics).iter().enumerate();
    let own = own.map(|(i, topic)| (*topic, [1.0, 0.6].get(i).copied().unwrap_or(0.45)));
    own.chain(unit.list(Code::Inner).iter().map(|topic| (*topic, 0.25)))
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

fn length<T>(list: &[T]) -> f64 {
    f64::from(u32::try_from(list.len()).unwrap_or(u32::MAX))
}

/// How many names both lists hold, which are sorted.
fn shared(a: &[Feature], b: &[Feature]) -> f64 {
    a.iter().filter(|name| b.binary_search(name).is_ok()).fold(0.0, |n, _| n + 1.0)
}

fn jaccard(a: &[Feature], b: &[Feature]) -> Option<f64> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let common = shared(a, b);
    Some(common / (length(a) + length(b) - common))
}
