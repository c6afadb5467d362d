//! Where a command's questionnaire and texts come from.

use std::path::Path;

use reasonable_steps::diagnostic::Diagnostic;
use reasonable_steps::questionnaire::{Questionnaire, authoring};
use reasonable_steps::text::{Catalogue, ENGLISH};

use super::{CliError, read};

/// The built-in questionnaire, compiled; a test compares it with its folder.
pub(super) const BUILT_IN: &str =
    include_str!("../../questionnaires/compiled/trade-secrets.en.json");

/// A questionnaire that may be unusable, and what was found.
pub(super) type Found = (Option<Questionnaire>, Vec<Diagnostic>);

/// Reads a questionnaire from its folder or its compiled file; the built-in one without a path.
pub(super) fn questionnaire(path: Option<&Path>) -> Result<Found, CliError> {
    match path {
        None => Ok(Questionnaire::from_json(BUILT_IN)),
        Some(folder) if folder.is_dir() => Ok(authoring::read_folder(folder, None)),
        Some(file) => Ok(Questionnaire::from_json(&read(file)?)),
    }
}

/// The interface in English.
pub(super) fn catalogue() -> Result<Catalogue, CliError> {
    let (catalogue, findings) = Catalogue::from_json(ENGLISH);
    catalogue.ok_or_else(|| {
        let texts: Vec<String> = findings.iter().map(ToString::to_string).collect();
        CliError::BuiltIn(texts.join("; "))
    })
}
