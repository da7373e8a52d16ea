//! The laws of alignment on synthetic corpora, and against a search through all pairs.
#![cfg(feature = "samples")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::type_complexity)]

#[path = "../benches/corpus.rs"]
#[allow(unreachable_pub, reason = "the benchmark crate has it as a public module")]
mod corpus;

use std::collections::{BTreeMap, BTreeSet};

use crossplan::align::{Alignment, Grouping, Index, Judgement, Member, Options, Reference, Relation, Row, Verdict, align};
use crossplan::{Class, Plan};
use proptest::prelude::*;

fn real() -> Vec<Plan> {
    crossplan::samples::plans().unwrap().into_iter().map(|(_, plan)| plan).collect()
}

fn made(count: usize, seed: u64) -> Vec<(String, Plan)> {
    corpus::corpus(&real(), count, seed)
}

/// A member by the name of its plan.
fn named(alignment: &Alignment, member: usize) -> (String, Class, String, usize) {
    let member = &alignment.members[member];
    (alignment.plans[member.plan].clone(), member.class, member.path.to_string(), member.items.len())
}

type Named = BTreeSet<(String, Class, String, usize)>;

/// An alignment without the order of its columns.
fn unordered(alignment: &Alignment) -> (Vec<(Named, u64, u64, String)>, BTreeMap<String, String>, Vec<Named>) {
    let row = |row: &Row| {
        let members = row.members.iter().map(|m| named(alignment, *m)).collect();
        (members, row.closeness.to_bits(), row.weakest.to_bits(), format!("{:?}", row.about))
    };
    let pair = |p: &crossplan::align::Pair| {
        let (a, b) = (format!("{:?}", named(alignment, p.a)), format!("{:?}", named(alignment, p.b)));
        (
            format!("{} {}", a.clone().min(b.clone()), a.max(b)),
            format!("{} {} {}", p.score.to_bits(), p.related.to_bits(), p.relation),
        )
    };
    let alone = |a: &crossplan::align::Alone| {
        std::iter::once(a.member).chain(a.near.iter().map(|n| n.member)).map(|m| named(alignment, m)).collect()
    };
    let mut left: Vec<Named> = alignment.alone.iter().map(alone).collect();
    left.sort();
    (alignment.rows.iter().map(row).collect(), alignment.pairs.iter().map(pair).collect(), left)
}

fn each_once(alignment: &Alignment) {
    let mut seen = BTreeSet::new();
    for member in alignment.rows.iter().flat_map(|row| &row.members).chain(alignment.alone.iter().map(|a| &a.member)) {
        assert!(seen.insert(*member), "{:?} stands twice", alignment.members[*member]);
    }
    assert_eq!(seen.len(), alignment.members.len(), "a unit is lost");
}

fn no_chain(index: &Index<'_>, alignment: &Alignment) {
    for row in alignment.rows.iter().filter(|row| row.judged.is_empty()) {
        assert!(row.closeness >= index.options().same_from, "a loose row: {row:?}");
        for (n, x) in row.members.iter().enumerate() {
            for y in &row.members[n + 1..] {
                let (x, y) = (&alignment.members[*x], &alignment.members[*y]);
                if x.plan != y.plan {
                    assert_ne!(index.compare(x, y).unwrap().relation, Relation::None, "a chain: {x:?} {y:?}");
                }
            }
        }
    }
}

fn reference(alignment: &Alignment, member: usize) -> Reference {
    let member = &alignment.members[member];
    Reference::new(alignment.plans[member.plan].clone(), member.items[0].clone())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_plans_changes_nothing_but_the_columns(seed in any::<u64>(), count in 2usize..7, turn in 1usize..7, one in any::<bool>()) {
        let plans = made(count, seed);
        let options = Options::new().grouping(if one { Grouping::OneToOne } else { Grouping::Groups });
        let mut turned = plans.clone();
        turned.rotate_left(turn % count);
        turned.swap(0, count - 1);
        let (first, second) = (align(&plans, options.clone()).unwrap(), align(&turned, options).unwrap());
        prop_assert!(unordered(&first) == unordered(&second));
    }

    #[test]
    fn every_unit_stands_once_and_rows_are_no_chains(seed in any::<u64>(), count in 2usize..8) {
        let plans = made(count, seed);
        let index = Index::new(&plans, Options::new()).unwrap();
        let alignment = index.align().unwrap();
        each_once(&alignment);
        no_chain(&index, &alignment);
        prop_assert!(alignment == align(&plans, Options::new()).unwrap());
        let json = serde_json::to_string(&alignment).unwrap();
        prop_assert!(serde_json::from_str::<Alignment>(&json).unwrap() == alignment);
    }

    #[test]
    fn one_to_one_rows_hold_one_unit_of_a_plan(seed in any::<u64>(), count in 2usize..6) {
        let plans = made(count, seed);
        let index = Index::new(&plans, Options::new().grouping(Grouping::OneToOne)).unwrap();
        let alignment = index.align().unwrap();
        each_once(&alignment);
        no_chain(&index, &alignment);
        for row in &alignment.rows {
            let held: BTreeSet<usize> = row.members.iter().map(|m| alignment.members[*m].plan).collect();
            prop_assert_eq!(held.len(), row.members.len());
        }
    }

    #[test]
    fn judgements_are_never_overruled(seed in any::<u64>(), count in 2usize..5, picks in prop::collection::vec((any::<usize>(), any::<usize>(), any::<bool>()), 1..8), one in any::<bool>()) {
        let plans = made(count, seed);
        let grouping = if one { Grouping::OneToOne } else { Grouping::Groups };
        let plain = align(&plans, Options::new().grouping(grouping)).unwrap();
        let n = plain.members.len();
        let mut judgements = Vec::new();
        for (x, y, together) in picks {
            let (x, y) = match plain.pairs.get(x % (2 * plain.pairs.len().max(1))) {
                Some(pair) => (pair.a, pair.b),
                None => (x % n, y % n),
            };
            if x != y {
                let verdict = if together { Verdict::Together } else { Verdict::Apart };
                judgements.push((x, y, Judgement::new(reference(&plain, x), reference(&plain, y), verdict).because("试", "律")));
            }
        }
        let index = Index::new(&plans, Options::new().grouping(grouping)).unwrap().judgements(judgements.iter().map(|j| j.2.clone()));
        match index.align() {
            Err(error) => prop_assert!(error.is_contradiction(), "{}", error),
            Ok(judged) => {
                each_once(&judged);
                for (x, y, judgement) in &judgements {
                    let row = |m: &usize| judged.rows.iter().position(|row| row.members.contains(m));
                    match judgement.verdict {
                        Verdict::Together => prop_assert!(row(x).is_some() && row(x) == row(y)),
                        Verdict::Apart => prop_assert!(row(x).is_none() || row(x) != row(y)),
                    }
                }
            }
        }
    }

    #[test]
    fn an_explanation_is_the_same_from_both_sides_and_adds_up(seed in any::<u64>(), x in any::<usize>(), y in any::<usize>()) {
        let plans = made(2, seed);
        let index = Index::new(&plans, Options::new()).unwrap();
        let members: Vec<Member> = index.members().into_iter().cloned().collect();
        let (a, b) = (&members[x % members.len()], &members[y % members.len()]);
        let (there, back) = (index.explain(a, b).unwrap(), index.explain(b, a).unwrap());
        prop_assert_eq!(there.bits.to_bits(), back.bits.to_bits());
        prop_assert_eq!(&there.steps, &back.steps);
        let sum = there.prior + there.steps.iter().map(|s| s.bits).sum::<f64>();
        prop_assert!((sum - there.bits).abs() < 1e-4);
        prop_assert!((there.steps.last().unwrap().total - there.bits).abs() < 1e-4);
    }
}

/// Every pair of two plans, compared one by one.
fn oracle(index: &Index<'_>) -> BTreeSet<(Member2, Member2)> {
    let members = index.members();
    let mut found = BTreeSet::new();
    for (i, a) in members.iter().enumerate() {
        for b in members[i + 1..].iter().filter(|b| b.plan != a.plan) {
            if index.compare(a, b).unwrap().relation != Relation::None {
                found.insert((key(a), key(b)));
            }
        }
    }
    found
}

type Member2 = (usize, String, usize);

fn key(member: &Member) -> Member2 {
    (member.plan, member.path.to_string(), member.items.len())
}

#[test]
fn the_search_finds_what_a_comparison_of_all_pairs_finds() {
    let (mut all, mut found) = (0usize, 0usize);
    for (count, seed) in [(3, 1), (7, 2), (14, 3)] {
        let plans = made(count, seed);
        let index = Index::new(&plans, Options::new()).unwrap();
        let alignment = index.align().unwrap();
        let pairs: BTreeSet<_> =
            alignment.pairs.iter().map(|p| (key(&alignment.members[p.a]), key(&alignment.members[p.b]))).collect();
        let truth = oracle(&index);
        assert!(pairs.is_subset(&truth), "a pair that all pairs do not hold");
        all += truth.len();
        found += pairs.len();
    }
    assert!(found as f64 >= 0.999 * all as f64, "{found} of {all}");
}

#[test]
fn a_large_row_holds_no_pair_that_is_not_comparable() {
    let plans = made(45, 9);
    let alignment = align(&plans, Options::new()).unwrap();
    assert!(alignment.stamp.complete && alignment.rows.iter().any(|row| row.members.len() > 40), "no large row");
    // A complete search lists every comparable pair.
    let comparable: BTreeSet<(usize, usize)> = alignment.pairs.iter().map(|pair| (pair.a, pair.b)).collect();
    for row in &alignment.rows {
        assert!(row.closeness >= 0.5);
        for (n, x) in row.members.iter().enumerate() {
            for y in row.members[n + 1..].iter().filter(|y| alignment.members[*x].plan != alignment.members[**y].plan) {
                assert!(comparable.contains(&(*x, *y)), "{:?} {:?}", alignment.members[*x], alignment.members[*y]);
            }
        }
    }
}

#[test]
fn plans_that_are_made_when_asked_for_give_the_same_alignment() {
    let plans = made(6, 4);
    let held = align(&plans, Options::new()).unwrap();
    let index =
        Index::over(plans.len(), |i| plans[i].clone(), Options::new(), crossplan::vocabulary::Vocabulary::standard()).unwrap();
    let alignment = index.align().unwrap();
    assert!(alignment == held);
    let (a, b) = (&held.members[held.pairs[0].a], &held.members[held.pairs[0].b]);
    let index = Index::new(&plans, Options::new()).unwrap();
    let over =
        Index::over(plans.len(), |i| plans[i].clone(), Options::new(), crossplan::vocabulary::Vocabulary::standard()).unwrap();
    let why = over.explain(a, b).unwrap();
    assert!(!why.phrases.is_empty() && why == index.explain(a, b).unwrap());
}

#[test]
fn what_is_prepared_and_what_comes_of_it_can_go_to_another_thread() {
    fn sound<T: Send + Sync>() {}
    sound::<Index<'static>>();
    sound::<Alignment>();
    sound::<Options>();
    sound::<crossplan::align::Explanation>();
    sound::<crossplan::align::AlignError>();
}

/// The same bytes from one thread and from several; that several worked is made sure of by waiting until a second one has come.
#[cfg(feature = "rayon")]
#[test]
fn threads_change_no_byte() {
    use std::collections::HashSet;
    use std::sync::{Condvar, Mutex};
    use std::time::Duration;

    let plans = made(14, 8);
    for complete in [usize::MAX, 0] {
        let aligned = |threads: usize| {
            let (seen, came) = (Mutex::new(HashSet::new()), Condvar::new());
            let wait = |_: &Member, _: &Member| {
                let mut seen = seen.lock().unwrap();
                if seen.insert(std::thread::current().id()) {
                    came.notify_all();
                    drop(came.wait_timeout_while(seen, Duration::from_secs(60), |seen| seen.len() < threads.min(2)).unwrap());
                }
                None
            };
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            let alignment =
                pool.install(|| Index::new(&plans, Options::new().complete(complete)).unwrap().similarity(wait).align()).unwrap();
            let worked = seen.lock().unwrap().len();
            assert!(if threads == 1 { worked == 1 } else { worked > 1 }, "{worked} of {threads} threads worked");
            serde_json::to_string(&alignment).unwrap()
        };
        let alone = aligned(1);
        for threads in [2, 3, 8] {
            assert!(aligned(threads) == alone, "{threads} threads");
        }
    }
}

#[test]
fn every_class_is_aligned_by_the_same_mechanism() {
    let plans = crossplan::samples::plans().unwrap();
    for class in [Class::Goal, Class::Incentive, Class::Funding, Class::Accountability] {
        let alignment = align(&plans, Options::new().classes([class])).unwrap();
        each_once(&alignment);
        assert!(!alignment.rows.is_empty(), "{class}");
        assert!(alignment.members.iter().all(|m| m.class == class && m.items.len() == 1));
        assert_eq!(alignment.members.len(), plans.iter().map(|(_, p)| p.items_of(class).count()).sum::<usize>());
    }
}

#[test]
fn a_neighbour_has_the_score_of_the_one_shot_call() {
    let plans = crossplan::samples::plans().unwrap();
    let index = Index::new(&plans, Options::new()).unwrap();
    let alignment = index.align().unwrap();
    for pair in &alignment.pairs {
        let (a, b) = (&alignment.members[pair.a], &alignment.members[pair.b]);
        let near = index.neighbours(a, usize::MAX);
        let found = near.iter().find(|n| n.member == *b).expect("a pair is a neighbour");
        assert_eq!((found.score, found.related, found.relation), (pair.score, pair.related, pair.relation));
        let why = index.explain(a, b).unwrap();
        assert_eq!((why.score, why.related, why.relation), (pair.score, pair.related, pair.relation));
    }
}

#[test]
fn one_plan_against_a_corpus() {
    let plans = crossplan::samples::plans().unwrap();
    let index = Index::new(&plans[1..], Options::new()).unwrap();
    let near = index.against(&plans[0], 3);
    assert_eq!(near.len(), Index::new(&plans[..1], Options::new()).unwrap().members().len());
    assert!(near.iter().filter(|(_, list)| list.first().is_some_and(|n| n.relation == Relation::Same)).count() > near.len() / 2);
    assert!(near.iter().all(|(_, list)| list.len() <= 3 && list.windows(2).all(|w| w[0].score >= w[1].score)));
}

#[test]
fn near_misses_say_why_not() {
    let plans = crossplan::samples::plans().unwrap();
    let alignment = align(&plans, Options::new().near_misses(2)).unwrap();
    assert!(!alignment.alone.is_empty());
    // Each has its nearest, however far.
    assert!(alignment.alone.iter().all(|alone| !alone.near.is_empty()));
    let mut reasons = alignment.alone.iter().flat_map(|a| &a.near);
    assert!(reasons.clone().all(|near| near.against.windows(2).all(|w| w[0].1 <= w[1].1)));
    assert!(reasons.any(|near| !near.against.is_empty()));
}

#[test]
fn a_similarity_of_ones_own_moves_the_score() {
    let plans = crossplan::samples::plans().unwrap();
    let plain = Index::new(&plans, Options::new()).unwrap();
    let (sure, unsure) = (
        Index::new(&plans, Options::new()).unwrap().similarity(|_, _| Some(0.0)),
        Index::new(&plans, Options::new().own_weight(0.0)).unwrap().similarity(|_, _| Some(1.0)),
    );
    let alignment = plain.align().unwrap();
    assert!(sure.align().unwrap().pairs.len() < alignment.pairs.len());
    let pairs = unsure.align().unwrap().pairs;
    assert!(pairs == alignment.pairs);
    let one = alignment.pairs[0];
    let entry = (alignment.members[one.b].clone(), alignment.members[one.a].clone(), 0.9);
    let matrix = Index::new(&plans, Options::new()).unwrap().similarity_matrix([entry]);
    let why = matrix.explain(&alignment.members[one.a], &alignment.members[one.b]).unwrap();
    assert!(why.bits > plain.explain(&alignment.members[one.a], &alignment.members[one.b]).unwrap().bits);
}

#[test]
fn weights_are_estimated_the_same_each_time_and_stay_sober() {
    let plans = made(12, 7);
    let index = Index::new(&plans, Options::new()).unwrap();
    let weights = index.estimate(crossplan::align::Estimate::default()).unwrap();
    assert_eq!(weights, index.estimate(crossplan::align::Estimate::default()).unwrap());
    weights.check().unwrap();
    assert!(weights.version.ends_with("+estimated"));
    let (before, after) = (index.align().unwrap(), align(&plans, Options::new().weights(weights)).unwrap());
    let same = |a: &Alignment| a.pairs.iter().filter(|p| p.relation == Relation::Same).count();
    let (before, after) = (same(&before) as f64, same(&after) as f64);
    assert!((0.6..1.6).contains(&(after / before)), "{before} {after}");
}

#[test]
fn unknown_references_and_contradictions_are_refused() {
    let plans = crossplan::samples::plans().unwrap();
    let judge = |a: &str, b: &str, verdict| {
        Judgement::new(Reference::new("XS", a.parse().unwrap()), Reference::new("XQ", b.parse().unwrap()), verdict)
    };
    let error =
        |judgements: Vec<Judgement>| Index::new(&plans, Options::new()).unwrap().judgements(judgements).align().unwrap_err();
    let unknown = error(vec![judge("measure:九", "measure:二/（一）/1", Verdict::Together)]);
    assert!(unknown.is_unknown());
    assert_eq!(unknown.to_string(), "judgement 0 names measure:九 of `XS`, which the corpus does not hold");
    let both = ["measure:三/（一）", "measure:二/（一）/1"];
    let torn = error(vec![judge(both[0], both[1], Verdict::Together), judge(both[0], both[1], Verdict::Apart)]);
    assert!(torn.is_contradiction());
    assert!(torn.to_string().starts_with("judgement 1 keeps apart what others bind together"), "{torn}");
}

#[test]
fn shared_phrases_stand_where_they_are_said_to_stand() {
    let plans = crossplan::samples::plans().unwrap();
    let index = Index::new(&plans, Options::new()).unwrap();
    let alignment = index.align().unwrap();
    for pair in alignment.pairs.iter().take(40) {
        let why = index.explain(&alignment.members[pair.a], &alignment.members[pair.b]).unwrap();
        for phrase in &why.phrases {
            for (plan, mention) in [(why.a.plan, &phrase.in_a), (why.b.plan, &phrase.in_b)] {
                let Some(item) = mention.item.as_ref().and_then(|id| plans[plan].1.item(id)) else { continue };
                let field = match mention.field.as_str() {
                    "title" => item.title(),
                    "summary" => item.summary().unwrap(),
                    _ => continue,
                };
                assert_eq!(mention.span.of(field), Some(phrase.text.as_str()));
            }
        }
    }
}
