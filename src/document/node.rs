//! The tree that JSON and TOML share.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The most keys that a group may have: more than any document of ours needs.
const MOST_KEYS: usize = 2_000;

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

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

/// The shortest decimal text of a number with up to six decimals. Written by hand, for the
/// standard library's general way weighs 15 kB in Wasm, and nothing finer is of use here.
fn decimal(value: f64) -> String {
    let mut scale = 1_u32;
    for decimals in 0..=6_usize {
        let scaled = (value * f64::from(scale)).round();
        // Exact: the nearest double of a short decimal is what dividing gives.
        if (0.0..1e15).contains(&scaled) && scaled / f64::from(scale) == value {
            let digits = format!("{:0>width$}", scaled as u64, width = decimals + 1);
            let (whole, behind) = digits.split_at(digits.len() - decimals);
            let point = if decimals == 0 { "" } else { "." };
            return format!("{whole}{point}{behind}");
        }
        scale *= 10;
    }
    if value < 0.0 { "below 0".to_owned() } else { "too large or too fine".to_owned() }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Flag(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Number(decimal(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut map: Vec<(String, Node)> = Vec::new();
        while let Some((key, value)) = entries.next_entry::<String, Node>()? {
            if map.iter().any(|(known, _)| *known == key) {
                return Err(A::Error::custom(format_args!("`{key}` stands here twice")));
            }
            // Keeps the search above from taking long.
            if map.len() == MOST_KEYS {
                return Err(A::Error::custom(format_args!(
                    "more than {MOST_KEYS} keys in a group"
                )));
            }
            map.push((key, value));
        }
        Ok(Node::Map(map))
    }
}
