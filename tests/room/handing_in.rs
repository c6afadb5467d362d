//! What a room takes, and what it says of it.

use reasonable_steps::assessment::{Anonymous, Mode, ResultCode};
use reasonable_steps::cohort::{Counts, Figures};
use serde_json::json;

use super::support::{asked, small, small_json};
use super::*;

#[test]
fn twelve_by_codes_scans_and_files_give_the_figures_of_native_counts() {
    let (mut session, questionnaire) = empty();
    take(&mut session, &questionnaire, 0..3);
    for number in 3..6 {
        for _ in 0..10 {
            // The camera reads the same code many times a second.
            apply(&mut session, "scanned", &code(&questionnaire, number));
        }
    }
    let pasted: Vec<String> = (6..8).map(|number| code(&questionnaire, number)).collect();
    apply(&mut session, "code", &pasted.join("\n"));
    let mut files = Vec::new();
    for number in 8..10 {
        files.push([
            format!("{number}.json"),
            firm(&questionnaire, number, Mode::Express).to_json(),
        ]);
    }
    files.push(["r.json".to_owned(), result(&questionnaire, 10).to_json(&questionnaire)]);
    apply(&mut session, "files", &json!(files).to_string());
    let last = firm(&questionnaire, 11, Mode::Express).to_json();
    let update = apply(&mut session, "file-more a name with blanks.json", &last);
    assert_eq!(update.results, 12);
    assert_eq!(update.say.unwrap(), "New: 4. Already here: 0. Not taken: 0. Results: 12");

    let mut counts = Counts::new(&questionnaire);
    for number in 0..12 {
        counts.add(&questionnaire, &result(&questionnaire, number));
    }
    let native = serde_json::to_value(Figures::of(&questionnaire, &counts)).unwrap();
    assert!(native["overall"]["median"].is_number(), "{native}");
    assert_eq!(data(&mut session)["figures"], native);
    let summary = page(&mut session, "summary");
    let median = format!("rs-ws-figure\">{}%", native["overall"]["median"]);
    assert!(summary.contains(&median), "{median}");
}

#[test]
fn codes_are_counted_once_and_the_field_is_emptied_only_when_taken() {
    let (mut session, questionnaire) = empty();
    let taken = apply(&mut session, "code", &code(&questionnaire, 1));
    assert_eq!((taken.results, taken.focus.as_deref()), (1, Some("field:code")));
    assert!(taken.slots.iter().any(|(id, _)| id == "code"), "the field is emptied");
    let again = apply(&mut session, "code", &code(&questionnaire, 1).to_lowercase());
    assert_eq!((again.results, again.say.unwrap().contains("Already here")), (1, true));
    let slip = code(&questionnaire, 2).replacen('-', "Q-", 1);
    let refused = apply(&mut session, "code", &slip);
    assert!(refused.say.unwrap().contains("group 1 has 6 letters"), "the slip is located");
    assert!(refused.slots.iter().all(|(id, _)| id != "code"), "what was typed stays");
    assert_eq!(refused.results, 1);
}

#[test]
fn same_number_with_another_result_replaces_and_undo_brings_the_earlier_back() {
    let (mut session, questionnaire) = empty();
    take(&mut session, &questionnaire, 0..5);
    let replaced = apply(&mut session, "code", &code_as(&questionnaire, 9, 2));
    assert_eq!(replaced.results, 5);
    assert!(replaced.say.unwrap().contains("replaces the earlier one"));
    let undone = apply(&mut session, "undo", "");
    assert_eq!(undone.results, 5);
    let mut counts = Counts::new(&questionnaire);
    (0..5).for_each(|number| counts.add(&questionnaire, &result(&questionnaire, number)));
    let native = serde_json::to_value(Figures::of(&questionnaire, &counts)).unwrap();
    assert_eq!(data(&mut session)["figures"], native);
}

#[test]
fn undo_takes_back_what_was_done_last_in_one_go() {
    let (mut session, questionnaire) = empty();
    take(&mut session, &questionnaire, 0..2);
    let file =
        |number| [format!("{number}"), firm(&questionnaire, number, Mode::Express).to_json()];
    apply(&mut session, "files", &json!([file(2), file(3)]).to_string());
    assert_eq!(apply(&mut session, "files-more", &json!([file(4)]).to_string()).results, 5);
    assert_eq!(apply(&mut session, "remove 1", "").results, 4);
    assert_eq!(apply(&mut session, "remove-code", &code(&questionnaire, 1)).results, 3);
    let refused = apply(&mut session, "remove-code", &code(&questionnaire, 1));
    assert!(refused.say.unwrap().contains("no result of this code is in the room"));
    // What changed nothing is not undone.
    assert_eq!(apply(&mut session, "undo", "").results, 4);
    assert_eq!(apply(&mut session, "undo", "").results, 5);
    assert_eq!(apply(&mut session, "undo", "").results, 2);
    assert_eq!(apply(&mut session, "undo", "").results, 1);
    assert_eq!(apply(&mut session, "undo", "").results, 0);
    assert_eq!(apply(&mut session, "undo", "").results, 0);
    let back = apply(&mut session, "code", &code(&questionnaire, 1));
    assert!(back.say.unwrap().contains("Back in the room"));
}

#[test]
fn foreign_questionnaires_versions_and_modes_are_refused_with_the_reason() {
    let (mut session, questionnaire) = empty();
    take(&mut session, &questionnaire, 0..1);
    let said = |session: &mut WorkshopSession, command: &str, value: &str| {
        let update = apply(session, command, value);
        assert_eq!(update.results, 1, "{command}");
        update.slots.into_iter().map(|(_, markup)| markup).collect::<String>()
    };
    let tiny = small(json!([0, 1]), &[asked("a.one", 1)]);
    let other = Anonymous::of(&tiny, &support::all_at(&tiny, 1));
    let other_code = ResultCode { number: 1, result: other.clone() }.to_text(&tiny);
    let mut version = questionnaire.clone();
    version.fingerprint = "0123".repeat(16).into();
    let newer = firm(&version, 7, Mode::Express);
    let newer_code = ResultCode { number: 7, result: result(&version, 7) }.to_text(&version);
    let full = Anonymous::of(&questionnaire, &firm(&questionnaire, 7, Mode::Full));
    let full_code = ResultCode { number: 7, result: full.clone() }.to_text(&questionnaire);
    for (command, value, reason) in [
        ("code", other_code, "of another questionnaire"),
        ("code", newer_code, "of another version"),
        ("scanned", full_code, "answers the full questions, this room the express ones"),
        ("scanned", "https://example.org/menu".to_owned(), "Not taken: group 1"),
        ("code", String::new(), "the code is blank"),
        ("file a", support::all_at(&tiny, 1).to_json(), "is `small`; here it is `trade-secrets`"),
        ("file b", newer.to_json(), "everybody must answer the same version"),
        ("file c", result(&version, 7).to_json(&version), "everybody must answer the same"),
        ("file d", full.to_json(&questionnaire), "answers the full questions"),
        ("file e", other.to_json(&tiny), "is `small`; here it is `trade-secrets`"),
        ("file f", "{\"format\": 7}".to_owned(), "this is no assessment file"),
        ("file g", "no file".to_owned(), "not readable as JSON"),
        ("file h", String::new(), "not readable as JSON"),
        ("file i", newer.to_json().chars().take(400).collect(), "not readable as JSON"),
        ("file j", "x".repeat(5_000_001), "at most 5000000 are read"),
    ] {
        let said = said(&mut session, command, &value);
        assert!(said.contains(reason), "{command}: {said}");
    }
    assert_eq!(
        apply(&mut session, "code", &code(&questionnaire, 2)).results,
        2,
        "the rest goes on"
    );
}

#[test]
fn mode_is_chosen_by_the_first_result_and_free_again_without_any() {
    let (mut session, questionnaire) = empty();
    let full = Anonymous::of(&questionnaire, &firm(&questionnaire, 3, Mode::Full));
    let full = ResultCode { number: 3, result: full }.to_text(&questionnaire);
    assert_eq!(apply(&mut session, "code", &full).results, 1);
    assert_eq!(apply(&mut session, "code", &code(&questionnaire, 1)).results, 1);
    apply(&mut session, "mode express", "");
    assert_eq!(apply(&mut session, "code", &code(&questionnaire, 1)).results, 1);
    apply(&mut session, "undo", "");
    assert_eq!(apply(&mut session, "code", &code(&questionnaire, 1)).results, 1);
    apply(&mut session, "undo", "");
    apply(&mut session, "mode full", "");
    assert_eq!(apply(&mut session, "code", &code(&questionnaire, 1)).results, 0);
}

#[test]
fn ten_thousand_files_with_duplicates_and_rubbish_end_in_one_summary() {
    let json = small_json(json!([0, 0.5, 1]), &[asked("a.one", 1), asked("b.two", 2)]);
    let questionnaire = support::read(&json);
    let mut session = WorkshopSession::new(&json.to_string(), ENGLISH).unwrap();
    session.show(TODAY).unwrap();
    let mut files = Vec::new();
    for number in 0..10_000_usize {
        let mut firm = support::all_at(&questionnaire, u8::try_from(number % 3).unwrap());
        firm.title = format!("{}", number.min(8_999));
        let mut text = firm.to_json();
        if number % 10 == 7 {
            text.truncate(90);
        }
        files.push([format!("file {number}"), text]);
    }
    let mut last = None;
    for (at, batch) in files.chunks(2_500).enumerate() {
        let command = if at == 0 { "files" } else { "files-more" };
        last = Some(apply(&mut session, command, &json!(batch).to_string()));
    }
    let last = last.unwrap();
    // Of the last thousand all are the 8,999th firm, at three levels: three files, two of them new.
    assert_eq!(last.results, 8_100 + 2);
    let said = last.say.unwrap();
    assert_eq!(said, "New: 8102. Already here: 898. Not taken: 1000. Results: 8102");
    let lobby = session.show(TODAY).unwrap().page.unwrap();
    assert_eq!(lobby.matches("not readable as JSON").count(), 20);
    assert!(lobby.contains("And more: 980"), "the rest is counted");
    assert_eq!(data(&mut session)["figures"]["results"], 8_102);
    apply(&mut session, "go lobby", "");
    assert_eq!(apply(&mut session, "undo", "").results, 0);
}
