//! `preview`: serves the widget with a questionnaire to this machine alone, and shows on the page
//! what lint says. The last usable questionnaire stays while there are mistakes.

mod server;
mod watch;

use std::path::{Path, PathBuf};

use super::Outcome;

/// Why a preview could not run, for the terminal.
#[derive(Debug, thiserror::Error)]
pub(super) enum PreviewError {
    #[error(
        "reasonable-steps.js lies in none of {looked}; hint: put the file that you downloaded beside this command, or \
         name it with --widget"
    )]
    NoWidget { looked: String },
    #[error("{path}: holds no questionnaire.toml; hint: name the folder of a questionnaire, or make one with `new`", path = .0.display())]
    NoQuestionnaire(PathBuf),
    #[error(
        "port {port} of this machine cannot be used: {error}; hint: choose another with --port"
    )]
    Port { port: u16, error: std::io::Error },
    #[error("the server stopped: {0}; hint: start it again")]
    Server(std::io::Error),
}

pub(super) fn preview(
    folder: &Path,
    port: u16,
    language: Option<String>,
    widget: Option<&Path>,
) -> Result<Outcome, super::CliError> {
    if !folder.join("questionnaire.toml").is_file() {
        return Err(PreviewError::NoQuestionnaire(folder.to_owned()).into());
    }
    let widget = find_widget(widget)?;
    let states = watch::begin(folder.to_owned(), language);
    server::serve(port, folder, widget, states)?;
    Ok(Outcome::Clean)
}

/// The folder in which the widget lies.
fn find_widget(named: Option<&Path>) -> Result<PathBuf, PreviewError> {
    const NAME: &str = "reasonable-steps.js";
    let mut looked = Vec::new();
    let command = std::env::current_exe().ok();
    let beside = command.as_deref().and_then(Path::parent);
    match named {
        Some(path) if path.is_dir() => looked.push(path.to_owned()),
        Some(path) => match path.parent() {
            Some(parent) if path.is_file() && path.ends_with(NAME) => {
                looked.push(parent.to_owned())
            }
            _ => looked.push(path.to_owned()),
        },
        None => {
            looked.extend(beside.map(Path::to_owned));
            looked.extend(beside.map(|beside| beside.join("dist")));
            looked.push(PathBuf::from("dist"));
            looked.push(PathBuf::from("."));
        }
    }
    let found = looked.iter().find(|folder| folder.join(NAME).is_file());
    found.cloned().ok_or_else(|| {
        let looked: Vec<String> = looked.iter().map(|path| path.display().to_string()).collect();
        PreviewError::NoWidget { looked: looked.join(", ") }
    })
}
