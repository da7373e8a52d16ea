//! What texts have in common: character bigrams for the score, longer features for finding candidates.

use super::digest::{join, text_digest};

/// Full marks: scores are whole numbers of ten-thousandths, so that they are exact, equal on every machine, and can be compared.
pub(crate) const FULL: u32 = 10_000;

/// The bigrams of a text as a sorted multiset; a text of one character is one gram. White space does not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grams(Vec<u64>);

impl Grams {
    /// The grams of several texts, none across the border of two.
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut grams = Vec::new();
        for text in texts {
            let mut last = None;
            let mut only = true;
            for c in text.chars().filter(|c| !c.is_whitespace()) {
                if let Some(last) = last {
                    grams.push(u64::from(last) << 32 | u64::from(u32::from(c)));
                    only = false;
                }
                last = Some(u32::from(c));
            }
            if only && let Some(last) = last {
                grams.push(u64::from(last));
            }
        }
        grams.sort_unstable();
        Self(grams)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many grams both have, each as often as in the one that has it less often.
    pub(crate) fn shared(&self, other: &Grams) -> usize {
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = 0;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    a.next();
                    b.next();
                }
            }
        }
        shared
    }

    /// What is left of these grams when those of `other` are taken away, one for one.
    pub(crate) fn without(&self, other: &Grams) -> Grams {
        let mut gone = other.0.iter().peekable();
        let mut left = Vec::new();
        for gram in &self.0 {
            while gone.peek().is_some_and(|g| *g < gram) {
                gone.next();
            }
            if gone.peek() == Some(&gram) {
                gone.next();
            } else {
                left.push(*gram);
            }
        }
        Grams(left)
    }

    /// Dice: twice what both have over what they have together, in ten-thousandths. Two empty texts are alike.
    pub(crate) fn dice(&self, other: &Grams) -> u32 {
        let total = self.len() + other.len();
        if total == 0 {
            return FULL;
        }
        share(2 * self.shared(other), total)
    }

    /// How much of `self` is in `other`, in ten-thousandths.
    pub(crate) fn contained(&self, other: &Grams) -> u32 {
        if self.is_empty() { 0 } else { share(self.shared(other), self.len()) }
    }

    pub(crate) fn each(&self) -> impl Iterator<Item = u64> {
        // The sort put equal grams side by side.
        let mut last = None;
        self.0.iter().copied().filter(move |gram| last.replace(*gram) != Some(*gram))
    }
}

/// `part` of `whole` in ten-thousandths, rounded down.
pub(crate) fn share(part: usize, whole: usize) -> u32 {
    let share = (part as u64).saturating_mul(u64::from(FULL)) / (whole as u64).max(1);
    u32::try_from(share).unwrap_or(FULL).min(FULL)
}

/// How long the longer features are, in characters. Bigrams are too common to find a unit among thousands.
const LONG: usize = 6;

/// Features by which an element is looked up: its bigrams, six-grams, and clauses, each as a digest, each once.
pub(crate) fn features<'a>(grams: &Grams, texts: impl IntoIterator<Item = &'a str>) -> Vec<u64> {
    let mut features: Vec<u64> = grams.each().map(|gram| join(1, gram)).collect();
    for text in texts {
        let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        for window in chars.windows(LONG) {
            let digest = window.iter().fold(2, |digest, c| join(digest, u64::from(u32::from(*c))));
            features.push(digest);
        }
        let clauses = text.split(['。', '；', '，', '、', ';', ',']).filter(|clause| !clause.trim().is_empty());
        features.extend(clauses.map(|clause| join(3, text_digest(clause.trim()))));
        features.push(join(4, text_digest(text)));
    }
    features.sort_unstable();
    features.dedup();
    features
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dice_counts_repeats_and_is_symmetric() {
        let (a, b) = (Grams::of(["新建学校"]), Grams::of(["新建小学校"]));
        assert_eq!(a.dice(&b), share(4, 7));
        assert_eq!(a.dice(&b), b.dice(&a));
        assert_eq!(a.dice(&a), FULL);
        assert_eq!(Grams::of(["学"]).dice(&Grams::of(["学"])), FULL);
        assert_eq!(Grams::of([""]).dice(&Grams::default()), FULL);
        assert_eq!(a.dice(&Grams::default()), 0);
        assert_eq!(b.without(&a), Grams::of(["建小", "小学"]));
        assert_eq!(a.contained(&b), share(2, 3));
    }
}
