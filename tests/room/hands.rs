//! The show of hands.

use super::*;

/// Raises hands for a question: at each level, and of those who don't know.
fn raise(session: &mut WorkshopSession, question: &str, hands: &[u64], dont_know: u64) {
    for (level, count) in hands.iter().enumerate() {
        apply(session, &format!("hands {question} {level}"), &count.to_string());
    }
    apply(session, &format!("hands {question} dont-know"), &dont_know.to_string());
}

#[test]
fn walk_goes_through_every_question_and_ends_in_the_room() {
    let (mut session, questionnaire) = empty();
    apply(&mut session, "go group", "");
    let group = session.show(TODAY).unwrap().page.unwrap();
    assert!(group.contains("nothing is held back here"), "{group}");
    let express = questionnaire.questions().filter(|question| question.express);
    for question in express {
        let update = apply(&mut session, "next", "");
        assert_eq!(update.place, format!("hands:{}", question.id));
        let page = update.page.unwrap();
        assert!(page.contains(&format!("data-command=\"hands {} 0\"", question.id)));
        assert!(page.contains("data-timer=\"120\""));
        raise(&mut session, question.id.as_str(), &[1, 0, 2], 1);
    }
    assert_eq!(apply(&mut session, "next", "").place, "summary");
    assert_eq!(apply(&mut session, "back", "").place.split(':').next(), Some("hands"));
    // The mode is chosen before.
    apply(&mut session, "mode full", "");
    let full = questionnaire.questions().find(|question| !question.express).unwrap();
    assert_eq!(
        apply(&mut session, &format!("go hands:{}", full.id), "").place,
        format!("hands:{}", full.id)
    );
}

#[test]
fn distribution_follows_what_is_typed_and_the_fields_are_left_alone() {
    let (mut session, questionnaire) = empty();
    let id = questionnaire.questions().find(|question| question.express).unwrap().id.to_string();
    apply(&mut session, &format!("go hands:{id}"), "");
    let update = apply(&mut session, &format!("hands {id} 2"), " 12 ");
    let (names, markup): (Vec<_>, Vec<_>) = update.slots.into_iter().unzip();
    assert_eq!(names, ["hands"]);
    assert!(markup[0].contains("Hands: 12"), "{markup:?}");
    assert!(update.page.is_none() && update.focus.is_none());
    let wrong = apply(&mut session, &format!("hands {id} 2"), "-3");
    assert_eq!(wrong.say.as_deref(), Some("Type hands as a number, such as 7."));
    let page = session.show(TODAY).unwrap().page.unwrap();
    assert!(page.contains("Hands: 12") && page.contains("value=\"12\""));
    apply(&mut session, &format!("hands {id} 2"), "");
    assert!(!session.show(TODAY).unwrap().page.unwrap().contains("Hands: "));
    apply(&mut session, &format!("hands {id} 2"), "99999999999999999999");
    assert!(session.show(TODAY).unwrap().page.unwrap().contains("Hands: 9999"));
}

#[test]
fn shares_are_those_of_the_points_and_no_median_is_claimed() {
    let (mut session, questionnaire) = empty();
    let domain = &questionnaire.domains[0];
    let express: Vec<_> = domain.questions.iter().filter(|question| question.express).collect();
    // Values are 0, 0.2, 0.5, 0.8, 1. Of two at level 2, one at the top and one who doesn't know it is 2 of 4.
    for question in &express {
        raise(&mut session, question.id.as_str(), &[0, 0, 2, 0, 1], 1);
    }
    let own = page(&mut session, &format!("domain:{}", domain.id));
    assert!(own.contains("By show of hands: 50% of the points"), "{own}");
    assert!(!own.contains("Median"), "{own}");
    let summary = page(&mut session, "summary");
    assert!(summary.contains("50%") && !summary.contains("Figures appear at"), "{summary}");
    let data = data(&mut session);
    assert_eq!(data["byHand"]["share"], 50);
    assert_eq!(data["byHand"]["domains"].as_array().unwrap().len(), 1);
    assert_eq!(data["byHand"]["questions"][0]["levels"], serde_json::json!([0, 0, 2, 0, 1]));
    assert!(data["figures"]["overall"].is_null());
}

#[test]
fn lists_are_made_of_hands_where_there_are_no_results() {
    let (mut session, questionnaire) = empty();
    let critical: Vec<_> = questionnaire
        .questions()
        .filter(|question| question.critical && question.express)
        .collect();
    raise(&mut session, critical[0].id.as_str(), &[4, 0, 0, 0, 2], 0);
    raise(&mut session, critical[1].id.as_str(), &[1, 0, 0, 0, 1], 4);
    let gaps = page(&mut session, "gaps");
    let (first, second) = (gaps.find("5 of 6").unwrap(), gaps.find("4 of 6").unwrap());
    assert!(first < second, "most often open first");
    assert!(gaps.contains("By show of hands."));
    assert!(page(&mut session, "dont-know").contains("4 of 6"));
    let (mut session, _) = empty();
    raise(&mut session, critical[0].id.as_str(), &[4], 0);
    assert!(!page(&mut session, "gaps").contains("4 of 4"), "four hands make no list");
}

#[test]
fn notes_and_hands_come_back_with_a_kept_room() {
    let (mut session, questionnaire) = empty();
    let id = questionnaire.questions().find(|question| question.express).unwrap().id.to_string();
    raise(&mut session, &id, &[3, 1], 2);
    apply(&mut session, &format!("hands-note {id}"), "\n Two doors.\n");
    take(&mut session, &questionnaire, 0..9);
    apply(&mut session, "go summary", "");
    apply(&mut session, "code", &code_as(&questionnaire, 60, 3));
    apply(&mut session, "code", &code(&questionnaire, 10));
    apply(&mut session, "go lobby", "");
    apply(&mut session, "remove 2", "");
    apply(&mut session, "go end", "");
    let (mut back, _) = empty();
    let update = back.restore(&session.keep(), TODAY).unwrap();
    assert_eq!((update.place.as_str(), update.results), ("end", 9));
    for place in ["summary", "gaps", "end", &format!("hands:{id}")] {
        assert_eq!(page(&mut back, place), page(&mut session, place), "{place}");
    }
    assert_eq!(back.keep(), session.keep());
    assert_eq!(back.export("json", TODAY), session.export("json", TODAY));
    // Both go on alike.
    for number in 20..22 {
        for session in [&mut back, &mut session] {
            apply(session, "go lobby", "");
            apply(session, "code", &code(&questionnaire, number));
        }
        assert_eq!(data(&mut back), data(&mut session));
    }
}

#[test]
fn what_is_no_kept_room_is_refused_and_the_room_stays() {
    let (mut session, questionnaire) = empty();
    take(&mut session, &questionnaire, 0..6);
    apply(&mut session, "go summary", "");
    let kept = session.keep();
    let groups = |text: &str| kept.replace("[[0,1,2,3,4,5]]", text);
    assert_ne!(groups("[[0,1]]"), kept);
    for text in [
        "".to_owned(),
        "[]".to_owned(),
        "[\"{}\",\"end\"]".to_owned(),
        kept.chars().take(kept.len() / 2).collect(),
        kept.replace("trade-secrets", "another"),
        kept.replace("kept-room", "room"),
        groups("[[0,1]]"),
        groups("[[0,1,2,3,4,99]]"),
        kept.replacen("express", "fast", 1),
    ] {
        let failure = session.restore(&text, TODAY).unwrap_err();
        assert_eq!(failure.code, "room", "{text}");
        assert!(failure.message.contains("hint: "), "{}", failure.message);
        assert_eq!(session.keep(), kept);
    }
}
