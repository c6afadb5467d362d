//! Writes `dist/SHA256SUMS`: the fingerprint of every file, as `sha256sum` prints and checks it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// In `dist/`.
pub const FILE: &str = "SHA256SUMS";

/// Writes the list of a folder into it.
///
/// # Errors
/// When a file can't be read.
pub fn write(folder: &Path) -> Result<()> {
    let mut lines = String::new();
    for name in files(folder)? {
        let bytes =
            fs::read(folder.join(&name)).with_context(|| format!("could not read {name}"))?;
        let fingerprint: String =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        lines += &format!("{fingerprint}  {name}\n");
    }
    fs::write(folder.join(FILE), lines).context("could not write the fingerprints")
}

/// Every file below a folder but the list itself, by its path from there, sorted.
///
/// # Errors
/// When a folder can't be read.
pub fn files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(relative) = folders.pop() {
        for entry in fs::read_dir(folder.join(&relative))? {
            let entry = entry?;
            let path = relative.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                let name = path.to_str().context("a name that is no text")?;
                names.push(name.replace('\\', "/"));
            }
        }
    }
    names.retain(|name| name != FILE);
    names.sort();
    Ok(names)
}
