//! Codes that people gave to units or items of the compared plans, loaded beside ours.

mod agreement;
mod alpha;

pub use agreement::{Agreement, CodeAgreement, CoderAgreement, Label, PairAgreement, SchemeAgreement, Scores, agreement};
pub use alpha::{Alpha, alpha};

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::compare::corpus::{Compared, Corpus};
use crate::compare::export::{UnitRow, units};
use crate::compare::facet;
use crate::compare::table::SourceRef;
use crate::model::words::words;
use crate::model::{Class, Fault, Force, Instrument, ItemId, ItemRef, Path, Stage};
use crate::vocabulary::Vocabulary;

words! { "scheme of codes",
    /// What is coded. The codes are those of the plan form and of the topics in use.
    pub enum CodeScheme {
        /// Topics: any number for each unit; `GOAL` leads in a goals section.
        Topic = "topic",
        /// Force: one for each unit.
        Force = "force",
        /// Instruments: any number.
        Instrument = "instrument",
        /// Education stages: any number.
        Stage = "stage",
        /// Classes of items: of a unit any number, of an item one.
        Class = "class",
    }
}

impl CodeScheme {
    /// Whether a unit can have several codes.
    pub const fn is_multiple(self) -> bool {
        !matches!(self, CodeScheme::Force)
    }
}

/// A row of codings as it is given: `plan,unit,scheme,code,coder`.
///
/// | field | what stands there |
/// |---|---|
/// | `plan` | the name of a compared plan |
/// | `unit` | the path of a unit (`二/（三）/13`) or the id of an item (`incentive:三/（三）/2#3`) |
/// | `scheme` | `topic`, `force`, `instrument`, `stage`, `class` |
/// | `code` | one code; a unit with several has a row for each. Empty: the coder looked and no code applies |
/// | `coder` | who coded |
///
/// A unit that a coder has no row for was not coded by that coder: a missing value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodingRow {
    /// The plan.
    pub plan: String,
    /// The unit or item.
    pub unit: String,
    /// The scheme.
    pub scheme: String,
    /// The code.
    #[serde(default)]
    pub code: String,
    /// The coder.
    pub coder: String,
}

/// What was coded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum CodedUnit {
    /// A unit of the outline.
    Path(Path),
    /// An item.
    Item(ItemId),
}

impl std::fmt::Display for CodedUnit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            CodedUnit::Path(path) => path.fmt(f),
            CodedUnit::Item(id) => id.fmt(f),
        }
    }
}

/// The codes that one coder gave to one unit in one scheme; empty where none applies.
pub(crate) type Given = BTreeSet<String>;

/// What each coder gave to each unit, by plan and unit.
pub(crate) type Units = BTreeMap<(usize, CodedUnit), BTreeMap<String, Given>>;

/// Codings of people, checked against the plans of a corpus. The order of the rows does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codings {
    /// By scheme, then plan and unit, then coder.
    pub(crate) given: BTreeMap<CodeScheme, Units>,
}

/// Why codings were refused: every faulty row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the codings have {}:{}", match .faults.len() { 1 => "a fault".to_owned(), n => format!("{n} faults") },
    .faults.iter().map(|f| format!("\n  {f}")).collect::<String>())]
pub struct CodingError {
    faults: Vec<Fault>,
}

impl CodingError {
    /// All faults in the order of the rows; the field of each names the row and the column.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    fn one(field: &str, reason: String, accepted: &str) -> Self {
        Self { faults: vec![Fault { field: field.to_owned(), reason, accepted: accepted.to_owned() }] }
    }
}

impl Codings {
    /// Codings from rows, which are counted from 1.
    ///
    /// # Errors
    /// Every fault at once with its row: a plan, unit, scheme or code that is not known; a row that stands twice; two codes of one
    /// coder where a unit has one; a code beside the row that says that none applies; a coder without a name.
    pub fn new(corpus: &Corpus<'_>, rows: impl IntoIterator<Item = CodingRow>) -> Result<Self, CodingError> {
        let rows = rows.into_iter().enumerate().map(|(i, row)| (format!("row {}", i + 1), row));
        Self::placed(corpus, rows)
    }

    /// As [`Codings::new`], from a JSON list of rows.
    ///
    /// # Errors
    /// As there; a text that is no list of rows is told with its first fault.
    pub fn from_json(corpus: &Corpus<'_>, json: &str) -> Result<Self, CodingError> {
        let mut reader = serde_json::Deserializer::from_str(json);
        let rows: Vec<CodingRow> = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
            CodingError::one(
                &error.path().to_string(),
                error.inner().to_string(),
                "a list of rows: plan, unit, scheme, code, coder",
            )
        })?;
        Self::new(corpus, rows)
    }

    /// As [`Codings::new`], from CSV text with a header; the columns `plan,unit,scheme,code,coder` in any order. Faults name the line.
    ///
    /// # Errors
    /// As there; CSV that cannot be read, or lacks a column, is told with its first fault.
    #[cfg(feature = "render")]
    pub fn from_csv(corpus: &Corpus<'_>, text: &str) -> Result<Self, CodingError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let accepted = "CSV with the columns plan,unit,scheme,code,coder";
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let fault = |error: csv::Error| {
            let line = error.position().map_or_else(|| "(header)".to_owned(), |at| format!("line {}", at.line()));
            CodingError::one(&line, error.to_string(), accepted)
        };
        let header = reader.headers().map_err(fault)?.clone();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(fault)?;
            let line = record.position().map_or(0, csv::Position::line);
            rows.push((format!("line {line}"), record.deserialize::<CodingRow>(Some(&header)).map_err(fault)?));
        }
        Self::placed(corpus, rows.into_iter())
    }

    fn placed(corpus: &Corpus<'_>, rows: impl Iterator<Item = (String, CodingRow)>) -> Result<Self, CodingError> {
        let known = Known::new(corpus);
        let (mut codings, mut faults) = (Self::default(), Vec::new());
        for (place, row) in rows {
            let mut fault = |column: &str, (reason, accepted): (String, String)| {
                faults.push(Fault { field: format!("{place}, {column}"), reason, accepted });
            };
            let plan = known.plan(&row.plan).map_err(|told| fault("plan", told)).ok();
            let unit = plan.and_then(|plan| known.unit(plan, &row.unit).map_err(|told| fault("unit", told)).ok());
            let scheme = row.scheme.parse::<CodeScheme>();
            let scheme = scheme
                .map_err(|e| fault("scheme", (format!("`{}` is no scheme of codes", e.word()), e.accepted().to_owned())))
                .ok();
            let sound = scheme.is_none_or(|scheme| match known.code(scheme, &row.code) {
                Ok(()) => true,
                Err(told) => {
                    fault("code", told);
                    false
                }
            });
            if row.coder.trim().is_empty() {
                fault("coder", ("it is empty".to_owned(), "the name of a coder".to_owned()));
                continue;
            }
            let (Some(plan), Some(unit), Some(scheme), true) = (plan, unit, scheme, sound) else { continue };
            let one = !scheme.is_multiple() || (scheme == CodeScheme::Class && matches!(unit, CodedUnit::Item(_)));
            let coders = codings.given.entry(scheme).or_default().entry((plan, unit)).or_default();
            let first = !coders.contains_key(&row.coder);
            let given = coders.entry(row.coder.clone()).or_default();
            let told = if !first && (given.is_empty() || row.code.is_empty()) {
                Some(("no code and a code for one unit, or no code twice".to_owned(), "one of them"))
            } else if given.contains(&row.code) {
                Some((format!("`{}` stands twice", row.code), "one row for each code"))
            } else if one && !given.is_empty() {
                Some((format!("`{}` is a second {scheme} by `{}`", row.code, row.coder), "one code for each unit and coder"))
            } else {
                if !row.code.is_empty() {
                    given.insert(row.code);
                }
                None
            };
            if let Some((reason, accepted)) = told {
                fault("code", (reason, accepted.to_owned()));
            }
        }
        if faults.is_empty() { Ok(codings) } else { Err(CodingError { faults }) }
    }

    /// The coders, by name.
    pub fn coders(&self) -> Vec<&str> {
        let coders: BTreeSet<&str> =
            self.given.values().flat_map(BTreeMap::values).flat_map(|c| c.keys().map(String::as_str)).collect();
        coders.into_iter().collect()
    }
}

/// What rows can name.
struct Known<'c, 'a> {
    plans: HashMap<&'a str, (usize, &'c Compared<'a>)>,
    paths: Vec<HashSet<&'a Path>>,
    ids: Vec<HashSet<ItemId>>,
    words: &'a Vocabulary,
}

type Told = (String, String);

impl<'c, 'a> Known<'c, 'a> {
    fn new(corpus: &'c Corpus<'a>) -> Self {
        let plans = corpus.plans();
        let paths = |compared: &Compared<'a>| compared.plan.units().map(|section| &section.path).collect();
        let ids = |compared: &Compared<'a>| compared.plan.items().map(|item| item.id()).collect();
        Self {
            plans: plans.iter().enumerate().map(|(i, compared)| (compared.name, (i, compared))).collect(),
            paths: plans.iter().map(paths).collect(),
            ids: plans.iter().map(ids).collect(),
            words: corpus.words(),
        }
    }

    fn plan(&self, name: &str) -> Result<usize, Told> {
        let known = || {
            let mut names: Vec<(usize, &str)> = self.plans.values().map(|(i, compared)| (*i, compared.name)).collect();
            names.sort_unstable();
            names.iter().take(12).map(|(_, name)| *name).collect::<Vec<&str>>().join(", ")
        };
        self.plans.get(name).map(|(i, _)| *i).ok_or_else(|| (format!("`{name}` is no compared plan"), known()))
    }

    fn unit(&self, plan: usize, unit: &str) -> Result<CodedUnit, Told> {
        let accepted = || "the path of a unit such as 二/（三）/13, or the id of an item such as measure:二/（三）/13".to_owned();
        if let Ok(id) = unit.parse::<ItemId>() {
            return match self.ids.get(plan).is_some_and(|ids| ids.contains(&id)) {
                true => Ok(CodedUnit::Item(id)),
                false => Err((format!("the plan has no item `{id}`"), accepted())),
            };
        }
        let path: Path = unit.parse().map_err(|error: crate::model::PathError| (error.to_string(), accepted()))?;
        match self.paths.get(plan).is_some_and(|paths| paths.contains(&path)) {
            true => Ok(CodedUnit::Path(path)),
            false => Err((format!("the plan has no unit `{path}`"), accepted())),
        }
    }

    fn code(&self, scheme: CodeScheme, code: &str) -> Result<(), Told> {
        if code.is_empty() {
            return Ok(());
        }
        let word = |error: crate::model::UnknownWord| (format!("`{}` is no {scheme}", error.word()), error.accepted().to_owned());
        match scheme {
            CodeScheme::Topic => match self.words.topics.get(code) {
                Some(_) => Ok(()),
                None => {
                    let edition = self.words.topics.edition();
                    Err((
                        format!("`{code}` is no topic of {} {}", edition.id, edition.version),
                        "a code of the topics in use".to_owned(),
                    ))
                }
            },
            CodeScheme::Force => code.parse::<Force>().map(|_| ()).map_err(word),
            CodeScheme::Instrument => code.parse::<Instrument>().map(|_| ()).map_err(word),
            CodeScheme::Stage => code.parse::<Stage>().map(|_| ()).map_err(word),
            CodeScheme::Class => code.parse::<Class>().map(|_| ()).map_err(word),
        }
    }
}

/// The codes that the plans themselves carry.
pub(crate) struct Ours<'a> {
    rows: Vec<HashMap<String, UnitRow>>,
    items: Vec<HashMap<ItemId, ItemRef<'a>>>,
    classes: Vec<HashMap<&'a Path, Given>>,
    sections: Vec<HashMap<&'a Path, SourceRef>>,
}

impl<'a> Ours<'a> {
    pub(crate) fn new(corpus: &Corpus<'a>) -> Self {
        let mut ours = Self { rows: Vec::new(), items: Vec::new(), classes: Vec::new(), sections: Vec::new() };
        for (at, compared) in corpus.plans().iter().enumerate() {
            ours.rows.push(units(compared.name, compared.plan).into_iter().map(|row| (row.path.clone(), row)).collect());
            ours.items.push(compared.plan.items().map(|item| (item.id(), item)).collect());
            let mut classes: HashMap<&Path, Given> = HashMap::new();
            for section in &compared.plan.outline {
                classes.entry(&section.path).or_default();
            }
            for item in compared.plan.items() {
                if let Some(given) = classes.get_mut(item.path()) {
                    given.insert(item.class().to_string());
                }
            }
            ours.classes.push(classes);
            let source = |s: &'a crate::model::Section| Some((&s.path, facet::place(at, Some(&s.path), None, &s.source)?));
            ours.sections.push(compared.plan.outline.iter().filter_map(source).collect());
        }
        ours
    }

    /// Our codes for a unit: of a path those of the `units` export, its classes those of the items in it; of an item its own.
    pub(crate) fn codes(&self, scheme: CodeScheme, plan: usize, unit: &CodedUnit) -> Given {
        fn list<T: ToString>(codes: &[T]) -> Given {
            codes.iter().map(ToString::to_string).collect()
        }
        match unit {
            CodedUnit::Path(path) if scheme == CodeScheme::Class => {
                self.classes.get(plan).and_then(|classes| classes.get(path)).cloned().unwrap_or_default()
            }
            CodedUnit::Path(path) => {
                let Some(row) = self.rows.get(plan).and_then(|rows| rows.get(path.as_str())) else { return Given::new() };
                let cell = match scheme {
                    CodeScheme::Topic => &row.topics,
                    CodeScheme::Force => &row.force,
                    CodeScheme::Instrument => &row.instrument,
                    CodeScheme::Stage | CodeScheme::Class => &row.stage,
                };
                cell.split('|').filter(|code| !code.is_empty()).map(str::to_owned).collect()
            }
            CodedUnit::Item(id) => {
                let Some(item) = self.items.get(plan).and_then(|items| items.get(id)) else { return Given::new() };
                match (scheme, item) {
                    (CodeScheme::Topic, item) => list(item.topics()),
                    (CodeScheme::Force, item) => list(&[item.force()]),
                    (CodeScheme::Stage, item) => list(item.stages()),
                    (CodeScheme::Class, item) => list(&[item.class()]),
                    (CodeScheme::Instrument, ItemRef::Measure(x)) => list(&x.instruments),
                    (CodeScheme::Instrument, _) => Given::new(),
                }
            }
        }
    }

    pub(crate) fn source(&self, plan: usize, unit: &CodedUnit) -> Option<SourceRef> {
        match unit {
            CodedUnit::Path(path) => self.sections.get(plan)?.get(path).cloned(),
            CodedUnit::Item(id) => Some(SourceRef::item(plan, *self.items.get(plan)?.get(id)?)),
        }
    }
}
