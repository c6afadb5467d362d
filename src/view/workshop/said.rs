//! What is said after something was done, on the page and to a screen reader.

use maud::{Markup, html};

use crate::cohort::room::Taken;
use crate::text::Catalogue;
use crate::workshop::{Said, Screen};

/// In words; `None` where there is nothing to say.
#[must_use]
pub fn said(screen: &Screen<'_>, catalogue: &Catalogue) -> Option<String> {
    let count = screen.attendance.present.to_string();
    let fill = |key: &str| catalogue.fill(key, &[("count", &count)]);
    Some(match screen.said? {
        Said::Taken(Taken::Added) => fill("workshop.said_added"),
        Said::Taken(Taken::Again) => fill("workshop.said_again"),
        Said::Taken(Taken::Returned) => fill("workshop.said_returned"),
        Said::Taken(Taken::Replaced { counted: false }) => fill("workshop.said_replaced"),
        Said::Taken(Taken::Replaced { counted: true }) => fill("workshop.said_replaced_counted"),
        Said::Refused(refusal) => {
            catalogue.fill("workshop.said_refused", &[("message", &refusal.to_string())])
        }
        Said::Removed => fill("workshop.said_removed"),
        Said::Undone(_) => fill("workshop.said_undone"),
        Said::ModeIsSet => catalogue.say("workshop.said_mode").to_owned(),
        Said::NoNumber => catalogue.say("workshop.said_no_number").to_owned(),
        Said::Handed(handed) => {
            let numbers = [
                ("added", handed.added.to_string()),
                ("again", handed.again.to_string()),
                ("returned", handed.returned.to_string()),
                ("replaced", handed.replaced.to_string()),
                ("refused", handed.refused.to_string()),
                ("count", count),
            ];
            let values = numbers.each_ref().map(|(name, value)| (*name, value.as_str()));
            let mut text = catalogue.fill("workshop.said_handed", &values);
            if handed.returned > 0 || handed.replaced > 0 {
                text.push(' ');
                text.push_str(&catalogue.fill("workshop.said_handed_more", &values));
            }
            text
        }
    })
}

/// The same on the page. Refusals are the engine's own words, in English whatever the page's language.
pub(super) fn slot(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    let alarm = matches!(screen.said, Some(Said::Refused(_) | Said::NoNumber | Said::ModeIsSet));
    html! {
        @if let Some(text) = said(screen, catalogue) {
            p class={ "rs-ws-message" @if alarm { " rs-alarm" } } { bdi { (text) } }
        }
    }
}
