//! The comparison tables: figures of the five plans worked out by hand, what must hold of any plans, and plans that mean harm.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "samples")]

#[allow(dead_code, unreachable_pub)]
#[path = "../benches/corpus.rs"]
mod corpus;

use std::collections::{BTreeMap, BTreeSet};

use crossplan::compare::table::*;
use crossplan::compare::*;
use crossplan::vocabulary::{Concept, Scheme, Vocabulary};
use crossplan::*;
use proptest::prelude::*;

fn at(corpus: &Corpus<'_>, name: &str) -> usize {
    corpus.plans().iter().position(|plan| plan.name == name).unwrap()
}

fn row<'r, 'a>(all: &'r Targets<'a>, id: &str) -> &'r TargetRow<'a> {
    all.rows.iter().find(|row| row.indicator.id == id).unwrap_or_else(|| panic!("{id}"))
}

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn yuan(value: i64) -> Quantity {
    Quantity::new(Bound::Exactly, value, Unit::Yuan)
}

fn place(name: &str) -> Place {
    Place { name: name.into(), level: Level::County, code: None, within: Vec::new() }
}

/// A plan of 2021 to 2025 with one goal for each list of targets.
fn with_goals(name: &str, goals: Vec<Vec<Target>>) -> Plan {
    let mut plan = Plan::new(format!("{name}教育方案"), place(name), Status::Issued);
    plan.period = Some(Period { from: 2021, to: 2025 });
    for (i, targets) in goals.into_iter().enumerate() {
        let goal: Goal =
            serde_json::from_value(serde_json::json!({"path": format!("一/{}", i + 1), "title": "目标", "force": "planned"}))
                .unwrap();
        plan.goals.push(Goal { targets, ..goal });
    }
    plan
}

fn target(indicator: &str, quantity: Quantity) -> Target {
    let mut target = Target::new("某项").with_quantity(quantity);
    target.indicator = indicator.parse().ok();
    target
}

// Targets

/// Rates that four plans promise: 88, 80, 87 and 85 per cent of kindergarten pupils in public or inclusive kindergartens, by 2023, 2020 and
/// (the last year of their plans) 2025; nationally 80 by 2020 and 85 by 2025.
#[test]
fn targets_of_inclusive_kindergartens() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let all = targets(&corpus);
    let row = row(&all, "inclusive-kindergarten-coverage");
    let cell = |name: &str| &row.cells[at(&corpus, name)];
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
    assert_eq!(row.base, Some(at(&corpus, "XS")));
    let verdict = &cell("XT").verdict;
    assert_eq!(verdict.outcome, Outcome::Differs);
    assert_eq!(verdict.by, Some(Value::Quantity(Quantity::new(Bound::FallBy, 8, Unit::PercentagePoint))));
    assert_eq!(verdict.why.as_ref().unwrap().en, "due 2020 against 2023");
}

/// What stands for a plan, ranks that are shared, and what is not compared.
#[test]
fn standing_statements_and_shared_ranks() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let all = targets(&corpus);
    let ranks = |id: &str| -> Vec<Option<(usize, usize)>> {
        row(&all, id).cells.iter().map(|cell| cell.rank.map(|rank| (rank.place, rank.of))).collect()
    };
    // Three plans promise 95 per cent.
    assert_eq!(ranks("upper-secondary-gross-enrolment"), [Some((1, 3)), None, Some((1, 3)), None, Some((1, 3))]);
    // 55, and twice 50.
    assert_eq!(ranks("public-kindergarten-share"), [None, Some((2, 3)), Some((2, 3)), None, Some((1, 3))]);
    // 20,000 and 5,000 yuan for a studio and year; the second plan says it in two annexes.
    assert_eq!(ranks("studio-funds-principal"), [Some((1, 2)), None, None, None, Some((2, 2))]);
    // A norm has no direction.
    assert!(ranks("rural-years-title").iter().all(Option::is_none));
    // 80 lessons a term and 80 a year are not the same promise.
    let observed = row(&all, "researcher-lesson-observations");
    assert!(observed.cells.iter().all(|cell| cell.rank.is_none()));
    assert_eq!(observed.cells[at(&corpus, "XQ")].verdict, Verdict::not_comparable(Reason::Frequency.names()));
    // Places in one school or another are parts of a whole that the plan does not add up.
    let new_places = row(&all, "new-places-preschool");
    assert_eq!(new_places.cells[at(&corpus, "XS")].rank, None);
    assert_eq!(new_places.cells[at(&corpus, "XQ")].verdict, Verdict::not_comparable(Reason::Scope.names()));
    assert_eq!(new_places.cells[at(&corpus, "LS")].rank, Some(Rank { place: 3, of: 3 }));
    // Four heads' studios and twenty teachers' studios in one item: neither stands for the plan.
    let studios = &row(&all, "studios").cells[at(&corpus, "LS")];
    assert!(studios.parts);
    assert_eq!((studios.rank, studios.verdict.clone()), (None, Verdict::not_comparable(Reason::Parts.names())));
    // Of a kindergarten in 2022 and three by 2025 the later stands.
    let built = row(&all, "kindergartens-built").cells[at(&corpus, "LS")].lead().unwrap();
    assert_eq!(built.statement.quantity().unwrap().value, 3.into());
    // Two model kindergartens at one place, at least two at another: they differ, but both can be kept.
    let models = &row(&all, "model-kindergartens").cells[at(&corpus, "LS")];
    assert_eq!(models.entries.iter().filter_map(|one| one.conflict.as_ref()).filter(|c| !c.excludes).count(), 2);
    // A plan that falls short of the nation: at least 95 per cent where 97 are asked for.
    let special = &row(&all, "special-needs-enrolment").cells[at(&corpus, "XQ")];
    let (first, second) = (special.entries[0].distance.as_ref().unwrap(), special.entries[1].distance.as_ref().unwrap());
    assert!(first.met && !second.met);
    assert_eq!(second.by, Some(Quantity::new(Bound::FallBy, 2, Unit::PercentagePoint)));
    // Several national values for one year, each for its case: no distance.
    let exercise = |id: &str| row(&all, id).cells[at(&corpus, "XQ")].lead().unwrap().distance.clone();
    assert_eq!(exercise("myopia-rate").unwrap_err(), Reason::References);
    assert_eq!(exercise("studios").unwrap_err(), Reason::Reference);
}

#[test]
fn another_base() {
    let plans = samples::plans().unwrap();
    let named = Corpus::new(&plans).options(Options::new().base(Base::Plan("LS".into()))).unwrap();
    let all = targets(&named);
    let funds = row(&all, "studio-funds-teacher");
    assert_eq!(funds.base, Some(4));
    let by = Quantity::new(Bound::RiseBy, 7000, Unit::Yuan).per(Per::Studio);
    assert_eq!(funds.cells[0].verdict.by, Some(Value::Quantity(by)));
    // On what the base is silent there is nothing to compare with, and a plan that is silent too is absent.
    let gross = row(&all, "preschool-gross-enrolment");
    assert_eq!(gross.base, None);
    assert_eq!(gross.cells[0].verdict, Verdict::not_comparable(Reason::Base.names()));
    assert_eq!(gross.cells[4].verdict.outcome, Outcome::Absent);

    let national = Corpus::new(&plans).options(Options::new().base(Base::National)).unwrap();
    let table = targets(&national).table(&national);
    let cell = |column: &str| table.cell("preschool-gross-enrolment", column).unwrap();
    assert_eq!(cell("reference").verdict.as_ref().unwrap().outcome, Outcome::Base);
    let verdict = cell("XS").verdict.as_ref().unwrap();
    assert_eq!(verdict.by, Some(Value::Quantity(Quantity::new(Bound::RiseBy, 6, Unit::PercentagePoint))));
    assert_eq!(verdict.why.as_ref().unwrap().en, "met; the reference is for 2 year(s) later");
    let same = table.cell("inclusive-kindergarten-coverage", "LS").unwrap().verdict.as_ref().unwrap();
    assert_eq!((same.outcome, &same.by), (Outcome::Same, &None));

    let error = Corpus::new(&plans).options(Options::new().base(Base::Plan("邢台".into()))).unwrap_err();
    assert!(error.is_plan());
    assert_eq!(error.to_string(), "no plan is named `邢台`; the plans are XS, XT, XQ, ZJ, LS");
    let error = make(&national, "target").unwrap_err();
    assert!(error.is_table());
    assert!(error.to_string().starts_with("no table is called `target`; the tables are documents, targets, measures"), "{error}");
}

#[test]
fn pace_from_a_baseline() {
    let percent = |value: i64| Quantity::new(Bound::AtLeast, value, Unit::Percent);
    let paced = |baselines: Vec<Baseline>, due: Option<&str>, quantity: Quantity| {
        let mut one = target("preschool-gross-enrolment", quantity);
        one.baselines = baselines;
        one.due = due.map(|due| due.parse().unwrap());
        let plan = with_goals("某县", vec![vec![one]]);
        let corpus = Corpus::new([&plan]);
        let all = targets(&corpus);
        let pace = all.rows[0].cells[0].entries[0].pace.clone();
        pace.map(|pace| (pace.per_year.to_string(), pace.from, pace.from_is, pace.to))
    };
    let baseline =
        |value: &str, at: Option<&str>| Baseline { value: dec(value), at: at.map(|at| at.parse().unwrap()), note: None };
    // From 88.5 in 2020 to 96 in 2025: 1.5 points a year.
    assert_eq!(
        paced(vec![baseline("88.5", Some("2020-12"))], Some("2025"), percent(96)),
        Some(("rise_by 1.5 percentage_point per year".into(), 2020, PaceFrom::Baseline, 2025))
    );
    // Without a year the baseline counts from the first year of the plan; of two the latest.
    assert_eq!(
        paced(vec![baseline("90", None)], Some("2024"), percent(92)),
        Some(("rise_by 0.6667 percentage_point per year".into(), 2021, PaceFrom::Period, 2024))
    );
    assert_eq!(
        paced(vec![baseline("91", Some("2022")), baseline("80", Some("2015"))], Some("2024"), percent(91)),
        Some(("exactly 0 percentage_point per year".into(), 2022, PaceFrom::Baseline, 2024))
    );
    // A rise is spread; a yearly rise is its own pace.
    let rise = Quantity::new(Bound::RiseBy, 6, Unit::PercentagePoint);
    assert_eq!(
        paced(Vec::new(), Some("2024"), rise),
        Some(("rise_by 2 percentage_point per year".into(), 2021, PaceFrom::Period, 2024))
    );
    // Nothing to go by: no due year, no baseline, or a baseline not before the due year.
    assert_eq!(paced(vec![baseline("90", None)], None, percent(92)), None);
    assert_eq!(paced(Vec::new(), Some("2024"), percent(92)), None);
    assert_eq!(paced(vec![baseline("90", Some("2024"))], Some("2024"), percent(92)), None);
}

/// Scopes that name the whole place, in whatever words, are one scope.
#[test]
fn the_whole_place_in_other_words() {
    let scoped = |name: &str, scope: Option<&str>| {
        let mut one = target("preschool-gross-enrolment", Quantity::new(Bound::AtLeast, 95, Unit::Percent));
        one.scope = scope.map(str::to_owned);
        with_goals(name, vec![vec![one]])
    };
    let plans = [
        ("A", scoped("甲县", None)),
        ("B", scoped("乙区", Some("全区各学段"))),
        ("C", scoped("丙市主城区", Some("主城区"))),
        ("D", scoped("丁县", Some("农村地区"))),
        ("E", scoped("戊县", Some("县"))),
    ];
    let corpus = Corpus::new(&plans);
    let outcomes: Vec<_> = targets(&corpus).rows[0].cells.iter().map(|cell| cell.verdict.outcome).collect();
    use Outcome::{Base, NotComparable, Same};
    assert_eq!(outcomes, [Base, Same, Same, NotComparable, NotComparable]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// A rank is one more than the number of those who are better, among all that are ranked; with less is better it turns.
    #[test]
    fn ranks_are_a_competition_ranking(values in proptest::collection::vec(proptest::option::of(0u8..12), 1..9)) {
        for (indicator, better) in [("preschool-gross-enrolment", 1i32), ("dropout-rate", -1)] {
            let bound = if better > 0 { Bound::AtLeast } else { Bound::AtMost };
            let plans: Vec<(String, Plan)> = values.iter().enumerate().map(|(i, value)| {
                let goal = value.map(|value| target(indicator, Quantity::new(bound, i64::from(value), Unit::Percent)));
                (format!("P{i}"), with_goals("某县", vec![goal.into_iter().collect()]))
            }).collect();
            let corpus = Corpus::new(&plans);
            let all = targets(&corpus);
            let stated: Vec<i32> = values.iter().flatten().map(|v| i32::from(*v) * better).collect();
            for (i, value) in values.iter().enumerate() {
                let Some(value) = value else { continue };
                let rank = all.rows[0].cells[i].rank;
                if stated.len() < 2 {
                    prop_assert_eq!(rank, None);
                    continue;
                }
                let ahead = stated.iter().filter(|other| **other > i32::from(*value) * better).count();
                prop_assert_eq!(rank, Some(Rank { place: ahead + 1, of: stated.len() }));
            }
        }
    }

    /// Whatever items a plan gains, it does not become shallower.
    #[test]
    fn coverage_grows_with_the_plan(which in 0usize..5, keep in any::<u64>(), more in any::<u64>()) {
        let (name, plan) = &samples::plans().unwrap()[which];
        let part = |bits: u64| {
            let mut part = plan.clone();
            macro_rules! thin { ($($list:ident),*) => { $({
                let mut i = 0u32;
                part.$list.retain(|_| { i += 1; bits.rotate_left(i % 64) & 1 == 1 });
            })* } }
            thin!(goals, measures, incentives, funding, accountability);
            part
        };
        let (fewer, all) = (part(keep), part(keep | more));
        let plans = [(*name, fewer), ("more", all)];
        let corpus = Corpus::new(&plans);
        for row in coverage(&corpus).rows {
            prop_assert!(row.cells[0].depth <= row.cells[1].depth, "{}", row.code);
            prop_assert!(row.cells.iter().all(|cell| (cell.depth == 0) == cell.decided_by.is_empty()));
        }
    }
}

/// Every promise of every plan is in the table of targets or among those that no indicator covers, once.
#[test]
fn no_promise_is_lost() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let all = targets(&corpus);
    let shown = all.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.entries).map(|entry| &entry.statement);
    let found: Vec<(usize, String)> =
        shown.chain(&all.uncatalogued).map(|one| (one.plan, format!("{}.{}", one.item.id(), one.field))).collect();
    let unique: BTreeSet<_> = found.iter().cloned().collect();
    assert_eq!(found.len(), unique.len());
    let expected: BTreeSet<(usize, String)> = plans
        .iter()
        .enumerate()
        .flat_map(|(i, (_, plan))| plan.items().map(move |item| (i, item)))
        .flat_map(|(i, item)| item.into_promises().into_iter().map(move |(field, _)| (i, format!("{}.{field}", item.id()))))
        .collect();
    assert_eq!(unique, expected);
}

// Measures, alone, coverage

#[test]
fn measures_stand_by_the_alignment() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let all = measures(&corpus).unwrap();
    let alignment = corpus.alignment().unwrap();
    let shown: usize = all.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.members.len()).sum();
    assert_eq!(shown + all.left.len(), alignment.members.len());
    // Teaching research is a task of four of the five.
    let research = all.rows.iter().find(|row| row.row.about.topic.as_deref() == Some("D2")).unwrap();
    assert!(research.cells.iter().filter(|cell| !cell.members.is_empty()).count() >= 3);
    for row in &all.rows {
        let outcomes: Vec<_> = row.cells.iter().map(|cell| cell.verdict.outcome).collect();
        assert_eq!(outcomes.iter().filter(|o| **o == Outcome::Base).count(), 1);
        for (plan, cell) in row.cells.iter().enumerate() {
            assert_eq!(cell.members.is_empty(), cell.verdict.outcome == Outcome::Absent);
            let partial = !cell.members.is_empty() && cell.members.iter().all(|entry| entry.partial);
            assert_eq!(partial, cell.verdict.outcome == Outcome::Differs);
            assert!(cell.members.iter().all(|entry| entry.member.plan == plan && entry.lead.is_some()));
        }
    }
    // Some member shares a promise only, and is marked.
    let table = all.table(&corpus);
    let marked =
        table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.entries).filter(|e| e.derived("partial").is_some());
    assert!(marked.count() >= 1);
    let none = Corpus::new(&plans).options(Options::new().near_misses(0)).unwrap();
    assert!(measures(&none).unwrap().left.is_empty());
}

#[test]
fn what_one_has_or_lacks_alone() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let all = alone(&corpus).unwrap();
    let topics = |name: &str| all.plans[at(&corpus, name)].topics.iter().map(|row| row.topic.id.as_str()).collect::<Vec<_>>();
    assert_eq!(topics("LS"), ["B6"]);
    assert_eq!(topics("ZJ"), ["G6"]);
    let indicators =
        |name: &str| all.plans[at(&corpus, name)].indicators.iter().map(|row| row.indicator.id.as_str()).collect::<Vec<_>>();
    assert!(indicators("XQ").contains(&"myopia-rate") && indicators("XT").contains(&"elite-admission-reward"));
    // Four plans speak of the rate of kindergarten pupils in inclusive kindergartens; the fifth alone is silent.
    let lacks = |name: &str| {
        all.plans[at(&corpus, name)].lacks_indicators.iter().map(|row| row.indicator.id.as_str()).collect::<Vec<_>>()
    };
    assert!(lacks("ZJ").contains(&"inclusive-kindergarten-coverage"));
    assert!(["XS", "XT", "XQ", "LS"].iter().all(|name| !lacks(name).contains(&"inclusive-kindergarten-coverage")));
    // A single plan has all it has alone, and lacks nothing.
    let single = Corpus::new([&plans[0].1]);
    let own = &alone(&single).unwrap().plans[0];
    assert_eq!(own.indicators.len(), targets(&single).rows.len());
    assert!(own.lacks_topics.is_empty() && own.lacks_indicators.is_empty() && own.lacks_rows.is_empty());
}

#[test]
fn coverage_says_what_decides() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let all = coverage(&corpus);
    let cell = |code: &str, name: &str| &all.rows.iter().find(|row| row.code == code).unwrap().cells[at(&corpus, name)];
    // Childcare: a number on an indicator of the topic, in a plan that has the topic under others.
    let care = cell("B6", "LS");
    assert_eq!((care.depth, care.grounds.contains(&Ground::Promised), care.number), (2, true, true));
    assert!(["XS", "XT", "XQ", "ZJ"].iter().all(|name| cell("B6", name).depth == 0));
    // Moral education: a measure with lessons counted and units that answer.
    let moral = cell("A2", "XQ");
    assert_eq!((moral.depth, moral.number, moral.unit), (3, true, true));
    assert_eq!(moral.decided_by[0].id().to_string(), "measure:二/（一）/1");
    assert_eq!(cell("A2", "XT").items, 0);

    // By hand: a measure that urges; with a date; another that acts.
    let measure = |n: u32, text: serde_json::Value| {
        let mut base = serde_json::json!({"path": format!("二/{n}"), "title": "办", "topics": ["D5"], "force": "planned"});
        base.as_object_mut().unwrap().extend(text.as_object().unwrap().clone());
        serde_json::from_value::<Measure>(base).unwrap()
    };
    let depth = |measures: Vec<Measure>| {
        let mut plan = with_goals("某县", Vec::new());
        plan.measures = measures;
        let corpus = Corpus::new([&plan]);
        let all = coverage(&corpus);
        let row = all.rows.iter().find(|row| row.code == "D5").unwrap();
        (row.cells[0].depth, row.cells[0].grounds.first().copied())
    };
    let urged = || measure(1, serde_json::json!({"instruments": ["hortatory"]}));
    assert_eq!(depth(vec![]), (0, None));
    assert_eq!(depth(vec![measure(1, serde_json::json!({"topics": ["A1", "D5"]}))]), (1, Some(Ground::Further)));
    assert_eq!(depth(vec![urged()]), (1, Some(Ground::Urged)));
    let dated = measure(1, serde_json::json!({"instruments": ["hortatory"], "schedule": {"to": "2024"}}));
    assert_eq!(depth(vec![dated]), (2, Some(Ground::UrgedConcrete)));
    assert_eq!(depth(vec![urged(), measure(2, serde_json::json!({}))]), (2, Some(Ground::Act)));
    let led = measure(2, serde_json::json!({"lead": ["教育局"]}));
    assert_eq!(depth(vec![urged(), led]), (3, Some(Ground::Concrete)));
}

// Money

#[test]
fn incentives_for_each_person_and_year() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let all = incentives(&corpus);
    let row = |group: &str, kind| all.rows.iter().find(|row| row.group == group && row.kind == Some(kind)).unwrap();
    let normals = |row: &IncentiveRow<'_>, name: &str| -> Vec<Normal> {
        let cell = &row.cells[at(&corpus, name)];
        cell.entries.iter().filter(|entry| entry.award.is_some()).map(|entry| entry.normal.clone()).collect()
    };
    let person = |value: i64| yuan(value).per(Per::Person);
    // Heads: 20,000 once, and 1,000 with no word on how often.
    let heads = row("principals", IncentiveKind::Cash);
    assert_eq!(normals(heads, "XS"), [Normal::Once { amount: person(20_000), said: true }]);
    let once = |value: i64| Normal::Once { amount: person(value), said: false };
    assert!(normals(heads, "LS").contains(&once(1_000)) && normals(heads, "LS").contains(&once(3_000)));
    let verdict = &heads.cells[at(&corpus, "LS")].verdict;
    assert_eq!(verdict.by, Some(Value::Quantity(Quantity::new(Bound::FallBy, 17_000, Unit::Yuan))));
    // Honoured teachers: 3,000 once and 2,000 every year in one plan.
    let teachers = row("named_teachers", IncentiveKind::Cash);
    let own = normals(teachers, "XS");
    assert!(own.contains(&Normal::Yearly(person(2_000))) && own.contains(&Normal::Once { amount: person(3_000), said: true }));
    // Half a million for each pupil who gets into one of two universities goes to the school, for each student.
    let schools = row("schools", IncentiveKind::Cash);
    assert_eq!(normals(schools, "XT"), [Normal::Once { amount: yuan(500_000).per(Per::Student), said: false }]);
}

#[test]
fn amounts_are_brought_to_a_year() {
    let award = |value: i64, per: Option<Per>, frequency: Option<Frequency>| {
        let quantity = Quantity { per, ..yuan(value) };
        let mut one = Target::new("奖金").with_quantity(quantity);
        one.frequency = frequency;
        one
    };
    let normal = |award: Target| {
        let incentive: Incentive = serde_json::from_value(
            serde_json::json!({"path": "二/1", "title": "奖", "force": "planned", "beneficiaries": ["教师"], "kinds": ["cash"]}),
        )
        .unwrap();
        let mut plan = with_goals("某县", Vec::new());
        plan.incentives = vec![Incentive { awards: vec![award], ..incentive }];
        let corpus = Corpus::new([&plan]);
        incentives(&corpus).rows[0].cells[0].entries[0].normal.clone()
    };
    use Frequency::*;
    let yearly = |value: &str| Normal::Yearly(Quantity { value: dec(value), ..yuan(0).per(Per::Teacher) });
    for (frequency, value) in [
        (Monthly, "12000"),
        (Quarterly, "4000"),
        (Semester, "2000"),
        (HalfYear, "2000"),
        (Annual, "1000"),
        (Biennial, "500"),
        (Cycle(3), "333.33"),
    ] {
        assert_eq!(normal(award(1_000, Some(Per::Teacher), Some(frequency))), yearly(value), "{frequency}");
    }
    let left = |per, frequency| match normal(award(1_000, per, frequency)) {
        Normal::AsPrinted(unfit) => unfit,
        other => panic!("{other:?}"),
    };
    assert_eq!(left(Some(Per::Studio), Some(Annual)), Unfit::Studio);
    assert_eq!(left(Some(Per::School), Some(Annual)), Unfit::School);
    assert_eq!(left(None, Some(Annual)), Unfit::Total);
    assert_eq!(left(Some(Per::Person), Some(Weekly)), Unfit::Rhythm);
    let once = normal(award(1_000, Some(Per::Person), None));
    assert_eq!(once, Normal::Once { amount: yuan(1_000).per(Per::Person), said: false });
    let huge = Target::new("奖金").with_quantity(Quantity { value: Decimal::MAX, ..yuan(0).per(Per::Person) });
    assert_eq!(normal(Target { frequency: Some(Monthly), ..huge }), Normal::AsPrinted(Unfit::Size));
}

#[test]
fn funding_a_year_and_no_totals() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let all = funding(&corpus);
    assert_eq!(all.rows.len(), plans.iter().map(|(_, plan)| plan.funding.len()).sum::<usize>());
    let find = |name: &str, path: &str, n: u32| {
        let plan = at(&corpus, name);
        all.rows.iter().find(|row| row.plan == plan && row.funding.path.as_str() == path && row.funding.n == n).unwrap()
    };
    // 420 million by 2025 in a plan from 2021: five years.
    let built = find("XQ", "二/（二）/4", 1).per_year[0].clone().unwrap();
    assert_eq!((built.amount.value, built.by), (84_000_000.into(), Spread::Due(Period { from: 2021, to: 2025 })));
    // Two million for a training fund, without years or frequency.
    let fund = find("XS", "三/（五）", 1);
    assert_eq!((fund.funding.kind, fund.per_year.clone()), (FundingKind::Fund, vec![None]));
    // Three million every year.
    assert_eq!(find("XS", "三~2/（二）/3", 1).per_year[0].as_ref().unwrap().amount, yuan(3_000_000));
    // Shares are rules, not money.
    let share = find("XS", "三/（三）/2", 2);
    assert_eq!((share.rule, share.per_year.clone()), (Some(FundingRule::Share), vec![None]));
}

// Who answers

#[test]
fn checks_and_duties() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let all = accountability(&corpus);
    let items: usize = plans.iter().map(|(_, plan)| plan.accountability.len()).sum();
    assert_eq!(all.rows.len(), items);
    assert_eq!(all.mechanisms.iter().flat_map(|row| &row.cells).map(Vec::len).sum::<usize>(), items);
    // The ladder of the upper secondary heads: talked to, then moved.
    let ladder = all.table(&corpus);
    let key = "XT:accountability:三/（六）/21#3";
    let rungs = &ladder.cell(key, "consequences").unwrap_or_else(|| panic!("{key}")).entries;
    let kinds: Vec<_> = rungs.iter().map(|rung| rung.derived("kind").cloned().unwrap()).collect();
    let kind = |id: &str| Value::Term { list: "consequence".into(), id: id.into() };
    assert_eq!(kinds, [kind("interview"), kind("removal")]);

    // Every unit that a measure names is a duty, once.
    let duties = responsibility(&corpus);
    let named: usize =
        plans.iter().flat_map(|(_, plan)| &plan.measures).map(|m| m.lead.len() + m.responsible.len() + m.supporting.len()).sum();
    assert_eq!(duties.rows.iter().flat_map(|row| &row.cells).map(Vec::len).sum::<usize>(), named);
    // 县教育局 and 教育局 are one office: it leads or answers for 21 + 12 measures in one plan, 20 in another.
    let of = |name: &str| {
        let rows = duties.rows.iter().filter(|row| row.office.zh == "教育局");
        rows.map(|row| row.cells[at(&corpus, name)].len()).sum::<usize>()
    };
    assert_eq!((of("LS"), of("XQ"), of("XS")), (33, 20, 0));
    let offices: BTreeSet<&str> = duties.rows.iter().map(|row| row.office.zh.as_str()).collect();
    assert!(offices.contains("自然资源局") && offices.contains("编办") && !offices.contains("自然资源和规划局"));
}

// Laws

/// Every source of every table exists: its plan, its unit, its item, its field.
#[test]
fn every_source_exists() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let mut checked = 0;
    for info in TABLES {
        let table = info.make(&corpus).unwrap();
        assert_eq!(table.id, info.id);
        assert!(!table.rows.is_empty(), "{}", info.id);
        let keys: BTreeSet<&str> = table.rows.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(keys.len(), table.rows.len(), "{}: keys", info.id);
        assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()), "{}", info.id);
        for source in table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.entries).flat_map(|entry| &entry.sources)
        {
            let (name, plan) = &plans[source.plan];
            checked += 1;
            let Some(id) = &source.item else {
                let announced = plan.annexes.iter().any(|annex| annex.path == source.path);
                assert!(announced || plan.section(&source.path).is_some(), "{} {name} {}", info.id, source.path);
                continue;
            };
            let item = plan.item(id).unwrap_or_else(|| panic!("{} {name} {id}", info.id));
            assert_eq!(item.path(), &source.path);
            if let Some(field) = source.field.as_ref().filter(|field| field.starts_with("targets") || field.starts_with("awards"))
            {
                assert!(item.promises().iter().any(|(own, _)| own == field), "{} {name} {id} {field}", info.id);
            }
        }
    }
    assert!(checked > 5000, "{checked}");
}

/// Cells with the plans by name, so that tables over the same plans in another order can be compared.
fn by_name(corpus: &Corpus<'_>, table: &Table) -> BTreeMap<(String, String), String> {
    let mut cells = BTreeMap::new();
    for row in &table.rows {
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let mut entries: Vec<String> = cell
                .entries
                .iter()
                .map(|entry| {
                    let mut sources: Vec<String> = entry
                        .sources
                        .iter()
                        .map(|s| format!("{} {} {:?}", corpus.plans()[s.plan].name, s.path, s.field))
                        .collect();
                    sources.sort();
                    format!("{:?} {:?} {sources:?}", entry.value, entry.derived)
                })
                .collect();
            entries.sort();
            cells.insert((row.key.clone(), column.id.clone()), format!("{entries:?} {:?}", cell.verdict));
        }
    }
    cells
}

#[test]
fn the_order_of_the_plans_changes_the_order_of_the_columns_only() {
    let plans = samples::plans().unwrap();
    let mut turned: Vec<_> = plans.clone();
    turned.reverse();
    turned.swap(0, 2);
    let options = || Options::new().base(Base::Plan("XQ".into()));
    let (one, other) = (Corpus::new(&plans).options(options()).unwrap(), Corpus::new(&turned).options(options()).unwrap());
    for info in TABLES.iter().filter(|info| info.id != "pairs") {
        let (a, b) = (info.make(&one).unwrap(), info.make(&other).unwrap());
        let (a, b) = (by_name(&one, &a), by_name(&other, &b));
        for (place, cell) in &a {
            assert_eq!(Some(cell), b.get(place), "{} {place:?}", info.id);
        }
        assert_eq!(a.len(), b.len(), "{}", info.id);
    }
}

#[test]
fn twice_the_same_bytes() {
    let plans = samples::plans().unwrap();
    let made = || make_all(&Corpus::new(&plans)).unwrap().iter().map(Table::to_json).collect::<Vec<_>>();
    assert_eq!(made(), made());
}

#[test]
fn annexes_can_be_left_out() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans).options(Options::new().annexes(false)).unwrap();
    for info in TABLES {
        let table = info.make(&corpus).unwrap();
        let sources =
            table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.entries).flat_map(|entry| &entry.sources);
        // Profiles, index and origins are of whole documents.
        if !["profile", "pmc", "similarity", "origins", "cited", "agreement"].contains(&info.id) {
            assert!(sources.clone().all(|source| source.path.annex().is_none()), "{}", info.id);
        }
    }
    assert!(
        targets(&corpus).rows.iter().all(|row| row.indicator.id != "studio-funds-teacher" || row.cells[4].entries.is_empty())
    );
}

// The exports as tables

#[test]
fn exports_are_typed() {
    let plans = samples::plans().unwrap();
    let corpus = Corpus::new(&plans);
    let table = facts_table(&corpus);
    let rows: Vec<FactRow> = plans.iter().flat_map(|(name, plan)| facts(name, plan)).collect();
    assert_eq!(table.rows.len(), rows.len());
    let column = |id: &str| table.column(id).unwrap();
    for (typed, row) in table.rows.iter().zip(&rows) {
        let value = |id: &str| typed.cells[column(id)].value();
        assert_eq!(value("value"), Some(&Value::Number(dec(&row.value))));
        assert_eq!(value("deadline").is_some(), !row.deadline.is_empty());
        assert!(matches!(value("deadline"), None | Some(Value::Due(_))));
        assert_eq!(value("start"), row.start.map(|at| Value::Integer(i64::try_from(at).unwrap())).as_ref());
        assert_eq!(value("path"), Some(&Value::Text(row.path.clone())));
    }
    assert_eq!(table.columns[column("value")].kind, Kind::Number);

    let table = units_table(&corpus);
    let rows: Vec<UnitRow> = plans.iter().flat_map(|(name, plan)| units(name, plan)).collect();
    assert_eq!(table.rows.len(), rows.len());
    let topics = table.column("topics").unwrap();
    for (typed, row) in table.rows.iter().zip(&rows) {
        let joined: Vec<&str> = typed.cells[topics]
            .entries
            .iter()
            .map(|entry| match &entry.value {
                Value::Term { list, id } if list == "topic" => id.as_str(),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(joined.join("|"), row.topics);
    }

    let table = pairs_table(&corpus).unwrap();
    assert_eq!(table.rows.len(), corpus.alignment().unwrap().pairs.len());
    assert!(matches!(table.rows[0].cells[table.column("score").unwrap()].value(), Some(Value::Share(_))));
}

// Plans that mean harm

#[test]
fn empty_and_hostile_plans_have_tables() {
    let none: [&Plan; 0] = [];
    assert!(
        make_all(&Corpus::new(none))
            .unwrap()
            .iter()
            .all(|table| table.rows.iter().all(|row| row.cells.len() == table.columns.len()))
    );

    let mut plan = samples::plans().unwrap().remove(2).1;
    let hostile = "<script>=1+1|\u{202e}\u{0}\n";
    plan.place.name = hostile.into();
    plan.period = Some(Period { from: i32::MAX, to: i32::MIN });
    for measure in &mut plan.measures {
        measure.title = hostile.into();
        measure.topics = [hostile, "", hostile].map(Into::into).into_iter().collect();
        measure.lead = vec![String::new(), "县".into(), hostile.repeat(3)];
    }
    for goal in &mut plan.goals {
        for target in &mut goal.targets {
            target.scope = Some(" ".into());
            target.due = Some(Due::Year(i32::MIN));
            target.baselines = vec![Baseline { value: Decimal::MIN, at: Some(Due::Month(i32::MAX, 99)), note: None }];
            if let Some(quantity) = &mut target.quantity {
                quantity.value = Decimal::MAX;
                quantity.upper = Some(Decimal::MIN);
            }
        }
    }
    for incentive in &mut plan.incentives {
        incentive.beneficiaries = vec![String::new(), hostile.into()];
        incentive.kinds.clear();
        incentive.awards =
            vec![Target { frequency: Some(Frequency::Cycle(0)), ..target("reward-teacher", yuan(1).per(Per::Person)) }];
    }
    for line in &mut plan.funding {
        line.period = Some(Period { from: i32::MIN, to: i32::MAX });
    }
    let plain =
        with_goals("某县", vec![vec![target("preschool-gross-enrolment", Quantity::new(Bound::AtLeast, 1, Unit::Percent))]]);
    let plans = [("same", plan.clone()), ("same", plan), ("", plain)];
    for base in [Base::First, Base::National, Base::Plan("same".into())] {
        let corpus = Corpus::new(&plans).options(Options::new().base(base)).unwrap();
        for info in TABLES {
            let table = info.make(&corpus).unwrap_or_else(|e| panic!("{}: {e}", info.id));
            serde_json::from_str::<serde_json::Value>(&table.to_json()).unwrap();
        }
    }
}

/// A plan of many thousand statements on one indicator, and a corpus of plans: no work in the square of either.
#[test]
fn work_grows_with_the_statements() {
    let many = |n: i64| {
        let one = |i: i64| target("schools-built", Quantity::new(Bound::Exactly, i, Unit::School));
        with_goals("某县", (0..n).map(|i| vec![one(i)]).collect())
    };
    let time = |n: i64| {
        let plan = many(n);
        let corpus = Corpus::new([&plan]);
        let start = std::time::Instant::now();
        assert_eq!(targets(&corpus).rows[0].cells[0].entries.len(), usize::try_from(n).unwrap());
        start.elapsed().as_secs_f64()
    };
    time(500);
    let (few, much) = (time(2_000), time(16_000));
    assert!(much < few * 8.0 * 5.0 + 0.5, "{few} {much}");
}

/// A corpus of made plans: every cell of a plan column is said, absent or empty as its verdict says.
#[test]
fn made_plans_have_sound_tables() {
    let real: Vec<Plan> = samples::plans().unwrap().into_iter().map(|(_, plan)| plan).collect();
    let plans = corpus::corpus(&real, 12, 3);
    let corpus = Corpus::new(&plans);
    for id in ["targets", "measures", "incentives"] {
        let table = make(&corpus, id).unwrap();
        let outcomes = table.outcomes();
        assert!(
            outcomes.get("base").is_some_and(|n| *n > 10) && outcomes.get("absent").is_some_and(|n| *n > 10),
            "{id} {outcomes:?}"
        );
        for row in &table.rows {
            for (column, cell) in table.columns.iter().zip(&row.cells).filter(|(column, _)| column.plan.is_some()) {
                let absent = cell.verdict.as_ref().is_some_and(|verdict| verdict.outcome == Outcome::Absent);
                assert!(!absent || cell.is_empty(), "{id} {} {}", row.key, column.id);
                assert!(cell.is_empty() || cell.verdict.is_some(), "{id} {} {}", row.key, column.id);
            }
        }
    }
}

#[test]
fn the_word_lists_are_sound() {
    for name in ["beneficiaries", "organisations"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/compare").join(format!("{name}.json"));
        let scheme =
            Scheme::<Concept>::from_json(&std::fs::read_to_string(path).unwrap()).unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(scheme.edition().id, format!("crossplan/{name}"));
        assert!(scheme.terms().len() >= 7, "{name}");
        let mut words = BTreeMap::new();
        for term in scheme.terms() {
            for word in &term.aliases {
                assert_eq!(words.insert(word.as_str(), term.id.as_str()), None, "{name}: {word} stands twice");
            }
        }
    }
    // Every unit that the plans name finds its office, but for two bodies of one county each.
    let options = Options::new();
    let plans = samples::plans().unwrap();
    let units =
        plans.iter().flat_map(|(_, plan)| &plan.measures).flat_map(|m| m.lead.iter().chain(&m.responsible).chain(&m.supporting));
    let unknown: BTreeSet<&str> = units.map(String::as_str).filter(|unit| options.organisations.find(unit).is_none()).collect();
    assert_eq!(unknown.into_iter().collect::<Vec<_>>(), ["县国有资产投资管理有限公司", "改革办"]);
    assert!(Vocabulary::standard().topics.get("GOAL").is_some());
}
