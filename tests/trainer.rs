//! What the trainer's page says by itself, beside what the engine says: every text it asks for is there, and no other.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The keys that the scripts ask for, by their last word.
fn asked() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/workshop");
    let mut keys = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_some_and(|extension| extension == "js") {
            let text = fs::read_to_string(file).unwrap();
            let calls = text.split("say(\"").skip(1);
            keys.extend(calls.filter_map(|call| call.split('"').next()).map(str::to_owned));
        }
    }
    keys
}

#[test]
fn every_text_of_the_trainers_page_is_there_and_asked_for() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("languages/trainer/en.json");
    let texts: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let known: BTreeSet<String> = texts
        .as_object()
        .unwrap()
        .keys()
        .map(|key| key.strip_prefix("trainer.").unwrap().to_owned())
        .collect();
    assert!(known.len() > 3, "{known:?}");
    assert_eq!(asked(), known);
}
