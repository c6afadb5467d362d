//! The pages on which the people of a firm put their answers together, as plain data: every click is an [`Action`],
//! every page a [`Screen`]. Knows no markup, no browser and no clock.

mod action;
mod pages;
mod place;
mod screen;

pub use action::Action;
pub use place::Place;
pub use screen::{
    Body, DecisionLine, FilesPage, FinishPage, OverviewPage, PersonLine, ProfilePage, QuestionPage,
    RestPage, Screen, Step, StepName, tally,
};

use crate::assessment::combine::{Combination, CombineError, Kind, Settlement, Voice};
use crate::assessment::{Assessment, AssessmentError, Choice};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::questionnaire::{ProfileId, ProfileKind, QuestionId, Questionnaire};
use crate::text::Catalogue;

/// What only these pages say, in English. Beside the interface's texts, so that they weigh nothing until they are
/// asked for.
pub const ENGLISH: &str = include_str!("../languages/team/en.json");

/// The interface's texts and, beneath them, what only these pages say.
#[must_use]
pub fn catalogue(interface: Catalogue) -> Catalogue {
    interface.above_own(ENGLISH)
}

/// What was found about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It was taken.
    Taken {
        /// Whose it is.
        name: String,
        /// What should be known about it: that its questionnaire was another version.
        warnings: Vec<Diagnostic>,
    },
    /// It was not.
    Refused {
        /// The file's name.
        file: String,
        /// Why.
        error: CombineError,
    },
    /// The facts about the firm come first.
    ProfileFirst,
    /// There are too few people.
    TooFew,
}

/// Why one assessment cannot come out yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FinishError {
    /// People differ on facts about the firm, and these decide which questions apply.
    #[error(
        "facts about the firm are open: {0}; hint: settle them first, they decide which questions apply"
    )]
    ProfileOpen(usize),
    /// What [`Combination::finish`] says.
    #[error(transparent)]
    Combine(#[from] CombineError),
}

/// A team at work.
#[derive(Clone, Debug)]
pub struct Team {
    combination: Combination,
    place: Place,
    said: Vec<Said>,
    renewed: usize,
}

impl Team {
    /// A team of nobody yet.
    #[must_use]
    pub fn new(questionnaire: Questionnaire) -> Self {
        let combination = Combination::of_nobody(questionnaire);
        Self { combination, place: Place::Files, said: Vec::new(), renewed: 0 }
    }

    /// What is combined.
    #[must_use]
    pub fn combination(&self) -> &Combination {
        &self.combination
    }

    /// Which page is shown.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Counts up whenever all choices of a page must be shown anew, for a button changed one of them.
    #[must_use]
    pub fn renewed(&self) -> usize {
        self.renewed
    }

    /// Whether one assessment can come out: there are enough people, and no fact about the firm is open.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.is_enough() && self.open_facts() == 0
    }

    /// One assessment of all people's, as of a day.
    ///
    /// # Errors
    /// While facts about the firm are open, there are too few people, or they wrote more than a file may hold.
    pub fn finish(&self, today: Date, catalogue: &Catalogue) -> Result<Assessment, FinishError> {
        match self.open_facts() {
            0 => Ok(self.combination.finish(today, catalogue)?),
            open => Err(FinishError::ProfileOpen(open)),
        }
    }

    /// Does what was asked for. An action that names something that there is not changes nothing.
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::Go(place) => self.go(place),
            Action::GoConflicts => {
                let place = self.first_conflict().map_or(Place::Rest, Place::Question);
                self.go(place);
            }
            Action::Next => self.step(true),
            Action::Back => self.step(false),
            Action::File { name, text } => self.add(&name, &text),
            Action::Remove(index) => {
                if self.combination.remove(index).is_some() {
                    self.said.clear();
                }
            }
            Action::Name { person, name } => self.combination.rename(person, &name),
            Action::Title(title) => self.combination.set_title(&title),
            Action::Dismiss => self.said.clear(),
            Action::Profile { profile, option, on } => self.profile(&profile, &option, on),
            Action::ProfileNone(profile) => {
                let _ = self.combination.settle_profile(profile.as_str(), Vec::new());
            }
            Action::UnsettleProfile(profile) => {
                self.combination.unsettle_profile(profile.as_str());
                self.renewed += 1;
            }
            // A mistake here is a command that no page carries; then nothing has changed.
            other => drop(self.settle(other)),
        }
    }

    fn settle(&mut self, action: Action) -> Result<(), AssessmentError> {
        match action {
            Action::Level { question, level } => self.choose(&question, Choice::Level(level)),
            Action::DontKnow(question) => self.choose(&question, Choice::DontKnow),
            Action::NotApplicable(question) => {
                let held = self.combination.settlement(&question);
                let reason = match held.and_then(|settlement| settlement.choice.as_ref()) {
                    Some(Choice::NotApplicable { reason }) => reason.clone(),
                    _ => self.reasons(&question),
                };
                self.choose(&question, Choice::NotApplicable { reason })
            }
            Action::Reason { question, reason } => {
                self.choose(&question, Choice::NotApplicable { reason })
            }
            Action::Take(question) => {
                let Some(level) = self.proposed(&question) else { return Ok(()) };
                self.renewed += 1;
                self.choose(&question, Choice::Level(level))
            }
            Action::Note { question, note } => {
                self.combination.settle_note(question.as_str(), &note)
            }
            Action::Unsettle(question) => {
                self.combination.unsettle(question.as_str());
                self.renewed += 1;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn choose(&mut self, question: &QuestionId, choice: Choice) -> Result<(), AssessmentError> {
        let held = self.combination.settlement(question);
        let note = held.map(|settlement: &Settlement| settlement.note.clone()).unwrap_or_default();
        self.combination.settle(question.as_str(), choice, &note)
    }

    /// The reasons that people gave, each once.
    fn reasons(&self, question: &QuestionId) -> String {
        let lines = self.combination.compare();
        let mut reasons: Vec<&str> = Vec::new();
        for line in lines.iter().filter(|line| line.question.id == *question) {
            for voice in &line.voices {
                if let Voice::NotApplicable(reason) = voice
                    && !reasons.contains(reason)
                {
                    reasons.push(reason);
                }
            }
        }
        reasons.join("; ")
    }

    /// The lower of two levels one apart; in a conflict the lowest level that was said.
    fn proposed(&self, question: &QuestionId) -> Option<u8> {
        let lines = self.combination.compare();
        let line = lines.iter().find(|line| line.question.id == *question)?;
        lowest(line.kind, &line.voices)
    }

    fn profile(&mut self, profile: &ProfileId, option: &str, on: bool) {
        let Some(asked) = self.combination.questionnaire().profile_question(profile.as_str())
        else {
            return;
        };
        let mut options = Vec::new();
        if asked.kind == ProfileKind::Many {
            let lines = self.combination.compare_profile();
            let line = lines.iter().find(|line| line.question.id == *profile);
            options = line.and_then(|line| line.settled).unwrap_or_default().to_vec();
        }
        options.retain(|held| held != option);
        if on {
            options.push(option.to_owned());
        }
        let _ = self.combination.settle_profile(profile.as_str(), options);
    }

    fn add(&mut self, file: &str, text: &str) {
        match self.combination.add_file(file, text) {
            Ok(index) => {
                let name = self.combination.names().into_iter().nth(index).unwrap_or_default();
                let people = self.combination.people();
                let warnings = people.get(index).map(|p| p.warnings().to_vec()).unwrap_or_default();
                self.said.push(Said::Taken { name, warnings });
            }
            Err(error) => self.said.push(Said::Refused { file: file.to_owned(), error }),
        }
        // Of a flood of files the last are told; the list of people shows the others.
        let told = self.said.len();
        self.said.drain(..told.saturating_sub(MOST_SAID));
        self.place = Place::Files;
    }
}

/// How many findings about files are told at once.
const MOST_SAID: usize = 60;

/// What is proposed: the lowest level that somebody said, where people differ.
fn lowest(kind: Kind, voices: &[Voice<'_>]) -> Option<u8> {
    if !matches!(kind, Kind::Near { .. } | Kind::Conflict) {
        return None;
    }
    let mut lowest = None;
    for voice in voices {
        if let Voice::Level(level) = voice {
            lowest = Some(lowest.map_or(*level, |least: u8| least.min(*level)));
        }
    }
    lowest
}
