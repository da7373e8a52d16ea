//! One line made ready: script, width, spaces, garbage. What stays as it is is copied in long pieces; the rest is looked at one by one.

use std::ops::Range;

use crate::model::Span;
use crate::read::chars::{closes, han_number, ideograph, is_han, is_invisible, is_space, is_tone, opening, radical};
use crate::read::diagnostic::{Diagnostic, DiagnosticKind as Kind, Severity};
use crate::read::find::Tails;
use crate::read::garbage::{damage, pinyin};
use crate::read::lines::is_titled;
use crate::read::map::Mapped;
use crate::read::marker::marker;
use crate::read::markup::{entity, markdown, tag};
use crate::read::script::{SCRIPT, STRANGERS, Script, Way, class};
use crate::read::sign::{Holds, Mark, Sign};

/// What stands for characters that are lost.
pub(crate) const LOST: char = '□';

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

/// A line that is being made.
#[derive(Default)]
pub(crate) struct Made {
    pub text: Mapped,
    /// Its signs.
    pub marks: Vec<Mark>,
    /// The kinds of them.
    pub holds: Holds,
    /// Where the piece of the original begins that stays as it is and is not copied yet.
    copied: usize,
    /// Where it ends in the original, once that was looked for.
    end: Option<usize>,
    /// Behind the label of a list of units.
    in_duty: bool,
    /// Behind a straight quote that opens.
    quoted: bool,
    /// Its first gap was seen.
    gap: bool,
    /// It is the row of a table.
    pub row: bool,
}

impl Made {
    /// Begins a line that is made from what is behind a byte.
    fn begin(&mut self, from: usize) {
        self.text.clear();
        self.marks.clear();
        self.holds = Holds::default();
        (self.copied, self.end) = (from, None);
        (self.in_duty, self.quoted, self.gap, self.row) = (false, false, false, false);
    }

    /// What a straight quote stands for.
    fn quote(&mut self) -> char {
        self.quoted = !self.quoted;
        if self.quoted { '“' } else { '”' }
    }

    fn mark(&mut self, at: usize, sign: Sign) {
        self.marks.push(Mark::new(at, sign));
        self.holds.add(Holds::of(&[sign]));
    }

    /// Where the byte `at` of the original comes to stand, if what is before it stays as it is.
    fn place(&self, at: usize) -> usize {
        self.text.text().len() + at - self.copied
    }

    /// Copies what stays as it is before the byte `at`.
    fn flush(&mut self, original: &str, at: usize) {
        if at > self.copied {
            self.text.push(self.copied..at, original.get(self.copied..at).unwrap_or_default());
            self.copied = at;
        }
    }

    /// Whether what is made of the text before the byte `at` ends with a digit.
    fn digit_before(&self, original: &[u8], at: usize) -> bool {
        let before = if at > self.copied { original.get(..at) } else { Some(self.text.text().as_bytes()) };
        before.and_then(<[u8]>::last).is_some_and(u8::is_ascii_digit)
    }

    /// Adds a piece that was changed, or may have been.
    fn push(&mut self, script: &Script, from: Range<usize>, piece: &str) {
        let at = self.text.text().len();
        let mut digit = self.text.text().as_bytes().last().is_some_and(u8::is_ascii_digit);
        for (i, c) in piece.char_indices() {
            let class = script.class(c);
            if let Some(sign) = Sign::numbered(class) {
                self.mark(at + i, sign);
            } else if class == class::ANCHOR {
                self.holds.add(Holds::ANCHOR);
            } else if class == class::DIGIT && !digit {
                self.mark(at + i, Sign::Digit);
            } else if c == ' ' {
                self.mark(at + i, Sign::Space);
            }
            digit = class == class::DIGIT;
        }
        self.copied = from.end;
        self.text.push(from, piece);
    }
}

/// Makes lines of a text, and remembers what was changed.
pub(crate) struct Repair<'t> {
    text: &'t str,
    script: &'static Script,
    way: &'static Way,
    traditional: bool,
    /// Characters of traditional script alone, until the text is known to be simplified.
    strangers: usize,
    pub diagnostics: Vec<Diagnostic>,
    widths: Tally,
    scripts: Tally,
    invisible: Tally,
}

impl<'t> Repair<'t> {
    pub(crate) fn new(text: &'t str, traditional: bool) -> Self {
        let script: &'static Script = &SCRIPT;
        Repair {
            text,
            script,
            way: if traditional { &script.traditional } else { &script.simplified },
            traditional,
            strangers: 0,
            diagnostics: Vec::new(),
            widths: Tally::default(),
            scripts: Tally::default(),
            invisible: Tally::default(),
        }
    }

    /// Makes the line that begins at `start`; where it ends and where the next begins. None where the text turns out to be of
    /// traditional script and is not read as such.
    pub(crate) fn line(&mut self, start: usize, line: &mut Made) -> Option<(usize, usize)> {
        let bytes = self.text.as_bytes();
        let way = self.way;
        line.begin(self.margin(start));
        let mut rest = bytes.get(line.copied..).unwrap_or_default();
        loop {
            rest = way.ordinary.behind(rest);
            let class = way.class_of(rest);
            let at = bytes.len() - rest.len();
            let used = match (Sign::numbered(class), rest) {
                (Some(Sign::Colon), _) => self.colon(start, at, line),
                // The other signs stay as they are.
                (Some(sign), [_, _, _, behind @ ..]) => {
                    line.in_duty &= sign != Sign::Stop;
                    line.mark(line.place(at), sign);
                    rest = behind;
                    continue;
                }
                _ => match class {
                    class::ANCHOR => {
                        line.holds.add(Holds::ANCHOR);
                        3
                    }
                    class::PLAIN | class::DIGIT => self.latin(rest, at, line),
                    class::BREAK => {
                        line.flush(self.text, at);
                        return Some((at, at + if rest.first().is_some_and(u8::is_ascii) { 1 } else { 3 }));
                    }
                    class::HALF | class::COMMA | class::OPEN | class::COLON => self.half(rest, at, class, line),
                    class::TAG => {
                        let (used, ends) = tag(rest);
                        if used == 0 {
                            rest = rest.get(1..).unwrap_or_default();
                            continue;
                        }
                        line.flush(self.text, at);
                        self.widths.add(at, at + used);
                        line.copied = at + used;
                        if ends {
                            return Some((at, at + used));
                        }
                        used
                    }
                    class::SWAP | class::SWAP_ANCHOR | class::PHRASE => self.han(rest, at, class, line)?,
                    _ if rest.is_empty() => {
                        line.flush(self.text, at);
                        return Some((at, at));
                    }
                    _ => self.careful(start, at, line),
                },
            };
            rest = rest.get(used..).unwrap_or_default();
        }
    }

    /// A colon, behind which a list of units may begin: the bytes used.
    fn colon(&mut self, start: usize, at: usize, line: &mut Made) -> usize {
        // The label may have been changed in part.
        if self.traditional || at - line.copied < 12 {
            line.flush(self.text, at);
        }
        let bytes = self.text.as_bytes();
        line.in_duty |= is_duty_label(line.text.text(), self.text.get(line.copied..at).unwrap_or_default());
        if line.digit_before(bytes, at) && bytes.get(at + 3).is_some_and(u8::is_ascii_digit) {
            return self.careful(start, at, line);
        }
        line.mark(line.place(at), Sign::Colon);
        3
    }

    /// An ideograph of traditional script: the bytes used. None as for [`Repair::line`].
    fn han(&mut self, rest: &[u8], at: usize, class: u8, line: &mut Made) -> Option<usize> {
        let Some(c) = ideograph(rest) else { return Some(3) };
        if class == class::PHRASE
            && let Some(to) = self.script.phrase(c, rest)
        {
            line.flush(self.text, at);
            if !rest.starts_with(to.as_bytes()) {
                self.scripts.add(at, at + to.len());
            }
            line.push(self.script, at..at + to.len(), to);
            return Some(to.len());
        }
        if class != class::PHRASE && !self.traditional && self.strangers < STRANGERS {
            self.strangers += 1;
            if self.strangers == STRANGERS && self.script.is_traditional(self.text) {
                return None;
            }
        }
        let to = self.script.simple(c).unwrap_or(c);
        if class == class::SWAP_ANCHOR || class == class::PHRASE && self.script.class(to) == class::ANCHOR {
            line.holds.add(Holds::ANCHOR);
        }
        if to == c {
            return Some(3);
        }
        self.scripts.add(at, at + 3);
        line.text.push_alike(line.copied, self.text.get(line.copied..at).unwrap_or_default(), to);
        line.copied = at + 3;
        Some(3)
    }

    /// A sign of half width: the bytes used.
    fn half(&mut self, rest: &[u8], at: usize, class: u8, line: &mut Made) -> usize {
        let (full, sign) = match rest {
            [b',', ..] => ("，", Sign::Comma),
            [b';', ..] => ("；", Sign::Semicolon),
            [b'(', ..] => ("（", Sign::Open),
            [b')', ..] => ("）", Sign::Close),
            [b':', ..] => ("：", Sign::Colon),
            _ => ("！", Sign::Exclamation),
        };
        if class == class::COMMA || class == class::COLON {
            let next = rest.get(1).is_some_and(|byte| byte.is_ascii_digit() || *byte == 0xef);
            if next && line.digit_before(self.text.as_bytes(), at) {
                // 1,200 and 20:30 stay as they are.
                if class == class::COLON && digit(ideograph(rest.get(1..).unwrap_or_default()).unwrap_or('0')).is_some()
                    || class == class::COMMA && thousands(rest)
                {
                    return 1;
                }
            }
        }
        line.flush(self.text, at);
        if class == class::COLON {
            line.in_duty |= is_duty_label(line.text.text().trim_end_matches('：'), "");
        }
        // A small letter, with or without a tone mark.
        if class == class::OPEN
            && matches!(rest.get(1), Some(b'a'..=b'z' | 0xc0..=0xe1))
            && line.text.text().chars().next_back().is_some_and(is_han)
            && let Some(used) = self.text.get(at..).and_then(pinyin)
        {
            let span = Span { start: at, end: at + used };
            self.diagnostics.push(Diagnostic::note(Kind::Pinyin, span, "a pinyin residue: left out"));
            line.copied = at + used;
            return used;
        }
        self.widths.add(at, at + 1);
        line.mark(line.text.text().len(), sign);
        line.text.push(at..at + 1, full);
        line.copied = at + 1;
        1
    }

    /// Whether the `.` at a byte stands for 。 and was taken for it.
    fn stop(&mut self, at: usize, line: &mut Made) -> bool {
        let (made, pending) = (line.text.text(), self.text.get(line.copied..at).unwrap_or_default());
        let behind = self.text.get(at + 1..).unwrap_or_default();
        let is = if pending.is_empty() { ends_with_dot("", made, behind) } else { ends_with_dot(made, pending, behind) };
        if is {
            line.flush(self.text, at);
            self.widths.add(at, at + 1);
            line.mark(line.text.text().len(), Sign::Stop);
            line.text.push(at..at + 1, "。");
            line.copied = at + 1;
            line.in_duty = false;
        }
        is
    }

    /// What is rare in a plan, and spaces: the bytes used.
    #[cold]
    #[inline(never)]
    fn careful(&mut self, start: usize, at: usize, line: &mut Made) -> usize {
        line.flush(self.text, at);
        let end = *line.end.get_or_insert_with(|| self.line_end(at));
        let rest = self.text.get(at..end).unwrap_or_default();
        let Some(c) = rest.chars().next() else { return 1 };
        let previous = line.text.text().chars().next_back().unwrap_or('\0');
        // A row has gaps between its cells.
        if !line.gap && (is_space(c) || c.is_whitespace()) {
            line.gap = true;
            line.row = is_table_row(self.text.get(start..end).unwrap_or_default());
        }
        let used = match line.row && is_space(c) {
            // The cells of a row stay apart.
            true => cell_gap(rest, at, previous, self.script, line),
            false => self.change(rest, c, at, previous, line),
        };
        if c == '：' {
            line.in_duty |= is_duty_label(line.text.text().trim_end_matches('：'), "");
        }
        line.copied = at + used.max(1);
        used.max(1)
    }

    /// Where the spaces at the head of a line end.
    fn margin(&self, start: usize) -> usize {
        // Most lines begin with an ideograph, a bracket or a digit.
        if matches!(self.text.as_bytes().get(start), Some(0xe4..=0xef | b'0'..=b'9' | b'\n')) {
            return start;
        }
        let rest = self.text.get(start..).unwrap_or_default();
        let solid = |c: char| !is_space(c) && (!is_invisible(c) || matches!(c, '\n' | '\r' | '\x0c'));
        if !rest.starts_with(is_space) {
            return start;
        }
        start + rest.find(solid).unwrap_or(rest.len())
    }

    /// Letters and digits from the byte `at` on, which stay as they are: the bytes used.
    fn latin(&mut self, rest: &[u8], at: usize, line: &mut Made) -> usize {
        if rest.starts_with(b".") && self.stop(at, line) {
            return 1;
        }
        let mut digit = line.digit_before(self.text.as_bytes(), at);
        let made = line.place(at);
        let mut used = 0;
        while let Some(byte) = rest.get(used) {
            match self.way.class_of(&[*byte]) {
                class::DIGIT => {
                    if !digit {
                        line.mark(made + used, Sign::Digit);
                    }
                    digit = true;
                }
                // 95%. may end a sentence.
                class::PLAIN if *byte == b'.' && used > 0 && ends_run(rest, used) => break,
                class::PLAIN => digit = false,
                _ => break,
            }
            used += 1;
        }
        // Else it is a character of two bytes.
        if used == 0 { 2 } else { used }
    }

    /// Where the line that holds the byte at `at` ends.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let end = memchr::memchr3(b'\n', b'\r', b'\x0c', rest).unwrap_or(rest.len());
        let line = rest.get(..end).unwrap_or_default();
        // U+2028 and U+2029.
        let separator = |at: &usize| matches!(line.get(*at..), Some([0xe2, 0x80, 0xa8 | 0xa9, ..]));
        at + memchr::memchr_iter(0xe2, line).find(separator).unwrap_or(end)
    }

    /// Treats what `rest` begins with; the number of bytes used.
    fn change(&mut self, rest: &str, c: char, at: usize, previous: char, line: &mut Made) -> usize {
        let len = c.len_utf8();
        let next = rest.get(len..).and_then(|rest| rest.chars().next()).unwrap_or('\0');
        if is_space(c) {
            return self.space(rest, at, previous, line);
        }
        if is_invisible(c) {
            self.invisible.add(at, at + len);
            return len;
        }
        if c == '&'
            && let Some((used, piece)) = entity(rest)
        {
            self.widths.add(at, at + used);
            if piece == " " {
                return self.space(rest, at, previous, line);
            }
            let mut quote = [0; 4];
            let piece = if piece == "\"" { line.quote().encode_utf8(&mut quote) } else { piece };
            line.push(self.script, at..at + used, piece);
            return used;
        }
        if matches!(c, '*' | '#' | '\\') {
            let used = markdown(rest, c, previous);
            if used > 0 {
                self.widths.add(at, at + used);
                return used;
            }
        }
        if matches!(c, '?' | '^' | '\u{fffd}' | '\u{25af}') || is_tone(c) {
            let used = damage(rest);
            if used > 0 {
                let span = Span { start: at, end: at + used };
                let message = "the text is damaged here: at least one character is lost; nothing is guessed";
                self.diagnostics.push(Diagnostic::new(Severity::Error, Kind::Damage, span, message));
                let mut lost = [0; 4];
                line.push(self.script, at..at + used, LOST.encode_utf8(&mut lost));
                return used;
            }
        }
        if matches!(c, '\u{3100}'..='\u{312f}') {
            let message = "a phonetic sign stands where a Chinese character is expected: the text may be garbled here";
            self.diagnostics.push(Diagnostic::warning(Kind::Damage, Span { start: at, end: at + len }, message));
        }
        let between_digits = previous.is_ascii_digit() && digit(next).is_some();
        let to = match c {
            '：' if between_digits => ':',
            '?' => '？',
            '"' => line.quote(),
            '「' => '“',
            '」' => '”',
            '『' => '‘',
            '』' => '’',
            '\u{ff0e}' if ends_with_dot("", line.text.text(), rest.get(len..).unwrap_or_default()) => '。',
            '\u{ff0e}' => '.',
            '[' | '\u{ff3b}' => '〔',
            ']' | '\u{ff3d}' => '〕',
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
            _ => radical(c).map_or(c, |han| self.script.simple(han).unwrap_or(han)),
        };
        if to != c {
            self.widths.add(at, at + len);
        }
        let mut buffer = [0; 4];
        line.push(self.script, at..at + len, to.encode_utf8(&mut buffer));
        len
    }

    fn space(&mut self, rest: &str, at: usize, previous: char, line: &mut Made) -> usize {
        let (mut used, mut wide, mut tab) = (0, 0, false);
        let mut behind = rest.chars();
        while let Some(c) = behind.next() {
            if is_space(c) || is_invisible(c) {
                used += c.len_utf8();
                wide += usize::from(c == '\u{3000}' || c == '\u{2003}') + usize::from(is_space(c));
                tab |= c == '\t';
            } else if let Some((len, _)) =
                rest.get(used..).filter(|_| c == '&').and_then(entity).filter(|(_, piece)| *piece == " ")
            {
                let narrow =
                    ["&nbsp;", "&#160;", "&ensp;"].iter().any(|name| rest.get(used..).unwrap_or_default().starts_with(name));
                wide += if narrow { 1 } else { 2 };
                used += len;
                behind = rest.get(used..).unwrap_or_default().chars();
            } else {
                break;
            }
        }
        let after = rest.get(used..).unwrap_or_default();
        let next = after.chars().next().unwrap_or('\0');
        if previous == '\0' || next == '\0' {
            return used;
        }
        let word = |c: char| c.is_ascii_alphanumeric();
        let bare = |c: char| is_han(c) || word(c);
        let keep = tab
            || (han_number(line.text.text()).is_some() && bare(next))
            || (word(previous) && (word(next) || digit(next).is_some()))
            || (line.in_duty && bare(previous) && bare(next))
            || (wide >= 2
                && bare(previous)
                && (bare(next) || matches!(next, '“' | '《'))
                && parts_texts(line.text.text(), after))
            || heads(line, after);
        if keep {
            line.push(self.script, at..at + used, " ");
        }
        used
    }

    pub(crate) fn report(&mut self) {
        let tallies = [
            (self.scripts, Kind::Script, "characters of traditional script are read as simplified"),
            (
                self.widths,
                Kind::Width,
                "signs of another width or kind (digits, punctuation, entities, marks of HTML and Markdown) are read as the usual ones",
            ),
            (self.invisible, Kind::Invisible, "invisible characters are left out"),
        ];
        for (tally, kind, what) in tallies {
            if let Some(first) = tally.first {
                let message = format!("{} {what}; this is the first", tally.count);
                self.diagnostics.push(Diagnostic::note(kind, first, message));
            }
        }
    }
}

/// 毛入园率（%） 88.5 93 预期性; 指标 2020年 2025年: cells with spaces between, and at least two of them values or one a year.
fn is_table_row(raw: &str) -> bool {
    if raw.len() > 240 || !raw.contains(' ') || raw.contains(['。', '，', '；', ',', ';', '：', '\t']) {
        return false;
    }
    let (mut cells, mut values, mut years, mut name, mut value) = (0, 0, 0, false, false);
    for cell in raw.split_whitespace() {
        cells += 1;
        // 2022 年 12 月 13 日, 建成 3 所: a number with blanks around it, and no cell.
        if value && cell.starts_with(['年', '月', '日', '所', '个', '名', '人', '万', '亿', '元']) {
            return false;
        }
        let bare = cell.trim_matches(|c: char| matches!(c, '%' | '％' | '≥' | '≤' | '>' | '<' | '＞' | '＜' | '〔' | '〕'));
        let bare = ["以上", "以下", "以内", "左右"].iter().fold(bare, |b, word| b.strip_suffix(word).unwrap_or(b));
        let bare = bare.trim_end_matches(['%', '％']);
        value = bare.starts_with(|c: char| c.is_ascii_digit()) && bare.chars().all(|c| c.is_ascii_digit() || c == '.');
        values += usize::from(value);
        let year = cell.strip_suffix('年').is_some_and(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()));
        years += usize::from(year);
        name |= cell.contains("指标") || cell == "项目";
    }
    cells >= 3 && (values >= 2 && values < cells || name && years > 0)
}

/// One space for the gap between two cells; the number of bytes used.
fn cell_gap(rest: &str, at: usize, previous: char, script: &Script, line: &mut Made) -> usize {
    let used = rest.len() - rest.trim_start_matches(|c| is_space(c) || is_invisible(c)).len();
    if previous != '\0' && used < rest.len() {
        line.push(script, at..at + used, " ");
    }
    used
}

/// Whether a colon behind `made` + `pending` opens a list of units.
fn is_duty_label(made: &str, pending: &str) -> bool {
    static ENDS: Tails = Tails::of(&["单位", "部门", "主体", "單位", "部門", "科室"]);
    ENDS.ending(if pending.is_empty() { made } else { pending }).is_some()
}

/// A wide gap parts two texts (a heading and its paragraph, two columns) when neither side is a letter-spaced word.
fn parts_texts(before: &str, after: &str) -> bool {
    let long = |count: usize| count >= 4;
    let solid = |c: &char| !is_space(*c) && !is_invisible(*c);
    long(before.chars().rev().take(4).take_while(|c| *c != ' ').count())
        && (after.starts_with('到') || long(after.chars().take(4).take_while(solid).count()))
}

/// Whether the `.` of a run of Latin signs may end a sentence: behind a percent sign, or at the end of a line.
fn ends_run(rest: &[u8], at: usize) -> bool {
    rest.get(at - 1) == Some(&b'%') || matches!(rest.get(at + 1), None | Some(b'\n' | b'\r'))
}

/// Whether the words so far are the heading of the text behind a space.
fn heads(line: &Made, after: &str) -> bool {
    const PARTS: Holds = Holds::of(&[Sign::Stop, Sign::Comma, Sign::Semicolon, Sign::Colon, Sign::Space]);
    let words = line.text.text();
    let next = after.chars().next().unwrap_or('\0');
    let year = || after.get(..4).is_some_and(|year| year.starts_with("20") && year.bytes().all(|byte| byte.is_ascii_digit()));
    let bracket = || words.ends_with('）') && marker(words).is_some_and(|mark| mark.len < words.len());
    // No farther: a longer one is long enough.
    let sentence = opening(after, 66).split(['。', '；', '：']).next().unwrap_or_default();
    !line.holds.any(PARTS)
        && words.len() < 100
        && (is_han(next) || matches!(next, '“' | '《') || year())
        && (words.ends_with(|c| is_han(c) && !"在到至于从自".contains(c)) || bracket())
        && (sentence.len() >= 60 || sentence.contains(['，', ',']))
        && parts_texts(words, after)
        && (marker(words).is_some() || is_titled(words))
}

/// Whether a `.` behind two pieces of a line ends a sentence, as 。 does: not inside numbers and Latin words, nor behind the number of a heading.
fn ends_with_dot(made: &str, pending: &str, behind: &str) -> bool {
    let previous = pending.chars().next_back().unwrap_or('\0');
    let last = || previous.is_ascii_digit() && (behind.is_empty() || behind.starts_with(['\n', '\r']));
    let words = is_han(previous) || closes(previous) || previous == '%' || last();
    let number = |c: char| "一二三四五六七八九十第章节条（）().".contains(c) || c.is_ascii_digit();
    let latin = |c: char| c == '.' || c == '\u{ff0e}' || c.is_ascii_alphabetic();
    words && !behind.starts_with(latin) && !(made.chars().all(number) && pending.chars().all(number))
}

fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| (c as u32).checked_sub(0xff10).filter(|d| *d < 10))
}

/// `,000` and no fourth digit.
fn thousands(rest: &[u8]) -> bool {
    let digits = rest.iter().skip(1).take(4).take_while(|byte| byte.is_ascii_digit()).count();
    digits == 3
}
