//! What firms and colleagues do together: the result code, the voluntary contribution, and where one stands among
//! others. Text and markup come in and go out; nothing here reaches a page or a network.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::todo,
        clippy::unimplemented
    )
)]

pub mod address;
mod code;
mod combine;
mod contribution;
mod drawing;
mod menu;
mod standing;
mod together;

pub use combine::combine_window;
pub use drawing::drawing;
pub use together::{Offers, Together};

#[cfg(target_arch = "wasm32")]
mod boundary;
