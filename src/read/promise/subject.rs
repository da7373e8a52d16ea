//! What is counted, in a few words of the text.

use std::ops::Range;

use super::amount::{Amount, Sight};
use super::counted::{noun_phrase, starts_with_verb};
use super::lists;
use super::measure::Word;
use super::scan::{exceeds, first_chars, last_chars, offset, slice, start_of, starts, trim_end, trim_start};
use crate::model::Unit;
use crate::read::chars::{last_sign, signs};
use crate::read::find::{Tails, Words};

/// The longest subject, in characters; of a longer one whole words are left out.
const LONGEST: usize = 30;

/// Words that a subject does not begin with; the longer of two that begin alike first.
static HEADS: Words = Words::of(&[
    "至少",
    "年内",
    "年底",
    "以上",
    "以下",
    "以内",
    "“十四五”期间",
    "“十四五”末",
    "“十五五”期间",
    "“十五五”末",
    "十四五期间",
    "十四五末",
    "十五五期间",
    "十五五末",
    "不低于",
    "不少于",
    "不高于",
    "不超过",
    "为一个",
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
    "均",
    "各",
    "的",
]);

/// Words that a subject does not end with.
static TAILS: Tails = Tails::of(&[
    "年均",
    "人均",
    "累计",
    "两年",
    "三年",
    "五年",
    "不满",
    "不足",
    "净增",
    "规划期末",
    "期末",
    "届时",
    "最晚",
    "最迟",
    "或者",
    "或",
    "每生",
    "每人",
    "将",
    "再",
    "扩",
    "超",
    "上午",
    "下午",
    "晚上",
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
    /// The subject of an amount and the bytes it was taken from. `last` is that of the amount before, with its unit.
    pub(super) fn subject(&self, amount: &Amount, last: Option<(&Subject, &Unit)>) -> Subject {
        let behind_at = amount.range.end.max(amount.unit_end);
        let behind = slice(self.text, behind_at..amount.clause.end.max(behind_at));
        let counts = amount.word.counts();
        let phrase =
            if counts && behind_at == amount.unit_end { slice(self.text, amount.phrase.clone()) } else { noun_phrase(behind) };
        let share = matches!(amount.word, Word::Percent | Word::Yuan) && behind.starts_with('的');
        if (counts && !behind.starts_with(' ') || share) && exceeds(phrase, 1) && !starts_with_verb(phrase) {
            let phrase = phrase.strip_prefix("为一个").unwrap_or(phrase);
            let at = offset(self.text, phrase);
            let phrase = shorten_end(trim_tail(phrase));
            return (tidy(phrase), at..at + phrase.len());
        }
        // 三年以上学校中层管理工作经历: what is asked for stands behind.
        if matches!(amount.word, Word::Year | Word::Month) && phrase.contains(['历', '验']) {
            let at = offset(self.text, phrase);
            let next = self.number(amount.numbers.end).map_or(usize::MAX, |n| n.range.start);
            let own = trim_tail(slice(self.text, at..next.clamp(at, at + phrase.len())));
            if own.ends_with(['历', '验']) && exceeds(own, 3) {
                let own = shorten_end(own);
                return (tidy(own), at..at + own.len());
            }
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
            // 各县（市、区）均达到90%; 领航校（园）长20名 keeps its bracket.
            let from = start_of(self.text, from, edge, |c| matches!(c, '，' | '；' | '：' | '\n'));
            let whole = slice(self.text, from..amount.number.start);
            let inside = whole.rsplit_once('）').is_some_and(|(_, rest)| !trim_tail(rest).is_empty());
            let whole = if inside { whole } else { whole.split_once('（').map_or("", |(head, _)| head) };
            named = self.named(whole, from);
        }
        if exceeds(&named.0, 1) {
            return named;
        }
        // 2022年达到88%, 2026年600元: the number before had the same subject.
        let alike = |unit: &Unit| matches!(amount.word, Word::Percent | Word::Point) || *unit == amount.unit;
        if let Some((last, _)) = last.filter(|(last, unit)| alike(unit) && !exceeds(phrase, 1) && exceeds(&last.0, 1)) {
            return last.clone();
        }
        // Nothing before the number in its clause: what follows, or the clause before it.
        if exceeds(phrase, 1) {
            let phrase = shorten_end(phrase);
            let at = offset(self.text, phrase);
            return (tidy(phrase), at..at + phrase.len());
        }
        let clause_end = amount.clause.start.saturating_sub(3).max(self.sentence.start);
        let earlier = self.clause_before(amount.clause.start);
        let stretch = slice(self.text, earlier..clause_end);
        // Up to a number of its own; where nothing is left, the heading tells.
        let stretch = stretch.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        let named = self.named(stretch, earlier);
        if named.0.is_empty() { (String::new(), amount.number.clone()) } else { named }
    }

    /// `stretch` without dates and verbs at its borders.
    fn named(&self, stretch: &str, at: usize) -> Subject {
        // 一）全县…, 市、区）均…: the bracket opened before.
        let shut = last_sign(stretch, |c| matches!(c, '）' | ')'));
        let shut = shut.filter(|(at, _)| !stretch.get(..*at).unwrap_or_default().contains(['（', '(']));
        let skip = shut.map_or(0, |(at, c)| at + c.len_utf8());
        let (stretch, at) = (stretch.get(skip..).unwrap_or_default(), at + skip);
        // 集团由现有8个增加到: where it comes from is no part of the name.
        let digit = stretch.bytes().rposition(|byte| byte.is_ascii_digit());
        let from = digit.and_then(|digit| stretch.get(..digit)?.rfind(['由', '从'])).filter(|at| {
            let behind = stretch.get(*at..digit.unwrap_or_default()).unwrap_or_default();
            *at > 0 && !exceeds(behind, 3) && !belongs(behind)
        });
        let mut tail = trim_tail(stretch.get(..from.unwrap_or(stretch.len())).unwrap_or_default());
        // 学校每学年开展某活动: who acts stands before the rate, what is counted behind it.
        if let Some(rate) = self.marks.last_of(lists::RATES, at..at + tail.len()) {
            let (end, at) = (rate.end - at, rate.start - at);
            let behind = tail.get(end..).unwrap_or_default();
            tail = if exceeds(trim_head(behind), 2) { behind } else { trim_tail(tail.get(..at).unwrap_or_default()) };
        }
        let head = trim_head(tail);
        let last = last_sign(head, |c| c == '、').and_then(|(at, c)| head.get(at + c.len_utf8()..));
        let head = last.filter(|last| exceeds(last, 4)).map_or(head, trim_head);
        let cut = shorten(side_of_bound(head));
        let start = at + offset(stretch, cut);
        (tidy(cut), start..start + cut.len())
    }
}

/// A name without dates, numbers of headings and verbs at its head.
pub(super) fn trim_head(mut text: &str) -> &str {
    for _ in 0..12 {
        text = trim_start(text);
        if let Some(cut) = behind_number(text) {
            text = cut;
            continue;
        }
        let Some(word) = HEADS.beginning(text).filter(|word| !belongs(text) && !opens_quote(word, text)) else { break };
        let rest = text.get(word.len()..).unwrap_or_default();
        if !exceeds(rest, 1) {
            break;
        }
        text = rest;
    }
    text
}

/// What is behind a date (2023年, 二〇二三年, 2021—2023年) or the number of a heading (3., 第四条); none where there is none.
/// 3—5岁 and 1.5倍 are neither.
fn behind_number(text: &str) -> Option<&str> {
    // Mostly an ideograph stands there that is no numeral.
    if !text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '二' | '第' | '①'..='⑳')) {
        return None;
    }
    if let Some(rest) = text.strip_prefix(|c| ('①'..='⑳').contains(&c)) {
        return Some(rest);
    }
    if let Some(rest) = text.strip_prefix('第') {
        let (number, behind) = rest.split_once('条')?;
        let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
        return (!number.is_empty() && number.chars().all(numeral)).then_some(behind);
    }
    if text.starts_with('二') {
        let (year, behind) = text.split_once('年')?;
        return (year.chars().count() == 4 && year.chars().all(|c| "〇○零一二三四五六七八九".contains(c))).then_some(behind);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let cut = text.get(digits..)?;
    if starts!(cut, ["年", "月", "日"]).is_some() {
        return Some(cut);
    }
    let inner = cut.strip_prefix(['-', '—', '～']);
    if let Some(rest) = inner.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '—' | '-'))) {
        return rest.starts_with('年').then_some(rest);
    }
    cut.strip_prefix(['.', '、']).filter(|rest| digits <= 2 && !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// “双师型”教师: the mark belongs to what follows; one that nothing closes belongs to what is cut.
fn opens_quote(word: &str, text: &str) -> bool {
    word == "“" && text.contains('”')
}

/// 骨干教师不少于交流总数的20%: what is counted stands before the bound, 按照不低于预算总额的5% behind it.
fn side_of_bound(head: &str) -> &str {
    static BOUNDS: Words = Words::of(&["不低于", "不少于", "不超过", "不高于"]);
    let mut found = None;
    BOUNDS.scan(head, |at, n| {
        found = Some((at, at + BOUNDS.len(n)));
        true
    });
    let Some((at, end)) = found else { return head };
    let (before, behind) = (head.get(..at).unwrap_or_default(), head.get(end..).unwrap_or_default());
    let rule = before.ends_with(['按', '照', '以', '为']);
    let before = trim_tail(before);
    if !rule && exceeds(before, 1) {
        before
    } else if exceeds(behind, 1) {
        behind
    } else {
        head
    }
}

/// The last characters of a long name, from behind a sign or a word that parts it.
fn shorten(head: &str) -> &str {
    let cut = last_chars(head, LONGEST);
    if cut.len() == head.len() {
        return unquoted(head);
    }
    // The place nearest to the limit, a little beyond it if need be.
    let parts = |c: char| matches!(c, '的' | '、' | '和' | '与' | '及' | '》' | '）' | '，' | '；');
    let behind = first_chars(cut, LONGEST / 2);
    let found = behind.char_indices().find(|(_, c)| parts(*c)).map(|(i, c)| i + c.len_utf8());
    let wider = last_chars(head, LONGEST + LONGEST / 2);
    match found.and_then(|at| cut.get(at..)).filter(|rest| exceeds(rest, 5)) {
        Some(rest) => unquoted(rest),
        // Nothing parts it: all of it, if it is not much longer.
        None if wider.len() == head.len() => unquoted(head),
        None => unquoted(cut),
    }
}

/// The first characters of a long name, up to a sign or a word that parts it.
fn shorten_end(phrase: &str) -> &str {
    let cut = first_chars(phrase, LONGEST);
    if cut.len() == phrase.len() {
        return phrase;
    }
    let parts = |c: &char| matches!(c, '的' | '、' | '和' | '与' | '及' | '并');
    let end = cut.char_indices().rev().take(LONGEST / 2).find(|(_, c)| parts(c)).map(|(i, _)| i);
    end.and_then(|end| cut.get(..end)).unwrap_or(cut)
}

/// Without a quotation that lost its opening mark.
fn unquoted(text: &str) -> &str {
    let Some(shut) = text.find('”') else { return text };
    let open = text.find('“').is_some_and(|open| open < shut);
    let rest = text.get(shut + '”'.len_utf8()..).unwrap_or_default();
    if open || !exceeds(rest, 1) { text } else { rest }
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
            "从业",
            "从教",
            "从事",
            "共同",
            "共青",
            "共建",
            "为主",
            "再就业",
            "前置",
            "实现程度",
            "要求",
            "规划馆",
            "组织部",
            "保障性",
            "保障金",
            "保障水平",
            "保障房",
            "基本公共",
            "基本工资",
            "基本办学",
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

/// A name without bounds, dates and verbs at its end.
pub(super) fn trim_tail(mut text: &str) -> &str {
    for _ in 0..12 {
        text = trim_end(text);
        // 普惠率2022年达到, 入学率二〇二二年: the year is no part of the name.
        if let Some(stem) = text.strip_suffix('年')
            && stem.ends_with(|c: char| c.is_ascii_digit())
        {
            text = stem.trim_end_matches(|c: char| c.is_ascii_digit());
            continue;
        }
        // Five characters.
        if text.ends_with('年')
            && let Some(at) = text.len().checked_sub(15)
            && text.get(at..).and_then(behind_number).is_some_and(str::is_empty)
        {
            text = text.get(..at).unwrap_or_default();
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
    // The marks of a quotation inside stay.
    let bare = |text: &str| {
        let inner = text.trim_matches(|c| is_mark(c) && !matches!(c, '“' | '”'));
        let quotes = (inner.matches('“').count(), inner.matches('”').count());
        if quotes == (1, 1) && !(inner.starts_with('“') && inner.ends_with('”')) {
            inner.to_owned()
        } else {
            text.trim_matches(is_mark).to_owned()
        }
    };
    match (spaced, marked) {
        (true, _) => bare(&text.chars().filter(|c| !is_space(*c)).collect::<String>()),
        (false, true) => bare(text),
        (false, false) => text.to_owned(),
    }
}
