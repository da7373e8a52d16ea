//! Prints every two comparable measures of the given plans as CSV: `cargo run --release --example pairs -- FILE…`

mod common;

use std::process::ExitCode;

use crossplan::align::{Options, PairRow, align, pair_rows};

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    common::run(pairs(&files))
}

fn pairs(files: &[String]) -> Result<String, String> {
    if files.len() < 2 {
        return Err("which plans? usage: pairs FILE FILE… (.txt, .json)".to_owned());
    }
    let plans = common::load_all(files)?;
    let alignment = align(&plans, Options::new()).map_err(|e| e.to_string())?;
    common::csv(&PairRow::COLUMNS, pair_rows(&alignment))
}
