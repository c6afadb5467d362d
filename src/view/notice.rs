//! What the visitor is told above the page.

use maud::{Markup, html};

use crate::diagnostic::Diagnostic;
use crate::interview::Notice;
use crate::text::Catalogue;

/// Changes whenever the notice says something else.
pub(super) fn key(notice: Option<&Notice>) -> String {
    let count = |name: &str, findings: &[Diagnostic]| {
        let mut key = name.to_owned();
        for finding in findings {
            key += &format!("|{finding}");
        }
        key
    };
    match notice {
        None => String::new(),
        Some(Notice::FileRefused(findings)) => count("refused", findings),
        Some(Notice::FileOpened(findings)) => count("opened", findings),
        Some(Notice::ConfirmOpen(_)) => "confirm-open".to_owned(),
        Some(Notice::ConfirmErase) => "confirm-erase".to_owned(),
        Some(Notice::Erased) => "erased".to_owned(),
    }
}

/// The notice, if there is one.
pub(super) fn notice(notice: Option<&Notice>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let Some(notice) = notice else { return html! {} };
    html! {
        @match notice {
            Notice::FileRefused(findings) => {
                (told("rs-notice rs-alarm", say("notice.refused"), say("notice.refused_text"), html! {
                    (list(findings, catalogue)) (dismiss(catalogue))
                }))
            },
            Notice::FileOpened(findings) => {
                (told("rs-notice", say("notice.opened"), say("notice.opened_text"), html! {
                    (list(findings, catalogue)) (dismiss(catalogue))
                }))
            },
            Notice::ConfirmOpen(_) => {
                (told("rs-notice rs-alarm", say("notice.confirm_open"), say("notice.confirm_open_text"),
                    sure("confirm-open", say("notice.confirm_open_yes"), say("notice.keep"))))
            },
            Notice::ConfirmErase => {
                (told("rs-notice rs-alarm", say("notice.confirm_erase"), say("notice.confirm_erase_text"),
                    sure("confirm-erase", say("notice.confirm_erase_yes"), say("notice.keep"))))
            },
            Notice::Erased => {
                (told("rs-notice", say("notice.erased"), say("notice.erased_text"), dismiss(catalogue)))
            },
        }
    }
}

fn told(class: &str, title: &str, text: &str, more: Markup) -> Markup {
    html! {
        div class=(class) role="group" aria-labelledby="rs-notice" data-notice tabindex="-1" {
            p class="rs-notice-title" id="rs-notice" { (title) }
            p { (text) }
            (more)
        }
    }
}

/// The findings are the engine's own words, in English whatever the page's language.
fn list(findings: &[Diagnostic], catalogue: &Catalogue) -> Markup {
    const SHOWN: usize = 8;
    html! {
        @if !findings.is_empty() {
            ul class="rs-findings" lang="en" dir="ltr" {
                @for finding in findings.iter().take(SHOWN) { li { bdi { (finding.to_string()) } } }
            }
        }
        @if findings.len() > SHOWN {
            p { (catalogue.fill("notice.more", &[("count", &(findings.len() - SHOWN).to_string())])) }
        }
    }
}

fn dismiss(catalogue: &Catalogue) -> Markup {
    html! {
        p class="rs-row" {
            button type="button" class="rs-button" part="button" data-command="dismiss" {
                (catalogue.say("notice.dismiss"))
            }
        }
    }
}

fn sure(command: &str, yes: &str, no: &str) -> Markup {
    html! {
        p class="rs-row" {
            button type="button" class="rs-button" part="button" data-command="dismiss" { (no) }
            button type="button" class="rs-button rs-danger" part="button" data-command=(command) { (yes) }
        }
    }
}
