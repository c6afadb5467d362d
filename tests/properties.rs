//! What holds of every score, whatever is asked and answered.

mod support;

use std::sync::OnceLock;

use proptest::prelude::*;
use reasonable_steps::assessment::{Assessment, Choice, Mode, State, states};
use reasonable_steps::questionnaire::{Question, Questionnaire};
use reasonable_steps::report::report;
use reasonable_steps::score::{Score, score};
use support::{read, today, trade_secrets};

fn questionnaire() -> &'static Questionnaire {
    static READ: OnceLock<Questionnaire> = OnceLock::new();
    READ.get_or_init(trade_secrets)
}

/// An answer that the question offers, or none.
fn choice() -> impl Strategy<Value = Option<Choice>> {
    prop_oneof![
        2 => Just(None),
        8 => (0..5_u8).prop_map(|level| Some(Choice::Level(level))),
        2 => Just(Some(Choice::DontKnow)),
        2 => Just(Some(Choice::NotApplicable { reason: "not here".to_owned() })),
    ]
}

fn choices() -> impl Strategy<Value = Vec<Option<Choice>>> {
    proptest::collection::vec(choice(), questionnaire().questions().count())
}

/// Yes, no or nothing for each profile question.
fn profile() -> impl Strategy<Value = Vec<Option<bool>>> {
    proptest::collection::vec(proptest::option::of(any::<bool>()), questionnaire().profile.len())
}

fn assessment(choices: &[Option<Choice>], profile: &[Option<bool>], order: &[usize]) -> Assessment {
    let questionnaire = questionnaire();
    let mut assessment = Assessment::new(questionnaire, Mode::Full);
    for (asked, held) in questionnaire.profile.iter().zip(profile) {
        let option = match held {
            None => continue,
            Some(true) => &asked.options[0],
            Some(false) => &asked.options[asked.options.len() - 1],
        };
        let options = vec![option.id.clone()];
        assessment.set_profile(questionnaire, asked.id.as_str(), options).unwrap();
    }
    let questions: Vec<&Question> = questionnaire.questions().collect();
    for index in order {
        // A critical question refuses "not applicable"; then it stays unanswered.
        let _ = assessment.answer(
            questionnaire,
            questions[*index].id.as_str(),
            choices[*index].clone(),
        );
    }
    assessment
}

fn in_order() -> Vec<usize> {
    (0..questionnaire().questions().count()).collect()
}

fn scored(assessment: &Assessment) -> Score {
    score(questionnaire(), assessment)
}

/// The questionnaire without the questions that an assessment calls not applicable.
fn without(states: &[State]) -> Questionnaire {
    let mut json: serde_json::Value = serde_json::from_str(&questionnaire().to_json()).unwrap();
    json.as_object_mut().unwrap().remove("fingerprint");
    // Its card names questions that will be gone.
    json.as_object_mut().unwrap().remove("cards");
    let mut states = states.iter();
    for domain in json["domains"].as_array_mut().unwrap() {
        domain["questions"]
            .as_array_mut()
            .unwrap()
            .retain(|_| *states.next().unwrap() != State::NotApplicable);
    }
    let domains = json["domains"].as_array_mut().unwrap();
    domains.retain(|domain| !domain["questions"].as_array().unwrap().is_empty());
    read(&json)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_stays_within_its_bounds(choices in choices(), profile in profile()) {
        let scored = scored(&assessment(&choices, &profile, &in_order()));
        let overall = &scored.overall;
        for tally in scored.domains.iter().map(|domain| domain.tally).chain(
            scored.lenses.iter().map(|lens| lens.tally)).chain([overall.tally])
        {
            prop_assert!(tally.earned <= tally.attainable);
            prop_assert!(tally.percent().is_none_or(|percent| percent <= 100));
        }
        prop_assert!(overall.completeness.is_none_or(|percent| percent <= 100));
        prop_assert!(overall.confidence.is_none_or(|percent| percent <= 100));
        let sum: u64 = scored.domains.iter().map(|domain| domain.tally.earned).sum();
        prop_assert_eq!(sum, overall.tally.earned);
    }

    #[test]
    fn caps_never_raise(choices in choices(), profile in profile()) {
        let overall = scored(&assessment(&choices, &profile, &in_order())).overall;
        prop_assert!(overall.shown <= overall.uncapped);
        if overall.caps.is_empty() {
            prop_assert_eq!(overall.shown, overall.uncapped);
        }
    }

    #[test]
    fn raising_a_level_lowers_no_score(choices in choices(), profile in profile(), pick in any::<prop::sample::Index>()) {
        let before = assessment(&choices, &profile, &in_order());
        let questions: Vec<&Question> = questionnaire().questions().collect();
        let question = questions[pick.index(questions.len())];
        let raised = match before.answers.get(&question.id).and_then(|answer| answer.choice.clone()) {
            Some(Choice::Level(level)) if level < 4 => level + 1,
            Some(Choice::DontKnow) => 0,
            _ => return Ok(()),
        };
        let mut after = before.clone();
        after.answer(questionnaire(), question.id.as_str(), Some(Choice::Level(raised))).unwrap();
        let (lower, higher) = (scored(&before), scored(&after));
        prop_assert!(lower.overall.shown <= higher.overall.shown);
        prop_assert!(lower.overall.uncapped <= higher.overall.uncapped);
        for (lower, higher) in lower.domains.iter().zip(&higher.domains) {
            prop_assert!(lower.tally.cmp_share(&higher.tally).is_le());
        }
        for (lower, higher) in lower.lenses.iter().zip(&higher.lenses) {
            prop_assert!(lower.tally.cmp_share(&higher.tally).is_le());
        }
    }

    #[test]
    fn not_applicable_is_as_if_never_asked(choices in choices(), profile in profile()) {
        let assessed = assessment(&choices, &profile, &in_order());
        let smaller = without(&states(questionnaire(), &assessed));
        prop_assert_eq!(score(&smaller, &assessed).overall, scored(&assessed).overall);
    }

    #[test]
    fn the_order_of_answering_never_matters(
        choices in choices(), profile in profile(), order in Just(in_order()).prop_shuffle(),
    ) {
        let first = assessment(&choices, &profile, &in_order());
        let second = assessment(&choices, &profile, &order);
        prop_assert_eq!(first.to_json(), second.to_json());
        let reports = [&first, &second].map(|assessed| report(questionnaire(), assessed, today()).to_json());
        prop_assert_eq!(&reports[0], &reports[1]);
    }

    #[test]
    fn a_hidden_question_never_scores(choices in choices(), profile in profile()) {
        let assessed = assessment(&choices, &profile, &in_order());
        let hidden = states(questionnaire(), &assessed);
        let mut emptied = assessed.clone();
        for (question, state) in questionnaire().questions().zip(hidden) {
            if state == State::NotAsked {
                emptied.answers.remove(&question.id);
            }
        }
        prop_assert_eq!(scored(&assessed), scored(&emptied));
    }

    #[test]
    fn a_file_gives_back_the_assessment_it_was_made_of(choices in choices(), profile in profile()) {
        let assessed = assessment(&choices, &profile, &in_order());
        let (read, findings) = Assessment::from_json(&assessed.to_json(), questionnaire());
        prop_assert_eq!(findings, vec![]);
        prop_assert_eq!(read.unwrap(), assessed);
    }

    #[test]
    fn the_plan_holds_every_gap_once_and_in_order(choices in choices(), profile in profile()) {
        let assessed = assessment(&choices, &profile, &in_order());
        let made = report(questionnaire(), &assessed, today());
        let gaps = states(questionnaire(), &assessed).iter().filter(|state| {
            matches!(state, State::DontKnow | State::Level(0..=3))
        }).count();
        prop_assert_eq!(made.plan.len(), gaps);
        prop_assert!(made.plan.is_sorted_by_key(|step| step.group));
        let open = made.plan.iter().filter(|step| step.open).count();
        prop_assert!(made.plan.iter().take(open).all(|step| step.open));
    }

    #[test]
    fn no_text_traps_a_reader(text in ".{0,400}") {
        let _ = Questionnaire::from_json(&text);
        let _ = Assessment::from_json(&text, questionnaire());
    }
}
