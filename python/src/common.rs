//! What all classes share: equality, hash, pickling, words in and out, JSON as Python objects.

use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

use crossplan::model::{Class, UnknownWord};
use pyo3::exceptions::{PyKeyError, PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyModule;
use serde::Serialize;

use crate::item::Item;
use crate::plan::Plan;

/// The plans that a value speaks of, and the item of the first of them that holds it; empty for a value that stands by itself.
#[derive(Clone, Default)]
pub(crate) struct At {
    pub(crate) plans: Arc<Vec<Py<Plan>>>,
    /// Class, place in the list of the class.
    pub(crate) item: Option<(Class, usize)>,
}

impl At {
    pub(crate) fn plan(plan: Py<Plan>) -> Self {
        Self { plans: Arc::new(vec![plan]), item: None }
    }

    pub(crate) fn plans(plans: Vec<Py<Plan>>) -> Self {
        Self { plans: Arc::new(plans), item: None }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        self.plans.first().and_then(|plan| plan.get().text.as_deref())
    }

    pub(crate) fn item(&self, py: Python<'_>) -> PyResult<Option<Py<Item>>> {
        match (self.plans.first(), self.item) {
            (Some(plan), Some((class, at))) => Item::new(py, plan.clone_ref(py), class, at).map(Some),
            _ => Ok(None),
        }
    }

    /// The two as arguments of [`restore`](crate::pickle::restore).
    pub(crate) fn arguments(&self, py: Python<'_>) -> (Vec<Py<Plan>>, Option<(String, usize)>) {
        let plans = self.plans.iter().map(|plan| plan.clone_ref(py)).collect();
        (plans, self.item.map(|(class, at)| (class.to_string(), at)))
    }
}

/// Declares a frozen class that wraps a value of the library, with equality, hash and pickling by its JSON form.
macro_rules! value {
    ($(#[$meta:meta])* $name:ident = $core:ty { $($body:tt)* }) => {
        $(#[$meta])*
        #[pyo3::pyclass(frozen, module = "crossplan")]
        pub(crate) struct $name {
            pub(crate) inner: $core,
            #[allow(dead_code, reason = "a value may stand by itself")]
            pub(crate) at: $crate::common::At,
        }

        impl $name {
            pub(crate) fn new(inner: $core, at: $crate::common::At) -> Self {
                Self { inner, at }
            }

            pub(crate) fn restore(json: &str, at: $crate::common::At) -> pyo3::PyResult<Self> {
                Ok(Self { inner: $crate::common::from_json(json)?, at })
            }
        }

        #[pyo3::pymethods]
        impl $name {
            $($body)*

            fn __eq__(&self, other: &Self) -> bool {
                self.inner == other.inner
            }

            fn __hash__(&self) -> u64 {
                $crate::common::hash(&$crate::common::to_json(&self.inner))
            }

            fn __reduce__<'py>(&self, py: pyo3::Python<'py>) -> pyo3::PyResult<$crate::pickle::Reduced<'py>> {
                let (plans, item) = self.at.arguments(py);
                $crate::pickle::reduced(py, stringify!($name), $crate::common::to_json(&self.inner), plans, item)
            }
        }
    };
}

pub(crate) use value;

/// A hash that is the same in every process.
#[allow(clippy::disallowed_types, reason = "its keys are fixed")]
pub(crate) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = std::collections::hash_map::DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

pub(crate) fn to_json(value: &impl Serialize) -> String {
    // Writing to memory cannot fail, and every key is a string.
    serde_json::to_string(value).unwrap_or_default()
}

pub(crate) fn from_json<T: serde::de::DeserializeOwned>(json: &str) -> PyResult<T> {
    serde_json::from_str(json).map_err(invalid)
}

/// A value by its JSON form, as dicts, lists, strings and numbers.
pub(crate) fn to_python<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    PyModule::import(py, "json")?.call_method1("loads", (to_json(value),))
}

/// The words of a list.
pub(crate) fn words<T: ToString>(list: &[T]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

/// A word of a list, or a `ValueError` that names the accepted ones.
pub(crate) fn word<T: FromStr<Err = UnknownWord>>(text: &str) -> PyResult<T> {
    text.parse().map_err(invalid)
}

pub(crate) fn invalid(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

pub(crate) fn unknown(what: impl Into<String>) -> PyErr {
    PyKeyError::new_err(what.into())
}

pub(crate) fn wrong_type(what: impl Into<String>) -> PyErr {
    PyTypeError::new_err(what.into())
}

/// A place in a list that only a broken handle could name.
pub(crate) fn lost() -> PyErr {
    PyRuntimeError::new_err("a handle points to no item of its plan")
}

/// At most so many characters, for a `repr`.
pub(crate) fn short(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).collect();
    if text.chars().nth(most).is_some() {
        short.push('…');
    }
    short
}

/// The word of a value that is one string in its JSON form.
pub(crate) fn json_word(value: &impl Serialize) -> String {
    to_json(value).trim_matches('"').to_owned()
}
