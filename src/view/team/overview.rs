//! Where people agree and where not, by domain.

use maud::{Markup, html};

use super::{filled, onward, parts};
use crate::assessment::combine::Counts;
use crate::team::OverviewPage;
use crate::text::Catalogue;

pub(super) fn overview(page: &OverviewPage<'_>, catalogue: &Catalogue) -> Markup {
    let say = |key| catalogue.say(key);
    let next = if page.open_facts > 0 {
        "team.overview.next_profile"
    } else if page.total.conflict > 0 {
        "team.overview.next_conflicts"
    } else {
        "team.overview.next_rest"
    };
    html! {
        (parts::heading(say("team.overview.title")))
        p class="rs-lead" { (filled("team.overview.lead", "count", page.people, catalogue)) }
        @if page.open_facts > 0 {
            p class="rs-notice" { (filled("team.overview.facts", "count", page.open_facts, catalogue)) }
        }
        table class="rs-table rs-team-table" {
            caption class="rs-hidden" { (say("team.overview.title")) }
            thead {
                tr {
                    th scope="col" { (say("team.overview.area")) }
                    th scope="col" class="rs-figure" { (say("team.kind.agreement")) }
                    th scope="col" class="rs-figure" { (say("team.kind.near")) }
                    th scope="col" class="rs-figure" { (say("team.kind.conflict")) }
                    th scope="col" class="rs-figure" { (say("team.kind.blind_spot")) }
                    td aria-hidden="true" {}
                }
            }
            tbody {
                @for (domain, counts) in &page.domains { (row(&domain.title, *counts)) }
            }
            tfoot { (row(say("team.overview.total"), page.total)) }
        }
        dl class="rs-facts-list" {
            div { dt { (say("team.kind.agreement")) } dd { (say("team.kind.agreement_text")) } }
            div { dt { (say("team.kind.near")) } dd { (say("team.kind.near_text")) } }
            div { dt { (say("team.kind.conflict")) } dd { (say("team.kind.conflict_text")) } }
            div { dt { (say("team.kind.blind_spot")) } dd { (say("team.kind.blind_spot_text")) } }
        }
        (onward(true, say(next), catalogue))
    }
}

fn row(title: &str, counts: Counts) -> Markup {
    html! {
        tr {
            th scope="row" { (title) }
            td class="rs-figure" { (counts.agreement) }
            td class="rs-figure" { (counts.near) }
            td class="rs-figure" { (counts.conflict) }
            td class="rs-figure" { (counts.blind_spot) }
            td class="rs-team-bar" { (bar(counts)) }
        }
    }
}

/// The four counts as parts of a bar. The numbers stand beside it, so it is hidden from screen readers.
fn bar(counts: Counts) -> Markup {
    const WIDTH: usize = 1200;
    let total = counts.total().max(1);
    let mut parts = Vec::new();
    let mut before = 0;
    for (class, count) in [
        ("rs-part-agreement", counts.agreement),
        ("rs-part-near", counts.near),
        ("rs-part-conflict", counts.conflict),
        ("rs-part-blind", counts.blind_spot),
    ] {
        let from = before * WIDTH / total;
        before += count;
        if count > 0 {
            parts.push((class, from, before * WIDTH / total - from));
        }
    }
    html! {
        svg class="rs-parts" viewBox="0 0 1200 100" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (class, from, width) in parts { rect class=(class) x=(from) y="0" width=(width) height="100" {} }
        }
    }
}
