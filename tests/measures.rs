//! Profile, PMC index and its codebook: by hand on a small plan, on the five plans, and as properties.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crossplan::compare::{Codebook, Corpus, Decision, Pmc, pmc, profile};
use crossplan::vocabulary::Vocabulary;
use crossplan::{Decimal, Plan};

/// A plan of three measures: a reward with an amount stands inside the first, the second has a date and a responsible unit, the third
/// says nothing that could be checked.
const SMALL: &str = r#"{
  "form": "crossplan/plan/1", "title": "东山县教育提升方案", "place": {"name": "东山县", "level": "county"}, "status": "issued",
  "issued": "2023-03-01", "period": {"from": 2023, "to": 2025},
  "citations": [
    {"title": "东山市教育规划", "issuer": "教育部", "role": "basis", "path": "前言"},
    {"title": "某办法（试行）", "role": "reference", "path": "一/1"}, {"title": "某办法", "role": "reference", "path": "一/2"}],
  "outline": [
    {"path": "前言", "role": "preamble", "title": "前言"}, {"path": "一", "role": "tasks", "title": "任务"},
    {"path": "一/1", "role": "tasks", "title": "奖励教师"}, {"path": "一/2", "role": "tasks", "title": "建学校"},
    {"path": "一/3", "role": "tasks", "title": "宣传"}, {"path": "二", "role": "goals", "title": "目标"}],
  "goals": [{"path": "二", "title": "普及", "force": "planned", "stages": ["preschool"], "targets": [
    {"subject": "入园率", "indicator": "preschool-gross-enrolment", "quantity": {"bound": "at_least", "value": 96, "unit": "percent"}, "due": "2025"}]}],
  "measures": [
    {"path": "一/1", "title": "奖励优秀教师", "topics": ["E6"], "force": "planned", "instruments": ["inducement"]},
    {"path": "一/2", "title": "新建学校试点", "topics": ["B2", "B1"], "stages": ["primary", "preschool"], "force": "binding",
     "instruments": ["capacity_building", "mandate"], "responsible": ["县教育局"],
     "targets": [{"subject": "开工", "due": "2024"}]},
    {"path": "一/3", "title": "宣传", "topics": ["G4"], "force": "encouraged"}],
  "incentives": [{"path": "一/1", "title": "奖金", "force": "planned", "kinds": ["cash"],
    "awards": [{"subject": "奖金", "quantity": {"bound": "exactly", "value": 5000, "unit": "yuan"}, "force": "aspirational"}]}]
}"#;

fn small() -> Vec<(String, Plan)> {
    vec![("小".to_owned(), Plan::from_json(SMALL).unwrap())]
}

fn dec(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap()
}

#[test]
fn the_profile_of_a_small_plan_by_hand() {
    let plans = small();
    let corpus = Corpus::new(&plans);
    let result = profile(&corpus);
    let it = &result.plans[0];
    let part = |part: &crossplan::compare::Part| (part.count, part.of);
    let spec = &it.specificity;
    // The amount of the reward counts for the measure in whose unit it stands.
    assert_eq!(
        [&spec.number, &spec.date, &spec.responsible, &spec.all, &spec.nothing].map(part),
        [(1, 3), (1, 3), (1, 3), (0, 3), (1, 3)]
    );
    assert_eq!(spec.number.share(), Some(dec("0.333333")));
    assert_eq!(spec.nothing.sources[0].item.as_ref().unwrap().to_string(), "measure:一/3");
    // Three promises: enrolment, start of building, reward.
    assert_eq!((it.promises, part(&it.with_number), part(&it.with_date), part(&it.with_indicator)), (3, (2, 3), (2, 3), (1, 3)));
    let counts = |mix: &crossplan::compare::Mix| -> Vec<(String, usize, usize)> {
        mix.codes.iter().map(|(code, part)| (code.clone(), part.count, mix.first[code])).collect()
    };
    let row = |code: &str, count, first| (code.to_owned(), count, first);
    // The reward's own force, the start's from its measure, enrolment's from its goal.
    assert_eq!(counts(&it.force), [row("binding", 1, 1), row("planned", 1, 1), row("aspirational", 1, 1)]);
    assert_eq!(counts(&it.instruments), [row("mandate", 1, 0), row("inducement", 1, 1), row("capacity_building", 1, 1)]);
    assert_eq!(part(&it.instruments.without), (1, 3));
    assert_eq!(counts(&it.stages), [row("preschool", 1, 0), row("primary", 1, 1)]);
    assert_eq!(counts(&it.topics), [row("B1", 1, 0), row("B2", 1, 1), row("E6", 1, 1), row("G4", 1, 1)]);
    assert_eq!((it.units, it.items[&crossplan::Class::Measure], it.items[&crossplan::Class::Funding]), (4, 3, 0));
}

#[test]
fn the_table_of_profiles_has_count_and_whole_beside_each_share() {
    let plans = small();
    let corpus = Corpus::new(&plans);
    let table = profile(&corpus).table(&corpus);
    let entry = &table.cell("specificity/number", "小").unwrap().entries[0];
    assert_eq!(serde_json::to_string(&entry.value).unwrap(), r#"{"share":"0.333333"}"#);
    assert_eq!(serde_json::to_string(&entry.derived[0].value).unwrap(), r#"{"integer":1}"#);
    assert_eq!(serde_json::to_string(&entry.derived[1].value).unwrap(), r#"{"integer":3}"#);
    assert_eq!(entry.sources[0].path.as_str(), "一/1");
    assert_eq!(table.cell("instrument/-", "小").unwrap().entries[0].sources[0].path.as_str(), "一/3");
    assert!(table.rows.iter().all(|row| row.cells.len() == table.columns.len()));
    let keys: std::collections::HashSet<&str> = table.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys.len(), table.rows.len(), "each row has a key of its own");
}

/// A codebook of the given rules, each a sub-variable of one variable.
fn book(rules: &[&str]) -> String {
    let sub = |(i, rule): (usize, &&str)| {
        format!(r#"{{"id":"S{i}","zh":"名","en":"n","definition":"问","definition_en":"d","rule":{rule}}}"#)
    };
    let subs: Vec<String> = rules.iter().enumerate().map(sub).collect();
    format!(
        r#"{{"id":"t","version":"1","title":{{"zh":"表","en":"t"}},"source":["s"],
        "grades":[{{"id":"high","zh":"高","en":"high","from":"0.5"}},{{"id":"low","zh":"低","en":"low","from":0}}],
        "variables":[{{"id":"X1","zh":"名","en":"n","definition":"问","definition_en":"d","sub_variables":[{}]}}]}}"#,
        subs.join(",")
    )
}

fn decide(rules: &[&str]) -> Vec<Decision> {
    let plans = small();
    let result = pmc(&Corpus::new(&plans), &Codebook::from_json(&book(rules)).unwrap_or_else(|e| panic!("{e}"))).unwrap();
    result.plans[0].variables[0].sub_variables.clone()
}

#[test]
fn every_rule_is_decided_with_its_evidence() {
    // Rule, whether it holds, why, paths of the evidence.
    let cases = [
        (r#"{"items":{"where":{"classes":["measure"],"topics":["B"]}}}"#, true, "1 item", vec!["一/2"]),
        (r#"{"items":{"where":{"instruments":["mandate"]},"at_least":2}}"#, false, "1 item, asked ≥ 2", vec!["一/2"]),
        (r#"{"items":{"where":{"incentives":["honour"]}}}"#, false, "nothing found", vec![]),
        (r#"{"items":{"where":{"words":["试点"],"stages":["primary"],"forces":["binding"]}}}"#, true, "1 item", vec!["一/2"]),
        (r#"{"promises":{"has":["number","date"]}}"#, true, "1 promise", vec!["二"]),
        (r#"{"promises":{"units":["yuan"],"forces":["aspirational"]}}"#, true, "1 promise", vec!["一/1"]),
        (r#"{"promises":{"indicators":["preschool-gross-enrolment"],"has":["baseline"]}}"#, false, "nothing found", vec![]),
        (
            r#"{"share":{"of":{"classes":["measure"]},"with":{"has":["number"]},"at_least":"0.34"}}"#,
            false,
            "1/3 = 0.333, asked ≥ 0.34",
            vec!["一/1"],
        ),
        (r#"{"share":{"of":{"classes":["funding"]},"with":{},"at_least":"0.1"}}"#, false, "nothing found", vec![]),
        (
            r#"{"distinct":{"of":"stages","where":{"classes":["measure"]},"at_least":2}}"#,
            true,
            "2 different, asked ≥ 2: Primary education, Pre-primary education",
            vec!["一/2"],
        ),
        (r#"{"period":{"at_least":3,"at_most":5}}"#, true, "2023–2025, 3 years", vec!["前言"]),
        (r#"{"period":{"at_least":4}}"#, false, "2023–2025, 3 years", vec!["前言"]),
        (r#"{"due":{"from":2}}"#, true, "1 promise", vec!["二"]),
        (r#"{"due":{"to":0}}"#, false, "nothing found", vec![]),
        (r#"{"head":"issued"}"#, true, "2023-03-01", vec!["前言"]),
        (r#"{"head":"document_number"}"#, false, "nothing found", vec![]),
        (r#"{"head":"in_force"}"#, true, "Issued", vec!["前言"]),
        (r#"{"issuers":{"words":["教育局"]}}"#, false, "nothing found", vec![]),
        (r#"{"place":["county"]}"#, true, "level: County", vec!["前言"]),
        (r#"{"sections":{"roles":["tasks"],"at_least":4}}"#, true, "4 sections, asked ≥ 4", vec!["一", "一/1", "一/2", "一/3"]),
        (r#"{"cites":{"roles":["basis"],"levels":["nation"]}}"#, true, "1 document", vec!["前言"]),
        // Cited at two places, once with a note in brackets: one document.
        (r#"{"cites":{"words":["办法"],"at_least":2}}"#, false, "1 document, asked ≥ 2", vec!["一/1"]),
        (r#"{"annexes":{}}"#, false, "nothing found", vec![]),
        (r#"{"terms":{}}"#, false, "nothing found", vec![]),
        (r#"{"phrase":{"words":["试点","普及"]}}"#, true, "2 places", vec!["二", "一/2"]),
        (r#"{"not":{"annexes":{}}}"#, true, "must not hold: nothing found", vec![]),
        (r#"{"all":[{"head":"issued"},{"annexes":{}}]}"#, false, "2023-03-01; nothing found", vec!["前言"]),
        (
            r#"{"any":[{"items":{"where":{"topics":["B2"]}}},{"items":{"where":{"topics":["B1","G4"]}}},{"annexes":{}}]}"#,
            true,
            "2 items",
            vec!["一/2", "一/3"],
        ),
    ];
    let rules: Vec<&str> = cases.iter().map(|(rule, ..)| *rule).collect();
    for (decision, (rule, holds, why, paths)) in decide(&rules).iter().zip(cases) {
        let found: Vec<&str> = decision.sources.iter().map(|source| source.path.as_str()).collect();
        assert_eq!((decision.holds, decision.why.en.as_str(), found), (holds, why, paths), "{rule}");
    }
}

#[test]
fn the_index_is_the_sum_of_the_means() {
    let plans = small();
    let corpus = Corpus::new(&plans);
    let json = book(&[r#"{"head":"issued"}"#, r#"{"annexes":{}}"#, r#"{"terms":{}}"#]);
    let mut codebook = Codebook::from_json(&json).unwrap();
    // Three variables of one third each are one, although a third is rounded.
    for i in 2..=3 {
        let mut variable = codebook.variables[0].clone();
        variable.id = format!("X{i}");
        variable.sub_variables.iter_mut().for_each(|sub| sub.id = format!("{}-{i}", sub.id));
        codebook.variables.push(variable);
    }
    let result = pmc(&corpus, &codebook).unwrap();
    let plan = &result.plans[0];
    assert_eq!(plan.variables[0].value, dec("0.333333"));
    assert_eq!((plan.total, plan.concavity, plan.grade.as_str()), (dec("1"), dec("2"), "low"));
    assert_eq!(plan.surface(), None, "three variables make no surface");
    // The band follows the number of variables: 0.5 of three is 1.5.
    codebook.grades[0].from = dec("0.333");
    assert_eq!(pmc(&corpus, &codebook).unwrap().plans[0].grade, "high");
}

#[test]
fn the_standard_codebook_loads_and_knows_its_words() {
    let file = include_str!("../data/pmc/education.json");
    let codebook = Codebook::from_json(file).unwrap_or_else(|e| panic!("{e}"));
    codebook.check_codes(Vocabulary::standard()).unwrap();
    assert_eq!(&codebook, Codebook::standard());
    let again = serde_json::to_string(&codebook).unwrap();
    assert_eq!(Codebook::from_json(&again).unwrap(), codebook);
    let from: Vec<String> = codebook.grades.iter().map(|grade| grade.from.to_string()).collect();
    assert_eq!(from, ["0.9", "0.7", "0.5", "0"]);
}

#[test]
fn the_faults_of_a_codebook_word_for_word() {
    let faults = |json: &str| Codebook::from_json(json).unwrap_err().to_string();
    assert_eq!(
        faults("{"),
        "the codebook has a fault:\n  (file): EOF while parsing an object at line 1 column 1; accepted: JSON"
    );
    // A fault of form in one sub-variable does not hide that of the next.
    let json = book(&[
        r#"{"items":{"where":{"topcs":["B1"]}}}"#,
        r#"{"all":[{"head":"issued"},{"items":{"where":{"instruments":["order"]}}}]}"#,
        r#"{"share":{"of":{},"with":{},"at_least":0.5}}"#,
    ]);
    assert_eq!(
        faults(&json),
        "the codebook has 3 faults:\n  \
         variables[0].sub_variables[0].rule.items.where.topcs: unknown field `topcs`; accepted: one of `classes`, `topics`, `stages`, \
         `instruments`, `forces`, `mechanisms`, `incentives`, `funding`, `consequences`, `beneficiaries`, `words`, `has`\n  \
         variables[0].sub_variables[1].rule.all[1].items.where.instruments[0]: unknown variant `order`; accepted: one of `mandate`, \
         `inducement`, `capacity_building`, `system_change`, `hortatory`\n  \
         variables[0].sub_variables[2].rule.share.at_least: invalid type: floating point `0.5`; accepted: a decimal string such as \
         \"16.4\", or a whole number"
    );
    let json = book(&[
        r#"{"any":[]}"#,
        r#"{"items":{"at_least":0}}"#,
        r#"{"items":{"where":{"classes":["goal"],"instruments":["mandate"]}}}"#,
        r#"{"period":{"at_least":5,"at_most":3}}"#,
        r#"{"promises":{"has":["responsible"]}}"#,
        r#"{"phrase":{"words":[" "]}}"#,
        r#"{"share":{"of":{},"with":{},"at_least":2}}"#,
    ])
    .replace("\"S1\"", "\"S0\"")
    .replace("\"from\":0}", "\"from\":\"0.6\"}");
    assert_eq!(
        faults(&json),
        "the codebook has 10 faults:\n  \
         grades[1].from: 0.6 is not below 0.5; accepted: grades from the best to the worst\n  \
         grades: no grade begins at 0; accepted: a last grade from 0, so that every index has one\n  \
         variables[0].sub_variables[0].rule.any: it holds no rule; accepted: at least one rule\n  \
         variables[0].sub_variables[1].id: `S0` is empty or taken; accepted: an id of its own\n  \
         variables[0].sub_variables[1].rule.items.at_least: 0 always holds; accepted: 1 or more\n  \
         variables[0].sub_variables[2].rule.items.where.instruments: only items of class measure have instruments, so that none fits; \
         accepted: conditions that one class can have\n  \
         variables[0].sub_variables[3].rule.period: 5 is above 3; accepted: at_least not above at_most\n  \
         variables[0].sub_variables[4].rule.promises.has[0]: `responsible` is nothing that a promise has; accepted: number, date, \
         baseline, indicator, frequency\n  \
         variables[0].sub_variables[5].rule.phrase.words[0]: it is empty; accepted: some text\n  \
         variables[0].sub_variables[6].rule.share.at_least: 2 is no share that decides; accepted: a share above 0, at most 1"
    );
    let deep = format!("{}{}{}", r#"{"not":"#.repeat(16), r#"{"annexes":{}}"#, "}".repeat(16));
    assert!(faults(&book(&[&deep])).contains("more than 16 rules stand in one another"));
    let plans = small();
    let unknown = Codebook::from_json(&book(&[r#"{"items":{"where":{"topics":["B9"]}}}"#])).unwrap();
    assert_eq!(
        pmc(&Corpus::new(&plans), &unknown).unwrap_err().to_string(),
        "the codebook has a fault:\n  variables[0].sub_variables[0].rule.items.where.topics[0]: `B9` is no topic of the vocabulary in \
         use; accepted: a code of its topics"
    );
}

#[cfg(feature = "samples")]
mod samples {
    use super::*;

    fn result(plans: &[(&'static str, Plan)]) -> Pmc {
        pmc(&Corpus::new(plans), Codebook::standard()).unwrap()
    }

    #[test]
    fn the_five_plans() {
        let plans = crossplan::samples::plans().unwrap();
        let corpus = Corpus::new(&plans);
        let profiles = profile(&corpus);
        let specificity: Vec<_> = profiles
            .plans
            .iter()
            .map(|p| {
                (
                    p.name.as_str(),
                    p.specificity.number.count,
                    p.specificity.date.count,
                    p.specificity.responsible.count,
                    p.specificity.number.of,
                )
            })
            .collect();
        assert_eq!(
            specificity,
            [("XS", 11, 2, 0, 29), ("XT", 9, 4, 0, 30), ("XQ", 15, 5, 20, 23), ("ZJ", 3, 1, 0, 19), ("LS", 54, 14, 33, 152)]
        );
        for p in &profiles.plans {
            let mixes = [&p.force, &p.force_of_measures, &p.instruments, &p.stages, &p.topics];
            for mix in mixes {
                let first: usize = mix.first.values().sum();
                assert_eq!(first + mix.without.count, mix.without.of, "each thing has one first code or none");
                assert!(mix.codes.values().all(|part| part.count <= part.of && part.sources.len() == part.count));
            }
            assert!(p.specificity.all.count <= p.specificity.number.count.min(p.specificity.date.count));
        }
        let totals: Vec<_> = result(&plans).plans.iter().map(|p| format!("{} {} {}", p.name, p.total, p.grade)).collect();
        assert_eq!(
            totals,
            [
                "XS 7.783333 excellent",
                "XT 7.239286 excellent",
                "XQ 8.691667 excellent",
                "ZJ 7.957143 excellent",
                "LS 7.916667 excellent"
            ]
        );
    }

    #[test]
    fn the_index_stays_in_its_bounds_and_follows_no_order() {
        let mut plans = crossplan::samples::plans().unwrap();
        let before = result(&plans);
        for plan in &before.plans {
            assert!(plan.total >= Decimal::ZERO && plan.total <= dec("10"));
            assert_eq!(plan.total + plan.concavity, dec("10"));
            let surface = plan.surface().unwrap();
            assert_eq!(surface[1][0], plan.variables[3].value);
            for decision in plan.variables.iter().flat_map(|v| &v.sub_variables) {
                assert!(!decision.holds || !decision.sources.is_empty(), "{} holds by nothing", decision.id);
                assert!(decision.sources.iter().all(|source| source.plan == plan.plan));
            }
        }
        plans.reverse();
        let after = result(&plans);
        for plan in &before.plans {
            let same = after.plans.iter().find(|other| other.name == plan.name).unwrap();
            assert_eq!((&plan.total, &plan.grade), (&same.total, &same.grade));
            let held = |p: &crossplan::compare::PmcPlan| -> Vec<bool> {
                p.variables.iter().flat_map(|v| &v.sub_variables).map(|d| d.holds).collect()
            };
            assert_eq!(held(plan), held(same));
        }
    }

    #[test]
    fn the_table_says_why() {
        let plans = crossplan::samples::plans().unwrap();
        let corpus = Corpus::new(&plans);
        let table = result(&plans).table(&corpus);
        let cell = |key: &str, column: &str| serde_json::to_string(&table.cell(key, column).unwrap().entries[0].value).unwrap();
        assert_eq!(cell("X9:1", "XQ"), r#"{"flag":true}"#);
        let why = &table.cell("X9:1", "XQ").unwrap().entries[0].derived[0];
        assert_eq!(
            serde_json::to_string(&why.value).unwrap(),
            r#"{"said":{"zh":"20/23 = 0.87，要求 ≥ 0.5","en":"20/23 = 0.87, asked ≥ 0.5"}}"#
        );
        assert_eq!(table.rows.len(), 3 + 10 + 62);
    }
}
