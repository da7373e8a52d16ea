//! Chinese text as features: Han runs, character 2-3-grams, passages, and the hash that names a feature.

/// The name of a feature: a hash, so that it depends on neither the order nor the size of a corpus.
///
/// A million distinct features share a name about a hundred times; a shared name adds noise far below any weight.
pub(crate) type Feature = u32;

/// FNV-1a over 64 bits, folded to 32.
#[derive(Clone, Copy)]
pub(crate) struct Namer(u64);

impl Namer {
    /// A name space: features of two spaces never mix on purpose.
    pub(crate) fn new(space: u8) -> Self {
        Namer(0xcbf2_9ce4_8422_2325).byte(space)
    }

    fn byte(self, byte: u8) -> Self {
        Namer((self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// Adds one character.
    pub(crate) fn character(self, c: char) -> Self {
        let code = u32::from(c);
        Namer((self.0 ^ u64::from(code)).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// Adds a text.
    pub(crate) fn text(self, text: &str) -> Self {
        text.chars().fold(self, Namer::character)
    }

    /// All 64 bits.
    pub(crate) fn wide(self) -> u64 {
        let x = (self.0 ^ (self.0 >> 31)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        x ^ (x >> 29)
    }

    /// The name.
    pub(crate) fn name(self) -> Feature {
        let x = self.wide();
        Feature::try_from((x ^ (x >> 32)) & 0xffff_ffff).unwrap_or_default()
    }
}

/// The name of a character n-gram.
pub(crate) fn gram(text: &str) -> Feature {
    Namer::new(b'g').text(text).name()
}

/// Whether a character is one of the Han characters that plans are written in; all others cut a run.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// What a text is cut at besides marks: the names of the plan's own places, which say nothing about what is promised.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stops(Vec<Vec<char>>);

impl Stops {
    /// The names of places, and each without its last character (灵寿县, 灵寿) where two are left; longest first.
    pub(crate) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut stops: Vec<Vec<char>> = Vec::new();
        for name in names {
            let full: Vec<char> = name.chars().collect();
            if full.len() >= 3
                && let Some(short) = full.get(..full.len() - 1)
            {
                stops.push(short.to_vec());
            }
            if full.len() >= 2 {
                stops.push(full);
            }
        }
        stops.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        stops.dedup();
        Stops(stops)
    }

    /// How many characters the longest stop has that a text begins with; 0 where none does.
    pub(crate) fn at(&self, rest: std::str::Chars<'_>) -> usize {
        let begins = |stop: &&Vec<char>| {
            let mut rest = rest.clone();
            stop.iter().all(|c| rest.next() == Some(*c))
        };
        self.0.iter().find(begins).map_or(0, Vec::len)
    }
}

/// Calls `each` with every run of Han characters of a text, cut at everything else and at the stops; `run` is memory that is used again.
pub(crate) fn each_run(text: &str, stops: &Stops, run: &mut Vec<char>, mut each: impl FnMut(&[char])) {
    run.clear();
    let mut rest = text.chars();
    loop {
        let here = rest.clone();
        let Some(c) = rest.next() else { break };
        let stop = if is_han(c) { stops.at(here) } else { 1 };
        if stop == 0 {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            each(run);
            run.clear();
        }
        for _ in 1..stop {
            rest.next();
        }
    }
    if !run.is_empty() {
        each(run);
        run.clear();
    }
}

/// Calls `each` with the name of every 2- and 3-gram of a run.
pub(crate) fn each_gram(run: &[char], mut each: impl FnMut(Feature)) {
    for (at, two) in run.windows(2).enumerate() {
        let &[x, y] = two else { continue };
        let pair = Namer::new(b'g').character(x).character(y);
        each(pair.name());
        if let Some(z) = run.get(at + 2) {
            each(pair.character(*z).name());
        }
    }
}

/// The 2- and 3-grams of some texts, with how often each stands there, sorted by name.
pub(crate) fn grams<'a>(texts: impl IntoIterator<Item = &'a str>, stops: &Stops) -> Vec<(Feature, u16)> {
    let (mut names, mut run) = (Vec::new(), Vec::new());
    for text in texts {
        each_run(text, stops, &mut run, |run| each_gram(run, |name| names.push(name)));
    }
    counted(names)
}

/// Names with how often each occurs, sorted.
pub(crate) fn counted(mut names: Vec<Feature>) -> Vec<(Feature, u16)> {
    names.sort_unstable();
    names.chunk_by(|a, b| a == b).filter_map(|c| Some((*c.first()?, u16::try_from(c.len()).unwrap_or(u16::MAX)))).collect()
}

/// Where a passage ends: at a full stop, semicolon or line break.
pub(crate) fn ends_passage(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '！' | '？' | '\n')
}

/// The pieces of a text between the ends of passages, and whether each is long enough for a passage: six characters.
pub(crate) fn passages(text: &str) -> impl Iterator<Item = (&str, bool)> {
    text.split(ends_passage).map(|part| (part, part.chars().take(6).count() == 6))
}

/// Hashes what is a hash already, or a few small numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Light(u64);

impl std::hash::Hasher for Light {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u8(&mut self, x: u8) {
        self.write_u64(u64::from(x));
    }

    fn write_u32(&mut self, x: u32) {
        self.write_u64(u64::from(x));
    }

    fn write_u64(&mut self, x: u64) {
        self.0 = (self.0.rotate_left(29) ^ x).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, x: usize) {
        self.write_u64(u64::try_from(x).unwrap_or(u64::MAX));
    }

    fn write_isize(&mut self, x: isize) {
        self.write_u64(u64::from_ne_bytes(i64::try_from(x).unwrap_or(i64::MAX).to_ne_bytes()));
    }
}

/// A map by features or places; nothing may depend on its order.
pub(crate) type LightMap<K, V> = std::collections::HashMap<K, V, std::hash::BuildHasherDefault<Light>>;

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str, stops: &Stops) -> Vec<String> {
        let mut runs = Vec::new();
        each_run(text, stops, &mut Vec::new(), |run| runs.push(run.iter().collect()));
        runs
    }

    #[test]
    fn runs_are_cut_at_marks_digits_and_places() {
        let stops = Stops::of(["青山县"].into_iter());
        assert_eq!(runs("青山县新建3所幼儿园，青山百姓满意", &stops), ["新建", "所幼儿园", "百姓满意"]);
        assert!(runs("2025%", &stops).is_empty());
    }

    #[test]
    fn a_gram_has_one_name_wherever_it_stands() {
        let grams = grams(["课后服务"], &Stops::default());
        assert_eq!(grams.len(), 5);
        assert!(grams.iter().any(|(name, n)| *name == gram("课后") && *n == 1));
        assert!(grams.windows(2).all(|w| w[0].0 < w[1].0));
    }
}
