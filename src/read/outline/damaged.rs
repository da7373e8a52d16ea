//! Heading numbers that a scan damaged: read as what they were where the numbers around make it sure, else left and reported.
//!
//! | damaged | read as |
//! |---|---|
//! | `一'` `一，` `一。` `一·` `一丶` `—、` | `一、` |
//! | `（一〉` `{一）` `〔一】` `一〉` `（一、` | `（一）` |
//! | `l.` `I、` `1O.` `1，` `1。` `1'` | `1.` `10.` |
//! | `（l）` `（1〉` | `（1）` |

use super::Builder;
use crate::read::body::{AHEAD, Body};
use crate::read::chars::{han_number, is_han, width};
use crate::read::diagnostic::{Diagnostic, DiagnosticKind};
use crate::read::marker::{Kind, Marker};

/// How often suspects are judged.
const ROUNDS: usize = 8;

/// A line that begins with what may be a damaged number.
pub(super) struct Suspect {
    line: usize,
    mark: Marker,
    sure: bool,
}

/// The number that a text may begin with, if it is damaged. Its label is empty: nothing that is printed can stand in a path.
pub(super) fn damaged(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let opened = OPEN.contains(&first);
    if !opened && numeral(first).is_none() && digit(first).is_none() {
        return None;
    }
    let inner = if opened { text.get(first.len_utf8()..)? } else { text };
    let (kind, value, used) = value(inner)?;
    let rest = inner.get(used..)?;
    let mark = rest.chars().next()?;
    let after = rest.get(mark.len_utf8()..)?;
    let closed = CLOSE.contains(&mark);
    let kind = match (opened, kind) {
        (true, Kind::Han) if closed || PARTS.contains(&mark) => Kind::Bracketed,
        (true, Kind::Number) if closed => Kind::BracketedNumber,
        (true, _) => return None,
        (false, Kind::Han) if closed => Kind::Bracketed,
        (false, kind) if PARTS.contains(&mark) || STAINS.contains(&mark) => kind,
        _ => return None,
    };
    let bare = after.trim_start_matches(' ');
    let goes_on = bare.starts_with(|c: char| is_han(c) && numeral(c).is_none() || matches!(c, '“' | '《'));
    let len = text.len() - bare.len();
    goes_on.then_some(Marker { kind, value, label: 0, len })
}

const OPEN: [char; 10] = ['（', '(', '[', '【', '〔', '〈', '{', '<', '「', '﹝'];
const CLOSE: [char; 10] = ['）', ')', ']', '】', '〕', '〉', '}', '>', '」', '﹞'];
/// They stand behind sound numbers.
const PARTS: [char; 2] = ['、', '.'];
/// What becomes of them.
const STAINS: [char; 14] = ['\'', '’', '‘', '`', '´', '，', '。', '·', '•', '丶', '；', '：', '_', '﹒'];

/// The numeral that a character is or looks like.
fn numeral(c: char) -> Option<char> {
    Some(match c {
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => c,
        '—' | '–' | '-' | 'ー' | '─' | '━' => '一',
        'ニ' => '二',
        '彡' | 'ミ' => '三',
        '入' | '人' => '八',
        '+' => '十',
        _ => return None,
    })
}

/// The digit that a character is or looks like.
fn digit(c: char) -> Option<u32> {
    match c {
        'l' | 'I' | '|' | 'i' | '丨' => Some(1),
        'O' | 'o' | '〇' | '○' => Some(0),
        _ => c.to_digit(10),
    }
}

/// The value that a text begins with, and its bytes.
fn value(text: &str) -> Option<(Kind, u32, usize)> {
    let han: String = text.chars().take(4).map_while(numeral).collect();
    if !han.is_empty() {
        let used = text.chars().take(han.chars().count()).map(char::len_utf8).sum();
        let value = han_number(&han).filter(|n| (1..100).contains(n))?;
        return Some((Kind::Han, value, used));
    }
    let digits: Vec<(u32, usize)> = text.chars().take(3).map_while(|c| Some((digit(c)?, c.len_utf8()))).collect();
    let value = digits.iter().fold(0, |value, (digit, _)| value * 10 + digit);
    let led = digits.first().is_some_and(|(digit, _)| *digit > 0);
    (led && digits.len() <= 2).then(|| (Kind::Number, value, digits.iter().map(|(_, len)| len).sum()))
}

impl Body {
    /// Looks for damaged numbers at line starts, and takes those that are sure for headings.
    pub(super) fn repair(&mut self, builder: &Builder<'_>) {
        // A sound number that was passed over is that of a table.
        let sound = |i: usize| builder.lines.get(i).is_some_and(|line| line.marker.is_some());
        let unmarked = (self.start..self.end()).filter(|i| !self.is_skipped(*i) && !self.is_marked(*i) && !sound(*i));
        let mut suspects: Vec<Suspect> =
            unmarked.filter_map(|line| damaged(builder.line(line)).map(|mark| Suspect { line, mark, sure: true })).collect();
        if suspects.is_empty() {
            return;
        }
        // What leans on a number that is not sure is not sure either; a long chain of doubts is given up.
        for round in 0..=ROUNDS {
            let doubted = |i: &usize| {
                let open = suspects.get(*i).is_some_and(|s| s.sure);
                open && (round == ROUNDS || !self.judge(builder, &suspects, *i).unwrap_or(false))
            };
            let doubted: Vec<usize> = (0..suspects.len()).filter(doubted).collect();
            if doubted.is_empty() {
                break;
            }
            for i in doubted {
                if let Some(suspect) = suspects.get_mut(i) {
                    suspect.sure = false;
                }
            }
        }
        self.marks.extend(suspects.iter().filter(|s| s.sure).map(|s| (s.line, s.mark)));
        self.marks.sort_by_key(|(line, _)| *line);
        self.words.retain(|line| self.marks.binary_search_by_key(line, |(i, _)| *i).is_err());
        // Of the others only those that one neighbour speaks for are told.
        let near = |i: usize| {
            self.neighbours(&suspects, i)
                .is_some_and(|(before, behind, value)| before + 1 == value && before > 0 || behind == value + 1)
        };
        let told: Vec<bool> = (0..suspects.len()).map(|i| suspects.get(i).is_some_and(|s| s.sure) || near(i)).collect();
        let mut told = told.into_iter();
        suspects.retain(|_| told.next().unwrap_or(false));
        self.suspects = suspects;
    }

    /// The values of the numbers of the same level before and behind a suspect, 0 where there is none; and its own.
    fn neighbours(&self, suspects: &[Suspect], i: usize) -> Option<(u32, u32, u32)> {
        let Suspect { line, mark, .. } = suspects.get(i)?;
        let at = self.marks.partition_point(|(other, _)| other < line);
        let (before, behind) = self.marks.split_at(at);
        // Marks and sure suspects, from the suspect away.
        let above = suspects.get(..i)?.iter().rev().take(AHEAD * 2).filter(|s| s.sure).map(|s| (s.line, s.mark));
        let below = suspects.get(i + 1..)?.iter().take(AHEAD * 2).filter(|s| s.sure).map(|s| (s.line, s.mark));
        let own = |m: &(usize, Marker)| m.0 != *line;
        let before = nearest(before.iter().rev().copied(), above, mark.kind, |a, b| a > b);
        let behind = nearest(behind.iter().copied().filter(own), below, mark.kind, |a, b| a < b);
        Some((before, behind, mark.value))
    }

    /// Whether the numbers around make a suspect sure.
    fn judge(&self, builder: &Builder<'_>, suspects: &[Suspect], i: usize) -> Option<bool> {
        let (before, behind, value) = self.neighbours(suspects, i)?;
        let Suspect { line, mark, .. } = suspects.get(i)?;
        let words = builder.line(*line).get(mark.len..)?;
        let title = words.split(['。', '：']).next()?;
        let titled = width(title) <= 25;
        Some(match (before, behind) {
            (before, behind) if before + 1 == value && behind == value + 1 => true,
            // The last of its section, if it has a heading.
            (before, 0) if before > 0 && before + 1 == value => titled,
            _ => false,
        })
    }

    /// Tells of the damaged numbers.
    pub(super) fn report(&self, builder: &mut Builder<'_>) {
        for Suspect { line, mark, sure } in &self.suspects {
            let at = builder.line_start(*line);
            builder.damaged_number(at, *mark, *sure);
        }
    }
}

impl Builder<'_> {
    pub(super) fn damaged_number(&mut self, at: usize, mark: Marker, sure: bool) {
        let printed = self.text.get(at..at + mark.len).unwrap_or_default().trim().to_owned();
        let span = self.map.span(at..at + mark.len);
        let number = mark.path_part("");
        let message = if sure {
            format!("the number of a heading is damaged: {printed} is read as {number}, as the numbers around it make sure")
        } else {
            format!(
                "{printed} may be the damaged number {number} of a heading; the numbers around it do not make it sure, so it is left as text"
            )
        };
        self.out.diagnostics.push(Diagnostic::warning(DiagnosticKind::DamagedNumber, span, message));
    }
}

/// The nearest number of a level in two lists, before any of a higher one; 0 for none. `nearer` compares lines.
fn nearest(
    marks: impl Iterator<Item = (usize, Marker)>,
    suspects: impl Iterator<Item = (usize, Marker)>,
    kind: Kind,
    nearer: impl Fn(usize, usize) -> bool,
) -> u32 {
    let mut marks = marks.take(AHEAD * 2).filter(|(_, m)| m.kind <= kind).peekable();
    let mut suspects = suspects.filter(|(_, m)| m.kind <= kind).peekable();
    let next = match (marks.peek(), suspects.peek()) {
        (Some(a), Some(b)) => Some(if nearer(b.0, a.0) { *b } else { *a }),
        (a, b) => a.or(b).copied(),
    };
    next.filter(|(_, m)| m.kind == kind).map_or(0, |(_, m)| m.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    #[test]
    fn damaged_forms() {
        for (text, kind, value, len) in [
            ("一'总体目标", Kind::Han, 1, 4),
            ("二，主要任务", Kind::Han, 2, 6),
            ("三。保障措施", Kind::Han, 3, 6),
            ("四丶保障措施", Kind::Han, 4, 6),
            ("—、总体要求", Kind::Han, 1, 6),
            ("十-、附则", Kind::Han, 11, 7),
            ("（一〉扩大学位", Kind::Bracketed, 1, 9),
            ("{二）扩大学位", Kind::Bracketed, 2, 7),
            ("三〉扩大学位", Kind::Bracketed, 3, 6),
            ("（四、扩大学位", Kind::Bracketed, 4, 9),
            ("l.扩大学位", Kind::Number, 1, 2),
            ("1O.扩大学位", Kind::Number, 10, 3),
            ("2，扩大学位", Kind::Number, 2, 4),
            ("（l）扩大学位", Kind::BracketedNumber, 1, 7),
        ] {
            assert_eq!(damaged(text), Some(Marker { kind, value, label: 0, len }), "{text}");
        }
        for text in
            ["一般要求", "一。", "——扩大学位", "二〇二三年，扩大", "2023，扩大", "（县）扩大", "十二三，扩大", "OO.扩大", ""]
        {
            assert_eq!(damaged(text), None, "{text}");
        }
    }

    fn outline(text: &str) -> (Vec<String>, usize) {
        let reading = read(text).unwrap();
        let told = reading.diagnostics.iter().filter(|d| d.kind == DiagnosticKind::DamagedNumber).count();
        (reading.plan.outline.iter().map(|section| section.path.to_string()).collect(), told)
    }

    #[test]
    fn numbers_around_make_sure() {
        let title = "东山县教育方案\n为办好教育，制定本方案。\n";
        for (text, paths, told) in [
            (
                "一'总体目标\n到明年全部达标。\n二丶主要任务\n（一〉扩大学位\nl.新建学校。抓紧开工。\n2.改建学校。抓紧开工。\n（二｝提高质量\n抓好教研。\n三。保障措施\n落实经费。",
                vec!["前言", "一", "二", "二/（一）", "二/（一）/1", "二/（一）/2", "二/（二）", "三"],
                6,
            ),
            (
                "一、任务\n8.新建学校。抓紧开工。\n9.迁建学校。抓紧开工。\n1O.改建学校。抓紧开工。\n11.配齐设备。抓紧采购。\n二、保障\n落实经费。",
                vec!["前言", "一", "一/8", "一/9", "一/10", "一/11", "二"],
                1,
            ),
            // Nothing speaks for it, or only one side of a sentence without a heading.
            ("一、任务\n三，是办好教育的保障，也是各校的共同责任。\n二、保障\n落实经费。", vec!["前言", "一", "二"], 0),
            (
                "一、任务\n1.新建学校。抓紧开工。\n2，这项任务由各乡镇负责，县教育局指导，县财政局保障经费，年底以前完成。\n二、保障\n落实经费。",
                vec!["前言", "一", "一/1", "二"],
                1,
            ),
        ] {
            let paths = paths.into_iter().map(str::to_owned).collect();
            assert_eq!(outline(&format!("{title}{text}")), (paths, told), "{text}");
        }
    }

    #[test]
    fn in_a_text_of_one_line() {
        let text = "关于特殊教育发展的行动计划为发展特殊教育，制定本计划。一'总体目标残疾儿童入学率达到97%以上。二、主要任务（一）扩大学位。新建学校1所。（二）提高质量。抓好教研。三、保障措施。落实经费。";
        assert_eq!(outline(text), (["前言", "一", "二", "二/（一）", "二/（二）", "三"].map(str::to_owned).to_vec(), 1));
    }
}
