//! Numbering schemes.

/// How the headings of one depth are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// `第一部分`, `第一章`, `第一节`, with this behind it.
    Named(&'static str, &'static str),
    /// `一、`
    Han(&'static str),
    /// `（一）`
    Bracketed,
    /// `(一)`
    Half,
    /// `1.` and the like.
    Number(&'static str),
    /// `1、`, going on across the units above.
    Running(&'static str),
    /// `（一）`, going on across the units above.
    RunningBracketed,
    /// `1）`
    Closed,
    /// `（1）`
    BracketedNumber,
    /// `(1)`
    HalfNumber,
    Circled,
    /// `1.2`, with this between and this behind.
    Dotted(&'static str, &'static str),
    /// No number: a line of words.
    Bare,
    /// `一是` inside the paragraph.
    Ordinal,
    /// `首先，` inside the paragraph.
    First,
}

pub(crate) const FIRSTS: [&str; 6] = ["首先", "其次", "再次", "第四", "第五", "最后"];

pub(crate) fn han(n: usize) -> String {
    const ONES: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match n {
        0..=9 => ONES[n].to_owned(),
        10..=19 => format!("十{}", ONES[n - 10]),
        _ => format!("{}十{}", ONES[n / 10], ONES[n % 10]),
    }
}

impl Level {
    /// The number as printed with its mark, and as it goes into the path; `chain` is the numbers from the top down to this one.
    pub(crate) fn number(self, chain: &[usize], title: &str) -> (String, String) {
        let n = *chain.last().unwrap();
        match self {
            Level::Named(word, mark) => (format!("第{}{word}{mark}", han(n)), format!("第{}{word}", han(n))),
            Level::Han(mark) => (format!("{}{mark}", han(n)), han(n)),
            Level::Bracketed | Level::RunningBracketed => (format!("（{}）", han(n)), format!("（{}）", han(n))),
            Level::Half => (format!("({})", han(n)), format!("（{}）", han(n))),
            Level::Number(mark) | Level::Running(mark) => (format!("{n}{mark}"), n.to_string()),
            Level::Closed => (format!("{n}）"), format!("（{n}）")),
            Level::BracketedNumber => (format!("（{n}）"), format!("（{n}）")),
            Level::HalfNumber => (format!("({n})"), format!("（{n}）")),
            Level::Circled => {
                let c = char::from_u32('①' as u32 + n as u32 - 1).unwrap();
                (c.to_string(), c.to_string())
            }
            Level::Dotted(between, behind) => {
                let all: Vec<String> = chain.iter().map(usize::to_string).collect();
                (format!("{}{behind}", all.join(between)), all.join("."))
            }
            Level::Bare => (String::new(), title.to_owned()),
            Level::Ordinal => (format!("{}是", han(n)), String::new()),
            Level::First => (format!("{}，", FIRSTS[(n - 1).min(5)]), String::new()),
        }
    }

    pub(crate) fn is_running(self) -> bool {
        matches!(self, Level::Running(_) | Level::RunningBracketed)
    }

    pub(crate) fn is_inline(self) -> bool {
        matches!(self, Level::Ordinal | Level::First)
    }
}

use Level::*;

/// As printed: nothing is numbered anew.
pub(crate) const OWN: &[Level] = &[];
pub(crate) const OFFICIAL: &[Level] = &[Han("、"), Bracketed, Number("."), BracketedNumber, Circled];
pub(crate) const CHAPTERS: &[Level] = &[Named("章", "　"), Named("节", "　"), Han("、"), Bracketed, Number(".")];
pub(crate) const CHAPTERS_TIGHT: &[Level] = &[Named("章", ""), Han("、"), Bracketed, Number("."), BracketedNumber];
pub(crate) const NO_BRACKETS: &[Level] = &[Han("、"), Number("."), BracketedNumber, Circled];
pub(crate) const PAUSES: &[Level] = &[Han("、"), Number("、"), BracketedNumber, Circled];
pub(crate) const DECIMAL: &[Level] = &[Dotted(".", " "), Dotted(".", " "), Dotted(".", " "), BracketedNumber, Circled];
pub(crate) const DECIMAL_TIGHT: &[Level] = &[Dotted(".", "."), Dotted(".", ""), Dotted(".", ""), BracketedNumber, Circled];
pub(crate) const DECIMAL_DOT: &[Level] = &[Dotted(".", "."), Dotted(".", "."), Dotted(".", "."), BracketedNumber, Circled];
pub(crate) const DECIMAL_FULL: &[Level] = &[Dotted("．", "　"), Dotted("．", "　"), Dotted("．", "　"), BracketedNumber, Circled];
pub(crate) const DECIMAL_HAN: &[Level] = &[Han("、"), Number("."), Dotted(".", " "), BracketedNumber, Circled];
pub(crate) const PARTS: &[Level] = &[Named("部分", "　"), Bracketed, Number("."), BracketedNumber, Circled];
pub(crate) const PARTS_HAN: &[Level] = &[Named("部分", "："), Han("、"), Bracketed, Number("."), BracketedNumber];
pub(crate) const HALF: &[Level] = &[Han("、"), Half, Number("、"), HalfNumber, Circled];
pub(crate) const CLOSED: &[Level] = &[Han("、"), Half, Closed, Circled];
pub(crate) const DOTS: &[Level] = &[Han("．"), Bracketed, Number("．"), BracketedNumber, Circled];
pub(crate) const BLANKS: &[Level] = &[Han("　"), Bracketed, Number(". "), BracketedNumber, Circled];
pub(crate) const ARABIC: &[Level] = &[Number("."), BracketedNumber, Circled];
pub(crate) const SWAPPED: &[Level] = &[Han("、"), Number("."), Bracketed, BracketedNumber, Circled];
pub(crate) const BARE: &[Level] = &[Bare, Bracketed, Number("."), BracketedNumber, Circled];
pub(crate) const BARE_HAN: &[Level] = &[Bare, Han("、"), Bracketed, Number("."), BracketedNumber];
pub(crate) const RUNNING: &[Level] = &[Han("、"), Bracketed, Running("."), BracketedNumber, Circled];
pub(crate) const RUNNING_SECOND: &[Level] = &[Han("、"), Running("."), BracketedNumber, Circled];
pub(crate) const RUNNING_BRACKETS: &[Level] = &[Han("、"), RunningBracketed, Number("."), BracketedNumber, Circled];
pub(crate) const ORDINALS: &[Level] = &[Han("、"), Bracketed, Ordinal, BracketedNumber, Circled];
pub(crate) const FIRSTLY: &[Level] = &[Han("、"), Bracketed, First, BracketedNumber, Circled];
