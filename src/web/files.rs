//! The boundary of the modules that make files: text in, bytes out.

use super::Failure;
use super::headless::read_questionnaire;
use crate::assessment::Assessment;
use crate::date::Date;
use crate::diagnostic::Findings;
use crate::document::{Node, parse_json};
use crate::export::{self, Format};
use crate::questionnaire::Questionnaire;
use crate::text::Catalogue;

/// What a file is to be made of, all of it as text.
#[derive(Clone, Copy, Debug)]
pub struct FileRequest<'a> {
    /// The compiled questionnaire.
    pub questionnaire: &'a str,
    /// The assessment file.
    pub file: &'a str,
    /// Earlier assessment files to compare with: a JSON list of their texts.
    pub earlier: &'a str,
    /// The interface's texts, JSON.
    pub language: &'a str,
    /// The name of a [`Format`].
    pub format: &'a str,
    /// The day of the report.
    pub today: &'a str,
}

/// Makes a file of a report.
///
/// # Errors
/// `questionnaire`, `file`, `earlier` or `language` with all diagnostics, `date`, `format` for a
/// format that there is not, `export` for one that can't be made.
pub fn make_file(request: &FileRequest<'_>) -> Result<Vec<u8>, Failure> {
    let format = Format::from_name(request.format).ok_or_else(|| {
        let message =
            format!("`{}` is no format; hint: use docx, xlsx, pdf or html", request.format);
        Failure::new("format", message)
    })?;
    let date: Date = request.today.parse()?;
    let questionnaire = read_questionnaire(request.questionnaire)?;
    let (catalogue, findings) = Catalogue::from_json(request.language);
    let catalogue = catalogue.ok_or_else(|| Failure::document("language", findings))?;
    let assessment = read(request.file, &questionnaire, "file")?;
    let mut earlier = Vec::new();
    for text in texts(request.earlier)? {
        earlier.push(read(&text, &questionnaire, "earlier")?);
    }
    let page = export::page(&questionnaire, &assessment, &earlier, date);
    export::make(format, &page, &export::catalogue(catalogue))
        .map_err(|error| Failure::new("export", error.to_string()))
}

fn read(
    text: &str,
    questionnaire: &Questionnaire,
    code: &'static str,
) -> Result<Assessment, Failure> {
    let (assessment, findings) = Assessment::from_json(text, questionnaire);
    assessment.ok_or_else(|| Failure::document(code, findings))
}

/// A JSON list of texts.
fn texts(json: &str) -> Result<Vec<String>, Failure> {
    let mut findings = Findings::new();
    let form = || Failure::new("earlier", "is no list of files; hint: pass [\"…\"]");
    let node = parse_json(json, &mut findings)
        .ok_or_else(|| Failure::document("earlier", findings.into_vec()))?;
    let Node::List(nodes) = node else { return Err(form()) };
    let mut texts = Vec::new();
    for node in nodes {
        let Node::Text(text) = node else { return Err(form()) };
        texts.push(text);
    }
    Ok(texts)
}
