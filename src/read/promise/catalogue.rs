//! Which indicator of the catalogue a stretch of text names.

use std::ops::Range;

use super::marks::{Marks, Named, named_in};
use super::scan::slice;
use crate::model::{Bound, IndicatorId, Unit};

/// The indicator named in `text` that is counted in `unit`: the longest name, the later one where two are as long.
pub(super) fn indicator(text: &str, unit: &Unit, bound: Bound) -> Option<IndicatorId> {
    let mut best = Best { text, unit, bound, found: None };
    named_in(text, |range, named| best.weigh(range, named));
    best.id()
}

/// As [`indicator`], of the part of a sentence at `range`, by its marks.
pub(super) fn indicator_in(text: &str, marks: &Marks<'_>, range: Range<usize>, unit: &Unit, bound: Bound) -> Option<IndicatorId> {
    let mut best = Best { text: slice(text, range.clone()), unit, bound, found: None };
    for (name, named) in marks.named(&range) {
        best.weigh(name.start - range.start..name.end - range.start, named);
    }
    best.id()
}

/// The best name so far.
struct Best<'a> {
    text: &'a str,
    unit: &'a Unit,
    bound: Bound,
    /// Length and end of the name.
    found: Option<((usize, usize), &'static Named)>,
}

impl Best<'_> {
    fn weigh(&mut self, name: Range<usize>, named: &'static [Named]) {
        let key = (name.len(), name.end);
        if self.found.is_some_and(|(best, _)| best >= key) {
            return;
        }
        let one = named.iter().find(|one| self.agrees(one) && !self.excluded(one, &name));
        if let Some(one) = one.filter(|_| !self.is_torn(&name)) {
            self.found = Some((key, one));
        }
    }

    /// 100名教师 is no 名教师.
    fn is_torn(&self, name: &Range<usize>) -> bool {
        slice(self.text, name.start..).starts_with('名')
            && slice(self.text, ..name.start)
                .chars()
                .next_back()
                .is_some_and(|c| c.is_ascii_digit() || "一二两三四五六七八九十百千万余多".contains(c))
    }

    fn agrees(&self, one: &Named) -> bool {
        one.term.unit == *self.unit
            || (one.term.unit == Unit::Percent
                && *self.unit == Unit::PercentagePoint
                && matches!(self.bound, Bound::RiseBy | Bound::FallBy))
    }

    /// A longer name that the term is not to be taken for covers the match.
    fn excluded(&self, one: &Named, found: &Range<usize>) -> bool {
        one.within
            .iter()
            .any(|(at, longer)| found.start.checked_sub(*at).is_some_and(|start| slice(self.text, start..).starts_with(longer)))
    }

    fn id(self) -> Option<IndicatorId> {
        self.found?.1.id.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_wins_and_the_unit_agrees() {
        let find = |text: &str, unit: Unit| indicator(text, &unit, Bound::AtLeast).map(|id| id.to_string());
        assert_eq!(find("全县学前三年毛入园率", Unit::Percent).as_deref(), Some("preschool-gross-enrolment"));
        assert_eq!(find("全县学前三年毛入园率", Unit::School), None);
        assert_eq!(find("新建名师工作室", Unit::Studio).as_deref(), Some("studios"));
    }
}
