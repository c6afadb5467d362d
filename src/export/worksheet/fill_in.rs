//! The questions of an area, each with its boxes and what they earn. A question is never split
//! over two pages.

use maud::{Markup, html};

use super::condition;
use super::paper::{Area, Item, Sheet};
use crate::fraction::Fraction;

/// An area and its questions.
pub(super) fn area(area: &Area<'_>, sheet: &Sheet<'_>) -> Markup {
    let number = area.number.to_string();
    let title = [("number", number.as_str()), ("title", area.domain.title.as_str())];
    html! {
        section class="area" {
            div class="opening" {
                h2 { (sheet.fill("worksheet.area", &title)) }
                p class="lead" {
                    (area.domain.lead) " " em class="stem" { (sheet.questionnaire.question_stem) }
                }
            }
            @for item in &area.items { (question(item, sheet)) }
        }
    }
}

fn question(item: &Item<'_>, sheet: &Sheet<'_>) -> Markup {
    let not_applicable = sheet.say("question.not_applicable");
    html! {
        div class="question" {
            div class="number" {
                p { (item.number) }
                @if item.question.critical { p class="critical" { "★" } }
            }
            div class="asked" {
                div {
                    h3 { (item.question.prompt) }
                    @if let Some(rule) = &item.rule { (condition::only_if(rule, sheet)) }
                }
                p class="points" { (sheet.say("worksheet.points")) }
            }
            ul class="boxes" {
                @for tick in &item.boxes {
                    li class="level" {
                        span class="box" {} b { (tick.letter) } span class="text" { (tick.text) }
                        (limit(tick.limit, sheet)) span class="points" { (tick.points) }
                    }
                }
                li class="dont-know" {
                    span class="box" {} b {} span class="text" { (sheet.say("question.dont_know")) }
                    (limit(item.dont_know, sheet)) span class="points" { "0" }
                }
                @if item.question.not_applicable {
                    li class="not-applicable" {
                        span class="box" {} b {}
                        span class="text" {
                            (sheet.fill("worksheet.because", &[("not_applicable", not_applicable)]))
                            span class="line" {}
                        }
                        span class="points" { "–" }
                    }
                }
            }
            p class="note" { span { (sheet.say("question.note")) } span class="line" {} }
        }
    }
}

/// What a box limits the result to.
fn limit(limit: Option<Fraction>, sheet: &Sheet<'_>) -> Markup {
    html! {
        @if let Some(limit) = limit {
            span class="limit" {
                (sheet.fill("worksheet.limit", &[("limit", &sheet.limit(limit))]))
            }
        }
    }
}
