//! The firm's countries, what was asked by which engine, and what the result is not.

use super::{Builder, plain};
use crate::export::manuscript::{Block, Span, Style};
use crate::export::words;

/// What is confirmed about the law of the countries that the firm named.
pub(super) fn sheets(builder: &mut Builder<'_>) {
    let report = builder.report;
    if report.sheets.is_empty() {
        return;
    }
    builder.heading(1, builder.say("sheets.title"));
    builder.muted(builder.say("sheets.text"));
    for sheet in &report.sheets {
        builder.heading(2, sheet.title.clone());
        let facts = sheet.rows.iter().map(|row| {
            let text = match &row.text {
                Some(text) => plain(text.clone()),
                None => vec![Span::styled(builder.say("sheets.ask"), Style::Muted)],
            };
            (row.name.clone(), text)
        });
        let mut facts: Vec<(String, Vec<Span>)> = facts.collect();
        if !sheet.sources.is_empty() {
            let name = words::label(builder.say("question.sources"));
            facts.push((name, words::sources(&sheet.sources)));
        }
        builder.facts(facts);
        let checked = builder.catalogue.date(sheet.checked);
        builder.muted(builder.fill("sheets.checked", &[("date", &checked)]));
    }
}

/// What was asked, by which engine, and what the result is not.
pub(super) fn about(builder: &mut Builder<'_>) {
    let report = builder.report;
    builder.heading(1, builder.say("about.title"));
    let facts = words::about(report, builder.catalogue);
    builder.facts(facts.into_iter().map(|(name, text)| (name, plain(text))).collect());
    if !report.disclaimer.is_empty() {
        builder.blocks.push(Block::Callout {
            critical: false,
            title: builder.say("text.disclaimer").to_owned(),
            paragraphs: report.disclaimer.iter().map(|text| plain(text.clone())).collect(),
        });
    }
}
