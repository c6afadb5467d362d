//! Documents from outside, read so that every mistake is found at once.
//!
//! JSON and TOML become the same tree of [`Node`]s; an [`Object`] then reads that tree field by
//! field and notes what is missing, wrong or unknown. serde's derived readers stop at the first
//! mistake and name no path, which is why they are not used here. Never touches a file.

mod json;
mod node;
mod object;
#[cfg(feature = "cli")]
mod toml;
mod writer;

pub use node::Node;
pub use object::{Object, Spelling};
pub use writer::to_json;

use crate::diagnostic::Findings;

/// The largest document that is read, in bytes.
pub const LARGEST_DOCUMENT: usize = 5_000_000;

/// Reads JSON text into a tree; what is wrong goes into `findings`.
pub fn parse_json(text: &str, findings: &mut Findings) -> Option<Node> {
    if !fits(text, findings) {
        return None;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match json::read(text) {
        Ok(node) => Some(node),
        Err(error) => {
            let hint = if text.trim_start().starts_with('{') {
                "mend the JSON at that place, or make the file again with the tool that wrote it"
            } else {
                "choose a file that Reasonable Steps wrote: it starts with {"
            };
            findings.error("json", "", format!("not readable as JSON: {error}"), hint);
            None
        }
    }
}

/// Reads TOML text into a tree; what is wrong goes into `findings`.
#[cfg(feature = "cli")]
pub fn parse_toml(text: &str, findings: &mut Findings) -> Option<Node> {
    if !fits(text, findings) {
        return None;
    }
    match ::toml::from_str(text) {
        Ok(node) => Some(node),
        Err(error) => {
            let line = error.span().map_or(String::new(), |span| {
                let before = text.get(..span.start).unwrap_or_default();
                format!("line {}: ", before.matches('\n').count() + 1)
            });
            findings.error(
                "toml",
                "",
                format!("{line}not readable as TOML: {}", error.message().replace('\n', ", ")),
                "mend the file at that place",
            );
            None
        }
    }
}

fn fits(text: &str, findings: &mut Findings) -> bool {
    let fits = text.len() <= LARGEST_DOCUMENT;
    if !fits {
        findings.error(
            "too-large",
            "",
            format!("{} bytes; at most {LARGEST_DOCUMENT} are read", text.len()),
            "choose a smaller file",
        );
    }
    fits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        let mut findings = Findings::new();
        if let Some(node) = parse_json(text, &mut findings)
            && let Some(mut root) = Object::root(&node, Spelling::Json, &mut findings)
        {
            let _ = root.text("name", &mut findings);
            let _ = root.integer("size", 1..=9, &mut findings);
            root.finish(&mut findings);
        }
        findings.into_vec().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_mistake_is_named_not_only_the_first() {
        assert_eq!(
            mistakes(r#"{"name": 3, "size": 12, "colour": "red"}"#),
            [
                "name: is a number where a text is needed; hint: put it in quotes",
                "size: is 12; hint: use a whole number from 1 to 9",
                "`colour` is not known here; hint: known are: name, size",
            ]
        );
    }

    #[test]
    fn a_key_given_twice_is_an_error() {
        let found = mistakes(r#"{"name": "a", "name": "b", "size": 2}"#);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("`name` stands here twice"), "{found:?}");
    }

    #[test]
    fn deep_nesting_is_an_error_not_a_stack_overflow() {
        let text = "[".repeat(LARGEST_DOCUMENT);
        assert!(mistakes(&text)[0].contains("recursion limit"));
        let text = "[".repeat(LARGEST_DOCUMENT + 1);
        assert!(mistakes(&text)[0].contains("at most 5000000 are read"));
    }
}
