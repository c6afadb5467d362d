//! The plan: every gap in the order to close it, each with all that is known about it.

use super::{Builder, plain};
use crate::export::manuscript::{Block, Span, Style};
use crate::export::words;
use crate::report::{PlanGroup, PlanStep};

pub(super) fn plan(builder: &mut Builder<'_>) {
    let report = builder.report;
    builder.heading(1, builder.say("plan.title"));
    if report.score.shown.is_none() {
        builder.paragraph(builder.say("plan.none_yet"));
    } else if report.plan.is_empty() {
        builder.paragraph(builder.say("plan.none"));
    } else {
        builder.muted(builder.say("plan.lead"));
        if let Some(forecast) = words::forecast(report, builder.catalogue) {
            builder.paragraph(forecast);
        }
    }
    // A group begins where the plan's own order changes to it, so a new kind of group needs only
    // its name.
    let mut group = None;
    for (index, step) in report.plan.iter().enumerate() {
        if group != Some(step.group) {
            group = Some(step.group);
            heading(builder, step.group);
        }
        gap(builder, index + 1, step);
    }
}

fn heading(builder: &mut Builder<'_>, group: PlanGroup) {
    builder.heading(2, words::group(group, builder.catalogue));
    builder.muted(words::group_text(group, builder.catalogue));
}

fn gap(builder: &mut Builder<'_>, number: usize, step: &PlanStep) {
    builder.heading(3, format!("{number}. {}", words::step_title(step, builder.catalogue)));
    let mut spans = Vec::new();
    if step.critical {
        let mark = format!("{} · ", builder.say("plan.critical_mark"));
        spans.push(Span::styled(mark, Style::Critical));
    }
    if step.caps_score {
        spans.push(Span::styled(format!("{} · ", builder.say("plan.caps")), Style::Strong));
    }
    let reason = words::reason(step, builder.catalogue);
    let priority = builder.fill("export.priority", &[("priority", &step.priority)]);
    spans.push(Span::styled(format!("{reason} · {priority}"), Style::Muted));
    builder.blocks.push(Block::Paragraph(spans));
    let facts = facts(builder, step);
    builder.facts(facts);
}

/// All that is known about a gap; what is blank is left out.
fn facts(builder: &Builder<'_>, step: &PlanStep) -> Vec<(String, Vec<Span>)> {
    let report = builder.report;
    let say = |key| builder.catalogue.say(key);
    let mut facts: Vec<(String, Vec<Span>)> = Vec::new();
    let mut fact = |key, text: &str| {
        if !text.trim().is_empty() {
            facts.push((words::label(say(key)), plain(text)));
        }
    };
    fact("export.gap", &step.gap);
    fact("areas.area", words::domain(report, &step.domain));
    if step.level.is_some() {
        fact("plan.now", step.level_text.as_deref().unwrap_or_default());
        fact("plan.next", &step.next_step);
    } else {
        fact("plan.now", say("question.dont_know"));
        fact("plan.next", say("plan.find_out_text"));
        fact("plan.if_not", &step.next_step);
    }
    if step.open {
        fact("plan.today", &step.quick_win);
    }
    if let Some(decision) = &step.decision {
        fact("decide.title", &words::decision(decision, builder.catalogue));
    }
    if step.after.is_some() {
        fact("export.after", &words::shown(step.after));
    }
    fact("question.why", &step.why);
    fact("plan.evidence", &step.evidence);
    fact("question.caution", step.caution.as_deref().unwrap_or_default());
    if let Some(line) = report.question(&step.question) {
        fact("plan.note", &line.note);
        fact("plan.kept", &line.evidence);
    }
    if !step.sources.is_empty() {
        facts.push((words::label(say("question.sources")), words::sources(&step.sources)));
    }
    facts
}
