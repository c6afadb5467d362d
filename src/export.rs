//! The report as files, for the visitor to take along. Pure: takes data, gives bytes, the same
//! for the same report wherever they are made. JSON is the report itself,
//! [`crate::report::Report::to_json`].
//!
//! Word, Excel and PDF need libraries of their own, and so are features: the widget's engine is built
//! without them, and a module that is loaded when such a file is asked for has one of them.

pub mod cohort;
pub mod csv;
#[cfg(feature = "excel")]
pub mod excel;
pub mod html;
pub mod manuscript;
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod room;
pub mod text;
#[cfg(feature = "word")]
pub mod word;
mod words;
pub mod worksheet;

use crate::assessment::Assessment;
use crate::date::Date;
use crate::interview::{Look, ReportPage};
use crate::questionnaire::Questionnaire;
use crate::report::report_since;
use crate::text::Catalogue;

/// What only exports say, in English. Beside the interface's texts, so that they weigh nothing
/// until a file is asked for.
pub const ENGLISH: &str = include_str!("../languages/export/en.json");

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A Word document.
    Docx,
    /// An Excel workbook.
    Xlsx,
    /// A PDF.
    Pdf,
    /// One HTML page.
    Html,
    /// A table of all answers and what follows from each.
    Csv,
    /// CommonMark with tables.
    Markdown,
    /// The report as data.
    Json,
    /// Plain text for a terminal.
    Text,
}

/// A file that could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// This build can't make files of that kind.
    #[error("{} files can't be made here; hint: choose another format", .0.name())]
    NotBuilt(Format),
    /// The library that writes the file refused.
    #[error("the {} file could not be made: {message}; hint: choose another format", .format.name())]
    Failed {
        /// Which kind.
        format: Format,
        /// What the library said.
        message: String,
    },
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Docx,
        Self::Xlsx,
        Self::Pdf,
        Self::Html,
        Self::Csv,
        Self::Markdown,
        Self::Json,
        Self::Text,
    ];

    /// The format of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What the command and the page call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Json => "json",
            Self::Text => "text",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pdf => "application/pdf",
            Self::Html => "text/html",
            Self::Csv => "text/csv",
            Self::Markdown => "text/markdown",
            Self::Json => "application/json",
            Self::Text => "text/plain",
        }
    }

    /// How a file's name ends, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            other => other.name(),
        }
    }

    /// Whether a terminal can show it.
    #[must_use]
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Docx | Self::Xlsx | Self::Pdf)
    }

    /// What the file is called: no firm's name, for file names show on shared screens.
    #[must_use]
    pub fn file_name(self, date: Date) -> String {
        format!("reasonable-steps-report-{date}.{}", self.extension())
    }
}

/// The interface's texts and, beneath them, what only exports say: a language that brings these
/// keys itself is heard first.
#[must_use]
pub fn catalogue(interface: Catalogue) -> Catalogue {
    interface.above_own(ENGLISH)
}

/// What a file is made of, for the command and the page alike: the report as of a day, compared
/// with earlier assessments.
#[must_use]
pub fn page(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    earlier: &[Assessment],
    date: Date,
) -> ReportPage {
    ReportPage {
        report: report_since(questionnaire, assessment, earlier, date),
        bands: questionnaire.bands.len(),
        cards: Vec::new(),
        present: false,
        look: Look::default(),
    }
}

/// Makes a file. `catalogue` is one that [`catalogue`] gave.
///
/// # Errors
/// When this build can't make such files, or the library that does refuses.
#[allow(unused_variables, reason = "without a feature there is nothing to make a file of")]
pub fn make(
    format: Format,
    page: &ReportPage,
    catalogue: &Catalogue,
) -> Result<Vec<u8>, ExportError> {
    match format {
        #[cfg(feature = "word")]
        Format::Docx => word::write(&manuscript::manuscript(page, catalogue), page.report.date),
        #[cfg(feature = "excel")]
        Format::Xlsx => excel::write(&page.report, catalogue),
        #[cfg(feature = "pdf")]
        Format::Pdf => {
            let data = page.report.to_json();
            let attachment = pdf::Attachment {
                name: &format!("report.{}", Format::Json.extension()),
                description: catalogue.say("export.data"),
                bytes: data.as_bytes(),
            };
            pdf::write(&manuscript::manuscript(page, catalogue), &attachment, page.report.date)
        }
        #[cfg(feature = "plain")]
        Format::Html => Ok(html::page(page, catalogue).into_bytes()),
        #[cfg(feature = "plain")]
        Format::Csv => Ok(csv::write(&page.report).into_bytes()),
        #[cfg(feature = "plain")]
        Format::Markdown => {
            Ok(markdown::write(&manuscript::manuscript(page, catalogue)).into_bytes())
        }
        // Without a line feed: the very bytes that a browser gets from `JSON.stringify`.
        #[cfg(feature = "plain")]
        Format::Json => Ok(page.report.to_json().into_bytes()),
        #[cfg(feature = "plain")]
        Format::Text => Ok(text::report(&page.report, catalogue).into_bytes()),
        #[allow(unreachable_patterns, reason = "which formats are left depends on the features")]
        other => Err(ExportError::NotBuilt(other)),
    }
}

/// A letter that XML and terminals can carry: what they forbid becomes visible instead of going.
fn xml_safe(letter: char) -> char {
    match letter {
        '\t' | '\n' => letter,
        // The pictures of the control characters stand in their order.
        '\0'..' ' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        letter => letter,
    }
}

/// The lines of a text, however they are ended.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}
