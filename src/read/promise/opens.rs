//! Deadlines that open a paragraph and hold for what follows in it.

use std::ops::Range;

use super::Reader;
use super::date::Date;
use super::scan::slice;
use crate::model::Role;

impl Reader<'_> {
    /// A deadline at the head of a paragraph holds for the paragraph; in a goals section for those that follow too.
    pub(super) fn opens(&mut self, paragraph: &Range<usize>, date: &Date) {
        // Behind the heading the paragraph begins anew.
        let text = self.unit.text;
        let behind = || -> Option<usize> {
            let end = self.heading;
            let sign = slice(text, end..).trim_start_matches(['。', '：', ' ']);
            (end > 0 && paragraph.contains(&end) && slice(text, end..).len() > sign.len()).then_some(text.len() - sign.len())
        };
        let near = if paragraph.start < 40 { behind() } else { None };
        let start = near.filter(|at| *at <= date.range.start).unwrap_or(paragraph.start);
        // What stands so far in opens nothing.
        if date.range.start - start > 240 {
            self.opened = None;
            return;
        }
        let head = slice(text, start..date.range.start);
        let head = head.trim_matches([' ', '　', '—', '-', '“', '"', '·', '●']);
        let head = ["到", "至", "力争", "争取", "确保", "力争到", "争取到", "在"]
            .iter()
            .fold(head, |h, w| h.strip_suffix(w).unwrap_or(h));
        let head = head.trim_end_matches([' ', '“', '，']);
        let label = head.ends_with(['：', ':']) && head.chars().count() <= 24;
        let run_in = head.ends_with('。') && head.matches('。').count() == 1 && head.chars().count() <= 30 && is_numbered(head);
        // 第三节 迎评验收（2026年7月—12月）: a date in the heading.
        let heads = start == 0 && date.range.end <= self.heading && self.heading < 100 && !head.contains('，');
        if head.is_empty() || label || run_in || heads || head.chars().count() <= 8 && is_numbered(head) {
            self.opened = date.due;
            // 到2025年 at the very head of a goals paragraph opens all that follow; a bullet or an entry opens only itself.
            let own_line = slice(text, start..date.range.start).trim_matches([' ', '　', '“']);
            if self.unit.role == Role::Goals && matches!(own_line, "到" | "至" | "力争到" | "争取到") {
                self.carried = date.due;
            }
        } else if self.opened.is_some() {
            // Another date in the middle ends the hold of the first.
            self.opened = None;
        }
    }
}

/// A heading number or a dash at the head.
fn is_numbered(head: &str) -> bool {
    let head = head.trim_start_matches([' ', '—', '（', '(']);
    head.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c))
}
