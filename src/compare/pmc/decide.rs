//! Deciding a rule of a codebook on a plan: whether it holds, by which items, and in a few words why.

use std::collections::HashSet;

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::rule::{Codes, Filter, Head, Range, Rule, Words};
use crate::compare::corpus::{Compared, Corpus};
use crate::compare::facet::{self, Facet, Seen, beneficiaries, seen};
use crate::compare::table::{SourceRef, names};
use crate::compare::wording::cited;
use crate::model::{Item, ItemRef, Level, Source, Target};
use crate::vocabulary::{Lang, Names, Vocabulary};

/// What a rule found.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) holds: bool,
    pub(crate) why: Names,
    pub(crate) sources: Vec<SourceRef>,
    /// What was counted, where it is a count of at least one.
    noun: Option<[&'static str; 2]>,
}

/// How many codes are named beside their number.
const NAMED: usize = 8;

/// A plan, ready to be asked.
pub(crate) struct Decider<'c, 'a> {
    at: usize,
    compared: &'c Compared<'a>,
    words: &'a Vocabulary,
    items: Vec<Seen<'a>>,
}

impl Found {
    fn new(holds: bool, why: Names, sources: Vec<SourceRef>) -> Self {
        Self { holds, why, sources, noun: None }
    }
}

/// How many rules in one another are followed; loading refuses deeper ones.
const DEEPEST: usize = 16;

impl<'c, 'a> Decider<'c, 'a> {
    pub(crate) fn new(corpus: &'c Corpus<'a>, at: usize, compared: &'c Compared<'a>) -> Self {
        Self { at, compared, words: corpus.words(), items: seen(compared.plan) }
    }

    pub(crate) fn decide(&self, rule: &Rule) -> Found {
        self.at_depth(rule, DEEPEST)
    }

    fn at_depth(&self, rule: &Rule, depth: usize) -> Found {
        let Some(below) = depth.checked_sub(1) else { return none() };
        let plan = self.compared.plan;
        match rule {
            Rule::All(rules) => joined(rules.iter().map(|rule| self.at_depth(rule, below)).collect(), true),
            Rule::Any(rules) => joined(rules.iter().map(|rule| self.at_depth(rule, below)).collect(), false),
            Rule::Not(rule) => {
                let found = self.at_depth(rule, below);
                let why = names(&format!("须不成立：{}", found.why.zh), &format!("must not hold: {}", found.why.en));
                Found::new(!found.holds, why, found.sources)
            }
            Rule::Items(x) => {
                let fit = self.fitting(&x.filter).map(|s| s.item);
                counted(facet::sources(self.at, fit), x.at_least, ["项", "item"])
            }
            Rule::Promises(x) => {
                let fits = |item: ItemRef<'_>, target: &Target| {
                    x.has.iter().all(|facet| promise_has(target, *facet))
                        && (x.units.is_empty() || target.quantity.as_ref().is_some_and(|q| x.units.contains(&q.unit)))
                        && (x.indicators.is_empty() || target.indicator.as_ref().is_some_and(|id| x.indicators.contains(id)))
                        && (x.forces.is_empty() || x.forces.contains(&facet::force(item, target)))
                };
                counted(self.promises(&x.filter, fits), x.at_least, ["条承诺", "promise"])
            }
            Rule::Share(x) => self.share(&x.of, &x.part, x.at_least),
            Rule::Distinct(x) => self.distinct(x.of, &x.filter, x.at_least),
            Rule::Period(range) => self.period(*range),
            Rule::Due(range) => self.due(*range),
            Rule::Head(head) => self.head(*head),
            Rule::Issuers(x) => {
                let fit = |(i, name): (usize, &String)| {
                    let fits = x.words.iter().any(|word| name.contains(word.as_str()));
                    fits.then(|| self.head_source(&format!("issuers[{i}]"))).flatten()
                };
                counted(plan.issuers.iter().enumerate().filter_map(fit).collect(), x.at_least, ["个印发机关", "issuer"])
            }
            Rule::Place(levels) => {
                let level = plan.place.level;
                let name = |lang| self.words.kinds.word_label("level", level.as_str(), lang).to_owned();
                let why = names(&format!("层级：{}", name(Lang::Zh)), &format!("level: {}", name(Lang::En)));
                Found::new(levels.contains(&level), why, self.head_source("place").into_iter().collect())
            }
            Rule::Sections(x) => {
                let sections = plan.outline.iter().filter(|section| x.roles.contains(&section.role));
                let sources = sections.filter_map(|s| facet::place(self.at, Some(&s.path), None, &s.source));
                counted(sources.collect(), x.at_least, ["个部分", "section"])
            }
            Rule::Cites(x) => self.cites(x),
            Rule::Annexes(x) => {
                let sources = plan.annexes.iter().filter_map(|a| facet::place(self.at, Some(&a.path), None, &Source::default()));
                counted(sources.collect(), x.at_least, ["个附件", "annex"])
            }
            Rule::Terms(x) => {
                let sources = plan.glossary.iter().filter_map(|t| facet::place(self.at, Some(&t.path), None, &t.source));
                counted(sources.collect(), x.at_least, ["个名词解释", "explained term"])
            }
            Rule::Phrase(x) => self.phrase(x),
        }
    }

    /// The items that a filter lets through, in the order of the plan.
    fn fitting<'s>(&'s self, filter: &'s Filter) -> impl Iterator<Item = &'s Seen<'a>> {
        self.items.iter().filter(move |seen| self.fits(seen, filter))
    }

    fn fits(&self, seen: &Seen<'a>, filter: &Filter) -> bool {
        let item = seen.item;
        let mut own = true;
        own &= one_of(&filter.classes, |class| item.class() == *class);
        own &= one_of(&filter.topics, |asked| item.topics().iter().any(|topic| self.is_topic(topic, asked)));
        own &= one_of(&filter.stages, |stage| item.stages().contains(stage));
        own &= one_of(&filter.forces, |force| item.force() == *force);
        own &= one_of(&filter.instruments, |i| matches!(item, ItemRef::Measure(x) if x.instruments.contains(i)));
        own &= one_of(&filter.mechanisms, |m| matches!(item, ItemRef::Accountability(x) if x.mechanism == *m));
        own &= one_of(&filter.incentives, |k| matches!(item, ItemRef::Incentive(x) if x.kinds.contains(k)));
        own &= one_of(&filter.funding, |k| matches!(item, ItemRef::Funding(x) if x.kind == *k));
        own &= one_of(
            &filter.consequences,
            |k| matches!(item, ItemRef::Accountability(x) if x.consequences.iter().any(|c| c.kind == *k)),
        );
        own &= one_of(&filter.beneficiaries, |word| beneficiaries(item).iter().any(|name| name.contains(word.as_str())));
        own &= one_of(&filter.words, |word| says(&*item, word));
        own && filter.has.iter().all(|facet| seen.has(*facet))
    }

    /// Whether a topic is the one asked for, or of the group asked for.
    fn is_topic(&self, topic: &str, asked: &str) -> bool {
        topic == asked || self.words.topics.get(topic).is_some_and(|term| term.parent.as_deref() == Some(asked))
    }

    /// The promises of some items. One of an item that stands inside a measure is taken once.
    fn promises(&self, filter: &Filter, fits: impl Fn(ItemRef<'_>, &Target) -> bool) -> Vec<SourceRef> {
        let own = |seen: &&Seen<'a>| seen.item.into_promises();
        self.fitting(filter)
            .flat_map(|seen| own(&seen).into_iter().map(move |(field, target)| (seen.item, field, target)))
            .filter(|(item, _, target)| fits(*item, target))
            .map(|(item, field, target)| SourceRef::promise(self.at, item, &field, target))
            .collect()
    }

    fn share(&self, of: &Filter, part: &Filter, at_least: Decimal) -> Found {
        let whole = self.fitting(of).count();
        let items: Vec<ItemRef<'a>> = self.fitting(of).filter(|seen| self.fits(seen, part)).map(|seen| seen.item).collect();
        let Some(share) = crate::compare::profile::share(items.len(), whole) else { return none() };
        // Compared without division, so that no rounding decides.
        let holds = Decimal::from(items.len()) >= at_least * Decimal::from(whole);
        let figures = format!("{}/{whole} = {}", items.len(), share.round_dp(3).normalize());
        let asked = at_least.normalize();
        let why = names(&format!("{figures}，要求 ≥ {asked}"), &format!("{figures}, asked ≥ {asked}"));
        Found::new(holds, why, facet::sources(self.at, items))
    }

    fn distinct(&self, of: Codes, filter: &Filter, at_least: usize) -> Found {
        let mut found: IndexMap<String, ()> = IndexMap::new();
        let mut items = Vec::new();
        for seen in self.fitting(filter) {
            let codes = codes(of, seen);
            if !codes.is_empty() {
                items.push(seen.item);
            }
            found.extend(codes.into_iter().map(|code| (code, ())));
        }
        let listed = |lang| {
            let names: Vec<String> = found.keys().take(NAMED).map(|code| self.code_name(of, code, lang)).collect();
            let more = if found.len() > NAMED { " …" } else { "" };
            names.join(if lang == Lang::Zh { "、" } else { ", " }) + more
        };
        let n = found.len();
        if n == 0 {
            return none();
        }
        let why = names(
            &format!("{n} 种，要求 ≥ {at_least}：{}", listed(Lang::Zh)),
            &format!("{n} different, asked ≥ {at_least}: {}", listed(Lang::En)),
        );
        Found::new(n >= at_least, why, facet::sources(self.at, items))
    }

    fn code_name(&self, of: Codes, code: &str, lang: Lang) -> String {
        let kind = |list| self.words.kinds.word_label(list, code, lang);
        let name = match of {
            Codes::Topics => self.words.topics.label(code, lang),
            Codes::Stages => self.words.stages.label(code, lang),
            Codes::Instruments => self.words.instruments.label(code, lang),
            Codes::Indicators => self.words.indicators.label(code, lang),
            Codes::Mechanisms => kind("mechanism"),
            Codes::Incentives => kind("incentive_kind"),
            Codes::Funding => kind("funding_kind"),
            Codes::Responsible => code,
        };
        name.to_owned()
    }

    fn period(&self, range: Range) -> Found {
        let Some(period) = self.compared.plan.period else { return none() };
        let years = period.to.saturating_sub(period.from).saturating_add(1);
        let why = names(&format!("{period}，{years} 年"), &format!("{period}, {years} years"));
        Found::new(within(years, range), why, self.head_source("period").into_iter().collect())
    }

    fn due(&self, range: Range) -> Found {
        let plan = self.compared.plan;
        let first = plan.period.map(|period| period.from).or_else(|| plan.issued.map(|day| chrono::Datelike::year(&day)));
        let Some(first) = first else { return Found { why: names("起始年不明", "its first year is unknown"), ..none() } };
        let fits =
            |_: ItemRef<'_>, target: &Target| target.due.is_some_and(|due| within(due.year().saturating_sub(first), range));
        counted(self.promises(&Filter::default(), fits), 1, ["条承诺", "promise"])
    }

    fn head(&self, head: Head) -> Found {
        let plan = self.compared.plan;
        let said = match head {
            Head::Issued => plan.issued.map(|day| day.to_string()),
            Head::Effective => plan.effective.map(|day| day.to_string()),
            Head::DocumentNumber => plan.document_number.clone(),
            Head::Period => plan.period.map(|period| period.to_string()),
            Head::Issuers => (!plan.issuers.is_empty()).then(|| plan.issuers.join("、")),
            Head::InForce => {
                let label = |lang| self.words.kinds.word_label("status", plan.status.as_str(), lang);
                let why = names(label(Lang::Zh), label(Lang::En));
                let holds = plan.status == crate::model::Status::Issued;
                return Found::new(holds, why, self.head_source("status").into_iter().collect());
            }
        };
        let Some(said) = said else { return none() };
        Found::new(true, names(&said, &said), self.head_source(head.as_str()).into_iter().collect())
    }

    fn cites(&self, asked: &super::rule::Cites) -> Found {
        let plan = self.compared.plan;
        let mut once = HashSet::new();
        let mut sources = Vec::new();
        for (i, citation) in plan.citations.iter().enumerate() {
            let fits = one_of(&asked.roles, |role| citation.role == *role)
                && one_of(&asked.words, |word| citation.title.contains(word.as_str()))
                && (asked.levels.is_empty() || cited::level(citation, plan).is_some_and(|l: Level| asked.levels.contains(&l)));
            if fits && once.insert(cited::key(&citation.title)) {
                sources.extend(facet::place(self.at, Some(&citation.path), Some(format!("citations[{i}]")), &citation.source));
            }
        }
        counted(sources, asked.at_least, ["份文件", "document"])
    }

    fn phrase(&self, asked: &Words) -> Found {
        let plan = self.compared.plan;
        let named = |text: &str| asked.words.iter().any(|word| text.contains(word.as_str()));
        let mut sources: Vec<SourceRef> = Vec::new();
        if named(&plan.title) {
            sources.extend(self.head_source("title"));
        }
        let sections = plan.outline.iter().filter(|section| named(&section.title));
        sources.extend(sections.filter_map(|s| facet::place(self.at, Some(&s.path), None, &s.source)));
        let items = plan.items().filter(|item| asked.words.iter().any(|word| says(&**item, word)));
        sources.extend(facet::sources(self.at, items));
        counted(sources, asked.at_least, ["处", "place"])
    }

    /// A field of the head, which stands before the first heading.
    fn head_source(&self, field: &str) -> Option<SourceRef> {
        facet::place(self.at, None, Some(field.to_owned()), &Source::default())
    }
}

fn one_of<T>(list: &[T], fits: impl Fn(&T) -> bool) -> bool {
    list.is_empty() || list.iter().any(fits)
}

fn says(item: &dyn Item, word: &str) -> bool {
    item.title().contains(word) || item.summary().is_some_and(|summary| summary.contains(word))
}

fn promise_has(target: &Target, facet: Facet) -> bool {
    match facet {
        Facet::Number => target.quantity.is_some(),
        Facet::Date => target.due.is_some() || target.from.is_some(),
        Facet::Baseline => !target.baselines.is_empty(),
        Facet::Indicator => target.indicator.is_some(),
        Facet::Frequency => target.frequency.is_some(),
        _ => false,
    }
}

fn within(years: i32, range: Range) -> bool {
    range.at_least.is_none_or(|least| years >= least) && range.at_most.is_none_or(|most| years <= most)
}

fn none() -> Found {
    Found::new(false, names("未找到", "nothing found"), Vec::new())
}

fn counted(sources: Vec<SourceRef>, at_least: usize, noun: [&'static str; 2]) -> Found {
    let n = sources.len();
    let [zh, one] = noun;
    let plural = match (n, one.ends_with('x')) {
        (1, _) => "",
        (_, true) => "es",
        (_, false) => "s",
    };
    let en = format!("{one}{plural}");
    let why = match (n, at_least) {
        (0, _) => names("未找到", "nothing found"),
        (_, 1) => names(&format!("{n} {zh}"), &format!("{n} {en}")),
        _ => names(&format!("{n} {zh}，要求 ≥ {at_least}"), &format!("{n} {en}, asked ≥ {at_least}")),
    };
    Found { noun: (n > 0).then_some(noun), ..Found::new(n >= at_least, why, sources) }
}

/// Several rules as one. Of `any` only those that hold speak, if one does; each source stands once, and things of one kind are counted
/// together.
fn joined(mut found: Vec<Found>, all: bool) -> Found {
    let holds = if all { found.iter().all(|f| f.holds) } else { found.iter().any(|f| f.holds) };
    if holds && !all {
        found.retain(|f| f.holds);
    }
    let (mut zh, mut en): (Vec<String>, Vec<String>) = Default::default();
    let noun = found.first().and_then(|f| f.noun).filter(|noun| !all && found.iter().all(|f| f.noun == Some(*noun)));
    let mut sources: Vec<SourceRef> = Vec::new();
    let mut once = HashSet::new();
    for Found { why, sources: own, .. } in found {
        if !zh.contains(&why.zh) {
            zh.push(why.zh);
            en.push(why.en);
        }
        let fresh = |s: &SourceRef| once.insert((s.path.clone(), s.item.clone(), s.field.clone()));
        sources.extend(own.into_iter().filter(fresh));
    }
    match noun.filter(|_| holds) {
        Some(noun) => counted(sources, 1, noun),
        None => Found::new(holds, names(&zh.join("；"), &en.join("; ")), sources),
    }
}

/// The codes of an item; of a measure's indicators those of its whole unit.
fn codes(of: Codes, seen: &Seen<'_>) -> Vec<String> {
    fn list<T: ToString>(codes: &[T]) -> Vec<String> {
        codes.iter().map(ToString::to_string).collect()
    }
    match (of, seen.item) {
        (Codes::Topics, item) => list(item.topics()),
        (Codes::Stages, item) => list(item.stages()),
        (Codes::Instruments, ItemRef::Measure(x)) => list(&x.instruments),
        (Codes::Responsible, ItemRef::Measure(x)) => x.lead.iter().chain(&x.responsible).cloned().collect(),
        (Codes::Mechanisms, ItemRef::Accountability(x)) => vec![x.mechanism.to_string()],
        (Codes::Incentives, ItemRef::Incentive(x)) => list(&x.kinds),
        (Codes::Funding, ItemRef::Funding(x)) => vec![x.kind.to_string()],
        (Codes::Indicators, _) => seen.promises().filter_map(|(_, _, t)| t.indicator.as_ref().map(ToString::to_string)).collect(),
        _ => Vec::new(),
    }
}
