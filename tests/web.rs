//! The boundary, in a real browser: text in, text out, and failures that can be read.

#![cfg(all(target_arch = "wasm32", feature = "widget", feature = "headless"))]

use reasonable_steps::web::exports::Engine;
use serde_json::Value;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const QUESTIONNAIRE: &str = include_str!("../questionnaires/compiled/trade-secrets.en.json");
const ENGLISH: &str = include_str!("../languages/en.json");
const FIRM: &str = include_str!("data/firms/machine-shop.steps.json");
const TODAY: &str = "2026-11-22";

/// What an engine answers to a call: its text, or the failure.
fn call(engine: &Engine, method: &str, texts: &[&str]) -> Result<String, String> {
    let text = |index: usize| texts.get(index).copied().unwrap_or_default();
    let answer = engine.call(method, text(0), text(1), text(2));
    match answer.split_at(1) {
        ("=", text) => Ok(text.to_owned()),
        ("!", failure) => Err(failure.to_owned()),
        _ => panic!("`{answer}` has no sign"),
    }
}

/// An engine made by this method.
fn made(method: &str, texts: &[&str]) -> Result<Engine, String> {
    let engine = Engine::new();
    call(&engine, method, texts).map(|_| engine)
}

fn session() -> Engine {
    made("session", &[QUESTIONNAIRE, ENGLISH]).unwrap()
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The code of a failure.
fn code<T>(answer: Result<T, String>) -> String {
    let failure = answer.err().unwrap();
    read(&failure)["code"].as_str().unwrap().to_owned()
}

#[wasm_bindgen_test]
fn a_session_starts_with_a_whole_page_and_then_says_only_what_changed() {
    let session = session();
    let start = read(&call(&session, "show", &[TODAY]).unwrap());
    assert_eq!(start["place"], "start");
    assert!(start["page"].as_str().unwrap().contains("data-heading"));
    let domain = read(&call(&session, "apply", &["go domain:access", "", TODAY]).unwrap());
    assert!(domain["page"].is_string());
    assert_eq!(domain["focus"], "heading");
    let answered =
        read(&call(&session, "apply", &["level access.sign-in 2", "on", TODAY]).unwrap());
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
    call(&session, "apply", &["open", FIRM, TODAY]).unwrap();
    assert_eq!(read(&call(&session, "file", &[]).unwrap()), read(FIRM));
}

#[wasm_bindgen_test]
fn a_session_without_answers_has_no_file() {
    assert_eq!(call(&session(), "file", &[]).unwrap(), "");
}

#[wasm_bindgen_test]
fn a_new_session_resumes_where_another_was() {
    let session = session();
    let update = read(&call(&session, "resume", &[FIRM, "domain:access", TODAY]).unwrap());
    assert_eq!(update["place"], "domain:access");
    assert_eq!(update["answered"], read(FIRM)["answers"].as_array().unwrap().len());
}

#[wasm_bindgen_test]
fn failures_are_text_with_a_stable_code() {
    let session = session();
    assert_eq!(code(call(&session, "apply", &["fly", "", TODAY])), "command");
    assert_eq!(code(call(&session, "apply", &["next", "", "tomorrow"])), "date");
    assert_eq!(code(made("session", &["{}", ENGLISH])), "questionnaire");
    assert_eq!(code(made("session", &[QUESTIONNAIRE, "[]"])), "language");
    assert_eq!(code(made("session", &[QUESTIONNAIRE, ENGLISH, "quick"])), "mode");
    assert_eq!(code(made("assessmentFromFile", &["{}", QUESTIONNAIRE])), "file");
    let assessment = made("assessment", &[QUESTIONNAIRE, "express"]).unwrap();
    assert_eq!(code(call(&assessment, "answer", &["gone", "{}"])), "unknown-question");
    assert_eq!(
        code(call(&assessment, "answer", &["access.sign-in", r#"{"level":5}"#])),
        "level-out-of-range"
    );
    assert_eq!(
        code(call(&assessment, "answer", &["access.sign-in", r#"{"level":300}"#])),
        "level-out-of-range"
    );
    assert_eq!(
        code(call(&assessment, "answer", &["access.sign-in", r#"{"level":2.5}"#])),
        "level-out-of-range"
    );
    assert_eq!(
        code(call(&assessment, "answer", &["access.sign-in", r#"{"level":1,"dontKnow":true}"#])),
        "answer"
    );
    assert_eq!(
        code(call(&assessment, "answer", &["access.reviews", r#"{"notApplicable":" "}"#])),
        "reason-missing"
    );
    assert_eq!(
        code(call(&assessment, "answer", &["access.sign-in", r#"{"notApplicable":"no"}"#])),
        "not-applicable-not-offered"
    );
    assert_eq!(code(call(&assessment, "setProfile", &[r#"{"staff":"yes"}"#])), "profile");
    assert_eq!(
        code(call(&assessment, "setProfile", &[r#"{"staff":["perhaps"]}"#])),
        "unknown-option"
    );
    assert_eq!(code(call(&assessment, "report", &["2026-02-30"])), "date");
    assert_eq!(code(call(&assessment, "show", &[TODAY])), "method");
    assert_eq!(code(call(&Engine::new(), "show", &[TODAY])), "method");
}

#[wasm_bindgen_test]
fn a_profile_is_taken_whole_or_not_at_all() {
    let assessment = made("assessment", &[QUESTIONNAIRE, "express"]).unwrap();
    let before = call(&assessment, "toFile", &[]).unwrap();
    assert_eq!(
        code(call(&assessment, "setProfile", &[r#"{"staff":["no"],"gone":[]}"#])),
        "unknown-profile-question"
    );
    assert_eq!(call(&assessment, "toFile", &[]).unwrap(), before);
}

#[wasm_bindgen_test]
fn the_report_in_the_browser_is_that_of_the_core() {
    let assessment = made("assessmentFromFile", &[FIRM, QUESTIONNAIRE]).unwrap();
    let (questionnaire, _) =
        reasonable_steps::questionnaire::Questionnaire::from_json(QUESTIONNAIRE);
    let questionnaire = questionnaire.unwrap();
    let (core, _) = reasonable_steps::assessment::Assessment::from_json(FIRM, &questionnaire);
    let core =
        reasonable_steps::report::report(&questionnaire, &core.unwrap(), TODAY.parse().unwrap());
    assert_eq!(call(&assessment, "report", &[TODAY]).unwrap(), core.to_json());
}

#[wasm_bindgen_test]
fn ten_megabytes_of_nesting_are_a_failure_and_no_trap() {
    assert_eq!(code(made("session", &[&"[".repeat(10_000_000), ENGLISH])), "questionnaire");
    assert_eq!(code(made("session", &[&"[".repeat(4_000_000), ENGLISH])), "questionnaire");
    // The engine goes on.
    assert!(call(&session(), "show", &[TODAY]).is_ok());
}
