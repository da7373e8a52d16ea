//! The cases of `tests/cases/promises.txt`, and what holds for any text.

use super::*;
use crate::model::{Path, Period};
use crate::read::lexicon::Scan;

fn promises(unit: &UnitText<'_>, context: &Context<'_>, due: Option<Due>) -> (Vec<Found>, Vec<Loose>, Option<Due>) {
    promises_under(unit, context, due, &Scan::of(unit).spotted, &mut Memory::default())
}

const CASES: &str = include_str!("../../../tests/cases/promises.txt");

struct Case<'a> {
    label: &'a str,
    role: Role,
    heading: &'a str,
    context: Context<'static>,
    text: String,
    rows: Vec<&'a str>,
    loose: Vec<(&'a str, &'a str)>,
}

fn cases() -> Vec<Case<'static>> {
    let mut out: Vec<Case<'static>> = Vec::new();
    for line in CASES.lines() {
        let line = line.trim_end();
        if let Some(label) = line.strip_prefix("## ") {
            out.push(Case {
                label,
                role: Role::Tasks,
                heading: "",
                context: Context { issued_year: Some(2021), period: Some(Period { from: 2021, to: 2025 }), place_name: "" },
                text: String::new(),
                rows: Vec::new(),
                loose: Vec::new(),
            });
            continue;
        }
        let Some(case) = out.last_mut() else { continue };
        if let Some(role) = line.strip_prefix("role: ") {
            case.role = role.parse().unwrap();
        } else if let Some(heading) = line.strip_prefix("heading: ") {
            case.heading = heading;
        } else if let Some(years) = line.strip_prefix("years: ") {
            let mut years = years.split(' ').map(|y| y.parse::<i32>().unwrap());
            case.context.issued_year = years.next();
            case.context.period = years.next().zip(years.next()).map(|(from, to)| Period { from, to });
        } else if let Some(row) = line.strip_prefix("= ") {
            case.rows.push(row);
        } else if let Some(loose) = line.strip_prefix("~ ") {
            case.loose.push(loose.split_once(' ').unwrap());
        } else if let Some(text) = line.strip_prefix("> ") {
            case.text.push_str(text);
            case.text.push('\n');
        } else {
            assert!(line.is_empty() || line.starts_with('#'), "{line}");
        }
    }
    out
}

/// A found promise in the words of the cases.
fn row(found: &Found, asked: &str) -> String {
    let q = found.target.quantity.as_ref().unwrap();
    let mut row = format!("{} {}", q.bound.comparator(), q.value.normalize());
    if let Some(upper) = q.upper {
        row.push_str(&format!("..{}", upper.normalize()));
    }
    row.push_str(&format!(" {}", q.unit));
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            row.push_str(&format!(" {key}={value}"));
        }
    };
    add("per", q.per.as_ref().map(ToString::to_string));
    add("freq", found.target.frequency.map(|f| f.to_string()));
    add("due", found.target.due.map(|d| d.to_string()));
    add(
        "base",
        found
            .target
            .baselines
            .first()
            .map(|b| format!("{}{}", b.value.normalize(), b.at.map(|at| format!("@{at}")).unwrap_or_default())),
    );
    for key in asked.split(' ').filter_map(|word| word.split_once('=').map(|(key, _)| key)) {
        match key {
            "class" => add("class", Some(found.class.to_string())),
            "force" => add("force", found.target.force.map(|f| f.to_string())),
            "subject" => add("subject", Some(found.target.subject.clone())),
            "ind" => add("ind", Some(found.target.indicator.as_ref().map_or("none".to_owned(), ToString::to_string))),
            _ => {}
        }
    }
    row
}

#[test]
fn every_case_reads_as_expected() {
    let path: Path = "二".parse().unwrap();
    let mut faults = Vec::new();
    for case in cases() {
        let unit = UnitText { path: &path, role: case.role, heading: case.heading, above: &[], text: &case.text };
        let (found, loose, _) = promises(&unit, &case.context, None);
        let got: Vec<String> = found.iter().enumerate().map(|(i, f)| row(f, case.rows.get(i).unwrap_or(&""))).collect();
        if got != case.rows {
            faults.push(format!("{}\n  {}  expected {:#?}\n  got {got:#?}", case.label, case.text, case.rows));
        }
        for (reason, number) in case.loose {
            let there = |l: &Loose| {
                format!("{:?}", l.reason).to_lowercase() == reason.replace('_', "") && &case.text[l.number.clone()] == number
            };
            if !loose.iter().any(there) {
                let all: Vec<String> = loose.iter().map(|l| format!("{:?} {}", l.reason, &case.text[l.number.clone()])).collect();
                faults.push(format!("{}: {number} is not loose as {reason}: {all:?}", case.label));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_deadline_goes_down_to_the_units_inside() {
    let path: Path = "二".parse().unwrap();
    let context = Context { issued_year: Some(2021), period: None, place_name: "" };
    let unit = |text| UnitText { path: &path, role: Role::Goals, heading: "发展目标", above: &[], text };
    let (_, _, due) = promises(&unit("发展目标\n到2025年，主要目标是："), &context, None);
    assert_eq!(due, Some(Due::Year(2025)));
    let (found, _, _) = promises(&unit("（一）巩固率达到98%。"), &context, due);
    assert_eq!(found[0].target.due, Some(Due::Year(2025)));
    let (_, _, due) = promises(&unit("发展目标\n经过努力，到2025年教育更好。"), &context, None);
    assert_eq!(due, None);
}

#[test]
fn a_scope_stands_beside_its_number() {
    let path: Path = "二".parse().unwrap();
    let context = Context { issued_year: Some(2021), period: None, place_name: "" };
    for (text, want) in [
        ("改造农村学校30所。", Some("农村学校")),
        ("城区公办园占比达到50%、农村达到70%。", Some("城区")),
        ("新建15所农村寄宿制学校。", Some("农村寄宿制学校")),
        ("乡村教师补助每月不低于300元。", None),
        ("巩固率达到98%。", None),
    ] {
        let unit = UnitText { path: &path, role: Role::Tasks, heading: "任务", above: &[], text };
        let (found, _, _) = promises(&unit, &context, None);
        assert_eq!(found[0].target.scope.as_deref(), want, "{text}");
    }
}

/// Every number is in a promise or loose, once.
fn nothing_lost(text: &str) {
    let path: Path = "二".parse().unwrap();
    let context = Context { issued_year: Some(2021), period: None, place_name: "" };
    for role in [Role::Tasks, Role::Goals, Role::Preamble, Role::Glossary] {
        let unit = UnitText { path: &path, role, heading: "", above: &[], text };
        let (found, loose, _) = promises(&unit, &context, None);
        for number in crate::read::number::numbers(text) {
            let within = |r: &Range<usize>| r.start <= number.range.start && number.range.end <= r.end;
            let loose = loose.iter().filter(|l| l.number == number.range).count();
            let found = found.iter().any(|f| within(&f.number));
            assert!(found != (loose > 0) && loose <= 1, "{text}: {:?} found {found} loose {loose}", &text[number.range.clone()]);
        }
        for found in &found {
            assert!(text.get(found.number.clone()).is_some() && text.get(found.clause.clone()).is_some(), "{text}");
        }
    }
}

#[test]
fn nothing_is_lost_in_the_cases() {
    for case in cases() {
        nothing_lost(&case.text);
    }
}

proptest::proptest! {
    #[test]
    fn nothing_is_lost_in_splices(parts in proptest::collection::vec((0usize..4000, 1usize..40), 1..12)) {
        let all: Vec<char> = CASES.chars().collect();
        let text: String = parts.iter().flat_map(|(at, len)| all.iter().skip(at * 7 % all.len()).take(*len)).collect();
        nothing_lost(&text);
    }

    #[test]
    fn nothing_is_lost_in_noise(text in "[0-9一二三十百万%年月所个每至—、，。；到（）《》“”以上不低于半人分之点:+.,x \n]{0,60}") {
        nothing_lost(&text);
    }
}
