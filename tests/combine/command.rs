//! The command `combine`, and what the report says of its file.

use std::fs;

use reasonable_steps::assessment::{Assessment, Choice};
use reasonable_steps::text::{Catalogue, ENGLISH};
use serde_json::{Value, json};

use super::{firm, questionnaire};
use crate::support::today;

/// Runs the command on files of these texts; gives its exit code, what it printed, and what it wrote.
fn run(files: &[&str], arguments: &[&str]) -> (Option<i32>, String, String, Option<String>) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_reasonable-steps"));
    command.arg("combine").current_dir(folder.path());
    for (index, text) in files.iter().enumerate() {
        let name = format!("person-{index}.steps.json");
        fs::write(folder.path().join(&name), text).unwrap();
        command.arg(name);
    }
    let output = command.args(arguments).args(["--date", "2026-11-22"]).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let written = fs::read_to_string(folder.path().join("firm.steps.json")).ok();
    (output.status.code(), text(output.stdout), text(output.stderr), written)
}

#[test]
fn the_command_prints_conflicts_by_domain_and_writes_one_file() {
    let one = firm("machine-shop");
    let mut other = one.clone();
    other.title = "Ben\u{1b}[31m".to_owned();
    let agreeing = other.to_json();
    other.answer(questionnaire(), "access.sign-in", Some(Choice::DontKnow)).unwrap();
    let (one, other) = (one.to_json(), other.to_json());

    let (code, said, errors, written) = run(&[&one, &agreeing], &["-o", "firm.steps.json"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(said.contains("All areas"), "{said}");
    assert!(!said.contains("\u{1b}"), "a terminal obeys no name");
    assert!(written.is_some());

    let (code, said, _, written) = run(&[&one, &other], &["-o", "firm.steps.json"]);
    assert_eq!(code, Some(1), "a conflict is open");
    assert!(said.contains("[access.sign-in]"), "{said}");
    let (opened, findings) = Assessment::from_json(&written.unwrap(), questionnaire());
    assert_eq!(findings, vec![]);
    let opened = opened.unwrap();
    assert_eq!(opened.date, "2026-11-22");
    assert_eq!(opened.answers.get("access.sign-in").unwrap().choice, None);

    let (code, said, _, written) = run(&[&one, &other], &["--format", "json"]);
    assert_eq!((code, written), (Some(1), None));
    let summary: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(summary["total"]["conflict"], 1);
    let access = summary["domains"].as_array().unwrap().iter().find(|line| line["id"] == "access");
    assert_eq!(access.unwrap()["counts"]["conflict"], 1);
    let lines = summary["questions"].as_array().unwrap();
    let line = lines.iter().find(|line| line["kind"] == "conflict").unwrap();
    assert_eq!(line["question"], "access.sign-in");
    assert_eq!(line["answers"][1]["dontKnow"], true);
}

#[test]
fn the_command_names_bad_files_and_goes_on_with_the_rest() {
    let (one, other) = (firm("machine-shop").to_json(), firm("food").to_json());
    let (code, said, errors, _) = run(&[&one, "{", &one, &other], &[]);
    assert_eq!(code, Some(1));
    assert!(said.starts_with("People: 2\n"), "{said}");
    assert!(errors.contains("error[json]: person-1.steps.json: "), "{errors}");
    assert!(errors.contains("warning[same-file]: person-2.steps.json: "), "{errors}");
    for (files, arguments) in [
        (vec![one.as_str()], vec![]),
        (vec![&one, &one], vec![]),
        (vec![&one, &other], vec!["no/such/file"]),
    ] {
        let (code, said, errors, _) = run(&files, &arguments);
        assert_eq!((code, said.as_str()), (Some(2), ""), "{errors}");
        assert!(errors.contains("hint: "), "{errors}");
    }
}

#[test]
fn the_report_says_whose_answers_are_combined_in_every_format() {
    let (one, other) = (firm("machine-shop").to_json(), firm("food").to_json());
    let (_, _, _, written) = run(&[&one, &other], &["-o", "firm.steps.json"]);
    let (opened, _) = Assessment::from_json(&written.unwrap(), questionnaire());
    use reasonable_steps::export::{self, Format};
    let page = export::page(questionnaire(), &opened.unwrap(), &[], today());
    let words = export::catalogue(Catalogue::from_json(ENGLISH).0.unwrap());
    for format in [Format::Html, Format::Markdown] {
        let text = String::from_utf8(export::make(format, &page, &words).unwrap()).unwrap();
        assert!(text.contains("From the answers of 2 people, 2026-11-22"), "{}", format.name());
    }
    let report: Value = serde_json::from_str(&page.report.to_json()).unwrap();
    assert_eq!(report["combined"], json!({"people": 2, "date": "2026-11-22"}));
    let alone = export::page(questionnaire(), &firm("food"), &[], today());
    assert!(!alone.report.to_json().contains("\"combined\""));
}
