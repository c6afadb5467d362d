//! `cargo xtask mutants`: breaks each line of what counts on purpose, one at a time; some test must fail.

use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::paths;
use crate::process::{run as run_command, timed};
use crate::setup::cargo_tools;

/// Where a mistake would be a wrong result that looks right, each with the tests that hold it. The tests of Word,
/// Excel and PDF take half a minute and read no rule of their own.
const MODULES: [(&str, &[&str]); 3] = [
    ("score", &["score", "properties", "report", "comparison", "plan"]),
    ("report", &["report", "plan", "comparison", "score", "properties", "interview", "pages"]),
    (
        "assessment",
        &[
            "assessment_file",
            "protected",
            "result_code",
            "result_file",
            "combine",
            "score",
            "report",
            "properties",
            "interview",
            "pages",
        ],
    ),
];

/// Mutates one module of the core, or all three; `.cargo/mutants.toml` says what is left out.
///
/// # Errors
/// When a mutant survives: `target/mutants/MODULE/mutants.out/missed.txt` names it.
pub fn run(arguments: &[String]) -> Result<()> {
    let known = MODULES.map(|(name, _)| name);
    let chosen: Vec<_> = match arguments {
        [] => MODULES.to_vec(),
        [name] if known.contains(&name.as_str()) => {
            MODULES.into_iter().filter(|(module, _)| module == name).collect()
        }
        _ => bail!("`mutants` takes one of {}", known.join(", ")),
    };
    let tool = cargo_tools::CARGO_MUTANTS.find_or_install()?;
    let mut survived = Vec::new();
    for (module, tests) in chosen {
        let out = paths::target().join("mutants").join(module);
        std::fs::create_dir_all(&out)?;
        let mut command = Command::new(&tool);
        command
            .current_dir(paths::repository())
            .args(["mutants", "--package=reasonable-steps", "--jobs=1", "--colors=never"])
            .arg(format!("--file=src/{module}.rs"))
            .arg(format!("--file=src/{module}/**/*.rs"))
            .arg("--output")
            .arg(&out)
            .arg("--cargo-arg=--lib")
            .args(tests.iter().map(|test| format!("--cargo-arg=--test={test}")))
            // Each mutant is built in a copy of the repository; what it depends on stays.
            .env("CARGO_TARGET_DIR", paths::target().join("mutants").join("build"))
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            // A property that fails is enough; which input is the smallest is of no interest here.
            .env("PROPTEST_MAX_SHRINK_ITERS", "0");
        if timed(&format!("mutants of {module}"), || run_command(&mut command)).is_err() {
            let missed = std::fs::read_to_string(out.join("mutants.out/missed.txt"))
                .with_context(|| format!("cargo-mutants could not test {module}"))?;
            survived.extend(missed.lines().map(str::to_owned));
            ensure!(!survived.is_empty(), "cargo-mutants failed on {module}, see above");
        }
    }
    if !survived.is_empty() {
        let list = survived.join("\n");
        bail!("no test fails when this is broken; hint: write one that does\n{list}");
    }
    Ok(())
}
