//! How firmly a promise is made, who gets it, who is held.

use std::cmp::Reverse;

use super::amount::{Amount, Sight};
use super::lists;
use super::scan::{slice, starts};
use super::words::{ASPIRE, BINDING, ENCOURAGE};
use crate::model::Force;
use crate::read::find::Words;

/// How firmly it is said.
pub(super) fn force(sight: &Sight<'_>, amount: &Amount) -> Force {
    if !sight.marks.any(BINDING | ASPIRE | ENCOURAGE) {
        return Force::Planned;
    }
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

/// Who gets it: the person or body before 给予, or behind 对; the one that ends last, the longest of those that end there.
pub(super) fn beneficiary(sight: &Sight<'_>, amount: &Amount) -> Option<String> {
    let named = sight.marks.listed(lists::RECEIVERS, sight.sentence.start..amount.number.start);
    let last = named.max_by_key(|who| (who.end, who.len()))?;
    Some(slice(sight.text, last.clone()).to_owned())
}

/// Where or in which schools, if the words beside the number say so: 农村学校, 城区.
pub(super) fn scope(sight: &Sight<'_>, amount: &Amount) -> Option<String> {
    let start = amount.lead().start;
    if !sight.marks.says(lists::WHERE, start..amount.clause.end) {
        return None;
    }
    let behind = amount.range.end.max(amount.unit_end);
    let behind = slice(sight.text, behind..amount.clause.end.max(behind));
    place(slice(sight.text, start..amount.number.start)).or_else(|| place(super::counted::noun_phrase(behind)))
}

/// The place that a text names last.
fn place(text: &str) -> Option<String> {
    const WHERE: [&str; 18] = [
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
    static WORDS: Words = Words::of(&WHERE);
    // Where each of them stands last.
    let mut last = [None; WHERE.len()];
    WORDS.scan(text, |at, n| {
        if let Some(last) = last.get_mut(n) {
            *last = Some(at);
        }
        false
    });
    let found = WHERE.iter().zip(last).filter_map(|(word, at)| at.map(|at| (at + word.len(), word.len(), *word)));
    // 乡村教师 are people, 乡村振兴 is a policy.
    let is_place = |end: usize| {
        let rest = text.get(end..).unwrap_or_default();
        starts!(rest, ["教师", "校长", "振兴", "户籍", "留守", "教育", "地区", "居民", "化", "儿童"]).is_none()
    };
    found.filter(|(end, _, _)| is_place(*end)).max().map(|(_, _, word)| word.to_owned())
}

/// Who is held: the one named first, the longest of those that begin there.
pub(super) fn actor(sight: &Sight<'_>, amount: &Amount) -> Option<String> {
    let named = sight.marks.listed(lists::ACTORS, sight.sentence.start..amount.clause.end);
    let first = named.min_by_key(|who| (who.start, Reverse(who.len())))?;
    Some(slice(sight.text, first.clone()).to_owned())
}
