//! The areas and the points of view: bars and a radar with their numbers, and how the areas stood
//! in earlier assessments.

use maud::{Markup, html};

use super::{chart, parts};
use crate::interview::ReportPage;
use crate::report::{DomainLine, Report};
use crate::score::Shown;
use crate::text::Catalogue;

/// From how many areas on a radar says more than bars.
const FEWEST_FOR_RADAR: usize = 5;

/// The section.
pub(super) fn section(page: &ReportPage, interactive: bool, catalogue: &Catalogue) -> Markup {
    let report = &page.report;
    let say = |key| catalogue.say(key);
    html! {
        section class="rs-section" aria-labelledby="rs-areas" {
            (super::section_title("rs-areas", say("areas.title")))
            @if interactive && report.domains.len() > 1 {
                label class="rs-alternative rs-screen-only" {
                    input type="checkbox" data-command="weakest-first" checked[page.look.weakest_first];
                    (say("areas.weakest_first"))
                }
            }
            div class="rs-areas" {
                @if report.domains.len() >= FEWEST_FOR_RADAR {
                    (chart::radar(&report.domains.iter().map(|line| line.thousandths).collect::<Vec<_>>()))
                }
                div data-slot="areas" { (table(page, catalogue)) }
            }
            (lenses(report, catalogue))
        }
    }
}

/// What the table of areas depends on, beside the report.
pub(super) fn key(page: &ReportPage) -> String {
    page.look.weakest_first.to_string()
}

/// The areas with their numbers.
pub(super) fn table(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    let report = &page.report;
    let weakest = report.weakest().map(|line| &line.id);
    // Numbered as the radar numbers its axes, in whatever order they stand.
    let mut lines: Vec<(usize, &DomainLine)> = Vec::new();
    for numbered in report.domains.iter().enumerate() {
        let weaker = |(_, line): &(usize, &DomainLine)| line.thousandths <= numbered.1.thousandths;
        let at = if page.look.weakest_first { lines.partition_point(weaker) } else { lines.len() };
        lines.insert(at, numbered);
    }
    html! {
        table class="rs-table" {
            caption class="rs-hidden" { (catalogue.say("areas.title")) }
            (head(&[catalogue.say("areas.area"), catalogue.say("areas.gaps"), &score_of(report, catalogue)]))
            tbody {
                @for (index, line) in lines {
                    tr {
                        th scope="row" {
                            span class="rs-bar-row" {
                                span {
                                    span class="rs-number" { (index + 1) } " " (line.title)
                                    @if weakest == Some(&line.id) {
                                        " " span class="rs-weakest" { (catalogue.say("areas.weakest")) }
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
    }
}

fn lenses(report: &Report, catalogue: &Catalogue) -> Markup {
    html! {
        @if report.lenses.iter().any(|lens| lens.shown.is_some()) {
            h3 class="rs-h3" id="rs-lenses" { (catalogue.say("lenses.title")) }
            p class="rs-muted" { (catalogue.say("lenses.text")) }
            table class="rs-table" aria-labelledby="rs-lenses" {
                (head(&[catalogue.say("lenses.lens"), &score_of(report, catalogue)]))
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

/// What changed since earlier assessments; nothing where none is laid beside this one.
pub(super) fn since(report: &Report, interactive: bool, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        @for (index, earlier) in report.comparisons.iter().enumerate() {
            div class="rs-since" {
                @let date = earlier.date.parse().map_or_else(|_| earlier.date.clone(), |day| catalogue.date(day));
                h3 class="rs-h3" { (catalogue.fill("since.with", &[("date", &date)])) " " (parts::typed(&earlier.title)) }
                p class="rs-sum" {
                    (catalogue.fill("since.sum", &[
                        ("questions", &earlier.questions.to_string()),
                        ("then", &text(earlier.then)), ("now", &text(earlier.now)),
                        ("highest", &report.score.highest),
                    ]))
                }
                @if earlier.questions > 0 {
                    table class="rs-table" {
                        caption class="rs-hidden" { (say("areas.title")) }
                        (head(&[say("areas.area"), say("since.then"), say("since.now")]))
                        tbody {
                            @for line in &earlier.domains {
                                tr {
                                    th scope="row" {
                                        span class="rs-bar-row" {
                                            span { (line.title) }
                                            (chart::then_and_now(line.then_thousandths, line.now_thousandths))
                                        }
                                    }
                                    td class="rs-figure" { (figure(line.then, catalogue)) }
                                    td class="rs-figure rs-strong" { (figure(line.now, catalogue)) }
                                }
                            }
                        }
                    }
                }
                @for (key, moves) in [("since.slipped", &earlier.slipped), ("since.improved", &earlier.improved)] {
                    @if !moves.is_empty() {
                        details class="rs-details" open[key == "since.slipped"] {
                            summary { (say(key)) " " span class="rs-number" { (moves.len()) } }
                            ul class="rs-list" {
                                @for line in moves {
                                    li {
                                        (line.prompt)
                                        span class="rs-block rs-muted" {
                                            (catalogue.fill("since.levels",
                                                &[("then", &level(line.from)), ("now", &level(line.to))]))
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
                @for (key, named) in [
                    ("since.added", &earlier.added), ("since.dropped", &earlier.dropped),
                    ("since.changed", &earlier.changed),
                ] {
                    @let prompts: Vec<&str> = named.iter().map(|line| line.prompt.as_str()).collect();
                    (names(say(key), &prompts))
                }
                @let removed: Vec<&str> = earlier.removed.iter().map(|id| id.as_str()).collect();
                (names(say("since.removed"), &removed))
                @if interactive {
                    button type="button" class="rs-button rs-small rs-screen-only" part="button"
                        data-command={ "stop-comparing " (index) } { (say("since.stop")) }
                }
            }
        }
    }
}

fn names(title: &str, names: &[&str]) -> Markup {
    html! {
        @if !names.is_empty() {
            details class="rs-details" {
                summary { (title) " " span class="rs-number" { (names.len()) } }
                ul class="rs-list" { @for name in names { li { (name) } } }
            }
        }
    }
}

/// Column titles; every column but the first holds figures.
fn head(titles: &[&str]) -> Markup {
    html! {
        thead {
            tr {
                @for (index, title) in titles.iter().enumerate() {
                    th scope="col" class=[(index > 0).then_some("rs-figure")] { (title) }
                }
            }
        }
    }
}

fn score_of(report: &Report, catalogue: &Catalogue) -> String {
    catalogue.fill("areas.score", &[("highest", &report.score.highest)])
}

fn figure(shown: Option<Shown>, catalogue: &Catalogue) -> Markup {
    html! {
        @match shown {
            Some(shown) => (shown),
            None => span class="rs-muted" { (catalogue.say("areas.none")) },
        }
    }
}

fn text(shown: Option<Shown>) -> String {
    shown.map_or_else(|| "–".to_owned(), |shown| shown.to_string())
}

fn level(level: Option<u8>) -> String {
    level.map_or_else(|| "?".to_owned(), |level| level.to_string())
}
