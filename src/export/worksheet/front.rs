//! The first pages: what this is and how to fill it in, and the questions about the firm.

use maud::{Markup, html};

use super::paper::{Sheet, letter};
use crate::assessment::Mode;
use crate::questionnaire::{ProfileKind, ProfileQuestion};

/// The cover.
pub(super) fn cover(sheet: &Sheet<'_>) -> Markup {
    let questionnaire = sheet.questionnaire;
    let kind = if questionnaire.has_express() {
        let mode = match sheet.mode {
            Mode::Express => "mode.express",
            Mode::Full => "mode.full",
        };
        sheet.fill("worksheet.kind_mode", &[("mode", sheet.say(mode))])
    } else {
        sheet.say("worksheet.kind").to_owned()
    };
    let areas = sheet.areas.len().to_string();
    let questions = sheet.items().count().to_string();
    html! {
        section class="cover" {
            p class="kind" { (kind) }
            h1 { (questionnaire.title) }
            p class="lead" { (questionnaire.short) }
            p class="count" {
                (sheet.fill("worksheet.count", &[("areas", &areas), ("questions", &questions)]))
            }
            div class="who" {
                p { span { (sheet.say("profile.name")) } span class="line" {} }
                p { span { (sheet.say("worksheet.date")) } span class="line" {} }
            }
            p class="confidential" { (sheet.say("worksheet.confidential")) }
            h2 { (sheet.say("worksheet.how")) }
            (how(sheet))
            @if !questionnaire.disclaimer.is_empty() {
                h2 { (sheet.say("start.disclaimer")) }
                ul class="disclaimer" { @for text in &questionnaire.disclaimer { li { (text) } } }
            }
            p class="identity" {
                (sheet.fill("worksheet.identity", &[
                    ("id", &questionnaire.id), ("version", &questionnaire.version),
                    ("fingerprint", &questionnaire.fingerprint.short()),
                ]))
            }
        }
    }
}

/// Only what this questionnaire needs is explained.
fn how(sheet: &Sheet<'_>) -> Markup {
    let has_profile = !sheet.questionnaire.profile.is_empty();
    let conditional = sheet.items().any(|item| item.rule.is_some());
    let critical = sheet.items().any(|item| item.question.critical);
    let names = [
        ("skipped", sheet.say("worksheet.skipped")),
        ("profile", sheet.say("profile.title")),
        ("dont_know", sheet.say("question.dont_know")),
        ("not_applicable", sheet.say("question.not_applicable")),
    ];
    html! {
        ol class="how" {
            @if has_profile { li { (sheet.fill("worksheet.how_profile", &names)) } }
            li { (sheet.fill("worksheet.how_tick", &names)) }
            @if conditional { li { (sheet.fill("worksheet.how_only_if", &names)) } }
            li { (sheet.fill("worksheet.how_dont_know", &names)) }
            @if sheet.items().any(|item| item.question.not_applicable) {
                li { (sheet.fill("worksheet.how_not_applicable", &names)) }
            }
            @if critical { li { (sheet.say("worksheet.how_critical")) } }
            li { (sheet.say("worksheet.how_secret")) }
            li { (sheet.say("worksheet.how_score")) }
        }
    }
}

/// The questions about the firm; nothing where there are none.
pub(super) fn profile(sheet: &Sheet<'_>) -> Markup {
    let asked = &sheet.questionnaire.profile;
    html! {
        @if !asked.is_empty() {
            section class="profile" {
                h2 { (sheet.say("profile.title")) }
                p class="lead" { (sheet.say("profile.lead")) }
                @for (index, question) in asked.iter().enumerate() { (fact(index + 1, question, sheet)) }
            }
        }
    }
}

fn fact(number: usize, question: &ProfileQuestion, sheet: &Sheet<'_>) -> Markup {
    let none = sheet.say("profile.none");
    let many = question.kind == ProfileKind::Many;
    let short = question.options.iter().all(|option| option.text.chars().count() <= 24);
    html! {
        div class="fact" {
            div class="number" {
                p { (sheet.fill("worksheet.profile_number", &[("number", &number.to_string())])) }
            }
            h3 { (question.prompt) }
            p class="hint" {
                @if let Some(hint) = &question.hint { (hint) " " }
                @if many { (sheet.fill("worksheet.pick_many", &[("none", none)])) }
                @else { (sheet.say("worksheet.pick_one")) }
            }
            ul class=(if short { "options short" } else { "options" }) {
                @for (index, option) in question.options.iter().enumerate() {
                    li { span class="box" {} b { (letter(index)) } span { (option.text) } }
                }
                @if many { li { span class="box" {} b {} span { (none) } } }
            }
        }
    }
}
