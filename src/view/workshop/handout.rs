//! The room on paper: what the screens show, one below the other. Without anything to click.

use maud::{Markup, html};

use super::figures::range;
use super::{percent, row, rule};
use crate::assessment::Mode;
use crate::cohort::{QuestionFigures, SpreadFigures};
use crate::date::Date;
use crate::questionnaire::QuestionId;
use crate::text::Catalogue;
use crate::view::parts;
use crate::workshop::{ByHand, RoomReport};

/// The handout.
#[must_use]
pub fn handout(room: &RoomReport, catalogue: &Catalogue, date: Date) -> Markup {
    let say = |key| catalogue.say(key);
    let figures = &room.figures;
    html! {
        article class="rs-report rs-room" {
            p class="rs-eyebrow" { (room.questionnaire.title) ", " (catalogue.date(date)) }
            h1 class="rs-h1" { (say("workshop.handout_title")) }
            @match &figures.overall {
                Some(spread) => (overall(room, spread, catalogue)),
                None if figures.results > 0 || room.by_hand.is_none() => {
                    p { (rule("workshop.none_here", catalogue)) }
                },
                None => {},
            }
            @if figures.domains.iter().any(|domain| domain.spread.is_some()) { (areas(room, catalogue)) }
            (list("workshop.place_gaps", "workshop.gaps_text", room, &figures.common_gaps, catalogue))
            (list("workshop.place_spread", "workshop.spread_text", room, &figures.widest, catalogue))
            (list("workshop.place_dont_know", "workshop.dont_know_text", room, &figures.hot_spots, catalogue))
            @if figures.questions.iter().any(|line| line.answers.is_some()) { (questions(room, catalogue)) }
            @if let Some(by_hand) = &room.by_hand { (hands(by_hand, catalogue)) }
            section class="rs-section" {
                h2 class="rs-h2" { (say("workshop.handout_about")) }
                p { (rule("workshop.end_rule", catalogue)) }
                dl class="rs-facts-list" {
                    @for (name, value) in about(room, catalogue, date).iter().filter(|(name, _)| !name.is_empty()) {
                        div { dt { (name) } dd { (value) } }
                    }
                }
            }
        }
    }
}

/// What it is, and by which rule figures are in it: names and texts.
#[must_use]
pub fn about(room: &RoomReport, catalogue: &Catalogue, date: Date) -> Vec<(String, String)> {
    let say = |key: &str| catalogue.say(key).to_owned();
    let about = &room.questionnaire;
    let mode = match room.mode {
        Mode::Express => say("mode.express"),
        Mode::Full => say("mode.full"),
    };
    vec![
        (say("about.questionnaire"), format!("{} ({})", about.title, about.id)),
        (say("about.version"), about.version.clone()),
        (say("about.mode"), mode),
        (say("about.date"), format!("{} ({date})", catalogue.date(date))),
        (say("workshop.summary_results"), room.figures.results.to_string()),
        (say("about.fingerprint"), about.fingerprint.clone()),
        (say("about.engine"), format!("{} {}", say("product"), room.engine)),
        (String::new(), rule("workshop.end_rule", catalogue)),
    ]
}

fn overall(room: &RoomReport, spread: &SpreadFigures, catalogue: &Catalogue) -> Markup {
    let (lower, upper) = (percent(spread.lower, catalogue), percent(spread.upper, catalogue));
    html! {
        p class="rs-lead" {
            (catalogue.say("workshop.median")) ": " strong { (percent(spread.median, catalogue)) } ". "
            (catalogue.fill("workshop.quartiles", &[("lower", &lower), ("upper", &upper)])) " "
            (catalogue.fill("workshop.made_of", &[("count", &spread.results.to_string())]))
        }
        table class="rs-table" {
            caption { (catalogue.say("workshop.histogram")) }
            thead {
                tr {
                    th scope="col" { (catalogue.say("workshop.column_percent")) }
                    td {}
                    th scope="col" class="rs-figure" { (catalogue.say("workshop.column_results")) }
                }
            }
            tbody {
                @for (step, count) in spread.histogram.iter().enumerate() {
                    (row(&html! { (range(step, catalogue)) }, *count, spread.results))
                }
            }
        }
        @if let Some(bands) = &room.figures.bands {
            table class="rs-table" {
                caption { (catalogue.say("workshop.handout_bands")) }
                thead {
                    tr {
                        th scope="col" { (catalogue.say("workshop.handout_band")) }
                        td {}
                        th scope="col" class="rs-figure" { (catalogue.say("workshop.column_results")) }
                    }
                }
                tbody {
                    @for band in bands { (row(&html! { (band.name) }, band.results, spread.results)) }
                }
            }
        }
    }
}

fn areas(room: &RoomReport, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let held = say("workshop.handout_held");
    html! {
        section class="rs-section" {
            h2 class="rs-h2" { (say("workshop.handout_areas")) }
            table class="rs-table" {
                thead {
                    tr {
                        th scope="col" { (say("workshop.handout_area")) }
                        @for key in ["workshop.handout_lower", "workshop.median", "workshop.handout_upper",
                            "workshop.summary_results"] {
                            th scope="col" class="rs-figure" { (say(key)) }
                        }
                    }
                }
                tbody {
                    @for domain in &room.figures.domains {
                        tr {
                            th scope="row" { (domain.title) }
                            @match &domain.spread {
                                Some(spread) => {
                                    td class="rs-figure" { (percent(spread.lower, catalogue)) }
                                    td class="rs-figure rs-strong" { (percent(spread.median, catalogue)) }
                                    td class="rs-figure" { (percent(spread.upper, catalogue)) }
                                    td class="rs-figure" { (spread.results) }
                                },
                                None => { td class="rs-figure" colspan="4" { (held) } },
                            }
                        }
                    }
                }
            }
        }
    }
}

fn list(
    title: &'static str,
    text: &'static str,
    room: &RoomReport,
    ids: &[QuestionId],
    catalogue: &Catalogue,
) -> Markup {
    let find = |id: &QuestionId| room.figures.questions.iter().find(|line| line.question == *id);
    html! {
        @if !ids.is_empty() {
            section class="rs-section" {
                h2 class="rs-h2" { (catalogue.say(title)) }
                p { (catalogue.say(text)) }
                ol class="rs-list" { @for line in ids.iter().filter_map(find) { li { (line.prompt) } } }
            }
        }
    }
}

fn questions(room: &RoomReport, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let top = room.figures.questions.iter().filter_map(|line| line.answers.as_ref());
    let levels = top.map(|answers| answers.levels.len()).max().unwrap_or(0);
    html! {
        section class="rs-section" {
            h2 class="rs-h2" { (say("workshop.handout_questions")) }
            table class="rs-table" {
                (question_head(levels, catalogue))
                tbody {
                    @for line in &room.figures.questions { (question(line, levels, catalogue)) }
                }
            }
        }
    }
}

fn question_head(levels: usize, catalogue: &Catalogue) -> Markup {
    html! {
        thead {
            tr {
                th scope="col" { (catalogue.say("workshop.handout_question")) }
                @for level in 0..levels {
                    th scope="col" class="rs-figure" {
                        span class="rs-hidden" { (catalogue.say("workshop.hands_level")) " " } (level)
                    }
                }
                th scope="col" class="rs-figure" { (catalogue.say("question.dont_know")) }
            }
        }
    }
}

fn counts(levels: usize, answers: &[u64], dont_know: u64) -> Markup {
    html! {
        @for level in 0..levels {
            td class="rs-figure" { @if let Some(count) = answers.get(level) { (count) } }
        }
        td class="rs-figure" { (dont_know) }
    }
}

fn question(line: &QuestionFigures, levels: usize, catalogue: &Catalogue) -> Markup {
    html! {
        tr {
            th scope="row" {
                (line.prompt)
                @if line.critical { " " (parts::critical(catalogue)) }
            }
            @match &line.answers {
                Some(answers) => (counts(levels, &answers.levels, answers.dont_know)),
                None => { td class="rs-figure" colspan=(levels + 1) { (catalogue.say("workshop.handout_held")) } },
            }
        }
    }
}

fn hands(by_hand: &ByHand, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let levels = by_hand.questions.iter().map(|line| line.levels.len()).max().unwrap_or(0);
    html! {
        section class="rs-section" {
            h2 class="rs-h2" { (say("workshop.handout_hands")) }
            @if let Some(share) = by_hand.share {
                p { (catalogue.fill("workshop.by_hand", &[("share", &percent(share, catalogue))])) }
            }
            p { (say("workshop.by_hand_text")) }
            @if !by_hand.domains.is_empty() {
                table class="rs-table" {
                    thead {
                        tr {
                            th scope="col" { (say("workshop.handout_area")) }
                            th scope="col" class="rs-figure" { (say("workshop.handout_share")) }
                        }
                    }
                    tbody {
                        @for domain in &by_hand.domains {
                            tr {
                                th scope="row" { (domain.title) }
                                td class="rs-figure" { (percent(domain.share, catalogue)) }
                            }
                        }
                    }
                }
            }
            table class="rs-table" {
                (question_head(levels, catalogue))
                tbody {
                    @for line in &by_hand.questions {
                        tr {
                            th scope="row" {
                                (line.prompt)
                                @if !line.note.trim().is_empty() {
                                    span class="rs-block rs-muted" {
                                        (say("workshop.handout_note")) ": " (parts::typed(&line.note))
                                    }
                                }
                            }
                            (counts(levels, &line.levels, line.dont_know))
                        }
                    }
                }
            }
        }
    }
}
