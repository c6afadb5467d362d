//! The boundary of the modules that make files: text in, bytes out. Each module is this function
//! with another of the library's features; it reads questionnaire and answers itself, with the
//! same core as the widget, so no report has to cross.

#[cfg(target_arch = "wasm32")]
pub mod boundary {
    //! What JavaScript can call.

    use reasonable_steps::web::{FileRequest, make_file};
    use wasm_bindgen::prelude::*;

    /// Makes a file of a report: its bytes.
    ///
    /// # Errors
    /// A `Failure` as JSON text.
    #[wasm_bindgen(js_name = makeFile)]
    pub fn make(
        questionnaire: &str,
        file: &str,
        earlier: &str,
        language: &str,
        format: &str,
        today: &str,
    ) -> Result<Vec<u8>, JsValue> {
        let request = FileRequest { questionnaire, file, earlier, language, format, today };
        make_file(&request).map_err(|failure| JsValue::from_str(&failure.to_json()))
    }
}
