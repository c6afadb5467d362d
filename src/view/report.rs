//! The report. [`report`] needs no interaction, so the exported page shows the very same as the
//! widget; only the widget adds what can be done with it.

mod areas;
mod decision;
mod numbers;
mod plan;
mod present;
mod proof;
mod result;
mod sheets;
mod take;

use maud::{Markup, html};

pub(crate) use plan::{group_keys, reason, title};
pub(super) use present::present;

use super::{Slots, chart, parts};
use crate::assessment::Mode;
use crate::interview::ReportPage;
use crate::report::{ProofNeed, Report, Standing};
use crate::text::Catalogue;

/// The whole report, without anything to click but its own links.
#[must_use]
pub fn report(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    article(page, false, catalogue)
}

/// The report on the page: the answer first, then what can be done with it, then the rest.
pub(super) fn screen(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    article(page, true, catalogue)
}

/// The slots of the widget's report.
pub(super) fn slots(page: &ReportPage, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    slots.put("areas", areas::key(page), || areas::table(page, catalogue));
    slots.put("plan", plan::key(page), || plan::steps(page, true, catalogue));
    let filtered = plan::filtered(page, catalogue);
    slots.put("shown", filtered.clone(), || html! { (filtered) });
    for step in plan::shown(page) {
        slots.put(format!("decision:{}", step.question), decision::more_key(step), || {
            decision::more(step, catalogue)
        });
        slots.put(format!("decided:{}", step.question), decision::decided_key(step), || {
            decision::decided(step, catalogue)
        });
    }
    let outlook = decision::outlook(page, catalogue);
    slots.put("forecast", outlook.clone(), || html! { (outlook) });
    slots.put("since", page.report.comparisons.len().to_string(), || {
        areas::since(&page.report, true, catalogue)
    });
}

fn article(page: &ReportPage, interactive: bool, catalogue: &Catalogue) -> Markup {
    let report = &page.report;
    html! {
        article class="rs-report" {
            (head(report, catalogue))
            (result::result(page, catalogue))
            (result::first(report, catalogue))
            @if interactive { (buttons(page, catalogue)) }
            (result::measures(report, catalogue))
            (contents(report, interactive, catalogue))
            (areas::section(page, interactive, catalogue))
            (since(page, interactive, catalogue))
            (plan::plan(page, interactive, catalogue))
            (proof::proof(report, catalogue))
            (sheets::sheets(report, catalogue))
            (answers(report, catalogue))
            (numbers::why(report, catalogue))
            (about(report, catalogue))
            @if interactive && report.score.shown.is_some() { (take::take(catalogue)) }
        }
    }
}

/// What changed since earlier assessments, and how to lay one beside this one.
fn since(page: &ReportPage, interactive: bool, catalogue: &Catalogue) -> Markup {
    let report = &page.report;
    let say = |key| catalogue.say(key);
    html! {
        @if interactive || !report.comparisons.is_empty() {
            section class={ "rs-section" @if report.comparisons.is_empty() { " rs-screen-only" } }
                aria-labelledby="rs-since" {
                (section_title("rs-since", say("since.title")))
                @if interactive {
                    p class="rs-muted" { (say("since.text")) }
                    label class="rs-button rs-small rs-file rs-screen-only" {
                        span { (say("since.add")) }
                        input type="file" accept=".json,application/json" data-host="compare";
                    }
                }
                div data-slot="since" { (areas::since(report, interactive, catalogue)) }
            }
        }
    }
}

/// What can be done with a report, and the cards for whoever is in trouble.
fn buttons(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    html! {
        div class="rs-row rs-actions" {
            button type="button" class="rs-button rs-small" part="button" data-host="print" {
                (catalogue.say("report.print"))
            }
            button type="button" class="rs-button rs-small" part="button" data-command="go present" {
                (catalogue.say("report.present"))
            }
            button type="button" class="rs-button rs-small" part="button" data-command="go review" {
                (catalogue.say("report.back"))
            }
            @for (id, title) in &page.cards {
                button type="button" class="rs-button rs-small" part="button" data-command={ "go card:" (id) } {
                    (title)
                }
            }
        }
    }
}

fn head(report: &Report, catalogue: &Catalogue) -> Markup {
    html! {
        p class="rs-eyebrow rs-mark" {
            strong class="rs-confidential" { (catalogue.say("report.confidential")) }
            span { (catalogue.date(report.date)) }
            span { (report.questionnaire.title) }
        }
        h1 class="rs-h1" data-heading tabindex="-1" {
            @if report.title.trim().is_empty() { (catalogue.say("report.title")) }
            @else { (catalogue.say("report.title_of")) " " (parts::typed(&report.title)) }
        }
    }
}

/// The sections to jump to.
fn contents(report: &Report, interactive: bool, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let link = |id: &str, text: &str, count: Option<usize>| {
        html! {
            li {
                a href={ "#" (id) } data-scroll=(id) {
                    (text)
                    @if let Some(count) = count { " " span class="rs-number" { (count) } }
                }
            }
        }
    };
    html! {
        nav class="rs-contents" aria-label=(say("report.contents")) {
            ul {
                (link("rs-areas", say("areas.title"), None))
                (link("rs-plan", say("plan.title"), Some(report.plan.len())))
                @if !report.comparisons.is_empty() {
                    (link("rs-since", say("since.title"), None))
                }
                @if report.questions.iter().any(|line| line.proof_need != ProofNeed::None) {
                    (link("rs-proof", say("proof.title"), None))
                }
                @if !report.sheets.is_empty() {
                    (link("rs-sheets", say("sheets.title"), Some(report.sheets.len())))
                }
                (link("rs-answers", say("answers.title"), None))
                (link("rs-why", say("why.title"), None))
                (link("rs-about", say("about.title"), None))
                @if interactive { (link("rs-take", say("take.title"), None)) }
            }
        }
    }
}

/// The heading of a section, which `data-scroll` can reach.
fn section_title(id: &str, text: &str) -> Markup {
    html! { h2 class="rs-h2" id=(id) tabindex="-1" { (text) } }
}

/// The answers that are no level.
fn answers(report: &Report, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let dont_know: Vec<&str> = prompts(report, Standing::DontKnow);
    let unanswered: Vec<&str> = prompts(report, Standing::Unanswered);
    let nothing = report.not_applicable.is_empty()
        && dont_know.is_empty()
        && unanswered.is_empty()
        && report.unknown_questions.is_empty();
    html! {
        section class="rs-section" aria-labelledby="rs-answers" {
            (section_title("rs-answers", say("answers.title")))
            @if nothing { p { (say("answers.none")) } }
            (prompt_list(say("answers.unanswered"), say("answers.unanswered_text"), &unanswered))
            (prompt_list(say("answers.dont_know"), say("answers.dont_know_text"), &dont_know))
            @if !report.not_applicable.is_empty() {
                h3 class="rs-h3" { (say("answers.not_applicable")) }
                p class="rs-muted" { (say("answers.not_applicable_text")) }
                ul class="rs-list" {
                    @for line in &report.not_applicable {
                        li {
                            (line.prompt)
                            span class="rs-block rs-muted" { (say("answers.reason")) " " (parts::typed(&line.reason)) }
                        }
                    }
                }
            }
            @if !report.unknown_questions.is_empty() {
                h3 class="rs-h3" { (say("answers.unknown")) }
                p class="rs-muted" { (say("answers.unknown_text")) }
                ul class="rs-list" {
                    @for id in &report.unknown_questions { li { code { bdi { (id) } } } }
                }
            }
        }
    }
}

fn prompts(report: &Report, standing: Standing) -> Vec<&str> {
    let lines = report.questions.iter().filter(|line| line.standing == standing);
    lines.map(|line| line.prompt.as_str()).collect()
}

fn prompt_list(title: &str, text: &str, prompts: &[&str]) -> Markup {
    html! {
        @if !prompts.is_empty() {
            h3 class="rs-h3" { (title) }
            p class="rs-muted" { (text) }
            ul class="rs-list" { @for prompt in prompts { li { (prompt) } } }
        }
    }
}

/// What was asked, by which engine, and what the result is not.
fn about(report: &Report, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let mode = match report.mode {
        Mode::Express => say("mode.express"),
        Mode::Full => say("mode.full"),
    };
    let about = &report.questionnaire;
    let line = |name: &str, value: Markup| html! { div { dt { (name) } dd { (value) } } };
    html! {
        section class="rs-section" aria-labelledby="rs-about" {
            (section_title("rs-about", say("about.title")))
            @for paragraph in &report.disclaimer { p { (paragraph) } }
            dl class="rs-facts-list" {
                (line(say("about.questionnaire"), html! { (about.title) " (" bdi { (about.id) } ")" }))
                (line(say("about.version"), html! { (about.version) }))
                (line(say("about.mode"), html! { (mode) }))
                (line(say("about.date"), html! { (catalogue.date(report.date)) }))
                (line(say("about.fingerprint"), html! { strong { (about.fingerprint.short()) } " " code { (about.fingerprint.to_string()) } }))
                (line(say("about.texts_fingerprint"), html! { code { (about.texts_fingerprint.to_string()) } }))
                (combined(report, catalogue))
                (line(say("about.engine"), html! { (catalogue.say("product")) " " (report.engine) }))
            }
            (parts::branding(about.branding.as_ref(), catalogue))
            slot name="report-footer" {}
        }
    }
}

/// Whose answers are combined, in the files made of a report.
#[cfg(not(feature = "widget"))]
fn combined(report: &Report, catalogue: &Catalogue) -> Markup {
    let Some(combined) = &report.combined else { return html! {} };
    let values = [("people", &*combined.people.to_string()), ("date", &combined.date)];
    html! {
        div { dt { (catalogue.say("export.combined")) } dd { (catalogue.fill("export.combined_text", &values)) } }
    }
}

/// The widget's first load is weighed: the line waits for the files.
#[cfg(feature = "widget")]
fn combined(_: &Report, _: &Catalogue) -> Markup {
    html! {}
}
