//! Edits of known kind, each with the report that it deserves.

use crossplan::diff::{Kind, Shift};
use crossplan::*;

use super::{Rng, measure, reworded, summary, target, title};

/// An edit of known kind, with the report that it deserves.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) name: &'static str,
    /// The items it touches: identity before, identity after, what happened, which shifts at which fields (none: not looked at).
    pub(crate) touched: Vec<Touched>,
}

#[derive(Clone, Debug)]
pub(crate) struct Touched {
    pub(crate) before: Option<ItemId>,
    pub(crate) after: Option<ItemId>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) changes: Option<Vec<(String, Shift)>>,
}

fn one(name: &'static str, id: ItemId, field: &str, shift: Shift) -> Option<Known> {
    let changes = Some(vec![(field.to_owned(), shift)]);
    let touched = vec![Touched { before: Some(id.clone()), after: Some(id), kinds: vec![Kind::Changed], changes }];
    Some(Known { name, touched })
}

fn pair(before: ItemId, after: ItemId, kinds: &[Kind], changes: Option<Vec<(&str, Shift)>>) -> Touched {
    let changes = changes.map(|list| list.into_iter().map(|(f, s)| (f.to_owned(), s)).collect());
    Touched { before: Some(before), after: Some(after), kinds: kinds.to_vec(), changes }
}

pub(crate) const KINDS: usize = 27;

/// Places of items that no edit has touched.
fn free<T: Item>(list: &[T], used: &[ItemId]) -> Vec<usize> {
    (0..list.len()).filter(|i| !used.contains(&list[*i].id())).collect()
}

fn choose(rng: &mut Rng, places: &[usize]) -> Option<usize> {
    (!places.is_empty()).then(|| places[rng.below(places.len())])
}

/// Makes one edit of the given kind on an item that is still untouched; none where the plan has no such item left.
pub(crate) fn edit(plan: &mut Plan, kind: usize, rng: &mut Rng, used: &mut Vec<ItemId>) -> Option<Known> {
    let known = attempt(plan, kind, rng, used)?;
    used.extend(known.touched.iter().flat_map(|t| t.before.iter().chain(&t.after)).cloned());
    Some(known)
}

fn attempt(plan: &mut Plan, kind: usize, rng: &mut Rng, used: &[ItemId]) -> Option<Known> {
    let with_target: Vec<usize> =
        free(&plan.measures, used).into_iter().filter(|i| !plan.measures[*i].targets.is_empty()).collect();
    let measures = free(&plan.measures, used);
    let up = rng.chance(50);
    match kind {
        0 | 1 => {
            let m = &mut plan.measures[choose(rng, &with_target)?];
            let at = rng.below(m.targets.len());
            let q = m.targets[at].quantity.as_mut().unwrap();
            q.value += if up { Decimal::from(3) } else { Decimal::from(-2) };
            one("value", m.id(), &format!("targets[{at}].quantity.value"), if up { Shift::Raised } else { Shift::Lowered })
        }
        2 => {
            let m = &mut plan.measures[choose(rng, &with_target)?];
            let at = rng.below(m.targets.len());
            let due = m.targets[at].due.unwrap();
            m.targets[at].due = Some(Due::Year(due.year() + if up { -1 } else { 2 }));
            one("due date", m.id(), &format!("targets[{at}].due"), if up { Shift::BroughtForward } else { Shift::Delayed })
        }
        3 => {
            let m = &mut plan.measures[choose(rng, &measures)?];
            let (force, shift) = match m.force {
                Force::Binding => (Force::Aspirational, Shift::Softened),
                _ => (Force::Binding, Shift::Firmed),
            };
            m.force = force;
            one("force", m.id(), "force", shift)
        }
        4 => {
            let m = &mut plan.measures[choose(rng, &with_target)?];
            let at = rng.below(m.targets.len());
            let t = &mut m.targets[at];
            let shift = if t.scope.take().is_some() {
                Shift::Widened
            } else {
                t.scope = Some("城区".into());
                Shift::Narrowed
            };
            one("scope", m.id(), &format!("targets[{at}].scope"), shift)
        }
        5 => {
            let m = &mut plan.measures[choose(rng, &with_target)?];
            let at = rng.below(m.targets.len());
            m.targets[at].quantity.as_mut().unwrap().bound = Bound::About;
            one("bound", m.id(), &format!("targets[{at}].quantity.bound"), Shift::Loosened)
        }
        6 => {
            let places: Vec<(usize, usize)> =
                with_target.iter().flat_map(|i| (0..plan.measures[*i].targets.len()).map(move |t| (*i, t))).collect();
            let places: Vec<(usize, usize)> =
                places.into_iter().filter(|(i, t)| !plan.measures[*i].targets[*t].baselines.is_empty()).collect();
            let (i, at) = *places.get(rng.below(places.len()))?;
            let m = &mut plan.measures[i];
            m.targets[at].baselines[0].value += Decimal::ONE;
            one("baseline", m.id(), &format!("targets[{at}].baselines"), Shift::BaselineCorrected)
        }
        7 => {
            let m = &mut plan.measures[choose(rng, &with_target)?];
            let at = rng.below(m.targets.len());
            m.targets[at].quantity.as_mut().unwrap().unit = Unit::Other("项".into());
            one("unit", m.id(), &format!("targets[{at}].quantity.unit"), Shift::UnitChanged)
        }
        8 => {
            let place = choose(rng, &free(&plan.funding, used))?;
            let f = &mut plan.funding[place];
            f.amounts[0].quantity.as_mut().unwrap().value *= Decimal::from(if up { 2 } else { 1 });
            f.amounts[0].quantity.as_mut().unwrap().value -= Decimal::from(if up { 0 } else { 5_000 });
            one("money", f.id(), "amounts[0].quantity.value", if up { Shift::MoreMoney } else { Shift::LessMoney })
        }
        9 => {
            let place = choose(rng, &free(&plan.incentives, used))?;
            let i = &mut plan.incentives[place];
            i.awards[0].frequency = Some(Frequency::Annual);
            one("once to every year", i.id(), "awards[0].frequency", Shift::MoreOften)
        }
        10 => {
            let place = choose(rng, &free(&plan.incentives, used))?;
            let i = &mut plan.incentives[place];
            i.payer = Some("县教育基金会".into());
            one("payer", i.id(), "payer", Shift::PayerChanged)
        }
        11 => {
            let place = choose(rng, &free(&plan.accountability, used))?;
            let a = &mut plan.accountability[place];
            a.consequences[0].kind = if up { ConsequenceKind::Removal } else { ConsequenceKind::Notice };
            one("consequence", a.id(), "consequences[0].kind", if up { Shift::Harsher } else { Shift::Milder })
        }
        12 => {
            let place = choose(rng, &free(&plan.accountability, used))?;
            let a = &mut plan.accountability[place];
            a.triggers[0].target.as_mut().unwrap().quantity.as_mut().unwrap().value += Decimal::from(if up { -1 } else { 1 });
            let shift = if up { Shift::TriggerEarlier } else { Shift::TriggerLater };
            one("trigger", a.id(), "triggers[0].target.quantity.value", shift)
        }
        13 => {
            let m = &mut plan.measures[choose(rng, &measures)?];
            m.lead = vec!["县政府办公室".into()];
            one("lead", m.id(), "lead", Shift::LeadMoved)
        }
        14 => {
            let m = &mut plan.measures[choose(rng, &measures)?];
            let at = m.responsible.len();
            m.responsible.push("团县委".into());
            one("unit joined", m.id(), &format!("responsible[{at}]"), Shift::UnitJoined)
        }
        15 => {
            let m = &mut plan.measures[choose(rng, &measures)?];
            m.responsible.remove(0);
            one("unit left", m.id(), "responsible[0]", Shift::UnitLeft)
        }
        16 => {
            let m = &mut plan.measures[choose(rng, &measures)?];
            m.summary = Some(reworded(rng, m.summary.as_deref().unwrap(), 8));
            one("reworded", m.id(), "summary", Shift::Reworded)
        }
        17 => {
            let m = &mut plan.measures[choose(rng, &measures)?];
            m.title = reworded(rng, &m.title, 5);
            one("retitled", m.id(), "title", Shift::Reworded)
        }
        18 => renumber(plan, rng, used),
        19 => {
            // A clause moves to another section.
            let from = choose(rng, &free(&plan.incentives, used))?;
            let mut clause = plan.incentives.remove(from);
            let id = clause.id();
            let units: Vec<Path> = plan.measures.iter().map(|m| m.path.clone()).filter(|p| *p != clause.path).collect();
            clause.path = units[rng.below(units.len())].clone();
            clause.n = next_n(plan.incentives.iter().map(|i| (&i.path, i.n)), &clause.path, used, Class::Incentive);
            let after = clause.id();
            let place = place_of(plan, &plan.incentives, &clause.path);
            plan.incentives.insert(place, clause);
            Some(Known { name: "clause moved", touched: vec![pair(id, after, &[Kind::Moved], Some(vec![]))] })
        }
        20 => {
            let at = choose(rng, &measures)?;
            let gone = plan.measures.remove(at);
            let touched = Touched { before: Some(gone.id()), after: None, kinds: vec![Kind::Removed], changes: Some(vec![]) };
            Some(Known { name: "removed", touched: vec![touched] })
        }
        21 => {
            let at = rng.below(plan.measures.len());
            let path = plan.measures[at].path.clone();
            let n = next_n(plan.measures.iter().map(|m| (&m.path, m.n)), &path, used, Class::Measure);
            let mut new = measure(&path, n, title(rng), summary(rng), Force::Planned);
            new.targets = vec![target(rng)];
            let id = new.id();
            plan.measures.insert(at + 1, new);
            let touched = Touched { before: None, after: Some(id), kinds: vec![Kind::Added], changes: Some(vec![]) };
            Some(Known { name: "added", touched: vec![touched] })
        }
        22 => {
            // Two measures become one.
            let one = choose(rng, &measures)?;
            let others: Vec<usize> = measures.into_iter().filter(|i| *i != one).collect();
            let two = choose(rng, &others)?;
            let taken = plan.measures[two].clone();
            let whole = &mut plan.measures[one];
            whole.title = format!("{}和{}", whole.title, taken.title);
            whole.summary = Some(format!("{}{}", whole.summary.clone().unwrap(), taken.summary.clone().unwrap()));
            let held: Vec<String> = whole.targets.iter().map(|t| t.subject.clone()).collect();
            whole.targets.extend(taken.targets.iter().filter(|t| !held.contains(&t.subject)).cloned());
            let id = whole.id();
            plan.measures.remove(two);
            let part = Touched { before: Some(taken.id()), after: None, kinds: vec![Kind::Merged], changes: None };
            Some(Known { name: "merged", touched: vec![pair(id.clone(), id, &[Kind::Changed, Kind::Merged], None), part] })
        }
        23 => {
            // One measure becomes two.
            let long: Vec<usize> = measures
                .into_iter()
                .filter(|i| plan.measures[*i].summary.as_deref().unwrap().matches('。').count() >= 2)
                .collect();
            let at = choose(rng, &long)?;
            let path = plan.measures[at].path.clone();
            let n = next_n(plan.measures.iter().map(|m| (&m.path, m.n)), &path, used, Class::Measure);
            let whole = &mut plan.measures[at];
            let summary = whole.summary.clone().unwrap();
            let (keep, give) = summary.rsplit_once('。').unwrap().0.rsplit_once('。').unwrap();
            let title: String = give.chars().skip(2).take(10).collect();
            let mut new = measure(&path, n, title, format!("{give}。"), whole.force);
            whole.summary = Some(format!("{keep}。"));
            if whole.targets.len() > 1 {
                new.targets = vec![whole.targets.pop().unwrap()];
            }
            let (id, new_id) = (whole.id(), new.id());
            plan.measures.insert(at + 1, new);
            let part = Touched { before: None, after: Some(new_id), kinds: vec![Kind::Split], changes: None };
            Some(Known { name: "split", touched: vec![pair(id.clone(), id, &[Kind::Changed, Kind::Split], None), part] })
        }
        24 => {
            let m = &mut plan.measures[choose(rng, &measures)?];
            let mut new = target(rng);
            new.subject = format!("新增{}", new.subject);
            new.indicator = None;
            m.targets.push(new);
            one("promise added", m.id(), &format!("targets[{}]", m.targets.len() - 1), Shift::Added)
        }
        25 => {
            let m = &mut plan.measures[choose(rng, &with_target)?];
            let at = rng.below(m.targets.len());
            m.targets.remove(at);
            one("promise dropped", m.id(), &format!("targets[{at}]"), Shift::Dropped)
        }
        _ => {
            // A measure goes to another unit and is reworded there.
            let from = choose(rng, &measures)?;
            let mut moved = plan.measures.remove(from);
            let id = moved.id();
            let units: Vec<Path> = plan.measures.iter().map(|m| m.path.clone()).filter(|p| *p != moved.path).collect();
            moved.path = units[rng.below(units.len())].clone();
            moved.n = next_n(plan.measures.iter().map(|m| (&m.path, m.n)), &moved.path, used, Class::Measure);
            moved.summary = Some(reworded(rng, moved.summary.as_deref().unwrap(), 8));
            let after = moved.id();
            let place = place_of(plan, &plan.measures, &moved.path);
            plan.measures.insert(place, moved);
            let changes = Some(vec![("summary", Shift::Reworded)]);
            Some(Known { name: "moved and reworded", touched: vec![pair(id, after, &[Kind::Changed, Kind::Moved], changes)] })
        }
    }
}

/// A whole unit gets another number, its measure and heading other words.
fn renumber(plan: &mut Plan, rng: &mut Rng, used: &[ItemId]) -> Option<Known> {
    let held = |path: &Path| used.iter().any(|id| id.path == *path);
    let places: Vec<usize> = free(&plan.measures, used).into_iter().filter(|i| !held(&plan.measures[*i].path)).collect();
    let at = choose(rng, &places)?;
    let old = plan.measures[at].path.clone();
    let number = (30..).find(|n| plan.section(&old.parent().unwrap().join(&n.to_string()).unwrap()).is_none())?;
    let new = old.parent()?.join(&number.to_string()).ok()?;
    let mut touched = Vec::new();
    for section in plan.outline.iter_mut().filter(|s| s.path == old) {
        section.path = new.clone();
        section.title = reworded(rng, &section.title, 6);
    }
    let mut first = true;
    for m in plan.measures.iter_mut().filter(|m| m.path == old) {
        let id = m.id();
        m.path = new.clone();
        let (kinds, changes) = if first {
            m.title = reworded(rng, &m.title, 6);
            (vec![Kind::Changed, Kind::Renumbered], vec![("title", Shift::Reworded)])
        } else {
            (vec![Kind::Renumbered], vec![])
        };
        first = false;
        touched.push(pair(id, m.id(), &kinds, Some(changes)));
    }
    macro_rules! follow {
        ($($list:ident),+) => {
            $(for item in plan.$list.iter_mut().filter(|item| item.path == old) {
                let id = item.id();
                item.path = new.clone();
                touched.push(pair(id, item.id(), &[Kind::Renumbered], Some(vec![])));
            })+
        };
    }
    follow!(goals, incentives, funding, accountability);
    Some(Known { name: "renumbered and reworded", touched })
}

fn next_n<'a>(taken: impl Iterator<Item = (&'a Path, u32)>, path: &Path, used: &[ItemId], class: Class) -> u32 {
    let named = used.iter().filter(|id| id.class == class && id.path == *path).map(|id| id.n);
    taken.filter(|(p, _)| *p == path).map(|(_, n)| n).chain(named).max().unwrap_or(0) + 1
}

/// Where an item of the unit belongs in a list in text order.
fn place_of<T: Item>(plan: &Plan, list: &[T], path: &Path) -> usize {
    let order = |p: &Path| plan.outline.iter().position(|s| s.path == *p);
    list.iter().position(|item| order(item.path()) > order(path)).unwrap_or(list.len())
}
