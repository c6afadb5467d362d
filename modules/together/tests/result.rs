//! What the module shows of a result: the code and all that is in it, and what would be handed over.

use std::fs;
use std::path::{Path, PathBuf};

use reasonable_steps::assessment::{Anonymous, Assessment, Mode, ResultCode, State};
use reasonable_steps::cohort::{Grouping, Survey};
use reasonable_steps::questionnaire::Questionnaire;
use serde_json::{Map, Value, json};
use together_module::{Offers, Together};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn questionnaire_text() -> String {
    read("questionnaires/compiled/trade-secrets.en.json")
}

fn firm(name: &str) -> String {
    read(&format!("tests/data/firms/{name}.steps.json"))
}

/// What interface and module say, in one, as the module's script puts them together.
fn language() -> String {
    let mut texts: Map<String, Value> =
        serde_json::from_str(&read("languages/together/en.json")).unwrap();
    texts.extend(serde_json::from_str::<Map<String, Value>>(&read("languages/en.json")).unwrap());
    json!(texts).to_string()
}

fn together(file: &str, contribute: &str) -> Together {
    let offers = Offers { contribute: contribute.to_owned(), ..Offers::default() };
    Together::new(&questionnaire_text(), &language(), file, 0x1A_BCDE, offers).unwrap()
}

fn questionnaire() -> Questionnaire {
    Questionnaire::from_json(&questionnaire_text()).0.unwrap()
}

/// The cells of every table of a markup, as text: name and value.
fn rows(markup: &str) -> Vec<(String, String)> {
    let text = |from: &str| {
        let mut plain = String::new();
        let mut is_tag = false;
        for letter in from.chars() {
            match letter {
                '<' => is_tag = true,
                '>' => is_tag = false,
                _ if !is_tag => plain.push(letter),
                _ => {}
            }
        }
        plain
            .replace("&amp;", "&")
            .replace("&quot;", "\"")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
    };
    let row = |row: &str| {
        let (name, rest) = row.split_once("</th>").unwrap();
        (text(name), text(rest.split_once("</td>").unwrap().0))
    };
    markup.split("<tr>").skip(1).map(row).collect()
}

#[test]
fn list_before_the_code_holds_everything_that_the_code_says() {
    let questionnaire = questionnaire();
    for (name, mode) in [("machine-shop", Mode::Full), ("food", Mode::Express)] {
        let (assessment, _) = Assessment::from_json(&firm(name), &questionnaire);
        let mut assessment = assessment.unwrap();
        assessment.mode = mode;
        let together = together(&assessment.to_json(), "");
        let code = ResultCode::from_text(&together.code_text(), &questionnaire).unwrap();
        assert_eq!(code.number, 0xA_BCDE, "20 bits");
        let rows = rows(&together.contents().into_string());
        let value = |name: &str| {
            let found: Vec<&String> =
                rows.iter().filter(|(known, _)| known == name).map(|(_, value)| value).collect();
            assert_eq!(found.len(), 1, "{name}");
            found[0].clone()
        };
        assert!(value("A random number").starts_with(&code.number.to_string()));
        assert_eq!(value("Length"), if mode == Mode::Full { "Full" } else { "Express" });
        assert!(value("Questionnaire").ends_with(&questionnaire.version));
        for asked in &questionnaire.profile {
            let said = value(&asked.prompt);
            let Some(held) = code.result.profile.get(&asked.id) else {
                assert_eq!(said, "No answer");
                continue;
            };
            for option in &asked.options {
                assert_eq!(said.contains(&option.text), held.contains(&option.id), "{said}");
            }
        }
        let in_mode = mode.filter(&questionnaire);
        let mut count = 0;
        for (question, state) in questionnaire.questions().zip(&code.result.states) {
            if !in_mode(question) {
                assert!(!rows.iter().any(|(name, _)| *name == question.prompt), "{}", question.id);
                continue;
            }
            count += 1;
            let expected = match state {
                State::Level(level) => {
                    format!("Level {level}: {}", question.levels[usize::from(*level)])
                }
                State::DontKnow => "I don’t know".to_owned(),
                State::NotApplicable => "Not applicable".to_owned(),
                State::Unanswered => "No answer".to_owned(),
                State::NotAsked => "Not asked, for it does not concern your firm".to_owned(),
            };
            assert_eq!(value(&question.prompt), expected, "{}", question.id);
        }
        assert_eq!(count, if mode == Mode::Full { 74 } else { 24 });
        // Nothing beside: questionnaire, mode, number and check letters.
        assert_eq!(rows.len(), 4 + questionnaire.profile.len() + count);
    }
}

#[test]
fn nothing_that_somebody_typed_is_shown_as_part_of_the_code_or_the_file() {
    let mut file: Value = serde_json::from_str(&firm("machine-shop")).unwrap();
    file["title"] = json!("SECRET NAME");
    for answer in file["answers"].as_array_mut().unwrap() {
        answer["note"] = json!("SECRET NOTE");
        answer["evidence"] = json!("SECRET PLACE");
    }
    let together = together(&file.to_string(), "mailto:a@example.org");
    for shown in [
        together.contents().into_string(),
        together.code().into_string(),
        together.contribution(false).into_string(),
        together.contribution(true).into_string(),
        together.result_file(),
    ] {
        assert!(!shown.contains("SECRET"), "{shown}");
    }
}

#[test]
fn code_stands_in_drawing_and_text_alike() {
    let together = together(&firm("software"), "");
    let (text, markup) = (together.code_text(), together.code().into_string());
    assert!(markup.contains(&format!("aria-label=\"{text}\"")), "{markup}");
    assert!(markup.contains(&format!(">{text}</textarea>")), "{markup}");
    assert_eq!(text.split('-').map(str::len).max(), Some(5));
}

#[test]
fn every_byte_of_the_file_is_shown() {
    let together = together(&firm("food"), "https://example.org/up");
    let file = together.result_file();
    let markup = together.contribution(false).into_string();
    let shown = markup.split_once("<pre ").unwrap().1.split_once('>').unwrap().1;
    let shown = shown.split_once("</pre>").unwrap().0;
    assert_eq!(shown.replace("&quot;", "\"").replace("&amp;", "&"), file);
    let questionnaire = questionnaire();
    let (assessment, _) = Assessment::from_json(&firm("food"), &questionnaire);
    let (read, findings) = Anonymous::from_json(&file, &questionnaire);
    assert_eq!(read, Some(Anonymous::of(&questionnaire, &assessment.unwrap())), "{findings:?}");
}

#[test]
fn closed_frame_gets_text_to_copy_and_no_link() {
    let file = firm("food");
    for address in ["mailto:a@example.org", "https://example.org/up?x=1"] {
        let together = together(&file, address);
        assert_eq!(together.contribution(false).into_string().matches(" href=").count(), 1);
        let closed = together.contribution(true).into_string();
        assert!(!closed.contains("href="), "{closed}");
        let shown = together.address().unwrap().shown().to_owned();
        assert!(closed.contains(&format!(">{shown}</textarea>")), "{closed}");
    }
}

#[test]
fn address_that_is_none_is_said_and_leads_nowhere() {
    for address in ["javascript:alert(1)", "http://example.org", "https://exa mple.org"] {
        let together = together(&firm("food"), address);
        for markup in [together.contribution(false).into_string(), together.notes().into_string()] {
            assert!(markup.contains("names an address for results that cannot be used"));
            assert!(!markup.contains("href=") && !markup.contains(address), "{markup}");
            assert!(!markup.contains("data-do=\"save\""), "{markup}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_a_failure_with_its_reason() {
    let (questionnaire, language, file) = (questionnaire_text(), language(), firm("food"));
    for (texts, code) in [
        (["{", &language, &file], "questionnaire"),
        ([&questionnaire, "[]", &file], "language"),
        ([&questionnaire, &language, ""], "file"),
    ] {
        let [questionnaire, language, file] = texts;
        let failure = Together::new(questionnaire, language, file, 0, Offers::default());
        let failure = failure.unwrap_err();
        assert_eq!(failure.code, code);
        assert!(!failure.message.is_empty() && !failure.diagnostics.is_empty(), "{failure:?}");
    }
}

/// Fourteen firms like the machine shop with other levels, as a benchmark file.
fn benchmark_file(questionnaire: &Questionnaire) -> String {
    let firm: Value = serde_json::from_str(&firm("machine-shop")).unwrap();
    let mut survey = Survey::new(questionnaire, Grouping::usual(questionnaire), true);
    for number in 0..14 {
        let mut other = firm.clone();
        for answer in other["answers"].as_array_mut().unwrap() {
            if let Some(level) = answer["level"].as_u64() {
                answer["level"] = json!((level * 2 + number) % 5);
            }
        }
        let (assessment, _) = Assessment::from_json(&other.to_string(), questionnaire);
        survey.add(questionnaire, &Anonymous::of(questionnaire, &assessment.unwrap()));
    }
    let benchmark = survey.benchmark(questionnaire, "2026-11-22".parse().unwrap()).unwrap();
    benchmark.to_json(questionnaire)
}

#[test]
fn where_a_firm_stands_is_said_in_numbers_beside_every_drawing() {
    let questionnaire = questionnaire();
    let file = benchmark_file(&questionnaire);
    let together = together(&firm("machine-shop"), "");
    let markup = together.standing(&file).unwrap().into_string();
    let drawings = markup.matches("<svg ").count();
    assert!(drawings > 5, "{markup}");
    assert_eq!(markup.matches("You: ").count(), drawings);
    assert_eq!(markup.matches("Half of the firms lie between ").count(), drawings);
    // The same firms everywhere, so that it is said once.
    assert_eq!(markup.matches("Compared with ").count(), 1, "{markup}");
    assert!(markup.contains("The figures are those of 14 firms, as of 22 November 2026."));
    assert!(markup.contains("Your score is better than that of "), "{markup}");
    assert!(markup.contains("Beside others you are strongest in “"), "{markup}");
}

#[test]
fn length_that_no_firm_answered_in_has_no_figures_and_says_so() {
    let questionnaire = questionnaire();
    let file = benchmark_file(&questionnaire);
    let (assessment, _) = Assessment::from_json(&firm("machine-shop"), &questionnaire);
    let mut assessment = assessment.unwrap();
    let (other, name) = match assessment.mode {
        Mode::Express => (Mode::Full, "Full"),
        Mode::Full => (Mode::Express, "Express"),
    };
    assessment.mode = other;
    let markup = together(&assessment.to_json(), "").standing(&file).unwrap().into_string();
    assert!(markup.contains(&format!("answered in this length: {name}.")), "{markup}");
    assert!(!markup.contains("<svg"));
}

#[test]
fn benchmark_that_cannot_be_used_is_a_failure_with_all_that_is_wrong() {
    let together = together(&firm("food"), "");
    for text in ["", "[]", "{\"format\": \"reasonable-steps/benchmark\"}"] {
        let failure = together.standing(text).unwrap_err();
        assert_eq!(failure.code, "benchmark");
        assert!(!failure.diagnostics.is_empty(), "{failure:?}");
    }
}

/// Another library finds and reads what was drawn, from the modules as a camera would see them.
#[test]
fn drawing_is_read_by_another_library() {
    const SCALE: usize = 4;
    let together = together(&firm("machine-shop"), "");
    let markup = together.code().into_string();
    let attribute = |name: &str| {
        markup.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0.to_owned()
    };
    let side: usize = attribute("viewBox").split(' ').nth(2).unwrap().parse().unwrap();
    let path = attribute(" d");
    let mut dark = vec![vec![false; side]; side];
    for run in path.split('z').filter(|run| !run.is_empty()) {
        let (start, rest) = run.trim_start_matches('M').split_once('h').unwrap();
        let (x, y) = start.split_once(' ').unwrap();
        let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
        let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
        dark[y][x..x + length].fill(true);
    }
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
            if dark[y / SCALE][x / SCALE] { 0 } else { 255 }
        });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    assert_eq!(grids[0].decode().unwrap().1, together.code_text());
}
