//! Writing a plan in a layout.

use std::collections::HashMap;

use super::chars::{self, Chars};
use super::doc::{Block, Doc, Join, Unit};
use super::duty::{self, Form};
use super::frame::{self, Frame};
use super::scheme::Level;

/// How headings stand to their bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heads {
    Own,
    /// On lines of their own.
    Lines,
    /// In front of the body on its line, with this between.
    Glued(&'static str),
    /// `**（一）扩大学位**` on a line, or in front of the body.
    Bold(bool),
    /// `## 一、任务`
    Markdown,
    /// Long headings on two lines.
    Broken,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pages {
    None,
    /// `- 3 -`
    Hyphens,
    /// `— 3 —`
    Dashes,
    /// `第3页 共12页`
    Words,
    /// `3`
    Bare,
    /// The title at the head of each page, its number at the foot.
    Titled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Breaks {
    Own,
    /// One line, headings followed by this.
    OneLine(&'static str),
    /// Every sentence a line.
    Sentences,
    /// So many characters a line; paragraphs set in, or not.
    Wrap(usize, Pages, bool),
    /// This before each line, that behind it.
    Framed(&'static str, &'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Only {
    All,
    /// Without tables and annexes.
    Plain,
}

#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub scheme: &'static [Level],
    pub heads: Heads,
    pub breaks: Breaks,
    pub chars: &'static [Chars],
    pub frame: Frame,
    pub duties: Form,
    pub only: Only,
}

pub(crate) const PLAIN: Layout = Layout {
    scheme: super::scheme::OWN,
    heads: Heads::Own,
    breaks: Breaks::Own,
    chars: &[],
    frame: Frame::Own,
    duties: Form::Own,
    only: Only::All,
};

pub(crate) enum Line {
    Raw(String),
    /// A heading alone.
    Head(usize, String),
    Para(String),
    /// Behind the paragraph before, on its line.
    Inline(String),
}

pub(crate) struct Written {
    pub text: String,
    /// Old paths → new ones.
    pub map: HashMap<String, String>,
    /// New paths that may be given or left out: paragraphs with 一是.
    pub doubtful: HashMap<String, String>,
}

/// Writes the plan; none where the layout does not suit it.
pub(crate) fn write(doc: &Doc, layout: &Layout) -> Option<Written> {
    // No scheme goes on below its last level.
    let deep = !layout.scheme.is_empty() && doc.depth >= layout.scheme.len();
    if deep || layout.only == Only::Plain && !doc.plain || !frame::suits(doc, layout.frame) {
        return None;
    }
    let mut map: HashMap<String, String> = HashMap::new();
    let mut doubtful = HashMap::new();
    // The numbers of a unit from the top down, and how many units stand in it.
    let mut chains: HashMap<String, Vec<usize>> = HashMap::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut running: HashMap<(Option<String>, usize), usize> = HashMap::new();
    let mut lines = Vec::new();
    for (at, block) in doc.blocks.iter().enumerate() {
        let unit = match block {
            Block::Raw(raw) => {
                lines.extend(raw.iter().cloned().map(Line::Raw));
                continue;
            }
            Block::Unit(unit) => unit,
        };
        let annex = unit.old.starts_with('附').then(|| unit.old.split('/').next().unwrap_or_default().to_owned());
        let above =
            if unit.above.is_empty() { String::new() } else { map.get(&unit.above).cloned().unwrap_or(unit.above.clone()) };
        let count = counts.entry(unit.above.clone()).or_default();
        *count += 1;
        let mut n = *count;
        let mut level = layout.scheme.get(unit.depth.min(layout.scheme.len().saturating_sub(1))).copied();
        if level.is_some_and(Level::is_inline) && (!unit.leaf || !alone(doc, at, unit) || unit.title.is_empty()) {
            level = Some(Level::Number("."));
        }
        // Without a number and a sign no heading can be told.
        if level == Some(Level::Bare) && (unit.title.is_empty() || unit.join == Join::Sentence) {
            return None;
        }
        if level.is_some_and(Level::is_running) {
            let last = running.entry((annex, unit.depth)).or_default();
            *last += 1;
            n = *last;
        }
        let mut chain = chains.get(&unit.above).cloned().unwrap_or_default();
        chain.push(n);
        let (printed, part) = match level {
            Some(_) if unit.ordinal => (unit.number.clone(), unit.number.clone()),
            Some(level) => level.number(&chain, &unit.title),
            None => {
                let part = unit.old.rsplit('/').next().unwrap_or_default().to_owned();
                (mark(&unit.number), part)
            }
        };
        chains.insert(unit.old.clone(), chain);
        let path = match (part.is_empty(), above.is_empty()) {
            (true, _) => above,
            (false, true) => part,
            (false, false) => format!("{above}/{part}"),
        };
        if unit.ordinal && layout.scheme.first().is_some() {
            doubtful.insert(path.clone(), path.rsplit_once('/').map_or("", |(above, _)| above).to_owned());
        }
        map.insert(unit.old.clone(), path);
        head(unit, level, &printed, layout, &mut lines);
        let mut body = unit.body.clone();
        duty::rewrite(doc, unit, layout.duties, &mut body);
        let mut body = body.into_iter();
        if let Some(Line::Para(text) | Line::Inline(text)) = lines.last_mut()
            && let Some(first) = body.next()
        {
            text.push_str(&first);
        }
        lines.extend(body.map(Line::Para));
    }
    frame::put(doc, layout.frame, &mut lines);
    let text = chars::change(&broken(&lines, layout.breaks, &doc.plan.title), layout.chars);
    Some(Written { text, map, doubtful })
}

/// A number as it was, with the mark that belongs to it.
fn mark(number: &str) -> String {
    let bare = number.chars().all(|c| "一二三四五六七八九十".contains(c));
    let digits = number.chars().all(|c| c.is_ascii_digit());
    match number {
        "" => String::new(),
        _ if bare => format!("{number}、"),
        _ if digits => format!("{number}."),
        _ if number.starts_with('第') || number.contains('.') => format!("{number} "),
        _ => number.to_owned(),
    }
}

/// Whether all units beside this one are leaves.
fn alone(doc: &Doc, at: usize, unit: &Unit) -> bool {
    let beside = |block: &Block| match block {
        Block::Unit(other) => other.above != unit.above || other.leaf,
        Block::Raw(_) => true,
    };
    at > 0 && doc.blocks.iter().all(beside)
}

/// The line of a heading: a paragraph if the body is to follow on it.
fn head(unit: &Unit, level: Option<Level>, printed: &str, layout: &Layout, lines: &mut Vec<Line>) {
    let words = format!("{printed}{}", unit.title);
    if level.is_some_and(Level::is_inline) {
        let stop = if unit.join == Join::Sentence || unit.title.ends_with('。') { "" } else { "。" };
        let text = format!("{words}{stop}");
        lines.push(match lines.last() {
            Some(Line::Para(_) | Line::Inline(_)) => Line::Inline(text),
            _ => Line::Para(text),
        });
        return;
    }
    let sentence = unit.join == Join::Sentence;
    if unit.ordinal || sentence {
        match unit.join {
            Join::Line | Join::Sentence if sentence || unit.body.is_empty() => {
                lines.push(Line::Para(words));
                if !unit.body.is_empty() {
                    // What follows is on lines of its own.
                    lines.push(Line::Head(usize::MAX, String::new()));
                }
            }
            Join::Sign(sign) => lines.push(Line::Para(format!("{words}{sign}"))),
            _ => lines.push(Line::Head(unit.depth, words)),
        }
        return;
    }
    // Without a number only a line of its own makes a heading.
    if level == Some(Level::Bare) {
        lines.push(Line::Head(unit.depth, words));
        return;
    }
    let empty = unit.body.is_empty();
    match layout.heads {
        Heads::Own | Heads::Broken => match unit.join {
            Join::Sign(sign) if layout.heads == Heads::Own => lines.push(Line::Para(format!("{words}{sign}"))),
            // 第一章, and its title on the next line.
            _ if layout.heads == Heads::Broken && printed.starts_with('第') => {
                lines.push(Line::Head(unit.depth, format!("{}\n{}", printed.trim_end(), unit.title)));
            }
            _ if layout.heads == Heads::Broken && words.chars().count() >= 24 => {
                let at = words.char_indices().nth(words.chars().count() - 5).map_or(0, |(at, _)| at);
                lines.push(Line::Head(unit.depth, format!("{}\n{}", &words[..at], &words[at..])));
            }
            _ => lines.push(Line::Head(unit.depth, words)),
        },
        Heads::Lines => lines.push(Line::Head(unit.depth, words)),
        Heads::Glued(_) | Heads::Bold(true) if empty => lines.push(Line::Head(unit.depth, words)),
        Heads::Glued(sign) => lines.push(Line::Para(format!("{words}{sign}"))),
        Heads::Bold(false) => lines.push(Line::Head(unit.depth, format!("**{words}**"))),
        Heads::Bold(true) => lines.push(Line::Para(format!("**{words}。**"))),
        Heads::Markdown => lines.push(Line::Head(unit.depth, format!("{} {words}", "#".repeat(unit.depth + 2)))),
    }
}

/// The text in lines.
fn broken(lines: &[Line], breaks: Breaks, title: &str) -> String {
    // Inline pieces join the line before.
    let mut whole: Vec<(bool, String)> = Vec::new();
    for line in lines {
        match line {
            Line::Inline(text) => match whole.last_mut() {
                Some((_, before)) => before.push_str(text),
                None => whole.push((false, text.clone())),
            },
            Line::Head(_, text) if text.is_empty() => {}
            Line::Head(_, text) | Line::Raw(text) => whole.push((true, text.clone())),
            Line::Para(text) => whole.push((false, text.clone())),
        }
    }
    let mut out = String::new();
    match breaks {
        Breaks::Own => whole.iter().for_each(|(_, line)| out.push_str(&format!("{line}\n"))),
        Breaks::OneLine(gap) => {
            for (_, line) in &whole {
                out.push_str(line);
                let ends = line.ends_with(['。', '）', '：', '；', '！', '，', '　']);
                out.push_str(if ends {
                    ""
                } else if out.chars().count() < 90 {
                    " "
                } else {
                    gap
                });
            }
        }
        Breaks::Sentences => {
            for (_, line) in &whole {
                out.push_str(&line.replace('。', "。\n"));
                out.push('\n');
            }
            while out.contains("\n\n") {
                out = out.replace("\n\n", "\n");
            }
        }
        Breaks::Framed(before, behind) => whole.iter().for_each(|(_, line)| out.push_str(&format!("{before}{line}{behind}\n"))),
        Breaks::Wrap(width, pages, indent) => {
            let mut all: Vec<String> = Vec::new();
            for (_, line) in &whole {
                let mut row = if indent { "　　".to_owned() } else { String::new() };
                let mut used = if indent { 4 } else { 0 };
                let mut rest = line.chars().peekable();
                let mut number = 0;
                while let Some(c) = rest.next() {
                    let wide = if c.is_ascii() { 1 } else { 2 };
                    // No line begins with a closing sign, and numbers are not broken.
                    number = if c.is_ascii_graphic() { number + 1 } else { 0 };
                    let ahead = if number == 1 { rest.clone().take_while(char::is_ascii_graphic).count() } else { 0 };
                    if used + wide + ahead > width * 2 && number < 2 && !"。，、；：）”》！？%".contains(c) {
                        all.push(std::mem::take(&mut row));
                        used = 0;
                    }
                    row.push(c);
                    used += wide;
                }
                all.push(row);
            }
            let count = all.len().div_ceil(22);
            for (i, line) in all.iter().enumerate() {
                out.push_str(line);
                out.push('\n');
                if i % 22 == 21 {
                    let page = i / 22 + 1;
                    match pages {
                        Pages::None => {}
                        Pages::Hyphens => out.push_str(&format!("- {page} -\n")),
                        Pages::Dashes => out.push_str(&format!("\n— {page} —\n\n")),
                        Pages::Words => out.push_str(&format!("第{page}页 共{count}页\n")),
                        Pages::Bare => out.push_str(&format!("{page}\n")),
                        Pages::Titled => out.push_str(&format!("{page}\n{title}\n")),
                    }
                }
            }
        }
    }
    out
}
