//! The answer itself: the number, the band, what holds it down, and the three things to do first.

use maud::{Markup, html};

use super::{chart, parts};
use crate::interview::ReportPage;
use crate::report::{CapLine, CapQuestion, PlanStep, Report, WithheldLine};
use crate::text::Catalogue;

/// How many steps of the plan stand on the first screen.
const FIRST: usize = 3;

/// The score with everything that qualifies it.
pub(super) fn result(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    let score = &page.report.score;
    html! {
        section class="rs-hero" aria-label=(catalogue.say("result.label")) {
            div class="rs-verdict" {
                (number(&page.report, catalogue))
                (band_name(&page.report, catalogue))
            }
            (stair(page, catalogue))
        }
        @if let Some(band) = &score.band { p class="rs-summary" { (band.summary) } }
        @if score.capped { (held(&page.report, catalogue)) }
        (withheld(&page.report, catalogue))
    }
}

/// "49 /100", read as "49 out of 100".
pub(super) fn number(report: &Report, catalogue: &Catalogue) -> Markup {
    let score = &report.score;
    html! {
        p class="rs-score" part="score" {
            @match score.shown {
                Some(shown) => {
                    span class="rs-score-number" { (shown) }
                    span class="rs-score-of" aria-hidden="true" { "/" (score.highest) }
                    span class="rs-hidden" {
                        " " (catalogue.fill("result.out_of", &[("highest", &score.highest)]))
                    }
                },
                None => span class="rs-score-none" { (catalogue.say("result.none")) },
            }
        }
    }
}

/// The band, or that none is named yet.
pub(super) fn band_name(report: &Report, catalogue: &Catalogue) -> Markup {
    html! {
        p class="rs-band" {
            @match &report.score.band {
                Some(band) => (band.name),
                None => @if report.score.shown.is_some() { (catalogue.say("result.no_band")) },
            }
        }
    }
}

/// The stair of bands.
pub(super) fn stair(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    let score = &page.report.score;
    let uncapped = score.uncapped.map(|shown| shown.to_string()).unwrap_or_default();
    let step = score.band.as_ref().map(|band| band.step);
    let uncapped_step = score.uncapped_band.as_ref().map(|band| band.step);
    chart::bands(&chart::Bands {
        count: page.bands,
        step,
        uncapped_step: uncapped_step.filter(|_| score.capped && uncapped_step > step),
        label: catalogue.say("result.here"),
        uncapped_label: &catalogue.fill("result.without_cap", &[("score", &uncapped)]),
        mirrored: catalogue.direction() == "rtl",
    })
}

/// What caps the score.
fn held(report: &Report, catalogue: &Catalogue) -> Markup {
    let score = &report.score;
    let shown = score.shown.map(|shown| shown.to_string()).unwrap_or_default();
    let uncapped = score.uncapped.map(|shown| shown.to_string()).unwrap_or_default();
    html! {
        div class="rs-held-note" {
            p class="rs-held-title" { (catalogue.fill("result.held", &[("score", &shown)])) }
            @if let Some(cap) = score.caps.first() { (reasons(&cap.questions, catalogue)) }
            p {
                @match &score.uncapped_band {
                    Some(band) => (catalogue.fill("result.otherwise_band",
                        &[("score", &uncapped), ("band", &band.name)])),
                    None => (catalogue.fill("result.otherwise", &[("score", &uncapped)])),
                }
            }
            @for (index, cap) in score.caps.iter().enumerate().skip(1) {
                @let new = not_named_before(cap, score.caps.get(..index).unwrap_or_default());
                @if !new.is_empty() {
                    p { (catalogue.fill("result.next_cap", &[("score", &cap.limit)])) }
                    (reasons(new, catalogue))
                }
            }
        }
    }
}

/// The questions of a cap that no lower cap names: a low level sets off several caps at once.
fn not_named_before<'a>(cap: &'a CapLine, lower: &[CapLine]) -> Vec<&'a CapQuestion> {
    let mut new = Vec::new();
    for question in &cap.questions {
        if !lower.iter().any(|cap| cap.questions.iter().any(|known| known.id == question.id)) {
            new.push(question);
        }
    }
    new
}

/// What sets off a cap.
fn reasons<'a>(
    questions: impl IntoIterator<Item = &'a CapQuestion>,
    catalogue: &Catalogue,
) -> Markup {
    html! {
        ul class="rs-reasons" {
            @for question in questions {
                li {
                    @if question.dont_know {
                        (catalogue.fill("result.dont_know", &[("question", &question.prompt)]))
                    } @else { (question.gap) }
                }
            }
        }
    }
}

/// Why no band is named.
fn withheld(report: &Report, catalogue: &Catalogue) -> Markup {
    let score = &report.score;
    let complete = score.completeness.unwrap_or(0).to_string();
    html! {
        @if !score.withheld.is_empty() {
            div class="rs-withheld" {
                p class="rs-withheld-title" { (catalogue.say("result.withheld")) }
                @for reason in &score.withheld {
                    @match reason {
                        WithheldLine::Incomplete { needed } => p {
                            (catalogue.fill("result.incomplete",
                                &[("complete", &complete), ("needed", &needed.to_string())]))
                        },
                        WithheldLine::CriticalUnanswered { questions } => {
                            p { (catalogue.say("result.critical_unanswered")) }
                            ul class="rs-reasons" {
                                @for line in questions.iter().filter_map(|id| report.question(id)) {
                                    li { (line.prompt) }
                                }
                            }
                        },
                    }
                }
            }
        }
    }
}

/// How complete, how sure, and where it is weakest.
pub(super) fn measures(report: &Report, catalogue: &Catalogue) -> Markup {
    let weakest = report.weakest();
    let open = report.plan.iter().filter(|step| step.open && step.critical).count();
    html! {
        dl class="rs-measures" {
            @if let Some(completeness) = report.score.completeness {
                div {
                    dt { (catalogue.say("result.completeness")) }
                    dd { (parts::percent(completeness, catalogue)) }
                    dd class="rs-hint" { (catalogue.say("result.completeness_text")) }
                }
            }
            @if let Some(confidence) = report.score.confidence {
                div {
                    dt { (catalogue.say("result.confidence")) }
                    dd { (parts::percent(confidence, catalogue)) }
                    dd class="rs-hint" { (catalogue.say("result.confidence_text")) }
                }
            }
            @if report.score.shown.is_some() {
                div {
                    dt { (catalogue.say("result.critical")) }
                    dd { (open) }
                    dd class="rs-hint" {
                        @if open > 0 { (catalogue.say("result.critical_text")) }
                        @else { (catalogue.say("result.critical_none")) }
                    }
                }
            }
            @if let Some(domain) = weakest {
                div {
                    dt { (catalogue.say("result.weakest")) }
                    dd {
                        @if let Some(shown) = domain.shown { (shown) }
                    }
                    dd class="rs-hint" { (domain.title) }
                }
            }
        }
    }
}

/// The three things to do first.
pub(super) fn first(report: &Report, catalogue: &Catalogue) -> Markup {
    html! {
        @if !report.plan.is_empty() {
            section class="rs-section rs-first-section" aria-labelledby="rs-first" {
                (super::section_title("rs-first", first_title(report, catalogue)))
                (first_list(report, catalogue))
            }
        }
    }
}

/// What stands over the list.
pub(super) fn first_title<'a>(report: &Report, catalogue: &'a Catalogue) -> &'a str {
    if report.plan.len() < FIRST {
        catalogue.say("first.title_few")
    } else {
        catalogue.say("first.title")
    }
}

/// The list of the three, which the projector shows too.
pub(super) fn first_list(report: &Report, catalogue: &Catalogue) -> Markup {
    html! {
        ol class="rs-first" {
            @for step in report.plan.iter().take(FIRST) {
                li {
                    div class="rs-first-text" {
                        strong { (super::plan::title(step, catalogue)) }
                        (first_reason(step, catalogue))
                    }
                    span class="rs-chip" { (step.effort_name) }
                }
            }
        }
    }
}

fn first_reason(step: &PlanStep, catalogue: &Catalogue) -> Markup {
    html! {
        span class="rs-block rs-first-reason" {
            @if step.critical || step.caps_score {
                span class="rs-tags" { (super::plan::marks(step, catalogue)) }
            }
            span class="rs-muted rs-block" {
                @if step.level.is_some() { (step.next_step) }
                @else { (catalogue.say("plan.find_out_text")) }
            }
        }
    }
}
