//! How alike two plans are, in parts: what they are about, what they aim at, how they put it.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::passage::{Passage, Runs, Wording, frequencies, item_grams};
use crate::align::{Feature, parallel, rounded, stops};
use crate::compare::corpus::Corpus;
use crate::compare::table::{Cell, Column, Entry, Kind, SourceRef, Table, Value, names};
use crate::model::{Bound, Plan, Quantity, Target, decimal};
use crate::vocabulary::Lang;

/// Options of [`similarity`].
///
/// The total is the weighted mean of the parts; only the ratio of the weights matters. By default all three weigh the same, since no
/// study says otherwise. A part on which one of the plans says nothing is left out of the mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct SimilarityOptions {
    /// Weight of the topics.
    pub topics: u32,
    /// Weight of the targets.
    pub targets: u32,
    /// Weight of the wording.
    pub wording: u32,
    /// How many of the longest shared passages [`Similarity::common`] tells.
    pub passages: usize,
}

impl Default for SimilarityOptions {
    fn default() -> Self {
        Self { topics: 1, targets: 1, wording: 1, passages: 8 }
    }
}

impl SimilarityOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the weight of the topics.
    #[must_use]
    pub fn topics(self, topics: u32) -> Self {
        Self { topics, ..self }
    }

    /// Sets the weight of the targets.
    #[must_use]
    pub fn targets(self, targets: u32) -> Self {
        Self { targets, ..self }
    }

    /// Sets the weight of the wording.
    #[must_use]
    pub fn wording(self, wording: u32) -> Self {
        Self { wording, ..self }
    }

    /// Sets how many shared passages are told.
    #[must_use]
    pub fn passages(self, passages: usize) -> Self {
        Self { passages, ..self }
    }
}

/// The similarity of every two plans: symmetric, 1 for a plan with itself, the same in whatever order the plans stand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Similarity {
    /// The options.
    pub options: SimilarityOptions,
    /// The names of the plans, in their order.
    pub plans: Vec<String>,
    /// Every two plans once, a plan with itself included: [`Similarity::get`] finds a pair.
    pub cells: Vec<SimilarityCell>,
}

/// How alike two plans are. All figures are from 0 to 1, to six places.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SimilarityCell {
    /// The one plan, as an index of the compared plans; not above `b`.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// The cosine of the topics of their measures. A topic weighs ln(1 + *n*), *n* being the measures that have it first and half of those
    /// that have it further down, so that ten measures on one topic are not ten topics. None where one of them names no topic.
    #[serde(with = "decimal::option")]
    pub topics: Option<Decimal>,
    /// The sum of the nearness of all common indicators, of all indicators of either plan. Common indicators with equal values give the
    /// Jaccard index. None where one of them has no indicator.
    #[serde(with = "decimal::option")]
    pub targets: Option<Decimal>,
    /// The cosine of the character 2-3-grams of the titles and summaries of their items, weighted by rarity: in the items of the corpus,
    /// blended with a background of the genre. Names of places do not count. None where one of them has no words.
    #[serde(with = "decimal::option")]
    pub wording: Option<Decimal>,
    /// Common indicators.
    pub common: usize,
    /// Indicators of either plan.
    pub indicators: usize,
    /// The weighted mean of the parts that are there; none where there is none.
    #[serde(with = "decimal::option")]
    pub total: Option<Decimal>,
}

/// What the similarity of two plans rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Common {
    /// Topics of measures of both, in the order of how much they add.
    pub topics: Vec<CommonTopic>,
    /// Indicators of both, nearest first, then by id.
    pub indicators: Vec<CommonIndicator>,
    /// The longest passages of both, longest first, none inside another.
    pub passages: Vec<Passage>,
}

/// A topic of two plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommonTopic {
    /// Its code.
    pub code: String,
    /// Measures of the one that have it, first or further down.
    pub a: usize,
    /// Measures of the other.
    pub b: usize,
}

/// An indicator of two plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommonIndicator {
    /// Its id.
    pub id: String,
    /// How near the values are, 0 to 1, to six places. Of several promises the nearest two count. Two amounts in one unit and bound alike:
    /// 1 less their difference by the greater one. Two promises without an amount: 1. One without, other units, or a change beside a
    /// level: one half, since the indicator is common and the values cannot be compared.
    #[serde(with = "decimal")]
    pub nearness: Decimal,
    /// The promises of the one.
    pub a: Vec<SourceRef>,
    /// The promises of the other.
    pub b: Vec<SourceRef>,
}

/// A plan, made ready for comparison.
struct Ready<'a> {
    topics: BTreeMap<&'a str, (f64, usize)>,
    indicators: BTreeMap<&'a str, Vec<(SourceRef, &'a Target)>>,
    grams: Vec<(Feature, f64)>,
    /// The lengths of the topics and of the grams as vectors, worked out once and not for every pair.
    lengths: [f64; 2],
}

/// How alike every two plans are.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Corpus, SimilarityOptions, similarity};
/// let plans = crossplan::samples::plans()?;
/// let corpus = Corpus::new(&plans);
/// let result = similarity(&corpus, SimilarityOptions::new());
/// let pair = result.get(0, 1).expect("both are there");
/// println!("{:?}: topics {:?}, targets {:?}, wording {:?}", pair.total, pair.topics, pair.targets, pair.wording);
/// for indicator in result.common(&corpus, 0, 1).indicators {
///     println!("{} {}", indicator.id, indicator.nearness);
/// }
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn similarity(corpus: &Corpus<'_>, options: impl Into<SimilarityOptions>) -> Similarity {
    let options = options.into();
    let frequencies = frequencies(corpus.plans().iter().map(|compared| compared.plan));
    let ready: Vec<Ready<'_>> =
        corpus.plans().iter().enumerate().map(|(at, c)| Ready::new(at, c.plan, Some(&frequencies))).collect();
    let all: Vec<usize> = (0..ready.len()).collect();
    let row = |a: &usize| -> Vec<SimilarityCell> {
        let Some(one) = ready.get(*a) else { return Vec::new() };
        ready.iter().enumerate().skip(*a).map(|(b, other)| cell(*a, b, one, other, options)).collect()
    };
    let cells = parallel::map(&all, row).into_iter().flatten().collect();
    Similarity { options, plans: corpus.plans().iter().map(|compared| compared.name.to_owned()).collect(), cells }
}

fn cell(a: usize, b: usize, one: &Ready<'_>, other: &Ready<'_>, options: SimilarityOptions) -> SimilarityCell {
    let exact = |x: f64| Decimal::try_from(x.clamp(0.0, 1.0)).unwrap_or_default().round_dp(6).normalize();
    let topics = {
        let dot: f64 = one.topics.iter().filter_map(|(code, (x, _))| Some(x * other.topics.get(code)?.0)).sum();
        cosine(a == b, dot, one.lengths[0], other.lengths[0]).map(exact)
    };
    let common = nearness(one, other);
    let indicators = one.indicators.len() + other.indicators.len() - common.len();
    let both = !one.indicators.is_empty() && !other.indicators.is_empty();
    let sum: Decimal = common.iter().map(|(_, near)| near).sum();
    let targets = sum.checked_div(Decimal::from(indicators)).filter(|_| both).map(|share| share.round_dp(6).normalize());
    let wording = cosine(a == b, dot(&one.grams, &other.grams), one.lengths[1], other.lengths[1]).map(exact);
    let parts = [(topics, options.topics), (targets, options.targets), (wording, options.wording)];
    let there = || parts.iter().filter_map(|(part, weight)| Some((part.as_ref()?, Decimal::from(*weight))));
    let total = there().map(|(part, weight)| part * weight).sum::<Decimal>().checked_div(there().map(|(_, weight)| weight).sum());
    // A plan is itself, even one that says nothing.
    let total = if a == b { Some(Decimal::ONE) } else { total.map(|total| total.round_dp(6).normalize()) };
    SimilarityCell { a, b, topics, targets, wording, common: common.len(), indicators, total }
}

/// The cosine; of a plan with itself 1 and not nearly 1.
fn cosine(same: bool, dot: f64, a: f64, b: f64) -> Option<f64> {
    let there = a > 0.0 && b > 0.0;
    there.then(|| if same { 1.0 } else { rounded(dot / (a * b)) })
}

fn dot(a: &[(Feature, f64)], b: &[(Feature, f64)]) -> f64 {
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    let mut sum = 0.0;
    while let (Some((x, u)), Some((y, v))) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                sum += u * v;
                left.next();
                right.next();
            }
        }
    }
    sum
}

impl<'a> Ready<'a> {
    fn new(at: usize, plan: &'a Plan, frequencies: Option<&crate::align::Frequencies>) -> Self {
        let mut counts: BTreeMap<&str, (f64, usize)> = BTreeMap::new();
        for measure in &plan.measures {
            let mut once = std::collections::HashSet::new();
            let topics = measure.topics.iter().filter(|topic| once.insert(topic.as_str()));
            for (i, topic) in topics.enumerate() {
                let count = counts.entry(topic).or_default();
                count.0 += if i == 0 { 1.0 } else { 0.5 };
                count.1 += 1;
            }
        }
        let topics: BTreeMap<&str, (f64, usize)> =
            counts.into_iter().map(|(code, (weight, n))| (code, (weight.ln_1p(), n))).collect();
        let mut indicators: BTreeMap<&str, Vec<(SourceRef, &Target)>> = BTreeMap::new();
        for item in plan.items() {
            for (field, target) in item.into_promises() {
                if let Some(id) = &target.indicator {
                    indicators.entry(id.as_str()).or_default().push((SourceRef::promise(at, item, &field, target), target));
                }
            }
        }
        let grams = frequencies.map(|known| weighted(plan, known)).unwrap_or_default();
        let lengths = [
            topics.values().map(|(weight, _)| weight * weight).sum::<f64>().sqrt(),
            grams.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt(),
        ];
        Self { topics, indicators, grams, lengths }
    }
}

/// The grams of a plan by name, each as often as it stands there (damped) times its rarity.
fn weighted(plan: &Plan, frequencies: &crate::align::Frequencies) -> Vec<(Feature, f64)> {
    let stops = stops(plan);
    let mut counts: crate::align::LightMap<Feature, u32> = crate::align::LightMap::default();
    for (name, n) in plan.items().flat_map(|item| item_grams(item, &stops)) {
        *counts.entry(name).or_default() += n;
    }
    let weight = |(name, n): (Feature, u32)| (name, (1.0 + f64::from(n).ln()) * frequencies.gram(name));
    let mut grams: Vec<(Feature, f64)> = counts.into_iter().map(weight).collect();
    grams.sort_unstable_by_key(|(name, _)| *name);
    grams
}

/// The common indicators with how near their values are.
fn nearness<'r>(one: &'r Ready<'_>, other: &'r Ready<'_>) -> Vec<(&'r str, Decimal)> {
    let near = |(id, a): (&&'r str, &Vec<(SourceRef, &Target)>)| {
        let b = other.indicators.get(*id)?;
        let nearest = a.iter().flat_map(|(_, x)| b.iter().map(|(_, y)| near(x, y))).max()?;
        Some((*id, nearest.round_dp(6).normalize()))
    };
    one.indicators.iter().filter_map(near).collect()
}

/// See [`CommonIndicator::nearness`].
fn near(a: &Target, b: &Target) -> Decimal {
    let half = Decimal::new(5, 1);
    let (x, y) = match (&a.quantity, &b.quantity) {
        (None, None) => return Decimal::ONE,
        (Some(x), Some(y)) => (x, y),
        _ => return half,
    };
    let change = |q: &Quantity| match q.bound {
        Bound::RiseBy => 1,
        Bound::FallBy => 2,
        _ => 0,
    };
    if x.unit != y.unit || change(x) != change(y) || x.per != y.per {
        return half;
    }
    // Of a range, its middle.
    let middle =
        |q: &Quantity| q.upper.and_then(|upper| (q.value.checked_add(upper))?.checked_div(Decimal::TWO)).unwrap_or(q.value);
    let (x, y) = (middle(x), middle(y));
    let most = x.abs().max(y.abs());
    let difference = x.checked_sub(y).map(|d| d.abs()).and_then(|d| d.checked_div(most));
    // Zero and zero are equal; a difference too great for a decimal is all.
    difference.map_or_else(|| if x == y { Decimal::ONE } else { Decimal::ZERO }, |d| (Decimal::ONE - d).max(Decimal::ZERO))
}

/// Common runs of this many characters at least are passages.
const PASSAGE: usize = 6;

/// A run at more places of the two plans than this is passed over: a plan that repeats one phrase without end must not cost time without end.
const PLACES: usize = 256;

/// A corpus of at most so many plans has the promises on common indicators as sources in each cell of the table.
const SOURCED: usize = 24;

impl Similarity {
    /// The cell of two plans, in either order.
    pub fn get(&self, a: usize, b: usize) -> Option<&SimilarityCell> {
        let (a, b) = (a.min(b), a.max(b));
        let n = self.plans.len();
        let before = a.checked_mul(n.checked_mul(2)?.checked_add(1)?.checked_sub(a)?)? / 2;
        self.cells.get(before + (b - a)).filter(|cell| (cell.a, cell.b) == (a, b))
    }

    /// What the similarity of two plans rests on: common topics, common indicators with their values, the longest shared passages.
    /// Empty where the corpus does not hold them.
    pub fn common(&self, corpus: &Corpus<'_>, a: usize, b: usize) -> Common {
        let plan = |at: usize| corpus.plans().get(at).map(|compared| compared.plan);
        let (Some(one), Some(other)) = (plan(a), plan(b)) else { return Common::default() };
        let mut common = common(&Ready::new(a, one, None), &Ready::new(b, other, None));
        if a != b {
            common.passages = passages(corpus, a, b, self.options.passages);
        }
        common
    }

    /// The table `similarity`: plans by plans. The value of a cell is the total; beside it stand `topics`, `targets`, `wording`, the number
    /// of `common` indicators, and in a corpus of at most 24 plans the three common topics that weigh most; its sources are then the promises
    /// on common indicators.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let columns = corpus.columns([Column::new("plan", "方案", "Plan", Kind::Text)]);
        let weights = |zh: &[&str; 3], mark: &str| {
            let o = self.options;
            [o.topics, o.targets, o.wording].iter().zip(zh).map(|(w, n)| format!("{n} {w}")).collect::<Vec<String>>().join(mark)
        };
        let mut table = Table::new("similarity", "方案相似度", "Similarity of the plans", columns)
            .note(
                &format!("合计为各分项的加权平均（权重：{}）；一方没有的分项不计。", weights(&["主题", "指标", "用语"], "、")),
                &format!("The total is the weighted mean of the parts (weights: {}); a part that one plan lacks is left out.",
                    weights(&["topics", "targets", "wording"], ", ")),
            )
            .note(
                "主题：措施主题的余弦，权重为 ln(1+n)，首位主题计 1、其余计 0.5。指标：共有指标的接近程度之和 ÷ 双方指标总数（并集）；同单位数值的接近程度为 1 − 差额 ÷ 较大者，无法比较者计 0.5。",
                "Topics: cosine over the measures’ topics, each weighing ln(1+n), a first topic counting 1 and a further one 0.5. Targets: the \
                 nearness of the common indicators by all indicators of either plan; of amounts in one unit 1 less their difference by the \
                 greater one, 0.5 where they cannot be compared.",
            )
            .note(
                "用语：条目标题与摘要的字二元、三元组余弦，按稀有程度加权（语料与体裁背景合计），地名不计。手工录入的方案其摘要为转述，用语相似度偏低。",
                "Wording: cosine of character 2-3-grams of the items’ titles and summaries, weighted by rarity in the corpus and the genre; \
                 names of places do not count. Where plans were typed by hand their summaries are in other words, and it comes out low.",
            );
        let ready: Vec<Ready<'_>> = match self.plans.len() <= SOURCED {
            true => corpus.plans().iter().enumerate().map(|(at, c)| Ready::new(at, c.plan, None)).collect(),
            false => Vec::new(),
        };
        for (a, name) in self.plans.iter().enumerate() {
            let mut cells = vec![Cell::of(Value::Text(name.clone()))];
            cells.extend((0..self.plans.len()).map(|b| match (self.get(a, b), ready.get(a), ready.get(b)) {
                (Some(own), Some(one), Some(other)) if a != b => own.cell(Some(common(one, other)), corpus),
                (Some(own), ..) => own.cell(None, corpus),
                (None, ..) => Cell::default(),
            }));
            table.push(name, None, cells);
        }
        table
    }
}

fn common(one: &Ready<'_>, other: &Ready<'_>) -> Common {
    let mut topics: Vec<(f64, CommonTopic)> = one
        .topics
        .iter()
        .filter_map(|(code, (x, a))| {
            let (y, b) = other.topics.get(code)?;
            Some((x * y, CommonTopic { code: (*code).to_owned(), a: *a, b: *b }))
        })
        .collect();
    topics.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| x.1.code.cmp(&y.1.code)));
    let sources = |ready: &Ready<'_>, id: &str| -> Vec<SourceRef> {
        ready.indicators.get(id).into_iter().flatten().map(|(source, _)| source.clone()).collect()
    };
    let mut indicators: Vec<CommonIndicator> = nearness(one, other)
        .into_iter()
        .map(|(id, nearness)| CommonIndicator { id: id.to_owned(), nearness, a: sources(one, id), b: sources(other, id) })
        .collect();
    indicators.sort_by(|x, y| y.nearness.cmp(&x.nearness).then_with(|| x.id.cmp(&y.id)));
    Common { topics: topics.into_iter().map(|(_, topic)| topic).collect(), indicators, passages: Vec::new() }
}

fn passages(corpus: &Corpus<'_>, a: usize, b: usize, most: usize) -> Vec<Passage> {
    let wording = Wording::of(corpus, [a, b].into_iter());
    let frequencies = frequencies([a, b].iter().filter_map(|at| corpus.plans().get(*at)).map(|compared| compared.plan));
    let runs = Runs::new(&wording, PASSAGE);
    let mut found: IndexMap<String, Passage> = IndexMap::new();
    for (_, _, range) in wording.items.iter().filter(|(plan, ..)| *plan == a) {
        for passage in runs.passages(corpus, range.clone(), b, PLACES, &frequencies) {
            found.entry(passage.text.clone()).or_insert(passage);
        }
    }
    let mut passages: Vec<Passage> = found.into_values().collect();
    passages.sort_by(|x, y| y.length.cmp(&x.length).then(y.weight.total_cmp(&x.weight)).then_with(|| x.text.cmp(&y.text)));
    // What stands inside a longer passage says nothing new.
    let mut told: Vec<Passage> = Vec::new();
    for passage in passages {
        if told.len() < most && !told.iter().any(|longer| longer.text.contains(&passage.text)) {
            told.push(passage);
        }
    }
    told
}

impl SimilarityCell {
    fn cell(&self, common: Option<Common>, corpus: &Corpus<'_>) -> Cell {
        let Some(total) = self.total else { return Cell::default() };
        let mut entry = Entry::new(Value::Share(total), Vec::new());
        let parts = [
            ("topics", "主题", "topics", self.topics),
            ("targets", "指标", "targets", self.targets),
            ("wording", "用语", "wording", self.wording),
        ];
        for (id, zh, en, part) in parts {
            if let Some(part) = part {
                entry = entry.derive(id, zh, en, Value::Share(part));
            }
        }
        entry = entry.derive(
            "common",
            "共有指标",
            "common indicators",
            Value::Integer(i64::try_from(self.common).unwrap_or(i64::MAX)),
        );
        if let Some(common) = common {
            let words = corpus.words();
            let listed = |lang, mark: &str| {
                let name = |topic: &CommonTopic| words.topics.label(&topic.code, lang).to_owned();
                common.topics.iter().take(3).map(name).collect::<Vec<String>>().join(mark)
            };
            entry = entry.derive(
                "about",
                "共同主题",
                "common topics",
                Value::Said(names(&listed(Lang::Zh, "、"), &listed(Lang::En, ", "))),
            );
            entry.sources =
                common.indicators.into_iter().flat_map(|indicator| indicator.a.into_iter().chain(indicator.b)).collect();
        }
        Cell { entries: vec![entry], verdict: None }
    }
}
