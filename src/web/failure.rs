//! What goes wrong at the boundary, as JavaScript gets it.

use std::cell::RefCell;

use serde::Serialize;

use crate::assessment::AssessmentError;
use crate::date::DateError;
use crate::diagnostic::Diagnostic;
use crate::document::to_json;

/// A mistake of the caller's or of its input. Becomes a `ReasonableStepsError` in JavaScript.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// A stable word for programs.
    pub code: &'static str,
    /// The first finding in words, with the way out.
    pub message: String,
    /// All findings, where a document is at fault.
    pub diagnostics: Vec<Diagnostic>,
}

impl Failure {
    /// A failure without a document at fault.
    #[must_use]
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), diagnostics: Vec::new() }
    }

    /// A document that cannot be used.
    #[must_use]
    pub fn document(code: &'static str, diagnostics: Vec<Diagnostic>) -> Self {
        let message = diagnostics.first().map_or_else(String::new, ToString::to_string);
        Self { code, message, diagnostics }
    }

    /// The failure as JSON text.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_json(self)
    }
}

/// Makes a call at the boundary: its answer as one text, because each function that JavaScript sees weighs 0.2 kB. The
/// text starts with `=` and goes on with what the call gives, or starts with `!` and goes on with a [`Failure`] as JSON
/// text; nothing is thrown.
pub fn answer<T>(
    behind: &RefCell<T>,
    call: impl FnOnce(&mut T) -> Result<String, Failure>,
) -> String {
    let answer = match behind.try_borrow_mut() {
        Ok(mut behind) => call(&mut behind),
        Err(_) => {
            let hint = "called during another call; hint: wait until that has returned";
            Err(Failure::new("busy", hint))
        }
    };
    let (sign, mut text) = match answer {
        Ok(text) => ('=', text),
        Err(failure) => ('!', failure.to_json()),
    };
    text.insert(0, sign);
    text
}

impl From<AssessmentError> for Failure {
    fn from(error: AssessmentError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}

impl From<DateError> for Failure {
    fn from(error: DateError) -> Self {
        Self::new("date", error.to_string())
    }
}
