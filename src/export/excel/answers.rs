//! Every answer with its points, and what proof there is for it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use super::sheet::Column;
use crate::export::words;
use crate::report::{ProofNeed, QuestionLine, Standing};

pub(super) fn answers(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let (report, catalogue) = (book.report, book.catalogue);
    let mut sheet = book.sheet("export.answers_sheet")?;
    let column = |key, width| Column::new(catalogue.say(key), width);
    let columns = [
        column("areas.area", 18),
        column("export.question", 38),
        column("plan.critical_mark", 9),
        column("export.answer", 13),
        column("export.level", 7),
        column("export.level_text", 38),
        column("why.weight", 8),
        column("why.share", 8),
        column("export.earned", 9),
        column("export.attainable", 9),
        column("answers.reason", 24),
        column("plan.note", 36),
        column("plan.kept", 26),
    ];
    book.table(&mut sheet, &columns, report.questions.len(), 2)?;
    for (row, line) in (1..).zip(&report.questions) {
        answer(book, &mut sheet, row, line)?;
    }
    Ok(sheet)
}

fn answer(
    book: &mut Book<'_>,
    sheet: &mut Worksheet,
    row: u32,
    line: &QuestionLine,
) -> Result<(), XlsxError> {
    let (report, catalogue) = (book.report, book.catalogue);
    let (text, strong) = (book.look.text.clone(), book.look.strong.clone());
    let (number, critical) = (book.look.number.clone(), book.look.critical.clone());
    let (weight, share) = (book.look.strong_number.clone(), book.look.share.clone());
    let reason = report.not_applicable.iter().find(|known| known.question == line.id);
    let mark = if line.critical { catalogue.say("export.yes") } else { "" };
    let level = line.level.map(|level| level.to_string()).unwrap_or_default();
    let counts = matches!(line.standing, Standing::Level | Standing::DontKnow);
    let points = |points: u64| if counts { points.to_string() } else { String::new() };
    book.text(sheet, row, 0, words::domain(report, &line.domain), &text)?;
    book.text(sheet, row, 1, &line.prompt, &strong)?;
    book.text(sheet, row, 2, mark, &critical)?;
    book.text(sheet, row, 3, words::standing(line.standing, catalogue), &text)?;
    book.number(sheet, row, 4, &level, &number)?;
    book.text(sheet, row, 5, line.level_text.as_deref().unwrap_or_default(), &text)?;
    book.number(sheet, row, 6, &line.weight, &weight)?;
    sheet.write_number_with_format(row, 7, f64::from(line.share) / 1000.0, &share)?;
    book.number(sheet, row, 8, &points(line.earned), &number)?;
    book.number(sheet, row, 9, &points(line.attainable), &number)?;
    book.text(sheet, row, 10, reason.map_or("", |known| &known.reason), &text)?;
    book.text(sheet, row, 11, &line.note, &text)?;
    book.text(sheet, row, 12, &line.evidence, &text)?;
    book.height(sheet, row)
}

/// Where a firm stands well enough that it should have proof: what there should be, and where it
/// says it is kept.
pub(super) fn evidence(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let (report, catalogue) = (book.report, book.catalogue);
    let mut sheet = book.sheet("export.evidence_sheet")?;
    let column = |key, width| Column::new(catalogue.say(key), width);
    let columns = [
        column("areas.area", 22),
        column("export.question", 44),
        column("export.level", 8),
        column("export.level_text", 40),
        column("plan.evidence", 48),
        column("plan.kept", 40),
        column("export.proof", 16),
    ];
    let proved = |line: &&QuestionLine| line.proof_need != ProofNeed::None;
    let due: Vec<&QuestionLine> = report.questions.iter().filter(proved).collect();
    book.table(&mut sheet, &columns, due.len(), 2)?;
    for (row, line) in (1..).zip(due) {
        let (text, strong) = (book.look.text.clone(), book.look.strong.clone());
        let number = book.look.number.clone();
        let level = line.level.map(|level| level.to_string()).unwrap_or_default();
        // The top level means proof; without a place for it, it is only a word.
        let (proof, look) = match (line.evidence.trim(), line.proof_need) {
            ("", ProofNeed::Missing) => ("export.proof_missing_top", book.look.critical.clone()),
            ("", _) => ("export.proof_missing", book.look.muted.clone()),
            _ => ("export.proof_named", text.clone()),
        };
        book.text(&mut sheet, row, 0, words::domain(report, &line.domain), &text)?;
        book.text(&mut sheet, row, 1, &line.prompt, &strong)?;
        book.number(&mut sheet, row, 2, &level, &number)?;
        book.text(&mut sheet, row, 3, line.level_text.as_deref().unwrap_or_default(), &text)?;
        book.text(&mut sheet, row, 4, &line.proof, &text)?;
        book.text(&mut sheet, row, 5, &line.evidence, &text)?;
        book.text(&mut sheet, row, 6, catalogue.say(proof), &look)?;
        book.height(&mut sheet, row)?;
    }
    Ok(sheet)
}
