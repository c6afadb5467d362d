//! Whatever is done, in whatever order: there is a page, and what comes out opens.

use std::sync::OnceLock;

use proptest::prelude::*;
use reasonable_steps::assessment::combine::Kind;
use reasonable_steps::assessment::{Assessment, Choice};
use reasonable_steps::team::{Action, Place, Team};
use reasonable_steps::view;

use super::{catalogue, file, questionnaire, varied};
use crate::hostile;
use crate::support::today;

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
    let source = include_str!("../../src/team/action.rs");
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
            let hostile = HOSTILE.get_or_init(hostile::strings);
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
