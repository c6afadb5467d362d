//! What builds, serves, tests and checks Reasonable Steps, as a library: the command `cargo xtask` is a thin
//! shell over it, and the browser tests share its server, its drivers and its tool paths.
//! Nothing here is part of the product, and nothing here writes into the repository except `dist/`, `target/`
//! and, for `cargo xtask compile` alone, the committed compiled questionnaires.

pub mod bench;
pub mod browsers;
pub mod build;
pub mod bundle;
pub mod check;
pub mod fuzz;
pub mod mutants;
pub mod paths;
pub mod process;
pub mod questionnaires;
pub mod readers;
pub mod reproduce;
pub mod serve;
pub mod setup;
pub mod single;
pub mod sizes;
pub mod sums;
pub mod test;
pub mod third_party;
pub mod wasm;
