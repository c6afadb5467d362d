//! The body of the document: each block of the manuscript in its turn.

use super::look::{PAGE, WIDTH};
use super::tables;
use super::xml::{escape, paragraph, properties, run};
use crate::export::manuscript::{Block, Manuscript, Span, Style};

/// The body and what other parts must know of it.
pub(super) struct Body {
    pub document: String,
    /// The addresses that links lead to; the first has the number 1.
    pub links: Vec<String>,
    /// How many numbered lists there are, each of which begins with 1.
    pub numbered_lists: usize,
}

/// Writes blocks one after the other.
pub(super) struct Writer {
    pub xml: String,
    pub links: Vec<String>,
    pub right_to_left: bool,
    numbered_lists: usize,
    headings: usize,
}

pub(super) fn body(manuscript: &Manuscript) -> Body {
    let mut writer = Writer {
        xml: String::new(),
        links: Vec::new(),
        right_to_left: manuscript.right_to_left,
        numbered_lists: 0,
        headings: 0,
    };
    writer.paragraph("Eyebrow", "", &manuscript.header);
    writer.paragraph("Title", "", &manuscript.title);
    writer.paragraph("Subtitle", "", &manuscript.subtitle.join(" · "));
    let first = manuscript.blocks.iter().position(is_heading).unwrap_or(0);
    let (short, long) = manuscript.blocks.split_at_checked(first).unwrap_or_default();
    writer.blocks(short);
    writer.contents(manuscript);
    writer.blocks(long);
    let section = format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/>\
         <w:footerReference w:type=\"default\" r:id=\"footer\"/>{PAGE}{}</w:sectPr>",
        if manuscript.right_to_left { "<w:bidi/>" } else { "" }
    );
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <w:body>{}{section}</w:body></w:document>",
        writer.xml
    );
    Body { document, links: writer.links, numbered_lists: writer.numbered_lists }
}

fn is_heading(block: &Block) -> bool {
    matches!(block, Block::Heading { .. })
}

/// The headings that stand in the list of contents, each with the number of its bookmark.
fn listed(manuscript: &Manuscript) -> impl Iterator<Item = (usize, u8, &str)> {
    let headings = manuscript.blocks.iter().filter_map(|block| match block {
        Block::Heading { level, text } => Some((*level, text.as_str())),
        _ => None,
    });
    let numbered = headings.enumerate().map(|(index, (level, text))| (index + 1, level, text));
    numbered.filter(|(_, level, _)| *level <= 2)
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block]) {
        let mut before: Option<&Block> = None;
        for (index, block) in blocks.iter().enumerate() {
            let next = blocks.get(index + 1);
            self.block(block, before, next);
            before = Some(block);
        }
    }

    fn block(&mut self, block: &Block, before: Option<&Block>, next: Option<&Block>) {
        match block {
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Paragraph(spans) => {
                // What introduces a part stays with it.
                let introduces = before.is_some_and(is_heading) && next.is_some();
                let runs = self.runs(spans);
                let keep = if introduces { "<w:keepNext/>" } else { "" };
                self.xml.push_str(&paragraph("", keep, &runs));
            }
            Block::Score { number, out_of, band, step, steps } => {
                tables::score(self, number, out_of, band, *step, *steps);
            }
            Block::Callout { critical, title, paragraphs } => {
                self.callout(*critical, title, paragraphs);
            }
            Block::List { numbered, items } => self.list(*numbered, items),
            Block::Table { caption, columns, rows } => tables::table(self, caption, columns, rows),
            Block::Bars { caption, label_title, value_title, bars } => {
                tables::bars(self, caption, label_title, value_title, bars);
            }
            Block::Facts(facts) => tables::facts(self, facts),
        }
    }

    pub(super) fn paragraph(&mut self, style: &str, keep: &str, text: &str) {
        let runs = run("", text, self.right_to_left);
        self.xml.push_str(&paragraph(style, keep, &runs));
    }

    /// The runs of spans; a link becomes a hyperlink.
    pub(super) fn runs(&mut self, spans: &[Span]) -> String {
        let mut runs = String::new();
        for span in spans {
            match &span.link {
                None => {
                    runs.push_str(&run(properties(span.style), &span.text, self.right_to_left));
                }
                Some(address) => {
                    let known = self.links.iter().position(|link| link == address);
                    let number = known.map_or_else(
                        || {
                            self.links.push(address.clone());
                            self.links.len()
                        },
                        |index| index + 1,
                    );
                    let style = "<w:rStyle w:val=\"Hyperlink\"/>";
                    let inner = run(style, &span.text, self.right_to_left);
                    runs.push_str(&format!(
                        "<w:hyperlink r:id=\"link{number}\" w:history=\"1\">{inner}</w:hyperlink>"
                    ));
                }
            }
        }
        runs
    }

    fn heading(&mut self, level: u8, text: &str) {
        self.headings += 1;
        let number = self.headings;
        // The list of contents has the page before the first heading to itself.
        let break_before = if number == 1 { "<w:pageBreakBefore/>" } else { "" };
        let runs = format!(
            "<w:bookmarkStart w:id=\"{number}\" w:name=\"_Toc{number:08}\"/>{}\
             <w:bookmarkEnd w:id=\"{number}\"/>",
            run("", text, self.right_to_left)
        );
        let style = format!("Heading{}", level.clamp(1, 3));
        self.xml.push_str(&paragraph(&style, break_before, &runs));
    }

    /// The list of headings. Its entries are written out and lead to their headings; Word adds
    /// the page numbers when someone updates it, for only Word knows its pages.
    fn contents(&mut self, manuscript: &Manuscript) {
        let entries: Vec<(usize, u8, &str)> = listed(manuscript).collect();
        if entries.is_empty() {
            return;
        }
        let field = |kind| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
        let title = run("", &manuscript.contents_title, self.right_to_left);
        let mut xml = paragraph("TOCHeading", "<w:pageBreakBefore/>", &title);
        let last = entries.len() - 1;
        for (index, (number, level, text)) in entries.into_iter().enumerate() {
            let mut runs = String::new();
            if index == 0 {
                runs.push_str(&field("begin"));
                runs.push_str(
                    "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\z \\u \
                     </w:instrText></w:r>",
                );
                runs.push_str(&field("separate"));
            }
            runs.push_str(&format!(
                "<w:hyperlink w:anchor=\"_Toc{number:08}\" w:history=\"1\">{}</w:hyperlink>",
                run("", text, self.right_to_left)
            ));
            if index == last {
                runs.push_str(&field("end"));
            }
            xml.push_str(&paragraph(&format!("TOC{level}"), "", &runs));
        }
        self.xml.push_str(&format!(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/>\
             <w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>"
        ));
    }

    /// Paragraphs with a bar at their side. Not a table, so that it breaks well and edits well.
    fn callout(&mut self, critical: bool, title: &str, paragraphs: &[Vec<Span>]) {
        let style = if critical { "CalloutCritical" } else { "Callout" };
        let title_style = if critical { Style::Critical } else { Style::Strong };
        let title = run(properties(title_style), title, self.right_to_left);
        self.xml.push_str(&paragraph(style, "<w:keepNext/>", &title));
        let last = paragraphs.len().saturating_sub(1);
        for (index, spans) in paragraphs.iter().enumerate() {
            let runs = self.runs(spans);
            let keep = if index < last && index < 4 { "<w:keepNext/>" } else { "" };
            self.xml.push_str(&paragraph(style, keep, &runs));
        }
        self.gap();
    }

    fn list(&mut self, numbered: bool, items: &[Vec<Span>]) {
        // The bullets are number 1; each numbered list has one of its own.
        let number = if numbered {
            self.numbered_lists += 1;
            self.numbered_lists + 1
        } else {
            1
        };
        let style = if numbered { "ListNumber" } else { "ListBullet" };
        let place =
            format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{number}\"/></w:numPr>");
        for item in items {
            let runs = self.runs(item);
            self.xml.push_str(&paragraph(style, &place, &runs));
        }
    }

    /// Room below a table or a callout: neither has any of its own.
    pub(super) fn gap(&mut self) {
        self.xml.push_str(&paragraph("Gap", "", ""));
    }

    /// The start of a table of these columns.
    pub(super) fn open_table(&mut self, style: &str, caption: &str, widths: &[u32]) {
        let direction = if self.right_to_left { "<w:bidiVisual/>" } else { "" };
        let caption = match caption {
            "" => String::new(),
            caption => format!("<w:tblCaption w:val=\"{}\"/>", escape(caption)),
        };
        let grid: String =
            widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        self.xml.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/>{direction}\
             <w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
             w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>{caption}</w:tblPr>\
             <w:tblGrid>{grid}</w:tblGrid>"
        ));
    }

    pub(super) fn close_table(&mut self) {
        self.xml.push_str("</w:tbl>");
        self.gap();
    }
}
