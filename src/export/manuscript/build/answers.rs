//! The answers: those that earn nothing and why, and all of them with their points.

use super::{Builder, column, head_cell, number_column, plain};
use crate::export::manuscript::{Block, Cell, Span, Style};
use crate::export::words;
use crate::report::{ProofNeed, QuestionLine, Standing};

/// The answers that are no level.
pub(super) fn not_scored(builder: &mut Builder<'_>) {
    let report = builder.report;
    let lines = |standing: Standing| {
        report.questions.iter().filter(move |line| line.standing == standing).collect::<Vec<_>>()
    };
    let (unanswered, dont_know) = (lines(Standing::Unanswered), lines(Standing::DontKnow));
    builder.heading(1, builder.say("answers.title"));
    let nothing = unanswered.is_empty()
        && dont_know.is_empty()
        && report.not_applicable.is_empty()
        && report.unknown_questions.is_empty();
    if nothing {
        builder.paragraph(builder.say("answers.none"));
    }
    if !report.not_applicable.is_empty() {
        builder.heading(2, builder.say("answers.not_applicable"));
        builder.muted(builder.say("answers.not_applicable_text"));
        let facts = report.not_applicable.iter();
        let facts = facts.map(|line| (line.prompt.clone(), plain(line.reason.clone()))).collect();
        builder.facts(facts);
    }
    prompts(builder, "answers.dont_know", "answers.dont_know_text", &dont_know);
    prompts(builder, "answers.unanswered", "answers.unanswered_text", &unanswered);
    if !report.unknown_questions.is_empty() {
        builder.heading(2, builder.say("answers.unknown"));
        builder.muted(builder.say("answers.unknown_text"));
        let items = report.unknown_questions.iter().map(|id| plain(id.as_str()));
        let items = items.collect();
        builder.blocks.push(Block::List { numbered: false, items });
    }
}

fn prompts<'a>(builder: &mut Builder<'a>, title: &'a str, text: &'a str, lines: &[&QuestionLine]) {
    if !lines.is_empty() {
        builder.heading(2, builder.say(title));
        builder.muted(builder.say(text));
        let items = lines.iter().map(|line| plain(line.prompt.clone())).collect();
        builder.blocks.push(Block::List { numbered: false, items });
    }
}

/// What there should be to show for the levels that the firm chose, and where it is kept.
pub(super) fn proof(builder: &mut Builder<'_>) {
    let lines = builder.report.questions.iter();
    let lines: Vec<&QuestionLine> =
        lines.filter(|line| line.proof_need != ProofNeed::None).collect();
    if lines.is_empty() {
        return;
    }
    builder.heading(1, builder.say("proof.title"));
    builder.muted(builder.say("proof.text"));
    let rows = lines.into_iter().map(|line| {
        let kept = match (line.evidence.trim(), line.proof_need) {
            ("", ProofNeed::Missing) => Span::styled(builder.say("proof.missing"), Style::Critical),
            ("", _) => Span::styled(builder.say("proof.open"), Style::Muted),
            _ => Span::plain(line.evidence.clone()),
        };
        vec![
            head_cell(line.prompt.clone()),
            super::cell(line.proof.clone()),
            Cell { paragraphs: vec![vec![kept]], heads_row: false },
        ]
    });
    let rows = rows.collect();
    let columns = vec![
        column(builder.say("export.question"), 34),
        column(words::label(builder.say("plan.evidence")), 36),
        column(words::label(builder.say("plan.kept")), 30),
    ];
    let caption = builder.say("proof.title").to_owned();
    builder.blocks.push(Block::Table { caption, columns, rows });
}

/// Every question with its answer, its points and what the firm wrote.
pub(super) fn appendix(builder: &mut Builder<'_>) {
    let report = builder.report;
    builder.heading(1, builder.say("export.answers"));
    builder.muted(builder.say("why.points_text"));
    for domain in &report.domains {
        builder.heading(2, domain.title.clone());
        let lines = report.questions.iter().filter(|line| line.domain == domain.id);
        let mut rows: Vec<Vec<Cell>> = lines.map(|line| row(builder, line)).collect();
        rows.push(total(builder, builder.say("export.total"), domain.earned, domain.attainable));
        table(builder, domain.title.clone(), rows);
    }
}

fn table(builder: &mut Builder<'_>, caption: String, rows: Vec<Vec<Cell>>) {
    let columns = vec![
        column(builder.say("why.question"), 62),
        number_column(builder.say("why.weight"), 10),
        number_column(builder.say("why.share"), 10),
        number_column(builder.say("why.earned"), 18),
    ];
    builder.blocks.push(Block::Table { caption, columns, rows });
}

fn total(builder: &Builder<'_>, name: &str, earned: u64, attainable: u64) -> Vec<Cell> {
    let points = words::of(earned, attainable, builder.catalogue);
    vec![head_cell(name), super::cell(""), super::cell(""), super::strong_cell(points)]
}

fn row(builder: &Builder<'_>, line: &QuestionLine) -> Vec<Cell> {
    let say = |key| builder.catalogue.say(key);
    let mut prompt = vec![Span::styled(line.prompt.clone(), Style::Strong)];
    if line.critical {
        prompt.push(Span::styled(format!(" {}", say("question.critical")), Style::Critical));
    }
    let mut paragraphs = vec![prompt, plain(words::answer(line, builder.catalogue))];
    let reason = builder.report.not_applicable.iter().find(|known| known.question == line.id);
    let reason = reason.map_or("", |known| known.reason.as_str());
    let own = [
        ("answers.reason", reason),
        ("plan.note", line.note.as_str()),
        ("plan.kept", line.evidence.as_str()),
    ];
    for (key, text) in own.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
        let label = Span::styled(format!("{} ", say(key)), Style::Muted);
        paragraphs.push(vec![label, Span::plain(text)]);
    }
    let share = words::share(line.share, builder.catalogue);
    let points = match line.standing {
        Standing::Level | Standing::DontKnow => {
            words::of(line.earned, line.attainable, builder.catalogue)
        }
        Standing::NotApplicable | Standing::Unanswered => say("why.none").to_owned(),
    };
    vec![
        Cell { paragraphs, heads_row: true },
        super::cell(line.weight.clone()),
        super::cell(share),
        super::cell(points),
    ]
}
