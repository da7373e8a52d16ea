//! What the library takes by itself, without Python, in the same build: the other side of `python/benches/handover.py`.

use std::time::Instant;

use crossplan::compare::facts_table;
use pyo3::prelude::*;

use crate::common::invalid;
use crate::comparison::corpus;
use crate::plan::Plan;

/// Seconds that each of so many rounds of reading the texts takes.
#[pyfunction]
#[pyo3(name = "_rust_read")]
pub(crate) fn read(py: Python<'_>, texts: Vec<String>, rounds: usize) -> PyResult<Vec<f64>> {
    let round = |_| {
        let start = Instant::now();
        for text in &texts {
            std::hint::black_box(crossplan::read::read(text).map_err(invalid)?);
        }
        Ok(start.elapsed().as_secs_f64())
    };
    py.detach(|| (0..rounds).map(round).collect())
}

/// Seconds that it takes to make the table of facts, and how many there are.
#[pyfunction]
#[pyo3(name = "_rust_facts")]
pub(crate) fn facts(py: Python<'_>, plans: Vec<Py<Plan>>) -> (f64, usize) {
    py.detach(|| {
        let start = Instant::now();
        let table = facts_table(&corpus(&plans));
        (start.elapsed().as_secs_f64(), std::hint::black_box(table).rows.len())
    })
}
