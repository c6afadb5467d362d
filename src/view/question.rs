//! A question: its levels as rows, the ways out of it, and what belongs to it.

use maud::{Markup, html};

use super::{chart, memory, parts};
use crate::assessment::Choice;
use crate::interview::QuestionItem;
use crate::text::Catalogue;

/// The question; nothing while it is not asked.
pub(super) fn question(item: &QuestionItem<'_>, catalogue: &Catalogue) -> Markup {
    let question = item.question;
    let id = &question.id;
    if !item.asked {
        return html! {};
    }
    html! {
        fieldset class="rs-question" part="question" id={ "rs-q-" (id) } data-question=(id)
            aria-describedby="rs-stem" {
            // Inside the legend, so that it is read together with the question.
            legend class="rs-legend" {
                @if question.critical { (parts::critical(catalogue)) " " }
                span class="rs-prompt" { (question.prompt) }
            }
            // There before it says something, so that screen readers hear what is put into it.
            div class="rs-back" role="status" data-slot={ "returned:" (id) } { (returned(item.returned, catalogue)) }
            @if let Some(examples) = item.examples {
                p class="rs-hint" { (catalogue.fill("question.examples", &[("examples", examples)])) }
            }
            (levels(item))
            (alternatives(item, catalogue))
            @if question.not_applicable { (reason(item, catalogue)) }
            div role="status" data-slot={ "offer:" (id) } { (offer(item, catalogue)) }
            (background(item, catalogue))
            (record(item, catalogue))
        }
    }
}

/// Says that a question came back with the answer it had.
pub(super) fn returned(returned: bool, catalogue: &Catalogue) -> Markup {
    html! {
        @if returned { p class="rs-returned" { (catalogue.say("question.returned")) } }
    }
}

/// Offers the browser's memory.
pub(super) fn offer(item: &QuestionItem<'_>, catalogue: &Catalogue) -> Markup {
    html! { @if item.offered { (memory::offer(catalogue)) } }
}

fn levels(item: &QuestionItem<'_>) -> Markup {
    let id = &item.question.id;
    let count = item.question.levels.len();
    let chosen = |level: usize| matches!(item.choice, Some(Choice::Level(held)) if usize::from(*held) == level);
    html! {
        div class="rs-options rs-levels" {
            @for (level, text) in item.question.levels.iter().enumerate() {
                label class="rs-option" part="option" {
                    input type="radio" name=(id) value=(level) data-level=(level)
                        data-command={ "level " (id) " " (level) } checked[chosen(level)];
                    (chart::stair(count, level))
                    span { (text) }
                }
            }
        }
    }
}

fn alternatives(item: &QuestionItem<'_>, catalogue: &Catalogue) -> Markup {
    let id = &item.question.id;
    html! {
        div class="rs-alternatives" {
            label class="rs-alternative" part="option" {
                input type="radio" name=(id) value="dont-know" data-command={ "dont-know " (id) }
                    checked[matches!(item.choice, Some(Choice::DontKnow))];
                span { (catalogue.say("question.dont_know")) }
            }
            @if item.question.not_applicable {
                label class="rs-alternative" part="option" {
                    input type="radio" name=(id) value="not-applicable" data-na
                        data-command={ "not-applicable " (id) }
                        checked[matches!(item.choice, Some(Choice::NotApplicable { .. }))];
                    span { (catalogue.say("question.not_applicable")) }
                }
            }
            button type="button" class="rs-plain rs-clear" part="button" data-command={ "clear " (id) } {
                (catalogue.say("question.clear"))
                span class="rs-hidden" { ": " (item.question.prompt) }
            }
        }
    }
}

/// Shown by the style sheet only while "not applicable" is chosen.
fn reason(item: &QuestionItem<'_>, catalogue: &Catalogue) -> Markup {
    let id = &item.question.id;
    let reason = match item.choice {
        Some(Choice::NotApplicable { reason }) => reason.as_str(),
        _ => "",
    };
    // Said of a field that was left blank, not of one that nobody has seen yet.
    let missing =
        matches!(item.choice, Some(Choice::NotApplicable { .. })) && reason.trim().is_empty();
    html! {
        div class="rs-field rs-reason" {
            label for={ "rs-reason-" (id) } { (catalogue.say("question.reason")) }
            p class="rs-hint" id={ "rs-reason-hint-" (id) } { (catalogue.say("question.reason_hint")) }
            input class="rs-input" id={ "rs-reason-" (id) } type="text" maxlength="2000" autocomplete="off"
                dir="auto" aria-required="true" aria-invalid=[missing.then_some("true")]
                aria-describedby={ "rs-reason-hint-" (id) }
                data-command={ "reason " (id) } value=(reason);
        }
    }
}

/// Why it matters, and where that comes from.
fn background(item: &QuestionItem<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        details class="rs-details" {
            summary {
                (catalogue.say("question.why"))
                span class="rs-hidden" { ": " (item.question.prompt) }
            }
            p { (item.question.why) }
            @if let Some(caution) = &item.question.caution {
                p class="rs-caution" { strong { (catalogue.say("question.caution")) } " " (caution) }
            }
            @if !item.sources.is_empty() {
                p class="rs-sources-title" { (catalogue.say("question.sources")) }
                ul class="rs-sources" {
                    @for (title, locator, address) in &item.sources {
                        li { (parts::source(title, locator, *address, catalogue)) }
                    }
                }
            }
        }
    }
}

/// The firm's own note and where the proof is kept.
fn record(item: &QuestionItem<'_>, catalogue: &Catalogue) -> Markup {
    let id = &item.question.id;
    let hint = format!("rs-record-hint-{id}");
    html! {
        details class="rs-details" open[!item.note.is_empty() || !item.evidence.is_empty()] {
            summary {
                (catalogue.say("question.record"))
                span class="rs-hidden" { ": " (item.question.prompt) }
            }
            p class="rs-hint" id=(hint) { (catalogue.say("question.record_hint")) }
            div class="rs-field" {
                label for={ "rs-note-" (id) } { (catalogue.say("question.note")) }
                textarea class="rs-input" id={ "rs-note-" (id) } rows="3" maxlength="4000" dir="auto"
                    autocomplete="off" aria-describedby=(hint) data-command={ "note " (id) } {
                    // The line feed that HTML drops at the start of such a field.
                    "\n" (item.note)
                }
            }
            div class="rs-field" {
                label for={ "rs-evidence-" (id) } { (catalogue.say("question.evidence")) }
                p class="rs-hint" id={ "rs-evidence-hint-" (id) } {
                    (catalogue.say("question.evidence_hint")) " " (item.question.evidence)
                }
                input class="rs-input" id={ "rs-evidence-" (id) } type="text" maxlength="2000" dir="auto"
                    autocomplete="off" aria-describedby={ "rs-evidence-hint-" (id) " " (hint) }
                    data-command={ "evidence " (id) } value=(item.evidence);
            }
        }
    }
}
