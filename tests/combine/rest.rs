//! What stays of answers that count for some, or for nobody: identities, versions, who was asked, and
//! the record of what differed.

use reasonable_steps::assessment::combine::{Combination, Counts, Voice};
use reasonable_steps::assessment::{Assessment, Choice, Decision, Mode, Status};
use reasonable_steps::questionnaire::{QuestionId, Questionnaire};
use serde_json::{Value, json};

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

#[test]
fn a_note_without_an_answer_takes_nothing_from_the_answer_that_counts() {
    let questionnaire = two();
    let identity = questionnaire.question("a.one").unwrap().identity.clone();
    let mut noted = Assessment::new(&questionnaire, Mode::Full);
    noted.change(&"a.one".into(), |answer| answer.note = "Ask Mira".to_owned());
    let said = answered(&questionnaire, &[("a.one", Choice::Level(2))]);
    let result = finish(&combined(&questionnaire, &[said, noted]));
    let answer = result.answers.get("a.one").unwrap();
    assert_eq!((answer.choice.as_ref(), &answer.asked), (Some(&Choice::Level(2)), &identity));
    assert!(answer.note.contains("Ask Mira"));
}

#[test]
fn the_record_holds_what_differs_and_what_was_settled_and_nothing_else() {
    let mut conditional = asked("a.two", 1);
    conditional.condition = json!({"profile": "staff", "is": "yes"});
    let scale = json!([0, 0.2, 0.5, 0.8, 1]);
    let questionnaire =
        read(&small_json(scale, &[asked("a.one", 1), conditional, asked("b.three", 1)]));
    let mut people =
        [3, 0].map(|level| answered(&questionnaire, &[("a.two", Choice::Level(level))]));
    for (person, (title, staff)) in people.iter_mut().zip([("A", "yes"), ("B", "no")]) {
        title.clone_into(&mut person.title);
        person.set_profile(&questionnaire, "staff", vec![staff.to_owned()]).unwrap();
        person.set_profile(&questionnaire, "tools", vec!["ai".to_owned()]).unwrap();
        let decision = Decision { owner: title.to_owned(), ..Decision::new(Status::Planned) };
        person.decisions.insert("a.one".into(), decision);
        person.decisions.insert("b.three".into(), Decision::new(Status::Done));
    }
    let mut combination = combined(&questionnaire, &people);
    combination.settle("a.two", Choice::Level(2), "talked it over").unwrap();
    let record = |combination: &Combination| {
        let file: Value = serde_json::from_str(&finish(combination).to_json()).unwrap();
        file["origin"].clone()
    };
    let facts = json!([{"question": "staff", "answers": [
        {"name": "A", "options": ["yes"]},
        {"name": "B", "options": ["no"]},
    ]}]);
    let decisions = json!([{"question": "a.one", "answers": [
        {"name": "A", "status": "planned", "owner": "A"},
        {"name": "B", "status": "planned", "owner": "B"},
    ]}]);
    let settled = json!([{
        "question": "a.two",
        "answers": [{"name": "A", "level": 3}, {"name": "B", "level": 0}],
        "level": 2,
        "note": "talked it over",
    }]);
    let now = record(&combination);
    assert_eq!(
        [&now["profile"], &now["decisions"], &now["settled"]],
        [&facts, &decisions, &settled]
    );
    // A fact that everybody gives alike is in the record once it was settled otherwise. What was settled stays in it,
    // also when the question is asked of nobody any more.
    combination.settle_profile("staff", vec!["no".to_owned()]).unwrap();
    combination.settle_profile("tools", vec!["cloud".to_owned()]).unwrap();
    let later = record(&combination);
    assert_eq!(
        [&later["profile"][0]["options"], &later["profile"][1]["options"]],
        [&json!(["no"]), &json!(["cloud"])]
    );
    let settled =
        json!([{"question": "a.two", "answers": [], "level": 2, "note": "talked it over"}]);
    assert_eq!(later["settled"], settled);
}
