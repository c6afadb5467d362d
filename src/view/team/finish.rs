//! The one assessment that comes out.

use maud::{Markup, html};

use super::{filled, parts};
use crate::team::FinishPage;
use crate::text::Catalogue;
use crate::view::Slots;

pub(super) fn finish(page: &FinishPage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let line = |name: &str, count: usize| html! { div { dt { (name) } dd { (count) } } };
    html! {
        (parts::heading(say("team.finish.title")))
        p class="rs-lead" { (filled("team.finish.lead", "count", page.people, catalogue)) }
        dl class="rs-facts-list" {
            (line(say("team.kind.agreement"), page.total.agreement))
            (line(say("team.finish.near"), page.total.near))
            (line(say("team.finish.settled"), page.settled))
            (line(say("team.finish.open"), page.total.open))
            (line(say("team.kind.blind_spot"), page.total.blind_spot))
            @if page.decisions > 0 { (line(say("team.rest.decisions"), page.decisions)) }
        }
        @if !page.open.is_empty() {
            section class="rs-section" {
                h2 class="rs-h2" { (say("team.finish.open_title")) }
                p class="rs-muted" { (say("team.finish.open_text")) }
                ul class="rs-list" {
                    @for question in &page.open {
                        li {
                            button type="button" class="rs-plain" part="button"
                                data-command={ "go question:" (question.id) } { (question.prompt) }
                        }
                    }
                }
            }
        }
        div class="rs-field" {
            label for="rs-title" { (say("team.finish.name")) }
            p class="rs-hint" id="rs-title-hint" { (say("profile.name_hint")) }
            input class="rs-input" id="rs-title" type="text" maxlength="200" autocomplete="off" dir="auto"
                aria-describedby="rs-title-hint" data-command="title" value=(page.title);
        }
        p { (say("team.finish.record")) }
        div data-slot="save" { (save(page, catalogue)) }
        div class="rs-onward" {
            button type="button" class="rs-button" part="button" data-command="back" { (say("nav.back")) }
        }
    }
}

pub(super) fn slots(page: &FinishPage<'_>, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    slots.put("save", format!("{:?}", page.too_large), || save(page, catalogue));
}

fn save(page: &FinishPage<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        @match &page.too_large {
            Some(error) => {
                p class="rs-notice rs-alarm" {
                    (catalogue.say("team.finish.too_large")) " "
                    bdi lang="en" dir="ltr" { (error) }
                }
            }
            None => {
                button type="button" class="rs-button rs-go" part="button button-primary" data-host="save-combined" {
                    (catalogue.say("team.finish.save"))
                }
                p class="rs-hint" { (catalogue.say("team.finish.save_hint")) }
            }
        }
    }
}
