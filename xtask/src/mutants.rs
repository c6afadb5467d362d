//! `cargo xtask mutants`: breaks each line of what counts on purpose, one at a time; some test must fail.

use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::paths;
use crate::process::{run as run_command, timed};
use crate::setup::cargo_tools;
use crate::test::has_nextest;

/// A part of the core where a mistake would be a wrong result that looks right.
struct Part {
    name: &'static str,
    /// Below `src`.
    files: &'static [&'static str],
    /// The tests that hold it; those of Word, Excel and PDF take half a minute and read no rule of their own.
    tests: &'static [&'static str],
}

const PARTS: [Part; 6] = [
    Part {
        name: "score",
        files: &["score.rs", "score/*.rs"],
        tests: &["score", "properties", "report", "comparison", "plan"],
    },
    Part {
        name: "report",
        files: &["report.rs", "report/*.rs"],
        tests: &["report", "plan", "comparison", "score", "properties", "interview", "pages"],
    },
    Part {
        name: "assessment",
        files: &[
            "assessment.rs",
            "assessment/applies.rs",
            "assessment/decision.rs",
            "assessment/file.rs",
            "assessment/head.rs",
            "assessment/origin.rs",
        ],
        tests: &[
            "assessment_file",
            "result_file",
            "combine",
            "plan",
            "interview",
            "properties",
            "report",
        ],
    },
    Part {
        name: "result",
        files: &[
            "assessment/anonymous.rs",
            "assessment/code.rs",
            "assessment/code/*.rs",
            "assessment/result_file.rs",
        ],
        tests: &["result_code", "result_file", "cohort"],
    },
    Part {
        name: "combine",
        files: &["assessment/combine.rs", "assessment/combine/*.rs"],
        tests: &["combine"],
    },
    Part { name: "protected", files: &["assessment/protected.rs"], tests: &["protected"] },
];

/// Mutates one part of the core, or all; `.cargo/mutants.toml` says how long one may take.
///
/// # Errors
/// When a mutant survives: `target/mutants/PART/mutants.out/missed.txt` names it.
pub fn run(arguments: &[String]) -> Result<()> {
    let chosen: Vec<&Part> = match arguments {
        [] => PARTS.iter().collect(),
        [name] => PARTS.iter().filter(|part| part.name == *name).collect(),
        _ => Vec::new(),
    };
    if chosen.is_empty() {
        bail!("`mutants` takes one of {}", PARTS.map(|part| part.name).join(", "));
    }
    let tool = cargo_tools::CARGO_MUTANTS.find_or_install()?;
    // nextest stops at the first test that fails, and runs those of two files at once.
    let runner = if has_nextest() { "nextest" } else { "cargo" };
    let mut survived = Vec::new();
    for part in chosen {
        let out = paths::target().join("mutants").join(part.name);
        std::fs::create_dir_all(&out)?;
        let mut command = Command::new(&tool);
        command
            .current_dir(paths::repository())
            .args(["mutants", "--package=reasonable-steps", "--jobs=1", "--colors=never"])
            .arg(format!("--test-tool={runner}"))
            .args(part.files.iter().map(|file| format!("--file=src/{file}")))
            .arg("--output")
            .arg(&out)
            .arg("--cargo-arg=--lib")
            .args(part.tests.iter().map(|test| format!("--cargo-arg=--test={test}")))
            // Each mutant is built in a copy of the repository; what it depends on stays.
            .env("CARGO_TARGET_DIR", paths::target().join("mutants").join("build"))
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            // A property that fails is enough; which input is the smallest is of no interest here.
            .env("PROPTEST_MAX_SHRINK_ITERS", "0");
        if timed(&format!("mutants of {}", part.name), || run_command(&mut command)).is_err() {
            let missed = std::fs::read_to_string(out.join("mutants.out/missed.txt"))
                .with_context(|| format!("cargo-mutants could not test {}", part.name))?;
            survived.extend(missed.lines().map(str::to_owned));
            ensure!(!survived.is_empty(), "cargo-mutants failed on {}, see above", part.name);
        }
    }
    if !survived.is_empty() {
        let list = survived.join("\n");
        bail!("no test fails when this is broken; hint: write one that does\n{list}");
    }
    Ok(())
}
