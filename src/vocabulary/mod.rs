//! The field's controlled vocabularies, as versioned data: topics, stages, instruments, units, forces, kinds, indicators.
//!
//! The files lie in `data/vocabulary/`. [`Vocabulary::standard`] is what the library ships; a user's own terms are added with
//! [`Scheme::add`] or loaded with [`Scheme::from_json`], and [`Vocabulary::editions`] names the versions for a result.

mod indicator;
mod scheme;

use std::sync::LazyLock;

pub use indicator::{Direction, Indicator, Reference};
pub use scheme::{Concept, Edition, Entry, Lang, Names, Scheme, VocabularyError};

use crate::model::{Bound, Fault, Plan};

/// All schemes that a plan is read and shown with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Topics: groups `A` to `G`, codes `A1` to `G6`, and `GOAL`.
    pub topics: Scheme<Concept>,
    /// Education stages after ISCED 2011.
    pub stages: Scheme<Concept>,
    /// Policy instruments.
    pub instruments: Scheme<Concept>,
    /// Units, what amounts are for each of, and frequencies.
    pub units: Scheme<Concept>,
    /// Forces.
    pub forces: Scheme<Concept>,
    /// Every other closed word, by `set`.
    pub kinds: Scheme<Concept>,
    /// The indicator catalogue.
    pub indicators: Scheme<Indicator>,
}

static STANDARD: LazyLock<Vocabulary> = LazyLock::new(|| {
    // A test loads each file by itself, so that a fault in one cannot pass in silence.
    Vocabulary {
        topics: Scheme::from_json(include_str!("../../data/vocabulary/topics.json")).unwrap_or_default(),
        stages: Scheme::from_json(include_str!("../../data/vocabulary/stages.json")).unwrap_or_default(),
        instruments: Scheme::from_json(include_str!("../../data/vocabulary/instruments.json")).unwrap_or_default(),
        units: Scheme::from_json(include_str!("../../data/vocabulary/units.json")).unwrap_or_default(),
        forces: Scheme::from_json(include_str!("../../data/vocabulary/forces.json")).unwrap_or_default(),
        kinds: Scheme::from_json(include_str!("../../data/vocabulary/kinds.json")).unwrap_or_default(),
        indicators: Scheme::from_json(include_str!("../../data/vocabulary/indicators.json")).unwrap_or_default(),
    }
});

impl Vocabulary {
    /// The vocabulary that the library ships.
    ///
    /// ```
    /// use crossplan::vocabulary::{Lang, Vocabulary};
    /// let standard = Vocabulary::standard();
    /// assert_eq!(standard.topics.label("B1", Lang::En), "Preschool access and quality");
    /// let enrolment = standard.indicators.find("学前三年毛入园率").expect("in the catalogue");
    /// assert_eq!(enrolment.id, "preschool-gross-enrolment");
    /// ```
    pub fn standard() -> &'static Vocabulary {
        &STANDARD
    }

    /// The id and version of every scheme, to be named with a result.
    pub fn editions(&self) -> Vec<Edition> {
        vec![
            self.topics.edition(),
            self.stages.edition(),
            self.instruments.edition(),
            self.units.edition(),
            self.forces.edition(),
            self.kinds.edition(),
            self.indicators.edition(),
        ]
    }

    /// Checks the codes of a plan against this vocabulary: topics and indicators that it does not hold, and targets whose unit is not
    /// the unit of their indicator (a rise or fall of a percentage counts in percentage points).
    ///
    /// # Errors
    /// All faults at once, each with the path of its field.
    pub fn check(&self, plan: &Plan) -> Result<(), VocabularyError> {
        let mut faults = Vec::new();
        for (field, item) in plan.placed_items() {
            for (i, topic) in item.topics().iter().enumerate() {
                if self.topics.get(topic).is_none() {
                    faults.push(Fault {
                        field: format!("{field}.topics[{i}]"),
                        reason: format!(
                            "`{topic}` is no topic of {} {}",
                            self.topics.edition().id,
                            self.topics.edition().version
                        ),
                        accepted: "a code of the topics in use".to_owned(),
                    });
                }
            }
            for (name, target) in item.into_promises() {
                let Some(id) = &target.indicator else { continue };
                let Some(indicator) = self.indicators.get(id.as_str()) else {
                    faults.push(Fault {
                        field: format!("{field}.{name}.indicator"),
                        reason: format!("`{id}` is no indicator of the catalogue"),
                        accepted: "an id of the catalogue in use, or none".to_owned(),
                    });
                    continue;
                };
                let Some(quantity) = &target.quantity else { continue };
                let points = matches!(quantity.bound, Bound::RiseBy | Bound::FallBy)
                    && quantity.unit == crate::model::Unit::PercentagePoint
                    && indicator.unit == crate::model::Unit::Percent;
                if quantity.unit != indicator.unit && !points {
                    faults.push(Fault {
                        field: format!("{field}.{name}.quantity.unit"),
                        reason: format!("{} is counted in {}, not in {}", id, indicator.unit, quantity.unit),
                        accepted: format!("{}, or another indicator", indicator.unit),
                    });
                }
            }
        }
        VocabularyError::from_faults(faults)
    }
}
