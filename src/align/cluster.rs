//! Rows by constrained clustering: links are taken from the closest down, and two groups are joined only when all of both fit.
//!
//! Two groups are joined when (1) no judgement keeps any of them apart, (2) every pair of their members across plans is at least partly
//! comparable, so that no chain A–B, A–C puts an unlike B and C together, and (3) those pairs are the same on average. What judgements bind
//! together is joined first and without a look at scores. Groups of more than [`REPRESENTATIVES`] members are judged by [`SPREAD`] of them.

use super::index::Index;
use super::options::Grouping;
use super::rows::{Scored, Scores};
use super::text::LightMap;

/// Up to how many members of a group are all compared with another group.
pub(crate) const REPRESENTATIVES: usize = 32;

/// Judgements by place: pairs, the lower place first, with the number of the judgement.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    pub(crate) together: Vec<(usize, usize, usize)>,
    pub(crate) apart: Vec<(usize, usize, usize)>,
}

impl Rules {
    pub(crate) fn is_apart(&self, low: usize, high: usize) -> bool {
        let at = self.apart.partition_point(|(x, y, _)| (*x, *y) < (low, high));
        self.apart.get(at).is_some_and(|(x, y, _)| (*x, *y) == (low, high))
    }

    /// A judgement that keeps apart what others bind together.
    pub(crate) fn contradiction(&self, units: usize) -> Option<(usize, usize, usize)> {
        let mut groups = Groups::new(units);
        for (x, y, _) in &self.together {
            groups.join(*x, *y);
        }
        self.apart.iter().find(|(x, y, _)| groups.of(*x) == groups.of(*y)).map(|(x, y, at)| (*at, *x, *y))
    }
}

/// A partition of the units.
struct Groups {
    group: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Groups {
    fn new(units: usize) -> Self {
        Self { group: (0..units).collect(), members: (0..units).map(|i| vec![i]).collect() }
    }

    fn of(&self, unit: usize) -> usize {
        self.group.get(unit).copied().unwrap_or(unit)
    }

    fn members(&self, group: usize) -> &[usize] {
        self.members.get(group).map_or(&[], Vec::as_slice)
    }

    /// Joins the groups of two units; the smaller one moves.
    fn join(&mut self, x: usize, y: usize) {
        let (a, b) = (self.of(x), self.of(y));
        if a == b {
            return;
        }
        let (to, from) = if self.members(a).len() >= self.members(b).len() { (a, b) } else { (b, a) };
        let moved = self.members.get_mut(from).map(std::mem::take).unwrap_or_default();
        for unit in &moved {
            if let Some(group) = self.group.get_mut(*unit) {
                *group = to;
            }
        }
        if let Some(members) = self.members.get_mut(to) {
            members.extend(moved);
        }
    }
}

/// By how many members a group is judged that is larger than that.
const SPREAD: usize = 12;

/// The members by which a group is judged: all, or in one of more than [`REPRESENTATIVES`] as many as [`SPREAD`], evenly over it.
pub(crate) fn representatives(group: &[usize]) -> Vec<usize> {
    if group.len() <= REPRESENTATIVES {
        return group.to_vec();
    }
    (0..SPREAD).filter_map(|i| group.get(i * group.len() / SPREAD).copied()).collect()
}

/// The groups, each sorted, in the order of their first members; a unit that fits nowhere is a group of its own.
pub(crate) fn cluster(index: &Index<'_>, scores: &Scores<'_, '_>, rules: &Rules, mut links: Vec<Scored>) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(index.units.len());
    for (x, y, _) in &rules.together {
        groups.join(*x, *y);
    }
    // Ties by the order of the corpus, which is that of content.
    links.sort_by(|a, b| b.score.bits_same.total_cmp(&a.score.bits_same).then((a.late, a.early).cmp(&(b.late, b.early))));
    // Two groups that did not fit are not tried again until one of them has grown.
    // (in a large corpus: until both together have doubled).
    let complete = index.postings.is_complete();
    let mut refused: LightMap<(usize, usize), usize> = LightMap::default();
    for link in links {
        let (late, early) = (link.late(), link.early());
        let (a, b) = (groups.of(late), groups.of(early));
        let (a, b) = (a.min(b), a.max(b));
        let size = groups.members(a).len() + groups.members(b).len();
        let wait = |before: &usize| if complete { size == *before } else { size < 2 * before };
        if a == b || refused.get(&(a, b)).is_some_and(wait) {
            continue;
        }
        if fits(index, scores, rules, groups.members(a), groups.members(b)) {
            groups.join(late, early);
        } else {
            refused.insert((a, b), size);
        }
    }
    let mut groups: Vec<Vec<usize>> = groups.members.into_iter().filter(|group| !group.is_empty()).collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

fn fits(index: &Index<'_>, scores: &Scores<'_, '_>, rules: &Rules, a: &[usize], b: &[usize]) -> bool {
    let plan = |i: &usize| index.units.get(*i).map(|unit| unit.plan);
    if !rules.apart.is_empty() && a.iter().any(|x| b.iter().any(|y| rules.is_apart(*x.min(y), *x.max(y)))) {
        return false;
    }
    if index.options.grouping == Grouping::OneToOne && a.iter().any(|x| b.iter().any(|y| plan(x) == plan(y))) {
        return false;
    }
    // One unit is laid out for each member of the smaller group.
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (mut all, left, right) = (Vec::new(), representatives(a), representatives(b));
    for x in &left {
        let mut one = scores.of_one(*x);
        for y in right.iter().filter(|y| plan(x) != plan(y)) {
            let Some(score) = one.related(*y) else { return false };
            all.push(score.same());
        }
    }
    all.sort_by(f64::total_cmp);
    let count = f64::from(u32::try_from(all.len()).unwrap_or(u32::MAX).max(1));
    all.iter().sum::<f64>() / count >= index.options.same_from
}
