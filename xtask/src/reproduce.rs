//! `cargo xtask reproduce`: builds the last commit twice, in folders of different length, and compares every byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::paths;
use crate::process::{announce, run as run_command, timed};

/// Paths get into files by accident; the two must not even be of the same length.
const FOLDERS: [&str; 2] = ["a", "another/much-longer/path-to-the-same-source"];

/// Builds `dist/` in two clones and compares them.
///
/// # Errors
/// The first file that differs, with the place of its first difference.
pub fn run() -> Result<()> {
    let root = paths::target().join("reproduce");
    if root.is_dir() {
        fs::remove_dir_all(&root)?;
    }
    let clones = FOLDERS.map(|folder| root.join(folder));
    // Both before a build: a commit made meanwhile is in neither.
    for clone in &clones {
        run_command(
            Command::new("git")
                .args(["clone", "--quiet", "--no-local"])
                .arg(paths::repository())
                .arg(clone),
        )?;
    }
    let mut built = Vec::new();
    for clone in &clones {
        timed(&format!("build in {}", clone.display()), || {
            run_command(
                Command::new("cargo")
                    .current_dir(clone)
                    .args(["xtask", "build"])
                    .env_remove("CARGO_TARGET_DIR"),
            )
        })?;
        built.push(clone.join("dist"));
    }
    let [first, second] = built.as_slice() else { bail!("two builds are needed") };
    let count = compare(first, second)?;
    announce(&format!("{count} files are the same, byte for byte"));
    Ok(())
}

/// Compares two folders; gives the number of files.
fn compare(first: &Path, second: &Path) -> Result<usize> {
    let (ours, theirs) = (files(first)?, files(second)?);
    for name in ours.keys().chain(theirs.keys()) {
        ensure!(
            ours.contains_key(name) && theirs.contains_key(name),
            "{} is in one build only",
            name.display()
        );
    }
    let mut differ = Vec::new();
    for (name, file) in &ours {
        let (one, other) = (fs::read(file)?, fs::read(second.join(name))?);
        if one != other {
            let at = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
            let around = |bytes: &[u8]| {
                let end = bytes.len().min(at + 60);
                let part = bytes.get(at.saturating_sub(60)..end).unwrap_or_default();
                String::from_utf8_lossy(part).into_owned()
            };
            differ.push(format!(
                "{} ({} and {} bytes), first at byte {at}:\n  {:?}\n  {:?}",
                name.display(),
                one.len(),
                other.len(),
                around(&one),
                around(&other)
            ));
        }
    }
    ensure!(differ.is_empty(), "{} files differ:\n{}", differ.len(), differ.join("\n"));
    Ok(ours.len())
}

/// Every file below a folder, by its path in it.
fn files(folder: &Path) -> Result<BTreeMap<PathBuf, PathBuf>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries =
            fs::read_dir(&next).with_context(|| format!("could not read {}", next.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder)?.to_owned(), path);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::compare;

    #[test]
    fn a_single_byte_or_file_makes_a_difference() {
        let root = std::env::temp_dir().join(format!("rs-reproduce-{}", std::process::id()));
        let [one, two] = ["one", "two"].map(|name| root.join(name));
        for folder in [&one, &two] {
            fs::create_dir_all(folder.join("sub")).unwrap();
            fs::write(folder.join("sub/file"), "the same").unwrap();
        }
        assert_eq!(compare(&one, &two).unwrap(), 1);
        fs::write(two.join("sub/file"), "the game").unwrap();
        let told = compare(&one, &two).unwrap_err().to_string();
        assert!(told.contains("sub/file (8 and 8 bytes), first at byte 4"), "{told}");
        fs::write(two.join("sub/file"), "the same").unwrap();
        fs::write(two.join("more"), "").unwrap();
        assert!(compare(&one, &two).unwrap_err().to_string().contains("more is in one build only"));
        fs::remove_dir_all(&root).unwrap();
    }
}
