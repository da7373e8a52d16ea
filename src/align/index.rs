//! The prepared corpus: units with features, the search for candidates, and the score of any two units.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::AlignError;
use super::background::Frequencies;
use super::candidate::{Postings, Scratch};
use super::corpus::{Source, against, prepare};
use super::evidence::Values;
use super::explain::{self, Explanation};
use super::features::Features;
use super::judgement::Judgement;
use super::lexicon::Lexicon;
use super::meet::Meetings;
use super::options::Options;
use super::parallel;
use super::parts::Commonness;
use super::probe::{Probe, compare};
use super::result::{Alignment, Neighbour, Relation};
use super::rows;
use super::unit::{Lead, Member, Named};
use super::weights::{Score, Scorer};
use crate::model::{Class, Path, Plan};
use crate::vocabulary::Vocabulary;

/// A similarity of the caller's own: of two members, from 0 to 1; none where it does not know.
pub type Similarity<'a> = dyn Fn(&Member, &Member) -> Option<f64> + Send + Sync + 'a;

/// A unit in the corpus.
#[derive(Debug)]
pub(crate) struct Unit {
    /// Index of the plan as given.
    pub(crate) plan: usize,
    /// The class that was asked for; a goals section has it in common with measures.
    pub(crate) class: Class,
    pub(crate) member: Member,
    pub(crate) lead: Lead,
    pub(crate) features: Features,
}

/// A corpus made ready: rows over all of it, neighbours of one unit, one plan against all, and the evidence of any pair.
///
/// Units stand in an order of their own, by the content of their plans, so that nothing computed from it depends on the order in which the
/// plans were given.
pub struct Index<'a> {
    pub(crate) source: Source<'a>,
    /// The names of the plans.
    pub(crate) names: Vec<String>,
    pub(crate) options: Options,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) lexicon: Cow<'static, Lexicon>,
    pub(crate) scorer: Scorer,
    pub(crate) frequencies: Frequencies,
    pub(crate) units: Vec<Unit>,
    /// Whether the search leaves nothing out.
    pub(crate) complete: bool,
    postings: OnceLock<Postings>,
    meetings: OnceLock<Meetings>,
    pub(crate) judgements: Vec<Judgement>,
    pub(crate) own: Option<Box<Similarity<'a>>>,
    /// For each plan as given, the places of its units.
    ranges: Vec<std::ops::Range<usize>>,
}

impl std::fmt::Debug for Index<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("plans", &self.names.len()).field("units", &self.units.len()).finish_non_exhaustive()
    }
}

impl<'a> Index<'a> {
    /// Prepares a corpus with the standard vocabulary.
    ///
    /// # Errors
    /// Weights that cannot be used.
    pub fn new<I>(plans: I, options: impl Into<Options>) -> Result<Self, AlignError>
    where
        I: IntoIterator,
        I::Item: Into<Named<'a>>,
    {
        Self::with_vocabulary(plans, options, Vocabulary::standard())
    }

    /// Prepares a corpus with the caller's own vocabulary.
    ///
    /// # Errors
    /// As for [`Index::new`].
    pub fn with_vocabulary<I>(plans: I, options: impl Into<Options>, vocabulary: &'a Vocabulary) -> Result<Self, AlignError>
    where
        I: IntoIterator,
        I::Item: Into<Named<'a>>,
    {
        Self::build(Source::Given(plans.into_iter().map(Into::into).collect()), options.into(), vocabulary, None)
    }

    /// Prepares a corpus of so many plans that are not all in memory at once: `plan` reads or makes the one with a number, and its name.
    ///
    /// What is kept of a plan is about a seventh of the plan itself. `plan` is asked for each number twice, from several threads with feature
    /// `rayon`, and again by [`Index::explain`]; it must give the same each time.
    ///
    /// ```
    /// use crossplan::align::{Index, Options};
    /// # #[cfg(feature = "samples")] {
    /// use crossplan::{Plan, samples::FILES};
    /// let read = |i: usize| (FILES[i].0.to_owned(), Plan::from_json(FILES[i].1).expect("sound"));
    /// let index = Index::over(FILES.len(), read, Options::new(), crossplan::vocabulary::Vocabulary::standard())?;
    /// assert_eq!(index.align()?.plans.len(), 5);
    /// # }
    /// # Ok::<(), crossplan::align::AlignError>(())
    /// ```
    ///
    /// # Errors
    /// As for [`Index::new`].
    pub fn over(
        plans: usize,
        plan: impl Fn(usize) -> (String, Plan) + Send + Sync + 'a,
        options: impl Into<Options>,
        vocabulary: &'a Vocabulary,
    ) -> Result<Self, AlignError> {
        Self::build(Source::Made(plans, Box::new(plan)), options.into(), vocabulary, None)
    }

    /// With `given`, how common features are is that of a larger corpus.
    pub(crate) fn build(
        source: Source<'a>,
        options: Options,
        vocabulary: &'a Vocabulary,
        given: Option<&Commonness>,
    ) -> Result<Self, AlignError> {
        options.weights.check()?;
        let lexicon = Lexicon::of(vocabulary);
        let (names, units, frequencies) = prepare(&source, &options, &lexicon, given);
        let mut ranges = vec![0..0; names.len()];
        for (i, unit) in units.iter().enumerate() {
            if let Some(range) = ranges.get_mut(unit.plan) {
                let start = if range.start == range.end { i } else { range.start };
                *range = start..i + 1;
            }
        }
        let scorer = Scorer::new(&options.weights, options.own_weight);
        let (judgements, own) = (Vec::new(), None);
        let complete = units.len() <= options.complete;
        Ok(Self {
            source,
            names,
            options,
            vocabulary,
            lexicon,
            scorer,
            frequencies,
            units,
            complete,
            postings: OnceLock::new(),
            meetings: OnceLock::new(),
            judgements,
            own,
            ranges,
        })
    }

    /// Takes a researcher's judgements into account. They are never overruled.
    #[must_use]
    pub fn judgements(mut self, judgements: impl IntoIterator<Item = Judgement>) -> Self {
        self.judgements.extend(judgements);
        self
    }

    /// Mixes in a similarity of the caller's own, such as the cosine of embeddings made elsewhere, with the weight [`Options::own_weight`].
    /// It is asked for the candidates that the text gives; it must be symmetric.
    #[must_use]
    pub fn similarity(mut self, similarity: impl Fn(&Member, &Member) -> Option<f64> + Send + Sync + 'a) -> Self {
        self.own = Some(Box::new(similarity));
        self
    }

    /// Mixes in a similarity of the caller's own from a list; a pair stands in it in either order.
    #[must_use]
    pub fn similarity_matrix(self, entries: impl IntoIterator<Item = (Member, Member, f64)>) -> Self {
        let mut table: HashMap<(Member, Member), f64> = HashMap::new();
        for (a, b, value) in entries {
            table.insert((a, b), value);
        }
        self.similarity(move |a, b| {
            let key = (a.clone(), b.clone());
            table.get(&key).or_else(|| table.get(&(key.1, key.0))).copied()
        })
    }

    /// The search for candidates, made when it is first asked for.
    pub(crate) fn postings(&self) -> &Postings {
        self.postings.get_or_init(|| Postings::new(&self.units, &self.options))
    }

    /// The place of the first unit of a plan; those of a plan stand together.
    pub(crate) fn first_of(&self, plan: usize) -> usize {
        self.ranges.get(plan).map_or(0, |range| range.start)
    }

    /// What units have in common with those of plans before theirs, where the search is complete.
    pub(crate) fn meetings(&self) -> Option<&Meetings> {
        // A unit is compared with those of plans before its own, so that the last plan is asked for by none.
        let last = self.units.last().map_or(0, |unit| self.first_of(unit.plan));
        let features = || self.units.iter().take(last).map(|unit| &unit.features);
        let make = || Meetings::new(self.frequencies.len(), self.lexicon.len(), features());
        self.complete.then(|| self.meetings.get_or_init(make))
    }

    /// The options it was made with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Every unit, in the order in which the plans were given and then of their texts.
    pub fn members(&self) -> Vec<&Member> {
        let mut members: Vec<&Member> = self.units.iter().map(|unit| &unit.member).collect();
        members.sort_by_key(|member| member.plan);
        members
    }

    /// The unit of a plan at a path: its measure or goals section, or else its first item there.
    pub fn member(&self, plan: usize, path: &Path) -> Option<&Member> {
        let mut at_path = self.units_of(plan).filter(|(_, unit)| unit.member.path == *path).map(|(_, unit)| unit);
        let first = at_path.clone().next();
        at_path.find(|unit| unit.class == Class::Measure).or(first).map(|unit| &unit.member)
    }

    /// The units of a plan with their places.
    pub(crate) fn units_of(&self, plan: usize) -> impl Iterator<Item = (usize, &Unit)> + Clone {
        let range = self.ranges.get(plan).cloned().unwrap_or_default();
        range.clone().zip(self.units.get(range).unwrap_or_default())
    }

    /// The place of a member in the index.
    pub(crate) fn place(&self, member: &Member) -> Option<usize> {
        self.units_of(member.plan).find(|(_, unit)| unit.member == *member).map(|(i, _)| i)
    }

    pub(crate) fn values(&self, a: &Unit, b: &Unit) -> Values {
        self.with_own(compare(&a.features, &b.features), a, b)
    }

    /// The values with that of the caller's own similarity.
    pub(crate) fn with_own(&self, mut values: Values, a: &Unit, b: &Unit) -> Values {
        if let Some(own) = &self.own
            && let Some(last) = values.last_mut()
        {
            *last = own(&a.member, &b.member).filter(|value| value.is_finite());
        }
        values
    }

    pub(crate) fn score_of(&self, a: &Unit, b: &Unit) -> Score {
        self.scorer.score(&self.values(a, b))
    }

    /// The score, or none where the probability of being comparable is below `floor`; the costly evidence is left out where it cannot help.
    /// `probe` is that of `a`.
    pub(crate) fn score_above(&self, probe: &mut Probe<'_>, a: &Unit, b: &Unit, floor: f64) -> Option<Score> {
        if self.own.is_some() {
            return Some(self.score_of(a, b)).filter(|score| score.related() >= floor);
        }
        self.scorer.score_above(floor, |stage, values| probe.fill(&b.features, stage, values))
    }

    pub(crate) fn relation(&self, score: Score) -> Relation {
        relation(&self.options, score)
    }

    /// Rows over the whole corpus.
    ///
    /// # Errors
    /// Judgements that contradict one another, or that name what the corpus does not hold.
    pub fn align(&self) -> Result<Alignment, AlignError> {
        rows::align(self)
    }

    /// The closest units of other plans, closest first.
    pub fn neighbours(&self, member: &Member, k: usize) -> Vec<Neighbour> {
        let Some(unit) = self.place(member).and_then(|i| self.units.get(i)) else { return Vec::new() };
        self.neighbours_of(unit, Some(unit.plan), k)
    }

    /// One plan that is not in the corpus against all of it: for each of its units the closest units, closest first.
    ///
    /// How common a phrase is, is taken from the corpus.
    pub fn against(&self, plan: impl Into<Named<'a>>, k: usize) -> Vec<(Member, Vec<Neighbour>)> {
        let units = against(self.names.len(), plan.into().plan, self);
        parallel::map(&units, |unit| (unit.member.clone(), self.neighbours_of(unit, None, k)))
    }

    fn neighbours_of(&self, unit: &Unit, but: Option<usize>, k: usize) -> Vec<Neighbour> {
        let near = |(_, i): (Score, usize)| Some(self.neighbour(unit, self.units.get(i)?));
        self.nearest(unit, but, k).into_iter().filter_map(near).collect()
    }

    /// The closest units of plans other than `but`, by their places, closest first.
    pub(crate) fn nearest(&self, unit: &Unit, but: Option<usize>, k: usize) -> Vec<(Score, usize)> {
        let found = self
            .postings()
            .among_all(unit, k, |other| self.units.get(other).is_some_and(|o| Some(o.plan) != but && o.class == unit.class));
        let mut probe = Probe::new(&unit.features);
        let mut scored: Vec<(Score, usize)> =
            found.into_iter().filter_map(|i| Some((self.score_above(&mut probe, unit, self.units.get(i)?, 0.0)?, i))).collect();
        // Ties by the order of the corpus, which is that of content.
        scored.sort_by(|a, b| b.0.bits_same.total_cmp(&a.0.bits_same).then(a.1.cmp(&b.1)));
        scored.truncate(k);
        scored
    }

    fn neighbour(&self, unit: &Unit, other: &Unit) -> Neighbour {
        let values = self.values(unit, other);
        let (score, against) = (self.scorer.score(&values), explain::against(&self.options, &values));
        Neighbour {
            member: other.member.clone(),
            score: score.same(),
            related: score.related(),
            relation: self.relation(score),
            against,
        }
    }

    /// For a benchmark: the vectors by which candidates are found in a corpus that is searched completely, the plan of each, and the least
    /// product of two candidates.
    #[doc(hidden)]
    #[expect(clippy::type_complexity, reason = "an iterator cannot have a name of its own")]
    pub fn signatures(&self) -> (impl Iterator<Item = (usize, &[(u32, f32)])>, f32) {
        let (signatures, least) = self.postings().signatures();
        (self.units.iter().map(|unit| unit.plan).zip(signatures), least)
    }

    /// For a benchmark: the candidates of each of the first so many units among those before it.
    #[doc(hidden)]
    pub fn candidates(&self, units: usize) -> Vec<Vec<usize>> {
        let mut scratch = Scratch::default();
        let other = |plan: usize| move |i: usize| self.units.get(i).is_some_and(|other| other.plan != plan);
        let found = |(place, unit): (usize, &Unit)| self.postings().before(unit, place, other(unit.plan), &mut scratch);
        self.units.iter().enumerate().take(units).map(found).collect()
    }

    /// How close two units are. None where the corpus does not hold one of them.
    pub fn compare(&self, a: &Member, b: &Member) -> Option<Neighbour> {
        let (a, b) = (self.units.get(self.place(a)?)?, self.units.get(self.place(b)?)?);
        Some(self.neighbour(a, b))
    }

    /// Why two units are the same, partly comparable, or neither. None where the corpus does not hold one of them.
    pub fn explain(&self, a: &Member, b: &Member) -> Option<Explanation> {
        let (a, b) = (self.units.get(self.place(a)?)?, self.units.get(self.place(b)?)?);
        Some(explain::explain(self, a, b))
    }
}

/// The relation of a score by the thresholds of the options.
pub(crate) fn relation(options: &Options, score: Score) -> Relation {
    if score.same() >= options.same_from {
        Relation::Same
    } else if score.related() >= options.partial_from {
        Relation::Partial
    } else {
        Relation::None
    }
}
