//! Each string of the corpus alone: as the firm's name, and as every text that a questionnaire has once. So what it
//! begins with stands where a cell, a title or a paragraph begins.

use reasonable_steps::export::Format;
use serde_json::Value;

use crate::hostile::{self, Heard, marked};
use crate::shown::{begins_formula, in_table, unescaped, visible};
use crate::{make, readers, support};

/// Which of them a format leaves out.
fn leaves_out(format: Format, field: &str) -> bool {
    match format {
        Format::Csv => ["title", "summary", "lens"].contains(&field),
        Format::Text => ["summary", "lens"].contains(&field),
        _ => false,
    }
}

/// All that a file says, and what it says where a text is said.
fn read(format: Format, bytes: &[u8]) -> (String, fn(&str) -> String) {
    let utf8 = || String::from_utf8(bytes.to_vec()).unwrap();
    match format {
        Format::Docx | Format::Markdown => {
            (readers::text(format, bytes), |text| readers::single_spaced(&visible(text)))
        }
        // The reader of workbooks asserts that no sheet has a formula.
        Format::Xlsx => (readers::xlsx(bytes).concat().join("\n"), visible),
        Format::Csv => {
            let cells = readers::csv(bytes).concat();
            assert!(!cells.iter().any(|cell| begins_formula(cell)), "{cells:?}");
            (cells.join("\n"), in_table)
        }
        Format::Html => (unescaped(&utf8()), |text| text.replace('\0', "\u{2400}")),
        // What goes to a terminal, which would obey a control character.
        Format::Text => {
            let text = utf8();
            let obeyed =
                text.chars().find(|letter| letter.is_control() && !"\t\n".contains(*letter));
            assert_eq!(obeyed, None, "{text:?}");
            (text, visible)
        }
        Format::Json => (every_text(&serde_json::from_slice(bytes).unwrap()), str::to_owned),
        other => panic!("{other:?}"),
    }
}

/// The texts of a tree, a line each.
fn every_text(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text}\n"),
        Value::Array(items) => items.iter().map(every_text).collect(),
        Value::Object(map) => map.values().map(every_text).collect(),
        _ => String::new(),
    }
}

fn check(format: Format) {
    for text in hostile::strings() {
        let strings = [text];
        let questionnaire = support::read(&hostile::questionnaire(&strings));
        let file = hostile::assessment(&strings).to_string();
        let bytes = make(format, &crate::page_of(&file, &[], &questionnaire));
        if [Format::Docx, Format::Xlsx].contains(&format) {
            let about = readers::xml_part(&bytes, "docProps/core.xml");
            assert!(about.contains("~firm0.</dc:title>"), "{about}");
        }
        let (said, shown) = read(format, &bytes);
        let heard = Heard::new(said);
        // A title of a document drops blanks around it.
        let firm = shown(hostile::firm(&strings).trim());
        assert!(heard.says(&firm), "{format:?}: {firm:?}");
        for (number, field) in hostile::ONCE {
            let once = shown(marked(&strings[0], field, number).trim());
            assert!(heard.says(&once) != leaves_out(format, field), "{format:?}: {once:?}");
        }
    }
}

#[test]
fn a_word_file_says_each_string() {
    check(Format::Docx);
}

#[test]
fn a_workbook_says_each_string() {
    check(Format::Xlsx);
}

#[test]
fn a_page_says_each_string() {
    check(Format::Html);
}

#[test]
fn a_table_says_each_string() {
    check(Format::Csv);
}

#[test]
fn a_markdown_file_says_each_string() {
    check(Format::Markdown);
}

#[test]
fn a_text_for_a_terminal_says_each_string() {
    check(Format::Text);
}

#[test]
fn the_data_say_each_string() {
    check(Format::Json);
}
