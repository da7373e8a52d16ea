//! The indicator of a promise, from the words beside its number or from what they imply.

use std::ops::Range;

use super::amount::{Amount, Sight};
use super::scan::{exceeds, holds, last, slice};
use super::{catalogue, imply, lists};
use crate::model::{IndicatorId, Unit};
use crate::read::chars::tail;
use crate::read::find::Words;

/// The indicator: named beside the number, else by the clause, else before it in the sentence.
pub(super) fn indicator(sight: &Sight<'_>, amount: &Amount, subject: &str, named: &Range<usize>) -> Option<IndicatorId> {
    let text = sight.text;
    let start = amount.number.start;
    let end = amount.range.end.max(amount.unit_end);
    let next = sight.number(amount.numbers.end).map_or(usize::MAX, |n| n.range.start);
    let near = amount.lead().start;
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
    // Words that name something else take no indicator from those before them: …比例达到60%，毕业生就业率达到96%.
    // What money is given for is seldom named beside it.
    let given = amount.unit == Unit::Yuan && holds!(subject, ["奖励", "给予", "发放", "安排", "列入", "注资", "补助"]);
    let generic = given || !exceeds(subject, 4);
    // No farther than the part of the sentence.
    let part = slice(text, sight.sentence.start..amount.clause.start).rfind('；');
    let part = part.filter(|_| given || matches!(amount.unit, Unit::Percent | Unit::PercentagePoint));
    let from = sight.sentence.start + part.map_or(0, |at| at + '；'.len_utf8());
    let beside = [near, amount.clause.start, from];
    let wider = || beside.windows(2).filter_map(|pair| if let [a, b] = pair { (a != b).then_some(*b..start) } else { None });
    let found = own.or_else(|| of(before)).or_else(|| of(behind)).or_else(|| staged(sight, amount, subject));
    let found = found.or_else(|| imply::beside(sight, amount, subject).and_then(|id| id.parse().ok()));
    let found = found.or_else(|| wider().filter(|_| generic).find_map(of));
    match (&amount.unit, &found) {
        // 学前教育：新增学位680个: the stage is named before.
        (Unit::Place, None) => stage_of_places(slice(text, sight.sentence.start..start)).and_then(|id| id.parse().ok()),
        (Unit::Place, Some(id)) if matches!(id.as_str(), "new-places" | "new-places-basic") => {
            let sentence = sight.sentence.start;
            let own = stage_of_places(slice(text, sentence.max(amount.edge).min(start)..start));
            let paragraph = tail(slice(text, sight.paragraph.start..start), 600);
            // 普通高中：建设教学楼。新增学位800个: the label named it, unless the words beside the number do.
            let direct = stage_of_places(slice(text, near..start));
            let own = direct.or_else(|| labelled(paragraph)).or(own).or_else(|| stage_of_places(slice(text, sentence..start)));
            own.and_then(|id| id.parse().ok()).or(found)
        }
        (Unit::Yuan, None) if amount.own.says(lists::INVESTMENT) => "investment-amount".parse().ok(),
        _ if found.is_none() => imply::at_last(sight, amount, subject).and_then(|id| id.parse().ok()),
        _ => found,
    }
}

/// A rate that goes by one name in several stages: the one named last tells which.
fn staged(sight: &Sight<'_>, amount: &Amount, subject: &str) -> Option<IndicatorId> {
    if amount.unit != Unit::Percent || !matches!(subject, "毛入学率" | "教育毛入学率") {
        return None;
    }
    let sentence = slice(sight.text, sight.sentence.start..amount.number.start);
    let upper = last!(sentence, ["高中"]);
    (upper > last!(sentence, ["高等", "高校", "幼儿", "学前"])).then_some("upper-secondary-gross-enrolment")?.parse().ok()
}

/// 义务教育：…: the places of the stage that heads what stands before a number as a label.
fn labelled(paragraph: &str) -> Option<&'static str> {
    let (before, _) = paragraph.rsplit_once('：')?;
    let label = before.rsplit(['。', '；', '，', '\n']).next()?;
    (!exceeds(label, 10)).then(|| stage_of_places(label))?
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
