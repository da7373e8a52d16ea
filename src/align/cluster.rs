//! Rows by constrained clustering: links are taken from the closest down, and two groups are joined only when all of both fit.
//!
//! Two groups are joined when (1) no judgement keeps any of them apart, (2) every pair of their members across plans is at least partly
//! comparable, so that no chain A–B, A–C puts an unlike B and C together, and (3) those pairs are the same on average. What judgements bind
//! together is joined first and without a look at scores.
//!
//! Where the search was complete the rule is exact whatever the size of a group: [`Ties`] count the comparable pairs between any two groups, and
//! are added up when groups are joined. In a larger corpus the scores of most pairs are not known, and groups of more than [`REPRESENTATIVES`]
//! members are judged by [`SPREAD`] of them, evenly over each; a row of such a corpus may then hold a pair that is not comparable.

use super::index::Index;
use super::options::Grouping;
use super::result::Relation;
use super::rows::{Scored, Scores};
use super::text::LightMap;
use super::weights::Score;

/// Up to how many members of a group of a large corpus are all compared with another group.
const REPRESENTATIVES: usize = 32;

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

    /// Joins the groups of two units; the smaller one moves. Gives the group that stays and the one that is gone.
    fn join(&mut self, x: usize, y: usize) -> Option<(usize, usize)> {
        let (a, b) = (self.of(x), self.of(y));
        if a == b {
            return None;
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
        Some((to, from))
    }
}

/// By how many members a group of a large corpus is judged that is larger than that.
const SPREAD: usize = 12;

/// The members by which a group is judged: all, or in a large corpus and a group of more than [`REPRESENTATIVES`] as many as [`SPREAD`].
pub(crate) fn representatives(index: &Index<'_>, group: &[usize]) -> Vec<usize> {
    if index.complete || group.len() <= REPRESENTATIVES {
        return group.to_vec();
    }
    (0..SPREAD).filter_map(|i| group.get(i * group.len() / SPREAD).copied()).collect()
}

/// How two groups compare: the comparable pairs across plans, and the sum of their scores in millionths, which has no rounding.
#[derive(Clone, Copy, Debug, Default)]
struct Tie {
    pairs: usize,
    same: i64,
}

impl Tie {
    fn of(score: Score) -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "a probability")]
        Tie { pairs: 1, same: (score.same() * 1e6).round() as i64 }
    }

    fn add(&mut self, other: Tie) {
        self.pairs += other.pairs;
        self.same += other.same;
    }

    /// Whether the scores of so many pairs are at least `least` on average.
    fn reaches(self, least: f64) -> bool {
        #[allow(clippy::cast_precision_loss, reason = "far below 2^53")]
        let (same, pairs) = (self.same as f64 / 1e6, self.pairs.max(1) as f64);
        same / pairs >= least
    }
}

/// For each group, the groups that it has comparable pairs with. Only a complete search knows them all.
struct Ties(Vec<LightMap<usize, Tie>>);

impl Ties {
    fn new(index: &Index<'_>, scores: &Scores<'_, '_>) -> Self {
        let mut ties = Ties(vec![LightMap::default(); index.units.len()]);
        for pair in scores.all().iter().filter(|pair| index.relation(pair.score) != Relation::None) {
            ties.add(pair.late(), pair.early(), Tie::of(pair.score));
            ties.add(pair.early(), pair.late(), Tie::of(pair.score));
        }
        ties
    }

    fn add(&mut self, from: usize, to: usize, tie: Tie) {
        self.0.get_mut(from).into_iter().for_each(|ties| ties.entry(to).or_default().add(tie));
    }

    fn between(&self, a: usize, b: usize) -> Tie {
        self.0.get(a).and_then(|ties| ties.get(&b)).copied().unwrap_or_default()
    }

    /// What `from` had, `to` has from now on.
    fn join(&mut self, to: usize, from: usize) {
        for (other, tie) in self.0.get_mut(from).map(std::mem::take).unwrap_or_default() {
            if let Some(ties) = self.0.get_mut(other) {
                ties.remove(&from);
            }
            if other != to {
                self.add(to, other, tie);
                self.add(other, to, tie);
            }
        }
    }
}

/// The groups, each sorted, in the order of their first members; a unit that fits nowhere is a group of its own.
pub(crate) fn cluster(index: &Index<'_>, scores: &Scores<'_, '_>, rules: &Rules, mut links: Vec<Scored>) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(index.units.len());
    let mut ties = index.complete.then(|| Ties::new(index, scores));
    let join = |groups: &mut Groups, ties: &mut Option<Ties>, x: usize, y: usize| {
        if let (Some((to, from)), Some(ties)) = (groups.join(x, y), ties) {
            ties.join(to, from);
        }
    };
    for (x, y, _) in &rules.together {
        join(&mut groups, &mut ties, *x, *y);
    }
    // Ties by the order of the corpus, which is that of content.
    links
        .sort_unstable_by(|a, b| b.score.bits_same.total_cmp(&a.score.bits_same).then((a.late, a.early).cmp(&(b.late, b.early))));
    // Two groups that did not fit are not tried again until one of them has grown
    // (in a large corpus: until both together have doubled).
    let mut refused: LightMap<(usize, usize), usize> = LightMap::default();
    for link in links {
        let (late, early) = (link.late(), link.early());
        let (a, b) = (groups.of(late), groups.of(early));
        let (a, b) = (a.min(b), a.max(b));
        let size = groups.members(a).len() + groups.members(b).len();
        let wait = |before: &usize| if ties.is_some() { size == *before } else { size < 2 * before };
        if a == b || refused.get(&(a, b)).is_some_and(wait) {
            continue;
        }
        let (left, right) = (groups.members(a), groups.members(b));
        let fit = may(index, rules, left, right)
            && match &ties {
                Some(ties) => {
                    let tie = ties.between(a, b);
                    tie.pairs == across(index, left, right) && tie.reaches(index.options.same_from)
                }
                None => fits(index, scores, left, right),
            };
        if fit {
            join(&mut groups, &mut ties, late, early);
        } else {
            refused.insert((a, b), size);
        }
    }
    let mut groups: Vec<Vec<usize>> = groups.members.into_iter().filter(|group| !group.is_empty()).collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

fn plan(index: &Index<'_>, unit: usize) -> Option<usize> {
    index.units.get(unit).map(|unit| unit.plan)
}

/// How many pairs of two groups are pairs across plans.
fn across(index: &Index<'_>, a: &[usize], b: &[usize]) -> usize {
    let mut plans: LightMap<Option<usize>, usize> = LightMap::default();
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    few.iter().for_each(|unit| *plans.entry(plan(index, *unit)).or_default() += 1);
    let within: usize = many.iter().filter_map(|unit| plans.get(&plan(index, *unit))).sum();
    a.len() * b.len() - within
}

/// Whether judgements and the kind of grouping let two groups be joined.
fn may(index: &Index<'_>, rules: &Rules, a: &[usize], b: &[usize]) -> bool {
    let any = |forbidden: &dyn Fn(usize, usize) -> bool| a.iter().any(|x| b.iter().any(|y| forbidden(*x, *y)));
    let apart = !rules.apart.is_empty() && any(&|x, y| rules.is_apart(x.min(y), x.max(y)));
    !apart && (index.options.grouping != Grouping::OneToOne || across(index, a, b) == a.len() * b.len())
}

/// Whether the pairs of two groups of a large corpus fit, as far as the representatives tell.
fn fits(index: &Index<'_>, scores: &Scores<'_, '_>, a: &[usize], b: &[usize]) -> bool {
    // One unit is laid out for each member of the smaller group.
    let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (mut tie, left, right) = (Tie::default(), representatives(index, a), representatives(index, b));
    for x in &left {
        let mut one = scores.of_one(*x);
        for y in right.iter().filter(|y| plan(index, *x) != plan(index, **y)) {
            let Some(score) = one.related(*y) else { return false };
            tie.add(Tie::of(score));
        }
    }
    tie.reaches(index.options.same_from)
}
