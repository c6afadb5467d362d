//! The scoring table: from the points of each question to the score of each area and of all.

use maud::{Markup, html};

use super::paper::{Area, Sheet, fixed};
use super::result;
use crate::questionnaire::{Rounding, Unit};
use crate::score::Tally;

/// All of the scoring, in steps.
pub(super) fn scoring(sheet: &Sheet<'_>) -> Markup {
    html! {
        section class="scoring" {
            h2 { (sheet.say("worksheet.score")) }
            (rows(sheet))
            (areas(sheet))
            (result::steps(sheet))
        }
    }
}

/// The heading of a step; the style sheet counts them.
pub(super) fn step(key: &str, sheet: &Sheet<'_>) -> Markup {
    html! { h3 class="step" { (sheet.catalogue.say(key)) } }
}

/// The points of each question.
fn rows(sheet: &Sheet<'_>) -> Markup {
    html! {
        div class="opening" {
            (step("worksheet.rows", sheet))
            p { (sheet.say("worksheet.rows_text")) }
            ul {
                li { (sheet.fill("worksheet.rows_struck", &[("skipped", sheet.say("worksheet.skipped"))])) }
                li { (sheet.say("worksheet.rows_open")) }
            }
            p { (sheet.say("worksheet.rows_sum")) }
        }
        div class="rows" { @for area in &sheet.areas { (table(area, sheet)) } }
    }
}

fn table(area: &Area<'_>, sheet: &Sheet<'_>) -> Markup {
    let number = area.number.to_string();
    let title = [("number", number.as_str()), ("title", area.domain.title.as_str())];
    let whole = |sum: u64| sheet.fill("worksheet.if_whole", &[("sum", &sum.to_string())]);
    html! {
        table class="points-table" {
            caption { (sheet.fill("worksheet.area", &title)) }
            thead {
                tr {
                    th scope="col" { (sheet.say("worksheet.number")) }
                    th scope="col" { (sheet.say("worksheet.points")) }
                    th scope="col" { (sheet.say("worksheet.of")) }
                    th scope="col" { (sheet.say("worksheet.weight")) }
                    th scope="col" { (sheet.say("worksheet.open")) }
                }
            }
            tbody {
                @for item in &area.items {
                    tr {
                        th scope="row" { (item.number) @if item.question.critical { " ★" } }
                        td {}
                        td { (item.most) }
                        td { (item.weight) }
                        td {}
                    }
                }
            }
            tfoot {
                tr {
                    th scope="row" { (sheet.say("worksheet.sum")) }
                    td {}
                    td { span class="whole" { (whole(area.items.iter().map(|item| item.most).sum())) } }
                    td { span class="whole" { (whole(area.items.iter().map(|item| item.weight).sum())) } }
                    td {}
                }
            }
        }
    }
}

/// The score of each area and of all areas.
fn areas(sheet: &Sheet<'_>) -> Markup {
    let display = sheet.questionnaire.display;
    let by_level = display.unit == Unit::Level;
    let rounding = match display.rounding {
        Rounding::Down => "worksheet.round_down",
        Rounding::Nearest => "worksheet.round_nearest",
    };
    let decimals = display.decimals.to_string();
    let formula = if by_level { "worksheet.formula_level" } else { "worksheet.formula_percent" };
    html! {
        div class="together" {
            (step("worksheet.areas", sheet))
            p { (sheet.say("worksheet.areas_text")) " " (sheet.say("worksheet.area_none")) }
            p {
                strong class="formula" { (sheet.catalogue.say(formula)) } " "
                span class="rounding" { (sheet.fill(rounding, &[("decimals", &decimals)])) }
                @if by_level { " " (sheet.say("worksheet.formula_share")) }
            }
            p class="example" { (example(sheet)) }
            table class="areas-table" {
                thead {
                    tr {
                        th {}
                        th scope="col" { (sheet.say("worksheet.points")) }
                        th scope="col" { (sheet.say("worksheet.of")) }
                        th scope="col" { (sheet.say("worksheet.weight")) }
                        th scope="col" { (sheet.say("worksheet.open")) }
                        th scope="col" { (sheet.say("worksheet.score_column")) }
                        @if by_level { th scope="col" { (sheet.say("worksheet.share_column")) } }
                    }
                }
                tbody {
                    @for area in &sheet.areas {
                        (line(&format!("{}. {}", area.number, area.domain.title), by_level))
                    }
                }
                tfoot { (line(sheet.say("worksheet.all_areas"), by_level)) }
            }
        }
    }
}

/// An empty line to fill in.
fn line(title: &str, by_level: bool) -> Markup {
    html! {
        tr {
            th scope="row" { (title) }
            td {} td {} td {} td {} td {}
            @if by_level { td {} }
        }
    }
}

/// A division worked out, with about two thirds of what this paper can give.
fn example(sheet: &Sheet<'_>) -> String {
    let display = sheet.questionnaire.display;
    let attainable: u64 = sheet.items().map(|item| item.most).sum();
    let weight: u64 = sheet.items().map(|item| item.weight).sum();
    let earned = attainable - attainable / 3;
    let tally = Tally { earned, attainable, weight };
    let score = tally.shown(display).map(|score| score.to_string()).unwrap_or_default();
    let (key, above, below) = match display.unit {
        Unit::Percent => ("worksheet.example_percent", u128::from(earned) * 100, attainable),
        Unit::Level => ("worksheet.example_level", u128::from(earned), weight),
    };
    let mut exact = fixed(above, u128::from(below), display.decimals + 2);
    let scale = 10_u128.pow(u32::from(display.decimals) + 2);
    if (above * scale).checked_rem(u128::from(below)).is_some_and(|rest| rest > 0) {
        exact.push('…');
    }
    sheet.fill(
        key,
        &[
            ("points", &earned.to_string()),
            ("of", &attainable.to_string()),
            ("weight", &weight.to_string()),
            ("exact", &exact),
            ("score", &score),
        ],
    )
}
