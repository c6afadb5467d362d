//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The accent of the widget's style sheet.
pub(super) const ACCENT: Color = Color::RGB(0x0B_5D_57);
const CRITICAL: Color = Color::RGB(0x9C_23_18);
const MUTED: Color = Color::RGB(0x5F_5B_55);
const LINE: Color = Color::RGB(0xCF_CA_C0);

/// The formats of a workbook.
pub(super) struct Look {
    pub title: Format,
    pub heading: Format,
    /// The titles of a table's columns.
    pub head: Format,
    pub text: Format,
    pub strong: Format,
    pub critical: Format,
    pub muted: Format,
    pub number: Format,
    pub decimal: Format,
    pub strong_number: Format,
    /// A share of the whole.
    pub share: Format,
    pub date: Format,
    /// The score itself.
    pub score: Format,
    /// A number at the start of its cell, beside a name.
    pub figure: Format,
    /// The band beside the score.
    pub band: Format,
    /// Paragraphs over the width of a sheet.
    pub paragraph: Format,
}

impl Look {
    pub fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let cell = || top().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(LINE);
        let right = |format: Format| format.set_align(FormatAlign::Right);
        let serif = |size: u32| Format::new().set_font_name("Georgia").set_font_size(size);
        Self {
            title: serif(20),
            heading: serif(14).set_font_color(ACCENT).set_align(FormatAlign::Bottom),
            head: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(ACCENT)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter),
            text: cell(),
            strong: cell().set_bold(),
            critical: cell().set_bold().set_font_color(CRITICAL),
            muted: cell().set_font_color(MUTED),
            number: right(cell()).set_num_format("0"),
            decimal: right(cell()).set_num_format("0.00"),
            strong_number: right(cell()).set_bold(),
            share: right(cell()).set_num_format("0.0%"),
            date: right(cell()).set_num_format("yyyy-mm-dd"),
            score: serif(36).set_font_color(ACCENT).set_align(FormatAlign::Left),
            figure: cell().set_align(FormatAlign::Left),
            band: serif(18).set_align(FormatAlign::VerticalCenter),
            paragraph: top(),
        }
    }
}
