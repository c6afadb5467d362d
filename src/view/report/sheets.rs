//! The country sheets: what is confirmed about the law of the countries that the firm named.

use maud::{Markup, html};

use super::{parts, section_title};
use crate::report::{Report, SheetLine};
use crate::text::Catalogue;

/// The sheets; nothing where no country was named.
pub(super) fn sheets(report: &Report, catalogue: &Catalogue) -> Markup {
    html! {
        @if !report.sheets.is_empty() {
            section class="rs-section" aria-labelledby="rs-sheets" {
                (section_title("rs-sheets", catalogue.say("sheets.title")))
                p class="rs-muted" { (catalogue.say("sheets.text")) }
                @for sheet in &report.sheets { (self::sheet(sheet, catalogue)) }
            }
        }
    }
}

fn sheet(sheet: &SheetLine, catalogue: &Catalogue) -> Markup {
    let checked = catalogue.date(sheet.checked);
    html! {
        section class="rs-sheet" {
            h3 class="rs-h3" { (sheet.title) }
            dl class="rs-facts-list" {
                @for row in &sheet.rows {
                    div {
                        dt { (row.name) }
                        dd {
                            @match &row.text {
                                Some(text) => (text),
                                None => span class="rs-muted" { (catalogue.say("sheets.ask")) },
                            }
                        }
                    }
                }
            }
            p class="rs-muted" { (catalogue.fill("sheets.checked", &[("date", &checked)])) }
            @if !sheet.sources.is_empty() {
                details class="rs-details" {
                    summary { (catalogue.say("question.sources")) span class="rs-hidden" { ": " (sheet.title) } }
                    ul class="rs-sources" {
                        @for source in &sheet.sources {
                            li { (parts::source(&source.title, &source.locator, source.url.as_deref(), catalogue)) }
                        }
                    }
                }
            }
        }
    }
}
