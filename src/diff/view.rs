//! The changes of items, whatever their class, in one walk.

use std::collections::HashMap;

use super::element::Element;
use super::types::{Diff, ItemChange, Kind, Link, LinkKind, ListDiff, Relocation};
use super::words::{Edit, words};
use crate::model::{Class, ItemId, Span};

impl ItemChange<'_> {
    /// The wording changes between the passages where the item was read, as bytes of the two whole texts; none where one of the items
    /// has no span, or a span does not lie in its text on character borders.
    ///
    /// The titles and summaries of a plan may be in a reader's own words; the passages are the plan's.
    ///
    /// ```
    /// # let mut plans = crossplan::samples::plans()?;
    /// # let mut before = plans.remove(0).1;
    /// # before.measures.truncate(1);
    /// # before.measures[0].source.span = Some(crossplan::Span { start: 0, end: 25 });
    /// # let mut after = before.clone();
    /// # after.measures[0].title.push_str("行动");
    /// # after.measures[0].source.span = Some(crossplan::Span { start: 3, end: 28 });
    /// let (old, new) = ("每校配备2名教师。", "　每校配备3名教师。");
    /// let diff = crossplan::diff(&before, &after);
    /// let edits = diff.items().next().and_then(|item| item.source_words(old, new)).expect("both have spans");
    /// assert_eq!((edits[0].before.of(old), edits[0].after.of(new)), (Some("2"), Some("3")));
    /// # Ok::<(), crossplan::Error>(())
    /// ```
    pub fn source_words(&self, before: &str, after: &str) -> Option<Vec<Edit>> {
        let (was, is) = (self.before?.source().span?, self.after?.source().span?);
        let moved = |span: Span, by: usize| Span { start: span.start + by, end: span.end + by };
        let edits = words(was.of(before)?, is.of(after)?).into_iter();
        Some(edits.map(|e| Edit { before: moved(e.before, was.start), after: moved(e.after, is.start) }).collect())
    }
}

impl Diff {
    /// The changes of all items: class by class, each in the order of the list after, then what is gone.
    ///
    /// | item | kinds |
    /// |---|---|
    /// | without a partner | added or removed; with a merger or split instead, merged or split |
    /// | a pair | moved, renumbered or reordered; changed when a field changed; merged or split when it took in or gave off others |
    ///
    /// Pairs that differ only in where they were read, or in references that follow a renumbering, are left out.
    pub fn items(&self) -> impl Iterator<Item = ItemChange<'_>> {
        // (whether the item stands in the plan after, its identity) → its link.
        let mut links: HashMap<(bool, &ItemId), &Link> = HashMap::new();
        for link in &self.links {
            let whole_is_after = link.kind == LinkKind::Merged;
            links.entry((whole_is_after, &link.whole)).or_insert(link);
            for part in &link.parts {
                links.entry((!whole_is_after, &part.item)).or_insert(link);
            }
        }
        let mut changes = Vec::new();
        walk(Class::Goal, &self.goals, &links, &mut changes);
        walk(Class::Measure, &self.measures, &links, &mut changes);
        walk(Class::Incentive, &self.incentives, &links, &mut changes);
        walk(Class::Funding, &self.funding, &links, &mut changes);
        walk(Class::Accountability, &self.accountability, &links, &mut changes);
        changes.into_iter()
    }
}

fn walk<'d, T: Element>(
    class: Class,
    list: &'d ListDiff<T>,
    links: &HashMap<(bool, &ItemId), &'d Link>,
    out: &mut Vec<ItemChange<'d>>,
) {
    let link_of = |is_after: bool, id: Option<ItemId>| id.and_then(|id| links.get(&(is_after, &id)).copied());
    let linked = |link: &Link| if link.kind == LinkKind::Merged { Kind::Merged } else { Kind::Split };
    let blank = |from, to| ItemChange {
        class,
        before: None,
        after: None,
        from,
        to,
        kinds: Vec::new(),
        pairing: None,
        changes: &[],
        link: None,
    };
    let mut here = Vec::new();
    for placed in &list.added {
        let item = placed.element.item();
        let link = link_of(true, item.map(|i| i.id()));
        let kinds = vec![link.map_or(Kind::Added, linked)];
        here.push(ItemChange { after: item, kinds, link, ..blank(None, Some(placed.at)) });
    }
    for pair in &list.changed {
        let (before, after) = (pair.before.item(), pair.after.item());
        let link = link_of(true, after.map(|i| i.id())).or_else(|| link_of(false, before.map(|i| i.id())));
        let mut kinds = Vec::new();
        if pair.changes.iter().any(|change| change.shift.is_substance()) {
            kinds.push(Kind::Changed);
        }
        kinds.extend(pair.relocation.map(|relocation| match relocation {
            Relocation::Moved => Kind::Moved,
            Relocation::Renumbered => Kind::Renumbered,
        }));
        if pair.reordered && pair.relocation.is_none() {
            kinds.push(Kind::Reordered);
        }
        kinds.extend(link.map(linked));
        if !kinds.is_empty() {
            let (pairing, changes) = (Some(pair.pairing), pair.changes.as_slice());
            here.push(ItemChange { before, after, kinds, pairing, changes, link, ..blank(Some(pair.from), Some(pair.to)) });
        }
    }
    let jumps = list.moved.iter().map(|jump| (jump.from, jump.to));
    for (from, to) in jumps.chain(list.resourced.iter().filter(|r| r.reordered).map(|r| (r.from, r.to))) {
        here.push(ItemChange { kinds: vec![Kind::Reordered], ..blank(Some(from), Some(to)) });
    }
    here.sort_by_key(|change| change.to);
    for placed in &list.removed {
        let item = placed.element.item();
        let link = link_of(false, item.map(|i| i.id()));
        let kinds = vec![link.map_or(Kind::Removed, linked)];
        here.push(ItemChange { before: item, kinds, link, ..blank(Some(placed.at), None) });
    }
    out.append(&mut here);
}
