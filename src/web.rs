//! The boundary to JavaScript. Text in, text out: the engine never holds a handle to the page,
//! so its import list shows that it can neither reach a network nor touch a document.
//!
//! [`Session`] is plain Rust and is tested natively; `exports` (wasm32 only) wraps it and the
//! headless API for JavaScript.

mod combine;
#[cfg(all(feature = "boundary", target_arch = "wasm32"))]
pub mod exports;
mod failure;
mod files;
mod headless;
mod session;
mod shown;
mod worksheet;
mod workshop;

pub use combine::{CombineSession, CombineUpdate};
pub use failure::{Failure, answer};
pub use files::{FileRequest, make_file};
pub use headless::Headless;
pub use session::{Session, SharedDomain, SharedScore, Update};
pub use worksheet::make_worksheet;
pub use workshop::{WorkshopSession, WorkshopUpdate};
