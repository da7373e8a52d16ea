//! What a change does, as data: the shift (raised, delayed, softened …) and whether the promise gets stronger by it.

use serde::{Deserialize, Serialize};

/// What a change does.
///
/// Shifts come in pairs that mirror each other; those that mirror themselves say only that something is different.
///
/// | field | shifts |
/// |---|---|
/// | value | [`Raised`](Shift::Raised) ↔ [`Lowered`](Shift::Lowered); money [`MoreMoney`](Shift::MoreMoney) ↔ [`LessMoney`](Shift::LessMoney) |
/// | bound | [`Tightened`](Shift::Tightened) ↔ [`Loosened`](Shift::Loosened) (不低于 → 左右), [`Rebound`](Shift::Rebound) where neither is stricter |
/// | unit, per | [`UnitChanged`](Shift::UnitChanged), [`PerChanged`](Shift::PerChanged), then the value is [`Revalued`](Shift::Revalued) |
/// | dates | [`BroughtForward`](Shift::BroughtForward) ↔ [`Delayed`](Shift::Delayed); [`Dated`](Shift::Dated) ↔ [`Undated`](Shift::Undated); [`Redated`](Shift::Redated) |
/// | force | [`Firmed`](Shift::Firmed) ↔ [`Softened`](Shift::Softened) (确保 → 力争) |
/// | scope | [`Widened`](Shift::Widened) ↔ [`Narrowed`](Shift::Narrowed), [`Rescoped`](Shift::Rescoped) |
/// | baseline | [`BaselineCorrected`](Shift::BaselineCorrected), [`BaselineAdded`](Shift::BaselineAdded) ↔ [`BaselineDropped`](Shift::BaselineDropped) |
/// | frequency | [`MoreOften`](Shift::MoreOften) ↔ [`LessOften`](Shift::LessOften) (once → every year), [`Retimed`](Shift::Retimed) |
/// | who pays | [`PayerChanged`](Shift::PayerChanged) |
/// | consequences | [`Harsher`](Shift::Harsher) ↔ [`Milder`](Shift::Milder); triggers [`TriggerEarlier`](Shift::TriggerEarlier) ↔ [`TriggerLater`](Shift::TriggerLater) |
/// | duties | [`LeadMoved`](Shift::LeadMoved), [`UnitJoined`](Shift::UnitJoined) ↔ [`UnitLeft`](Shift::UnitLeft) |
/// | parts of an item | [`Added`](Shift::Added) ↔ [`Dropped`](Shift::Dropped), [`MovedIn`](Shift::MovedIn) ↔ [`MovedOut`](Shift::MovedOut), [`Reordered`](Shift::Reordered) |
/// | words | [`Reworded`](Shift::Reworded), [`Reclassified`](Shift::Reclassified) |
/// | consequence of another change | [`Followed`](Shift::Followed): a reference to what was renumbered |
/// | the reading | [`SourceMoved`](Shift::SourceMoved) |
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Shift {
    /// A higher value.
    Raised,
    /// A lower value.
    Lowered,
    /// More money.
    MoreMoney,
    /// Less money.
    LessMoney,
    /// Another value that cannot be compared, since unit, bound or reference changed with it.
    Revalued,
    /// A stricter bound, or a narrower range.
    Tightened,
    /// A laxer bound, or a wider range.
    Loosened,
    /// Another bound, neither stricter nor laxer.
    Rebound,
    /// Another unit.
    UnitChanged,
    /// For each of something else.
    PerChanged,
    /// A number where there was none.
    Quantified,
    /// No number where there was one.
    Unquantified,
    /// An earlier date.
    BroughtForward,
    /// A later date.
    Delayed,
    /// A date where there was none.
    Dated,
    /// No date where there was one.
    Undated,
    /// A date with other precision, or other years of a plan's period.
    Redated,
    /// Firmer: 力争 → 确保.
    Firmed,
    /// Softer: 确保 → 力争.
    Softened,
    /// Covers more.
    Widened,
    /// Covers less.
    Narrowed,
    /// Covers something else.
    Rescoped,
    /// Another baseline value.
    BaselineCorrected,
    /// A baseline where there was none.
    BaselineAdded,
    /// No baseline where there was one.
    BaselineDropped,
    /// More often: once → every year.
    MoreOften,
    /// Less often.
    LessOften,
    /// How often is said, or no longer said.
    Retimed,
    /// Somebody else pays.
    PayerChanged,
    /// A harsher consequence, or one more.
    Harsher,
    /// A milder consequence, or one less.
    Milder,
    /// Set off earlier: 连续三年 → 连续两年.
    TriggerEarlier,
    /// Set off later.
    TriggerLater,
    /// Others lead.
    LeadMoved,
    /// A unit joined.
    UnitJoined,
    /// A unit left.
    UnitLeft,
    /// A promise, condition or entry that is new in the item.
    Added,
    /// One that is gone.
    Dropped,
    /// A promise that another item held.
    MovedIn,
    /// A promise that another item holds now.
    MovedOut,
    /// The same entries in another order.
    Reordered,
    /// Other words.
    Reworded,
    /// Another kind, topic, stage, role or other word of a closed list.
    Reclassified,
    /// A reference that follows what was moved or renumbered.
    Followed,
    /// Read at another place of the text.
    SourceMoved,
}

impl Shift {
    /// The shift seen from the other side.
    #[must_use]
    pub const fn inverse(self) -> Shift {
        match self {
            Shift::Raised => Shift::Lowered,
            Shift::Lowered => Shift::Raised,
            Shift::MoreMoney => Shift::LessMoney,
            Shift::LessMoney => Shift::MoreMoney,
            Shift::Tightened => Shift::Loosened,
            Shift::Loosened => Shift::Tightened,
            Shift::Quantified => Shift::Unquantified,
            Shift::Unquantified => Shift::Quantified,
            Shift::BroughtForward => Shift::Delayed,
            Shift::Delayed => Shift::BroughtForward,
            Shift::Dated => Shift::Undated,
            Shift::Undated => Shift::Dated,
            Shift::Firmed => Shift::Softened,
            Shift::Softened => Shift::Firmed,
            Shift::Widened => Shift::Narrowed,
            Shift::Narrowed => Shift::Widened,
            Shift::BaselineAdded => Shift::BaselineDropped,
            Shift::BaselineDropped => Shift::BaselineAdded,
            Shift::MoreOften => Shift::LessOften,
            Shift::LessOften => Shift::MoreOften,
            Shift::Harsher => Shift::Milder,
            Shift::Milder => Shift::Harsher,
            Shift::TriggerEarlier => Shift::TriggerLater,
            Shift::TriggerLater => Shift::TriggerEarlier,
            Shift::UnitJoined => Shift::UnitLeft,
            Shift::UnitLeft => Shift::UnitJoined,
            Shift::Added => Shift::Dropped,
            Shift::Dropped => Shift::Added,
            Shift::MovedIn => Shift::MovedOut,
            Shift::MovedOut => Shift::MovedIn,
            same => same,
        }
    }

    /// Whether the change says something about the plan: not a reference that follows, not the place of reading.
    pub const fn is_substance(self) -> bool {
        !matches!(self, Shift::Followed | Shift::SourceMoved)
    }
}

/// Whether a promise gets stronger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// More is promised, sooner, more firmly, for more, or with harsher consequences.
    Strengthened,
    /// Less is promised, later, less firmly, for fewer, or with milder consequences.
    Weakened,
    /// Neither, or it cannot be said.
    #[default]
    Neutral,
}

impl Effect {
    /// The effect seen from the other side.
    #[must_use]
    pub const fn inverse(self) -> Effect {
        match self {
            Effect::Strengthened => Effect::Weakened,
            Effect::Weakened => Effect::Strengthened,
            Effect::Neutral => Effect::Neutral,
        }
    }
}
