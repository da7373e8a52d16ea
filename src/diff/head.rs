//! The head compared: its changed fields as changes like those of items.

use serde::Serialize;

use super::collect::{Collector, Context};
use super::shift::{Effect, Shift};
use super::types::{Change, HeadDiff, Swap};
use crate::vocabulary::Vocabulary;

impl HeadDiff {
    /// The changed fields: texts as reworded, dates as brought forward or delayed, the rest as reclassified. A head promises nothing,
    /// so every effect is neutral. That the text of the plan has another name or length is [`Shift::SourceMoved`].
    pub fn changes(&self) -> Vec<Change> {
        let context = Context::new(Vocabulary::standard());
        let mut out = Collector::new(&context, (None, None));
        other(&mut out, "form", &self.form);
        if let Some(swap) = &self.title {
            out.text("title", &swap.before, &swap.after);
        }
        other(&mut out, "place", &self.place);
        if let Some(swap) = &self.document_number {
            out.option_text("document_number", swap.before.as_deref(), swap.after.as_deref());
        }
        for (field, swap) in [("issued", &self.issued), ("effective", &self.effective)] {
            if let Some(swap) = swap {
                let shift = match (swap.before, swap.after) {
                    (None, _) => Shift::Dated,
                    (_, None) => Shift::Undated,
                    (Some(was), Some(is)) if is < was => Shift::BroughtForward,
                    _ => Shift::Delayed,
                };
                out.push(field, super::collect::value(&swap.before), super::collect::value(&swap.after), shift, Effect::Neutral);
            }
        }
        other(&mut out, "status", &self.status);
        if let Some(swap) = &self.period {
            let (before, after) = (super::collect::value(&swap.before), super::collect::value(&swap.after));
            out.push("period", before, after, Shift::Redated, Effect::Neutral);
        }
        if let Some(swap) = &self.text {
            let (before, after) = (super::collect::value(&swap.before), super::collect::value(&swap.after));
            out.push("text", before, after, Shift::SourceMoved, Effect::Neutral);
        }
        out.finish()
    }
}

fn other<T: PartialEq + Serialize>(out: &mut Collector<'_, '_>, field: &str, swap: &Option<Swap<T>>) {
    if let Some(swap) = swap {
        out.word(field, &swap.before, &swap.after);
    }
}
