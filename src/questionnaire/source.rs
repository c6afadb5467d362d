//! Where a question comes from: the sources, and places in them.

use serde::{Serialize, Serializer};

use super::id::SourceId;
use crate::date::Date;

/// A place in a source; written as one text, the id of the source before the first blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The source.
    pub source: SourceId,
    /// Where in it: "Art. 2(1)(c)".
    pub locator: String,
}

impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{} {}", self.source, self.locator))
    }
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u32>,
    /// Where it was seen (https).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What was confirmed there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<String>,
    /// On which day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<Date>,
}
