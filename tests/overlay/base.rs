//! What comes from the base, as the base changes.

use std::fs;
use std::path::Path;

use reasonable_steps::questionnaire::authoring::{self, Read, changes};
use reasonable_steps::questionnaire::{Questionnaire, lint};
use tempfile::TempDir;

use super::{HEAD, NEW_QUESTION, errors, folder, texts, usable};
use crate::support::{copy_folder, root};

/// A copy of the built-in questionnaire beside an overlay of it.
fn beside(overlay: &[(&str, &str)]) -> TempDir {
    let both = tempfile::tempdir().unwrap();
    copy_folder(&root().join("questionnaires/trade-secrets"), &both.path().join("base"));
    let files = folder(overlay);
    copy_folder(files.path(), &both.path().join("edition"));
    replace(&both.path().join("edition/questionnaire.toml"), "\"trade-secrets\"", "\"../base\"");
    both
}

fn replace(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{} no longer contains {from}", file.display());
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn a_later_version_of_the_base_arrives_and_keeps_what_the_overlay_changed() {
    let both = beside(&[
        ("access.toml", "change.questions.sign-in.weight = 2"),
        ("en/access.toml", "sign-in.gap = \"Our own words\""),
    ]);
    let base = both.path().join("base");
    replace(&base.join("questionnaire.toml"), "version = \"1.0.0\"", "version = \"1.10.0\"");
    replace(&base.join("access.toml"), "weight = 2", "weight = 1");
    replace(&base.join("en/access.toml"), "gap = \"Some sign-ins", "gap = \"Many sign-ins");
    replace(&base.join("en/access.toml"), "lead = \"A leak", "lead = \"A new leak");
    let more = format!("\n[[questions]]\nid = \"visitors\"\n{NEW_QUESTION}");
    let file = base.join("access.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap() + &more).unwrap();
    let file = base.join("en/access.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap() + "\n" + &texts("visitors")).unwrap();

    let Read { questionnaire, base, findings } =
        authoring::read(&both.path().join("edition"), None);
    let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "questionnaire.toml: base-version: is 1.0.0; the base `trade-secrets` is newer: version 1.10.0; hint: read what the base changed, look at the list of changes, then write base-version = \"1.10.0\""
        ]
    );
    let (questionnaire, base) = (questionnaire.unwrap(), base.unwrap());
    let question = |id: &str| questionnaire.question(id).unwrap();
    assert!(questionnaire.domain("access").unwrap().lead.starts_with("A new leak"));
    assert_eq!(question("access.admin-rights").weight.to_string(), "1");
    assert_eq!(question("access.visitors").action, "Do visitors");
    assert_eq!(question("access.sign-in").weight.to_string(), "2");
    assert_eq!(question("access.sign-in").gap, "Our own words");
    let expected =
        ["question `access.sign-in`: weight 3 → 2", "question `access.sign-in`: gap: text changed"];
    assert_eq!(changes(&base, &questionnaire), expected);
}

#[test]
fn the_version_of_the_base_that_an_overlay_was_written_for_is_compared() {
    let check = |line: &str, expected: &str| {
        let folder = folder(&[]);
        replace(&folder.path().join("questionnaire.toml"), "base-version = \"1.0.0\"\n", line);
        let read = authoring::read(folder.path(), None);
        assert!(read.questionnaire.is_some());
        let said: Vec<String> = read.findings.iter().map(ToString::to_string).collect();
        assert!(said.len() == 1 && said[0].contains(expected), "{said:?}");
    };
    check(
        "",
        "base-version: is missing; the base `trade-secrets` is 1.0.0; hint: write base-version = \"1.0.0\"",
    );
    check("base-version = \"0.9.12\"\n", "is newer: version 1.0.0");
    check("base-version = \"1.0.1\"\n", "is older: version 1.0.0");
    check("base-version = \"spring\"\n", "is another: version 1.0.0");
}

#[test]
fn what_a_later_base_no_longer_has_is_an_error_with_a_way_out() {
    let both = beside(&[
        ("access.toml", "change.questions.sign-in.weight = 2"),
        ("en/marking.toml", "lead = \"Own words.\""),
    ]);
    let base = both.path().join("base");
    replace(&base.join("questionnaire.toml"), "  \"marking\",\n", "");
    replace(&base.join("access.toml"), "\"sign-in\"", "\"log-in\"");
    replace(&base.join("en/access.toml"), "[sign-in]", "[log-in]");
    let found = errors(&authoring::read_folder(&both.path().join("edition"), None).1);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("access.toml: change: questions: names `sign-in`, which trade-secrets 1.0.0 does not have; hint: mend the id or delete the line; there are: need-to-know, log-in,"));
    assert!(found[1].starts_with("en/marking.toml: belongs to no domain of the overlay or of trade-secrets 1.0.0; hint: mend the name, delete the file"));
}

#[test]
fn mistakes_of_the_base_are_told_as_those_of_the_base() {
    let both = beside(&[]);
    replace(&both.path().join("base/access.toml"), "weight = 3", "weight = 0");
    let found = errors(&authoring::read_folder(&both.path().join("edition"), None).1);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("the base: question `access.need-to-know`: weight: is 0"));
    assert!(
        found[1].starts_with("questionnaire.toml: extends: cannot be used; hint: mend the base")
    );
}

#[test]
fn an_overlay_can_be_laid_over_an_overlay() {
    let both = beside(&[("access.toml", "change.questions.sign-in.weight = 2")]);
    let local = both.path().join("local");
    fs::create_dir_all(&local).unwrap();
    let head =
        HEAD.replace("\"trade-secrets\"", "\"../edition\"").replace("\"edition\"", "\"local\"");
    fs::write(local.join("questionnaire.toml"), head).unwrap();
    fs::write(local.join("access.toml"), "drop.questions = [\"reviews\"]").unwrap();
    let Read { questionnaire, base, findings } = authoring::read(&local, None);
    assert_eq!(findings, []);
    let (questionnaire, base) = (questionnaire.unwrap(), base.unwrap());
    assert_eq!(changes(&base, &questionnaire), ["dropped question `access.reviews`"]);
    assert_eq!(questionnaire.question("access.sign-in").unwrap().weight.to_string(), "2");
    let names: Vec<_> = authoring::folders(&local);
    assert_eq!(names.len(), 3, "{names:?}");
    // A circle is an error and no hang, and the list of folders ends.
    replace(
        &both.path().join("base/questionnaire.toml"),
        "version",
        "extends = \"../local\"\nversion",
    );
    let found = errors(&authoring::read_folder(&local, None).1);
    assert!(found.iter().any(|e| e.contains("or a circle")), "{found:#?}");
    assert!(authoring::folders(&local).len() < 10);
}

#[test]
fn in_a_language_that_the_base_lacks_each_text_is_asked_of_the_overlay() {
    let folder = folder(&[("en/questionnaire.toml", "title = \"Edition\"")]);
    replace(&folder.path().join("questionnaire.toml"), "[\"en\"]", "[\"en\", \"de\"]");
    fs::create_dir(folder.path().join("de")).unwrap();
    fs::write(folder.path().join("de/questionnaire.toml"), "title = \"Ausgabe\"").unwrap();
    assert!(authoring::read(folder.path(), Some("en")).questionnaire.is_some());
    let read = authoring::read(folder.path(), Some("de"));
    let found = errors(&read.findings);
    let first = read.findings[0].to_string();
    assert!(first.starts_with("languages: the base has no texts in `de`"), "{first}");
    assert!(
        found.contains(&"question `access.sign-in`: prompt: is missing; hint: add it".to_owned())
    );
    assert!(!found.iter().any(|error| error.starts_with("title")), "that one is there");

    // With every text, it is a translation with the same structure.
    copy_folder(&root().join("questionnaires/trade-secrets/en"), &folder.path().join("de"));
    let german = authoring::read(folder.path(), Some("de"));
    let english = authoring::read(folder.path(), Some("en"));
    assert_eq!(errors(&german.findings), Vec::<String>::new());
    let (german, english) = (german.questionnaire.unwrap(), english.questionnaire.unwrap());
    assert_eq!(german.language, "de");
    assert_eq!(german.fingerprint, english.fingerprint);
}

#[test]
fn lint_leaves_to_the_base_what_is_of_the_base() {
    let read = authoring::read(&root().join("questionnaires/instrument-makers"), None);
    let (base, overlay) = (read.base.unwrap(), read.questionnaire.unwrap());
    assert!(lint::lint(&overlay).iter().any(|finding| finding.code == "unused-source"));
    assert_eq!(lint::lint_overlay(&base, &overlay), []);
    let codes = |overlay: &Questionnaire| -> Vec<&str> {
        lint::lint_overlay(&base, overlay).iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes(&usable(&[])), ["same-title"]);
    let long = "well ".repeat(30);
    let texts = format!("title = \"T\"\n[profile.staff]\nprompt = \"{long} certified\"");
    assert_eq!(codes(&usable(&[("en/questionnaire.toml", &texts)])), ["banned-word"]);
}

#[test]
fn the_folders_in_the_command_are_those_of_the_repository() {
    for built_in in &authoring::BUILT_IN {
        let folder = root().join("questionnaires").join(built_in.name);
        let mut there = Vec::new();
        for below in ["", "en"] {
            for entry in fs::read_dir(folder.join(below)).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
                // What the questions cover is for the tests of their content alone.
                if path.is_file() && name != "coverage.toml" {
                    there.push((name, fs::read_to_string(&path).unwrap()));
                }
            }
        }
        there.sort();
        let mut carried: Vec<(String, String)> = built_in
            .files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
            .collect();
        carried.sort();
        assert_eq!(carried, there, "src/questionnaire/authoring/built_in.rs");
    }
}
