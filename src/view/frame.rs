//! What surrounds every page: the header, the rail of areas, the notice, and the tools that keep
//! or erase the answers.

use maud::{Markup, html};

use super::{Slots, chart, memory, notice, report};
use crate::interview::{Memory, Place, Progress, RailItem, ReportPage, Screen};
use crate::text::Catalogue;

/// The page within its frame.
pub(super) fn frame(screen: &Screen<'_>, catalogue: &Catalogue, body: &Markup) -> Markup {
    html! {
        div class="rs" part="root" lang=(catalogue.language()) dir=(catalogue.direction())
            data-place=(screen.place) {
            div class="rs-frame" {
                div class="rs-head" {
                    (chart::sign())
                    slot name="title" { span class="rs-product" { (catalogue.say("product")) } }
                }
                nav class="rs-rail" aria-label=(catalogue.say("rail.label")) data-slot="rail" {
                    (rail(screen, catalogue))
                }
                div class="rs-column" {
                    div class="rs-bar" data-slot="bar" { (bar(screen, catalogue)) }
                    div class="rs-said" data-slot="notice" { (notice::notice(screen, catalogue)) }
                    // What it says is said by the live region too, which no change of page replaces.
                    div class="rs-said" data-slot="memory" { (memory::trouble(screen.memory, catalogue)) }
                    slot name="error" {}
                    div data-slot="sharing" { (sharing(screen, catalogue)) }
                    div class="rs-page" { (body) }
                    div class="rs-tools" data-slot="tools" { (tools(screen, catalogue)) }
                }
            }
        }
    }
}

/// The report for a room: nothing around it.
pub(super) fn projector(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    html! {
        div class="rs rs-projector" part="root" lang=(catalogue.language())
            dir=(catalogue.direction()) data-place=(Place::Present) {
            (report::present(page, catalogue))
        }
    }
}

/// The frame's slots.
pub(super) fn slots(screen: &Screen<'_>, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    let key = progress_key(screen);
    slots.put("rail", key.clone(), || rail(screen, catalogue));
    slots.put("bar", key, || bar(screen, catalogue));
    slots.put("notice", notice::key(screen), || notice::notice(screen, catalogue));
    let memory = screen.memory;
    slots.put("memory", memory.name().to_owned(), || memory::trouble(memory, catalogue));
    slots.put("sharing", screen.shares_score.to_string(), || sharing(screen, catalogue));
    let key = format!("{} {}", screen.has_answers, memory.name());
    slots.put("tools", key, || tools(screen, catalogue));
}

fn progress_key(screen: &Screen<'_>) -> String {
    let mut key = screen.place.to_string();
    for item in &screen.progress.domains {
        key.push_str(&format!(" {} {}/{}", item.id, item.answered, item.asked));
    }
    key
}

/// The areas, and the pages before and behind them.
fn rail(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        p class="rs-rail-title" aria-hidden="true" { (catalogue.say("rail.title")) }
        (steps(screen, catalogue))
    }
}

fn steps(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    let here = |place: &Place| screen.place == *place;
    let page = |place: Place, name: &str| {
        html! {
            li class="rs-step" {
                button type="button" data-command={ "go " (place) }
                    aria-current=[here(&place).then_some("step")] {
                    span { (name) }
                }
            }
        }
    };
    html! {
        ol class="rs-steps" {
            (page(Place::Start, catalogue.say("rail.start")))
            @if screen.progress.profile {
                (page(Place::Profile, catalogue.say("rail.profile")))
            }
            @for item in &screen.progress.domains { (area(item, catalogue)) }
            (page(Place::Review, catalogue.say("rail.review")))
            (page(Place::Report, catalogue.say("rail.report")))
        }
    }
}

fn area(item: &RailItem<'_>, catalogue: &Catalogue) -> Markup {
    let counts = [("answered", item.answered.to_string()), ("asked", item.asked.to_string())];
    let counts = counts.each_ref().map(|(name, value)| (*name, value.as_str()));
    let done = item.answered == item.asked;
    html! {
        li class=(if done { "rs-step rs-done" } else { "rs-step" }) {
            button type="button" data-command={ "go domain:" (item.id) }
                aria-current=[item.current.then_some("step")] {
                span { (item.title) }
                span class="rs-hidden" { ", " }
                span class="rs-count" { (catalogue.fill("rail.count", &counts)) }
            }
        }
    }
}

/// The progress for a narrow column: a bar, and the areas behind a disclosure.
fn bar(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    let Progress { answered, asked, .. } = screen.progress;
    let (answered, asked) = (answered.to_string(), asked.to_string());
    let text = catalogue.fill("bar.answered", &[("answered", &answered), ("asked", &asked)]);
    html! {
        progress class="rs-progress" aria-label=(text) max=(asked.as_str()) value=(answered.as_str()) {}
        details class="rs-areas" {
            summary { span { (text) } span class="rs-more" { (catalogue.say("bar.areas")) } }
            nav aria-label=(catalogue.say("rail.label")) { (steps(screen, catalogue)) }
        }
    }
}

/// Keeping and erasing the answers.
fn tools(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    let (memory, has_answers) = (screen.memory, screen.has_answers);
    let button = |command: &str, key: &str| {
        html! {
            button type="button" class="rs-button rs-small rs-quiet" part="button" data-command=(command) {
                (catalogue.say(key))
            }
        }
    };
    html! {
        p class="rs-tools-text" {
            @if has_answers || memory == Memory::Unreadable { (memory::text(memory, catalogue)) }
            @else { (catalogue.say("tools.none")) }
        }
        div class="rs-row" {
            @if has_answers {
                @if memory == Memory::Off { (memory::remember(catalogue)) }
                button type="button" class="rs-button rs-small" part="button" data-host="save" {
                    (catalogue.say("tools.save"))
                }
                button type="button" class="rs-button rs-small" part="button" data-host="save-protected" {
                    (catalogue.say("tools.save_protected"))
                }
            }
            label class="rs-button rs-small rs-file" part="button" {
                span { (catalogue.say("tools.open")) }
                input type="file" accept=".json,application/json" data-host="open";
            }
            @if has_answers { (button("start-over", "tools.start_over")) }
            @if memory.holds() { (button("erase", "tools.erase")) }
        }
        @if has_answers {
            p class="rs-error" role="status" data-unprotected=(catalogue.say("tools.unprotected")) {}
        }
    }
}

/// Told before it happens: at the start, before the report, and with it.
fn sharing(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    let told = matches!(screen.place, Place::Start | Place::Review | Place::Report);
    html! {
        @if screen.shares_score && told { p class="rs-notice" { (catalogue.say("share.score")) } }
    }
}
