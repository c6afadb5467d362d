//! Many assessments seen together, without names: exact counts, how they spread, and what may be shown of them.
//! Never knows whose they are.
//!
//! Scores are whole percent and levels are few, so every distribution is held exactly, in a space that does not grow
//! with the number of results, and two halves can be counted apart and joined.

mod counts;
mod figures;
pub mod gate;
pub mod hands;
pub mod room;
mod spread;

pub use counts::{Counts, QuestionCount};
pub use figures::{
    AnswerFigures, BandFigures, DomainFigures, Figures, LONGEST_LIST, QuestionFigures,
    SpreadFigures,
};
pub use spread::Spread;

/// The least number of results of which anything is shown. With fewer, somebody in the room could tell whose they are.
pub const LEAST: u64 = 5;
/// The least number of results by which two shown figures may differ: from a smaller step one could be worked out.
pub const STEP: u64 = 3;
