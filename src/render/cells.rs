//! What a cell of a table says, in one language: the one place where values become words, for every format.

use rust_decimal::Decimal;

use super::label::Labels;
use super::plain::{clean, one_line};
use crate::compare::table::{Cell, Column, Derived, Entry, Kind, Outcome, SourceRef, Table, Value, Verdict};
use crate::model::{Force, Target};
use crate::vocabulary::{Lang, Names};

impl Labels<'_> {
    /// The text in this language.
    pub fn pick<'t>(&self, names: &'t Names) -> &'t str {
        names.get(self.lang)
    }

    /// The name of a word of a list: `topic`, `stage`, `instrument`, `force`, `indicator`, `unit`, `per`, `frequency`, or a list of `kinds`.
    /// A word that the vocabulary does not hold stands as it is. Topics keep their code, by which researchers know them.
    pub fn term(&self, list: &str, id: &str) -> String {
        let words = self.vocabulary;
        match list {
            "topic" => match words.topics.get(id) {
                Some(_) => format!("{id} {}", words.topics.label(id, self.lang)),
                None => id.to_owned(),
            },
            "stage" => words.stages.label(id, self.lang).to_owned(),
            "instrument" => words.instruments.label(id, self.lang).to_owned(),
            "force" => words.forces.label(id, self.lang).to_owned(),
            "indicator" => words.indicators.label(id, self.lang).to_owned(),
            "unit" | "per" | "frequency" => words.units.word_label(list, id, self.lang).to_owned(),
            kind => words.kinds.word_label(kind, id, self.lang).to_owned(),
        }
    }

    /// A value in the row of that key: as [`Labels::value`], but a promise on the indicator that the row is about leaves out what is counted.
    pub fn value_in(&self, key: &str, value: &Value) -> String {
        match value {
            Value::Promise { target, force } if target.indicator.as_ref().is_some_and(|id| id.as_str() == key) => {
                self.statement(target, *force)
            }
            value => self.value(value),
        }
    }

    /// A value in words: amounts with sign and unit, shares as percentages with one decimal, words of schemes by their names, promises
    /// with what is counted in front.
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Said(names) => self.pick(names).to_owned(),
            Value::Term { list, id } => self.term(list, id),
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => number.normalize().to_string(),
            Value::Share(share) => percent(*share),
            Value::Quantity(quantity) => self.quantity(quantity),
            Value::Promise { target, force } if target.subject.is_empty() => self.statement(target, *force),
            Value::Promise { target, force } => {
                format!("{}{}{}", target.subject, self.either("：", ": "), self.statement(target, *force))
            }
            Value::Due(due) => self.due(*due),
            Value::Rank { place, of } => format!("{place}/{of}"),
            Value::Flag(true) => self.either("是", "yes").to_owned(),
            Value::Flag(false) => self.either("否", "no").to_owned(),
        }
    }

    /// A promise with what qualifies it: amount, frequency, due date, scope, baseline, force.
    fn statement(&self, target: &Target, force: Force) -> String {
        let mut text = self.promise(target);
        if let Some(scope) = &target.scope {
            text.push_str(&format!(" [{scope}]"));
        }
        for baseline in &target.baselines {
            let at = baseline.at.map(|at| format!(" ({})", self.due(at))).unwrap_or_default();
            let level = target.quantity.as_ref().map(|quantity| self.level(baseline.value, &quantity.unit));
            let level = level.unwrap_or_else(|| baseline.value.normalize().to_string());
            text.push_str(&format!(" · {} {level}{at}", self.either("原", "from")));
        }
        text.push_str(&format!(" · {}", self.force(force)));
        text
    }

    /// A derived value with its name.
    pub fn derived(&self, derived: &Derived) -> String {
        match &derived.value {
            // What holds is said by its name alone.
            Value::Flag(true) => self.pick(&derived.name).to_owned(),
            value => format!("{} {}", self.pick(&derived.name), self.value(value)),
        }
    }

    /// Where a source stands: path and line, or page. The plan is told by the column.
    pub fn place(&self, source: &SourceRef) -> String {
        match (source.source.line, source.source.page) {
            (Some(line), _) => format!("{} :{line}", source.path),
            (None, Some(page)) => format!("{} p.{page}", source.path),
            (None, None) => source.path.to_string(),
        }
    }

    /// A verdict in words; nothing for the base and for cells that are not compared.
    pub fn verdict(&self, verdict: &Verdict) -> Option<String> {
        let word = match verdict.outcome {
            Outcome::Base => return None,
            Outcome::Same => self.either("同", "same"),
            Outcome::Differs => self.either("异", "differs"),
            Outcome::Absent => self.either("无", "absent"),
            Outcome::NotComparable => self.either("不可比", "not comparable"),
        };
        let by = verdict.by.as_ref().map(|by| format!(" {}", self.value(by))).unwrap_or_default();
        let why = verdict.why.as_ref().map(|why| format!("{}{}", self.either("：", ": "), self.pick(why))).unwrap_or_default();
        Some(format!("{word}{by}{why}"))
    }

    /// The lines of a cell in the row of that key: each entry with its derived values, equal entries once, then the verdict; a dash where a plan is silent. `places` adds path and line.
    pub fn lines(&self, key: &str, cell: &Cell, places: bool) -> Vec<String> {
        let mut lines: indexmap::IndexMap<String, Vec<String>> = indexmap::IndexMap::new();
        for entry in &cell.entries {
            let at = lines.entry(self.entry(key, entry)).or_default();
            for place in entry.sources.iter().map(|source| self.place(source)) {
                if !at.contains(&place) {
                    at.push(place);
                }
            }
        }
        let mut lines: Vec<String> = lines
            .into_iter()
            .map(|(line, at)| if places && !at.is_empty() { format!("{line} ({})", at.join(", ")) } else { line })
            .collect();
        match &cell.verdict {
            Some(Verdict { outcome: Outcome::Absent, by: None, why: None }) if lines.is_empty() => lines.push("—".to_owned()),
            verdict => lines.extend(verdict.as_ref().and_then(|verdict| self.verdict(verdict)).map(|said| format!("〔{said}〕"))),
        }
        lines
    }

    /// An entry without its places, in the row of that key: the value, then what is derived from it.
    pub fn entry(&self, key: &str, entry: &Entry) -> String {
        let mut parts = vec![self.value_in(key, &entry.value)];
        parts.extend(entry.derived.iter().map(|derived| self.derived(derived)));
        parts.join(" · ")
    }

    /// The heading of a column.
    pub fn heading<'t>(&self, column: &'t Column) -> &'t str {
        self.pick(&column.name)
    }

    pub(crate) fn either(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.lang == Lang::Zh { zh } else { en }
    }
}

/// Whether the cells of a column show their places: those of plans do; in a list the source has a column of its own.
pub(crate) fn shows_places(column: &Column) -> bool {
    column.kind == Kind::Entries
}

/// Heading and cells of a table as lines of text, the group of a row before its first cell where the table has groups.
pub(crate) fn grid(table: &Table, labels: &Labels<'_>) -> (Vec<String>, Vec<Vec<Vec<String>>>) {
    let grouped = table.rows.iter().any(|row| row.group.is_some());
    let mut header: Vec<String> = Vec::new();
    header.extend(grouped.then(|| labels.either("组", "Group").to_owned()));
    header.extend(table.columns.iter().map(|column| labels.heading(column).to_owned()));
    let mut last: Option<&Names> = None;
    let all_clean = |lines: Vec<String>| lines.iter().map(|line| clean(line).replace('\t', " ")).collect::<Vec<_>>();
    let rows = table.rows.iter().map(|row| {
        let mut cells: Vec<Vec<String>> = Vec::new();
        if grouped {
            // The name of a group stands once, at its first row.
            let shown = row.group.as_ref().filter(|group| last != Some(group)).map(|group| labels.pick(group).to_owned());
            last = row.group.as_ref();
            cells.push(shown.into_iter().collect());
        }
        cells.extend(
            table
                .columns
                .iter()
                .zip(&row.cells)
                .map(|(column, cell)| all_clean(labels.lines(&row.key, cell, shows_places(column)))),
        );
        cells
    });
    let rows = rows.collect();
    (header.iter().map(|name| one_line(name).into_owned()).collect(), rows)
}

/// The only value of a cell that says nothing else: a number that stands alone can be a number in a spreadsheet.
#[cfg(feature = "xlsx")]
pub(crate) fn lone_value(cell: &Cell) -> Option<&Value> {
    match cell.entries.as_slice() {
        [entry] if entry.derived.is_empty() && cell.verdict.is_none() => Some(&entry.value),
        _ => None,
    }
}

/// 0.625 → 62.5%.
fn percent(share: Decimal) -> String {
    format!("{}%", (share * Decimal::ONE_HUNDRED).round_dp(1).normalize())
}
