//! A card to act by: one page, to read on a phone and to print.

use maud::{Markup, html};

use super::parts;
use crate::interview::CardPage;
use crate::text::Catalogue;

/// The card's page.
pub(super) fn card(page: &CardPage<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        article class="rs-report rs-card" {
            (parts::heading(&page.card.title))
            p class="rs-lead" { (page.card.lead) }
            div class="rs-row rs-actions" {
                button type="button" class="rs-button rs-small" part="button" data-host="print" {
                    (catalogue.say("card.print"))
                }
                button type="button" class="rs-button rs-small" part="button" data-command="back" {
                    (catalogue.say("nav.back"))
                }
            }
            ol class="rs-card-parts" {
                @for part in &page.parts {
                    li class="rs-card-part" {
                        h2 class="rs-h3" { (part.section.title) }
                        ul class="rs-list" {
                            @for item in &part.section.items { li { (item) } }
                            @for gap in &part.gaps {
                                li class="rs-card-gap" {
                                    strong { (catalogue.say("card.own_gap")) } " " (gap)
                                }
                            }
                        }
                    }
                }
            }
            p class="rs-muted" { (catalogue.say("card.not_advice")) }
            @if !page.sources.is_empty() {
                details class="rs-details" {
                    summary { (catalogue.say("question.sources")) }
                    ul class="rs-sources" {
                        @for source in &page.sources {
                            li { (parts::source(&source.title, &source.locator, source.url.as_deref(), catalogue)) }
                        }
                    }
                }
            }
        }
    }
}
