//! The pages on which a team combines its files: what each says, in which order they come, and that no text and no
//! order of clicks breaks them.

mod support;

use std::fs;
use std::sync::OnceLock;

use proptest::prelude::*;
use reasonable_steps::assessment::combine::Kind;
use reasonable_steps::assessment::{Assessment, Choice};
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::team::{self, Action, Place, Team};
use reasonable_steps::text::{Catalogue, ENGLISH};
use reasonable_steps::view;
use reasonable_steps::web::{CombineSession, CombineUpdate};
use serde_json::{Value, json};
use support::{hostile_strings, root, today, trade_secrets};

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
    let strings = hostile_strings();
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

/// Every command, with a word in braces for what varies; what follows `=` is the value that the page sends along.
const COMMANDS: &[&str] = &[
    "go {place}",
    "next",
    "back",
    "file {text} = {file}",
    "remove {number}",
    "name {number} = {text}",
    "settle {question} level {number}",
    "settle {question} dont-know",
    "settle {question} not-applicable",
    "settle-reason {question} = {text}",
    "settle-note {question} = {text}",
    "take {question}",
    "unsettle {question}",
    "settle-profile {option} = {switch}",
    "settle-profile-none {profile}",
    "unsettle-profile {profile}",
    "title = {text}",
    "dismiss",
];

#[test]
fn every_command_is_walked() {
    let source = include_str!("../src/team/action.rs");
    let (_, body) = source.split_once("Some(match name {").unwrap();
    let mut names: Vec<&str> = Vec::new();
    for line in body.lines() {
        let Some(line) = line.strip_prefix("            \"") else { continue };
        names.push(line.split('"').next().unwrap());
    }
    assert!(names.len() > 12, "{names:?}");
    for name in names {
        let walked = COMMANDS.iter().any(|pattern| pattern.split(' ').next() == Some(name));
        assert!(walked, "hint: add the command `{name}` to COMMANDS");
    }
}

fn choice(word: &str, pick: usize, typed: &str) -> String {
    let among = |words: &[&str]| words[pick % words.len()].to_owned();
    match word {
        "place" => match pick % 8 {
            0 => {
                let questions: Vec<_> = questionnaire().questions().collect();
                format!("question:{}", questions[pick % questions.len()].id)
            }
            _ => among(&[
                "files",
                "overview",
                "profile",
                "conflicts",
                "rest",
                "finish",
                "question:gone",
                "gone",
            ]),
        },
        "question" => {
            // A few, so that walks meet them again.
            let questions: Vec<_> = questionnaire().questions().take(12).collect();
            questions.get(pick % 13).map_or("gone".to_owned(), |question| question.id.to_string())
        }
        "profile" => {
            let ids: Vec<_> = questionnaire().profile.iter().map(|profile| &profile.id).collect();
            ids.get(pick % (ids.len() + 1)).map_or("gone".to_owned(), ToString::to_string)
        }
        "option" => {
            let profiles = &questionnaire().profile;
            let profile = &profiles[pick % profiles.len()];
            let option = profile.options.get(pick / 7 % (profile.options.len() + 1));
            format!("{} {}", profile.id, option.map_or("gone", |option| option.id.as_str()))
        }
        "number" => among(&["0", "1", "2", "3", "4", "5", "255", "18446744073709551615"]),
        "switch" => among(&["on", "off"]),
        "text" => {
            static HOSTILE: OnceLock<Vec<String>> = OnceLock::new();
            let hostile = HOSTILE.get_or_init(hostile_strings);
            hostile.get(pick % (hostile.len() * 2)).map_or_else(|| typed.to_owned(), Clone::clone)
        }
        "file" => match pick % 8 {
            0..=2 => file(["food", "machine-shop", "software"][pick % 3]),
            3..=5 => {
                let questions: Vec<_> = questionnaire().questions().take(12).collect();
                let answer = if pick.is_multiple_of(2) {
                    Choice::DontKnow
                } else {
                    Choice::Level((pick % 5) as u8)
                };
                varied(typed, questions[pick / 8 % 12].id.as_str(), answer)
            }
            6 => file("food").chars().take(pick % 9_000).collect(),
            _ => typed.to_owned(),
        },
        other => panic!("no choices for {{{other}}}"),
    }
}

fn spelled(pattern: &str, picks: &mut impl Iterator<Item = usize>, typed: &str) -> String {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (word, behind) = after.split_once('}').unwrap();
        filled.push_str(before);
        filled.push_str(&choice(word, picks.next().unwrap(), typed));
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// Each id stands once, and whatever names one finds it.
fn check_ids(markup: &str) -> Result<(), TestCaseError> {
    let values = |attribute: &str| -> Vec<&str> {
        let marker = format!(" {attribute}=\"");
        markup.split(marker.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
    };
    let mut ids = values("id");
    ids.sort_unstable();
    prop_assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{:?}", ids);
    for attribute in ["for", "aria-describedby", "aria-labelledby"] {
        for named in values(attribute).into_iter().flat_map(|value| value.split(' ')) {
            prop_assert!(
                ids.binary_search(&named).is_ok(),
                "{}: {} in {:?}",
                attribute,
                named,
                ids
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, max_shrink_iters: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_there_is_a_page_and_what_comes_out_opens(
        steps in proptest::collection::vec((0..COMMANDS.len() + 6, any::<[usize; 3]>(), "\\PC{0,20}"), 1..60),
    ) {
        let mut team = Team::new(questionnaire().clone());
        for (command, picks, typed) in &steps {
            // Files come often, for without them there is nothing to do.
            let pattern = COMMANDS.get(*command).unwrap_or(&COMMANDS[3]);
            let (command, value) = pattern.split_once(" = ").unwrap_or((pattern, ""));
            let mut picks = picks.iter().copied();
            let command = spelled(command, &mut picks, typed);
            let value = spelled(value, &mut picks, typed);
            let Some(action) = Action::from_command(&command, &value) else { continue };
            team.apply(action);
            let page = view::team::page(&team.screen(today(), catalogue()), catalogue());
            let markup = page.markup.into_string();
            prop_assert_eq!(markup.matches("<h1").count(), 1, "after {:?}", command);
            prop_assert!(!markup.contains("<script") && !markup.contains("<img"), "after {:?}", command);
            check_ids(&markup)?;
            let mut slots: Vec<&str> = page.slots.iter().map(|slot| slot.id.as_str()).collect();
            for slot in &slots {
                prop_assert_eq!(markup.matches(&format!("data-slot=\"{slot}\"")).count(), 1, "{}", slot);
            }
            let count = slots.len();
            slots.sort_unstable();
            slots.dedup();
            prop_assert_eq!(slots.len(), count, "two slots of one name");
            for line in team.combination().compare() {
                prop_assert!(!line.is_open() || line.kind == Kind::Conflict);
            }
        }
        prop_assert_eq!(team.is_ready(), team.finish(today(), catalogue()).is_ok());
        if let Ok(result) = team.finish(today(), catalogue()) {
            let (read, _) = Assessment::from_json(&result.to_json(), questionnaire());
            prop_assert_eq!(read, Some(result));
        } else {
            prop_assert!(*team.place() != Place::Finish || !team.is_ready());
        }
    }
}
