//! What the visitor is told above the page.

use crate::diagnostic::Diagnostic;

/// Something the visitor is told above the page, until it is dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A file could not be opened; the assessment is as it was.
    FileRefused(Vec<Diagnostic>),
    /// A file was opened; there may be warnings.
    FileOpened(Vec<Diagnostic>),
    /// Opening this file would replace answers.
    ConfirmOpen(String),
    /// Erasing everything, also from the device.
    ConfirmErase,
    /// Everything was erased.
    Erased,
    /// Starting over erases the answers.
    ConfirmStartOver,
    /// The answers were erased.
    StartedOver,
    /// What was replaced or erased is back.
    Undone,
    /// What the browser kept is back; there may be warnings.
    Remembered(Vec<Diagnostic>),
    /// What the browser kept can't be read.
    Unreadable(Vec<Diagnostic>),
    /// The engine stopped and was started anew; the last thing done was not taken in.
    Recovered,
}
