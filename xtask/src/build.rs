//! `cargo xtask build`: makes `dist/` and prints what weighs what.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::bundle::{self, Parts};
use crate::process::{announce, output, timed};
use crate::questionnaires::{self, BUILT_IN, BUILT_IN_LANGUAGE};
use crate::setup::{self, Needs, wasm_toolchain};
use crate::single::{self, Module};
use crate::{paths, sizes, sums, third_party, wasm};

/// Languages made by machine from English, for tests alone: accented and longer, and the other direction.
const TEST_LANGUAGES: [(&str, &str); 2] = [("en-XA", "ltr"), ("ar-XB", "rtl")];

/// Scripts of pages, which are served as they are.
const PAGE_SCRIPTS: [&str; 2] = ["examples.js", "framed-host.js"];

/// Makes `dist/`, and prints the table of sizes.
///
/// # Errors
/// The first step that failed, or a file above its limit.
pub fn run() -> Result<()> {
    let parts = make_dist()?;
    sizes::report(&parts)
}

/// Makes `dist/`.
///
/// # Errors
/// The first step that failed.
pub fn make_dist() -> Result<Parts> {
    setup::run(Needs::BUILD)?;
    let dist = paths::dist();
    // From nothing, so that no file of an earlier build hides that this one forgot it.
    if dist.is_dir() {
        fs::remove_dir_all(&dist).context("could not empty dist/")?;
    }
    let questionnaires = dist.join("questionnaires");
    timed("questionnaires", || {
        questionnaires::compile_all(&questionnaires)?;
        questionnaires::check_committed(&questionnaires)
    })?;
    let toolchain = wasm_toolchain::find_or_install()?;
    let engine = timed("engine (Rust to Wasm)", || wasm::build(toolchain))?;
    announce("bundles");
    let built_in = questionnaires.join(format!("{BUILT_IN}.{BUILT_IN_LANGUAGE}.json"));
    let parts = bundle::bundle(engine, &built_in)?;
    // Loaded on demand from beside the script, and held by the single file.
    let mut modules = Vec::new();
    for name in wasm::MODULES {
        let engine =
            timed(&format!("module for files: {name}"), || wasm::build_module(toolchain, name))?;
        modules.push(Module {
            path: format!("export/{name}"),
            entry: "export.js".to_owned(),
            engine,
            beside: true,
        });
    }
    let own = wasm::OWN_MODULES.map(|name| (name, true));
    let workshop = wasm::WORKSHOP_MODULES.map(|name| (name, false));
    for (name, beside) in own.into_iter().chain(workshop) {
        let engine = timed(&format!("module {name}"), || wasm::build_own_module(toolchain, name))?;
        let entry = format!("{name}.js");
        modules.push(Module { path: name.to_owned(), entry, engine, beside });
    }
    for Module { path, entry, engine, .. } in modules.iter().filter(|module| module.beside) {
        bundle::module(path, entry, engine)?;
    }
    announce("pages of one file");
    single::make(&parts, &modules, &third_party::write_notices(&dist)?)?;
    let headless = timed("module behind `Assessment`", || wasm::build_headless(toolchain))?;
    bundle::module("headless", "headless.js", &headless)?;
    copy_pages(&paths::repository().join("www"), &dist)?;
    languages(&dist)?;
    examples(&dist)?;
    let schema = dist.join("schema");
    fs::create_dir_all(&schema)?;
    for name in [
        "report.schema.json",
        "assessment.schema.json",
        "questionnaire.schema.json",
        "result.schema.json",
        "benchmark.schema.json",
    ] {
        fs::copy(paths::repository().join("schema").join(name), schema.join(name))?;
    }
    sums::write(&dist)?;
    Ok(parts)
}

/// Makes the languages that only tests load, in `target/test-languages/`.
///
/// # Errors
/// When the command can't make them.
pub fn make_test_languages() -> Result<()> {
    announce("test languages");
    let into = paths::test_languages();
    fs::create_dir_all(&into)?;
    for (language, direction) in TEST_LANGUAGES {
        let texts = output(questionnaires::command().args(["pseudo", direction]))?;
        fs::write(into.join(format!("{language}.js")), bundle::language_module(&texts)?)?;
    }
    Ok(())
}

/// Makes the widget with an engine that can be made to stop, in `target/test-engine/`.
///
/// # Errors
/// Those of the build.
pub fn make_test_engine(parts: &Parts) -> Result<()> {
    let toolchain = wasm_toolchain::find_or_install()?;
    let engine = timed("test engine", || wasm::build_trapping(toolchain))?;
    bundle::widget_with(&engine, parts, &paths::test_engine().join("reasonable-steps.js"))
}

/// Pages, their style sheets and scripts, and the types. The element's own sheet travels inside the script.
fn copy_pages(from: &Path, into: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("could not read {}", from.display()))? {
        let file = entry?.path();
        let (Some(name), Some(extension)) = (file.file_name(), file.extension()) else { continue };
        let is_types = name.to_string_lossy().ends_with(".d.ts");
        let is_page =
            extension == "html" || (extension == "css" && name != OsStr::new("element.css"));
        let is_script = PAGE_SCRIPTS.iter().any(|script| name == OsStr::new(script));
        if is_page || is_types || is_script {
            fs::copy(&file, into.join(name))
                .with_context(|| format!("could not copy {}", file.display()))?;
        }
    }
    Ok(())
}

/// The sample firms as modules of their own, because the demo page, which loads one when asked for, forbids every
/// connection.
fn examples(dist: &Path) -> Result<()> {
    let into = dist.join("examples");
    fs::create_dir_all(&into)?;
    let firms = paths::repository().join("tests/data/firms");
    for entry in
        fs::read_dir(&firms).with_context(|| format!("could not read {}", firms.display()))?
    {
        let file = entry?.path();
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let Some(firm) = name.as_deref().and_then(|name| name.strip_suffix(".steps.json")) else {
            continue;
        };
        let text = serde_json::to_string(&fs::read_to_string(&file)?)?;
        fs::write(into.join(format!("{firm}.js")), format!("export default {text};\n"))?;
    }
    Ok(())
}

fn languages(dist: &Path) -> Result<()> {
    let folder = paths::repository().join("languages");
    for entry in
        fs::read_dir(&folder).with_context(|| format!("could not read {}", folder.display()))?
    {
        let file = entry?.path();
        let Some(language) = file.file_stem().map(|stem| stem.to_string_lossy().into_owned())
        else {
            continue;
        };
        if language == BUILT_IN_LANGUAGE || file.extension() != Some(OsStr::new("json")) {
            continue;
        }
        let questionnaire = dist.join("questionnaires").join(format!("{BUILT_IN}.{language}.json"));
        let texts = format!(
            "{{\"interface\":{},\"questionnaire\":{}}}",
            fs::read_to_string(&file)?,
            fs::read_to_string(&questionnaire).with_context(|| format!(
                "the interface speaks {language}, but {} is missing",
                questionnaire.display()
            ))?
        );
        let module =
            bundle::language_module(&texts).with_context(|| format!("{}", file.display()))?;
        fs::create_dir_all(dist.join("languages"))?;
        fs::write(dist.join("languages").join(format!("{language}.js")), module)?;
    }
    Ok(())
}
