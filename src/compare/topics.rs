//! Measures by topic.

use std::collections::HashMap;

use super::Corpus;
use super::coverage::group_name;
use super::table::{Cell, Column, Entry, Kind, SourceRef, Table, Value, names};
use crate::model::{ItemRef, Measure};
use crate::vocabulary::Concept;

/// Measures by topic × plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topics<'a> {
    /// A row for each topic that a measure has, in the order of the vocabulary.
    pub rows: Vec<TopicRow<'a>>,
}

/// One topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicRow<'a> {
    /// The topic.
    pub topic: &'a Concept,
    /// For each plan the measures on it: those that have it first, then the others, both in text order.
    pub cells: Vec<Vec<TopicEntry<'a>>>,
}

/// A measure under a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopicEntry<'a> {
    /// The measure.
    pub measure: &'a Measure,
    /// Whether the topic is the measure's first.
    pub first: bool,
}

/// Measures by topic. A measure stands under each of its topics; codes that the vocabulary does not hold are in the table of coverage.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Corpus, topics};
/// let plans = crossplan::samples::plans()?;
/// let all = topics(&Corpus::new(&plans));
/// let row = all.rows.iter().find(|row| row.topic.id == "E2").expect("on the list");
/// assert!(row.cells.iter().all(|cell| !cell.is_empty()));
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn topics<'a>(corpus: &Corpus<'a>) -> Topics<'a> {
    let width = corpus.plans().len();
    let mut by_code: HashMap<&'a str, Vec<Vec<TopicEntry<'a>>>> = HashMap::new();
    for (plan, compared) in corpus.plans().iter().enumerate() {
        for measure in compared.plan.measures.iter().filter(|measure| corpus.admits(&measure.path)) {
            for (at, code) in measure.topics.iter().enumerate() {
                if measure.topics.iter().take(at).any(|before| before == code) {
                    continue;
                }
                let cells = by_code.entry(code).or_insert_with(|| vec![Vec::new(); width]);
                if let Some(cell) = cells.get_mut(plan) {
                    cell.push(TopicEntry { measure, first: at == 0 });
                }
            }
        }
    }
    let rows = corpus.words().topics.terms().filter_map(|topic| {
        let mut cells = by_code.remove(topic.id.as_str())?;
        cells.iter_mut().for_each(|cell| cell.sort_by_key(|entry| !entry.first));
        Some(TopicRow { topic, cells })
    });
    Topics { rows: rows.collect() }
}

impl Topics<'_> {
    /// The table `topics`: in each cell the titles of the measures, with `place_of_topic` saying whether the topic is the first.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let about = [Column::new("topic", "主题", "Topic", Kind::Term)];
        let mut table = Table::new("topics", "措施（按主题）", "Measures by topic", corpus.columns(about));
        for row in &self.rows {
            let mut cells = vec![Cell::of(Value::Term { list: "topic".to_owned(), id: row.topic.id.clone() })];
            cells.extend(row.cells.iter().enumerate().map(|(plan, cell)| {
                let entries = cell.iter().map(|entry| {
                    let source = SourceRef::item(plan, ItemRef::Measure(entry.measure));
                    let place =
                        if entry.first { names("首要主题", "first topic") } else { names("其他主题", "further topic") };
                    Entry::new(Value::Text(entry.measure.title.clone()), vec![source]).derive(
                        "place_of_topic",
                        "作为",
                        "as",
                        Value::Said(place),
                    )
                });
                Cell { entries: entries.collect(), verdict: None }
            }));
            table.push(row.topic.id.clone(), group_name(corpus, Some(row.topic)), cells);
        }
        table.note("一项措施列在其每个主题之下。", "A measure stands under each of its topics.")
    }
}
