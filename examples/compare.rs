//! Prints the comparison of the five embedded plans, or of the given ones:
//! `cargo run --release --example compare -- [--lang zh|en] [--width CELLS] [FILE…]`

mod common;

use std::process::ExitCode;

use crossplan::compare::tables::Column;
use crossplan::render::{TextOptions, comparison};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    common::run(compare(&arguments))
}

fn compare(arguments: &[String]) -> Result<String, String> {
    let mut options = TextOptions::new();
    // A terminal tells its width to programs that it starts, if at all, by this variable.
    if let Some(width) = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()) {
        options = options.width(width);
    }
    let mut files = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--lang" => options = options.lang(value()?.parse().map_err(|e| format!("--lang: {e}"))?),
            "--width" => options = options.width(value()?.parse().map_err(|_| "--width: a number of cells, from 40".to_owned())?),
            flag if flag.starts_with("--") => return Err(format!("{flag} is no option; accepted: --lang zh|en, --width CELLS")),
            file => files.push(file.to_owned()),
        }
    }
    let plans = if files.is_empty() {
        let samples = crossplan::samples::plans().map_err(|e| e.to_string())?;
        samples.into_iter().map(|(name, plan)| (name.to_owned(), plan)).collect()
    } else {
        common::load_all(&files)?
    };
    let columns: Vec<Column<'_>> = plans.iter().map(|(name, plan)| Column { name, plan }).collect();
    Ok(comparison(&columns, &options))
}
