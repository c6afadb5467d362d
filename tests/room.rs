//! The trainer's room: what it takes, what it shows, and what it never shows.

mod support;

use reasonable_steps::assessment::{Anonymous, Assessment, Choice, Mode, ResultCode};
use reasonable_steps::questionnaire::Questionnaire;
use reasonable_steps::web::WorkshopSession;
use support::{root, trade_secrets};

const TODAY: &str = "2026-11-22";

fn compiled() -> String {
    std::fs::read_to_string(root().join("questionnaires/compiled/trade-secrets.en.json")).unwrap()
}

fn session() -> WorkshopSession {
    WorkshopSession::new(&compiled(), reasonable_steps::text::ENGLISH).unwrap()
}

/// A made-up firm: what it answers follows from its number.
fn firm(questionnaire: &Questionnaire, number: usize, mode: Mode) -> Assessment {
    let mut firm = Assessment::new(questionnaire, mode);
    for (at, question) in questionnaire.questions().enumerate() {
        let choice = match (number * 7 + at * 3 + number * at) % 11 {
            0 => Choice::DontKnow,
            pick => Choice::Level(u8::try_from(pick % 5).unwrap()),
        };
        firm.answer(questionnaire, question.id.as_str(), Some(choice)).unwrap();
    }
    firm
}

fn code(questionnaire: &Questionnaire, number: usize) -> String {
    let result = Anonymous::of(questionnaire, &firm(questionnaire, number, Mode::Express));
    ResultCode { number: u32::try_from(number).unwrap(), result }.to_text(questionnaire)
}

#[test]
fn codes_are_taken_counted_once_and_told_of() {
    let questionnaire = trade_secrets();
    let mut session = session();
    let first = session.show(TODAY).unwrap();
    assert!(first.page.unwrap().contains("data-field=\"code\""));
    for number in 0..3 {
        let update = session.apply("code", &code(&questionnaire, number), TODAY).unwrap();
        assert_eq!(update.results, number as u64 + 1);
        assert_eq!(update.focus.as_deref(), Some("field:code"));
        assert!(update.slots.iter().any(|(id, _)| id == "code"), "the field is emptied");
    }
    let again = session.apply("code", &code(&questionnaire, 1).to_lowercase(), TODAY).unwrap();
    assert_eq!(again.results, 3);
    assert!(again.say.unwrap().contains("Already here"));
    let next = session.apply("next", "", TODAY).unwrap();
    assert!(next.page.unwrap().contains("Figures appear at 5 results. Now: 3"));
}
