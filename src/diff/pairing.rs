//! Which elements of two lists are one: first by content and address, then by likeness among candidates from an index.

use std::collections::{HashMap, VecDeque};

use super::digest::{join, text_digest};
use super::grams::{Grams, features};
use super::options::Options;
use super::types::{By, Pairing};

/// What the pairing knows of an element before it looks at its words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry<'a> {
    /// Digest of its address.
    pub(crate) address: u64,
    /// Digest of the titles of the sections that hold it: the same for a section that was renumbered.
    pub(crate) near: u64,
    /// Digest of its content.
    pub(crate) content: u64,
    pub(crate) title: &'a str,
}

/// Pairs as (place before, place after, why), by place before.
pub(crate) type Pairs = Vec<(usize, usize, Pairing)>;

/// Pairs the elements of two lists; `body` gives the words of an element beside its title.
///
/// | pass | joins | pairing |
/// |---|---|---|
/// | 0 | what the caller gave, and what is equal at the same address | given, identity |
/// | 1 | equal content at the same address, then under the same headings, then in order | identity or content |
/// | 2 | the same address and title, where addresses count and nothing else bears the title | identity |
/// | 3 | the best score first, among candidates that share rare features | identity or likeness |
///
/// Ties of pass 3 go to the same address, then to the same headings, then to the first places.
pub(crate) fn pair<'a>(
    options: &Options<'_>,
    known: &[(usize, usize, By)],
    addresses_count: bool,
    before: &[Entry<'a>],
    after: &[Entry<'a>],
    body: &dyn Fn(bool, usize) -> Vec<std::borrow::Cow<'a, str>>,
) -> Pairs {
    let mut free = Free { before: vec![true; before.len()], after: vec![true; after.len()], pairs: Vec::new() };
    let mut words = Words { before: HashMap::new(), after: HashMap::new(), body };
    let full = super::grams::FULL;
    for &(i, j, by) in known {
        if let (Some(a), Some(b)) = (before.get(i), after.get(j)) {
            let pairing = match by {
                By::Identity => Pairing { by, score: full, title: full, body: full },
                by => Pairing { by, ..words.score((i, a), (j, b)) },
            };
            free.join(i, j, pairing);
        }
    }
    let keys: [fn(&Entry<'_>) -> u64; 3] = [|e| join(e.content, e.address), |e| join(e.content, e.near), |e| e.content];
    for key in keys {
        for (i, j) in free.by_key(before, after, key) {
            let same = before.get(i).map(|e| e.address) == after.get(j).map(|e| e.address);
            let by = if same { By::Identity } else { By::Content };
            free.join(i, j, Pairing { by, score: full, title: full, body: full });
        }
    }
    if free.open() {
        if addresses_count {
            let (once_before, once_after) = (once(before), once(after));
            for (i, j) in free.by_key(before, after, |e| join(e.address, text_digest(e.title))) {
                if let (Some(a), Some(b)) = (before.get(i), after.get(j))
                    && once_before.get(a.title) == Some(&true)
                    && once_after.get(b.title) == Some(&true)
                {
                    let mut pairing = words.score((i, a), (j, b));
                    pairing.by = By::Identity;
                    free.join(i, j, pairing);
                }
            }
        }
        likeness(options, addresses_count, before, after, &mut free, &mut words);
    }
    free.pairs.sort_unstable_by_key(|(i, j, _)| (*i, *j));
    free.pairs
}

/// Titles, and whether one element alone bears them.
fn once<'a>(list: &[Entry<'a>]) -> HashMap<&'a str, bool> {
    let mut titles = HashMap::new();
    for entry in list {
        titles.entry(entry.title).and_modify(|once| *once = false).or_insert(true);
    }
    titles
}

/// Which elements have no partner yet.
struct Free {
    before: Vec<bool>,
    after: Vec<bool>,
    pairs: Pairs,
}

impl Free {
    fn open(&self) -> bool {
        self.before.contains(&true) && self.after.contains(&true)
    }

    fn is_free(list: &[bool], i: usize) -> bool {
        list.get(i).copied().unwrap_or(false)
    }

    fn join(&mut self, i: usize, j: usize, pairing: Pairing) {
        if let (Some(a), Some(b)) = (self.before.get_mut(i), self.after.get_mut(j))
            && *a
            && *b
        {
            (*a, *b) = (false, false);
            self.pairs.push((i, j, pairing));
        }
    }

    /// Free elements with one key: the first before with the first after, and so on.
    fn by_key(&self, before: &[Entry<'_>], after: &[Entry<'_>], key: impl Fn(&Entry<'_>) -> u64) -> Vec<(usize, usize)> {
        let mut places: HashMap<u64, VecDeque<usize>> = HashMap::new();
        for (j, entry) in after.iter().enumerate().filter(|(j, _)| Self::is_free(&self.after, *j)) {
            places.entry(key(entry)).or_default().push_back(j);
        }
        let free = before.iter().enumerate().filter(|(i, _)| Self::is_free(&self.before, *i));
        free.filter_map(|(i, entry)| Some((i, places.get_mut(&key(entry))?.pop_front()?))).collect()
    }
}

/// The words of an element, made once.
struct Words<'a, 'f> {
    before: HashMap<usize, Text<'a>>,
    after: HashMap<usize, Text<'a>>,
    body: &'f dyn Fn(bool, usize) -> Vec<std::borrow::Cow<'a, str>>,
}

struct Text<'a> {
    title: Grams,
    body: Grams,
    texts: Vec<std::borrow::Cow<'a, str>>,
}

impl<'a> Words<'a, '_> {
    fn ensure(&mut self, is_after: bool, i: usize, entry: &Entry<'a>) {
        let body = self.body;
        let side = if is_after { &mut self.after } else { &mut self.before };
        side.entry(i).or_insert_with(|| {
            let texts = body(is_after, i);
            Text { title: Grams::of([entry.title]), body: Grams::of(texts.iter().map(AsRef::as_ref)), texts }
        });
    }

    fn score(&mut self, (i, a): (usize, &Entry<'a>), (j, b): (usize, &Entry<'a>)) -> Pairing {
        self.ensure(false, i, a);
        self.ensure(true, j, b);
        let by = if a.address == b.address { By::Identity } else { By::Likeness };
        match (self.before.get(&i), self.after.get(&j)) {
            (Some(x), Some(y)) => score(by, (&x.title, &x.body), (&y.title, &y.body)),
            _ => Pairing { by, score: 0, title: 0, body: 0 },
        }
    }
}

impl Words<'_, '_> {
    /// How much of the shorter of two texts the longer one holds, where it is much longer.
    ///
    /// An item that took in or gave off another still holds its old self, or is held by it: at one address that is identity, even if
    /// the other part was longer.
    fn contained(&self, i: usize, j: usize) -> u32 {
        let (Some(x), Some(y)) = (self.before.get(&i), self.after.get(&j)) else { return 0 };
        let (shared, len) = (x.title.shared(&y.title) + x.body.shared(&y.body), |t: &Text<'_>| t.title.len() + t.body.len());
        let (short, long) = (len(x).min(len(y)), len(x).max(len(y)));
        if long * 3 < short * 4 { 0 } else { super::grams::share(shared, short) }
    }
}

/// How alike two elements are.
pub(crate) fn score(by: By, (title_a, body_a): (&Grams, &Grams), (title_b, body_b): (&Grams, &Grams)) -> Pairing {
    let (title, body) = (title_a.dice(title_b), body_a.dice(body_b));
    let score = match (body_a.is_empty(), body_b.is_empty()) {
        (true, true) => title,
        (false, false) => (4 * title + 6 * body) / 10,
        // Only one of them says more than its title.
        _ => title * 8 / 10,
    };
    Pairing { by, score, title, body }
}

/// A feature that more pairs of elements share says too little to be followed.
const MOST_SHARED: usize = 64;
/// How many of its rarest features an element is looked up by.
const BUDGET: u8 = 32;
/// How many candidates of an element are scored.
const CANDIDATES: usize = 5;
/// How much of what is lacking to full marks the same address or the same headings make up when scores are ranked, in hundredths. So an
/// address decides between poor matches, and the words between good ones. It joins nothing by itself.
const ADDRESS_BONUS: u32 = 40;
const NEAR_BONUS: u32 = 10;

fn likeness<'a>(
    options: &Options<'_>,
    addresses_count: bool,
    before: &[Entry<'a>],
    after: &[Entry<'a>],
    free: &mut Free,
    words: &mut Words<'a, '_>,
) {
    let mut candidates = candidates(before, after, free, words);
    if addresses_count {
        candidates.extend(free.by_key(before, after, |e| e.address));
    }
    candidates.extend(free.by_key(before, after, |e| text_digest(e.title)));
    candidates.sort_unstable();
    candidates.dedup();
    let mut ranked = Vec::new();
    for (i, j) in candidates {
        let (Some(a), Some(b)) = (before.get(i), after.get(j)) else { continue };
        let pairing = words.score((i, a), (j, b));
        let same = addresses_count && a.address == b.address;
        if pairing.score >= if same { options.same_address.min(options.likeness) } else { options.likeness } {
            let (likeness, bonus) = match (same, a.near == b.near) {
                (true, _) => (pairing.score.max(words.contained(i, j)), ADDRESS_BONUS),
                (false, true) => (pairing.score, NEAR_BONUS),
                (false, false) => (pairing.score, 0),
            };
            let rank = likeness + super::grams::FULL.saturating_sub(likeness) * bonus / 100;
            ranked.push((std::cmp::Reverse(rank), i, j, pairing));
        }
    }
    ranked.sort_unstable_by_key(|(rank, i, j, _)| (*rank, *i, *j));
    for (_, i, j, pairing) in ranked {
        free.join(i, j, pairing);
    }
}

/// A feature, whether it stands in an element of the list after, and the place of the element.
type Posting = (u64, bool, usize);

/// Pairs of free elements that share rare features: for each element those with which it shares the most.
fn candidates<'a>(before: &[Entry<'a>], after: &[Entry<'a>], free: &Free, words: &mut Words<'a, '_>) -> Vec<(usize, usize)> {
    let mut postings: Vec<Posting> = Vec::new();
    for (is_after, list, open) in [(false, before, &free.before), (true, after, &free.after)] {
        for (i, entry) in list.iter().enumerate().filter(|(i, _)| Free::is_free(open, *i)) {
            words.ensure(is_after, i, entry);
            let side = if is_after { &words.after } else { &words.before };
            let Some(text) = side.get(&i) else { continue };
            let texts = text.texts.iter().map(AsRef::as_ref).chain([entry.title]);
            let mut all = features(&text.title, texts);
            all.extend(text.body.each().map(|gram| join(1, gram)));
            all.sort_unstable();
            all.dedup();
            postings.extend(all.into_iter().map(|feature| (feature, is_after, i)));
        }
    }
    postings.sort_unstable();
    // Runs of one feature that both sides have, the rarest first.
    let mut runs: Vec<(usize, &[Posting])> = postings
        .chunk_by(|x, y| x.0 == y.0)
        .filter_map(|run| {
            let split = run.partition_point(|(_, is_after, _)| !is_after);
            let shared = split * (run.len() - split);
            (shared > 0 && shared <= MOST_SHARED).then_some((shared, run))
        })
        .collect();
    runs.sort_unstable_by_key(|(shared, run)| (*shared, run.first().map(|(feature, _, _)| *feature)));
    let mut budget = [vec![BUDGET; before.len()], vec![BUDGET; after.len()]];
    let mut met: Vec<(usize, usize, u32)> = Vec::new();
    for (shared, run) in runs {
        let weight = 1_000 / u32::try_from(shared).unwrap_or(u32::MAX).max(1);
        let (mine, theirs) = run.split_at(run.partition_point(|(_, is_after, _)| !is_after));
        let [left, right] = &mut budget;
        for (_, _, i) in mine {
            for (_, _, j) in theirs {
                let open = left.get(*i).is_some_and(|b| *b > 0) || right.get(*j).is_some_and(|b| *b > 0);
                if open {
                    met.push((*i, *j, weight));
                }
            }
        }
        for (list, members) in [(left, mine), (right, theirs)] {
            for (_, _, i) in members {
                if let Some(b) = list.get_mut(*i) {
                    *b = b.saturating_sub(1);
                }
            }
        }
    }
    met.sort_unstable();
    let mut weighed: Vec<(usize, usize, u32)> = Vec::new();
    for (i, j, weight) in met {
        match weighed.last_mut() {
            Some((x, y, sum)) if (*x, *y) == (i, j) => *sum = sum.saturating_add(weight),
            _ => weighed.push((i, j, weight)),
        }
    }
    // The best of each element, seen from both sides.
    let mut best = Vec::new();
    weighed.sort_unstable_by_key(|(i, j, sum)| (*i, std::cmp::Reverse(*sum), *j));
    for group in weighed.chunk_by(|x, y| x.0 == y.0) {
        best.extend(group.iter().take(CANDIDATES).map(|(i, j, _)| (*i, *j)));
    }
    weighed.sort_unstable_by_key(|(i, j, sum)| (*j, std::cmp::Reverse(*sum), *i));
    for group in weighed.chunk_by(|x, y| x.1 == y.1) {
        best.extend(group.iter().take(CANDIDATES).map(|(i, j, _)| (*i, *j)));
    }
    best
}
