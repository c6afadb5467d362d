//! What the engines can reach: the functions that their import sections name, and nothing else. And
//! what the markup of engines and pages can: nothing.

use std::fs;

use browser_tests::MARKUP;
use browser_tests::shipped::{Wasm, script_of, wasm_of};
use xtask::{paths, single, sums};

const THROW: &str = "glue __wbg___wbindgen_throw function";
const TABLE: &str = "glue __wbindgen_init_externref_table function";
const TEXT: &str = "glue __wbindgen_generic function";
const TIME: &str = "glue __wbg_now function";
const CHANCE: &str = "glue __wbg_getRandomValues function";

/// What the engines import: to throw, to hand over a text, and the table of JavaScript values,
/// which stays empty. None of that touches a document, a network or a clock. The library that
/// writes workbooks asks for the time and its packer for chance; neither reaches out, and both are
/// kept out of the file, for the tests of the exports find the same bytes each time.
const IMPORTS: [(&str, &[&str]); 10] = [
    ("engine", &[THROW, TABLE]),
    ("headless", &[THROW, TABLE]),
    ("export-word", &[TEXT, TABLE]),
    ("export-excel", &[THROW, CHANCE, TIME, TEXT, TABLE]),
    ("export-pdf", &[TEXT, TABLE]),
    ("export-plain", &[TEXT, TABLE]),
    ("keep", &[THROW, TEXT, TABLE]),
    ("together", &[THROW, TEXT, TABLE]),
    ("scan", &[TABLE]),
    ("workshop", &[THROW, CHANCE, TIME, TABLE]),
];

/// The modules that lie beside a script, and what they are named in a page of one file.
const BESIDE: [(&str, &str); 7] = [
    ("headless.js", "headless"),
    ("export/word.js", "export-word"),
    ("export/excel.js", "export-excel"),
    ("export/pdf.js", "export-pdf"),
    ("export/plain.js", "export-plain"),
    ("keep.js", "keep"),
    ("together.js", "together"),
];

/// What a file of `dist/` must hold, sorted.
fn held_by(file: &str) -> Vec<&'static str> {
    let names = IMPORTS.map(|(name, _)| name).into_iter();
    let mut held: Vec<&str> = match file {
        "slim/reasonable-steps.wasm" | "reasonable-steps.js" => vec!["engine"],
        file if file == single::WIDGET.file => {
            names.filter(|name| !["headless", "scan", "workshop"].contains(name)).collect()
        }
        file if file == single::WORKSHOP.file => names.filter(|name| *name != "headless").collect(),
        _ => {
            let script = file.strip_prefix("slim/").unwrap_or(file);
            BESIDE.iter().filter(|(known, _)| *known == script).map(|(_, name)| *name).collect()
        }
    };
    held.sort_unstable();
    held
}

#[test]
fn engines_import_nothing_that_reaches_a_page_or_a_network() {
    let files = sums::files(&paths::dist()).unwrap();
    let may_hold = |file: &&String| [".js", ".wasm", ".html"].iter().any(|end| file.ends_with(end));
    let mut seen = 0;
    for file in files.iter().filter(may_hold) {
        let mut modules = wasm_of(file).unwrap();
        modules.sort_by(|one, other| one.name.cmp(&other.name));
        let names: Vec<&str> = modules.iter().map(|module| module.name.as_str()).collect();
        assert_eq!(names, held_by(file), "{file}");
        for Wasm { name, imports, .. } in &modules {
            let (_, expected) = IMPORTS.iter().find(|(known, _)| known == name).unwrap();
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(*imports, expected, "{name} in {file}");
            seen += 1;
        }
    }
    // Three engines of the widget's own, seven modules beside each of two scripts, the two pages.
    assert_eq!(seen, 2 + 7 + 7 + 7 + 9);
}

/// What an engine may hold of `MARKUP`: it writes web pages that are files, each with a head of its
/// own, for a policy and a style sheet.
const WRITTEN: [(&str, &[(&str, usize)]); 2] = [
    ("export-plain", &[("<meta", 3), ("<style", 1), ("http-equiv", 1)]),
    // A room's figures, and the questionnaire on paper.
    ("workshop", &[("<meta", 6), ("<style", 1), ("http-equiv", 2)]),
];

/// The engines' words for the page: nothing in them loads or leads anywhere.
#[test]
fn engines_make_no_markup_that_loads() {
    let mut modules = wasm_of(single::WORKSHOP.file).unwrap();
    modules.extend(wasm_of("headless.js").unwrap());
    assert_eq!(modules.len(), IMPORTS.len());
    for Wasm { name, bytes, .. } in modules {
        let text = String::from_utf8_lossy(&bytes);
        let makes_markup = ["engine", "export-plain", "together", "workshop"];
        if makes_markup.contains(&name.as_str()) {
            assert!(text.contains("<p class=\"rs-"), "{name}: the markup can be read");
        }
        let allowed = WRITTEN.iter().find(|(known, _)| *known == name).map_or(&[][..], |it| it.1);
        for word in MARKUP {
            let expected =
                allowed.iter().find(|(known, _)| *known == word).map_or(0, |(_, times)| *times);
            assert_eq!(text.matches(word).count(), expected, "{name}: {word}");
        }
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

/// Nor does a page have the browser look up names ahead, on a guess that a link will be followed.
#[test]
fn every_page_turns_guesses_off() {
    const OFF: &str = "<meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">";
    let mut pages = 0;
    for name in sums::files(&paths::dist()).unwrap().iter().filter(|name| name.ends_with(".html")) {
        let text = fs::read_to_string(paths::dist().join(name)).unwrap();
        let (before, after) = text.split_once(OFF).unwrap_or_else(|| panic!("{name}"));
        assert!(!before.contains("<link") && !before.contains("<script"), "{name}: not first");
        assert!(!after.contains("x-dns-prefetch-control"), "{name}: twice");
        pages += 1;
    }
    assert_eq!(pages, 5);
}
