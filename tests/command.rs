//! The command, run as a user runs it.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use support::root;

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reasonable-steps"))
        .current_dir(root())
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const FIRM: &str = "tests/data/firms/machine-shop.steps.json";
const DAY: [&str; 2] = ["--date", "2026-11-22"];

/// Writes a file of this content and gives its path.
fn file(folder: &Path, name: &str, content: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

#[test]
fn exit_codes_tell_clean_findings_and_could_not_run_apart() {
    let folder = tempfile::tempdir().unwrap();
    let broken = file(folder.path(), "broken.json", "{}");
    let broken = broken.to_str().unwrap();
    for (arguments, code) in [
        (vec!["lint", "questionnaires/trade-secrets"], 0),
        (vec!["score", FIRM], 0),
        (vec!["lint", broken], 1),
        (vec!["score", broken], 1),
        (vec!["report", FIRM, "--questionnaire", broken], 1),
        (vec!["lint", "no/such/folder"], 2),
        (vec!["score", "no/such/file"], 2),
        (vec!["report", FIRM, "-o", "no/such/folder/report.html"], 2),
        (vec!["report", FIRM, "--date", "22.11.2026"], 2),
        (vec!["fly"], 2),
    ] {
        let output = run(&arguments);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert_eq!(code == 0, said.is_empty(), "{arguments:?}: {said}");
    }
}

#[test]
fn a_mistake_is_told_with_file_place_rule_and_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut broken: Value =
        serde_json::from_str(&fs::read_to_string(root().join(FIRM)).unwrap()).unwrap();
    broken["answers"][0]["level"] = 9.into();
    let path = file(folder.path(), "firm.steps.json", &broken.to_string());
    let output = run(&["score", path.to_str().unwrap()]);
    let said = text(&output.stderr);
    let expected = format!(
        "error[range]: {}: answer to `{}`: level: is 9; hint: use a whole number from 0 to 4\n",
        path.display(),
        broken["answers"][0]["question"].as_str().unwrap()
    );
    assert_eq!(said, expected);
}

#[test]
fn a_dated_report_is_the_same_byte_for_byte() {
    for format in ["text", "html", "json", "csv", "markdown"] {
        let arguments = ["report", FIRM, "--format", format, DAY[0], DAY[1]];
        let first = run(&arguments).stdout;
        assert!(first.len() > 1000);
        assert_eq!(first, run(&arguments).stdout, "{format}");
    }
}

#[test]
fn the_json_report_carries_what_makes_it_repeatable() {
    let output = run(&["report", FIRM, "--format", "json", DAY[0], DAY[1]]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["date"], "2026-11-22");
    assert_eq!(report["engine"], env!("CARGO_PKG_VERSION"));
    assert_eq!(report["questionnaire"]["id"], "trade-secrets");
    assert_eq!(report["questionnaire"]["fingerprint"].as_str().unwrap().len(), 64);
    assert!(!report["disclaimer"].as_array().unwrap().is_empty());
    assert!(!report["method"].as_array().unwrap().is_empty());
}

#[test]
fn the_html_report_is_one_page_without_script_or_reference() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.html");
    let output =
        run(&["report", FIRM, "--format", "html", DAY[0], DAY[1], "-o", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let page = fs::read_to_string(path).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>"));
    for absent in ["<script", " src=", "<link", "url(", "@import", "<img", "<iframe", " style="] {
        assert!(!page.contains(absent), "{absent}");
    }
    assert!(page.contains("Hollberg Precision Parts"));
}

#[test]
fn compiling_gives_what_the_command_embeds() {
    let output = run(&["compile", "questionnaires/trade-secrets", "--lang", "en"]);
    let embedded = fs::read(root().join("questionnaires/compiled/trade-secrets.en.json")).unwrap();
    assert!(output.stdout == embedded, "run `cargo xtask compile`");
    let output = run(&["compile", "questionnaires/trade-secrets", "--lang", "xx"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("does not name `xx`"));
}

#[test]
fn another_questionnaire_can_be_named_as_folder_or_compiled_file() {
    let json = |questionnaire: &str| {
        let arguments =
            ["report", FIRM, "--format", "json", DAY[0], DAY[1], "--questionnaire", questionnaire];
        run(&arguments).stdout
    };
    let built_in = run(&["report", FIRM, "--format", "json", DAY[0], DAY[1]]).stdout;
    assert_eq!(json("questionnaires/trade-secrets"), built_in);
    assert_eq!(json("questionnaires/compiled/trade-secrets.en.json"), built_in);
}

#[test]
fn the_text_report_reads_well() {
    let output = run(&["report", FIRM, DAY[0], DAY[1]]);
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn the_score_in_text_says_nothing_by_its_key() {
    let said = text(&run(&["score", FIRM, DAY[0], DAY[1]]).stdout);
    assert!(said.contains("49 of 100"), "{said}");
    assert!(!said.contains("text."), "{said}");
}

#[test]
fn a_protected_file_is_told_with_the_way_out() {
    let file = "tests/data/formats/1/protected.steps.json";
    for arguments in [vec!["score", file], vec!["report", FIRM, "--earlier", file]] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let expected = format!(
            "error[protected]: {file}: is protected by a passphrase; hint: open it in the page, which asks for the passphrase, and save it without one"
        );
        let said = text(&output.stderr);
        assert!(said.contains(&expected), "{said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}
