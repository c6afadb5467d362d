//! The show of hands: what it is, and a question at a time.

use maud::{Markup, html};

use super::lobby::mode_name;
use super::{Slots, heading, put, row};
use crate::assessment::Mode;
use crate::cohort::hands::{LONGEST_NOTE, MOST_HANDS};
use crate::text::Catalogue;
use crate::workshop::{GroupPage, HandsPage, TIMER};

/// The page before the first question.
pub(super) fn group(page: &GroupPage, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        (heading(say("workshop.group_title")))
        p class="rs-ws-text" { (say("workshop.group_text")) }
        p class="rs-ws-text" { (say("workshop.group_open")) }
        p class="rs-ws-text" { (say("workshop.group_all")) }
        p class="rs-ws-text" { (say("workshop.group_end")) }
        div class="rs-ws-settings" {
            div data-slot="modes" { (modes(page, catalogue)) }
            p class="rs-ws-text" data-slot="questions" { (questions(page, catalogue)) }
            div class="rs-field" {
                label for="rs-ws-seconds" { (say("workshop.group_timer")) }
                input class="rs-input" id="rs-ws-seconds" type="number" inputmode="numeric" step="10"
                    min=(TIMER.start()) max=(TIMER.end()) value=(page.seconds) data-command="timer";
            }
        }
    }
}

/// Its slots.
pub(super) fn group_slots(page: &GroupPage, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    // The browser shows what is chosen itself.
    slots.put("modes", page.can_choose.to_string(), || modes(page, catalogue));
    put(slots, "questions", questions(page, catalogue));
}

fn questions(page: &GroupPage, catalogue: &Catalogue) -> Markup {
    let count = page.questions.to_string();
    html! { (catalogue.fill("workshop.group_count", &[("count", &count)])) }
}

fn modes(page: &GroupPage, catalogue: &Catalogue) -> Markup {
    html! {
        @if page.can_choose {
            fieldset class="rs-modes" {
                legend class="rs-h3" { (catalogue.say("workshop.group_mode")) }
                @for mode in [Mode::Express, Mode::Full] {
                    label class="rs-option" part="option" {
                        input type="radio" name="rs-ws-mode" value=(mode.name()) checked[mode == page.mode]
                            data-command={ "mode " (mode.name()) };
                        span { strong { (mode_name(mode, catalogue)) } }
                    }
                }
            }
        } @else { p class="rs-ws-text" { (mode_name(page.mode, catalogue)) } }
    }
}

/// A question.
pub(super) fn hands(page: &HandsPage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let (number, count) = (page.number.to_string(), page.questions.to_string());
    let id = &page.question.id;
    let value = |hands: u64| if hands == 0 { String::new() } else { hands.to_string() };
    let field = |level: &str, label: &str, hands: u64| {
        html! {
            input class="rs-input rs-ws-digits" type="text" inputmode="numeric" autocomplete="off" dir="ltr"
                maxlength=(MOST_HANDS.to_string().len()) aria-label=(label) value=(value(hands))
                data-command={ "hands " (id) " " (level) };
        }
    };
    html! {
        p class="rs-ws-eyebrow" {
            (catalogue.fill("workshop.hands_question",
                &[("number", &number), ("count", &count), ("domain", &page.domain.title)]))
        }
        (heading(&page.question.prompt))
        div class="rs-ws-vote" {
            table class="rs-ws-levels" {
                thead {
                    tr {
                        th scope="col" { (say("workshop.hands_level")) }
                        th scope="col" { (say("workshop.hands_hands")) }
                    }
                }
                tbody {
                    @for (level, (text, hands)) in page.levels.iter().zip(&page.hand.count.levels).enumerate() {
                        @let name = level.to_string();
                        tr {
                            th scope="row" { span class="rs-ws-level" { (name) } " " (text) }
                            td { (field(&name, &catalogue.fill("workshop.hands_of", &[("level", &name)]), *hands)) }
                        }
                    }
                    tr {
                        th scope="row" { (say("question.dont_know")) }
                        td { (field("dont-know", say("workshop.hands_dont_know"), page.hand.count.dont_know)) }
                    }
                }
            }
            div class="rs-ws-counted" {
                (timer(page.seconds, catalogue))
                div data-slot="hands" { (distribution(page, catalogue)) }
                div class="rs-field rs-ws-note-field" {
                    label for="rs-ws-note" { (say("workshop.hands_note")) }
                    p class="rs-hint" id="rs-ws-note-hint" { (say("workshop.hands_note_hint")) }
                    textarea class="rs-input" id="rs-ws-note" rows="2" maxlength=(LONGEST_NOTE) dir="auto"
                        aria-describedby="rs-ws-note-hint" data-command={ "hands-note " (id) } {
                        // What reads HTML drops a line feed at the very start.
                        "\n" (page.hand.note)
                    }
                }
            }
        }
    }
}

/// The page's slots: what is typed stays, only the distribution follows.
pub(super) fn slots(page: &HandsPage<'_>, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    put(slots, "hands", distribution(page, catalogue));
}

fn timer(seconds: u32, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        div class="rs-ws-timer" data-timer=(seconds) data-over=(say("workshop.timer_over")) {
            span class="rs-ws-clock" role="timer" aria-label=(say("workshop.timer")) data-clock {
                (seconds / 60) ":" (format!("{:02}", seconds % 60))
            }
            button type="button" class="rs-button" part="button" data-host="timer"
                data-on=(say("workshop.timer_stop")) data-off=(say("workshop.timer_start")) {
                (say("workshop.timer_start"))
            }
            span role="status" data-timer-said {}
        }
    }
}

fn distribution(page: &HandsPage<'_>, catalogue: &Catalogue) -> Markup {
    let count = &page.hand.count;
    let all = count.counted();
    html! {
        @if all > 0 {
            table class="rs-ws-table" {
                caption { (catalogue.fill("workshop.hands_sum", &[("count", &all.to_string())])) }
                thead class="rs-hidden" {
                    tr {
                        th scope="col" { (catalogue.say("workshop.hands_level")) }
                        td {}
                        th scope="col" { (catalogue.say("workshop.hands_hands")) }
                    }
                }
                tbody {
                    @for (level, hands) in count.levels.iter().enumerate() {
                        (row(&html! { (level) }, *hands, all))
                    }
                    (row(&html! { (catalogue.say("question.dont_know")) }, count.dont_know, all))
                }
            }
        }
    }
}
