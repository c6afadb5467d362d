//! What the firm decided about a gap. A recorded reason for a step not taken is evidence of care
//! too.

use serde::Serialize;

use crate::date::Date;

/// What becomes of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The firm will close it.
    Planned,
    /// The firm has closed it; the answer may not say so yet.
    Done,
    /// The firm leaves it for now.
    NotNow,
}

impl Status {
    /// The status of a name: `planned`, `done` or `not-now`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Planned, Self::Done, Self::NotNow].into_iter().find(|status| status.name() == name)
    }

    /// The status's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Done => "done",
            Self::NotNow => "not-now",
        }
    }
}

/// A decision about a gap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// What becomes of it.
    pub status: Status,
    /// Who does it; may be blank.
    pub owner: String,
    /// Until which day.
    pub due: Option<Date>,
    /// Why not now; may be blank.
    pub reason: String,
}

impl Decision {
    /// A decision of which nothing more is known.
    #[must_use]
    pub fn new(status: Status) -> Self {
        Self { status, owner: String::new(), due: None, reason: String::new() }
    }
}
