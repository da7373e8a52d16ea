//! Rungs of a ladder: what sets off each award or consequence, said right before it.
//!
//! | frame | the case |
//! |---|---|
//! | `…的` and `…者`, then who gets it and the verb | 上线率达到90%`的`奖励学校30万元 |
//! | the same as a clause of its own | 获省级一等奖`的`，每人奖励3000元 |
//! | a class or place at the head of the clause | `一等奖`奖励5万元, `特等奖`1名，奖金2万元 |
//! | `分别` | `一等奖、二等奖`分别奖励5万元、3万元 |

use std::ops::Range;

use crate::read::chars::{last_sign, offset, opening, tail};
use crate::read::find::Words;
use crate::read::unit::Case;

/// How far back, in bytes, the case of a rung is looked for.
const FAR: usize = 300;

/// What a rung gives or does, with which no case begins or goes on.
static GIVES: Words = Words::of(&[
    "奖励", "奖给", "奖补", "奖金", "给予", "予以", "发放", "颁发", "授予", "补助", "补贴", "享受", "发给", "增发", "安排",
    "每年", "每月", "每人", "每校", "每名", "每生", "各奖", "约谈", "通报", "取消", "追究", "扣",
]);

/// What a case says of somebody.
static TELLS: Words = Words::of(&[
    "达", "获", "评", "为", "被", "未", "不", "连续", "满", "完成", "排名", "位列", "进入", "超", "以上", "突出", "优秀", "合格",
    "成绩", "通过", "次", "第", "符合", "担任", "从事", "考入", "考取", "录取", "发表", "辅导", "入选", "认定", "创建", "取得",
    "属于", "严重", "出现", "违", "有", "升", "优异", "显著", "良好", "等次", "一等", "二等", "三等", "落后", "造成", "拒",
]);

/// Classes and places.
static CLASSES: Words = Words::of(&[
    "特等",
    "一等",
    "二等",
    "三等",
    "四等",
    "优秀",
    "优胜",
    "良好",
    "合格",
    "第一名",
    "第二名",
    "第三名",
    "金奖",
    "银奖",
    "铜奖",
    "一类",
    "二类",
    "三类",
    "一档",
    "二档",
    "三档",
    "一级",
    "二级",
    "三级",
    "甲等",
    "乙等",
    "丙等",
    "国家级",
    "省级",
    "市级",
    "县级",
    "区级",
    "校级",
    "国家",
    "省",
    "市",
    "县",
    "区",
    "特级教师",
    "正高级",
    "高级",
    "中级",
    "初级",
    "小学",
    "初中",
    "高中",
]);

/// The case of the rung whose words begin at `at`; it begins at `floor` or behind.
pub(crate) fn case(text: &str, floor: usize, at: usize) -> Option<Case> {
    let head = tail(text.get(floor..at)?, FAR);
    let own = clause_start(head);
    let clause = head.get(own..)?;
    if let Some(found) = stated(clause).or_else(|| class_of(clause)) {
        return Some(made(found, text));
    }
    let before = head.get(..own)?.strip_suffix('，')?;
    let before = before.get(clause_start(before)..)?;
    let whole = before.strip_suffix('的').or_else(|| before.strip_suffix('者')).filter(|stem| tells(stem));
    whole.or_else(|| class_of(before)).map(|found| made(found, text))
}

/// The cases of all awards behind 分别, if there are as many as awards: that of the one whose number stands at `at`.
pub(crate) fn listed(text: &str, from: usize, at: usize) -> Option<Case> {
    let head = text.get(from..at)?;
    let word = head.rfind("分别")?;
    let behind = head.get(word + "分别".len()..)?;
    if behind.contains(['；', '。', '，']) || word == 0 {
        return None;
    }
    // Those before this one, and those behind it, each with a number.
    let before = behind.matches(['、', '和']).count();
    let rest = opening(text.get(at..)?, FAR);
    let rest = rest.get(..rest.find(['；', '。', '，', '\n']).unwrap_or(rest.len()))?;
    let numbered = |part: &&str| part.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万".contains(c));
    let count = before + rest.split(['、', '和']).take_while(numbered).count();
    // The subject may stand in a clause of its own: …，每年分别发放.
    let named = head.get(..word)?;
    let clause = named.rfind(['，', '：']).unwrap_or(named.len());
    let list = if named.get(clause..)?.contains('、') { named.get(clause + 3..)? } else { named.get(..clause)? };
    let list = list.get(clause_start(list)..)?;
    let labels: Vec<&str> = list.split(['、', '和']).collect();
    if count < 2 || labels.len() != count {
        return None;
    }
    let class_at = |label: &str| {
        let mut at = None;
        CLASSES.scan(label, |place, _| {
            at = at.or(Some(place));
            false
        });
        at
    };
    let label = labels.get(before)?;
    let label = label.get(class_at(label)?..)?;
    // 县级、市级骨干教师: the noun stands behind the last.
    let last = labels.last()?;
    let noun = class_at(last).and_then(|at| last.get(at..)).and_then(|last| last.get(CLASSES.beginning(last)?.len()..))?;
    let bare = CLASSES.beginning(label).is_some_and(|class| class.len() == label.len());
    let mut case = made(label, text);
    if bare && !noun.is_empty() && before + 1 < count && !noun.starts_with('奖') {
        case.text.push_str(noun);
    }
    Some(case)
}

/// Where the last clause of a stretch begins.
fn clause_start(head: &str) -> usize {
    last_sign(head, |c| matches!(c, '，' | '；' | '：' | '。' | '\n')).map_or(0, |(at, c)| at + c.len_utf8())
}

/// …的 in front of a receiver and a verb.
fn stated(clause: &str) -> Option<&str> {
    let end = clause.rfind(['的', '者'])?;
    let behind = clause.get(end + 3..)?;
    let stem = clause.get(..end)?;
    (behind.chars().nth(16).is_none() && tells(stem)).then_some(stem)
}

/// Whether words say a case: of whom something is true, and not what is given.
fn tells(stem: &str) -> bool {
    let stem = stem.trim_start_matches(opens);
    (2..=50).contains(&stem.chars().count()) && TELLS.in_text(stem) && !GIVES.in_text(stem)
}

/// The class or place that a clause begins with, up to the verb or number.
fn class_of(clause: &str) -> Option<&str> {
    let bare = clause.trim_start_matches(opens);
    let class = CLASSES.beginning(bare).filter(|class| class.len() > 3)?;
    let mut end = bare.len();
    GIVES.scan(bare, |at, _| {
        end = at;
        true
    });
    let end = bare.find(|c: char| c.is_ascii_digit()).unwrap_or(end).min(end);
    let label = bare.get(..end)?.trim_end_matches(['的', '每', '各', '奖']);
    // 一等奖 keeps its last character.
    let label = if bare.get(label.len()..)?.starts_with('奖') && class.ends_with('等') && label.len() == class.len() {
        bare.get(..label.len() + 3)?
    } else {
        label
    };
    (label.len() >= class.len() && label.chars().nth(16).is_none()).then_some(label)
}

/// Signs at the head of a case, and what a list opens with.
fn opens(c: char) -> bool {
    matches!(c, '，' | '、' | '；' | '：' | ' ' | '—' | '和' | '对' | '凡' | '“')
}

/// A piece of the text as a case.
fn made(found: &str, text: &str) -> Case {
    let found = found.trim_start_matches(opens).trim_end();
    let found = ["于", "其中", "并", "若", "如"].iter().fold(found, |found, word| found.strip_prefix(word).unwrap_or(found));
    let start = offset(text, found);
    Case { text: found.to_owned(), range: Range { start, end: start + found.len() } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, at: &str) -> Option<String> {
        case(text, 0, text.rfind(at).unwrap()).map(|case| {
            assert!(text[case.range.clone()].starts_with(&case.text));
            case.text
        })
    }

    #[test]
    fn cases_before_rungs() {
        for (text, at, want) in [
            ("本科上线率达到90%的奖励学校30万元", "30万", Some("本科上线率达到90%")),
            ("学生获得省级一等奖的，每人奖励指导教师3000元", "3000", Some("学生获得省级一等奖")),
            ("被评为特级教师的一次性奖励5万元", "5万", Some("被评为特级教师")),
            ("一等奖奖励20万元", "20万", Some("一等奖")),
            ("特等奖1名，奖金2万元", "2万", Some("特等奖")),
            ("省级骨干教师每月津贴500元", "500", Some("省级骨干教师")),
            ("良好等次的奖励5000元", "5000", Some("良好等次")),
            ("连续两年未完成任务的通报批评", "通报", Some("连续两年未完成任务")),
            // What is given is no case, nor whose it is.
            ("每年给予一定的奖励5000元", "5000", None),
            ("教师的奖励资金500万元", "500万", None),
            ("设立奖励资金500万元", "500万", None),
        ] {
            assert_eq!(of(text, at).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn cases_of_a_list() {
        let text = "年度考核设一等奖、二等奖、三等奖，分别给予学校8万元、5万元、3万元奖励。";
        let cases: Vec<String> =
            ["8万", "5万", "3万"].iter().filter_map(|n| listed(text, 0, text.find(n)?)).map(|case| case.text).collect();
        assert_eq!(cases, ["一等奖", "二等奖", "三等奖"]);
        let text = "对县级、市级、省级骨干教师，每年分别发放津贴1000元、2000元和3000元。";
        let cases: Vec<String> =
            ["1000", "2000", "3000"].iter().filter_map(|n| listed(text, 0, text.find(n)?)).map(|case| case.text).collect();
        assert_eq!(cases, ["县级骨干教师", "市级骨干教师", "省级骨干教师"]);
        let text = "对教师、学生分别奖励1000元、500元、200元。";
        assert_eq!(listed(text, 0, text.find("500").unwrap()), None);
    }
}
