//! What a row is about, from what its members have in common.

use std::collections::BTreeMap;

use super::codes::stage_bit;
use super::features::Vector;
use super::index::Index;
use super::result::About;
use super::text::LightMap;
use super::unit::Lead;
use crate::model::{Stage, TopicCode};

/// How many members of a large row are read for their phrases.
const READ: usize = 24;

/// The word that most have, of those with equal counts the least.
fn most<T: Ord + Clone>(words: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let top = counts.values().copied().max()?;
    counts.into_iter().find(|(_, n)| *n == top).map(|(word, _)| word)
}

fn leads<'i>(index: &'i Index<'_>, group: &'i [usize]) -> impl Iterator<Item = &'i Lead> {
    group.iter().filter_map(|i| index.units.get(*i)).map(|unit| &unit.lead)
}

/// The topic that most members have first.
pub(crate) fn topic(index: &Index<'_>, group: &[usize]) -> Option<TopicCode> {
    most(leads(index, group).filter_map(|lead| lead.topic.as_deref())).map(TopicCode::from)
}

pub(crate) fn about(index: &Index<'_>, group: &[usize]) -> About {
    let half = group.len().div_ceil(2);
    let has = |stage: &Stage| leads(index, group).filter(|lead| lead.stages & stage_bit(*stage) != 0).count() >= half;
    let (objects, actions) = phrases(index, group);
    About {
        topic: topic(index, group),
        objects,
        actions,
        instrument: most(leads(index, group).filter_map(|lead| lead.instrument)),
        stages: Stage::ALL.iter().copied().filter(has).collect(),
    }
}

/// The phrases of the vocabulary that at least half of the members have: objects, then actions.
fn phrases(index: &Index<'_>, group: &[usize]) -> (Vec<String>, Vec<String>) {
    let read: Vec<usize> = group.iter().copied().take(READ).collect();
    let mut counts: LightMap<u32, usize> = LightMap::default();
    for unit in read.iter().filter_map(|i| index.units.get(*i)) {
        for (name, _) in unit.features.vector(Vector::Phrases) {
            *counts.entry(*name).or_default() += 1;
        }
    }
    let mut common: Vec<(f64, &str, u32)> = counts
        .into_iter()
        .filter(|(_, n)| *n >= 2 && *n * 2 >= read.len())
        .filter_map(|(name, n)| {
            let often = f64::from(u32::try_from(n).unwrap_or(u32::MAX));
            Some((often * index.frequencies.phrase(name), &*index.lexicon.get(name)?.text, name))
        })
        .collect();
    common.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let pick = |most: usize, wanted: &dyn Fn(u32) -> bool| {
        let mut picked: Vec<String> = Vec::new();
        for (_, text, _) in common.iter().filter(|(_, _, name)| wanted(*name)) {
            if picked.len() < most && !picked.iter().any(|p| p.contains(text) || text.contains(p.as_str())) {
                picked.push((*text).to_owned());
            }
        }
        picked
    };
    let object = |name| index.lexicon.get(name).is_some_and(|phrase| phrase.object);
    let action = |name| index.lexicon.get(name).is_some_and(|phrase| phrase.action);
    (pick(3, &object), pick(2, &action))
}
