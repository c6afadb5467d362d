//! The report as files: a standalone page, and text for a terminal. JSON is the report itself,
//! [`crate::report::Report::to_json`]. Pure: takes data, gives text.

pub mod html;
pub mod manuscript;
pub mod text;
