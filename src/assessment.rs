//! An assessment: one questionnaire, its mode, a profile and answers. Knows which questions
//! apply, its own file, and what is left of it without words. Never scores.

mod anonymous;
mod applies;
mod code;
pub mod combine;
mod decision;
mod file;
mod head;
mod origin;
mod protected;
mod result_file;

use litemap::LiteMap;
use serde::Serialize;

pub use anonymous::Anonymous;
pub use applies::{State, holds, states, states_in};
pub use code::{CodeError, MOST_NUMBER, ResultCode};
pub use decision::{Decision, Status};
pub use file::{FORMAT, FORMAT_VERSION};
pub(crate) use head::{About, Format};
pub use origin::{Combined, Origin};
pub use protected::{Protected, ProtectedError, is_protected};
pub use result_file::{RESULT_FORMAT, RESULT_FORMAT_VERSION};

use crate::diagnostic::Findings;
use crate::document::Object;
use crate::questionnaire::{ProfileId, ProfileKind, Question, QuestionId, Questionnaire};

/// Which of the questionnaire's questions are asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The key questions only; all where none is marked.
    #[default]
    Express,
    /// All that apply.
    Full,
}

impl Mode {
    /// The mode of a name: `express` or `full`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "express" => Some(Self::Express),
            "full" => Some(Self::Full),
            _ => None,
        }
    }

    /// The mode's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Express => "express",
            Self::Full => "full",
        }
    }

    /// Reads the field `mode` of a file; anything else than a mode's name is an error.
    pub(crate) fn read(object: &mut Object<'_>, findings: &mut Findings) -> Option<Self> {
        let name = object.text("mode", findings);
        let mode = Self::from_name(&name);
        if mode.is_none() && !name.is_empty() {
            let hint = "use \"express\" or \"full\"";
            findings.error("choice", object.field("mode"), format!("is \"{name}\""), hint);
        }
        mode
    }

    /// Tells of a question of this questionnaire whether this mode asks it.
    pub fn filter(self, questionnaire: &Questionnaire) -> impl Fn(&Question) -> bool + use<> {
        let all = self == Self::Full || !questionnaire.has_express();
        move |question| all || question.express
    }
}

/// What is answered to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A level of the scale, from 0.
    Level(u8),
    /// Nobody knows: worth nothing, and counted.
    DontKnow,
    /// Does not concern this firm; the reason may be blank until it is written.
    NotApplicable {
        /// Why.
        reason: String,
    },
}

/// What is recorded about a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What is answered; a note may come first.
    pub choice: Option<Choice>,
    /// A note of the firm's.
    pub note: String,
    /// Where the proof is kept.
    pub evidence: String,
    /// The question's identity when it was answered; blank where that is not known.
    pub asked: String,
}

impl Answer {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The questionnaire's id.
    pub questionnaire: String,
    /// Its version when the answers were last changed.
    pub version: String,
    /// Its fingerprint then.
    pub fingerprint: String,
    /// Which questions are asked.
    pub mode: Mode,
    /// What the firm calls itself, or this assessment; may be blank.
    pub title: String,
    /// The day of the last change, as `2026-11-22`; blank if unknown.
    pub date: String,
    /// The options that hold, for each profile question that is answered.
    pub profile: LiteMap<ProfileId, Vec<String>>,
    /// What is recorded about each question; also of questions this questionnaire lacks, which
    /// are kept and never counted.
    pub answers: LiteMap<QuestionId, Answer>,
    /// What the firm decided about gaps.
    pub decisions: LiteMap<QuestionId, Decision>,
    /// How it came about, where more than one person's answers are behind it.
    pub origin: Option<Origin>,
}

/// Why an answer was not taken. The assessment is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssessmentError {
    /// The questionnaire has no question of this id.
    #[error("question `{0}` is not in this questionnaire; hint: see outline() for the ids")]
    UnknownQuestion(String),
    /// The questionnaire has no profile question of this id.
    #[error("profile question `{0}` is not in this questionnaire; hint: see outline() for the ids")]
    UnknownProfileQuestion(String),
    /// The profile question has no such option.
    #[error("profile question `{profile}` has no option `{option}`; hint: use one of {options}")]
    UnknownOption {
        /// The profile question.
        profile: String,
        /// What was given.
        option: String,
        /// What it has.
        options: String,
    },
    /// More than one option where exactly one holds.
    #[error("profile question `{0}` takes one option; hint: give a list of one")]
    TwoOptions(String),
    /// The level is beyond the top of the scale.
    #[error("question `{question}`: level is {level}; hint: use a whole number from 0 to {top}")]
    LevelOutOfRange {
        /// The question.
        question: String,
        /// What was given.
        level: String,
        /// The top level.
        top: u8,
    },
    /// "Not applicable" where the question does not offer it.
    #[error(
        "question `{0}` offers no \"not applicable\"; hint: the profile decides whether it applies"
    )]
    NotApplicableNotOffered(String),
    /// "Not applicable" without a reason.
    #[error("question `{0}`: \"not applicable\" needs a reason; hint: say in a sentence why")]
    ReasonMissing(String),
}

impl AssessmentError {
    /// A stable word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownQuestion(_) => "unknown-question",
            Self::UnknownProfileQuestion(_) => "unknown-profile-question",
            Self::UnknownOption { .. } => "unknown-option",
            Self::TwoOptions(_) => "two-options",
            Self::LevelOutOfRange { .. } => "level-out-of-range",
            Self::NotApplicableNotOffered(_) => "not-applicable-not-offered",
            Self::ReasonMissing(_) => "reason-missing",
        }
    }
}

impl Assessment {
    /// An assessment without answers.
    #[must_use]
    pub fn new(questionnaire: &Questionnaire, mode: Mode) -> Self {
        Self {
            questionnaire: questionnaire.id.clone(),
            version: questionnaire.version.clone(),
            fingerprint: questionnaire.fingerprint.to_string(),
            mode,
            title: String::new(),
            date: String::new(),
            profile: LiteMap::new(),
            answers: LiteMap::new(),
            decisions: LiteMap::new(),
            origin: None,
        }
    }

    /// Sets which options of a profile question hold; an empty list means none of them.
    ///
    /// # Errors
    /// If the question or an option is not in the questionnaire, or if more or less than one is
    /// given where exactly one holds.
    pub fn set_profile(
        &mut self,
        questionnaire: &Questionnaire,
        profile: &str,
        options: Vec<String>,
    ) -> Result<(), AssessmentError> {
        let asked = questionnaire
            .profile_question(profile)
            .ok_or_else(|| AssessmentError::UnknownProfileQuestion(profile.to_owned()))?;
        let known = |option: &String| asked.options.iter().any(|known| known.id == *option);
        if let Some(option) = options.iter().find(|option| !known(option)) {
            let mut known = String::new();
            for option in &asked.options {
                known.push_str(if known.is_empty() { "" } else { ", " });
                known.push_str(&option.id);
            }
            return Err(AssessmentError::UnknownOption {
                profile: profile.to_owned(),
                option: option.clone(),
                options: known,
            });
        }
        if asked.kind == ProfileKind::One && options.len() != 1 {
            return Err(AssessmentError::TwoOptions(profile.to_owned()));
        }
        // In the questionnaire's order and each once, so that equal profiles are equal files.
        let mut ordered = Vec::new();
        for option in asked.options.iter().filter(|option| options.contains(&option.id)) {
            ordered.push(option.id.clone());
        }
        self.profile.insert(asked.id.clone(), ordered);
        Ok(())
    }

    /// Answers a question, or takes its answer back with `None`. Note and evidence stay.
    ///
    /// # Errors
    /// If the question is not in the questionnaire, the level is beyond its scale, or "not
    /// applicable" is not offered. A blank reason is taken: the question then counts as
    /// unanswered until the reason is there.
    pub fn answer(
        &mut self,
        questionnaire: &Questionnaire,
        question: &str,
        choice: Option<Choice>,
    ) -> Result<(), AssessmentError> {
        let asked = questionnaire
            .question(question)
            .ok_or_else(|| AssessmentError::UnknownQuestion(question.to_owned()))?;
        match &choice {
            Some(Choice::Level(level)) if *level > questionnaire.scale_of(asked).top() => {
                return Err(AssessmentError::LevelOutOfRange {
                    question: question.to_owned(),
                    level: level.to_string(),
                    top: questionnaire.scale_of(asked).top(),
                });
            }
            Some(Choice::NotApplicable { .. }) if !asked.not_applicable => {
                return Err(AssessmentError::NotApplicableNotOffered(question.to_owned()));
            }
            _ => {}
        }
        self.change(&asked.id, |answer| {
            answer.asked = choice.as_ref().map(|_| asked.identity.clone()).unwrap_or_default();
            answer.choice = choice;
        });
        Ok(())
    }

    /// Changes what is recorded about a question; an empty record is dropped.
    pub fn change(&mut self, question: &QuestionId, change: impl FnOnce(&mut Answer)) {
        let answer = self.answers.entry(question.clone()).or_default();
        change(answer);
        if answer.is_empty() {
            self.answers.remove(question);
        }
    }

    /// The ids of answers to questions that this questionnaire lacks.
    #[must_use]
    pub fn unknown_questions(&self, questionnaire: &Questionnaire) -> Vec<QuestionId> {
        // One walk through the questionnaire, for a look-up of each answer would be quadratic.
        let mut unknown = self.answers.clone();
        questionnaire.questions().for_each(|question| drop(unknown.remove(&question.id)));
        let mut ids = Vec::new();
        for id in unknown.keys() {
            ids.push(id.clone());
        }
        ids
    }
}
