//! What stays of answers that count for some, or for nobody: identities, versions, and who was asked.

use reasonable_steps::assessment::combine::{Counts, Voice};
use reasonable_steps::assessment::{Assessment, Choice};
use reasonable_steps::questionnaire::{QuestionId, Questionnaire};
use serde_json::json;

use super::{combined, finish, firm, of, questionnaire};
use crate::support::{answered, asked, not_applicable, read, small_json};

/// The second question is asked of those who answered the first with 1 or more.
fn two() -> Questionnaire {
    let mut second = asked("a.two", 1);
    second.condition = json!({"answer": "a.one", "atLeast": 1});
    read(&small_json(
        json!([0, 0.2, 0.5, 0.8, 1]),
        &[asked("a.one", 1), second, asked("b.three", 1)],
    ))
}

fn with(questionnaire: &Questionnaire, one: u8, two: u8) -> Assessment {
    let mut person = answered(questionnaire, &[("a.one", Choice::Level(1))]);
    person.answer(questionnaire, "a.two", Some(Choice::Level(two))).unwrap();
    person.answer(questionnaire, "a.one", Some(Choice::Level(one))).unwrap();
    person
}

#[test]
fn who_was_asked_and_did_not_answer_is_told_from_who_was_not_asked() {
    let questionnaire = two();
    let silent = answered(&questionnaire, &[("a.one", Choice::Level(1))]);
    let people = [with(&questionnaire, 1, 3), silent, with(&questionnaire, 0, 4)];
    let combination = combined(&questionnaire, &people);
    let lines = combination.compare();
    let second = lines.iter().find(|line| line.question.id == "a.two".into()).unwrap();
    assert_eq!(second.voices, [Voice::Level(3), Voice::Unanswered, Voice::NotAsked]);
    // Said of nobody's file: an area without a question has no row.
    let rows = combination.by_domain(&lines);
    assert_eq!(rows.iter().map(|(domain, _)| domain.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(rows[1].1, Counts { blind_spot: 1, ..Counts::default() });
    assert!(combination.by_domain(&[]).is_empty());
}

#[test]
fn answers_of_those_who_are_asked_count_alone_where_there_are_any() {
    let questionnaire = two();
    let second = QuestionId::new("a.two");
    let choice = |people: [Assessment; 2]| {
        let [first, mut other] = people;
        other.title = "Another".to_owned();
        let people = &[first, other];
        let result = finish(&combined(&questionnaire, people));
        result.answers.get(&second).and_then(|answer| answer.choice.clone())
    };
    // The stale answer of the one who is not asked any more decides nothing.
    assert_eq!(
        choice([with(&questionnaire, 1, 3), with(&questionnaire, 0, 4)]),
        Some(Choice::Level(3))
    );
    // Where nobody is asked, or nobody answered in full, what all recorded alike is kept.
    assert_eq!(
        choice([with(&questionnaire, 0, 4), with(&questionnaire, 0, 4)]),
        Some(Choice::Level(4))
    );
    let mut blank = answered(&questionnaire, &[("a.one", not_applicable(""))]);
    let mut other = blank.clone();
    (blank.title, other.title) = ("A".to_owned(), "B".to_owned());
    let result = finish(&combined(&questionnaire, &[blank, other]));
    assert_eq!(result.answers.get("a.one").unwrap().choice, Some(not_applicable("")));
}

#[test]
fn what_is_settled_answers_the_question_as_it_is_now() {
    let five = json!([0, 0.2, 0.5, 0.8, 1]);
    let old = of(five, &[&[("a.one", Choice::Level(0))], &[("a.one", Choice::Level(4))]]);
    let mut people: Vec<_> =
        old.people().iter().map(|person| person.assessment().clone()).collect();
    for person in &mut people {
        person.change(&"a.one".into(), |answer| answer.asked = "before".to_owned());
    }
    let mut combination = combined(old.questionnaire(), &people);
    assert_eq!(finish(&combination).answers.get("a.one").unwrap().choice, None);
    combination.settle("a.one", Choice::Level(4), "").unwrap();
    let identity = &old.questionnaire().question("a.one").unwrap().identity;
    assert_eq!(finish(&combination).answers.get("a.one").unwrap().asked, *identity);
}

#[test]
fn version_of_the_answers_stays_while_it_is_one_and_nothing_was_settled() {
    let mut people = vec![firm("food"), firm("software")];
    for person in &mut people {
        person.version = "0.9.0".to_owned();
        person.fingerprint = "0".repeat(64);
    }
    let mut combination = combined(questionnaire(), &people);
    let made = finish(&combination);
    assert_eq!((made.version.as_str(), made.fingerprint), ("0.9.0", "0".repeat(64)));
    combination.settle("access.sign-in", Choice::Level(1), "").unwrap();
    assert_eq!(finish(&combination).version, questionnaire().version);
    people[1].version = "0.9.1".to_owned();
    assert_eq!(finish(&combined(questionnaire(), &people)).version, questionnaire().version);
}
