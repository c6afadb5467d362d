//! From the report to the manuscript, section by section. Decides what stands where and in which
//! words; how it looks is each format's own matter.

mod about;
mod answers;
mod numbers;
mod plan;
mod result;
mod since;

use super::{Block, Cell, Column, Manuscript, Span, Style};
use crate::interview::ReportPage;
use crate::report::Report;
use crate::text::Catalogue;

/// The whole report as a document.
#[must_use]
pub fn manuscript(page: &ReportPage, catalogue: &Catalogue) -> Manuscript {
    let report = &page.report;
    let mut builder = Builder { report, catalogue, blocks: Vec::new() };
    result::result(&mut builder, page.bands);
    numbers::areas(&mut builder);
    numbers::lenses(&mut builder);
    since::since(&mut builder);
    plan::plan(&mut builder);
    answers::proof(&mut builder);
    about::sheets(&mut builder);
    answers::not_scored(&mut builder);
    numbers::why(&mut builder);
    answers::appendix(&mut builder);
    about::about(&mut builder);
    Manuscript {
        language: report.language.clone(),
        right_to_left: catalogue.direction() == "rtl",
        title: title(report, catalogue),
        header: catalogue.say("report.confidential").to_owned(),
        subtitle: vec![
            format!("{} {}", report.questionnaire.title, report.questionnaire.version),
            catalogue.date(report.date),
        ],
        contents_title: catalogue.say("export.contents").to_owned(),
        page_number: catalogue.say("export.page").to_owned(),
        blocks: builder.blocks,
    }
}

/// What the document is called: "Report for …".
#[must_use]
pub(in crate::export) fn title(report: &Report, catalogue: &Catalogue) -> String {
    match report.title.trim() {
        "" => catalogue.say("report.title").to_owned(),
        firm => format!("{} {firm}", catalogue.say("report.title_of")),
    }
}

/// Collects blocks.
struct Builder<'a> {
    report: &'a Report,
    catalogue: &'a Catalogue,
    blocks: Vec<Block>,
}

impl<'a> Builder<'a> {
    fn say(&self, key: &'a str) -> &'a str {
        self.catalogue.say(key)
    }

    fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.catalogue.fill(key, values)
    }

    fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading { level, text: text.into() });
    }

    fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(plain(text)));
    }

    fn muted(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(vec![Span::styled(text, Style::Muted)]));
    }

    fn facts(&mut self, facts: Vec<(String, Vec<Span>)>) {
        if !facts.is_empty() {
            self.blocks.push(Block::Facts(facts));
        }
    }
}

fn plain(text: impl Into<String>) -> Vec<Span> {
    vec![Span::plain(text)]
}

fn cell(text: impl Into<String>) -> Cell {
    Cell { paragraphs: vec![plain(text)], heads_row: false }
}

/// The cell that names its row.
fn head_cell(text: impl Into<String>) -> Cell {
    Cell { paragraphs: vec![plain(text)], heads_row: true }
}

fn strong_cell(text: impl Into<String>) -> Cell {
    Cell { paragraphs: vec![vec![Span::styled(text, Style::Strong)]], heads_row: false }
}

fn column(title: impl Into<String>, share: u32) -> Column {
    Column { title: title.into(), share, number: false }
}

fn number_column(title: impl Into<String>, share: u32) -> Column {
    Column { title: title.into(), share, number: true }
}
