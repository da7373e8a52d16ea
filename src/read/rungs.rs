//! Ladders of awards: what sets off each, so that each rung is an incentive with a condition of its own; and the numbers in conditions.

use std::ops::Range;

use super::chars::{last_sign, opening};
use super::code::{case, listed};
use super::find::Words;
use super::items::is_blank;
use super::unit::{self, Case, Found};
use crate::model::{Class, Condition, Consequence, IncentiveKind, Target, Unit};

/// The conditions of the awards of a unit.
#[derive(Default)]
pub(crate) struct Rungs(Vec<Rung>);

/// The condition of one award.
struct Rung {
    /// Where the number of the award stands: the conditions come in the order of the text, each before its award.
    at: usize,
    case: Case,
    /// The award is money, not the time that earns it.
    money: bool,
    /// The number of the condition, once it was read.
    target: Option<Box<Target>>,
}

impl Rungs {
    /// Those of the promises of a unit.
    pub(crate) fn of(text: &str, found: &[Found], sentence: impl Fn(usize) -> Range<usize>) -> Rungs {
        let mut rungs = Vec::new();
        let mut last = 0;
        for one in found.iter().filter(|one| one.class == Class::Incentive) {
            let at = one.number.start;
            let unit = one.target.quantity.as_ref().map(|q| &q.unit);
            let money = unit == Some(&Unit::Yuan);
            let case = match unit {
                Some(Unit::Yuan) => {
                    let from = sentence(at).start;
                    let found = listed(text, from, at).or_else(|| case(text, from.max(last), at));
                    last = one.number.end;
                    found
                }
                Some(Unit::Year | Unit::Month) => earned(text, &one.number),
                _ => None,
            };
            rungs.extend(case.map(|case| Rung { at, case, money, target: None }));
        }
        Rungs(rungs)
    }

    /// Keeps the number of a condition until its award comes; gives back one that stands in no condition, or that is the second of one.
    pub(crate) fn keep(&mut self, at: usize, target: Target) -> Option<Target> {
        let next = self.0.partition_point(|rung| rung.at <= at);
        let money = target.quantity.as_ref().is_none_or(|q| q.unit == Unit::Yuan);
        let holds = |rung: &&mut Rung| rung.money && rung.case.range.contains(&at) && rung.target.is_none();
        match self.0.get_mut(next).filter(|_| !money).filter(holds) {
            Some(rung) => {
                rung.target = Some(Box::new(target));
                None
            }
            None => Some(target),
        }
    }

    /// The condition of the award whose number stands at `at`.
    pub(crate) fn condition(&mut self, at: usize) -> Option<Condition> {
        let n = self.0.binary_search_by_key(&at, |rung| rung.at).ok()?;
        let Rung { case, target, .. } = self.0.get_mut(n)?;
        Some(Condition { text: case.text.clone(), target: target.take() })
    }
}

/// 教龄满30年的: a time that earns something, with what stands around it in its clause.
fn earned(text: &str, number: &Range<usize>) -> Option<Case> {
    let before = text.get(..number.start)?;
    let ends = |c| matches!(c, '，' | '；' | '：' | '。' | '\n' | '、');
    let start = last_sign(before, ends).map_or(0, |(at, c)| at + c.len_utf8());
    let behind = opening(text.get(number.end..)?, 60);
    let end = behind.find(['的', '，', '；', '。']).filter(|at| behind.get(*at..).is_some_and(|s| s.starts_with('的')))?;
    let range = start..number.end + end;
    let words = text.get(range.clone())?;
    let case = words.trim_start_matches(['对', '凡', ' ', '“']);
    let range = range.end - case.len()..range.end;
    Some(Case { text: case.to_owned(), range })
}

/// Takes out what a clause says with 对…的 and what is told again, with its number.
pub(crate) fn told(conditions: &mut Vec<Condition>, again: &Condition) {
    let same = |known: &Condition| known.text.contains(&again.text) || again.text.contains(&known.text);
    conditions.retain(|known| known.target.is_some() || !same(known));
}

pub(crate) fn conditions_of(texts: Vec<String>) -> Vec<Condition> {
    let mut conditions = Vec::with_capacity(texts.len());
    conditions.extend(texts.into_iter().filter(|text| !is_blank(text)).map(|text| Condition { text, target: None }));
    conditions
}

pub(crate) fn consequences_of(rungs: Vec<unit::Rung>) -> Vec<Consequence> {
    let mut consequences = Vec::with_capacity(rungs.len());
    for unit::Rung { kind, text, when } in rungs {
        let when = when.map(|case| Box::new(Condition { text: case.text, target: None }));
        consequences.push(Consequence { kind, text, when, target: None });
    }
    consequences
}

/// What money gives that no word tells as an incentive of a kind.
pub(crate) fn kind(text: &str, clause: &Range<usize>) -> Option<IncentiveKind> {
    static WORDS: Words = Words::of(&["奖", "津贴", "补贴", "补助"]);
    let behind = opening(text.get(clause.end..).unwrap_or_default(), 15);
    let behind = behind.split(['，', '；', '。', '、']).next().unwrap_or_default();
    let words = text.get(clause.start..clause.end + behind.len())?;
    let mut kind = None;
    WORDS.scan(words, |_, n| {
        kind = Some(if n == 0 { IncentiveKind::Cash } else { IncentiveKind::Subsidy });
        true
    });
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_earns_something() {
        for (text, want) in [
            ("表彰教师，对教龄满30年的颁发证书", Some("教龄满30年")),
            ("表彰教师：\n教龄满30年的颁发证书", Some("教龄满30年")),
            ("表彰教师30年", None),
        ] {
            let start = text.find("30").unwrap();
            let case = earned(text, &(start..start + 5));
            assert_eq!(case.as_ref().map(|case| case.text.as_str()), want, "{text}");
            assert!(case.is_none_or(|case| text[case.range] == case.text));
        }
    }
}
