//! Compiles the questionnaires with the project's own command, and keeps the committed copies honest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::process::{announce, cargo, run};

/// The language that the command and the widget carry.
pub const BUILT_IN_LANGUAGE: &str = "en";

/// The questionnaire that the widget carries.
pub const BUILT_IN: &str = "trade-secrets";

/// A questionnaire in the authoring format.
#[derive(Debug)]
pub struct Source {
    pub id: String,
    pub folder: PathBuf,
    /// Those it has texts in.
    pub languages: Vec<String>,
}

impl Source {
    /// The name of its compiled file.
    pub fn file_name(&self, language: &str) -> String {
        format!("{}.{language}.json", self.id)
    }
}

/// Every questionnaire of the repository, by id.
///
/// # Errors
/// When a `questionnaire.toml` can't be read or names no languages.
pub fn sources() -> Result<Vec<Source>> {
    let folder = paths::repository().join("questionnaires");
    let mut sources = Vec::new();
    for entry in
        fs::read_dir(&folder).with_context(|| format!("could not read {}", folder.display()))?
    {
        let folder = entry?.path();
        let file = folder.join("questionnaire.toml");
        if !file.is_file() {
            continue;
        }
        let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let languages = fs::read_to_string(&file)
            .map_err(anyhow::Error::from)
            .and_then(|text| languages(&text))
            .with_context(|| format!("{}", file.display()))?;
        sources.push(Source { id, folder, languages });
    }
    sources.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(sources)
}

/// Runs the project's own command, `reasonable-steps`.
pub fn command() -> Command {
    cargo(["run", "--quiet", "--package", "reasonable-steps", "--bin", "reasonable-steps", "--"])
}

/// Compiles every questionnaire in every language of its own into this folder.
///
/// # Errors
/// When a questionnaire does not compile; the command has then printed what is wrong.
pub fn compile_all(into: &Path) -> Result<()> {
    fs::create_dir_all(into)?;
    for source in sources()? {
        for language in &source.languages {
            compile(&source, language, &into.join(source.file_name(language)))?;
        }
    }
    Ok(())
}

/// Fails when the committed copy of the built-in questionnaire is not what its source compiles to. The others are
/// compiled for `dist/` only: nothing embeds their compiled form.
///
/// # Errors
/// Naming the copy that differs.
pub fn check_committed(compiled: &Path) -> Result<()> {
    let name = built_in()?.file_name(BUILT_IN_LANGUAGE);
    let fresh = fs::read(compiled.join(&name))?;
    if fs::read(committed().join(&name)).ok() != Some(fresh) {
        bail!(
            "questionnaires/compiled/{name} is not what its source compiles to; hint: cargo xtask compile"
        );
    }
    Ok(())
}

/// Writes the committed copy: the only command here that changes the repository.
///
/// # Errors
/// When the questionnaire does not compile.
pub fn write_committed() -> Result<()> {
    let source = built_in()?;
    let name = source.file_name(BUILT_IN_LANGUAGE);
    announce(&format!("writing questionnaires/compiled/{name}"));
    // By way of another file: the command embeds the copy it would otherwise write while being built from it.
    let fresh = paths::target().join(&name);
    compile(&source, BUILT_IN_LANGUAGE, &fresh)?;
    fs::create_dir_all(committed())?;
    fs::copy(&fresh, committed().join(&name))?;
    Ok(())
}

fn built_in() -> Result<Source> {
    let found = sources()?.into_iter().find(|source| source.id == BUILT_IN);
    found.with_context(|| format!("questionnaires/{BUILT_IN} is missing"))
}

fn compile(source: &Source, language: &str, file: &Path) -> Result<()> {
    run(command().arg("compile").arg(&source.folder).args(["--lang", language]).arg("-o").arg(file))
}

fn committed() -> PathBuf {
    paths::repository().join("questionnaires").join("compiled")
}

fn languages(questionnaire: &str) -> Result<Vec<String>> {
    let table: toml::Table = questionnaire.parse()?;
    let list = table.get("languages").and_then(toml::Value::as_array);
    let languages: Vec<String> =
        list.into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect();
    if languages.is_empty() {
        bail!("`languages` is missing or empty; hint: languages = [\"en\"]");
    }
    Ok(languages)
}

#[cfg(test)]
mod tests {
    use super::languages;

    #[test]
    fn languages_are_read_and_required() {
        assert_eq!(languages("languages = [\"en\", \"de\"]").unwrap(), ["en", "de"]);
        assert!(languages("title = \"x\"").is_err());
    }
}
