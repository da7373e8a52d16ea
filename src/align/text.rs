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

    /// Adds what something is written as.
    pub(crate) fn shown(mut self, what: &impl std::fmt::Display) -> Self {
        // This writer does not fail.
        let _ = std::fmt::Write::write_fmt(&mut self, format_args!("{what}"));
        self
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

impl std::fmt::Write for Namer {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        *self = self.text(text);
        Ok(())
    }
}

/// The name of a character n-gram.
pub(crate) fn gram(text: &str) -> Feature {
    Namer::new(b'g').text(text).name()
}

/// Whether a character is one of the Han characters that plans are written in; all others cut a run.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{323af}')
}

/// What a text is cut at besides marks: the names of the plan's own places, which say nothing about what is promised.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stops {
    names: Vec<Vec<char>>,
    /// A bit for each first character, which tells most characters that begin none.
    begins: u64,
}

fn bit(c: char) -> u64 {
    1 << (u32::from(c) & 63)
}

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
        let begins = stops.iter().filter_map(|stop| stop.first()).fold(0, |bits, c| bits | bit(*c));
        Stops { names: stops, begins }
    }

    /// How many characters of a name begin with `c`; `rest` is what follows.
    #[inline]
    pub(crate) fn at(&self, c: char, rest: &std::str::Chars<'_>) -> usize {
        if self.begins & bit(c) == 0 { 0 } else { self.find(c, rest.clone()) }
    }

    fn find(&self, c: char, rest: std::str::Chars<'_>) -> usize {
        let begins = |stop: &&Vec<char>| {
            let mut text = std::iter::once(c).chain(rest.clone());
            stop.iter().all(|c| text.next() == Some(*c))
        };
        self.names.iter().find(begins).map_or(0, Vec::len)
    }
}

/// What a walk through a text comes upon.
pub(crate) enum Found<'t> {
    /// Han characters without a break: cut at everything else and at the stops.
    Run(&'t [char]),
    /// The end of a passage, and whether it was long enough to be one: six characters.
    End(bool),
}

/// Calls `each` with every run of a text, and at the end of every passage; `run` is memory that is used again.
pub(crate) fn walk(text: &str, stops: &Stops, run: &mut Vec<char>, mut each: impl FnMut(Found<'_>)) {
    run.clear();
    let mut length = 0;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        length += 1;
        let stop = if is_han(c) { stops.at(c, &rest) } else { 1 };
        if stop == 0 {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            each(Found::Run(run));
            run.clear();
        }
        for _ in 1..stop {
            rest.next();
            length += 1;
        }
        if ends_passage(c) {
            each(Found::End(length > LONG));
            length = 0;
        }
    }
    if !run.is_empty() {
        each(Found::Run(run));
        run.clear();
    }
    each(Found::End(length >= LONG));
}

/// Characters of the shortest passage.
const LONG: usize = 6;

/// Where a passage ends: at a full stop, semicolon or line break.
pub(crate) fn ends_passage(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '！' | '？' | '\n')
}

/// Calls `each` with the name of every 2- and 3-gram of a run.
pub(crate) fn each_gram(run: &[char], mut each: impl FnMut(Feature)) {
    each_two(run, |two, three, _| {
        each(two);
        three.into_iter().for_each(&mut each);
    });
}

/// Calls `each` at every character of a run but the last: the name of the 2-gram that begins there, that of the 3-gram if there is one, and the
/// run from there on.
#[inline]
pub(crate) fn each_two<'r>(run: &'r [char], mut each: impl FnMut(Feature, Option<Feature>, &'r [char])) {
    let none = Namer::new(b'g');
    let mut from = run;
    while let [first, after @ ..] = from {
        let [second, rest @ ..] = after else { break };
        let two = none.character(*first).character(*second);
        each(two.name(), rest.first().map(|third| two.character(*third).name()), from);
        from = after;
    }
}

/// Hashes what is a hash already, or a few small numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Light(u64);

impl std::hash::Hasher for Light {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            self.write_u64(eight.iter().fold(1, |word, byte| (word << 8) | u64::from(*byte)));
        }
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
        walk(text, stops, &mut Vec::new(), |found| match found {
            Found::Run(run) => runs.push(run.iter().collect()),
            Found::End(long) => runs.push(if long { "。" } else { "." }.to_owned()),
        });
        runs
    }

    #[test]
    fn runs_are_cut_at_marks_digits_and_places() {
        let stops = Stops::of(["青山县"].into_iter());
        assert_eq!(runs("青山县新建3所幼儿园，青山百姓满意", &stops), ["新建", "所幼儿园", "百姓满意", "。"]);
        assert_eq!(runs("2025%", &stops), ["."]);
    }

    #[test]
    fn passages_end_at_full_stops_and_count_all_characters() {
        assert_eq!(runs("一二三四五。青山县2025年。", &Stops::default()), ["一二三四五", ".", "青山县", "年", "。", "."]);
        let stops = Stops::of(["青山县"].into_iter());
        assert_eq!(runs("青山县三四五。青山县三四五六", &stops), ["三四五", "。", "三四五六", "。"]);
    }

    #[test]
    fn a_gram_has_one_name_wherever_it_stands() {
        let run: Vec<char> = "课后服务".chars().collect();
        let mut grams = Vec::new();
        each_gram(&run, |name| grams.push(name));
        let expected = ["课后", "课后服", "后服", "后服务", "服务"].map(gram);
        assert_eq!(grams.iter().collect::<std::collections::BTreeSet<_>>(), expected.iter().collect());
    }
}
