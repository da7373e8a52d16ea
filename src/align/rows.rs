//! From scored pairs to an alignment: the pairs, the rows, what is left alone, and the stamp.

use super::about::about;
use super::bound::Bounds;
use super::candidate::{LaidOut, Scratch, Signatures};
use super::cluster::{Rules, cluster};
use super::evidence::Values;
use super::explain;
use super::index::Index;
use super::judgement::Verdict;
use super::meet::{Meetings, Sums};
use super::options::Grouping;
use super::parallel;
use super::probe::Probe;
use super::result::{Alignment, Alone, METHOD, Missed, NearMiss, Pair, Relation, Row, Stamp};
use super::unit::Member;
use super::weights::{Score, rounded};
use super::{AlignError, ErrorKind, assign};

/// Pairs whose probability of being at least partly comparable is below this are forgotten.
pub(crate) const FLOOR: f64 = 0.05;
/// Units that one thread takes at a time.
const CHUNK: usize = 128;
/// Up to so many units the values of pairs are kept, which would need too much memory beyond.
const SMALL: usize = 1024;

/// Two units by their places in the index, the later one first, and their score.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scored {
    pub(crate) late: u32,
    pub(crate) early: u32,
    pub(crate) score: Score,
}

impl Scored {
    pub(crate) fn late(&self) -> usize {
        usize::try_from(self.late).unwrap_or(usize::MAX)
    }

    pub(crate) fn early(&self) -> usize {
        usize::try_from(self.early).unwrap_or(usize::MAX)
    }
}

/// Every candidate pair across plans whose score is not hopeless, in the order of the index.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    pub(crate) list: Vec<Scored>,
    /// The values of each, as long as the corpus is small.
    pub(crate) values: Vec<Values>,
}

pub(crate) fn scored(index: &Index<'_>) -> Pairs {
    let starts: Vec<usize> = (0..index.units.len()).step_by(CHUNK).collect();
    let chunks = match (index.meetings(), &index.own) {
        (Some(meetings), None) => {
            let all = All::new(index, meetings);
            parallel::map(&starts, |start| all.chunk(*start))
        }
        _ => {
            // Made before threads would wait for it.
            index.postings();
            parallel::map(&starts, |start| searched(index, *start))
        }
    };
    let mut pairs = Pairs { list: Vec::with_capacity(chunks.iter().map(|chunk| chunk.list.len()).sum()), values: Vec::new() };
    // Each chunk is given back as soon as it is copied.
    for chunk in chunks {
        pairs.list.extend(chunk.list);
        pairs.values.extend(chunk.values);
    }
    pairs
}

/// All pairs of a corpus that is searched completely.
struct All<'i, 'a> {
    index: &'i Index<'a>,
    meetings: &'i Meetings,
    bounds: Bounds,
    signatures: Signatures,
}

impl<'i, 'a> All<'i, 'a> {
    fn new(index: &'i Index<'a>, meetings: &'i Meetings) -> Self {
        Self {
            index,
            meetings,
            bounds: Bounds::new(&index.units, &index.scorer, FLOOR),
            signatures: Signatures::new(index.units.len(), index.frequencies.len(), index.lexicon.len()),
        }
    }

    /// The pairs of the units from `start` on with all before them. What is cheaper is asked first; the order changes nothing.
    fn chunk(&self, start: usize) -> Pairs {
        let Self { index, meetings, bounds, signatures } = self;
        let sketches = &bounds.sketches;
        let (mut sums, mut laid_out, mut pairs) = (Sums::default(), LaidOut::default(), Pairs::default());
        for (place, unit) in index.units.iter().enumerate().skip(start).take(CHUNK) {
            let (Ok(late), Some(sketch)) = (u32::try_from(place), sketches.get(place)) else { break };
            let end = index.first_of(unit.plan);
            meetings.of(&unit.features, end, &mut sums);
            let others = index.units.iter().zip(sketches).zip(sums.known()).zip(0u32..);
            for (((other, near), known), early) in others.take(end) {
                if !bounds.may((sketch, &unit.features), (near, &other.features), known) {
                    continue;
                }
                let at = usize::try_from(early).unwrap_or(usize::MAX);
                let values = known.values(&unit.features, &other.features);
                let Some(score) = index.scorer.reaching(FLOOR, &values) else { continue };
                if signatures.meet((place, &unit.features), (at, &other.features), known.phrases, &mut laid_out) {
                    pairs.list.push(Scored { late, early, score });
                    pairs.values.extend((index.units.len() <= SMALL).then_some(values));
                }
            }
        }
        pairs
    }
}

/// The candidates of the units from `start` on, compared one by one.
fn searched(index: &Index<'_>, start: usize) -> Pairs {
    let (mut scratch, mut list) = (Scratch::default(), Vec::new());
    for (place, unit) in index.units.iter().enumerate().skip(start).take(CHUNK) {
        let Ok(late) = u32::try_from(place) else { break };
        let other_plan = |i: usize| index.units.get(i).is_some_and(|other| other.plan != unit.plan);
        let found = index.postings().before(unit, place, other_plan, &mut scratch);
        if found.is_empty() {
            continue;
        }
        let mut probe = Probe::new(&unit.features);
        for (i, other) in found.iter().filter_map(|i| Some((*i, index.units.get(*i)?))) {
            let score = index.score_above(&mut probe, unit, other, FLOOR);
            list.extend(u32::try_from(i).ok().zip(score).map(|(early, score)| Scored { late, early, score }));
        }
    }
    Pairs { list, values: Vec::new() }
}

/// The scores that are known, and the others when they are asked for.
pub(crate) struct Scores<'i, 'a> {
    index: &'i Index<'a>,
    /// In the order of the index.
    known: &'i [Scored],
    /// Where the pairs of each later unit start.
    starts: Vec<usize>,
}

impl<'i, 'a> Scores<'i, 'a> {
    fn new(index: &'i Index<'a>, known: &'i [Scored]) -> Self {
        let mut starts = Vec::with_capacity(index.units.len() + 1);
        for (at, pair) in known.iter().enumerate() {
            while starts.len() <= pair.late() {
                starts.push(at);
            }
        }
        starts.resize(index.units.len() + 1, known.len());
        Self { index, known, starts }
    }

    /// All scores that are known.
    pub(crate) fn all(&self) -> &[Scored] {
        self.known
    }

    fn known(&self, a: usize, b: usize) -> Option<Score> {
        let (late, early) = (a.max(b), a.min(b));
        let list = self.known.get(*self.starts.get(late)?..*self.starts.get(late + 1)?)?;
        let at = list.binary_search_by_key(&early, Scored::early).ok()?;
        list.get(at).map(|pair| pair.score)
    }

    /// A unit to be compared with several others.
    pub(crate) fn of_one(&self, a: usize) -> OfOne<'_, 'i, 'a> {
        OfOne { scores: self, a, probe: None }
    }

    /// The score of two units, whatever it is.
    fn of(&self, a: usize, b: usize) -> Option<Score> {
        match self.known(a, b) {
            Some(score) => Some(score),
            None => Some(self.index.score_of(self.index.units.get(a)?, self.index.units.get(b)?)),
        }
    }
}

/// The scores of one unit with others.
pub(crate) struct OfOne<'s, 'i, 'a> {
    scores: &'s Scores<'i, 'a>,
    a: usize,
    probe: Option<Probe<'s>>,
}

impl OfOne<'_, '_, '_> {
    /// The score with another unit; none where they are unrelated.
    pub(crate) fn related(&mut self, b: usize) -> Option<Score> {
        let index = self.scores.index;
        let score = match self.scores.known(self.a, b) {
            Some(score) => Some(score),
            None => {
                let (unit, other) = (index.units.get(self.a)?, index.units.get(b)?);
                let probe = self.probe.get_or_insert_with(|| Probe::new(&unit.features));
                index.score_above(probe, unit, other, index.options.partial_from.min(index.options.same_from))
            }
        };
        score.filter(|score| index.relation(*score) != Relation::None)
    }
}

/// The judgements as places in the index.
fn rules(index: &Index<'_>) -> Result<Rules, AlignError> {
    let mut rules = Rules::default();
    for (at, judgement) in index.judgements.iter().enumerate() {
        let place = |reference: &super::judgement::Reference| -> Result<Vec<usize>, AlignError> {
            let plans = index.names.iter().enumerate().filter(|(_, name)| **name == reference.plan).map(|(i, _)| i);
            let holds = |unit: &super::index::Unit| unit.member.items.contains(&reference.item);
            let found: Vec<usize> =
                plans.filter_map(|plan| index.units_of(plan).find(|(_, unit)| holds(unit)).map(|(i, _)| i)).collect();
            if found.is_empty() {
                let what = format!("{} of `{}`", reference.item, reference.plan);
                return Err(AlignError(ErrorKind::Unknown { at, what }));
            }
            Ok(found)
        };
        let (a, b) = (place(&judgement.a)?, place(&judgement.b)?);
        for (x, y) in a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y))).filter(|(x, y)| x != y) {
            match judgement.verdict {
                Verdict::Together => rules.together.push((x.min(y), x.max(y), at)),
                Verdict::Apart => rules.apart.push((x.min(y), x.max(y), at)),
            }
        }
    }
    rules.apart.sort_unstable();
    rules.together.sort_unstable();
    if let Some((at, x, y)) = rules.contradiction(index.units.len()) {
        let name = |i: usize| {
            let member = index.units.get(i).map(|unit| &unit.member);
            member.map(|m| format!("{} of `{}`", m.path, index.names.get(m.plan).map_or("", String::as_str))).unwrap_or_default()
        };
        return Err(AlignError(ErrorKind::Contradiction { at, what: format!("{} and {}", name(x), name(y)) }));
    }
    Ok(rules)
}

pub(crate) fn align(index: &Index<'_>) -> Result<Alignment, AlignError> {
    // Judgements that cannot be are told before the work is done.
    rules(index)?;
    align_scored(index, &scored(index))
}

/// From scored pairs, in the order of the index.
pub(crate) fn align_scored(index: &Index<'_>, scored: &Pairs) -> Result<Alignment, AlignError> {
    let list = scored.list.as_slice();
    let rules = rules(index)?;
    let scores = Scores::new(index, list);
    let links: Vec<Scored> = match index.options.grouping {
        Grouping::Groups => list.iter().copied().filter(|s| index.relation(s.score) == Relation::Same).collect(),
        Grouping::OneToOne => assign::one_to_one(index, list, &rules),
    };
    let groups = cluster(index, &scores, &rules, links);

    // Members in the order in which the plans were given.
    let mut order: Vec<usize> = (0..index.units.len()).collect();
    order.sort_by_key(|i| index.units.get(*i).map(|unit| unit.plan));
    let mut number = vec![0; order.len()];
    for (n, place) in order.iter().enumerate() {
        if let Some(slot) = number.get_mut(*place) {
            *slot = n;
        }
    }
    let members: Vec<Member> = order.iter().filter_map(|i| Some(index.units.get(*i)?.member.clone())).collect();
    let numbered = |place: usize| number.get(place).copied().unwrap_or_default();
    let pair = |x: usize, y: usize, score: Score| {
        let (x, y) = (numbered(x), numbered(y));
        let relation = index.relation(score);
        Pair { a: x.min(y), b: x.max(y), score: score.same(), related: score.related(), relation }
    };

    let mut rows: Vec<(RowKey, Row)> = groups
        .iter()
        .filter(|group| group.len() > 1)
        .map(|group| (row_key(index, group), row(index, group, &scores, &rules, numbered, &pair)))
        .collect();
    rows.sort_by_key(|(key, _)| *key);

    let mut pairs: Vec<Pair> =
        list.iter().map(|s| pair(s.late(), s.early(), s.score)).filter(|pair| pair.relation != Relation::None).collect();
    pairs.sort_unstable_by_key(|pair| (pair.a, pair.b));
    Ok(Alignment {
        stamp: Stamp {
            method: METHOD.to_owned(),
            options: index.options.clone(),
            vocabularies: index.vocabulary.editions(),
            judgements: index.judgements.len(),
            own_similarity: index.own.is_some(),
            complete: index.complete,
        },
        plans: index.names.clone(),
        alone: alone(index, &groups, scored, &rules, numbered),
        members,
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        pairs,
    })
}

/// Rows stand by the place of their topic in the vocabulary, then larger ones first, then in the order of the corpus.
type RowKey = (usize, std::cmp::Reverse<usize>, usize);

fn row_key(index: &Index<'_>, group: &[usize]) -> RowKey {
    let topic = super::about::topic(index, group);
    let place = topic.and_then(|topic| index.vocabulary.topics.terms().position(|t| topic == t.id));
    (place.unwrap_or(usize::MAX), std::cmp::Reverse(group.len()), group.first().copied().unwrap_or_default())
}

fn row(
    index: &Index<'_>,
    group: &[usize],
    scores: &Scores<'_, '_>,
    rules: &Rules,
    numbered: impl Fn(usize) -> usize,
    pair: &impl Fn(usize, usize, Score) -> Pair,
) -> Row {
    let plan = |i: usize| index.units.get(i).map(|unit| unit.plan);
    // A large row of a large corpus is told by a sample, as it was joined.
    let told = super::cluster::representatives(index, group);
    let mut across = Vec::new();
    for (n, x) in told.iter().enumerate() {
        for y in told.iter().skip(n + 1).filter(|y| plan(*x) != plan(**y)) {
            across.extend(scores.of(*x, *y).map(|score| pair(*x, *y, score)));
        }
    }
    across.sort_by_key(|pair| (pair.a, pair.b));
    // Summed from the lowest up, so that the order of the plans cannot move the last digit.
    let mut all: Vec<f64> = across.iter().map(|pair| pair.score).collect();
    all.sort_by(f64::total_cmp);
    let count = u32::try_from(all.len()).unwrap_or(u32::MAX).max(1);
    let mut members: Vec<usize> = group.iter().map(|i| numbered(*i)).collect();
    members.sort_unstable();
    let mut judged: Vec<usize> =
        rules.together.iter().filter(|(x, y, _)| group.contains(x) && group.contains(y)).map(|(_, _, at)| *at).collect();
    judged.sort_unstable();
    judged.dedup();
    Row {
        about: about(index, group),
        members,
        closeness: rounded(all.iter().sum::<f64>() / f64::from(count)),
        weakest: all.first().copied().unwrap_or_default(),
        partial: across.into_iter().filter(|pair| pair.relation != Relation::Same).collect(),
        judged,
    }
}

fn alone(
    index: &Index<'_>,
    groups: &[Vec<usize>],
    scored: &Pairs,
    rules: &Rules,
    numbered: impl Fn(usize) -> usize,
) -> Vec<Alone> {
    let mut near: Vec<Option<Vec<(Score, usize, usize)>>> = vec![None; index.units.len()];
    for single in groups.iter().filter(|g| g.len() == 1).filter_map(|g| g.first()) {
        near.get_mut(*single).into_iter().for_each(|list| *list = Some(Vec::new()));
    }
    for (pair, s) in scored.list.iter().enumerate() {
        for (one, other) in [(s.late(), s.early()), (s.early(), s.late())] {
            if let Some(Some(list)) = near.get_mut(one) {
                list.push((s.score, other, pair));
            }
        }
    }
    let mut alone: Vec<Alone> = near
        .into_iter()
        .enumerate()
        .filter_map(|(place, list)| Some((place, list?)))
        .map(|(place, mut list)| {
            list.sort_by(|a, b| {
                b.0.bits_same.total_cmp(&a.0.bits_same).then(b.0.bits_related.total_cmp(&a.0.bits_related)).then(a.1.cmp(&b.1))
            });
            list.truncate(index.options.near_misses);
            if list.is_empty() && index.options.near_misses > 0 {
                // Nothing comes near: the nearest all the same, so that a reader sees how far off it is.
                let nearest = index.units.get(place).map(|unit| index.nearest(unit, Some(unit.plan), 1));
                list.extend(nearest.into_iter().flatten().map(|(score, other)| (score, other, usize::MAX)));
            }
            let miss = |(score, other, pair): (Score, usize, usize)| {
                let (unit, near) = (index.units.get(place)?, index.units.get(other)?);
                let key = (place.min(other), place.max(other));
                let why = if rules.is_apart(key.0, key.1) {
                    Missed::Judgement
                } else if index.relation(score) != Relation::Same {
                    Missed::Score
                } else if index.options.grouping == Grouping::OneToOne {
                    Missed::Taken
                } else {
                    Missed::Row
                };
                let values = scored.values.get(pair).copied().unwrap_or_else(|| index.values(unit, near));
                Some(NearMiss {
                    member: numbered(other),
                    score: score.same(),
                    related: score.related(),
                    why,
                    against: explain::against(&index.options, &values),
                })
            };
            Alone { member: numbered(place), near: list.into_iter().filter_map(miss).collect() }
        })
        .collect();
    alone.sort_by_key(|alone| alone.member);
    alone
}

#[cfg(all(test, feature = "samples"))]
mod tests {
    use super::*;
    use crate::align::Options;

    #[test]
    fn no_pair_that_reaches_the_floor_is_dropped() {
        let plans = crate::samples::plans().unwrap();
        let index = Index::new(&plans, Options::new()).unwrap();
        let all = All::new(&index, index.meetings().unwrap());
        let (mut sums, mut reaching, mut dropped) = (Sums::default(), 0, 0);
        for (unit, sketch) in index.units.iter().zip(&all.bounds.sketches) {
            let end = index.first_of(unit.plan);
            all.meetings.of(&unit.features, end, &mut sums);
            for ((other, near), known) in index.units.iter().zip(&all.bounds.sketches).zip(sums.known()).take(end) {
                let may = all.bounds.may((sketch, &unit.features), (near, &other.features), known);
                let values = known.values(&unit.features, &other.features);
                let reaches = unit.class == other.class && index.scorer.reaching(FLOOR, &values).is_some();
                assert!(may || !reaches, "{:?}", index.scorer.reaching(FLOOR, &values));
                reaching += usize::from(reaches);
                dropped += usize::from(!may);
            }
        }
        // Both happen, or nothing is tested.
        assert!(reaching > 100 && dropped > 1000, "{reaching} reach the floor, {dropped} are dropped");
    }
}
