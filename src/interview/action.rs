//! What a visitor can do, and the one-line commands by which markup names it.

use super::{Decide, Memory, Place, Turn};
use crate::assessment::{Mode, Status};
use crate::questionnaire::{ProfileId, QuestionId};

/// Something a visitor does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Go to a page.
    Go(Place),
    /// Go on.
    Next,
    /// Go back.
    Back,
    /// Go to a question.
    Ask(QuestionId),
    /// Choose how many questions are asked.
    ChooseMode(Mode),
    /// Name the firm, or the assessment.
    Title(String),
    /// Say that an option of the profile holds, or does not.
    Profile {
        /// The profile question.
        profile: ProfileId,
        /// The option.
        option: String,
        /// Whether it holds.
        on: bool,
    },
    /// Say that none of the options holds.
    ProfileNone(ProfileId),
    /// Choose a level.
    Level {
        /// The question.
        question: QuestionId,
        /// The level, from 0.
        level: u8,
    },
    /// Say that nobody knows.
    DontKnow(QuestionId),
    /// Say that a question does not concern the firm.
    NotApplicable(QuestionId),
    /// Say why it does not.
    Reason {
        /// The question.
        question: QuestionId,
        /// Why.
        reason: String,
    },
    /// Take an answer back.
    Clear(QuestionId),
    /// Write a note.
    Note {
        /// The question.
        question: QuestionId,
        /// The note.
        note: String,
    },
    /// Say where the proof is kept.
    Evidence {
        /// The question.
        question: QuestionId,
        /// Where.
        evidence: String,
    },
    /// Decide about a gap.
    Decide {
        /// The question.
        question: QuestionId,
        /// What changes.
        change: Decide,
    },
    /// Look at the report in another way.
    Look(Turn),
    /// Lay the file of an earlier assessment beside this one.
    Compare(String),
    /// Take it away again; counted from 0.
    StopComparing(usize),
    /// Open an assessment file.
    Open(String),
    /// Open it although it replaces answers.
    ConfirmOpen,
    /// Ask to erase everything.
    Erase,
    /// Erase everything.
    ConfirmErase,
    /// Ask to start over.
    StartOver,
    /// Start over.
    ConfirmStartOver,
    /// Bring back what was replaced or erased last.
    Undo,
    /// Put away what was said above the page.
    Dismiss,
    /// Have the browser keep the answers.
    Remember,
    /// Not now, when it is offered.
    DeclineMemory,
    /// Not the visitor's: what the browser does.
    Memory(Memory),
    /// Not the visitor's: what the browser kept.
    Remembered {
        /// The assessment file.
        file: String,
        /// Where the visitor was.
        place: Place,
    },
    /// Not the visitor's: the engine was started anew.
    Recovered,
    /// Not the visitor's: whether the page that shows this learns the score.
    ShareScore(bool),
}

impl Action {
    /// The action of a command and a value, as the markup carries them: `level access.mfa 3`,
    /// or `note access.mfa` with the note as value. `None` for a command that is none.
    #[must_use]
    pub fn from_command(command: &str, value: &str) -> Option<Self> {
        let mut words = command.split(' ');
        let name = words.next()?;
        let first = words.next();
        let second = words.next();
        let question = || first.map(QuestionId::new);
        let text = || value.to_owned();
        let decide = |change| Some(Self::Decide { question: question()?, change });
        Some(match name {
            "go" => Self::Go(Place::from_name(first?)?),
            "next" => Self::Next,
            "back" => Self::Back,
            "ask" => Self::Ask(question()?),
            "mode" => Self::ChooseMode(Mode::from_name(first?)?),
            "title" => Self::Title(text()),
            "profile" => Self::Profile {
                profile: ProfileId::new(first?),
                option: second?.to_owned(),
                on: value != "off",
            },
            "profile-none" => Self::ProfileNone(ProfileId::new(first?)),
            "level" => {
                let level: u32 = second?.parse().ok()?;
                Self::Level { question: question()?, level: u8::try_from(level).ok()? }
            }
            "dont-know" => Self::DontKnow(question()?),
            "not-applicable" => Self::NotApplicable(question()?),
            "reason" => Self::Reason { question: question()?, reason: text() },
            "clear" => Self::Clear(question()?),
            "note" => Self::Note { question: question()?, note: text() },
            "evidence" => Self::Evidence { question: question()?, evidence: text() },
            "decide" => decide(Decide::Status(match second? {
                "none" => None,
                status => Some(Status::from_name(status)?),
            }))?,
            "owner" => decide(Decide::Owner(text()))?,
            "due" => decide(Decide::Due(text()))?,
            "put-off" => decide(Decide::Reason(text()))?,
            "weakest-first" => Self::Look(Turn::WeakestFirst(value != "off")),
            "lens" => Self::Look(Turn::Lens(text())),
            "effort" => Self::Look(Turn::Effort(text())),
            "forecast" => Self::Look(Turn::First(value.parse().unwrap_or(1))),
            "compare" => Self::Compare(text()),
            "stop-comparing" => Self::StopComparing(first?.parse().ok()?),
            "open" => Self::Open(text()),
            "confirm-open" => Self::ConfirmOpen,
            "erase" => Self::Erase,
            "confirm-erase" => Self::ConfirmErase,
            "start-over" => Self::StartOver,
            "confirm-start-over" => Self::ConfirmStartOver,
            "undo" => Self::Undo,
            "dismiss" => Self::Dismiss,
            "remember" => Self::Remember,
            "remember-not" => Self::DeclineMemory,
            "memory" => Self::Memory(Memory::from_name(first?)?),
            "remembered" => {
                let place = first.and_then(Place::from_name).unwrap_or(Place::Review);
                Self::Remembered { file: text(), place }
            }
            "recovered" => Self::Recovered,
            "share" => Self::ShareScore(first? == "score"),
            _ => return None,
        })
    }
}
