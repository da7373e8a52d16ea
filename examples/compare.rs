//! Prints the comparison of the five embedded plans, or of the given ones:
//! `cargo run --release --example compare -- [--table ID,…|all] [--format text|markdown|csv|json] [--lang zh|en] [--width CELLS] [--base NAME|national] [FILE…]`

mod common;

use std::process::ExitCode;

use crossplan::compare::{Base, Corpus, Form, Options, TABLES, make};
use crossplan::render::{CsvOptions, Labels, TextOptions, csv, made_with, markdown, terminal};
use crossplan::vocabulary::{Lang, Vocabulary};

const ACCEPTED: &str =
    "--table ID,… (--tables lists them), --format text|markdown|csv|json, --lang zh|en, --width CELLS, --base NAME|national";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    common::run(compare(&arguments))
}

fn compare(arguments: &[String]) -> Result<String, String> {
    let (mut text, mut lang, mut options) = (TextOptions::new(), Lang::Zh, Options::new());
    // A terminal tells its width to programs that it starts, if at all, by this variable.
    if let Some(width) = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()) {
        text = text.width(width);
    }
    let (mut ids, mut format, mut files) = (Vec::new(), "text".to_owned(), Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--tables" => return Ok(listed()),
            "--table" => ids.extend(value()?.split(',').map(str::to_owned)),
            "--format" => format = value()?.clone(),
            "--lang" => lang = value()?.parse().map_err(|e| format!("--lang: {e}"))?,
            "--width" => text = text.width(value()?.parse().map_err(|_| "--width: a number of cells, from 40".to_owned())?),
            "--base" => {
                options = options.base(match value()?.as_str() {
                    "national" => Base::National,
                    name => Base::Plan(name.to_owned()),
                });
            }
            flag if flag.starts_with("--") => return Err(format!("{flag} is no option; accepted: {ACCEPTED}")),
            file => files.push(file.to_owned()),
        }
    }
    let plans = common::load_or_samples(&files)?;
    let corpus = Corpus::new(&plans).options(options).map_err(|e| format!("--base: {e}"))?;
    match ids.as_slice() {
        [] => ids = of_form(Some(Form::Report)),
        [all] if all == "all" => ids = of_form(None),
        _ => {}
    }
    let tables = ids.iter().map(|id| make(&corpus, id)).collect::<Result<Vec<_>, _>>().map_err(|e| format!("--table: {e}"))?;
    let labels = Labels { vocabulary: Vocabulary::standard(), lang };
    let text = text.lang(lang);
    match (format.as_str(), tables.as_slice()) {
        ("text", tables) => {
            let shown: Vec<String> = tables.iter().map(|table| terminal(table, &text)).collect();
            Ok(format!("{}\n{}", shown.join("\n"), made_with(&text)))
        }
        ("markdown", tables) => Ok(tables.iter().map(|table| markdown(table, &labels)).collect::<Vec<_>>().join("\n")),
        ("csv", [table]) => Ok(csv(table, &labels, CsvOptions::new())),
        ("csv", _) => Err("--format csv: a CSV file holds one table; name it with --table ID".to_owned()),
        ("json", tables) => serde_json::to_string_pretty(tables).map(|json| json + "\n").map_err(|e| e.to_string()),
        (other, _) => Err(format!("--format {other}: no such format; accepted: text, markdown, csv, json")),
    }
}

fn of_form(form: Option<Form>) -> Vec<String> {
    TABLES.iter().filter(|info| form.is_none_or(|form| info.form == form)).map(|info| info.id.to_owned()).collect()
}

/// The tables with what each one is.
fn listed() -> String {
    TABLES.iter().map(|info| format!("{:16} {} {}\n", info.id, info.zh, info.about_zh)).collect()
}
