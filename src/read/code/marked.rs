//! What one pass over a unit's text finds, by kind, each in text order.

use super::cue::{Cues, Hit, Sense};
use super::draft::At;
use super::force::Firm;
use super::mark::Mark;
use super::topic::{PLACES, Scores};
use super::whom;
use crate::read::zone::Zones;

/// What stands in the text of a unit; the memory is used again for the next one.
#[derive(Default)]
pub(crate) struct Marked {
    pub marks: Vec<At<Mark>>,
    pub names: Vec<At<bool>>,
    pub firm: Vec<At<Firm>>,
    /// The score of each topic by the phrases of the body.
    pub topics: Scores,
    /// How often each stage is named.
    pub stages: [u32; 8],
    /// The score of each instrument by its phrases.
    pub tools: [u32; 5],
    /// How often each phrase was found.
    times: Vec<u8>,
    /// Those that were.
    counted: Vec<u32>,
}

impl Marked {
    pub(crate) fn begin(&mut self, cues: &Cues) {
        self.marks.clear();
        self.names.clear();
        self.firm.clear();
        self.topics = Scores::default();
        self.times.resize(cues.senses, 0);
        for id in self.counted.drain(..) {
            if let Some(times) = self.times.get_mut(id as usize) {
                *times = 0;
            }
        }
        (self.stages, self.tools) = Default::default();
    }

    #[inline]
    pub(crate) fn take(&mut self, hit: Hit, zones: &Zones<'_>) {
        let (start, end) = (hit.start, hit.end);
        match hit.sense {
            Sense::Mark(what) => self.marks.push(At { start, end, what }),
            Sense::Name(what) => self.names.push(At { start, end, what }),
            Sense::Firm(what) => self.firm.push(At { start, end, what }),
            Sense::Topic(topic, weight) if start >= zones.body => {
                let place = if start > zones.over { 100 } else { PLACES.first };
                // A repeated phrase tells less each time.
                let again = match self.again(hit.id) {
                    1 => 100,
                    2 => 40,
                    3 | 4 => 20,
                    _ => 0,
                };
                self.topics.add(topic, u32::from(weight) * place * again / 100);
            }
            Sense::Topic(..) | Sense::NoTopic | Sense::Headed(_) => {}
            Sense::Stages(mask) => {
                for (n, count) in self.stages.iter_mut().enumerate() {
                    *count += u32::from(mask >> n & 1);
                }
            }
            Sense::Tool(tool) => {
                // The first place of a phrase tells most.
                let amount = match self.again(hit.id) {
                    1 if start < zones.body => 4,
                    1 => 2,
                    _ => 1,
                };
                if let Some(score) = self.tools.get_mut(usize::from(tool)) {
                    *score += amount;
                }
            }
        }
    }

    pub(crate) fn end(&mut self, text: &str) {
        whom::whole_names(text, &mut self.names);
    }

    /// The times that a phrase was found, this one included.
    fn again(&mut self, id: u32) -> u8 {
        let Some(times) = self.times.get_mut(id as usize) else { return 1 };
        if *times == 0 {
            self.counted.push(id);
        }
        *times = times.saturating_add(1);
        *times
    }
}
