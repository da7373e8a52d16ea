//! The place that a plan is for, and its division code with the edition of the code table.

use serde::{Deserialize, Serialize};

use super::words::words;

words! { "level",
    /// The level of a place in the administrative divisions of China.
    pub enum Level {
        /// The whole country.
        Nation = "nation",
        /// 省, 自治区, 直辖市.
        Province = "province",
        /// 地级市, 自治州, 盟.
        Prefecture = "prefecture",
        /// 县, 县级市, 市辖区, 旗.
        County = "county",
        /// 乡, 镇, 街道.
        Township = "township",
        /// A part that is no division of its own (主城区, 开发区): it has no code.
        Area = "area",
    }
}

impl Level {
    /// How far down: 0 for the nation; an area comes last, since it can lie in any division.
    pub(crate) const fn depth(self) -> u8 {
        match self {
            Level::Nation => 0,
            Level::Province => 1,
            Level::Prefecture => 2,
            Level::County => 3,
            Level::Township => 4,
            Level::Area => 5,
        }
    }
}

/// A code of GB/T 2260 (six digits) or of the statistics bureau's longer form (nine or twelve), with the edition of its table.
///
/// Codes move: a county that became a district has a new one, and an old code can name another place. So the edition goes with it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DivisionCode {
    /// Six, nine or twelve digits.
    pub code: String,
    /// The year of the code table.
    pub edition: i32,
}

impl DivisionCode {
    pub(crate) fn is_well_formed(&self) -> bool {
        matches!(self.code.len(), 6 | 9 | 12) && self.code.bytes().all(|b| b.is_ascii_digit()) && !self.code.starts_with('0')
    }

    /// The digits that name the place: the code without the zeros of the levels below, `13` for `130000`.
    pub(crate) fn significant(&self) -> &str {
        let mut end = self.code.len();
        // Two digits a level down to the county, three below it.
        for (from, to) in [(9, 12), (6, 9), (4, 6), (2, 4)] {
            if end == to && self.code.get(from..to).is_some_and(|level| level.bytes().all(|b| b == b'0')) {
                end = from;
            }
        }
        self.code.get(..end).unwrap_or(&self.code)
    }
}

/// A division that a place lies in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Division {
    /// Its name, such as 保定市.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Its code; a place may be known by name only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<DivisionCode>,
}

/// The place that a plan is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its name, such as 徐水区.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// Its code; a place may be known by name only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<DivisionCode>,
    /// What it lies in, nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<Division>,
}

impl Place {
    /// The full name from the outside in: 河北省保定市徐水区. A name that begins with the division around it names it once
    /// (邢台市主城区 lies in 邢台市).
    pub fn full_name(&self) -> String {
        let outer: Vec<&str> = self.within.iter().rev().map(|d| d.name.as_str()).collect();
        let outer = outer.concat();
        let shared = self.within.iter().map(|d| d.name.as_str()).find(|name| self.name.starts_with(name));
        let outer = shared.and_then(|name| outer.split_once(name)).map_or(outer.as_str(), |(before, _)| before);
        format!("{outer}{}", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn significant_digits() {
        let code = |code: &str| DivisionCode { code: code.to_owned(), edition: 2021 };
        for (full, short) in
            [("130000", "13"), ("130600", "1306"), ("130609", "130609"), ("130609100000", "130609100"), ("110100", "1101")]
        {
            assert_eq!(code(full).significant(), short);
        }
    }
}
