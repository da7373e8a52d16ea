//! The indicator of a promise, from the words beside its number or from what they imply.

use std::ops::Range;

use super::amount::{Amount, Sight};
use super::scan::{holds, last, slice};
use super::{catalogue, lists};
use crate::model::{IndicatorId, Unit};
use crate::read::find::Words;

/// The indicator: named beside the number, else by the clause, else before it in the sentence.
pub(super) fn indicator(sight: &Sight<'_>, amount: &Amount, subject: &str, named: &Range<usize>) -> Option<IndicatorId> {
    let text = sight.text;
    let start = amount.number.start;
    let end = amount.range.end.max(amount.unit_end);
    let next = sight.number(amount.numbers.end).map_or(usize::MAX, |n| n.range.start);
    let near = amount.clause.start.max(amount.edge).min(start);
    let beside = [near, amount.clause.start, sight.sentence.start];
    let (before, behind) = (near..start, end..amount.clause.end.min(next).max(end));
    let names = sight.marks.names();
    let of = |piece: Range<usize>| {
        if names { catalogue::indicator_in(text, sight.marks, piece, &amount.unit, amount.bound) } else { None }
    };
    // Most subjects are a stretch of the sentence.
    let own = if slice(text, named.clone()) == subject {
        of(named.clone())
    } else {
        catalogue::indicator(subject, &amount.unit, amount.bound)
    };
    let wider = || beside.windows(2).filter_map(|pair| if let [a, b] = pair { (a != b).then_some(*b..start) } else { None });
    let found = own.or_else(|| of(before)).or_else(|| of(behind)).or_else(|| wider().find_map(of));
    match (&amount.unit, &found) {
        // 学前教育：新增学位680个: the stage is named before.
        (Unit::Place, None) => stage_of_places(slice(text, sight.sentence.start..start)).and_then(|id| id.parse().ok()),
        (Unit::Place, Some(id)) if matches!(id.as_str(), "new-places" | "new-places-basic") => {
            let sentence = sight.sentence.start;
            let own = stage_of_places(slice(text, sentence.max(amount.edge).min(start)..start));
            own.or_else(|| stage_of_places(slice(text, sentence..start))).and_then(|id| id.parse().ok()).or(found)
        }
        (Unit::Yuan, None) if amount.own.says(lists::INVESTMENT) => "investment-amount".parse().ok(),
        _ if found.is_none() => implied(sight, amount).and_then(|id| id.parse().ok()),
        _ => found,
    }
}

/// The indicator of what is no phrase of its own: a class size by its stage, studios' and honoured persons' money, what is built.
fn implied(sight: &Sight<'_>, amount: &Amount) -> Option<&'static str> {
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
            let sentence = slice(sight.text, so_far);
            let principals = last!(sentence, ["校长工作室"]) > last!(sentence, ["师工作室", "班主任工作室"]);
            Some(if principals { "studio-funds-principal" } else { "studio-funds-teacher" })
        }
        Unit::Yuan
            if says(lists::REWARDS)
                && !holds!(slice(sight.text, clause.clone()), ["学校", "基金", "资金", "幼儿园", "团队", "园"]) =>
        {
            let sentence = slice(sight.text, so_far);
            let teachers = last!(sentence, ["教师", "班主任", "名师", "工作者"]);
            if last!(sentence, ["校长"]) > teachers { Some("reward-principal") } else { teachers.and(Some("reward-teacher")) }
        }
        Unit::Kindergarten if says(lists::BUILDS) => Some("kindergartens-built"),
        Unit::School if says(lists::BUILDS) && says(lists::COMPULSORY) => Some("schools-built-compulsory"),
        _ => None,
    }
}

/// The places of the stage that `text` names last.
fn stage_of_places(text: &str) -> Option<&'static str> {
    static STAGES: Words = Words::of(&["托", "幼儿园", "学前", "中小学", "义务教育", "小学", "初中", "高中", "中职"]);
    const IDS: [&str; 9] = [
        "childcare-places-added",
        "new-places-preschool",
        "new-places-preschool",
        "new-places-compulsory",
        "new-places-compulsory",
        "new-places-primary",
        "new-places-lower-secondary",
        "new-places-upper-secondary",
        "new-places-vocational",
    ];
    // The one that ends last, the longer of two that end together.
    let mut last = None;
    STAGES.scan(text, |at, n| {
        let len = STAGES.len(n);
        last = last.max(Some((at + len, len, IDS.get(n).copied())));
        false
    });
    last.and_then(|(_, _, id)| id)
}
