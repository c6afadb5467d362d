//! The pages a visitor can be on.

use std::fmt;

use crate::questionnaire::{CardId, DomainId};

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What this is, and what it promises.
    Start,
    /// The questions about the firm.
    Profile,
    /// The questions of a domain.
    Domain(DomainId),
    /// What is left to answer.
    Review,
    /// The report.
    Report,
    /// The report's first page, for a projector.
    Present,
    /// A card to act by.
    Card(CardId),
}

impl Place {
    /// The place of a name, as [`fmt::Display`] writes it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "start" => Self::Start,
            "profile" => Self::Profile,
            "review" => Self::Review,
            "report" => Self::Report,
            "present" => Self::Present,
            _ => match name.split_once(':')? {
                ("domain", id) => Self::Domain(DomainId::new(id)),
                ("card", id) => Self::Card(CardId::new(id)),
                _ => return None,
            },
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Start => f.write_str("start"),
            Self::Profile => f.write_str("profile"),
            Self::Domain(id) => write!(f, "domain:{id}"),
            Self::Review => f.write_str("review"),
            Self::Report => f.write_str("report"),
            Self::Present => f.write_str("present"),
            Self::Card(id) => write!(f, "card:{id}"),
        }
    }
}
