//! `cargo xtask bench`: every figure the project promises, measured in one run.

use anyhow::Result;

use crate::process::{cargo, run as run_command, timed};

/// Runs the native benchmarks; `arguments` go to them.
///
/// # Errors
/// When one can't be built or fails.
pub fn run(arguments: &[String]) -> Result<()> {
    timed("native benchmarks", || {
        run_command(cargo(["bench", "--package", "reasonable-steps", "--"]).args(arguments))
    })
}
