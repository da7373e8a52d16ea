//! A plan that was read, written anew in another layout, and what must be read from it again.
#![allow(dead_code, reason = "each part serves the others")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test that fails says so")]

pub(crate) mod bars;
pub(crate) mod chars;
pub(crate) mod doc;
pub(crate) mod duty;
pub(crate) mod frame;
pub(crate) mod scheme;
pub(crate) mod write;

use std::collections::{BTreeMap, HashMap};

use crossplan::Plan;
use crossplan::compare::{facts, units};

/// One quantified promise without its words: path, class, bound, value, upper value, unit, per, frequency, deadline.
pub(crate) type Fact = [String; 9];

/// What a layout must leave as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Content {
    /// The facts, each with how often it stands there.
    pub facts: BTreeMap<Fact, usize>,
    /// Path → those that lead, those that are responsible or help.
    pub duties: BTreeMap<String, [Vec<String>; 2]>,
    /// Path → topics, the primary one first.
    pub topics: BTreeMap<String, String>,
    /// Title, place, period.
    pub head: Vec<String>,
}

fn names(cell: &str) -> Vec<String> {
    cell.split('|').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// What a plan says; `map` gives the new paths, those left out stay.
pub(crate) fn content(plan: &Plan, map: &HashMap<String, String>) -> Content {
    let new = |path: &str| map.get(path).cloned().unwrap_or_else(|| path.to_owned());
    let mut content = Content::default();
    for row in facts("", plan) {
        let fact =
            [new(&row.path), row.class, row.comparator, row.value, row.value_max, row.unit, row.per, row.frequency, row.deadline];
        *content.facts.entry(fact).or_default() += 1;
    }
    // Units that became one.
    let mut merged: BTreeMap<String, usize> = BTreeMap::new();
    for row in units("", plan) {
        let path = new(&row.path);
        *merged.entry(path.clone()).or_default() += 1;
        if !row.lead.is_empty() || !row.responsible.is_empty() {
            let own = content.duties.entry(path.clone()).or_default();
            for (list, cell) in own.iter_mut().zip([&row.lead, &row.responsible]) {
                for name in names(cell) {
                    if !list.contains(&name) {
                        list.push(name);
                    }
                }
            }
        }
        content.topics.insert(path, row.topics);
    }
    let inner: Vec<String> =
        map.iter().filter(|(_, to)| map.values().filter(|t| t == to).count() > 1).map(|(_, to)| to.clone()).collect();
    content.topics.retain(|path, topics| !topics.is_empty() && merged[path] == 1 && !inner.contains(path));
    let period = plan.period.map(|p| format!("{}-{}", p.from, p.to)).unwrap_or_default();
    // Dashes of years are those of the layout.
    let title = plan.title.replace(['-', '～', '~', '－', '–'], "—");
    content.head = vec![title, plan.place.name.clone(), period];
    content
}

/// How much of what was expected is there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    pub facts: usize,
    pub lost: usize,
    pub added: usize,
    pub duties: usize,
    pub duties_lost: usize,
    pub topics: usize,
    pub topics_lost: usize,
    pub head_lost: usize,
}

impl Score {
    pub(crate) fn add(&mut self, other: Score) {
        self.facts += other.facts;
        self.lost += other.lost;
        self.added += other.added;
        self.duties += other.duties;
        self.duties_lost += other.duties_lost;
        self.topics += other.topics;
        self.topics_lost += other.topics_lost;
        self.head_lost += other.head_lost;
    }
}

/// Compares; the differences in words.
pub(crate) fn compare(want: &Content, got: &Content) -> (Score, Vec<String>) {
    let mut score =
        Score { facts: want.facts.values().sum(), duties: want.duties.len(), topics: want.topics.len(), ..Score::default() };
    let mut told = Vec::new();
    for (fact, count) in &want.facts {
        let there = got.facts.get(fact).copied().unwrap_or(0);
        if there < *count {
            score.lost += count - there;
            told.push(format!("lost  {}", fact.join(" ")));
        }
    }
    for (fact, count) in &got.facts {
        let there = want.facts.get(fact).copied().unwrap_or(0);
        if there < *count {
            score.added += count - there;
            told.push(format!("added {}", fact.join(" ")));
        }
    }
    for path in want.duties.keys().chain(got.duties.keys().filter(|path| !want.duties.contains_key(*path))) {
        if want.duties.get(path) != got.duties.get(path) {
            score.duties_lost += 1;
            told.push(format!("duty  {path} {:?} != {:?}", want.duties.get(path), got.duties.get(path)));
        }
    }
    for (path, topics) in &want.topics {
        if got.topics.get(path) != Some(topics) {
            score.topics_lost += 1;
            told.push(format!("topic {path} {topics} != {:?}", got.topics.get(path)));
        }
    }
    for (a, b) in want.head.iter().zip(&got.head) {
        if a != b {
            score.head_lost += 1;
            told.push(format!("head  {a} != {b}"));
        }
    }
    (score, told)
}
