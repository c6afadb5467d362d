//! The pages of figures: the room, a domain, the lists of questions, and what can be taken along.

use maud::{Markup, html};

use super::{heading, percent, row, rule};
use crate::cohort::{LEAST, SpreadFigures};
use crate::text::Catalogue;
use crate::workshop::{Body, EndPage, FiguresPage, ListPage, Order, Screen};

/// A page of figures.
pub(super) fn page(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    let title = match &screen.body {
        Body::Domain(FiguresPage { domain: Some(domain), .. }) => domain.title.as_str(),
        Body::List(ListPage { order, .. }) => match order {
            Order::Gaps => catalogue.say("workshop.place_gaps"),
            Order::Spread => catalogue.say("workshop.place_spread"),
            Order::DontKnow => catalogue.say("workshop.place_dont_know"),
        },
        Body::End(_) => catalogue.say("workshop.end_title"),
        _ => catalogue.say("workshop.summary_title"),
    };
    html! {
        (heading(title))
        div class="rs-ws-body" data-slot="figures" { (inner(screen, catalogue)) }
        @if matches!(screen.body, Body::End(_)) {
            // Outside the slot: what the page says of a file stays when a result comes.
            p role="status" data-export-said data-busy=(catalogue.say("workshop.export_busy"))
                data-done=(catalogue.say("workshop.export_done"))
                data-failed=(catalogue.say("workshop.export_failed")) {}
        }
    }
}

/// What is in the slot.
pub(super) fn inner(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    match &screen.body {
        Body::Summary(page) => summary(screen, page, catalogue),
        Body::Domain(page) => domain(screen, page, catalogue),
        Body::List(page) => list(screen, page, catalogue),
        Body::End(page) => end(page, catalogue),
        Body::Lobby(_) | Body::Group(_) | Body::Hands(_) => html! {},
    }
}

/// Why there is no figure: not enough results in the room, or not enough that answer this.
fn none(screen: &Screen<'_>, catalogue: &Catalogue) -> Markup {
    let (least, present) = (LEAST.to_string(), screen.attendance.present.to_string());
    html! {
        p class="rs-ws-none" {
            @if screen.attendance.present < LEAST {
                (catalogue.fill("workshop.none", &[("least", &least), ("count", &present)]))
            } @else { (rule("workshop.none_here", catalogue)) }
        }
    }
}

fn summary(screen: &Screen<'_>, page: &FiguresPage<'_>, catalogue: &Catalogue) -> Markup {
    let share = page.by_hand.as_ref().and_then(|by_hand| by_hand.share);
    html! {
        @match &page.figures.overall {
            Some(spread) => (figure(spread, catalogue)),
            None if share.is_some() && screen.attendance.present == 0 => {},
            None => (none(screen, catalogue)),
        }
        (hands(share, catalogue))
    }
}

fn domain(screen: &Screen<'_>, page: &FiguresPage<'_>, catalogue: &Catalogue) -> Markup {
    let id = page.domain.map(|domain| &domain.id);
    let own = page.figures.domains.iter().find(|own| Some(&own.domain) == id);
    let by_hand = page.by_hand.as_ref();
    let share = by_hand
        .and_then(|by_hand| by_hand.domains.iter().find(|own| Some(&own.domain) == id))
        .map(|own| own.share);
    html! {
        @match own.and_then(|own| own.spread.as_ref()) {
            Some(spread) => (figure(spread, catalogue)),
            None if by_hand.is_some() && screen.attendance.present == 0 => {
                @if share.is_none() { p class="rs-ws-none" { (catalogue.say("workshop.end_none")) } }
            },
            None => (none(screen, catalogue)),
        }
        (hands(share, catalogue))
    }
}

fn figure(spread: &SpreadFigures, catalogue: &Catalogue) -> Markup {
    let (lower, upper) = (percent(spread.lower, catalogue), percent(spread.upper, catalogue));
    html! {
        div class="rs-ws-split" {
            div class="rs-ws-main" {
                p class="rs-ws-label" { (catalogue.say("workshop.median")) }
                p class="rs-ws-figure" { (percent(spread.median, catalogue)) }
                p class="rs-ws-text" { (catalogue.say("workshop.median_text")) }
                p class="rs-ws-text" {
                    (catalogue.fill("workshop.quartiles", &[("lower", &lower), ("upper", &upper)]))
                }
                p class="rs-ws-text" {
                    (catalogue.fill("workshop.made_of", &[("count", &spread.results.to_string())]))
                }
            }
            table class="rs-ws-table rs-ws-histogram" {
                caption { (catalogue.say("workshop.histogram")) }
                thead {
                    tr {
                        th scope="col" { (catalogue.say("workshop.column_percent")) }
                        td {}
                        th scope="col" { (catalogue.say("workshop.column_results")) }
                    }
                }
                tbody {
                    @for (step, count) in spread.histogram.iter().enumerate() {
                        (row(&html! { (range(step, catalogue)) }, *count, spread.results))
                    }
                }
            }
        }
    }
}

/// A step of a histogram: "10 to 19"; the last one ends with 100.
pub(crate) fn range(step: usize, catalogue: &Catalogue) -> String {
    let (from, to) = (step * 10, if step == 9 { 100 } else { step * 10 + 9 });
    catalogue.fill("workshop.range", &[("from", &from.to_string()), ("to", &to.to_string())])
}

fn hands(share: Option<u32>, catalogue: &Catalogue) -> Markup {
    html! {
        @if let Some(share) = share {
            div class="rs-ws-by-hand" {
                p class="rs-ws-figure" { (percent(share, catalogue)) }
                p class="rs-ws-text" {
                    (catalogue.fill("workshop.by_hand", &[("share", &percent(share, catalogue))]))
                }
                p class="rs-ws-text" { (catalogue.say("workshop.by_hand_text")) }
            }
        }
    }
}

fn list(screen: &Screen<'_>, page: &ListPage, catalogue: &Catalogue) -> Markup {
    if !page.has_figures {
        return none(screen, catalogue);
    }
    let text = match page.order {
        Order::Gaps => catalogue.say("workshop.gaps_text"),
        Order::Spread => catalogue.say("workshop.spread_text"),
        Order::DontKnow => catalogue.say("workshop.dont_know_text"),
    };
    html! {
        p class="rs-ws-text" {
            (text)
            @if page.is_by_hand { " " (rule("workshop.list_hands", catalogue)) }
        }
        @if page.lines.is_empty() { p class="rs-ws-none" { (catalogue.say("workshop.list_none")) } }
        ol class="rs-ws-list" {
            @for (line, domain) in &page.lines {
                @if let Some(answers) = &line.answers {
                    li {
                        p class="rs-ws-prompt" {
                            @if page.order == Order::Gaps { (line.gap) } @else { (line.prompt) }
                            span class="rs-ws-domain" { (domain) }
                        }
                        @match page.order {
                            Order::Gaps => (share(answers.open, answers.counted, catalogue)),
                            Order::DontKnow => (share(answers.dont_know, answers.counted, catalogue)),
                            Order::Spread => (levels(answers, catalogue)),
                        }
                    }
                }
            }
        }
        @if page.more > 0 {
            p class="rs-ws-text" { (catalogue.fill("workshop.more", &[("count", &page.more.to_string())])) }
        }
    }
}

fn share(count: u64, of: u64, catalogue: &Catalogue) -> Markup {
    let (part, whole) = (count.to_string(), of.to_string());
    let thousandths = (u128::from(count) * 1000).checked_div(u128::from(of)).unwrap_or(0);
    html! {
        div class="rs-ws-share" {
            (super::chart::bar(u32::try_from(thousandths).unwrap_or(1000)))
            span class="rs-ws-number" {
                (catalogue.fill("workshop.of", &[("count", &part), ("of", &whole)]))
            }
        }
    }
}

fn levels(answers: &crate::cohort::AnswerFigures, catalogue: &Catalogue) -> Markup {
    html! {
        p class="rs-ws-spread" {
            @if let Some([lower, _, upper]) = answers.quartiles {
                span class="rs-ws-number" {
                    (catalogue.fill("workshop.between",
                        &[("lower", &lower.to_string()), ("upper", &upper.to_string())]))
                }
            }
            span class="rs-ws-levels-line" {
                @for (level, count) in answers.levels.iter().enumerate() {
                    (catalogue.fill("workshop.level_count",
                        &[("level", &level.to_string()), ("count", &count.to_string())])) " · "
                }
                (catalogue.fill("workshop.dont_know_count", &[("count", &answers.dont_know.to_string())]))
            }
        }
    }
}

fn end(page: &EndPage, catalogue: &Catalogue) -> Markup {
    html! {
        @if page.has_figures {
            p class="rs-ws-text" { (catalogue.say("workshop.end_text")) }
            div class="rs-ws-exports" {
                @for (format, key) in [
                    ("html", "workshop.export_html"), ("xlsx", "workshop.export_xlsx"),
                    ("csv", "workshop.export_csv"), ("json", "workshop.export_json"),
                ] {
                    button type="button" class="rs-button" part="button" data-host="export" data-format=(format) {
                        (catalogue.say(key))
                    }
                }
            }
        } @else { p class="rs-ws-none" { (catalogue.say("workshop.end_none")) } }
        p class="rs-ws-text rs-ws-rule" { (rule("workshop.end_rule", catalogue)) }
    }
}
