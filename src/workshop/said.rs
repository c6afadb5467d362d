//! What the trainer is told after something was done.

use crate::cohort::room::{Refusal, Taken, Undone};

/// What is said after an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// What became of a code.
    Taken(Taken),
    /// Why it was not taken.
    Refused(Refusal),
    /// What became of many files or codes.
    Handed(Handed),
    /// A result was taken out.
    Removed,
    /// What undoing took back.
    Undone(Undone),
    /// The mode can't change, for results are here.
    ModeIsSet,
    /// What was typed for hands is no number.
    NoNumber,
}

/// What became of many files or codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Handed {
    /// New results.
    pub added: u64,
    /// Results that were here already.
    pub again: u64,
    /// Results that were taken out, and are back.
    pub returned: u64,
    /// Results in the place of earlier ones.
    pub replaced: u64,
    /// Among them those whose earlier result the figures keep.
    pub kept: u64,
    /// Those that could not be taken.
    pub refused: u64,
}

impl Handed {
    pub(super) fn count(&mut self, taken: Taken) {
        match taken {
            Taken::Added => self.added += 1,
            Taken::Again => self.again += 1,
            Taken::Returned => self.returned += 1,
            Taken::Replaced { counted } => {
                self.replaced += 1;
                self.kept += u64::from(counted);
            }
        }
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.added + self.again + self.returned + self.replaced + self.refused
    }
}

/// What could not be taken: the first with name and reason, the rest as a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refused {
    /// Names and reasons. A name may be a firm's, so the list is for the trainer's eyes.
    pub named: Vec<(String, String)>,
    /// How many more.
    pub more: u64,
}

impl Refused {
    /// How many are named.
    pub const NAMED: usize = 20;
    /// The longest name, in letters.
    const LONGEST: usize = 200;

    pub(super) fn add(&mut self, name: String, reason: String) {
        if self.named.len() < Self::NAMED {
            let name = match name.char_indices().nth(Self::LONGEST) {
                Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
                None => name,
            };
            self.named.push((name, reason));
        } else {
            self.more += 1;
        }
    }

    /// How many in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        u64::try_from(self.named.len()).unwrap_or(u64::MAX).saturating_add(self.more)
    }
}
