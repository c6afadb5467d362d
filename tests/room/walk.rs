//! Thousands of things a trainer could do, in any order, with any text: there is always a page, no text becomes
//! markup, and nothing that is kept is lost.

use proptest::prelude::*;

use super::*;

/// Every command, with a word in braces for what varies; what follows `=` is the value.
const COMMANDS: &[&str] = &[
    "go {place}",
    "next",
    "back",
    "code = {code}",
    "code = {text}",
    "scanned = {code}",
    "scanned = {text}",
    "file {name} = {file}",
    "file-more {name} = {file}",
    "files = {files}",
    "files-more = {files}",
    "remove {number}",
    "remove-code = {code}",
    "undo",
    "dismiss",
    "mode {mode}",
    "hands {question} {number} = {hands}",
    "hands {question} dont-know = {hands}",
    "hands-note {question} = {text}",
    "timer = {hands}",
];

#[derive(Clone, Debug)]
struct Step {
    command: usize,
    picks: [usize; 3],
    text: String,
}

fn step() -> impl Strategy<Value = Step> {
    (0..COMMANDS.len(), prop::array::uniform3(any::<usize>()), "[<&\"a-z0-9 \n-]{0,12}|.{0,12}")
        .prop_map(|(command, picks, text)| Step { command, picks, text })
}

fn choice(word: &str, pick: usize, typed: &str, questionnaire: &Questionnaire) -> String {
    let of = |list: &[&str]| list[pick % list.len()].to_owned();
    let question = || {
        let ids: Vec<_> =
            questionnaire.questions().map(|question| question.id.to_string()).collect();
        ids[pick % ids.len()].clone()
    };
    match word {
        "place" => match pick % 12 {
            0 => format!("hands:{}", question()),
            1 => format!("domain:{}", questionnaire.domains[pick % questionnaire.domains.len()].id),
            _ => of(&[
                "lobby",
                "group",
                "summary",
                "gaps",
                "spread",
                "dont-know",
                "end",
                "domain:gone",
                "hands:gone",
            ]),
        },
        "question" => question(),
        "code" => code_as(questionnaire, pick % 30, pick % 17),
        "text" | "name" => typed.to_owned(),
        "file" => match pick % 4 {
            0 => typed.to_owned(),
            1 => result(questionnaire, pick % 20).to_json(questionnaire),
            2 => firm(questionnaire, pick % 20, Mode::Full).to_json(),
            _ => firm(questionnaire, pick % 20, Mode::Express).to_json(),
        },
        "files" => {
            let file =
                |number| [typed.to_owned(), firm(questionnaire, number, Mode::Express).to_json()];
            serde_json::json!((0..pick % 8).map(|at| file((pick / 8) % 9 + at)).collect::<Vec<_>>())
                .to_string()
        }
        "number" => of(&["0", "1", "2", "3", "4", "5", "9", "18446744073709551615"]),
        "hands" => of(&["0", "1", "7", "30", "99999", "", "x", "-1"]),
        "mode" => of(&["express", "full"]),
        other => panic!("no choices for {other}"),
    }
}

fn spelled(step: &Step, questionnaire: &Questionnaire) -> (String, String) {
    let mut picks = step.picks.iter().copied();
    let mut fill = |pattern: &str| {
        let mut filled = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (word, behind) = after.split_once('}').unwrap();
            filled.push_str(before);
            filled.push_str(&choice(word, picks.next().unwrap(), &step.text, questionnaire));
            rest = behind;
        }
        filled + rest
    };
    let pattern = COMMANDS[step.command];
    let (command, value) = pattern.split_once(" = ").unwrap_or((pattern, ""));
    (fill(command), fill(value))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, max_shrink_iters: 500, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_there_is_a_page_and_a_kept_room_is_the_same_room(
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let (mut session, questionnaire) = empty();
        for step in &steps {
            let (command, value) = spelled(step, &questionnaire);
            // Numbers that are none are refused; what is taken gives a page.
            let _ = session.apply(&command, &value, TODAY);
            let update = session.show(TODAY).unwrap();
            let page = update.page.unwrap();
            prop_assert_eq!(page.matches("<h1").count(), 1, "one heading after {}", command);
            for tag in ["<script", "<img", "href=\"javascript"] {
                prop_assert!(!page.contains(tag), "{} in the page", tag);
            }
        }
        let kept = session.keep();
        let (mut back, _) = empty();
        let restored = back.restore(&kept, TODAY).map_err(|failure| TestCaseError::fail(format!("{failure:?} of {kept}")))?;
        let now = session.show(TODAY).unwrap();
        prop_assert_eq!(restored.results, now.results);
        prop_assert_eq!(&restored.place, &now.place);
        prop_assert_eq!(back.keep(), kept);
        prop_assert_eq!(back.export("csv", TODAY).unwrap(), session.export("csv", TODAY).unwrap());
        for format in ["html", "json", "xlsx"] {
            prop_assert!(!session.export(format, TODAY).unwrap().is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn altered_kept_room_is_refused_or_is_a_room(
        at in any::<prop::sample::Index>(), length in 0_usize..40, with in "[0-9\\[\\],:\"a-z]{0,6}|.{0,3}",
    ) {
        let kept = kept();
        let letters: Vec<char> = kept.chars().collect();
        let from = at.index(letters.len());
        let to = (from + length).min(letters.len());
        let altered: String = letters[..from].iter().copied().chain(with.chars()).chain(letters[to..].iter().copied()).collect();
        let (mut session, _) = empty();
        match session.restore(&altered, TODAY) {
            Ok(update) => {
                prop_assert_eq!(update.page.unwrap().matches("<h1").count(), 1);
                let again = session.keep();
                let (mut back, _) = empty();
                prop_assert!(back.restore(&again, TODAY).is_ok(), "{}", again);
                prop_assert_eq!(back.keep(), again);
            }
            Err(failure) => prop_assert_eq!(failure.code, "room"),
        }
    }
}

/// A room that was kept, with everything in it.
fn kept() -> &'static str {
    static KEPT: OnceLock<String> = OnceLock::new();
    KEPT.get_or_init(|| {
        let (mut session, questionnaire) = empty();
        take(&mut session, &questionnaire, 0..9);
        apply(&mut session, "go summary", "");
        apply(&mut session, "code", &code_as(&questionnaire, 50, 4));
        let id =
            questionnaire.questions().find(|question| question.express).unwrap().id.to_string();
        apply(&mut session, &format!("hands {id} 1"), "7");
        apply(&mut session, &format!("hands-note {id}"), "note");
        session.keep()
    })
}

#[test]
fn every_command_is_walked() {
    let source = include_str!("../../src/workshop/action.rs");
    let (_, body) = source.split_once("Some(match name {").unwrap();
    let arms = body.lines().take_while(|line| !line.trim_start().starts_with("_ =>"));
    let names = arms.filter_map(|line| line.strip_prefix("            \"")?.split_once("\" =>"));
    let known: Vec<&str> = names.map(|(name, _)| name).collect();
    assert!(known.len() >= 16, "{known:?}");
    for name in known {
        let walked = COMMANDS.iter().any(|pattern| pattern.split(' ').next() == Some(name));
        assert!(walked, "hint: add the command `{name}` to COMMANDS");
    }
}
