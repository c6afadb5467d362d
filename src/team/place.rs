//! The pages on which a team combines its files.

use std::fmt;

use crate::questionnaire::QuestionId;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Whose files are combined.
    Files,
    /// Where people agree and where not, by domain.
    Overview,
    /// The facts about the firm on which they differ.
    Profile,
    /// One question: who said what, and what is settled.
    Question(QuestionId),
    /// Everything else: levels one apart, blind spots, agreements.
    Rest,
    /// The one assessment that comes out.
    Finish,
}

impl Place {
    /// The place of a name, as [`fmt::Display`] writes it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "files" => Self::Files,
            "overview" => Self::Overview,
            "profile" => Self::Profile,
            "rest" => Self::Rest,
            "finish" => Self::Finish,
            _ => match name.split_once(':')? {
                ("question", id) => Self::Question(QuestionId::new(id)),
                _ => return None,
            },
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Files => f.write_str("files"),
            Self::Overview => f.write_str("overview"),
            Self::Profile => f.write_str("profile"),
            Self::Question(id) => write!(f, "question:{id}"),
            Self::Rest => f.write_str("rest"),
            Self::Finish => f.write_str("finish"),
        }
    }
}
