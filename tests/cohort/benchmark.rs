//! The benchmark file: what is in it, what is refused, and where a firm stands.

use std::fs;

use jsonschema::Validator;
use reasonable_steps::assessment::{Anonymous, Mode};
use reasonable_steps::cohort::{Benchmark, Place};
use reasonable_steps::questionnaire::Questionnaire;
use serde_json::{Value, json};

use crate::support::{root, today, trade_secrets};
use crate::{firm, firms, sized, survey};

fn schema() -> Validator {
    let text = fs::read(root().join("schema/benchmark.schema.json")).unwrap();
    let schema: Value = serde_json::from_slice(&text).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn errors(schema: &Validator, file: &Value) -> Vec<String> {
    schema.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Eight food firms of size micro, six trade firms of size small, seven that do not say.
fn some(questionnaire: &Questionnaire) -> Vec<Anonymous> {
    let mut results = Vec::new();
    for level in [0, 1, 2, 2, 3, 3, 4, 4] {
        results.push(firm(questionnaire, "micro", "food", [level, level, 4 - level]));
    }
    results.extend(vec![firm(questionnaire, "small", "trade", [2, 2, 2]); 6]);
    results.extend(vec![firm(questionnaire, "", "", [4, 4, 4]); 7]);
    results
}

fn benchmark(questionnaire: &Questionnaire, results: &[Anonymous]) -> Benchmark {
    survey(questionnaire, results).benchmark(questionnaire, today()).unwrap()
}

#[test]
fn benchmark_comes_back_whole_and_keeps_the_schema() {
    let schema = schema();
    let real = trade_secrets();
    let both: Vec<Anonymous> = [Mode::Express, Mode::Full]
        .into_iter()
        .flat_map(|mode| firms(&real, 150, mode))
        .map(|firm| Anonymous::of(&real, &firm))
        .collect();
    let small = sized();
    for (questionnaire, results) in [(&real, both), (&small, some(&small))] {
        let made = benchmark(questionnaire, &results);
        let text = made.to_json(questionnaire);
        assert_eq!(errors(&schema, &serde_json::from_str(&text).unwrap()), [""; 0]);
        let (read, findings) = Benchmark::from_json(&text, questionnaire);
        assert_eq!(findings, []);
        assert_eq!(read.as_ref(), Some(&made));
        assert_eq!(read.unwrap().to_json(questionnaire), text);
        assert!(made.modes.iter().any(|mode| !mode.groups.is_empty()));
        assert_eq!(made.firms(), results.len() as u64);
    }
}

#[test]
fn a_small_benchmark_is_these_very_bytes() {
    let questionnaire = sized();
    let text = benchmark(&questionnaire, &some(&questionnaire)).to_json(&questionnaire);
    let fingerprint = questionnaire.fingerprint.as_str();
    let expected = format!(
        "{{\"format\":\"reasonable-steps/benchmark\",\"formatVersion\":1,\"date\":\"2026-11-22\",\
         \"questionnaire\":{{\"id\":\"small\",\"version\":\"1.0.0\",\"fingerprint\":\"{fingerprint}\"}},\
         \"firms\":21,\"modes\":[{{\"mode\":\"full\",\"firms\":21,\
         \"overall\":[[25,1],[35,1],[50,8],[65,2],[75,2],[100,7]],\
         \"domains\":{{\"a\":[[0,1],[20,1],[50,8],[80,2],[100,9]],\"b\":[[0,2],[20,2],[50,8],[80,1],[100,8]]}},\
         \"groups\":[{{\"profile\":{{\"field\":\"food\",\"size\":\"micro\"}},\"firms\":8,\
         \"overall\":[[25,1],[35,1],[50,2],[65,2],[75,2]],\
         \"domains\":{{\"a\":[[0,1],[20,1],[50,2],[80,2],[100,2]],\"b\":[[0,2],[20,2],[50,2],[80,1],[100,1]]}}}},\
         {{\"profile\":{{\"field\":\"trade\",\"size\":\"small\"}},\"firms\":6,\"overall\":[[50,6]],\
         \"domains\":{{\"a\":[[50,6]],\"b\":[[50,6]]}}}}]}}]}}"
    );
    assert_eq!(text, expected);
}

#[test]
fn fewer_than_five_make_no_benchmark_and_no_group() {
    let questionnaire = sized();
    let micro = |count| vec![firm(&questionnaire, "micro", "food", [3, 3, 3]); count];
    let refused = survey(&questionnaire, &micro(4)).benchmark(&questionnaire, today());
    assert!(refused.unwrap_err().to_string().contains("hint: "));
    let made = benchmark(&questionnaire, &micro(5));
    assert_eq!(made.modes[0].groups.len(), 1);
    // One of another group more: all minus micro would be that firm, so no group is shown.
    let mut results = micro(9);
    results.push(firm(&questionnaire, "small", "food", [0, 0, 0]));
    let made = benchmark(&questionnaire, &results);
    assert_eq!((made.firms(), made.modes[0].groups.len()), (10, 0));
    // Four firms in Express are not in a benchmark of fifty in Full.
    let real = trade_secrets();
    let mut results = firms(&real, 50, Mode::Full);
    results.extend(firms(&real, 4, Mode::Express));
    let results: Vec<Anonymous> = results.iter().map(|firm| Anonymous::of(&real, firm)).collect();
    let made = benchmark(&real, &results);
    assert_eq!((made.firms(), made.modes.len()), (50, 1));
}

fn change(file: &mut Value, pointer: &str, value: &Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match file.pointer_mut(parent).unwrap() {
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value.clone(),
        group => group[key] = value.clone(),
    }
}

/// Whether schema and reader take a changed benchmark.
fn taken(questionnaire: &Questionnaire, what: &str, file: &Value) -> (bool, bool) {
    let (read, findings) = Benchmark::from_json(&file.to_string(), questionnaire);
    assert_eq!(read.is_none(), !findings.is_empty(), "{what}: {findings:#?}");
    assert!(findings.iter().all(|finding| finding.hint.is_some()), "{what}: {findings:#?}");
    (errors(&schema(), file).is_empty(), read.is_some())
}

#[test]
fn what_breaks_the_schema_is_refused_by_the_reader_too() {
    let questionnaire = sized();
    let sound: Value = serde_json::from_str(
        &benchmark(&questionnaire, &some(&questionnaire)).to_json(&questionnaire),
    )
    .unwrap();
    assert_eq!(taken(&questionnaire, "nothing", &sound), (true, true));
    for (pointer, key) in [
        ("", "format"),
        ("", "formatVersion"),
        ("", "date"),
        ("", "questionnaire"),
        ("", "firms"),
        ("", "modes"),
        ("/questionnaire", "fingerprint"),
        ("/modes/0", "mode"),
        ("/modes/0", "firms"),
        ("/modes/0", "domains"),
        ("/modes/0", "groups"),
        ("/modes/0/groups/0", "profile"),
        ("/modes/0/groups/0", "firms"),
        ("/modes/0/groups/0", "domains"),
    ] {
        let mut file = sound.clone();
        file.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key);
        let what = format!("without {pointer}/{key}");
        assert_eq!(taken(&questionnaire, &what, &file), (false, false), "{what}");
    }
    for (pointer, value) in [
        ("/format", json!("reasonable-steps/result")),
        ("/formatVersion", json!(2)),
        ("/date", json!("22.11.2026")),
        ("/colour", json!("red")),
        ("/firms", json!(4)),
        ("/firms", json!(-21)),
        ("/firms", json!(21.5)),
        ("/firms", json!(10_000_001)),
        ("/modes/0/mode", json!("quick")),
        ("/modes/0/firms", json!(4)),
        ("/modes/0/colour", json!("red")),
        ("/modes/0/overall", json!({})),
        ("/modes/0/overall/0", json!([25])),
        ("/modes/0/overall/0", json!([25, 1, 1])),
        ("/modes/0/overall/0", json!([25, 0])),
        ("/modes/0/overall/0", json!([25, -1])),
        ("/modes/0/overall/0", json!([25, 1.5])),
        ("/modes/0/overall/0", json!([-1, 1])),
        ("/modes/0/overall/0", json!([101, 1])),
        ("/modes/0/overall/0", json!([2.5, 1])),
        ("/modes/0/overall/0", json!(["25", 1])),
        ("/modes/0/overall/0", json!([25, 10_000_001])),
        ("/modes/0/domains/a", json!("all")),
        ("/modes/0/groups/0/profile", json!({})),
        ("/modes/0/groups/0/profile/size", json!(["micro"])),
        ("/modes/0/groups/0/firms", json!(3)),
    ] {
        let mut file = sound.clone();
        change(&mut file, pointer, &value);
        let what = format!("{pointer}: {value}");
        assert_eq!(taken(&questionnaire, &what, &file), (false, false), "{what}");
    }
}

#[test]
fn numbers_that_no_firms_can_have_made_are_refused() {
    let questionnaire = sized();
    let sound: Value = serde_json::from_str(
        &benchmark(&questionnaire, &some(&questionnaire)).to_json(&questionnaire),
    )
    .unwrap();
    let check = |pointer: &str, value: Value, needed: &str| {
        let mut file = sound.clone();
        change(&mut file, pointer, &value);
        let (read, findings) = Benchmark::from_json(&file.to_string(), &questionnaire);
        assert_eq!(read, None, "{pointer}: {value}");
        assert!(findings.iter().any(|finding| finding.code == needed), "{needed}: {findings:#?}");
    };
    check("/firms", json!(20), "total");
    check("/modes/0/firms", json!(22), "total");
    check("/modes/0/firms", json!(13), "total");
    check("/modes/0/overall/5", json!([100, 8]), "total");
    check("/modes/0/overall/5", json!([75, 7]), "order");
    check("/modes/0/overall/5", json!([50, 7]), "order");
    check("/modes/0/overall", json!([[25, 4]]), "too-few");
    check("/modes/0/overall", json!([]), "too-few");
    check("/modes/0/overall", Value::Null, "total");
    check("/modes/0/groups/0/overall/0", json!([26, 1]), "total");
    check("/modes/0/groups/0/domains/a/0", json!([1, 1]), "total");
    check("/modes/0/groups/0/firms", json!(16), "total");
    check("/modes/0/groups/0/firms", json!(7), "total");
    check("/modes/0/groups/1/profile/size", json!("huge"), "unknown-option");
    check("/modes/0/groups/1/profile/colour", json!("red"), "unknown-profile-question");
    check("/modes/0/groups/1/profile", json!({"size": "small"}), "other-groups");
    check("/modes/0/groups/1/profile", json!({"size": "micro", "field": "food"}), "duplicate-id");
    check("/modes/0/domains/c", json!([[1, 5]]), "unknown-domain");
    check("/questionnaire/id", json!("trade-secrets"), "other-questionnaire");
    check("/questionnaire/fingerprint", json!("0".repeat(64)), "other-version");
    let mode = sound["modes"][0].clone();
    check("/modes", json!([mode, mode]), "duplicate-id");
    let huge = sound.to_string().replace("[100,7]", "[100,99999999999999999999999999]");
    assert_eq!(Benchmark::from_json(&huge, &questionnaire).0, None);
}

#[test]
fn a_firm_stands_among_its_like_or_among_all() {
    let questionnaire = sized();
    let made = benchmark(&questionnaire, &some(&questionnaire));
    let standing = |size: &str, field: &str, levels: [u8; 3]| {
        made.standing(&questionnaire, &firm(&questionnaire, size, field, levels)).unwrap()
    };
    // Eight like it: 25, 35, 50, 50, 65, 65, 75, 75; two of eight are lower than 50.
    let own = standing("micro", "food", [2, 2, 2]);
    let group = vec![("field".into(), "food".to_owned()), ("size".into(), "micro".to_owned())];
    let expected =
        Place { own: 50, firms: 8, group, better_than: 25, lower: 35, median: 50, upper: 65 };
    assert_eq!(own.overall, Some(expected));
    // No group of these: all 21 firms; 14 are lower than 100, that is 66.7 of 100, rounded down.
    for (size, field) in [("large", "food"), ("micro", "trade"), ("micro", ""), ("", "")] {
        let place = standing(size, field, [4, 4, 4]).overall.unwrap();
        assert_eq!(
            (place.firms, place.group.len(), place.better_than),
            (21, 0, 66),
            "{size} {field}"
        );
    }
    // Domains stand each for itself.
    let places: Vec<(String, u32)> = standing("small", "trade", [4, 4, 1])
        .domains
        .into_iter()
        .map(|known| (known.domain.to_string(), known.place.better_than))
        .collect();
    assert_eq!(places, [("a".to_owned(), 100), ("b".to_owned(), 0)]);
    // Too little answered for a band: no overall place, and b has no percent.
    let some = standing("micro", "food", [3, 3, 8]);
    assert_eq!((some.overall, some.domains.len()), (None, 1));
}

#[test]
fn a_figure_that_a_group_hides_is_compared_with_all() {
    let questionnaire = sized();
    let mut results = vec![firm(&questionnaire, "micro", "food", [3, 3, 8]); 6];
    results.extend(vec![firm(&questionnaire, "small", "food", [1, 1, 1]); 9]);
    let made = benchmark(&questionnaire, &results);
    let standing = made.standing(&questionnaire, &firm(&questionnaire, "micro", "food", [3, 3, 3]));
    let firms: Vec<(u64, usize)> = standing
        .unwrap()
        .domains
        .iter()
        .map(|known| (known.place.firms, known.place.group.len()))
        .collect();
    assert_eq!(firms, [(6, 2), (9, 0)]);
}

#[test]
fn modes_are_not_compared_with_each_other() {
    let real = trade_secrets();
    let full: Vec<Anonymous> =
        firms(&real, 20, Mode::Full).iter().map(|firm| Anonymous::of(&real, firm)).collect();
    let made = benchmark(&real, &full);
    let express = &firms(&real, 1, Mode::Express)[0];
    assert_eq!(made.standing(&real, &Anonymous::of(&real, express)), None);
    assert!(made.standing(&real, &full[0]).is_some());
}
