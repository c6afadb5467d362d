//! What the scripts can reach: the documented loaders, and nothing else. A script without a word
//! for it can't.

use std::fs;

use browser_tests::shipped::{LONG, Script, elements_of, script_of};
use browser_tests::{LOOK_UPS, REACHING, WAYS, Way};
use serde_json::Value;
use xtask::bundle::language_module;
use xtask::{paths, single, sums};

/// What each script may use of `REACHING`, and for what. `eval` stands in a hint, by which a page's
/// policy must allow `wasm-unsafe-eval`; `src` in those that it must allow an address in
/// `connect-src`.
const LOADERS: [(&str, &[(&str, usize)]); 13] = [
    // A questionnaire by its address; the modules that lie beside the script, and where that is; a
    // file that is saved; the one place where text becomes markup.
    (
        "reasonable-steps.js",
        &[("fetch", 1), ("import", 2), ("href", 1), ("innerHTML", 1), ("eval", 1), ("src", 1)],
    ),
    // The engine's own file too.
    (
        "slim/reasonable-steps.js",
        &[("fetch", 2), ("import", 3), ("href", 1), ("innerHTML", 1), ("eval", 1), ("src", 2)],
    ),
    ("headless.js", &[("eval", 1)]),
    ("export/word.js", &[("eval", 1)]),
    ("export/excel.js", &[("eval", 1)]),
    ("export/pdf.js", &[("eval", 1)]),
    ("export/plain.js", &[("eval", 1)]),
    // Its dialogue is a form, which is answered by the script and goes nowhere; `importKey` takes a
    // key.
    ("keep.js", &[("submit", 1), ("import", 1), ("eval", 1)]),
    // The figures of others, asked for where the page names them and the visitor wants them.
    ("together.js", &[("fetch", 1), ("eval", 1), ("src", 1)]),
    // An example, as a module.
    ("examples.js", &[("import", 1)]),
    // The frame that it gives its height.
    ("framed-host.js", &[("iframe", 1)]),
    // No module is loaded: `importKey` again. In a frame, the height is told once, and links are
    // found to be written out. A questionnaire or figures by their address are what the page's
    // policy forbids.
    (
        single::WIDGET.file,
        &[
            ("fetch", 2),
            ("import", 1),
            ("href", 3),
            ("innerHTML", 1),
            ("postMessage", 1),
            ("submit", 1),
            ("src", 2),
        ],
    ),
    // The camera is asked for in one place, when the trainer starts it, and its pictures are drawn
    // and looked at: `srcObject`, twice, and `drawImage` with `getImageData`. What was typed is
    // sent to the engine alone.
    (
        single::WORKSHOP.file,
        &[
            ("fetch", 2),
            ("import", 1),
            ("href", 1),
            ("innerHTML", 1),
            ("submit", 2),
            ("src", 4),
            ("Image", 2),
            ("getUserMedia", 2),
        ],
    ),
];

/// What the scripts make besides what the engine says: none of these loads anything. A link holds a
/// file that is saved.
const ELEMENTS: [&str; 15] = [
    "a", "button", "details", "dialog", "div", "form", "h2", "input", "label", "li", "p", "slot",
    "span", "summary", "ul",
];

/// In the workshop: the camera's picture, and where it is drawn.
const CAMERA: [&str; 2] = ["canvas", "video"];

#[test]
fn scripts_reach_nothing_but_by_the_documented_loaders() {
    for (file, allowed) in LOADERS {
        let code = Script::of(&script_of(file), LONG).code;
        assert!(code.len() > 300 && code.len() < 100_000, "{file}: {} bytes of code", code.len());
        for (word, _) in allowed {
            assert!(REACHING.contains(word), "{file}: nobody looks for {word}");
        }
        for word in REACHING {
            let expected =
                allowed.iter().find(|(known, _)| *known == word).map_or(0, |(_, times)| *times);
            assert_eq!(code.matches(word).count(), expected, "{file}: {word}");
        }
    }
}

/// No script is shipped that the list does not name.
#[test]
fn every_script_is_checked() {
    for name in sums::files(&paths::dist()).unwrap() {
        let is_copy = name.starts_with("slim/") && name != "slim/reasonable-steps.js";
        if name.ends_with(".js") && !is_data(&name) && !is_copy {
            assert!(LOADERS.iter().any(|(file, _)| *file == name), "{name}");
        }
        if is_copy && name.ends_with(".js") {
            let copy = fs::read(paths::dist().join(&name)).unwrap();
            let original = fs::read(paths::dist().join(name.trim_start_matches("slim/"))).unwrap();
            assert!(copy == original, "{name}");
        }
    }
}

fn is_data(name: &str) -> bool {
    name.starts_with("examples/") || name.starts_with("languages/")
}

/// An example is a module of one text, a language one of two: there is nothing in them that could
/// run.
#[test]
fn scripts_that_are_data_hold_no_code() {
    let check = |name: &str, text: &str| {
        let Script { code, data } = Script::of(text, 0);
        let code: String = code.split_whitespace().collect();
        let expected = if name.starts_with("examples/") {
            "exportdefault;"
        } else {
            "exportdefault{interface:,questionnaire:,};"
        };
        assert_eq!(code, expected, "{name}");
        assert!(data.iter().all(|text| !text.starts_with('`')), "{name}: a text that could run");
    };
    let mut examples = 0;
    for name in sums::files(&paths::dist()).unwrap().iter().filter(|name| is_data(name)) {
        examples += usize::from(name.starts_with("examples/"));
        check(name, &fs::read_to_string(paths::dist().join(name)).unwrap());
    }
    assert_eq!(examples, 3);
    let texts = r#"{"interface": {"a": "it's", "b": "\"`${x}\\"}, "questionnaire": {}}"#;
    check("languages/made-up.js", &language_module(texts).unwrap());
}

/// What the search for words leaves out could hide a word only if it ran: it is JSON, a Wasm module
/// written as letters, or a style sheet that loads nothing.
#[test]
fn long_texts_are_data() {
    for (file, _) in LOADERS {
        let mut styles = 0;
        for text in Script::of(&script_of(file), LONG).data {
            let quote = &text[..1];
            assert!(quote != "`" || !text.contains("${"), "{file}: {text:.80}");
            let content = &text[1..text.len() - 1];
            match content.chars().next().unwrap() {
                '{' => {
                    let read = serde_json::from_str::<Value>(&without_escapes(content));
                    assert!(read.is_ok_and(|json| json.is_object()), "{file}: {text:.80}");
                }
                '#' => assert!(content.starts_with("#šųŭ$###"), "{file}: {text:.80}"),
                _ => {
                    let is_style = content.starts_with(":host{") || content.starts_with("/* ");
                    assert!(is_style, "{file}: {text:.80}");
                    check_style(file, content);
                    styles += 1;
                }
            }
        }
        // Those of the widget, of what is done with others, and of the workshop; that of the
        // passphrase is short.
        let expected = match file {
            "reasonable-steps.js" | "slim/reasonable-steps.js" | "together.js" => 1,
            file if file == single::WIDGET.file => 2,
            file if file == single::WORKSHOP.file => 3,
            _ => 0,
        };
        assert_eq!(styles, expected, "{file}");
    }
}

/// As JavaScript reads a text of JSON, in which it has few reasons to escape anything.
fn without_escapes(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, letters.as_str().chars().next()) {
            ('\\', Some('n')) => plain.push('\n'),
            ('\\', Some(next)) => plain.push(next),
            _ => {
                plain.push(letter);
                continue;
            }
        }
        letters.next();
    }
    plain
}

fn check_style(name: &str, style: &str) {
    for word in ["url(", "@import", "image-set(", "src("] {
        assert!(!style.to_lowercase().contains(word), "{name}: {word}");
    }
}

/// Those beside the pages, and what the scripts hold, as people wrote it.
#[test]
fn style_sheets_load_nothing() {
    for folder in [paths::dist(), paths::repository().join("www")] {
        let mut sheets = 0;
        for name in sums::files(&folder).unwrap().iter().filter(|name| name.ends_with(".css")) {
            check_style(name, &fs::read_to_string(folder.join(name)).unwrap());
            sheets += 1;
        }
        assert!(sheets >= 3, "{}: {sheets}", folder.display());
    }
}

#[test]
fn scripts_make_no_element_that_loads() {
    for (file, _) in LOADERS {
        let made = elements_of(&script_of(file)).unwrap_or_else(|found| panic!("{file}: {found}"));
        for name in &made {
            let is_camera = file == single::WORKSHOP.file && CAMERA.contains(&name.as_str());
            assert!(is_camera || ELEMENTS.contains(&name.as_str()), "{file}: <{name}>");
        }
        let makes = ["reasonable-steps.js", "slim/reasonable-steps.js", "keep.js", "together.js"];
        let is_page = file.ends_with(".html");
        assert_eq!(!made.is_empty(), is_page || makes.contains(&file), "{file}: {made:?}");
    }
}

/// The check itself, on what a minified script could look like.
#[test]
fn elements_are_found_however_they_are_made() {
    let maker = "function $a(t,e={}){let o=document.createElement(t);return o}";
    for (script, names) in [
        ("document.createElement(\"img\")", vec!["img"]),
        ("document.createElement(`script`,{is:1})", vec!["script"]),
        (&format!("{maker}x($a(\"link\"));[...$a('p',{{}})]"), vec!["link", "p"]),
        (&format!("`${{{maker}$a(\"img\")}}`;b.$a(q);$a1(q)"), vec!["img"]),
    ] {
        assert_eq!(elements_of(script).unwrap(), names, "{script}");
    }
    for script in [
        "document.createElement(\"i\"+\"mg\")",
        "document.createElement(name)",
        "document.createElementNS(svg,\"image\")",
        "let make=document.createElement",
        "document[\"createElement\"](\"img\")",
        "function a(t,e){e();document.createElement(t)}",
        "function a(e,t){let o=document.createElement(t)}",
        &format!("{maker}$a(q)"),
        &format!("{maker}$a(\"im\"+g)"),
        &format!("{maker}names.map($a)"),
        &format!("{maker}let b=$a;b(\"img\")"),
    ] {
        assert!(elements_of(script).is_err(), "{script}");
    }
}

const TRIED: &str = include_str!("../fixtures/hostile.js");

/// The lines by which the hostile page tries a way.
fn attempt(name: &str) -> Option<String> {
    let begins = [format!("  {name}: "), format!("  \"{name}\": ")];
    let mut lines = TRIED.lines().skip_while(|line| !begins.iter().any(|it| line.starts_with(it)));
    let first = lines.next()?;
    let more = lines.take_while(|line| line.starts_with("   ") || line.starts_with("  }"));
    let (_, attempt) = first.split_once(": ")?;
    Some([attempt].into_iter().chain(more).collect())
}

/// Every way is tried, and by what it takes the checks of scripts would find it: by a word, or by
/// an element that no script makes.
#[test]
fn checks_would_find_every_way_that_is_tried() {
    for Way { name, .. } in WAYS.iter().chain(&LOOK_UPS) {
        let attempt = attempt(name).unwrap_or_else(|| panic!("{name} is not tried"));
        let has_word = REACHING.iter().any(|word| attempt.contains(word));
        let made = attempt.split_once("make(\"").and_then(|(_, rest)| rest.split('"').next());
        let has_element = made.is_some_and(|made| !ELEMENTS.contains(&made));
        assert!(has_word || has_element || attempt.starts_with("link("), "{name}: {attempt}");
    }
}

/// What the single file's policy does not stop, a script would have to say by one of the words.
#[test]
fn checks_look_for_every_way_that_the_policy_leaves_open() {
    let mut left = 0;
    let is_left = |way: &&Way| !way.policy.is_empty() || !way.framed.is_empty();
    for way in WAYS.iter().chain(&LOOK_UPS).filter(is_left) {
        left += 1;
        assert!(!way.words.is_empty(), "{}: by what would it be found?", way.name);
        for word in way.words {
            assert!(REACHING.contains(word), "{}: nobody looks for {word}", way.name);
        }
    }
    assert!(left > 0);
}
