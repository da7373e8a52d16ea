//! How long the tables take over growing corpora, one by one, and how that grows. The alignment is made before and told apart.
//!
//! ```text
//! cargo bench --bench compare -- [--plans N,N,…]
//! ```
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark reports on the terminal and stops at a fault")]

#[allow(dead_code, unreachable_pub, reason = "shared with the tests")]
mod corpus;

use std::time::Instant;

use crossplan::Plan;
use crossplan::compare::{Corpus, TABLES, make};

fn main() {
    let mut counts = vec![75, 150, 300];
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--plans" {
            let list = arguments.next().expect("--plans N,N,…");
            counts = list.split(',').filter_map(|n| n.parse().ok()).collect();
        }
    }
    let samples = crossplan::samples::plans().expect("the samples are sound");
    let real: Vec<Plan> = samples.into_iter().map(|(_, plan)| plan).collect();
    let mut before: Option<(usize, f64)> = None;
    for count in counts {
        let plans = corpus::corpus(&real, count, 7);
        let corpus = Corpus::new(&plans);
        let start = Instant::now();
        let rows = corpus.alignment().expect("aligned").rows.len();
        println!("{count} plans: alignment {:.0} ms, {rows} rows", start.elapsed().as_secs_f64() * 1000.0);
        let mut total = 0.0;
        for info in TABLES {
            let start = Instant::now();
            let table = make(&corpus, info.id).expect("made");
            let time = start.elapsed().as_secs_f64() * 1000.0;
            total += time;
            let entries: usize = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.entries.len()).sum();
            println!(
                "  {:<16} {time:8.1} ms, {:6} rows, {:8} cells, {entries:8} entries",
                info.id,
                table.rows.len(),
                table.rows.len() * table.columns.len()
            );
        }
        let (count, growth) = (f64::from(u32::try_from(count).expect("few plans")), before);
        let exponent =
            growth.map(|(fewer, less)| (total / less).ln() / (count / f64::from(u32::try_from(fewer).expect("few plans"))).ln());
        println!(
            "  all tables       {total:8.1} ms{}",
            exponent.map(|e| format!(", growing by the power {e:.2}")).unwrap_or_default()
        );
        before = Some((plans.len(), total));
    }
}
