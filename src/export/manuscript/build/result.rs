//! The answer in short: score, band, what holds it down, what to do first, how sure it is.

use super::{Builder, plain};
use crate::export::manuscript::{Block, Span, Style};
use crate::export::words;
use crate::report::{CapLine, CapQuestion, WithheldLine};
use crate::score::Shown;

/// How many things to do first are named.
const FIRST: usize = 3;

pub(super) fn result(builder: &mut Builder<'_>, steps: usize) {
    let score = &builder.report.score;
    let number = words::shown(score.shown);
    let band = words::band(builder.report, builder.catalogue).to_owned();
    builder.blocks.push(Block::Score {
        number,
        out_of: builder.fill("result.out_of", &[("highest", &score.highest)]),
        band,
        step: score.band.as_ref().map_or(0, |band| band.step),
        steps,
    });
    if let Some(band) = &score.band {
        builder.paragraph(band.summary.clone());
    }
    if score.capped {
        held(builder);
    }
    if !score.withheld.is_empty() {
        withheld(builder);
    }
    first(builder);
    measures(builder);
}

/// What holds the score down, and what it would be without.
fn held(builder: &mut Builder<'_>) {
    let score = &builder.report.score;
    let text = |shown: Option<Shown>| shown.map(|shown| shown.to_string()).unwrap_or_default();
    let (shown, uncapped) = (text(score.shown), text(score.uncapped));
    let mut paragraphs = Vec::new();
    if let Some(cap) = score.caps.first() {
        paragraphs.extend(cap.questions.iter().map(|question| reason(question, builder)));
    }
    paragraphs.push(plain(match &score.uncapped_band {
        Some(band) => {
            builder.fill("result.otherwise_band", &[("score", &uncapped), ("band", &band.name)])
        }
        None => builder.fill("result.otherwise", &[("score", &uncapped)]),
    }));
    for (index, cap) in score.caps.iter().enumerate().skip(1) {
        let new = not_named_before(cap, score.caps.get(..index).unwrap_or_default());
        if !new.is_empty() {
            paragraphs.push(plain(builder.fill("result.next_cap", &[("score", &cap.limit)])));
            paragraphs.extend(new.into_iter().map(|question| reason(question, builder)));
        }
    }
    let title = builder.fill("result.held", &[("score", &shown)]);
    builder.blocks.push(Block::Callout { critical: true, title, paragraphs });
}

fn reason(question: &CapQuestion, builder: &Builder<'_>) -> Vec<Span> {
    let text = match question.dont_know {
        true => builder.fill("result.dont_know", &[("question", &question.prompt)]),
        false => question.gap.clone(),
    };
    plain(format!("• {text}"))
}

/// The questions of a cap that no lower cap names: a low level sets off several caps at once.
fn not_named_before<'a>(cap: &'a CapLine, lower: &[CapLine]) -> Vec<&'a CapQuestion> {
    let named = |question: &CapQuestion| {
        lower.iter().any(|cap| cap.questions.iter().any(|known| known.id == question.id))
    };
    cap.questions.iter().filter(|question| !named(question)).collect()
}

/// Why no band is named.
fn withheld(builder: &mut Builder<'_>) {
    let report = builder.report;
    let complete = report.score.completeness.unwrap_or(0).to_string();
    let mut paragraphs = Vec::new();
    for reason in &report.score.withheld {
        match reason {
            WithheldLine::Incomplete { needed } => {
                let needed = needed.to_string();
                let values = [("complete", complete.as_str()), ("needed", needed.as_str())];
                paragraphs.push(plain(builder.fill("result.incomplete", &values)));
            }
            WithheldLine::CriticalUnanswered { questions } => {
                paragraphs.push(plain(builder.say("result.critical_unanswered")));
                let lines = questions.iter().filter_map(|id| report.question(id));
                paragraphs.extend(lines.map(|line| plain(format!("• {}", line.prompt))));
            }
        }
    }
    let title = builder.say("result.withheld").to_owned();
    builder.blocks.push(Block::Callout { critical: false, title, paragraphs });
}

/// The three things to do first.
fn first(builder: &mut Builder<'_>) {
    let report = builder.report;
    if report.plan.is_empty() {
        return;
    }
    let key = if report.plan.len() < FIRST { "first.title_few" } else { "first.title" };
    let steps = report.plan.iter().take(FIRST).enumerate().map(|(index, step)| {
        let next = words::next(step, builder.catalogue);
        // A title that ends with a question mark has its stop already.
        let title = words::step_title(step, builder.catalogue);
        let stop = if title.ends_with(['?', '!', '.', '…']) { "" } else { "." };
        vec![
            Span::styled(format!("{}. {title}{stop} ", index + 1), Style::Strong),
            Span::plain(format!("{next} ")),
            Span::styled(format!("({})", step.effort_name), Style::Muted),
        ]
    });
    let paragraphs = steps.collect();
    let title = builder.say(key).to_owned();
    builder.blocks.push(Block::Callout { critical: false, title, paragraphs });
}

/// How complete, how sure, and where it is weakest.
fn measures(builder: &mut Builder<'_>) {
    let report = builder.report;
    let percent = |value: u32| builder.fill("percent", &[("value", &value.to_string())]);
    let mut facts = Vec::new();
    let mut fact = |key, strong: String, more: String| {
        let spans = vec![Span::styled(strong, Style::Strong), Span::plain(format!(" {more}"))];
        facts.push((words::label(builder.say(key)), spans));
    };
    if let Some(value) = report.score.completeness {
        let more = builder.say("result.completeness_text");
        fact("result.completeness", percent(value), more.to_owned());
    }
    if let Some(value) = report.score.confidence {
        let more = builder.say("result.confidence_text");
        fact("result.confidence", percent(value), more.to_owned());
    }
    if report.score.shown.is_some() {
        let open = report.plan.iter().filter(|step| step.open && step.critical).count();
        let key = if open > 0 { "result.critical_text" } else { "result.critical_none" };
        fact("result.critical", open.to_string(), builder.say(key).to_owned());
    }
    if let Some(domain) = report.weakest() {
        let shown = domain.shown.map(|shown| shown.to_string()).unwrap_or_default();
        fact("result.weakest", shown, domain.title.clone());
    }
    builder.facts(facts);
}
