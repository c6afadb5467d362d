//! What can be reached: by the engine the functions that its import section names, by the scripts the documented
//! loaders, and nothing else.

use std::fs;
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

/// By what a script could reach a network, another page or new code.
const REACHING: [&str; 19] = [
    "fetch(",
    "XMLHttpRequest",
    "sendBeacon",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "RTCPeerConnection",
    "import(",
    "importScripts",
    "Worker(",
    "new Image",
    "eval(",
    "Function(",
    "location",
    "open(",
    "document.write",
    "postMessage",
    "BroadcastChannel",
    "<iframe",
];

/// What each script may use of that, and for what.
const LOADERS: [(&str, &[(&str, usize)]); 7] = [
    // A questionnaire by its address; the modules that lie beside the script.
    ("reasonable-steps.js", &[("fetch(", 1), ("import(", 1)]),
    // The engine's own file too.
    ("slim/reasonable-steps.js", &[("fetch(", 2), ("import(", 1)]),
    ("export/word.js", &[]),
    ("export/excel.js", &[]),
    ("export/pdf.js", &[]),
    ("export/plain.js", &[]),
    ("keep.js", &[]),
];

/// A script without its long texts: engine, questionnaire and style sheet are data.
fn code_of(script: &str) -> String {
    const LONG: usize = 1_000;
    let mut code = String::new();
    let mut rest = script;
    while let Some(at) = rest.find(['"', '\'', '`']) {
        let (before, from) = rest.split_at(at);
        code.push_str(before);
        let quote = from.chars().next().unwrap();
        let mut escaped = false;
        let end = from.char_indices().skip(1).find(|(_, letter)| {
            let ends = *letter == quote && !escaped;
            escaped = *letter == '\\' && !escaped;
            ends
        });
        let (end, _) = end.expect("a text that ends");
        let (text, after) = from.split_at(end + 1);
        if text.len() < LONG {
            code.push_str(text);
        }
        rest = after;
    }
    code + rest
}

#[test]
fn scripts_reach_nothing_but_by_the_documented_loaders() {
    for (file, allowed) in LOADERS {
        let script = fs::read_to_string(paths::dist().join(file)).unwrap();
        let code = code_of(&script);
        assert!(code.len() > 1_000 && code.len() < 40_000, "{file}: {} bytes of code", code.len());
        for word in REACHING {
            let expected =
                allowed.iter().find(|(known, _)| *known == word).map_or(0, |(_, times)| *times);
            assert_eq!(code.matches(word).count(), expected, "{file}: {word}");
        }
    }
}
