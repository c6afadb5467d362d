//! The files to take away, read again by readers that did not write them: nothing of a report is
//! missing from any, and no text of a visitor's becomes anything but text.

#[path = "../support/mod.rs"]
mod support;

mod alone;
mod awkward;
mod complete;
#[path = "../support/hostile.rs"]
mod hostile;
mod injection;
mod large;
mod readers;
mod shown;
#[path = "../../benches/synthetic/mod.rs"]
mod synthetic;

use std::fs;

use reasonable_steps::assessment::Assessment;
use reasonable_steps::export::{self, Format};
use reasonable_steps::interview::ReportPage;
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::text::{Catalogue, ENGLISH};

/// The formats that carry the whole report.
const FORMATS: [Format; 6] =
    [Format::Docx, Format::Xlsx, Format::Html, Format::Csv, Format::Markdown, Format::Json];

fn catalogue() -> Catalogue {
    export::catalogue(Catalogue::from_json(ENGLISH).0.unwrap())
}

fn make(format: Format, page: &ReportPage) -> Vec<u8> {
    export::make(format, page, &catalogue()).unwrap()
}

/// The report of an assessment file.
fn page_of(file: &str, earlier: &[&str], questionnaire: &Questionnaire) -> ReportPage {
    let read = |text: &str| {
        let (assessment, findings) = Assessment::from_json(text, questionnaire);
        assessment.unwrap_or_else(|| panic!("{findings:#?}"))
    };
    let earlier: Vec<Assessment> = earlier.iter().map(|text| read(text)).collect();
    export::page(questionnaire, &read(file), &earlier, support::today())
}

/// The files of the three firms, by name.
fn firms() -> Vec<(String, String)> {
    let mut firms: Vec<(String, String)> = fs::read_dir(support::root().join("tests/data/firms"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name.trim_end_matches(".steps.json").to_owned(), fs::read_to_string(path).unwrap())
        })
        .collect();
    firms.sort();
    assert_eq!(firms.len(), 3);
    firms
}
