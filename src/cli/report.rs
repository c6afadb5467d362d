//! `score` and `report`: what follows from an assessment file.

use std::io::IsTerminal as _;
use std::path::Path;

use reasonable_steps::assessment::Assessment;
use reasonable_steps::date::Date;
use reasonable_steps::document::to_json;
use reasonable_steps::export::{self, Format};
use reasonable_steps::interview::ReportPage;

use super::{
    CliError, Input, Outcome, ReportFormat, ScoreFormat, print_findings, read, source, write,
};

pub(super) fn score(input: &Input, format: ScoreFormat) -> Result<Outcome, CliError> {
    let Some(page) = page(input)? else { return Ok(Outcome::Findings) };
    let text = match format {
        ScoreFormat::Text => {
            export::text::score(&page.report, &export::catalogue(source::catalogue()?))
        }
        ScoreFormat::Json => to_json(&page.report.score) + "\n",
    };
    write(None, &text)?;
    Ok(Outcome::Clean)
}

pub(super) fn report(
    input: &Input,
    format: ReportFormat,
    output: Option<&Path>,
) -> Result<Outcome, CliError> {
    let format = match format {
        ReportFormat::Text => Format::Text,
        ReportFormat::Html => Format::Html,
        ReportFormat::Json => Format::Json,
        ReportFormat::Csv => Format::Csv,
        ReportFormat::Markdown => Format::Markdown,
        ReportFormat::Docx => Format::Docx,
        ReportFormat::Xlsx => Format::Xlsx,
        ReportFormat::Pdf => Format::Pdf,
    };
    // Before any work: bytes that are no letters would only garble a terminal.
    if output.is_none() && !format.is_text() && std::io::stdout().is_terminal() {
        return Err(CliError::Terminal { format: format.name() });
    }
    let Some(page) = page(input)? else { return Ok(Outcome::Findings) };
    let catalogue = export::catalogue(source::catalogue()?);
    write(output, export::make(format, &page, &catalogue)?)?;
    Ok(Outcome::Clean)
}

/// The report of the input; `None` where its mistakes were printed.
fn page(input: &Input) -> Result<Option<ReportPage>, CliError> {
    let (questionnaire, findings) = source::questionnaire(input.questionnaire.as_deref())?;
    if let Some(path) = &input.questionnaire {
        print_findings(path, &findings);
    }
    let Some(questionnaire) = questionnaire else { return Ok(None) };
    let (assessment, findings) = Assessment::from_json(&read(&input.file)?, &questionnaire);
    print_findings(&input.file, &findings);
    let Some(assessment) = assessment else { return Ok(None) };
    let mut earlier = Vec::new();
    for path in &input.earlier {
        let (assessment, findings) = Assessment::from_json(&read(path)?, &questionnaire);
        print_findings(path, &findings);
        let Some(assessment) = assessment else { return Ok(None) };
        earlier.push(assessment);
    }
    let date = input.date.map_or_else(today, Ok)?;
    Ok(Some(export::page(&questionnaire, &assessment, &earlier, date)))
}

/// Today where this machine stands: the one place in this project that looks at a clock.
pub(super) fn today() -> Result<Date, CliError> {
    jiff::Zoned::now().date().to_string().parse().map_err(|_| CliError::Clock)
}
