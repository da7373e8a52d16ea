//! How firmly something is promised.
//!
//! Accepted: a marker that opens the clause (二是力争…, 要严格…), or one of those that govern their clause from behind its subject
//! (各校一律…). Rejected: a bare 要 (planned), a marker in another clause, a marker inside a word (应用, 严格的制度 behind the verb).

use std::ops::Range;

use super::clause::{Signs, bare};
use super::draft::{At, pass, within};
use super::marked::Marked;
use crate::model::Force;
use crate::read::zone::Zones;

/// A force, and whether its word tells it anywhere in a clause or only at its opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Firm {
    pub force: Force,
    pub anywhere: bool,
}

const fn firm(force: Force, anywhere: bool) -> Firm {
    Firm { force, anywhere }
}

/// The markers.
pub(crate) const FIRM: &[(Firm, &str)] = &[
    (firm(Force::Binding, true), "必须 一律 严禁 不得 禁止 务必 不予 责令 暂停办理 应当 确保 不允许 绝不"),
    (firm(Force::Binding, false), "杜绝 坚决 严格 切实保证 严肃 不准 严防 严查 依法查处 从严 责成"),
    (firm(Force::Aspirational, true), "力争 力求"),
    (firm(Force::Aspirational, false), "争取 争创 努力 积极争取 积极争创 争当 尽可能"),
    (firm(Force::Encouraged, true), "鼓励 积极探索 探索建立 探索实行"),
    (firm(Force::Encouraged, false), "支持 倡导 提倡 探索 试行 引导 允许 可以 有条件的 自愿 开展试点"),
];

/// Force of the clause at `range` by the markers in it; the firmest of them, as a ban with a hope beside it is still a ban.
pub(crate) fn of_clause(text: &str, range: &Range<usize>, markers: &[At<Firm>]) -> Force {
    let here = within(markers, range);
    if here.is_empty() {
        return Force::Planned;
    }
    let clause = text.get(range.clone()).unwrap_or_default();
    let opening = range.end - bare(clause).len();
    let holds = |force: Force| here.iter().any(|m| m.what.force == force && (m.what.anywhere || m.start == opening));
    [Force::Binding, Force::Aspirational, Force::Encouraged].into_iter().find(|f| holds(*f)).unwrap_or(Force::Planned)
}

/// Force of a unit: what most of its sentences have (two thirds for binding), by their main clause. One marked clause among many does
/// not make a unit binding.
pub(super) fn of_unit(zones: &Zones<'_>, signs: Signs<'_>, marked: &Marked) -> Force {
    let markers = marked.firm.as_slice();
    // Without a marker everything is planned; most units have none.
    if markers.is_empty() {
        return Force::Planned;
    }
    let (mut all, mut binding, mut hoped, mut encouraged) = (0u32, 0u32, 0u32, 0u32);
    let mut count = |force: Force| {
        all += 1;
        match force {
            Force::Binding => binding += 1,
            Force::Aspirational => hoped += 1,
            Force::Encouraged => encouraged += 1,
            _ => {}
        }
    };
    let headed = of_clause(zones.text, &(0..zones.body), markers);
    if headed != Force::Planned {
        count(headed);
    }
    let mut rest = markers;
    for sentence in signs.sentences {
        if sentence.end <= zones.body {
            continue;
        }
        if pass(&mut rest, &sentence.range()).is_empty() {
            count(Force::Planned);
            continue;
        }
        // The main clause is the first with a marker of the first two: an opening adverbial (到2025年) has no force of its own.
        let mut opening = signs.clauses(sentence).take(2).map(|c| of_clause(zones.text, &c, markers));
        let first = opening.next().unwrap_or(Force::Planned);
        let second = opening.next().unwrap_or(Force::Planned);
        count(if first == Force::Planned { second } else { first });
    }
    if binding * 3 > all * 2 {
        Force::Binding
    } else if hoped * 2 > all {
        Force::Aspirational
    } else if encouraged * 2 > all {
        Force::Encouraged
    } else {
        Force::Planned
    }
}

#[cfg(test)]
mod tests {
    use super::super::marked_of;
    use super::*;

    #[test]
    fn clauses_by_their_own_marker() {
        for (clause, force) in [
            ("各校一律停办重点班", Force::Binding),
            ("要严格核定编制", Force::Binding),
            ("要扩大招生规模", Force::Planned),
            ("二是力争两年建成", Force::Aspirational),
            ("鼓励企业捐资", Force::Encouraged),
            ("成立督查组", Force::Planned),
            ("建立严格的台账", Force::Planned),
        ] {
            let marked = marked_of(clause);
            assert_eq!(of_clause(clause, &(0..clause.len()), &marked.firm), force, "{clause}");
        }
    }
}
