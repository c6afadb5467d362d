//! Overlays: what an association's edition adds, changes and drops, and what comes from its base.

#[path = "../support/mod.rs"]
mod support;

mod base;
mod edits;
mod mistakes;

use std::fs;

use reasonable_steps::diagnostic::{Diagnostic, Severity};
use reasonable_steps::questionnaire::{Questionnaire, authoring};
use tempfile::TempDir;

const HEAD: &str = "id = \"edition\"\nversion = \"1.0.0\"\nlanguages = [\"en\"]\nextends = \"trade-secrets\"\nbase-version = \"1.0.0\"\n";
const NEW_QUESTION: &str =
    "weight = 2\neffort = \"s\"\nlenses = [\"legal\"]\nsources = [\"iso-27001 A.5.1\"]\n";

/// A folder of these files; `questionnaire.toml` follows on the usual head.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("en")).unwrap();
    fs::write(folder.path().join("questionnaire.toml"), HEAD).unwrap();
    for (name, content) in files {
        let head = if *name == "questionnaire.toml" { HEAD } else { "" };
        fs::write(folder.path().join(name), format!("{head}{content}")).unwrap();
    }
    folder
}

fn texts(id: &str) -> String {
    format!(
        "[{id}]\nprompt = \"Is {id} so?\"\nlevels = [\"{id} a\", \"{id} b\", \"{id} c\", \"{id} d\", \"{id} e\"]\nwhy = \"It matters for {id}.\"\nevidence = \"A note on {id}.\"\nquick-win = \"Begin with {id}.\"\nnext-steps = [\"{id} 1\", \"{id} 2\", \"{id} 3\", \"{id} 4\"]\naction = \"Do {id}\"\ngap = \"No {id}\"\n"
    )
}

fn usable(files: &[(&str, &str)]) -> Questionnaire {
    let folder = folder(files);
    let (questionnaire, findings) = authoring::read_folder(folder.path(), None);
    assert_eq!(findings, [], "{files:?}");
    questionnaire.unwrap()
}

fn errors(findings: &[Diagnostic]) -> Vec<String> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(ToString::to_string).collect()
}
