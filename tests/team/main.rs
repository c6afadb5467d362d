//! The pages on which a team combines its files: what each says, in which order they come, and that no text and no
//! order of clicks breaks them.

#[path = "../support/hostile.rs"]
mod hostile;
#[path = "../support/mod.rs"]
mod support;

mod walk;

use std::fs;
use std::sync::OnceLock;

use reasonable_steps::assessment::{Assessment, Choice};
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::team::{self, Action, Team};
use reasonable_steps::text::{Catalogue, ENGLISH};
use reasonable_steps::view;
use reasonable_steps::web::{CombineSession, CombineUpdate};
use serde_json::{Value, json};
use support::{root, today, trade_secrets};

fn questionnaire() -> &'static Questionnaire {
    static READ: OnceLock<Questionnaire> = OnceLock::new();
    READ.get_or_init(trade_secrets)
}

fn compiled() -> &'static str {
    static READ: OnceLock<String> = OnceLock::new();
    let path = root().join("questionnaires/compiled/trade-secrets.en.json");
    READ.get_or_init(|| fs::read_to_string(path).unwrap())
}

fn catalogue() -> &'static Catalogue {
    static READ: OnceLock<Catalogue> = OnceLock::new();
    READ.get_or_init(|| team::catalogue(Catalogue::from_json(ENGLISH).0.unwrap()))
}

fn file(name: &str) -> String {
    fs::read_to_string(root().join(format!("tests/data/firms/{name}.steps.json"))).unwrap()
}

/// The machine shop's file with a title, and one answer changed.
fn varied(title: &str, question: &str, answer: Choice) -> String {
    let (read, _) = Assessment::from_json(&file("machine-shop"), questionnaire());
    let mut assessment = read.unwrap();
    title.clone_into(&mut assessment.title);
    assessment.answer(questionnaire(), question, Some(answer)).unwrap();
    assessment.to_json()
}

fn apply(session: &mut CombineSession, command: &str, value: &str) -> CombineUpdate {
    session.apply(command, value, "2026-11-22").unwrap()
}

/// Anna knows how people sign in, Ben does not.
fn anna_and_ben() -> CombineSession {
    let mut session = CombineSession::new(compiled(), ENGLISH).unwrap();
    session.show("2026-11-22").unwrap();
    apply(
        &mut session,
        "file anna 1.steps.json",
        &varied("Anna", "access.sign-in", Choice::Level(4)),
    );
    apply(&mut session, "file ben.steps.json", &varied("Ben", "access.sign-in", Choice::DontKnow));
    session
}

#[test]
fn two_people_settle_their_conflict_and_save_one_file() {
    let mut session = anna_and_ben();
    let overview = apply(&mut session, "next", "");
    assert_eq!((overview.place.as_str(), overview.people, overview.ready), ("overview", 2, true));
    assert_eq!(overview.focus.as_deref(), Some("heading"));
    let page = overview.page.unwrap();
    assert!(page.contains("<tfoot><tr><th scope=\"row\">All areas</th>"), "{page}");
    let question = apply(&mut session, "next", "");
    assert_eq!(question.place, "question:access.sign-in");
    let page = question.page.unwrap();
    assert!(page.contains("Conflict 1 of 1"));
    assert!(page.contains("Not settled yet"));

    let settled = apply(&mut session, "settle access.sign-in level 3", "");
    assert_eq!(settled.page, None);
    let slots: Vec<&str> = settled.slots.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(slots, ["outcome", "actions", "rail", "bar"], "the choices keep the focus");
    let noted = apply(&mut session, "settle-note access.sign-in", "Anna showed it.");
    assert_eq!((noted.slots.len(), noted.focus), (0, None));
    // A button changes what is chosen, so the choices are shown anew.
    let taken = apply(&mut session, "take access.sign-in", "");
    assert_eq!(taken.slots[0].0, "choices");
    assert_eq!(taken.focus.as_deref(), Some("question:access.sign-in"));
    assert!(taken.slots[0].1.contains("data-command=\"settle access.sign-in level 4\" checked"));

    assert_eq!(apply(&mut session, "next", "").place, "rest");
    let finish = apply(&mut session, "next", "");
    assert_eq!(finish.place, "finish");
    assert!(finish.page.unwrap().contains("data-host=\"save-combined\""));
    apply(&mut session, "title", "The firm");
    let (result, findings) =
        Assessment::from_json(&session.finish("2026-11-22").unwrap(), questionnaire());
    assert_eq!(findings, []);
    let result = result.unwrap();
    assert_eq!(result.title, "The firm");
    let answer = result.answers.iter().find(|(id, _)| id.as_str() == "access.sign-in").unwrap().1;
    assert_eq!(answer.choice, Some(Choice::Level(4)));
    assert!(answer.note.contains("Why: Anna showed it."), "{}", answer.note);
}

#[test]
fn a_file_is_told_and_the_name_before_notes_can_be_changed() {
    let mut session = CombineSession::new(compiled(), ENGLISH).unwrap();
    let page = session.show("2026-11-22").unwrap().page.unwrap();
    assert!(page.contains("data-host=\"add-files\""));
    assert!(!session.has_files());
    let added = apply(&mut session, "file anna.steps.json", &file("food"));
    assert!(session.has_files());
    assert_eq!(added.focus.as_deref(), Some("notice"));
    assert_eq!(added.say.as_deref(), Some("Added: Famiglia Orsino Sauces (fictional)"));
    assert!(!added.ready);
    let again = apply(&mut session, "file copy.steps.json", &file("food"));
    assert_eq!(again.people, 1);
    assert!(again.say.unwrap().contains("It is counted once."));
    let broken = apply(&mut session, "file broken.steps.json", "{");
    assert!(broken.slots[0].1.contains("broken.steps.json cannot be used"), "{broken:?}");
    let early = apply(&mut session, "go overview", "");
    assert_eq!(early.place, "files");
    assert_eq!(session.finish("2026-11-22").unwrap_err().code, "too-few");
    apply(&mut session, "file ben.steps.json", &varied("Ben", "access.sign-in", Choice::Level(0)));
    let renamed = apply(&mut session, "name 0", "Anna");
    assert!(renamed.slots.is_empty(), "the field is not replaced under the hand: {renamed:?}");
    let removed = apply(&mut session, "remove 1", "");
    assert_eq!((removed.people, removed.focus.as_deref()), (1, Some("heading")));
}

#[test]
fn facts_about_the_firm_come_before_conflicts() {
    let mut session = anna_and_ben();
    // A software firm says other things about itself.
    apply(&mut session, "file carla.steps.json", &file("software"));
    let update = apply(&mut session, "go finish", "");
    assert_eq!((update.place.as_str(), update.ready), ("profile", false));
    assert_eq!(update.focus.as_deref(), Some("notice"));
    assert_eq!(session.finish("2026-11-22").unwrap_err().code, "facts-open");
    let page = update.page.unwrap();
    let mut facts: Vec<&str> = Vec::new();
    for part in page.split("data-command=\"settle-profile ").skip(1) {
        let command = part.split('"').next().unwrap();
        let (fact, _) = command.split_once(' ').unwrap();
        if facts.last() != Some(&fact) {
            facts.push(fact);
            apply(&mut session, &format!("settle-profile {command}"), "on");
        }
    }
    assert!(facts.len() > 1, "{facts:?}");
    let update = apply(&mut session, "next", "");
    assert!(update.ready);
    assert!(update.place.starts_with("question:"), "{update:?}");
    let reopened = apply(&mut session, &format!("unsettle-profile {}", facts[0]), "");
    assert!(!reopened.ready);
    session.finish("2026-11-22").unwrap_err();
}

#[test]
fn hostile_names_notes_and_reasons_are_shown_as_text_and_kept() {
    let question = "access.sign-in";
    let mut file: Value = serde_json::from_str(&varied("x", question, Choice::Level(4))).unwrap();
    let strings = hostile::strings();
    assert!(strings.len() > 400);
    for strings in strings.chunks(30) {
        let mut team = Team::new(questionnaire().clone());
        for (number, text) in strings.iter().enumerate() {
            file["title"] = format!("{text}~title-{number}").into();
            for answer in file["answers"].as_array_mut().unwrap() {
                if answer["question"] == question {
                    *answer = json!({"question": question, "level": number % 5,
                        "note": format!("{text}~note-{number}"), "evidence": format!("{text}~kept-{number}")});
                }
            }
            team.apply(Action::File { name: text.clone(), text: file.to_string() });
        }
        assert_eq!(team.combination().people().len(), strings.len());
        let mut pages = String::new();
        for command in ["go files", "go overview", "go conflicts", "go rest", "go finish"] {
            if command == "go overview" {
                // What was told about the files goes with the page.
                pages += &markup(&team);
            }
            team.apply(Action::from_command(command, "").unwrap());
            pages += &markup(&team);
        }
        for tag in [
            "script", "img", "iframe", "object", "embed", "style", "base", "form", "meta", "a",
            "video",
        ] {
            for after in [" ", ">", "/"] {
                assert!(!pages.contains(&format!("<{tag}{after}")), "{tag}");
            }
        }
        for text in strings {
            team.apply(Action::from_command(&format!("settle-note {question}"), text).unwrap());
            let page = markup_of(&team, &format!("go question:{question}"));
            assert!(page.contains(&escaped(text)), "{text:?} in {page}");
        }
        let result = team.finish(today(), catalogue()).unwrap();
        let answer = result.answers.iter().find(|(id, _)| id.as_str() == question).unwrap().1;
        let record = serde_json::from_str::<Value>(&result.to_json()).unwrap()["origin"].clone();
        for (number, text) in strings.iter().enumerate() {
            assert!(answer.note.contains(&format!("{text}~note-{number}")), "{text:?}");
            assert!(answer.evidence.contains(&format!("{text}~kept-{number}")), "{text:?}");
            assert_eq!(record["files"][number]["title"], format!("{text}~title-{number}"));
            assert_eq!(record["files"][number]["file"].as_str().unwrap_or_default(), text);
        }
    }
}

/// As maud writes it: only what could end a text or an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn markup(team: &Team) -> String {
    view::team::page(&team.screen(today(), catalogue()), catalogue()).markup.into_string()
}

fn markup_of(team: &Team, command: &str) -> String {
    let mut team = team.clone();
    team.apply(Action::from_command(command, "").unwrap());
    markup(&team)
}
