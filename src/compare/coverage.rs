//! Coverage: how deep each plan goes on each topic, and the items that decide it.

use std::collections::{BTreeSet, HashMap, HashSet};

use indexmap::IndexMap;

use super::Corpus;
use super::table::{Cell, Column, Entry, Kind, SourceRef, Table, Value, names};
use crate::model::{Force, Instrument, ItemRef, Path, TopicCode};
use crate::vocabulary::{Concept, Lang, Names, Scheme};

/// Coverage by topic × plan.
#[derive(Clone, Debug)]
pub struct Coverage<'a> {
    /// A row for each topic that is no group of topics, in the order of the vocabulary; then the topics that it does not hold, by code.
    pub rows: Vec<CoverageRow<'a>>,
}

/// One topic.
#[derive(Clone, Debug)]
pub struct CoverageRow<'a> {
    /// Its code.
    pub code: &'a str,
    /// The topic, where the vocabulary holds it.
    pub topic: Option<&'a Concept>,
    /// A cell for each plan.
    pub cells: Vec<CoverageCell<'a>>,
}

/// How deep one plan goes on a topic: see [`coverage`].
#[derive(Clone, Debug, Default)]
pub struct CoverageCell<'a> {
    /// 0 to 3.
    pub depth: u8,
    /// On what ground, in the order of [`Ground`]; several items can reach a depth on several grounds.
    pub grounds: BTreeSet<Ground>,
    /// The items that reach this depth, class by class in text order.
    pub decided_by: Vec<ItemRef<'a>>,
    /// Whether one of them has a number, alone or with what stands in its unit on the same topic.
    pub number: bool,
    /// Whether one of them has a date.
    pub date: bool,
    /// Whether one of them names a unit that leads or is responsible.
    pub unit: bool,
    /// How many items are on the topic, as their first or a further one.
    pub items: usize,
}

/// On what ground an item gives a topic its depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// 1: the item has it as a further topic.
    Further,
    /// 1: a goal without a number on it.
    Goal,
    /// 1: an act of its own that only urges.
    Urged,
    /// 2: a number is promised on an indicator of the topic, under another topic or in a goal.
    Promised,
    /// 2: an act of its own that only urges, but is concrete.
    UrgedConcrete,
    /// 2: an act of its own.
    Act,
    /// 3: an act of its own that is concrete.
    Concrete,
}

impl Ground {
    /// The depth that it gives.
    pub const fn depth(self) -> u8 {
        match self {
            Ground::Further | Ground::Goal | Ground::Urged => 1,
            Ground::Promised | Ground::UrgedConcrete | Ground::Act => 2,
            Ground::Concrete => 3,
        }
    }

    /// In words.
    pub fn names(self) -> Names {
        let (zh, en) = match self {
            Ground::Further => ("仅作为其他主题", "a further topic of an item"),
            Ground::Goal => ("只有目标，无数字", "a goal without a number"),
            Ground::Urged => ("专门举措只作号召", "an act of its own that only urges"),
            Ground::Promised => ("有该主题指标的量化承诺", "a number promised on an indicator of the topic"),
            Ground::UrgedConcrete => ("号召性举措，但具体", "an act of its own that urges, but is concrete"),
            Ground::Act => ("有专门举措", "an act of its own"),
            Ground::Concrete => ("有专门举措且具体", "an act of its own that is concrete"),
        };
        names(zh, en)
    }
}

/// Coverage of topics.
///
/// | depth | what the plan has on the topic |
/// |---|---|
/// | 0 | no item |
/// | 1 | items that have it as a further topic, a goal without a number, or an act of its own that only urges: all its instruments are hortatory, or its force is encouraged |
/// | 2 | an act of its own (a measure, incentive, funding line or check that has it as first topic); one that only urges, but is concrete; or a number promised on an indicator of the topic, in a goal or under another topic |
/// | 3 | an act of its own that is concrete |
///
/// An act is concrete when it has a number, a date (due, from, or a schedule), or names a unit that leads or is responsible (for a measure; the
/// units that a check holds to account are not counted, since nearly every check names one). What stands in the same unit on the same topic
/// counts with it, as the numbers of a unit often stand in a goal beside the measure. Adding an item never makes a depth less.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Corpus, coverage};
/// let plans = crossplan::samples::plans()?;
/// let corpus = Corpus::new(&plans);
/// let all = coverage(&corpus);
/// let row = all.rows.iter().find(|row| row.code == "B1").expect("preschool");
/// assert_eq!(row.cells.len(), 5);
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn coverage<'a>(corpus: &Corpus<'a>) -> Coverage<'a> {
    let topics = &corpus.words().topics;
    let indicators = &corpus.words().indicators;
    let width = corpus.plans().len();
    let mut rows: IndexMap<&'a str, CoverageRow<'a>> = leaves(topics)
        .map(|topic| {
            (topic.id.as_str(), CoverageRow { code: &topic.id, topic: Some(topic), cells: vec![CoverageCell::default(); width] })
        })
        .collect();
    let known = rows.len();
    for (plan, compared) in corpus.plans().iter().enumerate() {
        let items: Vec<ItemRef<'a>> = corpus.items(compared.plan).collect();
        let mut beside: HashMap<(&'a Path, &'a str), Facts> = HashMap::new();
        for item in &items {
            let facts = Facts::of(*item);
            for topic in item.into_topics() {
                beside.entry((item.into_path(), topic.as_str())).or_default().add(facts);
            }
        }
        for item in items {
            let counted = item.into_promises().into_iter().filter(|(_, target)| target.quantity.is_some());
            let promised: BTreeSet<&'a str> =
                counted.filter_map(|(_, target)| indicators.get(target.indicator.as_ref()?.as_str())?.topic.as_deref()).collect();
            let mut seen = HashSet::new();
            let own = item.into_topics().iter().map(TopicCode::as_str).chain(promised.iter().copied());
            for (at, code) in own.enumerate().filter(|(_, code)| seen.insert(*code)) {
                let row = rows.entry(code).or_insert_with(|| CoverageRow {
                    code,
                    topic: topics.get(code),
                    cells: vec![CoverageCell::default(); width],
                });
                let facts = beside.get(&(item.into_path(), code)).copied().unwrap_or_default();
                let first = at == 0 && !item.into_topics().is_empty();
                if let Some(cell) = row.cells.get_mut(plan) {
                    cell.add(item, ground(item, first, facts, promised.contains(code)), facts);
                }
            }
        }
    }
    // Codes that the vocabulary does not hold came in the order of the plans.
    let mut rows: Vec<CoverageRow<'a>> = rows.into_values().collect();
    if let Some(own) = rows.get_mut(known..) {
        own.sort_by_key(|row| row.code);
    }
    Coverage { rows }
}

/// The topics that hold no narrower one. `GOAL` is no topic, but the mark of goals sections in exports.
pub(super) fn leaves(topics: &Scheme<Concept>) -> impl Iterator<Item = &Concept> {
    let parents: HashSet<&str> = topics.terms().filter_map(|topic| topic.parent.as_deref()).collect();
    topics.terms().filter(move |topic| !parents.contains(topic.id.as_str()) && topic.id != "GOAL")
}

impl<'a> CoverageCell<'a> {
    fn add(&mut self, item: ItemRef<'a>, ground: Ground, facts: Facts) {
        let depth = ground.depth();
        self.items += 1;
        if depth > self.depth {
            self.depth = depth;
            self.decided_by.clear();
            self.grounds.clear();
            (self.number, self.date, self.unit) = (false, false, false);
        }
        if depth == self.depth {
            self.decided_by.push(item);
            self.grounds.insert(ground);
            self.number |= facts.number;
            self.date |= facts.date;
            self.unit |= facts.unit;
        }
    }
}

/// What makes an item concrete.
#[derive(Clone, Copy, Debug, Default)]
struct Facts {
    number: bool,
    date: bool,
    unit: bool,
}

impl Facts {
    fn of(item: ItemRef<'_>) -> Self {
        let mut facts = Facts::default();
        for (_, target) in item.into_promises() {
            facts.number |= target.quantity.is_some();
            facts.date |= target.due.is_some() || target.from.is_some();
        }
        match item {
            ItemRef::Measure(measure) => {
                facts.date |= measure.schedule.is_some_and(|schedule| schedule.from.or(schedule.to).is_some());
                facts.unit = !measure.lead.is_empty() || !measure.responsible.is_empty();
            }
            ItemRef::Funding(funding) => facts.date |= funding.period.is_some(),
            _ => {}
        }
        facts
    }

    fn add(&mut self, other: Facts) {
        self.number |= other.number;
        self.date |= other.date;
        self.unit |= other.unit;
    }

    fn any(self) -> bool {
        self.number || self.date || self.unit
    }
}

fn ground(item: ItemRef<'_>, first: bool, facts: Facts, promised: bool) -> Ground {
    let goal = matches!(item, ItemRef::Goal(_));
    if !first || goal {
        return if promised {
            Ground::Promised
        } else if goal {
            Ground::Goal
        } else {
            Ground::Further
        };
    }
    let urges = match item {
        ItemRef::Measure(measure) => {
            let all = measure.instruments.iter().all(|instrument| *instrument == Instrument::Hortatory);
            measure.force == Force::Encouraged || (all && !measure.instruments.is_empty())
        }
        item => item.force() == Force::Encouraged,
    };
    match (urges, facts.any()) {
        (true, false) => Ground::Urged,
        (true, true) => Ground::UrgedConcrete,
        (false, false) => Ground::Act,
        (false, true) => Ground::Concrete,
    }
}

impl Coverage<'_> {
    /// The table `coverage`: a row for each topic; in the cell of a plan the depth as a whole number, with the items that decide as its
    /// sources.
    ///
    /// Derived values: `because`, and `items`, the number of items on the topic.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let about = [Column::new("topic", "主题", "Topic", Kind::Term)];
        let mut table = Table::new("coverage", "主题覆盖", "Coverage of topics", corpus.columns(about));
        for row in &self.rows {
            let mut cells = vec![Cell::of(Value::Term { list: "topic".to_owned(), id: row.code.to_owned() })];
            cells.extend(row.cells.iter().enumerate().map(|(plan, cell)| {
                let sources = cell.decided_by.iter().map(|item| SourceRef::item(plan, *item)).collect();
                let mut entry = Entry::new(Value::Integer(cell.depth.into()), sources);
                if cell.items > 0 {
                    let items = i64::try_from(cell.items).unwrap_or(i64::MAX);
                    entry = entry.derive("because", "依据", "because", Value::Said(because(cell))).derive(
                        "items",
                        "条目数",
                        "items",
                        Value::Integer(items),
                    );
                }
                Cell { entries: vec![entry], verdict: None }
            }));
            table.push(row.code, group_name(corpus, row.topic), cells);
        }
        table
            .note(
                "0：未提及。1：仅作为其他主题，或只有无数字的目标，或专门举措只作号召（工具全为劝诫，或力度为鼓励）。2：有专门举措（以此为首要主题的\
                 措施、激励、经费或问责条目）；或号召性举措但具体；或目标中、其他主题下有该主题指标的量化承诺。3：专门举措且具体，即有数字、日期，\
                 或写明牵头、责任单位；同一单元同一主题的其他条目一并计入。",
                "0: no item. 1: a further topic only, a goal without a number, or an act of its own that only urges (all its instruments are \
                 hortatory, or its force is encouraged). 2: an act of its own (a measure, incentive, funding line or check with this as \
                 first topic), one that only urges but is concrete, or a number promised on an indicator of the topic in a goal or under \
                 another topic. 3: an act of its own that is concrete: with a number, a date, or a unit that leads or is responsible; what \
                 stands in the same unit on the same topic counts with it.",
            )
    }
}

/// The group of a topic.
pub(super) fn group_name(corpus: &Corpus<'_>, topic: Option<&Concept>) -> Option<Names> {
    let parent = topic?.parent.as_deref()?;
    let label = |lang| format!("{parent} {}", corpus.words().topics.label(parent, lang));
    Some(Names { zh: label(Lang::Zh), en: label(Lang::En) })
}

fn because(cell: &CoverageCell<'_>) -> Names {
    let (zh, en): (Vec<String>, Vec<String>) =
        cell.grounds.iter().map(|ground| ground.names()).map(|names| (names.zh, names.en)).unzip();
    let (mut zh, mut en) = (zh.join("；"), en.join("; "));
    let facts = [(cell.number, "数字", "a number"), (cell.date, "日期", "a date"), (cell.unit, "责任单位", "a responsible unit")];
    let (with_zh, with_en): (Vec<&str>, Vec<&str>) =
        facts.iter().filter(|(has, _, _)| *has && cell.depth > 1).map(|(_, zh, en)| (*zh, *en)).unzip();
    if !with_zh.is_empty() {
        zh.push_str(&format!("（{}）", with_zh.join("、")));
        en.push_str(&format!(" ({})", with_en.join(", ")));
    }
    Names { zh, en }
}
