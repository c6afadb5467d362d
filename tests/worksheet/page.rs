//! What the page holds, and what it never does.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reasonable_steps::assessment::Mode;
use reasonable_steps::export::worksheet::{self, Paper};
use reasonable_steps::text::{Catalogue, ENGLISH};
use reasonable_steps::web::make_worksheet;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::support::{Asked, asked, read, root, small_json, trade_secrets};
use crate::tree::{self, Element};
use crate::{catalogue, hostile, page_of};

/// A small questionnaire with a condition of every kind.
fn conditional() -> serde_json::Value {
    let condition = json!({ "all": [
        { "profile": "staff", "is": "yes" },
        { "any": [{ "not": { "profile": "tools", "is": "ai" } }, { "answer": "a.first", "atLeast": 2 }] },
    ] });
    let plain = json!({ "not": { "answer": "a.first", "atLeast": 1 } });
    let mut json = small_json(
        json!([0, 0.2, 0.5, 0.8, 1]),
        &[
            Asked { critical: true, ..asked("a.first", 3) },
            Asked { condition, ..asked("a.second", 2) },
            Asked { condition: plain, ..asked("b.third", 1) },
        ],
    );
    json["disclaimer"] = json!(["No legal advice."]);
    json["domains"][0]["questions"][0]["notApplicable"] = json!(false);
    json["caps"] = json!([
        { "limit": 49, "atOrBelow": 0, "dontKnow": true }, { "limit": 74, "atOrBelow": 1 },
    ]);
    json
}

#[test]
fn a_small_worksheet_looks_as_it_did() {
    let page = page_of(&read(&conditional()), Mode::Full);
    // Its style has a file of its own.
    let (_, body) = page.split_once("</style>").unwrap();
    insta::assert_snapshot!(body.replace("><", ">\n<"));
}

#[test]
fn hostile_texts_stay_whole_and_stay_text() {
    let strings = hostile::strings();
    let page = page_of(&read(&hostile::questionnaire(&strings)), Mode::Full);
    let tree = tree::read(&page);
    let known = BTreeSet::from([
        "html", "head", "meta", "title", "style", "body", "main", "section", "div", "p", "span",
        "b", "em", "strong", "h1", "h2", "h3", "ul", "ol", "li", "table", "caption", "thead",
        "tbody", "tfoot", "tr", "th", "td",
    ]);
    let attributes = BTreeSet::from([
        "lang",
        "dir",
        "class",
        "scope",
        "charset",
        "name",
        "content",
        "http-equiv",
    ]);
    for element in all_within(&tree) {
        assert!(known.contains(element.name.as_str()), "<{}>", element.name);
        for (name, _) in &element.attributes {
            assert!(attributes.contains(name.as_str()), "<{} {name}>", element.name);
        }
    }
    let heard = hostile::Heard::new(tree.text().replace("\r\n", "\n"));
    // A null has no place in HTML; the questionnaire's reader drops blanks around a text.
    let shown = |text: &str, field: &str, number| {
        let text = hostile::marked(text, field, number);
        text.trim().replace('\0', "\u{2400}").replace("\r\n", "\n")
    };
    let prompts: Vec<String> =
        tree.all("question").into_iter().map(|asked| asked.one("h3").text()).collect();
    assert_eq!(prompts.len(), 2 * strings.len());
    for (number, text) in strings.iter().enumerate() {
        for field in ["none", "some", "all"] {
            assert!(heard.says(&shown(text, field, number)), "{field} of {text:?}");
        }
        if number % hostile::EACH == 0 {
            assert!(heard.says(&shown(text, "lead", number)), "lead {text:?}");
        }
        let prompt = text.trim().replace('\0', "\u{2400}");
        assert!(prompts.contains(&prompt), "{text:?}");
    }
    for (number, field) in [
        (0, "title"),
        (1, "short"),
        (2, "stem"),
        (4, "disclaimer"),
        (5, "disclaimer"),
        (9, "band"),
        (11, "band"),
        (15, "fact"),
        (16, "hint"),
        (17, "option"),
        (18, "option"),
    ] {
        assert!(heard.says(&shown(&strings[number], field, number)), "{field}");
    }
}

fn all_within(element: &Element) -> Vec<&Element> {
    let mut found = Vec::new();
    for child in element.elements() {
        found.push(child);
        found.extend(all_within(child));
    }
    found
}

#[test]
fn only_its_own_style_may_apply_and_nothing_may_load() {
    for paper in Paper::ALL {
        let page = worksheet::make(&trade_secrets(), Mode::Full, paper, &catalogue());
        let tree = tree::read(&page);
        let style = tree.one("style").text();
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            STANDARD.encode(Sha256::digest(style.as_bytes()))
        );
        let metas = tree.all("meta");
        let found = metas
            .iter()
            .find(|meta| meta.attribute("http-equiv") == Some("Content-Security-Policy"));
        assert_eq!(found.unwrap().attribute("content"), Some(policy.as_str()));
        // Browsers read no escapes within a style: what they hash is what stands there.
        let (_, raw) = page.split_once("<style>").unwrap();
        assert_eq!(raw.split_once("</style>").unwrap().0, style);
        assert!(style.contains(&format!("size: {}", paper.name())));
        for absent in ["<script", " src=", "<link", "url(", "@import", "<img", " style=", "href="] {
            assert!(!page.contains(absent), "{absent}");
        }
    }
}

#[test]
fn print_is_large_enough_to_read_and_turns_with_the_direction_of_writing() {
    let style = fs::read_to_string(root().join("www/worksheet.css")).unwrap();
    let sizes: Vec<f32> = style
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.')
        .filter_map(|word| word.strip_suffix("pt")?.parse().ok())
        .collect();
    assert!(sizes.len() > 5);
    assert!(sizes.iter().all(|size| *size >= 10.0), "{sizes:?}");
    for physical in
        ["left", "right", "margin-top", "margin-bottom", "padding-top", "padding-bottom"]
    {
        assert!(!style.contains(physical), "{physical}");
    }
    let arabic = catalogue().with("direction", "rtl");
    let page = worksheet::make(&trade_secrets(), Mode::Express, Paper::A4, &arabic);
    assert_eq!(tree::read(&page).one("html").attribute("dir"), Some("rtl"));
}

#[test]
fn every_text_of_the_worksheet_is_used_and_promises_nothing() {
    let mut source = fs::read_to_string(root().join("src/export/worksheet.rs")).unwrap();
    for file in fs::read_dir(root().join("src/export/worksheet")).unwrap() {
        source += &fs::read_to_string(file.unwrap().path()).unwrap();
    }
    let (own, findings) = Catalogue::from_json(worksheet::ENGLISH);
    let own = own.unwrap_or_else(|| panic!("{findings:#?}"));
    for key in own.keys() {
        assert!(source.contains(&format!("\"{key}\"")), "{key} is not used");
        let text = own.say(key).to_lowercase();
        for banned in
            ["compliant", "certified", "guarantee", "legally protected", "negligent", "fail"]
        {
            assert!(!text.contains(banned), "{key}: {banned}");
        }
    }
    let all = catalogue();
    let known: BTreeSet<&str> = all.keys().collect();
    let keys = source.split('"').skip(1).step_by(2).filter(|text| {
        let starts = ["worksheet.", "question.", "profile.", "mode.", "start."];
        starts.iter().any(|start| text.starts_with(start))
    });
    let missing: Vec<&str> = keys.filter(|key| !known.contains(key)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn no_brace_is_left_open() {
    for mode in [Mode::Express, Mode::Full] {
        let text = tree::read(&page_of(&read(&conditional()), mode)).one("body").text();
        assert!(!text.contains(['{', '}']), "{text}");
    }
}

#[test]
fn a_questionnaire_without_conditions_limits_or_profile_explains_none_of_them() {
    let mut json = small_json(json!([0, 1]), &[asked("a.x", 1)]);
    json["profile"] = json!([]);
    json["domains"][0]["questions"][0]["notApplicable"] = json!(false);
    let text = tree::read(&page_of(&read(&json), Mode::Full)).one("main").text();
    for absent in ["Only if", "★", "About your firm", "Not applicable, because"] {
        assert!(!text.contains(absent), "{absent}");
    }
    let whole = tree::read(&page_of(&read(&conditional()), Mode::Full)).one("main").text();
    assert!(["Only if", "★", "About your firm"].iter().all(|present| whole.contains(present)));
}

#[test]
fn the_boundary_gives_the_same_page_and_says_what_is_wrong() {
    let questionnaire = trade_secrets().to_json();
    let page = make_worksheet(&questionnaire, ENGLISH, "full", "letter").unwrap();
    assert_eq!(page, worksheet::make(&trade_secrets(), Mode::Full, Paper::Letter, &catalogue()));
    let check = |questionnaire: &str, language: &str, mode: &str, paper: &str, code: &str| {
        let failure = make_worksheet(questionnaire, language, mode, paper).unwrap_err();
        assert_eq!(failure.code, code);
        assert!(failure.message.contains("hint"), "{}", failure.message);
    };
    check(&questionnaire, ENGLISH, "half", "a4", "mode");
    check(&questionnaire, ENGLISH, "full", "a3", "paper");
    check("{}", ENGLISH, "full", "a4", "questionnaire");
    check(&questionnaire, "[]", "full", "a4", "language");
}

#[test]
fn the_command_writes_the_built_in_or_another_questionnaire() {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reasonable-steps"));
        command.current_dir(root()).arg("worksheet").args(arguments).output().unwrap()
    };
    let express = worksheet::make(&trade_secrets(), Mode::Express, Paper::A4, &catalogue());
    assert_eq!(String::from_utf8(run(&[]).stdout).unwrap(), express);
    let folder = tempfile::tempdir().unwrap();
    let (source, target) = (folder.path().join("small.json"), folder.path().join("small.html"));
    fs::write(&source, conditional().to_string()).unwrap();
    let (source, out) = (source.to_str().unwrap(), target.to_str().unwrap());
    let arguments = ["--questionnaire", source, "--mode", "full", "--paper", "letter", "-o", out];
    let output = run(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let small = worksheet::make(&read(&conditional()), Mode::Full, Paper::Letter, &catalogue());
    assert_eq!(fs::read_to_string(&target).unwrap(), small);
    fs::write(&target, "{}").unwrap();
    assert_eq!(run(&["--questionnaire", out]).status.code(), Some(1));
    assert_eq!(run(&["--paper", "a3"]).status.code(), Some(2));
    assert_eq!(run(&["--questionnaire", "no/such/file"]).status.code(), Some(2));
}
