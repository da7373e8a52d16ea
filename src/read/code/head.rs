//! What headings tell: a heading is read once, and serves the units below it too.

use super::cue::{Cues, Sense};
use super::tool;
use crate::read::unit::UnitText;

/// What a heading tells.
#[derive(Default)]
pub(super) struct Head {
    text: String,
    /// Topics with place and weight, in text order.
    pub topics: Vec<(usize, u8, u32)>,
    /// The stages it names, one bit each.
    pub stages: u8,
    /// The words that tell an instrument, one bit each.
    pub tools: u32,
}

/// Reads the headings above the unit, outermost first, and last its own; those that are known already stay as they are.
pub(super) fn read(heads: &mut Vec<Head>, cues: &Cues, unit: &UnitText<'_>) {
    heads.resize_with(unit.above.len() + 1, Head::default);
    for (head, text) in heads.iter_mut().zip(unit.above.iter().chain([&unit.heading])) {
        if head.text != **text {
            head.fill(cues, text);
        }
    }
}

impl Head {
    fn fill(&mut self, cues: &Cues, text: &str) {
        self.text.clear();
        self.text.push_str(text);
        self.topics.clear();
        self.stages = 0;
        cues.scan(text, |hit| match hit.sense {
            Sense::Topic(topic, weight) => self.topics.push((hit.start, topic, u32::from(weight))),
            Sense::Stages(mask) => self.stages |= mask,
            _ => {}
        });
        self.tools = tool::headed(text);
    }

    /// The first comma of the heading, or its end.
    pub(super) fn comma(&self) -> usize {
        self.text.find('，').unwrap_or(self.text.len())
    }
}
