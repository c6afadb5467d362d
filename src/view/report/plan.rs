//! The plan: every gap in the order to close it, each with its reasons.

use maud::{Markup, html};

use super::{decision, parts};
use crate::interview::ReportPage;
use crate::report::{PlanGroup, PlanStep, Report};
use crate::text::Catalogue;

/// The groups of the plan, in its order.
const GROUPS: [PlanGroup; 5] = [
    PlanGroup::Critical,
    PlanGroup::QuickWin,
    PlanGroup::Open,
    PlanGroup::Later,
    PlanGroup::Improve,
];

/// The whole plan.
pub(super) fn plan(page: &ReportPage, interactive: bool, catalogue: &Catalogue) -> Markup {
    let report = &page.report;
    html! {
        section class="rs-section" aria-labelledby="rs-plan" {
            (super::section_title("rs-plan", catalogue.say("plan.title")))
            @if report.score.shown.is_none() { p { (catalogue.say("plan.none_yet")) } }
            @else if report.plan.is_empty() { p { (catalogue.say("plan.none")) } }
            @else { p class="rs-muted" { (catalogue.say("plan.lead")) } }
            @if interactive && !report.plan.is_empty() {
                (decision::forecast(page, catalogue))
                (filters(page, catalogue))
                // Outside the list that is replaced, or screen readers would miss what it says.
                p class="rs-muted rs-screen-only" role="status" data-slot="shown" { (filtered(page, catalogue)) }
            }
            div data-slot="plan" { (steps(page, interactive, catalogue)) }
        }
    }
}

/// What is shown of the plan.
pub(super) fn shown(page: &ReportPage) -> Vec<&PlanStep> {
    let look = &page.look;
    let mut shown = Vec::new();
    for step in &page.report.plan {
        let in_lens = look.lens.as_ref().is_none_or(|lens| step.lenses.contains(lens));
        if in_lens && look.effort.as_ref().is_none_or(|effort| step.effort == *effort) {
            shown.push(step);
        }
    }
    shown
}

/// What the list of gaps depends on, beside the report.
pub(super) fn key(page: &ReportPage) -> String {
    let lens = page.look.lens.as_ref().map_or("", |lens| lens.as_str());
    let effort = page.look.effort.as_ref().map_or("", |effort| effort.as_str());
    format!("{lens} {effort}")
}

/// How many gaps the filters leave, where they leave some out.
pub(super) fn filtered(page: &ReportPage, catalogue: &Catalogue) -> String {
    let (shown, all) = (shown(page).len(), page.report.plan.len());
    if shown == all {
        return String::new();
    }
    catalogue.fill("plan.filtered", &[("shown", &shown.to_string()), ("all", &all.to_string())])
}

/// The gaps by group.
pub(super) fn steps(page: &ReportPage, interactive: bool, catalogue: &Catalogue) -> Markup {
    let shown = shown(page);
    html! {
        @for group in GROUPS {
            @let own = in_group(&shown, group);
            @if !own.is_empty() { (part(group, &own, &page.report, interactive, catalogue)) }
        }
    }
}

fn in_group<'a>(steps: &[&'a PlanStep], group: PlanGroup) -> Vec<&'a PlanStep> {
    let mut own = Vec::new();
    for step in steps {
        if step.group == group {
            own.push(*step);
        }
    }
    own
}

/// Which gaps to show.
fn filters(page: &ReportPage, catalogue: &Catalogue) -> Markup {
    let mut efforts: Vec<(&str, &str)> = Vec::new();
    for step in &page.report.plan {
        let effort = (step.effort.as_str(), step.effort_name.as_str());
        if !efforts.contains(&effort) {
            efforts.push(effort);
        }
    }
    let mut lenses = Vec::new();
    for lens in &page.report.lenses {
        lenses.push((lens.id.as_str(), lens.name.as_str()));
    }
    let lens = page.look.lens.as_ref().map(|lens| lens.as_str());
    let effort = page.look.effort.as_ref().map(|effort| effort.as_str());
    html! {
        div class="rs-row rs-filters rs-screen-only" {
            (select("lens", ["lenses.lens", "plan.all_lenses"], &lenses, lens, catalogue))
            (select("effort", ["plan.effort", "plan.all_efforts"], &efforts, effort, catalogue))
        }
    }
}

fn select(
    command: &str,
    [label, all]: [&str; 2],
    options: &[(&str, &str)],
    chosen: Option<&str>,
    catalogue: &Catalogue,
) -> Markup {
    html! {
        label class="rs-field" {
            (catalogue.say(label))
            select class="rs-input" data-command=(command) {
                option value="" { (catalogue.say(all)) }
                @for (id, name) in options {
                    option value=(id) selected[chosen == Some(*id)] { (name) }
                }
            }
        }
    }
}

/// What to do about a gap, in a few words.
pub(crate) fn title(step: &PlanStep, catalogue: &Catalogue) -> String {
    match step.level {
        Some(_) => step.action.clone(),
        None => catalogue.fill("plan.find_out", &[("question", &step.prompt)]),
    }
}

/// What sets a gap apart from the others.
pub(super) fn marks(step: &PlanStep, catalogue: &Catalogue) -> Markup {
    html! {
        @if step.critical { span class="rs-critical" { (catalogue.say("plan.critical_mark")) } " " }
        @if step.caps_score { span class="rs-tag" { (catalogue.say("plan.caps")) } " " }
    }
}

fn part(
    group: PlanGroup,
    steps: &[&PlanStep],
    report: &Report,
    interactive: bool,
    catalogue: &Catalogue,
) -> Markup {
    let say = |key| catalogue.say(key);
    let (name, text) = group_keys(group);
    let (name, text) = (say(name), say(text));
    // The number of a gap is its place in the whole plan.
    let number = |step: &PlanStep| {
        report.plan.iter().position(|known| known.question == step.question).map_or(0, |at| at + 1)
    };
    let title = html! { (name) " " span class="rs-number" { (steps.len()) } };
    let body = html! {
        p class="rs-muted" { (text) }
        @for step in steps { (gap(step, number(step), report, interactive, catalogue)) }
    };
    html! {
        div class="rs-group" {
            h3 class="rs-h3" { (title) }
            // What is done would bury the proof and the answers below it.
            @if group == PlanGroup::Improve {
                details class="rs-details" { summary { (say("plan.show")) span class="rs-hidden" { ": " (name) } } (body) }
            } @else { (body) }
        }
    }
}

fn gap(
    step: &PlanStep,
    number: usize,
    report: &Report,
    interactive: bool,
    catalogue: &Catalogue,
) -> Markup {
    let say = |key| catalogue.say(key);
    let line = report.question(&step.question);
    html! {
        section class="rs-gap" {
            h4 class="rs-gap-title" {
                span class="rs-gap-number" { (number) span class="rs-hidden" { ". " } }
                (title(step, catalogue))
            }
            div class="rs-gap-body" {
                p class="rs-tags" {
                    (marks(step, catalogue))
                    span class="rs-tag" { (reason(step, catalogue)) }
                }
                @if step.level.is_some() {
                    p class="rs-now" {
                        span class="rs-label" { (say("plan.now")) } " "
                        (step.level_text.as_deref().unwrap_or_default())
                    }
                    p class="rs-next" { span class="rs-label" { (say("plan.next")) } " " (step.next_step) }
                } @else {
                    p class="rs-next" {
                        span class="rs-label" { (say("plan.next")) } " " (say("plan.find_out_text"))
                    }
                    p class="rs-now" {
                        span class="rs-label" { (say("plan.if_not")) } " " (step.next_step)
                    }
                }
                @if let Some(caution) = &step.caution {
                    p class="rs-caution" { span class="rs-label" { (say("question.caution")) } " " (caution) }
                }
                @if interactive { (decision::choices(step, catalogue)) }
                div class={ @if interactive { "rs-print-only" } } data-slot={ "decided:" (step.question) } {
                    (decision::decided(step, catalogue))
                }
                details class="rs-details" {
                    summary {
                        (say("plan.more"))
                        span class="rs-hidden" { ": " (title(step, catalogue)) }
                    }
                    @if step.open && !step.quick_win.is_empty() {
                        p { span class="rs-label" { (say("plan.today")) } " " (step.quick_win) }
                    }
                    p { span class="rs-label" { (say("question.why")) ":" } " " (step.why) }
                    p { span class="rs-label" { (say("plan.evidence")) } " " (step.evidence) }
                    @if let Some(line) = line {
                        @for (key, text) in [("plan.note", &line.note), ("plan.kept", &line.evidence)] {
                            @if !text.trim().is_empty() {
                                p { span class="rs-label" { (say(key)) } " " (parts::typed(text)) }
                            }
                        }
                    }
                    @if !step.sources.is_empty() {
                        p class="rs-label" { (say("question.sources")) }
                        ul class="rs-sources" {
                            @for source in &step.sources {
                                li { (parts::source(&source.title, &source.locator, source.url.as_deref(), catalogue)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// By which keys a part of the plan is named and explained.
pub(crate) fn group_keys(group: PlanGroup) -> (&'static str, &'static str) {
    match group {
        PlanGroup::Critical => ("plan.critical", "plan.critical_text"),
        PlanGroup::QuickWin => ("plan.quick", "plan.quick_text"),
        PlanGroup::Open => ("plan.open", "plan.open_text"),
        PlanGroup::Later => ("plan.later", "plan.later_text"),
        PlanGroup::Improve => ("plan.improve", "plan.improve_text"),
    }
}

/// Why a gap stands where it does: "weight 3, level 1, about a day".
pub(crate) fn reason(step: &PlanStep, catalogue: &Catalogue) -> String {
    let level = step.level.map(|level| level.to_string()).unwrap_or_default();
    let top = step.top.to_string();
    let values = [
        ("weight", step.weight.as_str()),
        ("level", level.as_str()),
        ("top", top.as_str()),
        ("effort", step.effort_name.as_str()),
    ];
    match step.level {
        Some(_) => catalogue.fill("plan.reason", &values),
        None => catalogue.fill("plan.reason_dont_know", &values),
    }
}
