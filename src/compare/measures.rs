//! Measures by row of the alignment: what the plans do on the same object, side by side.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use super::Corpus;
use super::coverage::group_name;
use super::options::{Base, CompareError};
use super::statement::{Reason, Statement};
use super::table::{Cell, Column, Entry, Kind, Outcome, SourceRef, Table, Value, Verdict, names};
use crate::align::{Alignment, Member, Missed, NearMiss, Row};
use crate::model::{Class, ItemId, ItemRef, Path, Plan, Source};
use crate::vocabulary::Names;

/// Measures by row of the alignment × plan.
#[derive(Clone, Debug)]
pub struct Measures<'c> {
    /// The alignment that the rows are of.
    pub alignment: &'c Alignment,
    /// The rows of the alignment, in its order: by topic, larger ones first.
    pub rows: Vec<MeasureRow<'c>>,
    /// The units that stand in no row, by plan name and in text order; none where [`Options::near_misses`](super::Options::near_misses) is 0.
    pub left: Vec<LeftAlone<'c>>,
}

/// One row of comparable units.
#[derive(Clone, Debug)]
pub struct MeasureRow<'c> {
    /// The row of the alignment: what it is about, how close its members are.
    pub row: &'c Row,
    /// The plan that the others are compared with: the first in the row, or the one that the options name.
    pub base: Option<usize>,
    /// A cell for each plan.
    pub cells: Vec<MeasureCell<'c>>,
}

/// The units of one plan in a row.
#[derive(Clone, Debug)]
pub struct MeasureCell<'c> {
    /// The units, in text order.
    pub members: Vec<MeasureEntry<'c>>,
    /// How they compare with those of the base: same when one of them is, else differing by what they share only in part.
    pub verdict: Verdict,
}

/// One unit in a cell.
#[derive(Clone, Debug)]
pub struct MeasureEntry<'c> {
    /// The unit.
    pub member: &'c Member,
    /// The item that speaks for it: its measure, or the first of its goals.
    pub lead: Option<ItemRef<'c>>,
    /// Whether it is comparable in part only with every unit of the base.
    pub partial: bool,
    /// Its promises with a number, item by item.
    pub promises: Vec<Statement<'c>>,
    source: SourceRef,
}

/// A unit that stands in no row.
#[derive(Clone, Debug)]
pub struct LeftAlone<'c> {
    /// The unit.
    pub entry: MeasureEntry<'c>,
    /// What came nearest, nearest first, and why it was not joined.
    pub near: Vec<(&'c NearMiss, MeasureEntry<'c>)>,
}

/// Items by identity, for each plan.
pub(super) struct Items<'c> {
    plans: Vec<HashMap<(Class, &'c Path, u32), ItemRef<'c>>>,
}

impl<'c> Items<'c> {
    pub(super) fn new(corpus: &'c Corpus<'_>) -> Self {
        let of_plan = |plan: &'c Plan| plan.items().map(|item| ((item.class(), item.into_path(), item.n()), item)).collect();
        Self { plans: corpus.plans().iter().map(|compared| of_plan(compared.plan)).collect() }
    }

    fn get(&self, plan: usize, id: &'c ItemId) -> Option<ItemRef<'c>> {
        self.plans.get(plan)?.get(&(id.class, &id.path, id.n)).copied()
    }

    /// A unit as a source: the item that speaks for it.
    pub(super) fn source(&self, member: &'c Member) -> SourceRef {
        match member.items.first().and_then(|id| self.get(member.plan, id)) {
            Some(item) => SourceRef::item(member.plan, item),
            None => {
                SourceRef { plan: member.plan, path: member.path.clone(), item: None, field: None, source: Source::default() }
            }
        }
    }

    fn entry(&self, corpus: &'c Corpus<'c>, member: &'c Member) -> MeasureEntry<'c> {
        let items = member.items.iter().filter_map(|id| self.get(member.plan, id));
        let promises = items.flat_map(|item| item.into_promises().into_iter().map(move |promise| (item, promise)));
        let counted = promises.filter(|(_, (_, target))| target.quantity.is_some());
        MeasureEntry {
            member,
            lead: member.items.first().and_then(|id| self.get(member.plan, id)),
            partial: false,
            source: self.source(member),
            promises: counted
                .filter_map(|(item, (field, target))| Statement::new(corpus, member.plan, item, field, target))
                .collect(),
        }
    }
}

/// Measures by row of the alignment.
///
/// A row holds units that do the same kind of thing to the same object, by [`Corpus::alignment`]; a unit that shares only a promise with those of
/// the base is marked partial. There is no national reference for measures: [`Base::National`] takes the first plan of the row.
///
/// # Errors
/// Plans that cannot be aligned.
///
/// ```
/// # #[cfg(feature = "samples")] {
/// use crossplan::compare::{Corpus, measures, table::Outcome};
/// let plans = crossplan::samples::plans()?;
/// let corpus = Corpus::new(&plans);
/// let all = measures(&corpus)?;
/// let row = &all.rows[0];
/// let base = &row.cells[row.base.expect("a row has members")];
/// assert_eq!(base.verdict.outcome, Outcome::Base);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn measures<'c>(corpus: &'c Corpus<'c>) -> Result<Measures<'c>, CompareError> {
    let alignment = corpus.alignment()?;
    let items = Items::new(corpus);
    let rows = alignment.rows.iter().map(|row| measure_row(corpus, alignment, &items, row)).collect();
    let entry = |at: usize| {
        let member = alignment.members.get(at).filter(|member| corpus.admits(&member.path))?;
        Some(items.entry(corpus, member))
    };
    let shown = corpus.settings().near_misses;
    let mut left: Vec<LeftAlone<'c>> = Vec::new();
    for alone in alignment.alone.iter().filter(|_| shown > 0) {
        let Some(own) = entry(alone.member) else { continue };
        let near = alone.near.iter().filter_map(|near| Some((near, entry(near.member)?)));
        left.push(LeftAlone { entry: own, near: near.take(shown).collect() });
    }
    // Members stand plan by plan; the order in which the plans were given must not be seen in the rows.
    left.sort_by_key(|alone| alignment.plans.get(alone.entry.member.plan));
    Ok(Measures { alignment, rows, left })
}

fn measure_row<'c>(corpus: &'c Corpus<'c>, alignment: &'c Alignment, items: &Items<'c>, row: &'c Row) -> MeasureRow<'c> {
    let mut cells: Vec<Vec<(usize, MeasureEntry<'c>)>> = vec![Vec::new(); corpus.plans().len()];
    for at in &row.members {
        let Some(member) = alignment.members.get(*at).filter(|member| corpus.admits(&member.path)) else { continue };
        if let Some(cell) = cells.get_mut(member.plan) {
            cell.push((*at, items.entry(corpus, member)));
        }
    }
    let first = cells.iter().position(|cell| !cell.is_empty());
    let base = match &corpus.settings().base {
        Base::Plan(_) => corpus.base_plan().filter(|plan| cells.get(*plan).is_some_and(|cell| !cell.is_empty())),
        _ => first,
    };
    let against: Vec<usize> =
        base.and_then(|plan| cells.get(plan)).map(|cell| cell.iter().map(|(at, _)| *at).collect()).unwrap_or_default();
    let parts: BTreeSet<(usize, usize)> = row.partial.iter().map(|pair| (pair.a, pair.b)).collect();
    let partly = |a: usize, b: usize| parts.contains(&(a.min(b), a.max(b)));
    let cells = cells.into_iter().enumerate().map(|(plan, cell)| {
        let mut members = Vec::with_capacity(cell.len());
        for (at, mut entry) in cell {
            entry.partial = Some(plan) != base && !against.is_empty() && against.iter().all(|other| partly(at, *other));
            members.push(entry);
        }
        let verdict = if members.is_empty() {
            Verdict::new(Outcome::Absent)
        } else if Some(plan) == base {
            Verdict::new(Outcome::Base)
        } else if against.is_empty() {
            Verdict::not_comparable(Reason::Base.names())
        } else if members.iter().all(|entry| entry.partial) {
            let why =
                names("仅部分可比：有相同的具体承诺，主要对象不同", "comparable in part: a shared promise, another main object");
            Verdict { outcome: Outcome::Differs, by: None, why: Some(why) }
        } else {
            Verdict::new(Outcome::Same)
        };
        MeasureCell { members, verdict }
    });
    MeasureRow { row, base, cells: cells.collect() }
}

/// A probability as an exact number with four decimals.
pub(super) fn share(value: f64) -> Value {
    Value::Share(format!("{value:.4}").parse::<Decimal>().unwrap_or_default())
}

/// What a row is about, in words of the plans.
pub(super) fn about(alignment: &Alignment, row: &Row) -> String {
    if !row.about.objects.is_empty() {
        return row.about.objects.join("、");
    }
    // Of equally fit titles the least, whatever the order of the plans.
    let titles = row.members.iter().filter_map(|at| alignment.members.get(*at)).map(|member| member.title.as_str());
    titles.min().unwrap_or_default().to_owned()
}

impl MeasureEntry<'_> {
    /// The unit as an entry: its title, with `force`, `lead` (units that lead, else that are responsible), `instrument` and `partial` where they
    /// are known.
    pub fn entry(&self) -> Entry {
        let mut entry = Entry::new(Value::Text(self.member.title.clone()), vec![self.source.clone()]);
        let term = |list: &str, id: &str| Value::Term { list: list.to_owned(), id: id.to_owned() };
        if let Some(item) = self.lead {
            entry = entry.derive("force", "力度", "force", term("force", item.force().as_str()));
        }
        if let Some(ItemRef::Measure(measure)) = self.lead {
            if let Some(instrument) = measure.instruments.first() {
                entry = entry.derive("instrument", "工具", "instrument", term("instrument", instrument.as_str()));
            }
            let leads = if measure.lead.is_empty() { &measure.responsible } else { &measure.lead };
            if !leads.is_empty() {
                entry = entry.derive("lead", "牵头或责任单位", "led by", Value::Text(leads.join("、")));
            }
        }
        if self.partial {
            entry = entry.derive("partial", "仅部分可比", "comparable in part", Value::Flag(true));
        }
        entry
    }
}

impl Measures<'_> {
    /// The table `measures`: a row for each row of the alignment, grouped by topic, then the units left alone with their near misses.
    ///
    /// In a cell each unit is an entry, followed by its promises with a number, each with its own source.
    pub fn table(&self, corpus: &Corpus<'_>) -> Table {
        const ABOUT: usize = 3;
        let alignment = self.alignment;
        let columns: [Column; ABOUT] = [
            Column::new("about", "内容", "About", Kind::Text),
            Column::new("closeness", "相近度", "Closeness", Kind::Share),
            Column::new("plans", "涉及方案数", "Plans", Kind::Integer),
        ];
        let mut table = Table::new("measures", "措施对照", "Measures side by side", corpus.columns(columns));
        for (number, row) in self.rows.iter().enumerate() {
            let topic = row.row.about.topic.as_deref().and_then(|topic| corpus.words().topics.get(topic));
            let filled = row.cells.iter().filter(|cell| !cell.members.is_empty()).count();
            let mut cells = vec![
                Cell::of(Value::Text(about(alignment, row.row))),
                Cell::of(share(row.row.closeness)),
                Cell::of(Value::Integer(i64::try_from(filled).unwrap_or(i64::MAX))),
            ];
            cells.extend(row.cells.iter().map(|cell| Cell {
                entries: cell.members.iter().flat_map(entries).collect(),
                verdict: Some(cell.verdict.clone()),
            }));
            let group = topic.map(|topic| topic_name(corpus, &topic.id)).or_else(|| group_name(corpus, topic));
            table.push(format!("{}", number + 1), group, cells);
        }
        let mut keys: HashMap<String, usize> = HashMap::new();
        for left in &self.left {
            let mut cells = vec![Cell::of(Value::Text(left.entry.member.title.clone()))];
            cells.resize_with(table.columns.len(), Cell::default);
            let mut set = |plan: usize, cell: Cell| {
                if let Some(slot) = cells.get_mut(ABOUT + plan) {
                    *slot = cell;
                }
            };
            set(
                left.entry.member.plan,
                Cell { entries: entries(&left.entry).collect(), verdict: Some(Verdict::new(Outcome::Base)) },
            );
            // The nearest of a plan stands for it.
            for (near, entry) in left.near.iter().rev() {
                let verdict =
                    Verdict { outcome: Outcome::NotComparable, by: Some(share(near.score)), why: Some(missed(near.why)) };
                set(entry.member.plan, Cell { entries: vec![entry.entry()], verdict: Some(verdict) });
            }
            let name = alignment.plans.get(left.entry.member.plan).map_or("", String::as_str);
            let key = format!("{name}:{}", left.entry.member.path);
            let times = keys.entry(key.clone()).and_modify(|times| *times += 1).or_insert(1);
            let key = if *times > 1 { format!("{key}~{times}") } else { key };
            table.push(key, Some(names("未对齐（附最相近者）", "In no row (with what came nearest)")), cells);
        }
        table
            .note(
                &format!(
                    "各行为对齐结果（{}）：对象相同、行动同类；相近度为跨方案各对同类概率的平均值。与基准方案只共有某项具体承诺的标为部分可比。",
                    alignment.stamp.method
                ),
                &format!(
                    "The rows are those of the alignment ({}): the same object, the same kind of action; closeness is the mean probability \
                     of sameness over the pairs across plans. What shares only a promise with the base is marked as comparable in part.",
                    alignment.stamp.method
                ),
            )
            .note(
                "措施没有全国参照；未指定方案时，以各行最先出现的方案为基准。",
                "Measures have no national reference; where no plan is named, the first plan of each row is its base.",
            )
    }
}

fn entries<'e>(unit: &'e MeasureEntry<'_>) -> impl Iterator<Item = Entry> + 'e {
    std::iter::once(unit.entry()).chain(unit.promises.iter().map(Statement::entry))
}

fn topic_name(corpus: &Corpus<'_>, id: &str) -> Names {
    let label = |lang| format!("{id} {}", corpus.words().topics.label(id, lang));
    Names { zh: label(crate::vocabulary::Lang::Zh), en: label(crate::vocabulary::Lang::En) }
}

fn missed(why: Missed) -> Names {
    match why {
        Missed::Score => names("相近度不足", "not close enough"),
        Missed::Row => names("虽相近，但其所在行另有不相近者", "close, but its row holds others that are not"),
        Missed::Taken => names("对方已与更相近者配对", "the other went to a closer one"),
        Missed::Judgement => names("研究者判为不同", "a judgement keeps them apart"),
    }
}
