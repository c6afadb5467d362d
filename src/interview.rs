//! The whole interface as plain data: every click is an [`Action`], every page a [`Screen`].
//! Knows no markup, no browser and no clock.

mod action;
mod keep;
mod notice;
mod pages;
mod place;
mod plan;
mod screen;

pub use action::Action;
pub use keep::Memory;
pub use notice::Notice;
pub use place::Place;
pub use plan::{Decide, Look, Turn};
pub use screen::{
    Body, CardPage, CardPart, Count, DomainPage, ModeOffer, ProfileItem, ProfilePage, Progress,
    QuestionItem, RailItem, ReportPage, ReviewItem, ReviewPage, Screen, StartPage,
};

use crate::assessment::{Answer, Assessment, Choice, Mode, State, states};
use crate::date::Date;
use crate::questionnaire::{
    Condition, Domain, DomainId, ProfileId, ProfileKind, QuestionId, Questionnaire,
};

/// A guided walk through a questionnaire.
#[derive(Clone, Debug)]
pub struct Interview {
    questionnaire: Questionnaire,
    assessment: Assessment,
    place: Place,
    /// Where the visitor was before a card was opened.
    came_from: Place,
    notice: Option<Notice>,
    /// The question that the visitor asked to see.
    target: Option<QuestionId>,
    /// Answered questions that stopped counting because their condition switched off.
    set_aside: Vec<QuestionId>,
    /// Questions that came back with the answer they had.
    returned: Vec<QuestionId>,
    /// How the report is looked at.
    look: Look,
    /// What the report is compared with.
    earlier: Vec<Assessment>,
    /// What undoing brings back.
    before: Option<Box<keep::Before>>,
    memory: Memory,
    /// The question below which the browser's memory is offered, and whether it ever was.
    offer: Option<QuestionId>,
    offered: bool,
    /// Whether the page that shows this learns the score.
    shares_score: bool,
    /// Whether other answers took the place of those on the page.
    replaced: bool,
}

impl Interview {
    /// A walk at its start.
    #[must_use]
    pub fn new(questionnaire: Questionnaire, mode: Mode) -> Self {
        let assessment = Assessment::new(&questionnaire, mode);
        Self {
            questionnaire,
            assessment,
            place: Place::Start,
            came_from: Place::Start,
            notice: None,
            target: None,
            set_aside: Vec::new(),
            returned: Vec::new(),
            look: Look::default(),
            earlier: Vec::new(),
            before: None,
            memory: Memory::Off,
            offer: None,
            offered: false,
            shares_score: false,
            replaced: false,
        }
    }

    /// The questionnaire that is asked.
    #[must_use]
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// What is answered so far.
    #[must_use]
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// What the report is compared with.
    #[must_use]
    pub fn earlier(&self) -> &[Assessment] {
        &self.earlier
    }

    /// Whether other answers took the place of the ones shown before; asked once, it is no longer so.
    pub fn take_replaced(&mut self) -> bool {
        std::mem::take(&mut self.replaced)
    }

    /// Where the visitor is.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Does what the visitor asked for and gives the page that follows. An action that names
    /// something this questionnaire lacks changes nothing.
    pub fn apply(&mut self, action: Action, today: Date) -> Screen<'_> {
        let before = states(&self.questionnaire, &self.assessment);
        self.target = None;
        let changed = self.perform(action);
        if changed {
            self.assessment.date = today.to_string();
            self.assessment.version.clone_from(&self.questionnaire.version);
            self.assessment.fingerprint = self.questionnaire.fingerprint.to_string();
            self.follow_conditions(&before);
        }
        self.screen(today)
    }

    /// Performs an action; true where it changed the assessment.
    fn perform(&mut self, action: Action) -> bool {
        match action {
            Action::Go(place) => return self.go(place),
            Action::Next => return self.go(self.neighbours().1),
            Action::Back => return self.go(self.neighbours().0),
            Action::Ask(question) => return self.ask(question),
            Action::ChooseMode(mode) => {
                let changed = self.assessment.mode != mode;
                self.assessment.mode = mode;
                // A page around the questionnaire may choose it anywhere.
                self.replaced |= changed && !matches!(self.place, Place::Start);
                return changed;
            }
            Action::Title(title) => {
                self.assessment.title = title;
                return true;
            }
            Action::Profile { profile, option, on } => return self.profile(&profile, &option, on),
            Action::ProfileNone(profile) => {
                let taken =
                    self.assessment.set_profile(&self.questionnaire, profile.as_str(), vec![]);
                return taken.is_ok();
            }
            Action::Level { question, level } => {
                return self.answer(&question, Some(Choice::Level(level)));
            }
            Action::DontKnow(question) => return self.answer(&question, Some(Choice::DontKnow)),
            Action::NotApplicable(question) => {
                let reason = self.reason(&question).unwrap_or_default();
                return self.answer(&question, Some(Choice::NotApplicable { reason }));
            }
            Action::Reason { question, reason } => {
                return self.answer(&question, Some(Choice::NotApplicable { reason }));
            }
            Action::Clear(question) => return self.answer(&question, None),
            Action::Note { question, note } => {
                return self.change(&question, |answer| answer.note = note);
            }
            Action::Evidence { question, evidence } => {
                return self.change(&question, |answer| answer.evidence = evidence);
            }
            Action::Decide { question, change } => return self.decide(&question, change),
            Action::Look(turn) => self.turn(turn),
            Action::Compare(text) => self.compare(&text),
            Action::StopComparing(index) => self.stop_comparing(index),
            Action::Open(text) => {
                if !self.is_empty() {
                    // Only a file that can be opened is worth the question.
                    let (read, findings) = Assessment::from_json(&text, &self.questionnaire);
                    self.tell(Some(match read {
                        Some(_) => Notice::ConfirmOpen(text),
                        None => Notice::FileRefused(findings),
                    }));
                    return false;
                }
                return self.open(&text);
            }
            Action::ConfirmOpen => {
                if let Some(Notice::ConfirmOpen(text)) = self.notice.take() {
                    return self.open(&text);
                }
            }
            Action::Erase => self.tell(Some(Notice::ConfirmErase)),
            Action::ConfirmErase => {
                self.erase(Notice::Erased);
                if self.memory.holds() {
                    self.memory = Memory::Off;
                }
            }
            Action::StartOver => self.tell(Some(Notice::ConfirmStartOver)),
            Action::ConfirmStartOver => self.erase(Notice::StartedOver),
            Action::Undo => self.undo(),
            Action::Dismiss => self.tell(None),
            Action::Remember => {
                self.memory = Memory::On;
                self.offer = None;
            }
            Action::DeclineMemory => self.offer = None,
            Action::Memory(memory) => self.memory = memory,
            Action::Remembered { file, place } => self.remembered(&file, place),
            Action::Recovered => self.tell(Some(Notice::Recovered)),
            Action::ShareScore(on) => self.shares_score = on,
        }
        false
    }

    /// Whether there is nothing yet that could be lost.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let assessment = &self.assessment;
        assessment.answers.is_empty()
            && assessment.profile.is_empty()
            && assessment.title.is_empty()
            && assessment.decisions.is_empty()
    }

    fn go(&mut self, place: Place) -> bool {
        let known = match &place {
            Place::Domain(id) => self.domains_asked().contains(id),
            Place::Card(id) => self.questionnaire.card(id.as_str()).is_some(),
            _ => true,
        };
        if known {
            if matches!(place, Place::Card(_)) && !matches!(self.place, Place::Card(_)) {
                self.came_from = self.place.clone();
            }
            self.place = place;
            self.offer = None;
            self.tell(None);
        }
        false
    }

    fn ask(&mut self, question: QuestionId) -> bool {
        let asked = |domain: &&Domain| domain.questions.iter().any(|known| known.id == question);
        let domain = self.questionnaire.domains.iter().find(asked).map(|domain| domain.id.clone());
        if let Some(domain) = domain {
            self.go(Place::Domain(domain));
            self.target = Some(question);
        }
        false
    }

    fn profile(&mut self, profile: &ProfileId, option: &str, on: bool) -> bool {
        let Some(asked) = self.questionnaire.profile_question(profile.as_str()) else {
            return false;
        };
        let mut options = match asked.kind {
            ProfileKind::One => Vec::new(),
            ProfileKind::Many => self.assessment.profile.get(profile).cloned().unwrap_or_default(),
        };
        options.retain(|held| held != option);
        if on {
            options.push(option.to_owned());
        }
        self.assessment.set_profile(&self.questionnaire, profile.as_str(), options).is_ok()
    }

    fn answer(&mut self, question: &QuestionId, choice: Option<Choice>) -> bool {
        let given = choice.is_some();
        let taken = self.assessment.answer(&self.questionnaire, question.as_str(), choice).is_ok();
        if taken {
            self.returned.retain(|id| id != question);
        }
        if taken && given {
            self.offer_memory(question);
        }
        taken
    }

    fn reason(&self, question: &QuestionId) -> Option<String> {
        match self.assessment.answers.get(question)?.choice.as_ref()? {
            Choice::NotApplicable { reason } => Some(reason.clone()),
            _ => None,
        }
    }

    fn change(&mut self, question: &QuestionId, change: impl FnOnce(&mut Answer)) -> bool {
        let known = self.questionnaire.question(question.as_str()).is_some();
        if known {
            self.assessment.change(question, change);
        }
        known
    }

    /// Notes which answers were set aside by this change, and which came back.
    fn follow_conditions(&mut self, before: &[State]) {
        let after = states(&self.questionnaire, &self.assessment);
        for ((question, before), after) in self.questionnaire.questions().zip(before).zip(after) {
            let choice = self.assessment.answers.get(&question.id).map(|a| a.choice.is_some());
            let was_asked = *before != State::NotAsked;
            let is_asked = after != State::NotAsked;
            if was_asked && !is_asked && choice == Some(true) {
                self.returned.retain(|id| *id != question.id);
                self.set_aside.push(question.id.clone());
            } else if let Some(at) = self.set_aside.iter().position(|id| *id == question.id)
                && is_asked
            {
                let id = self.set_aside.swap_remove(at);
                if choice == Some(true) {
                    self.returned.push(id);
                }
            }
        }
    }

    /// The domains of which at least one question is asked.
    fn domains_asked(&self) -> Vec<DomainId> {
        let states = states(&self.questionnaire, &self.assessment);
        let mut states = states.iter();
        let mut asked = Vec::new();
        for domain in &self.questionnaire.domains {
            let mut is_asked = false;
            for state in states.by_ref().take(domain.questions.len()) {
                is_asked |= *state != State::NotAsked;
            }
            if is_asked {
                asked.push(domain.id.clone());
            }
        }
        asked
    }

    /// The places before and behind this one.
    fn neighbours(&self) -> (Place, Place) {
        if let Place::Card(_) = self.place {
            return (self.came_from.clone(), self.came_from.clone());
        }
        let mut walk = vec![Place::Start];
        if !self.profile_asked().is_empty() {
            walk.push(Place::Profile);
        }
        for domain in self.domains_asked() {
            walk.push(Place::Domain(domain));
        }
        walk.push(Place::Review);
        walk.push(Place::Report);
        let here = match &self.place {
            Place::Present => walk.len() - 1,
            place => walk.iter().position(|known| known == place).unwrap_or(0),
        };
        let at = |index: usize| walk.get(index).cloned().unwrap_or(Place::Report);
        (at(here.saturating_sub(1)), at(here + 1))
    }

    /// The profile questions that decide about something in this mode, and those that decide
    /// about nothing and are asked for their own sake.
    fn profile_asked(&self) -> Vec<&ProfileId> {
        let questionnaire = &self.questionnaire;
        let in_mode = self.assessment.mode.filter(questionnaire);
        let (mut deciding, mut deciding_here) = (Vec::new(), Vec::new());
        for question in questionnaire.questions() {
            profile_of(question.condition.as_ref(), &mut deciding);
            if in_mode(question) {
                profile_of(question.condition.as_ref(), &mut deciding_here);
            }
        }
        for sheet in &questionnaire.sheets {
            profile_of(Some(&sheet.condition), &mut deciding_here);
        }
        for example in &questionnaire.examples {
            profile_of(example.condition.as_ref(), &mut deciding_here);
        }
        let mut asked = Vec::new();
        for question in &questionnaire.profile {
            if deciding_here.contains(&&question.id) || !deciding.contains(&&question.id) {
                asked.push(&question.id);
            }
        }
        asked
    }
}

/// Adds the profile questions that a condition looks at.
fn profile_of<'c>(condition: Option<&'c Condition>, into: &mut Vec<&'c ProfileId>) {
    if let Some(condition) = condition {
        condition.leaves(&mut |leaf| {
            if let Condition::Profile { profile, .. } = leaf {
                into.push(profile);
            }
        });
    }
}
