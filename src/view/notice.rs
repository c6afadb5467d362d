//! What the visitor is told above the page.

use maud::{Markup, html};

use crate::diagnostic::Diagnostic;
use crate::interview::{Notice, Screen};
use crate::text::Catalogue;

/// Changes whenever the notice says something else.
pub(super) fn key(screen: &Screen<'_>) -> String {
    let Some(notice) = screen.notice else { return String::new() };
    let (name, _, findings) = kind(notice);
    let mut key = name.to_owned();
    for finding in findings {
        key += &format!("|{finding}");
    }
    key
}

/// The keys of its title and its text, and what was found.
fn kind(notice: &Notice) -> (&'static str, &'static str, &[Diagnostic]) {
    match notice {
        Notice::FileRefused(found) => ("notice.refused", "notice.refused_text", found),
        Notice::FileOpened(found) => ("notice.opened", "notice.opened_text", found),
        Notice::Remembered(found) => ("notice.remembered", "notice.remembered_text", found),
        Notice::Unreadable(found) => ("notice.unreadable", "notice.unreadable_text", found),
        Notice::ConfirmOpen(_) => ("notice.confirm_open", "notice.confirm_open_text", &[]),
        Notice::ConfirmErase => ("notice.confirm_erase", "notice.confirm_erase_text", &[]),
        Notice::Erased => ("notice.erased", "notice.erased_text", &[]),
        Notice::ConfirmStartOver => {
            ("notice.confirm_start_over", "notice.confirm_start_over_text", &[])
        }
        Notice::StartedOver => ("notice.started_over", "notice.started_over_text", &[]),
        Notice::Undone => ("notice.undone", "notice.undone_text", &[]),
        Notice::Recovered => ("notice.recovered", "notice.recovered_text", &[]),
    }
}

/// The notice, if there is one.
pub(super) fn notice(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    let Some(notice) = screen.notice else { return html! {} };
    let (title, text, findings) = kind(notice);
    let alarm = matches!(
        notice,
        Notice::FileRefused(_)
            | Notice::Unreadable(_)
            | Notice::ConfirmOpen(_)
            | Notice::ConfirmErase
            | Notice::ConfirmStartOver
    );
    html! {
        div class={ "rs-notice" @if alarm { " rs-alarm" } } role="group" aria-labelledby="rs-notice"
            data-notice tabindex="-1" {
            p class="rs-notice-title" id="rs-notice" { (catalogue.say(title)) }
            p { (catalogue.say(text)) }
            (list(findings, catalogue))
            p class="rs-row" { (buttons(screen, notice, catalogue)) }
        }
    }
}

fn buttons(screen: &Screen<'_>, notice: &Notice, catalogue: &Catalogue) -> Markup {
    let button = |command: &str, key: &str| {
        html! {
            button type="button" class="rs-button" part="button" data-command=(command) {
                (catalogue.say(key))
            }
        }
    };
    let sure = |command: &str, key: &str| {
        html! {
            (button("dismiss", "notice.keep"))
            button type="button" class="rs-button rs-danger" part="button" data-command=(command) {
                (catalogue.say(key))
            }
        }
    };
    match notice {
        Notice::ConfirmOpen(_) => sure("confirm-open", "notice.confirm_open_yes"),
        Notice::ConfirmErase => sure("confirm-erase", "notice.confirm_erase_yes"),
        Notice::ConfirmStartOver => sure("confirm-start-over", "tools.start_over"),
        _ => html! {
            @if screen.can_undo { (button("undo", "notice.undo")) }
            @if matches!(notice, Notice::Unreadable(_)) {
                button type="button" class="rs-button" part="button" data-host="save-kept" {
                    (catalogue.say("tools.save"))
                }
                (button("erase", "tools.erase"))
            }
            (button("dismiss", "notice.dismiss"))
        },
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
