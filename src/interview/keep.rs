//! Opening, erasing and undoing, and what the browser keeps of the answers. Keeps nothing itself:
//! whoever runs the interview does what [`Memory`] says.

use super::{Interview, Notice, Place};
use crate::assessment::{Assessment, State, states};
use crate::questionnaire::QuestionId;

/// Whether the browser keeps the answers between visits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Memory {
    /// Nobody asked for it.
    #[default]
    Off,
    /// Every change is kept at once.
    On,
    /// The browser keeps nothing for this page: a private window, or its settings.
    Blocked,
    /// The page stands in a closed frame, which has no memory.
    Framed,
    /// Wanted, but there is no room: the latest changes are not kept.
    Full,
    /// Another window keeps other answers to the same questionnaire.
    Elsewhere,
    /// What is kept can't be read; it stays as it is.
    Unreadable,
}

impl Memory {
    const NAMES: [(&'static str, Self); 7] = [
        ("off", Self::Off),
        ("on", Self::On),
        ("blocked", Self::Blocked),
        ("framed", Self::Framed),
        ("full", Self::Full),
        ("elsewhere", Self::Elsewhere),
        ("unreadable", Self::Unreadable),
    ];

    /// The state of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, memory)| *memory)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, known)| *known == self).map_or("off", |(name, _)| name)
    }

    /// Whether the browser holds something now.
    #[must_use]
    pub fn holds(self) -> bool {
        matches!(self, Self::On | Self::Full | Self::Elsewhere | Self::Unreadable)
    }
}

/// What undoing brings back.
#[derive(Clone, Debug)]
pub(super) struct Before {
    assessment: Assessment,
    earlier: Vec<Assessment>,
    place: Place,
    /// Where another window's answers were taken: what was said of the browser's memory before.
    memory: Option<Memory>,
}

impl Interview {
    /// Opens a file; true never, for opening is no change of the answers: date and fingerprint stay.
    pub(super) fn open(&mut self, text: &str) -> bool {
        let (read, findings) = Assessment::from_json(text, &self.questionnaire);
        match read {
            Some(read) => {
                let replaces = !self.is_empty();
                self.replace(read, Place::Review);
                if replaces {
                    // They belong to the answers that went: this may be another firm's file.
                    self.earlier = Vec::new();
                }
                self.notice = Some(Notice::FileOpened(findings));
            }
            None => self.tell(Some(Notice::FileRefused(findings))),
        }
        false
    }

    /// Takes back what the browser kept, and goes on where the visitor was.
    pub(super) fn remembered(&mut self, text: &str, place: Place) {
        let (read, findings) = Assessment::from_json(text, &self.questionnaire);
        let Some(read) = read else {
            self.memory = Memory::Unreadable;
            self.tell(Some(Notice::Unreadable(findings)));
            return;
        };
        self.replace(read, Place::Start);
        let memory = std::mem::replace(&mut self.memory, Memory::On);
        let before = self.before.take();
        self.go(place);
        self.before = before;
        if let Some(before) = &mut self.before {
            before.memory = Some(memory);
        }
        self.notice = Some(Notice::Remembered(findings));
    }

    /// Erases everything.
    pub(super) fn erase(&mut self, notice: Notice) {
        let empty = Assessment::new(&self.questionnaire, self.assessment.mode);
        self.replace(empty, Place::Start);
        self.earlier = Vec::new();
        self.notice = Some(notice);
    }

    /// Brings back what was replaced or erased last.
    pub(super) fn undo(&mut self) {
        if let Some(before) = self.before.take() {
            let Before { assessment, earlier, place, memory } = *before;
            self.replace(assessment, place);
            self.earlier = earlier;
            // What the other window keeps stays as it is until the visitor chooses again.
            self.memory = memory.unwrap_or(self.memory);
            self.tell(Some(Notice::Undone));
        }
    }

    /// Says something above the page. What could be undone goes with what offered it: on a shared
    /// computer nobody else should bring answers back.
    pub(super) fn tell(&mut self, notice: Option<Notice>) {
        self.notice = notice;
        self.before = None;
    }

    /// Whether the last thing can be undone.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.before.is_some()
    }

    /// Offers the browser's memory below the first question that is answered, once.
    pub(super) fn offer_memory(&mut self, question: &QuestionId) {
        if self.memory == Memory::Off && !self.offered {
            self.offered = true;
            self.offer = Some(question.clone());
        }
    }

    fn replace(&mut self, assessment: Assessment, place: Place) {
        let kept = !self.is_empty();
        let before = std::mem::replace(&mut self.assessment, assessment);
        let before = Before {
            assessment: before,
            earlier: self.earlier.clone(),
            place: std::mem::replace(&mut self.place, place),
            memory: None,
        };
        self.replaced = true;
        self.before = kept.then(|| Box::new(before));
        self.offer = None;
        self.returned = Vec::new();
        self.set_aside = Vec::new();
        let states = states(&self.questionnaire, &self.assessment);
        for (question, state) in self.questionnaire.questions().zip(states) {
            let answer = self.assessment.answers.get(&question.id);
            if state == State::NotAsked && answer.is_some_and(|answer| answer.choice.is_some()) {
                self.set_aside.push(question.id.clone());
            }
        }
    }
}
