//! Amounts that tell where a promise starts from.

use super::amount::{Amount, Sight};
use super::lists;
use super::scan::{exceeds, slice};

/// 由85%提高到90%, 在85%的基础上: where a promise starts from.
pub(super) fn is_baseline(text: &str, sight: &Sight<'_>, amount: &Amount) -> bool {
    let tail = slice(text, amount.range.end..sight.sentence.end);
    if tail.starts_with("的基础上") || tail.starts_with("基础上") {
        return true;
    }
    if !sight.marks.tells(lists::GOES_TO) {
        return false;
    }
    let from = amount.ahead.says(lists::FROM);
    if from && sight.marks.says(lists::GOES_TO, amount.range.end..amount.clause.end) && !amount.ahead.says(lists::GOES_TO) {
        return true;
    }
    let next =
        (amount.numbers.start..sight.window.end).filter_map(|i| sight.number(i)).find(|n| n.range.start >= amount.range.end);
    let gap = amount.range.end..next.map_or(amount.range.end, |n| n.range.start);
    sight.marks.says(lists::GOES_TO, gap.clone()) && { !exceeds(slice(text, gap), if from { 14 } else { 6 }) }
}
