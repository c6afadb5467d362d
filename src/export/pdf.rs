//! The report as a PDF: a tagged document (PDF/UA-1) for the archive (PDF/A-3a), which holds its fonts, its outline
//! and the report as data. It is drawn from the manuscript alone; it knows no report, no file and no clock, and the
//! same manuscript gives the same bytes everywhere.
//!
//! Text is broken into lines (`paragraph`), lines and rows become strips (`compose`, `table`, `score`, `contents`),
//! strips fill pages (`strip`), and pages are drawn (`draw`, `tags`, `around`). Up to the drawing, all measures are integers.

mod around;
mod compose;
mod contents;
mod draw;
mod look;
mod paragraph;
mod score;
mod strip;
mod structure;
mod table;
mod tags;
mod typeset;
mod visible;

use crate::date::Date;
use crate::export::manuscript::Manuscript;
use crate::export::{ExportError, Format};

/// What the document carries: the report as data.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    /// The file's name: `report.json`.
    pub name: &'a str,
    /// What it is, for whoever is asked whether to open it.
    pub description: &'a str,
    /// Its content, JSON.
    pub bytes: &'a [u8],
}

/// The manuscript as a PDF file, with the report attached.
///
/// # Errors
/// When a font of this program can't be read, or the file would break a rule of its standards. No input of the
/// visitor's leads there.
pub fn write(
    manuscript: &Manuscript,
    attachment: &Attachment,
    date: Date,
) -> Result<Vec<u8>, ExportError> {
    let made = || {
        let fonts = typeset::Fonts::read().ok_or("its fonts can't be read")?;
        let composed = compose::compose(manuscript, &fonts);
        let pages = strip::paginate(&composed.strips, &composed.repeated, look::HEIGHT);
        draw::draw(manuscript, &composed, &pages, &fonts, attachment, date)
    };
    made().map_err(|Failure(message)| ExportError::Failed { format: Format::Pdf, message })
}

/// Why there is no document.
struct Failure(String);

impl From<&str> for Failure {
    fn from(reason: &str) -> Self {
        Self(reason.to_owned())
    }
}
