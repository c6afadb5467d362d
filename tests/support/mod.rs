//! What the tests share: the real questionnaire, and small ones made for one claim.
#![allow(dead_code, reason = "each test file is a crate of its own and uses a part of this")]

use std::path::{Path, PathBuf};

use reasonable_steps::assessment::{Assessment, Choice, Mode};
use reasonable_steps::date::Date;
use reasonable_steps::questionnaire::{Questionnaire, authoring};
use serde_json::{Value, json};

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

pub fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

/// The built-in questionnaire, read from its folder.
pub fn trade_secrets() -> Questionnaire {
    let folder = root().join("questionnaires/trade-secrets");
    let (questionnaire, findings) = authoring::read_folder(&folder, None);
    questionnaire.unwrap_or_else(|| panic!("{findings:#?}"))
}

/// A question of a small questionnaire.
pub struct Asked {
    pub id: &'static str,
    pub weight: Value,
    pub critical: bool,
    pub condition: Value,
    pub effort: &'static str,
}

/// A question that always applies and is not critical.
pub fn asked(id: &'static str, weight: impl Into<Value>) -> Asked {
    Asked { id, weight: weight.into(), critical: false, condition: Value::Null, effort: "m" }
}

/// The JSON of a small questionnaire. Domains follow from the ids.
pub fn small_json(values: Value, questions: &[Asked]) -> Value {
    let levels = values.as_array().unwrap().len();
    let texts = |what: &str, count: usize| -> Vec<String> {
        (0..count).map(|index| format!("{what} {index}")).collect()
    };
    let mut domains: Vec<Value> = Vec::new();
    for question in questions {
        let domain = question.id.split('.').next().unwrap();
        let compiled = json!({
            "id": question.id, "weight": question.weight, "critical": question.critical,
            "effort": question.effort, "lenses": ["legal"], "condition": question.condition,
            "sources": [], "prompt": format!("Prompt of {}", question.id),
            "levels": texts(question.id, levels), "why": "why", "evidence": "evidence",
            "quickWin": "quick", "nextSteps": texts("step", levels - 1),
            "action": format!("Action of {}", question.id), "gap": format!("Gap of {}", question.id),
        });
        match domains.iter_mut().find(|known| known["id"] == domain) {
            Some(known) => known["questions"].as_array_mut().unwrap().push(compiled),
            None => domains.push(json!({
                "id": domain, "title": domain, "lead": "lead", "questions": [compiled],
            })),
        }
    }
    json!({
        "format": "reasonable-steps/questionnaire", "formatVersion": 1,
        "id": "small", "version": "1.0.0", "language": "en", "title": "Small", "short": "short",
        "questionStem": "Which?", "method": [], "disclaimer": [],
        "scale": {"values": values, "target": (levels - 1).clamp(1, 3)},
        "levels": texts("level", levels),
        "display": {"unit": "percent", "decimals": 0, "rounding": "down"},
        "rules": {"minCompleteness": 80, "criticalFactor": 1.5, "quickWin": {"effort": "s", "minWeight": 2}},
        "bands": [
            {"id": "low", "from": 0, "name": "Low", "summary": "low"},
            {"id": "high", "from": 50, "name": "High", "summary": "high"},
        ],
        "caps": [],
        "efforts": [
            {"id": "s", "divisor": 1, "name": "a day"}, {"id": "m", "divisor": 1.5, "name": "a month"},
        ],
        "lenses": [{"id": "legal", "name": "Legal"}],
        "profile": [
            {"id": "staff", "kind": "one", "prompt": "Staff?", "options": [
                {"id": "yes", "text": "Yes"}, {"id": "no", "text": "No"}]},
            {"id": "tools", "kind": "many", "prompt": "Tools?", "options": [
                {"id": "ai", "text": "AI"}, {"id": "cloud", "text": "Cloud"}]},
        ],
        "sources": [], "domains": domains,
    })
}

pub fn read(json: &Value) -> Questionnaire {
    let (questionnaire, findings) = Questionnaire::from_json(&json.to_string());
    questionnaire.unwrap_or_else(|| panic!("{findings:#?}"))
}

pub fn small(values: Value, questions: &[Asked]) -> Questionnaire {
    read(&small_json(values, questions))
}

/// An assessment of these answers.
pub fn answered(questionnaire: &Questionnaire, answers: &[(&str, Choice)]) -> Assessment {
    let mut assessment = Assessment::new(questionnaire, Mode::Full);
    for (question, choice) in answers {
        assessment.answer(questionnaire, question, Some(choice.clone())).unwrap();
    }
    assessment
}

/// An assessment in which every question is answered with the same level.
pub fn all_at(questionnaire: &Questionnaire, level: u8) -> Assessment {
    let mut assessment = Assessment::new(questionnaire, Mode::Full);
    for question in questionnaire.questions() {
        assessment.answer(questionnaire, question.id.as_str(), Some(Choice::Level(level))).unwrap();
    }
    assessment
}

pub fn not_applicable(reason: &str) -> Choice {
    Choice::NotApplicable { reason: reason.to_owned() }
}

/// Copies a folder with what is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
