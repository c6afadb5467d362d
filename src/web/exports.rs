//! What JavaScript can call: one function, since each that it sees weighs 0.2 kB. It takes `&self`:
//! after a trap a `&mut self` object would stay locked, and an event that arrives during a call
//! would throw.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::{Failure, Headless, Session, Update};
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
    Session(Box<Session>),
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

    /// Calls a method by its name; texts that it does not take are ignored.
    ///
    /// The answer starts with `=` and goes on with what the method gives, or starts with `!` and
    /// goes on with a [`Failure`] as JSON text; nothing is thrown.
    #[must_use]
    pub fn call(&self, method: &str, first: &str, second: &str, third: &str) -> String {
        let answer = match self.0.try_borrow_mut() {
            Ok(mut behind) => behind.call(method, first, second, third),
            Err(_) => {
                let hint = "called during another call; hint: wait until that has returned";
                Err(Failure::new("busy", hint))
            }
        };
        let (sign, mut text) = match answer {
            Ok(text) => ('=', text),
            Err(failure) => ('!', failure.to_json()),
        };
        text.insert(0, sign);
        text
    }
}

impl Behind {
    fn call(
        &mut self,
        method: &str,
        first: &str,
        second: &str,
        third: &str,
    ) -> Result<String, Failure> {
        match (method, &mut *self) {
            ("session", _) => *self = Self::Session(Box::new(Session::new(first, second, third)?)),
            ("assessment", _) => *self = Self::Assessment(Box::new(Headless::new(first, second)?)),
            ("assessmentFromFile", _) => {
                *self = Self::Assessment(Box::new(Headless::from_file(first, second)?));
            }
            ("show", Self::Session(session)) => return session.show(first).map(json),
            ("apply", Self::Session(session)) => {
                return session.apply(first, second, third).map(json);
            }
            ("resume", Self::Session(session)) => {
                return session.resume(first, second, third).map(json);
            }
            // Blank while there is nothing to lose.
            ("file", Self::Session(session)) if session.has_answers() => return Ok(session.file()),
            ("file", Self::Session(_)) => {}
            ("earlier", Self::Session(session)) => return Ok(session.earlier()),
            ("setProfile", Self::Assessment(assessment)) => assessment.set_profile(first)?,
            ("answer", Self::Assessment(assessment)) => assessment.answer(first, second)?,
            ("outline", Self::Assessment(assessment)) => return Ok(assessment.outline()),
            ("report", Self::Assessment(assessment)) => return assessment.report(first),
            ("toFile", Self::Assessment(assessment)) => return assessment.to_file(first),
            _ => {
                let message = format!("`{method}` is no method; hint: see src/web/exports.rs");
                return Err(Failure::new("method", message));
            }
        }
        Ok(String::new())
    }
}

fn json(update: Update) -> String {
    to_json(&update)
}
