//! The report. [`report`] needs no interaction, so the page, the exported page and print show
//! the very same; only the page adds `buttons`, which say what can be done with it.

mod numbers;
mod plan;
mod present;
mod result;
mod sheets;

use maud::{Markup, html};

pub(super) use present::present;

use super::{chart, parts};
use crate::assessment::Mode;
use crate::interview::ReportPage;
use crate::report::{DomainLine, Report, Standing};
use crate::text::Catalogue;

/// The whole report, without anything to click but its own links.
#[must_use]
pub fn report(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    with_buttons(page, catalogue, &html! {})
}

/// The report on the page: the answer first, then what can be done with it, then the rest.
pub(super) fn screen(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    with_buttons(page, catalogue, &buttons(page, catalogue))
}

fn with_buttons(page: &ReportPage, catalogue: &Catalogue, buttons: &Markup) -> Markup {
    let report = &page.report;
    html! {
        article class="rs-report" {
            (head(report, catalogue))
            (result::result(page, catalogue))
            (result::first(report, catalogue))
            (buttons)
            (result::measures(report, catalogue))
            (contents(report, catalogue))
            (numbers::areas(report, catalogue))
            (plan::plan(report, catalogue))
            (sheets::sheets(report, catalogue))
            (answers(report, catalogue))
            (numbers::why(report, catalogue))
            (about(report, catalogue))
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
fn contents(report: &Report, catalogue: &Catalogue) -> Markup {
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
                @if !report.sheets.is_empty() {
                    (link("rs-sheets", say("sheets.title"), Some(report.sheets.len())))
                }
                (link("rs-answers", say("answers.title"), None))
                (link("rs-why", say("why.title"), None))
                (link("rs-about", say("about.title"), None))
            }
        }
    }
}

/// The weakest domain, unless none is weak: of domains that are all at the top none is weakest.
fn weakest(report: &Report) -> Option<&DomainLine> {
    let id = report.weakest_domain.as_ref()?;
    report.domains.iter().find(|line| line.id == *id && line.thousandths < 1000)
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
                (line(say("about.engine"), html! { (catalogue.say("product")) " " (report.engine) }))
            }
            slot name="report-footer" {}
        }
    }
}
