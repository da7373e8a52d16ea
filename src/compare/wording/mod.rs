//! Wording: how alike plans are, which passages they share, and where a measure's words come from.

pub(super) mod cited;
mod origin;
mod passage;
mod similarity;

pub(super) use origin::cited_table;
pub use origin::{CitedDocument, Direction, MeasureOrigin, Origin, OriginOptions, Origins, PlanOrigins, origins};
pub use passage::{Mentioned, Passage};
pub use similarity::{Common, CommonIndicator, CommonTopic, Similarity, SimilarityCell, SimilarityOptions, similarity};
