//! Prints what changed from one plan to another, or from one embedded county to another:
//! `cargo run --release --example diff -- [--format text|json|patch|markdown] [--lang zh|en] [OLD NEW]`
//!
//! Exit code: 0 when the plans promise the same, 1 when they differ, 2 on trouble.

mod common;

use std::io::IsTerminal;
use std::process::ExitCode;

use crossplan::Plan;
use crossplan::render::DiffText;
use crossplan::vocabulary::Lang;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match compare(&arguments) {
        Ok((text, same)) => {
            let written = common::run(Ok(text));
            if same || written != ExitCode::SUCCESS { written } else { ExitCode::from(1) }
        }
        Err(message) => common::run(Err(message)),
    }
}

/// The output, and whether the plans promise the same.
fn compare(arguments: &[String]) -> Result<(String, bool), String> {
    let (mut format, mut lang, mut files) = ("text".to_owned(), Lang::Zh, Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--format" => format = value()?.to_owned(),
            "--lang" => lang = value()?.parse().map_err(|e| format!("--lang: {e}"))?,
            flag if flag.starts_with("--") => {
                return Err(format!("{flag} is no option; accepted: --format text|json|patch|markdown, --lang zh|en"));
            }
            file => files.push(file.to_owned()),
        }
    }
    let (before, after) = plans(&files)?;
    let diff = crossplan::diff(&before, &after);
    // https://no-color.org: set and not empty means no colour.
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let style = DiffText::new().lang(lang).colour(colour);
    let json = |text: serde_json::Result<String>| text.map(|text| text + "\n").map_err(|e| e.to_string());
    let text = match format.as_str() {
        "text" => style.terminal(&diff),
        "markdown" => style.markdown(&diff),
        "json" => json(serde_json::to_string_pretty(&diff))?,
        "patch" => json(serde_json::to_string_pretty(&diff.patch()))?,
        other => return Err(format!("`{other}` is no format; accepted: text, json, patch, markdown")),
    };
    // For programs every difference counts, where things were read included; for readers what the plans promise.
    let same = if matches!(format.as_str(), "json" | "patch") { diff.is_empty() } else { diff.is_quiet() };
    Ok((text, same))
}

fn plans(files: &[String]) -> Result<(Plan, Plan), String> {
    match files {
        [] => {
            let mut samples = crossplan::samples::plans().map_err(|e| e.to_string())?.into_iter().map(|(_, plan)| plan);
            samples.next().zip(samples.next()).ok_or_else(|| "fewer than two plans are embedded".to_owned())
        }
        [_, _] => {
            let mut plans = common::load_all(files)?.into_iter().map(|(_, plan)| plan);
            plans.next().zip(plans.next()).ok_or_else(|| "two plans are needed".to_owned())
        }
        _ => Err("which plans? usage: diff [--format text|json|patch|markdown] [--lang zh|en] [OLD NEW]".to_owned()),
    }
}
