//! How far coders agree with one another and with us: Krippendorff's alpha, and precision, recall and F1 for each code.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Serialize;

use super::alpha::{Alpha, alpha};
use super::{CodeScheme, CodedUnit, Codings, Given, Ours, Units};
use crate::compare::corpus::Corpus;
use crate::compare::profile::share;
use crate::compare::table::{Cell, Column, Kind, SourceRef, Table, Value, names};
use crate::model::{Class, Force, Instrument, Stage, decimal};
use crate::vocabulary::{Names, Vocabulary};

/// How far people agree with one another and with us, for each scheme that was coded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// One for each scheme.
    pub schemes: Vec<SchemeAgreement>,
}

/// The agreement in one scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SchemeAgreement {
    /// The scheme.
    pub scheme: CodeScheme,
    /// The coders, by name.
    pub coders: Vec<String>,
    /// Units that at least one coder coded.
    pub units: usize,
    /// Alpha of all coders. Where a unit can have several codes, the whole set is the value: two sets that differ in one code disagree.
    pub alpha: Alpha,
    /// Alpha of every two coders.
    pub pairs: Vec<PairAgreement>,
    /// Each coder alone beside us, in the units that the coder coded.
    pub coders_and_ours: Vec<CoderAgreement>,
    /// The majority beside us, over all codes.
    pub majority: CoderAgreement,
    /// The mean of the F1 of all codes that have one, to six places.
    #[serde(with = "decimal::option")]
    pub macro_f1: Option<Decimal>,
    /// Each code, the majority beside us.
    pub codes: Vec<CodeAgreement>,
    /// The label of each unit by majority.
    pub labels: Vec<Label>,
}

/// Two coders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PairAgreement {
    /// The one.
    pub a: String,
    /// The other.
    pub b: String,
    /// Their alpha, in the units that both coded.
    pub alpha: Alpha,
}

/// A coder, or the majority, beside us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoderAgreement {
    /// The coder; empty for the majority.
    pub coder: String,
    /// Alpha with us as the second coder.
    pub alpha: Alpha,
    /// Over all codes together (micro average).
    pub scores: Scores,
}

/// A code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeAgreement {
    /// The code.
    pub code: String,
    /// Alpha of all coders in whether a unit has it.
    pub alpha: Alpha,
    /// The majority beside us.
    pub scores: Scores,
}

/// Our codes held against those of people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Scores {
    /// Units that have the code in both; over several codes, a unit stands once for each.
    pub both: Vec<SourceRef>,
    /// Units that have it with us alone.
    pub ours: Vec<SourceRef>,
    /// Units that have it with people alone.
    pub people: Vec<SourceRef>,
}

impl Scores {
    /// Of what has the code with us, the share that has it with people; to six places, none of nothing.
    pub fn precision(&self) -> Option<Decimal> {
        share(self.both.len(), self.both.len() + self.ours.len())
    }

    /// Of what has the code with people, the share that has it with us.
    pub fn recall(&self) -> Option<Decimal> {
        share(self.both.len(), self.both.len() + self.people.len())
    }

    /// The harmonic mean of both: 2 · both / (2 · both + ours alone + people alone).
    pub fn f1(&self) -> Option<Decimal> {
        share(2 * self.both.len(), 2 * self.both.len() + self.ours.len() + self.people.len())
    }

    fn add(&mut self, ours: bool, people: bool, source: &SourceRef) {
        let list = match (ours, people) {
            (true, true) => &mut self.both,
            (true, false) => &mut self.ours,
            (false, true) => &mut self.people,
            (false, false) => return,
        };
        list.push(source.clone());
    }
}

/// The label of a unit by majority.
///
/// Where a unit can have several codes, a code is kept that more than half of its coders gave, and one that exactly half gave is tied.
/// Where it has one, the code of most coders is kept, and codes that share the first place are tied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The plan, as an index of the compared plans.
    pub plan: usize,
    /// The unit.
    pub unit: CodedUnit,
    /// How many coders coded it.
    pub coders: usize,
    /// The codes that are kept, each with how many coders gave it.
    pub kept: BTreeMap<String, usize>,
    /// The tied codes, each with how many coders gave it. They count neither for nor against us.
    pub tied: BTreeMap<String, usize>,
    /// Our codes.
    pub ours: BTreeSet<String>,
}

/// Compares codings of people with one another and with the codes of the plans.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Codings, Corpus, agreement};
/// let plans = crossplan::samples::plans()?;
/// let corpus = Corpus::new(&plans);
/// let codings = Codings::from_json(&corpus, r#"[
///     {"plan": "XS", "unit": "measure:三/（二）", "scheme": "force", "code": "planned", "coder": "a"},
///     {"plan": "XS", "unit": "measure:三/（二）", "scheme": "force", "code": "planned", "coder": "b"}]"#)?;
/// let result = agreement(&corpus, &codings);
/// assert_eq!(result.schemes[0].labels[0].kept["planned"], 2);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn agreement(corpus: &Corpus<'_>, codings: &Codings) -> Agreement {
    let ours = Ours::new(corpus);
    let one = |(scheme, units): (&CodeScheme, &Units)| in_scheme(*scheme, units, &ours, corpus.words());
    Agreement { schemes: codings.given.iter().map(one).collect() }
}

fn in_scheme(scheme: CodeScheme, units: &Units, ours: &Ours<'_>, words: &Vocabulary) -> SchemeAgreement {
    let coders: BTreeSet<&str> = units.values().flat_map(|given| given.keys().map(String::as_str)).collect();
    let coders: Vec<&str> = coders.into_iter().collect();
    let labels: Vec<Label> = units.iter().map(|((plan, unit), given)| label(scheme, *plan, unit, given, ours)).collect();
    let sources: Vec<Option<SourceRef>> = labels.iter().map(|label| ours.source(label.plan, &label.unit)).collect();
    let of_two =
        |a: &str, b: &str| alpha(units.values().map(|given| [a, b].iter().filter_map(|c| given.get(*c)).collect::<Vec<_>>()));
    let mut pairs = Vec::new();
    for (i, a) in coders.iter().enumerate() {
        for b in coders.iter().skip(i + 1) {
            pairs.push(PairAgreement { a: (*a).to_owned(), b: (*b).to_owned(), alpha: of_two(a, b) });
        }
    }
    let alone = |coder: &&str| {
        let of = |given: &BTreeMap<String, Given>| given.get(*coder).cloned();
        let people: Vec<Option<Given>> = units.values().map(of).collect();
        beside(coder, &labels, &sources, &people)
    };
    let codes: BTreeSet<&str> = units.values().flat_map(BTreeMap::values).flatten().map(String::as_str).collect();
    let codes: BTreeSet<&str> =
        codes.into_iter().chain(labels.iter().flat_map(|label| label.ours.iter().map(String::as_str))).collect();
    let kept = |label: &Label| decided(scheme, label).then(|| label.kept.keys().cloned().collect());
    let people: Vec<Option<Given>> = labels.iter().map(kept).collect();
    // A tied code counts neither for nor against us.
    let settled: Vec<Label> = labels.iter().map(settled).collect();
    let of_code = |code: &str| {
        let has = |given: &BTreeMap<String, Given>| given.values().map(|codes| codes.contains(code)).collect::<Vec<bool>>();
        let scores = scored(&settled, &sources, &people, |asked| asked == code);
        CodeAgreement { code: code.to_owned(), alpha: alpha(units.values().map(has)), scores }
    };
    let codes: Vec<CodeAgreement> = ordered(scheme, codes, words).into_iter().map(of_code).collect();
    let f1: Vec<Decimal> = codes.iter().filter_map(|code| code.scores.f1()).collect();
    SchemeAgreement {
        scheme,
        coders: coders.iter().map(|c| (*c).to_owned()).collect(),
        units: units.len(),
        alpha: alpha(units.values().map(|given| given.values().collect())),
        pairs,
        coders_and_ours: coders.iter().map(alone).collect(),
        majority: beside("", &settled, &sources, &people),
        macro_f1: f1.iter().sum::<Decimal>().checked_div(Decimal::from(f1.len())).map(|mean| mean.round_dp(6).normalize()),
        codes,
        labels,
    }
}

/// A label without our codes that are tied among people.
fn settled(label: &Label) -> Label {
    let mut label = label.clone();
    label.ours.retain(|code| !label.tied.contains_key(code));
    label
}

/// Whether the majority says something of a unit as a whole: with one code, not when codes are tied.
fn decided(scheme: CodeScheme, label: &Label) -> bool {
    is_multiple(scheme, &label.unit) || label.tied.is_empty()
}

fn is_multiple(scheme: CodeScheme, unit: &CodedUnit) -> bool {
    scheme.is_multiple() && !(scheme == CodeScheme::Class && matches!(unit, CodedUnit::Item(_)))
}

fn label(scheme: CodeScheme, plan: usize, unit: &CodedUnit, given: &BTreeMap<String, Given>, ours: &Ours<'_>) -> Label {
    let coders = given.len();
    let mut votes: BTreeMap<String, usize> = BTreeMap::new();
    for code in given.values().flatten() {
        *votes.entry(code.clone()).or_default() += 1;
    }
    let none = given.values().filter(|codes| codes.is_empty()).count();
    let (mut kept, mut tied) = (BTreeMap::new(), BTreeMap::new());
    if is_multiple(scheme, unit) {
        for (code, n) in votes {
            match (2 * n).cmp(&coders) {
                std::cmp::Ordering::Greater => kept.insert(code, n),
                std::cmp::Ordering::Equal => tied.insert(code, n),
                std::cmp::Ordering::Less => None,
            };
        }
    } else {
        // That no code applies is a vote too.
        let most = votes.values().copied().max().unwrap_or(0).max(none);
        let first: BTreeMap<String, usize> = votes.into_iter().filter(|(_, n)| *n == most).collect();
        match first.len() + usize::from(none == most) {
            1 => kept = first,
            _ => tied = first,
        }
    }
    Label { plan, unit: unit.clone(), coders, kept, tied, ours: ours.codes(scheme, plan, unit) }
}

/// Our codes beside those of people, in the units where these say something.
fn scored(labels: &[Label], sources: &[Option<SourceRef>], people: &[Option<Given>], asked: impl Fn(&str) -> bool) -> Scores {
    let mut scores = Scores::default();
    for ((label, source), people) in labels.iter().zip(sources).zip(people) {
        let (Some(source), Some(people)) = (source, people) else { continue };
        for code in label.ours.union(people).filter(|code| asked(code)) {
            scores.add(label.ours.contains(code), people.contains(code), source);
        }
    }
    scores
}

fn beside(coder: &str, labels: &[Label], sources: &[Option<SourceRef>], people: &[Option<Given>]) -> CoderAgreement {
    let both = |(label, people): (&Label, &Option<Given>)| people.as_ref().map(|people| vec![people.clone(), label.ours.clone()]);
    let alpha = alpha(labels.iter().zip(people).filter_map(both));
    CoderAgreement { coder: coder.to_owned(), alpha, scores: scored(labels, sources, people, |_| true) }
}

/// Codes in the order of their scheme.
fn ordered<'c>(scheme: CodeScheme, codes: BTreeSet<&'c str>, words: &Vocabulary) -> Vec<&'c str> {
    fn place<T: Copy + PartialEq>(all: &[T], code: Result<T, impl Sized>) -> Option<usize> {
        code.ok().and_then(|code| all.iter().position(|known| *known == code))
    }
    let at = |code: &str| match scheme {
        CodeScheme::Topic => words.topics.terms().position(|term| term.id == code),
        CodeScheme::Force => place(Force::ALL, code.parse::<Force>()),
        CodeScheme::Instrument => place(Instrument::ALL, code.parse::<Instrument>()),
        CodeScheme::Stage => place(Stage::ALL, code.parse::<Stage>()),
        CodeScheme::Class => place(Class::ALL, code.parse::<Class>()),
    };
    let mut codes: Vec<&str> = codes.into_iter().collect();
    codes.sort_by_key(|code| at(code).unwrap_or(usize::MAX));
    codes
}

impl Agreement {
    /// The table `agreement`: for each scheme the alpha of all coders and of every two, then each coder, the majority and each code
    /// beside us. The counts `both`, `ours` and `people` have their units as sources.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let columns = vec![
            Column::new("figure", "对象", "What", Kind::Text),
            Column::new("units", "单元数", "Units", Kind::Integer),
            Column::new("values", "编码数", "Values", Kind::Integer),
            Column::new("alpha", "Krippendorff α", "Krippendorff’s alpha", Kind::Number),
            Column::new("both", "双方都有", "Both", Kind::Integer),
            Column::new("ours", "仅我方有", "Ours alone", Kind::Integer),
            Column::new("people", "仅人工有", "People alone", Kind::Integer),
            Column::new("precision", "精确率", "Precision", Kind::Share),
            Column::new("recall", "召回率", "Recall", Kind::Share),
            Column::new("f1", "F1", "F1", Kind::Share),
        ];
        let mut table = Table::new("agreement", "编码一致性", "Agreement of coders", columns)
            .note(
                "α 为名义尺度，允许缺失值：α = 1 − 观察不一致 / 期望不一致（Krippendorff 2011）；只计至少有两个编码的单元。可多选的类目以整组编码为一个值。\
                 全部取值相同则 α 无定义，留空。",
                "Alpha is nominal and allows missing values: 1 less observed by expected disagreement (Krippendorff 2011), over units with \
                 at least two values. Where several codes are allowed, the whole set is the value. Without variation alpha is not defined.",
            )
            .note(
                "精确率、召回率、F1 以人工为准。多数：可多选时取过半数编码员所给的编码，恰好一半为平局；单选时取最多者，并列为平局；平局不计入。",
                "Precision, recall and F1 take people as the reference. Majority: a code that more than half of a unit's coders gave, exactly \
                 half being a tie; with one code for each unit the most frequent one, a shared first place being a tie. Ties are left out.",
            );
        for scheme in &self.schemes {
            scheme.rows(&mut table, corpus.words());
        }
        table
    }

    /// The table `labels`: each unit with the codes that the majority keeps, how many of its coders gave each, tied codes, and ours.
    pub fn labels(&self, corpus: &Corpus<'_>) -> Table {
        let columns = vec![
            Column::new("plan", "方案", "Plan", Kind::Text),
            Column::new("unit", "单元", "Unit", Kind::Text),
            Column::new("coders", "编码员数", "Coders", Kind::Integer),
            Column::new("kept", "多数编码", "Kept by majority", Kind::Entries),
            Column::new("tied", "平局", "Tied", Kind::Entries),
            Column::new("ours", "我方编码", "Ours", Kind::Entries),
        ];
        let mut table = Table::new("labels", "单元的多数编码", "Labels by majority", columns)
            .note("编码旁为给出该编码的编码员数。", "Beside each code stands how many coders gave it.");
        for scheme in &self.schemes {
            let group = scheme_name(scheme.scheme);
            for label in &scheme.labels {
                let name = corpus.plans().get(label.plan).map_or("", |compared| compared.name);
                let said = |code: &str| Value::Said(code_name(scheme.scheme, code, corpus.words()));
                let voted = |votes: &BTreeMap<String, usize>| {
                    let entry = |(code, n): (&String, &usize)| {
                        crate::compare::table::Entry::new(said(code), Vec::new()).derive(
                            "coders",
                            "编码员数",
                            "coders",
                            count(*n),
                        )
                    };
                    Cell { entries: votes.iter().map(entry).collect(), verdict: None }
                };
                let cells = vec![
                    Cell::of(Value::Text(name.to_owned())),
                    Cell::of(Value::Text(label.unit.to_string())),
                    Cell::of(count(label.coders)),
                    voted(&label.kept),
                    voted(&label.tied),
                    Cell::list(label.ours.iter().map(|code| said(code)), &[]),
                ];
                table.push(format!("{}/{name}/{}", scheme.scheme, label.unit), Some(group.clone()), cells);
            }
        }
        table
    }
}

impl SchemeAgreement {
    fn rows(&self, table: &mut Table, words: &Vocabulary) {
        let scheme = self.scheme;
        let group = scheme_name(scheme);
        let mut push = |key: String, name: Names, alpha: Option<&Alpha>, scores: Option<&Scores>, f1: Option<Decimal>| {
            let number = |value: Option<Decimal>| value.map(|value| Cell::of(Value::Number(value))).unwrap_or_default();
            let ratio = |value: Option<Decimal>| value.map(|value| Cell::of(Value::Share(value))).unwrap_or_default();
            let counted = |list: fn(&Scores) -> &Vec<SourceRef>| {
                scores.map(|scores| Cell::said(count(list(scores).len()), list(scores).clone())).unwrap_or_default()
            };
            let whole = |get: fn(&Alpha) -> usize| alpha.map(|alpha| Cell::of(count(get(alpha)))).unwrap_or_default();
            let cells = vec![
                Cell::of(Value::Said(name)),
                whole(|alpha| alpha.units),
                whole(|alpha| alpha.values),
                number(alpha.and_then(|alpha| alpha.value)),
                counted(|scores| &scores.both),
                counted(|scores| &scores.ours),
                counted(|scores| &scores.people),
                ratio(scores.and_then(Scores::precision)),
                ratio(scores.and_then(Scores::recall)),
                ratio(scores.and_then(Scores::f1).or(f1)),
            ];
            table.push(key, Some(group.clone()), cells);
        };
        let n = self.coders.len();
        let all = names(&format!("全体编码员（{n} 名）"), &format!("All {n} coders"));
        push(format!("{scheme}/all"), all, Some(&self.alpha), None, None);
        for pair in &self.pairs {
            let name = names(&format!("{} 与 {}", pair.a, pair.b), &format!("{} and {}", pair.a, pair.b));
            push(format!("{scheme}/pair/{}/{}", pair.a, pair.b), name, Some(&pair.alpha), None, None);
        }
        for coder in &self.coders_and_ours {
            let name = names(&format!("{} 与我方", coder.coder), &format!("{} and ours", coder.coder));
            push(format!("{scheme}/coder/{}", coder.coder), name, Some(&coder.alpha), Some(&coder.scores), None);
        }
        let majority = names("多数与我方（微平均）", "Majority and ours (micro average)");
        push(format!("{scheme}/majority"), majority, Some(&self.majority.alpha), Some(&self.majority.scores), None);
        push(format!("{scheme}/macro"), names("各编码 F1 的均值", "Mean F1 of the codes"), None, None, self.macro_f1);
        for code in &self.codes {
            let name = code_name(scheme, &code.code, words);
            push(format!("{scheme}/code/{}", code.code), name, Some(&code.alpha), Some(&code.scores), None);
        }
    }
}

fn count(n: usize) -> Value {
    Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

fn scheme_name(scheme: CodeScheme) -> Names {
    match scheme {
        CodeScheme::Topic => names("主题", "Topics"),
        CodeScheme::Force => names("承诺力度", "Force"),
        CodeScheme::Instrument => names("政策工具", "Instruments"),
        CodeScheme::Stage => names("学段", "Stages"),
        CodeScheme::Class => names("条目类别", "Classes"),
    }
}

fn code_name(scheme: CodeScheme, code: &str, words: &Vocabulary) -> Names {
    use crate::vocabulary::Lang;
    let both = |name: &dyn Fn(Lang) -> String| Names { zh: name(Lang::Zh), en: name(Lang::En) };
    match scheme {
        CodeScheme::Topic => both(&|lang| format!("{code} {}", words.topics.label(code, lang))),
        CodeScheme::Force => both(&|lang| words.forces.label(code, lang).to_owned()),
        CodeScheme::Instrument => both(&|lang| words.instruments.label(code, lang).to_owned()),
        CodeScheme::Stage => both(&|lang| words.stages.label(code, lang).to_owned()),
        CodeScheme::Class => match code.parse::<Class>() {
            Ok(Class::Goal) => names("目标", "Goal"),
            Ok(Class::Measure) => names("措施", "Measure"),
            Ok(Class::Incentive) => names("激励", "Incentive"),
            Ok(Class::Funding) => names("经费", "Funding"),
            Ok(Class::Accountability) => names("问责", "Accountability"),
            Err(_) => names(code, code),
        },
    }
}
