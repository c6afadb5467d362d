//! The types that are published for JavaScript name every field of the report and the outline.

mod support;

use std::collections::BTreeSet;
use std::fs;

use reasonable_steps::web::Headless;
use serde_json::Value;
use support::root;

/// Every key in a JSON value.
fn keys(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            into.insert(key.clone());
            keys(value, into);
        }),
        Value::Array(list) => list.iter().for_each(|value| keys(value, into)),
        _ => {}
    }
}

#[test]
fn every_field_of_report_and_outline_has_a_type() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let questionnaire = read("questionnaires/compiled/trade-secrets.en.json");
    let firm = read("tests/data/firms/machine-shop.steps.json");
    let mut assessment = Headless::from_file(&firm, &questionnaire).unwrap();
    assessment.answer("access.reviews", r#"{"notApplicable": "one owner"}"#).unwrap();
    assessment.answer("access.sign-in", "{}").unwrap();
    let mut named = BTreeSet::new();
    for text in [assessment.report("2026-11-22").unwrap(), assessment.outline()] {
        keys(&serde_json::from_str(&text).unwrap(), &mut named);
    }
    let types = read("www/reasonable-steps.d.ts");
    let missing: Vec<&String> = named
        .iter()
        .filter(|key| !types.contains(&format!("{key}: ")) && !types.contains(&format!("{key}?: ")))
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
    assert!(named.len() > 50);
}
