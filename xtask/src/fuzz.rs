//! `cargo xtask fuzz`: looks for inputs that break a claim of `fuzz/src/claims.rs`.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::process::{announce, run as run_command, run_twice, succeeds, timed};
use crate::setup::{cargo_tools, system};

/// The sanitizers and the instrumentation need it.
const TOOLCHAIN: &str = "nightly";
const SECONDS: u32 = 60;
/// What every reader's rules can be broken with; longer inputs only take longer.
const LONGEST: u32 = 16_384;

/// What to do, from the command line.
#[derive(Debug, PartialEq, Eq)]
pub struct Selection {
    seconds: u32,
    target: Option<String>,
}

impl Selection {
    /// Reads `[--seconds N] [TARGET]`.
    ///
    /// # Errors
    /// When a word is none of these.
    pub fn parse(arguments: &[String]) -> Result<Self> {
        let mut selection = Self { seconds: SECONDS, target: None };
        let mut words = arguments.iter();
        while let Some(word) = words.next() {
            if word == "--seconds" {
                let number = words.next().context("`--seconds` needs a number")?;
                selection.seconds =
                    number.parse().with_context(|| format!("`{number}` is no number"))?;
            } else if word.starts_with('-') || selection.target.is_some() {
                bail!("`fuzz` does not know `{word}`; hint: --seconds N, and a target's name");
            } else {
                selection.target = Some(word.clone());
            }
        }
        Ok(selection)
    }
}

/// Fuzzes one target, or all, one after the other.
///
/// # Errors
/// The first input that breaks a claim: cargo-fuzz has then printed where it lies.
pub fn run(selection: &Selection) -> Result<()> {
    let targets = targets()?;
    let chosen: Vec<&String> = match &selection.target {
        None => targets.iter().collect(),
        Some(name) if targets.contains(name) => vec![name],
        Some(name) => bail!("no target `{name}`; hint: one of {}", targets.join(", ")),
    };
    prepare()?;
    timed("fuzz targets", || run_command(cargo_fuzz("build")?.arg("--fuzz-dir").arg(folder())))?;
    for target in chosen {
        timed(&format!("{target}, {} s", selection.seconds), || fuzz(target, selection.seconds))?;
    }
    Ok(())
}

fn folder() -> std::path::PathBuf {
    paths::repository().join("fuzz")
}

/// The targets that `fuzz/Cargo.toml` names.
fn targets() -> Result<Vec<String>> {
    let manifest: toml::Table = fs::read_to_string(folder().join("Cargo.toml"))?.parse()?;
    let bins = manifest.get("bin").and_then(toml::Value::as_array).context("no [[bin]]")?;
    let names = bins.iter().filter_map(|bin| bin.get("name")?.as_str());
    Ok(names.map(str::to_owned).collect())
}

fn prepare() -> Result<()> {
    if paths::on_path("c++").is_none() {
        system::install(&["g++"])?;
    }
    if !succeeds(Command::new("rustup").args(["run", TOOLCHAIN, "rustc", "--version"])) {
        announce(&format!("rustup toolchain install {TOOLCHAIN}"));
        run_twice(|| {
            let mut command = Command::new("rustup");
            command.args(["toolchain", "install", TOOLCHAIN, "--profile", "minimal"]);
            command
        })?;
    }
    cargo_tools::CARGO_FUZZ.find_or_install().map(drop)
}

fn cargo_fuzz(subcommand: &str) -> Result<Command> {
    let mut command = Command::new(cargo_tools::CARGO_FUZZ.path()?);
    command
        .current_dir(paths::repository())
        .env("RUSTUP_TOOLCHAIN", TOOLCHAIN)
        .env("CARGO_TARGET_DIR", paths::target().join("fuzz"))
        // That of this process's own toolchain.
        .env_remove("CARGO")
        .arg(subcommand);
    Ok(command)
}

fn fuzz(target: &str, seconds: u32) -> Result<()> {
    let found = paths::target().join("fuzz-corpus").join(target);
    fs::create_dir_all(&found)?;
    let mut command = cargo_fuzz("run")?;
    command.arg("--fuzz-dir").arg(folder()).arg(target);
    // What is new goes into the first of them; the second is the committed one.
    command.arg(&found).arg(folder().join("corpus").join(target));
    command.arg("--").args([
        format!("-max_total_time={seconds}"),
        format!("-max_len={LONGEST}"),
        format!("-dict={}", folder().join("words.dict").display()),
        "-timeout=10".to_owned(),
        "-rss_limit_mb=2048".to_owned(),
        "-print_final_stats=1".to_owned(),
        "-verbosity=0".to_owned(),
    ]);
    run_command(&mut command).with_context(|| {
        format!(
            "`{target}` found an input that breaks a claim; hint: mend the core, and put the input \
             into fuzz/corpus/{target}/, where the ordinary tests replay it"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{Selection, targets};

    fn parse(line: &str) -> Option<Selection> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Selection::parse(&words).ok()
    }

    #[test]
    fn a_target_and_a_time_can_be_chosen() {
        let selection = |seconds, target: Option<&str>| {
            Some(Selection { seconds, target: target.map(str::to_owned) })
        };
        assert_eq!(parse(""), selection(60, None));
        assert_eq!(parse("--seconds 900 words"), selection(900, Some("words")));
        assert_eq!(parse("words condition"), None);
        assert_eq!(parse("--seconds soon"), None);
        assert_eq!(parse("--minutes 1"), None);
    }

    #[test]
    fn every_target_has_a_corpus() {
        for target in targets().unwrap() {
            assert!(super::folder().join("corpus").join(&target).is_dir(), "{target}");
        }
    }
}
