//! The wasm32 standard library: rustup's where rustup can give it, else Debian's sources and build-std.

use std::env;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::system;
use crate::process::{announce, output, run_twice};
use crate::wasm::{TARGET, Toolchain};

const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// Forces one way: `rustup` or `debian`.
const FORCE: &str = "RS_WASM_TOOLCHAIN";

/// The toolchain that builds Wasm here, installed if need be. Asks the machine each time, so that a target that
/// was removed since is noticed; that takes some 30 ms.
///
/// # Errors
/// When neither way works, with the reasons.
pub fn find_or_install() -> Result<Toolchain> {
    match env::var(FORCE).ok().as_deref() {
        None | Some("") => {}
        Some("rustup") => return rustup(),
        Some("debian") => return debian(),
        Some(other) => bail!("{FORCE} is `{other}`; hint: `rustup` or `debian`"),
    }
    if rustup_has_it()? {
        return rustup();
    }
    if DEBIAN_PACKAGES.iter().all(|package| system::is_installed(package)) {
        return Ok(Toolchain::Debian);
    }
    rustup().or_else(|why_not| {
        announce(&format!("rustup can't give {TARGET} ({why_not:#}); taking Debian's"));
        debian()
    })
}

fn rustup() -> Result<Toolchain> {
    if !rustup_has_it()? {
        announce(&format!("rustup target add {TARGET}"));
        run_twice(|| {
            let mut command = Command::new("rustup");
            command.args(["target", "add", TARGET]);
            command
        })?;
    }
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))?;
    if !Path::new(&sysroot).join("lib/rustlib/src/rust/library").is_dir() {
        announce("rustup component add rust-src");
        let added = run_twice(|| {
            let mut command = Command::new("rustup");
            command.args(["component", "add", "rust-src"]);
            command
        });
        if let Err(error) = added {
            // The engine can be built without, only larger.
            announce(&format!("going on without the standard library's source: {error:#}"));
        }
    }
    Ok(Toolchain::Rustup)
}

fn debian() -> Result<Toolchain> {
    let missing: Vec<&str> =
        DEBIAN_PACKAGES.into_iter().filter(|package| !system::is_installed(package)).collect();
    system::install(&missing).context("Debian's Wasm toolchain")?;
    Ok(Toolchain::Debian)
}

fn rustup_has_it() -> Result<bool> {
    let folder =
        output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    Ok(Path::new(&folder).is_dir())
}
