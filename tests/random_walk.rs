//! Thousands of things a visitor could do, in any order, with any text: there is always a page, no text becomes
//! markup, and nothing that is saved is lost.

mod support;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use reasonable_steps::assessment::{Assessment, Mode};
use reasonable_steps::interview::{Action, Interview};
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::report::report_since;
use reasonable_steps::text::{Catalogue, ENGLISH};
use reasonable_steps::view;
use support::{today, trade_secrets};

/// Every command, with a word in braces for what varies; what follows `=` is the value that the page sends along.
/// `every_command_is_walked` fails when one is missing.
const COMMANDS: &[&str] = &[
    "go {place}",
    "next",
    "back",
    "ask {question}",
    "mode {mode}",
    "title = {text}",
    "profile {option} = {switch}",
    "profile-none {profile}",
    "level {question} {number}",
    "dont-know {question}",
    "not-applicable {question}",
    "reason {question} = {text}",
    "clear {question}",
    "note {question} = {text}",
    "evidence {question} = {text}",
    "decide {question} {status}",
    "owner {question} = {text}",
    "due {question} = {day}",
    "put-off {question} = {text}",
    "weakest-first = {switch}",
    "lens = {lens}",
    "effort = {effort}",
    "forecast = {number}",
    "compare = {file}",
    "stop-comparing {number}",
    "open = {file}",
    "confirm-open",
    "erase",
    "confirm-erase",
    "start-over",
    "confirm-start-over",
    "undo",
    "dismiss",
    "remember",
    "remember-not",
    "memory {memory}",
    "remembered {place} = {file}",
    "recovered",
    "share {share}",
];

/// What puts other answers, or none, in the place of those that are there.
const REPLACING: [&str; 3] = ["confirm-open", "confirm-erase", "confirm-start-over"];

const WALKS: u32 = 75;
/// On average.
const STEPS: usize = 100;
/// What all walks together must do, without what is no action. Their lengths vary, so it is less
/// than they do on average.
const ACTIONS: usize = 5_000;

const FIRMS: [&str; 3] = [
    include_str!("data/firms/food.steps.json"),
    include_str!("data/firms/machine-shop.steps.json"),
    include_str!("data/firms/software.steps.json"),
];

/// Texts that have broken something somewhere.
const HOSTILE: [&str; 12] = [
    "",
    " ",
    "gone",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "{count} {{name}} {",
    "\u{202e}txt.exe\u{0}\u{7}\u{feff}",
    "e\u{301}\u{301}\u{301} 👩‍👩‍👧 ﷽ 漢",
    "=cmd|'/c calc'!A1",
    "]]> --> \\u0000 \\",
    "constructor __proto__",
];

/// One thing done: which command, and what stands for each word in braces.
#[derive(Clone, Debug)]
struct Step {
    command: usize,
    picks: [usize; 3],
    text: String,
}

fn step() -> impl Strategy<Value = Step> {
    (0..COMMANDS.len(), any::<[usize; 3]>(), "\\PC{0,40}").prop_map(|(command, picks, text)| Step {
        command,
        picks,
        text,
    })
}

fn questionnaire() -> &'static Questionnaire {
    static READ: OnceLock<Questionnaire> = OnceLock::new();
    READ.get_or_init(trade_secrets)
}

fn catalogue() -> &'static Catalogue {
    static READ: OnceLock<Catalogue> = OnceLock::new();
    READ.get_or_init(|| Catalogue::from_json(ENGLISH).0.unwrap())
}

/// What may stand for a word in braces. Most of it is real, so that walks get somewhere.
fn choices(word: &str) -> Vec<String> {
    let asked = questionnaire();
    let fixed = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>();
    match word {
        "place" => {
            let domains = asked.domains.iter().map(|domain| format!("domain:{}", domain.id));
            let cards = asked.cards.iter().map(|card| format!("card:{}", card.id));
            // The report as often as all domains, for it holds the most.
            let report = std::iter::repeat_n("report".to_owned(), asked.domains.len());
            let others =
                fixed(&["start", "profile", "review", "present", "domain:gone", "card:gone"]);
            domains.chain(cards).chain(report).chain(others).collect()
        }
        "question" => {
            let ids = asked.questions().map(|question| question.id.to_string());
            ids.chain(fixed(&["access.gone", "gone", "<b>"])).collect()
        }
        "mode" => fixed(&["express", "full"]),
        "profile" => {
            let ids = asked.profile.iter().map(|profile| profile.id.to_string());
            ids.chain(fixed(&["gone"])).collect()
        }
        "option" => {
            let options = asked.profile.iter().flat_map(|profile| {
                profile.options.iter().map(|option| format!("{} {}", profile.id, option.id))
            });
            options.chain(fixed(&["gone yes", "staff gone"])).collect()
        }
        "switch" => fixed(&["on", "off"]),
        "number" => fixed(&["0", "1", "2", "3", "4", "5", "255", "18446744073709551615"]),
        "status" => fixed(&["planned", "done", "not-now", "none"]),
        "day" => fixed(&["2027-01-31", "0000-01-01", "9999-12-31", "2027-02-30", "2027-01", ""]),
        "memory" => fixed(&["off", "on", "blocked", "framed", "full", "elsewhere", "unreadable"]),
        "share" => fixed(&["score", "nothing"]),
        "lens" => {
            let ids = asked.lenses.iter().map(|lens| lens.id.to_string());
            ids.chain(fixed(&["", "gone"])).collect()
        }
        "effort" => {
            let ids = asked.efforts.iter().map(|effort| effort.id.to_string());
            ids.chain(fixed(&["", "gone"])).collect()
        }
        other => panic!("no choices for {{{other}}}"),
    }
}

/// The text for a word in braces.
fn choice(word: &str, pick: usize, typed: &str, interview: &Interview) -> String {
    match word {
        "text" => {
            let among = pick % (HOSTILE.len() * 2);
            HOSTILE.get(among).map_or_else(|| typed.to_owned(), |&hostile| hostile.to_owned())
        }
        "file" => {
            let own = interview.assessment().to_json();
            match pick % 10 {
                0..=2 => own,
                3..=5 => FIRMS[pick % FIRMS.len()].to_owned(),
                // Cut off, of another questionnaire, and of questions that are gone.
                6 => own.chars().take(pick % own.chars().count()).collect(),
                7 => own.replace("trade-secrets", "another"),
                8 => own.replace("access.", "gone."),
                _ => typed.to_owned(),
            }
        }
        _ => {
            let choices = choices(word);
            choices[pick % choices.len()].clone()
        }
    }
}

/// A step as the command and the value that a page would send.
fn spelled(step: &Step, interview: &Interview) -> (String, String) {
    let mut picks = step.picks.iter().copied();
    let mut fill = |pattern: &str| {
        let mut filled = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (word, behind) = after.split_once('}').unwrap();
            filled.push_str(before);
            filled.push_str(&choice(word, picks.next().unwrap(), &step.text, interview));
            rest = behind;
        }
        filled.push_str(rest);
        filled
    };
    let pattern = COMMANDS[step.command];
    let (command, value) = pattern.split_once(" = ").unwrap_or((pattern, ""));
    (fill(command), fill(value))
}

/// What must hold of the page after every step.
fn check_page(interview: &mut Interview, action: Action) -> Result<(), TestCaseError> {
    let page = view::page(&interview.apply(action, today()), catalogue());
    let markup = page.markup.into_string();
    prop_assert_eq!(markup.matches("<h1").count(), 1, "one heading");
    for tag in ["<script", "<img", "href=\"javascript"] {
        prop_assert!(!markup.contains(tag), "{} in the page", tag);
    }
    let mut slots: Vec<&str> = page.slots.iter().map(|slot| slot.id.as_str()).collect();
    let count = slots.len();
    slots.sort_unstable();
    slots.dedup();
    prop_assert_eq!(slots.len(), count, "two slots of one name");
    Ok(())
}

/// What is saved now is, opened, the same.
fn check_file(assessment: &Assessment) -> Result<(), TestCaseError> {
    let file = assessment.to_json();
    let (read, findings) = Assessment::from_json(&file, questionnaire());
    prop_assert_eq!(read.as_ref(), Some(assessment), "{:?}", findings);
    Ok(())
}

/// Walks these steps and gives how many of them were actions.
fn walk(mode: Mode, steps: &[Step]) -> Result<usize, TestCaseError> {
    let mut interview = Interview::new(questionnaire().clone(), mode);
    let mut actions = 0;
    for step in steps {
        let (command, value) = spelled(step, &interview);
        let Some(action) = Action::from_command(&command, &value) else { continue };
        actions += 1;
        let before = interview.assessment().clone();
        check_page(&mut interview, action)
            .map_err(|error| TestCaseError::fail(format!("{command:?} with {value:?}: {error}")))?;
        if *interview.assessment() == before {
            continue;
        }
        check_file(interview.assessment())?;
        let told = !before.answers.is_empty() || !before.decisions.is_empty();
        if told && REPLACING.contains(&command.as_str()) {
            let mut undone = interview.clone();
            undone.apply(Action::Undo, today());
            prop_assert_eq!(undone.assessment(), &before, "undone after {}", command);
        }
    }
    let report =
        report_since(questionnaire(), interview.assessment(), interview.earlier(), today());
    prop_assert!(serde_json::from_str::<serde_json::Value>(&report.to_json()).is_ok());
    Ok(actions)
}

#[test]
fn whatever_is_done_there_is_a_page_and_nothing_saved_is_lost() {
    let mut runner = TestRunner::new(ProptestConfig {
        cases: WALKS,
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..ProptestConfig::default()
    });
    let done = AtomicUsize::new(0);
    let walks = (any::<bool>(), proptest::collection::vec(step(), 1..=2 * STEPS));
    let outcome = runner.run(&walks, |(full, steps)| {
        let mode = if full { Mode::Full } else { Mode::Express };
        done.fetch_add(walk(mode, &steps)?, Ordering::Relaxed);
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}\n{runner}"));
    let done = done.into_inner();
    assert!(done >= ACTIONS, "only {done} actions");
}

/// The commands that `Action::from_command` knows, read from its source.
fn known_commands() -> Vec<&'static str> {
    let source = include_str!("../src/interview/action.rs");
    let (_, body) = source.split_once("Some(match name {").unwrap();
    let arms = body.lines().take_while(|line| !line.trim_start().starts_with("_ =>"));
    // An arm of the outer match stands at its depth.
    let names = arms.filter_map(|line| line.strip_prefix("            \"")?.split_once("\" =>"));
    names.map(|(name, _)| name).collect()
}

#[test]
fn every_command_is_walked() {
    let known = known_commands();
    assert!(known.len() >= 30, "{known:?}");
    for name in &known {
        let walked = COMMANDS.iter().any(|pattern| pattern.split(' ').next() == Some(name));
        assert!(walked, "hint: add the command `{name}` to COMMANDS");
    }
    let interview = Interview::new(questionnaire().clone(), Mode::Full);
    for (command, pattern) in COMMANDS.iter().enumerate() {
        let step = Step { command, picks: [0; 3], text: String::new() };
        let (command, value) = spelled(&step, &interview);
        assert!(Action::from_command(&command, &value).is_some(), "`{pattern}` is no command");
    }
}
