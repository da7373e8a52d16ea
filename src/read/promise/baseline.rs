//! Amounts that tell where a promise starts from.

use super::amount::{Amount, Sight};
use super::scan::{holds, slice};

/// 由85%提高到90%, 在85%的基础上: where a promise starts from.
pub(super) fn is_baseline(text: &str, sight: &Sight<'_>, amount: &Amount) -> bool {
    let ahead = slice(text, amount.clause.start..amount.number.start);
    let tail = slice(text, amount.range.end..sight.sentence.end);
    if tail.starts_with("的基础上") || tail.starts_with("基础上") {
        return true;
    }
    const GOES: &[&str] = &[
        "提高到",
        "提高至",
        "提升到",
        "提升至",
        "增加到",
        "增加至",
        "增长到",
        "上升到",
        "上升至",
        "降低到",
        "降至",
        "降到",
        "下降到",
        "下降至",
        "减少到",
        "减少至",
        "扩大到",
        "升至",
        "增至",
        "发展到",
        "延长到",
        "延长至",
        "缩短到",
        "缩短至",
        "调整到",
        "调整至",
        "调整为",
        "增长至",
        "扩充到",
        "提标到",
        "提标至",
        "压减到",
        "压减至",
    ];
    let rest = slice(text, amount.range.end..amount.clause.end.max(amount.range.end));
    if holds(ahead, &["由", "从"]) && holds(rest, GOES) && !holds(ahead, GOES) {
        return true;
    }
    let next = sight.window.clone().filter_map(|i| sight.number(i)).find(|n| n.range.start >= amount.range.end);
    let gap = next.map_or("", |n| slice(text, amount.range.end..n.range.start));
    holds(gap, GOES) && gap.chars().count() <= 14 && (holds(ahead, &["由", "从"]) || gap.chars().count() <= 6)
}
