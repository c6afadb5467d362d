//! When a question applies.

use serde::Serialize;

use super::id::{ProfileId, QuestionId};
use crate::diagnostic::Findings;
use crate::document::Object;

/// When a question applies: facts of the profile and earlier answers, joined by and, or, not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Condition {
    /// A profile question has this option.
    Profile {
        /// The profile question.
        profile: ProfileId,
        /// The option.
        is: String,
    },
    /// An earlier question is at this level or higher.
    Answer {
        /// The earlier question.
        answer: QuestionId,
        /// The level, from 0.
        #[serde(rename = "atLeast")]
        at_least: u8,
    },
    /// All hold.
    All {
        /// Which.
        all: Vec<Condition>,
    },
    /// At least one holds.
    Any {
        /// Which.
        any: Vec<Condition>,
    },
    /// This does not hold.
    Not {
        /// What.
        not: Box<Condition>,
    },
}

/// What is known when a condition is judged.
pub trait Facts {
    /// Whether a profile question has an option; `None` while it is not answered.
    fn profile_is(&self, profile: &ProfileId, option: &str) -> Option<bool>;
    /// The level of an earlier question; `None` while it has none or does not apply.
    fn level_of(&self, question: &QuestionId) -> Option<u8>;
}

impl Condition {
    /// Whether the condition holds; `None` while that is not known (Kleene's three-valued
    /// logic). What is not known counts as applying, so a blank never shortens a questionnaire.
    #[must_use]
    pub fn holds(&self, facts: &impl Facts) -> Option<bool> {
        match self {
            Self::Profile { profile, is } => facts.profile_is(profile, is),
            Self::Answer { answer, at_least } => {
                facts.level_of(answer).map(|level| level >= *at_least)
            }
            Self::All { all } => kleene(all.iter().map(|part| part.holds(facts)), false),
            Self::Any { any } => kleene(any.iter().map(|part| part.holds(facts)), true),
            Self::Not { not } => not.holds(facts).map(|holds| !holds),
        }
    }

    /// Calls `visit` for every condition without parts.
    pub fn leaves<'c>(&'c self, visit: &mut impl FnMut(&'c Self)) {
        match self {
            Self::All { all: parts } | Self::Any { any: parts } => {
                parts.iter().for_each(|part| part.leaves(visit));
            }
            Self::Not { not } => not.leaves(visit),
            leaf => visit(leaf),
        }
    }

    /// Reads a condition from a document.
    pub(super) fn read(object: &mut Object<'_>, findings: &mut Findings) -> Option<Self> {
        const FORMS: [&str; 5] = ["profile", "answer", "all", "any", "not"];
        let mut form = Vec::new();
        for key in FORMS {
            if object.entries().iter().any(|(name, _)| name == key) {
                form.push(key);
            }
        }
        let condition = match form.as_slice() {
            ["profile"] => Self::Profile {
                profile: ProfileId::new(object.text("profile", findings)),
                is: object.text("is", findings),
            },
            ["answer"] => Self::Answer {
                answer: QuestionId::new(object.text("answer", findings)),
                at_least: u8::try_from(object.integer("atLeast", 0..=100, findings)).unwrap_or(0),
            },
            ["all"] => Self::All { all: Self::parts(object, "all", findings) },
            ["any"] => Self::Any { any: Self::parts(object, "any", findings) },
            ["not"] => {
                let mut inner = object.object("not", findings)?;
                Self::Not { not: Box::new(Self::read(&mut inner, findings)?) }
            }
            other => {
                let message = format!("has {} of profile, answer, all, any, not", other.len());
                findings.error("condition", object.path(), message, "give exactly one of them");
                return None;
            }
        };
        object.finish(findings);
        Some(condition)
    }

    fn parts(object: &mut Object<'_>, key: &'static str, findings: &mut Findings) -> Vec<Self> {
        let mut parts = Vec::new();
        let mut is_empty = true;
        object.each(key, findings, &mut |part, findings| {
            is_empty = false;
            if let Some(part) = Self::read(part, findings) {
                parts.push(part);
            }
        });
        if is_empty {
            findings.error("condition", object.field(key), "is empty", "name at least one");
        }
        parts
    }
}

/// Or for `decisive` true, and for `decisive` false: one decisive part decides, else one unknown
/// part leaves it unknown.
fn kleene(parts: impl Iterator<Item = Option<bool>>, decisive: bool) -> Option<bool> {
    let mut result = Some(!decisive);
    for part in parts {
        match part {
            Some(value) if value == decisive => return Some(decisive),
            Some(_) => {}
            None => result = None,
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::kleene;

    #[test]
    fn one_decisive_part_decides_whatever_is_unknown() {
        assert_eq!(kleene([None, Some(false)].into_iter(), false), Some(false));
        assert_eq!(kleene([None, Some(true)].into_iter(), false), None);
        assert_eq!(kleene([None, Some(true)].into_iter(), true), Some(true));
        assert_eq!(kleene([None, Some(false)].into_iter(), true), None);
        assert_eq!(kleene([Some(true), Some(true)].into_iter(), false), Some(true));
        assert_eq!(kleene([Some(false), Some(false)].into_iter(), true), Some(false));
    }
}
