//! The edit study: random plans, known edits on them, and how many of the edits the diff reports as exactly that.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests")]

mod edits;

use std::collections::{BTreeMap, HashSet};

use crossplan::diff::{Diff, ItemChange, diff};
use crossplan::*;
use edits::{KINDS, Known, Rng, Touched, edit, synthetic};

#[derive(Default)]
struct Study {
    edits: usize,
    exact: usize,
    untouched: usize,
    false_reports: usize,
    by_kind: BTreeMap<&'static str, (usize, usize)>,
}

/// Whether the report of an item says what happened to it, no more and no less.
fn is_exact(change: &ItemChange<'_>, touched: &Touched) -> bool {
    if change.kinds != touched.kinds || change.before_id() != touched.before || change.after_id() != touched.after {
        return false;
    }
    let Some(expected) = &touched.changes else { return true };
    let said = change.changes.iter().filter(|c| c.shift.is_substance());
    let mut said: Vec<_> = said.map(|c| (if c.to.is_some() { c.after_path() } else { c.before_path() }, c.shift)).collect();
    let mut expected = expected.clone();
    said.sort();
    expected.sort();
    said == expected
}

fn run(seeds: std::ops::Range<u64>) -> Study {
    let mut study = Study::default();
    for seed in seeds {
        let mut rng = Rng::new(seed);
        let units = 12 + rng.below(60);
        let a = synthetic(&mut rng, units);
        let mut b = a.clone();
        let (mut used, mut made): (Vec<ItemId>, Vec<Known>) = (Vec::new(), Vec::new());
        for _ in 0..1 + rng.below(30) {
            let kind = rng.below(KINDS);
            made.extend(edit(&mut b, kind, &mut rng, &mut used));
        }
        assert_eq!(b.check(), Ok(()), "seed {seed}");
        let there: Diff = diff(&a, &b);
        assert_eq!(there.apply(&a).unwrap(), b);
        let changes: Vec<ItemChange<'_>> = there.items().collect();
        for known in &made {
            let exact = known.touched.iter().all(|t| changes.iter().any(|c| is_exact(c, t)));
            let tally = study.by_kind.entry(known.name).or_default();
            tally.0 += 1;
            tally.1 += usize::from(exact);
            study.edits += 1;
            study.exact += usize::from(exact);
            if !exact && std::env::var_os("SHOW").is_some() {
                for t in &known.touched {
                    eprintln!(
                        "seed {seed}: {} {:?} -> {:?} {:?} {:?}",
                        known.name,
                        t.before.as_ref().map(|i| i.to_string()),
                        t.after.as_ref().map(|i| i.to_string()),
                        t.kinds,
                        t.changes
                    );
                    for c in changes.iter().filter(|c| {
                        (t.before.is_some() && c.before_id() == t.before) || (t.after.is_some() && c.after_id() == t.after)
                    }) {
                        eprintln!(
                            "   said {:?} {:?} -> {:?} {:?}",
                            c.kinds,
                            c.before.map(|i| i.title().to_owned()),
                            c.after.map(|i| i.title().to_owned()),
                            c.pairing
                        );
                        for ch in c.changes {
                            eprintln!("      {} {:?} {:?} {:?}->{:?}", ch.field, ch.shift, (ch.from, ch.to), ch.before, ch.after);
                        }
                    }
                }
            }
        }
        let befores: HashSet<&ItemId> = made.iter().flat_map(|k| &k.touched).filter_map(|t| t.before.as_ref()).collect();
        let afters: HashSet<&ItemId> = made.iter().flat_map(|k| &k.touched).filter_map(|t| t.after.as_ref()).collect();
        study.untouched += a.items().filter(|item| !befores.contains(&item.id())).count();
        for change in &changes {
            let about_edited = change.before_id().is_some_and(|id| befores.contains(&id))
                || change.after_id().is_some_and(|id| afters.contains(&id));
            if !about_edited {
                study.false_reports += 1;
                if std::env::var_os("SHOW").is_some() {
                    eprintln!(
                        "seed {seed}: FALSE {:?} {:?} -> {:?}",
                        change.kinds,
                        change.before_id().map(|i| i.to_string()),
                        change.after_id().map(|i| i.to_string())
                    );
                    for ch in change.changes {
                        eprintln!("      {} {:?} {:?} {:?}->{:?}", ch.field, ch.shift, (ch.from, ch.to), ch.before, ch.after);
                    }
                }
            }
        }
    }
    study
}

fn report(study: &Study) {
    for (name, (made, exact)) in &study.by_kind {
        println!("{name:28} {exact:6} of {made:6}  {:.2}%", 100.0 * *exact as f64 / *made as f64);
    }
    println!("{:28} {:6} of {:6}  {:.3}%", "exact", study.exact, study.edits, 100.0 * study.exact as f64 / study.edits as f64);
    let share = 100.0 * study.false_reports as f64 / study.untouched as f64;
    println!("{:28} {:6} of {:6}  {share:.4}%", "untouched items reported", study.false_reports, study.untouched);
}

fn judge(study: &Study) {
    report(study);
    assert!(study.exact * 1_000 >= study.edits * 980, "{} of {} edits", study.exact, study.edits);
    assert!(study.false_reports * 1_000 <= study.untouched * 5, "{} of {}", study.false_reports, study.untouched);
}

#[test]
fn known_edits_are_found_and_named() {
    judge(&run(0..500));
}

/// `cargo test --release --test diff_study -- --ignored --nocapture`
#[test]
#[ignore = "the full study: half a minute in release builds"]
fn full_study() {
    judge(&run(0..1_000));
}

/// Ten counties' worth of units in one plan, in stock phrases, with numbers: what pairing by words finds hard.
fn stock(units: usize, rng: &mut Rng) -> Plan {
    let mut plan = synthetic(rng, 1);
    let tasks: Vec<Plan> = (0..66).map(|_| synthetic(rng, 1)).collect();
    let stock =
        ["强化组织领导，明确职责分工，细化工作措施，确保各项任务落到实处。", "各学校要提高认识，统筹安排，及时总结经验做法。"];
    plan.outline.clear();
    plan.outline.push(Section {
        path: "一".parse().unwrap(),
        role: Role::Tasks,
        title: "任务".into(),
        source: Source::default(),
    });
    plan.goals.clear();
    plan.incentives.clear();
    plan.funding.clear();
    plan.accountability.clear();
    plan.measures.clear();
    for i in 0..units {
        let mut measure = tasks[i % 66].measures[0].clone();
        let numbers = format!("到2025年新增{}个、培训{}人次，", 3 + rng.below(97), 10 + rng.below(900));
        measure.summary = Some(format!("{numbers}{}{}", measure.summary.unwrap(), stock[rng.below(2)]));
        measure.path = format!("一/{}", i + 1).parse().unwrap();
        plan.outline.push(Section {
            path: measure.path.clone(),
            role: Role::Tasks,
            title: measure.title.clone(),
            source: Source::default(),
        });
        plan.measures.push(measure);
    }
    assert_eq!(plan.check(), Ok(()));
    plan
}

/// The plan with its units in another order, each with one character more; the truth as places before, by place after.
fn shuffled(plan: &Plan, renumber: bool, rng: &mut Rng) -> (Plan, Vec<usize>) {
    let mut order: Vec<usize> = (0..plan.measures.len()).collect();
    for i in (1..order.len()).rev() {
        order.swap(i, rng.below(i + 1));
    }
    let mut b = plan.clone();
    b.measures = order.iter().map(|i| plan.measures[*i].clone()).collect();
    for (at, measure) in b.measures.iter_mut().enumerate() {
        let mut summary: Vec<char> = measure.summary.clone().unwrap().chars().collect();
        summary.insert(rng.below(summary.len()), '新');
        measure.summary = Some(summary.into_iter().collect());
        if renumber {
            measure.path = plan.measures[at].path.clone();
        }
    }
    (b, order)
}

fn wrong(a: &Plan, b: &Plan, truth: &[usize]) -> usize {
    let there = diff(a, b);
    assert_eq!(there.apply(a).unwrap(), *b);
    let found: HashSet<(usize, usize)> = there.measures.changed.iter().map(|p| (p.from, p.to)).collect();
    truth.iter().enumerate().filter(|(to, from)| !found.contains(&(**from, *to))).count()
}

#[test]
fn six_hundred_and_sixty_shuffled_units() {
    let mut rng = Rng::new(660);
    let a = stock(660, &mut rng);
    for renumber in [false, true] {
        let (b, truth) = shuffled(&a, renumber, &mut rng);
        assert_eq!(wrong(&a, &b, &truth), 0, "renumber: {renumber}");
    }
}

/// A unit is put before all others of each section: everything behind it gets another number, and nothing else is reported.
#[test]
fn all_numbers_move_up() {
    for seed in 0..20 {
        let mut rng = Rng::new(seed);
        let a = synthetic(&mut rng, 30);
        let mut b = a.clone();
        let shift = |path: &Path| -> Path {
            match path.as_str().rsplit_once('/') {
                Some((parent, number)) if path.depth() == 3 => {
                    format!("{parent}/{}", number.parse::<u32>().unwrap() + 1).parse().unwrap()
                }
                _ => path.clone(),
            }
        };
        b.outline.iter_mut().for_each(|s| s.path = shift(&s.path));
        b.goals.iter_mut().for_each(|s| s.path = shift(&s.path));
        b.measures.iter_mut().for_each(|s| s.path = shift(&s.path));
        b.incentives.iter_mut().for_each(|s| s.path = shift(&s.path));
        b.funding.iter_mut().for_each(|s| s.path = shift(&s.path));
        b.accountability.iter_mut().for_each(|s| s.path = shift(&s.path));
        assert_eq!(b.check(), Ok(()));
        let there = diff(&a, &b);
        let counts = there.summary().items;
        assert_eq!(counts.renumbered, a.items().count());
        assert_eq!((counts.changed, counts.added, counts.removed, counts.moved, counts.reordered), (0, 0, 0, 0, 0));
    }
}

/// `cargo test --release --test diff_study -- --ignored --nocapture growth`
#[test]
#[ignore = "a timing: for release builds on a quiet machine"]
fn growth() {
    let time = |a: &Plan, b: &Plan| {
        let mut best = f64::MAX;
        for _ in 0..5 {
            let start = std::time::Instant::now();
            std::hint::black_box(diff(a, b));
            best = best.min(start.elapsed().as_secs_f64());
        }
        best
    };
    let mut last: Option<(usize, f64, f64, f64)> = None;
    for units in [310, 625, 1250, 2500, 5000] {
        let mut rng = Rng::new(units as u64);
        let a = stock(units, &mut rng);
        let (b, truth) = shuffled(&a, true, &mut rng);
        let shuffle = time(&a, &b);
        let natural = synthetic(&mut rng, units / 2);
        let mut edited = natural.clone();
        let mut used = Vec::new();
        for i in 0..units / 10 {
            edit(&mut edited, i % KINDS, &mut rng, &mut used);
        }
        let version = time(&natural, &edited);
        let other = synthetic(&mut rng, units / 2);
        let unrelated = time(&natural, &other);
        let wrong = wrong(&a, &b, &truth);
        print!(
            "{units:5} units shuffled {:8.2} ms ({wrong} wrong) · {} items edited {:8.2} ms · unrelated {:8.2} ms",
            shuffle * 1e3,
            natural.items().count(),
            version * 1e3,
            unrelated * 1e3
        );
        if let Some((n, s, v, u)) = last {
            let exponent = |old: f64, new: f64| (new / old).ln() / (units as f64 / n as f64).ln();
            print!("   exponents {:.2} {:.2} {:.2}", exponent(s, shuffle), exponent(v, version), exponent(u, unrelated));
        }
        println!();
        last = Some((units, shuffle, version, unrelated));
    }
}

/// Writes the pairs that `benches/peers/deepdiff_peer.py` reads, and prints how long the typed diff takes on them.
#[test]
#[ignore = "for the comparison with peers"]
fn export_for_peers() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("peers");
    std::fs::create_dir_all(&folder).unwrap();
    let mut rng = Rng::new(66);
    let version = synthetic(&mut rng, 66);
    let mut edited = version.clone();
    let mut used = Vec::new();
    for kind in 0..16 {
        edit(&mut edited, kind, &mut rng, &mut used);
    }
    let many = stock(660, &mut rng);
    let (mixed, truth) = shuffled(&many, true, &mut rng);
    std::fs::write(folder.join("shuffled-truth.json"), format!("{truth:?}")).unwrap();
    for (name, a, b) in [("version", &version, &edited), ("shuffled", &many, &mixed)] {
        std::fs::write(folder.join(format!("{name}-before.json")), a.to_json()).unwrap();
        std::fs::write(folder.join(format!("{name}-after.json")), b.to_json()).unwrap();
        let (json_a, json_b) = (a.to_json(), b.to_json());
        let (mut best, mut with_loading) = (f64::MAX, f64::MAX);
        for _ in 0..9 {
            let start = std::time::Instant::now();
            let (a, b) = (Plan::from_json(&json_a).unwrap(), Plan::from_json(&json_b).unwrap());
            let loaded = start.elapsed().as_secs_f64();
            std::hint::black_box(diff(&a, &b));
            with_loading = with_loading.min(start.elapsed().as_secs_f64());
            best = best.min(start.elapsed().as_secs_f64() - loaded);
        }
        println!("{name}: {:.3} ms, with loading {:.3} ms", best * 1e3, with_loading * 1e3);
    }
    assert_eq!(wrong(&many, &mixed, &truth), 0);
}
