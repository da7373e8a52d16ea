//! One list: its diff from matched pairs, and its laws (apply, turn round, compose).

use super::collect::{Collector, Context};
use super::element::Element;
use super::order::in_order;
use super::pairing::Pairs;
use super::types::{By, Jump, ListDiff, Pair, Pairing, Placed, Relocation, Resourced, SourceMove};

/// Why a list does not fit, without the name of the list.
pub(crate) type Unfit = String;

impl<T> ListDiff<T> {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.removed.is_empty()
            && self.added.is_empty()
            && self.changed.is_empty()
            && self.resourced.is_empty()
            && self.moved.is_empty()
    }

    /// Whether nothing changed but where elements were read and what references are called.
    pub fn is_quiet(&self) -> bool {
        let quiet =
            |pair: &Pair<T>| pair.relocation.is_none() && !pair.reordered && !pair.changes.iter().any(|c| c.shift.is_substance());
        self.removed.is_empty()
            && self.added.is_empty()
            && self.moved.is_empty()
            && self.changed.iter().all(quiet)
            && !self.resourced.iter().any(|r| r.reordered)
    }
}

/// Longer lists are refused: a diff can be loaded from anywhere, and room is made for what it says.
pub(crate) const LONGEST: usize = 1 << 24;

/// How an element of the list after came to be.
enum Origin<'d, T> {
    /// From this place before, the same.
    Same(usize),
    /// From this place before, read elsewhere.
    Resourced(&'d Resourced),
    /// From a pair.
    Changed(&'d Pair<T>),
    /// New.
    Added(&'d T),
}

#[expect(private_bounds, reason = "the elements are types of the model; what a diff asks of them is its own business")]
impl<T: Element> ListDiff<T> {
    /// The diff of two lists whose pairs are known.
    pub(crate) fn between(before: &[T], after: &[T], pairs: &Pairs, context: &Context<'_>) -> Self {
        let weighed = |(i, j, _): &(usize, usize, Pairing)| {
            let stays = before.get(*i).map(Element::address) == after.get(*j).map(Element::address);
            (*j, weight(stays))
        };
        let kept = in_order(&pairs.iter().map(weighed).collect::<Vec<_>>());
        let mut list = Self::empty(before.len(), after.len());
        let (mut gone, mut new) = (vec![true; before.len()], vec![true; after.len()]);
        for ((i, j, pairing), kept) in pairs.iter().zip(kept) {
            let (Some(was), Some(is)) = (before.get(*i), after.get(*j)) else { continue };
            for (flags, at) in [(&mut gone, *i), (&mut new, *j)] {
                if let Some(flag) = flags.get_mut(at) {
                    *flag = false;
                }
            }
            list.pair((*i, *j), (was, is), *pairing, !kept, context);
        }
        let lone = |flags: Vec<bool>, of: &[T]| -> Vec<Placed<T>> {
            let places = flags.into_iter().zip(of).enumerate().filter(|(_, (lone, _))| *lone);
            places.map(|(at, (_, element))| Placed { at, element: element.clone() }).collect()
        };
        list.removed = lone(gone, before);
        list.added = lone(new, after);
        list.sort();
        list
    }

    fn empty(before_len: usize, after_len: usize) -> Self {
        Self {
            before_len,
            after_len,
            removed: Vec::new(),
            added: Vec::new(),
            changed: Vec::new(),
            resourced: Vec::new(),
            moved: Vec::new(),
        }
    }

    fn pair(&mut self, (from, to): (usize, usize), (was, is): (&T, &T), pairing: Pairing, reordered: bool, cx: &Context<'_>) {
        if was == is {
            if reordered {
                self.moved.push(Jump { from, to });
            }
            return;
        }
        let (mut bare_was, mut bare_is) = (was.clone(), is.clone());
        let (before, after) = (bare_was.take_sources(), bare_is.take_sources());
        if bare_was == bare_is {
            let sources = bare_was.source_moves(&before, &after);
            self.resourced.push(Resourced { from, to, reordered, sources });
            return;
        }
        let relocation = relocation(was, is, cx);
        let span = |sources: &[crate::model::Source]| sources.first().and_then(|s| s.span);
        let mut out = Collector::new(cx, (span(&before), span(&after)));
        was.compare(is, &mut out);
        let changes = out.finish();
        self.changed.push(Pair { from, to, before: was.clone(), after: is.clone(), pairing, relocation, reordered, changes });
    }

    fn sort(&mut self) {
        self.removed.sort_by_key(|p| p.at);
        self.added.sort_by_key(|p| p.at);
        self.changed.sort_by_key(|p| p.to);
        self.resourced.sort_by_key(|p| p.to);
        self.moved.sort_by_key(|p| p.to);
    }

    pub(crate) fn inverse(&self) -> Self {
        let pair = |pair: &Pair<T>| {
            let mut changes: Vec<_> = pair.changes.iter().map(super::types::Change::inverse).collect();
            super::collect::sort(&mut changes);
            Pair {
                from: pair.to,
                to: pair.from,
                before: pair.after.clone(),
                after: pair.before.clone(),
                pairing: pair.pairing,
                relocation: pair.relocation,
                reordered: pair.reordered,
                changes,
            }
        };
        let turned = |m: &SourceMove| SourceMove { field: m.field.clone(), before: m.after.clone(), after: m.before.clone() };
        let resourced = |r: &Resourced| Resourced {
            from: r.to,
            to: r.from,
            reordered: r.reordered,
            sources: r.sources.iter().map(turned).collect(),
        };
        let mut list = Self {
            before_len: self.after_len,
            after_len: self.before_len,
            removed: self.added.clone(),
            added: self.removed.clone(),
            changed: self.changed.iter().map(pair).collect(),
            resourced: self.resourced.iter().map(resourced).collect(),
            moved: self.moved.iter().map(|jump| Jump { from: jump.to, to: jump.from }).collect(),
        };
        list.sort();
        list
    }

    /// How each element after came to be, in order.
    fn origins(&self) -> Result<Vec<Origin<'_, T>>, Unfit> {
        if self.before_len.max(self.after_len) > LONGEST {
            return Err(format!("{} elements are more than any plan has", self.before_len.max(self.after_len)));
        }
        let gone = self.removed.len();
        let len = self.before_len.checked_sub(gone).and_then(|kept| kept.checked_add(self.added.len()));
        if len != Some(self.after_len) {
            return Err(format!(
                "{} elements less {gone} removed and {} added are not {}",
                self.before_len,
                self.added.len(),
                self.after_len
            ));
        }
        let mut slots: Vec<Option<Origin<'_, T>>> = std::iter::repeat_with(|| None).take(self.after_len).collect();
        let mut used = vec![false; self.before_len];
        let mut from = |at: usize| match used.get_mut(at) {
            Some(flag) if !*flag => {
                *flag = true;
                Ok(())
            }
            Some(_) => Err(format!("place {at} before is named twice")),
            None => Err(format!("place {at} before lies behind the end")),
        };
        let mut to = |at: usize, origin| match slots.get_mut(at) {
            Some(slot @ None) => {
                *slot = Some(origin);
                Ok(())
            }
            Some(_) => Err(format!("place {at} after is named twice")),
            None => Err(format!("place {at} after lies behind the end")),
        };
        for placed in &self.removed {
            from(placed.at)?;
        }
        for placed in &self.added {
            to(placed.at, Origin::Added(&placed.element))?;
        }
        for pair in &self.changed {
            from(pair.from)?;
            to(pair.to, Origin::Changed(pair))?;
        }
        for resourced in &self.resourced {
            from(resourced.from)?;
            to(resourced.to, Origin::Resourced(resourced))?;
        }
        for jump in &self.moved {
            from(jump.from)?;
            to(jump.to, Origin::Same(jump.from))?;
        }
        let mut rest = used.iter().enumerate().filter(|(_, used)| !**used).map(|(i, _)| i);
        let origins: Option<Vec<_>> = slots.into_iter().map(|slot| slot.or_else(|| rest.next().map(Origin::Same))).collect();
        // The lengths agree, so the free places before and after are equally many.
        origins.ok_or_else(|| "its places do not add up".to_owned())
    }

    /// The list after.
    pub(crate) fn apply(&self, before: &[T]) -> Result<Vec<T>, Unfit> {
        if before.len() != self.before_len {
            return Err(format!("it has {} elements, the diff is for {}", before.len(), self.before_len));
        }
        for placed in &self.removed {
            fits(before, placed.at, &placed.element)?;
        }
        self.origins()?
            .into_iter()
            .map(|origin| match origin {
                Origin::Added(element) => Ok(element.clone()),
                Origin::Same(at) => before.get(at).cloned().ok_or_else(|| behind(at)),
                Origin::Changed(pair) => fits(before, pair.from, &pair.before).map(|()| pair.after.clone()),
                Origin::Resourced(r) => {
                    let mut element = before.get(r.from).cloned().ok_or_else(|| behind(r.from))?;
                    if !element.put_sources(&r.sources, true) {
                        return Err(format!("the element at {} was read elsewhere than the diff says", r.from));
                    }
                    Ok(element)
                }
            })
            .collect()
    }

    /// Both diffs in one.
    pub(crate) fn then(&self, next: &Self, context: &Context<'_>) -> Result<Self, Unfit> {
        if self.after_len != next.before_len {
            return Err(format!("the first diff leaves {} elements, the second is for {}", self.after_len, next.before_len));
        }
        let (first, second) = (self.origins()?, next.origins()?);
        let mut list = Self::empty(self.before_len, next.after_len);
        // (from, to, element before, element after, pairing); elements only where one of the two diffs knows them.
        let mut kept: Vec<(usize, usize, Step<'_, T>)> = Vec::new();
        let mut survives = vec![false; self.before_len];
        for (to, origin) in second.iter().enumerate() {
            let middle = match origin {
                Origin::Added(element) => {
                    list.added.push(Placed { at: to, element: (*element).clone() });
                    continue;
                }
                Origin::Same(at) => *at,
                Origin::Resourced(r) => r.from,
                Origin::Changed(pair) => pair.from,
            };
            match first.get(middle) {
                Some(Origin::Added(element)) => {
                    let element = onward(*element, origin)?;
                    list.added.push(Placed { at: to, element });
                }
                Some(start) => {
                    let from = match start {
                        Origin::Same(at) => *at,
                        Origin::Resourced(r) => r.from,
                        Origin::Changed(pair) => pair.from,
                        Origin::Added(_) => continue,
                    };
                    if let Some(flag) = survives.get_mut(from) {
                        *flag = true;
                    }
                    kept.push((from, to, Step { start, end: origin }));
                }
                None => return Err(behind(middle)),
            }
        }
        list.removed = self.removed.clone();
        for placed in &next.removed {
            match first.get(placed.at) {
                Some(Origin::Same(at)) => list.removed.push(Placed { at: *at, element: placed.element.clone() }),
                Some(Origin::Changed(pair)) => {
                    same(&pair.after, &placed.element)?;
                    list.removed.push(Placed { at: pair.from, element: pair.before.clone() });
                }
                Some(Origin::Resourced(r)) => {
                    let mut element = placed.element.clone();
                    element.put_sources(&r.sources, false);
                    list.removed.push(Placed { at: r.from, element });
                }
                Some(Origin::Added(element)) => same(*element, &placed.element)?,
                None => return Err(behind(placed.at)),
            }
        }
        kept.sort_unstable_by_key(|(from, to, _)| (*from, *to));
        let in_order = in_order(&kept.iter().map(|(_, to, step)| (*to, weight(step.stays()))).collect::<Vec<_>>());
        for ((from, to, step), in_order) in kept.into_iter().zip(in_order) {
            step.close((from, to), !in_order, &mut list, context)?;
        }
        list.sort();
        Ok(list)
    }
}

/// What an element weighs in the order of its list: those at their old address hold it together, since one at another address is
/// out of place for a reason.
fn weight(stays: bool) -> u64 {
    if stays { 1 << 32 } else { 1 }
}

/// An element's way through two diffs.
struct Step<'d, T> {
    start: &'d Origin<'d, T>,
    end: &'d Origin<'d, T>,
}

impl<T: Element> Step<'_, T> {
    /// Whether the element has its address still.
    fn stays(&self) -> bool {
        match (self.start, self.end) {
            (Origin::Changed(one), Origin::Changed(two)) => one.before.address() == two.after.address(),
            (Origin::Changed(pair), _) | (_, Origin::Changed(pair)) => pair.before.address() == pair.after.address(),
            _ => true,
        }
    }

    fn close(self, at: (usize, usize), out: bool, list: &mut ListDiff<T>, cx: &Context<'_>) -> Result<(), Unfit> {
        let (from, to) = at;
        let pairing = |a: &Pairing, b: &Pairing| Pairing {
            by: a.by.max(b.by),
            score: a.score.min(b.score),
            title: a.title.min(b.title),
            body: a.body.min(b.body),
        };
        match (self.start, self.end) {
            (Origin::Changed(one), Origin::Changed(two)) => {
                same(&one.after, &two.before)?;
                list.pair(at, (&one.before, &two.after), pairing(&one.pairing, &two.pairing), out, cx);
            }
            (Origin::Changed(one), Origin::Resourced(_)) => {
                let after = onward(&one.after, self.end)?;
                list.pair(at, (&one.before, &after), one.pairing, out, cx);
            }
            (Origin::Changed(one), _) => list.pair(at, (&one.before, &one.after), one.pairing, out, cx),
            (Origin::Resourced(r), Origin::Changed(two)) => {
                let mut before = two.before.clone();
                before.put_sources(&r.sources, false);
                list.pair(at, (&before, &two.after), two.pairing, out, cx);
            }
            (_, Origin::Changed(two)) => list.pair(at, (&two.before, &two.after), two.pairing, out, cx),
            (Origin::Resourced(one), Origin::Resourced(two)) => {
                list.resource(at, out, joined(&one.sources, &two.sources)?);
            }
            (Origin::Resourced(r), _) | (_, Origin::Resourced(r)) => list.resource(at, out, r.sources.clone()),
            _ if out => list.moved.push(Jump { from, to }),
            _ => {}
        }
        Ok(())
    }
}

impl<T> ListDiff<T> {
    fn resource(&mut self, (from, to): (usize, usize), reordered: bool, sources: Vec<SourceMove>) {
        if !sources.is_empty() {
            self.resourced.push(Resourced { from, to, reordered, sources });
        } else if reordered {
            self.moved.push(Jump { from, to });
        }
    }
}

/// Sources that moved twice, by field.
fn joined(one: &[SourceMove], two: &[SourceMove]) -> Result<Vec<SourceMove>, Unfit> {
    let mut moves: Vec<SourceMove> = one.to_vec();
    for next in two {
        match moves.binary_search_by(|m| m.field.cmp(&next.field)) {
            Ok(at) => {
                let Some(found) = moves.get_mut(at) else { continue };
                if found.after != next.before {
                    return Err(format!("{} was read elsewhere than the second diff says", next.field));
                }
                found.after = next.after.clone();
            }
            Err(at) => moves.insert(at, next.clone()),
        }
    }
    moves.retain(|m| m.before != m.after);
    Ok(moves)
}

/// What the second diff makes of an element that the first one knows.
fn onward<T: Element>(element: &T, origin: &Origin<'_, T>) -> Result<T, Unfit> {
    match origin {
        Origin::Changed(pair) => same(element, &pair.before).map(|()| pair.after.clone()),
        Origin::Resourced(r) => {
            let mut element = element.clone();
            if !element.put_sources(&r.sources, true) {
                return Err(format!("the element at {} was read elsewhere than the second diff says", r.from));
            }
            Ok(element)
        }
        Origin::Same(_) | Origin::Added(_) => Ok(element.clone()),
    }
}

fn same<T: PartialEq>(one: &T, two: &T) -> Result<(), Unfit> {
    if one == two { Ok(()) } else { Err("the first diff leaves an element that the second does not start from".to_owned()) }
}

fn fits<T: PartialEq>(list: &[T], at: usize, element: &T) -> Result<(), Unfit> {
    match list.get(at) {
        Some(found) if found == element => Ok(()),
        Some(_) => Err(format!("the element at {at} is not the one that the diff names")),
        None => Err(behind(at)),
    }
}

fn behind(at: usize) -> Unfit {
    format!("place {at} lies behind the end")
}

fn relocation<T: Element>(was: &T, is: &T, context: &Context<'_>) -> Option<Relocation> {
    if !T::OWNS_ADDRESS {
        return None;
    }
    context.relocation((was.path()?, was.n()), (is.path()?, is.n()))
}

/// The pairing of elements that are equal.
pub(crate) const EQUAL: Pairing =
    Pairing { by: By::Identity, score: super::grams::FULL, title: super::grams::FULL, body: super::grams::FULL };
