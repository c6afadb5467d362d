//! What changed since earlier assessments.

use super::{Builder, cell, column, head_cell, number_column, plain, strong_cell};
use crate::export::manuscript::{Block, Cell, Span, Style};
use crate::export::words;
use crate::report::{Comparison, Move};

pub(super) fn since(builder: &mut Builder<'_>) {
    let report = builder.report;
    if report.comparisons.is_empty() {
        return;
    }
    builder.heading(1, builder.say("since.title"));
    for earlier in &report.comparisons {
        comparison(builder, earlier);
    }
}

fn comparison(builder: &mut Builder<'_>, earlier: &Comparison) {
    let (report, catalogue) = (builder.report, builder.catalogue);
    builder.heading(2, words::compared_with(earlier, catalogue));
    builder.paragraph(words::compared(earlier, report, catalogue));
    if !earlier.domains.is_empty() {
        let rows: Vec<Vec<Cell>> = earlier
            .domains
            .iter()
            .map(|line| {
                let (then, now) = (words::shown(line.then), words::shown(line.now));
                vec![head_cell(line.title.clone()), cell(then), strong_cell(now)]
            })
            .collect();
        let columns = vec![
            column(builder.say("areas.area"), 64),
            number_column(builder.say("since.then"), 18),
            number_column(builder.say("since.now"), 18),
        ];
        let caption = builder.say("since.title").to_owned();
        builder.blocks.push(Block::Table { caption, columns, rows });
    }
    moves(builder, builder.say("since.slipped"), &earlier.slipped);
    moves(builder, builder.say("since.improved"), &earlier.improved);
    for (title, names) in words::not_compared(earlier, catalogue) {
        builder.heading(3, title);
        let items = names.into_iter().map(plain).collect();
        builder.blocks.push(Block::List { numbered: false, items });
    }
}

fn moves(builder: &mut Builder<'_>, title: &str, moves: &[Move]) {
    if moves.is_empty() {
        return;
    }
    builder.heading(3, title);
    let items = moves.iter().map(|line| {
        let moved = format!(" {}", words::moved(line, builder.catalogue));
        vec![Span::plain(line.prompt.clone()), Span::styled(moved, Style::Muted)]
    });
    let items = items.collect();
    builder.blocks.push(Block::List { numbered: false, items });
}
