//! What the tests share: random sound plans, the folder of real texts.
#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a generator that fails has a fault of its own")]

use std::path::PathBuf;

use crossplan::*;
use proptest::prelude::*;

/// The folder of the real texts: `CROSSPLAN_PLANS`, else `../shared/plans` beside the project. None, said aloud, where neither is there.
///
/// # Panics
/// When the variable names no folder: a test run that means to use the texts must not pass without them.
pub(crate) fn texts() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("CROSSPLAN_PLANS") {
        let folder = PathBuf::from(folder);
        assert!(folder.is_dir(), "CROSSPLAN_PLANS names no folder: {}", folder.display());
        return Some(folder);
    }
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/plans");
    if beside.is_dir() {
        return Some(beside);
    }
    eprintln!("skipped: no real texts (set CROSSPLAN_PLANS to their folder)");
    None
}

fn words() -> impl Strategy<Value = String> {
    "[学校教师园生提升建设a-z\"<&]{1,8}"
}

fn option<S: Strategy>(s: S) -> impl Strategy<Value = Option<S::Value>> {
    proptest::option::of(s)
}

fn pick<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

fn some_of<T: Copy + PartialEq + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    proptest::sample::subsequence(all, 0..=all.len().min(3))
}

/// Distinct names.
fn names(prefix: &'static str) -> impl Strategy<Value = Vec<String>> {
    (0usize..4).prop_map(move |n| (0..n).map(|i| format!("{prefix}{i}")).collect())
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (0i64..10_000_000_000, 0u32..4).prop_map(|(n, scale)| Decimal::new(n, scale))
}

fn due() -> impl Strategy<Value = Due> {
    prop_oneof![
        (2020..2036i32).prop_map(Due::Year),
        (2020..2036i32, 1..13u32).prop_map(|(y, m)| Due::Month(y, m)),
        (2020..2036i32, 1..13u32, 1..29u32)
            .prop_map(|(y, m, d)| Due::Day(chrono::NaiveDate::from_ymd_opt(y, m, d).expect("a real day"))),
    ]
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        proptest::sample::select(Unit::KNOWN)
            .prop_filter("hours of a day are bounded", |w| *w != "time_of_day")
            .prop_map(|w| w.parse().expect("a known unit")),
        words().prop_map(|word| Unit::Other(word.into())),
    ]
}

fn per() -> impl Strategy<Value = Per> {
    prop_oneof![
        proptest::sample::select(Per::KNOWN).prop_map(|w| w.parse().expect("a known per")),
        words().prop_map(|word| Per::Other(word.into())),
    ]
}

fn frequency() -> impl Strategy<Value = Frequency> {
    prop_oneof![
        proptest::sample::select(&["once", "annual", "biennial", "semester", "halfyear", "monthly"][..])
            .prop_map(|w| w.parse().expect("a known frequency")),
        (3u8..100).prop_map(Frequency::Cycle),
    ]
}

fn quantity() -> impl Strategy<Value = Quantity> {
    (pick(Bound::ALL), decimal(), decimal(), unit(), option(per())).prop_map(|(bound, value, more, unit, per)| Quantity {
        bound,
        value,
        upper: (bound == Bound::Between).then(|| value + more),
        unit,
        per,
    })
}

/// Sources inside a text of 10,000 bytes.
fn source() -> impl Strategy<Value = Source> {
    (option((0usize..9_000, 1usize..1_000)), option(1u32..500), option(1u32..50), option(words())).prop_map(
        |(span, line, page, note)| Source {
            span: span.map(|(start, length)| Span { start, end: start + length }),
            line,
            page,
            note,
        },
    )
}

pub(crate) fn target() -> impl Strategy<Value = Target> {
    let ids = proptest::sample::select(&["preschool-gross-enrolment", "compulsory-retention", "own-indicator-7"][..]);
    let time = (option(frequency()), option((due(), 0i32..10)));
    (words(), option(ids), option(quantity()), time, option(words()), option(pick(Force::ALL)), option(decimal()), source())
        .prop_map(|(subject, indicator, quantity, (frequency, span), scope, force, baseline, source)| Target {
            indicator: indicator.map(|id| id.parse().expect("an id")),
            baselines: match (&quantity, baseline) {
                (Some(_), Some(value)) => vec![Baseline { value, at: Some(Due::Year(2019)), note: None }],
                _ => Vec::new(),
            },
            quantity,
            frequency,
            from: span.filter(|(_, years)| *years > 3).map(|(due, years)| Due::Year(due.year() - years)),
            due: span.map(|(due, _)| due),
            scope,
            force,
            note: None,
            source,
            ..Target::new(subject)
        })
}

fn targets() -> impl Strategy<Value = Vec<Target>> {
    proptest::collection::vec(target(), 0..3)
}

fn condition() -> impl Strategy<Value = Condition> {
    (words(), option(target())).prop_map(|(text, target)| Condition { text, target: target.map(Box::new) })
}

/// What all items share, for one of `units` units.
#[derive(Clone, Debug)]
struct Common {
    unit: usize,
    title: String,
    summary: Option<String>,
    topics: Few<TopicCode, 4>,
    stages: Few<Stage, 8>,
    force: Force,
    source: Source,
}

fn common(units: usize) -> impl Strategy<Value = Common> {
    let topics = proptest::sample::subsequence(vec!["A1", "B1", "B2", "E6", "G2"], 0..3);
    (0..units, words(), option(words()), topics, some_of(Stage::ALL), pick(Force::ALL), source()).prop_map(
        |(unit, title, summary, topics, stages, force, source)| Common {
            unit,
            title,
            summary,
            topics: topics.into_iter().map(Into::into).collect(),
            stages: stages.into(),
            force,
            source,
        },
    )
}

macro_rules! build {
    ($name:ident, $paths:expr, $counts:expr, $common:expr, { $($own:tt)* }) => {{
        let Common { unit, title, summary, topics, stages, force, source } = $common;
        let n = $counts.entry(unit).and_modify(|n| *n += 1).or_insert(1u32);
        $name { path: $paths[unit].clone(), n: *n, title, summary, topics, stages, force, see: Vec::new(), source, $($own)* }
    }};
}

/// Random sound plans: two chapters and an annex, `units` units, items of every class.
pub(crate) fn plans() -> impl Strategy<Value = Plan> {
    (1usize..8).prop_flat_map(|units| {
        let list = |n| 0usize..n;
        let goals = proptest::collection::vec((common(units), targets()), list(4));
        let measures = proptest::collection::vec(
            (common(units), some_of(Instrument::ALL), names("局"), names("办"), names("校"), targets()),
            list(6),
        );
        let incentives = proptest::collection::vec(
            (
                common(units),
                names("教师"),
                some_of(IncentiveKind::ALL),
                targets(),
                targets(),
                proptest::collection::vec(condition(), 0..3),
            ),
            list(4),
        );
        let funding = proptest::collection::vec((common(units), pick(FundingKind::ALL), names("财政"), targets()), list(4));
        let rung = (pick(ConsequenceKind::ALL), words(), option(condition()), option(target())).prop_map(
            |(kind, text, when, target)| Consequence { kind, text, when: when.map(Box::new), target: target.map(Box::new) },
        );
        let accountability = proptest::collection::vec(
            (
                common(units),
                pick(Mechanism::ALL),
                names("校长"),
                proptest::collection::vec(condition(), 0..2),
                proptest::collection::vec(rung, 0..3),
                targets(),
            ),
            list(4),
        );
        let head = (words(), words(), option(due()), pick(Status::ALL), names("政府"));
        (head, goals, measures, incentives, funding, accountability).prop_map(
            move |((title, place, issued, status, issuers), goals, measures, incentives, funding, accountability)| {
                let place = Place { name: place, level: Level::County, code: None, within: Vec::new() };
                let mut plan = Plan::new(title, place, status);
                plan.issuers = issuers;
                plan.issued = issued.map(Due::last_day);
                plan.period = Some(Period { from: 2021, to: 2025 });
                plan.text = Some(TextRef { name: None, bytes: 10_000 });
                let mut paths = Vec::new();
                let path = |s: &str| s.parse::<Path>().expect("a path");
                let section =
                    |p: &Path, role| Section { path: p.clone(), role, title: format!("题{p}"), source: Source::default() };
                plan.outline.push(section(&path("一"), Role::Tasks));
                plan.outline.push(section(&path("附件1"), Role::Annex));
                plan.annexes.push(Annex { path: path("附件1"), within: None, title: "附".into(), text: AnnexText::Included });
                for i in 0..units {
                    let parent = if i % 3 == 2 { "附件1" } else { "一" };
                    let unit = path(&format!("{parent}/{}", i + 1));
                    plan.outline.push(section(&unit, Role::Tasks));
                    paths.push(unit);
                }
                let mut n = std::collections::HashMap::new();
                for (common, targets) in goals {
                    plan.goals.push(build!(Goal, paths, n, common, { targets }));
                }
                let mut n = std::collections::HashMap::new();
                for (common, instruments, lead, responsible, beneficiaries, targets) in measures {
                    plan.measures.push(build!(Measure, paths, n, common, {
                        instruments: instruments.into(), lead, responsible, supporting: Vec::new(), beneficiaries, schedule: None, targets
                    }));
                }
                let mut n = std::collections::HashMap::new();
                for (common, beneficiaries, kinds, awards, quotas, conditions) in incentives {
                    plan.incentives.push(build!(Incentive, paths, n, common, {
                        beneficiaries, kinds: kinds.into(), awards, quotas, conditions, payer: None
                    }));
                }
                let mut n = std::collections::HashMap::new();
                for (common, kind, sources, amounts) in funding {
                    plan.funding.push(build!(Funding, paths, n, common, { kind, sources, purpose: None, period: None, amounts }));
                }
                let mut n = std::collections::HashMap::new();
                for (common, mechanism, actors, triggers, consequences, terms) in accountability {
                    plan.accountability.push(build!(Accountability, paths, n, common, {
                        mechanism, actors, forums: Vec::new(), triggers, consequences, terms
                    }));
                }
                // A reference to some other item, so that references are not always empty.
                let ids: Vec<ItemId> = plan.items().map(|item| item.id()).collect();
                if let (Some(first), Some(last)) = (plan.goals.first_mut(), ids.last())
                    && ids.first() != Some(last)
                {
                    first.see.push(last.clone());
                }
                plan
            },
        )
    })
}
