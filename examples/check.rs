//! Checks plan files written by hand or by another program, and lists every fault with its field:
//! `cargo run --release --example check -- [--write] FILE…` (`--write` puts sound files into the canonical layout)

mod common;

use std::process::ExitCode;

use crossplan::vocabulary::Vocabulary;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    common::run(check(&arguments))
}

fn check(arguments: &[String]) -> Result<String, String> {
    let (flags, files): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|a| a.starts_with("--"));
    if let Some(flag) = flags.iter().find(|f| f.as_str() != "--write") {
        return Err(format!("{flag} is no option; accepted: --write"));
    }
    if files.is_empty() {
        return Err("which plans? usage: check [--write] FILE… (.json)".to_owned());
    }
    let (mut report, mut faulty) = (String::new(), Vec::new());
    for file in files {
        match common::load(file) {
            Err(fault) => faulty.push(fault),
            Ok((_, plan)) => {
                if let Err(fault) = Vocabulary::standard().check(&plan) {
                    faulty.push(format!("{file}: {fault}"));
                }
                if !flags.is_empty() {
                    std::fs::write(file, plan.to_json()).map_err(|e| format!("{file}: cannot be written: {e}"))?;
                }
                let promises = plan.promises().count();
                report.push_str(&format!("{file}: sound, {} items, {promises} promises\n", plan.items().count()));
            }
        }
    }
    if faulty.is_empty() { Ok(report) } else { Err(faulty.join("\n")) }
}
