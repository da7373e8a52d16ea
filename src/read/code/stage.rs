//! Education stages that a unit names.

use super::cue::{COMPULSORY, bit};
use super::head::Head;
use super::marked::Marked;
use crate::model::Stage;

/// Stages named in the heading and, where they are more than a side remark, in the text; where the unit names none, those of the
/// heading above it, else those that its topic implies.
/// One bit for each.
pub(super) fn stages(heads: &[Head], marked: &Marked, topic: &str) -> u8 {
    let mut named = heads.last().map_or(0, |own| own.stages);
    let counts = &marked.stages;
    let most = counts.iter().copied().max().unwrap_or(0);
    for (n, count) in counts.iter().enumerate() {
        if *count > 0 && *count * 4 >= most && (named == 0 || *count * 2 >= most) {
            named |= 1 << n;
        }
    }
    if named == 0 {
        named = heads.iter().nth_back(1).map_or(0, |above| above.stages);
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
    named
}
