//! Text stays text because there is one place that makes markup of it and one that makes links. Reads the sources, so
//! that a second place does not come unnoticed.

use std::fs;
use std::path::{Path, PathBuf};

/// The files of some kinds below a folder of the repository, each with its text.
fn sources(folder: &str, extensions: &[&str]) -> Vec<(String, String)> {
    fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { collect(&path, into) } else { into.push(path) }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join(folder), &mut files);
    files.retain(|file| {
        let extension = file.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    });
    files.sort();
    let name = |file: &Path| file.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
    files.iter().map(|file| (name(file), fs::read_to_string(file).unwrap())).collect()
}

/// Each place that uses one of these words, as `file: word`, in the order of the files. Comments don't count.
fn places(sources: &[(String, String)], words: &[&str]) -> Vec<String> {
    let mut places = Vec::new();
    for (file, text) in sources {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for word in words {
                places.extend(line.matches(word).map(|_| format!("{file}: {word}")));
            }
        }
    }
    places
}

#[test]
fn one_function_makes_markup_of_text() {
    let mut scripts = sources("www", &["js"]);
    scripts.extend(sources("xtask/bundle", &["js"]));
    assert!(scripts.len() > 10, "{} scripts", scripts.len());
    let ways = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "createContextualFragment",
        "setHTML",
        "parseHTML",
        "DOMParser",
        "document.write",
        "srcdoc",
        "createHTML(",
    ];
    let found = places(&scripts, &ways);
    assert_eq!(found, ["www/markup.js: innerHTML", "www/markup.js: createHTML("]);
    let policies = places(&scripts, &["createPolicy("]);
    assert_eq!(policies, ["www/markup.js: createPolicy("]);
    let (_, markup) = scripts.iter().find(|(file, _)| file == "www/markup.js").unwrap();
    let function = markup.split("export function setMarkup(").nth(1).unwrap();
    assert!(function.split("\n}").next().unwrap().contains("innerHTML"), "it is setMarkup");
}

#[test]
fn no_script_makes_a_link_but_that_to_a_file_of_the_visitors_own() {
    let ways = [".href =", "\"href\"", "'href'", ".action =", ".src =", "\"src\"", ".formAction"];
    let found = places(&sources("www", &["js"]), &ways);
    // The second reads one, to write it out as text.
    assert_eq!(found, ["www/files.js: .href =", "www/framed.js: \"href\""]);
    let (_, files) =
        sources("www", &["js"]).into_iter().find(|(file, _)| file == "www/files.js").unwrap();
    let made = files.split("createObjectURL(").count() - 1;
    assert!(made == 1 && files.contains("link.href = url;"), "the address is that of a blob");
}

#[test]
fn one_function_decides_what_is_a_link() {
    let core = sources("src", &["rs"]);
    // In markup: a source's, checked, and those within the page. In files: a span that was checked.
    let ways = ["href=", "src=(", "action=(", "formaction"];
    assert_eq!(places(&core, &ways), ["src/view/parts.rs: href=", "src/view/report.rs: href="]);
    // In the module for what is done with others: to whom a result goes, by mail or on a page.
    let mut modules = sources("modules", &["rs"]);
    modules.retain(|(file, _)| !file.contains("/tests/"));
    let contribution = "modules/together/src/contribution.rs: href=";
    assert_eq!(places(&modules, &ways), [contribution, contribution]);
    assert_eq!(places(&modules, &["safe_href("]), ["modules/together/src/address.rs: safe_href("]);
    assert_eq!(places(&core, &["Span::link("]), ["src/export/words.rs: Span::link("]);
    let uses = places(&core, &["and_then(safe_href)"]);
    assert_eq!(
        uses,
        ["src/export/words.rs: and_then(safe_href)", "src/view/parts.rs: and_then(safe_href)"]
    );
    let within = core.iter().find(|(file, _)| file == "src/view/report.rs").unwrap();
    assert!(within.1.contains("href={ \"#\" (id) }"), "a place within the page");
    assert_eq!(places(&core, &["fn safe_href("]), ["src/view/parts.rs: fn safe_href("]);
}

#[test]
fn only_our_own_style_sheet_is_written_unescaped() {
    let core = sources("src", &["rs"]);
    assert_eq!(
        places(&core, &["PreEscaped("]),
        ["src/export/html.rs: PreEscaped("],
        "maud escapes everything else"
    );
    let (_, html) = core.iter().find(|(file, _)| file == "src/export/html.rs").unwrap();
    assert!(html.contains("(PreEscaped(STYLE))"));
}
