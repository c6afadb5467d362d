//! The trainer's pages as plain data: every click is an [`Action`], every page a [`Screen`]. Shows a room and never a
//! firm. Knows no markup, no browser and no clock.

mod action;
mod pages;
mod place;
mod report;
mod said;
mod screen;

pub use action::Action;
pub use pages::{EndPage, FiguresPage, GroupPage, HandsPage, ListPage, LobbyPage, Order};
pub use place::Place;
pub use report::{
    ByHand, DomainByHand, QuestionByHand, ROOM_FORMAT, ROOM_FORMAT_VERSION, RoomQuestionnaire,
    RoomReport,
};
pub use said::{Handed, Refused, Said};
pub use screen::{Body, Screen};

use crate::cohort::hands::asked_by_hand;
use crate::cohort::room::{Refusal, Room};
use crate::diagnostic::Diagnostic;
use crate::questionnaire::Questionnaire;

/// The shortest and the longest time for a question, in seconds.
pub const TIMER: std::ops::RangeInclusive<u32> = 10..=3600;
/// The time for a question where nobody chose another, in seconds.
pub const TIMER_AT_FIRST: u32 = 120;
/// How many codes are read from what is pasted at once.
const MOST_LINES: usize = 10_000;

/// A workshop: a room, and where the trainer is in it.
#[derive(Clone, Debug)]
pub struct Workshop {
    questionnaire: Questionnaire,
    room: Room,
    place: Place,
    said: Option<Said>,
    refused: Refused,
    /// How often the field for codes was emptied, for what was typed is taken.
    emptied: u64,
    /// The time for a question, in seconds.
    seconds: u32,
}

impl Workshop {
    /// An empty room, at its lobby.
    #[must_use]
    pub fn new(questionnaire: Questionnaire) -> Self {
        Self {
            room: Room::new(&questionnaire),
            questionnaire,
            place: Place::Lobby,
            said: None,
            refused: Refused::default(),
            emptied: 0,
            seconds: TIMER_AT_FIRST,
        }
    }

    /// The questionnaire that is answered.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// The room.
    #[must_use]
    pub fn room(&self) -> &Room {
        &self.room
    }

    /// Where the trainer is.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The room as text, for [`Self::restore`].
    #[must_use]
    pub fn keep(&self) -> String {
        self.room.to_json(&self.questionnaire)
    }

    /// Takes a room over that was kept. The trainer is in the lobby then.
    ///
    /// # Errors
    /// All findings, at least one, where the text is not such a room; then this one is as it was.
    pub fn restore(&mut self, text: &str) -> Result<(), Vec<Diagnostic>> {
        let room = Room::from_json(text, &self.questionnaire)?;
        let questionnaire = self.questionnaire.clone();
        *self = Self { room, seconds: self.seconds, ..Self::new(questionnaire) };
        Ok(())
    }

    /// Does what the trainer asked for. What names something that is not there changes nothing.
    pub fn apply(&mut self, action: Action) {
        self.perform(action);
        // With another mode a question may be left out, and with it its page.
        if matches!(&self.place, Place::Hands(_)) && !self.is_known(&self.place) {
            self.place = Place::Group;
        }
    }

    fn perform(&mut self, action: Action) {
        match action {
            Action::Go(place) => self.go(place),
            Action::Next => self.step(1),
            Action::Back => self.step(-1),
            Action::Code(text) => self.codes(&text),
            Action::Scanned(text) => {
                self.room.begin();
                let taken = self.room.add_code(&self.questionnaire, &text);
                self.said = Some(taken.map_or_else(Said::Refused, Said::Taken));
            }
            Action::Files { files, goes_on } => self.files(files, goes_on),
            Action::Remove(number) => {
                self.room.begin();
                self.said = Some(match number.checked_sub(1) {
                    Some(number) if self.room.remove(number) => Said::Removed,
                    _ => Said::Refused(Refusal::NotHere),
                });
            }
            Action::RemoveCode(text) => {
                self.room.begin();
                let removed = self.room.remove_code(&self.questionnaire, &text);
                self.emptied += u64::from(removed.is_ok());
                self.said = Some(removed.map_or_else(Said::Refused, |()| Said::Removed));
            }
            Action::Undo => self.said = self.room.undo().map(Said::Undone),
            Action::Dismiss => {
                self.said = None;
                self.refused = Refused::default();
            }
            Action::Mode(mode) => {
                let is_chosen = self.room.choose_mode(mode);
                self.said = (!is_chosen).then_some(Said::ModeIsSet);
            }
            Action::Hands { question, level, hands } => {
                self.said = None;
                let Some(hands) = hands else {
                    self.said = Some(Said::NoNumber);
                    return;
                };
                if let Some(at) = self.question_at(question.as_str()) {
                    self.room.hands.set(at, level, hands);
                }
            }
            Action::HandsNote { question, note } => {
                if let Some(at) = self.question_at(question.as_str()) {
                    self.room.hands.note(at, &note);
                }
            }
            Action::Timer(seconds) => self.seconds = seconds.clamp(*TIMER.start(), *TIMER.end()),
        }
    }

    /// What the page shows. Where that are figures, somebody looks now: what waits joins them, if it is enough.
    pub fn screen(&mut self) -> Screen<'_> {
        if self.place.shows_figures() {
            self.room.look(&self.questionnaire);
        }
        self.as_it_is()
    }

    fn question_at(&self, id: &str) -> Option<usize> {
        self.questionnaire.questions().position(|question| question.id.as_str() == id)
    }

    /// One code, or several on a line each.
    fn codes(&mut self, text: &str) {
        self.room.begin();
        let first = self.room.add_code(&self.questionnaire, text);
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        if first.is_ok() || lines.len() < 2 {
            self.emptied += u64::from(first.is_ok());
            self.said = Some(first.map_or_else(Said::Refused, Said::Taken));
            return;
        }
        let mut handed = Handed::default();
        let mut refused = Refused::default();
        for (number, line) in (1_usize..).zip(lines.into_iter().take(MOST_LINES)) {
            match self.room.add_code(&self.questionnaire, line) {
                Ok(taken) => handed.count(taken),
                Err(error) => {
                    handed.refused += 1;
                    refused.add(number.to_string(), error.to_string());
                }
            }
        }
        if handed.refused == handed.total() {
            // Not one of them: then it is one code on several lines, with a slip.
            self.said = first.err().map(Said::Refused);
            return;
        }
        self.emptied += 1;
        self.refused = refused;
        self.said = Some(Said::Handed(handed));
    }

    /// Files that were dropped together; `goes_on` adds them to those before.
    fn files(&mut self, files: Vec<(String, String)>, goes_on: bool) {
        let mut handed = match &self.said {
            Some(Said::Handed(handed)) if goes_on => *handed,
            _ => Handed::default(),
        };
        if !goes_on {
            self.room.begin();
            self.refused = Refused::default();
        }
        for (name, text) in files {
            match self.room.add_file(&self.questionnaire, &text) {
                Ok(taken) => handed.count(taken),
                Err(error) => {
                    handed.refused += 1;
                    self.refused.add(name, error.to_string());
                }
            }
        }
        self.said = Some(Said::Handed(handed));
    }

    fn go(&mut self, place: Place) {
        if self.is_known(&place) {
            self.place = place;
            self.said = None;
        }
    }

    fn is_known(&self, place: &Place) -> bool {
        match place {
            Place::Domain(id) => self.questionnaire.domain(id.as_str()).is_some(),
            Place::Hands(id) => {
                let asked = asked_by_hand(&self.questionnaire, self.mode_by_hand());
                self.question_at(id.as_str()).is_some_and(|at| asked.contains(&at))
            }
            _ => true,
        }
    }

    fn step(&mut self, by: isize) {
        let walk = self.walk();
        let here = walk.iter().position(|place| *place == self.place).unwrap_or(0);
        let there = here.saturating_add_signed(by);
        if let Some(place) = walk.get(there) {
            self.go(place.clone());
        }
    }
}
