//! Every format of a table: what it looks like, and that nothing in a plan's words is markup, formula or control in any of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(feature = "render")]

use crossplan::compare::table::{Cell, Column, Derived, Entry, Kind, Outcome, SourceRef, Table, Value, Verdict};
use crossplan::render::{CsvOptions, Labels, TextOptions, csv, markdown, terminal};
use crossplan::vocabulary::{Lang, Names, Vocabulary};
use crossplan::{Bound, Decimal, Quantity, Source, Span, Unit};

fn labels(lang: Lang) -> Labels<'static> {
    Labels { vocabulary: Vocabulary::standard(), lang }
}

fn names(zh: &str, en: &str) -> Names {
    Names { zh: zh.to_owned(), en: en.to_owned() }
}

fn source(line: u32) -> SourceRef {
    let path: crossplan::Path = "二/（一）".parse().unwrap();
    let span = Some(Span { start: 30, end: 39 });
    SourceRef { plan: 0, path, item: None, field: None, source: Source { span, line: Some(line), page: None, note: None } }
}

/// One row with an amount and what is derived from it, one that says nothing.
fn small(word: &str) -> Table {
    let columns = vec![
        Column::new("what", "事项", "What", Kind::Text),
        Column::new("share", "占比", "Share", Kind::Share),
        Column::of_plan(0, "甲县"),
        Column::of_plan(1, "乙县"),
    ];
    let mut table = Table::new("small", "小表", "A small table", columns).note("说明", "A note");
    let mut said = Cell::said(Value::Quantity(Quantity::new(Bound::AtLeast, 96, Unit::Percent)), vec![source(7)]);
    let rank = Derived { id: "rank".into(), name: names("名次", "rank"), value: Value::Rank { place: 1, of: 2 } };
    said.entries[0].derived.push(rank);
    said.verdict = Some(Verdict { outcome: Outcome::Base, by: None, why: None });
    let by = Value::Quantity(Quantity::new(Bound::RiseBy, 2, Unit::PercentagePoint));
    let differs = Cell {
        entries: vec![Entry::new(Value::Quantity(Quantity::new(Bound::AtLeast, 98, Unit::Percent)), vec![source(9)])],
        verdict: Some(Verdict { outcome: Outcome::Differs, by: Some(by), why: None }),
    };
    let share = Cell::of(Value::Share(Decimal::new(625, 3)));
    table.push("a", Some(names("一组", "group one")), vec![Cell::of(Value::Text(word.to_owned())), share, said, differs]);
    let absent = Cell { entries: Vec::new(), verdict: Some(Verdict { outcome: Outcome::Absent, by: None, why: None }) };
    let topic = Cell::of(Value::Term { list: "topic".into(), id: "B1".into() });
    table.push("b", Some(names("一组", "group one")), vec![topic, Cell::default(), absent]);
    table
}

#[test]
fn markdown_is_a_table_with_notes() {
    let want = "## A small table\n\n\
        | Group | What | Share | 甲县 | 乙县 |\n| --- | --- | --- | --- | --- |\n\
        | group one | seats | 62.5% | ≥96% · rank 1/2 (二/（一） :7) | ≥98% (二/（一） :9)<br>〔differs +2 percentage point〕 |\n\
        |  | B1 Preschool access and quality |  | — |  |\n\
        \n- A note\n";
    assert_eq!(markdown(&small("seats"), &labels(Lang::En)), want);
    assert!(markdown(&small("学位"), &labels(Lang::Zh)).contains("| 一组 | 学位 | 62.5% | ≥96% · 名次 1/2 (二/（一） :7) |"));
}

#[test]
fn csv_is_read_back_by_another_reader() {
    let text = csv(&small("a \"quoted\", word"), &labels(Lang::Zh), CsvOptions::new());
    assert!(text.starts_with("组,事项,占比,甲县,乙县\r\n"), "{text}");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(&rows[0][1], "a \"quoted\", word");
    assert_eq!(&rows[0][4], "≥98% (二/（一） :9)\n〔异 +2个百分点〕");
    let marked = csv(&small("x"), &labels(Lang::Zh), CsvOptions::new().byte_order_mark(true));
    assert!(marked.starts_with('\u{feff}'));
}

#[test]
fn terminal_columns_line_up_and_fit() {
    let text = terminal(&small("学前教育普及普惠安全优质发展的长长的名称，需要换行才放得下"), &TextOptions::new().width(60));
    let width = |line: &str| unicode_width::UnicodeWidthStr::width(line);
    assert!(text.lines().all(|line| width(line) <= 60), "{text}");
    assert!(text.starts_with("小表\n") && text.ends_with("  说明\n"), "{text}");
}

#[test]
fn hostile_words_stay_words() {
    for word in ["=1+1", "<script>alert(1)</script>", "\u{1b}[31mred\u{7}", "a|b\n- c", "\u{202e}txt", "@SUM(A1)", "\tx"] {
        let table = small(word);
        let md = markdown(&table, &labels(Lang::En));
        assert_eq!(md.lines().count(), 8, "a cell stays on its line: {md}");
        assert!(!md.contains("<script") && !md.contains("a|b"), "{md}");
        let sheet = csv(&table, &labels(Lang::En), CsvOptions::new());
        let mut reader = csv::Reader::from_reader(sheet.as_bytes());
        for field in reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
            assert!(!field.starts_with(['=', '@', '\t', '+']), "{field}");
        }
        let shown = terminal(&table, &TextOptions::new().lang(Lang::En));
        for text in [md, sheet.replace("\r\n", "\n"), shown] {
            assert!(!text.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{202e}'), "{text:?}");
        }
    }
}

#[test]
fn long_form_has_a_row_for_each_thing_said() {
    let plans: Vec<(&str, crossplan::Plan)> = Vec::new();
    let long = small("x").long(&crossplan::compare::Corpus::new(&plans));
    // x, the share, 96 % with its rank, 98 %, the topic, the absent cell.
    assert_eq!(long.rows.len(), 7);
    let at = |row: usize, column: &str| long.rows[row].cells[long.column(column).unwrap()].value().cloned();
    assert_eq!(at(2, "number"), Some(Value::Number(Decimal::from(96))));
    assert_eq!(at(2, "bound"), Some(Value::Term { list: "bound".into(), id: "at_least".into() }));
    assert_eq!(at(2, "start"), Some(Value::Integer(30)));
    assert_eq!((at(3, "derived"), at(3, "number")), (Some(Value::Text("rank".into())), Some(Value::Number(Decimal::ONE))));
    assert_eq!(at(6, "outcome"), Some(Value::Term { list: "outcome".into(), id: "absent".into() }));
    assert_eq!(at(6, "text"), None);
}

#[test]
fn json_keeps_values_apart_from_words() {
    let json: serde_json::Value = serde_json::from_str(&small("x").to_json()).unwrap();
    assert_eq!(json["rows"][0]["cells"][2]["entries"][0]["value"]["quantity"]["value"], "96");
    assert_eq!(json["rows"][0]["cells"][3]["verdict"]["outcome"], "differs");
    assert_eq!(json["rows"][0]["cells"][3]["entries"][0]["sources"][0]["source"]["span"]["start"], 30);
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_is_the_same_each_time() {
    let tables = [small("=1+1"), small("x"), small(&"长".repeat(40_000))];
    let first = crossplan::render::xlsx(&tables, &labels(Lang::Zh)).unwrap();
    assert_eq!(first, crossplan::render::xlsx(&tables, &labels(Lang::Zh)).unwrap());
    assert!(first.starts_with(b"PK"));
}
