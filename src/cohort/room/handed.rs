//! What becomes of what is handed over: taken, or refused with a reason. Reads files of either kind.

use crate::assessment::{Anonymous, Assessment, CodeError, Mode};
use crate::diagnostic::{Diagnostic, Severity};
use crate::questionnaire::Questionnaire;

/// What became of a result that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is new.
    Added,
    /// It was here already, and is not counted twice.
    Again,
    /// It was taken out, and is back.
    Returned,
    /// It replaces an earlier result of the same number.
    Replaced {
        /// Whether the figures count the earlier one already: then they keep it.
        counted: bool,
    },
}

/// Why a result is not taken. The room is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The text is no usable code.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// The file can't be used; the first finding that says so.
    #[error("{0}")]
    File(Diagnostic),
    /// Other questions are asked in this room.
    #[error("answers the {} questions, this room the {} ones; hint: everybody must answer the same", .found.name(), .room.name())]
    Mode {
        /// Its mode.
        found: Mode,
        /// The room's.
        room: Mode,
    },
    /// A code to be taken out that is not in the room.
    #[error(
        "no result of this code is in the room; hint: compare it with the screen that shows it"
    )]
    NotHere,
}

/// Reads either kind of file. An assessment of another version of the questionnaire is refused, for its figures could
/// not be added.
pub(super) fn read_file(
    questionnaire: &Questionnaire,
    text: &str,
) -> Result<Anonymous, Diagnostic> {
    let (assessment, findings) = Assessment::from_json(text, questionnaire);
    if let Some(assessment) = assessment {
        if let Some(other) = findings.into_iter().find(|finding| finding.code == "other-version") {
            let hint = Some("everybody must answer the same version".to_owned());
            return Err(Diagnostic { severity: Severity::Error, hint, ..other });
        }
        return Ok(Anonymous::of(questionnaire, &assessment));
    }
    let first = first_error(findings);
    if first.code != "format" {
        return Err(first);
    }
    let (result, findings) = Anonymous::from_json(text, questionnaire);
    match (result, first_error(findings)) {
        (Some(result), _) => Ok(result),
        // Neither of the two: what is said of the more common one helps more.
        (None, error) => Err(if error.code == "format" { first } else { error }),
    }
}

fn first_error(findings: Vec<Diagnostic>) -> Diagnostic {
    let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
    findings.into_iter().find(is_error).unwrap_or_else(|| Diagnostic {
        severity: Severity::Error,
        code: "file",
        path: String::new(),
        message: "can't be read".to_owned(),
        hint: Some("choose a file that Reasonable Steps saved".to_owned()),
    })
}
