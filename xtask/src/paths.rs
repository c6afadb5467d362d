//! Where everything lies: the repository, its build folders, and the per-user cache of tools.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the repository.
pub fn repository() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// What `cargo xtask build` makes for the world.
pub fn dist() -> PathBuf {
    repository().join("dist")
}

/// Build products: cargo's own target folder, which `CARGO_TARGET_DIR` may move.
pub fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => repository().join(folder),
        None => repository().join("target"),
    }
}

/// Wasm builds have a target folder of their own, so that another rustc (Debian's) never evicts native builds.
pub fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// Languages made only for tests: a pseudo-language and its mirrored twin.
pub fn test_languages() -> PathBuf {
    target().join("test-languages")
}

/// The widget with an engine that can be made to stop: for tests alone.
pub fn test_engine() -> PathBuf {
    target().join("test-engine")
}

/// Screenshots that people look at.
pub fn pictures() -> PathBuf {
    target().join("pictures")
}

/// The per-user cache: `$XDG_CACHE_HOME` or `~/.cache`, and in it `reasonable-steps`.
///
/// # Errors
/// When neither `XDG_CACHE_HOME` nor `HOME` is set.
pub fn cache() -> Result<PathBuf> {
    let base = match env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(
            env::var_os("HOME").context("no cache folder: set HOME or XDG_CACHE_HOME")?,
        )
        .join(".cache"),
    };
    Ok(base.join("reasonable-steps"))
}

/// The first file of that name in a folder of `PATH`.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
