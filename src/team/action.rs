//! What a team can do, and the one-line commands by which markup names it.

use super::Place;
use crate::questionnaire::{ProfileId, QuestionId};

/// Something that somebody does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Go to a page.
    Go(Place),
    /// Go to the first conflict that is open, or the first.
    GoConflicts,
    /// Go on.
    Next,
    /// Go back.
    Back,
    /// Add a person's file.
    File {
        /// The file's name.
        name: String,
        /// What is in it.
        text: String,
    },
    /// Take a person out again; counted from 0.
    Remove(usize),
    /// Give a person another name; blank for the one of the file.
    Name {
        /// The person; counted from 0.
        person: usize,
        /// The name.
        name: String,
    },
    /// Settle on a level.
    Level {
        /// The question.
        question: QuestionId,
        /// The level, from 0.
        level: u8,
    },
    /// Settle on what is proposed: the lower of two levels one apart, or what all said.
    Take(QuestionId),
    /// Settle that nobody knows.
    DontKnow(QuestionId),
    /// Settle that a question does not concern the firm; the reasons that people gave are taken.
    NotApplicable(QuestionId),
    /// Say why it does not.
    Reason {
        /// The question.
        question: QuestionId,
        /// Why.
        reason: String,
    },
    /// Note something for the record.
    Note {
        /// The question.
        question: QuestionId,
        /// The note.
        note: String,
    },
    /// Open a question again.
    Unsettle(QuestionId),
    /// Settle whether an option of the profile holds.
    Profile {
        /// The profile question.
        profile: ProfileId,
        /// The option.
        option: String,
        /// Whether it holds.
        on: bool,
    },
    /// Settle that none of the options holds.
    ProfileNone(ProfileId),
    /// Open a profile question again.
    UnsettleProfile(ProfileId),
    /// Give a title to what comes out.
    Title(String),
    /// Put away what was said above the page.
    Dismiss,
}

impl Action {
    /// The action of a command and a value, as the markup carries them: `settle access.mfa level 3`, or
    /// `settle-note access.mfa` with the note as value. `None` for a command that is none.
    #[must_use]
    pub fn from_command(command: &str, value: &str) -> Option<Self> {
        // A file's name may hold blanks.
        if let Some(name) = command.strip_prefix("file ") {
            return Some(Self::File { name: name.to_owned(), text: value.to_owned() });
        }
        let mut words = command.split(' ');
        let name = words.next()?;
        let (first, second, third) = (words.next(), words.next(), words.next());
        let question = || first.map(QuestionId::new);
        let profile = || first.map(ProfileId::new);
        let text = || value.to_owned();
        Some(match name {
            "go" if first == Some("conflicts") => Self::GoConflicts,
            "go" => Self::Go(Place::from_name(first?)?),
            "next" => Self::Next,
            "back" => Self::Back,
            "file" => Self::File { name: String::new(), text: text() },
            "remove" => Self::Remove(first?.parse().ok()?),
            "name" => Self::Name { person: first?.parse().ok()?, name: text() },
            "settle" => match second? {
                "level" => Self::Level { question: question()?, level: third?.parse().ok()? },
                "dont-know" => Self::DontKnow(question()?),
                "not-applicable" => Self::NotApplicable(question()?),
                _ => return None,
            },
            "settle-reason" => Self::Reason { question: question()?, reason: text() },
            "settle-note" => Self::Note { question: question()?, note: text() },
            "take" => Self::Take(question()?),
            "unsettle" => Self::Unsettle(question()?),
            "settle-profile" => Self::Profile {
                profile: profile()?,
                option: second?.to_owned(),
                on: value != "off",
            },
            "settle-profile-none" => Self::ProfileNone(profile()?),
            "unsettle-profile" => Self::UnsettleProfile(profile()?),
            "title" => Self::Title(text()),
            "dismiss" => Self::Dismiss,
            _ => return None,
        })
    }
}
