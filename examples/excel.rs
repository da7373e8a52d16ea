//! Writes the comparison as an Excel workbook, one sheet for each table:
//! `cargo run --release --features xlsx --example excel -- OUT.xlsx [--lang zh|en] [FILE…]`

mod common;

use std::process::ExitCode;

use crossplan::compare::{Corpus, TABLES};
use crossplan::render::{Labels, xlsx};
use crossplan::vocabulary::{Lang, Vocabulary};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    common::run(write(&arguments))
}

fn write(arguments: &[String]) -> Result<String, String> {
    let (mut lang, mut files) = (Lang::Zh, Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--lang" => {
                let word = rest.next().ok_or("--lang needs a value")?;
                lang = word.parse().map_err(|e| format!("--lang: {e}"))?;
            }
            flag if flag.starts_with("--") => return Err(format!("{flag} is no option; accepted: --lang zh|en")),
            file => files.push(file.to_owned()),
        }
    }
    let Some((out, files)) = files.split_first().filter(|(out, _)| out.ends_with(".xlsx")) else {
        return Err("the first argument is the workbook to write: OUT.xlsx".to_owned());
    };
    let plans = common::load_or_samples(files)?;
    let corpus = Corpus::new(&plans);
    let tables = TABLES.iter().map(|info| info.make(&corpus)).collect::<Result<Vec<_>, _>>().map_err(|e| e.to_string())?;
    let bytes = xlsx(&tables, &Labels { vocabulary: Vocabulary::standard(), lang }).map_err(|e| e.to_string())?;
    std::fs::write(out, &bytes).map_err(|e| format!("{out}: cannot be written: {e}"))?;
    Ok(format!("{out}: {} tables of {} plans, {} bytes\n", tables.len(), plans.len(), bytes.len()))
}
