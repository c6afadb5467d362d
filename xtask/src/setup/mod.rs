//! Installs what the other commands need, only where it is missing. Tools go into the per-user cache, system
//! packages through apt; never into the repository.

pub mod cargo_tools;
pub mod node;
pub mod system;
pub mod wasm_toolchain;

use anyhow::Result;

/// What the caller is about to do.
#[derive(Clone, Copy, Debug)]
pub struct Needs {
    /// The Wasm target, wasm-bindgen, esbuild and wasm-opt.
    pub build: bool,
    /// rustfmt, clippy and cargo-deny.
    pub check: bool,
    /// The three browsers, their drivers and fonts.
    pub browsers: bool,
}

impl Needs {
    pub const BUILD: Self = Self { build: true, check: false, browsers: false };
    pub const CHECK: Self = Self { build: true, check: true, browsers: false };
    pub const TEST: Self = Self { build: true, check: false, browsers: true };
    pub const EVERYTHING: Self = Self { build: true, check: true, browsers: true };
}

/// Installs what is missing; well under a second when nothing is.
///
/// # Errors
/// The first step that failed twice, or a system package that only root can install.
pub fn run(needs: Needs) -> Result<()> {
    if needs.browsers {
        system::browsers()?;
    }
    if needs.build {
        wasm_toolchain::find_or_install()?;
        cargo_tools::WASM_BINDGEN.find_or_install()?;
        node::find_or_install()?;
    }
    if needs.check {
        cargo_tools::components()?;
        cargo_tools::CARGO_DENY.find_or_install()?;
    }
    if needs.browsers {
        cargo_tools::GECKODRIVER.find_or_install()?;
    }
    Ok(())
}
