//! Accountability: a check, a duty or a consequence for whoever acts (Bovens 2007: an actor answers to a forum).
//!
//! Accepted: 对履职不力的单位约谈通报, 成立领导小组, 建立任务清单, 不得举办重点班, 完善考核办法.
//! Rejected: a check as a mere word (业绩考核、职称评审中), bounds (不得低于), what is checked about pupils' bodies (体质健康监测).

use super::clause::bare;
use super::draft::{At, Piece, cases, draft, split_cases};
use super::mark::{Kinds, Mark};
use super::rung;
use crate::model::{ConsequenceKind, Mechanism, Role};
use crate::read::chars::offset;
use crate::read::find::{Tails, Words};
use crate::read::number::bits;
use crate::read::unit::{Case, Draft, Rung, What};

/// The most rungs of one ladder.
const MOST: usize = 40;

pub(super) fn accountability<'a>(role: Role, whole: &Piece<'a>, parts: &[Piece<'a>], out: &mut Vec<Draft<'a>>) {
    let sanctioned = if whole.kinds.any(Kinds::CONSEQUENCE) { sanction(whole, parts, out) } else { None };
    let mut last: Option<(Mechanism, usize)> = None;
    for part in parts {
        if sanctioned.as_ref().is_some_and(|range| range.start < part.range.end && part.range.start < range.end) {
            continue;
        }
        let Some((mechanism, at)) = mechanism(role, part) else { continue };
        // Clauses of one sentence that go on with the same mechanism are one item.
        if let Some((before, index)) = last
            && before == mechanism
            && let Some(draft) = out.get_mut(index)
        {
            draft.clause.end = part.range.end;
            if let What::Accountability { actors, triggers, .. } = &mut draft.what {
                for actor in actors_of(mechanism, part, at) {
                    if !actors.contains(&actor) {
                        actors.push(actor);
                    }
                }
                if mechanism == Mechanism::Prohibition {
                    triggers.push(forbidden(part, at));
                }
            }
            continue;
        }
        last = Some((mechanism, out.len()));
        let triggers = if mechanism == Mechanism::Prohibition { vec![forbidden(part, at)] } else { Vec::new() };
        out.push(draft(
            What::Accountability {
                mechanism,
                actors: actors_of(mechanism, part, at),
                forums: forums_of(mechanism, part, at),
                triggers,
                consequences: Vec::new(),
            },
            part.text,
            part.range.clone(),
        ));
    }
}

/// A sentence that says what follows: its ladder of consequences in order, and for whom and when. Returns what it covers.
fn sanction<'a>(whole: &Piece<'a>, parts: &[Piece<'a>], out: &mut Vec<Draft<'a>>) -> Option<std::ops::Range<usize>> {
    let mut consequences: Vec<Rung> = Vec::new();
    let (mut first, mut last, mut end) = (None, 0, 0);
    // What sets off each, said behind the one before it.
    let mut floor = whole.range.start;
    let mut steps = 0;
    for part in parts.iter().filter(|part| part.kinds.any(Kinds::CONSEQUENCE)) {
        for mark in part.marks {
            let Mark::Consequence(kind) = mark.what else { continue };
            if first.is_none() {
                first = Some((mark.start, part.range.start));
            }
            (last, end) = (mark.start, part.range.end);
            let own = case_of(whole, floor, mark.start);
            floor = mark.end;
            let new =
                own.as_ref().is_some_and(|case| consequences.iter().all(|c| c.when.as_ref().is_none_or(|w| w.text != case.text)));
            steps += usize::from(new);
            if new && consequences.len() < MOST || !consequences.iter().any(|c| c.kind == kind) {
                // Consequences in a row follow from one case.
                let when = own.or_else(|| consequences.last().and_then(|before| before.when.clone()));
                consequences.push(Rung { kind, text: rung_words(part, mark.start, mark.end), when });
            }
        }
    }
    let (at, clause) = first?;
    // One case for all is the trigger of the whole.
    let ladder = steps > 1;
    if !ladder {
        let mut kinds: Vec<ConsequenceKind> = Vec::new();
        consequences.retain_mut(|c| {
            c.when = None;
            !kinds.contains(&c.kind) && {
                kinds.push(c.kind);
                true
            }
        });
    }
    // 对…的单位, or a clause before that states the case: 年度考核不合格的，…; 连续两年落后者，….
    let stated = |at: usize| cases(whole.text, at - whole.range.start);
    // The mere announcement of a rule (建立问责机制，对…) comes before its case.
    let case = stated(at).or_else(|| stated(last)).or_else(|| {
        let before = parts.iter().rev().skip_while(|p| p.range.start >= clause).take(3);
        let stated = before.into_iter().find(|p| p.text.ends_with(['的', '者']))?;
        Some((stated.range.start - whole.range.start, stated.text.trim_end_matches(['的', '者'])))
    });
    let start = case.map_or(clause, |(from, _)| (whole.range.start + from).min(clause));
    let only = |kinds: &[ConsequenceKind]| consequences.iter().all(|c| kinds.contains(&c.kind));
    let strong = |mechanism: Mechanism| {
        parts.iter().any(|p| p.range.end > start && p.marks.iter().any(|m| m.what == Mark::Mechanism(mechanism)))
    };
    let leaving = [ConsequenceKind::Removal, ConsequenceKind::Withdrawal, ConsequenceKind::LossOfBenefit];
    let mechanism = if strong(Mechanism::ExitRule) || only(&leaving) {
        Mechanism::ExitRule
    } else if only(&[ConsequenceKind::LinkToPay]) {
        Mechanism::Evaluation
    } else if only(&[ConsequenceKind::Notice]) && case.is_none() {
        if strong(Mechanism::Evaluation) { Mechanism::Evaluation } else { Mechanism::Inspection }
    } else {
        Mechanism::Sanction
    };
    let text = whole.text.get(start - whole.range.start..end - whole.range.start)?;
    let actors = case.map_or_else(Vec::new, |(from, case)| {
        // Who is held stands behind 的: 对落实不力的单位和个人.
        let from = whole.range.start + from + case.len();
        let mut out: Vec<String> = Vec::new();
        for name in whole.names.iter().filter(|n| n.start >= from && n.start < last) {
            let name = whole.words(name);
            if !out.iter().any(|o| o == name) {
                out.push(name.to_owned());
            }
        }
        out
    });
    let mut forums: Vec<String> = Vec::new();
    for name in parts.iter().filter(|p| p.range.end > start).flat_map(|p| p.names).filter(|n| n.what && n.end <= last) {
        let word = whole.words(name);
        if governs(word) && !actors.iter().chain(&forums).any(|known| known == word) {
            forums.push(word.to_owned());
        }
    }
    forums.truncate(2);
    out.push(draft(
        What::Accountability {
            mechanism,
            actors,
            forums,
            triggers: case.filter(|_| !ladder).map(|(_, case)| split_cases(case)).unwrap_or_default(),
            consequences,
        },
        text,
        start..end,
    ));
    Some(start..end)
}

/// What sets off the consequence whose words begin at `at`: 对…的校长进行约谈, 连续三年未完成的予以调整.
fn case_of(whole: &Piece<'_>, floor: usize, at: usize) -> Option<Case> {
    let from = whole.range.start;
    let (floor, at) = (floor.checked_sub(from)?, at.checked_sub(from)?);
    let towards = cases(whole.text, at).filter(|(start, _)| *start >= floor);
    let found = match towards {
        Some((_, case)) => {
            let start = offset(whole.text, case);
            Case { text: case.to_owned(), range: start..start + case.len() }
        }
        None => rung::case(whole.text, floor, at)?,
    };
    Some(Case { range: found.range.start + from..found.range.end + from, ..found })
}

/// The rung as the text has it: the marked words with the adverb before them (依规严肃问责).
fn rung_words(part: &Piece<'_>, start: usize, end: usize) -> String {
    let (from, to) = (start - part.range.start, end - part.range.start);
    let before = part.text.get(..from).unwrap_or_default();
    static ADVERBS: Tails =
        Tails::of(&["依规依纪", "依法依规", "依规", "依法", "严肃", "从严", "坚决", "及时", "进行", "予以", "给予"]);
    let mut at = from;
    for _ in 0..2 {
        let head = before.get(..at).unwrap_or_default();
        match ADVERBS.ending(head) {
            Some(a) => at -= a.len(),
            None => break,
        }
    }
    part.text.get(at..to).unwrap_or_default().to_owned()
}

/// The mechanism of a clause and the place of the word that tells it.
fn mechanism(role: Role, part: &Piece<'_>) -> Option<(Mechanism, usize)> {
    if !part.kinds.any(Kinds::MECHANISM.and(Kinds::CHECK)) {
        return subject_duty(role, part);
    }
    static SETS_UP: Words = Words::of(&["成立", "组建", "设立", "任组长"]);
    let doing = part.marks.iter().find(|m| m.what == Mark::Doing).map(|m| m.start);
    let mut duty = None;
    let mut check = None;
    let mut team = None;
    for mark in part.marks {
        match mark.what {
            // Responsibility is the weakest of them: whatever else the clause has says more.
            Mark::Mechanism(Mechanism::DutyAssignment) => duty = duty.or(Some((Mechanism::DutyAssignment, mark.start))),
            // A group that is not set up here is the one that acts (领导小组要加强督导): the check says more.
            Mark::Mechanism(Mechanism::LeadingGroup) => {
                team = team.or(Some((Mechanism::LeadingGroup, mark.start)));
                if SETS_UP.in_text(part.text) {
                    return team;
                }
            }
            Mark::Mechanism(found) => return Some((found, mark.start)),
            Mark::Check(found) => {
                // 建立…考核制度, 加强监督; or the check closes its clause (由县督导室考核).
                let closes = mark.end == part.range.end;
                // One of a row of nouns (考核、晋升、奖惩) is a mention.
                if part.behind(mark).starts_with('、') {
                    continue;
                }
                if doing.is_some_and(|at| at < mark.start && mark.start - at <= 60)
                    || closes && part.names.iter().any(|n| n.end <= mark.start)
                {
                    check = check.or(Some((found, mark.start)));
                }
            }
            _ => {}
        }
    }
    check.or(team).or(duty).or_else(|| subject_duty(role, part))
}

/// A body as the subject with 要, 负责 or 牵头 has a duty: 财政部门要足额拨付. Outside guarantees only those who govern: what a school is
/// to do is the measure itself.
fn subject_duty(role: Role, part: &Piece<'_>) -> Option<(Mechanism, usize)> {
    let name = part.names.first().filter(|name| assigns(role, part, name))?;
    let opening = part.range.start + (part.text.len() - bare(part.text).len());
    (name.start <= opening + 30).then_some((Mechanism::DutyAssignment, name.start))
}

/// Whether a clause of the sentence may give a duty to a body as its subject.
pub(super) fn may_assign(role: Role, whole: &Piece<'_>) -> bool {
    whole.names.iter().any(|name| assigns(role, whole, name))
}

fn assigns(role: Role, piece: &Piece<'_>, name: &At<bool>) -> bool {
    static OPENERS: [u64; 1024] = bits(&['要', '负', '牵', '应', '须', '同', '等']);
    let rest = piece.behind(name);
    let first = rest.chars().next().map_or(0, |c| c as usize);
    if OPENERS.get(first >> 6).is_none_or(|word| word >> (first & 63) & 1 == 0) {
        return false;
    }
    if !governs(piece.words(name)) && (role != Role::Guarantees || !name.what) {
        return false;
    }
    let rest = ["同志", "等部门", "等", "同志"].into_iter().fold(rest, |rest, word| {
        let mut rest = rest;
        while let Some(behind) = rest.strip_prefix(word) {
            rest = behind;
        }
        rest
    });
    ["要", "负责", "牵头", "应", "须"].iter().any(|v| rest.starts_with(v))
}

/// Whether a body governs, by the end of its name.
fn governs(name: &str) -> bool {
    static ENDS: Tails = Tails::of(&["委", "政府", "局", "部门", "小组", "办", "领导", "室", "会", "同志", "负责人"]);
    ENDS.ending(name).is_some()
}

/// What is forbidden: the words behind 不得, 严禁.
fn forbidden(part: &Piece<'_>, at: usize) -> String {
    let text = part
        .marks
        .iter()
        .find(|m| m.start == at)
        .map_or_else(|| part.text.get(at - part.range.start..).unwrap_or_default(), |m| part.behind(m));
    let text = text.trim_start_matches(['和', '或', '并']);
    let end = text.char_indices().nth(40).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text).to_owned()
}

/// Who is held. Of a check: who stands behind 对 or between 对 and the check; of a duty, team or ban: who stands before it.
fn actors_of(mechanism: Mechanism, part: &Piece<'_>, at: usize) -> Vec<String> {
    let check = is_check(mechanism);
    let anywhere = matches!(mechanism, Mechanism::Eligibility | Mechanism::ContactSystem | Mechanism::LeadingGroup);
    let mut out: Vec<String> = Vec::new();
    if part.names.is_empty() {
        return out;
    }
    let towards = if check { place(part, '对') } else { None };
    let by = check && towards.is_none() && part.text.contains('由');
    for name in part.names {
        let held = match (check, towards) {
            (true, Some(towards)) => name.start > towards,
            (true, None) => name.start < at && !by,
            (false, _) => name.start <= at || anywhere,
        };
        let word = part.words(name);
        if held && !out.iter().any(|o| o == word) {
            out.push(word.to_owned());
        }
    }
    out
}

fn is_check(mechanism: Mechanism) -> bool {
    matches!(mechanism, Mechanism::Evaluation | Mechanism::Inspection | Mechanism::Monitoring)
}

/// Where a character stands first in a clause.
fn place(part: &Piece<'_>, c: char) -> Option<usize> {
    part.text.find(c).map(|at| part.range.start + at)
}

/// By whom: the body before 对, or behind 由.
fn forums_of(mechanism: Mechanism, part: &Piece<'_>, at: usize) -> Vec<String> {
    if !is_check(mechanism) || !part.names.iter().any(|n| n.what) {
        return Vec::new();
    }
    let (by, towards) = (place(part, '由'), place(part, '对'));
    let found = part.names.iter().filter(|n| n.what).filter(|n| match (by, towards) {
        (Some(by), towards) => n.start > by && n.start < towards.filter(|t| *t > by).unwrap_or(at),
        (None, Some(towards)) => n.start < towards,
        (None, None) => false,
    });
    found.map(|n| part.words(n).to_owned()).take(2).collect()
}
