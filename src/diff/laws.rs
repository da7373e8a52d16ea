//! The laws of a diff: it is empty for equal plans, it can be applied, turned round, and joined to the next one.

use super::build::build;
use super::collect::Context;
use super::element::Element;
use super::options::Options;
use super::types::{Change, Diff, HeadDiff, Link, LinkKind, ListDiff, Swap};
use crate::model::{Plan, Section};

/// Why a diff does not fit a plan, or one diff another.
///
/// | cause | example |
/// |---|---|
/// | another plan | applied to last year's plan: `measures: the element at 3 is not the one that the diff names` |
/// | a head field has another value | `title: the plan says something else than the diff starts from` |
/// | a diff that was written by hand | `goals: place 7 after is named twice` |
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the diff does not fit: {list}: {reason}")]
pub struct Misfit {
    list: &'static str,
    reason: String,
}

impl Misfit {
    /// The list or head field that does not fit, as in the JSON form: `measures`, `title`.
    pub fn field(&self) -> &'static str {
        self.list
    }

    fn at(list: &'static str) -> impl Fn(String) -> Misfit {
        move |reason| Misfit { list, reason }
    }
}

/// Calls a macro with the name of every list of a plan.
macro_rules! lists {
    ($each:ident) => {
        $each!(issuers, notes, citations, glossary, outline, annexes, goals, measures, incentives, funding, accountability)
    };
}
macro_rules! heads {
    ($each:ident) => {
        $each!(form, title, place, document_number, issued, effective, status, period, text)
    };
}
pub(crate) use {heads, lists};

impl Diff {
    /// Whether both plans are equal, sources included.
    pub fn is_empty(&self) -> bool {
        macro_rules! empty {
            ($($list:ident),+) => { self.head.is_empty() $(&& self.$list.is_empty())+ };
        }
        lists!(empty)
    }

    /// Whether the plans say the same: nothing changed but where things were read and the names of references.
    pub fn is_quiet(&self) -> bool {
        macro_rules! quiet {
            ($($list:ident),+) => { true $(&& self.$list.is_quiet())+ };
        }
        let head = HeadDiff { text: None, ..self.head.clone() };
        head.is_empty() && lists!(quiet)
    }

    /// The plan after, from the plan before: for plans `a` and `b`, `diff(&a, &b).apply(&a)` is `b`.
    ///
    /// What the diff does not name is taken over, so a diff can also be applied to a plan that differs elsewhere.
    ///
    /// # Errors
    /// [`Misfit`] where the plan lacks what the diff removes or changes, or a list has another length.
    pub fn apply(&self, before: &Plan) -> Result<Plan, Misfit> {
        let mut after = before.clone();
        macro_rules! apply_heads {
            ($($field:ident),+) => {
                $(if let Some(swap) = &self.head.$field {
                    if before.$field != swap.before {
                        let reason = "the plan says something else than the diff starts from".to_owned();
                        return Err(Misfit { list: stringify!($field), reason });
                    }
                    after.$field = swap.after.clone();
                })+
            };
        }
        heads!(apply_heads);
        macro_rules! apply_lists {
            ($($list:ident),+) => {
                $(if !self.$list.is_empty() {
                    after.$list = self.$list.apply(&before.$list).map_err(Misfit::at(stringify!($list)))?;
                })+
            };
        }
        lists!(apply_lists);
        Ok(after)
    }

    /// The diff from the plan after to the plan before: `diff(&a, &b).inverse()` is `diff(&b, &a)`.
    #[must_use]
    pub fn inverse(&self) -> Diff {
        inverse(self)
    }

    /// This diff and the next one as one: applied, it does what both do in turn.
    ///
    /// Pairs are joined through the plan in the middle, so the result can name other pairs than a direct comparison of the first
    /// and last plan, which does not know what happened in between; an item that was removed and came back counts as both. Directions
    /// are judged anew, by [`Vocabulary::standard`](crate::vocabulary::Vocabulary::standard).
    ///
    /// # Errors
    /// [`Misfit`] where the next diff does not start from what this one leaves.
    pub fn then(&self, next: &Diff) -> Result<Diff, Misfit> {
        let mut head = HeadDiff::default();
        macro_rules! join_heads {
            ($($field:ident),+) => {
                $(head.$field = match (&self.head.$field, &next.head.$field) {
                    (Some(one), Some(two)) if one.after != two.before => {
                        let reason = "the first diff leaves something else than the second starts from".to_owned();
                        return Err(Misfit { list: stringify!($field), reason });
                    }
                    (Some(one), Some(two)) => Swap::of(&one.before, &two.after),
                    (one, None) => one.clone(),
                    (None, two) => two.clone(),
                };)+
            };
        }
        heads!(join_heads);
        let options = Options::new();
        let mut context = Context::new(options.vocabulary);
        let mut outline = self.outline.then(&next.outline, &context).map_err(Misfit::at("outline"))?;
        note_sections(&mut context, &mut outline);
        // References are judged by the items' new names, which are known only when the lists are joined; so they are joined twice.
        let mut names = Context::new(options.vocabulary);
        macro_rules! names {
            ($($list:ident),+) => {
                $(note_pairs(&mut names, &self.$list.then(&next.$list, &context).map_err(Misfit::at(stringify!($list)))?);)+
            };
        }
        names!(goals, measures, incentives, funding, accountability);
        context.items = names.items;
        macro_rules! join_lists {
            ($($list:ident),+) => {
                Diff {
                    form: self.form,
                    method: next.method.clone(),
                    before: self.before.clone(),
                    after: next.after.clone(),
                    head,
                    $($list: self.$list.then(&next.$list, &context).map_err(Misfit::at(stringify!($list)))?,)+
                    links: Vec::new(),
                }
            };
        }
        let mut joined = lists!(join_lists);
        super::links::finish(&mut joined, next.method.part);
        Ok(joined)
    }
}

pub(crate) fn inverse(diff: &Diff) -> Diff {
    macro_rules! turn_heads {
        ($($field:ident),+) => { HeadDiff { $($field: diff.head.$field.as_ref().map(Swap::inverse),)+ } };
    }
    let mut links: Vec<Link> = diff.links.iter().map(Link::inverse).collect();
    links.sort();
    macro_rules! turn_lists {
        ($($list:ident),+) => {
            Diff {
                form: diff.form,
                method: diff.method.clone(),
                before: diff.after.clone(),
                after: diff.before.clone(),
                head: heads!(turn_heads),
                $($list: diff.$list.inverse(),)+
                links,
            }
        };
    }
    lists!(turn_lists)
}

impl Link {
    pub(crate) fn inverse(&self) -> Link {
        let kind = match self.kind {
            LinkKind::Merged => LinkKind::Split,
            LinkKind::Split => LinkKind::Merged,
        };
        Link { kind, ..self.clone() }
    }
}

impl Change {
    /// The change seen from the other side.
    #[must_use]
    pub fn inverse(&self) -> Change {
        Change {
            field: self.field.clone(),
            from: self.to,
            to: self.from,
            before: self.after.clone(),
            after: self.before.clone(),
            shift: self.shift.inverse(),
            effect: self.effect.inverse(),
            words: self.words.iter().map(|edit| edit.inverse()).collect(),
            before_span: self.after_span,
            after_span: self.before_span,
            other: self.other.clone(),
        }
    }
}

/// Notes which sections have another address, or none, and says of each whether it moved or was only renumbered: that takes the
/// addresses of all of them.
pub(crate) fn note_sections(context: &mut Context<'_>, outline: &mut ListDiff<Section>) {
    context.gone.extend(outline.removed.iter().map(|placed| placed.element.path.clone()));
    let moved = outline.changed.iter().filter(|pair| pair.before.path != pair.after.path);
    context.sections.extend(moved.map(|pair| (pair.before.path.clone(), pair.after.path.clone())));
    for pair in &mut outline.changed {
        pair.relocation = context.relocation((&pair.before.path, 1), (&pair.after.path, 1));
    }
}

fn note_pairs<T: Element>(context: &mut Context<'_>, list: &ListDiff<T>) {
    for pair in &list.changed {
        if let (Some(was), Some(is)) = (pair.before.item(), pair.after.item())
            && was.id() != is.id()
        {
            context.items.insert(was.id(), is.id());
        }
    }
}

/// What changed from `before` to `after`, with the default [`Options`].
///
/// ```
/// use crossplan::diff::{Effect, Shift, diff};
/// let mut plans = crossplan::samples::plans()?;
/// let draft = plans.remove(0).1;
/// let mut issued = draft.clone();
/// issued.measures[0].title.push_str("工程");
/// let diff = diff(&draft, &issued);
/// let change = diff.items().next().expect("one item changed");
/// assert_eq!(change.changes[0].shift, Shift::Reworded);
/// assert_eq!(diff.apply(&draft)?, issued);
/// assert_eq!(diff.inverse().apply(&issued)?, draft);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn diff(before: &Plan, after: &Plan) -> Diff {
    build(&Options::new(), before, after)
}
