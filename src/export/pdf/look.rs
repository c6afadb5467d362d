//! How the page looks: colours, sizes and distances, named once. It measures in thousandths of a point and in whole
//! numbers, so that every machine breaks the same lines.

use super::typeset::Face;

/// A distance in thousandths of a point.
pub(super) type Length = i64;

/// A point.
pub(super) const POINT: Length = 1_000;

/// A millimetre, 72 / 25.4 points.
const MILLIMETRE: Length = 2_835;

// A4 with a text area that also fits on Letter, which is 6 mm wider and 18 mm lower.
pub(super) const PAGE_WIDTH: Length = 595_276;
pub(super) const PAGE_HEIGHT: Length = 841_890;
/// How wide tables and bars are.
pub(super) const WIDTH: Length = 170 * MILLIMETRE;
/// How much stands on a page, one below the other.
pub(super) const HEIGHT: Length = 232 * MILLIMETRE;
pub(super) const LEFT: Length = (PAGE_WIDTH - WIDTH) / 2;
pub(super) const TOP: Length = 33 * MILLIMETRE;
/// Where the line above the text area stands, and the line below it.
pub(super) const HEADER: Length = 23 * MILLIMETRE;
pub(super) const FOOTER: Length = 277 * MILLIMETRE;
/// How wide running text is: at most some 80 letters.
pub(super) const MEASURE: Length = 388 * POINT;

/// A colour, as the style sheet of the widget has it on white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Text.
    Text,
    /// Less prominent text.
    Muted,
    /// What is done, and what leads somewhere.
    Accent,
    /// A pale accent.
    Soft,
    /// What is critical.
    Critical,
    /// Thin rules.
    Rule,
}

impl Ink {
    /// Red, green and blue.
    pub(super) const fn rgb(self) -> (u8, u8, u8) {
        match self {
            Self::Text => (0x1d, 0x1c, 0x1a),
            Self::Muted => (0x5c, 0x5b, 0x5a),
            Self::Accent => (0x0b, 0x5d, 0x57),
            Self::Soft => (0xb6, 0xce, 0xcc),
            Self::Critical => (0x9c, 0x23, 0x18),
            Self::Rule => (0xcf, 0xce, 0xcb),
        }
    }
}

/// How a kind of text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    pub(super) face: Face,
    pub(super) ink: Ink,
    /// The size of its letters.
    pub(super) size: Length,
    /// From one line to the next.
    pub(super) leading: Length,
}

impl Setting {
    const fn new(face: Face, ink: Ink, size: Length, leading: Length) -> Self {
        Self { face, ink, size, leading }
    }

    /// Where the letters stand below the top of their line: the capitals in its middle.
    pub(super) const fn baseline(self) -> Length {
        (self.leading + self.size * 66 / 100) / 2
    }

    /// The same in another ink.
    pub(super) const fn inked(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    /// The same in bold.
    pub(super) const fn bold(self) -> Self {
        Self { face: Face::Bold, ..self }
    }
}

use Face::{Bold, Heading, Regular};
use Ink::{Muted, Text};

pub(super) const BODY: Setting = Setting::new(Regular, Text, 10_400, 15_000);
/// In tables, facts and bars.
pub(super) const CELL: Setting = Setting::new(Regular, Text, 9_600, 13_200);
/// Titles of columns.
pub(super) const COLUMN: Setting = Setting::new(Bold, Muted, 8_800, 12_000);
/// Above and below the text area.
pub(super) const MARGINAL: Setting = Setting::new(Regular, Muted, 8_800, 12_000);
pub(super) const TITLE: Setting = Setting::new(Heading, Text, 28_000, 34_000);
pub(super) const SUBTITLE: Setting = Setting::new(Regular, Muted, 10_400, 15_000);
pub(super) const NUMBER: Setting = Setting::new(Heading, Text, 66_000, 66_000);
pub(super) const BAND: Setting = Setting::new(Heading, Text, 19_000, 25_000);
pub(super) const CALLOUT: Setting = Setting::new(Bold, Text, 10_400, 15_000);

/// A heading of a level.
pub(super) const fn heading(level: u8) -> Setting {
    match level {
        0 | 1 => Setting::new(Heading, Text, 20_000, 25_000),
        2 => Setting::new(Heading, Text, 14_000, 19_000),
        _ => Setting::new(Bold, Text, 11_200, 15_500),
    }
}

/// The room above a heading of a level, and below it.
pub(super) const fn heading_room(level: u8) -> (Length, Length) {
    match level {
        0 | 1 => (34 * POINT, 8 * POINT),
        2 => (22 * POINT, 4 * POINT),
        _ => (20 * POINT, 2 * POINT),
    }
}

/// Between paragraphs.
pub(super) const PARAGRAPH_GAP: Length = 7 * POINT;
/// Between a paragraph and something that is none.
pub(super) const BLOCK_GAP: Length = 14 * POINT;
/// Between items of a list.
pub(super) const ITEM_GAP: Length = 4 * POINT;
/// How far items of a list are set in, for the numbers before them.
pub(super) const fn indent(items: usize) -> Length {
    match items {
        0..100 => 20 * POINT,
        100..1_000 => 28 * POINT,
        _ => 36 * POINT,
    }
}
/// Between the columns of a table.
pub(super) const GUTTER: Length = 12 * POINT;
/// Above and below the words of a row.
pub(super) const ROW_ROOM: Length = 4_500;
/// Between paragraphs of a cell.
pub(super) const CELL_GAP: Length = 3 * POINT;
