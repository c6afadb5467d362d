//! The pages on which a team combines its files, as HTML. Besides what [`super`] tells, the markup says:
//! - `data-host="add-files"` on a file input that takes several: each file becomes the command `file NAME`;
//! - `data-host="save-combined"`: save what `finish` gives.

mod files;
mod finish;
mod overview;
mod profile;
mod question;
mod rest;

use maud::{Markup, html};

use super::{Page, Slot, Slots, chart, parts};
use crate::assessment::combine::CombineError;
use crate::diagnostic::Diagnostic;
use crate::team::{Body, Said, Screen, Step, StepName};
use crate::text::Catalogue;

/// The page of a screen. `catalogue` is one that [`crate::team::catalogue`] gave.
#[must_use]
pub fn page(screen: &Screen<'_>, catalogue: &Catalogue) -> Page {
    let say = |key| catalogue.say(key);
    let markup = html! {
        div class="rs rs-team" part="root" lang=(catalogue.language()) dir=(catalogue.direction())
            data-place=(screen.place) {
            div class="rs-frame" {
                div class="rs-head" {
                    (chart::sign())
                    span class="rs-product" { (say("team.product")) }
                }
                nav class="rs-rail" aria-label=(say("team.steps")) data-slot="rail" {
                    (steps(&screen.steps, catalogue))
                }
                div class="rs-column" {
                    div class="rs-bar" {
                        details class="rs-areas" {
                            summary { (say("team.steps")) }
                            nav aria-label=(say("team.steps")) data-slot="bar" { (steps(&screen.steps, catalogue)) }
                        }
                    }
                    div class="rs-said" data-slot="notice" { (notice(screen.said, catalogue)) }
                    div class="rs-page" { (body(screen, catalogue)) }
                }
            }
        }
    };
    Page { markup, slots: changes(screen, catalogue, &|_, _| false) }
}

/// The slots whose key is not the one that is shown, as `shown(id, key)` tells.
#[must_use]
pub fn changes(
    screen: &Screen<'_>,
    catalogue: &Catalogue,
    shown: &dyn Fn(&str, &str) -> bool,
) -> Vec<Slot> {
    let mut slots = Slots { shown, changed: Vec::new() };
    match &screen.body {
        Body::Files(page) => files::slots(page, catalogue, &mut slots),
        Body::Profile(page) => profile::slots(page, catalogue, &mut slots),
        Body::Question(page) => question::slots(page, catalogue, &mut slots),
        Body::Finish(page) => finish::slots(page, catalogue, &mut slots),
        Body::Overview(_) | Body::Rest(_) => {}
    }
    let key = format!("{} {:?}", screen.place, screen.steps);
    slots.put("rail", key.clone(), || steps(&screen.steps, catalogue));
    slots.put("bar", key, || steps(&screen.steps, catalogue));
    slots.put("notice", format!("{:?}", screen.said), || notice(screen.said, catalogue));
    slots.changed
}

/// What a screen reader should say: what became of the file that came last.
#[must_use]
pub fn spoken(screen: &Screen<'_>, before: &[Said], catalogue: &Catalogue) -> Option<String> {
    if screen.said == before {
        return None;
    }
    screen.said.last().map(|said| told(said, catalogue))
}

fn body(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    match &screen.body {
        Body::Files(page) => files::files(page, catalogue),
        Body::Overview(page) => overview::overview(page, catalogue),
        Body::Profile(page) => profile::profile(page, catalogue),
        Body::Question(page) => question::question(page, catalogue),
        Body::Rest(page) => rest::rest(page, catalogue),
        Body::Finish(page) => finish::finish(page, catalogue),
    }
}

fn steps(steps: &[Step], catalogue: &Catalogue) -> Markup {
    let command = |name| match name {
        StepName::Files => ("go files", "team.step.files"),
        StepName::Overview => ("go overview", "team.step.overview"),
        StepName::Profile => ("go profile", "team.step.profile"),
        StepName::Conflicts => ("go conflicts", "team.step.conflicts"),
        StepName::Rest => ("go rest", "team.step.rest"),
        StepName::Finish => ("go finish", "team.step.finish"),
    };
    html! {
        ol class="rs-steps" {
            @for step in steps {
                @let (command, name) = command(step.name);
                li class={ "rs-step" @if step.open == Some(0) { " rs-done" } } {
                    button type="button" data-command=(command) disabled[!step.can_go]
                        aria-current=[step.current.then_some("step")] {
                        span { (catalogue.say(name)) }
                        @if let Some(open) = step.open {
                            span class="rs-hidden" { ", " }
                            span class="rs-count" { (filled("team.step.open", "count", open, catalogue)) }
                        }
                    }
                }
            }
        }
    }
}

/// What became of the files that came last, what is wrong first.
fn notice(said: &[Said], catalogue: &Catalogue) -> Markup {
    let alarm = said.iter().any(|said| !matches!(said, Said::Taken { .. }));
    let (bad, good): (Vec<_>, Vec<_>) =
        said.iter().partition(|said| !matches!(said, Said::Taken { .. }));
    html! {
        @if !said.is_empty() {
            div class={ "rs-notice" @if alarm { " rs-alarm" } } role="group" aria-labelledby="rs-notice"
                data-notice tabindex="-1" {
                p class="rs-notice-title" id="rs-notice" {
                    (catalogue.say(if alarm { "team.said.alarm" } else { "team.said.title" }))
                }
                ul class="rs-list" {
                    @for said in bad.into_iter().chain(good) {
                        li { bdi { (told(said, catalogue)) } (findings(said)) }
                    }
                }
                p class="rs-row" {
                    button type="button" class="rs-button" part="button" data-command="dismiss" {
                        (catalogue.say("notice.dismiss"))
                    }
                }
            }
        }
    }
}

fn told(said: &Said, catalogue: &Catalogue) -> String {
    match said {
        Said::Taken { name, warnings } if warnings.is_empty() => {
            catalogue.fill("team.said.taken", &[("name", name)])
        }
        Said::Taken { name, .. } => catalogue.fill("team.said.warned", &[("name", name)]),
        Said::Refused { file, error } => match error {
            CombineError::Twice { name, .. } => {
                catalogue.fill("team.said.twice", &[("file", file), ("name", name)])
            }
            CombineError::TooMany => catalogue.fill("team.said.too_many", &[("file", file)]),
            _ => catalogue.fill("team.said.refused", &[("file", file)]),
        },
        Said::ProfileFirst => catalogue.say("team.said.profile_first").to_owned(),
        Said::TooFew => catalogue.say("team.said.too_few").to_owned(),
    }
}

/// The findings are the engine's own words, in English whatever the page's language.
fn findings(said: &Said) -> Markup {
    const SHOWN: usize = 4;
    let found: &[Diagnostic] = match said {
        Said::Taken { warnings, .. } => warnings,
        Said::Refused { error: CombineError::Unreadable { findings, .. }, .. } => findings,
        _ => &[],
    };
    html! {
        @if !found.is_empty() {
            ul class="rs-findings" lang="en" dir="ltr" {
                @for finding in found.iter().take(SHOWN) { li { bdi { (finding.to_string()) } } }
                @if found.len() > SHOWN { li { "… +" (found.len() - SHOWN) } }
            }
        }
    }
}

/// A text with one number in it.
fn filled(key: &str, name: &str, number: usize, catalogue: &Catalogue) -> String {
    catalogue.fill(key, &[(name, &number.to_string())])
}

/// Back and on, where what goes on is said.
fn onward(back: bool, next: &str, catalogue: &Catalogue) -> Markup {
    parts::onward(back, next, catalogue)
}
