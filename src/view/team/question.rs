//! One question: who said what, and what is settled.

use maud::{Markup, html};

use super::profile::people;
use super::{onward, parts};
use crate::assessment::Choice;
use crate::assessment::combine::{Kind, Settlement, Voice};
use crate::team::QuestionPage;
use crate::text::Catalogue;
use crate::view::{Slots, chart};

pub(super) fn question(page: &QuestionPage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let id = &page.line.question.id;
    let title = match page.number {
        Some((number, of)) => catalogue.fill(
            "team.question.number",
            &[("number", &number.to_string()), ("count", &of.to_string())],
        ),
        None => say(kind(page.line.kind)).to_owned(),
    };
    let next = match (page.number, page.another) {
        (Some(_), true) => "team.question.next",
        (Some(_), false) => "team.overview.next_rest",
        (None, _) => "team.question.list",
    };
    html! {
        p class="rs-eyebrow" { (page.line.domain.title) }
        (parts::heading(&title))
        div data-slot="choices" { (choices(page, catalogue)) }
        (silent(page, catalogue))
        div class="rs-outcome" role="status" data-slot="outcome" { (outcome(page, catalogue)) }
        div class="rs-row" data-slot="actions" { (actions(page, catalogue)) }
        (notes(page, catalogue))
        div class="rs-field" {
            label for="rs-settle-note" { (say("team.question.note")) }
            p class="rs-hint" id="rs-settle-note-hint" { (say("team.question.note_hint")) }
            textarea class="rs-input" id="rs-settle-note" rows="3" maxlength="4000" dir="auto" autocomplete="off"
                aria-describedby="rs-settle-note-hint" data-command={ "settle-note " (id) } {
                // The line feed that HTML drops at the start of such a field.
                "\n" (page.settlement.map_or("", |settlement| settlement.note.as_str()))
            }
        }
        (onward(true, say(next), catalogue))
    }
}

pub(super) fn slots(page: &QuestionPage<'_>, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    // Without what is settled: the browser shows that itself.
    let key = format!("{} {}", page.line.question.id, page.renewed);
    slots.put("choices", key, || choices(page, catalogue));
    let choice = page.settlement.and_then(|settlement| settlement.choice.as_ref());
    let key = format!("{} {choice:?}", page.line.is_settled());
    slots.put("outcome", key, || outcome(page, catalogue));
    let key = choice.is_some().to_string();
    slots.put("actions", key, || actions(page, catalogue));
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Agreement => "team.kind.agreement",
        Kind::Near { .. } => "team.kind.near",
        Kind::Conflict => "team.kind.conflict",
        Kind::BlindSpot => "team.kind.blind_spot",
    }
}

fn choices(page: &QuestionPage<'_>, catalogue: &Catalogue) -> Markup {
    let question = page.line.question;
    let id = &question.id;
    let choice = page.settlement.and_then(|settlement| settlement.choice.as_ref());
    let level_of =
        |level: usize| matches!(choice, Some(Choice::Level(held)) if usize::from(*held) == level);
    let count = question.levels.len();
    let by = |said: &dyn Fn(&Voice<'_>) -> bool| {
        let pairs = page.names.iter().zip(&page.line.voices);
        pairs.filter(|(_, voice)| said(voice)).map(|(name, _)| name).collect::<Vec<_>>()
    };
    html! {
        fieldset class="rs-question" part="question" id={ "rs-q-" (id) } data-question=(id) {
            legend class="rs-legend" {
                @if question.critical { (parts::critical(catalogue)) " " }
                span class="rs-prompt" { (question.prompt) }
            }
            div class="rs-options rs-levels" {
                @for (level, text) in question.levels.iter().enumerate() {
                    label class="rs-option" part="option" {
                        input type="radio" name=(id) value=(level) data-level=(level)
                            data-command={ "settle " (id) " level " (level) } checked[level_of(level)];
                        (chart::stair(count, level))
                        span {
                            (text)
                            (people(&by(&|voice| matches!(voice, Voice::Level(held) if usize::from(*held) == level)), catalogue))
                        }
                    }
                }
            }
            div class="rs-alternatives" {
                label class="rs-alternative" part="option" {
                    input type="radio" name=(id) value="dont-know" data-command={ "settle " (id) " dont-know" }
                        checked[matches!(choice, Some(Choice::DontKnow))];
                    span {
                        (catalogue.say("question.dont_know"))
                        (people(&by(&|voice| *voice == Voice::DontKnow), catalogue))
                    }
                }
                @if question.not_applicable {
                    label class="rs-alternative" part="option" {
                        input type="radio" name=(id) value="not-applicable" data-na
                            data-command={ "settle " (id) " not-applicable" }
                            checked[matches!(choice, Some(Choice::NotApplicable { .. }))];
                        span {
                            (catalogue.say("question.not_applicable"))
                            @for (name, voice) in page.names.iter().zip(&page.line.voices) {
                                @if let Voice::NotApplicable(reason) = voice {
                                    span class="rs-block rs-muted rs-who" {
                                        span class="rs-hidden" { (catalogue.say("team.said_by")) " " }
                                        (parts::typed(name)) ": " (parts::typed(reason))
                                    }
                                }
                            }
                        }
                    }
                }
            }
            @if question.not_applicable { (reason(page, choice, catalogue)) }
        }
    }
}

/// Shown by the style sheet only while "not applicable" is chosen. Starts with the reasons that people gave.
fn reason(page: &QuestionPage<'_>, choice: Option<&Choice>, catalogue: &Catalogue) -> Markup {
    let id = &page.line.question.id;
    let mut given: Vec<&str> = Vec::new();
    for voice in &page.line.voices {
        if let Voice::NotApplicable(reason) = voice
            && !given.contains(reason)
        {
            given.push(reason);
        }
    }
    let given = match choice {
        Some(Choice::NotApplicable { reason }) => reason.clone(),
        _ => given.join("; "),
    };
    html! {
        div class="rs-field rs-reason" {
            label for={ "rs-reason-" (id) } { (catalogue.say("question.reason")) }
            p class="rs-hint" id={ "rs-reason-hint-" (id) } { (catalogue.say("question.reason_hint")) }
            input class="rs-input" id={ "rs-reason-" (id) } type="text" maxlength="2000" autocomplete="off"
                dir="auto" aria-required="true" aria-describedby={ "rs-reason-hint-" (id) }
                data-command={ "settle-reason " (id) } value=(given);
        }
    }
}

/// Who gave no answer, and whether they were asked.
fn silent(page: &QuestionPage<'_>, catalogue: &Catalogue) -> Markup {
    let by = |wanted: Voice<'_>| {
        let pairs = page.names.iter().zip(&page.line.voices);
        pairs.filter(|(_, voice)| **voice == wanted).map(|(name, _)| name).collect::<Vec<_>>()
    };
    let list = |key: &str, names: Vec<&String>| {
        html! {
            @if !names.is_empty() {
                p class="rs-muted" {
                    (catalogue.say(key)) " "
                    @for (index, name) in names.iter().enumerate() {
                        @if index > 0 { ", " }
                        (parts::typed(name))
                    }
                }
            }
        }
    };
    html! {
        (list("team.question.unanswered", by(Voice::Unanswered)))
        (list("team.question.not_asked", by(Voice::NotAsked)))
    }
}

fn outcome(page: &QuestionPage<'_>, catalogue: &Catalogue) -> Markup {
    let chosen = page.settlement.is_some_and(|settlement: &Settlement| settlement.choice.is_some());
    let key = match (page.line.kind, chosen, page.line.is_settled()) {
        (_, _, true) => "team.question.settled",
        (_, true, false) => "team.question.reason_missing",
        (Kind::Conflict, false, _) => "team.question.open",
        (Kind::Near { .. }, false, _) => "team.question.near",
        (Kind::Agreement, false, _) => "team.question.agreement",
        (Kind::BlindSpot, false, _) => "team.question.blind_spot",
    };
    html! { p { (catalogue.say(key)) } }
}

fn actions(page: &QuestionPage<'_>, catalogue: &Catalogue) -> Markup {
    let id = &page.line.question.id;
    let chosen = page.settlement.is_some_and(|settlement| settlement.choice.is_some());
    let button = |command: &str, key: &str| {
        html! {
            button type="button" class="rs-button rs-small" part="button" data-command={ (command) " " (id) } {
                (catalogue.say(key))
            }
        }
    };
    html! {
        @if page.proposed.is_some() { (button("take", "team.question.take")) }
        @if chosen { (button("unsettle", "team.reopen")) }
    }
}

/// What people noted when they answered.
fn notes(page: &QuestionPage<'_>, catalogue: &Catalogue) -> Markup {
    let mut notes = Vec::new();
    for (name, note) in page.names.iter().zip(&page.notes) {
        if !note.trim().is_empty() {
            notes.push((name, note));
        }
    }
    html! {
        @if !notes.is_empty() {
            h2 class="rs-h3" { (catalogue.say("team.question.notes")) }
            dl class="rs-facts-list rs-notes" {
                @for (name, note) in notes { div { dt { (parts::typed(name)) } dd { (parts::typed(note)) } } }
            }
        }
    }
}
