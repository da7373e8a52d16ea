//! A corpus made ready for alignment, with the plans that it borrows from.

use crossplan::align::{AlignError, Grouping, Index, Judgement as CoreJudgement, Options};
use crossplan::model::Class;
use pyo3::prelude::*;

use crate::common::{At, invalid, unknown, word};
use crate::plan::Plan;
use crate::plans::named;
use crate::similarity::Similarity;

type Borrowed<'a> = Index<'a>;

self_cell::self_cell!(
    /// An index and its plans.
    struct Cell {
        owner: Vec<Py<Plan>>,
        #[not_covariant]
        dependent: Borrowed,
    }
);

/// An index and its plans.
pub(crate) struct Prepared(Cell);

impl Prepared {
    pub(crate) fn new(
        py: Python<'_>,
        plans: &At,
        options: Options,
        judgements: &[CoreJudgement],
        similarity: Option<&Similarity>,
    ) -> PyResult<Self> {
        let owner: Vec<Py<Plan>> = plans.plans.iter().map(|plan| plan.clone_ref(py)).collect();
        py.detach(|| {
            Cell::try_new(owner, |plans| {
                let index = Index::new(named(plans), options).map_err(refused)?.judgements(judgements.iter().cloned());
                match similarity {
                    Some(own) => own.clone().into_index(index).map_err(invalid),
                    None => Ok(index),
                }
            })
        })
        .map(Self)
    }

    /// Works with the index, without the interpreter.
    pub(crate) fn with<T: Send>(&self, py: Python<'_>, work: impl FnOnce(&Index<'_>) -> T + Send) -> T {
        py.detach(|| self.0.with_dependent(|_, index| work(index)))
    }
}

pub(crate) fn refused(error: AlignError) -> PyErr {
    if error.is_unknown() { unknown(error.to_string()) } else { invalid(error) }
}

/// The keyword options of an alignment.
pub(crate) struct Asked<'a> {
    pub(crate) classes: Option<Vec<String>>,
    pub(crate) grouping: &'a str,
    pub(crate) same_from: f64,
    pub(crate) partial_from: f64,
    pub(crate) annexes: bool,
    pub(crate) near_misses: usize,
    pub(crate) own_weight: f64,
    pub(crate) complete: Option<usize>,
}

impl Asked<'_> {
    pub(crate) fn options(&self) -> PyResult<Options> {
        for (name, value) in [("same_from", self.same_from), ("partial_from", self.partial_from)] {
            if !(0.0..=1.0).contains(&value) {
                return Err(invalid(format!("{name} is a probability from 0 to 1, not {value}")));
            }
        }
        let grouping = match self.grouping {
            "groups" => Grouping::Groups,
            "one_to_one" => Grouping::OneToOne,
            other => return Err(invalid(format!("`{other}` is no grouping; accepted: groups, one_to_one"))),
        };
        let mut options = Options::new()
            .grouping(grouping)
            .same_from(self.same_from)
            .partial_from(self.partial_from)
            .annexes(self.annexes)
            .near_misses(self.near_misses)
            .own_weight(self.own_weight);
        if let Some(classes) = &self.classes {
            options = options.classes(classes.iter().map(|class| word::<Class>(class)).collect::<PyResult<Vec<_>>>()?);
        }
        if let Some(complete) = self.complete {
            options = options.complete(complete);
        }
        Ok(options)
    }
}
