//! Prints every unit of the outline of the given plans as CSV: `cargo run --release --example units -- FILE…`

mod common;

use std::process::ExitCode;

use crossplan::compare::{UnitRow, units};

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    common::export(&files, 1, "units FILE…", |plans| {
        common::csv(&UnitRow::COLUMNS, plans.iter().flat_map(|(name, plan)| units(name, plan)))
    })
}
