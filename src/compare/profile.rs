//! The profile of a plan: how much it holds, how specific its measures are, and its mixes of force, instruments, stages and topics.

use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::Serialize;

use super::corpus::{Compared, Corpus};
use super::facet::{self, Facet, Seen, seen};
use super::table::{Cell, Column, Derived, Entry, Kind, SourceRef, Table, Value, names};
use crate::model::{Class, Force, Instrument, ItemRef, Stage};
use crate::vocabulary::{Entry as _, Lang, Names, Vocabulary};

/// A part of a whole, with what it counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// What was counted: one source for each.
    pub sources: Vec<SourceRef>,
}

impl Part {
    fn new(of: usize, sources: Vec<SourceRef>) -> Self {
        Self { count: sources.len(), of, sources }
    }

    /// The share, 0 to 1, to six places; none of nothing.
    pub fn share(&self) -> Option<Decimal> {
        share(self.count, self.of)
    }
}

/// A share to six places, 0 to 1; none of nothing.
pub(crate) fn share(count: usize, of: usize) -> Option<Decimal> {
    Decimal::from(count).checked_div(Decimal::from(of)).map(|share| share.round_dp(6).normalize())
}

/// How specific the measures of a plan are. The whole is all measures of the plan, annexes included.
///
/// A measure is asked with what stands inside its unit: the number of a reward, the date of a check count for it ([`Facet`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Specificity {
    /// Measures with an amount. A frequency alone (every year) is none.
    pub number: Part,
    /// Measures with a due date, a first date or a schedule with a date. The plan's own period is none.
    pub date: Part,
    /// Measures that name a unit that leads or is responsible. A unit that only helps is none.
    pub responsible: Part,
    /// Measures with all three.
    pub all: Part,
    /// Measures with none of them.
    pub nothing: Part,
}

/// How often each code stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Mix {
    /// What has the code, of all that could have one. In the order of the vocabulary; codes that do not occur are left out. What has
    /// several codes counts for each, so that shares can add up to more than 1.
    pub codes: IndexMap<String, Part>,
    /// Of these, how many have it as their first code.
    pub first: IndexMap<String, usize>,
    /// What has no code.
    pub without: Part,
}

/// The profile of one plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// The plan, as an index of the compared plans.
    pub plan: usize,
    /// Its name.
    pub name: String,
    /// Units of the outline, annexes included.
    pub units: usize,
    /// Items of each class.
    pub items: IndexMap<Class, usize>,
    /// All promises of all items, with or without a number.
    pub promises: usize,
    /// Promises with an amount, of all promises.
    pub with_number: Part,
    /// Promises with a due date or first date, of all promises.
    pub with_date: Part,
    /// Promises with an indicator, of all promises.
    pub with_indicator: Part,
    /// How specific its measures are.
    pub specificity: Specificity,
    /// Forces of its promises: each its own, else that of its item.
    pub force: Mix,
    /// Forces of its measures.
    pub force_of_measures: Mix,
    /// Instruments of its measures.
    pub instruments: Mix,
    /// Stages of its measures.
    pub stages: Mix,
    /// Topics of its measures.
    pub topics: Mix,
}

/// The profiles of all plans of a corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Profiles {
    /// One for each plan, in their order.
    pub plans: Vec<Profile>,
}

/// The profile of every plan.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Corpus, profile};
/// let plans = crossplan::samples::plans()?;
/// let profiles = profile(&Corpus::new(&plans));
/// let responsible = &profiles.plans[0].specificity.responsible;
/// println!("{}: {} of {} measures name a responsible unit", profiles.plans[0].name, responsible.count, responsible.of);
/// # }
/// # Ok::<(), crossplan::Error>(())
/// ```
pub fn profile(corpus: &Corpus<'_>) -> Profiles {
    let plans = corpus.plans().iter().enumerate();
    Profiles { plans: plans.map(|(at, compared)| one(at, compared, corpus.words())).collect() }
}

fn one(at: usize, compared: &Compared<'_>, words: &Vocabulary) -> Profile {
    let plan = compared.plan;
    let items = seen(plan);
    let measures: Vec<&Seen<'_>> = items.iter().filter(|seen| seen.item.class() == Class::Measure).collect();
    let part = |fits: &dyn Fn(&Seen<'_>) -> bool| {
        let fitting = measures.iter().filter(|seen| fits(seen)).map(|seen| seen.item);
        Part::new(measures.len(), facet::sources(at, fitting))
    };
    const THREE: [Facet; 3] = [Facet::Number, Facet::Date, Facet::Responsible];
    let promises: Vec<_> = plan
        .items()
        .flat_map(|item| item.into_promises().into_iter().map(move |(field, target)| (item, field, target)))
        .map(|(item, field, target)| (SourceRef::promise(at, item, &field, target), item, target))
        .collect();
    let of_promises = |fits: fn(&crate::model::Target) -> bool| {
        let fitting = promises.iter().filter(|(_, _, target)| fits(target)).map(|(source, ..)| source.clone());
        Part::new(promises.len(), fitting.collect())
    };
    let each_measure = || measures.iter().map(|seen| (SourceRef::item(at, seen.item), seen.item));
    let mix = |order: &dyn Fn() -> Vec<String>, codes: &dyn Fn(ItemRef<'_>) -> Vec<String>| {
        mixed(order(), each_measure().map(|(source, item)| (source, codes(item))).collect())
    };
    let forces = || Force::ALL.iter().map(ToString::to_string).collect::<Vec<String>>();
    Profile {
        plan: at,
        name: compared.name.to_owned(),
        units: plan.units().count(),
        items: Class::ALL.iter().map(|class| (*class, plan.items_of(*class).count())).collect(),
        promises: promises.len(),
        with_number: of_promises(|t| t.quantity.is_some()),
        with_date: of_promises(|t| t.due.is_some() || t.from.is_some()),
        with_indicator: of_promises(|t| t.indicator.is_some()),
        specificity: Specificity {
            number: part(&|seen| seen.has(Facet::Number)),
            date: part(&|seen| seen.has(Facet::Date)),
            responsible: part(&|seen| seen.has(Facet::Responsible)),
            all: part(&|seen| THREE.iter().all(|facet| seen.has(*facet))),
            nothing: part(&|seen| !THREE.iter().any(|facet| seen.has(*facet))),
        },
        force: mixed(
            forces(),
            promises
                .iter()
                .map(|(source, item, target)| (source.clone(), vec![facet::force(*item, target).to_string()]))
                .collect(),
        ),
        force_of_measures: mix(&forces, &|item| vec![item.force().to_string()]),
        instruments: mix(&|| Instrument::ALL.iter().map(ToString::to_string).collect(), &|item| match item {
            ItemRef::Measure(x) => x.instruments.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        }),
        stages: mix(&|| Stage::ALL.iter().map(ToString::to_string).collect(), &|item| {
            item.stages().iter().map(ToString::to_string).collect()
        }),
        topics: mix(&|| words.topics.terms().map(|term| term.id.clone()).collect(), &|item| {
            item.topics().iter().map(ToString::to_string).collect()
        }),
    }
}

/// Counts codes in the order given; those that the order does not know come last, by name.
fn mixed(order: Vec<String>, coded: Vec<(SourceRef, Vec<String>)>) -> Mix {
    let of = coded.len();
    let mut sources: IndexMap<String, Vec<SourceRef>> = order.iter().map(|code| (code.clone(), Vec::new())).collect();
    let mut first: IndexMap<String, usize> = IndexMap::new();
    let mut without = Vec::new();
    for (source, mut codes) in coded {
        let mut once = std::collections::HashSet::new();
        codes.retain(|code| once.insert(code.clone()));
        match codes.first() {
            Some(leading) => *first.entry(leading.clone()).or_default() += 1,
            None => without.push(source.clone()),
        }
        for code in codes {
            sources.entry(code).or_default().push(source.clone());
        }
    }
    let mut unknown = sources.split_off(order.len());
    unknown.sort_keys();
    sources.extend(unknown);
    let occur = sources.into_iter().filter(|(_, sources)| !sources.is_empty());
    let codes: IndexMap<String, Part> = occur.map(|(code, sources)| (code, Part::new(of, sources))).collect();
    let first = codes.keys().map(|code| (code.clone(), first.get(code).copied().unwrap_or(0))).collect();
    Mix { codes, first, without: Part::new(of, without) }
}

/// A row of the table: its key, its name, and how to get its cell from a profile.
type Line<'p> = (String, Names, Box<dyn Fn(&Profile) -> Cell + 'p>);

impl Profiles {
    /// The table `profile`: a row for each figure, a column for each plan. A share has `count` and `of` beside it, and the things
    /// counted as sources; in a mix also `first`, how many have the code as their first one.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        let words = corpus.words();
        let columns = corpus.columns([Column::new("figure", "指标", "Figure", Kind::Text)]);
        let mut table = Table::new("profile", "方案概貌", "Profiles of the plans", columns)
            .note(
                "具体性的分母为方案的全部措施（含附件）；措施与其所在单元内的奖励、经费、问责一并考察：有数量、有日期（方案期限不算）、有牵头或责任单位（配合单位不算）。",
                "Specificity is out of all measures of a plan, annexes included. A measure is asked with the incentives, money and checks \
                 of its unit: an amount, a date (the plan's own period is none), a unit that leads or is responsible (one that helps is none).",
            )
            .note(
                "一项措施可有多个政策工具、学段、主题，逐一计入，故占比之和可大于 1；“首位”为列在首位者的数目。承诺力度先取承诺自身，无则取所在条目。",
                "A measure counts for each of its instruments, stages and topics, so that shares can add up to more than 1; `first` counts \
                 those that have the code first. The force of a promise is its own, else that of its item.",
            );
        for (group, lines) in self.lines(words) {
            for (key, name, cell) in lines {
                let mut cells = vec![Cell::of(Value::Said(name))];
                cells.extend(self.plans.iter().map(cell));
                table.push(key, Some(group.clone()), cells);
            }
        }
        table
    }

    fn lines<'p>(&'p self, words: &'p Vocabulary) -> Vec<(Names, Vec<Line<'p>>)> {
        let count = |key: &str, zh: &str, en: &str, get: fn(&Profile) -> usize| -> Line<'p> {
            let cell = move |p: &Profile| Cell::of(Value::Integer(i64::try_from(get(p)).unwrap_or(i64::MAX)));
            (format!("count/{key}"), names(zh, en), Box::new(cell))
        };
        let part = |key: &str, zh: &str, en: &str, get: fn(&Profile) -> &Part| -> Line<'p> {
            (key.to_owned(), names(zh, en), Box::new(move |p: &Profile| get(p).cell(None)))
        };
        let items = |class: Class, zh: &str, en: &str| -> Line<'p> {
            let cell = move |p: &Profile| {
                let n = p.items.get(&class).copied().unwrap_or(0);
                Cell::of(Value::Integer(i64::try_from(n).unwrap_or(i64::MAX)))
            };
            (format!("count/{class}"), names(zh, en), Box::new(cell))
        };
        vec![
            (
                names("数量", "Counts"),
                vec![
                    count("units", "单元", "Units of the outline", |p| p.units),
                    items(Class::Goal, "目标", "Goals"),
                    items(Class::Measure, "措施", "Measures"),
                    items(Class::Incentive, "激励", "Incentives"),
                    items(Class::Funding, "经费", "Funding"),
                    items(Class::Accountability, "问责", "Accountability"),
                    count("promises", "承诺", "Promises", |p| p.promises),
                    part("promises/number", "有数量的承诺", "Promises with a number", |p| &p.with_number),
                    part("promises/date", "有日期的承诺", "Promises with a date", |p| &p.with_date),
                    part("promises/indicator", "对应指标的承诺", "Promises on an indicator", |p| &p.with_indicator),
                ],
            ),
            (
                names("措施的具体性", "Specificity of measures"),
                vec![
                    part("specificity/number", "有数量", "With a number", |p| &p.specificity.number),
                    part("specificity/date", "有日期", "With a date", |p| &p.specificity.date),
                    part("specificity/responsible", "有责任单位", "With a responsible unit", |p| &p.specificity.responsible),
                    part("specificity/all", "三者齐备", "With all three", |p| &p.specificity.all),
                    part("specificity/nothing", "三者皆无", "With none of them", |p| &p.specificity.nothing),
                ],
            ),
            (
                names("承诺力度（承诺）", "Force (promises)"),
                self.mix("force", |p| &p.force, move |code| both(|lang| words.forces.label(code, lang).to_owned())),
            ),
            (
                names("承诺力度（措施）", "Force (measures)"),
                self.mix(
                    "force_of_measures",
                    |p| &p.force_of_measures,
                    move |code| both(|lang| words.forces.label(code, lang).to_owned()),
                ),
            ),
            (
                names("政策工具", "Instruments"),
                self.mix(
                    "instrument",
                    |p| &p.instruments,
                    move |code| both(|lang| words.instruments.label(code, lang).to_owned()),
                ),
            ),
            (
                names("学段", "Stages"),
                self.mix("stage", |p| &p.stages, move |code| both(|lang| words.stages.label(code, lang).to_owned())),
            ),
            (
                names("主题", "Topics"),
                self.mix(
                    "topic",
                    |p| &p.topics,
                    move |code| {
                        both(|lang| {
                            words.topics.get(code).map_or_else(|| code.to_owned(), |t| format!("{code} {}", t.name(lang)))
                        })
                    },
                ),
            ),
        ]
    }

    /// A line for each code that occurs in one plan at least, in the order of the vocabulary.
    fn mix<'p>(&'p self, list: &str, get: fn(&Profile) -> &Mix, name: impl Fn(&str) -> Names) -> Vec<Line<'p>> {
        let mut codes: Vec<&str> = Vec::new();
        for profile in &self.plans {
            // Each list is in the order of the vocabulary, so a new code goes behind the one before it.
            let mut behind = 0;
            for code in get(profile).codes.keys() {
                match codes.iter().position(|known| known == code) {
                    Some(at) => behind = at + 1,
                    None => {
                        codes.insert(behind, code);
                        behind += 1;
                    }
                }
            }
        }
        let line = |code: &str| -> Line<'p> {
            let owned = code.to_owned();
            let cell = move |p: &Profile| {
                let mix = get(p);
                let absent = Part { of: mix.without.of, ..Part::default() };
                mix.codes.get(&owned).unwrap_or(&absent).cell(mix.first.get(&owned).copied().or(Some(0)))
            };
            (format!("{list}/{code}"), name(code), Box::new(cell))
        };
        let mut lines: Vec<Line<'p>> = codes.into_iter().map(line).collect();
        if self.plans.iter().any(|p| get(p).without.count > 0) {
            let cell = move |p: &Profile| get(p).without.cell(None);
            lines.push((format!("{list}/-"), names("未注明", "Not said"), Box::new(cell)));
        }
        lines
    }
}

fn both(name: impl Fn(Lang) -> String) -> Names {
    Names { zh: name(Lang::Zh), en: name(Lang::En) }
}

impl Part {
    /// The share with its count and whole; a cell without entry where there is no whole.
    fn cell(&self, first: Option<usize>) -> Cell {
        let Some(share) = self.share() else { return Cell::default() };
        let whole = |n: usize| Value::Integer(i64::try_from(n).unwrap_or(i64::MAX));
        let derived = |id: &str, zh: &str, en: &str, n| Derived { id: id.to_owned(), name: names(zh, en), value: whole(n) };
        let mut entry = Entry::new(Value::Share(share), self.sources.clone());
        entry.derived = vec![derived("count", "数目", "count", self.count), derived("of", "总数", "of", self.of)];
        entry.derived.extend(first.map(|n| derived("first", "首位", "first", n)));
        Cell { entries: vec![entry], verdict: None }
    }
}
