//! The voluntary contribution: every byte that would go, and the two steps by which the visitor lets it go. Sends
//! nothing.

use maud::{Markup, html};

use crate::address::Address;
use crate::code::{answers, copied, copy_button, copy_status, left_out};
use crate::menu::{button, heading};
use crate::together::Together;

/// The dialogue.
pub(crate) fn contribution(together: &Together, is_closed: bool) -> Markup {
    let catalogue = &together.catalogue;
    let say = |key| catalogue.say(key);
    let address = together.address();
    html! {
        (heading(say("together.give")))
        @match &address {
            Some(address) => {
                p { (say("together.give_voluntary")) }
                p { (say("together.give_to")) " " bdi class="rs-typed" { (address.shown()) } }
                p class="rs-stop" { (say("together.give_reader")) }
                (bytes(together))
                (file_step(together))
                (way(together, address, is_closed))
                (copy_status(catalogue))
            }
            None => p class="rs-error" { (say("together.bad_address")) },
        }
        div class="rs-onward" { (button("close", say("together.close"))) }
    }
}

/// The file as it is, and in words.
fn bytes(together: &Together) -> Markup {
    let catalogue = &together.catalogue;
    let say = |key| catalogue.say(key);
    html! {
        h3 class="rs-h3" id="rs-bytes-title" { (say("together.bytes")) }
        p class="rs-hint" { (say("together.bytes_text")) }
        pre class="rs-bytes" tabindex="0" role="region" aria-labelledby="rs-bytes-title" dir="ltr" translate="no" {
            (together.result_file())
        }
        details class="rs-details" {
            summary { (say("together.in_words")) }
            (answers(&together.questionnaire, &together.code.result, catalogue))
            (left_out(catalogue))
        }
    }
}

fn file_step(together: &Together) -> Markup {
    let say = |key| together.catalogue.say(key);
    html! {
        h3 class="rs-h3" { (say("together.step_file")) }
        p { (say("together.step_file_text")) }
        (button("save", say("together.save")))
        p class="rs-hint" role="status" data-part="saved" data-done=(say("together.saved")) {}
    }
}

/// How it gets there: by the visitor's own mail program, or on the association's page.
fn way(together: &Together, address: &Address, is_closed: bool) -> Markup {
    let catalogue = &together.catalogue;
    let say = |key| catalogue.say(key);
    let code = together.code_text();
    let subject =
        catalogue.fill("together.subject", &[("questionnaire", &together.questionnaire.title)]);
    let link = address.link(&subject, &code);
    html! {
        @match address {
            Address::Mail(_) => {
                h3 class="rs-h3" { (say("together.step_mail")) }
                p { (say("together.step_mail_text")) }
                table class="rs-table" {
                    tbody {
                        tr { th scope="row" { (say("together.mail_to")) } td { bdi class="rs-typed" { (address.shown()) } } }
                        tr { th scope="row" { (say("together.mail_subject")) } td { (subject) } }
                        tr { th scope="row" { (say("together.mail_text")) } td { bdi class="rs-typed" dir="ltr" translate="no" { (code) } } }
                    }
                }
                p class="rs-hint" { (say("together.mail_shows")) }
            }
            Address::Page(_) => {
                h3 class="rs-h3" { (say("together.step_page")) }
                p { (say("together.step_page_text")) }
                p class="rs-hint" { (say("together.page_learns")) }
            }
        }
        @if is_closed {
            (closed(address, &code, &together.catalogue))
        } @else if let Address::Mail(_) = address {
            a class="rs-button" part="button" href=(link) { (say("together.open_mail")) }
        } @else {
            a class="rs-button" part="button" href=(link) target="_blank" rel="noopener noreferrer" {
                (say("together.open_page")) span class="rs-hidden" { " " (say("link.new_tab")) }
            }
        }
    }
}

/// A closed frame opens no link: what it would have held, to copy.
fn closed(address: &Address, code: &str, catalogue: &reasonable_steps::text::Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        p { (say("together.closed")) }
        div class="rs-field" {
            label for="rs-address" { (say("together.give_to")) }
            (copied("rs-address", address.shown()))
            (copy_button("rs-address", catalogue))
        }
        @if let Address::Mail(_) = address {
            div class="rs-field" {
                label for="rs-code" { (say("together.mail_text")) }
                (copied("rs-code", code))
                (copy_button("rs-code", catalogue))
            }
        }
    }
}
