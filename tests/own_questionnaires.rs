//! Other questionnaires than the built-in one: the complete examples, and that each part of a questionnaire can be
//! another.

#[path = "support/hostile.rs"]
mod hostile;
mod support;

use std::fs;

use reasonable_steps::assessment::{Assessment, Choice, Mode};
use reasonable_steps::export::{self, Format};
use reasonable_steps::fraction::Fraction;
use reasonable_steps::interview::{Action, Interview};
use reasonable_steps::questionnaire::authoring::{self, Read};
use reasonable_steps::questionnaire::{Questionnaire, lint};
use reasonable_steps::score::{Tally, score};
use reasonable_steps::text::{Catalogue, ENGLISH};
use reasonable_steps::view;
use serde_json::{Value, json};
use support::{all_at, answered, asked, read, root, small_json, today};

const EXAMPLES: [&str; 4] = ["trade-secrets", "supplier-check", "maturity", "instrument-makers"];

fn example(id: &str) -> Questionnaire {
    let Read { questionnaire, findings, .. } =
        authoring::read(&root().join("questionnaires").join(id), None);
    assert_eq!(findings, [], "{id}");
    questionnaire.unwrap()
}

fn catalogue() -> Catalogue {
    export::catalogue(Catalogue::from_json(ENGLISH).0.unwrap())
}

#[test]
fn every_questionnaire_here_is_an_example_without_findings() {
    let mut folders = Vec::new();
    for entry in fs::read_dir(root().join("questionnaires")).unwrap() {
        let path = entry.unwrap().path();
        if path.join("questionnaire.toml").is_file() {
            folders.push(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    folders.sort();
    let mut known = EXAMPLES.to_vec();
    known.sort_unstable();
    assert_eq!(folders, known);
    for id in EXAMPLES {
        let read = authoring::read(&root().join("questionnaires").join(id), None);
        let questionnaire = read.questionnaire.unwrap();
        let found = match &read.base {
            Some(base) => lint::lint_overlay(base, &questionnaire),
            None => lint::lint(&questionnaire),
        };
        assert_eq!(found, [], "{id}");
        assert_eq!(questionnaire.id, id);
        let (again, findings) = Questionnaire::from_json(&questionnaire.to_json());
        assert_eq!((again.unwrap(), findings), (questionnaire, vec![]), "{id}: the compiled form");
    }
}

#[test]
fn each_example_can_be_walked_through_reported_and_taken_along() {
    for id in EXAMPLES {
        let questionnaire = example(id);
        let mut interview = Interview::new(questionnaire.clone(), Mode::Full);
        let last = questionnaire.scale.top();
        for question in questionnaire.questions() {
            let level = question.own_scale.as_ref().map_or(last, |scale| scale.top());
            let action = Action::Level { question: question.id.clone(), level };
            interview.apply(action, today());
        }
        for place in ["start", "profile", "review", "report"] {
            let action = Action::from_command(&format!("go {place}"), "").unwrap();
            let page = view::page(&interview.apply(action, today()), &catalogue());
            assert!(page.markup.into_string().contains("data-heading"), "{id}: {place}");
        }
        let assessment = interview.assessment();
        let report = export::page(&questionnaire, assessment, &[], today());
        for format in [Format::Text, Format::Html, Format::Csv, Format::Pdf] {
            assert!(export::make(format, &report, &catalogue()).unwrap().len() > 500, "{id}");
        }
        let (again, findings) = Assessment::from_json(&assessment.to_json(), &questionnaire);
        assert_eq!((again.as_ref(), findings), (Some(assessment), vec![]), "{id}");
    }
}

fn shown(questionnaire: &Questionnaire, answers: &[(&str, Choice)]) -> String {
    let score = score(questionnaire, &answered(questionnaire, answers));
    score.overall.shown.unwrap().to_string()
}

#[test]
fn the_supplier_check_asks_twelve_times_for_yes_or_no() {
    let check = example("supplier-check");
    assert_eq!(check.questions().count(), 12);
    assert_eq!(check.levels, ["No", "Yes"]);
    assert!(!check.has_express());
    let result = |change: &dyn Fn(&mut Assessment)| {
        let mut assessment = all_at(&check, 1);
        change(&mut assessment);
        score(&check, &assessment).overall
    };
    let band = |id: &str| Some(reasonable_steps::questionnaire::BandId::from(id));
    let all_yes = result(&|_| {});
    assert_eq!(
        (all_yes.shown.unwrap().to_string(), all_yes.band),
        ("100".to_owned(), band("ready"))
    );
    let answer = |question: &'static str, choice: Choice| {
        let check = &check;
        move |assessment: &mut Assessment| {
            assessment.answer(check, question, Some(choice.clone())).unwrap();
        }
    };
    // Weights: 3 of 28.
    for choice in [Choice::Level(0), Choice::DontKnow] {
        let one_critical = result(&answer("handling.agreement", choice));
        assert_eq!(one_critical.uncapped.unwrap().to_string(), "89");
        assert_eq!(one_critical.shown.unwrap().to_string(), "59");
        assert_eq!(one_critical.band, band("talk-first"));
    }
    let other = result(&answer("handling.second-step", Choice::Level(0)));
    assert_eq!((other.shown.unwrap().to_string(), other.band), ("92".to_owned(), band("ready")));
    // By the profile, and by an earlier answer.
    let count = |change: &dyn Fn(&mut Assessment)| {
        let mut assessment = all_at(&check, 1);
        change(&mut assessment);
        score(&check, &assessment).questions.len()
    };
    assert_eq!(count(&|_| {}), 12);
    assert_eq!(count(&answer("ending.give-back", Choice::Level(0))), 11);
    let profile = |profile: &'static str, options: &'static [&'static str]| {
        let check = &check;
        move |assessment: &mut Assessment| {
            let options = options.iter().map(|option| (*option).to_owned()).collect();
            assessment.set_profile(check, profile, options).unwrap();
        }
    };
    assert_eq!(count(&profile("subcontractors", &["no"])), 11);
    assert_eq!(count(&profile("forms", &["files"])), 11);
    assert_eq!(count(&profile("forms", &[])), 9);
}

/// The weighted mean of a tally, as an exact fraction in lowest terms.
fn mean(tally: Tally) -> Fraction {
    Fraction::new(tally.earned, tally.weight).unwrap()
}

fn fraction(text: &str) -> Fraction {
    text.parse().unwrap()
}

#[test]
fn the_worked_examples_of_pkimm_come_out_as_exact_fractions() {
    // Level 1 is the lowest, and stands first.
    let check = |answers: &[(&str, u8)], exact: &str, printed: &str| {
        let maturity = example("maturity");
        let answers: Vec<(&str, Choice)> =
            answers.iter().map(|(id, level)| (*id, Choice::Level(level - 1))).collect();
        let score = score(&maturity, &answered(&maturity, &answers));
        assert_eq!(mean(score.overall.tally), fraction(exact), "{answers:?}");
        assert_eq!(score.overall.shown.unwrap().to_string(), printed, "{answers:?}");
        let domain = score.domains.iter().find(|domain| domain.answered > 0).unwrap();
        assert_eq!(mean(domain.tally), fraction(exact), "an area is worked out the same way");
    };
    // Weights 9, 6 and 4 at levels 4, 3 and 2; 31 ÷ 9.5 is the same number.
    let direction =
        |a, b, c| [("direction.leader", a), ("direction.inventory", b), ("direction.measures", c)];
    check(&direction(4, 3, 2), "62/19", "3.26");
    // The self-assessment: weight 7.5 at level 4 and weight 2 at level 2, here doubled as 9 + 6 and 4.
    check(&direction(4, 4, 2), "68/19", "3.58");
    // End to end, step 2: weights 4.5, 2 and 1 at levels 4, 3 and 4, here doubled.
    let three =
        [("protection.access", 4), ("protection.agreements", 3), ("protection.awareness", 4)];
    check(&three, "56/15", "3.73");
    // Step 3: and a weight of 2 at level 2.
    let four = [three[0], three[1], three[2], ("protection.partners", 2)];
    check(&four, "64/19", "3.37");
}

#[test]
fn means_of_fractional_levels_come_out_as_exact_fractions() {
    // Levels of uneven values stand for the means that a stage below gave.
    let check = |parts: &[(&str, u32)], exact: &str, printed: &str| {
        let ids = ["a.x", "a.y"];
        let questions: Vec<_> =
            ids.iter().zip(parts).map(|(id, (_, weight))| asked(id, *weight)).collect();
        let mut small = small_json(json!([1, 2, 3, 4, 5]), &questions);
        small["display"] = json!({"unit": "level", "decimals": 2, "rounding": "nearest"});
        for (index, (level, _)) in parts.iter().enumerate() {
            let question = &mut small["domains"][0]["questions"][index];
            question["scale"] = json!({"values": [1, level, 5], "target": 1});
            question["levels"] = json!(["one", "two", "three"]);
            question["nextSteps"] = json!(["up", "up"]);
        }
        let small = read(&small);
        let assessment = all_at(&small, 1);
        let overall = score(&small, &assessment).overall;
        assert_eq!(mean(overall.tally), fraction(exact));
        assert_eq!(overall.shown.unwrap().to_string(), printed);
    };
    check(&[("2.53", 4), ("3", 6)], "703/250", "2.81");
    check(&[("3.37", 5), ("4.10", 3)], "583/160", "3.64");
    check(&[("3.6", 15), ("2", 4)], "62/19", "3.26");
}

#[test]
fn each_question_can_have_a_scale_of_its_own() {
    let mut small =
        small_json(json!([0, "1/3", 1]), &[asked("a.x", 1), asked("a.y", 2), asked("a.z", 3)]);
    let own = |question: &mut Value, values: Value, target: u8| {
        let count = values.as_array().unwrap().len();
        question["scale"] = json!({"values": values, "target": target});
        question["levels"] = (0..count).map(|level| json!(format!("level {level}"))).collect();
        question["nextSteps"] = (1..count).map(|level| json!(format!("step {level}"))).collect();
    };
    own(&mut small["domains"][0]["questions"][1], json!([0, 1]), 1);
    own(&mut small["domains"][0]["questions"][2], json!([1, 2, 3, 4, 5]), 4);
    let small = read(&small);
    let answers = [("a.x", Choice::Level(1)), ("a.y", Choice::Level(1)), ("a.z", Choice::Level(3))];
    let tally = score(&small, &answered(&small, &answers)).overall.tally;
    // 1 × 1/3 + 2 × 1 + 3 × 4 of 1 × 1 + 2 × 1 + 3 × 5.
    assert_eq!(Fraction::new(tally.earned, tally.attainable).unwrap(), fraction("43/54"));
    assert_eq!(shown(&small, &answers), "79");
}

fn branded(branding: Value) -> Value {
    let mut small = small_json(json!([0, 1]), &[asked("a.x", 1)]);
    small["branding"] = branding;
    small
}

#[test]
fn the_publisher_stands_on_the_start_page_and_in_every_report() {
    let whole = json!({"publisher": "Guild <of> Makers", "line": "Ask our desk.", "link": "mailto:desk@example.org"});
    let questionnaire = read(&branded(whole));
    let mut interview = Interview::new(questionnaire.clone(), Mode::Full);
    for place in ["start", "report"] {
        let action = Action::from_command(&format!("go {place}"), "").unwrap();
        let page = view::page(&interview.apply(action, today()), &catalogue()).markup.into_string();
        for part in ["Guild &lt;of&gt; Makers", "Ask our desk.", "href=\"mailto:desk@example.org\""]
        {
            assert!(page.contains(part), "{place}: {part}");
        }
    }
    let page = export::page(&questionnaire, &all_at(&questionnaire, 0), &[], today());
    let made =
        |format| String::from_utf8(export::make(format, &page, &catalogue()).unwrap()).unwrap();
    assert!(made(Format::Html).contains("href=\"mailto:desk@example.org\""));
    assert!(
        made(Format::Text)
            .contains("Guild <of> Makers · Ask our desk. · mailto:desk@example.org\n")
    );
    let json: Value = serde_json::from_str(&made(Format::Json)).unwrap();
    assert_eq!(json["questionnaire"]["branding"]["publisher"], "Guild <of> Makers");
    let schema = fs::read(root().join("schema/report.schema.json")).unwrap();
    let schema = serde_json::from_slice(&schema).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&json));
    assert!(made(Format::Markdown).contains("Ask our desk"));

    let none = read(&small_json(json!([0, 1]), &[asked("a.x", 1)]));
    let page = export::page(&none, &all_at(&none, 0), &[], today());
    let json = String::from_utf8(export::make(Format::Json, &page, &catalogue()).unwrap()).unwrap();
    assert!(!json.contains("branding"));
}

#[test]
fn whatever_a_publisher_is_called_it_stays_text_on_the_pages() {
    let pages = |publisher: &str, line: &str, link: Option<&str>| {
        let mut branding = json!({"publisher": publisher, "line": line});
        if let Some(link) = link {
            branding["link"] = json!(link);
        }
        let questionnaire = read(&branded(branding));
        let mut interview = Interview::new(questionnaire, Mode::Full);
        ["go start", "go report"].map(|command| {
            let action = Action::from_command(command, "").unwrap();
            view::page(&interview.apply(action, today()), &catalogue()).markup.into_string()
        })
    };
    let tags = |pages: &[String; 2]| pages.each_ref().map(|page| page.matches('<').count());
    let plain = tags(&pages("We", "Hello", None));
    let mut tried = 0;
    for text in hostile::strings().iter().filter(|text| !text.trim().is_empty()) {
        let made = pages(text, &format!("{text}~"), None);
        assert_eq!(tags(&made), plain, "{text:?}");
        let shown = text
            .trim()
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;");
        assert!(made.iter().all(|page| page.contains(&shown)), "{text:?}");
        tried += 1;
    }
    assert!(tried > 300, "{tried}");
    // What only begins like an address is shown as text.
    for link in ["https://example.org/\"onclick=x", "https://exämple.org", "mailto:a b@example.org"]
    {
        let made = pages("We", "Hello", Some(link));
        let with_link = made
            .iter()
            .filter(|page| page.contains("href=\"http") || page.contains("href=\"mailto"))
            .count();
        let quoted = link.contains('"');
        assert!(quoted || with_link == 0, "{link}");
        assert!(made.iter().all(|page| !page.contains("\"onclick")), "{link}");
    }
}

#[test]
fn branding_is_of_the_texts_and_its_link_leads_to_web_or_mail_alone() {
    let none = read(&small_json(json!([0, 1]), &[asked("a.x", 1)]));
    let mut seen = vec![none.texts_fingerprint.clone()];
    for branding in [
        json!({"publisher": "We"}),
        json!({"publisher": "Us"}),
        json!({"publisher": "We", "line": "Hello."}),
        json!({"publisher": "We", "link": "https://example.org"}),
        json!({"publisher": "We", "link": "https://example.com"}),
    ] {
        let read = read(&branded(branding));
        assert_eq!(read.fingerprint, none.fingerprint, "no part of the structure");
        assert!(!seen.contains(&read.texts_fingerprint));
        seen.push(read.texts_fingerprint.clone());
    }
    let check = |branding: Value, expected: &str| {
        let (read, findings) = Questionnaire::from_json(&branded(branding).to_string());
        assert!(read.is_none());
        assert!(findings[0].to_string().starts_with(expected), "{findings:#?}");
    };
    check(json!({}), "branding: publisher: is missing");
    check(json!({"publisher": " "}), "branding: publisher: is blank");
    check(json!({"publisher": "We", "logo": "x"}), "branding: `logo` is not known here");
    for link in ["javascript:alert(1)", "http://example.org", "example.org"] {
        let expected = format!("branding: link: is \"{link}\"; hint: use an https or a mailto");
        check(json!({"publisher": "We", "link": link}), &expected);
    }
}
