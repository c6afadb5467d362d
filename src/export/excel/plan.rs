//! The plan to work on: a gap a row, with room for who closes it, by when, and how far it is.

use rust_xlsxwriter::{DataValidation, ExcelDateTime, Worksheet, XlsxError};

use super::Book;
use super::sheet::Column;
use crate::assessment::Status;
use crate::export::words;
use crate::report::PlanStep;

/// Where the firm's own columns stand.
const OWNER: u16 = 5;
const DUE: u16 = 6;
const STATUS: u16 = 7;
/// The columns that fit on paper; the rest is for the screen.
const PRINTED: u16 = 13;

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
    sheet.set_print_area(0, 0, last, PRINTED)?;
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
        column("export.after", 11),
        column("decide.reason", 30),
        column("export.gap", 34),
        column("plan.now", 30),
        column("plan.today", 38),
        column("plan.note", 50),
        column("plan.kept", 28),
        column("question.why", 70),
        column("plan.evidence", 50),
        column("question.caution", 50),
        column("export.question", 34),
        column("question.sources", 90),
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
    let decision = step.decision.as_ref();
    book.text(sheet, row, OWNER, decision.map_or("", |decision| &decision.owner), &text)?;
    match decision.and_then(|decision| decision.due).filter(|due| due.year() >= 1900) {
        Some(due) => {
            let day = ExcelDateTime::from_ymd(due.year(), due.month(), due.day())?;
            sheet.write_datetime_with_format(row, DUE, &day, &book.look.date)?;
        }
        None => {
            sheet.write_blank(row, DUE, &book.look.date)?;
        }
    }
    let status = catalogue.say(status(decision.map(|decision| decision.status)));
    book.text(sheet, row, STATUS, status, &text)?;
    book.text(sheet, row, 8, &step.effort_name, &text)?;
    book.number(sheet, row, 9, &step.weight, &weight)?;
    book.number(sheet, row, 10, &level, &number)?;
    book.number(sheet, row, 11, &step.priority, &decimal)?;
    book.text(sheet, row, 12, holds, &text)?;
    let after = step.after.map(|shown| shown.to_string()).unwrap_or_default();
    book.number(sheet, row, 13, &after, &number)?;
    let rest = [
        decision.map_or("", |decision| &decision.reason),
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
    for (column, content) in (14..).zip(rest) {
        book.text(sheet, row, column, content, &text)?;
    }
    book.height(sheet, row)
}

/// How far a gap is, in the words of the list.
fn status(status: Option<Status>) -> &'static str {
    match status {
        None => "export.status_open",
        Some(Status::Planned) => "export.status_planned",
        Some(Status::Done) => "export.status_done",
        Some(Status::NotNow) => "export.status_not_now",
    }
}
