//! What holds of any team: hundreds of made-up people who differ from a real firm's file.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use jsonschema::Validator;
use proptest::prelude::*;
use reasonable_steps::assessment::combine::{Combination, Counts, Voice};
use reasonable_steps::assessment::{Answer, Assessment, Choice, Decision, Mode, Status};
use reasonable_steps::questionnaire::QuestionId;
use reasonable_steps::report::report;
use reasonable_steps::score::score;
use serde_json::Value;

use super::{FIRMS, combined, finish, firm, questionnaire};
use crate::support::{not_applicable, root, today};

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
