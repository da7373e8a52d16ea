//! What the examples share: files in, names, errors with exit code 2.

use std::path::Path;
use std::process::ExitCode;

use crossplan::Plan;
use crossplan::read::Reader;

/// Loads the plan of a file; its name is the stem of the file.
pub(crate) fn load(file: &str) -> Result<(String, Plan), String> {
    let path = Path::new(file);
    let name = path.file_stem().map_or_else(|| file.to_owned(), |stem| stem.to_string_lossy().into_owned());
    let bytes = std::fs::read(path).map_err(|e| format!("{file}: cannot be read: {e}"))?;
    match path.extension().and_then(|e| e.to_str()) {
        Some("json") => Plan::from_json_slice(&bytes).map(|plan| (name, plan)).map_err(|e| format!("{file}: {e}")),
        Some("txt") => {
            let reading = Reader::new().name(file).read_bytes(&bytes).map_err(|e| format!("{file}: {e}"))?;
            Ok((name, reading.plan))
        }
        _ => Err(format!(
            "{file}: what kind of file is this? accepted: .txt (the text of a plan), .json (a plan in the form of schema/plan.schema.json)"
        )),
    }
}

/// Loads all files: the sound plans, and the fault of each other file.
fn load_each(files: &[String]) -> (Vec<(String, Plan)>, Vec<String>) {
    let (mut plans, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        match load(file) {
            Ok(plan) => plans.push(plan),
            Err(fault) => faults.push(fault),
        }
    }
    (plans, faults)
}

/// Loads all files; every faulty one is reported, not only the first.
#[allow(dead_code, reason = "not every example compares plans")]
pub(crate) fn load_all(files: &[String]) -> Result<Vec<(String, Plan)>, String> {
    let (plans, faults) = load_each(files);
    if faults.is_empty() { Ok(plans) } else { Err(faults.join("\n")) }
}

/// Runs an export: the rows of the sound plans go to standard output; each faulty file is named on standard error, and the exit code is 2
/// then. One broken file among hundreds must not cost the others.
#[allow(dead_code, reason = "not every example is an export")]
pub(crate) fn export(
    files: &[String],
    least: usize,
    usage: &str,
    rows: impl FnOnce(&[(String, Plan)]) -> Result<String, String>,
) -> ExitCode {
    if files.len() < least {
        return trouble(&format!("which plans? usage: {usage} (.txt or .json)"));
    }
    let (plans, faults) = load_each(files);
    let written = if plans.is_empty() { ExitCode::SUCCESS } else { run(rows(&plans)) };
    if faults.is_empty() { written } else { trouble(&faults.join("\nerror: ")) }
}

/// The plans of the files, or the five embedded ones where none is named.
#[cfg(feature = "samples")]
#[allow(dead_code, reason = "not every example has plans of its own")]
pub(crate) fn load_or_samples(files: &[String]) -> Result<Vec<(String, Plan)>, String> {
    if !files.is_empty() {
        return load_all(files);
    }
    let samples = crossplan::samples::plans().map_err(|e| e.to_string())?;
    Ok(samples.into_iter().map(|(name, plan)| (name.to_owned(), plan)).collect())
}

/// Runs an example: its output goes to standard output, its trouble to standard error with exit code 2.
pub(crate) fn run(output: Result<String, String>) -> ExitCode {
    use std::io::Write;
    match output {
        Ok(text) => match std::io::stdout().lock().write_all(text.as_bytes()) {
            // A reader that closes the pipe early (`| head`) is no trouble.
            Ok(()) => ExitCode::SUCCESS,
            Err(e) if e.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Err(e) => trouble(&e.to_string()),
        },
        Err(message) => trouble(&message),
    }
}

fn trouble(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(2)
}

/// Rows as CSV (RFC 4180) with a header.
#[allow(dead_code, reason = "not every example writes CSV")]
pub(crate) fn csv<T: serde::Serialize>(header: &[&str], rows: impl IntoIterator<Item = T>) -> Result<String, String> {
    // The header is written by hand: it must be there when no row is.
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(header).map_err(|e| e.to_string())?;
    for row in rows {
        writer.serialize(row).map_err(|e| e.to_string())?;
    }
    let bytes = writer.into_inner().map_err(|e| e.to_string())?;
    String::from_utf8(bytes).map_err(|e| e.to_string())
}
