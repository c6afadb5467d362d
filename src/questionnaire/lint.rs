//! What could be better in a questionnaire that already works: lengths, reading grade, repeated
//! texts, words that promise too much, sources that nobody cites. Native only; all warnings.

mod reach;
mod reading;

use std::collections::{BTreeMap, BTreeSet};

pub use reading::grade;

use super::model::{Question, Questionnaire, Source};
use super::{SourceId, length};
use crate::diagnostic::{Diagnostic, Findings};

const MOST_PROMPT_WORDS: usize = 25;
const MOST_WORDS: u32 = 65;
const MOST_WHY_WORDS: usize = 40;
const MOST_EXPRESS: usize = 24;
/// Flesch–Kincaid grades: of one question, and of all on average.
const HIGHEST_GRADE: f64 = 12.0;
const HIGHEST_AVERAGE: f64 = 9.0;

/// Words that promise what no questionnaire can, or that accuse. English.
const BANNED: [&str; 11] = [
    "compliant",
    "certified",
    "guaranteed",
    "legally protected",
    "fail",
    "fails",
    "failed",
    "failure",
    "negligent",
    "negligence",
    "court-ready",
];

/// Everything that could be better.
#[must_use]
pub fn lint(questionnaire: &Questionnaire) -> Vec<Diagnostic> {
    let mut findings = Findings::new();
    for question in questionnaire.questions() {
        lint_lengths(question, &mut findings);
    }
    lint_express(questionnaire, &mut findings);
    lint_sources(questionnaire, &mut findings);
    reach::lint(questionnaire, &mut findings);
    lint_repeats(questionnaire, &mut findings);
    // What counts syllables and words here knows English alone.
    if questionnaire.language.split('-').next() == Some("en") {
        lint_grades(questionnaire, &mut findings);
        lint_words(questionnaire, &mut findings);
    }
    findings.into_vec()
}

/// As [`lint`], of an overlay: what its base brings along is left to the base.
#[must_use]
pub fn lint_overlay(base: &Questionnaire, overlay: &Questionnaire) -> Vec<Diagnostic> {
    let known = lint(base);
    let mut found = lint(overlay);
    found.retain(|finding| {
        let of_base = |source: &Source| finding.path == format!("source `{}`", source.id);
        let dropped = finding.code == "unused-source" && base.sources.iter().any(of_base);
        !dropped && !known.contains(finding)
    });
    if base.title == overlay.title {
        let mut findings = Findings::new();
        let message = format!("is that of the base: \"{}\"", base.title);
        findings.warning("same-title", "title", message, "give the overlay a title of its own");
        found.extend(findings.into_vec());
    }
    found
}

fn lint_lengths(question: &Question, findings: &mut Findings) {
    let path = format!("question `{}`", question.id);
    let count = |text: &str| text.split_whitespace().count();
    if count(&question.prompt) > MOST_PROMPT_WORDS {
        let message = format!("has {} words", count(&question.prompt));
        let hint = format!("use at most {MOST_PROMPT_WORDS}, and ask one thing");
        findings.warning("long-prompt", format!("{path}: prompt"), message, hint);
    }
    if length::words(question) > MOST_WORDS {
        let message = format!("prompt and levels have {} words", length::words(question));
        findings.warning(
            "long-question",
            path.as_str(),
            message,
            format!("use at most {MOST_WORDS}"),
        );
    }
    if count(&question.why) > MOST_WHY_WORDS {
        let message = format!("has {} words", count(&question.why));
        let hint = format!("use at most {MOST_WHY_WORDS}");
        findings.warning("long-why", format!("{path}: why"), message, hint);
    }
    if question.sources.is_empty() {
        let hint = "name where the question comes from";
        findings.warning("no-source", format!("{path}: sources"), "is empty", hint);
    }
}

fn lint_express(questionnaire: &Questionnaire, findings: &mut Findings) {
    let express = questionnaire.questions().filter(|question| question.express).count();
    if express > MOST_EXPRESS {
        let message = format!("{express} questions are express");
        let hint = format!("mark at most {MOST_EXPRESS}, so that it stays short");
        findings.warning("long-express", "questions", message, hint);
    }
}

fn lint_sources(questionnaire: &Questionnaire, findings: &mut Findings) {
    let questions = questionnaire.questions().map(|question| &question.sources);
    let sheets = questionnaire.sheets.iter().map(|sheet| &sheet.sources);
    let cards = questionnaire.cards.iter().map(|card| &card.sources);
    let cited: BTreeSet<&SourceId> =
        questions.chain(sheets).chain(cards).flatten().map(|citation| &citation.source).collect();
    for source in questionnaire.sources.iter().filter(|source| !cited.contains(&source.id)) {
        let path = format!("source `{}`", source.id);
        findings.warning("unused-source", path, "is cited nowhere", "cite it or drop it");
    }
}

fn lint_repeats(questionnaire: &Questionnaire, findings: &mut Findings) {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    questionnaire.clone().for_each_text(&mut |owner, field, text| {
        // Options such as yes and no are the same words on purpose, and so are the levels of a
        // question that are called as those of the scale.
        if field == "options" || (field == "levels" && questionnaire.levels.contains(text)) {
            return;
        }
        let here = format!("`{owner}`: {field}");
        if let Some(there) = seen.insert(text.to_lowercase(), here.clone()) {
            let message = format!("says the same as {there}: \"{text}\"");
            findings.warning("repeated-text", here, message, "say what is special about this one");
        }
    });
}

fn lint_grades(questionnaire: &Questionnaire, findings: &mut Findings) {
    let grades: Vec<f64> = questionnaire
        .questions()
        .map(|question| {
            let texts = std::iter::once(&question.prompt).chain(&question.levels);
            let grade = grade(texts.map(String::as_str));
            if grade > HIGHEST_GRADE {
                let path = format!("question `{}`", question.id);
                let message = format!("prompt and levels read at grade {grade:.1}");
                let hint = format!("use shorter words and sentences, for at most {HIGHEST_GRADE}");
                findings.warning("hard-to-read", path, message, hint);
            }
            grade
        })
        .collect();
    let count = u32::try_from(grades.len()).unwrap_or(u32::MAX).max(1);
    let average = grades.iter().sum::<f64>() / f64::from(count);
    if average > HIGHEST_AVERAGE {
        let message = format!("read at grade {average:.1} on average");
        let hint = format!("use shorter words and sentences, for at most {HIGHEST_AVERAGE}");
        findings.warning("hard-to-read", "questions", message, hint);
    }
}

fn lint_words(questionnaire: &Questionnaire, findings: &mut Findings) {
    questionnaire.clone().for_each_text(&mut |owner, field, text| {
        let lower = text.to_lowercase();
        let words: Vec<&str> =
            lower.split(|letter: char| !letter.is_alphanumeric() && letter != '-').collect();
        for banned in BANNED {
            let found =
                if banned.contains(' ') { lower.contains(banned) } else { words.contains(&banned) };
            if found {
                let message = format!("says \"{banned}\"");
                let hint = "say what a firm could show or consider instead";
                findings.warning("banned-word", format!("`{owner}`: {field}"), message, hint);
            }
        }
    });
}
