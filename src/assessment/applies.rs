//! Which questions apply, and how each of them stands.

use super::{Assessment, Choice, Mode};
use crate::questionnaire::condition::Facts;
use crate::questionnaire::{Condition, ProfileId, QuestionId, Questionnaire};

/// How a question stands in an assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The mode or the profile leaves it out. It counts nowhere.
    NotAsked,
    /// No answer yet, or "not applicable" without its reason.
    Unanswered,
    /// A level of its scale.
    Level(u8),
    /// Nobody knows.
    DontKnow,
    /// Does not concern this firm, with a reason.
    NotApplicable,
}

/// How each question stands, in the questionnaire's order.
#[must_use]
pub fn states(questionnaire: &Questionnaire, assessment: &Assessment) -> Vec<State> {
    states_in(questionnaire, assessment, assessment.mode)
}

/// How each question would stand in another mode.
#[must_use]
pub fn states_in(questionnaire: &Questionnaire, assessment: &Assessment, mode: Mode) -> Vec<State> {
    let mut known = Known { assessment, levels: Vec::new() };
    let mut states = Vec::new();
    let in_mode = mode.filter(questionnaire);
    for question in questionnaire.questions() {
        // Unknown counts as applying: a blank never shortens a questionnaire.
        let applies =
            question.condition.as_ref().is_none_or(|rule| rule.holds(&known) != Some(false));
        let choice = assessment.answers.get(&question.id).and_then(|a| a.choice.as_ref());
        let state = match choice {
            _ if !applies => State::NotAsked,
            Some(Choice::Level(level)) if *level <= questionnaire.scale_of(question).top() => {
                // What the mode leaves out decides nothing: no code and no result file holds it.
                if in_mode(question) {
                    known.levels.push((&question.id, *level));
                }
                State::Level(*level)
            }
            Some(Choice::DontKnow) => State::DontKnow,
            Some(Choice::NotApplicable { reason })
                if question.not_applicable && !reason.trim().is_empty() =>
            {
                State::NotApplicable
            }
            _ => State::Unanswered,
        };
        states.push(if in_mode(question) { state } else { State::NotAsked });
    }
    states
}

/// Whether a condition on the profile holds; `None` while that is not known.
#[must_use]
pub fn holds(condition: &Condition, assessment: &Assessment) -> Option<bool> {
    condition.holds(&Known { assessment, levels: Vec::new() })
}

struct Known<'a> {
    assessment: &'a Assessment,
    /// In the questionnaire's order.
    levels: Vec<(&'a QuestionId, u8)>,
}

impl Facts for Known<'_> {
    fn profile_is(&self, profile: &ProfileId, option: &str) -> Option<bool> {
        let options = self.assessment.profile.get(profile)?;
        Some(options.iter().any(|held| held == option))
    }

    fn level_of(&self, question: &QuestionId) -> Option<u8> {
        // From the end: a condition mostly looks at a question shortly before its own.
        self.levels.iter().rev().find(|(id, _)| *id == question).map(|(_, level)| *level)
    }
}
