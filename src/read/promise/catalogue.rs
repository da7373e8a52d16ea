//! Which indicator of the catalogue a stretch of text names.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use crate::model::{Bound, IndicatorId, Unit};
use crate::vocabulary::{Indicator, Vocabulary};

struct Matcher {
    automaton: AhoCorasick,
    /// The terms that each name stands for.
    terms: Vec<Vec<&'static Indicator>>,
}

static MATCHER: LazyLock<Option<Matcher>> = LazyLock::new(|| {
    let mut names: indexmap::IndexMap<&'static str, Vec<&'static Indicator>> = indexmap::IndexMap::new();
    for term in Vocabulary::standard().indicators.terms() {
        for name in std::iter::once(&term.zh).chain(&term.aliases) {
            names.entry(name.as_str()).or_default().push(term);
        }
    }
    let automaton = AhoCorasickBuilder::new().match_kind(MatchKind::Standard).build(names.keys()).ok()?;
    Some(Matcher { automaton, terms: names.into_values().collect() })
});

/// The indicator named in `text` that is counted in `unit`: the longest name, the later one where two are as long.
///
/// `near` is the place of the number: names that end before it and begin after it are weighed alike, by length first.
pub(super) fn indicator(text: &str, unit: &Unit, bound: Bound) -> Option<(IndicatorId, std::ops::Range<usize>)> {
    let matcher = MATCHER.as_ref()?;
    let mut best: Option<(usize, usize, std::ops::Range<usize>, &'static Indicator)> = None;
    for m in matcher.automaton.find_overlapping_iter(text) {
        let Some(terms) = matcher.terms.get(m.pattern().as_usize()) else { continue };
        for &term in terms {
            // 100名教师 is no 名教师.
            let torn = text
                .get(..m.start())
                .and_then(|t| t.chars().next_back())
                .is_some_and(|c| c.is_ascii_digit() || "一二两三四五六七八九十百千万余多".contains(c));
            if torn && text.get(m.start()..).is_some_and(|t| t.starts_with('名'))
                || !agrees(term, unit, bound)
                || excluded(term, text, m.range())
            {
                continue;
            }
            let key = (m.len(), m.end());
            if best.as_ref().is_none_or(|b| (b.0, b.1) < key) {
                best = Some((key.0, key.1, m.range(), term));
            }
        }
    }
    let (_, _, range, term) = best?;
    Some((term.id.parse().ok()?, range))
}

fn agrees(term: &Indicator, unit: &Unit, bound: Bound) -> bool {
    term.unit == *unit
        || (term.unit == Unit::Percent && *unit == Unit::PercentagePoint && matches!(bound, Bound::RiseBy | Bound::FallBy))
}

/// A longer name that the term is not to be taken for covers the match.
fn excluded(term: &Indicator, text: &str, found: std::ops::Range<usize>) -> bool {
    term.negative.iter().any(|no| {
        text.match_indices(no.as_str()).any(|(at, _)| at <= found.start && found.end <= at + no.len() && no.len() > found.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_wins_and_the_unit_agrees() {
        let find = |text: &str, unit: Unit| indicator(text, &unit, Bound::AtLeast).map(|(id, _)| id.to_string());
        assert_eq!(find("全县学前三年毛入园率", Unit::Percent).as_deref(), Some("preschool-gross-enrolment"));
        assert_eq!(find("全县学前三年毛入园率", Unit::School), None);
        assert_eq!(find("新建名师工作室", Unit::Studio).as_deref(), Some("studios"));
    }
}
