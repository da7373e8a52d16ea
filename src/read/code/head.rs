//! What a heading tells about its unit, and about those below it.

use super::cue::{Cues, Hit, Sense};

/// What a heading tells.
#[derive(Default)]
pub(crate) struct Head {
    text: String,
    /// Topics with place and weight, in text order.
    pub topics: Vec<(usize, u8, u32)>,
    /// The stages it names, one bit each.
    pub stages: u8,
    /// The words that tell an instrument, one bit each.
    pub tools: u32,
}

impl Head {
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn begin(&mut self, text: &str) {
        self.text.clear();
        self.text.push_str(text);
        self.topics.clear();
        self.stages = 0;
        self.tools = 0;
    }

    pub(crate) fn take(&mut self, hit: Hit) {
        match hit.sense {
            Sense::Topic(topic, weight) => self.topics.push((hit.start, topic, u32::from(weight))),
            Sense::Stages(mask) => self.stages |= mask,
            Sense::Headed(word) => self.tools |= 1 << word,
            _ => {}
        }
    }

    /// The one or two fields that it names, one bit each; more than that say nothing.
    pub(crate) fn fields(&self, cues: &Cues) -> u64 {
        let fields = self.topics.iter().filter(|(_, _, weight)| *weight >= 3).fold(0, |bits, (_, topic, _)| bits | 1 << topic);
        let fields = fields & cues.fields;
        if fields.count_ones() <= 2 { fields } else { 0 }
    }

    /// Whether its first clause names teachers.
    pub(super) fn staffed(&self) -> bool {
        self.text.get(..self.comma()).is_some_and(|clause| clause.contains("教师") || clause.contains("师资"))
    }

    /// The first comma of the heading, or its end.
    pub(super) fn comma(&self) -> usize {
        self.text.find('，').unwrap_or(self.text.len())
    }
}
