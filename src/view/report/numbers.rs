//! The numbers: the areas, the points of view, and how the score came about, down to the points
//! of each question.

use maud::{Markup, html};

use super::{chart, parts};
use crate::questionnaire::DomainId;
use crate::report::{QuestionLine, Report, Standing};
use crate::score::Shown;
use crate::text::Catalogue;

/// The areas and the points of view, as bars with their numbers.
pub(super) fn areas(report: &Report, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let weakest = |id: &DomainId| super::weakest(report).is_some_and(|line| line.id == *id);
    html! {
        section class="rs-section" aria-labelledby="rs-areas" {
            (super::section_title("rs-areas", say("areas.title")))
            table class="rs-table" {
                caption class="rs-hidden" { (say("areas.title")) }
                thead {
                    tr {
                        th scope="col" { (say("areas.area")) }
                        th scope="col" class="rs-figure" { (say("areas.gaps")) }
                        th scope="col" class="rs-figure" {
                            (catalogue.fill("areas.score", &[("highest", &report.score.highest)]))
                        }
                    }
                }
                tbody {
                    @for line in &report.domains {
                        tr {
                            th scope="row" {
                                span class="rs-bar-row" {
                                    span {
                                        (line.title)
                                        @if weakest(&line.id) {
                                            " " span class="rs-weakest" { (say("areas.weakest")) }
                                        }
                                    }
                                    (chart::bar(line.thousandths))
                                }
                            }
                            td class="rs-figure" { (line.open_gaps) }
                            td class="rs-figure rs-strong" { (figure(line.shown, catalogue)) }
                        }
                    }
                }
            }
            @if report.lenses.iter().any(|lens| lens.shown.is_some()) {
                h3 class="rs-h3" id="rs-lenses" { (say("lenses.title")) }
                p class="rs-muted" { (say("lenses.text")) }
                table class="rs-table" aria-labelledby="rs-lenses" {
                    thead {
                        tr {
                            th scope="col" { (say("lenses.lens")) }
                            th scope="col" class="rs-figure" {
                                (catalogue.fill("areas.score", &[("highest", &report.score.highest)]))
                            }
                        }
                    }
                    tbody {
                        @for line in &report.lenses {
                            tr {
                                th scope="row" {
                                    span class="rs-bar-row" { span { (line.name) } (chart::bar(line.thousandths)) }
                                }
                                td class="rs-figure rs-strong" { (figure(line.shown, catalogue)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn figure(shown: Option<Shown>, catalogue: &Catalogue) -> Markup {
    html! {
        @match shown {
            Some(shown) => (shown),
            None => span class="rs-muted" { (catalogue.say("areas.none")) },
        }
    }
}

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
            table class="rs-table rs-points" aria-labelledby="rs-points" {
                thead {
                    tr {
                        th scope="col" { (say("why.question")) }
                        th scope="col" class="rs-figure" { (say("why.weight")) }
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
            }
            td class="rs-figure" { (line.weight) }
            td class="rs-figure" {
                @if counts { (points(line.earned, line.attainable, catalogue)) }
                @else { (say("why.none")) }
            }
        }
    }
}
