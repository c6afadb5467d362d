//! The areas, the four sides, and how the score came about.

use super::{Builder, cell, column, head_cell, number_column, plain, strong_cell};
use crate::export::manuscript::{Bar, Block, Cell};
use crate::export::words;
use crate::score::Shown;

pub(super) fn areas(builder: &mut Builder<'_>) {
    let report = builder.report;
    let weakest = report.weakest().map(|line| &line.id);
    builder.heading(1, builder.say("areas.title"));
    let bars = report.domains.iter().map(|line| Bar {
        label: line.title.clone(),
        mark: match Some(&line.id) == weakest {
            true => builder.say("areas.weakest").to_owned(),
            false => String::new(),
        },
        value: words::shown(line.shown),
        thousandths: line.thousandths,
    });
    let bars = bars.collect();
    push_bars(builder, "areas.title", "areas.area", bars);
    let rows = report.domains.iter().map(|line| {
        vec![
            head_cell(line.title.clone()),
            cell(line.open_gaps.to_string()),
            cell(words::of(line.answered as u64, line.asked as u64, builder.catalogue)),
            strong_cell(words::shown(line.shown)),
        ]
    });
    let rows = rows.collect();
    let columns = vec![
        column(builder.say("areas.area"), 46),
        number_column(builder.say("areas.gaps"), 18),
        number_column(builder.say("export.answered"), 18),
        number_column(score_of(builder), 18),
    ];
    let caption = builder.say("export.areas_table").to_owned();
    builder.blocks.push(Block::Table { caption, columns, rows });
}

pub(super) fn lenses(builder: &mut Builder<'_>) {
    let report = builder.report;
    if report.lenses.iter().all(|lens| lens.shown.is_none()) {
        return;
    }
    builder.heading(1, builder.say("lenses.title"));
    builder.muted(builder.say("lenses.text"));
    let bars = report.lenses.iter().map(|line| Bar {
        label: line.name.clone(),
        mark: words::of(line.earned, line.attainable, builder.catalogue),
        value: words::shown(line.shown),
        thousandths: line.thousandths,
    });
    let bars = bars
        .map(|bar| Bar { mark: builder.fill("export.points", &[("points", &bar.mark)]), ..bar })
        .collect();
    push_bars(builder, "lenses.title", "lenses.lens", bars);
}

fn push_bars(builder: &mut Builder<'_>, caption: &str, labels: &str, bars: Vec<Bar>) {
    let caption = builder.catalogue.say(caption).to_owned();
    let label_title = builder.catalogue.say(labels).to_owned();
    let value_title = score_of(builder);
    builder.blocks.push(Block::Bars { caption, label_title, value_title, bars });
}

/// "Score of 100".
fn score_of(builder: &Builder<'_>) -> String {
    builder.fill("areas.score", &[("highest", &builder.report.score.highest)])
}

/// How the number came about.
pub(super) fn why(builder: &mut Builder<'_>) {
    let report = builder.report;
    let score = &report.score;
    builder.heading(1, builder.say("why.title"));
    if score.shown.is_some() {
        let text = |shown: Option<Shown>| shown.map(|shown| shown.to_string()).unwrap_or_default();
        let (earned, attainable) = (score.earned.to_string(), score.attainable.to_string());
        let values = [
            ("earned", earned.as_str()),
            ("attainable", attainable.as_str()),
            ("score", &text(score.uncapped)),
            ("highest", score.highest.as_str()),
        ];
        let mut sum = builder.fill("why.sum", &values);
        if score.capped {
            let capped = builder.fill("why.capped", &[("score", &text(score.shown))]);
            sum = format!("{sum} {capped}");
        }
        builder.blocks.push(Block::Callout {
            critical: false,
            title: builder.say("text.method").to_owned(),
            paragraphs: vec![plain(sum)],
        });
    }
    for paragraph in &report.method {
        builder.paragraph(paragraph.clone());
    }
    let unit = score.points_per_unit.to_string();
    let of = |earned, attainable| words::of(earned, attainable, builder.catalogue);
    let percent = |value: Option<u32>| match value {
        Some(value) => builder.fill("percent", &[("value", &value.to_string())]),
        None => words::NONE.to_owned(),
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for line in &report.domains {
        let points = of(line.earned, line.attainable);
        let title = head_cell(line.title.clone());
        rows.push(vec![title, cell(points), cell(percent(line.percent))]);
    }
    rows.push(vec![
        head_cell(builder.say("why.total")),
        strong_cell(of(score.earned, score.attainable)),
        strong_cell(percent(score.percent)),
    ]);
    let columns = vec![
        column(builder.say("areas.area"), 60),
        number_column(builder.say("why.earned"), 22),
        number_column(builder.say("export.percent"), 18),
    ];
    let caption = builder.say("why.title").to_owned();
    builder.blocks.push(Block::Table { caption, columns, rows });
    builder.muted(format!(
        "{} {}",
        builder.say("why.points_text"),
        builder.fill("export.points_per_unit", &[("points", &unit)])
    ));
}
