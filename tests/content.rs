//! The built-in questionnaire as a whole: what it covers, and the firms it is tried on.

mod support;

use std::collections::BTreeSet;
use std::fs;

use reasonable_steps::assessment::{Assessment, Choice, Mode, State, states_in};
use reasonable_steps::interview::{Action, Body, Interview};
use reasonable_steps::questionnaire::{Question, length};
use reasonable_steps::report::report;
use support::{root, today, trade_secrets};

const FIRMS: [&str; 3] = ["machine-shop", "software", "food"];

fn firm(name: &str) -> Assessment {
    let path = root().join(format!("tests/data/firms/{name}.steps.json"));
    let (assessment, findings) =
        Assessment::from_json(&fs::read_to_string(path).unwrap(), &trade_secrets());
    assert_eq!(findings, [], "{name}");
    assessment.unwrap()
}

#[test]
fn every_item_of_the_founding_texts_is_covered_by_something_that_exists() {
    let questionnaire = trade_secrets();
    let text =
        fs::read_to_string(root().join("questionnaires/trade-secrets/coverage.toml")).unwrap();
    let coverage: toml::Table = text.parse().unwrap();
    for number in 1..=109 {
        let item = format!("S{number:03}");
        let covered = coverage.get(&item).and_then(|value| value.as_array());
        let covered = covered.unwrap_or_else(|| panic!("{item} is missing"));
        assert!(!covered.is_empty(), "{item} is covered by nothing");
        for place in covered {
            let place = place.as_str().unwrap();
            let known = match place.split_once(':') {
                Some(("card", id)) => questionnaire.card(id).is_some(),
                Some(("sheet", id)) => questionnaire.sheets.iter().any(|sheet| sheet.id == id),
                _ => questionnaire.question(place).is_some(),
            };
            assert!(known, "{item}: there is no {place}");
        }
    }
    let known: BTreeSet<String> = (1..=109).map(|number| format!("S{number:03}")).collect();
    let unknown: Vec<&String> = coverage.keys().filter(|key| !known.contains(*key)).collect();
    assert_eq!(unknown, Vec::<&String>::new());
}

#[test]
fn the_whole_questionnaire_has_its_topics_and_every_question_is_complete() {
    let questionnaire = trade_secrets();
    assert_eq!(questionnaire.domains.len(), 13);
    assert_eq!(questionnaire.questions().count(), 74);
    for question in questionnaire.questions() {
        assert!(!question.sources.is_empty(), "{}", question.id);
        assert!(!question.lenses.is_empty(), "{}", question.id);
        assert_eq!(question.next_steps.len(), 4, "{}", question.id);
    }
    for source in &questionnaire.sources {
        assert!(source.confirmed.is_some() && source.checked.is_some(), "{}", source.id);
    }
    let conditions = questionnaire.questions().filter_map(|question| question.condition.as_ref());
    let mut deciding = BTreeSet::new();
    conditions.for_each(|condition| {
        condition.leaves(&mut |leaf| {
            if let reasonable_steps::questionnaire::Condition::Profile { profile, .. } = leaf {
                deciding.insert(profile.as_str());
            }
        });
    });
    assert!(deciding.len() <= 8, "{deciding:?}");
}

#[test]
fn cautions_stand_where_a_step_could_harm() {
    let questionnaire = trade_secrets();
    let caution =
        |id: &str| questionnaire.question(id).unwrap().caution.clone().unwrap_or_default();
    for (id, words) in [
        ("systems.alerts", vec!["works council"]),
        ("leaving.look-back", vec!["works council"]),
        ("cooperation.peer-sharing", vec!["competition law", "defamation", "data", "blacklist"]),
        ("cooperation.partner-check", vec!["competition", "defamation", "data"]),
    ] {
        for word in words {
            assert!(caution(id).contains(word), "{id} does not caution about: {word}");
        }
    }
}

#[test]
fn each_sample_firm_is_fictional_complete_and_shows_its_work() {
    let questionnaire = trade_secrets();
    for name in FIRMS {
        let assessment = firm(name);
        assert!(assessment.title.contains("(fictional)"), "{name}");
        assert_eq!(assessment.mode, Mode::Full, "{name}");
        let made = report(&questionnaire, &assessment, today());
        assert_eq!(made.score.completeness, Some(100), "{name}");
        assert!(made.score.band.is_some(), "{name}");
        assert!(!made.sheets.is_empty(), "{name} names no country");
        let noted = made
            .questions
            .iter()
            .filter(|line| !line.note.is_empty() || !line.evidence.is_empty())
            .count();
        assert!(noted * 3 >= made.questions.len(), "{name}: {noted} of {}", made.questions.len());
    }
}

#[test]
fn a_machine_shop_is_held_down_by_one_missing_agreement() {
    let made = report(&trade_secrets(), &firm("machine-shop"), today());
    assert_eq!(made.score.shown.unwrap().to_string(), "49");
    let held_by: Vec<&str> = made.score.caps[0].questions.iter().map(|q| q.id.as_str()).collect();
    assert_eq!(held_by, ["joining.confidentiality"]);
    assert_eq!(made.plan[0].question.as_str(), "joining.confidentiality");
}

#[test]
fn express_takes_ten_minutes_and_full_thirty_for_each_sample_firm() {
    let questionnaire = trade_secrets();
    for name in FIRMS {
        let assessment = firm(name);
        for (mode, most) in [(Mode::Express, 10), (Mode::Full, 30)] {
            let states = states_in(&questionnaire, &assessment, mode);
            let pairs = questionnaire.questions().zip(&states);
            let asked: Vec<&Question> =
                pairs.filter(|(_, state)| **state != State::NotAsked).map(|(q, _)| q).collect();
            let minutes = length::minutes(asked.into_iter());
            assert!(minutes <= most, "{name}, {mode:?}: {minutes} minutes");
        }
    }
}

/// What the card says about the firm's own gaps.
fn own_gaps(interview: &mut Interview) -> Vec<String> {
    let action = Action::from_command("go card:first-48-hours", "").unwrap();
    let screen = interview.apply(action, today());
    let Body::Card(page) = screen.body else { panic!("{:?}", screen.place) };
    assert!(page.parts.len() >= 6);
    page.parts.iter().flat_map(|part| &part.gaps).map(|gap| (*gap).to_owned()).collect()
}

#[test]
fn the_card_helps_without_any_answer_and_names_the_firms_own_open_gaps() {
    let questionnaire = trade_secrets();
    let card = questionnaire.card("first-48-hours").unwrap();
    let gap =
        card.gaps.iter().find(|gap| gap.question.as_str() == "systems.access-records").unwrap();
    let text = gap.text.clone();
    let mut interview = Interview::new(questionnaire, Mode::Express);
    assert_eq!(own_gaps(&mut interview), Vec::<String>::new());
    for (command, named) in [
        ("level systems.access-records 3", false),
        ("level systems.access-records 2", true),
        ("dont-know systems.access-records", true),
        ("clear systems.access-records", false),
    ] {
        interview.apply(Action::from_command(command, "").unwrap(), today());
        assert_eq!(own_gaps(&mut interview).contains(&text), named, "{command}");
    }
    let back = interview.apply(Action::Back, today());
    assert_eq!(back.place.to_string(), "start", "back to where the card was opened");
}

#[test]
fn a_country_sheet_stands_in_the_report_only_if_the_country_was_named() {
    let questionnaire = trade_secrets();
    let mut assessment = Assessment::new(&questionnaire, Mode::Express);
    let titles = |assessment: &Assessment| -> Vec<String> {
        let made = report(&questionnaire, assessment, today());
        made.sheets.into_iter().map(|sheet| sheet.id).collect()
    };
    assert_eq!(titles(&assessment), Vec::<String>::new());
    let named = vec!["japan".to_owned(), "eu".to_owned()];
    assessment.set_profile(&questionnaire, "countries", named).unwrap();
    assert_eq!(titles(&assessment), ["eu", "japan"]);
    let made = report(&questionnaire, &assessment, today());
    let japan = made.sheets.iter().find(|sheet| sheet.id == "japan").unwrap();
    assert!(japan.rows.iter().any(|row| row.text.is_none()), "what is not confirmed stays open");
    assert!(!japan.sources.is_empty());
}

#[test]
fn examples_follow_the_field_of_the_firm() {
    let questionnaire = trade_secrets();
    let example = |id: &str| {
        questionnaire.examples.iter().find(|example| example.id == id).unwrap().text.clone()
    };
    let shown = |interview: &mut Interview| {
        let screen =
            interview.apply(Action::from_command("go domain:secrets", "").unwrap(), today());
        let Body::Domain(page) = screen.body else { panic!() };
        page.questions.iter().find_map(|item| item.examples.map(str::to_owned)).unwrap()
    };
    let (any, food) = (example("any"), example("food"));
    let mut interview = Interview::new(questionnaire, Mode::Express);
    assert_eq!(shown(&mut interview), any);
    interview.apply(Action::from_command("profile field food", "on").unwrap(), today());
    assert_eq!(shown(&mut interview), food);
}

#[test]
fn an_answer_that_is_not_critical_may_be_not_applicable_in_a_sample_but_never_a_critical_one() {
    let questionnaire = trade_secrets();
    for name in FIRMS {
        for (id, answer) in firm(name).answers.iter() {
            let question = questionnaire.question(id.as_str()).unwrap();
            let left_out = matches!(answer.choice, Some(Choice::NotApplicable { .. }));
            assert!(!(left_out && question.critical), "{name}: {id}");
        }
    }
}
