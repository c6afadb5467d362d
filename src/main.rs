//! The command `reasonable-steps`: read, call the core, print.

#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
