//! The example programs, run as a user runs them: what they print and how they end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(all(feature = "samples", feature = "read", feature = "render"))]

use std::path::PathBuf;
use std::process::{Command, Output};

/// Cargo builds the examples beside the tests.
fn example(name: &str, arguments: &[&str]) -> Output {
    let mut program = std::env::current_exe().unwrap();
    program.pop();
    program.pop();
    program.extend(["examples", name]);
    Command::new(&program)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("COLUMNS")
        .output()
        .unwrap_or_else(|e| panic!("{}: {e}", program.display()))
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn refused(output: &Output, words: &[&str]) {
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    for word in words {
        assert!(message.contains(word), "{word} not in {message}");
    }
    assert!(output.stdout.is_empty());
}

fn sample(code: &str) -> String {
    format!("data/plans/{code}.json")
}

#[test]
fn compare_prints_all_tables_in_columns() {
    let output = example("compare", &["--width", "140"]);
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    for info in crossplan::compare::TABLES.iter().filter(|info| info.form == crossplan::compare::Form::Report) {
        assert!(text.lines().any(|line| line.replace(' ', "") == info.zh), "{}", info.zh);
    }
    for figure in ["≥96%", "≥90%", "640104", "20:30", "crossplan/indicators 2026.1"] {
        assert!(text.contains(figure), "{figure}");
    }
    // The columns line up: each rule is as wide as its table, and no line is wider than asked.
    for line in text.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 140, "{line}");
    }
    let rows: Vec<&str> = text.lines().skip_while(|l| !l.contains("区划代码")).take(1).collect();
    let head = text.lines().find(|l| l.contains("XS 徐水区")).unwrap();
    let column = |line: &str, word: &str| unicode_width::UnicodeWidthStr::width(&line[..line.find(word).unwrap()]);
    assert_eq!(column(head, "XQ 兴庆区"), column(rows[0], "640104"));
}

#[test]
fn compare_speaks_english_and_takes_files() {
    let output = example("compare", &["--lang", "en", &sample("XQ"), &sample("XT")]);
    let text = stdout(&output);
    assert!(text.contains("Documents\n") && text.contains("Gross enrolment rate"), "{}", &text[..400]);
    assert!(text.contains("XT 邢台市主城区") && !text.contains("徐水区"));
}

#[test]
fn compare_is_the_same_twice() {
    assert_eq!(example("compare", &[]).stdout, example("compare", &[]).stdout);
}

#[test]
fn trouble_ends_with_two_and_says_why() {
    refused(&example("compare", &["no-such-file.json"]), &["no-such-file.json", "cannot be read"]);
    refused(&example("compare", &["--lang", "fr"]), &["`fr` is no language", "zh, en"]);
    refused(&example("compare", &["--colour"]), &["--colour is no option"]);
    refused(&example("facts", &[]), &["which plans?"]);
    refused(&example("facts", &["Cargo.toml"]), &["Cargo.toml", "accepted: .txt"]);
    refused(&example("units", &["schema/plan.schema.json"]), &["schema/plan.schema.json", "names no form"]);

    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let broken = folder.join("broken.json");
    std::fs::write(&broken, samples_json("XS").replacen("\"planned\"", "\"must\"", 1)).unwrap();
    let broken = broken.to_str().unwrap();
    refused(&example("compare", &[&sample("XQ"), broken, "gone.json"]), &["broken.json", "force", "gone.json"]);
    refused(&example("check", &[broken]), &["force", "accepted: one of"]);

    // An export gives the rows of the sound plans all the same.
    let output = example("facts", &[&sample("XQ"), broken, "gone.json"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("broken.json") && message.contains("gone.json"), "{message}");
    assert_eq!(stdout(&output), stdout(&example("facts", &[&sample("XQ")])));
}

fn samples_json(code: &str) -> &'static str {
    crossplan::samples::FILES.iter().find(|(c, _)| *c == code).map(|(_, json)| *json).unwrap()
}

#[test]
fn facts_are_rows_of_the_export_format() {
    let output = example("facts", &[&sample("XQ")]);
    let mut reader = csv::Reader::from_reader(stdout(&output).as_bytes());
    let header = "plan,path,class,subject,indicator,comparator,value,value_max,unit,per,frequency,deadline,force,start,end";
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>().join(","), header);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 68);
    let invested = rows.iter().find(|r| &r[6] == "420000000").unwrap();
    assert_eq!(
        [&invested[0], &invested[1], &invested[2], &invested[5], &invested[8], &invested[11]],
        ["XQ", "二/（二）/4", "funding", "eq", "yuan", "2025"]
    );
    assert!(rows.iter().all(|r| r[13].parse::<usize>().unwrap() < r[14].parse::<usize>().unwrap()));
}

#[test]
fn units_are_rows_of_the_export_format() {
    let output = example("units", &[&sample("XQ"), &sample("LS")]);
    let mut reader = csv::Reader::from_reader(stdout(&output).as_bytes());
    assert_eq!(
        reader.headers().unwrap().iter().collect::<Vec<_>>().join(","),
        "plan,path,kind,title,topics,stage,instrument,force,lead,responsible"
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let unit = rows.iter().find(|r| &r[0] == "XQ" && &r[1] == "二/（二）/7").unwrap();
    assert_eq!([&unit[8], &unit[9]], ["教育局|政府教育督导室", "残联|财政局"]);
    assert!(rows.iter().any(|r| &r[0] == "LS" && r[1].starts_with("附件5-2/")));
    let goals = rows.iter().find(|r| &r[0] == "XQ" && &r[1] == "一").unwrap();
    assert!(goals[4].starts_with("GOAL|"));
}

/// A plan that promises nothing in numbers still has a header: programs read it as an empty table.
#[test]
fn a_plan_without_numbers_gives_a_header() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("bare.json");
    std::fs::write(
        &file,
        r#"{"form":"crossplan/plan/1","title":"某县方案","place":{"name":"某县","level":"county"},"status":"draft"}"#,
    )
    .unwrap();
    let output = example("facts", &[file.to_str().unwrap()]);
    assert_eq!(stdout(&output).lines().count(), 1);
}

#[cfg(feature = "html")]
#[test]
fn report_writes_a_page_with_the_sentences_of_texts() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let out = folder.join("report.html");
    let out = out.to_str().unwrap();
    let output = example("report", &[out, "--lang", "en", "--tables", "targets", "tests/cases/plans/P1.txt", &sample("XQ")]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(stdout(&output).contains("2 plans, 1 texts"), "{}", stdout(&output));
    let page = std::fs::read_to_string(out).unwrap();
    assert!(page.contains("Targets by indicator") && page.contains("1 with their text at hand"));
    // A text that is not the one of the plan would show wrong sentences.
    std::fs::write(folder.join("XQ.txt"), "短").unwrap();
    let wrong = example("report", &[out, "--texts", folder.to_str().unwrap(), &sample("XQ")]);
    refused(&wrong, &["XQ.txt", "another text"]);
    refused(&example("report", &[]), &["where to?"]);
    refused(&example("report", &[out, "--page", "0"]), &["--page", "a number from 1"]);
    refused(&example("report", &[out, "--tables", "nothing"]), &["nothing"]);
}
