//! What one plan alone has, and what all others have and it lacks.

use std::collections::BTreeSet;

use super::Corpus;
use super::measures::{Items, about, share};
use super::options::CompareError;
use super::table::{Cell, Column, Entry, Kind, SourceRef, Table, Value, names};
use super::targets::{TargetRow, targets};
use super::topics::{TopicRow, topics};
use crate::align::{Member, Row};
use crate::model::ItemRef;

/// What each plan alone has, and alone lacks.
#[derive(Clone, Debug)]
pub struct Alone<'c> {
    /// One for each plan, in their order.
    pub plans: Vec<AloneIn<'c>>,
}

/// What one plan has that no other has, and what it lacks.
#[derive(Clone, Debug)]
pub struct AloneIn<'c> {
    /// The plan, as an index of the compared plans.
    pub plan: usize,
    /// Topics on which this plan alone has a measure, as its first or a further topic.
    pub topics: Vec<TopicRow<'c>>,
    /// Indicators that this plan alone promises something on.
    pub indicators: Vec<TargetRow<'c>>,
    /// Units that stand in no row of the alignment.
    pub measures: Vec<AloneUnit<'c>>,
    /// Topics on which every other plan has a measure.
    pub lacks_topics: Vec<TopicRow<'c>>,
    /// Indicators that every other plan promises something on.
    pub lacks_indicators: Vec<TargetRow<'c>>,
    /// Rows of the alignment in which every other plan stands.
    pub lacks_rows: Vec<LackedRow<'c>>,
}

/// A unit that stands in no row.
#[derive(Clone, Debug)]
pub struct AloneUnit<'c> {
    /// The unit.
    pub member: &'c Member,
    /// Where it stands.
    pub source: SourceRef,
}

/// A row in which one plan is missing.
#[derive(Clone, Debug)]
pub struct LackedRow<'c> {
    /// The row.
    pub row: &'c Row,
    /// What it is about, in words of the plans.
    pub about: String,
    /// Where the units of the others stand.
    pub sources: Vec<SourceRef>,
}

/// For each plan what it alone has, and what it alone lacks. A single plan has all it has alone, and lacks nothing.
///
/// # Errors
/// Plans that cannot be aligned.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Corpus, alone};
/// let plans = crossplan::samples::plans()?;
/// let corpus = Corpus::new(&plans);
/// let all = alone(&corpus)?;
/// // Childcare is a task of one plan of the five; its neighbours are silent on it.
/// assert!(all.plans[4].indicators.iter().any(|row| row.indicator.id == "childcare-places-added"));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn alone<'c>(corpus: &'c Corpus<'c>) -> Result<Alone<'c>, CompareError> {
    let alignment = corpus.alignment()?;
    let items = Items::new(corpus);
    let width = corpus.plans().len();
    let mut found: Vec<AloneIn<'c>> = (0..width)
        .map(|plan| AloneIn {
            plan,
            topics: Vec::new(),
            indicators: Vec::new(),
            measures: Vec::new(),
            lacks_topics: Vec::new(),
            lacks_indicators: Vec::new(),
            lacks_rows: Vec::new(),
        })
        .collect();
    for row in topics(corpus).rows {
        let (only, lacking) = odd(row.cells.iter().map(|cell| !cell.is_empty()));
        // Of two plans one can be the only one and the other the one that lacks.
        if let Some(alone) = lacking.and_then(|plan| found.get_mut(plan)) {
            alone.lacks_topics.push(row.clone());
        }
        if let Some(alone) = only.and_then(|plan| found.get_mut(plan)) {
            alone.topics.push(row);
        }
    }
    for row in targets(corpus).rows {
        let (only, lacking) = odd(row.cells.iter().map(|cell| !cell.entries.is_empty()));
        if let Some(alone) = lacking.and_then(|plan| found.get_mut(plan)) {
            alone.lacks_indicators.push(row.clone());
        }
        if let Some(alone) = only.and_then(|plan| found.get_mut(plan)) {
            alone.indicators.push(row);
        }
    }
    let admitted = |at: &usize| alignment.members.get(*at).filter(|member| corpus.admits(&member.path));
    for row in &alignment.rows {
        let plans: BTreeSet<usize> = row.members.iter().filter_map(admitted).map(|member| member.plan).collect();
        let (_, lacking) = odd((0..width).map(|plan| plans.contains(&plan)));
        if let Some(alone) = lacking.and_then(|plan| found.get_mut(plan)) {
            let sources = row.members.iter().filter_map(admitted).map(|member| items.source(member)).collect();
            alone.lacks_rows.push(LackedRow { row, about: about(alignment, row), sources });
        }
    }
    for member in alignment.alone.iter().filter_map(|alone| admitted(&alone.member)) {
        if let Some(alone) = found.get_mut(member.plan) {
            alone.measures.push(AloneUnit { member, source: items.source(member) });
        }
    }
    Ok(Alone { plans: found })
}

/// The only one that has it, and the only one that has it not (where there are others that have).
fn odd(has: impl Iterator<Item = bool>) -> (Option<usize>, Option<usize>) {
    let (mut with, mut without) = ((0, None), (0, None));
    for (at, has) in has.enumerate() {
        let side = if has { &mut with } else { &mut without };
        side.0 += 1;
        side.1 = Some(at);
    }
    (with.1.filter(|_| with.0 == 1), without.1.filter(|_| without.0 == 1 && with.0 > 0))
}

impl Alone<'_> {
    /// The table `alone`: what each plan alone has, then what all others have and it lacks: topics, indicators, measures; a column for each
    /// plan.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let about_row = [Column::new("what", "内容", "What", Kind::Text)];
        let mut table = Table::new("alone", "独有与独缺", "Alone in having or lacking", corpus.columns(about_row));
        let has = names("唯有本县有", "No other has it");
        let lacks = names("唯有本县缺", "All others have it");
        let mut push = |key: &str, zh: &str, en: &str, lacking: bool, entries: &dyn Fn(&AloneIn<'_>) -> Vec<Entry>| {
            let mut cells = vec![Cell::of(Value::Said(names(zh, en)))];
            cells.extend(self.plans.iter().map(|alone| Cell { entries: entries(alone), verdict: None }));
            table.push(key, Some(if lacking { lacks.clone() } else { has.clone() }), cells);
        };
        push("topics", "主题", "Topics", false, &|alone| alone.topics.iter().map(topic_entry).collect());
        push("indicators", "指标", "Indicators", false, &|alone| alone.indicators.iter().map(indicator_entry).collect());
        push("measures", "措施", "Measures", false, &|alone| {
            let entry = |unit: &AloneUnit<'_>| Entry::new(Value::Text(unit.member.title.clone()), vec![unit.source.clone()]);
            alone.measures.iter().map(entry).collect()
        });
        push("lacks_topics", "主题", "Topics", true, &|alone| alone.lacks_topics.iter().map(topic_entry).collect());
        push("lacks_indicators", "指标", "Indicators", true, &|alone| {
            alone.lacks_indicators.iter().map(indicator_entry).collect()
        });
        push("lacks_measures", "措施", "Measures", true, &|alone| {
            let entry = |lacked: &LackedRow<'_>| {
                let entry = Entry::new(Value::Text(lacked.about.clone()), lacked.sources.clone());
                entry.derive("closeness", "相近度", "closeness", share(lacked.row.closeness))
            };
            alone.lacks_rows.iter().map(entry).collect()
        });
        table
            .note(
                "独有：其他方案均无该主题的措施、均未承诺该指标、无可比措施。独缺：其余方案均有而本县没有；出处为其余方案的条目。",
                "Alone in having: no other plan has a measure on the topic, promises anything on the indicator, or has a comparable \
                 measure. Alone in lacking: every other plan has it; the sources are theirs.",
            )
            .note("只有一份方案时，其全部内容均为独有。", "A single plan has all it has alone.")
    }
}

fn topic_entry(row: &TopicRow<'_>) -> Entry {
    let cells = row.cells.iter().enumerate();
    let sources =
        cells.flat_map(|(plan, cell)| cell.iter().map(move |entry| SourceRef::item(plan, ItemRef::Measure(entry.measure))));
    Entry::new(Value::Term { list: "topic".to_owned(), id: row.topic.id.clone() }, sources.collect())
}

fn indicator_entry(row: &TargetRow<'_>) -> Entry {
    let statements = row.cells.iter().flat_map(|cell| &cell.entries).map(|entry| &entry.statement);
    let sources = statements.map(|one| SourceRef::promise(one.plan, one.item, &one.field, one.target));
    Entry::new(Value::Term { list: "indicator".to_owned(), id: row.indicator.id.clone() }, sources.collect())
}
