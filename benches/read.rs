//! Reading a plan from its text, against two peers on the same text: jieba-rs merely segmenting it, and a plain regular-expression
//! pass for numbers with units. The texts are the invented plans of `tests/cases/plans`, and the real ones in the folder that
//! `CROSSPLAN_PLANS` names, where it is set.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use crossplan::read::read;
use regex::Regex;

/// What a researcher writes first: a number, perhaps 万 or 亿, a unit, perhaps 以上.
const PATTERN: &str =
    r"(?:不少于|不低于|至少|达到)?\d+(?:\.\d+)?(?:万|亿)?(?:%|个百分点|元|所|名|个|人|节|次|年|平方米)(?:以上|以下|左右)?";

fn texts() -> Vec<(String, String)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/plans");
    let folders = [Some(own), std::env::var_os("CROSSPLAN_PLANS").map(PathBuf::from)];
    let mut files: Vec<PathBuf> = folders
        .into_iter()
        .flatten()
        .flat_map(|folder| std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display())))
        .map(|entry| entry.unwrap_or_else(|e| panic!("{e}")).path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let text = |path: &PathBuf| std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    files.iter().map(|path| (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), text(path))).collect()
}

fn reading(c: &mut Criterion) {
    let jieba = jieba_rs::Jieba::new();
    let regex = Regex::new(PATTERN).unwrap_or_else(|e| panic!("{e}"));
    for (name, text) in texts() {
        // The peers do less; what they find must at least be there.
        let plan = read(&text).unwrap_or_else(|e| panic!("{name}: {e}")).plan;
        assert!(plan.promises().filter(|(_, t)| t.quantity.is_some()).count() >= 10, "{name}");
        let cut: String = jieba.cut(&text, true).iter().map(|token| token.word).collect();
        assert_eq!(cut, text);

        let mut group = c.benchmark_group(format!("read/{name}"));
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function("crossplan", |b| b.iter(|| read(black_box(&text))));
        group.bench_function("jieba_cut", |b| b.iter(|| jieba.cut(black_box(&text), true)));
        group.bench_function("regex_pass", |b| b.iter(|| regex.find_iter(black_box(&text)).count()));
        group.finish();
    }
}

criterion_group!(benches, reading);
criterion_main!(benches);
