//! The files of a room, read by readers that did not write them.

use std::io::Cursor;

use calamine::{Reader, Xlsx};

use super::*;

fn room() -> (WorkshopSession, Questionnaire) {
    let (mut session, questionnaire) = empty();
    take(&mut session, &questionnaire, 0..12);
    let id = questionnaire.questions().find(|question| question.express).unwrap().id.to_string();
    apply(&mut session, &format!("hands {id} 1"), "7");
    apply(&mut session, &format!("hands-note {id}"), "=1+1 <b>");
    apply(&mut session, "go end", "");
    (session, questionnaire)
}

fn export(session: &WorkshopSession, format: &str) -> Vec<u8> {
    session.export(format, TODAY).unwrap_or_else(|failure| panic!("{failure:?}"))
}

#[test]
fn table_says_the_numbers_of_the_data() {
    let (session, questionnaire) = room();
    let data: serde_json::Value = serde_json::from_slice(&export(&session, "json")).unwrap();
    assert_eq!(data["format"], "reasonable-steps/room");
    assert_eq!((&data["formatVersion"], &data["date"]), (&1.into(), &TODAY.into()));
    let csv = export(&session, "csv");
    let mut reader = csv::Reader::from_reader(csv.strip_prefix("\u{feff}".as_bytes()).unwrap());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let value = |figure: &str, id: &str, measure: &str| {
        let row = rows.iter().find(|row| &row[0] == figure && &row[1] == id && &row[3] == measure);
        row.unwrap_or_else(|| panic!("{figure} {id} {measure}"))[4].to_owned()
    };
    assert_eq!(value("overall", "", "median"), data["figures"]["overall"]["median"].to_string());
    for (at, domain) in questionnaire.domains.iter().enumerate() {
        let spread = &data["figures"]["domains"][at]["spread"];
        if spread.is_null() {
            assert_eq!(value("domain", domain.id.as_str(), "suppressed"), "");
            continue;
        }
        let upper = value("domain", domain.id.as_str(), "upper_quartile");
        assert_eq!(upper, spread["upper"].to_string());
        let step = value("domain", domain.id.as_str(), "from_90_to_100");
        assert_eq!(step, spread["histogram"][9].to_string());
    }
    for (at, question) in questionnaire.questions().enumerate() {
        let answers = &data["figures"]["questions"][at]["answers"];
        if answers.is_null() {
            assert_eq!(value("question", question.id.as_str(), "suppressed"), "");
        } else {
            let own = value("question", question.id.as_str(), "level_3");
            assert_eq!(own, answers["levels"][3].to_string());
        }
    }
    let id = questionnaire.questions().find(|question| question.express).unwrap().id.to_string();
    assert_eq!(value("question-by-hand", &id, "level_1"), "7");
    assert_eq!(value("question-by-hand", &id, "note"), "'=1+1 <b>", "no formula");
}

#[test]
fn workbook_holds_numbers_as_numbers_and_notes_as_texts() {
    let (session, questionnaire) = room();
    let data: serde_json::Value = serde_json::from_slice(&export(&session, "json")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(export(&session, "xlsx"))).unwrap();
    assert_eq!(book.sheet_names(), ["The room", "Questions", "Show of hands", "About"]);
    let areas = book.worksheet_range("The room").unwrap();
    assert_eq!(areas.height(), questionnaire.domains.len() + 2);
    let median = areas.get_value((1, 3)).unwrap().to_string();
    assert_eq!(median, data["figures"]["overall"]["median"].to_string());
    for (at, domain) in questionnaire.domains.iter().enumerate() {
        let row = u32::try_from(at).unwrap() + 2;
        assert_eq!(areas.get_value((row, 0)).unwrap().to_string(), domain.title);
        let cell = areas.get_value((row, 3)).unwrap();
        let median = &data["figures"]["domains"][at]["spread"]["median"];
        if median.is_null() {
            assert_eq!(cell.to_string(), "–");
            continue;
        }
        assert!(matches!(cell, calamine::Data::Float(_)), "{cell:?}");
        assert_eq!(cell.to_string(), median.to_string());
    }
    let questions = book.worksheet_range("Questions").unwrap();
    assert_eq!(questions.height(), questionnaire.questions().count() + 1);
    let hands = book.worksheet_range("Show of hands").unwrap();
    let note = hands.get_value((1, 7)).unwrap();
    assert_eq!(note, &calamine::Data::String("=1+1 <b>".to_owned()));
}

#[test]
fn handout_is_one_page_without_script_that_says_every_median() {
    let (session, questionnaire) = room();
    let data: serde_json::Value = serde_json::from_slice(&export(&session, "json")).unwrap();
    let page = String::from_utf8(export(&session, "html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>"));
    assert!(page.contains("default-src 'none'"));
    for tag in ["<script", "<img", "<link", " style=\"", "data-command", "<b>"] {
        assert!(!page.contains(tag), "{tag}");
    }
    for (at, domain) in questionnaire.domains.iter().enumerate() {
        let (_, row) =
            page.split_once(&format!("<th scope=\"row\">{}</th>", domain.title)).unwrap();
        let median = &data["figures"]["domains"][at]["spread"]["median"];
        let said = match median.as_u64() {
            Some(median) => format!("rs-strong\">{median}%<"),
            None => "not shown".to_owned(),
        };
        let (row, _) = row.split_once("</tr>").unwrap();
        assert!(row.contains(&said), "{}: {said}", domain.title);
    }
    assert!(page.contains("=1+1 &lt;b&gt;"), "the note");
}

#[test]
fn files_hold_what_was_shown_last_and_nothing_that_came_since() {
    let (mut session, questionnaire) = room();
    let before = export(&session, "json");
    apply(&mut session, "go lobby", "");
    take(&mut session, &questionnaire, 12..20);
    assert_eq!(export(&session, "json"), before);
    apply(&mut session, "go summary", "");
    let after: serde_json::Value = serde_json::from_slice(&export(&session, "json")).unwrap();
    assert_eq!(after["figures"]["results"], 20);
    let failure = session.export("docx", TODAY).unwrap_err();
    assert_eq!(failure.code, "format");
    assert_eq!(session.export("json", "soon").unwrap_err().code, "date");
}
