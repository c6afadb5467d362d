//! Pages as HTML: pure functions from a [`Screen`] and a [`Catalogue`] to markup. They serve the
//! browser, the exported page and the tests alike. Never knows a browser, and never holds state.
//!
//! What the markup says to the page that shows it:
//! - `data-command="level access.mfa 3"`: do this on click (buttons) or change (inputs); text
//!   inputs send what is typed as the value, checkboxes `on` or `off`.
//! - `data-host="save"`, `open`, `print`: only the page itself can do this.
//! - `data-slot="rail"`: a part that may be replaced alone while the rest of the page stays.
//! - `data-question` on a question's fieldset and `data-level` on its level inputs: for the keys.
//! - `data-none` on "none of these": it and the other boxes of its fieldset exclude each other.
//! - `data-heading` on the heading that gets the focus when the page changes, `data-notice` on
//!   what gets it when something is said above the page.
//! - `data-scroll="rs-plan"`: move there and focus it. The link also carries `href="#rs-plan"`,
//!   which is all that an exported page needs.

mod card;
mod chart;
mod domain;
mod frame;
mod memory;
mod notice;
mod parts;
mod profile;
mod question;
pub mod report;
mod review;
mod start;
pub mod team;
pub mod workshop;

use maud::Markup;

pub use memory::text as memory_text;
pub use parts::safe_href;

use crate::interview::{Body, Screen};
use crate::text::Catalogue;

/// A part of a page that may be replaced alone.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The value of its `data-slot`.
    pub id: String,
    /// Changes exactly when the part must be replaced. A question's key leaves out its answer,
    /// for the browser shows that itself and replacing would take the focus away.
    pub key: String,
    /// What is inside.
    pub markup: Markup,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// All of it, slots filled.
    pub markup: Markup,
    /// Its slots.
    pub slots: Vec<Slot>,
}

/// The page of a screen.
#[must_use]
pub fn page(screen: &Screen<'_>, catalogue: &Catalogue) -> Page {
    let markup = match &screen.body {
        Body::Report(page) if page.present => frame::projector(page, catalogue),
        _ => frame::frame(screen, catalogue, &body(screen, catalogue)),
    };
    Page { markup, slots: changes(screen, catalogue, &|_, _| false) }
}

/// The slots whose key is not the one that is shown, as `shown(id, key)` tells. Only those are
/// rendered, so an answer on a page of many questions costs no more than on a page of few.
///
/// A slot within another comes after it.
#[must_use]
pub fn changes(
    screen: &Screen<'_>,
    catalogue: &Catalogue,
    shown: &dyn Fn(&str, &str) -> bool,
) -> Vec<Slot> {
    let mut slots = Slots { shown, changed: Vec::new() };
    match &screen.body {
        Body::Report(page) if page.present => return slots.changed,
        Body::Start(page) => start::slots(page, catalogue, &mut slots),
        Body::Profile(page) => profile::slots(page, catalogue, &mut slots),
        Body::Domain(page) => domain::slots(page, catalogue, &mut slots),
        Body::Report(page) => report::slots(page, catalogue, &mut slots),
        Body::Review(_) | Body::Card(_) => {}
    }
    frame::slots(screen, catalogue, &mut slots);
    slots.changed
}

/// Collects the slots that changed.
struct Slots<'s> {
    shown: &'s dyn Fn(&str, &str) -> bool,
    changed: Vec<Slot>,
}

impl Slots<'_> {
    /// Renders a slot if what is shown has another key.
    fn put(&mut self, id: impl Into<String>, key: String, render: impl FnOnce() -> Markup) {
        let id = id.into();
        if !(self.shown)(&id, &key) {
            self.changed.push(Slot { id, key, markup: render() });
        }
    }
}

fn body(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    match &screen.body {
        Body::Start(page) => start::start(page, catalogue),
        Body::Profile(page) => profile::profile(page, catalogue),
        Body::Domain(page) => domain::domain(page, catalogue),
        Body::Review(page) => review::review(page, catalogue),
        Body::Report(page) => report::screen(page, catalogue),
        Body::Card(page) => card::card(page, catalogue),
    }
}
