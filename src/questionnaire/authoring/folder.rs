//! Where the files of a questionnaire lie: in a folder on disk, or in the command itself.

use std::fs;
use std::path::PathBuf;

use super::built_in::BuiltIn;
use crate::diagnostic::Findings;
use crate::document::{Node, parse_toml};

/// A folder of a questionnaire.
#[derive(Clone, Debug)]
pub(super) enum Folder {
    /// On disk.
    Disk(PathBuf),
    /// In the command.
    BuiltIn(&'static BuiltIn),
}

impl Folder {
    /// Reads a file that must be there.
    pub(super) fn read(&self, name: &str, findings: &mut Findings) -> Option<Node> {
        let text = match self {
            Self::Disk(folder) => match fs::read_to_string(folder.join(name)) {
                Ok(text) => text,
                Err(error) => {
                    let hint = "write the file, or mend its name in questionnaire.toml";
                    findings.error("file", name, format!("cannot be read: {error}"), hint);
                    return None;
                }
            },
            Self::BuiltIn(built_in) => built_in.file(name)?.to_owned(),
        };
        let mut own = Findings::new();
        let node = parse_toml(&text, &mut own);
        findings.append(own.within(name));
        node
    }

    /// Reads a file that may be absent.
    pub(super) fn read_if_there(&self, name: &str, findings: &mut Findings) -> Option<Node> {
        let is_there = match self {
            Self::Disk(folder) => folder.join(name).exists(),
            Self::BuiltIn(built_in) => built_in.file(name).is_some(),
        };
        if is_there { self.read(name, findings) } else { None }
    }

    /// The names of the TOML files in a folder below this one (`""` for itself), without their
    /// ending and in order.
    pub(super) fn names(&self, below: &str) -> Vec<String> {
        let mut names = Vec::new();
        match self {
            Self::Disk(folder) => {
                let Ok(entries) = fs::read_dir(folder.join(below)) else { return names };
                for entry in entries.flatten() {
                    let name = entry.file_name().to_string_lossy().into_owned();
                    names.extend(name.strip_suffix(".toml").map(str::to_owned));
                }
            }
            Self::BuiltIn(built_in) => {
                for (path, _) in built_in.files {
                    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
                    if folder == below {
                        names.extend(name.strip_suffix(".toml").map(str::to_owned));
                    }
                }
            }
        }
        names.sort();
        names
    }
}
