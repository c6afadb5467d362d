//! The start page: what this is, what it promises, how long it takes.

use maud::{Markup, html};

use super::{Slots, chart, parts};
use crate::assessment::Mode;
use crate::interview::{Count, ModeOffer, Place, StartPage};
use crate::text::Catalogue;

/// The page.
pub(super) fn start(page: &StartPage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        div class="rs-opening" {
            div {
                (parts::heading(&page.questionnaire.title))
                p class="rs-lead" { (page.questionnaire.short) }
                (parts::branding(page.questionnaire.branding.as_ref(), catalogue))
            }
            (chart::sign())
        }
        slot name="intro" {}
        p class="rs-facts" data-slot="count" role="status" { (facts(page.count, catalogue)) }
        @if !page.modes.is_empty() { (modes(&page.modes, catalogue)) }
        div class="rs-onward rs-begin" {
            button type="button" class="rs-button rs-go rs-big" part="button button-primary"
                data-command="next" {
                @match page.next {
                    Place::Profile => (say("start.begin_profile")),
                    _ => (say("start.begin")),
                }
            }
        }
        section class="rs-promise" aria-labelledby="rs-promise" {
            h2 class="rs-h3" id="rs-promise" { (say("start.promise")) }
            p { (say("start.promise_text")) }
            p { (say("start.memory")) }
            details class="rs-details" {
                summary { (say("start.check")) }
                ul {
                    li {
                        (say("start.check_offline"))
                        div class="rs-row" {
                            button type="button" class="rs-button rs-small" part="button" data-host="offline" {
                                (say("offline.get"))
                            }
                        }
                        div role="status" data-offline data-busy=(say("offline.busy"))
                            data-done=(say("offline.done")) data-failed=(say("offline.failed")) {}
                    }
                    li { (say("start.check_tools")) }
                    li { (say("start.check_sums")) }
                }
            }
        }
        section class="rs-before" aria-labelledby="rs-before" {
            h2 class="rs-h3" id="rs-before" { (say("start.before")) }
            p class="rs-stop" { (say("start.stop")) }
            @for (id, title) in &page.cards {
                p {
                    button type="button" class="rs-button rs-small" part="button"
                        data-command={ "go card:" (id) } { (title) }
                }
            }
            p { (say("start.shared")) }
            @if let Some((first, rest)) = page.questionnaire.disclaimer.split_first() {
                p { (first) }
                @if !rest.is_empty() {
                    details class="rs-details" {
                        summary { (say("start.disclaimer")) }
                        @for paragraph in rest { p { (paragraph) } }
                    }
                }
            }
        }
    }
}

/// The page's slots.
pub(super) fn slots(page: &StartPage<'_>, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    slots.put("count", count_key(page.count), || facts(page.count, catalogue));
}

/// Changes when the count does.
pub(super) fn count_key(count: Count) -> String {
    format!("{} {} {}", count.questions, count.domains, count.minutes)
}

/// A count with its numbers filled into the text of a key.
pub(super) fn counted(key: &str, count: Count, catalogue: &Catalogue) -> String {
    let (questions, domains, minutes) =
        (count.questions.to_string(), count.domains.to_string(), count.minutes.to_string());
    let values = [("questions", &*questions), ("domains", &*domains), ("minutes", &*minutes)];
    catalogue.fill(key, &values)
}

fn facts(count: Count, catalogue: &Catalogue) -> Markup {
    html! { (counted("start.count", count, catalogue)) }
}

fn modes(modes: &[ModeOffer], catalogue: &Catalogue) -> Markup {
    html! {
        fieldset class="rs-modes" {
            legend class="rs-h3" { (catalogue.say("start.mode")) }
            div class="rs-options" {
                @for offer in modes {
                    @let (name, text) = match offer.mode {
                        Mode::Express => (catalogue.say("mode.express"), catalogue.say("mode.express_text")),
                        Mode::Full => (catalogue.say("mode.full"), catalogue.say("mode.full_text")),
                    };
                    label class="rs-option" part="option" {
                        input type="radio" name="rs-mode" value=(offer.mode.name())
                            checked[offer.chosen] data-command={ "mode " (offer.mode.name()) };
                        span {
                            strong { (name) }
                            span class="rs-muted rs-block" { (text) }
                            span class="rs-muted rs-block" { (counted("start.mode_count", offer.count, catalogue)) }
                        }
                    }
                }
            }
        }
    }
}
