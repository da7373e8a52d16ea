//! What stands before the first heading of a body: title, cover letter, 前言.

use std::ops::Range;

use crate::read::chars::width;
use crate::read::lines::{is_annex_line, is_date, is_issuer, is_titled};

/// The front of a body, as indices of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Front {
    pub title: Range<usize>,
    /// The first line of the 前言.
    pub preamble: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Line {
    Title,
    /// No punctuation: perhaps a part of a title.
    Bare,
    /// （征求意见稿）, （2023—2025年）.
    Note,
    /// Dates, issuers, document numbers, annex lines.
    Formal,
    /// 各镇人民政府：
    Salutation,
    /// 现将…印发给你们。
    Cover,
    Prose,
}

fn classify(line: &str) -> Line {
    let wide = width(line);
    if is_annex_line(line) || is_date(line) || is_document_number(line) || line.starts_with("抄送") || line.starts_with("主送")
    {
        return Line::Formal;
    }
    if line.starts_with('（') && line.ends_with("印发）") {
        return Line::Formal;
    }
    if wide <= 24 && (line.starts_with('（') || line.starts_with(|c: char| c.is_ascii_digit())) && line.ends_with('）') {
        return Line::Note;
    }
    if line.ends_with('：')
        && (line.starts_with('各')
            || ["人民政府", "办事处", "各单位", "各学校", "各部门", "有关部门", "直属", "各科室", "各中小学"]
                .iter()
                .any(|w| line.contains(w)))
        && !line.contains('。')
    {
        return Line::Salutation;
    }
    let unquoted = line.trim_matches(['“', '”', '《', '》', ' ']);
    if wide <= 60 && is_titled(unquoted) {
        return Line::Title;
    }
    if is_issuer(line) {
        return Line::Formal;
    }
    if wide <= 200
        && (line.contains("印发")
            && ["印发给你们", "现印发", "现予印发", "印发你们", "现予以印发", "现将"].iter().any(|word| line.contains(word))
            || line.contains("转发给你们"))
    {
        return Line::Cover;
    }
    if line.contains('。') || line.contains('；') || line.ends_with('：') || (line.contains('，') && wide > 20) || wide > 45 {
        return Line::Prose;
    }
    Line::Bare
}

/// 某政办发〔2023〕5号 on a line of its own.
pub(crate) fn is_document_number(line: &str) -> bool {
    let line = line.strip_prefix('（').and_then(|inner| inner.strip_suffix('）')).unwrap_or(line);
    line.ends_with('号')
        && width(line) <= 24
        && (line.contains('〔') || line.contains('[') || line.contains('（') || line.contains('【'))
        && line.contains("20")
}

/// Reads the lines before the first heading.
pub(crate) fn front(lines: &[&str]) -> Front {
    let kinds: Vec<Line> = lines.iter().map(|line| classify(line)).collect();
    let kind = |i: usize| kinds.get(i).copied().unwrap_or(Line::Prose);
    // The last title that prose of its own does not go before: a cover letter stands above, never a 前言.
    let mut title = None;
    for (i, line) in kinds.iter().enumerate() {
        match line {
            Line::Title => title = Some(i),
            Line::Prose if title.is_some_and(|title| !asks(lines, title)) && !is_letter(&kinds, i) => break,
            _ => {}
        }
    }
    let range = match title {
        Some(last) => {
            let mut first = last;
            while first > 0 && last - first < 3 && is_fragment(kind(first - 1), lines.get(first - 1), lines.get(first)) {
                first -= 1;
            }
            let mut end = last + 1;
            while kind(end) == Line::Note && end < lines.len() {
                end += 1;
            }
            first..end
        }
        None => {
            // Words behind prose are no title: a piece of a text has none.
            let begins = kinds.iter().take_while(|k| **k != Line::Prose).position(|k| *k == Line::Bare);
            let start = begins.unwrap_or(0);
            let count = kinds.iter().skip(start).take(3).take_while(|k| matches!(k, Line::Bare | Line::Note)).count();
            start..start + count
        }
    };
    let preamble = (range.end..lines.len()).find(|i| matches!(kind(*i), Line::Prose | Line::Cover));
    Front { title: range, preamble }
}

/// A line above that the title runs on from.
fn is_fragment(above: Line, line: Option<&&str>, below: Option<&&str>) -> bool {
    let (Some(line), Some(below)) = (line, below) else { return false };
    match above {
        Line::Bare => width(line) >= 4,
        // The name of the body above the title (某某县教育局 / 关于…的意见), or the first line of a broken one.
        Line::Formal => is_issuer(line) && below.starts_with("关于"),
        Line::Title => below.starts_with("实施") && width(below) <= 6,
        _ => false,
    }
}

/// 关于公开征求《…》意见的公告: what stands below it is the plan.
fn asks(lines: &[&str], title: usize) -> bool {
    let line = lines.get(title).copied().unwrap_or_default();
    line.contains("征求") && line.contains('《') && line.ends_with(['告', '知', '函', '示'])
}

/// Whether prose at `i` belongs to a cover letter: a salutation above, another title below.
fn is_letter(kinds: &[Line], i: usize) -> bool {
    let above = kinds.iter().take(i).any(|k| *k == Line::Salutation || *k == Line::Cover);
    let below = kinds.iter().skip(i + 1).any(|k| *k == Line::Title);
    above && below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_preambles() {
        let cases: [(&[&str], Range<usize>, Option<usize>); 8] = [
            (&["某某县教育提升行动方案", "为做好工作，制定本方案。"], 0..1, Some(1)),
            (&["某某市推动县域高中发展", "行动方案", "（征求意见稿）", "为做好工作，制定本方案。"], 0..3, Some(3)),
            (
                &[
                    "关于印发某某县教育提升行动方案的通知",
                    "某政发〔2023〕5号",
                    "各镇人民政府：",
                    "现将方案印发给你们，请认真执行。",
                    "某某县人民政府",
                    "2023年5月1日",
                    "某某县教育提升行动方案",
                    "（2023—2025年）",
                    "根据上级部署，制定本方案。",
                ],
                6..8,
                Some(8),
            ),
            (&["关于做好课后服务的通知", "各学校：", "为做好课后服务，现就有关事项通知如下："], 0..1, Some(2)),
            (
                &[
                    "关于印发某某县教育提升行动方案的通知",
                    "各镇人民政府，县直属各单位：",
                    "方案已经县政府同意，现印发给你们，请认真执行。执行中遇到的问题，请向教育局反映。",
                    "某某县人民政府办公室",
                    "2024年1月2日",
                    "抄送：县委各部门。",
                    "某某县教育提升行动方案",
                    "根据上级部署，制定本方案。",
                ],
                6..7,
                Some(7),
            ),
            (&["某某县教育提升", "三年行动计划"], 0..2, None),
            (&["某某县教育提升意见", "（某政发〔2023〕5号）", "为做好工作，提出意见。"], 0..1, Some(2)),
            (&["名师培养工程", "“启航计划”"], 0..2, None),
        ];
        for (lines, title, preamble) in cases {
            assert_eq!(front(lines), Front { title, preamble }, "{lines:?}");
        }
    }
}
