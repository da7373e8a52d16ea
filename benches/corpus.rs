//! Synthetic corpora: plans made from the units of real ones, recombined and reworded, the same for the same seed.
//!
//! Each plan takes the outline of a real plan; under every task it sets the measure of some real plan on the same topic, with what stands
//! inside that measure, and under some tasks a second one. Sentences change places, fall out or come from another measure on the topic; words
//! give way to synonyms; numbers move. Three thousand plans have about a hundred thousand measures.

use std::collections::BTreeMap;

use crossplan::{Class, Level, Measure, Path, Place, Plan, Target, TopicCode};

/// SplitMix64: small, and the same on every machine.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// A source of numbers from a seed.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or_default()
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'t, T>(&mut self, list: &'t [T]) -> Option<&'t T> {
        list.get(self.below(list.len()))
    }
}

/// Words that plans use for one another.
const SYNONYMS: [(&str, &str); 16] = [
    ("加强", "强化"),
    ("提升", "提高"),
    ("推进", "推动"),
    ("完善", "健全"),
    ("建立", "构建"),
    ("落实", "执行"),
    ("开展", "组织"),
    ("扩大", "扩充"),
    ("保障", "保证"),
    ("实施", "推行"),
    ("全面", "全方位"),
    ("重点", "着重"),
    ("优先", "优先考虑"),
    ("定期", "按期"),
    ("鼓励", "支持"),
    ("规范", "严格规范"),
];

/// A corpus of `count` plans made from `real` ones.
pub fn corpus(real: &[Plan], count: usize, seed: u64) -> Vec<(String, Plan)> {
    let maker = Maker::new(real, seed);
    (0..count).map(|i| maker.plan(i)).collect()
}

/// Makes the plans of a corpus one by one: each is the same whenever it is made.
pub struct Maker<'r> {
    real: &'r [Plan],
    seed: u64,
    /// The measures of the real plans by their first topic.
    by_topic: BTreeMap<&'r str, Vec<(usize, usize)>>,
}

impl<'r> Maker<'r> {
    /// From real plans and a seed.
    pub fn new(real: &'r [Plan], seed: u64) -> Self {
        let mut by_topic: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
        for (p, plan) in real.iter().enumerate() {
            for (m, measure) in plan.measures.iter().enumerate().filter(|(_, m)| m.path.annex().is_none()) {
                by_topic.entry(measure.topics.first().map_or("", TopicCode::as_str)).or_default().push((p, m));
            }
        }
        Self { real, seed, by_topic }
    }

    /// The plan with a number, and its name.
    pub fn plan(&self, i: usize) -> (String, Plan) {
        let number = u64::try_from(i).unwrap_or_default();
        let mut random = Random::new(self.seed ^ number.wrapping_mul(0xd134_2543_de82_ef95));
        (format!("P{i:05}"), self.made(i, &mut random))
    }

    fn made(&self, number: usize, random: &mut Random) -> Plan {
        let Some(base) = random.pick(self.real) else {
            return Plan::new("空", place(number), crossplan::Status::Draft);
        };
        let mut plan = Plan::new(format!("第{number}县教育提升行动方案"), place(number), base.status);
        plan.outline = base.outline.iter().filter(|s| s.path.annex().is_none()).cloned().collect();
        plan.outline.iter_mut().for_each(|section| section.source = crossplan::Source::default());
        plan.goals = base.goals.iter().filter(|goal| goal.path.annex().is_none() && !random.percent(25)).cloned().collect();
        for slot in base.measures.iter().filter(|m| m.path.annex().is_none()) {
            if !random.percent(6) {
                self.set(&mut plan, slot, slot.path.clone(), random);
            }
            if random.percent(35)
                && let Ok(below) = slot.path.join("1")
            {
                self.set(&mut plan, slot, below, random);
            }
        }
        plan
    }

    /// Sets a measure on the topic of `slot` at a path of the plan.
    fn set(&self, plan: &mut Plan, slot: &Measure, path: Path, random: &mut Random) {
        let topic = slot.topics.first().map_or("", TopicCode::as_str);
        let choices = self.by_topic.get(topic).map_or(&[][..], Vec::as_slice);
        let given = |(p, m): &(usize, usize)| Some((self.real.get(*p)?, self.real.get(*p)?.measures.get(*m)?));
        let Some((giver, measure)) = random.pick(choices).and_then(given) else { return };
        let other = random.pick(choices).and_then(given).and_then(|(_, measure)| measure.summary.as_deref());
        let mut taken = measure.clone();
        taken.path = path;
        taken.n = 1;
        taken.see.clear();
        taken.source = crossplan::Source::default();
        taken.title = reworded(&taken.title, random);
        taken.summary = taken.summary.as_deref().map(|summary| retold(summary, other, random));
        taken.targets.iter_mut().for_each(|target| moved(target, random));
        let to = taken.path.clone();
        plan.measures.push(taken);
        inside(plan, giver, &measure.path, &to, random);
    }
}

/// Sets what stands inside a measure of `giver` at a path of the plan.
fn inside(plan: &mut Plan, giver: &Plan, from: &Path, to: &Path, random: &mut Random) {
    macro_rules! take {
        ($list:ident, $class:expr, $($amounts:ident),*) => {
            let mut n = u32::try_from(plan.items_of($class).filter(|item| item.path() == to).count()).unwrap_or_default();
            for item in giver.$list.iter().filter(|item| item.path == *from) {
                let mut item = item.clone();
                n += 1;
                item.path = to.clone();
                item.n = n;
                item.see.clear();
                item.source = crossplan::Source::default();
                item.summary = item.summary.as_deref().map(|summary| reworded(summary, random));
                $(item.$amounts.iter_mut().for_each(|target| moved(target, random));)*
                plan.$list.push(item);
            }
        };
    }
    take!(incentives, Class::Incentive, awards, quotas);
    take!(funding, Class::Funding, amounts);
    take!(accountability, Class::Accountability, terms);
}

fn place(number: usize) -> Place {
    Place { name: format!("第{number}县"), level: Level::County, code: None, within: Vec::new() }
}

/// A text with some words replaced by synonyms.
fn reworded(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for (one, other) in SYNONYMS {
        if random.percent(30) {
            text = if text.contains(one) { text.replace(one, other) } else { text.replace(other, one) };
        }
    }
    text
}

/// A summary whose clauses change places, fall out, or come from another one.
fn retold(summary: &str, other: Option<&str>, random: &mut Random) -> String {
    let clauses = |text: &str| -> Vec<String> {
        text.split(['。', '；', '\n']).filter(|clause| !clause.trim().is_empty()).map(str::to_owned).collect()
    };
    let mut told = clauses(summary);
    if told.len() > 2 && random.percent(40) {
        told.remove(random.below(told.len()));
    }
    if random.percent(20)
        && let Some(clause) = other.and_then(|text| random.pick(&clauses(text)).cloned())
    {
        told.push(clause);
    }
    for i in (1..told.len()).rev() {
        if random.percent(50) {
            told.swap(i, random.below(i + 1));
        }
    }
    let mut text = reworded(&told.join("。"), random);
    text.push('。');
    text
}

/// A target whose number has moved a little.
fn moved(target: &mut Target, random: &mut Random) {
    target.source = crossplan::Source::default();
    if let Some(quantity) = &mut target.quantity
        && quantity.upper.is_none()
        && random.percent(50)
    {
        quantity.value += crossplan::Decimal::from(random.below(5));
    }
}
