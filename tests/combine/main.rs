//! Several people's files become one: nothing that somebody wrote is lost, nothing is decided silently, and what comes
//! out can always be opened.

#[path = "../support/mod.rs"]
mod support;

mod command;
mod properties;
mod rest;
mod rules;

use std::fs;
use std::sync::OnceLock;

use reasonable_steps::assessment::combine::Combination;
use reasonable_steps::assessment::{Assessment, Choice};
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::team;
use reasonable_steps::text::{Catalogue, ENGLISH};
use serde_json::Value;
use support::{answered, asked, root, small, today, trade_secrets};

fn questionnaire() -> &'static Questionnaire {
    static READ: OnceLock<Questionnaire> = OnceLock::new();
    READ.get_or_init(trade_secrets)
}

fn catalogue() -> &'static Catalogue {
    static READ: OnceLock<Catalogue> = OnceLock::new();
    READ.get_or_init(|| team::catalogue(Catalogue::from_json(ENGLISH).0.unwrap()))
}

const FIRMS: [&str; 3] = ["food", "machine-shop", "software"];

fn firm(name: &str) -> Assessment {
    let path = root().join(format!("tests/data/firms/{name}.steps.json"));
    let (read, findings) =
        Assessment::from_json(&fs::read_to_string(path).unwrap(), questionnaire());
    read.unwrap_or_else(|| panic!("{findings:#?}"))
}

/// A combination of people who are called A, B and so on.
fn combined(questionnaire: &Questionnaire, people: &[Assessment]) -> Combination {
    let names = ('A'..='Z').map(String::from);
    let people = names.zip(people.iter().cloned()).collect();
    Combination::new(questionnaire.clone(), people).unwrap()
}

fn finish(combination: &Combination) -> Assessment {
    combination.finish(today(), catalogue()).unwrap()
}

/// Three questions on the given scale, for people who gave these answers.
fn of(values: Value, people: &[&[(&str, Choice)]]) -> Combination {
    let questionnaire = small(values, &[asked("a.one", 1), asked("a.two", 1), asked("b.three", 2)]);
    let mut assessments = Vec::new();
    for (index, answers) in people.iter().enumerate() {
        let mut assessment = answered(&questionnaire, answers);
        assessment.title = format!("Person {index}");
        assessments.push(assessment);
    }
    combined(&questionnaire, &assessments)
}
