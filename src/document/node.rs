//! The tree that JSON and TOML share.

use serde::{Serialize, Serializer};

/// A value from a document. Keys keep their order; a key given twice is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// JSON's null.
    Null,
    /// True or false.
    Flag(bool),
    /// A number, as its shortest decimal text: `0.2` stays `0.2`.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the document.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The value of a key, if this is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => {
                entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// A copy of the texts, if this is a list of nothing but texts.
    #[must_use]
    pub fn texts(&self) -> Option<Vec<String>> {
        let Self::List(items) = self else { return None };
        let mut texts = Vec::new();
        for item in items {
            let Self::Text(text) = item else { return None };
            texts.push(text.clone());
        }
        Some(texts)
    }

    /// What this is, for messages.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "empty",
            Self::Flag(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a group of keys",
        }
    }
}

/// Only for [`super::to_json`], which takes bytes for the digits of a number.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(digits) if digits.ends_with(|last: char| last.is_ascii_digit()) => {
                serializer.serialize_bytes(digits.as_bytes())
            }
            // A number that the reader took for words, such as "too large".
            Self::Number(text) | Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(key, node)| (key, node)))
            }
        }
    }
}
