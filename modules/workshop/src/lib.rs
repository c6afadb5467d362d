//! The boundary of the module that counts a room: text in, text out, as that of the widget. It holds no handle to the
//! page, to the camera or to a file.

#[cfg(target_arch = "wasm32")]
pub mod boundary {
    //! What JavaScript can call.

    use std::cell::RefCell;

    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;
    use reasonable_steps::document::to_json;
    use reasonable_steps::web::{Failure, WorkshopSession, answer, make_worksheet};
    use wasm_bindgen::prelude::*;

    /// What stands behind a `<workshop-room>`. It takes `&self`: after a trap a `&mut self` object would stay locked.
    #[wasm_bindgen]
    #[derive(Debug, Default)]
    pub struct Engine(RefCell<Option<WorkshopSession>>);

    #[wasm_bindgen]
    impl Engine {
        /// Nothing yet: call `session` next.
        #[wasm_bindgen(constructor)]
        #[must_use]
        pub fn new() -> Self {
            Self::default()
        }

        /// Calls a method of [`WorkshopSession`] by its name, or `worksheet` with questionnaire, language, and mode and
        /// paper, and gives the [`answer`]; texts that it does not take are ignored. Files come as base64.
        #[must_use]
        pub fn call(&self, method: &str, first: &str, second: &str, third: &str) -> String {
            answer(&self.0, |session| call(session, method, [first, second, third]))
        }
    }

    fn call(
        behind: &mut Option<WorkshopSession>,
        method: &str,
        [first, second, third]: [&str; 3],
    ) -> Result<String, Failure> {
        if method == "session" {
            *behind = Some(WorkshopSession::new(first, second)?);
            return Ok(String::new());
        }
        if method == "worksheet" {
            let (mode, paper) = third.split_once(' ').unwrap_or((third, ""));
            return make_worksheet(first, second, mode, paper);
        }
        let Some(session) = behind else {
            return Err(Failure::new("session", "no room yet; hint: call `session` first"));
        };
        Ok(match method {
            "show" => to_json(&session.show(first)?),
            "apply" => to_json(&session.apply(first, second, third)?),
            "restore" => to_json(&session.restore(first, second)?),
            "keep" => session.keep(),
            "export" => BASE64_STANDARD.encode(session.export(first, second)?),
            _ => {
                let message = format!("`{method}` is no method; hint: see WorkshopSession");
                return Err(Failure::new("method", message));
            }
        })
    }
}
