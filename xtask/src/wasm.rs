//! From Rust to small Wasm: cargo with either toolchain, wasm-bindgen, wasm-opt.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::paths;
use crate::process::{announce, cargo, output, run};
use crate::setup::{cargo_tools, node};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// What of the library goes into a module of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Boundary {
    /// What stands behind the element.
    Widget,
    /// What stands behind `Assessment`.
    Headless,
    /// Both, for tests and lints.
    Whole,
    /// The widget, with a command that stops it: for the tests of what happens then.
    Trapping,
}

impl Boundary {
    fn features(self) -> &'static str {
        match self {
            Self::Widget => "widget",
            Self::Headless => "headless",
            Self::Whole => "widget,headless",
            Self::Trapping => "widget,trap",
        }
    }
}

/// What rustc assumes of the engine by default, and so what its output may hold. Named one by one, because
/// `--all-features` makes wasm-opt 132 write compact imports, which Chromium 156 rejects.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// `-Oz` alone leaves 1.4 % more brotli; more rounds than two gain nothing. Functions with a single caller stay apart:
/// the module grows by 2 % and packs 5 % smaller, for short functions resemble each other and number few locals. By
/// name, last, the copies of a generic function stand beside each other: 0.3 % less. The low memory is the far end of
/// the stack, which no sum of a pointer and an offset wraps round to: 0.4 % less. Short functions inlined up to 4: 0.2 %.
const PASSES: [&str; 10] = [
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--one-caller-inline-max-function-size",
    "24",
    "--low-memory-unused",
    "--always-inline-max-function-size",
    "4",
    "--reorder-functions-by-name",
];

/// For what is loaded seldom, and so is not worth the minutes that the engine's passes take.
const SHORT_PASSES: [&str; 1] = ["-Oz"];

/// Who compiles to Wasm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// rustup's cargo with its ready-made standard library.
    Rustup,
    /// Debian's cargo and rustc, which build the standard library from source.
    Debian,
}

impl Toolchain {
    /// `cargo SUBCOMMAND` of the library for the Wasm target.
    pub fn cargo(self, subcommand: &str, boundary: Boundary) -> Command {
        let mut command = self.cargo_bare(subcommand);
        command.args(["--no-default-features", "--features", boundary.features()]);
        command
    }

    /// `cargo SUBCOMMAND` for the Wasm target.
    fn cargo_bare(self, subcommand: &str) -> Command {
        let mut command = match self {
            Self::Rustup => cargo([subcommand]),
            Self::Debian => {
                let mut command = Command::new("/usr/bin/cargo");
                command
                    .current_dir(paths::repository())
                    .env("RUSTC", "/usr/bin/rustc")
                    // Debian's stable compiler must accept `-Z build-std`.
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22")
                    // rustup's cargo, which started this process, points these at its own toolchain.
                    .env_remove("LD_LIBRARY_PATH")
                    .env_remove("RUSTUP_TOOLCHAIN")
                    .env_remove("RUSTDOC")
                    .arg(subcommand)
                    .args(BUILD_STANDARD_LIBRARY);
                command
            }
        };
        command.args(["--target", TARGET]).arg("--target-dir").arg(paths::wasm_target());
        command
    }
}

/// The standard library from source, as small as it gets.
const BUILD_STANDARD_LIBRARY: [&str; 4] =
    ["-Z", "build-std=std,panic_abort", "-Z", "build-std-features=optimize_for_size"];

/// A panic becomes a trap without words. With the standard library from source this makes the engine 10 % lighter
/// (96 to 87 kB), which no visitor should load for messages that only a developer reads: the core is free of panics
/// by lint, and the tests inside Wasm keep the messages.
const WITHOUT_PANIC_MESSAGES: &str = "target.wasm32-unknown-unknown.rustflags=\
    ['-Zunstable-options', '-Cpanic=immediate-abort', '-Zlocation-detail=none']";

/// The library as optimised Wasm with its JavaScript.
pub struct Engine {
    /// The optimised module.
    pub wasm: PathBuf,
    /// wasm-bindgen's ES module.
    pub glue: PathBuf,
}

/// Builds, binds and optimises the widget's engine.
///
/// # Errors
/// Those of the three tools.
pub fn build(toolchain: Toolchain) -> Result<Engine> {
    build_library(toolchain, Boundary::Widget, &paths::target().join("wasm-bindgen"), &PASSES)
}

/// Builds, binds and optimises what stands behind `Assessment`.
///
/// # Errors
/// Those of the three tools.
pub fn build_headless(toolchain: Toolchain) -> Result<Engine> {
    let into = paths::target().join("wasm-bindgen").join("headless");
    build_library(toolchain, Boundary::Headless, &into, &SHORT_PASSES)
}

/// Builds, binds and optimises an engine that can be made to stop.
///
/// # Errors
/// Those of the three tools.
pub fn build_trapping(toolchain: Toolchain) -> Result<Engine> {
    let into = paths::target().join("wasm-bindgen").join("trapping");
    build_library(toolchain, Boundary::Trapping, &into, &SHORT_PASSES)
}

fn build_library(
    toolchain: Toolchain,
    boundary: Boundary,
    into: &Path,
    passes: &[&str],
) -> Result<Engine> {
    let mut compile = toolchain.cargo("rustc", boundary);
    compile.args(["--quiet", "--lib", "--crate-type", "cdylib", "--profile", "wasm"]);
    for_size(&mut compile, toolchain);
    if toolchain == Toolchain::Rustup && !can_build_standard_library() {
        announce(
            "the engine will weigh a tenth more: this compiler can't build the standard library from source",
        );
    }
    run(&mut compile)?;
    let compiled = paths::wasm_target().join(TARGET).join("wasm").join("reasonable_steps.wasm");
    bind(&compiled, into, passes)
}

/// The modules that make files, each a feature of the crate in `modules/export/`, and each a file of
/// `dist/export/`.
pub const MODULES: [&str; 4] = ["word", "excel", "pdf", "plain"];

/// Builds, binds and optimises a module.
///
/// # Errors
/// Those of the three tools.
pub fn build_module(toolchain: Toolchain, name: &str) -> Result<Engine> {
    let mut compile = toolchain.cargo_bare("build");
    compile.args(["--quiet", "--package", "export-modules", "--profile", "wasm"]);
    compile.args(["--features", name, "--example", name]);
    for_size(&mut compile, toolchain);
    run(&mut compile)?;
    let folder = paths::wasm_target().join(TARGET).join("wasm").join("examples");
    let into = paths::target().join("wasm-bindgen").join(name);
    bind(&folder.join(format!("{name}.wasm")), &into, &SHORT_PASSES)
}

/// The modules with work of their own, each the crate `NAME-module` in `modules/NAME/`, its script
/// `xtask/bundle/NAME.js`, and the file `NAME.js` in `dist/`.
pub const OWN_MODULES: [&str; 2] = ["keep", "together"];

/// As [`OWN_MODULES`], but of no use beside the widget: only the page of the workshop holds them, and none is a file of
/// its own.
pub const WORKSHOP_MODULES: [&str; 2] = ["scan", "workshop"];

/// Builds, binds and optimises one of [`OWN_MODULES`] or [`WORKSHOP_MODULES`].
///
/// # Errors
/// Those of the three tools.
pub fn build_own_module(toolchain: Toolchain, name: &str) -> Result<Engine> {
    let mut compile = toolchain.cargo_bare("build");
    compile.args(["--quiet", "--profile", "wasm", "--package", &format!("{name}-module")]);
    for_size(&mut compile, toolchain);
    run(&mut compile)?;
    let folder = paths::wasm_target().join(TARGET).join("wasm");
    let into = paths::target().join("wasm-bindgen").join(name);
    bind(&folder.join(format!("{name}_module.wasm")), &into, &SHORT_PASSES)
}

/// The standard library from source and panics without words, where the compiler can.
fn for_size(compile: &mut Command, toolchain: Toolchain) {
    match toolchain {
        Toolchain::Debian => {
            compile.args(["--config", WITHOUT_PANIC_MESSAGES]);
        }
        Toolchain::Rustup if can_build_standard_library() => {
            // The features are unstable, the compiler is not.
            compile.env("RUSTC_BOOTSTRAP", "1").args(BUILD_STANDARD_LIBRARY);
            compile.args(["--config", WITHOUT_PANIC_MESSAGES]);
        }
        Toolchain::Rustup => {}
    }
}

/// Binds and optimises what was compiled, unless that was done before.
fn bind(compiled: &Path, into: &Path, passes: &[&str]) -> Result<Engine> {
    let name = compiled.file_stem().context("no name")?.to_string_lossy().into_owned();
    let wasm = into.join(format!("{name}.optimised.wasm"));
    let glue = into.join(format!("{name}.js"));
    // By its bytes: the two toolchains and an undone change bring back files that are old but other.
    let done = into.join("done.wasm");
    let is_same = fs::read(compiled)? == fs::read(&done).unwrap_or_default();
    if is_same && is_newer(&done, &env::current_exe()?)? {
        return Ok(Engine { wasm, glue });
    }
    // Without the default path the glue holds no `new URL(…)`, which bundlers of host pages would try to resolve.
    run(Command::new(cargo_tools::WASM_BINDGEN.path()?)
        .args(["--target", "web", "--no-typescript", "--omit-default-module-path"])
        // After a trap a fresh instance goes on.
        .args(["--experimental-reset-state-function", "--out-dir"])
        .arg(into)
        .arg(compiled))?;
    optimise(&into.join(format!("{name}_bg.wasm")), &wasm, passes)?;
    fs::copy(compiled, &done)?;
    Ok(Engine { wasm, glue })
}

/// Whether rustup has the sources, and its compiler still knows the unstable flags by these names.
fn can_build_standard_library() -> bool {
    let rustc = |arguments: &[&str]| {
        output(Command::new("rustc").env("RUSTC_BOOTSTRAP", "1").args(arguments))
    };
    let flags =
        ["-Zunstable-options", "-Cpanic=immediate-abort", "-Zlocation-detail=none", "--print=cfg"];
    let sources = rustc(&["--print=sysroot"]).map(|sysroot| {
        Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock").is_file()
    });
    sources.unwrap_or(false) && rustc(&flags).is_ok()
}

/// Never true when there is no `result`. This program's own file stands for the flags it passes.
fn is_newer(result: &Path, source: &Path) -> Result<bool> {
    let source = source.metadata().and_then(|data| data.modified());
    let source = source.context("could not read when a build product was made")?;
    Ok(result.metadata().and_then(|data| data.modified()).is_ok_and(|result| result > source))
}

fn optimise(from: &Path, to: &Path, passes: &[&str]) -> Result<()> {
    run(Command::new(node::tool("wasm-opt")?)
        .args(passes)
        .args(FEATURES)
        .args(["--strip-producers", "--strip-target-features"])
        .arg(from)
        .arg("-o")
        .arg(to))
    .context("wasm-opt; hint: `strip = true` in the profile removes the section it needs, `\"debuginfo\"` keeps it")
}
