//! How long reading a plan from its text takes: against two peers on the same text, and in growing texts.
//!
//! ```text
//! cargo bench -p crossplan-benches --bench read -- [texts] [growth] [--rounds N] [--megabytes N,N,…]
//! ```
//!
//! The peers are jieba-rs merely segmenting the text, and a plain regular-expression pass for numbers with units. Everyone takes every text
//! in turn, round after round, so that noise of the machine falls on all alike and nobody reads the text that it has just read: a corpus is
//! read once. Tables and dictionaries are made before. The texts are the invented plans of `tests/cases/plans`, and the real ones in the folder
//! that `CROSSPLAN_PLANS` names, where it is set. Growing texts are the longest of them, over and over, as lines and as one line, and some that would show
//! work that is done again and again: a table, brackets that nothing closes, spaces.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark reports on the terminal and stops at a fault")]

#[allow(dead_code, unreachable_pub, reason = "shared with the other benchmarks")]
mod measure;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crossplan::read::read;
use measure::{fitted, median, memory, processor};
use regex::Regex;

/// What a researcher writes first: a number, perhaps 万 or 亿, a unit, perhaps 以上.
const PATTERN: &str =
    r"(?:不少于|不低于|至少|达到)?\d+(?:\.\d+)?(?:万|亿)?(?:%|个百分点|元|所|名|个|人|节|次|年|平方米)(?:以上|以下|左右)?";

struct Arguments {
    rounds: usize,
    megabytes: Vec<usize>,
    parts: Vec<String>,
}

fn arguments() -> Arguments {
    let mut given = Arguments { rounds: 100, megabytes: vec![1, 2, 5, 10, 20], parts: Vec::new() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--rounds" => given.rounds = arguments.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0).expect("--rounds N"),
            "--megabytes" => {
                let list = arguments.next().expect("--megabytes N,N,…");
                given.megabytes = list.split(',').filter_map(|n| n.parse().ok()).collect();
            }
            "texts" | "growth" => given.parts.push(argument),
            // `cargo bench` hands its own flags on.
            _ => {}
        }
    }
    given
}

fn main() {
    let given = arguments();
    let texts = texts();
    let runs = |part: &str| given.parts.is_empty() || given.parts.iter().any(|p| p == part);
    if runs("texts") {
        against_peers(&texts, given.rounds);
    }
    if runs("growth") {
        let longest = texts.iter().max_by_key(|(_, text)| text.len()).map(|(_, text)| text.as_str()).expect("a text");
        growth("lines", "", |_| longest.to_owned(), &given.megabytes, true);
        // The process keeps memory that it once had: only the first growth tells what is needed.
        let line = longest.replace(['\n', '\r'], "");
        growth("one line", "", |_| line.clone(), &given.megabytes, false);
        let row = |n: usize| format!("{n}\n第{n}中学\n36个班，新增学位1620个\n{}\n2023—2025\n", n + 100);
        growth("one table", TABLE, row, &given.megabytes, false);
        growth("brackets that nothing closes", TASKS, |_| "“学校（建设《方案".to_owned(), &given.megabytes, false);
        growth("spaces between all", TASKS, |_| "学 校  建   设 ".to_owned(), &given.megabytes, false);
    }
}

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

/// Every text by everyone, round after round; the medians and what they are to each other.
fn against_peers(texts: &[(String, String)], rounds: usize) {
    let jieba = jieba_rs::Jieba::new();
    let regex = Regex::new(PATTERN).unwrap_or_else(|e| panic!("{e}"));
    for (name, text) in texts {
        // The peers do less; what they find must at least be there.
        let plan = read(text).unwrap_or_else(|e| panic!("{name}: {e}")).plan;
        assert!(plan.promises().filter(|(_, t)| t.quantity.is_some()).count() >= 10, "{name}");
        let cut: String = jieba.cut(text, true).iter().map(|token| token.word).collect();
        assert_eq!(cut, *text);
    }
    let mut taken: Vec<[Vec<f64>; 3]> = vec![Default::default(); texts.len()];
    for _ in 0..rounds {
        for ((_, text), taken) in texts.iter().zip(&mut taken) {
            let [ours, words, numbers] = taken;
            ours.push(microseconds(|| drop(black_box(read(black_box(text))))));
            words.push(microseconds(|| drop(black_box(jieba.cut(black_box(text), true)))));
            numbers.push(microseconds(|| {
                black_box(regex.find_iter(black_box(text)).count());
            }));
        }
    }
    println!("reading, medians of {rounds} rounds in microseconds; the ratios are how many times as fast as the peer\n");
    println!(
        "{:<8} {:>10} {:>10} {:>10} {:>10} {:>9} {:>9}",
        "text", "characters", "crossplan", "jieba-rs", "regex", "to jieba", "to regex"
    );
    let mut sums = [0.0; 4];
    for ((name, text), taken) in texts.iter().zip(&mut taken) {
        let [ours, words, numbers] = taken.each_mut().map(|times| median(times));
        let characters = text.chars().count();
        row(name, characters as f64, ours, words, numbers);
        for (sum, one) in sums.iter_mut().zip([characters as f64, ours, words, numbers]) {
            *sum += one;
        }
    }
    let [characters, ours, words, numbers] = sums;
    row("all", characters, ours, words, numbers);
}

fn row(name: &str, characters: f64, ours: f64, words: f64, numbers: f64) {
    let (to_words, to_numbers) = (words / ours, numbers / ours);
    println!("{name:<8} {characters:>10} {ours:>10.0} {words:>10.0} {numbers:>10.0} {to_words:>9.2} {to_numbers:>9.2}");
}

/// What stands before the text that grows, where it is no whole plan.
const TASKS: &str = "某县教育提升三年行动方案（2023—2025年）\n一、重点任务\n到2025年，新建学校2所。";
const TABLE: &str =
    "某县教育提升三年行动方案（2023—2025年）\n一、重点项目\n单位：万元\n序号\n项目名称\n建设规模\n总投资\n建设年限\n";

/// A text that goes on and on, piece by piece: time for each megabyte, its growth, and memory beyond the text.
fn growth(name: &str, head: &str, piece: impl Fn(usize) -> String, megabytes: &[usize], fresh: bool) {
    println!(
        "growth, {name}: megabytes, seconds of the processor{}",
        if fresh { ", bytes of peak memory for each of the text" } else { "" }
    );
    let mut points = Vec::new();
    for size in megabytes {
        let mut long = head.to_owned();
        for n in 1.. {
            if long.len() >= size << 20 {
                break;
            }
            long += &piece(n);
        }
        // Linux takes this as: forget the peak so far.
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        let (before, start) = (memory("VmRSS"), processor());
        let reading = read(black_box(&long)).unwrap_or_else(|e| panic!("{name}, {size} MB: {e}"));
        let (taken, peak) = (processor() - start, memory("VmHWM") - before);
        drop(black_box(reading));
        let bytes = long.len() as f64 / f64::from(1 << 20);
        let each = if fresh { format!("{:>9.1}", peak / bytes) } else { String::new() };
        println!("{bytes:>8.1} {taken:>9.2} {each}");
        points.push((bytes.ln(), taken.ln()));
    }
    if points.len() > 1 {
        println!("exponent {:.2}", fitted(&points));
    }
}

fn microseconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1e6
}
