//! The data of a report: tables with their texts written out in one language, each text, sentence and source once.
//!
//! The page and its script work on the same form: rows hold only filled cells, a cell its entries, an entry the positions of its texts and
//! sources. As JSON all of it is arrays, so that the tables of three hundred plans stay a few megabytes.

use std::collections::HashMap;

use serde::{Serialize, Serializer};

use crate::compare::table::{Cell, Kind, Outcome, SourceRef, Table, Value};
use crate::compare::{Corpus, Sentence};
use crate::model::{Item, ItemId};
use crate::render::Labels;
use crate::render::plain::clean;

/// A position in [`Data::strings`]; 0 is the empty text.
pub(super) type Word = u32;

/// All that the tables of a report say.
#[derive(Debug, Serialize)]
pub(super) struct Data {
    pub(super) strings: Vec<String>,
    pub(super) plans: Vec<PlanData>,
    pub(super) sources: Vec<SourceData>,
    pub(super) tables: Vec<TableData>,
}

/// A plan: its name, place and title, and whether its text is at hand.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PlanData(pub(super) Word, pub(super) Word, pub(super) Word, pub(super) bool);

/// A source. What is not known is 0; zeros at the end are not written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct SourceData {
    pub(super) plan: u32,
    pub(super) path: Word,
    /// The class of the item, in the language of the report.
    pub(super) class: Word,
    /// Title of the item.
    pub(super) title: Word,
    /// Id of the item and the field that says it.
    pub(super) id: Word,
    pub(super) line: u32,
    pub(super) page: u32,
    pub(super) note: Word,
    /// The sentence, and where in it the part lies, in UTF-16 units.
    pub(super) sentence: Word,
    pub(super) from: u32,
    pub(super) to: u32,
}

impl Serialize for SourceData {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = [
            self.plan,
            self.path,
            self.class,
            self.title,
            self.id,
            self.line,
            self.page,
            self.note,
            self.sentence,
            self.from,
            self.to,
        ];
        let used = all.iter().rposition(|n| *n != 0).map_or(0, |last| last + 1);
        serializer.collect_seq(all.iter().take(used))
    }
}

#[derive(Debug, Serialize)]
pub(super) struct TableData {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) notes: Vec<String>,
    pub(super) columns: Vec<ColumnData>,
    /// Outcome and verdict of every cell of a plan that says nothing, where they are the same throughout: most cells of three hundred plans.
    pub(super) empty: (&'static str, Word),
    pub(super) rows: Vec<RowData>,
}

/// Heading, how its cells are set (`text`, `num` or `plan`), and the plan whose column it is.
#[derive(Debug, Serialize)]
pub(super) struct ColumnData(pub(super) String, pub(super) &'static str, pub(super) Option<usize>);

/// Key, group, filled cells.
#[derive(Debug, Serialize)]
pub(super) struct RowData(pub(super) String, pub(super) Word, pub(super) Vec<CellData>);

/// Column, entries, outcome and verdict.
#[derive(Debug, Serialize)]
pub(super) struct CellData(pub(super) usize, pub(super) Vec<EntryData>, pub(super) &'static str, pub(super) Word);

/// What is said, what qualifies it or is derived from it, sources.
#[derive(Debug, Serialize)]
pub(super) struct EntryData(pub(super) Word, pub(super) Word, pub(super) Vec<u32>);

impl Data {
    pub(super) fn new(corpus: &Corpus<'_>, tables: &[Table], labels: &Labels<'_>) -> Self {
        let mut writer = Writer::new(corpus, labels);
        let plans = corpus
            .plans()
            .iter()
            .map(|compared| {
                let name = writer.words.intern(compared.name);
                let place = writer.words.intern(&compared.plan.place.name);
                PlanData(name, place, writer.words.intern(&compared.plan.title), compared.text.is_some())
            })
            .collect();
        let tables = tables.iter().map(|table| writer.table(table)).collect();
        Self { strings: writer.words.list, plans, sources: writer.sources, tables }
    }

    pub(super) fn word(&self, at: Word) -> &str {
        usize::try_from(at).ok().and_then(|at| self.strings.get(at)).map_or("", String::as_str)
    }

    pub(super) fn source(&self, at: u32) -> Option<&SourceData> {
        self.sources.get(usize::try_from(at).ok()?)
    }
}

/// Texts, each once, cleaned of what a page cannot hold.
struct Words {
    list: Vec<String>,
    known: HashMap<String, Word>,
}

impl Words {
    fn intern(&mut self, text: &str) -> Word {
        let text = clean(text);
        if let Some(at) = self.known.get(text.as_ref()) {
            return *at;
        }
        let at = count(self.list.len());
        self.list.push(text.clone().into_owned());
        self.known.insert(text.into_owned(), at);
        at
    }
}

struct Writer<'w, 'a> {
    corpus: &'w Corpus<'a>,
    labels: &'w Labels<'w>,
    words: Words,
    sources: Vec<SourceData>,
    known: HashMap<SourceData, u32>,
    /// For each plan the titles of its items.
    titles: Vec<HashMap<ItemId, &'a str>>,
}

impl<'w, 'a> Writer<'w, 'a> {
    fn new(corpus: &'w Corpus<'a>, labels: &'w Labels<'w>) -> Self {
        let titles = corpus
            .plans()
            .iter()
            .map(|compared| {
                let plan = compared.plan;
                let goals = plan.goals.iter().map(|item| (item.id(), item.title.as_str()));
                let measures = plan.measures.iter().map(|item| (item.id(), item.title.as_str()));
                let incentives = plan.incentives.iter().map(|item| (item.id(), item.title.as_str()));
                let funding = plan.funding.iter().map(|item| (item.id(), item.title.as_str()));
                let accountability = plan.accountability.iter().map(|item| (item.id(), item.title.as_str()));
                goals.chain(measures).chain(incentives).chain(funding).chain(accountability).collect()
            })
            .collect();
        let words = Words { list: vec![String::new()], known: HashMap::from([(String::new(), 0)]) };
        Self { corpus, labels, words, sources: Vec::new(), known: HashMap::new(), titles }
    }

    fn table(&mut self, table: &Table) -> TableData {
        let labels = self.labels;
        let columns = table
            .columns
            .iter()
            .map(|column| {
                let set = match (column.plan, column.kind) {
                    (Some(_), _) => "plan",
                    (None, Kind::Integer | Kind::Number | Kind::Share) => "num",
                    (None, _) => "text",
                };
                ColumnData(clean(labels.heading(column)).into_owned(), set, column.plan)
            })
            .collect();
        let empty = self.silence(table);
        let rows = table
            .rows
            .iter()
            .map(|row| {
                let group = row.group.as_ref().map_or(0, |group| self.words.intern(labels.pick(group)));
                let cells = row.cells.iter().enumerate();
                let cells =
                    cells.filter_map(|(at, cell)| self.cell(&row.key, at, cell).filter(|cell| !silent(cell, empty))).collect();
                RowData(clean(&row.key).into_owned(), group, cells)
            })
            .collect();
        TableData {
            id: clean(&table.id).into_owned(),
            title: clean(labels.pick(&table.title)).into_owned(),
            notes: table.notes.iter().map(|note| clean(labels.pick(note)).into_owned()).collect(),
            columns,
            empty,
            rows,
        }
    }

    /// What all cells of plans without an entry say.
    fn silence(&mut self, table: &Table) -> (&'static str, Word) {
        let of_plan: Vec<bool> = table.columns.iter().map(|column| column.plan.is_some()).collect();
        let cells = table.rows.iter().flat_map(|row| row.cells.iter().zip(&of_plan));
        let mut silent = cells.filter(|(cell, of_plan)| **of_plan && cell.is_empty()).map(|(cell, _)| &cell.verdict);
        match silent.next() {
            Some(Some(first)) if silent.all(|verdict| verdict.as_ref() == Some(first)) => {
                let words = self.labels.verdict(first).unwrap_or_default();
                (first.outcome.as_str(), self.words.intern(&words))
            }
            _ => ("", 0),
        }
    }

    fn cell(&mut self, key: &str, at: usize, cell: &Cell) -> Option<CellData> {
        let mut entries: Vec<EntryData> = Vec::new();
        for entry in &cell.entries {
            let said = self.labels.value_in(key, &entry.value);
            // A promise leads with its amount; what follows qualifies it.
            let (head, tail) = match &entry.value {
                Value::Promise { .. } => {
                    said.split_at(said.find(" · ").into_iter().chain(said.find(" [")).min().unwrap_or(said.len()))
                }
                _ => (said.as_str(), ""),
            };
            let tail = tail.trim_start_matches(" · ").trim_start();
            let mut rest: Vec<String> = Vec::new();
            rest.extend((!tail.is_empty()).then(|| tail.to_owned()));
            rest.extend(entry.derived.iter().map(|derived| match derived.value {
                // That something holds is said by its name.
                Value::Flag(true) => self.labels.pick(&derived.name).to_owned(),
                _ => self.labels.derived(derived),
            }));
            let (head, rest) = (self.words.intern(head), self.words.intern(&rest.join(" · ")));
            let sources: Vec<u32> = entry.sources.iter().filter_map(|source| self.source(source)).collect();
            // What a plan says in the same words at several places stands once, with all its places.
            match entries.iter_mut().find(|known| known.0 == head && known.1 == rest && !known.2.is_empty()) {
                Some(known) if !sources.is_empty() => known.2.extend(sources),
                _ => entries.push(EntryData(head, rest, sources)),
            }
        }
        for entry in &mut entries {
            let mut seen = std::collections::HashSet::new();
            entry.2.retain(|source| seen.insert(*source));
        }
        let outcome = cell.verdict.as_ref().map_or("", |verdict| verdict.outcome.as_str());
        let verdict = cell.verdict.as_ref().and_then(|verdict| self.labels.verdict(verdict)).unwrap_or_default();
        let filled = !entries.is_empty() || !verdict.is_empty();
        let outcome = if outcome == Outcome::Base.as_str() { "" } else { outcome };
        filled.then(|| CellData(at, entries, outcome, self.words.intern(&verdict)))
    }

    fn source(&mut self, source: &SourceRef) -> Option<u32> {
        let _ = self.corpus.plans().get(source.plan)?;
        let title = source.item.as_ref().and_then(|id| self.titles.get(source.plan)?.get(id).copied()).unwrap_or_default();
        let class = source.item.as_ref().map_or("", |id| super::words::class(id.class, self.labels.lang));
        let id = match (&source.item, &source.field) {
            (Some(id), Some(field)) => format!("{id} · {field}"),
            (Some(id), None) => id.to_string(),
            (None, _) => String::new(),
        };
        let mut made = SourceData {
            plan: count(source.plan),
            path: self.words.intern(source.path.as_str()),
            class: self.words.intern(class),
            title: self.words.intern(title),
            id: self.words.intern(&id),
            line: source.source.line.unwrap_or(0),
            page: source.source.page.unwrap_or(0),
            note: self.words.intern(source.source.note.as_deref().unwrap_or_default()),
            ..SourceData::default()
        };
        if let Some(sentence) = self.corpus.sentence(source) {
            let (head, tail) = self.cut(source, &sentence);
            let (before, part, after) = (clean(sentence.before), clean(sentence.part), clean(sentence.after));
            let (before, after) = (format!("{head}{before}"), format!("{after}{tail}"));
            made.from = units(&before);
            made.to = made.from + units(&part);
            made.sentence = self.words.intern(&format!("{before}{part}{after}"));
        }
        let next = count(self.sources.len());
        let at = *self.known.entry(made).or_insert(next);
        if at == next {
            self.sources.push(made);
        }
        Some(at)
    }

    /// What stands for the rest of a sentence that is too long to be shown whole, before and behind it.
    fn cut(&self, source: &SourceRef, sentence: &Sentence<'_>) -> (&'static str, &'static str) {
        let compared = self.corpus.plans().get(source.plan);
        let (Some(text), Some(span)) = (compared.and_then(|compared| compared.text), source.source.span) else { return ("", "") };
        let ends = |c: char| matches!(c, '。' | '！' | '？' | '\n' | '\r');
        let before = span.start.checked_sub(sentence.before.len()).and_then(|start| text.get(..start)).unwrap_or_default();
        // Blanks at the head of a sentence are not shown.
        let blank = |c: char| c.is_whitespace() && !ends(c);
        let opens = before.trim_end_matches(blank).chars().next_back().is_none_or(ends);
        let behind = text.get(span.end + sentence.after.len()..).unwrap_or_default();
        let closes = behind.chars().next().is_none_or(|c| matches!(c, '\n' | '\r'))
            || sentence.after.ends_with(ends)
            || (sentence.after.is_empty() && sentence.part.ends_with(ends));
        (if opens { "" } else { "…" }, if closes { "" } else { "…" })
    }
}

/// Whether a cell says no more than what is understood of an empty one.
fn silent(cell: &CellData, empty: (&'static str, Word)) -> bool {
    cell.1.is_empty() && (cell.2, cell.3) == empty
}

/// Length as the script counts it.
fn units(text: &str) -> u32 {
    count(text.encode_utf16().count())
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
