//! What becomes of answers, facts and decisions that agree or differ.

use std::fs;

use reasonable_steps::assessment::combine::{
    Combination, CombineError, Counts, Kind, MOST_PEOPLE, Voice,
};
use reasonable_steps::assessment::{Choice, Decision, Mode, Status};
use reasonable_steps::questionnaire::{Question, QuestionId};
use reasonable_steps::report::report;
use serde_json::{Value, json};

use super::{FIRMS, catalogue, combined, finish, firm, of, questionnaire};
use crate::support::{answered, asked, not_applicable, read, root, small_json, today};

#[test]
fn each_mix_of_answers_has_its_kind() {
    let level = Voice::Level;
    let (none, know, left) = (Voice::Unanswered, Voice::DontKnow, Voice::NotApplicable("why"));
    let check = |voices: &[Voice<'_>], top: u8, expected: Kind| {
        assert_eq!(Kind::of(voices, top), expected, "{voices:?} of {top}");
        let reversed: Vec<_> = voices.iter().rev().copied().collect();
        assert_eq!(Kind::of(&reversed, top), expected, "{reversed:?} of {top}");
    };
    check(&[level(2), level(2)], 4, Kind::Agreement);
    check(&[level(2), none, Voice::NotAsked], 4, Kind::Agreement);
    check(&[left, Voice::NotApplicable("another reason")], 4, Kind::Agreement);
    check(&[level(2), level(3)], 4, Kind::Near { lower: 2 });
    check(&[level(0), level(1), level(1)], 2, Kind::Near { lower: 0 });
    // Yes against no.
    check(&[level(0), level(1)], 1, Kind::Conflict);
    check(&[level(1), level(3)], 4, Kind::Conflict);
    // Two apart by way of one between.
    check(&[level(1), level(2), level(3)], 4, Kind::Conflict);
    check(&[level(2), know], 4, Kind::Conflict);
    check(&[level(2), left], 4, Kind::Conflict);
    check(&[know, left], 4, Kind::Conflict);
    check(&[level(2), level(3), know], 4, Kind::Conflict);
    check(&[know, know], 4, Kind::BlindSpot);
    check(&[know, none], 4, Kind::BlindSpot);
    check(&[none, Voice::NotAsked], 4, Kind::BlindSpot);
    check(&[], 4, Kind::BlindSpot);
}

#[test]
fn an_open_conflict_stays_without_an_answer_and_its_note_says_who_said_what() {
    let five = json!([0, 0.2, 0.5, 0.8, 1]);
    let mut combination = of(
        five,
        &[
            &[("a.one", Choice::Level(1)), ("a.two", Choice::Level(3))],
            &[("a.one", Choice::Level(4)), ("a.two", Choice::Level(2))],
            &[("a.one", Choice::DontKnow)],
        ],
    );
    let result = finish(&combination);
    let open = result.answers.get("a.one").unwrap();
    assert_eq!(open.choice, None);
    assert_eq!(open.note, "Not agreed yet. A: “a.one 1”; B: “a.one 4”; C: I don’t know");
    let near = result.answers.get("a.two").unwrap();
    assert_eq!(near.choice, Some(Choice::Level(2)));
    assert_eq!(near.note, "Answers one step apart, the lower is taken. A: “a.two 3”; B: “a.two 2”");
    assert_eq!(result.answers.get("b.three"), None, "nobody answered");

    combination.settle("a.one", Choice::Level(4), "B runs it.").unwrap();
    combination.settle("a.two", Choice::Level(3), "").unwrap();
    let result = finish(&combination);
    let settled = result.answers.get("a.one").unwrap();
    assert_eq!(settled.choice, Some(Choice::Level(4)));
    assert_eq!(
        settled.note,
        "Settled together. Before that: A: “a.one 1”; B: “a.one 4”; C: I don’t know\nWhy: B runs it."
    );
    assert_eq!(settled.asked, combination.questionnaire().question("a.one").unwrap().identity);
    assert_eq!(result.answers.get("a.two").unwrap().choice, Some(Choice::Level(3)));
    let record: Value = serde_json::from_str(&result.to_json()).unwrap();
    let record = &record["origin"];
    assert_eq!(record["people"], 3);
    assert_eq!(record["open"], Value::Null);
    assert_eq!(record["settled"][0]["question"], "a.one");
    assert_eq!(record["settled"][0]["level"], 4);
    assert_eq!(record["settled"][0]["note"], "B runs it.");
    assert_eq!(record["settled"][0]["answers"][2], json!({"name": "C", "dontKnow": true}));

    combination.unsettle("a.one");
    assert_eq!(finish(&combination).answers.get("a.one").unwrap().choice, None);
    assert!(finish(&combination).answers.get("a.one").unwrap().note.ends_with("Why: B runs it."));
}

#[test]
fn what_cannot_be_an_answer_cannot_be_settled() {
    let mut combination =
        of(json!([0, 0.5, 1]), &[&[("a.one", Choice::Level(0))], &[("a.one", Choice::Level(2))]]);
    let before = finish(&combination);
    let error = combination.settle("a.one", Choice::Level(3), "").unwrap_err();
    assert_eq!(error.code(), "level-out-of-range");
    assert_eq!(
        combination.settle("a.four", Choice::DontKnow, "").unwrap_err().code(),
        "unknown-question"
    );
    assert_eq!(combination.settle_note("a.four", "x").unwrap_err().code(), "unknown-question");
    assert_eq!(
        combination.settle_profile("staff", vec!["maybe".to_owned()]).unwrap_err().code(),
        "unknown-option"
    );
    assert_eq!(finish(&combination), before);
}

#[test]
fn what_was_settled_is_there_until_it_is_taken_back() {
    let mut combination =
        of(json!([0, 0.5, 1]), &[&[("a.one", Choice::Level(0))], &[("a.one", Choice::Level(2))]]);
    let one = QuestionId::new("a.one");
    assert_eq!(combination.settlement(&one), None);
    combination.settle_note("a.one", "ask the night shift").unwrap();
    let held = combination.settlement(&one).unwrap();
    assert_eq!((held.choice.as_ref(), held.note.as_str()), (None, "ask the night shift"));
    assert!(!held.is_complete());
    assert_eq!(finish(&combination).answers.get("a.one").unwrap().choice, None);

    // "Not applicable" settles nothing before its reason is there.
    for (reason, is_complete) in [(" ", false), ("no visitors", true)] {
        combination.settle("a.one", not_applicable(reason), "").unwrap();
        assert_eq!(combination.settlement(&one).unwrap().is_complete(), is_complete);
        assert_eq!(
            finish(&combination).answers.get("a.one").unwrap().choice.is_some(),
            is_complete
        );
    }
    combination.unsettle("a.one");
    assert_eq!(combination.settlement(&one), None, "neither choice nor note is left");
}

#[test]
fn questions_of_each_kind_are_counted() {
    let ids: Vec<String> = (0..14).map(|number| format!("a.q{number:02}")).collect();
    let questions: Vec<_> = ids.iter().map(|id| asked(id.clone().leak(), 1)).collect();
    let questionnaire = read(&small_json(json!([0, 0.2, 0.5, 0.8, 1]), &questions));
    // Two agreements, three close ones, four conflicts; on the last five nobody knows.
    let second = [1, 1, 2, 2, 2, 3, 3, 4, 4];
    let of = |level: &dyn Fn(usize) -> Choice| {
        let answers: Vec<_> =
            ids.iter().enumerate().map(|(at, id)| (id.as_str(), level(at))).collect();
        answered(&questionnaire, &answers)
    };
    let level = |at: usize, level: u8| if at < 9 { Choice::Level(level) } else { Choice::DontKnow };
    let people =
        [of(&|at| level(at, 1)), of(&|at| level(at, second.get(at).copied().unwrap_or(0)))];
    let mut combination = combined(&questionnaire, &people);
    combination.settle(&ids[5], Choice::Level(2), "").unwrap();
    let lines = combination.compare();
    let counts = Counts::of(lines.iter());
    assert_eq!(counts, Counts { agreement: 2, near: 3, conflict: 4, blind_spot: 5, open: 3 });
    assert_eq!(counts.total(), 14);
}

#[test]
fn a_person_taken_out_is_given_back_and_the_others_stay() {
    let mut combination = Combination::of_nobody(questionnaire().clone());
    for name in FIRMS {
        combination.add_file(&format!("{name}.steps.json"), &firm(name).to_json()).unwrap();
    }
    assert_eq!(combination.remove(3), None);
    let files = |combination: &Combination| -> Vec<String> {
        combination.people().iter().map(|person| person.file().to_owned()).collect()
    };
    assert_eq!(files(&combination).len(), 3);
    let gone = combination.remove(1).unwrap();
    assert_eq!(*gone.assessment(), firm("machine-shop"));
    assert_eq!(files(&combination), ["food.steps.json", "software.steps.json"]);
}

#[test]
fn facts_that_differ_decide_nothing_until_they_are_settled() {
    let mut conditional = asked("a.two", 1);
    conditional.condition = json!({"profile": "staff", "is": "yes"});
    let questionnaire = read(&small_json(json!([0, 0.5, 1]), &[asked("a.one", 1), conditional]));
    let mut with = answered(&questionnaire, &[("a.two", Choice::Level(2))]);
    with.set_profile(&questionnaire, "staff", vec!["yes".to_owned()]).unwrap();
    let mut without = answered(&questionnaire, &[("a.one", Choice::Level(2))]);
    without.set_profile(&questionnaire, "staff", vec!["no".to_owned()]).unwrap();
    let mut combination = combined(&questionnaire, &[with, without]);
    let kinds = |combination: &Combination| {
        let lines = combination.compare();
        lines
            .iter()
            .map(|line| (line.question.id.to_string(), line.voices.len()))
            .collect::<Vec<_>>()
    };
    let facts = combination.compare_profile();
    assert!(facts[0].is_open() && !facts[1].is_conflict);
    assert_eq!(kinds(&combination), [("a.one".to_owned(), 2), ("a.two".to_owned(), 2)]);
    assert!(finish(&combination).profile.is_empty());
    // Whose own facts left the question out was not asked it.
    let voices = combination.compare().remove(1).voices;
    assert_eq!(voices, [Voice::Level(2), Voice::NotAsked]);

    combination.settle_profile("staff", vec!["no".to_owned()]).unwrap();
    assert_eq!(kinds(&combination), [("a.one".to_owned(), 2)]);
    let result = finish(&combination);
    assert_eq!(result.profile.get("staff").unwrap(), &["no"]);
    assert_eq!(
        result.answers.get("a.two").unwrap().choice,
        Some(Choice::Level(2)),
        "kept, and not counted"
    );
    let record: Value = serde_json::from_str(&result.to_json()).unwrap();
    assert_eq!(record["origin"]["profile"][0]["options"], json!(["no"]));

    combination.unsettle_profile("staff");
    assert_eq!(kinds(&combination).len(), 2);
}

#[test]
fn the_fullest_mode_holds_and_whoever_was_asked_less_is_heard_where_they_answered() {
    let mut express = firm("machine-shop");
    let full = express.clone();
    express.mode = Mode::Express;
    express.title = "Express".to_owned();
    let asked: Vec<&Question> = questionnaire().questions().filter(|q| !q.express).collect();
    // One more question was answered before the mode was changed.
    for question in &asked[1..] {
        express.answers.remove(&question.id);
    }
    let combination = combined(questionnaire(), &[full, express]);
    assert_eq!(combination.mode(), Mode::Full);
    let lines = combination.compare();
    let line = |id: &QuestionId| lines.iter().find(|line| line.question.id == *id).unwrap();
    assert_eq!(line(&asked[0].id).answered(), 2);
    assert_eq!(line(&asked[1].id).voices[1], Voice::NotAsked);
    assert_eq!(finish(&combination).mode, Mode::Full);
}

#[test]
fn files_that_do_not_belong_are_refused_and_the_rest_goes_on() {
    let mut combination = Combination::of_nobody(questionnaire().clone());
    let text = |name: &str| firm(name).to_json();
    assert_eq!(combination.add_file("food.steps.json", &text("food")), Ok(0));
    let again = combination.add_file("copy.steps.json", &text("food")).unwrap_err();
    assert_eq!(again.code(), "same-file");
    assert!(again.to_string().contains("counted once"), "{again}");
    for (file, code) in [
        (
            text("software").replace("\"id\":\"trade-secrets\"", "\"id\":\"suppliers\""),
            "other-questionnaire",
        ),
        (text("software")[..500].to_owned(), "json"),
        (String::new(), "json"),
        (
            fs::read_to_string(root().join("tests/data/formats/1/protected.steps.json")).unwrap(),
            "protected",
        ),
    ] {
        let error = combination.add_file("bad.steps.json", &file).unwrap_err();
        let CombineError::Unreadable { findings, .. } = &error else { panic!("{error:?}") };
        assert_eq!(findings[0].code, code);
        assert!(error.to_string().starts_with("bad.steps.json: "), "{error}");
    }
    let mut other = firm("software");
    other.questionnaire = "suppliers".to_owned();
    let pair = vec![("A".to_owned(), other), ("B".to_owned(), firm("food"))];
    let error = Combination::new(questionnaire().clone(), pair).unwrap_err();
    assert_eq!(error.code(), "other-questionnaire");

    assert_eq!(combination.finish(today(), catalogue()), Err(CombineError::TooFew));
    // Another version of the questionnaire is matched by question, and said.
    let old = fs::read_to_string(root().join("tests/data/formats/1/first.steps.json")).unwrap();
    assert_eq!(combination.add_file("old.steps.json", &old), Ok(1));
    assert_eq!(combination.people()[1].warnings()[0].code, "other-version");
    let result = finish(&combination);
    assert_eq!(result.version, questionnaire().version);

    for index in 2..MOST_PEOPLE {
        let mut one = firm("software");
        one.title = format!("Person {index}");
        assert_eq!(combination.add_file("", &one.to_json()), Ok(index));
    }
    assert_eq!(combination.add_file("", &text("software")), Err(CombineError::TooMany));
    finish(&combination);
}

#[test]
fn what_would_not_be_opened_again_is_not_given_out() {
    let mut people = Vec::new();
    for index in 0..3 {
        let mut person = firm("food");
        person.title = format!("Person {index}");
        person.change(&QuestionId::new("access.sign-in"), |answer| {
            answer.note = format!("{index}").repeat(2_000_000);
        });
        people.push(person);
    }
    let error = combined(questionnaire(), &people).finish(today(), catalogue()).unwrap_err();
    assert_eq!(error.code(), "too-large");
    assert!(error.to_string().contains("combine fewer files"), "{error}");
    let CombineError::TooLarge(why) = &error else { panic!("{error:?}") };
    assert!(why.contains("5000000"), "{why}");
    finish(&combined(questionnaire(), &people[..2]));
}

#[test]
fn people_are_called_by_their_title_unless_another_has_the_same() {
    let mut combination = Combination::of_nobody(questionnaire().clone());
    let mut add = |file: &str, title: &str, date: &str| {
        let mut one = firm("food");
        title.clone_into(&mut one.title);
        date.clone_into(&mut one.date);
        combination.add_file(file, &one.to_json()).unwrap();
        combination.names()
    };
    assert_eq!(add("a.steps.json", "Firm", "2026-01-01"), ["Firm"]);
    assert_eq!(add("b.steps.json", "Firm", "2026-01-02"), ["a", "b"]);
    assert_eq!(add("b.steps.json", "", "2026-01-03"), ["a", "b", "b (2)"]);
    assert_eq!(add("", "", "2026-01-04"), ["a", "b", "b (2)", "4"]);
    let long = "x".repeat(500);
    assert_eq!(add("c", &long, "2026-01-05")[4], format!("{}…", "x".repeat(100)));
    combination.rename(1, " Ben ");
    combination.rename(2, "Ben");
    assert_eq!(combination.names()[..3], ["a", "Ben", "Ben (2)"]);
    combination.rename(1, "  ");
    assert_eq!(combination.names()[1], "b");
    assert!(finish(&combination).to_json().contains(&long), "the record has the whole title");
}

#[test]
fn what_was_combined_can_be_combined_again_with_its_record_within() {
    let mut people = Vec::new();
    for (index, name) in ["Anna", "Ben", "Carla"].into_iter().enumerate() {
        let mut person = firm("food");
        name.clone_into(&mut person.title);
        person.change(&QuestionId::new("access.sign-in"), |answer| {
            answer.choice = Some(Choice::Level(index as u8 * 2));
        });
        people.push(person);
    }
    let first = finish(&combined(questionnaire(), &people[..2]));
    assert_eq!(first.origin.as_ref().unwrap().combined().unwrap().people, 2);
    let second = finish(&combined(questionnaire(), &[first, people[2].clone()]));
    let file: Value = serde_json::from_str(&second.to_json()).unwrap();
    let within = &file["origin"]["files"][0]["origin"];
    assert_eq!(within["kind"], "combined");
    assert_eq!(within["open"][0]["question"], "access.sign-in");
    // One answers now, for the two before had not agreed.
    assert_eq!(second.answers.get("access.sign-in").unwrap().choice, Some(Choice::Level(4)));
    assert!(second.answers.get("access.sign-in").unwrap().note.contains("Not agreed yet"));
    let report = report(questionnaire(), &second, today());
    assert_eq!(report.combined.unwrap().date, "2026-11-22");
}

#[test]
fn decisions_are_taken_over_and_where_they_differ_listed() {
    let decide =
        |owner: &str| Decision { owner: owner.to_owned(), ..Decision::new(Status::Planned) };
    let (same, other, alone) = ("access.sign-in", "access.reviews", "cloud.ai-rule");
    let mut people = vec![firm("food"), firm("software")];
    for (person, owner) in people.iter_mut().zip(["Anna", "Ben"]) {
        person.decisions.insert(QuestionId::new(same), decide("both"));
        person.decisions.insert(QuestionId::new(other), decide(owner));
    }
    people[0].decisions.insert(QuestionId::new(alone), decide("Anna"));
    let combination = combined(questionnaire(), &people);
    let conflicts = combination.decision_conflicts();
    assert_eq!(conflicts.len(), 1);
    assert_eq!(conflicts[0].question.as_str(), other);
    let result = finish(&combination);
    assert_eq!(result.decisions.get(same), Some(&decide("both")));
    assert_eq!(result.decisions.get(alone), Some(&decide("Anna")));
    assert_eq!(result.decisions.get(other), None);
    let note = &result.answers.get(other).unwrap().note;
    assert!(note.contains("Different decisions: A: planned, Anna; B: planned, Ben"), "{note}");
}

#[test]
fn decisions_on_very_many_unknown_questions_are_all_told() {
    let of = |owner: &str| {
        let mut one = firm("food");
        one.title = owner.to_owned();
        for number in 0..19_000 {
            let id = QuestionId::new(format!("gone.q{number:05}"));
            let decision = Decision { owner: owner.to_owned(), ..Decision::new(Status::Done) };
            one.decisions.insert(id, decision);
        }
        one
    };
    let result = combined(questionnaire(), &[of("Anna"), of("Ben")]).finish(today(), catalogue());
    let result = result.unwrap();
    let note = &result.answers.get("gone.q18999").unwrap().note;
    assert_eq!(note, "Different decisions: A: done, Anna; B: done, Ben");
}
