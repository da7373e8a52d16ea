//! Writes the comparison of the five embedded plans, or of the given ones, as one self-contained HTML page:
//! `cargo run --release --example report -- OUT.html [--lang zh|en] [--title TITLE] [--tables ID,ID…] [--page ROWS] [--counties N]
//! [--texts FOLDER] [FILE…]`
//!
//! A click on an entry shows its sentence where the text is at hand: that of a `.txt` file itself, and `FOLDER/NAME.txt` for the plan NAME.

mod common;

use std::path::Path;
use std::process::ExitCode;

use crossplan::Plan;
use crossplan::compare::Corpus;
use crossplan::render::{ReportOptions, report};

const USAGE: &str = "usage: report OUT.html [--lang zh|en] [--title TITLE] [--tables ID,ID…] [--page ROWS] [--counties N] [--texts FOLDER] [FILE…]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    common::run(write(&arguments))
}

fn write(arguments: &[String]) -> Result<String, String> {
    let mut options = ReportOptions::new();
    let (mut places, mut texts) = (Vec::new(), None);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
        let number =
            |text: &String| text.parse::<usize>().ok().filter(|n| *n > 0).ok_or_else(|| format!("{argument}: a number from 1"));
        match argument.as_str() {
            "--lang" => options = options.lang(value()?.parse().map_err(|e| format!("--lang: {e}"))?),
            "--title" => options = options.title(value()?),
            "--tables" => options = options.tables(value()?.split(',')),
            "--page" => options = options.page_size(number(value()?)?),
            "--counties" => options = options.counties(number(value()?)?),
            "--texts" => texts = Some(value()?.to_owned()),
            flag if flag.starts_with("--") => return Err(format!("{flag} is no option; {USAGE}")),
            place => places.push(place.to_owned()),
        }
    }
    let Some((out, files)) = places.split_first() else { return Err(format!("where to? {USAGE}")) };
    let plans = common::load_or_samples(files)?;
    let texts = texts_of(&plans, files, texts.as_deref())?;
    let mut corpus = Corpus::new(plans.iter().map(|(name, plan)| (name.as_str(), plan)));
    for (name, text) in &texts {
        corpus = corpus.text(name, text);
    }
    let page = report(&corpus, &options).map_err(|e| e.to_string())?;
    std::fs::write(out, &page).map_err(|e| format!("{out}: cannot be written: {e}"))?;
    Ok(format!("{out}: {} plans, {} texts, {} bytes\n", plans.len(), texts.len(), page.len()))
}

/// The texts at hand, each held against the length that its plan states: spans of another text would show wrong sentences.
fn texts_of(plans: &[(String, Plan)], files: &[String], folder: Option<&str>) -> Result<Vec<(String, String)>, String> {
    let mut texts = Vec::new();
    for (i, (name, plan)) in plans.iter().enumerate() {
        let own = files.get(i).filter(|file| file.ends_with(".txt")).map(|file| Path::new(file).to_path_buf());
        let Some(file) = own.or_else(|| folder.map(|folder| Path::new(folder).join(format!("{name}.txt")))) else { continue };
        if !file.exists() {
            continue;
        }
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: cannot be read: {e}", file.display()))?;
        if plan.text.as_ref().is_some_and(|stated| stated.bytes != text.len()) {
            return Err(format!("{}: has {} bytes, but the plan {name} was made from another text", file.display(), text.len()));
        }
        texts.push((name.clone(), text));
    }
    Ok(texts)
}
