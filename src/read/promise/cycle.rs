//! Numbers that say how often: 每3年, 两年一次, 三年为一个周期.

use std::ops::Range;

use super::amount::Behind;
use super::scan::{after, before, ends, first_chars, holds, starts};
use crate::read::number::Number;

/// A number with a span of time behind it that may say how often.
pub(super) struct Cycle {
    /// Its index.
    pub n: usize,
    pub number: Range<usize>,
    /// 每 stands before it.
    pub every: bool,
    /// A whole span stands behind it: 年, 个月.
    pub spans: bool,
    pub once: Once,
    /// 周期 or 期满 stands behind it.
    pub round: bool,
}

/// Whether the time is told for one turn: 两年一次.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Once {
    No,
    /// 三年一评.
    Yearly,
    /// 两个月一次.
    Shorter,
}

/// The numbers of a sentence that say how often. `rounds` where the text holds 周期 or 期满.
pub(super) fn cycles(text: &str, numbers: &[Number], window: Range<usize>, behind: &[Behind], rounds: bool) -> Vec<Cycle> {
    let mut out = Vec::new();
    let numbers = numbers.get(window.clone()).unwrap_or_default().iter().zip(behind).enumerate();
    for (i, (number, behind)) in numbers.filter(|(_, (_, behind))| behind.spans) {
        let tail = after(text, number.range.end);
        let every = ends!(before(text, number.range.start), ["每", "每隔"]).is_some();
        let once = if behind.years {
            let yearly =
                starts!(tail, ["年一次", "年一轮", "年一届", "年一评", "年一聘", "年一考", "年开展一", "年进行一", "年组织一"]);
            if yearly.is_some() { Once::Yearly } else { Once::No }
        } else if starts!(tail, ["个月一次", "周一次"]).is_some() {
            Once::Shorter
        } else {
            Once::No
        };
        let round = rounds && !every && behind.years && holds!(first_chars(tail, 9), ["周期", "期满"]);
        if every || once != Once::No || round {
            let spans = starts!(tail, ["年", "个月", "个学期", "学期", "周", "个学年"]).is_some();
            out.push(Cycle { n: window.start + i, number: number.range.clone(), every, spans, once, round });
        }
    }
    out
}
