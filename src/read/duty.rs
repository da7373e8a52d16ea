//! Who leads, who is responsible, who helps: the lists at the end of a unit.
//!
//! | accepted | read as |
//! |---|---|
//! | `（牵头单位：甲局 责任单位：乙局、丙局）`, in any bracket or none, full stop inside or out | lead 甲局; responsible 乙局, 丙局 |
//! | `（甲局牵头，乙局、丙局配合）`, `（甲局、乙局按职责分工负责）` | lead 甲局; supporting 乙局, 丙局 / responsible 甲局, 乙局 |
//! | `由甲局牵头，乙局、丙局配合。` as the last sentence | lead 甲局; supporting 乙局, 丙局 |
//! | separators `、` `，` `；` `/`, spaces; names hold brackets of their own: `各乡（镇）` | names as printed, without a final 等 |
//!
//! Rejected: running prose (`教育局负责统筹工作。`), which names duties and not lists.

use std::ops::Range;

use super::chars::{opening, signs, trim};
use super::find::Tails;
use super::sign::{Holds, Mark, Sign};

/// The lists of a unit, each name once, in the order of the text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Duties {
    pub lead: Vec<String>,
    pub responsible: Vec<String>,
    pub supporting: Vec<String>,
    /// What they take up in the text.
    pub ranges: Vec<Range<usize>>,
    /// The signs that the unit holds, and which of the body's they are.
    pub signs: Holds,
    pub marks: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum List {
    Lead,
    Responsible,
    Supporting,
    /// Ends a list and holds none: 完成时限, 责任领导.
    Other,
}

/// Longer labels before those that they end with.
const LABELS: [(&str, List); 33] = [
    ("牵头责任单位", List::Lead),
    ("牵头责任部门", List::Lead),
    ("牵头配合单位", List::Supporting),
    ("配合责任单位", List::Supporting),
    ("牵头单位", List::Lead),
    ("牵头部门", List::Lead),
    ("牵头科室", List::Lead),
    ("主办单位", List::Lead),
    ("主责单位", List::Lead),
    ("主责部门", List::Lead),
    ("主要责任单位", List::Responsible),
    ("责任单位", List::Responsible),
    ("责任部门", List::Responsible),
    ("责任主体", List::Responsible),
    ("责任科室", List::Responsible),
    ("责任股室", List::Responsible),
    ("责任处室", List::Responsible),
    ("实施单位", List::Responsible),
    ("落实单位", List::Responsible),
    ("承办单位", List::Responsible),
    ("配合单位", List::Supporting),
    ("配合部门", List::Supporting),
    ("协办单位", List::Supporting),
    ("协同单位", List::Supporting),
    ("协助单位", List::Supporting),
    ("参与单位", List::Supporting),
    ("参加单位", List::Supporting),
    ("责任领导", List::Other),
    ("责任人", List::Other),
    ("完成时限", List::Other),
    ("完成时间", List::Other),
    ("时限要求", List::Other),
    ("实施时间", List::Other),
];

static LABEL: Tails = Tails::of({
    const WORDS: [&str; LABELS.len()] = {
        let mut words = [""; LABELS.len()];
        let mut n = 0;
        #[allow(clippy::indexing_slicing)] // Below the length.
        while n < words.len() {
            words[n] = LABELS[n].0;
            n += 1;
        }
        words
    };
    &WORDS
});

/// Brackets that may hold a list.
const OPENING: Holds = Holds::of(&[Sign::Open, Sign::OpenShell, Sign::OpenBlack]);

const CLOSING: Holds = Holds::of(&[Sign::Close, Sign::CloseShell, Sign::CloseBlack]);

/// The duties of a unit: its own text, where that begins in the body, and the signs of the body inside it.
pub(crate) fn duties(text: &str, at: usize, marks: &[Mark]) -> Duties {
    let unit = Unit { text, at, marks };
    let mut holds = Holds::default();
    marks.iter().for_each(|mark| holds.add(Holds::one(mark.sign)));
    let mut found = Duties { signs: holds, ..Duties::default() };
    // Most units have neither.
    if holds.has(Sign::Colon) {
        unit.labelled(&mut found);
    }
    if holds.any(OPENING) {
        unit.bracketed_prose(&mut found);
    }
    if found.is_empty() {
        unit.last_sentence(&mut found);
    }
    found.ranges.sort_by_key(|range| range.start);
    found
}

/// Behind the names of those who do it, longer ones before those that they end with.
const VERBS: [(&str, List); 16] = [
    ("牵头负责", List::Lead),
    ("牵头落实", List::Lead),
    ("共同牵头", List::Lead),
    ("牵头", List::Lead),
    ("等按职责分工负责", List::Responsible),
    ("按照职责分工负责", List::Responsible),
    ("按职责分工负责", List::Responsible),
    ("依职责分工负责", List::Responsible),
    ("分工负责", List::Responsible),
    ("分别负责", List::Responsible),
    ("共同负责", List::Responsible),
    ("负责", List::Responsible),
    ("配合", List::Supporting),
    ("协同", List::Supporting),
    ("参与", List::Supporting),
    ("参加", List::Supporting),
];

/// The shortest of them: what ends with another ends with one of these.
static LAST: Tails = Tails::of(&["负责", "牵头", "牵头落实", "配合", "协同", "参与", "参加"]);

/// The text of a unit with its signs.
struct Unit<'a> {
    text: &'a str,
    at: usize,
    marks: &'a [Mark],
}

impl Duties {
    pub(crate) fn is_empty(&self) -> bool {
        self.lead.is_empty() && self.responsible.is_empty() && self.supporting.is_empty()
    }

    fn add(&mut self, list: List, names: &str) {
        let list = match list {
            List::Lead => &mut self.lead,
            List::Responsible => &mut self.responsible,
            List::Supporting => &mut self.supporting,
            List::Other => return,
        };
        split(names, |name| {
            // No plan names as many bodies; the bound keeps reading linear.
            if list.len() < 500 && !list.iter().any(|known| known == name) {
                list.push(name.to_owned());
            }
        });
    }
}

impl Duties {
    /// `甲局牵头，乙局、丙局配合`
    fn clauses(&mut self, text: &str) {
        let mut names = String::new();
        for clause in text.split(['，', '；']) {
            let hit = VERBS.iter().find(|(verb, _)| clause.ends_with(verb));
            if !names.is_empty() {
                names.push('、');
            }
            match hit {
                Some((verb, list)) => {
                    names.push_str(clause.strip_suffix(verb).unwrap_or(clause));
                    self.add(*list, names.strip_prefix('由').unwrap_or(&names));
                    names.clear();
                }
                None => names.push_str(clause),
            }
        }
    }
}

/// A label in front of a colon.
struct Label {
    list: List,
    start: usize,
    /// Behind the colon.
    end: usize,
    /// The index of the colon among the signs.
    mark: usize,
}

impl Unit<'_> {
    fn labels(&self) -> Vec<Label> {
        let mut found = Vec::new();
        for (n, mark) in self.marks.iter().enumerate().filter(|(_, mark)| mark.sign == Sign::Colon) {
            let at = mark.at() - self.at;
            let before = self.text.get(..at).unwrap_or_default();
            if let Some((label, list)) = LABEL.longest(before).and_then(|n| LABELS.get(n)) {
                found.push(Label { list: *list, start: at - label.len(), end: mark.end() - self.at, mark: n });
            }
        }
        found
    }

    fn labelled(&self, found: &mut Duties) {
        let text = self.text;
        let labels = self.labels();
        let mut first = 0;
        while let Some(head) = labels.get(first) {
            // Labels that share a bracket, or a line where there is none.
            let before = text.get(..head.start).unwrap_or_default().trim_end_matches(' ');
            let open = before.chars().next_back();
            let bracket = open.and_then(|c| Some((before.len() - c.len_utf8(), closing(c)?, c)));
            // No list is longer.
            let limit = head.end + opening(text.get(head.end..).unwrap_or_default(), 6000).len();
            let behind = self.marks.get(head.mark + 1..).unwrap_or_default();
            let until = |sign: fn(Sign) -> bool| {
                let mark = behind.iter().find(|mark| mark.at() - self.at >= limit || sign(mark.sign));
                mark.map_or(limit, |mark| (mark.at() - self.at).min(limit))
            };
            let line = until(|sign| sign == Sign::Line);
            let closed = bracket.and_then(|(at, close, open)| match self.mark_before(head.mark, at) {
                Some(n) => self.closes(n, line),
                None => matching(text, at, open, close, line),
            });
            let stop = match closed {
                Some(close) => close,
                // Without brackets a list ends with its sentence.
                None => until(|sign| matches!(sign, Sign::Stop | Sign::Line)),
            };
            let count = labels.iter().skip(first).take_while(|label| label.start < stop).count().max(1);
            let group = labels.get(first..first + count).unwrap_or_default();
            let all = group.iter().all(|label| label.list != List::Other);
            for (i, label) in group.iter().enumerate() {
                let end = group.get(i + 1).map_or(stop, |next| next.start);
                let names = text.get(label.end..end.max(label.end)).unwrap_or_default();
                found.add(label.list, names);
                if label.list != List::Other && !all {
                    found.ranges.push(label.start..end);
                }
            }
            if all {
                let start = bracket.map_or(head.start, |(at, ..)| at);
                let close = closed.and_then(|at| text.get(at..)).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                found.ranges.push(start..stop + close);
            }
            first += count;
        }
    }

    /// The index of the sign at a byte, somewhere before another.
    fn mark_before(&self, n: usize, at: usize) -> Option<usize> {
        let before = self.marks.get(..n)?;
        let n = before.iter().rposition(|mark| mark.at() - self.at <= at)?;
        before.get(n).filter(|mark| mark.at() - self.at == at && mark.sign != Sign::Space).map(|_| n)
    }

    /// Where a bracket closes on its line before `limit`; `n` is the index of its sign.
    fn closes(&self, n: usize, limit: usize) -> Option<usize> {
        let open = self.marks.get(n)?;
        let close = match open.sign {
            Sign::Open => Sign::Close,
            Sign::OpenShell => Sign::CloseShell,
            Sign::OpenBlack => Sign::CloseBlack,
            _ => return None,
        };
        let mut depth = 0_u32;
        let behind = self.marks.get(n..)?.iter();
        for mark in behind.take_while(|mark| mark.end() - self.at <= limit && mark.sign != Sign::Line) {
            if mark.sign == open.sign {
                depth += 1;
            } else if mark.sign == close {
                depth -= 1;
                if depth == 0 {
                    return Some(mark.at() - self.at);
                }
            }
        }
        None
    }

    /// `（甲局牵头，乙局配合）` at the end of a sentence or paragraph.
    fn bracketed_prose(&self, found: &mut Duties) {
        let text = self.text;
        let lists = |mark: &Mark| {
            let before = || text.get(..mark.at() - self.at).unwrap_or_default().trim_end_matches('。');
            CLOSING.has(mark.sign) && LAST.ending(before()).is_some()
        };
        if !self.marks.iter().any(lists) {
            return;
        }
        let labelled = found.ranges.len();
        let mut passed = 0;
        for (n, mark) in self.marks.iter().enumerate() {
            if !OPENING.has(mark.sign) {
                continue;
            }
            let at = mark.at() - self.at;
            // A list of bodies is not longer than this.
            let Some(end) = self.closes(n, at + 900) else { continue };
            while passed < labelled && found.ranges.get(passed).is_some_and(|range| range.end <= at) {
                passed += 1;
            }
            let inner = text.get(mark.end() - self.at..end).unwrap_or_default().trim_end_matches('。');
            if LAST.ending(inner).is_none() || inner.contains('。') {
                continue;
            }
            // All brackets take three bytes.
            let close = end + 3;
            let after = text.get(close..).unwrap_or_default().trim_start_matches(' ');
            let ends = after.is_empty()
                || after.starts_with(['。', '\n'])
                || text.get(..at).is_some_and(|before| before.ends_with('。'));
            if !ends || found.ranges.iter().take(labelled).nth(passed).is_some_and(|range| range.contains(&at)) {
                continue;
            }
            found.clauses(inner);
            found.ranges.push(at..close);
        }
    }

    /// `由甲局牵头，乙局配合。` at the end of the unit, and nothing else in that sentence.
    fn last_sentence(&self, found: &mut Duties) {
        let bare = self.text.trim_end_matches(['\n', ' ', '。']);
        if LAST.ending(bare).is_none() {
            return;
        }
        let ends = |mark: &&Mark| mark.end() - self.at < bare.len() && matches!(mark.sign, Sign::Stop | Sign::Line);
        let start = self.marks.iter().rev().find(ends).map_or(bare.len(), |mark| mark.end() - self.at);
        let sentence = bare.get(start..).unwrap_or_default();
        let Some(inner) = sentence.strip_prefix('由').filter(|inner| inner.len() < 900) else { return };
        static BODIES: Tails = Tails::of(&[
            "局", "委", "办", "部", "院", "政府", "处", "会", "室", "组", "专班", "队", "所", "馆", "园", "联", "联盟", "公司",
            "街道", "镇", "乡", "校", "中心", "单位", "部门", "科", "股", "司", "厅", "社区", "镇街", "学", "协", "市", "县",
            "区",
        ]);
        let is_list = |clause: &str| {
            let Some((verb, _)) = VERBS.iter().find(|(verb, _)| clause.ends_with(verb)) else { return false };
            let names = clause.strip_suffix(verb).unwrap_or(clause);
            names.split('、').all(|name| name.ends_with(['）', '等']) || BODIES.ending(name).is_some())
        };
        if inner.split(['，', '；']).all(is_list) {
            found.clauses(inner);
            found.ranges.push(
                start..bare.len() + if self.text.get(bare.len()..).is_some_and(|rest| rest.starts_with('。')) { 3 } else { 0 },
            );
        }
    }
}

const fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' => '）',
        '(' => ')',
        '〔' => '〕',
        '【' => '】',
        '[' => ']',
        _ => return None,
    })
}

/// Where the bracket that opens at `at` closes, before `limit`.
fn matching(text: &str, at: usize, open: char, close: char, limit: usize) -> Option<usize> {
    let mut depth = 0_u32;
    for (i, c) in text.get(at..limit)?.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at + i);
            }
        }
    }
    None
}

/// Visits the names of a list as printed.
fn split(names: &str, mut visit: impl FnMut(&str)) {
    let mut depth = 0_u32;
    let mut start = 0;
    for (at, c) in signs(names) {
        match c {
            '（' | '(' | '〔' => depth += 1,
            // The bracket around the whole list, which may begin with other labels.
            '）' | ')' | '〕' if depth == 0 => {
                names.get(start..at).and_then(clean).into_iter().for_each(&mut visit);
                return;
            }
            '）' | ')' | '〕' => depth -= 1,
            _ => {}
        }
        if depth == 0 && c == '、' && levels_go_on(names.get(start..at).unwrap_or_default(), names.get(at + c.len_utf8()..)) {
            continue;
        }
        if depth == 0 && matches!(c, '、' | '，' | '；' | ',' | ';' | '/' | ' ' | '\n' | '。') {
            if let Some(name) = names.get(start..at).and_then(clean) {
                visit(name);
            }
            start = at + c.len_utf8();
        }
    }
    if let Some(name) = names.get(start..).and_then(clean) {
        visit(name);
    }
}

/// 各区、县级市政府; 各县（市）、区; 各县、市、区教育局 might be two.
fn levels_go_on(name: &str, rest: Option<&str>) -> bool {
    const LEVELS: [char; 9] = ['县', '市', '区', '州', '旗', '级', '（', '）', '、'];
    let all = |levels: &str| !levels.is_empty() && levels.chars().all(|c| LEVELS.contains(&c));
    let rest = trim(rest.unwrap_or_default());
    let next = rest.trim_start_matches(LEVELS);
    let organ = ["政府", "人民政府", "管委会", "党委"].iter().find_map(|organ| next.strip_prefix(organ)).unwrap_or(next);
    trim(name).strip_prefix('各').is_some_and(all)
        && next.len() < rest.len()
        && (organ.is_empty()
            || organ.starts_with(['，', '；', '。', '、', ' ', '（', '等'])
            || rest.get(..rest.len() - next.len()).is_some_and(|levels| levels.ends_with('、')))
}

fn clean(name: &str) -> Option<&str> {
    static TAILS: Tails =
        Tails::of(&["等有关部门", "等相关部门", "等有关单位", "等相关单位", "等部门", "等单位", "等按职责分工", "等"]);
    let name = trim(name);
    let name = if name.ends_with(['。', '：']) { name.trim_end_matches(['。', '：']) } else { name };
    let name = trim(TAILS.ending(name).and_then(|tail| name.strip_suffix(tail)).unwrap_or(name));
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::normal::normalise;

    fn duties(text: &str) -> Duties {
        let normal = normalise(text);
        assert_eq!(normal.body.text(), text);
        super::duties(text, 0, normal.signs.from(0))
    }

    fn read(text: &str) -> (String, String, String) {
        let d = duties(text);
        (d.lead.join("|"), d.responsible.join("|"), d.supporting.join("|"))
    }

    #[test]
    fn accepted_forms() {
        for (text, lead, responsible, supporting) in [
            ("完成建设。（责任单位：教育局、财政局）", "", "教育局|财政局", ""),
            ("完成建设（责任单位：教育局、财政局。）。", "", "教育局|财政局", ""),
            ("完成建设。（牵头部门：教育局、督导室 责任部门：财政局、各中小学）", "教育局|督导室", "财政局|各中小学", ""),
            ("完成建设。〔责任单位：教育局，各乡（镇）〕", "", "教育局|各乡（镇）", ""),
            ("完成建设。【牵头单位：教育局；配合单位：财政局、人社局等】", "教育局", "", "财政局|人社局"),
            ("完成建设。\n责任单位：教育局 财政局 人社局等部门。", "", "教育局|财政局|人社局", ""),
            ("完成建设。牵头单位：教育局；责任单位：财政局。", "教育局", "财政局", ""),
            ("完成建设。（教育局牵头，财政局、人社局配合）", "教育局", "", "财政局|人社局"),
            ("完成建设。（教育局、财政局、各镇按职责分工负责）", "", "教育局|财政局|各镇", ""),
            ("完成建设。（教育局牵头，财政局，住建局按职责分工负责）。", "教育局", "财政局|住建局", ""),
            ("完成建设。（责任单位：教育局、财政局", "", "教育局|财政局", ""),
            ("完成建设。（责任单位：教育局、教育局）", "", "教育局", ""),
            ("完成建设。由教育局牵头，财政局、人社局配合。", "教育局", "", "财政局|人社局"),
            ("完成建设。由教育局、各镇（街道）负责。", "", "教育局|各镇（街道）", ""),
            ("完成建设。（责任单位：教育局、各区、市政府，团市委）", "", "教育局|各区、市政府|团市委", ""),
            ("完成建设。（责任单位：教育局，各县（市）、区人民政府）", "", "教育局|各县（市）、区人民政府", ""),
            ("完成建设。（责任单位：各县、市、区，教育局）", "", "各县、市、区|教育局", ""),
            ("完成建设。（责任单位：各区、市教育局）", "", "各区|市教育局", ""),
            ("完成建设。（责任单位：各区、县级市政府、市财政局）", "", "各区、县级市政府|市财政局", ""),
        ] {
            assert_eq!(read(text), (lead.to_owned(), responsible.to_owned(), supporting.to_owned()), "{text}");
        }
    }

    #[test]
    fn rejected_forms() {
        for text in [
            "由教育局牵头，建设学校。",
            "由教育局负责统筹，财政局配合。",
            "教育局负责统筹，财政局配合。",
            "落实责任单位，明确牵头部门。",
            "学校（含幼儿园）建设由教育局牵头。",
        ] {
            assert!(duties(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn dates_in_the_bracket_stay() {
        let text = "完成建设。（责任单位：教育局；完成时限：2024年6月）";
        let d = duties(text);
        assert_eq!(d.responsible, ["教育局"]);
        assert_eq!(d.ranges.len(), 1);
        assert!(!text[d.ranges[0].clone()].contains("2024"));
    }
}
