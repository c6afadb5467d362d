//! Makes a tree of what the TOML library reads. Native only.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::Node;
use super::json::{check_key, decimal};

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
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
        let value = if value.is_finite() { value } else { f64::MAX.copysign(value) };
        Ok(Node::Number(decimal(&value.to_string())))
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
            check_key(&map, &key).map_err(A::Error::custom)?;
            map.push((key, value));
        }
        Ok(Node::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Findings;
    use crate::document::{Node, parse_toml};

    #[test]
    fn numbers_are_read_as_in_json() {
        let read = |number: &str| {
            let node = parse_toml(&format!("n = {number}"), &mut Findings::new()).unwrap();
            match node.get("n") {
                Some(Node::Number(text)) => text.clone(),
                other => panic!("{number} became {other:?}"),
            }
        };
        assert_eq!(read("0.20"), "0.2");
        assert_eq!(read("1e3"), "1000");
        assert_eq!(read("-1.5"), "below 0");
        for number in ["inf", "nan", "1e300", "1e-9"] {
            assert_eq!(read(number), "too large or too fine", "{number}");
        }
    }
}
