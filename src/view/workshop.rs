//! The trainer's pages as HTML, for a projector: one thing a screen. Pure functions, and never a figure that is not in
//! the data they are given.
//!
//! What the markup says to the page that shows it, beside what [`crate::view`] says:
//! - `data-command` on inputs: send it with what is typed, at each change;
//! - `data-field="code"` and a button `data-submit="code"`: send the command with the field's text on click, or on
//!   Enter in the field;
//! - `data-host="camera"`, `files`, `export` (with `data-format`), `keep`, `timer`, `fullscreen`: only the page itself
//!   can do this. What it says meanwhile stands in `data-…` attributes beside it;
//! - `data-camera`, `data-clock`: what the page fills. Never within a slot.

mod figures;
mod handout;
mod hands;
mod lobby;
mod said;

use maud::{Markup, html};

#[cfg(feature = "excel")]
pub(crate) use figures::range;
pub use handout::{about, handout};
pub use said::said;

use super::{Page, Slot, Slots, chart, parts};
use crate::cohort::{LEAST, STEP};
use crate::text::Catalogue;
use crate::workshop::{Body, Place, Screen};

/// What only the workshop says, in English.
pub const ENGLISH: &str = include_str!("../../languages/workshop/en.json");

/// The interface's texts and, beneath them, what only the workshop says.
#[must_use]
pub fn catalogue(interface: Catalogue) -> Catalogue {
    interface.above_own(ENGLISH)
}

/// The page of a screen.
#[must_use]
pub fn page(screen: &Screen<'_>, catalogue: &Catalogue) -> Page {
    let title = place_name(&screen.place, None, catalogue);
    let markup = html! {
        div class="rs rs-workshop" part="root" lang=(catalogue.language()) dir=(catalogue.direction())
            data-place=(screen.place) data-drop="files" {
            header class="rs-ws-head" {
                (chart::sign())
                span class="rs-ws-product" { (screen.questionnaire.title) }
                span class="rs-ws-count" data-slot="count" { (count(screen, catalogue)) }
                button type="button" class="rs-button rs-small rs-ws-fullscreen" data-host="fullscreen" {
                    (catalogue.say("workshop.fullscreen"))
                }
                details class="rs-ws-jump" {
                    summary { (catalogue.say("workshop.all")) }
                    nav aria-label=(catalogue.say("workshop.all")) data-slot="jump" { (jump(screen, catalogue)) }
                }
            }
            div class="rs-ws-said" data-slot="said" { (said::slot(screen, catalogue)) }
            main class="rs-ws-page" aria-label=(title) { (body(screen, catalogue)) }
            nav class="rs-ws-nav" aria-label=(catalogue.say("workshop.title")) data-slot="nav" {
                (onward(screen, catalogue))
            }
        }
    };
    Page { markup, slots: changes(screen, catalogue, &|_, _| false) }
}

/// The slots whose key is not the one that is shown, as `shown(id, key)` tells.
#[must_use]
pub fn changes(
    screen: &Screen<'_>,
    catalogue: &Catalogue,
    shown: &dyn Fn(&str, &str) -> bool,
) -> Vec<Slot> {
    let mut slots = Slots { shown, changed: Vec::new() };
    put(&mut slots, "count", count(screen, catalogue));
    put(&mut slots, "jump", jump(screen, catalogue));
    put(&mut slots, "said", said::slot(screen, catalogue));
    put(&mut slots, "nav", onward(screen, catalogue));
    match &screen.body {
        Body::Lobby(page) => lobby::slots(page, catalogue, &mut slots),
        Body::Group(page) => hands::group_slots(page, catalogue, &mut slots),
        Body::Hands(page) => hands::slots(page, catalogue, &mut slots),
        Body::Summary(_) | Body::Domain(_) | Body::List(_) | Body::End(_) => {
            put(&mut slots, "figures", figures::inner(screen, catalogue));
        }
    }
    slots.changed
}

/// A slot whose key is what is in it: these pages are small.
fn put(slots: &mut Slots<'_>, id: &str, markup: Markup) {
    slots.put(id, markup.clone().into_string(), || markup);
}

fn body(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    match &screen.body {
        Body::Lobby(page) => lobby::lobby(page, catalogue),
        Body::Group(page) => hands::group(page, catalogue),
        Body::Hands(page) => hands::hands(page, catalogue),
        Body::Summary(_) | Body::Domain(_) | Body::List(_) | Body::End(_) => {
            figures::page(screen, catalogue)
        }
    }
}

/// How many results are here; where figures stand, also how many they count.
fn count(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    let who = &screen.attendance;
    let differs = who.waiting > 0 || who.leaving > 0;
    let (present, counted) = (who.present.to_string(), who.counted.to_string());
    let step = STEP.to_string();
    let values = [("count", &*present), ("counted", &*counted), ("step", &*step)];
    html! {
        @if screen.place.shows_figures() && differs && who.counted > 0 && who.present >= LEAST {
            (catalogue.fill("workshop.as_of", &values))
            @if who.leaving > 0 {
                " " (catalogue.fill("workshop.leaving", &[("count", &who.leaving.to_string())]))
            }
        } @else { (catalogue.fill("workshop.present", &values)) }
    }
}

fn jump(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        ol class="rs-ws-places" {
            @for (place, title) in &screen.walk {
                li {
                    button type="button" class="rs-plain" data-command={ "go " (place) }
                        aria-current=[(*place == screen.place).then_some("page")] {
                        (place_name(place, *title, catalogue))
                    }
                }
            }
        }
    }
}

fn onward(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    let next = screen.walk.get(screen.at + 1);
    let (number, count) = ((screen.at + 1).to_string(), screen.walk.len().to_string());
    html! {
        @if screen.at > 0 {
            button type="button" class="rs-button" part="button" data-command="back" {
                (catalogue.say("nav.back"))
            }
        }
        span class="rs-ws-position" {
            (catalogue.fill("workshop.position", &[("number", &number), ("count", &count)]))
        }
        @if let Some((place, title)) = next {
            @let name = match place {
                Place::Hands(_) => catalogue.say("nav.next_plain").to_owned(),
                place => {
                    let name = place_name(place, *title, catalogue);
                    catalogue.fill("workshop.next", &[("place", name)])
                }
            };
            button type="button" class="rs-button rs-go" part="button button-primary" data-command="next" {
                (name)
            }
        }
    }
}

/// What a page is called.
fn place_name<'a>(place: &Place, title: Option<&'a str>, catalogue: &'a Catalogue) -> &'a str {
    match (title, place) {
        (Some(title), _) => title,
        (None, Place::Lobby) => catalogue.say("workshop.place_lobby"),
        (None, Place::Group) => catalogue.say("workshop.place_group"),
        (None, Place::Gaps) => catalogue.say("workshop.place_gaps"),
        (None, Place::Spread) => catalogue.say("workshop.place_spread"),
        (None, Place::DontKnow) => catalogue.say("workshop.place_dont_know"),
        (None, Place::End) => catalogue.say("workshop.place_end"),
        (None, Place::Summary | Place::Domain(_) | Place::Hands(_)) => {
            catalogue.say("workshop.place_summary")
        }
    }
}

/// The heading of a page, which gets the focus when the page changes.
fn heading(text: &str) -> Markup {
    html! { h1 class="rs-ws-title" data-heading tabindex="-1" { (text) } }
}

/// The numbers of the release rule, for its texts.
fn rule(key: &str, catalogue: &Catalogue) -> String {
    let (least, step) = (LEAST.to_string(), STEP.to_string());
    catalogue.fill(key, &[("least", &least), ("step", &step)])
}

/// A row of a distribution: what it is, its bar, its number.
fn row(name: &Markup, count: u64, of: u64) -> Markup {
    let share = (u128::from(count) * 1000).checked_div(u128::from(of)).unwrap_or(0);
    html! {
        tr {
            th scope="row" { (name) }
            td class="rs-ws-bar" { (chart::bar(u32::try_from(share).unwrap_or(1000))) }
            td class="rs-ws-number rs-figure" { (count) }
        }
    }
}

fn percent(value: u32, catalogue: &Catalogue) -> String {
    parts::percent(value, catalogue)
}
