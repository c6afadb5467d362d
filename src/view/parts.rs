//! Small parts that several pages share. Every link and every piece of the visitor's own text
//! goes through here.

use maud::{Markup, html};

use crate::interview::Place;
use crate::questionnaire::Branding;
use crate::text::Catalogue;

/// An address that may stand in a link: https or mailto, in visible ASCII, as RFC 3986 wants it; so
/// no letter passes for another. Everything else is shown as plain text.
#[must_use]
pub fn safe_href(address: &str) -> Option<&str> {
    let starts = |scheme: &str| {
        address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let plain = address.bytes().all(|byte| byte.is_ascii_graphic());
    (plain && (starts("https://") || starts("mailto:"))).then_some(address)
}

/// What the visitor typed: text of unknown direction, set apart from the words around it.
pub(super) fn typed(text: &str) -> Markup {
    html! { bdi class="rs-typed" { (text) } }
}

/// A place in a source. A link opens beside the page: leaving it would lose the answers.
pub(super) fn source(
    title: &str,
    locator: &str,
    address: Option<&str>,
    catalogue: &Catalogue,
) -> Markup {
    html! {
        @match address.and_then(safe_href) {
            Some(href) => a href=(href) target="_blank" rel="noopener noreferrer" {
                (title) span class="rs-hidden" { " " (catalogue.say("link.new_tab")) }
            },
            None => (title),
        }
        @if !locator.is_empty() { ", " (locator) }
    }
}

/// Who publishes the questionnaire.
pub(super) fn branding(branding: Option<&Branding>, catalogue: &Catalogue) -> Markup {
    html! {
        @if let Some(Branding { publisher, line, link }) = branding {
            p class="rs-muted" {
                (source(publisher, "", link.as_deref(), catalogue))
                @if let Some(line) = line { span class="rs-block" { (line) } }
            }
        }
    }
}

/// The heading of a page, which gets the focus when the page changes.
pub(super) fn heading(text: &str) -> Markup {
    html! { h1 class="rs-h1" data-heading tabindex="-1" { (text) } }
}

/// The buttons at the end of a page.
pub(super) fn onward(back: bool, next: &str, catalogue: &Catalogue) -> Markup {
    html! {
        div class="rs-onward" {
            @if back {
                button type="button" class="rs-button" part="button" data-command="back" {
                    (catalogue.say("nav.back"))
                }
            }
            button type="button" class="rs-button rs-go" part="button button-primary"
                data-command="next" { (next) }
        }
    }
}

/// What the button to the next page says.
pub(super) fn next_label(next: &Place, title: Option<&str>, catalogue: &Catalogue) -> String {
    match (next, title) {
        (Place::Domain(_), Some(title)) => catalogue.fill("nav.next", &[("place", title)]),
        (Place::Review, _) => catalogue.say("nav.next_review").to_owned(),
        (Place::Profile, _) => catalogue.say("nav.next_profile").to_owned(),
        (Place::Report | Place::Present, _) => catalogue.say("nav.next_report").to_owned(),
        (Place::Domain(_), None) | (Place::Start | Place::Card(_), _) => {
            catalogue.say("nav.next_plain").to_owned()
        }
    }
}

/// Says in words that a question is critical.
pub(super) fn critical(catalogue: &Catalogue) -> Markup {
    html! { span class="rs-critical" { (catalogue.say("question.critical")) } }
}

/// A number of a share, with its sign where the language puts it.
pub(super) fn percent(value: u32, catalogue: &Catalogue) -> String {
    catalogue.fill("percent", &[("value", &value.to_string())])
}

#[cfg(test)]
mod tests {
    use super::safe_href;

    #[test]
    fn only_https_and_mailto_become_links() {
        for address in ["https://example.org/a?b=c", "HTTPS://example.org", "mailto:a@example.org"]
        {
            assert_eq!(safe_href(address), Some(address));
        }
        for address in [
            "javascript:alert(1)",
            " https://a",
            "http://a",
            "data:,a",
            "",
            "//a",
            "https://a b",
            "java\nscript:x",
            "é",
        ] {
            assert_eq!(safe_href(address), None, "{address}");
        }
    }
}
