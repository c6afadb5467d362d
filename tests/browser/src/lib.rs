//! Drives the built widget in Chromium, Firefox and WebKit. A test is one async function over a [`Page`];
//! [`every_engine!`] makes three tests of it, one for each engine. After each, whatever it asserted itself, the
//! page must have reported nothing and asked for nothing after it was loaded.

mod accessibility;
mod layout;
mod page;
mod participants;
pub mod passphrase;
mod pictures;
mod preference;
mod run;
pub mod shipped;
mod states;
mod taken;
pub mod together;
mod traffic;
mod ways;
mod widget;
pub mod workshop;

pub use accessibility::Violation;
pub use anyhow::Result;
pub use page::Page;
pub use participants::{Participants, camera_feed};
pub use pictures::{Look, Scheme};
pub use preference::Preference;
pub use run::{run, run_in_chromium_with, run_preferring};
pub use states::State;
pub use taken::{KINDS, Taken, by_command};
pub use ways::{Arrival, LOOK_UPS, MARKUP, REACHING, WAYS, Way};
pub use widget::{Widget, keys};
pub use xtask::browsers::Engine;
pub use xtask::serve::{Policy, Rule, ServeOptions};

/// Makes a module for each function, with the tests `chromium`, `firefox` and `webkit` in it.
///
/// ```ignore
/// every_engine! {
///     /// The first screen has a heading.
///     async fn start_has_a_heading(page: &mut Page) -> Result<()> {
///         page.open("/").await?;
///         page.wait_for("a heading", "return document.querySelector('h1')?.textContent").await?;
///         Ok(())
///     }
/// }
/// ```
///
/// `every_engine! { preferring Preference::ReducedMotion; …` runs them for a visitor who has set that.
#[macro_export]
macro_rules! every_engine {
    (preferring $preference:expr; $($(#[$attribute:meta])* async fn $name:ident($page:ident: &mut Page) -> Result<()> $body:block)+) => {
        $(
            $(#[$attribute])*
            mod $name {
                #[allow(unused_imports, reason = "whatever the test file imports is at hand in its tests")]
                use super::*;

                async fn test($page: &mut $crate::Page) -> $crate::Result<()> $body

                #[test]
                fn chromium() {
                    $crate::run_preferring($preference, $crate::Engine::Chromium, module_path!(), test);
                }

                #[test]
                fn firefox() {
                    $crate::run_preferring($preference, $crate::Engine::Firefox, module_path!(), test);
                }

                #[test]
                fn webkit() {
                    $crate::run_preferring($preference, $crate::Engine::WebKit, module_path!(), test);
                }
            }
        )+
    };
    ($($tests:tt)+) => {
        $crate::every_engine! { preferring $crate::Preference::Nothing; $($tests)+ }
    };
}
