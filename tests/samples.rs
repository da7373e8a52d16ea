//! The five embedded plans: sound, canonical, complete, and true to the texts they were typed from.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "samples")]

mod common;

use std::collections::HashSet;

use crossplan::vocabulary::{Concept, Indicator, Scheme, Vocabulary};
use crossplan::*;

#[test]
fn every_file_is_sound_and_canonical() {
    for (code, json) in samples::FILES {
        let plan = Plan::from_json(json).unwrap_or_else(|e| panic!("{code}: {e}"));
        assert!(
            plan.to_json() == json,
            "{code}: not in the canonical layout; run `cargo run --example check -- --write data/plans/{code}.json`"
        );
        Vocabulary::standard().check(&plan).unwrap_or_else(|e| panic!("{code}: {e}"));
    }
}

/// Nothing is lost: each unit of the outline has an item of its role, and no item stands at a parent that says nothing.
#[test]
fn every_unit_ends_in_an_item() {
    for (code, plan) in samples::plans().unwrap() {
        let measured: HashSet<&Path> = plan.measures.iter().map(|m| &m.path).collect();
        let aimed: HashSet<&Path> = plan.goals.iter().map(|g| &g.path).collect();
        for unit in plan.units() {
            let held = match unit.role {
                Role::Goals | Role::Guidance => aimed.contains(&unit.path),
                Role::Preamble => true,
                _ => measured.contains(&unit.path) || aimed.contains(&unit.path),
            };
            assert!(held, "{code} {}", unit.path);
        }
        for measure in &plan.measures {
            assert!(!measure.topics.is_empty() && !measure.instruments.is_empty(), "{code} {}", measure.path);
            assert!(measure.summary.is_some(), "{code} {}", measure.path);
        }
    }
}

#[test]
fn the_annexes_of_one_plan_are_all_there() {
    let plans = samples::plans().unwrap();
    let (_, ls) = plans.iter().find(|(code, _)| *code == "LS").unwrap();
    for annex in &ls.annexes {
        let items = ls.items().filter(|item| item.path().annex() == Some(annex.path.as_str())).count();
        assert!(items >= 10, "{}: {items}", annex.path);
    }
}

/// The hand-typed figures are in the text at the place that is named: every span cuts out a piece that holds the number.
#[test]
fn spans_point_at_the_figures() {
    let Some(folder) = common::texts() else { return };
    for (code, plan) in samples::plans().unwrap() {
        let text = std::fs::read_to_string(folder.join(format!("{code}.txt"))).unwrap();
        assert_eq!(plan.text.as_ref().map(|t| t.bytes), Some(text.len()), "{code}");
        let mut checked = 0;
        for (item, target) in plan.promises() {
            let span = target.source.span.unwrap_or_else(|| panic!("{code} {}: no span", item.path()));
            let piece = span.of(&text).unwrap_or_else(|| panic!("{code} {}: span cuts a character", item.path()));
            let line = u32::try_from(text[..span.start].matches('\n').count() + 1).unwrap();
            assert_eq!(target.source.line, Some(line), "{code} {}", item.path());
            if let Some(quantity) = &target.quantity {
                let digit = piece.chars().any(|c| c.is_ascii_digit() || "零一二两三四五六七八九十百千万半同全清每".contains(c));
                assert!(digit, "{code} {}: no number in {piece:?} for {quantity}", item.path());
                checked += 1;
            }
        }
        assert!(checked >= 12, "{code}: {checked}");
    }
}

/// No sentence of the texts is in the data: no run of 24 Chinese characters outside 《…》 and names.
#[test]
fn the_data_is_in_our_own_words() {
    let Some(folder) = common::texts() else { return };
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (code, plan) in samples::plans().unwrap() {
        let text = std::fs::read_to_string(folder.join(format!("{code}.txt"))).unwrap();
        for item in plan.items() {
            for words in [Some(item.title()), item.summary()].into_iter().flatten() {
                for run in words.split(|c| !han(c)) {
                    let chars: Vec<char> = run.chars().collect();
                    for window in chars.windows(24) {
                        let piece: String = window.iter().collect();
                        assert!(!text.contains(&piece), "{code} {}: {piece}", item.path());
                    }
                }
            }
        }
    }
}

fn vocabulary_file(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/vocabulary").join(format!("{name}.json"));
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn every_vocabulary_file_is_sound() {
    for name in ["topics", "stages", "instruments", "units", "forces", "kinds"] {
        let scheme = Scheme::<Concept>::from_json(&vocabulary_file(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert!(scheme.terms().len() >= 4, "{name}");
        assert_eq!(scheme.edition().id, format!("crossplan/{name}"));
    }
    let indicators = Scheme::<Indicator>::from_json(&vocabulary_file("indicators")).unwrap_or_else(|e| panic!("{e}"));
    assert!(indicators.terms().len() >= 60);
    assert!(indicators.terms().filter(|i| !i.references.is_empty()).count() >= 10);
    assert_eq!(Vocabulary::standard().editions().len(), 7);
}

/// Every word of the model has its names, and every name stands for a word of the model.
#[test]
fn words_and_names_agree() {
    let v = Vocabulary::standard();
    let kind = |set: &str, word: &str| assert!(v.kinds.word(set, word).is_some(), "{set} {word}");
    IncentiveKind::ALL.iter().for_each(|w| kind("incentive_kind", w.as_str()));
    FundingKind::ALL.iter().for_each(|w| kind("funding_kind", w.as_str()));
    Mechanism::ALL.iter().for_each(|w| kind("mechanism", w.as_str()));
    ConsequenceKind::ALL.iter().for_each(|w| kind("consequence", w.as_str()));
    Bound::ALL.iter().for_each(|w| kind("bound", w.as_str()));
    Role::ALL.iter().for_each(|w| kind("role", w.as_str()));
    Level::ALL.iter().for_each(|w| kind("level", w.as_str()));
    Status::ALL.iter().for_each(|w| kind("status", w.as_str()));
    CitationRole::ALL.iter().for_each(|w| kind("citation_role", w.as_str()));
    Stage::ALL.iter().for_each(|w| assert!(v.stages.get(w.as_str()).is_some(), "{w}"));
    Instrument::ALL.iter().for_each(|w| assert!(v.instruments.get(w.as_str()).is_some(), "{w}"));
    Force::ALL.iter().for_each(|w| assert!(v.forces.get(w.as_str()).is_some(), "{w}"));
    Unit::KNOWN.iter().for_each(|w| assert!(v.units.word("unit", w).is_some(), "{w}"));
    Per::KNOWN.iter().for_each(|w| assert!(v.units.word("per", w).is_some(), "{w}"));
    for term in v.units.terms().filter(|t| t.kind.as_deref() == Some("frequency")) {
        term.id.parse::<Frequency>().unwrap();
    }
}

/// A user's own terms: added, found, and named in the editions.
#[test]
fn a_user_brings_terms() {
    let mut own = Vocabulary::standard().clone();
    let term: Indicator = serde_json::from_value(serde_json::json!({
        "id": "reading-hours", "zh": "每周阅读课时", "en": "Reading lessons a week", "definition": "每周安排的阅读课。",
        "definition_en": "Reading lessons in a week.", "unit": "session", "direction": "up", "topic": "D1"
    }))
    .unwrap();
    own.indicators.add(vec![term.clone()]).unwrap();
    assert_eq!(own.indicators.find("每周阅读课时不少于2节").map(|i| i.id.as_str()), Some("reading-hours"));
    assert!(own.indicators.add(vec![term]).is_err());
}
