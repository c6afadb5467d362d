//! Tools that come as crates: each in a cache folder that carries its version.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::paths;
use crate::process::{announce, cargo, run_twice, succeeds};

/// A crate that is installed as a tool.
pub struct Tool {
    name: &'static str,
    version: Version,
    executable: &'static str,
}

enum Version {
    Exactly(&'static str),
    /// The version of this crate in `Cargo.lock`.
    Of(&'static str),
}

/// Refuses output of any other version of the crate `wasm-bindgen`, so it follows the lock file.
pub const WASM_BINDGEN: Tool = Tool {
    name: "wasm-bindgen-cli",
    version: Version::Of("wasm-bindgen"),
    executable: "wasm-bindgen",
};
pub const CARGO_DENY: Tool =
    Tool { name: "cargo-deny", version: Version::Exactly("0.20.2"), executable: "cargo-deny" };
pub const GECKODRIVER: Tool =
    Tool { name: "geckodriver", version: Version::Exactly("0.37.1"), executable: "geckodriver" };
pub const CARGO_FUZZ: Tool =
    Tool { name: "cargo-fuzz", version: Version::Exactly("0.13.2"), executable: "cargo-fuzz" };
pub const CARGO_MUTANTS: Tool = Tool {
    name: "cargo-mutants",
    version: Version::Exactly("27.1.0"),
    executable: "cargo-mutants",
};

impl Tool {
    /// Where the executable is, or will be.
    ///
    /// # Errors
    /// Without a home folder, or when `Cargo.lock` does not hold the crate that sets the version.
    pub fn path(&self) -> Result<PathBuf> {
        self.beside(self.executable)
    }

    /// Another executable of the same crate.
    ///
    /// # Errors
    /// As [`Tool::path`].
    pub fn beside(&self, executable: &str) -> Result<PathBuf> {
        Ok(self.root()?.join("bin").join(executable))
    }

    /// Installs the tool unless it is there.
    ///
    /// # Errors
    /// When `cargo install` failed twice.
    pub fn find_or_install(&self) -> Result<PathBuf> {
        let path = self.path()?;
        if path.is_file() {
            return Ok(path);
        }
        let version = self.version()?;
        announce(&format!("installing {} {version} (once, a few minutes)", self.name));
        let root = self.root()?;
        let shared_target = paths::cache()?.join("tools-target");
        // A debug profile with some optimisation builds in a third of the time, and these tools are not what one
        // waits for. Without `--locked`: the lock files of these crates name versions that are no longer served.
        run_twice(|| {
            let mut command = cargo([
                "install",
                "--quiet",
                "--debug",
                self.name,
                "--version",
                &version,
                "--root",
            ]);
            command
                .arg(&root)
                .env("CARGO_TARGET_DIR", &shared_target)
                .env("CARGO_PROFILE_DEV_DEBUG", "0")
                .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
            command
        })?;
        Ok(path)
    }

    fn root(&self) -> Result<PathBuf> {
        Ok(paths::cache()?.join("tools").join(format!("{}-{}", self.name, self.version()?)))
    }

    fn version(&self) -> Result<String> {
        match self.version {
            Version::Exactly(version) => Ok(version.to_owned()),
            Version::Of(dependency) => {
                let file = paths::repository().join("Cargo.lock");
                let text = fs::read_to_string(&file)
                    .with_context(|| format!("could not read {}", file.display()))?;
                locked_version(&text, dependency)
                    .with_context(|| format!("Cargo.lock does not hold the crate `{dependency}`"))
            }
        }
    }
}

/// rustfmt and clippy; a minimal rustup profile lacks them.
///
/// # Errors
/// When one is missing and rustup can't add it.
pub fn components() -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !succeeds(cargo([subcommand, "--version"]).stdin(std::process::Stdio::null())) {
            announce(&format!("adding {component}"));
            run_twice(|| {
                let mut command = std::process::Command::new("rustup");
                command.args(["component", "add", component]);
                command
            })?;
        }
    }
    Ok(())
}

fn locked_version(lock: &str, dependency: &str) -> Option<String> {
    let lock: toml::Table = lock.parse().ok()?;
    lock.get("package")?
        .as_array()?
        .iter()
        .find(|package| package.get("name").and_then(toml::Value::as_str) == Some(dependency))?
        .get("version")?
        .as_str()
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn version_comes_from_the_lock_file() {
        let lock = "version = 4\n[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"0.1.0\"\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "serde"), None);
    }
}
