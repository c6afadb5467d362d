//! The result file: what it holds, that it comes back whole, and that what breaks its published schema or its
//! questionnaire is refused with a way out.

mod support;

use std::fs;

use jsonschema::Validator;
use proptest::prelude::*;
use reasonable_steps::assessment::{
    Anonymous, Assessment, Choice, Mode, ResultCode, State, states,
};
use reasonable_steps::questionnaire::Questionnaire;
use serde_json::{Value, json};
use support::{asked, not_applicable, root, small, small_json, trade_secrets};

fn schema() -> Validator {
    let text = fs::read(root().join("schema/result.schema.json")).unwrap();
    let schema: Value = serde_json::from_slice(&text).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn errors(schema: &Validator, file: &Value) -> Vec<String> {
    schema.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn firm(name: &str, questionnaire: &Questionnaire) -> Assessment {
    let file = root().join("tests/data/firms").join(format!("{name}.steps.json"));
    let (firm, findings) = Assessment::from_json(&fs::read_to_string(file).unwrap(), questionnaire);
    firm.unwrap_or_else(|| panic!("{findings:#?}"))
}

#[test]
fn every_firm_comes_back_in_both_modes_and_keeps_the_schema() {
    let (questionnaire, schema) = (trade_secrets(), schema());
    for name in ["food", "machine-shop", "software"] {
        for mode in [Mode::Express, Mode::Full] {
            let firm = Assessment { mode, ..firm(name, &questionnaire) };
            let result = Anonymous::of(&questionnaire, &firm);
            let text = result.to_json(&questionnaire);
            assert_eq!(errors(&schema, &serde_json::from_str(&text).unwrap()), [""; 0], "{name}");
            let (read, findings) = Anonymous::from_json(&text, &questionnaire);
            assert_eq!(findings, [], "{name}");
            assert_eq!(read.as_ref(), Some(&result), "{name}");
            assert_eq!(read.unwrap().to_json(&questionnaire), text);
        }
    }
}

#[test]
fn code_and_file_of_a_firm_hold_the_same() {
    let questionnaire = trade_secrets();
    let result = Anonymous::of(&questionnaire, &firm("machine-shop", &questionnaire));
    let code = ResultCode { number: 7, result: result.clone() }.to_text(&questionnaire);
    let from_code = ResultCode::from_text(&code, &questionnaire).unwrap().result;
    let (from_file, _) = Anonymous::from_json(&result.to_json(&questionnaire), &questionnaire);
    assert_eq!(from_file, Some(from_code));
}

#[test]
fn words_hidden_answers_names_and_days_stay_behind() {
    let mut gone = asked("a.gone", 1);
    gone.condition = json!({"profile": "staff", "is": "yes"});
    let questionnaire = small(json!([0, 0.5, 1]), &[asked("a.one", 1), gone]);
    let mut firm = support::all_at(&questionnaire, 2);
    firm.set_profile(&questionnaire, "staff", vec!["no".to_owned()]).unwrap();
    firm.answer(&questionnaire, "a.one", Some(not_applicable("our secret recipe"))).unwrap();
    firm.change(&"a.one".into(), |answer| answer.note = "kept in the safe".to_owned());
    firm.title = "Tea Room Ltd".to_owned();
    firm.date = "2026-11-22".to_owned();
    let text = Anonymous::of(&questionnaire, &firm).to_json(&questionnaire);
    for kept in ["recipe", "safe", "Tea", "2026", "a.gone"] {
        assert!(!text.contains(kept), "{kept}: {text}");
    }
    let (read, _) = Anonymous::from_json(&text, &questionnaire);
    assert_eq!(read.unwrap().states, [State::NotApplicable, State::NotAsked]);
}

/// A questionnaire, and a sound result of it with an answer of each kind.
fn sound() -> (Questionnaire, Value) {
    let mut express = small_json(
        json!([0, 0.5, 1]),
        &[asked("a.one", 1), asked("a.two", 1), asked("a.three", 1), asked("a.four", 1)],
    );
    express["domains"][0]["questions"][3]["critical"] = json!(true);
    let questionnaire = support::read(&express);
    let file = json!({
        "format": "reasonable-steps/result", "formatVersion": 1,
        "questionnaire": {
            "id": "small", "version": "1.0.0",
            "fingerprint": questionnaire.fingerprint.to_string(),
        },
        "mode": "full", "profile": {"staff": ["yes"], "tools": []},
        "answers": [
            {"question": "a.one", "level": 2},
            {"question": "a.two", "dontKnow": true},
            {"question": "a.three", "notApplicable": true},
        ],
    });
    (questionnaire, file)
}

fn change(file: &mut Value, pointer: &str, value: &Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match file.pointer_mut(parent).unwrap() {
        Value::Array(items) => items[key.parse::<usize>().unwrap()] = value.clone(),
        group => group[key] = value.clone(),
    }
}

#[test]
fn what_breaks_the_schema_is_refused_by_the_reader_too() {
    let schema = schema();
    let (questionnaire, sound) = sound();
    let check = |what: &str, file: &Value, is_sound: bool| {
        let broken = errors(&schema, file);
        assert_eq!(broken.is_empty(), is_sound, "the schema: {what}: {broken:#?}");
        let (read, findings) = Anonymous::from_json(&file.to_string(), &questionnaire);
        assert_eq!(read.is_some(), is_sound, "the reader: {what}: {findings:#?}");
        assert!(findings.iter().all(|finding| finding.hint.is_some()), "{what}: {findings:#?}");
    };
    check("nothing", &sound, true);
    for (pointer, key) in [
        ("", "format"),
        ("", "formatVersion"),
        ("", "questionnaire"),
        ("", "mode"),
        ("", "profile"),
        ("", "answers"),
        ("/questionnaire", "id"),
        ("/questionnaire", "version"),
        ("/questionnaire", "fingerprint"),
        ("/answers/0", "question"),
        ("/answers/0", "level"),
    ] {
        let mut file = sound.clone();
        file.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key);
        check(&format!("without {pointer}/{key}"), &file, false);
    }
    for (pointer, value) in [
        ("/format", json!("reasonable-steps/assessment")),
        ("/formatVersion", json!(2)),
        ("/formatVersion", json!("1")),
        ("/mode", json!("quick")),
        ("/mode", json!(1)),
        ("/title", json!("Tea Room Ltd")),
        ("/date", json!("2026-11-22")),
        ("/profile", json!([])),
        ("/profile/staff", json!("yes")),
        ("/profile/tools", json!(["ai", "ai"])),
        ("/profile/tools", json!([1])),
        ("/questionnaire", json!("small")),
        ("/questionnaire/id", json!(" ")),
        ("/questionnaire/title", json!("Small")),
        ("/questionnaire/fingerprint", json!(1)),
        ("/answers", json!({})),
        ("/answers/0", json!("a.one 2")),
        ("/answers/0/question", json!("")),
        ("/answers/0/level", json!(-1)),
        ("/answers/0/level", json!(21)),
        ("/answers/0/level", json!(1.5)),
        ("/answers/0/level", json!("2")),
        ("/answers/0/dontKnow", json!(true)),
        ("/answers/0/notApplicable", json!(true)),
        ("/answers/0/note", json!("kept in the safe")),
        ("/answers/1/dontKnow", json!(false)),
        ("/answers/1/dontKnow", json!("yes")),
        ("/answers/2/notApplicable", json!("our secret recipe")),
    ] {
        let mut file = sound.clone();
        change(&mut file, pointer, &value);
        check(&format!("{pointer}: {value}"), &file, false);
    }
    for (pointer, value) in [
        ("/profile", json!({})),
        ("/profile/tools", json!(["cloud", "ai"])),
        ("/answers", json!([])),
        ("/answers/0/level", json!(0)),
        ("/mode", json!("express")),
        ("/questionnaire/version", json!("1.0.0+texts")),
    ] {
        let mut file = sound.clone();
        change(&mut file, pointer, &value);
        check(&format!("{pointer}: {value}"), &file, true);
    }
}

#[test]
fn what_the_questionnaire_does_not_know_is_told_with_a_way_out() {
    let (questionnaire, sound) = sound();
    let check = |pointer: &str, value: Value, needed: &str| {
        let mut file = sound.clone();
        change(&mut file, pointer, &value);
        let (read, findings) = Anonymous::from_json(&file.to_string(), &questionnaire);
        assert_eq!(read, None, "{pointer}: {value}");
        let said: Vec<String> = findings.iter().map(ToString::to_string).collect();
        let found = findings.iter().any(|finding| finding.code == needed);
        assert!(found && said.iter().all(|said| said.contains("; hint: ")), "{needed}: {said:#?}");
    };
    check("/questionnaire/id", json!("trade-secrets"), "other-questionnaire");
    check("/questionnaire/fingerprint", json!("0".repeat(64)), "other-version");
    check("/profile/colour", json!(["red"]), "unknown-profile-question");
    check("/profile/staff", json!(["maybe"]), "unknown-option");
    check("/profile/staff", json!(["yes", "no"]), "two-options");
    check("/profile/staff", json!([]), "two-options");
    check("/profile/tools", json!(["ai", "cloud", "ai"]), "duplicate-id");
    check("/profile/staff", json!(["yes", "yes"]), "two-options");
    check("/answers/0", json!({"question": "a.five", "level": 1}), "unknown-question");
    check("/answers/0/level", json!(3), "range");
    check("/answers/0", json!({"question": "a.four", "notApplicable": true}), "not-applicable");
    check("/answers/0", json!({"question": "a.two", "level": 1}), "duplicate-id");
    for (answer, what) in [
        (json!({"question": "a.one"}), "has no answer"),
        (
            json!({"question": "a.one", "level": 1, "dontKnow": true}),
            "answers in more than one way",
        ),
    ] {
        let mut file = sound.clone();
        change(&mut file, "/answers/0", &answer);
        let (_, findings) = Anonymous::from_json(&file.to_string(), &questionnaire);
        assert_eq!(findings.len(), 1, "{findings:#?}");
        assert_eq!(findings[0].message, what);
    }
    let (read, findings) = Anonymous::from_json("{", &questionnaire);
    assert!(read.is_none() && findings[0].code == "json", "{findings:#?}");
}

#[test]
fn of_very_many_options_the_first_unknown_one_is_named() {
    let (questionnaire, mut file) = sound();
    // If each were compared with all the others, this would take long.
    let options: Vec<String> = (0..20_000).map(|number| format!("{number:x}")).collect();
    file["profile"]["tools"] = json!(options);
    let (read, findings) = Anonymous::from_json(&file.to_string(), &questionnaire);
    assert_eq!((read, findings.len()), (None, 1));
    assert_eq!(
        findings[0].to_string(),
        "profile: tools: profile question `tools` has no option `0`; hint: use one of ai, cloud"
    );
    file["profile"]["tools"] = json!(vec!["ai"; 20_000]);
    let (read, findings) = Anonymous::from_json(&file.to_string(), &questionnaire);
    assert_eq!((read, findings.len(), findings[0].code), (None, 1, "duplicate-id"));
}

#[test]
fn an_answer_that_is_not_asked_is_told_and_not_counted() {
    let mut gone = asked("a.gone", 1);
    gone.condition = json!({"profile": "staff", "is": "yes"});
    let questionnaire = small(json!([0, 0.5, 1]), &[asked("a.one", 1), gone]);
    let mut firm = support::all_at(&questionnaire, 2);
    firm.set_profile(&questionnaire, "staff", vec!["yes".to_owned()]).unwrap();
    let text = Anonymous::of(&questionnaire, &firm).to_json(&questionnaire);
    let (read, findings) = Anonymous::from_json(&text.replace("\"yes\"", "\"no\""), &questionnaire);
    assert_eq!(read.unwrap().states, [State::Level(2), State::NotAsked]);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0].code, "not-asked");
}

#[test]
fn an_answer_that_the_mode_leaves_out_decides_nothing() {
    let mut depends = asked("a.two", 1);
    depends.condition = json!({"not": {"answer": "a.one", "atLeast": 2}});
    let mut questionnaire = small_json(json!([0, 0.5, 1]), &[asked("a.one", 1), depends]);
    questionnaire["domains"][0]["questions"][1]["express"] = json!(true);
    let questionnaire = support::read(&questionnaire);
    let firm = support::all_at(&questionnaire, 1);
    let text = Anonymous::of(&questionnaire, &firm).to_json(&questionnaire);
    let text = text.replace("\"a.one\",\"level\":1", "\"a.one\",\"level\":2");
    let full = Anonymous::from_json(&text, &questionnaire).0.unwrap();
    assert_eq!(full.states, [State::Level(2), State::NotAsked]);
    let express = text.replace("\"full\"", "\"express\"");
    let (read, findings) = Anonymous::from_json(&express, &questionnaire);
    let read = read.unwrap();
    assert_eq!(read.states, [State::NotAsked, State::Level(1)]);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    // So it is the same when it is written and read again.
    let (again, _) = Anonymous::from_json(&read.to_json(&questionnaire), &questionnaire);
    assert_eq!(again.as_ref(), Some(&read));
    // The firm's own report counts in the same way.
    let mut firm = firm;
    firm.answer(&questionnaire, "a.one", Some(Choice::Level(2))).unwrap();
    firm.mode = Mode::Express;
    assert_eq!(states(&questionnaire, &firm), read.states);
}

proptest! {
    #[test]
    fn whatever_is_read_is_read_or_refused(text in ".{0,200}") {
        let (questionnaire, sound) = sound();
        let _ = Anonymous::from_json(&text, &questionnaire);
        let sound = sound.to_string();
        let cut = text.len().min(sound.len());
        let (read, findings) = Anonymous::from_json(&sound[..cut], &questionnaire);
        prop_assert!(read.is_some() == (cut == sound.len()) && read.is_some() == findings.is_empty());
    }
}
