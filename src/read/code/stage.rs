//! Education stages that a unit names.

use super::cue::{COMPULSORY, Cues, Hit, Sense, bit};
use crate::model::{Stage, TopicCode};
use crate::read::unit::UnitText;

/// Stages named in the heading and, where they are more than a side remark, in the text; where the unit names none, those of the
/// heading above it, else those that its topic implies.
pub(crate) fn stages(cues: &Cues, unit: &UnitText<'_>, hits: &[Hit], topics: &[TopicCode]) -> Vec<Stage> {
    let topic = topics.first().map_or("", String::as_str);
    let mut named = masks(cues, unit.heading);
    let mut counts = [0u32; 8];
    for hit in hits {
        if let Sense::Stages(mask) = cues.sense(*hit) {
            for (n, count) in counts.iter_mut().enumerate() {
                *count += u32::from(mask >> n & 1);
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    for (n, count) in counts.iter().enumerate() {
        if *count > 0 && *count * 4 >= most && (named == 0 || *count * 2 >= most) {
            named |= 1 << n;
        }
    }
    if named == 0 {
        named = unit.above.last().map_or(0, |above| masks(cues, above));
    }
    if named == 0 {
        named = match topic {
            "B1" => bit(Stage::Preschool),
            "B3" => bit(Stage::UpperSecondaryGeneral),
            "B4" => bit(Stage::UpperSecondaryVocational),
            "B6" => bit(Stage::Childcare),
            "B2" | "F1" | "F2" | "F3" => COMPULSORY,
            _ => 0,
        };
    }
    // Homework, after-school service and tutoring rules are about compulsory schooling, whatever schools the text speaks of.
    if matches!(topic, "F1" | "F2" | "F3") && named & COMPULSORY == COMPULSORY {
        named &= COMPULSORY;
    }
    Stage::ALL.iter().enumerate().filter(|(n, _)| named >> n & 1 == 1).map(|(_, stage)| *stage).collect()
}

fn masks(cues: &Cues, text: &str) -> u8 {
    let mut named = 0;
    cues.scan(text, |hit| {
        if let Sense::Stages(mask) = cues.sense(hit) {
            named |= mask;
        }
    });
    named
}
