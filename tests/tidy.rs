//! The shape of the source tree: which layer may use which, and how long a file may be.

use std::fs;
use std::path::{Path, PathBuf};

/// From left to right: each may use what stands to its left.
const LAYERS: [&str; 17] = [
    "diagnostic",
    "date",
    "fraction",
    "document",
    "text",
    "questionnaire",
    "assessment",
    "score",
    "report",
    "cohort",
    "interview",
    "workshop",
    "team",
    "view",
    "export",
    "web",
    "cli",
];

const LONGEST_FILE: usize = 400;
/// Longer files, each with its reason.
const LONGER: [(&str, &str); 0] = [];

fn sources() -> Vec<PathBuf> {
    fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, into);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                into.push(path);
            }
        }
    }
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.sort();
    files
}

/// The layer of a file, and its name below `src`.
fn layer(path: &Path) -> (String, String) {
    let name = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let name = name.to_str().unwrap().replace('\\', "/");
    let layer = name.split(['/', '.']).next().unwrap().to_owned();
    (if layer == "main" { "cli".to_owned() } else { layer }, name)
}

/// The layers that a file names by `crate::` or, in the command, by the library's name.
fn used(text: &str) -> Vec<String> {
    let mut layers = Vec::new();
    for marker in ["crate::", "reasonable_steps::"] {
        for (at, _) in text.match_indices(marker) {
            let rest = &text[at + marker.len()..];
            let name: String = rest
                .chars()
                .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
                .collect();
            layers.push(name);
        }
    }
    layers
}

#[test]
fn no_layer_uses_one_to_its_right() {
    let place = |layer: &str| LAYERS.iter().position(|known| *known == layer);
    let mut seen = 0;
    for path in sources() {
        let (own, name) = layer(&path);
        if own == "lib" {
            continue;
        }
        let here = place(&own).unwrap_or_else(|| panic!("src/{name}: `{own}` is no known layer"));
        for other in used(&fs::read_to_string(&path).unwrap()) {
            if let Some(there) = place(&other) {
                seen += 1;
                assert!(
                    there <= here,
                    "src/{name}: the layer `{own}` uses `{other}`, to its right"
                );
            }
        }
    }
    assert!(seen > 50, "only {seen} uses were found: does the test still read them?");
}

#[test]
fn every_file_says_what_it_is_and_is_short_enough_to_read() {
    for path in sources() {
        let (_, name) = layer(&path);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "src/{name}: starts without saying what it does");
        let lines = text.lines().count();
        let excused = LONGER.iter().any(|(long, _)| *long == name);
        assert!(
            lines <= LONGEST_FILE || excused,
            "src/{name}: {lines} lines, at most {LONGEST_FILE}"
        );
    }
}

#[test]
fn the_core_has_no_clock_no_chance_and_no_hash_order() {
    let banned =
        ["SystemTime", "Instant::now", "HashMap", "HashSet", "rand::", "std::env", "f64", "f32"];
    for path in sources() {
        let (own, name) = layer(&path);
        // The command may look at the world; lint computes a reading grade, which is no score;
        // TOML's number becomes text at once, the writer refuses what serde makes it name, a
        // workbook knows no other numbers, and what draws a PDF takes floats for what is laid out
        // in whole numbers.
        let excused = own == "cli"
            || name.starts_with("questionnaire/lint")
            || name.starts_with("export/excel")
            || ["document/toml.rs", "document/writer.rs", "export/pdf/draw.rs"]
                .contains(&name.as_str());
        let text = fs::read_to_string(&path).unwrap();
        for word in banned {
            assert!(excused || !text.contains(word), "src/{name}: `{word}`");
        }
    }
}
