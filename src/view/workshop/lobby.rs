//! Where results come in.

use maud::{Markup, html};

use super::{Slots, heading, put, rule};
use crate::assessment::Mode;
use crate::text::Catalogue;
use crate::workshop::LobbyPage;

/// The page.
pub(super) fn lobby(page: &LobbyPage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        div class="rs-ws-lobby" {
            div class="rs-ws-join" {
                (heading(say("workshop.lobby_title")))
                p class="rs-ws-text" { (say("workshop.lobby_text")) }
                p class="rs-ws-text" { (rule("workshop.lobby_promise", catalogue)) }
                p class="rs-ws-text" data-slot="mode" { (mode(page, catalogue)) }
                p class="rs-ws-row" {
                    button type="button" class="rs-button" part="button" data-command="go group" {
                        (say("workshop.place_group"))
                    }
                }
            }
            div class="rs-ws-ways" {
                div class="rs-ws-code" data-slot="code" { (code(catalogue)) }
                section class="rs-ws-camera" aria-label=(say("workshop.camera")) {
                    button type="button" class="rs-button" part="button" data-host="camera"
                        data-on=(say("workshop.camera_stop")) data-off=(say("workshop.camera")) {
                        (say("workshop.camera"))
                    }
                    p class="rs-hint" { (say("workshop.camera_text")) }
                    p role="status" data-camera-said data-busy=(say("workshop.camera_busy"))
                        data-refused=(say("workshop.camera_refused")) data-absent=(say("workshop.camera_absent"))
                        data-failed=(say("workshop.camera_failed")) {}
                    div data-camera {}
                }
                section class="rs-ws-drop" aria-label=(say("workshop.files")) {
                    label class="rs-button rs-file" part="button" {
                        span { (say("workshop.files")) }
                        input type="file" multiple accept=".json,application/json" data-host="files";
                    }
                    p class="rs-hint" { (say("workshop.files_text")) }
                    p role="status" data-files-said data-busy=(say("workshop.files_busy"))
                        data-unread=(say("workshop.files_unread")) {}
                }
                div class="rs-ws-undo" data-slot="undo" { (undo(page, catalogue)) }
                div class="rs-ws-refused" data-slot="refused" { (refused(page, catalogue)) }
                details class="rs-details rs-ws-out" {
                    summary { (say("workshop.results")) }
                    p { (say("workshop.remove_rule")) }
                    div data-slot="results" { (results(page, catalogue)) }
                    div data-slot="out" { (out(catalogue)) }
                }
                label class="rs-ws-keep" {
                    input type="checkbox" data-host="keep" data-failed=(say("workshop.keep_failed"))
                        data-unreadable=(say("workshop.keep_unreadable")) data-back=(say("workshop.kept"));
                    span {
                        (say("workshop.keep"))
                        span class="rs-block rs-muted" { (say("workshop.keep_text")) }
                    }
                }
                p role="status" data-keep-said {}
            }
        }
    }
}

/// The page's slots. The fields are emptied when a code is taken, and left as typed when it is not.
pub(super) fn slots(page: &LobbyPage<'_>, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    put(slots, "mode", mode(page, catalogue));
    slots.put("code", page.emptied.to_string(), || code(catalogue));
    put(slots, "undo", undo(page, catalogue));
    put(slots, "refused", refused(page, catalogue));
    put(slots, "results", results(page, catalogue));
    slots.put("out", page.emptied.to_string(), || out(catalogue));
}

fn mode(page: &LobbyPage<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        @if let Some(mode) = page.mode {
            (catalogue.fill("workshop.mode", &[("mode", mode_name(mode, catalogue))]))
        }
    }
}

/// What a mode is called.
pub(super) fn mode_name(mode: Mode, catalogue: &Catalogue) -> &str {
    match mode {
        Mode::Express => catalogue.say("mode.express"),
        Mode::Full => catalogue.say("mode.full"),
    }
}

fn code(catalogue: &Catalogue) -> Markup {
    html! {
        label class="rs-label" for="rs-ws-code" { (catalogue.say("workshop.code")) }
        p class="rs-hint" id="rs-ws-code-hint" { (catalogue.say("workshop.code_hint")) }
        textarea class="rs-input rs-ws-field" id="rs-ws-code" rows="3" maxlength="2000000" dir="ltr"
            autocomplete="off" autocapitalize="characters" spellcheck="false"
            aria-describedby="rs-ws-code-hint" data-field="code" {}
        button type="button" class="rs-button rs-go" part="button button-primary" data-submit="code" {
            (catalogue.say("workshop.code_add"))
        }
    }
}

fn undo(page: &LobbyPage<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        @if page.can_undo {
            button type="button" class="rs-button" part="button" data-command="undo" {
                (catalogue.say("workshop.undo"))
            }
        }
    }
}

/// Names of files are the visitor's own text; reasons are the engine's words, in English.
fn refused(page: &LobbyPage<'_>, catalogue: &Catalogue) -> Markup {
    let refused = page.refused;
    html! {
        @if refused.total() > 0 {
            div class="rs-notice rs-alarm" role="group" aria-labelledby="rs-ws-refused" {
                p class="rs-notice-title" id="rs-ws-refused" {
                    (catalogue.fill("workshop.refused", &[("count", &refused.total().to_string())]))
                }
                p { (catalogue.say("workshop.refused_text")) }
                ul class="rs-findings" {
                    @for (name, reason) in &refused.named {
                        li {
                            bdi class="rs-typed" { (name) } ": "
                            span lang="en" dir="ltr" { bdi class="rs-typed" { (reason) } }
                        }
                    }
                }
                @if refused.more > 0 {
                    p { (catalogue.fill("workshop.more", &[("count", &refused.more.to_string())])) }
                }
                button type="button" class="rs-button rs-small" part="button" data-command="dismiss" {
                    (catalogue.say("workshop.dismiss"))
                }
            }
        }
    }
}

fn results(page: &LobbyPage<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        @if page.latest.is_empty() { p { (catalogue.say("workshop.results_none")) } }
        @else {
            p { (catalogue.say("workshop.results_text")) }
            ul class="rs-ws-results" {
                @for (number, is_file) in &page.latest {
                    @let shown = number.to_string();
                    @let key = if *is_file { "workshop.result_file" } else { "workshop.result_code" };
                    li {
                        (catalogue.fill(key, &[("number", &shown)])) " "
                        button type="button" class="rs-button rs-small" part="button"
                            data-command={ "remove " (number) }
                            aria-label=(catalogue.fill("workshop.remove_number", &[("number", &shown)])) {
                            (catalogue.say("workshop.remove"))
                        }
                    }
                }
            }
        }
    }
}

fn out(catalogue: &Catalogue) -> Markup {
    html! {
        label class="rs-label" for="rs-ws-out" { (catalogue.say("workshop.remove_code")) }
        input class="rs-input rs-ws-field" id="rs-ws-out" type="text" maxlength="100000" dir="ltr"
            autocomplete="off" autocapitalize="characters" spellcheck="false" data-field="remove-code";
        button type="button" class="rs-button" part="button" data-submit="remove-code" {
            (catalogue.say("workshop.remove"))
        }
    }
}
