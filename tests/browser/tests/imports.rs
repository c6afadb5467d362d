//! What the engine can reach: the functions that its import section names, and no others.

use std::process::Command;

use xtask::paths;
use xtask::process::output;

/// Throwing, and the table of JavaScript values, which stays empty. None of them touches a document, a network or a
/// clock.
const ALLOWED: [&str; 2] = ["__wbg___wbindgen_throw_", "__wbindgen_init_externref_table"];

#[test]
fn engine_imports_nothing_that_reaches_a_page_or_a_network() {
    let script = "
        const { readFileSync } = await import('node:fs');
        const module = new WebAssembly.Module(readFileSync(process.argv[1]));
        for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
          console.log(`${from} ${name} ${kind}`);
        }";
    let file = paths::dist().join("slim").join("reasonable-steps.wasm");
    let listed =
        output(Command::new("node").args(["--input-type=module", "--eval", script]).arg(file))
            .unwrap();
    let imports: Vec<&str> = listed.lines().filter(|line| !line.trim().is_empty()).collect();
    assert_eq!(imports.len(), ALLOWED.len(), "{imports:#?}");
    for import in imports {
        let known = ALLOWED.iter().any(|name| {
            let rest = import.strip_prefix(&format!("./reasonable_steps_bg.js {name}"));
            // What follows is wasm-bindgen's hash or number.
            rest.and_then(|rest| rest.strip_suffix(" function"))
                .is_some_and(|tail| tail.bytes().all(|byte| byte.is_ascii_hexdigit()))
        });
        assert!(known, "the engine imports `{import}`");
    }
}
