//! The report as an Excel workbook, to work on the plan in: numbers are numbers, dates are dates,
//! and no text is ever a formula.

mod answers;
pub mod cohort;
mod domains;
mod look;
mod plan;
pub mod room;
mod sheet;
mod summary;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::manuscript::title;
use super::{ExportError, Format};
use crate::date::Date;
use crate::report::Report;
use crate::text::Catalogue;

/// What every sheet needs.
struct Book<'a, T = Report> {
    /// What the workbook is about.
    report: &'a T,
    date: Date,
    catalogue: &'a Catalogue,
    look: look::Look,
    /// What did not fit into a cell.
    overflow: Vec<String>,
    /// How wide the columns of the sheet are, in letters.
    widths: Vec<u16>,
    /// How many lines the highest cell of the row has.
    lines: u32,
}

impl<'a, T> Book<'a, T> {
    fn new(report: &'a T, date: Date, catalogue: &'a Catalogue) -> Self {
        let (look, overflow, widths) = (look::Look::new(), Vec::new(), Vec::new());
        Self { report, date, catalogue, look, overflow, widths, lines: 0 }
    }
}

/// The workbook as a file.
///
/// # Errors
/// When the library refuses.
pub fn write(report: &Report, catalogue: &Catalogue) -> Result<Vec<u8>, ExportError> {
    workbook(report, catalogue)
        .map_err(|error| ExportError::Failed { format: Format::Xlsx, message: error.to_string() })
}

fn workbook(report: &Report, catalogue: &Catalogue) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let date = report.date;
    // The report's own day, so that the same report gives the same bytes. Excel's calendar begins
    // in 1900.
    let day = ExcelDateTime::from_ymd(date.year().max(1900), date.month(), date.day())?;
    let properties = DocProperties::new()
        .set_title(title(report, catalogue))
        .set_subject(&report.questionnaire.title)
        .set_author(catalogue.say("product"))
        .set_creation_datetime(&day);
    workbook.set_properties(&properties);
    let mut book = Book::new(report, date, catalogue);
    let sheets = [
        summary::summary(&mut book)?,
        plan::plan(&mut book)?,
        domains::domains(&mut book)?,
        answers::answers(&mut book)?,
        answers::evidence(&mut book)?,
        summary::about(&mut book)?,
    ];
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    if let Some(sheet) = sheet::overflow(&mut book)? {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}
