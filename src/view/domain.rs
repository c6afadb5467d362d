//! A domain's page: its questions, one below the other.

use maud::{Markup, html};

use super::{Slots, parts, question};
use crate::interview::DomainPage;
use crate::text::Catalogue;

/// The page.
pub(super) fn domain(page: &DomainPage<'_>, catalogue: &Catalogue) -> Markup {
    let (number, of) = (page.number.to_string(), page.of.to_string());
    html! {
        p class="rs-eyebrow" { (catalogue.fill("domain.number", &[("number", &number), ("of", &of)])) }
        (parts::heading(&page.domain.title))
        p class="rs-lead" { (page.domain.lead) }
        @if !page.question_stem.is_empty() {
            p class="rs-stem" id="rs-stem" {
                (page.question_stem) " "
                span class="rs-keys" { (catalogue.say("domain.keys")) }
            }
        }
        @for item in &page.questions {
            div class="rs-asked" data-slot={ "question:" (item.question.id) } {
                (question::question(item, catalogue))
            }
        }
        (parts::onward(true, &parts::next_label(&page.next, page.next_title, catalogue), catalogue))
    }
}

/// The page's slots.
pub(super) fn slots(page: &DomainPage<'_>, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    for item in &page.questions {
        let id = &item.question.id;
        slots.put(format!("question:{id}"), item.asked.to_string(), || {
            question::question(item, catalogue)
        });
        // Named even while its question is not shown: the same page has the same slots.
        slots.put(format!("offer:{id}"), (item.asked && item.offered).to_string(), || {
            question::offer(item, catalogue)
        });
        let returned = item.asked && item.returned;
        slots.put(format!("returned:{id}"), returned.to_string(), || {
            question::returned(returned, catalogue)
        });
    }
}
