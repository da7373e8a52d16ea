//! Prints every unit of the outline of the given plans as CSV: `cargo run --release --example units -- FILE…`

mod common;

use std::process::ExitCode;

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    common::run(units(&files))
}

fn units(files: &[String]) -> Result<String, String> {
    if files.is_empty() {
        return Err("which plans? usage: units FILE… (.txt or .json)".to_owned());
    }
    let plans = common::load_all(files)?;
    common::csv(
        &crossplan::compare::UnitRow::COLUMNS,
        plans.iter().flat_map(|(name, plan)| crossplan::compare::units(name, plan)),
    )
}
