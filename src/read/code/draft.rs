//! Items without numbers: one sentence after the other, each clause asked what it gives, pays, checks or reaches.

use std::ops::Range;

use super::clause::bare;
use super::mark::Mark;
use super::marked::Marked;
use super::{account, force, gain, money};
use crate::model::{Force, Role};
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
    pub names: &'a [At<bool>],
}

impl<'a> Piece<'a> {
    /// Pieces come in the order of the text: `marks` and `names` are those that are left.
    fn cut(text: &'a str, range: Range<usize>, marks: &mut &'a [At<Mark>], names: &mut &'a [At<bool>]) -> Piece<'a> {
        Piece { text: text.get(range.clone()).unwrap_or_default(), marks: pass(marks, &range), names: pass(names, &range), range }
    }

    /// The words of a place in this piece.
    pub(super) fn words<T>(&self, at: &At<T>) -> &'a str {
        let from = self.range.start;
        self.text.get(at.start.saturating_sub(from)..at.end.saturating_sub(from)).unwrap_or_default()
    }

    pub(super) fn has(&self, wanted: impl Fn(&Mark) -> bool) -> bool {
        self.marks.iter().any(|m| wanted(&m.what))
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
fn pass<'a, T>(rest: &mut &'a [At<T>], range: &Range<usize>) -> &'a [At<T>] {
    let before = rest.iter().take_while(|m| m.start < range.start).count();
    let all = rest.get(before..).unwrap_or_default();
    let (here, behind) = all.split_at_checked(all.iter().take_while(|m| m.start < range.end).count()).unwrap_or_default();
    *rest = behind;
    here
}

/// Drafts of a unit, in text order, the classes of one clause in the order incentive, funding, accountability.
pub(super) fn drafts(unit: &UnitText<'_>, zones: &Zones<'_>, marked: &Marked) -> Vec<Draft> {
    let (mut marks, mut names) = (marked.marks.as_slice(), marked.names.as_slice());
    let text = zones.text;
    let mut out = Vec::new();
    for sentence in marked.signs.sentences(text) {
        // A heading is no promise; a run-in heading ends with its full stop, so it is a sentence of its own.
        if sentence.end <= zones.body {
            continue;
        }
        let whole = Piece::cut(text, sentence.clone(), &mut marks, &mut names);
        let telling = match unit.role {
            Role::Goals => whole.has(|m| *m == Mark::Result),
            Role::Tasks | Role::Guarantees | Role::Definition => {
                whole.has(|m| !matches!(m, Mark::Doing | Mark::None)) || !whole.names.is_empty()
            }
            _ => false,
        };
        if !telling {
            continue;
        }
        let mut parts = Vec::with_capacity(8);
        let (mut marks, mut names) = (whole.marks, whole.names);
        parts.extend(marked.signs.clauses(text, sentence.clone()).map(|range| Piece::cut(text, range, &mut marks, &mut names)));
        match unit.role {
            Role::Goals => results(text, &sentence, &parts, &mut out),
            Role::Tasks | Role::Guarantees | Role::Definition => {
                reached(&parts, &mut out);
                gain::incentives(&whole, &parts, &mut out);
                money::funding(&parts, &mut out);
                account::accountability(unit.role, &whole, &parts, &mut out);
            }
            _ => {}
        }
    }
    // Drafts are planned unless a marker tells otherwise.
    for draft in out.iter_mut().filter(|draft| !within(&marked.firm, &draft.clause).is_empty()) {
        // A case comes before what follows from it: the first clause with a marker tells.
        let forces = marked.signs.clauses(text, draft.clause.clone()).take(6).map(|c| force::of_clause(text, &c, &marked.firm));
        draft.force = forces.into_iter().find(|f| *f != Force::Planned).unwrap_or(Force::Planned);
    }
    out.sort_by_key(|draft| draft.clause.start);
    out
}

/// In goals sections each clause that states a result; those with a number are promises of their own. The opening of a paragraph that
/// goes on (教育质量全面提升。到2025年…) is its title, and what follows says the same in full.
fn results(text: &str, sentence: &Range<usize>, parts: &[Piece<'_>], out: &mut Vec<Draft>) {
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
        let counted = || part.text.bytes().any(|byte| byte.is_ascii_digit());
        if part.has(|m| *m == Mark::Result) && !counted() {
            out.push(draft(What::Goal, part.text, part.range.clone()));
        }
    }
}

/// Outside goals sections only what cannot be read as an action: a coverage, a recognition to win.
fn reached(parts: &[Piece<'_>], out: &mut Vec<Draft>) {
    for part in parts {
        let clause = bare(part.text);
        let counted = || clause.bytes().any(|byte| byte.is_ascii_digit());
        let result = clause.starts_with("争创") || clause.starts_with("实现") || clause.starts_with("力争");
        if result && !counted() && (part.has(|m| *m == Mark::Result) || clause.starts_with("争创")) {
            out.push(draft(What::Goal, part.text, part.range.clone()));
        }
    }
}

/// A draft whose title comes from its clause; its force is read when all of the unit is.
pub(super) fn draft(what: What, clause: &str, range: Range<usize>) -> Draft {
    Draft { what, title: title(clause), force: Force::Planned, clause: range }
}

/// The clause without its opener, 25 characters at most, cut at a comma where there is one.
pub(super) fn title(clause: &str) -> String {
    let clause = bare(clause);
    let clause = clause.split_once('，').map_or(clause, |(first, _)| if first.chars().nth(5).is_some() { first } else { clause });
    let mut title = clause.char_indices().nth(25).and_then(|(end, _)| clause.get(..end)).unwrap_or(clause);
    if let Some(at) = title.rfind('（')
        && title.matches('（').count() > title.matches('）').count()
    {
        title = title.get(..at).unwrap_or_default();
    }
    title.trim_end_matches(['，', '、', ' ']).to_owned()
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
    // The last 对 that opens a clause; 对于 and 对 alike.
    let (at, _) = head.rmatch_indices('对').find(|(i, _)| {
        let before = head.get(..*i).and_then(|b| b.chars().next_back());
        before.is_none_or(|c| "，；：、。 一二三是并".contains(c))
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
    let parts: Vec<&str> = case.split(['、', '，']).map(str::trim).filter(|p| !p.is_empty()).collect();
    // 、 inside a list of persons or fields is no list of cases: every case has a predicate, so is three characters or longer.
    if parts.iter().all(|p| p.chars().count() >= 3) {
        parts.into_iter().map(str::to_owned).collect()
    } else {
        vec![case.to_owned()]
    }
}
