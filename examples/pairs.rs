//! Prints every two comparable measures of the given plans as CSV: `cargo run --release --example pairs -- FILE…`

mod common;

use std::process::ExitCode;

use crossplan::align::{Options, PairRow, align, pair_rows};

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    common::export(&files, 2, "pairs FILE FILE…", |plans| {
        let alignment = align(plans, Options::new()).map_err(|e| e.to_string())?;
        common::csv(&PairRow::COLUMNS, pair_rows(&alignment))
    })
}
