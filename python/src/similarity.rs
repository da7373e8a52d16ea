//! A similarity of the caller's own: a square matrix over the units, or a function of two members.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crossplan::align::{Index, Member as CoreMember};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::common::{At, invalid, wrong_type};
use crate::member::Member;

/// What was given.
#[derive(Clone)]
pub(crate) enum Similarity {
    Function(Arc<Function>),
    Matrix(Arc<Matrix>),
}

/// A Python function, and the first error that it raised.
pub(crate) struct Function {
    callable: Py<PyAny>,
    plans: At,
    fault: Mutex<Option<PyErr>>,
}

/// Rows one after another.
pub(crate) struct Matrix {
    values: Vec<f64>,
    size: usize,
}

impl Similarity {
    pub(crate) fn new(value: &Bound<'_, PyAny>, plans: &At) -> PyResult<Self> {
        if value.is_callable() {
            let function = Function { callable: value.clone().unbind(), plans: plans.clone(), fault: Mutex::new(None) };
            return Ok(Self::Function(Arc::new(function)));
        }
        Ok(Self::Matrix(Arc::new(matrix(value)?)))
    }

    /// Mixes it into an index.
    pub(crate) fn into_index<'a>(self, index: Index<'a>) -> Result<Index<'a>, String> {
        match self {
            Self::Function(function) => Ok(index.similarity(move |a, b| function.call(a, b))),
            Self::Matrix(matrix) => {
                let places: HashMap<CoreMember, usize> =
                    index.members().into_iter().enumerate().map(|(at, member)| (member.clone(), at)).collect();
                if matrix.size != places.len() {
                    let (size, units) = (matrix.size, places.len());
                    return Err(format!(
                        "the similarity is {size} × {size}, and there are {units} units: `units(plans)` lists them in its order"
                    ));
                }
                let value = move |a: &CoreMember, b: &CoreMember| {
                    let at = places.get(a)? * matrix.size + places.get(b)?;
                    matrix.values.get(at).copied()
                };
                Ok(index.similarity(value))
            }
        }
    }

    /// Raises what a function raised.
    pub(crate) fn check(&self) -> PyResult<()> {
        let Self::Function(function) = self else { return Ok(()) };
        let fault = function.fault.lock().unwrap_or_else(PoisonError::into_inner).take();
        fault.map_or(Ok(()), Err)
    }
}

impl Function {
    fn call(&self, a: &CoreMember, b: &CoreMember) -> Option<f64> {
        // After a fault nothing more is asked; the call as a whole raises it.
        if self.fault.lock().unwrap_or_else(PoisonError::into_inner).is_some() {
            return None;
        }
        let answer = Python::attach(|py| {
            let member = |core: &CoreMember| Member::of(core.clone(), &self.plans, py);
            self.callable.call1(py, (member(a), member(b)))?.extract::<Option<f64>>(py)
        });
        answer.unwrap_or_else(|fault| {
            self.fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(fault);
            None
        })
    }
}

/// A square of floats: anything with a two-dimensional buffer of float64 or float32, or a list of lists.
fn matrix(value: &Bound<'_, PyAny>) -> PyResult<Matrix> {
    let py = value.py();
    let (values, shape) = match py.import("builtins")?.call_method1("memoryview", (value,)) {
        Ok(view) => {
            let shape: Vec<usize> = view.getattr("shape")?.extract()?;
            let format: String = view.getattr("format")?.extract()?;
            let bytes = view.call_method0("tobytes")?;
            let bytes = bytes.cast::<PyBytes>()?.as_bytes();
            let values = match format.trim_start_matches(['<', '=', '@']) {
                "d" => bytes.as_chunks::<8>().0.iter().map(|b| f64::from_ne_bytes(*b)).collect(),
                "f" => bytes.as_chunks::<4>().0.iter().map(|b| f64::from(f32::from_ne_bytes(*b))).collect(),
                other => return Err(wrong_type(format!("the similarity must hold float64 or float32, not `{other}`"))),
            };
            (values, shape)
        }
        Err(_) => {
            let rows: Vec<Vec<f64>> = value.extract().map_err(|_| {
                wrong_type("a similarity is a function of two members, a square matrix of floats, or a list of lists of floats")
            })?;
            let width = rows.first().map_or(0, Vec::len);
            let even = rows.iter().all(|row| row.len() == width);
            let shape = vec![rows.len(), if even { width } else { usize::MAX }];
            (rows.into_iter().flatten().collect::<Vec<f64>>(), shape)
        }
    };
    let &[height, width] = shape.as_slice() else {
        return Err(invalid(format!("the similarity must have two dimensions, not {}", shape.len())));
    };
    if height != width {
        return Err(invalid("the similarity must be square: one row and one column for each unit"));
    }
    let at = |row: usize, column: usize| values.get(row * height + column).copied().unwrap_or(f64::NAN);
    for row in 0..height {
        for column in 0..row {
            let (one, other) = (at(row, column), at(column, row));
            if one != other && !(one.is_nan() && other.is_nan()) {
                return Err(invalid(format!(
                    "the similarity must be symmetric: [{row}, {column}] is {one}, [{column}, {row}] is {other}"
                )));
            }
        }
    }
    Ok(Matrix { values, size: height })
}
