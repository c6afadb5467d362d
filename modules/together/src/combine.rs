//! What stands around the pages on which a team combines its files: the way out, and what can be done with the one
//! assessment at the end. The pages are the core's.

use maud::{Markup, html};
use reasonable_steps::text::Catalogue;
use reasonable_steps::web::Failure;

use crate::menu::main_button;

/// The dialogue without a page in it.
///
/// # Errors
/// `language` with all diagnostics.
pub fn combine_window(language: &str) -> Result<Markup, Failure> {
    let (catalogue, findings) = Catalogue::from_json(language);
    let catalogue = catalogue.ok_or_else(|| Failure::document("language", findings))?;
    let say = |key| catalogue.say(key);
    Ok(html! {
        div class="rs-window-head" {
            button type="button" class="rs-button rs-small" part="button" data-do="close" { (say("together.close")) }
         }
        div data-part="page" {}
        div class="rs-window-foot" data-part="one" hidden {
            p { (say("together.hand_over_text")) }
            (main_button("handOver", say("together.hand_over")))
        }
        // Outside the part that is replaced, or screen readers would miss what it says.
        p class="rs-live" role="status" data-part="live" {}
        p class="rs-error" role="alert" data-part="trouble" {}
    })
}
