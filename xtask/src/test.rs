//! `cargo xtask test`: native tests, tests inside Wasm, and tests in the three browsers.

use std::process::Command;

use anyhow::{Result, bail};

use crate::browsers::Engine;
use crate::process::{cargo, run as run_command, succeeds, timed};
use crate::setup::{self, Needs, cargo_tools, wasm_toolchain};
use crate::wasm::Boundary;
use crate::{build, paths, sizes};

/// Which tests to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Selection {
    native: bool,
    web: bool,
    browser: bool,
    /// Only tests whose name contains this.
    filter: Option<String>,
}

impl Selection {
    /// No family named means all.
    ///
    /// # Errors
    /// On an unknown flag or a second filter.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut selection = Self::default();
        for argument in arguments {
            match argument.as_str() {
                "--native" => selection.native = true,
                "--web" => selection.web = true,
                "--browser" => selection.browser = true,
                flag if flag.starts_with('-') => {
                    bail!(
                        "`test` does not know `{flag}`; hint: --native, --web, --browser, or a part of a test's name"
                    )
                }
                filter if selection.filter.is_none() => selection.filter = Some(filter.to_owned()),
                _ => bail!("`test` takes one filter"),
            }
        }
        if !(selection.native || selection.web || selection.browser) {
            (selection.native, selection.web, selection.browser) = (true, true, true);
        }
        Ok(selection)
    }
}

/// Runs the tests.
///
/// # Errors
/// When set-up or build fail, and after the first family with a failed test.
pub fn run(selection: &Selection) -> Result<()> {
    setup::run(if selection.browser || selection.web { Needs::TEST } else { Needs::BUILD })?;
    if selection.browser {
        let parts = build::make_dist()?;
        sizes::report(&parts)?;
        build::make_test_languages()?;
        build::make_test_engine(&parts)?;
    }
    let filter = selection.filter.as_deref();
    if selection.native {
        timed("native tests", || native(filter))?;
    }
    if selection.web {
        timed("tests inside Wasm, in Chromium", || web(filter))?;
    }
    if selection.browser {
        timed("tests in Chromium, Firefox and WebKit", || browser(filter))?;
    }
    Ok(())
}

/// Photographs the screens into `target/pictures/`.
///
/// # Errors
/// When set-up or build fail, or a screen can't be reached.
pub fn pictures(arguments: &[String]) -> Result<()> {
    setup::run(Needs::TEST)?;
    build::make_dist()?;
    build::make_test_languages()?;
    run_command(
        with_drivers(&mut cargo([
            "test",
            "--quiet",
            "--package",
            "browser-tests",
            "--test",
            "pictures",
        ]))?
        .args(["--", "--ignored", "--nocapture"])
        .args(arguments),
    )?;
    println!("pictures: {}", paths::pictures().display());
    Ok(())
}

fn native(filter: Option<&str>) -> Result<()> {
    let rest = ["--workspace", "--exclude", "browser-tests"];
    run_command(test_runner().args(rest).args(filter))?;
    if filter.is_none() {
        // nextest leaves these out.
        run_command(&mut cargo(["test", "--quiet", "--doc", "--package", "reasonable-steps"]))?;
    }
    Ok(())
}

fn web(filter: Option<&str>) -> Result<()> {
    let toolchain = wasm_toolchain::find_or_install()?;
    let runner = cargo_tools::WASM_BINDGEN.beside("wasm-bindgen-test-runner")?;
    run_command(
        toolchain
            .cargo("test", Boundary::Whole)
            .args(["--test", "web"])
            .args(filter)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
            .env("CHROMEDRIVER", Engine::Chromium.driver_path()?),
    )
}

fn browser(filter: Option<&str>) -> Result<()> {
    run_command(with_drivers(test_runner().args(["--package", "browser-tests"]).args(filter))?)
}

/// nextest where it is installed: it shows what is slow and ends what hangs.
fn test_runner() -> Command {
    if has_nextest() {
        cargo(["nextest", "run", "--no-fail-fast", "--no-tests=pass"])
    } else {
        cargo(["test", "--quiet", "--no-fail-fast", "--lib", "--bins", "--tests"])
    }
}

/// Whether the runner that ends what hangs is installed.
pub fn has_nextest() -> bool {
    succeeds(&mut cargo(["nextest", "--version"]))
}

fn with_drivers(command: &mut Command) -> Result<&mut Command> {
    for engine in Engine::ALL {
        command.env(engine.driver_variable(), engine.driver_path()?);
    }
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::Selection;

    fn parse(arguments: &[&str]) -> anyhow::Result<Selection> {
        Selection::parse(&arguments.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn no_family_named_means_all() {
        let all = parse(&[]).unwrap();
        assert!(all.native && all.web && all.browser);
        let some = parse(&["--web", "score"]).unwrap();
        assert!(!some.native && some.web && !some.browser);
        assert_eq!(some.filter.as_deref(), Some("score"));
    }

    #[test]
    fn unknown_flags_are_refused() {
        assert!(parse(&["--wbe"]).is_err());
        assert!(parse(&["one", "two"]).is_err());
    }
}
