//! Puts a diff together: the direction of the comparison, the lists in the order in which they need each other, mergers and moved promises.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};

use super::collect::Context;
use super::digest::{Cover, digest, join, text_digest};
use super::element::Element;
use super::laws::{heads, lists};
use super::options::{Identity, Options};
use super::pairing::{Entry, Pairs, pair};
use super::types::{By, Diff, DiffForm, HeadDiff, ListDiff, Side, Swap};
use crate::model::{ItemId, Plan, Section};

/// What changed from `before` to `after`.
pub(crate) fn build(options: &Options<'_>, before: &Plan, after: &Plan) -> Diff {
    // Wherever two choices are equally good, one has to be taken by place, and places do not mirror. So two plans are always compared
    // in one direction, whichever way the caller asked, and the result is turned round.
    if precedes(after, before) {
        let mut turned = options.clone();
        turned.given = options.given.iter().map(|(before, after)| (after.clone(), before.clone())).collect();
        super::laws::inverse(&directed(&turned, after, before))
    } else {
        directed(options, before, after)
    }
}

/// Whether the plan is the first of the two, by the first thing in which they differ: `precedes(a, b)` and `precedes(b, a)` are never
/// the same for two plans that differ.
fn precedes(one: &Plan, two: &Plan) -> bool {
    macro_rules! heads_first {
        ($($field:ident),+) => {
            $(if one.$field != two.$field {
                return comes_first(&one.$field, &two.$field);
            })+
        };
    }
    heads!(heads_first);
    macro_rules! lists_then {
        ($($list:ident),+) => {
            $(if let Some((a, b)) = one.$list.iter().zip(&two.$list).find(|(a, b)| a != b) {
                return comes_first(a, b);
            }
            if one.$list.len() != two.$list.len() {
                return one.$list.len() < two.$list.len();
            })+
        };
    }
    lists!(lists_then);
    false
}

/// An order of two values that differ: by digest, and where that is the same by their JSON.
fn comes_first<T: serde::Serialize>(one: &T, two: &T) -> bool {
    let json = |value: &T| serde_json::to_string(value).unwrap_or_default();
    match digest(one, Cover::Whole).cmp(&digest(two, Cover::Whole)) {
        std::cmp::Ordering::Equal => json(one) < json(two),
        order => order == std::cmp::Ordering::Less,
    }
}

fn directed(options: &Options<'_>, before: &Plan, after: &Plan) -> Diff {
    let addresses_count = match options.identity {
        Identity::Auto => before.place.name == after.place.name && before.place.code == after.place.code,
        Identity::Address => true,
        Identity::Content => false,
    };
    let pairer = Pairer { options, addresses_count, before: Headings::of(before), after: Headings::of(after) };
    let goals = pairer.plain(&before.goals, &after.goals);
    let measures = pairer.plain(&before.measures, &after.measures);
    let incentives = pairer.plain(&before.incentives, &after.incentives);
    let funding = pairer.plain(&before.funding, &after.funding);
    let accountability = pairer.plain(&before.accountability, &after.accountability);
    let mut sections = pairer.pair(&before.outline, &after.outline, |side, section: &Section| {
        let plan = if side { after } else { before };
        let headings = if side { &pairer.after } else { &pairer.before };
        headings.inside(plan, section)
    });
    let mut votes = super::held::Votes::new(&before.outline, &after.outline);
    votes.items(&before.goals, &after.goals, &goals);
    votes.items(&before.measures, &after.measures, &measures);
    votes.items(&before.incentives, &after.incentives, &incentives);
    votes.items(&before.funding, &after.funding, &funding);
    votes.items(&before.accountability, &after.accountability, &accountability);
    votes.elect(&mut sections);
    let mut context = Context::new(options.vocabulary);
    let mut outline = ListDiff::between(&before.outline, &after.outline, &sections, &context);
    super::laws::note_sections(&mut context, &mut outline);
    note_items(&mut context, &before.goals, &after.goals, &goals);
    note_items(&mut context, &before.measures, &after.measures, &measures);
    note_items(&mut context, &before.incentives, &after.incentives, &incentives);
    note_items(&mut context, &before.funding, &after.funding, &funding);
    note_items(&mut context, &before.accountability, &after.accountability, &accountability);
    let cx = &context;
    let mut diff = Diff {
        form: DiffForm::V1,
        method: options.method(),
        before: Side::of(before),
        after: Side::of(after),
        head: head(before, after),
        issuers: ListDiff::between(&before.issuers, &after.issuers, &pairer.plain(&before.issuers, &after.issuers), cx),
        notes: ListDiff::between(&before.notes, &after.notes, &pairer.plain(&before.notes, &after.notes), cx),
        citations: ListDiff::between(&before.citations, &after.citations, &pairer.plain(&before.citations, &after.citations), cx),
        glossary: ListDiff::between(&before.glossary, &after.glossary, &pairer.plain(&before.glossary, &after.glossary), cx),
        outline,
        annexes: ListDiff::between(&before.annexes, &after.annexes, &pairer.plain(&before.annexes, &after.annexes), cx),
        goals: ListDiff::between(&before.goals, &after.goals, &goals, cx),
        measures: ListDiff::between(&before.measures, &after.measures, &measures, cx),
        incentives: ListDiff::between(&before.incentives, &after.incentives, &incentives, cx),
        funding: ListDiff::between(&before.funding, &after.funding, &funding, cx),
        accountability: ListDiff::between(&before.accountability, &after.accountability, &accountability, cx),
        links: Vec::new(),
    };
    super::links::finish(&mut diff, options.part);
    diff
}

fn head(before: &Plan, after: &Plan) -> HeadDiff {
    HeadDiff {
        form: Swap::of(&before.form, &after.form),
        title: Swap::of(&before.title, &after.title),
        place: Swap::of(&before.place, &after.place),
        document_number: Swap::of(&before.document_number, &after.document_number),
        issued: Swap::of(&before.issued, &after.issued),
        effective: Swap::of(&before.effective, &after.effective),
        status: Swap::of(&before.status, &after.status),
        period: Swap::of(&before.period, &after.period),
        text: Swap::of(&before.text, &after.text),
    }
}

fn note_items<T: Element>(context: &mut Context<'_>, before: &[T], after: &[T], pairs: &Pairs) {
    for (i, j, _) in pairs {
        let id = |list: &[T], at: usize| list.get(at).and_then(Element::item).map(|item| item.id());
        if let (Some(was), Some(is)) = (id(before, *i), id(after, *j))
            && was != is
        {
            context.items.insert(was, is);
        }
    }
}

/// The titles of the sections that hold something, as a digest for each path.
struct Headings<'p> {
    chains: HashMap<&'p str, u64>,
    /// Titles of the sections directly inside a path, and of the items at it; made when first asked for.
    inside: std::cell::OnceCell<HashMap<&'p str, Vec<&'p str>>>,
}

impl<'p> Headings<'p> {
    fn of(plan: &'p Plan) -> Self {
        let mut chains: HashMap<&str, u64> = HashMap::new();
        for section in &plan.outline {
            let path = section.path.as_str();
            let above = above(path).and_then(|parent| chains.get(parent)).copied().unwrap_or(0);
            chains.insert(path, join(above, text_digest(&section.title)));
        }
        Self { chains, inside: std::cell::OnceCell::new() }
    }

    fn inside(&self, plan: &'p Plan, section: &'p Section) -> Vec<Cow<'p, str>> {
        let inside = self.inside.get_or_init(|| {
            let mut inside: HashMap<&str, Vec<&str>> = HashMap::new();
            for section in &plan.outline {
                if let Some(parent) = above(section.path.as_str()) {
                    inside.entry(parent).or_default().push(&section.title);
                }
            }
            fn add<'p, T: Element>(list: &'p [T], inside: &mut HashMap<&'p str, Vec<&'p str>>) {
                for item in list {
                    if let Some(path) = item.path() {
                        inside.entry(path.as_str()).or_default().push(item.title());
                    }
                }
            }
            add(&plan.goals, &mut inside);
            add(&plan.measures, &mut inside);
            add(&plan.incentives, &mut inside);
            add(&plan.funding, &mut inside);
            add(&plan.accountability, &mut inside);
            inside
        });
        inside.get(section.path.as_str()).map(|titles| titles.iter().map(|t| Cow::Borrowed(*t)).collect()).unwrap_or_default()
    }
}

fn above(path: &str) -> Option<&str> {
    path.rsplit_once('/').map(|(parent, _)| parent)
}

/// Pairs lists of any kind of element.
struct Pairer<'o, 'v, 'p> {
    options: &'o Options<'v>,
    addresses_count: bool,
    before: Headings<'p>,
    after: Headings<'p>,
}

impl<'p> Pairer<'_, '_, 'p> {
    fn plain<T: Element>(&self, before: &'p [T], after: &'p [T]) -> Pairs {
        self.pair(before, after, |_, element| element.body())
    }

    fn pair<T: Element>(&self, before: &'p [T], after: &'p [T], body: impl Fn(bool, &'p T) -> Vec<Cow<'p, str>>) -> Pairs {
        // Most lists of two versions are the same; nothing has to be hashed to see that.
        if before == after && self.options.given.is_empty() {
            return (0..before.len()).map(|i| (i, i, super::list::EQUAL)).collect();
        }
        let mut known = self.given(before, after);
        known.extend(equal(before, after, &known));
        let (mut known_before, mut known_after) = (vec![false; before.len()], vec![false; after.len()]);
        for (i, j, _) in &known {
            for (flags, at) in [(&mut known_before, *i), (&mut known_after, *j)] {
                if let Some(flag) = flags.get_mut(at) {
                    *flag = true;
                }
            }
        }
        let entries = |list: &'p [T], headings: &Headings<'p>, known: &[bool]| -> Vec<Entry<'p>> {
            let entry = |(element, known): (&'p T, &bool)| {
                let path = element.path().map(|path| path.as_str());
                // An element that is a heading lies under the headings above it, an item under that of its unit.
                let holder = if element.item().is_some() || !T::OWNS_ADDRESS { path } else { path.and_then(above) };
                let near = holder.and_then(|holder| headings.chains.get(holder)).copied().unwrap_or(0);
                // What has its partner is looked up by nothing.
                let content = if *known { 0 } else { element.content() };
                Entry { address: element.address(), near, content, title: element.title() }
            };
            list.iter().zip(known).map(entry).collect()
        };
        let a = entries(before, &self.before, &known_before);
        let b = entries(after, &self.after, &known_after);
        pair(self.options, &known, self.addresses_count, &a, &b, &|is_after, i| {
            let list = if is_after { after } else { before };
            list.get(i).map(|element| body(is_after, element)).unwrap_or_default()
        })
    }

    /// The places of the pairs that the caller gave.
    fn given<T: Element>(&self, before: &[T], after: &[T]) -> Vec<(usize, usize, By)> {
        if self.options.given.is_empty() {
            return Vec::new();
        }
        fn places<T: Element>(list: &[T]) -> HashMap<ItemId, usize> {
            list.iter().enumerate().rev().filter_map(|(i, element)| Some((element.item()?.id(), i))).collect()
        }
        let (was, is) = (places(before), places(after));
        let both = |(one, two): &(ItemId, ItemId)| Some((*was.get(one)?, *is.get(two)?, By::Given));
        self.options.given.iter().filter_map(both).collect()
    }
}

/// Elements that are equal at the same address, but for those that are known: no digest is needed to see that.
fn equal<T: Element>(before: &[T], after: &[T], known: &[(usize, usize, By)]) -> Vec<(usize, usize, By)> {
    let (mut taken, mut given) = (HashSet::new(), HashSet::new());
    for (i, j, _) in known {
        taken.insert(*i);
        given.insert(*j);
    }
    let mut places: HashMap<u64, VecDeque<usize>> = HashMap::new();
    for (j, element) in after.iter().enumerate().filter(|(j, _)| !given.contains(j)) {
        places.entry(element.address()).or_default().push_back(j);
    }
    let mut pairs = Vec::new();
    for (i, element) in before.iter().enumerate().filter(|(i, _)| !taken.contains(i)) {
        let place = places.get_mut(&element.address()).and_then(VecDeque::pop_front);
        if let Some(j) = place
            && after.get(j) == Some(element)
        {
            pairs.push((i, j, By::Identity));
        }
    }
    pairs
}
