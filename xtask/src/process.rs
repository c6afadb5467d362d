//! Runs other programs: what is announced, what an error says, what is tried twice.

use std::ffi::OsStr;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// One line for the person who waits.
pub fn announce(step: &str) {
    println!("· {step}");
}

/// Runs a step and says how long it took.
///
/// # Errors
/// Those of the step.
pub fn timed<T>(step: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    announce(step);
    let start = Instant::now();
    let result = work()?;
    let took = start.elapsed();
    if took > Duration::from_secs(3) {
        println!("  {} s", took.as_secs());
    }
    Ok(result)
}

/// Runs a program with its output shown.
///
/// # Errors
/// When it can't be started or its exit code is not 0; the message names the whole command line.
pub fn run(command: &mut Command) -> Result<()> {
    let status =
        command.status().with_context(|| format!("could not start `{}`", line(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", line(command));
    }
    Ok(())
}

/// As [`run`], but once more when it fails: registries and mirrors hiccup.
///
/// # Errors
/// When it failed twice.
pub fn run_twice(make: impl Fn() -> Command) -> Result<()> {
    if let Err(error) = run(&mut make()) {
        announce(&format!("once more, because {error:#}"));
        run(&mut make())?;
    }
    Ok(())
}

/// Runs a program and returns what it printed, trimmed; its error output is shown only when it fails.
///
/// # Errors
/// When it can't be started, its exit code is not 0, or it printed something other than UTF-8.
pub fn output(command: &mut Command) -> Result<String> {
    let output =
        command.output().with_context(|| format!("could not start `{}`", line(command)))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` failed ({})\n{}", line(command), output.status, said.trim());
    }
    let text = String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed something other than UTF-8", line(command)))?;
    Ok(text.trim().to_owned())
}

/// True when the program starts and ends with exit code 0; its output is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// A command of rustup's cargo, run in the repository.
pub fn cargo<I, S>(arguments: I) -> Command
where
    I: IntoIterator<Item = S>,
    S: AsRef<OsStr>,
{
    let mut command = Command::new("cargo");
    command.current_dir(crate::paths::repository()).args(arguments);
    command
}

fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}
