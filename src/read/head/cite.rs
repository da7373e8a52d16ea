//! What a plan cites (《…》 with its number), and the terms that it explains.

use crate::model::CitationRole;
use crate::read::chars::{last_sign, opening, tail};
use crate::read::code::Signs;
use crate::read::find::{Tails, Words};
use crate::read::head::document_number;
use crate::read::sign::Sign;

/// A cited document. The range is bytes of the text that was looked through.
pub(crate) struct Cited {
    pub title: String,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub role: CitationRole,
    pub range: std::ops::Range<usize>,
}

/// The documents that a text with these signs cites.
pub(crate) fn citations(signs: Signs<'_>, preamble: bool) -> Vec<Cited> {
    const OPEN: &str = "《";
    let text = signs.text;
    let mut found = Vec::new();
    let mut past = 0;
    for (n, mark) in signs.marks.iter().enumerate().filter(|(_, mark)| mark.sign == Sign::OpenTitle) {
        let at = signs.at(*mark);
        if at < past || !text.get(at..).is_some_and(|rest| rest.starts_with(OPEN)) {
            continue;
        }
        let Some(end) = closing(Signs { marks: signs.marks.get(n..).unwrap_or_default(), ..signs }) else { continue };
        past = end;
        let inner = text.get(at + OPEN.len()..end - '》'.len_utf8()).unwrap_or_default();
        let title = inner.trim();
        if title.chars().nth(2).is_none() {
            continue;
        }
        let after = text.get(end..).unwrap_or_default();
        let bracket = after
            .strip_prefix('（')
            .and_then(|rest| opening(rest, 63).split_once('）').filter(|(n, _)| n.len() <= 60))
            .map(|(n, _)| n);
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

/// The most characters of a title.
const LONGEST: usize = 200;

/// One past the 》 that closes the 《 that is the first of the signs, within so many characters of its line.
fn closing(signs: Signs<'_>) -> Option<usize> {
    let at = signs.at(*signs.marks.first()?);
    let mut depth = 0_u32;
    // No farther than such a title can reach: a character has four bytes at most.
    for mark in signs.marks.iter().take_while(|mark| signs.at(**mark) - at <= 4 * LONGEST) {
        match mark.sign {
            Sign::OpenTitle if !signs.is_blank(*mark) => depth += 1,
            Sign::CloseTitle if !signs.is_blank(*mark) => {
                depth -= 1;
                if depth == 0 {
                    let end = mark.end() - signs.offset;
                    let long =
                        end - at > LONGEST && signs.text.get(at..end).is_none_or(|title| title.chars().nth(LONGEST).is_some());
                    return (!long).then_some(end);
                }
            }
            Sign::Line => return None,
            _ => {}
        }
    }
    None
}

fn role(clause: &str, after: &str, preamble: bool) -> CitationRole {
    static VERBS: Words = Words::of(&[
        "修订",
        "修改",
        "完善",
        "根据",
        "依据",
        "按照",
        "贯彻",
        "参照",
        "遵循",
        "制定",
        "出台",
        "研究制订",
        "起草",
        "编制",
    ]);
    const AMENDED: u32 = 0b111;
    const BASIS: u32 = 0b111_111 << 3;
    let comma = last_sign(clause, |c| matches!(c, '，' | '》'));
    let verb = comma.and_then(|(i, c)| clause.get(i + c.len_utf8()..)).unwrap_or(clause);
    // One bit for each that the clause holds.
    let mut said = 0_u32;
    VERBS.scan(verb, |_, n| {
        said |= 1 << n;
        false
    });
    if said & AMENDED != 0 {
        CitationRole::Amended
    } else if said & BASIS != 0 {
        CitationRole::Basis
    } else if said != 0 && !after.starts_with("的通知") {
        CitationRole::Planned
    } else if preamble || clause.contains("根据") || clause.contains("贯彻") {
        CitationRole::Basis
    } else {
        CitationRole::Reference
    }
}

/// The body named right in front of a title.
fn issuer(before: &str) -> Option<String> {
    static VERBS: Tails = Tails::of(&["关于印发", "联合印发的", "印发的", "印发", "制定的", "出台的", "发布的", "下发的", "的"]);
    static ENDS: Tails = Tails::of(&[
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
    ]);
    let bare = VERBS.ending(before).and_then(|verb| before.strip_suffix(verb)).unwrap_or(before);
    ENDS.ending(bare)?;
    let start = bare
        .char_indices()
        .rev()
        .take(30)
        .take_while(|(_, c)| crate::read::chars::is_han(*c) || *c == '、')
        .last()
        .map_or(bare.len(), |(i, _)| i);
    let mut name = bare.get(start..)?;
    static LEADS: Words = Words::of(&[
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
    ]);
    while let Some(rest) = LEADS.beginning(name).and_then(|word| name.strip_prefix(word)) {
        name = rest;
    }
    (name.chars().count() >= 2 && ENDS.ending(name).is_some() && name.chars().count() <= 24 && name != "部门")
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
        let normal = crate::read::normal::normalise(text);
        assert_eq!(normal.body.text(), text);
        let found: Vec<(String, Option<String>, Option<String>, CitationRole)> =
            citations(Signs::of(text, normal.signs.from(0), 0), false)
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
