//! Other forms of the lists of who does it.

use super::doc::{Doc, Unit};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Own,
    /// `【责任单位：甲 乙】`
    Black,
    /// `牵头单位：甲；配合单位：乙、丙` on a line of its own.
    Line,
    /// A line for each label.
    Lines,
    /// `责任单位:甲,乙` on a line of its own.
    Half,
    /// `[责任部门：甲、乙]`
    Square,
    /// `（甲牵头，乙、丙配合）`
    Verbs,
    /// `由甲牵头，乙、丙配合。` as the last sentence.
    Sentence,
    /// `（牵头单位：甲　配合单位：乙　丙）`
    Blanks,
    /// `牵头单位：甲。配合单位：乙。` behind the last sentence.
    Stops,
    /// `（责任单位：甲；乙；丙）`
    Semicolons,
    /// `责任单位：` on a line, the names on the next.
    Below,
    /// `（责任领导：李明；责任单位：甲、乙）`
    Leader,
}

/// Writes the lists of a unit in another form: where they stood they are taken out, and stand at its end.
pub(crate) fn rewrite(doc: &Doc, unit: &Unit, form: Form, body: &mut Vec<String>) {
    if form == Form::Own || body.is_empty() {
        return;
    }
    let measures: Vec<_> = doc.plan.measures.iter().filter(|m| m.path.as_str() == unit.old).collect();
    let gather = |of: fn(&crossplan::Measure) -> &Vec<String>| {
        let mut all: Vec<String> = Vec::new();
        for name in measures.iter().flat_map(|m| of(m)) {
            if !all.contains(name) {
                all.push(name.clone());
            }
        }
        all
    };
    let lists = [gather(|m| &m.lead), gather(|m| &m.responsible), gather(|m| &m.supporting)];
    let Some(first) = lists.iter().flatten().next() else { return };
    // The list stands at the end of a paragraph, in brackets or behind a label.
    let labels = ["牵头单位：", "责任单位：", "牵头部门：", "责任部门：", "配合单位：", "牵头单位:", "责任单位:", "配合单位:"];
    let found = body.iter().enumerate().rev().find_map(|(i, line)| {
        let bare = line.trim_end_matches('。');
        let open = match bare.chars().next_back()? {
            '）' | ')' => innermost(bare, ['（', '('], ['）', ')'])?,
            '〕' | ']' => innermost(bare, ['〔', '['], ['〕', ']'])?,
            '】' => bare.rfind('【')?,
            _ => labels.iter().filter_map(|label| line.find(label)).min()?,
        };
        let list = &line[open..];
        let is = list.contains(first.as_str()) && !list.contains("时限") && !list.contains("时间");
        (is && (labels.iter().any(|l| list.contains(l)) || ["牵头", "负责", "配合"].iter().any(|w| list.contains(w))))
            .then_some((i, open))
    });
    let Some((i, open)) = found else { return };
    let line = body[i].clone();
    let own = line[..open].trim_end();
    // Other forms of the sentence before stay sentences.
    let stopped = if own.is_empty() || own.ends_with(['。', '；', '！']) { own.to_owned() } else { format!("{own}。") };
    let names = ["牵头单位", "责任单位", "配合单位"];
    let labelled = |colon: &str, between: &str, lists_between: &str| -> String {
        let all = names.iter().zip(&lists).filter(|(_, list)| !list.is_empty());
        all.map(|(name, list)| format!("{name}{colon}{}", list.join(between))).collect::<Vec<_>>().join(lists_between)
    };
    let verbs = |lead: &str| -> String {
        let [l, r, s] = &lists;
        let mut clauses = Vec::new();
        if !l.is_empty() {
            clauses.push(format!("{}牵头", l.join("、")));
        }
        if !r.is_empty() {
            clauses.push(format!("{}{}", r.join("、"), if l.is_empty() { "负责" } else { "按职责分工负责" }));
        }
        if !s.is_empty() {
            clauses.push(format!("{}配合", s.join("、")));
        }
        format!("{lead}{}", clauses.join("，"))
    };
    let (same, below): (String, Vec<String>) = match form {
        Form::Own => return,
        Form::Black => (format!("【{}】", labelled("：", " ", "；")), Vec::new()),
        Form::Line => (String::new(), vec![labelled("：", "、", "；")]),
        Form::Lines => (String::new(), labelled("：", "、", "\n").split('\n').map(str::to_owned).collect()),
        Form::Half => (String::new(), vec![labelled(":", ",", ";")]),
        Form::Square => (format!("[{}]", labelled("：", "、", "；").replace("单位", "部门")), Vec::new()),
        Form::Verbs => (format!("（{}）", verbs("")), Vec::new()),
        Form::Sentence => (format!("{}。", verbs("由")), Vec::new()),
        Form::Blanks => (format!("（{}）", labelled("：", "　", "　")), Vec::new()),
        Form::Stops => (format!("{}。", labelled("：", "、", "。")), Vec::new()),
        Form::Semicolons => (format!("（{}）", labelled("：", "；", "；")), Vec::new()),
        Form::Leader => (format!("（责任领导：李建明；{}）", labelled("：", "、", "；")), Vec::new()),
        Form::Below => (String::new(), labelled("：\n", "、", "\n").split('\n').map(str::to_owned).collect()),
    };
    let mut new = Vec::new();
    let changed = format!("{stopped}{same}");
    if !changed.is_empty() {
        new.push(changed);
    }
    new.extend(below);
    body.splice(i..=i, new);
}

/// Where the bracket opens that closes at the end.
fn innermost(text: &str, open: [char; 2], close: [char; 2]) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().rev() {
        if close.contains(&c) {
            depth += 1;
        } else if open.contains(&c) {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}
