//! The tree that JSON and TOML share.

use super::to_json;

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

    /// The value as JSON text without blanks. A number that the reader took for words, such as "too large", becomes
    /// a text.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, into: &mut String) {
        match self {
            Self::Null => into.push_str("null"),
            Self::Flag(flag) => into.push_str(if *flag { "true" } else { "false" }),
            Self::Number(digits) if digits.ends_with(|last: char| last.is_ascii_digit()) => {
                into.push_str(digits);
            }
            Self::Number(text) | Self::Text(text) => into.push_str(&to_json(text)),
            Self::List(items) => {
                into.push('[');
                for (index, item) in items.iter().enumerate() {
                    into.push_str(if index > 0 { "," } else { "" });
                    item.write(into);
                }
                into.push(']');
            }
            Self::Map(entries) => {
                into.push('{');
                for (index, (key, item)) in entries.iter().enumerate() {
                    into.push_str(if index > 0 { "," } else { "" });
                    into.push_str(&to_json(key));
                    into.push(':');
                    item.write(into);
                }
                into.push('}');
            }
        }
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
