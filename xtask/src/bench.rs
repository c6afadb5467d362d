//! `cargo xtask bench`: every figure the project promises, measured in one run. Never part of the tests: what it
//! measures depends on what else the machine does.

use anyhow::{Result, bail};

use crate::browsers::Engine;
use crate::process::{cargo, run as run_command, timed};
use crate::setup::{self, Needs};
use crate::{build, sizes};

/// What to measure; without a word all of it.
const NATIVE: &str = "--native";
const BROWSER: &str = "--browser";
/// Only when asked for: it writes 100,000 files.
const COHORT: &str = "--cohort";

/// Runs the benchmarks: sizes, the engine natively, the widget in Chromium. `--native` or `--browser` runs that
/// part alone; what remains goes to criterion, such as a part of a benchmark's name. `--cohort` runs that of many files.
///
/// # Errors
/// When a part can't be run, or at the end when a figure is above its budget.
pub fn run(arguments: &[String]) -> Result<()> {
    if arguments == [COHORT] {
        let bench = ["bench", "--quiet", "--package", "reasonable-steps", "--bench", "cohort"];
        return timed("many results together", || run_command(&mut cargo(bench)));
    }
    let wants = |part: &str| arguments.iter().any(|argument| argument == part);
    let all = !wants(NATIVE) && !wants(BROWSER);
    let rest = arguments.iter().filter(|argument| ![NATIVE, BROWSER].contains(&argument.as_str()));
    let mut outcomes = Vec::new();
    if all || wants(NATIVE) {
        outcomes.push(("engine", native(rest)));
    }
    if all || wants(BROWSER) {
        outcomes.extend(browser()?);
    }
    // One figure above its budget hides no other.
    let failed: Vec<String> = outcomes
        .into_iter()
        .filter_map(|(part, outcome)| outcome.err().map(|error| format!("{part}: {error:#}")))
        .collect();
    if !failed.is_empty() {
        bail!("not all is as promised\n{}", failed.join("\n"));
    }
    Ok(())
}

fn native<'a>(arguments: impl Iterator<Item = &'a String>) -> Result<()> {
    timed("the engine, natively", || {
        run_command(
            cargo(["bench", "--quiet", "--package", "reasonable-steps", "--bench", "engine", "--"])
                .arg("--noplot")
                .args(arguments),
        )
    })?;
    timed("files to take away, natively", || {
        run_command(&mut cargo([
            "bench",
            "--quiet",
            "--package",
            "reasonable-steps",
            "--bench",
            "exports",
        ]))
    })
}

fn browser() -> Result<[(&'static str, Result<()>); 2]> {
    setup::run(Needs::TEST)?;
    let parts = build::make_dist()?;
    let weights = sizes::report(&parts);
    // A development build: what is measured happens in the browser.
    let figures = timed("the widget, in Chromium", || {
        run_command(
            cargo(["run", "--quiet", "--package", "browser-tests", "--bin", "browser-bench"])
                .env(Engine::Chromium.driver_variable(), Engine::Chromium.driver_path()?),
        )
    });
    Ok([("weights", weights), ("widget", figures)])
}
