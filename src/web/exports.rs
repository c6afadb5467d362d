//! What JavaScript can call: one function, since each that it sees weighs 0.2 kB. It takes `&self`:
//! after a trap a `&mut self` object would stay locked, and an event that arrives during a call
//! would throw.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

#[cfg(feature = "headless")]
use super::Headless;
#[cfg(feature = "widget")]
use super::Session;
use super::{Failure, answer};
#[cfg(feature = "widget")]
use crate::document::to_json;

/// 1.6 kB smaller than the standard library's, after brotli.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// What stands behind a `<reasonable-steps>` element or an `Assessment`.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Engine(RefCell<Behind>);

#[derive(Debug, Default)]
enum Behind {
    #[default]
    Nothing,
    #[cfg(feature = "widget")]
    Session(Box<Session>),
    #[cfg(feature = "headless")]
    Assessment(Box<Headless>),
}

#[wasm_bindgen]
impl Engine {
    /// Nothing yet: call `session`, `assessment` or `assessmentFromFile` next.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Calls a method by its name, and gives the [`answer`]; texts that it does not take are ignored.
    #[must_use]
    pub fn call(&self, method: &str, first: &str, second: &str, third: &str) -> String {
        answer(&self.0, |behind| behind.call(method, [first, second, third]))
    }
}

impl Behind {
    fn call(&mut self, method: &str, texts: [&str; 3]) -> Result<String, Failure> {
        let [first, second, third] = texts;
        match (method, &mut *self) {
            #[cfg(feature = "widget")]
            ("session", _) => *self = Self::Session(Box::new(Session::new(first, second, third)?)),
            #[cfg(feature = "headless")]
            ("assessment", _) => *self = Self::Assessment(Box::new(Headless::new(first, second)?)),
            #[cfg(feature = "headless")]
            ("assessmentFromFile", _) => {
                *self = Self::Assessment(Box::new(Headless::from_file(first, second)?));
            }
            #[cfg(feature = "widget")]
            (_, Self::Session(session)) => {
                return of_session(session, method, first, second, third);
            }
            #[cfg(feature = "headless")]
            (_, Self::Assessment(assessment)) => {
                return of_assessment(assessment, method, first, second);
            }
            _ => return Err(unknown(method)),
        }
        // Only one of the two takes it.
        let _ = third;
        Ok(String::new())
    }
}

fn unknown(method: &str) -> Failure {
    Failure::new("method", format!("`{method}` is no method; hint: see src/web/exports.rs"))
}

#[cfg(feature = "widget")]
fn of_session(
    session: &mut Session,
    method: &str,
    first: &str,
    second: &str,
    third: &str,
) -> Result<String, Failure> {
    let update = match method {
        #[cfg(feature = "trap")]
        "apply" if first == "trap" => core::arch::wasm32::unreachable(),
        "show" => session.show(first),
        "apply" => session.apply(first, second, third),
        "resume" => session.resume(first, second, third),
        // Blank while there is nothing to lose.
        "file" if !session.has_answers() => return Ok(String::new()),
        "file" => return Ok(session.file()),
        "earlier" => return Ok(session.earlier()),
        "questionnaire" => return Ok(session.questionnaire()),
        _ => return Err(unknown(method)),
    };
    update.map(|update| to_json(&update))
}

#[cfg(feature = "headless")]
fn of_assessment(
    assessment: &mut Headless,
    method: &str,
    first: &str,
    second: &str,
) -> Result<String, Failure> {
    match method {
        "setProfile" => assessment.set_profile(first)?,
        "answer" => assessment.answer(first, second)?,
        "outline" => return Ok(assessment.outline()),
        "report" => return assessment.report(first),
        "toFile" => return assessment.to_file(first),
        _ => return Err(unknown(method)),
    }
    Ok(String::new())
}
