//! Tables over several plans, as typed values that borrow from them: every cell is the item it came from.
//!
//! | table | rows | made by |
//! |---|---|---|
//! | targets | indicators of the catalogue | [`targets`] |
//! | measures | topics | [`measures`] |
//! | what one county alone has | counties | [`alone`] |
//! | incentives, funding, accountability | items, by [`Plan::items_of`](crate::Plan::items_of) | [`listing`] |
//! | profile: counts, specificity, mixes of force, instruments, stages, topics | figures | [`profile`] |
//! | PMC index by a [`Codebook`] | variables and sub-variables | [`pmc`] |
//! | exports | promises, units | [`facts`], [`units`] |
//!
//! How a table looks is the business of `render`.

mod agreement;
mod alpha;
mod cited;
mod codebook;
mod coding;
mod corpus;
mod decide;
mod export;
mod facet;
mod long;
mod origin;
mod passage;
mod pmc;
mod profile;
pub mod rule;
mod similarity;
pub mod table;
mod tables;

pub use agreement::{Agreement, CodeAgreement, CoderAgreement, Label, PairAgreement, SchemeAgreement, Scores, agreement};
pub use alpha::{Alpha, alpha};
pub use codebook::{Codebook, CodebookError, Grade, SubVariable, Variable};
pub use coding::{CodeScheme, CodedUnit, CodingError, CodingRow, Codings};
pub use corpus::{Compared, Corpus, Sentence};
pub use export::{FactRow, UnitRow, facts, units};
pub use facet::Facet;
pub use origin::{CitedDocument, Direction, MeasureOrigin, Origin, OriginOptions, Origins, PlanOrigins, origins};
pub use passage::{Mentioned, Passage};
pub use pmc::{Decision, Pmc, PmcPlan, PmcVariable, pmc};
pub use profile::{Mix, Part, Profile, Profiles, Specificity, profile};
pub use rule::Rule;
pub use similarity::{Common, CommonIndicator, CommonTopic, Similarity, SimilarityCell, SimilarityOptions, similarity};
pub use tables::{
    Alone, Column, Listed, MeasureCell, MeasureRow, TargetCell, TargetRow, alone, listing, measures, targets, uncatalogued,
};
