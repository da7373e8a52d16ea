//! Annexes: where they begin, which lines only announce them.

use std::ops::Range;

use crate::read::lines::{is_annex_line, is_date};
use crate::read::marker;
use crate::read::normal::Line;

/// An annex whose text is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AnnexStart {
    /// Its line.
    pub line: usize,
    /// `附件2-1`.
    pub label: String,
    /// The title behind the number on the same line: bytes of the text; empty where the title follows.
    pub title: Range<usize>,
}

/// An annex that is announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Announced {
    pub line: usize,
    pub label: String,
    pub title: Range<usize>,
}

#[derive(Default)]
pub(crate) struct Annexes {
    pub starts: Vec<AnnexStart>,
    pub announced: Vec<Announced>,
    /// First lines and one past the last lines of announcements.
    pub lists: Vec<Range<usize>>,
}

/// A line `附件2-1：title`, taken apart: the bytes of the label and the title inside the line.
fn parts(line: &str) -> Option<(String, Range<usize>)> {
    if !is_annex_line(line) {
        return None;
    }
    let word = ["附件", "附表", "附录", "附"].iter().find(|word| line.starts_with(**word))?;
    let rest = line.get(word.len()..)?;
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '—' | '–') || "一二三四五六七八九十".contains(c);
    let number = rest.find(|c: char| !is_number(c)).unwrap_or(rest.len());
    let printed: String = rest.get(..number)?.chars().map(|c| if matches!(c, '—' | '–') { '-' } else { c }).collect();
    let tail = rest.get(number..)?;
    let title = tail.trim_start_matches(['：', ' ', '.', '、']);
    let start = line.len() - title.len();
    Some((format!("{word}{}", printed.trim_matches('-')), start..line.len()))
}

/// Finds the annexes among the lines of `text`.
pub(crate) fn find(text: &str, lines: &[Line]) -> Annexes {
    let at = |i: usize| lines.get(i).and_then(|line| text.get(line.range())).unwrap_or_default();
    let mut found = Annexes::default();
    // The last line that is nothing but an annex number, for each number: there the annex begins.
    let mut bare: Vec<(String, usize)> = Vec::new();
    // 附
    let begins = |line: &Line| text.as_bytes().get(line.start()..).is_some_and(|rest| rest.starts_with(&[0xe9, 0x99, 0x84]));
    let candidates: Vec<(usize, String, Range<usize>)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| begins(line))
        .filter_map(|(i, _)| parts(at(i)).map(|(label, title)| (i, label, title)))
        .collect();
    for (i, label, title) in &candidates {
        if title.is_empty() {
            bare.push((label.clone(), *i));
        }
    }
    bare.sort();
    let begins_later = |label: &str, line: usize| {
        let from = bare.partition_point(|(known, at)| (known.as_str(), *at) <= (label, line));
        bare.get(from).is_some_and(|(known, _)| known == label)
    };
    let mut past = 0;
    for (line, label, title) in candidates {
        if line < past {
            continue;
        }
        let offset = lines.get(line).map_or(0, Line::start);
        let shifted = offset + title.start..offset + title.end;
        let inner = at(line).get(title.clone()).unwrap_or_default();
        let numbered = marker::marker(inner).is_some_and(|m| m.kind == marker::Kind::Number);
        let follows = at(line + 1);
        let opens_list = numbered
            || (title.is_empty() && marker::marker(follows).is_some_and(|m| m.kind == marker::Kind::Number) && is_entry(follows));
        if opens_list {
            let mut end = line;
            let mut expected = 1;
            if numbered {
                found.announce(line, &label, inner, shifted.start);
                expected = 2;
            }
            end += 1;
            while let Some(m) =
                marker::marker(at(end)).filter(|m| m.kind == marker::Kind::Number && m.value == expected && is_entry(at(end)))
            {
                let start = lines.get(end).map_or(0, Line::start);
                found.announce(end, &label, at(end), start);
                expected = m.value + 1;
                end += 1;
            }
            found.lists.push(line..end);
            past = end;
            continue;
        }
        if title.is_empty() {
            // A number that is announced with the title on the next line has its own line again later.
            if begins_later(&label, line) && (is_annex_line(follows) || is_annex_line(at(line + 2))) {
                let start = lines.get(line + 1).map_or(shifted, Line::range);
                found.announced.push(Announced { line, label, title: start });
                found.lists.push(line..line + 2);
                past = line + 2;
            } else {
                found.starts.push(AnnexStart { line, label, title: shifted });
            }
            continue;
        }
        let sentence = inner.contains('。') || inner.contains('，') && inner.len() > 90;
        if sentence {
            continue;
        }
        let last = line + 1 >= lines.len();
        let signed = (1..=4).any(|n| is_date(at(line + n))) && (1..=3).all(|n| marker::marker(at(line + n)).is_none());
        if begins_later(&label, line) || last || is_annex_line(follows) || signed {
            found.announced.push(Announced { line, label, title: shifted });
            found.lists.push(line..line + 1);
        } else {
            found.starts.push(AnnexStart { line, label, title: shifted });
        }
    }
    found
}

impl Annexes {
    /// An entry `2.title` of a list of annexes.
    fn announce(&mut self, line: usize, word: &str, entry: &str, offset: usize) {
        let Some(marker) = marker::marker(entry) else { return };
        let title = offset + marker.len..offset + entry.len();
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        self.announced.push(Announced { line, label: format!("{word}{}", marker.value), title });
    }
}

fn is_entry(line: &str) -> bool {
    !line.contains('。') && line.len() <= 240
}

#[cfg(test)]
mod tests {
    use super::*;

    type Listed = (Vec<(usize, String)>, Vec<(String, String)>);

    fn run(text: &str) -> Listed {
        let mut lines = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            lines.push(Line::of(at..at + line.len()));
            at += line.len() + 1;
        }
        let found = find(text, &lines);
        (
            found.starts.into_iter().map(|s| (s.line, s.label)).collect(),
            found.announced.into_iter().map(|a| (a.label, text[a.title].to_owned())).collect(),
        )
    }

    #[test]
    fn announced_and_there() {
        let (starts, announced) =
            run("正文。\n附件：1.奖励办法\n2.任务分工表\n附件1\n奖励办法\n一、目的\n附件2\n任务分工表\n一、内容");
        assert_eq!(starts, [(3, "附件1".to_owned()), (6, "附件2".to_owned())]);
        assert_eq!(announced, [("附件1".to_owned(), "奖励办法".to_owned()), ("附件2".to_owned(), "任务分工表".to_owned())]);
    }

    #[test]
    fn announced_only() {
        let (starts, announced) = run("正文。\n附件：领导小组名单");
        assert_eq!(starts, []);
        assert_eq!(announced, [("附件".to_owned(), "领导小组名单".to_owned())]);
    }

    #[test]
    fn title_on_the_same_line() {
        let (starts, announced) = run("正文。\n附件2-1：工作室管理办法\n一、目的\n为了管好工作室。");
        assert_eq!(starts, [(1, "附件2-1".to_owned())]);
        assert!(announced.is_empty());
        let (starts, announced) = run("正文。\n附件2-1：工作室管理办法\n附件2-1\n工作室管理办法\n一、目的");
        assert_eq!(starts, [(2, "附件2-1".to_owned())]);
        assert_eq!(announced.len(), 1);
    }

    #[test]
    fn words_that_name_no_annex() {
        let (starts, announced) = run("附近学校共享操场\n附加分不计入\n附件中的各项任务要落实。\n附则");
        assert!(starts.is_empty() && announced.is_empty());
    }
}
