//! The command `cargo xtask`.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use xtask::setup::{self, Needs};
use xtask::{
    bench, build, check, fuzz, mutants, questionnaires, readers, reproduce, serve, test,
    third_party,
};

const HELP: &str = "\
cargo xtask COMMAND

  setup [--tests]       install the tools (with --tests the browsers too); the others call it as needed
  build                 make dist/ and print what weighs what
  serve [--port N]      build, then serve dist/ on http://127.0.0.1:8080 under the strict policy
  test [--native] [--web] [--browser] [FILTER]
                        build, then run the native, the wasm-bindgen and the browser tests (all, or those named)
  check                 fmt, clippy (native and wasm), cargo-deny, lint of the questionnaires
  compile               write the compiled questionnaires that the command embeds
  pictures [FILTER]     photograph the screens at three widths, light and dark, into target/pictures/
  bench [--native] [--browser] | bench --cohort
                        measure what is promised: weights, engine, widget in Chromium; fails above a budget;
                        or what counting 100,000 files takes
  samples               write the three firms' reports in every format to tests/data/reports/
  readers               open the Word and Excel files with LibreOffice, python-docx and openpyxl, and look for every gap
  fuzz [--seconds N] [TARGET]
                        look for inputs that break a claim of fuzz/src/claims.rs (60 s each); needs a nightly compiler
  mutants [PART]        break each line of score, report and assessment on purpose, and see a test fail; hours
  third-party           write THIRD-PARTY.md: whose code is shipped, under which licence
  reproduce             build twice in two places and compare every byte of dist/
  help                  this list";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    match command {
        "setup" => setup::run(match words(rest).as_slice() {
            [] => Needs::BUILD,
            ["--tests"] => Needs::EVERYTHING,
            other => bail!("`setup` does not know `{}`; hint: --tests", other.join(" ")),
        }),
        "build" => without_arguments(command, rest).and_then(|()| build::run()),
        "serve" => serve::command(port(rest)?),
        "test" => test::run(&test::Selection::parse(rest)?),
        "check" => without_arguments(command, rest).and_then(|()| check::run()),
        "compile" => {
            without_arguments(command, rest).and_then(|()| questionnaires::write_committed())
        }
        "pictures" => test::pictures(rest),
        "samples" => without_arguments(command, rest).and_then(|()| readers::samples()),
        "readers" => without_arguments(command, rest).and_then(|()| readers::readers()),
        "bench" => bench::run(rest),
        "fuzz" => fuzz::run(&fuzz::Selection::parse(rest)?),
        "mutants" => mutants::run(rest),
        "third-party" => without_arguments(command, rest).and_then(|()| third_party::write()),
        "reproduce" => without_arguments(command, rest).and_then(|()| reproduce::run()),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => bail!("no command `{unknown}`\n\n{HELP}"),
    }
}

fn words(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

fn without_arguments(command: &str, rest: &[String]) -> Result<()> {
    match rest {
        [] => Ok(()),
        _ => bail!("`{command}` takes no arguments"),
    }
}

fn port(rest: &[String]) -> Result<u16> {
    let text = match words(rest).as_slice() {
        [] => return Ok(8080),
        ["--port", text] => (*text).to_owned(),
        [single] if single.starts_with("--port=") => {
            single.trim_start_matches("--port=").to_owned()
        }
        other => bail!("`serve` does not know `{}`; hint: --port 8080", other.join(" ")),
    };
    text.parse().with_context(|| format!("port `{text}` is not a number from 0 to 65535"))
}
