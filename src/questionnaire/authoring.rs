//! The folder of TOML files that people edit, merged into the compiled form. Native only.
//!
//! Structure and texts are joined into one tree of the compiled form's shape, which is then
//! read and checked as any compiled questionnaire is: one reader, one set of rules. A folder that
//! `extends` another is an overlay: its files are laid over those of its base first.

mod built_in;
mod changes;
mod folder;
mod join;
mod lay;
mod overlay;
mod sources;

use std::path::{Path, PathBuf};

pub use built_in::{BUILT_IN, BuiltIn};
pub use changes::changes;

use super::Questionnaire;
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::Spelling;
use folder::Folder;

/// What a questionnaire's folder gives.
#[derive(Clone, Debug)]
pub struct Read {
    /// The questionnaire, if it can be used.
    pub questionnaire: Option<Questionnaire>,
    /// What it was laid over, if it is an overlay and its base can be used. In the same language
    /// where the base has it.
    pub base: Option<Questionnaire>,
    /// Everything that was found.
    pub findings: Vec<Diagnostic>,
}

/// Reads the folder of a questionnaire in one language; `None` for its first.
///
/// Gives the questionnaire if it can be used, and all findings.
#[must_use]
pub fn read_folder(
    folder: &Path,
    language: Option<&str>,
) -> (Option<Questionnaire>, Vec<Diagnostic>) {
    let read = read(folder, language);
    (read.questionnaire, read.findings)
}

/// As [`read_folder`], with the base of an overlay.
#[must_use]
pub fn read(folder: &Path, language: Option<&str>) -> Read {
    let mut findings = Findings::new();
    let folder = Folder::Disk(folder.to_owned());
    let Some(sources) = sources::load(&folder, language, 0, &mut findings) else {
        return Read { questionnaire: None, base: None, findings: findings.into_vec() };
    };
    let (dropped, base) = (sources.dropped.clone(), sources.base.clone());
    // Read on after a mistake in the folder: the mistakes in what is there are told as well.
    let node = join::join(sources, &mut findings);
    let questionnaire = Questionnaire::from_node(&node, Spelling::Toml, &mut findings);
    let mut findings = findings.into_vec();
    findings.iter_mut().for_each(|finding| overlay::explain(finding, &dropped));
    Read { questionnaire, base: base.map(|base| *base), findings }
}

/// Reads a questionnaire that the command carries, in its first language. Tests see to it that
/// each can be used.
#[must_use]
pub fn read_built_in(built_in: &'static BuiltIn) -> Option<Questionnaire> {
    let mut findings = Findings::new();
    let sources = sources::load(&Folder::BuiltIn(built_in), None, 0, &mut findings)?;
    Questionnaire::from_node(&join::join(sources, &mut findings), Spelling::Toml, &mut findings)
}

/// The languages that a questionnaire's folder names, the reference first.
#[must_use]
pub fn languages(folder: &Path) -> Vec<String> {
    let folder = Folder::Disk(folder.to_owned());
    let head = folder.read("questionnaire.toml", &mut Findings::new());
    head.map(|head| sources::texts_at(&head, "languages")).unwrap_or_default()
}

/// The folders on disk that a questionnaire is made of: its own, and for an overlay those of its
/// bases.
#[must_use]
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    while folders.len() <= sources::MOST_LAYERS {
        let Some(last) = folders.last() else { break };
        match overlay::base_of(&Folder::Disk(last.clone())) {
            Some(Folder::Disk(base)) => folders.push(base),
            _ => break,
        }
    }
    folders
}
