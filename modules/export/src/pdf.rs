//! The module `export/pdf.js`: the library's boundary and nothing else.

#[cfg(target_arch = "wasm32")]
pub use export_modules::boundary::make;
