//! The corpus of hostile strings (`tests/data/hostile-strings.json`), a questionnaire that consists of them, and an
//! assessment in which every text is one of them. Shared by the native tests and those in browsers.
#![allow(dead_code, reason = "not every test asks for everything")]

use std::collections::HashMap;

use serde_json::{Value, json};

/// The strings, in the file's order.
pub fn strings() -> Vec<String> {
    let kinds: Value =
        serde_json::from_str(include_str!("../data/hostile-strings.json")).expect("JSON");
    let kinds = kinds.as_object().expect("kinds of strings");
    let all = kinds.values().filter_map(Value::as_array).flatten();
    all.map(|text| text.as_str().expect("a string").to_owned()).collect()
}

/// How many strings one area asks about.
pub const EACH: usize = 40;

/// The question that is answered with a level, and has note, evidence and a decision.
pub fn answered(number: usize) -> String {
    format!("area-{}.answered-{number}", number / EACH)
}

/// The question that does not concern the firm, for a reason.
pub fn left_out(number: usize) -> String {
    format!("area-{}.left-{number}", number / EACH)
}

/// A string with a mark behind it that no other has: found with it, it is found whole, wherever it stands.
pub fn marked(text: &str, field: &str, number: usize) -> String {
    format!("{text}~{field}{number}.")
}

/// A long text in which marked strings are looked up: by their marks, for there are thousands of them.
pub struct Heard {
    text: String,
    /// Where each mark ends.
    marks: HashMap<String, Vec<usize>>,
}

impl Heard {
    pub fn new(text: String) -> Self {
        let mut marks: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, _) in text.match_indices('~') {
            if let Some(length) = text[at..].find('.') {
                let end = at + length + 1;
                marks.entry(text[at..end].to_owned()).or_default().push(end);
            }
        }
        Self { text, marks }
    }

    /// Whether a marked string stands in the text, whole.
    pub fn says(&self, marked: &str) -> bool {
        let mark = &marked[marked.rfind('~').expect("a mark")..];
        let ends = self.marks.get(mark).into_iter().flatten();
        ends.into_iter().any(|end| self.text[..*end].ends_with(marked))
    }
}

/// Whether a source may have this address. The reader of questionnaires refuses all others.
pub fn is_address(text: &str) -> bool {
    text.starts_with("https://")
}

/// The compiled questionnaire: two questions and a source to each string. Every text of them is that string, marked;
/// the prompt is the string alone.
pub fn questionnaire(strings: &[String]) -> Value {
    let mut domains: Vec<Value> = Vec::new();
    let mut sources = Vec::new();
    for (number, text) in strings.iter().enumerate() {
        if number % EACH == 0 {
            domains.push(json!({
                "id": format!("area-{}", number / EACH), "questions": [],
                "title": marked(text, "area", number), "lead": marked(text, "lead", number),
            }));
        }
        let mut source = json!({ "id": format!("source-{number}"), "title": marked(text, "source", number),
            "publisher": marked(text, "publisher", number) });
        if is_address(text) {
            source["url"] = json!(text);
        }
        sources.push(source);
        let say = |field: &str| marked(text, field, number);
        for id in [answered(number), left_out(number)] {
            let question = json!({
                "id": id, "weight": 1, "critical": false, "effort": "s", "lenses": ["legal"],
                "prompt": text, "levels": [say("none"), say("some"), say("all")], "why": say("why"),
                "evidence": say("proof"), "quickWin": say("quick"), "nextSteps": [say("next"), say("later")],
                "action": say("action"), "gap": say("gap"), "caution": say("caution"),
                "sources": [format!("source-{number} {}", say("locator"))],
            });
            let questions =
                domains.last_mut().and_then(|domain| domain["questions"].as_array_mut());
            questions.expect("an area").push(question);
        }
    }
    let some = |at: usize, field: &str| marked(&strings[at % strings.len()], field, at);
    json!({
        "format": "reasonable-steps/questionnaire", "formatVersion": 1, "id": "hostile", "version": "1.0.0",
        "language": "en", "title": some(0, "title"), "short": some(1, "short"), "questionStem": some(2, "stem"),
        "method": [some(3, "method")], "disclaimer": [some(4, "disclaimer"), some(5, "disclaimer")],
        "scale": { "values": [0, "1/2", 1], "target": 2 },
        "levels": [some(6, "level"), some(7, "level"), some(8, "level")],
        "display": { "unit": "percent", "decimals": 0, "rounding": "down" },
        "rules": { "minCompleteness": 80, "criticalFactor": 1.5, "quickWin": { "effort": "s", "minWeight": 2 } },
        "bands": [
            { "id": "low", "from": 0, "name": some(9, "band"), "summary": some(10, "summary") },
            { "id": "high", "from": 50, "name": some(11, "band"), "summary": some(12, "summary") },
        ],
        "caps": [], "efforts": [{ "id": "s", "divisor": 1, "name": some(13, "effort") }],
        "lenses": [{ "id": "legal", "name": some(14, "lens") }],
        "profile": [{ "id": "staff", "kind": "one", "prompt": some(15, "fact"), "hint": some(16, "hint"), "options": [
            { "id": "yes", "text": some(17, "option") }, { "id": "no", "text": some(18, "option") }] }],
        "sources": sources, "domains": domains,
    })
}

/// The assessment file. Note and owner are the string alone; the others are marked.
pub fn assessment(strings: &[String]) -> Value {
    let mut answers = Vec::new();
    let mut decisions = Vec::new();
    for (number, text) in strings.iter().enumerate() {
        answers.push(json!({ "question": answered(number), "level": 0, "note": text,
            "evidence": marked(text, "kept", number) }));
        answers.push(json!({ "question": left_out(number), "notApplicable": marked(text, "reason", number) }));
        decisions.push(json!({ "question": answered(number), "status": "not-now", "owner": text,
            "reason": marked(text, "put-off", number) }));
    }
    json!({
        "format": "reasonable-steps/assessment", "formatVersion": 1, "mode": "full",
        "title": strings.first().map(|text| marked(text, "firm", 0)),
        "questionnaire": { "id": "hostile", "version": "1.0.0", "fingerprint": "unknown" },
        "profile": { "staff": ["yes"] }, "answers": answers, "decisions": decisions,
    })
}
