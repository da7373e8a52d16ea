//! Codings of people beside ours: loading with its faults, agreement by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crossplan::compare::{Agreement, CodingRow, Codings, Corpus, SchemeAgreement, agreement};
use crossplan::{Decimal, Plan};
use proptest::prelude::*;

const SMALL: &str = r#"{
  "form": "crossplan/plan/1", "title": "东山县教育提升方案", "place": {"name": "东山县", "level": "county"}, "status": "issued",
  "outline": [
    {"path": "一", "role": "tasks", "title": "任务"}, {"path": "一/1", "role": "tasks", "title": "奖励教师"},
    {"path": "一/2", "role": "tasks", "title": "建学校"}, {"path": "一/3", "role": "tasks", "title": "宣传"},
    {"path": "二", "role": "goals", "title": "目标"}],
  "goals": [{"path": "二", "title": "普及", "force": "planned", "stages": ["preschool"]}],
  "measures": [
    {"path": "一/1", "title": "奖励优秀教师", "topics": ["E6"], "force": "planned", "instruments": ["inducement"]},
    {"path": "一/2", "title": "新建学校", "topics": ["B2", "B1"], "stages": ["primary"], "force": "binding", "instruments": ["mandate"]},
    {"path": "一/3", "title": "宣传", "topics": ["G4"], "force": "encouraged"}],
  "incentives": [{"path": "一/1", "title": "奖金", "force": "planned", "kinds": ["cash"]}]
}"#;

fn plans() -> Vec<(String, Plan)> {
    vec![("小".to_owned(), Plan::from_json(SMALL).unwrap())]
}

/// Rows as `unit scheme code coder`, `-` for no code.
fn rows(lines: &[&str]) -> Vec<CodingRow> {
    let row = |line: &&str| {
        let parts: Vec<String> = line.split(' ').map(|part| if part == "-" { String::new() } else { part.to_owned() }).collect();
        let [unit, scheme, code, coder] = parts.try_into().unwrap();
        CodingRow { plan: "小".into(), unit, scheme, code, coder }
    };
    lines.iter().map(row).collect()
}

const FORCE: [&str; 8] = [
    "一/1 force planned a",
    "一/1 force planned b",
    "一/1 force binding c",
    "一/2 force binding a",
    "一/2 force aspirational b",
    "一/3 force encouraged a",
    "一/3 force encouraged b",
    "measure:一/3 force encouraged c",
];

fn compared(rows: Vec<CodingRow>) -> Agreement {
    let plans = plans();
    let corpus = Corpus::new(&plans);
    agreement(&corpus, &Codings::new(&corpus, rows).unwrap_or_else(|e| panic!("{e}")))
}

fn dec(text: &str) -> Option<Decimal> {
    Some(Decimal::from_str_exact(text).unwrap())
}

fn scheme<'a>(agreement: &'a Agreement, name: &str) -> &'a SchemeAgreement {
    agreement.schemes.iter().find(|s| s.scheme.as_str() == name).unwrap()
}

#[test]
fn one_code_for_each_unit_by_hand() {
    let mut lines = FORCE.to_vec();
    lines[7] = "一/3 force encouraged c";
    let result = compared(rows(&lines));
    let force = scheme(&result, "force");
    assert_eq!((force.units, force.coders.join(""), force.alpha.units, force.alpha.values), (3, "abc".to_owned(), 3, 8));
    // Observed 4/8, expected 46/56: 1 − 28/46.
    assert_eq!(
        (force.alpha.value, force.alpha.observed, force.alpha.expected),
        (dec("0.391304"), dec("0.5").unwrap(), dec("0.821429").unwrap())
    );
    // Observed 2/6, expected 26/30: 1 − 10/26.
    assert_eq!((force.pairs[0].a.as_str(), force.pairs[0].b.as_str(), force.pairs[0].alpha.value), ("a", "b", dec("0.615385")));
    let counts = |scores: &crossplan::compare::Scores| (scores.both.len(), scores.ours.len(), scores.people.len());
    // The second unit is tied between two forces and counts neither way.
    assert_eq!((counts(&force.majority.scores), force.majority.scores.precision()), ((2, 0, 0), dec("1")));
    let (a, c) = (&force.coders_and_ours[0], &force.coders_and_ours[2]);
    assert_eq!((counts(&a.scores), a.alpha.value), ((3, 0, 0), dec("1")));
    assert_eq!((counts(&c.scores), c.scores.precision(), c.alpha.units), ((1, 1, 1), dec("0.5"), 2));
    let second = &force.labels[1];
    assert_eq!((second.unit.to_string().as_str(), second.coders, second.kept.len()), ("一/2", 2, 0));
    assert_eq!(second.tied.iter().map(|(code, n)| format!("{code} {n}")).collect::<Vec<_>>(), ["aspirational 1", "binding 1"]);
    assert_eq!(force.labels[0].kept["planned"], 2);
    assert_eq!(force.labels[0].coders, 3);
}

#[test]
fn an_item_and_its_unit_are_coded_apart() {
    let result = compared(rows(&FORCE));
    let force = scheme(&result, "force");
    assert_eq!(force.units, 4);
    let item = force.labels.iter().find(|label| label.unit.to_string() == "measure:一/3").unwrap();
    assert_eq!((item.coders, item.ours.iter().cloned().collect::<Vec<_>>()), (1, vec!["encouraged".to_owned()]));
}

#[test]
fn several_codes_for_each_unit_by_hand() {
    let lines = [
        "一/1 topic E3 a",
        "一/2 topic B2 a",
        "一/2 topic B1 a",
        "一/2 topic B2 b",
        "一/3 topic - a",
        "一/3 topic G4 b",
        "一/3 topic G4 c",
    ];
    let result = compared(rows(&lines));
    let topic = scheme(&result, "topic");
    let code = |code: &str| {
        let scores = &topic.codes.iter().find(|c| c.code == code).unwrap().scores;
        (scores.both.len(), scores.ours.len(), scores.people.len(), scores.precision(), scores.recall(), scores.f1())
    };
    assert_eq!(code("B2"), (1, 0, 0, dec("1"), dec("1"), dec("1")));
    // Exactly half of the coders gave B1.
    assert_eq!(code("B1"), (0, 0, 0, None, None, None));
    assert_eq!(code("E6"), (0, 1, 0, dec("0"), None, dec("0")));
    assert_eq!(code("E3"), (0, 0, 1, None, dec("0"), dec("0")));
    assert_eq!(topic.codes.iter().map(|c| c.code.as_str()).collect::<Vec<_>>(), ["B1", "B2", "E3", "E6", "G4"]);
    assert_eq!(
        (topic.majority.scores.precision(), topic.majority.scores.recall(), topic.macro_f1),
        (dec("0.666667"), dec("0.666667"), dec("0.5"))
    );
    // Sets {B1, B2} and {B2} differ; no code is a value too: observed (2 + 2)/5, values B1B2, B2, none, G4, G4.
    assert_eq!((topic.alpha.units, topic.alpha.values, topic.alpha.observed), (2, 5, dec("0.8").unwrap()));
    let g4 = topic.codes.iter().find(|c| c.code == "G4").unwrap();
    // Whether a unit has G4: (no, no), (no, yes, yes): observed 2/5, expected 12/20.
    assert_eq!(g4.alpha.value, dec("0.333333"));
    assert_eq!(g4.scores.both[0].path.as_str(), "一/3");
}

#[test]
fn ours_are_the_codes_of_units_and_items() {
    let lines = [
        "一/1 class incentive a",
        "一/1 class measure a",
        "incentive:一/1 class incentive a",
        "二 topic GOAL a",
        "二 stage preschool a",
        "一/2 instrument mandate a",
        "incentive:一/1 instrument - a",
    ];
    let result = compared(rows(&lines));
    for scheme in &result.schemes {
        assert_eq!(scheme.majority.scores.f1(), dec("1"), "{}", scheme.scheme);
        assert_eq!(scheme.alpha.value, None, "one coder alone has nobody to agree with");
    }
    assert_eq!(result.schemes.len(), 4);
}

#[test]
fn the_faults_of_codings_word_for_word() {
    let plans = plans();
    let corpus = Corpus::new(&plans);
    let mut given = rows(&[
        "一/9 force planned a",
        "一 force planned a",
        "incentive:一/1#2 force planned a",
        "一/1 mood planned a",
        "一/1 topic Z9 a",
        "一/1 force must a",
        "一/1 force planned a",
        "一/1 force binding a",
        "一/1 topic E6 a",
        "一/1 topic E6 a",
        "一/1 topic - a",
        "二//1 force planned a",
    ]);
    given[0].coder = " ".into();
    given.push(CodingRow { plan: "大".into(), ..given[1].clone() });
    assert_eq!(
        Codings::new(&corpus, given).unwrap_err().to_string(),
        "the codings have 12 faults:\n  \
         row 1, unit: the plan has no unit `一/9`; accepted: the path of a unit such as 二/（三）/13, or the id of an item such as \
         measure:二/（三）/13\n  \
         row 1, coder: it is empty; accepted: the name of a coder\n  \
         row 2, unit: the plan has no unit `一`; accepted: the path of a unit such as 二/（三）/13, or the id of an item such as \
         measure:二/（三）/13\n  \
         row 3, unit: the plan has no item `incentive:一/1#2`; accepted: the path of a unit such as 二/（三）/13, or the id of an item \
         such as measure:二/（三）/13\n  \
         row 4, scheme: `mood` is no scheme of codes; accepted: topic, force, instrument, stage, class\n  \
         row 5, code: `Z9` is no topic of crossplan/topics 2026.1; accepted: a code of the topics in use\n  \
         row 6, code: `must` is no force; accepted: binding, planned, aspirational, encouraged\n  \
         row 8, code: `binding` is a second force by `a`; accepted: one code for each unit and coder\n  \
         row 10, code: `E6` stands twice; accepted: one row for each code\n  \
         row 11, code: no code and a code for one unit, or no code twice; accepted: one of them\n  \
         row 12, unit: `二//1` is no path: a part between two / is empty; accepted: the path of a unit such as 二/（三）/13, or the id \
         of an item such as measure:二/（三）/13\n  \
         row 13, plan: `大` is no compared plan; accepted: 小"
    );
    let error = Codings::from_json(&corpus, r#"[{"plan":"小","unit":"一/1","scheme":"force","coder":1}]"#).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the codings have a fault:\n  [0].coder: invalid type: integer `1`, expected a string at line 1 column 56; accepted: a list of \
         rows: plan, unit, scheme, code, coder"
    );
}

#[cfg(feature = "render")]
#[test]
fn csv_and_json_are_the_same_rows() {
    let plans = plans();
    let corpus = Corpus::new(&plans);
    let csv = "\u{feff}coder,plan,unit,scheme,code\r\na,小,一/1,topic,E6\r\n\"b, the second\",小,一/1,topic,\r\n";
    let json = r#"[{"plan":"小","unit":"一/1","scheme":"topic","code":"E6","coder":"a"},
                   {"plan":"小","unit":"一/1","scheme":"topic","coder":"b, the second"}]"#;
    let from_csv = Codings::from_csv(&corpus, csv).unwrap();
    assert_eq!(from_csv, Codings::from_json(&corpus, json).unwrap());
    assert_eq!(from_csv.coders(), ["a", "b, the second"]);
    let told = |text: &str| Codings::from_csv(&corpus, text).unwrap_err().to_string();
    // The first row of data is line 2 of the file.
    assert!(told("plan,unit,scheme,code,coder\n小,一/1,topic,Q1,a\n").contains("\n  line 2, code: `Q1` is no topic"));
    assert!(told("plan,unit,scheme,code\n小,一/1,topic,E6\n").contains("missing field `coder`"));
    assert!(told("plan,unit,scheme,code,coder\n小,一/1\n").contains("line 2: CSV error"));
}

#[test]
fn the_tables_carry_the_figures() {
    let plans = plans();
    let corpus = Corpus::new(&plans);
    let mut lines = FORCE.to_vec();
    lines[7] = "一/3 force encouraged c";
    let result = agreement(&corpus, &Codings::new(&corpus, rows(&lines)).unwrap());
    let table = result.table(&corpus);
    let value = |key: &str, column: &str| serde_json::to_string(&table.cell(key, column).unwrap().entries[0].value).unwrap();
    assert_eq!(value("force/all", "alpha"), r#"{"number":"0.391304"}"#);
    assert_eq!(value("force/coder/c", "precision"), r#"{"share":"0.5"}"#);
    assert_eq!(table.cell("force/coder/c", "people").unwrap().entries[0].sources[0].path.as_str(), "一/1");
    let labels = result.labels(&corpus);
    let kept = &labels.cell("force/小/一/1", "kept").unwrap().entries[0];
    assert_eq!(serde_json::to_string(kept.derived("coders").unwrap()).unwrap(), r#"{"integer":2}"#);
    assert_eq!(labels.cell("force/小/一/2", "tied").unwrap().entries.len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn neither_rows_nor_names_of_coders_have_an_order(codes in proptest::collection::vec((0usize..3, 0usize..4, 0usize..4), 1..20), seed in any::<u64>()) {
        let forces = ["binding", "planned", "aspirational", "encouraged"];
        let mut seen = std::collections::BTreeSet::new();
        let lines: Vec<String> = codes
            .into_iter()
            .filter(|(unit, _, coder)| seen.insert((*unit, *coder)))
            .map(|(unit, code, coder)| format!("一/{} force {} {}", unit + 1, forces[code], ["a", "b", "c", "d"][coder]))
            .collect();
        let given: Vec<&str> = lines.iter().map(String::as_str).collect();
        let before = compared(rows(&given));
        let mut shuffled = rows(&given);
        let n = shuffled.len();
        for i in 0..n {
            let j = usize::try_from(seed.rotate_left(u32::try_from(i).unwrap()) % u64::try_from(n).unwrap()).unwrap();
            shuffled.swap(i, j);
        }
        prop_assert_eq!(&before, &compared(shuffled.clone()));
        // Other names for the coders change no figure.
        for row in &mut shuffled {
            row.coder = format!("z{}", 'd' as u32 - row.coder.chars().next().unwrap() as u32);
        }
        let after = compared(shuffled);
        prop_assert_eq!(&before.schemes[0].alpha, &after.schemes[0].alpha);
        prop_assert_eq!(&before.schemes[0].majority.scores, &after.schemes[0].majority.scores);
        for scheme in &before.schemes {
            prop_assert!(scheme.alpha.value.is_none_or(|alpha| alpha <= Decimal::ONE));
            for figure in [scheme.majority.scores.precision(), scheme.majority.scores.recall(), scheme.macro_f1].into_iter().flatten() {
                prop_assert!(figure >= Decimal::ZERO && figure <= Decimal::ONE);
            }
        }
    }
}
