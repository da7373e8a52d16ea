//! Money: incentives brought to yuan for each person and year, funding to a year.

mod amount;
mod funding;
mod incentives;

pub use amount::{Normal, PerYear, Spread, Unfit};
pub use funding::{FundingLines, FundingRow, FundingRule, funding};
pub use incentives::{IncentiveCell, IncentiveEntry, IncentiveRow, Incentives, incentives};
