//! What can be reached: by the engine the functions that its import section names, by the scripts the documented
//! loaders, and nothing else.

use std::fs;
use std::process::Command;

use browser_tests::{MARKUP, REACHING, WAYS, Way};
use xtask::process::output;
use xtask::{paths, single};

/// Throwing, and the table of JavaScript values, which stays empty. None of them touches a document, a network or a
/// clock.
const ALLOWED: [&str; 2] = ["__wbg___wbindgen_throw_", "__wbindgen_init_externref_table"];

#[test]
fn engine_imports_nothing_that_reaches_a_page_or_a_network() {
    let script = "
        const { readFileSync } = await import('node:fs');
        const module = new WebAssembly.Module(readFileSync(process.argv[1]));
        for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
          console.log(`${from} ${name} ${kind}`);
        }";
    let file = paths::dist().join("slim").join("reasonable-steps.wasm");
    let listed =
        output(Command::new("node").args(["--input-type=module", "--eval", script]).arg(file))
            .unwrap();
    let imports: Vec<&str> = listed.lines().filter(|line| !line.trim().is_empty()).collect();
    assert_eq!(imports.len(), ALLOWED.len(), "{imports:#?}");
    for import in imports {
        let known = ALLOWED.iter().any(|name| {
            let rest = import.strip_prefix(&format!("./reasonable_steps_bg.js {name}"));
            // What follows is wasm-bindgen's hash or number.
            rest.and_then(|rest| rest.strip_suffix(" function"))
                .is_some_and(|tail| tail.bytes().all(|byte| byte.is_ascii_hexdigit()))
        });
        assert!(known, "the engine imports `{import}`");
    }
}

/// What each script may use of that, and for what.
const LOADERS: [(&str, &[(&str, usize)]); 13] = [
    // A questionnaire by its address; the modules that lie beside the script; a file that is saved.
    ("reasonable-steps.js", &[("fetch(", 1), ("import(", 1), ("href", 1)]),
    // The engine's own file too.
    ("slim/reasonable-steps.js", &[("fetch(", 2), ("import(", 1), ("href", 1)]),
    ("headless.js", &[]),
    ("export/word.js", &[]),
    ("export/excel.js", &[]),
    ("export/pdf.js", &[]),
    ("export/plain.js", &[]),
    // Its dialogue is a form, which is answered by the script and goes nowhere.
    ("keep.js", &[("submit", 1)]),
    // The figures of others, asked for where the page names them and the visitor wants them.
    ("together.js", &[("fetch(", 1)]),
    // An example, as a module.
    ("examples.js", &[("import(", 1)]),
    // The frame that it gives its height.
    ("framed-host.js", &[("iframe", 1)]),
    // No module is loaded. In a frame, the height is told once, and links are found to be written out. A questionnaire
    // or figures by their address are what the page's policy forbids.
    (single::WIDGET.file, &[("fetch(", 2), ("href", 3), ("postMessage", 1), ("submit", 1)]),
    // The camera is asked for in one place, when the trainer starts it; what was typed is sent to the engine alone.
    (single::WORKSHOP.file, &[("fetch(", 2), ("href", 1), ("submit", 2), ("getUserMedia", 2)]),
];

/// A script without its long texts: engine, questionnaire and style sheet are data.
fn code_of(script: &str) -> String {
    const LONG: usize = 1_000;
    let mut code = String::new();
    let mut rest = script;
    while let Some(at) = rest.find(['"', '\'', '`']) {
        let (before, from) = rest.split_at(at);
        code.push_str(before);
        let quote = from.chars().next().unwrap();
        let mut escaped = false;
        let end = from.char_indices().skip(1).find(|(_, letter)| {
            let ends = *letter == quote && !escaped;
            escaped = *letter == '\\' && !escaped;
            ends
        });
        let (end, _) = end.expect("a text that ends");
        let (text, after) = from.split_at(end + 1);
        if text.len() < LONG {
            code.push_str(text);
        }
        rest = after;
    }
    code + rest
}

/// The script of a file of `dist/`; of a page, the one that it holds.
fn script_of(file: &str) -> String {
    let text = fs::read_to_string(paths::dist().join(file)).unwrap();
    if !file.ends_with(".html") {
        return text;
    }
    let (_, script) = text.split_once("<script type=\"module\">").unwrap();
    script.split_once("</script>").unwrap().0.to_owned()
}

#[test]
fn scripts_reach_nothing_but_by_the_documented_loaders() {
    for (file, allowed) in LOADERS {
        let script = script_of(file);
        let code = code_of(&script);
        assert!(code.len() > 300 && code.len() < 100_000, "{file}: {} bytes of code", code.len());
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
    for name in xtask::sums::files(&paths::dist()).unwrap() {
        let is_data = name.starts_with("examples/") || name.starts_with("languages/");
        let is_copy = name.starts_with("slim/") && name != "slim/reasonable-steps.js";
        if name.ends_with(".js") && !is_data && !is_copy {
            assert!(LOADERS.iter().any(|(file, _)| *file == name), "{name}");
        }
        if is_copy && name.ends_with(".js") {
            let copy = fs::read(paths::dist().join(&name)).unwrap();
            let original = fs::read(paths::dist().join(name.trim_start_matches("slim/"))).unwrap();
            assert!(copy == original, "{name}");
        }
    }
}

/// What the single file's policy does not stop, a script would have to say by one of the words.
#[test]
fn checks_look_for_every_way_that_the_policy_leaves_open() {
    let tried = include_str!("../fixtures/hostile.js");
    for Way { name, .. } in &WAYS {
        let is_tried =
            tried.contains(&format!("\n  {name}:")) || tried.contains(&format!("\n  \"{name}\":"));
        assert!(is_tried, "{name} is not tried");
    }
    let mut left = 0;
    for way in WAYS.iter().filter(|way| !way.policy.is_empty() || !way.framed.is_empty()) {
        left += 1;
        assert!(!way.words.is_empty(), "{}: by what would it be found?", way.name);
        for word in way.words {
            assert!(REACHING.contains(word), "{}: nobody looks for {word}", way.name);
        }
    }
    assert!(left > 0);
}

/// The engine's words for the page: nothing in them loads or leads anywhere.
#[test]
fn engine_makes_no_markup_that_loads() {
    let engine = fs::read(paths::dist().join("slim/reasonable-steps.wasm")).unwrap();
    let text = String::from_utf8_lossy(&engine);
    assert!(text.contains("<a href="), "the markup can be read");
    for word in MARKUP {
        assert!(!text.contains(word), "the engine holds {word}");
    }
}

/// Around script, style, data and policy, a page of one file is markup that loads nothing.
#[test]
fn pages_of_one_file_hold_no_markup_that_loads() {
    for page in single::PAGES {
        let text = fs::read_to_string(paths::dist().join(page.file)).unwrap();
        let (_, text) = text.split_once("<head>").unwrap();
        let (before, rest) = text.split_once("<pre class=\"notices\" tabindex=\"0\">").unwrap();
        let (notices, after) = rest.split_once("</pre>").unwrap();
        assert!(notices.contains("wasm-bindgen") && !notices.contains('<'), "the notices are text");
        let text = format!("{before}{after}");
        let mut markup = String::new();
        for line in text.lines() {
            let known = line.starts_with("<script type=\"application/octet-stream\" id=\"wasm-")
                || line.starts_with("<style>")
                || line.starts_with("<meta ");
            if line.starts_with("<script type=\"module\">") {
                break;
            }
            if !known {
                markup.push_str(line);
            }
        }
        assert!(markup.contains("<reasonable-steps>"), "{}: {markup}", page.file);
        for word in MARKUP.into_iter().chain(["href", "action", "style="]) {
            assert!(!markup.contains(word), "{}: {word}: {markup}", page.file);
        }
        let metas: Vec<&str> = text.lines().filter(|line| line.contains("http-equiv")).collect();
        assert_eq!(metas.len(), 2, "{metas:#?}");
        let style = text.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
        assert!(!style.contains("url(") && !style.contains("@import"), "{style}");
        let policy = single::policy(&script_of(page.file), style);
        assert_eq!(
            metas[0],
            format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
        );
        assert_eq!(metas[1], "<meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">");
    }
}

/// What the engines of the pages of one file import: to throw, to hand over a text, and the table of JavaScript values. The
/// library that writes workbooks asks for the time and its packer for chance; neither reaches out, and both are kept out
/// of the file, for the tests of the exports find the same bytes each time.
const MODULE_IMPORTS: [(&str, &[&str]); 9] = [
    ("engine", &["__wbg___wbindgen_throw", "__wbindgen_init_externref_table"]),
    ("export-word", &["__wbindgen_generic", "__wbindgen_init_externref_table"]),
    (
        "export-excel",
        &[
            "__wbg___wbindgen_throw",
            "__wbg_getRandomValues",
            "__wbg_now",
            "__wbindgen_generic",
            "__wbindgen_init_externref_table",
        ],
    ),
    ("export-pdf", &["__wbindgen_generic", "__wbindgen_init_externref_table"]),
    ("export-plain", &["__wbindgen_generic", "__wbindgen_init_externref_table"]),
    ("keep", &["__wbg___wbindgen_throw", "__wbindgen_generic", "__wbindgen_init_externref_table"]),
    (
        "together",
        &["__wbg___wbindgen_throw", "__wbindgen_generic", "__wbindgen_init_externref_table"],
    ),
    ("scan", &["__wbindgen_init_externref_table"]),
    (
        "workshop",
        &[
            "__wbg___wbindgen_throw",
            "__wbg_getRandomValues",
            "__wbg_now",
            "__wbindgen_init_externref_table",
        ],
    ),
];

/// Held by the page of the workshop alone.
const WORKSHOP_ALONE: [&str; 2] = ["scan", "workshop"];

#[test]
fn engines_of_pages_of_one_file_import_nothing_that_reaches_a_page_or_a_network() {
    let script = "
        const { readFileSync } = await import('node:fs');
        const { gunzipSync } = await import('node:zlib');
        const page = readFileSync(process.argv[1], 'utf8');
        for (const [, id, data] of page.matchAll(/id=\"wasm-([a-z-]+)\">([^<]+)</g)) {
          const module = new WebAssembly.Module(gunzipSync(Buffer.from(data, 'base64')));
          for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
            console.log(`${id} ${name.replace(/_?[0-9a-f]{16}$/, '')} ${kind}`);
          }
        }";
    for page in single::PAGES {
        let file = paths::dist().join(page.file);
        let listed =
            output(Command::new("node").args(["--input-type=module", "--eval", script]).arg(file))
                .unwrap();
        let mut expected = Vec::new();
        for (name, imports) in MODULE_IMPORTS {
            if page == single::WORKSHOP || !WORKSHOP_ALONE.contains(&name) {
                expected.extend(imports.iter().map(|import| format!("{name} {import} function")));
            }
        }
        let mut listed: Vec<&str> = listed.lines().collect();
        listed.sort_unstable();
        expected.sort();
        assert_eq!(listed, expected, "{}", page.file);
    }
}
