//! Numbers in lists: what one bound, one verb or one noun says for all of them, and the subjects of 分别 in the order of the numbers.

use std::ops::Range;

use super::Kept;
use super::amount::{Amount, Sight};
use super::date::{Date, Part};
use super::measure::Word;
use super::scan::{self, before, first_chars, holds, slice, starts, trim};
use super::subject::{trim_head, trim_tail};
use super::words::RESPECTIVELY;
use crate::model::{Bound, Unit};

/// In a list the bound before the first number and behind the last holds for all: 分别达到95%、90%以上.
pub(super) fn share_bounds(text: &str, sight: &Sight<'_>, kept: &mut [Kept]) {
    // 小学40人、初中45人: a word or two between the numbers of a list; 至少建成1所甲、2所乙: one verb for all.
    let listed = |a: &Amount, b: &Amount| {
        let gap = trim(slice(text, a.range.end..b.number.start));
        let near = gap.strip_prefix('、').is_some_and(|g| g.chars().count() <= 4 && !g.contains('、'))
            // 至少配备1名甲和1名乙.
            || a.bound == Bound::AtLeast
                && gap.strip_suffix(['和', '、']).is_some_and(|g| !scan::exceeds(g, 11) && !g.contains('、'));
        a.clause == b.clause && (a.unit == b.unit && near || a.bound_far && gap.contains(['、', '和']) && !b.bound_after)
    };
    let joined = |a: &Amount, b: &Amount| {
        a.unit == b.unit && matches!(trim(slice(text, a.range.end..b.number.start)), "、" | "和" | "，" | "及" | "/")
    };
    // 不少于5天、40学时: one training in two measures.
    let days = |a: &Amount, b: &Amount| {
        a.unit == Unit::Day && b.unit == Unit::Hour && slice(text, a.range.end..b.number.start).trim() == "、"
    };
    for i in 1..kept.len() {
        let Some((earlier, later)) = kept.split_at_mut_checked(i) else { return };
        if let (Some(a), Some(b)) = (earlier.last(), later.first_mut())
            && b.amount.bound == Bound::Exactly
            && a.amount.bound_before
            && !matches!(a.amount.bound, Bound::Between)
            && (joined(&a.amount, &b.amount)
                || days(&a.amount, &b.amount)
                || listed(&a.amount, &b.amount)
                || a.amount.unit == b.amount.unit
                    && a.amount.bound_before
                    && sight.marks.has(RESPECTIVELY, a.amount.clause.start..a.amount.number.start)
                    && a.amount.clause == b.amount.clause)
        {
            b.amount.bound = a.amount.bound;
            b.amount.bound_before = true;
            b.amount.bound_far = a.amount.bound_far;
        }
    }
    // The last bound holds for all before it, unless each has its own: 95%、60%以上、70%以上.
    let own = |a: &Amount| a.bound_after && a.range.end > a.unit_end;
    let linked = |a: &Amount, b: &Amount| matches!(trim(slice(text, a.range.end..b.number.start)), "、" | "和" | "及");
    for i in (1..kept.len()).rev() {
        let Some((earlier, later)) = kept.split_at_mut_checked(i) else { return };
        if let [b, c, ..] = &*later
            && own(&b.amount)
            && own(&c.amount)
            && linked(&b.amount, &c.amount)
        {
            continue;
        }
        if let (Some(a), Some(b)) = (earlier.last_mut(), later.first())
            && a.amount.bound == Bound::Exactly
            && b.amount.bound_after
            && !matches!(b.amount.bound, Bound::Between | Bound::MoreThan)
            && joined(&a.amount, &b.amount)
        {
            a.amount.bound = b.amount.bound;
            a.amount.bound_after = true;
        }
    }
    if !sight.marks.any(RESPECTIVELY) {
        return;
    }
    // 甲、乙、丙分别达到1、2、3: subjects in the order of the numbers.
    let mut last: Vec<Option<(String, Range<usize>)>> = Vec::new();
    let mut at = 0;
    while at < kept.len() {
        let mut to = at + 1;
        let next = |a: &Amount, b: &Amount| joined(a, b) || linked(a, b);
        while to < kept.len() && kept.get(to - 1).zip(kept.get(to)).is_some_and(|(a, b)| next(&a.amount, &b.amount)) {
            to += 1;
        }
        if to - at >= 2
            && let Some(first) = kept.get(at)
            && let Some(mark) = sight.marks.last(RESPECTIVELY, sight.sentence.start..first.amount.number.start)
        {
            let stretch = scan::start_of(text, mark.range.start, sight.sentence.start, |c| matches!(c, '，' | '；' | '：'));
            let mut subjects = zip_subjects(text, stretch..mark.range.start, to - at);
            // 分别给予甲、乙1、2: they stand behind it.
            if subjects.iter().all(Option::is_none) {
                let words = slice(text, mark.range.end..first.amount.number.start);
                let verbs = ["给予", "奖励", "发放", "拨付", "安排", "补助", "按", "为"];
                let list = verbs.iter().fold(words, |list, verb| list.strip_prefix(verb).unwrap_or(list));
                let list = list.trim_end_matches([' ', '每', '人']);
                if list.split('、').count() == to - at && !list.contains('，') {
                    let from = mark.range.end + scan::offset(words, list);
                    subjects = zip_subjects(text, from..from + list.len(), to - at);
                }
            }
            // 2026年甲、乙分别达到1、2；2030年分别达到3、4: the same subjects again.
            if last.len() == subjects.len() && subjects.iter().all(Option::is_none) {
                subjects.clone_from(&last);
            }
            last.clone_from(&subjects);
            for (k, subject) in kept.iter_mut().skip(at).zip(subjects) {
                k.subject = k.subject.take().or(subject);
            }
        }
        at = to;
    }
}

/// 2023年、2024年分别达到30%、60%: years in the order of the numbers.
pub(super) fn share_years(text: &str, dates: &[Date], kept: &mut [Kept]) {
    let mut at = 0;
    while at < dates.len() {
        let mut to = at + 1;
        let listed = |a: &Date, b: &Date| {
            a.part == Part::Due && b.part == Part::Due && matches!(slice(text, a.range.end..b.range.start).trim(), "、" | "和")
        };
        while dates.get(to - 1).zip(dates.get(to)).is_some_and(|(a, b)| listed(a, b)) {
            to += 1;
        }
        let years: Vec<_> = dates.get(at..to).unwrap_or_default().iter().map(|d| d.due).collect();
        let end = dates.get(to - 1).map_or(usize::MAX, |d| d.range.end);
        let next = dates.get(to).map_or(usize::MAX, |d| d.range.start);
        let from = kept.partition_point(|k| k.amount.number.start < end);
        let until = kept.partition_point(|k| k.amount.number.start < next);
        let amounts = kept.get_mut(from..until).unwrap_or_default();
        let told = amounts.first().is_some_and(|k| holds!(slice(text, end..k.amount.number.start), ["分别", "依次"]));
        if years.len() >= 2 && told && amounts.len() >= years.len() {
            for (one, due) in amounts.iter_mut().zip(years) {
                one.due = due;
            }
        }
        at = to;
    }
}

/// 新建学校9所，2024年底前建成: the date behind says when.
pub(super) fn share_dates_behind(text: &str, dates: &[Date], kept: &mut [Kept]) {
    for date in dates.iter().filter(|d| d.part == Part::Due && d.due.is_some()) {
        let done = starts!(
            scan::after(text, date.range.end),
            ["完成", "建成", "投用", "投入使用", "到位", "交付", "竣工", "配齐", "全部完成"]
        );
        if done.is_none() || !before(text, date.range.start).ends_with('，') {
            continue;
        }
        let rest = scan::after(text, date.range.end);
        let clause = rest.split(['，', '；', '。', '\n']).next().unwrap_or_default();
        if clause.contains(|c: char| c.is_ascii_digit()) || scan::first_chars(clause, 9).len() < clause.len() {
            continue;
        }
        let counted = |k: &&mut Kept| {
            k.amount.range.end <= date.range.start && !slice(text, k.amount.range.end..date.range.start).contains(['；', ';'])
        };
        for one in kept.iter_mut().filter(counted).filter(|k| {
            let size = matches!(k.amount.unit, Unit::Percent | Unit::Yuan | Unit::SqMetre) || k.amount.word == Word::Other("亩");
            k.due.is_none() && !size
        }) {
            one.due = date.due;
        }
    }
}

/// The subjects of a list, the last `count` entries; levels such as 省市县 are spelt out.
fn zip_subjects(text: &str, range: Range<usize>, count: usize) -> Vec<Option<(String, Range<usize>)>> {
    // 到2025年甲、乙: the year names none of them.
    let stretch = slice(text, range.clone());
    let dated = stretch.trim_start_matches(['到', '至']).trim_start_matches(|c: char| c.is_ascii_digit());
    let stretch = dated.strip_prefix('年').filter(|_| dated.len() + 4 <= stretch.len()).unwrap_or(stretch);
    let none = || vec![None; count];
    // 省、市、县三级…比例, 省市县三级…: one noun for several levels.
    if let Some((levels, noun)) =
        stretch.split_once(['三', '两', '二', '四']).and_then(|(l, n)| n.strip_prefix('级').map(|n| (l, n)))
    {
        let levels: Vec<char> = levels.chars().filter(|c| "国省区市县乡镇校".contains(*c)).collect();
        if levels.len() >= count {
            // 区、市、县: the highest is an autonomous region.
            let region = levels.first() == Some(&'区') && levels.contains(&'市');
            return levels
                .iter()
                .enumerate()
                .skip(levels.len() - count)
                .map(|(n, level)| {
                    let above = if region && n == 0 { "自治" } else { "" };
                    Some((
                        first_chars(&format!("{above}{level}级{}", noun.trim_end_matches(['为', '达', '的'])), 20).to_owned(),
                        range.clone(),
                    ))
                })
                .collect();
        }
    }
    // Dates and verbs at its head are no part of the first.
    let stretch = trim_head(stretch);
    // 视频监控与公安联网 is one entry where the others are as many as the numbers.
    let mut entries: Vec<&str> = stretch.split('、').filter(|e| !e.trim().is_empty()).collect();
    if entries.len() != count {
        entries = stretch.split(['、', '和', '与']).filter(|e| !e.trim().is_empty()).collect();
    }
    if entries.len() < count {
        entries = stretch.split(['、', '和', '与', '及']).filter(|e| !e.trim().is_empty()).collect();
    }
    if entries.len() < count {
        return none();
    }
    let entries: Vec<&str> = entries.into_iter().rev().take(count).rev().collect();
    let last = entries.last().copied().unwrap_or_default();
    // 达标率2023年、2024年分别达到30%、60%: years are told apart, what is counted is one.
    if entries.iter().skip(1).all(|entry| !scan::exceeds(trim_head(entry), 1)) {
        let name = entries.first().map(|entry| trim_tail(entry)).filter(|name| scan::exceeds(name, 1));
        return vec![name.map(|name| (name.to_owned(), range.clone())); count];
    }
    // The last entry holds the noun that all share: 小学、初中、高中巩固率.
    const STAGES: &[&str] = &[
        "幼儿园",
        "学前教育",
        "学前",
        "小学",
        "初中",
        "普通高中",
        "高中",
        "中职",
        "中学",
        "义务教育",
        "省级",
        "市级",
        "县级",
        "区级",
        "中级",
        "高级",
    ];
    let staged = STAGES.iter().find_map(|stage| last.strip_prefix(stage)).filter(|rest| !rest.is_empty());
    let shared = staged.filter(|_| entries.iter().any(|e| STAGES.contains(&e.trim()))).or_else(|| {
        ["比例", "占比", "覆盖率", "巩固率", "入学率", "入园率", "率", "经费", "奖励", "学位", "标准"]
            .iter()
            .find_map(|noun| last.find(noun).map(|at| last.get(at..).unwrap_or_default()))
    });
    entries
        .iter()
        .map(|entry| {
            let name = match shared {
                // 毛入园率、巩固率: each has its own.
                Some(noun) if !(entry.ends_with(noun) || noun.ends_with('率') && entry.ends_with(['率', '比'])) => {
                    format!("{entry}{noun}")
                }
                _ => (*entry).to_owned(),
            };
            let name: String = name.chars().filter(|c| !matches!(c, ' ' | '“' | '”')).take(20).collect();
            (!name.is_empty()).then(|| (name, range.clone()))
        })
        .collect()
}

/// The entries before 三个100%.
pub(super) fn listed_subjects(text: &str, hundred: &Amount, count: usize) -> Vec<Option<(String, Range<usize>)>> {
    let end = before(text, hundred.number.start).trim_end_matches(|c: char| "一二两三四五六七八九个“达到实现 ".contains(c)).len();
    let start = scan::start_of(text, end, hundred.clause.start, |c| matches!(c, '，' | '；' | '：'));
    let mut range = start..end;
    if let Some(rest) = slice(text, range.clone()).strip_prefix("实现") {
        range.start = range.end - rest.len();
    }
    zip_subjects(text, range, count)
}

/// 学位500个（其中小学300个、初中200个）: a bare piece counts what the number before it counted.
pub(super) fn inherit_unit(text: &str, amount: &mut Amount, kept: &[Kept]) {
    let Some(last) = kept.last().filter(|l| l.amount.clause.end + 60 > amount.clause.start) else { return };
    let same = kept.iter().rev().find(|k| k.amount.word == Word::Piece("所"));
    if let (Word::Piece("所"), Some(last)) = (amount.word, same.filter(|k| k.amount.unit == Unit::Kindergarten)) {
        let own = slice(text, last.amount.range.end..amount.clause.end.max(last.amount.range.end));
        if !holds!(own, ["校", "中学", "小学", "高中", "初中"]) {
            amount.unit = Unit::Kindergarten;
        }
        return;
    }
    // 新建8所、学位960个，其中今年3所、360个: the columns of a list.
    if amount.word == Word::Piece("个")
        && last.amount.word == Word::Piece("所")
        && matches!(amount.unit, Unit::Other(_) | Unit::School | Unit::Kindergarten)
        && matches!(slice(text, last.amount.range.end..amount.number.start), "、" | "，")
        && kept.iter().any(|k| k.amount.unit == Unit::Place)
        && kept.iter().filter(|k| k.amount.word == last.amount.word).count() > 1
    {
        amount.unit = Unit::Place;
        return;
    }
    let alike = matches!(last.amount.word, Word::Piece("个") | Word::Place);
    let bare = amount.phrase.is_empty();
    let loose = matches!(amount.unit, Unit::Other(_))
        || last.amount.unit == Unit::Place && matches!(amount.unit, Unit::School | Unit::Kindergarten);
    if amount.word != Word::Piece("个") || !alike || !loose {
        return;
    }
    // 实训基地5个，打造重点专业2个: another verb, another noun.
    let gap = slice(text, last.amount.range.end..amount.number.start);
    if !matches!(amount.unit, Unit::Place)
        && holds!(gap, ["打造", "建设", "创建", "建成", "培育", "开设", "组建", "设立", "开发"])
    {
        return;
    }
    // 基地3个，工位总数达到500个: another whole, with its noun.
    if gap.find("总数").is_some_and(|at| at > '，'.len_utf8() + '其'.len_utf8()) {
        return;
    }
    let listed = gap.contains(['、', '中', '和', '，', '（']);
    if listed && bare {
        amount.unit = last.amount.unit.clone();
    }
}
