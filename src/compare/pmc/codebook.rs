//! The codebook of the PMC index: variables, sub-variables, how each is decided, and the grades. It is data that a user can replace.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::rule;
use super::rule::{Filter, Rule};
use crate::compare::facet::Facet;
use crate::model::{Class, Fault, decimal, fault_of};
use crate::vocabulary::{Edition, Names, Vocabulary};

/// How many rules may stand in one another.
const DEEPEST: usize = 16;

/// A codebook: what is asked of a plan, and how each answer is found.
///
/// ```
/// use crossplan::compare::Codebook;
/// let standard = Codebook::standard();
/// assert_eq!(standard.variables.len(), 10);
/// let error = Codebook::from_json(r#"{"id":"my/pmc","version":"1","title":{"zh":"表","en":"book"},"source":["own"],
///     "grades":[{"id":"low","zh":"低","en":"low","from":"0"}],
///     "variables":[{"id":"X1","zh":"名","en":"name","definition":"问","definition_en":"asked","sub_variables":[
///         {"id":"X1:1","zh":"名","en":"name","definition":"问","definition_en":"asked","rule":{"items":{"at_least":0}}}]}]}"#)
///     .unwrap_err();
/// assert_eq!(error.to_string(), "the codebook has a fault:\n  variables[0].sub_variables[0].rule.items.at_least: \
///     0 always holds; accepted: 1 or more");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codebook {
    /// Its id, such as `crossplan/pmc-education`.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: Names,
    /// The literature and material that it rests on.
    pub source: Vec<String>,
    /// How it is to be read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Names>,
    /// The grades, best first.
    pub grades: Vec<Grade>,
    /// The main variables, in the order of the surface.
    pub variables: Vec<Variable>,
}

/// A grade of the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Its id.
    pub id: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// The share of the greatest possible index from which it is given: 0.7 is 7 of 10, and 6.3 of 9.
    #[serde(with = "decimal")]
    pub from: Decimal,
}

/// A main variable: its value is the share of its sub-variables that hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    /// Its id: `X1`.
    pub id: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// What it asks, in Chinese.
    pub definition: String,
    /// What it asks, in English.
    pub definition_en: String,
    /// Its sub-variables.
    pub sub_variables: Vec<SubVariable>,
}

/// A sub-variable: 1 where its rule holds, else 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubVariable {
    /// Its id: `X1:1`.
    pub id: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// What it asks, in Chinese.
    pub definition: String,
    /// What it asks, in English.
    pub definition_en: String,
    /// How it is decided.
    pub rule: Rule,
}

/// Why a codebook was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the codebook has {}:{}", match .faults.len() { 1 => "a fault".to_owned(), n => format!("{n} faults") },
    .faults.iter().map(|f| format!("\n  {f}")).collect::<String>())]
pub struct CodebookError {
    faults: Vec<Fault>,
}

impl CodebookError {
    /// All faults, in the order of the file.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    fn from_faults(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self { faults }) }
    }
}

static STANDARD: LazyLock<Codebook> = LazyLock::new(|| {
    // A test loads the file by itself, so that a fault in it cannot pass in silence.
    Codebook::from_json(include_str!("../../../data/pmc/education.json")).unwrap_or_default()
});

/// The file, its lists still unread: so that a fault in one entry does not hide that of the next.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    version: String,
    title: Names,
    source: Vec<String>,
    #[serde(default)]
    notes: Vec<Names>,
    grades: Vec<Value>,
    variables: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenVariable {
    id: String,
    zh: String,
    en: String,
    definition: String,
    definition_en: String,
    sub_variables: Vec<Value>,
}

/// Reads one value of the file; its fault goes to the list.
fn part<'de, T: Deserialize<'de>, D: serde::Deserializer<'de, Error = serde_json::Error>>(
    reader: D,
    field: &str,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let error = match serde_path_to_error::deserialize(reader) {
        Ok(value) => return Some(value),
        Err(error) => error,
    };
    let inner = error.path().to_string();
    if error.inner().is_syntax() || error.inner().is_eof() {
        // Here the line and column are the place.
        faults.push(Fault { field: "(file)".into(), reason: error.inner().to_string(), accepted: "JSON".into() });
        return None;
    }
    let holder = match (field, inner.as_str()) {
        ("", inner) => inner.trim_matches('.').to_owned(),
        (field, "." | "?") => field.to_owned(),
        (field, inner) => format!("{field}.{inner}"),
    };
    faults.push(fault_of(&holder, &error, "the form of data/pmc/education.json"));
    None
}

impl Codebook {
    /// The codebook for education plans that the library ships: ten variables.
    pub fn standard() -> &'static Codebook {
        &STANDARD
    }

    /// Loads a codebook from its JSON form: `{"id", "version", "title", "source", "notes", "grades", "variables"}`, with the
    /// [rules](Rule) of its sub-variables.
    ///
    /// # Errors
    /// Every fault at once, each with the path of its field: what does not have the form (of one grade or sub-variable the first), else
    /// ids that occur twice, empty names, grades out of order, rules that always or never hold.
    pub fn from_json(json: &str) -> Result<Self, CodebookError> {
        let mut faults = Vec::new();
        let mut reader = serde_json::Deserializer::from_str(json);
        let Some(file) = part::<File, _>(&mut reader, "", &mut faults) else { return Err(CodebookError { faults }) };
        if let Err(error) = reader.end() {
            let reason = error.to_string();
            faults.push(Fault { field: "(file)".into(), reason, accepted: "one JSON object".into() });
        }
        let mut grades = Vec::new();
        for (i, grade) in file.grades.iter().enumerate() {
            grades.extend(part::<Grade, _>(grade, &format!("grades[{i}]"), &mut faults));
        }
        let mut variables = Vec::new();
        for (i, variable) in file.variables.iter().enumerate() {
            let field = format!("variables[{i}]");
            let Some(open) = part::<OpenVariable, _>(variable, &field, &mut faults) else { continue };
            let mut sub_variables = Vec::new();
            for (j, sub) in open.sub_variables.iter().enumerate() {
                sub_variables.extend(part::<SubVariable, _>(sub, &format!("{field}.sub_variables[{j}]"), &mut faults));
            }
            let OpenVariable { id, zh, en, definition, definition_en, .. } = open;
            variables.push(Variable { id, zh, en, definition, definition_en, sub_variables });
        }
        CodebookError::from_faults(faults)?;
        let File { id, version, title, source, notes, .. } = file;
        let codebook = Self { id, version, title, source, notes, grades, variables };
        codebook.check()?;
        Ok(codebook)
    }

    /// Its id and version.
    pub fn edition(&self) -> Edition {
        Edition { id: self.id.clone(), version: self.version.clone() }
    }

    /// Checks a codebook that was built in code by the rules of loading.
    ///
    /// # Errors
    /// Every fault at once.
    pub fn check(&self) -> Result<(), CodebookError> {
        let mut check = Check::default();
        for (field, text) in
            [("id", &self.id), ("version", &self.version), ("title.zh", &self.title.zh), ("title.en", &self.title.en)]
        {
            check.named(field, text);
        }
        self.check_grades(&mut check);
        if self.variables.is_empty() {
            check.fault("variables", "there is none", "at least one variable");
        }
        let mut ids = HashSet::new();
        for (i, variable) in self.variables.iter().enumerate() {
            let field = format!("variables[{i}]");
            check.entry(
                &field,
                &mut ids,
                [&variable.id, &variable.zh, &variable.en, &variable.definition, &variable.definition_en],
            );
            if variable.sub_variables.is_empty() {
                check.fault(&format!("{field}.sub_variables"), "there is none", "at least one sub-variable");
            }
            for (j, sub) in variable.sub_variables.iter().enumerate() {
                let field = format!("{field}.sub_variables[{j}]");
                check.entry(&field, &mut ids, [&sub.id, &sub.zh, &sub.en, &sub.definition, &sub.definition_en]);
                check.rule(&format!("{field}.rule"), &sub.rule, 1);
            }
        }
        CodebookError::from_faults(check.faults)
    }

    fn check_grades(&self, check: &mut Check) {
        let mut ids = HashSet::new();
        for (i, grade) in self.grades.iter().enumerate() {
            check.entry(&format!("grades[{i}]"), &mut ids, [&grade.id, &grade.zh, &grade.en, &grade.id, &grade.id]);
        }
        for (i, pair) in self.grades.windows(2).enumerate() {
            if let [better, worse] = pair
                && better.from <= worse.from
            {
                let reason = format!("{} is not below {}", worse.from, better.from);
                check.fault(&format!("grades[{}].from", i + 1), &reason, "grades from the best to the worst");
            }
        }
        if self.grades.first().is_some_and(|best| best.from > Decimal::ONE) {
            check.fault("grades[0].from", "it is above 1", "a share of the greatest index, 0 to 1");
        }
        if self.grades.last().is_none_or(|worst| !worst.from.is_zero()) {
            check.fault("grades", "no grade begins at 0", "a last grade from 0, so that every index has one");
        }
    }

    /// Checks the codes of the rules against a vocabulary.
    ///
    /// # Errors
    /// Every topic and indicator that the vocabulary does not hold.
    pub fn check_codes(&self, vocabulary: &Vocabulary) -> Result<(), CodebookError> {
        let mut faults = Vec::new();
        for (i, variable) in self.variables.iter().enumerate() {
            for (j, sub) in variable.sub_variables.iter().enumerate() {
                let field = format!("variables[{i}].sub_variables[{j}].rule");
                codes(&field, &sub.rule, DEEPEST, &mut |field, list, code| {
                    let known = match list {
                        "topic" => vocabulary.topics.get(code).is_some(),
                        _ => vocabulary.indicators.get(code).is_some(),
                    };
                    if !known {
                        let reason = format!("`{code}` is no {list} of the vocabulary in use");
                        faults.push(Fault { field, reason, accepted: format!("a code of its {list}s") });
                    }
                });
            }
        }
        CodebookError::from_faults(faults)
    }
}

/// Every topic and indicator of a rule.
fn codes(field: &str, rule: &Rule, depth: usize, each: &mut dyn FnMut(String, &str, &str)) {
    if depth == 0 {
        return;
    }
    let filter = |field: &str, filter: &Filter, each: &mut dyn FnMut(String, &str, &str)| {
        for (i, topic) in filter.topics.iter().enumerate() {
            each(format!("{field}.topics[{i}]"), "topic", topic);
        }
    };
    match rule {
        Rule::All(rules) => {
            rules.iter().enumerate().for_each(|(i, rule)| codes(&format!("{field}.all[{i}]"), rule, depth - 1, each));
        }
        Rule::Any(rules) => {
            rules.iter().enumerate().for_each(|(i, rule)| codes(&format!("{field}.any[{i}]"), rule, depth - 1, each));
        }
        Rule::Not(rule) => codes(&format!("{field}.not"), rule, depth - 1, each),
        Rule::Items(x) => filter(&format!("{field}.items.where"), &x.filter, each),
        Rule::Distinct(x) => filter(&format!("{field}.distinct.where"), &x.filter, each),
        Rule::Share(x) => {
            filter(&format!("{field}.share.of"), &x.of, each);
            filter(&format!("{field}.share.with"), &x.part, each);
        }
        Rule::Promises(x) => {
            filter(&format!("{field}.promises.where"), &x.filter, each);
            for (i, id) in x.indicators.iter().enumerate() {
                each(format!("{field}.promises.indicators[{i}]"), "indicator", id.as_str());
            }
        }
        _ => {}
    }
}

/// Gathers faults.
#[derive(Default)]
struct Check {
    faults: Vec<Fault>,
}

impl Check {
    fn fault(&mut self, field: &str, reason: &str, accepted: &str) {
        self.faults.push(Fault { field: field.to_owned(), reason: reason.to_owned(), accepted: accepted.to_owned() });
    }

    fn named(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.fault(field, "it is empty", "some text");
        }
    }

    /// Id, names and definitions of an entry.
    fn entry<'a>(&mut self, field: &str, ids: &mut HashSet<&'a str>, [id, zh, en, definition, definition_en]: [&'a String; 5]) {
        if id.trim().is_empty() || !ids.insert(id) {
            self.fault(&format!("{field}.id"), &format!("`{id}` is empty or taken"), "an id of its own");
        }
        for (name, text) in [("zh", zh), ("en", en), ("definition", definition), ("definition_en", definition_en)] {
            // Grades have no definition, and an id that is empty is told once.
            if !std::ptr::eq(text, id) {
                self.named(&format!("{field}.{name}"), text);
            }
        }
    }

    fn rule(&mut self, field: &str, rule: &Rule, depth: usize) {
        if depth > DEEPEST {
            self.fault(field, "more than 16 rules stand in one another", "a flatter rule");
            return;
        }
        let list = |check: &mut Self, name: &str, rules: &[Rule]| {
            if rules.is_empty() {
                check.fault(&format!("{field}.{name}"), "it holds no rule", "at least one rule");
            }
            rules.iter().enumerate().for_each(|(i, rule)| check.rule(&format!("{field}.{name}[{i}]"), rule, depth + 1));
        };
        match rule {
            Rule::All(rules) => list(self, "all", rules),
            Rule::Any(rules) => list(self, "any", rules),
            Rule::Not(rule) => self.rule(&format!("{field}.not"), rule, depth + 1),
            Rule::Items(x) => {
                self.filter(&format!("{field}.items.where"), &x.filter);
                self.count(&format!("{field}.items"), x.at_least);
            }
            Rule::Promises(x) => {
                self.filter(&format!("{field}.promises.where"), &x.filter);
                self.count(&format!("{field}.promises"), x.at_least);
                for (i, facet) in x.has.iter().enumerate() {
                    if !rule::OF_PROMISES.contains(facet) {
                        let reason = format!("`{facet}` is nothing that a promise has");
                        self.fault(
                            &format!("{field}.promises.has[{i}]"),
                            &reason,
                            "number, date, baseline, indicator, frequency",
                        );
                    }
                }
            }
            Rule::Share(x) => {
                self.filter(&format!("{field}.share.of"), &x.of);
                self.filter(&format!("{field}.share.with"), &x.part);
                if x.at_least <= Decimal::ZERO || x.at_least > Decimal::ONE {
                    let reason = format!("{} is no share that decides", x.at_least.normalize());
                    self.fault(&format!("{field}.share.at_least"), &reason, "a share above 0, at most 1");
                }
            }
            Rule::Distinct(x) => {
                self.filter(&format!("{field}.distinct.where"), &x.filter);
                self.count(&format!("{field}.distinct"), x.at_least);
            }
            Rule::Period(range) => self.range(&format!("{field}.period"), *range),
            Rule::Due(range) => self.range(&format!("{field}.due"), *range),
            Rule::Head(_) => {}
            Rule::Issuers(x) => self.words(&format!("{field}.issuers"), x),
            Rule::Place(levels) => self.some(&format!("{field}.place"), levels.len()),
            Rule::Sections(x) => {
                self.some(&format!("{field}.sections.roles"), x.roles.len());
                self.count(&format!("{field}.sections"), x.at_least);
            }
            Rule::Cites(x) => self.count(&format!("{field}.cites"), x.at_least),
            Rule::Annexes(x) => self.count(&format!("{field}.annexes"), x.at_least),
            Rule::Terms(x) => self.count(&format!("{field}.terms"), x.at_least),
            Rule::Phrase(x) => self.words(&format!("{field}.phrase"), x),
        }
    }

    fn count(&mut self, field: &str, at_least: usize) {
        if at_least == 0 {
            self.fault(&format!("{field}.at_least"), "0 always holds", "1 or more");
        }
    }

    fn some(&mut self, field: &str, length: usize) {
        if length == 0 {
            self.fault(field, "the list is empty", "at least one word");
        }
    }

    fn words(&mut self, field: &str, words: &rule::Words) {
        self.some(&format!("{field}.words"), words.words.len());
        self.each_word(&format!("{field}.words"), &words.words);
        self.count(field, words.at_least);
    }

    fn each_word(&mut self, field: &str, words: &[String]) {
        words.iter().enumerate().for_each(|(i, word)| self.named(&format!("{field}[{i}]"), word));
    }

    fn range(&mut self, field: &str, range: rule::Range) {
        match (range.at_least, range.at_most) {
            (None, None) => self.fault(field, "it bounds nothing", "at_least, at_most or both"),
            (Some(least), Some(most)) if least > most => {
                self.fault(field, &format!("{least} is above {most}"), "at_least not above at_most");
            }
            _ => {}
        }
    }

    /// A filter that no item can fit is a mistake of its author.
    fn filter(&mut self, field: &str, filter: &Filter) {
        self.each_word(&format!("{field}.beneficiaries"), &filter.beneficiaries);
        self.each_word(&format!("{field}.words"), &filter.words);
        let own = [
            ("instruments", Class::Measure, filter.instruments.is_empty()),
            ("mechanisms", Class::Accountability, filter.mechanisms.is_empty()),
            ("consequences", Class::Accountability, filter.consequences.is_empty()),
            ("incentives", Class::Incentive, filter.incentives.is_empty()),
            ("funding", Class::Funding, filter.funding.is_empty()),
        ];
        let asked: Vec<(&str, Class)> = own.iter().filter(|(.., empty)| !empty).map(|(name, class, _)| (*name, *class)).collect();
        for (name, class) in &asked {
            let excluded = !filter.classes.is_empty() && !filter.classes.contains(class);
            if excluded || asked.iter().any(|(_, other)| other != class) {
                let reason = format!("only items of class {class} have {name}, so that none fits");
                self.fault(&format!("{field}.{name}"), &reason, "conditions that one class can have");
            }
        }
        let responsible = [Class::Measure, Class::Accountability];
        if filter.has.contains(&Facet::Responsible)
            && !filter.classes.is_empty()
            && !filter.classes.iter().any(|class| responsible.contains(class))
        {
            self.fault(&format!("{field}.has"), "only measures and accountability name responsible units", "another class");
        }
    }
}
