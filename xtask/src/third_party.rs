//! `cargo xtask third-party`: whose code and fonts are shipped, under which licence. Writes `THIRD-PARTY.md` (the list,
//! committed) and, when `dist/` is built, `dist/THIRD-PARTY.txt` (the list with the notices that must travel along).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::paths;
use crate::process::{cargo, output};
use crate::wasm;

/// For whom the list names what the command holds.
const COMMAND_TARGET: &str = "x86_64-unknown-linux-gnu";

/// Where several licences are offered, the first of these is taken. `deny.toml` allows no other.
const CHOSEN: [&str; 6] =
    ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "Unicode-3.0", "Zlib"];

/// What cargo does not know of: what it is, whose, where it is used, and the file of its licence.
const BESIDE_CRATES: [(&str, &str, &str, &str, &str); 3] = [
    (
        "Rust's standard library",
        "The Rust Project contributors",
        "MIT OR Apache-2.0",
        "engine, word, excel, pdf, plain, keep, together, scan, workshop, command",
        "",
    ),
    (
        "Source Sans 3 (a subset, as Steps Sans)",
        "Adobe",
        "OFL-1.1",
        "pdf, command",
        "fonts/OFL-source-sans.txt",
    ),
    (
        "Source Serif 4 (a subset, as Steps Serif)",
        "Adobe",
        "OFL-1.1",
        "pdf, command",
        "fonts/OFL-source-serif.txt",
    ),
];

/// A crate that is shipped.
struct Shipped {
    licence: String,
    used: BTreeSet<usize>,
    folder: PathBuf,
    authors: String,
}

type Crates = BTreeMap<(String, String), Shipped>;

/// The parts of the product as the list names them, each with its package and features. The engine behind the element
/// and the one behind `Assessment` are made of the same crates.
const PARTS: [(&str, &str, &str); 10] = [
    ("engine", "reasonable-steps", "widget,headless"),
    ("word", "export-modules", "word"),
    ("excel", "export-modules", "excel"),
    ("pdf", "export-modules", "pdf"),
    ("plain", "export-modules", "plain"),
    ("keep", "keep-module", ""),
    ("together", "together-module", ""),
    ("scan", "scan-module", ""),
    ("workshop", "workshop-module", ""),
    ("command", "reasonable-steps", "cli"),
];

fn file() -> PathBuf {
    paths::repository().join("THIRD-PARTY.md")
}

/// Writes the list into the repository.
///
/// # Errors
/// When cargo can't tell, or a licence is none of those that are allowed.
pub fn write() -> Result<()> {
    let crates = crates()?;
    fs::write(file(), list(&crates))?;
    // So that a missing text is told here, not in the next build.
    notices(&crates).map(drop)
}

/// Whether the committed list is that of the code as it is, and every notice is there to travel along.
///
/// # Errors
/// When it is not.
pub fn check() -> Result<()> {
    let committed = fs::read_to_string(file()).unwrap_or_default();
    let crates = crates()?;
    ensure!(
        committed == list(&crates),
        "THIRD-PARTY.md is not up to date; hint: cargo xtask third-party"
    );
    notices(&crates).map(drop)
}

/// Writes the notices into `dist/`, and gives them.
///
/// # Errors
/// When a licence's text is missing.
pub fn write_notices(dist: &Path) -> Result<String> {
    let notices = notices(&crates()?)?;
    fs::write(dist.join("THIRD-PARTY.txt"), &notices)?;
    Ok(notices)
}

fn crates() -> Result<Crates> {
    let known = metadata()?;
    let mut crates = Crates::new();
    for (part, (name, package, features)) in PARTS.into_iter().enumerate() {
        let target: &[&str] = match name {
            "command" => &["--target", COMMAND_TARGET],
            _ => &["--no-default-features", "--target", wasm::TARGET],
        };
        let tree = tree(&[&["-p", package, "--features", features], target].concat())?;
        for line in tree.lines() {
            // `serde v1.0.229`, and for members of this workspace their folder.
            let mut words = line.split(' ');
            let (Some(name), Some(version)) = (words.next(), words.next()) else { continue };
            let key = (name.to_owned(), version.trim_start_matches('v').to_owned());
            let Some((folder, licence, authors)) = known.get(&key) else { continue };
            let shipped = crates.entry(key).or_insert_with(|| Shipped {
                licence: licence.clone(),
                used: BTreeSet::new(),
                folder: folder.clone(),
                authors: authors.clone(),
            });
            shipped.used.insert(part);
        }
    }
    ensure!(!crates.is_empty(), "cargo tree named no crate");
    Ok(crates)
}

/// The crates that end up in what is built: no macros, no build scripts, no tests.
fn tree(arguments: &[&str]) -> Result<String> {
    let mut command = cargo(["tree", "--quiet", "--locked", "--prefix=none"]);
    command.args(["--edges=normal,no-proc-macro", "--format={p}"]).args(arguments);
    output(&mut command)
}

type Known = BTreeMap<(String, String), (PathBuf, String, String)>;

/// Folder, licence and authors of every crate from outside.
fn metadata() -> Result<Known> {
    let text = output(&mut cargo(["metadata", "--quiet", "--locked", "--format-version=1"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let mut known = Known::new();
    for package in metadata["packages"].as_array().context("no packages")? {
        // Members of this workspace have no source.
        let Some(_) = package["source"].as_str() else { continue };
        let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        let authors = package["authors"].as_array().into_iter().flatten();
        let authors: Vec<&str> = authors.filter_map(Value::as_str).collect();
        let manifest = PathBuf::from(text("manifest_path"));
        let folder = manifest.parent().context("a manifest without folder")?.to_owned();
        let licence = text("license").replace('/', " OR ");
        known.insert((text("name"), text("version")), (folder, licence, authors.join(", ")));
    }
    Ok(known)
}

fn parts(used: &BTreeSet<usize>) -> String {
    let names: Vec<&str> =
        used.iter().filter_map(|&part| PARTS.get(part)).map(|(name, _, _)| *name).collect();
    names.join(", ")
}

fn list(crates: &Crates) -> String {
    let mut list = String::from(
        "# Third-party code and fonts\n\n\
         What is shipped with Reasonable Steps, made by `cargo xtask third-party` and checked by `cargo xtask check`. \
         *engine* is what a page loads (`reasonable-steps.js`, `headless.js`), *word*, *excel*, *pdf* and *plain* are \
         the modules in `export/`, *keep* is the one for passphrases, *together* the one for what is done with others, *scan* and *workshop* are those of `workshop.html`, *command* is the program. Macros, build scripts and tests are not shipped. The \
         notices that must travel along stand in `dist/THIRD-PARTY.txt`, which a build makes.\n\n\
         | name | version | licence | part of |\n|---|---|---|---|\n",
    );
    for ((name, version), shipped) in crates {
        let _ = writeln!(
            list,
            "| {name} | {version} | {} | {} |",
            shipped.licence,
            parts(&shipped.used)
        );
    }
    for (name, _, licence, used, _) in BESIDE_CRATES {
        let _ = writeln!(list, "| {name} | | {licence} | {used} |");
    }
    list
}

/// The list of notices: each text once, under the names of those whose it is.
fn notices(crates: &Crates) -> Result<String> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for ((name, version), shipped) in crates {
        for text in texts_of(name, shipped)? {
            texts.entry(text).or_default().push(format!("{name} {version}"));
        }
    }
    for (name, owner, _, _, file) in BESIDE_CRATES {
        let text = match file {
            "" => mit(owner)?,
            file => fs::read_to_string(paths::repository().join(file))?,
        };
        texts.entry(tidy(&text)).or_default().push(name.to_owned());
    }
    let mut notices: Vec<(Vec<String>, String)> =
        texts.into_iter().map(|(text, names)| (names, text)).collect();
    notices.sort();
    let mut made = String::from(
        "Reasonable Steps contains code and fonts of others. These are their licences and notices.\n",
    );
    for (names, text) in notices {
        let _ = write!(made, "\n{}\n{}\n\n{text}\n", "=".repeat(80), names.join(", "));
    }
    Ok(made)
}

/// The texts of the licences that were chosen for a crate, and its notices.
fn texts_of(name: &str, shipped: &Shipped) -> Result<Vec<String>> {
    let mut files: Vec<String> = Vec::new();
    for entry in fs::read_dir(&shipped.folder)
        .with_context(|| format!("could not read {}", shipped.folder.display()))?
    {
        files.push(entry?.file_name().to_string_lossy().into_owned());
    }
    files.sort();
    let read = |file: &String| anyhow::Ok(tidy(&fs::read_to_string(shipped.folder.join(file))?));
    let mut texts = Vec::new();
    for licence in chosen(&shipped.licence).with_context(|| format!("{name} is shipped"))? {
        match licence_file(licence, &files) {
            Some(file) => texts.push(read(file)?),
            None if licence == "MIT" => texts.push(mit(&shipped.authors)?),
            None => bail!("{name} brings no text of its licence {licence}"),
        }
    }
    for file in files.iter().filter(|file| file.starts_with("NOTICE") || *file == "COPYRIGHT") {
        texts.push(read(file)?);
    }
    Ok(texts)
}

/// The licence taken of each group of alternatives: `(MIT OR Apache-2.0) AND Unicode-3.0` gives two.
fn chosen(expression: &str) -> Result<Vec<&'static str>> {
    let mut chosen = Vec::new();
    for group in expression.split(" AND ") {
        let offered: Vec<&str> =
            group.trim_matches(['(', ')', ' ']).split(" OR ").map(str::trim).collect();
        let taken = CHOSEN.into_iter().find(|licence| offered.contains(licence));
        chosen.push(taken.with_context(|| format!("under `{expression}`, which is not allowed"))?);
    }
    Ok(chosen)
}

/// The file that holds a licence: one that carries its name, or the only general one.
fn licence_file<'f>(licence: &str, files: &'f [String]) -> Option<&'f String> {
    let word = match licence {
        "Apache-2.0" => "APACHE",
        "Unicode-3.0" => "UNICODE",
        "Zlib" => "ZLIB",
        // As encoding_rs calls that of its data, which come from there.
        "BSD-3-Clause" if files.iter().any(|file| file == "LICENSE-WHATWG") => "WHATWG",
        other => other,
    };
    let stem = |file: &str| file.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let named = |file: &&String| {
        let stem = stem(file);
        stem.starts_with("LICEN") && stem.ends_with(word)
            || stem.strip_prefix("LICENSE_").is_some_and(|rest| rest.starts_with(word))
    };
    let general = |file: &&String| ["LICENSE", "LICENCE", "COPYING"].contains(&stem(file).as_str());
    files.iter().find(named).or_else(|| files.iter().find(general))
}

/// The MIT licence in the name of others, for crates that bring no text of it.
fn mit(owner: &str) -> Result<String> {
    let own = fs::read_to_string(paths::repository().join("LICENSE-MIT"))?;
    let start =
        own.find("Permission is hereby granted").context("LICENSE-MIT has no permission")?;
    let permission = own.get(start..).unwrap_or_default();
    Ok(tidy(&format!("MIT License\n\nCopyright (c) {owner}\n\n{permission}")))
}

fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{chosen, licence_file};

    #[test]
    fn of_several_licences_one_is_taken_and_of_several_parts_all() {
        assert_eq!(chosen("MIT OR Apache-2.0").unwrap(), ["MIT"]);
        assert_eq!(chosen("Apache-2.0 OR BSL-1.0").unwrap(), ["Apache-2.0"]);
        let both = chosen("(MIT OR Apache-2.0) AND Unicode-3.0").unwrap();
        assert_eq!(both, ["MIT", "Unicode-3.0"]);
        assert!(chosen("GPL-3.0-only").is_err());
        assert!(chosen("MIT AND GPL-3.0-only").is_err());
    }

    #[test]
    fn the_text_of_the_licence_taken_is_found_whatever_its_file_is_called() {
        let files = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let found = |licence, names: &[&str]| licence_file(licence, &files(names)).cloned();
        assert_eq!(found("MIT", &["LICENSE-APACHE", "LICENSE-MIT.md"]).unwrap(), "LICENSE-MIT.md");
        assert_eq!(found("MIT", &["LICENSE_Apache2.0", "LICENSE_MIT"]).unwrap(), "LICENSE_MIT");
        let apache = ["LICENSE-APACHE", "LICENSE-CC0", "LICENSE-MIT0"];
        assert_eq!(found("Apache-2.0", &apache).unwrap(), "LICENSE-APACHE");
        assert_eq!(found("MIT", &apache), None);
        assert_eq!(found("Zlib", &["LICENSE"]).unwrap(), "LICENSE");
        let data = ["LICENSE-APACHE", "LICENSE-MIT", "LICENSE-WHATWG"];
        assert_eq!(found("BSD-3-Clause", &data).unwrap(), "LICENSE-WHATWG");
        assert_eq!(found("MIT", &["Cargo.toml"]), None);
    }
}
