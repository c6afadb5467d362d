//! `cargo xtask check`: format, lints, licences, and the questionnaires' own lint.

use anyhow::Result;

use crate::process::{cargo, run as run_command, timed};
use crate::setup::{self, Needs, cargo_tools, wasm_toolchain};
use crate::wasm::{Boundary, Toolchain};
use crate::{paths, questionnaires, third_party};

/// Checks without running a test.
///
/// # Errors
/// The first check that found something; the tool has then printed what.
pub fn run() -> Result<()> {
    setup::run(Needs::CHECK)?;
    timed("format", || run_command(&mut cargo(["fmt", "--all", "--check"])))?;
    timed("clippy, native", || {
        run_command(&mut cargo([
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ]))
    })?;
    match wasm_toolchain::find_or_install()? {
        Toolchain::Rustup => timed("clippy, wasm", || {
            run_command(
                Toolchain::Rustup
                    .cargo("clippy", Boundary::Whole)
                    .args(["--quiet", "--lib", "--", "-D", "warnings"]),
            )
        })?,
        // Debian's compiler comes without clippy, and rustup's clippy can't read what that compiler wrote.
        Toolchain::Debian => timed("warnings, wasm (no clippy for Debian's compiler)", || {
            run_command(
                Toolchain::Debian
                    .cargo("check", Boundary::Whole)
                    .args(["--quiet", "--lib"])
                    .env("RUSTFLAGS", "-D warnings"),
            )
        })?,
    }
    timed("licences, bans, sources", || {
        // Called as itself: `cargo deny` would look for it on the path only.
        let mut deny = std::process::Command::new(cargo_tools::CARGO_DENY.path()?);
        run_command(deny.current_dir(paths::repository()).args([
            "--log-level",
            "error",
            "--all-features",
            "check",
            "bans",
            "licenses",
            "sources",
        ]))
    })?;
    timed("THIRD-PARTY.md", third_party::check)?;
    for source in questionnaires::sources()? {
        timed(&format!("questionnaire {}", source.id), || {
            run_command(questionnaires::command().arg("lint").arg(&source.folder))
        })?;
    }
    Ok(())
}
