//! Who is responsible: offices × topics, with the measures that say so.

use std::collections::{BTreeMap, HashMap};

use super::Corpus;
use super::table::{Cell, Column, Entry, Kind, SourceRef, Table, Value};
use crate::model::{ItemRef, Measure, TopicCode};
use crate::vocabulary::{Entry as _, Lang, Names};

/// Offices × topics × plan.
#[derive(Clone, Debug)]
pub struct Responsibility<'a> {
    /// A row for each office and topic: offices with the most duties first, then by name; topics by code.
    pub rows: Vec<DutyRow<'a>>,
}

/// The duties of one office on one topic.
#[derive(Clone, Debug)]
pub struct DutyRow<'a> {
    /// The office: its names in the word list, or the unit's own where the list does not hold it.
    pub office: Names,
    /// The code of the topic, empty where a measure has none.
    pub topic: &'a str,
    /// For each plan its duties, in text order.
    pub cells: Vec<Vec<Duty<'a>>>,
}

/// A unit that a measure names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty<'a> {
    /// The unit, as printed.
    pub unit: &'a str,
    /// What it is to do.
    pub part: DutyPart,
    /// The measure.
    pub measure: &'a Measure,
}

/// What a unit is to do for a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyPart {
    /// It leads (牵头).
    Lead,
    /// It is responsible (责任).
    Responsible,
    /// It helps (配合).
    Supporting,
}

/// Who is responsible for what.
///
/// The names of units are brought together by [`Options::organisations`](super::Options::organisations) (县教育局, 区教育体育局 and 教育局 are one office);
/// a name that the list does not hold stands for itself, without the 县, 区, 市 or 旗 before it. A measure counts under its first topic, so that
/// the counts add up to the duties that the plans name.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Corpus, responsibility};
/// let plans = crossplan::samples::plans()?;
/// let all = responsibility(&Corpus::new(&plans));
/// assert_eq!(all.rows[0].office.en, "Education bureau");
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn responsibility<'a>(corpus: &Corpus<'a>) -> Responsibility<'a> {
    let width = corpus.plans().len();
    let mut offices: Vec<(Names, usize)> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let mut known: HashMap<&'a str, usize> = HashMap::new();
    let mut cells: BTreeMap<(usize, &'a str), Vec<Vec<Duty<'a>>>> = BTreeMap::new();
    for (plan, compared) in corpus.plans().iter().enumerate() {
        for measure in compared.plan.measures.iter().filter(|measure| corpus.admits(&measure.path)) {
            let topic = measure.topics.first().map_or("", TopicCode::as_str);
            let parts = [
                (DutyPart::Lead, &measure.lead),
                (DutyPart::Responsible, &measure.responsible),
                (DutyPart::Supporting, &measure.supporting),
            ];
            for (part, unit) in parts.into_iter().flat_map(|(part, units)| units.iter().map(move |unit| (part, unit))) {
                let office = *known.entry(unit).or_insert_with(|| {
                    let names = office(corpus, unit);
                    *by_name.entry(names.zh.clone()).or_insert_with(|| {
                        offices.push((names, 0));
                        offices.len() - 1
                    })
                });
                if let Some((_, count)) = offices.get_mut(office) {
                    *count += 1;
                }
                let row = cells.entry((office, topic)).or_insert_with(|| vec![Vec::new(); width]);
                if let Some(cell) = row.get_mut(plan) {
                    cell.push(Duty { unit, part, measure });
                }
            }
        }
    }
    let mut rows: Vec<(usize, DutyRow<'a>)> = cells
        .into_iter()
        .filter_map(|((office, topic), cells)| {
            let (names, count) = offices.get(office)?;
            Some((*count, DutyRow { office: names.clone(), topic, cells }))
        })
        .collect();
    rows.sort_by(|(a, x), (b, y)| b.cmp(a).then_with(|| (&x.office.zh, x.topic).cmp(&(&y.office.zh, y.topic))));
    Responsibility { rows: rows.into_iter().map(|(_, row)| row).collect() }
}

fn office(corpus: &Corpus<'_>, unit: &str) -> Names {
    if let Some(office) = corpus.settings().organisations.find(unit) {
        return Names { zh: office.name(Lang::Zh).to_owned(), en: office.name(Lang::En).to_owned() };
    }
    let unit = unit.trim();
    let bare = unit.strip_prefix(['县', '区', '市', '旗']).filter(|rest| rest.chars().count() > 1).unwrap_or(unit);
    Names { zh: bare.to_owned(), en: bare.to_owned() }
}

impl DutyRow<'_> {
    /// How many duties there are in a cell or in all: leading, responsible, supporting.
    pub fn counts<'d, 'a: 'd>(duties: impl IntoIterator<Item = &'d Duty<'a>>) -> [usize; 3] {
        let mut counts = [0; 3];
        let [lead, responsible, supporting] = &mut counts;
        for duty in duties {
            match duty.part {
                DutyPart::Lead => *lead += 1,
                DutyPart::Responsible => *responsible += 1,
                DutyPart::Supporting => *supporting += 1,
            }
        }
        counts
    }
}

impl Responsibility<'_> {
    /// The table `responsibility`: a row for each office and topic, grouped by office; in the cell of a plan the number of its duties, with the
    /// measures as sources and `lead`, `responsible`, `supporting`, `units` (the names as printed) derived.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let about = [
            Column::new("topic", "主题", "Topic", Kind::Term),
            Column::new("all", "合计", "All plans", Kind::Integer),
            Column::new("lead", "牵头", "Leading", Kind::Integer),
            Column::new("responsible", "责任", "Responsible", Kind::Integer),
            Column::new("supporting", "配合", "Supporting", Kind::Integer),
        ];
        let mut table = Table::new("responsibility", "责任单位与主题", "Responsible units by topic", corpus.columns(about));
        let number = |n: usize| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
        for row in &self.rows {
            let counts = DutyRow::counts(row.cells.iter().flatten());
            let mut cells = vec![
                Cell::of(Value::Term { list: "topic".to_owned(), id: row.topic.to_owned() }),
                Cell::of(number(counts.iter().sum())),
            ];
            cells.extend(counts.map(|count| Cell::of(number(count))));
            cells.extend(row.cells.iter().enumerate().map(|(plan, duties)| {
                if duties.is_empty() {
                    return Cell::default();
                }
                let sources = duties.iter().map(|duty| SourceRef::item(plan, ItemRef::Measure(duty.measure))).collect();
                let mut entry = Entry::new(number(duties.len()), sources);
                let [lead, responsible, supporting] = DutyRow::counts(duties);
                for (id, zh, en, count) in [
                    ("lead", "牵头", "leading", lead),
                    ("responsible", "责任", "responsible", responsible),
                    ("supporting", "配合", "supporting", supporting),
                ] {
                    if count > 0 {
                        entry = entry.derive(id, zh, en, number(count));
                    }
                }
                let mut units: Vec<&str> = duties.iter().map(|duty| duty.unit).collect();
                units.sort_unstable();
                units.dedup();
                entry = entry.derive("units", "原文名称", "as printed", Value::Text(units.join("、")));
                Cell { entries: vec![entry], verdict: None }
            }));
            table.push(format!("{}:{}", row.office.zh, row.topic), Some(row.office.clone()), cells);
        }
        let [_, organisations] = corpus.settings().editions();
        table.note(
            &format!(
                "单位名称按 {} {} 归并，表外单位去掉县、区、市、旗后自成一项；措施按其首要主题计数。未写责任单位的方案为空。",
                organisations.id, organisations.version
            ),
            &format!(
                "Names of units are brought together by {} {}; one that is not on it stands for itself, without 县, 区, 市 or 旗. A measure counts \
                 under its first topic. Plans that name no units have empty columns.",
                organisations.id, organisations.version
            ),
        )
    }
}
