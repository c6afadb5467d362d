//! The result code: first what is in it, read out of the very code that would be shown, then the code itself.

use maud::{Markup, html};
use reasonable_steps::assessment::{Anonymous, ResultCode, State};
use reasonable_steps::questionnaire::{ProfileQuestion, Question, Questionnaire};
use reasonable_steps::text::Catalogue;

use crate::drawing;
use crate::menu::{button, heading, main_button};
use crate::together::Together;

/// What is in the code.
pub(crate) fn contents(together: &Together) -> Markup {
    let Together { questionnaire, catalogue, .. } = together;
    let say = |key| catalogue.say(key);
    // What the code says when it is read, rather than what went into it.
    let read = ResultCode::from_text(&together.code_text(), questionnaire);
    let ResultCode { number, result } = read.unwrap_or_else(|_| together.code.clone());
    html! {
        (heading(say("together.code")))
        p { (say("together.code_text")) }
        p class="rs-stop" { (say("together.code_reader")) }
        h3 class="rs-h3" id="rs-in-code" { (say("together.in_code")) }
        table class="rs-table" aria-labelledby="rs-in-code" {
            tbody {
                (row(say("together.of"), html! { (questionnaire.title) " " (questionnaire.version) }))
                (row(say("together.mode"), html! { (mode(&result, catalogue)) }))
                (row(say("together.number"), html! {
                    (number) span class="rs-block rs-muted" { (say("together.number_text")) }
                }))
                (row(say("together.check"), html! { (say("together.check_text")) }))
            }
        }
        (answers(questionnaire, &result, catalogue))
        (left_out(catalogue))
        div class="rs-onward" {
            (button("close", say("together.close")))
            (main_button("code", say("together.show")))
        }
    }
}

/// The code, as drawing and as text.
pub(crate) fn code(text: &str, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        (heading(say("together.code")))
        @match drawing(text) {
            Some(drawn) => div class="rs-qr-paper" { (drawn) },
            None => p class="rs-error" { (say("together.too_long")) },
        }
        div class="rs-field" {
            label for="rs-code" { (say("together.as_text")) }
            p class="rs-hint" { (say("together.as_text_hint")) }
            (copied("rs-code", text))
        }
        div class="rs-onward" {
            (button("close", say("together.close")))
            (copy_button("rs-code", catalogue))
        }
        (copy_status(catalogue))
    }
}

/// A text to copy. A field, so that every browser can select it, also inside a shadow root.
pub(crate) fn copied(id: &str, text: &str) -> Markup {
    html! {
        textarea id=(id) class="rs-input rs-code" readonly rows="1" dir="ltr" translate="no" spellcheck="false"
            autocapitalize="none" { (text) }
    }
}

/// The button that copies what a field holds.
pub(crate) fn copy_button(field: &str, catalogue: &Catalogue) -> Markup {
    html! {
        button type="button" class="rs-button" part="button" data-do="copy" data-field=(field) {
            (catalogue.say("together.copy"))
        }
    }
}

/// What came of copying. In the dialogue from the start, so that screen readers hear what is put into it.
pub(crate) fn copy_status(catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    html! {
        p class="rs-hint" role="status" data-part="copied" data-done=(say("together.copied"))
            data-selected=(say("together.selected")) {}
    }
}

/// Every answer of a result.
pub(crate) fn answers(
    questionnaire: &Questionnaire,
    result: &Anonymous,
    catalogue: &Catalogue,
) -> Markup {
    let in_mode = result.mode.filter(questionnaire);
    let mut states = questionnaire.questions().zip(&result.states);
    let mut domains = Vec::new();
    for domain in &questionnaire.domains {
        let of_domain: Vec<(&Question, &State)> =
            states.by_ref().take(domain.questions.len()).filter(|(q, _)| in_mode(q)).collect();
        if !of_domain.is_empty() {
            domains.push((domain, of_domain));
        }
    }
    html! {
        @if !questionnaire.profile.is_empty() {
            h3 class="rs-h3" id="rs-in-profile" { (catalogue.say("together.profile")) }
            table class="rs-table" aria-labelledby="rs-in-profile" {
                tbody {
                    @for asked in &questionnaire.profile {
                        (row(&asked.prompt, html! { (fact(asked, result, catalogue)) }))
                    }
                }
            }
        }
        @for (index, (domain, questions)) in domains.iter().enumerate() {
            h3 class="rs-h3" id={ "rs-in-" (index) } { (domain.title) }
            table class="rs-table" aria-labelledby={ "rs-in-" (index) } {
                tbody {
                    @for (question, state) in questions {
                        (row(&question.prompt, html! { (standing(question, **state, catalogue)) }))
                    }
                }
            }
        }
    }
}

/// What is in no code and no result file.
pub(crate) fn left_out(catalogue: &Catalogue) -> Markup {
    html! {
        h3 class="rs-h3" { (catalogue.say("together.not_in")) }
        p { (catalogue.say("together.not_in_text")) }
    }
}

pub(crate) fn mode<'c>(result: &Anonymous, catalogue: &'c Catalogue) -> &'c str {
    match result.mode.name() {
        "full" => catalogue.say("mode.full"),
        _ => catalogue.say("mode.express"),
    }
}

fn row(name: &str, value: Markup) -> Markup {
    html! { tr { th scope="row" { (name) } td { (value) } } }
}

/// What is said about the firm.
fn fact(asked: &ProfileQuestion, result: &Anonymous, catalogue: &Catalogue) -> String {
    let Some(held) = result.profile.get(&asked.id) else {
        return catalogue.say("together.unanswered").to_owned();
    };
    let known = asked.options.iter().filter(|option| held.contains(&option.id));
    let texts: Vec<&str> = known.map(|option| option.text.as_str()).collect();
    if texts.is_empty() { catalogue.say("profile.none").to_owned() } else { texts.join("; ") }
}

/// How a question stands.
fn standing(question: &Question, state: State, catalogue: &Catalogue) -> String {
    let say = |key: &'static str| catalogue.say(key).to_owned();
    match state {
        State::Level(level) => {
            let text = question.levels.get(usize::from(level)).map_or("", String::as_str);
            catalogue.fill("together.level", &[("level", &level.to_string()), ("text", text)])
        }
        State::DontKnow => say("question.dont_know"),
        State::NotApplicable => say("question.not_applicable"),
        State::Unanswered => say("together.unanswered"),
        State::NotAsked => say("together.not_asked"),
    }
}
