//! Tools that come from npm, at exactly the versions of the lock file, in a cache folder named after it.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::process::{announce, run_twice};

const MANIFEST: &str = include_str!("../../npm/package.json");
const LOCK: &str = include_str!("../../npm/package-lock.json");

/// Written when `npm ci` has ended well, so that an interrupted one is done again.
const DONE: &str = "installed";

/// The command of an npm tool, such as `esbuild` or `wasm-opt`.
///
/// # Errors
/// Without a home folder.
pub fn tool(name: &str) -> Result<PathBuf> {
    Ok(modules()?.join(".bin").join(name))
}

/// The file of axe-core that is injected into pages under test.
///
/// # Errors
/// Without a home folder.
pub fn axe() -> Result<PathBuf> {
    Ok(modules()?.join("axe-core").join("axe.min.js"))
}

/// `node` with an ES module as text, which imports packages by their names. Arguments follow.
///
/// # Errors
/// Without a home folder.
pub fn script(text: &str) -> Result<Command> {
    let mut command = Command::new("node");
    command.current_dir(folder()?).args(["--input-type=module", "--eval", text, "--"]);
    Ok(command)
}

/// Installs the npm tools unless they are there.
///
/// # Errors
/// Without npm, or when `npm ci` failed twice.
pub fn find_or_install() -> Result<()> {
    let folder = folder()?;
    if folder.join(DONE).is_file() {
        return Ok(());
    }
    if paths::on_path("npm").is_none() {
        bail!("npm is missing; hint: install Node 20 or newer");
    }
    announce("installing esbuild, binaryen, axe-core, jose, typescript and DuckDB from npm (once)");
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text)
            .with_context(|| format!("could not write {name} to {}", folder.display()))
    };
    fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
    write("package.json", MANIFEST)?;
    write("package-lock.json", LOCK)?;
    run_twice(|| {
        let mut command = Command::new("npm");
        // None of these needs its install script: esbuild's only saves the start of one node process.
        command.current_dir(&folder).args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]);
        command
    })?;
    write(DONE, "")
}

fn modules() -> Result<PathBuf> {
    Ok(folder()?.join("node_modules"))
}

fn folder() -> Result<PathBuf> {
    let mut hasher = DefaultHasher::new();
    (MANIFEST, LOCK).hash(&mut hasher);
    Ok(paths::cache()?.join(format!("npm-{:016x}", hasher.finish())))
}

#[cfg(test)]
mod tests {
    use super::{LOCK, MANIFEST};

    #[test]
    fn lock_file_names_no_registry() {
        assert!(
            !LOCK.contains("\"resolved\""),
            "hint: npm install --omit-lockfile-registry-resolved=true"
        );
        assert!(!LOCK.contains("://"));
    }

    #[test]
    fn every_npm_tool_is_pinned_exactly() {
        let manifest: serde_json::Value = serde_json::from_str(MANIFEST).unwrap();
        for (name, version) in manifest["dependencies"].as_object().unwrap() {
            let version = version.as_str().unwrap();
            // DuckDB's package counts its own releases behind the database's version.
            let version = version.replace("-r.", ".");
            assert!(version.split('.').all(|part| part.parse::<u32>().is_ok()), "{name} {version}");
        }
    }
}
