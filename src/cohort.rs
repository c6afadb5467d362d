//! Many assessments seen together, without names: exact counts, how they spread, and what may be shown of them.
//! Never knows whose they are.
//!
//! Scores are whole percent and levels are few, so every distribution is held exactly, in a space that does not grow
//! with the number of results, and two halves can be counted apart and joined.

mod benchmark;
mod counts;
mod figures;
pub mod gate;
mod group;
pub mod hands;
mod line;
mod percents;
pub mod room;
mod spread;
mod standing;
mod survey;

pub use benchmark::{
    BENCHMARK_FORMAT, BENCHMARK_FORMAT_VERSION, Benchmark, Distributions, GroupBenchmark,
    MOST_FIRMS, ModeBenchmark, TooFew,
};
pub use counts::{Counts, QuestionCount};
pub use figures::{
    AnswerFigures, BandFigures, DomainFigures, Figures, LONGEST_LIST, QuestionFigures,
    SpreadFigures,
};
pub use group::{GroupFigures, Grouping, GroupingError, MOST_CELLS, ProfileGroups};
pub use line::line;
pub use percents::Percents;
pub use spread::Spread;
pub use standing::{DomainPlace, Place, Standing};
pub use survey::{COHORT_FORMAT, COHORT_FORMAT_VERSION, Cohort, ModeFigures, Survey, mode_of};

/// The least number of results of which anything is shown. With fewer, somebody in the room could tell whose they are.
pub const LEAST: u64 = 5;
/// The least number of results by which two shown figures may differ: from a smaller step one could be worked out.
pub const STEP: u64 = 3;
