//! The figures of many results as a workbook: an overview, the areas and the questions, each group on rows of its own,
//! so that they can be filtered and drawn. Shows what the figures show.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Look, Workbook, Worksheet, XlsxError,
};

use super::Book;
use super::sheet::{self, Column};
use crate::assessment::Mode;
use crate::cohort::{AnswerFigures, Cohort, Figures, SpreadFigures};
use crate::export::cohort::step_ends;
use crate::export::{ExportError, Format};
use crate::text::Catalogue;

/// The workbook as a file.
///
/// # Errors
/// When the library refuses.
pub fn write(cohort: &Cohort, catalogue: &Catalogue) -> Result<Vec<u8>, ExportError> {
    workbook(cohort, catalogue)
        .map_err(|error| ExportError::Failed { format: Format::Xlsx, message: error.to_string() })
}

fn workbook(cohort: &Cohort, catalogue: &Catalogue) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let date = cohort.date;
    let day = ExcelDateTime::from_ymd(date.year().max(1900), date.month(), date.day())?;
    let properties = DocProperties::new()
        .set_title(catalogue.say("cohort.title"))
        .set_subject(&cohort.questionnaire.title)
        .set_author(catalogue.say("product"))
        .set_creation_datetime(&day);
    workbook.set_properties(&properties);
    let mut book = Book::new(cohort, date, catalogue);
    let sheets = [overview(&mut book)?, areas(&mut book)?, questions(&mut book)?];
    for sheet in sheets {
        workbook.push_worksheet(sheet);
    }
    if let Some(sheet) = sheet::overflow(&mut book)? {
        workbook.push_worksheet(sheet);
    }
    workbook.save_to_buffer()
}

fn mode_name(mode: Mode, catalogue: &Catalogue) -> &str {
    catalogue.say(match mode {
        Mode::Express => "cohort.express",
        Mode::Full => "cohort.full",
    })
}

fn overview(book: &mut Book<'_, Cohort>) -> Result<Worksheet, XlsxError> {
    let (cohort, catalogue) = (book.report, book.catalogue);
    let mut sheet = book.sheet("cohort.overview")?;
    book.widths = vec![40, 90];
    sheet.set_column_width(0, 40)?.set_column_width(1, 90)?;
    let title = book.look.title.clone();
    sheet.write_string_with_format(0, 0, catalogue.say("cohort.title"), &title)?;
    sheet.set_row_height(0, 32)?;
    let about = &cohort.questionnaire;
    let mut lines = vec![
        (catalogue.say("cohort.questionnaire").to_owned(), about.title.clone()),
        (catalogue.say("cohort.version").to_owned(), about.version.clone()),
        (catalogue.say("cohort.date").to_owned(), catalogue.date(cohort.date)),
        (catalogue.say("cohort.results").to_owned(), cohort.results.to_string()),
        (catalogue.say("cohort.skipped").to_owned(), cohort.skipped.to_string()),
    ];
    for mode in &cohort.modes {
        let name = mode_name(mode.mode, catalogue);
        let label = catalogue.fill("cohort.results_of", &[("mode", name)]);
        lines.push((label, mode.figures.results.to_string()));
    }
    let least = cohort.least.to_string();
    let how = [
        catalogue.fill("cohort.how_least", &[("least", &least)]),
        catalogue.say("cohort.how_quartiles").to_owned(),
        catalogue.say("cohort.how_overall").to_owned(),
        catalogue.say("cohort.how_open").to_owned(),
        catalogue.say("cohort.how_spread").to_owned(),
    ];
    let mut label = catalogue.say("cohort.how");
    for text in how {
        lines.push((std::mem::take(&mut label).to_owned(), text));
    }
    let (strong, figure, text) =
        (book.look.strong.clone(), book.look.figure.clone(), book.look.text.clone());
    for (row, (label, value)) in (2..).zip(&lines) {
        book.text(&mut sheet, row, 0, label, &strong)?;
        if value.bytes().all(|byte| byte.is_ascii_digit()) {
            book.number(&mut sheet, row, 1, value, &figure)?;
        } else {
            book.text(&mut sheet, row, 1, value, &text)?;
        }
        book.height(&mut sheet, row)?;
    }
    Ok(sheet)
}

/// All figures with what they are of: mode, question of the grouping, option.
fn parts<'c>(
    cohort: &'c Cohort,
    catalogue: &'c Catalogue,
) -> Vec<([&'c str; 3], Option<&'c Figures>)> {
    let mut parts = Vec::new();
    for mode in &cohort.modes {
        let name = mode_name(mode.mode, catalogue);
        parts.push(([name, "", catalogue.say("cohort.all")], Some(&mode.figures)));
        for asked in &mode.groups {
            for group in &asked.groups {
                let of = [name, asked.prompt.as_str(), group.text.as_str()];
                parts.push((of, group.figures.as_ref()));
            }
        }
    }
    parts
}

/// A table, row by row.
struct Rows<'b, 'a> {
    book: &'b mut Book<'a, Cohort>,
    sheet: Worksheet,
    row: u32,
    column: u16,
}

impl Rows<'_, '_> {
    fn begin(&mut self, of: [&str; 3]) -> Result<(), XlsxError> {
        self.row += 1;
        self.column = 0;
        let muted = self.book.look.muted.clone();
        of.into_iter().try_for_each(|text| self.text(text, &muted))
    }

    fn text(&mut self, text: &str, look: &Look) -> Result<(), XlsxError> {
        self.book.text(&mut self.sheet, self.row, self.column, text, look)?;
        self.column += 1;
        Ok(())
    }

    fn number(&mut self, number: impl Into<u64>) -> Result<(), XlsxError> {
        let look = self.book.look.number.clone();
        let text = number.into().to_string();
        self.book.number(&mut self.sheet, self.row, self.column, &text, &look)?;
        self.column += 1;
        Ok(())
    }

    /// Says that what follows in this row is not shown.
    fn hidden(&mut self) -> Result<(), XlsxError> {
        let (text, look) = (self.book.say("cohort.hidden"), self.book.look.muted.clone());
        self.text(text, &look)
    }

    fn end(&mut self) -> Result<(), XlsxError> {
        self.book.height(&mut self.sheet, self.row)
    }
}

fn areas(book: &mut Book<'_, Cohort>) -> Result<Worksheet, XlsxError> {
    let (cohort, catalogue) = (book.report, book.catalogue);
    let mut sheet = book.sheet("cohort.areas")?;
    let column = |key, width| Column::new(catalogue.say(key), width);
    let mut columns = vec![
        column("cohort.mode", 10),
        column("cohort.group", 24),
        column("cohort.option", 24),
        column("cohort.area", 32),
        column("cohort.results", 11),
        column("cohort.lower", 11),
        column("cohort.median", 11),
        column("cohort.upper", 11),
    ];
    for step in 0..10 {
        let (from, to) = step_ends(step);
        let values = [("from", &*from.to_string()), ("to", &to.to_string())];
        columns.push(Column::new(&catalogue.fill("cohort.step", &values), 9));
    }
    let parts = parts(cohort, catalogue);
    let of_each = |figures: &Option<&Figures>| figures.map_or(1, |known| 1 + known.domains.len());
    let count = parts.iter().map(|(_, figures)| of_each(figures)).sum();
    book.table(&mut sheet, &columns, count, 4)?;
    let (strong, text) = (book.look.strong.clone(), book.look.text.clone());
    let mut rows = Rows { book, sheet, row: 0, column: 0 };
    for (of, figures) in parts {
        rows.begin(of)?;
        rows.text(catalogue.say("cohort.overall"), &strong)?;
        spread(&mut rows, figures.and_then(|figures| figures.overall.as_ref()))?;
        for domain in figures.iter().flat_map(|figures| &figures.domains) {
            rows.begin(of)?;
            rows.text(&domain.title, &text)?;
            spread(&mut rows, domain.spread.as_ref())?;
        }
    }
    Ok(rows.sheet)
}

fn spread(rows: &mut Rows<'_, '_>, spread: Option<&SpreadFigures>) -> Result<(), XlsxError> {
    match spread {
        None => rows.hidden()?,
        Some(spread) => {
            rows.number(spread.results)?;
            rows.number(spread.lower)?;
            rows.number(spread.median)?;
            rows.number(spread.upper)?;
            spread.histogram.iter().try_for_each(|count| rows.number(*count))?;
        }
    }
    rows.end()
}

fn questions(book: &mut Book<'_, Cohort>) -> Result<Worksheet, XlsxError> {
    let (cohort, catalogue) = (book.report, book.catalogue);
    let parts = parts(cohort, catalogue);
    let all = || parts.iter().filter_map(|(_, figures)| *figures).flat_map(|of| &of.questions);
    let answers = all().filter_map(|question| question.answers.as_ref());
    let levels = answers.map(|answers| answers.levels.len()).max().unwrap_or(0);
    let mut sheet = book.sheet("cohort.questions")?;
    let column = |key, width| Column::new(catalogue.say(key), width);
    let mut columns = vec![
        column("cohort.mode", 10),
        column("cohort.group", 20),
        column("cohort.option", 20),
        column("cohort.question", 60),
        column("cohort.critical", 9),
        column("cohort.answered", 10),
        column("cohort.dont_know", 10),
        column("cohort.not_applicable", 11),
        column("cohort.unanswered", 10),
        column("cohort.open", 10),
        column("cohort.dont_know_percent", 10),
        column("cohort.spread", 11),
    ];
    for level in 0..levels {
        let values = [("level", &*level.to_string())];
        columns.push(Column::new(&catalogue.fill("cohort.level", &values), 9));
    }
    book.table(&mut sheet, &columns, all().count(), 4)?;
    let (text, critical) = (book.look.text.clone(), book.look.critical.clone());
    let mut rows = Rows { book, sheet, row: 0, column: 0 };
    for (of, figures) in &parts {
        for question in figures.iter().flat_map(|figures| &figures.questions) {
            rows.begin(*of)?;
            rows.text(&question.prompt, &text)?;
            let mark = if question.critical { catalogue.say("cohort.yes") } else { "" };
            rows.text(mark, &critical)?;
            match &question.answers {
                None => rows.hidden()?,
                Some(answers) => stands(&mut rows, answers)?,
            }
            rows.end()?;
        }
    }
    Ok(rows.sheet)
}

fn stands(rows: &mut Rows<'_, '_>, answers: &AnswerFigures) -> Result<(), XlsxError> {
    rows.number(answers.counted)?;
    rows.number(answers.dont_know)?;
    rows.number(answers.not_applicable)?;
    rows.number(answers.unanswered)?;
    rows.number(answers.open_percent)?;
    rows.number(answers.dont_know_percent)?;
    match answers.spread_percent {
        Some(spread) => rows.number(spread)?,
        None => rows.hidden()?,
    }
    answers.levels.iter().try_for_each(|count| rows.number(*count))
}
