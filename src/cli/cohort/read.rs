//! What a file or a line holds: an assessment, a result, or a code; or why it can't be counted.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use reasonable_steps::assessment::{Anonymous, Assessment, FORMAT, RESULT_FORMAT, ResultCode};
use reasonable_steps::diagnostic::{Diagnostic, Severity};
use reasonable_steps::document::LARGEST_DOCUMENT;
use reasonable_steps::questionnaire::Questionnaire;

/// Why something was skipped, in a line.
pub(super) struct Skipped {
    /// The rule, as a stable word.
    pub code: &'static str,
    /// What is wrong, and the way out.
    pub message: String,
}

impl Skipped {
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    pub fn too_large() -> Self {
        let message = format!("more than {LARGEST_DOCUMENT} bytes; hint: choose a smaller one");
        Self::new("too-large", message)
    }

    pub fn unreadable(error: &std::io::Error) -> Self {
        Self::new(
            "read",
            format!(
                "cannot be read: {error}; hint: look whether it is there, and check its rights"
            ),
        )
    }

    /// The first error; how many more there are.
    fn of(findings: &[Diagnostic]) -> Self {
        let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        let Some(first) = errors.next() else { return Self::new("unusable", "cannot be used") };
        let mut message = first.to_string();
        let more = errors.count();
        if more > 0 {
            message.push_str(&format!(" (findings besides this one: {more})"));
        }
        Self::new(first.code, message)
    }
}

/// The bytes of a file, unless they are more than any document has.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Skipped> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(LARGEST_DOCUMENT).unwrap_or(u64::MAX).saturating_add(1);
    let read = File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes));
    match read {
        Err(error) => Err(Skipped::unreadable(&error)),
        Ok(_) if bytes.len() > LARGEST_DOCUMENT => Err(Skipped::too_large()),
        Ok(_) => Ok(bytes),
    }
}

/// The result in a text: JSON, or a result code where codes may stand.
pub(super) fn result(
    bytes: &[u8],
    may_be_code: bool,
    questionnaire: &Questionnaire,
) -> Result<Anonymous, Skipped> {
    let text = String::from_utf8_lossy(bytes);
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if may_be_code && !start.starts_with(['{', '[', '"']) {
        let code = ResultCode::from_text(text.trim(), questionnaire);
        return code
            .map(|code| code.result)
            .map_err(|error| Skipped::new(error.code(), error.to_string()));
    }
    // Both readers say at once that a format is not theirs; the likelier one goes first.
    let head: String = start.chars().take(120).collect();
    let readers: [fn(&str, &Questionnaire) -> Found; 2] = if head.contains(RESULT_FORMAT) {
        [Anonymous::from_json, assessment]
    } else {
        [assessment, Anonymous::from_json]
    };
    for read in readers {
        let (result, findings) = read(&text, questionnaire);
        match result {
            Some(result) => return Ok(result),
            None if is_foreign(&findings) => {}
            None => return Err(Skipped::of(&findings)),
        }
    }
    let message = format!(
        "format: is neither \"{FORMAT}\" nor \"{RESULT_FORMAT}\"; hint: files that can be counted end in .steps.json or .result.json"
    );
    Err(Skipped::new("format", message))
}

type Found = (Option<Anonymous>, Vec<Diagnostic>);

fn is_foreign(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.code == "format" && finding.path == "format")
}

/// An assessment without its words. Of another version it can be opened in the page, but not counted with others.
fn assessment(text: &str, questionnaire: &Questionnaire) -> Found {
    let (assessment, mut findings) = Assessment::from_json(text, questionnaire);
    for finding in &mut findings {
        if finding.code == "other-version" {
            finding.severity = Severity::Error;
            finding.hint = Some(
                "figures of different versions can't be added: open it in the page of this version, read the answers through, and save it again"
                    .to_owned(),
            );
            return (None, findings);
        }
    }
    (assessment.map(|assessment| Anonymous::of(questionnaire, &assessment)), findings)
}
