//! The walk, without a browser: what a visitor does, and what the next page holds.

mod support;

use reasonable_steps::assessment::{Assessment, Choice, Mode};
use reasonable_steps::interview::{Action, Body, Interview, Notice, Place, Screen};
use reasonable_steps::questionnaire::Questionnaire;
use serde_json::json;
use support::{Asked, asked, read, small, small_json, today, trade_secrets};

fn walk(questionnaire: Questionnaire) -> Interview {
    Interview::new(questionnaire, Mode::Express)
}

fn act<'a>(interview: &'a mut Interview, command: &str) -> Screen<'a> {
    act_with(interview, command, "")
}

fn act_with<'a>(interview: &'a mut Interview, command: &str, value: &str) -> Screen<'a> {
    let action = Action::from_command(command, value).unwrap_or_else(|| panic!("{command}"));
    interview.apply(action, today())
}

fn place(screen: &Screen<'_>) -> String {
    screen.place.to_string()
}

/// A questionnaire whose second domain depends on the profile and on an answer.
fn branching() -> Questionnaire {
    let staff = json!({"profile": "staff", "is": "yes"});
    let follow_up = json!({"answer": "a.x", "atLeast": 1});
    small(
        json!([0, 1]),
        &[
            asked("a.x", 1),
            Asked { condition: follow_up, ..asked("a.follow-up", 1) },
            Asked { condition: staff, ..asked("b.y", 1) },
            asked("c.z", 1),
        ],
    )
}

#[test]
fn the_walk_leads_from_start_over_every_domain_to_the_report_and_back() {
    let mut interview = Interview::new(trade_secrets(), Mode::Full);
    let mut there = vec![interview.place().to_string()];
    while *interview.place() != Place::Report {
        there.push(place(&act(&mut interview, "next")));
    }
    let domains: Vec<String> =
        trade_secrets().domains.iter().map(|domain| format!("domain:{}", domain.id)).collect();
    let expected: Vec<String> = ["start".to_owned(), "profile".to_owned()]
        .into_iter()
        .chain(domains)
        .chain(["review".to_owned(), "report".to_owned()])
        .collect();
    assert_eq!(there, expected);
    let mut back = vec![interview.place().to_string()];
    while *interview.place() != Place::Start {
        back.push(place(&act(&mut interview, "back")));
    }
    back.reverse();
    assert_eq!(there, back);
}

#[test]
fn back_and_forward_lose_nothing() {
    let mut interview = walk(trade_secrets());
    act(&mut interview, "go domain:access");
    act(&mut interview, "level access.sign-in 3");
    act_with(&mut interview, "note access.sign-in", "since May");
    act(&mut interview, "back");
    let screen = act(&mut interview, "next");
    let Body::Domain(page) = &screen.body else { panic!("{screen:?}") };
    let item =
        page.questions.iter().find(|item| item.question.id.as_str() == "access.sign-in").unwrap();
    assert_eq!((item.choice, item.note), (Some(&Choice::Level(3)), "since May"));
}

#[test]
fn the_profile_says_live_how_long_the_questionnaire_is() {
    let mut interview = walk(branching());
    let count = |screen: Screen<'_>| match screen.body {
        Body::Profile(page) => (page.count.questions, page.count.domains),
        other => panic!("{other:?}"),
    };
    assert_eq!(count(act(&mut interview, "go profile")), (4, 3));
    assert_eq!(count(act_with(&mut interview, "profile staff no", "on")), (3, 2));
    assert_eq!(count(act_with(&mut interview, "profile staff yes", "on")), (4, 3));
}

/// The ids of the profile questions that are asked.
fn profile_asked(questionnaire: Questionnaire, mode: Mode) -> Vec<String> {
    let mut interview = Interview::new(questionnaire, mode);
    let screen = act(&mut interview, "go profile");
    let Body::Profile(page) = screen.body else { panic!() };
    page.questions.iter().map(|item| item.question.id.to_string()).collect()
}

#[test]
fn the_profile_leaves_out_what_decides_only_about_questions_that_express_does_not_ask() {
    let express = profile_asked(trade_secrets(), Mode::Express);
    let full = profile_asked(trade_secrets(), Mode::Full);
    for id in ["suppliers", "premises", "abroad"] {
        assert!(full.contains(&id.to_owned()), "{id}");
        assert!(!express.contains(&id.to_owned()), "{id}");
    }
    // What decides about sheets and examples, or is asked for its own sake.
    for id in ["countries", "field", "size"] {
        assert!(express.contains(&id.to_owned()), "{id}");
    }
}

#[test]
fn a_blank_profile_never_shortens_the_questionnaire() {
    let mut interview = walk(branching());
    let screen = act(&mut interview, "go review");
    let Body::Review(page) = screen.body else { panic!() };
    assert_eq!(page.unanswered.len(), 4);
}

#[test]
fn a_question_that_switches_off_keeps_its_answer_stops_counting_and_says_so_when_it_comes_back() {
    let mut interview = walk(branching());
    act(&mut interview, "go domain:b");
    act(&mut interview, "level b.y 0");
    act(&mut interview, "go profile");
    let screen = act_with(&mut interview, "profile staff no", "on");
    assert_eq!(screen.progress.answered, 0);
    let Body::Profile(page) = &screen.body else { panic!() };
    assert_eq!(page.set_aside, 1);
    act_with(&mut interview, "profile staff yes", "on");
    let screen = act(&mut interview, "go domain:b");
    let Body::Domain(page) = &screen.body else { panic!() };
    assert!(page.questions[0].returned);
    assert_eq!(page.questions[0].choice, Some(&Choice::Level(0)));
    assert_eq!(screen.progress.answered, 1);
    let screen = act(&mut interview, "level b.y 1");
    let Body::Domain(page) = &screen.body else { panic!() };
    assert!(!page.questions[0].returned, "answered anew, there is nothing to say any more");
}

#[test]
fn an_earlier_answer_switches_a_follow_up_on_the_same_page() {
    let mut interview = walk(branching());
    let follow_up = |screen: Screen<'_>| match screen.body {
        Body::Domain(page) => page.questions[1].asked,
        other => panic!("{other:?}"),
    };
    assert!(follow_up(act(&mut interview, "go domain:a")), "not known yet counts as applying");
    assert!(!follow_up(act(&mut interview, "level a.x 0")));
    assert!(follow_up(act(&mut interview, "level a.x 1")));
}

#[test]
fn a_domain_of_which_nothing_is_asked_is_skipped() {
    let mut interview = walk(branching());
    act_with(&mut interview, "profile staff no", "on");
    act(&mut interview, "go domain:a");
    assert_eq!(place(&act(&mut interview, "next")), "domain:c");
    assert_eq!(place(&act(&mut interview, "go domain:b")), "domain:c", "and cannot be reached");
}

#[test]
fn not_applicable_counts_once_its_reason_is_there() {
    let mut interview = walk(branching());
    act(&mut interview, "go domain:c");
    assert_eq!(act(&mut interview, "not-applicable c.z").progress.answered, 0);
    {
        let screen = act(&mut interview, "go review");
        let Body::Review(page) = &screen.body else { panic!() };
        assert_eq!(page.reason_missing.len(), 1);
    }
    let screen = act_with(&mut interview, "reason c.z", "we have no such thing");
    assert_eq!(screen.progress.answered, 1);
    let Body::Review(page) = &screen.body else { panic!() };
    assert!(page.reason_missing.is_empty());
}

#[test]
fn the_review_names_what_is_left_and_leads_there() {
    let mut interview = walk(trade_secrets());
    act(&mut interview, "dont-know access.reviews");
    {
        let screen = act(&mut interview, "go review");
        let Body::Review(page) = &screen.body else { panic!() };
        assert_eq!(page.dont_know.len(), 1);
        assert_eq!(page.unanswered.len(), 23);
        assert!(!page.complete_enough);
    }
    let screen = act(&mut interview, "ask access.reviews");
    assert_eq!(place(&screen), "domain:access");
    assert_eq!(screen.target.map(ToString::to_string).as_deref(), Some("access.reviews"));
}

#[test]
fn express_and_full_are_offered_only_where_they_differ() {
    let modes = |questionnaire: Questionnaire| match walk(questionnaire).screen(today()).body {
        Body::Start(page) => {
            page.modes.iter().map(|offer| (offer.mode, offer.count.questions)).collect::<Vec<_>>()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(modes(branching()), []);
    let mut json = small_json(json!([0, 1]), &[asked("a.x", 1), asked("b.y", 1)]);
    json["domains"][0]["questions"][0]["express"] = json!(true);
    assert_eq!(modes(read(&json)), [(Mode::Express, 1), (Mode::Full, 2)]);
}

#[test]
fn a_file_opens_into_the_review_and_a_broken_one_changes_nothing() {
    let mut interview = walk(branching());
    act(&mut interview, "level a.x 1");
    let before = interview.assessment().clone();
    let screen = act_with(&mut interview, "open", "no file at all");
    assert!(matches!(screen.notice, Some(Notice::FileRefused(findings)) if !findings.is_empty()));
    assert_eq!(interview.assessment(), &before);

    let mut other = Assessment::new(interview.questionnaire(), Mode::Full);
    other.answer(interview.questionnaire(), "c.z", Some(Choice::Level(1))).unwrap();
    let screen = act_with(&mut interview, "open", &other.to_json());
    assert!(
        matches!(screen.notice, Some(Notice::ConfirmOpen(_))),
        "answers are never replaced unasked"
    );
    assert_eq!(interview.assessment(), &before);
    assert_eq!(place(&act(&mut interview, "confirm-open")), "review");
    assert_eq!(interview.assessment(), &other);
}

#[test]
fn a_decision_whose_answer_was_taken_back_is_not_replaced_unasked() {
    let mut interview = walk(branching());
    act(&mut interview, "level a.x 0");
    act_with(&mut interview, "owner a.x", "Mira");
    act(&mut interview, "clear a.x");
    let file = Assessment::new(interview.questionnaire(), Mode::Full).to_json();
    let screen = act_with(&mut interview, "open", &file);
    assert!(matches!(screen.notice, Some(Notice::ConfirmOpen(_))), "{:?}", screen.notice);
    assert_eq!(interview.assessment().decisions.len(), 1);
}

#[test]
fn erasing_asks_first_and_then_leaves_nothing() {
    let mut interview = walk(branching());
    act(&mut interview, "level a.x 1");
    act_with(&mut interview, "title", "Hollberg");
    assert!(matches!(act(&mut interview, "erase").notice, Some(Notice::ConfirmErase)));
    assert!(!interview.is_empty());
    act(&mut interview, "dismiss");
    assert!(!interview.is_empty());
    act(&mut interview, "erase");
    let screen = act(&mut interview, "confirm-erase");
    assert_eq!(place(&screen), "start");
    assert!(interview.is_empty());
    assert_eq!(interview.assessment(), &Assessment::new(interview.questionnaire(), Mode::Express));
}

#[test]
fn commands_that_name_nothing_change_nothing() {
    let mut interview = walk(branching());
    let before = interview.assessment().clone();
    for command in [
        "level gone 1",
        "level a.x 9",
        "profile gone yes",
        "profile staff maybe",
        "ask gone",
        "go domain:gone",
        "note gone",
        "reason gone",
    ] {
        act_with(&mut interview, command, "text");
        assert_eq!(interview.assessment(), &before, "{command}");
    }
    for text in ["", "fly", "level", "level a.x", "level a.x many", "go", "go nowhere", "mode"] {
        assert_eq!(Action::from_command(text, ""), None, "{text:?}");
    }
}

#[test]
fn a_decision_is_taken_over_changed_and_taken_back() {
    let mut interview = walk(small(json!([0, 1]), &[asked("a.x", 1)]));
    act(&mut interview, "level a.x 0");
    act(&mut interview, "decide a.x planned");
    act_with(&mut interview, "owner a.x", "Mira");
    act_with(&mut interview, "due a.x", "2027-01-31");
    // Half a date, as a text field sends it, changes nothing.
    act_with(&mut interview, "due a.x", "2027-01-3");
    let decision = interview.assessment().decisions.get("a.x").cloned().unwrap();
    assert_eq!(decision.due.map(|day| day.to_string()).as_deref(), Some("2027-01-31"));
    act(&mut interview, "decide a.x not-now");
    act_with(&mut interview, "put-off a.x", "the lease ends in May");
    let decision = interview.assessment().decisions.get("a.x").cloned().unwrap();
    assert_eq!((decision.status.name(), decision.owner.as_str()), ("not-now", "Mira"));
    act(&mut interview, "decide a.x none");
    assert!(interview.assessment().decisions.is_empty());
    act(&mut interview, "decide a.unknown done");
    assert!(interview.assessment().decisions.is_empty());
}

#[test]
fn an_earlier_file_is_laid_beside_once_and_a_foreign_one_is_refused() {
    let mut interview = walk(small(json!([0, 1]), &[asked("a.x", 1)]));
    act(&mut interview, "level a.x 0");
    let file = interview.assessment().to_json();
    act(&mut interview, "level a.x 1");
    act_with(&mut interview, "compare", &file);
    act_with(&mut interview, "compare", &file);
    let screen = act(&mut interview, "go report");
    let Body::Report(page) = &screen.body else { panic!("no report") };
    let made: Vec<usize> = page.report.comparisons.iter().map(|made| made.improved.len()).collect();
    assert_eq!(made, [1]);
    let foreign = Interview::new(trade_secrets(), Mode::Full).assessment().to_json();
    let screen = act_with(&mut interview, "compare", &foreign);
    assert!(matches!(screen.notice, Some(Notice::FileRefused(_))));
    act(&mut interview, "stop-comparing 0");
    assert!(interview.earlier().is_empty());
    assert_eq!(interview.assessment().answers.len(), 1, "the answers are as they were");
}
