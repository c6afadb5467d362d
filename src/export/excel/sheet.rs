//! A sheet: its set-up, and how texts and numbers get into cells.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::Book;
use crate::export::{lines, words, xml_safe};

/// Excel takes 32,767 units of UTF-16 in a cell; the rest leaves room for a remark.
const LONGEST: usize = 32_000;

/// How high a line of text is, and how high Excel lets a row be, in points.
const LINE: u32 = 15;
const HIGHEST: u32 = 400;

/// A column: its title and its width in letters.
pub(super) struct Column {
    pub title: String,
    pub width: u16,
}

impl Column {
    pub fn new(title: &str, width: u16) -> Self {
        Self { title: words::label(title), width }
    }
}

impl<'a, T> Book<'a, T> {
    pub fn say(&self, key: &'a str) -> &'a str {
        self.catalogue.say(key)
    }

    /// An empty sheet: A4 across, as wide as the page, marked as confidential.
    pub fn sheet(&self, name: &'a str) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        // Without what Excel forbids in a name.
        let name: String = self
            .say(name)
            .chars()
            .map(|letter| if "[]:*?/\\'".contains(letter) { ' ' } else { letter })
            .take(31)
            .collect();
        sheet.set_name(name)?;
        // Excel takes an ampersand in a header for a command.
        let mark = self.say("report.confidential").replace('&', "&&");
        sheet.set_header(format!("&L&B{mark}&R&A"));
        let page = self.catalogue.fill("export.page", &[("page", "&P"), ("pages", "&N")]);
        sheet.set_footer(format!("&L{}&R{page}", self.catalogue.date(self.date)));
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_margins(0.5, 0.5, 0.8, 0.7, 0.35, 0.35);
        sheet.set_screen_gridlines(false);
        Ok(sheet)
    }

    /// The titles of a table's columns.
    pub fn head(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        columns: &[Column],
    ) -> Result<(), XlsxError> {
        for (index, column) in (0..).zip(columns) {
            sheet.write_string_with_format(row, index, &column.title, &self.look.head)?;
        }
        sheet.set_row_height(row, 32)?;
        Ok(())
    }

    /// The head of a sheet that is one table: it can be filtered, and its head stays in view and
    /// on every page.
    pub fn table(
        &mut self,
        sheet: &mut Worksheet,
        columns: &[Column],
        rows: usize,
        frozen: u16,
    ) -> Result<(), XlsxError> {
        self.head(sheet, 0, columns)?;
        self.widths = columns.iter().map(|column| column.width).collect();
        for (index, column) in (0..).zip(columns) {
            sheet.set_column_width(index, column.width)?;
        }
        let last_row = u32::try_from(rows).unwrap_or(u32::MAX);
        let last_column = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
        sheet.autofilter(0, 0, last_row, last_column)?;
        sheet.set_freeze_panes(1, frozen)?;
        sheet.set_repeat_rows(0, 0)?;
        Ok(())
    }

    /// A text as a text: never a formula, whatever it begins with. What a cell can't hold is
    /// kept for the sheet of long texts.
    pub fn text(
        &mut self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let mut shown = readable(text);
        if let Some(at) = cut(&shown) {
            let rest = shown.split_off(at);
            self.overflow.push(rest);
            let number = self.overflow.len().to_string();
            let sheet = self.catalogue.say("export.long_texts");
            let values = [("number", number.as_str()), ("sheet", sheet)];
            shown.push_str(" … ");
            shown.push_str(&self.catalogue.fill("export.continued", &values));
        }
        let width = self.widths.get(usize::from(column)).copied().unwrap_or(100);
        self.lines = self.lines.max(wrapped(&shown, width));
        if shown.is_empty() {
            sheet.write_blank(row, column, format)?;
        } else {
            sheet.write_string_with_format(row, column, &shown, &guarded(&shown, format))?;
        }
        Ok(())
    }

    /// Makes a row as high as what was written since the row before needs. Excel would do so
    /// itself on opening; other programs do not.
    pub fn height(&mut self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        let lines = std::mem::take(&mut self.lines).max(1);
        sheet.set_row_height(row, lines.saturating_mul(LINE).saturating_add(3).min(HIGHEST))?;
        Ok(())
    }

    /// A number as a number, from its text; a dash or a fraction stays a text.
    pub fn number(
        &mut self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => {
                sheet.write_number_with_format(row, column, number, format)?;
                Ok(())
            }
            _ => self.text(sheet, row, column, text, format),
        }
    }
}

/// How many lines a text takes in a column of this many letters; rather one more than one less.
fn wrapped(text: &str, width: u16) -> u32 {
    let usable = usize::from(width).max(1);
    let lines = text.split('\n').map(|line| line.chars().count().div_ceil(usable).max(1));
    u32::try_from(lines.sum::<usize>()).unwrap_or(u32::MAX)
}

/// With the sign that keeps a text a text when someone edits it.
fn guarded(text: &str, format: &Format) -> Format {
    let format = format.clone();
    if words::could_calculate(text) { format.set_quote_prefix() } else { format }
}

/// The text with the line ends that Excel knows, and what XML can't carry made visible.
fn readable(text: &str) -> String {
    let clean = |line: &str| line.chars().map(xml_safe).collect::<String>();
    lines(text).map(clean).collect::<Vec<_>>().join("\n")
}

/// Where to cut a text that no cell can hold.
fn cut(text: &str) -> Option<usize> {
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > LONGEST {
            return Some(at);
        }
    }
    None
}

/// What did not fit into cells elsewhere, each text in as many rows as it needs.
pub(super) fn overflow<T>(book: &mut Book<'_, T>) -> Result<Option<Worksheet>, XlsxError> {
    if book.overflow.is_empty() {
        return Ok(None);
    }
    let mut sheet = book.sheet("export.long_texts")?;
    let texts = std::mem::take(&mut book.overflow);
    let columns =
        [Column::new(book.say("export.number"), 10), Column::new(book.say("export.text"), 140)];
    book.head(&mut sheet, 0, &columns)?;
    sheet.set_column_width(0, 10)?.set_column_width(1, 140)?;
    let mut row = 1;
    for (number, text) in (1_u32..).zip(&texts) {
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let (part, behind) = cut(rest).map_or((rest, ""), |at| rest.split_at(at));
            sheet.write_number_with_format(row, 0, number, &book.look.number)?;
            let format = guarded(part, &book.look.text);
            sheet.write_string_with_format(row, 1, part, &format)?;
            // As high as Excel lets a row be would hide everything else.
            sheet.set_row_height(row, 120)?;
            row += 1;
            rest = behind;
        }
    }
    Ok(Some(sheet))
}
