//! The trainer's room: what it takes, what it shows, and what it never shows.

#[path = "../support/hostile.rs"]
mod hostile;
#[path = "../support/mod.rs"]
mod support;

mod exports;
mod gate;
mod handing_in;
mod hands;
mod protection;
mod strange;
mod texts;
mod walk;

use std::sync::OnceLock;

use reasonable_steps::assessment::{Anonymous, Assessment, Choice, Mode, ResultCode};
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::text::ENGLISH;
use reasonable_steps::web::{WorkshopSession, WorkshopUpdate};
use support::{root, trade_secrets};

const TODAY: &str = "2026-11-22";

/// An empty room, and its questionnaire.
fn empty() -> (WorkshopSession, Questionnaire) {
    static READ: OnceLock<(String, Questionnaire)> = OnceLock::new();
    let (compiled, questionnaire) = READ.get_or_init(|| {
        let file = root().join("questionnaires/compiled/trade-secrets.en.json");
        (std::fs::read_to_string(file).unwrap(), trade_secrets())
    });
    let mut session = WorkshopSession::new(compiled, ENGLISH).unwrap();
    session.show(TODAY).unwrap();
    (session, questionnaire.clone())
}

/// What a made-up firm answers follows from its number.
fn firm(questionnaire: &Questionnaire, number: usize, mode: Mode) -> Assessment {
    let mut firm = Assessment::new(questionnaire, mode);
    for (at, question) in questionnaire.questions().enumerate() {
        let choice = match (number * 7 + at * 3 + number * at) % 11 {
            0 => Choice::DontKnow,
            10 => continue,
            pick => Choice::Level(u8::try_from(pick % 5).unwrap()),
        };
        firm.answer(questionnaire, question.id.as_str(), Some(choice)).unwrap();
    }
    firm.title = format!("Firm {number}");
    firm
}

fn result(questionnaire: &Questionnaire, number: usize) -> Anonymous {
    Anonymous::of(questionnaire, &firm(questionnaire, number, Mode::Express))
}

/// The code of a firm's result, under a number.
fn code_as(questionnaire: &Questionnaire, result_of: usize, number: usize) -> String {
    let result = result(questionnaire, result_of);
    ResultCode { number: u32::try_from(number).unwrap(), result }.to_text(questionnaire)
}

fn code(questionnaire: &Questionnaire, number: usize) -> String {
    code_as(questionnaire, number, number)
}

fn apply(session: &mut WorkshopSession, command: &str, value: &str) -> WorkshopUpdate {
    session.apply(command, value, TODAY).unwrap_or_else(|failure| panic!("{command}: {failure:?}"))
}

/// Takes the codes of some firms.
fn take(
    session: &mut WorkshopSession,
    questionnaire: &Questionnaire,
    firms: std::ops::Range<usize>,
) {
    for number in firms {
        apply(session, "code", &code(questionnaire, number));
    }
}

/// The whole page of a place.
fn page(session: &mut WorkshopSession, place: &str) -> String {
    apply(session, &format!("go {place}"), "");
    session.show(TODAY).unwrap().page.unwrap()
}

/// The export as data, after a page of figures was looked at.
fn data(session: &mut WorkshopSession) -> serde_json::Value {
    apply(session, "go end", "");
    serde_json::from_slice(&session.export("json", TODAY).unwrap()).unwrap()
}
