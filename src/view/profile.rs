//! The page about the firm: a few facts that decide which questions are asked.

use maud::{Markup, html};

use super::{Slots, parts, start};
use crate::interview::{ProfileItem, ProfilePage};
use crate::questionnaire::ProfileKind;
use crate::text::Catalogue;

/// The page.
pub(super) fn profile(page: &ProfilePage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        (parts::heading(say("profile.title")))
        p class="rs-lead" { (say("profile.lead")) }
        div class="rs-field rs-name" {
            label for="rs-title" { (say("profile.name")) }
            p class="rs-hint" id="rs-title-hint" { (say("profile.name_hint")) }
            input class="rs-input" id="rs-title" type="text" maxlength="200" autocomplete="off" dir="auto"
                aria-describedby="rs-title-hint" data-command="title" value=(page.title);
        }
        @for item in &page.questions { (question(item, catalogue)) }
        // Both change together, and are heard as one.
        div class="rs-outcome" role="status" {
            p class="rs-facts" data-slot="count" {
                (start::counted("profile.count", page.count, catalogue))
            }
            p class="rs-aside" data-slot="set-aside" { (set_aside(page.set_aside, catalogue)) }
        }
        (parts::onward(true, &parts::next_label(&page.next, page.next_title, catalogue), catalogue))
    }
}

/// The page's slots.
pub(super) fn slots(page: &ProfilePage<'_>, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    slots.put("count", start::count_key(page.count), || {
        html! { (start::counted("profile.count", page.count, catalogue)) }
    });
    slots.put("set-aside", page.set_aside.to_string(), || set_aside(page.set_aside, catalogue));
}

fn set_aside(count: usize, catalogue: &Catalogue) -> Markup {
    html! {
        @if count > 0 { (catalogue.fill("profile.set_aside", &[("count", &count.to_string())])) }
    }
}

fn question(item: &ProfileItem<'_>, catalogue: &Catalogue) -> Markup {
    let id = &item.question.id;
    let holds =
        |option: &str| item.chosen.is_some_and(|chosen| chosen.iter().any(|held| held == option));
    let many = item.question.kind == ProfileKind::Many;
    let hint = item.question.hint.as_ref().map(|hint| (format!("rs-hint-{id}"), hint));
    // Two short options stand side by side; more stand below each other.
    let pair = !many && item.question.options.len() == 2;
    html! {
        fieldset class="rs-question rs-fact" part="question"
            aria-describedby=[hint.as_ref().map(|(hint_id, _)| hint_id)] {
            legend class="rs-legend" { span class="rs-prompt" { (item.question.prompt) } }
            @if let Some((hint_id, hint)) = &hint {
                p class="rs-hint" id=(hint_id) { (hint) }
            }
            div class=(if pair { "rs-options rs-pair" } else { "rs-options" }) {
                @for option in &item.question.options {
                    label class="rs-option" part="option" {
                        input type=(if many { "checkbox" } else { "radio" }) name={ "rs-profile-" (id) }
                            value=(option.id) checked[holds(&option.id)]
                            data-command={ "profile " (id) " " (option.id) };
                        span { (option.text) }
                    }
                }
                @if many {
                    label class="rs-option" part="option" {
                        input type="checkbox" name={ "rs-profile-" (id) } data-none
                            checked[item.chosen.is_some_and(<[String]>::is_empty)]
                            data-command={ "profile-none " (id) };
                        span { (catalogue.say("profile.none")) }
                    }
                }
            }
        }
    }
}
