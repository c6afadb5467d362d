//! The published schema of the compiled questionnaire, held against what is written and what is refused: whatever the
//! reader refuses for its shape the schema refuses, and nothing that the reader takes.

mod support;

use std::collections::BTreeSet;
use std::fs;

use jsonschema::Validator;
use reasonable_steps::diagnostic::Severity;
use reasonable_steps::questionnaire::{Questionnaire, authoring};
use serde_json::{Value, json};
use support::{asked, root, small_json};

fn text() -> Value {
    let text = fs::read(root().join("schema/questionnaire.schema.json")).unwrap();
    serde_json::from_slice(&text).unwrap()
}

fn schema() -> Validator {
    let schema = text();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// What no schema can say: which ids match, are unique or stand in order, and how long lists are beside others.
const BETWEEN_PARTS: [&str; 9] = [
    "unknown-id",
    "duplicate-id",
    "count",
    "target",
    "bands",
    "caps",
    "precision",
    "condition-order",
    "json",
];

#[test]
fn every_compiled_questionnaire_keeps_the_schema() {
    let schema = schema();
    let mut count = 0;
    for below in ["questionnaires", "questionnaires/templates"] {
        for entry in fs::read_dir(root().join(below)).unwrap() {
            let path = entry.unwrap().path();
            for language in authoring::languages(&path) {
                let (questionnaire, findings) = authoring::read_folder(&path, Some(&language));
                let compiled = questionnaire.unwrap_or_else(|| panic!("{findings:#?}")).to_json();
                let compiled = serde_json::from_str(&compiled).unwrap();
                let errors: Vec<_> = schema
                    .iter_errors(&compiled)
                    .map(|error| format!("{}: {error}", error.instance_path()))
                    .collect();
                assert_eq!(errors, Vec::<String>::new(), "{}", path.display());
                count += 1;
            }
        }
    }
    assert!(count >= 6, "{count}");
    let published = fs::read(root().join("questionnaires/compiled/trade-secrets.en.json")).unwrap();
    assert!(schema.is_valid(&serde_json::from_slice(&published).unwrap()));
}

/// A small questionnaire that has every key there is.
fn whole() -> Value {
    let mut whole = small_json(json!([0, 0.5, "3/4"]), &[asked("a.x", 1), asked("a.y", "1/3")]);
    let fact = json!({"profile": "staff", "is": "yes"});
    let merge = |into: &mut Value, more: Value| {
        for (key, value) in more.as_object().unwrap() {
            into[key] = value.clone();
        }
    };
    merge(
        &mut whole,
        json!({
            "fingerprint": "f", "textsFingerprint": "t", "method": ["m"], "disclaimer": ["d"],
            "branding": {"publisher": "We", "line": "Hello", "link": "https://example.org"},
            "caps": [{"limit": 49, "atOrBelow": 1, "dontKnow": true}],
            "sources": [{"id": "law", "title": "A law", "publisher": "A state", "year": 2026, "url": "https://example.org",
                "confirmed": "c", "checked": "2026-11-22"}],
            "sheetRows": [{"id": "test", "text": "Test"}],
            "sheets": [{"id": "eu", "condition": fact, "checked": "2026-11-22",
                "sources": ["law Art. 1"], "title": "EU", "rows": {"test": "t"}}],
            "cards": [{"id": "card", "title": "t", "lead": "l", "sources": [],
                "sections": [{"id": "s", "title": "t", "items": ["i"]}],
                "gaps": [{"section": "s", "question": "a.x", "text": "t"}]}],
            "examples": [{"id": "e", "condition": {"any": [fact, {"all": [{"not": fact}]}]}, "text": "t"}],
        }),
    );
    whole["profile"][0]["hint"] = json!("h");
    merge(
        &mut whole["domains"][0]["questions"][1],
        json!({
            "critical": true, "express": true, "notApplicable": false, "examples": true, "caution": "c", "revision": 2,
            "sources": ["law Art. 2"],
            "scale": {"values": [0, 1, 2], "target": 1},
            "condition": {"all": [fact, {"any": [{"answer": "a.x", "atLeast": 1}]}, {"not": fact}]},
        }),
    );
    whole
}

/// The pointers of everything below a value.
fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), into);
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                pointers(item, &format!("{at}/{key}"), into);
            }
        }
        _ => {}
    }
}

/// What the reader says of a document: nothing, only what lies between parts, or something of the shape.
fn shape_errors(document: &Value) -> (bool, Vec<String>) {
    let (read, findings) = Questionnaire::from_json(&document.to_string());
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let of_shape = errors.filter(|error| {
        // Values in order, and the domain before the dot of an id, are between parts too.
        !(BETWEEN_PARTS.contains(&error.code)
            || error.message == "do not ascend"
            || error.message.starts_with("stands in the domain"))
    });
    (read.is_some(), of_shape.map(|error| format!("[{}] {error}", error.code)).collect())
}

#[test]
fn schema_and_reader_agree_on_every_change_of_shape() {
    let schema = schema();
    let whole = whole();
    assert_eq!(shape_errors(&whole), (true, vec![]), "the whole is sound");
    assert!(schema.is_valid(&whole), "{:#?}", schema.iter_errors(&whole).next());
    let mut all = Vec::new();
    pointers(&whole, "", &mut all);
    // The second question has all that the first has, and more.
    all.retain(|pointer| !pointer.starts_with("/domains/0/questions/0/"));
    let mut tried = 0;
    let mut refused = BTreeSet::new();
    let mut disagreed = Vec::new();
    let mut check = |what: String, document: &Value| {
        tried += 1;
        let (usable, errors) = shape_errors(document);
        let valid = schema.is_valid(document);
        if usable && !valid {
            let error = schema.iter_errors(document).next().map(|error| error.to_string());
            disagreed.push(format!("{what}: the reader takes it, the schema says {error:?}"));
        } else if !errors.is_empty() && valid {
            disagreed.push(format!("{what}: the schema takes it, the reader says {errors:?}"));
        }
        refused.extend(errors.iter().map(|e| e[1..].split(']').next().unwrap().to_owned()));
    };
    let values = [
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(1),
        json!(4),
        json!(11),
        json!(101),
        json!(1000),
        json!(1001),
        json!(2201),
        json!(1_000_001),
        json!(-1),
        json!(2.5),
        json!(""),
        json!(" \n"),
        json!("word"),
        json!("Two Words!"),
        json!("a.b"),
        json!("0"),
        json!("1/3"),
        json!("1/0"),
        json!("0.25"),
        json!("-1"),
        json!("http://example.org"),
        json!("mailto:a@example.org"),
        json!("2026-13-01"),
        json!([]),
        json!(["word"]),
        json!([1]),
        json!([0, 1]),
        json!({}),
        json!({"id": "x"}),
        json!("a".repeat(81)),
    ];
    for pointer in all.iter().filter(|pointer| !pointer.is_empty()) {
        for value in &values {
            let mut document = whole.clone();
            *document.pointer_mut(pointer).unwrap() = value.clone();
            check(format!("{pointer} = {value}"), &document);
        }
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let mut document = whole.clone();
        match document.pointer_mut(parent).unwrap() {
            Value::Object(entries) => drop(entries.remove(key)),
            Value::Array(items) => drop(items.remove(key.parse().unwrap())),
            _ => unreachable!(),
        }
        check(format!("without {pointer}"), &document);
    }
    for pointer in &all {
        let mut document = whole.clone();
        let place = document.pointer_mut(pointer).unwrap();
        if let Value::Object(entries) = place {
            entries.insert("colour".to_owned(), json!("red"));
            check(format!("{pointer}/colour"), &document);
        } else if let Value::Array(items) = place {
            let again = items.first().cloned().unwrap_or_default();
            items.extend(vec![again; 12]);
            check(format!("{pointer} twelve times more"), &document);
        }
    }
    assert!(disagreed.is_empty(), "{}", disagreed.join("\n"));
    assert!(tried > 5_000, "{tried}");
    for code in [
        "missing",
        "type",
        "blank",
        "unknown-key",
        "range",
        "choice",
        "number",
        "url",
        "date",
        "language",
        "id",
        "empty",
        "format",
        "format-version",
        "condition",
        "weight",
        "divisor",
        "not-applicable",
        "scale",
    ] {
        assert!(refused.contains(code), "no change was refused for `{code}`: {refused:?}");
    }
}

/// The names of all properties of a schema.
fn properties(schema: &Value, into: &mut BTreeSet<String>) {
    match schema {
        Value::Object(entries) => {
            for (key, value) in entries {
                if key == "properties" {
                    into.extend(value.as_object().unwrap().keys().cloned());
                }
                properties(value, into);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| properties(item, into)),
        _ => {}
    }
}

#[test]
fn every_key_of_the_schema_is_tried_above_and_explained_to_editors() {
    let mut keys = BTreeSet::new();
    properties(&text(), &mut keys);
    let whole = whole().to_string();
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let mut starter = String::new();
    for file in [
        "questionnaire.toml",
        "basics.toml",
        "people.toml",
        "en/questionnaire.toml",
        "en/basics.toml",
    ] {
        starter += &read(&format!("questionnaires/templates/starter/{file}"));
    }
    let reference = read("questionnaires/README.md");
    // What compiling adds, or writes from another form.
    let made = ["format", "formatVersion", "fingerprint", "textsFingerprint", "language"];
    for key in &keys {
        assert!(whole.contains(&format!("\"{key}\":")), "{key} is not tried");
        let spelled: String = key
            .chars()
            .flat_map(|c| {
                if c.is_ascii_uppercase() { vec!['-', c.to_ascii_lowercase()] } else { vec![c] }
            })
            .collect();
        if !made.contains(&key.as_str()) {
            assert!(starter.contains(&spelled), "the starter does not explain `{spelled}`");
            assert!(
                reference.contains(&spelled),
                "questionnaires/README.md does not explain `{spelled}`"
            );
        }
    }
    assert!(keys.len() > 60, "{}", keys.len());
}
