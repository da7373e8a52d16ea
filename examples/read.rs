//! Prints a plan as it was read: its head, its outline with the promises of each unit, what is in doubt, and the numbers that promise
//! nothing.
//!
//! `cargo run --release --example read -- plan.txt`

mod common;

use std::fmt::Write;
use std::process::ExitCode;

use crossplan::Target;
use crossplan::read::{Reader, Reading, line_column};

fn main() -> ExitCode {
    let files: Vec<String> = std::env::args().skip(1).collect();
    common::run(read(&files))
}

fn read(files: &[String]) -> Result<String, String> {
    let [file] = files else { return Err("which text? usage: read plan.txt".to_owned()) };
    let bytes = std::fs::read(file).map_err(|e| format!("{file}: cannot be read: {e}"))?;
    let reading = Reader::new().name(file).read_bytes(&bytes).map_err(|e| format!("{file}: {e}"))?;
    let text = std::str::from_utf8(&bytes).map_err(|e| format!("{file}: {e}"))?;
    let mut out = String::new();
    print(&mut out, text, &reading).map_err(|e| e.to_string())?;
    Ok(out)
}

fn print(out: &mut String, text: &str, reading: &Reading) -> std::fmt::Result {
    let plan = &reading.plan;
    writeln!(out, "{}", plan.title)?;
    writeln!(out, "  {} · {} · {}", plan.place.full_name(), plan.issuers.join("、"), plan.status)?;
    let said = [
        plan.document_number.clone(),
        plan.issued.map(|date| date.to_string()),
        plan.effective.map(|date| format!("in force from {date}")),
        plan.period.map(|period| period.to_string()),
    ];
    writeln!(out, "  {}", said.into_iter().flatten().collect::<Vec<_>>().join(" · "))?;

    for section in &plan.outline {
        let depth = section.path.as_str().matches('/').count();
        writeln!(out, "{}{}  {}  [{}]", "  ".repeat(depth), section.path, section.title, section.role)?;
        let pad = "  ".repeat(depth + 2);
        for item in plan.items().filter(|item| *item.path() == section.path) {
            let topics = item.topics().join(" ");
            writeln!(out, "{pad}{}: {}  {} ({topics})", item.class(), item.title(), item.force())?;
            for (_, target) in item.promises() {
                writeln!(out, "{pad}  {}", promise(target))?;
            }
        }
        for measure in plan.measures.iter().filter(|measure| measure.path == section.path) {
            for (what, list) in
                [("lead", &measure.lead), ("responsible", &measure.responsible), ("supporting", &measure.supporting)]
            {
                if !list.is_empty() {
                    writeln!(out, "{pad}{what}: {}", list.join("、"))?;
                }
            }
        }
    }

    writeln!(out, "\n{} remarks", reading.diagnostics.len())?;
    for remark in &reading.diagnostics {
        let (line, column) = line_column(text, remark.span.start);
        writeln!(out, "  {line}:{column} {}: {}", remark.severity, remark.message)?;
    }
    writeln!(out, "\n{} numbers promise nothing", reading.unclaimed.len())?;
    for number in &reading.unclaimed {
        let (line, column) = line_column(text, number.span.start);
        writeln!(out, "  {line}:{column} {} ({:?})", number.span.of(text).unwrap_or_default(), number.reason)?;
    }
    Ok(())
}

fn promise(target: &Target) -> String {
    let mut line = target.subject.clone();
    if let Some(quantity) = &target.quantity {
        line.push_str(&format!(": {quantity}"));
    }
    if let Some(frequency) = target.frequency {
        line.push_str(&format!(", {frequency}"));
    }
    if let Some(due) = target.due {
        line.push_str(&format!(", due {due}"));
    }
    line
}
