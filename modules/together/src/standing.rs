//! Where the firm stands among others: how their scores spread, and its own mark on it. Every number of the drawing
//! stands beside it in words. Ranks nobody by name, and sends nothing.

use maud::{Markup, html};
use reasonable_steps::cohort::{Benchmark, Place, Standing};
use reasonable_steps::questionnaire::{DomainId, Questionnaire};
use reasonable_steps::text::Catalogue;
use reasonable_steps::web::Failure;

use crate::code;
use crate::together::Together;

/// Width and height of a drawing; a percent is ten units wide.
const WIDTH: u32 = 1000;
const HEIGHT: u32 = 48;

/// The place on the report, from the text of a benchmark file.
pub(crate) fn standing(together: &Together, file: &str) -> Result<Markup, Failure> {
    let Together { questionnaire, catalogue, .. } = together;
    let result = &together.code.result;
    let (benchmark, findings) = Benchmark::from_json(file, questionnaire);
    let benchmark = benchmark.ok_or_else(|| Failure::document("benchmark", findings))?;
    Ok(match benchmark.standing(questionnaire, result) {
        Some(standing) => shown(&benchmark, &standing, questionnaire, catalogue),
        None => html! {
            p { (catalogue.fill("together.no_figures", &[("mode", code::mode(result, catalogue))])) }
        },
    })
}

fn shown(
    benchmark: &Benchmark,
    standing: &Standing,
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
) -> Markup {
    let say = |key| catalogue.say(key);
    let mode = benchmark.modes.iter().find(|known| known.mode == standing.mode);
    let firms = mode.map_or(0, |mode| mode.all.firms).to_string();
    let date = catalogue.date(standing.date);
    let places = standing.overall.iter().chain(standing.domains.iter().map(|line| &line.place));
    let mut whom: Vec<String> = Vec::new();
    for place in places {
        let said = compared(place, questionnaire, catalogue);
        if !whom.contains(&said) {
            whom.push(said);
        }
    }
    // Said once where it is the same everywhere.
    let each = whom.len() > 1;
    html! {
        (summary(standing, questionnaire, catalogue))
        @if !each { @for said in &whom { p class="rs-hint" { (said) } } }
        ul class="rs-places" {
            @if let Some(place) = &standing.overall {
                (line(say("together.overall"), place, each, questionnaire, catalogue))
            }
            @for domain in &standing.domains {
                (line(title(&domain.domain, questionnaire), &domain.place, each, questionnaire, catalogue))
            }
        }
        @if standing.overall.is_none() { p class="rs-hint" { (say("together.no_overall")) } }
        p class="rs-hint" { (say("together.how_to_read")) }
        p class="rs-hint" { (catalogue.fill("together.figures_of", &[("firms", &firms), ("date", &date)])) }
        p { (say("together.no_verdict")) }
    }
}

/// The answer first: overall, and where the firm is furthest up and down beside others.
fn summary(standing: &Standing, questionnaire: &Questionnaire, catalogue: &Catalogue) -> Markup {
    let sentence = |key, name: &str, place: &Place| {
        let better = place.better_than.to_string();
        let values =
            [("area", name), ("better", better.as_str()), ("firms", whom(place, catalogue))];
        catalogue.fill(key, &values)
    };
    // The first of equals, in the order of the questionnaire.
    let mut domains = standing.domains.iter();
    let first = domains.next();
    let (mut best, mut worst) = (first, first);
    for domain in domains {
        let better = domain.place.better_than;
        if best.is_some_and(|best| better > best.place.better_than) {
            best = Some(domain);
        }
        if worst.is_some_and(|worst| better < worst.place.better_than) {
            worst = Some(domain);
        }
    }
    let differ = best != worst;
    html! {
        @if let Some(place) = &standing.overall {
            p class="rs-sum" { (sentence("together.better", "", place)) }
        }
        @if let (Some(best), Some(worst), true) = (best, worst, differ) {
            p {
                (sentence("together.strongest", title(&best.domain, questionnaire), &best.place)) " "
                (sentence("together.weakest", title(&worst.domain, questionnaire), &worst.place))
            }
        }
    }
}

/// One area: drawing and numbers; and with whom, where that is not the same for `each`.
fn line(
    name: &str,
    place: &Place,
    each: bool,
    questionnaire: &Questionnaire,
    catalogue: &Catalogue,
) -> Markup {
    let numbers = [
        ("own", place.own),
        ("lower", place.lower),
        ("median", place.median),
        ("upper", place.upper),
        ("better", place.better_than),
    ];
    let numbers = numbers.map(|(key, number)| (key, number.to_string()));
    let values: Vec<(&str, &str)> =
        numbers.iter().map(|(key, number)| (*key, number.as_str())).collect();
    html! {
        li {
            strong { (name) }
            (drawing(place))
            p { (catalogue.fill("together.place", &values)) }
            p class="rs-hint" {
                (catalogue.fill("together.spread", &values))
                @if each { " " (compared(place, questionnaire, catalogue)) }
            }
        }
    }
}

/// With whom a place compares, and with how many.
fn compared(place: &Place, questionnaire: &Questionnaire, catalogue: &Catalogue) -> String {
    let count = place.firms.to_string();
    let alike = alike(place, questionnaire);
    match alike.as_str() {
        "" => catalogue.fill("together.with_all", &[("firms", &count)]),
        alike => catalogue.fill("together.with_alike", &[("firms", &count), ("alike", alike)]),
    }
}

/// The whole range, the middle half of the firms, their median, and the firm's own mark.
fn drawing(place: &Place) -> Markup {
    let at = |percent: u32| percent.min(100) * WIDTH / 100;
    let mark = |percent: u32, width: u32| at(percent).saturating_sub(width / 2).min(WIDTH - width);
    let (from, to) = (at(place.lower), at(place.upper));
    html! {
        svg class="rs-meter rs-place" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none"
            aria-hidden="true" focusable="false" {
            rect class="rs-range" y="20" width=(WIDTH) height="8" {}
            rect class="rs-middle" x=(from) y="10" width=(to.saturating_sub(from).max(4)) height="28" {}
            rect class="rs-median" x=(mark(place.median, 6)) y="10" width="6" height="28" {}
            rect class="rs-own" x=(mark(place.own, 14)) y="0" width="14" height=(HEIGHT) {}
        }
    }
}

fn whom<'c>(place: &Place, catalogue: &'c Catalogue) -> &'c str {
    catalogue.say(if place.group.is_empty() {
        "together.firms_all"
    } else {
        "together.firms_alike"
    })
}

/// What the firms have in common with this one, as the questionnaire says it.
fn alike(place: &Place, questionnaire: &Questionnaire) -> String {
    let mut texts: Vec<&str> = Vec::new();
    for (id, option) in &place.group {
        let asked = questionnaire.profile.iter().find(|asked| asked.id == *id);
        let found = asked.and_then(|asked| asked.options.iter().find(|known| known.id == *option));
        texts.extend(found.map(|option| option.text.as_str()));
    }
    texts.join("; ")
}

fn title<'q>(domain: &DomainId, questionnaire: &'q Questionnaire) -> &'q str {
    let found = questionnaire.domains.iter().find(|known| known.id == *domain);
    found.map_or("", |domain| domain.title.as_str())
}
