//! `compile`: a folder becomes one file.

use std::path::Path;

use reasonable_steps::diagnostic::{Diagnostic, Severity};
use reasonable_steps::questionnaire::authoring;

use super::{CliError, Outcome, print_findings, write};

pub(super) fn compile(
    path: &Path,
    language: Option<&str>,
    output: Option<&Path>,
) -> Result<Outcome, CliError> {
    let (questionnaire, findings) = authoring::read_folder(path, language);
    print_findings(path, &findings);
    let Some(questionnaire) = questionnaire else { return Ok(Outcome::Findings) };
    write(output, questionnaire.to_json())?;
    let error = |finding: &Diagnostic| finding.severity == Severity::Error;
    Ok(if findings.iter().any(error) { Outcome::Findings } else { Outcome::Clean })
}
