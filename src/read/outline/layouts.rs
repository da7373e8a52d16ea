//! Outlines of other layouts, as tests. All sentences are made up.

use crate::read::units::units;

#[track_caller]
fn check(text: &str, want: &[&str]) {
    let units = units(text);
    let got: Vec<&str> = units.outline.units.iter().map(|u| u.path.as_str()).collect();
    assert_eq!(got, want, "\n{}", units.normal.body.text());
    let body = units.normal.body.text();
    let mut at = 0;
    for part in &units.outline.parts {
        assert_eq!(part.range.start, at);
        at = part.range.end;
    }
    assert_eq!(at, body.len());
}

const TITLE: &str = "某某县基础教育提升行动方案\n为办好教育，制定本方案。\n";

#[test]
fn chapters_and_sections() {
    check(
        "某某县教育发展规划\n第一章 发展环境\n第一节 发展基础\n过去几年成绩明显。\n第二节 面临形势\n形势复杂。\n第二章 主要任务\n第一节 学前教育\n一、扩大资源\n新建幼儿园。\n二、提高质量\n开展教研。\n第二节 义务教育\n一、均衡发展\n缩小差距。",
        &[
            "第一章",
            "第一章/第一节",
            "第一章/第二节",
            "第二章",
            "第二章/第一节",
            "第二章/第一节/一",
            "第二章/第一节/二",
            "第二章/第二节",
            "第二章/第二节/一",
        ],
    );
}

#[test]
fn articles_run_on_across_chapters() {
    check(
        "某某县教师奖励办法\n第一章 总则\n第一条 为奖励教师，制定本办法。\n第二条 本办法适用于在职教师。\n第二章 奖励\n第三条 奖励分两类：\n（一）年度奖；\n（二）贡献奖。\n第四条 每年评选一次。",
        &[
            "第一章",
            "第一章/第一条",
            "第一章/第二条",
            "第二章",
            "第二章/第三条",
            "第二章/第三条/（一）",
            "第二章/第三条/（二）",
            "第二章/第四条",
        ],
    );
}

#[test]
fn dotted_numbers() {
    check(
        "某某县教育提升方案\n1 总体要求\n1.1 指导思想\n坚持优先发展。\n1.2 工作目标\n到2025年全部达标。\n2 主要任务\n2.1 扩大学位\n新建学校2所，面积1.5万平方米。\n2.1.1 幼儿园\n新建一所。\n2.2 提高质量\n抓好教研。",
        &["1", "1/1.1", "1/1.2", "2", "2/2.1", "2/2.1/2.1.1", "2/2.2"],
    );
}

#[test]
fn numbers_without_brackets_level() {
    check(
        &format!(
            "{TITLE}一、目标\n到明年完成。\n二、任务\n1、扩大学位。新建学校。\n2、提高质量。抓好教研。\n三、保障\n1、加强领导。成立小组。"
        ),
        &["前言", "一", "二", "二/1", "二/2", "三", "三/1"],
    );
}

#[test]
fn numbers_run_on_across_sections() {
    check(
        &format!(
            "{TITLE}一、任务\n（一）扩大学位\n1.新建学校。抓紧开工。\n2.改建学校。抓紧开工。\n（二）提高质量\n3.加强教研。每月一次。\n4.加强培训。每年一次。"
        ),
        &["前言", "一", "一/（一）", "一/（一）/1", "一/（一）/2", "一/（二）", "一/（二）/3", "一/（二）/4"],
    );
}

#[test]
fn numbers_repeat_at_the_top() {
    check(
        &format!(
            "{TITLE}一、目标\n达标。\n二、任务\n（一）建设学校。开工。\n二、措施\n（一）加强领导。成立小组。\n三、保障\n落实经费。"
        ),
        &["前言", "一", "二", "二/（一）", "二~2", "二~2/（一）", "三"],
    );
}

#[test]
fn numbers_jump() {
    check(&format!("{TITLE}一、目标\n达标。\n三、措施\n落实。\n四、保障\n落实经费。"), &["前言", "一", "三", "四"]);
    // Far off where the next goes on from it; a number by itself is none.
    check(
        &format!(
            "{TITLE}一、就业\n1.开发岗位。优先安排。\n五、教育\n19.办好幼儿园。建设幼儿园。\n20.办好小学。建设小学。\n八、其他\n61.修桥。"
        ),
        &["前言", "一", "一/1", "五", "五/19", "五/20", "八"],
    );
}

#[test]
fn everything_in_one_paragraph() {
    check(
        "某某县课后服务方案 为做好课后服务，制定本方案。一、工作目标。到明年实现全覆盖。二、主要任务（一）丰富课程。开设多种课程。（二）规范管理。每天两小时。三、保障措施。加强领导。",
        &["前言", "一", "二", "二/（一）", "二/（二）", "三"],
    );
}

#[test]
fn one_line_a_section() {
    check(
        "某某县课后服务方案\n为做好课后服务，制定本方案。\n一、工作目标。到明年实现全覆盖。\n二、主要任务。（一）丰富课程。开设多种课程，要求如下：1.每周两次；2.每次一小时。（二）规范管理。每天两小时。\n三、保障措施。加强领导。",
        &["前言", "一", "二", "二/（一）", "二/（二）", "三"],
    );
}

#[test]
fn headings_glued_to_a_paragraph() {
    check(
        &format!(
            "{TITLE}一、任务\n（一）扩大学位。新建学校。\n（二）提高质量。抓好教研。（三）减轻负担。控制作业。\n（四）保障安全。排查隐患。二、保障\n加强领导。"
        ),
        &["前言", "一", "一/（一）", "一/（二）", "一/（三）", "一/（四）", "二"],
    );
}

#[test]
fn glued_behind_duties() {
    check(
        &format!(
            "{TITLE}一、任务\n1.扩大学位。新建学校。（责任单位：教育局、住建局）2.提高质量。抓好教研。（责任单位：教育局）\n3.减轻负担。控制作业。"
        ),
        &["前言", "一", "一/1", "一/2", "一/3"],
    );
}

#[test]
fn enumerations_inside_a_unit_stay() {
    check(
        &format!(
            "{TITLE}一、任务\n（一）严格条件。申报者应当符合：1.热爱教育；2.教龄五年；3.成绩突出。按照第（二）项规定执行。\n（二）公开程序。参照文件一、文件二执行。建设2.0版平台，增长1.5倍。"
        ),
        &["前言", "一", "一/（一）", "一/（二）"],
    );
}

#[test]
fn ordinals_are_units_only_in_bare_sections() {
    check(
        &format!(
            "{TITLE}一、任务\n一是扩大学位。新建学校。\n二是提高质量。抓好教研。\n三是减轻负担。\n二、措施\n（一）加强领导。\n一是成立小组。\n二是定期会商。\n三、保障\n一是加强领导；二是落实经费。"
        ),
        &["前言", "一", "一/一是", "一/二是", "一/三是", "二", "二/（一）", "三"],
    );
}

#[test]
fn deeper_levels() {
    check(
        &format!(
            "{TITLE}一、任务\n（一）建设\n1.学校\n（1）小学\n①新建\n抓紧开工。\n②改建\n抓紧开工。\n（2）初中\n抓紧开工。\n2.幼儿园\n抓紧开工。"
        ),
        &[
            "前言",
            "一",
            "一/（一）",
            "一/（一）/1",
            "一/（一）/1/（1）",
            "一/（一）/1/（1）/①",
            "一/（一）/1/（1）/②",
            "一/（一）/1/（2）",
            "一/（一）/2",
        ],
    );
}

#[test]
fn missing_levels() {
    check(
        &format!("{TITLE}一、任务\n（1）小学。扩容。\n（2）初中。扩容。\n二、保障\n①经费。落实。\n②人员。配齐。"),
        &["前言", "一", "一/（1）", "一/（2）", "二", "二/①", "二/②"],
    );
}

#[test]
fn only_bracketed_numbers() {
    check(&format!("{TITLE}（一）目标。达标。\n（二）任务。建设。\n（三）保障。经费。"), &["前言", "（一）", "（二）", "（三）"]);
}

#[test]
fn arabic_above_bracketed() {
    check(
        &format!("{TITLE}1.任务\n（一）小学。扩容。\n（二）初中。扩容。\n2.保障\n（一）经费。落实。\n（二）人员。配齐。"),
        &["前言", "1", "1/（一）", "1/（二）", "2", "2/（一）", "2/（二）"],
    );
}

#[test]
fn headings_without_numbers() {
    check(
        "某某县课后服务方案\n为做好课后服务，制定本方案。\n指导思想\n坚持公益。\n工作措施\n（一）丰富课程\n开设课程。\n（二）规范管理\n严格管理。\n保障措施\n（一）加强领导\n成立小组。",
        &["前言", "指导思想", "工作措施", "工作措施/（一）", "工作措施/（二）", "保障措施", "保障措施/（一）"],
    );
}

#[test]
fn words_above_first_level_numbers() {
    check(
        "某某县教育方案\n为办好教育，制定本方案。\n总体要求\n一、指导思想\n坚持公益。\n二、工作目标\n达标。\n重点任务\n一、扩大学位\n新建学校。\n二、提高质量\n抓好教研。",
        &["前言", "总体要求", "总体要求/一", "总体要求/二", "重点任务", "重点任务/一", "重点任务/二"],
    );
}

#[test]
fn a_heading_that_lost_its_number() {
    check(
        &format!("{TITLE}一、指导思想\n坚持公益。\n工作目标\n达标。\n三、重点任务\n（一）扩大学位\n新建学校。"),
        &["前言", "一", "工作目标", "三", "三/（一）"],
    );
}

#[test]
fn lines_of_a_pdf() {
    let text = "某某县县域普通高中高质量发展提升行动实施方案\n\n为落实上级关于县域普通高中发展提升的部署要求，进一步提高\n我县普通高中的办学质量，结合我县实际，制定本方案，请各单位\n认真执行。\n一、总体目标\n到2025年，全县普通高中办学条件全面改善，教师队伍结构明显\n优化，办学特色更加鲜明，群众满意度显著提高，形成优质多样发\n- 1 -\n展的格局，打造一批在全市有影响的学校。\n二、主要任务\n（一）改善办学条件。实施标准化建设工程，消除大班额，配齐\n图书仪器，建设智慧校园，每年安排专项资金用于改善条件，逐校\n建立台账。\n（二）建强教师队伍。补充紧缺学科教师，实施名师培养工程，\n每年培训一百人次，完善激励机制，落实\n教师待遇。\n- 2 -\n";
    check(text, &["前言", "一", "二", "二/（一）", "二/（二）"]);
    let body = units(text).normal;
    assert!(body.body.text().contains("优质多样发展的格局") && body.body.text().contains("落实教师待遇"), "{}", body.body.text());
}

#[test]
fn cover_letter_with_the_plan_as_its_annex() {
    check(
        "某某县人民政府办公室\n关于印发某某县教育提升行动方案的通知\n某政办发〔2023〕12号\n各乡镇人民政府，县政府各部门：\n《某某县教育提升行动方案》已经县政府同意，现印发给你们，请认真执行。\n附件：某某县教育提升行动方案\n某某县人民政府办公室\n2023年5月1日\n附件\n某某县教育提升行动方案\n为办好教育，制定本方案。\n一、目标\n达标。\n二、任务\n（一）扩大学位\n新建学校。",
        &["前言", "一", "二", "二/（一）"],
    );
}

#[test]
fn a_notice_that_is_the_plan() {
    check(
        "某某县教育局关于做好暑期托管服务的通知\n各学校：\n为做好暑期托管服务，现将有关事项通知如下：\n一、托管对象\n小学生。\n二、工作要求\n确保安全。\n某某县教育局\n2023年6月1日",
        &["前言", "一", "二"],
    );
}

#[test]
fn annexes_and_annexes_of_annexes() {
    check(
        &format!(
            "{TITLE}一、目标\n达标。\n某某县教育局\n2023年6月1日\n附件：1.奖励办法\n2.工作室管理办法\n附件1\n某某县教师\n奖励办法\n为奖励教师，制定本办法。\n一、范围\n在职教师。\n附件1-1：评分标准\n一、教学\n满分五十分。\n附件2\n工作室管理办法\n一、宗旨\n示范引领。"
        ),
        &["前言", "一", "附件1", "附件1/前言", "附件1/一", "附件1-1", "附件1-1/一", "附件2", "附件2/一"],
    );
}

#[test]
fn one_annex_with_a_list_of_names() {
    check(
        &format!(
            "{TITLE}一、目标\n达标。\n二、保障\n加强领导。\n附件：领导小组名单\n附件\n某某县领导小组名单\n组长：县长\n副组长：副县长"
        ),
        &["前言", "一", "二", "附件"],
    );
}

#[test]
fn glossary_behind_the_signature() {
    check(
        &format!(
            "{TITLE}一、目标\n达标。\n二、保障\n加强领导。\n某某县教育局\n2023年6月1日\n名词解释：\n1.双减：减轻两项负担。\n2.三个课堂：三类课堂。"
        ),
        &["前言", "一", "二", "名词解释"],
    );
}

#[test]
fn a_glossary_and_nothing_else() {
    check("名词解释\n双减是指减轻两项负担，学位是指学校能够接收的学生数。", &["名词解释"]);
}

#[test]
fn table_of_contents() {
    check(
        "某某县教育发展规划\n目 录\n一、发展基础…………1\n二、主要任务…………3\n（一）扩大学位…………3\n三、保障措施…………9\n一、发展基础\n成绩明显。\n二、主要任务\n（一）扩大学位\n新建学校。\n三、保障措施\n落实经费。",
        &["一", "二", "二/（一）", "三"],
    );
}

#[test]
fn half_width_brackets_and_dashes() {
    check(
        "某某县教育方案\n为办好教育,制定本方案。\n一、目标\n——学前教育普及普惠。入园率达到90%。\n——义务教育优质均衡。\n二、任务\n(一)扩大学位.新建学校。\n(二) 提高质量。抓好教研。",
        &["前言", "一", "二", "二/（一）", "二/（二）"],
    );
}

#[test]
fn tables_make_no_headings() {
    check(
        &format!(
            "{TITLE}一、目标\n主要指标\n序号\n指标\n2020年\n2025年\n属性\n1\n毛入园率\n85\n95\n预期性\n2\n巩固率\n96\n97\n约束性\n二、任务\n（一）扩大学位\n新建学校。"
        ),
        &["前言", "一", "二", "二/（一）"],
    );
}

#[test]
fn numbered_rows_of_tables_make_no_headings() {
    check(
        &format!(
            "{TITLE}一、目标\n主要指标\n指标\n2020年\n2025年\n属性\n一、普及\n1.毛入园率（%）\n85\n95\n预期性\n2.标准班额比例（%）\n其中：小学\n初中\n50\n60\n70\n80\n预期性\n二、队伍\n1.本科比例\n50%\n70%以上\n预期性\n二、任务\n（一）扩大学位\n新建学校。"
        ),
        &["前言", "一", "二", "二/（一）"],
    );
}

#[test]
fn rows_of_tables_with_all_cells_on_a_line() {
    check(
        &format!(
            "{TITLE}一、目标\n主要指标如下：\n指标 2020年 2025年 属性\n一、普及\n1.毛入园率（%） 85 95 预期性\n2.巩固率（%） 96 98以上 约束性\n二、队伍\n1.本科比例 50% 70%以上 预期性\n二、任务\n（一）扩大学位\n新建学校。"
        ),
        &["前言", "一", "二", "二/（一）"],
    );
}

#[test]
fn eleven_and_more() {
    let mut text = String::from(TITLE);
    let mut want = vec!["前言".to_owned()];
    for n in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"] {
        text.push_str(&format!("{n}、推进第{n}项工作\n抓好落实。\n"));
        want.push(n.to_owned());
    }
    let want: Vec<&str> = want.iter().map(String::as_str).collect();
    check(&text, &want);
}

#[test]
fn a_space_behind_the_number() {
    check(
        "某某县教育方案\n为办好教育，制定本方案。\n一 总体目标\n达标。\n二 主要任务\n（一） 扩大学位\n1． 新建学校。抓紧开工。\n2． 改建学校。抓紧开工。\n三 保障措施\n落实经费。",
        &["前言", "一", "二", "二/（一）", "二/（一）/1", "二/（一）/2", "三"],
    );
}

#[test]
fn numbered_lists_restart_in_each_section() {
    check(
        &format!(
            "{TITLE}一、任务\n（一）学前教育\n1.扩容。\n2.提质。\n（二）义务教育\n1.扩容。\n2.提质。\n二、保障\n1.领导。\n2.经费。"
        ),
        &[
            "前言",
            "一",
            "一/（一）",
            "一/（一）/1",
            "一/（一）/2",
            "一/（二）",
            "一/（二）/1",
            "一/（二）/2",
            "二",
            "二/1",
            "二/2",
        ],
    );
}

#[test]
fn parts_of_a_plan() {
    check(
        "某某县教育规划\n第一部分 总体要求\n一、指导思想\n坚持公益。\n二、目标\n达标。\n第二部分 主要任务\n一、扩大学位\n（一）新建\n开工。\n第三部分 保障措施\n一、领导\n成立小组。",
        &["第一部分", "第一部分/一", "第一部分/二", "第二部分", "第二部分/一", "第二部分/一/（一）", "第三部分", "第三部分/一"],
    );
}

#[test]
fn headings_broken_over_lines() {
    let line = "各级各类学校要加强组织领导落实工作责任确保各项任务如期完成到位，";
    let mut text = String::from("某某县教育方案\n一、总体要求\n");
    for _ in 0..6 {
        text.push_str(line);
        text.push('\n');
    }
    text.push_str("不得延误。\n二、实施全县城乡义务教育薄弱环节改善与能力提升以及城乡学校一体化办\n学工程\n");
    for _ in 0..6 {
        text.push_str(line);
        text.push('\n');
    }
    text.push_str("不得延误。\n三、保障措施\n落实经费。\n");
    check(&text, &["一", "二", "三"]);
    let units = units(&text);
    let heading = units.normal.body.text()[units.outline.units[1].heading.clone()].to_owned();
    assert!(heading.ends_with("一体化办学工程"), "{heading}");
}

#[test]
fn first_numbers_right_behind_the_words_of_a_heading() {
    check(
        "某某市学前教育意见\n一、明确目标，加快发展1、普及目标。到明年普及。\n2、提高质量。抓好教研。\n二、改革体制，健全网络3、实行分级管理。各负其责。\n4、加强领导。成立小组。",
        &["一", "一/1", "一/2", "二", "二/3", "二/4"],
    );
}

#[test]
fn lost_first_brackets() {
    check(
        &format!("{TITLE}一、任务\n一）扩大学位。新建学校。\n二）提高质量。抓好教研。\n（三）减轻负担。控制作业。"),
        &["前言", "一", "一/（一）", "一/（二）", "一/（三）"],
    );
}

#[test]
fn indented_paragraphs() {
    let text = "某某县教育发展意见\n\u{3000}\u{3000}为办好教育，结合实际，制定本意见，请\n遵照执行。\n\u{3000}\u{3000}一、总体目标\n\u{3000}\u{3000}办学条件全面改善，教师队伍结构明\n显优化。\n\u{3000}\u{3000}二、主要任务\n\u{3000}\u{3000}（一）改善条件。建设学校，配齐图书仪\n器。\n";
    check(text, &["前言", "一", "二", "二/（一）"]);
    assert!(units(text).normal.body.text().contains("教师队伍结构明显优化"));
}

#[test]
fn ordinals_behind_a_lead_in_with_a_glued_end() {
    check(
        &format!(
            "{TITLE}一、队伍\n教师是根本。突出抓好三项工作。\n一是配齐。补充教师。\n二是培优。培养名师。\n三是激励。发放奖金。二、数字\n建设平台。\n保障措施\n（一）领导。成立小组。\n（二）经费。落实。"
        ),
        &["前言", "一", "一/一是", "一/二是", "一/三是", "二", "保障措施", "保障措施/（一）", "保障措施/（二）"],
    );
}

#[test]
fn duties_broken_over_lines() {
    let text = "某某县教育方案\n一、任务\n1.扩大学位。新建学校。（责任单位：\n县教育局、县财\n政局）\n2.提高质量。抓好教研。";
    check(text, &["一", "一/1", "一/2"]);
    assert_eq!(units(text).duties[1].responsible, ["县教育局", "县财政局"]);
}
