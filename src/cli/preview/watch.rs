//! Looks at the files of a questionnaire again and again, and reads it when one has changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use reasonable_steps::diagnostic::Diagnostic;
use reasonable_steps::questionnaire::authoring::{self, Read};
use reasonable_steps::questionnaire::lint;
use tokio::sync::watch;

/// Some thirty small files are looked at, so this costs next to nothing, and unlike the notices
/// of operating systems it also works on shared drives and with editors that replace files.
const PAUSE: Duration = Duration::from_millis(300);

/// How long files must have stayed as they are before they are read.
const SETTLE: Duration = Duration::from_millis(60);

/// What the page shows.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    /// Counts up with every reading.
    pub(super) revision: u64,
    /// The reading that gave [`Self::compiled`].
    pub(super) usable: u64,
    /// The last questionnaire that could be used, as JSON.
    pub(super) compiled: Option<Arc<str>>,
    /// Everything that was found at the last reading.
    pub(super) findings: Vec<Diagnostic>,
}

/// Reads the questionnaire once, then watches it in a thread of its own until nobody looks.
pub(super) fn begin(folder: PathBuf, language: Option<String>) -> watch::Receiver<State> {
    let mut before = snapshot(&folder);
    let mut state = State::default();
    read(&folder, language.as_deref(), &mut state);
    let (sender, receiver) = watch::channel(state.clone());
    std::thread::spawn(move || {
        let mut changing = false;
        while !sender.is_closed() {
            std::thread::sleep(if changing { SETTLE } else { PAUSE });
            // Before reading, so that what changes meanwhile is seen next time.
            let now = snapshot(&folder);
            if now != before {
                // Half-written files would be read as mistakes.
                before = now;
                changing = true;
            } else if changing {
                changing = false;
                read(&folder, language.as_deref(), &mut state);
                sender.send_replace(state.clone());
            }
        }
    });
    receiver
}

fn read(folder: &Path, language: Option<&str>, state: &mut State) {
    state.revision += 1;
    let Read { questionnaire, base, mut findings } = authoring::read(folder, language);
    if let Some(questionnaire) = questionnaire {
        findings.extend(match &base {
            Some(base) => lint::lint_overlay(base, &questionnaire),
            None => lint::lint(&questionnaire),
        });
        let compiled: Arc<str> = questionnaire.to_json().into();
        if state.compiled.as_ref() != Some(&compiled) {
            state.usable = state.revision;
            state.compiled = Some(compiled);
        }
    }
    state.findings = findings;
}

type Seen = Vec<(PathBuf, u64, Option<SystemTime>)>;

/// Size and time of every TOML file of the questionnaire, and of those it is laid over.
fn snapshot(folder: &Path) -> Seen {
    let mut seen = Vec::new();
    for folder in authoring::folders(folder) {
        look(&folder, true, &mut seen);
    }
    seen.sort();
    seen
}

fn look(folder: &Path, below: bool, seen: &mut Seen) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let Ok(about) = fs::metadata(&path) else { continue };
        if about.is_dir() && below {
            look(&path, false, seen);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            seen.push((path, about.len(), about.modified().ok()));
        }
    }
}
