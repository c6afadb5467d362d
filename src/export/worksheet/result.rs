//! From the score of all areas to the result: what limits it, whether it has a band, which band,
//! and the weakest area.

use maud::{Markup, html};

use super::paper::{Sheet, letter};
use super::scoring::step;
use crate::questionnaire::{Band, Cap, Unit};

/// The steps after the score of all areas.
pub(super) fn steps(sheet: &Sheet<'_>) -> Markup {
    let limited = sheet
        .items()
        .any(|item| item.dont_know.is_some() || item.boxes.iter().any(|tick| tick.limit.is_some()));
    html! {
        div class="pair" {
            div {
                @if limited { (limits(sheet)) }
                (result(limited, sheet))
                (weakest(sheet))
            }
            div {
                (complete(sheet))
                (bands(sheet))
            }
        }
    }
}

/// The caps, the lowest first.
fn limits(sheet: &Sheet<'_>) -> Markup {
    let mut caps: Vec<&Cap> = sheet.questionnaire.caps.iter().collect();
    caps.sort_by_key(|cap| cap.limit);
    html! {
        div class="together limits" {
            (step("worksheet.limits", sheet))
            p { (sheet.say("worksheet.limits_text")) }
            ul class="ticks" { @for cap in caps { li { span class="box" {} span { (words(cap, sheet)) } } } }
            p { (sheet.say("worksheet.cap_closed")) }
        }
    }
}

fn words(cap: &Cap, sheet: &Sheet<'_>) -> String {
    let key = match (cap.at_or_below, cap.dont_know) {
        (0, false) => "worksheet.cap_level",
        (0, true) => "worksheet.cap_level_dont_know",
        (_, false) => "worksheet.cap_levels",
        (_, true) => "worksheet.cap_levels_dont_know",
    };
    sheet.fill(
        key,
        &[
            ("limit", &sheet.limit(cap.limit)),
            ("from", &letter(0)),
            ("to", &letter(usize::from(cap.at_or_below))),
            ("dont_know", sheet.say("question.dont_know")),
        ],
    )
}

/// A line to fill in behind a text.
fn blank(text: &str) -> Markup {
    html! { p class="blank" { span { (text) } span class="line" {} } }
}

fn result(limited: bool, sheet: &Sheet<'_>) -> Markup {
    html! {
        div class="together" {
            (step("worksheet.result", sheet))
            @if limited {
                (blank(sheet.say("worksheet.result_score")))
                (blank(sheet.say("worksheet.result_limit")))
                p class="blank result" { span { (sheet.say("worksheet.result_least")) } span class="frame" {} }
            } @else {
                p class="blank result" { span { (sheet.say("worksheet.result_plain")) } span class="frame" {} }
            }
        }
    }
}

fn complete(sheet: &Sheet<'_>) -> Markup {
    let needed = sheet.questionnaire.rules.min_completeness.to_string();
    let critical = sheet.items().any(|item| item.question.critical);
    html! {
        div class="together complete" {
            (step("worksheet.complete", sheet))
            p { (sheet.say("worksheet.complete_text")) }
            (blank(sheet.say("worksheet.complete_answered")))
            (blank(sheet.say("worksheet.complete_have")))
            (blank(&sheet.fill("worksheet.complete_need", &[("needed", &needed)])))
            ul class="ticks" {
                li { span class="box" {} span { (sheet.say("worksheet.complete_enough")) } }
                @if critical { li { span class="box" {} span { (sheet.say("worksheet.complete_critical")) } } }
            }
            p { (sheet.say("worksheet.complete_both")) }
        }
    }
}

/// A band that a score can be in, in shown numbers.
struct Range<'q> {
    band: &'q Band,
    from: u128,
    /// `None`: no end.
    to: Option<u128>,
}

/// The bands that hold a number. The decimals that are shown may step over a narrow one.
fn ranges<'q>(sheet: &Sheet<'q>) -> Vec<Range<'q>> {
    let display = sheet.questionnaire.display;
    let scale = 10_u128.pow(u32::from(display.decimals));
    let least = |band: &Band| {
        (u128::from(band.from.numerator()) * scale).div_ceil(u128::from(band.from.denominator()))
    };
    let top = (display.unit == Unit::Percent).then_some(100 * scale);
    let bands = &sheet.questionnaire.bands;
    let mut ranges = Vec::new();
    for (index, band) in bands.iter().enumerate() {
        let from = least(band);
        let below_next = bands.get(index + 1).map(|next| least(next).saturating_sub(1));
        let to = match (below_next, top) {
            (Some(below), Some(top)) => Some(below.min(top)),
            (below, top) => below.or(top),
        };
        // The first next band at 0 would leave none for this one.
        let is_empty = to.is_some_and(|to| to < from)
            || bands.get(index + 1).is_some_and(|next| least(next) <= from);
        if !is_empty {
            ranges.push(Range { band, from, to });
        }
    }
    ranges
}

fn bands(sheet: &Sheet<'_>) -> Markup {
    html! {
        div class="together" {
            (step("worksheet.band", sheet))
            table class="bands-table" {
                tbody {
                    @for range in ranges(sheet) {
                        tr {
                            td { span class="box" {} }
                            td class="range" { (words_of(&range, sheet)) }
                            th scope="row" { (range.band.name) }
                        }
                    }
                }
            }
        }
    }
}

fn words_of(range: &Range<'_>, sheet: &Sheet<'_>) -> String {
    let decimals = sheet.questionnaire.display.decimals;
    let scale = 10_u128.pow(u32::from(decimals));
    let shown = |scaled: u128| super::paper::fixed(scaled, scale, decimals);
    let from = shown(range.from);
    match range.to {
        Some(to) => sheet.fill("worksheet.range", &[("from", &from), ("to", &shown(to))]),
        None => sheet.fill("worksheet.range_open", &[("from", &from)]),
    }
}

fn weakest(sheet: &Sheet<'_>) -> Markup {
    let text = match sheet.questionnaire.display.unit {
        Unit::Percent => "worksheet.weakest_percent",
        Unit::Level => "worksheet.weakest_level",
    };
    html! {
        div class="together" {
            (step("worksheet.weakest", sheet))
            p { (sheet.catalogue.say(text)) }
            (blank(sheet.say("worksheet.weakest")))
        }
    }
}
