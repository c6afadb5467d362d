//! The catalogue: everything the interface itself says, in one language. The questionnaire
//! brings its own texts.
//!
//! A language is a flat JSON file, `languages/en.json`: `"review.title": "Before the result"`.
//! Texts are phrased so that no plural is needed ("Questions left: 3"); what varies stands in
//! braces: `{count}`.

use litemap::LiteMap;

use crate::date::Date;
use crate::diagnostic::{Diagnostic, Findings};
use crate::document::{Node, parse_json, to_json};

/// English, the reference for every other language.
pub const ENGLISH: &str = include_str!("../languages/en.json");

/// The texts of the interface in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    texts: LiteMap<String, String>,
}

impl Catalogue {
    /// Reads a language file. Gives the catalogue if it can be used, and all findings.
    #[must_use]
    pub fn from_json(text: &str) -> (Option<Self>, Vec<Diagnostic>) {
        let mut findings = Findings::new();
        let mut texts = LiteMap::new();
        match parse_json(text, &mut findings) {
            Some(Node::Map(entries)) => {
                for (key, node) in entries {
                    if let Node::Text(text) = node {
                        texts.insert(key, text);
                    } else {
                        let message = format!("is {} where a text is needed", node.kind());
                        findings.error("type", key, message, "put it in quotes");
                    }
                }
            }
            Some(other) => {
                let message = format!("is {} where a group of keys is needed", other.kind());
                findings.error("type", "", message, "write { \"key\": \"text\" }");
            }
            None => {}
        }
        let catalogue = (!findings.has_errors()).then_some(Self { texts });
        (catalogue, findings.into_vec())
    }

    /// The text of a key; the key itself where the language lacks it, so that it can be found.
    #[must_use]
    pub fn say<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The text of a key with its braces filled. What is filled in is never filled again.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.say(key);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, behind)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.extend(["{", name, "}"]),
            }
            rest = behind;
        }
        filled.push_str(rest);
        filled
    }

    /// A date in words.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        let month = format!("month.{}", date.month());
        self.fill(
            "date",
            &[
                ("day", &date.day().to_string()),
                ("month", self.say(&month)),
                ("year", &date.year().to_string()),
            ],
        )
    }

    /// The language, as a BCP 47 tag.
    #[must_use]
    pub fn language(&self) -> &str {
        self.say("language")
    }

    /// The direction of writing: `ltr` or `rtl`.
    #[must_use]
    pub fn direction(&self) -> &str {
        if self.say("direction") == "rtl" { "rtl" } else { "ltr" }
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// A copy in which every text but the language's own facts went through `change`.
    #[must_use]
    pub fn map(&self, mut change: impl FnMut(&str) -> String) -> Self {
        let facts = ["language", "direction"];
        let mut changed = self.clone();
        for (key, text) in changed.texts.iter_mut() {
            if !facts.contains(&key.as_str()) {
                *text = change(text);
            }
        }
        changed
    }

    /// The same with another fact of the language: its tag or its direction.
    #[must_use]
    pub fn with(mut self, key: &str, text: &str) -> Self {
        self.texts.insert(key.to_owned(), text.to_owned());
        self
    }

    /// The same with the texts of another catalogue for every key that this one lacks.
    #[must_use]
    pub fn above(mut self, other: &Self) -> Self {
        for (key, text) in &other.texts {
            if !self.texts.contains_key(key) {
                self.texts.insert(key.clone(), text.clone());
            }
        }
        self
    }

    /// As [`Catalogue::above`], with the language file of this program's own. A test reads each, so none is unreadable.
    #[must_use]
    pub fn above_own(self, file: &str) -> Self {
        match Self::from_json(file) {
            (Some(own), _) => self.above(&own),
            (None, _) => self,
        }
    }

    /// The catalogue as a language file.
    #[must_use]
    pub fn to_json(&self) -> String {
        let lines =
            self.texts.iter().map(|(key, text)| format!("{}:{}", to_json(key), to_json(text)));
        format!("{{{}}}", lines.collect::<Vec<_>>().join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::Catalogue;

    #[test]
    fn what_is_filled_in_is_never_filled_again() {
        let (catalogue, _) = Catalogue::from_json(r#"{"a": "{x} of {y}, {z} {", "b": "plain"}"#);
        let catalogue = catalogue.unwrap();
        assert_eq!(catalogue.fill("a", &[("x", "{y}"), ("y", "2")]), "{y} of 2, {z} {");
        assert_eq!(catalogue.fill("b", &[("x", "1")]), "plain");
    }

    #[test]
    fn a_language_file_with_mistakes_names_them_all() {
        let (catalogue, findings) = Catalogue::from_json(r#"{"a": 1, "b": [], "c": "ok"}"#);
        assert!(catalogue.is_none());
        assert_eq!(findings.len(), 2);
    }
}
