//! A trainer's room as a workbook: the room and its areas, the questions, and the show of hands.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::Book;
use super::sheet::{self, Column};
use crate::cohort::{QuestionFigures, SpreadFigures};
use crate::date::Date;
use crate::export::words::NONE;
use crate::export::{ExportError, Format};
use crate::text::Catalogue;
use crate::workshop::{ByHand, RoomReport};

/// The workbook as a file.
///
/// # Errors
/// When the library refuses.
pub fn write(room: &RoomReport, catalogue: &Catalogue, date: Date) -> Result<Vec<u8>, ExportError> {
    workbook(room, catalogue, date)
        .map_err(|error| ExportError::Failed { format: Format::Xlsx, message: error.to_string() })
}

fn workbook(room: &RoomReport, catalogue: &Catalogue, date: Date) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Excel's calendar begins in 1900.
    let day = ExcelDateTime::from_ymd(date.year().max(1900), date.month(), date.day())?;
    let properties = DocProperties::new()
        .set_title(catalogue.say("workshop.handout_title"))
        .set_subject(&room.questionnaire.title)
        .set_author(catalogue.say("product"))
        .set_creation_datetime(&day);
    workbook.set_properties(&properties);
    let mut book = Book::new(room, date, catalogue);
    let mut sheets = vec![areas(&mut book)?, questions(&mut book)?];
    if let Some(by_hand) = &room.by_hand {
        sheets.push(hands(&mut book, by_hand)?);
    }
    sheets.push(about(&mut book)?);
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    if let Some(sheet) = sheet::overflow(&mut book)? {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

type RoomBook<'a> = Book<'a, RoomReport>;

/// The overall score and each area: number of results, quartiles, and the steps of the histogram.
fn areas(book: &mut RoomBook<'_>) -> Result<Worksheet, XlsxError> {
    let (room, catalogue) = (book.report, book.catalogue);
    let mut sheet = book.sheet("workshop.place_summary")?;
    let mut columns = vec![
        Column::new(catalogue.say("workshop.handout_area"), 40),
        Column::new(catalogue.say("workshop.summary_results"), 10),
        Column::new(catalogue.say("workshop.handout_lower"), 10),
        Column::new(catalogue.say("workshop.median"), 10),
        Column::new(catalogue.say("workshop.handout_upper"), 10),
    ];
    for step in 0..10 {
        let range = crate::view::workshop::range(step, catalogue);
        columns.push(Column::new(&range, 8));
    }
    columns.push(Column::new(catalogue.say("workshop.handout_hands"), 14));
    book.table(&mut sheet, &columns, room.figures.domains.len() + 1, 1)?;
    let by_hand = room.by_hand.as_ref();
    let title = catalogue.say("workshop.place_summary");
    let share = by_hand.and_then(|by_hand| by_hand.share);
    area(book, &mut sheet, 1, title, room.figures.overall.as_ref(), share)?;
    for (row, domain) in (2..).zip(&room.figures.domains) {
        let own = by_hand.and_then(|by_hand| {
            by_hand.domains.iter().find(|own| own.domain == domain.domain).map(|own| own.share)
        });
        area(book, &mut sheet, row, &domain.title, domain.spread.as_ref(), own)?;
    }
    Ok(sheet)
}

fn area(
    book: &mut RoomBook<'_>,
    sheet: &mut Worksheet,
    row: u32,
    title: &str,
    spread: Option<&SpreadFigures>,
    by_hand: Option<u32>,
) -> Result<(), XlsxError> {
    let (strong, number) = (book.look.strong.clone(), book.look.number.clone());
    book.text(sheet, row, 0, title, &strong)?;
    let mut cells = vec![NONE.to_owned(); 14];
    if let Some(spread) = spread {
        cells = vec![
            spread.results.to_string(),
            spread.lower.to_string(),
            spread.median.to_string(),
            spread.upper.to_string(),
        ];
        cells.extend(spread.histogram.iter().map(ToString::to_string));
    }
    cells.push(by_hand.map_or(NONE.to_owned(), |share| share.to_string()));
    for (column, cell) in (1..).zip(&cells) {
        book.number(sheet, row, column, cell, &number)?;
    }
    book.height(sheet, row)
}

/// How many columns of levels a table needs.
fn levels<'l>(lists: impl Iterator<Item = &'l Vec<u64>>) -> usize {
    lists.map(Vec::len).max().unwrap_or(0)
}

fn level_columns(columns: &mut Vec<Column>, count: usize, catalogue: &Catalogue) {
    for level in 0..count {
        let title = format!("{} {level}", catalogue.say("workshop.hands_level"));
        columns.push(Column::new(&title, 10));
    }
    columns.push(Column::new(catalogue.say("question.dont_know"), 12));
}

/// Every question with how it is answered.
fn questions(book: &mut RoomBook<'_>) -> Result<Worksheet, XlsxError> {
    let (room, catalogue) = (book.report, book.catalogue);
    let mut sheet = book.sheet("workshop.handout_questions")?;
    let answers = room.figures.questions.iter().filter_map(|line| line.answers.as_ref());
    let count = levels(answers.map(|answers| &answers.levels));
    let mut columns = vec![
        Column::new(catalogue.say("workshop.handout_area"), 24),
        Column::new(catalogue.say("workshop.handout_question"), 60),
        Column::new(catalogue.say("question.critical"), 10),
        Column::new(catalogue.say("workshop.summary_results"), 10),
    ];
    level_columns(&mut columns, count, catalogue);
    columns.push(Column::new(catalogue.say("workshop.handout_open"), 10));
    book.table(&mut sheet, &columns, room.figures.questions.len(), 2)?;
    for (row, line) in (1..).zip(&room.figures.questions) {
        question(book, &mut sheet, row, line, count)?;
    }
    Ok(sheet)
}

fn question(
    book: &mut RoomBook<'_>,
    sheet: &mut Worksheet,
    row: u32,
    line: &QuestionFigures,
    count: usize,
) -> Result<(), XlsxError> {
    let (text, number) = (book.look.text.clone(), book.look.number.clone());
    let critical = book.look.critical.clone();
    let domains = &book.report.figures.domains;
    let area = domains.iter().find(|domain| domain.domain == line.domain);
    book.text(sheet, row, 0, area.map_or("", |domain| &domain.title), &text)?;
    book.text(sheet, row, 1, &line.prompt, &text)?;
    let mark = if line.critical { book.catalogue.say("question.critical") } else { "" };
    book.text(sheet, row, 2, mark, &critical)?;
    let mut cells = Vec::new();
    if let Some(answers) = &line.answers {
        cells.push(answers.counted.to_string());
        cells.extend((0..count).map(|level| cell(answers.levels.get(level))));
        cells.push(answers.dont_know.to_string());
        cells.push(answers.open.to_string());
    } else {
        cells.resize(count + 3, NONE.to_owned());
    }
    for (column, cell) in (3..).zip(&cells) {
        book.number(sheet, row, column, cell, &number)?;
    }
    book.height(sheet, row)
}

fn cell(count: Option<&u64>) -> String {
    count.map_or(NONE.to_owned(), ToString::to_string)
}

/// The questions with hands, and what was said about them.
fn hands(book: &mut RoomBook<'_>, by_hand: &ByHand) -> Result<Worksheet, XlsxError> {
    let catalogue = book.catalogue;
    let mut sheet = book.sheet("workshop.handout_hands")?;
    let count = levels(by_hand.questions.iter().map(|question| &question.levels));
    let mut columns = vec![Column::new(catalogue.say("workshop.handout_question"), 60)];
    level_columns(&mut columns, count, catalogue);
    columns.push(Column::new(catalogue.say("workshop.handout_note"), 80));
    book.table(&mut sheet, &columns, by_hand.questions.len(), 1)?;
    let (text, number) = (book.look.text.clone(), book.look.number.clone());
    for (row, line) in (1..).zip(&by_hand.questions) {
        book.text(&mut sheet, row, 0, &line.prompt, &text)?;
        let mut column = 1;
        for level in 0..count {
            book.number(&mut sheet, row, column, &cell(line.levels.get(level)), &number)?;
            column += 1;
        }
        book.number(&mut sheet, row, column, &line.dont_know.to_string(), &number)?;
        book.text(&mut sheet, row, column + 1, &line.note, &text)?;
        book.height(&mut sheet, row)?;
    }
    Ok(sheet)
}

/// What it is, and by which rule figures are in it.
fn about(book: &mut RoomBook<'_>) -> Result<Worksheet, XlsxError> {
    let (room, catalogue, date) = (book.report, book.catalogue, book.date);
    let mut sheet = book.sheet("export.about")?;
    let (left, right) = (36, 110);
    sheet.set_column_width(0, left)?.set_column_width(1, right)?;
    book.widths = vec![left, right];
    let (strong, text) = (book.look.strong.clone(), book.look.paragraph.clone());
    for (row, (name, value)) in (0..).zip(crate::view::workshop::about(room, catalogue, date)) {
        book.text(&mut sheet, row, 0, &name, &strong)?;
        book.text(&mut sheet, row, 1, &value, &text)?;
        book.height(&mut sheet, row)?;
    }
    Ok(sheet)
}
