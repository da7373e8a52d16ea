//! The kinds of items that are known by a promise with a number alone: no draft holds it.

use super::find::Words;
use crate::model::{Bound, FundingKind, Mechanism, Target, Unit};

/// The kind of a promise of money that no draft holds.
pub(crate) fn money(clause: &str, target: &Target) -> FundingKind {
    let bound = target.quantity.as_ref().map(|q| q.bound);
    if clause.contains("生均") {
        FundingKind::PerStudentNorm
    } else if target.quantity.as_ref().is_some_and(|q| q.unit == Unit::Percent) {
        if bound == Some(Bound::RiseBy) { FundingKind::GrowthRule } else { FundingKind::FloorShare }
    } else if clause.contains("基金") {
        FundingKind::Fund
    } else if clause.contains("专项") {
        FundingKind::Earmark
    } else if clause.contains("投资") {
        FundingKind::Investment
    } else if bound == Some(Bound::AtMost) {
        FundingKind::Ceiling
    } else {
        FundingKind::Appropriation
    }
}

/// The mechanism of a duty with a number that no draft holds.
pub(crate) fn mechanism(clause: &str) -> Mechanism {
    static WORDS: Words = Words::of(&[
        "任期",
        "任职",
        "周岁",
        "学历",
        "教龄",
        "资格",
        "退出",
        "约谈",
        "罚款",
        "取消",
        "督导",
        "督查",
        "检查",
        "监测",
        "考核",
        "评价",
        "评估",
        "汇报",
        "述职",
        "联席会",
        "通报",
        "不得",
    ]);
    const MEANINGS: [Mechanism; 22] = [
        Mechanism::TermLimit,
        Mechanism::TermLimit,
        Mechanism::Eligibility,
        Mechanism::Eligibility,
        Mechanism::Eligibility,
        Mechanism::Eligibility,
        Mechanism::ExitRule,
        Mechanism::Sanction,
        Mechanism::Sanction,
        Mechanism::Sanction,
        Mechanism::Inspection,
        Mechanism::Inspection,
        Mechanism::Inspection,
        Mechanism::Monitoring,
        Mechanism::Evaluation,
        Mechanism::Evaluation,
        Mechanism::Evaluation,
        Mechanism::Reporting,
        Mechanism::Reporting,
        Mechanism::JointMeeting,
        Mechanism::Disclosure,
        Mechanism::Prohibition,
    ];
    // The first in the list, not in the clause.
    let mut first = usize::MAX;
    WORDS.scan(clause, |_, n| {
        first = first.min(n);
        first == 0
    });
    MEANINGS.get(first).copied().unwrap_or(Mechanism::DutyAssignment)
}
