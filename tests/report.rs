//! The HTML report: what stands on the page, that plans cannot get markup into it, and that it asks for nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![cfg(all(feature = "html", feature = "samples"))]

use crossplan::compare::table::{Cell, Column, Entry, Kind, Outcome, SourceRef, Table, Value, Verdict};
use crossplan::compare::{Corpus, make};
use crossplan::render::{Labels, Report, ReportOptions, report, table_html};
use crossplan::vocabulary::{Lang, Vocabulary};
use crossplan::{ItemRef, Plan};
use serde_json::Value as Json;

fn samples() -> Vec<(&'static str, Plan)> {
    crossplan::samples::plans().unwrap()
}

/// The data block of a page.
fn data(page: &str) -> Json {
    let from = page.split_once("<script type=\"application/json\" id=\"data\">").unwrap().1;
    serde_json::from_str(from.split_once("</script>").unwrap().0).unwrap()
}

/// A page without its data, style and script: what a browser shows without scripts.
fn shown(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let body = rest.split_once("</style>").unwrap().1;
    let (body, _) = body.split_once("<script type=\"application/json\"").unwrap();
    format!("{head}{body}")
}

#[test]
fn the_page_holds_every_table_once_with_heading_caption_and_data() {
    let plans = samples();
    let corpus = Corpus::new(&plans);
    for (lang, named) in [(Lang::Zh, "lang=\"zh-Hans\""), (Lang::En, "lang=\"en\"")] {
        let options = ReportOptions::new().lang(lang);
        let tables = Report::of(&corpus, &options).unwrap();
        let page = report(&corpus, &options).unwrap();
        assert!(page.starts_with("<!DOCTYPE html>\n<html ") && page.contains(named));
        assert_eq!(page.matches("<h1>").count(), 1);
        let (data, labels) = (data(&page), Labels { vocabulary: Vocabulary::standard(), lang });
        let held = data["data"]["tables"].as_array().unwrap();
        assert_eq!(held.len(), tables.tables().len());
        for (n, (table, held)) in tables.tables().iter().zip(held).enumerate() {
            let title = labels.pick(&table.title);
            assert_eq!((held["id"].as_str(), held["title"].as_str()), (Some(table.id.as_str()), Some(title)));
            assert_eq!(held["rows"].as_array().unwrap().len(), table.rows.len(), "{}", table.id);
            assert_eq!(page.matches(&format!("id=\"s{}\"", n + 1)).count(), 1);
            assert!(page.contains(&format!("data-table=\"{}\"", table.id)));
            assert!(page.contains(&format!("href=\"#s{}\"", n + 1)), "{} is in the contents", table.id);
        }
        assert_eq!(page.matches("<caption").count(), tables.tables().len());
        // Every id is there once, and every reference leads somewhere.
        let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let unique: std::collections::HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len());
        for reference in ["href=\"#", "for=\"", "aria-controls=\"", "aria-labelledby=\""] {
            for target in shown(&page)
                .split(reference)
                .skip(1)
                .flat_map(|rest| rest.split('"').next().unwrap().split(' ').map(str::to_owned).collect::<Vec<_>>())
            {
                assert!(unique.contains(target.as_str()), "{reference}{target}");
            }
        }
    }
}

#[test]
fn the_options_choose_tables_title_page_and_charts() {
    let plans = samples();
    let corpus = Corpus::new(&plans);
    let options = ReportOptions::new().tables(["coverage", "targets"]).title("A <b> title").page_size(3).counties(2);
    let page = report(&corpus, &options).unwrap();
    let tables = data(&page)["data"]["tables"].clone();
    let ids: Vec<&str> = tables.as_array().unwrap().iter().map(|table| table["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["coverage", "targets"]);
    assert!(page.contains("<title>A &lt;b&gt; title</title>"));
    let page = shown(&page);
    assert_eq!(page.matches("<tr data-r=").count(), 6);
    assert_eq!(page.matches("<th scope=\"col\" class=\"plan\">").count(), 4);
    assert!(page.contains("<svg"));
    assert!(!report(&corpus, &options.clone().charts(false)).unwrap().contains("<svg"));
    let refused = report(&corpus, &ReportOptions::new().tables(["no-such"])).unwrap_err();
    assert!(refused.to_string().contains("no-such"), "{refused}");
}

#[test]
fn the_same_plans_give_the_same_bytes() {
    let plans = samples();
    let page = || report(&Corpus::new(&plans), &ReportOptions::new()).unwrap();
    assert!(page() == page());
}

#[test]
fn the_page_asks_for_nothing() {
    let plans = samples();
    let page = report(&Corpus::new(&plans), &ReportOptions::new()).unwrap();
    // No plan of these names an address, so that none may stand anywhere.
    for address in
        ["http:", "https:", "//", "url(", "@import", "src=", "<link", "<img", "<iframe", " style=", " onclick", "javascript:"]
    {
        let found = page.match_indices(address).map(|(at, _)| &page[at.saturating_sub(30)..(at + 30).min(page.len())]);
        let found: Vec<&str> = found.collect();
        assert!(found.is_empty(), "{address}: {found:?}");
    }
    let policy = page.split_once("http-equiv=\"Content-Security-Policy\" content=\"").unwrap().1.split('"').next().unwrap();
    assert!(policy.starts_with("default-src &#39;none&#39;; script-src &#39;sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"));
}

/// Every entry that rests on an item of a plan says where: in the data by plan, path and item, and at the given text by its sentence.
#[test]
fn every_entry_has_its_source() {
    let plans = samples();
    let text = "甲".repeat(200_000);
    let corpus = Corpus::new(&plans).text("XQ", &text);
    let options = ReportOptions::new();
    let tables = Report::of(&corpus, &options).unwrap();
    let data = data(&tables.html(&corpus, &options).unwrap());
    let strings = data["data"]["strings"].as_array().unwrap();
    let sources = data["data"]["sources"].as_array().unwrap();
    let number = |value: &Json| usize::try_from(value.as_u64().unwrap_or(0)).unwrap();
    let mut checked = 0;
    for (table, held) in tables.tables().iter().zip(data["data"]["tables"].as_array().unwrap()) {
        for (row, held) in table.rows.iter().zip(held["rows"].as_array().unwrap()) {
            let cells = held[2].as_array().unwrap();
            for (c, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let held = cells.iter().find(|held| number(&held[0]) == c).unwrap();
                let wanted: std::collections::BTreeSet<(usize, String)> =
                    cell.entries.iter().flat_map(|entry| &entry.sources).map(|s| (s.plan, s.path.to_string())).collect();
                let mut told = std::collections::BTreeSet::new();
                for entry in held[1].as_array().unwrap() {
                    for source in entry[2].as_array().unwrap() {
                        let source = &sources[number(source)];
                        let path = strings[number(&source[1])].as_str().unwrap();
                        assert!(!path.is_empty());
                        told.insert((number(&source[0]), path.to_owned()));
                        let sentence = strings[number(&source[8])].as_str().unwrap();
                        assert!(sentence.is_empty() || number(&source[0]) == 2, "only XQ has its text");
                        checked += 1;
                    }
                }
                assert_eq!(told, wanted, "{} {}", table.id, row.key);
            }
        }
    }
    assert!(checked > 2000, "{checked}");
}

/// A plan by somebody who means harm, and a table that holds its words in every place where a table can hold words.
fn hostile() -> (String, Plan, Table) {
    let bad = "</script><script>alert(1)</script><!--<b onclick='x'>\"&amp;\u{0}\u{7}\u{1b}[31m\u{202e}96%\u{2028}\u{fffe}\u{85}";
    let long = "长".repeat(400) + &"W".repeat(400);
    let text = format!("前句。{bad}{long}。后句");
    let mut plan = samples().remove(0).1;
    plan.title = bad.to_owned();
    plan.place.name = format!("县{bad}");
    let start = text.find(bad).unwrap();
    let measure = &mut plan.measures[0];
    measure.title = format!("{bad}{long}");
    measure.source.span = Some(crossplan::Span { start, end: start + bad.len() });
    measure.source.note = Some(bad.to_owned());
    let source = SourceRef::item(0, ItemRef::Measure(&plan.measures[0]));
    let said = crossplan::vocabulary::Names { zh: bad.to_owned(), en: bad.to_owned() };
    let mut table =
        Table::new(bad, bad, bad, vec![Column::new(bad, bad, bad, Kind::Text), Column::of_plan(0, bad)]).note(bad, bad);
    let mut cell = Cell::said(Value::Text(format!("{bad}{long}")), vec![source]);
    cell.entries.push(Entry::new(Value::Term { list: bad.to_owned(), id: bad.to_owned() }, Vec::new()));
    cell.verdict = Some(Verdict { outcome: Outcome::Differs, by: Some(Value::Text(bad.to_owned())), why: Some(said.clone()) });
    table.push(bad, Some(said), vec![Cell::of(Value::Text(bad.to_owned())), cell]);
    (text, plan, table)
}

#[test]
fn a_hostile_plan_stays_text() {
    let (text, plan, table) = hostile();
    let name = "<i>\u{202e}";
    let named = [(name, &plan)];
    let corpus = Corpus::new(named).text(name, &text);
    let labels = Labels { vocabulary: Vocabulary::standard(), lang: Lang::En };
    let mut all = vec![table.clone()];
    // The charts of a table go by its id: each gets the words of the plan too.
    for id in ["targets", "coverage", "similarity", "profile", "pmc"] {
        let mut made = make(&corpus, id).unwrap_or_else(|_| table.clone());
        made.id = id.to_owned();
        made.columns
            .iter_mut()
            .filter(|column| column.plan.is_some())
            .for_each(|column| column.name.en = "<svg onload=x>".to_owned());
        all.push(made);
    }
    let options = ReportOptions::new().lang(Lang::En).title("</title><script>");
    let page = Report::new(all).html(&corpus, &options).unwrap();
    let fragment = table_html(&corpus, &table, &labels, None);
    // Two scripts of ours, no other; the data block ends where we end it.
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2);
    for markup in [&page, &fragment] {
        for bad in ["<b onclick", "<!--", "<svg onload", "alert(1)</script"] {
            assert!(!markup.contains(bad), "{bad}");
        }
        let odd = markup.chars().filter(|c| {
            (c.is_control() && *c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
        });
        assert_eq!(odd.collect::<Vec<_>>(), Vec::<char>::new());
        // What it says is still said.
        assert!(markup.contains(
            "&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--&lt;b onclick=&#39;x&#39;&gt;&quot;&amp;amp;␀␇␛[31m⟨U+202E⟩96%"
        ));
    }
    assert!(!fragment.contains("<script"));
    assert!(shown(&page).contains("&lt;i&gt;⟨U+202E⟩"));
    let strings = data(&page)["data"]["strings"].clone();
    let whole =
        strings.as_array().unwrap().iter().filter_map(Json::as_str).find(|s| s.contains("后句") || s.contains("</script>"));
    assert!(
        whole.is_some_and(|s| s.contains("</script><script>alert(1)</script>")),
        "the words come back from the data as they were"
    );
}

/// The part that is meant is marked in its sentence, also where characters take two units of the script or are made visible.
#[test]
fn the_marked_part_is_the_span() {
    let text = "第一句。𠮷县\u{7}建成3所学校，投入5万元。第三句";
    let mut plan = samples().remove(0).1;
    let start = text.find("建成").unwrap();
    plan.measures[0].source.span = Some(crossplan::Span { start, end: start + "建成3所学校".len() });
    let named = [("P", &plan)];
    let corpus = Corpus::new(named).text("P", text);
    let mut table = Table::new("own", "表", "table", vec![Column::of_plan(0, "P")]);
    let measure = ItemRef::Measure(&plan.measures[0]);
    table.push("row", None, vec![Cell::said(Value::Text("学校".to_owned()), vec![SourceRef::item(0, measure)])]);
    let data = data(&Report::new(vec![table.clone()]).html(&corpus, &ReportOptions::new()).unwrap());
    let source = &data["data"]["sources"][0];
    let sentence: Vec<u16> =
        data["data"]["strings"][source[8].as_u64().unwrap() as usize].as_str().unwrap().encode_utf16().collect();
    let part = &sentence[source[9].as_u64().unwrap() as usize..source[10].as_u64().unwrap() as usize];
    assert_eq!(String::from_utf16(part).unwrap(), "建成3所学校");
    assert_eq!(String::from_utf16(&sentence).unwrap(), "𠮷县␇建成3所学校，投入5万元。");
    let labels = Labels { vocabulary: Vocabulary::standard(), lang: Lang::Zh };
    let fragment = table_html(&corpus, &table, &labels, None);
    assert!(fragment.contains("<q lang=\"zh\">𠮷县␇<mark>建成3所学校</mark>，投入5万元。</q>"), "{fragment}");
    assert!(fragment.contains(measure.path().as_str()));
}

/// A sentence too long to be shown whole says where it is cut; one that is whole does not.
#[test]
fn a_cut_sentence_says_so() {
    let sentence = |text: &str| {
        let mut plan = samples().remove(0).1;
        let start = text.find("建成").unwrap();
        plan.measures[0].source.span = Some(crossplan::Span { start, end: start + "建成3所".len() });
        let named = [("P", &plan)];
        let corpus = Corpus::new(named).text("P", text);
        let mut table = Table::new("own", "表", "table", vec![Column::of_plan(0, "P")]);
        let source = SourceRef::item(0, ItemRef::Measure(&plan.measures[0]));
        table.push("row", None, vec![Cell::said(Value::Text("学校".to_owned()), vec![source])]);
        let data = data(&Report::new(vec![table]).html(&corpus, &ReportOptions::new()).unwrap());
        let at = data["data"]["sources"][0][8].as_u64().unwrap() as usize;
        data["data"]["strings"][at].as_str().unwrap().to_owned()
    };
    let long = "长".repeat(300);
    let cut = format!("…{}建成3所{}…", "长".repeat(200), "长".repeat(200));
    assert_eq!(sentence(&format!("前句。{long}建成3所{long}。")), cut);
    for whole in ["建成3所", "一句。　建成3所。后句", "建成3所\n后行", "前行\n建成3所，投入。"] {
        assert!(!sentence(whole).contains('…'), "{whole}: {}", sentence(whole));
    }
}

#[test]
fn a_fragment_is_cut_where_it_is_told_and_says_so() {
    let plans = samples();
    let corpus = Corpus::new(&plans);
    let table = make(&corpus, "targets").unwrap();
    let labels = Labels { vocabulary: Vocabulary::standard(), lang: Lang::En };
    let all = table_html(&corpus, &table, &labels, None);
    let some = table_html(&corpus, &table, &labels, Some(2));
    assert!(some.len() < all.len() && some.contains(&format!("2 / {}", table.rows.len())));
    assert!(some.contains("<div class=\"crossplan\" lang=\"en\">") && some.contains("lang=\"zh\""));
    // Its rules hold for it alone.
    let style = some.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    assert!(style.lines().filter(|line| !line.trim().is_empty()).all(|line| line.starts_with(".crossplan")), "{style}");
}

/// A small report as a whole, without style and script. `UPDATE_SNAPSHOTS=1` writes it anew.
#[test]
fn a_small_report_is_as_it_was() {
    let text = "第一条。2025年前建成3所学校，投入5万元。";
    let mut plans = samples();
    plans.truncate(2);
    let start = text.find("建成").unwrap();
    plans[0].1.measures[0].source.span = Some(crossplan::Span { start, end: start + "建成3所学校".len() });
    let corpus = Corpus::new(&plans).text(plans[0].0, text);
    let about = [Column::new("what", "内容", "What", Kind::Text), Column::new("share", "占比", "Share", Kind::Share)];
    let columns = about.into_iter().chain([Column::of_plan(0, "XS"), Column::of_plan(1, "XT")]).collect();
    let mut table = Table::new("own", "自拟表", "A table", columns).note("说明一", "A note");
    let names = |zh: &str, en: &str| crossplan::vocabulary::Names { zh: zh.to_owned(), en: en.to_owned() };
    let source = |plan: usize| vec![SourceRef::item(plan, ItemRef::Measure(&plans[plan].1.measures[0]))];
    let mut differs = Cell::said(Value::Integer(3), source(1));
    differs.verdict = Some(Verdict { outcome: Outcome::Differs, by: Some(Value::Integer(1)), why: Some(names("多", "more")) });
    let row = vec![
        Cell::of(Value::Text("学校".into())),
        Cell::of(Value::Share("0.625".parse().unwrap())),
        Cell::said(Value::Integer(2), source(0)),
        differs,
    ];
    table.push("schools", Some(names("甲组", "Group A")), row);
    let many = Cell::list((1..=9).map(Value::Integer), &source(0));
    table.push("many", Some(names("甲组", "Group A")), vec![Cell::of(Value::Said(names("多项", "Many"))), Cell::default(), many]);
    let mut made = String::new();
    for lang in [Lang::Zh, Lang::En] {
        let page = Report::new(vec![table.clone()]).html(&corpus, &ReportOptions::new().lang(lang).counties(2)).unwrap();
        // The hashes change with style and script, which have tests of their own.
        let page = shown(&page).lines().filter(|line| !line.contains("Content-Security-Policy")).collect::<Vec<_>>().join("\n");
        made.push_str(&page);
        made.push('\n');
    }
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/report.html");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, &made).unwrap();
    }
    let known = std::fs::read_to_string(&file).unwrap();
    for (n, (known, made)) in known.lines().zip(made.lines()).enumerate() {
        assert_eq!(made, known, "line {}", n + 1);
    }
    assert_eq!(made.len(), known.len());
}
