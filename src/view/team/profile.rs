//! The facts about the firm on which people differ.

use maud::{Markup, html};

use super::{filled, onward, parts};
use crate::assessment::combine::ProfileLine;
use crate::questionnaire::ProfileKind;
use crate::team::ProfilePage;
use crate::text::Catalogue;
use crate::view::Slots;

pub(super) fn profile(page: &ProfilePage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        (parts::heading(say("team.profile.title")))
        p class="rs-lead" { (say("team.profile.lead")) }
        @for line in &page.facts {
            div data-slot={ "fact:" (line.question.id) } { (fact(line, &page.names, catalogue)) }
            div class="rs-row" data-slot={ "reopen:" (line.question.id) } { (reopen(line, catalogue)) }
        }
        div role="status" data-slot="outcome" { (outcome(page, catalogue)) }
        (onward(true, catalogue.say("team.profile.next"), catalogue))
    }
}

pub(super) fn slots(page: &ProfilePage<'_>, catalogue: &Catalogue, slots: &mut Slots<'_>) {
    for line in &page.facts {
        let id = &line.question.id;
        slots.put(format!("fact:{id}"), page.renewed.to_string(), || {
            fact(line, &page.names, catalogue)
        });
        slots.put(format!("reopen:{id}"), line.settled.is_some().to_string(), || {
            reopen(line, catalogue)
        });
    }
    slots.put("outcome", page.open.to_string(), || outcome(page, catalogue));
}

fn outcome(page: &ProfilePage<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        p class="rs-outcome" {
            @if page.open == 0 { (catalogue.say("team.profile.done")) }
            @else { (filled("team.profile.open", "count", page.open, catalogue)) }
        }
    }
}

fn reopen(line: &ProfileLine<'_>, catalogue: &Catalogue) -> Markup {
    html! {
        @if line.settled.is_some() {
            button type="button" class="rs-plain" part="button"
                data-command={ "unsettle-profile " (line.question.id) } {
                (catalogue.say("team.reopen")) span class="rs-hidden" { ": " (line.question.prompt) }
            }
        }
    }
}

fn fact(line: &ProfileLine<'_>, names: &[String], catalogue: &Catalogue) -> Markup {
    let question = line.question;
    let id = &question.id;
    let many = question.kind == ProfileKind::Many;
    let settled = |option: &str| line.settled.is_some_and(|held| held.iter().any(|o| o == option));
    let who = |holds: &dyn Fn(&[String]) -> bool| {
        let pairs = names.iter().zip(&line.held);
        pairs.filter(|(_, held)| held.is_some_and(holds)).map(|(name, _)| name).collect::<Vec<_>>()
    };
    let silent: Vec<_> = names.iter().zip(&line.held).filter(|(_, held)| held.is_none()).collect();
    html! {
        fieldset class="rs-question rs-fact" part="question" {
            legend class="rs-legend" { span class="rs-prompt" { (question.prompt) } }
            div class="rs-options" {
                @for option in &question.options {
                    label class="rs-option" part="option" {
                        input type=(if many { "checkbox" } else { "radio" }) name={ "rs-profile-" (id) }
                            value=(option.id) checked[settled(&option.id)]
                            data-command={ "settle-profile " (id) " " (option.id) };
                        span {
                            (option.text)
                            (people(&who(&|held| held.contains(&option.id)), catalogue))
                        }
                    }
                }
                @if many {
                    label class="rs-option" part="option" {
                        input type="checkbox" name={ "rs-profile-" (id) } data-none
                            checked[line.settled.is_some_and(<[String]>::is_empty)]
                            data-command={ "settle-profile-none " (id) };
                        span {
                            (catalogue.say("profile.none"))
                            (people(&who(&<[String]>::is_empty), catalogue))
                        }
                    }
                }
            }
            @if !silent.is_empty() {
                p class="rs-muted" {
                    (catalogue.say("team.profile.silent")) " "
                    @for (index, (name, _)) in silent.iter().enumerate() {
                        @if index > 0 { ", " }
                        (parts::typed(name))
                    }
                }
            }
        }
    }
}

/// Who says so.
pub(super) fn people(names: &[&String], catalogue: &Catalogue) -> Markup {
    html! {
        @if !names.is_empty() {
            span class="rs-block rs-muted rs-who" {
                span class="rs-hidden" { (catalogue.say("team.said_by")) " " }
                @for (index, name) in names.iter().enumerate() {
                    @if index > 0 { ", " }
                    (parts::typed(name))
                }
            }
        }
    }
}
