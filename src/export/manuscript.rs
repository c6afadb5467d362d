//! The report as a document that is read from top to bottom: headings, paragraphs, tables, bars.
//! Word, PDF and Markdown are made from the same manuscript, so that all say the same. It knows
//! no file format, no font and no page.

mod build;

pub use build::manuscript;
#[cfg(feature = "excel")]
pub(super) use build::title;

/// A document. What comes before the first heading is the answer in short: it may stand on the
/// first page, before the list of headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manuscript {
    /// The language of its texts, as a BCP 47 tag.
    pub language: String,
    /// Whether the language runs from right to left.
    pub right_to_left: bool,
    /// What it is called.
    pub title: String,
    /// What stands on every page: "Confidential".
    pub header: String,
    /// What is said under the title, a line each.
    pub subtitle: Vec<String>,
    /// What the list of headings is called.
    pub contents_title: String,
    /// How a page is counted: `Page {page} of {pages}`.
    pub page_number: String,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading: level 1 to 3. Level 1 and 2 stand in the list of headings.
    Heading {
        /// 1, 2 or 3.
        level: u8,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// The score: a large number, what it is out of, the band and the steps of the stair.
    Score {
        /// The number, or a dash.
        number: String,
        /// "out of 100".
        out_of: String,
        /// The name of the band; blank where none is named.
        band: String,
        /// The step that is reached, from 1; 0 for none.
        step: usize,
        /// How many steps there are.
        steps: usize,
    },
    /// Something to be noticed.
    Callout {
        /// Whether it is about a critical gap.
        critical: bool,
        /// Its title.
        title: String,
        /// What it says, a paragraph each.
        paragraphs: Vec<Vec<Span>>,
    },
    /// A list.
    List {
        /// Whether its items are numbered.
        numbered: bool,
        /// Its items.
        items: Vec<Vec<Span>>,
    },
    /// A table. Its first row of cells are the columns' titles.
    Table {
        /// What it is about, for whoever can't see it.
        caption: String,
        /// Its columns.
        columns: Vec<Column>,
        /// Its rows; each has a cell for every column.
        rows: Vec<Vec<Cell>>,
    },
    /// Bars with their numbers. The numbers alone say everything.
    Bars {
        /// What they are about.
        caption: String,
        /// The title of the labels: "Area".
        label_title: String,
        /// The title of the numbers: "Score of 100".
        value_title: String,
        /// A bar each.
        bars: Vec<Bar>,
    },
    /// Facts: a name and what is to be said about it.
    Facts(Vec<(String, Vec<Span>)>),
}

/// A piece of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its words. A line feed, which only the visitor's own texts have, starts a new line.
    pub text: String,
    /// How it looks.
    pub style: Style,
    /// Where it leads; https or mailto only.
    pub link: Option<String>,
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As everything.
    Plain,
    /// Bold.
    Strong,
    /// Less prominent.
    Muted,
    /// About something critical.
    Critical,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Its share of the width, in parts of the sum of all shares.
    pub share: u32,
    /// Whether it holds numbers, which stand at the end of the line.
    pub number: bool,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its paragraphs.
    pub paragraphs: Vec<Vec<Span>>,
    /// Whether it names its row.
    pub heads_row: bool,
}

/// A bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// A word beside the label: "weakest"; may be blank.
    pub mark: String,
    /// Its number as text, or a dash.
    pub value: String,
    /// Its length, in thousandths of the longest possible.
    pub thousandths: u32,
}

impl Span {
    /// Plain text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::Plain, link: None }
    }

    /// Text in a style.
    #[must_use]
    pub fn styled(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style, link: None }
    }

    /// Text that leads somewhere.
    #[must_use]
    pub fn link(text: impl Into<String>, address: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::Plain, link: Some(address.into()) }
    }
}
