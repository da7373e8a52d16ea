//! The text as the stages of reading want it: one script, one width, no scrape garbage, one paragraph a line, with a map to the original.
//!
//! | found | becomes |
//! |---|---|
//! | traditional script (when the text is written in it) | simplified, by phrase, then by character |
//! | `１`, `Ａ`, `％`, `．`, radicals of PDF fonts, `&nbsp;` | `1`, `A`, `%`, `.`, the Han character, a space |
//! | `,` `;` `:` `(` `)` `!` | full-width, but `,` and `:` stay between digits |
//! | `区(qū)` | `区` |
//! | `??`, U+FFFD, `?yún)^(qū)` | `□`, reported as damage, never guessed |
//! | spaces | left out, but kept between Latin words, in lists of duties, around tabs, and where a wide gap parts two texts |
//! | a sentence that is broken over lines or pages | one line |
//! | page numbers, the frame of a web page | a text of their own |

use crate::model::Span;
use crate::read::chars::{SCRIPT, closes, ends_sentence, han_number, is_han, is_invisible, is_space, is_tone, radical};
use crate::read::diagnostic::{Diagnostic, DiagnosticKind as Kind, Severity};
use crate::read::lines::{self, Wrap};
use crate::read::map::Mapped;

/// What stands for characters that are lost.
pub(crate) const LOST: char = '□';

/// A text made ready for reading.
#[derive(Default)]
pub(crate) struct Normal {
    /// Paragraphs, each on a line.
    pub body: Mapped,
    /// Page numbers and the frame of the web page, line by line.
    pub furniture: Mapped,
    pub diagnostics: Vec<Diagnostic>,
}

/// How often a harmless change was made, and where first.
#[derive(Default, Clone, Copy)]
struct Tally {
    count: usize,
    first: Option<Span>,
}

impl Tally {
    fn add(&mut self, start: usize, end: usize) {
        self.count += 1;
        self.first.get_or_insert(Span { start, end });
    }
}

pub(crate) fn normalise(text: &str) -> Normal {
    let wrap = Wrap::of(text);
    let mut reader = Lines {
        traditional: is_traditional(text),
        out: Normal::default(),
        script: Tally::default(),
        width: Tally::default(),
        invisible: Tally::default(),
        row: false,
    };
    let mut line = Mapped::default();
    let mut previous = lines::Previous::default();
    // What separates the line before from this one in the original.
    let mut gap = 0;
    let mut at = 0;
    let mut more = true;
    let mut row_before = false;
    while more {
        let start = at;
        let (end, next) = line_end(text, at);
        let raw = text.get(start..end).unwrap_or_default();
        at = next;
        // What is behind the last line break is a line too, if only an empty one.
        more = next > end;
        line.clear();
        reader.line(raw, start, &mut line);
        if line.text().is_empty() {
            continue;
        }
        let span = line.span(0..line.text().len());
        if let Some(what) = lines::furniture(line.text(), &previous) {
            reader.out.diagnostics.push(Diagnostic::note(Kind::Furniture, span, format!("{what}: left out of the text")));
            if !reader.out.furniture.text().is_empty() {
                reader.out.furniture.push(span.start..span.start, "\n");
            }
            reader.out.furniture.append(&line);
            previous.note_page(line.text());
            continue;
        }
        let mut joined = false;
        if !reader.out.body.text().is_empty() {
            // Rows of a table begin and end lines.
            joined = !reader.row && !row_before && lines::continues(&previous, line.text(), wrap, wrap.is_indent(raw));
            if joined {
                let between = Span { start: gap, end: span.start };
                reader.out.diagnostics.push(Diagnostic::note(
                    Kind::LineBreak,
                    between,
                    "a line break inside a sentence: read as one paragraph",
                ));
                if let Some(c) = line.text().chars().next().filter(|c| is_han(*c) && reader.out.body.text().ends_with(*c)) {
                    let end = span.start + c.len_utf8();
                    reader.out.diagnostics.push(Diagnostic::warning(
                        Kind::Doubled,
                        Span { start: span.start, end },
                        format!("{c} stands on both sides of a line break; it may be doubled"),
                    ));
                }
            } else {
                reader.out.body.push(gap..span.start, "\n");
            }
        }
        row_before = reader.row;
        previous.take(line.text(), joined);
        reader.out.body.append(&line);
        gap = span.end;
    }
    reader.report();
    reader.out
}

/// Where the line that begins at `at` ends, and where the next one begins.
fn line_end(text: &str, mut at: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\n' | b'\r' | b'\x0c' => return (at, at + 1),
            // U+2028 and U+2029.
            0xe2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9])) => return (at, at + 3),
            0xe0..=0xef => at += 3,
            _ => at += 1,
        }
    }
    (text.len(), text.len())
}

/// Whether the text is written in traditional script; else stray characters are converted only where simplified script lacks them.
fn is_traditional(text: &str) -> bool {
    let traditional = SCRIPT.traditional(text);
    traditional >= 5 && traditional * 33 >= text.chars().filter(|c| is_han(*c)).count()
}

struct Lines {
    traditional: bool,
    out: Normal,
    script: Tally,
    width: Tally,
    invisible: Tally,
    /// The line is the row of a table.
    row: bool,
}

impl Lines {
    /// Adds the normalised form of a line that begins at byte `base`.
    fn line(&mut self, raw: &str, base: usize, line: &mut Mapped) {
        let mut at = 0;
        // Start of the piece that is copied as it is.
        let mut copied = 0;
        let mut previous = '\0';
        let mut in_duty = false;
        let row = is_table_row(raw);
        self.row = row;
        loop {
            if !self.traditional {
                let (len, last) = SCRIPT.plain(raw.get(at..).unwrap_or_default());
                at += len;
                previous = last.unwrap_or(previous);
            }
            let Some(c) = raw.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let end = at + c.len_utf8();
            let plain = match c {
                '。' | '、' | '，' | '“' | '”' | '《' | '》' | '；' | '（' | '）' => true,
                '0'..='9' | 'A'..='Z' | 'a'..='z' | '.' | '%' => true,
                '：' => {
                    in_duty |= is_duty_label(line.text(), raw.get(copied..at).unwrap_or_default());
                    !(previous.is_ascii_digit()
                        && raw.get(end..).is_some_and(|rest| rest.starts_with(|d: char| d.is_ascii_digit())))
                }
                _ => is_han(c) && !self.traditional && SCRIPT.simple(c).is_none(),
            };
            if plain {
                if c == '。' {
                    in_duty = false;
                }
                previous = c;
                at = end;
                continue;
            }
            if let Some(piece) = raw.get(copied..at) {
                line.push(base + copied..base + at, piece);
            }
            let rest = raw.get(at..).unwrap_or_default();
            let used = match row && is_space(c) {
                // The cells of a row stay apart.
                true => cell_gap(rest, base + at, previous, line),
                false => self.change(rest, c, base + at, previous, in_duty, line),
            };
            if matches!(c, ':' | '：') {
                in_duty |= is_duty_label(line.text().trim_end_matches('：'), "");
            }
            if let Some(last) = line.text().chars().next_back() {
                previous = last;
            }
            at += used.max(1);
            copied = at;
        }
        if let Some(piece) = raw.get(copied..) {
            line.push(base + copied..base + raw.len(), piece);
        }
    }

    /// Treats what `rest` begins with; the number of bytes used.
    fn change(&mut self, rest: &str, c: char, at: usize, previous: char, in_duty: bool, line: &mut Mapped) -> usize {
        let len = c.len_utf8();
        let next = rest.get(len..).and_then(|rest| rest.chars().next()).unwrap_or('\0');
        if is_han(c) {
            return self.han(rest, c, at, line);
        }
        if is_space(c) {
            return self.space(rest, at, previous, in_duty, line);
        }
        if is_invisible(c) {
            self.invisible.add(at, at + len);
            return len;
        }
        if c == '&'
            && let Some((used, piece)) = entity(rest)
        {
            self.width.add(at, at + used);
            if piece == " " {
                // As other spaces: between Latin words only.
                return used;
            }
            line.push(at..at + used, piece);
            return used;
        }
        if matches!(c, '(' | '（')
            && is_han(previous)
            && let Some(used) = pinyin(rest)
        {
            let span = Span { start: at, end: at + used };
            self.out.diagnostics.push(Diagnostic::note(Kind::Pinyin, span, "a pinyin residue: left out"));
            return used;
        }
        if matches!(c, '?' | '^' | '\u{fffd}' | '\u{25af}') || is_tone(c) {
            let used = damage(rest);
            if used > 0 {
                let span = Span { start: at, end: at + used };
                let message = "the text is damaged here: at least one character is lost; nothing is guessed";
                self.out.diagnostics.push(Diagnostic::new(Severity::Error, Kind::Damage, span, message));
                let mut lost = [0; 4];
                line.push(at..at + used, LOST.encode_utf8(&mut lost));
                return used;
            }
        }
        if matches!(c, '\u{3100}'..='\u{312f}') {
            let message = "a phonetic sign stands where a Chinese character is expected: the text may be garbled here";
            self.out.diagnostics.push(Diagnostic::warning(Kind::Damage, Span { start: at, end: at + len }, message));
        }
        let between_digits = previous.is_ascii_digit() && digit(next).is_some();
        let to = match c {
            ',' if !between_digits || !thousands(rest) => '，',
            ';' => '；',
            ':' if !between_digits => '：',
            '：' if between_digits => ':',
            '(' => '（',
            ')' => '）',
            '!' => '！',
            '?' => '？',
            '\u{ff0e}' => '.',
            '﹑' | '､' => '、',
            '﹪' => '%',
            '︰' | '∶' if between_digits => ':',
            '︰' | '∶' => '：',
            '﹙' => '（',
            '﹚' => '）',
            '○' | '◯' | 'Ｏ' if "〇一二三四五六七八九".contains(previous) => '〇',
            '～' => c,
            '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' => c,
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            _ => radical(c).map_or(c, |han| SCRIPT.simple(han).unwrap_or(han)),
        };
        if to != c {
            self.width.add(at, at + len);
        }
        let mut buffer = [0; 4];
        line.push(at..at + len, to.encode_utf8(&mut buffer));
        len
    }

    fn han(&mut self, rest: &str, c: char, at: usize, line: &mut Mapped) -> usize {
        if self.traditional
            && let Some(to) = SCRIPT.phrase(c, rest)
        {
            if rest.get(..to.len()) != Some(to) {
                self.script.add(at, at + to.len());
            }
            line.push(at..at + to.len(), to);
            return to.len();
        }
        let len = c.len_utf8();
        let to = SCRIPT.simple(c).filter(|_| self.traditional || !SCRIPT.is_both(c)).unwrap_or(c);
        if to != c {
            self.script.add(at, at + len);
        }
        let mut buffer = [0; 4];
        line.push(at..at + len, to.encode_utf8(&mut buffer));
        len
    }

    fn space(&mut self, rest: &str, at: usize, previous: char, in_duty: bool, line: &mut Mapped) -> usize {
        let (mut used, mut wide, mut tab) = (0, 0, false);
        for c in rest.chars().take_while(|c| is_space(*c) || is_invisible(*c)) {
            used += c.len_utf8();
            wide += usize::from(c == '\u{3000}' || c == '\u{2003}') + usize::from(is_space(c));
            tab |= c == '\t';
        }
        let after = rest.get(used..).unwrap_or_default();
        let next = after.chars().next().unwrap_or('\0');
        if previous == '\0' || next == '\0' {
            return used;
        }
        let word = |c: char| c.is_ascii_alphanumeric();
        let bare = |c: char| is_han(c) || word(c);
        let keep = tab
            || (han_number(line.text()).is_some() && bare(next))
            || (word(previous) && (word(next) || digit(next).is_some()))
            || (in_duty && bare(previous) && bare(next))
            || (wide >= 2 && bare(previous) && bare(next) && parts_texts(line.text(), after));
        if keep {
            line.push(at..at + used, " ");
        }
        used
    }

    fn report(&mut self) {
        let tallies = [
            (self.script, Kind::Script, "characters of traditional script are read as simplified"),
            (self.width, Kind::Width, "signs of another width (digits, punctuation, entities) are read in the usual one"),
            (self.invisible, Kind::Invisible, "invisible characters are left out"),
        ];
        for (tally, kind, what) in tallies {
            if let Some(first) = tally.first {
                let message = format!("{} {what}; this is the first", tally.count);
                self.out.diagnostics.push(Diagnostic::note(kind, first, message));
            }
        }
    }
}

/// 毛入园率（%） 88.5 93 预期性; 指标 2020年 2025年: cells with spaces between, and at least two of them values or one a year.
fn is_table_row(raw: &str) -> bool {
    if raw.len() > 240 || !raw.contains(' ') || raw.contains(['。', '，', '；', ',', ';', '：', '\t']) {
        return false;
    }
    let (mut cells, mut values, mut years, mut name) = (0, 0, 0, false);
    for cell in raw.split_whitespace() {
        cells += 1;
        let bare = cell.trim_matches(|c: char| matches!(c, '%' | '％' | '≥' | '≤' | '>' | '<' | '＞' | '＜' | '〔' | '〕'));
        let bare = ["以上", "以下", "以内", "左右"].iter().fold(bare, |b, word| b.strip_suffix(word).unwrap_or(b));
        let bare = bare.trim_end_matches(['%', '％']);
        values += usize::from(!bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == '.'));
        let year = cell.strip_suffix('年').is_some_and(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()));
        years += usize::from(year);
        name |= cell.contains("指标") || cell == "项目";
    }
    cells >= 3 && (values >= 2 && values < cells || name && years > 0)
}

/// One space for the gap between two cells; the number of bytes used.
fn cell_gap(rest: &str, at: usize, previous: char, line: &mut Mapped) -> usize {
    let used = rest.len() - rest.trim_start_matches(|c| is_space(c) || is_invisible(c)).len();
    if previous != '\0' && used < rest.len() {
        line.push(at..at + used, " ");
    }
    used
}

/// Whether a colon behind `made` + `pending` opens a list of units.
fn is_duty_label(made: &str, pending: &str) -> bool {
    const ENDS: [&str; 6] = ["单位", "部门", "主体", "單位", "部門", "科室"];
    ENDS.iter().any(|end| pending.ends_with(end) || (pending.is_empty() && made.ends_with(end)))
}

/// A wide gap parts two texts (a heading and its paragraph, two columns) when neither side is a letter-spaced word.
fn parts_texts(before: &str, after: &str) -> bool {
    let long = |count: usize| count >= 4;
    let solid = |c: &char| !is_space(*c) && !is_invisible(*c);
    long(before.chars().rev().take(4).take_while(|c| *c != ' ').count()) && long(after.chars().take(4).take_while(solid).count())
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| (c as u32).checked_sub(0xff10).filter(|d| *d < 10))
}

/// `,000` and no fourth digit.
fn thousands(rest: &str) -> bool {
    let digits = rest.bytes().skip(1).take(4).take_while(u8::is_ascii_digit).count();
    digits == 3
}

fn entity(rest: &str) -> Option<(usize, &'static str)> {
    const ENTITIES: [(&str, &str); 14] = [
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&emsp;", " "),
        ("&ensp;", " "),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&mdash;", "—"),
        ("&middot;", "·"),
        ("&hellip;", "…"),
        ("&#12288;", " "),
    ];
    ENTITIES.iter().find(|(name, _)| rest.starts_with(name)).map(|(name, piece)| (name.len(), *piece))
}

/// The length of `(qū)`, also without its second bracket: one to seven small letters, one with a tone mark.
fn pinyin(rest: &str) -> Option<usize> {
    let mut used = 0;
    let mut tone = false;
    for (i, c) in rest.chars().enumerate() {
        match c {
            '(' | '（' if i == 0 => {}
            'a'..='z' if i <= 8 => {}
            _ if is_tone(c) && i <= 8 => tone = true,
            ')' | '）' if i > 1 => return tone.then_some(used + c.len_utf8()),
            _ => return (tone && i > 1).then_some(used),
        }
        used += c.len_utf8();
    }
    tone.then_some(used)
}

/// The length of a damaged place: `??`, U+FFFD, letters with tone marks out of place, a `?` in front of punctuation. 0 for a plain
/// question mark.
fn damage(rest: &str) -> usize {
    let (mut used, mut marks, mut broken, mut latin) = (0, 0, false, false);
    for c in rest.chars() {
        match c {
            '?' => marks += 1,
            '^' | '\u{fffd}' | '\u{25af}' => broken = true,
            _ if is_tone(c) => {
                broken = true;
                latin = true;
            }
            'a'..='z' if used > 0 => latin = true,
            '(' if broken || latin => {}
            ')' if latin => {}
            _ => {
                broken |= marks == 1 && used == 1 && (ends_sentence(c) || matches!(c, '，' | '、' | ',' | ';')) && !closes(c);
                break;
            }
        }
        used += c.len_utf8();
    }
    if broken || marks >= 2 { used } else { 0 }
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
            ("全區各鎮中學,要開齊課程;辦好學校(幼兒園).", "全区各镇中学，要开齐课程；办好学校（幼儿园）."),
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
            ("毛入园率（%） 88.5 93以上 预期性", "毛入园率（%） 88.5 93以上 预期性"),
            ("指标 2020年  2025年", "指标 2020年 2025年"),
            ("责任单位:教育局 财政局  人社局", "责任单位：教育局 财政局 人社局"),
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
