//! Nothing is lost: what can be undone, what the browser keeps when it is asked to, and what it says when it can't.

mod support;

use reasonable_steps::assessment::{Assessment, Mode};
use reasonable_steps::interview::{Action, Body, Interview, Memory, Notice, Screen};
use reasonable_steps::text::{Catalogue, ENGLISH};
use reasonable_steps::view;
use reasonable_steps::web::{Session, Update};
use serde_json::Value;
use support::{root, today, trade_secrets};

fn firm(name: &str) -> String {
    let path = root().join(format!("tests/data/firms/{name}.steps.json"));
    std::fs::read_to_string(path).unwrap()
}

fn act_with<'a>(interview: &'a mut Interview, command: &str, value: &str) -> Screen<'a> {
    interview.apply(Action::from_command(command, value).unwrap(), today())
}

fn act<'a>(interview: &'a mut Interview, command: &str) -> Screen<'a> {
    act_with(interview, command, "")
}

/// A walk with the machine shop's answers, at the questions about access.
fn with_answers() -> Interview {
    let mut interview = Interview::new(trade_secrets(), Mode::Full);
    act_with(&mut interview, "open", &firm("machine-shop"));
    act(&mut interview, "go domain:access");
    interview
}

fn markup(screen: &Screen<'_>) -> String {
    let (catalogue, _) = Catalogue::from_json(ENGLISH);
    view::page(screen, &catalogue.unwrap()).markup.into_string()
}

#[test]
fn erasing_starting_over_and_opening_can_each_be_undone() {
    for (ask, confirm) in
        [("erase", "confirm-erase"), ("start-over", "confirm-start-over"), ("open", "confirm-open")]
    {
        let mut interview = with_answers();
        act_with(&mut interview, "compare", &firm("machine-shop"));
        let before = interview.assessment().clone();
        act_with(&mut interview, ask, &firm("food"));
        assert_eq!(*interview.assessment(), before, "{ask} asks first");
        let screen = act(&mut interview, confirm);
        assert!(screen.can_undo && markup(&screen).contains("data-command=\"undo\""), "{confirm}");
        assert_ne!(*interview.assessment(), before, "{confirm}");
        let screen = act(&mut interview, "undo");
        assert_eq!(screen.place.to_string(), "domain:access", "{confirm}");
        assert_eq!(screen.notice, Some(&Notice::Undone));
        assert!(!screen.can_undo);
        assert_eq!(*interview.assessment(), before, "{confirm}");
        assert_eq!(
            interview.earlier().len(),
            1,
            "{confirm}: what it is compared with came back too"
        );
    }
}

#[test]
fn nobody_brings_back_what_was_erased_once_the_message_is_gone() {
    for away in ["dismiss", "next", "go report"] {
        let mut interview = with_answers();
        act(&mut interview, "confirm-erase");
        assert!(!act(&mut interview, away).can_undo, "{away}");
        act(&mut interview, "undo");
        assert!(interview.is_empty(), "{away}");
    }
    // And where there was nothing, nothing can come back.
    let mut interview = Interview::new(trade_secrets(), Mode::Full);
    assert!(!act_with(&mut interview, "open", &firm("food")).can_undo);
}

#[test]
fn memory_is_off_and_offered_once_after_the_first_answer() {
    let offered = |screen: &Screen<'_>| {
        let Body::Domain(page) = &screen.body else { return Vec::new() };
        let items = page.questions.iter().filter(|item| item.offered);
        items.map(|item| item.question.id.to_string()).collect()
    };
    let mut interview = Interview::new(trade_secrets(), Mode::Full);
    let screen = act(&mut interview, "go domain:access");
    assert_eq!((screen.memory, offered(&screen)), (Memory::Off, Vec::new()));
    let screen = act(&mut interview, "dont-know access.sign-in");
    assert_eq!(offered(&screen), ["access.sign-in"]);
    assert_eq!(screen.memory, Memory::Off, "offered, not taken");
    assert_eq!(offered(&act(&mut interview, "level access.reviews 1")), ["access.sign-in"]);
    assert_eq!(offered(&act(&mut interview, "remember-not")), Vec::<String>::new());
    assert_eq!(offered(&act(&mut interview, "level access.admin-rights 1")), Vec::<String>::new());

    let mut interview = Interview::new(trade_secrets(), Mode::Full);
    act(&mut interview, "go domain:access");
    act(&mut interview, "level access.sign-in 1");
    let screen = act(&mut interview, "remember");
    assert_eq!((screen.memory, offered(&screen)), (Memory::On, Vec::new()));

    for refusal in ["memory blocked", "memory framed"] {
        let mut interview = Interview::new(trade_secrets(), Mode::Full);
        act(&mut interview, refusal);
        act(&mut interview, "go domain:access");
        let screen = act(&mut interview, "level access.sign-in 1");
        assert_eq!(offered(&screen), Vec::<String>::new(), "{refusal}");
        let page = markup(&screen);
        assert!(!page.contains("data-command=\"remember\""), "{refusal}");
        assert!(
            page.contains("remember nothing") || page.contains("remembers nothing"),
            "{refusal}"
        );
    }
}

#[test]
fn erasing_from_the_device_ends_the_memory_and_starting_over_does_not() {
    let mut interview = with_answers();
    act(&mut interview, "remember");
    assert_eq!(act(&mut interview, "confirm-start-over").memory, Memory::On);
    assert_eq!(act(&mut interview, "undo").memory, Memory::On);
    assert_eq!(act(&mut interview, "confirm-erase").memory, Memory::Off);
    assert_eq!(act(&mut interview, "undo").memory, Memory::Off, "kept anew only when asked for");
}

#[test]
fn what_was_remembered_comes_back_where_the_visitor_stopped() {
    let before = with_answers().assessment().clone();
    let mut interview = Interview::new(trade_secrets(), Mode::Express);
    let screen = act_with(&mut interview, "remembered domain:leaving", &before.to_json());
    assert_eq!(screen.place.to_string(), "domain:leaving");
    assert_eq!((screen.memory, screen.can_undo), (Memory::On, false));
    assert_eq!(screen.notice, Some(&Notice::Remembered(Vec::new())));
    assert_eq!(*interview.assessment(), before);
    // A place that there is no more.
    let mut interview = Interview::new(trade_secrets(), Mode::Express);
    let screen = act_with(&mut interview, "remembered domain:gone", &before.to_json());
    assert_eq!(screen.place.to_string(), "start");
    assert_eq!(*interview.assessment(), before);
}

#[test]
fn an_older_questionnaire_is_taken_over_with_a_word() {
    let older = firm("machine-shop").replace("\"fingerprint\": \"", "\"fingerprint\": \"0");
    let mut file: Value = serde_json::from_str(&older).unwrap();
    file["questionnaire"]["version"] = "0.9".into();
    let mut interview = Interview::new(trade_secrets(), Mode::Express);
    let screen = act_with(&mut interview, "remembered review", &file.to_string());
    let Some(Notice::Remembered(findings)) = screen.notice else { panic!("{:?}", screen.notice) };
    assert_eq!(findings[0].code, "other-version");
    assert_eq!(screen.memory, Memory::On);
    assert_eq!(interview.assessment().answers, with_answers().assessment().answers);
}

#[test]
fn what_cannot_be_read_is_left_as_it_is_and_offered() {
    let newer = firm("machine-shop").replace("\"formatVersion\": 1", "\"formatVersion\": 2");
    assert_ne!(newer, firm("machine-shop"));
    let half = firm("machine-shop");
    for (kept, code) in [(newer.as_str(), "format-version"), (&half[..half.len() / 2], "json")] {
        let mut interview = Interview::new(trade_secrets(), Mode::Express);
        let screen = act_with(&mut interview, "remembered review", kept);
        assert_eq!(screen.memory, Memory::Unreadable);
        let Some(Notice::Unreadable(findings)) = screen.notice else { panic!("{screen:?}") };
        assert_eq!(findings[0].code, code);
        assert!(markup(&screen).contains("data-host=\"save-kept\""));
        // Answering goes on without it.
        act(&mut interview, "go domain:access");
        let screen = act(&mut interview, "level access.sign-in 1");
        assert_eq!(screen.memory, Memory::Unreadable, "nothing overwrites it");
        assert!(!markup(&screen).contains("data-command=\"remember\""));
        assert_eq!(act(&mut interview, "confirm-erase").memory, Memory::Off);
    }
}

fn session() -> Session {
    let questionnaire = root().join("questionnaires/compiled/trade-secrets.en.json");
    Session::new(&std::fs::read_to_string(questionnaire).unwrap(), ENGLISH, "full").unwrap()
}

fn apply(session: &mut Session, command: &str, value: &str) -> Update {
    session.apply(command, value, "2026-11-22").unwrap()
}

#[test]
fn the_page_learns_the_score_only_where_the_visitor_was_told() {
    let told = "the owner of this page gets your score";
    let mut quiet = session();
    apply(&mut quiet, "open", &firm("machine-shop"));
    for place in ["start", "review", "report"] {
        let update = apply(&mut quiet, &format!("go {place}"), "");
        assert!(update.score.is_none() && !update.page.unwrap().contains(told), "{place}");
    }

    let mut sharing = session();
    apply(&mut sharing, "share score", "");
    apply(&mut sharing, "open", &firm("machine-shop"));
    for place in ["start", "profile", "domain:access", "review"] {
        let update = apply(&mut sharing, &format!("go {place}"), "");
        assert_eq!(update.score, None, "{place}");
        let says = update.page.unwrap().contains(told);
        assert_eq!(says, ["start", "review"].contains(&place), "{place}");
    }
    let update = apply(&mut sharing, "go report", "");
    assert!(update.page.unwrap().contains(told));
    let score = update.score.unwrap();
    assert_eq!((score.percent, score.band.as_deref()), (Some(49), Some("early")));
    assert_eq!(score.domains.len(), 13);
    let (assessment, _) = Assessment::from_json(&firm("machine-shop"), &trade_secrets());
    let report = reasonable_steps::report::report(&trade_secrets(), &assessment.unwrap(), today());
    for (shared, line) in score.domains.iter().zip(&report.domains) {
        assert_eq!((shared.id.as_str(), shared.percent), (line.id.as_str(), line.percent));
    }
}

#[test]
fn a_page_that_asks_for_the_score_later_gets_it_once_the_visitor_was_told() {
    // Remembered at the report, on a page that did not ask then.
    let mut session = session();
    apply(&mut session, "share score", "");
    let report = apply(&mut session, "remembered report", &firm("machine-shop"));
    assert_eq!((report.place.as_str(), report.score), ("report", None));
    assert!(report.page.unwrap().contains("the owner of this page gets your score"));
    apply(&mut session, "go domain:access", "");
    assert!(apply(&mut session, "go report", "").score.is_some());
    // It asks no more, and asks again in the middle of the walk.
    apply(&mut session, "share nothing", "");
    apply(&mut session, "go domain:access", "");
    apply(&mut session, "share score", "");
    assert_eq!(apply(&mut session, "go report", "").score, None);
}

#[test]
fn other_answers_at_the_same_place_are_a_new_page() {
    let mut session = session();
    apply(&mut session, "go domain:access", "");
    apply(&mut session, "note access.sign-in", "the old firm's note");
    apply(&mut session, "memory elsewhere", "");
    let update = apply(&mut session, "remembered domain:access", &firm("machine-shop"));
    assert_eq!(update.place, "domain:access");
    let page = update.page.unwrap();
    assert!(page.contains("data-command=\"level access.sign-in 3\" checked"));
    assert!(!page.contains("the old firm's note"));

    let review = apply(&mut session, "go review", "").page.unwrap();
    apply(&mut session, "open", &firm("food"));
    let opened = apply(&mut session, "confirm-open", "");
    assert_eq!(opened.place, "review");
    let opened = opened.page.unwrap();
    assert!(opened != review);
    let undone = apply(&mut session, "undo", "");
    assert!(undone.page.is_some_and(|page| page != opened));

    // A page around the questionnaire may choose the mode anywhere.
    let express = apply(&mut session, "mode express", "");
    assert_eq!(express.place, "review");
    assert!(express.page.is_some());
}

#[test]
fn undo_after_another_windows_answers_leaves_them_where_they_are_kept() {
    let mut interview = with_answers();
    let own = interview.assessment().clone();
    act(&mut interview, "memory elsewhere");
    let screen = act_with(&mut interview, "remembered review", &firm("food"));
    assert_eq!(screen.memory, Memory::On);
    let screen = act(&mut interview, "undo");
    assert_eq!(screen.memory, Memory::Elsewhere, "nothing is kept over them");
    assert_eq!(*interview.assessment(), own);
    // What was erased from the browser stays erased when the answers come back.
    act(&mut interview, "remember");
    act(&mut interview, "confirm-erase");
    assert_eq!(act(&mut interview, "undo").memory, Memory::Off);
}

#[test]
fn a_second_firms_file_is_not_compared_with_the_first_firms_past() {
    let mut interview = with_answers();
    act_with(&mut interview, "compare", &firm("software"));
    act_with(&mut interview, "open", &firm("food"));
    act(&mut interview, "confirm-open");
    assert!(interview.earlier().is_empty());
    act(&mut interview, "undo");
    assert_eq!(interview.earlier().len(), 1);
}

#[test]
fn a_change_of_memory_is_said_once() {
    let mut session = session();
    apply(&mut session, "go domain:access", "");
    assert_eq!(apply(&mut session, "level access.sign-in 1", "").say, None);
    let said = apply(&mut session, "remember", "").say.unwrap();
    assert!(said.contains("on this device only"), "{said}");
    assert_eq!(apply(&mut session, "level access.sign-in 2", "").say, None);
    let said = apply(&mut session, "memory full", "").say.unwrap();
    assert!(said.contains("no room"), "{said}");
}
