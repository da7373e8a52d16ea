//! Matters of the genre that go by several words (`data/align/concepts.tsv`): finer than the topics of the vocabulary, coarser than words, so
//! that two plans which say the same in other words still meet.

use std::sync::LazyLock;

/// A matter: what it weighs, and the words for it.
#[derive(Clone, Debug)]
pub(crate) struct Concept {
    /// The natural logarithm of how rare it is among the units of plans.
    pub(crate) weight: f64,
    pub(crate) words: Vec<&'static str>,
}

static CONCEPTS: LazyLock<Vec<Concept>> = LazyLock::new(|| {
    let table = include_str!("../../data/align/concepts.tsv");
    let row = |line: &'static str| {
        let (per_mille, words) = line.split_once('\t')?;
        let rare = 1000.0 / per_mille.trim().parse::<f64>().ok()?;
        Some(Concept { weight: rare.ln(), words: words.split_whitespace().collect() })
    };
    table.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect()
});

/// All of them; the place of each is its number.
pub(crate) fn concepts() -> &'static [Concept] {
    &CONCEPTS
}

/// What the concept with a number weighs.
pub(crate) fn weight(number: u32) -> f64 {
    usize::try_from(number).ok().and_then(|i| CONCEPTS.get(i)).map_or(0.0, |concept| concept.weight)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::text::is_han;

    #[test]
    fn every_line_is_read_and_every_word_can_be_found() {
        let lines = include_str!("../../data/align/concepts.tsv").lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(concepts().len(), lines);
        for concept in concepts() {
            assert!(concept.weight > 0.0 && concept.words.len() > 1, "{concept:?}");
            assert!(concept.words.iter().all(|word| word.chars().count() >= 2 && word.chars().all(is_han)), "{concept:?}");
        }
    }
}
