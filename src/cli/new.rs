//! `new`: a folder to begin with: a small commented questionnaire, a copy of one that the command
//! carries, or an overlay. Never writes into a folder that holds something.

use std::fs;
use std::path::{Component, Path, PathBuf};

use reasonable_steps::questionnaire::authoring::{self, BuiltIn};
use reasonable_steps::questionnaire::is_id;

use super::{CliError, Outcome, print_findings};

macro_rules! template {
    ($name:literal, [$($file:literal),* $(,)?]) => {
        &[$((
            $file,
            include_str!(concat!("../../questionnaires/templates/", $name, "/", $file)),
        )),*]
    };
}

/// Path and content.
type File = (&'static str, &'static str);

const STARTER: &[File] = template!(
    "starter",
    [
        "questionnaire.toml",
        "basics.toml",
        "people.toml",
        "en/questionnaire.toml",
        "en/basics.toml",
        "en/people.toml",
    ]
);
const OVERLAY: &[File] = template!("overlay", ["questionnaire.toml", "en/questionnaire.toml"]);

/// What the folder begins with.
pub(super) enum Beginning {
    /// A small commented questionnaire.
    Starter,
    /// A copy of one that the command carries.
    Copy(&'static BuiltIn),
    /// An overlay: the name of its base in the command, or the path of its folder.
    Overlay(String),
}

pub(super) fn new(folder: &Path, beginning: &Beginning) -> Result<Outcome, CliError> {
    let failed = |path: &Path, error| CliError::Write { path: path.to_owned(), error };
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(CliError::NotEmpty(folder.to_owned()));
    }
    let base = match beginning {
        Beginning::Overlay(extends) => match Base::find(extends)? {
            Some(base) => Some(base),
            None => return Ok(Outcome::Findings),
        },
        _ => None,
    };
    fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let id = id_for(folder, base.as_ref().map(|base| base.id.as_str()));
    let files = match beginning {
        Beginning::Starter => STARTER,
        Beginning::Copy(built_in) => built_in.files,
        Beginning::Overlay(_) => OVERLAY,
    };
    for (name, content) in files {
        let mut content = (*content).to_owned();
        let mut name = (*name).to_owned();
        if name == "questionnaire.toml" {
            content = with_line(&content, "id = ", &quoted(&id));
        }
        if let Some(base) = &base {
            if name == "questionnaire.toml" {
                let extends = base
                    .path
                    .as_ref()
                    .map_or_else(|| base.id.clone(), |path| path_from(folder, path));
                content = with_line(&content, "extends = ", &quoted(&extends));
                content = with_line(&content, "base-version = ", &quoted(&base.version));
                content =
                    with_line(&content, "languages = ", &format!("[{}]", quoted(&base.language)));
            }
            name = name.replace("en/", &format!("{}/", base.language));
        }
        let path = folder.join(&name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| failed(parent, error))?;
        }
        fs::write(&path, content).map_err(|error| failed(&path, error))?;
    }
    let shown = folder.display();
    println!(
        "wrote {shown}: begin with {shown}{}questionnaire.toml, then\n  \
         reasonable-steps lint {shown}\n  reasonable-steps preview {shown}",
        std::path::MAIN_SEPARATOR
    );
    if let Beginning::Copy(_) = beginning {
        println!("its texts are under CC BY 4.0: LICENSE.md says what to do before you publish it");
    }
    Ok(Outcome::Clean)
}

/// What an overlay is laid over.
struct Base {
    id: String,
    version: String,
    language: String,
    /// `None` where the command carries it.
    path: Option<PathBuf>,
}

impl Base {
    /// Reads the base; `None` where its mistakes were printed.
    fn find(extends: &str) -> Result<Option<Self>, CliError> {
        if let Some(built_in) = BuiltIn::named(extends) {
            let read = authoring::read_built_in(built_in);
            let Some(read) = read else { return Err(CliError::BuiltIn(extends.to_owned())) };
            return Ok(Some(Self {
                id: read.id,
                version: read.version,
                language: read.language,
                path: None,
            }));
        }
        let path = Path::new(extends);
        if !path.join("questionnaire.toml").is_file() {
            return Err(CliError::NoBase { name: extends.to_owned(), known: BuiltIn::names() });
        }
        let (read, findings) = authoring::read_folder(path, None);
        print_findings(path, &findings);
        Ok(read.map(|read| Self {
            id: read.id,
            version: read.version,
            language: read.language,
            path: Some(path.to_owned()),
        }))
    }
}

/// An id after the folder's name, other than that of the base.
fn id_for(folder: &Path, base: Option<&str>) -> String {
    let name = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let name = name.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    let id: String = name.chars().map(|letter| if plain(letter) { letter } else { '-' }).collect();
    let id = id.trim_matches('-').to_owned();
    let id = if is_id(&id) { id } else { "my-questionnaire".to_owned() };
    if base == Some(id.as_str()) { format!("{id}-edition") } else { id }
}

/// The text with another value in the first line that starts with `key`.
fn with_line(text: &str, key: &str, value: &str) -> String {
    let mut done = false;
    let mut changed = String::new();
    for line in text.lines() {
        if !done && line.starts_with(key) {
            done = true;
            changed.push_str(key);
            changed.push_str(value);
        } else {
            changed.push_str(line);
        }
        changed.push('\n');
    }
    changed
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The way from one folder to another, with `/` on every system; both exist.
fn path_from(from: &Path, to: &Path) -> String {
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (from, to) = (whole(from), whole(to));
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from.iter().skip(common).map(|_| "..".to_owned());
    let down = to.iter().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
