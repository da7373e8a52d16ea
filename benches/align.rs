//! How long an alignment takes: five plans against the Python pipeline, growing corpora with the exponent of growth, and peak memory.
//!
//! ```text
//! cargo bench --bench align -- [--plans N,N,…] [--peer MILLISECONDS] [--large]
//! ```
//!
//! `--large` adds 30,000 plans. `--peer` takes the median that `benches/peers/align.py --repeat 9 data/plans/*.json` prints; without it the one
//! measured on the machine of the first release is used. Reading the vocabulary and the background of the genre happens once in a process and is
//! left out here, as loading jieba's dictionary is there; all work of a call, features included, is in.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark reports on the terminal and stops at a fault")]

#[allow(dead_code, unreachable_pub, reason = "shared with the tests")]
mod corpus;

use std::time::{Duration, Instant};

use crossplan::Plan;
use crossplan::align::{Alignment, Options, align};

/// The median of the peer where no other is given, in milliseconds.
const PEER: f64 = 194.0;

fn main() {
    let (mut peer, mut counts) = (PEER, vec![30, 100, 300, 1_000, 3_000]);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--large" => counts.push(30_000),
            "--peer" => peer = arguments.next().and_then(|v| v.parse().ok()).expect("--peer MILLISECONDS"),
            "--plans" => {
                let list = arguments.next().expect("--plans N,N,…");
                counts = list.split(',').filter_map(|n| n.parse().ok()).collect();
            }
            // `cargo bench` hands its own flags on.
            _ => {}
        }
    }
    let named = crossplan::samples::plans().expect("the samples are sound");
    five(&named, peer);
    let real: Vec<Plan> = named.into_iter().map(|(_, plan)| plan).collect();
    growth(&real, &counts);
}

/// The five plans that ship, over and over: the median.
fn five(plans: &[(&'static str, Plan)], peer: f64) {
    let mut times = Vec::new();
    for _ in 0..41 {
        let start = Instant::now();
        let alignment = align(plans, Options::new()).expect("aligned");
        times.push(start.elapsed());
        std::hint::black_box(alignment);
    }
    times.sort();
    let median = times.get(times.len() / 2).copied().unwrap_or_default().as_secs_f64() * 1000.0;
    let least = times.first().copied().unwrap_or_default().as_secs_f64() * 1000.0;
    println!("five plans: median {median:.1} ms, least {least:.1} ms; Python peer {peer:.1} ms: {:.1} x as fast", peer / median);
}

/// Synthetic corpora of growing size. The making of a corpus is not timed; its plans are in the memory that is told.
fn growth(real: &[Plan], counts: &[usize]) {
    println!("\n  plans    units     pairs    rows     seconds  ms/plan  exponent  plans in memory  peak memory");
    let mut points: Vec<(f64, f64)> = Vec::new();
    for &count in counts {
        let plans = corpus::corpus(real, count, 1);
        let (held, start) = (memory("VmRSS"), Instant::now());
        let alignment = align(&plans, Options::new()).expect("aligned");
        let took = start.elapsed();
        let n = f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        let point = (n.ln(), took.as_secs_f64().ln());
        let slope = points.last().map_or(String::new(), |last| format!("{:.2}", (point.1 - last.1) / (point.0 - last.0)));
        points.push(point);
        line(count, &alignment, took, &slope, held);
    }
    println!("exponent fitted over all: {:.2}", fitted(&points));
    let large: Vec<_> = points.into_iter().filter(|(n, _)| *n >= 300f64.ln() - 1e-9).collect();
    println!("exponent fitted from 300 plans: {:.2}", fitted(&large));
}

fn line(count: usize, alignment: &Alignment, took: Duration, slope: &str, held: f64) {
    let (units, pairs, rows) = (alignment.members.len(), alignment.pairs.len(), alignment.rows.len());
    let seconds = took.as_secs_f64();
    let each = seconds * 1000.0 / f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let peak = memory("VmHWM");
    println!("{count:>7} {units:>8} {pairs:>9} {rows:>7} {seconds:>11.3} {each:>8.2} {slope:>9} {held:>13.0} MB {peak:>9.0} MB");
}

/// The slope of a line through logarithms of size and time.
fn fitted(points: &[(f64, f64)]) -> f64 {
    let count = points.iter().fold(0.0, |n, _| n + 1.0);
    let (x, y) = points.iter().fold((0.0, 0.0), |(x, y), p| (x + p.0 / count, y + p.1 / count));
    let (cross, square) = points.iter().fold((0.0, 0.0), |(c, s), p| (c + (p.0 - x) * (p.1 - y), s + (p.0 - x) * (p.0 - x)));
    cross / square
}

/// A line of `/proc/self/status` in megabytes; zero where there is no such file.
fn memory(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
