//! The assessment file: nothing is lost, nothing foreign is taken.

mod support;

use reasonable_steps::assessment::{Assessment, Choice, Decision, Mode, State, Status, states};
use reasonable_steps::diagnostic::Severity;
use reasonable_steps::score::score;
use serde_json::{Value, json};
use support::{answered, asked, not_applicable, small, trade_secrets};

fn file() -> Value {
    let questionnaire = trade_secrets();
    let mut assessment = answered(
        &questionnaire,
        &[
            ("access.sign-in", Choice::Level(2)),
            ("governance.owner", Choice::DontKnow),
            ("marking.confidential-mark", not_applicable("nothing on paper")),
        ],
    );
    assessment.set_profile(&questionnaire, "staff", vec!["yes".to_owned()]).unwrap();
    assessment.change(&"access.sign-in".into(), |answer| {
        answer.note = "<b>“since May”</b>\n\u{202e}abc".to_owned();
        answer.evidence = "IT folder, report of 3 March".to_owned();
    });
    let decision = Decision {
        status: Status::Planned,
        owner: "Mira".to_owned(),
        due: Some("2027-01-31".parse().unwrap()),
        reason: String::new(),
    };
    assessment.decisions.insert("access.sign-in".into(), decision);
    serde_json::from_str(&assessment.to_json()).unwrap()
}

fn read(file: &Value) -> (Option<Assessment>, Vec<String>) {
    let (read, findings) = Assessment::from_json(&file.to_string(), &trade_secrets());
    let show = |finding: &reasonable_steps::diagnostic::Diagnostic| {
        let severity = if finding.severity == Severity::Error { "error" } else { "warning" };
        format!("{severity}: {finding}")
    };
    (read, findings.iter().map(show).collect())
}

#[test]
fn a_file_reads_back_with_notes_and_evidence() {
    let (assessment, findings) = read(&file());
    assert_eq!(findings, Vec::<String>::new());
    let assessment = assessment.unwrap();
    let answer = assessment.answers.get("access.sign-in").unwrap();
    assert_eq!(answer.note, "<b>“since May”</b>\n\u{202e}abc");
    assert_eq!(answer.evidence, "IT folder, report of 3 March");
    let decision = assessment.decisions.get("access.sign-in").unwrap();
    assert_eq!((decision.status, decision.owner.as_str()), (Status::Planned, "Mira"));
    assert_eq!(decision.due.map(|day| day.to_string()).as_deref(), Some("2027-01-31"));
    assert_eq!(serde_json::from_str::<Value>(&assessment.to_json()).unwrap(), file());
}

#[test]
fn words_are_kept_as_they_were_typed_even_where_they_are_blank() {
    let questionnaire = small(json!([0, 1]), &[asked("a.x", 1), asked("a.y", 1)]);
    let mut assessment = answered(&questionnaire, &[("a.x", Choice::Level(0))]);
    assessment.change(&"a.y".into(), |answer| answer.note = "a note alone".to_owned());
    assessment.title = " ".to_owned();
    assessment.change(&"a.x".into(), |answer| {
        answer.note = "  two lines\n\n".to_owned();
        answer.evidence = "\t".to_owned();
    });
    let decision = Decision {
        owner: " ".to_owned(),
        reason: "\n".to_owned(),
        ..Decision::new(Status::NotNow)
    };
    assessment.decisions.insert("a.x".into(), decision);
    let (read, findings) = Assessment::from_json(&assessment.to_json(), &questionnaire);
    assert_eq!(findings, []);
    assert_eq!(read, Some(assessment));
}

#[test]
fn broken_and_foreign_files_are_refused_with_a_way_out() {
    let check = |change: &dyn Fn(&mut Value), expected: &str| {
        let mut changed = file();
        change(&mut changed);
        let (assessment, findings) = read(&changed);
        assert!(assessment.is_none(), "{expected}: was accepted");
        assert!(
            findings.iter().any(|f| f.starts_with("error") && f.contains(expected)),
            "{expected}\nis not in {findings:#?}"
        );
    };
    check(
        &|file| file["format"] = json!("other"),
        "this is no assessment file; hint: choose a file that Reasonable Steps saved",
    );
    check(
        &|file| file["formatVersion"] = json!(99),
        "is not 1, the version that this engine reads",
    );
    check(
        &|file| file["questionnaire"]["id"] = json!("pki"),
        "is `pki`; here it is `trade-secrets`",
    );
    check(
        &|file| file["mode"] = json!("quick"),
        "mode: is \"quick\"; hint: use \"express\" or \"full\"",
    );
    check(
        &|file| file["answers"][0]["level"] = json!(5),
        "answer to `access.sign-in`: level: is 5; hint: use a whole number from 0 to 4",
    );
    check(&|file| file["answers"][0]["level"] = json!(2.5), "level: is 2.5");
    check(&|file| file["answers"][0]["level"] = json!(-1), "level: is -1");
    check(&|file| file["answers"][0]["dontKnow"] = json!(true), "answers in more than one way");
    check(
        &|file| {
            let again = file["answers"][0].clone();
            file["answers"].as_array_mut().unwrap().push(again);
        },
        "stands in the file twice",
    );
    check(&|file| file["profile"]["staff"] = json!("yes"), "is no list of texts");
    check(&|file| file["answers"][0]["colour"] = json!("red"), "`colour` is not known here");
    check(
        &|file| file["decisions"][0]["status"] = json!("maybe"),
        "status: is \"maybe\"; hint: use \"planned\", \"done\" or \"not-now\"",
    );
    check(
        &|file| {
            let again = file["decisions"][0].clone();
            file["decisions"].as_array_mut().unwrap().push(again);
        },
        "decision on `access.sign-in`: stands in the file twice",
    );
    check(&|file| file["decisions"][0]["due"] = json!("31.1.27"), "due: is \"31.1.27\"");
    check(
        &|file| {
            file.as_object_mut().unwrap().remove("answers");
        },
        "answers: is missing",
    );
}

#[test]
fn what_is_missing_is_told_once() {
    for (path, key) in [("", "mode"), ("/decisions/0", "status"), ("/answers/0", "question")] {
        let mut changed = file();
        changed.pointer_mut(path).unwrap().as_object_mut().unwrap().remove(key);
        let (assessment, findings) = read(&changed);
        assert!(assessment.is_none(), "{key}");
        assert_eq!(findings.len(), 1, "{findings:#?}");
        assert!(findings[0].contains(&format!("{key}: is missing")), "{findings:#?}");
    }
}

#[test]
fn text_that_is_no_json_is_refused() {
    for text in ["", "hello", "{", "[]", "null", "PK\u{3}\u{4}", "<html>"] {
        let (assessment, findings) = Assessment::from_json(text, &trade_secrets());
        assert!(assessment.is_none(), "{text:?}");
        assert_eq!(findings.len(), 1, "{text:?}: {findings:#?}");
        assert!(findings[0].hint.is_some(), "{text:?}");
    }
}

#[test]
fn unknown_questions_are_kept_reported_and_not_counted() {
    let mut changed = file();
    let stranger = json!({"question": "access.retina-scan", "level": 4, "note": "kept"});
    changed["answers"].as_array_mut().unwrap().push(stranger.clone());
    let (assessment, findings) = read(&changed);
    assert_eq!(
        findings,
        [
            "warning: answer to `access.retina-scan`: is to no question here; hint: it is kept in the file and not counted"
        ]
    );
    let assessment = assessment.unwrap();
    let questionnaire = trade_secrets();
    assert_eq!(assessment.unknown_questions(&questionnaire), ["access.retina-scan".into()]);
    let (without, _) = read(&file());
    assert_eq!(score(&questionnaire, &assessment), score(&questionnaire, &without.unwrap()));
    let saved: Value = serde_json::from_str(&assessment.to_json()).unwrap();
    assert!(saved["answers"].as_array().unwrap().contains(&stranger));
}

/// In falling order each answer moves all that were read before it.
#[test]
fn a_flood_of_unknown_answers_is_kept_up_to_a_limit_and_refused_beyond() {
    let flood = |count: u32| {
        let mut file = file();
        file["answers"] =
            (0..count).rev().map(|at| json!({"question": format!("q{at:05}")})).collect();
        read(&file)
    };
    let (assessment, findings) = flood(20_000);
    assert_eq!(findings.len(), 20_000);
    assert_eq!(assessment.unwrap().answers.len(), 20_000);
    let (assessment, findings) = flood(20_001);
    assert!(assessment.is_none());
    assert_eq!(findings.len(), 1);
    assert!(findings[0].contains("more than 20000 values in a list"), "{findings:?}");
}

#[test]
fn the_order_of_the_file_decides_nothing() {
    let mut turned = file();
    turned["answers"].as_array_mut().unwrap().reverse();
    assert_eq!(read(&turned), read(&file()));
    // A place without an id keeps its number, and what stands there twice is found wherever it stands.
    let answers = turned["answers"].as_array_mut().unwrap();
    let again = answers[0].clone();
    answers.insert(1, json!({"level": 1}));
    answers.push(again);
    let (assessment, findings) = read(&turned);
    assert!(assessment.is_none());
    let twice = "error: answer to `marking.confidential-mark`: stands in the file twice; hint: keep one of the two";
    assert_eq!(findings, ["error: answers 2: question: is missing; hint: add it", twice]);
}

#[test]
fn a_file_of_another_version_is_matched_by_question_and_says_so() {
    let mut changed = file();
    changed["questionnaire"]["version"] = json!("0.9.0");
    changed["questionnaire"]["fingerprint"] = json!("0000");
    let (assessment, findings) = read(&changed);
    assert!(assessment.is_some());
    assert_eq!(findings.len(), 1);
    assert!(
        findings[0].starts_with("warning: questionnaire: version: is 0.9.0 (0000); here it is")
    );
}

#[test]
fn not_applicable_on_a_critical_question_is_kept_and_counts_as_unanswered() {
    let mut changed = file();
    let answer = json!({"question": "secrets.register", "notApplicable": "we have none"});
    changed["answers"].as_array_mut().unwrap().push(answer);
    let (assessment, findings) = read(&changed);
    assert!(findings[0].contains("is \"not applicable\", which the question no longer offers"));
    let questionnaire = trade_secrets();
    let (without, _) = read(&file());
    let (with, without) =
        (score(&questionnaire, &assessment.unwrap()), score(&questionnaire, &without.unwrap()));
    assert_eq!(with.overall, without.overall);
}

#[test]
fn an_answer_that_cannot_be_taken_leaves_the_assessment_as_it_was() {
    let questionnaire = small(json!([0, 1]), &[asked("a.x", 1)]);
    let mut assessment = answered(&questionnaire, &[("a.x", Choice::Level(1))]);
    let before = assessment.clone();
    let errors = [
        assessment.answer(&questionnaire, "a.x", Some(Choice::Level(2))).unwrap_err(),
        assessment.answer(&questionnaire, "a.gone", Some(Choice::Level(0))).unwrap_err(),
        assessment.set_profile(&questionnaire, "staff", vec![]).unwrap_err(),
        assessment.set_profile(&questionnaire, "staff", vec!["maybe".to_owned()]).unwrap_err(),
        assessment.set_profile(&questionnaire, "gone", vec![]).unwrap_err(),
    ];
    let codes = errors.map(|error| error.code());
    assert_eq!(
        codes,
        [
            "level-out-of-range",
            "unknown-question",
            "two-options",
            "unknown-option",
            "unknown-profile-question"
        ]
    );
    assert_eq!(assessment, before);
}

#[test]
fn an_answer_taken_back_leaves_nothing_and_its_note_keeps_the_question() {
    let questionnaire = small(json!([0, 1]), &[asked("a.x", 1)]);
    let mut assessment = answered(&questionnaire, &[("a.x", Choice::Level(1))]);
    assessment.answer(&questionnaire, "a.x", None).unwrap();
    assert!(assessment.answers.is_empty());
    assessment.change(&"a.x".into(), |answer| answer.note = "ask the night shift".to_owned());
    assessment.answer(&questionnaire, "a.x", None).unwrap();
    assert_eq!(assessment.answers.len(), 1);
}

#[test]
fn a_level_that_the_scale_no_longer_has_is_no_answer() {
    let questionnaire = small(json!([0, 1]), &[asked("a.x", 1)]);
    let mut assessment = answered(&questionnaire, &[("a.x", Choice::Level(1))]);
    assert_eq!(states(&questionnaire, &assessment), [State::Level(1)]);
    assessment.change(&"a.x".into(), |answer| answer.choice = Some(Choice::Level(2)));
    assert_eq!(states(&questionnaire, &assessment), [State::Unanswered]);
}

#[test]
fn where_many_options_may_hold_two_or_none_are_taken_in_the_order_of_the_questionnaire() {
    let questionnaire = small(json!([0, 1]), &[asked("a.x", 1)]);
    let mut assessment = answered(&questionnaire, &[]);
    for (given, kept) in [
        (vec!["cloud", "ai", "cloud"], vec!["ai", "cloud"]),
        (vec!["cloud"], vec!["cloud"]),
        (vec![], vec![]),
    ] {
        let given = given.into_iter().map(str::to_owned).collect();
        assessment.set_profile(&questionnaire, "tools", given).unwrap();
        assert_eq!(assessment.profile.get("tools").unwrap(), &kept);
    }
}

#[test]
fn modes_and_decisions_have_the_names_that_stand_in_the_file() {
    for mode in [Mode::Express, Mode::Full] {
        assert_eq!(json!(mode), json!(mode.name()));
        assert_eq!(Mode::from_name(mode.name()), Some(mode));
    }
    for status in [Status::Planned, Status::Done, Status::NotNow] {
        assert_eq!(json!(status), json!(status.name()));
        assert_eq!(Status::from_name(status.name()), Some(status));
    }
}

#[test]
fn how_it_came_about_is_kept_as_it_is_also_of_a_kind_to_come() {
    let mut file = file();
    let origin = json!({"kind": "to come", "people": 3, "date": "2027-01-31", "share": 0.25,
        "less": -3, "yes": true, "none": null,
        "list": [1, [], {}, {"text": "\u{7}\"\\ \n</script>\u{202e}"}]});
    file["origin"] = origin.clone();
    let (assessment, findings) = read(&file);
    assert_eq!(findings, Vec::<String>::new());
    let assessment = assessment.unwrap();
    assert_eq!(assessment.origin.as_ref().unwrap().combined(), None);
    let again: Value = serde_json::from_str(&assessment.to_json()).unwrap();
    assert_eq!(again["origin"], origin);
    assert_eq!(read(&again).0.unwrap(), assessment);

    // A number that no document of ours may hold makes no file that cannot be read.
    file["origin"]["share"] = json!(1.5e300);
    let again: Value = serde_json::from_str(&read(&file).0.unwrap().to_json()).unwrap();
    assert_eq!(again["origin"]["share"], "too large or too fine");
}
