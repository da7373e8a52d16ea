//! What the headings of a unit say: its own and those above it.

use super::scan::starts;
use crate::read::find::{Tails, Words};
use crate::read::unit::UnitText;

/// Topics of headings, one bit each.
pub(super) type Topics = u16;

macro_rules! topics {
    ($($name:ident = [$($word:literal),+];)+) => {
        #[allow(clippy::upper_case_acronyms, non_camel_case_types, reason = "the names of the constants, to count them")]
        enum Bit { $($name),+ }
        $(pub(super) const $name: Topics = 1 << Bit::$name as u16;)+
        const ALL: &[&str] = &[$($($word),+),+];
        /// For each of them its topic.
        const TOPICS: &[Topics] = &[$($({ let _ = $word; $name }),+),+];
    };
}

topics! {
    DUTIES = ["职责"];
    CHECKED = ["考核"];
    WATCHED = ["督导", "监督"];
    EVALUATED = ["评估"];
    BLAMED = ["问责"];
    CALLED_IN = ["约谈", "责任追究"];
    AWARDED = ["奖"];
    PAID = ["补贴", "津贴", "补助", "待遇", "安家"];
    EACH_CHECKED = ["教研员", "培养对象"];
    MADE_UP = ["组成"];
    STUDIOS = ["工作室"];
    // What was reached before.
    HISTORY = [
        "发展基础", "现实基础", "发展现状", "现状分析", "现状与", "主要成绩", "取得的成", "取得成", "发展成就", "主要成就", "基本情况",
        "背景和", "背景与", "发展背景", "规划背景", "面临的", "面临形势", "形势分析", "形势和", "形势与", "机遇和挑战", "机遇与挑战",
        "存在的问题", "存在问题", "主要问题", "困难和问题", "问题和困难", "困难与问题"
    ];
}

/// What the headings say, all of them together.
#[derive(Clone, Copy, Default)]
pub(super) struct Headings {
    topics: Topics,
    /// One of them tells how studios are made up.
    pub made_up_studios: bool,
    /// One of them tells what was reached before.
    pub history: bool,
}

/// The headings that were read last, outermost first, each with its topics: most units share those above them.
pub(super) type Known = Vec<(String, Topics)>;

impl Headings {
    pub(super) fn of(unit: &UnitText<'_>, known: &mut Known) -> Headings {
        let mut all = Headings::default();
        for (depth, heading) in unit.above.iter().chain([&unit.heading]).enumerate() {
            if known.len() <= depth {
                known.push((String::new(), 0));
            }
            let Some((text, topics)) = known.get_mut(depth) else { continue };
            if text != heading {
                text.clear();
                text.push_str(heading);
                *topics = topics_of(heading);
            }
            all.topics |= *topics;
            all.made_up_studios |= *topics & MADE_UP != 0 && *topics & STUDIOS != 0;
        }
        all.history = all.have(HISTORY);
        all
    }

    /// Whether one of them has one of `topics`.
    pub(super) fn have(self, topics: Topics) -> bool {
        self.topics & topics != 0
    }
}

fn topics_of(heading: &str) -> Topics {
    static WORDS: Words = Words::of(ALL);
    let mut topics = 0;
    WORDS.scan(heading, |_, n| {
        topics |= TOPICS.get(n).copied().unwrap_or(0);
        false
    });
    if looks_ahead(heading.trim()) {
        return topics & !HISTORY;
    }
    if looks_back(heading.trim()) { topics | HISTORY } else { topics }
}

/// 现状与目标: what is to come stands under it too, in parts with headings of their own.
fn looks_ahead(heading: &str) -> bool {
    static ENDS: Tails = Tails::of(&["目标", "任务", "对策", "思路", "举措", "展望", "要求"]);
    ENDS.ending(heading).is_some()
}

fn looks_back(heading: &str) -> bool {
    if starts!(heading, ["基础与", "基础和", "工作基础", "现有基础"]).is_some() {
        return true;
    }
    static ENDS: Tails =
        Tails::of(&["现状", "回顾", "成效", "成绩", "成就", "形势", "背景", "挑战", "困难", "执行情况", "完成情况"]);
    // 提升育人成效 is still to be done.
    const DONE: [char; 20] =
        ['解', '克', '破', '消', '化', '提', '巩', '扩', '增', '确', '强', '优', '创', '彰', '突', '抓', '推', '深', '加', '应'];
    ENDS.ending(heading).is_some() && !heading.starts_with(DONE)
}
