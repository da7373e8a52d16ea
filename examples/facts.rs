//! Prints every quantified promise of the given plans as CSV: `cargo run --release --example facts -- FILE…`

mod common;

use std::process::ExitCode;

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    common::run(facts(&files))
}

fn facts(files: &[String]) -> Result<String, String> {
    if files.is_empty() {
        return Err("which plans? usage: facts FILE… (.txt or .json)".to_owned());
    }
    let plans = common::load_all(files)?;
    common::csv(
        &crossplan::compare::FactRow::COLUMNS,
        plans.iter().flat_map(|(name, plan)| crossplan::compare::facts(name, plan)),
    )
}
