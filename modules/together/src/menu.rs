//! What can be done together, to choose from; and what the report says of a page that asks for results or compares.

use maud::{Markup, html};
use reasonable_steps::text::Catalogue;

use crate::address::Address;
use crate::together::Offers;

/// A heading of a dialogue: its name, and where the focus goes.
pub(crate) fn heading(text: &str) -> Markup {
    html! { h2 class="rs-h2" id="rs-together-title" data-heading tabindex="-1" { (text) } }
}

/// A button that the module's script knows by `name`.
pub(crate) fn button(name: &str, text: &str) -> Markup {
    html! {
        button type="button" class="rs-button" part="button" data-do=(name) { (text) }
    }
}

/// The same, for what the dialogue is about.
pub(crate) fn main_button(name: &str, text: &str) -> Markup {
    html! {
        button type="button" class="rs-button rs-go" part="button button-primary" data-do=(name) { (text) }
    }
}

/// The menu.
pub(crate) fn menu(offers: &Offers, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let choice = |title, text, name, action| {
        html! {
            li {
                h3 class="rs-h3" { (say(title)) }
                p class="rs-muted" { (say(text)) }
                (button(name, say(action)))
            }
        }
    };
    html! {
        (heading(say("together.title")))
        ul class="rs-choices" {
            (choice("together.workshop", "together.workshop_text", "contents", "together.show_code"))
            (choice("together.team", "together.team_text", "combine", "together.combine"))
            @if !offers.contribute.is_empty() {
                (choice("together.give", "together.give_text", "contribution", "together.give_do"))
            }
        }
        div class="rs-onward" { (button("close", say("together.close"))) }
    }
}

/// What the report says before anything is done. The rest comes when the visitor asks for it.
pub(crate) fn notes(offers: &Offers, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        @if !offers.benchmark.is_empty() {
            section class="rs-note" aria-labelledby="rs-standing" {
                h3 class="rs-h3" id="rs-standing" tabindex="-1" { (say("together.standing")) }
                div data-part="standing" {
                    p { (say("together.standing_text")) }
                    p class="rs-hint" { (say("together.standing_from")) " " bdi class="rs-typed" { (offers.benchmark) } }
                    (button("standing", say("together.standing_do")))
                    p class="rs-hint" role="status" data-part="status" {}
                }
            }
        }
        @if !offers.contribute.is_empty() {
            section class="rs-note" aria-labelledby="rs-give" {
                h3 class="rs-h3" id="rs-give" { (say("together.give")) }
                @if let Some(address) = Address::read(&offers.contribute) {
                    p { (say("together.give_before")) }
                    p class="rs-hint" { (say("together.give_to")) " " bdi class="rs-typed" { (address.shown()) } }
                    (button("contribution", say("together.give_do")))
                } @else {
                    p class="rs-error" { (say("together.bad_address")) }
                }
            }
        }
    }
}
