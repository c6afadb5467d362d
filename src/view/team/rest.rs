//! Everything that is no conflict: levels one apart, blind spots, decisions that differ, agreements.

use maud::{Markup, html};

use super::{onward, parts};
use crate::assessment::Choice;
use crate::assessment::combine::{Compared, Kind, Voice, choice_words, decision_words};
use crate::team::RestPage;
use crate::text::Catalogue;

pub(super) fn rest(page: &RestPage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        (parts::heading(say("team.rest.title")))
        p class="rs-lead" { (say("team.rest.lead")) }
        (list("team.kind.near", "team.kind.near_text", &page.near, true, page, catalogue))
        (list("team.kind.blind_spot", "team.kind.blind_spot_text", &page.blind_spots, true, page, catalogue))
        @if !page.decisions.is_empty() {
            section class="rs-section" {
                h2 class="rs-h2" { (say("team.rest.decisions")) " " span class="rs-number" { (page.decisions.len()) } }
                p class="rs-muted" { (say("team.rest.decisions_text")) }
                ul class="rs-list" {
                    @for line in &page.decisions {
                        li {
                            @match line.question {
                                Some(question) => (question.prompt),
                                None => code { bdi { (line.id) } },
                            }
                            @for (name, decision) in &line.decisions {
                                span class="rs-block rs-muted" {
                                    (parts::typed(name)) ": " (parts::typed(&decision_words(decision, catalogue)))
                                }
                            }
                        }
                    }
                }
            }
        }
        (list("team.kind.agreement", "team.kind.agreement_text", &page.agreements, false, page, catalogue))
        (onward(true, say("team.rest.next"), catalogue))
    }
}

fn list(
    title: &str,
    text: &str,
    lines: &[Compared<'_>],
    open: bool,
    page: &RestPage<'_>,
    catalogue: &Catalogue,
) -> Markup {
    html! {
        section class="rs-section" {
            details class="rs-details" open[open && !lines.is_empty()] {
                summary { (catalogue.say(title)) " " span class="rs-number" { (lines.len()) } }
                p class="rs-muted" { (catalogue.say(text)) }
                @if lines.is_empty() { p { (catalogue.say("team.rest.none")) } }
                ul class="rs-list" { @for line in lines { (item(line, page, catalogue)) } }
            }
        }
    }
}

fn item(line: &Compared<'_>, page: &RestPage<'_>, catalogue: &Catalogue) -> Markup {
    let (answered, people) = (line.answered().to_string(), page.names.len().to_string());
    let words = |choice: &Choice| choice_words(choice, Some(line.question), catalogue);
    let taken = match (line.settlement.and_then(|settlement| settlement.choice.as_ref()), line.kind)
    {
        (Some(choice), _) => Some(("team.rest.settled", words(choice))),
        (None, Kind::Near { lower }) => Some(("team.rest.lower", words(&Choice::Level(lower)))),
        (None, Kind::Agreement) => first(line).map(|choice| ("team.rest.all", words(&choice))),
        (None, Kind::BlindSpot | Kind::Conflict) => None,
    };
    html! {
        li {
            button type="button" class="rs-plain" part="button" data-command={ "go question:" (line.question.id) } {
                (line.question.prompt)
            }
            @if let Some((key, text)) = taken {
                span class="rs-block rs-muted" { (catalogue.fill(key, &[("text", &text)])) }
            }
            span class="rs-block rs-muted" {
                (line.domain.title) " · "
                (catalogue.fill("team.rest.answered", &[("answered", &answered), ("count", &people)]))
            }
        }
    }
}

/// The answer of the first who gave one.
fn first(line: &Compared<'_>) -> Option<Choice> {
    line.voices.iter().find_map(|voice| match voice {
        Voice::Level(level) => Some(Choice::Level(*level)),
        Voice::DontKnow => Some(Choice::DontKnow),
        Voice::NotApplicable(reason) => {
            Some(Choice::NotApplicable { reason: (*reason).to_owned() })
        }
        Voice::NotAsked | Voice::Unanswered => None,
    })
}
