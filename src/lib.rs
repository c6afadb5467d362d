//! Reasonable Steps: a private self-assessment of how well a firm protects its trade secrets.

// The core never panics: bad input is an error with a way out. Tests may.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::todo,
        clippy::unimplemented
    )
)]

pub mod assessment;
pub mod cohort;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod export;
pub mod fraction;
pub mod interview;
pub mod questionnaire;
pub mod report;
pub mod score;
pub mod team;
pub mod text;
pub mod view;
pub mod web;
pub mod workshop;

/// The version of this engine, as it stands in files and reports.
pub const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");
