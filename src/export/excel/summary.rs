//! The first sheet, with the answer, and the last, with where it comes from.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::Book;
use crate::export::manuscript::title;
use crate::export::words;
use crate::report::{CapQuestion, WithheldLine};

/// How many things to do first are named.
const FIRST: usize = 3;

/// Writes one line after the other.
struct Lines {
    sheet: Worksheet,
    row: u32,
}

impl Lines {
    /// A sheet that begins with a title.
    fn new(book: &mut Book<'_>, mut sheet: Worksheet, title: &str) -> Result<Self, XlsxError> {
        let (left, right) = (36, 110);
        sheet.set_column_width(0, left)?.set_column_width(1, right)?;
        book.widths = vec![left, right];
        let look = book.look.title.clone();
        book.text(&mut sheet, 0, 0, title, &look)?;
        sheet.set_row_height(0, 34)?;
        book.lines = 0;
        Ok(Self { sheet, row: 1 })
    }

    fn heading(&mut self, book: &mut Book<'_>, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        let format = book.look.heading.clone();
        book.text(&mut self.sheet, self.row, 0, text, &format)?;
        self.sheet.set_row_height(self.row, 26)?;
        book.lines = 0;
        self.row += 1;
        Ok(())
    }

    /// A name and what is to be said about it.
    fn fact(&mut self, book: &mut Book<'_>, name: &str, text: &str) -> Result<(), XlsxError> {
        let (strong, figure) = (book.look.strong.clone(), book.look.figure.clone());
        book.text(&mut self.sheet, self.row, 0, &words::label(name), &strong)?;
        book.text(&mut self.sheet, self.row, 1, text, &figure)?;
        book.height(&mut self.sheet, self.row)?;
        self.row += 1;
        Ok(())
    }

    /// A name and its number.
    fn figure(&mut self, book: &mut Book<'_>, name: &str, text: &str) -> Result<(), XlsxError> {
        let (strong, figure) = (book.look.strong.clone(), book.look.figure.clone());
        book.text(&mut self.sheet, self.row, 0, &words::label(name), &strong)?;
        book.number(&mut self.sheet, self.row, 1, text, &figure)?;
        book.height(&mut self.sheet, self.row)?;
        self.row += 1;
        Ok(())
    }

    /// A paragraph in the wide column.
    fn paragraph(&mut self, book: &mut Book<'_>, text: &str) -> Result<(), XlsxError> {
        let format = book.look.paragraph.clone();
        book.text(&mut self.sheet, self.row, 1, text, &format)?;
        book.height(&mut self.sheet, self.row)?;
        self.row += 1;
        Ok(())
    }
}

/// Score, what holds it down, what to do first.
pub(super) fn summary(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let (report, catalogue) = (book.report, book.catalogue);
    let say = |key| catalogue.say(key);
    let score = &report.score;
    let sheet = book.sheet("export.summary")?;
    let mut lines = Lines::new(book, sheet, &title(report, catalogue))?;
    let (number, band_look) = (book.look.score.clone(), book.look.band.clone());
    book.number(&mut lines.sheet, 1, 0, &words::shown(score.shown), &number)?;
    lines.sheet.set_row_height(1, 50)?;
    let out_of = catalogue.fill("result.out_of", &[("highest", &score.highest)]);
    let line = format!("{out_of}: {}", words::band(report, catalogue));
    book.text(&mut lines.sheet, 1, 1, &line, &band_look)?;
    lines.row = 2;
    book.lines = 0;
    // The answer on one page.
    lines.sheet.set_print_fit_to_pages(1, 1);
    if let Some(band) = &score.band {
        lines.paragraph(book, &band.summary)?;
    }
    for reason in &score.withheld {
        match reason {
            WithheldLine::Incomplete { needed } => {
                let needed = needed.to_string();
                let text = catalogue.fill("text.incomplete", &[("needed", &needed)]);
                lines.fact(book, say("result.withheld"), &text)?;
            }
            WithheldLine::CriticalUnanswered { questions } => {
                for line in questions.iter().filter_map(|id| report.question(id)) {
                    lines.fact(book, say("result.critical_unanswered"), &line.prompt)?;
                }
            }
        }
    }
    held(book, &mut lines)?;
    first(book, &mut lines)?;
    if let Some(forecast) = words::forecast(report, catalogue) {
        lines.paragraph(book, &forecast)?;
    }
    since(book, &mut lines)?;
    lines.heading(book, say("result.label"))?;
    let percent = |value: Option<u32>, key| {
        let percent = value.map_or(words::NONE.to_owned(), |value| {
            catalogue.fill("percent", &[("value", &value.to_string())])
        });
        format!("{percent} {}", say(key))
    };
    let complete = percent(score.completeness, "result.completeness_text");
    lines.fact(book, say("result.completeness"), &complete)?;
    let sure = percent(score.confidence, "result.confidence_text");
    lines.fact(book, say("result.confidence"), &sure)?;
    let open = report.plan.iter().filter(|step| step.open && step.critical).count();
    lines.figure(book, say("result.critical"), &open.to_string())?;
    if let Some(domain) = report.weakest() {
        let text = format!("{} ({})", domain.title, words::shown(domain.shown));
        lines.fact(book, say("result.weakest"), &text)?;
    }
    lines.figure(book, say("why.earned"), &score.earned.to_string())?;
    lines.figure(book, say("export.attainable"), &score.attainable.to_string())?;
    lines.heading(book, say("about.title"))?;
    for (name, text) in words::about(report, catalogue) {
        lines.fact(book, &name, &text)?;
    }
    Ok(lines.sheet)
}

/// What holds the score down.
fn held(book: &mut Book<'_>, lines: &mut Lines) -> Result<(), XlsxError> {
    let (score, catalogue) = (&book.report.score, book.catalogue);
    if !score.capped {
        return Ok(());
    }
    let shown = words::shown(score.shown);
    lines.heading(book, &catalogue.fill("result.held", &[("score", &shown)]))?;
    for cap in &score.caps {
        let name = catalogue.fill("export.limit", &[("limit", &cap.limit)]);
        for CapQuestion { prompt, gap, dont_know, .. } in &cap.questions {
            let reason = match dont_know {
                true => catalogue.fill("result.dont_know", &[("question", prompt)]),
                false => gap.clone(),
            };
            lines.fact(book, &name, &reason)?;
        }
    }
    let uncapped = words::shown(score.uncapped);
    let otherwise = match &score.uncapped_band {
        Some(band) => {
            let values = [("score", uncapped.as_str()), ("band", band.name.as_str())];
            catalogue.fill("result.otherwise_band", &values)
        }
        None => catalogue.fill("result.otherwise", &[("score", &uncapped)]),
    };
    lines.paragraph(book, &otherwise)
}

fn first(book: &mut Book<'_>, lines: &mut Lines) -> Result<(), XlsxError> {
    let (report, catalogue) = (book.report, book.catalogue);
    if report.plan.is_empty() {
        return Ok(());
    }
    let key = if report.plan.len() < FIRST { "first.title_few" } else { "first.title" };
    lines.heading(book, catalogue.say(key))?;
    for step in report.plan.iter().take(FIRST) {
        let text = format!("{} ({})", words::next(step, catalogue), step.effort_name);
        lines.fact(book, &words::step_title(step, catalogue), &text)?;
    }
    Ok(())
}

/// What changed since earlier assessments.
fn since(book: &mut Book<'_>, lines: &mut Lines) -> Result<(), XlsxError> {
    let (report, catalogue) = (book.report, book.catalogue);
    for earlier in &report.comparisons {
        lines.heading(book, &words::compared_with(earlier, catalogue))?;
        lines.paragraph(book, &words::compared(earlier, report, catalogue))?;
        for domain in &earlier.domains {
            let scores = format!(
                "{} {}, {} {}",
                catalogue.say("since.then"),
                words::shown(domain.then),
                catalogue.say("since.now"),
                words::shown(domain.now)
            );
            lines.fact(book, &domain.title, &scores)?;
        }
        for (key, moves) in
            [("since.slipped", &earlier.slipped), ("since.improved", &earlier.improved)]
        {
            for line in moves {
                let text = format!("{} {}", line.prompt, words::moved(line, catalogue));
                lines.fact(book, catalogue.say(key), &text)?;
            }
        }
        for (title, names) in words::not_compared(earlier, catalogue) {
            for name in names {
                lines.fact(book, title, name)?;
            }
        }
    }
    Ok(())
}

/// The method, the firm's countries, and what the result is not.
pub(super) fn about(book: &mut Book<'_>) -> Result<Worksheet, XlsxError> {
    let (report, catalogue) = (book.report, book.catalogue);
    let say = |key| catalogue.say(key);
    let sheet = book.sheet("export.about")?;
    let mut lines = Lines::new(book, sheet, say("about.title"))?;
    lines.heading(book, say("text.disclaimer"))?;
    for paragraph in &report.disclaimer {
        lines.paragraph(book, paragraph)?;
    }
    lines.heading(book, say("text.method"))?;
    for paragraph in &report.method {
        lines.paragraph(book, paragraph)?;
    }
    lines.paragraph(book, say("why.points_text"))?;
    if !report.not_applicable.is_empty() {
        lines.heading(book, say("answers.not_applicable"))?;
        for line in &report.not_applicable {
            lines.fact(book, &line.prompt, &line.reason)?;
        }
    }
    if !report.unknown_questions.is_empty() {
        lines.heading(book, say("answers.unknown"))?;
        for id in &report.unknown_questions {
            lines.paragraph(book, id.as_str())?;
        }
    }
    for sheet in &report.sheets {
        lines.heading(book, &sheet.title)?;
        for row in &sheet.rows {
            lines.fact(book, &row.name, row.text.as_deref().unwrap_or(say("sheets.ask")))?;
        }
        lines.fact(book, say("question.sources"), &words::sources_text(&sheet.sources))?;
        let checked = catalogue.date(sheet.checked);
        lines.paragraph(book, &catalogue.fill("sheets.checked", &[("date", &checked)]))?;
    }
    Ok(lines.sheet)
}
