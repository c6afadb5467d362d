//! The plan to work on: a gap a row, with room for who closes it, by when, and how far it is.

use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::Book;
use super::sheet::Column;
use crate::export::words;
use crate::report::PlanStep;

/// Where the firm's own columns stand.
const OWNER: u16 = 5;
const DUE: u16 = 6;
const STATUS: u16 = 7;

/// How far a gap can be, the first from the start.
const STATUSES: [&str; 4] =
    ["export.status_open", "export.status_planned", "export.status_done", "export.status_not_now"];

pub(super) fn plan(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let (report, catalogue) = (book.report, book.catalogue);
    let mut sheet = book.sheet("export.plan")?;
    let columns = columns(book);
    book.table(&mut sheet, &columns, report.plan.len(), 2)?;
    for (row, step) in (1..).zip(&report.plan) {
        line(book, &mut sheet, row, step)?;
    }
    let last = u32::try_from(report.plan.len()).unwrap_or(u32::MAX).max(1);
    let statuses = STATUSES.map(|key| catalogue.say(key));
    let choice = DataValidation::new().allow_list_strings(&statuses)?;
    sheet.add_data_validation(1, STATUS, last, STATUS, &choice)?;
    Ok(sheet)
}

fn columns(book: &Book<'_>) -> Vec<Column> {
    let column = |key, width| Column::new(book.catalogue.say(key), width);
    vec![
        column("export.number", 6),
        column("export.action", 34),
        column("export.group", 14),
        column("areas.area", 18),
        column("plan.next", 38),
        column("export.owner", 16),
        column("export.due", 12),
        column("export.status", 11),
        column("export.effort", 14),
        column("why.weight", 9),
        column("export.level", 8),
        column("export.priority_title", 9),
        column("export.holds", 11),
        column("export.gap", 34),
        column("plan.now", 30),
        column("plan.today", 38),
        column("plan.note", 34),
        column("plan.kept", 28),
        column("question.why", 44),
        column("plan.evidence", 38),
        column("question.caution", 34),
        column("export.question", 34),
        column("question.sources", 44),
    ]
}

fn line(
    book: &mut Book<'_>,
    sheet: &mut Worksheet,
    row: u32,
    step: &PlanStep,
) -> Result<(), XlsxError> {
    let (report, catalogue) = (book.report, book.catalogue);
    let own = report.question(&step.question);
    let (text, strong) = (book.look.text.clone(), book.look.strong.clone());
    let (number, decimal) = (book.look.number.clone(), book.look.decimal.clone());
    let weight = book.look.strong_number.clone();
    let group = if step.critical { book.look.critical.clone() } else { text.clone() };
    let now = match step.level {
        Some(_) => step.level_text.as_deref().unwrap_or_default(),
        None => catalogue.say("question.dont_know"),
    };
    let next = match step.level {
        Some(_) => step.next_step.clone(),
        // What is to be done if it turns out that nothing is done.
        None => {
            let otherwise = catalogue.say("plan.if_not");
            format!("{} {otherwise} {}", words::next(step, catalogue), step.next_step)
        }
    };
    let level = step.level.map(|level| level.to_string()).unwrap_or_default();
    let holds = if step.caps_score { catalogue.say("export.yes") } else { "" };
    book.number(sheet, row, 0, &row.to_string(), &number)?;
    book.text(sheet, row, 1, &words::step_title(step, catalogue), &strong)?;
    book.text(sheet, row, 2, words::group(step.group, catalogue), &group)?;
    book.text(sheet, row, 3, words::domain(report, &step.domain), &text)?;
    book.text(sheet, row, 4, &next, &text)?;
    book.text(sheet, row, OWNER, "", &text)?;
    sheet.write_blank(row, DUE, &book.look.date)?;
    book.text(sheet, row, STATUS, catalogue.say("export.status_open"), &text)?;
    book.text(sheet, row, 8, &step.effort_name, &text)?;
    book.number(sheet, row, 9, &step.weight, &weight)?;
    book.number(sheet, row, 10, &level, &number)?;
    book.number(sheet, row, 11, &step.priority, &decimal)?;
    let rest = [
        holds,
        &step.gap,
        now,
        &step.quick_win,
        own.map_or("", |line| &line.note),
        own.map_or("", |line| &line.evidence),
        &step.why,
        &step.evidence,
        step.caution.as_deref().unwrap_or_default(),
        &step.prompt,
        &words::sources_text(&step.sources),
    ];
    for (column, content) in (12..).zip(rest) {
        book.text(sheet, row, column, content, &text)?;
    }
    Ok(())
}
