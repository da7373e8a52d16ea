//! Indicators of what is said without a name of theirs: by the unit and by words in the clause, the sentence or the unit of text.
//!
//! [`beside`] is asked before names farther off in the sentence are, [`at_last`] when these tell nothing either.

use super::amount::{Amount, Sight};
use super::lists;
use super::measure::Word;
use super::scan::{ends, first_chars, holds, last, slice, starts};
use crate::model::Unit;
use crate::read::chars::opening;

/// How far, in bytes, a unit of text says what it is about.
const HEAD: usize = 600;

/// The indicator, if words with a meaning of their own imply one.
pub(super) fn beside(sight: &Sight<'_>, amount: &Amount, subject: &str) -> Option<&'static str> {
    let text = sight.text;
    let clause = slice(text, amount.clause.start..amount.clause.end.max(amount.unit_end));
    let before = slice(text, amount.clause.start..amount.number.start);
    let behind = first_chars(slice(text, amount.unit_end..sight.sentence.end.max(amount.unit_end)), 24);
    let sentence = slice(text, sight.sentence.clone());
    let about = opening(text, HEAD);
    match &amount.unit {
        Unit::Percent => of_share(clause, behind, sentence),
        Unit::Hour if slice(text, amount.number.end..amount.unit_end).ends_with("学时") && clause.contains("培训") => {
            Some("training-hours")
        }
        Unit::Ratio if holds!(subject, ["幼儿园", "师幼", "保教"]) => Some("kindergarten-staff-ratio"),
        Unit::Yuan => of_money(sight, amount, clause, sentence),
        Unit::School => of_schools(subject, before, clause, sentence),
        Unit::Person if holds!(subject, ["助理", "成员", "领衔", "主持人"]) && holds!(about, ["工作室"]) => {
            Some("studio-members")
        }
        Unit::Person if holds!(clause, ["培养对象", "计划”培养", "工程”培养"]) => Some("trainee-quota"),
        Unit::Year => of_years(amount, before, behind, sentence, about),
        Unit::Other(word) if &**word == "批" && holds!(clause, ["认定", "评选", "命名"]) => Some("recognition-cycle"),
        Unit::Person if starts!(subject, ["招聘", "招募", "引进", "补充"]).is_some() => Some("teachers-recruited"),
        _ => None,
    }
}

/// The indicator of what is no phrase of its own: a class size by its stage, studios' and honoured persons' money, what is built.
pub(super) fn at_last(sight: &Sight<'_>, amount: &Amount, subject: &str) -> Option<&'static str> {
    let clause = &amount.clause;
    let so_far = sight.sentence.start..clause.end;
    let says = |lists| amount.own.says(lists);
    match &amount.unit {
        Unit::Person if says(lists::SIZE_OF_CLASS) => {
            // Up to the number: what stands behind it is another's.
            let ahead = slice(sight.text, clause.start..amount.number.start);
            match (last!(ahead, ["小学"]), last!(ahead, ["初中", "中学"])) {
                (primary, secondary) if primary > secondary => Some("primary-class-size"),
                (None, None) => None,
                _ => Some("secondary-class-size"),
            }
        }
        Unit::Yuan if says(lists::STUDIO_MONEY) && sight.marks.says(lists::STUDIO, so_far.clone()) => {
            // Its own subject first: 校长工作室、名师工作室分别拨付2万元、1万元.
            let sentence = if subject.contains("工作室") { subject } else { slice(sight.text, so_far) };
            let principals = last!(sentence, ["校长工作室"]) > last!(sentence, ["师工作室", "班主任工作室"]);
            Some(if principals { "studio-funds-principal" } else { "studio-funds-teacher" })
        }
        Unit::Yuan
            if says(lists::REWARDS)
                && !holds!(slice(sight.text, clause.clone()), ["学校", "基金", "资金", "幼儿园", "团队", "园"]) =>
        {
            let named = holds!(subject, ["教师", "班主任", "名师", "工作者", "校长"]);
            let sentence = if named { subject } else { slice(sight.text, so_far) };
            let teachers = last!(sentence, ["教师", "班主任", "名师", "工作者"]);
            if last!(sentence, ["校长"]) > teachers { Some("reward-principal") } else { teachers.and(Some("reward-teacher")) }
        }
        Unit::Kindergarten if says(lists::BUILDS) => Some("kindergartens-built"),
        Unit::School if says(lists::BUILDS) && says(lists::COMPULSORY) => Some("schools-built-compulsory"),
        _ => None,
    }
}

/// 按教师总数10%的比例培养区级骨干教师; 教育费附加的30%用于职业教育.
fn of_share(clause: &str, behind: &str, sentence: &str) -> Option<&'static str> {
    if holds!(clause, ["教育费附加"]) && holds!(behind, ["职业教育", "职教"]) {
        return Some("education-surcharge-vocational-share");
    }
    if !behind.starts_with("的比例") || !behind.contains("骨干教师") {
        return None;
    }
    Some(match last!(behind, ["省级", "自治区级"]) {
        Some(_) => "backbone-teacher-share-province",
        None if holds!(behind, ["市级"]) => "backbone-teacher-share-city",
        None if holds!(behind, ["区", "县"]) || holds!(sentence, ["县级", "区级"]) => "backbone-teacher-share-county",
        None => "backbone-teacher-share",
    })
}

/// 每年生均2000元公用经费: the stage is named before. 逾期不移交的处…罚款.
fn of_money(sight: &Sight<'_>, amount: &Amount, clause: &str, sentence: &str) -> Option<&'static str> {
    if holds!(clause, ["公用经费"]) && holds!(clause, ["生均", "每生"]) {
        let said = slice(sight.text, sight.sentence.start..amount.number.start);
        let stages = [
            (last!(said, ["学前", "幼儿园", "公办园"]), "preschool-public-funds-per-child"),
            (last!(said, ["义务教育", "小学", "初中"]), "public-funds-per-pupil"),
            (last!(said, ["普通高中", "高中"]), "upper-secondary-public-funds-per-student"),
            (last!(said, ["职业", "中职"]), "vocational-public-funds-per-student"),
            (last!(said, ["特殊教育", "特教", "残疾"]), "special-public-funds-per-pupil"),
        ];
        return stages.into_iter().filter(|(at, _)| at.is_some()).max().map(|(_, id)| id);
    }
    (holds!(clause, ["罚款"]) && holds!(sentence, ["移交"])).then_some("developer-fine")
}

/// What is done with schools, by the verb before the number.
fn of_schools(subject: &str, before: &str, clause: &str, sentence: &str) -> Option<&'static str> {
    if holds!(subject, ["薄弱学校", "乡村学校", "农村学校"])
        && holds!(sentence, ["帮扶", "扶持", "结对", "指导", "传帮带", "托管", "帮带"])
    {
        return Some("weak-schools-helped");
    }
    if starts!(subject, ["建设", "规划建设"]).is_some() && ends!(subject, ["中小学", "小学", "初中"]).is_some() {
        return Some("schools-built-compulsory");
    }
    match () {
        () if ends!(before, ["改造", "维修改造", "改造提升", "提升改造"]).is_some() => Some("schools-renovated"),
        () if ends!(before, ["更新", "补齐", "更新补齐"]).is_some() && !holds!(clause, ["教师"]) => {
            Some("schools-reequipped")
        }
        () if holds!(before, ["培育"]) => Some("quality-schools-created"),
        () => None,
    }
}

/// Cycles, ages, and years in which somebody did well or failed.
fn of_years(amount: &Amount, before: &str, behind: &str, sentence: &str, about: &str) -> Option<&'static str> {
    let cycle = starts!(behind, ["为一个", "一个"]).is_some() && holds!(first_chars(behind, 10), ["周期"]);
    if cycle {
        return holds!(about, ["工作室"]).then_some("studio-cycle");
    }
    if amount.word == Word::Age {
        let who = |words: &str| about.contains(words) || sentence.contains(words);
        return match () {
            () if who("教研员") => Some("researcher-age-limit"),
            () if who("申报") || who("培养对象") => Some("trainee-age-limit"),
            () => None,
        };
    }
    let row = before.ends_with("连续");
    if (row || holds!(behind, ["完不成", "未完成", "未达"]))
        && holds!(sentence, ["完不成", "未完成", "未达"])
        && holds!(sentence, ["校长", "园长"])
    {
        return Some("principal-target-failures");
    }
    if row && holds!(behind, ["不合格", "基本合格"]) {
        return Some("appraisal-failures");
    }
    if before.ends_with('近') && holds!(behind, ["年度考核", "考核"]) {
        return Some("appraisal-window");
    }
    if holds!(sentence, ["教研员"]) {
        if before.contains("在岗") && before.ends_with('满') {
            return Some("researcher-service-interval");
        }
        if holds!(before, ["到校", "到中小学", "到学校", "回校", "驻校"]) {
            return Some("researcher-school-service");
        }
    }
    let researcher = holds!(sentence, ["教研员"]) && ends!(before, ["应有", "具有", "须有", "应具有", "具备"]).is_some();
    researcher.then_some("researcher-experience")
}
