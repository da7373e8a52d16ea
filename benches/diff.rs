//! Two versions of a plan: the typed diff, with and without loading, against word and character diffs of the whole texts (`similar`).
//!
//! The pair is a 66-unit plan of own words against a copy with 8 units edited, 5 moved, 3 deleted and 3 added. Before anything is
//! timed, the typed diff must have found exactly that. `similar` finds wording only: it knows no moves, values or directions.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use crossplan::{Level, Measure, Path, Place, Plan, Role, Section, Status, diff, samples};
use similar::TextDiff;

const TASKS: [&str; 11] = [
    "普惠幼儿园布局",
    "寄宿学校宿舍",
    "教师轮岗津贴",
    "心理辅导室",
    "科学实验员",
    "校车线路",
    "家长学校",
    "劳动基地",
    "阅读角",
    "特教资源教室",
    "食堂明厨亮灶",
];
const WAYS: [&str; 6] = ["建设", "管理", "评估", "培训", "经费", "督导"];

fn plan() -> Plan {
    let place = Place { name: "清河县".into(), level: Level::County, code: None, within: Vec::new() };
    let mut plan = Plan::new("清河县教育提升计划", place, Status::Draft);
    let template: Measure = samples::plans().expect("the samples load")[0].1.measures[0].clone();
    let path = |text: String| -> Path { text.parse().expect("a path") };
    for i in 0..66 {
        let (task, way) = (TASKS[i % 11], WAYS[i / 11]);
        if i % 11 == 0 {
            plan.outline.push(Section {
                path: path(format!("第{}章", i / 11 + 1)),
                role: Role::Tasks,
                title: way.into(),
                source: Default::default(),
            });
        }
        let at = path(format!("第{}章/{}", i / 11 + 1, i % 11 + 1));
        let title = format!("{task}{way}");
        let summary = format!(
            "到2025年完成{task}{way}任务{}项，由责任单位按季报送进度。对{task}中发现的问题限期整改，结果通报各校。",
            3 + i * 7 % 41
        );
        plan.outline.push(Section { path: at.clone(), role: Role::Tasks, title: title.clone(), source: Default::default() });
        plan.measures.push(Measure {
            path: at,
            n: 1,
            title,
            summary: Some(summary),
            targets: Vec::new(),
            see: Vec::new(),
            source: Default::default(),
            ..template.clone()
        });
    }
    plan
}

fn edited(plan: &Plan) -> Plan {
    let mut b = plan.clone();
    for i in [2, 9, 17, 23, 31, 40, 52, 60] {
        let measure = &mut b.measures[i];
        measure.summary = measure.summary.take().map(|text| text.replace("限期整改", "当月整改到位"));
    }
    for (k, i) in [5, 14, 28, 37, 49].into_iter().enumerate() {
        b.measures[i].path = plan.measures[64 - k].path.clone();
        b.measures[i].n = 2;
        let moved = b.measures.remove(i);
        b.measures.insert(i, moved);
    }
    for (k, i) in [1, 20, 44].into_iter().enumerate() {
        let mut new = b.measures[i].clone();
        (new.n, new.title) = (9, format!("新增民办园退费监管{k}"));
        new.summary = Some(format!("第{k}类预付学费进入专户，逾期不退的暂停招生。"));
        b.measures.insert(i + 1, new);
    }
    for title in ["食堂明厨亮灶建设", "阅读角评估", "家长学校督导"] {
        b.measures.retain(|m| m.title != title);
    }
    b
}

fn text(plan: &Plan) -> String {
    plan.measures.iter().map(|m| format!("{} {}\n{}\n", m.path, m.title, m.summary.as_deref().unwrap_or_default())).collect()
}

fn versions(c: &mut Criterion) {
    let a = plan();
    let b = edited(&a);
    let counts = diff(&a, &b).summary().items;
    assert_eq!((counts.changed, counts.moved, counts.added, counts.removed), (8, 5, 3, 3));
    let (json_a, json_b, text_a, text_b) = (a.to_json(), b.to_json(), text(&a), text(&b));

    let mut group = c.benchmark_group("diff/versions");
    group.bench_function("crossplan", |bench| bench.iter(|| diff(black_box(&a), black_box(&b))));
    group.bench_function("crossplan_with_loading", |bench| {
        bench.iter(|| {
            let a = Plan::from_json(black_box(&json_a)).expect("a plan");
            let b = Plan::from_json(black_box(&json_b)).expect("a plan");
            diff(&a, &b)
        });
    });
    group.bench_function("similar_words", |bench| {
        bench.iter(|| TextDiff::from_words(black_box(&text_a), black_box(&text_b)).ops().len())
    });
    // What a program does today: load both plans, and look for changed words in their texts.
    group.bench_function("similar_words_with_loading", |bench| {
        bench.iter(|| {
            let a = Plan::from_json(black_box(&json_a)).expect("a plan");
            let b = Plan::from_json(black_box(&json_b)).expect("a plan");
            (TextDiff::from_words(&text_a, &text_b).ops().len(), a, b)
        });
    });
    group.bench_function("similar_chars", |bench| {
        bench.iter(|| TextDiff::from_chars(black_box(&text_a), black_box(&text_b)).ops().len())
    });
    group.finish();

    let plans = samples::plans().expect("the samples load");
    let mut group = c.benchmark_group("diff/counties");
    let (one, two) = (&plans[0].1, &plans[2].1);
    let (text_one, text_two) = (text(one), text(two));
    group.bench_function("crossplan", |bench| bench.iter(|| diff(black_box(one), black_box(two))));
    group.bench_function("similar_chars", |bench| {
        bench.iter(|| TextDiff::from_chars(black_box(&text_one), black_box(&text_two)).ops().len())
    });
    group.finish();
}

criterion_group!(benches, versions);
criterion_main!(benches);
