//! Similarity of plans and origins of their wording: by hand on small plans, on constructed copies, and as properties.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use crossplan::compare::{Corpus, Direction, OriginOptions, Origins, Similarity, SimilarityOptions, origins, similarity};
use crossplan::{Decimal, Plan};
use proptest::prelude::*;

fn dec(text: &str) -> Option<Decimal> {
    Some(Decimal::from_str_exact(text).unwrap())
}

/// A plan with a head, and lists of items as JSON.
fn plan(title: &str, place: &str, issued: Option<&str>, rest: &str) -> Plan {
    let issued = issued.map(|day| format!(r#""issued": "{day}","#)).unwrap_or_default();
    let json = format!(
        r#"{{"form": "crossplan/plan/1", "title": "{title}", "place": {place}, {issued} "status": "issued",
        "outline": [{{"path": "一", "role": "tasks", "title": "任务"}}, {{"path": "一/1", "role": "tasks", "title": "甲"}},
          {{"path": "一/2", "role": "tasks", "title": "乙"}}, {{"path": "二", "role": "goals", "title": "目标"}}], {rest}}}"#
    );
    Plan::from_json(&json).unwrap_or_else(|e| panic!("{e}"))
}

const EAST: &str = r#"{"name": "东山县", "level": "county", "within": [{"name": "海州市", "level": "prefecture"}]}"#;
const WEST: &str = r#"{"name": "西山县", "level": "county", "within": [{"name": "海州市", "level": "prefecture"}]}"#;
const CITY: &str = r#"{"name": "海州市", "level": "prefecture"}"#;

fn measure(path: &str, title: &str, topics: &str, summary: &str) -> String {
    format!(r#"{{"path": "{path}", "title": "{title}", "topics": {topics}, "force": "planned", "summary": "{summary}"}}"#)
}

fn goal(indicator: &str, value: &str, unit: &str) -> String {
    format!(
        r#"{{"subject": "率", "indicator": "{indicator}", "quantity": {{"bound": "at_least", "value": "{value}", "unit": "{unit}"}}}}"#
    )
}

fn pair() -> Vec<(String, Plan)> {
    let east = format!(
        r#""goals": [{{"path": "二", "title": "目标", "force": "planned", "targets": [{}, {}, {{"subject": "率", "indicator": "nine-year-retention"}}]}}],
        "measures": [{}, {}]"#,
        goal("preschool-gross-enrolment", "96", "percent"),
        goal("inclusive-preschool-coverage", "80", "percent"),
        measure("一/1", "新建学校", r#"["B2", "B1"]"#, "增加公办学位供给，优化中小学布局。"),
        measure("一/2", "培训教师", r#"["E3"]"#, "分层分类开展教师全员培训。"),
    );
    let west = format!(
        r#""goals": [{{"path": "二", "title": "目标", "force": "planned", "targets": [{}, {}]}}], "measures": [{}]"#,
        goal("preschool-gross-enrolment", "90", "percent"),
        goal("inclusive-preschool-coverage", "80", "percent"),
        measure("一/1", "扩大学位", r#"["B2"]"#, "增加公办学位供给，改善学校条件。"),
    );
    vec![("东".to_owned(), plan("东山方案", EAST, None, &east)), ("西".to_owned(), plan("西山方案", WEST, None, &west))]
}

fn of(plans: &[(String, Plan)]) -> Similarity {
    similarity(&Corpus::new(plans), SimilarityOptions::new())
}

#[test]
fn the_parts_by_hand() {
    let plans = pair();
    let corpus = Corpus::new(&plans);
    let result = of(&plans);
    let cell = result.get(1, 0).unwrap();
    // Weights ln(2), ln(1.5), ln(2) beside ln(2): ln 2 / sqrt(2 · ln² 2 + ln² 1.5).
    let (two, half) = (2f64.ln(), 1.5f64.ln());
    let topics = two / (2.0 * two * two + half * half).sqrt();
    assert_eq!(cell.topics, dec(&format!("{topics:.6}")));
    // Nearness 1 − 6/96 and 1, of three indicators.
    assert_eq!((cell.common, cell.indicators, cell.targets), (2, 3, dec("0.645833")));
    let wording = cell.wording.unwrap();
    assert!(wording > dec("0.05").unwrap() && wording < dec("0.8").unwrap(), "{wording}");
    let mean = (cell.topics.unwrap() + cell.targets.unwrap() + wording) / Decimal::from(3);
    assert_eq!(cell.total, Some(mean.round_dp(6).normalize()));
    // Only the ratio of the weights matters, and a part without weight is as if it were not there.
    let only = similarity(&corpus, SimilarityOptions::new().topics(0).targets(7).wording(0));
    assert_eq!(only.get(0, 1).unwrap().total, cell.targets);
    let common = result.common(&corpus, 0, 1);
    assert_eq!(common.topics.iter().map(|t| (t.code.as_str(), t.a, t.b)).collect::<Vec<_>>(), [("B2", 1, 1)]);
    let near: Vec<_> =
        common.indicators.iter().map(|i| (i.id.as_str(), Some(i.nearness), i.a[0].path.as_str(), i.b[0].plan)).collect();
    assert_eq!(
        near,
        [("inclusive-preschool-coverage", dec("1"), "二", 1), ("preschool-gross-enrolment", dec("0.9375"), "二", 1)]
    );
    assert_eq!(common.passages.iter().map(|p| (p.text.as_str(), p.length)).collect::<Vec<_>>(), [("增加公办学位供给", 8)]);
    let (a, b) = (&common.passages[0].a, &common.passages[0].b);
    assert_eq!((a.source.item.as_ref().unwrap().to_string(), b.source.plan, a.span.start), ("measure:一/1".to_owned(), 1, 0));
}

#[test]
fn values_that_cannot_be_compared_are_half_near() {
    let with = |target: &str| {
        let rest = format!(r#""goals": [{{"path": "二", "title": "目标", "force": "planned", "targets": [{target}]}}]"#);
        plan("方案", EAST, None, &rest)
    };
    let id = "\"subject\": \"率\", \"indicator\": \"preschool-gross-enrolment\"";
    let amount = |bound: &str, value: &str, unit: &str| {
        with(&format!(r#"{{{id}, "quantity": {{"bound": "{bound}", "value": "{value}", "unit": "{unit}"}}}}"#))
    };
    let cases = [
        (amount("at_least", "96", "percent"), amount("at_least", "96", "percent"), "1"),
        (amount("at_least", "50", "percent"), amount("exactly", "100", "percent"), "0.5"),
        (amount("at_least", "0", "percent"), amount("at_least", "0", "percent"), "1"),
        (amount("at_least", "0", "percent"), amount("at_least", "9", "percent"), "0"),
        (amount("at_least", "96", "percent"), amount("rise_by", "96", "percent"), "0.5"),
        (amount("at_least", "96", "percent"), amount("at_least", "96", "person"), "0.5"),
        (amount("at_least", "96", "percent"), with(&format!("{{{id}}}")), "0.5"),
        (with(&format!("{{{id}}}")), with(&format!("{{{id}}}")), "1"),
    ];
    for (a, b, expected) in cases {
        let plans = vec![("a".to_owned(), a), ("b".to_owned(), b)];
        assert_eq!(of(&plans).get(0, 1).unwrap().targets, dec(expected));
    }
}

#[test]
fn a_plan_that_says_nothing_is_itself_and_like_no_other() {
    let mut plans = pair();
    plans.push(("空".to_owned(), plan("空", WEST, None, r#""measures": []"#)));
    let result = of(&plans);
    assert_eq!(result.get(2, 2).unwrap().total, dec("1"));
    let cell = result.get(0, 2).unwrap();
    assert_eq!((cell.topics, cell.targets, cell.wording, cell.total), (None, None, None, None));
    assert!(result.get(0, 3).is_none());
    assert!(result.table(&Corpus::new(&plans)).cell("东", "空").unwrap().is_empty());
}

#[test]
fn the_table_has_the_parts_beside_the_total() {
    let plans = pair();
    let corpus = Corpus::new(&plans);
    let table = of(&plans).table(&corpus);
    let entry = &table.cell("东", "西").unwrap().entries[0];
    assert_eq!(serde_json::to_string(entry.derived("targets").unwrap()).unwrap(), r#"{"share":"0.645833"}"#);
    assert_eq!(serde_json::to_string(entry.derived("common").unwrap()).unwrap(), r#"{"integer":2}"#);
    assert_eq!(entry.sources.iter().map(|s| s.plan).collect::<Vec<_>>(), [0, 1, 0, 1]);
    assert_eq!(table.cell("西", "东").unwrap().entries[0].value, entry.value);
}

/// A sentence that no plan of the genre has by chance.
const RARE: &str = "依托废弃粮仓改建海岛流动图书驿站，每周组织渔民家庭共读两次";

fn copies() -> Vec<(String, Plan)> {
    let city = measure("一/1", "流动书屋", r#"["A4"]"#, &format!("{RARE}。各县参照执行。"));
    let east = measure("一/1", "图书驿站", r#"["A4"]"#, "依托废弃粮仓改建海岛流动图书驿站，每周组织渔民家庭共读3次。");
    let other = measure("一/2", "另一件", r#"["A3"]"#, "开设帆船课程，聘请退役运动员任教。");
    let west = measure("一/1", "驿站", r#"["A4"]"#, &format!("西山县{RARE}。"));
    let cites = |path: &str| {
        format!(
            r#""citations": [{{"title": "关于印发《海州市教育提升行动方案》的通知", "role": "basis", "path": "{path}"}},
            {{"title": "海州市教育提升行动方案（试行）", "role": "reference", "path": "一/2"}},
            {{"title": "未收入的某办法", "role": "reference", "issuer": "教育部", "path": "一/2"}}],"#
        )
    };
    vec![
        (
            "东".to_owned(),
            plan("东山县教育方案", EAST, Some("2022-05-01"), &format!("{}\"measures\": [{east}, {other}]", cites("一/1"))),
        ),
        ("西".to_owned(), plan("西山县教育方案", WEST, Some("2023-05-01"), &format!("\"measures\": [{west}]"))),
        (
            "市".to_owned(),
            plan("海州市教育提升行动方案（2021—2023年）", CITY, Some("2021-05-01"), &format!("\"measures\": [{city}]")),
        ),
    ]
}

fn origin_of(result: &Origins, plan: &str) -> Option<(String, Direction)> {
    let own = result.plans.iter().find(|p| p.name == plan).unwrap();
    let origin = own.measures[0].origin.as_ref()?;
    Some((result.plans[origin.plan].name.clone(), origin.direction))
}

#[test]
fn a_copy_is_traced_to_its_original() {
    let plans = copies();
    let corpus = Corpus::new(&plans);
    let result = origins(&corpus, OriginOptions::new());
    assert_eq!(origin_of(&result, "东"), Some(("市".to_owned(), Direction::Cited)));
    // Word for word the city's; the other county's copy was issued earlier too, and has another number.
    assert_eq!(origin_of(&result, "西"), Some(("市".to_owned(), Direction::Earlier)));
    // The first of the three comes from nobody.
    assert_eq!(origin_of(&result, "市"), None);
    let east = &result.plans[0].measures[0];
    let origin = east.origin.as_ref().unwrap();
    // Title of four characters; of the summary's 26 all but 共读…次: numbers do not count, and 两 is a character.
    assert_eq!(origin.passages.len(), 1);
    assert_eq!(origin.passages[0].text, "依托废弃粮仓改建海岛流动图书驿站，每周组织渔民家庭共读");
    assert_eq!((origin.passages[0].length, east.length), (26, 4 + 27));
    assert_eq!(Some(origin.share), dec("0.83871"));
    let (a, b) = (&origin.passages[0].a, &origin.passages[0].b);
    assert_eq!((a.source.plan, b.source.plan, a.source.field.as_deref()), (0, 2, Some("summary")));
    let summary = plans[2].1.measures[0].summary.as_deref().unwrap();
    assert_eq!(b.span.of(summary), Some(origin.passages[0].text.as_str()));
    assert!(result.plans[0].measures[1].origin.is_none(), "nobody else teaches sailing");
}

#[test]
fn without_dates_only_level_and_citation_tell() {
    let mut plans = copies();
    for (_, plan) in &mut plans {
        plan.issued = None;
    }
    let result = origins(&Corpus::new(&plans), OriginOptions::new());
    assert_eq!(origin_of(&result, "东"), Some(("市".to_owned(), Direction::Cited)));
    assert_eq!(origin_of(&result, "西"), Some(("市".to_owned(), Direction::Superior)));
    assert_eq!(origin_of(&result, "市"), None, "a county is not taken for the origin of its city");
    plans.truncate(2);
    let result = origins(&Corpus::new(&plans), OriginOptions::new());
    assert_eq!(origin_of(&result, "西"), Some(("东".to_owned(), Direction::Unknown)));
    assert_eq!(origin_of(&result, "东"), Some(("西".to_owned(), Direction::Unknown)));
}

#[test]
fn cited_documents_are_found_or_said_to_be_missing() {
    let plans = copies();
    let corpus = Corpus::new(&plans);
    let result = origins(&corpus, OriginOptions::new());
    let cited: Vec<_> =
        result.plans[0].cited.iter().map(|c| (c.title.as_str(), c.found, c.level.map(|l| l.as_str()), c.sources.len())).collect();
    assert_eq!(
        cited,
        [
            // Cited at two places, once by the notice that sent it out.
            ("关于印发《海州市教育提升行动方案》的通知", Some(2), Some("prefecture"), 2),
            ("未收入的某办法", None, Some("nation"), 1)
        ]
    );
    let table = result.cited(&corpus);
    let said =
        |title: &str| serde_json::to_string(&table.cell(&format!("东/{title}"), "found").unwrap().entries[0].value).unwrap();
    assert_eq!(said("关于印发《海州市教育提升行动方案》的通知"), r#"{"text":"市"}"#);
    assert_eq!(said("未收入的某办法"), r#"{"said":{"zh":"未收入","en":"not in the corpus"}}"#);
    let origins = result.table(&corpus);
    assert_eq!(origins.rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), ["东/measure:一/1", "西/measure:一/1"]);
    assert_eq!(origins.cell("东/measure:一/1", "passages").unwrap().entries[0].sources.len(), 2);
}

#[test]
fn a_passage_is_found_in_the_text_of_its_plan() {
    let mut plans = copies();
    let text = format!("前面的话。一、任务\n1. 流动书屋。{RARE}。各县参照执行。后面的话。");
    let start = text.find("流动书屋").unwrap();
    plans[2].1.measures[0].source.span = Some(crossplan::Span { start, end: text.len() });
    let corpus = Corpus::new(&plans).text("市", &text);
    let result = origins(&corpus, OriginOptions::new());
    let passage = &result.plans[1].measures[0].origin.as_ref().unwrap().passages[0];
    assert_eq!(passage.b.source.source.span.and_then(|span| span.of(&text)), Some(RARE));
    assert_eq!(corpus.sentence(&passage.b.source).unwrap().part, RARE);
}

#[test]
fn what_stands_everywhere_tells_no_origin() {
    let stock = "坚持以人民为中心发展教育办好人民满意的教育";
    let made = |i: usize| {
        let own = measure("一/1", "总则", r#"["A1"]"#, &format!("{stock}。"));
        (
            format!("县{i}"),
            plan(&format!("第{i}方案"), EAST, Some(&format!("20{:02}-01-01", 10 + i)), &format!("\"measures\": [{own}]")),
        )
    };
    let plans: Vec<(String, Plan)> = (0..12).map(made).collect();
    let corpus = Corpus::new(&plans);
    let few = origins(&corpus, OriginOptions::new().most(11));
    assert!(few.plans.iter().all(|p| p.measures[0].origin.is_none()));
    let many = origins(&corpus, OriginOptions::new().most(12));
    // The earliest is the origin of all others, equal shares being equal.
    assert!(many.plans.iter().skip(1).all(|p| p.measures[0].origin.as_ref().unwrap().plan == 0));
}

/// Which characters lie in a run of at least `length` that stands in the other text too.
fn covered(text: &[char], other: &[char], length: usize) -> usize {
    let shared = |start: usize| other.windows(length).any(|run| text.get(start..start + length) == Some(run));
    (0..text.len()).filter(|at| (at.saturating_sub(length - 1)..=*at).any(shared)).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_index_finds_what_a_search_through_all_pairs_finds(
        texts in proptest::collection::vec(proptest::collection::vec(prop::sample::select(vec!['海', '岛', '粮', '仓']), 3..40), 2..5)
    ) {
        let text = |i: usize| texts[i].iter().collect::<String>();
        let plans: Vec<(String, Plan)> = (0..texts.len())
            .map(|i| {
                let own = measure("一/1", "x", r#"["A4"]"#, &text(i));
                (format!("县{i}"), plan(&format!("第{i}方案"), EAST, Some(&format!("20{:02}-01-01", 10 + i)), &format!("\"measures\": [{own}]")))
            })
            .collect();
        let result = origins(&Corpus::new(&plans), OriginOptions::new().length(3).least(0.0).most(usize::MAX));
        for (i, found) in result.plans.iter().enumerate() {
            // Titles are one letter, which makes no run.
            let own = &found.measures[0];
            prop_assert_eq!(own.length, texts[i].len() + 1);
            let by_hand: Vec<usize> = (0..i).map(|j| covered(&texts[i], &texts[j], 3)).collect();
            match &own.origin {
                None => prop_assert!(by_hand.iter().all(|n| *n == 0)),
                Some(origin) => {
                    prop_assert!(origin.plan < i, "only what is earlier can be an origin");
                    let share = Decimal::from(by_hand[origin.plan]) / Decimal::from(own.length);
                    prop_assert_eq!(origin.share, share.round_dp(6).normalize());
                    for passage in &origin.passages {
                        prop_assert!(text(i).contains(&passage.text) && text(origin.plan).contains(&passage.text));
                        prop_assert!(passage.length >= 3);
                    }
                }
            }
        }
    }
}

#[cfg(feature = "samples")]
mod samples {
    use super::*;

    fn named(result: &Similarity) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = result
            .cells
            .iter()
            .map(|cell| {
                let (a, b) = (&result.plans[cell.a], &result.plans[cell.b]);
                let figures = format!(
                    "{:?} {:?} {:?} {:?} {} {}",
                    cell.topics, cell.targets, cell.wording, cell.total, cell.common, cell.indicators
                );
                (format!("{} {}", a.min(b), a.max(b)), figures)
            })
            .collect();
        pairs.sort();
        pairs
    }

    #[test]
    fn bounds_symmetry_and_any_order() {
        let mut plans = crossplan::samples::plans().unwrap();
        let corpus = Corpus::new(&plans);
        let before = similarity(&corpus, SimilarityOptions::new());
        assert_eq!(before.cells.len(), 15);
        for cell in &before.cells {
            for figure in [cell.topics, cell.targets, cell.wording, cell.total].into_iter().flatten() {
                assert!(figure >= Decimal::ZERO && figure <= Decimal::ONE);
                assert!(cell.a != cell.b || figure == Decimal::ONE);
            }
            assert_eq!(before.get(cell.a, cell.b), before.get(cell.b, cell.a));
            let (one, other) = (before.common(&corpus, cell.a, cell.b), before.common(&corpus, cell.b, cell.a));
            assert_eq!((one.indicators.len(), one.topics.len()), (other.indicators.len(), other.topics.len()));
            assert_eq!(one.indicators.len(), cell.common);
        }
        let traced = origins(&corpus, OriginOptions::new());
        for (a, b) in [(0, 4), (1, 3), (2, 0)] {
            plans.swap(a, b);
            let corpus = Corpus::new(&plans);
            assert_eq!(named(&before), named(&similarity(&corpus, SimilarityOptions::new())));
            let other = origins(&corpus, OriginOptions::new());
            for plan in &traced.plans {
                let same = other.plans.iter().find(|p| p.name == plan.name).unwrap();
                let told = |result: &Origins, p: &crossplan::compare::PlanOrigins| -> Vec<Option<String>> {
                    let of = |o: &crossplan::compare::Origin| {
                        format!("{} {} {} {}", result.plans[o.plan].name, o.direction, o.share, o.weighted)
                    };
                    p.measures.iter().map(|m| m.origin.as_ref().map(of)).collect()
                };
                assert_eq!(told(&traced, plan), told(&other, same));
            }
        }
    }

    #[test]
    fn none_of_the_five_holds_a_document_that_another_cites() {
        let plans = crossplan::samples::plans().unwrap();
        let result = origins(&Corpus::new(&plans), OriginOptions::new());
        let cited: Vec<(usize, usize)> =
            result.plans.iter().map(|p| (p.cited.len(), p.cited.iter().filter(|c| c.found.is_some()).count())).collect();
        assert_eq!(cited, [(8, 0), (6, 0), (21, 0), (6, 0), (24, 0)]);
    }
}
