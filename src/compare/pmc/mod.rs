//! The PMC index (policy modelling consistency) of every plan: variables, sub-variables with their evidence, total, grade and surface.

mod codebook;
mod decide;
pub mod rule;

pub use codebook::{Codebook, CodebookError, Grade, SubVariable, Variable};
pub use rule::Rule;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::compare::corpus::Corpus;
use crate::compare::table::{Cell, Column, Derived, Entry, Kind, SourceRef, Table, Value, names};
use crate::model::decimal;
use crate::vocabulary::Names;
use decide::Decider;

/// The PMC index of all plans of a corpus by one codebook.
///
/// After Ruiz Estrada (2011): every sub-variable is 0 or 1, a main variable is the mean of its sub-variables, the index is the sum of the
/// main variables. The surface is the matrix of the first nine, three by three; the concavity is what is missing to the greatest index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pmc {
    /// The codebook.
    pub codebook: Codebook,
    /// One index for each plan, in their order.
    pub plans: Vec<PmcPlan>,
}

/// The PMC index of one plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PmcPlan {
    /// The plan, as an index of the compared plans.
    pub plan: usize,
    /// Its name.
    pub name: String,
    /// The main variables, in the order of the codebook.
    pub variables: Vec<PmcVariable>,
    /// The index: the sum of the main variables, to six places.
    #[serde(with = "decimal")]
    pub total: Decimal,
    /// What is missing to the greatest index, the number of variables.
    #[serde(with = "decimal")]
    pub concavity: Decimal,
    /// The id of its grade.
    pub grade: String,
}

/// A main variable of one plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PmcVariable {
    /// Its id.
    pub id: String,
    /// The share of its sub-variables that hold, 0 to 1, to six places.
    #[serde(with = "decimal")]
    pub value: Decimal,
    /// Its sub-variables, in the order of the codebook.
    pub sub_variables: Vec<Decision>,
}

/// Whether a sub-variable holds, and by what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The id of the sub-variable.
    pub id: String,
    /// Whether it holds.
    pub holds: bool,
    /// What was found, in words: a count, a share with the one asked for, or that nothing was found.
    pub why: Names,
    /// The items, promises, sections and citations that were found; also where they are too few. What the head of the document says
    /// goes by the path of the text before the first heading (前言) and the name of the field.
    pub sources: Vec<SourceRef>,
}

impl PmcPlan {
    /// The surface: the first nine variables, row by row; none with fewer.
    pub fn surface(&self) -> Option<[[Decimal; 3]; 3]> {
        let at = |i: usize| self.variables.get(i).map(|variable| variable.value);
        let row = |i: usize| Some([at(i)?, at(i + 1)?, at(i + 2)?]);
        Some([row(0)?, row(3)?, row(6)?])
    }
}

/// The PMC index of every plan.
///
/// # Errors
/// A codebook that is not sound, or whose rules name topics or indicators that the vocabulary of the corpus does not hold.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Codebook, Corpus, pmc};
/// let plans = crossplan::samples::plans()?;
/// let result = pmc(&Corpus::new(&plans), Codebook::standard())?;
/// for plan in &result.plans {
///     println!("{} {} {}", plan.name, plan.total, plan.grade);
/// }
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn pmc(corpus: &Corpus<'_>, codebook: &Codebook) -> Result<Pmc, CodebookError> {
    codebook.check()?;
    codebook.check_codes(corpus.words())?;
    let plans = corpus.plans().iter().enumerate().map(|(at, compared)| {
        let decider = Decider::new(corpus, at, compared);
        let mut total = Decimal::ZERO;
        let variables = codebook.variables.iter().map(|variable| {
            let sub_variables: Vec<Decision> = variable
                .sub_variables
                .iter()
                .map(|sub| {
                    let found = decider.decide(&sub.rule);
                    Decision { id: sub.id.clone(), holds: found.holds, why: found.why, sources: found.sources }
                })
                .collect();
            let held = sub_variables.iter().filter(|decision| decision.holds).count();
            // The sum is taken before rounding: three thirds are one.
            let value = Decimal::from(held).checked_div(Decimal::from(sub_variables.len())).unwrap_or_default();
            total += value;
            PmcVariable { id: variable.id.clone(), value: rounded(value), sub_variables }
        });
        let variables: Vec<PmcVariable> = variables.collect();
        let total = rounded(total);
        let most = Decimal::from(variables.len());
        let grade = grade(&codebook.grades, total, most).map(|grade| grade.id.clone()).unwrap_or_default();
        PmcPlan { plan: at, name: compared.name.to_owned(), variables, total, concavity: most - total, grade }
    });
    Ok(Pmc { plans: plans.collect(), codebook: codebook.clone() })
}

fn rounded(value: Decimal) -> Decimal {
    value.round_dp(6).normalize()
}

/// To three places, as papers print the index; the typed result has six.
fn shown(value: Decimal) -> Decimal {
    value.round_dp(3).normalize()
}

/// The best grade whose share of the greatest index is reached.
fn grade(grades: &[Grade], total: Decimal, most: Decimal) -> Option<&Grade> {
    grades.iter().find(|grade| total >= grade.from * most)
}

impl Pmc {
    /// The table `pmc`: total, grade and concavity; then each variable and below it its sub-variables, grouped by variable. A column
    /// for each plan. A sub-variable's cell says `why` beside it, with what was found as sources.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let book = &self.codebook;
        let columns = corpus.columns([
            Column::new("figure", "变量", "Variable", Kind::Text),
            Column::new("definition", "判定", "How it is decided", Kind::Text),
        ]);
        let mut table = Table::new("pmc", "PMC 指数", "PMC index", columns)
            .note(
                &format!("编码本：{} {}（{}）。文献：{}", book.id, book.version, book.title.zh, book.source.join("；")),
                &format!("Codebook: {} {} ({}). Sources: {}", book.id, book.version, book.title.en, book.source.join("; ")),
            )
            .note(
                "二级变量取 0 或 1，一级变量为其均值，PMC 指数为一级变量之和；凹陷指数 = 变量数 − PMC 指数；曲面矩阵为前九个一级变量按行排列。",
                "A sub-variable is 0 or 1, a variable the mean of its sub-variables, the index the sum of the variables; concavity is the \
                 number of variables less the index; the surface is the matrix of the first nine variables, row by row.",
            );
        let most = Decimal::from(book.variables.len());
        let bands = |zh: bool| {
            let band = |g: &Grade| format!("{} ≥ {}", if zh { &g.zh } else { &g.en }, (g.from * most).normalize());
            book.grades.iter().map(band).collect::<Vec<String>>().join(if zh { "，" } else { ", " })
        };
        table = table.note(&format!("等级：{}", bands(true)), &format!("Grades: {}", bands(false)));
        for note in &book.notes {
            table = table.note(&note.zh, &note.en);
        }
        self.head(&mut table);
        for (v, variable) in book.variables.iter().enumerate() {
            let group = Names { zh: format!("{} {}", variable.id, variable.zh), en: format!("{} {}", variable.id, variable.en) };
            let of =
                |plan: &PmcPlan| plan.variables.get(v).map(|own| Cell::of(Value::Number(shown(own.value)))).unwrap_or_default();
            let mut cells = vec![Cell::of(Value::Said(group.clone()))];
            cells.push(Cell::of(Value::Said(names(&variable.definition, &variable.definition_en))));
            cells.extend(self.plans.iter().map(of));
            table.push(&variable.id, Some(group.clone()), cells);
            for (s, sub) in variable.sub_variables.iter().enumerate() {
                let of = |plan: &PmcPlan| {
                    let decision = plan.variables.get(v).and_then(|own| own.sub_variables.get(s));
                    decision.map(Decision::cell).unwrap_or_default()
                };
                let mut cells = vec![Cell::of(Value::Said(names(&sub.zh, &sub.en)))];
                cells.push(Cell::of(Value::Said(names(&sub.definition, &sub.definition_en))));
                cells.extend(self.plans.iter().map(of));
                table.push(&sub.id, Some(group.clone()), cells);
            }
        }
        table
    }

    fn head(&self, table: &mut Table) {
        let group = names("合计", "Total");
        let grade = |plan: &PmcPlan| {
            let grade = self.codebook.grades.iter().find(|grade| grade.id == plan.grade);
            grade.map(|grade| Cell::of(Value::Said(names(&grade.zh, &grade.en)))).unwrap_or_default()
        };
        let mut push = |key: &str, zh: &str, en: &str, cell: &dyn Fn(&PmcPlan) -> Cell| {
            let mut cells = vec![Cell::of(Value::Said(names(zh, en))), Cell::default()];
            cells.extend(self.plans.iter().map(cell));
            table.push(key, Some(group.clone()), cells);
        };
        push("pmc", "PMC 指数", "PMC index", &|plan| Cell::of(Value::Number(shown(plan.total))));
        push("grade", "等级", "Grade", &grade);
        push("concavity", "凹陷指数", "Concavity", &|plan| Cell::of(Value::Number(shown(plan.concavity))));
    }
}

impl Decision {
    fn cell(&self) -> Cell {
        let mut entry = Entry::new(Value::Flag(self.holds), self.sources.clone());
        entry.derived.push(Derived { id: "why".to_owned(), name: names("依据", "why"), value: Value::Said(self.why.clone()) });
        Cell { entries: vec![entry], verdict: None }
    }
}
