//! How an assessment came about, where more than one person's answers are behind it. Kept as its file says it, also
//! where a later version wrote what is not known here. Never read by the score.

use serde::Serialize;

use crate::diagnostic::Findings;
use crate::document::{Node, parse_json};

/// How an assessment came about: a group of keys, one of which is its `kind`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// Whose answers an assessment combines, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Combined {
    /// How many people's.
    pub people: u64,
    /// The day on which they were combined, as its file says it.
    pub date: String,
}

impl Origin {
    /// From what a file says; a finding where that has no `kind`.
    pub(super) fn read(node: &Node, findings: &mut Findings) -> Option<Self> {
        if matches!(node.get("kind"), Some(Node::Text(kind)) if !kind.trim().is_empty()) {
            return Some(Self::of(node));
        }
        findings.error("missing", "origin: kind", "is missing", "add it");
        None
    }

    /// From a record of which is known that it has a `kind`.
    pub(super) fn of(record: &Node) -> Self {
        Self(record.to_json())
    }

    /// The record as JSON text.
    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// The record, as it stands in the file.
    #[must_use]
    pub fn record(&self) -> Node {
        parse_json(&self.0, &mut Findings::new()).unwrap_or(Node::Null)
    }

    /// How many people's answers were combined, and on which day; `None` where it came about in another way.
    #[must_use]
    pub fn combined(&self) -> Option<Combined> {
        let record = self.record();
        match (record.get("kind"), record.get("people"), record.get("date")) {
            (Some(Node::Text(kind)), Some(Node::Number(people)), Some(Node::Text(date)))
                if kind == "combined" =>
            {
                Some(Combined { people: people.parse().ok()?, date: date.clone() })
            }
            _ => None,
        }
    }
}
