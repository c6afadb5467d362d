//! What the firm decides about a gap, and what the score would be once the first are done.

use maud::{Markup, html};

use super::parts;
use crate::assessment::Status;
use crate::interview::ReportPage;
use crate::report::{PlanStep, Report};
use crate::text::Catalogue;

/// The choices, and what they are called.
const CHOICES: [(Status, &str); 3] = [
    (Status::Planned, "decide.planned"),
    (Status::Done, "decide.done"),
    (Status::NotNow, "decide.not_now"),
];

/// What can be decided.
pub(super) fn choices(step: &PlanStep, catalogue: &Catalogue) -> Markup {
    let id = &step.question;
    let chosen = step.decision.as_ref().map(|decision| decision.status);
    html! {
        fieldset class="rs-decision rs-screen-only" {
            legend class="rs-label" {
                (catalogue.say("decide.title")) span class="rs-hidden" { ": " (step.action) }
            }
            div class="rs-alternatives" {
                @for (status, key) in CHOICES {
                    label class="rs-alternative" {
                        input type="radio" name={ "decide-" (id) } checked[chosen == Some(status)]
                            data-command={ "decide " (id) " " (status.name()) };
                        (catalogue.say(key))
                    }
                }
                // Not in the slot below: it has the focus when it is used.
                button type="button" class="rs-plain rs-clear" part="button"
                    data-command={ "decide " (id) " none" } { (catalogue.say("decide.undo")) }
            }
            div class="rs-decision-more" data-slot={ "decision:" (id) } { (more(step, catalogue)) }
        }
    }
}

/// What the inputs below the choice depend on.
pub(super) fn more_key(step: &PlanStep) -> String {
    step.decision.as_ref().map_or("", |decision| decision.status.name()).to_owned()
}

/// What there is to say about a choice.
pub(super) fn more(step: &PlanStep, catalogue: &Catalogue) -> Markup {
    let Some(decision) = &step.decision else { return html! {} };
    let id = &step.question;
    let say = |key| catalogue.say(key);
    let field = |name: &str, label: &str, value: &str| {
        html! {
            label class="rs-field" {
                (label)
                input class="rs-input" type="text" maxlength="1000" autocomplete="off" dir="auto"
                    data-command={ (name) " " (id) } value=(value);
            }
        }
    };
    html! {
        @match decision.status {
            Status::Planned => div class="rs-row" {
                (field("owner", say("decide.owner"), &decision.owner))
                @let due = decision.due.map(|day| day.to_string()).unwrap_or_default();
                label class="rs-field" {
                    (say("decide.due"))
                    input class="rs-input" type="date" max="9999-12-31" autocomplete="off"
                        aria-describedby={ "rs-due-hint-" (id) } data-command={ "due " (id) } value=(due);
                    span class="rs-hint rs-if-wrong" id={ "rs-due-hint-" (id) } { (say("decide.due_hint")) }
                }
            },
            Status::Done => p {
                (say("decide.done_text")) " "
                button type="button" class="rs-plain" part="button" data-command={ "ask " (id) } { (say("decide.change")) }
            },
            Status::NotNow => {
                (field("put-off", say("decide.reason"), &decision.reason))
                p class="rs-hint" { (say("decide.reason_text")) }
            },
        }
    }
}

/// The decision in words, for print and the exported page.
pub(super) fn decided(step: &PlanStep, catalogue: &Catalogue) -> Markup {
    let Some(decision) = &step.decision else { return html! {} };
    let key =
        CHOICES.iter().find(|(status, _)| *status == decision.status).map_or("", |(_, key)| key);
    html! {
        p {
            span class="rs-label" { (catalogue.say("decide.title")) ":" } " " (catalogue.say(key))
            @if !decision.owner.trim().is_empty() { " – " (parts::typed(&decision.owner)) }
            @if let Some(due) = decision.due { ", " (catalogue.say("decide.due")) " " (catalogue.date(due)) }
            @if !decision.reason.trim().is_empty() { ": " (parts::typed(&decision.reason)) }
        }
    }
}

/// What the decision in words depends on.
pub(super) fn decided_key(step: &PlanStep) -> String {
    step.decision.as_ref().map_or_else(String::new, |decision| {
        let due = decision.due.map(|day| day.to_string()).unwrap_or_default();
        let (status, owner, reason) = (decision.status.name(), &decision.owner, &decision.reason);
        format!("{status}\u{1f}{owner}\u{1f}{due}\u{1f}{reason}")
    })
}

/// The open gaps that have a score behind them.
fn steps_ahead(report: &Report) -> Vec<&PlanStep> {
    let mut ahead = Vec::new();
    for step in &report.plan {
        if step.after.is_some() {
            ahead.push(step);
        }
    }
    ahead
}

/// How many actions to take as done.
pub(super) fn forecast(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    let count = steps_ahead(&page.report).len();
    html! {
        @if count > 0 {
            div class="rs-forecast rs-screen-only" {
                label class="rs-label" for="rs-forecast" { (catalogue.say("forecast.label")) }
                input id="rs-forecast" type="range" min="1" max=(count) value=(page.look.first.min(count))
                    data-command="forecast";
                p class="rs-sum" data-slot="forecast" role="status" { (outlook(page, catalogue)) }
            }
        }
    }
}

/// What the sentence says, which is at the same time what it depends on.
pub(super) fn outlook(page: &ReportPage, catalogue: &Catalogue) -> String {
    let ahead = steps_ahead(&page.report);
    let first = page.look.first.clamp(1, ahead.len().max(1));
    let after = ahead.get(first - 1).and_then(|step| step.after);
    let now = page.report.score.shown.map(|shown| shown.to_string()).unwrap_or_default();
    let after = after.map(|shown| shown.to_string()).unwrap_or_default();
    let count = first.to_string();
    catalogue.fill("forecast.text", &[("count", &count), ("score", &after), ("now", &now)])
}
