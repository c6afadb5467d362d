//! Whose files are combined.

use maud::{Markup, html};

use super::{filled, onward, parts};
use crate::assessment::Mode;
use crate::date::Date;
use crate::team::{FilesPage, PersonLine};
use crate::text::Catalogue;
use crate::view::Slots;

pub(super) fn files(page: &FilesPage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        (parts::heading(say("team.files.title")))
        p class="rs-lead" { (say("team.files.lead")) }
        p class="rs-muted" { (page.questionnaire.title) " " (page.questionnaire.version) }
        p { (say("team.files.device")) }
        div data-slot="add" { (add(page, catalogue)) }
        div data-slot="people" { (people(page, catalogue)) }
        div data-slot="onward" { (on(page, catalogue)) }
    }
}

pub(super) fn slots(page: &FilesPage<'_>, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    slots.put("add", page.room.to_string(), || add(page, catalogue));
    // Without the names: they are typed here, and the field must not be replaced under the hand.
    let mut key = String::new();
    for person in &page.people {
        key.push_str(&format!(
            "{}|{}|{}|{};",
            person.file, person.date, person.answered, person.asked
        ));
    }
    slots.put("people", key, || people(page, catalogue));
    slots.put("onward", page.enough.to_string(), || on(page, catalogue));
}

fn add(page: &FilesPage<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        @if page.room {
            label class="rs-button rs-file rs-drop" part="button" {
                span { (catalogue.say("team.files.add")) }
                input type="file" multiple accept=".json,application/json" data-host="add-files";
            }
        } @else {
            p class="rs-notice" { (catalogue.say("team.files.full")) }
        }
    }
}

fn people(page: &FilesPage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        @if page.people.is_empty() {
            p class="rs-muted" { (say("team.files.none")) }
        } @else {
            h2 class="rs-h2" { (filled("team.files.people", "count", page.people.len(), catalogue)) }
            p class="rs-hint" id="rs-name-hint" { (say("team.files.name_hint")) }
            ol class="rs-people" {
                @for (index, line) in page.people.iter().enumerate() { (person(index, line, catalogue)) }
            }
            p class="rs-muted" { (say(match page.mode {
                Mode::Full => "team.files.full_mode",
                Mode::Express => "team.files.express_mode",
            })) }
        }
    }
}

fn person(index: usize, line: &PersonLine<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let id = format!("rs-name-{index}");
    let mode = match line.mode {
        Mode::Express => say("mode.express"),
        Mode::Full => say("mode.full"),
    };
    let date = line.date.parse::<Date>().map(|date| catalogue.date(date)).unwrap_or_default();
    let (answered, asked) = (line.answered.to_string(), line.asked.to_string());
    html! {
        li class="rs-person" {
            div class="rs-field" {
                label for=(id) { (say("team.files.name")) }
                input class="rs-input" id=(id) type="text" maxlength="100" autocomplete="off" dir="auto"
                    aria-describedby="rs-name-hint" data-command={ "name " (index) } value=(line.name);
            }
            p class="rs-muted" {
                @if !line.file.is_empty() { (parts::typed(line.file)) " · " }
                @if !date.is_empty() { (date) " · " }
                (mode) " · "
                (catalogue.fill("bar.answered", &[("answered", &answered), ("asked", &asked)]))
            }
            button type="button" class="rs-button rs-small rs-quiet" part="button"
                data-command={ "remove " (index) } {
                (say("team.files.remove")) span class="rs-hidden" { ": " (parts::typed(&line.name)) }
            }
        }
    }
}

fn on(page: &FilesPage<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        @if page.enough { (onward(false, catalogue.say("team.files.next"), catalogue)) }
        @else { p class="rs-muted" { (catalogue.say("team.said.too_few")) } }
    }
}
