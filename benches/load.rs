//! Loading a plan: checked by crossplan, against serde_json's untyped parse of the same text (a floor that checks nothing).

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use crossplan::{Plan, samples};

fn load(c: &mut Criterion) {
    for (code, json) in samples::FILES {
        let plan = Plan::from_json(json).unwrap_or_else(|e| panic!("{code}: {e}"));
        let value: serde_json::Value = serde_json::from_str(json).unwrap_or_else(|e| panic!("{code}: {e}"));
        assert_eq!(value["measures"].as_array().map_or(0, Vec::len), plan.measures.len());

        let mut group = c.benchmark_group(format!("load/{code}"));
        group.throughput(Throughput::Bytes(json.len() as u64));
        group.bench_function("crossplan", |b| b.iter(|| Plan::from_json(black_box(json))));
        group.bench_function("serde_json_value", |b| b.iter(|| serde_json::from_str::<serde_json::Value>(black_box(json))));
        group.finish();
    }
}

criterion_group!(benches, load);
criterion_main!(benches);
