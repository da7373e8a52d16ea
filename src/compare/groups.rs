//! Which group of a word list a name belongs to.

use std::collections::BTreeSet;

use crate::vocabulary::{Concept, Entry, Lang, Scheme};

/// The words of a group: its name in Chinese and its aliases.
fn words(group: &Concept) -> impl Iterator<Item = &str> {
    std::iter::once(group.name(Lang::Zh)).chain(group.aliases().iter().map(String::as_str))
}

/// Where a word stands in a name outside the negative labels of its group: the end of its last such place.
fn last_end(name: &str, word: &str, negative: &[String]) -> Option<usize> {
    if word.is_empty() {
        return None;
    }
    let covered = |from: usize, to: usize| {
        let inside = |label: &String| name.match_indices(label.as_str()).any(|(at, _)| at <= from && to <= at + label.len());
        negative.iter().any(inside)
    };
    name.rmatch_indices(word).map(|(at, _)| (at, at + word.len())).find(|(from, to)| !covered(*from, *to)).map(|(_, to)| to)
}

/// The group whose word ends last in a name, of two that end together the longer one, then the first of the scheme: a Chinese name says at
/// its end what it is (a principal who holds a teachers' card is a principal). By its place in the scheme.
pub(super) fn group_of(scheme: &Scheme<Concept>, name: &str) -> Option<usize> {
    let ends = scheme.terms().enumerate().flat_map(|(at, group)| {
        words(group).filter_map(move |word| Some((last_end(name, word, group.negative())?, word.len(), std::cmp::Reverse(at))))
    });
    ends.max().map(|(_, _, std::cmp::Reverse(at))| at)
}

/// Every group that a text names, by their places in the scheme.
pub(super) fn groups_in(scheme: &Scheme<Concept>, text: &str) -> BTreeSet<usize> {
    let named = |group: &Concept| words(group).any(|word| last_end(text, word, group.negative()).is_some());
    scheme.terms().enumerate().filter(|(_, group)| named(group)).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Options;

    #[test]
    fn a_name_says_at_its_end_what_it_is() {
        let options = Options::new();
        let group = |name: &str| {
            group_of(&options.beneficiaries, name)
                .and_then(|at| options.beneficiaries.terms().nth(at))
                .map(|group| group.id.as_str())
        };
        for (name, id) in [
            ("获得教育人才园丁卡的校长", "principals"),
            ("教育人才园丁卡获得者", "named_teachers"),
            ("名师名校长", "named_teachers"),
            ("市级名校长", "principals"),
            ("名师工作室", "studios"),
            ("骨干班主任", "class_teachers"),
            ("参加课后服务的教职工", "teachers"),
            ("幼儿园", "schools"),
            ("高中学生", "students"),
            ("在园幼儿", "students"),
        ] {
            assert_eq!(group(name), Some(id), "{name}");
        }
        assert_eq!(group("某某"), None);
    }
}
