//! Reading real and mangled texts: outlines equal the hand-typed ones, nothing is lost, nothing panics.
//!
//! The real texts are not part of the project: `CROSSPLAN_PLANS` names their folder, else `../shared/plans` beside the project is looked
//! in; without them those tests print a line and pass.
#![cfg(feature = "read")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use crossplan::Plan;
use crossplan::read::{Reading, read};
use proptest::prelude::*;

/// The folder of the real texts.
fn folder() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("CROSSPLAN_PLANS") {
        let folder = PathBuf::from(named);
        assert!(folder.is_dir(), "CROSSPLAN_PLANS names no folder: {}", folder.display());
        return Some(folder);
    }
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/plans");
    if beside.is_dir() {
        return Some(beside);
    }
    println!("skipped: the real texts are not there (CROSSPLAN_PLANS names their folder)");
    None
}

/// Each real text with its name.
fn texts() -> Vec<(String, String)> {
    let Some(folder) = folder() else { return Vec::new() };
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt") {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            texts.push((name, std::fs::read_to_string(&path).unwrap()));
        }
    }
    texts.sort();
    texts
}

fn typed(name: &str) -> Option<Plan> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("data/plans/{name}.json"));
    let json = std::fs::read_to_string(file).ok()?;
    Some(Plan::from_json(&json).unwrap())
}

/// A made-up plan with most of what texts hold.
const MADE_UP: &str = "索引号：1234/2023-00012 发布机构：东山县教育局\n东山县人民政府\n关于印发东山县教育提升三年行动方案的通知\n东政发〔2023〕12号\n各乡镇人民政府：\n\
现将《东山县教育提升三年行动方案》印发给你们，请认真执行。\n东山县人民政府\n2023年5月1日\n东山县教育提升三年行动方案\n（2023—2025年）\n\
为落实《省教育厅关于办好县域教育的意见》（省教〔2022〕8号），制定本方案。\n一、总体要求\n（一）指导思想。坚持优先发展。\n（二）工作目标。到2025年，全县学前三年毛入园率达到95%以上，新建\n\n- 2 -\n\n\
学校３所，高中阶段毛入学率由2020年的88％提高到96％。\n二、重点任务\n（一）扩大學位供給。投资1.2亿元，新增学位3000个；每年培训教师200人次。（牵头单位：县教育局 责任单位：县财政局、县住建局）\n\
（二）建强队伍。每名校长任期3至6年，对连续两年考核不合格的予以调整。给予每人2000元奖励。（责任单位：县教育局、各乡（镇））（三）减轻负担。落实“五项管理”，严禁摊派。\n\
三、保障措施\n一是加强领导。成立领导小组，每半年听取1次汇报。\n二是保障经费。确保教育投入只增不减，不低于预算的5%。\n三是严格督导。\n附件：1.指标表\n2.领导小组名单\n附件1\n主要指标\n序号\n指标\n2022年\n2025年\n属性\n1\n毛入园率（%）\n90\n95\n预期性\n2\n巩固率（%）\n97\n98\n约束性\n附件2\n领导小组名单\n组长：张三\n名词解释\n1.五项管理：五个方面的管理。\n";

/// Digits and numerals that no promise, unclaimed number, heading or citation covers.
fn lost(text: &str, reading: &Reading) -> Vec<(usize, String)> {
    let mut covered = vec![false; text.len()];
    let mut cover = |start: usize, end: usize| covered[start..end].fill(true);
    for (_, target) in reading.plan.promises() {
        if let Some(span) = target.source.span {
            cover(span.start, span.end);
        }
    }
    for number in &reading.unclaimed {
        cover(number.span.start, number.span.end);
    }
    text.char_indices()
        .filter(|(i, c)| (c.is_ascii_digit() || "一二三四五六七八九十百千两〇０１２３４５６７８９".contains(*c)) && !covered[*i])
        .map(|(i, _)| {
            let rest: String = text[i..].chars().take(6).collect();
            let before: String = text[..i].chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
            (i, format!("{before}|{rest}"))
        })
        .collect()
}

/// What holds of every reading.
fn sound(text: &str, reading: &Reading) {
    assert_eq!(reading.rebuild(text), text);
    let mut at = 0;
    for part in &reading.parts {
        assert_eq!(part.span.start, at);
        at = part.span.end;
    }
    assert_eq!(at, text.len());
    if let Err(faults) = reading.plan.check() {
        panic!("{faults}");
    }
    let paths: Vec<&str> = reading.plan.outline.iter().map(|s| s.path.as_str()).collect();
    for part in reading.parts.iter().filter_map(|part| part.path.as_ref()) {
        assert!(paths.contains(&part.as_str()), "{part}");
    }
    for item in reading.plan.items() {
        let spans = item.into_promises().into_iter().filter_map(|(_, t)| t.source.span).chain(item.source().span);
        for span in spans {
            assert!(span.of(text).is_some(), "{span:?}");
        }
    }
    for d in &reading.diagnostics {
        assert!(d.span.of(text).is_some(), "{d}\n{text:?}");
    }
    for span in reading.diagnostics.iter().map(|d| d.span).chain(reading.unclaimed.iter().map(|u| u.span)) {
        assert!(span.of(text).is_some(), "{span:?}");
    }
    let lost = lost(text, reading);
    assert!(lost.is_empty(), "numbers in no list: {:?}", &lost[..lost.len().min(12)]);
}

#[test]
fn outlines_equal_the_hand_typed_ones() {
    for (name, text) in texts() {
        let Some(typed) = typed(&name) else { continue };
        let reading = read(&text).unwrap();
        let outline = |plan: &Plan| plan.outline.iter().map(|s| (s.path.to_string(), s.role.to_string())).collect::<Vec<_>>();
        assert_eq!(outline(&reading.plan), outline(&typed), "{name}");
        let places = |plan: &Plan| {
            plan.outline.iter().map(|s| (s.path.to_string(), s.source.span.map(|s| s.start))).collect::<BTreeMap<_, _>>()
        };
        let (got, want) = (places(&reading.plan), places(&typed));
        for (path, start) in want {
            if !path.ends_with("前言") {
                assert_eq!(got[&path], start, "{name} {path}");
            }
        }
    }
}

#[test]
fn heads_and_duties_equal_the_hand_typed_ones() {
    for (name, text) in texts() {
        let Some(typed) = typed(&name) else { continue };
        let plan = read(&text).unwrap().plan;
        assert_eq!(plan.title, typed.title);
        assert_eq!((&plan.place.name, plan.place.level), (&typed.place.name, typed.place.level), "{name}");
        assert_eq!(plan.issuers, typed.issuers, "{name}");
        assert_eq!((plan.issued, plan.status, plan.period), (typed.issued, typed.status, typed.period), "{name}");
        assert_eq!(plan.document_number, typed.document_number, "{name}");
        let annexes = |plan: &Plan| plan.annexes.iter().map(|a| (a.path.clone(), a.title.clone(), a.text)).collect::<Vec<_>>();
        assert_eq!(annexes(&plan), annexes(&typed), "{name}");
        let duties = |plan: &Plan| {
            let lists =
                plan.measures.iter().map(|m| (m.path.clone(), m.lead.clone(), m.responsible.clone(), m.supporting.clone()));
            lists.filter(|(_, a, b, c)| !(a.is_empty() && b.is_empty() && c.is_empty())).collect::<Vec<_>>()
        };
        assert_eq!(duties(&plan), duties(&typed), "{name}");
    }
}

#[test]
fn nothing_is_lost() {
    for (name, text) in texts() {
        println!("{name}");
        sound(&text, &read(&text).unwrap());
    }
    sound(MADE_UP, &read(MADE_UP).unwrap());
}

#[test]
fn a_plan_with_most_forms() {
    let reading = read(MADE_UP).unwrap();
    let plan = &reading.plan;
    let paths: Vec<&str> = plan.outline.iter().map(|s| s.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "前言",
            "一",
            "一/（一）",
            "一/（二）",
            "二",
            "二/（一）",
            "二/（二）",
            "二/（三）",
            "三",
            "三/一是",
            "三/二是",
            "三/三是",
            "附件1",
            "附件2",
            "附件2/名词解释",
        ]
    );
    assert_eq!(plan.title, "东山县教育提升三年行动方案（2023—2025年）");
    assert_eq!(plan.document_number.as_deref(), Some("东政发〔2023〕12号"));
    assert_eq!(plan.place.name, "东山县");
    assert_eq!(plan.measures[0].lead, ["县教育局"]);
    assert_eq!(plan.measures[0].responsible, ["县财政局", "县住建局"]);
}

#[test]
fn a_text_whose_beginning_is_lost() {
    // From the middle of an outline: a later number, or one that stands above the first 1.
    let text = "--到2025年建成实训基地8个，各校落实到位。\n二、教师队伍\n（四）骨干教师。培养骨干教师30名。\n1.名师。设立工作室5个。\n\
                三、保障\n教育局每年检查1次。";
    let reading = read(text).unwrap();
    sound(text, &reading);
    let paths: Vec<&str> = reading.plan.outline.iter().map(|section| section.path.as_str()).collect();
    assert_eq!(paths, ["前言", "二", "二/（四）", "二/（四）/1", "三"]);
    // What stands before 二、 is part of a task, not of a preamble.
    assert_eq!(reading.plan.measures[0].path.as_str(), "前言");
    assert_eq!(reading.plan.promises().count(), 4);

    let text = "17、名师带教。特级教师每年带教青年教师2名。\n18、贡献奖励。对贡献突出的教师给予奖励5000元。";
    let paths: Vec<String> = read(text).unwrap().plan.outline.iter().map(|section| section.path.to_string()).collect();
    assert_eq!(paths, ["17", "18"]);
}

#[test]
fn texts_that_are_cut() {
    let incomplete = |text: &str| {
        let reading = read(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        sound(text, &reading);
        let paths: Vec<String> = reading.plan.outline.iter().map(|section| section.path.to_string()).collect();
        let told = reading.diagnostics.iter().filter(|d| d.kind == crossplan::read::DiagnosticKind::Incomplete).count();
        (paths, told)
    };
    for (text, paths, told) in [
        // Running text, then lower headings above the first of the highest level.
        (
            "教研员每学期听课40节，覆盖所有学校。\n（二）扩大学位。新建学校2所。\n1.小学。新建1所。\n（三）提高质量。抓好教研。\n三、保障\n教育局每年检查1次。",
            vec!["前言", "（二）", "（二）/1", "（三）", "三"],
            1,
        ),
        (
            "2.改建学校。改建小学3所。\n3.配齐设备。每校1间教室。\n（二）提高质量\n1.教研。每月1次。",
            vec!["2", "3", "（二）", "（二）/1"],
            1,
        ),
        // All of it in one line.
        (
            "校长每年听课30节。（三）扩大学位。新建学校2所。（四）提高质量。抓好教研。三、保障措施。（一）加强领导。成立小组。",
            vec!["前言", "（三）", "（四）", "三", "三/（一）"],
            1,
        ),
        // No heading, and no end.
        (
            "到2025年，学前三年毛入园率达到95%以上，义务教育巩固率达到97%；普惠性幼儿园覆盖率稳定在90%。全县新建幼儿园6所，改",
            vec!["前言"],
            2,
        ),
        // A heading is missing in a plan that has its beginning.
        (
            "东山县教育提升方案\n为办好教育，制定本方案。\n总体要求如下。\n二、任务\n新建学校2所。\n三、保障\n落实经费。",
            vec!["前言", "二", "三"],
            0,
        ),
    ] {
        assert_eq!(incomplete(text), (paths.into_iter().map(str::to_owned).collect(), told), "{text}");
    }
}

#[test]
fn refusals() {
    type Asked = fn(&crossplan::read::ReadError) -> bool;
    let cases: [(&str, Asked); 5] = [
        ("", |e| e.is_empty()),
        (" \n\u{3000}\u{feff}", |e| e.is_empty()),
        ("the quick brown fox", |e| e.is_no_plan()),
        ("一、目标", |e| e.is_no_plan()),
        (
            "昨日，东山县召开教育工作会议，县领导出席会议并讲话，各校校长参加会议，会议强调要办好人民满意的教育。",
            |e| e.is_no_plan(),
        ),
    ];
    for (text, kind) in cases {
        let error = read(text).unwrap_err();
        assert!(kind(&error), "{text}: {error}");
    }
    let error = crossplan::read::Reader::new().read_bytes(b"\xb6\xab\xc9\xbd").unwrap_err();
    assert!(error.is_utf8());
}

/// Each rung of a ladder has what sets it off, with its number.
#[test]
fn rungs_have_conditions_of_their_own() {
    let text = "东山县教育质量办法\n为办好教育，制定本办法。\n一、奖励\n\
        （一）升学。本科上线率达到85%的奖励学校16万元，达到75%的奖励12万元，达到65%的奖励8万元。\n\
        （二）竞赛。学生获国家级一等奖的，每人奖励指导教师4000元；获省级一等奖的，每人奖励2500元。\n\
        （三）考核。考核设一等奖、二等奖、三等奖，分别奖励学校6万元、4万元、2万元。\n\
        （四）津贴。对县级、市级、省级学科带头人，每年分别发放津贴1200元、2400元、3600元。\n\
        （五）名师。教龄满25年且在乡村任教满15年的教师颁发荣誉证书。\n\
        二、问责\n（一）目标。一年未完成任务的约谈校长，连续两年未完成的通报批评，连续三年未完成的予以免职。\n\
        （二）作风。对不作为、慢作为的单位约谈通报。";
    let reading = read(text).unwrap();
    sound(text, &reading);
    let plan = &reading.plan;
    let rungs: Vec<(&str, String, Vec<&str>)> = plan
        .incentives
        .iter()
        .map(|item| {
            let awards = item.awards.iter().filter_map(|t| t.quantity.as_ref()).map(|q| q.value.normalize().to_string());
            let conditions = item.conditions.iter().map(|condition| condition.text.as_str());
            (item.path.as_str(), awards.collect::<Vec<_>>().join(" "), conditions.collect())
        })
        .collect();
    let rung = |path, award: &str, condition| (path, award.to_owned(), vec![condition]);
    assert_eq!(
        rungs,
        [
            rung("一/（一）", "160000", "本科上线率达到85%"),
            rung("一/（一）", "120000", "达到75%"),
            rung("一/（一）", "80000", "达到65%"),
            rung("一/（二）", "4000", "学生获国家级一等奖"),
            rung("一/（二）", "2500", "获省级一等奖"),
            rung("一/（三）", "60000", "一等奖"),
            rung("一/（三）", "40000", "二等奖"),
            rung("一/（三）", "20000", "三等奖"),
            rung("一/（四）", "1200", "县级学科带头人"),
            rung("一/（四）", "2400", "市级学科带头人"),
            rung("一/（四）", "3600", "省级学科带头人"),
            ("一/（五）", String::new(), vec!["教龄满25年且在乡村任教满15年"; 2]),
        ]
    );
    let number =
        |target: &Option<Box<crossplan::Target>>| target.as_ref()?.quantity.as_ref().map(|q| q.value.normalize().to_string());
    let earned: Vec<Option<String>> =
        plan.incentives.iter().flat_map(|item| &item.conditions).map(|condition| number(&condition.target)).collect();
    let has = |n: &str| Some(n.to_owned());
    assert_eq!(earned[..3], [has("85"), has("75"), has("65")]);
    assert_eq!(earned[11..], [has("25"), has("15")]);
    let ladders: Vec<Vec<(Option<&str>, Option<String>)>> = plan
        .accountability
        .iter()
        .map(|item| {
            let when = |c: &crossplan::Consequence| c.when.as_ref().and_then(|when| number(&when.target));
            item.consequences.iter().map(|c| (c.when.as_ref().map(|when| when.text.as_str()), when(c))).collect()
        })
        .collect();
    assert_eq!(
        ladders,
        [
            vec![(Some("一年未完成任务"), has("1")), (Some("连续两年未完成"), has("2")), (Some("连续三年未完成"), has("3"))],
            // One trigger for all is that of the whole.
            vec![(None, None), (None, None)],
        ]
    );
    assert_eq!(plan.accountability[1].triggers.len(), 2);
}

#[test]
fn the_same_text_gives_the_same_reading() {
    assert_eq!(read(MADE_UP), read(MADE_UP));
}

/// What a fuzzer found: plans that loading refused.
#[test]
fn what_was_read_loads() {
    for text in [
        // A city that is a province, and another province that is cited.
        "北京市东山区教育方案\n一、任务\n按照《贵州省教育督导标准》开展自评。\n北京市东山区教育委员会",
        "教育方案\n一、任务\n按照《贵州省教育督导标准》开展自评。\n北京市教育委员会\n北京市教育委员会",
    ] {
        let plan = read(text).unwrap().plan;
        assert_eq!(plan.place.within.iter().filter(|division| division.name.ends_with('省')).count(), 0);
        assert_eq!(Plan::from_json(&plan.to_json()).unwrap(), plan, "{text}");
    }
}

#[test]
fn splices_of_real_texts_are_read() {
    let texts = texts();
    let mut seed = 7_u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % below.max(1)
    };
    for _ in 0..60 {
        let mut spliced = String::new();
        for _ in 0..3 {
            let Some((_, text)) = texts.get(random(texts.len())) else { return };
            let chars: Vec<char> = text.chars().collect();
            let start = random(chars.len());
            let end = (start + random(3000)).min(chars.len());
            spliced.extend(&chars[start..end]);
        }
        if let Ok(reading) = read(&spliced) {
            sound(&spliced, &reading);
        }
    }
}

/// Pieces of which texts are put together.
fn piece() -> impl Strategy<Value = String> {
    const PIECES: [&str; 64] = [
        "一、",
        "二、",
        "（一）",
        "(二)",
        "1.",
        "2、",
        "1.1",
        "（1）",
        "①",
        "第一章",
        "第二节",
        "第三条",
        "一是",
        "附件1",
        "附件：",
        "附件2-1",
        "名词解释",
        "。",
        "，",
        "；",
        "：",
        "\n",
        "\n\n",
        "（",
        "）",
        "《",
        "》",
        "〔2021〕3号",
        "2023年5月1日",
        "到2025年",
        "十四五末",
        "达到95%以上",
        "三所",
        "百分之九十",
        "2.5亿元",
        "责任单位：",
        "县教育局、县财政局",
        "牵头",
        "学校",
        "建设",
        "东山县",
        "目标",
        "任务",
        "保障措施",
        "指导思想",
        "的通知",
        "实施方案",
        "各乡镇：",
        "?",
        "??",
        "\u{fffd}",
        "(qū)",
        "區",
        "學",
        "&nbsp;",
        "\u{3000}",
        " ",
        "\t",
        "- 3 -",
        "第3页",
        "索引号",
        "由60%提高到80%",
        "每年不少于2次",
        "目录",
    ];
    prop_oneof![8 => (0..PIECES.len()).prop_map(|i| PIECES[i].to_owned()), 1 => "\\PC{1,3}", 1 => any::<char>().prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_are_read(pieces in prop::collection::vec(piece(), 0..160)) {
        let text: String = pieces.concat();
        if let Ok(reading) = read(&text) {
            sound(&text, &reading);
        }
    }

    #[test]
    fn mutations_are_read(at in 0..2000_usize, len in 0..40_usize, piece in piece()) {
        let chars: Vec<char> = MADE_UP.chars().collect();
        let at = at % chars.len();
        let end = (at + len).min(chars.len());
        let text: String = chars[..at].iter().copied().chain(piece.chars()).chain(chars[end..].iter().copied()).collect();
        if let Ok(reading) = read(&text) {
            sound(&text, &reading);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = crossplan::read::Reader::new().read_bytes(&bytes);
    }
}

/// The outline of each invented plan is the annotator's: every path, in order, and none besides.
#[test]
fn outlines_equal_the_annotated_ones() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cases/plans");
    for n in (1..=5).chain([10, 11, 13, 14, 15, 16, 17]) {
        let text = std::fs::read_to_string(folder.join(format!("P{n}.txt"))).unwrap();
        let gold = std::fs::read_to_string(folder.join(format!("gold/outline.P{n}.json"))).unwrap();
        let gold: Vec<String> = serde_json::from_str(&gold).unwrap();
        let plan = crossplan::read::read(&text).unwrap().plan;
        let paths: Vec<String> = plan.outline.iter().map(|section| section.path.to_string()).collect();
        assert_eq!(paths, gold, "P{n}");
    }
}

/// Promise by promise: what is read and what was typed by hand agree on unit of the outline, bound, value and unit of measure.
#[test]
fn promises_equal_the_hand_typed_ones() {
    type Key = (String, String, String);
    let promises = |plan: &Plan| -> Vec<Key> {
        let quantified = plan.promises().filter_map(|(item, target)| Some((item.path().to_string(), target.quantity.clone()?)));
        quantified
            .map(|(path, q)| {
                (path, format!("{} {}", q.bound, q.value.normalize()), format!("{:?}", q.upper.map(|u| u.normalize())))
            })
            .collect()
    };
    let (mut typed_count, mut read_count, mut shared) = (0, 0, 0);
    for (name, text) in texts() {
        let Some(typed) = typed(&name) else { continue };
        let mut typed = promises(&typed);
        let read = promises(&crossplan::read::read(&text).unwrap().plan);
        (typed_count, read_count) = (typed_count + typed.len(), read_count + read.len());
        for key in read {
            if let Some(at) = typed.iter().position(|t| *t == key) {
                typed.swap_remove(at);
                shared += 1;
            }
        }
    }
    println!("{shared} shared of {typed_count} typed and {read_count} read");
    assert!(shared * 100 >= typed_count * 95 && shared * 100 >= read_count * 95);
}
