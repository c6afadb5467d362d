//! The boundary of worksheets: text in, one HTML page out.

use super::Failure;
use super::headless::read_questionnaire;
use crate::assessment::Mode;
use crate::export::worksheet::{self, Paper};
use crate::text::Catalogue;

/// Makes the worksheet of a compiled questionnaire. `language` is the interface's texts, JSON;
/// `mode` is `express` or `full`, `paper` is `a4` or `letter`.
///
/// # Errors
/// `mode` or `paper` for a name that there is not, `questionnaire` or `language` with all
/// diagnostics.
pub fn make_worksheet(
    questionnaire: &str,
    language: &str,
    mode: &str,
    paper: &str,
) -> Result<String, Failure> {
    let mode = Mode::from_name(mode).ok_or_else(|| {
        Failure::new("mode", format!("`{mode}` is no mode; hint: use express or full"))
    })?;
    let paper = Paper::from_name(paper).ok_or_else(|| {
        Failure::new("paper", format!("`{paper}` is no paper; hint: use a4 or letter"))
    })?;
    let questionnaire = read_questionnaire(questionnaire)?;
    let (catalogue, findings) = Catalogue::from_json(language);
    let catalogue = catalogue.ok_or_else(|| Failure::document("language", findings))?;
    Ok(worksheet::make(&questionnaire, mode, paper, &worksheet::catalogue(catalogue)))
}
