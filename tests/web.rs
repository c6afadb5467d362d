//! The boundary, in a real browser: text in, text out, and failures that can be read.

#![cfg(all(target_arch = "wasm32", feature = "widget"))]

use reasonable_steps::web::exports::{EngineAssessment, EngineSession};
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const QUESTIONNAIRE: &str = include_str!("../questionnaires/compiled/trade-secrets.en.json");
const ENGLISH: &str = include_str!("../languages/en.json");
const FIRM: &str = include_str!("data/firms/machine-shop.steps.json");
const TODAY: &str = "2026-11-22";

fn session() -> EngineSession {
    EngineSession::new(QUESTIONNAIRE, ENGLISH, "").unwrap()
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The code of a failure.
fn code<T>(answer: Result<T, JsValue>) -> String {
    let failure = answer.err().unwrap().as_string().expect("a failure is JSON text");
    read(&failure)["code"].as_str().unwrap().to_owned()
}

#[wasm_bindgen_test]
fn a_session_starts_with_a_whole_page_and_then_says_only_what_changed() {
    let session = session();
    let start = read(&session.show(TODAY).unwrap());
    assert_eq!(start["place"], "start");
    assert!(start["page"].as_str().unwrap().contains("data-heading"));
    let domain = read(&session.apply("go domain:access", "", TODAY).unwrap());
    assert!(domain["page"].is_string());
    assert_eq!(domain["focus"], "heading");
    let answered = read(&session.apply("level access.sign-in 2", "on", TODAY).unwrap());
    assert!(answered["page"].is_null(), "an answer does not replace the page");
    let slots: Vec<&str> = answered["slots"]
        .as_array()
        .unwrap()
        .iter()
        .map(|slot| slot[0].as_str().unwrap())
        .collect();
    assert!(slots.contains(&"rail"), "{slots:?}");
    assert!(slots.iter().all(|slot| !slot.starts_with("question:")), "{slots:?}");
    assert_eq!(answered["answered"], 1);
}

#[wasm_bindgen_test]
fn a_file_goes_through_the_boundary_unchanged() {
    let session = session();
    session.apply("open", FIRM, TODAY).unwrap();
    assert_eq!(read(&session.file().unwrap()), read(FIRM));
}

#[wasm_bindgen_test]
fn a_session_without_answers_has_no_file() {
    assert_eq!(session().file().unwrap(), "");
}

#[wasm_bindgen_test]
fn a_new_session_resumes_where_another_was() {
    let session = session();
    let update = read(&session.resume(FIRM, "domain:access", TODAY).unwrap());
    assert_eq!(update["place"], "domain:access");
    assert_eq!(update["answered"], read(FIRM)["answers"].as_array().unwrap().len());
}

#[wasm_bindgen_test]
fn failures_are_text_with_a_stable_code() {
    let session = session();
    assert_eq!(code(session.apply("fly", "", TODAY)), "command");
    assert_eq!(code(session.apply("next", "", "tomorrow")), "date");
    assert_eq!(code(EngineSession::new("{}", ENGLISH, "")), "questionnaire");
    assert_eq!(code(EngineSession::new(QUESTIONNAIRE, "[]", "")), "language");
    assert_eq!(code(EngineSession::new(QUESTIONNAIRE, ENGLISH, "quick")), "mode");
    assert_eq!(code(EngineAssessment::from_file("{}", QUESTIONNAIRE)), "file");
    let assessment = EngineAssessment::new(QUESTIONNAIRE, "express").unwrap();
    assert_eq!(code(assessment.answer("gone", "{}")), "unknown-question");
    assert_eq!(code(assessment.answer("access.sign-in", r#"{"level":5}"#)), "level-out-of-range");
    assert_eq!(code(assessment.answer("access.sign-in", r#"{"level":300}"#)), "level-out-of-range");
    assert_eq!(code(assessment.answer("access.sign-in", r#"{"level":2.5}"#)), "level-out-of-range");
    assert_eq!(
        code(assessment.answer("access.sign-in", r#"{"level":1,"dontKnow":true}"#)),
        "answer"
    );
    assert_eq!(
        code(assessment.answer("access.reviews", r#"{"notApplicable":" "}"#)),
        "reason-missing"
    );
    assert_eq!(
        code(assessment.answer("access.sign-in", r#"{"notApplicable":"no"}"#)),
        "not-applicable-not-offered"
    );
    assert_eq!(code(assessment.set_profile(r#"{"staff":"yes"}"#)), "profile");
    assert_eq!(code(assessment.set_profile(r#"{"staff":["perhaps"]}"#)), "unknown-option");
    assert_eq!(code(assessment.report("2026-02-30")), "date");
}

#[wasm_bindgen_test]
fn a_profile_is_taken_whole_or_not_at_all() {
    let assessment = EngineAssessment::new(QUESTIONNAIRE, "express").unwrap();
    let before = assessment.to_file("").unwrap();
    assert_eq!(
        code(assessment.set_profile(r#"{"staff":["no"],"gone":[]}"#)),
        "unknown-profile-question"
    );
    assert_eq!(assessment.to_file("").unwrap(), before);
}

#[wasm_bindgen_test]
fn the_report_in_the_browser_is_that_of_the_core() {
    let assessment = EngineAssessment::from_file(FIRM, QUESTIONNAIRE).unwrap();
    let (questionnaire, _) =
        reasonable_steps::questionnaire::Questionnaire::from_json(QUESTIONNAIRE);
    let questionnaire = questionnaire.unwrap();
    let (core, _) = reasonable_steps::assessment::Assessment::from_json(FIRM, &questionnaire);
    let core =
        reasonable_steps::report::report(&questionnaire, &core.unwrap(), TODAY.parse().unwrap());
    assert_eq!(assessment.report(TODAY).unwrap(), core.to_json());
}

#[wasm_bindgen_test]
fn ten_megabytes_of_nesting_are_a_failure_and_no_trap() {
    assert_eq!(code(EngineSession::new(&"[".repeat(10_000_000), ENGLISH, "")), "questionnaire");
    assert_eq!(code(EngineSession::new(&"[".repeat(4_000_000), ENGLISH, "")), "questionnaire");
    // The engine goes on.
    assert!(session().show(TODAY).is_ok());
}
