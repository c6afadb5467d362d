//! What is wrong with an input, said so that its author can mend it: what, where, which rule,
//! and the way out. Never a panic, and never only the first mistake.

use std::fmt;

use serde::Serialize;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The input cannot be used.
    Error,
    /// The input can be used, and should be better.
    Warning,
}

/// One finding about an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// The rule, as a stable word: `unknown-key`, `weight`.
    pub code: &'static str,
    /// Where: ``question `access.mfa`: levels``.
    pub path: String,
    /// What is there and which rule it breaks, in lower case without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "; hint: {hint}"),
            None => Ok(()),
        }
    }
}

/// The findings about one input, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(Vec<Diagnostic>);

impl Findings {
    /// No findings yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an error.
    pub fn error(
        &mut self,
        code: &'static str,
        path: impl Into<String>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(Severity::Error, code, path.into(), message.into(), hint.into());
    }

    /// Adds a warning.
    pub fn warning(
        &mut self,
        code: &'static str,
        path: impl Into<String>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(Severity::Warning, code, path.into(), message.into(), hint.into());
    }

    /// Adds a finding.
    pub fn push(
        &mut self,
        severity: Severity,
        code: &'static str,
        path: String,
        message: String,
        hint: String,
    ) {
        let hint = (!hint.is_empty()).then_some(hint);
        self.0.push(Diagnostic { severity, code, path, message, hint });
    }

    /// Whether any finding makes the input unusable.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Puts `prefix` before the path of every finding: the name of the file it is about.
    #[must_use]
    pub fn within(mut self, prefix: &str) -> Self {
        for finding in &mut self.0 {
            finding.path = match finding.path.as_str() {
                "" => prefix.to_owned(),
                path => format!("{prefix}: {path}"),
            };
        }
        self
    }

    /// Appends the findings of another input.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The findings as a list.
    #[must_use]
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }
}
