//! What lies in `dist/`, taken apart for the tests that read it.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use xtask::{paths, process};

/// The script of a file of `dist/`; of a page, the one that it holds.
///
/// # Panics
/// Without one.
#[must_use]
pub fn script_of(file: &str) -> String {
    let text = fs::read_to_string(paths::dist().join(file)).expect("a file that can be read");
    if !file.ends_with(".html") {
        return text;
    }
    let (_, script) = text.split_once("<script type=\"module\">").expect("a script in the page");
    script.split_once("</script>").expect("an end of the script").0.to_owned()
}

/// A script in two parts.
pub struct Script {
    /// Without what is in `data`.
    pub code: String,
    /// The long texts, each with its quotes.
    pub data: Vec<String>,
}

impl Script {
    /// Takes out every text of this many bytes or more.
    ///
    /// # Panics
    /// When a text does not end.
    #[must_use]
    pub fn of(script: &str, long: usize) -> Self {
        let (mut code, mut data) = (String::new(), Vec::new());
        let mut rest = script;
        while let Some(at) = rest.find(['"', '\'', '`']) {
            let (before, from) = rest.split_at(at);
            code.push_str(before);
            let quote = from.chars().next();
            let mut escaped = false;
            let end = from.char_indices().skip(1).find(|(_, letter)| {
                let ends = Some(*letter) == quote && !escaped;
                escaped = *letter == '\\' && !escaped;
                ends
            });
            let (end, _) = end.expect("a text that ends");
            let (text, after) = from.split_at(end + 1);
            if text.len() < long {
                code.push_str(text);
            } else {
                data.push(text.to_owned());
            }
            rest = after;
        }
        Self { code: code + rest, data }
    }
}

/// A Wasm module, wherever it is kept.
pub struct Wasm {
    /// As a page of one file names it, such as `export-word`.
    pub name: String,
    /// The functions and all else that it must be handed, without wasm-bindgen's hashes, sorted.
    pub imports: Vec<String>,
    pub bytes: Vec<u8>,
}

/// A page of one file holds them packed and in Base64, a script as letters; `to_letters` in
/// `xtask/src/bundle.rs` says how. The letters that each begins with are those of `\0asm` and the
/// version.
const UNPACK: &str = r#"
    const { readFileSync } = await import('node:fs');
    const { gunzipSync } = await import('node:zlib');
    const [file, name] = process.argv.slice(1);
    const bytes = readFileSync(file);
    const byte = (letter) => {
      const code = letter.codePointAt(0);
      return code - (code > 255 ? 256 : code > 92 ? 36 : 35);
    };
    const all = (pattern) => [...String(bytes).matchAll(pattern)];
    const packed = ([, id, text]) => [id, gunzipSync(Buffer.from(text, 'base64'))];
    const letters = ([, text]) => [name, Buffer.from(Array.from(text, byte))];
    const found = file.endsWith('.wasm') ? [[name, bytes]]
      : file.endsWith('.html') ? all(/id="wasm-([a-z-]+)">([^<]+)</g).map(packed)
      : all(/"(#šųŭ\$###[^"]*)"/g).map(letters);
    const said = ({ module, name, kind }) => [
      module.replace(/^\.\/\w+_bg\.js$/, 'glue'),
      name.replace(/_?[0-9a-f]{16}$/, ''),
      kind,
    ].join(' ');
    console.log(JSON.stringify(found.map(([name, wasm]) => ({
      name,
      imports: WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(said).sort(),
      bytes: wasm.toString('base64'),
    }))));
"#;

/// The Wasm modules in a file of `dist/`.
///
/// # Errors
/// When node can't be run, or one of them is none.
pub fn wasm_of(file: &str) -> Result<Vec<Wasm>> {
    let file_name = file.strip_prefix("slim/").unwrap_or(file);
    let name = match file_name.rsplit_once('.').map_or(file_name, |(name, _)| name) {
        "reasonable-steps" => "engine".to_owned(),
        other => other.replace('/', "-"),
    };
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", UNPACK, "--"]);
    let listed = process::output(node.arg(paths::dist().join(file)).arg(&name))?;
    let Value::Array(listed) = serde_json::from_str(&listed)? else { return Ok(Vec::new()) };
    let modules = listed.into_iter().map(|mut module| {
        let bytes = module["bytes"].as_str().context("no bytes")?;
        let bytes = BASE64_STANDARD.decode(bytes)?;
        let name = module["name"].as_str().context("no name")?.to_owned();
        Ok(Wasm { name, imports: serde_json::from_value(module["imports"].take())?, bytes })
    });
    modules.collect()
}

/// What is wrong with an element that is made.
type Complaint = String;

/// From this length a text is data: an engine, the questionnaire, words, a style sheet.
pub const LONG: usize = 1_000;

/// The names of the elements that a script makes. Where a function makes the one that it is asked
/// for, these are what it is asked for.
///
/// # Errors Where that can't be told: another way to make one, a name that is put together, or such
/// a function that is handed on.
pub fn elements_of(script: &str) -> Result<Vec<String>, Complaint> {
    // In the letters of a module anything may stand that looks like a call.
    let code = Script::of(script, LONG).code;
    let no_texts = Script::of(script, 0).code;
    let mut names = Vec::new();
    for (at, _) in code.match_indices("createElement") {
        let made = || format!("{:.80}", &code[at..]);
        let given = code[at..].strip_prefix("createElement(").ok_or_else(made)?;
        if let Some(name) = literal(given) {
            names.push(name.to_owned());
            continue;
        }
        let maker = maker(&code[..at], given).ok_or_else(made)?;
        for (before, after) in uses(&code, maker) {
            if before.ends_with("function ") || !after.starts_with('(') {
                continue;
            }
            let name = literal(&after[1..]);
            names.push(name.ok_or_else(|| format!("{maker}{after:.80}"))?.to_owned());
        }
        let handed_on = uses(&no_texts, maker).find(|(_, after)| !after.starts_with('('));
        if let Some((_, after)) = handed_on {
            return Err(format!("{maker}{after:.80}"));
        }
    }
    Ok(names)
}

/// The text that is the whole first argument.
fn literal(arguments: &str) -> Option<&str> {
    let quote = arguments.chars().next().filter(|letter| "\"'`".contains(*letter))?;
    let (name, after) = arguments[1..].split_once(quote)?;
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (is_name && after.starts_with([')', ','])).then_some(name)
}

/// The function whose first parameter is the first argument, when it begins with making the
/// element.
fn maker<'c>(before: &'c str, given: &str) -> Option<&'c str> {
    let argument = given.split_once(')')?.0;
    let (_, function) = before.rsplit_once("function ")?;
    let (name, parameters) = function.split_once('(')?;
    let rest = parameters.strip_prefix(argument)?;
    (rest.starts_with([',', ')']) && !rest.contains(';')).then_some(name)
}

fn is_of_a_name(letter: char) -> bool {
    letter.is_alphanumeric() || "_$#.".contains(letter)
}

/// What stands before and after each place where a function is named; not a property of the same
/// name.
fn uses<'c>(code: &'c str, name: &'c str) -> impl Iterator<Item = (&'c str, &'c str)> {
    code.match_indices(name).map(|(at, _)| (&code[..at], &code[at + name.len()..])).filter(
        |(before, after)| {
            let continues = |letter: char| is_of_a_name(letter) && letter != '.';
            let is_begun = !before.ends_with(is_of_a_name) || before.ends_with("...");
            is_begun && !after.starts_with(continues)
        },
    )
}
