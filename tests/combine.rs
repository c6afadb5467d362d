//! Several people's files become one: nothing that somebody wrote is lost, nothing is decided silently, and what comes
//! out can always be opened.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use jsonschema::Validator;
use proptest::prelude::*;
use reasonable_steps::assessment::combine::{
    Combination, CombineError, Counts, Kind, MOST_PEOPLE, Voice,
};
use reasonable_steps::assessment::{Answer, Assessment, Choice, Decision, Mode, Status};
use reasonable_steps::questionnaire::{Question, QuestionId, Questionnaire};
use reasonable_steps::report::report;
use reasonable_steps::score::score;
use reasonable_steps::team;
use reasonable_steps::text::{Catalogue, ENGLISH};
use serde_json::{Value, json};
use support::{
    answered, asked, not_applicable, read, root, small, small_json, today, trade_secrets,
};

fn questionnaire() -> &'static Questionnaire {
    static READ: OnceLock<Questionnaire> = OnceLock::new();
    READ.get_or_init(trade_secrets)
}

fn catalogue() -> &'static Catalogue {
    static READ: OnceLock<Catalogue> = OnceLock::new();
    READ.get_or_init(|| team::catalogue(Catalogue::from_json(ENGLISH).0.unwrap()))
}

const FIRMS: [&str; 3] = ["food", "machine-shop", "software"];

fn firm(name: &str) -> Assessment {
    let path = root().join(format!("tests/data/firms/{name}.steps.json"));
    let (read, findings) =
        Assessment::from_json(&fs::read_to_string(path).unwrap(), questionnaire());
    read.unwrap_or_else(|| panic!("{findings:#?}"))
}

/// A combination of people who are called A, B and so on.
fn combined(questionnaire: &Questionnaire, people: &[Assessment]) -> Combination {
    let names = ('A'..='Z').map(String::from);
    let people = names.zip(people.iter().cloned()).collect();
    Combination::new(questionnaire.clone(), people).unwrap()
}

fn finish(combination: &Combination) -> Assessment {
    combination.finish(today(), catalogue()).unwrap()
}

/// Three questions on the given scale, for people who gave these answers.
fn of(values: Value, people: &[&[(&str, Choice)]]) -> Combination {
    let questionnaire = small(values, &[asked("a.one", 1), asked("a.two", 1), asked("b.three", 2)]);
    let mut assessments = Vec::new();
    for (index, answers) in people.iter().enumerate() {
        let mut assessment = answered(&questionnaire, answers);
        assessment.title = format!("Person {index}");
        assessments.push(assessment);
    }
    combined(&questionnaire, &assessments)
}

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
        for number in 0..20_000 {
            let id = QuestionId::new(format!("gone.q{number:05}"));
            let decision = Decision { owner: owner.to_owned(), ..Decision::new(Status::Done) };
            one.decisions.insert(id, decision);
        }
        one
    };
    let result = combined(questionnaire(), &[of("Anna"), of("Ben")]).finish(today(), catalogue());
    let result = result.unwrap();
    let note = &result.answers.get("gone.q19999").unwrap().note;
    assert_eq!(note, "Different decisions: A: done, Anna; B: done, Ben");
}

/// How one person differs from the firm's file.
#[derive(Clone, Debug)]
struct Person {
    express: bool,
    facts: Vec<Option<usize>>,
    said: Vec<Option<(usize, String, String)>>,
    decided: Vec<Option<String>>,
}

/// Many small firms agree in most; so do these.
fn person() -> impl Strategy<Value = Person> {
    let words = || prop_oneof![3 => Just(String::new()), 1 => "[a-z]{1,8}", 1 => "\\PC{0,8}"];
    let said = proptest::option::weighted(0.4, (0..8_usize, words(), words()));
    (
        proptest::bool::weighted(0.2),
        proptest::collection::vec(proptest::option::weighted(0.1, 0..6_usize), 12),
        proptest::collection::vec(said, 80),
        proptest::collection::vec(proptest::option::weighted(0.1, "[a-c]{0,2}"), 80),
    )
        .prop_map(|(express, facts, said, decided)| Person { express, facts, said, decided })
}

fn team() -> impl Strategy<Value = Vec<Assessment>> {
    (0..FIRMS.len(), proptest::collection::vec(person(), 2..6)).prop_map(|(base, people)| {
        let base = firm(FIRMS[base]);
        let build = |(index, person): (usize, &Person)| assessment(&base, person, index);
        people.iter().enumerate().map(build).collect()
    })
}

fn assessment(base: &Assessment, person: &Person, index: usize) -> Assessment {
    let questionnaire = questionnaire();
    let mut assessment = base.clone();
    assessment.title = format!("Person {index}");
    if person.express {
        assessment.mode = Mode::Express;
    }
    for (asked, fact) in questionnaire.profile.iter().zip(&person.facts) {
        if let Some(fact) = fact {
            let option = asked.options[fact % asked.options.len()].id.clone();
            assessment.set_profile(questionnaire, asked.id.as_str(), vec![option]).unwrap();
        }
    }
    for ((question, said), decided) in
        questionnaire.questions().zip(&person.said).zip(&person.decided)
    {
        if let Some((choice, note, evidence)) = said {
            let choice = match choice {
                0..=4 => Some(Choice::Level(*choice as u8)),
                5 => Some(Choice::DontKnow),
                6 => Some(not_applicable(if note.is_empty() { "why" } else { note })),
                _ => None,
            };
            // Critical questions offer no "not applicable".
            let _ = assessment.answer(questionnaire, question.id.as_str(), choice);
            assessment.change(&question.id, |answer| {
                (answer.note, answer.evidence) = (note.clone(), evidence.clone());
            });
        }
        if let Some(owner) = decided {
            let decision = Decision { owner: owner.clone(), ..Decision::new(Status::Planned) };
            assessment.decisions.insert(question.id.clone(), decision);
        }
    }
    assessment
}

/// The letters of a text, in order: equal where the same was said in another order.
fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

/// Whatever does not depend on the order of people.
fn without_order(assessment: &Assessment) -> impl PartialEq + std::fmt::Debug + use<> {
    let answer = |answer: &Answer| {
        let (choice, reason) = match &answer.choice {
            Some(Choice::NotApplicable { reason }) => (None, letters(reason)),
            choice => (choice.clone(), Vec::new()),
        };
        (choice, reason, letters(&answer.note), letters(&answer.evidence), answer.asked.clone())
    };
    let answers: Vec<_> =
        assessment.answers.iter().map(|(id, a)| (id.clone(), answer(a))).collect();
    let bare = Assessment { answers: Default::default(), origin: None, ..assessment.clone() };
    (bare, answers)
}

/// The schema of the file, and that of its record.
fn schemas() -> &'static [Validator; 2] {
    static READ: OnceLock<[Validator; 2]> = OnceLock::new();
    READ.get_or_init(|| {
        let text = fs::read(root().join("schema/assessment.schema.json")).unwrap();
        let whole: Value = serde_json::from_slice(&text).unwrap();
        let mut record = whole["$defs"]["combined"].clone();
        record["$schema"] = whole["$schema"].clone();
        [whole, record].map(|schema| jsonschema::validator_for(&schema).unwrap())
    })
}

/// Settles every conflict in a way that follows from its id alone.
fn settle_all(combination: &mut Combination) -> BTreeMap<QuestionId, Choice> {
    let mut settled = BTreeMap::new();
    for line in combination.compare().iter().filter(|line| line.is_open()) {
        let turn = line.question.id.as_str().len();
        let choice = match turn % 6 {
            5 => Choice::DontKnow,
            level => Choice::Level(level as u8),
        };
        settled.insert(line.question.id.clone(), choice);
    }
    for (question, choice) in &settled {
        combination.settle(question.as_str(), choice.clone(), "as we agreed").unwrap();
    }
    settled
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_people_changes_no_kind_and_nothing_but_the_order_of_words(
        people in team(), turn in 0..6_usize,
    ) {
        let named: Vec<_> = ('A'..='Z').map(String::from).zip(people).collect();
        let mut turned = named.clone();
        turned.rotate_left(turn % named.len());
        if turn % 2 == 1 {
            turned.reverse();
        }
        let mut all = [named, turned].map(|people| Combination::new(questionnaire().clone(), people).unwrap());
        let kinds = |combination: &Combination| {
            combination.compare().iter().map(|line| (line.question.id.clone(), line.kind)).collect::<Vec<_>>()
        };
        for _ in 0..2 {
            prop_assert_eq!(kinds(&all[0]), kinds(&all[1]));
            prop_assert_eq!(without_order(&finish(&all[0])), without_order(&finish(&all[1])));
            let [one, other] = &mut all;
            prop_assert_eq!(settle_all(one), settle_all(other));
        }
    }

    #[test]
    fn copies_of_one_assessment_give_that_assessment(person in person(), base in 0..FIRMS.len(), copies in 2..5_usize) {
        let one = assessment(&firm(FIRMS[base]), &person, 0);
        // A copy is told from a file given twice by its title.
        let people: Vec<_> = (0..copies).map(|index| Assessment { title: format!("Copy {index}"), ..one.clone() }).collect();
        let mut combination = combined(questionnaire(), &people);
        combination.set_title(&one.title);
        let result = finish(&combination);
        let counts = Counts::of(combination.compare().iter());
        prop_assert_eq!((counts.near, counts.conflict), (0, 0));
        prop_assert!(result.origin.is_some());
        prop_assert_eq!(Assessment { origin: None, date: one.date.clone(), ..result }, one);
    }

    #[test]
    fn every_word_of_every_person_is_in_the_result(people in team(), settles in any::<bool>()) {
        let mut combination = combined(questionnaire(), &people);
        if settles {
            settle_all(&mut combination);
        }
        let result = finish(&combination);
        for person in &people {
            for (id, answer) in person.answers.iter() {
                let kept = result.answers.get(id).cloned().unwrap_or_default();
                prop_assert!(kept.note.contains(&answer.note), "{}: {:?} in {:?}", id, answer, kept);
                prop_assert!(kept.evidence.contains(&answer.evidence), "{}: {:?} in {:?}", id, answer, kept);
                match (&answer.choice, &kept.choice) {
                    (Some(Choice::NotApplicable { reason }), Some(Choice::NotApplicable { reason: all })) => {
                        prop_assert!(all.contains(reason), "{}: {} in {}", id, reason, all);
                    }
                    (Some(Choice::NotApplicable { reason }), _) => {
                        prop_assert!(kept.note.contains(reason), "{}: {} in {}", id, reason, kept.note);
                    }
                    (Some(Choice::Level(level)), choice) if *choice != answer.choice => {
                        let text = &questionnaire().question(id.as_str()).unwrap().levels[usize::from(*level)];
                        prop_assert!(kept.note.contains(text), "{}: {} in {}", id, text, kept.note);
                    }
                    (Some(Choice::DontKnow), choice) if *choice != answer.choice => {
                        prop_assert!(kept.note.contains("I don’t know"), "{}: {}", id, kept.note);
                    }
                    _ => {}
                }
            }
            for (id, decision) in person.decisions.iter() {
                let taken = result.decisions.get(id) == Some(decision);
                let noted = result.answers.get(id).is_some_and(|answer| answer.note.contains(&decision.owner));
                prop_assert!(taken || noted, "{}: {:?}", id, decision);
            }
            prop_assert!(result.to_json().contains(&person.title));
        }
    }

    #[test]
    fn what_comes_out_opens_and_scores_as_its_answers_do(people in team()) {
        let mut combination = combined(questionnaire(), &people);
        let settled = settle_all(&mut combination);
        // Worked out once more, from the voices alone.
        let mut expected = Assessment::new(questionnaire(), combination.mode());
        expected.profile = combination.profile();
        for line in combination.compare() {
            let levels: Vec<u8> = line.voices.iter().filter_map(|voice| match voice {
                Voice::Level(level) => Some(*level),
                _ => None,
            }).collect();
            let choice = match settled.get(&line.question.id) {
                Some(choice) => Some(choice.clone()),
                None if !levels.is_empty() => Some(Choice::Level(*levels.iter().min().unwrap())),
                None if line.voices.contains(&Voice::DontKnow) => Some(Choice::DontKnow),
                None if line.answered() > 0 => Some(not_applicable("why")),
                None => None,
            };
            expected.answer(questionnaire(), line.question.id.as_str(), choice).unwrap();
        }
        let result = finish(&combination);
        let (opened, findings) = Assessment::from_json(&result.to_json(), questionnaire());
        prop_assert_eq!(findings, vec![]);
        let opened = opened.unwrap();
        prop_assert_eq!(&opened, &result);
        prop_assert_eq!(score(questionnaire(), &opened), score(questionnaire(), &expected));
        prop_assert_eq!(report(questionnaire(), &opened, today()).combined.unwrap().people, people.len() as u64);
        let file: Value = serde_json::from_str(&result.to_json()).unwrap();
        for (validator, value) in schemas().iter().zip([&file, &file["origin"]]) {
            let errors: Vec<_> = validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect();
            prop_assert_eq!(errors, Vec::<String>::new());
        }
    }
}

/// Runs the command on files of these texts; gives its exit code, what it printed, and what it wrote.
fn run(files: &[&str], arguments: &[&str]) -> (Option<i32>, String, String, Option<String>) {
    let folder = tempfile::tempdir().unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_reasonable-steps"));
    command.arg("combine").current_dir(folder.path());
    for (index, text) in files.iter().enumerate() {
        let name = format!("person-{index}.steps.json");
        fs::write(folder.path().join(&name), text).unwrap();
        command.arg(name);
    }
    let output = command.args(arguments).args(["--date", "2026-11-22"]).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let written = fs::read_to_string(folder.path().join("firm.steps.json")).ok();
    (output.status.code(), text(output.stdout), text(output.stderr), written)
}

#[test]
fn the_command_prints_conflicts_by_domain_and_writes_one_file() {
    let one = firm("machine-shop");
    let mut other = one.clone();
    other.title = "Ben\u{1b}[31m".to_owned();
    let agreeing = other.to_json();
    other.answer(questionnaire(), "access.sign-in", Some(Choice::DontKnow)).unwrap();
    let (one, other) = (one.to_json(), other.to_json());

    let (code, said, errors, written) = run(&[&one, &agreeing], &["-o", "firm.steps.json"]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(said.contains("All areas"), "{said}");
    assert!(!said.contains("\u{1b}"), "a terminal obeys no name");
    assert!(written.is_some());

    let (code, said, _, written) = run(&[&one, &other], &["-o", "firm.steps.json"]);
    assert_eq!(code, Some(1), "a conflict is open");
    assert!(said.contains("[access.sign-in]"), "{said}");
    let (opened, findings) = Assessment::from_json(&written.unwrap(), questionnaire());
    assert_eq!(findings, vec![]);
    let opened = opened.unwrap();
    assert_eq!(opened.date, "2026-11-22");
    assert_eq!(opened.answers.get("access.sign-in").unwrap().choice, None);

    let (code, said, _, written) = run(&[&one, &other], &["--format", "json"]);
    assert_eq!((code, written), (Some(1), None));
    let summary: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(summary["total"]["conflict"], 1);
    let access = summary["domains"].as_array().unwrap().iter().find(|line| line["id"] == "access");
    assert_eq!(access.unwrap()["counts"]["conflict"], 1);
    let lines = summary["questions"].as_array().unwrap();
    let line = lines.iter().find(|line| line["kind"] == "conflict").unwrap();
    assert_eq!(line["question"], "access.sign-in");
    assert_eq!(line["answers"][1]["dontKnow"], true);
}

#[test]
fn the_command_names_bad_files_and_goes_on_with_the_rest() {
    let (one, other) = (firm("machine-shop").to_json(), firm("food").to_json());
    let (code, said, errors, _) = run(&[&one, "{", &one, &other], &[]);
    assert_eq!(code, Some(1));
    assert!(said.starts_with("People: 2\n"), "{said}");
    assert!(errors.contains("error[json]: person-1.steps.json: "), "{errors}");
    assert!(errors.contains("warning[same-file]: person-2.steps.json: "), "{errors}");
    for (files, arguments) in [
        (vec![one.as_str()], vec![]),
        (vec![&one, &one], vec![]),
        (vec![&one, &other], vec!["no/such/file"]),
    ] {
        let (code, said, errors, _) = run(&files, &arguments);
        assert_eq!((code, said.as_str()), (Some(2), ""), "{errors}");
        assert!(errors.contains("hint: "), "{errors}");
    }
}

#[test]
fn the_report_says_whose_answers_are_combined_in_every_format() {
    let (one, other) = (firm("machine-shop").to_json(), firm("food").to_json());
    let (_, _, _, written) = run(&[&one, &other], &["-o", "firm.steps.json"]);
    let (opened, _) = Assessment::from_json(&written.unwrap(), questionnaire());
    use reasonable_steps::export::{self, Format};
    let page = export::page(questionnaire(), &opened.unwrap(), &[], today());
    let words = export::catalogue(Catalogue::from_json(ENGLISH).0.unwrap());
    for format in [Format::Html, Format::Markdown] {
        let text = String::from_utf8(export::make(format, &page, &words).unwrap()).unwrap();
        assert!(text.contains("From the answers of 2 people, 2026-11-22"), "{}", format.name());
    }
    let report: Value = serde_json::from_str(&page.report.to_json()).unwrap();
    assert_eq!(report["combined"], json!({"people": 2, "date": "2026-11-22"}));
    let alone = export::page(questionnaire(), &firm("food"), &[], today());
    assert!(!alone.report.to_json().contains("\"combined\""));
}
