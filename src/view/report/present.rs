//! The report's first screen for a room: the number, what holds it down, what to do first.
//! No answers and no small print.

use maud::{Markup, html};

use super::result;
use crate::interview::ReportPage;
use crate::text::Catalogue;

/// The projector's page.
pub(in crate::view) fn present(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    let report = &page.report;
    let shown = report.score.shown.map(|shown| shown.to_string()).unwrap_or_default();
    html! {
        h1 class="rs-projector-title" data-heading tabindex="-1" {
            @if report.title.trim().is_empty() { (catalogue.say("report.title")) }
            @else { (super::parts::typed(&report.title)) }
        }
        div class="rs-projector-result" {
            div class="rs-verdict" {
                (result::number(report, catalogue))
                (result::band_name(report, catalogue))
            }
            (result::stair(page, catalogue))
        }
        @if report.score.capped {
            p class="rs-projector-held" { (catalogue.fill("present.held", &[("score", &shown)])) }
        }
        @if !report.plan.is_empty() {
            h2 class="rs-projector-first" { (result::first_title(report, catalogue)) }
            (result::first_list(report, catalogue))
        }
        div class="rs-onward" {
            button type="button" class="rs-button" part="button" data-command="go report" {
                (catalogue.say("present.back"))
            }
        }
    }
}
