//! What the interface says: every text it asks for exists, and none is left over.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use reasonable_steps::export;
use reasonable_steps::text::{Catalogue, ENGLISH};
use support::root;

/// What the interface says, and what only exports say.
fn english() -> Catalogue {
    let read = |text| {
        let (catalogue, findings) = Catalogue::from_json(text);
        catalogue.unwrap_or_else(|| panic!("{findings:#?}"))
    };
    // Read by itself first: `export::catalogue` goes on without it.
    read(export::ENGLISH);
    export::catalogue(read(ENGLISH))
}

/// All source text that can ask for a text of the interface.
fn sources() -> String {
    fn collect(path: &Path, into: &mut String) {
        if path.is_dir() {
            let mut entries: Vec<_> =
                fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
            entries.sort();
            entries.iter().for_each(|entry| collect(entry, into));
        } else if path.extension().is_some_and(|extension| extension == "rs" || extension == "js") {
            into.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    let mut text = String::new();
    for folder in ["src/view", "src/view.rs", "src/export", "src/export.rs", "src/text.rs", "www"] {
        collect(&root().join(folder), &mut text);
    }
    text
}

/// Every quoted text that looks like a key: two or more words joined by dots.
fn keys_in(source: &str) -> BTreeSet<String> {
    let quoted = source.split('"').skip(1).step_by(2);
    let part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
    };
    quoted
        .filter(|text| text.contains('.') && text.split('.').all(part))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_text_of_the_language_file_is_used() {
    let source = sources();
    let catalogue = english();
    // Months are asked for by number.
    let unused: Vec<&str> = catalogue
        .keys()
        .filter(|key| !key.starts_with("month.") && !source.contains(&format!("\"{key}\"")))
        .collect();
    assert_eq!(unused, Vec::<&str>::new());
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let catalogue = english();
    let known: BTreeSet<&str> = catalogue.keys().collect();
    let first: BTreeSet<&str> =
        known.iter().filter_map(|key| key.split_once('.')).map(|(first, _)| first).collect();
    let asked = keys_in(&sources());
    // A quoted text is a key if it starts as keys do; `languages/en.json` does not.
    let missing: Vec<&String> = asked
        .iter()
        .filter(|key| {
            first.contains(key.split('.').next().unwrap()) && !known.contains(key.as_str())
        })
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
    assert!(asked.iter().filter(|key| known.contains(key.as_str())).count() > 150);
    for month in 1..=12 {
        assert!(known.contains(format!("month.{month}").as_str()));
    }
}

#[test]
fn no_text_promises_what_a_questionnaire_cannot() {
    let catalogue = english();
    for key in catalogue.keys() {
        let text = catalogue.say(key).to_lowercase();
        for banned in
            ["compliant", "certified", "guarantee", "legally protected", "negligent", "court-ready"]
        {
            assert!(!text.contains(banned), "{key}: {banned}");
        }
        assert!(!text.trim().is_empty(), "{key} is blank");
    }
}

/// The module for the passphrase has its own texts and puts some of their keys together.
#[test]
fn every_text_of_the_passphrase_is_used_and_promises_nothing() {
    let mut source = String::new();
    for file in [
        "www/keep/dialog.js",
        "www/keep/strength.js",
        "www/keep/lock.js",
        "xtask/bundle/keep.js",
        "src/assessment/protected.rs",
    ] {
        source += &fs::read_to_string(root().join(file)).unwrap();
    }
    let (catalogue, findings) = Catalogue::from_json(include_str!("../languages/keep/en.json"));
    let catalogue = catalogue.unwrap_or_else(|| panic!("{findings:#?}"));
    assert!(catalogue.keys().count() > 30);
    for key in catalogue.keys() {
        let name = key.strip_prefix("keep.").unwrap();
        let name = name.strip_prefix("strength_").unwrap_or(name);
        let is_used = [format!("\"{name}\""), format!("keep.{name}"), format!("`{name}`")]
            .iter()
            .any(|quoted| source.contains(quoted));
        assert!(is_used, "{key}");
        let text = catalogue.say(key).to_lowercase();
        for banned in ["compliant", "certified", "guarantee", "unbreakable", "safe from"] {
            assert!(!text.contains(banned), "{key}: {banned}");
        }
    }
}

/// The pages of a team have their own texts.
#[test]
fn every_text_of_the_team_is_used_and_exists_and_promises_nothing() {
    let (catalogue, findings) = Catalogue::from_json(reasonable_steps::team::ENGLISH);
    let catalogue = catalogue.unwrap_or_else(|| panic!("{findings:#?}"));
    let mut source = String::new();
    for file in ["src/view/team.rs", "src/cli/combine.rs", "src/assessment/combine/finish.rs"] {
        source += &fs::read_to_string(root().join(file)).unwrap();
    }
    for entry in fs::read_dir(root().join("src/view/team")).unwrap() {
        source += &fs::read_to_string(entry.unwrap().path()).unwrap();
    }
    let asked: BTreeSet<String> =
        keys_in(&source).into_iter().filter(|key| key.starts_with("team.")).collect();
    let known: BTreeSet<String> = catalogue.keys().map(str::to_owned).collect();
    assert_eq!(asked, known);
    for key in &known {
        let text = catalogue.say(key).to_lowercase();
        for banned in
            ["compliant", "certified", "guarantee", "legally protected", "negligent", "fail"]
        {
            assert!(!text.contains(banned), "{key}: {banned}");
        }
        assert!(!text.trim().is_empty(), "{key} is blank");
    }
}
