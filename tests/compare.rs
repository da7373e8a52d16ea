//! The comparison tables: figures of the five plans worked out by hand, and what must hold of any plans.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "samples")]

use crossplan::compare::table::*;
use crossplan::compare::*;
use crossplan::vocabulary::{Concept, Scheme};
use crossplan::*;

fn plan(corpus: &Corpus<'_>, name: &str) -> usize {
    corpus.plans().iter().position(|plan| plan.name == name).unwrap()
}

fn row<'r, 'a>(all: &'r Targets<'a>, id: &str) -> &'r TargetRow<'a> {
    all.rows.iter().find(|row| row.indicator.id == id).unwrap()
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Rates that four plans promise: 88, 80, 87 and 85 per cent of kindergarten pupils in public or inclusive kindergartens, by 2023, 2020 and
/// (the last year of their plans) 2025; nationally 80 by 2020 and 85 by 2025.
#[test]
fn targets_of_inclusive_kindergartens() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let all = targets(&corpus);
    let row = row(&all, "inclusive-kindergarten-coverage");
    let cell = |name: &str| &row.cells[plan(&corpus, name)];
    let lead = |name: &str| cell(name).lead().unwrap();
    for (name, value, place) in [("XS", 88, 1), ("XQ", 87, 2), ("LS", 85, 3), ("XT", 80, 4)] {
        assert_eq!(lead(name).statement.quantity().unwrap().value, value.into(), "{name}");
        assert_eq!(cell(name).rank, Some(Rank { place, of: 4 }), "{name}");
    }
    assert!(cell("ZJ").entries.is_empty());
    assert_eq!(cell("ZJ").verdict.outcome, Outcome::Absent);

    // Each is held against the reference of the nearest year.
    for (name, reference, by, years) in [("XS", 85, "3", 2), ("XT", 80, "0", 0), ("XQ", 85, "2", 0), ("LS", 85, "0", 0)] {
        let distance = lead(name).distance.as_ref().unwrap();
        assert_eq!((distance.reference.value, distance.years), (reference.into(), Some(years)), "{name}");
        assert_eq!(distance.by.as_ref().map_or(Decimal::ZERO, |by| by.value), dec(by), "{name}");
        assert!(distance.met, "{name}");
        assert!(distance.by.iter().all(|by| by.unit == Unit::PercentagePoint && by.bound == Bound::RiseBy));
    }

    // One plan says 87 at one place and 85 at another.
    let conflicts: Vec<_> = cell("XQ").entries.iter().map(|one| one.conflict.clone().unwrap()).collect();
    assert_eq!(
        conflicts.iter().map(|c| (c.path.as_str(), c.excludes)).collect::<Vec<_>>(),
        [("二/（二）/4", true), ("一", true)]
    );
    assert!(cell("LS").entries.iter().all(|one| one.conflict.is_none()));

    // The first plan is the base: 80 is eight points less.
    assert_eq!(row.base, Some(plan(&corpus, "XS")));
    let verdict = &cell("XT").verdict;
    assert_eq!(verdict.outcome, Outcome::Differs);
    let by = Quantity::new(Bound::FallBy, 8, Unit::PercentagePoint);
    assert_eq!(verdict.by, Some(Value::Quantity(by)));
    assert_eq!(verdict.why.as_ref().unwrap().en, "due 2020 against 2023");
}

#[test]
fn the_word_lists_are_sound() {
    for name in ["beneficiaries", "organisations"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/compare").join(format!("{name}.json"));
        let scheme =
            Scheme::<Concept>::from_json(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(scheme.edition().id, format!("crossplan/{name}"));
        assert!(scheme.terms().len() >= 7, "{name}");
    }
}
