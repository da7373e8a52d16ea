//! The Python package `crossplan`: signatures and mappings; all logic is in the library.
#![forbid(unsafe_code)]

mod accountability;
mod alignment;
mod bench;
mod common;
mod comparison;
mod condition;
mod diff;
mod explanation;
mod funding;
mod goal;
mod html;
mod incentive;
mod item;
mod judgement;
mod measure;
mod member;
mod outline;
mod parts;
mod pickle;
mod place;
mod plan;
mod plans;
mod prepared;
mod quantity;
mod reading;
mod similarity;
mod source;
mod table;
mod target;
mod time;

use pyo3::prelude::*;

/// County education plans as typed data: read, align, compare, diff.
#[pymodule]
fn _crossplan(m: &Bound<'_, PyModule>) -> PyResult<()> {
    macro_rules! classes { ($($class:ty),+ $(,)?) => { $(m.add_class::<$class>()?;)+ }; }
    macro_rules! functions { ($($function:path),+ $(,)?) => { $(m.add_function(wrap_pyfunction!($function, m)?)?;)+ }; }
    classes!(
        plan::Plan,
        reading::Reading,
        reading::Diagnostic,
        reading::Unclaimed,
        item::Item,
        goal::Goal,
        measure::Measure,
        incentive::Incentive,
        funding::Funding,
        accountability::Accountability,
        target::Target,
        quantity::Quantity,
        quantity::Baseline,
        condition::Condition,
        condition::Consequence,
        time::Due,
        time::Schedule,
        source::Source,
        source::Span,
        place::Place,
        outline::Section,
        outline::Annex,
        outline::Term,
        outline::Citation,
        member::Member,
        judgement::Judgement,
        alignment::Alignment,
        alignment::Row,
        alignment::Pair,
        alignment::Neighbour,
        alignment::Alone,
        explanation::Explanation,
        diff::Diff,
        diff::Change,
        diff::FieldChange,
        comparison::Comparison,
        table::Table,
        table::Column,
        table::Cell,
        table::Entry,
        parts::Commonness,
    );
    functions!(
        plan::load,
        plan::samples,
        plan::restore,
        reading::read,
        reading::restore,
        reading::part,
        reading::decode_bytes,
        pickle::restore,
        judgement::must_link,
        judgement::cannot_link,
        alignment::align,
        alignment::units,
        alignment::explain,
        alignment::restore,
        diff::diff,
        comparison::compare,
        comparison::restore,
        table::restore,
        parts::commonness,
        parts::signatures,
        parts::score,
        parts::group,
        bench::read,
        bench::facts,
        table::restore_cell,
    );
    m.add("CANDIDATES_FROM", crossplan::align::Index::CANDIDATES_FROM)?;
    m.add("__version__", env!("CARGO_PKG_VERSION"))?;
    // What is public is said by the package, not by its inner module.
    m.delattr("__all__")
}
