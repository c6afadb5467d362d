//! The report as one HTML page: no script, no external reference, opens from disk.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::interview::ReportPage;
use crate::text::Catalogue;
use crate::view;

/// The style sheet of the widget, which serves the page as well, and what a page by itself needs beside it.
const STYLE: &str =
    concat!(include_str!("../../www/element.css"), include_str!("../../www/export/page.css"));

/// A whole page that holds the report and its style.
#[must_use]
pub fn page(page: &ReportPage, catalogue: &Catalogue) -> String {
    let report = &page.report;
    let mut title = catalogue.say("report.title").to_owned();
    if !report.title.is_empty() {
        title = format!("{title}: {}", report.title);
    }
    document(&report.language, &title, catalogue, &view::report::report(page, catalogue))
}

/// A page that holds some content and its style.
pub(super) fn document(
    language: &str,
    title: &str,
    catalogue: &Catalogue,
    content: &Markup,
) -> String {
    let document = html! {
        (DOCTYPE)
        html lang=(language) dir=(catalogue.direction()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                // Nothing may load or run, whatever a text contains.
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body class="rs-page" {
                main class="rs" lang=(language) dir=(catalogue.direction()) { (content) }
            }
        }
    };
    // What reads HTML drops this one letter.
    document.into_string().replace('\0', "\u{2400}")
}
