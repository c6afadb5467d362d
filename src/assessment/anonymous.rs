//! What is left of an assessment when everything is taken away by which a firm could be told: mode, profile and how
//! each question stands. No note, no name, no reason, no date, no decision.

use litemap::LiteMap;

use super::{Answer, Assessment, Choice, Mode, State, states};
use crate::questionnaire::{ProfileId, Questionnaire};

/// An assessment without words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anonymous {
    /// Which questions are asked.
    pub mode: Mode,
    /// The options that hold, for each profile question of the questionnaire that is answered, in its order.
    pub profile: LiteMap<ProfileId, Vec<String>>,
    /// How each question stands, in the questionnaire's order.
    pub states: Vec<State>,
}

impl Anonymous {
    /// Takes the words out of an assessment. Answers that do not count, for the profile or the mode leaves their
    /// question out, go with them.
    #[must_use]
    pub fn of(questionnaire: &Questionnaire, assessment: &Assessment) -> Self {
        let mut profile = LiteMap::new();
        for asked in &questionnaire.profile {
            if let Some(held) = assessment.profile.get(&asked.id) {
                let known = asked.options.iter().filter(|option| held.contains(&option.id));
                profile.insert(asked.id.clone(), known.map(|option| option.id.clone()).collect());
            }
        }
        Self { mode: assessment.mode, profile, states: states(questionnaire, assessment) }
    }

    /// From answers one by one, `None` where there is none; then which questions are asked follows from the
    /// conditions, as it does in any assessment.
    #[must_use]
    pub(super) fn from_answers(
        questionnaire: &Questionnaire,
        mode: Mode,
        profile: LiteMap<ProfileId, Vec<String>>,
        answers: impl Iterator<Item = Option<State>>,
    ) -> Self {
        let mut assessment = Assessment::new(questionnaire, mode);
        assessment.profile = profile;
        for (question, state) in questionnaire.questions().zip(answers) {
            let choice = match state {
                Some(State::Level(level)) => Choice::Level(level),
                Some(State::DontKnow) => Choice::DontKnow,
                // The reason stayed with the firm; that there was one counts.
                Some(State::NotApplicable) => Choice::NotApplicable { reason: "-".to_owned() },
                Some(State::NotAsked | State::Unanswered) | None => continue,
            };
            let answer = Answer { choice: Some(choice), ..Answer::default() };
            assessment.answers.insert(question.id.clone(), answer);
        }
        Self::of(questionnaire, &assessment)
    }

    /// Whether an option of a profile question holds; `None` where the question is not answered.
    #[must_use]
    pub fn holds(&self, profile: &ProfileId, option: &str) -> Option<bool> {
        self.profile.get(profile).map(|held| held.iter().any(|known| known == option))
    }
}
