//! What is counted, in a few words of the text.

use std::ops::Range;

use super::amount::{Amount, Sight};
use super::counted::{Word, noun_phrase, starts_with_verb};
use super::lists;
use super::scan::{exceeds, first_chars, last_chars, offset, slice, start_of, starts, trim_end, trim_start};
use crate::read::chars::{last_sign, signs};
use crate::read::find::{Tails, Words};

/// The longest subject, in characters.
const LONGEST: usize = 20;

/// Words that a subject does not begin with.
static HEADS: Words = Words::of(&[
    "并",
    "且",
    "其中",
    "使",
    "让",
    "将",
    "把",
    "以",
    "在",
    "对",
    "为",
    "与",
    "和",
    "及",
    "、",
    "力争",
    "争取",
    "努力",
    "确保",
    "保证",
    "保障",
    "继续",
    "逐步",
    "基本",
    "全面",
    "积极",
    "进一步",
    "切实",
    "大力",
    "严格",
    "落实",
    "实现",
    "完成",
    "达到",
    "推动",
    "推进",
    "促进",
    "加强",
    "加大",
    "不断",
    "持续",
    "按照",
    "依据",
    "根据",
    "到",
    "至",
    "由",
    "从",
    "全县",
    "全区",
    "全市",
    "辖区",
    "每年",
    "每学期",
    "每学年",
    "每两年",
    "每三年",
    "累计",
    "总计",
    "共",
    "再",
    "拟",
    "计划",
    "规划",
    "组织",
    "开展",
    "选派",
    "分别",
    "动态",
    "于",
    "底",
    "末",
    "前",
    "年底",
    "年",
    "“",
    "”",
    "（",
    "）",
    "一是",
    "二是",
    "三是",
    "四是",
    "五是",
    "—",
    "-",
    " ",
    "县域内",
    "要",
    "应",
    "须",
    "至少",
    "均",
    "各",
    "的",
]);

/// Words that a subject does not end with.
static TAILS: Tails = Tails::of(&[
    "达到",
    "达",
    "为",
    "不低于",
    "不少于",
    "不超过",
    "不高于",
    "不得少于",
    "不得低于",
    "至少",
    "超过",
    "约",
    "控制在",
    "保持在",
    "稳定在",
    "维持在",
    "保持",
    "动态",
    "始终",
    "提高到",
    "提升到",
    "提高至",
    "提升至",
    "提升",
    "提高",
    "降低",
    "下降",
    "降至",
    "降到",
    "增加到",
    "增长",
    "增加",
    "分别",
    "基本",
    "以",
    "在",
    "按照",
    "按",
    "每年",
    "的",
    "逐年",
    "共",
    "完成",
    "力争",
    "“",
    "（",
    "(",
    "其中",
    "、",
    "和",
    "及",
    "，",
    "：",
    ":",
    " ",
    "一般",
    "原则上",
    "最多",
    "最低",
    "最高",
    "至",
    "到",
    "由",
    "从",
    "实现",
    "满",
    "是",
    "扩大",
    "标准提高",
    "应",
    "要",
    "要达到",
    "接近",
    "近",
    "总数",
    "不早于",
    "不晚于",
    "突破",
    "小于",
    "大于",
    "低于",
    "高于",
    "少于",
    "多于",
    "不大于",
    "每年不少于",
    "人数达",
    "均小于",
    "均",
]);

/// What is counted, and the bytes it was taken from.
pub(super) type Subject = (String, Range<usize>);

impl Sight<'_> {
    /// The subject of an amount and the bytes it was taken from.
    pub(super) fn subject(&self, amount: &Amount, last: Option<&Subject>) -> Subject {
        let behind_at = amount.range.end.max(amount.unit_end);
        let behind = slice(self.text, behind_at..amount.clause.end.max(behind_at));
        let counts = amount.word.counts();
        let phrase =
            if counts && behind_at == amount.unit_end { slice(self.text, amount.phrase.clone()) } else { noun_phrase(behind) };
        let share = matches!(amount.word, Word::Percent | Word::Yuan) && behind.starts_with('的');
        if (counts && !behind.starts_with(' ') || share) && exceeds(phrase, 1) && !starts_with_verb(phrase) {
            let at = offset(self.text, phrase);
            let phrase = first_chars(trim_tail(phrase), LONGEST);
            return (tidy(phrase), at..at + phrase.len());
        }
        let mut edge = self.left_edge(&amount.clause).min(amount.number.start);
        // 5人、市级名师30人: what stands behind the list mark.
        if edge > amount.clause.start
            && let Some(at) = slice(self.text, edge..amount.number.start).find(['、', '，', '和', '；'])
        {
            edge = (edge + at + 3).min(amount.number.start);
        }
        let from = start_of(self.text, amount.number.start, edge, |c| matches!(c, '，' | '；' | '：' | '（' | '(' | '\n'));
        let stretch = slice(self.text, from..amount.number.start);
        let mut named = self.named(stretch, from);
        if !exceeds(&named.0, 1) && stretch.contains('）') {
            // 各县（市、区）均达到90%.
            let from = start_of(self.text, from, edge, |c| matches!(c, '，' | '；' | '：' | '\n'));
            let whole = slice(self.text, from..amount.number.start);
            let whole = whole.split_once('（').map_or("", |(head, _)| head);
            // 入园（班）率: what stands behind the bracket ends the name.
            let end = std::mem::take(&mut named.0);
            named = self.named(whole, from);
            if exceeds(&named.0, 1) {
                named.0.push_str(&end);
            }
        }
        if exceeds(&named.0, 1) {
            return named;
        }
        // 2022年达到88%: the number before had the same subject.
        if let Some(last) = last.filter(|_| matches!(amount.word, Word::Percent | Word::Point) && !exceeds(phrase, 1)) {
            return last.clone();
        }
        // Nothing before the number in its clause: what follows, or the clause before it.
        if exceeds(phrase, 1) {
            let phrase = first_chars(phrase, LONGEST);
            let at = offset(self.text, phrase);
            return (tidy(phrase), at..at + phrase.len());
        }
        let clause_end = amount.clause.start.saturating_sub(3).max(self.sentence.start);
        let earlier = self.clause_before(amount.clause.start);
        let stretch = slice(self.text, earlier..clause_end);
        let named = self.named(stretch, earlier);
        if named.0.is_empty() {
            (tidy(first_chars(slice(self.text, amount.number.start..amount.unit_end), LONGEST)), amount.number.clone())
        } else {
            named
        }
    }

    /// `stretch` without dates and verbs at its borders.
    fn named(&self, stretch: &str, at: usize) -> Subject {
        // 一）全县…, 市、区）均…: the bracket opened before.
        let shut = last_sign(stretch, |c| matches!(c, '）' | ')'));
        let shut = shut.filter(|(at, _)| !stretch.get(..*at).unwrap_or_default().contains(['（', '(']));
        let skip = shut.map_or(0, |(at, c)| at + c.len_utf8());
        let (stretch, at) = (stretch.get(skip..).unwrap_or_default(), at + skip);
        let mut tail = trim_tail(stretch);
        // 学校每学年开展某活动: who acts stands before the rate, what is counted behind it.
        if let Some(rate) = self.marks.last_of(lists::RATES, at..at + tail.len()) {
            let (end, at) = (rate.end - at, rate.start - at);
            let behind = tail.get(end..).unwrap_or_default();
            tail = if exceeds(trim_head(behind), 2) { behind } else { trim_tail(tail.get(..at).unwrap_or_default()) };
        }
        let head = trim_head(tail);
        let last = last_sign(head, |c| c == '、').and_then(|(at, c)| head.get(at + c.len_utf8()..));
        let head = last.filter(|last| exceeds(last, 4)).map_or(head, trim_head);
        let cut = last_chars(head, LONGEST);
        let start = at + offset(stretch, cut);
        (tidy(cut), start..start + cut.len())
    }
}

fn trim_head(mut text: &str) -> &str {
    for _ in 0..12 {
        text = trim_start(text);
        if matches!(text.as_bytes(), [b'0'..=b'9', ..]) {
            let cut = text.trim_start_matches(|c: char| c.is_ascii_digit());
            if starts!(cut, ["年", "月", "日", "-", "—"]).is_some() {
                text = cut;
                continue;
            }
        }
        let Some(word) = HEADS.beginning(text).filter(|_| !belongs(text)) else { break };
        let rest = text.get(word.len()..).unwrap_or_default();
        if !exceeds(rest, 1) {
            break;
        }
        text = rest;
    }
    text
}

/// 在园幼儿, 到校时间: the word is part of the noun.
fn belongs(text: &str) -> bool {
    starts!(
        text,
        [
            "在园",
            "在校",
            "在岗",
            "在编",
            "在职",
            "对口",
            "以县",
            "到校",
            "到岗",
            "将军",
            "前三年",
            "年级",
            "年龄",
            "年度",
            "年均",
            "底数",
            "要素",
            "均衡",
            "各级",
            "各类",
        ],
    )
    .is_some()
}

fn trim_tail(mut text: &str) -> &str {
    for _ in 0..12 {
        text = trim_end(text);
        // 普惠率2022年达到: the year is no part of the name.
        if let Some(stem) = text.strip_suffix('年')
            && stem.ends_with(|c: char| c.is_ascii_digit())
        {
            text = stem.trim_end_matches(|c: char| c.is_ascii_digit());
            continue;
        }
        let Some(word) = TAILS.ending(text) else { break };
        text = text.get(..text.len() - word.len()).unwrap_or_default();
    }
    text
}

/// Without quotation marks and spaces.
fn tidy(text: &str) -> String {
    let is_space = |c: char| matches!(c, ' ' | '\n' | '\t' | '　');
    let is_mark = |c: char| matches!(c, '“' | '”' | '"' | '，' | '。' | '、' | '；');
    let (mut spaced, mut marked) = (false, false);
    for (_, c) in signs(text) {
        spaced |= is_space(c);
        marked |= is_mark(c);
    }
    let bare = |text: &str| text.trim_matches(is_mark).to_owned();
    match (spaced, marked) {
        (true, _) => bare(&text.chars().filter(|c| !is_space(*c)).collect::<String>()),
        (false, true) => bare(text),
        (false, false) => text.to_owned(),
    }
}
