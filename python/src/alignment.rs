//! `Alignment` with its rows, pairs and neighbours.

use std::sync::{Arc, OnceLock};

use crossplan::align::{
    Alignment as Core, Evidence, Judgement as CoreJudgement, Member as CoreMember, Missed, Neighbour as CoreNeighbour,
    Pair as CorePair, Row as CoreRow,
};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyList};
use serde::{Deserialize, Serialize};

use crate::common::{At, from_json, hash, invalid, json_word, lost, to_json, to_python, unknown, value, words};
use crate::explanation::Explanation;
use crate::item::Item;
use crate::judgement::Judgement;
use crate::member::Member;
use crate::pickle::function;
use crate::plan::Plan;
use crate::plans::plans;
use crate::prepared::{Asked, Prepared, refused};
use crate::similarity::Similarity;

/// Comparable items of any number of plans, as rows.
///
/// `len(alignment)`, `for row in alignment`, `alignment[0]`. It carries how it was made, and can say why of any two members.
#[pyclass(frozen, module = "crossplan")]
pub(crate) struct Alignment {
    pub(crate) core: Arc<Core>,
    pub(crate) plans: At,
    judgements: Vec<CoreJudgement>,
    similarity: Option<Similarity>,
    prepared: OnceLock<Prepared>,
}

impl Alignment {
    fn make(
        py: Python<'_>,
        plans: At,
        options: crossplan::align::Options,
        judgements: Vec<CoreJudgement>,
        similarity: Option<Similarity>,
    ) -> PyResult<Self> {
        let prepared = Prepared::new(py, &plans, options, &judgements, similarity.as_ref())?;
        let core = prepared.with(py, |index| index.align());
        similarity.as_ref().map_or(Ok(()), Similarity::check)?;
        let core = Arc::new(core.map_err(refused)?);
        Ok(Self { core, plans, judgements, similarity, prepared: OnceLock::from(prepared) })
    }

    /// From pairs that were scored in parts.
    pub(crate) fn grouped(
        py: Python<'_>,
        plans: At,
        options: crossplan::align::Options,
        judgements: Vec<CoreJudgement>,
        scored: Vec<crossplan::align::ScoredPair>,
    ) -> PyResult<Self> {
        let prepared = Prepared::new(py, &plans, options, &judgements, None)?;
        let core = prepared.with(py, |index| index.group(scored)).map_err(refused)?;
        Ok(Self { core: Arc::new(core), plans, judgements, similarity: None, prepared: OnceLock::from(prepared) })
    }

    /// The prepared corpus; made again after unpickling.
    fn prepared(&self, py: Python<'_>) -> PyResult<&Prepared> {
        if let Some(prepared) = self.prepared.get() {
            return Ok(prepared);
        }
        if self.core.stamp.own_similarity && self.similarity.is_none() {
            return Err(invalid("the alignment was made with a similarity of its own, which is not kept with it: align again"));
        }
        let options = self.core.stamp.options.clone();
        let prepared = Prepared::new(py, &self.plans, options, &self.judgements, self.similarity.as_ref())?;
        Ok(self.prepared.get_or_init(|| prepared))
    }

    /// A member, or the member that holds an item.
    fn find(&self, value: &Bound<'_, PyAny>) -> PyResult<CoreMember> {
        let missing = |what: &dyn std::fmt::Display| unknown(format!("the alignment does not hold {what}"));
        if let Ok(member) = value.cast::<Member>() {
            let core = &member.get().inner;
            return if self.core.members.contains(core) { Ok(core.clone()) } else { Err(missing(&core.path)) };
        }
        let (name, id) = match value.cast::<Item>() {
            Ok(item) => (item.get().plan.get().name.clone(), item.get().id_of()?),
            Err(_) => {
                let (name, id): (String, String) = value.extract().map_err(|_| {
                    crate::common::wrong_type("expected a Member, an item, or a pair such as (\"XS\", \"measure:二/（一）\")")
                })?;
                (name, crate::common::word(&id)?)
            }
        };
        let of = |member: &&CoreMember| {
            self.core.plans.get(member.plan).is_some_and(|plan| *plan == name) && member.items.contains(&id)
        };
        self.core.members.iter().find(of).cloned().ok_or_else(|| missing(&format!("{id} of `{name}`")))
    }

    fn row_at(slf: &Bound<'_, Self>, at: usize) -> PyResult<Row> {
        let this = slf.get();
        let row = this.core.rows.get(at).ok_or_else(lost)?;
        let member = |at: &usize| this.core.members.get(*at).cloned().ok_or_else(lost);
        let judged = row.judged.iter().filter_map(|at| this.judgements.get(*at).cloned()).collect();
        let data = RowData {
            members: row.members.iter().map(member).collect::<PyResult<_>>()?,
            partial: row.partial.iter().map(|pair| this.pair_data(pair)).collect::<PyResult<_>>()?,
            row: row.clone(),
            judged,
        };
        Ok(Row::new(data, this.plans.clone()))
    }

    fn pair_data(&self, pair: &CorePair) -> PyResult<PairData> {
        let member = |at: usize| self.core.members.get(at).cloned().ok_or_else(lost);
        Ok(PairData { a: member(pair.a)?, b: member(pair.b)?, pair: *pair })
    }
}

#[pymethods]
impl Alignment {
    /// The plans, in the order in which they were given.
    #[getter]
    fn plans(&self, py: Python<'_>) -> Vec<Py<Plan>> {
        self.plans.plans.iter().map(|plan| plan.clone_ref(py)).collect()
    }

    /// Rows of at least two members, by topic, larger ones first. No member stands in two.
    #[getter]
    fn rows(slf: &Bound<'_, Self>) -> PyResult<Vec<Row>> {
        (0..slf.get().core.rows.len()).map(|at| Self::row_at(slf, at)).collect()
    }

    /// Every unit that took part, plan by plan in text order.
    #[getter]
    fn members(&self, py: Python<'_>) -> Vec<Member> {
        self.core.members.iter().map(|member| Member::of(member.clone(), &self.plans, py)).collect()
    }

    /// All comparable pairs across plans that were found.
    #[getter]
    fn pairs(&self) -> PyResult<Vec<Pair>> {
        self.core.pairs.iter().map(|pair| Ok(Pair::new(self.pair_data(pair)?, self.plans.clone()))).collect()
    }

    /// Units in no row, with what came nearest.
    #[getter]
    fn alone(&self) -> PyResult<Vec<Alone>> {
        let data = |alone: &crossplan::align::Alone| {
            let member = |at: usize| self.core.members.get(at).cloned().ok_or_else(lost);
            let near = |miss: &crossplan::align::NearMiss| {
                Ok(MissData {
                    member: member(miss.member)?,
                    score: miss.score,
                    related: miss.related,
                    why: miss.why,
                    against: miss.against.clone(),
                })
            };
            let near = alone.near.iter().map(near).collect::<PyResult<_>>()?;
            Ok(Alone::new(AloneData { member: member(alone.member)?, near }, self.plans.clone()))
        };
        self.core.alone.iter().map(data).collect()
    }

    /// The judgements that were given.
    #[getter]
    fn judgements(&self) -> Vec<Judgement> {
        self.judgements.iter().map(|judgement| Judgement::new(judgement.clone(), At::default())).collect()
    }

    /// How it was made: method, options with weights, editions of the vocabularies.
    #[getter]
    fn stamp<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.core.stamp)
    }

    /// The row in which a member or item stands; none where it stands alone.
    fn row_of(slf: &Bound<'_, Self>, member: &Bound<'_, PyAny>) -> PyResult<Option<Row>> {
        let this = slf.get();
        let wanted = this.find(member)?;
        let place = this.core.members.iter().position(|m| *m == wanted).ok_or_else(lost)?;
        let row = this.core.rows.iter().position(|row| row.members.binary_search(&place).is_ok());
        row.map(|row| Self::row_at(slf, row)).transpose()
    }

    /// Why two members or items match or do not.
    fn explain(&self, py: Python<'_>, a: &Bound<'_, PyAny>, b: &Bound<'_, PyAny>) -> PyResult<Explanation> {
        let (a, b) = (self.find(a)?, self.find(b)?);
        let core = self.prepared(py)?.with(py, |index| index.explain(&a, &b)).ok_or_else(lost)?;
        self.similarity.as_ref().map_or(Ok(()), Similarity::check)?;
        Ok(Explanation::new(core, self.plans.clone()))
    }

    /// The closest units of other plans, closest first.
    #[pyo3(signature = (member, *, k=5))]
    fn neighbours(&self, py: Python<'_>, member: &Bound<'_, PyAny>, k: usize) -> PyResult<Vec<Neighbour>> {
        let member = self.find(member)?;
        let list = self.prepared(py)?.with(py, |index| index.neighbours(&member, k));
        self.similarity.as_ref().map_or(Ok(()), Similarity::check)?;
        Ok(list.into_iter().map(|neighbour| Neighbour::new(neighbour, self.plans.clone())).collect())
    }

    /// The same plans aligned again with further judgements.
    fn judged(&self, py: Python<'_>, judgements: Vec<PyRef<'_, Judgement>>) -> PyResult<Self> {
        let mut all = self.judgements.clone();
        all.extend(judgements.iter().map(|judgement| judgement.inner.clone()));
        let options = self.core.stamp.options.clone();
        if self.core.stamp.own_similarity && self.similarity.is_none() {
            return Err(invalid("the alignment was made with a similarity of its own, which is not kept with it: align again"));
        }
        Self::make(py, self.plans.clone(), options, all, self.similarity.clone())
    }

    /// The JSON form.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| to_json(&*self.core))
    }

    /// The JSON form as dicts, lists, strings and numbers.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &*self.core)
    }

    /// The rows, for a notebook.
    fn _repr_html_(&self, py: Python<'_>) -> PyResult<String> {
        let aligned = (*self.core).clone();
        let made = py.detach(|| {
            let corpus = crate::comparison::corpus(&self.plans.plans).aligned(aligned);
            crossplan::compare::make(&corpus, "measures")
        });
        Ok(crate::html::fragment(py, &made.map_err(invalid)?, &self.plans, crossplan::vocabulary::Lang::Zh, crate::html::ROWS))
    }

    fn __len__(&self) -> usize {
        self.core.rows.len()
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyIterator>> {
        PyList::new(slf.py(), Self::rows(slf)?)?.try_iter()
    }

    fn __getitem__(slf: &Bound<'_, Self>, at: isize) -> PyResult<Row> {
        let rows = slf.get().core.rows.len();
        let place = if at < 0 { rows.checked_sub(at.unsigned_abs()) } else { Some(at.unsigned_abs()) };
        match place.filter(|place| *place < rows) {
            Some(place) => Self::row_at(slf, place),
            None => Err(PyIndexError::new_err(format!("there are {rows} rows"))),
        }
    }

    fn __eq__(&self, other: &Self) -> bool {
        let same = |(a, b): (&Py<Plan>, &Py<Plan>)| a.get().same(b.get());
        self.core == other.core
            && self.judgements == other.judgements
            && self.plans.plans.len() == other.plans.plans.len()
            && self.plans.plans.iter().zip(other.plans.plans.iter()).all(same)
    }

    fn __hash__(&self) -> u64 {
        hash(&(&self.core.plans, self.core.rows.len(), self.core.pairs.len()))
    }

    fn __repr__(&self) -> String {
        let Core { plans, rows, pairs, alone, .. } = &*self.core;
        format!("<Alignment of {} plans: {} rows, {} pairs, {} alone>", plans.len(), rows.len(), pairs.len(), alone.len())
    }

    #[allow(clippy::type_complexity, reason = "as pickle wants it")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String, Vec<Py<Plan>>, String))> {
        Ok((function(py, "_alignment")?, (to_json(&*self.core), self.plans(py), to_json(&self.judgements))))
    }
}

/// Makes an alignment from its pickled form.
#[pyfunction]
#[pyo3(name = "_alignment")]
pub(crate) fn restore(json: &str, plans: Vec<Py<Plan>>, judgements: &str) -> PyResult<Alignment> {
    Ok(Alignment {
        core: Arc::new(from_json(json)?),
        plans: At::plans(plans),
        judgements: from_json(judgements)?,
        similarity: None,
        prepared: OnceLock::new(),
    })
}

/// Two members with their score.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PairData {
    a: CoreMember,
    b: CoreMember,
    pair: CorePair,
}

/// A row with its members.
#[derive(PartialEq, Serialize, Deserialize)]
pub(crate) struct RowData {
    row: CoreRow,
    members: Vec<CoreMember>,
    partial: Vec<PairData>,
    judged: Vec<CoreJudgement>,
}

/// A member that stands alone, with what came near.
#[derive(PartialEq, Serialize, Deserialize)]
pub(crate) struct AloneData {
    member: CoreMember,
    near: Vec<MissData>,
}

/// A near miss.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct MissData {
    member: CoreMember,
    score: f64,
    related: f64,
    why: Missed,
    against: Vec<(Evidence, f64)>,
}

value! {
    /// A row of comparable items: `len(row)`, `for member in row`, `row["XS"]` for those of one plan.
    Row = RowData {
        /// Its members, plan by plan and in text order.
        #[getter]
        fn members(&self, py: Python<'_>) -> Vec<Member> {
            self.inner.members.iter().map(|member| Member::of(member.clone(), &self.at, py)).collect()
        }

        /// The topic that most members have first.
        #[getter]
        fn topic(&self) -> Option<&str> {
            self.inner.row.about.topic.as_deref()
        }

        /// The phrases that most members share, the weightiest first.
        #[getter]
        fn objects(&self) -> Vec<String> {
            self.inner.row.about.objects.clone()
        }

        /// The action phrases that most members share.
        #[getter]
        fn actions(&self) -> Vec<String> {
            self.inner.row.about.actions.clone()
        }

        /// The policy instrument that most members have first.
        #[getter]
        fn instrument(&self) -> Option<&'static str> {
            self.inner.row.about.instrument.map(|instrument| instrument.as_str())
        }

        /// The stages that at least half of the members are about.
        #[getter]
        fn stages(&self) -> Vec<String> {
            words(&self.inner.row.about.stages)
        }

        /// The mean score of its pairs across plans.
        #[getter]
        fn closeness(&self) -> f64 {
            self.inner.row.closeness
        }

        /// The lowest of those scores.
        #[getter]
        fn weakest(&self) -> f64 {
            self.inner.row.weakest
        }

        /// The pairs across plans that are not the same: partly comparable, or held together by a judgement alone.
        #[getter]
        fn partial(&self) -> Vec<Pair> {
            self.inner.partial.iter().map(|pair| Pair::new(pair.clone(), self.at.clone())).collect()
        }

        /// The judgements that bind it together.
        #[getter]
        fn judgements(&self) -> Vec<Judgement> {
            self.inner.judged.iter().map(|judgement| Judgement::new(judgement.clone(), At::default())).collect()
        }

        fn __len__(&self) -> usize {
            self.inner.members.len()
        }

        fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyIterator>> {
            PyList::new(slf.py(), slf.get().members(slf.py()))?.try_iter()
        }

        fn __getitem__(&self, py: Python<'_>, plan: &str) -> PyResult<Vec<Member>> {
            let place = self.at.plans.iter().position(|p| p.get().name == plan);
            let place = place.ok_or_else(|| unknown(format!("no plan of the alignment is named `{plan}`")))?;
            let of = |member: &&CoreMember| member.plan == place;
            Ok(self.inner.members.iter().filter(of).map(|member| Member::of(member.clone(), &self.at, py)).collect())
        }

        fn __contains__(&self, member: &Bound<'_, PyAny>) -> bool {
            member.cast::<Member>().is_ok_and(|member| self.inner.members.contains(&member.get().inner))
        }

        fn __repr__(&self) -> String {
            let about = [self.inner.row.about.topic.as_deref().unwrap_or("no topic"), &self.inner.row.about.objects.join("、")].join(" ");
            format!("<Row {}: {} members, closeness {:.2}>", about.trim(), self.inner.members.len(), self.inner.row.closeness)
        }
    }
}

value! {
    /// Two comparable members of two plans.
    Pair = PairData {
        /// The one.
        #[getter]
        fn a(&self, py: Python<'_>) -> Member {
            Member::of(self.inner.a.clone(), &self.at, py)
        }

        /// The other.
        #[getter]
        fn b(&self, py: Python<'_>) -> Member {
            Member::of(self.inner.b.clone(), &self.at, py)
        }

        /// The probability that they are the same.
        #[getter]
        fn score(&self) -> f64 {
            self.inner.pair.score
        }

        /// The probability that they are the same or partly comparable.
        #[getter]
        fn related(&self) -> f64 {
            self.inner.pair.related
        }

        /// `same`, `partial`, or `none` for a pair that a judgement alone holds in a row.
        #[getter]
        fn relation(&self) -> &'static str {
            self.inner.pair.relation.as_str()
        }

        fn __repr__(&self) -> String {
            let name = |member: &CoreMember| {
                let plan = self.at.plans.get(member.plan).map_or("", |plan| plan.get().name.as_str());
                format!("{plan} {}", member.path)
            };
            let PairData { a, b, pair } = &self.inner;
            format!("<Pair {} / {}: {}, {:.2}>", name(a), name(b), pair.relation, pair.score)
        }
    }
}

value! {
    /// A unit near another one.
    Neighbour = CoreNeighbour {
        /// The near unit.
        #[getter]
        fn member(&self, py: Python<'_>) -> Member {
            Member::of(self.inner.member.clone(), &self.at, py)
        }

        /// The probability that they are the same.
        #[getter]
        fn score(&self) -> f64 {
            self.inner.score
        }

        /// The probability that they are the same or partly comparable.
        #[getter]
        fn related(&self) -> f64 {
            self.inner.related
        }

        /// same, partial, none.
        #[getter]
        fn relation(&self) -> &'static str {
            self.inner.relation.as_str()
        }

        /// The evidence that speaks most against a match, with its bits, the strongest first.
        #[getter]
        fn against(&self) -> Vec<(&'static str, f64)> {
            self.inner.against.iter().map(|(evidence, bits)| (evidence.as_str(), *bits)).collect()
        }

        fn __repr__(&self) -> String {
            let Member { inner, .. } = &Member::new(self.inner.member.clone(), At::default());
            format!("<Neighbour {} {}: {}, {:.2}>", inner.path, inner.title, self.inner.relation, self.inner.score)
        }
    }
}

value! {
    /// A unit that stands in no row, with what came nearest.
    Alone = AloneData {
        /// The unit.
        #[getter]
        fn member(&self, py: Python<'_>) -> Member {
            Member::of(self.inner.member.clone(), &self.at, py)
        }

        /// What came nearest: member, score, and why it was not joined (score, row, taken, judgement).
        #[getter]
        fn near(&self, py: Python<'_>) -> Vec<(Member, f64, String)> {
            let miss = |miss: &MissData| (Member::of(miss.member.clone(), &self.at, py), miss.score, json_word(&miss.why));
            self.inner.near.iter().map(miss).collect()
        }

        fn __repr__(&self) -> String {
            let AloneData { member, near } = &self.inner;
            let plan = self.at.plans.get(member.plan).map_or("", |plan| plan.get().name.as_str());
            format!("<Alone {plan} {}: {} near>", member.path, near.len())
        }
    }
}

/// Aligns any number of plans: which items are comparable, in rows.
///
/// `classes` names the parts to align, each with itself; `measure` stands for whole units, goals sections among them. `grouping` is
/// `groups` (a row may hold several items of a plan) or `one_to_one`. `judgements` come from `must_link` and `cannot_link`.
/// `similarity` is a function of two members, or a symmetric matrix in the order of `units(plans)`; 0 to 1, `None` or NaN where it
/// does not know.
#[pyfunction]
#[pyo3(signature = (plans, *, classes=None, grouping="groups", same_from=0.5, partial_from=0.35, annexes=true, near_misses=3,
    judgements=None, similarity=None, similarity_weight=1.0, complete=None))]
#[allow(clippy::too_many_arguments, reason = "keyword options")]
pub(crate) fn align(
    py: Python<'_>,
    #[pyo3(from_py_with = plans)] plans: Vec<Py<Plan>>,
    classes: Option<Vec<String>>,
    grouping: &str,
    same_from: f64,
    partial_from: f64,
    annexes: bool,
    near_misses: usize,
    judgements: Option<Vec<PyRef<'_, Judgement>>>,
    similarity: Option<&Bound<'_, PyAny>>,
    similarity_weight: f64,
    complete: Option<usize>,
) -> PyResult<Alignment> {
    let asked =
        Asked { classes, grouping, same_from, partial_from, annexes, near_misses, own_weight: similarity_weight, complete };
    let at = At::plans(plans);
    let similarity = similarity.map(|own| Similarity::new(own, &at)).transpose()?;
    let judgements = judgements.iter().flatten().map(|judgement| judgement.inner.clone()).collect();
    Alignment::make(py, at, asked.options()?, judgements, similarity)
}

/// The units of plans in the order of a similarity matrix: plan by plan, in text order.
#[pyfunction]
#[pyo3(signature = (plans, *, classes=None, annexes=true))]
pub(crate) fn units(
    py: Python<'_>,
    #[pyo3(from_py_with = plans)] plans: Vec<Py<Plan>>,
    classes: Option<Vec<String>>,
    annexes: bool,
) -> PyResult<Vec<Member>> {
    let asked = Asked {
        classes,
        grouping: "groups",
        same_from: 0.5,
        partial_from: 0.35,
        annexes,
        near_misses: 0,
        own_weight: 1.0,
        complete: None,
    };
    let at = At::plans(plans);
    let prepared = Prepared::new(py, &at, asked.options()?, &[], None)?;
    let members = prepared.with(py, |index| index.members().into_iter().cloned().collect::<Vec<_>>());
    Ok(members.into_iter().map(|member| Member::of(member, &at, py)).collect())
}

/// Why two items of two plans match or do not.
///
/// Measures and goals are explained as the units that they belong to. How rare a phrase is, is taken from the two plans and the
/// background of the genre; `alignment.explain` takes it from its corpus.
#[pyfunction]
pub(crate) fn explain(py: Python<'_>, a: &Bound<'_, PyAny>, b: &Bound<'_, PyAny>) -> PyResult<Explanation> {
    let item = |value: &Bound<'_, PyAny>| -> PyResult<Py<Item>> {
        if let Ok(item) = value.cast::<Item>() {
            return Ok(item.clone().unbind());
        }
        let Ok(member) = value.cast::<Member>() else {
            return Err(crate::common::wrong_type(format!("expected two items or members, got {}", value.get_type().name()?)));
        };
        member.get().items_of(py)?.into_iter().next().ok_or_else(lost)
    };
    let (a, b) = (item(a)?, item(b)?);
    let (x, y) = (a.get(), b.get());
    let single = x.class == y.class && !matches!(x.class, crossplan::Class::Goal | crossplan::Class::Measure);
    let classes = if single { x.class } else { crossplan::Class::Measure };
    let same = x.plan.is(&y.plan) || x.plan.get().same(y.plan.get());
    let plans = if same { vec![x.plan.clone_ref(py)] } else { vec![x.plan.clone_ref(py), y.plan.clone_ref(py)] };
    let at = At::plans(plans);
    let prepared = Prepared::new(py, &at, crossplan::align::Options::new().classes([classes]), &[], None)?;
    let (first, second, other) = (x.id_of()?, y.id_of()?, usize::from(!same));
    let core = prepared.with(py, |index| {
        let find = |plan: usize, id: &crossplan::ItemId| {
            index.members().into_iter().find(|member| member.plan == plan && member.items.contains(id)).cloned()
        };
        index.explain(&find(0, &first)?, &find(other, &second)?)
    });
    let core = core.ok_or_else(|| unknown("an item that belongs to no unit cannot be explained"))?;
    Ok(Explanation::new(core, at))
}
