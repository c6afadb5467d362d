//! A questionnaire of 1,000 questions, made from the built-in one, so that texts and rules are of
//! real length and kind. Shared by the native and the browser benchmarks.

use serde_json::{Value, json};

/// The compiled built-in questionnaire.
pub const BUILT_IN: &str = include_str!("../../questionnaires/compiled/trade-secrets.en.json");

/// How many domains the large questionnaire has.
pub const DOMAINS: usize = 20;
/// How many questions each of its domains has.
pub const QUESTIONS_EACH: usize = 50;

/// The compiled questionnaire of 20 domains with 50 questions each.
///
/// # Errors
/// When the built-in questionnaire is not what it should be.
pub fn thousand_questions() -> Result<String, String> {
    let mut whole: Value = serde_json::from_str(BUILT_IN).map_err(|error| error.to_string())?;
    let domains = whole["domains"].as_array().cloned().unwrap_or_default();
    let questions: Vec<Value> = domains
        .iter()
        .filter_map(|domain| domain["questions"].as_array())
        .flatten()
        .cloned()
        .collect();
    if questions.is_empty() {
        return Err("the built-in questionnaire has no questions".to_owned());
    }
    let mut models = questions.iter().cycle();
    let made = (0..DOMAINS).map(|domain| {
        let own = models.by_ref().take(QUESTIONS_EACH).enumerate().map(|(number, model)| {
            let mut question = model.clone();
            question["id"] = question_id(domain, number).into();
            question
        });
        json!({
            "id": domain_id(domain), "title": format!("Area {}", domain + 1),
            "lead": "One of many areas.", "questions": own.collect::<Vec<_>>(),
        })
    });
    whole["domains"] = made.collect();
    whole["id"] = "thousand".into();
    // The cards' own list of gaps names questions that are no longer there.
    for card in whole["cards"].as_array_mut().into_iter().flatten() {
        card["gaps"] = json!([]);
    }
    // They are worked out from what was just replaced.
    if let Some(fields) = whole.as_object_mut() {
        fields.remove("fingerprint");
        fields.remove("textsFingerprint");
    }
    Ok(whole.to_string())
}

/// The id of a domain, counted from 0.
pub fn domain_id(domain: usize) -> String {
    format!("area-{}", domain + 1)
}

/// The id of a question of a domain, both counted from 0.
pub fn question_id(domain: usize, number: usize) -> String {
    format!("{}.question-{}", domain_id(domain), number + 1)
}

/// An assessment file in which each of the 1,000 questions has an answer.
pub fn thousand_answers() -> String {
    let ids = (0..DOMAINS)
        .flat_map(|domain| (0..QUESTIONS_EACH).map(move |number| question_id(domain, number)));
    let answers = ids.enumerate().map(|(at, id)| json!({ "question": id, "level": at % 5 }));
    json!({
        "format": "reasonable-steps/assessment", "formatVersion": 1, "mode": "full",
        "questionnaire": { "id": "thousand", "version": "1.0.0", "fingerprint": "unknown" },
        "profile": {}, "answers": answers.collect::<Vec<_>>(),
    })
    .to_string()
}
