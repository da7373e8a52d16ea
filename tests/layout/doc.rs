//! A reading taken apart: lines outside of units, and units with number, heading and body.

use std::collections::HashMap;

use crossplan::read::{DiagnosticKind, Reading, read};
use crossplan::{Plan, Role};

/// What stands behind a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// A line of its own.
    Line,
    /// Body on the same line, behind this sign.
    Sign(char),
    /// The heading is a sentence, or a part of one: it stays with its body.
    Sentence,
}

#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub old: String,
    /// The path of the unit above, or of the annex; empty at the top of the main body.
    pub above: String,
    /// From 0 at the top of its body.
    pub depth: usize,
    /// 一是: keeps its number.
    pub ordinal: bool,
    /// The number as printed, without the mark.
    pub number: String,
    pub title: String,
    pub join: Join,
    /// Paragraphs, the first perhaps on the line of the heading.
    pub body: Vec<String>,
    /// It holds no other unit.
    pub leaf: bool,
}

#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// Lines outside of units, 前言, headings of annexes.
    Raw(Vec<String>),
    Unit(Unit),
}

pub(crate) struct Doc {
    pub name: String,
    pub plan: Plan,
    pub blocks: Vec<Block>,
    /// There are tables or annexes: not for layouts that break them by their nature.
    pub plain: bool,
    pub depth: usize,
}

pub(crate) fn doc(name: &str, text: &str) -> Doc {
    let reading = read(text).expect("a plan");
    let traditional = reading.diagnostics.iter().any(|d| d.kind == DiagnosticKind::Script);
    let clean = |from: usize, to: usize, furniture: bool| clean(text, &reading, from, to, furniture, traditional);
    let parents: Vec<String> = reading.plan.outline.iter().filter_map(|s| s.path.parent()).map(|p| p.to_string()).collect();
    let sections: HashMap<String, _> = reading.plan.outline.iter().map(|s| (s.path.to_string(), s)).collect();
    let mut blocks = Vec::new();
    let (mut depth, mut tables) = (0, false);
    for part in &reading.parts {
        let raw = || Block::Raw(lines(&clean(part.span.start, part.span.end, part.path.is_none())));
        let Some(path) = &part.path else {
            blocks.push(raw());
            continue;
        };
        let section = sections[path.as_str()];
        let span =
            section.source.span.filter(|_| !matches!(section.role, Role::Annex | Role::Glossary) && section.title != "前言");
        let Some(span) = span else {
            blocks.push(raw());
            continue;
        };
        let heading = clean(span.start, span.end, false);
        let (number, title) = take_number(heading.trim());
        let rest = clean(span.end, part.span.end, false);
        let blank = |c: char| c != '\n' && c.is_whitespace();
        let first = rest.trim_start_matches(blank).chars().next();
        let join = match first {
            None | Some('\n') => Join::Line,
            Some(c @ ('。' | '：')) => Join::Sign(c),
            // What is no sign was parted from the heading by a wide gap.
            Some(_) if rest.starts_with([' ', '\u{3000}']) => Join::Sign('　'),
            Some(_) => Join::Sentence,
        };
        let long =
            title.chars().count() > 26 || title.contains(['，', '；', ',', ';']) && title.chars().any(|c| c.is_ascii_digit());
        let join = if long && join != Join::Line { Join::Sentence } else { join };
        let body = match join {
            Join::Sign(_) => lines(rest.trim_start().trim_start_matches(['。', '：'])),
            _ => lines(&rest),
        };
        let join = if body.is_empty() && matches!(join, Join::Sign(_)) && parents.contains(&path.to_string()) {
            Join::Line
        } else {
            join
        };
        let (title, body) = match join {
            // Sign and words stay together.
            Join::Sentence => {
                let mut body = lines(&rest);
                let first = if rest.trim_start_matches(blank).starts_with('\n') || body.is_empty() {
                    String::new()
                } else {
                    body.remove(0)
                };
                (format!("{title}{first}"), body)
            }
            _ => (title.to_owned(), body),
        };
        let annex = path.annex().is_some();
        let level = path.depth() - 1 - usize::from(annex);
        tables |= annex || body.iter().filter(|line| line.chars().count() < 6).count() > 3;
        depth = depth.max(level);
        let leaf = !parents.contains(&path.to_string());
        blocks.push(Block::Unit(Unit {
            old: path.to_string(),
            above: path.parent().map(|p| p.to_string()).unwrap_or_default(),
            depth: level,
            ordinal: number.ends_with('是'),
            number,
            title,
            join,
            body,
            leaf,
        }));
    }
    // Frames of web pages are lines too.
    let framed = blocks
        .iter()
        .any(|block| matches!(block, Block::Raw(lines) if lines.iter().any(|l| l.contains("打印") || l.contains("字体"))));
    let plain = !tables && !framed && reading.plan.annexes.is_empty();
    Doc { name: name.to_owned(), plan: reading.plan, blocks, plain, depth }
}

fn lines(text: &str) -> Vec<String> {
    text.split('\n')
        .map(|line| line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// A piece of the text without the breaks of sentences, page numbers and pinyin.
fn clean(text: &str, reading: &Reading, from: usize, to: usize, furniture: bool, traditional: bool) -> String {
    let mut cut: Vec<(usize, usize)> = reading
        .diagnostics
        .iter()
        .filter(|d| match d.kind {
            DiagnosticKind::LineBreak | DiagnosticKind::Pinyin => true,
            DiagnosticKind::Furniture => !furniture,
            _ => false,
        })
        .map(|d| (d.span.start.max(from), d.span.end.min(to)))
        .filter(|(a, b)| a < b)
        .collect();
    cut.sort();
    let mut out = String::new();
    let mut at = from;
    for (a, b) in cut {
        if a > at {
            out.push_str(&text[at..a]);
        }
        at = at.max(b);
    }
    out.push_str(&text[at..to]);
    let out = out.replace('\r', "");
    if traditional { hanconv::t2s(&out) } else { out }
}

/// Number and words of a heading.
pub(crate) fn take_number(heading: &str) -> (String, String) {
    let han = |c: char| "一二三四五六七八九十百".contains(c);
    let first = heading.chars().next().unwrap_or(' ');
    let marks = ['、', '.', '．', ' ', '\u{3000}', '：', '，'];
    let split = |at: usize| {
        let (number, rest) = heading.split_at(at);
        (number.to_owned(), rest.trim_start_matches(marks).to_owned())
    };
    if first == '第' {
        let end = heading.find(['章', '节', '条', '编', '篇']).map(|at| at + 3).or_else(|| heading.find("部分").map(|at| at + 6));
        if let Some(end) = end.filter(|end| *end <= 18) {
            return split(end);
        }
    }
    if matches!(first, '（' | '(' | '〔') {
        if let Some(close) = heading.find(['）', ')', '〕']).filter(|at| *at <= 14) {
            return split(close + heading[close..].chars().next().unwrap().len_utf8());
        }
    }
    if han(first) {
        let end = heading.find(|c| !han(c)).unwrap_or(0);
        let mark = heading[end..].chars().next().unwrap_or(' ');
        if mark == '是' {
            return split(end + 3);
        }
        if marks.contains(&mark) || matches!(mark, '）' | ')') {
            let (number, rest) = split(end);
            return (number, rest.trim_start_matches(['）', ')']).to_owned());
        }
    }
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    if digit(first) {
        let end = heading.find(|c| !digit(c) && c != '.' && c != '．').unwrap_or(0);
        let number = heading[..end].trim_end_matches(['.', '．']);
        let (number, rest) = split(number.len());
        return (number, rest.trim_start_matches(['）', ')']).to_owned());
    }
    if ('①'..='⒛').contains(&first) {
        return split(3);
    }
    (String::new(), heading.to_owned())
}
