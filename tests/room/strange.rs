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
    let (mut session, questionnaire) = empty();
    let id = questionnaire.questions().find(|question| question.express).unwrap().id.to_string();
    let strings = hostile::strings();
    for text in strings.iter().filter(|text| text.chars().count() <= 2_000) {
        apply(&mut session, &format!("hands-note {id}"), text);
        let page = page(&mut session, &format!("hands:{id}"));
        assert!(page.contains(&format!("\n{}</textarea>", escaped(text))), "{text:?}");
        let data: serde_json::Value =
            serde_json::from_slice(&session.export("json", TODAY).unwrap()).unwrap();
        if text.is_empty() {
            continue;
        }
        assert_eq!(data["byHand"]["questions"][0]["note"], text.as_str());
        let handout = String::from_utf8(session.export("html", TODAY).unwrap()).unwrap();
        let shown = escaped(text).replace('\0', "\u{2400}");
        assert!(text.trim().is_empty() || handout.contains(&shown), "{text:?}");
        let (_, body) = handout.split_once("<body").unwrap();
        assert!(!body.contains("<script") && !body.contains("<img"), "{text:?}");
        let (mut back, _) = empty();
        back.restore(&session.keep(), TODAY).unwrap();
        assert_eq!(back.export("json", TODAY), session.export("json", TODAY), "{text:?}");
        if !text.chars().any(char::is_control) {
            let csv = session.export("csv", TODAY).unwrap();
            let mut reader = csv::Reader::from_reader(csv.as_slice());
            let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
            let note = rows.iter().find(|row| &row[3] == "note").unwrap();
            assert!(note[4] == **text || note[4] == format!("'{text}"), "{text:?}");
        }
    }
    let long = "ü".repeat(5_000);
    apply(&mut session, &format!("hands-note {id}"), &long);
    let page = page(&mut session, &format!("hands:{id}"));
    assert!(page.contains(&"ü".repeat(2_000)) && !page.contains(&"ü".repeat(2_001)));
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
