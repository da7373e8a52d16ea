//! An alignment in parts: what `crossplan.parts` is made of.

use crossplan::align::{Commonness as Core, Index, Options, ScoredPair, UnitRef};
use crossplan::vocabulary::Vocabulary;
use pyo3::prelude::*;

use crate::alignment::Alignment;
use crate::common::{At, value, word};
use crate::judgement::Judgement;
use crate::plan::Plan;
use crate::plans::{named, plans};
use crate::prepared::{Asked, refused};

/// A search of any corpus is complete: Python's `sys.maxsize`.
const COMPLETE: usize = isize::MAX.unsigned_abs();

value! {
    /// In how many units of a corpus each feature stands. Those of parts add up: `sum(parts, Commonness())`.
    Commonness = Core {
        #[new]
        fn make() -> Self {
            Self::new(Core::default(), At::default())
        }

        /// How many units were counted.
        #[getter]
        fn units(&self) -> usize {
            self.inner.units()
        }

        /// The JSON form, for another machine with the same version.
        fn to_json(&self, py: Python<'_>) -> String {
            py.detach(|| crate::common::to_json(&self.inner))
        }

        /// From the JSON form.
        #[staticmethod]
        fn from_json(py: Python<'_>, json: &str) -> PyResult<Self> {
            py.detach(|| Self::restore(json, At::default()))
        }

        fn __add__(&self, py: Python<'_>, other: &Commonness) -> Self {
            let mut sum = self.inner.clone();
            py.detach(|| sum.add(&other.inner));
            Self::new(sum, At::default())
        }

        fn __repr__(&self) -> String {
            format!("<Commonness of {} units>", self.inner.units())
        }
    }
}

fn options(classes: Option<Vec<String>>, annexes: bool) -> PyResult<Options> {
    let options = Options::new().annexes(annexes).complete(COMPLETE);
    Ok(match classes {
        Some(classes) => options.classes(classes.iter().map(|class| word(class)).collect::<PyResult<Vec<_>>>()?),
        None => options,
    })
}

/// How common features are among the units of some plans.
#[pyfunction]
#[pyo3(signature = (plans, *, classes=None, annexes=true))]
pub(crate) fn commonness(
    py: Python<'_>,
    #[pyo3(from_py_with = plans)] plans: Vec<Py<Plan>>,
    classes: Option<Vec<String>>,
    annexes: bool,
) -> PyResult<Commonness> {
    let options = options(classes, annexes)?;
    let core = py.detach(|| Core::of(named(&plans), &options, Vocabulary::standard()));
    Ok(Commonness::new(core, At::default()))
}

/// The signature of every unit of some plans: name of the plan, place of the unit in it, feature, weight.
///
/// Two units of different plans are candidates when the sum over the features they share of the products of their weights is at least
/// `CANDIDATES_FROM`. Features have the same number on every machine.
#[pyfunction]
#[pyo3(signature = (plans, commonness, *, classes=None, annexes=true))]
pub(crate) fn signatures(
    py: Python<'_>,
    #[pyo3(from_py_with = plans)] plans: Vec<Py<Plan>>,
    commonness: &Commonness,
    classes: Option<Vec<String>>,
    annexes: bool,
) -> PyResult<Vec<(String, usize, u64, f32)>> {
    let options = options(classes, annexes)?;
    let signed = py.detach(|| {
        let index = Index::part(named(&plans), options, Vocabulary::standard(), &commonness.inner)?;
        Ok(index.unit_signatures())
    });
    let signed = signed.map_err(refused)?;
    Ok(signed.into_iter().map(|one| (one.unit.plan, one.unit.unit, one.feature, one.weight)).collect())
}

/// A unit as Python has it.
type Unit = (String, usize);

fn unit((plan, unit): Unit) -> UnitRef {
    UnitRef { plan, unit }
}

/// Scores candidate pairs of units of some plans: those that are not hopeless come back, with their bits for `same` and for `same` or `partial`.
#[pyfunction]
#[pyo3(signature = (plans, commonness, pairs, *, classes=None, annexes=true))]
pub(crate) fn score(
    py: Python<'_>,
    #[pyo3(from_py_with = plans)] plans: Vec<Py<Plan>>,
    commonness: &Commonness,
    pairs: Vec<(Unit, Unit)>,
    classes: Option<Vec<String>>,
    annexes: bool,
) -> PyResult<Vec<(Unit, Unit, f64, f64)>> {
    let options = options(classes, annexes)?;
    let scored = py.detach(|| {
        let index = Index::part(named(&plans), options, Vocabulary::standard(), &commonness.inner)?;
        Ok(index.score(pairs.into_iter().map(|(a, b)| (unit(a), unit(b)))))
    });
    let unit = |unit: UnitRef| (unit.plan, unit.unit);
    Ok(scored.map_err(refused)?.into_iter().map(|pair| (unit(pair.a), unit(pair.b), pair.bits_same, pair.bits_related)).collect())
}

/// Rows over a whole corpus from pairs that were scored in parts: the alignment that `align` gives with a complete search.
#[pyfunction]
#[pyo3(signature = (plans, scored, *, classes=None, grouping="groups", same_from=0.5, partial_from=0.35, annexes=true, near_misses=3,
    judgements=None))]
#[allow(clippy::too_many_arguments, reason = "keyword options")]
pub(crate) fn group(
    py: Python<'_>,
    #[pyo3(from_py_with = plans)] plans: Vec<Py<Plan>>,
    scored: Vec<(Unit, Unit, f64, f64)>,
    classes: Option<Vec<String>>,
    grouping: &str,
    same_from: f64,
    partial_from: f64,
    annexes: bool,
    near_misses: usize,
    judgements: Option<Vec<PyRef<'_, Judgement>>>,
) -> PyResult<Alignment> {
    let complete = Some(COMPLETE);
    let asked = Asked { classes, grouping, same_from, partial_from, annexes, near_misses, own_weight: 1.0, complete };
    let judgements = judgements.iter().flatten().map(|judgement| judgement.inner.clone()).collect();
    let pair =
        |(a, b, bits_same, bits_related): (Unit, Unit, f64, f64)| ScoredPair { a: unit(a), b: unit(b), bits_same, bits_related };
    let scored = scored.into_iter().map(pair).collect();
    Alignment::grouped(py, At::plans(plans), asked.options()?, judgements, scored)
}
