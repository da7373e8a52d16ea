//! The most that a pair can score, by what is known of each unit alone and by sums that are there anyway: most pairs are dropped by it, and
//! only the others are compared in full.

use super::codes::{Code, Marks};
use super::evidence::{Evidence, first_topics, instruments, role, sole, stages};
use super::features::{Features, Vector};
use super::index::Unit;
use super::meet::{Sum, dot};
use super::text::LightMap;
use super::weights::{Bits, Scorer};
use crate::model::Class;

/// For what is lost where bits are cut to [`ONE`].
const SLACK: f64 = 1e-3;

/// A unit as far as a bound needs it. A set of names is told by a bit for each: sets without a bit in common share no name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sketch {
    class: Class,
    /// The numbers of its stages and instruments, and the part of the plan.
    marks: [usize; 3],
    /// Which of [`SETS`] it has, then which of the vectors that not every unit has.
    sets: u8,
    vectors: u8,
    /// The topics, also those of the items inside.
    topics: u64,
    has_topic: bool,
    profile: u64,
    actions: u64,
    concepts: u64,
    others: [u64; SETS.len()],
}

/// Sets that few units have.
const SETS: [(Code, Evidence); 4] = [
    (Code::Indicators, Evidence::Indicator),
    (Code::Quantities, Evidence::Quantity),
    (Code::Responsible, Evidence::Responsible),
    (Code::Kinds, Evidence::Kind),
];

/// Vectors that not every unit has.
const VECTORS: [(Vector, Evidence); 3] =
    [(Vector::Title, Evidence::Heading), (Vector::Context, Evidence::Context), (Vector::Beneficiaries, Evidence::Beneficiary)];

fn bits<'n>(names: impl Iterator<Item = &'n u32>) -> u64 {
    names.fold(0, |bits, name| bits | 1 << (name.wrapping_mul(0x9e37_79b1) >> 26))
}

/// A bit for each that is there.
fn there(all: impl Iterator<Item = bool>) -> u8 {
    all.zip(0..8).fold(0, |bits, (there, at)| bits | u8::from(there) << at)
}

impl Sketch {
    fn of(class: Class, unit: &Features, marks: [usize; 3]) -> Self {
        let list = |code: Code| bits(unit.list(code).iter());
        let vector = |vector: Vector| bits(unit.vector(vector).iter().map(|(name, _)| name));
        Self {
            class,
            marks,
            sets: there(SETS.iter().map(|(code, _)| !unit.list(*code).is_empty())),
            vectors: there(VECTORS.iter().map(|(kind, _)| !unit.vector(*kind).is_empty())),
            topics: list(Code::Topics) | list(Code::Inner),
            has_topic: !unit.list(Code::Topics).is_empty(),
            profile: vector(Vector::Profile),
            actions: vector(Vector::Actions),
            concepts: vector(Vector::Concepts),
            others: SETS.map(|(code, _)| list(code)),
        }
    }
}

/// Bits for `same` in the upper half and for `same` or `partial` in the lower, both in parts of [`ONE`]: sums take one addition.
type Both = i64;

/// A bit, and the most bits of one evidence that have room.
const ONE: f64 = 65_536.0;
const MOST: f64 = 512.0;

#[allow(clippy::cast_possible_truncation, reason = "held within what has room")]
fn both(bits: Bits) -> Both {
    let cut = |x: f64| (x.clamp(-MOST, MOST) * ONE) as i64;
    (cut(bits.0) << 32) + cut(bits.1)
}

/// Into how many steps the values of an evidence are cut: the nearest of them is taken, from 0 to 1.
const STEPS: usize = 257;

const KINDS: usize = Evidence::ALL.len();

/// The evidence whose values are looked up in steps.
const STEPPED: [Evidence; 10] = [
    Evidence::Words,
    Evidence::Passage,
    Evidence::Phrase,
    Evidence::Heading,
    Evidence::Context,
    Evidence::Beneficiary,
    Evidence::Topic,
    Evidence::Object,
    Evidence::Sole,
    Evidence::Concept,
];

/// The different marks of some units, in the order in which they come.
#[derive(Default)]
struct Kinds {
    numbers: LightMap<(u32, u32), usize>,
    list: Vec<Marks>,
}

impl Kinds {
    /// The number of a key, which tells all that counts of the marks.
    fn number(&mut self, key: (u32, u32), marks: Marks) -> usize {
        *self.numbers.entry(key).or_insert_with(|| {
            self.list.push(marks);
            self.list.len() - 1
        })
    }

    fn pairs(&self, bits: impl Fn(Marks, Marks) -> Both) -> Pairs {
        let all = self.list.iter().flat_map(|a| self.list.iter().map(move |b| (*a, *b)));
        Pairs { bits: all.map(|(a, b)| bits(a, b)).collect(), kinds: self.list.len() }
    }
}

/// Bits for every two of some marks.
#[derive(Debug, Default)]
struct Pairs {
    bits: Vec<Both>,
    kinds: usize,
}

impl Pairs {
    #[inline]
    fn get(&self, a: usize, b: usize) -> Both {
        self.bits.get(a * self.kinds + b).copied().unwrap_or_default()
    }
}

/// What marks give.
#[derive(Debug)]
struct OfMarks {
    stages: Pairs,
    instruments: Pairs,
    roles: Pairs,
}

impl OfMarks {
    #[inline]
    fn of(&self, [a, c, e]: [usize; 3], [b, d, f]: [usize; 3]) -> Both {
        self.stages.get(a, b) + self.instruments.get(c, d) + self.roles.get(e, f)
    }
}

/// Bounds for the pairs of some units.
#[derive(Debug)]
pub(crate) struct Bounds {
    pub(crate) sketches: Vec<Sketch>,
    marks: OfMarks,
    /// What each evidence gives at most, and what it gives at zero.
    most: [Both; KINDS],
    zero: [Both; KINDS],
    /// What each evidence gives at most in each step.
    steps: Box<[[Both; STEPS]; KINDS]>,
    /// What remains for the passages and [`VECTORS`], by those that both units have.
    open: [Both; 8],
    /// Bits below which a pair is dropped.
    least: i64,
}

/// The step of a value, by the last digits of a number so large that it has no finer ones.
#[inline]
fn step(value: f64) -> usize {
    const LARGE: f64 = 17_592_186_044_416.0;
    usize::try_from((value + LARGE).to_bits() & 0x1ff).unwrap_or_default().min(STEPS - 1)
}

fn max(a: Bits, b: Bits) -> Bits {
    (a.0.max(b.0), a.1.max(b.1))
}

/// What an evidence gives at most in each step: a curve is highest at an end of it or at a point within.
fn tops(scorer: &Scorer, place: usize) -> [Both; STEPS] {
    let mut tops = [(0.0, 0.0); STEPS];
    let mut before = scorer.bits(place, Some(0.0));
    for (top, n) in tops.iter_mut().zip(0u32..) {
        let after = scorer.bits(place, Some((f64::from(n) + 0.5) / 256.0));
        *top = max(before, after);
        before = after;
    }
    for (value, bits) in scorer.curve(place) {
        tops.get_mut(step(value.clamp(0.0, 1.0))).into_iter().for_each(|top| *top = max(*top, *bits));
    }
    tops.map(both)
}

impl Bounds {
    /// For pairs of which no probability may be below `floor`.
    pub(crate) fn new(units: &[Unit], scorer: &Scorer, floor: f64) -> Self {
        let mut found = [Kinds::default(), Kinds::default(), Kinds::default()];
        let sketch = |unit: &Unit| {
            let marks = unit.features.marks;
            let keys = [(marks.stages, 0), (marks.instruments, marks.instrument), (marks.role as u32, 0)];
            let mut numbers = [0; 3];
            for ((number, kinds), key) in numbers.iter_mut().zip(&mut found).zip(keys) {
                *number = kinds.number(key, marks);
            }
            Sketch::of(unit.class, &unit.features, numbers)
        };
        let sketches = units.iter().map(sketch).collect();
        let bits = |kind: Evidence, value: Option<f64>| both(scorer.bits(kind.place(), value));
        let [of_stages, of_instruments, of_roles] = found;
        // The prior is in the bits of the parts, which every pair has.
        let prior = both(scorer.prior());
        let marks = OfMarks {
            stages: of_stages.pairs(|a, b| bits(Evidence::Stage, stages(a, b))),
            instruments: of_instruments.pairs(|a, b| bits(Evidence::Instrument, instruments(a, b))),
            roles: of_roles.pairs(|a, b| prior + bits(Evidence::Role, Some(role(a, b)))),
        };
        let (mut most, mut zero) = ([0; KINDS], [0; KINDS]);
        for (place, (most, zero)) in most.iter_mut().zip(&mut zero).enumerate() {
            *zero = both(scorer.bits(place, Some(0.0)));
            *most = both(scorer.curve(place).iter().fold((0.0, 0.0), |most, (_, bits)| max(most, *bits)));
        }
        #[allow(clippy::cast_possible_truncation, reason = "a few bits")]
        let mut least = (((floor / (1.0 - floor)).log2() - SLACK) * ONE) as i64;
        let all = (0..KINDS).flat_map(|place| scorer.curve(place)).map(|(_, bits)| *bits).chain([scorer.prior()]);
        if all.into_iter().any(|bits| bits.0.abs().max(bits.1.abs()) > MOST) {
            // Such weights have no room here: nothing is dropped.
            least = i64::MIN;
        }
        let mut steps = [[0; STEPS]; KINDS];
        for kind in STEPPED {
            steps.get_mut(kind.place()).into_iter().for_each(|steps| *steps = tops(scorer, kind.place()));
        }
        let mut bounds = Self { sketches, marks, most, zero, steps: Box::new(steps), open: [0; 8], least };
        bounds.open = std::array::from_fn(|there| {
            let given = VECTORS.iter().zip(0..).filter(|(_, at)| there >> at & 1 != 0);
            bounds.most(Evidence::Passage) + given.map(|((_, kind), _)| bounds.most(*kind)).sum::<Both>()
        });
        bounds
    }

    fn most(&self, kind: Evidence) -> Both {
        self.most.get(kind.place()).copied().unwrap_or_default()
    }

    fn zero(&self, kind: Evidence) -> Both {
        self.zero.get(kind.place()).copied().unwrap_or_default()
    }

    #[inline]
    fn at(&self, kind: Evidence, value: f64) -> Both {
        debug_assert!(STEPPED.contains(&kind), "{kind} has no steps");
        self.steps.get(kind.place()).and_then(|steps| steps.get(step(value))).copied().unwrap_or_default()
    }

    /// What is there in both gives at most.
    #[inline]
    fn set(&self, kind: Evidence, a: u64, b: u64) -> Both {
        if a & b == 0 { self.zero(kind) } else { self.most(kind) }
    }

    #[inline]
    fn reaches(&self, sum: Both) -> bool {
        // The lower half carries its sign.
        let related = sum << 32 >> 32;
        related >= self.least || (sum - related) >> 32 >= self.least
    }

    /// Whether two units of two plans may reach the floor. `x` and `y` are what `a` and `b` are sketches of.
    pub(crate) fn may(&self, (a, x): (&Sketch, &Features), (b, y): (&Sketch, &Features), known: &Sum) -> bool {
        if a.class != b.class {
            return false;
        }
        let mut sum = self.marks.of(a.marks, b.marks);
        sum += self.at(Evidence::Words, known.words) + self.at(Evidence::Phrase, known.phrases);
        let topics = a.has_topic && b.has_topic;
        if topics {
            sum += self.set(Evidence::Topic, a.topics, b.topics);
        }
        if a.topics != 0 && b.topics != 0 {
            sum += self.set(Evidence::Topics, a.topics, b.topics);
        }
        sum += self.set(Evidence::Object, a.profile, b.profile) + self.set(Evidence::Action, a.actions, b.actions);
        sum += self.set(Evidence::Concept, a.concepts, b.concepts) + sole(x, y).map_or(0, |value| self.at(Evidence::Sole, value));
        let sets = a.sets & b.sets;
        if sets != 0 {
            let each = SETS.iter().zip(a.others.iter().zip(&b.others)).zip(0..).filter(|(_, at)| sets >> at & 1 != 0);
            sum += each.map(|(((_, kind), (a, b)), _)| self.set(*kind, *a, *b)).sum::<Both>();
        }
        let vectors = a.vectors & b.vectors;
        if !self.reaches(sum + self.open.get(usize::from(vectors)).copied().unwrap_or_default()) {
            return false;
        }
        sum += self.at(Evidence::Passage, known.passage);
        if vectors & 1 != 0 {
            sum += self.at(Evidence::Heading, known.heading());
        }
        if vectors & 2 != 0 {
            sum += self.at(Evidence::Context, known.context);
        }
        if vectors & 4 != 0 {
            sum += self.at(Evidence::Beneficiary, known.beneficiaries);
        }
        if !self.reaches(sum) {
            return false;
        }
        // What weighs most is worked out where the sets leave it open.
        if topics && a.topics & b.topics != 0 {
            let topic = first_topics(x.list(Code::Topics), y.list(Code::Topics)).unwrap_or_default();
            sum += self.at(Evidence::Topic, topic) - self.most(Evidence::Topic);
        }
        if a.profile & b.profile != 0 && self.reaches(sum) {
            let object = dot(x.vector(Vector::Profile), y.vector(Vector::Profile));
            sum += self.at(Evidence::Object, object) - self.most(Evidence::Object);
        }
        if a.concepts & b.concepts != 0 && self.reaches(sum) {
            let concept = dot(x.vector(Vector::Concepts), y.vector(Vector::Concepts));
            sum += self.at(Evidence::Concept, concept) - self.most(Evidence::Concept);
        }
        self.reaches(sum)
    }
}
