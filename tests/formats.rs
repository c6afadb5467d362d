//! Files of every format version, as they were written over time, open forever: with every answer, note and fact of
//! the firm's, and a report can be made of them. tests/data/formats/README.md says how they came about.

mod support;

use std::fs;

use reasonable_steps::assessment::{Assessment, Protected, is_protected};
use reasonable_steps::diagnostic::Severity;
use reasonable_steps::report::report;
use serde_json::{Map, Value};
use support::{root, today, trade_secrets};

fn read(name: &str) -> String {
    fs::read_to_string(root().join("tests/data/formats").join(name)).unwrap()
}

/// Opens a file and checks that nothing of it is missing.
fn check(name: &str, answers: usize, notes: usize, decisions: usize) {
    let text = read(name);
    let questionnaire = trade_secrets();
    let (opened, findings) = Assessment::from_json(&text, &questionnaire);
    let errors: Vec<_> =
        findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    let opened = opened.unwrap_or_else(|| panic!("{name}: {errors:#?}"));

    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(opened.title, file["title"].as_str().unwrap(), "{name}");
    assert_eq!(opened.date, file["date"].as_str().unwrap(), "{name}");
    assert_eq!(opened.mode.name(), file["mode"], "{name}");
    let list = |key: &str| file[key].as_array().cloned().unwrap_or_default();
    assert_eq!((list("answers").len(), list("decisions").len()), (answers, decisions), "{name}");
    assert_eq!(
        list("answers").iter().filter(|answer| answer["note"].is_string()).count(),
        notes,
        "{name}"
    );

    // Saved again, everything that was in it is still there.
    let again: Value = serde_json::from_str(&opened.to_json()).unwrap();
    for key in ["questionnaire", "profile", "answers", "decisions", "origin"] {
        assert_eq!(again.get(key), file.get(key), "{name}: {key}");
    }
    let empty = Map::new();
    assert_ne!(file["profile"].as_object().unwrap_or(&empty).len(), 0, "{name}");

    let made = report(&questionnaire, &opened, today());
    assert!(made.questions.iter().any(|question| question.earned > 0), "{name}: nothing counts");
    assert!(!made.plan.is_empty(), "{name}: no plan");
}

#[test]
fn the_first_version_with_its_24_questions() {
    check("1/first.steps.json", 22, 6, 0);
}

#[test]
fn all_74_questions_before_answers_kept_what_they_were_given_to() {
    check("1/whole.steps.json", 68, 18, 0);
}

#[test]
fn decisions_about_gaps_and_what_each_answer_was_given_to() {
    check("1/decisions.steps.json", 68, 18, 15);
}

/// How it came about is kept as it was written.
#[test]
fn the_combined_answers_of_two_people() {
    check("1/combined.steps.json", 68, 28, 14);
}

/// tests/browser/tests/protected.rs opens it with its passphrase.
#[test]
fn a_protected_file_is_one_that_the_page_can_open() {
    let text = read("1/protected.steps.json");
    assert!(is_protected(&text));
    let parts = Protected::from_jwe(&text).unwrap();
    // As many as were asked for when it was saved; files saved now have more.
    assert_eq!(parts.iterations(), 210_000);
    assert_eq!(parts.ciphertext.len(), read("1/decisions.steps.json").len());
}
