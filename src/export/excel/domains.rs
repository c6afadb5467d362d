//! The areas and the four sides, with a chart that Excel draws itself.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartSolidFill, ChartType, Worksheet, XlsxError,
};

use super::Book;
use super::look::ACCENT;
use super::sheet::Column;
use crate::export::words;
use crate::report::DomainLine;
use crate::score::Shown;

pub(super) fn domains(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let (report, catalogue) = (book.report, book.catalogue);
    let mut sheet = book.sheet("export.areas_sheet")?;
    let column = |key, width| Column::new(catalogue.say(key), width);
    let score = catalogue.fill("areas.score", &[("highest", &report.score.highest)]);
    let columns = [
        column("areas.area", 36),
        Column::new(&score, 12),
        column("export.earned", 12),
        column("export.attainable", 12),
        column("export.percent", 12),
        column("areas.gaps", 12),
        column("export.asked", 12),
        column("export.answered", 12),
    ];
    book.head(&mut sheet, 0, &columns)?;
    for (index, column) in (0..).zip(&columns) {
        sheet.set_column_width(index, column.width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    // Tables and chart on one page.
    sheet.set_print_fit_to_pages(1, 1);
    let mut row = 0;
    for line in &report.domains {
        row += 1;
        let numbers = [
            line.earned.to_string(),
            line.attainable.to_string(),
            percent(line.percent),
            line.open_gaps.to_string(),
            line.asked.to_string(),
            line.answered.to_string(),
        ];
        write(book, &mut sheet, row, &line.title, line.shown, &numbers)?;
    }
    let last = row;
    row += 1;
    let sum = |of: fn(&DomainLine) -> usize| report.domains.iter().map(of).sum::<usize>();
    let total = [
        report.score.earned.to_string(),
        report.score.attainable.to_string(),
        percent(report.score.percent),
        sum(|line| line.open_gaps).to_string(),
        sum(|line| line.asked).to_string(),
        sum(|line| line.answered).to_string(),
    ];
    write(book, &mut sheet, row, catalogue.say("why.total"), report.score.shown, &total)?;
    row += 2;
    let sides = column("lenses.lens", 36);
    let [_, score_column, earned, attainable, share, ..] = columns;
    book.head(&mut sheet, row, &[sides, score_column, earned, attainable, share])?;
    for line in &report.lenses {
        row += 1;
        let numbers = [line.earned.to_string(), line.attainable.to_string(), percent(line.percent)];
        write(book, &mut sheet, row, &line.name, line.shown, &numbers)?;
    }
    if last > 0 {
        // Below the tables, so that it covers none of them, on paper neither.
        let chart = chart(book, &sheet.name(), last, &score);
        sheet.insert_chart(row + 2, 0, &chart)?;
    }
    Ok(sheet)
}

fn percent(value: Option<u32>) -> String {
    value.map_or(words::NONE.to_owned(), |value| value.to_string())
}

fn write(
    book: &mut Book<'_>,
    sheet: &mut Worksheet,
    row: u32,
    name: &str,
    shown: Option<Shown>,
    numbers: &[String],
) -> Result<(), XlsxError> {
    let (strong, number) = (book.look.strong.clone(), book.look.number.clone());
    let score = book.look.strong_number.clone();
    book.text(sheet, row, 0, name, &strong)?;
    book.number(sheet, row, 1, &words::shown(shown), &score)?;
    for (column, text) in (2..).zip(numbers) {
        book.number(sheet, row, column, text, &number)?;
    }
    Ok(())
}

/// A bar for each area, in the order of the table, each with its number.
fn chart(book: &Book<'_>, sheet: &str, last: u32, title: &str) -> Chart {
    let report = book.report;
    let fill = ChartSolidFill::new().set_color(ACCENT).clone();
    let mut chart = Chart::new(ChartType::Bar);
    chart
        .add_series()
        .set_categories((sheet, 1, 0, last, 0))
        .set_values((sheet, 1, 1, last, 1))
        .set_name(title)
        .set_format(ChartFormat::new().set_solid_fill(&fill))
        .set_gap(45)
        .set_data_label(ChartDataLabel::new().show_value());
    let mut font = ChartFont::new();
    font.set_name("Georgia").set_size(14).unset_bold();
    chart.title().set_name(book.catalogue.say("areas.title")).set_font(&font);
    chart.legend().set_hidden();
    // Excel draws the first bar at the bottom.
    chart.y_axis().set_reverse();
    let highest = report.score.highest.parse::<f64>().unwrap_or(100.0);
    chart.x_axis().set_min(0).set_max(highest).set_major_gridlines(false);
    let bars = last.min(60);
    chart.set_width(860).set_height(90 + 26 * bars);
    chart
}
