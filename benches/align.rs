//! How long an alignment takes: five plans against the Python pipeline, the search for candidates against `sp_matmul_rs`, what the search in a
//! large corpus finds of what a complete one does, and growing corpora with the exponent of growth and peak memory.
//!
//! ```text
//! cargo bench -p crossplan-benches --bench align [--features rayon] -- [five] [search] [recall] [growth] \
//!     [--python INTERPRETER] [--plans N,N,…] [--hold]
//! ```
//!
//! Without names of parts all run. `--python` (or `CROSSPLAN_PYTHON`) names an interpreter with jieba, scikit-learn and SciPy: `five` then runs
//! `benches/peers/align.py` in turn with ours, so that what else the machine does falls on both, and tells two ratios: of the pairing alone, where
//! both sides have read the plans and loaded their dictionaries, and of whole processes from files to pairs (ours: `examples/pairs`). Without
//! an interpreter `five` tells our time alone. `--plans` gives the sizes of the corpora (30,000 plans take a few minutes); they are
//! made plan by plan while they are read ([`Index::over`]), with `--hold` they are all held in memory. Times are those of the processor, all
//! threads together, so that other work on the machine moves them little; the clock is told beside them.
//! Of the pairing, reading the vocabulary and the background of the genre happens once in a process and is left out here, as loading jieba's
//! dictionary is there; all work of a call, features included, is in.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark reports on the terminal and stops at a fault")]

#[allow(dead_code, unreachable_pub, reason = "shared with the tests")]
mod corpus;
mod measure;
#[allow(unreachable_pub, reason = "a module of this program")]
mod peer;

use std::collections::BTreeSet;
use std::time::Instant;

use corpus::Maker;
use crossplan::Plan;
use crossplan::align::{Alignment, Index, Options, Relation, align};
use crossplan::vocabulary::Vocabulary;
use measure::{fitted, median, memory, processor};
use peer::{Peer, Took, Whole};
use sp_matmul_rs::{CsrView, TopNOptions, sp_matmul_topn};

/// Units of the search for candidates.
const UNITS: usize = 10_000;

struct Arguments {
    python: Option<String>,
    plans: Vec<usize>,
    hold: bool,
    parts: Vec<String>,
}

fn arguments() -> Arguments {
    let python = std::env::var("CROSSPLAN_PYTHON").ok();
    let mut given = Arguments { python, plans: vec![30, 100, 300, 1_000, 3_000], hold: false, parts: Vec::new() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--python" => given.python = Some(arguments.next().expect("--python INTERPRETER")),
            "--hold" => given.hold = true,
            "--plans" => {
                let list = arguments.next().expect("--plans N,N,…");
                given.plans = list.split(',').filter_map(|n| n.parse().ok()).collect();
            }
            "five" | "search" | "recall" | "growth" => given.parts.push(argument),
            // `cargo bench` hands its own flags on.
            _ => {}
        }
    }
    given
}

fn main() {
    let given = arguments();
    let runs = |part: &str| given.parts.is_empty() || given.parts.iter().any(|p| p == part);
    let named = crossplan::samples::plans().expect("the samples are sound");
    if runs("five") {
        five(&named, given.python.as_deref());
    }
    let real: Vec<Plan> = named.into_iter().map(|(_, plan)| plan).collect();
    if runs("search") {
        search(&real);
    }
    if runs("recall") {
        recall(&real);
    }
    if runs("growth") {
        growth(&real, &given.plans, given.hold);
    }
}

/// The five plans that ship, over and over, in turn with the peer.
fn five(plans: &[(&'static str, Plan)], python: Option<&str>) {
    const ROUNDS: usize = 15;
    const RUNS: u32 = 10;
    let mut peer = python.map(Peer::start);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let (start, clock) = (processor(), Instant::now());
        for _ in 0..RUNS {
            std::hint::black_box(align(plans, Options::new()).expect("aligned"));
        }
        let each = |milliseconds: f64| milliseconds / f64::from(RUNS);
        let took = Took { processor: each((processor() - start) * 1000.0), clock: each(clock.elapsed().as_secs_f64() * 1000.0) };
        let other = peer.as_mut().map(Peer::run);
        // The first round warms both up.
        if round > 0 {
            ours.push(took);
            theirs.extend(other);
        }
    }
    tell("five plans", &ours, &theirs);
    if let Some(python) = python {
        let whole = Whole::new(python);
        let (ours, theirs): (Vec<Took>, Vec<Took>) = (0..ROUNDS).map(|_| (whole.ours(), whole.theirs())).unzip();
        tell("five plans, whole processes", &ours, &theirs);
    }
}

/// The medians of both sides and how many times as fast ours is, by the processor and by the clock.
fn tell(what: &str, ours: &[Took], theirs: &[Took]) {
    let median = |list: &[Took], of: fn(&Took) -> f64| median(&mut list.iter().map(of).collect::<Vec<f64>>());
    for (kind, of) in [("processor", (|took| took.processor) as fn(&Took) -> f64), ("clock", |took| took.clock)] {
        let (mine, other) = (median(ours, of), median(theirs, of));
        let least = ours.iter().map(of).fold(f64::INFINITY, f64::min);
        print!("{what}, {kind}: median {mine:.2} ms, least {least:.2} ms");
        if !theirs.is_empty() {
            let quickest = theirs.iter().map(of).fold(f64::INFINITY, f64::min);
            print!("; Python peer median {other:.1} ms, least {quickest:.1} ms: {:.1} x as fast", other / mine.max(1e-6));
        }
        println!();
    }
}

/// The same candidates from the same vectors: every two units of two plans whose product reaches the threshold.
fn search(real: &[Plan]) {
    let maker = Maker::new(real, 1);
    let plans: Vec<(String, Plan)> = (0..330).map(|i| maker.plan(i)).collect();
    let index = Index::new(&plans, Options::new().complete(usize::MAX)).expect("an index");
    let (vectors, least) = index.signatures();
    let vectors: Vec<(usize, &[(u32, f32)])> = vectors.take(UNITS).collect();
    let (mut ends, mut names, mut weights) = (vec![0i32], Vec::new(), Vec::new());
    for (_, vector) in &vectors {
        names.extend(vector.iter().map(|(name, _)| i32::try_from(*name).expect("a small number")));
        weights.extend(vector.iter().map(|(_, weight)| *weight));
        ends.push(i32::try_from(names.len()).expect("a small number"));
    }
    let columns = names.iter().max().map_or(0, |last| usize::try_from(*last).unwrap_or_default() + 1);
    // The other factor is the matrix turned over, which the peer wants in the same form.
    let (turned_ends, turned_names, turned_weights) = turned(&ends, &names, &weights, columns);
    let left = CsrView::new(vectors.len(), columns, &ends, &names, &weights).expect("a matrix");
    let right = CsrView::new(columns, vectors.len(), &turned_ends, &turned_names, &turned_weights).expect("a matrix");
    // The peer wants more than the threshold, ours as much.
    let options = || TopNOptions { threshold: Some(least.next_down()), ..TopNOptions::default() };
    let plan = |i: usize| vectors.get(i).map(|(plan, _)| *plan);

    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..5 {
        let start = processor();
        let found = index.candidates(vectors.len());
        ours.push(processor() - start);
        let start = processor();
        let product = sp_matmul_topn(left, right, vectors.len(), options());
        theirs.push(processor() - start);
        if round == 0 {
            let mut expected: Vec<Vec<usize>> = vec![Vec::new(); vectors.len()];
            for (late, row) in product.indptr.windows(2).enumerate() {
                let range = |at: usize| row.get(at).and_then(|n| usize::try_from(*n).ok()).unwrap_or_default();
                let early =
                    product.indices.get(range(0)..range(1)).unwrap_or_default().iter().filter_map(|n| usize::try_from(*n).ok());
                let mut kept: Vec<usize> = early.filter(|early| *early < late && plan(*early) != plan(late)).collect();
                kept.sort_unstable();
                expected.get_mut(late).into_iter().for_each(|slot| slot.append(&mut kept));
            }
            let (same, all) = (found.iter().zip(&expected).filter(|(a, b)| a == b).count(), vectors.len());
            assert_eq!(same, all, "the same candidates");
            println!("\nsearch: {all} units, {} candidates, the same from both", expected.iter().map(Vec::len).sum::<usize>());
        }
        std::hint::black_box((found, product));
    }
    let (ours, theirs) = (median(&mut ours), median(&mut theirs));
    println!("search: {ours:.3} s; sp_matmul_rs, one thread, {theirs:.3} s: {:.2} x as fast", theirs / ours);
}

/// A matrix turned over, in the same form.
fn turned(ends: &[i32], names: &[i32], weights: &[f32], columns: usize) -> (Vec<i32>, Vec<i32>, Vec<f32>) {
    let mut lists: Vec<Vec<(i32, f32)>> = vec![Vec::new(); columns];
    for (row, range) in (0i32..).zip(ends.windows(2)) {
        let at = |i: usize| range.get(i).and_then(|n| usize::try_from(*n).ok()).unwrap_or_default();
        for (name, weight) in names.get(at(0)..at(1)).unwrap_or_default().iter().zip(weights.get(at(0)..).unwrap_or_default()) {
            usize::try_from(*name).ok().and_then(|i| lists.get_mut(i)).into_iter().for_each(|list| list.push((row, *weight)));
        }
    }
    let (mut ends, mut names, mut weights) = (vec![0], Vec::new(), Vec::new());
    for list in lists {
        names.extend(list.iter().map(|(row, _)| *row));
        weights.extend(list.iter().map(|(_, weight)| *weight));
        ends.push(i32::try_from(names.len()).expect("a small number"));
    }
    (ends, names, weights)
}

/// What the bounded search of a large corpus finds of what a complete search finds.
fn recall(real: &[Plan]) {
    println!(
        "\n  plans   units   pairs found: same, comparable   a best partner found   in one row as before   rows before, now"
    );
    for count in [60, 100, 200] {
        let plans = corpus::corpus(real, count, 2);
        let [all, fast] = [usize::MAX, 0].map(|complete| align(&plans, Options::new().complete(complete)).expect("aligned"));
        let known: BTreeSet<(usize, usize)> = fast.pairs.iter().map(|pair| (pair.a, pair.b)).collect();
        let share = |found: usize, of: usize| fraction(found, of) * 100.0;
        let pairs = |least: Relation| {
            let wanted = all.pairs.iter().filter(|pair| pair.relation >= least);
            share(wanted.clone().filter(|pair| known.contains(&(pair.a, pair.b))).count(), wanted.count())
        };
        let (best, of) = best_partners(&all, &fast);
        let (kept, rows) = together(&all, &fast);
        println!(
            "{count:>7} {:>7}   {:>17.2} %, {:>8.2} %   {:>18.2} %   {:>18.2} %   {:>8}, {}",
            all.members.len(),
            pairs(Relation::Same),
            pairs(Relation::Partial),
            share(best, of),
            share(kept, rows),
            all.rows.len(),
            fast.rows.len()
        );
    }
}

fn fraction(part: usize, of: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    number(part) / number(of.max(1))
}

/// Of how many units the search found one of the best partners, and how many have one that is the same.
fn best_partners(all: &Alignment, fast: &Alignment) -> (usize, usize) {
    let best = |alignment: &Alignment| {
        let mut best = vec![0.0f64; alignment.members.len()];
        for pair in alignment.pairs.iter().filter(|pair| pair.relation == Relation::Same) {
            for unit in [pair.a, pair.b] {
                best.get_mut(unit).into_iter().for_each(|score| *score = score.max(pair.score));
            }
        }
        best
    };
    let (all, fast) = (best(all), best(fast));
    let wanted = all.iter().zip(&fast).filter(|(best, _)| **best > 0.0);
    (wanted.clone().filter(|(best, found)| found >= best).count(), wanted.count())
}

/// How many pairs of units that stood in one row do so again, and how many there are.
fn together(all: &Alignment, fast: &Alignment) -> (usize, usize) {
    let mut row_of = vec![usize::MAX; fast.members.len()];
    for (at, row) in fast.rows.iter().enumerate() {
        row.members.iter().for_each(|member| row_of.get_mut(*member).into_iter().for_each(|slot| *slot = at));
    }
    let (mut kept, mut of) = (0, 0);
    for row in &all.rows {
        let mut counts = std::collections::BTreeMap::new();
        row.members.iter().filter_map(|m| row_of.get(*m)).for_each(|row| *counts.entry(*row).or_insert(0usize) += 1);
        of += row.members.len() * (row.members.len() - 1) / 2;
        kept += counts.iter().filter(|(row, _)| **row != usize::MAX).map(|(_, n)| n * (n - 1) / 2).sum::<usize>();
    }
    (kept, of)
}

/// Synthetic corpora of growing size. The making of the plans is not in the times.
fn growth(real: &[Plan], counts: &[usize], hold: bool) {
    println!("\n  plans    units     pairs    rows   processor     clock  ms/plan  exponent  before    peak memory");
    let maker = Maker::new(real, 1);
    let mut points: Vec<(f64, f64)> = Vec::new();
    for &count in counts {
        let start = processor();
        let mut plans: Vec<(String, Plan)> = (0..count).map(|i| maker.plan(i)).filter(|_| hold).collect();
        let made = processor() - start;
        let (held, start, clock) = (memory("VmRSS"), processor(), Instant::now());
        let index = if hold {
            Index::new(&plans, Options::new())
        } else {
            Index::over(count, |i| maker.plan(i), Options::new(), Vocabulary::standard())
        };
        let alignment = index.and_then(|index| index.align()).expect("aligned");
        let clock = clock.elapsed().as_secs_f64();
        // Up to 256 plans are read once, more are read twice.
        let readings = if hold { 0.0 } else { f64::from(1 + u8::from(count > 256)) };
        let took = (processor() - start - readings * made).max(1e-6);
        plans.clear();
        let n = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let point = (n.ln(), took.ln());
        let slope = points.last().map_or(String::new(), |last| format!("{:.2}", (point.1 - last.1) / (point.0 - last.0)));
        points.push(point);
        let (units, pairs, rows) = (alignment.members.len(), alignment.pairs.len(), alignment.rows.len());
        let (each, peak) = (took * 1000.0 / n, memory("VmHWM"));
        println!(
            "{count:>7} {units:>8} {pairs:>9} {rows:>7} {took:>9.2} s {clock:>7.2} s {each:>8.2} {slope:>9} {held:>5.0} MB {peak:>8.0} MB"
        );
    }
    println!("exponent fitted over all: {:.2}", fitted(&points));
    let large: Vec<_> = points.into_iter().filter(|(n, _)| *n >= 300f64.ln() - 1e-9).collect();
    println!("exponent fitted from 300 plans: {:.2}", fitted(&large));
}
