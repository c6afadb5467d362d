//! `worksheet`: a questionnaire as one page to print.

use std::path::Path;

use reasonable_steps::assessment::Mode;
use reasonable_steps::export::worksheet::{self, Paper};

use super::{CliError, Outcome, print_findings, source, write};

pub(super) fn worksheet(
    questionnaire: Option<&Path>,
    mode: Mode,
    paper: Paper,
    output: Option<&Path>,
) -> Result<Outcome, CliError> {
    let (found, findings) = source::questionnaire(questionnaire)?;
    if let Some(path) = questionnaire {
        print_findings(path, &findings);
    }
    let Some(found) = found else { return Ok(Outcome::Findings) };
    let catalogue = worksheet::catalogue(source::catalogue()?);
    write(output, worksheet::make(&found, mode, paper, &catalogue))?;
    Ok(Outcome::Clean)
}
