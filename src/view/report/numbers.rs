//! How the score came about, down to the points of each question: which is at the same time the
//! list of all answers.

use maud::{Markup, html};

use super::parts;
use crate::report::{QuestionLine, Report, Standing};
use crate::score::Shown;
use crate::text::Catalogue;

/// How the number came about.
pub(super) fn why(report: &Report, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        section class="rs-section" aria-labelledby="rs-why" {
            (super::section_title("rs-why", say("why.title")))
            (sum(report, catalogue))
            @for paragraph in &report.method { p { (paragraph) } }
            h3 class="rs-h3" id="rs-points" { (say("why.points")) }
            p class="rs-muted" { (say("why.points_text")) }
            details class="rs-details" {
            summary { (say("plan.show")) span class="rs-hidden" { ": " (say("why.points")) } }
            table class="rs-table rs-points" aria-labelledby="rs-points" {
                thead {
                    tr {
                        th scope="col" { (say("why.question")) }
                        th scope="col" class="rs-figure" { (say("why.weight")) span class="rs-block rs-share" { (say("why.share")) } }
                        th scope="col" class="rs-figure" { (say("why.earned")) }
                    }
                }
                @for domain in &report.domains {
                    tbody {
                        tr class="rs-subtotal" {
                            th scope="rowgroup" { (domain.title) }
                            td {}
                            td class="rs-figure" { (points(domain.earned, domain.attainable, catalogue)) }
                        }
                        @for line in report.questions.iter().filter(|line| line.domain == domain.id) {
                            (question(line, catalogue))
                        }
                    }
                }
                tfoot {
                    tr class="rs-subtotal" {
                        th scope="row" { (say("why.total")) }
                        td {}
                        td class="rs-figure" {
                            (points(report.score.earned, report.score.attainable, catalogue))
                        }
                    }
                }
            }
            }
        }
    }
}

/// The sum in a sentence: earned of attainable, what that makes, and what caps did to it.
fn sum(report: &Report, catalogue: &Catalogue) -> Markup {
    let score = &report.score;
    let text = |shown: Option<Shown>| shown.map(|shown| shown.to_string()).unwrap_or_default();
    let (shown, uncapped) = (text(score.shown), text(score.uncapped));
    let (earned, attainable) = (score.earned.to_string(), score.attainable.to_string());
    let values = [
        ("earned", earned.as_str()),
        ("attainable", attainable.as_str()),
        ("score", uncapped.as_str()),
        ("highest", score.highest.as_str()),
    ];
    html! {
        @if score.shown.is_some() {
            p class="rs-sum" {
                (catalogue.fill("why.sum", &values))
                @if score.capped { " " (catalogue.fill("why.capped", &[("score", &shown)])) }
            }
        }
    }
}

fn points(earned: u64, attainable: u64, catalogue: &Catalogue) -> Markup {
    let (earned, attainable) = (earned.to_string(), attainable.to_string());
    let values = [("earned", earned.as_str()), ("attainable", attainable.as_str())];
    html! { (catalogue.fill("why.of", &values)) }
}

fn question(line: &QuestionLine, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let counts = matches!(line.standing, Standing::Level | Standing::DontKnow);
    let level = line.level.map(|level| level.to_string()).unwrap_or_default();
    html! {
        tr {
            th scope="row" {
                (line.prompt)
                @if line.critical { " " (parts::critical(catalogue)) }
                span class="rs-block rs-muted" {
                    @match line.standing {
                        Standing::Level => {
                            (catalogue.fill("why.level", &[("level", &level)])) " "
                            (line.level_text.as_deref().unwrap_or_default())
                        },
                        Standing::DontKnow => (say("question.dont_know")),
                        Standing::NotApplicable => (say("why.not_applicable")),
                        Standing::Unanswered => (say("why.unanswered")),
                    }
                }
                (written(say("plan.note"), &line.note))
                (written(say("plan.kept"), &line.evidence))
            }
            // One column, or a phone would scroll sideways.
            td class="rs-figure" {
                (line.weight)
                @if counts { span class="rs-block rs-share" { (share(line.share, catalogue)) } }
            }
            td class="rs-figure" {
                @if counts { (points(line.earned, line.attainable, catalogue)) }
                @else { (say("why.none")) }
            }
        }
    }
}

/// A share in percent with one digit behind the point, where the language puts the sign.
fn share(thousandths: u32, catalogue: &Catalogue) -> String {
    let value = format!("{}.{}", thousandths / 10, thousandths % 10);
    catalogue.fill("percent", &[("value", &value)])
}

/// What the firm wrote, where it wrote something.
fn written(label: &str, text: &str) -> Markup {
    html! {
        @if !text.trim().is_empty() {
            span class="rs-block rs-muted" { (label) " " (parts::typed(text)) }
        }
    }
}
