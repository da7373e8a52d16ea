//! Loading: what is read comes back, and a faulty file is refused with the path of every faulty field.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use crossplan::*;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A plan with one unit and one item of each class that every fault below can be put into.
fn sound() -> Value {
    json!({
        "form": "crossplan/plan/1",
        "title": "某县教育提升方案",
        "place": {
            "name": "某县", "level": "county", "code": {"code": "130126", "edition": 2021},
            "within": [{"name": "某市", "level": "prefecture", "code": {"code": "130100", "edition": 2021}}]
        },
        "status": "issued",
        "period": {"from": 2021, "to": 2025},
        "text": {"bytes": 900},
        "outline": [
            {"path": "一", "role": "goals", "title": "目标"},
            {"path": "二", "role": "tasks", "title": "任务"},
            {"path": "二/（一）", "role": "tasks", "title": "扩容"}
        ],
        "goals": [{"path": "一", "title": "入园率", "force": "planned", "topics": ["B1", "B2"], "targets": [{
            "subject": "毛入园率", "quantity": {"bound": "at_least", "value": "90", "unit": "percent"}, "from": "2022", "due": "2025",
            "source": {"span": {"start": 10, "end": 40}}
        }]}],
        "measures": [{"path": "二/（一）", "title": "建园", "force": "planned", "responsible": ["教育局"], "see": ["goal:一"]}],
        "accountability": [{"path": "二/（一）", "title": "督导", "force": "planned", "mechanism": "inspection"}]
    })
}

fn fields(json: &Value) -> Vec<String> {
    let error = Plan::from_json(&json.to_string()).expect_err("a faulty plan");
    assert!(error.is_invalid(), "{error}");
    error.faults().iter().map(|f| f.field.clone()).collect()
}

/// Sets the value at a JSON pointer, making the last key where it is not there.
fn set(json: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
    let parent = json.pointer_mut(parent).unwrap_or_else(|| panic!("no {pointer}"));
    match parent {
        Value::Object(map) => {
            map.insert(key.to_owned(), value);
        }
        Value::Array(list) => {
            let i: usize = key.parse().expect("an index");
            if i == list.len() { list.push(value) } else { list[i] = value }
        }
        _ => panic!("no place at {pointer}"),
    }
}

/// Every single fault: where it is put, what is put there, and the field that must be named.
fn single_faults() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("/title", json!(" "), "title"),
        ("/place/name", json!(""), "place.name"),
        ("/place/level", json!("county seat"), "place.level"),
        ("/place/code/code", json!("13"), "place.code.code"),
        ("/place/code/code", json!("140126"), "place.within[0].code.code"),
        ("/place/code/edition", json!(21), "place.code.edition"),
        ("/place/within/0/level", json!("township"), "place.within[0].level"),
        ("/status", json!("final"), "status"),
        ("/issued", json!("2021-02-30"), "issued"),
        ("/issued", json!("1021-02-20"), "issued"),
        ("/period/to", json!(2020), "period.to"),
        ("/text/bytes", json!(20), "goals[0].targets[0].source.span.end"),
        ("/extra", json!(1), "extra"),
        ("/outline/3", json!({"path": "二", "role": "tasks", "title": "又一章"}), "outline[3].path"),
        ("/outline/3", json!({"path": "三/（一）", "role": "tasks", "title": "无上级"}), "outline[3].path"),
        ("/outline/3", json!({"path": "二/(二)", "role": "tasks", "title": "半角"}), "outline[3].path"),
        ("/outline/0/role", json!("aims"), "outline[0].role"),
        ("/outline/3", json!({"path": "附件1", "role": "annex", "title": "附"}), "outline[3].path"),
        ("/annexes", json!([{"path": "附件1", "title": "附", "text": "included"}]), "annexes[0].path"),
        ("/citations", json!([{"title": "某办法", "role": "basis", "path": "九"}]), "citations[0].path"),
        ("/glossary", json!([{"term": "双减", "meaning": "", "path": "一"}]), "glossary[0].meaning"),
        ("/accountability/0/path", json!("九"), "accountability[0].path"),
        ("/accountability/0/n", json!(0), "accountability[0].n"),
        ("/goals/0/force", json!("must"), "goals[0].force"),
        ("/goals/0/title", json!(7), "goals[0].title"),
        ("/goals/0/topics/1", json!("B1"), "goals[0].topics[1]"),
        ("/goals/0/colour", json!("red"), "goals[0].colour"),
        ("/goals/0/targets/0/subject", json!(""), "goals[0].targets[0].subject"),
        ("/goals/0/targets/0/due", json!("2025年"), "goals[0].targets[0].due"),
        ("/goals/0/targets/0/due", json!("2021"), "goals[0].targets[0].due"),
        ("/goals/0/targets/0/frequency", json!("cycle2"), "goals[0].targets[0].frequency"),
        ("/goals/0/targets/0/indicator", json!("Gross Rate"), "goals[0].targets[0].indicator"),
        ("/goals/0/targets/0/quantity/value", json!(90.5), "goals[0].targets[0].quantity.value"),
        ("/goals/0/targets/0/quantity/value", json!("-3"), "goals[0].targets[0].quantity.value"),
        ("/goals/0/targets/0/quantity/upper", json!("95"), "goals[0].targets[0].quantity.upper"),
        ("/goals/0/targets/0/quantity/bound", json!("between"), "goals[0].targets[0].quantity.upper"),
        ("/goals/0/targets/0/quantity/unit", json!("metre"), "goals[0].targets[0].quantity.unit"),
        (
            "/goals/0/targets/0/quantity",
            json!({"bound": "between", "value": 9, "upper": 3, "unit": "year"}),
            "goals[0].targets[0].quantity.upper",
        ),
        (
            "/goals/0/targets/0/quantity",
            json!({"bound": "at_most", "value": "20.5", "upper": null, "unit": "time_of_day", "per": "each"}),
            "goals[0].targets[0].quantity.per",
        ),
        (
            "/goals/0/targets/0/quantity",
            json!({"bound": "at_most", "value": 2030, "unit": "time_of_day"}),
            "goals[0].targets[0].quantity.value",
        ),
        ("/goals/0/targets/0/baselines", json!([{"value": "80", "at": "2026"}]), "goals[0].targets[0].baselines[0].at"),
        ("/goals/0/targets/0/source/span/end", json!(10), "goals[0].targets[0].source.span.end"),
        ("/goals/0/targets/0/source/line", json!(0), "goals[0].targets[0].source.line"),
        ("/measures/0/see/0", json!("goal:一#2"), "measures[0].see[0]"),
        ("/measures/0/see/0", json!("measure:二/（一）"), "measures[0].see[0]"),
        ("/measures/0/see/0", json!("goal 一"), "measures[0].see[0]"),
        ("/measures/0/responsible/1", json!("教育局"), "measures[0].responsible[1]"),
        ("/measures/0/schedule", json!({"from": "2024", "to": "2023-06"}), "measures[0].schedule.to"),
        ("/measures/1", json!({"path": "二/（一）", "title": "再建园", "force": "planned"}), "measures[1].n"),
        ("/accountability/0/mechanism", json!("meeting"), "accountability[0].mechanism"),
        ("/accountability/0/consequences", json!([{"kind": "fine", "text": " "}]), "accountability[0].consequences[0].text"),
    ]
}

#[test]
fn the_sound_plan_is_sound() {
    let plan = Plan::from_json(&sound().to_string()).expect("sound");
    assert_eq!(plan.items().count(), 3);
}

#[test]
fn each_single_fault_is_named_with_its_field() {
    for (pointer, value, field) in single_faults() {
        let mut json = sound();
        set(&mut json, pointer, value.clone());
        assert_eq!(fields(&json), [field], "{pointer} = {value}");
    }
}

#[test]
fn each_missing_field_is_named() {
    for (pointer, field) in [
        ("/title", "title"),
        ("/place", "place"),
        ("/status", "status"),
        ("/place/level", "place.level"),
        ("/outline/1/title", "outline[1].title"),
        ("/goals/0/force", "goals[0].force"),
        ("/goals/0/targets/0/subject", "goals[0].targets[0].subject"),
        ("/goals/0/targets/0/quantity/unit", "goals[0].targets[0].quantity.unit"),
        ("/accountability/0/mechanism", "accountability[0].mechanism"),
    ] {
        let mut json = sound();
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        json.pointer_mut(parent).and_then(Value::as_object_mut).expect("an object").remove(key);
        assert_eq!(fields(&json), [field]);
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let mut json = sound();
    for (pointer, value) in [
        ("/goals/0/force", json!("must")),
        ("/goals/0/targets/0/due", json!("soon")),
        ("/goals/0/targets/0/quantity/unit", json!("metre")),
        ("/measures/0/responsible/1", json!("教育局")),
        ("/accountability/0/mechanism", json!("meeting")),
        ("/outline/1/path", json!("一")),
        ("/period/to", json!(2020)),
    ] {
        set(&mut json, pointer, value);
    }
    let mut found = fields(&json);
    found.sort();
    assert_eq!(
        found,
        [
            "accountability[0].mechanism",
            "goals[0].force",
            "goals[0].targets[0].due",
            "goals[0].targets[0].quantity.unit",
            "measures[0].responsible[1]",
            "outline[1].path",
            "period.to",
        ]
    );
}

#[test]
fn a_list_keeps_its_indices_when_an_element_is_broken() {
    let mut json = sound();
    let measure = |n: u32, force: &str| json!({"path": "二/（一）", "n": n, "title": "建园", "force": force});
    json["measures"] = json!([{"path": "二/（一）"}, measure(2, "must"), measure(3, "planned"), measure(3, "planned")]);
    let mut found = fields(&json);
    found.sort();
    assert_eq!(found, ["measures[0].force", "measures[0].title", "measures[1].force", "measures[3].n"]);
}

#[test]
fn messages_say_where_why_and_what_would_do() {
    let mut json = sound();
    set(&mut json, "/goals/0/targets/0/due", json!("2021"));
    let error = Plan::from_json(&json.to_string()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the plan has a fault:\n  goals[0].targets[0].due: 2021 is before the beginning, 2022; accepted: a date on or after `from`"
    );
    let mut json = sound();
    set(&mut json, "/goals/0/force", json!("must"));
    let error = Plan::from_json(&json.to_string()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the plan has a fault:\n  goals[0].force: unknown variant `must`; accepted: one of `binding`, `planned`, `aspirational`, `encouraged`"
    );
}

#[test]
fn what_is_no_plan_is_refused_in_words() {
    let error = Plan::from_json_slice(b"{\"form\": \"\xb9\xfe\"}").unwrap_err();
    assert!(error.is_utf8());
    assert_eq!(error.to_string(), "the plan is not UTF-8: byte 10 starts no character");

    for text in
        ["", "{", "[]", "7", "{\"form\": \"crossplan/plan/1\"} x", &"[".repeat(100_000), &format!("{{\"a\":{}", "[".repeat(500))]
    {
        let error = Plan::from_json(text).unwrap_err();
        assert!(error.is_syntax(), "{error}: {}", text.chars().take(20).collect::<String>());
    }

    // Columns count characters.
    let error = Plan::from_json("{\"form\": \"《一二三》\",\n\"文\"}").unwrap_err();
    assert_eq!(error.to_string(), "the plan is no JSON: expected `:` at line 2 column 4");

    let error = Plan::from_json("{\"title\": \"x\"}").unwrap_err();
    assert!(error.is_form());
    assert!(error.to_string().contains("names no form"), "{error}");
    let error = Plan::from_json("{\"form\": \"crossplan/plan/2\", \"unknown\": 1}").unwrap_err();
    assert!(error.is_form());
    assert_eq!(
        error.to_string(),
        "form: this version of crossplan reads `crossplan/plan/1`, and the file says `crossplan/plan/2`; a newer crossplan may read it"
    );
    assert!(Plan::from_json("{\"form\": 1}").unwrap_err().is_form());
}

#[test]
fn a_field_that_stands_twice_is_a_fault() {
    let json = sound().to_string().replacen("\"title\":", "\"title\":\"甲\",\"title\":", 1);
    let error = Plan::from_json(&json).unwrap_err();
    assert!(error.to_string().contains("duplicate field `title`"), "{error}");
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    assert!(Plan::from_json(&format!("\u{feff}{}", sound())).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_back(plan in common::plans()) {
        plan.check().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let json = plan.to_json();
        let back = Plan::from_json(&json).map_err(|e| TestCaseError::fail(e.to_string()))?;
        prop_assert_eq!(&back, &plan);
        prop_assert_eq!(back.to_json(), json);
    }

    /// A random sound plan with one random fault in a random place is refused, and that field is named.
    #[test]
    fn one_fault_anywhere_is_found(plan in common::plans(), class in 0usize..5, at in any::<prop::sample::Index>(), kind in 0usize..8) {
        let lists = ["goals", "measures", "incentives", "funding", "accountability"];
        let list = lists[class];
        let mut json: Value = serde_json::from_str(&plan.to_json()).unwrap();
        let length = json[list].as_array().map_or(0, Vec::len);
        prop_assume!(length > 0);
        let i = at.index(length);
        let item = &mut json[list][i];
        let field = match kind {
            0 => { item["force"] = json!("must"); format!("{list}[{i}].force") }
            1 => { item.as_object_mut().unwrap().remove("title"); format!("{list}[{i}].title") }
            2 => { item["path"] = json!("九/（九）"); format!("{list}[{i}].path") }
            3 => { item["see"] = json!(["measure:九"]); format!("{list}[{i}].see[0]") }
            4 => { item["colour"] = json!("red"); format!("{list}[{i}].colour") }
            5 => { item["topics"] = json!(["A1", "B1", "A1"]); format!("{list}[{i}].topics[2]") }
            6 => { item["source"] = json!({"span": {"start": 9_999, "end": 10_001}}); format!("{list}[{i}].source.span.end") }
            _ => { item["n"] = json!(0); format!("{list}[{i}].n") }
        };
        let error = Plan::from_json(&json.to_string()).expect_err("a faulty plan");
        prop_assert!(error.faults().iter().any(|f| f.field == field), "{} not in {}", field, error);
        // An item that moved may be what another refers to; nothing else is reported.
        for fault in error.faults() {
            prop_assert!(fault.field == field || fault.field.contains(".see["), "{}", fault);
        }
    }

    /// Whatever the bytes, loading answers and never panics.
    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Plan::from_json_slice(&bytes).is_err());
    }

    /// A sound file with a piece cut out is read or refused, and never panics.
    #[test]
    fn a_damaged_file_gets_an_answer(from in 0usize..1500, length in 1usize..40) {
        let json = sound().to_string();
        let damaged: String = json.chars().take(from).chain(json.chars().skip(from + length)).collect();
        let _ = Plan::from_json(&damaged);
    }
}
