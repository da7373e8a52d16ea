//! Lines: which belong to the page and not to the text, and which carry on the sentence of the line before.

use crate::read::chars::{closes, ends_sentence, is_han, is_space, is_wider, trim, width};
use crate::read::find::{Tails, Words};
use crate::read::marker::{self, Kind, Marker};
use crate::read::sign::{Holds, Mark, Sign};

/// Lines that are as wide as this are paragraphs.
const WIDEST: usize = 64;

/// How the lines of a text are broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wrap {
    /// The width at which lines are broken, as in text taken from a PDF; none where a paragraph is a line, though pages may break it.
    full: Option<usize>,
    /// Paragraphs begin with a space, and the lines inside them do not.
    indents: bool,
    /// Lines that are not empty.
    pub(crate) lines: usize,
}

impl Wrap {
    pub(crate) fn of(text: &str) -> Wrap {
        let (mut lines, mut wide, mut indented) = (0_usize, 0_usize, 0_usize);
        for raw in raw_lines(text) {
            // Most lines begin with a character that is no space.
            let solid = matches!(raw.as_bytes().first(), Some(0xe4..=0xef | b'0'..=b'9'));
            if raw.is_empty() || !solid && trim(raw).is_empty() {
                continue;
            }
            lines += 1;
            indented += usize::from(!solid && begins_with_space(raw));
            wide += usize::from(raw.len() > 4 * WIDEST && trim(raw).len() > 4 * WIDEST);
        }
        let indents = indented * 10 >= lines && indented * 10 <= lines * 7;
        // Most texts have so many long lines that the widths of the others need not be counted.
        if lines < 12 || wide * 20 > lines {
            return Wrap { full: None, indents, lines };
        }
        let mut counts = [0_usize; WIDEST];
        let mut long = 0_usize;
        for line in raw_lines(text).map(trim).filter(|line| !line.is_empty()) {
            match counts.get_mut(width_below(line, WIDEST)) {
                Some(count) => *count += 1,
                None => long += 1,
            }
        }
        if long * 20 > lines {
            return Wrap { full: None, indents, lines };
        }
        // The width that the fullest lines reach: the ninth tenth of all lines.
        let mut rest = lines / 10;
        let mut full = 0;
        for (n, count) in counts.iter().enumerate().rev() {
            full = n;
            if *count > rest {
                break;
            }
            rest -= count;
        }
        let near = counts.iter().skip(full.saturating_sub(2)).take(5).sum::<usize>();
        Wrap { full: (full >= 15 && near * 3 >= lines).then_some(full), indents, lines }
    }

    /// Whether a line is set in, in a text where that begins a paragraph.
    pub(crate) fn is_indent(self, raw: &str) -> bool {
        self.indents && begins_with_space(raw)
    }
}

fn raw_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let all = rest?;
        // Empty lines need no search.
        let end = if all.starts_with('\n') { Some(0) } else { memchr::memchr(b'\n', all.as_bytes()) };
        let raw = end.map_or(Some(all), |end| all.get(..end));
        rest = end.and_then(|end| all.get(end + 1..));
        raw
    })
}

/// The width of a line, or `limit` if it is as wide or wider.
fn width_below(line: &str, limit: usize) -> usize {
    if line.len() > 4 * limit { limit } else { width(line).min(limit) }
}

fn begins_with_space(raw: &str) -> bool {
    raw.chars().take(2).take_while(|c| is_space(*c)).count() == 2
}

/// A line with what was seen while it was made.
pub(crate) struct Seen<'a> {
    text: &'a str,
    holds: Holds,
    marks: &'a [Mark],
    /// The number of a heading that it begins with.
    pub(crate) marker: Option<Marker>,
    annex: bool,
}

impl<'a> Seen<'a> {
    pub(crate) fn of(text: &'a str, holds: Holds, marks: &'a [Mark]) -> Self {
        let (marker, annex) = (marker::marker(text), is_annex_line(text));
        Seen { text, holds, marks, marker, annex }
    }

    /// Its width, at most [`WIDEST`].
    fn width(&self) -> usize {
        width_below(self.text, WIDEST)
    }

    /// A label of units in front of a colon.
    fn has_label(&self) -> bool {
        self.holds.has(Sign::Colon)
            && self.marks.iter().filter(|mark| mark.sign == Sign::Colon).any(|mark| {
                let before = self.text.get(..mark.at()).unwrap_or_default();
                before.ends_with("单位") || before.ends_with("部门")
            })
    }
}

/// What is remembered of the lines before.
#[derive(Default)]
pub(crate) struct Previous {
    /// Where its words begin in the text that was made so far; they end with it.
    start: usize,
    holds: Holds,
    marked: bool,
    annex: bool,
    /// Its sentence is not finished.
    open: bool,
    /// It is 第一章 and nothing else: the heading is on the next.
    numeral: bool,
    /// A bracket of duties is open.
    bracket: bool,
    /// It ends with an opening bracket, or with what opens a list of units.
    opened: bool,
    /// It ends with a comma or the like.
    comma: bool,
    /// It has a comma, a full stop or a list of duties inside: a sentence, not a title or a cell.
    prose: bool,
    page: u32,
}

impl Previous {
    /// Notes a line of the text that begins at `start`; `joined` when it carries on the one before.
    pub(crate) fn take(&mut self, line: &Seen<'_>, start: usize, joined: bool) {
        const OPEN: Holds = Holds::of(&[Sign::Open, Sign::OpenShell, Sign::OpenBlack]);
        const BRACKETS: Holds =
            Holds::of(&[Sign::Open, Sign::OpenShell, Sign::OpenBlack, Sign::Close, Sign::CloseShell, Sign::CloseBlack]);
        const PROSE: Holds = Holds::of(&[Sign::Comma, Sign::Stop]);
        let text = line.text;
        let is = |mark: &&Mark, set: Holds| Holds::of(&[mark.sign]).any(set);
        let last = if line.holds.any(BRACKETS) { line.marks.iter().rev().find(|mark| is(mark, BRACKETS)) } else { None };
        let bracket = match last {
            Some(mark) if is(&mark, OPEN) => {
                let inner = text.get(mark.end()..).unwrap_or_default();
                inner.starts_with(['责', '牵', '配']) || ["责任", "牵头", "配合"].iter().any(|word| inner.contains(word))
            }
            Some(_) => false,
            None => joined && self.bracket,
        };
        let last = text.chars().next_back().unwrap_or('。');
        let inner = || text.trim_end_matches(closes).chars().next_back().unwrap_or('。');
        *self = Previous {
            start,
            holds: line.holds,
            marked: line.marker.is_some(),
            annex: line.annex,
            open: !ends_sentence(last) && !(closes(last) && (matches!(last, '）' | '〕') || ends_sentence(inner()))),
            numeral: line.marker.is_some_and(|m| m.kind <= Kind::Article && m.len >= text.len()),
            bracket,
            opened: matches!(last, '《' | '“' | '（' | '〔')
                || last == '：' && (text.ends_with("单位：") || text.ends_with("部门：")),
            comma: matches!(last, '，' | '、'),
            prose: line.holds.any(PROSE) || line.has_label() || (joined && self.prose),
            page: self.page,
        };
    }

    /// How wide it is, if its words are the last of `made`, at most [`WIDEST`].
    fn width(&self, made: &str) -> usize {
        width_below(made.get(self.start..).unwrap_or_default(), WIDEST)
    }

    /// Neither a heading nor a title.
    fn is_text(&self, made: &str) -> bool {
        let heading = self.annex || self.marked && !self.holds.has(Sign::Stop) && self.width(made) <= 45;
        !heading && !is_titled(made.get(self.start..).unwrap_or_default())
    }

    /// Its sentence is not finished.
    pub(crate) fn is_open(&self) -> bool {
        self.open && self.prose
    }

    /// Nothing carries it on.
    pub(crate) fn close(&mut self) {
        (self.open, self.comma) = (false, false);
    }

    pub(crate) fn note_page(&mut self, line: &str) {
        // Only bare numbers form rows of bare numbers; the numbers of table rows are no pages.
        self.page = line.parse().unwrap_or(self.page);
    }
}

/// The titles that were read so far, to know those at the heads of pages.
#[derive(Default)]
pub(crate) struct Heads(Vec<(String, usize)>);

impl Heads {
    /// Whether a line is a title that stood there before: inside a sentence or behind the number of a page, or for the third time.
    pub(crate) fn again(&mut self, words: &str, line: &Seen<'_>, inside: bool) -> bool {
        const PARTS: Holds = Holds::of(&[Sign::Stop, Sign::Comma, Sign::Semicolon, Sign::Colon]);
        if line.holds.any(PARTS) || words.len() > 180 || line.marker.is_some() || !is_titled(words) || !is_wider(words, 8) {
            return false;
        }
        match self.0.iter_mut().find(|(known, _)| known == words) {
            Some((_, count)) => {
                *count += 1;
                inside || *count > 2
            }
            None => {
                if self.0.len() < 16 {
                    self.0.push((words.to_owned(), 1));
                }
                false
            }
        }
    }
}

/// Whether the line carries on the sentence of the line before, with which the text that was `made` ends.
pub(crate) fn continues(made: &str, previous: &Previous, line: &Seen<'_>, wrap: Wrap, indented: bool) -> bool {
    let Some(first) = line.text.chars().next() else { return false };
    // Inside a bracket of duties nothing ends.
    if previous.opened || (previous.bracket && line.marker.is_none() && !line.annex) {
        return true;
    }
    // 5%, and on the next line —8%.
    let range = || {
        previous.open && line.text.starts_with('—') && line.text.trim_start_matches('—').starts_with(|c: char| c.is_ascii_digit())
    };
    if starts_anew(line) {
        return range();
    }
    if previous.numeral {
        return true;
    }
    // Nothing begins with these.
    if matches!(first, '。' | '，' | '；' | '、' | '）' | '”' | '》' | '：') || (first == '%' && line.text.len() > 1) {
        return true;
    }
    if previous.open && previous.comma {
        return true;
    }
    if is_date(line.text) || is_issuer(line.text) || indented {
        return false;
    }
    let width = previous.width(made);
    if !previous.open {
        // A sentence that ends where its line is full: most often the paragraph goes on.
        // Where paragraphs are set in, this line begins none, and the one before may be set in itself.
        let full = wrap.full.is_some_and(|full| width + if wrap.indents { 3 } else { 0 } >= full);
        return full && previous.prose && previous.is_text(made) && !is_bare(line);
    }
    if previous.prose && width >= 15 && previous.is_text(made) && !is_bare(line) {
        return true;
    }
    match wrap.full {
        Some(full) => width + 2 >= full,
        None => width >= 20 && previous.is_text(made) && !is_bare(line),
    }
}

/// A line that no sentence can run into.
fn starts_anew(line: &Seen<'_>) -> bool {
    static DUTY: Words =
        Words::of(&["责任单位", "牵头单位", "责任部门", "牵头部门", "配合单位", "（责任", "（牵头", "—", "●", "■", "◆"]);
    line.marker.is_some_and(|m| m.kind != Kind::Ordinal || m.value < 2)
        || DUTY.beginning(line.text).is_some()
        || line.annex
        || is_glossary(line.text)
}

/// A short line without punctuation: a cell, a name, a title.
fn is_bare(line: &Seen<'_>) -> bool {
    const PARTS: Holds = Holds::of(&[Sign::Stop, Sign::Comma, Sign::Pause, Sign::Semicolon]);
    !line.holds.any(PARTS) && line.width() <= 12
}

#[inline]
pub(crate) fn is_annex_line(line: &str) -> bool {
    line.starts_with('附') && names_annex(line)
}

fn names_annex(line: &str) -> bool {
    let Some(after) = line.strip_prefix('附') else { return false };
    let rest = after.strip_prefix(['件', '表', '录']).unwrap_or(after);
    let rest =
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '—') || "一二三四五六七八九十".contains(c));
    rest.is_empty() || rest.starts_with(['：', '.', '、', ' '])
}

/// 名词解释 and its kin, on a line of its own.
#[inline]
pub(crate) fn is_glossary(line: &str) -> bool {
    // All of them end with 释 or 明 inside such a frame; most lines do not, with or without a full stop.
    match line.as_bytes() {
        [.., a, b, c, 0xe3, 0x80, 0x82] | [.., a, b, c] => {
            (!matches!(a, 0xe4..=0xe9) || matches!([a, b, c], [0xe9, 0x87, 0x8a] | [0xe6, 0x98, 0x8e])) && heads_glossary(line)
        }
        _ => false,
    }
}

fn heads_glossary(line: &str) -> bool {
    let frame = |c: char| matches!(c, '：' | '。' | '（' | '）' | '【' | '】' | ' ');
    let words = line.trim_end_matches(frame);
    if !words.ends_with(['释', '明']) {
        return false;
    }
    let words = words.trim_start_matches(frame);
    let words = words.strip_prefix("附").map_or(words, |rest| rest.trim_start_matches(['：', '件']));
    matches!(
        words,
        "名词解释" | "名词注释" | "有关名词解释" | "相关名词解释" | "名词术语解释" | "术语解释" | "名词说明" | "部分名词解释"
    )
}

/// Ends as titles do.
pub(crate) fn is_titled(line: &str) -> bool {
    static ENDS: Tails = Tails::of(&[
        "方案", "计划", "规划", "意见", "办法", "细则", "通知", "措施", "纲要", "清单", "决定", "规定", "行动", "草案", "条例",
        "公告",
    ]);
    let bracket = if line.ends_with('）') { line.rfind('（').filter(|at| *at > 0) } else { None };
    let bare = bracket.and_then(|at| line.get(..at)).unwrap_or(line);
    ENDS.ending(bare).is_some() && !line.contains(['。', '，', '；'])
}

/// A date on a line of its own: 2023年5月1日, 二〇二三年五月一日, 2023-05-01.
#[inline]
pub(crate) fn is_date(line: &str) -> bool {
    // 2, 1, 二, 一, and what is left out around a date.
    matches!(line.as_bytes(), [b'1' | b'2' | b' ' | 0xe4 | 0xef | 0xe3, ..]) && tells_date(line)
}

fn tells_date(line: &str) -> bool {
    let line = line.trim_matches(['（', '）', ' ', '。']);
    if !line.starts_with(['2', '1', '二', '一']) || line.len() > 64 || line.chars().count() > 16 {
        return false;
    }
    let year = line.starts_with(['2', '1', '二', '一']);
    let full = line.contains('年')
        && line.contains('月')
        && line.chars().all(|c| "0123456789〇○零一二三四五六七八九十年月日 ".contains(c));
    let short =
        line.len() >= 8 && line.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.')) && line.starts_with("20");
    year && full || short
}

/// A body that signs: a short line that ends as the names of bodies do.
pub(crate) fn is_issuer(line: &str) -> bool {
    static ENDS: Tails = Tails::of(&[
        "人民政府",
        "政府",
        "委员会",
        "办公室",
        "教育局",
        "教体局",
        "局",
        "厅",
        "县委",
        "市委",
        "区委",
        "管委会",
        "领导小组",
        "教育部",
    ]);
    !line.ends_with('。')
        && ENDS.ending(line.trim_end()).is_some()
        && !is_wider(line, 40)
        && line.chars().all(|c| is_han(c) || matches!(c, ' ' | '、' | '（' | '）'))
}

/// The number of a page, where the line is nothing else.
#[inline]
fn page(line: &str) -> Option<u32> {
    // Its frame and its digits: no ideograph but 第 and 页.
    match line.as_bytes() {
        [0xe4..=0xe6 | 0xe8, ..] => None,
        _ => framed_page(line),
    }
}

fn framed_page(line: &str) -> Option<u32> {
    let edge = |c: char| matches!(c, '-' | '—' | '–' | '－' | '_' | '·' | ' ' | '第' | '页' | '～' | '~');
    if !line.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '，') || edge(c)) {
        return None;
    }
    let inner = line.trim_matches(edge);
    let marked = inner.len() != line.len();
    if !inner.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '，')) {
        return None;
    }
    // What is behind the number and its frame is another number, or nothing.
    let number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '，') || edge(c);
    if inner.trim_start_matches(number).starts_with(|c| !matches!(c, '/' | '共')) {
        return None;
    }
    let number = match inner.split_once(['/', '页', '共']) {
        Some((n, of)) if of.trim_matches(|c: char| edge(c) || c == '共' || c == '，').bytes().all(|b| b.is_ascii_digit()) => {
            n.trim_matches(|c: char| edge(c) || c == '，')
        }
        None if marked => inner,
        _ => return None,
    };
    number.parse().ok().filter(|n| *n < 1000)
}

/// What the number of a page is called.
pub(crate) const PAGE: &str = "a page number";

/// What a line that only a web page has is called.
pub(crate) const WEB_PAGE: &str = "a line of the web page";

/// What a line of the page is, if it is no line of the text.
pub(crate) fn furniture(made: &str, seen: &Seen<'_>, previous: &Previous) -> Option<&'static str> {
    let line = seen.text;
    if line.len() > 900 {
        return None;
    }
    if page(line).is_some() {
        return Some(PAGE);
    }
    // A bare number inside a sentence, or the next in a row of page numbers.
    if line.len() <= 3
        && let Ok(n) = line.parse::<u32>()
        && n < 500
        && ((previous.open && previous.prose && previous.width(made) >= 18) || (previous.page > 0 && n == previous.page + 1))
    {
        return Some(PAGE);
    }
    if seen.holds.has(Sign::Stop) {
        return None;
    }
    static ANYWHERE: Words = Words::of(&[
        "索引号",
        "发布机构",
        "发布时间",
        "发布日期",
        "浏览次数",
        "阅读次数",
        "点击次数",
        "访问量",
        "保护视力",
        "视力保护",
        "打印本页",
        "关闭窗口",
        "公开方式",
        "公开时限",
        "主题分类",
        "体裁分类",
        "信息来源",
        "责任编辑",
        "字体颜色",
        "分享到",
        "生成日期",
        "公开范围",
        "网站标识码",
        "ICP备",
        "公网安备",
    ]);
    static START: Words = Words::of(&[
        "来源：",
        "关键词：",
        "关键字：",
        "作者：",
        "编辑：",
        "时间：",
        "字体：",
        "字号：",
        "当前位置",
        "您现在的位置",
        "首页>",
        "首页 >",
        "下载附件",
        "附件下载",
        "扫一扫",
        "上一篇",
        "下一篇",
        "相关链接",
        "相关文档",
        "相关附件",
        "文号：",
        "有效性：",
        "是否有效",
        "成文日期：",
        "名称：",
        "打印",
        "【打印",
        "发文机关：",
        "版权所有",
        "网站地图",
        "技术支持：",
    ]);
    const WHOLE: [&str; 12] =
        ["分享", "打印", "关闭", "收藏", "大中小", "【大中小】", "大 中 小", "返回顶部", "正文", "阅读", "朗读", "政策解读"];
    static FILE: Tails = Tails::of(&[".doc", ".docx", ".pdf", ".wps", ".xls", ".xlsx", ".ofd"]);
    let hit = seen.holds.any(Holds::ANCHOR) && !is_wider(line, 150) && ANYWHERE.in_text(line)
        || (START.beginning(line).is_some() || FILE.ending(line).is_some()) && seen.width() <= 60
        || line.len() <= 15 && WHOLE.contains(&line);
    if hit {
        return Some(WEB_PAGE);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::normal::normalise;
    use crate::read::repair::{Made, Repair};

    fn is_furniture(text: &str) -> bool {
        let mut line = Made::default();
        Repair::new(text, false).line(0, &mut line).unwrap();
        furniture("", &Seen::of(line.text.text(), line.holds, &line.marks), &Previous::default()).is_some()
    }

    #[test]
    fn page_furniture() {
        for line in [
            "- 3 -",
            "—12—",
            "第3页",
            "第3页共10页",
            "3/10",
            "索引号：1234/2023-1",
            "浏览次数：55 字体：[ ]",
            "附件：名单.doc",
            "打印",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["3", "第三章总则", "新建学校3所", "1-2", "2023年", "建立教师信息来源库。"] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn sentences_over_lines_and_pages() {
        let text = "各校要把课后服务作为一项长期工作认真抓好落实，让每一个孩子\n\n- 7 -\n\n都能得到照顾。\n下一段从这里开始，各镇各校务必按时完成全部建设任务，\n不得拖延。";
        let normal = normalise(text);
        assert_eq!(
            normal.body.text(),
            "各校要把课后服务作为一项长期工作认真抓好落实，让每一个孩子都能得到照顾。\n下一段从这里开始，各镇各校务必按时完成全部建设任务，不得拖延。"
        );
        assert_eq!(normal.furniture.text(), "-7-");
    }

    #[test]
    fn headings_titles_and_cells_stay_apart() {
        for text in [
            "某某县推动县域普通高中高质量发展三年行动实施方案\n为落实上级要求，制定本方案。",
            "（一）实施农村寄宿制学校条件改善提升专项行动工程\n改善住宿条件。",
            "指标名称\n毛入园率\n95",
            "以上各项工作由县教育局会同有关部门共同组织实施\n某某县人民政府\n2023年5月1日",
        ] {
            assert_eq!(normalise(text).body.text(), text);
        }
    }

    #[test]
    fn lines_broken_at_a_width() {
        let line = "各级各类学校要加强组织领导落实工作责任确保各项任务如期完成到位";
        let mut text = String::from("一、工作要求\n");
        for _ in 0..14 {
            text.push_str(line);
            text.push('\n');
        }
        text.push_str("为止。\n二、其他");
        let normal = normalise(&text);
        let lines: Vec<&str> = normal.body.text().lines().collect();
        assert_eq!(lines.len(), 3, "{lines:?}");
    }
}
