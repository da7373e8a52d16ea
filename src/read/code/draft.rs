//! Items without numbers: one sentence after the other, each clause asked what it gives, pays, checks or reaches.

use std::ops::Range;

use memchr::memrchr_iter;

use super::clause::{Signs, bare};
use super::mark::{Kinds, Mark};
use super::marked::Marked;
use super::{account, force, gain, money};
use crate::model::{Force, Role};
use crate::read::chars::{signs, trim};
use crate::read::unit::{Draft, UnitText, What};
use crate::read::zone::Zones;

/// A mark or a name with its place.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub start: usize,
    pub end: usize,
    pub what: T,
}

/// A clause, or a sentence, with what stands in it.
pub(super) struct Piece<'a> {
    pub text: &'a str,
    pub range: Range<usize>,
    pub marks: &'a [At<Mark>],
    /// What the marks are.
    pub kinds: Kinds,
    pub names: &'a [At<bool>],
}

impl<'a> Piece<'a> {
    /// Pieces come in the order of the text: `marks` and `names` are those that are left.
    #[inline]
    fn cut(text: &'a str, range: Range<usize>, marks: &mut &'a [At<Mark>], names: &mut &'a [At<bool>]) -> Piece<'a> {
        let mut kinds = Kinds::default();
        let marks = pass_with(marks, &range, |mark| kinds = kinds.and(mark.kind()));
        let names = pass(names, &range);
        Piece { text: text.get(range.clone()).unwrap_or_default(), marks, kinds, names, range }
    }

    /// The words of a place in this piece.
    pub(super) fn words<T>(&self, at: &At<T>) -> &'a str {
        let from = self.range.start;
        self.text.get(at.start.saturating_sub(from)..at.end.saturating_sub(from)).unwrap_or_default()
    }

    /// What stands behind a place in this piece.
    pub(super) fn behind<T>(&self, at: &At<T>) -> &'a str {
        at.end.checked_sub(self.range.start).and_then(|from| self.text.get(from..)).unwrap_or_default()
    }

    /// The people named here, then the bodies; each once.
    pub(super) fn people(&self) -> Vec<String> {
        let mut out = Vec::new();
        for body in [false, true] {
            for name in self.names.iter().filter(|n| n.what == body) {
                let name = self.words(name);
                if !out.iter().any(|o| o == name) {
                    out.push(name.to_owned());
                }
            }
            if !out.is_empty() {
                break;
            }
        }
        out
    }
}

pub(crate) fn within<'a, T>(all: &'a [At<T>], range: &Range<usize>) -> &'a [At<T>] {
    let from = all.partition_point(|m| m.start < range.start);
    let to = all.partition_point(|m| m.start < range.end);
    all.get(from..to.max(from)).unwrap_or_default()
}

/// Those that begin in `range`; `rest` are those from there on.
#[inline]
pub(super) fn pass<'a, T>(rest: &mut &'a [At<T>], range: &Range<usize>) -> &'a [At<T>] {
    pass_with(rest, range, |_| {})
}

/// The same, each shown to `visit`.
#[inline]
fn pass_with<'a, T>(rest: &mut &'a [At<T>], range: &Range<usize>, mut visit: impl FnMut(&T)) -> &'a [At<T>] {
    // Mostly none stands before.
    while let [first, behind @ ..] = *rest
        && first.start < range.start
    {
        *rest = behind;
    }
    let mut len = 0;
    while let Some(at) = rest.get(len)
        && at.start < range.end
    {
        visit(&at.what);
        len += 1;
    }
    let (here, behind) = rest.split_at(len);
    *rest = behind;
    here
}

/// What alone can make a clause an item.
const TELLING: Kinds =
    Kinds::MECHANISM.and(Kinds::CHECK).and(Kinds::CONSEQUENCE).and(Kinds::GAIN).and(Kinds::RULE).and(Kinds::RESULT);

/// Memory that is used again for the next unit.
#[derive(Default)]
pub(crate) struct Memory {
    pieces: Vec<Piece<'static>>,
    drafts: Vec<Draft<'static>>,
}

impl Memory {
    /// Takes back what [`drafts`] gave.
    pub(crate) fn keep(&mut self, drafts: Vec<Draft<'_>>) {
        // A unit without any gives none of it.
        if drafts.capacity() > 0 {
            self.drafts = emptied(drafts);
        }
    }
}

/// An empty list in the memory of another one, which held the same of another text.
fn emptied<T, U>(list: Vec<T>) -> Vec<U> {
    list.into_iter().filter_map(|_| None).collect()
}

/// Whether a unit may have drafts: in many units nothing tells one.
pub(super) fn may_tell(role: Role, marked: &Marked) -> bool {
    let telling = match role {
        Role::Goals => Kinds::RESULT,
        Role::Tasks | Role::Guarantees | Role::Definition if marked.names.is_empty() && marked.firm.is_empty() => {
            TELLING.and(Kinds::DOING)
        }
        Role::Tasks | Role::Guarantees | Role::Definition => return true,
        _ => return false,
    };
    marked.marks.iter().any(|mark| mark.what.kind().any(telling))
}

/// Drafts of a unit, in text order, the classes of one clause in the order incentive, funding, accountability.
pub(super) fn drafts<'a>(
    unit: &UnitText<'a>,
    zones: &Zones<'a>,
    signs: Signs<'a>,
    marked: &'a Marked,
    memory: &mut Memory,
) -> Vec<Draft<'a>> {
    if !may_tell(unit.role, marked) {
        return Vec::new();
    }
    let mut out = emptied(std::mem::take(&mut memory.drafts));
    let acts = unit.role != Role::Goals;
    let (mut marks, mut names) = (marked.marks.as_slice(), marked.names.as_slice());
    let text = zones.text;
    let vies = acts && marked.firm.iter().any(|m| text.get(m.start..m.end) == Some(VIES));
    let mut parts = emptied(std::mem::take(&mut memory.pieces));
    for sentence in signs.sentences {
        // A heading is no promise; a run-in heading ends with its full stop, so it is a sentence of its own.
        if sentence.end <= zones.body {
            continue;
        }
        let whole = Piece::cut(text, sentence.range(), &mut marks, &mut names);
        let kinds = whole.kinds;
        let telling = if acts {
            kinds.any(TELLING)
                || kinds.any(Kinds::DOING) && kinds.any(Kinds::WORTH.and(Kinds::MONEY))
                || vies && (kinds.any(Kinds::WORTH.and(Kinds::MONEY)) || !whole.names.is_empty())
                || account::may_assign(unit.role, &whole)
        } else {
            kinds.any(Kinds::RESULT)
        };
        if telling {
            parts.clear();
            let (mut marks, mut names) = (whole.marks, whole.names);
            for range in signs.clauses(sentence) {
                parts.push(Piece::cut(text, range, &mut marks, &mut names));
            }
            if acts {
                of_sentence(unit.role, vies, &whole, &parts, &mut out);
            } else {
                results(text, &sentence.range(), &parts, &mut out);
            }
        }
        // Nothing tells what stands behind the last mark and name.
        if marks.is_empty() && names.is_empty() && !vies {
            break;
        }
    }
    memory.pieces = emptied(parts);
    // Drafts are planned unless a marker tells otherwise.
    if !marked.firm.is_empty() {
        for draft in out.iter_mut().filter(|draft| !within(&marked.firm, &draft.clause).is_empty()) {
            // A case comes before what follows from it: the first clause with a marker tells.
            let forces = signs.clauses_of(&draft.clause).take(6).map(|c| force::of_clause(text, &c, &marked.firm));
            draft.force = forces.into_iter().find(|f| *f != Force::Planned).unwrap_or(Force::Planned);
        }
    }
    out.sort_by_key(|draft| draft.clause.start);
    out
}

/// The drafts of a sentence of a unit that acts.
fn of_sentence<'a>(role: Role, vies: bool, whole: &Piece<'a>, parts: &[Piece<'a>], out: &mut Vec<Draft<'a>>) {
    let kinds = whole.kinds;
    if vies || kinds.any(Kinds::RESULT) {
        reached(parts, vies, out);
    }
    if kinds.any(Kinds::GAIN.and(Kinds::WORTH)) {
        gain::incentives(whole, parts, out);
    }
    if kinds.any(Kinds::RULE.and(Kinds::MONEY)) {
        money::funding(parts, out);
    }
    account::accountability(role, whole, parts, out);
}

/// In goals sections each clause that states a result; those with a number are promises of their own. The opening of a paragraph that
/// goes on (教育质量全面提升。到2025年…) is its title, and what follows says the same in full.
fn results<'a>(text: &str, sentence: &Range<usize>, parts: &[Piece<'a>], out: &mut Vec<Draft<'a>>) {
    let before = text.get(..sentence.start).unwrap_or_default().trim_end_matches([' ', '　', '—', '-']);
    let after = text.get(sentence.end..).unwrap_or_default();
    let goes_on = after
        .strip_prefix('。')
        .is_some_and(|rest| !rest.trim_start_matches(' ').is_empty() && !rest.trim_start_matches(' ').starts_with('\n'));
    if parts.len() == 1
        && goes_on
        && (before.is_empty() || before.ends_with('\n'))
        && text.get(sentence.clone()).is_some_and(|s| s.chars().count() <= 25)
    {
        return;
    }
    for part in parts {
        if part.kinds.any(Kinds::RESULT) && !counted(part.text) {
            out.push(draft(What::Goal, part.text, part.range.clone()));
        }
    }
}

fn counted(clause: &str) -> bool {
    clause.bytes().any(|byte| byte.is_ascii_digit())
}

/// Opens a result; a marker of its force, so that it is known where it stands.
const VIES: &str = "争创";

/// Outside goals sections only what cannot be read as an action: a coverage, a recognition to win.
fn reached<'a>(parts: &[Piece<'a>], vies: bool, out: &mut Vec<Draft<'a>>) {
    for part in parts.iter().filter(|part| vies || part.kinds.any(Kinds::RESULT)) {
        let clause = bare(part.text);
        let result = part.kinds.any(Kinds::RESULT) && (clause.starts_with("实现") || clause.starts_with("力争"));
        if (result || clause.starts_with(VIES)) && !counted(clause) {
            out.push(draft(What::Goal, part.text, part.range.clone()));
        }
    }
}

/// A draft whose title comes from its clause; its force is read when all of the unit is.
pub(super) fn draft<'a>(what: What, clause: &'a str, range: Range<usize>) -> Draft<'a> {
    Draft { what, title: title(clause), force: Force::Planned, clause: range }
}

/// The clause without its opener, up to its first comma, unless that stands too near to the head.
pub(super) fn title(clause: &str) -> &str {
    let clause = bare(clause);
    let mut commas = clause.match_indices('，').map(|(at, _)| at);
    let end = commas.find(|at| *at > 6 * '，'.len_utf8()).unwrap_or(clause.len());
    clause.get(..end).unwrap_or(clause).trim_end_matches(['，', '、', ' '])
}

/// What a sentence names between 对 and 的 before `until`: the cases to which it applies (对落实不力、进展缓慢的单位…).
pub(super) fn cases(text: &str, until: usize) -> Option<(usize, &str)> {
    // A sentence without end must not cost more than a long one.
    let mut from = until.saturating_sub(900);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let (at, case) = cases_of(text.get(from..until)?)?;
    Some((from + at, case))
}

fn cases_of(head: &str) -> Option<(usize, &str)> {
    const TOWARDS: &[u8] = "对".as_bytes();
    let bytes = head.as_bytes();
    // The last 对 that opens a clause; 对于 and 对 alike. It ends with a byte that few others end with.
    let last = TOWARDS.last().copied().unwrap_or_default();
    let mut places = memrchr_iter(last, bytes).filter_map(|end| end.checked_sub(TOWARDS.len() - 1));
    let at = places.find(|at| {
        let opens = |c: char| matches!(c, '，' | '；' | '：' | '、' | '。' | ' ' | '一' | '二' | '三' | '是' | '并');
        bytes.get(*at..).is_some_and(|rest| rest.starts_with(TOWARDS))
            && head.get(..*at).is_some_and(|before| before.chars().next_back().is_none_or(opens))
    })?;
    let rest = head.get(at..)?;
    let rest = rest.strip_prefix("对于").or_else(|| rest.strip_prefix('对'))?;
    let end = rest.rfind('的')?;
    let case = rest.get(..end)?;
    let long = case.chars().count();
    (2..=80).contains(&long).then_some((at, case))
}

/// The cases of a trigger, apart.
pub(super) fn split_cases(case: &str) -> Vec<String> {
    let mut parts: Vec<&str> = Vec::with_capacity(4);
    let mut start = 0;
    let ends = signs(case).filter(|(_, c)| matches!(c, '、' | '，')).map(|(at, _)| at);
    for end in ends.chain([case.len()]) {
        parts.extend(case.get(start..end).map(trim).filter(|part| !part.is_empty()));
        start = end + 3;
    }
    // 、 inside a list of persons or fields is no list of cases: every case has a predicate, so is three characters or longer.
    if parts.iter().all(|part| part.chars().nth(2).is_some()) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![case.to_owned()]
    }
}
