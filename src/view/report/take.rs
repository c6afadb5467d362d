//! What can be taken away: a button for each kind of file. The files are made by modules that the
//! page loads when one is asked for.

use maud::{Markup, html};

use super::section_title;
use crate::text::Catalogue;

/// The formats, each with the key of its name. The page knows by the name how to make it.
const FORMATS: [(&str, &str); 7] = [
    ("docx", "take.docx"),
    ("xlsx", "take.xlsx"),
    ("pdf", "take.pdf"),
    ("html", "take.html"),
    ("csv", "take.csv"),
    ("markdown", "take.markdown"),
    ("json", "take.json"),
];

/// What needs no library of its own, and so is offered where another can't be made.
const SIMPLE: [&str; 2] = ["html", "json"];

/// The section.
pub(super) fn take(catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        section class="rs-section rs-screen-only rs-take" aria-labelledby="rs-take" {
            (section_title("rs-take", say("take.title")))
            p class="rs-muted" { (say("take.text")) }
            div class="rs-row rs-actions" { (buttons(|_| true, catalogue)) }
            // In the page from the start, so that screen readers hear what is put into it.
            p class="rs-take-status" role="status" data-take="status"
                data-busy=(say("take.busy")) data-done=(say("take.done")) {}
            div class="rs-take-failed" role="group" aria-labelledby="rs-take-failed" data-take="failed" hidden {
                p class="rs-error" id="rs-take-failed" { (say("take.failed")) }
                div class="rs-row rs-actions" {
                    (buttons(|name| SIMPLE.contains(&name), catalogue))
                    // Needs no module at all.
                    button type="button" class="rs-button rs-small" part="button" data-host="print" {
                        (say("report.print"))
                    }
                }
            }
            button type="button" class="rs-button rs-small" part="button" data-host="together" {
                (say("take.together"))
            }
            // Filled by the module, where the page asks for results or compares.
            div data-take="together" {}
        }
    }
}

fn buttons(wanted: impl Fn(&str) -> bool, catalogue: &Catalogue) -> Markup {
    html! {
        @for (name, key) in FORMATS.iter().filter(|(name, _)| wanted(name)) {
            button type="button" class="rs-button rs-small" part="button"
                data-host="export" data-format=(name) { (catalogue.say(key)) }
        }
    }
}
