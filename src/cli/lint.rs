//! `lint`: everything that is wrong with a questionnaire, and everything that could be better.

use std::path::Path;

use reasonable_steps::questionnaire::authoring::{self, Read};
use reasonable_steps::questionnaire::{Questionnaire, lint};

use super::{CliError, Outcome, print_findings, read};

pub(super) fn lint(path: &Path) -> Result<Outcome, CliError> {
    let mut found = 0;
    let mut linted = Vec::new();
    if path.is_dir() {
        let languages = authoring::languages(path);
        let languages: Vec<Option<String>> = match languages.is_empty() {
            true => vec![None],
            false => languages.into_iter().map(Some).collect(),
        };
        for language in languages {
            linted.push(authoring::read(path, language.as_deref()));
        }
    } else {
        let (questionnaire, findings) = Questionnaire::from_json(&read(path)?);
        linted.push(Read { questionnaire, base: None, findings });
    }
    for Read { questionnaire, base, mut findings } in linted {
        if let Some(questionnaire) = &questionnaire {
            findings.extend(match &base {
                Some(base) => lint::lint_overlay(base, questionnaire),
                None => lint::lint(questionnaire),
            });
        }
        print_findings(path, &findings);
        found += findings.len();
        if let Some(questionnaire) = questionnaire {
            println!(
                "{} {} ({}): questions: {}, express: {}, fingerprint {}",
                questionnaire.id,
                questionnaire.version,
                questionnaire.language,
                questionnaire.questions().count(),
                questionnaire.questions().filter(|question| question.express).count(),
                questionnaire.fingerprint.short(),
            );
            if let Some(base) = base {
                let changes = authoring::changes(&base, &questionnaire);
                println!("  extends {} {}; changes: {}", base.id, base.version, changes.len());
                changes.iter().for_each(|change| println!("  {change}"));
            }
        }
    }
    println!("findings: {found}");
    Ok(if found == 0 { Outcome::Clean } else { Outcome::Findings })
}
