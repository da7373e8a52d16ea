//! Short lists inside the items: stages, instruments, kinds, topic codes.

use smallvec::SmallVec;

/// A list that is mostly short: up to `N` entries stand in the item itself, more of them in memory of their own.
///
/// It is used like a `Vec`: read as a slice, made from a `Vec` or an iterator, and pushed to. Its JSON form is that of a `Vec`.
///
/// ```
/// use crossplan::Stage;
/// use crossplan::model::Few;
/// let mut stages: Few<Stage, 8> = vec![Stage::Preschool].into();
/// stages.push(Stage::Primary);
/// assert_eq!(stages[..], [Stage::Preschool, Stage::Primary]);
/// assert!(stages.contains(&Stage::Primary));
/// ```
pub type Few<T, const N: usize> = SmallVec<[T; N]>;
