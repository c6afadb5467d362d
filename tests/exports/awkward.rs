//! Texts that try to be more than text, or more than a file can hold.

use calamine::Data;
use reasonable_steps::assessment::{Assessment, Choice, Decision, Mode, Status};
use reasonable_steps::export::{self, Format};
use reasonable_steps::interview::ReportPage;
use serde_json::json;

use crate::readers::{self, single_spaced};
use crate::{FORMATS, make, support};

/// Notes that have broken such files before.
const AWKWARD: [&str; 14] = [
    "=HYPERLINK(\"https://example.org\",\"x\")",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "  =1+1",
    "\t=1+1",
    "<script>alert(1)</script> & <b>bold</b> &amp; ]]>",
    "quotes \" and ' and , and ; and\r\na second line",
    "emoji 🙂👩‍👩‍👧 and plane 16 \u{10FFFD}",
    "\u{202e}right to left\u{202c} עברית العربية",
    "| a | b |\n| --- | --- |\n# not a heading\n- not a list\n1. nor this\n> nor this\n```\nnor this",
    "[link](javascript:alert(1)) ![i](x) *a* _b_ `c` ~~d~~ \\ <https://example.org>",
    "bell \u{7} escape \u{1b}[31m null \u{0} delete \u{7f} noncharacter \u{ffff}",
    "_x000D_ _x0041_ {page}",
];

/// An assessment with a note in each of its places.
fn assessed(notes: &[&str]) -> ReportPage {
    assessed_but(notes, "")
}

/// The same with another note to the first question, where that is not blank.
fn assessed_but(notes: &[&str], first: &str) -> ReportPage {
    let questionnaire = support::trade_secrets();
    let mut assessment = Assessment::new(&questionnaire, Mode::Full);
    assessment.title = notes[0].to_owned();
    let questions: Vec<_> = questionnaire.questions().collect();
    for (index, question) in questions.iter().enumerate() {
        let note = notes[index % notes.len()];
        let choice = match question.not_applicable && index % 5 == 0 {
            true => Choice::NotApplicable { reason: note.to_owned() },
            false => Choice::Level(u8::try_from(index % 5).unwrap()),
        };
        assessment.answer(&questionnaire, question.id.as_str(), Some(choice)).unwrap();
        assessment.change(&question.id, |answer| {
            answer.note = note.to_owned();
            answer.evidence = notes[(index + 1) % notes.len()].to_owned();
        });
        if index == 0 && !first.is_empty() {
            assessment.change(&question.id, |answer| answer.note = first.to_owned());
        }
        let mut decision = Decision::new(Status::NotNow);
        (decision.owner, decision.reason) = (note.to_owned(), note.to_owned());
        assessment.decisions.insert(question.id.clone(), decision);
    }
    export::page(&questionnaire, &assessment, &[], support::today())
}

/// How a file shows a text that it can't hold as it is: visible, never dropped.
fn shown(note: &str, format: Format) -> String {
    let picture = |letter: char| match letter {
        '\t' | '\n' | '\r' => ' ',
        '\0'..' ' => char::from_u32(0x2400 + u32::from(letter)).unwrap(),
        '\u{7f}' => '\u{2421}',
        '\u{ffff}' => '\u{fffd}',
        letter => letter,
    };
    let text: String = match format {
        Format::Json | Format::Html => note.to_owned(),
        _ => note.chars().map(picture).collect(),
    };
    single_spaced(&text)
}

#[test]
fn awkward_notes_are_in_every_file_as_what_they_are() {
    let page = assessed(&AWKWARD);
    for format in [Format::Docx, Format::Xlsx, Format::Csv, Format::Markdown] {
        let text = readers::text(format, &make(format, &page));
        for note in AWKWARD {
            let note = shown(note, format);
            assert!(text.contains(&note), "{format:?}: {note}");
        }
    }
    let text: serde_json::Value = serde_json::from_slice(&make(Format::Json, &page)).unwrap();
    assert_eq!(text["title"], AWKWARD[0]);
}

#[test]
fn no_note_becomes_markup_of_the_page() {
    let page = String::from_utf8(make(Format::Html, &assessed(&AWKWARD))).unwrap();
    assert!(!page.contains("<script") && !page.contains("<b>bold"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn no_note_becomes_a_formula() {
    let page = assessed(&AWKWARD);
    // The reader of workbooks asserts that no sheet has a formula.
    let cells = readers::xlsx(&make(Format::Xlsx, &page)).concat();
    assert!(cells.iter().any(|cell| cell == "+1+1"));
    for cell in readers::csv(&make(Format::Csv, &page)).concat() {
        let first = cell.trim_start_matches(' ').chars().next();
        assert!(!matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r')), "{cell}");
    }
}

#[test]
fn a_note_of_a_hundred_thousand_letters_is_whole_in_every_file() {
    // Every part of it is another, so that a part that is missing is missed.
    let long: String = (0..14_300).map(|number| format!("{number:06} ")).collect();
    assert!(long.len() > 100_000);
    let page = assessed_but(&["short"], &long);
    for format in FORMATS.into_iter().filter(|format| *format != Format::Html) {
        let bytes = make(format, &page);
        let text = readers::text(format, &bytes);
        // A cut may fall within a number, once for each cell that the note fills.
        let said: std::collections::HashSet<&str> = text.split_whitespace().collect();
        let missing = long.split_whitespace().filter(|part| !said.contains(part)).count();
        assert!(missing <= if format == Format::Xlsx { 6 } else { 2 }, "{format:?}: {missing}");
    }
    // No cell is longer than Excel takes.
    let bytes = make(Format::Xlsx, &page);
    for row in readers::sheet(&bytes, "Long texts") {
        for cell in row {
            if let Data::String(text) = cell {
                assert!(text.encode_utf16().count() <= 32_767);
            }
        }
    }
}

#[test]
fn what_can_not_be_made_says_which_and_what_else() {
    let page = assessed(&["a"]);
    let error = export::make(Format::Pdf, &page, &crate::catalogue()).map(|_| ());
    if let Err(error) = error {
        assert!(error.to_string().contains("pdf") && error.to_string().contains("hint"), "{error}");
    }
}

#[test]
fn the_modules_say_what_is_wrong_with_their_input() {
    use reasonable_steps::web::{FileRequest, make_file};
    let questionnaire = support::trade_secrets().to_json();
    let file =
        std::fs::read_to_string(support::root().join("tests/data/firms/machine-shop.steps.json"))
            .unwrap();
    let good = FileRequest {
        questionnaire: &questionnaire,
        file: &file,
        earlier: "[]",
        language: reasonable_steps::text::ENGLISH,
        format: "csv",
        today: "2026-11-22",
    };
    assert!(make_file(&good).is_ok());
    let broken = json!(["{}"]).to_string();
    for (request, code) in [
        (FileRequest { questionnaire: "{}", ..good }, "questionnaire"),
        (FileRequest { file: "", ..good }, "file"),
        (FileRequest { earlier: "1", ..good }, "earlier"),
        (FileRequest { earlier: &broken, ..good }, "earlier"),
        (FileRequest { language: "[]", ..good }, "language"),
        (FileRequest { format: "doc", ..good }, "format"),
        (FileRequest { today: "today", ..good }, "date"),
    ] {
        assert_eq!(make_file(&request).unwrap_err().code, code);
    }
}
