//! The pages a trainer can be on.

use std::fmt;

use crate::questionnaire::{DomainId, QuestionId};

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where results come in.
    Lobby,
    /// What a show of hands is, and its settings.
    Group,
    /// A question to raise hands for.
    Hands(QuestionId),
    /// How many, and how they stand overall.
    Summary,
    /// How they stand in a domain.
    Domain(DomainId),
    /// The most common critical gaps.
    Gaps,
    /// The questions with the widest spread.
    Spread,
    /// Where most don't know.
    DontKnow,
    /// What can be taken along.
    End,
}

impl Place {
    /// The place of a name, as [`fmt::Display`] writes it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "lobby" => Self::Lobby,
            "group" => Self::Group,
            "summary" => Self::Summary,
            "gaps" => Self::Gaps,
            "spread" => Self::Spread,
            "dont-know" => Self::DontKnow,
            "end" => Self::End,
            _ => match name.split_once(':')? {
                ("domain", id) => Self::Domain(DomainId::new(id)),
                ("hands", id) => Self::Hands(QuestionId::new(id)),
                _ => return None,
            },
        })
    }

    /// Whether figures of results stand there, or leave from there.
    #[must_use]
    pub fn shows_figures(&self) -> bool {
        !matches!(self, Self::Lobby | Self::Group | Self::Hands(_))
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lobby => f.write_str("lobby"),
            Self::Group => f.write_str("group"),
            Self::Hands(id) => write!(f, "hands:{id}"),
            Self::Summary => f.write_str("summary"),
            Self::Domain(id) => write!(f, "domain:{id}"),
            Self::Gaps => f.write_str("gaps"),
            Self::Spread => f.write_str("spread"),
            Self::DontKnow => f.write_str("dont-know"),
            Self::End => f.write_str("end"),
        }
    }
}
