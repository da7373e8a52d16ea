//! Five real county plans, typed by hand from their official texts: Xushui (XS), the urban area of Xingtai (XT), Xingqing (XQ),
//! Zhenjiang (ZJ) and Lingshou with eight annexes (LS). Titles and summaries are ours; the sentences of the plans are not included.

use crate::model::{Error, Plan};

/// Code and JSON text of each embedded plan, in the order of this list.
pub const FILES: [(&str, &str); 5] = [
    ("XS", include_str!("../data/plans/XS.json")),
    ("XT", include_str!("../data/plans/XT.json")),
    ("XQ", include_str!("../data/plans/XQ.json")),
    ("ZJ", include_str!("../data/plans/ZJ.json")),
    ("LS", include_str!("../data/plans/LS.json")),
];

/// The five plans with their codes.
///
/// # Errors
/// None for the files as shipped (a test loads them); a faulty file is reported as by [`Plan::from_json`].
pub fn plans() -> Result<Vec<(&'static str, Plan)>, Error> {
    FILES.iter().map(|(code, json)| Plan::from_json(json).map(|plan| (*code, plan))).collect()
}
