//! What a file says, as other programs read it.

use std::io::{Cursor, Read as _};

use calamine::{Data, Reader as _, Xlsx};
use pulldown_cmark::{Event, Options, Parser, TagEnd};
use quick_xml::events::Event as Xml;
use reasonable_steps::export::Format;

/// All text of a file in single spaces.
pub fn text(format: Format, bytes: &[u8]) -> String {
    let text = match format {
        Format::Docx => docx(bytes),
        Format::Xlsx => xlsx(bytes).concat().join("\n"),
        Format::Csv => csv(bytes).concat().join("\n"),
        Format::Markdown => markdown(std::str::from_utf8(bytes).unwrap()),
        Format::Html => xml(bytes, "", false),
        Format::Json => serde_json::from_slice::<serde_json::Value>(bytes).unwrap().to_string(),
        other => panic!("{other:?}"),
    };
    single_spaced(&text)
}

pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A part of an Office file.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The names of all parts.
pub fn parts(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// A part that is XML, to the letter: programs differ in whether they refuse a file for a letter that XML forbids.
pub fn xml_part(bytes: &[u8], name: &str) -> String {
    let text = part(bytes, name);
    let forbidden = |letter: char| {
        letter < ' ' && !['\t', '\n', '\r'].contains(&letter)
            || ['\u{fffe}', '\u{ffff}'].contains(&letter)
    };
    assert_eq!(text.chars().find(|letter| forbidden(*letter)), None, "{name}");
    xml(text.as_bytes(), "", true);
    text
}

fn docx(bytes: &[u8]) -> String {
    xml(part(bytes, "word/document.xml").as_bytes(), "w:t", true)
}

/// The text of XML; with a tag's name, that within such tags. Every paragraph ends a line. A file
/// that is not well-formed panics.
fn xml(bytes: &[u8], within: &str, strict: bool) -> String {
    let mut reader = quick_xml::Reader::from_str(std::str::from_utf8(bytes).unwrap());
    reader.config_mut().check_end_names = strict;
    let (mut text, mut inside) = (String::new(), within.is_empty());
    loop {
        match reader.read_event().unwrap() {
            Xml::Start(tag) if tag.name().as_ref() == within => inside = true,
            Xml::End(tag) if tag.name().as_ref() == within => inside = false,
            Xml::End(tag) if tag.name().as_ref() == "w:p" => text.push('\n'),
            Xml::Empty(tag) if ["w:br", "w:tab"].contains(&tag.name().as_ref()) => {
                text.push(' ');
            }
            Xml::End(_) | Xml::Start(_) if within.is_empty() => text.push(' '),
            Xml::Text(part) if inside => text.push_str(&part),
            Xml::GeneralRef(part) if inside => text.push_str(match part.as_ref() {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" => "\"",
                other => panic!("&{other};"),
            }),
            Xml::Eof => return text,
            _ => {}
        }
    }
}

/// All cells by row, the sheets one after the other. Numbers as Excel shows them without a format.
pub fn xlsx(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut rows = Vec::new();
    for name in book.sheet_names() {
        assert_eq!(book.worksheet_formula(&name).unwrap().used_cells().count(), 0, "{name}");
        for row in book.worksheet_range(&name).unwrap().rows() {
            rows.push(row.iter().map(ToString::to_string).collect());
        }
    }
    rows
}

/// The cells of a sheet.
pub fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// The records, the column titles first.
pub fn csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let records = reader.records();
    records.map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The text of Markdown. HTML in it panics, but for the one tag that is ours.
pub fn markdown(text: &str) -> String {
    let mut plain = String::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(part) => plain.push_str(&part),
            Event::Code(part) => panic!("code: {part}"),
            Event::Html(part) | Event::InlineHtml(part) => {
                assert_eq!(part.as_ref(), "<br>", "HTML in the Markdown");
                plain.push('\n');
            }
            Event::SoftBreak | Event::HardBreak => plain.push('\n'),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {}
            Event::End(_) => plain.push('\n'),
            _ => {}
        }
    }
    plain
}
