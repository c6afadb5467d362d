//! What JavaScript can call. Every method takes `&self`: after a trap a `&mut self` object would
//! stay locked, and an event that arrives during a call would throw.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::{Failure, Headless, Session, Update};
use crate::document::to_json;

/// 1.6 kB smaller than the standard library's, after brotli.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// A failure leaves as JSON text; the JavaScript around it makes an `Error` of that.
type Answer<T> = Result<T, JsValue>;

fn fail(failure: Failure) -> JsValue {
    JsValue::from_str(&failure.to_json())
}

fn busy() -> JsValue {
    fail(Failure::new("busy", "called during another call; hint: wait until that has returned"))
}

fn json(update: Update) -> String {
    to_json(&update)
}

/// The session behind a `<reasonable-steps>` element.
#[wasm_bindgen]
pub struct EngineSession(RefCell<Session>);

#[wasm_bindgen]
impl EngineSession {
    /// A session at its start.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(questionnaire: &str, language: &str, mode: &str) -> Answer<EngineSession> {
        let session = Session::new(questionnaire, language, mode).map_err(fail)?;
        Ok(Self(RefCell::new(session)))
    }

    /// The page as it is, whole; an [`Update`] as JSON text.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    pub fn show(&self, today: &str) -> Answer<String> {
        let mut session = self.0.try_borrow_mut().map_err(|_| busy())?;
        session.show(today).map(json).map_err(fail)
    }

    /// Does what a command says; an [`Update`] as JSON text.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    pub fn apply(&self, command: &str, value: &str, today: &str) -> Answer<String> {
        let mut session = self.0.try_borrow_mut().map_err(|_| busy())?;
        session.apply(command, value, today).map(json).map_err(fail)
    }

    /// Takes over a file and a place; an [`Update`] as JSON text.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    pub fn resume(&self, file: &str, place: &str, today: &str) -> Answer<String> {
        let mut session = self.0.try_borrow_mut().map_err(|_| busy())?;
        session.resume(file, place, today).map(json).map_err(fail)
    }

    /// The assessment file, or blank while there is nothing to lose.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    pub fn file(&self) -> Answer<String> {
        let session = self.0.try_borrow().map_err(|_| busy())?;
        Ok(if session.has_answers() { session.file() } else { String::new() })
    }
}

/// The headless API behind the class `Assessment`.
#[wasm_bindgen]
pub struct EngineAssessment(RefCell<Headless>);

#[wasm_bindgen]
impl EngineAssessment {
    /// An assessment without answers.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(questionnaire: &str, mode: &str) -> Answer<EngineAssessment> {
        Headless::new(questionnaire, mode).map(|made| Self(RefCell::new(made))).map_err(fail)
    }

    /// An assessment from its file.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    #[wasm_bindgen(js_name = fromFile)]
    pub fn from_file(file: &str, questionnaire: &str) -> Answer<EngineAssessment> {
        Headless::from_file(file, questionnaire).map(|made| Self(RefCell::new(made))).map_err(fail)
    }

    /// Sets what is known about the firm.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    #[wasm_bindgen(js_name = setProfile)]
    pub fn set_profile(&self, profile: &str) -> Answer<()> {
        self.0.try_borrow_mut().map_err(|_| busy())?.set_profile(profile).map_err(fail)
    }

    /// Answers a question.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    pub fn answer(&self, question: &str, answer: &str) -> Answer<()> {
        self.0.try_borrow_mut().map_err(|_| busy())?.answer(question, answer).map_err(fail)
    }

    /// What is asked, as JSON text.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    pub fn outline(&self) -> Answer<String> {
        Ok(self.0.try_borrow().map_err(|_| busy())?.outline())
    }

    /// The report, as JSON text.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    pub fn report(&self, date: &str) -> Answer<String> {
        self.0.try_borrow().map_err(|_| busy())?.report(date).map_err(fail)
    }

    /// The assessment file.
    ///
    /// # Errors
    /// A [`Failure`] as JSON text.
    #[wasm_bindgen(js_name = toFile)]
    pub fn to_file(&self, date: &str) -> Answer<String> {
        self.0.try_borrow().map_err(|_| busy())?.to_file(date).map_err(fail)
    }
}
