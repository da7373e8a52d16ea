//! Prints every quantified promise of the given plans as CSV: `cargo run --release --example facts -- FILE…`

mod common;

use std::process::ExitCode;

use crossplan::compare::{FactRow, facts};

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    common::export(&files, 1, "facts FILE…", |plans| {
        common::csv(&FactRow::COLUMNS, plans.iter().flat_map(|(name, plan)| facts(name, plan)))
    })
}
