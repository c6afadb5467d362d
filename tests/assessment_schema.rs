//! The published schema of the assessment file, held against what is written and what is refused: a file that the
//! engine writes keeps it, and what breaks it is refused by both.

mod support;

use std::fs;
use std::sync::OnceLock;

use jsonschema::Validator;
use proptest::prelude::*;
use reasonable_steps::assessment::{Assessment, Choice, Decision, Mode, Status};
use reasonable_steps::questionnaire::{Question, Questionnaire};
use serde_json::{Value, json};
use support::{root, trade_secrets};

fn schema() -> Validator {
    let text = fs::read(root().join("schema/assessment.schema.json")).unwrap();
    let schema: Value = serde_json::from_slice(&text).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn errors(schema: &Validator, file: &Value) -> Vec<String> {
    schema.iter_errors(file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Every file of assessments in the repository.
fn files() -> Vec<(String, Value)> {
    let mut files = Vec::new();
    for folder in ["tests/data/firms", "tests/data/formats/1"] {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if name.ends_with(".steps.json") && name != "protected.steps.json" {
                files.push((name, serde_json::from_slice(&fs::read(&path).unwrap()).unwrap()));
            }
        }
    }
    assert!(files.len() >= 6, "{files:#?}");
    files
}

#[test]
fn every_file_here_keeps_the_schema() {
    let schema = schema();
    for (name, file) in files() {
        assert_eq!(errors(&schema, &file), Vec::<String>::new(), "{name}");
    }
    let blank = Assessment::new(&trade_secrets(), Mode::Express).to_json();
    let blank = serde_json::from_str(&blank).unwrap();
    assert_eq!(errors(&schema, &blank), Vec::<String>::new());
}

#[test]
fn what_breaks_the_schema_is_refused_by_the_reader_too() {
    let schema = schema();
    let questionnaire = trade_secrets();
    let mut sound = files().into_iter().find(|(name, _)| name == "decisions.steps.json").unwrap().1;
    sound["answers"][0] = json!({"question": "access.sign-in", "level": 2, "note": "n", "evidence": "e", "asked": "01234567"});
    let rest = sound["answers"].as_array().unwrap().iter().skip(1);
    let rest: Vec<Value> =
        rest.filter(|answer| answer["question"] != "access.sign-in").cloned().collect();
    sound["answers"].as_array_mut().unwrap().splice(1.., rest);
    let check = |what: &str, change: &dyn Fn(&mut Value), is_sound: bool| {
        let mut file = sound.clone();
        change(&mut file);
        assert_eq!(
            errors(&schema, &file).is_empty(),
            is_sound,
            "the schema: {what}: {:#?}",
            errors(&schema, &file)
        );
        let (read, findings) = Assessment::from_json(&file.to_string(), &questionnaire);
        assert_eq!(read.is_some(), is_sound, "the reader: {what}: {findings:#?}");
    };
    check("nothing", &|_| {}, true);
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
        ("/decisions/0", "question"),
        ("/decisions/0", "status"),
    ] {
        check(
            &format!("without {pointer}/{key}"),
            &|file| {
                file.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(key);
            },
            false,
        );
    }
    for pointer in ["", "/questionnaire", "/answers/0", "/decisions/0"] {
        check(
            &format!("{pointer}/colour"),
            &|file| {
                file.pointer_mut(pointer).unwrap()["colour"] = json!("red");
            },
            false,
        );
    }
    let wrong = [
        ("/format", json!("reasonable-steps/report")),
        ("/format", json!(1)),
        ("/formatVersion", json!(2)),
        ("/formatVersion", json!("1")),
        ("/mode", json!("quick")),
        ("/mode", json!(1)),
        ("/title", json!(["a"])),
        ("/date", json!(20_261_122)),
        ("/profile", json!([])),
        ("/profile/staff", json!("yes")),
        ("/profile/staff", json!([1])),
        ("/questionnaire", json!("trade-secrets")),
        ("/questionnaire/id", json!(" ")),
        ("/questionnaire/version", json!("")),
        ("/questionnaire/fingerprint", json!(1)),
        ("/answers", json!({})),
        ("/answers/0", json!("access.sign-in 2")),
        ("/answers/0/question", json!("")),
        ("/answers/0/level", json!(-1)),
        ("/answers/0/level", json!(21)),
        ("/answers/0/level", json!(2.5)),
        ("/answers/0/level", json!("2")),
        ("/answers/0/dontKnow", json!("yes")),
        ("/answers/0/dontKnow", json!(true)),
        ("/answers/0/notApplicable", json!("and a level")),
        ("/answers/0/note", json!(1)),
        ("/answers/0/evidence", json!(["e"])),
        ("/answers/0/asked", json!(12_345_678)),
        ("/decisions", json!({})),
        ("/decisions/0/status", json!("maybe")),
        ("/decisions/0/owner", json!(1)),
        ("/decisions/0/due", json!("31.1.2027")),
        ("/decisions/0/reason", json!(false)),
        ("/origin", json!("combined")),
        ("/origin", json!({})),
        ("/origin", json!({"kind": " "})),
        ("/origin", json!({"kind": 1, "people": 2})),
    ];
    for (pointer, value) in wrong {
        check(
            &format!("{pointer}: {value}"),
            &|file| {
                let (parent, key) = pointer.rsplit_once('/').unwrap();
                match file.pointer_mut(parent).unwrap() {
                    Value::Array(items) => items[key.parse::<usize>().unwrap()] = value.clone(),
                    group => group[key] = value.clone(),
                }
            },
            false,
        );
    }
    for list in ["answers", "decisions"] {
        check(
            &format!("the same of {list} twice"),
            &|file| {
                let again = file[list][0].clone();
                file[list].as_array_mut().unwrap().push(again);
            },
            false,
        );
    }
    for (pointer, value) in [
        ("/title", json!("")),
        ("/answers/0/note", json!(" \n")),
        ("/answers/0/level", json!(0)),
        ("/decisions", json!([])),
        ("/profile", json!({})),
        ("/answers", json!([])),
        ("/profile/staff", json!([])),
    ] {
        check(
            &format!("{pointer}: {value}"),
            &|file| *file.pointer_mut(pointer).unwrap() = value.clone(),
            true,
        );
    }
}

#[test]
fn how_it_came_about_may_be_of_a_kind_to_come() {
    let mut file = files().remove(0).1;
    file["origin"] = json!({"kind": "to come", "parts": [1, {"kind": null}]});
    assert_eq!(errors(&schema(), &file), Vec::<String>::new());
    let (read, findings) = Assessment::from_json(&file.to_string(), &trade_secrets());
    assert!(read.is_some(), "{findings:#?}");
}

fn typed() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), Just(" ".to_owned()), ".{0,12}", "\\PC{0,12}\n{0,2}"]
}

fn choice() -> impl Strategy<Value = Option<Choice>> {
    prop_oneof![
        Just(None),
        (0..5_u8).prop_map(|level| Some(Choice::Level(level))),
        Just(Some(Choice::DontKnow)),
        typed().prop_map(|reason| Some(Choice::NotApplicable { reason })),
    ]
}

fn decision() -> impl Strategy<Value = Option<Decision>> {
    let due = proptest::option::of((2020..2100_u16, 1..13_u8, 1..29_u8));
    let status = prop_oneof![Just(Status::Planned), Just(Status::Done), Just(Status::NotNow)];
    proptest::option::of((status, typed(), due, typed()).prop_map(
        |(status, owner, due, reason)| {
            let due = due
                .map(|(year, month, day)| format!("{year}-{month:02}-{day:02}").parse().unwrap());
            Decision { status, owner, due, reason }
        },
    ))
}

fn assessment(
    questionnaire: &Questionnaire,
    title: String,
    recorded: Vec<(Option<Choice>, String, String, Option<Decision>)>,
) -> Assessment {
    let mut assessment = Assessment::new(questionnaire, Mode::Full);
    assessment.title = title;
    let questions: Vec<&Question> = questionnaire.questions().collect();
    for (question, (choice, note, evidence, decision)) in questions.into_iter().zip(recorded) {
        // A critical question refuses "not applicable"; then it stays unanswered.
        let _ = assessment.answer(questionnaire, question.id.as_str(), choice);
        assessment.change(&question.id, |answer| (answer.note, answer.evidence) = (note, evidence));
        if let Some(decision) = decision {
            assessment.decisions.insert(question.id.clone(), decision);
        }
    }
    assessment
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_keeps_the_schema_and_comes_back_letter_by_letter(
        title in typed(),
        recorded in proptest::collection::vec((choice(), typed(), typed(), decision()), 12),
    ) {
        static READ: OnceLock<(Questionnaire, Validator)> = OnceLock::new();
        let (questionnaire, schema) = READ.get_or_init(|| (trade_secrets(), schema()));
        let assessed = assessment(questionnaire, title, recorded);
        let text = assessed.to_json();
        prop_assert_eq!(errors(schema, &serde_json::from_str(&text).unwrap()), Vec::<String>::new());
        let (read, findings) = Assessment::from_json(&text, questionnaire);
        prop_assert_eq!(findings, vec![]);
        prop_assert_eq!(read.unwrap(), assessed);
    }
}
