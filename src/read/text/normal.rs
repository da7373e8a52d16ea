//! The text as the stages of reading want it: one script, one width, no scrape garbage, one paragraph a line, with a map to the original.
//!
//! | found | becomes |
//! |---|---|
//! | traditional script (when the text is written in it) | simplified, by phrase, then by character |
//! | `１`, `Ａ`, `％`, `．`, radicals of PDF fonts, `&nbsp;` | `1`, `A`, `%`, `.`, the Han character, a space |
//! | `,` `;` `:` `(` `)` `!` `[` `]` | full-width, but `,` and `:` stay between digits |
//! | `.` behind a word | `。` |
//! | tags of HTML, `**` and `#` of Markdown | left out; `<br>`, `</p>` and their kin end a line |
//! | `区(qū)` | `区` |
//! | `??`, U+FFFD, `?yún)^(qū)` | `□`, reported as damage, never guessed |
//! | spaces | left out, but kept between Latin words, in lists of duties, around tabs, and where a wide gap parts two texts |
//! | a sentence that is broken over lines or pages | one line |
//! | page numbers, the frame of a web page | a text of their own |

use std::ops::Range;

use crate::model::Span;
use crate::read::chars::is_han;
use crate::read::diagnostic::{Diagnostic, DiagnosticKind as Kind};
use crate::read::lines::{self, Wrap};
use crate::read::map::Mapped;
use crate::read::marker::{Marker, marker};
use crate::read::repair::{Made, Repair};
use crate::read::sign::{Holds, Mark, Sign, Signs};

/// A text made ready for reading.
#[derive(Default)]
pub(crate) struct Normal {
    /// Paragraphs, each on a line.
    pub body: Mapped,
    /// The lines of the body: at least one.
    pub lines: Vec<Line>,
    /// The signs of the body.
    pub signs: Signs,
    /// Page numbers and the frame of the web page, line by line.
    pub furniture: Mapped,
    pub diagnostics: Vec<Diagnostic>,
}

/// A line of the body.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Line {
    start: u32,
    end: u32,
    /// The index of its first sign.
    pub signs: u32,
    /// The kinds of signs in it.
    pub holds: Holds,
    /// The number of a heading that it begins with.
    pub marker: Option<Marker>,
}

impl Line {
    #[cfg(test)]
    pub(crate) fn of(range: Range<usize>) -> Line {
        Line { start: range.start as u32, end: range.end as u32, ..Line::default() }
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub(crate) fn start(&self) -> usize {
        self.start as usize
    }

    pub(crate) fn end(&self) -> usize {
        self.end as usize
    }
}

pub(crate) fn normalise(text: &str) -> Normal {
    let wrap = Wrap::of(text);
    let made = pass(text, wrap, false).or_else(|| pass(text, wrap, true));
    made.unwrap_or_default()
}

/// Goes through the text; none where it is of the other script.
fn pass(text: &str, wrap: Wrap, traditional: bool) -> Option<Normal> {
    let mut repair = Repair::new(text, traditional);
    let mut out = Normal {
        body: Mapped::with_capacity(text.len() + text.len() / 16),
        signs: Signs::with_capacity(text.len() / 16),
        ..Normal::default()
    };
    out.lines.reserve(wrap.lines);
    let mut line = Made::default();
    let mut previous = lines::Previous::default();
    let mut heads = lines::Heads::default();
    // The line before was the number of a page.
    let mut paged = false;
    // What separates the line before from this one in the original.
    let mut gap = 0;
    let mut at = 0;
    let mut more = true;
    let mut row_before = false;
    while more {
        let start = at;
        let (end, next) = repair.line(start, &mut line)?;
        at = next;
        // What is behind the last line break is a line too, if only an empty one.
        more = next > end;
        let words = line.text.text();
        if words.is_empty() {
            continue;
        }
        let span = line.text.whole();
        let seen = lines::Seen::of(words, line.holds, &line.marks);
        if let Some(what) = lines::furniture(out.body.text(), &seen, &previous) {
            repair.diagnostics.push(Diagnostic::note(Kind::Furniture, span, format!("{what}: left out of the text")));
            if !out.furniture.text().is_empty() {
                out.furniture.push(span.start..span.start, "\n");
            }
            out.furniture.append(&line.text);
            previous.note_page(words);
            paged = what == lines::PAGE;
            // A headline does not run on behind its date and source; a sentence does behind the number of a page.
            if what == lines::WEB_PAGE {
                previous.close();
            }
            continue;
        }
        if heads.again(words, &seen, std::mem::take(&mut paged) || previous.is_open()) {
            repair.diagnostics.push(Diagnostic::note(Kind::Furniture, span, "the head of a page: left out of the text"));
            continue;
        }
        let mut joined = false;
        if !out.body.text().is_empty() {
            let raw = text.get(start..end).unwrap_or_default();
            // Rows of a table begin and end lines.
            joined = !line.row && !row_before && lines::continues(out.body.text(), &previous, &seen, wrap, wrap.is_indent(raw));
            if joined {
                let between = Span { start: gap, end: span.start };
                let message = "a line break inside a sentence: read as one paragraph";
                repair.diagnostics.push(Diagnostic::note(Kind::LineBreak, between, message));
                if let Some(c) = words.chars().next().filter(|c| is_han(*c) && out.body.text().ends_with(*c)) {
                    let end = span.start + c.len_utf8();
                    repair.diagnostics.push(Diagnostic::warning(
                        Kind::Doubled,
                        Span { start: span.start, end },
                        format!("{c} stands on both sides of a line break; it may be doubled"),
                    ));
                }
            } else {
                out.signs.push(Mark::new(out.body.text().len(), Sign::Line));
                out.body.push(gap..span.start, "\n");
            }
        }
        row_before = line.row;
        previous.take(&seen, out.body.text().len(), joined);
        out.take(&line, seen.marker, joined);
        gap = span.end;
    }
    if out.lines.is_empty() {
        out.lines.push(Line::default());
    }
    out.body.index();
    repair.report();
    out.diagnostics = repair.diagnostics;
    Some(out)
}

impl Normal {
    /// Adds a line to the body; `joined` when it carries on the one before.
    fn take(&mut self, line: &Made, first: Option<Marker>, joined: bool) {
        let start = self.body.text().len();
        // Digits on both sides of a line break are one number.
        let inner = joined && self.body.text().ends_with(|c: char| c.is_ascii_digit());
        let skipped = usize::from(inner && line.marks.first().is_some_and(|mark| mark.at() == 0 && mark.sign == Sign::Digit));
        let signs = self.signs.len() as u32;
        self.signs.extend(line.marks.get(skipped..).unwrap_or_default().iter().map(|mark| mark.shifted(start)));
        self.body.append(&line.text);
        let end = self.body.text().len() as u32;
        match self.lines.last_mut().filter(|_| joined) {
            Some(last) => {
                last.end = end;
                last.holds.add(line.holds);
                last.marker = self.body.text().get(last.range()).and_then(marker);
            }
            None => self.lines.push(Line { start: start as u32, end, signs, holds: line.holds, marker: first }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> String {
        normalise(text).body.text().to_owned()
    }

    #[test]
    fn script_width_and_spaces() {
        for (given, made) in [
            ("全區各鎮中學,要開齊課程;辦好學校(幼兒園).", "全区各镇中学，要开齐课程；办好学校（幼儿园）。"),
            ("一.总体目标.到2025年,增长1.5倍,达到95%.2.0版", "一.总体目标。到2025年，增长1.5倍，达到95%。2.0版"),
            ("## 一、总体目标", "一、总体目标"),
            ("**（一）扩大学位。**新建学校", "（一）扩大学位。新建学校"),
            ("<p>&nbsp;&nbsp;一、<strong>总体目标</strong></p>到明年<br>完成", "一、总体目标\n到明年\n完成"),
            ("（一）扩大学位 到明年新建学校两所，全部开工。", "（一）扩大学位 到明年新建学校两所，全部开工。"),
            ("（一）扩大城区 公办学位。到明年", "（一）扩大城区公办学位。到明年"),
            ("[责任单位:教育局]", "〔责任单位：教育局〕"),
            ("到 2025 年，建设 ３ 所学校", "到2025年，建设3所学校"),
            ("占比９５．５％以上", "占比95.5%以上"),
            ("师生比1:10，时间20：30", "师生比1:10，时间20:30"),
            ("共1,200人,其中教师30,职工5人", "共1,200人，其中教师30，职工5人"),
            ("实 施 方 案", "实施方案"),
            ("一、总体目标\u{3000}\u{3000}到明年底全部完成", "一、总体目标 到明年底全部完成"),
            ("使用 Wi Fi 网络", "使用Wi Fi网络"),
            ("\u{feff}学\u{200b}校&nbsp;好", "学校好"),
            ("⼀、⼯作⽬标", "一、工作目标"),
            ("二○二三年", "二〇二三年"),
            ("责任单位:教育局 财政局  人社局", "责任单位：教育局 财政局 人社局"),
            ("毛入园率（%） 88.5 93以上 预期性", "毛入园率（%） 88.5 93以上 预期性"),
            ("指标 2020年  2025年", "指标 2020年 2025年"),
        ] {
            assert_eq!(body(given), made, "{given}");
        }
    }

    #[test]
    fn stray_and_shared_characters() {
        // Simplified text keeps what simplified script has too.
        assert_eq!(body("成效显著，扭转乾坤，辦学条件改善"), "成效显著，扭转乾坤，办学条件改善");
        assert_eq!(body("成效顯著，不瞭解學校發展實際"), "成效显著，不了解学校发展实际");
    }

    #[test]
    fn pinyin_and_damage() {
        for (given, made, kinds) in [
            ("本區(qū)學校發(fā)展規劃實施", "本区学校发展规划实施", vec![Kind::Pinyin, Kind::Pinyin]),
            ("差距縮??;到明年", "差距缩□；到明年", vec![Kind::Damage]),
            ("納入?yún)^(qū)預算", "纳入□预算", vec![Kind::Damage]),
            ("学\u{fffd}建设", "学□建设", vec![Kind::Damage]),
            ("是否合格?", "是否合格？", vec![]),
            ("区(qū学校", "区学校", vec![Kind::Pinyin]),
        ] {
            let normal = normalise(given);
            assert_eq!(normal.body.text(), made);
            let found: Vec<Kind> =
                normal.diagnostics.iter().map(|d| d.kind).filter(|k| !matches!(k, Kind::Script | Kind::Width)).collect();
            assert_eq!(found, kinds, "{given}");
        }
    }

    #[test]
    fn spans_point_into_the_original() {
        let text = "\u{feff}區(qū)內 新建學校 ３ 所,投資(約)2億元。";
        let normal = normalise(text);
        assert_eq!(normal.body.text(), "区内新建学校3所，投资（约）2亿元。");
        for (piece, from) in [("区内", "區(qū)內"), ("3所", "３ 所"), ("，投资（", ",投資("), ("2亿元。", "2億元。")]
        {
            let start = normal.body.text().find(piece).unwrap();
            assert_eq!(normal.body.span(start..start + piece.len()).of(text), Some(from));
        }
    }
}
