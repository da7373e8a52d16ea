//! One-to-one assignment: for every two plans the pairing of their units with the greatest sum of match weights.
//!
//! Solved exactly (Kuhn–Munkres, crate `pathfinding`) on integer weights, component by component of the graph of `same` pairs, so that a
//! matrix is never larger than the units that compete with one another.

use std::collections::{BTreeMap, BTreeSet};

use pathfinding::kuhn_munkres::{Weights, kuhn_munkres};

use super::cluster::Rules;
use super::index::Index;
use super::result::Relation;
use super::rows::Scored;
use crate::model::Class;

/// Match weights are counted in millionths of a bit above [`BASE`], so that every `same` pair is worth more than none.
const SCALE: f64 = 1e6;
const BASE: f64 = 64.0;

/// The links of an optimal pairing of every two plans.
pub(crate) fn one_to_one(index: &Index<'_>, list: &[Scored], rules: &Rules) -> Vec<Scored> {
    let mut bound: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (x, y, _) in &rules.together {
        bound.entry(*x).or_default().insert(*y);
        bound.entry(*y).or_default().insert(*x);
    }
    let plan = |i: usize| index.units.get(i).map(|unit| unit.plan);
    // A unit that a judgement binds to one of a plan is not free for another of that plan.
    let spoken_for = |i: usize, other: usize| {
        bound.get(&i).is_some_and(|others| !others.contains(&other) && others.iter().any(|o| plan(*o) == plan(other)))
    };
    let mut boards: BTreeMap<(usize, usize, Class), Vec<Scored>> = BTreeMap::new();
    for link in list.iter().filter(|s| index.relation(s.score) == Relation::Same) {
        let (Some(late), Some(early)) = (index.units.get(link.late()), index.units.get(link.early())) else { continue };
        let apart = rules.is_apart(link.early(), link.late());
        if apart || spoken_for(link.late(), link.early()) || spoken_for(link.early(), link.late()) {
            continue;
        }
        // Within one pair of plans the units of one plan all come before those of the other.
        boards.entry((late.plan, early.plan, late.class)).or_default().push(*link);
    }
    boards.into_values().flat_map(|links| components(links).into_iter().flat_map(|part| solve(&part))).collect()
}

/// Splits links into groups that share no unit.
fn components(links: Vec<Scored>) -> Vec<Vec<Scored>> {
    let mut parts: Vec<(BTreeSet<usize>, Vec<Scored>)> = Vec::new();
    for link in links {
        let (touching, apart): (Vec<_>, Vec<_>) =
            parts.into_iter().partition(|(units, _)| units.contains(&link.late()) || units.contains(&link.early()));
        let mut units = BTreeSet::from([link.late(), link.early()]);
        let mut joined = vec![link];
        for (other, list) in touching {
            units.extend(other);
            joined.extend(list);
        }
        parts = apart;
        parts.push((units, joined));
    }
    parts.into_iter().map(|(_, list)| list).collect()
}

struct Board {
    cells: Vec<Vec<i64>>,
    negative: bool,
}

impl Weights<i64> for Board {
    fn rows(&self) -> usize {
        self.cells.len()
    }

    fn columns(&self) -> usize {
        self.cells.first().map_or(0, Vec::len)
    }

    fn at(&self, row: usize, column: usize) -> i64 {
        let value = self.cells.get(row).and_then(|cells| cells.get(column)).copied().unwrap_or_default();
        if self.negative { -value } else { value }
    }

    fn neg(&self) -> Self {
        Board { cells: self.cells.clone(), negative: !self.negative }
    }
}

fn solve(links: &[Scored]) -> Vec<Scored> {
    if let [only] = links {
        return vec![*only];
    }
    let mut rows: Vec<usize> = links.iter().map(|l| l.late()).collect::<BTreeSet<_>>().into_iter().collect();
    let mut columns: Vec<usize> = links.iter().map(|l| l.early()).collect::<BTreeSet<_>>().into_iter().collect();
    let mut worth: BTreeMap<(usize, usize), (i64, Scored)> = BTreeMap::new();
    // The solver wants no more rows than columns.
    let turned = rows.len() > columns.len();
    if turned {
        std::mem::swap(&mut rows, &mut columns);
    }
    for link in links {
        let key = if turned { (link.early(), link.late()) } else { (link.late(), link.early()) };
        #[allow(clippy::cast_possible_truncation, reason = "bounded by the clamp")]
        let value = ((link.score.bits_same.clamp(-BASE, BASE) + BASE + 1.0) * SCALE).round() as i64;
        worth.insert(key, (value, *link));
    }
    let cell = |row: &usize, column: &usize| worth.get(&(*row, *column)).map_or(0, |(value, _)| *value);
    let cells = rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect();
    let (_, chosen) = kuhn_munkres(&Board { cells, negative: false });
    let link = |(row, column): (&usize, &usize)| worth.get(&(*row, *columns.get(*column)?)).map(|(_, link)| *link);
    rows.iter().zip(&chosen).filter_map(link).collect()
}
