//! Why two units match or do not: the waterfall of their evidence, the phrases they share, and a line that says it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::corpus::with_unit;
use super::evidence::{Evidence, Values};
use super::index::{Index, Unit};
use super::options::Options;
use super::result::Relation;
use super::text::{Namer, is_han};
use super::unit::{Gathered, Member, Piece};
use super::weights::rounded;
use crate::model::{ItemId, Span};
use crate::vocabulary::Lang;

/// How many shared phrases are told.
const PHRASES: usize = 12;

/// One step of a waterfall.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// The evidence.
    pub evidence: Evidence,
    /// How alike the two are in it, from 0 to 1; none where one of them says nothing.
    pub value: Option<f64>,
    /// Its match weight for `same`, in bits: positive speaks for, negative against.
    pub bits: f64,
    /// Its match weight for `same` or `partial`.
    pub bits_related: f64,
    /// The sum for `same` up to here, the prior included.
    pub total: f64,
}

/// Where a shared phrase stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The item; none for the heading of a goals section.
    pub item: Option<ItemId>,
    /// Its field: `title`, `summary` or `subject`.
    pub field: String,
    /// The bytes of the phrase in that field.
    pub span: Span,
    /// Where the item was read.
    pub source: Option<Span>,
}

/// A phrase that stands in both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SharedPhrase {
    /// The phrase.
    pub text: String,
    /// How rare it is: the sum of the weights of its grams, natural logarithms.
    pub weight: f64,
    /// Whether the vocabulary has it.
    pub known: bool,
    /// Its first place in the one.
    pub in_a: Mention,
    /// Its first place in the other.
    pub in_b: Mention,
}

/// Why two units are the same, partly comparable, or neither.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The one.
    pub a: Member,
    /// The other.
    pub b: Member,
    /// By the thresholds.
    pub relation: Relation,
    /// The probability that they are the same.
    pub score: f64,
    /// The probability that they are the same or partly comparable.
    pub related: f64,
    /// The prior for `same`, in bits.
    pub prior: f64,
    /// The prior for `same` or `partial`, in bits.
    pub prior_related: f64,
    /// Prior and weights together, for `same`.
    pub bits: f64,
    /// Prior and weights together, for `same` or `partial`.
    pub bits_related: f64,
    /// Every evidence, in the order of [`Evidence::ALL`].
    pub steps: Vec<Step>,
    /// The phrases they share, the weightiest first.
    pub phrases: Vec<SharedPhrase>,
}

impl Explanation {
    /// The steps that speak for a match, the strongest first.
    pub fn for_it(&self) -> Vec<Step> {
        self.sorted(|bits| bits > 0.0)
    }

    /// The steps that speak against it, the strongest first.
    pub fn against(&self) -> Vec<Step> {
        self.sorted(|bits| bits < 0.0)
    }

    fn sorted(&self, keep: impl Fn(f64) -> bool) -> Vec<Step> {
        let mut steps: Vec<Step> = self.steps.iter().copied().filter(|step| keep(step.bits)).collect();
        steps.sort_by(|a, b| b.bits.abs().total_cmp(&a.bits.abs()).then(a.evidence.cmp(&b.evidence)));
        steps
    }

    /// One line that says why.
    pub fn reason(&self, lang: Lang) -> String {
        let phrases: Vec<&str> = self.phrases.iter().take(3).map(|p| p.text.as_str()).collect();
        let names = |steps: Vec<Step>| -> Vec<&'static str> {
            let name = |step: &Step| if lang == Lang::Zh { step.evidence.zh() } else { step.evidence.as_str() };
            steps.iter().filter(|step| step.bits.abs() >= 0.3).take(3).map(name).collect()
        };
        let (pro, contra) = (names(self.for_it()), names(self.against()));
        match lang {
            Lang::Zh => {
                let verdict = match self.relation {
                    Relation::Same => "可比（同一行）",
                    Relation::Partial => "部分可比",
                    Relation::None => "不可比",
                };
                let mut line = format!("{verdict}，{:.0}%", self.score * 100.0);
                for (head, list) in [("共有词语：", &phrases), ("相近：", &pro), ("不一：", &contra)] {
                    if !list.is_empty() {
                        line.push_str(&format!("；{head}{}", list.join("、")));
                    }
                }
                line
            }
            Lang::En => {
                let verdict = match self.relation {
                    Relation::Same => "same row",
                    Relation::Partial => "partly comparable",
                    Relation::None => "not comparable",
                };
                let mut line = format!("{verdict}, {:.0}%", self.score * 100.0);
                for (head, list) in [("shared phrases: ", &phrases), ("alike in ", &pro), ("unlike in ", &contra)] {
                    if !list.is_empty() {
                        line.push_str(&format!("; {head}{}", list.join(", ")));
                    }
                }
                line
            }
        }
    }
}

/// The evidence that speaks most against a match.
pub(crate) fn against(options: &Options, values: &Values) -> Vec<(Evidence, f64)> {
    let bits =
        |(kind, value): (&Evidence, &Option<f64>)| (*kind, rounded(options.weights.bits(*kind, *value, options.own_weight).0));
    let mut list: Vec<_> = Evidence::ALL.iter().zip(values).map(bits).filter(|(_, bits)| *bits < 0.0).collect();
    list.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    list.truncate(3);
    list
}

pub(crate) fn explain(index: &Index<'_>, a: &Unit, b: &Unit) -> Explanation {
    let values = index.values(a, b);
    let (weights, own) = (&index.options.weights, index.options.own_weight);
    let mut total = weights.prior_same;
    let mut steps = Vec::new();
    for (evidence, value) in Evidence::ALL.iter().zip(&values) {
        let (bits, bits_related) = weights.bits(*evidence, *value, own);
        let (bits, bits_related) = (rounded(bits), rounded(bits_related));
        total += bits;
        steps.push(Step { evidence: *evidence, value: value.map(rounded), bits, bits_related, total: rounded(total) });
    }
    let score = weights.score(&values, own);
    Explanation {
        a: a.member.clone(),
        b: b.member.clone(),
        relation: index.relation(score),
        score: score.same(),
        related: score.related(),
        prior: weights.prior_same,
        prior_related: weights.prior_related,
        bits: score.bits_same,
        bits_related: score.bits_related,
        steps,
        phrases: shared(index, a, b),
    }
}

/// A Han run of a field with its bytes.
struct Run<'p> {
    piece: &'p Piece<'p>,
    characters: Vec<(usize, char)>,
}

fn runs<'p>(pieces: &'p [Piece<'p>]) -> Vec<Run<'p>> {
    let mut runs = Vec::new();
    for piece in pieces {
        let mut characters = Vec::new();
        for (at, c) in piece.text.char_indices() {
            if is_han(c) {
                characters.push((at, c));
            } else if !characters.is_empty() {
                runs.push(Run { piece, characters: std::mem::take(&mut characters) });
            }
        }
        if !characters.is_empty() {
            runs.push(Run { piece, characters });
        }
    }
    runs
}

fn mention(run: &Run<'_>, start: usize, end: usize) -> Option<Mention> {
    let first = run.characters.get(start)?.0;
    let (last, c) = *run.characters.get(end.checked_sub(1)?)?;
    Some(Mention {
        item: run.piece.item.map(|item| item.id()),
        field: run.piece.field.to_owned(),
        span: Span { start: first, end: last + c.len_utf8() },
        source: run.piece.item.and_then(|item| item.source().span),
    })
}

/// The longest phrases that stand in both, each once: of two that overlap in the one text the longer is taken.
fn shared(index: &Index<'_>, a: &Unit, b: &Unit) -> Vec<SharedPhrase> {
    let found = with_unit(index, a, |a| with_unit(index, b, |b| shared_of(index, a, b)));
    found.flatten().unwrap_or_default()
}

fn shared_of(index: &Index<'_>, a: &Gathered<'_>, b: &Gathered<'_>) -> Vec<SharedPhrase> {
    let (mut pieces_a, mut pieces_b) = (Vec::new(), Vec::new());
    a.each_piece(|piece| pieces_a.push(piece));
    b.each_piece(|piece| pieces_b.push(piece));
    let (runs_a, runs_b) = (runs(&pieces_a), runs(&pieces_b));
    // Where each pair of characters stands in b.
    let mut pairs: BTreeMap<[char; 2], Vec<(usize, usize)>> = BTreeMap::new();
    for (r, run) in runs_b.iter().enumerate() {
        for (at, two) in run.characters.windows(2).enumerate() {
            if let [x, y] = two {
                pairs.entry([x.1, y.1]).or_default().push((r, at));
            }
        }
    }
    let mut found: BTreeMap<String, SharedPhrase> = BTreeMap::new();
    for run in &runs_a {
        let mut at = 0;
        while let Some([(_, x), (_, y)]) = run.characters.get(at..at + 2) {
            let mut longest: Option<(usize, usize, usize)> = None;
            for &(r, start) in pairs.get(&[*x, *y]).map_or(&[][..], Vec::as_slice) {
                let (Some(left), Some(right)) =
                    (run.characters.get(at..), runs_b.get(r).and_then(|other| other.characters.get(start..)))
                else {
                    continue;
                };
                let length = left.iter().zip(right).take_while(|(p, q)| p.1 == q.1).count();
                if longest.is_none_or(|(most, _, _)| length > most) {
                    longest = Some((length, r, start));
                }
            }
            let Some((length, r, start)) = longest else {
                at += 1;
                continue;
            };
            if let Some(phrase) = phrase(index, run, at, length, runs_b.get(r), start) {
                found.entry(phrase.text.clone()).or_insert(phrase);
            }
            at += length;
        }
    }
    let mut phrases: Vec<SharedPhrase> = found.into_values().collect();
    phrases.sort_by(|x, y| y.weight.total_cmp(&x.weight).then_with(|| x.text.cmp(&y.text)));
    phrases.truncate(PHRASES);
    phrases
}

fn phrase(
    index: &Index<'_>,
    run: &Run<'_>,
    at: usize,
    length: usize,
    other: Option<&Run<'_>>,
    start: usize,
) -> Option<SharedPhrase> {
    let characters: Vec<char> = run.characters.get(at..at + length)?.iter().map(|(_, c)| *c).collect();
    let weight: f64 = characters
        .windows(2)
        .map(|two| index.frequencies.gram(two.iter().fold(Namer::new(b'g'), |namer, c| namer.character(*c)).name()))
        .sum();
    let mut known = false;
    index.lexicon.find(&characters, |number, from, to| {
        known |= from == 0 && to == length && index.lexicon.get(number).is_some_and(|phrase| phrase.known);
    });
    Some(SharedPhrase {
        text: characters.iter().collect(),
        weight: rounded(weight),
        known,
        in_a: mention(run, at, at + length)?,
        in_b: mention(other?, start, start + length)?,
    })
}
