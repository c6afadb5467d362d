//! Hostile texts as names of files, contents, codes and notes: shown as they are, and never markup.

use super::*;

/// As the markup shows a text.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[test]
fn names_contents_and_codes_are_shown_as_text() {
    let (mut session, _) = empty();
    for text in hostile::strings() {
        let update = apply(&mut session, &format!("file {text}"), &text);
        assert_eq!(update.results, 0);
        let slot =
            |name: &str| update.slots.iter().find(|(id, _)| id == name).map(|(_, markup)| markup);
        let refused = slot("refused").unwrap_or_else(|| panic!("{text:?}"));
        let shown: String = text.chars().take(200).collect();
        assert!(
            refused.contains(&format!("<bdi class=\"rs-typed\">{}", escaped(&shown))),
            "{refused}"
        );
        for tag in ["<script", "<img", "<svg", "<iframe", "<a "] {
            assert!(!refused.contains(tag), "{refused}");
        }
        apply(&mut session, "dismiss", "");
        let update = apply(&mut session, "code", &text);
        assert_eq!(update.results, 0, "{text}");
        let _ = apply(&mut session, "remove-code", &text);
    }
}

#[test]
fn notes_are_kept_and_exported_whole() {
    let (_, questionnaire) = empty();
    let ids: Vec<String> =
        questionnaire.questions().map(|question| question.id.to_string()).collect();
    let strings = hostile::strings();
    let short: Vec<&String> = strings
        .iter()
        .filter(|text| !text.trim().is_empty() && text.chars().count() <= 2_000)
        .collect();
    assert!(short.len() > 400);
    for texts in short.chunks(ids.len()) {
        let (mut session, _) = empty();
        apply(&mut session, "mode full", "");
        for (id, text) in ids.iter().zip(texts) {
            apply(&mut session, &format!("hands-note {id}"), text);
            let page = page(&mut session, &format!("hands:{id}"));
            assert!(page.contains(&format!("\n{}</textarea>", escaped(text))), "{text:?}");
        }
        check_files(&session, texts);
        let (mut back, _) = empty();
        back.restore(&session.keep(), TODAY).unwrap();
        assert_eq!(back.export("json", TODAY), session.export("json", TODAY));
    }
}

fn check_files(session: &WorkshopSession, texts: &[&String]) {
    let export = |format: &str| String::from_utf8(session.export(format, TODAY).unwrap()).unwrap();
    let data: serde_json::Value = serde_json::from_str(&export("json")).unwrap();
    let (handout, csv) = (export("html"), export("csv"));
    let (_, body) = handout.split_once("<body").unwrap();
    for tag in ["<script", "<img", "<iframe", "<a "] {
        assert!(!body.contains(tag), "{tag}");
    }
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let notes: Vec<&str> =
        rows.iter().filter(|row| &row[3] == "note").map(|row| row.get(4).unwrap()).collect();
    assert_eq!(notes.len(), texts.len());
    for (at, text) in texts.iter().enumerate() {
        assert_eq!(data["byHand"]["questions"][at]["note"], text.as_str());
        let shown = escaped(text).replace('\0', "\u{2400}");
        assert!(body.contains(&shown), "{text:?}");
        // What a table can't hold is shown by its picture.
        if !text.chars().any(|letter| letter.is_control() || letter >= '\u{fffe}') {
            let note = notes[at];
            assert!(note == text.as_str() || note == format!("'{text}"), "{text:?}: {note:?}");
        }
    }
}

#[test]
fn note_that_is_too_long_is_cut_as_its_field_says() {
    let (mut session, questionnaire) = empty();
    let id = questionnaire.questions().find(|question| question.express).unwrap().id.to_string();
    apply(&mut session, &format!("hands-note {id}"), &"ü".repeat(5_000));
    let page = page(&mut session, &format!("hands:{id}"));
    assert!(page.contains(&"ü".repeat(2_000)) && !page.contains(&"ü".repeat(2_001)));
    assert!(page.contains("maxlength=\"2000\""));
}

#[test]
fn commands_that_are_none_are_refused_and_change_nothing() {
    let (mut session, questionnaire) = empty();
    take(&mut session, &questionnaire, 0..2);
    let kept = session.keep();
    for (command, value) in [
        ("", ""),
        ("go", ""),
        ("go nowhere", ""),
        ("remove", ""),
        ("remove -1", ""),
        ("remove x", ""),
        ("hands", "1"),
        ("hands a.b", "1"),
        ("hands a.b x", "1"),
        ("timer", "soon"),
        ("mode", ""),
        ("files", "[]["),
        ("files", "{}"),
        ("files", "[[\"a\"]]"),
        ("files", "[[\"a\",1]]"),
        ("level a 1", ""),
    ] {
        let failure = session.apply(command, value, TODAY).unwrap_err();
        assert_eq!(failure.code, "command", "{command} {value}");
    }
    for command in [
        "hands no.such 1",
        "hands-note no.such",
        "go domain:gone",
        "go hands:gone",
        "remove 99",
        "remove 0",
    ] {
        apply(&mut session, command, "1");
    }
    assert_eq!(session.apply("next", "", "soon").unwrap_err().code, "date");
    assert_eq!(session.keep(), kept);
}
