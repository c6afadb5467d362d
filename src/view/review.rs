//! The page before the result: what is left to answer, and what that means for the result.

use maud::{Markup, html};

use super::{chart, parts};
use crate::interview::{ReviewItem, ReviewPage};
use crate::text::Catalogue;

/// The page.
pub(super) fn review(page: &ReviewPage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let nothing_left = page.unanswered.is_empty() && page.reason_missing.is_empty();
    html! {
        (parts::heading(say("review.title")))
        p class="rs-lead" {
            @if !page.any { (say("review.nothing")) }
            @else if nothing_left { (say("review.complete")) }
            @else { (say("review.lead")) }
        }
        div class="rs-complete" {
            p class="rs-complete-number" {
                span { (say("review.completeness")) }
                strong { (parts::percent(page.completeness, catalogue)) }
            }
            (chart::bar(page.completeness * 10))
            p class="rs-hint" {
                @if page.complete_enough { (say("review.enough")) }
                @else {
                    (catalogue.fill("review.withheld", &[("needed", &page.needed.to_string())]))
                }
            }
        }
        (list("rs-reason-missing", say("review.reason_missing"), say("review.reason_missing_text"),
            &page.reason_missing, catalogue))
        (list("rs-unanswered", say("review.unanswered"), say("review.unanswered_text"),
            &page.unanswered, catalogue))
        (list("rs-dont-know", say("review.dont_know"), say("review.dont_know_text"),
            &page.dont_know, catalogue))
        (parts::onward(true, say("review.report"), catalogue))
    }
}

fn list(
    id: &str,
    title: &str,
    text: &str,
    items: &[ReviewItem<'_>],
    catalogue: &Catalogue,
) -> Markup {
    // Critical questions first; within each kind the questionnaire's order.
    let (critical, other): (Vec<&ReviewItem<'_>>, Vec<&ReviewItem<'_>>) =
        items.iter().partition(|item| item.question.critical);
    html! {
        @if !items.is_empty() {
            section class="rs-left" aria-labelledby=(id) {
                h2 class="rs-h2" id=(id) { (title) " " span class="rs-number" { (items.len()) } }
                p { (text) }
                ul class="rs-jumps" {
                    @for item in critical.iter().chain(other.iter()) {
                        li {
                            button type="button" class="rs-jump" data-command={ "ask " (item.question.id) } {
                                span class="rs-jump-text" {
                                    @if item.question.critical { (parts::critical(catalogue)) " " }
                                    span { (item.question.prompt) }
                                    span class="rs-hidden" { " " }
                                    span class="rs-muted rs-block" { (item.domain) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
