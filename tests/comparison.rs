//! What the report says about earlier assessments.

mod support;

use reasonable_steps::assessment::{Assessment, Choice, Mode};
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::report::{Comparison, report_since};
use serde_json::{Value, json};
use support::{all_at, answered, asked, read, small_json, today};

fn three() -> Value {
    small_json(json!([0, 0.5, 1]), &[asked("a.x", 1), asked("a.y", 1), asked("b.z", 2)])
}

fn compare(questionnaire: &Questionnaire, now: &Assessment, then: &Assessment) -> Comparison {
    let made = report_since(questionnaire, now, std::slice::from_ref(then), today());
    made.comparisons.into_iter().next().unwrap()
}

fn ids<'a>(named: impl IntoIterator<Item = &'a reasonable_steps::report::Named>) -> Vec<&'a str> {
    named.into_iter().map(|named| named.question.as_str()).collect()
}

fn shown(score: Option<reasonable_steps::score::Shown>) -> String {
    score.map(|shown| shown.to_string()).unwrap_or_default()
}

#[test]
fn express_and_full_are_compared_on_their_common_questions_only() {
    let mut json = three();
    for (domain, index) in [(0, 0), (0, 1)] {
        json["domains"][domain]["questions"][index]["express"] = json!(true);
    }
    let questionnaire = read(&json);
    let mut express =
        answered(&questionnaire, &[("a.x", Choice::Level(0)), ("a.y", Choice::Level(2))]);
    // An answer that Express does not ask is kept and counts in nothing.
    express.answer(&questionnaire, "b.z", Some(Choice::Level(2))).unwrap();
    express.mode = Mode::Express;
    let full = answered(
        &questionnaire,
        &[("a.x", Choice::Level(2)), ("a.y", Choice::Level(2)), ("b.z", Choice::Level(0))],
    );
    let made = compare(&questionnaire, &full, &express);
    assert_eq!((made.questions, made.mode), (2, Mode::Express));
    assert_eq!((shown(made.then), shown(made.now)), ("50".to_owned(), "100".to_owned()));
    assert_eq!(ids(&made.added), ["b.z"]);
    let domains: Vec<&str> = made.domains.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(domains, ["a"], "a domain without common questions has no line");
}

#[test]
fn what_improved_and_what_slipped_is_told_with_both_levels() {
    let questionnaire = read(&three());
    let then = answered(
        &questionnaire,
        &[("a.x", Choice::DontKnow), ("a.y", Choice::Level(2)), ("b.z", Choice::Level(1))],
    );
    let now = answered(
        &questionnaire,
        &[("a.x", Choice::Level(1)), ("a.y", Choice::Level(0)), ("b.z", Choice::Level(1))],
    );
    let made = compare(&questionnaire, &now, &then);
    let moves = |list: &[reasonable_steps::report::Move]| -> Vec<(String, Option<u8>, Option<u8>)> {
        list.iter().map(|m| (m.question.to_string(), m.from, m.to)).collect()
    };
    assert_eq!(moves(&made.improved), [("a.x".to_owned(), None, Some(1))]);
    assert_eq!(moves(&made.slipped), [("a.y".to_owned(), Some(2), Some(0))]);
    assert_eq!(made.questions, 3);
}

#[test]
fn a_question_that_changed_or_went_is_named_and_never_scored() {
    let before = read(&three());
    let all = [("a.x", Choice::Level(2)), ("a.y", Choice::Level(2)), ("b.z", Choice::Level(2))];
    let file = answered(&before, &all).to_json();

    let mut json = three();
    json["version"] = json!("2.0.0");
    json["domains"][0]["questions"][0]["weight"] = json!(3);
    json["domains"][0]["questions"][1]["revision"] = json!(2);
    json["domains"][1]["questions"][0]["id"] = json!("b.new");
    let after = read(&json);
    let (then, findings) = Assessment::from_json(&file, &after);
    let then = then.unwrap_or_else(|| panic!("{findings:#?}"));
    let now = answered(
        &after,
        &[("a.x", Choice::Level(0)), ("a.y", Choice::Level(0)), ("b.new", Choice::Level(0))],
    );
    let made = compare(&after, &now, &then);
    assert_eq!((made.questions, made.then, made.now), (0, None, None));
    assert_eq!(ids(&made.changed), ["a.x", "a.y"]);
    assert_eq!(made.removed.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["b.z"]);
    assert_eq!(ids(&made.added), ["b.new"]);
    assert_eq!(made.version, "1.0.0", "the version that the file names");
    assert!(made.improved.is_empty() && made.slipped.is_empty());
}

#[test]
fn an_answer_that_does_not_say_what_was_asked_is_trusted_for_the_same_questionnaire_only() {
    let questionnaire = read(&three());
    let mut then = answered(&questionnaire, &[("a.x", Choice::Level(2))]);
    then.change(&"a.x".into(), |answer| answer.asked.clear());
    let now = answered(&questionnaire, &[("a.x", Choice::Level(0))]);
    assert_eq!(compare(&questionnaire, &now, &then).questions, 1);
    then.fingerprint = "another".to_owned();
    let made = compare(&questionnaire, &now, &then);
    assert_eq!((made.questions, ids(&made.changed)), (0, vec!["a.x"]));
}

#[test]
fn an_answer_to_what_the_question_was_before_is_never_compared_on_either_side() {
    let questionnaire = read(&three());
    let then = all_at(&questionnaire, 0);
    let mut now = all_at(&questionnaire, 1);
    let first = questionnaire.questions().next().unwrap();
    now.change(&first.id, |answer| answer.asked = "another question".to_owned());
    let made = compare(&questionnaire, &now, &then);
    assert_eq!(ids(&made.changed), [first.id.as_str()]);
    assert_eq!(made.questions, questionnaire.questions().count() - 1);
    assert!(made.improved.iter().all(|moved| moved.question != first.id));
}

#[test]
fn an_unchanged_question_of_a_newer_version_is_compared() {
    let before = read(&three());
    let file = answered(&before, &[("b.z", Choice::Level(0))]).to_json();
    let mut json = three();
    json["version"] = json!("1.1.0");
    json["domains"][1]["questions"][0]["prompt"] = json!("The same in better words");
    let after = read(&json);
    let then = Assessment::from_json(&file, &after).0.unwrap();
    let made = compare(&after, &answered(&after, &[("b.z", Choice::Level(2))]), &then);
    assert_eq!((made.questions, shown(made.then), shown(made.now)), (1, "0".into(), "100".into()));
}
