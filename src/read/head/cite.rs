//! What a plan cites (《…》 with its number), and the terms that it explains.

use crate::model::CitationRole;
use crate::read::chars::{last_sign, tail};
use crate::read::head::document_number;

/// A cited document. The range is bytes of the text that was looked through.
pub(crate) struct Cited {
    pub title: String,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub role: CitationRole,
    pub range: std::ops::Range<usize>,
}

/// The documents that a text cites; `opens` are the bytes where 《 may stand.
pub(crate) fn citations(text: &str, opens: impl Iterator<Item = usize>, preamble: bool) -> Vec<Cited> {
    const OPEN: &str = "《";
    let mut found = Vec::new();
    let mut past = 0;
    for at in opens {
        if at < past || !text.get(at..).is_some_and(|rest| rest.starts_with(OPEN)) {
            continue;
        }
        let Some(end) = closing(text, at) else { continue };
        past = end;
        let inner = text.get(at + OPEN.len()..end - '》'.len_utf8()).unwrap_or_default();
        let title = inner.trim();
        if title.chars().count() < 3 {
            continue;
        }
        let after = text.get(end..).unwrap_or_default();
        let bracket =
            after.strip_prefix('（').and_then(|rest| rest.split_once('）').filter(|(n, _)| n.len() <= 60).map(|(n, _)| n));
        let number = bracket.and_then(document_number);
        let stop = if number.is_some() { end + bracket.map_or(0, str::len) + 6 } else { end };
        let before = tail(text.get(..at).unwrap_or_default(), 600);
        let edge = last_sign(before, |c| matches!(c, '。' | '；' | '\n'));
        let clause = edge.and_then(|(i, _)| before.get(i..)).unwrap_or(before);
        let role = role(clause, after, preamble);
        found.push(Cited { title: title.to_owned(), number, issuer: issuer(before), role, range: at..stop.min(text.len()) });
    }
    found
}

/// One past the 》 that closes the 《 at `at`, within 600 bytes.
fn closing(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0_u32;
    for (i, c) in text.get(at..)?.char_indices().take(200) {
        match c {
            '《' => depth += 1,
            '》' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + i + c.len_utf8());
                }
            }
            '\n' => return None,
            _ => {}
        }
    }
    None
}

fn role(clause: &str, after: &str, preamble: bool) -> CitationRole {
    let comma = last_sign(clause, |c| matches!(c, '，' | '》'));
    let verb = comma.and_then(|(i, c)| clause.get(i + c.len_utf8()..)).unwrap_or(clause);
    let has = |words: &[&str]| words.iter().any(|word| verb.contains(word));
    if has(&["修订", "修改", "完善"]) {
        CitationRole::Amended
    } else if has(&["根据", "依据", "按照", "贯彻", "参照", "遵循"]) {
        CitationRole::Basis
    } else if has(&["制定", "出台", "研究制订", "起草", "编制"]) && !after.starts_with("的通知") {
        CitationRole::Planned
    } else if preamble || clause.contains("根据") || clause.contains("贯彻") {
        CitationRole::Basis
    } else {
        CitationRole::Reference
    }
}

/// The body named right in front of a title.
fn issuer(before: &str) -> Option<String> {
    const VERBS: [&str; 9] = ["关于印发", "联合印发的", "印发的", "印发", "制定的", "出台的", "发布的", "下发的", "的"];
    const ENDS: [&str; 15] = [
        "政府",
        "办公室",
        "委员会",
        "教育部",
        "教育厅",
        "教育局",
        "国务院",
        "中共中央",
        "省委",
        "市委",
        "县委",
        "区委",
        "办公厅",
        "财政部",
        "部门",
    ];
    let bare = VERBS.iter().find_map(|verb| before.strip_suffix(verb)).unwrap_or(before);
    let start = bare
        .char_indices()
        .rev()
        .take(30)
        .take_while(|(_, c)| crate::read::chars::is_han(*c) || *c == '、')
        .last()
        .map_or(bare.len(), |(i, _)| i);
    let mut name = bare.get(start..)?;
    const LEADS: [&str; 15] = [
        "深入",
        "全面",
        "认真",
        "切实",
        "严格",
        "根据",
        "按照",
        "依据",
        "贯彻",
        "落实",
        "执行",
        "学习",
        "参照",
        "精神和",
        "实施",
    ];
    while let Some(rest) = LEADS.iter().find_map(|word| name.strip_prefix(word)) {
        name = rest;
    }
    (name.chars().count() >= 2 && ENDS.iter().any(|end| name.ends_with(end)) && name.chars().count() <= 24 && name != "部门")
        .then(|| name.to_owned())
}

/// A term of a glossary with its meaning, from a line `1.term：meaning`.
pub(crate) fn term(line: &str) -> Option<(String, String)> {
    let rest = crate::read::marker::marker(line).map_or(line, |mark| line.get(mark.len..).unwrap_or(line));
    let (term, meaning) = rest.split_once('：')?;
    let term = term.trim_matches(|c: char| matches!(c, '“' | '”' | '【' | '】' | ' '));
    let meaning = meaning.trim();
    (!term.is_empty() && term.chars().count() <= 30 && !meaning.is_empty()).then(|| (term.to_owned(), meaning.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cited_documents() {
        let text = "根据省政府印发的《关于办好教育的意见》（省发〔2021〕5号）精神，制定《东山县名师管理办法》，修订《考核<试行>办法》。落实《教师法》要求。";
        let found: Vec<(String, Option<String>, Option<String>, CitationRole)> =
            citations(text, text.match_indices('《').map(|(at, _)| at), false)
                .into_iter()
                .map(|c| (c.title, c.number, c.issuer, c.role))
                .collect();
        assert_eq!(
            found,
            [
                ("关于办好教育的意见".into(), Some("省发〔2021〕5号".into()), Some("省政府".into()), CitationRole::Basis),
                ("东山县名师管理办法".into(), None, None, CitationRole::Planned),
                ("考核<试行>办法".into(), None, None, CitationRole::Amended),
                ("教师法".into(), None, None, CitationRole::Reference),
            ]
        );
    }

    #[test]
    fn glossary_terms() {
        assert_eq!(term("01.三个课堂：三类网上课堂"), Some(("三个课堂".into(), "三类网上课堂".into())));
        assert_eq!(term("没有冒号"), None);
    }
}
