//! Reads a map of a document field by field, and notes every mistake with its path.

use std::ops::RangeInclusive;

use super::Node;
use crate::diagnostic::Findings;
use crate::fraction::Fraction;

/// How keys are written in the document: they are asked for in JSON's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `nextSteps`
    Json,
    /// `next-steps`
    Toml,
}

impl Spelling {
    fn of(self, key: &str) -> String {
        match self {
            Self::Json => key.to_owned(),
            Self::Toml => key.chars().fold(String::new(), |mut spelled, letter| {
                if letter.is_ascii_uppercase() {
                    spelled.push('-');
                }
                spelled.push(letter.to_ascii_lowercase());
                spelled
            }),
        }
    }
}

/// A map under reading. Reading methods return a harmless value where a mistake was found, so
/// that reading goes on; the caller asks the findings at the end.
#[derive(Debug)]
pub struct Object<'n> {
    path: String,
    spelling: Spelling,
    entries: &'n [(String, Node)],
    known: Vec<&'static str>,
}

impl<'n> Object<'n> {
    /// The document itself as a map.
    pub fn root(node: &'n Node, spelling: Spelling, findings: &mut Findings) -> Option<Self> {
        Self::at(node, String::new(), spelling, findings)
    }

    fn at(
        node: &'n Node,
        path: String,
        spelling: Spelling,
        findings: &mut Findings,
    ) -> Option<Self> {
        match node {
            Node::Map(entries) => Some(Self { path, spelling, entries, known: Vec::new() }),
            other => {
                let message = format!("is {} where a group of keys is needed", other.kind());
                findings.error("type", path, message, "write `key: value` pairs");
                None
            }
        }
    }

    /// Where in the document this is.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Names this place by what it is about rather than by its position.
    pub fn set_path(&mut self, path: String) {
        self.path = path;
    }

    /// The path of a field.
    #[must_use]
    pub fn field(&self, key: &str) -> String {
        match self.path.as_str() {
            "" => self.spelling.of(key),
            path => format!("{path}: {}", self.spelling.of(key)),
        }
    }

    /// The raw value of a key; null counts as absent.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.known.push(key);
        let spelled = self.spelling.of(key);
        let found = self.entries.iter().find(|(name, _)| *name == spelled);
        found.map(|(_, node)| node).filter(|node| **node != Node::Null)
    }

    fn required(&mut self, key: &'static str, findings: &mut Findings) -> Option<&'n Node> {
        let node = self.node(key);
        if node.is_none() {
            findings.error("missing", self.field(key), "is missing", "add it");
        }
        node
    }

    fn wrong_type(&self, key: &str, node: &Node, need: &str, hint: &str, findings: &mut Findings) {
        let message = format!("is {} where {need} is needed", node.kind());
        findings.error("type", self.field(key), message, hint);
    }

    /// A text that must be there and not be blank.
    pub fn text(&mut self, key: &'static str, findings: &mut Findings) -> String {
        match self.required(key, findings) {
            None => String::new(),
            Some(node) => self.text_of(key, node, findings).unwrap_or_default(),
        }
    }

    /// A text that may be absent, but not blank.
    pub fn optional_text(&mut self, key: &'static str, findings: &mut Findings) -> Option<String> {
        let node = self.node(key)?;
        self.text_of(key, node, findings)
    }

    /// What a visitor wrote, kept as it is, blanks and all; nothing where it is absent.
    pub fn words(&mut self, key: &'static str, findings: &mut Findings) -> String {
        match self.node(key) {
            None => String::new(),
            Some(Node::Text(text)) => text.clone(),
            Some(other) => {
                self.wrong_type(key, other, "a text", "put it in quotes", findings);
                String::new()
            }
        }
    }

    fn text_of(&self, key: &str, node: &Node, findings: &mut Findings) -> Option<String> {
        match node {
            Node::Text(text) if text.trim().is_empty() => {
                findings.error(
                    "blank",
                    self.field(key),
                    "is blank",
                    "write a text or drop the key",
                );
                None
            }
            Node::Text(text) => Some(text.trim().to_owned()),
            other => {
                self.wrong_type(key, other, "a text", "put it in quotes", findings);
                None
            }
        }
    }

    /// True or false; absent means `default`.
    pub fn flag(&mut self, key: &'static str, default: bool, findings: &mut Findings) -> bool {
        match self.node(key) {
            None => default,
            Some(Node::Flag(flag)) => *flag,
            Some(other) => {
                self.wrong_type(key, other, "true or false", "write true or false", findings);
                default
            }
        }
    }

    /// A whole number within a range.
    pub fn integer(
        &mut self,
        key: &'static str,
        range: RangeInclusive<u32>,
        findings: &mut Findings,
    ) -> u32 {
        self.required(key, findings);
        self.known.pop();
        self.optional_integer(key, range.clone(), findings).unwrap_or(*range.start())
    }

    /// A whole number within a range, or absent.
    pub fn optional_integer(
        &mut self,
        key: &'static str,
        range: RangeInclusive<u32>,
        findings: &mut Findings,
    ) -> Option<u32> {
        let hint = format!("use a whole number from {} to {}", range.start(), range.end());
        match self.node(key)? {
            Node::Number(digits) => match digits.parse() {
                Ok(number) if range.contains(&number) => Some(number),
                _ => {
                    findings.error("range", self.field(key), format!("is {digits}"), hint);
                    None
                }
            },
            other => {
                self.wrong_type(key, other, "a whole number", &hint, findings);
                None
            }
        }
    }

    /// An exact number: an integer, a decimal, or a text such as `"1/3"`.
    pub fn fraction(&mut self, key: &'static str, findings: &mut Findings) -> Fraction {
        match self.required(key, findings) {
            None => Fraction::ZERO,
            Some(node) => self.fraction_of(key, node, findings),
        }
    }

    fn fraction_of(&self, key: &str, node: &Node, findings: &mut Findings) -> Fraction {
        let (Node::Number(text) | Node::Text(text)) = node else {
            self.wrong_type(key, node, "a number", "use 2, 0.5 or \"1/3\"", findings);
            return Fraction::ZERO;
        };
        text.parse().unwrap_or_else(|error| {
            let message = format!("is {text}: {error}");
            findings.error("number", self.field(key), message, "use 2, 0.5 or \"1/3\"");
            Fraction::ZERO
        })
    }

    /// A list of exact numbers.
    pub fn fractions(&mut self, key: &'static str, findings: &mut Findings) -> Vec<Fraction> {
        let mut fractions = Vec::new();
        for item in self.list(key, findings) {
            fractions.push(self.fraction_of(key, item, findings));
        }
        fractions
    }

    /// A list of texts, none of them blank.
    pub fn texts(&mut self, key: &'static str, findings: &mut Findings) -> Vec<String> {
        let mut texts = Vec::new();
        for item in self.list(key, findings) {
            texts.push(self.text_of(key, item, findings).unwrap_or_default());
        }
        texts
    }

    /// A list of texts that may be absent.
    pub fn optional_texts(&mut self, key: &'static str, findings: &mut Findings) -> Vec<String> {
        if self.node(key).is_some() { self.texts(key, findings) } else { Vec::new() }
    }

    /// A list that must be there.
    pub fn list(&mut self, key: &'static str, findings: &mut Findings) -> &'n [Node] {
        match self.required(key, findings) {
            None => &[],
            Some(Node::List(items)) => items,
            Some(other) => {
                self.wrong_type(key, other, "a list", "write [ … ]", findings);
                &[]
            }
        }
    }

    /// Reads each map of a list that must be there.
    pub fn each(
        &mut self,
        key: &'static str,
        findings: &mut Findings,
        read: &mut dyn FnMut(&mut Object<'n>, &mut Findings),
    ) {
        let items = self.list(key, findings);
        let path = self.field(key);
        for (index, item) in items.iter().enumerate() {
            let path = format!("{path} {}", index + 1);
            if let Some(mut object) = Object::at(item, path, self.spelling, findings) {
                read(&mut object, findings);
            }
        }
    }

    /// A map that must be there.
    pub fn object(&mut self, key: &'static str, findings: &mut Findings) -> Option<Object<'n>> {
        let node = self.required(key, findings)?;
        Object::at(node, self.field(key), self.spelling, findings)
    }

    /// A map that may be absent.
    pub fn optional_object(
        &mut self,
        key: &'static str,
        findings: &mut Findings,
    ) -> Option<Object<'n>> {
        let node = self.node(key)?;
        Object::at(node, self.field(key), self.spelling, findings)
    }

    /// An element of one of this map's lists, as a map at a path of its own.
    pub fn child(
        &self,
        node: &'n Node,
        path: String,
        findings: &mut Findings,
    ) -> Option<Object<'n>> {
        Object::at(node, path, self.spelling, findings)
    }

    /// All keys and values, for maps whose keys are ids.
    #[must_use]
    pub fn entries(&self) -> &'n [(String, Node)] {
        self.entries
    }

    /// Notes every key that nothing asked for.
    pub fn finish(&self, findings: &mut Findings) {
        for (key, _) in self.entries {
            if !self.known.iter().any(|known| self.spelling.of(known) == *key) {
                let message = format!("`{key}` is not known here");
                let mut hint = String::new();
                for known in &self.known {
                    hint.push_str(if hint.is_empty() { "known are: " } else { ", " });
                    hint.push_str(&self.spelling.of(known));
                }
                findings.error("unknown-key", self.path.as_str(), message, hint);
            }
        }
    }
}
