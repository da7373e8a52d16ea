//! Where a measure's wording comes from: the earlier or superior plan of the corpus with the same passages, and the cited documents.

use chrono::NaiveDate;
use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::cited;
use super::passage::{Passage, Runs, Wording, frequencies};
use crate::align::rounded;
use crate::compare::corpus::Corpus;
use crate::compare::facet;
use crate::compare::profile::share;
use crate::compare::table::{Cell, Column, Entry, Kind, SourceRef, Table, Value, names};
use crate::model::words::words;
use crate::model::{CitationRole, Class, ItemId, Level, Plan, decimal};
use crate::vocabulary::Names;

/// Options of [`origins`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct OriginOptions {
    /// From how many common characters on a run is a shared passage; marks, digits, spaces and names of places do not count. Below
    /// about 10 stand the terms of the trade, which nobody copies from anybody.
    pub length: usize,
    /// The least share of a measure's weight that must be shared, 0 to 1.
    pub least: f64,
    /// A run that stands at more places than this in the whole corpus tells no origin and is passed over.
    pub most: usize,
    /// How many passages of a measure are told, the weightiest ones.
    pub passages: usize,
}

impl Default for OriginOptions {
    fn default() -> Self {
        Self { length: 10, least: 0.15, most: 128, passages: 5 }
    }
}

impl OriginOptions {
    /// The defaults: runs of 10 characters, 15 per cent of a measure.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the least length of a shared passage.
    #[must_use]
    pub fn length(self, length: usize) -> Self {
        Self { length, ..self }
    }

    /// Sets the least share.
    #[must_use]
    pub fn least(self, least: f64) -> Self {
        Self { least, ..self }
    }

    /// Sets at how many places a run may stand.
    #[must_use]
    pub fn most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// Sets how many passages are told.
    #[must_use]
    pub fn passages(self, passages: usize) -> Self {
        Self { passages, ..self }
    }
}

words! { "direction",
    /// Why a plan can be the origin of another's wording.
    pub enum Direction {
        /// The other plan cites it.
        Cited = "cited",
        /// It was issued earlier.
        Earlier = "earlier",
        /// It is of a place that the other's lies in (county, prefecture, province, nation), and not known to be later.
        Superior = "superior",
        /// A date is missing, or both are of one day: who copied from whom, or both from a third, cannot be told.
        Unknown = "unknown",
    }
}

/// The origins of the wording of every plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Origins {
    /// The options.
    pub options: OriginOptions,
    /// One for each plan, in their order.
    pub plans: Vec<PlanOrigins>,
}

/// The origins of one plan's wording.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlanOrigins {
    /// The plan, as an index of the compared plans.
    pub plan: usize,
    /// Its name.
    pub name: String,
    /// Its measures, in the order of the plan.
    pub measures: Vec<MeasureOrigin>,
    /// The documents that it cites, each once; its own annexes are none.
    pub cited: Vec<CitedDocument>,
}

/// The origin of a measure's wording: of its title and summary.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureOrigin {
    /// The measure.
    pub measure: ItemId,
    /// How many characters count in it.
    pub length: usize,
    /// The plan that shares most of it; none where no plan that could be the origin shares enough.
    pub origin: Option<Origin>,
}

/// A plan that a measure's wording can come from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Origin {
    /// The plan, as an index of the compared plans.
    pub plan: usize,
    /// Why it can be the origin.
    pub direction: Direction,
    /// The share of the measure's characters that lie in shared passages, 0 to 1, to six places.
    #[serde(with = "decimal")]
    pub share: Decimal,
    /// The same with each character weighing as much as the pair that it begins is rare.
    pub weighted: f64,
    /// The weightiest shared passages, at most [`OriginOptions::passages`].
    pub passages: Vec<Passage>,
}

/// A document that a plan cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CitedDocument {
    /// Its title, as it is cited first.
    pub title: String,
    /// Its number.
    pub document_number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// What it is to the plan, at each place.
    pub roles: Vec<CitationRole>,
    /// The level of government that it comes from, where issuer, number or title tell it.
    pub level: Option<Level>,
    /// The plan of the corpus that is this document: by number, else by title; none where the corpus does not hold it.
    pub found: Option<usize>,
    /// Where it is cited.
    pub sources: Vec<SourceRef>,
}

/// Where the wording of every measure comes from, as far as the corpus holds it.
///
/// Plans that share passages are found by an index of short runs, so that time grows with the corpus and not with the pairs of plans. A plan
/// that was issued later, or by a place inside the other's, is no origin, unless it is cited.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Corpus, OriginOptions, origins};
/// let plans = crossplan::samples::plans()?;
/// let result = origins(&Corpus::new(&plans), OriginOptions::new());
/// let missing = result.plans[3].cited.iter().filter(|document| document.found.is_none()).count();
/// assert!(missing > 0, "the superior plans are not among the five");
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn origins(corpus: &Corpus<'_>, options: impl Into<OriginOptions>) -> Origins {
    let options = options.into();
    let plans = corpus.plans();
    let cited: Vec<Vec<CitedDocument>> = cited_documents(corpus);
    let wording = Wording::of(corpus, 0..plans.len());
    let frequencies = frequencies(plans.iter().map(|compared| compared.plan));
    let runs = Runs::new(&wording, options.length);
    let direction = |from: usize, to: usize| {
        let named = cited.get(to).is_some_and(|documents| documents.iter().any(|document| document.found == Some(from)));
        let (from, to) = (plans.get(from)?.plan, plans.get(to)?.plan);
        if named { Some(Direction::Cited) } else { direction(from, to) }
    };
    let mut found = without_measures(corpus, &cited);
    for (plan, item, range) in wording.items.iter().filter(|(_, item, _)| item.class() == Class::Measure) {
        let length = wording.length(range.clone());
        let (whole, covered) = runs.covered(range.clone(), *plan, options.most, &frequencies);
        let candidates = covered.into_iter().filter_map(|(other, characters, weight)| {
            let weighted = if whole > 0.0 { rounded((weight / whole).min(1.0)) } else { 0.0 };
            let direction = direction(other, *plan)?;
            (weighted >= options.least).then_some((other, direction, characters, weighted))
        });
        // The greatest share; of equal ones what is surest, then earliest, then first by name, so that no order of plans decides.
        let rank = |(other, direction, _, weighted): &(usize, Direction, usize, f64)| {
            let compared = plans.get(*other);
            let issued = compared.and_then(|c| c.plan.issued).unwrap_or(NaiveDate::MAX);
            (-*weighted, *direction, issued, compared.map_or("", |c| c.name))
        };
        let best = candidates.min_by(|x, y| {
            let (x, y) = (rank(x), rank(y));
            x.0.total_cmp(&y.0).then_with(|| (x.1, x.2, x.3).cmp(&(y.1, y.2, y.3)))
        });
        let origin = best.and_then(|(other, direction, characters, weighted)| {
            let mut passages = runs.passages(corpus, range.clone(), other, options.most, &frequencies);
            passages.sort_by(|x, y| y.weight.total_cmp(&x.weight).then(x.a.span.start.cmp(&y.a.span.start)));
            passages.truncate(options.passages);
            Some(Origin { plan: other, direction, share: share(characters.min(length), length)?, weighted, passages })
        });
        if let Some(own) = found.get_mut(*plan) {
            own.measures.push(MeasureOrigin { measure: item.id(), length, origin });
        }
    }
    Origins { options, plans: found }
}

fn without_measures(corpus: &Corpus<'_>, cited: &[Vec<CitedDocument>]) -> Vec<PlanOrigins> {
    let plans = corpus.plans().iter().zip(cited).enumerate();
    let one = |(plan, (compared, cited)): (usize, (&crate::compare::corpus::Compared<'_>, &Vec<CitedDocument>))| PlanOrigins {
        plan,
        name: compared.name.to_owned(),
        measures: Vec::new(),
        cited: cited.clone(),
    };
    plans.map(one).collect()
}

/// The table of cited documents, without the search for shared passages.
pub(crate) fn cited_table(corpus: &Corpus<'_>) -> Table {
    let plans = without_measures(corpus, &cited_documents(corpus));
    Origins { options: OriginOptions::new(), plans }.cited(corpus)
}

/// Whether and why the one plan can be the origin of the other's wording, without regard to citations.
fn direction(from: &Plan, to: &Plan) -> Option<Direction> {
    let superior = is_superior(from, to);
    match (from.issued, to.issued) {
        (Some(a), Some(b)) if a < b => Some(Direction::Earlier),
        (Some(a), Some(b)) if a > b => None,
        _ if superior => Some(Direction::Superior),
        // Between dates that do not tell, what lies below is not taken for the origin of what is above it.
        _ if is_superior(to, from) => None,
        _ => Some(Direction::Unknown),
    }
}

/// Whether a place lies in the place of the other plan.
fn is_superior(above: &Plan, below: &Plan) -> bool {
    let place = &above.place;
    let within = || below.place.within.iter().any(|division| division.name == place.name && division.level == place.level);
    above.place != below.place && (place.level == Level::Nation && below.place.level != Level::Nation || within())
}

fn cited_documents(corpus: &Corpus<'_>) -> Vec<Vec<CitedDocument>> {
    let keys: Vec<String> = corpus.plans().iter().map(|compared| cited::key(&compared.plan.title)).collect();
    let mut all = Vec::new();
    for (at, compared) in corpus.plans().iter().enumerate() {
        let mut documents: IndexMap<String, CitedDocument> = IndexMap::new();
        for (i, citation) in compared.plan.citations.iter().enumerate().filter(|(_, c)| c.role != CitationRole::Annex) {
            let key = cited::key(&citation.title);
            let by_number = || {
                let number = citation.document_number.as_deref()?;
                corpus.plans().iter().position(|other| other.plan.document_number.as_deref() == Some(number))
            };
            // A title may stand inside that of the notice that sends it out; short titles would be found by chance.
            let by_title = || keys.iter().position(|own| key == *own || own.chars().count() >= 8 && key.contains(own.as_str()));
            let found = by_number().or_else(by_title).filter(|found| *found != at);
            let document = documents.entry(key.clone()).or_insert_with(|| CitedDocument {
                title: citation.title.clone(),
                document_number: None,
                issuer: None,
                roles: Vec::new(),
                level: None,
                found: None,
                sources: Vec::new(),
            });
            document.document_number = document.document_number.take().or_else(|| citation.document_number.clone());
            document.issuer = document.issuer.take().or_else(|| citation.issuer.clone());
            document.level = document.level.or_else(|| cited::level(citation, compared.plan));
            document.found = document.found.or(found);
            if !document.roles.contains(&citation.role) {
                document.roles.push(citation.role);
            }
            document.sources.extend(facet::place(at, Some(&citation.path), Some(format!("citations[{i}]")), &citation.source));
        }
        all.push(documents.into_values().collect());
    }
    all
}

impl Origins {
    /// The table `origins`: a row for each measure whose wording another plan of the corpus shares. Sources are the places of the
    /// passages in both plans.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let columns = vec![
            Column::new("plan", "方案", "Plan", Kind::Text),
            Column::new("measure", "措施", "Measure", Kind::Text),
            Column::new("origin", "可能来源", "Possible origin", Kind::Text),
            Column::new("direction", "先后依据", "Why it can be", Kind::Text),
            Column::new("share", "相同字数占比", "Share in common", Kind::Share),
            Column::new("passages", "相同用语", "Passages", Kind::Entries),
        ];
        let o = self.options;
        let with = self.plans.iter().flat_map(|plan| &plan.measures).filter(|measure| measure.origin.is_some()).count();
        let all: usize = self.plans.iter().map(|plan| plan.measures.len()).sum();
        let mut table = Table::new("origins", "措施用语来源", "Origins of the measures’ wording", columns)
            .note(
                &format!("{all} 项措施中 {with} 项与语料中可能在先的方案有相同用语；未列出者未找到来源。引用文件是否在语料中见表 cited。"),
                &format!(
                    "{with} of {all} measures share passages with a plan of the corpus that can be their origin; of the others none was \
                     found. Whether cited documents are in the corpus is told by the table `cited`."
                ),
            )
            .note(
                &format!(
                    "相同用语为标题与摘要中至少 {} 个相同的连续字（标点、数字、空格、本地地名不计），在语料中出现超过 {} 处者不计；按稀有程度加权后不低于 {} 才列出。",
                    o.length, o.most, o.least
                ),
                &format!(
                    "A passage is a run of at least {} common characters of titles and summaries (marks, digits, spaces and names of the \
                     plan’s places do not count) that stands at no more than {} places of the corpus; a measure is listed from a share of {} \
                     by rarity.",
                    o.length, o.most, o.least
                ),
            )
            .note(
                "先后：被引用者、成文日期在先者、上级地区且不晚者；日期不明则为“不明”，也可能双方都出自第三份文件。",
                "An origin is cited, or issued earlier, or of a superior place and not later; without dates it is unknown. Both may come from \
                 a third document.",
            );
        for plan in &self.plans {
            let compared = corpus.plans().get(plan.plan);
            for (measure, origin) in plan.measures.iter().filter_map(|m| Some((m, m.origin.as_ref()?))) {
                let item = compared.and_then(|compared| compared.plan.item(&measure.measure));
                let own: Vec<SourceRef> = item.map(|item| SourceRef::item(plan.plan, item)).into_iter().collect();
                let title = item.map_or_else(String::new, |item| item.title().to_owned());
                let name = corpus.plans().get(origin.plan).map_or("", |other| other.name);
                let passages = origin.passages.iter().map(|passage| {
                    let sources = vec![passage.a.source.clone(), passage.b.source.clone()];
                    Entry::new(Value::Text(passage.text.clone()), sources)
                });
                let both = || origin.passages.iter().flat_map(|p| [p.a.source.clone(), p.b.source.clone()]).collect();
                let cells = vec![
                    Cell::of(Value::Text(plan.name.clone())),
                    Cell::said(Value::Text(title), own),
                    Cell::of(Value::Text(name.to_owned())),
                    Cell::of(Value::Said(direction_name(origin.direction))),
                    Cell::said(Value::Share(origin.share), both()),
                    Cell { entries: passages.collect(), verdict: None },
                ];
                table.push(format!("{}/{}", plan.name, measure.measure), Some(names(&plan.name, &plan.name)), cells);
            }
        }
        table
    }

    /// The table `cited`: the documents that each plan cites, with their level and whether the corpus holds them.
    pub fn cited(&self, _corpus: &Corpus<'_>) -> Table {
        let columns = vec![
            Column::new("plan", "方案", "Plan", Kind::Text),
            Column::new("document", "引用文件", "Document", Kind::Text),
            Column::new("number", "文号", "Number", Kind::Text),
            Column::new("roles", "关系", "Role", Kind::Entries),
            Column::new("level", "层级", "Level", Kind::Term),
            Column::new("found", "在语料中", "In the corpus", Kind::Text),
        ];
        let mut table = Table::new("cited", "引用文件", "Cited documents", columns).note(
            "每份文件列一次，方案自身的附件不列。层级由发文机关、文号、题名推断，推断不出则留空；在语料中按文号、再按题名查找。",
            "Each document stands once; a plan’s own annexes are left out. The level is told by issuer, number or title, else left open; \
             the corpus is searched by number, then by title.",
        );
        for plan in &self.plans {
            for document in &plan.cited {
                let term = |list: &str, id: &str| Value::Term { list: list.to_owned(), id: id.to_owned() };
                let found = match document.found.and_then(|at| self.plans.get(at)) {
                    Some(found) => Value::Text(found.name.clone()),
                    None => Value::Said(names("未收入", "not in the corpus")),
                };
                let cells = vec![
                    Cell::of(Value::Text(plan.name.clone())),
                    Cell::said(Value::Text(document.title.clone()), document.sources.clone()),
                    document.document_number.clone().map(|number| Cell::of(Value::Text(number))).unwrap_or_default(),
                    Cell::list(document.roles.iter().map(|role| term("citation_role", role.as_str())), &[]),
                    document.level.map(|level| Cell::of(term("level", level.as_str()))).unwrap_or_default(),
                    Cell::of(found),
                ];
                table.push(format!("{}/{}", plan.name, document.title), Some(names(&plan.name, &plan.name)), cells);
            }
        }
        table
    }
}

fn direction_name(direction: Direction) -> Names {
    match direction {
        Direction::Cited => names("被引用", "cited"),
        Direction::Earlier => names("成文在先", "issued earlier"),
        Direction::Superior => names("上级地区", "superior place"),
        Direction::Unknown => names("不明", "unknown"),
    }
}
