//! How firmly a promise is made, who gets it, who is held.

use super::amount::{Amount, Sight};
use super::lists;
use super::scan::slice;
use super::words::{ASPIRE, BINDING, ENCOURAGE};
use crate::model::Force;
use crate::read::find::Words;

/// How firmly it is said.
pub(super) fn force(sight: &Sight<'_>, amount: &Amount) -> Force {
    let span = amount.clause.start..amount.range.end;
    if sight.marks.has(BINDING, span.clone()) {
        return Force::Binding;
    }
    if sight.marks.has(ASPIRE, span.clone()) {
        return Force::Aspirational;
    }
    // 鼓励… opens its clause; in the middle 支持 and 引导 are what is done.
    if sight.marks.within(ENCOURAGE, span.clone()).any(|m| m.range.start - span.start <= 12) {
        return Force::Encouraged;
    }
    // 力争到2025年，…: the word stands at the head of the sentence.
    let head = sight.sentence.start..amount.clause.start;
    let near = sight.clause_before(head.end);
    match sight.marks.last(BINDING | ASPIRE, near..head.end) {
        Some(m) if m.tags & BINDING != 0 => Force::Binding,
        Some(_) => Force::Aspirational,
        None => Force::Planned,
    }
}

/// Who gets it: the person or body before 给予, or behind 对.
pub(super) fn beneficiary(sight: &Sight<'_>, amount: &Amount) -> Option<String> {
    let stretch = slice(sight.text, sight.sentence.start..amount.number.start);
    static WHO: Words = Words::of(&[
        "校长",
        "园长",
        "班主任",
        "骨干教师",
        "名师",
        "乡村教师",
        "退休教师",
        "优秀教师",
        "教师",
        "教育人才",
        "教职工",
        "学生",
        "团队",
        "学校",
    ]);
    let mut last = None;
    WHO.each(stretch, |at, who| last = last.max(Some((at + who.len(), who.len(), who))));
    last.map(|(_, _, who)| who.to_owned())
}

/// Where or in which schools, if the words beside the number say so: 农村学校, 城区.
pub(super) fn scope(sight: &Sight<'_>, amount: &Amount) -> Option<String> {
    const WHERE: &[&str] = &[
        "乡镇中心幼儿园",
        "乡镇中心园",
        "农村寄宿制学校",
        "乡村小规模学校",
        "寄宿制学校",
        "小规模学校",
        "农村学校",
        "乡村学校",
        "城区学校",
        "城镇学校",
        "教学点",
        "主城区",
        "城区",
        "县城",
        "城镇",
        "镇区",
        "农村",
        "乡村",
    ];
    let named = |text: &str| {
        let found = WHERE.iter().filter_map(|word| text.rfind(word).map(|at| (at + word.len(), word.len(), *word)));
        // 乡村教师 are people, 乡村振兴 is a policy.
        let place = |end: usize| {
            let rest = text.get(end..).unwrap_or_default();
            !["教师", "校长", "振兴", "户籍", "留守", "教育", "地区", "居民", "化", "儿童"].iter().any(|w| rest.starts_with(w))
        };
        found.filter(|(end, _, _)| place(*end)).max().map(|(_, _, word)| word.to_owned())
    };
    let start = amount.clause.start.max(amount.edge).min(amount.number.start);
    let behind = amount.range.end.max(amount.unit_end);
    let behind = slice(sight.text, behind..amount.clause.end.max(behind));
    if !sight.marks.says(lists::WHERE, start..amount.clause.end) {
        return None;
    }
    named(slice(sight.text, start..amount.number.start)).or_else(|| named(super::counted::noun_phrase(behind)))
}

/// Who is held.
pub(super) fn actor(sight: &Sight<'_>, amount: &Amount) -> Option<String> {
    let stretch = slice(sight.text, sight.sentence.start..amount.clause.end);
    static WHO: Words = Words::of(&[
        "教研员",
        "校长",
        "园长",
        "责任督学",
        "督学",
        "领导小组",
        "教育局",
        "培养对象",
        "教师",
        "学校",
        "开发企业",
        "开发建设单位",
        "县政府",
        "区政府",
        "班子成员",
        "书记",
    ]);
    let mut first: Option<(usize, std::cmp::Reverse<usize>, &str)> = None;
    WHO.each(stretch, |at, who| {
        let found = (at, std::cmp::Reverse(who.len()), who);
        first = Some(first.map_or(found, |first| first.min(found)));
    });
    first.map(|(_, _, who)| who.to_owned())
}
