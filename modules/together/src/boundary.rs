//! What JavaScript can call. Markup leaves as text, failures as JSON text.

use reasonable_steps::document::to_json;
use reasonable_steps::web::{CombineSession, CombineUpdate, Failure};
use wasm_bindgen::prelude::*;

use crate::{Offers, Together, combine_window};

/// A result, and what can be done with it.
#[wasm_bindgen(js_name = Together)]
#[derive(Debug)]
pub struct Behind(Together);

#[wasm_bindgen(js_class = Together)]
impl Behind {
    /// Reads what it is about.
    ///
    /// # Errors
    /// A `Failure` as JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(
        questionnaire: &str,
        language: &str,
        file: &str,
        number: u32,
        contribute: &str,
        benchmark: &str,
    ) -> Result<Self, JsValue> {
        let offers = Offers { contribute: contribute.to_owned(), benchmark: benchmark.to_owned() };
        Together::new(questionnaire, language, file, number, offers).map(Self).map_err(failure)
    }

    /// The menu.
    #[must_use]
    pub fn menu(&self) -> String {
        self.0.menu().into_string()
    }

    /// What stands on the report.
    #[must_use]
    pub fn notes(&self) -> String {
        self.0.notes().into_string()
    }

    /// What is in the code.
    #[must_use]
    pub fn contents(&self) -> String {
        self.0.contents().into_string()
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> String {
        self.0.code().into_string()
    }

    /// What would be handed over.
    #[must_use]
    pub fn contribution(&self, is_closed: bool) -> String {
        self.0.contribution(is_closed).into_string()
    }

    /// Where the firm stands among those of a benchmark file.
    ///
    /// # Errors
    /// A `Failure` as JSON text.
    pub fn standing(&self, file: &str) -> Result<String, JsValue> {
        self.0.standing(file).map(maud::PreEscaped::into_string).map_err(failure)
    }

    /// The result file.
    #[wasm_bindgen(js_name = resultFile)]
    #[must_use]
    pub fn result_file(&self) -> String {
        self.0.result_file()
    }

    /// Whether the page names an address that can be used.
    #[wasm_bindgen(js_name = hasAddress)]
    #[must_use]
    pub fn has_address(&self) -> bool {
        self.0.address().is_some()
    }
}

/// A team that combines its files.
#[wasm_bindgen(js_name = Combine)]
#[derive(Debug)]
pub struct Combining(CombineSession);

#[wasm_bindgen(js_class = Combine)]
impl Combining {
    /// A team of nobody yet.
    ///
    /// # Errors
    /// A `Failure` as JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(questionnaire: &str, language: &str) -> Result<Self, JsValue> {
        CombineSession::new(questionnaire, language).map(Self).map_err(failure)
    }

    /// The whole page, as an update in JSON.
    ///
    /// # Errors
    /// A `Failure` as JSON text.
    pub fn show(&mut self, today: &str) -> Result<String, JsValue> {
        update(self.0.show(today))
    }

    /// Does what a command of the markup says, and gives the update in JSON.
    ///
    /// # Errors
    /// A `Failure` as JSON text.
    pub fn apply(&mut self, command: &str, value: &str, today: &str) -> Result<String, JsValue> {
        update(self.0.apply(command, value, today))
    }

    /// The combined assessment file.
    ///
    /// # Errors
    /// A `Failure` as JSON text.
    pub fn finish(&self, today: &str) -> Result<String, JsValue> {
        self.0.finish(today).map_err(failure)
    }

    /// Whether there is something that could be lost.
    #[wasm_bindgen(js_name = hasFiles)]
    #[must_use]
    pub fn has_files(&self) -> bool {
        self.0.has_files()
    }
}

/// What stands around the team's pages.
///
/// # Errors
/// A `Failure` as JSON text.
#[wasm_bindgen(js_name = combineWindow)]
pub fn window(language: &str) -> Result<String, JsValue> {
    combine_window(language).map(maud::PreEscaped::into_string).map_err(failure)
}

fn update(update: Result<CombineUpdate, Failure>) -> Result<String, JsValue> {
    update.map(|update| to_json(&update)).map_err(failure)
}

fn failure(failure: Failure) -> JsValue {
    JsValue::from_str(&failure.to_json())
}
